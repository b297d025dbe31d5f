# SPDX-License-Identifier: MIT
"""The lists of inquiries, what a typed text finds among them, and how many wait (I1)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Integer,
    String,
    and_,
    bindparam,
    column,
    false,
    func,
    or_,
    select,
    text,
    true,
)

from desk_app.desk.rows import (
    COUNT_CAP,
    NEWEST_INQUIRY,
    NOBODY,
    FirstDays,
    Group,
    IdWindow,
    InquiryColumn,
    InquiryLine,
    KeptLine,
    LetterLine,
    LetterState,
    PostingLine,
)
from desk_app.records.base import InquiryKey, kept_id_of
from desk_app.records.case.inquiries import InquiryKind, InquiryWork
from desk_app.rules.case import retention
from desk_app.store.lists.letters import state_of
from desk_app.store.schema.columns import Day, place_of
from desk_app.store.schema.tables import InquiryRows
from desk_app.store.search import search

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import date

    from sqlalchemy import ColumnElement, CompoundSelect, Select
    from sqlalchemy.engine import Connection

    from desk_app.desk.rows import InquiryFilter, InquiryOrder
    from desk_app.records.base import ApplicationId, MailItemId, UserId
    from desk_app.records.case.history import Letter, Posting
    from desk_app.store.schema.columns import AnyRow
    from desk_app.store.search.folding import FoldedWord

_rows = InquiryRows.__table__
_today = bindparam("today", type_=Day())

# A condition of a partial index stands as text: a bound value would hide it from SQLite's planner.
_OPEN = text("work <> 'done'")
_SUSPECTED = text("leak_by IS NOT NULL")
_PLACES: dict[InquiryColumn, Any] = {
    InquiryColumn.RECEIVED: _rows.c.received_on,
    InquiryColumn.NUMBER: _rows.c.id,
    InquiryColumn.NAME: _rows.c.name,
    InquiryColumn.KIND: place_of(_rows.c.kind, InquiryKind),
    InquiryColumn.WORK: place_of(_rows.c.work, InquiryWork),
    InquiryColumn.BY: func.coalesce(_rows.c.leak_by, _rows.c.by, text("'9999-12-31'")),
}
_LINE = select(
    _rows.c.id,
    _rows.c.number,
    _rows.c.received_on,
    _rows.c.channel,
    _rows.c.kind,
    _rows.c.name,
    _rows.c.service,
    _rows.c.text,
    _rows.c.work,
    _rows.c.by,
    _rows.c.leak_by,
    _rows.c.carer,
)
_LINES = _LINE.where(_rows.c.id.in_(bindparam("ids", expanding=True)))
_WAITING = (
    _LINE.where(_OPEN)
    .order_by(
        func.coalesce(_rows.c.leak_by, text("'9999-12-31'")), _PLACES[InquiryColumn.BY], _rows.c.id
    )
    .limit(bindparam("most"))
)
_OF_APPLICATION = _LINE.where(
    text("carried_into IS NOT NULL"), _rows.c.carried_into == bindparam("id_")
).order_by(_rows.c.id)
_OF_MAIL = _LINE.where(
    text("mail_item IS NOT NULL"), _rows.c.mail_item == bindparam("id_")
).order_by(_rows.c.id)
_ALL_KEPT = (
    select(
        _rows.c.id,
        _rows.c.number,
        _rows.c.name,
        _rows.c.mail_item,
        _rows.c.completed_on,
        _rows.c.kept_until,
        _rows.c.letters,
        _rows.c.holds,
    )
    .where(text("kept_until IS NOT NULL"))
    .order_by(_rows.c.kept_until, _rows.c.id)
    .limit(bindparam("most"))
)
_KEPT_DUE = _ALL_KEPT.where(_rows.c.kept_until < _today)
_KEPT_LONGER = _ALL_KEPT.where(_rows.c.kept_until >= _today)
_DAYS_OPEN = select(func.count(), func.min(_rows.c.received_on), func.min(_rows.c.by)).where(
    _OPEN, text("leak_by IS NULL")
)
_DAYS_OF_PEOPLE = _DAYS_OPEN.where(_rows.c.carer.in_(bindparam("people", expanding=True)))
_DAYS_SUSPECTED = select(
    func.count(), func.min(_rows.c.received_on), func.min(_rows.c.leak_by)
).where(_SUSPECTED)
_DUE = select(_rows.c.received_on, _rows.c.kept_until, _rows.c.holds).where(
    text("kept_until IS NOT NULL"), _rows.c.kept_until < _today
)

_REPLIED = select(
    _rows.c.id, _rows.c.number, _rows.c.name, _rows.c.letters, _rows.c.postings
).limit(bindparam("most"))
_IN_HAND = _REPLIED.where(_OPEN, text("work = 'to_post'")).order_by(_rows.c.id)
_POSTED = _REPLIED.where(text("posted_last IS NOT NULL")).order_by(
    _rows.c.posted_last.desc(), _rows.c.id.desc()
)
_POSTED_IN = _POSTED.where(
    _rows.c.posted_last >= bindparam("first", type_=Day()),
    _rows.c.posted_first <= bindparam("last", type_=Day()),
)
BEARS_NUMBER = text(
    "EXISTS (SELECT 1 FROM json_each(inquiries.postings) AS sent WHERE"
    " json_extract(sent.value, '$.tracking_number') IN"
    " (SELECT value FROM json_each(:numbers)))"
)
"""An envelope of it bears one of the numbers."""

_POSTED_AS = _POSTED.where(BEARS_NUMBER)
_CAME_BACK = _REPLIED.where(text("came_back_on IS NOT NULL")).order_by(
    _rows.c.came_back_on.desc(), _rows.c.id.desc()
)


def counted(
    connection: Connection, today: date, of_people: Sequence[UserId] | None
) -> Iterator[tuple[Group, int, FirstDays]]:
    """Yield the groups of the work list in which inquiries stand: how many, what presses most.

    Of people are those that they look after, and those that nobody took yet; a suspected leak is
    everybody's.
    """
    people = {} if of_people is None else {"people": [*of_people, NOBODY]}
    opened = _DAYS_OPEN if of_people is None else _DAYS_OF_PEOPLE
    for group, asked in ((Group.LEAK, _DAYS_SUSPECTED), (Group.INQUIRIES, opened)):
        count, arrived, by = connection.execute(asked, people).one()
        if count:
            yield group, count, FirstDays(arrived, by)
    due = [
        row
        for row in connection.execute(_DUE, {"today": today})
        if retention.standing(row.holds) is None
    ]
    if due:
        first = FirstDays(min(row.received_on for row in due), min(row.kept_until for row in due))
        yield Group.DISPOSAL_DUE, len(due), first


class SqlInquiryQueries:
    """What is asked of the inquiries (a ``desk.rows.InquiryQueries``)."""

    def __init__(self, reading: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._reading = reading

    def window(
        self, wanted: InquiryFilter, order: InquiryOrder = NEWEST_INQUIRY, limit: int = COUNT_CAP
    ) -> IdWindow:
        """Return the ids of the inquiries that match, in order."""
        columns = [_PLACES[order.column], _rows.c.id]
        ordered = columns if order.ascending else [each.desc() for each in columns]
        found = select(_rows.c.id).where(*_asked(wanted))
        statement = found.order_by(*ordered).limit(bindparam("most"))
        with self._reading() as connection:
            most = {"most": max(limit, COUNT_CAP) + 1}
            ids = tuple(connection.execute(statement, most).scalars())
        return IdWindow(ids[:limit], more=len(ids) > limit, count=min(len(ids), COUNT_CAP))

    def lines(self, ids: Sequence[int]) -> tuple[InquiryLine, ...]:
        """Return the inquiries of these ids in the same order; an id nobody has is left out."""
        with self._reading() as connection:
            found = {row.id: _line(row) for row in connection.execute(_LINES, {"ids": list(ids)})}
        return tuple(found[id_] for id_ in ids if id_ in found)

    def waiting(self, limit: int = 1_000) -> tuple[InquiryLine, ...]:
        """Return the open ones: suspected leaks by their next report, then what is due first."""
        with self._reading() as connection:
            return tuple(map(_line, connection.execute(_WAITING, {"most": limit})))

    def of_application(self, application: ApplicationId) -> tuple[InquiryLine, ...]:
        """Return the inquiries that were carried over into an application."""
        with self._reading() as connection:
            return tuple(map(_line, connection.execute(_OF_APPLICATION, {"id_": application})))

    def of_mail(self, mail_item: MailItemId) -> tuple[InquiryLine, ...]:
        """Return the inquiries that came in a mail item."""
        with self._reading() as connection:
            return tuple(map(_line, connection.execute(_OF_MAIL, {"id_": mail_item})))

    def letters(self, state: LetterState, limit: int = 1_000) -> tuple[LetterLine, ...]:
        """Return the replies in a state, oldest first; of those posted or void the newest."""
        waits = state in {LetterState.TO_PRINT, LetterState.TO_POST}
        with self._reading() as connection:
            rows = connection.execute(_IN_HAND if waits else _POSTED, {"most": limit}).all()
        lines = (
            line for row in rows for line in letter_lines(row.id, row.number, row.name, row.letters)
        )
        return tuple(line for line in lines if line.state is state)[:limit]

    def sent(self, first: date, last: date, limit: int = 1_000) -> tuple[PostingLine, ...]:
        """Return the envelopes posted in some days, the newest first."""
        days = {"first": first, "last": last, "most": limit}
        found = [
            line
            for line in self._envelopes(_POSTED_IN, days)
            if first <= line.posting.posted_on <= last
        ]
        # Of two envelopes of one inquiry the older may stand behind those of others.
        found.sort(key=lambda line: line.posting.posted_on, reverse=True)
        return tuple(found[:limit])

    def came_back(self, limit: int = 1_000) -> tuple[PostingLine, ...]:
        """Return the envelopes that came back, the newest first."""
        lines = self._envelopes(_CAME_BACK, {"most": limit})
        return tuple(line for line in lines if line.posting.came_back_on is not None)[:limit]

    def posted_as(self, tracking_numbers: Collection[str]) -> tuple[PostingLine, ...]:
        """Return the envelopes of replies that bear one of these tracking numbers."""
        given = {"numbers": json.dumps(sorted(tracking_numbers)), "most": COUNT_CAP}
        lines = self._envelopes(_POSTED_AS, given)
        return tuple(each for each in lines if each.posting.tracking_number in tracking_numbers)

    def _envelopes(
        self, statement: Select[Any], given: Mapping[str, object]
    ) -> Iterator[PostingLine]:
        with self._reading() as connection:
            rows = connection.execute(statement, given).all()
        for row in rows:
            yield from posting_lines(row.id, row.number, row.name, row.letters, row.postings)

    def kept(self, today: date, *, due: bool, limit: int = 1_000) -> tuple[KeptLine, ...]:
        """Return what is due for disposal, the longest due first, or what is due next."""
        with self._reading() as connection:
            asked = _KEPT_DUE if due else _KEPT_LONGER
            found = connection.execute(asked, {"today": today, "most": limit})
            return tuple(map(_kept_line, found))


def _asked(wanted: InquiryFilter) -> Iterator[Any]:
    """Yield the conditions of a filter."""
    if wanted.open_only:
        yield _OPEN
    if wanted.leaks_only:
        yield _SUSPECTED
    if wanted.kind is not None:
        yield _rows.c.kind == wanted.kind
    if wanted.of_people is not None:
        yield _rows.c.carer.in_(wanted.of_people)
    yield from _received(wanted)
    if wanted.among is not None:
        # As one text: a year may have more than a statement may have values.
        ids = func.json_each(json.dumps(wanted.among)).table_valued(column("value", Integer))
        yield _rows.c.id.in_(select(ids.c.value))
    typed = search.asked(wanted.text)
    if typed is not None:
        yield or_(false(), *(and_(*map(_stands, way)) for way in typed.ways))


def _received(wanted: InquiryFilter) -> Iterator[Any]:
    if wanted.since is not None:
        yield _rows.c.received_on >= wanted.since
    if wanted.until is not None:
        yield _rows.c.received_on <= wanted.until


def mail_of(ways: Iterable[Iterable[FoldedWord]]) -> CompoundSelect[*tuple[Any, ...]]:
    """Return the mail items in which inquiries came, then or later, that a typed text finds."""
    found = or_(false(), *(and_(*map(_stands, way)) for way in ways))
    later = func.json_each(_rows.c.course).table_valued(column("value", String), name="later")
    entries = _rows.join(later, true())
    came_later = select(func.json_extract(later.c.value, "$.mail_item"))
    came_later = came_later.select_from(entries).where(found)
    return select(_rows.c.mail_item).where(found).union_all(came_later)


def _stands(word: FoldedWord) -> ColumnElement[bool]:
    """Return the condition that a word stands in what an inquiry is found by."""
    return or_(
        false(),
        *(
            func.instr(_rows.c[f"found_{name}"], spelling) > 0
            for name, spellings in word._asdict().items()
            for spelling in spellings
        ),
    )


def _line(row: AnyRow) -> InquiryLine:
    id_, *rest = row
    return InquiryLine(InquiryKey(id_), *rest)


def letter_lines(
    id_: InquiryKey, number: str, name: str, letters: Iterable[Letter]
) -> Iterator[LetterLine]:
    """Yield the letters of an inquiry, in the order of their issue."""
    for letter in letters:
        yield LetterLine(
            id=letter.id,
            application=kept_id_of(id_),
            receipt_number=number,
            kind=letter.kind,
            number=letter.number,
            dated=letter.dated,
            for_posting_on=letter.for_posting_on,
            name=name,
            to=name,
            language=letter.language,
            state=state_of(
                void=letter.void,
                posted=letter.posting is not None,
                printed=letter.printed_at is not None,
            ),
        )


def posting_lines(
    id_: InquiryKey,
    number: str,
    name: str,
    letters: Iterable[Letter],
    postings: Iterable[Posting],
) -> Iterator[PostingLine]:
    """Yield the envelopes of an inquiry, the newest first, with its letters by kind and number."""
    told = {each.id: (each.kind, each.number) for each in letters}
    for posting in sorted(postings, key=lambda each: each.posted_on, reverse=True):
        inside = tuple(told[each] for each in posting.letters)
        yield PostingLine(kept_id_of(id_), number, name, posting, inside, to=name)


def _kept_line(row: AnyRow) -> KeptLine:
    return KeptLine(
        id=kept_id_of(InquiryKey(row.id)),
        receipt_number=row.number,
        name=row.name,
        rights=(),
        completed_on=row.completed_on,
        kept_until=row.kept_until,
        sheets=0 if row.mail_item is None else 1,
        letters=len(row.letters),
        hold=retention.standing(row.holds),
    )
