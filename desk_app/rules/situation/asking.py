# SPDX-License-Identifier: MIT
"""What the notices asked for: deficiencies, not cured in time; what is written anew for them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from desk_app.records.base import ClaimId, LetterId, MailItemId, Word
from desk_app.records.case.application import Application, ProxyKind
from desk_app.records.case.findings import Axis, ClaimState, DueDate, Finding
from desk_app.records.case.history import Letter, Notice, Ruling, Topic
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.mail import MailItem, Matter
from desk_app.records.case.papers import Enclosure, Subject
from desk_app.rules.case.case import Case, running_notices
from desk_app.rules.case.deadlines import notice_due
from desk_app.rules.finding_codes import Code, Cure, ok
from desk_app.rules.findings.authority import FAMILY_REGISTER, LETTER_OF_PROXY, serving_kinds
from desk_app.rules.rulebook.rulebook import Rules
from desk_app.rules.rulebook.terms import IdentityUse, Keeping, Proves
from desk_app.rules.writing.canonical import hashed

ORDER = (Axis.FEE, Axis.COMPLETENESS, Axis.IDENTITY, Axis.AUTHORITY)
"""The order in which a notice lists what it asks for."""

_GOING_ON = frozenset({ClaimState.OPEN, ClaimState.PROPOSED})


def of(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the deficiencies in the order of a notice; what is asked for twice comes once."""
    found = sorted(
        (finding for finding in findings if finding.is_deficiency),
        key=lambda finding: ORDER.index(finding.axis),
    )
    return tuple({(finding.key, finding.cure): finding for finding in reversed(found)}.values())[
        ::-1
    ]


def asked(
    findings: Iterable[Finding],
    states: Mapping[ClaimId, ClaimState],
    charged: Collection[ClaimId],
) -> tuple[Finding, ...]:
    """Return the deficiencies the applicant is asked to cure, as far as each claim is.

    Nothing is asked once every claim has ended, and no fee where no open claim is ``charged`` one.
    While a withdrawal of all that is open waits, only its signature is asked for (practice 29).
    """
    going_on = {claim for claim, state in states.items() if state in _GOING_ON}
    stopped = ClaimState.WITHDRAWAL_OPEN in states.values()
    if states and not going_on and not stopped:
        return ()
    fee_asked = not going_on.isdisjoint(charged)
    only_signature = stopped and not going_on
    return tuple(
        finding
        for finding in of(findings)
        if (fee_asked or finding.axis is not Axis.FEE)
        and (not only_signature or finding.cure == Cure.SIGNATURE)
    )


def may_go_on_without(finding: Finding) -> bool:
    """Return whether a supervisor may go on without what is missing.

    Only without what serves neither identity nor authority nor the fee, and never
    without a claim: there would be nothing to decide on. Without the signature of a withdrawal, or
    the proof of a new address, the application goes on by itself.
    """
    by_itself = {Code.WITHDRAWAL_UNSIGNED, Code.ADDRESS_CHANGE_UNSHOWN}
    if finding.code in {Code.FORM_NO_CLAIM, *by_itself}:
        return False
    return finding.is_deficiency and finding.axis is Axis.COMPLETENESS


