# SPDX-License-Identifier: MIT
"""One application of each course and week, taken through the verbs at a desk in memory.

What the verbs made of it is the stencil of all the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, timedelta
from enum import Enum
from functools import reduce
from itertools import pairwise, product
from typing import Any
from unittest.mock import patch

from desk_app.desk.context import Desk
from desk_app.desk.timekeeping import turn_over
from desk_app.records.base import ApplicationId, DecisionId, LetterId, MailItemId, UserId
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Principal
from desk_app.records.case.decisions import Decision
from desk_app.records.case.history import ApplicationFile
from desk_app.records.case.letters import LetterFacts
from desk_app.records.case.stamps import StampEntry
from desk_app.records.desk.people import User
from desk_app.records.desk.profile import DeskProfile
from desk_app.rules import codes
from desk_app.store.disk.machine import JAPAN, SeededChance
from desk_app.store.journal.chain import Fact
from tests.builders import application, mail
from tests.bulk.mixture import Plan, log
from tests.fakes.books import FakeJournal
from tests.fakes.stamps import FakeStamps
from tests.fakes.store import FakeStore
from tests.fakes.world import PlainPress, PlainSeal

SHIFT = "shift"
"""In what is put in: how much later every moment is."""

Put = Mapping[Any, Any]
"""What stands in the place of what; all else stays."""

Make = Callable[[Put], Any]

_IDS = "[0-9a-f]{64}|[0-9a-f]{32}"


class Stencils:
    """Makes stencils in which certain values, ids and hashes are to be replaced, and moments moved.

    Of texts every part is replaced; numbers, dates and bytes only where they are one of the values.
    """

    def __init__(self, values: Iterable[object]) -> None:
        self._values = frozenset(values)
        texts = sorted((re.escape(each) for each in self._values if isinstance(each, str)), key=len)
        self._pattern = re.compile("|".join((*reversed(texts), _IDS)))

    def of(self, value: Any) -> Make:  # noqa: ANN401  any record
        """Return what makes a value again."""
        return self._of(value) or (lambda _: value)

    def _of(self, value: Any) -> Make | None:  # noqa: ANN401  any part of a record
        if value is None or isinstance(value, Enum | bool):
            return None
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, datetime):
            return lambda put: value + put[SHIFT]
        if isinstance(value, int | date | bytes):
            return (lambda put: put[value]) if value in self._values else None
        return self._whole(value)

    def _whole(self, value: Any) -> Make | None:  # noqa: ANN401  any record, tuple or dictionary
        if isinstance(value, tuple):
            return self._series(value)
        if isinstance(value, dict):
            return self._named(value)
        return self._record(value)

    def _text(self, value: str) -> Make | None:
        if self._pattern.fullmatch(value):
            return lambda put: put.get(value, value)
        found = [each.span() for each in self._pattern.finditer(value)]
        if not found:
            return None
        ends = [0, *(place for span in found for place in span), len(value)]
        parts = [value[start:end] for start, end in pairwise(ends)]
        # Every second part is one that is replaced.
        return lambda put: "".join(
            [put.get(each, each) if n % 2 else each for n, each in enumerate(parts)]
        )

    def _series(self, values: tuple[Any, ...]) -> Make | None:
        makes = [self._of(each) for each in values]
        if not any(makes):
            return None
        both = list(zip(values, makes, strict=True))
        return lambda put: tuple([each if make is None else make(put) for each, make in both])

    def _named(self, parts: dict[str, Any]) -> Make | None:
        makes = [(name, make) for name, value in parts.items() if (make := self._of(value))]
        if not makes:
            return None
        return lambda put: {**parts, **{name: make(put) for name, make in makes}}

    def _record(self, value: Any) -> Make | None:  # noqa: ANN401  any record
        """Return what makes a record again.

        Its fields are set as they are set when it is copied: it was sound, and other names, ids
        and moments leave it so. A record asks again whatever it is made of, each time.
        """
        kind, names = type(value), [each.name for each in fields(value)]
        parts = {name: getattr(value, name) for name in names}
        makes = [(name, each) for name in names if (each := self._of(parts[name]))]
        if not makes:
            return None
        same = [(name, part) for name, part in parts.items() if name not in dict(makes)]

        def make(put: Put) -> Any:  # noqa: ANN401  any record
            made = _EMPTY(kind)
            for name, part in same:
                _SET(made, name, part)
            for name, make_part in makes:
                _SET(made, name, make_part(put))
            return made

        return make


_EMPTY, _SET = object.__new__, object.__setattr__


def ids_in(*texts: str) -> frozenset[str]:
    """Return the random ids that stand in texts."""
    return reduce(frozenset.union, (re.findall(r"\b[0-9a-f]{32}\b", t) for t in texts), frozenset())


SOMEBODY = Principal(
    name="標 本人",
    kana="シルベ ホンニン",
    born=date(1931, 3, 7),
    postal_code="999-9998",
    address="東京都杉並区成田東三丁目98番97号",
    phone="090-9999-9998",
)
"""The one person of all prototypes."""

PERSON = ("name", "kana", "born", "postal_code", "address", "phone")
"""What of a principal differs from one application to the other."""

_MAIL, _APPLICATION, _NUMBER = 3_000_000_000, 4_000_000_000, 90_000_000
"""Above these lie the ids and running numbers of a prototype: they can be nothing else."""


class Moments:
    """A clock that shows the moment it was set to."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """Return the moment, aware, in UTC."""
        return self.at

    def today(self) -> date:
        """Return the day at the desk."""
        return self.at.astimezone(JAPAN).date()


@dataclass(frozen=True, slots=True)
class Noted:
    """An entry of the journal with its facts."""

    action: Action
    of_application: bool
    facts: Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Unit:
    """What one verb noted and entered in the stamp book, and who."""

    actor: UserId
    notes: tuple[tuple[Noted, Make], ...]
    entries: tuple[Make, ...]


@dataclass(frozen=True, slots=True)
class _Deed:
    """Who did something, what was noted of it, and what was entered in the stamp book."""

    actor: UserId
    notes: tuple[Noted, ...]
    entries: tuple[StampEntry, ...]


@dataclass(frozen=True, slots=True)
class Prototype:
    """What the verbs made of one application, and the stencils of it."""

    at: datetime
    file: ApplicationFile
    units: tuple[Unit, ...]
    turned: bool
    ids: tuple[str, ...]
    marks: Mapping[LetterId, str]
    facts: Mapping[LetterId, LetterFacts]
    make_proposed: Mapping[DecisionId, tuple[Decision, Make]]
    """Each decision as it was signed, and what makes what its signatures stand under."""
    make_file: Make
    make_index: Make
    make_facts: Mapping[LetterId, Make]

    @property
    def id(self) -> ApplicationId:
        """The id it has."""
        return self.file.application.id

    @property
    def receipt_number(self) -> str:
        """The receipt number it has."""
        return self.file.application.receipt_number


@dataclass(slots=True)
class Prototypes:
    """The prototypes of a desk, each made when it is first needed."""

    desk: Desk
    second: User
    profile: DeskProfile
    _made: dict[tuple[str, int], Prototype] = field(default_factory=dict)

    def of(self, plan: Plan) -> Prototype:
        """Return the prototype of a plan's course and week."""
        key = (plan.course.name, plan.week)
        if key not in self._made:
            self._made[key] = self._make(plan)
        return self._made[key]

    def make_all(self, plans: Iterable[Plan]) -> None:
        """Make those of some plans beforehand: a process that is split off has them too."""
        for plan in plans:
            self.of(plan)

    def _make(self, plan: Plan) -> Prototype:
        at = plan.at.replace(hour=0, minute=0, second=0, microsecond=0)
        clock, store = Moments(at), _store(self.desk, self.profile)
        first = self._at(store, clock, self.desk.actor)
        second = self._at(store, clock, self.second)
        with _noting() as notes, _entering() as entries:
            id_ = log(first, SOMEBODY, plan.asked, short=plan.course.short)
        units = [_Deed(first.actor.id, tuple(notes), tuple(entries))]
        for step in plan.course.steps:
            clock.at, desk = at + step.after, second if step.second else first
            with _noting() as notes, _entering() as entries:
                step.do(desk, id_)
            units.append(_Deed(desk.actor.id, tuple(notes), tuple(entries)))
        clock.at = at + timedelta(weeks=plan.week, hours=8)
        with store.writing(first.actor.id, clock.now()) as books:
            turned = bool(turn_over(first, books))
            books.journal.note(Action.DAY_BEGUN, None)
            books.commit()
        users = {self.desk.actor.id, self.second.id}
        return _recorded(store, id_, at, units, turned=turned, users=users)

    def _at(self, store: FakeStore, clock: Moments, actor: User) -> Desk:
        ports = replace(
            self.desk.ports,
            store=store,
            clock=clock,
            chance=SeededChance("prototypes"),
            press=PlainPress(),
            seal=PlainSeal(actor.id),
        )
        return replace(self.desk, ports=ports, actor=actor)


