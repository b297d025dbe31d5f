# SPDX-License-Identifier: MIT
"""What is asked before a step of an inquiry is noted, or what was typed is corrected."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, cast

from desk_app.desk.inquiries import handling
from desk_app.desk.inquiries.handling import InquiryCorrection, StepDraft
from desk_app.gui.asking import (
    Answers,
    Asked,
    ChoiceAsked,
    DayAsked,
    LineAsked,
    LongAsked,
    Question,
    Questions,
    TicksAsked,
    text,
)
from desk_app.gui.pages.inquiries.book import undo_of
from desk_app.records.case.inquiries import (
    AddressedTo,
    Cause,
    Channel,
    CourseStep,
    InquiryKind,
    InquirySaid,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_app.desk.context import Changes, Desk
    from desk_app.desk.inquiries.handling import OpenedInquiry
    from desk_app.records.case.inquiries import Inquiry

_WAYS = (Channel.TELEPHONE, Channel.WEB, Channel.IN_PERSON, Channel.SERVICE)
"""How an answer is given without a letter."""

_BY_CHOICE = {"kind": InquiryKind, "channel": Channel, "addressed_to": AddressedTo}
_CORRECTED = (
    *("received_on", "received_at", "channel", "kind", "addressed_to", "service", "text"),
    *("name", "kana", "postal_code", "address", "phone", "email", "attachments"),
)


_MOST_SHOWN = 240
"""So many signs of what is answered stand in the question."""


class InquiryQuestions(Questions):
    """Makes the questions in the clerk's language."""

    def step(self, opened: OpenedInquiry, step: CourseStep) -> Question:
        """Ask what is to be noted of a step."""
        inquiry = opened.inquiry
        asked = self._asked(opened, step)
        verb, effect = self._words(step)
        return Question(
            f"{inquiry.number} {self._label(step)}",
            verb,
            partial(_noting, inquiry, step),
            effect=effect,
            detail=self._answered(inquiry, step),
            asked=asked,
            draft=f"inquiry-{step.value}-{inquiry.id}",
            undo=lambda _: undo_of(inquiry.id, inquiry.number, step),
        )

    def _answered(self, inquiry: Inquiry, step: CourseStep) -> str:
        """Return what is answered, shortened, where the step is an answer to it."""
        if step not in {CourseStep.INTERIM, CourseStep.ANSWERED}:
            return ""
        words = " ".join(inquiry.said.text.split())
        shown = words if len(words) <= _MOST_SHOWN else words[:_MOST_SHOWN] + "…"
        return self.tr("Asked was: {words}").format(words=shown)

    def carry_over(self, opened: OpenedInquiry) -> Question:
        """Ask which application the inquiry became."""
        inquiry = opened.inquiry
        return Question(
            self.tr("Carry {number} over into an application").format(number=inquiry.number),
            self.tr("Carry over"),
            partial(_carrying, inquiry),
            effect=self.tr("The inquiry ends; each leads to the other."),
            detail=self.tr("An application comes by mail, with its form. Log it first."),
            asked=(LineAsked("number", self.tr("Receipt number of the application")),),
            undo=lambda _: undo_of(inquiry.id, inquiry.number, CourseStep.CARRIED_OVER),
        )

    def correct(self, opened: OpenedInquiry) -> Question:
        """Ask what was typed wrongly."""
        return self._correct(opened, "kind")

    def _correct(self, opened: OpenedInquiry, field: str) -> Question:
        said = opened.inquiry.said
        names = tuple((name, self._field(name)) for name in _CORRECTED)
        return Question(
            self.tr("Correct what was typed of {number}").format(number=opened.inquiry.number),
            self.tr("Correct"),
            partial(_correcting, opened.inquiry, field),
            effect=self.tr("What stood there stays, with the reason and your name."),
            asked=(
                ChoiceAsked("field", self.tr("Field"), names, field),
                self._value(said, field),
                LineAsked("reason", self.tr("Reason")),
            ),
            turned=lambda answers: self._correct(opened, str(answers["field"])),
        )

    def _value(self, said: InquirySaid, field: str) -> Asked:
        value, title = getattr(said, field), self.tr("As it ought to stand")
        if field in _BY_CHOICE:
            choices: tuple[tuple[object, str], ...] = self._choices(_BY_CHOICE[field])
            return ChoiceAsked("value", title, choices, value)
        if isinstance(value, date):
            return DayAsked("value", title, value)
        if field in {"text", "attachments"}:
            return LongAsked("value", title, value)
        return LineAsked("value", title, value)

    def _field(self, name: str) -> str:
        return {
            "received_on": self.tr("Received on"),
            "received_at": self.tr("At (time)"),
            "channel": self.tr("How it came"),
            "kind": self.tr("What it is"),
            "addressed_to": self.tr("Addressed to"),
            "service": self.tr("Service"),
            "text": self.tr("Text"),
            "name": self.tr("Name"),
            "kana": self.tr("Reading"),
            "postal_code": self.tr("Postal code"),
            "address": self.tr("Address"),
            "phone": self.tr("Telephone"),
            "email": self.tr("E-mail"),
            "attachments": self.tr("Attachments"),
        }[name]

    def _asked(self, opened: OpenedInquiry, step: CourseStep) -> tuple[Asked, ...]:
        today = self._session.today
        on = DayAsked("on", self.tr("On"), today)
        ways = self._choices(_WAYS)
        usual, service = opened.inquiry.said.channel, opened.inquiry.said.service
        way = ChoiceAsked(
            "channel", self.tr("How"), ways, usual if usual in _WAYS else Channel.TELEPHONE
        )
        fields: dict[CourseStep, tuple[Asked, ...]] = {
            CourseStep.SUPPLEMENT: (
                LongAsked("text", self.tr("What came, as it was said")),
                ChoiceAsked("channel", self.tr("How it came"), self._choices(Channel), usual),
                on,
            ),
            CourseStep.ASKED: (
                LineAsked("whom", self.tr("Department")),
                LongAsked("text", self.tr("What is asked")),
                DayAsked("until", self.tr("Department's answer due")),
            ),
            CourseStep.DEPARTMENT_ANSWERED: (LongAsked("text", self.tr("Its answer")), on),
            CourseStep.INTERIM: (
                LongAsked("text", self.tr("What was told")),
                DayAsked("until", self.tr("New reply target")),
                way,
            ),
            CourseStep.ANSWERED: (LongAsked("text", self.tr("Answer"), long=True), way, on),
            CourseStep.REFERRED: (
                LineAsked("whom", self.tr("The service's own contact"), service),
                LongAsked("text", self.tr("What was told")),
                on,
            ),
            CourseStep.UNDELIVERABLE: (
                LongAsked("text", self.tr("Why it can be sent nowhere else")),
                on,
            ),
            CourseStep.CAUSE: (
                ChoiceAsked("cause", self.tr("Cause"), self._choices(Cause)),
                LongAsked("text", self.tr("In words")),
            ),
            CourseStep.MEASURE_NEEDED: (
                LongAsked("text", self.tr("What is to be done")),
                LineAsked("whom", self.tr("By whom")),
                DayAsked("until", self.tr("Until")),
            ),
            CourseStep.NO_MEASURE: (LongAsked("text", self.tr("Why none is needed")),),
            CourseStep.MEASURE_DONE: (LongAsked("text", self.tr("What was done")), on),
            CourseStep.MEASURE_CHECKED: (LongAsked("text", self.tr("What was looked at")),),
            CourseStep.LEAK_SUSPECTED: (
                LongAsked("text", self.tr("What may have leaked, and how")),
                DayAsked("known_on", self.tr("Known since"), today),
                LineAsked("hour", self.tr("At (time)")),
                LineAsked("whom", self.tr("Who was told")),
                TicksAsked(
                    "attack",
                    self.tr("Cause"),
                    ((True, self.tr("Somebody meant it (an attack): 60 days in place of 30")),),
                ),
            ),
            CourseStep.LEAK_REPORTED: (on, LongAsked("text", self.tr("Note"))),
            CourseStep.LEAK_REPORTED_IN_FULL: (on, LongAsked("text", self.tr("Note"))),
            CourseStep.NO_LEAK: (LongAsked("text", self.tr("Why it is none")),),
            CourseStep.CLOSED: (on,),
        }
        return fields[step]

    def _words(self, step: CourseStep) -> tuple[str, str]:
        """Return the word of the button, and what follows."""
        noted = self.tr("Note it")
        effects = {
            CourseStep.INTERIM: self.tr(
                "An interim answer is an answer only to the question when: the day moves to the"
                " one that was named."
            ),
            CourseStep.ANSWERED: self.tr(
                "Nothing is sent from here: the answer that was given is noted. By mail, issue a"
                " reply."
            ),
            CourseStep.LEAK_SUSPECTED: self.tr(
                "It goes to the officer at once. The Commission is told within three to five days,"
                " and in full within 30, or 60 (Article 26, Rule 8)."
            ),
            CourseStep.CLOSED: self.tr("It is kept for two years from this day, then disposed of."),
        }
        return (self.tr("Close") if step is CourseStep.CLOSED else noted), effects.get(step, "")


