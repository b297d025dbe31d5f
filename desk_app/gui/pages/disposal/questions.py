# SPDX-License-Identifier: MIT
"""What is asked around a disposal: sent back, carried out, held back, the day confirmed."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from desk_app.desk import timekeeping
from desk_app.desk.context import Changes
from desk_app.desk.disposal import destroying, disposing
from desk_app.desk.disposal.destroying import ContractorDraft
from desk_app.desk.disposal.disposing import HoldDraft
from desk_app.desk.errors import BadInput
from desk_app.gui.asking import (
    Answers,
    ChoiceAsked,
    DayAsked,
    LineAsked,
    LongAsked,
    Question,
    Weight,
    text,
)
from desk_app.gui.passwords import both_acting, two_passwords, with_own_password
from desk_app.i18n import dates, messages
from desk_app.records.case.disposal import HoldReason

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_app.desk.context import Desk
    from desk_app.desk.rows import KeptLine
    from desk_app.gui.pages.disposal.book import DisposalRead
    from desk_app.gui.session.session import Session
    from desk_app.records.case.disposal import DisposalRecord


class DisposalQuestions(QObject):
    """Makes the questions in the clerk's language."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def send_back(self, record: DisposalRecord) -> Question:
        """Ask why a proposal goes back."""
        return Question(
            self.tr("Send disposal {number} back").format(number=record.number),
            self.tr("Send back"),
            lambda answers: partial(
                disposing.send_back, id_=record.id, reason=text(answers, "reason")
            ),
            effect=self.tr("What is in it can be proposed anew."),
            asked=(LongAsked("reason", self.tr("Reason")),),
        )

    def carry_out(self, record: DisposalRecord, then: Callable[[Desk], None]) -> Question:
        """Ask once more before applications are disposed of; ``then`` is given who did it."""
        count = len(record.items)
        return with_own_password(
            self._session,
            Question(
                self.tr("Dispose of %n item(s)", "", count),
                self.tr("Dispose"),
                lambda _: _remembering(then),
                effect=self.tr("%n item(s) will be disposed of. Nobody can undo it.", "", count),
                detail=self.tr(
                    "Records, search index and letters are deleted, the data key is changed, a new"
                    " backup is made, and every page is searched for what is left."
                ),
                weight=Weight.FINAL,
                said=self.tr("The disposal has begun."),
            ),
        )

    def end_old_backups(self, record: DisposalRecord, then: Callable[[Desk], None]) -> Question:
        """Ask whether every backup from before a disposal shall end now."""
        return with_own_password(
            self._session,
            Question(
                self.tr("End the old backups now"),
                self.tr("End them"),
                lambda _: _remembering(then),
                effect=self.tr(
                    "Every backup from before disposal {number} can then be read by nobody."
                ).format(number=record.number),
                detail=self.tr(
                    "A new recovery sheet must be in use. A backup is made for it first; shred the"
                    " older sheets afterwards."
                ),
                weight=Weight.FINAL,
                said=self.tr("The old backups are being ended."),
            ),
        )

    def contractor(self, record: DisposalRecord) -> Question:
        """Ask who destroyed the papers for the desk, and for the certificate of it."""
        paper = record.paper

        def doing(answers: Answers) -> Callable[[Desk], Changes]:
            received = answers.get("received_on")
            draft = ContractorDraft(
                record.id,
                text(answers, "contractor"),
                text(answers, "certificate"),
                received if isinstance(received, date) else None,
            )
            return partial(destroying.note_contractor, draft=draft)

        return Question(
            self.tr("Contractor of disposal {number}").format(number=record.number),
            self.tr("Note it"),
            doing,
            effect=self.tr("Report and ledger name it; the certificate may be noted later."),
            asked=(
                LineAsked(
                    "contractor",
                    self.tr("Contractor"),
                    "" if paper is None else paper.contractor,
                ),
                LineAsked(
                    "certificate",
                    self.tr("Certificate no."),
                    "" if paper is None else paper.certificate,
                ),
                DayAsked(
                    "received_on",
                    self.tr("Received on"),
                    None if paper is None else paper.certificate_on,
                ),
            ),
            said=self.tr("The contractor is noted."),
        )

    def hold(self, line: KeptLine) -> Question:
        """Ask why an application is held back, and when that is looked at again."""
        language = self._session.language
        reasons = tuple((each, messages.label(each, language)) for each in HoldReason)
        return Question(
            self.tr("Hold {number} back").format(number=line.receipt_number),
            self.tr("Hold back"),
            partial(_holding, line),
            effect=self.tr("It is not disposed of while the hold stands."),
            detail=self.tr("The report tells the reason, never the note."),
            asked=(
                ChoiceAsked("reason", self.tr("Reason"), reasons),
                DayAsked("review_on", self.tr("Look at it again on")),
                LongAsked("note", self.tr("Note of the desk")),
            ),
        )

    def lift(self, line: KeptLine) -> Question:
        """Ask whether a hold ends."""
        return Question(
            self.tr("Lift the hold on {number}").format(number=line.receipt_number),
            self.tr("Lift the hold"),
            lambda _: (
                lambda desk: disposing.lift_hold(desk, line.id, disposing.version_of(desk, line.id))
            ),
            effect=self.tr("From then on it can be disposed of."),
        )

    def confirm_clock(self, read: DisposalRead) -> Question:
        """Ask two people to answer for day and time."""
        session = self._session
        now = session.desk.ports.clock.now()
        day = dates.full(dates.day_of(now), session.language, weekday=True)
        others = (user for user in read.people.values() if user.id != session.desk.actor.id)
        return Question(
            self.tr("Confirm day and time"),
            self.tr("Both confirm"),
            both_acting(session, timekeeping.confirm_clock),
            effect=self.tr("It is {day}, {time}. Look at a calendar and a clock.").format(
                day=day, time=dates.clock(now)
            ),
            detail=self.tr("Two people answer for it with their passwords; the journal says so."),
            asked=two_passwords(others),
            said=self.tr("Day and time are confirmed."),
        )


def _holding(line: KeptLine, answers: Answers) -> Callable[[Desk], Changes]:
    reason, review_on = cast("HoldReason", answers["reason"]), answers["review_on"]

    def verb(desk: Desk) -> Changes:
        if not isinstance(review_on, date):
            raise BadInput("review_not_ahead", place="review_on")
        version = disposing.version_of(desk, line.id)
        draft = HoldDraft(line.id, version, reason, review_on, text(answers, "note"))
        return disposing.hold(desk, draft)

    return verb


def _remembering(then: Callable[[Desk], None]) -> Callable[[Desk], Changes]:
    """Return what keeps who showed the password; the long work begins once the dialog closed."""

    def verb(desk: Desk) -> Changes:
        then(desk)
        return Changes.of()

    return verb
