# SPDX-License-Identifier: MIT
"""Deleting an application with everything that is kept of it and of nobody else (H2)."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select, union, update

from desk_app.desk.applications.narrowing import FILTERS
from desk_app.desk.errors import NotFound
from desk_app.records.base import (
    ApplicationId,
    InquiryKey,
    inquiry_of,
    kept_id_of,
    kept_id_of_provision,
    provision_of,
)
from desk_app.records.books.ledgers import LedgerKind
from desk_app.records.case.disposal import Removed
from desk_app.records.case.history import Topic
from desk_app.records.field import sought_in
from desk_app.rules.names.names import folds
from desk_app.store.schema.connecting import letters_may_go
from desk_app.store.schema.engine import ask, driver_connection, run
from desk_app.store.schema.tables import (
    ApplicationRows,
    BaseTable,
    Claims,
    Decisions,
    DepartmentInquiries,
    DraftRows,
    Enclosures,
    HeldThings,
    InquiryRows,
    LetterFactsKept,
    LetterPages,
    Letters,
    MailItems,
    ProvisionRows,
    RemovedScans,
    Salts,
    ScanRows,
    SearchRows,
    StampEntries,
    Withdrawals,
    WorkRows,
)
from desk_app.store.search import search, tallies

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from sqlalchemy import FromClause, Select
    from sqlalchemy import Table as SqlTable
    from sqlalchemy.engine import Connection


LEAST_BYTES = 6
"""A shorter word (one kanji, two letters) stands on some page by chance and proves nothing."""

_THIS: Any = bindparam("application_")
_JUDGED = frozenset({*(topic.value for topic in Topic), "verdict"})
_applications = ApplicationRows.__table__
_work = WorkRows.__table__
_texts = SearchRows.__table__
_mail = MailItems.__table__


def _of(table: FromClause, *names: str) -> Select[*tuple[Any, ...]]:
    owner = table.c.id if table is _applications else table.c.application
    return select(*(table.c[name] for name in names)).where(owner == _THIS)


_QUESTIONS = (
    *(
        _of(table, *names)
        for table in BaseTable.metadata.sorted_tables
        if table is _applications or "application" in table.c
        if (names := [each.name for each in table.c if each.info.get("sought")])
    ),
    select(_texts.c.names, _texts.c.addresses)
    .join(_work, _work.c.search_key == _texts.c.key)
    .where(_work.c.application == _THIS),
)
_PEOPLE_OF_SPAN = select(*(each for each in _applications.c if each.info.get("sought"))).where(
    _applications.c.id.between(bindparam("first_"), bindparam("last_"))
)
_SENDERS = select(_mail.c.sender, _mail.c.tracking_number).where(
    _mail.c.id.in_(bindparam("ids", expanding=True))
)


def of_application(connection: Connection, id_: int) -> frozenset[str]:
    """Return the words of an application's persons, long enough to be looked for."""
    this = {"application_": id_}
    rows = (row for asked in _QUESTIONS for row in connection.execute(asked, this))
    return _long_enough(value for row in rows for value in row)


def of_mail(connection: Connection, ids: Iterable[int]) -> frozenset[str]:
    """Return the words of who sent mail items."""
    rows = connection.execute(_SENDERS, {"ids": list(ids)})
    return _long_enough(value for row in rows for value in row)


def _long_enough(values: Iterable[object]) -> frozenset[str]:
    words = (word for value in values for word in sought_in(value))
    return frozenset(word for word in words if len(word.encode()) >= LEAST_BYTES)


_APPLICATION, _MAIL_ITEM = "application", "mail_item"


