# SPDX-License-Identifier: MIT
"""Inquiries and complaints: logged, answered, followed up, closed; who may read them (I1)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from desk_app.desk.applications.caring import Team, must_be_able, team_of
from desk_app.desk.applications.intake import EARLIEST
from desk_app.desk.context import Changes, Desk, Kind
from desk_app.desk.corrections import changed, told
from desk_app.desk.errors import BadInput, NotFound, Refused
from desk_app.desk.keeping import keep_inquiry, place_of_inquiry
from desk_app.desk.ports import Books
from desk_app.desk.post.postage import stock_of
from desk_app.desk.reading import changed_since
from desk_app.desk.rows import (
    NEWEST_INQUIRY,
    IdWindow,
    InquiryFilter,
    InquiryLine,
    InquiryOrder,
)
from desk_app.desk.text_limits import admit
from desk_app.records.base import ApplicationId, InquiryKey, MailItemId, UserId, kept_id_of
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Correction
from desk_app.records.case.inquiries import (
    Cause,
    Channel,
    CourseEntry,
    CourseStep,
    Inquiry,
    InquiryKind,
    InquirySaid,
)
from desk_app.records.field import PersonText, ShortText
from desk_app.rules import codes
from desk_app.rules.days import eras
from desk_app.rules.days.clock import beginning_of
from desk_app.rules.inquiries import inquiring
from desk_app.rules.inquiries.inquiring import InquiryStanding
from desk_app.rules.rulebook.terms import Duty

_TIME = re.compile(r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9]")


@dataclass(frozen=True, slots=True)
class InquiryDraft:
    """An inquiry to be logged, and the mail item that it came in."""

    said: InquirySaid
    mail_item: MailItemId | None = None


def log_inquiry(desk: Desk, draft: InquiryDraft) -> Changes:
    """Log what reached the desk and is no application; it gets its number (I1).

    The mail item that it came in is worked up by it. Raises BadInput without a text, for a day to
    come or too early, for what is no time of day; Refused where somebody has worked the mail item
    up already.
    """
    desk.must(Duty.LOG)
    said = _checked(desk, draft.said)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        _work_up(books, draft.mail_item)
        day = said.received_on
        era, year = eras.era_letter(day), eras.era_year(day)
        new = Inquiry(
            id=InquiryKey(0),
            token=desk.ports.chance.token(),
            number=codes.inquiry_number(era, year, books.numbers.next_inquiry(era, year)),
            said=said,
            logged_at=desk.ports.clock.now(),
            logged_by=desk.actor.id,
            mail_item=draft.mail_item,
        )
        rules = desk.rulebook.on(desk.today)
        place = place_of_inquiry(new, inquiring.standing(new, rules, desk.today))
        kept = books.inquiries.add(new, place)
        _note(books, kept, Action.INQUIRY_LOGGED, kind=said.kind.value, channel=said.channel.value)
        books.commit()
    changes = Changes.of((Kind.INQUIRY, kept.id))
    if draft.mail_item is None:
        return changes
    return changes | Changes.of((Kind.MAIL_ITEM, draft.mail_item))


def _work_up(books: Books, mail_item: MailItemId | None, note: str = "") -> None:
    """Mark the mail item of an inquiry as worked up; raises Refused where it was already.

    ``note`` is the number of the inquiry that it came later for.
    """
    if mail_item is None:
        return
    item = books.mail.get(mail_item)
    if item.handled:
        raise Refused(("mail_already_logged",))
    books.mail.save(replace(item, handled=True, handled_note=note or item.handled_note))
    books.journal.note(Action.MAIL_HANDLED, None, mail=mail_item)


def _checked(desk: Desk, said: InquirySaid) -> InquirySaid:
    said = admit(said, "said")
    if not said.text.strip():
        raise BadInput("inquiry_text_missing", place="said.text")
    if said.received_on > desk.today:
        raise BadInput("arrival_in_future", place="said.received_on")
    if said.received_on < EARLIEST:
        raise BadInput("day_too_early", {"first": EARLIEST}, place="said.received_on")
    if said.received_at and not _TIME.fullmatch(said.received_at):
        raise BadInput("time_not_understood", place="said.received_at")
    return said


# A step of the course: who may take it, what it needs, what it may follow on.


@dataclass(frozen=True, slots=True)
class StepDraft:
    """One step of an inquiry's course; ``version`` is the inquiry's as it was seen.

    What each field means is said of ``CourseEntry``. Without a day it was today.
    """

    inquiry: InquiryKey
    version: int
    step: CourseStep
    on: date | None = None
    text: PersonText = ""
    whom: ShortText = ""
    until: date | None = None
    cause: Cause | None = None
    channel: Channel | None = None
    known_at: datetime | None = None
    attack: bool = False
    user: UserId | None = None


@dataclass(frozen=True, slots=True)
class _StepTerms:
    """Who may take a step, what the journal calls it, and the fields that must be filled."""

    duty: Duty
    action: Action
    needs: tuple[str, ...] = ()


_TERMS: Mapping[CourseStep, _StepTerms] = {
    CourseStep.TAKEN: _StepTerms(Duty.LOG, Action.INQUIRY_TAKEN),
    CourseStep.GIVEN: _StepTerms(Duty.ASSIGN, Action.CARE_ASSIGNED, ("user",)),
    CourseStep.HANDED_BACK: _StepTerms(Duty.LOG, Action.CARE_HANDED_BACK),
    CourseStep.SUPPLEMENT: _StepTerms(Duty.LOG, Action.INQUIRY_SUPPLEMENTED, ("text", "channel")),
    CourseStep.ASKED: _StepTerms(Duty.ASK_DEPARTMENT, Action.DEPARTMENT_ASKED, ("whom",)),
    CourseStep.DEPARTMENT_ANSWERED: _StepTerms(
        Duty.ASK_DEPARTMENT, Action.DEPARTMENT_ANSWERED, ("text",)
    ),
    CourseStep.INTERIM: _StepTerms(
        Duty.WRITE_LETTERS, Action.INTERIM_ANSWER_GIVEN, ("text", "until", "channel")
    ),
    CourseStep.ANSWERED: _StepTerms(
        Duty.WRITE_LETTERS, Action.INQUIRY_ANSWERED, ("text", "channel")
    ),
    CourseStep.CAUSE: _StepTerms(Duty.CHECK, Action.CAUSE_FOUND, ("cause",)),
    CourseStep.MEASURE_NEEDED: _StepTerms(
        Duty.CHECK, Action.MEASURE_DECIDED, ("text", "whom", "until")
    ),
    CourseStep.NO_MEASURE: _StepTerms(Duty.CHECK, Action.MEASURE_DECIDED),
    CourseStep.MEASURE_DONE: _StepTerms(Duty.CHECK, Action.MEASURE_DONE, ("text",)),
    CourseStep.MEASURE_CHECKED: _StepTerms(Duty.RULEBOOK, Action.MEASURE_CHECKED),
    CourseStep.LEAK_SUSPECTED: _StepTerms(
        Duty.LOG, Action.LEAK_SUSPECTED, ("known_at", "whom", "text")
    ),
    CourseStep.LEAK_REPORTED: _StepTerms(Duty.HOLD, Action.LEAK_REPORTED),
    CourseStep.LEAK_REPORTED_IN_FULL: _StepTerms(Duty.HOLD, Action.LEAK_REPORTED),
    CourseStep.NO_LEAK: _StepTerms(Duty.HOLD, Action.LEAK_RULED_OUT, ("text",)),
    CourseStep.REFERRED: _StepTerms(Duty.WRITE_LETTERS, Action.INQUIRY_REFERRED, ("whom",)),
    CourseStep.UNDELIVERABLE: _StepTerms(
        Duty.WRITE_LETTERS, Action.INQUIRY_UNDELIVERABLE, ("text",)
    ),
    CourseStep.CLOSED: _StepTerms(Duty.CHECK, Action.INQUIRY_CLOSED),
}
"""Every step a person takes by itself; what is carried over has a verb of its own.

