# SPDX-License-Identifier: MIT
from __future__ import annotations

import pytest

from desk_app.records.printers import MOST_COPIES, Paper, PaperUse, PrinterChoice
from desk_app.rules.paper import order_for, paper_for, use_for, use_of_letters

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
