# SPDX-License-Identifier: MIT
"""Scans: pictures of a paper, as a file of them is read, masked and kept with its application."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from desk_app.records.base import ApplicationId, EnclosureId, ScanId, UserId, Word
from desk_app.records.field import LaterPages, LaterText, PersonText

PAGES_LIMIT: Final = 200
"""The most pages of one scan."""
WHOLE: Final = 10_000
"""The length of a page's side in the units of a mask: ten-thousandths of the side."""

SCAN_BYTES: Final = 64 * 1024 * 1024
"""The most bytes of the PDF that is kept of one paper."""

QUARTERS: Final = 4
"""So many quarter turns, and a page stands as before."""


class ScanOf(Word):
    """What a scan is a picture of."""

    FORM = "form"
    ENCLOSURE = "enclosure"
    ENVELOPE = "envelope"


class MaskReason(Word):
    """Why a part of a page was made unreadable."""

    RULEBOOK = "rulebook"
    """The rulebook has it masked on papers of this kind; the mask names the item."""
    OTHER_PERSON = "other_person"
    """It tells of somebody who is neither principal nor proxy."""
    NOT_NEEDED = "not_needed"
    """The application is answered without it."""


@dataclass(frozen=True, slots=True)
class Mask:
    """A filled box in the picture of a page, and why it is there.

    ``page`` counts from 1. The sides are ten-thousandths of the page's width (``left``, ``right``)
    and height (``top``, ``bottom``), from the upper left corner of the page as it is kept: turned
    as it is shown. ``item`` is the rulebook's code of what is masked, empty for any other reason;
    what stood under the mask is nowhere.
    """

    page: int
    left: int
    top: int
    right: int
    bottom: int
    reason: MaskReason
    item: str = ""


@dataclass(frozen=True, slots=True)
class DrawnScan:
    """A paper as a reader drew it, on its way to be kept: pictures alone, masks burnt in.

    ``pdf`` is all that is kept; what it was drawn from is not in it.
    """

    pages: int
    pdf: bytes = field(repr=False)
    masks: tuple[Mask, ...] = ()


@dataclass(frozen=True, slots=True)
class Scan:
    """The pictures of one paper as one kept file, whose bytes lie sealed beside the desk.

    What is kept is a PDF of pictures alone. ``size`` (bytes) and ``sealed_sha256`` are those of the
    sealed file, ``pdf_sha256`` is of the PDF in it; both in lower hexadecimal digits. ``enclosure``
    is the paper that is shown, None where the form or the envelope is; ``kind`` its code in the
    rulebook's catalogue as the scan was attached, empty for form and envelope.

    One that was ``removed`` has no file any more; by whom, when and why stays with the application.
    ``source`` is the path of the file that it was made of while that still lies there, with the
    hash of its bytes: empty once it is gone. ``source_rest`` are the pages of that file, counted
    from 1, that this scan does not show.
    """

    id: ScanId
    application: ApplicationId
    shows: ScanOf
    enclosure: EnclosureId | None
    kind: str
    pages: int
    size: int
    sealed_sha256: str
    pdf_sha256: str
    at: datetime
    by: UserId
    masks: tuple[Mask, ...] = ()
    removed_by: UserId | None = None
    removed_at: datetime | None = None
    removed_why: PersonText = ""
    source: LaterText = ""
    source_sha256: str = ""
    source_rest: LaterPages = ()

    @property
    def removed(self) -> bool:
        """Return whether its file is gone by somebody's word."""
        return self.removed_at is not None


# What is read of a file of scanned pages before any of it is kept.


@dataclass(frozen=True, slots=True)
class PageSize:
    """Width and height of a page in points (1/72 inch), as it lies in the file: not turned."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class ScanFile:
    """What a file of scanned pages holds; ``sha256`` (lower hexadecimal) is that of its bytes."""

    sha256: str
    pages: tuple[PageSize, ...]


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of this computer that a scan was made of; ``sha256`` is that of the bytes read.

    It shows all that is masked in what was kept, until it is deleted.
    """

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class LeftFile:
    """A file that still lies where a scan was made of it, and the application that has the scan.

    ``rest`` are its pages, counted from 1, that no scan shows.
    """

    file: SourceFile
    application: ApplicationId
    receipt_number: str
    rest: tuple[int, ...] = ()


# What lies in the folder of a scanner, and waits to be looked at.


@dataclass(frozen=True, slots=True)
class FolderFile:
    """A file in the scanner's folder that is whole: the codes read from each of its pages.

    One that could not be read has no pages; ``trouble`` is the code of why.
    """

    file: SourceFile
    codes: tuple[tuple[str, ...], ...] = ()
    trouble: str = ""


class SheetLead(Word):
    """Where the codes on a sheet lead."""

    CASE = "case"
    NO_CODE = "no_code"
    SEVERAL = "several"
    """Codes of more than one application: a person chooses."""
    UNKNOWN = "unknown"
    """No application of this desk has the number."""
    DISPOSED = "disposed"
    UNREADABLE = "unreadable"
    """The file could not be read: it is named once, as page 0."""


@dataclass(frozen=True, slots=True)
class WaitingSheet:
    """A page of a file in the scanner's folder that no application has yet.

    ``page`` is counted from 1 among the ``pages`` of the file; ``numbers`` are the receipt numbers
    that its codes name, ``application`` is where one of them leads. ``trouble`` is the code of why
    the file cannot be read.
    """

    file: SourceFile
    page: int
    pages: int
    lead: SheetLead
    numbers: tuple[str, ...] = ()
    application: ApplicationId | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class ChosenSheets:
    """Pages of a file that are one paper, counted from 1 in the order of the file.

    ``rest`` are its other pages, ``waiting`` those of them that no application has.
    """

    file: SourceFile
    pages: tuple[int, ...]
    rest: tuple[int, ...] = ()
    waiting: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page drawn: three bytes a pixel (red, green, blue), line after line from the top."""

    width: int
    height: int
    pixels: bytes
