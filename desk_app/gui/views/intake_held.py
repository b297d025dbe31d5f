# SPDX-License-Identifier: MIT
"""Things that came and must not be kept: listed, each with its amount and a note (A3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QWidget

from desk_app.gui import theme
from desk_app.gui.overriding import override
from desk_app.gui.presenters.intake_form import HeldForm, HeldLine
from desk_app.gui.theme import Size
from desk_app.gui.widgets.added_list import lay_out
from desk_app.gui.widgets.buttons import ButtonKind, KeyButton
from desk_app.gui.widgets.choice import ChoiceBox
from desk_app.gui.widgets.fields import TrailingNoteLineEdit
from desk_app.gui.widgets.keys_left import KeysLeft
from desk_app.gui.widgets.postal_code import plain_digits
from desk_app.gui.widgets.text import Text
from desk_app.i18n import messages, writing
from desk_app.records.mail import HeldKind
from desk_app.records.people import Language

if TYPE_CHECKING:
    from collections.abc import Sequence

OFFERED = (
    HeldKind.CASH,
    HeldKind.CARD,
    HeldKind.MONEY_ORDER,
    HeldKind.REVENUE_STAMP,
    HeldKind.MY_NUMBER_DOCUMENT,
    HeldKind.ORIGINAL,
    HeldKind.OTHER,
)
"""What a clerk logs by hand; stamps that go back follow from what was counted."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOST_DIGITS = 7


