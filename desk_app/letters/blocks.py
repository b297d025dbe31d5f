# SPDX-License-Identifier: MIT
"""The parts a letter's body is built of, each cut into slabs that a page break may separate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from desk_app.letters.setting import Align, plain
from desk_app.letters.sheet import POINTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_app.letters.setting import SetLine, Setter, Text
    from desk_app.letters.sheet import Sheet, Type

NUMBER_WIDTH = 7.0
STEP_WIDTH = 7.4
ONE_EM = 1000


class Slab(NamedTuple):
    """A strip as wide as the body that is never cut: its height in millimetres, how to draw it.

    ``keep`` ties it to the next one. A ``blank`` one vanishes at the top of a page. ``head`` is
    what is repeated above it where a page begins with it.
    """

    height: float
    draw: Callable[[Sheet, float], None]
    keep: bool = False
    blank: bool = False
    head: Slab | None = None


class Block(Protocol):
    """A part of the body."""

    def slabs(self, setter: Setter, x: float, width: float) -> list[Slab]:
        """Measure the part in that place and return its slabs from top to bottom."""
        ...


def _nothing(sheet: Sheet, top: float) -> None:
    """Draw nothing."""


@dataclass(frozen=True, slots=True)
class Space:
    """White of a height in millimetres; gone at the top of a page."""

    height: float
    keep: bool = False

    def slabs(self, setter: Setter, x: float, width: float) -> list[Slab]:  # noqa: ARG002 a Block's own
        """Return the white strip."""
        return [Slab(self.height, _nothing, keep=self.keep, blank=True)]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text in lines; ``indent`` is that of its first line in units of the type."""

    text: Text
    kind: Type
    align: Align = Align.EVEN
    indent: int = 0
    keep: bool = False

    def slabs(self, setter: Setter, x: float, width: float) -> list[Slab]:
        """Return one slab per line; at least two lines stay together on each page."""
        lines = setter.lines(self.text, self.kind, width, self.align, self.indent)
        last = len(lines) - 1
        return [
            Slab(
                self.kind.height,
                _drawn(line, x, self.kind),
                keep=(number in {0, last - 1} and number < last) or (self.keep and number == last),
            )
            for number, line in enumerate(lines)
        ]


def _drawn(line: SetLine, x: float, kind: Type) -> Callable[[Sheet, float], None]:
    drop = kind.drop

    def draw(sheet: Sheet, top: float) -> None:
        line.draw(sheet, x, top + drop)

    return draw


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered item under 記: its label, and what stands beside it or, ``below``, under it.

    What has no room beside a long label stands under it too.
    """

    number: str
    label: str
    content: tuple[Block, ...]
    label_kind: Type
    body_kind: Type
    label_width: float
    label_gap: float = 0.0
    below: bool = False
    drop: float | None = None
    """Where the label's base line is below the top, in millimetres; None = that of the text."""

    def slabs(self, setter: Setter, x: float, width: float) -> list[Slab]:
        """Return the slabs; the label never stands alone at the foot of a page."""
        below = self.below or setter.width(self.label_kind, self.label) > self.label_width
        indent = NUMBER_WIDTH if below else NUMBER_WIDTH + self.label_width
        content = [
            slab
            for block in self.content
            for slab in block.slabs(setter, x + indent, width - indent)
        ]
        if below:
            height = self.body_kind.height + self.label_gap
            return [Slab(height, self._labelled(x, _nothing), keep=True), *content]
        first, *others = content
        return [first._replace(draw=self._labelled(x, first.draw)), *others]

    def _labelled(
        self, x: float, content: Callable[[Sheet, float], None]
    ) -> Callable[[Sheet, float], None]:
        def draw(sheet: Sheet, top: float) -> None:
            base = top + (self.body_kind.drop if self.drop is None else self.drop)
            sheet.text(x, base, self.label_kind, self.number)
            sheet.text(x + NUMBER_WIDTH, base, self.label_kind, self.label)
            content(sheet, top)

        return draw


