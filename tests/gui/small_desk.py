# SPDX-License-Identifier: MIT
"""A small desk in memory for the window: people, mail, applications, and an entrance to it."""

# ruff: noqa: ARG002 the signatures are those of the real ports

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NoReturn, cast

from desk_app.desk.context import Desk
from desk_app.desk.errors import BadInput, DamageFound, KnownError, NotFound, WrongPassword
from desk_app.desk.keys.sheet_key import from_groups
from desk_app.desk.ports import Ports, Stations
from desk_app.desk.rows import (
    NEWEST_MAIL,
    ApplicationColumn,
    ApplicationLine,
    Filter,
    FirstDays,
    Group,
    IdWindow,
    JournalFilter,
    JournalLine,
    LetterLine,
    LetterOrder,
    LetterState,
    ListOrder,
    MailLine,
    MailOrder,
    ReturnLine,
)
from desk_app.gui.session.entrance import Choices, DeskState, NewPerson
from desk_app.records.base import ApplicationId, HeldThingId, LetterId, MailItemId, UserId
from desk_app.records.books.journal import Action, JournalMark
from desk_app.records.case.application import ProxyKind, Right
from desk_app.records.case.findings import Work
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.mail import HeldKind, MailItem, MailKind, Matter
from desk_app.records.desk.people import Language, Role, User
from desk_app.records.desk.profile import DeskProfile
from desk_app.records.desk.sheets import rescuer, sheet_in_use
from desk_app.rules.work_codes import What, Why
from desk_app.store.releases import LocalReleases
from tests.builders import book
from tests.fakes.world import PlainPress, PlainSeal
from tests.gui.small_rescue import SmallRescue
from tests.gui.small_safe import HEAD, IN_USE, SECRET, SmallBackups, SmallKeys, safe_backups

RESOURCES = Path(__file__).parents[2] / "resources"
TODAY = date(2026, 11, 25)
PASSWORD = "three grey herons stand"  # noqa: S105 of nobody
CLERK = User(UserId("u1"), "山本 美咲", frozenset({Role.CLERK}))
SUPERVISOR = User(UserId("u2"), "佐伯 恵子", frozenset({Role.SUPERVISOR}))
OFFICER = User(UserId("u3"), "三宅 誠", frozenset({Role.OFFICER, Role.SUPERVISOR}))
IVS = "葛\U000e0100城 真由美"

_WORK = {
    Group.WITHDRAWAL: Work.WITHDRAWAL,
    Group.TO_CHECK: Work.TO_CHECK,
    Group.WAITING_FOR_DEPARTMENT: Work.WAITING_FOR_DEPARTMENT,
    Group.WAITING_FOR_APPLICANT: Work.WAITING_FOR_APPLICANT,
    Group.LAPSE_TODAY: Work.LAPSE_TODAY,
    Group.TO_DECIDE: Work.TO_DECIDE,
    Group.TO_APPROVE: Work.TO_APPROVE,
}


def _line(
    number: int,
    name: str,
    kana: str,
    work: Work,
    step: tuple[str, str],
    days: int | None = None,
) -> ApplicationLine:
    received = TODAY - timedelta(days=14 - number % 12)
    return ApplicationLine(
        ApplicationId(number),
        f"R8-{number:04d}",
        received,
        name,
        kana,
        (Right.DISCLOSURE, Right.CORRECTION) if number % 2 else (Right.PURPOSE,),
        ProxyKind.CONSIGNED if number % 5 == 0 else None,
        Language.JA,
        work,
        step[0],
        None if days is None else TODAY + timedelta(days=days),
        step[1],
        received,
    )


