# SPDX-License-Identifier: MIT
"""A new recovery sheet from the settings: the same task as at the first start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.gui import printing, shortcuts, theme, words
from desk_app.gui.dialogs.sheet_look import SheetLook
from desk_app.gui.dialogs.sheet_task import SheetTask
from desk_app.gui.overriding import override
from desk_app.gui.presenters.new_sheet import NewSheetPresenter
from desk_app.gui.shortcuts import Key
from desk_app.gui.widgets.buttons import ButtonKind, KeyButton
from desk_app.gui.widgets.notes import NoteFrame

if TYPE_CHECKING:
    from desk_app.gui.presenters.new_sheet import NewSheetState
    from desk_app.gui.printing import Printing
    from desk_app.gui.workplace import Workplace

_TASK = 640


class NewSheet(QDialog):
    """Prints a sheet and takes it into use; closed before that, the sheet opens nothing."""

    def __init__(self, work: Workplace, parent: QWidget, printers: Printing | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self.setObjectName("newSheet")
        self.setWindowTitle(self.tr("New recovery sheet"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.presenter = NewSheetPresenter(work, printers or printing.system(), self)
        self._task = SheetTask(self.presenter, work.language)
        self._task.setMinimumWidth(theme.px(_TASK))
        self._look = SheetLook()
        self._trouble = NoteFrame("bad")
        self._trouble.setObjectName("trouble")
        self._use = KeyButton(self.tr("Take into use"), kind=ButtonKind.MAIN)
        self._use.setObjectName("do")
        self._use.show_key(Key.MAIN)
        self._use.clicked.connect(self._go)
        self._use.send_keys_to(self._task)
        self._task.lead_to(self._use)
        self._back = KeyButton(self.tr("Back"))
        self._back.setObjectName("back")
        self._back.show_key(Key.CLOSE)
        self._back.clicked.connect(self.reject)
        for keys in shortcuts.sequences(Key.MAIN):
            QShortcut(keys, self, self._go)
        self.presenter.state_changed.connect(self._show)
        self.presenter.confirmed.connect(self._confirmed)
        self._lay_out()

    def begin(self) -> None:
        """Open with the focus on the print."""
        self._show(self.presenter.state)
        self.open()
        self.presenter.begin()
        self._task.take_focus()

    @override
    def reject(self) -> None:
        self.presenter.forget()
        super().reject()

    def _lay_out(self) -> None:
        across = QHBoxLayout()
        across.setSpacing(theme.px(32))
        across.addWidget(self._task, 1)
        across.addWidget(self._look, 0, Qt.AlignmentFlag.AlignTop)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        buttons.addStretch(1)
        buttons.addWidget(self._use)
        buttons.addWidget(self._back)
        column = QVBoxLayout(self)
        edge = theme.px(24)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.px(16))
        column.addLayout(across)
        column.addWidget(self._trouble)
        column.addLayout(buttons)

    def _show(self, state: NewSheetState) -> None:
        self._look.show_sheet(state, self._work.today, self._work.language)
        self._use.setEnabled(self._task.ready)
        self._trouble.setVisible(state.trouble is not None)
        if state.trouble is not None:
            self._trouble.say(*words.reason(state.trouble, self._work.language))

    def _go(self) -> None:
        if self._use.isEnabled():
            self._task.confirm()

    def _confirmed(self) -> None:
        self._work.said.emit(self.tr("The recovery sheet is in use."))
        self.accept()
