# SPDX-License-Identifier: MIT
"""Fields with a fixed choice of values, and a few answers of which one is chosen."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QMetaMethod,
    QObject,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QGridLayout,
    QLabel,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QToolButton,
    QWidget,
)

from desk_app.gui.kit.layout.buttons import ticks_and_goes_on
from desk_app.gui.kit.layout.shortcuts import Roving
from desk_app.gui.kit.look import icons, painting, theme
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.pyside_workarounds.own_parent import be_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QShowEvent, QWheelEvent


LineValues = Mapping[str, object]
Choices = tuple[tuple[object, str], ...]


class FieldKind(Enum):
    """What stands in a field of a line."""

    TEXT = "text"
    TICK = "tick"
    DAY = "day"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class LineField:
    """One field of every line: its name, its title, what stands in it; a width of 0 shares.

    ``same`` is what an equals sign typed alone stands for, where it stands for anything.
    """

    name: str
    title: str
    kind: FieldKind = FieldKind.TEXT
    width: int = 0
    choices: Choices = ()
    same: object = None


def is_same(text: str) -> bool:
    """Say whether an equals sign stands alone, in any width."""
    return text.strip() in {"=", "\uff1d"}


# A field with a fixed choice of values.


_INSET = 2
"""Pixels of the border, and of the air beside a word."""

_LETTERS, _BESIDE_ICON, _LOWEST = 4, 4, 14
"""What Qt gives a closed field whose words count for nothing, in letters and in pixels."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OF_THE_LIST = (QEvent.Type.StyleChange, QEvent.Type.FontChange)


