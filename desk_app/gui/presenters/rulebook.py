# SPDX-License-Identifier: MIT
"""A new rulebook version: put in force, then confirmed for the open applications (AP)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.desk import rulebooks, undoing
from desk_app.desk.changes import Changes, Kind
from desk_app.desk.errors import Refused, StaleEdit
from desk_app.gui.undoing import Did, Undo, together
from desk_app.rules.duties import may
from desk_app.rules.terms import Duty

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.desk.context import Desk
    from desk_app.desk.rulebooks import BeforeAfter
    from desk_app.gui.undoing import Counter
    from desk_app.gui.workplace import Workplace
    from desk_app.records.ids import ApplicationId

SLICE = 20
"""So many applications are asked, or put under the new version, in one call of the desk."""


@dataclass(frozen=True, slots=True)
class RulebookState:
    """What stands under another version; ``apart`` is how many, ``rows`` those read so far.

    ``taken`` of ``to_take`` are confirmed while all are; none of them at other times.
    """

    apart: int | None = None
    rows: tuple[BeforeAfter, ...] = ()
    taken: int = 0
    to_take: int = 0

    @property
    def free(self) -> tuple[BeforeAfter, ...]:
        """Those that can be put under the newest version."""
        return tuple(row for row in self.rows if not row.bound)

    @property
    def is_read(self) -> bool:
        """Whether every one of them has been asked."""
        return self.apart == len(self.rows)


class RulebookPresenter(QObject):
    """Says `state_changed`; `took` with the number of one, `done` with how many together.

    Each application is confirmed by itself: one that is refused holds up no other.
    """

    state_changed = Signal(object)
    took = Signal(str)
    done = Signal(int)

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        rules = work.desk.rulebook.on(work.today)
        self._allowed = may(work.desk.actor.roles, Duty.RULEBOOK, rules)
        self._state = RulebookState()
        self._left: tuple[ApplicationId, ...] = ()
        self._waiting: tuple[BeforeAfter, ...] = ()
        self._counters: list[Counter] = []
        work.hub.listen(self._changed)

    @property
    def state(self) -> RulebookState:
        """What is shown now."""
        return self._state

    @property
    def count(self) -> int:
        """How much waits for the officer: applications to be confirmed, or a version alone."""
        return self._state.apart or int(self.is_waiting)

    @property
    def is_waiting(self) -> bool:
        """Whether a version waits for an officer."""
        return self._work.desk.pending is not None

    def read_again(self) -> None:
        """Read which open applications stand under another version, then what changes in each."""
        if self._allowed and not self._state.to_take:
            self._work.ask(self, "apart", rulebooks.standing_apart, self._take_ids)

    def take(self, row: BeforeAfter) -> None:
        """Put one application under the version in force."""
        if row.bound or self.is_waiting or self._state.to_take:
            return
        undo = Undo(Did.RULEBOOK, row.receipt_number, _counter(row))
        verb = partial(rulebooks.take, id_=row.application, seen=row.seen)
        self._work.do(self, verb, lambda _: self.took.emit(row.receipt_number), undo=undo)

    def take_all(self) -> None:
        """Put every application that can be under the version in force, some at a time."""
        if self.is_waiting or self._state.to_take or not self._state.is_read:
            return
        self._waiting, self._counters = self._state.free, []
        if self._waiting:
            self._show(replace(self._state, taken=0, to_take=len(self._waiting)))
            self._take_some()

    def stop(self) -> bool:
        """Stop after those under way; say whether any was."""
        self._waiting = ()
        return self._state.to_take > 0

    def _take_some(self) -> None:
        some, self._waiting = self._waiting[:SLICE], self._waiting[SLICE:]
        taken: list[BeforeAfter] = []
        self._work.do(
            self,
            lambda desk: _take_each(desk, some, taken),
            lambda _: self._took(some, taken),
            self._failed,
        )

    def _took(self, some: Sequence[BeforeAfter], taken: Sequence[BeforeAfter]) -> None:
        self._counters += map(_counter, taken)
        self._state = replace(self._state, taken=self._state.taken + len(some))
        if self._waiting:
            self._show(self._state)
            self._take_some()
        else:
            self._end()

    def _failed(self, error: Exception) -> None:
        self._work.trouble.emit(error)
        self._end()

    def _end(self) -> None:
        """Remember how all of it is taken back, and read what is left."""
        count, first = len(self._counters), self._state.free[0].receipt_number
        if count:
            named = f"{first} +{count - 1}" if count > 1 else first
            self._work.undo.did(Undo(Did.RULEBOOK, named, together(self._counters)))
        self._waiting, self._counters = (), []
        self._show(replace(self._state, taken=0, to_take=0))
        self.done.emit(count)
        self.read_again()

    def _take_ids(self, ids: tuple[ApplicationId, ...]) -> None:
        self._left = ids
        known = {row.application: row for row in self._state.rows}
        kept = tuple(known[id_] for id_ in ids if id_ in known)
        self._show(replace(self._state, apart=len(ids), rows=kept if len(kept) < len(ids) else ()))
        self._read_some(())

    def _read_some(self, so_far: tuple[BeforeAfter, ...]) -> None:
        some, self._left = self._left[:SLICE], self._left[SLICE:]
        if not some:
            self._show(replace(self._state, rows=so_far))
            return
        self._work.ask(
            self,
            "before and after",
            lambda desk: rulebooks.before_and_after(desk, some),
            lambda found: self._read_some((*so_far, *found)),
        )

    def _changed(self, changes: Changes, _initiator: QObject | None) -> None:
        waiting = self._work.desk.pending
        if waiting is not None and waiting.version in changes.ids(Kind.RULEBOOK):
            self._work.desk = rulebooks.once_confirmed(self._work.desk)
        if changes.ids(Kind.RULEBOOK) or changes.ids(Kind.APPLICATION):
            self.read_again()

    def _show(self, state: RulebookState) -> None:
        self._state = state
        self.state_changed.emit(state)


def _take_each(desk: Desk, rows: Sequence[BeforeAfter], taken: list[BeforeAfter]) -> Changes:
    """Put each under the version in force; what moved on since it was seen stays as it is."""
    changes = Changes.of()
    for row in rows:
        try:
            changes |= rulebooks.take(desk, row.application, row.seen)
        except (Refused, StaleEdit):
            continue
        taken.append(row)
    return changes


def _counter(row: BeforeAfter) -> Counter:
    return partial(undoing.take_back_rulebook, id_=row.application, before=row.under)
