# SPDX-License-Identifier: MIT
"""Strokes that widgets and delegates share: frames, ticks, key caps, states, marked text."""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, cast

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from desk_app.gui.kit.look import icons, theme
from desk_app.gui.kit.pyside_workarounds.overriding import override

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent
    from PySide6.QtWidgets import QAbstractScrollArea as _ScrollArea

    from desk_app.gui.kit.look.theme import Tokens
else:
    _ScrollArea = object  # a class of Qt's can be inherited from once: the heir names it


class Mark(Enum):
    """A state; the word beside it comes from the caller."""

    OK = "ok"
    MISSING = "missing"
    DEFECTIVE = "defective"
    ASK = "ask"
    NOT_NEEDED = "not_needed"
    OPEN = "open"
    TO_DO = "to_do"
    WAITING = "waiting"
    DUE = "due"
    OVERDUE = "overdue"
    HELD = "held"
    INFO = "info"
    PEOPLE = "people"
    DONE = "done"
    CAME = "came"
    WENT = "went"
    LASTS = "lasts"


class Look(NamedTuple):
    """How a state is drawn: icon, colour token of its word, colour token of its tint."""

    icon: str
    tone: str
    tint: str


_LOOKS = {
    Mark.OK: Look("ok", "ok", "ok_tint"),
    Mark.MISSING: Look("miss", "bad", "bad_tint"),
    Mark.DEFECTIVE: Look("bad", "bad", "bad_tint"),
    Mark.ASK: Look("ask", "ask", "ask_tint"),
    Mark.NOT_NEEDED: Look("na", "text2", "window"),
    Mark.OPEN: Look("none", "text2", "window"),
    Mark.TO_DO: Look("todo", "text", "window"),
    Mark.WAITING: Look("wait", "text2", "window"),
    Mark.DUE: Look("due", "ask", "ask_tint"),
    Mark.OVERDUE: Look("miss", "bad", "bad_tint"),
    Mark.HELD: Look("hold", "text2", "window"),
    Mark.INFO: Look("info", "accent", "info_tint"),
    Mark.PEOPLE: Look("users", "text", "window"),
    Mark.DONE: Look("check", "text2", "window"),
    Mark.CAME: Look("import", "text2", "window"),
    Mark.WENT: Look("export", "text2", "window"),
    Mark.LASTS: Look("issue", "text", "window"),
}


def look(mark: Mark) -> Look:
    """Return icon and colours of a state."""
    return _LOOKS[mark]


# Where a line of Japanese may end well: after a phrase, not inside a word.


_KANJI = (
    range(0x3005, 0x3008),
    range(0x30F5, 0x30F7),
    range(0x3400, 0x4DC0),
    range(0x4E00, 0xA000),
    range(0xF900, 0xFB00),
    range(0x20000, 0x40000),
)
_A_KANJI = "漢"
_HIRA, _KATA = "\u3041-\u309f", "\u30a1-\u30f4\u30fc"
_OPEN, _CLOSE = "（(「『【“‘〈《［｛", "）)」』】”’〉》］｝、。，．！？!?,;:：…"
_PARTICLES = "はがをにのともへでやな"
_PLACES = "市区町村郡"
_BEGINNINGS = (
    "提供|記録|番号|証明書|通知書|確認書|免許証|情報|書類|登録|決定|内容|方法|理由|請求|目的|管理者"
)
_OTHER = "他"
_READ = frozenset(_PLACES + _BEGINNINGS + _OTHER) - {"|"}
"""The kanji that the rules name; all others are one to them."""


class _AsOne(dict[int, int]):
    """Turns the kanji that no rule names into one, sign by sign.

    A class of all kanji takes a millisecond to compile wherever a rule has it.
    """

    def __missing__(self, sign: int) -> int:
        plain = chr(sign) not in _READ and any(sign in signs for signs in _KANJI)
        return self.setdefault(sign, ord(_A_KANJI) if plain else sign)


_AS_ONE = _AsOne()

