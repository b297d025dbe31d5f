# SPDX-License-Identifier: MIT
"""Columns of tables as data: title, text, second line, state, width."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desk_app.gui.marks import Mark
    from desk_app.gui.painting import TextSpan

R = TypeVar("R")


class Role(IntEnum):
    """Roles of our own, beside Qt's; ids stand under UserRole."""

    ID = Qt.ItemDataRole.UserRole
    SORT = Qt.ItemDataRole.UserRole + 1
    DETAIL = Qt.ItemDataRole.UserRole + 2
    MARK = Qt.ItemDataRole.UserRole + 3
    ELAPSED = Qt.ItemDataRole.UserRole + 4
    TONE = Qt.ItemDataRole.UserRole + 5
    SPANS = Qt.ItemDataRole.UserRole + 6
    DIGITS = Qt.ItemDataRole.UserRole + 7
    NOTE = Qt.ItemDataRole.UserRole + 8
    ASIDE = Qt.ItemDataRole.UserRole + 9
    STATE = Qt.ItemDataRole.UserRole + 10
    HEADING = Qt.ItemDataRole.UserRole + 11


class Side(IntEnum):
    """Where the text of a column stands."""

    LEFT = Qt.AlignmentFlag.AlignLeft.value | Qt.AlignmentFlag.AlignVCenter.value
    RIGHT = Qt.AlignmentFlag.AlignRight.value | Qt.AlignmentFlag.AlignVCenter.value
    CENTRE = Qt.AlignmentFlag.AlignHCenter.value | Qt.AlignmentFlag.AlignVCenter.value


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column: what it shows of a row, each part a function of the row.

    ``width`` is in pixels at 100 %, 0 takes the rest;
    ``detail`` stands under the text, ``note`` behind it, ``aside`` at the right end of the first
    line, ``state`` with its ``mark`` at the right end of the second (lists); a mark without a
    state stands before the text. ``elapsed`` is the part of a period that is over, 0 to 1;
    ``spoken`` is what a screen reader says where the text alone does not say it. ``tick`` makes
    the cell a check box where it answers, ``edit`` gives what an editor starts with.
    """

    name: str
    title: str
    text: Callable[[R], str]
    width: int = 0
    side: Side = Side.LEFT
    digits: bool = False
    detail: Callable[[R], str] | None = None
    note: Callable[[R], str] | None = None
    aside: Callable[[R], str] | None = None
    state: Callable[[R], str] | None = None
    mark: Callable[[R], Mark | None] | None = None
    elapsed: Callable[[R], float | None] | None = None
    tone: Callable[[R], str] | None = None
    marked: Callable[[R], Sequence[TextSpan]] | None = None
    sort: Callable[[R], object] | None = None
    spoken: Callable[[R], str] | None = None
    tick: Callable[[R], bool | None] | None = None
    edit: Callable[[R], object] | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """All that is drawn in a cell of a table, told at once: asked role by role it would be dear."""

    text: str = ""
    note: str = ""
    detail: str = ""
    aside: str = ""
    state: str = ""
    mark: Mark | None = None
    elapsed: float | None = None
    tone: str = ""
    spans: Sequence[TextSpan] = ()
    digits: bool = False
    right: bool = False
    ticked: bool | None = None


def drawn(column: Column[R], row: R) -> Cell:
    """Return what is drawn in a cell."""
    return Cell(
        column.text(row),
        column.note(row) if column.note is not None else "",
        column.detail(row) if column.detail is not None else "",
        column.aside(row) if column.aside is not None else "",
        column.state(row) if column.state is not None else "",
        column.mark(row) if column.mark is not None else None,
        column.elapsed(row) if column.elapsed is not None else None,
        column.tone(row) if column.tone is not None else "",
        column.marked(row) if column.marked is not None else (),
        column.digits,
        column.side is Side.RIGHT,
        column.tick(row) if column.tick is not None else None,
    )


def cell(column: Column[R], row: R, role: int) -> object:
    """Return what a cell holds under a role; nothing for a role it does not know."""
    answer = _ANSWERS.get(role)
    if answer is not None:
        return answer(column, row)
    asked = getattr(column, _ASKED[role]) if role in _ASKED else None
    return asked(row) if asked is not None else None


def _ticked(column: Column[R], row: R) -> Qt.CheckState | None:
    ticked = column.tick(row) if column.tick is not None else None
    if ticked is None:
        return None
    return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked


def _spoken(column: Column[R], row: R) -> str:
    if column.spoken is not None:
        return column.spoken(row)
    parts = (column.text, column.note, column.detail, column.aside, column.state)
    spoken = " ".join(words for part in parts if part is not None and (words := part(row)))
    return spoken if spoken or column.tick is None else column.title


_ASKED: dict[int, str] = {
    Role.DETAIL: "detail",
    Role.NOTE: "note",
    Role.ASIDE: "aside",
    Role.STATE: "state",
    Role.MARK: "mark",
    Role.ELAPSED: "elapsed",
    Role.TONE: "tone",
    Role.SPANS: "marked",
    Qt.ItemDataRole.EditRole: "edit",
}
_ANSWERS: dict[int, Callable[[Column[Any], Any], object]] = {
    Qt.ItemDataRole.DisplayRole: lambda column, row: column.text(row),
    Qt.ItemDataRole.TextAlignmentRole: lambda column, _: column.side.value,
    Qt.ItemDataRole.AccessibleTextRole: _spoken,
    Qt.ItemDataRole.CheckStateRole: _ticked,
    Role.DIGITS: lambda column, _: column.digits,
    Role.SORT: lambda column, row: (column.sort or column.text)(row),
}
