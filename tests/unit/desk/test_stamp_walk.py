# SPDX-License-Identifier: MIT
"""Nothing comes from nowhere and nothing vanishes, whatever is done in whatever order (G1)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from unittest import mock

import pytest

from desk_app.desk.applications import undoing
from desk_app.desk.post import posting
from desk_app.rules.fee import fees, stamp_book
from tests.unit.desk.stamp_walk import conserve

SEQUENCES = 20


def test_what_came_in_is_what_is_there_and_what_went_out() -> None:
    found = conserve(SEQUENCES, seed=3)
    assert found.faults == []
    assert found.sequences == SEQUENCES
    assert found.came > 10 * SEQUENCES
    assert found.went > 2 * SEQUENCES
    assert found.returned_whole > SEQUENCES // 4
    assert {name for name in found.done if not name.startswith("refused")} >= {
        *("arrives", "sends_more", "counted_wrongly", "decides", "withdraws", "refers", "lapses"),
        *("posts", "returns", "takes_back", "own_stamps", "comes_back", "lists_returns"),
    }
    assert sum(n for name, n in found.done.items() if name.startswith("refused")) > SEQUENCES


def _one_less(right: Callable[..., Any]) -> Callable[..., Any]:
    """Return a count of stamps that overlooks one piece."""

    def wrong(*given: object, **named: object) -> object:
        found = right(*given, **named)
        for value in sorted(found)[:1]:
            found[value] -= 1
        return found

    return wrong


def _nothing(*_: object, **__: object) -> None:
    return None


@pytest.mark.parametrize(
    ("place", "name", "wrong"),
    [
        (undoing, "take_back_entries", _nothing),
        (posting, "enter_returns", _nothing),
        (stamp_book, "stamps_kept", _one_less(stamp_book.stamps_kept)),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_a_stamp_that_vanishes_is_found(place: Any, name: str, wrong: Any) -> None:  # noqa: ANN401
    with mock.patch.object(place, name, wrong):
        assert conserve(SEQUENCES, seed=3, first_fault=True).faults


def test_stamps_that_are_kept_though_nothing_was_asked_in_the_end_are_found() -> None:
    """Book and facts agree, and the applicant did not get the stamps back."""
    with mock.patch.object(fees, "_any_back", return_value=False):
        found = conserve(SEQUENCES, seed=3, first_fault=True)
    assert any("got not all of its stamps back" in each for each in found.faults)
