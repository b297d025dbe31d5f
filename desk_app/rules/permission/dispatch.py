# SPDX-License-Identifier: MIT
"""Conditions of what is written, sent, asked and given back: letters, departments, things."""

from __future__ import annotations

from desk_app.records.decisions import Decision
from desk_app.records.findings import ClaimState
from desk_app.records.history import DepartmentInquiry, Letter, Posting
from desk_app.records.letters import LetterKind
from desk_app.rules import deadlines, letters_due, replies, resending
from desk_app.rules.claims import ANSWERS_NOTHING, ENDED, live_decision
from desk_app.rules.findings import envelope
from desk_app.rules.permission.attempt import Attempt
from desk_app.rules.permission.conditions import NOTHING, Refusals
from desk_app.rules.situation import Situation
from desk_app.rules.work_codes import Refusal


def letter_owed(situation: Situation, attempt: Attempt) -> Refusals:
    """A letter of this kind is owed to exactly these claims."""
    owed = any(
        due.kind is attempt.letter_kind and set(due.claims) == set(attempt.claims)
        for due in letters_due.letters_due(situation)
        if due.kind not in ANSWERS_NOTHING
    )
    return NOTHING if owed else (Refusal.NO_LETTER_DUE,)


def approval_holds(situation: Situation, attempt: Attempt) -> Refusals:
    """No claim it answers waits for approval again, or was sent back since its letter was issued.

    Asked of a letter to be issued, and of one that was issued and not posted: what was posted is
    printed again without being asked.
    """
    back = {each.claim for each in situation.file.decisions if each.id in situation.came_back}
    letter = _letter(situation, attempt)
    if letter is None:
        return (Refusal.APPROVE_AGAIN,) if back.intersection(attempt.claims) else NOTHING
    if letter.posting is not None or letter.kind in ANSWERS_NOTHING:
        return NOTHING
    states = {situation.claim_states.get(claim) for claim in letter.claims}
    return NOTHING if states <= ENDED else (Refusal.APPROVE_AGAIN,)


def told_decisions(situation: Situation, attempt: Attempt) -> tuple[Decision, ...]:
    """Return the approved decisions a letter tells that was not posted yet."""
    letter = _letter(situation, attempt)
    if letter is not None and letter.posting is not None:
        return ()
    claims = attempt.claims if letter is None else letter.claims
    found = (live_decision(situation.file, claim) for claim in claims)
    return tuple(each for each in found if each is not None and each.approval is not None)


def not_overtaken(situation: Situation, attempt: Attempt) -> Refusals:
    """What the letter tells was not approved anew after it was issued."""
    letter = _letter(situation, attempt)
    if letter is None or letter.posting is not None:
        return NOTHING
    overtaken = replies.is_overtaken(situation.file, letter)
    return (Refusal.LETTER_OVERTAKEN,) if overtaken else NOTHING


def not_acknowledged(situation: Situation, _: Attempt) -> Refusals:
    """Its receipt was not acknowledged yet."""
    told = any(
        each.kind is LetterKind.ACKNOWLEDGEMENT and not each.void for each in situation.file.letters
    )
    return (Refusal.ACKNOWLEDGED,) if told else NOTHING


def no_delay_waits(situation: Situation, _: Attempt) -> Refusals:
    """No other notice of delay was issued and not posted."""
    waiting = any(each.kind is LetterKind.DELAY for each in replies.unposted(situation.file))
    return (Refusal.NO_LETTER_DUE,) if waiting else NOTHING


def letter_valid(situation: Situation, attempt: Attempt) -> Refusals:
    """The letter is the application's and not void."""
    letter = _letter(situation, attempt)
    if letter is None:
        return (Refusal.NO_SUCH_LETTER,)
    return (Refusal.LETTER_VOID,) if letter.void else NOTHING


def letter_unposted(situation: Situation, attempt: Attempt) -> Refusals:
    """The letter has not left: what was posted stands."""
    letter = _letter(situation, attempt)
    posted = letter is not None and letter.posting is not None
    return (Refusal.LETTER_POSTED,) if posted else NOTHING


def not_held_up(situation: Situation, attempt: Attempt) -> Refusals:
    """What it speaks of is not withdrawn, and no withdrawal of it waits (practice 29).

    What was posted may be printed again: it stands.
    """
    letter = _letter(situation, attempt)
    if letter is None or letter.posting is not None or not situation.holds_up(letter):
        return NOTHING
    gone = any(situation.claim_states.get(c) is ClaimState.WITHDRAWN for c in letter.claims)
    return (Refusal.CLAIM_WITHDRAWN if gone else Refusal.WITHDRAWAL_OPEN,)


