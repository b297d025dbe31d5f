# SPDX-License-Identifier: MIT
"""What the Act makes impossible whatever a rulebook says: law, not policy."""

from __future__ import annotations

from desk_app.records.application import Right

_ANY_RIGHT = ("37(1)", "16(4)")
_CORRECTION = ("34(1)", "34(2)", "34(3)", *_ANY_RIGHT)
_CESSATION = ("35(1)", "35(2)", "35(5)", "35(6)", "35(7)", *_ANY_RIGHT)

LAWFUL_ARTICLES: dict[Right, tuple[str, ...]] = {
    Right.PURPOSE: ("32(2)", "32(3)", *_ANY_RIGHT),
    Right.DISCLOSURE: ("33(1)", "33(2)", "33(3)", "33(4)", *_ANY_RIGHT),
    Right.PROVISION_RECORDS: ("33(5)", "37(1)"),
    Right.CORRECTION: _CORRECTION,
    Right.ADDITION: _CORRECTION,
    Right.DELETION: _CORRECTION,
    Right.CESSATION: _CESSATION,
    Right.ERASURE: _CESSATION,
    Right.PROVISION_STOP: ("35(3)", "35(4)", "35(5)", "35(6)", "35(7)", *_ANY_RIGHT),
}
"""The articles of the Act (since 2022-04-01) a refusal of each right can rest on, by beginning.

Harm, business and other law (33(2)) stand for disclosure and provision records only; 33(5) takes
over 33(1) to (3), not (4); cessation of provision knows 35(3) to (6), never (1) and (2).
"""

CHARGEABLE = frozenset({Right.PURPOSE, Right.DISCLOSURE, Right.PROVISION_RECORDS})
"""The rights a fee may be taken for (Art. 38(1); 33(5) as Art. 37(1) reads it)."""

NEVER_BEYOND_DISCLOSURE = frozenset({"PR-G4", "PR-G5", "PR-G6"})
"""Clauses whose ground exists in law for disclosure and provision records alone."""

_DISCLOSING = frozenset({Right.DISCLOSURE, Right.PROVISION_RECORDS})


def lawful(right: Right, clause: str, article: str) -> bool:
    """Return whether a refusal of a right may rest on an article and a clause of the policy."""
    if clause in NEVER_BEYOND_DISCLOSURE and right not in _DISCLOSING:
        return False
    return any(_begins(article, allowed) for allowed in LAWFUL_ARTICLES[right])


def _begins(article: str, allowed: str) -> bool:
    """Return whether an article is the allowed one or a part of it (33(2)(i) of 33(2))."""
    rest = article.removeprefix(allowed)
    return article.startswith(allowed) and (not rest or rest[0] in "( ")
