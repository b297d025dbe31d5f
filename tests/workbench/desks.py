# SPDX-License-Identifier: MIT
"""A real desk in a folder, as the program founds, opens and verifies it; two people at work."""

from __future__ import annotations

import argparse
import contextlib
import io
import itertools
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Self
from unittest.mock import patch

import sqlcipher3.dbapi2 as driver

from desk_app import bootstrap
from desk_app.bootstrap import Surroundings, Unlock
from desk_app.bootstrap.commands import LocalCaretaker
from desk_app.desk.applications import checking, deciding, intake
from desk_app.desk.applications.checking import AnswerDraft
from desk_app.desk.applications.intake import ApplicationDraft, EnvelopeDraft
from desk_app.desk.context import Desk
from desk_app.desk.keeping import keep
from desk_app.desk.keys import people as keys
from desk_app.desk.keys.sheet_key import last_group
from desk_app.desk.letters import corresponding
from desk_app.desk.ports import Books, Clock
from desk_app.desk.signed import approvals
from desk_app.desk.signed.signing import decision_said
from desk_app.gui.session.entrance import NewPerson
from desk_app.records.base import ApplicationId, DecisionId, LetterId, PostingId
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Right
from desk_app.records.case.decisions import Covered, Decision
from desk_app.records.case.history import ApplicationFile, RegisteredRecord
from desk_app.records.case.letters import LetterKind
from desk_app.records.desk.people import Role
from desk_app.records.desk.profile import DeskProfile
from desk_app.records.desk.sheets import SheetKey
from desk_app.rules.days.clock import beginning_of, day_of
from desk_app.store.database import SqlStore
from desk_app.store.disk import lock, places
from desk_app.store.disk.lock import HeldLock
from desk_app.store.disk.machine import SeededChance, SystemChance, SystemClock
from desk_app.store.opening import NAME, open_store
from desk_app.store.rekeying import engine_of
from desk_app.store.schema.connecting import key_words, reading_connection
from desk_app.store.startup.threshold import holds_desk
from desk_app.store.vault import keyring
from desk_app.store.vault.keyring import Unlocked
from desk_app.store.vault.slots import SAMPLE_COST
from tests.builders import ARRIVED, complete, record, with_decision, with_letter
from tests.fakes.making import facts
from tests.unit.desk.contents import granted, proposal
from tests.workbench.processes import apart

OFFICER = NewPerson(
    "石川 秀樹", frozenset({Role.OFFICER, Role.SUPERVISOR}), "correct horse battery"
)
CLERK = NewPerson("山本 美咲", frozenset({Role.CLERK, Role.SUPERVISOR}), "three grey herons stand")
_STARTS = itertools.count()
BLANK = DeskProfile()
EMPTY_LOG = "PRAGMA wal_checkpoint(TRUNCATE)"


_MACHINE = SystemClock()
BEGAN = datetime.fromisoformat(
    os.environ.setdefault("DESK_TRIALS_BEGAN", _MACHINE.now().isoformat())
)
"""When the first process of a run began; those that it starts inherit it."""

_OPENS = timedelta(hours=8)


class LaterClock:
    """This machine's clock as if a run began in the morning of the applications' day, or later.

    ``days`` are how many days later. Time passes in it as it does outside, and is the same in every
    process of a run: a run that lasts over midnight has no midnight in it.
    """

    def __init__(self, days: int = 0) -> None:
        self._shift = beginning_of(ARRIVED + timedelta(days=days)) + _OPENS - BEGAN

    def now(self) -> datetime:
        """Return the moment, aware, in UTC."""
        return _MACHINE.now() + self._shift

    def today(self) -> date:
        """Return the day at the desk."""
        return day_of(self.now())


