# SPDX-License-Identifier: MIT
"""Who could do what at the desk, by whose signature, and under which rulebooks (6.9)."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

import pytest

from desk_app.desk.audit import ledger_books
from desk_app.desk.errors import NotAllowed
from desk_app.i18n.ledgers import LedgerTableWords
from desk_app.records.books.ledgers import (
    LedgerHead,
    LedgerKind,
    LedgerMark,
    LedgerValue,
    LedgerWanted,
)
from desk_app.records.desk.people import Language, RosterAct
from tests.unit.desk.office import Office, fails, opened

FIRST, LAST = date(2026, 4, 1), date(2027, 3, 31)
WORDS = LedgerTableWords(Language.JA)


def _rows(office: Office, kind: LedgerKind) -> list[dict[LedgerHead, LedgerValue]]:
    read = ledger_books.read(office.of("auditor"), LedgerWanted(kind, FIRST, LAST), WORDS)
    heads = [each.head for each in read.fields]
    return [dict(zip(heads, row, strict=True)) for row in read.rows]


def test_the_auditor_reads_who_had_which_roles_by_whose_signature() -> None:
    office = opened()
    rows = _rows(office, LedgerKind.ROLES)
    auditor = office.of("auditor").actor
    (own,) = [row for row in rows if row[LedgerHead.DESK_PERSON] == auditor.name]
    assert own[LedgerHead.ROLES] == (*auditor.roles,)
    assert own[LedgerHead.BEGUN_BY_ACT] is RosterAct.FOUNDED
    assert own[LedgerHead.SIGNED_BY]
    assert (own[LedgerHead.STATEMENT], own[LedgerHead.ROLES_UNTIL]) == (1, None)


def test_the_first_rulebook_is_by_who_founded_the_desk() -> None:
    office = opened()
    (row,) = _rows(office, LedgerKind.RULEBOOKS)
    source = office.of("auditor").rulebook.source
    assert row[LedgerHead.FINGERPRINT] == sha256(source).hexdigest()
    assert row[LedgerHead.STATE] in {LedgerMark.WITH_THE_DESK, LedgerMark.UNSIGNED}
    assert row[LedgerHead.PROPOSED_BY] is None


@pytest.mark.parametrize("kind", [LedgerKind.ROLES, LedgerKind.RULEBOOKS])
def test_they_are_for_who_reads_the_journal(kind: LedgerKind) -> None:
    office = opened()
    with fails(office, NotAllowed):
        ledger_books.read(office.clerk, LedgerWanted(kind, FIRST, LAST), WORDS)
