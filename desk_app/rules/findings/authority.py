# SPDX-License-Identifier: MIT
"""Whether a proxy is shown to be the proxy: the matrix of PR-3, each kind of paper (C4)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from desk_app.records.base import Fact
from desk_app.records.case.application import Application, Proxy, ProxyKind, ReplyTo, Right
from desk_app.records.case.findings import Axis, Finding, Verdict
from desk_app.records.case.history import Ruling, Topic
from desk_app.records.case.papers import (
    Authority,
    Enclosure,
    Exercise,
    Guardianship,
    Mandate,
    Register,
    Subject,
)
from desk_app.rules.addresses.addresses import is_abroad
from desk_app.rules.case import heirs, replies
from desk_app.rules.case.case import Case
from desk_app.rules.case.deadlines import age_on
from desk_app.rules.case.heirs import Heirs
from desk_app.rules.finding_codes import Aim, Code, Cure, ask, defective, missing, ok
from desk_app.rules.findings import identity
from desk_app.rules.findings.documents import (
    WeighedPaper,
    paper_facts,
    problem_findings,
    unread_findings,
    weigh,
)
from desk_app.rules.findings.doubts import cleared_up
from desk_app.rules.findings.identity import (
    NAME_CODES,
    ShownPerson,
    TextMatch,
    best,
    days_differ,
    speaks_of,
)
from desk_app.rules.rulebook.file import ProxyTerm
from desk_app.rules.rulebook.rulebook import Rules


@dataclass(frozen=True, slots=True)
class ProxyReading:
    """The case, the proxy of the form, and the rulebook's row for that kind of proxy.

    ``way`` are the kinds of paper by which the authority is looked at: one of the row's sets.
    """

    case: Case
    proxy: Proxy
    term: ProxyTerm
    way: tuple[str, ...] = ()

    @property
    def by_signature(self) -> bool:
        """Return whether a signature stands for the registered seal: of who lives abroad (39)."""
        return of_abroad(self.way, self.case.rules)

    @property
    def aim(self) -> Aim:
        """Return where findings on authority stand."""
        return Aim(Axis.AUTHORITY, self.term.basis.clause)

    def facts(self, enclosure: Enclosure) -> dict[str, Fact]:
        """Return the facts that every finding on such a paper carries."""
        return {"document": enclosure.kind, "proxy_kind": self.proxy.kind.value}


def subject_of(paper: WeighedPaper) -> str:
    """Return the subject under which a person judges a paper."""
    return str(paper.enclosure.id)


def plain_findings(reading: ProxyReading, paper: WeighedPaper) -> tuple[Finding, ...]:
    """Return that a certificate of the principal (registered seal) must be read: whose it is.

    It is "of the individual concerned" (PR-3c): another name makes it another person's.
    """
    if paper.problems or paper.enclosure.name.strip():
        return ()
    return unread_findings(paper, reading.aim, ("name",))


def agreement_findings(reading: ProxyReading, paper: WeighedPaper) -> tuple[Finding, ...]:
    """Return whether a paper is the principal's by all that was typed from it (practice 32).

    Another name or day of birth makes it another person's, whatever it certifies. One that bears
    the proxy's name speaks of the proxy.
    """
    case, enclosure = reading.case, paper.enclosure
    principal = case.file.application.principal
    if not speaks_of(case, enclosure, Subject.PRINCIPAL):
        return ()
    names = identity.names_shown(case, Subject.PRINCIPAL, principal.name)
    written = (enclosure.name, *enclosure.former_names)
    found, _, _ = best(case, Topic.NAME, subject_of(paper), names, written)
    facts: dict[str, Fact] = {**paper_facts(enclosure), "whose": Subject.PRINCIPAL.value}
    both = {**facts, "on_form": principal.name, "on_document": enclosure.name}
    if found in NAME_CODES:
        return (ask(NAME_CODES[found], paper.id, both, reading.aim),)
    if found is TextMatch.DIFFERENT:
        return (defective(Code.IDENTITY_NAME_DIFFERS, paper.id, both, reading.aim),)
    if days_differ(principal.born, enclosure.born) and principal.born and enclosure.born:
        days = {**facts, "on_form": principal.born, "on_document": enclosure.born}
        return (defective(Code.IDENTITY_BIRTH_DIFFERS, paper.id, days, reading.aim),)
    return ()


def taken_today(case: Case, code: str) -> bool:
    """Tell whether a kind of paper would be taken if it arrived today: only such are asked for."""
    term = case.rules.document(code)
    return term is not None and (term.accepted_until is None or case.on <= term.accepted_until)


# What a letter of proxy must say: names, seal, each right and the receipt, no blanks (PR-3c).


def letter_of_proxy(reading: ProxyReading, paper: WeighedPaper) -> tuple[Finding, ...]:
    """Return what a letter of proxy leaves open.

    What one letter does not cover another sound one may: the powers of all of them add up.
    """
    mandate = paper.enclosure.mandate
    if mandate is None:
        facts = {**reading.facts(paper.enclosure), "field": "mandate"}
        return (ask(Code.AUTHORITY_UNREAD, f"{paper.id}.mandate", facts, reading.aim),)
    return (
        *_named(reading, paper, mandate),
        *_blanks(reading, paper, mandate),
        *_seal(reading, paper, mandate),
        *_matter(reading, paper, mandate),
    )


def _named(reading: ProxyReading, paper: WeighedPaper, mandate: Mandate) -> tuple[Finding, ...]:
    facts = reading.facts(paper.enclosure)
    people = (("principal", mandate.names_principal), ("proxy", mandate.names_proxy))
    return tuple(
        defective(
            Code.AUTHORITY_NOT_NAMED, f"{paper.id}.{whose}", {**facts, "whose": whose}, reading.aim
        )
        for whose, named in people
        if not named
    )


def _blanks(reading: ProxyReading, paper: WeighedPaper, mandate: Mandate) -> tuple[Finding, ...]:
    """Return the fields left blank; an undated letter has its date blank."""
    undated = () if mandate.dated is not None else ("date",)
    fields = dict.fromkeys((*mandate.blank_fields, *undated))
    return tuple(
        _field(reading, paper, Code.AUTHORITY_MANDATE_BLANK, field, suffix=field)
        for field in fields
    )


def _seal(reading: ProxyReading, paper: WeighedPaper, mandate: Mandate) -> tuple[Finding, ...]:
    """The registered seal must be there and equal the certificate's; a person compares them.

    Who lives abroad has signed, and the signature is compared (practice 39). Where the rulebook
    asks for none, a letter of proxy without it is as good (PR-3c).
    """
    if reading.term.without_seal:
        return ()
    if not mandate.registered_seal and not reading.by_signature:
        return (_field(reading, paper, Code.AUTHORITY_NO_SEAL, "seal"),)
    facts = reading.facts(paper.enclosure)
    matches = _seal_matches(reading, paper, mandate)
    if matches is None:
        comparable = _certificate_there(reading, paper)
        return (
            (ask(Code.AUTHORITY_SEAL_UNREAD, paper.id, facts, reading.aim),) if comparable else ()
        )
    if not matches:
        return (defective(Code.AUTHORITY_SEAL_DIFFERS, paper.id, facts, reading.aim),)
    return ()


def _certificate_there(reading: ProxyReading, paper: WeighedPaper) -> bool:
    """Return whether a certificate came with which the seal can be compared."""
    others = set(reading.way) - {paper.enclosure.kind}
    return any(each.kind in others for each in reading.case.papers())


def _seal_matches(reading: ProxyReading, paper: WeighedPaper, mandate: Mandate) -> bool | None:
    """Return what a person saw; a later verdict stands above what was noted at logging."""
    ruling = reading.case.ruling(Topic.SEAL, subject_of(paper))
    verdicts = {Ruling.SAME: True, Ruling.NOT_SAME: False}
    return mandate.seal_matches if ruling is None else verdicts.get(ruling)


def _matter(reading: ProxyReading, paper: WeighedPaper, mandate: Mandate) -> tuple[Finding, ...]:
    """The matter must cover each right asked for, and the receipt of the reply (C4)."""
    mandates = (mandate, *_sound_mandates(reading))
    covered = frozenset[str]().union(*(each.rights for each in mandates))
    missing = _rights_beyond(reading, covered)
    found = tuple(_not_covered(reading, paper, right) for right in missing)
    if any(each.covers_receipt for each in mandates):
        return found
    receipt = _field(reading, paper, Code.AUTHORITY_MANDATE_RECEIPT, "receipt")
    return (*found, receipt)


def _sound_mandates(reading: ProxyReading) -> tuple[Mandate, ...]:
    """Return the letters of proxy in which nothing but the matter could be wanting."""
    return tuple(
        mandate
        for each in reading.case.papers()
        if (mandate := each.mandate) is not None
        and weigh(each, reading.case.rules).sound
        and mandate.names_principal
        and mandate.names_proxy
        and _sealed(reading, weigh(each, reading.case.rules), mandate)
    )


def _sealed(reading: ProxyReading, paper: WeighedPaper, mandate: Mandate) -> bool:
    """Return whether nothing is wanting in the seal."""
    if reading.term.without_seal:
        return True
    there = mandate.registered_seal or reading.by_signature
    return there and bool(_seal_matches(reading, paper, mandate))


def _not_covered(
    reading: ProxyReading,
    paper: WeighedPaper,
    right: Right,
    code: Code = Code.AUTHORITY_MANDATE_CLAIM,
) -> Finding:
    facts: dict[str, Fact] = {**reading.facts(paper.enclosure), "right": right.value}
    subject = f"{paper.id}.{right.value}"
    return defective(code, subject, facts, reading.aim)


def _field(
    reading: ProxyReading, paper: WeighedPaper, code: Code, field: str, *, suffix: str = ""
) -> Finding:
    facts: dict[str, Fact] = {**reading.facts(paper.enclosure), "field": field}
    subject = f"{paper.id}.{suffix}" if suffix else paper.id
    return defective(code, subject, facts, reading.aim)


# What each kind of paper must show for a proxy: family register, certificate, letter (PR-3).


LETTER_OF_PROXY = "letter_of_proxy"
"""The kind of paper by which a principal appoints a proxy; its powers are read from it."""

SEAL_CERTIFICATE = "seal_certificate"
"""The kind of paper that shows which seal is the principal's registered one."""

