# SPDX-License-Identifier: MIT
"""What each application adds to the figures, its sums by day of arrival, and what is asked of both.

Beside each tally moves what its day comes to: the figures of a year are read from some thousand
rows, however many applications it had.
"""

from __future__ import annotations

import json
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, column, func, select, text, union_all

from desk_app.records.base import ApplicationId, InquiryKey, kept_id_of
from desk_app.records.books.figures import Figure, MonthCount, SlowReply, Tally
from desk_app.rules.figures import waited_of
from desk_app.store.schema.columns import Codec, Day
from desk_app.store.schema.engine import ask, driver_connection, run, run_many
from desk_app.store.schema.tables import ApplicationRows, InquiryRows, KeptRows, TallyRows, WorkRows
from desk_app.store.search import provided, standings

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import date

    from sqlalchemy.engine import Connection

    from desk_app.records.base import UserId
    from desk_app.records.case.findings import LedgerStanding, Work
    from desk_app.records.case.inquiries import InquiryWork

    Tallied = tuple[ApplicationId, date, Tally]
    DayRow = tuple[str, str, str]

MISSING = "tallies_missing"
"""The value that says that a desk of before has applications without a tally."""

_codec: Codec[Tally] = Codec(Tally)

_ONE = "SELECT received_on, tally FROM tallies WHERE id = ?"
_KEEP = "INSERT OR REPLACE INTO tallies (id, received_on, days, tally) VALUES (?, ?, ?, ?)"
_FORGET = "DELETE FROM tallies WHERE id = ?"
_SPAN = "SELECT received_on, tally FROM tallies WHERE id BETWEEN ? AND ?"
_FORGET_SPAN = "DELETE FROM tallies WHERE id BETWEEN ? AND ?"
_MOVE = """
    INSERT INTO tally_days (received_on, figure, code, count) VALUES (?, ?, ?, ?)
    ON CONFLICT (received_on, figure, code) DO UPDATE SET count = count + excluded.count
"""
_NOTHING_LEFT = """
    DELETE FROM tally_days WHERE received_on = ? AND figure = ? AND code = ? AND count = 0
"""
_NO_DAYS = "DELETE FROM tally_days"
_ALL_DAYS = """
    INSERT INTO tally_days (received_on, figure, code, count)
    SELECT received_on, json_extract(value, '$[0]'), json_extract(value, '$[1]'),
        sum(json_extract(value, '$[2]'))
    FROM tallies, json_each(tally) GROUP BY 1, 2, 3
"""
_IS_MISSING = "SELECT 1 FROM settings WHERE name = ?"
_NONE_MISSING = "DELETE FROM settings WHERE name = ?"


def keep(connection: Connection, id_: ApplicationId, received_on: date, tally: Tally) -> None:
    """Keep what an application or inquiry adds now, and move the sums of its day."""
    before = ask(connection, _ONE, (id_,)).fetchone()
    new = (received_on.isoformat(), _codec.to_text(tally))
    if before == new:
        return
    run(connection, _KEEP, (id_, new[0], _days(tally), new[1]))
    moved = _by_day(*new)
    if before is not None:
        moved.subtract(_by_day(*before))
    _move(connection, moved)


def add_all(connection: Connection, every: Sequence[Tallied]) -> None:
    """Keep what many new applications add, in one batch."""
    rows = [
        (id_, received_on.isoformat(), _days(tally), _codec.to_text(tally))
        for id_, received_on, tally in every
    ]
    run_many(connection, _KEEP, rows)
    moved: Counter[DayRow] = Counter()
    for _, received_on, _, tally in rows:
        moved.update(_by_day(received_on, tally))
    run_many(connection, _MOVE, [(*key, count) for key, count in moved.items()])


def forget(connection: Connection, id_: ApplicationId) -> int:
    """Delete the tally of what is disposed of and take it off its day; return how many rows."""
    before = ask(connection, _ONE, (id_,)).fetchone()
    if before is None:
        return 0
    moved: Counter[DayRow] = Counter()
    moved.subtract(_by_day(*before))
    _move(connection, moved)
    run(connection, _FORGET, (id_,))
    return 1


def forget_all(connection: Connection, first: int, last: int) -> None:
    """Delete the tallies of a span of ids and take them off their days."""
    moved: Counter[DayRow] = Counter()
    for received_on, tally in ask(connection, _SPAN, (first, last)):
        moved.subtract(_by_day(received_on, tally))
    _move(connection, moved)
    run(connection, _FORGET_SPAN, (first, last))


