# SPDX-License-Identifier: MIT
"""The pieces of one envelope given to its applications, line by line (A4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.presenters.intake_change import share, shared_count
from desk_app.gui.theme import Size
from desk_app.gui.widgets.buttons import ButtonKind, KeyButton
from desk_app.gui.widgets.fields import TrailingNoteLineEdit
from desk_app.gui.widgets.postal_code import plain_digits
from desk_app.gui.widgets.text import Text
from desk_app.i18n import messages, writing
from desk_app.records.people import Language

if TYPE_CHECKING:
    from desk_app.gui.presenters.intake import IntakePresenter
    from desk_app.gui.presenters.intake_form import IntakeForm, PieceForm

_MOST_DIGITS = 4


class ShareGrid(QWidget):
    """A row for each line of pieces, a column for each application; a person fills it in.

    The button fills in what the rules propose: no split that leaves two short where one is paid.
    """

    changed = Signal()

    def __init__(self, presenter: IntakePresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._shape: tuple[object, ...] = ()
        self._edits: dict[tuple[str, int], TrailingNoteLineEdit] = {}
        self._title = Text("", Size.LABEL, "text2")
        self._propose = KeyButton(kind=ButtonKind.SMALL)
        self._propose.setObjectName("proposeShares")
        self._propose.clicked.connect(self._proposed)
        self._left = Text("", Size.LABEL, "ask")
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addWidget(self._propose)
        head.addWidget(self._left)
        head.addStretch(1)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(8))
        self._grid.setVerticalSpacing(theme.px(4))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addLayout(head)
        column.addLayout(self._grid)

    def speak(self, language: Language) -> None:
        """Write every word in a language."""
        self._title.setText(self.tr("Whose stamps"))
        self._propose.setText(self.tr("Fill in a proposal"))
        self._shape = (language,)

    def show_form(self, form: IntakeForm, language: Language) -> None:
        """Show how the pieces are given; the rows are made again when their lines changed."""
        shape = (
            language,
            tuple((line.key, line.count) for line in form.lines()),
            tuple(each.principal.name for each in form.applications),
        )
        if shape != self._shape:
            self._shape = shape
            self._build(form, language)
        for (line, number), edit in self._edits.items():
            count = shared_count(form.applications[number], line)
            if not edit.hasFocus():
                with QSignalBlocker(edit):
                    edit.setText(str(count) if count else "")
        left = sum(each.count for each in self._presenter.state.left_over)
        self._left.setText(self.tr("%n piece(s) not allotted yet", "", left) if left else "")

    def _build(self, form: IntakeForm, language: Language) -> None:
        self._edits.clear()
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for number, application in enumerate(form.applications):
            name = application.principal.name or str(number + 1)
            self._grid.addWidget(Text(name, Size.LABEL, "text2"), 0, number + 1)
        for row, line in enumerate(form.lines(), start=1):
            words = _words(line, language)
            self._grid.addWidget(Text(words, Size.LABEL), row, 0)
            for number, application in enumerate(form.applications):
                edit = TrailingNoteLineEdit()
                edit.setObjectName(f"share.{line.key}@{number}")
                edit.setAccessibleName(f"{words} {application.principal.name or number + 1}")
                edit.textEdited.connect(self._typed)
                self._edits[line.key, number] = edit
                self._grid.addWidget(edit, row, number + 1)

    def _typed(self) -> None:
        sender = self.sender()
        for (line, number), edit in self._edits.items():
            if edit is sender:
                digits = plain_digits(edit.text())[:_MOST_DIGITS]
                form = share(self._presenter.form, line, number, int(digits or 0))
                self._presenter.change(form)
                self.changed.emit()
                return

    def _proposed(self) -> None:
        self._presenter.propose_shares()
        self.changed.emit()


def _words(line: PieceForm, language: Language) -> str:
    """Write a line of pieces: 500円×2, or for another piece 500円の収入印紙 ×2."""
    if line.is_simple:
        return writing.pieces(((line.denomination, line.count),), language)
    face = writing.face(line.denomination, line.piece.value, language)
    between = "" if language is Language.JA else " "
    return f"{face}{between}{messages.word(line.piece, language)} × {line.count}"
