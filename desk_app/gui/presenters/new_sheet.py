# SPDX-License-Identifier: MIT
"""A new recovery sheet: printed twice, its last group typed back, its places named."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.desk import beginning, keys
from desk_app.desk.errors import BadInput, KnownError, PrinterFailed, SheetNotPrinted
from desk_app.desk.own_pages import recovery_page
from desk_app.desk.sheet_key import last_group, read_group
from desk_app.gui.presenters.print_order import print_order
from desk_app.records.printers import PaperUse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from desk_app.desk.changes import Changes
    from desk_app.desk.context import Desk
    from desk_app.gui.printing import Printing
    from desk_app.gui.workplace import Workplace
    from desk_app.records.people import DeskProfile, Language
    from desk_app.records.printers import PrintOrder
    from desk_app.records.safekeeping import RecoverySheet, SheetKey

COPIES = 2


@dataclass(frozen=True, slots=True)
class Made:
    """A sheet that was made, with its pages for another print; it ends with the task."""

    key: SheetKey = field(repr=False)
    pages: bytes = field(repr=False)

    @property
    def last_group(self) -> str:
        """Return the group that is typed back."""
        return last_group(self.key.secret)


@dataclass(frozen=True, slots=True)
class NewSheetState:
    """What the task shows: never the key.

    ``useless`` is a sheet of an interrupted earlier try, whose paper opens nothing any more;
    ``missing_characters`` counts what the last group still lacks, ``fits`` says whether it is the
    printed one. ``wrong`` holds codes by field. ``printers`` is None until the system was asked,
    ``looking`` says that it is asked again.
    """

    profile: DeskProfile | None = None
    useless: RecoverySheet | None = None
    printers: tuple[str, ...] | None = None
    looking: bool = False
    sheet: RecoverySheet | None = None
    printer: str = ""
    printed_at: datetime | None = None
    busy: bool = False
    missing_characters: int = 0
    fits: bool = False
    wrong: Mapping[str, str] = field(default_factory=dict)
    trouble: KnownError | None = None

    @property
    def no_printer(self) -> bool:
        """Say whether the system was asked and knows no printer: the sheet has to wait for one."""
        return self.printers == () and not self.printed

    @property
    def printed(self) -> bool:
        """Say whether the prints went to the printer."""
        return self.printed_at is not None


class NewSheetPresenter(QObject):
    """Holds the key only until its sheet is confirmed or the task is put away."""

    state_changed = Signal(object)
    confirmed = Signal()

    def __init__(self, work: Workplace, printing: Printing, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._printing = printing
        self._made: Made | None = None
        self._state = NewSheetState()

    @property
    def state(self) -> NewSheetState:
        """What the task shows now."""
        return self._state

    def begin(self) -> None:
        """Ask for the printers, whose desk it is, and whether an earlier try was interrupted."""
        self._work.ask(self, "sheet", beginning.before_new_sheet, self._take)
        self._ask_printers()

    def look_for_printers(self) -> None:
        """Ask for the printers again: one was set up meanwhile."""
        if not (self._state.busy or self._state.looking):
            self._show(replace(self._state, looking=True, trouble=None))
            self._ask_printers()

    def _ask_printers(self) -> None:
        self._work.runner.submit(self, self._printing.printers, self._take_printers)

    def print_copies(self, printer: str) -> None:
        """Print two copies; the first time the sheet is made for them."""
        if self._state.busy:
            return
        self._show(replace(self._state, busy=True, printer=printer, trouble=None))
        if self._made is not None:
            self._send(self._made)
            return
        make = partial(_make, language=self._work.language)
        self._work.runner.submit(self, lambda: make(self._work.desk), self._send, self._refuse)

    def type_back(self, text: str) -> None:
        """Compare what is typed with the last group of the print."""
        if self._made is None:
            return
        wanted, read = self._made.last_group, read_group(text)
        missing = max(len(wanted) - len(read), 0)
        wrong = {} if missing or read == wanted else {"last_group": "sheet_group_wrong"}
        self._show(
            replace(self._state, missing_characters=missing, fits=read == wanted, wrong=wrong)
        )

    def tell_group(self) -> None:
        """Say that the group is not the printed one: the clerk wants to go on."""
        if self._state.printed and not self._state.fits:
            self._show(replace(self._state, wrong={"last_group": "sheet_group_wrong"}))

    def confirm(self, group: str, places: Sequence[str]) -> None:
        """Take the sheet into use, or say what is wrong."""
        sheet = self._state.sheet
        if sheet is None or self._state.busy:
            return
        named = tuple(place.strip() for place in places)
        wrong = {f"place_{number}": "empty" for number, place in enumerate(named, 1) if not place}
        if not self._state.fits:
            wrong = {"last_group": "sheet_group_wrong", **wrong}
        if wrong:
            self._show(replace(self._state, wrong=wrong))
            return
        self._show(replace(self._state, busy=True, wrong={}, trouble=None))
        verb = partial(keys.confirm_sheet, number=sheet.number, last_group=group, places=named)
        self._work.do(self, verb, self._done, self._refuse)

    def forget(self) -> None:
        """Drop the key: the task is put away."""
        self._made = None
        self._state = NewSheetState()

    def _take(self, read: tuple[DeskProfile, RecoverySheet | None]) -> None:
        profile, useless = read
        if self._made is None:
            self._show(replace(self._state, profile=profile, useless=useless))

    def _take_printers(self, printers: Sequence[str]) -> None:
        self._show(replace(self._state, printers=tuple(printers), looking=False))

    def _send(self, made: Made) -> None:
        """Send both copies."""
        self._made = made
        order = print_order(self._work.screen, PaperUse.OWN, self._state.printer)
        desk, again = self._work.desk, self._state.printed

        def work() -> int:
            printed = _print(self._printing, made, order)
            if not (printed or again):
                keys.withdraw_sheet(desk, made.key.sheet.number)
            return printed

        self._work.runner.submit(self, work, self._sent, self._refuse)

    def _sent(self, printed: int) -> None:
        if self._made is None:
            return
        if printed < COPIES:
            # A sheet of which nothing reached the paper is made anew when it is printed.
            self._made = self._made if printed or self._state.printed else None
            self._show(replace(self._state, busy=False, trouble=SheetNotPrinted()))
            return
        self._show(
            replace(
                self._state,
                busy=False,
                useless=None,
                sheet=self._made.key.sheet,
                printed_at=self._work.desk.ports.clock.now(),
                missing_characters=len(self._made.last_group),
            )
        )

    def _done(self, _: Changes) -> None:
        self.forget()
        self.confirmed.emit()

    def _refuse(self, error: Exception) -> None:
        state = replace(self._state, busy=False)
        if isinstance(error, BadInput):
            self._show(replace(state, wrong={error.place: error.code}))
        elif isinstance(error, KnownError):
            self._show(replace(state, trouble=error))

    def _show(self, state: NewSheetState) -> None:
        self._state = state
        self.state_changed.emit(state)


def _make(desk: Desk, language: Language) -> Made:
    key = keys.new_sheet(desk)
    return Made(key, desk.ports.press.page(recovery_page(desk, key, language)))


def _print(printing: Printing, made: Made, order: PrintOrder) -> int:
    """Print the copies one by one; return how many the printer took."""
    once = replace(order, choice=replace(order.choice, copies=1))
    for number in range(COPIES):
        try:
            printing.send(made.pages, once)
        except PrinterFailed:
            return number
    return COPIES
