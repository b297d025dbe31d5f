# SPDX-License-Identifier: MIT
"""A real desk on which letters are made by the verbs, with a clock that is set for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Self

from desk_app.bootstrap import Surroundings, found_desk
from desk_app.desk import checking, corresponding, deciding, intake, posting, timekeeping
from desk_app.desk.context import Desk
from desk_app.desk.corresponding import LetterDraft
from desk_app.desk.supplements import SupplementDraft, attach_supplement
from desk_app.records.base import ApplicationId, ClaimId
from desk_app.records.history import ApplicationFile, RegisteredRecord, ReturnReason
from desk_app.records.journal import Action
from desk_app.records.letters import LetterKind
from desk_app.records.mail import MailItem, MailKind
from desk_app.records.people import DeskProfile
from desk_app.rules.findings.envelope import things_to_return
from desk_app.rules.letters_due import letters_due
from desk_app.rules.situation import Situation, situation_of
from desk_app.store.machine import JAPAN, SeededChance
from desk_app.store.vault import keyring
from desk_app.store.vault.slots import SAMPLE_COST
from tests.bulk.prototypes import Moments
from tests.robustness.sites import CLERK, OFFICER, Site
from tests.unit.desk.contents import Saying, proposal
from tests.unit.desk.tries import later

OPENING = time(9, 0)


@dataclass(frozen=True, slots=True)
class Office:
    """The desk as a clerk and as a second person see it."""

    clerk: Desk
    second: Desk
    clock: Moments

    @classmethod
    def opened(cls, folder: Path, on: date, seed: str) -> Self:
        """Found a desk in a folder on a day; passwords are cheap, all else is the program's."""
        site, clock = Site(folder), Moments(datetime.combine(on, OPENING, JAPAN))
        chance = SeededChance(seed)
        around = Surroundings(clock, chance, cost=SAMPLE_COST, machine=folder / "machine")
        clerk = found_desk(site.desk, site.keys, DeskProfile(), [CLERK, OFFICER], around)
        shown = keyring.unlock(site.keys, OFFICER.name, OFFICER.password, around.machine)
        return cls(clerk, clerk.acting(shown.user, shown.seal), clock)

    @property
    def today(self) -> date:
        """Return the day at the desk."""
        return self.clock.today()

    def close(self) -> None:
        """Close the desk for both."""
        self.clerk.ports.store.close()

    def pass_days(self, days: int) -> None:
        """Let days go by; somebody is there on each of them, so that the clock is believed."""
        for _ in range(days):
            self.clock.at += timedelta(days=1)
            desk = self.clerk
            with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
                timekeeping.go_on(desk, books)
                books.journal.note(Action.DAY_BEGUN, None, turned=0)
                books.commit()

    def file(self, id_: ApplicationId) -> ApplicationFile:
        """Return an application as it is kept."""
        with self.clerk.ports.store.reading() as books:
            return books.files.get(id_)

    def log(self, mail: MailItem, draft: intake.ApplicationDraft) -> ApplicationId:
        """Log an envelope of today with one application."""
        arrived = replace(mail, arrived_on=self.today)
        changes = intake.log_application(self.clerk, intake.EnvelopeDraft(arrived, (draft,)))
        (id_,) = (int(id_) for kind, id_ in changes.touched if kind.value == "application")
        return ApplicationId(id_)

    def ask(self, id_: ApplicationId, *records: RegisteredRecord) -> None:
        """Ask the department and take its answer of today."""
        checking.ask_department(self.clerk, id_, "会員管理", self.today)
        asked = self.file(id_).inquiries[-1].id
        answer = checking.AnswerDraft(id_, asked, self.today, records, nothing=not records)
        checking.record_answer(self.clerk, answer)

    def decide(self, id_: ApplicationId, claim: ClaimId, saying: Saying) -> None:
        """Propose by the clerk and approve by the second person."""
        deciding.propose(self.clerk, proposal(self.file(id_), claim, saying))
        deciding.approve(self.second, id_, self.file(id_).decisions[-1].id)

    def situation(self, file: ApplicationFile) -> Situation:
        """Return how an application stands today."""
        return situation_of(file, self.clerk.rules_of(file.application), self.today)

    def draft(self, file: ApplicationFile, kind: LetterKind) -> LetterDraft:
        """Return the draft of a letter of an application as it stands, that is posted today."""
        return LetterDraft(file.application.id, file.application.version, kind, self.today)

    def issue(self, draft: LetterDraft) -> None:
        """Issue a letter."""
        corresponding.issue_letter(self.clerk, draft)

    def issue_answers(self, id_: ApplicationId) -> None:
        """Issue every letter that answers and is owed, one after the other."""
        file = self.file(id_)
        while answers := [due for due in letters_due(self.situation(file), ()) if due.claims]:
            draft = self.draft(file, answers[0].kind)
            self.issue(replace(draft, claims=answers[0].claims))
            file = self.file(id_)

    def notify(self, id_: ApplicationId) -> None:
        """Issue a notice and post it today, with nothing beside it."""
        self.issue(self.draft(self.file(id_), LetterKind.DEFICIENCIES))
        self.post_last(id_)

    def post_last(self, id_: ApplicationId) -> None:
        """Post the last letter of an application today, with nothing beside it."""
        letter = self.file(id_).letters[-1].id
        draft = posting.PostingDraft(id_, (letter,), MailKind.SIMPLE_REGISTERED, self.today)
        posting.post(self.clerk, draft)

    def send_again(self, id_: ApplicationId) -> None:
        """Record that nobody collected the last envelope, and issue what goes with it again."""
        sent = self.file(id_).postings[-1].id
        reason = ReturnReason.NOT_COLLECTED
        posting.record_return(self.clerk, id_, sent, self.today, reason)
        draft = self.draft(self.file(id_), LetterKind.RESENDING)
        self.issue(replace(draft, again=sent))

    def list_returns(self, id_: ApplicationId) -> None:
        """Issue the cover sheet of everything that has to go back."""
        file = self.file(id_)
        things = tuple(thing.id for thing in things_to_return(file))
        self.issue(replace(self.draft(file, LetterKind.RETURN), things=things))

    def lapse(self, id_: ApplicationId) -> None:
        """Confirm that what lapses has lapsed."""
        deciding.confirm_lapse(self.second, id_, self.situation(self.file(id_)).lapsing)

    def withdraw(self, id_: ApplicationId, claims: tuple[ClaimId, ...], written: date) -> None:
        """Log a signed writing of today that withdraws claims, and confirm it."""
        draft = SupplementDraft(
            later(self.today), id_, withdraws=claims, written_on=written, signed=True
        )
        attach_supplement(self.clerk, draft)
        writing = self.file(id_).withdrawals[-1]
        deciding.confirm_withdrawal(self.second, id_, writing.mail_item)
