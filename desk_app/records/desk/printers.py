# SPDX-License-Identifier: MIT
"""What a workstation prints on: the papers, which printer and tray each kind of page goes to."""

from __future__ import annotations

from typing import NamedTuple

from desk_app.records.base import Word


class Paper(Word):
    """A kind of paper: letters and slips, envelopes 長形3号 and 角形2号, sheets of labels."""

    A4 = "a4"
    LONG_3 = "long_3"
    SQUARE_2 = "square_2"
    LABELS = "labels"


MOST_COPIES = 9


class PaperUse(Word):
    """A kind of page for which a printer is chosen once.

    A ``WINDOW_LETTER`` goes into a window envelope; a ``LETTER`` under a label or into an envelope
    that bears the address itself. ``SLIPS`` go to the post or stay with a case; ``OWN`` are the
    pages that the desk prints for itself.
    """

    WINDOW_LETTER = "window_letter"
    LETTER = "letter"
    LONG_3 = "long_3"
    SQUARE_2 = "square_2"
    LABELS = "labels"
    SLIPS = "slips"
    OWN = "own"


class PrinterChoice(NamedTuple):
    """A printer, its tray, and how many copies; without names the system's usual ones.

    ``tray`` is the option of the print system whole, ``InputSlot=Upper``.
    """

    printer: str = ""
    tray: str = ""
    copies: int = 1

    @property
    def sound(self) -> bool:
        """Whether it may be handed to a print system: no name of it is another option."""
        name, _, value = self.tray.partition("=")
        tray = not self.tray or (_is_word(name) and _is_word(value))
        named = not self.printer.startswith("-") and self.printer.isprintable()
        return tray and named and 1 <= self.copies <= MOST_COPIES


def _is_word(text: str) -> bool:
    return bool(text) and all(each.isalnum() or each in "-_." for each in text)


class PrintOrder(NamedTuple):
    """How pages are to be printed: never scaled, on this paper, on one side where that is said."""

    choice: PrinterChoice = PrinterChoice()
    paper: Paper = Paper.A4
    one_sided: bool = False


class JobState(Word):
    """What the print system says of a job; it forgets old ones."""

    WAITING = "waiting"
    PRINTING = "printing"
    STOPPED = "stopped"
    PRINTED = "printed"
    NOT_PRINTED = "not_printed"
    UNKNOWN = "unknown"
