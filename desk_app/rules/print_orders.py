# SPDX-License-Identifier: MIT
"""How each kind of page is printed, and what a kind of paper is measured for."""

from __future__ import annotations

from desk_app.records.paper import Paper
from desk_app.records.printers import PaperUse, PrinterChoice, PrintOrder

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

    Letters for window envelopes are printed on one side (letters/README.md §5).
    """
    return PrintOrder(choice, paper_for(use), one_sided=use not in _EITHER_SIDE)


def use_of_letters(*, labelled: bool) -> PaperUse:
    """Return the kind of page that letters of an envelope are; labelled ones need no window."""
    return PaperUse.LETTER if labelled else PaperUse.WINDOW_LETTER
