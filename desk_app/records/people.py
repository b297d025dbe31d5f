# SPDX-License-Identifier: MIT
"""The people of the desk and what they may be."""

from __future__ import annotations

from dataclasses import dataclass

from desk_app.records.ids import UserId
from desk_app.records.printers import UNMOVED, USUAL_WINDOW, PrintOffsets, Window
from desk_app.records.word import Word


class Role(Word):
    """A role of a user; a user holds a set of them (security.md: roles)."""

    CLERK = "clerk"
    SUPERVISOR = "supervisor"
    OFFICER = "officer"
    AUDITOR = "auditor"


class Language(Word):
    """A language of a screen or a letter."""

    JA = "ja"
    EN = "en"


@dataclass(frozen=True, slots=True)
class User:
    """A person who signs in at the desk."""

    id: UserId
    name: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class DeskProfile:
    """The office that uses the program, as its letters name it, and how it prints.

    On envelopes and slips the desk is named by its ``department_code``, unless
    ``desk_on_envelope`` says that its name may stand there (letters/README.md §4).
    """

    company_ja: str = "株式会社ジャストシステム"
    company_en: str = "JustSystems Corporation"
    desk_ja: str = "個人情報お問い合わせ窓口"
    desk_en: str = "Personal Information Handling Desk"
    postal_code: str = "163-6017"
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
    window: Window = USUAL_WINDOW
    offsets: PrintOffsets = UNMOVED
    sample: bool = False
