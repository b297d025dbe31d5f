# SPDX-License-Identifier: MIT
"""The small window that says that the sample desk is being made, how far it is, and stops it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desk_app.desk.errors import Cancelled, KnownError, Mishap
from desk_app.gui import words
from desk_app.gui.kit.display.notes import NoteFrame
from desk_app.gui.kit.layout.boxes import STRETCH, in_column, in_row
from desk_app.gui.kit.layout.buttons import button_for
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.states import WorkBar
from desk_app.gui.kit.look.text import Text, announce
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.session.tasks import ProgressWatch, TaskRunner

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QKeyEvent

    from desk_app.gui.session.screen import Screen


T = TypeVar("T")
_WIDTH, _EDGE = 480, 24
_NEARLY = 0.98
"""As far as the bar goes before all is there: the last steps tell no day."""

_THOUSAND = 1_000


class PreparationResult(Generic[T]):
    """What was made in the end, or why nothing was; neither while it is being made."""

    def __init__(self) -> None:
        self.thing: T | None = None
        self.trouble: KnownError | None = None


class Preparing(QWidget):
    """Has something made off the GUI thread; `ended` says that it was, was stopped, or failed.

    Esc and the frame's own button stop it: all is as it was before.
    """

    ended = Signal()

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen = screen
        self._runner = TaskRunner((KnownError,), self, "sample")
        self._over = False
        self.setObjectName("preparing")
        self.setWindowTitle(self.tr("Sample desk"))
        self.setFixedWidth(theme.px(_WIDTH))
        self._title = Text(self.tr("The sample desk is being made"), Size.SECTION, bold=True)
        self._why = Text(
            self.tr(
                "Invented people send applications, and letters go out: a desk in the middle of"
                " its work. This takes some seconds."
            ),
            wrap=True,
        )
        self._bar = WorkBar(self._title.text())
        self._bar.setRange(0, _THOUSAND)
        self._trouble = NoteFrame("bad")
        self._trouble.hide()
        self._stop = button_for("stopMaking", self.tr("Stop"), self.stop, key=Key.CLOSE)
        self._lay_out()
        self._watch = ProgressWatch(self._show_progress, self)

    def begin(
        self, make: Callable[[Callable[[float], None]], T], made: PreparationResult[T]
    ) -> None:
        """Begin; what makes it is given what takes how far it is, from 0 to 1, and may stop it."""
        progress = self._watch.begin()

        def report(part: float) -> None:
            progress.report(round(part * _THOUSAND), _THOUSAND)
            if progress.cancelled:
                raise Cancelled

        def keep(thing: T) -> None:
            made.thing = thing
            self._end()

        def fail(error: Exception) -> None:
            made.trouble = error if isinstance(error, KnownError) else Mishap()
            self._failed(made.trouble)

        self._runner.submit(self, lambda: make(report), keep, fail)
        self._stop.setFocus()
        announce(self, self._title.text())

    def stop(self) -> None:
        """Stop it after what is under way; after a failure there is nothing left but to go."""
        if self._over:
            self.ended.emit()
            return
        self._watch.progress.cancel()
        self._stop.setEnabled(False)
        self._stop.setText(self.tr("Stopping"))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.stop()
        else:
            super().keyPressEvent(event)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self._runner.idle:
            super().closeEvent(event)
        else:
            event.ignore()
            self.stop()

    def _lay_out(self) -> None:
        buttons = in_row(None, STRETCH, self._stop)
        in_column(
            self, self._title, self._why, self._bar, self._trouble, buttons, gap=12, edge=_EDGE
        )
        self._fit()

    def _show_progress(self, done: int, total: int) -> None:
        self._bar.setValue(round(min(done, total * _NEARLY)))

    def _failed(self, error: KnownError) -> None:
        if isinstance(error, Cancelled):
            self._end()
            return
        self._over = True
        self._watch.stop()
        title, detail = words.reason(error, self._screen.language)
        self._title.setText(self.tr("The sample desk was not made"))
        self._why.hide()
        self._bar.hide()
        self._trouble.say(title, detail)
        self._trouble.show()
        self._stop.setText(self.tr("Close"))
        announce(self, f"{title} {detail}")
        self._fit()

    def _end(self) -> None:
        self._over = True
        self._watch.stop()
        self._bar.setValue(_THOUSAND)
        self.ended.emit()

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.setFixedHeight(layout.totalHeightForWidth(theme.px(_WIDTH)))
        room = self.screen().availableGeometry()
        self.move(room.center() - self.rect().center())
