# SPDX-License-Identifier: MIT
"""The office that uses the program, as its letters name it, and how its pages lie on the paper."""

from __future__ import annotations

from dataclasses import dataclass

from desk_app.records.desk.people import Language
from desk_app.records.field import ShortText


@dataclass(frozen=True, slots=True)
class EnvelopeWindow:
    """The window of an envelope 長形3号 on its side: its place from the top left, its size."""

    left: int = 220
    top: int = 120
    width: int = 900
    height: int = 450


@dataclass(frozen=True, slots=True)
class Offset:
    """By how much a page is moved so that it lies on the paper where it should; down and right."""

    right: int = 0
    down: int = 0


@dataclass(frozen=True, slots=True)
class PrintOffsets:
    """The offset of each kind of paper."""

    a4: Offset = Offset()
    long_3: Offset = Offset()
    square_2: Offset = Offset()
    labels: Offset = Offset()


USUAL_WINDOW = EnvelopeWindow()
UNMOVED = PrintOffsets()


@dataclass(frozen=True, slots=True)
class DeskProfile:
    """The office that uses the program, as its letters name it, and how it prints.

    On envelopes and slips the desk is named by its ``department_code``, unless
    ``desk_on_envelope`` says that its name may stand there. ``procedure_page`` and ``form_page``
    are the addresses of the web pages on which the procedure is published and inquiries are typed.
    ``officer`` is the name as it is published, in Latin letters; ``officer_ja`` the same in
    Japanese, empty where a desk has not said it.
    """

    company_ja: str = "株式会社ジャストシステム"
    company_en: str = "JustSystems Corporation"
    desk_ja: str = "個人情報お問い合わせ窓口"
    desk_en: str = "Personal Information Handling Desk"
    postal_code: ShortText = "163-6017"
    address_ja: tuple[str, ...] = ("東京都新宿区西新宿6-8-1", "新宿オークタワー")
    address_en: tuple[str, ...] = (
        "Shinjuku Oak Tower",
        "6-8-1 Nishi-Shinjuku",
        "Shinjuku-ku, Tokyo 163-6017",
        "Japan",
    )
    officer: str = "ISHIKAWA Hideki"
    number_prefix: str = "個情発"
    procedure_ja: str = "開示等のご請求に応じる手続"
    procedure_en: str = "Procedures to Comply with Requests for Disclosure, etc."
    marking_ja: str = "開示等請求書類在中"
    marking_en: str = "Contains Disclosure, etc. Request"
    department_code: str = "K5"
    desk_on_envelope: bool = False
    window: EnvelopeWindow = USUAL_WINDOW
    offsets: PrintOffsets = UNMOVED
    sample: bool = False
    procedure_page: ShortText = ""
    form_page: ShortText = ""
    officer_ja: ShortText = ""

    def officer_in(self, language: Language) -> str:
        """Return the officer's name in a language; empty where it is not known there."""
        return self.officer_ja if language is Language.JA else self.officer
