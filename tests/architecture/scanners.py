# SPDX-License-Identifier: MIT
"""What no file of ours may hold: each scanner takes files and names the places it objects to."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

from tests.architecture.source import Source

Scanner = Callable[[Iterable[Source]], list[str]]

FIRST_LINE = "# SPDX-License-Identifier: MIT\n"
CLOCKS = frozenset({"date.today", "datetime.now", "datetime.today", "datetime.utcnow", "time.time"})
SYSTEMS = frozenset({"sys.platform", "os.name", "platform.system", "os.uname", "platform.platform"})
OF_ONE_SYSTEM = frozenset({"fcntl", "msvcrt", "pwd", "grp", "resource", "winreg", "_winapi"})
SKIPS = frozenset({"skip", "skipif", "importorskip", "xfail"})

# Without these words no such thing can stand in a file.
MAY_READ_A_CLOCK = re.compile(r"\b(?:date|datetime|time)[\s)]*\.\s*(?:today|now|utcnow|time)\b")
MAY_ASK_FOR_A_SYSTEM = re.compile(
    r"\b(?:sys|os|platform)[\s)]*\.\s*(?:platform|name|system|uname)\b"
    r"|\bfrom\s+(?:sys|os|platform)\s+import\b"
    rf"|\b(?:import|from)\s[^\n]*\b(?:{'|'.join(sorted(OF_ONE_SYSTEM))})\b"
)
MAY_SKIP = re.compile(rf"\.\s*(?:{'|'.join(sorted(SKIPS))})\b")
TRANSLATING = re.compile(r"\b(?:tr|translate|QT_TRANSLATE_NOOP)\s*\(")
LONGEST_CALL = 4_000
NEW_LINE = "\n"
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
        source.at(node)
        for source in sources
        for node in _nodes(source, MAY_READ_A_CLOCK)
        if isinstance(node, ast.Call) and ".".join(_dotted(node.func)[-2:]) in CLOCKS
    ]


def systems_asked_for(sources: Iterable[Source]) -> list[str]:
    """Places that ask which operating system this is, or import what only one of them has."""
    return [
        source.at(node)
        for source in sources
        for node in _nodes(source, MAY_ASK_FOR_A_SYSTEM)
        if isinstance(node, ast.expr | ast.stmt) and _asks_for_the_system(node)
    ]


def translations_never_found(sources: Iterable[Source]) -> list[str]:
    """Sentences put together before they are looked up: their translation is never found."""
    return [
        f"{source.name}:{source.text.count(NEW_LINE, 0, place) + 1}"
        for source in sources
        for place, call in _translating(source)
        if any(map(_put_together, call.args))
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
        for node in _nodes(source, MAY_SKIP)
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


def _nodes(source: Source, words: re.Pattern[str]) -> Iterator[ast.AST]:
    """All parts of a file that holds such words; of another none: to parse it takes long."""
    return ast.walk(source.tree) if words.search(source.text) else iter(())


def _translating(source: Source) -> Iterator[tuple[int, ast.Call]]:
    """The calls that have a sentence translated, each with its place in the text."""
    for found in TRANSLATING.finditer(source.text):
        call = _call_at(source.text, found.start())
        if call is not None:
            yield found.start(), call


def _call_at(text: str, start: int) -> ast.Call | None:
    """The call that begins there, up to the bracket that ends it; None for what is no call."""
    end = start
    while 0 < (end := text.find(")", end) + 1) < start + LONGEST_CALL:
        with suppress(SyntaxError):
            call = ast.parse(text[start:end], mode="eval").body
            return call if isinstance(call, ast.Call) else None
    return None


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
