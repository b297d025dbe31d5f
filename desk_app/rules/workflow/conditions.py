# SPDX-License-Identifier: MIT
"""The conditions of the workflow: each looks at an application and says what stands in the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from desk_app.records.case.application import Application, Claim, Method, Right
from desk_app.records.case.decisions import Content, Decision, GroundUse, Outcome
from desk_app.records.case.findings import (
    AuthorityState,
    Axis,
    ClaimState,
    Completeness,
    FeeState,
    Identity,
)
from desk_app.records.case.history import DepartmentInquiry, Letter, Posting
from desk_app.records.case.letters import ANSWERS_NOTHING, LetterKind
from desk_app.records.case.mail import HeldKind, HeldThing, MailKind
from desk_app.rules.case import deadlines, replies
from desk_app.rules.case.claims import ENDED, belongs_together, live_decision
from desk_app.rules.case.heirs import Heirs
from desk_app.rules.finding_codes import Code
from desk_app.rules.findings import envelope
from desk_app.rules.letters import letters_due
from desk_app.rules.rulebook.file import Ground
from desk_app.rules.rulebook.rulebook import Rules
from desk_app.rules.rulebook.terms import Need
from desk_app.rules.situation import asking, status, withdrawals
from desk_app.rules.situation.asking import Asking
from desk_app.rules.situation.situation import AUTHORITY_FINE, Situation
from desk_app.rules.situation.withdrawals import Writing
from desk_app.rules.work_codes import Refusal
from desk_app.rules.workflow.attempt import Attempt, Verb

_WITH_METHOD = frozenset({Right.DISCLOSURE, Right.PROVISION_RECORDS})
"""The rights for which the applicant chooses the method (APPI 33(1), (5))."""

_OF_ITEMS = frozenset({Right.CORRECTION, Right.ADDITION, Right.DELETION})
"""The rights whose claims name single items (APPI 34)."""

_ANSWERS_WITH_DATA = frozenset({Outcome.GRANTED, Outcome.GRANTED_IN_PART})


def faults(
    decision: Decision, claim: Claim, application: Application, rules: Rules
) -> tuple[Refusal, ...]:
    """Return what a proposal lacks or may not say; grounds are read on the day it was proposed."""
    then = rules.at(decision.proposed_on)
    found = (
        *_outcome(decision, claim),
        *_grounds(decision, claim, then),
        *_words(decision, claim),
        *_content(decision, claim),
        *_method(decision, claim, application, then),
    )
    return tuple(dict.fromkeys(found))


def _outcome(decision: Decision, claim: Claim) -> Iterator[Refusal]:
    """A purpose is notified or not: there is no part of it (APPI 32(2), (3))."""
    if claim.right is Right.PURPOSE and decision.outcome is Outcome.GRANTED_IN_PART:
        yield Refusal.OUTCOME_NOT_FOR_RIGHT


def _grounds(decision: Decision, claim: Claim, rules: Rules) -> Iterator[Refusal]:
    uses = (*decision.grounds, *(part.ground for part in decision.content.withheld))
    if decision.outcome in {Outcome.GRANTED, Outcome.REFERRED}:
        if uses:
            yield Refusal.GROUND_NOT_WANTED
        return
    if decision.outcome is not Outcome.NO_SUCH_DATA and not uses:
        yield Refusal.NO_GROUND
    for use in uses:
        yield from _ground(use, decision, claim, rules)


def _ground(use: GroundUse, decision: Decision, claim: Claim, rules: Rules) -> Iterator[Refusal]:
    """Only what is lawful for that right may be used (E1, APPI 32 to 35, 37)."""
    ground = rules.ground(use.code)
    if ground is None:
        yield Refusal.UNKNOWN_GROUND
        return
    if not ground.enabled:
        yield Refusal.GROUND_OFF
    explains = Outcome.REFUSED if decision.outcome is Outcome.GRANTED_IN_PART else decision.outcome
    if claim.right not in ground.rights or ground.outcome is not explains:
        yield Refusal.GROUND_UNLAWFUL
    if ground.unproven and decision.outcome is Outcome.GRANTED_IN_PART:
        yield Refusal.GROUND_UNLAWFUL
    if not belongs_together(ground, claim, rules):
        yield Refusal.GROUND_OF_OTHER_PARAGRAPH
    elif _other_reason(use, claim, rules):
        yield Refusal.ITEM_NOT_OF_CLAIM
    yield from _needs(use, ground, decision.content, rules)


def _other_reason(use: GroundUse, claim: Claim, rules: Rules) -> bool:
    """Return whether a ground denies another reason than the one that was given (APPI 35)."""
    given, denied = rules.reason(claim.reason), rules.reason(use.item)
    return given is not None and denied is not None and given.code != denied.code


def _needs(use: GroundUse, ground: Ground, content: Content, rules: Rules) -> Iterator[Refusal]:
    """Return what a ground must be used with."""
    if Need.LAW_AND_ARTICLE in ground.needs and not _law_named(use, rules):
        yield Refusal.LAW_MISSING
    if Need.ITEM in ground.needs and not use.item:
        yield Refusal.ITEM_MISSING
    elif use.item and use.item not in ground.items:
        yield Refusal.ITEM_UNKNOWN
    if Need.SEARCH in ground.needs and not _searched(content):
        yield Refusal.SEARCH_MISSING
    if Need.PUBLISHED_AT in ground.needs and not content.published_at.strip():
        yield Refusal.PUBLISHED_AT_MISSING
    if Need.SUBSTITUTE in ground.needs and not content.substitute.strip():
        yield Refusal.SUBSTITUTE_MISSING


def _law_named(use: GroundUse, rules: Rules) -> bool:
    """Return whether a law of the catalogue and its article are named (practice 19)."""
    known = rules.law(use.law) is not None if rules.laws else bool(use.law.strip())
    return known and bool(use.article.strip())


def _searched(content: Content) -> bool:
    search = content.search
    return search is not None and bool(search.searched.strip()) and bool(search.keys.strip())


def _words(decision: Decision, claim: Claim) -> Iterator[Refusal]:
    """A refusal has facts and explanation; a part withheld has its own (E1, PR-G)."""
    in_part = decision.outcome is Outcome.GRANTED_IN_PART
    if in_part and claim.right in _WITH_METHOD:
        parts = decision.content.withheld
        if not parts:
            yield Refusal.WITHHELD_MISSING
        if not all(part.part.strip() and part.explanation.strip() for part in parts):
            yield Refusal.EXPLANATION_MISSING
        return
    if decision.outcome is Outcome.REFUSED or in_part:
        if not decision.facts.strip():
            yield Refusal.FACTS_MISSING
        if not decision.explanation.strip():
            yield Refusal.EXPLANATION_MISSING


def _content(decision: Decision, claim: Claim) -> Iterator[Refusal]:
    """Return whether what the letter of an outcome tells is there."""
    content = decision.content
    if decision.outcome is Outcome.REFERRED:
        referral = content.referral
        if referral is None or not referral.contact.strip() or not referral.how.strip():
            yield Refusal.REFERRAL_MISSING
    if _tells_of_none(decision, claim) and not _searched(content):
        yield Refusal.SEARCH_MISSING
    if decision.outcome in _ANSWERS_WITH_DATA:
        done = _DONE[claim.right](content)
        enough = all(done) if decision.outcome is Outcome.GRANTED else any(done)
        if not done or not enough or not _finished(content):
            yield Refusal.CONTENT_MISSING


def _tells_of_none(decision: Decision, claim: Claim) -> bool:
    """Return whether the letter says that something does not exist (APPI 33(3), (5)).

    That is so too where records of provision are disclosed and none of receipt, or the reverse.
    """
    if decision.outcome is Outcome.NO_SUCH_DATA:
        return True
    told = decision.content
    one_kind = bool(told.provided) != bool(told.obtained)
    of_records = claim.right is Right.PROVISION_RECORDS and decision.outcome in _ANSWERS_WITH_DATA
    return of_records and one_kind


def _finished(content: Content) -> bool:
    """Return whether every line that the letter lists says what it is of, and what is told."""
    return all(
        (
            *(
                each.item.strip() and (each.withheld or each.content.strip())
                for each in content.disclosed
            ),
            *(each.item.strip() and each.purpose.strip() for each in content.purposes),
            *(each.item.strip() for each in content.changes),
            *(each.target.strip() for each in content.cessations),
        )
    )


def _disclosed(content: Content) -> list[bool]:
    return [not item.withheld for item in content.disclosed]


def _purposes(content: Content) -> list[bool]:
    return [True for _ in content.purposes]


def _records(content: Content) -> list[bool]:
    return [True for _ in (*content.provided, *content.obtained)]


def _changes(content: Content) -> list[bool]:
    """The content of what was corrected is told (APPI 34(3))."""
    return [change.done for change in content.changes]


def _cessations(content: Content) -> list[bool]:
    return [cessation.done for cessation in content.cessations]


_DONE: Mapping[Right, Callable[[Content], list[bool]]] = {
    Right.DISCLOSURE: _disclosed,
    Right.PURPOSE: _purposes,
    Right.PROVISION_RECORDS: _records,
    Right.CORRECTION: _changes,
    Right.ADDITION: _changes,
    Right.DELETION: _changes,
    Right.CESSATION: _cessations,
    Right.ERASURE: _cessations,
    Right.PROVISION_STOP: _cessations,
}
"""For each right, what its letter lists, and whether each of it was done as asked."""


def _method(
    decision: Decision, claim: Claim, application: Application, rules: Rules
) -> Iterator[Refusal]:
    """Paper where an electronic record was asked for: the letter says why (APPI 33(3))."""
    wished = application.method is Method.ELECTRONIC and claim.right in _WITH_METHOD
    if not wished or decision.outcome not in _ANSWERS_WITH_DATA:
        return
    if (
        Method.ELECTRONIC.value not in rules.switches.answers
        and not decision.content.difficulty.strip()
    ):
        yield Refusal.DIFFICULTY_MISSING


Refusals = Iterable[Refusal]
Condition = Callable[[Situation, Attempt], Refusals]

NOTHING: Refusals = ()


def logged(situation: Situation, _: Attempt) -> Refusals:
    """It has a receipt number: it is no draft any more."""
    return NOTHING if situation.file.application.receipt_number else (Refusal.NOT_LOGGED,)


def something_open(situation: Situation, _: Attempt) -> Refusals:
    """A claim is not ended yet."""
    return (Refusal.ENDED,) if situation.all_ended else NOTHING


def something_asked(situation: Situation, _: Attempt) -> Refusals:
    """A right is marked on the form: without one there is nothing to speak of yet."""
    return NOTHING if situation.claim_states else (Refusal.NO_SUCH_CLAIM,)


def claims_known(situation: Situation, attempt: Attempt) -> Refusals:
    """The claims are the application's, and there is one."""
    ids = attempt.claim_ids()
    known = ids and set(ids) <= set(situation.claim_states)
    return NOTHING if known else (Refusal.NO_SUCH_CLAIM,)


