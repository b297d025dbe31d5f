# SPDX-License-Identifier: MIT
"""What goes to the post beside the letters: envelopes, labels, the slip of registered mail.

None of them tells what is in the envelope: no title, no number of the desk's, no proxy
(letters/README.md §4).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desk_app.records.letters import Addressee
from desk_app.records.mail import MailKind
from desk_app.records.paper import Paper
from desk_app.records.people import DeskProfile, Language
from desk_app.records.word import Word


class Envelope(Word):
    """An envelope of the desk: 長形3号 with a window; 長形3号 and 角形2号 without."""

    WINDOW = "window"
    LONG_3 = "long_3"
    SQUARE_2 = "square_2"


@dataclass(frozen=True, slots=True)
class Addressed:
    """To whom an envelope or a label goes, and in which language the address is written."""

    addressee: Addressee
    language: Language = Language.JA


@dataclass(frozen=True, slots=True)
class Front:
    """The front of one envelope: how it goes, and to whom; a window shows that by itself.

    ``express`` is said of a kind that may go by express besides.
    """

    kind: MailKind
    to: Addressed | None = None
    express: bool = False


@dataclass(frozen=True, slots=True)
class EnvelopesPage:
    """Envelopes to be printed in one go (P1), one front after the other."""

    profile: DeskProfile
    envelope: Envelope
    fronts: tuple[Front, ...]


@dataclass(frozen=True, slots=True)
class LabelsPage:
    """Labels, twelve to a sheet, row by row (P2); ``first`` is the first free one, 1 to 12."""

    profile: DeskProfile
    labels: tuple[Addressed, ...]
    first: int = 1


@dataclass(frozen=True, slots=True)
class MailSlipLine:
    """One piece of registered or recorded mail: postage in yen, grams (0 = not weighed).

    ``franked`` are the yen of the stamps on it, 0 where it was paid otherwise. ``express`` and
    ``remarks`` stand in the last column.
    """

    name: str
    kind: MailKind
    postage: int
    franked: int = 0
    grams: int = 0
    tracking_number: str = ""
    express: bool = False
    remarks: str = ""


@dataclass(frozen=True, slots=True)
class MailSlipPage:
    """The slip of registered mail and its receipt (P3): six pieces to a sheet.

    ``number`` is that of the desk's dispatch list.
    """

    profile: DeskProfile
    posted_on: date
    number: str
    lines: tuple[MailSlipLine, ...]


@dataclass(frozen=True, slots=True)
class OffsetPage:
    """A page on which a clerk measures what a printer is off by on a kind of paper."""

    language: Language
    profile: DeskProfile
    paper: Paper


PostalPage = EnvelopesPage | LabelsPage | MailSlipPage | OffsetPage