GUARDIANSHIP_CERTIFICATE = "guardianship_certificate"
"""The kind of paper that certifies who stands for an adult, and with which powers."""

FAMILY_REGISTER = "family_register"
"""The kind of paper that shows who holds parental authority; an insurance document does not."""


def paper_findings(reading: ProxyReading, paper: WeighedPaper) -> tuple[Finding, ...]:
    """Return what one paper leaves open for the proxy's authority; empty where it does.

    Faults of the paper come first: too old, a copy, expired, no longer accepted.
    """
    kinds = tuple(
        alternative[0]
        for alternative in reading.term.papers
        if len(alternative) == 1 and taken_today(reading.case, alternative[0])
    )
    aim = replace(reading.aim, cure=Cure.AUTHORITY_PAPER)
    faults = problem_findings(paper, aim, kinds or (paper.enclosure.kind,))
    unread = () if faults else unread_findings(paper, reading.aim, paper.unread)
    agreement = agreement_findings(reading, paper)
    return (*faults, *unread, *agreement, *_read(reading, paper))


def _read(reading: ProxyReading, paper: WeighedPaper) -> tuple[Finding, ...]:
    """Return what a paper leaves open by what it is, or by what shows that kind of proxy."""
    if reading.proxy.kind in _READ:
        return _READ[reading.proxy.kind](reading, paper)
    if paper.enclosure.kind == LETTER_OF_PROXY:
        return letter_of_proxy(reading, paper)
    if paper.enclosure.kind == FAMILY_REGISTER:
        return _by_names(reading, paper)
    if paper.term is not None and paper.term.authority_of is Subject.PROXY:
        return _own_paper(reading, paper)
    return plain_findings(reading, paper)


