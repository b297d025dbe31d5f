# SPDX-License-Identifier: MIT
"""A row for each kind of page: its printer, the tray, how many copies; it holds at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.overriding import override
from desk_app.gui.theme import Size
from desk_app.gui.widgets.choice import ChoiceBox
from desk_app.gui.widgets.text import Text
from desk_app.i18n import messages
from desk_app.records.printers import MOST_COPIES, PaperUse

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from desk_app.gui.presenters.printers import PrintersPresenter, PrintersState
    from desk_app.gui.workplace import Workplace

_COPIES_WIDTH = 72
_ROOMY = 660


@dataclass(frozen=True, slots=True)
class _Row:
    """The fields of one kind of page."""

    name: Text
    printer: ChoiceBox
    tray: ChoiceBox
    copies: ChoiceBox

    @property
    def boxes(self) -> tuple[ChoiceBox, ChoiceBox, ChoiceBox]:
        """Return the fields in their order."""
        return (self.printer, self.tray, self.copies)


class PrinterChoices(QWidget):
    """Printers that are not there now are still shown where they were chosen."""

    def __init__(
        self, work: Workplace, presenter: PrintersPresenter, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._presenter = presenter
        self._rows = {use: self._row(use) for use in PaperUse}
        words = (self.tr("Kind of page"), self.tr("Printer"), self.tr("Tray"), self.tr("Copies"))
        self._heads = [Text(word, Size.HINT, "text2") for word in words]
        for use, row in self._rows.items():
            for box, word in zip(row.boxes, words[1:], strict=True):
                box.name_alone(f"{messages.label(use, work.language)}: {word}")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(8))
        self._grid.setVerticalSpacing(theme.px(4))
        self._narrow = False
        self._arrange()

    def take_focus(self) -> None:
        """Put the keys on the first printer."""
        self._rows[PaperUse.WINDOW_LETTER].printer.setFocus()

    def show_state(self, state: PrintersState) -> None:
        """Show what is chosen, and what can be."""
        for use, row in self._rows.items():
            choice = self._presenter.choice(use)
            known = (*state.printers, *([choice.printer] if choice.printer else []))
            names = ((name, name) for name in dict.fromkeys(known))
            row.printer.set_choices([("", self.tr("The usual printer")), *names])
            row.printer.set_value(choice.printer)
            offered = (*self._presenter.trays(choice.printer), choice.tray)
            trays = (each for each in dict.fromkeys(offered) if each)
            row.tray.set_choices(
                [("", self.tr("As the printer")), *((each, _named(each)) for each in trays)]
            )
            row.tray.set_value(choice.tray)
            row.tray.setEnabled(row.tray.count() > 1)
            row.copies.set_choices([(copy, str(copy)) for copy in range(1, MOST_COPIES + 1)])
            row.copies.set_value(choice.copies)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < theme.px(_ROOMY)
        if narrow is not self._narrow:
            self._narrow = narrow
            self._arrange()

    def _arrange(self) -> None:
        """Put the name before its fields, or above them where there is no room beside them."""
        name_head, *heads = self._heads
        first = 0 if self._narrow else 1
        self._grid.addWidget(name_head, 0, 0)
        # Only now: what has no parent yet would be shown as a window of its own.
        name_head.setHidden(self._narrow)
        for place, head in enumerate(heads, first):
            self._grid.addWidget(head, 0, place)
        for line, row in enumerate(self._rows.values()):
            at = 1 + 2 * line
            self._grid.addWidget(row.name, at, 0, 1, 3 if self._narrow else 1)
            for place, box in enumerate(row.boxes, first):
                self._grid.addWidget(box, at + (1 if self._narrow else 0), place)
        for place, share in enumerate((3, 2, 0, 0) if self._narrow else (3, 3, 2, 0)):
            self._grid.setColumnStretch(place, share)

    def _row(self, use: PaperUse) -> _Row:
        told = Text(messages.label(use, self._work.language), wrap=True)
        row = _Row(told, ChoiceBox(), ChoiceBox(), ChoiceBox())
        for box, name in zip(row.boxes, ("printer", "tray", "copies"), strict=True):
            box.setObjectName(f"{use.value}.{name}")
            box.chosen.connect(partial(self._choose, use, name))
        row.copies.setFixedWidth(theme.px(_COPIES_WIDTH))
        return row

    def _choose(self, use: PaperUse, name: str, value: object) -> None:
        choice = self._presenter.choice(use)
        match name, value:
            case "printer", str():
                choice = replace(choice, printer=value)
            case "tray", str():
                choice = replace(choice, tray=value)
            case "copies", int():
                choice = replace(choice, copies=value)
            case _:
                raise TypeError(name)
        self._presenter.choose(use, choice)


def _named(tray: str) -> str:
    """Return the name of a tray as the print system calls it."""
    return tray.partition("=")[2]
