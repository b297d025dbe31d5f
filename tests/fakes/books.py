# SPDX-License-Identifier: MIT
"""A unit of work in memory: the ports of the store, with the behaviour the contract asks for."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from operator import attrgetter

from desk_app.desk.errors import NotFound
from desk_app.desk.rows import WorkIndex
from desk_app.records.base import (
    ApplicationId,
    InquiryKey,
    LetterId,
    MailItemId,
    UserId,
    inquiry_of,
    provision_of,
)
from desk_app.records.books.journal import Action, HashedEntry, JournalEntry, JournalMark, NewEntry
from desk_app.records.case.application import Application
from desk_app.records.case.decisions import DecidedApplication
from desk_app.records.case.disposal import DisposalRecord, DisposalState, Removed
from desk_app.records.case.findings import Work
from desk_app.records.case.history import ApplicationFile
from desk_app.records.case.letters import LetterFacts
from desk_app.records.case.mail import MailItem
from desk_app.records.desk.people import User
from desk_app.records.desk.profile import DeskProfile
from desk_app.store.books.files import HISTORY, Versions
from desk_app.store.journal import chain
from tests.fakes.imports import FakeImports
from tests.fakes.inquiries import FakeInquiries, FakeInquiryQueries
from tests.fakes.noted import FakeCares, FakeFilings
from tests.fakes.queries import FakeQueries
from tests.fakes.registers import FakeRegisters
from tests.fakes.scans import FakeScans
from tests.fakes.stamps import FakeStamps, freed
from tests.fakes.state import State
from tests.fakes.tallies import FakeTallies
from tests.fakes.wordings import FakeWordings

SALT = bytes(32)


class FakeMailBox:
    """The mail items (a ``desk.ports.MailBox``)."""

    def __init__(self, state: State) -> None:
        self._mail = state.mail
        self._versions = Versions("mail_item")

    def get(self, id_: MailItemId) -> MailItem:
        if id_ not in self._mail:
            raise NotFound(place="mail_item")
        item = self._mail[id_]
        self._versions.read(id_, item.version)
        return item

    def arrived_between(self, first: date, last: date) -> tuple[MailItemId, ...]:
        found = [item for item in self._mail.values() if first <= item.arrived_on <= last]
        return tuple(item.id for item in sorted(found, key=lambda each: (each.arrived_on, each.id)))

    def add(self, item: MailItem) -> MailItem:
        id_ = MailItemId(max(self._mail, default=0) + 1)
        kept = _with_own_things(replace(item, id=id_, version=1))
        self._versions.added(id_, kept.version)
        self._mail[id_] = kept
        return kept

    def save(self, item: MailItem) -> None:
        before = self.get(item.id)
        self._versions.check(item.id, item.version)
        after = _with_own_things(replace(item, version=before.version))
        if after != before:
            version = self._versions.next(item.id, before.version)
            self._mail[item.id] = replace(after, version=version)

    def let_go(self, item: MailItem, files: dict[ApplicationId, ApplicationFile]) -> None:
        """Delete a mail item that no application came in or is concerned by."""
        if item.concerns in files or any(
            file.application.mail_item == item.id for file in files.values()
        ):
            return
        del self._mail[item.id]

    def of_application(self, application: Application) -> tuple[MailItem, ...]:
        others = [item for item in self._mail.values() if item.concerns == application.id]
        others.sort(key=lambda item: (item.arrived_on, item.id))
        rest = (item.id for item in others if item.id != application.mail_item)
        return tuple(map(self.get, (application.mail_item, *rest)))


class FakeFiles:
    """The applications with their history (a ``desk.ports.Files``)."""

    def __init__(self, state: State, mail: FakeMailBox) -> None:
        self._state = state
        self._files = state.files
        self._mail = mail
        self._versions = Versions("application")

    def get(self, id_: ApplicationId) -> ApplicationFile:
        if id_ not in self._files:
            raise NotFound(place="application")
        file = self._files[id_]
        application = file.application
        self._versions.read(id_, application.version)
        siblings = tuple(
            each
            for each, other in self._files.items()
            if each != id_ and other.application.mail_item == application.mail_item
        )
        return replace(file, mail=self._mail.of_application(application), siblings=siblings)

    def read_through(
        self, ids: Sequence[ApplicationId], parts: Collection[str] | None = None
    ) -> tuple[ApplicationFile, ...]:
        found = tuple(self.get(id_) for id_ in ids if id_ in self._files)
        if parts is None:
            return found
        left = dict.fromkeys(HISTORY.keys() - set(parts), ())
        return tuple(replace(each, **left) for each in found)  # type: ignore[arg-type]  # fields by name

    def decided(self, ids: Sequence[ApplicationId]) -> tuple[DecidedApplication, ...]:
        files = (self._files[id_] for id_ in ids if id_ in self._files)
        return tuple(
            DecidedApplication(
                each.application.id,
                each.application.receipt_number,
                each.application.token,
                each.application.rulebook_version,
                each.decisions,
            )
            for each in files
            if each.decisions
        )

    def by_number(self, receipt_number: str) -> ApplicationId | None:
        return next(
            (
                id_
                for id_, file in self._files.items()
                if receipt_number and file.application.receipt_number == receipt_number
            ),
            None,
        )

    def of_mail(self, id_: MailItemId) -> tuple[ApplicationId, ...]:
        item = self._state.mail.get(id_)
        concerned = None if item is None else item.concerns
        return tuple(
            sorted(
                each
                for each, file in self._files.items()
                if file.application.mail_item == id_ or each == concerned
            )
        )

    def all_ids(self) -> tuple[ApplicationId, ...]:
        return tuple(sorted(self._files))

    def received_between(self, first: date, last: date) -> tuple[ApplicationId, ...]:
        return tuple(
            id_
            for id_, file in sorted(self._files.items())
            if first <= file.application.received_on <= last
        )

    def with_masked(self, item: str, first: date, last: date) -> tuple[ApplicationId, ...]:
        return tuple(
            id_
            for id_, file in sorted(self._files.items())
            if any(
                first <= paper.arrived_on <= last and any(m.item == item for m in paper.masking)
                for paper in file.enclosures
            )
        )

    def posted_as(self, tracking_numbers: Collection[str]) -> tuple[ApplicationId, ...]:
        return tuple(
            id_
            for id_, file in sorted(self._files.items())
            if any(
                each.tracking_number and each.tracking_number in tracking_numbers
                for each in file.postings
            )
        )

    def open_ids(self) -> tuple[ApplicationId, ...]:
        index = self._state.index
        return tuple(id_ for id_ in sorted(index) if index[id_].work is not Work.DONE)

    def turned_ids(self, on: date) -> tuple[ApplicationId, ...]:
        index = self._state.index
        return tuple(
            id_
            for id_ in sorted(index)
            if index[id_].then_work is not None and (index[id_].turns_on or date.max) <= on
        )

    def add(self, application: Application) -> Application:
        id_ = ApplicationId(max(self._files, default=0) + 1)
        kept = replace(application, id=id_, version=1)
        self._versions.added(id_, kept.version)
        self._files[id_] = ApplicationFile(kept, mail=())
        return kept

    def save(self, file: ApplicationFile, index: WorkIndex) -> None:
        id_ = file.application.id
        before = self.get(id_)
        self._versions.check(id_, file.application.version)
        after = _with_version(file, before.application.version)
        if replace(after, mail=before.mail, siblings=before.siblings) != before:
            after = _with_version(after, self._versions.next(id_, before.application.version))
            self._files[id_] = replace(after, mail=(), siblings=())
        self._state.index[id_] = index
        self._state.tallies[id_] = (after.application.received_on, index.tally)
        self._state.standings.pop(id_, None)
        if index.standing is not None:
            self._state.standings[id_] = index.standing

    def remove(self, *ids: ApplicationId) -> Removed:
        gone = Removed()
        for id_ in ids:
            if provision_of(id_) is not None:
                gone += self._remove_provision(id_)
            else:
                gone += self._remove(id_) if inquiry_of(id_) is None else self._remove_inquiry(id_)
        return gone

    def _remove_provision(self, id_: ApplicationId) -> Removed:
        row = self._state.provisions.pop(provision_of(id_) or 0, None)
        if row is None:
            raise NotFound(place="register")
        return Removed(rows=1, words=frozenset({row.person, row.person_address}) - {""})

    def _remove_inquiry(self, id_: ApplicationId) -> Removed:
        inquiry = self._state.inquiries.pop(InquiryKey(-id_), None)
        if inquiry is None:
            raise NotFound(place="inquiry")
        self._state.asked_places.pop(inquiry.id, None)
        self._state.tallies.pop(id_, None)
        for letter in inquiry.letters:
            self._state.letters.pop(letter.id, None)
        words = frozenset({inquiry.said.name, inquiry.said.address})
        return Removed(rows=1, letters=len(inquiry.letters), search_rows=1, words=words - {""})

    def _remove(self, id_: ApplicationId) -> Removed:
        file = self.get(id_)
        token = file.application.token
        del self._files[id_]
        self._state.index.pop(id_, None)
        self._state.cares.pop(id_, None)
        self._state.filings.pop(id_, None)
        scans = [each for each, (scan, _) in self._state.scans.items() if scan.application == id_]
        for each in scans:
            del self._state.scans[each]
        self._state.standings.pop(id_, None)
        self._state.tallies.pop(id_, None)
        for letter in file.letters:
            self._state.letters.pop(letter.id, None)
        for item in file.mail:
            self._mail.let_go(item, self._files)
        freed(self._state, id_)
        for key in self._state.drafts.copy():
            if any(key[1].endswith(f"-{claim.id}") for claim in file.application.claims):
                del self._state.drafts[key]
        for number, record in self._state.disposals.items():
            if any(item.token == token for item in record.items):
                self._state.disposals[number] = replace(record, sent_back_reason="")
        words = frozenset({file.application.principal.name, file.application.principal.address})
        left = words - {""}
        return Removed(1, len(file.letters), 1, left, frozenset(scans))

    def token_of(self, id_: ApplicationId) -> str:
        inquiry = inquiry_of(id_)
        if inquiry in self._state.inquiries:
            return self._state.inquiries[InquiryKey(-id_)].token
        provision = self._state.provisions.get(provision_of(id_) or 0)
        if provision is not None:
            return provision.token
        if id_ not in self._files:
            raise NotFound(place="application")
        return self._files[id_].application.token


class FakePages:
    """The frozen letters (a ``desk.ports.Pages``)."""

    def __init__(self, state: State) -> None:
        self._letters = state.letters

    def keep(self, letter: LetterId, facts: LetterFacts, pages: bytes) -> None:
        if letter in self._letters:
            raise ValueError("a letter is kept once")
        self._letters[letter] = (facts, pages)

    def pages(self, letter: LetterId) -> bytes:
        return self._letter(letter)[1]

    def facts(self, letter: LetterId) -> LetterFacts:
        return self._letter(letter)[0]

    def _letter(self, letter: LetterId) -> tuple[LetterFacts, bytes]:
        if letter not in self._letters:
            raise NotFound(place="letter")
        return self._letters[letter]


class FakeNumbers:
    """The running numbers (a ``desk.ports.Numbers``)."""

    def __init__(self, state: State) -> None:
        self._numbers = state.numbers

    def next_receipt(self, era: str, year: int) -> int:
        return self._next(("receipt", era, year))

    def next_document(self, era: str, year: int) -> int:
        return self._next(("document", era, year))

    def next_inquiry(self, era: str, year: int) -> int:
        return self._next(("inquiry", era, year))

    def next_disposal(self, era: str, year: int) -> int:
        return self._next(("disposal", era, year))

    def next_slip(self, era: str, year: int) -> int:
        return self._next(("slip", era, year))

    def _next(self, key: tuple[str, str, int]) -> int:
        self._numbers[key] = self._numbers.get(key, 0) + 1
        return self._numbers[key]


class FakeDisposals:
    """The disposals (a ``desk.ports.Disposals``)."""

    def __init__(self, state: State) -> None:
        self._records = state.disposals

    def get(self, id_: int) -> DisposalRecord:
        if id_ not in self._records:
            raise NotFound(place="disposal")
        return self._records[id_]

    def all(self) -> tuple[DisposalRecord, ...]:
        return tuple(self._records[id_] for id_ in sorted(self._records, reverse=True))

    def of_number(self, receipt_number: str) -> DisposalRecord | None:
        return next(
            (
                record
                for record in self._records.values()
                if record.state in {DisposalState.CARRIED_OUT, DisposalState.VERIFIED}
                and any(item.receipt_number == receipt_number for item in record.items)
            ),
            None,
        )

    def add(self, record: DisposalRecord) -> DisposalRecord:
        kept = replace(record, id=max(self._records, default=0) + 1)
        self._records[kept.id] = kept
        return kept

    def save(self, record: DisposalRecord) -> None:
        self.get(record.id)
        self._records[record.id] = record


class FakeDrafts:
    """The drafts (a ``desk.ports.Drafts``)."""

    def __init__(self, state: State) -> None:
        self._drafts = state.drafts

    def keep(self, user: UserId, key: str, content: str) -> None:
        self._drafts[user, key] = content

    def get(self, user: UserId, key: str) -> str | None:
        return self._drafts.get((user, key))

    def keys(self, user: UserId) -> tuple[str, ...]:
        return tuple(sorted(key for of, key in self._drafts if of == user))

    def drop(self, user: UserId, key: str) -> None:
        self._drafts.pop((user, key), None)


class FakePeople:
    """The users (a ``desk.ports.People``)."""

    def __init__(self, state: State) -> None:
        self._users = state.users

    def all(self) -> tuple[User, ...]:
        return tuple(self._users.values())

    def get(self, id_: UserId) -> User:
        if id_ not in self._users:
            raise NotFound(place="user")
        return self._users[id_]

    def add(self, user: User) -> None:
        if user.id in self._users:
            raise ValueError("a user is kept once")
        self._users[user.id] = user

    def save(self, user: User) -> None:
        self.get(user.id)
        self._users[user.id] = user


class FakeSettings:
    """The desk's own values (a ``desk.ports.Settings``)."""

    def __init__(self, state: State) -> None:
        self._state = state

    def profile(self) -> DeskProfile:
        return self._state.profile.get("", DeskProfile())

    def keep_profile(self, profile: DeskProfile) -> None:
        self._state.profile[""] = profile

    def value(self, name: str) -> str | None:
        return self._state.values.get(name)

    def keep_value(self, name: str, value: str) -> None:
        self._state.values[name] = value