def _store(desk: Desk, profile: DeskProfile) -> FakeStore:
    """Return a store in memory with the desk's profile, its ids and numbers far above others."""
    store = FakeStore()
    before = replace(application(), id=ApplicationId(_APPLICATION), mail_item=MailItemId(_MAIL))
    state = store.state
    for kind, year in product(("receipt", "document"), range(1, 100)):
        state.numbers[kind, "R", year] = _NUMBER
    state.mail[MailItemId(_MAIL)] = replace(mail(), id=MailItemId(_MAIL))
    state.files[ApplicationId(_APPLICATION)] = ApplicationFile(before, mail=())
    with store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        books.settings.keep_profile(profile)
        books.journal.note(Action.DESK_FOUNDED)
        books.commit()
    return store


def _proposed(file: ApplicationFile, stencils: Stencils) -> dict[DecisionId, tuple[Decision, Make]]:
    return {
        each.id: (
            each,
            stencils.of((file.application, replace(each, proposal=None, approval=None))),
        )
        for each in file.decisions
    }


@contextmanager
def _noting() -> Iterator[list[Noted]]:
    """Collect what is noted, with the facts of which the journal keeps digests alone."""
    notes: list[Noted] = []
    note = FakeJournal.note

    def collect(
        journal: FakeJournal,
        action: Action,
        subject: ApplicationId | None = None,
        /,
        **facts: Fact,
    ) -> None:
        note(journal, action, subject, **facts)
        notes.append(Noted(action, subject is not None, facts))

    with patch.object(FakeJournal, "note", collect):
        yield notes


