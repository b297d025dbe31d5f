# SPDX-License-Identifier: MIT
"""The papers of a kept case: sound by the rules of their arrival unless written otherwise."""

from __future__ import annotations

from datetime import date, timedelta

from desk_app.records.application import ProxyKind, Right
from desk_app.records.ids import EnclosureId, MailItemId
from desk_app.records.papers import (
    Authority,
    Enclosure,
    Guardianship,
    Mandate,
    Masking,
    Register,
    Subject,
)
from desk_app.rules.findings.authority_papers import LETTER_OF_PROXY
from desk_app.rules.kept_cases.facts import ApplicationFacts, PaperFacts
from desk_app.rules.rulebook import Rules

_YEAR = timedelta(days=365)
_OF_MINORS = {ProxyKind.PARENT: Authority.SOLE, ProxyKind.MINOR_GUARDIAN: Authority.GUARDIAN}


def enclosure(paper: PaperFacts, facts: ApplicationFacts, rules: Rules, of: Subject) -> Enclosure:
    """Return one paper that arrived on the day of ``rules``."""
    name = facts.name if of is Subject.PRINCIPAL else facts.proxy_name
    address = facts.address if of is Subject.PRINCIPAL else facts.proxy_address
    return Enclosure(
        id=EnclosureId(paper.id or paper.kind),
        kind=paper.kind,
        of=of,
        mail_item=MailItemId(1),
        arrived_on=rules.day,
        original=paper.original,
        issued_on=_issued(paper, rules),
        valid_until=_valid(paper, rules),
        name=_read(paper, "name", name if paper.name is None else paper.name),
        address=_read(paper, "address", address if paper.address is None else paper.address),
        born=paper.born,
        shows_address=None if "shows_address" in paper.unread else paper.shows_address,
        masking=tuple(Masking(each.item, each.state, each.action) for each in paper.masking),
        register=_register(paper, facts, rules),
        guardianship=_guardianship(paper, facts, rules),
        mandate=_mandate(paper, facts, rules),
        whereabouts=paper.whereabouts,
        former_names=paper.former_names,
        former_addresses=paper.former_addresses,
    )


def _read(paper: PaperFacts, field: str, text: str) -> str:
    return "" if field in paper.unread else text


def _issued(paper: PaperFacts, rules: Rules) -> date | None:
    return None if "issued_on" in paper.unread else paper.issued or rules.day


def _valid(paper: PaperFacts, rules: Rules) -> date | None:
    return None if "valid_until" in paper.unread else paper.valid or rules.day + _YEAR


def _serves(paper: PaperFacts, facts: ApplicationFacts, rules: Rules) -> bool:
    """Return whether the paper is one by which this kind of proxy is shown."""
    term = None if facts.proxy is None else rules.proxy(facts.proxy)
    return term is not None and any(paper.kind in codes for codes in term.alternatives)


def _register(paper: PaperFacts, facts: ApplicationFacts, rules: Rules) -> Register | None:
    if facts.proxy not in _OF_MINORS or not _serves(paper, facts, rules):
        return None
    if "register" in paper.unread:
        return None
    shown = _OF_MINORS[facts.proxy] if paper.authority is None else paper.authority
    return Register(paper.names_principal, paper.names_proxy, shown, paper.other_signed)


def _guardianship(paper: PaperFacts, facts: ApplicationFacts, rules: Rules) -> Guardianship | None:
    if facts.proxy is None or facts.proxy in {*_OF_MINORS, ProxyKind.CONSIGNED}:
        return None
    if not _serves(paper, facts, rules) or "guardianship" in paper.unread:
        return None
    return Guardianship(
        kind=paper.certifies or facts.proxy.value,
        names_principal=paper.names_principal,
        names_proxy=paper.names_proxy,
        powers_listed=paper.powers_listed,
        powers_cover=None if "powers_cover" in paper.unread else paper.powers_cover,
        supervisor_appointed=None if "supervisor" in paper.unread else paper.supervisor,
        exercise=paper.exercise,
        other_holder_signed=paper.other_signed,
    )


def _mandate(paper: PaperFacts, facts: ApplicationFacts, rules: Rules) -> Mandate | None:
    if paper.kind != LETTER_OF_PROXY or "mandate" in paper.unread:
        return None
    rights = facts.rights if paper.rights is None else paper.rights
    return Mandate(
        dated=_issued(paper, rules),
        names_principal=paper.names_principal,
        names_proxy=paper.names_proxy,
        rights=frozenset(map(_code, rights)),
        covers_receipt=paper.receipt,
        registered_seal=paper.sealed,
        seal_matches=None if "seal" in paper.unread else paper.seal_matches,
        blank_fields=paper.blank,
    )


def _code(right: Right) -> str:
    return right.value
