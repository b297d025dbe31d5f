# SPDX-License-Identifier: MIT
"""The lists of applications, and all that the lists ask of the store."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Integer,
    and_,
    bindparam,
    column,
    func,
    literal_column,
    select,
    text,
    union_all,
)

from desk_app.desk.rows import (
    COUNT_CAP,
    NEWEST_MAIL,
    OF_INQUIRIES,
    ApplicationColumn,
    ApplicationLine,
    FirstDays,
    Group,
    IdWindow,
    KeptLine,
    KnownPerson,
)
from desk_app.records.base import ApplicationId
from desk_app.records.case.disposal import Hold
from desk_app.records.case.findings import Work
from desk_app.rules.addresses import addresses
from desk_app.rules.names import names
from desk_app.rules.work_codes import Why
from desk_app.store.lists import inquiries, mail
from desk_app.store.lists import letters as letter_lists
from desk_app.store.schema.columns import NEVER, Day
from desk_app.store.schema.tables import (
    ApplicationRows,
    DepartmentInquiries,
    Enclosures,
    Holds,
    KeptRows,
    Letters,
    MailItems,
    SearchRows,
    WorkRows,
)
from desk_app.store.search import provided, search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import date

    from sqlalchemy import CompoundSelect, Select
    from sqlalchemy.engine import Connection

    from desk_app.desk.rows import (
        Filter,
        LetterLine,
        LetterOrder,
        LetterState,
        ListOrder,
        MailLine,
        MailOrder,
        PersonQuery,
        PrintedLine,
        ReturnLine,
    )
    from desk_app.records.base import UserId
    from desk_app.store.schema.columns import AnyRow
    from desk_app.store.search.search import Asked

    AnySelect = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]


LEAST_OF_A_NAME = 2
"""Fewer characters of a name say nothing yet."""

LEAST_OF_AN_ADDRESS = 4
"""Fewer characters of an address say nothing yet."""

_SAME_NAME = 8
_SAME_KANA = 6
_NAME_BEGINS = 3
_KANA_BEGINS = 2
_BORN = 4
_ADDRESS = 4


@dataclass(frozen=True, slots=True)
class PersonSought:
    """What is typed of a person, folded once, to be held against many applications."""

    named: frozenset[str]
    kana: frozenset[str]
    born: date | None
    address: str

    @classmethod
    def of(cls, person: PersonQuery) -> PersonSought:
        """Fold what is typed; a piece too short to say anything is left out."""
        address = addresses.search_key(person.address)
        return cls(
            _folds(person.name) | _folds(person.former_name),
            _folds(person.kana),
            person.born,
            address if len(address) >= LEAST_OF_AN_ADDRESS else "",
        )

    def weigh(
        self, named: tuple[str, ...], kana: str, born: date | None, lived: tuple[str, ...]
    ) -> int:
        """Return how well an earlier application fits, 0 where it does not.

        A like name or kana is enough; a birth date or an address alone only while nothing is typed
        of the name, and both together always (a name may have changed).
        """
        name = _begins(self.named, named, _SAME_NAME, _NAME_BEGINS)
        sound = _begins(self.kana, (kana,), _SAME_KANA, _KANA_BEGINS)
        day = _BORN if self.born is not None and self.born == born else 0
        home = _ADDRESS if self._lives_at(lived) else 0
        if name or sound or (day and home) or not (self.named or self.kana):
            return name + sound + day + home
        return 0

    def _lives_at(self, lived: tuple[str, ...]) -> bool:
        return self.address != "" and any(
            addresses.search_key(each).startswith(self.address) for each in lived if each
        )


def _begins(
    typed: frozenset[str], earlier: tuple[str, ...], whole_weight: int, begun_weight: int
) -> int:
    folds = {key for text in earlier if text for key in names.folds(text)}
    if typed & folds:
        return whole_weight
    begun = any(key.startswith(each) for key in folds for each in typed)
    return begun_weight if begun else 0


def _folds(text: str) -> frozenset[str]:
    return frozenset(key for key in names.folds(text) if len(key) >= LEAST_OF_A_NAME)


# Earlier applications of a person who is perhaps known, while the person is being typed (A5).


MOST_LOOKED_AT = 60
"""So many of the newest applications that share a name, kana, a day or an address are weighed.

