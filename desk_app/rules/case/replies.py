# SPDX-License-Identifier: MIT
"""The letters that answer: which claims, how far, completion; those that came back (L14)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from desk_app.records.base import ClaimId
from desk_app.records.case.application import Application, ReplyTo
from desk_app.records.case.findings import ReplyState
from desk_app.records.case.history import ApplicationFile, Letter, Posting, ReturnReason
from desk_app.records.case.letters import ANSWERS_NOTHING, LETTERS, Addressee, LetterKind
from desk_app.records.case.papers import Subject
from desk_app.rules.case.claims import ENDED, claim_states, live_decision
from desk_app.rules.case.deadlines import birthday
from desk_app.rules.case.heirs import is_of_deceased
from desk_app.rules.rulebook.rulebook import Rules

NOBODY: frozenset[ClaimId] = frozenset()


def answers(file: ApplicationFile) -> tuple[Letter, ...]:
    """Return the letters that answer claims and are not void; L3 and L13 count (H1)."""
    return tuple(
        letter for letter in file.letters if not letter.void and letter.kind not in ANSWERS_NOTHING
    )


def unanswered(file: ApplicationFile, stopped: Collection[ClaimId] = NOBODY) -> tuple[ClaimId, ...]:
    """Return the claims that ended and have no letter yet, in the order of the form.

    Nothing is told of those ``stopped``: a withdrawal of them waits (practice 29). What was carried
    over was answered before this desk was begun.
    """
    if file.application.is_carried_over:
        return ()
    answered = {claim for letter in answers(file) for claim in letter.claims}
    return tuple(
        claim
        for claim, state in claim_states(file).items()
        if state in ENDED and claim not in answered and claim not in stopped
    )


def completed_on(file: ApplicationFile) -> date | None:
    """Return the day on which the letter that answers the last open claim was posted (H1).

    None while a claim is open, unanswered, or its letter not posted; a letter sent again later
    changes nothing. Of what was carried over it is the day in the office's ledger (K4).
    """
    if file.application.is_carried_over:
        return file.application.completed_before
    days = [_answered_on(file, claim.id) for claim in file.application.claims]
    ended = ENDED.issuperset(claim_states(file).values())
    known = [day for day in days if day is not None]
    return max(known) if ended and known and len(known) == len(days) else None


def is_overtaken(file: ApplicationFile, letter: Letter) -> bool:
    """Return whether a decision that a letter tells was approved anew after the letter was issued.

    What the letter tells, and to whom, was approved as it stood before: it is written anew.
    """
    decisions = (live_decision(file, claim) for claim in letter.claims)
    given = (each.approval for each in decisions if each is not None)
    return any(each is not None and each.at > letter.issued_at for each in given)


def is_answered(file: ApplicationFile, claim: ClaimId) -> bool:
    """Return whether a letter that answers a claim was posted."""
    return any(each.posting is not None and claim in each.claims for each in answers(file))


def _answered_on(file: ApplicationFile, claim: ClaimId) -> date | None:
    """Return the day on which a letter that answers a claim was first posted."""
    days = [
        posting.posted_on
        for letter in answers(file)
        if claim in letter.claims and (posting := posting_of(file, letter)) is not None
    ]
    return min(days, default=None)


def posting_of(file: ApplicationFile, letter: Letter) -> Posting | None:
    """Return the envelope a letter was posted in."""
    return next((each for each in file.postings if each.id == letter.posting), None)


def last_envelope(file: ApplicationFile, letter: Letter) -> Posting | None:
    """Return the envelope a letter lay in last: the one it was sent again in, if it came back."""
    found = [each for each in file.postings if each.id == letter.posting or letter.id in each.again]
    return found[-1] if found else None


def unposted(file: ApplicationFile) -> tuple[Letter, ...]:
    """Return the letters that were issued, are not void and have not been posted."""
    return tuple(letter for letter in file.letters if not letter.void and letter.posting is None)


def state(file: ApplicationFile, stopped: Collection[ClaimId] = NOBODY) -> ReplyState:
    """Return how far the answer is: the letter that is least far decides.

    A letter in hand that names a claim ``stopped`` goes nowhere, and is not looked at.
    """
    letters = tuple(
        each for each in answers(file) if each.posting or not set(each.claims) & set(stopped)
    )
    if unanswered(file, stopped) or any(
        each.posting is None and not each.printed_at for each in letters
    ):
        return ReplyState.TO_PRINT
    if any(letter.posting is None for letter in letters):
        return ReplyState.TO_POST
    postings = [found for each in letters if (found := last_envelope(file, each)) is not None]
    if not postings:
        return ReplyState.NONE
    if any(posting.came_back_on is not None for posting in postings):
        return ReplyState.RETURNED
    delivered = all(posting.delivered_on is not None for posting in postings)
    return ReplyState.DELIVERED if delivered else ReplyState.POSTED


def powers_ended_on(application: Application, rules: Rules) -> date | None:
    """Return since when the principal is of age whose parent or guardian applied for a minor.

    None while he is not on the day of ``rules``. Parental authority has ended then, and the parent
    is a third party (practice 24, Civil Code 4 and 818, APPI 27). Who was of age on arrival is one
    whom no parent may act for at all (PR-3a).
    """
    since = of_age_on(application, rules)
    return None if since is None or since > rules.day else since


def tells_of_age(file: ApplicationFile, rules: Rules) -> bool:
    """Return whether parent or guardian are still to be told that the child is answered himself.

    They are once an answer is issued to him; an acknowledgement written since does it (practice
    24). Who mandated them anew has another proxy on his form.
    """
    since = powers_ended_on(file.application, rules)
    if since is None or not any(not LETTERS[each.kind].silent for each in answers(file)):
        return False
    return not any(
        each.kind is LetterKind.ACKNOWLEDGEMENT and not each.void and each.dated >= since
        for each in file.letters
    )


def of_age_on(application: Application, rules: Rules) -> date | None:
    """Return the day from which a minor is of age for whom a parent or guardian applied."""
    proxy, born = application.proxy, application.principal.born
    term = None if proxy is None else rules.at(application.received_on).proxy(proxy.kind)
    if term is None or born is None or not term.minor:
        return None
    since = birthday(born, rules.days.majority)
    return since if since > application.received_on else None


def addressee(application: Application, rules: Rules, *, to_sender: bool) -> Addressee:
    """Return to whom a letter goes, at the address on the form (practice 7, PR-5).

    Who came of age by the day of ``rules`` is answered himself, whatever the form says (24).
    """
    if receiver(application, rules, to_sender=to_sender) is Subject.PROXY:
        return sender(application)
    principal = application.principal
    return Addressee(principal.name, principal.postal_code, principal.address)


def receiver(application: Application, rules: Rules, *, to_sender: bool) -> Subject:
    """Return which of the two a letter goes to, as `addressee` has it.

    To somebody who has died nothing is written, whatever the form says (practice 34).
    """
    wished = application.reply_to is ReplyTo.PROXY and not powers_ended_on(application, rules)
    other = to_sender or wished or is_of_deceased(application)
    to_proxy = application.proxy is not None and other
    return Subject.PROXY if to_proxy else Subject.PRINCIPAL


def sender(application: Application) -> Addressee:
    """Return who sent the form, at his address on it: the proxy where there is one."""
    by = application.proxy or application.principal
    return Addressee(by.name, by.postal_code, by.address)


# Letters that came back (返戻): which go again, and where to (L14).


NEEDS_ADDRESS = frozenset(
    {ReturnReason.ADDRESS_UNKNOWN, ReturnReason.MOVED, ReturnReason.INCOMPLETE}
)
"""Nobody was reached at the address: a new one must have been shown and checked."""


def came_back(file: ApplicationFile) -> tuple[Posting, ...]:
    """Return the envelopes that came back and whose letters have not been sent again."""
    return tuple(
        posting
        for number, posting in enumerate(file.postings)
        if posting.came_back_on is not None
        and letters_of(file, posting)
        and not any(_lies_in(file, posting, later) for later in file.postings[number + 1 :])
    )


def letters_of(file: ApplicationFile, posting: Posting) -> tuple[Letter, ...]:
    """Return the letters of an envelope that can be sent again: no cover sheet of another sending.

    They are the frozen ones, in the order in which they lay in it.
    """
    ids = (*posting.letters, *posting.again)
    by_id = {letter.id: letter for letter in file.letters}
    found = (by_id[each] for each in ids if each in by_id)
    return tuple(each for each in found if each.kind is not LetterKind.RESENDING)


def needs_address(posting: Posting) -> bool:
    """Return whether an envelope may not go again before a new address was checked."""
    return posting.came_back_why in NEEDS_ADDRESS and posting.new_address is None


def goes_again(posting: Posting) -> bool:
    """Return whether the desk sends an envelope again by itself.

    It does so once where nobody collected it, and as often as a new address is shown. What was
    refused, or came back a second time, is kept and sent on request.
    """
    if posting.new_address is not None:
        return True
    first = not posting.again
    return first and posting.came_back_why is ReturnReason.NOT_COLLECTED


def new_addressee(before: Addressee, posting: Posting) -> Addressee:
    """Return to whom an envelope goes again: where it went, or to the new address."""
    new = posting.new_address
    return before if new is None else Addressee(before.name, new.postal_code, new.address)


def repeats(file: ApplicationFile, number: str) -> Posting | None:
    """Return the envelope that came back with the letter of a number in it."""
    for posting in reversed(came_back(file)):
        if any(letter.number == number for letter in letters_of(file, posting)):
            return posting
    return None


def _lies_in(file: ApplicationFile, posting: Posting, later: Posting) -> bool:
    ids = {letter.id for letter in letters_of(file, posting)}
    return not ids.isdisjoint((*later.letters, *later.again))