class FakeJournal:
    """The journal (a ``desk.ports.Journal``); its digests all have one salt."""

    def __init__(
        self,
        state: State,
        author: tuple[UserId, datetime] | None,
        token_of: Callable[[ApplicationId], str],
    ) -> None:
        self._entries = state.journal
        self._author = author
        self._token_of = token_of
        self.noted = 0

    def note(
        self,
        action: Action,
        subject: ApplicationId | None = None,
        /,
        **facts: str | int | date | None,
    ) -> None:
        self._chain(action, "" if subject is None else self._token_of(subject), facts)

    def _chain(
        self, action: Action, token: str, facts: Mapping[str, str | int | date | None]
    ) -> None:
        if self._author is None:
            raise RuntimeError("a unit of work that only reads notes nothing")
        actor, at = self._author
        words = (at.isoformat(), actor, action.value, token)
        last = self._entries.get(len(self._entries))
        previous = chain.FIRST_HASH if last is None else bytes.fromhex(last.hash)
        number = len(self._entries) + 1
        link = chain.link(number, words, chain.digests(facts, SALT), previous)
        self._entries[number] = JournalEntry(
            sequence=number,
            at=at,
            actor=actor,
            action=action,
            subject=token,
            digests=link.digests,
            previous=previous.hex(),
            hash=link.hash.hex(),
        )
        self.noted += 1

    def note_all(self, entries: Sequence[NewEntry]) -> None:
        for action, subject, facts in entries:
            self._chain(action, subject, facts)

    def head(self) -> tuple[int, bytes]:
        last = self._entries.get(len(self._entries))
        return len(self._entries), chain.FIRST_HASH if last is None else bytes.fromhex(last.hash)

    def holds(
        self,
        action: Action,
        subject: ApplicationId | None,
        actor: UserId | None,
        /,
        **facts: str | int | date | None,
    ) -> int | None:
        token = "" if subject is None else self._token_of(subject)
        said = {name: chain.digest(name, facts[name], SALT) for name in facts}
        for number, each in self._entries.items():
            if (each.action, each.subject) != (action, token) or actor not in {None, each.actor}:
                continue
            if said.items() <= json.loads(each.digests).items():
                return number
        return None

    def of_actions(self, actions: Collection[Action]) -> tuple[JournalEntry, ...]:
        return tuple(each for _, each in sorted(self._entries.items()) if each.action in actions)

    def says(self, entry: JournalEntry, /, **facts: str | int | date | None) -> bool:
        said = json.loads(entry.digests)
        return all(said.get(name) == chain.digest(name, facts[name], SALT) for name in facts)

    def mark(self) -> JournalMark:
        last = self._entries.get(len(self._entries))
        hash_ = chain.FIRST_HASH.hex() if last is None else last.hash
        return JournalMark(len(self._entries), hash_[-12:])

    def since(self, sequence: int) -> tuple[datetime, ...]:
        return tuple(e.at for number, e in self._entries.items() if number > sequence)

    def as_hashed(self, numbers: Collection[int]) -> tuple[HashedEntry, ...]:
        return tuple(
            HashedEntry(
                sequence=number,
                at=each.at.isoformat(),
                actor=each.actor,
                action=each.action.value,
                subject=each.subject,
                digests=each.digests,
                previous=each.previous,
                hash=each.hash,
            )
            for number, each in sorted(self._entries.items())
            if number in numbers
        )

    def entries(self, subject: ApplicationId | None = None) -> tuple[JournalEntry, ...]:
        token = None if subject is None else self._token_of(subject)
        return tuple(e for e in self._entries.values() if token is None or e.subject == token)