class HeldList(QWidget):
    """Lists what must go back; its button opens the line for one more, Delete removes one.

    A line that is whole is taken however it is left; one that is not stays open, and `typed` tells
    of each change in it.
    """

    changed = Signal()
    typed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = Language.JA
        self._things: tuple[HeldForm, ...] = ()
        self._title = Text("", Size.LABEL, "text2")
        self._add = KeyButton(kind=ButtonKind.FLAT, icon="plus")
        self._add.setObjectName("heldAdd")
        self._add.clicked.connect(self._open)
        self._list = QListWidget()
        self._list.setObjectName("held")
        self._list.installEventFilter(self)
        self._kind = ChoiceBox()
        self._amount = TrailingNoteLineEdit()
        self._note = TrailingNoteLineEdit()
        self._line = QWidget()
        KeysLeft(self._line).left.connect(self.settle)
        for edit, name in (
            (self._kind, "heldKind"),
            (self._amount, "heldAmount"),
            (self._note, "heldNote"),
        ):
            edit.setObjectName(name)
        self._kind.currentIndexChanged.connect(self.typed)
        self._amount.textChanged.connect(self.typed)
        self._note.textChanged.connect(self.typed)
        self._lay_out()
        self._show()

    def things(self) -> tuple[HeldForm, ...]:
        """Return what is listed."""
        return self._things

    def set_things(self, things: Sequence[HeldForm]) -> None:
        """List these and no others, without telling anybody."""
        self._things = tuple(things)
        self._show()

    def settle(self) -> bool:
        """Take the open line where it is whole, leave the keys; say whether none is open now."""
        whole = self._whole()
        if whole is not None or self._is_blank():
            self._shut()
        if whole is not None:
            self._things = (*self._things, whole)
            self._show()
            self.changed.emit()
        return self._line.isHidden()

    def finish(self) -> bool:
        """Take the open line; where it is not whole, go to what it lacks and say False."""
        settled = self.settle()
        if not settled:
            self._show_what_lacks()
        return settled

    def begin(self) -> None:
        """Forget what stands in the open line: another envelope begins."""
        self.set_line(None)

    def line(self) -> HeldLine | None:
        """Return what stands in the open line; nothing where it is shut or nothing was typed."""
        if self._line.isHidden() or self._is_blank():
            return None
        kind = self._kind.value()
        chosen = kind if isinstance(kind, HeldKind) else None
        return HeldLine(chosen, self._amount.text(), self._note.text())

    def set_line(self, content: HeldLine | None) -> None:
        """Open the line with what was typed in it, or shut it, without telling anybody."""
        with QSignalBlocker(self):
            self._clear()
            if content is not None:
                self._kind.set_value(content.kind)
                self._amount.setText(content.amount)
                self._note.setText(content.note)
        self._line.setVisible(content is not None)

    def _shut(self) -> None:
        if not self._line.isHidden():
            self._line.hide()
            self.typed.emit()

    def speak(self, language: Language) -> None:
        """Write every word in a language."""
        self._language = language
        self._title.setText(self.tr("To be returned"))
        self._add.setText(self.tr("Add"))
        self._add.setAccessibleName(self.tr("Add a thing to be returned"))
        self._list.setAccessibleName(self.tr("Things to be returned"))
        self._kind.set_choices([(each, messages.label(each, language)) for each in OFFERED])
        self._kind.shorten(messages.shorts(OFFERED, language))
        self._amount.name_inside(self.tr("Yen"))
        for edit, name in ((self._kind, self.tr("What it is")), (self._note, self.tr("Note"))):
            edit.setAccessibleName(name)
            edit.setPlaceholderText(name)
        self._show()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._line.isHidden() or event.key() not in (*_ENTER, Qt.Key.Key_Escape):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self._close()
        elif self._note.hasFocus():
            self._finish()
        else:
            self.focusNextPrevChild(True)  # noqa: FBT003 Qt's own argument: forwards

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._list or not isinstance(event, QKeyEvent):
            return False
        row = self._list.currentRow()
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Delete and row >= 0:
            self._things = (*self._things[:row], *self._things[row + 1 :])
            self._show()
            self.changed.emit()
            return True
        return False

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._line)
        row.setContentsMargins(0, 0, 0, 0)
        for widget, stretch in ((self._kind, 3), (self._amount, 0), (self._note, 2)):
            row.addWidget(widget, stretch)
        lay_out(self, (self._title, self._add), self._list, self._line)

    def _open(self) -> None:
        self._clear()
        self._line.show()
        self._kind.setFocus()

    def _clear(self) -> None:
        self._kind.set_value(None)
        self._amount.clear()
        self._amount.set_trouble("")
        self._note.clear()

    def _whole(self) -> HeldForm | None:
        kind, digits = self._kind.value(), plain_digits(self._amount.text())
        if self._line.isHidden() or not isinstance(kind, HeldKind) or self._amount_is_wrong():
            return None
        return HeldForm(kind, int(digits or 0), self._note.text())

    def _is_blank(self) -> bool:
        typed = self._amount.text().strip() or self._note.text().strip()
        return self._kind.value() is None and not typed

    def _amount_is_wrong(self) -> bool:
        digits = plain_digits(self._amount.text())
        return bool(self._amount.text().strip()) and not 0 < len(digits) <= _MOST_DIGITS

    def _show_what_lacks(self) -> None:
        wrong = self._amount_is_wrong()
        self._amount.set_trouble(self.tr("Type whole yen.") if wrong else "")
        (self._amount if wrong and self._kind.value() is not None else self._kind).setFocus()

    def _finish(self) -> None:
        if self._whole() is None:
            self._show_what_lacks()
        else:
            self._close()

    def _close(self) -> None:
        """Take the line where it is whole, and shut it.

        The keys go first: Qt would take those of a line that goes to another part of the page.
        """
        self._add.setFocus()
        self.settle()
        self._shut()
        self._show()

    def _show(self) -> None:
        self._list.clear()
        self._list.addItems([self._words(each) for each in self._things])
        self._list.setVisible(bool(self._things))
        self._list.setFixedHeight(theme.px(24) * max(len(self._things), 1))

    def _words(self, thing: HeldForm) -> str:
        amount = writing.yen(thing.amount, self._language) if thing.amount else ""
        parts = (messages.label(thing.kind, self._language), amount, thing.note)
        return "  ".join(part for part in parts if part)