@dataclass(frozen=True, slots=True)
class Site:
    """A folder with a desk, its keys and its backups."""

    folder: Path

    @property
    def desk(self) -> Path:
        """Where the database lies."""
        return self.folder / "desk"

    @property
    def keys(self) -> Path:
        """Where keys and anchor lie."""
        return self.folder / "keys"

    @property
    def backups(self) -> Path:
        """The second folder, for copies."""
        return self.folder / "backups"

    @property
    def database(self) -> Path:
        """The encrypted file."""
        return self.desk / NAME

    @property
    def machine(self) -> Path:
        """Where the peppers of this machine lie."""
        return self.folder / "machine"

    @property
    def choices(self) -> Path:
        """What was chosen of the screen."""
        return self.folder / "screen.json"

    def copy(self, folder: Path) -> Site:
        """Return a copy of the closed desk in another folder."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        copied = Site(folder)
        if holds_desk(copied.desk):
            places.name_backup_folder(copied.desk, copied.backups)
        return copied

    def around(self, seed: str, clock: Clock | None = None) -> Surroundings:
        """Return what the desk stands on: its passwords are cheap, all else is the program's."""
        # Each start draws anew: the same draws twice would give two data keys one name.
        chance = SeededChance(f"{seed}, {os.getpid()}, {next(_STARTS)}")
        return Surroundings(clock or LaterClock(), chance, cost=SAMPLE_COST, machine=self.machine)

    def begin(
        self, *people: NewPerson, profile: DeskProfile = BLANK, around: Surroundings | None = None
    ) -> None:
        """Found the desk of some people, two where nobody is named, as the first start does."""
        staff, where = people or (OFFICER, CLERK), around or self.around("founding")
        desk = bootstrap.found_desk(self.desk, self.keys, profile, staff, where)
        desk.ports.store.close()

    def found(self, *people: NewPerson) -> None:
        """Found the desk, with a folder for its backups."""
        self.begin(*people)
        self.backups.mkdir()
        places.name_backup_folder(self.desk, self.backups)

    def open(
        self, person: NewPerson = CLERK, clock: Clock | None = None, *, patient: bool = False
    ) -> Desk:
        """Open the desk as a person, through gate and password.

        Patience waits until its pages are checked, as a command does.
        """
        around = replace(self.around("opened", clock), patient=patient)
        return bootstrap.open_desk(self.desk, Unlock(person.name, person.password), around)

    @contextmanager
    def opened(
        self, person: NewPerson = CLERK, clock: Clock | None = None, *, patient: bool = False
    ) -> Iterator[Desk]:
        """Open the desk for a time."""
        desk = self.open(person, clock, patient=patient)
        try:
            yield desk
        finally:
            desk.ports.store.close()

    @property
    def backup(self) -> Path:
        """The one backup there is."""
        (backup,) = self.backups.glob("*.tar.age")
        return backup

    def caretaker(self) -> LocalCaretaker:
        """Return who restores and repairs."""
        return bootstrap.caretaker(self.around("restore"))

    def restore(self, sheet_key: str) -> None:
        """Restore the one backup over the desk, as the officer."""
        who = (OFFICER.name, OFFICER.password)
        self.caretaker().restore_over(self.backup, sheet_key, self.desk, *who)

    def restore_into(self, sheet_key: str, new: Path) -> None:
        """Restore the one backup into a folder without a desk, as the officer."""
        who = (OFFICER.name, OFFICER.password)
        self.caretaker().restore_into(self.backup, sheet_key, new, lambda *_: who)

    def entrance(self) -> bootstrap.LocalEntrance:
        """Return the window's way in."""
        return bootstrap.LocalEntrance(self.desk, self.keys, self.around("entrance"))

    def unlock(self) -> Unlocked:
        """Return the keys, by the officer's password."""
        return keyring.unlock(self.keys, OFFICER.name, OFFICER.password, self.machine)

    def look(self) -> SqlStore:
        """Open the store for its read queries: nothing is noted."""
        return open_store(self.desk, self.keys, self.unlock())

    def look_past_gate(self) -> SqlStore:
        """Open the store likewise, of a desk that passed the gate as it was verified just now."""
        file = engine_of(self.database, self.unlock().data_keys)
        return SqlStore(file, self.keys, lock.hold(self.desk), SystemChance())

    @contextmanager
    def raw(self, key: bytes | None = None) -> Iterator[driver.Connection]:
        """Open the database with its key, past the program; each statement commits by itself."""
        with closing(driver.connect(str(self.database), isolation_level=None)) as raw:
            raw.execute(key_words(self.unlock().data_key if key is None else key))
            yield raw

    def ask(self, question: str, *values: object, key: bytes | None = None) -> list[Any]:
        """Ask the database something beside whoever has it open."""
        key = self.unlock().data_key if key is None else key
        with closing(reading_connection(self.database, key)) as raw:
            answer: list[Any] = raw.execute(question, values).fetchall()
            return answer