@dataclass(frozen=True, slots=True)
class FakeLists:
    """What the lists ask within a unit of work (a ``desk.ports.Lists``)."""

    queries: FakeQueries
    inquiries: FakeInquiryQueries


class FakeBooks:
    """One unit of work on a copy of the state (a ``desk.ports.Books``)."""

    def __init__(
        self,
        state: State,
        author: tuple[UserId, datetime] | None,
        keep: Callable[[State], None],
    ) -> None:
        self._before = state
        self._state = state.copy()
        self._author = author
        self._keep = keep
        self.mail = FakeMailBox(self._state)
        self.files = FakeFiles(self._state, self.mail)
        self.inquiries = FakeInquiries(self._state)
        self.imports = FakeImports(self._state)
        self.cares = FakeCares(self._state)
        self.filings = FakeFilings(self._state)
        self.scans = FakeScans(self._state)
        self.letters = FakePages(self._state)
        self.numbers = FakeNumbers(self._state)
        self.disposals = FakeDisposals(self._state)
        self.stamps = FakeStamps(self._state)
        self.tallies = FakeTallies(self._state)
        self.registers = FakeRegisters(self._state)
        self.drafts = FakeDrafts(self._state)
        self.people = FakePeople(self._state)
        self.wordings = FakeWordings(self._state)
        self.settings = FakeSettings(self._state)
        self.journal = FakeJournal(self._state, author, self.files.token_of)

    @property
    def lists(self) -> FakeLists:
        return FakeLists(FakeQueries(lambda: self._state), FakeInquiryQueries(lambda: self._state))

    def commit(self) -> None:
        if self._author is None:
            raise RuntimeError("a unit of work that only reads keeps nothing")
        if not self.journal.noted and _kept(self._state) != _kept(self._before):
            raise RuntimeError("a change without a journal entry cannot be kept")
        self._keep(self._state.copy())


_WORKED_OUT = {"drafts", "tallies", "standings"}
_kept = attrgetter(*(each.name for each in fields(State) if each.name not in _WORKED_OUT))
"""What no unit of work changes without a journal entry."""


def _with_own_things(item: MailItem) -> MailItem:
    return replace(item, held=tuple(replace(thing, mail_item=item.id) for thing in item.held))


def _with_version(file: ApplicationFile, version: int) -> ApplicationFile:
    return replace(file, application=replace(file.application, version=version))
