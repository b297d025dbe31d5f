# SPDX-License-Identifier: MIT
"""Opens an application by its receipt number or by the code on a paper, typed or scanned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.gui import shortcuts, theme
from desk_app.gui.presenters.open_number import OpenNumberPresenter
from desk_app.gui.widgets.buttons import ButtonKind, KeyButton
from desk_app.gui.widgets.fields import FieldBody, TrailingNoteLineEdit, label_for

if TYPE_CHECKING:
    from desk_app.gui.workplace import Workplace

_WIDTH = 400


class OpenNumber(QDialog):
    """Asks for a number; `found` carries the application's id and number, then it closes."""

    found = Signal(object, str)

    def __init__(self, work: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("openNumber")
        self.setWindowTitle(self.tr("Open by number or barcode"))
        self.setFixedWidth(theme.px(_WIDTH))
        self.presenter = OpenNumberPresenter(work, self)
        self.presenter.found.connect(self._found)
        self.presenter.refused.connect(self._refused)
        self._edit = TrailingNoteLineEdit()
        self._edit.setObjectName("number")
        self._edit.returnPressed.connect(self._look)
        self._body = FieldBody(self._edit)
        self._label = label_for(self._edit, self.tr("Receipt number or code"))
        self._open = KeyButton(self.tr("Open"), key=shortcuts.ENTER, kind=ButtonKind.MAIN)
        self._open.clicked.connect(self._look)
        self._back = KeyButton(self.tr("Back"))
        self._back.show_key(shortcuts.Key.CLOSE)
        self._back.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._open)
        buttons.addWidget(self._back)
        column = QVBoxLayout(self)
        edge = theme.px(16)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.px(8))
        column.addWidget(self._label)
        column.addWidget(self._body)
        column.addLayout(buttons)

    def look_for(self, number: str) -> None:
        """Open what was scanned; the dialog is shown only where it is not found."""
        self._edit.setText(number)
        self.presenter.refused.connect(self.open)
        self._look()

    def _look(self) -> None:
        self.presenter.look(self._edit.text())

    def _found(self, id_: object, number: str) -> None:
        self.found.emit(id_, number)
        self.accept()

    def _refused(self, code: str) -> None:
        self._edit.set_trouble(
            {
                "unread": self.tr("This is no receipt number and no code, like R8-0147."),
                "check": self.tr("The check character does not fit. Scan or type it again."),
            }.get(code, self.tr("There is no application with this number."))
        )
        self._edit.selectAll()
