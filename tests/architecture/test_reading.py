# SPDX-License-Identifier: MIT
"""Faces read applicants' data and the journal through the room that asks whether one may."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "desk_app"
PAST_THE_DOOR = (".store.queries", ".store.journal", ".store.reading(")
BUILDERS = {"sample_work.py", "sample_inquiries.py"}
"""They build the sample desk, whose people are invented, and compare what came of it."""


def _sources(room: str) -> Iterator[Path]:
    return (path for path in (PACKAGE / room).rglob("*.py") if path.name not in BUILDERS)


@pytest.mark.parametrize("room", ["gui", "cli"])
def test_no_face_reads_past_the_room_that_asks(room: str) -> None:
    past = [
        f"{path.name}: {way}"
        for path in _sources(room)
        for way in PAST_THE_DOOR
        if way in path.read_text("utf-8")
    ]
    assert past == []


def test_the_room_itself_reads_so() -> None:
    source = (PACKAGE / "desk" / "reading.py").read_text("utf-8")
    assert all(way in source for way in PAST_THE_DOOR)
