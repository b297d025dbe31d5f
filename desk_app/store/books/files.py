# SPDX-License-Identifier: MIT
"""Mail items and applications in their tables: read whole, saved by difference."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sqlalchemy import (
    String,
    bindparam,
    delete,
    func,
    or_,
    select,
    text,
    union,
    update,
)

from desk_app.desk.errors import DamageFound, NotFound, StaleEdit
from desk_app.records.base import ApplicationId, MailItemId, ScanId, inquiry_of, provision_of
from desk_app.records.case.application import Application, Claim, Correction, Form, Principal, Proxy
from desk_app.records.case.decisions import DecidedApplication, Decision
from desk_app.records.case.disposal import Hold, Removed
from desk_app.records.case.history import (
    AddressChange,
    ApplicationFile,
    DepartmentInquiry,
    Judgement,
    Lapse,
    Letter,
    Notice,
    Posting,
    Withdrawal,
)
from desk_app.records.case.mail import HeldThing, MailItem, PaymentLine
from desk_app.records.case.papers import Enclosure
from desk_app.store.disposal import removal
from desk_app.store.schema.columns import Day
from desk_app.store.schema.engine import Insertion, RowsChange, Selection, among
from desk_app.store.schema.tables import (
    AddressChanges,
    ApplicationRows,
    Claims,
    Corrections,
    Decisions,
    DepartmentInquiries,
    Enclosures,
    HeldThings,
    Holds,
    InquiryRows,
    Judgements,
    Lapses,
    LetterFactsKept,
    LetterPages,
    Letters,
    MailItems,
    Notices,
    PaymentLines,
    Postings,
    ProvisionRows,
    Withdrawals,
    WorkRows,
)
from desk_app.store.search import search

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from datetime import date

    from sqlalchemy.engine import Connection, RowMapping

    from desk_app.desk.rows import WorkIndex
    from desk_app.records.base import LetterId
    from desk_app.records.case.letters import LetterFacts
    from desk_app.store.schema.tables import BaseTable


class Versions:
    """The versions of one kind of record in one unit of work.

    A version moves on once per unit of work: whoever read the record before its first change or
    after it may save it again; whoever read it in another unit of work may not, once it moved.
    """

    def __init__(self, place: str) -> None:
        self._place = place
        self._known: dict[int, set[int]] = {}
        self._moved: set[int] = set()

    def added(self, id_: int, version: int) -> None:
        """Note a record that this unit of work added: it has the version it will be kept with."""
        self._known[id_] = {version}
        self._moved.add(id_)

    def read(self, id_: int, version: int) -> None:
        """Note a version that was read."""
        self._known.setdefault(id_, set()).add(version)

    def check(self, id_: int, version: int) -> None:
        """Raise StaleEdit for a version that was not read here."""
        if version not in self._known[id_]:
            raise StaleEdit(place=self._place)

    def next(self, id_: int, version: int) -> int:
        """Return the version with which a change is kept."""
        if id_ in self._moved:
            return version
        self._moved.add(id_)
        self._known[id_].add(version + 1)
        return version + 1


R = TypeVar("R")


class PartRows(Generic[R]):
    """The rows of one kind of record under one parent.

    The table's first column names the parent. Columns have the names of the record's fields, but
    for those in ``renamed``; ``key`` names a record among its siblings, given its place and itself.
    """

    def __init__(
        self,
        record: type[R],
        table: type[BaseTable],
        key: Callable[[int, R], str],
        renamed: Mapping[str, str] | None = None,
    ) -> None:
        rows: Any = table.__table__
        self._record = record
        self._key = key
        self._owner = rows.columns.keys()[0]
        names = [field.name for field in fields(record)]  # type: ignore[arg-type] # a dataclass
        self._columns = {name: (renamed or {}).get(name, name) for name in names}
        owner = rows.c[self._owner]
        self._selection = Selection(
            select(*(rows.c[column] for column in self._columns.values()))
            .where(owner == bindparam("owner_"))
            .order_by(rows.c.position)
        )
        here = (owner == bindparam("owner_"), rows.c.id == bindparam("id_"))
        self._selection_of_many = Selection(
            select(owner, *(rows.c[column] for column in self._columns.values()))
            .where(owner.in_(among("owners")))
            .order_by(owner, rows.c.position)
        )
        self._insertion = Insertion(table)
        self._change = RowsChange(table, (self._owner, "id"))
        self._delete = delete(rows).where(*here)

    def read(self, connection: Connection, owner: int) -> tuple[R, ...]:
        """Return the records of one parent in their order."""
        return tuple([self._record(*values) for values in self._selection.of(connection, owner)])

    def read_all(self, connection: Connection, owners: Collection[int]) -> Mapping[int, list[R]]:
        """Return the records of many parents, each parent's in their order, in one question."""
        found: dict[int, list[R]] = {owner: [] for owner in owners}
        for owner, *values in self._selection_of_many.of(connection, json.dumps([*owners])):
            found[owner].append(self._record(*values))
        return found

    def save(
        self, connection: Connection, owner: int, before: Sequence[R], after: Sequence[R]
    ) -> None:
        """Write what differs: rows that came, changed, moved or went, each kind in one batch."""
        if before == after:
            return
        old, new = self._by_key(before), self._by_key(after)
        gone = [{"owner_": owner, "id_": key} for key in old.keys() - new.keys()]
        changed = [key for key in new.keys() & old.keys() if new[key] != old[key]]
        came = [key for key in new if key not in old]
        if gone:
            connection.execute(self._delete, gone)
        if changed:
            self._change.many(connection, self._rows(owner, ((key, new[key]) for key in changed)))
        if came:
            self._add(connection, owner, ((key, new[key]) for key in came))

    def add(self, connection: Connection, owner: int, records: Sequence[R]) -> None:
        """Write the records of a new parent."""
        if records:
            self._add(connection, owner, self._by_key(records).items())

    def add_all(self, connection: Connection, of: Iterable[tuple[int, Sequence[R]]]) -> None:
        """Write the records of many new parents, in one batch."""
        rows = [
            row for owner, records in of for row in self._rows(owner, self._by_key(records).items())
        ]
        self._insertion.many(connection, rows)

    def _add(
        self, connection: Connection, owner: int, keyed: Iterable[tuple[str, tuple[int, R]]]
    ) -> None:
        self._insertion.many(connection, self._rows(owner, keyed))

    def _rows(
        self, owner: int, keyed: Iterable[tuple[str, tuple[int, R]]]
    ) -> list[dict[str, object]]:
        return [{**self._values(each), self._owner: owner, "id": key} for key, each in keyed]

    def _by_key(self, records: Sequence[R]) -> dict[str, tuple[int, R]]:
        return {self._key(place, each): (place, each) for place, each in enumerate(records)}

    def _values(self, placed: tuple[int, R]) -> dict[str, object]:
        place, record = placed
        values = {column: getattr(record, name) for name, column in self._columns.items()}
        return {**values, "position": place}


