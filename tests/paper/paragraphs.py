# SPDX-License-Identifier: MIT
"""Lines that end where JIS X 4051 lets them: generated paragraphs, held against other tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from random import Random
from typing import NamedTuple

from desk_app.letters import letterhead
from desk_app.letters.fonts.faces import clusters, typefaces
from desk_app.letters.places import font_folders
from desk_app.letters.setting import Align, SetLine, Setter, plain
from desk_app.letters.sheet import Type
from desk_app.records.people import Language
from tests.paper.line_rules import Laid, Width, faults
from tests.paper.paragraph_text import Written, written
from tests.paper.sharing import cut, letters_loaded, spread
from tests.robustness.harness import Context, Control, Goal, Outcome, Work

PARAGRAPHS, CONTROLS = 10_000, 500
_SHARE = 500
_FLOOR_LINES = 3
"""A paragraph has more than so many lines, on average."""

KINDS = (
    "kinsoku at the beginning",
    "kinsoku at the end",
    "inseparable torn",
    "widow",
    "gap too wide",
)
"""What the naive breaker must be caught at, each of them."""


class Column(NamedTuple):
    """Where text stands on a letter: its type, how wide it is in millimetres, its alignment."""

    kind: Type
    width: float
    align: Align
    indent: int = 0


Break = Callable[[Written, Column], list[Laid]]


@dataclass(slots=True)
class Counted:
    """How many paragraphs and lines there were, what was wrong, and how many lines are full."""

    paragraphs: int = 0
    lines: int = 0
    full: int = 0
    to_fill: int = 0
    wrong: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: Counted) -> Counted:
        return Counted(
            self.paragraphs + other.paragraphs,
            self.lines + other.lines,
            self.full + other.full,
            self.to_fill + other.to_fill,
            self.wrong + other.wrong,
        )


def try_paragraphs(context: Context) -> Outcome:
    """Set paragraphs in the columns of the letters; then let somebody naive set some."""
    wanted, some = context.share(PARAGRAPHS, 40), context.share(CONTROLS, 40)
    own = _counted(partial(_set, context.seed, by_letters), wanted)
    naive = _counted(partial(_set, context.seed, naively), some)
    caught = [kind for kind in KINDS if naive.wrong[kind]]
    return Outcome(
        reached=(
            f"{own.wrong.total()} faults{_named(own.wrong)} in {own.lines:,} lines; "
            f"{own.full / max(1, own.to_fill):.0%} of the lines to be filled are full"
        ),
        held=not own.wrong,
        work=(
            Work("paragraphs", own.paragraphs, wanted),
            Work("lines", own.lines, _FLOOR_LINES * wanted),
        ),
        control=Control(
            "a breaker that fills lines by width alone",
            f"{naive.wrong.total()} faults{_named(naive.wrong)} in {naive.lines:,} lines",
            failed=len(caught) == len(KINDS),
        ),
    )


def _named(wrong: Counter[str]) -> str:
    return f" ({', '.join(f'{kind}: {n}' for kind, n in wrong.most_common())})" if wrong else ""


def _counted(work: Callable[[range], Counted], wanted: int) -> Counted:
    return sum(spread(work, cut(wanted, _SHARE), letters_loaded), Counted())


def _set(seed: int, breaks: Break, numbers: range) -> Counted:
    found = Counted()
    for number in numbers:
        luck = Random(f"{seed}, paragraph {number}")  # noqa: S311  examples, no secrets
        language = Language.EN if number % 4 == 3 else Language.JA
        _judge(found, written(luck, language), _column(luck, language), breaks)
    return found


def _judge(found: Counted, paragraph: Written, column: Column, breaks: Break) -> None:
    lines = breaks(paragraph, column)
    measure = column.kind.units(column.width)
    found.paragraphs += 1
    found.lines += len(lines)
    if column.align is Align.EVEN:
        found.to_fill += max(0, len(lines) - 1)
        found.full += sum(_is_full(line, measure, column, n) for n, line in enumerate(lines[:-1]))
    indented = [
        line._replace(width=line.width + (column.indent if number == 0 else 0))
        for number, line in enumerate(lines)
    ]
    found.wrong += faults(paragraph, indented, measure, _width(column.kind))


def _is_full(line: Laid, measure: int, column: Column, number: int) -> bool:
    room = measure - (column.indent if number == 0 else 0)
    return room - line.width - line.gap * line.gaps <= line.gaps


def _column(luck: Random, language: Language) -> Column:
    """Return one of the columns of the letters: body, item, cell of a table."""
    roles = letterhead.JAPANESE if language is Language.JA else letterhead.ENGLISH
    return luck.choice(
        (
            Column(roles.body, 166.0, roles.align, roles.indent),
            Column(roles.body, 125.0, roles.align),
            Column(roles.table, float(luck.randint(40, 90)), Align.LEFT),
            Column(roles.note, 125.0, roles.align),
        )
    )


def _width(kind: Type) -> Width:
    return typefaces(font_folders())[kind.face.value].width


def by_letters(paragraph: Written, column: Column) -> list[Laid]:
    """Set a paragraph as the letters do."""
    setter = Setter(typefaces(font_folders()))
    text = plain(paragraph.given)
    return [
        _laid(line)
        for line in setter.lines(text, column.kind, column.width, column.align, column.indent)
    ]


def _laid(line: SetLine) -> Laid:
    tokens = [token for part in line.parts for token in part.tokens]
    return Laid("".join(tokens), line.width, line.gap, max(0, len(tokens) - 1))


def naively(paragraph: Written, column: Column) -> list[Laid]:
    """Set a paragraph by width alone, character after character, every line stretched."""
    measure, width = column.kind.units(column.width), _width(column.kind)
    return [
        _stretched(line, sum(map(width, line)), measure - (column.indent if number == 0 else 0))
        for number, line in enumerate(_filled(paragraph.plain, measure - column.indent, width))
    ]


def _filled(text: str, measure: int, width: Width) -> Iterator[list[str]]:
    line, wide = list[str](), 0
    for each in clusters(text):
        if wide + width(each) > measure:
            yield line
            line, wide = [], 0
        line.append(each)
        wide += width(each)
    yield line


def _stretched(line: Sequence[str], wide: int, measure: int) -> Laid:
    gaps = max(1, len(line) - 1)
    return Laid("".join(line), wide, max(0, measure - wide) // gaps, gaps)


RUN = Goal(
    "paragraphs",
    f"{PARAGRAPHS:,} generated paragraphs: 0 faults of JIS X 4051, 0 broken inseparables, 0 widows",
    try_paragraphs,
)
