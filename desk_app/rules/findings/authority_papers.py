# SPDX-License-Identifier: MIT
"""What each kind of paper must show for a proxy: family register, certificate, letter (PR-3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from desk_app.records.application import ProxyKind
from desk_app.records.findings import Finding
from desk_app.records.history import Ruling, Topic
from desk_app.records.papers import Authority, Exercise, Guardianship, Register
from desk_app.rules.finding_codes import Code, Cure
from desk_app.rules.findings.authority_mandate import letter_of_proxy
from desk_app.rules.findings.authority_reading import (
    Reading,
    plain_findings,
    subject_of,
    taken_today,
)
from desk_app.rules.findings.documents import Paper, problem_findings, unread_findings
from desk_app.rules.findings.make_finding import ask, defective, ok

LETTER_OF_PROXY = "letter_of_proxy"
"""The kind of paper by which a principal appoints a proxy; its powers are read from it."""

FAMILY_REGISTER = "family_register"
"""The kind of paper that shows who holds parental authority; an insurance document does not."""


def paper_findings(reading: Reading, paper: Paper) -> tuple[Finding, ...]:
    """Return what one paper leaves open for the proxy's authority; empty where it does.

    Faults of the paper come first: too old, a copy, expired, no longer accepted.
    """
    kinds = tuple(
        alternative[0]
        for alternative in reading.term.alternatives
        if len(alternative) == 1 and taken_today(reading.case, alternative[0])
    )
    aim = replace(reading.aim, cure=Cure.AUTHORITY_PAPER)
    faults = problem_findings(paper, aim, kinds or (paper.enclosure.kind,))
    unread = () if faults else unread_findings(paper, reading.aim, paper.unread)
    return (*faults, *unread, *_read(reading, paper))


def _read(reading: Reading, paper: Paper) -> tuple[Finding, ...]:
    if reading.proxy.kind is not ProxyKind.CONSIGNED:
        return _READ[reading.proxy.kind](reading, paper)
    if paper.enclosure.kind == LETTER_OF_PROXY:
        return letter_of_proxy(reading, paper)
    return plain_findings(reading, paper)


def _by_register(reading: Reading, paper: Paper) -> tuple[Finding, ...]:
    """A family register, or an insurance document that names the dependant (PR-3a)."""
    register = paper.enclosure.register
    if register is None:
        return (_not_read(reading, paper, "register"),)
    named = _named(reading, paper, principal=register.names_principal, proxy=register.names_proxy)
    if reading.proxy.kind is ProxyKind.PARENT:
        return (*named, *_parental_authority(reading, paper, register))
    if register.authority is Authority.GUARDIAN:
        return named
    return (*named, _authority_not_shown(reading, paper, register))


def _parental_authority(reading: Reading, paper: Paper, register: Register) -> tuple[Finding, ...]:
    if register.authority is Authority.SOLE:
        return ()
    if register.authority is Authority.JOINT:
        return _joint(reading, paper, register)
    suffices = paper.enclosure.kind != FAMILY_REGISTER
    if register.authority is Authority.NOT_SHOWN and suffices:
        return ()
    return (_authority_not_shown(reading, paper, register),)


def _joint(reading: Reading, paper: Paper, register: Register) -> tuple[Finding, ...]:
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


def _authority_not_shown(reading: Reading, paper: Paper, register: Register) -> Finding:
    """Return that the register shows no such holder, or another kind of holder."""
    facts = reading.facts(paper.enclosure)
    if register.authority is Authority.NOT_SHOWN:
        return defective(Code.AUTHORITY_HOLDER_NOT_SHOWN, paper.id, facts, reading.aim)
    facts["certified"] = register.authority.value
    return defective(Code.AUTHORITY_KIND_DIFFERS, paper.id, facts, reading.aim)


def _by_certificate(reading: Reading, paper: Paper) -> tuple[Finding, ...]:
    """A certificate of guardianship: kind, names, powers, supervisor, joint exercise (PR-3b)."""
    certificate = paper.enclosure.guardianship
    if certificate is None:
        return (_not_read(reading, paper, "guardianship"),)
    facts = reading.facts(paper.enclosure)
    if certificate.kind != reading.proxy.kind.value:
        facts["certified"] = certificate.kind
        return (defective(Code.AUTHORITY_KIND_DIFFERS, paper.id, facts, reading.aim),)
    named = _named(
        reading, paper, principal=certificate.names_principal, proxy=certificate.names_proxy
    )
    return (
        *named,
        *_powers(reading, paper, certificate),
        *_supervisor(reading, paper, certificate),
        *_exercise(reading, paper, certificate),
    )


def _powers(reading: Reading, paper: Paper, certificate: Guardianship) -> tuple[Finding, ...]:
    """The list of powers must be there and cover the request; divided powers likewise."""
    listed = reading.term.powers
    if listed and not certificate.powers_listed:
        return (_fault(reading, paper, Code.AUTHORITY_POWERS_NOT_LISTED),)
    if not listed and certificate.exercise is not Exercise.DIVIDED:
        return ()
    if certificate.powers_cover is None:
        return (_not_read(reading, paper, "powers_cover"),)
    if not certificate.powers_cover:
        return (_fault(reading, paper, Code.AUTHORITY_POWERS_NOT_COVERING),)
    return ()


def _supervisor(reading: Reading, paper: Paper, certificate: Guardianship) -> tuple[Finding, ...]:
    """A voluntary guardian has no power before a supervisor is appointed."""
    if not reading.term.supervisor or certificate.supervisor_appointed:
        return ()
    if certificate.supervisor_appointed is None:
        return (_not_read(reading, paper, "supervisor_appointed"),)
    return (_fault(reading, paper, Code.AUTHORITY_NO_SUPERVISOR),)


def _exercise(reading: Reading, paper: Paper, certificate: Guardianship) -> tuple[Finding, ...]:
    """Guardians who must act jointly cannot act alone (Civil Code 859-2): the other signs too."""
    if certificate.exercise is Exercise.JOINT and not certificate.other_holder_signed:
        return (_fault(reading, paper, Code.AUTHORITY_JOINT_EXERCISE),)
    return ()


def _named(reading: Reading, paper: Paper, *, principal: bool, proxy: bool) -> tuple[Finding, ...]:
    facts = reading.facts(paper.enclosure)
    return tuple(
        defective(
            Code.AUTHORITY_NOT_NAMED, f"{paper.id}.{whose}", {**facts, "whose": whose}, reading.aim
        )
        for whose, named in (("principal", principal), ("proxy", proxy))
        if not named
    )


def _fault(reading: Reading, paper: Paper, code: Code) -> Finding:
    return defective(code, paper.id, reading.facts(paper.enclosure), reading.aim)


def _not_read(reading: Reading, paper: Paper, field: str) -> Finding:
    facts = {**reading.facts(paper.enclosure), "field": field}
    return ask(Code.AUTHORITY_UNREAD, f"{paper.id}.{field}", facts, reading.aim)


_READ: Mapping[ProxyKind, Callable[[Reading, Paper], tuple[Finding, ...]]] = {
    ProxyKind.PARENT: _by_register,
    ProxyKind.MINOR_GUARDIAN: _by_register,
    ProxyKind.ADULT_GUARDIAN: _by_certificate,
    ProxyKind.CURATOR: _by_certificate,
    ProxyKind.ASSISTANT: _by_certificate,
    ProxyKind.VOLUNTARY_GUARDIAN: _by_certificate,
}
"""What is read from the papers of each kind of proxy; a consigned proxy sends two."""