_AFTER_A_MARK = r"(?<=[ \u3000\n\u2028、。，．！？・／→;])(?<!: )(?=[^\s%(close)s・／])"
_AFTER_A_BRACKET = r"(?<=[）)」』】])(?=[^\s%(close)s%(hira)s・／])"
_BEFORE_A_BRACKET = r"(?<=[^\s%(open)s])(?=[%(open)s](?!.[%(close)s]))"
_AFTER_WO = r"(?<=を)(?=[^\s%(close)s])"
_BEFORE_KANA = (
    r"(?<=[てで])(?=ください|い(?:ます|ません|る|ない))|"
    r"(?<=[てではがにとのも])(?=まだ|ほか|すべて|もう|そのまま|[おご][%(kanji)s])"
)
_BEFORE_AN_HONORIFIC = r"(?<=[%(kanji)s%(kata)s])(?=[おご][%(kanji)s])"
_AFTER_KANA = r"(?<=[%(hira)s])(?<![おご])(?=[^\s%(close)s%(hira)s・／ー])"
_NOT_INSIDE = r"(?!(?<=[%(kanji)s][^%(particles)s%(kanji)s])[%(kanji)s])"
"""A word with one sign of kana between its kanji: 書き方."""

_NOT_IN_A_PLACE = r"(?!(?<![%(particles)s])[%(places)s0-9０-９])(?!(?<=その)%(other)s)"
"""さいたま市, さくら105."""

_ANY_KANJI = _A_KANJI + "".join(sorted(_READ))
_ENDS = re.compile(
    "|".join(
        (
            _AFTER_A_MARK,
            _AFTER_A_BRACKET,
            _BEFORE_A_BRACKET,
            _AFTER_WO,
            _BEFORE_KANA,
            _BEFORE_AN_HONORIFIC,
            _AFTER_KANA + _NOT_INSIDE + _NOT_IN_A_PLACE,
        )
    )
    % {
        "kanji": _ANY_KANJI,
        "hira": _HIRA,
        "kata": _KATA,
        "open": _OPEN,
        "close": _CLOSE,
        "particles": _PARTICLES,
        "places": _PLACES,
        "other": _OTHER,
    }
)
_PARTS = (
    f"(?<=[{_KATA}])(?=[{_ANY_KANJI}])|(?<=[{_ANY_KANJI}])(?=[{_KATA}])|"
    f"(?<=[{_ANY_KANJI}{_KATA}])(?={_BEGINNINGS})"
)
_JAPANESE = re.compile(f"[{_HIRA}{_KATA}{_ANY_KANJI}]")


def ends(text: str) -> list[int]:
    """Return where a phrase ends, in code points; nothing where no Japanese stands."""
    if text.isascii():
        return []
    read = text.translate(_AS_ONE)
    return [found.start() for found in _ENDS.finditer(read)] if _JAPANESE.search(read) else []


def joints(text: str) -> list[int]:
    """Return where a long word may be parted that has no room in a line."""
    return [found.start() for found in re.finditer(_PARTS, text.translate(_AS_ONE))]


_EDGES = {
    "left": lambda place: QRect(place.left(), place.top(), 1, place.height()),
    "top": lambda place: QRect(place.left(), place.top(), place.width(), 1),
    "right": lambda place: QRect(place.right(), place.top(), 1, place.height()),
    "bottom": lambda place: QRect(place.left(), place.bottom(), place.width(), 1),
}
_LAYOUTS_KEPT = 1_000
_FONTS_KEPT = 64
_FIRST_CJK = "\u2e80"
_LONELY = 3
"""So few signs on a last line look forgotten there."""

_FORGOTTEN = 0.25
_MOST_LINES = 8
"""A text of more lines is read as a paragraph, which ends a line after any sign."""

_HAIR = 0.05


class Under(Enum):
    """How a part of a text is underlined: found, another thing, another glyph of the same."""

    FOUND = "found"
    DIFFERENT = "different"
    GLYPH = "glyph"


class TextSpan(NamedTuple):
    """A half-open range of code points with its underline."""

    start: int
    end: int
    under: Under


class Ink(NamedTuple):
    """What a text is drawn with; the colours give the underlines theirs."""

    font: QFont
    colour: str
    colours: Tokens


