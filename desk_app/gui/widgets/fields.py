# SPDX-License-Identifier: MIT
"""Line edits with a note at their right end, and the place under them for what is wrong."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.overriding import override
from desk_app.gui.theme import Size
from desk_app.gui.widgets.announce import announce
from desk_app.gui.widgets.composing import ComposingLineEdit
from desk_app.gui.widgets.own_parent import be_label
from desk_app.gui.widgets.text import Text, repolish

_COMES_BACK = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""Why a field loses the keys for a moment only."""


class TrailingNoteLineEdit(ComposingLineEdit):
    """A line edit that shows a note inside its right end: a weekday, an age, a key."""

    trouble_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note = ""
        self._trouble = ""
        self._remark = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(theme.px(48))

    def put_text(self, text: str) -> None:
        """Write a text in place of what stands here; the clerk's Ctrl+Z brings that back.

        Qt's own ``setText`` forgets what can be undone, and ``insert`` tells it as typed.
        """
        if text == self.text():
            return
        self._known = text
        with QSignalBlocker(self):
            self.selectAll()
            self.insert(text)
        self.textChanged.emit(text)

    def name_inside(self, name: str) -> None:
        """Name the field where it is empty, and be as wide as the name needs."""
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        words = round(QFontMetricsF(theme.font()).horizontalAdvance(name))
        self.setFixedWidth(max(words + theme.px(24), theme.px(72)))

    def note(self) -> str:
        """Return the note that is shown."""
        return self._note

    def set_note(self, note: str) -> None:
        """Show a note; it takes room from the text, not from the typing."""
        self._note = note
        self._describe()
        room = QFontMetricsF(theme.font(Size.LABEL)).horizontalAdvance(note)
        self.setTextMargins(0, 0, round(room) + theme.px(3) if note else 0, 0)
        self.update()

    def trouble(self) -> str:
        """Return what is wrong with what stands here; empty where nothing is."""
        return self._trouble

    def set_trouble(self, trouble: str) -> None:
        """Say what is wrong; what was typed stays."""
        if trouble == self._trouble:
            return
        self._trouble = trouble
        self.setProperty("wrong", bool(trouble))
        repolish(self)
        self._describe()
        self.trouble_changed.emit(trouble)

    def set_remark(self, remark: str) -> None:
        """Tell a screen reader what is odd here; the field itself is in order."""
        if remark != self._remark:
            self._remark = remark
            self._describe()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the beginning of a text that is longer than the field, once the clerk goes on."""
        super().focusOutEvent(event)
        if event.reason() not in _COMES_BACK:
            self.home(False)  # noqa: FBT003 Qt's own argument: without marking

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._note:
            return
        painter = QPainter(self)
        painter.setFont(theme.font(Size.LABEL))
        painter.setPen(QColor(theme.tokens(self.palette()).text2))
        place = QRectF(self.rect()).adjusted(0, 0, -theme.px(9), 0)
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(place, right, self._note)

    def _describe(self) -> None:
        parts = [part for part in (self._note, self._trouble, self._remark) if part]
        self.setAccessibleDescription(" ".join(parts))


def take_keys(edit: QWidget) -> None:
    """Put the keys into a field; what stands in a line is chosen, so that typing replaces it."""
    edit.setFocus()
    line = edit.focusProxy() or edit
    if isinstance(line, QLineEdit):
        line.selectAll()


class FieldBody(QWidget):
    """A field with the line under it where its error stands."""

    def __init__(self, edit: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = edit
        self.error = Text("", Size.HINT, "bad", wrap=True)
        self.error.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        column.addWidget(edit)
        column.addWidget(self.error)
        self.setFocusProxy(edit)
        if isinstance(edit, TrailingNoteLineEdit):
            edit.trouble_changed.connect(self.show_error)

    def show_error(self, trouble: str) -> None:
        """Show a sentence under the field and say it, or take it away."""
        self._say(trouble, "bad")
        self._describe("")

    def show_remark(self, remark: str) -> None:
        """Show what is odd and holds nothing up."""
        self._say(remark, "ask")
        self._describe(remark)

    def _describe(self, remark: str) -> None:
        if isinstance(self.edit, TrailingNoteLineEdit):
            self.edit.set_remark(remark)

    def _say(self, trouble: str, tone: str) -> None:
        self.error.set_tone(tone)
        if trouble != self.error.text():
            announce(self.edit, trouble)
        self.error.setText(trouble)
        self.error.setVisible(bool(trouble))


def label_for(edit: QWidget, text: str) -> QLabel:
    """Make the label of a field; it gives the field its accessible name."""
    result = Text(text, Size.LABEL, "text2")
    be_label(result, edit)
    edit.setAccessibleName(text.replace("&", ""))
    return result
