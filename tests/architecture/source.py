# SPDX-License-Identifier: MIT
"""The project's own files as the scanners see them: texts with their names, no build leftovers."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = (".git",)


@dataclass(frozen=True)
class Source:
    """One file: where it lies in the checkout, and its text."""

    name: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.name)

    def at(self, node: ast.expr | ast.stmt) -> str:
        return f"{self.name}:{node.lineno}"


@cache
def files(*rooms: str, suffix: str = "") -> list[Source]:
    """All text files of the rooms (all of the checkout by default), in the order of their names."""
    starts = [ROOT / room for room in rooms] or [ROOT]
    found = sorted(path for start in starts for path in _walk(start, _ignored()))
    texts = ((path, _text(path)) for path in found if path.name.endswith(suffix))
    return [Source(path.relative_to(ROOT).as_posix(), text) for path, text in texts if text]


def _ignored() -> list[str]:
    """What git leaves out, so that a scan needs no git."""
    lines = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    return [*NOT_OURS, *(line.rstrip("/") for line in lines if line and not line.startswith("#"))]


def _walk(folder: Path, ignored: list[str]) -> Iterator[Path]:
    for path in folder.iterdir():
        if any(fnmatch(path.name, pattern) for pattern in ignored):
            continue
        if path.is_dir():
            yield from _walk(path, ignored)
        elif path.is_file():
            yield path


def _text(path: Path) -> str:
    """The text of a file; empty for a file that is none."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return ""