def claims_open(situation: Situation, attempt: Attempt) -> Refusals:
    """None of the claims has ended."""
    states = [situation.claim_states.get(id_) for id_ in attempt.claim_ids()]
    return (Refusal.CLAIM_ENDED,) if ENDED & set(states) else NOTHING


def word_on_heirs(situation: Situation, attempt: Attempt) -> Refusals:
    """Of a principal who has died a supervisor has said whether it goes on (practice 34).

    Until then nothing is sent and nothing decided; and nothing is written to the dead. What goes
    back to whoever sent it goes back, and what was posted may be printed again.
    """
    letter = _letter(situation, attempt)
    free = letter is not None and (letter.posting or letter.kind is LetterKind.RETURN)
    if situation.heirs is Heirs.NONE or free:
        return NOTHING
    if situation.heirs is Heirs.ASKED:
        return (Refusal.DECEASED_OPEN,)
    named = situation.file.application.proxy is not None
    return NOTHING if named else (Refusal.HEIR_UNNAMED,)


def covered(situation: Situation, _: Attempt) -> Refusals:
    """No supervisor has said that an application of heirs is not covered: it is referred then."""
    return _uncovered(situation)


def _uncovered(situation: Situation) -> tuple[Refusal, ...]:
    return (Refusal.DECEASED_REFERRED,) if situation.heirs is Heirs.REFERRED else ()


