# SPDX-License-Identifier: MIT
"""The columns of what is due for disposal, of what comes next, and of past disposals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from desk_app.gui import words
from desk_app.gui.marks import Mark
from desk_app.gui.models.columns import Column, Side
from desk_app.i18n import dates, messages

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_app.desk.queries import KeptLine
    from desk_app.records.disposal import DisposalRecord
    from desk_app.records.people import Language

R = TypeVar("R")
_TICK, _NUMBER, _NAME, _DAY, _PAPER = 44, 84, 104, 128, 80

DAYS = frozenset({"completed", "until"})
"""The columns that hold days, whose width hangs on the language."""


@dataclass(frozen=True, slots=True)
class DueRow:
    """A line of the due list: whether it is chosen, and the sheets of paper somebody counted.

    ``in_hand`` says that it stands in a disposal already.
    """

    line: KeptLine
    chosen: bool
    sheets: int
    in_hand: bool = False

    @property
    def can_be_chosen(self) -> bool:
        """Return whether the clerk may tick it."""
        return self.line.hold is None and not self.in_hand


class DisposalColumns(QObject):
    """Makes the columns; without ``names`` nobody's name has a column."""

    def __init__(self, language: Language, parent: QObject, *, names: bool) -> None:
        super().__init__(parent)
        self._language = language
        self._names = names

    def of_due(self) -> list[Column[DueRow]]:
        """Return the columns of what is due: ticked by Space, the sheets counted by F2."""
        tick: Column[DueRow] = Column(
            "chosen",
            self.tr("Pick"),
            lambda _: "",
            _TICK,
            Side.CENTRE,
            mark=lambda row: Mark.HELD if row.line.hold is not None else None,
            tick=lambda row: row.chosen if row.line.hold is None else None,
            spoken=self._spoken,
        )
        return [tick, *self._common(lambda row: row.line), self._paper_counted()]

    def of_coming(self) -> list[Column[KeptLine]]:
        """Return the same columns of what is due next, with nothing to tick."""
        blank: Column[KeptLine] = Column(
            "chosen",
            "",
            lambda _: "",
            _TICK,
            mark=lambda line: Mark.HELD if line.hold is not None else None,
        )
        paper: Column[KeptLine] = Column(
            "sheets", self.tr("Paper"), lambda line: self._sheets(line.sheets), _PAPER, Side.RIGHT
        )
        return [blank, *self._common(lambda line: line), paper]

    def of_past(self) -> list[Column[DisposalRecord]]:
        """Return the columns of all disposals."""
        return [
            Column("number", self.tr("Number"), lambda each: each.number, 96),
            Column("proposed", self.tr("Proposed"), self._proposed, 152),
            Column(
                "state", self.tr("State"), lambda each: messages.label(each.state, self._language)
            ),
            Column(
                "count", self.tr("Applications"), lambda each: str(len(each.items)), 112, Side.RIGHT
            ),
        ]

    def _common(self, line_of: Callable[[R], KeptLine]) -> list[Column[R]]:
        name: Column[R] = Column("name", self.tr("Name"), lambda row: line_of(row).name, _NAME)
        return [
            Column(
                "number",
                self.tr("Receipt no."),
                lambda row: line_of(row).receipt_number,
                _NUMBER,
                digits=True,
            ),
            *([name] if self._names else []),
            Column(
                "rights",
                self.tr("Claims"),
                lambda row: words.labels(line_of(row).rights, self._language),
            ),
            Column(
                "completed",
                self.tr("Completed"),
                lambda row: dates.full(line_of(row).completed_on, self._language),
                _DAY,
            ),
            Column(
                "until",
                self.tr("Kept until"),
                lambda row: dates.full(line_of(row).kept_until, self._language),
                _DAY,
            ),
        ]

    def _paper_counted(self) -> Column[DueRow]:
        return Column(
            "sheets",
            self.tr("Paper"),
            lambda row: self._sheets(row.sheets),
            _PAPER,
            Side.RIGHT,
            edit=lambda row: row.sheets,
        )

    def _sheets(self, count: int) -> str:
        return self.tr("%n sheet(s)", "", count)

    def _proposed(self, record: DisposalRecord) -> str:
        return dates.full(dates.day_of(record.proposed_at), self._language)

    def _spoken(self, row: DueRow) -> str:
        if row.line.hold is not None:
            return self.tr("held back")
        return self.tr("chosen") if row.chosen else self.tr("not chosen")