_NOTICE = (What.AWAIT_APPLICANT.value, Why.NOTICE_RUNNING.value)
LINES = (
    _line(128, "佐藤 翔太", "サトウ ショウタ", Work.WAITING_FOR_APPLICANT, _NOTICE, 0),
    _line(131, "𠮷田 一郎", "ヨシダ イチロウ", Work.WAITING_FOR_APPLICANT, _NOTICE, 1),
    _line(132, "グエン ティ ラン", "グエン ティ ラン", Work.WAITING_FOR_APPLICANT, _NOTICE, 2),
    _line(134, "髙橋 真由美", "タカハシ マユミ", Work.WAITING_FOR_APPLICANT, _NOTICE, 5),
    _line(135, "渡邉󠄀 千尋", "ワタナベ チヒロ", Work.WAITING_FOR_APPLICANT, _NOTICE, 7),
    _line(136, "山﨑 修", "ヤマザキ オサム", Work.WAITING_FOR_APPLICANT, _NOTICE, 13),
    _line(
        121,
        "大野 智子",
        "オオノ トモコ",
        Work.LAPSE_TODAY,
        (What.CONFIRM_LAPSE.value, Why.FEE_NOT_PAID.value),
        -1,
    ),
    _line(
        140,
        IVS,
        "カツラギ マユミ",
        Work.TO_CHECK,
        (What.CHECK.value, Why.UNREAD.value),
    ),
    _line(
        139,
        "井上 恵美",
        "イノウエ エミ",
        Work.TO_APPROVE,
        (What.APPROVE.value, Why.PROPOSED.value),
        3,
    ),
    _line(
        137,
        "中村 さくら",
        "ナカムラ サクラ",
        Work.TO_DECIDE,
        (What.PROPOSE.value, Why.ALL_SHOWN.value),
        1,
    ),
    _line(
        138,
        "清水 千尋",
        "シミズ チヒロ",
        Work.WAITING_FOR_DEPARTMENT,
        (What.AWAIT_DEPARTMENT.value, Why.REGISTER_AWAITED.value),
    ),
    _line(
        64,
        "吉村 和子",
        "ヨシムラ カズコ",
        Work.DONE,
        (What.KEEP.value, Why.COMPLETED.value),
        700,
    ),
)


def _mail(number: int, kind: MailKind, matter: Matter, sender: str, note: str = "") -> MailItem:
    return MailItem(
        MailItemId(number),
        TODAY,
        kind,
        matter,
        postmark=TODAY - timedelta(days=1),
        tracking_number="410-28-73516-4" if kind is MailKind.SIMPLE_REGISTERED else "",
        red_marking=matter is Matter.NEW_APPLICATION,
        sender=sender,
        note=note,
    )


MAIL = (
    _mail(3, MailKind.SIMPLE_REGISTERED, Matter.NEW_APPLICATION, "髙橋 花子"),
    _mail(2, MailKind.ORDINARY, Matter.INQUIRY, "𠮷野 正", "配送についての質問です。"),
    _mail(1, MailKind.LETTER_PACK, Matter.RETURNED_LETTER, "郵便局", "あて所に尋ねあたりません"),
)


