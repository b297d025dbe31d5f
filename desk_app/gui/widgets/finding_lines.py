# SPDX-License-Identifier: MIT
"""Findings as the list shows them: their order, which are hidden, which one is open."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desk_app.gui.marks import Mark
from desk_app.gui.overriding import override

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ORDER = (Mark.MISSING, Mark.DEFECTIVE, Mark.ASK, Mark.OPEN, Mark.INFO, Mark.OK, Mark.NOT_NEEDED)
_QUIET = (Mark.INFO, Mark.OK, Mark.NOT_NEEDED)
QUIET_SHOWN = 4


@dataclass(frozen=True, slots=True)
class OpenedPart:
    """What an opened finding shows: the clause, how it was counted."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding in the clerk's language.

    ``key`` stays the same while the finding is about the same thing; ``word`` is the state in
    words; ``field`` names the form's field that cures it, ``also`` other fields it speaks of.
    """

    key: str
    mark: Mark
    word: str
    title: str
    detail: str = ""
    clause: str = ""
    opened: tuple[OpenedPart, ...] = ()
    field: str = ""
    also: tuple[str, ...] = ()

    @property
    def quiet(self) -> bool:
        """Say whether nothing has to be done about it."""
        return self.mark in _QUIET

    def is_about(self, field: str) -> bool:
        """Say whether it speaks of a field."""
        return field == self.field or field in self.also

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        return " ".join(p for p in (self.word, self.title, self.detail, self.clause) if p)


class Place(Enum):
    """Where a row stands in the common card of quiet findings."""

    ALONE = 0
    FIRST = 1
    MIDDLE = 2
    LAST = 3
    ONLY = 4


class FindingsModel(QAbstractListModel):
    """Keeps the order, and the place of everything while the cursor is over it."""

    def __init__(self, more_text: Callable[[int], str], parent: QObject) -> None:
        super().__init__(parent)
        self._more_text = more_text
        self._lines: tuple[FindingLine, ...] = ()
        self._shown: tuple[FindingLine, ...] = ()
        self._all = False
        self._opened = ""

    def show_lines(self, lines: Sequence[FindingLine], *, hold: bool) -> bool:
        """Show these findings and say whether anything changed; ``hold`` keeps places."""
        fresh = _held(self._lines, lines) if hold else _ordered(lines)
        if fresh == self._lines:
            return False
        shown = _shown(fresh, everything=self._all)
        same_rows = [line.key for line in fresh] == [line.key for line in self._lines]
        if same_rows and len(shown) == len(self._shown):
            self._lines, self._shown = fresh, shown
            self._touch()
            return True
        self.beginResetModel()
        self._lines, self._shown = fresh, shown
        self.endResetModel()
        return True

    def put_in_order(self) -> None:
        """Bring everything to its place: the cursor has left."""
        self.show_lines(self._lines, hold=False)

    def show_all(self) -> None:
        """Show the quiet findings that were hidden."""
        self.beginResetModel()
        self._all = True
        self._shown = self._lines
        self.endResetModel()

    def lines(self) -> tuple[FindingLine, ...]:
        """Return all findings in their order."""
        return self._lines

    def line_at(self, row: int) -> FindingLine | None:
        """Return the finding of a row; none for the row that shows more."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def row_of(self, key: str) -> int | None:
        """Return the row of a finding."""
        for row, line in enumerate(self._shown):
            if line.key == key:
                return row
        return None

    def opened_key(self) -> str:
        """Return the key of the opened finding."""
        return self._opened

    def opened_row(self) -> int:
        """Return the row of the opened finding, 0 where none is."""
        return self.row_of(self._opened) or 0

    def open_key(self, key: str) -> None:
        """Open one finding; the one before closes."""
        self._opened = key
        self._touch()

    def open_field(self, names: Sequence[str]) -> bool:
        """Open what is to be done about a field by its names, the nearest first.

        What is open and about it stays open. Say whether there is anything new to open.
        """
        for name in names:
            told = [line.key for line in self._lines if not line.quiet and line.is_about(name)]
            if self._opened in told:
                return False
            if told:
                self.open_key(told[0])
                return True
        return False

    def open_next(self, step: int) -> FindingLine | None:
        """Open the next finding to be done, or the one before, around the ends."""
        waiting = [line for line in self._lines if not line.quiet]
        if not waiting:
            return None
        keys = [line.key for line in waiting]
        before = -1 if step > 0 else 0
        place = keys.index(self._opened) if self._opened in keys else before
        line = waiting[(place + step) % len(waiting)]
        self.open_key(line.key)
        return line

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        if parent.isValid():
            return 0
        return len(self._shown) + self._more()

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self.line_at(index.row())
        if line is None:
            return self._more_words() if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        return line.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None

    def _more_words(self) -> str:
        return self._more_text(len(self._lines) - len(_shown(self._lines, everything=False)))

    def _more(self) -> int:
        return int(len(self._shown) < len(self._lines))

    def place_of(self, row: int) -> Place:
        """Return where a row stands."""
        line = self.line_at(row)
        if line is not None and not line.quiet:
            return Place.ALONE
        above = self.line_at(row - 1)
        first = above is None or not above.quiet
        last = row == self.rowCount() - 1
        if first:
            return Place.ONLY if last else Place.FIRST
        return Place.LAST if last else Place.MIDDLE

    def _touch(self) -> None:
        if rows := self.rowCount():
            self.dataChanged.emit(self.index(0), self.index(rows - 1))


def _ordered(lines: Sequence[FindingLine]) -> tuple[FindingLine, ...]:
    return tuple(sorted(lines, key=lambda line: _ORDER.index(line.mark)))


def _held(before: Sequence[FindingLine], now: Sequence[FindingLine]) -> tuple[FindingLine, ...]:
    """Keep what was there where it was; what is new comes behind, but never below what is fine."""
    fresh = {line.key: line for line in now}
    kept = [fresh.pop(line.key) for line in before if line.key in fresh]
    new = _ordered(list(fresh.values()))
    loud = max((place for place, line in enumerate(kept, start=1) if not line.quiet), default=0)
    return (
        *kept[:loud],
        *(line for line in new if not line.quiet),
        *kept[loud:],
        *(line for line in new if line.quiet),
    )


def _shown(lines: Sequence[FindingLine], *, everything: bool) -> tuple[FindingLine, ...]:
    quiet = [line for line in lines if line.quiet]
    if everything or len(quiet) <= QUIET_SHOWN + 1:
        return tuple(lines)
    hidden = {line.key for line in quiet[QUIET_SHOWN:]}
    return tuple(line for line in lines if line.key not in hidden)
