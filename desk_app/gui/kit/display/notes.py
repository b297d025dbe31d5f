# SPDX-License-Identifier: MIT
"""Notes with a coloured edge, the bar that says what failed, what stands where a list is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QSpacerItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.boxes import dress, in_row
from desk_app.gui.kit.layout.buttons import ButtonKind, KeyButton, button_for
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.look.states import StateIcon
from desk_app.gui.kit.look.text import Link, Text, announce, repolish
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from desk_app.gui.kit.layout.shortcuts import Key


_SHORT_LINK = 16
_LINE_GAP = 8


class NoteFrame(QFrame):
    """A note: what is, in bold; then why; with an edge of 3 px in its colour.

    ``kind`` is info, ask, bad or ok; a quiet one has a line around it and no colour.
    """

    link_clicked = Signal()

    def __init__(self, kind: str = "info", title: str = "", detail: str = "") -> None:
        super().__init__()
        self.setProperty("note", kind)
        self._title = Text(title, Size.BODY, bold=True, wrap=True)
        self._detail = Text(detail, Size.LABEL, wrap=True)
        self._link = Link()
        self._link.clicked.connect(self.link_clicked)
        self._link.hide()
        inner = theme.px(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(inner + theme.px(3), theme.px(8), inner, theme.px(8))
        column.setSpacing(theme.px(4))
        self._head, self._column = QHBoxLayout(), column
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self._link, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(self._head)
        column.addWidget(self._detail)
        # Maximum would cap the height at that of the unwrapped words.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.say(title, detail)

    def turn(self, kind: str) -> None:
        """Become a note of another kind."""
        if self.property("note") != kind:
            self.setProperty("note", kind)
            repolish(self)

    def say(self, title: str, detail: str = "", link: str = "") -> None:
        """Show other words; an empty part takes no room."""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self._link.setText(link)
        # A long one, a clause with its name, stands under the words instead of beside the title.
        self._head.removeWidget(self._link)
        self._column.removeWidget(self._link)
        if len(link) > _SHORT_LINK:
            self._column.addWidget(self._link, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self._head.addWidget(self._link, 0, Qt.AlignmentFlag.AlignTop)
        self._link.setVisible(bool(link))
        self.setAccessibleName(f"{title} {detail}".strip())

    def cite(self, clause: str, name: str) -> None:
        """Have the link say what clause it leads to: by its id, and in a tip by its name."""
        self._link.cite(clause, name)

    def tell(self, said: tuple[str, str] | None) -> None:
        """Show what is to be told, or nothing of the note where nothing is."""
        self.setVisible(said is not None)
        if said is not None:
            self.say(*said)


class LineNote(NoteFrame):
    """A note under a field: all of it in one line, where its words and its link have the room."""

    def __init__(self, kind: str = "info") -> None:
        super().__init__(kind)
        self._head.setSpacing(theme.px(_LINE_GAP))
        edge = self._column.contentsMargins()
        self._column.setContentsMargins(edge.left(), theme.px(5), edge.right(), theme.px(5))
        self._column.setSpacing(theme.px(2))

    @override
    def say(self, title: str, detail: str = "", link: str = "") -> None:
        super().say(title, detail, link)
        if link:
            self._column.removeWidget(self._link)
            self._head.addWidget(self._link, 0, Qt.AlignmentFlag.AlignTop)
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Put the second sentence behind the first, or under it for want of room."""
        edge = self._column.contentsMargins()
        room = self.width() - edge.left() - edge.right()
        said = [each for each in (self._title, self._detail, self._link) if not each.isHidden()]
        wide = sum(each.sizeHint().width() + theme.px(_LINE_GAP) for each in said)
        beside = wide - theme.px(_LINE_GAP) <= room
        if beside is not (self._head.indexOf(self._detail) >= 0):
            self._head.removeWidget(self._detail)
            self._column.removeWidget(self._detail)
            if beside:
                self._head.insertWidget(1, self._detail, 1)
            else:
                self._column.insertWidget(1, self._detail)
            self._head.setStretchFactor(self._title, 0 if beside else 1)


