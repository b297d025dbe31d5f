# SPDX-License-Identifier: MIT
"""The articles of law behind a finding: what the rulebook's own value names, then what its code is.

Articles without a name are those of the Act on the Protection of Personal Information.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from desk_app.records.case.application import Right
from desk_app.records.case.findings import Finding
from desk_app.records.case.mail import HeldKind, Piece
from desk_app.rules.finding_codes import Code
from desk_app.rules.rulebook.rulebook import Rules

_FAMILIES = {
    "form": "37(1)",
    "document": "37(1)",
    "identity": "37(1)",
    "register": "37(1)",
    "authority": "37(3)",
    "fee": "38(1)",
}
"""The procedure a company may set, its proof of identity and authority, and its fee."""

_CODES: Mapping[Code, tuple[str, ...]] = {
    Code.FORM_CHANGES_MISSING: ("34(1)",),
    Code.PRINCIPAL_DECEASED: ("2(1)",),
    Code.DECEASED_REFERRED: ("2(1)",),
    Code.DECEASED_GOES_ON: ("2(1)",),
    Code.AUTHORITY_HEIR: ("2(1)",),
    Code.REGISTER_NOTHING: ("33(3)",),
    Code.AUTHORITY_OF_AGE: ("Civil Code 4, 818",),
    Code.AUTHORITY_CAME_OF_AGE: ("Civil Code 4, 818", "27(1)"),
    Code.AUTHORITY_MANDATE_OF_MINOR: ("Civil Code 5",),
    Code.AUTHORITY_JOINT: ("Civil Code 824-2",),
    Code.AUTHORITY_JOINT_ACCEPTED: ("Civil Code 824-2",),
    Code.AUTHORITY_JOINT_REFUSED: ("Civil Code 824-2",),
    Code.AUTHORITY_JOINT_EXERCISE: ("Civil Code 859-2",),
    Code.AUTHORITY_POWERS_NOT_LISTED: ("Civil Code 876-4, 876-9",),
    Code.AUTHORITY_POWERS_NOT_COVERING: ("Civil Code 876-4, 876-9",),
    Code.AUTHORITY_POWERS_CLAIM: ("Civil Code 876-4, 876-9",),
    Code.AUTHORITY_NO_SUPERVISOR: ("Voluntary Guardianship Act 2, 4",),
}
_REASONS = frozenset({Code.FORM_REASON_MISSING, Code.FORM_REASON_NOT_OF_RIGHT})
_OF_NUMBER = frozenset({Code.NOT_TO_KEEP, Code.NOT_KEPT, Code.PAGE_TO_RETURN})
_OF_PIECES = frozenset({Code.FEE_PIECE_REFUSED, Code.FEE_PIECE_RETURNED, Code.FEE_PIECE_DOUBTFUL})
_ENDED = frozenset({Code.DOCUMENT_ENDED, Code.DOCUMENT_NOT_YET})
_NUMBER = "individual_number"


def articles(finding: Finding, rules: Rules) -> tuple[str, ...]:
    """Return the articles behind a finding, as the rulebook writes them; each once."""
    code = Code(finding.code)
    named = _CODES.get(code, ())
    family = _FAMILIES.get(code.partition(".")[0], "")
    found = (*_own(code, finding, rules), *named, *(() if named else (family,)))
    return tuple(dict.fromkeys(each for each in found if each))


def _own(code: Code, finding: Finding, rules: Rules) -> Iterator[str]:
    """Yield what the values of the rulebook rest on by which this was found."""
    facts = finding.facts
    items = facts.get("items", ())
    masked = (facts.get("item"), *(items if isinstance(items, tuple) else ()))
    for item in (*masked, *((_NUMBER,) if code in _OF_NUMBER else ())):
        yield from (term.article for term in rules.masks if term.code == item)
    if code in _ENDED:
        term = rules.document(str(facts["document"]))
        yield "" if term is None else term.article
    if code in _OF_PIECES:
        piece = Piece(str(facts["piece"]))
        yield rules.piece(piece).article
        yield from (each.article for each in rules.conditions if each.reason == facts["reason"])
    if code is Code.THING_TO_RETURN and facts["kind"] == HeldKind.CASH.value:
        yield rules.piece(Piece.CASH).article
    if code in _REASONS:
        yield "35(3)" if facts["right"] == Right.PROVISION_STOP.value else "35(1)"
        yield "35(5)"