def founded(folder: Path) -> Site:
    """Found a desk in a process of its own, so that this one opens nothing."""
    folder.mkdir(exist_ok=True)
    site = Site(folder)
    apart(site.found)
    return site


@dataclass(frozen=True, slots=True)
class Verdict:
    """What ``desk-app verify`` said: its exit code, and its object or what it says of an error."""

    code: int
    said: dict[str, object]
    stderr: str

    @property
    def sound(self) -> bool:
        """Whether everything was found whole."""
        return self.code == 0

    @property
    def counts(self) -> dict[str, int]:
        """How many rows each table has."""
        counts = self.said["counts"]
        assert isinstance(counts, dict)
        return counts

    @property
    def facts(self) -> dict[str, object]:
        """The facts of what stopped it."""
        facts = self.said.get("facts", {})
        assert isinstance(facts, dict)
        return facts


_PARSERS: list[argparse.ArgumentParser] = []


@contextmanager
def one_parser() -> Iterator[None]:
    """Let the parser of all words be made once in a process: making it is an eighth of a look."""
    from desk_app.cli import commands  # noqa: PLC0415  a cold start has no command line

    new = commands.parser

    def kept(tools: commands.Tools, _command: str = "") -> argparse.ArgumentParser:
        if not _PARSERS:
            _PARSERS.append(new(tools))
        return _PARSERS[0]

    with patch.object(commands, "parser", kept):
        yield


def command(*words: str, secret: str = "") -> Verdict:
    """Give the program a command in this process, a secret through a pipe; what it printed."""
    reading, writing = os.pipe()
    os.write(writing, secret.encode())
    os.close(writing)
    printed, complained = io.StringIO(), io.StringIO()
    every = [word.format(fd=reading) for word in words]
    with (
        one_parser(),
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(complained),
    ):
        code = bootstrap.command_line(every)
    with contextlib.suppress(OSError):
        os.close(reading)
    said = json.loads(printed.getvalue()) if printed.getvalue() else {}
    return Verdict(code, said, complained.getvalue())


def verify(site: Site) -> Verdict:
    """Run ``desk-app verify`` on the desk."""
    return verify_in(site.desk)


def verify_in(folder: Path) -> Verdict:
    """Run ``desk-app verify`` on the desk of a folder, as the officer."""
    words = ("verify", "--desk", str(folder), "--password-fd", "{fd}", "--json")
    return command(*words, secret=f"{OFFICER.name}\n{OFFICER.password}\n")


def verify_backup(path: Path, sheet_key: str) -> Verdict:
    """Run ``desk-app verify`` on a backup, with the key of its recovery sheet."""
    return command("verify", str(path), "--key-fd", "{fd}", "--json", secret=sheet_key)


@contextmanager
def small_files(size: int) -> Iterator[None]:
    """Let no file grow beyond a size: so a full disk is met. POSIX alone can."""
    import resource  # noqa: PLC0415  see above

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def envelope(name: str, arrived_on: date) -> EnvelopeDraft:
    """Return a complete application for disclosure of a person, as a clerk types it."""
    file = complete(Right.DISCLOSURE)
    principal = replace(file.application.principal, name=name)
    application = replace(file.application, principal=principal)
    mail = replace(file.mail[0], arrived_on=arrived_on)
    return EnvelopeDraft(mail, (ApplicationDraft(application, file.enclosures),))


class _InPlace:
    """A new desk that is written where it will lie, as the first start did until it was aside."""

    def __init__(self, folder: Path, key_folder: Path) -> None:
        self.desk, self.keys = folder, key_folder

    def put_in_place(self) -> None:
        """Name the keys last."""
        places.name_key_folder(self.desk, self.keys)

    def hand_over_lock(self) -> HeldLock:
        """Take the lock anew."""
        return lock.hold(self.desk)


@contextmanager
def _in_place(folder: Path, key_folder: Path) -> Iterator[_InPlace]:
    yield _InPlace(folder, key_folder)


def founded_in_place() -> AbstractContextManager[object]:
    """Let a first start write keys, database, anchor and names one after the other in place."""
    return patch("desk_app.bootstrap.opening.new_desk", _in_place)


