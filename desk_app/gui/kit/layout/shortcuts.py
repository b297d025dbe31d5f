# SPDX-License-Identifier: MIT
"""Every key of the program, in one place, and where the keys go."""

from __future__ import annotations

import re
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from desk_app.gui.kit.pyside_workarounds import own_parent
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.system.chosen import here

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence


class Key(Enum):
    """A key and what it does; the value is Qt's portable text, alternatives apart by a space."""

    TODAY = "Ctrl+1"
    MAIL = "Ctrl+2"
    APPLICATIONS = "Ctrl+3"
    LETTERS = "Ctrl+4"
    POST = "Ctrl+5"
    STAMPS = "Ctrl+6"
    INQUIRIES = "Ctrl+7"
    REGISTERS = "Ctrl+8"
    DISPOSAL = "Ctrl+9"
    REPORTS = "Ctrl+0"
    SETTINGS = "Ctrl+,"
    LOG_MAIL = "Ctrl+N"
    LOG_SUPPLEMENT = "Ctrl+Shift+N"
    OPEN_NUMBER = "Ctrl+G"
    SEARCH = "Ctrl+F"
    SAVE = "Ctrl+S"
    MAIN = "Ctrl+Return Ctrl+Enter"
    CLOSE = "Esc"
    BACK = "Alt+Left"
    FORWARD = "Alt+Right"
    PREVIOUS_APPLICATION = "Ctrl+Up"
    NEXT_APPLICATION = "Ctrl+Down"
    SORT_NEXT = "Ctrl+Shift+Right"
    SORT_PREVIOUS = "Ctrl+Shift+Left"
    SORT_TURN = "Ctrl+Shift+Down"
    CLAUSE = "F1"
    EDIT = "F2"
    NEXT_FINDING = "F3"
    PREVIOUS_FINDING = "Shift+F3"
    CHOICE = "F4"
    NEXT_PART = "Ctrl+Tab"
    PREVIOUS_PART = "Ctrl+Shift+Tab"
    READ_AGAIN = "F5"
    FULL_SCREEN = "F11"
    SECTION_1 = "Alt+1"
    SECTION_2 = "Alt+2"
    SECTION_3 = "Alt+3"
    SECTION_4 = "Alt+4"
    SECTION_5 = "Alt+5"
    SECTION_6 = "Alt+6"
    SECTION_7 = "Alt+7"
    PERSON_KNOWN = "Alt+8"
    FINDINGS = "Alt+9"
    ANOTHER = "Ctrl+Shift+A"
    OTHER_DRAFT = "Ctrl+Shift+D"
    TAKE_OVER = "Ctrl+T"
    MINE = "Ctrl+Shift+M"
    ADD = "Ins"
    REMOVE = "Del"
    ANSWER = "Ctrl+R"
    COMPARISON = "Ctrl+E"
    DECISION = "Ctrl+D"
    PRINT = "Ctrl+P"
    PRINT_ALL = "Ctrl+Shift+P"
    EXPORT = "Ctrl+Shift+X"
    ISSUE = "Ctrl+Shift+I"
    SAVE_PDF = "Ctrl+Shift+S"
    TRACKING_NUMBER = "Ctrl+B"
    CAME_BACK = "Ctrl+Shift+R"
    ZOOM_IN = "Ctrl++"
    ZOOM_OUT = "Ctrl+-"
    TURN_PAGE = "Ctrl+Shift+T"
    PAGE_WIDTH = "Ctrl+Shift+W"
    UNDO = "Ctrl+Z"
    CUT = "Ctrl+X"
    COPY = "Ctrl+C"
    PASTE = "Ctrl+V"
    SELECT_ALL = "Ctrl+A"
    LOCK = "Ctrl+L"
    QUIT = "Ctrl+Q"


ENTER = "Enter"
"""The label of the key that goes to the next field or opens a line; never a global shortcut."""

# On macOS Alt+digit writes a character, so the sections are Control+digit, Qt's "Meta".
_MAC = {key: key.value.replace("Alt+", "Meta+") for key in Key if key.name.startswith("SECTION")}
_MAC |= {Key.PERSON_KNOWN: "Meta+8", Key.FINDINGS: "Meta+9"}
# Command+Tab is the system's there.
_MAC |= {Key.NEXT_PART: "Meta+Tab", Key.PREVIOUS_PART: "Meta+Shift+Tab"}


