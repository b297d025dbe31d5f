# SPDX-License-Identifier: MIT
"""What is signed begins with a word of its own kind: no signature counts as one of another."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import combinations

from typing_extensions import override

from desk_app.desk.approvals import (
    DECISION_APPROVED,
    DECISION_PROPOSED,
    DISPOSAL_PROPOSED,
    DISPOSAL_SIGNED,
    RULEBOOK_CONFIRMED,
    RULEBOOK_PROPOSED,
    WORDING_APPROVED,
    WORDING_PROPOSED,
)
from desk_app.desk.signing import (
    NAMES_DOMAIN,
    SHUT_DOMAIN,
    Domain,
    act_to_sign,
    clock_to_sign,
    count_to_sign,
    names_to_sign,
)
from desk_app.records.base import UserId
from desk_app.records.decisions import Signature
from desk_app.records.stamps import CountedPile
from desk_app.rules.canonical import hashed, plain
from desk_app.store.machine import SeededChance
from desk_app.store.vault.roster import SECOND_DOMAIN, STATEMENT_DOMAIN
from desk_app.store.vault.seal import opened, shut
from tests.fakes.world import PlainSeal

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
ACTS = (
    DECISION_PROPOSED,
    DECISION_APPROVED,
    DISPOSAL_PROPOSED,
    DISPOSAL_SIGNED,
    WORDING_PROPOSED,
    WORDING_APPROVED,
    RULEBOOK_PROPOSED,
    RULEBOOK_CONFIRMED,
)
BYTES = (NAMES_DOMAIN, SHUT_DOMAIN, STATEMENT_DOMAIN, SECOND_DOMAIN)
DIGEST = 32


class _Remembering(PlainSeal):
    """A seal that remembers what it signed."""

    def __init__(self) -> None:
        super().__init__(UserId("u"))
        self.signed: list[bytes] = []

    @override
    def sign(self, content: bytes) -> bytes:
        self.signed.append(content)
        return super().sign(content)


def test_every_kind_has_a_word_of_its_own_and_none_begins_with_another() -> None:
    words = [each.value.encode() for each in Domain] + list(BYTES)
    assert len(words) == len(Domain) + len(BYTES)
    clashes = [(a, b) for a, b in combinations(words, 2) if a.startswith(b) or b.startswith(a)]
    assert clashes == []
    used = {each.domain for each in ACTS} | {Domain.CLOCK_CONFIRMED, Domain.STAMPS_COUNTED}
    assert used == set(Domain), "each word is somebody's"


def test_the_same_words_signed_as_another_kind_are_another_content() -> None:
    act = Signature(UserId("u"), NOW, date(2026, 11, 25), "", b"")
    said: dict[str, object] = {"sequence": 7, "now": plain(NOW)}
    contents = [act_to_sign(domain, said, act, None) for domain in Domain]
    contents += [clock_to_sign(7, NOW), hashed(said)]
    assert len(set(contents)) == len(Domain) + 2


def test_a_count_and_the_clock_say_all_that_they_stand_for() -> None:
    pile = CountedPile(8_400, 3, 2)
    day = date(2026, 11, 25)
    counts = {
        count_to_sign(day, (pile,)),
        count_to_sign(date(2026, 11, 26), (pile,)),
        count_to_sign(day, (replace(pile, value=8_500),)),
        count_to_sign(day, (replace(pile, book=4),)),
        count_to_sign(day, (replace(pile, counted=3),)),
        count_to_sign(day, ()),
    }
    moments = {clock_to_sign(7, NOW), clock_to_sign(8, NOW), clock_to_sign(7, NOW.replace(hour=4))}
    assert (len(counts), len(moments)) == (6, 3)
    assert {len(each) for each in counts | moments} == {DIGEST}
    assert count_to_sign(day, (pile,)) == count_to_sign(day, (CountedPile(8_400, 3, 2),))


def test_a_text_is_shut_under_a_word_that_is_no_approval() -> None:
    seal = _Remembering()
    assert opened(seal, shut(seal, "𠮷田 﨑子", SeededChance("shut"))) == "𠮷田 﨑子"
    first, again = seal.signed
    assert first == again
    assert first.startswith(SHUT_DOMAIN)
    assert len(first) == len(SHUT_DOMAIN) + 12
    assert names_to_sign("廃1", ("a",)).startswith(NAMES_DOMAIN)
