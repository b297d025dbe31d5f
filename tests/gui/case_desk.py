# SPDX-License-Identifier: MIT
"""A real desk for the pages of a case: founded in a folder, applications logged by verbs."""

from __future__ import annotations

import atexit
import shutil
from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache, wraps
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from typing import Concatenate, ParamSpec, TypeVar, cast

from typing_extensions import override

from desk_app.bootstrap import LocalEntrance, Surroundings, Unlock, found_desk, open_desk
from desk_app.desk.applications import checking, intake
from desk_app.desk.context import Desk, Kind
from desk_app.desk.letters import corresponding
from desk_app.gui.session.entrance import Choices, NewPerson
from desk_app.records.base import ApplicationId, ClaimId, EnclosureId, MailItemId, PaymentLineId
from desk_app.records.case.application import Application, Change, Claim, Form, Principal, Right
from desk_app.records.case.history import RegisteredRecord
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.mail import MailItem, MailKind, Matter, PaymentLine, Piece
from desk_app.records.case.papers import Enclosure, Subject
from desk_app.records.desk.people import Role
from desk_app.records.desk.profile import DeskProfile
from desk_app.store.disk.machine import SeededChance
from desk_app.store.vault.slots import SAMPLE_COST
from tests.fakes.world import FixedClock

T = TypeVar("T")
TODAY = date(2026, 11, 25)
ARRIVED = date(2026, 11, 16)
PASSWORD = "three grey herons stand"  # noqa: S105 of nobody
SECOND_PASSWORD = "four white storks walk"  # noqa: S105 of nobody
CLERK = NewPerson("山本 美咲", frozenset({Role.CLERK}), PASSWORD)
SUPERVISOR = NewPerson("佐伯 恵子", frozenset({Role.SUPERVISOR}), SECOND_PASSWORD)
EVERY_FEW_DAYS = timedelta(days=3)
ADDRESS = "東京都杉並区高円寺南二丁目14番7号 コーポ松風203"


class AttendedClock(FixedClock):
    """A clock under which somebody comes to the desk every few days: no day comes as a leap."""

    attend: Callable[[], None] = staticmethod(lambda: None)

    @override
    def move_to(self, day: date) -> None:
        """Go to the opening of a day, past the days on which somebody comes."""
        if day - self.today() > timedelta(days=7):
            while self.today() + EVERY_FEW_DAYS < day:
                super().move_to(self.today() + EVERY_FEW_DAYS)
                self.attend()
        super().move_to(day)


@dataclass
class CaseDesk:
    """The folders of a desk, and what tests do with it between two windows."""

    folder: Path
    keys: Path
    clock: FixedClock
    rulebook: Path | None = None
    starts: int = 0
    course: tuple[object, ...] | None = None
    """What was done with it since it was founded; None once something was done that nobody told."""

    @property
    def around(self) -> Surroundings:
        """What the desk stands on; every question for the time finds a pause over."""
        number, self.starts = self.starts, self.starts + 1
        return Surroundings(
            clock=self.clock,
            # Each start draws anew: the same draws twice would give two data keys one name.
            chance=SeededChance(f"case {self.clock.now()} {number}"),
            cost=SAMPLE_COST,
            seconds=count(step=100).__next__,
            rulebook=self.rulebook,
        )

    def entrance(self) -> CaseEntrance:
        """The window's way in."""
        self.course = None
        return CaseEntrance(self.folder, self.keys, self.around)

    def do(self, work: Callable[[Desk], T], who: NewPerson = CLERK) -> T:
        """Do something with the desk opened as a person, and close it."""
        self.course = None
        desk = open_desk(self.folder, Unlock(who.name, who.password), self.around)
        try:
            return work(desk)
        finally:
            desk.ports.store.close()


class CaseEntrance(LocalEntrance):
    """Chooses nothing of the screen for good."""

    chosen = Choices()

    @override
    def choices(self) -> Choices:
        return self.chosen

    @override
    def keep_choices(self, choices: Choices) -> None:
        """Forget them."""


