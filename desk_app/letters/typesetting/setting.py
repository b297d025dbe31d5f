# SPDX-License-Identifier: MIT
"""Setting text in lines: where a line may end, strong and Gothic words, words never torn apart."""

from __future__ import annotations

import re
from bisect import bisect_right
from copy import copy
from enum import Enum
from functools import lru_cache
from html import unescape
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from desk_app.letters.errors import BadWording, MissingGlyph
from desk_app.letters.fonts.directions import in_line, levels_of
from desk_app.letters.fonts.faces import MARKS, clusters
from desk_app.letters.fonts.right_to_left import in_reading_order, is_turned
from desk_app.letters.typesetting.sheet import Face

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from desk_app.letters.fonts.faces import Typefaces
    from desk_app.letters.typesetting.sheet import Sheet, Type
    from desk_app.letters.typesetting.structure import Tag


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
_ARTICLE = r"(?:法|同[法条項])?(?:第[0-9]+(?:-[0-9]+)*(?:条(?:の[0-9]+)?|項|号))+|同[条項](?=第)"
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
_COMMON = (
    "(?=[あいかくごたでまカ])(?:"
    "くださ[いる]|いたし(?=ま|かね)|いただ[いきく]|ござい(?=ま)|かね(?=ま)|"
    "ません|ました|でした|ます|です|または|ただし|あらためて(?=、)|あらため(?=て)|カード)"
)
"""Words of kana that every letter is full of: torn in two they are hard to read.

They are cut where they are joined (いたし, ました), so that no line ends far from its edge for one.
"""
_UNIT = "|".join(
    (
        _COMMON,
        f"(?![{_SPECIAL}]){_PLAIN}[{MARKS}]*",
        f"{KEEP_FROM}[^{KEEP_TO}]*{KEEP_TO}",
        _DAY,
        _ARTICLE,
        _COUNTED,
        f"{_KANJI_NUMBER}(?:丁目|丁|条|番町)",
        _ENGLISH_DAY,
        _ENGLISH_COUNTED,
        _ENGLISH_ARTICLE,
        f"{_WORD}[{MARKS}]*",
        f"[^{SPACES}][{MARKS}]*",
    )
)
_STOPS = "、。，．）」』】〕〉》］｝〟’”！？,.:;!?)]} \u3000"
_FINE = re.compile(f"[0-9]{{1,4}}{_COUNTER}|[\\s\\S][{MARKS}]*")
_LAST = "".join(map(re.escape, NEVER_LAST))
_FIRST = "".join(map(re.escape, _ATTACHED))
_WORDS = re.compile(f"[{SPACES}]+|[^{SPACES}]+(?:[{SPACES}]+[{_FIRST}]+)?")
_ADDRESS = re.compile("https?://[!-~]+")
_ADDRESS_PART = re.compile("https?://[^/?#&=]*[/?#&=]*|[^/?#&=]+[/?#&=]*|[/?#&=]+")
_TOKEN = re.compile(
    f"[{SPACES}]+(?![{_FIRST}])|(?:[{_LAST}][{SPACES}]*)*(?:{_UNIT})?(?:[{SPACES}]*[{_FIRST}][{MARKS}]*)*"
)


def tokens(text: str, *, marked: bool = False) -> list[str]:
    """Cut a line of text into the pieces between which it may be broken.

    The marks that keep text whole are taken out, unless it is to stay ``marked``.
    """
    pieces = [piece for piece in _TOKEN.findall(text) if piece]
    if "://" in text:
        pieces = [part for piece in pieces for part in _of_address(piece)]
    if marked or KEEP_FROM not in text:
        return pieces
    unmarked = (piece.replace(KEEP_FROM, "").replace(KEEP_TO, "") for piece in pieces)
    return [piece for piece in unmarked if piece]


def _of_address(piece: str) -> list[str]:
    """Cut the address of a web page after what divides it; what stands round it stays with it."""
    found = _ADDRESS.search(piece)
    if found is None or KEEP_FROM in piece:
        return [piece]
    parts = _ADDRESS_PART.findall(found[0])
    parts[0] = piece[: found.start()] + parts[0]
    parts[-1] += piece[found.end() :]
    while len(parts) > 1 and parts[-1][0] in NEVER_FIRST:
        last = parts.pop()
        parts[-1] += last
    return parts


class FilledLine(NamedTuple):
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
        if fine and cluster[0] in _ATTACHED:
            attached = cluster
            while len(fine) > 1 and _is_space(fine[-1]):
                attached = fine.pop() + attached
            fine[-1] += attached
        elif fine and fine[-1][-1] in NEVER_LAST:
            fine[-1] += cluster
        else:
            fine.append(cluster)
    return fine


