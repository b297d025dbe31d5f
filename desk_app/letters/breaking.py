# SPDX-License-Identifier: MIT
"""Where a line may end: what is never torn apart, and how lines are filled."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from desk_app.letters.fonts.faces import MARKS, clusters

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

KEEP_FROM = "\x02"
KEEP_TO = "\x03"
"""Marks round text that is one piece whatever it holds, for example a name with its title."""

MAX_STRETCH = 95
"""Widest gap that fills a line, in thousandths of an em. A quarter em would be allowed, but from a
tenth on readers of the page (search, copying, screen readers) take every gap for a space."""

SHORTEST_LAST = 3
"""A last line has at least so many characters, the stops and brackets that end it not counted."""

SPACES = " \u3000"

_SMALL_KANA = "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
NEVER_FIRST = (
    "、。，．）」』】〕〉》］｝〟’”・：；！？‼⁇⁈⁉％‰゛゜ヽヾゝゞ々〻ー〜～…‥"
    + _SMALL_KANA
    + ",.:;!?)]}%"
)
NEVER_LAST = "（「『【〔〈《［｛〝‘“〒([{"
# A line of an address must not begin with what counts the number before it, nor with 町 or 様.
_ATTACHED = NEVER_FIRST + "町様"

_NUMBER = r"[0-9][0-9,]*(?:\.[0-9]+)?"
_COUNTER = (
    "(?:か月|年間|年度|日間|号室|丁目|番地|番号|項目|円分|ページ|"
    "[円枚通件年月日番条項号階棟室歳点名冊回部人組字線])"
)
_KANJI_NUMBER = "[一二三四五六七八九十百〇]+"
_DAY = (
    rf"(?:令和|平成|昭和|大正|明治)(?:元|{_NUMBER})年(?:{_NUMBER}月(?:{_NUMBER}日)?)?"
    r"(?:（[月火水木金土日]）)?"
)
_ARTICLE = r"(?:法|同[法条項])?(?:第[0-9]+(?:条(?:の[0-9]+)?|項|号))+|同[条項](?=第)"
_COUNTED = rf"(?:{_NUMBER}(?:{_COUNTER}|[-－×の](?=[0-9]))+)+(?:{_NUMBER})?"
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_ENGLISH_DAY = (
    rf"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, )?{_MONTH} [0-9]{{1,2}}, [0-9]{{4}}"
)
_ENGLISH_COUNTED = rf"{_NUMBER} (?:yen(?: ×)?|×|pages?|copy|copies|original)(?: [0-9]+)?"
_ENGLISH_ARTICLE = (
    r"(?:Article|Articles) [0-9]+|(?:paragraph|item) \([0-9ivx]+\)|(?:Receipt )?No\. ?[^\s)]*[0-9]"
)
_WORD = r"[^\s()\[\]{}\u1100-\u11ff\u2e80-\uffef\U00010000-\U0003ffff\x02\x03]+"
_PLAIN = "[ぁ-ゖァ-ヺ\u4e00-\u9fff]"
_SPECIAL = "令平昭大明法同第一二三四五六七八九十百〇"
_UNIT = "|".join(
    (
        f"(?![{_SPECIAL}]){_PLAIN}[{MARKS}]*",
        f"{KEEP_FROM}[^{KEEP_TO}]*{KEEP_TO}",
        _DAY,
        _ARTICLE,
        _COUNTED,
        f"{_KANJI_NUMBER}(?:丁目|丁|条|番町)",
        _ENGLISH_DAY,
        _ENGLISH_COUNTED,
        _ENGLISH_ARTICLE,
        f"{_WORD}",
        f"[^{SPACES}][{MARKS}]*",
    )
)
_STOPS = "、。，．）」』】〕〉》］｝〟’”！？,.:;!?)]} \u3000"
_FINE = re.compile(f"[0-9]{{1,4}}{_COUNTER}|[\\s\\S][{MARKS}]*")
_WORDS = re.compile(f"[{SPACES}]+|[^{SPACES}]+")
_LAST = "".join(map(re.escape, NEVER_LAST))
_FIRST = "".join(map(re.escape, _ATTACHED))
_TOKEN = re.compile(
    f"[{SPACES}]+(?![{_FIRST}])|(?:[{_LAST}][{SPACES}]*)*(?:{_UNIT})?(?:[{SPACES}]*[{_FIRST}][{MARKS}]*)*"
)


def tokens(text: str, *, marked: bool = False) -> list[str]:
    """Cut a line of text into the pieces between which it may be broken.

    The marks that keep text whole are taken out, unless it is to stay ``marked``.
    """
    pieces = [piece for piece in _TOKEN.findall(text) if piece]
    if marked or KEEP_FROM not in text:
        return pieces
    return [piece.replace(KEEP_FROM, "").replace(KEEP_TO, "") for piece in pieces]


class Line(NamedTuple):
    """Tokens from ``start`` up to ``end`` on one line, its width, and each gap's widening."""

    start: int
    end: int
    width: int
    gap: int