# The mail items in their tables.


PAYMENTS = PartRows(PaymentLine, PaymentLines, lambda _, line: line.id)
HELD = PartRows(HeldThing, HeldThings, lambda _, thing: thing.id)

_mail = MailItems.__table__
_MAIL_NAMES = tuple(column.name for column in _mail.c)
_ONE_ITEM = select(_mail).where(_mail.c.id == bindparam("id_"))
_ITEMS_OF = (
    select(_mail)
    .where(or_(_mail.c.id == bindparam("own"), _mail.c.concerns == bindparam("application")))
    .order_by(_mail.c.id != bindparam("own"), _mail.c.arrived_on, _mail.c.id)
)
_MANY_ITEMS = (
    select(_mail).where(_mail.c.id.in_(among("ids"))).order_by(_mail.c.arrived_on, _mail.c.id)
)
_CONCERNING = select(_mail.c.id, _mail.c.concerns).where(
    text("concerns IS NOT NULL"), _mail.c.concerns.in_(among("ids"))
)
_ARRIVED = (
    select(_mail.c.id)
    .where(
        _mail.c.arrived_on.between(bindparam("first", type_=Day()), bindparam("last", type_=Day()))
    )
    .order_by(_mail.c.arrived_on, _mail.c.id)
)
_NEW_ITEM = Insertion(MailItems, filled_in=("id",))
_UPDATE_ITEM = update(_mail).where(_mail.c.id == bindparam("id_"))