def _by_names(reading: ProxyReading, paper: WeighedPaper) -> tuple[Finding, ...]:
    """A family register that shows both people, whatever authority it gives: of an heir."""
    register = paper.enclosure.register
    if register is None:
        return (_not_read(reading, paper, "register"),)
    return _named_in_paper(
        reading, paper, principal=register.names_principal, proxy=register.names_proxy
    )


def _own_paper(reading: ProxyReading, paper: WeighedPaper) -> tuple[Finding, ...]:
    """A paper of the proxy that shows what he is, such as a lawyer's card: in his name."""
    enclosure, case = paper.enclosure, reading.case
    if not enclosure.name.strip():
        return unread_findings(paper, reading.aim, ("name",))
    written = (enclosure.name, *enclosure.former_names)
    found, _, _ = best(case, Topic.NAME, subject_of(paper), (reading.proxy.name,), written)
    facts: dict[str, Fact] = {**reading.facts(enclosure), "whose": Subject.PROXY.value}
    if found in NAME_CODES:
        both = {**paper_facts(enclosure), "whose": Subject.PROXY.value}
        both |= {"on_form": reading.proxy.name, "on_document": enclosure.name}
        return (ask(NAME_CODES[found], paper.id, both, reading.aim),)
    if found is TextMatch.DIFFERENT:
        return (defective(Code.AUTHORITY_NOT_NAMED, f"{paper.id}.proxy", facts, reading.aim),)
    return ()