def not_proposed(situation: Situation, attempt: Attempt) -> Refusals:
    """No proposal waits on the claims."""
    states = [situation.claim_states.get(id_) for id_ in attempt.claim_ids()]
    return (Refusal.CLAIM_PROPOSED,) if ClaimState.PROPOSED in states else NOTHING


def waits_for_approval(situation: Situation, attempt: Attempt) -> Refusals:
    """The decision is the one that stands on its claim, and nobody has approved it."""
    decision = attempt.decision
    waiting = (
        decision is not None
        and decision.approval is None
        and live_decision(situation.file, decision.claim) == decision
    )
    return NOTHING if waiting else (Refusal.NOT_PROPOSED,)


def by_another(_: Situation, attempt: Attempt) -> Refusals:
    """Nobody approves what he proposed, whatever his roles (E3)."""
    own = attempt.decision is not None and attempt.decision.proposed_by == attempt.by
    return (Refusal.OWN_PROPOSAL,) if own else NOTHING


def by_proposer(_: Situation, attempt: Attempt) -> Refusals:
    """Only the proposer takes a proposal back."""
    others = attempt.decision is not None and attempt.by not in {None, attempt.decision.proposed_by}
    return (Refusal.NOT_PROPOSER,) if others else NOTHING


def says_enough(situation: Situation, attempt: Attempt) -> Refusals:
    """The proposal has lawful grounds, facts, explanation and all its letter tells (E1)."""
    decision = attempt.decision
    claim = _claim(situation, attempt)
    if decision is None or claim is None:
        return NOTHING
    said = faults(decision, claim, situation.file.application, situation.rules)
    return (*said, *_against_the_register(situation, decision, claim))


