# SPDX-License-Identifier: MIT
"""An application as it stands on one day, worked out once: findings, axes, fee, dates."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from desk_app.records.base import ClaimId, DecisionId, Fact, Word
from desk_app.records.case.application import Claim
from desk_app.records.case.decisions import CameBack, Covered, Decision
from desk_app.records.case.findings import (
    AuthorityState,
    Axes,
    Axis,
    ClaimState,
    Completeness,
    FeeStanding,
    FeeState,
    Finding,
    Identity,
    Verdict,
)
from desk_app.records.case.history import ApplicationFile, Letter, Posting
from desk_app.records.case.letters import LETTERS, LetterKind
from desk_app.records.case.mail import MailItem, Matter
from desk_app.records.case.papers import Enclosure, Subject
from desk_app.rules.case import deadlines, heirs, replies, retention
from desk_app.rules.case.case import Case, case_of
from desk_app.rules.case.claims import ENDED, claim_states, live_decision
from desk_app.rules.case.heirs import Heirs
from desk_app.rules.fee import fees
from desk_app.rules.finding_codes import DOUBTS, Code, Cure, ask
from desk_app.rules.findings import (
    authority,
    contradictions,
    documents,
    envelope,
    forms,
    identity,
    registered,
)
from desk_app.rules.findings.authority import serving_kinds
from desk_app.rules.findings.identity import ShownPerson
from desk_app.rules.rulebook.rulebook import Rules
from desk_app.rules.rulebook.terms import IdentityUse
from desk_app.rules.situation import address_changes, approved, asking, withdrawals
from desk_app.rules.situation.asking import Asking, Overtaken, is_cured_by_form

_LATE = frozenset({Code.IDENTITY_LATE, Code.AUTHORITY_LATE})
_UNREAD = frozenset({Code.DOCUMENT_UNREAD, Code.AUTHORITY_UNREAD})
_REGISTER_OPEN = frozenset({Code.REGISTER_NOT_ASKED, Code.REGISTER_AWAITED})
_OF_HEIRS = frozenset({Code.PRINCIPAL_DECEASED, Code.DECEASED_REFERRED})
_TO_MASK = frozenset({Code.MASKING_VISIBLE, Code.NOT_TO_KEEP})
_ABSENT = frozenset({Verdict.MISSING, Verdict.DEFECTIVE})


class _Answer(Word):
    """What the findings on one axis come to."""

    NOT_CHECKED = "not_checked"
    REGISTER_OPEN = "register_open"
    ASK = "ask"
    SHOWN = "shown"
    NOT_SHOWN = "not_shown"


def completeness_axis(findings: Iterable[Finding]) -> Completeness:
    """Return whether form and documents are there; the fee is an axis of its own.

    A paper that is there but does not do leaves the axis it serves not shown. While something is
    visible that may not be kept, the papers have not been checked.
    """
    found = tuple(findings)
    if any(is_absent(finding) for finding in found):
        return Completeness.INCOMPLETE
    if any(_leaves_unchecked(finding) for finding in found):
        return Completeness.NOT_CHECKED
    return Completeness.COMPLETE


def _leaves_unchecked(finding: Finding) -> bool:
    """Return whether form or papers are not checked yet: what may not be kept, what is in doubt.

    A new address that a paper shows is not on the form yet; of a principal who has died a
    supervisor says whether anything is checked at all.
    """
    doubtful = finding.code in DOUBTS and finding.axis is Axis.COMPLETENESS
    open_ones = {*_TO_MASK, Code.ADDRESS_CHANGE_SHOWN, Code.PRINCIPAL_DECEASED}
    return finding.verdict is Verdict.ASK and (doubtful or finding.code in open_ones)


def is_absent(finding: Finding) -> bool:
    """Return whether a finding leaves form and documents incomplete, whatever axis it serves.

    A withdrawal without signature holds up what it names, and nothing else.
    """
    if not finding.is_deficiency or finding.axis is Axis.FEE or finding.cure == Cure.SIGNATURE:
        return False
    return finding.axis is Axis.COMPLETENESS or finding.verdict is Verdict.MISSING


def identity_axis(findings: Iterable[Finding]) -> Identity:
    """Return whether the principal is shown to be the principal, by papers and register (C5).

    While a record that may be the principal's waits for the name, nothing is shown.
    """
    found = tuple(findings)
    answer = Identity(_answer(found, Axis.IDENTITY).value)
    waits = any(finding.code == Code.REGISTER_DEPENDS for finding in found)
    return Identity.ASK if waits and answer is Identity.SHOWN else answer


def authority_axis(findings: Iterable[Finding]) -> AuthorityState:
    """Return whether the proxy is shown to be the proxy (C4).

    An heir's is not looked at before a supervisor has spoken, and not once it is referred.
    """
    found = tuple(findings)
    told = {finding.code for finding in found}
    if told & _OF_HEIRS and not any(finding.axis is Axis.AUTHORITY for finding in found):
        return AuthorityState.NOT_CHECKED
    if any(finding.code == Code.AUTHORITY_NOT_NEEDED for finding in found):
        return AuthorityState.NOT_NEEDED
    return AuthorityState(_answer(found, Axis.AUTHORITY).value)


def _answer(findings: Iterable[Finding], axis: Axis) -> _Answer:
    """Return what the findings of an axis come to.

    What came late could still show it, so a person is asked first. What is missing or does not do
    weighs more than what nobody has looked at yet; only then the register's silence counts.
    """
    found = [finding for finding in findings if finding.axis is axis]
    asked = {finding.code for finding in found if finding.verdict is Verdict.ASK}
    if asked & _LATE:
        return _Answer.ASK
    if any(finding.verdict in _ABSENT for finding in found):
        return _Answer.NOT_SHOWN
    if asked & _UNREAD:
        return _Answer.NOT_CHECKED
    if asked - _REGISTER_OPEN:
        return _Answer.ASK
    return _Answer.REGISTER_OPEN if asked else _Answer.SHOWN


# An application as it stands on one day, worked out once: findings, axes, fee, dates.


_CODES = {
    Axis.COMPLETENESS: Code.FORM_LATE,
    Axis.IDENTITY: Code.IDENTITY_LATE,
    Axis.AUTHORITY: Code.AUTHORITY_LATE,
}


def findings(case: Case, others: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return what came late and could still cure something, for each axis it could serve.

    Late payment is told with the fee. What nobody needs any more is nobody's question.
    """
    lacking = [each for each in others if each.verdict in {Verdict.MISSING, Verdict.DEFECTIVE}]
    open_axes = {finding.axis for finding in lacking}
    in_words = {finding.axis for finding in lacking if is_cured_by_form(finding)}
    moves = {each.subject for each in lacking if each.code == Code.ADDRESS_CHANGE_UNSHOWN}
    return tuple(
        _finding(case, item, axis)
        for item in case.late_mail()
        if item.matter is not Matter.WITHDRAWAL
        for axis in _serves(case, item, in_words)
        if axis in open_axes or str(item.id) in moves
    )