def _by_register(reading: ProxyReading, paper: WeighedPaper) -> tuple[Finding, ...]:
    """A family register, or an insurance document that names the dependant (PR-3a)."""
    register = paper.enclosure.register
    if register is None:
        return (_not_read(reading, paper, "register"),)
    named = _named_in_paper(
        reading, paper, principal=register.names_principal, proxy=register.names_proxy
    )
    if reading.proxy.kind is ProxyKind.PARENT:
        return (*named, *_parental_authority(reading, paper, register))
    if register.authority is Authority.GUARDIAN:
        return named
    return (*named, _authority_not_shown(reading, paper, register))


def _parental_authority(
    reading: ProxyReading, paper: WeighedPaper, register: Register
) -> tuple[Finding, ...]:
    if register.authority is Authority.SOLE:
        return ()
    if register.authority is Authority.JOINT:
        return _joint(reading, paper, register)
    suffices = paper.enclosure.kind != FAMILY_REGISTER
    if register.authority is Authority.NOT_SHOWN and suffices:
        return ()
    return (_authority_not_shown(reading, paper, register),)


def _joint(reading: ProxyReading, paper: WeighedPaper, register: Register) -> tuple[Finding, ...]:
    """Joint parental authority exercised by one: a supervisor decides (practice 22)."""
    if register.other_holder_signed:
        return ()
    facts = reading.facts(paper.enclosure)
    ruling = reading.case.ruling(Topic.JOINT_AUTHORITY, subject_of(paper))
    if ruling is Ruling.ACCEPTED:
        return (ok(Code.AUTHORITY_JOINT_ACCEPTED, paper.id, facts, reading.aim),)
    then = reading.case.rules.at(paper.enclosure.arrived_on)
    if ruling is None and then.switches.joint_by_one == "ask":
        return (ask(Code.AUTHORITY_JOINT, paper.id, facts, reading.aim),)
    return (defective(Code.AUTHORITY_JOINT_REFUSED, paper.id, facts, reading.aim),)


def _authority_not_shown(reading: ProxyReading, paper: WeighedPaper, register: Register) -> Finding:
    """Return that the register shows no such holder, or another kind of holder."""
    facts = reading.facts(paper.enclosure)
    if register.authority is Authority.NOT_SHOWN:
        return defective(Code.AUTHORITY_HOLDER_NOT_SHOWN, paper.id, facts, reading.aim)
    facts["certified"] = register.authority.value
    return defective(Code.AUTHORITY_KIND_DIFFERS, paper.id, facts, reading.aim)