class SqlMailBox:
    """The mail items in one unit of work (a ``desk.ports.MailBox``)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._seen: dict[MailItemId, MailItem] = {}
        self._new: set[MailItemId] = set()
        self._versions = Versions("mail_item")

    def get(self, id_: MailItemId) -> MailItem:
        """Return a mail item; raises NotFound.

        What this unit of work has read or saved stands as it left it: nobody else writes meanwhile.
        """
        if id_ in self._seen:
            return self._seen[id_]
        rows = self._connection.execute(_ONE_ITEM, {"id_": id_}).mappings().all()
        if not rows:
            raise NotFound(place="mail_item")
        return self._items(rows)[0]

    def arrived_between(self, first: date, last: date) -> tuple[MailItemId, ...]:
        """Return the mail items that arrived from one day to another, in the order of arrival."""
        given = {"first": first, "last": last}
        return tuple(self._connection.execute(_ARRIVED, given).scalars())

    def of_application(self, own: MailItemId, id_: ApplicationId) -> tuple[MailItem, ...]:
        """Return an application's own mail item, then what else concerns it, by arrival."""
        given = {"own": own, "application": id_}
        return self._items(self._connection.execute(_ITEMS_OF, given).mappings().all())

    def of_new_application(self, own: MailItemId, id_: ApplicationId) -> tuple[MailItem, ...]:
        """Return the same of an application that this unit of work added.

        Only what was saved in the same unit of work can concern it.
        """
        others = (each for each in self._seen.values() if each.concerns == id_ and each.id != own)
        return self.get(own), *sorted(others, key=lambda each: (each.arrived_on, each.id))

    def of_many(
        self, own: Mapping[ApplicationId, MailItemId]
    ) -> Mapping[ApplicationId, tuple[MailItem, ...]]:
        """Return the mail items of many applications, each given its own; nothing is held here."""
        concerning: dict[int, set[int]] = {id_: set() for id_ in own}
        given = {"ids": json.dumps([*own])}
        for item, application in self._connection.execute(_CONCERNING, given):
            concerning[application].add(item)
        ids = {*own.values(), *(item for each in concerning.values() for item in each)}
        payments = PAYMENTS.read_all(self._connection, ids)
        held = HELD.read_all(self._connection, ids)
        rows = self._connection.execute(_MANY_ITEMS, {"ids": json.dumps([*ids])}).mappings()
        items = {
            row["id"]: MailItem(
                **row, payments=tuple(payments[row["id"]]), held=tuple(held[row["id"]])
            )
            for row in rows
        }
        return {
            id_: (
                items[first],
                *(items[each] for each in items if each in concerning[id_] and each != first),
            )
            for id_, first in own.items()
        }

    def is_new(self, id_: MailItemId) -> bool:
        """Return whether this unit of work added a mail item: no older application came in it."""
        return id_ in self._new

    def add(self, item: MailItem) -> MailItem:
        """Keep a new mail item and return it with its id (version 1)."""
        values = {name: getattr(item, name) for name in _MAIL_NAMES if name != "id"}
        values["version"] = 1
        id_ = _NEW_ITEM.one(self._connection, values)
        kept = with_own_things(replace(item, id=MailItemId(id_), version=1))
        PAYMENTS.add(self._connection, id_, kept.payments)
        HELD.add(self._connection, id_, kept.held)
        self._versions.added(kept.id, kept.version)
        self._new.add(kept.id)
        self._seen[kept.id] = kept
        return kept

    def save(self, item: MailItem) -> None:
        """Keep a changed mail item; raises StaleEdit when its version has moved on.

        The version moves on once per unit of work, and only where something changed.
        """
        before = self._seen.get(item.id) or self.get(item.id)
        self._versions.check(item.id, item.version)
        after = with_own_things(replace(item, version=before.version))
        if after == before:
            return
        after = replace(after, version=self._versions.next(item.id, before.version))
        self._write(before, after)
        self._seen[item.id] = after

    def forget(self) -> None:
        """Let everything be read anew: rows went with an application that was removed."""
        self._seen.clear()
        self._new.clear()

    def _write(self, before: MailItem, after: MailItem) -> None:
        changed = {
            name: getattr(after, name)
            for name in _MAIL_NAMES
            if getattr(after, name) != getattr(before, name)
        }
        if changed:
            self._connection.execute(_UPDATE_ITEM.values(**changed), {"id_": after.id})
        PAYMENTS.save(self._connection, after.id, before.payments, after.payments)
        HELD.save(self._connection, after.id, before.held, after.held)

    def _items(self, rows: Sequence[RowMapping]) -> tuple[MailItem, ...]:
        self._read([row for row in rows if row["id"] not in self._seen])
        return tuple(self._seen[row["id"]] for row in rows)

    def _read(self, rows: Sequence[RowMapping]) -> None:
        for row in rows:
            id_ = row["id"]
            payments = PAYMENTS.read(self._connection, id_)
            item = MailItem(**row, payments=payments, held=HELD.read(self._connection, id_))
            self._versions.read(id_, item.version)
            self._seen[id_] = item


