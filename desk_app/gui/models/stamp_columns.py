# SPDX-License-Identifier: MIT
"""The columns of the stamp book: what lies in the desk by face value, and its entries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk_app.gui.marks import Mark
from desk_app.gui.models.columns import Column, Side
from desk_app.i18n import dates, messages, writing
from desk_app.records.stamps import Movement

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from desk_app.desk.stamp_queries import StampLine
    from desk_app.records.people import Language
    from desk_app.records.stamps import Move, StampBalance

_WHOLE = 14
"""A name of so few signs is not parted."""

_SHOWN = 4
"""So many face values of an entry are named; of more, how many others there are."""


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """A face value: what lies in the desk, what came and went today."""

    balance: StampBalance
    came: int = 0
    went: int = 0


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry of the book with the names of who made it, and of the witness of a count."""

    line: StampLine
    by: str
    second: str = ""


class StampColumns(QObject):
    """Makes the columns; language and day are asked again each time."""

    def __init__(self, language: Language, today: Callable[[], date], parent: QObject) -> None:
        super().__init__(parent)
        self._language = language
        self._today = today

    def of_balances(self) -> list[Column[BalanceRow]]:
        """Return the columns of the balances."""
        return [
            Column(
                "value",
                self.tr("Yen"),
                lambda row: self._sum(row.balance.value),
                68,
                Side.RIGHT,
                digits=True,
            ),
            Column(
                "count",
                self.tr("Pieces"),
                lambda row: f"{row.balance.count:,}",
                56,
                Side.RIGHT,
                digits=True,
                spoken=self._spoken,
            ),
            Column(
                "held",
                self.tr("Held"),
                lambda row: f"{row.balance.held:,}" if row.balance.held else "",
                52,
                Side.RIGHT,
                digits=True,
            ),
            Column("today", self.tr("Today"), _today, 52, Side.RIGHT, digits=True),
            Column(
                "worth",
                self.tr("Worth"),
                lambda row: self._sum(row.balance.worth),
                0,
                Side.RIGHT,
                digits=True,
            ),
        ]

    def of_entries(self) -> list[Column[EntryRow]]:
        """Return the columns of the entries."""
        return [
            Column("when", self.tr("Day"), self._when, 76, digits=True),
            Column("way", self.tr("Way"), self._way, 64, mark=_mark),
            Column(
                "what",
                self.tr("What"),
                lambda row: _named(self._what(row), row.line.name),
                0,
                detail=_detail,
                spoken=lambda row: f"{self._what(row)} {row.line.name} {_detail(row)}",
            ),
            Column("pieces", self.tr("Stamps"), self._pieces, 112, digits=True),
            Column(
                "worth",
                self.tr("Sum, yen"),
                lambda row: self._sum(row.line.entry.worth, signed=True),
                76,
                Side.RIGHT,
                digits=True,
            ),
            Column(
                "balance",
                self.tr("Balance"),
                lambda row: self._sum(row.line.balance),
                72,
                Side.RIGHT,
                digits=True,
                tone=lambda _: "text2",
            ),
            Column("clerk", self.tr("Clerk"), lambda row: row.by, 72, detail=_second),
        ]

    def _sum(self, sen: int, *, signed: bool = False) -> str:
        return writing.sen_in_table(sen, self._language, signed=signed)

    def _spoken(self, row: BalanceRow) -> str:
        return self.tr("%n piece(s)", "", row.balance.count)

    def _when(self, row: EntryRow) -> str:
        entry, language = row.line.entry, self._language
        if entry.on == self._today() == dates.day_of(entry.at):
            return dates.clock(entry.at)
        if entry.on.year == self._today().year:
            return dates.bare(entry.on, language)
        return dates.narrow(entry.on, language)

    def _way(self, row: EntryRow) -> str:
        return {
            Mark.CAME: self.tr("in"),
            Mark.WENT: self.tr("out"),
            Mark.DONE: self.tr("count"),
            Mark.NOT_NEEDED: self.tr("kept"),
        }[_mark(row)]

    def _what(self, row: EntryRow) -> str:
        entry = row.line.entry
        what = messages.label(entry.movement, self._language)
        if entry.movement is Movement.COUNTED and not entry.moves:
            what = self.tr("Count without difference")
        if entry.takes_back is not None:
            what = self.tr("{what}: taken back").format(what=what)
        return what

    def _pieces(self, row: EntryRow) -> str:
        """Return face values and counts; with signs where some came and others went."""
        moves = row.line.entry.moves
        mixed = len({move.count > 0 for move in moves if move.count}) > 1
        shown = moves if len(moves) <= _SHOWN else moves[: _SHOWN - 1]
        told = " ".join(_pile(move, signed=mixed) for move in shown)
        others = len(moves) - len(shown)
        return f"{told}\n{self.tr('%n more', '', others)}" if others else told


def _named(what: str, name: str) -> str:
    """Return what happened and whose stamps they are; a name without room goes below, whole."""
    kept = name.replace(" ", "\u00a0") if len(name) <= _WHOLE else name
    return f"{what} {kept}".rstrip()


def _mark(row: EntryRow) -> Mark:
    entry = row.line.entry
    if entry.movement is Movement.COUNTED:
        return Mark.DONE
    if not any(move.count for move in entry.moves):
        return Mark.NOT_NEEDED
    return Mark.CAME if entry.worth > 0 else Mark.WENT


def _today(row: BalanceRow) -> str:
    came = f"+{row.came:,}" if row.came else ""
    went = f"−{row.went:,}" if row.went else ""
    return f"{came} {went}".strip()


def _detail(row: EntryRow) -> str:
    entry = row.line.entry
    why = () if entry.count is None else (entry.count.cause, entry.count.measure)
    return " ".join(filter(None, (entry.receipt_number, entry.reference, entry.note, *why)))


def _second(row: EntryRow) -> str:
    return row.second


def _pile(move: Move, *, signed: bool) -> str:
    whole, rest = divmod(move.value, 100)
    value = f"{whole}.{rest:02}" if rest else f"{whole}"
    count = move.count or abs(move.owned)
    sign = "+" if signed and count > 0 else "−" if signed else ""
    return f"{value}×{sign}{abs(count)}"
