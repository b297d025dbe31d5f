# SPDX-License-Identifier: MIT
"""The one word of the work list, and what is to be done next, by when, and why (J1, C7)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from desk_app.records.case.findings import (
    AuthorityState,
    Axis,
    ClaimState,
    Finding,
    Identity,
    Next,
    RetentionState,
    Work,
)
from desk_app.records.case.history import Letter, Notice
from desk_app.rules.case import deadlines, pages_back, replies, retention
from desk_app.rules.case.heirs import Heirs
from desk_app.rules.finding_codes import DOUBTS, Code, Cure
from desk_app.rules.findings import envelope
from desk_app.rules.situation import asking
from desk_app.rules.situation.asking import Asking
from desk_app.rules.situation.situation import Situation, delays, reply_target
from desk_app.rules.situation.withdrawals import to_be_told, waiting
from desk_app.rules.work_codes import What, Why

_DAY = timedelta(days=1)

Fold = tuple[Work, Next]
Look = Callable[[Situation], Fold | None]


def fold(situation: Situation) -> Fold:
    """Return the word and the next step: the first thing in the order of the desk that applies."""
    found = (look(situation) for look in _ORDER)
    return next(each for each in found if each is not None)


def _step(situation: Situation, work: Work, what: What, why: Why, by: date | None = None) -> Fold:
    return work, Next(what, reply_target(situation) if by is None else by, why)


def _asked(situation: Situation, *codes: Code) -> bool:
    """Return whether a person is asked one of these questions."""
    return not situation.asked.isdisjoint(codes)


def _mask(situation: Situation) -> Fold | None:
    """What may not be kept cannot wait for anything else (C3, practice 13)."""
    if not _asked(situation, Code.MASKING_VISIBLE, Code.NOT_TO_KEEP):
        return None
    arrived = situation.file.application.received_on
    return _step(situation, Work.TO_CHECK, What.MASK, Why.NUMBER_VISIBLE, arrived)


def _deceased(situation: Situation) -> Fold | None:
    """A principal who has died: a supervisor says first whether it goes on at all (practice 34)."""
    if situation.heirs is not Heirs.ASKED or waiting(situation.case):
        return None
    return _step(situation, Work.TO_DECIDE, What.CLEAR_UP, Why.DECEASED)


def _withdrawal(situation: Situation) -> Fold | None:
    """A withdrawal holds up all it names: a supervisor, or its signature, is asked for first."""
    if came := waiting(situation.case):
        day = max(reply_target(situation), came[0].received_on)
        return _step(situation, Work.WITHDRAWAL, What.CONFIRM_WITHDRAWAL, Why.WITHDRAWN, day)
    unsigned = [each for each in situation.deficiencies() if each.cure == Cure.SIGNATURE]
    if not asking.unasked(situation.case, unsigned):
        return None
    notices = {notice.letter for notice in _unposted(situation)}
    held = any(map(situation.holds_up, replies.unposted(situation.file)))
    what = What.VOID_LETTER if notices and held else What.GIVE_NOTICE
    return _step(situation, Work.WITHDRAWAL, what, Why.UNSIGNED)


def _new_address(situation: Situation) -> Fold | None:
    """A new address that a paper shows comes before letters go to the old one (practice 28)."""
    if not _asked(situation, Code.ADDRESS_CHANGE_SHOWN):
        return None
    return _step(situation, Work.TO_CHECK, What.JUDGE, Why.NEW_ADDRESS)


def _signature(situation: Situation) -> Fold | None:
    """Where all waits for a signature the applicant is awaited; the target runs on meanwhile."""
    if not situation.all_stopped:
        return None
    if delay_is_due(situation):
        return _step(situation, Work.TO_PRINT, What.GIVE_DELAY, Why.TARGET_PASSED)
    due = asking.last_due(situation.case, situation.deficiencies())
    work = Work.WAITING_FOR_APPLICANT
    return _step(situation, work, What.AWAIT_APPLICANT, Why.UNSIGNED, due)


def _letter_in_hand(situation: Situation) -> Fold | None:
    """A letter that was issued is printed and posted before anything else, unless held up.

    One that tells what waits for approval again stays where it is meanwhile.
    """
    back = {each.claim for each in situation.file.decisions if each.id in situation.came_back}
    going = tuple(
        letter
        for letter in replies.unposted(situation.file)
        if not situation.holds_up(letter) and back.isdisjoint(letter.claims)
    )
    if not going:
        return None
    letter = min(going, key=lambda each: (each.printed_at is not None, each.for_posting_on))
    day = letter.for_posting_on
    if situation.is_overtaken(letter):
        return _step(situation, Work.TO_PRINT, What.WRITE_ANEW, Why.CHANGED_SINCE, day)
    if situation.overtaken(letter):
        return _step(situation, Work.TO_PRINT, What.WRITE_ANEW, Why.OVERTAKEN, day)
    if _posting_day_passed(situation, letter):
        return _step(situation, Work.TO_PRINT, What.ISSUE_AGAIN, Why.POSTING_DAY_PASSED, day)
    if letter.printed_at is None:
        return _step(situation, Work.TO_PRINT, What.PRINT_LETTER, Why.ISSUED, day)
    return _step(situation, Work.TO_POST, What.POST_LETTER, Why.PRINTED, day)


def _notice_in_hand(situation: Situation) -> Fold | None:
    """A notice that was issued and not posted counts from its posting only."""
    notices = _unposted(situation)
    if not notices:
        return None
    day = min(notice.for_posting_on for notice in notices)
    return _step(situation, Work.TO_POST, What.POST_LETTER, Why.ISSUED, day)


def _posting_day_passed(situation: Situation, letter: Letter) -> bool:
    """Return whether posting a notice now would move the due date it names (practice 3)."""
    return any(
        notice.letter == letter.id
        and situation.on > notice.for_posting_on
        and deadlines.notice_due(situation.on, situation.rules).on != notice.due
        for notice in situation.file.notices
    )


def _letter_owed(situation: Situation) -> Fold | None:
    """A claim that ended is answered without delay (APPI 32 to 35); a late withdrawal too."""
    owed = replies.unanswered(situation.file, situation.stopped)
    if not owed:
        late = [each.received_on for each in to_be_told(situation.file)]
        day = max(reply_target(situation), *late) if late else None
        step = _step(situation, Work.TO_PRINT, What.ISSUE_LETTER, Why.WITHDRAWN, day)
        return step if late else None
    whys = {ClaimState.LAPSED: Why.LAPSED, ClaimState.WITHDRAWN: Why.WITHDRAWN}
    why = whys.get(situation.claim_states[owed[0]], Why.DECIDED)
    return _step(situation, Work.TO_PRINT, What.ISSUE_LETTER, why)


def _of_age(situation: Situation) -> Fold | None:
    """The parent is told that the child is answered himself, and no more (practice 24)."""
    if not replies.tells_of_age(situation.file, situation.rules):
        return None
    return _step(situation, Work.TO_PRINT, What.ISSUE_LETTER, Why.OF_AGE)


def _came_back(situation: Situation) -> Fold | None:
    """A letter that came back is sent again, as soon as there is an address for it."""
    for posting in replies.came_back(situation.file):
        if replies.goes_again(posting) and not situation.goes_no_more(posting):
            day = posting.came_back_on
            return _step(situation, Work.TO_PRINT, What.SEND_AGAIN, Why.CAME_BACK, day)
    return None


def _answered(situation: Situation) -> Fold | None:
    """Once all is answered, things go back and papers are kept until their day (PR-6)."""
    if situation.completed_on is None:
        return None
    if pages_back.unlisted(situation.file):
        # It stands on no return list yet: among what is to be returned nobody would see it.
        return _step(situation, Work.TO_CHECK, What.MASK, Why.HELD)
    if things := envelope.things_to_return(situation.file):
        waiting = all(envelope.waits_for_word(situation.case, thing) for thing in things)
        what, why = (What.JUDGE, Why.CASH) if waiting else (What.RETURN_THINGS, Why.HELD)
        return _step(situation, Work.TO_RETURN, what, why)
    until = retention.kept_until(situation.completed_on, situation.rules)
    held = retention.standing(situation.file.holds)
    if held is not None:
        return Work.DONE, Next(What.REVIEW_HOLD, held.review_on, Why.ON_HOLD)
    if situation.axes.retention is RetentionState.DUE:
        return Work.DONE, Next(What.DISPOSE, until + _DAY, Why.PERIOD_ENDED)
    return Work.DONE, Next(What.KEEP, until, Why.COMPLETED)


def _proposal(situation: Situation) -> Fold | None:
    if ClaimState.PROPOSED not in situation.claim_states.values():
        return None
    if situation.came_back:
        # What is asked first may be what changed: nobody can approve before it is answered.
        again = _step(situation, Work.TO_APPROVE, What.APPROVE, Why.CHANGED_SINCE)
        return _supervisor(situation) or _question(situation) or again
    return _step(situation, Work.TO_APPROVE, What.APPROVE, Why.PROPOSED)


def _heir(situation: Situation) -> Fold | None:
    """Once a supervisor has spoken: somebody living is named, and is told whom to ask instead."""
    if situation.heirs is Heirs.NONE or not situation.open_claims:
        return None
    if situation.file.application.proxy is None:
        return _step(situation, Work.TO_CHECK, What.ENTER_HEIR, Why.HEIR_UNNAMED)
    if situation.heirs is not Heirs.REFERRED:
        return None
    return _step(situation, Work.TO_DECIDE, What.PROPOSE, Why.NOT_COVERED)


def _supervisor(situation: Situation) -> Fold | None:
    """What only a supervisor decides (practices 3, 22, 23, 26 and 32)."""
    late = (Code.FEE_LATE, Code.FORM_LATE, Code.IDENTITY_LATE, Code.AUTHORITY_LATE)
    if _asked(situation, *late):
        return _step(situation, Work.TO_DECIDE, What.ACCEPT_LATE, Why.CAME_LATE)
    if _asked(situation, Code.AUTHORITY_JOINT):
        return _step(situation, Work.TO_DECIDE, What.DECIDE_JOINT, Why.JOINT_AUTHORITY)
    if _asked(situation, *_TO_CONFIRM):
        return _step(situation, Work.TO_DECIDE, What.CONFIRM_SAME, Why.OVERRULED)
    if _asked(situation, *DOUBTS):
        return _step(situation, Work.TO_DECIDE, What.CLEAR_UP, Why.DOUBT)
    return None


_TO_CONFIRM = (
    Code.IDENTITY_NAME_TO_CONFIRM,
    Code.IDENTITY_ADDRESS_TO_CONFIRM,
    Code.REGISTER_NAME_TO_CONFIRM,
    Code.REGISTER_ADDRESS_TO_CONFIRM,
)


_QUESTIONS = (
    (Code.DOCUMENT_UNREAD, What.CHECK, Why.UNREAD),
    (Code.AUTHORITY_UNREAD, What.CHECK, Why.UNREAD),
    (Code.DOCUMENT_PHOTO, What.JUDGE, Why.PHOTO_UNSEEN),
    (Code.FEE_TO_ALLOT, What.ALLOT, Why.NOT_ALLOTTED),
    (Code.FEE_PIECE_DOUBTFUL, What.JUDGE, Why.PIECE_DOUBTFUL),
    (Code.AUTHORITY_SEAL_UNREAD, What.JUDGE, Why.SEAL_UNREAD),
    (Code.IDENTITY_NAME_WRITTEN_DIFFERENTLY, What.JUDGE, Why.WRITTEN_DIFFERENTLY),
    (Code.IDENTITY_ADDRESS_WRITTEN_DIFFERENTLY, What.JUDGE, Why.WRITTEN_DIFFERENTLY),
    (Code.REGISTER_NEAR, What.JUDGE, Why.NEAR_RECORD),
    (Code.REGISTER_NAME_WRITTEN_DIFFERENTLY, What.JUDGE, Why.WRITTEN_DIFFERENTLY),
    (Code.REGISTER_ADDRESS_WRITTEN_DIFFERENTLY, What.JUDGE, Why.WRITTEN_DIFFERENTLY),
)
"""What a clerk is asked, in the order in which it is looked at."""


def _question(situation: Situation) -> Fold | None:
    for code, what, why in _QUESTIONS:
        if _asked(situation, code):
            return _step(situation, Work.TO_CHECK, what, why)
    return None


def _lapse(situation: Situation) -> Fold | None:
    """Chargeable claims lapse before anything is refused (practice 15)."""
    if not situation.lapsing:
        return None
    due = asking.last_due(situation.case, situation.deficiencies(Axis.FEE))
    day = None if due is None else due + _DAY
    return _step(situation, Work.LAPSE_TODAY, What.CONFIRM_LAPSE, Why.FEE_NOT_PAID, day)


def _notice(situation: Situation) -> Fold | None:
    """One notice lists everything that was not asked for yet (D1, D3)."""
    missing = asking.unasked(situation.case, situation.deficiencies())
    if not missing:
        return None
    return _step(situation, Work.TO_CHECK, What.GIVE_NOTICE, _why_notice(situation, missing))


def _why_notice(situation: Situation, missing: tuple[Finding, ...]) -> Why:
    if all(finding.axis is Axis.FEE for finding in missing):
        return Why.FEE_SHORT
    # Whoever expects the department to be asked at once is told why it comes second.
    unsaid = any(finding.key in _WHAT_IS_ASKED_FOR for finding in missing)
    second = _asked(situation, Code.REGISTER_NOT_ASKED) and not unsaid
    return Why.NOTICE_FIRST if second else Why.DEFICIENT


def _not_shown(situation: Situation) -> Fold | None:
    """What was asked for and not cured in time becomes a ground (practice 5).

    Where the fee is missing too, that comes first (practice 15).
    """
    if not any(map(situation.fee_is_fine, situation.open_claims)):
        return None
    if situation.axes.identity is Identity.NOT_SHOWN and _in_vain(situation, Axis.IDENTITY):
        return _step(situation, Work.TO_DECIDE, What.PROPOSE, Why.IDENTITY_NOT_SHOWN)
    if situation.axes.authority is AuthorityState.NOT_SHOWN and _in_vain(situation, Axis.AUTHORITY):
        return _step(situation, Work.TO_DECIDE, What.PROPOSE, Why.AUTHORITY_NOT_SHOWN)
    return None


def _in_vain(situation: Situation, axis: Axis) -> bool:
    """Return whether something asked for did not come; another fault is asked anew (D3)."""
    missing = situation.deficiencies(axis)
    new = asking.unasked(situation.case, missing)
    return situation.asking(axis) is Asking.PAST and len(new) < len(missing)


def _ask_department(situation: Situation) -> Fold | None:
    """The department is asked as soon as the application is logged (C5).

    A notice goes first, its days run from its posting; and while the sender is still to say what is
    asked for, there is nothing to ask a department.
    """
    if not _asked(situation, Code.REGISTER_NOT_ASKED) or _unsaid(situation):
        return None
    return _step(situation, Work.TO_CHECK, What.ASK_DEPARTMENT, Why.REGISTER_NOT_ASKED)


_WHAT_IS_ASKED_FOR = frozenset(
    {
        Code.FORM_NO_CLAIM.value,
        *(f"{Code.FORM_FIELD_MISSING}:{field}" for field in ("name", "scope", "service")),
    }
)
"""What a form must say before a department can look for anything, as the keys of findings."""


def _unsaid(situation: Situation) -> bool:
    """Return whether a notice runs that asks whose data, or which, the department is to look for.

    Once its due date has passed, the department is asked with what there is.
    """
    unsaid = tuple(each for each in situation.deficiencies() if each.key in _WHAT_IS_ASKED_FOR)
    return asking.asking(situation.case, unsaid) is Asking.RUNNING


def _ready(situation: Situation) -> Fold | None:
    """A claim that can be answered is answered, though another still waits for its fee."""
    ready = tuple(filter(situation.fee_is_fine, situation.open_claims))
    if not situation.all_shown or not ready:
        return None
    returned = {each.claim for each in situation.file.decisions if each.sent_back}
    sent_back = any(claim.id in returned for claim in ready)
    why = Why.SENT_BACK if sent_back else Why.ALL_SHOWN
    return _step(situation, Work.TO_DECIDE, What.PROPOSE, why)


def _applicant(situation: Situation) -> Fold | None:
    """The applicant is awaited; a department that is late comes first, no notice stops the target.

    The reply target runs on while a notice does (practice 11).
    """
    if situation.asking() is not Asking.RUNNING:
        return None
    awaited = _asked(situation, Code.REGISTER_AWAITED)
    if awaited and situation.on >= warning_on(situation):
        return _department(situation)
    why = Why.BOTH_AWAITED if awaited else Why.NOTICE_RUNNING
    due = asking.last_due(situation.case, situation.deficiencies())
    work = Work.WAITING_FOR_APPLICANT
    return _step(situation, work, What.AWAIT_APPLICANT, why, due)


def _unmarked(situation: Situation) -> Fold | None:
    """Without a claim there is nothing to decide on: the applicant is asked once more."""
    missing = tuple(
        finding for finding in situation.deficiencies() if finding.code == Code.FORM_NO_CLAIM
    )
    if not missing or asking.asking(situation.case, missing) is not Asking.PAST:
        return None
    return _step(situation, Work.TO_CHECK, What.GIVE_NOTICE, Why.NOT_CURED)


def _go_on(situation: Situation) -> Fold | None:
    """What serves no axis and was not cured: a supervisor goes on without it."""
    if situation.asking(Axis.COMPLETENESS) is not Asking.PAST:
        return None
    return _step(situation, Work.TO_DECIDE, What.GO_ON_WITHOUT, Why.NOT_CURED)


def delay_is_due(situation: Situation) -> bool:
    """Return whether the target day cannot be kept: it has come and the department is silent.

    Or all that is asked waits for the signature of a withdrawal: no notice stops the target.
    """
    if situation.on < reply_target(situation):
        return False
    awaited = _asked(situation, Code.REGISTER_AWAITED) and bool(situation.open_claims)
    return awaited or (situation.all_stopped and situation.awaits_signature)


def _department(situation: Situation) -> Fold | None:
    """The department is awaited, chased from the warning day on; then the reply is late."""
    if not _asked(situation, Code.REGISTER_AWAITED):
        return None
    if delay_is_due(situation):
        return _step(situation, Work.TO_PRINT, What.GIVE_DELAY, Why.TARGET_PASSED)
    work = Work.WAITING_FOR_DEPARTMENT
    if situation.on >= warning_on(situation):
        return _step(situation, work, What.CHASE_DEPARTMENT, Why.TARGET_NEAR)
    return _step(situation, work, What.AWAIT_DEPARTMENT, Why.REGISTER_AWAITED)


def _anything_else(situation: Situation) -> Fold:
    return _step(situation, Work.TO_CHECK, What.CHECK, Why.UNREAD)


_ORDER: tuple[Look, ...] = (
    _mask,
    _deceased,
    _withdrawal,
    _new_address,
    _letter_in_hand,
    _notice_in_hand,
    _signature,
    _letter_owed,
    _of_age,
    _came_back,
    _answered,
    _proposal,
    _heir,
    _supervisor,
    _question,
    _lapse,
    _not_shown,
    _notice,
    _ask_department,
    _ready,
    _applicant,
    _unmarked,
    _go_on,
    _department,
    _anything_else,
)
"""What comes first: papers in hand, what ended, a second person, questions, time, the applicant."""


def warning_on(situation: Situation) -> date:
    """Return the day from which the reply target is warned of; a notice of delay moves it on."""
    arrived = situation.file.application.received_on
    late_by = deadlines.warned_before(arrived, situation.rules)
    first = deadlines.warning_on(arrived, situation.rules)
    return max((first, *(day - late_by for day in delays(situation.file))))


def days_that_count(situation: Situation) -> tuple[date, ...]:
    """Return the later days on which word or next step may change with nothing done, in order."""
    days = {
        *(notice.due + _DAY for notice in situation.file.notices if not notice.void),
        *(_moves_on(situation, notice) for notice in _unposted(situation)),
        reply_target(situation),
        warning_on(situation),
    }
    of_age = replies.of_age_on(situation.file.application, situation.rules)
    if of_age is not None and situation.completed_on is None:
        days.add(of_age)
    if situation.completed_on is not None:
        days.add(retention.disposal_from(situation.completed_on, situation.rules))
    return tuple(sorted(day for day in days if day > situation.on))


def _unposted(situation: Situation) -> tuple[Notice, ...]:
    return tuple(
        each for each in situation.file.notices if each.posted_on is None and not each.void
    )


def _moves_on(situation: Situation, notice: Notice) -> date:
    """Return the first day after its posting day on which a notice would have another due date."""
    day = max(notice.for_posting_on, situation.on) + _DAY
    while deadlines.notice_due(day, situation.rules).on == notice.due:
        day += _DAY
    return day