def with_own_things(item: MailItem) -> MailItem:
    """Return a mail item whose held things all name it: its id is known only when it is kept."""
    held = tuple(replace(thing, mail_item=item.id) for thing in item.held)
    return replace(item, held=held)


# Applications with their history: read whole, saved by difference.


CLAIMS = PartRows(Claim, Claims, lambda _, claim: claim.id)
CORRECTIONS = PartRows(Correction, Corrections, lambda place, _: f"{place:06}")


def _names(of: type[Application | Form | Principal | Proxy], *apart: str) -> tuple[str, ...]:
    return tuple(field.name for field in fields(of) if field.name not in apart)


_FORM, _PRINCIPAL, _PROXY = _names(Form), _names(Principal), _names(Proxy)
_NO_PROXY = {"proxy_kind": None, **{f"proxy_{name}": "" for name in _PROXY[1:]}}
_OWN = _names(Application, "id", "form", "principal", "proxy", "claims", "corrections")


def to_row(application: Application) -> dict[str, object]:
    """Return the columns of an application, its id and its claims apart."""
    proxy = application.proxy
    return {
        **{name: getattr(application, name) for name in _OWN},
        **{f"form_{name}": getattr(application.form, name) for name in _FORM},
        **{name: getattr(application.principal, name) for name in _PRINCIPAL},
        **(_NO_PROXY if proxy is None else {f"proxy_{n}": getattr(proxy, n) for n in _PROXY}),
    }


def from_row(
    row: RowMapping, claims: tuple[Claim, ...], corrections: tuple[Correction, ...]
) -> Application:
    """Return the application of a row, with its claims and corrections."""
    return Application(
        id=row["id"],
        form=Form(*(row[f"form_{name}"] for name in _FORM)),
        principal=Principal(*(row[name] for name in _PRINCIPAL)),
        proxy=_proxy(row),
        claims=claims,
        corrections=corrections,
        **{name: row[name] for name in _OWN},
    )


def _proxy(row: RowMapping) -> Proxy | None:
    if row["proxy_kind"] is None:
        return None
    return Proxy(*(row[f"proxy_{name}"] for name in _PROXY))


# The frozen letters: facts and bytes that can never be changed, checked by hash when read.


_facts = LetterFactsKept.__table__
_pages = LetterPages.__table__
_FACTS = select(_facts.c.facts).where(_facts.c.letter == bindparam("id_"))
_PAGES = (
    select(_pages.c.pages, _facts.c.sha256)
    .join(_facts, _facts.c.letter == _pages.c.letter)
    .where(_pages.c.letter == bindparam("id_"))
)
NEW_FACTS = Insertion(LetterFactsKept)
NEW_PAGES = Insertion(LetterPages)


