# SPDX-License-Identifier: MIT
"""The lists of a store in memory, worked out anew for each question."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from desk_app.desk.rows import (
    COUNT_CAP,
    NEWEST_MAIL,
    NOBODY,
    ApplicationColumn,
    ApplicationLine,
    Filter,
    FirstDays,
    Group,
    IdWindow,
    KeptLine,
    KnownPerson,
    LetterColumn,
    LetterLine,
    LetterOrder,
    LetterState,
    ListOrder,
    MailColumn,
    MailLine,
    MailOrder,
    PersonQuery,
    PrintedLine,
    ReturnLine,
)
from desk_app.records.base import ApplicationId, UserId
from desk_app.records.case.application import Application
from desk_app.records.case.findings import Work
from desk_app.records.case.history import ApplicationFile, Letter
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.mail import MailItem, MailKind, Matter
from desk_app.rules.case import retention, sharing
from desk_app.rules.case.retention import Retained
from desk_app.rules.names import names
from desk_app.rules.registers import registers as registered
from desk_app.rules.work_codes import What, Why
from desk_app.rules.writing import characters
from desk_app.store.books.inquiries import folded as folded_inquiry
from desk_app.store.lists.queries import PersonSought
from desk_app.store.search import folding
from tests.fakes.inquiries import counted as inquiries_counted
from tests.fakes.state import State

WORDS = list(Work)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an application stands on a day."""

    work: Work
    what: str
    why: str
    by: date | None