def _serves(case: Case, item: MailItem, in_words: Collection[Axis]) -> tuple[Axis, ...]:
    """Return the axes the papers of a mail item could serve.

    No paper is an answer in words, or the form written anew: ``in_words`` are the axes for which
    that is asked.
    """
    papers = [paper for paper in case.file.enclosures if paper.mail_item == item.id]
    if not papers:
        told = (axis for axis in _CODES if axis is Axis.COMPLETENESS or axis in in_words)
        return () if item.payments else tuple(told)
    serving = serving_kinds(case)
    proxys = any(paper.of is Subject.PROXY or paper.kind in serving for paper in papers)
    principals = any(
        paper.of is not Subject.PROXY and not (paper.kind in serving and _shows_nobody(case, paper))
        for paper in papers
    )
    served = ((Axis.IDENTITY, principals), (Axis.AUTHORITY, proxys))
    return tuple(axis for axis, there in served if there)


def _shows_nobody(case: Case, paper: Enclosure) -> bool:
    """Return whether a paper's kind is never an identity document."""
    term = case.rules.at(paper.arrived_on).document(paper.kind)
    return term is not None and term.identity is IdentityUse.NEVER


def _finding(case: Case, item: MailItem, axis: Axis) -> Finding:
    facts: dict[str, Fact] = {"arrived_on": item.arrived_on, "due": case.due_before[item.id]}
    return ask(_CODES[axis], str(item.id), facts)


AUTHORITY_FINE = frozenset({AuthorityState.SHOWN, AuthorityState.NOT_NEEDED})
FEE_FINE = frozenset({FeeState.NOT_NEEDED, FeeState.PAID, FeeState.OVER})