def _by_certificate(reading: ProxyReading, paper: WeighedPaper) -> tuple[Finding, ...]:
    """A certificate of guardianship: kind, names, powers, supervisor, joint exercise (PR-3b)."""
    certificate = paper.enclosure.guardianship
    if certificate is None:
        return (_not_read(reading, paper, "guardianship"),)
    facts = reading.facts(paper.enclosure)
    if certificate.kind != reading.proxy.kind.value:
        facts["certified"] = certificate.kind
        return (defective(Code.AUTHORITY_KIND_DIFFERS, paper.id, facts, reading.aim),)
    named = _named_in_paper(
        reading, paper, principal=certificate.names_principal, proxy=certificate.names_proxy
    )
    return (
        *named,
        *_powers(reading, paper, certificate),
        *_supervisor(reading, paper, certificate),
        *_exercise(reading, paper, certificate),
    )


def _powers(
    reading: ProxyReading, paper: WeighedPaper, certificate: Guardianship
) -> tuple[Finding, ...]:
    """The list of powers must be there and cover the request; divided powers likewise.

    Where it covers some of the rights only, the others are named.
    """
    listed = reading.term.powers
    if listed and not certificate.powers_listed:
        return (_fault(reading, paper, Code.AUTHORITY_POWERS_NOT_LISTED),)
    if not listed and certificate.exercise is not Exercise.DIVIDED:
        return ()
    if certificate.powers_cover is None:
        return (_not_read(reading, paper, "powers_cover"),)
    if certificate.powers_cover:
        return ()
    if not certificate.rights:
        return (_fault(reading, paper, Code.AUTHORITY_POWERS_NOT_COVERING),)
    code = Code.AUTHORITY_POWERS_CLAIM
    missing = _rights_beyond(reading, certificate.rights)
    return tuple(_not_covered(reading, paper, right, code) for right in missing)


def _rights_beyond(reading: ProxyReading, covered: Collection[str]) -> tuple[Right, ...]:
    """Return the rights that are still asked for and that powers do not cover, each once."""
    wanted = dict.fromkeys(claim.right for claim in reading.case.claims())
    return tuple(right for right in wanted if right.value not in covered)


def _supervisor(
    reading: ProxyReading, paper: WeighedPaper, certificate: Guardianship
) -> tuple[Finding, ...]:
    """A voluntary guardian has no power before a supervisor is appointed."""
    if not reading.term.supervisor or certificate.supervisor_appointed:
        return ()
    if certificate.supervisor_appointed is None:
        return (_not_read(reading, paper, "supervisor_appointed"),)
    return (_fault(reading, paper, Code.AUTHORITY_NO_SUPERVISOR),)


def _exercise(
    reading: ProxyReading, paper: WeighedPaper, certificate: Guardianship
) -> tuple[Finding, ...]:
    """Guardians who must act jointly cannot act alone (Civil Code 859-2): the other signs too."""
    if certificate.exercise is Exercise.JOINT and not certificate.other_holder_signed:
        return (_fault(reading, paper, Code.AUTHORITY_JOINT_EXERCISE),)
    return ()


def _named_in_paper(
    reading: ProxyReading, paper: WeighedPaper, *, principal: bool, proxy: bool
) -> tuple[Finding, ...]:
    facts = reading.facts(paper.enclosure)
    return tuple(
        defective(
            Code.AUTHORITY_NOT_NAMED, f"{paper.id}.{whose}", {**facts, "whose": whose}, reading.aim
        )
        for whose, named in (("principal", principal), ("proxy", proxy))
        if not named
    )


def _fault(reading: ProxyReading, paper: WeighedPaper, code: Code) -> Finding:
    return defective(code, paper.id, reading.facts(paper.enclosure), reading.aim)


def _not_read(reading: ProxyReading, paper: WeighedPaper, field: str) -> Finding:
    facts = {**reading.facts(paper.enclosure), "field": field}
    return ask(Code.AUTHORITY_UNREAD, f"{paper.id}.{field}", facts, reading.aim)


_READ: Mapping[ProxyKind, Callable[[ProxyReading, WeighedPaper], tuple[Finding, ...]]] = {
    ProxyKind.PARENT: _by_register,
    ProxyKind.MINOR_GUARDIAN: _by_register,
    ProxyKind.ADULT_GUARDIAN: _by_certificate,
    ProxyKind.CURATOR: _by_certificate,
    ProxyKind.ASSISTANT: _by_certificate,
    ProxyKind.VOLUNTARY_GUARDIAN: _by_certificate,
}
"""What is read from the papers of some kinds of proxy; of others each paper is read as it is."""