@contextmanager
def _entering() -> Iterator[list[StampEntry]]:
    """Collect what is entered in the stamp book."""
    entries: list[StampEntry] = []
    add = FakeStamps.add

    def collect(stamps: FakeStamps, entry: StampEntry) -> StampEntry:
        entries.append(add(stamps, entry))
        return entries[-1]

    with patch.object(FakeStamps, "add", collect):
        yield entries


def _recorded(
    store: FakeStore,
    id_: ApplicationId,
    at: datetime,
    units: list[_Deed],
    *,
    turned: bool,
    users: Collection[str],
) -> Prototype:
    with store.reading() as books:
        file = books.files.get(id_)
    index = store.state.index[id_]
    facts = {letter.id: store.state.letters[letter.id][0] for letter in file.letters}
    marks = {letter: each.journal_mark for letter, each in facts.items()}
    number = file.application.receipt_number
    stencils = Stencils(
        (
            *(getattr(SOMEBODY, name) for name in PERSON),
            *(id_, number, codes.receipt_code(number)),
            *(item.id for item in file.mail),
            *(letter.number for letter in file.letters),
            *marks.values(),
        )
    )
    return Prototype(
        at=at,
        file=file,
        units=tuple(
            Unit(
                deed.actor,
                tuple((each, stencils.of(dict(each.facts))) for each in deed.notes),
                tuple(map(stencils.of, deed.entries)),
            )
            for deed in units
        ),
        turned=turned,
        ids=tuple(sorted(ids_in(repr(file)) - set(users))),
        marks=marks,
        facts=facts,
        make_proposed=_proposed(file, stencils),
        make_file=stencils.of(file),
        make_index=stencils.of(index),
        make_facts={letter: stencils.of(each) for letter, each in facts.items()},
    )
