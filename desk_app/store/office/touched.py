# SPDX-License-Identifier: MIT
"""What other stations changed, as the pages of the window ask for it: kinds and ids."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desk_app.desk.context import Kind
from desk_app.desk.rows import WhatCame
from desk_app.records.base import ApplicationId, inquiry_of, is_application, provision_of
from desk_app.store.consequences import KEYS_VALUE
from desk_app.store.office.shipping import SHAPES
from desk_app.store.schema.tables import (
    ApplicationRows,
    DataPlaceRows,
    DisposalRows,
    InquiryRows,
    Letters,
    MailItems,
    ProvisionRows,
    PurposeRows,
    SettingRows,
    StampEntries,
    TrainingRows,
    Users,
    WordingRevisions,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desk_app.store.office.shipping import RowChanges, TableShape, Value

    Touched = tuple[str, int | str]


_OF_TABLES: dict[str, Kind] = {
    ApplicationRows.__tablename__: Kind.APPLICATION,
    MailItems.__tablename__: Kind.MAIL_ITEM,
    Letters.__tablename__: Kind.LETTER,
    InquiryRows.__tablename__: Kind.INQUIRY,
    DisposalRows.__tablename__: Kind.DISPOSAL,
    Users.__tablename__: Kind.USER,
    WordingRevisions.__tablename__: Kind.WORDING,
    StampEntries.__tablename__: Kind.STAMPS,
    ProvisionRows.__tablename__: Kind.REGISTER,
    PurposeRows.__tablename__: Kind.REGISTER,
    DataPlaceRows.__tablename__: Kind.REGISTER,
    TrainingRows.__tablename__: Kind.REGISTER,
}
"""The tables whose rows are shown by the key that they have."""

_OF_OTHERS = {"application": Kind.APPLICATION, "mail_item": Kind.MAIL_ITEM}
"""The columns by which a row belongs to what is shown."""

_OF_VALUES = {
    "profile": (Kind.PROFILE,),
    "rulebook": (Kind.RULEBOOK,),
    KEYS_VALUE: (Kind.USER, Kind.SHEET),
}
"""What the values of a desk say whose names begin so."""

_SETTINGS = SettingRows.__tablename__


@dataclass(slots=True)
class CameNotes:
    """Notes what came of other stations until somebody asks for it."""

    _touched: set[Touched] = field(default_factory=set)
    _entries: list[int] = field(default_factory=list)

    def note(self, changes: RowChanges) -> None:
        """Note what one unit changed."""
        for name, shape in SHAPES.items():
            for row in changes.rows.get(name, ()):
                self._touched.update(_of_row(shape, row))
            for key in changes.gone.get(name, ()):
                self._touched.update(_of_row(shape, key))

    def note_entries(self, after: int, up_to: int) -> None:
        """Note the entries of the journal that came; only the newest are told."""
        self._entries.extend(range(max(after, up_to - MOST_ENTRIES) + 1, up_to + 1))
        del self._entries[:-MOST_ENTRIES]

    def take(self) -> WhatCame:
        """Return what came since this was asked last."""
        came = WhatCame(frozenset(self._touched), tuple(self._entries))
        self._touched, self._entries = set(), []
        return came


MOST_ENTRIES = 200
"""So many entries that came are told one by one: nobody reads more."""


def _of_row(shape: TableShape, row: Sequence[Value]) -> Iterator[Touched]:
    """Yield what a row, or the key of one that went, changes on the pages."""
    if shape.name == _SETTINGS:
        name = str(row[0])
        begun = (kinds for begin, kinds in _OF_VALUES.items() if name.startswith(begin))
        yield from ((kind.value, "") for kinds in begun for kind in kinds)
        return
    kind = _OF_TABLES.get(shape.name)
    own = row[len(shape.key) - 1]
    if kind is not None and isinstance(own, (int, str)):
        yield kind.value, own
    for column, other in _OF_OTHERS.items():
        place = shape.columns.index(column) if column in shape.columns else len(row)
        said = row[place] if place < len(row) else None
        if isinstance(said, int):
            yield _kept(said) if other is Kind.APPLICATION else (other.value, said)


def _kept(id_: int) -> Touched:
    """Return what is kept under the id of an application, an inquiry or a record of provision."""
    kept = ApplicationId(id_)
    if is_application(kept):
        return Kind.APPLICATION.value, id_
    inquiry = inquiry_of(kept)
    if inquiry is not None:
        return Kind.INQUIRY.value, inquiry
    return Kind.REGISTER.value, provision_of(kept) or 0
