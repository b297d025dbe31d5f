# SPDX-License-Identifier: MIT
"""What no file of ours may hold: each scanner takes files and names the places it objects to."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator

from tests.architecture.source import Source

Scanner = Callable[[Iterable[Source]], list[str]]

FIRST_LINE = "# SPDX-License-Identifier: MIT\n"
CLOCKS = frozenset({"date.today", "datetime.now", "datetime.today", "datetime.utcnow", "time.time"})
SYSTEMS = frozenset({"sys.platform", "os.name", "platform.system", "os.uname", "platform.platform"})
OF_ONE_SYSTEM = frozenset({"fcntl", "msvcrt", "pwd", "grp", "resource", "winreg", "_winapi"})
TRANSLATORS = frozenset({"tr", "translate", "QT_TRANSLATE_NOOP"})
SKIPS = frozenset({"skip", "skipif", "importorskip", "xfail"})
WRITTEN_AGAIN = re.compile(r"Language" + r"Change\b|re" + r"translat")
SILENCED = re.compile(
    r"(?:# (?:noqa: [A-Z\d, ]+|type: ignore\[[a-z, -]+\])|raise NotImplementedError)(?P<why>.*)"
)
# Written in pieces, so that this file does not object to itself.
PRIVATE_PATH = re.compile(
    "/" + r"(?:work|home|root|Users|tmp/team)/\w" + "|" + r"[A-Z]:\\+" + r"Users\\"
)


def without_licence_line(sources: Iterable[Source]) -> list[str]:
    """Python files that do not begin with the licence."""
    return [source.name for source in sources if not source.text.startswith(FIRST_LINE)]


def clock_readings(sources: Iterable[Source]) -> list[str]:
    """Places that ask the machine for the time or the day."""
    return [
        source.at(call)
        for source in sources
        for call in _calls(source)
        if ".".join(_dotted(call.func)[-2:]) in CLOCKS
    ]


def systems_asked_for(sources: Iterable[Source]) -> list[str]:
    """Places that ask which operating system this is, or import what only one of them has."""
    return [
        source.at(node)
        for source in sources
        for node in ast.walk(source.tree)
        if isinstance(node, ast.expr | ast.stmt) and _asks_for_the_system(node)
    ]


def translations_never_found(sources: Iterable[Source]) -> list[str]:
    """Sentences put together before they are looked up: their translation is never found."""
    return [
        source.at(call)
        for source in sources
        for call in _calls(source)
        if _dotted(call.func)[-1] in TRANSLATORS and any(map(_put_together, call.args))
    ]


def words_written_again(sources: Iterable[Source]) -> list[str]:
    """Places that would write a widget's words anew: in another language it is made anew itself."""
    return [
        f"{source.name}:{number}"
        for source in sources
        for number, line in enumerate(source.text.splitlines(), 1)
        if WRITTEN_AGAIN.search(line)
    ]


def skipped_tests(sources: Iterable[Source]) -> list[str]:
    """Tests that can be passed over."""
    return [
        source.at(node)
        for source in sources
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute) and node.attr in SKIPS and _dotted(node)[0] == "pytest"
    ]


def silenced_without_reason(sources: Iterable[Source]) -> list[str]:
    """Where a checker is told to be silent, or a method left to the heirs, and nobody says why.

    The reason stands in the line, or as a comment above it and its like.
    """
    found = []
    for source in sources:
        told = False
        for number, line in enumerate(source.text.splitlines(), start=1):
            silenced = SILENCED.search(line)
            if silenced is None:
                told = line.lstrip().startswith("#")
            elif not told and not silenced["why"].strip():
                found.append(f"{source.name}:{number}")
    return found


def private_paths(sources: Iterable[Source]) -> list[str]:
    """Lines that name a folder of one person's machine."""
    return [
        f"{source.name}:{number}"
        for source in sources
        for number, line in enumerate(source.text.splitlines(), start=1)
        if PRIVATE_PATH.search(line)
    ]


def _asks_for_the_system(node: ast.expr | ast.stmt) -> bool:
    if isinstance(node, ast.Attribute):
        return ".".join(_dotted(node)) in SYSTEMS
    if isinstance(node, ast.Import):
        return any(each.name in OF_ONE_SYSTEM for each in node.names)
    if isinstance(node, ast.ImportFrom):
        names = {f"{node.module}.{each.name}" for each in node.names}
        return node.module in OF_ONE_SYSTEM or bool(names & SYSTEMS)
    return False


def _calls(source: Source) -> Iterator[ast.Call]:
    return (node for node in ast.walk(source.tree) if isinstance(node, ast.Call))


def _dotted(node: ast.expr) -> list[str]:
    """The names of a dotted expression, outermost last; "" for a part that is no name."""
    if isinstance(node, ast.Attribute):
        return [*_dotted(node.value), node.attr]
    return [node.id if isinstance(node, ast.Name) else ""]


def _put_together(argument: ast.expr) -> bool:
    """Whether a text comes out of an f-string, a sum, a percent sign or format()."""
    if isinstance(argument, ast.Call):
        return _dotted(argument.func)[-1] == "format"
    return isinstance(argument, ast.JoinedStr | ast.BinOp)
