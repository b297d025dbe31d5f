# SPDX-License-Identifier: MIT
"""Invented facts for what the usual sample letters do not say: every deficiency, every return."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desk_app.letters.sample_bodies import records
from desk_app.letters.sample_sent import returned
from desk_app.letters.samples import deficiency_body, facts
from desk_app.records.application import ProxyKind, Right
from desk_app.records.letters import DeficiencyRow, LetterKind, Returned, RowValue
from desk_app.records.people import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desk_app.records.letters import LetterFacts

_ROWS = (
    ("form_absent", "form"),
    ("form_other", "form"),
    ("identity_second", "second_identity"),
    ("expired", "identity"),
    ("no_address", "address_document"),
    ("not_accepted", "identity"),
    ("family_register", "authority_paper"),
    ("of_age", "own_form_or_mandate"),
    ("guardianship", "authority_paper"),
    ("powers", "powers_list"),
    ("no_supervisor", "supervisor_proof"),
    ("letter_of_proxy", "authority_paper"),
    ("letter_of_proxy_field", "letter_of_proxy"),
    ("letter_of_proxy_claim", "letter_of_proxy"),
    ("seal_differs", "letter_of_proxy"),
    ("dated_later", "fresh_document"),
    ("copy", "original"),
    ("not_named", "authority_paper"),
    ("proxy_kind", "authority_paper"),
    ("joint", "other_signature"),
)


def rarities(language: Language, reasons: Iterable[str]) -> Iterator[LetterFacts]:
    """Yield a notice for each deficiency, one that asks for nothing, and a cover sheet.

    The sheet names every one of the ``reasons`` for which something goes back.
    """
    right = (Right.DISCLOSURE,)
    usual = replace(deficiency_body(language), proxy_kind=ProxyKind.VOLUNTARY_GUARDIAN)
    for row, cure in _ROWS:
        body = replace(usual, rows=(DeficiencyRow(row, cure, _values(language)),))
        yield facts(LetterKind.DEFICIENCIES, body, *right, language=language)
    bare = replace(usual, fee_rights=(), authority=False, chargeable=False)
    yield facts(LetterKind.DEFICIENCIES, bare, *right, language=language)
    yield facts(LetterKind.DEFICIENCIES, bare, language=language)
    name = "同封されていたもの" if language is Language.JA else "what was enclosed"
    things = tuple(Returned("other", 1, reason, name=name) for reason in reasons)
    sheet = replace(returned(language), things=things)
    yield facts(LetterKind.RETURN, sheet, *right, language=language)
    received = replace(records(language), provided=(), obtained=records(language).provided)
    yield facts(LetterKind.PROVISION_RECORDS, received, Right.PROVISION_RECORDS, language=language)


def _values(language: Language) -> tuple[tuple[str, RowValue], ...]:
    """Return a value for each name that a row may use."""
    doc = "運転免許証" if language is Language.JA else "driving licence"
    return (
        ("doc", doc),
        ("documents", (doc,)),
        ("kinds", (doc,)),
        ("whose", "proxy"),
        ("what", "name"),
        ("field", "signature"),
        ("form", "A-1"),
        ("forms", ("A-2",)),
        ("right", "correction"),
        ("rights", ("correction",)),
        ("age", 18),
        ("months", 3),
    )
