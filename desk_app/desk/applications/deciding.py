# SPDX-License-Identifier: MIT
"""Deciding a claim, previewing its letter, or ending it without a decision (D4, E1, E3)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from desk_app.desk import reading
from desk_app.desk.context import Changes, Desk, Kind
from desk_app.desk.errors import BadInput, NotAsShown, NotFound, Refused
from desk_app.desk.keeping import (
    covered_today,
    keep,
    must_be_allowed,
    stands,
    without_what_came_back,
)
from desk_app.desk.letters.corresponding import voided
from desk_app.desk.letters.letter_facts import Occasion, facts_of
from desk_app.desk.ports import Books
from desk_app.desk.reading import changed_since
from desk_app.desk.returning import promised
from desk_app.desk.signed.approvals import (
    DECISION_APPROVED,
    DECISION_PROPOSED,
    Witness,
    is_sound,
    must_be_proposed,
    noted_of,
    proposal_facts,
    signed_approval,
    signed_proposal,
)
from desk_app.desk.signed.signing import decision_said
from desk_app.desk.signed.wordings import words_in_force
from desk_app.desk.text_limits import admit
from desk_app.desk.timekeeping import must_trust_clock
from desk_app.records.base import ApplicationId, ClaimId, DecisionId, MailItemId, UserId
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Right
from desk_app.records.case.decisions import Approval, Content, Decision, GroundUse, Outcome
from desk_app.records.case.history import ApplicationFile, Lapse, Letter, Notice
from desk_app.records.case.letters import LetterFacts, LetterKind, LetterText
from desk_app.rules import codes
from desk_app.rules.case import replies
from desk_app.rules.days import eras
from desk_app.rules.letters.letters_due import letter_kind, letters_due
from desk_app.rules.rulebook.terms import Duty
from desk_app.rules.situation.situation import Situation, situation_of
from desk_app.rules.work_codes import Refusal
from desk_app.rules.workflow.workflow import Attempt, Verb

NOT_YET = "……"
"""Stands where the facts or the explanation of a refusal will."""

ANY_NUMBER = 1
"""A letter has a document number, yet says it nowhere in its text: one only told takes none."""


def foretell(desk: Desk, id_: ApplicationId, decision: Decision) -> LetterText:
    """Return what the letter says that would answer the claim, were the decision approved today.

    Other claims that are decided and go into the same letter are told in it too. Raises BadInput
    for a text that cannot be taken, NotFound for a claim that is none of the application's,
    LetterStopped with what is still missing.
    """
    desk.must(Duty.READ_CASES)
    admit(decision)
    with desk.ports.store.reading() as books:
        return told_of(desk, books, books.files.get(id_), decision)


def told_of(desk: Desk, books: Books, file: ApplicationFile, decision: Decision) -> LetterText:
    """Return what ``foretell`` returns, within a unit of work; raises LetterStopped as it does."""
    return desk.ports.press.words(_facts(desk, books, _as_approved(file, decision), decision))


def _facts(desk: Desk, books: Books, file: ApplicationFile, decision: Decision) -> LetterFacts:
    rules, today = desk.rules_of(file.application), desk.today
    sent = promised(books, file)
    right = _right_of(file, decision.claim)
    owed = letters_due(situation_of(file, rules, today), sent)
    own = next((due for due in owed if decision.claim in due.claims), None)
    kind = letter_kind(right, decision.outcome) if own is None else own.kind
    occasion = Occasion(
        file=file,
        rules=rules,
        profile=books.settings.profile(),
        kind=kind,
        claims=(decision.claim,) if own is None else own.claims,
        on=today,
        posting_day=today,
        promised=sent,
        # Its words alone are told: no address is too long for them.
        labelled=True,
        laid=words_in_force(desk, books, kind, file.application.language, today),
    )
    return facts_of(occasion, codes.bare_document_number(eras.era_year(today), ANY_NUMBER), "")


def _right_of(file: ApplicationFile, claim: ClaimId) -> Right:
    for each in file.application.claims:
        if each.id == claim:
            return each.right
    raise NotFound(place="claim")


def _as_approved(file: ApplicationFile, decision: Decision) -> ApplicationFile:
    """Return the file with the decision approved in place of what was proposed on its claim."""
    written = decision
    if decision.outcome is Outcome.REFUSED:
        written = replace(
            decision,
            facts=decision.facts or NOT_YET,
            explanation=decision.explanation or NOT_YET,
        )
    approval = Approval(UserId(""), decision.proposed_at, decision.proposed_on, "", b"")
    others = tuple(each for each in file.decisions if each.claim != decision.claim)
    return replace(file, decisions=(*others, replace(written, approval=approval)))


# Deciding a claim: proposed by one person, approved by another (E1, E3).


@dataclass(frozen=True, slots=True)
class ProposalDraft:
    """What a clerk proposes for one claim; ``version`` is the one the clerk saw.

    ``draft_key`` names the text kept while it was written; it is forgotten with the proposal.
    """

    application: ApplicationId
    version: int
    claim: ClaimId
    outcome: Outcome
    grounds: tuple[GroundUse, ...] = ()
    facts: str = ""
    explanation: str = ""
    note: str = ""
    content: Content = field(default_factory=Content)
    draft_key: str = ""


def propose(desk: Desk, draft: ProposalDraft) -> Changes:
    """Propose the decision on one claim, with the actor's signature under it.

    Raises Refused with every reason the workflow or the ground's catalogue has: a precondition of
    the outcome not met, a ground unlawful for the right, a refusal without ground, facts and
    explanation (E1); BadInput for a day in the future as that of what the letter tells.
    """
    desk.must(Duty.PROPOSE, DECISION_PROPOSED.roles)
    draft = admit(draft)
    _must_have_been(draft.content, desk.today)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = books.files.get(draft.application)
        if file.application.version != draft.version:
            raise changed_since(books, draft.application)
        decision = Decision(
            id=DecisionId(desk.ports.chance.token()),
            claim=draft.claim,
            outcome=draft.outcome,
            proposed_by=desk.actor.id,
            proposed_at=desk.ports.clock.now(),
            proposed_on=desk.today,
            grounds=draft.grounds,
            facts=draft.facts,
            explanation=draft.explanation,
            note=draft.note,
            content=draft.content,
        )
        must_be_allowed(desk, file, Attempt(Verb.PROPOSE, decision=decision))
        said = decision_said(file.application, decision)
        covered = covered_today(desk, file, decision)
        proposal = signed_proposal(desk, books, DECISION_PROPOSED, said, covered)
        decision = replace(decision, proposal=proposal)
        books.journal.note(
            Action.DECISION_PROPOSED,
            draft.application,
            **proposal_facts(decision),
            **noted_of(proposal),
        )
        keep(desk, books, replace(file, decisions=(*file.decisions, decision)))
        if draft.draft_key:
            books.drafts.drop(desk.actor.id, draft.draft_key)
        books.commit()
    return Changes.of((Kind.APPLICATION, draft.application))


def _must_have_been(content: Content, today: date) -> None:
    searched = content.search.on if content.search else None
    days = {"as_of": content.as_of, "done_on": content.done_on, "search": searched}
    for place, day in days.items():
        if day is not None and day > today:
            raise BadInput("day_in_future", place=place)


def approve(
    desk: Desk, id_: ApplicationId, decision_id: DecisionId, shown: LetterText | None = None
) -> Changes:
    """Approve what another person proposed, with the actor's signature over its exact content.

    It signs to whom the answer goes and how identity, authority and fee stand, too. Nobody
    approves what he proposed, whatever his roles. What the outcome needs is asked
    again: facts may have changed since the proposal, or since an approval that holds no more.
    Where the words of its letter were ``shown``, they are told anew and must be the same, all of
    them (T40). Raises Refused, NotAsShown, DamageFound where it is not what its proposer signed.
    """
    desk.must(Duty.APPROVE, DECISION_APPROVED.roles)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = books.files.get(id_)
        decision = _decision(stands(desk, file).file, decision_id)
        must_be_allowed(desk, file, Attempt(Verb.APPROVE, decision=decision))
        if decision.proposal is None:
            raise Refused((Refusal.PROPOSAL_UNSIGNED.value,))
        must_be_proposed(desk.ports.seal, books, file, decision)
        if shown is not None and told_of(desk, books, file, decision) != shown:
            raise NotAsShown
        approval = signed_approval(
            desk,
            books,
            DECISION_APPROVED,
            decision_said(file.application, decision),
            decision.proposal,
            covered_today(desk, file, decision),
        )
        approved = replace(decision, approval=approval)
        books.journal.note(
            Action.DECISION_APPROVED, id_, decision=decision_id, **noted_of(approval)
        )
        keep(desk, books, _with(file, approved))
        books.commit()
    return Changes.of((Kind.APPLICATION, id_))


def send_back(desk: Desk, id_: ApplicationId, decision_id: DecisionId, reason: str) -> Changes:
    """Send a proposal back to its proposer with a reason.

    Raises BadInput without a reason, Refused where no such proposal waits for approval.
    """
    desk.must(Duty.APPROVE)
    if not reason.strip():
        raise BadInput("reason_missing", place="reason")
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = books.files.get(id_)
        decision = _decision(stands(desk, file).file, decision_id)
        must_be_allowed(desk, file, Attempt(Verb.SEND_BACK, decision=decision))
        returned = admit(replace(decision, sent_back=reason))
        books.journal.note(Action.DECISION_SENT_BACK, id_, decision=decision_id)
        keep(desk, books, _with(file, returned))
        books.commit()
    return Changes.of((Kind.APPLICATION, id_))


def take_back(desk: Desk, id_: ApplicationId, decision_id: DecisionId) -> Changes:
    """Take one's own proposal back before it is approved."""
    desk.must(Duty.PROPOSE)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = books.files.get(id_)
        decision = _decision(stands(desk, file).file, decision_id)
        must_be_allowed(desk, file, Attempt(Verb.TAKE_BACK, decision=decision))
        books.journal.note(Action.DECISION_TAKEN_BACK, id_, decision=decision_id)
        keep(desk, books, _with(file, replace(decision, taken_back=True)))
        books.commit()
    return Changes.of((Kind.APPLICATION, id_))


