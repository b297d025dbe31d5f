# SPDX-License-Identifier: MIT
"""The inquiries in memory: kept whole, and what is asked of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from desk_app.desk.errors import NotFound
from desk_app.desk.rows import (
    COUNT_CAP,
    NEWEST_INQUIRY,
    NOBODY,
    Group,
    IdWindow,
    InquiryColumn,
    InquiryFilter,
    InquiryLine,
    InquiryOrder,
    InquiryPlace,
    KeptLine,
    LetterLine,
    LetterState,
    PostingLine,
)
from desk_app.records.base import ApplicationId, InquiryKey, MailItemId, UserId, kept_id_of
from desk_app.records.case.inquiries import Inquiry, InquiryKind, InquiryWork
from desk_app.rules.case import retention
from desk_app.store.books import inquiries
from desk_app.store.books.files import Versions
from desk_app.store.lists.inquiries import letter_lines, posting_lines
from desk_app.store.search import folding
from tests.fakes.state import State

NEVER = date.max


class FakeInquiries:
    """The inquiries of a unit of work (a ``desk.ports.Inquiries``)."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._versions = Versions("inquiry")

    def get(self, id_: InquiryKey) -> Inquiry:
        if id_ not in self._state.inquiries:
            raise NotFound(place="inquiry")
        inquiry = self._state.inquiries[id_]
        self._versions.read(id_, inquiry.version)
        return inquiry

    def by_number(self, number: str) -> InquiryKey | None:
        found = (each.id for each in self._state.inquiries.values() if each.number == number)
        return next(found, None)

    def posted_as(self, tracking_numbers: Collection[str]) -> tuple[InquiryKey, ...]:
        return tuple(
            each.id
            for each in self._state.inquiries.values()
            if any(sent.tracking_number in tracking_numbers for sent in each.postings)
        )

    def add(self, inquiry: Inquiry, place: InquiryPlace) -> Inquiry:
        id_ = InquiryKey(max(self._state.inquiries, default=0) + 1)
        kept = replace(inquiry, id=id_, version=1)
        self._versions.added(id_, 1)
        self._state.inquiries[id_] = kept
        self._place(kept, place)
        return kept

    def save(self, inquiry: Inquiry, place: InquiryPlace) -> None:
        before = self.get(inquiry.id)
        self._versions.check(inquiry.id, inquiry.version)
        after = replace(inquiry, version=before.version)
        if after != before:
            version = self._versions.next(inquiry.id, before.version)
            self._state.inquiries[inquiry.id] = replace(after, version=version)
        self._place(inquiry, place)

    def _place(self, inquiry: Inquiry, place: InquiryPlace) -> None:
        self._state.asked_places[inquiry.id] = place
        day = inquiry.said.received_on
        self._state.tallies[kept_id_of(inquiry.id)] = (day, place.tally)


def counted(
    state: State, today: date, people: tuple[UserId, ...] | None
) -> Iterator[tuple[Group, int, date, date | None]]:
    """The groups in which inquiries stand: how many, the first arrival, the first day due."""
    groups: dict[Group, list[tuple[date, date | None]]] = {}
    for id_, place in state.asked_places.items():
        inquiry = state.inquiries[id_]
        came = inquiry.said.received_on
        if place.leak_by is not None:
            groups.setdefault(Group.LEAK, []).append((came, place.leak_by))
        elif place.work is not InquiryWork.DONE and (
            people is None or place.carer in {*people, NOBODY}
        ):
            groups.setdefault(Group.INQUIRIES, []).append((came, place.by))
        held = retention.standing(inquiry.holds) is not None
        if place.kept_until is not None and place.kept_until < today and not held:
            groups.setdefault(Group.DISPOSAL_DUE, []).append((came, place.kept_until))
    for group, days in groups.items():
        first = min((by for _, by in days if by is not None), default=None)
        yield group, len(days), min(came for came, _ in days), first


