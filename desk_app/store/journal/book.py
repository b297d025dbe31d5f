# SPDX-License-Identifier: MIT
"""The journal: entries chained by hash, with salted digests, never with values; and its lists."""

from __future__ import annotations

import contextlib
import json
import re
import unicodedata
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, String, bindparam, column, func, literal_column, select, text

from desk_app.desk.rows import (
    COUNT_CAP,
    TOKEN_SHOWN,
    ActionCount,
    IdWindow,
    JournalDay,
    JournalLine,
)
from desk_app.records.base import ApplicationId, UserId
from desk_app.records.books.journal import (
    Action,
    HashedEntry,
    JournalEntry,
    JournalLink,
    JournalMark,
    NewEntry,
)
from desk_app.records.desk.sheets import SHEETS, shown_name
from desk_app.rules import codes
from desk_app.rules.days.clock import beginning_of, went_back
from desk_app.store.books.desk_books import GONE, SqlDisposals
from desk_app.store.journal import chain
from desk_app.store.schema.columns import moment_text
from desk_app.store.schema.engine import Insertion, Selection, ask
from desk_app.store.schema.tables import (
    ApplicationRows,
    DisposalRows,
    InquiryRows,
    JournalRows,
    ProvisionRows,
    Salts,
    Users,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import date, datetime

    from sqlalchemy.engine import Connection

    from desk_app.desk.rows import JournalFilter
    from desk_app.store.disk.machine import Octets
    from desk_app.store.journal.chain import ChainLink, Fact
    from desk_app.store.schema.columns import AnyRow


SALT_BYTES = 32
DESK_SALT = ""
"""The subject of the salt for entries that concern no application."""

Head = tuple[int, bytes]
"""Sequence number and hash of the last entry, 0 and zeros before the first."""

_TAIL_CHARACTERS = 12

_rows = JournalRows.__table__
NEW_ENTRIES = Insertion(JournalRows)
NEW_SALTS = Insertion(Salts)
_HEAD = "SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1"
_DIGESTS_AT = "SELECT digests FROM journal WHERE sequence = ?"
_HASH_AT = select(_rows.c.hash).where(_rows.c.sequence == bindparam("sequence"))
_LAST_MOMENT = select(_rows.c.at).order_by(_rows.c.sequence.desc()).limit(literal_column("1"))
_SAVES_AFTER = "SELECT count(*) FROM (SELECT DISTINCT at, actor FROM journal WHERE sequence > ?)"
_MOMENTS_AFTER = (
    select(_rows.c.at).where(_rows.c.sequence > bindparam("sequence")).order_by(_rows.c.sequence)
)
_SAID = """
    SELECT sequence, actor, digests FROM journal
    WHERE action = ? AND subject = ? ORDER BY sequence
"""
# Of one application, by the index of its entries: without its condition every entry of the action
# would be read, once for each application.
_SAID_OF_ONE = _SAID.replace("WHERE", "WHERE subject <> '' AND")
_AS_HASHED = """
    SELECT sequence, at, actor, action, subject, digests, lower(hex(previous)), lower(hex(hash))
    FROM journal WHERE sequence IN (SELECT value FROM json_each(?)) ORDER BY sequence
"""
_SALT = "SELECT salt FROM salts WHERE subject = ?"
_SALTS = "SELECT subject, salt FROM salts WHERE subject IN (SELECT value FROM json_each(?))"
_ALL = select(JournalRows.__table__).order_by(_rows.c.sequence)
_OF_ACTIONS = _ALL.where(_rows.c.action.in_(bindparam("actions", expanding=True)))
_OF_SUBJECT = _ALL.where(text("subject <> ''"), _rows.c.subject == bindparam("subject"))

# Read as text, past the types: an edited row must be named, whatever stands in it.
_LINKS = """
    SELECT sequence, at, actor, action, subject, digests, previous, hash FROM journal
    WHERE sequence > ? ORDER BY sequence
"""
_LINK = """
    SELECT sequence, at, actor, action, subject, digests, previous, hash FROM journal
    WHERE sequence = ?
"""


class JournalBook:
    """The journal in one unit of work (a ``desk.ports.Journal``)."""

    def __init__(
        self,
        connection: Connection,
        author: tuple[UserId, datetime] | None,
        chance: Octets,
        token_of: Callable[[ApplicationId], str],
    ) -> None:
        self._connection = connection
        self._author = author
        self._chance = chance
        self._token_of = token_of
        self._head: Head | None = None
        self._salts: dict[str, bytes] = {}
        self.noted = 0

    def note(self, action: Action, subject: ApplicationId | None = None, /, **facts: Fact) -> None:
        """Chain an entry to the head, within this unit of work."""
        if self._author is None:
            raise RuntimeError("a unit of work that only reads notes nothing")
        actor, at = self._author
        token = DESK_SALT if subject is None else self._token_of(subject)
        sequence, previous = self.head()
        link = chain.link(
            sequence + 1,
            (moment_text(at), actor, action.value, token),
            chain.digests(facts, self._salt(token)) if facts else "{}",
            previous,
        )
        values = {**link._asdict(), "at": at, "action": action}
        NEW_ENTRIES.one(self._connection, values)
        self._head = (link.sequence, link.hash)
        self.noted += 1

    def note_all(self, entries: Sequence[NewEntry]) -> None:
        """Chain many entries to the head in one batch; each names its subject by its token."""
        if self._author is None:
            raise RuntimeError("a unit of work that only reads notes nothing")
        actor, at = self._author
        moment, (sequence, previous) = moment_text(at), self.head()
        salts = self._salts_of({each.subject for each in entries})
        links: list[ChainLink] = []
        for action, token, facts in entries:
            words = (moment, actor, action.value, token)
            said = chain.digests(facts, salts[token]) if facts else "{}"
            links.append(chain.link(sequence + 1, words, said, previous))
            sequence, previous = links[-1].sequence, links[-1].hash
        # A link is its row: all text, and two hashes, in the order of the columns.
        NEW_ENTRIES.written(self._connection, links)
        self._head = (sequence, previous)
        self.noted += len(links)

    def head(self) -> Head:
        """Return the head as it stands in this unit of work."""
        if self._head is None:
            self._head = read_head(self._connection)
        return self._head

    def mark(self) -> JournalMark:
        """Return the head as paper shows it."""
        return mark_of(*self.head())

    def holds(
        self, action: Action, subject: ApplicationId | None, actor: UserId | None, /, **facts: Fact
    ) -> int | None:
        """Return the number of the first entry that says these facts, others perhaps; else None."""
        token = DESK_SALT if subject is None else self._token_of(subject)
        salt = self._salts.get(token) or read_salt(self._connection, token)
        if salt is None:
            return None
        said = {name: chain.digest(name, facts[name], salt) for name in facts}
        asked = _SAID if subject is None else _SAID_OF_ONE
        rows = ask(self._connection, asked, (action.value, token)).fetchall()
        return next(
            (
                int(number)
                for number, by, digests in rows
                if actor in {None, by} and said.items() <= json.loads(digests).items()
            ),
            None,
        )

    def of_actions(self, actions: Collection[Action]) -> tuple[JournalEntry, ...]:
        """Return the entries of some actions, in order."""
        found = self._connection.execute(_OF_ACTIONS, {"actions": sorted(actions, key=_code)})
        return tuple(_entry(row) for row in found)

    def says(self, entry: JournalEntry, /, **facts: Fact) -> bool:
        """Return whether an entry about the whole desk says these facts, others perhaps."""
        salt, said = read_salt(self._connection, DESK_SALT) or b"", json.loads(entry.digests)
        return all(said.get(name) == chain.digest(name, facts[name], salt) for name in facts)

    def since(self, sequence: int) -> tuple[datetime, ...]:
        """Return the moments of the entries after a number, in their order."""
        found = self._connection.execute(_MOMENTS_AFTER, {"sequence": sequence})
        return tuple(found.scalars())

    def as_hashed(self, numbers: Collection[int]) -> tuple[HashedEntry, ...]:
        """Return the entries of some numbers as they were hashed, in order."""
        rows = ask(self._connection, _AS_HASHED, (json.dumps(sorted(numbers)),)).fetchall()
        return tuple(HashedEntry(*row) for row in rows)

    def entries(self, subject: ApplicationId | None = None) -> tuple[JournalEntry, ...]:
        """Return the entries in order, of one application or all."""
        if subject is None:
            rows = self._connection.execute(_ALL)
        else:
            rows = self._connection.execute(_OF_SUBJECT, {"subject": self._token_of(subject)})
        return tuple(_entry(row) for row in rows)

    def _salt(self, token: str) -> bytes:
        """Return the subject's salt, made with its first entry."""
        if token not in self._salts:
            self._salts[token] = read_salt(self._connection, token) or self._new_salt(token)
        return self._salts[token]

    def _salts_of(self, tokens: Collection[str]) -> Mapping[str, bytes]:
        """Return the salts of many subjects, new ones made in one batch; none is held here."""
        rows = ask(self._connection, _SALTS, (json.dumps(sorted(tokens)),)).fetchall()
        salts: dict[str, bytes] = {subject: salt for subject, salt in rows}  # noqa: C416  rows are no pairs
        new = {each: self._chance.octets(SALT_BYTES) for each in tokens if each not in salts}
        made = [{"subject": subject, "salt": salt} for subject, salt in new.items()]
        NEW_SALTS.many(self._connection, made)
        return salts | new

    def _new_salt(self, token: str) -> bytes:
        salt = self._chance.octets(SALT_BYTES)
        NEW_SALTS.one(self._connection, {"subject": token, "salt": salt})
        return salt


def mark_of(sequence: int, hash_: bytes) -> JournalMark:
    """Return an entry as paper shows it."""
    return JournalMark(sequence, hash_.hex()[-_TAIL_CHARACTERS:])


def read_head(connection: Connection) -> Head:
    """Return sequence number and hash of the last entry."""
    heads: list[Head] = ask(connection, _HEAD).fetchall()
    return heads[0] if heads else (0, chain.FIRST_HASH)


def read_salt(connection: Connection, subject: str) -> bytes | None:
    """Return the salt of an application's token, None before its first entry with facts."""
    rows: list[tuple[bytes]] = ask(connection, _SALT, (subject,)).fetchall()
    return rows[0][0] if rows else None


def says(connection: Connection, sequence: int, facts: Mapping[str, Fact]) -> bool:
    """Return whether an entry about the whole desk says these facts, among others perhaps."""
    rows = ask(connection, _DIGESTS_AT, (sequence,)).fetchall()
    salt = read_salt(connection, DESK_SALT)
    if not rows or salt is None:
        return False
    said = json.loads(rows[0][0])
    return all(said.get(name) == chain.digest(name, facts[name], salt) for name in facts)


def never_says_other(connection: Connection, actions: Sequence[Action], **fact: Fact) -> bool:
    """Return whether no entry of these actions about the whole desk says a fact otherwise."""
    salt = read_salt(connection, DESK_SALT)
    ((name, value),) = fact.items()
    said = "" if salt is None else chain.digest(name, value, salt)
    found = (ask(connection, _SAID, (each.value, DESK_SALT)).fetchall() for each in actions)
    return all(json.loads(row[2]).get(name, said) == said for rows in found for row in rows)


def hash_at(connection: Connection, sequence: int) -> bytes:
    """Return the hash of an entry; zeros stand for none before the first."""
    found: bytes | None = connection.execute(_HASH_AT, {"sequence": sequence}).scalar()
    return chain.FIRST_HASH if found is None else found


def saves_after(connection: Connection, sequence: int) -> int:
    """Return how many units of work noted the entries after one: each has its author and moment."""
    found: int = connection.exec_driver_sql(_SAVES_AFTER, (sequence,)).scalar_one()
    return found


def last_moment(connection: Connection) -> datetime | None:
    """Return the moment of the last entry, aware, in UTC; None before the first."""
    found: datetime | None = connection.execute(_LAST_MOMENT).scalar()
    return found


def first_wrong(connection: Connection, last: int | None = None) -> int | None:
    """Return the number of the first entry that does not fit the chain, or None where all do.

    All entries are read, or only the last so many.
    """
    after = 0 if last is None else max(0, read_head(connection)[0] - last)
    links = connection.exec_driver_sql(_LINKS, (after,))
    return chain.first_wrong(links, after=after, previous=hash_at(connection, after))


def _code(action: Action) -> str:
    return action.value


def _entry(row: AnyRow) -> JournalEntry:
    return JournalEntry(
        sequence=row.sequence,
        at=row.at,
        actor=row.actor,
        action=row.action,
        subject=row.subject,
        digests=row.digests,
        previous=row.previous.hex(),
        hash=row.hash.hex(),
    )


# The journal as it is read: windows of numbers, lines, the counts of a day.


_DAY = timedelta(days=1)
_LAST = 2**63 - 1
_NOBODY: tuple[None, str] = (None, "")
"""What is known of the application of an entry that speaks of none, or of one disposed of."""

_AFTER_ALL = "~"
"""Stands after every moment, and after every character of a random name."""

_rows_of_lists = JournalRows.__table__
_users = Users.__table__
_applications = ApplicationRows.__table__
_inquiries = InquiryRows.__table__

_AMONG = func.json_each(bindparam("ids")).table_valued(column("value", Integer))
_NEWEST = (
    select(column("sequence", Integer))
    .where(text("sequence BETWEEN :low AND :high"))
    .order_by(text("sequence DESC"))
)
_LISTS_OF_SUBJECT = "subject = :subject AND subject <> ''"
_OF_ACTOR = "actor = :actor"
_OF_ACTION = "action = :action"
_IN_DAYS = "at >= :since AND at < :until"
_INDEXES = {
    _LISTS_OF_SUBJECT: "journal_subject",
    _OF_ACTOR: "journal_actor",
    _OF_ACTION: "journal_action",
}
"""What can be walked, the shortest way first; days are a stretch of the journal itself."""

_BEGUN = select(func.min(_rows_of_lists.c.subject)).where(
    text("subject <> '' AND subject >= :begun AND subject < :end")
)
_SPAN = select(func.min(_rows_of_lists.c.sequence), func.max(_rows_of_lists.c.sequence)).where(
    text(_IN_DAYS)
)
_SHEETS = (
    select(_rows_of_lists.c.actor)
    .distinct()
    .where(text("actor >= :first AND actor < :after"))
    .order_by(_rows_of_lists.c.actor)
)
_COUNTS = (
    select(
        _rows_of_lists.c.actor, _users.c.name, _rows_of_lists.c.action, func.count().label("times")
    )
    .outerjoin(_users, _users.c.id == _rows_of_lists.c.actor)
    .where(text(_IN_DAYS))
    .group_by(_rows_of_lists.c.actor, _users.c.name, _rows_of_lists.c.action)
)
_LINES = Selection(
    select(
        _rows_of_lists.c.sequence,
        _rows_of_lists.c.at,
        _rows_of_lists.c.actor,
        _users.c.name,
        _rows_of_lists.c.action,
        _rows_of_lists.c.subject,
        _rows_of_lists.c.digests,
    )
    .outerjoin(_users, _users.c.id == _rows_of_lists.c.actor)
    .where(_rows_of_lists.c.sequence.in_(select(_AMONG.c.value)))
)
_MOMENTS = Selection(
    select(_rows_of_lists.c.sequence, _rows_of_lists.c.at).where(
        _rows_of_lists.c.sequence.in_(select(_AMONG.c.value))
    )
)
_NAMED = func.json_each(bindparam("tokens")).table_valued(column("value", String))
_NUMBERED = Selection(
    select(_applications.c.token, _applications.c.id, _applications.c.receipt_number).where(
        _applications.c.token.in_(select(_NAMED.c.value))
    )
)
_TOKEN = (
    select(_applications.c.token)
    .where(text("receipt_number <> ''"), _applications.c.receipt_number == bindparam("number"))
    .union_all(select(_inquiries.c.token).where(_inquiries.c.number == bindparam("number")))
)
_NUMBERED_INQUIRIES = Selection(
    select(_inquiries.c.token, _inquiries.c.number).where(
        _inquiries.c.token.in_(select(_NAMED.c.value))
    )
)


_provisions = ProvisionRows.__table__
_NUMBERED_PROVISIONS = Selection(
    select(_provisions.c.token, _provisions.c.id).where(
        _provisions.c.token.in_(select(_NAMED.c.value))
    )
)
_disposals = DisposalRows.__table__
_ITEMS_GONE = select(_disposals.c["items"]).where(_disposals.c.state.in_(GONE))
_COUNT_GONE = select(func.count()).select_from(_ITEMS_GONE.subquery())
_TOKEN_OF_PROVISION = select(_provisions.c.token).where(
    _provisions.c.id == bindparam("entry"), text("token <> ''")
)
_FIELDS = re.compile(r'"([^"]+)":')
"""The names in the digests of an entry, which stand there in their order (`chain.digests`)."""


class SqlJournal:
    """What is asked of the journal (a ``desk.rows.JournalQueries``)."""

    def __init__(self, reading: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._reading = reading
        self._gone: tuple[int, dict[str, str]] = (0, {})

    def window(self, wanted: JournalFilter, limit: int = COUNT_CAP) -> IdWindow:
        """Return the numbers of the entries that match, the newest first."""
        with self._reading() as connection:
            return _window(connection, wanted, limit)

    def lines(self, ids: Sequence[int]) -> tuple[JournalLine, ...]:
        """Return the entries of these numbers in the same order; an unknown one is left out."""
        with self._reading() as connection:
            found = _LINES.of(connection, json.dumps(list(ids)))
            # An application has several entries, and its row lies on a page of its own.
            tokens = json.dumps([*{row[5] for row in found if row[5]}])
            numbered = _NUMBERED.of(connection, tokens)
            asked_too = _NUMBERED_INQUIRIES.of(connection, tokens)
            numbers: dict[str, tuple[ApplicationId | None, str]] = {
                token: (ApplicationId(id_), number) for token, id_, number in numbered
            }
            numbers |= {token: (None, number) for token, number in asked_too}
            numbers |= {
                token: (None, codes.provision_number(id_))
                for token, id_ in _NUMBERED_PROVISIONS.of(connection, tokens)
            }
            if gone := {row[5] for row in found if row[5]} - numbers.keys():
                known = self._disposed_of(connection)
                numbers |= {token: (None, known[token]) for token in gone & known.keys()}
            moments = {row[0]: row[1] for row in found}
            # Of a stretch all but the entry before its first are there already.
            if before := [row[0] - 1 for row in found if row[0] > 1 and row[0] - 1 not in moments]:
                asked = _MOMENTS.of(connection, json.dumps(before))
                moments |= {number: moment for number, moment, *_ in asked}
        lines = {row[0]: _line(row, numbers.get(row[5], _NOBODY), moments) for row in found}
        return tuple(lines[id_] for id_ in ids if id_ in lines)

    def _disposed_of(self, connection: Connection) -> Mapping[str, str]:
        """Return the numbers of what was disposed of, by random name; read anew once more went."""
        count: int = connection.execute(_COUNT_GONE).scalar_one()
        if count != self._gone[0]:
            found = connection.execute(_ITEMS_GONE).scalars()
            named = {item.token: item.receipt_number for items in found for item in items}
            self._gone = (count, named)
        return self._gone[1]

    def link(self, sequence: int) -> JournalLink | None:
        """Return how an entry stands in the chain; None where there is none of this number."""
        with self._reading() as connection:
            row = connection.exec_driver_sql(_LINK, (sequence,)).fetchone()
            if row is None:
                return None
            after, before = sequence - 1, hash_at(connection, sequence - 1)
            fits = chain.first_wrong([row], after=after, previous=before) is None
            return JournalLink(_mark(connection, sequence), mark_of(after, before), fits)

    def sheets(self) -> tuple[UserId, ...]:
        """Return the recovery sheets that let somebody in who noted anything, in their order."""
        first, after = SHEETS
        with self._reading() as connection:
            found = connection.execute(_SHEETS, {"first": first, "after": after}).scalars()
            return tuple(map(UserId, found))

    def day(self, on: date) -> JournalDay:
        """Return what was noted on a day at the desk."""
        with self._reading() as connection:
            return _day(connection, on)


def _window(connection: Connection, wanted: JournalFilter, limit: int) -> IdWindow:
    asked = _asked(connection, wanted)
    if asked is None:
        return IdWindow((), more=False, count=0)
    conditions, values = asked
    walked = next((index for each, index in _INDEXES.items() if each in conditions), None)
    rows = "journal NOT INDEXED" if walked is None else f"journal INDEXED BY {walked}"
    found = _NEWEST.select_from(text(rows)).where(*map(text, conditions))
    statement = found.limit(bindparam("most"))
    most = {**values, "most": limit + 1}
    ids = tuple(connection.execute(statement, most).scalars().all())
    if len(ids) <= limit:
        return IdWindow(ids, more=False, count=min(len(ids), COUNT_CAP))
    if limit >= COUNT_CAP:
        return IdWindow(ids[:limit], more=True, count=COUNT_CAP)
    counted = select(func.count()).select_from(statement.subquery())
    count: int = connection.execute(counted, {**values, "most": COUNT_CAP}).scalar_one()
    return IdWindow(ids[:limit], more=True, count=count)


def _asked(
    connection: Connection, wanted: JournalFilter
) -> tuple[list[str], dict[str, object]] | None:
    """Return the conditions of a filter with their values; None where nothing can match."""
    values: dict[str, object] = {"low": 0, "high": _LAST}
    conditions: list[str] = []
    if wanted.subject.strip():
        # No database can be asked for half a character.
        typed = wanted.subject.encode("utf-8", "replace").decode("utf-8")
        values["subject"] = _token(connection, typed)
        if values["subject"] is None:
            return None
        conditions.append(_LISTS_OF_SUBJECT)
    if wanted.actor is not None:
        conditions.append(_OF_ACTOR)
        values["actor"] = wanted.actor
    if wanted.action is not None:
        conditions.append(_OF_ACTION)
        values["action"] = wanted.action.value
    if wanted.since is not None or wanted.until is not None:
        days = _moments(wanted.since, wanted.until)
        low, high = connection.execute(_SPAN, days).one()
        if low is None:
            return None
        conditions.append(_IN_DAYS)
        values |= days | {"low": low, "high": high}
    return conditions, values


def _token(connection: Connection, typed: str) -> str | None:
    """Return the random name of the application that was typed, disposed of or not."""
    number = _number(typed)
    if number is None:
        begun = unicodedata.normalize("NFKC", typed).strip().lower()
        if len(begun) < TOKEN_SHOWN:
            return None
        span = {"begun": begun, "end": begun + _AFTER_ALL}
        found: str | None = connection.execute(_BEGUN, span).scalar()
        return found
    token: str | None = connection.execute(_TOKEN, {"number": number}).scalar()
    return token or _token_of_provision(connection, number) or _token_disposed(connection, number)


def _token_of_provision(connection: Connection, number: str) -> str | None:
    with contextlib.suppress(codes.CodeError):
        given = {"entry": codes.read_provision_number(number)}
        found: str | None = connection.execute(_TOKEN_OF_PROVISION, given).scalar()
        return found
    return None


def _token_disposed(connection: Connection, number: str) -> str | None:
    record = SqlDisposals(connection).of_number(number)
    items = () if record is None else record.items
    return next((item.token for item in items if item.receipt_number == number), None)


def _number(typed: str) -> str | None:
    """Return the number that was typed, of whatever the desk keeps, alone or in a code."""
    with contextlib.suppress(codes.CodeError):
        return codes.provision_number(codes.read_provision_number(typed))
    with contextlib.suppress(codes.CodeError):
        return codes.read_inquiry_number(typed)
    with contextlib.suppress(codes.CodeError):
        return str(codes.read_receipt_number(typed))
    with contextlib.suppress(codes.CodeError):
        return str(codes.read_code(typed).receipt)
    return None


def _moments(since: date | None, until: date | None) -> dict[str, object]:
    """Return the first moment of a span of days, and the first after it."""
    return {
        "since": "" if since is None else moment_text(beginning_of(since)),
        "until": _AFTER_ALL if until is None else moment_text(beginning_of(until + _DAY)),
    }


def _day(connection: Connection, on: date) -> JournalDay:
    days = _moments(on, on)
    first, last = connection.execute(_SPAN, days).one()
    if first is None:
        return JournalDay(on, ())
    order = list(Action)
    counts = [
        ActionCount(_name(actor, name), action, times)
        for actor, name, action, times in connection.execute(_COUNTS, days)
    ]
    counts.sort(key=lambda each: (each.actor, order.index(each.action)))
    before, begun, ended = (_mark(connection, number) for number in (first - 1, first, last))
    return JournalDay(on, tuple(counts), before, begun, ended)


def _mark(connection: Connection, sequence: int) -> JournalMark:
    return mark_of(sequence, hash_at(connection, sequence))


def _line(
    row: Sequence[Any],
    numbered: tuple[ApplicationId | None, str],
    moments: Mapping[int, datetime],
) -> JournalLine:
    # A row taken apart by place is half the time of one asked by name: there may be 100,000.
    sequence, at, actor, name, action, subject, digests = row
    application, number = numbered
    told = number or subject[:TOKEN_SHOWN]
    fields = tuple(_FIELDS.findall(digests))
    back = went_back(moments.get(sequence - 1), at)
    who = name or shown_name(actor)
    return JournalLine(sequence, at, who, action, told, application, fields, back)


def _name(actor: UserId, name: str | None) -> str:
    """Return who acted: a user of the desk, there or removed, or the sheet that let somebody in."""
    return name or shown_name(actor)
