# SPDX-License-Identifier: MIT
"""Ctrl+Z outside of text fields: of the page in the middle first, then of what was done last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject

from desk_app.gui.undoing import Did

if TYPE_CHECKING:
    from desk_app.gui.undoing import Undo
    from desk_app.gui.views.section import SectionView
    from desk_app.gui.widgets.actions import ActionTable
    from desk_app.gui.workplace import Workplace


class Frame(Protocol):
    """What undoing needs of the frame of the window."""

    @property
    def work(self) -> Workplace:
        """What the views are given."""
        ...

    @property
    def view(self) -> SectionView | None:
        """The part shown now."""
        ...


class Undoing(QObject):
    """Keeps the action right, says what it would undo, and does it."""

    def __init__(self, frame: Frame, table: ActionTable, parent: QObject) -> None:
        super().__init__(parent)
        self._frame = frame
        self._action = table["undo"]
        self._followed: SectionView | None = None
        frame.work.undo.changed.connect(self._show)
        self._show()

    def follow(self, view: SectionView | None) -> None:
        """Take what a page can undo by itself into account, now and whenever it changes."""
        before, self._followed = self._followed, view
        if view is not before:
            if before is not None and shiboken6.isValid(before):
                before.undo_changed.disconnect(self._show)
            if view is not None:
                view.undo_changed.connect(self._show)
        self._show()

    def undo(self) -> None:
        """Undo what the menu names."""
        view = self._frame.view
        if view is not None and view.undo_word():
            view.undo()
            return
        stack = self._frame.work.undo
        step = stack.begin()
        if step is not None:
            self._frame.work.do(self, step.counter, lambda _: self._undone(step), self._refused)

    def _undone(self, step: Undo) -> None:
        work = self._frame.work
        work.undo.ended()
        done = QCoreApplication.translate("Undoing", "Undone: {what}")
        work.said.emit(done.format(what=_named(step)))

    def _refused(self, error: Exception) -> None:
        work = self._frame.work
        work.undo.ended(error)
        work.trouble.emit(error)

    def _show(self) -> None:
        self._action.setText(undo_word(self._frame))
        self._action.setEnabled(_next(self._frame) != "")


def undo_word(frame: Frame) -> str:
    """Return the words of the menu: what would be undone."""
    named = _next(frame)
    if not named:
        return QCoreApplication.translate("Undoing", "Undo")
    return QCoreApplication.translate("Undoing", "Undo: {what}").format(what=named)


def _next(frame: Frame) -> str:
    view = frame.view
    own = view.undo_word() if view is not None else ""
    last = frame.work.undo.last
    return own or (_named(last) if last is not None else "")


def _named(step: Undo) -> str:
    word = {
        Did.VERDICT: QCoreApplication.translate("Undoing", "verdict"),
        Did.ALLOTMENT: QCoreApplication.translate("Undoing", "allotment of stamps"),
        Did.PROPOSAL: QCoreApplication.translate("Undoing", "proposal"),
        Did.POSTING: QCoreApplication.translate("Undoing", "posting"),
        Did.RETURN: QCoreApplication.translate("Undoing", "return of things held"),
        Did.OUTCOME: QCoreApplication.translate("Undoing", "delivery or return"),
        Did.HANDLING: QCoreApplication.translate("Undoing", "mail marked as done"),
        Did.RULEBOOK: QCoreApplication.translate("Undoing", "new rulebook"),
    }[step.did]
    return f"{word} {step.number}".rstrip()
