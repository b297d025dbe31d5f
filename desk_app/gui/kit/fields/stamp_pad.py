# SPDX-License-Identifier: MIT
"""A keypad of stamp denominations, on which any other value can be typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QToolButton, QWidget

from desk_app.gui.kit.layout.boxes import in_column
from desk_app.gui.kit.layout.shortcuts import Roving
from desk_app.gui.kit.look import painting, theme
from desk_app.gui.kit.look.text import Text, announce
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QFocusEvent


_SIGNS = 6
_COUNT = r"(?:×(?P<count>[0-9]{1,4}))?"


@dataclass(frozen=True, slots=True)
class FaceUnit:
    """What a face value of 1 means: a yen, or a sen, of which ``per_yen`` make one."""

    per_yen: int
    typed: re.Pattern[str]
    """A face value, and a count behind × where one is said."""

    def read(self, text: str) -> int:
        """Return the face value of a text that is one."""
        whole, _, rest = text.partition(".")
        return int(whole) * self.per_yen + int(rest.ljust(2, "0"))

    def write(self, value: int) -> str:
        """Return a face value in yen, with two signs behind the point where it is no whole one."""
        whole, rest = divmod(value, self.per_yen)
        return f"{whole}.{rest:02}" if rest else str(whole)


WHOLE_YEN = FaceUnit(1, re.compile(rf"(?P<value>[0-9]{{1,{_SIGNS}}}){_COUNT}"))
IN_SEN = FaceUnit(100, re.compile(rf"(?P<value>[0-9]{{1,{_SIGNS}}}(?:\.[0-9]{{1,2}})?){_COUNT}"))


# One denomination of the stamp pad, and the tile for any other value.


_RING = 3
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_APART = 4
_NONE = "–"
"""What stands for a count of none."""


class _Tile(QToolButton):
    """A tile; its keys belong to the pad around it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(70), theme.px(48))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(60), self.sizeHint().height())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def body(self) -> QRectF:
        """Return what is filled: all of the tile, or what its focus line leaves of it."""
        whole = QRectF(self.rect())
        return whole.adjusted(_RING, _RING, -_RING, -_RING) if self.hasFocus() else whole

    def paint_ring(self, painter: QPainter) -> None:
        """Draw the focus line where this tile has the focus."""
        if self.hasFocus():
            colours = theme.tokens(self.palette())
            painting.focus_line(painter, QRectF(self.rect()), colours, radius=6)