class FakeInquiryQueries:
    """The lists of inquiries (a ``desk.rows.InquiryQueries``)."""

    def __init__(self, asked: Callable[[], State]) -> None:
        self._asked = asked

    def window(
        self, wanted: InquiryFilter, order: InquiryOrder = NEWEST_INQUIRY, limit: int = COUNT_CAP
    ) -> IdWindow:
        state = self._asked()
        ways = folding.asked(wanted.text)
        found = [
            each
            for each in state.inquiries.values()
            if (not ways or folding.found(ways, inquiries.folded(each)))
            and (wanted.among is None or each.id in wanted.among)
            and (wanted.of_people is None or state.asked_places[each.id].carer in wanted.of_people)
            and wanted.kind in {None, each.said.kind}
            and not (wanted.open_only and state.asked_places[each.id].work is InquiryWork.DONE)
            and not (wanted.leaks_only and state.asked_places[each.id].leak_by is None)
            and (wanted.since or date.min) <= each.said.received_on <= (wanted.until or date.max)
        ]
        found.sort(key=lambda each: each.id, reverse=not order.ascending)
        found.sort(key=lambda each: self._place(state, each, order), reverse=not order.ascending)
        ids = tuple(each.id for each in found)
        return IdWindow(ids[:limit], more=len(ids) > limit, count=min(len(ids), COUNT_CAP))

    def _place(self, state: State, inquiry: Inquiry, order: InquiryOrder) -> str:
        place = state.asked_places[inquiry.id]
        kinds, works = list(InquiryKind), list(InquiryWork)
        return {
            InquiryColumn.RECEIVED: inquiry.said.received_on.isoformat(),
            InquiryColumn.NUMBER: f"{inquiry.id:09}",
            InquiryColumn.NAME: inquiry.said.name,
            InquiryColumn.KIND: f"{kinds.index(inquiry.said.kind):03}",
            InquiryColumn.WORK: f"{works.index(place.work):03}",
            InquiryColumn.BY: (place.leak_by or place.by or NEVER).isoformat(),
        }[order.column]

    def lines(self, ids: Sequence[int]) -> tuple[InquiryLine, ...]:
        state = self._asked()
        known = [state.inquiries.get(InquiryKey(id_)) for id_ in ids]
        return tuple(_line(state, each) for each in known if each is not None)

    def waiting(self, limit: int = 1_000) -> tuple[InquiryLine, ...]:
        state = self._asked()
        every = [_line(state, each) for each in state.inquiries.values()]
        found = [each for each in every if each.work is not InquiryWork.DONE]
        found.sort(key=lambda each: (each.leak_by or NEVER, each.by or NEVER, each.id))
        return tuple(found[:limit])

    def of_application(self, application: ApplicationId) -> tuple[InquiryLine, ...]:
        state = self._asked()
        every = state.inquiries.values()
        return tuple(_line(state, each) for each in every if each.application == application)

    def of_mail(self, mail_item: MailItemId) -> tuple[InquiryLine, ...]:
        state = self._asked()
        every = state.inquiries.values()
        return tuple(_line(state, each) for each in every if each.mail_item == mail_item)

    def letters(self, state: LetterState, limit: int = 1_000) -> tuple[LetterLine, ...]:
        every = self._asked().inquiries.values()
        lines = (
            line
            for each in every
            for line in letter_lines(each.id, each.number, each.said.name, each.letters)
        )
        found = [line for line in lines if line.state is state]
        waits = state in {LetterState.TO_PRINT, LetterState.TO_POST}
        return tuple(found if waits else reversed(found))[:limit]

    def sent(self, first: date, last: date, limit: int = 1_000) -> tuple[PostingLine, ...]:
        found = [each for each in self._envelopes() if first <= each.posting.posted_on <= last]
        found.sort(key=lambda each: each.posting.posted_on, reverse=True)
        return tuple(found[:limit])

    def came_back(self, limit: int = 1_000) -> tuple[PostingLine, ...]:
        found = [each for each in self._envelopes() if each.posting.came_back_on is not None]
        found.sort(key=lambda each: each.posting.came_back_on or NEVER, reverse=True)
        return tuple(found[:limit])

    def posted_as(self, tracking_numbers: Collection[str]) -> tuple[PostingLine, ...]:
        lines = self._envelopes()
        return tuple(each for each in lines if each.posting.tracking_number in tracking_numbers)

    def _envelopes(self) -> list[PostingLine]:
        return [
            line
            for each in reversed(self._asked().inquiries.values())
            for line in posting_lines(
                each.id, each.number, each.said.name, each.letters, each.postings
            )
        ]

    def kept(self, today: date, *, due: bool, limit: int = 1_000) -> tuple[KeptLine, ...]:
        state = self._asked()
        found = [
            KeptLine(
                kept_id_of(each.id),
                each.number,
                each.said.name,
                (),
                place.completed_on,
                place.kept_until,
                1 if each.mail_item is not None else 0,
                len(each.letters),
                retention.standing(each.holds),
            )
            for each in state.inquiries.values()
            if (place := state.asked_places[each.id]).completed_on is not None
            and place.kept_until is not None
            and (place.kept_until < today) is due
        ]
        return tuple(sorted(found, key=lambda line: (line.kept_until, -line.id)))[:limit]


def _line(state: State, inquiry: Inquiry) -> InquiryLine:
    said, place = inquiry.said, state.asked_places[inquiry.id]
    return InquiryLine(
        inquiry.id,
        inquiry.number,
        said.received_on,
        said.channel,
        said.kind,
        said.name,
        said.service,
        said.text,
        place.work,
        place.by,
        place.leak_by,
        place.carer,
    )
