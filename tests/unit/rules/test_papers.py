# SPDX-License-Identifier: MIT
"""Which paper a page is printed on and how, and what the window of an envelope shows of it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.records.desk.people import Language
from desk_app.records.desk.printers import MOST_COPIES, Paper, PaperUse, PrinterChoice
from desk_app.records.desk.profile import DeskProfile, EnvelopeWindow, Offset, PrintOffsets
from desk_app.records.pages import (
    Envelope,
    EnvelopesPage,
    LabelsPage,
    MailSlipPage,
    OffsetPage,
    PostalPage,
)
from desk_app.rules.letters.paper import (
    PLAY_DOWN,
    PLAY_RIGHT,
    WindowFault,
    offset_for,
    order_for,
    paper_for,
    paper_of,
    safe_box,
    seen_box,
    too_far,
    use_for,
    use_of_letters,
    window_faults,
)

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


CHOICE = PrinterChoice("office", "InputSlot=Upper", 2)


@pytest.mark.parametrize(
    ("use", "paper", "one_sided"),
    [
        (PaperUse.WINDOW_LETTER, Paper.A4, True),
        (PaperUse.LETTER, Paper.A4, False),
        (PaperUse.LONG_3, Paper.LONG_3, True),
        (PaperUse.SQUARE_2, Paper.SQUARE_2, True),
        (PaperUse.LABELS, Paper.LABELS, True),
        (PaperUse.SLIPS, Paper.A4, True),
        (PaperUse.OWN, Paper.A4, False),
    ],
)
def test_each_kind_of_page_has_its_paper_and_its_sides(
    use: PaperUse, paper: Paper, *, one_sided: bool
) -> None:
    order = order_for(use, CHOICE)
    assert (order.choice, order.paper, order.one_sided) == (CHOICE, paper, one_sided)


def test_each_paper_is_measured_on_the_printer_it_is_printed_on() -> None:
    assert {paper: paper_for(use_for(paper)) for paper in Paper} == {
        Paper.A4: Paper.A4,
        Paper.LONG_3: Paper.LONG_3,
        Paper.SQUARE_2: Paper.SQUARE_2,
        Paper.LABELS: Paper.LABELS,
    }
    assert use_for(Paper.A4) is PaperUse.WINDOW_LETTER


def test_a_letter_under_a_label_needs_no_window() -> None:
    assert use_of_letters(labelled=True) is PaperUse.LETTER
    assert use_of_letters(labelled=False) is PaperUse.WINDOW_LETTER


@pytest.mark.parametrize(
    "choice",
    [CHOICE, PrinterChoice(), PrinterChoice("2階の複合機"), PrinterChoice(copies=MOST_COPIES)],
)
def test_what_a_print_system_names_can_be_chosen(choice: PrinterChoice) -> None:
    assert choice.sound


@pytest.mark.parametrize(
    "choice",
    [
        PrinterChoice("-o"),
        PrinterChoice("two\nlines"),
        PrinterChoice(tray="Upper"),
        PrinterChoice(tray="=Upper"),
        PrinterChoice(tray="InputSlot=Up per"),
        PrinterChoice(copies=0),
        PrinterChoice(copies=MOST_COPIES + 1),
    ],
)
def test_what_would_be_another_option_cannot(choice: PrinterChoice) -> None:
    assert not choice.sound


def test_the_usual_window_shows_what_the_reference_says() -> None:
    assert safe_box(EnvelopeWindow()) == (220, 120, 870, 360)
    assert seen_box(EnvelopeWindow()) == (0, 0, 1120, 570)
    assert window_faults(EnvelopeWindow()) == ()


@given(
    x=st.integers(0, 2100),
    y=st.integers(0, 990),
    window=st.builds(EnvelopeWindow, st.integers(0, 400), st.integers(0, 300)),
)
def test_the_boxes_are_what_all_places_of_the_sheet_have_and_what_some_has(
    x: int, y: int, window: EnvelopeWindow
) -> None:
    rights = [window.left <= x + moved <= window.left + window.width for moved in (0, PLAY_RIGHT)]
    downs = [window.top <= y + moved <= window.top + window.height for moved in (0, PLAY_DOWN)]
    safe, seen = safe_box(window), seen_box(window)
    always = all(rights) and all(downs)
    assert (safe.left <= x <= safe.right and safe.top <= y <= safe.bottom) is always
    if any(rights) and any(downs):
        assert seen.left <= x <= seen.right
        assert seen.top <= y <= seen.bottom


@pytest.mark.parametrize(
    ("window", "fault"),
    [
        (EnvelopeWindow(width=899), WindowFault.TOO_NARROW),
        (EnvelopeWindow(height=449), WindowFault.TOO_LOW),
        (EnvelopeWindow(left=231), WindowFault.SHOWS_MORE),
        (EnvelopeWindow(top=176), WindowFault.SHOWS_MORE),
        (EnvelopeWindow(left=-1), WindowFault.OUTSIDE),
        (EnvelopeWindow(top=-1), WindowFault.OUTSIDE),
    ],
)
def test_a_window_that_hides_the_address_or_shows_more_is_told(
    window: EnvelopeWindow, fault: WindowFault
) -> None:
    assert window_faults(window) == (fault,)
