# SPDX-License-Identifier: MIT
"""What an application's situation will be on another day is what it is when that day has come."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from desk_app.records.history import ApplicationFile
from desk_app.rules.situation import Situation, on_another_day, situation_of
from tests.builders import complete, rules
from tests.unit.rules.courses import BOTH, DUE, unpaid, without_scope
from tests.unit.rules.strategies import DAYS, FILES, LIKELY_FILES, NEAR

many = settings(max_examples=60, suppress_health_check=list(HealthCheck))

TURNS = (
    pytest.param(date(2025, 12, 31), date(2026, 1, 1), id="taken no more"),
    pytest.param(date(2026, 6, 13), date(2026, 6, 14), id="taken from now on"),
)
"""Neighbouring days of which one has a kind of document more than the other."""


def seen(situation: Situation) -> tuple[Any, ...]:
    """Return all that a situation says; rules are told apart by version and day."""
    case, of = situation.case, situation.rules
    read = (case.file, case.on, case.rulings, case.due_before, of.version, of.day)
    told = (situation.findings, situation.axes, situation.fee, situation.asked)
    return (*read, *told, situation.completed_on)


def same(file: ApplicationFile, on: date, other: date) -> None:
    """Look ahead, or back, and stand there."""
    ahead = on_another_day(situation_of(file, rules(on), on), other)
    assert seen(ahead) == seen(situation_of(file, rules(other), other))


@many
@given(LIKELY_FILES, NEAR, NEAR)
def test_likely_files_on_days_near_their_arrival(
    file: ApplicationFile, on: date, other: date
) -> None:
    same(file, on, other)


@many
@given(FILES, DAYS, DAYS)
def test_any_file_on_any_day(file: ApplicationFile, on: date, other: date) -> None:
    same(file, on, other)


@pytest.mark.parametrize(("before", "after"), TURNS)
def test_a_kind_of_document_turns(before: date, after: date) -> None:
    file = replace(complete(*BOTH), enclosures=())
    situation = situation_of(file, rules(before), before)
    assert situation.findings != situation_of(file, rules(after), after).findings
    same(file, before, after)
    same(file, after, before)


@pytest.mark.parametrize("file", [unpaid(), without_scope()])
def test_nothing_is_looked_for_anew_where_the_rules_read_the_same(file: ApplicationFile) -> None:
    situation = situation_of(file, rules(), DUE)
    ahead = on_another_day(situation, date(2026, 12, 10))
    assert ahead.findings is situation.findings
    assert ahead.rules.day == ahead.on == date(2026, 12, 10)
