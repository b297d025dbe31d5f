# SPDX-License-Identifier: MIT
"""The registers in their tables: purposes of use, where data lie, provision, trainings."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import (
    Text,
    bindparam,
    func,
    insert,
    or_,
    select,
    type_coerce,
    update,
)

from desk_app.desk.errors import NotFound
from desk_app.records.registers import DataPlace, ProvisionEntry, TrainingEntry, UsePurpose
from desk_app.rules.names import names
from desk_app.store.schema.engine import Selection
from desk_app.store.schema.tables import DataPlaceRows, ProvisionRows, PurposeRows, TrainingRows

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sqlalchemy import Table
    from sqlalchemy.engine import Connection

    from desk_app.records.registers import ProvisionKind


Entry = TypeVar("Entry", UsePurpose, DataPlace, ProvisionEntry, TrainingEntry)

_purposes = PurposeRows.__table__
_places = DataPlaceRows.__table__
_provisions = ProvisionRows.__table__
_trainings = TrainingRows.__table__

_NAMES = {
    record: tuple(each.name for each in fields(record))
    for record in (UsePurpose, DataPlace, ProvisionEntry, TrainingEntry)
}
_OF_ALL = select(*(_provisions.c[name] for name in _NAMES[ProvisionEntry]))
_NEWEST = _OF_ALL.order_by(_provisions.c.id.desc()).limit(bindparam("most"))
_ANY = Selection(_NEWEST)
_TEXT, _KEY, _KIND = "text", "key", "kind"
_FOUND_IN = (
    *("party", "party_address", "representative", "country"),
    *("items", "circumstances", "note"),
)
_END = "\n"


def keys_of(entry: ProvisionEntry) -> str:
    """Return what a row's person is found by: folded names and number, each between line ends."""
    texts = (entry.person, entry.kana, entry.person_number)
    keys = dict.fromkeys(key for text in texts if text for key in names.folds(text))
    return _END + "".join(key + _END for key in keys if key) if any(keys) else ""


def line_of(key: str) -> str:
    """Return a key as it stands in the keys of a row."""
    return f"{_END}{key}{_END}"


class SqlRegisters:
    """The registers in one unit of work (a ``desk.ports.Registers``)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def purposes(self) -> tuple[UsePurpose, ...]:
        """Return the purposes of use as they were entered."""
        return self._all(_purposes, UsePurpose)

    def purpose(self, id_: int) -> UsePurpose:
        """Return a purpose; raises NotFound."""
        return self._one(_purposes, UsePurpose, id_)

    def keep_purpose(self, entry: UsePurpose) -> UsePurpose:
        """Keep a purpose, new or changed; raises NotFound."""
        return self._keep(_purposes, entry)

    def places(self) -> tuple[DataPlace, ...]:
        """Return where data lie, as it was entered."""
        return self._all(_places, DataPlace)

    def place(self, id_: int) -> DataPlace:
        """Return an entry of where data lie; raises NotFound."""
        return self._one(_places, DataPlace, id_)

    def keep_place(self, entry: DataPlace) -> DataPlace:
        """Keep an entry of where data lie, new or changed; raises NotFound."""
        return self._keep(_places, entry)

    def provisions(
        self, text: str = "", limit: int = 10_000, kinds: Collection[ProvisionKind] = ()
    ) -> tuple[ProvisionEntry, ...]:
        """Return the newest rows in which a text is found, or of a kind, the newest first."""
        if not text:
            found = _ANY.given(self._connection, {"most": limit})
        else:
            keys = _numbered(_KEY, filter(None, names.folds(text)))
            words = _numbered(_KIND, (each.value for each in kinds))
            values = {"most": limit, _TEXT: text, **keys, **words}
            found = _search(len(keys), len(words)).given(self._connection, values)
        return tuple([ProvisionEntry(*row) for row in found])

    def count_provisions(self) -> int:
        """Return how many rows of provision there are."""
        counted = select(func.count()).select_from(_provisions)
        found: int = self._connection.execute(counted).scalar_one()
        return found

    def of_person(self, names: Collection[str]) -> tuple[ProvisionEntry, ...]:
        """Return the rows about somebody of one of these names or readings, the oldest first."""
        keys = folded(names)
        if not keys:
            return ()
        any_of = or_(*(func.instr(_provisions.c.folded, line_of(key)) > 0 for key in keys))
        found = self._connection.execute(_OF_ALL.where(any_of).order_by(_provisions.c.id))
        return tuple(ProvisionEntry(*row) for row in found)

    def provision(self, id_: int) -> ProvisionEntry:
        """Return a row of provision; raises NotFound."""
        return self._one(_provisions, ProvisionEntry, id_)

    def keep_provision(self, entry: ProvisionEntry) -> ProvisionEntry:
        """Keep a row of provision, new or changed; raises NotFound."""
        return self._keep(_provisions, entry, folded=keys_of(entry))

    def trainings(self) -> tuple[TrainingEntry, ...]:
        """Return the trainings that were held, as they were entered."""
        return self._all(_trainings, TrainingEntry)

    def training(self, id_: int) -> TrainingEntry:
        """Return a training; raises NotFound."""
        return self._one(_trainings, TrainingEntry, id_)

    def keep_training(self, entry: TrainingEntry) -> TrainingEntry:
        """Keep a training, new or changed; raises NotFound."""
        return self._keep(_trainings, entry)

    def _all(self, table: Table, record: type[Entry]) -> tuple[Entry, ...]:
        columns = (table.c[name] for name in _NAMES[record])
        found = self._connection.execute(select(*columns).order_by(table.c.id))
        return tuple(record(*row) for row in found)

    def _one(self, table: Table, record: type[Entry], id_: int) -> Entry:
        columns = (table.c[name] for name in _NAMES[record])
        asked = select(*columns).where(table.c.id == bindparam("id_"))
        row = self._connection.execute(asked, {"id_": id_}).one_or_none()
        if row is None:
            raise NotFound(place="register")
        return record(*row)

    def _keep(self, table: Table, entry: Entry, **more: str) -> Entry:
        values = {name: getattr(entry, name) for name in _NAMES[type(entry)] if name != "id"} | more
        if not entry.id:
            made = self._connection.execute(insert(table), values).inserted_primary_key
            (id_,) = made or (0,)
            return replace(entry, id=id_)
        changed = update(table).where(table.c.id == bindparam("id_")).values(**values)
        if not self._connection.execute(changed, {"id_": entry.id}).rowcount:
            raise NotFound(place="register")
        return entry


def _numbered(name: str, values: Iterable[str]) -> dict[str, str]:
    return {f"{name}{number}": value for number, value in enumerate(values)}


@cache
def _search(keys: int, kinds: int) -> Selection:
    """Return what finds a text, so many ways to fold it, or kinds: each is written down once."""
    plain = (func.instr(_provisions.c[name], bindparam(_TEXT)) > 0 for name in _FOUND_IN)
    folds = (
        func.instr(_provisions.c.folded, bindparam(f"{_KEY}{number}")) > 0 for number in range(keys)
    )
    of_kind = (
        type_coerce(_provisions.c.kind, Text) == bindparam(f"{_KIND}{number}")
        for number in range(kinds)
    )
    return Selection(_NEWEST.where(or_(*plain, *folds, *of_kind)))


def folded(texts: Collection[str]) -> tuple[str, ...]:
    """Return every key under which names are found, each once."""
    return tuple(dict.fromkeys(key for text in texts for key in names.folds(text) if key))