Five are told; who is typed in full is among them as long as no more than these bear the name.
"""

_rows = ApplicationRows.__table__
_work = WorkRows.__table__
_BORN_COLUMN = (
    select(_rows.c.id)
    .where(_rows.c.born == bindparam("born"))
    .order_by(_rows.c.id.desc())
    .limit(literal_column(str(MOST_LOOKED_AT)))
)
_CANDIDATES = (
    select(
        _rows.c.id,
        _rows.c.receipt_number,
        _rows.c.received_on,
        _rows.c.name,
        _rows.c.kana,
        _rows.c.born,
        _rows.c.address,
        _rows.c.former_name,
        _rows.c.registered_address,
    )
    .where(_rows.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(_rows.c.received_on.desc(), _rows.c.id.desc())
)
_WORKS = select(_work.c.application, _work.c.work).where(
    _work.c.application.in_(bindparam("ids", expanding=True))
)


def _looked_at(connection: Connection, person: PersonQuery) -> set[int]:
    ids: set[int] = set()
    for typed in (person.name, person.former_name, person.kana, person.address):
        wanted = search.asked(typed)
        if wanted is not None:
            ids.update(search.hits(connection, wanted, MOST_LOOKED_AT))
    if person.born is not None:
        ids.update(connection.execute(_BORN_COLUMN, {"born": person.born}).scalars())
    return ids


def _weight(likeness: PersonSought, row: AnyRow) -> int:
    return likeness.weigh(
        (row.name, row.former_name), row.kana, row.born, (row.address, row.registered_address)
    )


def _person(row: AnyRow, work: Work) -> KnownPerson:
    return KnownPerson(
        application=row.id,
        receipt_number=row.receipt_number,
        received_on=row.received_on,
        name=row.name,
        kana=row.kana,
        born=row.born,
        address=row.address,
        work=work,
    )


# The days that press most in each group of the work list: what came first, what is due first.


_mail = MailItems.__table__

# A condition of a partial index stands as text: a bound value would hide it from SQLite's planner.
_today = bindparam("today", type_=Day())
_STAYS = _work.c.turns_on > _today
_TURNED = (_work.c.turns_on <= _today) & text("then_work IS NOT NULL")
_ARRIVED = func.min(_work.c.received_on)
_BOTH = Why.BOTH_AWAITED.value
_CARERS: Any = bindparam("people", expanding=True)
_PEOPLE_S = _work.c.carer.in_(_CARERS)
# Few have turned since the day began: they are read by their day, and their carer held against.
_TURNED_S = literal_column("+work_index.carer").in_(_CARERS)
_OPEN = (
    select(
        _work.c.work,
        _ARRIVED,
        func.min(_work.c.by),
        func.count().filter(_work.c.why == _BOTH),
    )
    .where(_STAYS, text("work <> 'done'"))
    .group_by(_work.c.work),
    select(
        _work.c.then_work,
        _ARRIVED,
        func.min(_work.c.then_by),
        func.count().filter(_work.c.then_why == _BOTH),
    )
    .where(_TURNED, text("then_work <> 'done'"))
    .group_by(_work.c.then_work),
)
_DUE = (
    select(_ARRIVED, func.min(_work.c.by)).where(_STAYS, text("what = 'dispose'")),
    select(_ARRIVED, func.min(_work.c.then_by)).where(_TURNED, text("then_what = 'dispose'")),
)
_TO_LOG = select(func.min(_mail.c.arrived_on)).where(text("handled = 0"))


_OPEN_OF_PEOPLE = (_OPEN[0].where(_PEOPLE_S), _OPEN[1].where(_TURNED_S))


def _first_rows(
    connection: Connection, today: date, people: Sequence[UserId] | None
) -> Iterator[tuple[Group, FirstDays]]:
    """Yield what stays in each group today and what has turned into it, one after the other."""
    arrived = connection.execute(_TO_LOG).scalar_one()
    if arrived is not None:
        yield Group.TO_LOG, FirstDays(arrived, None)
    given = _given(today, people)
    for statement in _OPEN if people is None else _OPEN_OF_PEOPLE:
        for work, first, by, both in connection.execute(statement, given):
            yield Group(Work(work).value), replace(_days(first, by), both=both)
    for group, _, days in inquiries.counted(connection, today, people):
        yield group, days
    for days in _first_due(connection, today):
        yield Group.DISPOSAL_DUE, days


def _first_due(connection: Connection, today: date) -> Iterator[FirstDays]:
    """Yield what presses most of the applications and of the records of provision that are due."""
    for statement in _DUE:
        for first, by in connection.execute(statement, {"today": today}):
            if first is not None:
                yield _days(first, by)
    if due := provided.due(connection, today):
        first = min(each.completed_on for each in due)
        yield FirstDays(first, min(each.kept_until for each in due))


def _given(today: date, people: Sequence[UserId] | None) -> dict[str, object]:
    return {"today": today} | ({} if people is None else {"people": list(people)})


def _days(arrived: date, by: date) -> FirstDays:
    return FirstDays(arrived, None if by == NEVER else by)


def _earlier(one: FirstDays, other: FirstDays) -> FirstDays:
    days = [by for by in (one.by, other.by) if by is not None]
    both = one.both + other.both
    return FirstDays(min(one.arrived, other.arrived), min(days, default=None), both)


# The lists of applications: counts of the groups, windows of ids in order, lines.


OF_NO_APPLICATION = OF_INQUIRIES | {Group.TO_LOG}
"""The groups in which no application stands."""

FEW_HITS = 20_000
"""So many hits of a text are all read and put in order; of more, the order leads to the first."""

SORTED = 2_000
"""So many hits are sorted; where there are more, the order's index is walked past all others.