class SqlPages:
    """The frozen letters in one unit of work (a ``desk.ports.Pages``)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, letter: LetterId, facts: LetterFacts, pages: bytes) -> None:
        """Keep a letter's facts and bytes; they can never be changed."""
        sha256 = hashlib.sha256(pages).hexdigest()
        given = {"letter": letter, "facts": facts, "sha256": sha256}
        NEW_FACTS.one(self._connection, given)
        NEW_PAGES.one(self._connection, {"letter": letter, "pages": pages})

    def pages(self, letter: LetterId) -> bytes:
        """Return the frozen bytes; raises DamageFound when they differ from their hash."""
        row = self._connection.execute(_PAGES, {"id_": letter}).one_or_none()
        if row is None:
            raise NotFound(place="letter")
        pages = bytes(row.pages)
        if hashlib.sha256(pages).hexdigest() != row.sha256:
            raise DamageFound("letter_damaged")
        return pages

    def facts(self, letter: LetterId) -> LetterFacts:
        """Return the frozen facts; raises NotFound."""
        facts: LetterFacts | None = self._connection.execute(_FACTS, {"id_": letter}).scalar()
        if facts is None:
            raise NotFound(place="letter")
        return facts


# The applications with their history: read whole, saved by difference.


HISTORY: dict[str, PartRows[Any]] = {
    "enclosures": PartRows(Enclosure, Enclosures, lambda _, paper: paper.id),
    "judgements": PartRows(Judgement, Judgements, lambda _, judgement: judgement.id),
    "inquiries": PartRows(DepartmentInquiry, DepartmentInquiries, lambda _, inquiry: inquiry.id),
    "notices": PartRows(Notice, Notices, lambda _, notice: notice.id),
    "lapses": PartRows(Lapse, Lapses, lambda _, lapse: lapse.claim, {"claim": "id"}),
    "withdrawals": PartRows(Withdrawal, Withdrawals, lambda place, _: f"{place:06}"),
    "decisions": PartRows(Decision, Decisions, lambda _, decision: decision.id),
    "letters": PartRows(Letter, Letters, lambda _, letter: letter.id),
    "postings": PartRows(Posting, Postings, lambda _, posting: posting.id),
    "holds": PartRows(Hold, Holds, lambda place, _: f"{place:06}"),
    "address_changes": PartRows(AddressChange, AddressChanges, lambda place, _: f"{place:06}"),
}
"""The parts of an application's file by field name."""

