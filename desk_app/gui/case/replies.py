# SPDX-License-Identifier: MIT
"""The reply to an inquiry (L16) on its way: what is asked before it is posted, voided, returned."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

from desk_app.desk.inquiries import replying
from desk_app.desk.inquiries.replying import ReplyPosting
from desk_app.gui.asking import (
    Answers,
    ChoiceAsked,
    DayAsked,
    LineAsked,
    LongAsked,
    PilesAsked,
    Question,
    Questions,
    Weight,
    day,
    piles,
    text,
)
from desk_app.gui.case.letters import how_posted
from desk_app.gui.session.session import Did, Undo, of_posting
from desk_app.records.base import kept_id_of
from desk_app.records.history import ReturnReason
from desk_app.records.mail import MailKind
from desk_app.rules.workflow.attempt import Verb

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_app.desk.context import Changes, Desk
    from desk_app.desk.inquiries.handling import OpenedInquiry
    from desk_app.records.history import Letter, Posting
    from desk_app.records.inquiries import Inquiry

    Doing = Callable[[Desk], Changes]


class ReplyQuestions(Questions):
    """Makes the questions in the clerk's language."""

    def post(self, opened: OpenedInquiry, letter: Letter) -> Question:
        """Ask how the reply went, and which stamps are on it."""
        kinds, inquiry = self._choices(MailKind), opened.inquiry
        values = opened.stock
        stamps = (PilesAsked("stamps", self.tr("Stamps on it"), values),) if values else ()
        return Question(
            self.tr("Post document {number}").format(number=letter.number),
            self.tr("It was posted"),
            partial(_posting, inquiry, letter),
            effect=self.tr("The stamps leave the stamp book."),
            detail=self.tr("Without stamps it counts as paid at the counter."),
            asked=(
                ChoiceAsked("kind", self.tr("Kind of mail"), kinds, MailKind.ORDINARY),
                DayAsked("posted_on", self.tr("Posted on"), self._session.today),
                LineAsked("tracking_number", self.tr("Tracking")),
                *stamps,
            ),
            undo=lambda _: Undo(
                Did.POSTING, inquiry.number, of_posting(kept_id_of(inquiry.id), (letter.id,))
            ),
        )

    def void(self, opened: OpenedInquiry, letter: Letter) -> Question:
        """Ask why a reply is voided."""
        id_ = opened.inquiry.id
        return Question(
            self.tr("Void document {number}").format(number=letter.number),
            self.tr("Void"),
            lambda answers: partial(
                replying.void_reply,
                id_=id_,
                letter_id=letter.id,
                reason=text(answers, "reason"),
            ),
            effect=self.tr("Its number stays void. The inquiry can be answered anew."),
            asked=(LongAsked("reason", self.tr("Reason")),),
            weight=Weight.FINAL,
        )

    def delivered(self, opened: OpenedInquiry, sent: Posting) -> Question:
        """Ask when the envelope was delivered."""
        id_, today = opened.inquiry.id, self._session.today

        def doing(answers: Answers) -> Doing:
            on = day(answers, "on", today)
            return lambda desk: replying.record_reply_delivered(desk, id_, sent.id, on)

        return Question(
            self._label(Verb.RECORD_DELIVERY),
            self.tr("Record delivery"),
            doing,
            effect=_whose(opened),
            detail=how_posted(sent, self._session.language),
            asked=(DayAsked("on", self.tr("Delivered on"), today),),
            undo=lambda _: _outcome_undo(opened, sent),
        )

    def came_back(self, opened: OpenedInquiry, sent: Posting) -> Question:
        """Ask when and why the envelope came back; its inquiry is open again then."""
        id_, today = opened.inquiry.id, self._session.today

        def doing(answers: Answers) -> Doing:
            on, why = day(answers, "on", today), cast("ReturnReason", answers["reason"])
            return lambda desk: replying.record_reply_returned(desk, id_, sent.id, on, why)

        return Question(
            self._label(Verb.RECORD_RETURN),
            self.tr("Record it"),
            doing,
            effect=_whose(opened),
            detail=f"{how_posted(sent, self._session.language)}\n"
            + self.tr("The inquiry is open again: Today shows it."),
            asked=(
                ChoiceAsked(
                    "reason", self.tr("Marked by the post office"), self._choices(ReturnReason)
                ),
                DayAsked("on", self.tr("Came back on"), today),
            ),
            undo=lambda _: _outcome_undo(opened, sent),
        )


def _whose(opened: OpenedInquiry) -> str:
    return f"{opened.inquiry.said.name}  {opened.inquiry.number}".strip()


def _outcome_undo(opened: OpenedInquiry, sent: Posting) -> Undo:
    counter = partial(replying.take_back_reply_outcome, id_=opened.inquiry.id, posting_id=sent.id)
    return Undo(Did.OUTCOME, opened.inquiry.number, counter)


def _posting(inquiry: Inquiry, letter: Letter, answers: Answers) -> Doing:
    def verb(desk: Desk) -> Changes:
        kind, on = cast("MailKind", answers["kind"]), day(answers, "posted_on", desk.today)
        number = text(answers, "tracking_number").strip()
        sent = ReplyPosting(inquiry.id, letter.id, kind, on, number)
        paid = replying.reply_postage(desk, sent, piles(answers, "stamps"))
        return replying.post_reply(desk, replace(sent, postage=paid))

    return verb
