# SPDX-License-Identifier: MIT
"""A page longer than the window: scrolled up and down, never sideways."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from desk_app.gui import theme
from desk_app.gui.overriding import override
from desk_app.gui.widgets.keys_left import watch_keys

_AROUND = 16
"""Pixels at 100 % above and below what the keys go to."""

READ_LINE = 2
"""Pixels around a page that is read by keys, in which their mark is drawn."""


class PageScroll(QScrollArea):
    """Shows a page at the full width of its place.

    The room of the bar is always kept. Texts on the page take height by their width: a bar that
    came and went would change the width, the height, and so itself, without end.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    @override
    def setWidget(self, widget: QWidget) -> None:
        """Show a page; the room of the bar has its ground."""
        super().setWidget(widget)
        if ground := widget.property("ground"):
            self.setProperty("ground", ground)
            self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def read_by_keys(self) -> None:
        """Take the keys by Tab while the page is longer than its place, and scroll it by them.

        For a page whose end holds nothing that the keys go to: without them nobody would read it.
        """
        self.setProperty("read", True)  # noqa: FBT003 a Qt property
        self.verticalScrollBar().rangeChanged.connect(self._stop_by)

    def follow_keys(self) -> None:
        """Bring into sight what the keys go to, however they came there."""
        watch_keys(self._follow)

    def _stop_by(self, least: int, most: int) -> None:
        policy = Qt.FocusPolicy.TabFocus if most > least else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)

    def _follow(self, _before: object, now: QWidget | None) -> None:
        inside = self.widget()
        if inside is not None and now is not None and inside.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, theme.px(_AROUND))