@dataclass(frozen=True, slots=True)
class Situation:
    """One application on one day: what every rule about its course is asked with."""

    case: Case
    findings: tuple[Finding, ...]
    axes: Axes
    fee: FeeStanding
    completed_on: date | None
    asked: frozenset[str]
    """The codes of the findings on which a person must decide or look."""
    came_back: Mapping[DecisionId, CameBack] = field(default_factory=dict)
    """The decisions that were approved and wait for approval again: something changed since."""
    _undecided: dict[DecisionId, Situation] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )
    """What was worked out of it: every step that tells a decision asks the same again."""

    @property
    def file(self) -> ApplicationFile:
        """Return the facts of the application, less the approvals that do not hold any more."""
        return self.case.file

    @property
    def rules(self) -> Rules:
        """Return the rules of the day."""
        return self.case.rules

    @property
    def on(self) -> date:
        """Return the day."""
        return self.case.on

    @property
    def open_claims(self) -> tuple[Claim, ...]:
        """Return the claims on which nothing was decided yet, those proposed included.

        What a withdrawal names that waits is not open: nothing is decided on it meanwhile.
        """
        states = self.claim_states
        closed = ENDED | {ClaimState.WITHDRAWAL_OPEN}
        return tuple(
            claim for claim in self.file.application.claims if states[claim.id] not in closed
        )

    @property
    def stopped(self) -> frozenset[ClaimId]:
        """Return the claims of which a withdrawal waits (practice 29)."""
        states = self.claim_states.items()
        return frozenset(claim for claim, state in states if state is ClaimState.WITHDRAWAL_OPEN)

    @property
    def all_stopped(self) -> bool:
        """Return whether all that is not ended waits for a withdrawal to be confirmed."""
        return bool(self.stopped) and not self.open_claims

    @property
    def awaits_signature(self) -> bool:
        """Return whether a withdrawal bears no signature, and its day has not passed."""
        return any(finding.code == Code.WITHDRAWAL_UNSIGNED for finding in self.findings)

    def holds_up(self, letter: Letter) -> bool:
        """Return whether a letter goes nowhere: what it speaks of is withdrawn, or may be.

        A notice that asks for the signature goes, and so does word that the answer is late.
        """
        if LETTERS[letter.kind].not_held_up:
            return False
        if letter.kind is LetterKind.RESENDING:
            return any(map(self.goes_no_more, replies.came_back(self.file)))
        if not LETTERS[letter.kind].of_the_whole:
            states = {self.claim_states.get(claim) for claim in letter.claims}
            return bool(states & {ClaimState.WITHDRAWAL_OPEN, ClaimState.WITHDRAWN})
        if not self.all_stopped:
            return False
        if letter.kind is LetterKind.DELAY:
            return not self.awaits_signature
        return not self._asks_signature(letter)

    def goes_no_more(self, posting: Posting) -> bool:
        """Return whether an envelope that came back stays here: what it answers is withdrawn."""
        letters = replies.letters_of(self.file, posting)
        claims = {claim for letter in letters for claim in letter.claims}
        return withdrawals.speaks_against(self.case, claims) is not None

    def _asks_signature(self, letter: Letter) -> bool:
        return any(
            ask.startswith(Code.WITHDRAWAL_UNSIGNED)
            for notice in self.file.notices
            if notice.letter == letter.id
            for ask in notice.asks
        )

    @property
    def all_ended(self) -> bool:
        """Return whether every claim has ended; a form on which none is marked still asks."""
        if self.file.application.is_carried_over:
            return True
        return bool(self.claim_states) and ENDED.issuperset(self.claim_states.values())

    @property
    def heirs(self) -> Heirs:
        """Return how it stands where the principal has died and a claim is open (practice 34)."""
        return Heirs.NONE if self.all_ended else heirs.standing(self.case)

    @property
    def claim_states(self) -> Mapping[ClaimId, ClaimState]:
        """Return how far each claim is."""
        return self.axes.claims

    def is_chargeable(self, claim: Claim) -> bool:
        """Return whether a fee is due for a claim (PR-4)."""
        return claim.id in fees.chargeable(self.file, self.rules)

    def fee_is_fine(self, claim: Claim) -> bool:
        """Return whether the fee does not stand in the way of a decision on a claim."""
        return self.axes.fee in FEE_FINE or not self.is_chargeable(claim)

    @property
    def all_shown(self) -> bool:
        """Return whether papers, identity and authority allow an answer; the fee apart."""
        return (
            self.axes.completeness is Completeness.COMPLETE
            and self.axes.identity is Identity.SHOWN
            and self.axes.authority in AUTHORITY_FINE
        )

    def deficiencies(self, *of: Axis) -> tuple[Finding, ...]:
        """Return what the applicant must cure, on some axes or on all.

        Nothing is asked once every claim has ended, and no fee where no open claim needs one. Of
        heirs whose application may not be covered only the signature of a withdrawal is
        (practice 34).
        """
        charged = fees.chargeable(self.file, self.rules)
        found = asking.asked(self.findings, self.claim_states, charged)
        if self.heirs in {Heirs.ASKED, Heirs.REFERRED}:
            found = tuple(each for each in found if each.cure == Cure.SIGNATURE)
        return tuple(finding for finding in found if not of or finding.axis in of)

    def overtaken(self, letter: Letter) -> Overtaken | None:
        """Return what has overtaken a letter in hand that nobody let go all the same (practice 31).

        A decision that was approved anew, another addressee and a withdrawal are asked apart: past
        those nobody posts it.
        """
        if letter.void or letter.posting is not None:
            return None
        found = asking.overtaken(self.case, letter, self.deficiencies(), ended=self.all_ended)
        return None if found is None or asking.goes_as_issued(self.case, found) else found

    def is_overtaken(self, letter: Letter) -> bool:
        """Return whether a letter in hand was issued for what was approved, or lived at, before.

        What it tells was approved anew since, or its addressee has moved (practices 28 and 31).
        """
        if letter.void or letter.posting is not None:
            return False
        if replies.is_overtaken(self.file, letter):
            return True
        if letter.kind is LetterKind.RESENDING:
            return False  # It goes where a paper has shown since.
        return address_changes.has_moved_since(self.file, letter, self._receiver(letter))

    def _receiver(self, letter: Letter) -> Subject:
        decisions = (live_decision(self.file, claim) for claim in letter.claims)
        unproven = any(approved.unproven(each, self.rules) for each in decisions if each)
        to_sender = LETTERS[letter.kind].to_sender or unproven
        return replies.receiver(self.file.application, self.rules, to_sender=to_sender)

    def before_approval(self, decision: Decision) -> Situation:
        """Return how it stood on the same day, had one of its decisions not been approved yet."""
        found = self._undecided.get(decision.id)
        if found is None:
            found = _worked_out(approved.undecided(self.file, decision), self.rules, self.on)
            self._undecided[decision.id] = found
        return found

    def asking(self, *of: Axis) -> Asking:
        """Return how far the asking for what is missing on some axes is."""
        return asking.asking(self.case, self.deficiencies(*of))

    @property
    def lapsing(self) -> tuple[ClaimId, ...]:
        """Return the claims on the lapse list: chargeable, fee short, due date past (PR-4s, D4).

        Only chargeable claims lapse for want of a fee (practice 4).
        """
        if self.axes.fee is not FeeState.SHORT or self.asking(Axis.FEE) is not Asking.PAST:
            return ()
        return tuple(claim.id for claim in self.open_claims if self.is_chargeable(claim))


