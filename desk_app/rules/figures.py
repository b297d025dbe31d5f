# SPDX-License-Identifier: MIT
"""What one application adds to the figures of its period (I4), with no name in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from desk_app.records.books.figures import (
    ClaimEnd,
    CompleteAfter,
    Counted,
    FeeCourse,
    Figure,
    ReplySpan,
    Tally,
    WaitedFor,
)
from desk_app.records.case.decisions import Outcome
from desk_app.records.case.findings import ClaimState, Completeness
from desk_app.records.case.history import Notice
from desk_app.records.case.inquiries import CourseStep, Inquiry
from desk_app.records.case.mail import STAMPS_BACK
from desk_app.rules.case.claims import live_decision
from desk_app.rules.fee.pieces import SEN
from desk_app.rules.finding_codes import Cure, term
from desk_app.rules.inquiries import inquiring
from desk_app.rules.situation.situation import Situation

_SPANS = (
    (3, ReplySpan.TO_3),
    (6, ReplySpan.TO_6),
    (9, ReplySpan.TO_9),
    (13, ReplySpan.TO_13),
    (14, ReplySpan.AT_14),
)

_OUTCOMES = {
    Outcome.GRANTED: ClaimEnd.GRANTED,
    Outcome.GRANTED_IN_PART: ClaimEnd.GRANTED_IN_PART,
    Outcome.REFUSED: ClaimEnd.REFUSED,
    Outcome.NO_SUCH_DATA: ClaimEnd.NO_SUCH_DATA,
    Outcome.REFERRED: ClaimEnd.REFERRED,
}
_STATES = {
    ClaimState.LAPSED: ClaimEnd.LAPSED,
    ClaimState.WITHDRAWN: ClaimEnd.WITHDRAWN,
    ClaimState.CARRIED_OVER: ClaimEnd.CARRIED_OVER,
}
_DAY = timedelta(days=1)
_BY_DEPARTMENT = frozenset({Figure.DEPARTMENTS, Figure.DEPARTMENT_DAYS})
_DECIDED = frozenset({ClaimState.DECIDED, ClaimState.REFERRED})


def span_of(days: int) -> ReplySpan:
    """Return the span in which a number of days lies."""
    return next((span for last, span in _SPANS if days <= last), ReplySpan.FROM_15)


def tally(situation: Situation) -> Tally:
    """Return the rows of the report in which an application stands, with how often.

    Claims are counted by right and by end, envelopes by why they came back, inquiries by
    department, all else once for the application. No day that passes changes it: where one would
    (a notice ran out), the application's place in the lists turns on that day, too.
    """
    return _in_order(_of_course(situation) + _of_mail(situation))


def tally_of_inquiry(inquiry: Inquiry) -> Tally:
    """Return the rows of the report in which an inquiry or complaint stands."""
    said = inquiry.said
    found: Counter[Counted] = Counter()
    found[Figure.INQUIRIES, said.kind.value] += 1
    found[Figure.CHANNELS, said.channel.value] += 1
    cause = inquiring.last(inquiry, CourseStep.CAUSE)
    if cause is not None and cause.cause is not None:
        found[Figure.CAUSES, cause.cause.value] += 1
    given = inquiring.answer(inquiry)
    if given is not None:
        found[Figure.INQUIRY_DAYS, str((given.on - said.received_on).days)] += 1
    return _in_order(found)


def without_departments(of: Tally) -> Tally:
    """Return a tally that names no department: a clerk typed its name, and it may tell anything."""
    found: Counter[Counted] = Counter()
    for figure, code, count in of:
        found[figure, "" if figure in _BY_DEPARTMENT else code] += count
    return _in_order(found)


def _in_order(found: Counter[Counted]) -> Tally:
    rows = ((figure, code, count) for (figure, code), count in found.items() if count)
    return tuple(sorted(rows, key=lambda each: (each[0].value, each[1])))


def _of_course(situation: Situation) -> Counter[Counted]:
    application = situation.file.application
    found: Counter[Counted] = Counter()
    found[Figure.RECEIVED, ""] += 1
    found.update((Figure.RIGHTS, claim.right.value) for claim in application.claims)
    found.update((Figure.OUTCOMES, end.value) for end in _ends(situation))
    if (days := replied_after(situation)) is not None:
        found[Figure.DAYS, str(days)] += 1
    if application.is_carried_over:
        return found  # Nobody here knows what was asked for, nor what was paid.
    for waited, spent in waited_for(situation).items():
        found[Figure.WAITS, waited.value] += 1
        found[Figure.WAIT_DAYS, waited.value] += spent
        if days is not None and span_of(days) is ReplySpan.FROM_15:
            found[Figure.LATE_WAITS, waited.value] += 1
            found[Figure.LATE_WAIT_DAYS, waited.value] += spent
    found[Figure.COMPLETE, _complete(situation).value] += 1
    found.update((Figure.MISSING, cure.value) for cure in _asked_for(_notices(situation)))
    found.update((Figure.FEES, course.value) for course in _fee(situation))
    return found


def _of_mail(situation: Situation) -> Counter[Counted]:
    file = situation.file
    found: Counter[Counted] = Counter()
    reasons = (posting.came_back_why for posting in file.postings)
    found.update((Figure.CAME_BACK, why.value) for why in reasons if why is not None)
    for inquiry in file.inquiries:
        if inquiry.answered_on is not None:
            found[Figure.DEPARTMENTS, inquiry.department] += 1
            taken = (inquiry.answered_on - inquiry.asked_on).days
            found[Figure.DEPARTMENT_DAYS, inquiry.department] += taken
    found[Figure.FEE_KEPT, ""] += fee_kept(situation)
    return found


def replied_after(situation: Situation) -> int | None:
    """Return the days from arrival to the posting that answered the last claim."""
    if situation.completed_on is None:
        return None
    return (situation.completed_on - situation.file.application.received_on).days


def waited_for(situation: Situation) -> Mapping[WaitedFor, int]:
    """Return what the days from arrival to the answer went to; nothing while none was given.

    They come to those of ``replied_after``. The day of arrival counts, that of the posting not.
    """
    first, end = situation.file.application.received_on, situation.completed_on
    if end is None:
        return {}
    left, found = set(range(first.toordinal(), end.toordinal())), {}
    for waited, spans in (
        (WaitedFor.APPLICANT, _asked_applicant(situation, end)),
        (WaitedFor.DEPARTMENT, _asked_departments(situation, end)),
        (WaitedFor.APPROVAL, _to_approve(situation)),
    ):
        before = len(left)
        for since, until in spans:
            left.difference_update(range(since.toordinal(), min(until, end).toordinal()))
        found[waited] = before - len(left)
    found[WaitedFor.DESK] = len(left)
    return {waited: days for waited, days in found.items() if days}


def waited_of(of: Tally) -> tuple[tuple[WaitedFor, int], ...]:
    """Return what the days of an answer went to, as its tally tells."""
    return tuple((WaitedFor(code), days) for figure, code, days in of if figure is Figure.WAIT_DAYS)


_Span = tuple[date, date]
"""The first day of a wait, and the day on which it was over."""


def _asked_applicant(situation: Situation, end: date) -> Iterator[_Span]:
    """Yield from the posting of each notice to the next mail, or to the day after its due date."""
    came = sorted(item.arrived_on for item in situation.file.mail[1:])
    for notice in _notices(situation):
        posted = notice.posted_on
        if posted is not None:
            after = next((on for on in came if on >= posted), end)
            yield posted, min(after, notice.due + _DAY)


def _asked_departments(situation: Situation, end: date) -> Iterator[_Span]:
    for inquiry in situation.file.inquiries:
        yield inquiry.asked_on, end if inquiry.answered_on is None else inquiry.answered_on


def _to_approve(situation: Situation) -> Iterator[_Span]:
    for decision in situation.file.decisions:
        if decision.approval is not None:
            yield decision.proposed_on, decision.approval.on


def fee_kept(situation: Situation) -> int:
    """Return in whole yen what of the fee became the desk's."""
    piles = (pile for posting in situation.file.postings for pile in posting.fee)
    return sum(value * count for value, count in piles) // SEN