@dataclass(frozen=True, slots=True)
class Steps:
    """Numbered sentences (1), (2) … hanging from their numbers; a single one has no number."""

    texts: tuple[Text, ...]
    kind: Type
    align: Align = Align.EVEN

    def slabs(self, setter: Setter, x: float, width: float) -> list[Slab]:
        """Return the lines of all sentences."""
        if len(self.texts) == 1:
            return Paragraph(self.texts[0], self.kind, self.align).slabs(setter, x, width)
        found = []
        for number, text in enumerate(self.texts, start=1):
            lines = Paragraph(text, self.kind, self.align).slabs(
                setter, x + STEP_WIDTH, width - STEP_WIDTH
            )
            found += [self._numbered(lines[0], x, f"({number})"), *lines[1:]]
        return found

    def _numbered(self, line: Slab, x: float, number: str) -> Slab:
        def draw(sheet: Sheet, top: float) -> None:
            sheet.text(x, top + self.kind.drop, self.kind, number)
            line.draw(sheet, top)

        return line._replace(draw=draw)


@dataclass(frozen=True, slots=True)
class DueFrame:
    """The due date in its thick frame, with what it means beside it."""

    day: str
    note: str
    day_kind: Type
    note_kind: Type

    HEIGHT = 10.2
    RULE = 0.45
    PADDING = 4.2
    BETWEEN = 2.8

    @property
    def drop(self) -> float:
        """The distance from the frame's top to its base line in millimetres."""
        return self.HEIGHT / 2 + 0.36 * self.day_kind.size / POINTS

    def slabs(self, setter: Setter, x: float, width: float) -> list[Slab]:
        """Return the frame, as wide as its text; a day too long for it is set smaller."""
        note_width = setter.width(self.note_kind, self.note)
        room = width - note_width - self.BETWEEN - 2 * self.PADDING
        kind = self.day_kind.fitted(setter.width(self.day_kind, self.day), room)
        day_width = setter.width(kind, self.day)
        full = day_width + note_width + self.BETWEEN + 2 * self.PADDING

        def draw(sheet: Sheet, top: float) -> None:
            base = top + self.drop
            left = x + self.PADDING
            sheet.frame((x, top), (full, self.HEIGHT), self.RULE)
            sheet.text(left, base, kind, self.day)
            sheet.text(left + day_width + self.BETWEEN, base, self.note_kind, self.note)

        return [Slab(self.HEIGHT, draw)]


@dataclass(frozen=True, slots=True)
class Sides:
    """One line with text at its left and at its right end; a long left one is set smaller."""

    left: str
    right: str
    kind: Type

    BETWEEN = 4.0

    def slabs(self, setter: Setter, x: float, width: float) -> list[Slab]:
        """Return the line, tied to what follows."""
        room = width - setter.width(self.kind, self.right) - self.BETWEEN
        kind = self.kind.fitted(setter.width(self.kind, self.left), room)

        def draw(sheet: Sheet, top: float) -> None:
            base = top + self.kind.drop
            sheet.text(x, base, kind, self.left)
            sheet.text_right(x + width, base, self.kind, self.right)

        return [Slab(self.kind.height, draw, keep=True)]


@dataclass(frozen=True, slots=True)
class Farewell:
    """One line that ends an em before the right edge: 敬具, 以上."""

    text: str
    kind: Type

    def slabs(self, setter: Setter, x: float, width: float) -> list[Slab]:  # noqa: ARG002 a Block's own
        """Return the line."""
        right = x + width - self.kind.millimetres(ONE_EM)

        def draw(sheet: Sheet, top: float) -> None:
            sheet.text_right(right, top + self.kind.drop, self.kind, self.text)

        return [Slab(self.kind.height, draw)]


@dataclass(frozen=True, slots=True)
class Stack:
    """Parts below one another that belong together, for example a table and its notes."""

    parts: tuple[Block, ...]

    def slabs(self, setter: Setter, x: float, width: float) -> list[Slab]:
        """Return the slabs of all parts."""
        return [slab for part in self.parts for slab in part.slabs(setter, x, width)]


def line_of(text: str, kind: Type, align: Align, *, keep: bool = False) -> Paragraph:
    """Return a paragraph of plain text that stays with what follows if asked."""
    return Paragraph(plain(text), kind, align, keep=keep)