def _has_command(said: bool | None = None) -> bool:  # noqa: FBT001  whatever it was told
    """Return what was said of a keyboard with a Command key, else what this system has."""
    return here().screen.has_command_key if said is None else said


def sequences(key: Key, *, command: bool | None = None) -> list[QKeySequence]:
    """Return what is bound for a key, the one to show first."""
    written = _MAC.get(key, key.value) if _has_command(command) else key.value
    return [QKeySequence.fromString(part) for part in written.split()]


def bind(key: Key, within: QWidget, slot: Callable[[], object]) -> None:
    """Have a key do something in the window of a widget."""
    for each in sequences(key):
        QShortcut(each, within, slot)


def means(event: QKeyEvent, key: Key) -> bool:
    """Say whether a key that is being pressed is one of those bound for this."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    pressed = QKeySequence(modifiers.value | event.key())
    return pressed in sequences(key)


def step_of_parts(event: QKeyEvent) -> int:
    """Return 1 for the key that leads to the next tab, -1 for the previous one, else 0."""
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    held = Qt.KeyboardModifier.MetaModifier if _has_command() else control
    if event.key() not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) or not event.modifiers() & held:
        return 0
    # Qt writes Shift+Tab as a key of its own, and Shift beside it on some platforms.
    back = event.key() == Qt.Key.Key_Backtab or bool(event.modifiers() & shift)
    return -1 if back else 1


def with_letter(words: str, letter: str) -> str:
    """Return words of a menu with the letter that chooses them there: in them, else behind them."""
    if not letter:
        return words
    place = words.casefold().find(letter.casefold())
    if place >= 0:
        return f"{words[:place]}&{words[place:]}"
    return f"{words}{' ' if words.isascii() else ''}(&{letter})"


def without_letter(words: str) -> str:
    """Return words of a menu as they are said elsewhere."""
    return _LETTER.sub("", words).replace("&", "")


_LETTER = re.compile(r" ?\(&\w\)")


def label(key: Key, *, command: bool | None = None) -> str:
    """Return the key as it stands on buttons and in the status bar."""
    if _has_command(command):
        return sequences(key, command=True)[0].toString(QKeySequence.SequenceFormat.NativeText)
    shown = key.value.split()[0]
    for written, spoken in (("Return", "Enter"), ("Ins", "Insert"), ("Del", "Delete")):
        shown = shown.replace(written, spoken)
    return shown.replace("Left", "←").replace("Right", "→").replace("Up", "↑").replace("Down", "↓")


# Tells where the keys go, and when they leave a group of fields of one window.


def watch_keys(moved: Callable[[QWidget | None, QWidget | None], object]) -> None:
    """Have a widget's method told from where to where the keys go, as long as the widget lives."""
    application = QApplication.instance()
    if isinstance(application, QApplication):
        application.focusChanged.connect(moved)


class KeysLeft(QObject):
    """Watches one group; a list that opens over it, or another window, is no leaving."""

    left = Signal()

    def __init__(self, group: QWidget) -> None:
        super().__init__(group)
        self._group = group
        watch_keys(self._moved)

    def _moved(self, before: QWidget | None, now: QWidget | None) -> None:
        group = self._group
        if before is None or now is None or not group.isVisible():
            return
        elsewhere = now.window() is group.window() and not group.isAncestorOf(now)
        if elsewhere and group.isAncestorOf(before):
            self.left.emit()


# One Tab stop for a group of widgets; arrows move inside it.


