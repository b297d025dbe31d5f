# SPDX-License-Identifier: MIT
"""The slip of registered mail as it prints, with what was posted on it so far (P3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.theme import Size
from desk_app.gui.widgets.empty import EmptyNote
from desk_app.gui.widgets.pdf_page import PdfPage
from desk_app.gui.widgets.text import Text

if TYPE_CHECKING:
    from desk_app.gui.presenters.post import PostState
    from desk_app.gui.widgets.buttons import KeyButton

_LEAST = 304


class PostSlip(QWidget):
    """Shows the slip of the envelope looked at, or the one on which the next will stand."""

    def __init__(self, button: KeyButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(theme.px(_LEAST))
        self.setProperty("line", "left")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._about = Text("", Size.LABEL, "text2", wrap=True)
        self.page = PdfPage(self.tr("The slip as it prints"), self)
        self.page.setObjectName("slipPage")
        self._empty = EmptyNote()
        self._empty.say(
            self.tr(
                "What is posted by registered mail or with a specified record today stands on a"
                " slip here; the counter stamps it as your receipt."
            )
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.page)
        self._stack.addWidget(self._empty)
        self._number = ""
        self._shown = b""
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), 0)
        head.setSpacing(theme.px(8))
        head.addWidget(Text(self.tr("Slip"), Size.SECTION, bold=True))
        head.addWidget(self._about, 1)
        head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def show_state(self, state: PostState) -> None:
        """Show the slip of a state; the same pages are not read again."""
        self._number = state.slip.number
        self._about.setText(
            self.tr("no. {number}").format(number=self._number) if self._number else ""
        )
        if state.slip.pages != self._shown:
            self._shown = state.slip.pages
            if self._shown:
                self.page.show_bytes(self._shown)
                self.page.to_top()
        if self._number and not self._shown:
            self.page.expect()
        elif not self._number:
            self.page.clear()
        self._stack.setCurrentWidget(self.page if self._number else self._empty)
