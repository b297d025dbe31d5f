# SPDX-License-Identifier: MIT
"""A class name stands once: whoever reads it knows which thing is meant."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

pytestmark = pytest.mark.once(under="first")

PRODUCT = Path(__file__).parents[2] / "desk_app"
CLASS = re.compile(r"^class ([^\W_]\w*)", re.MULTILINE)
LEAST = 1_000
"""How many public classes there are at least."""


def _classes(source: str) -> list[str]:
    """Return the names of a module's own public classes: those at the left edge."""
    return CLASS.findall(source)


def _twice(sources: dict[str, str]) -> dict[str, list[str]]:
    """Return the names that stand in more than one module, with the modules."""
    places = defaultdict[str, list[str]](list)
    for module, source in sources.items():
        for name in _classes(source):
            places[name].append(module)
    return {name: modules for name, modules in places.items() if len(modules) > 1}


def _product() -> dict[str, str]:
    return {
        path.relative_to(PRODUCT).as_posix(): path.read_text("utf-8")
        for path in sorted(PRODUCT.rglob("*.py"))
    }


def test_a_class_name_stands_once() -> None:
    sources = _product()
    assert sum(len(_classes(each)) for each in sources.values()) >= LEAST
    assert _twice(sources) == {}


def test_a_name_that_stands_twice_is_found() -> None:
    here = "class Letter: ...\nclass _Own: ...\ndef letter():\n    class Inside: ..."
    assert _twice({"a.py": here, "b.py": here}) == {"Letter": ["a.py", "b.py"]}