class FakeQueries:
    """What the lists ask (a ``desk.rows.Queries``)."""

    def __init__(self, state: Callable[[], State]) -> None:
        self._read = state

    def counts(
        self, today: date, of_people: tuple[UserId, ...] | None = None
    ) -> Mapping[Group, int]:
        found = dict.fromkeys(Group, 0)
        found[Group.TO_LOG] = self.mail_window(open_only=True).count
        for id_ in self._listed():
            work = self._place(id_, today).work
            if work is not Work.DONE and not self._is_of(id_, of_people):
                continue
            if work is not Work.DONE:
                found[Group(work.value)] += 1
            elif self._place(id_, today).what == What.DISPOSE:
                found[Group.DISPOSAL_DUE] += 1
        for group, count, _, _ in inquiries_counted(self._read(), today, of_people):
            found[group] += count
        found[Group.DISPOSAL_DUE] += len(self._provisions_due(today))
        return found

    def _provisions_due(self, today: date) -> list[Retained]:
        kept = (registered.retained(each) for each in self._read().provisions.values())
        return [each for each in kept if each and each.kept_until < today and each.hold is None]

    def first_days(
        self, today: date, of_people: tuple[UserId, ...] | None = None
    ) -> Mapping[Group, FirstDays]:
        arrived = [item.arrived_on for item in self._read().mail.values() if not item.handled]
        waiting: dict[Group, list[tuple[date, date | None, bool]]] = {}
        if arrived:
            waiting[Group.TO_LOG] = [(min(arrived), None, False)]
        for id_ in self._listed():
            place = self._place(id_, today)
            due = Group.DISPOSAL_DUE if place.what == What.DISPOSE else None
            group = due if place.work is Work.DONE else Group(place.work.value)
            if group is not None and (group is due or self._is_of(id_, of_people)):
                received = self._application(id_).received_on
                both = place.why == Why.BOTH_AWAITED
                waiting.setdefault(group, []).append((received, place.by, both))
        for group, _, received, by in inquiries_counted(self._read(), today, of_people):
            waiting.setdefault(group, []).append((received, by, False))
        for each in self._provisions_due(today):
            due_day = (each.completed_on, each.kept_until, False)
            waiting.setdefault(Group.DISPOSAL_DUE, []).append(due_day)
        return {
            group: FirstDays(
                min(first for first, _, _ in days),
                min((by for _, by, _ in days if by is not None), default=None),
                sum(both for _, _, both in days),
            )
            for group, days in waiting.items()
        }

    def window(
        self, wanted: Filter, order: ListOrder, today: date, limit: int = 10_000
    ) -> IdWindow:
        ways = folding.asked(wanted.text)
        ids = [
            id_
            for id_ in self._listed()
            if self._fits(wanted, self._place(id_, today))
            and (wanted.among is None or id_ in wanted.among)
            and self._is_of(id_, wanted.of_people)
            and (not ways or folding.found(ways, folding.fold(self._application(id_))))
        ]
        ids.sort(key=lambda id_: self._key(id_, order, today), reverse=not order.ascending)
        return _window(ids, limit)

    def beginning(
        self, wanted: Filter, order: ListOrder, today: date, limit: int = 100
    ) -> IdWindow:
        whole = self.window(wanted, order, today)
        sorted_ = bool(wanted.text.strip()) and order != ListOrder()
        if wanted != Filter(wanted.text) or sorted_ or len(whole.ids) <= limit:
            return whole
        return IdWindow(whole.ids[:limit], more=True, count=limit)

    def lines(self, ids: Sequence[int], today: date) -> tuple[ApplicationLine, ...]:
        known = self._listed()
        return tuple(self._line(ApplicationId(id_), today) for id_ in ids if id_ in known)

    def under_other_rules(self, version: str) -> tuple[ApplicationId, ...]:
        state = self._read()
        return tuple(
            id_
            for id_ in sorted(state.files)
            if state.index[id_].work is not Work.DONE
            and state.files[id_].application.rulebook_version != version
        )

    def departments(self, limit: int = 20) -> tuple[str, ...]:
        files = self._read().files
        asked = (each.department for id_ in sorted(files) for each in files[id_].inquiries)
        return tuple(dict.fromkeys(reversed(tuple(asked))))[:limit]

    def mail_window(
        self,
        *,
        open_only: bool,
        limit: int = 10_000,
        text: str = "",
        order: MailOrder = NEWEST_MAIL,
    ) -> IdWindow:
        ways = folding.asked(text)
        items = [
            item
            for item in self._read().mail.values()
            if not (open_only and item.handled) and (not ways or self._finds(ways, item))
        ]
        items.sort(
            key=lambda item: (_mail_key(item, order.column), item.id), reverse=not order.ascending
        )
        return _window([item.id for item in items], limit)

    def _finds(self, ways: tuple[tuple[folding.FoldedWord, ...], ...], item: MailItem) -> bool:
        tracking = item.tracking_number.replace("-", "")
        own = folding.Folded("\n".join(names.folds(item.sender)), "", tracking)
        inside = [
            file.application
            for id_, file in self._read().files.items()
            if item.id == file.application.mail_item or item.concerns == id_
        ]
        asked = [
            folded_inquiry(each)
            for each in self._read().inquiries.values()
            if item.id in {each.mail_item, *(entry.mail_item for entry in each.course)}
        ]
        every = (own, *map(folding.fold, inside), *asked)
        return any(folding.found(ways, each) for each in every)

    def mail_lines(self, ids: Sequence[int]) -> tuple[MailLine, ...]:
        state = self._read()
        items: dict[int, MailItem] = {int(id_): item for id_, item in state.mail.items()}
        return tuple(
            MailLine(
                id=item.id,
                arrived_on=item.arrived_on,
                kind=item.kind,
                matter=item.matter,
                tracking_number=item.tracking_number,
                red_marking=item.red_marking,
                sender=item.sender,
                numbers=self._numbers(item.id, item.concerns),
                handled=item.handled,
            )
            for item in (items[id_] for id_ in ids if id_ in items)
        )

    def letters(
        self, state: LetterState | None, limit: int = 1_000, order: LetterOrder | None = None
    ) -> tuple[LetterLine, ...]:
        wanted = order or LetterOrder(ascending=state is not None)
        found = [
            (letter.issued_at, id_, place, _letter_line(self._read(), file, letter))
            for id_, file in self._read().files.items()
            for place, letter in enumerate(file.letters)
        ]
        found.sort(
            key=lambda each: (_letter_key(each[3], wanted.column), *each[:3]),
            reverse=not wanted.ascending,
        )
        lines = [line for *_, line in found if state in {None, line.state}]
        return tuple(lines[:limit])

    def letters_of(self, application: ApplicationId) -> tuple[LetterLine, ...]:
        file = self._read().files.get(application)
        if file is None:
            return ()
        return tuple(_letter_line(self._read(), file, each) for each in file.letters)

    def printed(self, limit: int = 200) -> tuple[PrintedLine, ...]:
        found = [
            (letter.printed_at, id_, place, file, letter)
            for id_, file in self._read().files.items()
            for place, letter in enumerate(file.letters)
            if letter.printed_at is not None
        ]
        found.sort(key=lambda each: each[:3], reverse=True)
        return tuple(
            PrintedLine(_letter_line(self._read(), file, of), at, of.prints)
            for at, *_, file, of in found[:limit]
        )

    def returns(self) -> tuple[ReturnLine, ...]:
        return tuple(
            ReturnLine(
                id=thing.id,
                mail_item=item.id,
                application=thing.application,
                receipt_number=self._number(thing.application),
                kind=thing.kind,
                amount=thing.amount,
                pieces=thing.pieces,
                note=thing.note,
            )
            for _, item in sorted(self._read().mail.items())
            for thing in item.held
            if thing.returned_on is None
        )

    def kept(self, today: date, *, due: bool, limit: int = 1_000) -> tuple[KeptLine, ...]:
        lines = [
            self._kept_line(id_, index.kept)
            for id_, index in self._read().index.items()
            if index.kept is not None and (index.kept.kept_until < today) is due
        ]
        lines.sort(key=lambda line: (line.kept_until, line.id))
        return tuple(lines[:limit])

    def _kept_line(self, id_: ApplicationId, kept: Retained) -> KeptLine:
        file = self._read().files[id_]
        return KeptLine(
            id=id_,
            receipt_number=file.application.receipt_number,
            name=file.application.principal.name,
            rights=file.application.rights(),
            completed_on=kept.completed_on,
            kept_until=kept.kept_until,
            sheets=1 + len(file.application.further_forms) + len(file.enclosures),
            letters=len(file.letters),
            hold=retention.standing(file.holds),
        )

    def known(self, person: PersonQuery, limit: int = 5) -> tuple[KnownPerson, ...]:
        likeness = PersonSought.of(person)
        weighed = []
        for id_ in self._listed():
            file = self._application(id_)
            principal = file.principal
            weight = likeness.weigh(
                (principal.name, principal.former_name),
                principal.kana,
                principal.born,
                (principal.address, principal.registered_address),
            )
            if weight:
                weighed.append((weight, file.received_on, id_))
        weighed.sort(reverse=True)
        return tuple(self._person(id_) for *_, id_ in weighed[:limit])

    def _listed(self) -> dict[ApplicationId, Any]:
        return dict(self._read().index)

    def _application(self, id_: ApplicationId) -> Application:
        return self._read().files[id_].application

    def _place(self, id_: ApplicationId, today: date) -> Place:
        index = self._read().index[id_]
        if index.then_work is None or index.turns_on is None or index.turns_on > today:
            return Place(index.work, index.what, index.why, index.by)
        return Place(index.then_work, index.then_what, index.then_why, index.then_by)

    def _fits(self, wanted: Filter, place: Place) -> bool:
        work = place.work
        if wanted.open_only and work is Work.DONE:
            return False
        if wanted.group is Group.DISPOSAL_DUE:
            return place.what == What.DISPOSE
        return wanted.group is None or wanted.group.value == work.value

    def _key(self, id_: ApplicationId, order: ListOrder, today: date) -> tuple[Any, ApplicationId]:
        application = self._application(id_)
        place = self._place(id_, today)
        number = application.receipt_number.partition("-")
        keys: dict[ApplicationColumn, Any] = {
            ApplicationColumn.RECEIVED: application.received_on,
            ApplicationColumn.NUMBER: (
                application.received_on.year,
                number[0][1:] == "1",
                int(number[2] or 0),
            ),
            ApplicationColumn.NAME: application.principal.name,
            ApplicationColumn.KANA: "".join(
                characters.katakana(application.principal.kana).split()
            ),
            ApplicationColumn.WORK: WORDS.index(place.work),
            ApplicationColumn.BY: (place.work is Work.DONE, place.by or date.max),
        }
        return keys[order.column], id_

    def _line(self, id_: ApplicationId, today: date) -> ApplicationLine:
        application, place = self._application(id_), self._place(id_, today)
        return ApplicationLine(
            id=id_,
            receipt_number=application.receipt_number,
            received_on=application.received_on,
            name=application.principal.name,
            kana=application.principal.kana,
            rights=application.rights(),
            proxy=None if application.proxy is None else application.proxy.kind,
            language=application.language,
            work=place.work,
            next_what=place.what,
            by=place.by,
            why=place.why,
            since=self._read().index[id_].since,
            carer=self._carer(id_),
        )

    def _carer(self, id_: ApplicationId) -> UserId:
        logged_by = self._application(id_).logged_by
        return sharing.carer(logged_by, self._read().cares.get(id_, ())) or NOBODY

    def _is_of(self, id_: ApplicationId, people: tuple[UserId, ...] | None) -> bool:
        return people is None or self._carer(id_) in people

    def _number(self, id_: ApplicationId | None) -> str:
        file = None if id_ is None else self._read().files.get(id_)
        return "" if file is None else file.application.receipt_number

    def _numbers(self, mail_item: int, concerns: ApplicationId | None) -> tuple[str, ...]:
        own = [
            file.application.receipt_number
            for _, file in sorted(self._read().files.items())
            if file.application.mail_item == mail_item
        ]
        every = self._read().inquiries.values()
        asked = [each.number for each in every if each.mail_item == mail_item]
        return tuple(number for number in (*own, self._number(concerns), *asked) if number)

    def _person(self, id_: ApplicationId) -> KnownPerson:
        application = self._application(id_)
        return KnownPerson(
            application=id_,
            receipt_number=application.receipt_number,
            received_on=application.received_on,
            name=application.principal.name,
            kana=application.principal.kana,
            born=application.principal.born,
            address=application.principal.address,
            work=self._read().index[id_].work,
        )


