# SPDX-License-Identifier: MIT
"""A date field that reads every era form and shows the day it understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal

from desk_app.gui.kit.fields.fields import TrailingNoteLineEdit
from desk_app.gui.kit.pyside_workarounds.overriding import override

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtGui import QFocusEvent, QKeyEvent
    from PySide6.QtWidgets import QWidget


_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class DateShown:
    """A day as the field shows it: 令和8年11月25日, with a weekday or an age behind it."""

    on: date
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class DateTrouble:
    """Why what was typed is no date, in the clerk's language."""

    sentence: str


class EraDateEdit(TrailingNoteLineEdit):
    """A line edit for a day.

    On leaving it shows the day it understood; what it did not understand stays as typed, with
    the reason under the field. Reading and showing come from outside, in the clerk's language.
    """

    value_changed = Signal(object)

    def __init__(
        self,
        read: Callable[[str], DateShown | DateTrouble],
        show: Callable[[date], DateShown],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._read = read
        self._show = show
        self._date: date | None = None
        self._shown = ""
        self.setPlaceholderText(self.tr("e.g. 25 Nov 2026"))
        self.setToolTip(self.tr("A day in any form: R8.11.25, 2026-11-25, 25 Nov 2026"))
        self.textEdited.connect(self._edited)
        self.left.connect(self.understand)

    def value(self) -> date | None:
        """Return the day last understood; none while the field is empty or wrong."""
        return self._date

    def set_value(self, on: date | None) -> None:
        """Show a day without telling anybody."""
        self._date = on
        shown = self._show(on) if on is not None else None
        with QSignalBlocker(self):
            self._put(shown, self.setText)
        self.set_trouble("")

    def understand(self) -> None:
        """Read what stands here now; called on leaving and on Enter."""
        text = self.text()
        if text == self._shown and not self.trouble():
            return
        if not text.strip():
            self._take(None)
            return
        understood = self._read(text)
        if isinstance(understood, DateTrouble):
            self._refuse(understood)
        else:
            self._take(understood)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.understand()
        super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.selectAll()

    def _edited(self) -> None:
        self.set_note("")
        self.set_trouble("")

    def _take(self, shown: DateShown | None) -> None:
        before = self._date
        self._date = shown.on if shown is not None else None
        self._put(shown, self.put_text)
        self.set_trouble("")
        if self._date != before:
            self.value_changed.emit(self._date)

    def _refuse(self, trouble: DateTrouble) -> None:
        before = self._date
        self._date = None
        self._shown = self.text()
        self.set_note("")
        self.set_trouble(trouble.sentence)
        if before is not None:
            self.value_changed.emit(None)

    def _put(self, shown: DateShown | None, write: Callable[[str], None]) -> None:
        self._shown = shown.text if shown is not None else ""
        if self.text() != self._shown:
            write(self._shown)
        self.set_note(shown.note if shown is not None else "")