@contextmanager
def anchor_off() -> Iterator[None]:
    """Let the gate believe the journal's head without asking what lies beside the keys.

    Anchor, roster and the list of backups each name it: one alone would tell.
    """
    with (
        patch("desk_app.store.startup.steps.check_head", lambda _connection, _kept: True),
        patch("desk_app.store.startup.steps.check_owner", lambda *_: None),
        patch("desk_app.store.startup.steps.check_backups", lambda *_: None),
    ):
        yield


@dataclass(frozen=True, slots=True)
class TwoPeople:
    """The desk as a clerk and as an officer sees it; both are supervisors."""

    clerk: Desk
    officer: Desk

    @classmethod
    def at(cls, site: Site, days: int = 0) -> TwoPeople:
        """Open the desk as the clerk, so many days after it was founded; the officer joins in."""
        return cls.beside(site.open(CLERK, LaterClock(days)), site)

    @classmethod
    def beside(cls, clerk: Desk, site: Site) -> TwoPeople:
        """Let the officer join the clerk at an open desk, by the password."""
        user = next(each for each in clerk.ports.keys.users() if each.name == OFFICER.name)
        shown = keyring.unlock(site.keys, user.id, OFFICER.password)
        return cls(clerk, clerk.acting(shown.user, shown.seal))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the desk for both."""
        self.clerk.ports.store.close()

    def file(self, id_: ApplicationId) -> ApplicationFile:
        """Return an application as it is kept."""
        with self.clerk.ports.store.reading() as books:
            return books.files.get(id_)

    def logged(self, draft: EnvelopeDraft) -> ApplicationId:
        """Log an envelope of one application; return its id."""
        changes = intake.log_application(self.clerk, draft)
        (id_,) = (id_ for kind, id_ in changes.touched if kind.value == "application")
        return ApplicationId(int(id_))

    def ask(self, id_: ApplicationId, *records: RegisteredRecord) -> None:
        """Ask the department and take its answer of today."""
        desk = self.clerk
        checking.ask_department(desk, id_, "会員管理", desk.today)
        asked = self.file(id_).inquiries[-1].id
        answer = AnswerDraft(id_, asked, desk.today, records, nothing=not records)
        checking.record_answer(desk, answer)

    def proposed(self, name: str, by: Desk | None = None) -> ApplicationId:
        """Log a person's application for disclosure, take the answer, propose to grant it."""
        desk = self.clerk
        id_ = self.logged(in_the_name_of(name, desk.today))
        self.ask(id_, replace(record(), name=name))
        file = self.file(id_)
        (claim,) = file.application.claims
        draft = proposal(file, claim.id, granted(Right.DISCLOSURE))
        draft = replace(draft, content=replace(draft.content, as_of=desk.today))
        deciding.propose(by or desk, draft)
        return id_

    def decided(self, name: str) -> ApplicationId:
        """Go on until the officer has approved what the clerk proposed."""
        id_ = self.proposed(name)
        deciding.approve(self.officer, id_, self.decision(id_).id)
        return id_

    def decision(self, id_: ApplicationId) -> Decision:
        """Return the one decision of an application."""
        (decision,) = self.file(id_).decisions
        return decision

    def answer(self, id_: ApplicationId) -> corresponding.LetterDraft:
        """Return the draft of the letter that tells the decision."""
        application = self.file(id_).application
        return corresponding.LetterDraft(
            application=id_,
            version=application.version,
            kind=LetterKind.DISCLOSURE,
            posting_day=self.clerk.today,
            claims=tuple(claim.id for claim in application.claims),
        )


def in_the_name_of(name: str, arrived_on: date) -> EnvelopeDraft:
    """Return a person's complete application, whose papers say the same name."""
    draft = envelope(name, arrived_on)
    (each,) = draft.applications
    papers = tuple(replace(paper, name=name) for paper in each.enclosures)
    return replace(draft, applications=(replace(each, enclosures=papers),))


_PARTS = ("inquiries", "decisions", "letters", "postings")


Dressed = Callable[[ApplicationFile], ApplicationFile]
"""Makes an application another person's."""