_enclosures = Enclosures.__table__
_withdrawals = Withdrawals.__table__
_held = HeldThings.__table__
_inquiries = InquiryRows.__table__
_provisions = ProvisionRows.__table__
_letters = Letters.__table__
_facts = LetterFactsKept.__table__
_pages = LetterPages.__table__
_drafts = DraftRows.__table__
_salts = Salts.__table__
_stamps = StampEntries.__table__
_scans = ScanRows.__table__
_SCANS = select(_scans.c.id).where(_scans.c.application == _THIS)
_REMOVED_SCANS = insert(RemovedScans.__table__).from_select(["id"], _SCANS)


_OF_TOKENS = f"""
    SELECT id FROM (
        SELECT token, id FROM applications
        UNION ALL SELECT token, -id FROM inquiries
        UNION ALL SELECT token, {kept_id_of_provision(0)} - id FROM provisions
    )
    WHERE token IN (SELECT value FROM json_each(?)) ORDER BY token
"""  # noqa: S608  a number of our own
"""The ids under which what has random names is kept (``records.base.kept_id_of``)."""

_ONE_PROVISION = select(_provisions.c.token).where(_provisions.c.id == bindparam("id_"))
_PROVISION_WORDS = select(
    *(each for each in _provisions.c if each.info.get("sought")), _provisions.c.folded
).where(_provisions.c.id == bindparam("id_"))
_ONE_INQUIRY = select(
    _inquiries.c.token, _inquiries.c.mail_item, _inquiries.c.letters, _inquiries.c.course
).where(_inquiries.c.id == bindparam("id_"))
_INQUIRY_WORDS = select(
    *(each for each in _inquiries.c if each.info.get("sought")),
    _inquiries.c.found_names,
    _inquiries.c.found_addresses,
).where(_inquiries.c.id == bindparam("id_"))
_ITEMS: Any = bindparam("items", expanding=True)
_ONE = select(_applications.c.token, _applications.c.received_on).where(_applications.c.id == _THIS)
_LETTER_IDS = select(_letters.c.id).where(_letters.c.application == _THIS)
_DRAFT_IDS = tuple(
    select(rows.c.id).where(rows.c.application == _THIS)
    for rows in (Claims.__table__, Decisions.__table__, DepartmentInquiries.__table__)
)
_MAIL_OF = (
    select(_applications.c.mail_item)
    .where(_applications.c.id == _THIS)
    .union(
        select(_mail.c.id).where(_mail.c.concerns == _THIS),
        select(_enclosures.c.mail_item).where(_enclosures.c.application == _THIS),
        select(_withdrawals.c.mail_item).where(_withdrawals.c.application == _THIS),
    )
)
_NEEDED = union(
    *(
        select(rows.c.mail_item).where(rows.c.mail_item.in_(_ITEMS))
        for rows in (_applications, _enclosures, _withdrawals, _inquiries)
    ),
    select(_mail.c.id).where(
        _mail.c.id.in_(_ITEMS),
        select(_applications.c.id).where(_applications.c.id == _mail.c.concerns).exists(),
    ),
)
"""Asked when they are gone already: which mail items anybody else still needs.

All are asked about at once: nothing leads from a mail item to the papers that came in it.
"""

_FREE_MAIL = update(_mail).where(_mail.c.concerns == _THIS).values(concerns=None)
_FREE_INQUIRIES = (
    update(_inquiries).where(_inquiries.c.carried_into == _THIS).values(carried_into=None)
)
_FREE_STAMPS = (
    update(_stamps)
    .where(_stamps.c.application == _THIS)
    .values(application=None, mail_item=None, note="")
)
"""The entries of the stamp book stay, as a book must; they name nobody any more."""

_FREE_MAIL_STAMPS = (
    update(_stamps).where(_stamps.c.mail_item.in_(_ITEMS)).values(mail_item=None, note="")
)
_CLEAR_REASONS = """
    UPDATE disposals SET sent_back_reason = '' WHERE sent_back_reason <> '' AND instr(items, ?) > 0
"""
_STATISTICS = "SELECT count(*) FROM sqlite_master WHERE name LIKE 'sqlite_stat_'"


