# SPDX-License-Identifier: MIT
"""What each application adds to the figures, in memory, and what is asked of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date

from desk_app.records.base import ApplicationId, InquiryKey, UserId, kept_id_of
from desk_app.records.books.figures import Figure, MonthCount, SlowReply, Tally
from desk_app.records.case.findings import LedgerStanding, Work
from desk_app.records.case.inquiries import InquiryWork
from desk_app.rules.case import sharing
from desk_app.rules.figures import waited_of
from desk_app.rules.registers import registers
from tests.fakes.state import State


class FakeTallies:
    """The tallies of a unit of work (a ``desk.ports.Tallies``)."""

    def __init__(self, state: State) -> None:
        self._state = state

    def _every(self) -> list[ApplicationId]:
        state = self._state
        ids = {*state.files, *map(kept_id_of, state.inquiries)}
        return sorted(ids - state.tallies.keys())

    def missing(self, after: int | None, limit: int) -> tuple[ApplicationId, ...]:
        return tuple(id_ for id_ in self._every() if after is None or id_ > after)[:limit]

    def count_missing(self) -> int:
        return len(self._every())

    def keep(self, id_: ApplicationId, received_on: date, tally: Tally) -> None:
        self._state.tallies[id_] = (received_on, tally)

    def complete(self) -> None:
        """Do nothing: what is missing is looked for each time."""

    def standings(self, ids: Sequence[ApplicationId]) -> Mapping[ApplicationId, LedgerStanding]:
        kept = self._state.standings
        return {id_: kept[id_] for id_ in ids if id_ in kept}

    def keep_standing(self, id_: ApplicationId, standing: LedgerStanding) -> None:
        self._state.standings[id_] = standing


class FakeFigureQueries:
    """What the figures ask (a ``desk.rows.FigureQueries``)."""

    def __init__(self, read: Callable[[], State]) -> None:
        self._read = read

    def counted(self, first: date, last: date) -> tuple[MonthCount, ...]:
        found: Counter[tuple[str, str, str]] = Counter()
        for day, tally in self._read().tallies.values():
            for figure, code, count in tally if first <= day <= last else ():
                found[f"{day:%Y-%m}", figure.value, code] += count
        return tuple(
            MonthCount(month, Figure(figure), code, count)
            for (month, figure, code), count in sorted(found.items())
        )

    def slowest(self, first: date, last: date, most: int) -> tuple[SlowReply, ...]:
        state = self._read()
        found = [
            SlowReply(id_, state.files[id_].application.receipt_number, int(code), waited_of(tally))
            for id_, (day, tally) in sorted(state.tallies.items())
            for figure, code, _ in tally
            if figure is Figure.DAYS and first <= day <= last
        ]
        return tuple(sorted(found, key=lambda each: -each.days)[:most])

    def members(
        self, first: date, last: date, figure: Figure, codes: Collection[str]
    ) -> tuple[ApplicationId, ...]:
        return tuple(
            id_
            for id_, (day, tally) in sorted(self._read().tallies.items())
            if first <= day <= last and any(of is figure and code in codes for of, code, _ in tally)
        )

    def open_now(self, today: date) -> Mapping[tuple[Work, date], int]:
        return Counter((work, day) for _, work, day in self._open(today))

    def open_ids(
        self, today: date, work: Work, first: date, last: date
    ) -> tuple[ApplicationId, ...]:
        found = self._open(today)
        return tuple(id_ for id_, of, day in found if of is work and first <= day <= last)

    def _open(self, today: date) -> list[tuple[ApplicationId, Work, date]]:
        state = self._read()
        found: list[tuple[ApplicationId, Work, date]] = []
        for id_, index in sorted(state.index.items()):
            turned = index.then_work is not None and (index.turns_on or date.max) <= today
            work = index.then_work if turned else index.work
            if work is not None and work is not Work.DONE:
                found.append((id_, work, state.files[id_].application.received_on))
        return found

    def open_by_carer(self, today: date) -> Mapping[tuple[UserId, date], int]:
        return Counter((self._carer(id_), day) for id_, _, day in self._open(today))

    def open_of(
        self, today: date, carer: UserId, first: date, last: date
    ) -> tuple[ApplicationId, ...]:
        found = [(id_, day) for id_, _, day in self._open(today) if self._carer(id_) == carer]
        return tuple(id_ for id_, day in found if first <= day <= last)

    def _carer(self, id_: ApplicationId) -> UserId:
        state = self._read()
        logged_by = state.files[id_].application.logged_by
        return sharing.carer(logged_by, state.cares.get(id_, ())) or UserId("")

    def inquiries_by_carer(self) -> Mapping[tuple[UserId, date], int]:
        return Counter((carer, day) for _, carer, day in self._asked_of())

    def inquiries_of(self, carer: UserId, first: date, last: date) -> tuple[ApplicationId, ...]:
        return tuple(
            kept_id_of(id_)
            for id_, of, day in self._asked_of()
            if of == carer and first <= day <= last
        )

    def _asked_of(self) -> list[tuple[InquiryKey, UserId, date]]:
        state = self._read()
        return [
            (id_, place.carer, state.inquiries[id_].said.received_on)
            for id_, place in sorted(state.asked_places.items())
            if place.work is not InquiryWork.DONE
        ]

    def kept_until(self, last: date) -> Mapping[date, int]:
        return Counter(day for _, day in self._kept() if day <= last)

    def kept_ids(self, first: date, last: date) -> tuple[ApplicationId, ...]:
        return tuple(id_ for id_, day in self._kept() if first <= day <= last)

    def _kept(self) -> list[tuple[ApplicationId, date]]:
        state = self._read()
        every = state.index.items()
        found = [(id_, each.kept.kept_until) for id_, each in every if each.kept is not None]
        places = state.asked_places.items()
        found += [(kept_id_of(id_), each.kept_until) for id_, each in places if each.kept_until]
        rows = filter(None, map(registers.retained, state.provisions.values()))
        found += [(ApplicationId(each.application), each.kept_until) for each in rows]
        return sorted(found, key=lambda each: (each[1], each[0]))

    def open_inquiries(self) -> Mapping[tuple[InquiryWork, date], int]:
        return Counter((work, day) for _, work, day in self._open_inquiries())

    def open_inquiry_ids(
        self, work: InquiryWork, first: date, last: date
    ) -> tuple[ApplicationId, ...]:
        found = self._open_inquiries()
        return tuple(id_ for id_, of, day in found if of is work and first <= day <= last)

    def _open_inquiries(self) -> list[tuple[ApplicationId, InquiryWork, date]]:
        state = self._read()
        return [
            (kept_id_of(id_), place.work, state.inquiries[id_].said.received_on)
            for id_, place in sorted(state.asked_places.items())
            if place.work is not InquiryWork.DONE
        ]