def answered(desk: Desk, number: int, dressed: Dressed | None = None) -> ApplicationId:
    """Keep an application of a person whose one claim was answered on the day it arrived."""
    built = _built(number, f"龗川 目印 {number}")
    if dressed is not None:
        built = dressed(built)
    told = replace(
        facts(), addressee=replace(facts().addressee, name=built.application.principal.name)
    )
    with writing(desk) as books:
        item = books.mail.add(replace(built.mail[0], payments=()))
        made = replace(
            built.application,
            mail_item=item.id,
            token=desk.ports.chance.token(),
            rulebook_version=desk.rulebook.version,
        )
        id_ = books.files.add(made).id
        books.journal.note(Action.APPLICATION_LOGGED, id_, receipt_number=made.receipt_number)
        books.letters.keep(LetterId(f"l{number}"), told, f"%PDF {told.addressee.name}".encode())
        papers = tuple(replace(each, mail_item=item.id) for each in built.enclosures)
        history = {part: getattr(built, part) for part in _PARTS}
        keep(desk, books, replace(books.files.get(id_), enclosures=papers, **history))
    return id_


def dressed_as(name: str, receipt_number: str) -> Dressed:
    """Return what makes an application that of a person of this name, under this number."""

    def dressed(built: ApplicationFile) -> ApplicationFile:
        principal = replace(built.application.principal, name=name)
        application = replace(built.application, principal=principal, receipt_number=receipt_number)
        return replace(built, application=application)

    return dressed


def taken_sheet(desk: Desk) -> SheetKey:
    """Make a recovery sheet and take it into use."""
    made = keys.new_sheet(desk)
    keys.confirm_sheet(desk, made.sheet.number, last_group(made.secret), ("金庫",))
    return made


@contextmanager
def writing(desk: Desk) -> Iterator[Books]:
    """Write past the verbs, journal and anchor included."""
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        yield books
        books.commit()


def sign_proposal(
    desk: Desk,
    books: Books,
    file: ApplicationFile,
    decision: Decision,
    covered: Covered | None = None,
) -> Decision:
    """Sign a decision as who proposes it, with its entry in the journal."""
    act, said = approvals.DECISION_PROPOSED, decision_said(file.application, decision)
    given = approvals.signed_proposal(desk, books, act, said, covered)
    facts, noted = approvals.proposal_facts(decision), approvals.noted_of(given)
    books.journal.note(act.action, file.application.id, **facts, **noted)
    return replace(decision, proposal=given)


def sign_approval(
    desk: Desk,
    books: Books,
    file: ApplicationFile,
    decision: Decision,
    covered: Covered | None = None,
) -> Decision:
    """Sign a decision as who approves what another proposed, with its entry in the journal."""
    assert decision.proposal is not None
    act, said = approvals.DECISION_APPROVED, decision_said(file.application, decision)
    given = approvals.signed_approval(desk, books, act, said, decision.proposal, covered)
    noted = approvals.noted_of(given)
    books.journal.note(act.action, file.application.id, decision=decision.id, **noted)
    return replace(decision, approval=given)


def sign_what_was_approved(people: TwoPeople, id_: ApplicationId) -> None:
    """Let two people sign the decision of an answered application, as their verbs would have.

    The clerk signs as who proposed, the officer under it.
    """
    file, before = people.file(id_), people.decision(id_)
    decision = replace(before, proposed_by=people.clerk.actor.id, approval=None)
    for desk, sign in ((people.clerk, sign_proposal), (people.officer, sign_approval)):
        with writing(desk) as books:
            decision = sign(desk, books, file, decision)
            keep(desk, books, replace(books.files.get(id_), decisions=(decision,)))


def _built(number: int, name: str) -> ApplicationFile:
    file = with_decision(complete(Right.CORRECTION), Right.CORRECTION)
    claims = [claim.id for claim in file.application.claims]
    file = with_letter(file, LetterKind.CORRECTION, claims, ARRIVED)
    (letter,), (posting,), (decision,) = file.letters, file.postings, file.decisions
    sent, own = PostingId(f"p{number}"), LetterId(f"l{number}")
    principal = replace(file.application.principal, name=name)
    application = replace(file.application, principal=principal, receipt_number=f"R8-9{number:03}")
    return replace(
        file,
        application=application,
        letters=(replace(letter, id=own, posting=sent),),
        postings=(replace(posting, id=sent, letters=(own,)),),
        decisions=(replace(decision, id=DecisionId(f"d{number}")),),
    )
