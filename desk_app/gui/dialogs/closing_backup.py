# SPDX-License-Identifier: MIT
"""The backup at the exit: a calm word, how far it is, and the way out without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from desk_app.desk.errors import KnownError
from desk_app.gui import theme, words
from desk_app.gui.overriding import override
from desk_app.gui.shortcuts import Key
from desk_app.gui.theme import Size
from desk_app.gui.widgets.announce import announce
from desk_app.gui.widgets.buttons import ButtonKind, KeyButton
from desk_app.gui.widgets.notes import NoteFrame
from desk_app.gui.widgets.text import Text
from desk_app.records.safekeeping import Backup

if TYPE_CHECKING:
    from desk_app.gui.backup_work import BackupState, BackupWork
    from desk_app.records.people import Language

_WIDTH = 480


class ClosingBackup(QDialog):
    """Makes the backup and then leaves; `leave` says that the window shall close now."""

    leave = Signal()

    def __init__(self, made: BackupWork, language: Language, parent: QWidget) -> None:
        super().__init__(parent)
        self._made = made
        self._language = language
        self._left = False
        self.setObjectName("closingBackup")
        self.setWindowTitle(self.tr("Backup before closing"))
        self.setFixedWidth(theme.px(_WIDTH))
        self._title = Text(self.tr("The backup is being made"), Size.SECTION, bold=True)
        self._why = Text(
            self.tr(
                "Everything is saved. The copy is opened again and compared; then the window"
                " closes by itself."
            ),
            wrap=True,
        )
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(theme.px(8))
        self._bar.setAccessibleName(self._title.text())
        self._trouble = NoteFrame("ask")
        self._trouble.setObjectName("trouble")
        self._trouble.hide()
        self._again = KeyButton(self.tr("Try again"), kind=ButtonKind.MAIN)
        self._again.setObjectName("again")
        self._again.clicked.connect(self.begin)
        self._out = KeyButton(self.tr("Quit without a backup"))
        self._out.setObjectName("quitWithout")
        self._out.show_key(Key.CLOSE)
        self._out.clicked.connect(self.reject)
        self._lay_out()
        made.state_changed.connect(self._show)
        made.ended.connect(self._ended)

    def begin(self) -> None:
        """Begin the backup, or wait for the one that is being made."""
        self._title.setText(self.tr("The backup is being made"))
        self._why.show()
        self._trouble.hide()
        self._again.hide()
        self._bar.show()
        self._out.setFocus()
        self._made.make()
        self._show(self._made.state)
        self._fit()

    @override
    def reject(self) -> None:
        """Leave without it; the earlier backups stand, and the next sign-in makes this one."""
        self._left = True
        self._made.stop()
        super().reject()
        self.leave.emit()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        buttons.addStretch(1)
        buttons.addWidget(self._again)
        buttons.addWidget(self._out)
        column = QVBoxLayout(self)
        edge = theme.px(24)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.px(12))
        for widget in (self._title, self._why, self._bar, self._trouble):
            column.addWidget(widget)
        column.addLayout(buttons)
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, on=False)

    def _show(self, state: BackupState) -> None:
        self._bar.setRange(0, state.total)
        self._bar.setValue(state.done)

    def _ended(self, outcome: object) -> None:
        if self._left:
            return
        if isinstance(outcome, Backup):
            self._left = True
            self.accept()
            self.leave.emit()
        elif isinstance(outcome, KnownError):
            title, detail = words.reason(outcome, self._language)
            self._title.setText(self.tr("No backup was made"))
            self._why.hide()
            self._trouble.say(title, detail)
            self._trouble.show()
            self._bar.hide()
            self._again.show()
            self._again.setFocus()
            announce(self, f"{title} {detail}")
            self._fit()

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))