class ErrorBar(QFrame):
    """What failed, why, and what to do; stands under the tool bar until it is closed."""

    retry = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("errorBar")
        self._failed = StateIcon(Mark.DEFECTIVE, "", bold=True)
        self._reason = Text("", Size.BODY, wrap=True)
        self._retry = button_for("errorRetry", "", self.retry, kind=ButtonKind.SMALL)
        close = button_for(
            "errorClose",
            self.tr("Close"),
            self.clear,
            kind=ButtonKind.SMALL,
            key=shortcuts.Key.CLOSE,
        )
        in_row(
            self, self._failed, (self._reason, 1), self._retry, close, gap=8, edge=(16, 8, 16, 8)
        )
        self.setMinimumHeight(theme.px(48))
        self.hide()

    def tell(self, failed: str, reason: str, retry: str = "", *, calm: bool = False) -> None:
        """Say what failed, why and what to do; ``retry`` is the word of the first button.

        What is ``calm`` is told in the same place, and nothing failed.
        """
        if self.property("calm") is not calm:
            self.setProperty("calm", calm)
            repolish(self)
        self._failed.show_state(Mark.INFO if calm else Mark.DEFECTIVE, failed)
        self._reason.setText(reason)
        self._retry.setText(retry)
        self._retry.setVisible(bool(retry))
        self.setAccessibleName(f"{failed} {reason}")
        self.show()
        announce(self, f"{failed} {reason}")

    def clear(self) -> None:
        """Close the bar; content moves up again."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()


# A line over a page: what is to be known, and the button that does something about it.


class NoteLine(QWidget):
    """Hidden, and without room, until there is something to say."""

    def __init__(self, note: NoteFrame, button: KeyButton) -> None:
        super().__init__()
        self._note, self._button = note, button
        in_row(self, (note, 1), button, gap=16, edge=(16, 8, 16, 8))
        self.hide()


# What stands where a list is empty: one sentence and one action.


_EDGE, _SIDE = 8, 40
_ABOVE, _BELOW = 56, 32
"""Pixels at 100 % that give way where there is no room."""


class EmptyNote(QWidget):
    """A sentence and, where something can be done, a button with its key.

    They stand a little below the upper edge where there is room, and closer to it where there is
    none: the sentence is whole either way. Where a filter hides what there is, a line says how much
    that is, and `widened` that it is to be taken away.
    """

    action = Signal()
    widened = Signal()

    def __init__(self) -> None:
        super().__init__()
        dress(self, ground="base")
        self._sentence = Text("", tone="text2", wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._button = KeyButton()
        self._button.clicked.connect(self.action)
        self._hidden = Text("", tone="text2", wrap=True)
        self._hidden.setObjectName("hiddenByFilter")
        self._hidden.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words = self.tr("Take the filter away")
        self._widen = button_for("takeFilterAway", words, self.widened.emit)
        column = QVBoxLayout(self)
        edge, side = theme.px(_EDGE), theme.px(_SIDE)
        column.setContentsMargins(side, edge, side, edge)
        column.setSpacing(theme.px(16))
        column.addItem(_yielding(_ABOVE, QSizePolicy.Policy.Maximum))
        column.addWidget(self._sentence)
        column.addWidget(self._hidden)
        column.addWidget(self._widen, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addItem(_yielding(_BELOW, QSizePolicy.Policy.Expanding))
        self.tell_hidden(0)

    def take_focus(self) -> None:
        """Give the keys to the button."""
        self._button.setFocus()

    def say(self, sentence: str, action: str = "", key: Key | None = None) -> None:
        """Say why nothing is here, and offer what can be done."""
        self._sentence.setText(sentence)
        self._button.setText(action)
        self._button.setVisible(bool(action))
        if key is not None:
            self._button.show_key(key)

    def tell_hidden(self, count: int, *, more: bool = False) -> None:
        """Say how many things the filter hides, and offer to take it away; nothing of none."""
        if more:
            said = self.tr("The filter hides more than %n.", "", count)
        else:
            said = self.tr("The filter hides %n.", "", count)
        self._hidden.setText(said if count else "")
        for part in (self._hidden, self._widen):
            part.setVisible(bool(count))


class ListOrNote(QStackedWidget):
    """A list, or the note that stands in its place where it is empty."""

    def __init__(self, shown: QWidget) -> None:
        super().__init__()
        self.list, self.note = shown, EmptyNote()
        self.addWidget(shown)
        self.addWidget(self.note)

    def show_list(self, sentence: str, *, empty: bool) -> None:
        """Show the list; what says why it is empty in its place."""
        self.note.say(sentence)
        self.setCurrentWidget(self.note if empty else self.list)


def _yielding(height: int, policy: QSizePolicy.Policy) -> QSpacerItem:
    return QSpacerItem(0, theme.px(height), QSizePolicy.Policy.Minimum, policy)


class WhyNot(Text):
    """Says why a button is grey, right where it stands; nothing takes its place otherwise."""

    def __init__(self, button: KeyButton) -> None:
        super().__init__("", Size.LABEL, "text2", wrap=True)
        self._button = button
        button.installEventFilter(self)
        self._look()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _OF_A_REASON:
            self._look()
        return False

    def _look(self) -> None:
        silent = self._button.isEnabled() or self._button.isHidden()
        why = "" if silent else self._button.statusTip()
        self.setText(why)
        self.setVisible(bool(why))


_OF_A_REASON = (
    *(QEvent.Type.EnabledChange, QEvent.Type.ToolTipChange),
    *(QEvent.Type.ShowToParent, QEvent.Type.HideToParent),
)
"""A button tells its tip with its reason."""


# A note in a dialog that says that a deed goes on, once it takes longer than one expects.


LONG_MS = 500


class BusyNote(NoteFrame):
    """Hidden while a deed is quick: a grey button alone looks as if nothing came of it.

    ``came`` says that the note takes room now.
    """

    came = Signal()

    def __init__(self) -> None:
        super().__init__("info")
        self.setObjectName("busy")
        self._lasts = QTimer(self, singleShot=True, interval=LONG_MS)
        self._lasts.timeout.connect(self._come)
        self.hide()

    def begin(self) -> None:
        """Wait for the deed that begins now."""
        self._lasts.start()

    def end(self) -> None:
        """Say nothing any more."""
        self._lasts.stop()
        self.hide()

    def _come(self) -> None:
        self.say("", self.tr("It is being done. Please wait."))
        self.show()
        announce(self, self.accessibleName())
        self.came.emit()
