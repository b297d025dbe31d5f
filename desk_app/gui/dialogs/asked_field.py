# SPDX-License-Identifier: MIT
"""What every field of a question is: label above, editor below, what is wrong under it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.widgets.fields import FieldBody, label_for

if TYPE_CHECKING:
    from collections.abc import Callable


class AskedField(QWidget):
    """A field of a question; ``editor`` is what takes the focus, ``column`` what holds it."""

    def __init__(self, label: str, editor: QWidget) -> None:
        super().__init__()
        self.editor = editor
        self.body = FieldBody(editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
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