def fill(
    pieces: Sequence[str], widths: Sequence[int], measure: int, indent: int = 0, *, even: bool
) -> list[FilledLine]:
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
            FilledLine(start, end, width, _gap(room, end - start - 1) if even and not last else 0)
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
    """Move tokens down to a last line of one or two characters, or of one English word."""
    if len(bounds) < 2:  # noqa: PLR2004 - one line has none to take from
        return
    (above, cut), (start, end) = bounds[-2:]
    alone = _is_lonely(pieces, above, bounds[-1])
    while alone or _count(pieces[start:end]) < SHORTEST_LAST:
        alone = False
        start = cut - 1
        cut = start
        while cut > above + 1 and _is_space(pieces[cut - 1]):
            cut -= 1
        if cut <= above or _width(ends, start, end) > measure:
            return
    bounds[-2:] = [(above, cut), (start, end)]


def _is_lonely(pieces: Sequence[str], above: int, last: tuple[int, int]) -> bool:
    """Tell whether the last line is one English word, and the line above can spare another."""
    start, end = last
    words = [piece for piece in pieces[start:end] if not _is_space(piece)]
    if len(words) != 1 or not words[0].isascii():
        return False
    before = [piece for piece in pieces[above:start] if not _is_space(piece)]
    return len(before) >= _CAN_SPARE and all(map(str.isascii, before))


_CAN_SPARE = 4
"""So many words has a line that one may be taken from."""


def _count(pieces: Sequence[str]) -> int:
    """Count characters; a stop alone makes no line longer."""
    return len(clusters("".join(pieces).rstrip(_STOPS)))


# Setting text in lines of a measure: plain text, and text with strong words in it.


class Run(NamedTuple):
    """Text in one typeface: that of its surroundings, or the one named."""

    text: str
    face: Face | None = None


Text = tuple[Run, ...]


class Align(Enum):
    """Where a line stands in its measure; ``EVEN`` fills it, the last line excepted."""

    LEFT = "left"
    EVEN = "even"
    CENTRE = "centre"
    RIGHT = "right"


class LinePart(NamedTuple):
    """What is drawn at once: tokens of one typeface, and where they begin in the line."""

    kind: Type
    offset: int
    tokens: Sequence[str]


class SetLine(NamedTuple):
    """One line, measured: where it begins in its measure, and its parts; in units of the type."""

    start: int
    width: int
    gap: int
    parts: Sequence[LinePart]

    def draw(self, sheet: Sheet, x: float, base: float, tag: Tag | None = None) -> None:
        """Draw the line in a measure that begins at x, as part of what a tag says."""
        for kind, offset, pieces in self.parts:
            at = x + kind.millimetres(self.start + offset)
            sheet.line(at, base, kind, pieces, self.gap, tag)


def plain(text: str) -> Text:
    """Return text without strong words."""
    return (Run(text),)


class Spacing(NamedTuple):
    """What of the usual line pitch, and of the usual white between parts, is left."""

    pitch: float = 1.0
    white: float = 1.0


USUAL_SPACING = Spacing()


