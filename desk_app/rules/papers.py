# SPDX-License-Identifier: MIT
"""Which paper a page is printed on, and by how much it is moved there."""

from __future__ import annotations

from desk_app.records.paper import Offset, Paper, PrintOffsets
from desk_app.records.postal_pages import (
    Envelope,
    EnvelopesPage,
    LabelsPage,
    MailSlipPage,
    OffsetPage,
    PostalPage,
)

LONGEST_OFFSET = 50
"""A printer that is off by more than five millimetres is set right itself."""


def paper_of(page: PostalPage) -> Paper:
    """Return the paper that a page is printed on; letters and other pages are on A4."""
    match page:
        case EnvelopesPage():
            return Paper.SQUARE_2 if page.envelope is Envelope.SQUARE_2 else Paper.LONG_3
        case LabelsPage():
            return Paper.LABELS
        case MailSlipPage():
            return Paper.A4
        case OffsetPage():
            return page.paper


def offset_for(offsets: PrintOffsets, paper: Paper) -> Offset:
    """Return the offset of a kind of paper."""
    match paper:
        case Paper.A4:
            return offsets.a4
        case Paper.LONG_3:
            return offsets.long_3
        case Paper.SQUARE_2:
            return offsets.square_2
        case Paper.LABELS:
            return offsets.labels


def too_far(offset: Offset) -> bool:
    """Tell whether an offset moves a page further than a printer may be off."""
    return max(abs(offset.right), abs(offset.down)) > LONGEST_OFFSET
