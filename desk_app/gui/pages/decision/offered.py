# SPDX-License-Identifier: MIT
"""What the registers offer for an answer (L7, L10): Space ticks what the letter tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk_app.gui.kit.fields.lines import LineTable
from desk_app.gui.kit.layout.boxes import in_column, in_row
from desk_app.gui.kit.look.text import Text, style_as
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.tables.columns import Column, Edit, RowsModel
from desk_app.gui.kit.tables.table import ROW, CellDelegate
from desk_app.gui.pages.decision.book import DecisionMode
from desk_app.gui.pages.decision.form import OfferedLine, tells
from desk_app.i18n import dates, messages

if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from PySide6.QtGui import QResizeEvent

    from desk_app.gui.pages.decision.book import DecisionState
    from desk_app.gui.session.session import Session


class OfferedField(QWidget):
    """The entries of a register; ``tables`` are the tables of the answer that they are told in.

    Says ``ticked`` with a pair: an entry, and whether the letter is to tell it.
    """

    ticked = Signal(object)

    def __init__(self, session: Session, tables: tuple[str, ...]) -> None:
        super().__init__()
        self._session = session
        self._tables = tables
        self._state: DecisionState | None = None
        title = self.tr("From the register")
        self.table = LineTable(title, ROW)
        self.table.setObjectName(f"offered-{tables[0]}")
        style_as(self.table, "card")
        self.table.setItemDelegate(CellDelegate(self.table))
        columns = self._of_purposes() if tables == ("purposes",) else self._of_records()
        self._model: RowsModel[OfferedLine] = RowsModel(
            columns, lambda line: str(line.entry), parent=self
        )
        self._model.edit_wanted.connect(self._ticked)
        self.table.show_model(self._model)
        told = self.tr("Space ticks what the letter tells; the words are those of today.")
        head = in_row(None, Text(title, Size.LABEL, "text2"), Text(told, Size.HINT, "text2"))
        head.addStretch(1)
        in_column(self, head, self.table, gap=4, edge=0)

    def show_state(self, state: DecisionState) -> None:
        """Show what is offered for a claim; what the answer tells already is ticked."""
        self._state = state
        rows = [each for each in state.offered if each.table in self._tables]
        self._model.show_rows(rows)
        self._model.draw_again()
        wanted = state.mode is DecisionMode.WRITE and bool(state.shown.intersection(self._tables))
        self.setVisible(wanted and bool(rows))
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Take the height that the words need at this width."""
        self.table.resizeRowsToContents()
        rows = sum(self.table.rowHeight(row) for row in range(self._model.rowCount()))
        head = self.table.horizontalHeader().height()
        self.table.setFixedHeight(head + rows + 2 * self.table.frameWidth() + 2)

    def _of_purposes(self) -> list[Column[OfferedLine]]:
        return [
            Column("use", self.tr("Tell"), lambda _: "", 72, tick=self._is_told),
            Column("item", self.tr("Data item"), lambda line: _text(line, "item"), 152),
            Column("purpose", self.tr("Purpose of use"), lambda line: _text(line, "purpose")),
        ]

    def _of_records(self) -> list[Column[OfferedLine]]:
        return [
            Column("use", self.tr("Tell"), lambda _: "", 72, tick=self._is_told),
            Column("kind", self.tr("Kind"), self._kind, 136, detail=self._day),
            Column("person", self.tr("Person"), _person, 152, detail=_person_more),
            Column("party", self.tr("Party"), lambda line: _text(line, "party"), detail=_items),
        ]

    def _is_told(self, line: OfferedLine) -> bool:
        return self._state is not None and tells(self._state.form, line)

    def _kind(self, line: OfferedLine) -> str:
        return "" if line.kind is None else messages.label(line.kind, self._session.language)

    def _day(self, line: OfferedLine) -> str:
        on: date | Any | None = line.line.get("on")
        return "" if on is None else dates.full(on, self._session.language)

    def _ticked(self, edit: object) -> None:
        state = self._state
        if not isinstance(edit, Edit) or state is None:
            return
        rows = [each for each in state.offered if each.table in self._tables]
        chosen = next((each for each in rows if str(each.entry) == str(edit.id)), None)
        if chosen is not None:
            self.ticked.emit((chosen, bool(edit.value)))


def _text(line: OfferedLine, name: str) -> str:
    return str(line.line.get(name) or "")


def _items(line: OfferedLine) -> str:
    return _text(line, "items")


def _person(line: OfferedLine) -> str:
    return line.about[0] if line.about else ""


def _person_more(line: OfferedLine) -> str:
    return " ".join(line.about[1:])
