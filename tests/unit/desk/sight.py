# SPDX-License-Identifier: MIT
"""An application as it stands on a day, asked by the table of decisions alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desk_app.desk.keeping import look_at, stands
from desk_app.records.base import ApplicationId, ClaimId, LetterId
from desk_app.records.case.application import Claim, ProxyKind, Right
from desk_app.records.case.decisions import Decision, Outcome
from desk_app.records.case.findings import (
    AuthorityState,
    ClaimState,
    Completeness,
    Examination,
    FeeState,
    Identity,
)
from desk_app.records.case.history import ApplicationFile, Letter, Notice, Topic, Withdrawal
from desk_app.records.case.letters import LetterKind
from tests.unit.desk.contents import Saying
from tests.unit.desk.office import Office

ENDED = frozenset(
    {ClaimState.DECIDED, ClaimState.LAPSED, ClaimState.WITHDRAWN, ClaimState.REFERRED}
)
_GRANTED = frozenset({Outcome.GRANTED, Outcome.GRANTED_IN_PART})
SIGNATURE = "withdrawal.unsigned"
FEE_FINE = frozenset({FeeState.NOT_NEEDED, FeeState.PAID, FeeState.OVER})
AUTHORITY_FINE = frozenset({AuthorityState.NOT_NEEDED, AuthorityState.SHOWN})
ANSWERS = (
    LetterKind.DISCLOSURE,
    LetterKind.REFUSAL,
    LetterKind.NO_SUCH_DATA,
    LetterKind.CORRECTION,
    LetterKind.LAPSE,
    LetterKind.WITHDRAWAL,
    LetterKind.REFERRAL,
)


def _matter(key: str) -> str:
    """Return what a deficiency is about; papers of these walks are the principal's."""
    family = key.partition(".")[0]
    if family in {"fee", "register"}:
        return family
    return "identity" if family in {"identity", "document"} else key