def box(
    painter: QPainter,
    place: QRectF,
    fill: str,
    line: str,
    *,
    radius: float = 4,
    dashed: bool = False,
) -> None:
    """Draw a rounded frame of one pixel inside its place."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(line), 1)
    if dashed:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(QColor(fill))
    corner = theme.px(radius)
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)
    painter.restore()


def focus_line(painter: QPainter, place: QRectF, colours: Tokens, radius: float = 4) -> None:
    """Draw the one 2 px accent line that says where the keys go."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colours.accent), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    corner = theme.px(radius)
    painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), corner, corner)
    painter.restore()


class RepaintsWithFocus(_ScrollArea):
    """What an area has beside Qt's that draws such a line around itself: anew with the keys."""

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()


def tick_box(
    painter: QPainter,
    place: QRectF,
    colours: Tokens,
    *,
    ticked: bool,
    enabled: bool = True,
    selected: bool = False,
) -> None:
    """Draw a check box: empty with a border, or filled with a tick; on a selection it is darker."""
    edge = colours.text2 if selected else colours.strong_line
    line = edge if enabled else colours.line
    if not ticked:
        box(painter, place, colours.base, line, radius=3)
        return
    fill = colours.accent if enabled else colours.text3
    box(painter, place, fill, fill, radius=3)
    inset = place.width() * 0.12
    icons.paint(painter, "check", place.adjusted(inset, inset, -inset, -inset), colours.on_accent)


def part_bar(painter: QPainter, bar: QRectF, part: float, ground: str, ink: str) -> None:
    """Paint a bar of which a part, from 0 to 1, is over."""
    over = QRectF(bar)
    over.setWidth(max(bar.width() * min(max(part, 0.0), 1.0), bar.height()))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for place, colour in ((bar, ground), (over, ink)):
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)
    painter.restore()


@lru_cache(maxsize=_LAYOUTS_KEPT)
def advance(text: str, font: QFont) -> float:
    """Return how wide a text is in one line."""
    return QFontMetricsF(font).horizontalAdvance(text)


def key_cap_width(text: str) -> float:
    """Return how wide a key cap is."""
    return advance(text, theme.font(theme.Size.HINT)) + theme.px(12)


def key_cap(painter: QPainter, place: QRectF, text: str, colours: Tokens) -> None:
    """Draw a key as it is on the keyboard."""
    box(painter, place, colours.base, colours.line, radius=3)
    painter.setFont(theme.font(theme.Size.HINT))
    painter.setPen(QColor(colours.text))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)


def state_width(text: str, font: QFont) -> float:
    """Return how wide a state with its word is."""
    return theme.px(16) + theme.px(4) + advance(text, font)


def state(
    painter: QPainter, place: QRectF, mark: Mark, text: str, colours: Tokens, font: QFont
) -> None:
    """Draw shape and word of a state, centred in height, from the left; smaller if it must be."""
    drawn = look(mark)
    if state_width(text, font) > place.width():
        font = theme.font(theme.Size.HINT, bold=font.bold())
    colour = colours.named(drawn.tone)
    side = theme.px(16)
    spot = QRectF(place.left(), place.center().y() - side / 2, side, side)
    icons.paint(painter, drawn.icon, spot, colour)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    rest = place.adjusted(side + theme.px(4), 0, 0, 0)
    painter.drawText(rest, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)


def text_height(text: str, font: QFont, width: float) -> float:
    """Return the height of wrapped text with the line spacing of the window."""
    return _plain(text, font, width).lineCount() * line_height(font) if text else 0


def folded(text: str, font: QFont, width: float) -> tuple[str, ...]:
    """Return the lines of a wrapped text."""
    layout = _plain(text, font, width)
    units = text.encode("utf-16-le", "surrogatepass")
    found = []
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        start = 2 * line.textStart()
        part = units[start : start + 2 * line.textLength()]
        found.append(part.decode("utf-16-le", "surrogatepass").rstrip())
    return tuple(found)


@lru_cache(maxsize=_LAYOUTS_KEPT)
def unbroken(text: str, font: QFont, width: float) -> QFont:
    """Return a font in which no Latin word is broken that the small type has room for."""
    words = [word for word in text.split() if max(word) < _FIRST_CJK]
    metrics = QFontMetricsF(font)
    too_wide = [word for word in words if metrics.horizontalAdvance(word) > width]
    if not too_wide:
        return font
    small = theme.font(theme.Size.HINT)
    metrics = QFontMetricsF(small)
    return small if all(metrics.horizontalAdvance(word) <= width for word in too_wide) else font


