# SPDX-License-Identifier: MIT
"""A new rulebook version: put in force, what it changes, confirmed for the open ones (AP)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.desk.applications import undoing
from desk_app.desk.context import Changes, Kind
from desk_app.desk.errors import KnownError, Refused, StaleEdit
from desk_app.desk.signed import rulebooks
from desk_app.gui.asking import Question, Weight
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.passwords import both_acting, two_passwords
from desk_app.gui.session.session import Did, Undo, together
from desk_app.gui.session.tasks import Book
from desk_app.i18n import dates, messages, writing
from desk_app.records.case.findings import Next, Verdict, Work
from desk_app.rules.rulebook.terms import Duty

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.desk.context import Desk
    from desk_app.desk.signed.rulebooks import BeforeAfter
    from desk_app.gui.session.session import Counter, Session
    from desk_app.records.base import ApplicationId, Fact
    from desk_app.records.desk.people import User
    from desk_app.rules.rulebook.rulebook import Rulebook
    from desk_app.rules.versions import RuleChange


_HASH = 4
_SUMS = frozenset({"required", "short", "returnable"})


class RulebookWords(QObject):
    """Says versions, changes and what is asked before a version is put in force."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def version(self, version: str) -> str:
        """Return a version as people call it, with the beginning of its hash to tell two apart."""
        name, _, digest = version.partition("+")
        return f"{name} ({digest[:_HASH]})" if digest else name

    def book(self, book: Rulebook) -> str:
        """Return title and version of a rulebook."""
        title = messages.titled(book, book.name, self._session.language)
        return f"{title} {self.version(book.version)}"

    def told(self, row: BeforeAfter) -> str:
        """Return in a few words what happens with an application."""
        if row.bound:
            return self.tr("Decided or proposed: it ends under its own version")
        if not row.changes:
            return self.tr("Nothing changes")
        return self.tr("%n thing(s) change", "", len(row.changes))

    def mark(self, row: BeforeAfter) -> Mark:
        """Return the state of an application in the list."""
        if row.bound:
            return Mark.HELD
        return Mark.ASK if row.changes else Mark.OPEN

    def what(self, change: RuleChange) -> str:
        """Return what it is that changes."""
        if change.finding is not None:
            rules = rulebooks.newest(self._session.desk).on(self._session.today)
            return messages.heading(change.finding, self._session.language, rules)
        return {
            "required": self.tr("Fee"),
            "short": self.tr("Fee still missing"),
            "returnable": self.tr("Stamps that go back"),
            "work": self.tr("Place in the work list"),
            "next": self.tr("Next step"),
            "reply_target": self.tr("Reply target"),
            "notice_due": self.tr("Supplement due"),
            "kept_until": self.tr("Kept until"),
        }[change.what]

    def value(self, change: RuleChange, value: Fact | None) -> str:
        """Return one side of a change."""
        language = self._session.language
        if value is None:
            return self.tr("none")
        if isinstance(value, date):
            return dates.full(value, language)
        if isinstance(value, int):
            return writing.yen(value, language) if change.what in _SUMS else f"{value:,}"
        if change.what == "work":
            return messages.label(Work(value), language)
        if change.what == "next":
            return messages.next_step(Next(str(value), None, ""), language).title
        return messages.label(Verdict(value), language)

    def put_in_force(self, book: Rulebook, apart: int, others: Sequence[User]) -> Question:
        """Ask two people whether a version shall be in force for what is logged from now on."""
        return Question(
            self.tr("Put version {version} in force").format(version=self.version(book.version)),
            self.tr("Both put it in force"),
            both_acting(self._session, rulebooks.confirm_rulebook),
            effect=self.tr(
                "What is logged from now on stands under it. Two people sign it. This cannot be"
                " undone."
            ),
            detail=self.tr(
                "%n open application(s) stay under their own version until each is confirmed.",
                "",
                apart,
            ),
            asked=two_passwords(others),
            weight=Weight.FINAL,
            said=self.tr("The new rulebook is in force."),
        )


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


class _Part:
    """Some applications, each put under the version in force by itself on the desk's thread.

    What is refused, or moved on since it was seen, stays as it is and holds up no other;
    ``stopped`` is an error that would stop the others too, as a full disk does.
    """

    def __init__(self, rows: tuple[BeforeAfter, ...]) -> None:
        self.rows = rows
        self.taken: list[BeforeAfter] = []
        self.stopped: KnownError | None = None

    def take(self, desk: Desk) -> Changes:
        """Take one after the other; return what changed."""
        changes = Changes.of()
        for row in self.rows:
            try:
                changes |= rulebooks.take(desk, row.application, row.seen)
            except (Refused, StaleEdit):
                continue
            except KnownError as error:
                self.stopped = error
                break
            self.taken.append(row)
        return changes