# A condition of a partial index stands as text: a bound value would hide it from SQLite's planner.
_rows = ApplicationRows.__table__
_work = WorkRows.__table__
_ONE = select(_rows).where(_rows.c.id == bindparam("id_"))
_TOKEN = Selection(select(_rows.c.token).where(_rows.c.id == bindparam("id_")))
_inquiries = InquiryRows.__table__
_TOKEN_OF_INQUIRY = Selection(select(_inquiries.c.token).where(_inquiries.c.id == bindparam("id_")))
_provisions = ProvisionRows.__table__
_TOKEN_OF_PROVISION = Selection(
    select(_provisions.c.token).where(_provisions.c.id == bindparam("id_"))
)
_BY_NUMBER = select(_rows.c.id).where(
    text("receipt_number <> ''"), _rows.c.receipt_number == bindparam("number")
)
_OF_MAIL = union(
    select(_rows.c.id).where(_rows.c.mail_item == bindparam("mail")),
    select(_mail.c.concerns).where(_mail.c.id == bindparam("mail"), _mail.c.concerns.is_not(None)),
).order_by("id")
_SIBLINGS = (
    select(_rows.c.id)
    .where(_rows.c.mail_item == bindparam("mail"), _rows.c.id != bindparam("own"))
    .order_by(_rows.c.id)
)
_MANY = select(_rows).where(_rows.c.id.in_(among("ids")))
_NAMES = Selection(
    select(_rows.c.id, _rows.c.receipt_number, _rows.c.token, _rows.c.rulebook_version)
    .where(_rows.c.id.in_(among("ids")))
    .order_by(_rows.c.id)
)
_MANY_CAME = (
    select(_rows.c.mail_item, _rows.c.id)
    .where(_rows.c.mail_item.in_(among("ids")))
    .order_by(_rows.c.id)
)
_ALL = select(_rows.c.id).order_by(_rows.c.id)
_papers = Enclosures.__table__
_MASKED = (
    select(_papers.c.application)
    .where(
        _papers.c.arrived_on.between(
            bindparam("first", type_=Day()), bindparam("last", type_=Day())
        ),
        func.instr(_papers.c.masking, bindparam("item", type_=String)) > 0,
    )
    .distinct()
    .order_by(_papers.c.application)
)
_RECEIVED = (
    select(_work.c.application)
    .where(
        _work.c.received_on.between(bindparam("first", type_=Day()), bindparam("last", type_=Day()))
    )
    .order_by(_work.c.application)
)
_OPEN = select(_work.c.application).where(text("work <> 'done'")).order_by(_work.c.application)
_TURNED = (
    select(_work.c.application)
    .where(_work.c.turns_on <= bindparam("on", type_=Day()), text("then_work IS NOT NULL"))
    .order_by(_work.c.application)
)
_postings = Postings.__table__
_POSTED_AS = (
    select(_postings.c.application)
    .distinct()
    .where(
        text("tracking_number <> ''"),
        _postings.c.tracking_number.in_(bindparam("numbers", expanding=True)),
    )
    .order_by(_postings.c.application)
)
_NEW = Insertion(ApplicationRows, filled_in=("id",))
_UPDATE = update(_rows).where(_rows.c.id == bindparam("id_"))