def forget() -> None:
    """Hold no text any more of those that were laid out."""
    for kept in (_plain, unbroken, advance):
        kept.cache_clear()


def line_height(font: QFont) -> float:
    """Return the height of one line of running text."""
    return _line_height(font, font.pointSizeF())


@lru_cache(maxsize=_FONTS_KEPT)
def _line_height(font: QFont, _points: float) -> float:
    """Return it: asked for every text on every page; Qt's own hash knows no sizes."""
    return float(round(QFontMetricsF(font).height() * _leading(font)))


def wrapped(painter: QPainter, place: QRectF, text: str, ink: Ink) -> float:
    """Draw wrapped text from the top of a place; return the height it took."""
    return spans(painter, place, text, (), ink)


def fitted(painter: QPainter, place: QRectF, text: str, ink: Ink) -> None:
    """Draw text at the left, centred in height: smaller, then in more lines, if it must be."""
    font = ink.font
    if advance(text, font) > place.width():
        font = theme.font(theme.Size.HINT, bold=font.bold())
    spot = QRectF(place)
    spot.setTop(place.center().y() - text_height(text, font, place.width()) / 2)
    wrapped(painter, spot, text, Ink(font, ink.colour, ink.colours))


def spans(
    painter: QPainter, place: QRectF, text: str, marked: Sequence[TextSpan], ink: Ink
) -> float:
    """Draw wrapped text with its marked parts underlined; return the height it took."""
    width = place.width()
    layout = _laid_out(text, ink.font, width, marked) if marked else _plain(text, ink.font, width)
    height = line_height(ink.font)
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        top = place.top() + number * height + (height - line.height()) / 2
        painter.setPen(QColor(ink.colour))
        line.draw(painter, QPointF(place.left(), top - line.y()))
        for span in marked:
            ends = _ends(line, utf16(text, span.start), utf16(text, span.end))
            if ends is not None:
                base = top + line.ascent() + theme.px(2)
                _underline(
                    painter, span.under, (place.left() + ends[0], place.left() + ends[1], base), ink
                )
    return layout.lineCount() * height


def places_of(text: str, font: QFont, place: QRectF, span: tuple[int, int]) -> tuple[QRectF, ...]:
    """Return where a part of wrapped text stands, line by line; it is told in code points."""
    layout, height = _plain(text, font, place.width()), line_height(font)
    first, last = (utf16(text, position) for position in span)
    found = list[QRectF]()
    for number in range(layout.lineCount()):
        ends = _ends(layout.lineAt(number), first, last)
        if ends is not None and ends[1] > ends[0]:
            top = place.top() + number * height + 1
            found.append(QRectF(place.left() + ends[0], top, ends[1] - ends[0], height - 2))
    return tuple(found)


def utf16(text: str, position: int) -> int:
    """Return Qt's position of a code point: characters beyond the BMP count twice."""
    return len(text[:position].encode("utf-16-le", "surrogatepass")) // 2


def lines(painter: QPainter, place: QRect, colour: str, *sides: str) -> None:
    """Draw dividing lines of one pixel along sides of a place: left, top, right, bottom.

    They are filled, not drawn: where a pixel is more than one of the display, a drawn line ends
    before the next cell begins.
    """
    for side in sides:
        painter.fillRect(_EDGES[side](place), QColor(colour))


def _leading(font: QFont) -> float:
    metrics = QFontMetricsF(font)
    em = metrics.horizontalAdvance("口") or metrics.height()
    return max(1.0, 1.4 * em / metrics.height())


@lru_cache(maxsize=_LAYOUTS_KEPT)
def _plain(text: str, font: QFont, width: float) -> QTextLayout:
    """Lay out a text without marks: asked for again and again while a page is laid out."""
    return _laid_out(text, font, width, ())


