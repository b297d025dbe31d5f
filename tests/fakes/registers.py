# SPDX-License-Identifier: MIT
"""The registers in memory."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TypeVar

from desk_app.desk.errors import NotFound
from desk_app.records.registers import (
    DataPlace,
    ProvisionEntry,
    ProvisionKind,
    TrainingEntry,
    UsePurpose,
)
from desk_app.store.books.registers import folded, keys_of, line_of
from tests.fakes.state import State

Entry = TypeVar("Entry", UsePurpose, DataPlace, ProvisionEntry, TrainingEntry)


class FakeRegisters:
    """The registers (a ``desk.ports.Registers``)."""

    def __init__(self, state: State) -> None:
        self._purposes, self._places = state.purposes, state.places
        self._provisions, self._trainings = state.provisions, state.trainings

    def purposes(self) -> tuple[UsePurpose, ...]:
        return tuple(self._purposes.values())

    def purpose(self, id_: int) -> UsePurpose:
        return _one(self._purposes, id_)

    def keep_purpose(self, entry: UsePurpose) -> UsePurpose:
        return _keep(self._purposes, entry)

    def places(self) -> tuple[DataPlace, ...]:
        return tuple(self._places.values())

    def place(self, id_: int) -> DataPlace:
        return _one(self._places, id_)

    def keep_place(self, entry: DataPlace) -> DataPlace:
        return _keep(self._places, entry)

    def provisions(
        self, text: str = "", limit: int = 10_000, kinds: Collection[ProvisionKind] = ()
    ) -> tuple[ProvisionEntry, ...]:
        every = self._provisions.values()
        found = [each for each in every if each.kind in kinds or _is_found(each, text)]
        return tuple(reversed(found))[:limit]

    def count_provisions(self) -> int:
        return len(self._provisions)

    def of_person(self, names: Collection[str]) -> tuple[ProvisionEntry, ...]:
        lines = [line_of(key) for key in folded(names)]
        every = self._provisions.values()
        return tuple(each for each in every if any(line in keys_of(each) for line in lines))

    def provision(self, id_: int) -> ProvisionEntry:
        return _one(self._provisions, id_)

    def keep_provision(self, entry: ProvisionEntry) -> ProvisionEntry:
        return _keep(self._provisions, entry)

    def trainings(self) -> tuple[TrainingEntry, ...]:
        return tuple(self._trainings.values())

    def training(self, id_: int) -> TrainingEntry:
        return _one(self._trainings, id_)

    def keep_training(self, entry: TrainingEntry) -> TrainingEntry:
        return _keep(self._trainings, entry)


def _is_found(entry: ProvisionEntry, text: str) -> bool:
    plain = (entry.party, entry.party_address, entry.representative)
    written = (*plain, entry.items, entry.circumstances, entry.note, entry.country)
    keys = keys_of(entry)
    return any(text in each for each in written) or any(key in keys for key in folded([text]))


def _one(entries: dict[int, Entry], id_: int) -> Entry:
    if id_ not in entries:
        raise NotFound(place="register")
    return entries[id_]


def _keep(entries: dict[int, Entry], entry: Entry) -> Entry:
    if entry.id:
        _one(entries, entry.id)
    kept = entry if entry.id else replace(entry, id=max(entries, default=0) + 1)
    entries[kept.id] = kept
    return kept