def rebuild(connection: Connection) -> None:
    """Sum up all tallies anew."""
    run(connection, _NO_DAYS)
    run(connection, _ALL_DAYS)


def _move(connection: Connection, moved: Counter[DayRow]) -> None:
    run_many(connection, _MOVE, [(*key, count) for key, count in moved.items() if count])
    run_many(connection, _NOTHING_LEFT, [key for key, count in moved.items() if count < 0])


def _by_day(received_on: str, tally: str) -> Counter[DayRow]:
    return Counter({(received_on, figure, code): n for figure, code, n in json.loads(tally)})


def _days(tally: Tally) -> int | None:
    return next((int(code) for figure, code, _ in tally if figure is Figure.DAYS), None)


# What has no tally yet: at a desk of before, until figures are asked for the first time.


_applications = ApplicationRows.__table__
_inquiries = InquiryRows.__table__
_tallies = TallyRows.__table__


def _without_tally(id_: Any) -> Any:  # noqa: ANN401 SQLAlchemy's own
    return select(id_.label("id")).where(
        ~select(_tallies.c.id).where(_tallies.c.id == id_).exists()
    )


_WITHOUT = union_all(
    _without_tally(_applications.c.id), _without_tally(-_inquiries.c.id)
).subquery()
_NEXT = (
    select(_WITHOUT.c.id)
    .where(_WITHOUT.c.id > bindparam("after"))
    .order_by(_WITHOUT.c.id)
    .limit(bindparam("most"))
)
_FIRST = -(1 << 62)
"""Stands before every id."""

_HOW_MANY = select(func.count()).select_from(_WITHOUT)


class SqlTallies:
    """The tallies in one unit of work (a ``desk.ports.Tallies``)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.changes = 0
        """How many rows were changed here: they are made anew of what is there, any time."""

    def missing(self, after: int | None, limit: int) -> tuple[ApplicationId, ...]:
        """Return the next of those that have none by id, inquiries too: behind one, or first."""
        if ask(self._connection, _IS_MISSING, (MISSING,)).fetchone() is None:
            return ()
        given = {"after": _FIRST if after is None else after, "most": limit}
        return tuple(map(ApplicationId, self._connection.execute(_NEXT, given).scalars()))

    def count_missing(self) -> int:
        """Return how many have none."""
        if ask(self._connection, _IS_MISSING, (MISSING,)).fetchone() is None:
            return 0
        return int(self._connection.execute(_HOW_MANY).scalar_one())

    def keep(self, id_: ApplicationId, received_on: date, tally: Tally) -> None:
        """Keep the tally of what has none."""
        with self._counted():
            keep(self._connection, id_, received_on, tally)

    def complete(self) -> None:
        """Note that none is missing any more: it is not asked again."""
        with self._counted():
            run(self._connection, _NONE_MISSING, (MISSING,))

    def standings(self, ids: Sequence[ApplicationId]) -> Mapping[ApplicationId, LedgerStanding]:
        """Return what ledgers tell of applications, as far as it is kept."""
        return standings.of_many(self._connection, ids)

    def keep_standing(self, id_: ApplicationId, standing: LedgerStanding) -> None:
        """Keep what ledgers tell of an application of which nothing is kept."""
        with self._counted():
            standings.keep(self._connection, id_, standing)

    @contextmanager
    def _counted(self) -> Iterator[None]:
        """Count what the block changes, as the driver counts it: with what triggers note of it."""
        raw = driver_connection(self._connection)
        before = raw.total_changes
        yield
        self.changes += raw.total_changes - before


# What the figures ask: sums by month, the slowest, and whose a number is.


_work = WorkRows.__table__
_kept = KeptRows.__table__
_first = bindparam("first", type_=Day())
_last = bindparam("last", type_=Day())
_today = bindparam("today", type_=Day())

_COUNTED = """
    SELECT substr(received_on, 1, 7), figure, code, sum(count) FROM tally_days
    WHERE received_on BETWEEN ? AND ? GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""
