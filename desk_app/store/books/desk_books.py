# SPDX-License-Identifier: MIT
"""The desk's own things in their tables: numbers, drafts, users, values, words, disposals."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or_update

from desk_app.desk.errors import NotFound
from desk_app.records.case.disposal import DisposalRecord, DisposalState
from desk_app.records.case.letters import WordingRevision
from desk_app.records.desk.people import User
from desk_app.records.desk.profile import DeskProfile
from desk_app.store.schema.columns import Codec
from desk_app.store.schema.engine import run
from desk_app.store.schema.tables import (
    DisposalRows,
    DisposedNumbers,
    DraftRows,
    SettingRows,
    Users,
    WordingRevisions,
)

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from desk_app.records.base import UserId


_PROFILE = "profile"
_PROFILE_CODEC = Codec[DeskProfile](DeskProfile)

_NEXT = """
    INSERT INTO running_numbers (kind, era, year, last) VALUES (?, ?, ?, 1)
    ON CONFLICT (kind, era, year) DO UPDATE SET last = last + 1 RETURNING last
"""

_drafts = DraftRows.__table__
_this_draft = (_drafts.c.user == bindparam("user_"), _drafts.c.key == bindparam("key_"))
_keep_draft = insert_or_update(_drafts)
_KEEP_DRAFT = _keep_draft.on_conflict_do_update(
    index_elements=[_drafts.c.user, _drafts.c.key], set_={"content": _keep_draft.excluded.content}
)
_DRAFT = select(_drafts.c.content).where(*_this_draft)
_DRAFT_KEYS = (
    select(_drafts.c.key).where(_drafts.c.user == bindparam("user_")).order_by(_drafts.c.key)
)
_DROP_DRAFT = delete(_drafts).where(*_this_draft)

_users = Users.__table__
_ALL_USERS = select(_users.c.id, _users.c.name, _users.c.roles).order_by(_users.c.position)
_ONE_USER = select(_users.c.id, _users.c.name, _users.c.roles).where(
    _users.c.id == bindparam("id_")
)
_LAST_POSITION = select(func.coalesce(func.max(_users.c.position), 0))
_ADD_USER = insert(_users)
_SAVE_USER = update(_users).where(_users.c.id == bindparam("id_"))

_settings = SettingRows.__table__
_VALUE = select(_settings.c.value).where(_settings.c.name == bindparam("name_"))
_keep_value = insert_or_update(_settings)
_KEEP_VALUE = _keep_value.on_conflict_do_update(
    index_elements=[_settings.c.name], set_={"value": _keep_value.excluded.value}
)


class SqlNumbers:
    """The running numbers in one unit of work (a ``desk.ports.Numbers``)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def next_receipt(self, era: str, year: int) -> int:
        """Return the next running receipt number and take it."""
        return self._next("receipt", era, year)

    def next_document(self, era: str, year: int) -> int:
        """Return the next running document number and take it."""
        return self._next("document", era, year)

    def next_inquiry(self, era: str, year: int) -> int:
        """Return the next running number of an inquiry and take it."""
        return self._next("inquiry", era, year)

    def next_disposal(self, era: str, year: int) -> int:
        """Return the next running number of a disposal and take it."""
        return self._next("disposal", era, year)

    def next_slip(self, era: str, year: int) -> int:
        """Return the next running number of a registered-mail slip and take it."""
        return self._next("slip", era, year)

    def _next(self, kind: str, era: str, year: int) -> int:
        taken: int
        ((taken,),) = run(self._connection, _NEXT, (kind, era, year)).fetchall()
        return taken


class SqlDrafts:
    """The drafts in one unit of work (a ``desk.ports.Drafts``); ``changes`` counts rows touched.

    ``dropped`` are those that it forgot, each by its person and key.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.changes = 0
        self.dropped: list[tuple[UserId, str]] = []

    def keep(self, user: UserId, key: str, content: str) -> None:
        """Keep a draft as text (JSON); one per user and key."""
        given = {"user": user, "key": key, "content": content}
        self.changes += self._connection.execute(_KEEP_DRAFT, given).rowcount

    def get(self, user: UserId, key: str) -> str | None:
        """Return a draft."""
        given = {"user_": user, "key_": key}
        content: str | None = self._connection.execute(_DRAFT, given).scalar()
        return content

    def keys(self, user: UserId) -> tuple[str, ...]:
        """Return the keys of all drafts of a person, in their order."""
        return tuple(self._connection.execute(_DRAFT_KEYS, {"user_": user}).scalars())

    def drop(self, user: UserId, key: str) -> None:
        """Forget a draft."""
        given = {"user_": user, "key_": key}
        self.changes += self._connection.execute(_DROP_DRAFT, given).rowcount
        self.dropped.append((user, key))


class SqlPeople:
    """The users in one unit of work (a ``desk.ports.People``)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[User, ...]:
        """Return all users in order of their enrolment."""
        return tuple(User(*row) for row in self._connection.execute(_ALL_USERS))

    def get(self, id_: UserId) -> User:
        """Return a user; raises NotFound."""
        row = self._connection.execute(_ONE_USER, {"id_": id_}).one_or_none()
        if row is None:
            raise NotFound(place="user")
        return User(*row)

    def add(self, user: User) -> None:
        """Keep a user."""
        position = self._connection.execute(_LAST_POSITION).scalar_one() + 1
        given = {"position": position, "id": user.id, "name": user.name, "roles": user.roles}
        self._connection.execute(_ADD_USER, given)

    def save(self, user: User) -> None:
        """Keep a user's changed name and roles; raises NotFound."""
        given = {"id_": user.id, "name": user.name, "roles": user.roles}
        if not self._connection.execute(_SAVE_USER, given).rowcount:
            raise NotFound(place="user")