def found(folder: Path, *people: NewPerson) -> CaseDesk:
    """Found a desk of a clerk and a supervisor; its clock stands on the day of the arrivals.

    The first of the people signs in.
    """
    staff = people or (CLERK, SUPERVISOR)
    clock = AttendedClock(ARRIVED)
    made = CaseDesk(folder / "desk", folder / "keys", clock)
    model = _model(staff)
    shutil.copytree(model.folder, made.folder)
    shutil.copytree(model.keys, made.keys)
    made.course = staff
    clock.attend = lambda: made.do(lambda _: None, staff[0])
    return made


@cache
def _model(staff: tuple[NewPerson, ...]) -> CaseDesk:
    """The desk of which all desks of these people are copies: nothing in one is left to chance."""
    folder = _own_folder()
    made = CaseDesk(folder / "desk", folder / "keys", FixedClock(ARRIVED))
    desk = found_desk(made.folder, made.keys, DeskProfile(), staff, made.around)
    desk.ports.store.close()
    return made


def _own_folder() -> Path:
    folder = Path(mkdtemp(prefix="desk-app-model-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@dataclass(frozen=True)
class _Kept:
    """A desk after a step, in a folder of its own, and what the step returned."""

    folder: Path
    now: datetime
    starts: int
    returned: object

    def give(self, case: CaseDesk) -> object:
        """Put a desk where it is after the step."""
        for place in (case.folder, case.keys):
            shutil.rmtree(place)
            shutil.copytree(self.folder / place.name, place)
        case.clock.stand_at(self.now)
        case.starts = self.starts
        return copy(self.returned)


_KEPT: dict[tuple[object, ...], _Kept] = {}
P = ParamSpec("P")


def kept(
    step: Callable[Concatenate[CaseDesk, P], T],
) -> Callable[Concatenate[CaseDesk, P], T]:
    """Have a step done once: who does it again on an equal desk is given a copy of what came of it.

    Nothing in a desk is left to chance, so that the same steps lead to the same bytes.
    """

    @wraps(step)
    def done(case: CaseDesk, /, *args: P.args, **words: P.kwargs) -> T:
        before, told = case.course, (step.__qualname__, args, tuple(sorted(words.items())))
        if before is None or case.rulebook is not None or not _can_be_told(told):
            return step(case, *args, **words)
        course = (*before, case.clock.now(), told)
        if course not in _KEPT:
            returned = step(case, *args, **words)
            folder = _own_folder()
            for place in (case.folder, case.keys):
                shutil.copytree(place, folder / place.name)
            _KEPT[course] = _Kept(folder, case.clock.now(), case.starts, copy(returned))
        else:
            returned = cast("T", _KEPT[course].give(case))
        case.course = course
        return returned

    return done


def _can_be_told(told: object) -> bool:
    try:
        hash(told)
    except TypeError:
        return False
    return True


def envelope(*stamps: tuple[int, int]) -> MailItem:
    """An envelope with stamps: denomination and count."""
    lines = tuple(
        PaymentLine(PaymentLineId(""), Piece.STAMP, value, count) for value, count in stamps
    )
    return MailItem(
        MailItemId(0),
        ARRIVED,
        MailKind.SIMPLE_REGISTERED,
        Matter.NEW_APPLICATION,
        postmark=date(2026, 11, 13),
        red_marking=True,
        payments=lines,
    )


def application(
    *rights: Right, name: str = "髙橋 花子", address: str = ADDRESS, **more: object
) -> Application:
    """An application of the principal for some rights, as typed."""
    forms = {
        Right.DISCLOSURE: "A-1",
        Right.PURPOSE: "A-1",
        Right.PROVISION_RECORDS: "A-1",
        Right.CORRECTION: "A-2",
        Right.ADDITION: "A-2",
        Right.DELETION: "A-2",
    }
    codes = list(dict.fromkeys(forms.get(right, "A-3") for right in rights))
    changed = {Right.CORRECTION, Right.ADDITION, Right.DELETION}
    made = Application(
        id=ApplicationId(0),
        token="",
        mail_item=MailItemId(0),
        received_on=ARRIVED,
        form=Form(codes[0], "2026-11", ARRIVED),
        further_forms=tuple(Form(code, "2026-11", ARRIVED) for code in codes[1:]),
        principal=Principal(
            name,
            "タカハシ ハナコ",
            born=date(1985, 7, 9),
            postal_code="166-0003",
            address=address,
            phone="03-0000-4821",
            member_number="K-2201",
        ),
        claims=tuple(
            Claim(
                ClaimId(""),
                right,
                (Change("番地", "12-3", "14-7"),) if right in changed else (),
                "not_needed" if right in {Right.CESSATION, Right.ERASURE} else "",
            )
            for right in rights
        ),
        scope="会員登録情報、問合せの記録（令和6年から）",
        service="会員サービス",
    )
    return replace(made, **more)  # type: ignore[arg-type]


def licence(name: str = "髙橋 花子", address: str = ADDRESS) -> Enclosure:
    """A driving licence with these data."""
    return Enclosure(
        EnclosureId(""),
        "driving_licence",
        Subject.PRINCIPAL,
        MailItemId(0),
        ARRIVED,
        valid_until=date(2029, 8, 9),
        name=name,
        address=address,
        born=date(1985, 7, 9),
    )


@kept
def log(
    case: CaseDesk, typed: Application, *papers: Enclosure, stamps: tuple[tuple[int, int], ...] = ()
) -> ApplicationId:
    """Log an application in an envelope of its own."""
    draft = intake.EnvelopeDraft(
        envelope(*stamps), (intake.ApplicationDraft(typed, papers or (licence(),)),)
    )
    changes = case.do(lambda desk: intake.log_application(desk, draft))
    return next(ApplicationId(int(id_)) for id_ in changes.ids(Kind.APPLICATION))


@kept
def answered(case: CaseDesk, id_: ApplicationId, *records: RegisteredRecord) -> None:
    """Have the department asked and answer with these records."""

    def work(desk: Desk) -> None:
        checking.ask_department(desk, id_, "会員サービス部", desk.today)
        with desk.ports.store.reading() as books:
            inquiry = books.files.get(id_).inquiries[-1].id
        draft = checking.AnswerDraft(
            id_, inquiry, desk.today, records, "問合せの記録4件を保有", nothing=not records
        )
        checking.record_answer(desk, draft)

    case.do(work)


@kept
def short_of_fee(case: CaseDesk, names: Iterable[str]) -> list[ApplicationId]:
    """Log answered applications whose fee is short: each is owed a notice."""
    logged = []
    for name in names:
        typed = application(Right.DISCLOSURE, name=name)
        logged.append(log(case, typed, licence(name), stamps=((500, 1),)))
        answered(case, logged[-1], record(name))
    return logged


def print_notices(desk: Desk, ids: Iterable[ApplicationId]) -> None:
    """Issue and print today's notice of deficiencies of each application."""
    for id_ in ids:
        with desk.ports.store.reading() as books:
            version = books.files.get(id_).application.version
        notice = corresponding.LetterDraft(id_, version, LetterKind.DEFICIENCIES, TODAY)
        corresponding.issue_letter(desk, notice)
        with desk.ports.store.reading() as books:
            letter = books.files.get(id_).letters[0].id
        corresponding.record_printed(desk, id_, (letter,))


def record(name: str = "高橋 花子", address: str = ADDRESS) -> RegisteredRecord:
    """A registered record."""
    return RegisteredRecord(
        "", name, born=date(1985, 7, 9), address=address, member_number="K-2201"
    )


@kept
def ready(case: CaseDesk, *rights: Right, source: str = "") -> ApplicationId:
    """Log an application with its fee, to which the department has answered: ready to decide."""
    id_ = log(case, application(*(rights or (Right.DISCLOSURE,))), stamps=((500, 2),))
    case.clock.move_to(TODAY)
    answered(case, id_, replace(record(name="髙橋 花子"), source=source))
    return id_


@kept
def in_envelope(case: CaseDesk, item: MailItem, *typed: Application) -> list[ApplicationId]:
    """Log the applications of one envelope."""
    each = (intake.ApplicationDraft(one, (licence(one.principal.name),)) for one in typed)
    draft = intake.EnvelopeDraft(item, tuple(each))
    changes = case.do(lambda desk: intake.log_application(desk, draft))
    return sorted(ApplicationId(int(id_)) for id_ in changes.ids(Kind.APPLICATION))
