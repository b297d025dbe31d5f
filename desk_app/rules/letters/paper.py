# SPDX-License-Identifier: MIT
"""Which paper a page is printed on, what its window lets be seen, how each kind is printed."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple, assert_never

from desk_app.records.desk.printers import Paper, PaperUse, PrinterChoice, PrintOrder
from desk_app.records.desk.profile import EnvelopeWindow, Offset, PrintOffsets
from desk_app.records.pages import (
    Envelope,
    EnvelopesPage,
    LabelsPage,
    MailSlipPage,
    OffsetPage,
    PostalPage,
)

LONGEST_OFFSET = 50
"""A printer that is off by more than five millimetres is set right itself."""


_WEB_PAGE = re.compile(
    r"https?://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\.[A-Za-z]{2,}(?::[0-9]{1,5})?"
    r"(?:[/?#][!-~]*)?"
)


def is_web_page(address: str) -> bool:
    """Tell whether letters and forms may print an address as that of a page of the web.

    Whoever reads it on paper types it off: it is whole, of plain characters, without a name or
    password before the host.
    """
    return _WEB_PAGE.fullmatch(address) is not None


def paper_of(page: PostalPage) -> Paper:
    """Return the paper that a page is printed on; letters and other pages are on A4."""
    match page:
        case EnvelopesPage():
            return Paper.SQUARE_2 if page.envelope is Envelope.SQUARE_2 else Paper.LONG_3
        case LabelsPage():
            return Paper.LABELS
        case OffsetPage():
            return page.paper
        case MailSlipPage():
            return Paper.A4
        case _:
            assert_never(page)


def offset_for(offsets: PrintOffsets, paper: Paper) -> Offset:
    """Return the offset of a kind of paper."""
    return {
        Paper.A4: offsets.a4,
        Paper.LONG_3: offsets.long_3,
        Paper.SQUARE_2: offsets.square_2,
        Paper.LABELS: offsets.labels,
    }[paper]


def too_far(offset: Offset) -> bool:
    """Tell whether an offset moves a page further than a printer may be off."""
    return max(abs(offset.right), abs(offset.down)) > LONGEST_OFFSET


# What a window envelope lets be seen of the folded sheet in it, wherever the sheet lies.


PLAY_RIGHT = 250
PLAY_DOWN = 210
"""So far does a sheet of 210 × 99 mm move in an envelope of 235 × 120 mm."""

_LEAST_WIDTH = 650
_LEAST_HEIGHT = 240
_NOTHING_ELSE_RIGHT = 1130
_NOTHING_ELSE_DOWN = 625
"""Number and date begin to the right of the first, the title below the second."""


class SheetBox(NamedTuple):
    """A part of the sheet in tenths of a millimetre from its top left corner."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def place(self) -> tuple[int, int, int, int]:
        """Return left, top, width and height."""
        return self.left, self.top, self.right - self.left, self.bottom - self.top


class WindowFault(Enum):
    """Why the window of an envelope cannot be used for letters."""

    TOO_NARROW = "window_too_narrow"
    TOO_LOW = "window_too_low"
    SHOWS_MORE = "window_shows_more"
    OUTSIDE = "window_outside"


def safe_box(window: EnvelopeWindow) -> SheetBox:
    """Return the part of the sheet that is seen wherever the sheet lies."""
    return SheetBox(
        window.left,
        window.top,
        window.left + window.width - PLAY_RIGHT,
        window.top + window.height - PLAY_DOWN,
    )


def seen_box(window: EnvelopeWindow) -> SheetBox:
    """Return the part of the sheet that is seen in some place of the sheet or other."""
    return SheetBox(
        max(0, window.left - PLAY_RIGHT),
        max(0, window.top - PLAY_DOWN),
        window.left + window.width,
        window.top + window.height,
    )


def window_faults(window: EnvelopeWindow) -> tuple[WindowFault, ...]:
    """Return what speaks against a window: it hides the address, or shows what else is there."""
    safe, seen = safe_box(window), seen_box(window)
    found = {
        WindowFault.OUTSIDE: window.left < 0 or window.top < 0,
        WindowFault.TOO_NARROW: safe.right - safe.left < _LEAST_WIDTH,
        WindowFault.TOO_LOW: safe.bottom - safe.top < _LEAST_HEIGHT,
        WindowFault.SHOWS_MORE: (
            seen.right > _NOTHING_ELSE_RIGHT or seen.bottom > _NOTHING_ELSE_DOWN
        ),
    }
    return tuple(fault for fault, holds in found.items() if holds)


# How each kind of page is printed, and what a kind of paper is measured for.


_PAPERS = {
    PaperUse.LONG_3: Paper.LONG_3,
    PaperUse.SQUARE_2: Paper.SQUARE_2,
    PaperUse.LABELS: Paper.LABELS,
}
_EITHER_SIDE = frozenset({PaperUse.LETTER, PaperUse.OWN})
"""What may be printed on both sides where the printer does: nobody folds it for a window."""


def paper_for(use: PaperUse) -> Paper:
    """Return the paper that a kind of page is printed on."""
    return _PAPERS.get(use, Paper.A4)


def use_for(paper: Paper) -> PaperUse:
    """Return the kind of page whose printer shows what is off on a kind of paper."""
    return next((use for use, its in _PAPERS.items() if its is paper), PaperUse.WINDOW_LETTER)


def order_for(use: PaperUse, choice: PrinterChoice) -> PrintOrder:
    """Return how a kind of page is printed with what was chosen for it.

    Letters for window envelopes are printed on one side.
    """
    return PrintOrder(choice, paper_for(use), one_sided=use not in _EITHER_SIDE)


def use_of_letters(*, labelled: bool) -> PaperUse:
    """Return the kind of page that letters of an envelope are; labelled ones need no window."""
    return PaperUse.LETTER if labelled else PaperUse.WINDOW_LETTER
