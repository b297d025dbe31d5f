# SPDX-License-Identifier: MIT
"""The right of the stamp book page: the stock counted value by value, and why it differs."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from desk_app.gui.kit.display.notes import EmptyNote, NoteFrame, WhyNot
from desk_app.gui.kit.fields.fields import FieldBody, LongText, TrailingNoteLineEdit, label_for
from desk_app.gui.kit.fields.form import FormArea
from desk_app.gui.kit.layout.boxes import STRETCH, bar, dress, in_column, in_row
from desk_app.gui.kit.layout.layout import PageScroll
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.look.states import StateIcon
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.pages.stamps.questions import signed
from desk_app.i18n import dates, writing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.gui.kit.layout.buttons import KeyButton
    from desk_app.gui.pages.stamps.book import CountRow, StampsBook, StampsPage
    from desk_app.gui.pages.stamps.questions import StampQuestions
    from desk_app.gui.session.session import Session


_FIELD, _LONG = 64, 52
_FIGURES = (0, 1, 3)
"""The columns whose figures stand at the right."""

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class _Row:
    """The parts of one face value."""

    def __init__(self, value: int) -> None:
        self.face, self.book, self.difference = Text(""), Text("", tone="text2"), Text("")
        self.edit = TrailingNoteLineEdit()
        self.edit.setObjectName(f"count.{value}")
        self.edit.setFixedWidth(theme.px(_FIELD))
        self.state = StateIcon()
        for text in (self.face, self.book, self.difference):
            text.setAlignment(_RIGHT)

    def parts(self) -> tuple[QWidget, ...]:
        """Return the widgets in the order of the columns."""
        return (self.face, self.book, self.edit, self.difference, self.state)


class CountPanel(QWidget):
    """A field for each face value; what differs is told, and asks for cause and measure.

    ``entries_wanted`` says that the entries of what differs shall be shown.
    """

    entries_wanted = Signal()

    def __init__(
        self,
        session: Session,
        book: StampsBook,
        questions: StampQuestions,
        button: KeyButton,
    ) -> None:
        super().__init__()
        self._session, self._book, self._questions = session, book, questions
        self._rows: dict[int, _Row] = {}
        dress(self, line="left")
        self._done = Text("", tone="text2")
        self._grid = QGridLayout()
        self._note = NoteFrame("bad")
        self._note.setObjectName("countDiffers")
        self._note.link_clicked.connect(self.entries_wanted)
        self.cause, self.measure = LongText(), LongText()
        self._labels, self._bodies = {}, {}
        for name, title, edit in (
            ("cause", self.tr("Cause of the difference"), self.cause),
            ("measure", self.tr("Measure"), self.measure),
        ):
            edit.setObjectName(name)
            edit.setFixedHeight(theme.px(_LONG))
            edit.textChanged.connect(self._explain)
            self._labels[name], self._bodies[name] = label_for(edit, title), FieldBody(edit)
        self._shut = EmptyNote()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._shut)
        self._stack.addWidget(self._form())
        called = Text(self.tr("Stock count"), Size.SECTION, bold=True)
        head = bar(called, (self._done, 1), ground="")
        whole = in_column(self, head, (self._stack, 1), self._foot(button), gap=0)
        whole.setContentsMargins(1, 0, 0, 0)

    def show_page(self, page: StampsPage) -> None:
        """Show the count as far as it is."""
        rows, opened = page.count_rows, page.read.opened
        if [row.value for row in rows] != list(self._rows):
            self._build(rows)
        for row in rows:
            self._show_row(self._rows[row.value], row)
        self._stack.setCurrentIndex(int(opened and bool(rows)))
        self._say_shut(page)
        counted = len(rows) - page.to_count
        done = self.tr("{counted} of {all} face values").format(counted=counted, all=len(rows))
        self._done.setText(done if opened else "")
        self._show_difference(page)
        for edit, text in ((self.cause, page.cause), (self.measure, page.measure)):
            if edit.toPlainText() != text:
                edit.setPlainText(text)

    def refuse(self, name: str, sentence: str) -> None:
        """Say under cause or measure why it is not taken, and go there."""
        for key, body in self._bodies.items():
            body.show_error(sentence if key == name else "")
        self._bodies[name].edit.setFocus()

    def take_focus(self) -> None:
        """Put the keys on the first face value that is not counted, else on the first one."""
        if self._rows:
            rows = self._book.page.count_rows
            first = next((row for row in rows if row.counted is None), rows[0])
            self._rows[first.value].edit.setFocus()
            self._rows[first.value].edit.selectAll()

    def focus_value(self, value: int) -> None:
        """Put the keys on a face value."""
        if value in self._rows:
            self._rows[value].edit.setFocus()

    def has_keys(self) -> bool:
        """Say whether the keys are in a field of the count."""
        return any(row.edit.hasFocus() for row in self._rows.values())

    def _build(self, rows: Sequence[CountRow]) -> None:
        """Make the fields anew: there are other face values than before."""
        for old in self._rows.values():
            for part in old.parts():
                self._grid.removeWidget(part)
                part.hide()
                part.deleteLater()
        self._rows = {row.value: _Row(row.value) for row in rows}
        for place, (value, made) in enumerate(self._rows.items(), start=1):
            made.edit.textChanged.connect(partial(self._book.count, value))
            for column, part in enumerate(made.parts()):
                self._grid.addWidget(part, place, column)
        for before, after in pairwise(rows):
            QWidget.setTabOrder(self._rows[before.value].edit, self._rows[after.value].edit)

    def _show_row(self, made: _Row, row: CountRow) -> None:
        language = self._session.language
        face = writing.sen(row.value, language)
        made.face.setText(writing.sen_in_table(row.value, language))
        made.book.setText(f"{row.book:,}")
        if made.edit.text() != row.typed:
            made.edit.setText(row.typed)
        made.edit.setAccessibleName(self.tr("{value}: pieces counted").format(value=face))
        made.difference.setText("" if row.counted is None else signed(row.difference))
        made.difference.set_tone("bad" if row.difference else "")
        made.state.show_state(*self._state(row))

    def _state(self, row: CountRow) -> tuple[Mark, str]:
        if row.counted is None:
            if row.typed.strip():
                return Mark.ASK, self.tr("digits")
            return Mark.OPEN, self.tr("not yet")
        if row.difference:
            return Mark.DEFECTIVE, self.tr("differs")
        return Mark.OK, self.tr("agrees")

    def _show_difference(self, page: StampsPage) -> None:
        differs = bool(page.differing)
        for part in (self._note, *self._labels.values(), *self._bodies.values()):
            part.setVisible(differs)
        if not differs:
            return
        last = page.read.last_count
        told = self.tr("Nothing was counted before.")
        if last is not None:
            day = dates.full(last.on, self._session.language)
            told = self.tr("The last count was on {day}.").format(day=day)
        self._note.say(self._questions.difference(page), told, self.tr("Show the entries"))

    def _say_shut(self, page: StampsPage) -> None:
        told = self.tr("No stamps lie in the desk: there is nothing to count.")
        if not page.read.opened:
            told = self.tr(
                "The stamp book is not open yet. Count the desk's own stamps once and enter"
                " them: from then on every stamp in and out stands here. What came in"
                " applicants' envelopes is in the book already."
            )
        self._shut.say(told if page.arrived else "")

    def _explain(self) -> None:
        for body in self._bodies.values():
            body.show_error("")
        self._book.explain(self.cause.toPlainText(), self.measure.toPlainText())

    def _form(self) -> PageScroll:
        """Return the face values in columns, and under them what is asked where they differ."""
        self._grid.setHorizontalSpacing(theme.px(10))
        # A face value stands beside its own line of the balance.
        self._grid.setVerticalSpacing(theme.px(4))
        self._grid.setRowMinimumHeight(0, theme.px(24))
        heads = (
            self.tr("Value"),
            self.tr("Book"),
            self.tr("Counted"),
            self.tr("Diff."),
            self.tr("Result"),
        )
        # Wherever there is room, the columns stay together: what is left stands behind them.
        self._grid.setColumnStretch(len(heads), 1)
        for place, head in enumerate(heads):
            text = Text(head, Size.HINT, "text2")
            text.setAlignment(_RIGHT if place in _FIGURES else _LEFT)
            self._grid.addWidget(text, 0, place)
        form = FormArea()
        inside = in_column(form, self._grid, self._note, gap=8, edge=(16, 2, 8, 8))
        for name, label in self._labels.items():
            inside.addWidget(label)
            inside.addWidget(self._bodies[name])
        inside.addStretch(1)
        scroll = PageScroll(self._stack)
        scroll.setWidget(form)
        scroll.follow_keys()
        return scroll

    def _foot(self, button: KeyButton) -> QWidget:
        foot = QWidget()
        dress(foot, line="top")
        name = self._session.desk.actor.name
        witness = self.tr(
            "A witness confirms it with a password at the end; the difference is then entered."
        )
        in_column(
            foot,
            Text(self.tr("Counted by {name}").format(name=name), wrap=True),
            Text(witness, Size.LABEL, "text2", wrap=True),
            WhyNot(button),
            in_row(None, button, STRETCH, gap=8),
            gap=8,
            edge=(16, 10, 16, 10),
        )
        return foot
