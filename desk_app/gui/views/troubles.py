# SPDX-License-Identifier: MIT
"""The window's error bar: what failed, why, what to do; and what helps, where it can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QBoxLayout

from desk_app.desk.errors import KeysGiven, KnownError
from desk_app.gui import words
from desk_app.gui.dialogs.ask import Ask
from desk_app.gui.presenters.remedy import Remedy

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desk_app.gui.widgets.notes import ErrorBar
    from desk_app.gui.widgets.status_bar import StatusBar
    from desk_app.gui.workplace import Workplace


class Troubles(QObject):
    """Shows the troubles and remedies of the workplace, wherever the clerk is.

    What the status bar said of the action before holds no longer then.
    """

    def __init__(self, work: Workplace, bar: ErrorBar, status: StatusBar, parent: QWidget) -> None:
        super().__init__(parent)
        self._work = work
        self._bar = bar
        self._status = status
        self._parent = parent
        self._told: object | None = None
        self._waiting: list[object] = []
        work.trouble.connect(self.tell)
        work.remedied.connect(self._offer)
        bar.retry.connect(self._take)
        bar.closed.connect(self._forget)

    def go_with(self, part: QWidget) -> None:
        """Stand under the title of a part, which is the first thing in it."""
        column = part.layout()
        if isinstance(column, QBoxLayout) and column.indexOf(self._bar) < 0:
            shown = not self._bar.isHidden()
            column.insertWidget(1, self._bar)
            self._bar.setVisible(shown)

    def tell(self, *errors: object) -> None:
        """Say in the error bar what failed, why and what to do; the next once that was closed."""
        error, *self._waiting = errors or (None,)
        if isinstance(error, Remedy):
            self._offer(error)
        elif isinstance(error, KnownError):
            self._told = error
            self._status.forget()
            calm = isinstance(error, KeysGiven)
            self._bar.tell(*words.reason(error, self._work.language), calm=calm)

    def told(self) -> tuple[object, ...]:
        """Return what the bar says now, and what is said once that was closed."""
        return (self._told, *self._waiting) if self._told is not None else ()

    def _offer(self, remedy: Remedy | None) -> None:
        if remedy is None:
            if isinstance(self._told, Remedy):
                self._bar.clear()
            return
        self._status.forget()
        why = words.reason(remedy.error, self._work.language)
        self._bar.tell(*why, self.tr("Print again"))
        self._told = remedy

    def _take(self) -> None:
        """Do what helps, after its question; the bar has said what it had to."""
        remedy = self._told
        self._bar.clear()
        if not isinstance(remedy, Remedy):
            return
        if remedy.question is None:
            remedy.then()
            return
        dialog = Ask(self._work, remedy.question(), self._parent)
        dialog.accepted.connect(remedy.then)
        dialog.begin()

    def _forget(self) -> None:
        self._told = None
        if self._waiting:
            self.tell(*self._waiting)
