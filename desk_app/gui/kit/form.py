# SPDX-License-Identifier: MIT
"""A form in which Enter goes to the next field; one field of a question with its label."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desk_app.gui.kit.boxes import in_column
from desk_app.gui.kit.buttons import CheckBox, ticks_and_goes_on
from desk_app.gui.kit.fields import FieldBody, label_for
from desk_app.gui.kit.pyside_workarounds.overriding import override

if TYPE_CHECKING:
    from collections.abc import Callable

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


# What every field of a question is: label above, editor below, what is wrong under it.


class AskedField(QWidget):
    """A field of a question; ``editor`` is what takes the focus, ``column`` what holds it."""

    def __init__(self, label: str, editor: QWidget) -> None:
        super().__init__()
        self.editor = editor
        self.body = FieldBody(editor)
        column = in_column(self, gap=4, edge=0)
        if label:
            column.addWidget(label_for(editor, label))
        column.addWidget(self.body)
        self.column = column

    secret: ClassVar[bool] = False
    """Whether a password is typed here."""

    def value(self) -> object:
        """Return what was answered."""
        return None

    def on_touched(self, slot: Callable[[], None]) -> None:
        """Call a slot with every change of what is answered here."""

    def kept(self) -> object | None:
        """Return what was written here, for a draft; None where it stands as the question put it.

        What must not be kept (a password) or is chosen anew each time stays None.
        """
        return None

    def put(self, kept: object) -> None:
        """Show what ``kept`` returned before; what it cannot have returned is left out."""

    def on_written(self, slot: Callable[[], None]) -> None:
        """Call a slot with every key of what is kept, also before it is an answer."""
        self.on_touched(slot)

    def end_with(self, slot: Callable[[], None]) -> None:
        """Let Enter here do what the question asks, where what is answered is such an end."""

    @property
    def settled(self) -> bool:
        """Whether nothing is left to be answered here, so that the keys begin at the next."""
        return False

    def unfit(self) -> bool:
        """Say whether what stands here cannot be read; the reason then stands under it."""
        return False