def torn(pieces: Sequence[str], width: Callable[[str], int], measure: int) -> list[str]:
    """Return the tokens with those wider than a line cut ever finer until they fit.

    They are cut at spaces, then where ends of lines may be, at last between any characters.
    """
    fitting = list(pieces)
    for cut in (_WORDS.findall, _characters, clusters):
        fitting = [
            part
            for piece in fitting
            for part in ([piece] if width(piece) <= measure else cut(piece))
        ]
    return fitting


def _characters(piece: str) -> list[str]:
    """Cut a piece as finely as the rules for ends of lines let it be cut: 12月 stays whole."""
    fine: list[str] = []
    for cluster in _FINE.findall(piece):
        if fine and (cluster[0] in NEVER_FIRST or fine[-1][-1] in NEVER_LAST):
            fine[-1] += cluster
        else:
            fine.append(cluster)
    return fine


def fill(
    pieces: Sequence[str], widths: Sequence[int], measure: int, indent: int = 0, *, even: bool
) -> list[Line]:
    """Fill lines of that measure; ``even`` ones are widened to it where the gaps stay small.

    The last line holds three characters and its stop where the one before can spare them.
    """
    ends = list(accumulate(widths))
    bounds = _bounds(pieces, ends, measure, indent)
    _lengthen_last(bounds, pieces, ends, measure)
    lines = []
    for number, (start, end) in enumerate(bounds):
        width = _width(ends, start, end)
        room = measure - (indent if number == 0 else 0) - width
        last = number == len(bounds) - 1
        lines.append(
            Line(start, end, width, _gap(room, end - start - 1) if even and not last else 0)
        )
    return lines


def _width(ends: list[int], start: int, end: int) -> int:
    if end <= start:
        return 0
    return ends[end - 1] - (ends[start - 1] if start else 0)


def _gap(room: int, gaps: int) -> int:
    if gaps < 1 or room <= 0 or room > MAX_STRETCH * gaps:
        return 0
    return room // gaps


def _is_space(piece: str) -> bool:
    return piece[0] in SPACES and not piece.strip(SPACES)


def _bounds(
    pieces: Sequence[str], ends: list[int], measure: int, indent: int
) -> list[tuple[int, int]]:
    """Return the first and last token of each line, spaces at its end left out."""
    bounds = []
    start = 0
    count = len(pieces)
    room = measure - indent
    while start < count:
        before = ends[start - 1] if start else 0
        end = max(bisect_right(ends, before + room, start), start + 1)
        following = end
        while following < count and _is_space(pieces[following]):
            following += 1
        if following < count:
            while end > start + 1 and _is_space(pieces[end - 1]):
                end -= 1
        bounds.append((start, min(end, count)))
        start = following
        room = measure
    return bounds


def _lengthen_last(
    bounds: list[tuple[int, int]], pieces: Sequence[str], ends: list[int], measure: int
) -> None:
    """Move tokens down to a last line of one or two characters."""
    if len(bounds) < 2:  # noqa: PLR2004 - one line has none to take from
        return
    (above, cut), (start, end) = bounds[-2:]
    while _count(pieces[start:end]) < SHORTEST_LAST:
        start = cut - 1
        cut = start
        while cut > above + 1 and _is_space(pieces[cut - 1]):
            cut -= 1
        if cut <= above or _width(ends, start, end) > measure:
            return
    bounds[-2:] = [(above, cut), (start, end)]


def _count(pieces: Sequence[str]) -> int:
    """Count characters; a stop alone makes no line longer."""
    return len(clusters("".join(pieces).rstrip(_STOPS)))
