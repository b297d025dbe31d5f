# SPDX-License-Identifier: MIT
"""Asks for the key of the recovery sheet when every password is lost; it shows dots alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.desk.sheet_key import GROUPS
from desk_app.gui import shortcuts, theme, words
from desk_app.gui.presenters.sheet_entry import SheetEntryPresenter
from desk_app.gui.shortcuts import Key
from desk_app.gui.theme import Size
from desk_app.gui.widgets.announce import announce
from desk_app.gui.widgets.buttons import ButtonKind, KeyButton
from desk_app.gui.widgets.fields import FieldBody, label_for
from desk_app.gui.widgets.notes import NoteFrame
from desk_app.gui.widgets.password import PasswordEdit
from desk_app.gui.widgets.text import Text

if TYPE_CHECKING:
    from desk_app.gui.entrance import Entrance
    from desk_app.gui.presenters.sheet_entry import SheetEntryState
    from desk_app.gui.tasks import Runner
    from desk_app.records.people import Language

_WIDTH = 560


class SheetEntry(QDialog):
    """One line for the whole key, typed group by group or scanned; `opened` carries the desk."""

    opened = Signal(object)

    def __init__(
        self, entrance: Entrance, runner: Runner, language: Language, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._language = language
        self.setObjectName("sheetEntry")
        self.setWindowTitle(self.tr("Come in with the recovery sheet"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(theme.px(_WIDTH))
        self.presenter = SheetEntryPresenter(entrance, runner, self)
        self.presenter.state_changed.connect(self._show)
        self.presenter.opened.connect(self._let_in)
        self._edit = PasswordEdit()
        self._edit.setObjectName("sheetKey")
        self._edit.textChanged.connect(self.presenter.type_key)
        self._edit.returnPressed.connect(self._try)
        self._trouble = NoteFrame("ask")
        self._trouble.setObjectName("trouble")
        self._enter = KeyButton(self.tr("Open the desk"), kind=ButtonKind.MAIN)
        self._enter.setObjectName("do")
        self._enter.show_key(Key.MAIN)
        self._enter.clicked.connect(self._try)
        self._enter.send_keys_to(self._edit)
        self._back = KeyButton(self.tr("Back"))
        self._back.setObjectName("back")
        self._back.show_key(Key.CLOSE)
        self._back.clicked.connect(self.reject)
        for keys in shortcuts.sequences(Key.MAIN):
            QShortcut(keys, self, self._try)
        self._lay_out()
        self._show(self.presenter.state)

    def _lay_out(self) -> None:
        advice = NoteFrame(
            "info",
            self.tr("Take the sheet of this quarter out of the safe"),
            self.tr(
                "Type its twelve groups, or scan the square code. Spaces and capitals do not"
                " matter. Each group checks itself. It is noted that the sheet was used."
            ),
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        buttons.addStretch(1)
        buttons.addWidget(self._enter)
        buttons.addWidget(self._back)
        column = QVBoxLayout(self)
        edge = theme.px(16)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.px(12))
        column.addWidget(Text(self.windowTitle(), Size.SECTION, bold=True))
        column.addWidget(advice)
        column.addWidget(label_for(self._edit, self.tr("Recovery key")))
        column.addWidget(FieldBody(self._edit))
        column.addWidget(self._trouble)
        column.addLayout(buttons)

    def _show(self, state: SheetEntryState) -> None:
        self._edit.set_note(
            self.tr("{number} of {all} groups").format(number=state.groups, all=GROUPS)
        )
        wrong = self.tr("Group {number} has a mistake. Compare it with the sheet.")
        trouble = wrong.format(number=state.wrong) if state.wrong else ""
        if trouble and trouble != self._edit.trouble():
            announce(self, trouble)
        self._edit.set_trouble(trouble)
        self._enter.setEnabled(state.whole and not state.trying)
        self._trouble.setVisible(state.trouble is not None)
        if state.trouble is not None:
            title, detail = words.reason(state.trouble, self._language)
            self._trouble.say(title, detail)
            announce(self, f"{title} {detail}")
        self._fit()

    def _fit(self) -> None:
        """Take the height that the words need at this width."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _try(self) -> None:
        if self._enter.isEnabled():
            self.presenter.try_key(self._edit.text())

    def _let_in(self, desk: object) -> None:
        self._edit.clear()
        self.opened.emit(desk)
        self.accept()
