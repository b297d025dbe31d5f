# SPDX-License-Identifier: MIT
"""Printing at this place: a printer for each kind of page, and what was measured on the paper."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.desk import reading
from desk_app.desk.errors import BadInput
from desk_app.desk.letters import printing as paper_setting
from desk_app.desk.letters.printing import PrintMediaDraft
from desk_app.gui.printing.letters import print_order
from desk_app.gui.session.tasks import Book
from desk_app.records.desk.printers import Paper
from desk_app.records.desk.profile import EnvelopeWindow, Offset, PrintOffsets
from desk_app.rules.letters.paper import offset_for, use_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desk_app.desk.context import Changes, Desk
    from desk_app.gui.printing.spooler import Printing
    from desk_app.gui.session.session import Session
    from desk_app.records.desk.printers import PaperUse, PrinterChoice
    from desk_app.records.desk.profile import DeskProfile

    Trays = Mapping[str, tuple[str, ...]]


EDGES = ("left", "top", "width", "height")
"""The measures of the window of an envelope, as fields name them."""

_DIGITS = str.maketrans("０１２３４５６７８９．，,＋－−", "0123456789...+--")


@dataclass(frozen=True, slots=True)
class MeasuresTyped:
    """What is typed of the paper: measures in millimetres as text, by the names of their fields."""

    texts: Mapping[str, str]
    department_code: str


@dataclass(frozen=True, slots=True)
class PrintersState:
    """What the page shows; ``wrong`` names the fields that cannot be taken, with why."""

    printers: tuple[str, ...] = ()
    trays: Trays = field(default_factory=dict)
    profile: DeskProfile | None = None
    wrong: Mapping[str, BadInput] = field(default_factory=dict)
    busy: bool = False


class PrintersBook(Book[PrintersState]):
    """Says `state_changed`; a choice of printer holds at once, measures once they are saved."""

    saved = Signal()

    def __init__(self, session: Session, printing: Printing, parent: QObject) -> None:
        super().__init__(PrintersState(), parent)
        self._session = session
        self._printing = printing

    def read_again(self) -> None:
        """Read what was measured; ask the system for its printers and their trays."""
        self._session.ask(self, "paper", lambda desk: reading.office(desk)[0], self._take_profile)
        self._session.runner.latest(self, "printers", self._look_for_printers, self._take_printers)

    def choice(self, use: PaperUse) -> PrinterChoice:
        """Return what was chosen for a kind of page."""
        return self._session.screen.printer_for(use)

    def trays(self, printer: str) -> Sequence[str]:
        """Return the trays of a printer, of the usual one without a name."""
        return self._state.trays.get(printer, ())

    def choose(self, use: PaperUse, choice: PrinterChoice) -> None:
        """Print a kind of page so from now on."""
        before = self._session.screen.printer_for(use)
        if choice.printer != before.printer:
            choice = choice._replace(tray="")
        self._session.screen.keep_printer(use, choice)
        self._show(self._state)

    def save(self, typed: MeasuresTyped) -> None:
        """Take what was measured for all that is issued and printed from now on."""
        try:
            draft = drafted(typed)
        except BadInput as error:
            self._refuse(error)
            return
        self._show(replace(self._state, busy=True, wrong={}))
        self._session.do(
            self, lambda desk: paper_setting.set_paper(desk, draft), self._taken, self._refuse
        )

    def print_test(self, paper: Paper) -> None:
        """Print the page that shows what is off on a kind of paper, on its printer."""
        language, order = self._session.language, print_order(self._session.screen, use_for(paper))

        def send() -> str:
            desk: Desk = self._session.desk
            page = paper_setting.offset_page(desk, paper, language)
            return self._printing.send(desk.ports.press.page(page), order)

        def sent(_: str) -> None:
            self._session.said.emit(self.tr("The test page goes to the printer."))

        self._session.runner.submit(self, send, sent, self._session.trouble.emit)

    def _look_for_printers(self) -> tuple[tuple[str, ...], Trays]:
        names = tuple(self._printing.printers())
        return names, {name: tuple(self._printing.trays(name)) for name in ("", *names)}

    def _take_printers(self, found: tuple[tuple[str, ...], Trays]) -> None:
        names, trays = found
        self._show(replace(self._state, printers=names, trays=trays))

    def _take_profile(self, profile: DeskProfile) -> None:
        self._show(replace(self._state, profile=profile))

    def _taken(self, _: Changes) -> None:
        self._show(replace(self._state, busy=False, wrong={}))
        self.saved.emit()
        self.read_again()

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, BadInput):
            self._show(replace(self._state, busy=False, wrong={error.place: error}))
        else:
            self._show(replace(self._state, busy=False))
            self._session.trouble.emit(error)


def measured(profile: DeskProfile) -> dict[str, str]:
    """Return what is measured now as text, by the names of the fields."""
    found = {f"window.{edge}": written(getattr(profile.window, edge)) for edge in EDGES}
    for paper in Paper:
        offset = offset_for(profile.offsets, paper)
        found[f"{paper.value}.right"] = written(offset.right)
        found[f"{paper.value}.down"] = written(offset.down)
    return found


def drafted(typed: MeasuresTyped) -> PrintMediaDraft:
    """Return what is typed as a draft; raises BadInput with the name of a field that is none."""
    window = EnvelopeWindow(**{edge: tenths(typed.texts, f"window.{edge}") for edge in EDGES})
    offsets = {
        paper.value: Offset(
            tenths(typed.texts, f"{paper.value}.right"), tenths(typed.texts, f"{paper.value}.down")
        )
        for paper in Paper
    }
    return PrintMediaDraft(window, PrintOffsets(**offsets), typed.department_code.strip())


def tenths(texts: Mapping[str, str], name: str) -> int:
    """Return millimetres as tenths: ``1.2``, ``１．２`` and ``-0.5``; an empty field is nothing."""
    text = texts[name].strip().translate(_DIGITS)
    sign = text[:1] if text[:1] in ("+", "-") else ""
    whole, _, part = text.removeprefix(sign).partition(".")
    if not text:
        return 0
    if not (whole.isdecimal() and len(whole) <= _LONGEST and len(part) <= 1) or (
        part and not part.isdecimal()
    ):
        raise BadInput("measure_not_understood", place=name)
    size = int(whole) * 10 + int(part or 0)
    return -size if sign == "-" else size


def written(value: int) -> str:
    """Write tenths of a millimetre as a person reads them: ``12`` is ``1.2``."""
    return f"{value / 10:g}"


_LONGEST = 3