def genuine(desk: Desk, file: ApplicationFile, decision: Decision) -> bool:
    """Return whether a decision bears two people's signatures under exactly what it says.

    Raises NotAllowed for who may read no applicant's data.
    """
    with reading.cases(desk) as books:
        return is_sound(desk.ports.seal, Witness(books), file.application, decision)


def _decision(file: ApplicationFile, id_: DecisionId) -> Decision:
    for decision in file.decisions:
        if decision.id == id_:
            return decision
    raise BadInput("no_such_decision", place="decision")


def _with(file: ApplicationFile, changed: Decision) -> ApplicationFile:
    return replace(
        file,
        decisions=tuple(changed if each.id == changed.id else each for each in file.decisions),
    )


# Ending claims without a decision: lapse for want of the fee, withdrawal (D4, E1).


def confirm_lapse(desk: Desk, id_: ApplicationId, claims: tuple[ClaimId, ...]) -> Changes:
    """Confirm that chargeable claims are treated as never made (PR-4s, practice 4).

    The program proposes, a supervisor confirms each. Raises Refused while the notice's due date
    has not passed, for a claim that is not chargeable, when the fee is not short, or while the
    clock is doubtful (T12).

    Raises BadInput where no claim is named.
    """
    desk.must(Duty.CONFIRM_LAPSE)
    if not claims:
        raise BadInput("no_claim", place="claims")
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        must_trust_clock(desk, books)
        file = books.files.get(id_)
        must_be_allowed(desk, file, Attempt(Verb.CONFIRM_LAPSE, claims=claims))
        notice = _asked_for_the_fee(file)
        asked = tuple(dict.fromkeys(claims))
        lapses = tuple(Lapse(claim, notice.id, desk.actor.id, desk.today) for claim in asked)
        for claim in asked:
            books.journal.note(Action.LAPSE_CONFIRMED, id_, claim=claim, notice=notice.id)
        ended = without_what_came_back(desk, file, asked)
        keep(desk, books, replace(ended, lapses=(*file.lapses, *lapses)))
        books.commit()
    return Changes.of((Kind.APPLICATION, id_))


