# SPDX-License-Identifier: MIT
"""Two people at one real desk, and an application as far as its decision, through the verbs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from desk_app.desk import checking, corresponding, deciding, intake
from desk_app.desk.checking import AnswerDraft
from desk_app.desk.context import Desk
from desk_app.desk.intake import EnvelopeDraft
from desk_app.records.application import Right
from desk_app.records.base import ApplicationId
from desk_app.records.decisions import Decision
from desk_app.records.history import ApplicationFile, RegisteredRecord
from desk_app.records.letters import LetterKind
from desk_app.store.vault import keyring
from tests.builders import record
from tests.robustness.sites import CLERK, OFFICER, LaterClock, Site, envelope
from tests.unit.desk.contents import granted, proposal


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

    def proposed(self, name: str, by: Desk | None = None) -> ApplicationId:
        """Log a person's application for disclosure, take the answer, propose to grant it."""
        desk = self.clerk
        id_ = self.logged(in_the_name_of(name, desk.today))
        checking.ask_department(desk, id_, "会員管理", desk.today)
        asked = self.file(id_).inquiries[-1].id
        checking.record_answer(desk, AnswerDraft(id_, asked, desk.today, (_found(name),)))
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


def _found(name: str) -> RegisteredRecord:
    return replace(record(), name=name)