class SqlFiles:
    """The applications in one unit of work (a ``desk.ports.Files``)."""

    def __init__(self, connection: Connection, mail: SqlMailBox) -> None:
        self._connection = connection
        self._mail = mail
        self._seen: dict[ApplicationId, ApplicationFile] = {}
        self._new: set[ApplicationId] = set()
        self._unplaced: set[ApplicationId] = set()
        self._versions = Versions("application")
        self.removed = 0
        self.scans_gone = set[ScanId]()
        """Scans whose rows went with their applications."""

    def get(self, id_: ApplicationId) -> ApplicationFile:
        """Return an application with its mail and its history; raises NotFound.

        What this unit of work has read or saved stands as it left it: nobody else writes meanwhile.
        Mail and siblings may have come since, and are read anew.
        """
        known = self._seen.get(id_) or self._read(id_)
        application = known.application
        mail_of = self._mail.of_new_application if id_ in self._new else self._mail.of_application
        mail = mail_of(application.mail_item, id_)
        file = replace(known, mail=mail, siblings=self._siblings(application))
        self._seen[id_] = file
        return file

    def read_through(
        self, ids: Sequence[ApplicationId], parts: Collection[str] | None = None
    ) -> tuple[ApplicationFile, ...]:
        """Return several applications at once, in order; what is gone is left out.

        They are for looking at: nothing of them is held here, so that many may follow. With
        ``parts`` of their history those alone are read, and no corrections.
        """
        found, asked = self._connection, {"ids": json.dumps([*ids])}
        rows = {row["id"]: row for row in found.execute(_MANY, asked).mappings()}
        here = [id_ for id_ in ids if id_ in rows]
        own = {id_: MailItemId(rows[id_]["mail_item"]) for id_ in here}
        mail, came = self._mail.of_many(own), self._came_with(own.values())
        claims = CLAIMS.read_all(found, here)
        corrections = CORRECTIONS.read_all(found, here) if parts is None else {}
        wanted = HISTORY.keys() if parts is None else parts
        history = {name: HISTORY[name].read_all(found, here) for name in wanted}
        return tuple(
            ApplicationFile(
                application=from_row(
                    rows[id_], tuple(claims[id_]), tuple(corrections.get(id_, ()))
                ),
                mail=mail[id_],
                siblings=tuple(each for each in came[own[id_]] if each != id_),
                **{name: tuple(of[id_]) for name, of in history.items()},
            )
            for id_ in here
        )

    def decided(self, ids: Sequence[ApplicationId]) -> tuple[DecidedApplication, ...]:
        """Return those of several applications that have decisions, with these alone."""
        decisions = HISTORY["decisions"].read_all(self._connection, ids)
        wanted = json.dumps([id_ for id_ in ids if decisions[id_]])
        return tuple(
            DecidedApplication(ApplicationId(id_), number, token, version, tuple(decisions[id_]))
            for id_, number, token, version in _NAMES.of(self._connection, wanted)
        )

    def _came_with(self, items: Collection[MailItemId]) -> Mapping[MailItemId, list[ApplicationId]]:
        """Return the applications that came in each of some mail items."""
        came: dict[MailItemId, list[ApplicationId]] = {item: [] for item in items}
        for item, id_ in self._connection.execute(_MANY_CAME, {"ids": json.dumps([*came])}):
            came[item].append(ApplicationId(id_))
        return came

    def by_number(self, receipt_number: str) -> ApplicationId | None:
        """Return the id of a receipt number."""
        id_ = self._connection.execute(_BY_NUMBER, {"number": receipt_number}).scalar()
        return None if id_ is None else ApplicationId(id_)

    def of_mail(self, id_: MailItemId) -> tuple[ApplicationId, ...]:
        """Return the applications that came in a mail item, or that it concerns."""
        if self._mail.is_new(id_):
            return self._came_in(id_, self._mail.get(id_).concerns)
        return tuple(self._connection.execute(_OF_MAIL, {"mail": id_}).scalars())

    def all_ids(self) -> tuple[ApplicationId, ...]:
        """Return every application, done or not, in the order of their receipt."""
        return tuple(self._connection.execute(_ALL).scalars())

    def received_between(self, first: date, last: date) -> tuple[ApplicationId, ...]:
        """Return the applications received from one day to another, in the order of receipt."""
        given = {"first": first, "last": last}
        return tuple(self._connection.execute(_RECEIVED, given).scalars())

    def with_masked(self, item: str, first: date, last: date) -> tuple[ApplicationId, ...]:
        """Return the applications with a paper of some days on which an item had to be masked."""
        given = {"first": first, "last": last, "item": json.dumps(item)}
        return tuple(self._connection.execute(_MASKED, given).scalars())

    def posted_as(self, tracking_numbers: Collection[str]) -> tuple[ApplicationId, ...]:
        """Return the applications with an envelope that bears one of these tracking numbers."""
        given = {"numbers": list(tracking_numbers)}
        return tuple(self._connection.execute(_POSTED_AS, given).scalars())

    def open_ids(self) -> tuple[ApplicationId, ...]:
        """Return the applications that are not done."""
        return tuple(self._connection.execute(_OPEN).scalars())

    def turned_ids(self, on: date) -> tuple[ApplicationId, ...]:
        """Return the applications whose place in the lists has turned by a day."""
        return tuple(self._connection.execute(_TURNED, {"on": on}).scalars())

    def token_of(self, id_: ApplicationId) -> str:
        """Return the random name the journal uses, of an inquiry too; raises NotFound."""
        seen = self._seen.get(id_)
        if seen is not None:
            return seen.application.token
        inquiry, provision = inquiry_of(id_), provision_of(id_)
        asked, own = _TOKEN, int(id_)
        if inquiry is not None:
            asked, own = _TOKEN_OF_INQUIRY, inquiry
        elif provision is not None:
            asked, own = _TOKEN_OF_PROVISION, provision
        rows = asked.of(self._connection, own)
        if not rows:
            raise NotFound(place="application")
        token: str = rows[0][0]
        return token

    def add(self, application: Application) -> Application:
        """Keep a new application and return it with its id (version 1)."""
        values = to_row(replace(application, version=1))
        id_ = _NEW.one(self._connection, values)
        kept = replace(application, id=ApplicationId(id_), version=1)
        CLAIMS.add(self._connection, id_, kept.claims)
        CORRECTIONS.add(self._connection, id_, kept.corrections)
        search.add(self._connection, kept)
        self._versions.added(kept.id, kept.version)
        self._seen[kept.id] = ApplicationFile(application=kept, mail=())
        self._new.add(kept.id)
        self._unplaced.add(kept.id)
        return kept

    def save(self, file: ApplicationFile, index: WorkIndex) -> None:
        """Keep all that changed since it was read, and its index, in this unit of work.

        The version moves on once per unit of work, and only where something of the file changed.
        Mail items and siblings are not saved here. Raises StaleEdit when the version has moved on.
        """
        id_ = file.application.id
        before = self._seen.get(id_) or self.get(id_)
        self._versions.check(id_, file.application.version)
        after = _with_version(file, before.application.version)
        if replace(after, mail=before.mail, siblings=before.siblings) != before:
            version = self._versions.next(id_, before.application.version)
            after = _with_version(after, version)
            self._write(before, after)
        self._place(after.application, index)
        self._seen[id_] = after

    def remove(self, *ids: ApplicationId) -> Removed:
        """Delete applications, inquiries and records of provision with all that is kept of them.

        Raises NotFound.
        """
        gone = removal.remove(self._connection, ids)
        self._seen.clear()
        self._new.clear()
        self._mail.forget()
        self.removed += len(ids)
        self.scans_gone |= gone.scans
        return gone

    def _write(self, before: ApplicationFile, after: ApplicationFile) -> None:
        id_ = after.application.id
        old, new = (to_row(each.application) for each in (before, after))
        changed = {name: value for name, value in new.items() if value != old[name]}
        if changed:
            self._connection.execute(_UPDATE.values(**changed), {"id_": id_})
        was, now = before.application, after.application
        CLAIMS.save(self._connection, id_, was.claims, now.claims)
        CORRECTIONS.save(self._connection, id_, was.corrections, now.corrections)
        for name, part in HISTORY.items():
            part.save(self._connection, id_, getattr(before, name), getattr(after, name))
        search.update_index(self._connection, was, now)

    def _read(self, id_: ApplicationId) -> ApplicationFile:
        application = self._application(id_)
        parts = {name: part.read(self._connection, id_) for name, part in HISTORY.items()}
        self._versions.read(id_, application.version)
        return ApplicationFile(application=application, mail=(), **parts)

    def _place(self, application: Application, index: WorkIndex) -> None:
        """Keep a place in the lists; an application added here has none that could differ."""
        if application.id in self._unplaced:
            search.add_rows(self._connection, [(application, index)])
            self._unplaced.discard(application.id)
        else:
            search.keep(self._connection, application, index)

    def _application(self, id_: ApplicationId) -> Application:
        row = self._connection.execute(_ONE, {"id_": id_}).mappings().one_or_none()
        if row is None:
            raise NotFound(place="application")
        claims = CLAIMS.read(self._connection, id_)
        return from_row(row, claims, CORRECTIONS.read(self._connection, id_))

    def _came_in(
        self, mail_item: MailItemId, concerned: ApplicationId | None = None
    ) -> tuple[ApplicationId, ...]:
        """Return the applications that came in a mail item new in this unit of work, by id."""
        known = (each.application for each in self._seen.values())
        came = {each.id for each in known if each.mail_item == mail_item}
        return tuple(sorted(came if concerned is None else came | {concerned}))

    def _siblings(self, application: Application) -> tuple[ApplicationId, ...]:
        if self._mail.is_new(application.mail_item):
            came = self._came_in(application.mail_item)
            return tuple(each for each in came if each != application.id)
        given = {"mail": application.mail_item, "own": application.id}
        return tuple(self._connection.execute(_SIBLINGS, given).scalars())


def _with_version(file: ApplicationFile, version: int) -> ApplicationFile:
    return replace(file, application=replace(file.application, version=version))