class Setter:
    """Sets text with the widths of the letters' typefaces, as closely as its spacing says."""

    def __init__(self, typefaces: Typefaces) -> None:
        self._typefaces = typefaces
        self._spacing = USUAL_SPACING
        # Where lines end does not hang on their pitch: what was set once is set no more.
        self._known: dict[tuple[object, ...], list[SetLine]] = {}
        self._made: dict[tuple[int, float], tuple[object, list[float]]] = {}

    def spaced(self, spacing: Spacing) -> Setter:
        """Return what sets the same text with another spacing."""
        setter = copy(self)
        setter._spacing = spacing  # noqa: SLF001 - its own
        return setter

    def once(self, of: object, width: float, make: Callable[[], list[float]]) -> list[float]:
        """Return the measures that were made of a thing for a width, whatever the spacing."""
        key = (id(of), width)  # the thing is kept beside them, so that its id stays its own
        if key not in self._made:
            self._made[key] = (of, make())
        return self._made[key][1]

    def pitched(self, kind: Type) -> Type:
        """Return a type with the line pitch of this spacing."""
        pitch = self._spacing.pitch
        return kind if pitch == 1.0 else kind._replace(leading=kind.leading * pitch)

    def white(self, height: float) -> float:
        """Return the height that white of so many millimetres has in this spacing."""
        return height * self._spacing.white

    def width(self, kind: Type, text: str) -> float:
        """Return the width of a line of text in millimetres."""
        return kind.millimetres(self._typefaces[kind.face.value].width(text))

    def lines(
        self, text: Text, kind: Type, width: float, align: Align, indent: int = 0
    ) -> list[SetLine]:
        """Set text in lines of that width in millimetres; ``indent`` is of the first, in units."""
        measure = kind.units(width)
        key = (text, kind.face, kind.size, measure, align, indent)
        found = self._known.get(key)
        if found is None:
            found = [
                line
                for paragraph in _paragraphs(text)
                for line in self._paragraph(paragraph, kind, measure, align, indent)
            ]
            self._known[key] = found
        return found

    def _paragraph(
        self, text: Text, kind: Type, measure: int, align: Align, indent: int
    ) -> Iterator[SetLine]:
        single = len(text) == 1 and text[0].face is None
        pieces = self._plain(text[0].text, kind) if single else self._mixed(text, kind)
        return pieces.lines(measure, align, indent)

    def _plain(self, text: str, kind: Type) -> _Plain:
        widths = self._typefaces[kind.face.value].widths
        return _Plain(tokens(text), widths, kind, is_turned(text))

    def _mixed(self, text: Text, kind: Type) -> _Mixed:
        return _Mixed(text, kind, self._typefaces)


def _paragraphs(text: Text) -> Iterator[Text]:
    """Cut text at its line ends."""
    if all("\n" not in run.text for run in text):
        yield text
        return
    current: list[Run] = []
    for run in text:
        first, *others = run.text.split("\n")
        current.append(run._replace(text=first))
        for other in others:
            yield tuple(current)
            current = [run._replace(text=other)]
    yield tuple(current)


def _is_cut_at_space(pieces: Sequence[str], end: int) -> bool:
    """Tell whether a line ends at a space: unseen, it parts the words for those who listen."""
    return end < len(pieces) and _is_space(pieces[end])


def _start(align: Align, room: int) -> int:
    if align is Align.CENTRE:
        return room // 2
    return room if align is Align.RIGHT else 0


class _Plain(NamedTuple):
    """The tokens of text in one typeface."""

    tokens: list[str]
    widths: dict[str, int]
    kind: Type
    turned: bool

    def lines(self, measure: int, align: Align, indent: int) -> Iterator[SetLine]:
        widths = [self.widths[token] for token in self.tokens]
        pieces = self.tokens
        narrowest = measure - max(indent, 0)
        if widths and max(widths) > narrowest:
            pieces = torn(pieces, self.widths.__getitem__, narrowest)
            widths = [self.widths[token] for token in pieces]
        whole = "".join(pieces) if self.turned else ""
        levels = levels_of(whole)
        for start, end, width, gap in fill(
            pieces, widths, measure, indent, even=align is Align.EVEN
        ):
            first = indent if start == 0 else 0
            place = _start(align, measure - first - width) + first
            said = pieces[start : end + _is_cut_at_space(pieces, end)]
            if self.turned:
                at = sum(map(len, pieces[:start]))
                said = in_reading_order(said, in_line(levels, at, "".join(said)))
            yield SetLine(place, width, gap, (LinePart(self.kind, 0, said),))
        if not pieces:
            yield SetLine(0, 0, 0, ())