_SLOWEST = (
    select(_tallies.c.id, _applications.c.receipt_number, _tallies.c.days, _tallies.c.tally)
    .join(_applications, _applications.c.id == _tallies.c.id)
    .where(
        _tallies.c.id.in_(
            select(_tallies.c.id)
            .where(_tallies.c.received_on.between(_first, _last), _tallies.c.days.is_not(None))
            .order_by(_tallies.c.days.desc(), _tallies.c.id)
            .limit(bindparam("most"))
        )
    )
    .order_by(_tallies.c.days.desc(), _tallies.c.id)
)
_MARKS = func.json_each(bindparam("marks")).table_valued(column("value"))
_MEMBERS = (
    select(_tallies.c.id)
    .where(
        _tallies.c.received_on.between(_first, _last),
        select(_MARKS.c.value).where(func.instr(_tallies.c.tally, _MARKS.c.value) > 0).exists(),
    )
    # By the bare id the planner would read every tally for the sake of the order.
    .order_by(_tallies.c.id + 0)
)
# A condition of a partial index stands as text: a bound value would hide it from SQLite's planner.
_STAYS = _work.c.turns_on > _today, text("work <> 'done'")
_TURNED = _work.c.turns_on <= _today, text("then_work IS NOT NULL"), text("then_work <> 'done'")
_OPEN = union_all(
    select(_work.c.work, _work.c.received_on, func.count())
    .where(*_STAYS)
    .group_by(_work.c.work, _work.c.received_on),
    select(_work.c.then_work, _work.c.received_on, func.count())
    .where(*_TURNED)
    .group_by(_work.c.then_work, _work.c.received_on),
)
_ARRIVED = _work.c.received_on.between(_first, _last)
_wanted = bindparam("work", type_=_work.c.work.type)
_OPEN_IDS = union_all(
    select(_work.c.application.label("id")).where(*_STAYS, _work.c.work == _wanted, _ARRIVED),
    select(_work.c.application.label("id")).where(*_TURNED, _work.c.then_work == _wanted, _ARRIVED),
).order_by("id")
_BY_CARER = union_all(
    *(
        select(_work.c.carer, _work.c.received_on, func.count())
        .where(*those)
        .group_by(_work.c.carer, _work.c.received_on)
        for those in (_STAYS, _TURNED)
    )
)
_OF_CARER = union_all(
    *(
        select(_work.c.application.label("id")).where(
            *those, _work.c.carer == bindparam("carer"), _ARRIVED
        )
        for those in (_STAYS, _TURNED)
    )
).order_by("id")
_INQUIRY_KEPT = text("inquiries.kept_until IS NOT NULL")
_KEPT = union_all(
    select(_kept.c.kept_until, func.count())
    .where(_kept.c.kept_until <= _last)
    .group_by(_kept.c.kept_until),
    select(_inquiries.c.kept_until, func.count())
    .where(_INQUIRY_KEPT, _inquiries.c.kept_until <= _last)
    .group_by(_inquiries.c.kept_until),
)
_KEPT_IDS = union_all(
    select(_kept.c.application.label("id"), _kept.c.kept_until.label("until")).where(
        _kept.c.kept_until.between(_first, _last)
    ),
    select((-_inquiries.c.id).label("id"), _inquiries.c.kept_until.label("until")).where(
        _INQUIRY_KEPT, _inquiries.c.kept_until.between(_first, _last)
    ),
)
_OPEN_INQUIRIES = (
    select(_inquiries.c.work, _inquiries.c.received_on, func.count())
    .where(text("work <> 'done'"))
    .group_by(_inquiries.c.work, _inquiries.c.received_on)
)
_INQUIRIES_BY_CARER = (
    select(_inquiries.c.carer, _inquiries.c.received_on, func.count())
    .where(text("work <> 'done'"))
    .group_by(_inquiries.c.carer, _inquiries.c.received_on)
)
_INQUIRIES_OF = (
    select(_inquiries.c.id)
    .where(
        text("work <> 'done'"),
        _inquiries.c.carer == bindparam("carer"),
        _inquiries.c.received_on.between(_first, _last),
    )
    .order_by(_inquiries.c.id)
)
_OPEN_INQUIRY_IDS = (
    select(_inquiries.c.id)
    .where(
        text("work <> 'done'"),
        _inquiries.c.work == bindparam("work", type_=_inquiries.c.work.type),
        _inquiries.c.received_on.between(_first, _last),
    )
    .order_by(_inquiries.c.id)
)