The corrective action is checked by the officer, who alone has the duty for the rules; a leak is
reported by who may hold things back, which no clerk may.
"""


def moment_of(on: date, hour: str) -> datetime:
    """Return a moment of a day at the desk, its beginning where no hour was typed (``14:05``).

    Raises BadInput for what is no time of day.
    """
    typed = hour.strip()
    if not typed:
        return beginning_of(on)
    if not _TIME.fullmatch(typed):
        raise BadInput("time_not_understood", place="hour")
    hours, minutes = map(int, typed.split(":"))
    return beginning_of(on) + timedelta(hours=hours, minutes=minutes)


def duty_of_step(step: CourseStep) -> Duty:
    """Return the duty that a step asks for."""
    return Duty.LOG if step is CourseStep.CARRIED_OVER else _TERMS[step].duty


def may_step(desk: Desk, inquiry: Inquiry, step: CourseStep) -> bool:
    """Return whether the acting person can take a step now."""
    terms = _TERMS[step]
    return desk.may(terms.duty) and not inquiring.refusals(inquiry, step, desk.actor.id)


def go_on(desk: Desk, draft: StepDraft) -> Changes:
    """Note a step of an inquiry's course (J.11).

    A complaint is closed by another person than who answered it. Raises BadInput for what is empty,
    for a day to come, before the inquiry or, where it must lie ahead, past, and where it is given
    to who has it; Refused for what cannot follow, or where it is given to who may log nothing;
    NotFound, StaleEdit.
    """
    terms = _TERMS[draft.step]
    desk.must(terms.duty)
    draft = admit(draft)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        inquiry = _seen(books, draft.inquiry, draft.version)
        must_follow(inquiry, draft.step, desk)
        entry = _entry(desk, inquiry, draft, terms)
        facts = {} if entry.user is None else {"user": entry.user}
        if entry.user is not None:
            must_be_able(desk, books, entry.user)
            if entry.user == inquiring.looked_after_by(inquiry):
                raise BadInput("nothing_changed", place="user")
        _note(books, inquiry, terms.action, step=draft.step.value, on=entry.on, **facts)
        keep_inquiry(desk, books, replace(inquiry, course=(*inquiry.course, entry)))
        books.commit()
    return Changes.of((Kind.INQUIRY, draft.inquiry))


def must_follow(inquiry: Inquiry, step: CourseStep, desk: Desk) -> None:
    """Go on only if a step can follow on what happened; raises Refused with every reason."""
    reasons = inquiring.refusals(inquiry, step, desk.actor.id)
    if reasons:
        raise Refused(tuple(each.value for each in reasons))


def must_be_open(inquiry: Inquiry) -> None:
    """Go on only with an inquiry that no step has ended; raises Refused."""
    if inquiring.ended(inquiry) is not None:
        raise Refused((inquiring.StepRefusal.CLOSED.value,))


def _entry(desk: Desk, inquiry: Inquiry, draft: StepDraft, terms: _StepTerms) -> CourseEntry:
    for name in terms.needs:
        value = getattr(draft, name)
        if value is None or (isinstance(value, str) and not value.strip()):
            raise BadInput("step_field_missing", place=name)
    if draft.cause is Cause.OTHER and not draft.text.strip():
        raise BadInput("step_field_missing", place="text")
    on = desk.today if draft.on is None else draft.on
    if on > desk.today:
        raise BadInput("day_in_future", place="on")
    if on < inquiry.said.received_on:
        raise BadInput("step_before_inquiry", place="on")
    if draft.until is not None and draft.until < on:
        raise BadInput("day_in_past", place="until")
    if draft.known_at is not None and draft.known_at > desk.ports.clock.now():
        raise BadInput("day_in_future", place="known_at")
    return CourseEntry(
        id=desk.ports.chance.token(),
        step=draft.step,
        on=on,
        by=desk.actor.id,
        at=desk.ports.clock.now(),
        text=draft.text,
        whom=draft.whom,
        until=draft.until,
        cause=draft.cause,
        channel=draft.channel,
        known_at=draft.known_at,
        attack=draft.attack,
        user=draft.user,
    )


def carry_over(desk: Desk, id_: InquiryKey, version: int, typed: str) -> Changes:
    """Carry an inquiry over into the application that it became; each leads to the other then.

    It is named by its receipt number or the code on a paper of it. Raises BadInput for what is
    none, NotFound for no such application, Refused where it was answered or closed, StaleEdit.
    """
    desk.must(Duty.LOG)
    number = _receipt_number(typed)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        inquiry = _seen(books, id_, version)
        application = books.files.by_number(number)
        if application is None:
            raise NotFound(place="number")
        must_follow(inquiry, CourseStep.CARRIED_OVER, desk)
        draft = StepDraft(id_, version, CourseStep.CARRIED_OVER, whom=number)
        entry = _entry(desk, inquiry, draft, _StepTerms(Duty.LOG, Action.INQUIRY_CARRIED_OVER))
        _note(books, inquiry, Action.INQUIRY_CARRIED_OVER, application=number)
        said = replace(inquiry.said, kind=InquiryKind.APPLICATION)
        course = (*inquiry.course, entry)
        keep_inquiry(
            desk, books, replace(inquiry, said=said, application=application, course=course)
        )
        books.commit()
    return Changes.of((Kind.INQUIRY, id_), (Kind.APPLICATION, application))


@dataclass(frozen=True, slots=True)
class LaterDraft:
    """What came later for an inquiry, which is named by its number or the code on its letter.

    ``mail_item`` is what it came in by post; without a day it came today.
    """

    number: str
    text: PersonText
    channel: Channel
    on: date | None = None
    mail_item: MailItemId | None = None


def attach_later(desk: Desk, draft: LaterDraft) -> Changes:
    """Keep in an inquiry's course what came later for it; its mail item is worked up by that.

    Once something came, it can be answered again. Raises BadInput for what is no number of an
    inquiry, and what ``go_on`` raises; NotFound for no such inquiry; Refused where it is closed, or
    somebody has worked the mail item up already.
    """
    terms = _TERMS[CourseStep.SUPPLEMENT]
    desk.must(terms.duty)
    draft = admit(draft)
    try:
        number = codes.read_inquiry_number(draft.number)
    except codes.CodeError as error:
        raise BadInput(error.code.value, place="number") from None
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        id_ = books.inquiries.by_number(number)
        if id_ is None:
            raise NotFound(place="number")
        inquiry = books.inquiries.get(id_)
        must_follow(inquiry, CourseStep.SUPPLEMENT, desk)
        step = StepDraft(
            id_,
            inquiry.version,
            CourseStep.SUPPLEMENT,
            on=draft.on,
            text=draft.text,
            channel=draft.channel,
        )
        entry = replace(_entry(desk, inquiry, step, terms), mail_item=draft.mail_item)
        _work_up(books, draft.mail_item, number)
        _note(books, inquiry, terms.action, step=step.step.value, on=entry.on)
        keep_inquiry(desk, books, replace(inquiry, course=(*inquiry.course, entry)))
        books.commit()
    changes = Changes.of((Kind.INQUIRY, id_))
    if draft.mail_item is None:
        return changes
    return changes | Changes.of((Kind.MAIL_ITEM, draft.mail_item))


def _receipt_number(typed: str) -> str:
    try:
        return str(codes.read_receipt_number(typed))
    except codes.CodeError:
        pass
    try:
        return str(codes.read_code(typed).receipt)
    except codes.CodeError as error:
        raise BadInput(error.code.value, place="number") from None


def take_back_step(desk: Desk, id_: InquiryKey, version: int, step: CourseStep) -> Changes:
    """Take one's own last step back: it stays on record and counts as never done.

    Raises BadInput where another is the last one, Refused where another person took it, or where it
    was an answer by letter: that letter is voided.
    """
    desk.must(duty_of_step(step))
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        inquiry = _seen(books, id_, version)
        last = inquiring.stands(inquiry)[-1:]
        if not last or last[0].step is not step:
            raise BadInput("no_such_step", place="step")
        if last[0].by != desk.actor.id:
            raise Refused(("done_by_another",))
        if any(letter.id == last[0].id for letter in inquiry.letters):
            raise Refused(("step_by_letter",))
        _note(books, inquiry, Action.INQUIRY_STEP_TAKEN_BACK, step=last[0].step.value)
        if last[0].mail_item is not None:
            item = books.mail.get(last[0].mail_item)
            books.mail.save(replace(item, handled=False, handled_note=""))
            books.journal.note(Action.MAIL_HANDLING_TAKEN_BACK, None, mail=item.id)
        carried = last[0].step is CourseStep.CARRIED_OVER
        back = without(inquiry, last[0].id)
        keep_inquiry(desk, books, replace(back, application=None) if carried else back)
        books.commit()
    changes = Changes.of((Kind.INQUIRY, id_))
    if inquiry.application is not None:
        changes |= Changes.of((Kind.APPLICATION, inquiry.application))
    if last[0].mail_item is not None:
        changes |= Changes.of((Kind.MAIL_ITEM, last[0].mail_item))
    return changes


def without(inquiry: Inquiry, entry: str) -> Inquiry:
    """Return an inquiry with one entry of its course taken back."""
    course = (
        replace(each, taken_back=True) if each.id == entry else each for each in inquiry.course
    )
    return replace(inquiry, course=tuple(course))


# What was typed wrongly, and what the inquiry turned out to be.


@dataclass(frozen=True, slots=True)
class InquiryCorrection:
    """One field of what was said, as it ought to stand, and why; ``version`` as it was seen."""

    inquiry: InquiryKey
    version: int
    field: str
    value: Any
    reason: str


def correct_inquiry(desk: Desk, draft: InquiryCorrection) -> Changes:
    """Correct one value; what stood there stays with reason, name and time (B5).

    Raises BadInput without a reason, for no such field, another type, or what stands there already;
    Refused where it is closed, StaleEdit.
    """
    desk.must(Duty.LOG)
    if not draft.reason.strip():
        raise BadInput("reason_missing", place="reason")
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        inquiry = _seen(books, draft.inquiry, draft.version)
        must_be_open(inquiry)
        old = getattr(inquiry.said, draft.field, None)
        said = _checked(desk, changed(inquiry.said, draft.field, draft.value, draft.field))
        if said == inquiry.said:
            raise BadInput("nothing_changed", place=draft.field)
        note = Correction(
            field=draft.field,
            old=told(old),
            new=told(draft.value),
            reason=draft.reason,
            by=desk.actor.id,
            at=desk.ports.clock.now(),
        )
        corrections = (*inquiry.corrections, admit(note))
        _note(books, inquiry, Action.INQUIRY_CORRECTED, field=draft.field)
        keep_inquiry(desk, books, replace(inquiry, said=said, corrections=corrections))
        books.commit()
    return Changes.of((Kind.INQUIRY, draft.inquiry))


# Reading: whoever reads no applicant's data sees numbers, days and steps, and no words of anybody.


@dataclass(frozen=True, slots=True)
class OpenedInquiry:
    """An inquiry as it is opened: how it stands, by when it is answered, and whose names act."""

    inquiry: Inquiry
    standing: InquiryStanding
    reply_by: date
    people: Mapping[UserId, str]
    team: Team
    application_number: str = ""
    stock: tuple[int, ...] = ()
    """The face values in sen of which the desk owns stamps, for who posts."""
    hidden: bool = False
    """Whether it has a name that whoever asked may not read."""


def list_inquiries(
    desk: Desk, wanted: InquiryFilter, order: InquiryOrder = NEWEST_INQUIRY, limit: int = 10_000
) -> IdWindow:
    """Return the ids of the inquiries that match, in order.

    Who may read no applicant's data finds them by number alone. Raises NotAllowed.
    """
    if not _reads_names(desk):
        wanted = replace(wanted, text=_number_in(wanted.text))
    return desk.ports.store.inquiries.window(wanted, order, limit)


def lines_of(desk: Desk, ids: Sequence[int]) -> tuple[InquiryLine, ...]:
    """Return the inquiries of these ids; nameless for who may read no applicant's data."""
    return _seen_by(desk, desk.ports.store.inquiries.lines(ids))


