# SPDX-License-Identifier: MIT
"""Every key of the program, in one place."""

from __future__ import annotations

import sys
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence


class Key(Enum):
    """A key and what it does; the value is Qt's portable text, alternatives apart by a space."""

    TODAY = "Ctrl+1"
    MAIL = "Ctrl+2"
    APPLICATIONS = "Ctrl+3"
    LETTERS = "Ctrl+4"
    POST = "Ctrl+5"
    STAMPS = "Ctrl+6"
    DISPOSAL = "Ctrl+9"
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
    UNDO = "Ctrl+Z"
    COPY = "Ctrl+C"
    LOCK = "Ctrl+L"
    QUIT = "Ctrl+Q"


ENTER = "Enter"
"""The label of the key that goes to the next field or opens a line; never a global shortcut."""

# On macOS Alt+digit writes a character, so the sections are Control+digit, Qt's "Meta".
_MAC = {key: key.value.replace("Alt+", "Meta+") for key in Key if key.name.startswith("SECTION")}
_MAC |= {Key.PERSON_KNOWN: "Meta+8", Key.FINDINGS: "Meta+9"}
# Command+Tab is the system's there.
_MAC |= {Key.NEXT_PART: "Meta+Tab", Key.PREVIOUS_PART: "Meta+Shift+Tab"}


def sequences(key: Key, platform: str = sys.platform) -> list[QKeySequence]:
    """Return what is bound for a key, the one to show first."""
    written = _MAC.get(key, key.value) if platform == "darwin" else key.value
    return [QKeySequence.fromString(part) for part in written.split()]


def means(event: QKeyEvent, key: Key) -> bool:
    """Say whether a key that is being pressed is one of those bound for this."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    pressed = QKeySequence(modifiers.value | event.key())
    return pressed in sequences(key)


def step_of_parts(event: QKeyEvent, platform: str = sys.platform) -> int:
    """Return 1 for the key that leads to the next tab, -1 for the previous one, else 0."""
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    held = Qt.KeyboardModifier.MetaModifier if platform == "darwin" else control
    if event.key() not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) or not event.modifiers() & held:
        return 0
    # Qt writes Shift+Tab as a key of its own, and Shift beside it on some platforms.
    back = event.key() == Qt.Key.Key_Backtab or bool(event.modifiers() & shift)
    return -1 if back else 1


def label(key: Key, platform: str = sys.platform) -> str:
    """Return the key as it stands on buttons and in the status bar."""
    if platform == "darwin":
        return sequences(key, platform)[0].toString(QKeySequence.SequenceFormat.NativeText)
    shown = key.value.split()[0]
    for written, spoken in (("Return", "Enter"), ("Ins", "Insert"), ("Del", "Delete")):
        shown = shown.replace(written, spoken)
    return shown.replace("Left", "←").replace("Right", "→").replace("Up", "↑").replace("Down", "↓")