class ChoiceBox(QComboBox):
    """A combo box over pairs of value and word; values are our own objects, never item data.

    F4 and Alt+Down open it, a digit takes the value of that place, letters find a word by its
    beginning, Enter goes on to the next field. Running text that was meant for another field
    chooses nothing: what was chosen before it stays. Where assistive technology is at work, what
    it selects in the closed list is chosen too. Where a word is too long for the closed field,
    its short one stands there. An equals sign says ``repeated`` with the value: whoever holds
    several of these may let it stand for all. In the open list a digit goes to its value, and an
    equals sign takes the one that is marked, where anybody listens, and repeats it. Where a value
    is named for it, + takes that and goes on, as from a check box.

    Qt makes the list that opens, some ten widgets, with the first choice it hears of. Until the
    keys come here, or the list is asked for or read by assistive technology, what is chosen is
    therefore known here alone.
    """

    chosen = Signal(object)
    repeated = Signal(object)

    _place = -1
    """The place of what is chosen, until Qt knows it."""
    _listed = False
    """Whether Qt knows what is chosen, and has made the list that opens."""
    _assisted = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: list[object] = []
        self._shorts: dict[str, str] = {}
        self._wanted: object | None = None
        self._ticked: object | None = None
        self._label: QLabel | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.activated.connect(self._tell)
        self._typed = ""
        self._pressed_at = 0
        self._before = -1
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)

    def name_alone(self, name: str) -> None:
        """Name a choice that stands without a label.

        Linux calls a choice by what is chosen and reads its name from its label.
        """
        self.setAccessibleName(name)
        if self._label is None:
            self._label = QLabel(self)
            be_label(self._label, self)
            self._label.hide()
        self._label.setText(name)

    def set_choices(self, choices: Sequence[tuple[object, str]]) -> None:
        """Offer these values; the chosen one stays chosen where it is still offered.

        A value that was set before it was offered is chosen now.
        """
        before = self.value() if self.currentIndex() >= 0 else self._wanted
        with QSignalBlocker(self):
            if self._listed:
                self._fill(choices)
            else:
                # Hearing of its first word Qt would choose it.
                with QSignalBlocker(self.model()):
                    self._fill(choices)
                self._place = -1
            self.set_value(before)

    def tick_with(self, value: object) -> None:
        """Name the value that + takes."""
        self._ticked = value

    @property
    def ticks(self) -> bool:
        """Say whether + takes a value here."""
        return self._ticked is not None

    def shorten(self, shorts: Mapping[str, str]) -> None:
        """Name the short words that stand in the closed field for long ones."""
        self._shorts = dict(shorts)
        self.update()

    def value(self) -> object | None:
        """Return the chosen value; nothing where none is chosen."""
        place = self.currentIndex()
        return self._values[place] if 0 <= place < len(self._values) else None

    def set_value(self, value: object | None) -> None:
        """Choose a value without telling anybody; an unknown one chooses nothing yet."""
        self._wanted = value
        with QSignalBlocker(self):
            self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    @override
    def currentIndex(self) -> int:
        return super().currentIndex() if self._listed else self._place

    @override
    def currentText(self) -> str:
        return self.itemText(self.currentIndex())

    @override
    def setCurrentIndex(self, index: int) -> None:
        if self._listed:
            super().setCurrentIndex(index)
        elif index != self._place:
            self._place = index
            self.update()
            self.currentIndexChanged.emit(index)

    @override
    def view(self) -> QAbstractItemView:
        self._be_listed()
        return super().view()

    def shown_text(self) -> str:
        """Return what the closed field shows of the chosen word: a short one has room."""
        return self._shown_of(self.currentText())

    def width_of_all(self) -> int:
        """Return how wide the closed field must be to show each of its words whole."""
        words = map(self.itemText, range(self.count()))
        widest = max(map(self.fontMetrics().horizontalAdvance, words), default=0)
        # One more: a width is told in whole pixels, and a word is cut by what it is beyond them.
        return widest + 1 + theme.px(24) + 2 * (theme.px(8) + _INSET)

    def without_room(self) -> list[str]:
        """Return the words of which the closed field would show a part only."""
        words = map(self.itemText, range(self.count()))
        return [word for word in words if self._shown_of(word).endswith("…")]

    def _shown_of(self, word: str) -> str:
        # What the style sheet gives the arrow and both ends, and what Qt leaves out beside it.
        room = self.width() - theme.px(24) - 2 * (theme.px(8) + _INSET)
        if self.fontMetrics().horizontalAdvance(word) > room:
            word = self._shorts.get(word, word)
        return self.fontMetrics().elidedText(word, Qt.TextElideMode.ElideRight, room)

    @override
    def minimumSizeHint(self) -> QSize:
        """Ask for a few letters and an icon, whatever the words are.

        Qt would ask for as much, but make the list that opens, with its bars, to know it.
        """
        option, icon = QStyleOptionComboBox(), self.iconSize()
        self.initStyleOption(option)
        width = self.fontMetrics().horizontalAdvance("X") * _LETTERS + icon.width() + _BESIDE_ICON
        line = math.ceil(QFontMetricsF(self.font()).height())
        content = QSize(width, max(line, _LOWEST, icon.height()) + _INSET)
        kind = QStyle.ContentsType.CT_ComboBox
        return self.style().sizeFromContents(kind, option, content, self)

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Leave the list that opens unmade while nobody has opened it.

        Qt makes it to look what draws its lines, each time that a page which is being built hangs
        what it has so far into the next, and to hand a type on; a list that is made later looks
        for itself.
        """
        if not self._listed and event.type() in _OF_THE_LIST:
            super(QComboBox, self).changeEvent(event)
        else:
            self._be_read()
            super().changeEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._be_read()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        # A screen reader that begins now asks what has the keys, and no event tells of it.
        self._be_listed()
        self._be_read()
        super().focusInEvent(event)

    @override
    def showPopup(self) -> None:
        self._be_listed()
        super().showPopup()
        if self.currentIndex() < 0:
            # Nothing is chosen yet; the first arrow key shall not pass over the first value.
            self.view().setCurrentIndex(self.model().index(0, self.modelColumn()))
        # Installed last, it sees a key before Qt's own, which would search the words for it.
        self.view().installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._take_in_list(event.text()) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            event.ignore()
        elif self.ticks and ticks_and_goes_on(event):
            self.set_value(self._ticked)
            self.chosen.emit(self._ticked)
            event.ignore()
        elif not self._take_text(event):
            self._be_listed()
            super().keyPressEvent(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        # A wheel over a form scrolls the form; it never changes what was logged.
        event.ignore()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.shown_text()
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        colours = theme.tokens(self.palette())
        if self.currentIndex() < 0:
            # The style would write a hint in the ink of what is chosen.
            edge = theme.px(8) + _INSET
            painter.setPen(QColor(colours.text3))
            middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
            room = QRectF(self.rect()).adjusted(edge, 0, -edge - theme.px(24), 0)
            painter.drawText(room, middle, self._shown_of(self.placeholderText()))
        side = theme.px(12)
        right = self.width() - theme.px(8) - side
        spot = QRectF(right, (self.height() - side) / 2, side, side)
        icons.paint(painter, "down", spot, colours.text2)

    def _fill(self, choices: Sequence[tuple[object, str]]) -> None:
        self.clear()
        self._values = [value for value, _ in choices]
        self.addItems([word for _, word in choices])

    def _be_listed(self) -> None:
        """Let Qt know what is chosen, and so make the list that opens."""
        if not self._listed:
            self._listed = True
            with QSignalBlocker(self):
                super().setCurrentIndex(self._place)

    def _be_read(self) -> None:
        """Be as assistive technology reads it, once it is at work: it may begin at any time."""
        if QAccessible.isActive() and self.isVisible() and not self._assisted:
            self._assisted = True
            self.view().selectionModel().selectionChanged.connect(self._choose_selected)

    def _take_text(self, event: QKeyEvent) -> bool:
        """Choose by what was typed without a pause; say whether the key was text at all."""
        text = event.text()
        keypad_or_shift = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        if event.modifiers() & ~keypad_or_shift or not text.isprintable() or not text:
            return False
        if not text.strip() and not (self._typed and self._goes_on(event)):
            # A blank opens the list; within a word that is being typed it is a letter of it.
            return False
        if is_same(text):
            self.repeated.emit(self.value())
            return True
        if not self._goes_on(event):
            self._typed, self._before = "", self.currentIndex()
        self._typed += text
        self._pause.start(QGuiApplication.styleHints().keyboardInputInterval())
        place = self._place_of(self._typed)
        if place is not None or self.currentIndex() != self._before:
            self.setCurrentIndex(self._before if place is None else place)
            self.chosen.emit(self.value())
        return True

    def _take_in_list(self, text: str) -> bool:
        """Take a digit or an equals sign in the open list; say whether the key was one."""
        repeats = self.isSignalConnected(QMetaMethod.fromSignal(self.repeated))
        marked = self.view().currentIndex().row()
        if is_same(text) and repeats and marked >= 0:
            self.setCurrentIndex(marked)
            self.hidePopup()
            self.activated.emit(marked)
            self.repeated.emit(self.value())
            return True
        place = self._place_of(text) if text.isdecimal() else None
        if place is not None:
            self.view().setCurrentIndex(self.model().index(place, self.modelColumn()))
        return place is not None

    def _goes_on(self, event: QKeyEvent) -> bool:
        """Say whether a key was pressed without a pause, however late it comes to be read."""
        before, self._pressed_at = self._pressed_at, event.timestamp()
        if not before or not self._pressed_at:
            return self._pause.isActive()
        pause = self._pressed_at - before
        return bool(self._typed) and pause <= QGuiApplication.styleHints().keyboardInputInterval()

    def _place_of(self, typed: str) -> int | None:
        """Return the place typed, from 1 and a blank value at the head not counted, or a word's."""
        if typed.isdecimal():
            place = int(typed[-1]) - (0 if self.count() and not self.itemText(0) else 1)
            return place if 0 <= place < self.count() else None
        # The words after the chosen one come first, so the same letter goes on to the next.
        after = self._before + 1
        places = [*range(after, self.count()), *range(after)]
        begins = typed.casefold()
        return next((at for at in places if self.itemText(at).casefold().startswith(begins)), None)

    def _choose_selected(self) -> None:
        """Choose what an assistive technology selects in the closed list; an open one waits."""
        selected = self.view().selectionModel().selectedIndexes()
        if not selected or self.view().isVisible() or selected[0].row() == self.currentIndex():
            return
        self.setCurrentIndex(selected[0].row())
        self.activated.emit(self.currentIndex())

    def _tell(self, place: int) -> None:
        self.chosen.emit(self._values[place])


