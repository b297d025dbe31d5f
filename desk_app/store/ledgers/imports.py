# SPDX-License-Identifier: MIT
"""The imports of an office's ledger in their table, and what the desk had before them (K4)."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, exists, func, insert, or_, select, text, update

from desk_app.desk.errors import NotFound
from desk_app.records.base import (
    ApplicationId,
    InquiryKey,
    MailItemId,
    kept_id_of,
    kept_id_of_provision,
)
from desk_app.records.books.ledgers import LedgerKind
from desk_app.records.importing import KnownEntry, LedgerImport
from desk_app.store.books import files as application_rows
from desk_app.store.books.files import (
    CLAIMS,
    CORRECTIONS,
    HELD,
    HISTORY,
    PAYMENTS,
    with_own_things,
)
from desk_app.store.disposal import removal
from desk_app.store.schema.columns import Day
from desk_app.store.schema.engine import Insertion
from desk_app.store.schema.tables import (
    ApplicationRows,
    CareRows,
    DisposalRows,
    FilingRows,
    ImportRows,
    InquiryRows,
    MailItems,
    ScanRows,
    StampEntries,
)
from desk_app.store.search import search

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from sqlalchemy.engine import Connection

    from desk_app.desk.rows import WorkIndex
    from desk_app.records.case.history import ApplicationFile
    from desk_app.records.case.mail import MailItem


_imports = ImportRows.__table__
_applications = ApplicationRows.__table__
_mail = MailItems.__table__
_cares = CareRows.__table__
_filings = FilingRows.__table__
_scans = ScanRows.__table__
_disposals = DisposalRows.__table__
_inquiries = InquiryRows.__table__
_stamps = StampEntries.__table__
_MAIL_COLUMNS = tuple(column.name for column in _mail.c)
_NEW_MAIL = Insertion(MailItems)
_NEW_APPLICATIONS = Insertion(ApplicationRows)
_NAMES = tuple(field.name for field in fields(LedgerImport))
_ALL = select(*(_imports.c[name] for name in _NAMES)).order_by(_imports.c.id.desc())
_ONE = _ALL.where(_imports.c.id == bindparam("id_"))
_OF_FILE = _ALL.where(_imports.c.sha256 == bindparam("sha256"), _imports.c.taken_back_at.is_(None))
_INSERT = insert(_imports)
_UPDATE = update(_imports).where(_imports.c.id == bindparam("id_"))
_KNOWN = select(
    _applications.c.receipt_number,
    _applications.c.own_number,
    _applications.c.name,
    _applications.c.received_on,
).where(
    or_(
        _applications.c.received_on.between(
            bindparam("first", type_=Day()), bindparam("last", type_=Day())
        ),
        text("own_number <> ''"),
        text("receipt_number IN (SELECT value FROM json_each(:numbers))"),
    )
)
_APPLICATIONS = select(_applications.c.id, _applications.c.version).where(
    _applications.c.imported == bindparam("id_")
)
_ITEMS = select(_mail.c.id, _mail.c.version).where(
    _mail.c.id.between(bindparam("first"), bindparam("last"))
)
_FOLLOWED = select(
    or_(
        exists().where(
            and_(
                _mail.c.concerns.between(bindparam("first"), bindparam("last")),
                text("concerns IS NOT NULL"),
            )
        ),
        exists().where(_cares.c.application.between(bindparam("first"), bindparam("last"))),
        exists().where(_filings.c.application.between(bindparam("first"), bindparam("last"))),
        exists().where(_scans.c.application.between(bindparam("first"), bindparam("last"))),
        exists().where(_inquiries.c.carried_into.between(bindparam("first"), bindparam("last"))),
        exists().where(_stamps.c.application.between(bindparam("first"), bindparam("last"))),
    )
)
_WORKED_UP = select(func.count()).where(
    _applications.c.mail_item.between(bindparam("first"), bindparam("last")),
    _applications.c.imported != bindparam("id_"),
)
_KNOWN_INQUIRIES = select(
    _inquiries.c.number, _inquiries.c.own_number, _inquiries.c.name, _inquiries.c.received_on
)
_INQUIRIES = select(_inquiries.c.version, _inquiries.c.carried_into).where(
    _inquiries.c.id.between(bindparam("first"), bindparam("last"))
)
_INQUIRED = select(func.count()).where(
    _inquiries.c.mail_item.between(bindparam("first"), bindparam("last"))
)


_LAST_IDS = "SELECT name, seq FROM sqlite_sequence WHERE name IN ('mail_items', 'applications')"


class SqlImports:
    """The imports in one unit of work (a ``desk.ports.Imports``)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.removed = False

    def get(self, id_: int) -> LedgerImport:
        """Return an import; raises NotFound."""
        row = self._connection.execute(_ONE, {"id_": id_}).one_or_none()
        if row is None:
            raise NotFound(place="import")
        return LedgerImport(*row)

    def all(self) -> tuple[LedgerImport, ...]:
        """Return all imports, the newest first."""
        return tuple(LedgerImport(*row) for row in self._connection.execute(_ALL))

    def of_file(self, sha256: str) -> LedgerImport | None:
        """Return the import of a file of this hash that stands; None where there is none."""
        row = self._connection.execute(_OF_FILE, {"sha256": sha256}).first()
        return None if row is None else LedgerImport(*row)

    def add(self, record: LedgerImport) -> LedgerImport:
        """Keep a new import and return it with its id."""
        (id_,) = self._connection.execute(_INSERT, _values(record)).inserted_primary_key or (0,)
        return replace(record, id=id_)

    def save(self, record: LedgerImport) -> None:
        """Keep a changed import; raises NotFound."""
        self.get(record.id)
        self._connection.execute(_UPDATE.values(**_values(record)), {"id_": record.id})

    def known(self, first: date, last: date, numbers: Sequence[str]) -> Iterator[KnownEntry]:
        """Yield what was received in some days or bears one of the numbers as its receipt number.

        Whatever bears a number of the office's own is among it.
        """
        asked = {"first": first, "last": last, "numbers": json.dumps(numbers)}
        for row in self._connection.execute(_KNOWN, asked):
            yield KnownEntry(*row)

    def known_inquiries(self) -> Iterator[KnownEntry]:
        """Yield every inquiry, as far as a double is told by it."""
        for row in self._connection.execute(_KNOWN_INQUIRIES):
            yield KnownEntry(*row)

    def next_ids(self) -> tuple[MailItemId, ApplicationId]:
        """Return the ids of the next mail item and application: nobody else writes meanwhile."""
        rows = self._connection.exec_driver_sql(_LAST_IDS)
        last: dict[str, int] = {name: number for name, number in rows}  # noqa: C416  rows are no pairs
        return (
            MailItemId(last.get("mail_items", 0) + 1),
            ApplicationId(last.get("applications", 0) + 1),
        )

    def add_whole(
        self, waiting: Sequence[MailItem], files: Sequence[tuple[ApplicationFile, WorkIndex]]
    ) -> None:
        """Keep mail items that wait, and applications with the item that each came in.

        They have the ids that come next, and version 1.
        """
        _write_mail(self._connection, waiting)
        write_whole(self._connection, files, set())

    def untouched(self, record: LedgerImport) -> bool:
        """Return whether nothing followed on any row of an import."""
        if record.kind is LedgerKind.INQUIRIES:
            span = {"first": record.first_entry, "last": record.last_entry}
            rows = self._connection.execute(_INQUIRIES, span).all()
            whole = len(rows) == record.carried + record.waiting
            alone = whole and all(version == 1 and into is None for version, into in rows)
            return alone and not self.is_in_disposal(record)
        found = self._connection.execute(_APPLICATIONS, {"id_": record.id}).all()
        items = self._connection.execute(_ITEMS, _mail_of(record)).all()
        whole = len(found) == record.carried and len(items) == record.carried + record.waiting
        if not whole or any(version != 1 for _, version in (*found, *items)):
            return False
        span = {"first": record.first_application, "last": record.last_application}
        if record.carried and self._connection.execute(_FOLLOWED, span).scalar_one():
            return False
        came = self._connection.execute(_WORKED_UP, _mail_of(record) | {"id_": record.id})
        asked = self._connection.execute(_INQUIRED, _mail_of(record))
        return not (came.scalar_one() or asked.scalar_one() or self.is_in_disposal(record))

    def remove(self, record: LedgerImport) -> None:
        """Delete all that an untouched import brought, with what is being typed of it."""
        self.removed = True
        if record.kind is not LedgerKind.APPLICATIONS:
            span = (record.first_entry, record.last_entry)
            removal.remove_entries(self._connection, record.kind, span)
            return
        applications = (record.first_application, record.last_application)
        removal.remove_imported(
            self._connection, applications, (record.first_mail, record.last_mail)
        )

    def is_in_disposal(self, record: LedgerImport) -> bool:
        """Return whether anything of it was ever named in a disposal."""
        first, last = _kept_ids(record)
        rows = self._connection.execute(select(_disposals.c["items"])).scalars()
        return any(first <= item.application <= last for items in rows for item in items)