_OPEN = frozenset({Verdict.MISSING, Verdict.DEFECTIVE})


@dataclass(frozen=True, slots=True)
class _Part:
    """One document an alternative asks for: the best paper's findings, or that there is none."""

    findings: tuple[Finding, ...]
    there: bool = True


def findings(case: Case) -> tuple[Finding, ...]:
    """Return what the papers say of the proxy's authority, and of the proxy's own identity."""
    proxy = case.file.application.proxy
    if proxy is None:
        return _without_proxy(case)
    terms = _terms(case, proxy)
    if not terms and proxy.kind is ProxyKind.HEIR:
        return _heir(case)
    if not terms:
        facts = {"proxy_kind": proxy.kind.value}
        return (defective(Code.AUTHORITY_KIND, proxy.kind.value, facts),)
    of_age = _age(case, proxy, terms[0])
    if any(finding.code == Code.AUTHORITY_OF_AGE for finding in of_age):
        return of_age
    papers = _papers([ProxyReading(case, proxy, term) for term in terms])
    minor = (*_mandate_of_minor(case, proxy, terms[0]), *_came_of_age(case))
    found = (*of_age, *minor, *papers, *_own_identity(case, proxy, terms[0]))
    if any(finding.verdict is not Verdict.OK for finding in found):
        return found
    return (_shown(case, proxy, terms), *found)


def _heir(case: Case) -> tuple[Finding, ...]:
    """An heir whom the rulebook takes for no proxy asks in his own name, once it goes on (34)."""
    goes_on = heirs.standing(case) is Heirs.GO_ON
    return (defective(Code.AUTHORITY_HEIR, ProxyKind.HEIR.value),) if goes_on else ()


def _terms(case: Case, proxy: Proxy) -> tuple[ProxyTerm, ...]:
    """Return the matrix rows in force when the application, and each later paper, arrived."""
    days = (case.file.application.received_on, *(paper.arrived_on for paper in case.papers()))
    terms = [case.rules.at(day).proxy(proxy.kind) for day in dict.fromkeys(days)]
    distinct: list[ProxyTerm] = []
    for term in terms:
        if term is not None and term not in distinct:
            distinct.append(term)
    return tuple(distinct)


def serving_kinds(case: Case) -> frozenset[str]:
    """Return the kinds of paper that show the authority of this application's proxy."""
    proxy = case.file.application.proxy
    return frozenset() if proxy is None else _codes(_terms(case, proxy))


def lives_abroad(application: Application) -> bool:
    """Return whether the principal's address on the form lies abroad (practice 39)."""
    return is_abroad(application.principal.postal_code, application.principal.address)


def of_abroad(way: Collection[str], rules: Rules) -> bool:
    """Return whether a set of papers is for a principal who lives abroad alone."""
    terms = (rules.document(code) for code in way)
    return any(term is not None and term.abroad for term in terms)


def ways(term: ProxyTerm, rules: Rules, *, abroad: bool) -> tuple[tuple[str, ...], ...]:
    """Return the sets of papers by which a kind of proxy may be shown, what is usual first.

    Those for a principal who lives abroad stand first for him, and are none for anybody else unless
    the rulebook takes no others.
    """
    apart = tuple(way for way in term.papers if of_abroad(way, rules))
    usual = tuple(way for way in term.papers if way not in apart)
    return (*apart, *usual) if abroad or not usual else usual


def _codes(terms: tuple[ProxyTerm, ...]) -> frozenset[str]:
    return frozenset(code for term in terms for alternative in term.papers for code in alternative)


def _shown(case: Case, proxy: Proxy, terms: tuple[ProxyTerm, ...]) -> Finding:
    codes = _codes(terms)
    papers = tuple(
        paper.kind
        for paper in case.papers()
        if paper.kind in codes and _may_show(case, paper, paper.kind)
    )
    facts: dict[str, Fact] = {"proxy_kind": proxy.kind.value, "documents": papers}
    return ok(Code.AUTHORITY_SHOWN, "", facts, Aim(clause=terms[0].basis.clause))


