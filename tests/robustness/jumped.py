# SPDX-License-Identifier: MIT
"""GOAL-15: the clock jumps, people go on working, and nothing happens before its day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from random import Random
from unittest.mock import patch

from desk_app.desk import timekeeping
from desk_app.desk.applications import deciding, intake
from desk_app.desk.applications.intake import EnvelopeDraft
from desk_app.desk.context import Desk
from desk_app.desk.disposal import disposing
from desk_app.desk.disposal.disposing import Chosen
from desk_app.desk.errors import KnownError
from desk_app.desk.letters import corresponding
from desk_app.desk.opened.arriving import arrive
from desk_app.desk.post import posting
from desk_app.records.base import ApplicationId
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.mail import MailKind
from desk_app.rules.case import deadlines
from tests.builders import ARRIVED, stamps
from tests.workbench.desks import (
    CLERK,
    Site,
    TwoPeople,
    answered,
    founded,
    in_the_name_of,
    sign_what_was_approved,
    verify,
)
from tests.workbench.processes import apart
from tests.workbench.report import Context, Control, Goal, Outcome, Work

JUMPS, CONTROLS, REOPENED = 1_000, 20, 20
"""Every so many jumps the desk is closed and opened, by password and gate."""
DUE_DAYS = 14
_JAPAN = timezone(timedelta(hours=9))
_OPENING = time(9, 30)
_FURTHEST_DAYS, _NEAREST_DAYS, _LEAST_MINUTES = 2_000, 9, 11
_STORED = (
    "SELECT application, due, posted_on FROM notices ORDER BY 1, 2",
    "SELECT application, completed_on, kept_until FROM kept_applications ORDER BY 1",
)
Stored = tuple[tuple[tuple[object, ...], ...], ...]
_SEQUENCES = "SELECT sequence FROM journal ORDER BY rowid"


class JumpingClock:
    """A clock somebody sets: it stands where it was put."""

    def __init__(self) -> None:
        self.moment = datetime.combine(ARRIVED, _OPENING, _JAPAN)

    def now(self) -> datetime:
        """Return the moment, aware, in UTC."""
        return self.moment.astimezone(UTC)

    def today(self) -> date:
        """Return the day at the desk."""
        return self.moment.astimezone(_JAPAN).date()


@dataclass(slots=True)
class Jumped:
    """What happened over the jumps."""

    jumps: int = 0
    early: int = 0
    moved: int = 0
    forward: int = 0
    entries: int = 0
    refused: int = 0
    in_time: int = 0
    """What could be done once the days had really come."""


def try_jumps(context: Context) -> Outcome:
    """Jump as often as wanted, then let the days really come; then the careless desk."""
    wanted = context.share(JUMPS, 30)
    site = founded(context.within("desk"))
    jumped = apart(_jumps, site, context.chance("jumps"), wanted)
    verdict = apart(verify, site)
    in_order = apart(_in_order, site)
    other = founded(context.within("control"))
    few = min(wanted, CONTROLS)
    careless = apart(_jumps, other, context.chance("control"), few, careless=True)
    return Outcome(
        reached=(
            f"{jumped.early} early disposals or lapses, {jumped.moved} due dates moved, journal "
            f"{'in order' if verdict.sound and in_order else 'NOT in order'} over "
            f"{jumped.jumps:,} jumps; {jumped.in_time} of 1 lapse in its time"
        ),
        held=jumped.early == jumped.moved == 0
        and jumped.in_time == 1
        and verdict.sound
        and in_order,
        work=(
            Work("jumps", jumped.jumps, wanted),
            Work("past a due day", jumped.forward, wanted // 5),
            Work("refusals", jumped.refused, wanted),
            Work("journal entries", jumped.entries, wanted),
        ),
        control=Control(
            "due dates computed at display, any clock believed",
            f"{careless.moved} due dates moved, {careless.early} early in {few} jumps",
            failed=careless.moved > 0 and careless.early > 0,
        ),
    )


def _jumps(site: Site, chance: Random, wanted: int, *, careless: bool = False) -> Jumped:
    clock = JumpingClock()
    desk = site.open(CLERK, clock)
    people = TwoPeople.beside(desk, site)
    ids = answered(desk, 1), _noticed(people)
    sign_what_was_approved(people, ids[0])
    office = _Office(site, clock, desk, careless, *ids, clock.moment)
    office.look()
    with _clock_believed() if careless else nullcontext():
        for number in range(wanted):
            if number % REOPENED == REOPENED - 1:
                office.reopen()
            office.jump(chance)
    if not careless:
        office.reopen()
        office.let_days_come()
    office.jumped.entries = office.count()
    office.desk.ports.store.close()
    return office.jumped


@contextmanager
def _clock_believed() -> Iterator[None]:
    believe: Callable[[Desk, object], None] = lambda _desk, _books: None  # noqa: E731
    with (
        patch.object(disposing, "must_trust_clock", believe),
        patch.object(deciding, "must_trust_clock", believe),
    ):
        yield


@dataclass(slots=True)
class _Office:
    """A desk with one application that is answered and one whose fee is short."""

    site: Site
    clock: JumpingClock
    desk: Desk
    careless: bool
    done: ApplicationId
    short: ApplicationId
    right: datetime
    dates: Stored = ()
    shown: date = ARRIVED
    jumped: Jumped = field(default_factory=Jumped)

    def look(self) -> None:
        """Remember what days are stored and shown while the clock is right."""
        self.dates, self.shown = self._dates(), self._due()

    def jump(self, chance: Random) -> None:
        """Set the clock wrong, arrive, work, try what must wait, and set the clock right."""
        self.clock.moment = self.right + _leap(chance)
        self.desk = arrive(self.desk.ports, self.desk.actor, self.desk.rulebook)
        timekeeping.begin_day(self.desk)
        intake.save_draft(self.desk, f"draft-{self.jumped.jumps}", "x")
        self.jumped.forward += self.clock.today() > self.shown
        self.jumped.early += self._done(self._dispose) + self._done(self._lapse)
        self.jumped.moved += self._dates() != self.dates or self._due() != self.shown
        self.jumped.jumps += 1

    def reopen(self) -> None:
        """Close the desk, set the clock right, open it, and have two people confirm the day."""
        self.desk.ports.store.close()
        self.clock.moment = self.right
        self.desk = self.site.open(CLERK, self.clock)
        if timekeeping.doubt(self.desk) is not None:
            people = TwoPeople.beside(self.desk, self.site)
            timekeeping.confirm_clock(people.clerk, people.officer)

    def let_days_come(self) -> None:
        """Work on every day until the notice's last one is over; then the lapse may be."""
        while self.clock.today() <= self.shown:
            self.clock.moment += timedelta(days=1)
            self.desk = arrive(self.desk.ports, self.desk.actor, self.desk.rulebook)
        self.jumped.in_time += self._done(self._lapse)

    def count(self) -> int:
        """Return the number of the journal's last entry."""
        with self.desk.ports.store.reading() as books:
            return books.journal.mark().sequence

    def _done(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except KnownError:
            self.jumped.refused += 1
            return False
        return True

    def _dispose(self) -> None:
        disposing.propose(self.desk, (Chosen(self.done, 1),))

    def _lapse(self) -> None:
        with self.desk.ports.store.reading() as books:
            claims = books.files.get(self.short).application.claims
        deciding.confirm_lapse(self.desk, self.short, tuple(claim.id for claim in claims))

    def _due(self) -> date:
        """Return the notice's last day as a screen shows it; a careless one works it out."""
        if self.careless:
            calendar = self.desk.rulebook.on(self.clock.today()).calendar
            return deadlines.due(self.clock.today(), DUE_DAYS, calendar).on
        with self.desk.ports.store.reading() as books:
            return books.files.get(self.short).notices[-1].due

    def _dates(self) -> Stored:
        """Return every stored day that something waits for."""
        key = self.desk.ports.keys.data_key  # type: ignore[attr-defined]
        return tuple(tuple(self.site.ask(sql, key=key)) for sql in _STORED)


def _noticed(people: TwoPeople) -> ApplicationId:
    """Log an application whose fee is short, and post the notice that asks for it."""
    desk = people.clerk
    id_ = people.logged(_short_of_the_fee(desk.today))
    version = people.file(id_).application.version
    draft = corresponding.LetterDraft(id_, version, LetterKind.DEFICIENCIES, desk.today)
    corresponding.issue_letter(desk, draft)
    (letter,) = people.file(id_).letters
    kind = MailKind.SIMPLE_REGISTERED
    posting.post(desk, posting.PostingDraft(id_, (letter.id,), kind, desk.today))
    return id_


def _short_of_the_fee(day: date) -> EnvelopeDraft:
    draft = in_the_name_of("山田 花子", day)
    return replace(draft, mail=replace(draft.mail, payments=stamps("500x1")))


def _leap(chance: Random) -> timedelta:
    """Return a leap that must be noticed: back by minutes or years, forward by over a week."""
    kind = chance.random()
    if kind < 0.2:
        return -timedelta(minutes=chance.uniform(_LEAST_MINUTES, 600))
    far = timedelta(days=chance.uniform(_NEAREST_DAYS, _FURTHEST_DAYS))
    return far if kind < 0.7 else -far


def _in_order(site: Site) -> bool:
    """Whether the entries stand in the order in which they were noted, without a gap."""
    numbers = [number for (number,) in site.ask(_SEQUENCES)]
    return numbers == list(range(1, len(numbers) + 1))


GOAL = Goal(
    "GOAL-15",
    f"{JUMPS:,} jumps: 0 early disposals or lapses, 0 due dates moved, 0 journal reorders",
    try_jumps,
    takes=15,
)
