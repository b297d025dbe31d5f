# SPDX-License-Identifier: MIT
"""Notes with a coloured edge, and the bar that says what failed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desk_app.gui import shortcuts, theme
from desk_app.gui.marks import Mark
from desk_app.gui.theme import Size
from desk_app.gui.widgets.announce import announce
from desk_app.gui.widgets.buttons import ButtonKind, KeyButton
from desk_app.gui.widgets.state_icon import StateIcon
from desk_app.gui.widgets.text import Link, Text, repolish


class NoteFrame(QFrame):
    """A note: what is, in bold; then why; with an edge of 3 px in its colour.

    ``kind`` is info, ask, bad or ok.
    """

    link_clicked = Signal()

    def __init__(
        self, kind: str = "info", title: str = "", detail: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
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
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._link, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
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
        self._link.setVisible(bool(link))
        self.setAccessibleName(f"{title} {detail}".strip())


class ErrorBar(QFrame):
    """What failed, why, and what to do; stands under the tool bar until it is closed."""

    retry = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("errorBar")
        self._failed = StateIcon(Mark.DEFECTIVE, "", bold=True)
        self._reason = Text("", Size.BODY, wrap=True)
        self._retry = KeyButton(kind=ButtonKind.SMALL)
        self._retry.setObjectName("errorRetry")
        self._retry.clicked.connect(self.retry)
        close = KeyButton(self.tr("Close"), kind=ButtonKind.SMALL)
        close.setObjectName("errorClose")
        close.show_key(shortcuts.Key.CLOSE)
        close.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        row.setSpacing(theme.px(8))
        row.addWidget(self._failed)
        row.addWidget(self._reason, 1)
        row.addWidget(self._retry)
        row.addWidget(close)
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