def without_left_out(case: Case, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings with those left out that a supervisor goes on without, with a reason."""
    return tuple(_left_out(finding) if _gone_on(case, finding) else finding for finding in findings)


def _gone_on(case: Case, finding: Finding) -> bool:
    ruling = case.ruling(Topic.GO_ON_WITHOUT, finding.key)
    return may_go_on_without(finding) and ruling is Ruling.ACCEPTED


def _left_out(finding: Finding) -> Finding:
    return ok(Code.FORM_LEFT_OUT, finding.key, {"finding": finding.key})


# What the notices asked for: never yet, running, not cured in time; which papers are expected.


_REGISTER = "register"
_FEE = "fee"
_WHOLE = frozenset({_FEE, "authority"})
_OF_A_PAPER = frozenset({"document", "identity"})


class Asking(Word):
    """How far the asking for something is."""

    NEVER = "never"
    UNPOSTED = "unposted"
    RUNNING = "running"
    PAST = "past"


def matter_of(case: Case, asked: str) -> str:
    """Return the matter a finding's key or code is about.

    A second paper with another fault is about the same matter: fee, the principal's papers, the
    register, the proxy. What serves none of them is a matter of its own, the field of a form too.
    """
    code, _, subject = asked.partition(":")
    family = code.partition(".")[0]
    if family == _REGISTER:
        return _REGISTER
    if family in _OF_A_PAPER:
        axis = Axis.AUTHORITY if _is_proxys(case, subject) else Axis.IDENTITY
        return str(axis.value)
    return family if family in _WHOLE else asked


def _is_proxys(case: Case, subject: str) -> bool:
    """Return whether a paper serves authority: the proxy's own, or of a kind the matrix names."""
    if subject in {each.value for each in Subject}:
        return subject == Subject.PROXY.value
    serving = serving_kinds(case)
    return any(_serves(paper, serving) for paper in _papers(case, subject))


def _papers(case: Case, subject: str) -> Iterable[Enclosure]:
    """Return the paper a subject names: its id, or its id and a field."""
    return (
        paper
        for paper in case.file.enclosures
        if subject == paper.id or subject.startswith(f"{paper.id}.")
    )


def _serves(paper: Enclosure, serving: frozenset[str]) -> bool:
    return paper.of is Subject.PROXY or paper.kind in serving


def asking(case: Case, deficiencies: Iterable[Finding]) -> Asking:
    """Return how far the asking for any of the deficiencies is, on the day of the case.

    A notice counts from its posting; its due date has passed on the day after.
    """
    asked = notices_for(case, deficiencies)
    if any(notice.posted_on is None for notice in asked):
        return Asking.UNPOSTED
    if not asked:
        return Asking.NEVER
    running = any(case.on <= notice.due for notice in asked)
    return Asking.RUNNING if running else Asking.PAST


def notices_for(case: Case, deficiencies: Iterable[Finding]) -> tuple[Notice, ...]:
    """Return the notices, not void, that asked for one of the deficiencies or its matter."""
    matters = {matter_of(case, finding.key) for finding in deficiencies}
    return tuple(
        notice
        for notice in case.file.notices
        if not notice.void and not matters.isdisjoint(matter_of(case, ask) for ask in notice.asks)
    )


def unasked(case: Case, deficiencies: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return what the applicant has still to be asked for: a second shortage again (D3)."""
    return tuple(finding for finding in deficiencies if _is_unasked(case, finding))


def _is_unasked(case: Case, finding: Finding) -> bool:
    how_far = asking(case, (finding,))
    if how_far in {Asking.NEVER, Asking.UNPOSTED}:
        return how_far is Asking.NEVER
    if finding.axis is Axis.FEE:
        return how_far is Asking.RUNNING and _paid_in_part(case, finding)
    return not any(
        ask in {finding.key, finding.code}
        for notice in notices_for(case, (finding,))
        for ask in notice.asks
    )


def _paid_in_part(case: Case, finding: Finding) -> bool:
    """Return whether payment came after the last notice and was not enough."""
    posted = max(notice.posted_on or date.min for notice in notices_for(case, (finding,)))
    whole = finding.code in {Code.FEE_SHORT, Code.FEE_ABSENT}
    return whole and any(item.payments and item.arrived_on > posted for item in case.file.mail)


@dataclass(frozen=True, slots=True)
class Overtaken:
    """What has changed since a letter in hand was issued, so that it says what stands no more.

    ``cured`` are the keys of what a notice asks for and what lacks no more, ``added`` what lacks
    besides and no notice asks for, ``paid`` the mail items that brought stamps meanwhile; ``ended``
    says that all is decided on, so that a letter about the delay comes too late.
    """

    letter: LetterId
    cured: tuple[str, ...] = ()
    added: tuple[Finding, ...] = ()
    paid: tuple[MailItemId, ...] = ()
    ended: bool = False

    @property
    def subject(self) -> str:
        """Return what a person judges who has it posted all the same: this letter, these changes.

        Whatever changes later makes another subject, which nobody has judged yet.
        """
        said = {
            "added": sorted(each.key for each in self.added),
            "cured": sorted(self.cured),
            "ended": self.ended,
            "paid": sorted(map(int, self.paid)),
        }
        return f"{self.letter}:{hashed(dict(said)).hex()[:16]}"


def overtaken(
    case: Case, letter: Letter, deficiencies: Collection[Finding], *, ended: bool
) -> Overtaken | None:
    """Return what has overtaken a letter that is neither posted nor void; None where nothing has.

    A notice asks for exactly what lacks (D1), in one letter; a letter about the delay is for those
    who wait. Whether somebody decided to post it all the same is not asked here (practice 31).
    """
    if letter.kind is LetterKind.DELAY:
        return Overtaken(letter.id, ended=True) if ended else None
    asks = {
        ask for notice in case.file.notices if notice.letter == letter.id for ask in notice.asks
    }
    if not asks:
        return None
    needed = {finding.key for finding in deficiencies}
    found = Overtaken(
        letter.id,
        tuple(sorted(asks - needed)),
        unasked(case, deficiencies),
        tuple(_paid_since(case, letter, asks | needed)),
    )
    return found if found.cured or found.added or found.paid else None


def goes_as_issued(case: Case, found: Overtaken) -> bool:
    """Return whether a supervisor has decided, with a reason, to post it all the same."""
    return case.ruling(Topic.POST_AS_ISSUED, found.subject) is Ruling.ACCEPTED


def _paid_since(case: Case, letter: Letter, keys: Iterable[str]) -> Iterator[MailItemId]:
    """Yield what brought stamps after a notice about the fee was issued: it names the sum."""
    if any(matter_of(case, key) == _FEE for key in keys):
        for item in case.file.mail:
            if item.payments and item.logged_at is not None and item.logged_at > letter.issued_at:
                yield item.id


def last_due(case: Case, deficiencies: Iterable[Finding]) -> date | None:
    """Return the due date of the posted notices that asked for the deficiencies: the last one."""
    asked = notices_for(case, deficiencies)
    return max((notice.due for notice in asked if notice.posted_on is not None), default=None)


def due_date(case: Case) -> DueDate | None:
    """Return the due date of the notice that was posted last, with its steps where they lead there.

    A notice issued for another posting day keeps the day it names (practice 3).
    """
    notices = running_notices(case.file)
    if not notices:
        return None
    last = max(notices, key=lambda notice: notice.due)
    counted = (_counted(day, case.rules) for day in (last.posted_on, last.for_posting_on))
    return next((due for due in counted if due and due.on == last.due), DueDate(last.due, ()))


def _counted(day: date | None, rules: Rules) -> DueDate | None:
    return None if day is None else notice_due(day, rules)


# The papers that a later envelope is expected to bring: those which the notices ask for (D3).


LIKELIEST = 2
"""So many kinds are expected where any of several would do."""

_SUPPLEMENT = "family_register_supplement"
_OF_A_CHANGE = {
    Code.IDENTITY_ADDRESS_DIFFERS: ("residence_certificate", _SUPPLEMENT),
    Code.IDENTITY_NAME_DIFFERS: (FAMILY_REGISTER,),
    Code.IDENTITY_BIRTH_DIFFERS: ("residence_certificate",),
}
"""What shows how an address, a name or a birth date changed, or what it is now."""

_OWN_KIND = frozenset(
    {Cure.FRESH_DOCUMENT, Cure.ORIGINAL, Cure.AUTHORITY_PAPER, Cure.POWERS_LIST}
    | {Cure.SUPERVISOR_PROOF}
)
"""What a paper of the kind that the finding names cures."""

_OF_AUTHORITY = "authority."
"""How the codes of those findings begin that speak of what shows a proxy's authority."""


@dataclass(frozen=True, slots=True)
class AskedPaper:
    """A kind of paper, and whose it is."""

    kind: str
    of: Subject


def asked_papers(case: Case, findings: Iterable[Finding]) -> tuple[AskedPaper, ...]:
    """Return the papers that a notice asks for and that still lack; where none did, all that lack.

    Where any of several kinds would do, the likeliest come. Forms and fees are no papers.
    """
    lacking = of(findings)
    asked = [each for each in lacking if notices_for(case, (each,))]
    papers = (paper for each in asked or lacking for paper in _expected_papers(case, each))
    return tuple(dict.fromkeys(papers))


def usual_identity(rules: Rules) -> tuple[str, ...]:
    """Return the kinds most often sent: photo, address and expiry on one card (PR-2)."""
    usual = (
        term.code
        for term in rules.documents
        if term.identity is IdentityUse.ALONE
        and term.address is Proves.YES
        and term.expires
        and term.keeping is not Keeping.NEVER
        and term.taken_on(rules.day)
    )
    return tuple(usual)[:LIKELIEST]


def _expected_papers(case: Case, finding: Finding) -> Iterator[AskedPaper]:
    terms = (case.rules.document(kind) for kind in _kinds(case.rules, finding))
    for term in terms:
        if term is not None and term.taken_on(case.on):
            yield AskedPaper(term.code, _whose(finding))


def _whose(finding: Finding) -> Subject:
    """Return whose paper it is; one that shows the authority is the principal's.

    A finding on the authority says who is not named, not whose the paper is.
    """
    whose = finding.facts.get("whose")
    of_a_paper = not finding.code.startswith(_OF_AUTHORITY)
    return Subject(str(whose)) if of_a_paper and whose else Subject.PRINCIPAL


def _kinds(rules: Rules, finding: Finding) -> tuple[str, ...]:
    """Return the kinds that would cure a deficiency, the likeliest first."""
    named = str(finding.facts.get("document", ""))
    cure = Cure(finding.cure)
    if cure is Cure.IDENTITY:
        return (*_renewed(finding), *usual_identity(rules))
    if cure in {Cure.SECOND_IDENTITY, Cure.ADDRESS_DOCUMENT}:
        return _without_photo(rules, finding)
    if cure is Cure.CHANGE_DOCUMENT:
        return _OF_A_CHANGE[Code(finding.code)]
    if cure in _OWN_KIND:
        return _renewed(finding) or (named,)
    return _of_cure(rules, cure)


def _of_cure(rules: Rules, cure: Cure) -> tuple[str, ...]:
    if cure is Cure.OWN_FORM_OR_MANDATE:
        term = rules.proxy(ProxyKind.CONSIGNED)
        return () if term is None else term.papers[0]
    return {
        Cure.REGISTERED_CLUES: (_SUPPLEMENT,),
        Cure.LETTER_OF_PROXY: (LETTER_OF_PROXY,),
    }.get(cure, ())


def _renewed(finding: Finding) -> tuple[str, ...]:
    """Return the kind that takes the place of a paper that expired or is not taken any more."""
    if finding.code == Code.DOCUMENT_EXPIRED:
        return (str(finding.facts["document"]),)
    if finding.code == Code.DOCUMENT_ENDED:
        return (str(finding.facts["instead"]),)
    return ()


def _without_photo(rules: Rules, finding: Finding) -> tuple[str, ...]:
    """Return kinds without a photo: who has one with a photo has sent it, or proves more by it."""
    named = finding.facts["kinds"]
    codes = named if isinstance(named, tuple) else ()
    terms = [term for code in codes if (term := rules.document(str(code))) is not None]
    likely = [term.code for term in terms if term.identity is IdentityUse.ONE_OF_TWO]
    return tuple(likely or [term.code for term in terms])[:LIKELIEST]


# What an applicant writes anew: which fields of the form, asked for by what, sent in what (D3).


_ON_THE_FORM = frozenset(
    {"form", "principal", "proxy", "claims", "scope", "service", "method", "reply_to"}
)
"""The heads of the paths of what stands on an application form."""

_DIFFERING = {
    Code.IDENTITY_NAME_DIFFERS: "name",
    Code.IDENTITY_ADDRESS_DIFFERS: "address",
    Code.IDENTITY_BIRTH_DIFFERS: "born",
}
"""The fields of the form that a paper may show otherwise."""

_OF_A_CLAIM = frozenset({"changes", "reason"})
_PROXYS = "proxy_"


def stands_on_form(path: str) -> bool:
    """Return whether a value is one that the applicant wrote on the form."""
    return path.partition(".")[0] in _ON_THE_FORM


def carriers(case: Case) -> tuple[MailItem, ...]:
    """Return the supplements that what was written anew may have come in.

    What came late counts once a supervisor has accepted it (practice 3).
    """
    return tuple(
        item for item in case.file.mail if item.matter is Matter.SUPPLEMENT and case.counts(item.id)
    )


def is_cured_by_form(finding: Finding) -> bool:
    """Return whether the form filled in or written anew cures a deficiency: a copy goes along."""
    return finding.is_deficiency and finding.cure in {Cure.FORM_COPY, Cure.CHANGE_DOCUMENT}


def asked_anew(case: Case, findings: Iterable[Finding]) -> tuple[str, ...]:
    """Return the paths of what notices ask for, the form cures and still lacks; each once."""
    return tuple(
        dict.fromkeys(
            _path(finding, case.file.application)
            for finding in findings
            if is_cured_by_form(finding) and notices_for(case, (finding,))
        )
    )


def _path(finding: Finding, application: Application) -> str:
    differing = _DIFFERING.get(Code(finding.code))
    if differing is not None:
        proxys = finding.facts.get("whose") == Subject.PROXY.value
        return f"{'proxy' if proxys else 'principal'}.{differing}"
    field = str(finding.facts["field"])
    if field in _OF_A_CLAIM:
        return f"claims.{finding.subject}.{field}"
    if field.startswith(_PROXYS):
        return f"proxy.{field.removeprefix(_PROXYS)}"
    if field in {"signature", "filled_in_on"}:
        return "form.signed" if field == "signature" else "form.filled_in_on"
    return f"principal.{field}" if hasattr(application.principal, field) else field
