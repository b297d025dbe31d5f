# SPDX-License-Identifier: MIT
"""What a docstring or comment names by its place is there, and no document is named that is not."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.once(under="first")

ROOT = Path(__file__).parent.parent.parent
APP = ROOT / "desk_app"
PLACE = re.compile(r"`{1,2}((?:[a-z_]+\.)+[A-Z]\w+)`{1,2}")
"""A class by its place: ``desk.ports.Keys``."""
DOCUMENT = re.compile(r"[\w/]+\.md\b")


def _classes() -> set[str]:
    found = set()
    for path in APP.rglob("*.py"):
        place = ".".join(path.relative_to(APP).with_suffix("").parts)
        tree = ast.parse(path.read_text("utf-8"))
        found |= {f"{place}.{each.name}" for each in tree.body if isinstance(each, ast.ClassDef)}
    return found


def _lines() -> Iterator[tuple[str, str]]:
    for room in ("desk_app", "tests", "packaging"):
        for path in sorted((ROOT / room).rglob("*.py")):
            for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
                yield f"{path.relative_to(ROOT)}:{number}", line


def test_a_class_that_is_named_by_its_place_is_there() -> None:
    known, named = _classes(), 0
    rooms = {each.name for each in APP.iterdir() if each.is_dir()}
    missing = []
    for where, line in _lines():
        for place in PLACE.findall(line):
            if place.partition(".")[0] not in rooms:
                continue
            named += 1
            if not any(each == place or each.endswith(f".{place}") for each in known):
                missing.append(f"{where} {place}")
    assert missing == []
    assert named > 10


def test_a_document_that_is_named_is_there() -> None:
    there = {path.name for path in ROOT.rglob("*.md") if ".venv" not in path.parts}
    missing = [
        f"{where} {document}"
        for where, line in _lines()
        if re.search(r'"""|^\s*#|^[^"\']*$', line)
        for document in DOCUMENT.findall(line)
        if document.rpartition("/")[2] not in there
    ]
    assert missing == []
