# SPDX-License-Identifier: MIT
"""An inquiry's days and its next step: what, by when, why; what a step may follow on (I1)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from desk_app.records.base import UserId
from desk_app.records.case.findings import DueDate
from desk_app.records.case.history import Letter, Posting
from desk_app.records.case.inquiries import (
    CourseEntry,
    CourseStep,
    Inquiry,
    InquiryKind,
    InquiryWork,
)
from desk_app.rules.case import deadlines, retention
from desk_app.rules.days.calendar import NATIONAL_HOLIDAYS
from desk_app.rules.days.clock import day_of
from desk_app.rules.rulebook.rulebook import Rules
from desk_app.rules.work_codes import DueKind

FIRST_REPORT_FROM, FIRST_REPORT_BY = 3, 5
"""The days within which a preliminary report is made: about three to five (Act 26, Rule 8(1))."""

FULL_REPORT, FULL_REPORT_OF_ATTACK = 30, 60
"""The day by which the full report is made; the longer where somebody meant it (Rule 8(2))."""

_DAY = timedelta(days=1)
_SATURDAY = 5
_CLOSED_FROM, _CLOSED_TO = (12, 29), (1, 3)


class InquiryNext(StrEnum):
    """What is to be done next with an inquiry."""

    REPORT_LEAK = "report_leak"
    REPORT_LEAK_IN_FULL = "report_leak_in_full"
    TAKE = "take"
    ANSWER = "answer"
    AWAIT_DEPARTMENT = "await_department"
    CHASE_DEPARTMENT = "chase_department"
    POST_LETTER = "post_letter"
    SEND_AGAIN = "send_again"
    CARRY_OVER = "carry_over"
    REFER = "refer"
    FIND_CAUSE = "find_cause"
    DECIDE_MEASURE = "decide_measure"
    DO_MEASURE = "do_measure"
    CHECK_MEASURE = "check_measure"
    CLOSE = "close"
    CLOSE_BY_SECOND = "close_by_second"
    NOTHING = "nothing"


_DUE = {
    InquiryNext.REPORT_LEAK: DueKind.FIRST_REPORT,
    InquiryNext.REPORT_LEAK_IN_FULL: DueKind.FULL_REPORT,
    InquiryNext.DO_MEASURE: DueKind.MEASURE,
    InquiryNext.CHECK_MEASURE: DueKind.MEASURE,
}


class StepRefusal(StrEnum):
    """Why a step cannot follow on what happened."""

    CLOSED = "inquiry_closed"
    NOT_ASKED = "inquiry_not_asked"
    NOT_ANSWERED = "inquiry_not_answered"
    NOT_RETURNED = "inquiry_not_returned"
    ANSWERED = "inquiry_answered"
    NO_MEASURE = "inquiry_without_measure"
    MEASURE_OPEN = "inquiry_measure_open"
    CAUSE_OPEN = "inquiry_cause_open"
    LEAK_OPEN = "inquiry_leak_open"
    LEAK_KNOWN = "inquiry_leak_known"
    NO_LEAK = "inquiry_without_leak"
    LETTER_OPEN = "inquiry_letter_open"
    SECOND_PERSON = "inquiry_needs_second"
    YOURS = "inquiry_yours"
    NOT_YOURS = "inquiry_not_yours"


@dataclass(frozen=True, slots=True)
class LeakDays:
    """The days of a suspected leak: from when, and by when, each report is made.

    ``entry`` says since when it is known and whom the desk told at once; ``reported`` and
    ``reported_in_full`` are None while a report is awaited, ``ruled_out`` while it may be a leak.
    """

    entry: CourseEntry
    first_from: date
    first_by: date
    full_by: date
    reported: CourseEntry | None = None
    reported_in_full: CourseEntry | None = None
    ruled_out: CourseEntry | None = None

    @property
    def known(self) -> datetime:
        """Return since when it is known: without an hour of its own since it was noted."""
        return _known(self.entry)

    @property
    def due(self) -> date | None:
        """Return the day of the report that is awaited, None where both were made."""
        if self.reported_in_full is not None:
            return None
        return self.first_by if self.reported is None else self.full_by


@dataclass(frozen=True, slots=True)
class InquiryStanding:
    """How an inquiry stands: its place in the work list, what is next, by when.

    ``by`` is the reply target while no answer was given, then the day of the measure; ``leak`` are
    the days of a suspicion that stands. ``completed_on`` and ``kept_until`` are None while it is
    open.
    """

    work: InquiryWork
    next: InquiryNext
    by: date | None = None
    leak: LeakDays | None = None
    due: DueKind = DueKind.REPLY
    """Which day ``next_by`` is."""
    completed_on: date | None = None
    kept_until: date | None = None

    @property
    def next_by(self) -> date | None:
        """By when what is next is done: a report on a leak comes before the answer."""
        return self.by if self.leak is None or self.leak.due is None else self.leak.due


def stands(inquiry: Inquiry) -> tuple[CourseEntry, ...]:
    """Return the course without what was taken back."""
    return tuple(each for each in inquiry.course if not each.taken_back)


def last(inquiry: Inquiry, *steps: CourseStep) -> CourseEntry | None:
    """Return the last entry of some steps that stands."""
    return next((each for each in reversed(stands(inquiry)) if each.step in steps), None)


def looked_after_by(inquiry: Inquiry) -> UserId | None:
    """Return who took it last or got it, None where nobody did or it was handed back."""
    named = last(inquiry, *_NAMING)
    if named is None or named.step is CourseStep.HANDED_BACK:
        return None
    return named.by if named.step is CourseStep.TAKEN else named.user


_NAMING = (CourseStep.TAKEN, CourseStep.GIVEN, CourseStep.HANDED_BACK)


def answer(inquiry: Inquiry) -> CourseEntry | None:
    """Return the answer that was given, a referral to a service's contact too.

    An interim answer is none: it tells only when (practice 35); nor is a letter that came back,
    until nobody knows where else to send it.
    """
    given = last(inquiry, *_ANSWERS)
    return None if given is None or _back(inquiry, given) is not None else given


def returned(inquiry: Inquiry) -> Posting | None:
    """Return the envelope of the last letter where it came back and nothing was told since."""
    told = last(inquiry, CourseStep.INTERIM, *_ANSWERS)
    return None if told is None else _back(inquiry, told)


_ANSWERS = (CourseStep.ANSWERED, CourseStep.REFERRED, CourseStep.UNDELIVERABLE)


def _back(inquiry: Inquiry, told: CourseEntry) -> Posting | None:
    """Return the envelope in which an answer by letter came back."""
    sent = {each.posting for each in inquiry.letters if each.id == told.id}
    back = (each for each in inquiry.postings if each.id in sent and each.came_back_on is not None)
    return next(back, None)


def ended(inquiry: Inquiry) -> CourseEntry | None:
    """Return the step that ended an inquiry, None while it is open.

    An answer that comes back opens a closed one again, until it is closed once more.
    """
    end = last(inquiry, CourseStep.CLOSED, CourseStep.CARRIED_OVER)
    if end is None or end.step is CourseStep.CARRIED_OVER:
        return end
    told, course = last(inquiry, *_ANSWERS), stands(inquiry)
    anew = told is not None and course.index(told) > course.index(end)
    return None if anew or returned(inquiry) is not None else end


def letter_in_hand(inquiry: Inquiry) -> Letter | None:
    """Return the letter that was issued and is neither posted nor void."""
    waiting = (each for each in inquiry.letters if not each.void and each.posting is None)
    return next(waiting, None)


def reply_by(inquiry: Inquiry, rules: Rules) -> DueDate:
    """Return the day by which it is answered: as for requests (practice 35; practice 11).

    A later day that an interim answer named takes its place.
    """
    due = deadlines.reply_target(inquiry.said.received_on, rules)
    told = last(inquiry, CourseStep.INTERIM)
    if told is None or told.until is None or told.until <= due.on:
        return due
    return DueDate(told.until, due.steps)


def leak_days(inquiry: Inquiry) -> LeakDays | None:
    """Return the days of the suspicion that stands, None where there is none (Act 26, Rule 8)."""
    newest = next(reversed(suspicions(inquiry)), None)
    return None if newest is None or newest.ruled_out is not None else newest


def suspicions(inquiry: Inquiry) -> tuple[LeakDays, ...]:
    """Return every suspicion of a leak with its days, what was ruled out too, the oldest first.

    The day on which it became known is the first; the full report's day moves behind Saturday,
    Sunday, a national holiday and 29 December to 3 January (the Commission's Guidelines 3-5-3-4).
    """
    course = stands(inquiry)
    begun = [place for place, each in enumerate(course) if each.step is CourseStep.LEAK_SUSPECTED]
    ends = (*begun[1:], len(course))
    return tuple(_suspicion(course[at:end]) for at, end in zip(begun, ends, strict=False))


def _known(mark: CourseEntry) -> datetime:
    return mark.at if mark.known_at is None else mark.known_at


def _suspicion(course: Sequence[CourseEntry]) -> LeakDays:
    """Return the days of the suspicion that a part of a course begins with."""

    def first(step: CourseStep) -> CourseEntry | None:
        return next((each for each in course if each.step is step), None)

    mark = course[0]
    known = day_of(_known(mark))
    full = FULL_REPORT_OF_ATTACK if mark.attack else FULL_REPORT
    return LeakDays(
        entry=mark,
        first_from=_counted(known, FIRST_REPORT_FROM),
        first_by=_counted(known, FIRST_REPORT_BY),
        full_by=_open_at_the_commission(_counted(known, full)),
        reported=first(CourseStep.LEAK_REPORTED),
        reported_in_full=first(CourseStep.LEAK_REPORTED_IN_FULL),
        ruled_out=first(CourseStep.NO_LEAK),
    )


def standing(inquiry: Inquiry, rules: Rules, on: date) -> InquiryStanding:
    """Return how an inquiry stands on a day."""
    leak = leak_days(inquiry)
    end = ended(inquiry)
    if end is not None:
        return InquiryStanding(
            InquiryWork.DONE,
            InquiryNext.NOTHING,
            leak=leak,
            completed_on=end.on,
            kept_until=retention.kept_until(end.on, rules),
        )
    work, next_, by = _open(inquiry, rules, on)
    if leak is not None and leak.due is not None:
        first = leak.reported is None
        next_ = InquiryNext.REPORT_LEAK if first else InquiryNext.REPORT_LEAK_IN_FULL
    asked = _asked(inquiry)
    by_department = work is InquiryWork.WAITING and asked is not None and by == asked.until
    kind = DueKind.DEPARTMENT if by_department else DueKind.REPLY
    return InquiryStanding(work, next_, by, leak, _DUE.get(next_, kind))


def retained(inquiry: Inquiry, rules: Rules) -> retention.Retained | None:
    """Return since when and how long an inquiry is kept, None while it is open (PR-6)."""
    end = ended(inquiry)
    if end is None:
        return None
    return retention.Retained(
        application=inquiry.id,
        receipt_number=inquiry.number,
        completed_on=end.on,
        kept_until=retention.kept_until(end.on, rules),
        hold=retention.standing(inquiry.holds),
    )


def refusals(inquiry: Inquiry, step: CourseStep, by: UserId) -> tuple[StepRefusal, ...]:
    """Return why a person cannot take a step now; none where he can."""
    if ended(inquiry) is not None:
        return (StepRefusal.CLOSED,)
    return tuple(_AGAINST.get(step, _nothing)(inquiry, by))


def _nothing(_inquiry: Inquiry, _by: UserId) -> Iterable[StepRefusal]:
    return ()


def _against_taking(inquiry: Inquiry, by: UserId) -> Iterable[StepRefusal]:
    if looked_after_by(inquiry) == by:
        yield StepRefusal.YOURS


def _against_handing_back(inquiry: Inquiry, by: UserId) -> Iterable[StepRefusal]:
    if looked_after_by(inquiry) != by:
        yield StepRefusal.NOT_YOURS


def _against_answering(inquiry: Inquiry, _by: UserId) -> Iterable[StepRefusal]:
    given, course = answer(inquiry), stands(inquiry)
    later = last(inquiry, CourseStep.SUPPLEMENT)
    asked_again = given and later and course.index(later) > course.index(given)
    if given is not None and not asked_again:
        yield StepRefusal.ANSWERED


def _against_keeping(inquiry: Inquiry, _by: UserId) -> Iterable[StepRefusal]:
    if returned(inquiry) is None:
        yield StepRefusal.NOT_RETURNED


def _against_department(inquiry: Inquiry, _by: UserId) -> Iterable[StepRefusal]:
    if _asked(inquiry) is None:
        yield StepRefusal.NOT_ASKED


def _against_doing(inquiry: Inquiry, _by: UserId) -> Iterable[StepRefusal]:
    if _measure(inquiry) is not CourseStep.MEASURE_NEEDED:
        yield StepRefusal.NO_MEASURE


def _against_checking(inquiry: Inquiry, _by: UserId) -> Iterable[StepRefusal]:
    if _measure(inquiry) is not CourseStep.MEASURE_DONE:
        yield StepRefusal.NO_MEASURE


def _against_suspecting(inquiry: Inquiry, _by: UserId) -> Iterable[StepRefusal]:
    if leak_days(inquiry) is not None:
        yield StepRefusal.LEAK_KNOWN


def _against_reporting(inquiry: Inquiry, _by: UserId) -> Iterable[StepRefusal]:
    if leak_days(inquiry) is None:
        yield StepRefusal.NO_LEAK


def _against_closing(inquiry: Inquiry, by: UserId) -> Iterable[StepRefusal]:
    given, leak = answer(inquiry), leak_days(inquiry)
    if given is None:
        yield StepRefusal.NOT_ANSWERED
    if letter_in_hand(inquiry) is not None:
        yield StepRefusal.LETTER_OPEN
    if leak is not None and leak.due is not None:
        yield StepRefusal.LEAK_OPEN
    follow_up = _follow_up(inquiry)
    if follow_up in {InquiryNext.FIND_CAUSE, InquiryNext.DECIDE_MEASURE}:
        yield StepRefusal.CAUSE_OPEN
    elif follow_up is not None:
        yield StepRefusal.MEASURE_OPEN
    if given is not None and needs_second(inquiry) and given.by == by:
        yield StepRefusal.SECOND_PERSON


_AGAINST: dict[CourseStep, Callable[[Inquiry, UserId], Iterable[StepRefusal]]] = {
    CourseStep.TAKEN: _against_taking,
    CourseStep.HANDED_BACK: _against_handing_back,
    CourseStep.DEPARTMENT_ANSWERED: _against_department,
    CourseStep.INTERIM: _against_answering,
    CourseStep.ANSWERED: _against_answering,
    CourseStep.REFERRED: _against_answering,
    CourseStep.UNDELIVERABLE: _against_keeping,
    CourseStep.CARRIED_OVER: _against_answering,
    CourseStep.MEASURE_DONE: _against_doing,
    CourseStep.MEASURE_CHECKED: _against_checking,
    CourseStep.LEAK_SUSPECTED: _against_suspecting,
    CourseStep.LEAK_REPORTED: _against_reporting,
    CourseStep.LEAK_REPORTED_IN_FULL: _against_reporting,
    CourseStep.NO_LEAK: _against_reporting,
    CourseStep.CLOSED: _against_closing,
}


def needs_second(inquiry: Inquiry) -> bool:
    """Return whether another person than who answered closes it: so for complaints (J.11)."""
    return inquiry.said.kind is InquiryKind.COMPLAINT


def _open(inquiry: Inquiry, rules: Rules, on: date) -> tuple[InquiryWork, InquiryNext, date | None]:
    target = reply_by(inquiry, rules).on
    if letter_in_hand(inquiry) is not None:
        return InquiryWork.TO_POST, InquiryNext.POST_LETTER, target
    if returned(inquiry) is not None:
        return InquiryWork.RETURNED, InquiryNext.SEND_AGAIN, target
    if answer(inquiry) is None:
        return _unanswered(inquiry, target, on)
    follow_up = _follow_up(inquiry)
    if follow_up is not None:
        needed = last(inquiry, CourseStep.MEASURE_NEEDED)
        until = None if needed is None else needed.until
        return InquiryWork.TO_FOLLOW_UP, follow_up, until
    close = InquiryNext.CLOSE_BY_SECOND if needs_second(inquiry) else InquiryNext.CLOSE
    return InquiryWork.TO_CLOSE, close, None


def _unanswered(
    inquiry: Inquiry, target: date, on: date
) -> tuple[InquiryWork, InquiryNext, date | None]:
    asked = _asked(inquiry)
    if asked is not None:
        late = asked.until is not None and asked.until < on
        step = InquiryNext.CHASE_DEPARTMENT if late else InquiryNext.AWAIT_DEPARTMENT
        return InquiryWork.WAITING, step, min(target, asked.until or target)
    named = last(inquiry, *_NAMING)
    handed_back = named is not None and named.step is CourseStep.HANDED_BACK
    if handed_back or all(each.step is CourseStep.SUPPLEMENT for each in stands(inquiry)):
        return InquiryWork.TO_TAKE, InquiryNext.TAKE, target
    next_ = _ANSWERED_BY.get(inquiry.said.kind, InquiryNext.ANSWER)
    return InquiryWork.TO_ANSWER, next_, target


_ANSWERED_BY = {
    InquiryKind.APPLICATION: InquiryNext.CARRY_OVER,
    InquiryKind.REFERRED: InquiryNext.REFER,
}


def _follow_up(inquiry: Inquiry) -> InquiryNext | None:
    """Return what is still to be found or done about the cause; a complaint always has one."""
    measure = _measure(inquiry)
    if measure is CourseStep.MEASURE_NEEDED:
        return InquiryNext.DO_MEASURE
    if measure is CourseStep.MEASURE_DONE:
        return InquiryNext.CHECK_MEASURE
    if not needs_second(inquiry):
        return None
    if last(inquiry, CourseStep.CAUSE) is None:
        return InquiryNext.FIND_CAUSE
    return InquiryNext.DECIDE_MEASURE if measure is None else None


def _measure(inquiry: Inquiry) -> CourseStep | None:
    """Return how far the corrective action is; None where nobody said whether one is needed."""
    found = last(
        inquiry,
        CourseStep.NO_MEASURE,
        CourseStep.MEASURE_NEEDED,
        CourseStep.MEASURE_DONE,
        CourseStep.MEASURE_CHECKED,
    )
    return None if found is None else found.step


def _asked(inquiry: Inquiry) -> CourseEntry | None:
    """Return the question to a department that has no answer yet."""
    found = last(inquiry, CourseStep.ASKED, CourseStep.DEPARTMENT_ANSWERED)
    return found if found is not None and found.step is CourseStep.ASKED else None


def _counted(known: date, days: int) -> date:
    """Return the day of a count in which the day of knowing is the first."""
    return known + (days - 1) * _DAY


def _open_at_the_commission(day: date) -> date:
    while (
        day.weekday() >= _SATURDAY
        or day in NATIONAL_HOLIDAYS
        or (day.month, day.day) >= _CLOSED_FROM
        or (day.month, day.day) <= _CLOSED_TO
    ):
        day += _DAY
    return day