def _ends(situation: Situation) -> list[ClaimEnd]:
    found = []
    for claim, state in situation.claim_states.items():
        decision = live_decision(situation.file, claim) if state in _DECIDED else None
        if decision is not None:
            found.append(_OUTCOMES[decision.outcome])
        else:
            found.append(_STATES.get(state, ClaimEnd.OPEN))
    return found


def _complete(situation: Situation) -> CompleteAfter:
    """Say after how many notices everything was there, or that it never was."""
    notices = len(_notices(situation))
    # Of what lapsed the fee never came: nothing is required of it any more.
    unpaid = situation.fee.short or ClaimState.LAPSED in situation.claim_states.values()
    there = situation.axes.completeness is Completeness.COMPLETE and not unpaid
    if not there:
        return CompleteAfter.NEVER if situation.all_ended else CompleteAfter.NOT_YET
    if notices == 0:
        return CompleteAfter.NO_NOTICE
    return CompleteAfter.ONE_NOTICE if notices == 1 else CompleteAfter.MORE_NOTICES


def _notices(situation: Situation) -> tuple[Notice, ...]:
    """Return the notices that were posted: what was not has asked nobody for anything."""
    return tuple(
        each for each in situation.file.notices if not each.void and each.posted_on is not None
    )


def _asked_for(notices: tuple[Notice, ...]) -> frozenset[Cure]:
    """Return what notices asked for; one application counts once, however often it was asked."""
    codes = {key.partition(":")[0] for notice in notices for key in notice.asks}
    cures = (term(code).cure for code in codes)
    return frozenset(each for each in cures if each is not None)


def _fee(situation: Situation) -> list[FeeCourse]:
    fee, file = situation.fee, situation.file
    short = fee.short > 0 or Cure.FEE in _asked_for(_notices(situation))
    back = any(
        thing.application == file.application.id and thing.kind in STAMPS_BACK
        for item in file.mail
        for thing in item.held
    )
    told = (
        (FeeCourse.IN_FULL, fee.required > 0 and not short),
        (FeeCourse.SHORT, short),
        (FeeCourse.OVER, fee.required > 0 and fee.over > 0),
        (FeeCourse.RETURNED, back),
    )
    return [course for course, holds in told if holds]