def waiting_inquiries(desk: Desk) -> tuple[InquiryLine, ...]:
    """Return the open ones: suspected leaks first, then what is due first."""
    return _seen_by(desk, desk.ports.store.inquiries.waiting())


def open_inquiry(desk: Desk, id_: InquiryKey) -> OpenedInquiry:
    """Return an inquiry with how it stands today; without anybody's words for who reads none.

    Raises NotFound, NotAllowed.
    """
    named = _reads_names(desk)
    with desk.ports.store.reading() as books:
        inquiry = books.inquiries.get(id_)
        team = team_of(desk, books)
        people = {user.id: user.name for user in team.people}
        number = ""
        if inquiry.application is not None:
            number = books.files.get(inquiry.application).application.receipt_number
    rules = desk.rulebook.on(desk.today)
    return OpenedInquiry(
        inquiry if named else nameless(inquiry),
        inquiring.standing(inquiry, rules, desk.today),
        inquiring.reply_by(inquiry, rules).on,
        people,
        team,
        number,
        tuple(value for value, _ in stock_of(desk)) if desk.may(Duty.POST) else (),
        hidden=not named and bool(inquiry.said.name),
    )


def inquiries_of(desk: Desk, application: ApplicationId) -> tuple[InquiryLine, ...]:
    """Return the inquiries that were carried over into an application."""
    desk.must(Duty.READ_CASES)
    return desk.ports.store.inquiries.of_application(application)


