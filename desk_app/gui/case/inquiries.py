# SPDX-License-Identifier: MIT
"""Inquiries as several pages show them: columns, what is next; questions of a reply on its way."""

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
from desk_app.gui.case.read import LineColumns, days_left, urgency
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.tables.columns import Column
from desk_app.gui.session.session import Did, Undo, of_posting
from desk_app.i18n import dates, messages
from desk_app.records.base import kept_id_of
from desk_app.records.case.history import ReturnReason
from desk_app.records.case.inquiries import InquiryWork
from desk_app.records.case.mail import MailKind
from desk_app.rules.workflow.attempt import Verb

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from desk_app.desk.context import Changes, Desk
    from desk_app.desk.inquiries.handling import OpenedInquiry
    from desk_app.desk.rows import InquiryLine
    from desk_app.records.case.history import Letter, Posting
    from desk_app.records.case.inquiries import Inquiry

    Doing = Callable[[Desk], Changes]


_MARKS = {
    InquiryWork.WAITING: Mark.WAITING,
    InquiryWork.DONE: Mark.DONE,
}


_LEFT = 132
"""Wide enough for a mark and three figures of days over."""


class InquiryColumns(LineColumns):
    """The columns of inquiries."""

    def of_work(self) -> list[Column[InquiryLine]]:
        """Return the columns of the work list: who and what, how it stands, by when."""
        return [
            self._who(),
            Column("kind", self.tr("What it is"), self._kind, 152, detail=self._number_and_carer),
            self._by(),
        ]

    def of_all(self) -> list[Column[InquiryLine]]:
        """Return the columns of the page: by which it is sorted, too."""
        return [
            Column("received", self.tr("Number"), self._number, 104, detail=self._received),
            self._who(),
            Column("kind", self.tr("What it is, whose"), self._kind, 120, detail=self._carer),
            Column("work", self.tr("State"), self._work, 160, mark=self._mark),
            self._by(),
        ]

    def who(self, line: InquiryLine) -> str:
        """Return from whom it is; who it was may be unknown, or nothing for this role."""
        if line.hidden:
            return self.tr("(not shown to your role)")
        return line.name or self.tr("Name unknown")

    def _who(self) -> Column[InquiryLine]:
        return Column("name", self.tr("From, text"), self.who, detail=self._begins)

    def _by(self) -> Column[InquiryLine]:
        return Column("by", self.tr("Days left"), self._left, _LEFT, mark=self._urgency)

    def _begins(self, line: InquiryLine) -> str:
        """Return the first line of what was said."""
        return line.text.strip().partition("\n")[0]

    def _received(self, line: InquiryLine) -> str:
        return dates.beside(line.received_on, self._today(), self._language)

    def _number(self, line: InquiryLine) -> str:
        return line.number

    def _kind(self, line: InquiryLine) -> str:
        kind = messages.label(line.kind, self._language)
        if line.leak_by is None:
            return kind
        return self.tr("{kind}, suspected leak").format(kind=kind)

    def _work(self, line: InquiryLine) -> str:
        return messages.label(line.work, self._language)

    def _carer(self, line: InquiryLine) -> str:
        return self._name_of(line.carer) if line.carer else ""

    def _number_and_carer(self, line: InquiryLine) -> str:
        return f"{line.number}  {self._carer(line)}".rstrip()

    def _mark(self, line: InquiryLine) -> Mark:
        return _MARKS.get(line.work, Mark.TO_DO)

    def _left(self, line: InquiryLine) -> str:
        return days_left(due_of(line), self._today())

    def _urgency(self, line: InquiryLine) -> Mark | None:
        return urgency(due_of(line), self._today())


def due_of(line: InquiryLine) -> date | None:
    """Return by when something is to be done: a report on a leak comes before the answer."""
    return line.by if line.leak_by is None else line.leak_by


# The reply to an inquiry (L16) on its way: asked before it is posted, voided, returned.


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
