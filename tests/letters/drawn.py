# SPDX-License-Identifier: MIT
"""What is drawn on pages, sign by sign from left to right: a reader that guesses no order.

PDFium and poppler guess from a line's beginning how it goes on where something in it is read from
right to left, and write ① as 1 then. This one takes the codes as the page draws them, and holds
them against Unicode's order (which the tests of letters hold against Qt's).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from pypdf import PdfReader

from desk_app.letters.fonts.directions import in_order, levels_of

_TEXT = re.compile(rb"^BT (.*?) ET$", re.MULTILINE | re.DOTALL)
_PART = re.compile(rb"(/F\d+) [\d.]+ Tf|<([0-9A-F]*)>")
_SHOWN = re.compile(rb"^<([0-9A-F]{4})> <([0-9A-F]+)>$", re.MULTILINE)
_UNDRAWN = re.compile("[\\s\u00ad\u200b\u200c\u2060\ufeff]")
"""What leaves no trace on a page, or only room."""


class Drawn:
    """What pages draw; it is read when it is first asked for."""

    def __init__(self, pages: bytes) -> None:
        self._pages = pages

    @cached_property
    def lines(self) -> list[list[str]]:
        """What each operator of text draws: the text that each sign shows, without white."""
        return [*_lines(self._pages)]

    def has(self, text: str) -> bool:
        """Whether a text is drawn in its right order, on as many lines as it needs.

        It begins with a letter that is read from left to right.
        """
        levels = [level for part in text.split("\n") for level in (*levels_of(part), 0)]
        wanted = [*zip(text, levels, strict=False)]
        lines = [_plain(line) for line in self.lines]
        return any(
            _goes_on(lines[at:], wanted, begin)
            for at, line in enumerate(lines)
            for begin, each in enumerate(line)
            if each == wanted[0][0]
        )


def _goes_on(lines: Sequence[Sequence[str]], rest: Sequence[tuple[str, int]], begin: int) -> bool:
    """Whether a text begins at a place of the first line, and goes on with others below."""
    for number, line in enumerate(lines):
        upto = _reach(rest, len(line) - begin)
        order = in_order([level for _, level in rest[:upto]])
        wanted = [rest[place][0] for place in order if not _UNDRAWN.match(rest[place][0])]
        if line[begin : begin + len(wanted)] == wanted:
            rest, begin = rest[upto:], 0
        elif number == 0:
            return False
        if not rest:
            return True
    return False


def _reach(rest: Sequence[tuple[str, int]], signs: int) -> int:
    """Return how far a text goes in so many signs that are drawn, with the white behind them."""
    for place, (each, _) in enumerate(rest):
        if not _UNDRAWN.match(each):
            if signs == 0:
                return place
            signs -= 1
    return len(rest)


def _lines(pages: bytes) -> Iterator[list[str]]:
    for page in PdfReader(io.BytesIO(pages)).pages:
        fonts = page["/Resources"]["/Font"]  # type: ignore[index]
        shown = {name.encode(): _shown(fonts[name]["/ToUnicode"].get_data()) for name in fonts}
        contents = page.get_contents()
        assert contents is not None
        for operator in _TEXT.findall(contents.get_data()):
            font, line = b"", list[str]()
            for named, codes in _PART.findall(operator):
                font = named or font
                line += (shown[font].get(codes[at : at + 4], "") for at in range(0, len(codes), 4))
            yield [part for each in line if (part := _UNDRAWN.sub("", each))]


def _shown(table: bytes) -> dict[bytes, str]:
    return {
        code: bytes.fromhex(text.decode()).decode("utf-16-be", "surrogatepass")
        for code, text in _SHOWN.findall(table)
    }


def _plain(line: Sequence[str]) -> list[str]:
    """Return the characters of a line; of letters drawn as one the last stands on the left."""
    return [each for part in line for each in (reversed(part) if _is_one(part) else part)]


def _is_one(part: str) -> bool:
    return len(part) > 1 and part[0] == "\u0644"