@cache
def tables_of(owner: str) -> tuple[SqlTable, ...]:
    """Return the tables whose rows have an application or a mail item as their owner, parents last.

    ``owner`` is the name of the column that says whose they are.
    """
    return tuple(
        table
        for table in reversed(BaseTable.metadata.sorted_tables)
        if owner in table.c and table.c[owner].primary_key
    )


def ids_of(connection: Connection, tokens: Collection[str]) -> list[ApplicationId]:
    """Return the ids under which what has these random names is kept, as far as it is there."""
    found = ask(connection, _OF_TOKENS, (json.dumps([*tokens]),))
    return [ApplicationId(id_) for (id_,) in found]


def remove(connection: Connection, ids: Collection[ApplicationId]) -> Removed:
    """Delete applications, inquiries and records of provision in the connection's transaction.

    Raises NotFound.
    """
    gone, mail = Removed(), set[int]()
    with search.wiping(connection, len(ids)):
        for id_ in ids:
            one, items = _remove_any(connection, id_)
            gone += one
            mail |= items
    return gone + remove_mail(connection, mail)


def _remove_any(connection: Connection, id_: ApplicationId) -> tuple[Removed, set[int]]:
    inquiry, provision = inquiry_of(id_), provision_of(id_)
    if provision is not None:
        return _remove_provision(connection, provision), set()
    if inquiry is not None:
        return _remove_inquiry(connection, inquiry)
    return _remove_one(connection, id_)


def _remove_one(connection: Connection, id_: int) -> tuple[Removed, set[int]]:
    """Delete an application; return the mail items that it came in or that concerned it, too."""
    this = {"application_": id_}
    one = connection.execute(_ONE, this).one_or_none()
    if one is None:
        raise NotFound(place="application")
    words = of_application(connection, id_)
    mail = set(connection.execute(_MAIL_OF, this).scalars())
    letters = connection.execute(_LETTER_IDS, this).scalars().all()
    drafts = _draft_keys(connection, id_)
    scans = frozenset(connection.execute(_SCANS, this).scalars())
    connection.execute(_REMOVED_SCANS, this)
    found = search.forget(connection, id_, one.received_on)
    rows = tallies.forget(connection, ApplicationId(id_))
    rows += sum(
        _delete(connection, table, _APPLICATION, (id_,)) for table in tables_of(_APPLICATION)
    )
    rows += _delete(connection, _held, _APPLICATION, (id_,))
    rows += _delete_letters(connection, letters)
    rows += _delete(connection, _applications, "id", (id_,))
    connection.execute(_FREE_MAIL, this)
    connection.execute(_FREE_INQUIRIES, this)
    connection.execute(_FREE_STAMPS, this)
    rows += _delete(connection, _drafts, "key", (*drafts, *_filters_naming(connection, words)))
    rows += _delete(connection, _salts, "subject", (one.token,))
    _clear_reasons(connection, one.token)
    gone = Removed(rows, len(letters), found, words, scans)
    return gone, mail


def _remove_inquiry(connection: Connection, id_: InquiryKey) -> tuple[Removed, set[int]]:
    """Delete an inquiry; return the mail items that it came in, first and later, too."""
    one = connection.execute(_ONE_INQUIRY, {"id_": id_}).one_or_none()
    if one is None:
        raise NotFound(place="inquiry")
    words = _long_enough(connection.execute(_INQUIRY_WORDS, {"id_": id_}).one())
    letters = [letter.id for letter in one.letters]
    rows = _delete_letters(connection, letters) + _delete(connection, _inquiries, "id", (id_,))
    rows += tallies.forget(connection, kept_id_of(id_))
    keys = connection.execute(select(_drafts.c.key)).scalars()
    drafts = [key for key in keys if key.startswith("inquiry-") and key.endswith(f"-{id_}")]
    drafts += _filters_naming(connection, words)
    rows += _delete(connection, _drafts, "key", drafts)
    rows += _delete(connection, _salts, "subject", (one.token,))
    _clear_reasons(connection, one.token)
    came_in = (one.mail_item, *(entry.mail_item for entry in one.course))
    mail = {each for each in came_in if each is not None}
    return Removed(rows=rows, letters=len(letters), search_rows=1, words=words), mail


