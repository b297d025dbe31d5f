# SPDX-License-Identifier: MIT
"""Waiting until a window shows what it was asked for, and a renderer whose pictures come late."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfPageRenderer
from PySide6.QtWidgets import QApplication, QWidget

from desk_app.gui.kit.display.pdf import PdfPage
from desk_app.gui.session.tasks import TaskRunner

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

PATIENCE_MS = 30_000
"""A machine that does much beside is no fault of the window's."""


def settle(qtbot: QtBot, runner: TaskRunner, window: QWidget) -> None:
    """Wait until the desk has answered everything, and the pages in sight are drawn."""
    answered(qtbot, runner)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    answered(qtbot, runner)
    qtbot.waitUntil(lambda: runner.idle and all_drawn(window), timeout=PATIENCE_MS)


def answered(qtbot: QtBot, runner: TaskRunner) -> None:
    """Wait until the desk has answered everything, and no longer."""
    while not runner.idle:
        with qtbot.waitSignal(runner.busy_changed, timeout=PATIENCE_MS):
            pass


def all_drawn(window: QWidget) -> bool:
    """Return whether no page in sight of a window is still being drawn."""
    return not any(
        page.is_drawing and not page.viewport().visibleRegion().isEmpty()
        for page in window.findChildren(PdfPage)
    )


class Keeper(Protocol):
    """Who has the pictures of late renderers."""

    def made(self, renderer: QObject) -> None:
        """Hear of a renderer, and so of another letter."""

    def keep(self, renderer: QObject, hand_over: Callable[[], None]) -> None:
        """Take a picture that is drawn; it comes to its letter when it is handed over."""


def late_renderer(keeper: Keeper) -> type[QObject]:
    """Return a renderer that draws as Qt's own does, and gives each picture to a keeper."""

    class Late(QObject):
        pageRendered = Signal(int, QSize, QImage)  # noqa: N815  Qt's own name
        RenderMode = QPdfPageRenderer.RenderMode

        def __init__(self) -> None:
            super().__init__()
            self._own = QPdfPageRenderer()
            self._own.pageRendered.connect(self._keep)
            self.setRenderMode = self._own.setRenderMode
            self.setDocument = self._own.setDocument
            self.requestPage = self._own.requestPage
            keeper.made(self)

        def _keep(self, page: int, size: QSize, picture: QImage, *_how: object) -> None:
            keeper.keep(self, partial(self.pageRendered.emit, page, size, picture))

    return Late