def _age(case: Case, proxy: Proxy, term: ProxyTerm) -> tuple[Finding, ...]:
    """A minor's proxy is none for a person of age on the arrival of the application (PR-3a)."""
    if not term.minor:
        return ()
    application = case.file.application
    born, arrived = application.principal.born, application.received_on
    if born is None:
        aim = Aim(Axis.AUTHORITY)
        return (missing(Code.FORM_FIELD_MISSING, "born", {"field": "born"}, aim),)
    majority = case.rules.at(arrived).days.majority
    age = age_on(born, arrived)
    if age < majority:
        return ()
    facts: dict[str, Fact] = {
        "proxy_kind": proxy.kind.value,
        "age": age,
        "majority": majority,
        "arrived_on": arrived,
    }
    return (defective(Code.AUTHORITY_OF_AGE, Subject.PRINCIPAL.value, facts),)


def _without_proxy(case: Case) -> tuple[Finding, ...]:
    """Return what no proxy on the form leaves open: papers of one, a child that acts alone."""
    found = (*_nobody_named(case), *_too_young(case))
    if any(finding.verdict is not Verdict.OK for finding in found):
        return found
    return (ok(Code.AUTHORITY_NOT_NEEDED), *found)


def _nobody_named(case: Case) -> tuple[Finding, ...]:
    """Papers of a proxy, or a reply to one, where the form names nobody (PR-3).

    Somebody may have acted for the principal, or the principal be a ward: a supervisor finds out.
    """
    application = case.file.application
    kinds = tuple(dict.fromkeys(each.kind for each in case.papers() if _tells_of_proxy(each)))
    to_proxy = application.reply_to is ReplyTo.PROXY
    if not kinds and not to_proxy:
        return ()
    forms = tuple(form.code for form in application.forms() if form.code)
    facts: dict[str, Fact] = {"documents": kinds, "reply": to_proxy, "forms": forms}
    code = Code.AUTHORITY_NOBODY_NAMED
    return (cleared_up(case, ask(code, "", facts), defective(code, "", facts)),)


def _tells_of_proxy(paper: Enclosure) -> bool:
    """Return whether a paper is a proxy's, mandates one, or certifies one of an adult.

    A family register shows a change of name as well.
    """
    certifies = paper.mandate is not None or paper.guardianship is not None
    kinds = {LETTER_OF_PROXY, GUARDIANSHIP_CERTIFICATE}
    return certifies or paper.of is Subject.PROXY or paper.kind in kinds


def _too_young(case: Case) -> tuple[Finding, ...]:
    """A minor below the age of acting alone: a supervisor decides with a reason (practice 23)."""
    application = case.file.application
    born, arrived = application.principal.born, application.received_on
    alone = case.rules.at(arrived).days.alone
    if born is None or age_on(born, arrived) >= alone:
        return ()
    facts: dict[str, Fact] = {"age": age_on(born, arrived), "alone": alone}
    code, whose = Code.AUTHORITY_TOO_YOUNG, Subject.PRINCIPAL.value
    return (cleared_up(case, ask(code, whose, facts), defective(code, whose, facts)),)


def _mandate_of_minor(case: Case, proxy: Proxy, term: ProxyTerm) -> tuple[Finding, ...]:
    """A minor who mandates somebody: a supervisor decides with a reason (practice 23).

    Without his parents' consent the mandate can be rescinded (Civil Code 5), and under 15 he has no
    registered seal.
    """
    application = case.file.application
    born, arrived = application.principal.born, application.received_on
    mandated = any(LETTER_OF_PROXY in way for way in term.papers)
    if not mandated or born is None:
        return ()
    age = age_on(born, arrived)
    if age >= case.rules.at(arrived).days.majority:
        return ()
    facts: dict[str, Fact] = {"age": age, "proxy_kind": proxy.kind.value}
    code, whose = Code.AUTHORITY_MANDATE_OF_MINOR, Subject.PRINCIPAL.value
    return (cleared_up(case, ask(code, whose, facts), defective(code, whose, facts)),)


