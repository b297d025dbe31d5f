# SPDX-License-Identifier: MIT
"""The stamp book in memory: its entries, its balance, and what is asked of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from desk_app.desk.errors import NotFound
from desk_app.desk.rows import StampFilter, StampLine
from desk_app.records.base import ApplicationId, PostingId
from desk_app.records.case.stamps import Movement, StampBalance, StampEntry
from desk_app.store.books.stamps import moved
from tests.fakes.state import State


class FakeStamps:
    """The stamp book (a ``desk.ports.Stamps``)."""

    def __init__(self, state: State) -> None:
        self._entries = state.stamps
        self._balances = state.balances

    def balances(self) -> tuple[StampBalance, ...]:
        return _shown(self._balances.values())

    def get(self, id_: int) -> StampEntry:
        if id_ not in self._entries:
            raise NotFound(place="entry")
        return self._entries[id_]

    def of_posting(self, id_: PostingId) -> tuple[StampEntry, ...]:
        return tuple(each for each in self._entries.values() if each.posting == id_)

    def of_application(self, id_: ApplicationId) -> tuple[StampEntry, ...]:
        return tuple(each for each in self._entries.values() if each.application == id_)

    def is_taken_back(self, id_: int) -> bool:
        return any(each.takes_back == id_ for each in self._entries.values())

    def add(self, entry: StampEntry) -> StampEntry:
        after = [moved(self._balances.get(each.value), each) for each in entry.moves]
        self._balances.update({each.value: each for each in after})
        kept = replace(entry, id=max(self._entries, default=0) + 1)
        self._entries[kept.id] = kept
        return kept


class FakeStampQueries:
    """What is asked of the stamp book (a ``desk.rows.StampQueries``)."""

    def __init__(self, asked: Callable[[], State]) -> None:
        self._asked = asked

    def balances(self) -> tuple[StampBalance, ...]:
        return _shown(self._asked().balances.values())

    def balances_before(self, day: date) -> tuple[StampBalance, ...]:
        return _summed(each for each in self._asked().stamps.values() if each.on < day)

    def lines(self, wanted: StampFilter, limit: int = 1_000) -> tuple[StampLine, ...]:
        state = self._asked()
        every = sorted(state.stamps.values(), key=lambda each: (each.on, each.id))
        balance, found = 0, []
        for entry in every:
            balance += entry.worth
            name = ""
            if entry.application is not None:
                name = state.files[entry.application].application.principal.name
            if _matches(entry, name, wanted):
                found.append(StampLine(entry, name, balance))
        return tuple(reversed(found))[:limit]

    def last_count(self) -> StampEntry | None:
        counts = [e for e in self._asked().stamps.values() if e.movement is Movement.COUNTED]
        return counts[-1] if counts else None


def freed(state: State, id_: ApplicationId) -> None:
    """Let the entries of an application stand without it."""
    for number, entry in state.stamps.items():
        if entry.application == id_ or entry.mail_item not in {None, *state.mail}:
            state.stamps[number] = replace(entry, application=None, mail_item=None, note="")


def _matches(entry: StampEntry, name: str, wanted: StampFilter) -> bool:
    texts = (entry.receipt_number, entry.reference, entry.note, name)
    return (
        (wanted.first is None or entry.on >= wanted.first)
        and (wanted.last is None or entry.on <= wanted.last)
        and (wanted.value is None or any(m.value == wanted.value for m in entry.moves))
        and (not wanted.text or any(wanted.text in each for each in texts))
    )


def _summed(entries: Iterable[StampEntry]) -> tuple[StampBalance, ...]:
    found: dict[int, StampBalance] = {}
    for entry in entries:
        for move in entry.moves:
            held, owned = 0, 0
            if move.value in found:
                held, owned = found[move.value].held, found[move.value].owned
            found[move.value] = StampBalance(move.value, held + move.held, owned + move.owned)
    return _shown(found.values())


def _shown(balances: Iterable[StampBalance]) -> tuple[StampBalance, ...]:
    there = (each for each in balances if each.held or each.owned)
    return tuple(sorted(there, key=lambda each: -each.value))