class RulebookBook(Book[RulebookState]):
    """Says `state_changed`; `took` with the number of one, `done` with how many together.

    `confirmers_known` says who may sign a version that waits, once that was asked for.
    Each application is confirmed by itself: one that is refused holds up no other.
    """

    took = Signal(str)
    done = Signal(int)
    confirmers_known = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(RulebookState(), parent)
        self._session = session
        self._allowed = session.may(Duty.RULEBOOK)
        self._ids: tuple[ApplicationId, ...] = ()
        self._known: dict[ApplicationId, BeforeAfter] = {}
        self._watched = False
        self._waiting: tuple[BeforeAfter, ...] = ()
        self._taken: list[BeforeAfter] = []
        self._expected: Rulebook | None = None
        session.hub.listen(self._changed)

    @property
    def count(self) -> int:
        """How much waits for the officer: applications to be confirmed, or a version alone."""
        return self._state.apart or int(self.is_waiting)

    @property
    def is_waiting(self) -> bool:
        """Whether a version waits for an officer."""
        return self._session.desk.pending is not None

    def watch(self, *, watched: bool) -> None:
        """Read what changes in each application while somebody looks; else count them alone."""
        self._watched = watched
        if watched:
            self.read_again()

    def read_again(self) -> None:
        """Read which open applications stand under another version, then what changes in each."""
        self._known = {}
        self._read()

    def expect(self, book: Rulebook) -> None:
        """Know the version that a question on another part of the settings puts in force."""
        self._expected = book

    def ask_confirmers(self) -> None:
        """Ask who may sign the version that waits as the second one."""
        if self.is_waiting:
            self._session.ask(self, "confirmers", rulebooks.confirmers, self.confirmers_known.emit)

    def take(self, row: BeforeAfter) -> None:
        """Put one application under the version in force."""
        if row.bound or self.is_waiting or self._state.to_take:
            return
        undo = Undo(Did.RULEBOOK, row.receipt_number, _counter(row))
        verb = partial(rulebooks.take, id_=row.application, seen=row.seen)
        self._session.do(self, verb, lambda _: self.took.emit(row.receipt_number), undo=undo)

    def take_all(self) -> None:
        """Put every application that can be under the version in force, some at a time."""
        if self.is_waiting or self._state.to_take or not self._state.is_read:
            return
        self._waiting, self._taken = self._state.free, []
        if self._waiting:
            self._show(replace(self._state, taken=0, to_take=len(self._waiting)))
            self._take_some()

    def stop(self) -> bool:
        """Stop after those under way; say whether any was."""
        self._waiting = ()
        return self._state.to_take > 0

    def _take_some(self) -> None:
        some, self._waiting = self._waiting[:SLICE], self._waiting[SLICE:]
        part = _Part(some)
        self._session.do(self, part.take, lambda _: self._took(part), self._failed)

    def _took(self, part: _Part) -> None:
        self._taken += part.taken
        self._state = replace(self._state, taken=self._state.taken + len(part.rows))
        if part.stopped is not None:
            self._failed(part.stopped)
        elif self._waiting:
            self._show(self._state)
            self._take_some()
        else:
            self._end()

    def _failed(self, error: Exception) -> None:
        self._session.trouble.emit(error)
        self._end()

    def _end(self) -> None:
        """Remember how all of it is taken back, and read what is left."""
        taken, self._taken, self._waiting = self._taken, [], ()
        if taken:
            number, others = taken[0].receipt_number, len(taken) - 1
            named = f"{number} +{others}" if others else number
            counters = [_counter(row) for row in taken]
            self._session.undo.did(Undo(Did.RULEBOOK, named, together(counters)))
        self._show(replace(self._state, taken=0, to_take=0))
        self.done.emit(len(taken))
        self._read()

    def _read(self) -> None:
        if self._allowed and not self._state.to_take:
            self._session.ask(self, "apart", rulebooks.standing_apart, self._take_ids)

    def _take_ids(self, ids: tuple[ApplicationId, ...]) -> None:
        self._ids = ids
        self._show(replace(self._state, apart=len(ids), rows=self._rows()))
        self._read_some()

    def _read_some(self) -> None:
        """Ask the next of those that nothing is known of."""
        some = [id_ for id_ in self._ids if id_ not in self._known][:SLICE]
        if some and self._watched:
            self._session.ask(
                self,
                "before and after",
                lambda desk: rulebooks.before_and_after(desk, some),
                self._take_some_read,
            )

    def _take_some_read(self, found: Sequence[BeforeAfter]) -> None:
        self._known |= {row.application: row for row in found}
        self._show(replace(self._state, rows=self._rows()))
        self._read_some()

    def _rows(self) -> tuple[BeforeAfter, ...]:
        return tuple(self._known[id_] for id_ in self._ids if id_ in self._known)

    def _changed(self, changes: Changes, _initiator: QObject | None) -> None:
        for book in (self._session.desk.pending, self._expected):
            if book is not None and book.version in changes.ids(Kind.RULEBOOK):
                self._session.desk = rulebooks.once_confirmed(self._session.desk, book)
        changed = changes.ids(Kind.APPLICATION)
        self._known = {id_: row for id_, row in self._known.items() if id_ not in changed}
        if changed or changes.ids(Kind.RULEBOOK):
            self._read()


def _counter(row: BeforeAfter) -> Counter:
    return partial(undoing.take_back_rulebook, id_=row.application, before=row.under)
