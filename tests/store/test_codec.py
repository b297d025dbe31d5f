# SPDX-License-Identifier: MIT
"""Records as JSON text: what is written, what is left out, and what is refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import pytest

from desk_app.records.base import ClaimId
from desk_app.records.letters import RowValue
from desk_app.records.people import Role
from desk_app.store.columns import Codec


@dataclass(frozen=True)
class Plain:
    """A record with a default."""

    text: str
    when: date | None = None
    parts: tuple[ClaimId, ...] = ()


@dataclass(frozen=True)
class Grown:
    """The same record in a later version."""

    text: str
    when: date | None = None
    parts: tuple[ClaimId, ...] = ()
    more: int = 7


def test_a_default_is_left_out_and_text_stays_as_it_is() -> None:
    codec = Codec[Plain](Plain)
    assert codec.to_text(Plain("𠮷\U000e0100")) == '{"text":"𠮷\U000e0100"}'
    assert codec.from_text('{"text":"x"}') == Plain("x")


def test_a_record_that_has_grown_reads_what_was_written_before() -> None:
    written = Codec[Plain](Plain).to_text(Plain("x", date(2026, 11, 2), (ClaimId("c"),)))
    assert Codec[Grown](Grown).from_text(written) == Grown("x", date(2026, 11, 2), (ClaimId("c"),))


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("2026-11-02", '"2026-11-02"'),
        (5, "5"),
        (date(2026, 11, 2), '{"is":"date","value":"2026-11-02"}'),
        (("a", "b"), '{"is":"tuple[str, ...]","value":["a","b"]}'),
        (((84, 10),), '{"is":"tuple[tuple[int, int], ...]","value":[[84,10]]}'),
    ],
)
def test_a_value_of_a_union_is_named_where_json_cannot_tell(value: RowValue, written: str) -> None:
    codec = Codec[RowValue](RowValue)
    assert codec.to_text(value) == written
    assert codec.from_text(written) == value


def test_sets_are_written_in_order() -> None:
    codec = Codec[frozenset[Role]](frozenset[Role])
    assert codec.to_text(frozenset(Role)) == '["auditor","clerk","officer","supervisor"]'


@pytest.mark.parametrize("text", ["", "{", "[]", '{"unknown":1}', '{"when":"2026-02-30"}', "null"])
def test_wrong_text_is_refused(text: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError, AttributeError)):
        Codec[Plain](Plain).from_text(text)


def test_a_moment_and_a_day_are_told_apart() -> None:
    codec = Codec[date | datetime](date | datetime)
    for value in (date(2026, 11, 2), datetime(2026, 11, 2, 9, 30)):  # noqa: DTZ001
        assert codec.from_text(codec.to_text(value)) == value


def test_a_type_nobody_can_write_is_told_at_once() -> None:
    with pytest.raises(TypeError):
        Codec(complex)