def _came_of_age(case: Case) -> tuple[Finding, ...]:
    """Whose parents applied and who came of age since is answered himself (practice 24)."""
    since = replies.powers_ended_on(case.file.application, case.rules)
    if since is None or replies.completed_on(case.file) is not None:
        return ()
    proxy = case.file.application.proxy
    kind = "" if proxy is None else proxy.kind.value
    return (ok(Code.AUTHORITY_CAME_OF_AGE, "", {"proxy_kind": kind, "since": since}),)


def _papers(readings: list[ProxyReading]) -> tuple[Finding, ...]:
    """Return the findings on the alternative that is nearest to being met."""
    parts = [
        _alternative(reading, alternative) for reading in readings for alternative in _ways(reading)
    ]
    best = min(parts, key=_distance)
    if not any(part.there for part in best):
        best = parts[0]
    return tuple(finding for part in best for finding in part.findings)


def _ways(reading: ProxyReading) -> tuple[tuple[str, ...], ...]:
    case = reading.case
    return ways(reading.term, case.rules, abroad=lives_abroad(case.file.application))


def _alternative(reading: ProxyReading, codes: tuple[str, ...]) -> tuple[_Part, ...]:
    reading = replace(reading, way=codes)
    return tuple(_part(reading, code, codes) for code in codes)


def _distance(parts: tuple[_Part, ...]) -> tuple[int, int, int]:
    """Return how far an alternative is from being met: open findings, asks, papers not there."""
    found = [finding for part in parts for finding in part.findings]
    deficient = sum(finding.verdict in _OPEN for finding in found)
    asks = sum(finding.verdict is Verdict.ASK for finding in found)
    return (deficient, asks, sum(not part.there for part in parts))


def _part(reading: ProxyReading, code: str, codes: tuple[str, ...]) -> _Part:
    """Return the findings on the best paper of a kind: a later good one cures an earlier one."""
    papers = [paper for paper in reading.case.papers() if _may_show(reading.case, paper, code)]
    found = [paper_findings(reading, weigh(paper, reading.case.rules)) for paper in papers]
    if found:
        return min((_Part(each) for each in found), key=lambda part: _distance((part,)))
    return _Part((_missing(reading, code, codes),), there=False)


def _may_show(case: Case, paper: Enclosure, code: str) -> bool:
    """Return whether a paper is of a kind, and of the person it must be of (PR-3c)."""
    term = case.rules.at(paper.arrived_on).document(paper.kind)
    of = None if term is None else term.authority_of
    others = {Subject.PRINCIPAL, Subject.PROXY} - {of}
    return paper.kind == code and (of is None or paper.of not in others)


def _missing(reading: ProxyReading, code: str, codes: tuple[str, ...]) -> Finding:
    single = tuple(
        alternative[0]
        for alternative in reading.term.papers
        if len(alternative) == 1 and len(codes) == 1 and taken_today(reading.case, alternative[0])
    )
    facts: dict[str, Fact] = {
        "document": code,
        "kinds": single or (code,),
        "proxy_kind": reading.proxy.kind.value,
    }
    term = reading.case.rules.document(code)
    if term is not None and term.fresh:
        facts["months"] = reading.case.rules.fresh_months(term)
    aim = Aim(clause=reading.term.basis.clause)
    return missing(Code.AUTHORITY_PAPER_MISSING, code, facts, aim)


def _own_identity(case: Case, proxy: Proxy, term: ProxyTerm) -> tuple[Finding, ...]:
    """A proxy's own identity document is required (practice 8)."""
    if not case.rules.at(case.file.application.received_on).switches.proxy_identity_required:
        return ()
    basis = case.rules.switches.basis.get("proxy_identity_required")
    person = ShownPerson(
        whose=Subject.PROXY,
        name=proxy.name,
        address=proxy.address,
        aim=Aim(Axis.AUTHORITY, "" if basis is None else basis.clause),
        serving=_codes((term,)),
    )
    return identity.of_person(case, person)
