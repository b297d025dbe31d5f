# SPDX-License-Identifier: MIT
"""Which paper a page is printed on, and by how much it is moved there."""

from __future__ import annotations

from datetime import date

import pytest

from desk_app.records.pages import (
    Envelope,
    EnvelopesPage,
    LabelsPage,
    MailSlipPage,
    OffsetPage,
    PostalPage,
)
from desk_app.records.people import DeskProfile, Language
from desk_app.records.printers import Offset, Paper, PrintOffsets
from desk_app.rules.paper import offset_for, paper_of, too_far

PROFILE = DeskProfile()


@pytest.mark.parametrize(
    ("page", "paper"),
    [
        (EnvelopesPage(PROFILE, Envelope.WINDOW, ()), Paper.LONG_3),
        (EnvelopesPage(PROFILE, Envelope.LONG_3, ()), Paper.LONG_3),
        (EnvelopesPage(PROFILE, Envelope.SQUARE_2, ()), Paper.SQUARE_2),
        (LabelsPage(PROFILE, ()), Paper.LABELS),
        (MailSlipPage(PROFILE, date(2026, 11, 25), "8-1125-01", ()), Paper.A4),
        (OffsetPage(Language.EN, PROFILE, Paper.SQUARE_2), Paper.SQUARE_2),
    ],
)
def test_every_page_has_its_paper(page: PostalPage, paper: Paper) -> None:
    assert paper_of(page) is paper


def test_each_paper_has_its_offset_and_none_is_moved_too_far() -> None:
    offsets = PrintOffsets(Offset(1, 2), Offset(3, 4), Offset(5, 6), Offset(7, 8))
    found = [offset_for(offsets, paper) for paper in Paper]
    assert found == [Offset(1, 2), Offset(3, 4), Offset(5, 6), Offset(7, 8)]
    assert not too_far(Offset(50, -50))
    assert too_far(Offset(51, 0))
    assert too_far(Offset(0, -51))
