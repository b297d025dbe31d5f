# SPDX-License-Identifier: MIT
"""All disposals there ever were, the newest first; Enter looks at one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.delegates.cells import CellDelegate
from desk_app.gui.models.disposal_columns import DisposalColumns
from desk_app.gui.models.rows import RowsModel
from desk_app.gui.shortcuts import Key
from desk_app.gui.theme import Size
from desk_app.gui.widgets.buttons import KeyButton
from desk_app.gui.widgets.empty import EmptyNote
from desk_app.gui.widgets.table import ListTable
from desk_app.gui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.gui.workplace import Workplace
    from desk_app.records.disposal import DisposalRecord

_WIDTH, _HEIGHT = 640, 420


class PastDisposals(QDialog):
    """``wanted`` carries the id of the disposal to be shown, with its report."""

    wanted = Signal(object)

    def __init__(self, work: Workplace, records: Sequence[DisposalRecord], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pastDisposals")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Disposals and their reports"))
        self.resize(theme.px(_WIDTH), theme.px(_HEIGHT))
        columns = DisposalColumns(work.language, self, names=False).of_past()
        model: RowsModel[DisposalRecord] = RowsModel(columns, lambda each: each.id, None, self)
        model.show_rows(records)
        self._table = ListTable(self.windowTitle())
        self._table.setObjectName("disposals")
        self._table.setItemDelegate(CellDelegate(self._table))
        self._table.show_model(model, columns)
        self._table.opened.connect(self._open)
        self._table.choose(0)
        self._table.setHidden(not records)
        self._empty = EmptyNote()
        self._empty.say(self.tr("Nothing was disposed of yet."))
        self._empty.setHidden(bool(records))
        self._lay_out()

    def begin(self) -> None:
        """Open with the keys on the newest."""
        self.open()
        self._table.setFocus()

    def _lay_out(self) -> None:
        back = KeyButton(self.tr("Back"))
        back.setObjectName("back")
        back.show_key(Key.CLOSE)
        back.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(back)
        column = QVBoxLayout(self)
        edge = theme.px(16)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.px(12))
        column.addWidget(Text(self.windowTitle(), Size.SECTION, bold=True))
        column.addWidget(self._table, 1)
        column.addWidget(self._empty, 1)
        column.addLayout(row)

    def _open(self, id_: object) -> None:
        self.accept()
        self.wanted.emit(id_)
