# SPDX-License-Identifier: MIT
"""A desk in memory with all its people, for tests of the verbs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import count
from unittest.mock import patch

import pytest

from desk_app.desk.applications.intake import ApplicationDraft, EnvelopeDraft, log_application
from desk_app.desk.context import Desk
from desk_app.desk.errors import BadInput, KnownError, NotAllowed, Refused
from desk_app.desk.keeping import look_at
from desk_app.desk.ports import Ports
from desk_app.desk.signed.rulebooks import noted_at_founding, values_in_force
from desk_app.records.base import ApplicationId, MailItemId, UserId
from desk_app.records.books.journal import Action
from desk_app.records.case.findings import Examination
from desk_app.records.case.history import ApplicationFile
from desk_app.records.desk.people import Role, User
from desk_app.records.desk.profile import DeskProfile
from desk_app.rules.rulebook.rulebook import Rulebook
from desk_app.store.disk.machine import SeededChance
from tests.builders import ARRIVED, book
from tests.fakes.backups import FakeBackups
from tests.fakes.books import FakeBooks
from tests.fakes.keys import FakeKeys
from tests.fakes.state import State
from tests.fakes.store import FakeStore
from tests.fakes.world import (
    FewPostalCodes,
    PaperPacks,
    PaperSheets,
    PlainLedgers,
    PlainPress,
    PlainReader,
    PlainScans,
    PlainSeal,
    WorkingClock,
)

PEOPLE = (
    User(UserId("clerk"), "佐藤 花", frozenset({Role.CLERK})),
    User(UserId("second"), "伊藤 光", frozenset({Role.CLERK})),
    User(UserId("supervisor"), "山本 美咲", frozenset({Role.SUPERVISOR})),
    User(UserId("chief"), "小川 健", frozenset({Role.SUPERVISOR, Role.OFFICER})),
    User(UserId("officer"), "石川 秀樹", frozenset({Role.OFFICER})),
    User(UserId("auditor"), "林 静", frozenset({Role.AUDITOR})),
)
FOUNDED_AT = datetime(2026, 11, 1, 23, 0, tzinfo=UTC)


@dataclass(slots=True)
class Office:
    """The ports in memory, and the same desk as each of its people sees it."""

    store: FakeStore
    clock: WorkingClock
    press: PlainPress
    chance: SeededChance
    rulebook: Rulebook
    keys: FakeKeys

    def of(self, name: str) -> Desk:
        """Return the desk with one of its people acting."""
        user = next(each for each in PEOPLE if each.id == name)
        ports = Ports(
            store=self.store,
            clock=self.clock,
            chance=self.chance,
            press=self.press,
            seal=PlainSeal(user.id),
            sheets=PaperSheets(),
            packs=PaperPacks(),
            reader=PlainReader(),
            ledgers=PlainLedgers(),
            scan_files=PlainScans(),
            postal=FewPostalCodes(),
            keys=self.keys,
            backups=FakeBackups(store=self.store),
        )
        return Desk(ports, self.rulebook, user)

    @property
    def clerk(self) -> Desk:
        """Return the desk as a clerk sees it."""
        return self.of("clerk")

    @property
    def supervisor(self) -> Desk:
        """Return the desk as a supervisor sees it."""
        return self.of("supervisor")

    @property
    def state(self) -> State:
        """Return all that is kept."""
        return self.store.state

    def copy(self) -> Office:
        """Return an office with the same rows and day that goes its own way."""
        store = self.store.copy()
        return replace(self, store=store, clock=WorkingClock(self.clock.today(), store))

    def log(self, file: ApplicationFile, *more: ApplicationFile) -> ApplicationId:
        """Log an envelope with an application as built, and others; return the first one's id."""
        every = (file, *more)
        changes = log_application(
            self.clerk,
            EnvelopeDraft(
                file.mail[0], tuple(ApplicationDraft(f.application, f.enclosures) for f in every)
            ),
        )
        ids = [id_ for kind, id_ in changes.touched if kind.value == "application"]
        return ApplicationId(min(int(id_) for id_ in ids))

    def file(self, id_: ApplicationId) -> ApplicationFile:
        """Return an application as it is kept."""
        with self.store.reading() as books:
            return books.files.get(id_)

    def look(self, id_: ApplicationId) -> Examination:
        """Return what the rules say of an application today."""
        return look_at(self.clerk, self.file(id_))

    def mail_of(self, id_: ApplicationId) -> MailItemId:
        """Return the mail item an application came in."""
        return self.file(id_).application.mail_item

    def actions(self) -> list[Action]:
        """Return what the journal says was done, in order."""
        return [entry.action for entry in self.state.journal.values()]


def opened(on: date = ARRIVED, press: PlainPress | None = None) -> Office:
    """Return a new desk with all its people, on a day."""
    store = FakeStore()
    office = Office(
        store=store,
        clock=WorkingClock(on, store),
        press=press or PlainPress(),
        chance=SeededChance("office"),
        rulebook=book(),
        keys=FakeKeys(PEOPLE),
    )
    with office.store.writing(PEOPLE[0].id, FOUNDED_AT) as books:
        books.settings.keep_profile(DeskProfile(sample=True))
        for user in PEOPLE:
            books.people.add(user)
        values = values_in_force(office.rulebook)
        for name, value in values.items():
            books.settings.keep_value(name, value)
        said = noted_at_founding(values)
        books.journal.note(Action.DESK_FOUNDED, users=len(PEOPLE), **said)
        books.commit()
    return office


@contextmanager
def unchanged(office: Office, *, noted: bool = False) -> Iterator[None]:
    """Compare every row that is kept before and after.

    ``noted``: a refusal for want of a duty leaves its one entry in the journal, and nothing else.
    """
    before = office.state.copy()
    yield
    after = office.state.copy()
    if noted:
        last = after.journal.pop(len(after.journal))
        assert last.action is Action.VERB_REFUSED
    assert after == before


@contextmanager
def fails(
    office: Office,
    error: type[KnownError],
    *codes: str,
    place: str = "",
    facts: Mapping[str, object] | None = None,
) -> Iterator[None]:
    """Expect a known error with exactly these codes, and that nothing was changed by it."""
    with unchanged(office, noted=error is NotAllowed), pytest.raises(error) as caught:
        yield
    found = caught.value
    assert str(found) == found.code, "the text of an error is its code alone"
    if codes:
        assert (found.reasons if isinstance(found, Refused) else (found.code,)) == codes
    if place:
        assert found.place == place
    assert facts is None or found.facts == facts


def refused(
    office: Office, *codes: str, facts: Mapping[str, object] | None = None
) -> AbstractContextManager[None]:
    """Expect that the rules refuse, for exactly these reasons and facts."""
    return fails(office, Refused, *codes, facts=facts)


@contextmanager
def meanwhile(office: Office, act: Callable[[], object], *, before: int = 1) -> Iterator[None]:
    """Have somebody else act before the next verb's unit of work, of several before that number."""
    writing, waiting = office.store.writing, [act]
    begun = count(1)

    def later(actor: UserId, at: datetime) -> AbstractContextManager[FakeBooks]:
        if waiting and next(begun) == before:
            waiting.pop()()
        return writing(actor, at)

    with patch.object(office.store, "writing", later):
        yield
    assert waiting == []


def bad_input(office: Office, code: str, place: str = "") -> AbstractContextManager[None]:
    """Expect that a value is not taken, at its place."""
    return fails(office, BadInput, code, place=place)
