# SPDX-License-Identifier: MIT
"""The standard library's SQLite opens nothing but memory: it must never meet the desk's file."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from tests.architecture.source import Source, files

KNOWS_IT = "desk_app/store/backup/copied.py"


def openings_of_files(sources: Iterable[Source]) -> list[str]:
    """Calls that connect to anything but ``:memory:``, written out."""
    return [
        source.at(call)
        for source in sources
        for call in ast.walk(source.tree)
        if isinstance(call, ast.Call)
        and ast.unparse(call.func) == "sqlite3.connect"
        and not (call.args and ast.unparse(call.args[0]) == "':memory:'")
    ]


def test_one_module_opens_memory_alone() -> None:
    sources = [
        source for source in files("desk_app", suffix=".py") if "sqlite3.connect" in source.text
    ]
    assert [source.name for source in sources] == [KNOWS_IT]
    assert openings_of_files(sources) == []


def test_an_opened_file_is_objected_to() -> None:
    bad = Source(
        "bad.py", "sqlite3.connect(path)\nsqlite3.connect(':memory:')\nsqlite3.connect()\n"
    )
    assert openings_of_files([bad]) == ["bad.py:1", "bad.py:3"]