def _remove_provision(connection: Connection, entry: int) -> Removed:
    """Delete a record of provision with what is being typed of it."""
    token = connection.execute(_ONE_PROVISION, {"id_": entry}).scalar()
    if token is None:
        raise NotFound(place="register")
    words = _long_enough(connection.execute(_PROVISION_WORDS, {"id_": entry}).one())
    rows = _delete(connection, _provisions, "id", (entry,))
    drafts = (f"register-provisions-{entry}", *_filters_naming(connection, words))
    rows += _delete(connection, _drafts, "key", drafts)
    rows += _delete(connection, _salts, "subject", (token,))
    _clear_reasons(connection, token)
    return Removed(rows=rows, words=words)


def _delete_letters(connection: Connection, letters: Sequence[str]) -> int:
    if not letters:
        return 0
    # Each change of what may go has the driver compile all its statements anew.
    with letters_may_go(driver_connection(connection)):
        rows = _delete(connection, _pages, "letter", letters)
        return rows + _delete(connection, _facts, "letter", letters)


def remove_mail(connection: Connection, items: Collection[int]) -> Removed:
    """Delete the mail items that no application needs any more."""
    if not items:
        return Removed()
    gone = sorted(set(items).difference(connection.execute(_NEEDED, {"items": items}).scalars()))
    words = of_mail(connection, gone)
    connection.execute(_FREE_MAIL_STAMPS, {"items": gone})
    rows = sum(_delete(connection, table, _MAIL_ITEM, gone) for table in tables_of(_MAIL_ITEM))
    rows += _delete(connection, _mail, "id", gone)
    rows += _delete(connection, _drafts, "key", (f"mail-{item}" for item in gone))
    return Removed(rows=rows, words=words)


# What an import brought and nothing followed on: gone in one go, by the span of its ids.


def remove_imported(
    connection: Connection, applications: tuple[int, int], mail: tuple[int, int]
) -> None:
    """Delete the applications and mail items of two spans of ids, and what is being typed of them.

    Whoever asks has seen that nobody else's mail item, letter, stamp or disposal names one of them.
    """
    drafts = [*_drafts_of_span(connection, applications, mail)]
    search.forget_all(connection, *applications)
    tallies.forget_all(connection, *applications)
    run(connection, _SALTS_OF_SPAN, applications)
    for table in tables_of(_APPLICATION):
        _delete_span(connection, table, _APPLICATION, applications)
    _delete_span(connection, _applications, "id", applications)
    for table in tables_of(_MAIL_ITEM):
        _delete_span(connection, table, _MAIL_ITEM, mail)
    _delete_span(connection, _mail, "id", mail)
    _delete(connection, _drafts, "key", drafts)


_SALTS_OF_SPAN = """
    DELETE FROM salts WHERE subject IN (SELECT token FROM applications WHERE id BETWEEN ? AND ?)
"""
_PARTS_OF_SPAN = """
    SELECT id FROM claims
    WHERE application BETWEEN ? AND ? AND id IN (SELECT value FROM json_each(?))
"""


def _drafts_of_span(
    connection: Connection, applications: tuple[int, int], mail: tuple[int, int]
) -> Iterator[str]:
    """Yield the keys of what is being typed of a span, as `_draft_keys` finds them of one."""
    keys = connection.execute(select(_drafts.c.key)).scalars().all()
    ends = json.dumps([key.rpartition("-")[2] for key in keys])
    parts = {part for (part,) in ask(connection, _PARTS_OF_SPAN, (*applications, ends))}
    for key in keys:
        begun, _, rest = key.partition("-")
        number, _, behind = rest.partition("-")
        first, last = mail if begun == "mail" else applications
        named = begun in {"mail", "supplement"} or (behind and begun in _JUDGED)
        of_span = named and number.isdecimal() and first <= int(number) <= last
        if of_span or key.rpartition("-")[2] in parts:
            yield key
    yield from _filters_naming(connection, _words_of_span(connection, applications))