def situation_of(file: ApplicationFile, rules: Rules, on: date) -> Situation:
    """Return how an application stands on a day, by the rules it was frozen with.

    A decision whose approval does not hold any more (``rules.situation.approved``) waits for
    approval again.
    """
    situation = _worked_out(file, rules, on)
    standing = approved.as_it_stands(file, situation.before_approval)
    if not standing.came_back:
        return situation
    return replace(_worked_out(standing.file, rules, on), came_back=standing.came_back)


def covered_now(file: ApplicationFile, decision: Decision, rules: Rules, on: date) -> Covered:
    """Return what a decision stands on today, beside its own words: what its approval signs."""
    return approved.covered(_worked_out(approved.undecided(file, decision), rules, on), decision)


def _carried_over(file: ApplicationFile, rules: Rules, on: date) -> Situation:
    """Return how something stands that was answered before this desk was begun (K4).

    Nothing of it is examined: its papers were looked at by others, under rules nobody names.
    """
    case = case_of(file, rules.at(on), on)
    completed = replies.completed_on(file)
    return Situation(
        case=case,
        findings=(),
        axes=Axes(
            completeness=Completeness.NOT_CHECKED,
            identity=Identity.NOT_CHECKED,
            authority=AuthorityState.NOT_CHECKED,
            fee=FeeState.NOT_NEEDED,
            claims=claim_states(file),
            reply=replies.state(file),
            retention=retention.state(completed, file.holds, case.rules, on),
        ),
        fee=FeeStanding(0, 0, 0, 0),
        completed_on=completed,
        asked=frozenset(),
    )


