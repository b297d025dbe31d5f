# SPDX-License-Identifier: MIT
"""Where the window stood last time, and back onto a screen when its monitor is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QGuiApplication

from desk_app.gui import theme
from desk_app.gui.entrance import WindowPlace
from desk_app.gui.overriding import override

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

_SIZE = (1440, 900)
_GRIP = 48
"""So many pixels of the title must be within reach of the mouse."""


class Keeps(Protocol):
    """Keeps where the window stands."""

    @property
    def window(self) -> WindowPlace | None:
        """Where the window stood last time."""
        ...

    def keep_window(self, place: WindowPlace) -> None:
        """Keep where the window stands."""
        ...


class Standing(QObject):
    """Puts a window where it stood, and keeps the place when it is closed."""

    def __init__(self, window: QWidget, keeps: Keeps) -> None:
        super().__init__(window)
        self._window = window
        self._keeps = keeps
        place = keeps.window
        if place is None:
            window.resize(theme.px(_SIZE[0]), theme.px(_SIZE[1]))
        else:
            wanted = QRect(place.x, place.y, place.width, place.height)
            window.setGeometry(visible(wanted, _screens()))
        window.installEventFilter(self)
        QGuiApplication.instance().screenRemoved.connect(self.bring_back)  # type: ignore[union-attr] # there is one wherever there is a window

    def show(self) -> None:
        """Show the window; maximized where it was, or where the screen is no larger than it.

        Its frame would push the last line out of sight there.
        """
        place, size = self._keeps.window, self._window.size()
        room = self._window.screen().availableSize()
        if (place is not None and place.maximized) or room.expandedTo(size) == size:
            self._window.showMaximized()
        else:
            self._window.show()

    def show_again(self, *, active: bool, minimized: bool) -> None:
        """Show the window as another process showed it; only where it was active has it the keys.

        Whoever works in another program types on there.
        """
        without_keys = Qt.WidgetAttribute.WA_ShowWithoutActivating
        self._window.setAttribute(without_keys, not active)
        if minimized:
            self._window.showMinimized()
        else:
            self.show()
        self._window.setAttribute(without_keys, on=False)
        if active:
            self._window.raise_()
            self._window.activateWindow()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close:
            self.keep()
        return False

    def keep(self) -> None:
        """Keep the place now."""
        self._keeps.keep_window(place_of(self._window))

    def bring_back(self, _gone: object = None) -> None:
        """Move the window onto a screen that is there."""
        here = self._window.geometry()
        there = visible(here, _screens())
        if there != here:
            self._window.setGeometry(there)


def place_of(window: QWidget) -> WindowPlace:
    """Return where a window stands; a maximized one as it stood before."""
    at = window.normalGeometry() if window.isMaximized() else window.geometry()
    return WindowPlace(at.x(), at.y(), at.width(), at.height(), window.isMaximized())


def visible(wanted: QRect, screens: Sequence[QRect]) -> QRect:
    """Return a rectangle as it is where it can be reached, else moved onto the nearest screen.

    It is made no larger than that screen. Screens are what is available of each, the main one
    first.
    """
    top = QRect(wanted.left(), wanted.top(), wanted.width(), _GRIP)
    if not screens or any(_reach(top, screen) for screen in screens):
        return wanted
    near = max(screens, key=lambda screen: _shared(wanted, screen))
    size = wanted.size().boundedTo(near.size())
    left = min(max(wanted.left(), near.left()), near.right() + 1 - size.width())
    upper = min(max(wanted.top(), near.top()), near.bottom() + 1 - size.height())
    return QRect(left, upper, size.width(), size.height())


def _reach(top: QRect, screen: QRect) -> bool:
    both = top.intersected(screen)
    return both.width() >= 2 * _GRIP and both.height() == top.height()


def _shared(one: QRect, other: QRect) -> int:
    both = one.intersected(other)
    return max(both.width(), 0) * max(both.height(), 0)


def _screens() -> list[QRect]:
    return [screen.availableGeometry() for screen in QGuiApplication.screens()]
