# SPDX-License-Identifier: MIT
"""What a docstring or comment names by its place is there, and no document is named that is not."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

pytestmark = pytest.mark.once(under="first")

ROOT = Path(__file__).parent.parent.parent
APP = ROOT / "desk_app"
PLACE = re.compile(r"`{1,2}((?:[a-z_]+\.)+[A-Z]\w+)`{1,2}")
"""A class by its place: ``desk.ports.Keys``."""
DOCUMENT = re.compile(r"[\w/]+\.md\b")


CLASS = re.compile(r"^class (\w+)", re.MULTILINE)


@cache
def _ends_of_places() -> frozenset[str]:
    """Every way to name a class by its place: `desk_app` left out, and any rooms after it."""
    found = set()
    for path in APP.rglob("*.py"):
        place = path.relative_to(APP).with_suffix("").parts
        for name in CLASS.findall(path.read_text("utf-8")):
            found |= {".".join((*place[first:], name)) for first in range(len(place))}
    return frozenset(found)


@cache
def _lines(wanted: str) -> tuple[tuple[str, str], ...]:
    """Return every line of the sources in which some signs stand, with its place."""
    return tuple(
        (f"{path.relative_to(ROOT)}:{number}", line)
        for room in ("desk_app", "tests", "packaging")
        for path in sorted((ROOT / room).rglob("*.py"))
        for text in [path.read_text("utf-8")]
        if wanted in text
        for number, line in enumerate(text.splitlines(), 1)
        if wanted in line
    )


def test_a_class_that_is_named_by_its_place_is_there() -> None:
    known, named = _ends_of_places(), 0
    rooms = {each.name for each in APP.iterdir() if each.is_dir()}
    missing = []
    for where, line in _lines("`"):
        for place in PLACE.findall(line):
            if place.partition(".")[0] not in rooms:
                continue
            named += 1
            if place not in known:
                missing.append(f"{where} {place}")
    assert missing == []
    assert named > 10


def test_a_document_that_is_named_is_there() -> None:
    there = {path.name for path in ROOT.rglob("*.md") if ".venv" not in path.parts}
    missing = [
        f"{where} {document}"
        for where, line in _lines(".md")
        if re.search(r'"""|^\s*#|^[^"\']*$', line)
        for document in DOCUMENT.findall(line)
        if document.rpartition("/")[2] not in there
    ]
    assert missing == []