class SqlFigureQueries:
    """What the figures ask of the store (a ``desk.rows.FigureQueries``)."""

    def __init__(self, reading: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._reading = reading

    def counted(self, first: date, last: date) -> tuple[MonthCount, ...]:
        """Return what all that arrived in some days adds to the rows of the figures, by month."""
        with self._reading() as connection:
            rows = ask(connection, _COUNTED, (first.isoformat(), last.isoformat()))
            return tuple(
                MonthCount(month, Figure(figure), code, count)
                for month, figure, code, count in rows
            )

    def slowest(self, first: date, last: date, most: int) -> tuple[SlowReply, ...]:
        """Return the applications whose answer took longest, the longest first."""
        with self._reading() as connection:
            given = {"first": first, "last": last, "most": most}
            rows = connection.execute(_SLOWEST, given)
            return tuple(
                SlowReply(id_, number, days, waited_of(tally)) for id_, number, days, tally in rows
            )

    def members(
        self, first: date, last: date, figure: Figure, codes: Collection[str]
    ) -> tuple[ApplicationId, ...]:
        """Return what stands in one of some rows of a figure, in order of id."""
        # What stands before the count of a row, as it is written in a tally.
        marks = [_codec.to_text(((figure, code, 0),))[1:-3] for code in sorted(codes)]
        given = {"first": first, "last": last, "marks": json.dumps(marks)}
        return self._ids(_MEMBERS, given)

    def open_now(self, today: date) -> Mapping[tuple[Work, date], int]:
        """Return how many applications wait today, by what for and by day of arrival."""
        return self._by_day(_OPEN, {"today": today})

    def open_ids(
        self, today: date, work: Work, first: date, last: date
    ) -> tuple[ApplicationId, ...]:
        """Return those that wait for something and arrived in some days, in order of id."""
        given = {"today": today, "work": work, "first": first, "last": last}
        return self._ids(_OPEN_IDS, given)

    def open_by_carer(self, today: date) -> Mapping[tuple[UserId, date], int]:
        """Return how many applications wait today, by who looks after them and day of arrival."""
        return self._by_day(_BY_CARER, {"today": today})

    def open_of(
        self, today: date, carer: UserId, first: date, last: date
    ) -> tuple[ApplicationId, ...]:
        """Return those that wait and that somebody looks after, arrived in some days, by id."""
        given = {"today": today, "carer": carer, "first": first, "last": last}
        return self._ids(_OF_CARER, given)

    def inquiries_by_carer(self) -> Mapping[tuple[UserId, date], int]:
        """Return how many inquiries are open, by who looks after them and by day of receipt."""
        return self._by_day(_INQUIRIES_BY_CARER, {})

    def inquiries_of(self, carer: UserId, first: date, last: date) -> tuple[ApplicationId, ...]:
        """Return the open inquiries that somebody looks after and that came in some days."""
        found = self._ids(_INQUIRIES_OF, {"carer": carer, "first": first, "last": last})
        return tuple(kept_id_of(InquiryKey(id_)) for id_ in found)

    def kept_until(self, last: date) -> Mapping[date, int]:
        """Return how many things are kept until which day, up to a day."""
        found = Counter[Any]()
        with self._reading() as connection:
            for day, count in connection.execute(_KEPT, {"last": last}):
                found[day] += count
            found.update(day for _, day in provided.kept_until(connection, last))
        return found

    def kept_ids(self, first: date, last: date) -> tuple[ApplicationId, ...]:
        """Return what is kept until one of some days, whatever it is, the first to go first."""
        with self._reading() as connection:
            rows = connection.execute(_KEPT_IDS, {"first": first, "last": last})
            found = [(until, ApplicationId(id_)) for id_, until in rows]
            rows_of_provision = provided.kept_until(connection, last)
            found += [(until, id_) for id_, until in rows_of_provision if until >= first]
        return tuple(id_ for _, id_ in sorted(found))

    def open_inquiries(self) -> Mapping[tuple[InquiryWork, date], int]:
        """Return how many inquiries are open, by what they wait for and by day of receipt."""
        return self._by_day(_OPEN_INQUIRIES, {})

    def open_inquiry_ids(
        self, work: InquiryWork, first: date, last: date
    ) -> tuple[ApplicationId, ...]:
        """Return the open inquiries that wait for something and came in some days."""
        found = self._ids(_OPEN_INQUIRY_IDS, {"work": work, "first": first, "last": last})
        return tuple(kept_id_of(InquiryKey(id_)) for id_ in found)

    def _by_day(self, asked: Any, given: Mapping[str, object]) -> Mapping[tuple[Any, date], int]:  # noqa: ANN401 SQLAlchemy's own
        found = Counter[tuple[Any, Any]]()
        with self._reading() as connection:
            for what, day, count in connection.execute(asked, given):
                found[what, day] += count
        return found

    def _ids(self, asked: Any, given: Mapping[str, object]) -> tuple[ApplicationId, ...]:  # noqa: ANN401 SQLAlchemy's own
        with self._reading() as connection:
            return tuple(map(ApplicationId, connection.execute(asked, given).scalars()))