def _against_the_register(
    situation: Situation, decision: Decision, claim: Claim
) -> Iterator[Refusal]:
    """Nothing is granted of what nobody holds, and what is held is not said not to exist (C5).

    Records of provision are kept apart from the data of a person, and may outlive them (APPI 29).
    A claim of Article 34 names single items, which may not be held of somebody who is registered.
    """
    if claim.right is Right.PROVISION_RECORDS:
        return
    codes = {finding.code for finding in situation.findings}
    held = Code.REGISTER_MATCHES in codes and claim.right not in _OF_ITEMS
    if decision.outcome is Outcome.NO_SUCH_DATA and held:
        yield Refusal.DATA_REGISTERED
    if decision.outcome in _ANSWERS_WITH_DATA and Code.REGISTER_NOTHING in codes:
        yield Refusal.NOTHING_REGISTERED


def paper_there(situation: Situation, _: Attempt) -> Refusals:
    """There is a paper to read."""
    return NOTHING if situation.file.enclosures else (Refusal.NO_PAPER,)


def complete(situation: Situation, _: Attempt) -> Refusals:
    """Form and documents are there; the fee is an axis of its own."""
    there = situation.axes.completeness is Completeness.COMPLETE
    return NOTHING if there else (Refusal.INCOMPLETE,)


def identity_shown(situation: Situation, _: Attempt) -> Refusals:
    """The principal is shown to be the principal."""
    shown = situation.axes.identity is Identity.SHOWN
    return NOTHING if shown else (Refusal.IDENTITY_OPEN,)


def authority_shown(situation: Situation, _: Attempt) -> Refusals:
    """The proxy is shown to be the proxy, or there is none."""
    fine = situation.axes.authority in AUTHORITY_FINE
    return NOTHING if fine else (Refusal.AUTHORITY_OPEN,)


def fee_fine(situation: Situation, attempt: Attempt) -> Refusals:
    """The fee is paid or over, or the claim is not chargeable."""
    claims = _claims(situation, attempt)
    if all(map(situation.fee_is_fine, claims)):
        return NOTHING
    to_judge = situation.axes.fee is FeeState.ASK
    return (Refusal.FEE_ASK if to_judge else Refusal.FEE_OPEN,)


def fee_fine_or_lapsed(situation: Situation, attempt: Attempt) -> Refusals:
    """The fee is fine: where it and identity are missing, the claim lapses first (practice 15)."""
    if not situation.rules.switches.lapse_first:
        return NOTHING
    found = tuple(fee_fine(situation, attempt))
    return (Refusal.LAPSE_FIRST,) if Refusal.FEE_OPEN in found else found


def identity_not_shown(situation: Situation, _: Attempt) -> Refusals:
    """Identity is not shown, and no question on it is open."""
    if situation.axes.identity is Identity.NOT_SHOWN:
        return NOTHING
    shown = situation.axes.identity is Identity.SHOWN
    return (Refusal.IDENTITY_SHOWN if shown else Refusal.IDENTITY_ASK,)


def authority_not_shown(situation: Situation, _: Attempt) -> Refusals:
    """Authority is not shown, and no question on it is open."""
    if situation.axes.authority is AuthorityState.NOT_SHOWN:
        return NOTHING
    shown = situation.axes.authority in AUTHORITY_FINE
    return (Refusal.AUTHORITY_SHOWN if shown else Refusal.AUTHORITY_ASK,)


STILL_ASKING = {
    Asking.NEVER: (Refusal.NO_NOTICE,),
    Asking.UNPOSTED: (Refusal.NOTICE_UNPOSTED,),
    Asking.RUNNING: (Refusal.NOTICE_RUNNING,),
    Asking.PAST: (),
}


