# SPDX-License-Identifier: MIT
"""The words that tell who a person is, read before their rows go: what a search looks for after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from desk_app.store.desk_tables import SearchRows, WorkRows
from desk_app.store.history_tables import DepartmentInquiries, Postings
from desk_app.store.tables import Applications, Corrections, Enclosures, MailItems

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import FromClause, Select
    from sqlalchemy.engine import Connection

LEAST_BYTES = 6
"""A shorter word (one kanji, two letters) stands on some page by chance and proves nothing."""

_THIS: Any = bindparam("application_")
_applications: Any = Applications.__table__
_work: Any = WorkRows.__table__
_texts: Any = SearchRows.__table__
_mail: Any = MailItems.__table__


def _of(table: FromClause, *names: str) -> Select[*tuple[Any, ...]]:
    owner = table.c.id if table is _applications else table.c.application
    return select(*(table.c[name] for name in names)).where(owner == _THIS)


_QUESTIONS = (
    _of(
        _applications,
        *("name", "kana", "former_name", "address", "registered_address", "phone", "email"),
        *("member_number", "proxy_name", "proxy_kana", "proxy_address", "proxy_phone"),
    ),
    _of(Corrections.__table__, "old", "new"),
    _of(Enclosures.__table__, "name", "address", "former_names", "former_addresses"),
    _of(DepartmentInquiries.__table__, "records"),
    _of(Postings.__table__, "tracking_number"),
    select(_texts.c.names, _texts.c.addresses)
    .join(_work, _work.c.search_key == _texts.c.key)
    .where(_work.c.application == _THIS),
)
_SENDERS = select(_mail.c.sender, _mail.c.tracking_number).where(
    _mail.c.id.in_(bindparam("ids", expanding=True))
)
_OF_RECORD = ("name", "former_name", "address", "member_number", "email")


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
    words = (word for value in values for word in _words(value))
    return frozenset(word for word in words if len(word.encode()) >= LEAST_BYTES)


def _words(value: object) -> Iterable[str]:
    if isinstance(value, str):
        return value.splitlines()
    if isinstance(value, tuple):
        return (word for each in value for word in _words(each))
    return (str(getattr(value, name)) for name in _OF_RECORD if hasattr(value, name))
