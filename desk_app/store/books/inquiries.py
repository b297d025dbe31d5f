# SPDX-License-Identifier: MIT
"""Inquiries and complaints in their table: each read and written whole (I1)."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, text, update

from desk_app.desk.errors import NotFound
from desk_app.desk.rows import InquiryPlace
from desk_app.records.base import InquiryKey, kept_id_of
from desk_app.records.case.inquiries import Inquiry, InquirySaid
from desk_app.store.books.files import Versions
from desk_app.store.lists.inquiries import BEARS_NUMBER
from desk_app.store.schema.engine import Insertion
from desk_app.store.schema.tables import InquiryRows
from desk_app.store.search import folding, tallies

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy.engine import Connection, RowMapping

_rows = InquiryRows.__table__
_ONE = select(_rows).where(_rows.c.id == bindparam("id_"))
_BY_NUMBER = select(_rows.c.id).where(_rows.c.number == bindparam("number"))
_POSTED_AS = (
    select(_rows.c.id).where(text("posted_last IS NOT NULL"), BEARS_NUMBER).order_by(_rows.c.id)
)
_NEW = Insertion(InquiryRows, filled_in=("id",))
_UPDATE = update(_rows).where(_rows.c.id == bindparam("id_"))
_SAID = tuple(field.name for field in fields(InquirySaid))
_PLACE = tuple(field.name for field in fields(InquiryPlace) if field.name != "tally")
_RENAMED = {"application": "carried_into"}
_OWN = {
    field.name: _RENAMED.get(field.name, field.name)
    for field in fields(Inquiry)
    if field.name not in {"id", "said"}
}


class SqlInquiries:
    """The inquiries in one unit of work (a ``desk.ports.Inquiries``)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._versions = Versions("inquiry")

    def get(self, id_: InquiryKey) -> Inquiry:
        """Return an inquiry; raises NotFound."""
        row = self._connection.execute(_ONE, {"id_": id_}).mappings().one_or_none()
        if row is None:
            raise NotFound(place="inquiry")
        inquiry = _from_row(row)
        self._versions.read(id_, inquiry.version)
        return inquiry

    def by_number(self, number: str) -> InquiryKey | None:
        """Return the id of a number."""
        id_ = self._connection.execute(_BY_NUMBER, {"number": number}).scalar()
        return None if id_ is None else InquiryKey(id_)

    def posted_as(self, tracking_numbers: Collection[str]) -> tuple[InquiryKey, ...]:
        """Return the inquiries with an envelope that bears one of these tracking numbers."""
        given = {"numbers": json.dumps(sorted(tracking_numbers))}
        return tuple(map(InquiryKey, self._connection.execute(_POSTED_AS, given).scalars()))

    def add(self, inquiry: Inquiry, place: InquiryPlace) -> Inquiry:
        """Keep a new inquiry and return it with its id (version 1)."""
        inquiry = replace(inquiry, version=1)
        id_ = _NEW.one(self._connection, _to_row(inquiry, place))
        self._versions.added(id_, 1)
        kept = replace(inquiry, id=InquiryKey(id_))
        self._tally(kept, place)
        return kept

    def save(self, inquiry: Inquiry, place: InquiryPlace) -> None:
        """Keep a changed inquiry and its place; raises StaleEdit when its version has moved on."""
        row = self._connection.execute(_ONE, {"id_": inquiry.id}).mappings().one_or_none()
        if row is None:
            raise NotFound(place="inquiry")
        before = _from_row(row)
        self._versions.check(inquiry.id, inquiry.version)
        after = replace(inquiry, version=before.version)
        if after != before:
            after = replace(after, version=self._versions.next(inquiry.id, before.version))
        new = _to_row(after, place)
        changed = {name: value for name, value in new.items() if value != row[name]}
        if changed:
            self._connection.execute(_UPDATE.values(**changed), {"id_": inquiry.id})
        self._tally(inquiry, place)

    def _tally(self, inquiry: Inquiry, place: InquiryPlace) -> None:
        kept_id = kept_id_of(inquiry.id)
        tallies.keep(self._connection, kept_id, inquiry.said.received_on, place.tally)


def folded(inquiry: Inquiry) -> folding.Folded:
    """Return what an inquiry is found by: who it was, its number, and the words that were said."""
    said = inquiry.said
    person = (said.name, said.kana, *said.text.splitlines(), said.service, said.email)
    return folding.fold_texts(
        (*person, *said.attachments.splitlines(), inquiry.own_number),
        (said.address,),
        (inquiry.number, inquiry.own_number, said.phone, said.postal_code),
    )


def _to_row(inquiry: Inquiry, place: InquiryPlace) -> dict[str, object]:
    found = folded(inquiry)
    return {
        **{name: getattr(inquiry.said, name) for name in _SAID},
        **{column: getattr(inquiry, name) for name, column in _OWN.items()},
        **{name: getattr(place, name) for name in _PLACE},
        "found_names": found.names,
        "found_addresses": found.addresses,
        "found_numbers": found.numbers,
    }


def _from_row(row: RowMapping) -> Inquiry:
    return Inquiry(
        id=InquiryKey(row["id"]),
        said=InquirySaid(**{name: row[name] for name in _SAID}),
        **{name: row[column] for name, column in _OWN.items()},
    )
