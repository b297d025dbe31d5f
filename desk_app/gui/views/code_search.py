# SPDX-License-Identifier: MIT
"""The code of a paper in a search field: a scan opens its case, a mistyped one is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.gui.presenters.open_number import OpenNumberPresenter
from desk_app.gui.presenters.paper_code import is_code, is_mistyped, receipt_number
from desk_app.gui.widgets.announce import announce

if TYPE_CHECKING:
    from desk_app.gui.widgets.search_field import SearchField
    from desk_app.gui.workplace import Workplace


class CodeSearch(QObject):
    """Stands between a search field and its list.

    `wanted` carries what is to be searched, for a code its receipt number; `down` asks for the
    list, and `ended` says that Enter did, behind a text that is no code. `found` carries id and
    number of the case whose code Enter ended. `told` carries what is wrong with a code, or nothing.
    """

    found = Signal(object, str)
    wanted = Signal(str)
    down = Signal()
    ended = Signal()
    told = Signal(str)

    def __init__(self, field: SearchField, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._field, self._work = field, work
        self._presenter = OpenNumberPresenter(work, self)
        self._presenter.found.connect(self.found)
        # The list says that there is nothing by this number.
        self._presenter.refused.connect(self.down)
        field.wanted.connect(self._take)
        field.down.connect(self._enter)
        field.ended.connect(self._end)

    def trouble(self) -> str:
        """Return what is wrong with the code that stands in the field; empty for anything else."""
        if not is_mistyped(self._field.text()):
            return ""
        return self.tr("The check character does not fit. Scan or type it again.")

    def _take(self, text: str) -> None:
        self._field.set_trouble(self.trouble())
        self.told.emit(self.trouble())
        self.wanted.emit(receipt_number(text) if is_code(text) else text)

    def _enter(self) -> None:
        trouble = self.trouble()
        if trouble:
            announce(self._field, trouble)
            self._field.take_focus()
        elif is_code(self._field.text()):
            self._presenter.look(self._field.text())
        else:
            self.down.emit()

    def _end(self) -> None:
        if not is_code(self._field.text()):
            self.ended.emit()
