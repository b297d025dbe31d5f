# SPDX-License-Identifier: MIT
"""For which posting day a letter is issued, and the new target day of a notice of delay (D2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.presenters import days
from desk_app.gui.shortcuts import Key
from desk_app.gui.theme import Size
from desk_app.gui.widgets.buttons import ButtonKind, KeyButton
from desk_app.gui.widgets.era_date import EraDateEdit
from desk_app.gui.widgets.fields import FieldBody, label_for
from desk_app.gui.widgets.form_area import FormArea
from desk_app.gui.widgets.text import Text

if TYPE_CHECKING:
    from desk_app.desk.corresponding import LetterDraft
    from desk_app.gui.workplace import Workplace

_WIDTH = 400


class PostingDay(QDialog):
    """``planned`` carries the posting day and the new target, none where there is none."""

    planned = Signal(object, object)

    def __init__(self, work: Workplace, draft: LetterDraft, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("postingDay")
        self.setWindowTitle(self.tr("Posting day"))
        self.setFixedWidth(theme.px(_WIDTH))
        self._draft = draft
        self._day = EraDateEdit(days.reading(work), days.showing(work))
        self._day.setObjectName("posting_day")
        self._day.set_value(draft.posting_day)
        self._target = EraDateEdit(days.reading(work), days.showing(work))
        self._target.setObjectName("new_target")
        self._target.set_value(draft.new_target)
        self._take = KeyButton(self.tr("Take this day"), kind=ButtonKind.MAIN)
        self._take.clicked.connect(self._go)
        self._lay_out()

    def _lay_out(self) -> None:
        back = KeyButton(self.tr("Back"))
        back.show_key(Key.CLOSE)
        back.clicked.connect(self.reject)
        form = FormArea()
        rows = QVBoxLayout(form)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(label_for(self._day, self.tr("To be posted on")))
        rows.addWidget(FieldBody(self._day))
        if self._draft.new_target is not None:
            rows.addWidget(label_for(self._target, self.tr("New target day")))
            rows.addWidget(FieldBody(self._target))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._take)
        buttons.addWidget(back)
        column = QVBoxLayout(self)
        edge = theme.px(16)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.px(12))
        about = self.tr("The due date of a notice counts from the day it is posted.")
        column.addWidget(Text(about, Size.LABEL, "text2", wrap=True))
        column.addWidget(form)
        column.addLayout(buttons)

    def _go(self) -> None:
        self._day.understand()
        self._target.understand()
        if self._day.value() is None or self._day.trouble() or self._target.trouble():
            self._day.setFocus()
            return
        self.planned.emit(self._day.value(), self._target.value())
        self.accept()
