# SPDX-License-Identifier: MIT
"""The sample desk from its first day to its last: mail arrives, people work, everything ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from desk_app.cli import check_reading
from desk_app.cli.sample_clerk import Case, Clerk, People
from desk_app.cli.sample_file import Envelope, SampleDesk
from desk_app.cli.sample_house import SampleClock
from desk_app.desk import intake, supplements
from desk_app.desk.changes import Kind
from desk_app.records.history import ApplicationFile
from desk_app.records.ids import ApplicationId, ClaimId
from desk_app.records.mail import MailItem, Matter
from desk_app.records.papers import Enclosure

Progress = Callable[[date], None]


@dataclass(frozen=True, slots=True)
class Coming:
    """One thing that will arrive by post for an application that was logged: papers, stamps."""

    name: str
    mail: MailItem
    papers: tuple[Enclosure, ...]
    withdraws: tuple[str, ...] = ()
    written_on: date | None = None
    signed: bool = False


class Sample:
    """The run of a sample desk: through every business day until nothing is left to do."""

    def __init__(
        self, desk: SampleDesk, envelopes: tuple[Envelope, ...], people: People, clock: SampleClock
    ) -> None:
        self._desk = desk
        self._waiting = list(envelopes)
        self._people = people
        self._clock = clock
        self._clerk = Clerk(people)
        self._coming: list[Coming] = []
        self._open: list[Case] = []
        self.cases: list[Case] = []

    def run(self, progress: Progress) -> None:
        """Go through the days; what has not ended by the last one is left as it stands."""
        for day in self._days(self._desk.last_day):
            progress(day)
            self._day()

    def run_until(self, last_day: date, progress: Progress) -> None:
        """Go through the days and leave the work of the last one lying: a desk to try.

        The answers of the day before it lie there printed, to be posted.
        """
        for day in self._days(last_day):
            progress(day)
            self._clerk.posts_answers = self._day_after(day) < last_day
            if day < last_day:
                self._day()
            else:
                self._take_in()

    def _days(self, last_day: date) -> Iterator[date]:
        """Move the clock through the business days as long as anything is left to do."""
        calendar = self._people.clerk.rulebook.calendar
        day = calendar.next_business_day(self._desk.first_day)
        self._clock.move_to(day)
        self._people.drawer.fill(self._people.clerk)
        while day <= last_day and (self._waiting or self._coming or self._open):
            self._clock.move_to(day)
            yield day
            day = self._day_after(day)

    def _day_after(self, day: date) -> date:
        calendar = self._people.clerk.rulebook.calendar
        return calendar.next_business_day(day + timedelta(days=1))

    def _day(self) -> None:
        self._take_in()
        self._open = [case for case in self._open if not self._clerk.work_on(case)]

    def _take_in(self) -> None:
        while self._waiting and self._waiting[0].row.mail_item.arrived_on <= self._clock.today():
            self._log(self._waiting.pop(0))
        for coming in [each for each in self._coming if self._has_come(each)]:
            self._coming.remove(coming)
            self._attach(coming)

    def _has_come(self, coming: Coming) -> bool:
        return coming.mail.arrived_on <= self._clock.today()

    def _log(self, envelope: Envelope) -> None:
        """Log an envelope with its applications, as a clerk types them from paper."""
        row = envelope.row
        files = check_reading.read(row.check_file(), self._people.clerk.rulebook)
        own = files[0].mail[0]
        drafts = tuple(
            intake.ApplicationDraft(
                application=file.application,
                enclosures=tuple(each for each in file.enclosures if each.mail_item == own.id),
                pieces=data.pieces,
            )
            for file, data in zip(files, row.applications, strict=True)
        )
        mail = replace(own, matter=Matter.NEW_APPLICATION, handled=False)
        changes = intake.log_application(self._people.clerk, intake.EnvelopeDraft(mail, drafts))
        ids = sorted(int(id_) for id_ in changes.ids(Kind.APPLICATION))
        for name, id_, data, file in zip(envelope.names, ids, row.applications, files, strict=True):
            case = Case(name, data, ApplicationId(id_))
            self.cases.append(case)
            self._open.append(case)
            self._coming.extend(_later(name, file))

    def _attach(self, coming: Coming) -> None:
        case = next(each for each in self.cases if each.name == coming.name)
        claims = self._clerk.look(case).file.application.claims
        supplements.attach_supplement(
            self._people.clerk,
            supplements.SupplementDraft(
                mail=coming.mail,
                application=case.id,
                enclosures=coming.papers,
                withdraws=tuple(
                    ClaimId(claim.id) for claim in claims if claim.right.value in coming.withdraws
                ),
                written_on=coming.written_on,
                signed=coming.signed,
            ),
        )


def _later(name: str, file: ApplicationFile) -> Iterator[Coming]:
    """Yield what will arrive for an application after its own envelope."""
    withdrawals = {each.mail_item: each for each in file.withdrawals}
    rights = {claim.id: claim.right.value for claim in file.application.claims}
    for mail in file.mail[1:]:
        papers = tuple(each for each in file.enclosures if each.mail_item == mail.id)
        writing = withdrawals.get(mail.id)
        if writing is None:
            yield Coming(name, mail, papers)
            continue
        yield Coming(
            name,
            mail,
            papers,
            tuple(rights[claim] for claim in writing.claims),
            writing.written_on,
            writing.signed,
        )
