# SPDX-License-Identifier: MIT
"""What a person judges, and what the department that holds the data is asked (C5, D3, E2)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from desk_app.desk.context import Changes, Desk, Kind
from desk_app.desk.corrections import must_stand_no_more
from desk_app.desk.errors import BadInput
from desk_app.desk.keeping import keep, must_be_allowed
from desk_app.desk.text_limits import admit
from desk_app.records.base import ApplicationId, InquiryId, JudgementId
from desk_app.records.books.journal import Action
from desk_app.records.case.history import (
    ApplicationFile,
    DepartmentInquiry,
    Judgement,
    RegisteredRecord,
    Ruling,
    Topic,
)
from desk_app.records.field import kinds_of
from desk_app.rules.rulebook.terms import Duty
from desk_app.rules.situation import address_changes
from desk_app.rules.workflow import judging
from desk_app.rules.workflow.workflow import Attempt, Verb, duty_of


@dataclass(frozen=True, slots=True)
class JudgementDraft:
    """A verdict on one topic; ``subject`` is the id or code it speaks of."""

    application: ApplicationId
    topic: Topic
    subject: str
    ruling: Ruling
    reason: str = ""


def judge(desk: Desk, draft: JudgementDraft) -> Changes:
    """Record what a person judged; a later judgement on the same subject takes its place.

    Accepting a late arrival, joint parental authority, going on without a paper, clearing up a
    doubt, what becomes of an application whose principal has died, that a withdrawal does not stand
    and that a letter goes though it was overtaken are the supervisor's, with a reason (practices 3,
    22, 23, 29, 31, 32, 34); so is, without one, that cash goes back (practice 30). That what
    differs is the same is said by one person with a reason and confirmed by a supervisor who is
    another (practice 26). A new address that a paper shows is on the form from this verdict on:
    identity is looked at again, and what was approved for the old one comes back to approval
    (practice 28).

    Raises BadInput where a reason is missing, Refused where nobody is asked that question, where
    whoever overruled a difference would confirm it, and where what came late shall not count while
    what was written anew in it stands.
    """
    desk.must(duty_of(draft.topic, draft.ruling))
    draft = admit(draft)
    if judging.needs_reason(draft.topic, draft.ruling) and not draft.reason.strip():
        raise BadInput("reason_missing", place="reason")
    judgement = Judgement(
        id=JudgementId(desk.ports.chance.token()),
        topic=draft.topic,
        subject=draft.subject,
        ruling=draft.ruling,
        reason=draft.reason,
        by=desk.actor.id,
        at=desk.ports.clock.now(),
        on=desk.today,
    )
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = books.files.get(draft.application)
        must_be_allowed(desk, file, Attempt(Verb.JUDGE, judgement=judgement))
        _must_leave_nothing(file, judgement)
        books.journal.note(
            Action.JUDGED,
            draft.application,
            topic=draft.topic.value,
            subject=draft.subject,
            ruling=draft.ruling.value,
        )
        file = replace(file, judgements=(*file.judgements, judgement))
        keep(desk, books, address_changes.with_verdict(file, judgement))
        books.commit()
    return Changes.of((Kind.APPLICATION, draft.application))


def _must_leave_nothing(file: ApplicationFile, judgement: Judgement) -> None:
    """Refuse that a late supplement does not count while a value still comes of it."""
    if (judgement.topic, judgement.ruling) != (Topic.LATE_ARRIVAL, Ruling.REFUSED):
        return
    for item in file.mail:
        if str(item.id) == judgement.subject:
            must_stand_no_more(file, item.id)


# Asking the department that holds the data: asked, chased, answered (E2).


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """What a department answered: its records, or ``nothing``: that none is registered.

    That there is none is said, never taken from a table that was left empty.
    """

    application: ApplicationId
    inquiry: InquiryId
    answered_on: date
    records: tuple[RegisteredRecord, ...] = ()
    answer: str = ""
    nothing: bool = False


def ask_department(desk: Desk, id_: ApplicationId, department: str, on: date) -> Changes:
    """Note that the department that holds the data was asked on a day.

    Raises Refused where it was asked already and has not answered, or where nothing is open.

    Raises BadInput without a department, and for a day before the application.
    """
    desk.must(Duty.ASK_DEPARTMENT)
    if not department.strip():
        raise BadInput("department_missing", place="department")
    inquiry = admit(
        DepartmentInquiry(
            id=InquiryId(desk.ports.chance.token()),
            department=department,
            asked_on=_past(desk, on, "asked_on"),
            asked_by=desk.actor.id,
        )
    )
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = books.files.get(id_)
        if on < file.application.received_on:
            raise BadInput("before_application", place="asked_on")
        must_be_allowed(desk, file, Attempt(Verb.ASK_DEPARTMENT, department=department))
        books.journal.note(Action.DEPARTMENT_ASKED, id_, asked_on=on)
        keep(desk, books, replace(file, inquiries=(*file.inquiries, inquiry)))
        books.commit()
    return Changes.of((Kind.APPLICATION, id_))


def chase_department(desk: Desk, id_: ApplicationId, inquiry: InquiryId, on: date) -> Changes:
    """Note that a department that has not answered was chased.

    Raises BadInput for a day before it was asked, Refused where no answer is awaited.
    """
    desk.must(Duty.ASK_DEPARTMENT)
    _past(desk, on, "chased_on")
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = books.files.get(id_)
        asked = _inquiry(file, inquiry)
        must_be_allowed(desk, file, Attempt(Verb.CHASE_DEPARTMENT, inquiry=inquiry))
        if on < asked.asked_on:
            raise BadInput("chased_before_asked", place="chased_on")
        chased = replace(asked, chased_on=(*asked.chased_on, on))
        books.journal.note(Action.DEPARTMENT_CHASED, id_, chased_on=on)
        keep(desk, books, _with(file, chased))
        books.commit()
    return Changes.of((Kind.APPLICATION, id_))


def record_answer(desk: Desk, draft: AnswerDraft) -> Changes:
    """Record what the department answered: the registered records, or that there is none.

    Raises BadInput for a day before it was asked, for a record in which nothing stands, and where
    neither or both are said: records, and that there is none; Refused where no answer is awaited.
    """
    desk.must(Duty.ASK_DEPARTMENT)
    draft = admit(draft)
    _past(desk, draft.answered_on, "answered_on")
    if not all(map(_tells_something, draft.records)):
        raise BadInput("record_empty", place="records")
    if bool(draft.records) is draft.nothing:
        code = "records_and_nothing" if draft.nothing else "answer_missing"
        raise BadInput(code, place="records")
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = books.files.get(draft.application)
        asked = _inquiry(file, draft.inquiry)
        must_be_allowed(desk, file, Attempt(Verb.RECORD_ANSWER, inquiry=draft.inquiry))
        if draft.answered_on < asked.asked_on:
            raise BadInput("answered_before_asked", place="answered_on")
        records = tuple(replace(record, id=desk.ports.chance.token()) for record in draft.records)
        answered = replace(
            asked, answered_on=draft.answered_on, records=records, answer=draft.answer
        )
        books.journal.note(
            Action.DEPARTMENT_ANSWERED, draft.application, records=len(draft.records)
        )
        keep(desk, books, _with(file, answered))
        books.commit()
    return Changes.of((Kind.APPLICATION, draft.application))


def _tells_something(record: RegisteredRecord) -> bool:
    """Say whether anything stands in a record: an empty one would be compared as one that is."""
    named = (name for name, kind in kinds_of(RegisteredRecord).items() if kind.identifies)
    return any(str(getattr(record, name) or "").strip() for name in named)


def _past(desk: Desk, on: date, place: str) -> date:
    if on > desk.today:
        raise BadInput("day_in_future", place=place)
    return on


def _inquiry(file: ApplicationFile, id_: InquiryId) -> DepartmentInquiry:
    for inquiry in file.inquiries:
        if inquiry.id == id_:
            return inquiry
    raise BadInput("no_such_inquiry", place="inquiry")


def _with(file: ApplicationFile, changed: DepartmentInquiry) -> ApplicationFile:
    return replace(
        file,
        inquiries=tuple(changed if each.id == changed.id else each for each in file.inquiries),
    )