def find_inquiry(desk: Desk, typed: str) -> InquiryKey | None:
    """Return the inquiry of a number or a code on paper; None where there is none."""
    _reads_names(desk)
    number = _number_in(typed)
    with desk.ports.store.reading() as books:
        return books.inquiries.by_number(number)


def nameless(inquiry: Inquiry) -> Inquiry:
    """Return an inquiry without what tells who it was or what anybody wrote."""
    said = inquiry.said
    kept = InquirySaid(
        said.received_on,
        said.channel,
        said.kind,
        "",
        received_at=said.received_at,
        addressed_to=said.addressed_to,
        service=said.service,
        language=said.language,
    )
    course = tuple(replace(each, text="") for each in inquiry.course)
    letters = tuple(replace(each, void_reason="") for each in inquiry.letters)
    holds = tuple(replace(each, note="") for each in inquiry.holds)
    postings = tuple(replace(each, tracking_number="") for each in inquiry.postings)
    return replace(
        inquiry,
        said=kept,
        course=course,
        letters=letters,
        postings=postings,
        holds=holds,
        corrections=(),
    )


def _reads_names(desk: Desk) -> bool:
    """Return whether the acting person reads applicants' data; else he must read the journal."""
    if desk.may(Duty.READ_CASES):
        return True
    desk.must(Duty.READ_JOURNAL)
    return False


def _seen_by(desk: Desk, lines: tuple[InquiryLine, ...]) -> tuple[InquiryLine, ...]:
    if _reads_names(desk):
        return lines
    return tuple(replace(line, name="", text="", hidden=bool(line.name)) for line in lines)


def _number_in(typed: str) -> str:
    """Return the number that a text is; what is none finds nothing."""
    if not typed.strip():
        return ""
    try:
        return codes.read_inquiry_number(typed)
    except codes.CodeError:
        return "-"


def _seen(books: Books, id_: InquiryKey, version: int) -> Inquiry:
    inquiry = books.inquiries.get(id_)
    if inquiry.version != version:
        raise changed_since(books, kept_id_of(id_))
    return inquiry


def _note(books: Books, inquiry: Inquiry, action: Action, **facts: str | int | date) -> None:
    books.journal.note(action, kept_id_of(inquiry.id), **facts)