# A few answers of which one is chosen, each with its digit and its effect.


_RING = 3
_PICK = (Qt.Key.Key_Space,)


@dataclass(frozen=True, slots=True)
class Option:
    """An answer: its value, its word, what follows from it, and whether it can be given.

    One that ``stands`` is what holds already.
    """

    value: object
    word: str
    effect: str = ""
    offered: bool = True
    stands: bool = False


class OptionTiles(QWidget):
    """Tiles numbered from 1; digits choose, arrows move, Space chooses where the focus is.

    An answer that cannot be given says why in one low line: the eye goes to those that can.
    """

    chosen = Signal(object)

    def __init__(self, columns: int = 1) -> None:
        super().__init__()
        self._columns = columns
        self._tiles: list[_OptionTile] = []
        self._value: object | None = None
        # Only what can have the keys has a place in the order of Tab, which its tiles take over.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._roving = Roving(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.px(8))
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer these answers; the chosen one stays chosen where it is still offered."""
        if [tile.option for tile in self._tiles] == list(options):
            return
        self._roving.set_items([])
        for tile in self._tiles:
            self._grid.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self._tiles = [_OptionTile(n, option, self) for n, option in enumerate(options, 1)]
        for number, tile in enumerate(self._tiles):
            tile.clicked.connect(self._clicked)
            self._grid.addWidget(tile, number // self._columns, number % self._columns)
            # Made late, a tile would come last of all; Tab comes to it where it stands.
            QWidget.setTabOrder(self._tiles[number - 1] if number else self, tile)
            tile.show()
        self._roving.set_items(list(self._tiles))
        self.set_value(self._value)

    def value(self) -> object | None:
        """Return the chosen answer."""
        return self._value

    def set_value(self, value: object | None) -> None:
        """Choose an answer without telling anybody; an answer not offered chooses none."""
        self._value = None
        for tile in self._tiles:
            chosen = tile.option.offered and tile.option.value == value
            tile.set_chosen(chosen=chosen)
            if chosen:
                self._value = value

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        current = self._roving.current()
        if current is not None and current.isEnabled():
            current.setFocus()
        else:
            # No answer can be given: the keys go on to what Tab comes to behind them.
            self.focusNextChild()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain == Qt.KeyboardModifier.NoModifier and digit.isdecimal():
            self._choose_number(int(digit))
        else:
            super().keyPressEvent(event)

    def choose_number(self, number: int) -> None:
        """Choose the answer with this digit, as the key does from elsewhere in the view."""
        self._choose_number(number)

    def _choose_number(self, number: int) -> None:
        if 1 <= number <= len(self._tiles):
            tile = self._tiles[number - 1]
            if tile.option.offered:
                self._roving.go(tile)
                self._choose(tile)

    def _clicked(self) -> None:
        tile = self.sender()
        if isinstance(tile, _OptionTile):
            self._choose(tile)

    def _choose(self, tile: _OptionTile) -> None:
        self.set_value(tile.option.value)
        self.chosen.emit(tile.option.value)


_HIGH, _LOW = 52, 36
"""Pixels at 100 % of a tile that can be chosen with what follows, and of one that cannot."""


class _OptionTile(QToolButton):
    """One answer."""

    def __init__(self, number: int, option: Option, parent: QWidget) -> None:
        super().__init__(parent)
        self.option = option
        self._number = str(number)
        self.setCheckable(True)
        self.setEnabled(option.offered)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._more_lines = 0.0
        self.setAccessibleName(f"{number} {option.word}")
        self.setAccessibleDescription(option.effect)

    @property
    def _low(self) -> bool:
        """Whether all its words stand in one line."""
        return bool(self.option.effect) and not self.option.offered

    def set_chosen(self, *, chosen: bool) -> None:
        """Fill the tile, or not."""
        self.setChecked(chosen)

    @override
    def sizeHint(self) -> QSize:
        words = QFontMetricsF(theme.font(bold=True)).horizontalAdvance(self.option.word)
        height = theme.px(_LOW if self._low else _HIGH if self.option.effect else 40)
        return QSize(round(words) + theme.px(64), height + math.ceil(self._more_lines))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(80), self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for every line of what follows from the answer at this width."""
        super().resizeEvent(event)
        more = 0.0
        if self.option.effect and not self._low:
            small, room = theme.font(Size.LABEL), self._words_in(QRectF(self.rect())).width()
            height = painting.text_height(self.option.effect, small, room)
            more = max(0, height - painting.line_height(small))
        if more != self._more_lines:
            self._more_lines = more
            self.updateGeometry()

    @staticmethod
    def _words_in(body: QRectF) -> QRectF:
        """Return where a tile of this size has its words: behind its key."""
        return body.adjusted(theme.px(12 + 24 + 8), 0, -theme.px(8), 0)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _PICK:
            super().keyPressEvent(event)
        else:
            event.ignore()

    @override
    def nextCheckState(self) -> None:
        # The group decides what is chosen; a second click does not undo the first.
        return

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.tokens(self.palette())
        painter = QPainter(self)
        whole = QRectF(self.rect())
        focused = self.hasFocus()
        body = whole.adjusted(_RING, _RING, -_RING, -_RING) if focused else whole
        chosen = self.isChecked()
        fill = colours.selection if chosen else colours.base
        line = colours.accent if chosen else colours.strong_line
        if not self.isEnabled():
            fill = colours.selection if self.option.stands else colours.window
            line = colours.line
        painting.box(painter, body, fill, line)
        if focused:
            painting.focus_line(painter, whole, colours, radius=6)
        self._paint_words(painter, whole)

    def _paint_words(self, painter: QPainter, body: QRectF) -> None:
        colours = theme.tokens(self.palette())
        cap = theme.px(24)
        spot = QRectF(body.left() + theme.px(12), body.center().y() - cap / 2, cap, cap)
        painting.key_cap(painter, spot, self._number, colours)
        stands = self.option.stands
        bold = bool(self.option.effect and not self._low) or self.isChecked() or stands
        font = theme.font(bold=bold)
        ink = colours.text if self.isEnabled() or stands else colours.text2
        place = self._words_in(body)
        if self._low:
            self._paint_low(painter, place, painting.Ink(font, ink, colours))
            return
        upper = painting.line_height(font)
        small = theme.font(Size.LABEL)
        effect = self.option.effect
        lower = painting.text_height(effect, small, place.width()) if effect else 0
        place.setTop(body.center().y() - (upper + lower) / 2)
        line = QRectF(place.left(), place.top(), place.width(), upper)
        painting.fitted(painter, line, self.option.word, painting.Ink(font, ink, colours))
        painter.setPen(QColor(colours.text2))
        place.setTop(place.top() + upper)
        quiet = painting.Ink(small, colours.text2, colours)
        painting.wrapped(painter, place, effect, quiet)

    def _paint_low(self, painter: QPainter, place: QRectF, ink: painting.Ink) -> None:
        """Paint the word, and behind it why it cannot be chosen."""
        painting.fitted(painter, place, self.option.word, ink)
        why = QRectF(place)
        if self.option.stands:
            side = theme.px(16)
            spot = QRectF(place.right() - side, place.center().y() - side / 2, side, side)
            icons.paint(painter, "check", spot, ink.colour)
            why.setRight(spot.left() - theme.px(8))
        why.setLeft(place.left() + painting.advance(self.option.word, ink.font) + theme.px(12))
        small = painting.Ink(theme.font(Size.HINT), ink.colours.text2, ink.colours)
        painting.fitted(painter, why, self.option.effect, small)