def _window(ids: Sequence[int], limit: int) -> IdWindow:
    return IdWindow(tuple(ids[:limit]), more=len(ids) > limit, count=min(len(ids), COUNT_CAP))


def _letter_line(state: State, file: ApplicationFile, letter: Letter) -> LetterLine:
    application = file.application
    return LetterLine(
        id=letter.id,
        application=application.id,
        receipt_number=application.receipt_number,
        kind=letter.kind,
        number=letter.number,
        dated=letter.dated,
        for_posting_on=letter.for_posting_on,
        name=application.principal.name,
        to=_addressed_to(state, application, letter),
        language=letter.language,
        state=_state(letter),
    )


def _addressed_to(state: State, application: Application, letter: Letter) -> str:
    """Return the name in a letter's frozen facts, if a proxy or a correction may differ from it."""
    changed = application.proxy is not None or application.corrections
    if not changed or letter.id not in state.letters:
        return application.principal.name
    facts, _ = state.letters[letter.id]
    return facts.addressee.name


def _state(letter: Letter) -> LetterState:
    if letter.void:
        return LetterState.VOID
    if letter.posting is not None:
        return LetterState.POSTED
    return LetterState.TO_PRINT if letter.printed_at is None else LetterState.TO_POST


def _mail_key(item: MailItem, column: MailColumn) -> int | str:
    keys: dict[MailColumn, int | str] = {
        MailColumn.ARRIVED: item.arrived_on.toordinal(),
        MailColumn.MATTER: list(Matter).index(item.matter),
        MailColumn.SENDER: item.sender,
        MailColumn.KIND: list(MailKind).index(item.kind),
        MailColumn.STATE: item.handled,
    }
    return keys[column]


def _letter_key(line: LetterLine, column: LetterColumn) -> int | str:
    keys: dict[LetterColumn, int | str] = {
        LetterColumn.NUMBER: 0,
        LetterColumn.KIND: list(LetterKind).index(line.kind),
        LetterColumn.NAME: line.to,
        LetterColumn.RECEIPT: line.receipt_number,
        LetterColumn.POSTING: line.for_posting_on.toordinal(),
    }
    return keys[column]
