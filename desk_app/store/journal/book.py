# SPDX-License-Identifier: MIT
"""The journal: entries chained by hash, with field names and salted digests, never with values."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, text

from desk_app.records.journal import Action, JournalEntry, JournalMark
from desk_app.store.columns import moment_text
from desk_app.store.journal import chain
from desk_app.store.prepared import Insertion, ask
from desk_app.store.tables import JournalRows, Salts

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.engine import Connection

    from desk_app.records.ids import ApplicationId, UserId
    from desk_app.store.chance import Octets
    from desk_app.store.columns import AnyRow
    from desk_app.store.journal.chain import Fact

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
_LAST_MOMENT = select(_rows.c.at).order_by(_rows.c.sequence.desc()).limit(1)
_SAVES_AFTER = "SELECT count(*) FROM (SELECT DISTINCT at, actor FROM journal WHERE sequence > ?)"
_MOMENTS_AFTER = (
    select(_rows.c.at).where(_rows.c.sequence > bindparam("sequence")).order_by(_rows.c.sequence)
)
_SAID = """
    SELECT sequence, actor, digests FROM journal
    WHERE action = ? AND subject = ? ORDER BY sequence
"""
_SALT = "SELECT salt FROM salts WHERE subject = ?"
_ALL = select(JournalRows.__table__).order_by(_rows.c.sequence)
_OF_ACTIONS = _ALL.where(_rows.c.action.in_(bindparam("actions", expanding=True)))
_OF_SUBJECT = _ALL.where(text("subject <> ''"), _rows.c.subject == bindparam("subject"))

# Read as text, past the types: an edited row must be named, whatever stands in it.
_LINKS = """
    SELECT sequence, at, actor, action, subject, digests, previous, hash FROM journal
    WHERE sequence > ? ORDER BY sequence
"""


class JournalBook:
    """The journal in one unit of work (a ``desk.book_ports.Journal``)."""

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
        rows = ask(self._connection, _SAID, (action.value, token)).fetchall()
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