@dataclass
class SmallQueries:
    """Answers like the store would, over the lists above."""

    store: SmallStore
    asked: list[tuple[Filter, ListOrder]] = field(default_factory=list)
    mail_asked: list[tuple[str, MailOrder]] = field(default_factory=list)
    letters_asked: list[tuple[LetterState | None, LetterOrder | None]] = field(default_factory=list)

    def counts(
        self, today: date, of_people: tuple[UserId, ...] | None = None
    ) -> Mapping[Group, int]:
        counts = {
            group: sum(line.work is work for line in self.store.lines)
            for group, work in _WORK.items()
        }
        counts[Group.TO_LOG] = sum(not mail.handled for mail in self.store.items)
        counts[Group.TO_PRINT] = len(self.letters(LetterState.TO_PRINT))
        counts[Group.TO_POST] = len(self.letters(LetterState.TO_POST))
        counts[Group.TO_RETURN] = len(self.returns())
        return counts

    def first_days(
        self, today: date, of_people: tuple[UserId, ...] | None = None
    ) -> Mapping[Group, FirstDays]:
        found = {
            group: FirstDays(
                min(line.received_on for line in lines),
                min((line.by for line in lines if line.by is not None), default=None),
            )
            for group, work in _WORK.items()
            if (lines := [line for line in self.store.lines if line.work is work])
        }
        arrived = [mail.arrived_on for mail in self.store.items if not mail.handled]
        return found | ({Group.TO_LOG: FirstDays(min(arrived), None)} if arrived else {})

    def window(
        self, wanted: Filter, order: ListOrder, today: date, limit: int = 10_000
    ) -> IdWindow:
        self.asked.append((wanted, order))
        found = [line for line in self.store.lines if _fits(line, wanted)]
        found.sort(key=lambda line: _key(line, order.column), reverse=not order.ascending)
        return IdWindow(tuple(line.id for line in found), more=False, count=len(found))

    def beginning(
        self, wanted: Filter, order: ListOrder, today: date, limit: int = 100
    ) -> IdWindow:
        whole = self.window(wanted, order, today)
        if wanted != Filter(wanted.text) or len(whole.ids) <= limit:
            return whole
        return IdWindow(whole.ids[:limit], more=True, count=limit)

    def lines(self, ids: Sequence[int], today: date) -> tuple[ApplicationLine, ...]:
        known = {int(line.id): line for line in self.store.lines}
        return tuple(known[id_] for id_ in ids)

    def under_other_rules(self, version: str) -> tuple[ApplicationId, ...]:
        return ()

    def departments(self, limit: int = 20) -> tuple[str, ...]:
        return ()

    def mail_window(
        self,
        *,
        open_only: bool,
        limit: int = 10_000,
        text: str = "",
        order: MailOrder = NEWEST_MAIL,
    ) -> IdWindow:
        self.mail_asked.append((text, order))
        ids = tuple(
            m.id
            for m in self.store.items
            if not (open_only and m.handled) and (text in m.sender or text in m.tracking_number)
        )
        return IdWindow(ids, more=False, count=len(ids))

    def mail_lines(self, ids: Sequence[int]) -> tuple[MailLine, ...]:
        known = {mail.id: mail for mail in self.store.items}
        return tuple(_mail_line(known[MailItemId(id_)]) for id_ in ids)

    def letters(
        self, state: LetterState | None, limit: int = 1_000, order: LetterOrder | None = None
    ) -> tuple[LetterLine, ...]:
        self.letters_asked.append((state, order))
        line = LetterLine(
            LetterId("l1"),
            ApplicationId(134),
            "R8-0134",
            LetterKind.DEFICIENCIES,
            "個情発第8-121号",
            TODAY,
            TODAY,
            "髙橋 真由美",
            "髙橋 真由美",
            Language.JA,
            LetterState.TO_PRINT,
        )
        return (line,) if state is LetterState.TO_PRINT else ()

    def letters_of(self, application: ApplicationId) -> tuple[LetterLine, ...]:
        return ()

    def returns(self) -> tuple[ReturnLine, ...]:
        return (
            ReturnLine(
                HeldThingId("h1"),
                MailItemId(3),
                ApplicationId(128),
                "R8-0128",
                HeldKind.EXCESS_STAMPS,
                200,
                ((100, 2),),
                "",
            ),
        )

    def known(self, person: object, limit: int = 5) -> tuple[object, ...]:
        return ()


@dataclass
class SmallStore:
    """Keeps lists; ``closed`` says whether the key was dropped."""

    people: tuple[User, ...] = (CLERK, SUPERVISOR, OFFICER)
    lines: tuple[ApplicationLine, ...] = LINES
    items: tuple[MailItem, ...] = MAIL
    closed: bool = False
    closed_to_writing: KnownError | None = None
    stations: Stations | None = None
    noted: list[str] = field(default_factory=list)
    drafts: dict[str, str] = field(default_factory=dict)
    drilled_at: datetime | None = datetime(2026, 11, 18, tzinfo=UTC)

    def __post_init__(self) -> None:
        self.queries = SmallQueries(self)
        self.inquiries = SmallInquiries()
        self.journal = SmallJournal(self)
        self.values: dict[str, str] = {}
        self.keys = SmallKeys(self.people, (IN_USE,))
        self.backups = safe_backups()

    @contextmanager
    def reading(self) -> Iterator[SmallBooks]:
        yield SmallBooks(self)

    @contextmanager
    def writing(self, actor: UserId, at: datetime) -> Iterator[SmallBooks]:
        yield SmallBooks(self)

    def must_be_alone(self) -> None:
        """Do nothing: nobody else reads what is no file."""

    def close(self) -> None:
        self.closed = True


class SmallInquiries:
    """No inquiry, and no reply to one."""

    def letters(self, _state: LetterState, _limit: int = 0) -> tuple[LetterLine, ...]:
        return ()