def _worked_out(file: ApplicationFile, rules: Rules, on: date) -> Situation:
    if file.application.is_carried_over:
        return _carried_over(file, rules, on)
    case = case_of(file, rules.at(on), on)
    fee = envelope.standing(case)
    found = _findings(case, fee)
    completed = replies.completed_on(file)
    stopped = withdrawals.stopped(case)
    return Situation(
        case=case,
        findings=found,
        axes=Axes(
            completeness=completeness_axis(found),
            identity=identity_axis(found),
            authority=authority_axis(found),
            fee=fees.state(fee),
            claims=_with_stopped(claim_states(file), stopped),
            reply=replies.state(file, stopped),
            retention=retention.state(completed, file.holds, case.rules, on),
        ),
        fee=fee,
        completed_on=completed,
        asked=frozenset(finding.code for finding in found if finding.verdict is Verdict.ASK),
    )


def on_another_day(situation: Situation, on: date) -> Situation:
    """Return how the application stands on another day with nothing done between.

    What is found turns with the day only where the rules do: a term, a kind of document taken; and
    where the principal comes of age. A withdrawal without signature holds the application up until
    the day named.
    """
    waits = any(
        not each.signed and each.confirmed_on is None for each in situation.file.withdrawals
    )
    of_age = replies.of_age_on(situation.file.application, situation.rules)
    turns = of_age is not None and min(situation.on, on) < of_age <= max(situation.on, on)
    if waits or turns or not situation.rules.read_the_same_on(on):
        return situation_of(_as_kept(situation), situation.rules, on)
    rules = situation.rules.at(on)
    kept = retention.state(situation.completed_on, situation.file.holds, rules, on)
    return replace(
        situation,
        case=replace(situation.case, rules=rules, on=on),
        axes=replace(situation.axes, retention=kept),
    )


def _as_kept(situation: Situation) -> ApplicationFile:
    """Return the facts with every approval that was given, those that came back too."""
    file, back = situation.file, situation.came_back
    kept = (
        replace(each, approval=back[each.id].approval) if each.id in back else each
        for each in file.decisions
    )
    return replace(file, decisions=tuple(kept)) if back else file


def _with_stopped(
    states: Mapping[ClaimId, ClaimState], stopped: frozenset[ClaimId]
) -> Mapping[ClaimId, ClaimState]:
    if not stopped:
        return states
    return {
        claim: ClaimState.WITHDRAWAL_OPEN if claim in stopped else state
        for claim, state in states.items()
    }


def _findings(case: Case, fee: FeeStanding) -> tuple[Finding, ...]:
    found = (
        *withdrawals.findings(case),
        *heirs.findings(case),
        *envelope.envelope_findings(case),
        *forms.findings(case),
        *identity.of_person(case, _principal(case)),
        *registered.findings(case),
        *authority.findings(case),
        *envelope.stamp_findings(case, fee),
        *documents.masking_findings(case),
        *documents.strange_sign_findings(case, serving_kinds(case)),
    )
    moving = {of: address_changes.told_and_open(case, of) for of in Subject}
    found = (*found, *contradictions.findings(case, found, serving_kinds(case), moving))
    told = {finding.key for finding in found}
    moves = address_changes.findings(case)
    found = (*found, *(each for each in moves if each.key not in told))
    found = asking.without_left_out(case, found)
    then = case.rules.at(case.file.application.received_on)
    cited = ((each, then.cited(each.clause)) for each in (*found, *findings(case, found)))
    return tuple(
        each if clause == each.clause else replace(each, clause=clause) for each, clause in cited
    )


def _principal(case: Case) -> ShownPerson:
    principal = case.file.application.principal
    return ShownPerson(
        whose=Subject.PRINCIPAL,
        name=principal.name,
        address=principal.address,
        born=principal.born,
        serving=authority.serving_kinds(case),
    )


def reply_target(situation: Situation) -> date:
    """Return the day by which the desk means to reply: a notice of delay names a later one."""
    arrived = situation.file.application.received_on
    target = deadlines.reply_target(arrived, situation.rules).on
    return max((target, *delays(situation.file)))


def delays(file: ApplicationFile) -> tuple[date, ...]:
    """Return the new target days that notices of delay named."""
    return tuple(
        letter.delay_until
        for letter in file.letters
        if letter.delay_until is not None and not letter.void
    )