@dataclass(frozen=True, slots=True)
class Sight:
    """An application as it stands on a day."""

    file: ApplicationFile
    examination: Examination
    today: date
    backs: frozenset[LetterId] = frozenset()
    """The letters that say they enclose stamps."""

    @classmethod
    def of(cls, office: Office, id_: int) -> Sight:
        """Return how the application of an office stands today."""
        file, clerk = office.file(ApplicationId(id_)), office.clerk
        backs = (
            letter
            for letter, (facts, _) in office.state.letters.items()
            if getattr(facts.body, "back", None) is not None
        )
        look = look_at(clerk, file)
        # Approvals that came back are none: what the verbs do then is what they do with a proposal.
        file = stands(clerk, file).file
        return cls(file, look, office.clock.today(), frozenset(backs))

    def state(self, claim: ClaimId) -> ClaimState:
        """Return how far a claim is."""
        return self.examination.axes.claims[claim]

    @property
    def some_open(self) -> bool:
        """Return whether a claim has not ended."""
        return any(self.state(claim.id) not in ENDED for claim in self.file.application.claims)

    @property
    def heirs(self) -> str:
        """Return what a supervisor said of a principal who has died; nothing where none has."""
        application = self.file.application
        proxy = application.proxy
        died = application.principal.deceased or (
            proxy is not None and proxy.kind is ProxyKind.HEIR
        )
        if not died or application.principal.also_heirs or not self.some_open:
            return ""
        said = [j.ruling for j in self.file.judgements if j.topic is Topic.DECEASED]
        return said[-1].value if said else "asked"

    def notices(self, *, fee: bool) -> list[Notice]:
        """Return the notices, not void, that asked for the fee or for papers."""
        return [
            notice
            for notice in self.file.notices
            if not notice.void
            and any(
                ask.startswith("fee.") is fee and not ask.startswith(SIGNATURE)
                for ask in notice.asks
            )
        ]

    def writing(self, each: Withdrawal) -> str:
        """Return how a withdrawal stands by practice 29."""
        subject = str(each.mail_item)
        if each.confirmed_on is not None:
            return "confirmed"
        if any(j.topic is Topic.WITHDRAWAL and j.subject == subject for j in self.file.judgements):
            return "rejected"
        if all(map(self.told, each.claims)):
            return "late"
        if all(self.told(claim) or self._withdrawn(claim) for claim in each.claims):
            return "done"
        return "signed" if each.signed else self._unsigned(each)

    def _unsigned(self, each: Withdrawal) -> str:
        subject = str(each.mail_item)
        later = self.file.withdrawals[self.file.withdrawals.index(each) + 1 :]
        if any(other.signed and set(other.claims) >= set(each.claims) for other in later):
            return "signed later"
        asked = [n for n in self.file.notices if not n.void and f"{SIGNATURE}:{subject}" in n.asks]
        past = asked and all(n.posted_on and n.due < self.today for n in asked)
        return "left" if past else "unsigned"

    def writings(self) -> list[str]:
        """Return how every withdrawal stands."""
        return [self.writing(each) for each in self.file.withdrawals]

    def told(self, claim: ClaimId) -> bool:
        """Return whether a letter that answers a claim was posted; L13 is none."""
        return any(
            claim in letter.claims
            for letter in self.file.letters
            if letter.posting and not letter.void and letter.kind in ANSWERS
            if letter.kind is not LetterKind.WITHDRAWAL
        )

    def _withdrawn(self, claim: ClaimId) -> bool:
        return any(claim in each.claims for each in self.file.withdrawals if each.confirmed_on)

    def stopped(self, claim: ClaimId) -> bool:
        """Return whether a withdrawal of a claim waits."""
        return (
            any(
                claim in each.claims and self.writing(each) in {"signed", "unsigned"}
                for each in self.file.withdrawals
            )
            and not self.told(claim)
            and not self._withdrawn(claim)
        )

    @property
    def all_stopped(self) -> bool:
        """Return whether nothing goes on for the withdrawals that wait."""
        claims = [claim.id for claim in self.file.application.claims]
        going_on = (self.state(id_) not in ENDED and not self.stopped(id_) for id_ in claims)
        return any(map(self.stopped, claims)) and not any(going_on)

    @property
    def over(self) -> bool:
        """Return whether all that goes on is withdrawn by signed writings that wait."""
        return self.all_stopped and "unsigned" not in self.writings()

    def held_up(self, letter: Letter) -> bool:
        """Return whether a letter in hand goes nowhere for a withdrawal."""
        if letter.kind in {LetterKind.WITHDRAWAL, LetterKind.RETURN, LetterKind.RESENDING}:
            return False
        if letter.kind is LetterKind.DELAY:
            return self.over
        if letter.kind in {LetterKind.DEFICIENCIES, LetterKind.ACKNOWLEDGEMENT}:
            asks = (n.asks for n in self.file.notices if n.letter == letter.id)
            signs = any(ask.startswith(SIGNATURE) for each in asks for ask in each)
            return self.all_stopped and not signs
        return any(self.stopped(c) or self.state(c) is ClaimState.WITHDRAWN for c in letter.claims)

    def missing(self) -> list[str]:
        """Return what a notice asks for now."""
        claims = self.file.application.claims
        going_on = [c for c in claims if self.state(c.id) not in ENDED and not self.stopped(c.id)]
        fee = any(claim.right is Right.DISCLOSURE for claim in going_on)
        return [
            finding.key
            for finding in self.examination.findings
            if finding.is_deficiency and self.some_open
            if finding.code == SIGNATURE or going_on or not claims
            if fee or not finding.code.startswith("fee.")
            if finding.code == SIGNATURE or self.heirs not in {"asked", "refused"}
        ]

    def overtaken(self, letter: Letter) -> bool:
        """Return whether a letter in hand says what stands no more, and no supervisor let it go."""
        if letter.kind is LetterKind.DELAY:
            return not self.some_open and bool(self.file.application.claims)
        asks = {ask for each in self.file.notices if each.letter == letter.id for ask in each.asks}
        missing = set(self.missing())
        known = {_matter(ask) for n in self.file.notices if not n.void for ask in n.asks}
        new = any(_matter(each) not in known for each in missing)
        money = any(each.startswith("fee.") for each in asks | missing)
        came = (item for item in self.file.mail if item.payments and item.logged_at)
        paid = any(item.logged_at > letter.issued_at for item in came if item.logged_at)
        return bool(asks) and (bool(asks - missing) or new or (money and paid))

    def asked_in_vain(self, *, fee: bool) -> bool:
        """Return whether a notice asked, was posted, and its due date is past."""
        asked = self.notices(fee=fee)
        return bool(asked) and all(
            each.posted_on is not None and each.due < self.today for each in asked
        )

    def live(self, claim: ClaimId) -> Decision | None:
        """Return the decision that stands on a claim."""
        if self.state(claim) is ClaimState.WITHDRAWN:
            return None
        for each in reversed(self.file.decisions):
            if each.claim == claim and not each.sent_back and not each.taken_back:
                return each
        return None

    def answered(self, claim: ClaimId) -> bool:
        """Return whether a valid letter answers a claim."""
        return any(
            claim in letter.claims
            for letter in self.file.letters
            if not letter.void and letter.kind in ANSWERS
        )

    def may_end(self, claim: Claim, saying: Saying) -> bool:
        """Return whether a claim may be decided so: the table of decisions, a row each."""
        if self.state(claim.id) in ENDED or self.stopped(claim.id) or self.heirs == "asked":
            return False
        if saying.outcome is Outcome.REFERRED:
            return True
        if self.heirs == "refused" or self._against_the_register(claim, saying):
            return False
        axes = self.examination.axes
        fee_fine = axes.fee in FEE_FINE or claim.right is Right.CORRECTION
        if saying.ground is not None and saying.ground.code == "PR-G1":
            return (
                axes.identity is Identity.NOT_SHOWN and self.asked_in_vain(fee=False) and fee_fine
            )
        if saying.ground is not None and saying.ground.code == "PR-G2":
            return (
                axes.authority is AuthorityState.NOT_SHOWN
                and self.asked_in_vain(fee=False)
                and fee_fine
            )
        return (
            axes.completeness is Completeness.COMPLETE
            and axes.identity is Identity.SHOWN
            and axes.authority in AUTHORITY_FINE
            and fee_fine
        )

    def _against_the_register(self, claim: Claim, saying: Saying) -> bool:
        codes = {finding.code for finding in self.examination.findings}
        if saying.outcome is Outcome.NO_SUCH_DATA:
            return claim.right is Right.DISCLOSURE and "register.matches" in codes
        return saying.outcome in _GRANTED and "register.nothing" in codes

    def goes(self, letter: Letter) -> bool:
        """Return whether what a letter answers stands still as it was approved before its issue."""
        if letter.kind not in ANSWERS:
            return True
        claims = [each for each in self.file.application.claims if each.id in letter.claims]
        given = [self.live(each.id) for each in claims]
        return all(self.state(each.id) in ENDED for each in claims) and not any(
            each is not None and each.approval is not None and each.approval.at > letter.issued_at
            for each in given
        )

    def letter_of(self, claim: Claim) -> LetterKind | None:
        """Return the letter a claim that ended still needs."""
        if self.answered(claim.id) or self.stopped(claim.id):
            return None
        state, decision = self.state(claim.id), self.live(claim.id)
        fixed = {
            ClaimState.LAPSED: LetterKind.LAPSE,
            ClaimState.WITHDRAWN: LetterKind.WITHDRAWAL,
            ClaimState.REFERRED: LetterKind.REFERRAL,
        }
        if state is not ClaimState.DECIDED or decision is None:
            return fixed.get(state)
        if claim.right is Right.CORRECTION:
            return LetterKind.CORRECTION
        of_outcome = {
            Outcome.REFUSED: LetterKind.REFUSAL,
            Outcome.NO_SUCH_DATA: LetterKind.NO_SUCH_DATA,
        }
        return of_outcome.get(decision.outcome, LetterKind.DISCLOSURE)
