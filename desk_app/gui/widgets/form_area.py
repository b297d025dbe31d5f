# SPDX-License-Identifier: MIT
"""A form in which Enter goes to the next field and Shift+Enter to the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desk_app.gui.overriding import override
from desk_app.gui.widgets.check_box import CheckBox, ticks_and_goes_on

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FormArea(QWidget):
    """Holds fields; an Enter that a field does not need walks on, as + does from a check box."""

    _after: QWidget | None = None

    def lead_to(self, after: QWidget) -> None:
        """Let Enter in the last field go there, and not to what the window begins with."""
        self._after = after

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if ticks_and_goes_on(event) and isinstance(self.window().focusWidget(), CheckBox):
            self.walk(onward=True)
            event.accept()
            return
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() not in _ENTER or plain not in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        ):
            super().keyPressEvent(event)
            return
        self.walk(onward=plain == Qt.KeyboardModifier.NoModifier)
        event.accept()

    def walk(self, *, onward: bool) -> None:
        """Go to the next field or to the one before; from the last one to what comes after."""
        left = self.window().focusWidget()
        self.focusNextPrevChild(onward)
        here = self.window().focusWidget()
        if self._after is not None and not self.isAncestorOf(here):
            (self._after if onward and self._after.isEnabled() else left).setFocus()