def confirm_withdrawal(
    desk: Desk, id_: ApplicationId, mail_item: MailItemId, reason: str = ""
) -> Changes:
    """Confirm a signed writing that withdraws claims; they end with it.

    What was issued of them and not posted is void with it, for this ``reason``: a decision never
    posted is none, and the other claims of such a letter are answered by a new one (practice 29).
    What was answered by post stands; a writing that names nothing else changes nothing.

    Raises Refused without a signature, and where the proxy who sent it has no powers any more.
    """
    desk.must(Duty.CONFIRM_WITHDRAWAL)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = books.files.get(id_)
        must_be_allowed(desk, file, Attempt(Verb.CONFIRM_WITHDRAWAL, mail_item=mail_item))
        confirmed = tuple(
            replace(each, confirmed_by=desk.actor.id, confirmed_on=desk.today)
            if each.mail_item == mail_item
            else each
            for each in file.withdrawals
        )
        books.journal.note(Action.WITHDRAWAL_CONFIRMED, id_, mail=mail_item)
        claims = (
            claim
            for each in file.withdrawals
            if each.mail_item == mail_item
            for claim in each.claims
        )
        file = without_what_came_back(desk, file, tuple(claims))
        file = replace(file, withdrawals=confirmed)
        overtaken = overtaken_letters(stands(desk, file))
        for letter in overtaken:
            file = voided(books, file, letter, reason)
        keep(desk, books, file)
        books.commit()
    letters = ((Kind.LETTER, letter.id) for letter in overtaken)
    return Changes.of((Kind.APPLICATION, id_), *letters)


def overtaken_letters(situation: Situation) -> tuple[Letter, ...]:
    """Return the letters in hand that say what stands no more once claims are withdrawn.

    What names a withdrawn claim; the acknowledgement, which names them all; a notice that asks for
    what nobody needs any more; and where all has ended, whatever still holds out an answer.
    """

    def says_too_much(letter: Letter) -> bool:
        found = situation.overtaken(letter)
        return found is not None and bool(found.cured or found.ended)

    return tuple(
        letter
        for letter in replies.unposted(situation.file)
        if situation.holds_up(letter)
        or letter.kind is LetterKind.ACKNOWLEDGEMENT
        or says_too_much(letter)
    )


def _asked_for_the_fee(file: ApplicationFile) -> Notice:
    """Return the latest notice that was posted and asked for the fee: there is one (PR-4s)."""
    posted = (
        notice
        for notice in file.notices
        if notice.posted_on is not None and any(ask.startswith("fee.") for ask in notice.asks)
    )
    return max(posted, key=lambda notice: notice.due)