class SqlSettings:
    """The desk's own values in one unit of work (a ``desk.ports.Settings``)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def profile(self) -> DeskProfile:
        """Return the desk profile, the standard one before any was kept."""
        written = self.value(_PROFILE)
        return DeskProfile() if written is None else _PROFILE_CODEC.from_text(written)

    def keep_profile(self, profile: DeskProfile) -> None:
        """Keep the desk profile."""
        self.keep_value(_PROFILE, _PROFILE_CODEC.to_text(profile))

    def value(self, name: str) -> str | None:
        """Return a named value (for example ``rulebook_version``)."""
        value: str | None = self._connection.execute(_VALUE, {"name_": name}).scalar()
        return value

    def keep_value(self, name: str, value: str) -> None:
        """Keep a named value."""
        self._connection.execute(_KEEP_VALUE, {"name": name, "value": value})


# The revisions of the letters' words in their table.


_rows = WordingRevisions.__table__
_NAMES = tuple(field.name for field in fields(WordingRevision))
_ALL = select(*(_rows.c[name] for name in _NAMES)).order_by(_rows.c.id.desc())
_ONE = _ALL.where(_rows.c.id == bindparam("id_"))
_APPROVED = _ALL.where(_rows.c.approval.is_not(None), _rows.c.taken_back_by.is_(None))
_INSERT = insert(_rows)
_UPDATE = update(_rows).where(_rows.c.id == bindparam("id_"))


class SqlWordings:
    """The revisions of sentences in one unit of work (a ``desk.ports.Wordings``)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, id_: int) -> WordingRevision:
        """Return a revision; raises NotFound."""
        row = self._connection.execute(_ONE, {"id_": id_}).one_or_none()
        if row is None:
            raise NotFound(place="wording")
        return WordingRevision(*row)

    def all(self) -> tuple[WordingRevision, ...]:
        """Return all revisions, the newest first."""
        return tuple(WordingRevision(*row) for row in self._connection.execute(_ALL))

    def approved(self) -> tuple[WordingRevision, ...]:
        """Return those that were approved and not taken back."""
        return tuple(WordingRevision(*row) for row in self._connection.execute(_APPROVED))

    def add(self, revision: WordingRevision) -> WordingRevision:
        """Keep a new revision and return it with its id."""
        (id_,) = self._connection.execute(_INSERT, _values(revision)).inserted_primary_key or (0,)
        return replace(revision, id=id_)

    def save(self, revision: WordingRevision) -> None:
        """Keep a changed revision; raises NotFound."""
        self.get(revision.id)
        self._connection.execute(_UPDATE.values(**_values(revision)), {"id_": revision.id})


def _values(revision: WordingRevision) -> dict[str, object]:
    return {name: getattr(revision, name) for name in _NAMES if name != "id"}


# The disposals in their table, and the numbers that were disposed of.


_disposals = DisposalRows.__table__
_disposed_numbers = DisposedNumbers.__table__
_DISPOSAL_NAMES = tuple(field.name for field in fields(DisposalRecord))
_ALL_DISPOSALS = select(*(_disposals.c[name] for name in _DISPOSAL_NAMES)).order_by(
    _disposals.c.id.desc()
)
_ONE_DISPOSAL = _ALL_DISPOSALS.where(_disposals.c.id == bindparam("id_"))
_DISPOSAL_OF = select(_disposed_numbers.c.disposal).where(
    _disposed_numbers.c.receipt_number == bindparam("number")
)
_NEW_DISPOSAL = insert(_disposals)
_UPDATE_DISPOSAL = update(_disposals).where(_disposals.c.id == bindparam("id_"))
_NEW_NUMBERS = insert(_disposed_numbers)

GONE = frozenset({DisposalState.CARRIED_OUT, DisposalState.VERIFIED})
"""The states of a disposal whose applications are not there any more."""


class SqlDisposals:
    """The disposals in one unit of work (a ``desk.ports.Disposals``)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, id_: int) -> DisposalRecord:
        """Return a disposal; raises NotFound."""
        row = self._connection.execute(_ONE_DISPOSAL, {"id_": id_}).one_or_none()
        if row is None:
            raise NotFound(place="disposal")
        return DisposalRecord(*row)

    def all(self) -> tuple[DisposalRecord, ...]:
        """Return all disposals, the newest first."""
        return tuple(DisposalRecord(*row) for row in self._connection.execute(_ALL_DISPOSALS))

    def of_number(self, receipt_number: str) -> DisposalRecord | None:
        """Return the disposal of an application that is not there any more, by its number."""
        id_ = self._connection.execute(_DISPOSAL_OF, {"number": receipt_number}).scalar()
        return None if id_ is None else self.get(id_)

    def add(self, record: DisposalRecord) -> DisposalRecord:
        """Keep a new disposal and return it with its id."""
        (id_,) = self._connection.execute(
            _NEW_DISPOSAL, _values_of(record)
        ).inserted_primary_key or (0,)
        return replace(record, id=id_)

    def save(self, record: DisposalRecord) -> None:
        """Keep a changed disposal; raises NotFound."""
        before = self.get(record.id)
        self._connection.execute(_UPDATE_DISPOSAL.values(**_values_of(record)), {"id_": record.id})
        if record.state in GONE and before.state not in GONE:
            numbers = [
                {"receipt_number": item.receipt_number, "disposal": record.id}
                for item in record.items
            ]
            self._connection.execute(_NEW_NUMBERS, numbers)


def _values_of(record: DisposalRecord) -> dict[str, object]:
    return {name: getattr(record, name) for name in _DISPOSAL_NAMES if name != "id"}