def identity_asked_in_vain(situation: Situation, _: Attempt) -> Refusals:
    """A notice asked for what shows identity, and its due date is past (practice 5)."""
    return _first_asked(situation, Axis.IDENTITY)


def authority_asked_in_vain(situation: Situation, _: Attempt) -> Refusals:
    """A notice asked for what shows authority, and its due date is past (practice 5)."""
    return _first_asked(situation, Axis.AUTHORITY)


def _first_asked(situation: Situation, axis: Axis) -> Refusals:
    """Of heirs who are referred nothing is asked, and nothing is refused for it (practice 34)."""
    if not situation.rules.switches.notice_before_refusal:
        return _uncovered(situation)
    return _uncovered(situation) or STILL_ASKING[situation.asking(axis)]


def fee_asked_in_vain(situation: Situation, _: Attempt) -> Refusals:
    """A notice asked for the fee, and its due date is past (PR-4s)."""
    if not situation.fee.short:
        return NOTHING
    return _uncovered(situation) or STILL_ASKING[situation.asking(Axis.FEE)]


def chargeable(situation: Situation, attempt: Attempt) -> Refusals:
    """A fee is due for each of the claims: no other lapses (practice 4)."""
    all_charged = all(map(situation.is_chargeable, _claims(situation, attempt)))
    return NOTHING if all_charged else (Refusal.NOT_CHARGEABLE,)


def fee_short(situation: Situation, _: Attempt) -> Refusals:
    """The fee is short, and nothing a person could still accept is left."""
    if situation.axes.fee is FeeState.SHORT:
        return NOTHING
    to_judge = situation.axes.fee is FeeState.ASK
    return (Refusal.FEE_ASK if to_judge else Refusal.FEE_NOT_SHORT,)


def writing_signed(situation: Situation, attempt: Attempt) -> Refusals:
    """A signed writing that withdraws claims waits; one that came too late needs no signature."""
    case = situation.case
    writings = [each for each in case.file.withdrawals if each.mail_item == attempt.mail_item]
    if not writings:
        return (Refusal.NO_WITHDRAWAL,)
    standing = {withdrawals.standing(case, each) for each in writings}
    if not standing <= withdrawals.WAITING:
        unsigned = standing & {Writing.TO_SIGN, Writing.LEFT}
        return (Refusal.NOT_SIGNED if unsigned else Refusal.WITHDRAWAL_DONE,)
    lacking = any(withdrawals.lacks_powers(case, each) for each in writings)
    return (Refusal.POWERS_ENDED,) if lacking and Writing.TO_CONFIRM in standing else NOTHING


def no_withdrawal_waits(situation: Situation, attempt: Attempt) -> Refusals:
    """No withdrawal of the claims waits for its signature or a supervisor (practice 29)."""
    waits = situation.stopped.intersection(attempt.claim_ids())
    return (Refusal.WITHDRAWAL_OPEN,) if waits else NOTHING


def nothing_waits(situation: Situation, _: Attempt) -> Refusals:
    """No withdrawal waits of anything that a letter on the whole application would name."""
    return (Refusal.WITHDRAWAL_OPEN,) if situation.stopped else NOTHING


def goes_on(situation: Situation, _: Attempt) -> Refusals:
    """Not all that is asked was withdrawn by a signed writing; for a signature it waits, and asks.

    Day 14 and Article 39 run on meanwhile (practices 11 and 29).
    """
    over = situation.all_stopped and not situation.awaits_signature
    return (Refusal.WITHDRAWAL_OPEN,) if over else NOTHING


def something_missing(situation: Situation, _: Attempt) -> Refusals:
    """The applicant can cure something."""
    return NOTHING if situation.deficiencies() else (Refusal.NO_DEFICIENCY,)


def no_notice_waits(situation: Situation, _: Attempt) -> Refusals:
    """No other notice was issued and not posted: it would be voided first."""
    waiting = any(notice.posted_on is None and not notice.void for notice in situation.file.notices)
    return (Refusal.NOTICE_UNPOSTED,) if waiting else NOTHING


def not_all_asked(situation: Situation, _: Attempt) -> Refusals:
    """Not everything that is missing was asked for by a notice that still runs."""
    missing = situation.deficiencies()
    unasked = asking.unasked(situation.case, missing)
    past = any(asking.asking(situation.case, (each,)) is Asking.PAST for each in missing)
    return NOTHING if unasked or past or not missing else (Refusal.ALREADY_ASKED,)