def _words_of_span(connection: Connection, span: tuple[int, int]) -> Iterator[str]:
    """Yield the words of the people of a span that a filter kept by a name may tell of."""
    given = {"first_": span[0], "last_": span[1]}
    for row in connection.execute(_PEOPLE_OF_SPAN, given):
        yield from _long_enough(row)


def _delete_span(
    connection: Connection, table: SqlTable, column: str, span: tuple[int, int]
) -> None:
    run(connection, f'DELETE FROM "{table.name}" WHERE "{column}" BETWEEN ? AND ?', span)  # noqa: S608  names of our own


_REGISTERS = {
    LedgerKind.PURPOSES: "purposes",
    LedgerKind.PLACES: "data_places",
    LedgerKind.TRAININGS: "trainings",
}


def remove_entries(connection: Connection, kind: LedgerKind, span: tuple[int, int]) -> None:
    """Delete the inquiries or the entries of a register of a span of ids."""
    ids = range(span[0], span[1] + 1)
    if kind is LedgerKind.INQUIRIES:
        remove(connection, [kept_id_of(InquiryKey(each)) for each in ids])
    elif kind is LedgerKind.PROVISIONS:
        remove(connection, [kept_id_of_provision(each) for each in ids])
    else:
        _delete_span(connection, BaseTable.metadata.tables[_REGISTERS[kind]], "id", span)
        drafts = (f"register-{kind.value}-{each}" for each in ids)
        _delete(connection, _drafts, "key", drafts)


def renew_statistics(connection: Connection) -> None:
    """Let the planner's statistics be made anew where there are any: they copy names."""
    if connection.exec_driver_sql(_STATISTICS).scalar():
        connection.exec_driver_sql("ANALYZE")


def _delete(connection: Connection, table: SqlTable, column: str, values: Iterable[object]) -> int:
    """Delete the rows with any of the values; return how many. Each asks some thirty times."""
    statement = f'DELETE FROM "{table.name}" WHERE "{column}" = ?'  # noqa: S608  names of our own
    return sum(run(connection, statement, (value,)).rowcount for value in values)


def _draft_keys(connection: Connection, id_: int) -> list[str]:
    """Return the keys of what is being written about an application.

    They end with the id of a part of it, or name the application itself.
    """
    this = {"application_": id_}
    parts = {each for ids in _DRAFT_IDS for each in connection.execute(ids, this).scalars()}
    judged = tuple(f"{each}-{id_}-" for each in _JUDGED)
    own = f"supplement-{id_}"
    keys = connection.execute(select(_drafts.c.key)).scalars()
    return [
        key
        for key in keys
        if key == own or key.startswith(judged) or any(key.endswith(f"-{part}") for part in parts)
    ]


def _filters_naming(connection: Connection, words: Iterable[str]) -> list[str]:
    """Return the keys of the filters kept by a name that tell of somebody with these words."""
    kept = connection.execute(
        select(_drafts.c.key, _drafts.c.content).where(_drafts.c.key.startswith(FILTERS))
    ).all()
    sought = {fold for word in words for fold in folds(word)} if kept else set()
    return [
        row.key
        for row in kept
        if any(word in fold for fold in folds(f"{row.key} {row.content}") for word in sought)
    ]


def _clear_reasons(connection: Connection, token: str) -> None:
    """Clear what somebody wrote when a disposal with this application in it was sent back."""
    connection.exec_driver_sql(_CLEAR_REASONS, (token,))
