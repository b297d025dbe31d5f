# SPDX-License-Identifier: MIT
"""What a letter of proxy must say: names, seal, each right and the receipt, no blanks (PR-3c)."""

from __future__ import annotations

from desk_app.records.application import Right
from desk_app.records.facts import Fact
from desk_app.records.findings import Finding
from desk_app.records.history import Ruling, Topic
from desk_app.records.papers import Mandate
from desk_app.rules.finding_codes import Code
from desk_app.rules.findings.authority_reading import Reading, subject_of
from desk_app.rules.findings.documents import Paper, weigh
from desk_app.rules.findings.make_finding import ask, defective


def letter_of_proxy(reading: Reading, paper: Paper) -> tuple[Finding, ...]:
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


def _named(reading: Reading, paper: Paper, mandate: Mandate) -> tuple[Finding, ...]:
    facts = reading.facts(paper.enclosure)
    people = (("principal", mandate.names_principal), ("proxy", mandate.names_proxy))
    return tuple(
        defective(
            Code.AUTHORITY_NOT_NAMED, f"{paper.id}.{whose}", {**facts, "whose": whose}, reading.aim
        )
        for whose, named in people
        if not named
    )


def _blanks(reading: Reading, paper: Paper, mandate: Mandate) -> tuple[Finding, ...]:
    """Return the fields left blank; an undated letter has its date blank."""
    undated = () if mandate.dated is not None else ("date",)
    fields = dict.fromkeys((*mandate.blank_fields, *undated))
    return tuple(
        _field(reading, paper, Code.AUTHORITY_MANDATE_BLANK, field, suffix=field)
        for field in fields
    )


def _seal(reading: Reading, paper: Paper, mandate: Mandate) -> tuple[Finding, ...]:
    """The registered seal must be there and equal the certificate's; a person compares them."""
    if not mandate.registered_seal:
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


def _certificate_there(reading: Reading, paper: Paper) -> bool:
    """Return whether a certificate came with which the seal can be compared."""
    codes = {code for alternative in reading.term.alternatives for code in alternative}
    others = codes - {paper.enclosure.kind}
    return any(each.kind in others for each in reading.case.papers())


def _seal_matches(reading: Reading, paper: Paper, mandate: Mandate) -> bool | None:
    """Return what a person saw; a later verdict stands above what was noted at logging."""
    ruling = reading.case.ruling(Topic.SEAL, subject_of(paper))
    verdicts = {Ruling.SAME: True, Ruling.NOT_SAME: False}
    return mandate.seal_matches if ruling is None else verdicts.get(ruling)


def _matter(reading: Reading, paper: Paper, mandate: Mandate) -> tuple[Finding, ...]:
    """The matter must cover each right asked for, and the receipt of the reply (C4)."""
    mandates = (mandate, *_sound_mandates(reading))
    covered = frozenset[str]().union(*(each.rights for each in mandates))
    wanted = dict.fromkeys(claim.right for claim in reading.case.claims())
    missing = tuple(right for right in wanted if right.value not in covered)
    found = tuple(_not_covered(reading, paper, right) for right in missing)
    if any(each.covers_receipt for each in mandates):
        return found
    receipt = _field(reading, paper, Code.AUTHORITY_MANDATE_RECEIPT, "receipt")
    return (*found, receipt)


def _sound_mandates(reading: Reading) -> tuple[Mandate, ...]:
    """Return the letters of proxy in which nothing but the matter could be wanting."""
    return tuple(
        mandate
        for each in reading.case.papers()
        if (mandate := each.mandate) is not None
        and weigh(each, reading.case.rules).sound
        and mandate.names_principal
        and mandate.names_proxy
        and mandate.registered_seal
        and _seal_matches(reading, weigh(each, reading.case.rules), mandate)
    )


def _not_covered(reading: Reading, paper: Paper, right: Right) -> Finding:
    facts: dict[str, Fact] = {**reading.facts(paper.enclosure), "right": right.value}
    subject = f"{paper.id}.{right.value}"
    return defective(Code.AUTHORITY_MANDATE_CLAIM, subject, facts, reading.aim)


def _field(reading: Reading, paper: Paper, code: Code, field: str, *, suffix: str = "") -> Finding:
    facts: dict[str, Fact] = {**reading.facts(paper.enclosure), "field": field}
    subject = f"{paper.id}.{suffix}" if suffix else paper.id
    return defective(code, subject, facts, reading.aim)