def _noting(inquiry: Inquiry, step: CourseStep, answers: Answers) -> Callable[[Desk], Changes]:
    def verb(desk: Desk) -> Changes:
        known = answers.get("known_on")
        known_at = None
        if isinstance(known, date):
            known_at = handling.moment_of(known, text(answers, "hour"))
        on, until = answers.get("on"), answers.get("until")
        draft = StepDraft(
            inquiry.id,
            inquiry.version,
            step,
            on=on if isinstance(on, date) else None,
            text=text(answers, "text"),
            whom=text(answers, "whom"),
            until=until if isinstance(until, date) else None,
            cause=cast("Cause | None", answers.get("cause")),
            channel=cast("Channel | None", answers.get("channel")),
            known_at=known_at,
            attack=bool(answers.get("attack")),
        )
        return handling.go_on(desk, draft)

    return verb


def _carrying(inquiry: Inquiry, answers: Answers) -> Callable[[Desk], Changes]:
    number = text(answers, "number")
    return lambda desk: handling.carry_over(desk, inquiry.id, inquiry.version, number)


def _correcting(inquiry: Inquiry, field: str, answers: Answers) -> Callable[[Desk], Changes]:
    draft = InquiryCorrection(
        inquiry.id, inquiry.version, field, answers.get("value"), text(answers, "reason")
    )
    return lambda desk: handling.correct_inquiry(desk, draft)
