# SPDX-License-Identifier: MIT
"""What a person measured: the window of the envelopes, what printers are off by, the code."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from desk_app.gui import theme, words
from desk_app.gui.presenters.printers import EDGES, MeasuresTyped, measured
from desk_app.gui.shortcuts import Key
from desk_app.gui.theme import Size
from desk_app.gui.widgets.actions import ActionLine, ActionTable
from desk_app.gui.widgets.buttons import ButtonKind, KeyButton
from desk_app.gui.widgets.fields import FieldBody, TrailingNoteLineEdit, label_for
from desk_app.gui.widgets.form_area import FormArea
from desk_app.gui.widgets.text import Text
from desk_app.i18n import messages
from desk_app.records.paper import Paper

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desk_app.desk.errors import KnownError
    from desk_app.gui.presenters.printers import PrintersState
    from desk_app.gui.workplace import Workplace

_WAYS = ("right", "down")
_FIELD = 120
_CODE = 160


class PaperMeasures(FormArea):
    """Says ``save_wanted``; ``test_wanted`` with the paper whose test page is to be printed."""

    save_wanted = Signal()
    test_wanted = Signal(object)

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._known: dict[str, str] = {}
        names = [f"{paper.value}.{way}" for paper in Paper for way in _WAYS]
        names += [f"window.{edge}" for edge in EDGES]
        self._edits = {name: _edit(name) for name in (*names, "department_code")}
        self._fields = {name: _body(name, edit) for name, edit in self._edits.items()}
        self._may_save = False
        self.doing = ActionTable(
            [
                ActionLine(
                    "savePaper",
                    self.tr("Save the measures"),
                    self.save_wanted.emit,
                    Key.MAIN,
                    "check",
                    enabled=lambda: self._may_save,
                )
            ],
            self,
        )
        self._lay_out()

    def typed(self) -> MeasuresTyped:
        """Return what stands in the fields."""
        texts = {name: edit.text() for name, edit in self._edits.items()}
        return MeasuresTyped(texts, texts["department_code"])

    def show_state(self, state: PrintersState) -> None:
        """Show what is measured where nobody typed since, and what is wrong in its field."""
        if state.profile is not None:
            found = measured(state.profile) | {"department_code": state.profile.department_code}
            for name, text in found.items():
                edit = self._edits[name]
                if edit.text() == self._known.get(name, ""):
                    edit.setText(text)
            self._known = found
        wrong = {_field_of(place): error for place, error in state.wrong.items()}
        for name, body in self._fields.items():
            error = wrong.get(name)
            body.show_error("" if error is None else self._reason(error))
        for name in wrong:
            self._fields[name].setFocus()
        self._may_save = state.profile is not None and not state.busy
        self.doing.refresh()

    def _reason(self, error: KnownError) -> str:
        return " ".join(filter(None, words.reason(error, self._work.language)))

    def _button(self, paper: Paper, name: str) -> KeyButton:
        button = KeyButton(self.tr("Test page"), icon="print", kind=ButtonKind.SMALL)
        button.setAccessibleName(f"{self.tr('Test page')}: {name}")
        button.setObjectName(f"test.{paper.value}")
        button.clicked.connect(partial(self._want_test, paper))
        return button

    def _want_test(self, paper: Paper) -> None:
        self.test_wanted.emit(paper)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        parts = (
            (
                self.tr("Print position (mm)"),
                self.tr(
                    "Print the test page on the paper, measure as it says, and enter by how much"
                    " the print must move: right and down are plus, left and up are minus."
                ),
                self._offsets(),
            ),
            (
                self.tr("Window of the envelope Long 3 (mm)"),
                self.tr(
                    "From the left and the top edge of the envelope. Letters issued before stay as"
                    " they are."
                ),
                self._window(),
            ),
            (
                self.tr("Department code"),
                self.tr(
                    "Stands for the desk on envelopes and on the slip of registered mail, which"
                    " never name it."
                ),
                self._code(),
            ),
        )
        for head, help_, part in parts:
            column.addWidget(Text(head, Size.SECTION, bold=True))
            column.addWidget(Text(help_, Size.LABEL, "text2", wrap=True))
            column.addLayout(part)
            column.addSpacing(theme.px(8))
        row = QHBoxLayout()
        row.addWidget(self.doing.button("savePaper", ButtonKind.MAIN))
        row.addStretch(1)
        column.addLayout(row)

    def _offsets(self) -> QGridLayout:
        grid = self._grid()
        ways = dict(zip(_WAYS, (self.tr("Right"), self.tr("Down")), strict=True))
        for place, word in enumerate(ways.values(), 1):
            grid.addWidget(Text(word, Size.HINT, "text2"), 0, place)
        for line, paper in enumerate(Paper, 1):
            name = messages.label(paper, self._work.language)
            grid.addWidget(Text(name, wrap=True), line, 0)
            for place, (way, word) in enumerate(ways.items(), 1):
                self._edits[f"{paper.value}.{way}"].setAccessibleName(f"{name}: {word}")
                grid.addWidget(self._fields[f"{paper.value}.{way}"], line, place)
            grid.addWidget(self._button(paper, name), line, 3)
        grid.setColumnStretch(4, 1)
        return grid

    def _window(self) -> QGridLayout:
        grid = self._grid()
        words = (
            self.tr("From the left"),
            self.tr("From the top"),
            self.tr("Width"),
            self.tr("Height"),
        )
        for place, (edge, word) in enumerate(zip(EDGES, words, strict=True)):
            grid.addWidget(label_for(self._edits[f"window.{edge}"], word), 0, place)
            grid.addWidget(self._fields[f"window.{edge}"], 1, place)
        grid.setColumnStretch(4, 1)
        return grid

    def _code(self) -> QGridLayout:
        grid = self._grid()
        self._edits["department_code"].setAccessibleName(self.tr("Department code"))
        grid.addWidget(self._fields["department_code"], 0, 0)
        grid.setColumnStretch(1, 1)
        return grid

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(8))
        grid.setVerticalSpacing(theme.px(4))
        return grid


def _edit(name: str) -> TrailingNoteLineEdit:
    edit = TrailingNoteLineEdit()
    edit.setObjectName(name)
    return edit


def _body(name: str, edit: TrailingNoteLineEdit) -> FieldBody:
    body = FieldBody(edit)
    body.setMaximumWidth(theme.px(_CODE if name == "department_code" else _FIELD))
    return body


def _field_of(place: str) -> str:
    """Return the field in which a mistake is told: the first of a group the desk names whole."""
    group, _, paper = place.partition(".")
    if group == "offsets":
        return f"{paper}.{_WAYS[0]}"
    return f"window.{EDGES[0]}" if place == "window" else place