class SmallJournal:
    """The journal as far as it tells when the last drill was held."""

    def __init__(self, store: SmallStore) -> None:
        self._store = store

    def window(self, wanted: JournalFilter, limit: int) -> IdWindow:
        assert wanted == JournalFilter(action=Action.DRILL_HELD)
        ids = () if self._store.drilled_at is None else (HEAD - 1,)
        return IdWindow(ids, more=False, count=len(ids))

    def lines(self, ids: Sequence[int]) -> tuple[JournalLine, ...]:
        at = self._store.drilled_at
        return tuple(
            JournalLine(number, at, OFFICER.name, Action.DRILL_HELD, "", None, ())
            for number in ids
            if at is not None
        )


def _gone(_: object) -> NoReturn:
    """Say as the store does that there is no such application: the lines of the list are all."""
    raise NotFound


class SmallBooks:
    """One unit of work over the lists."""

    def __init__(self, store: SmallStore) -> None:
        self._store = store
        self.mail = self.journal = self
        self.files = SimpleNamespace(get=_gone, by_number=self.by_number)
        self.letters = SimpleNamespace(facts=_gone)
        self.people = SimpleNamespace(all=lambda: store.people, add=_kept, save=_kept)
        self.drafts = SimpleNamespace(
            get=lambda _, key: store.drafts.get(key),
            keys=lambda _: tuple(sorted(store.drafts)),
            keep=lambda _, key, content: store.drafts.update({key: content}),
            drop=lambda _, key: store.drafts.pop(key, None),
        )
        self.settings = SimpleNamespace(
            profile=DeskProfile, value=store.values.get, keep_value=store.values.__setitem__
        )
        self.wordings = SimpleNamespace(all=tuple, approved=tuple)
        self.scans = SimpleNamespace(left=tuple)
        self.registers = SimpleNamespace(purposes=tuple, places=tuple, provisions=lambda *_: ())
        self.scans = SimpleNamespace(left=tuple)

    def get(self, id_: MailItemId) -> MailItem:
        for item in self._store.items:
            if item.id == id_:
                return item
        raise NotFound

    def by_number(self, number: str) -> ApplicationId | None:
        found = (line.id for line in self._store.lines if line.receipt_number == number)
        return next(found, None)

    def add(self, item: MailItem) -> MailItem:
        kept = replace(item, id=MailItemId(max(mail.id for mail in self._store.items) + 1))
        self._store.items = (kept, *self._store.items)
        return kept

    def save(self, item: MailItem) -> None:
        self._store.items = tuple(
            item if mail.id == item.id else mail for mail in self._store.items
        )

    def note(self, action: object, subject: object = None, /, **facts: object) -> None:
        self._store.noted.append(str(action))

    def head(self) -> tuple[int, bytes]:
        return HEAD, bytes(32)

    def mark(self) -> JournalMark:
        return JournalMark(HEAD, "a41c09e75b20")

    def commit(self) -> None:
        """Everything is kept at once."""


