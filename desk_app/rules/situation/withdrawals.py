# SPDX-License-Identifier: MIT
"""What a writing that withdraws claims means, from its arrival on (practice 29)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from desk_app.records.base import ClaimId, Fact, Word
from desk_app.records.case.application import ProxyKind
from desk_app.records.case.findings import Finding, Likeness
from desk_app.records.case.history import ApplicationFile, Ruling, Topic, Withdrawal
from desk_app.records.case.letters import LetterKind
from desk_app.rules.case.case import Case
from desk_app.rules.case.claims import telling, told_claims, withdrawn_claims
from desk_app.rules.case.deadlines import age_on
from desk_app.rules.finding_codes import Code, ask, missing, ok
from desk_app.rules.names import names
from desk_app.rules.situation import asking
from desk_app.rules.situation.asking import Asking


class Writing(Word):
    """How a writing that withdraws claims stands."""

    TO_SIGN = "to_sign"
    """It bears no signature, and the day by which one was asked for has not passed."""
    TO_CONFIRM = "to_confirm"
    TOO_LATE = "too_late"
    """All that it names was answered by post: it changes nothing, and a letter says so."""
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    """A supervisor said with a reason that it does not stand."""
    LEFT = "left"
    """No signature came by the day named: the application goes on."""
    OVERTAKEN = "overtaken"
    """A later writing, signed, withdraws the same, or it is withdrawn already."""


WAITING = frozenset({Writing.TO_CONFIRM, Writing.TOO_LATE})
"""The writings that a supervisor confirms, or says of them that they do not stand."""


def standing(case: Case, writing: Withdrawal) -> Writing:
    """Return how a writing stands on the day of the case."""
    if writing.confirmed_on is not None:
        return Writing.CONFIRMED
    if case.ruling(Topic.WITHDRAWAL, str(writing.mail_item)) is Ruling.REFUSED:
        return Writing.REJECTED
    if not _left_to_withdraw(case.file, writing) or _is_signed_later(case.file, writing):
        return Writing.OVERTAKEN
    if told_claims(case.file) >= set(writing.claims):
        return Writing.TOO_LATE
    if writing.signed:
        return Writing.TO_CONFIRM
    past = asking.asking(case, (_unsigned(case.file, writing),)) is Asking.PAST
    return Writing.LEFT if past else Writing.TO_SIGN


def waiting(case: Case) -> tuple[Withdrawal, ...]:
    """Return the writings that wait for a supervisor, in the order of their arrival."""
    return tuple(each for each in case.file.withdrawals if standing(case, each) in WAITING)


def to_sign(case: Case) -> tuple[ClaimId, ...]:
    """Return the claims of the writings that still lack their signature, in time or not."""
    lacking = {Writing.TO_SIGN, Writing.LEFT}
    named = (each.claims for each in case.file.withdrawals if standing(case, each) in lacking)
    return tuple(dict.fromkeys(claim for claims in named for claim in claims))


def stopped(case: Case) -> frozenset[ClaimId]:
    """Return the claims of which nothing is decided or sent: a withdrawal of them waits.

    It waits for its signature, or for a supervisor. What was answered by post stands.
    """
    if not case.file.withdrawals:
        return frozenset()
    named = {
        claim
        for each in case.file.withdrawals
        if standing(case, each) in {Writing.TO_SIGN, Writing.TO_CONFIRM}
        for claim in each.claims
    }
    return frozenset(named) - told_claims(case.file) - withdrawn_claims(case.file)


def speaks_against(case: Case, claims: Iterable[ClaimId]) -> Writing | None:
    """Return how a writing stands that withdraws one of some claims; None where none does.

    What was answered by post stands, and is still not sent once more to who does not want it.
    """
    asked = frozenset(claims)
    for each in case.file.withdrawals:
        if asked.intersection(each.claims):
            stands = standing(case, each)
            if stands in WAITING or stands in {Writing.TO_SIGN, Writing.CONFIRMED}:
                return stands
    return None


def told_too_late(file: ApplicationFile) -> tuple[Withdrawal, ...]:
    """Return the confirmed writings that came after all they name was answered by post."""
    told = told_claims(file)
    return tuple(
        each
        for each in file.withdrawals
        if each.confirmed_on is not None and told >= set(each.claims)
    )


def to_be_told(file: ApplicationFile) -> tuple[Withdrawal, ...]:
    """Return those that came too late of which no letter says so yet (L13)."""
    return tuple(each for each in told_too_late(file) if not _is_told(file, each))


def _is_told(file: ApplicationFile, writing: Withdrawal) -> bool:
    return any(
        letter.kind is LetterKind.WITHDRAWAL
        and not letter.void
        and set(letter.claims) >= set(writing.claims)
        and writing.confirmed_on is not None
        and letter.dated >= writing.confirmed_on
        for letter in file.letters
    )


def is_by_proxy(file: ApplicationFile, writing: Withdrawal) -> bool:
    """Return whether the proxy withdraws: the sender of its mail item bears the proxy's name.

    Where no sender is noted it is the principal's: of a proxy's request he withdraws alone.
    """
    proxy = file.application.proxy
    sender = next((item.sender for item in file.mail if item.id == writing.mail_item), "")
    if proxy is None or not sender.strip():
        return False
    return names.compare(sender, proxy.name).likeness is not Likeness.DIFFERENT


def lacks_powers(case: Case, writing: Withdrawal) -> bool:
    """Return whether a proxy withdraws what he has no power over any more.

    The powers of a parent or guardian of a minor end with majority (PR-3a, practice 24).
    """
    application = case.file.application
    proxy, born = application.proxy, application.principal.born
    if proxy is None or born is None or not is_by_proxy(case.file, writing):
        return False
    term = case.rules.proxy(proxy.kind)
    of_age = case.rules.at(writing.received_on).days.majority
    return term is not None and term.minor and age_on(born, writing.received_on) >= of_age


def findings(case: Case) -> tuple[Finding, ...]:
    """Return what each writing that withdraws claims means."""
    return tuple(finding for each in case.file.withdrawals for finding in _findings(case, each))


def _findings(case: Case, writing: Withdrawal) -> Iterator[Finding]:
    stands, subject = standing(case, writing), str(writing.mail_item)
    facts = _facts(case.file, writing, too_late=stands is Writing.TOO_LATE)
    if stands is Writing.TO_SIGN:
        yield _unsigned(case.file, writing)
    elif stands in WAITING:
        yield _to_confirm(case, writing, stands, facts)
    elif stands is Writing.LEFT:
        due = asking.last_due(case, (_unsigned(case.file, writing),)) or case.on
        yield ok(Code.WITHDRAWAL_LEFT, subject, {**facts, "due": due})
    elif stands in _JUDGED:
        yield ok(_JUDGED[stands], subject, facts)


_JUDGED = {
    Writing.CONFIRMED: Code.WITHDRAWAL_CONFIRMED,
    Writing.REJECTED: Code.WITHDRAWAL_REJECTED,
}


def _to_confirm(
    case: Case, writing: Withdrawal, stands: Writing, facts: Mapping[str, Fact]
) -> Finding:
    subject, kind = str(writing.mail_item), _powerless(case, writing)
    if stands is Writing.TOO_LATE:
        answered = _answered_on(case.file, writing)
        return ask(Code.WITHDRAWAL_TOO_LATE, subject, {**facts, "answered_on": answered})
    if kind is not None:
        return ask(Code.WITHDRAWAL_NO_POWERS, subject, {**facts, "proxy_kind": kind.value})
    proxy = case.file.application.proxy
    if proxy is not None and is_by_proxy(case.file, writing):
        facts = {**facts, "proxy_kind": proxy.kind.value}
    return ask(Code.WITHDRAWAL_TO_CONFIRM, subject, facts)


def _unsigned(file: ApplicationFile, writing: Withdrawal) -> Finding:
    facts = _facts(file, writing)
    return missing(Code.WITHDRAWAL_UNSIGNED, str(writing.mail_item), facts)


def _powerless(case: Case, writing: Withdrawal) -> ProxyKind | None:
    proxy = case.file.application.proxy
    return proxy.kind if proxy is not None and lacks_powers(case, writing) else None


def _facts(
    file: ApplicationFile, writing: Withdrawal, *, too_late: bool = False
) -> dict[str, Fact]:
    """Return what a writing names: what it withdraws, and beside that what was answered by post.

    One that came ``too_late`` names nothing else.
    """
    told = frozenset[ClaimId]() if too_late else told_claims(file)
    named = [claim for claim in file.application.claims if claim.id in writing.claims]
    facts: dict[str, Fact] = {
        "arrived_on": writing.received_on,
        "rights": tuple(claim.right.value for claim in named if claim.id not in told),
    }
    answered = tuple(claim.right.value for claim in named if claim.id in told)
    return {**facts, "answered": answered} if answered else facts


def _left_to_withdraw(file: ApplicationFile, writing: Withdrawal) -> bool:
    return not withdrawn_claims(file) >= set(writing.claims)


def _is_signed_later(file: ApplicationFile, writing: Withdrawal) -> bool:
    """Return whether a later writing bears the signature this one lacks, for all it names."""
    if writing.signed:
        return False
    later = file.withdrawals[file.withdrawals.index(writing) + 1 :]
    return any(each.signed and set(each.claims) >= set(writing.claims) for each in later)


def _answered_on(file: ApplicationFile, writing: Withdrawal) -> Fact:
    """Return the day on which the last of its claims was answered by post.

    A writing that names none has nothing left to withdraw from its own day on.
    """
    days = {each.id: each.posted_on for each in file.postings}
    answered = (
        days[letter.posting]
        for letter in telling(file)
        if letter.posting in days and not set(letter.claims).isdisjoint(writing.claims)
    )
    return max(answered, default=writing.received_on)