def write_whole(
    connection: Connection,
    files: Sequence[tuple[ApplicationFile, WorkIndex]],
    written: set[MailItemId],
) -> None:
    """Write the rows that the verbs would have left of applications and what they came in.

    No rule is asked: whoever hands something in answers for it. Ids and versions are those it is
    to have; ``written`` holds the mail items that are there, and takes those of these files.
    ``tests/bulk`` holds the two ways against each other, table by table.
    """
    if not files:
        return
    of = [(file.application.id, file.application) for file, _ in files]
    _write_mail(connection, [item for file, _ in files for item in _new_mail(file, written)])
    rows = [{**application_rows.to_row(made), "id": id_} for id_, made in of]
    _NEW_APPLICATIONS.many(connection, rows)
    CLAIMS.add_all(connection, ((id_, made.claims) for id_, made in of))
    CORRECTIONS.add_all(connection, ((id_, made.corrections) for id_, made in of))
    for name, part in HISTORY.items():
        part.add_all(connection, ((file.application.id, getattr(file, name)) for file, _ in files))
    search.add_all(connection, (made for _, made in of))
    search.add_rows(connection, [(file.application, index) for file, index in files])


def _new_mail(file: ApplicationFile, written: set[MailItemId]) -> list[MailItem]:
    """Return the mail items of a file that did not come in with another of their envelope."""
    new = [item for item in file.mail if item.id not in written]
    written.update(item.id for item in new)
    return [with_own_things(item) for item in new]


def _write_mail(connection: Connection, items: Sequence[MailItem]) -> None:
    rows = [{name: getattr(item, name) for name in _MAIL_COLUMNS} for item in items]
    _NEW_MAIL.many(connection, rows)
    PAYMENTS.add_all(connection, ((item.id, item.payments) for item in items))
    HELD.add_all(connection, ((item.id, item.held) for item in items))


def _kept_ids(record: LedgerImport) -> tuple[int, int]:
    """Return between which ids a disposal would name what came in."""
    if record.kind is LedgerKind.APPLICATIONS:
        return record.first_application, record.last_application
    first, last = record.first_entry, record.last_entry
    if record.kind is LedgerKind.INQUIRIES:
        return kept_id_of(InquiryKey(last)), kept_id_of(InquiryKey(first))
    return kept_id_of_provision(last), kept_id_of_provision(first)


def _mail_of(record: LedgerImport) -> dict[str, int]:
    return {"first": record.first_mail, "last": record.last_mail}


def _values(record: LedgerImport) -> dict[str, object]:
    return {name: getattr(record, name) for name in _NAMES if name != "id"}