def due_date_stands(situation: Situation, attempt: Attempt) -> Refusals:
    """Posting on that day does not move the due date a notice names (practice 3)."""
    day = attempt.on or situation.on
    due = deadlines.notice_due(day, situation.rules).on
    moved = any(
        notice.letter == attempt.letter and notice.due != due for notice in situation.file.notices
    )
    return (Refusal.DUE_DATE_MOVES,) if moved else NOTHING


def not_before_its_date(situation: Situation, attempt: Attempt) -> Refusals:
    """A letter is not posted before the day it bears."""
    letter = _letter(situation, attempt)
    early = letter is not None and (attempt.on or situation.on) < letter.dated
    return (Refusal.POSTED_TOO_EARLY,) if early else NOTHING


def under_way(situation: Situation, attempt: Attempt) -> Refusals:
    """The envelope was posted, and nothing is known of it since."""
    posting = _posting(situation, attempt)
    ended = posting is not None and (posting.delivered_on or posting.came_back_on)
    return (Refusal.LETTER_NOT_POSTED,) if posting is None or ended else NOTHING


def came_back(situation: Situation, attempt: Attempt) -> Refusals:
    """The envelope came back, and its letters have not been sent again; none waits to be."""
    posting = _posting(situation, attempt)
    if posting is None or posting.came_back_on is None:
        return (Refusal.NOT_COME_BACK,)
    waits = any(each.kind is LetterKind.RESENDING for each in replies.unposted(situation.file))
    known = posting not in resending.came_back(situation.file)
    return (Refusal.SENT_AGAIN,) if waits or known else NOTHING


def has_an_address(situation: Situation, attempt: Attempt) -> Refusals:
    """Nothing goes again to an address that was unknown: a new one was shown and checked."""
    posting = _posting(situation, attempt)
    missing = posting is not None and resending.needs_address(posting)
    return (Refusal.NEW_ADDRESS_MISSING,) if missing else NOTHING


def new_address_by_another(situation: Situation, attempt: Attempt) -> Refusals:
    """Nobody sends letters to an address that he alone has seen on paper (security.md §4a).

    Their answer was approved to go elsewhere.
    """
    posting = _posting(situation, attempt)
    new = None if posting is None else posting.new_address
    own = new is not None and new.checked_by == attempt.by
    return (Refusal.OWN_NEW_ADDRESS,) if own else NOTHING


def not_withdrawn_since(situation: Situation, attempt: Attempt) -> Refusals:
    """Nothing that was withdrawn is sent once more, nor what may be (practice 29)."""
    posting = _posting(situation, attempt)
    held = posting is not None and situation.goes_no_more(posting)
    return (Refusal.WITHDRAWAL_OPEN,) if held else NOTHING


def not_asked_already(situation: Situation, attempt: Attempt) -> Refusals:
    """The same department is not being waited for."""
    waiting = any(
        each.department == attempt.department and each.answered_on is None
        for each in situation.file.inquiries
    )
    return (Refusal.ALREADY_ASKED,) if waiting else NOTHING


def answer_awaited(situation: Situation, attempt: Attempt) -> Refusals:
    """The department was asked and has not answered."""
    inquiry = _inquiry(situation, attempt)
    if inquiry is None:
        return (Refusal.NOT_ASKED,)
    return NOTHING if inquiry.answered_on is None else (Refusal.ALREADY_ANSWERED,)


def something_to_allot(situation: Situation, _: Attempt) -> Refusals:
    """Pieces came in an envelope with several applications (A4)."""
    own = situation.file.application.mail_item
    pieces = any(item.payments for item in situation.file.mail if item.id == own)
    return NOTHING if pieces and situation.file.siblings else (Refusal.NOTHING_TO_ALLOT,)


def something_held(situation: Situation, _: Attempt) -> Refusals:
    """Something of the return list has not gone back."""
    held = envelope.things_to_return(situation.file)
    return NOTHING if held else (Refusal.NOTHING_HELD,)


def _letter(situation: Situation, attempt: Attempt) -> Letter | None:
    return next((each for each in situation.file.letters if each.id == attempt.letter), None)


def _posting(situation: Situation, attempt: Attempt) -> Posting | None:
    return next((each for each in situation.file.postings if each.id == attempt.posting), None)


def _inquiry(situation: Situation, attempt: Attempt) -> DepartmentInquiry | None:
    return next((each for each in situation.file.inquiries if each.id == attempt.inquiry), None)
