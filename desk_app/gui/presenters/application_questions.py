# SPDX-License-Identifier: MIT
"""The questions of an application's course: departments asked and answering, lapse, withdrawal."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from desk_app.desk import departments, ending
from desk_app.desk.checking import JudgementDraft, judge
from desk_app.gui.presenters.question import (
    Answers,
    ChoiceAsked,
    DayAsked,
    LineAsked,
    LinesAsked,
    LongAsked,
    Question,
    TicksAsked,
    Weight,
    day,
    several,
    text,
)
from desk_app.gui.presenters.second_person import SecondPerson
from desk_app.gui.widgets.line_fields import FieldKind, LineField, LineValues
from desk_app.i18n import dates, messages, writing
from desk_app.records.history import RegisteredRecord, Ruling, Topic
from desk_app.records.people import Language
from desk_app.rules import replies, withdrawals
from desk_app.rules.permission.attempt import Verb
from desk_app.rules.terms import Duty
from desk_app.rules.withdrawals import Writing

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from desk_app.desk.changes import Changes
    from desk_app.desk.context import Desk
    from desk_app.gui.presenters.application_read import Opened
    from desk_app.gui.workplace import Workplace
    from desk_app.records.history import DepartmentInquiry
    from desk_app.records.ids import ClaimId

    Doing = Callable[[Desk], Changes]


class ApplicationQuestions(QObject):
    """Writes each question in the clerk's language; none where there is nothing to ask."""

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._second = SecondPerson(work, self)

    def ask_department(self, opened: Opened) -> Question:
        """Note that the department that holds the data was asked."""
        id_, today = opened.id, self._work.today

        def doing(answers: Answers) -> Doing:
            on = day(answers, "asked_on", today)
            return lambda desk: departments.ask_department(
                desk, id_, text(answers, "department"), on
            )

        return Question(
            title=self._word(Verb.ASK_DEPARTMENT),
            verb=self.tr("Note the inquiry"),
            doing=doing,
            effect=self.tr("Ask what is registered, and for the data asked for"),
            detail=self.tr("Until every department has answered, identity stays open (PR-G1)."),
            asked=(
                LineAsked(
                    "department",
                    self.tr("Department"),
                    self._last_department(opened),
                    offered=opened.departments,
                    offers=self.tr("↓ asked before"),
                ),
                DayAsked("asked_on", self.tr("Asked on"), today),
            ),
            lasting=True,
        )

    def chase(self, opened: Opened, inquiry: DepartmentInquiry) -> Question:
        """Note that a department was chased."""
        id_, today = opened.id, self._work.today

        def doing(answers: Answers) -> Doing:
            on = day(answers, "chased_on", today)
            return lambda desk: departments.chase_department(desk, id_, inquiry.id, on)

        asked_on = dates.near(inquiry.asked_on, today, self._work.language)
        return Question(
            title=self._word(Verb.CHASE_DEPARTMENT),
            verb=self.tr("Note the reminder"),
            doing=doing,
            effect=inquiry.department,
            detail=self.tr("Asked on {day}, not answered yet.").format(day=asked_on),
            asked=(DayAsked("chased_on", self.tr("Chased on"), today),),
            lasting=True,
        )

    def answer(self, opened: Opened, inquiry: DepartmentInquiry) -> Question:
        """Record what a department answered: its records, or that nothing is registered."""
        id_, today = opened.id, self._work.today

        def doing(answers: Answers) -> Doing:
            draft = departments.AnswerDraft(
                application=id_,
                inquiry=inquiry.id,
                answered_on=day(answers, "answered_on", today),
                records=tuple(map(_record, _lines(answers, "records"))),
                answer=text(answers, "answer"),
                nothing=bool(several(answers, "nothing")),
            )
            return lambda desk: departments.record_answer(desk, draft)

        return Question(
            title=self._word(Verb.RECORD_ANSWER),
            verb=self.tr("Record the answer"),
            doing=doing,
            effect=inquiry.department,
            detail=self.tr(
                "Each record is compared with the form. Where the "
                "department says so, write where the data came from: the annex prints it. "
                "Where it answered the very same as the form, = writes that."
            ),
            asked=(
                DayAsked("answered_on", self.tr("Answered on"), today),
                LinesAsked("records", self.tr("Registered records"), self._record_fields(opened)),
                TicksAsked("nothing", "", ((True, self.tr("It answered: nothing is registered")),)),
                LongAsked("answer", self.tr("What else was answered (never printed)")),
            ),
            draft=f"answer-{inquiry.id}",
            lasting=True,
        )

    def confirm_lapse(self, opened: Opened) -> Question | None:
        """Confirm that chargeable claims are treated as never made."""
        lapsing = opened.examination.lapsing
        if not lapsing:
            return None
        language, id_ = self._work.language, opened.id

        def doing(answers: Answers) -> Doing:
            claims = cast("tuple[ClaimId, ...]", several(answers, "claims"))
            return lambda desk: ending.confirm_lapse(desk, id_, claims)

        choices = tuple((c, messages.label(opened.claim(c).right, language)) for c in lapsing)
        fee = opened.examination.fee
        short = writing.yen(fee.short, language)
        question = Question(
            title=self._word(Verb.CONFIRM_LAPSE),
            verb=self.tr("Confirm the lapse"),
            doing=doing,
            effect=self.tr("{name}, {number}: {short} missing; the due date has passed").format(
                name=opened.application.principal.name,
                number=opened.application.receipt_number,
                short=short,
            ),
            detail=self.tr(
                "The claims ticked end as never made (PR-4s). A letter says so, and the stamps go "
                "back with it. This cannot be undone."
            ),
            asked=(TicksAsked("claims", self.tr("Claims that lapse"), choices, lapsing),),
            weight=Weight.FINAL,
        )
        return self._second.put(question, opened, Duty.CONFIRM_LAPSE)

    def confirm_withdrawal(self, opened: Opened) -> Question | None:
        """Confirm the first writing that waits for a supervisor, or say why it does not stand."""
        case = opened.situation.case
        waiting = withdrawals.waiting(case)
        if not waiting:
            return None
        came, language, id_ = waiting[0], self._work.language, opened.id
        received = dates.full(came.received_on, language, weekday=True)
        why_void = self.tr("Withdrawn by the writing of {day}").format(day=received)

        def doing(answers: Answers) -> Doing:
            if answers["stands"]:
                return lambda desk: ending.confirm_withdrawal(desk, id_, came.mail_item, why_void)
            topic, item = Topic.WITHDRAWAL, str(came.mail_item)
            reason = text(answers, "reason")
            return lambda desk: judge(
                desk, JudgementDraft(id_, topic, item, Ruling.REFUSED, reason)
            )

        late = withdrawals.standing(case, came) is Writing.TOO_LATE
        rights = [messages.word(opened.claim(claim).right, language) for claim in came.claims]
        stands = (True, self._stands(late=late))
        stands_not = (False, self.tr("It does not stand: the work goes on"))
        choices = (stands_not,) if withdrawals.lacks_powers(case, came) else (stands, stands_not)
        question = Question(
            title=self._word(Verb.CONFIRM_WITHDRAWAL),
            verb=self.tr("Record the verdict"),
            doing=doing,
            effect=self.tr("Withdrawn: {rights}").format(rights=writing.listed(rights, language)),
            detail=self._what_follows(opened, received, late=late),
            asked=(
                ChoiceAsked("stands", self.tr("Verdict"), choices),
                LongAsked("reason", self.tr("Reason (needed where it does not stand)")),
            ),
            weight=Weight.FINAL,
            draft=f"withdrawal-{id_}-{came.mail_item}",
        )
        return self._second.put(question, opened, Duty.CONFIRM_WITHDRAWAL)

    def _stands(self, *, late: bool) -> str:
        if late:
            return self.tr("Confirmed: it changes nothing, and a letter says so")
        return self.tr("Confirmed: the claims end with it")

    def _what_follows(self, opened: Opened, received: str, *, late: bool) -> str:
        """Say what the writing ends, and which letters in hand are void with it."""
        if late:
            return self.tr(
                "By a writing received on {day}, after the answer had been posted. The answer "
                "stands. Once it is confirmed, a letter says that all had been answered."
            ).format(day=received)
        said = self.tr(
            "By a signed writing received on {day}. The claims end with it, and the stamps of "
            "the fee go back. This cannot be undone."
        ).format(day=received)
        held = [each for each in replies.unposted(opened.file) if opened.situation.holds_up(each)]
        if not held:
            return said
        numbers = writing.listed([each.number for each in held], self._work.language)
        void = self.tr("Not posted yet and void with it: {numbers}.").format(numbers=numbers)
        return f"{said} {void}" if self._work.language is Language.EN else said + void

    def _word(self, verb: Verb) -> str:
        return messages.label(verb, self._work.language)

    def _last_department(self, opened: Opened) -> str:
        inquiries = opened.file.inquiries
        return inquiries[-1].department if inquiries else ""

    def _record_fields(self, opened: Opened) -> tuple[LineField, ...]:
        fields = (
            LineField("name", self.tr("Name"), width=112),
            LineField("former_name", self.tr("Formerly"), width=96),
            LineField("born", self.tr("Birth date"), FieldKind.DAY, 120),
            LineField("address", self.tr("Address")),
            LineField("member_number", self.tr("Member no."), width=104),
            LineField("email", self.tr("E-mail"), width=120),
        )
        form = opened.application.principal
        copied = (replace(each, same=getattr(form, each.name)) for each in fields)
        return (*copied, LineField("source", self.tr("Source"), width=104))


def _record(line: LineValues) -> RegisteredRecord:
    return RegisteredRecord(
        id="",
        name=text(line, "name"),
        former_name=text(line, "former_name"),
        born=cast("date | None", line.get("born")),
        address=text(line, "address"),
        member_number=text(line, "member_number"),
        email=text(line, "email"),
        source=text(line, "source"),
    )


def _lines(answers: Answers, name: str) -> tuple[LineValues, ...]:
    return cast("tuple[LineValues, ...]", several(answers, name))