class StampTile(_Tile):
    """A face value, its ``face`` as it is written, and how many pieces of it were counted."""

    taken_away = Signal()

    def __init__(self, value: int, face: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.value = value
        self.face = face
        self._count = 0

    def count(self) -> int:
        """Return how many pieces are counted."""
        return self._count

    def set_count(self, count: int) -> None:
        """Show a count."""
        self._count = count
        self.update()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() is Qt.MouseButton.RightButton:
            self.taken_away.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.tokens(self.palette())
        painter = QPainter(self)
        body = self.body()
        if self._count:
            painting.box(painter, body, colours.selection, colours.accent)
        else:
            painting.box(painter, body, colours.base, colours.strong_line)
        self.paint_ring(painter)
        # Clear of the ring around it, which the keys and a count draw.
        inner = QRectF(self.rect()).adjusted(theme.px(8), theme.px(5), -theme.px(8), -theme.px(5))
        shown = f"×{self._count}" if self._count else _NONE
        plain, bold = theme.font(), theme.font(bold=bool(self._count))
        over, under = self._places(plain, bold, shown, inner.width())
        if not self._count and over is not under:
            # A dash says nothing that would be worth two lines.
            over, shown = _MIDDLE, ""
        painter.setFont(plain)
        painter.setPen(QColor(colours.selection_text if self._count else colours.text))
        painter.drawText(inner, int(over | Qt.AlignmentFlag.AlignLeft), self.face)
        painter.setFont(bold)
        painter.setPen(QColor(colours.selection_text if self._count else colours.text3))
        painter.drawText(inner, int(under | Qt.AlignmentFlag.AlignRight), shown)

    def _places(
        self, plain: QFont, bold: QFont, shown: str, room: float
    ) -> tuple[Qt.AlignmentFlag, Qt.AlignmentFlag]:
        """Return where value and count stand: side by side, or one above the other.

        They keep their size either way: a count is read from afar.
        """
        taken = QFontMetricsF(plain).horizontalAdvance(self.face) + theme.px(_APART)
        if taken + QFontMetricsF(bold).horizontalAdvance(shown) <= room:
            return _MIDDLE, _MIDDLE
        return Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom


class OtherTile(_Tile):
    """Says that any other value may be typed, and shows what is being typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typed = ""

    def show_typed(self, typed: str) -> None:
        """Show digits on their way; empty shows the hint again."""
        self._typed = typed
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.tokens(self.palette())
        painter = QPainter(self)
        body = self.body()
        fill = colours.selection if self._typed else colours.base
        painting.box(painter, body, fill, colours.strong_line, dashed=True)
        self.paint_ring(painter)
        whole = QRectF(self.rect())
        inner = whole.adjusted(theme.px(8), theme.px(4), -theme.px(4), -theme.px(4))
        left = int(_MIDDLE | Qt.AlignmentFlag.AlignLeft)
        if self._typed:
            painter.setFont(theme.font(bold=True))
            painter.setPen(QColor(colours.selection_text))
            painter.drawText(inner, left, f"{self._typed}▏")
            return
        words = whole.adjusted(theme.px(7), theme.px(4), -theme.px(3), -theme.px(4))
        painter.setFont(theme.font(Size.LABEL))
        painter.setPen(QColor(colours.text2))
        painter.drawText(words, left | int(Qt.TextFlag.TextWordWrap), self.text())


COLUMNS = 7
MOST_PIECES = 9_999
MOST_YEN = 999_999
_TIMES = ("*", "×", "x", "X")
_MINUS = ("-", "−", "－", "ー")
_PLUS = ("+", "＋")
_EQUALS = ("=", "＝")
_POINTS = (".", "．")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class StampPad(QWidget):
    """Counts sound pieces by face value in yen, or in another unit that is typed with a point.

    One Tab stop. Arrows move, ＋ and − count, = counts as many as make up what is still short,
    Delete takes all of a value away. Digits begin a value: ``62 Enter`` adds one of 62 yen,
    ``84×10 Enter`` sets ten of 84 yen, on a tile of its own where there was none. Esc forgets the
    digits; leaving the pad takes them as they stand.
    """

    changed = Signal()
    typed = Signal(str)
    odd_wanted = Signal()

    def __init__(
        self,
        denominations: Sequence[int],
        unit: FaceUnit = WHOLE_YEN,
    ) -> None:
        super().__init__()
        self._unit = unit
        self._usual = frozenset(denominations)
        self._typed = ""
        self._short = 0
        self._tiles: dict[int, StampTile] = {}
        self._other = OtherTile(self)
        self._other.setText(self.tr("Other value"))
        self._other.setAccessibleName(self.tr("Other value: type the digits"))
        self._other.setObjectName("stamps.other")
        self._other.clicked.connect(self._take_focus)
        self._trouble = Text("", Size.HINT, "bad", wrap=True)
        self._trouble.hide()
        self._roving = Roving(self)
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.px(4))
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.column = in_column(self, self._grid, self._trouble, gap=0, edge=0)
        for value in denominations:
            self._add_tile(value)
        self._arrange()

    def counts(self) -> tuple[tuple[int, int], ...]:
        """Return face value and count of every value counted, in the order of the tiles."""
        return tuple((value, tile.count()) for value, tile in self._tiles.items() if tile.count())

    def set_counts(self, counts: Mapping[int, int]) -> None:
        """Show these counts and no others, without telling anybody."""
        for value in counts:
            if value not in self._tiles:
                self._add_tile(value)
        for value, tile in self._tiles.items():
            tile.set_count(counts.get(value, 0))
            self._name(tile)
        self._arrange()

    def begin(self) -> None:
        """Forget what is typed and where the keys were: they come to the first tile.

        The tiles of values that only the envelope before had go.
        """
        self._show_typed("")
        for value in [each for each, tile in self._tiles.items() if not tile.count()]:
            if value not in self._usual:
                tile = self._tiles.pop(value)
                self._grid.removeWidget(tile)
                tile.hide()
                tile.deleteLater()
        self._arrange()
        self._roving.begin()

    def settle(self) -> bool:
        """Take what is typed as it stands, as on leaving the pad; nothing of it waits then."""
        if self._typed:
            self._take_typed()
        return True

    @property
    def typed_so_far(self) -> str:
        """The digits typed and not taken yet."""
        return self._typed

    def set_typed(self, typed: str) -> None:
        """Show digits as they were typed, without telling anybody."""
        if typed != self._typed:
            self._typed = typed
            self._other.show_typed(typed)

    def set_short(self, yen: int) -> None:
        """Say how much is still short, which = makes up where whole pieces can."""
        self._short = yen

    def has_keys(self) -> bool:
        """Say whether the keys go to one of the tiles."""
        return any(tile.hasFocus() for tile in [*self._tiles.values(), self._other])

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._take_focus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        mask = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        if event.modifiers() & ~mask or not self._take_key(event):
            super().keyPressEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and self._typed:
            self._take_typed()
        return False

    def _take_key(self, event: QKeyEvent) -> bool:
        key, text = event.key(), event.text()
        if key in _ENTER:
            return bool(self._typed) and self._take_typed()
        if key == Qt.Key.Key_Escape:
            return self._forget_typed()
        if key == Qt.Key.Key_Backspace:
            self._show_typed(self._typed[:-1])
        elif key == Qt.Key.Key_Delete:
            self._count_current(-MOST_PIECES)
        elif key == Qt.Key.Key_Insert:
            self.odd_wanted.emit()
        else:
            return self._take_character(text)
        return True

    def _take_character(self, text: str) -> bool:
        if text.isdecimal() or text in _POINTS:
            return self._show_typed(self._typed + (str(int(text)) if text.isdecimal() else "."))
        if text in _TIMES:
            tile = self._roving.current()
            value = self._unit.write(tile.value) if isinstance(tile, StampTile) else ""
            return self._show_typed((self._typed or value).replace("×", "") + "×")
        if text in _PLUS or text == " ":
            return self._take_typed() if self._typed else self._count_current(1)
        if text in _MINUS:
            return self._count_current(-1)
        if text in _EQUALS:
            return self._make_up()
        return False

    def _show_typed(self, typed: str) -> bool:
        """Show what is typed so far; a character that makes no count is not taken."""
        whole = self._unit.typed.fullmatch
        if not typed or whole(typed) or whole(f"{typed}1"):
            self.set_typed(typed)
            self.typed.emit(typed)
            self._complain("")
        return True

    def _forget_typed(self) -> bool:
        had_any = bool(self._typed)
        self._show_typed("")
        return had_any

    def _take_typed(self) -> bool:
        """Count what was typed; without a count it is one more piece."""
        match = self._unit.typed.fullmatch(self._typed.rstrip("×."))
        self._show_typed("")
        value = 0 if match is None else self._unit.read(match["value"])
        if match is None or not 1 <= value <= MOST_YEN * self._unit.per_yen:
            self._complain(self.tr("Type a face value in yen, for example 62 or 84×10."))
            return True
        tile = self._tiles.get(value)
        if tile is None:
            tile = self._add_tile(value)
            self._arrange()
        self._set_count(tile, int(match["count"]) if match["count"] else tile.count() + 1)
        if self.has_keys():
            self._roving.go(tile)
        return True

    def _count_current(self, step: int) -> bool:
        tile = self._roving.current()
        if isinstance(tile, StampTile):
            self._set_count(tile, tile.count() + step)
        return True

    def _make_up(self) -> bool:
        """Count as many of the current value as the sum still lacks; none where they do not fit."""
        tile = self._roving.current()
        if isinstance(tile, StampTile) and self._short % tile.value == 0:
            self._set_count(tile, tile.count() + self._short // tile.value)
        return True

    def _set_count(self, tile: StampTile, count: int) -> None:
        within = min(max(count, 0), MOST_PIECES)
        if within == tile.count():
            return
        tile.set_count(within)
        self._name(tile)
        announce(tile, tile.accessibleName())
        self.changed.emit()

    def _add_tile(self, value: int) -> StampTile:
        tile = StampTile(value, self._unit.write(value), self)
        tile.setObjectName(f"stamps.{value}")
        tile.clicked.connect(self._clicked)
        tile.taken_away.connect(self._taken_away)
        self._tiles[value] = tile
        self._name(tile)
        tile.show()
        return tile

    def _clicked(self) -> None:
        tile = self.sender()
        if isinstance(tile, StampTile):
            self._set_count(tile, tile.count() + 1)

    def _taken_away(self) -> None:
        tile = self.sender()
        if isinstance(tile, StampTile):
            self._set_count(tile, tile.count() - 1)

    def _arrange(self) -> None:
        tiles = [*self._tiles.values(), self._other]
        for number, tile in enumerate(tiles):
            self._grid.addWidget(tile, number // COLUMNS, number % COLUMNS)
            tile.removeEventFilter(self)
            tile.installEventFilter(self)
        self._roving.set_items(tiles)

    def _take_focus(self) -> None:
        current = self._roving.current()
        if current is not None:
            current.setFocus(Qt.FocusReason.TabFocusReason)

    def _complain(self, sentence: str) -> None:
        self._trouble.setText(sentence)
        self._trouble.setVisible(bool(sentence))

    def _name(self, tile: StampTile) -> None:
        words = self.tr("{value} yen, %n piece(s)", "", tile.count())
        tile.setAccessibleName(words.format(value=tile.face))