@dataclass
class SmallEntrance:
    """The way in to the small desk."""

    new: bool = False
    cut_off: bool = False
    sample: bool = False
    store: SmallStore = field(default_factory=SmallStore)
    chosen: Choices = field(default_factory=Choices)
    kept: list[Choices] = field(default_factory=list)
    founded: list[tuple[DeskProfile, tuple[NewPerson, NewPerson]]] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)
    wrong: int = 0
    sample_started: bool = False
    log: Path = Path(os.devnull)
    stop: KnownError | None = None
    needed_inside: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.rescue = SmallRescue(lambda: self.store.backups.made)

    @property
    def resources(self) -> Path:
        return RESOURCES

    @property
    def sample_passwords(self) -> Mapping[str, str]:
        return {user.name: PASSWORD for user in self.users()} if self.sample else {}

    def state(self) -> DeskState:
        if self.stop is not None:
            raise self.stop
        if self.cut_off:
            return DeskState.CUT_OFF
        return DeskState.NEW if self.new else DeskState.EXISTS

    def users(self) -> Sequence[User]:
        return self.store.people

    def has_sheet(self) -> bool:
        return sheet_in_use(self.store.keys.sheets()) is not None

    def unlock(self, name: str, password: str) -> Desk:
        self.tried.append(name)
        if password != PASSWORD:
            self.wrong += 1
            raise WrongPassword
        self.wrong = 0
        self.store.closed = False
        return desk_of(self.store, next(u for u in self.store.people if u.name == name))

    def unlock_with_sheet(self, key: str) -> Desk:
        if from_groups(key) != SECRET:
            raise WrongPassword("sheet_not_in_use")
        self.store.closed = False
        return desk_of(self.store, rescuer(IN_USE))

    def start_sample(self) -> None:
        self.sample_started = True

    @property
    def releases(self) -> LocalReleases:
        return LocalReleases("0.1.0")

    def start_setup(self, installer: Path) -> None:
        raise AssertionError(installer)

    def acting(self, desk: Desk, name: str, password: str) -> Desk:
        if password != PASSWORD:
            raise WrongPassword
        user = next(u for u in self.store.people if u.name == name)
        ports = SimpleNamespace(**{**vars(desk.ports), "seal": PlainSeal(user.id)})
        return replace(desk, actor=user, ports=cast("Ports", cast("Any", ports)))

    def pause(self) -> int:
        return min(2**self.wrong, 64) if self.wrong else 0

    def shut(self, desk: Desk, text: str) -> bytes:
        return f"{desk.actor.id} {text}".encode()[::-1]

    def opened(self, desk: Desk, content: bytes) -> str:
        writer, _, text = content[::-1].decode().partition(" ")
        if writer != desk.actor.id:
            raise DamageFound
        return text

    def check_password(self, password: str, names: Sequence[str]) -> None:
        if len(password) < 12:
            raise BadInput("password_short", {"least": 12}, place="password")

    def found(self, profile: DeskProfile, people: tuple[NewPerson, NewPerson]) -> Desk:
        self.founded.append((profile, people))
        users = tuple(
            User(UserId(f"n{number}"), new.name, new.roles) for number, new in enumerate(people)
        )
        self.store = SmallStore(users, (), ())
        self.store.keys, self.store.backups = SmallKeys(users), SmallBackups(None)
        return desk_of(self.store, users[0])

    def now(self) -> datetime:
        return datetime(2026, 11, 25, 5, 36, tzinfo=UTC)

    def choices(self) -> Choices:
        return self.chosen

    def keep_choices(self, choices: Choices) -> None:
        self.kept.append(choices)


def _kept(_: User) -> None:
    """The slots alone are looked at."""


def desk_of(store: SmallStore, actor: User) -> Desk:
    """Return a desk over a small store."""
    clock = SimpleNamespace(today=lambda: TODAY, now=lambda: datetime(2026, 11, 25, tzinfo=UTC))
    tokens = iter(f"{number:032x}" for number in range(1, 10_000))
    ports = SimpleNamespace(
        store=store,
        clock=clock,
        chance=SimpleNamespace(token=lambda: next(tokens)),
        press=PlainPress(),
        seal=PlainSeal(actor.id),
        postal=SimpleNamespace(areas=lambda _code: ()),
        keys=store.keys,
        backups=store.backups,
        stations=store.stations,
    )
    return Desk(cast("Ports", cast("Any", ports)), book(), actor)


def _fits(line: ApplicationLine, wanted: Filter) -> bool:
    if wanted.group is not None and line.work is not _WORK.get(wanted.group):
        return False
    if wanted.open_only and line.work is Work.DONE:
        return False
    text = wanted.text.strip()
    return any(text in part for part in (line.name, line.kana, line.receipt_number))


def _key(line: ApplicationLine, column: ApplicationColumn) -> str | int:
    keys: dict[ApplicationColumn, str | int] = {
        ApplicationColumn.RECEIVED: line.received_on.toordinal(),
        ApplicationColumn.NUMBER: line.receipt_number,
        ApplicationColumn.NAME: line.name,
        ApplicationColumn.KANA: line.kana,
        ApplicationColumn.WORK: line.work.value,
        ApplicationColumn.BY: (line.by or date.max).toordinal(),
    }
    return keys[column]


def _mail_line(mail: MailItem) -> MailLine:
    return MailLine(
        mail.id,
        mail.arrived_on,
        mail.kind,
        mail.matter,
        mail.tracking_number,
        mail.red_marking,
        mail.sender,
        (),
        mail.handled,
    )
