# SPDX-License-Identifier: MIT
"""The comparison page: which pair is looked at, what a verdict means, the verdict recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.desk.changes import Kind
from desk_app.desk.checking import JudgementDraft, judge
from desk_app.gui.marks import Mark
from desk_app.gui.presenters.application_read import Opened, read
from desk_app.gui.presenters.comparison_rows import (
    Compared,
    Item,
    Pair,
    Row,
    Source,
    Stand,
    compared,
)
from desk_app.gui.presenters.judging_questions import of_verdict
from desk_app.records.comparison import Likeness
from desk_app.records.history import Ruling

if TYPE_CHECKING:
    from desk_app.desk.changes import Changes
    from desk_app.gui.workplace import Workplace
    from desk_app.records.ids import ApplicationId

_MARKS = {
    Likeness.EQUAL: Mark.OK,
    Likeness.WRITTEN_DIFFERENTLY: Mark.INFO,
    Likeness.DIFFERENT: Mark.DEFECTIVE,
}
_RULED = {Ruling.SAME: Mark.OK, Ruling.NOT_SAME: Mark.DEFECTIVE}
_WORST_FIRST = (Mark.DEFECTIVE, Mark.ASK, Mark.INFO, Mark.OK)


@dataclass(frozen=True, slots=True)
class ComparisonState:
    """What the page shows; ``current`` is the key of the pair in question."""

    opened: Opened
    compared: Compared
    current: tuple[str, str] | None = None

    @property
    def pair(self) -> Pair | None:
        """The pair in question."""
        for row in self.compared.rows:
            for pair in row.pairs:
                if pair.key == self.current:
                    return pair
        return None

    @property
    def beside(self) -> tuple[Pair, ...]:
        """The pairs of the row in question."""
        if self.current is None:
            return ()
        return next((r.pairs for r in self.compared.rows if r.item.value == self.current[0]), ())

    @property
    def waiting(self) -> tuple[Pair, ...]:
        """The pairs on which a verdict is waited for."""
        return tuple(pair for pair in self.compared.pairs if pair.asked)


class ComparisonPresenter(QObject):
    """Says `shown` with a state; `done` when a verdict was recorded."""

    shown = Signal(object)
    recorded = Signal()

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self.work = work
        self.state: ComparisonState | None = None
        self._wanted: ApplicationId | None = None
        work.hub.listen(self._changed)

    def open(self, id_: ApplicationId) -> None:
        """Read an application and lay everything side by side."""
        if id_ != self._wanted:
            self.state = None
        self._wanted = id_
        self.work.ask(self, "comparison", lambda desk: read(desk, id_), self._take)

    def read_again(self) -> None:
        """Read once more: another day, another language."""
        if self._wanted is not None:
            self.open(self._wanted)

    def look_at(self, key: tuple[str, str] | None) -> None:
        """Look at a pair."""
        if self.state is not None and self.state.current != key:
            self._show(ComparisonState(self.state.opened, self.state.compared, key))

    def look_at_row(self, item: Item) -> None:
        """Look at what matters most in a row; the pair in question stays where it is of the row."""
        if self.state is None:
            return
        row = next(row for row in self.state.compared.rows if row.item is item)
        if self.state.current is None or self.state.current[0] != item.value:
            self.look_at(_first(row))

    def go_on(self, step: int) -> None:
        """Go to the next pair to judge, or to the one before, around the ends."""
        state = self.state
        if state is None:
            return
        pairs = state.waiting or state.compared.pairs
        keys = [pair.key for pair in pairs]
        if keys:
            place = keys.index(state.current) if state.current in keys else -min(step, 0) - 1
            self.look_at(keys[(place + step) % len(keys)])

    def look_aside(self, step: int) -> None:
        """Look at the next paper or record of the same row, around the ends."""
        state = self.state
        pair = None if state is None else state.pair
        if state is None or pair is None:
            return
        keys = [each.key for each in state.beside]
        self.look_at(keys[(keys.index(pair.key) + step) % len(keys)])

    def record(self, ruling: Ruling, reason: str) -> None:
        """Record the verdict on the pair in question, and go on to the next."""
        state = self.state
        pair = None if state is None else state.pair
        if state is None or pair is None or pair.topic is None:
            return
        draft = JudgementDraft(state.opened.id, pair.topic, pair.subject, ruling, reason)
        undo = of_verdict(state.opened, pair.topic, pair.subject)
        self.work.do(
            self, lambda desk: judge(desk, draft), lambda _: self.recorded.emit(), undo=undo
        )

    def mark(self, row: Row) -> Mark:
        """Return how a row stands: its worst pair, once a person's verdict is taken in."""
        if not row.pairs or not row.form:
            return Mark.NOT_NEEDED
        marks = [mark_of(pair) for pair in row.pairs]
        return min(marks, key=_WORST_FIRST.index)

    def word(self, mark: Mark) -> str:
        """Return the word of how texts stand."""
        return {
            Mark.OK: self.tr("same"),
            Mark.ASK: self.tr("to judge"),
            Mark.DEFECTIVE: self.tr("different"),
            Mark.INFO: self.tr("no obstacle"),
        }.get(mark, self.tr("not compared"))

    def missing(self, source: Source, item: Item) -> str:
        """Return what stands where a paper or record gives no text of an item."""
        if source.registered:
            return self.tr("not registered")
        return self.tr("named on it") if item in source.named else self.tr("not shown")

    def _take(self, opened: Opened) -> None:
        if opened.id != self._wanted:
            return
        found = compared(opened, self.work.language)
        before = None if self.state is None else self.state.current
        state = ComparisonState(opened, found, before)
        waiting = state.waiting
        if waiting and (state.pair is None or not state.pair.asked):
            state = ComparisonState(opened, found, waiting[0].key)
        elif state.pair is None:
            first = next((key for row in found.rows if (key := _first(row))), None)
            state = ComparisonState(opened, found, first)
        self._show(state)

    def _show(self, state: ComparisonState) -> None:
        self.state = state
        self.shown.emit(state)

    def _changed(self, changes: Changes, _initiator: QObject | None) -> None:
        if self._wanted in changes.ids(Kind.APPLICATION):
            self.read_again()


def mark_of(pair: Pair) -> Mark:
    """Return how a pair stands; only a person makes what is written differently the same.

    What is not the same and holds nothing up is told, but neither asked about nor held against it.
    """
    likeness = pair.comparison.likeness
    if pair.asked:
        return Mark.ASK
    mark = _MARKS[likeness]
    if likeness is Likeness.WRITTEN_DIFFERENTLY and pair.judgement is not None:
        mark = _RULED.get(pair.judgement.ruling, Mark.INFO)
    return Mark.INFO if mark is Mark.DEFECTIVE and pair.stand is not Stand.OPEN else mark


def _first(row: Row) -> tuple[str, str] | None:
    """Return the pair of a row that matters most: to judge, then different, then any."""
    if not row.pairs:
        return None
    order = sorted(row.pairs, key=lambda pair: (not pair.asked, _WORST_FIRST.index(mark_of(pair))))
    return order[0].key