def target_in_danger(situation: Situation, _: Attempt) -> Refusals:
    """The reply target is near or past (practice 11)."""
    near = situation.on >= status.warning_on(situation)
    return NOTHING if near else (Refusal.TARGET_KEPT,)


def _claims(situation: Situation, attempt: Attempt) -> tuple[Claim, ...]:
    ids = attempt.claim_ids()
    return tuple(claim for claim in situation.file.application.claims if claim.id in ids)


def _claim(situation: Situation, attempt: Attempt) -> Claim | None:
    return next(iter(_claims(situation, attempt)), None)


# Conditions of what is written, sent, asked and given back: letters, departments, things.


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
    """What the letter tells was not approved anew after it was issued, nor overtaken otherwise.

    A notice that asks for what lacks no more, or not for all that lacks, goes only once a
    supervisor said so with a reason (practice 31).
    """
    letter = _letter(situation, attempt)
    if letter is None or letter.posting is not None:
        return NOTHING
    if situation.is_overtaken(letter):
        return (Refusal.LETTER_OVERTAKEN,)
    return (Refusal.NOTICE_OVERTAKEN,) if situation.overtaken(letter) else NOTHING


def something_to_tell(situation: Situation, attempt: Attempt) -> Refusals:
    """Something is open, or the parent is to be told who is answered (practice 24)."""
    if replies.tells_of_age(situation.file, situation.rules):
        return NOTHING
    return something_open(situation, attempt)


def not_acknowledged(situation: Situation, _: Attempt) -> Refusals:
    """Its receipt was not acknowledged yet, or there is another word for the parent (24)."""
    if replies.tells_of_age(situation.file, situation.rules):
        return NOTHING
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
    known = posting not in replies.came_back(situation.file)
    return (Refusal.SENT_AGAIN,) if waits or known else NOTHING


def has_an_address(situation: Situation, attempt: Attempt) -> Refusals:
    """Nothing goes again to an address that was unknown: a new one was shown and checked."""
    posting = _posting(situation, attempt)
    missing = posting is not None and replies.needs_address(posting)
    return (Refusal.NEW_ADDRESS_MISSING,) if missing else NOTHING


def new_address_by_another(situation: Situation, attempt: Attempt) -> Refusals:
    """Nobody sends letters to an address that he alone has seen on paper.

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


def cash_lies_alone(situation: Situation, attempt: Attempt) -> Refusals:
    """Cash lies in an envelope of its own: beside nothing else, with no letter but its own sheet.

    The mail it goes by is registered cash mail (practice 30; Postal Act 17).
    """
    cash = _cash_in(situation, attempt)
    if not cash:
        return NOTHING
    letter = _letter(situation, attempt)
    other = letter is not None and letter.kind is not LetterKind.RETURN
    if other or len(cash) < len(set(attempt.things)):
        return (Refusal.CASH_BY_ITSELF,)
    wrong = attempt.mail not in {None, MailKind.CASH_REGISTERED}
    return (Refusal.CASH_BY_REGISTERED_MAIL,) if wrong else NOTHING


def cash_goes_as_cash(situation: Situation, attempt: Attempt) -> Refusals:
    """A supervisor said that the cash goes back (practice 30).

    Where nothing is named, something else is held, or cash of which it was said.
    """
    named = _cash_in(situation, attempt)
    if named:
        waiting = any(envelope.waits_for_word(situation.case, each) for each in named)
        return (Refusal.CASH_NEEDS_WORD,) if waiting else NOTHING
    held = envelope.things_to_return(situation.file)
    if attempt.verb is not Verb.RETURN_THINGS or attempt.things or not held:
        return NOTHING
    waiting = all(envelope.waits_for_word(situation.case, each) for each in held)
    return (Refusal.CASH_NEEDS_WORD,) if waiting else NOTHING


def _cash_in(situation: Situation, attempt: Attempt) -> tuple[HeldThing, ...]:
    return tuple(
        thing
        for thing in envelope.things_to_return(situation.file)
        if thing.kind is HeldKind.CASH and thing.id in attempt.things
    )


def _letter(situation: Situation, attempt: Attempt) -> Letter | None:
    return next((each for each in situation.file.letters if each.id == attempt.letter), None)


def _posting(situation: Situation, attempt: Attempt) -> Posting | None:
    return next((each for each in situation.file.postings if each.id == attempt.posting), None)


def _inquiry(situation: Situation, attempt: Attempt) -> DepartmentInquiry | None:
    return next((each for each in situation.file.inquiries if each.id == attempt.inquiry), None)