def _laid_out(text: str, font: QFont, width: float, marked: Sequence[TextSpan]) -> QTextLayout:
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats([_bold(text, span) for span in marked if span.under is not Under.FOUND])
    _break_lines(layout, width)
    count = layout.lineCount()
    ways = _ways(text) if 1 < count <= _MOST_LINES and not marked else ()
    if count > 1 and (ways or _is_lonely(layout, 0)):
        em = QFontMetricsF(font).horizontalAdvance("口")
        for ends in (*ways, ()):
            if _stays_in(layout, count, (width, em), ends):
                break
    return layout


def _stays_in(
    layout: QTextLayout, count: int, room: tuple[float, float], ends: Sequence[Sequence[int]]
) -> bool:
    """Break a text into that many lines, if it can be without a lonely last line; or say False.

    ``room`` is the width and that of a sign. A text that has more lines in its width has no fewer
    in a narrower one.
    """
    width, em = room
    for narrower in range(_LONELY + 2):
        _break_lines(layout, width - narrower * em, ends)
        if layout.lineCount() > count:
            if not narrower:
                return False
            break
        if not _is_lonely(layout, width if ends else 0):
            return True
    _break_lines(layout, width, ends)
    return True


def _ways(text: str) -> tuple[Sequence[Sequence[int]], ...]:
    """Return where lines may end well, as Qt counts, in the order in which it is tried.

    First after phrases, and where a word may be parted only in a line that has no phrase's end;
    then at any of these.
    """
    after, inside = ends(text), joints(text)
    if not after and not inside:
        return ()
    if max(text) > "\uffff":
        after, inside = ([utf16(text, place) for place in each] for each in (after, inside))
    return (
        ((after, inside), (sorted(after + inside),)) if inside and after else ((after or inside,),)
    )


def _break_lines(layout: QTextLayout, width: float, ends: Sequence[Sequence[int]] = ()) -> None:
    """Break a text into lines; where a line ends inside a phrase, before the phrase if it can."""
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1.0))
        first, last = line.textStart(), line.textStart() + line.textLength()
        if ends and last < len(layout.text()):
            better = _better_end(first, last, ends)
            if better < last:
                line.setLineWidth(_across(line, better) + _HAIR)
    layout.endLayout()


def _better_end(first: int, last: int, ends: Sequence[Sequence[int]]) -> int:
    """Return where a line ends better than where it is full, not before a third of it."""
    for places in ends:
        place = bisect_right(places, last)
        if place and places[place - 1] > first + (last - first) // 3:
            return places[place - 1]
    return last


def _is_lonely(layout: QTextLayout, width: float) -> bool:
    """Say whether the last line holds a few signs only; a phrase looks well in a narrow column."""
    last = layout.lineAt(layout.lineCount() - 1)
    short = not width or last.naturalTextWidth() < width * _FORGOTTEN
    return short and last.textLength() <= _LONELY


def _bold(text: str, span: TextSpan) -> QTextLayout.FormatRange:
    result = QTextLayout.FormatRange()
    result.start = utf16(text, span.start)
    result.length = utf16(text, span.end) - result.start
    form = QTextCharFormat()
    form.setFontWeight(QFont.Weight.Bold)
    result.format = form
    return result


def _ends(line: QTextLine, start: int, end: int) -> tuple[float, float] | None:
    first = max(start, line.textStart())
    last = min(end, line.textStart() + line.textLength())
    if first >= last:
        return None
    return _across(line, first), _across(line, last)


def _across(line: QTextLine, position: int) -> float:
    # The binding answers with the position beside the place; its stub says "object".
    return cast("tuple[float, int]", line.cursorToX(position))[0]


def _underline(painter: QPainter, under: Under, ends: tuple[float, float, float], ink: Ink) -> None:
    left, right, base = ends
    width, colour, twice = {
        Under.FOUND: (2, ink.colours.accent, False),
        Under.DIFFERENT: (3, ink.colours.bad, False),
        Under.GLYPH: (1, ink.colours.ask, True),
    }[under]
    painter.setPen(QPen(QColor(colour), width, c=Qt.PenCapStyle.FlatCap))
    painter.drawLine(QPointF(left, base), QPointF(right, base))
    if twice:
        painter.drawLine(QPointF(left, base + 3), QPointF(right, base + 3))