class _Mixed:
    """The tokens of text in several typefaces; a token may lie across a change of typeface."""

    def __init__(self, text: Text, kind: Type, typefaces: Typefaces) -> None:
        self._kind = kind
        self._typefaces = typefaces
        self._faces = [run.face or kind.face for run in text]
        self._ends = list(accumulate(len(run.text) for run in text))
        self._text = "".join(run.text for run in text)

    def lines(self, measure: int, align: Align, indent: int) -> Iterator[SetLine]:
        """Set the lines; widths are in units of the surrounding type's size."""
        cut = (self._cut(*place) for place in self._places(measure - max(indent, 0)))
        # A mark that keeps text whole is a token of its own once that text was too wide for a line.
        pieces = [piece for piece in cut if any(token for _, token in piece)]
        whole = ["".join(token for _, token in piece) for piece in pieces]
        widths = [sum(self._width(*part) for part in piece) for piece in pieces]
        for start, end, width, gap in fill(
            whole, widths, measure, indent, even=align is Align.EVEN
        ):
            first = indent if start == 0 else 0
            place = _start(align, measure - first - width) + first
            said = pieces[start : end + _is_cut_at_space(whole, end)]
            yield SetLine(place, width, gap, self._parts(said, gap))

    def _width(self, face: Face, token: str) -> int:
        return self._typefaces[face.value].width(token)

    def _places(self, measure: int) -> Iterator[tuple[int, int]]:
        """Return where each token lies in the text; marks that keep text whole are still in it."""
        at = 0
        for piece in torn(tokens(self._text, marked=True), self._widest, measure):
            yield at, at + len(piece)
            at += len(piece)

    def _widest(self, piece: str) -> int:
        unmarked = piece.replace(KEEP_FROM, "").replace(KEEP_TO, "")
        return max(self._width(face, unmarked) for face in self._faces)

    def _cut(self, start: int, end: int) -> list[tuple[Face, str]]:
        """Return a token's parts with their typefaces."""
        parts = []
        for face, run_end in zip(self._faces, self._ends, strict=True):
            if start < run_end and start < end:
                part = self._text[start : min(end, run_end)]
                parts.append((face, part.replace(KEEP_FROM, "").replace(KEEP_TO, "")))
                start = min(end, run_end)
        return parts

    def _parts(self, pieces: list[list[tuple[Face, str]]], gap: int) -> list[LinePart]:
        """Return the drawn parts of a line; whole tokens of one typeface are drawn together."""
        parts: list[LinePart] = []
        offset = 0
        joined = False
        for piece in pieces:
            for face, token in piece:
                kind = self._kind._replace(face=face)
                if joined and len(piece) == 1 and parts[-1].kind == kind:
                    parts[-1] = parts[-1]._replace(tokens=[*parts[-1].tokens, token])
                else:
                    parts.append(LinePart(kind, offset, [token]))
                offset += self._width(face, token)
                joined = len(piece) == 1
            offset += gap
        if is_turned(self._text):
            return [each._replace(tokens=_by_itself(each.tokens)) for each in parts]
        return parts


def _by_itself(pieces: Sequence[str]) -> list[str]:
    """Return the tokens of one typeface in their order: they are turned by themselves."""
    return in_reading_order(pieces, levels_of("".join(pieces)))


# Reading what the wording says into text: strong words, Gothic words, words never torn apart.


NOTE_SIGN = "※"
_SMALL = "<s>"
_TAG = re.compile("</?[a-z]>")
_FACES = {
    "<b>": Face.BOLD,
    "<g>": Face.GOTHIC,
    "<m>": Face.FIXED,
    "</b>": None,
    "</g>": None,
    "</m>": None,
}
_KEPT = {"<u>": KEEP_FROM, "</u>": KEEP_TO}


class Paragraph(NamedTuple):
    """One paragraph of what is said; ``small`` is set as a note."""

    text: Text
    small: bool


@lru_cache(maxsize=1024)
def paragraphs(markup: str) -> tuple[Paragraph, ...]:
    """Cut escaped text with tags into paragraphs; one that begins with <s> or ※ is small."""
    # As plain text: what is unescaped and joined to markup would be escaped once more.
    return tuple(_paragraph(line) for line in str(markup).split("\n"))


def text(markup: str) -> Text:
    """Read one paragraph."""
    return tuple(run for paragraph in paragraphs(markup) for run in paragraph.text)


def plain_text(markup: str) -> str:
    """Read one line in which no word is strong; what is never torn apart needs no mark."""
    found = text(markup)
    if any(run.face is not None for run in found):
        raise BadWording("<b>")
    return "".join(run.text for run in found).replace(KEEP_FROM, "").replace(KEEP_TO, "")


def _paragraph(line: str) -> Paragraph:
    for mark in (KEEP_FROM, KEEP_TO):
        if mark in line:
            raise MissingGlyph(mark)
    small = line.startswith((_SMALL, NOTE_SIGN))
    return Paragraph(_runs(line.removeprefix(_SMALL)), small)


def _runs(line: str) -> Text:
    runs: list[Run] = []
    face: Face | None = None
    at = 0
    for tag in _TAG.finditer(line):
        _add(runs, unescape(line[at : tag.start()]), face)
        at = tag.end()
        if tag[0] in _KEPT:
            _add(runs, _KEPT[tag[0]], face)
        elif tag[0] in _FACES:
            face = _FACES[tag[0]]
        else:
            raise BadWording(tag[0])
    _add(runs, unescape(line[at:]), face)
    return tuple(runs) or (Run(""),)


def _add(runs: list[Run], part: str, face: Face | None) -> None:
    if part and runs and runs[-1].face is face:
        runs[-1] = Run(runs[-1].text + part, face)
    elif part:
        runs.append(Run(part, face))
