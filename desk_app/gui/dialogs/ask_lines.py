# SPDX-License-Identifier: MIT
"""The field of a question in which lines are written, such as a department's records."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from desk_app.gui.delegates.cells import CellDelegate
from desk_app.gui.dialogs.asked_field import AskedField
from desk_app.gui.overriding import override
from desk_app.gui.presenters import days
from desk_app.gui.widgets.line_fields import FieldKind, LineField, LineValues
from desk_app.gui.widgets.lines_editor import LinesEditor

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_app.gui.presenters.question import LinesAsked
    from desk_app.gui.workplace import Workplace


class LinesField(AskedField):
    """Any number of lines."""

    def __init__(self, asked: LinesAsked, work: Workplace) -> None:
        self._lines = LinesEditor(CellDelegate, days.reading(work), days.showing(work))
        self._fields = asked.fields
        super().__init__("", self._lines)
        self._lines.speak(asked.label, self.tr("Add"), asked.fields)
        self._lines.set_values(asked.value)
        self._began = self._kept(self._lines.values())

    @override
    def value(self) -> object:
        return self._lines.values()

    @override
    def kept(self) -> object | None:
        """Return the lines in which something stands, also in a cell that is open still."""
        lines = self._kept(self._lines.written())
        return None if lines == self._began else lines

    @override
    def put(self, kept: object) -> None:
        lines = kept if isinstance(kept, list) else []
        self._lines.set_values([self._line(each) for each in lines if isinstance(each, dict)])
        self._lines.changed.emit()

    @override
    def on_touched(self, slot: Callable[[], None]) -> None:
        self._lines.changed.connect(slot)

    @override
    def on_written(self, slot: Callable[[], None]) -> None:
        self._lines.changed.connect(slot)
        self._lines.typed.connect(slot)

    @override
    def unfit(self) -> bool:
        """Take the cell that is open: what is typed is meant. A day that is none is told there."""
        return not self._lines.settle()

    def _kept(self, lines: tuple[LineValues, ...]) -> list[dict[str, object]]:
        texts = [
            {field.name: _text(line.get(field.name)) for field in self._fields} for line in lines
        ]
        return [line for line in texts if any(line.values())]

    def _line(self, kept: dict[str, object]) -> LineValues:
        return {field.name: _value(field, kept.get(field.name)) for field in self._fields}


def kept_day(kept: object) -> date | None:
    """Return the day that a draft has kept; nothing where it is none."""
    try:
        return date.fromisoformat(str(kept))
    except ValueError:
        return None


def _text(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _value(field: LineField, kept: object) -> object:
    if field.kind is FieldKind.DAY:
        return kept_day(kept)
    return bool(kept) if field.kind is FieldKind.TICK else str(kept or "")
