# SPDX-License-Identifier: MIT
"""The questions about a proposal: approved by a second person, sent back, taken back (E3)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk_app.desk.applications import deciding
from desk_app.gui.asking import Answers, LongAsked, Question, Weight, text
from desk_app.gui.case.judging import SecondPerson
from desk_app.i18n import messages
from desk_app.rules.rulebook.terms import Duty
from desk_app.rules.workflow.attempt import Verb

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_app.desk.context import Changes, Desk
    from desk_app.gui.case.read import Opened
    from desk_app.gui.session.session import Session
    from desk_app.records.case.decisions import Decision
    from desk_app.records.case.letters import LetterText
    from desk_app.records.desk.people import User

    Doing = Callable[[Desk], Changes]


class DecisionQuestions(QObject):
    """Writes each question in the clerk's language."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._second = SecondPerson(session, self)

    def approvers(self, opened: Opened, decision: Decision) -> tuple[User, ...]:
        """Return who may approve a proposal: whoever has the duty and did not propose it."""
        return self._second.who(opened, Duty.APPROVE, decision.proposed_by)

    def approve(
        self, opened: Opened, decision: Decision, shown: LetterText | None = None
    ) -> Question:
        """Approve as who is signed in, or as a second person who shows a password in place.

        ``shown`` are the words of its letter as they were read; none where they cannot be told.
        """
        verb = partial(deciding.approve, id_=opened.id, decision_id=decision.id, shown=shown)
        question = Question(
            title=self._word(Verb.APPROVE),
            verb=self.tr("Approve"),
            doing=lambda _: verb,
            effect=self._said(opened, decision),
            detail=self.tr(
                "The approval is signed with the person's own key over exactly this content. "
                "The letter can then be issued."
            ),
            weight=Weight.FINAL,
            said=self.tr("The decision is approved."),
            lasting=True,
        )
        proposer = decision.proposed_by
        return self._second.put(question, opened, Duty.APPROVE, proposer, sensitive=True)

    def send_back(self, opened: Opened, decision: Decision) -> Question:
        """Send a proposal back with a reason, as who is signed in or as a second person."""
        id_ = opened.id

        def doing(answers: Answers) -> Doing:
            reason = text(answers, "reason")
            return lambda desk: deciding.send_back(desk, id_, decision.id, reason)

        question = Question(
            title=self._word(Verb.SEND_BACK),
            verb=self.tr("Return it to the proposer"),
            doing=doing,
            effect=self._said(opened, decision),
            detail=self.tr("The proposer sees the reason and begins from what was written."),
            asked=(LongAsked("reason", self.tr("Reason (needed)")),),
            draft=f"send-back-{decision.id}",
            lasting=True,
        )
        return self._second.put(question, opened, Duty.APPROVE, decision.proposed_by)

    def take_back(self, opened: Opened, decision: Decision) -> Question:
        """Take one's own proposal back."""
        verb = partial(deciding.take_back, id_=opened.id, decision_id=decision.id)
        return Question(
            title=self._word(Verb.TAKE_BACK),
            verb=self.tr("Take it back"),
            doing=lambda _: verb,
            effect=self._said(opened, decision),
            detail=self.tr("What was written stays, to be changed and proposed again."),
        )

    def _said(self, opened: Opened, decision: Decision) -> str:
        language = self._session.language
        return self.tr("{number} {right}: {outcome}, proposed by {name}").format(
            number=opened.application.receipt_number,
            right=messages.word(opened.claim(decision.claim).right, language),
            outcome=messages.word(decision.outcome, language),
            name=opened.name_of(decision.proposed_by),
        )

    def _word(self, verb: Verb) -> str:
        return messages.label(verb, self._session.language)