To sort a hit its row is read, on a large desk from a page of its own: 25 µs. Of an index that is
walked, a page holds more than a hundred.
"""

MOST_HITS = 1_000_000
"""So many hits of a text are held against the applications that a figure counts."""

WALKED = 1_000
"""So many ids a walk collects where each of them is looked up: the next ones may lie far off."""


_texts = SearchRows.__table__
_applications = ApplicationRows.__table__

_COLUMNS = {
    ApplicationColumn.RECEIVED: ("received_on", "received_on"),
    ApplicationColumn.NUMBER: ("number_order", "number_order"),
    ApplicationColumn.NAME: ("name", "name"),
    ApplicationColumn.KANA: ("kana_order", "kana_order"),
    ApplicationColumn.WORK: ("application", "application"),
    ApplicationColumn.BY: ("by", "then_by"),
}
"""The column of an order today, and once the place has turned; words have an order of their own."""


_BY_CARER = frozenset({ApplicationColumn.RECEIVED, ApplicationColumn.BY})
"""The columns by which what one person looks after lies in order."""

_ALL_OF_PEOPLE = select(_work.c.application).where(_PEOPLE_S).limit(bindparam("most"))
_STAYS_OPEN = text("work <> 'done'")
_DONE_IN_ORDER = text("+work = 'done'")
_TURNED_OPEN = text("then_work <> 'done'")
_COUNT_STAYING = (
    select(_work.c.work, func.count()).where(_STAYS, _STAYS_OPEN).group_by(_work.c.work)
)
_COUNT_TURNED = (
    select(_work.c.then_work, func.count()).where(_TURNED, _TURNED_OPEN).group_by(_work.c.then_work)
)
_COUNT_OPEN = (_COUNT_STAYING, _COUNT_TURNED)
_COUNT_OF_PEOPLE = (_COUNT_STAYING.where(_PEOPLE_S), _COUNT_TURNED.where(_TURNED_S))
_DISPOSE, _TURNED_DISPOSE = text("what = 'dispose'"), text("then_what = 'dispose'")
_COUNT_DUE = (
    select(func.count()).select_from(_work).where(_STAYS, _DISPOSE),
    select(func.count()).select_from(_work).where(_TURNED, _TURNED_DISPOSE),
)
_AMONG = func.json_each(bindparam("ids")).table_valued(column("value", Integer))
_LINES = (
    select(
        _work,
        _applications.c.receipt_number,
        _applications.c.kana,
        _applications.c.proxy_kind,
        _applications.c.language,
    )
    .join(_applications, _applications.c.id == _work.c.application)
    .where(_work.c.application.in_(bindparam("ids", expanding=True)))
)
_UNDER_OTHER_RULES = (
    select(_work.c.application)
    .join(_applications, _applications.c.id == _work.c.application)
    .where(_STAYS_OPEN, _applications.c.rulebook_version != bindparam("version"))
)


def _window(
    connection: Connection, wanted: Filter, order: ListOrder, today: date, limit: int
) -> IdWindow:
    typed = search.asked(wanted.text)
    if wanted.group in OF_NO_APPLICATION:
        return IdWindow((), more=False, count=0)
    if typed is None or wanted.among is not None:
        few = None if wanted.among is None else _both(connection, wanted.among, typed)
        return _of_people(connection, wanted, order, today, few, limit)
    if _is_newest_first(order) and not _is_filtered(wanted):
        return _newest(connection, typed, limit)
    hits = search.hits(connection, typed, FEW_HITS + 1)
    if len(hits) <= FEW_HITS:
        return _List(connection, wanted, order, today, among=hits).window(limit)
    walk = _List(connection, wanted, order, today, typed=typed)
    if _is_filtered(wanted):
        return walk.window(limit)
    most = limit if typed.exact else min(limit, WALKED)
    return IdWindow(walk.ids(most), more=True, count=COUNT_CAP)


def _beginning(
    connection: Connection, wanted: Filter, order: ListOrder, today: date, limit: int
) -> IdWindow:
    """Return the first ids of `_window`: no more are looked for.

    A sorted list is walked in its order where that many are found sooner than all hits are sorted.
    """
    typed = search.asked(wanted.text)
    alone = wanted.group is None and wanted.among is None
    of_people = typed is None and wanted.of_people is not None and alone
    if of_people and _is_out_of_order(wanted, order):
        return _of_people(connection, wanted, order, today, None, limit)
    if _is_filtered(wanted) and not of_people:
        return _window(connection, wanted, order, today, COUNT_CAP)
    if typed is None:
        return _first(_List(connection, wanted, order, today).ids(limit + 1), limit)
    if _is_newest_first(order):
        return _first(search.hits(connection, typed, limit + 1), limit)
    hits = search.hits(connection, typed, SORTED + 1)
    if len(hits) <= SORTED:
        return _List(connection, wanted, order, today, among=hits).window(COUNT_CAP)
    first = _List(connection, wanted, order, today, typed=typed).ids(limit)
    return IdWindow(first, more=True, count=len(first))


def _is_out_of_order(wanted: Filter, order: ListOrder) -> bool:
    """Say whether all that people look after is wanted in an order without an index by people."""
    asked = wanted.of_people is not None and order.column not in _BY_CARER
    return asked and not _is_narrowed(wanted)


def _of_people(
    connection: Connection,
    wanted: Filter,
    order: ListOrder,
    today: date,
    among: Sequence[int] | None,
    limit: int,
) -> IdWindow:
    """Return what matches among some or all; where people look after much, the first of it.

    In an order without an index by people what they look after is sorted; the order is walked
    where it is much, and then not far.
    """
    if not _is_out_of_order(wanted, order):
        return _List(connection, wanted, order, today, among=among).window(limit)
    given = {"people": list(wanted.of_people or ()), "most": FEW_HITS + 1}
    few = connection.execute(_ALL_OF_PEOPLE, given).scalars().all()
    if len(few) <= FEW_HITS:
        return _List(connection, wanted, order, today, among=few).window(limit)
    walk = _List(connection, wanted, order, today)
    return IdWindow(walk.ids(min(limit, WALKED)), more=True, count=COUNT_CAP)


def _both(connection: Connection, among: Sequence[int], typed: Asked | None) -> Sequence[int]:
    """Return those of some applications that a text finds too; all of them without a text."""
    if typed is None:
        return among
    return sorted({*among}.intersection(search.hits(connection, typed, MOST_HITS)))


def _first(ids: Sequence[int], limit: int) -> IdWindow:
    return IdWindow(tuple(ids[:limit]), more=len(ids) > limit, count=min(len(ids), limit))


class _List:
    """One list of applications: what is in it and in which order."""

    def __init__(
        self,
        connection: Connection,
        wanted: Filter,
        order: ListOrder,
        today: date,
        *,
        among: Sequence[int] | None = None,
        typed: Asked | None = None,
    ) -> None:
        self._connection = connection
        self._wanted = wanted
        self._order = order
        self._among = among
        self._typed = typed
        self._few = among is not None and len(among) <= SORTED
        self._given: dict[str, object] = {"today": today}
        if among is not None:
            self._given["ids"] = json.dumps(among)
        self._people: tuple[UserId | None, ...] = (None,)
        if wanted.of_people is not None:
            self._people = wanted.of_people
            self._given |= {f"carer_{place}": each for place, each in enumerate(self._people)}
        self._walks_people = among is None and typed is None and order.column in _BY_CARER

    def window(self, limit: int) -> IdWindow:
        """Return the first ids, and how many there are."""
        ids = self.ids(limit + 1)
        more = len(ids) > limit
        return IdWindow(
            ids[:limit], more=more, count=self._count(limit) if more else min(len(ids), COUNT_CAP)
        )

    def ids(self, most: int) -> tuple[int, ...]:
        """Return the first ids; a list in the order of its words is read word by word.

        By due days all that is open comes before what is done, whose days press nobody.
        """
        statements: Iterable[AnySelect] = (self._statement(self._work()),)
        if self._order.column is ApplicationColumn.WORK:
            statements = map(self._statement, self._words())
        elif self._order.column is ApplicationColumn.BY and not _is_narrowed(self._wanted):
            both = (self._statement(None, open_only=True), self._statement(Work.DONE))
            statements = both if self._order.ascending else reversed(both)
        ids: list[int] = []
        for statement in statements:
            ids += self._read(statement, most - len(ids))
            if len(ids) >= most:
                break
        return tuple(ids)

    def _words(self) -> Iterable[Work]:
        only = self._work()
        words = [work for work in Work if only in {None, work}]
        if self._wanted.open_only:
            words = [work for work in words if work is not Work.DONE]
        return words if self._order.ascending else reversed(words)

    def _work(self) -> Work | None:
        group = self._wanted.group
        if group is Group.DISPOSAL_DUE:
            return Work.DONE
        return None if group is None else Work(group.value)

    def _count(self, least: int) -> int:
        if least >= COUNT_CAP:
            return COUNT_CAP
        rows = self._statement(self._work()).limit(literal_column(str(COUNT_CAP))).subquery()
        count: int = self._connection.execute(
            select(func.count()).select_from(rows), self._given
        ).scalar_one()
        return count

    def _read(self, statement: AnySelect, most: int) -> list[int]:
        direction = "ASC" if self._order.ascending else "DESC"
        ordered = statement.order_by(text(f"place {direction}, application {direction}"))
        limited, given = ordered.limit(bindparam("most")), {**self._given, "most": most}
        return list(self._connection.execute(limited, given).scalars())

    def _statement(self, work: Work | None, *, open_only: bool = False) -> AnySelect:
        today, turned = _COLUMNS[self._order.column]
        few, open_only = self._few, open_only or self._wanted.open_only
        if work is None and today == turned and not open_only:
            return union_all(*self._arms(today, sort=few))
        narrowed = open_only or self._wanted.group is not None
        of_people = self._wanted.of_people is not None
        is_open = open_only or (of_people and work not in {None, Work.DONE})
        leads = is_open and self._among is None and self._typed is None
        by_due = self._order.column is ApplicationColumn.BY and not _is_narrowed(self._wanted)
        in_order = by_due and work is Work.DONE
        arms: list[Select[*tuple[Any, ...]]] = []
        for arm in self._arms(today, sort=few or narrowed, leads=leads):
            staying = arm.where(_STAYS)
            if work is not None:
                # Nearly all is done: by due days its index is walked, not all of it sorted.
                staying = staying.where(_DONE_IN_ORDER if in_order else _work.c.work == work)
            if self._wanted.group is Group.DISPOSAL_DUE:
                staying = staying.where(_DISPOSE)
            arms.append(staying.where(_STAYS_OPEN) if is_open else staying)
        for arm in self._arms(turned, sort=True, leads=False):
            moved = arm.where(_TURNED)
            if work is not None:
                moved = moved.where(_work.c.then_work == work)
            if self._wanted.group is Group.DISPOSAL_DUE:
                moved = moved.where(_TURNED_DISPOSE)
            arms.append(moved.where(_TURNED_OPEN) if open_only else moved)
        return union_all(*arms)

    def _arms(
        self, name: str, *, sort: bool, leads: bool = False
    ) -> Iterator[Select[*tuple[Any, ...]]]:
        """Yield the rows of each person, or of all: each person's lie in order by themselves.

        Where the person ``leads`` the way, as to what is open, or in an order of his own, his
        index is walked; elsewhere he is held against each row.
        """
        for place, person in enumerate(self._people):
            arm = self._arm(name, sort=sort)
            if person is None:
                yield arm
            elif leads or (self._walks_people and not sort):
                yield arm.where(_work.c.carer == bindparam(f"carer_{place}"))
            else:
                yield arm.where(literal_column("+work_index.carer") == bindparam(f"carer_{place}"))

    def _arm(self, name: str, *, sort: bool) -> Select[*tuple[Any, ...]]:
        # A plus keeps SQLite from an index: from walking the whole order where there are few rows
        # to sort; where there are many, from looking up hit by hit. Those are then a set that the
        # walk is held against, and rows are read of hits alone.
        place: Any = literal_column(f"{'+' if sort else ''}work_index.{name}").label("place")
        id_: Any = literal_column(f"{'' if self._few else '+'}work_index.application")
        arm: Select[*tuple[Any, ...]] = select(_work.c.application, place)
        if self._among is not None:
            arm = arm.where(id_.in_(select(_AMONG.c.value)))
        if self._typed is None:
            return arm
        arm = arm.where(id_.in_(search.found_ids(self._typed)))
        if self._typed.exact:
            return arm
        arm = arm.join(_texts, _texts.c.key == _work.c.search_key)
        return arm.where(search.stands_in(self._typed))


def _newest(connection: Connection, typed: Asked, limit: int) -> IdWindow:
    ids = search.hits(connection, typed, limit + 1)
    if len(ids) <= limit:
        return IdWindow(tuple(ids), more=False, count=min(len(ids), COUNT_CAP))
    count = COUNT_CAP if limit >= COUNT_CAP else search.count(connection, typed, COUNT_CAP)
    return IdWindow(tuple(ids[:limit]), more=True, count=count)


def _is_newest_first(order: ListOrder) -> bool:
    return order.column is ApplicationColumn.RECEIVED and not order.ascending


def _is_filtered(wanted: Filter) -> bool:
    return _is_narrowed(wanted) or wanted.of_people is not None


def _is_narrowed(wanted: Filter) -> bool:
    return wanted.group is not None or wanted.open_only or wanted.among is not None


def _line(row: AnyRow, today: date) -> ApplicationLine:
    turned = row.turns_on <= today
    by = row.then_by if turned else row.by
    return ApplicationLine(
        id=row.application,
        receipt_number=row.receipt_number,
        received_on=row.received_on,
        name=row.name,
        kana=row.kana,
        rights=row.rights,
        proxy=row.proxy_kind,
        language=row.language,
        work=row.then_work if turned else row.work,
        next_what=row.then_what if turned else row.what,
        by=None if by == NEVER else by,
        why=row.then_why if turned else row.why,
        since=row.since,
        carer=row.carer,
    )


# What the lists ask of the store, each question in a short reading of its own.


_kept = KeptRows.__table__


_holds = Holds.__table__
_papers = Enclosures.__table__
_letters = Letters.__table__


_THIS = _kept.c.application
_PAPERS = select(func.count()).where(_papers.c.application == _THIS).scalar_subquery()
_LETTERS = select(func.count()).where(_letters.c.application == _THIS).scalar_subquery()
_ALL_KEPT = (
    select(
        _THIS,
        _applications.c.receipt_number,
        _applications.c.name,
        _applications.c.further_forms,
        _work.c.rights,
        _kept.c.completed_on,
        _kept.c.kept_until,
        _PAPERS.label("papers"),
        _LETTERS.label("letters"),
        _holds.c.reason,
        _holds.c.review_on,
        _holds.c.ordered_by,
        _holds.c.ordered_on,
        _holds.c.note,
    )
    .join(_applications, _applications.c.id == _THIS)
    .join(_work, _work.c.application == _THIS)
    .outerjoin(_holds, and_(_holds.c.application == _THIS, _holds.c.lifted_on.is_(None)))
    .order_by(_kept.c.kept_until, _THIS)
    .limit(bindparam("limit"))
)
_KEPT_DUE = _ALL_KEPT.where(_kept.c.kept_until < _today)
_KEPT_LONGER = _ALL_KEPT.where(_kept.c.kept_until >= _today)


def _kept_line(row: AnyRow) -> KeptLine:
    return KeptLine(
        id=row.application,
        receipt_number=row.receipt_number,
        name=row.name,
        rights=row.rights,
        completed_on=row.completed_on,
        kept_until=row.kept_until,
        sheets=1 + len(row.further_forms) + row.papers,
        letters=row.letters,
        hold=_hold(row),
    )


def _hold(row: AnyRow) -> Hold | None:
    if row.reason is None:
        return None
    return Hold(row.reason, row.review_on, row.ordered_by, row.ordered_on, row.note)


# The departments that were asked of late, to be offered when one is asked again.


_REACH = 500
"""So many of the newest applications are looked at: on a large desk the question opens as fast."""

_inquiries = DepartmentInquiries.__table__
_newest_inquired = select(func.max(_inquiries.c.application)).scalar_subquery()
_ASKED_OF_LATE = (
    select(_inquiries.c.department)
    .where(_inquiries.c.application > _newest_inquired - _REACH)
    .group_by(_inquiries.c.department)
    .order_by(func.max(_inquiries.c.application).desc(), _inquiries.c.department)
    .limit(bindparam("most"))
)


class SqlQueries:
    """The lists of the desk (a ``desk.rows.Queries``)."""

    def __init__(self, reading: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._reading = reading

    def counts(
        self, today: date, of_people: tuple[UserId, ...] | None = None
    ) -> Mapping[Group, int]:
        """Return how many things wait in each group of the work list, or people's part of them.

        To log are the mail items not handled yet; inquiries have groups of their own, and stand
        with the applications and the records of provision in what is due for disposal.
        """
        with self._reading() as connection:
            found = dict.fromkeys(Group, 0)
            found[Group.TO_LOG] = mail.count_open(connection)
            given = _given(today, of_people)
            for statement in _COUNT_OPEN if of_people is None else _COUNT_OF_PEOPLE:
                for work, count in connection.execute(statement, given):
                    found[Group(work.value)] += count
            for due in _COUNT_DUE:
                found[Group.DISPOSAL_DUE] += connection.execute(due, {"today": today}).scalar_one()
            for group, count, _ in inquiries.counted(connection, today, of_people):
                found[group] += count
            found[Group.DISPOSAL_DUE] += len(provided.due(connection, today))
            return found

    def first_days(
        self, today: date, of_people: tuple[UserId, ...] | None = None
    ) -> Mapping[Group, FirstDays]:
        """Return what presses most in each group in which mail or an application waits."""
        with self._reading() as connection:
            found: dict[Group, FirstDays] = {}
            for group, days in _first_rows(connection, today, of_people):
                known = found.get(group)
                found[group] = days if known is None else _earlier(known, days)
            return found

    def window(
        self, wanted: Filter, order: ListOrder, today: date, limit: int = 10_000
    ) -> IdWindow:
        """Return the ids of the applications that match, in order.

        A sorted list with more than ``FEW_HITS`` hits of a text of three and
        more signs may hold fewer ids than asked for, and says that there are more.
        """
        with self._reading() as connection:
            return _window(connection, wanted, order, today, limit)

    def beginning(
        self, wanted: Filter, order: ListOrder, today: date, limit: int = 100
    ) -> IdWindow:
        """Return the first ids of `window`, at once: of a common text no further ones are read."""
        with self._reading() as connection:
            return _beginning(connection, wanted, order, today, limit)

    def lines(self, ids: Sequence[int], today: date) -> tuple[ApplicationLine, ...]:
        """Return the applications of these ids in the same order."""
        with self._reading() as connection:
            rows = {row.application: row for row in connection.execute(_LINES, {"ids": list(ids)})}
            return tuple(_line(rows[id_], today) for id_ in ids if id_ in rows)

    def under_other_rules(self, version: str) -> tuple[ApplicationId, ...]:
        """Return the open applications under another rulebook version, in order of receipt."""
        with self._reading() as connection:
            found = connection.execute(_UNDER_OTHER_RULES, {"version": version})
            return tuple(ApplicationId(id_) for id_ in sorted(found.scalars()))

    def departments(self, limit: int = 20) -> tuple[str, ...]:
        """Return the departments asked of late, each once, the one asked last first."""
        with self._reading() as connection:
            return tuple(connection.execute(_ASKED_OF_LATE, {"most": limit}).scalars())

    def mail_window(
        self,
        *,
        open_only: bool,
        limit: int = 10_000,
        text: str = "",
        order: MailOrder = NEWEST_MAIL,
    ) -> IdWindow:
        """Return the ids of mail items in order; a text finds sender, numbers and applications."""
        with self._reading() as connection:
            found = mail.found(connection, text)
            return mail.window(connection, found, order, open_only=open_only, limit=limit)

    def mail_lines(self, ids: Sequence[int]) -> tuple[MailLine, ...]:
        """Return the mail items of these ids in the same order."""
        with self._reading() as connection:
            return mail.lines(connection, ids)

    def letters(
        self, state: LetterState | None, limit: int = 1_000, order: LetterOrder | None = None
    ) -> tuple[LetterLine, ...]:
        """Return the letters in a state; without an order oldest first, all states newest first."""
        with self._reading() as connection:
            return letter_lists.letters(connection, state, limit, order)

    def letters_of(self, application: ApplicationId) -> tuple[LetterLine, ...]:
        """Return the letters of one application in the order of their issue."""
        with self._reading() as connection:
            return letter_lists.letters_of(connection, application)

    def printed(self, limit: int = 200) -> tuple[PrintedLine, ...]:
        """Return the letters that went to paper, the one printed last first."""
        with self._reading() as connection:
            return letter_lists.printed(connection, limit)

    def returns(self) -> tuple[ReturnLine, ...]:
        """Return what must still go back, by mail item."""
        with self._reading() as connection:
            return mail.returns(connection)

    def kept(self, today: date, *, due: bool, limit: int = 1_000) -> tuple[KeptLine, ...]:
        """Return what is due for disposal, the longest due first, or what is due next."""
        with self._reading() as connection:
            rows = connection.execute(
                _KEPT_DUE if due else _KEPT_LONGER, {"today": today, "limit": limit}
            )
            return tuple(map(_kept_line, rows))

    def known(self, person: PersonQuery, limit: int = 5) -> tuple[KnownPerson, ...]:
        """Return earlier applications of a person perhaps known (A5), best first."""
        with self._reading() as connection:
            ids = _looked_at(connection, person)
            likeness = PersonSought.of(person)
            weighed = [
                (_weight(likeness, row), row)
                for row in connection.execute(_CANDIDATES, {"ids": sorted(ids)})
            ]
            best = sorted((each for each in weighed if each[0]), key=lambda each: -each[0])[:limit]
            # Read for those alone who are told: each row of it lies on a page of its own.
            found = connection.execute(_WORKS, {"ids": [row.id for _, row in best]})
            works = {row.application: row.work for row in found}
            return tuple(_person(row, works[row.id]) for _, row in best)
