# SPDX-License-Identifier: MIT
"""What is signed stays what was signed, whatever fields records get later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated

import pytest

from desk_app.records.base import ClaimId, DecisionId, UserId
from desk_app.records.case.application import Principal, Proxy, ProxyKind
from desk_app.records.case.decisions import Content, Covered, Decision, Outcome, Search, Signature
from desk_app.records.desk.people import RosterPlace
from desk_app.records.field import FieldMeaning
from desk_app.rules.writing.canonical import hashed, plain

BORN, AT = date(1987, 4, 17), datetime(2026, 11, 25, 3, tzinfo=UTC)
PRINCIPAL = Principal(
    "髙橋 美由紀", "タカハシ ミユキ", "𠮷田 美由紀", BORN, "166-0015", "成田東三丁目"
)
PROXY = Proxy(ProxyKind.PARENT, "髙橋 一郎", "タカハシ イチロウ", "166-0015", "成田東三丁目", "03")
DECISION = Decision(
    id=DecisionId("d1"),
    claim=ClaimId("c1"),
    outcome=Outcome.NO_SUCH_DATA,
    proposed_by=UserId("clerk"),
    proposed_at=AT,
    proposed_on=AT.date(),
    facts="探した",
    content=Content(search=Search(AT.date(), "会員管理", "氏名")),
)
SIGNATURE = Signature(
    UserId("clerk"),
    AT,
    AT.date(),
    "00",
    b"\x01",
    place=RosterPlace(3, "ab"),
    covered=Covered("a", "b", "c"),
)
SIGNED = {
    PRINCIPAL: "fd5bcc7c157de3cd188b44ba2db5fd6ba2a7b45d91a8248a163daf355c72acc0",
    PROXY: "bb8251282f974c4873c4a563e0402bdfb82be8913fa1fe2de43af9efb0742081",
    DECISION: "83ae8d12c4cde5e5f2f672a05ef44d0f20da82a37f0f57201667dc95178fdaa9",
    SIGNATURE: "4889c68336ba58285859c5640166154bab4d3c61f13c74c930b5424cc1f56555",
}
"""Each record with its SHA-256: a field it gets must be a `later` one, or no approval holds."""


@dataclass(frozen=True, slots=True)
class Grown:
    """A record that got a field after it had been signed."""

    name: str
    occupation: Annotated[str, FieldMeaning(later=True)] = ""


@pytest.mark.parametrize("record", SIGNED, ids=lambda each: type(each).__name__)
def test_what_was_signed_of_a_record_is_what_would_be_signed_now(record: object) -> None:
    assert hashed({"value": plain(record)}).hex() == SIGNED[record]


def test_a_later_field_counts_where_it_says_something_alone() -> None:
    assert plain(Grown("髙橋")) == {"name": "髙橋"}
    assert plain(Grown("髙橋", "船員")) == {"name": "髙橋", "occupation": "船員"}