_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Roving(QObject):
    """Gives the Tab stop of a group to the widget that had the focus last.

    Left and right follow the reading order; up and down go to what stands nearest.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._group = parent
        self._items: list[QWidget] = []
        self._current: QWidget | None = None

    def set_items(self, items: Sequence[QWidget]) -> None:
        """Take these widgets in reading order; the current one stays where it still is."""
        for item in self._items:
            if item not in items:
                item.removeEventFilter(self)
        for item in items:
            if item not in self._items:
                item.installEventFilter(self)
        self._items = list(items)
        kept = self._current in self._items and self._can_have(self._current)
        self._make_current(self._current if kept else self._first())

    def begin(self) -> None:
        """Give the Tab stop to the first widget, as before the group was ever entered."""
        self._make_current(self._first())

    def current(self) -> QWidget | None:
        """Return the widget that has the Tab stop."""
        return self._current

    def go(self, item: QWidget, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Move the focus to a widget of the group."""
        self._make_current(item)
        item.setFocus(reason)

    def go_on(self) -> bool:
        """Move the focus to the next widget in reading order; say whether there is one."""
        target = self._beside(self._current, 1) if self._current is not None else None
        if target is not None:
            self.go(target, Qt.FocusReason.TabFocusReason)
        return target is not None

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, QWidget):
            return False
        if event.type() == QEvent.Type.FocusIn:
            self._make_current(watched)
        if event.type() == QEvent.Type.EnabledChange and not self._can_have(self._current):
            self._make_current(self._first())
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._move(watched, event)
        return False

    def _move(self, item: QWidget, event: QKeyEvent) -> bool:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or plain != Qt.KeyboardModifier.NoModifier:
            return False
        target = self._beside(item, step[0]) if step[0] else self._above(item, step[1])
        if target is not None:
            self.go(target, Qt.FocusReason.TabFocusReason)
        return True

    def _beside(self, item: QWidget, step: int) -> QWidget | None:
        reachable = self._reachable()
        place = reachable.index(item) + step
        return reachable[place] if 0 <= place < len(reachable) else None

    def _above(self, item: QWidget, step: int) -> QWidget | None:
        here = self._centre(item)
        rows = [
            (abs(there[1] - here[1]), abs(there[0] - here[0]), other)
            for other in self._reachable()
            if ((there := self._centre(other))[1] - here[1]) * step > item.height() / 2
        ]
        return min(rows, key=lambda row: row[:2])[2] if rows else None

    def _first(self) -> QWidget | None:
        """Return the first widget that can have the keys: Tab passes by a group without one."""
        return next(filter(self._can_have, self._items), next(iter(self._items), None))

    def _can_have(self, item: QWidget | None) -> bool:
        return item is not None and item.isEnabledTo(self._group) and not item.isHidden()

    def _reachable(self) -> list[QWidget]:
        return [item for item in self._items if item.isEnabled() and not item.isHidden()]

    def _centre(self, item: QWidget) -> tuple[int, int]:
        point = item.mapTo(self._group, item.rect().center())
        return point.x(), point.y()

    def _make_current(self, item: QWidget | None) -> None:
        self._current = item
        for other in self._items:
            stop = other is item
            other.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus)


# The order in which Tab comes to parts that were not made from top to bottom.


def in_reading_order(parts: Iterable[QWidget]) -> None:
    """Have Tab come to the fields of each part after those of the part before it.

    A widget made late stands last in its window; within a part the order stays as it is. Nothing
    in a part hands its keys on: such a widget cannot be moved, and Tab would come back by it.
    """
    parts = tuple(parts)
    inside = {each: part for part in parts for each in (part, *part.findChildren(QWidget))}
    fields: dict[QWidget, _Fields] = {part: _Fields() for part in parts}
    # Once round the window for all parts: it is long, and on some pages they are many.
    for each in _round(parts[0]):
        if (part := inside.get(each)) is not None:
            fields[part].meet(each, begins=each is part)
    ordered = [field for part in parts for field in fields[part].in_order()]
    for before, after in pairwise(ordered):
        QWidget.setTabOrder(before, after)


class _Fields:
    """What takes the keys in a part, in the order in which Tab comes to it from its beginning."""

    def __init__(self) -> None:
        self._begun = False
        self._met: list[QWidget] = []
        self._met_before: list[QWidget] = []

    def meet(self, each: QWidget, *, begins: bool) -> None:
        """Come by one of the part."""
        self._begun = self._begun or begins
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.focusProxy() is None:
            (self._met if self._begun else self._met_before).append(each)

    def in_order(self) -> Iterator[QWidget]:
        """Yield them; what came before the beginning comes at the end."""
        yield from self._met
        yield from self._met_before


def _round(start: QWidget) -> Iterator[QWidget]:
    """Yield everything in a window, in the order in which Tab comes to it."""
    each: QWidget | None = start
    while each is not None:
        yield each
        each = own_parent.after(each)
        if each is start:
            return
