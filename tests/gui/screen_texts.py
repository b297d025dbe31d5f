# SPDX-License-Identifier: MIT
"""Every text of the window's source, found by reading it: context, English, whether it counts."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

GUI = Path(__file__).parents[2] / "desk_app" / "gui"


@dataclass(frozen=True, slots=True)
class ScreenText:
    """One call of ``tr`` or ``translate``; ``source`` is nothing where it is no plain string."""

    context: str
    source: str | None
    place: str

    @property
    def key(self) -> tuple[str, str]:
        return self.context, self.source or ""

    @property
    def numbered(self) -> bool:
        return any(each in (self.source or "") for each in ("%n", "%Ln"))


@cache
def screen_texts(folder: Path = GUI) -> tuple[ScreenText, ...]:
    """Return every text of the sources of a folder, which are read once."""
    return tuple(
        text
        for path in sorted(folder.rglob("*.py"))
        for text in _texts(ast.parse(path.read_text("utf-8")), "", path)
    )


def _texts(node: ast.AST, context: str, path: Path) -> Iterator[ScreenText]:
    if isinstance(node, ast.ClassDef):
        context = node.name
        for each in node.body:
            # What a page says of itself.
            if isinstance(each, ast.Assign) and ast.unparse(each.targets[0]) == "title":
                yield ScreenText("Places", _string(each.value), f"{path.name}:{each.lineno}")
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        place = f"{path.name}:{node.lineno}"
        if node.func.attr == "tr":
            yield ScreenText(context, _string(node.args[0]), place)
        elif node.func.attr == "translate" and len(node.args) > 1 and _string(node.args[0]):
            yield ScreenText(_string(node.args[0]) or "", _string(node.args[1]), place)
    for child in ast.iter_child_nodes(node):
        yield from _texts(child, context, path)


def _string(node: ast.expr) -> str | None:
    value = node.value if isinstance(node, ast.Constant) else None
    return value if isinstance(value, str) else None
