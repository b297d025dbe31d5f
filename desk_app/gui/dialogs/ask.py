# SPDX-License-Identifier: MIT
"""Puts a question before something is done: its fields, what follows, the verb, the way back."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.desk.errors import KnownError, WrongPassword
from desk_app.gui import shortcuts, theme, words
from desk_app.gui.dialogs.ask_draft import AskDraft
from desk_app.gui.dialogs.ask_fields import ChoiceField, field_of
from desk_app.gui.dialogs.busy_note import BusyNote
from desk_app.gui.dialogs.clause import ClauseDialog
from desk_app.gui.dialogs.in_sight import in_sight, over
from desk_app.gui.overriding import override
from desk_app.gui.presenters.question import Answers, LinesAsked, PilesAsked, Question, Weight
from desk_app.gui.shortcuts import Key
from desk_app.gui.theme import Size
from desk_app.gui.widgets import own_parent
from desk_app.gui.widgets.announce import announce
from desk_app.gui.widgets.buttons import ButtonKind, KeyButton
from desk_app.gui.widgets.fields import take_keys
from desk_app.gui.widgets.form_area import FormArea
from desk_app.gui.widgets.lines_editor import LinesEditor, meant
from desk_app.gui.widgets.notes import NoteFrame
from desk_app.gui.widgets.text import Text
from desk_app.records.people import Language

if TYPE_CHECKING:
    from desk_app.gui.dialogs.asked_field import AskedField
    from desk_app.gui.workplace import Workplace

_NARROW, _WIDE = 520, 880


class Ask(QDialog):
    """Does the verb of a question with what was answered; closes when it was done.

    What the desk refuses is said in place, and what was typed stays.
    """

    def __init__(self, work: Workplace, question: Question, parent: QWidget) -> None:
        super().__init__(parent)
        self._work = work
        self._question = question
        self.setObjectName("ask")
        self.setWindowTitle(question.title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fields: dict[str, AskedField] = {}
        self._form = FormArea()
        self._rows = QVBoxLayout(self._form)
        self._note = NoteFrame("ask" if question.weight is Weight.FINAL else "info")
        self._remark = _hidden_note("ask", "remark")
        self._bar = _hidden_note("bad", "hindered")
        self._trouble = _hidden_note("bad", "trouble")
        self._busy = BusyNote()
        self._trouble_of: str | None = None
        self._do = KeyButton(question.verb, kind=ButtonKind.MAIN)
        self._do.setObjectName("do")
        self._do.show_key(Key.MAIN)
        self._do.clicked.connect(self._go)
        self._back = KeyButton(self.tr("Back"))
        self._back.setObjectName("back")
        self._back.show_key(Key.CLOSE)
        self._back.clicked.connect(self.reject)
        self._put(question)
        self._draft = self._drafted(question)
        for keys in shortcuts.sequences(Key.MAIN):
            QShortcut(keys, self, self._go)
        for keys in shortcuts.sequences(Key.ADD):
            QShortcut(keys, self, self._add_line)
        self._note.link_clicked.connect(self._show_clause)
        self._lay_out()
        self._put_in_order()

    def field(self, name: str) -> AskedField:
        """Return one of the fields by its name."""
        return self._fields[name]

    def note(self) -> str:
        """Return what follows and why, as it stands above the fields."""
        return self._note.accessibleName()

    def hindered(self) -> str:
        """Return why it cannot be done whatever is answered; empty where it can."""
        return self._bar.accessibleName() if self._bar.isVisible() else ""

    def trouble(self) -> str:
        """Return why nothing was done, as it stands under the fields; empty where it does not."""
        return self._trouble.accessibleName() if self._trouble.isVisible() else ""

    def remark(self) -> str:
        """Return what is odd in what is answered so far; empty where nothing is."""
        return self._remark.accessibleName() if self._remark.isVisible() else ""

    def begin(self) -> None:
        """Open, with the focus where the answer begins, or on the way back if it is final."""
        self._spare()
        self._stand_over_window()
        self.open()
        self._show_remark()
        self._fit()
        fields = tuple(self._fields.values())
        first = next((each for each in fields if not each.settled), next(iter(fields), None))
        if first is not None:
            take_keys(first.editor)
        elif self._question.weight is Weight.FINAL:
            self._back.setFocus()
        else:
            self._do.setFocus()

    @override
    def event(self, event: QEvent) -> bool:
        """Grow with what is added while it is open."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.resize(self.width(), max(self.height(), self._height_needed()))
            self._come_into_sight()
        return handled

    @override
    def reject(self) -> None:
        if self._draft is not None:
            self._draft.keep()
        super().reject()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return
        if shortcuts.means(event, Key.CLAUSE):
            self._show_clause()
            return
        super().keyPressEvent(event)

    def _add_line(self) -> None:
        """Add a line wherever in the dialog the keys are."""
        editors = [field.editor for field in self._fields.values()]
        lines = meant(each for each in editors if isinstance(each, LinesEditor))
        if lines is not None:
            lines.add()

    def _show_clause(self) -> None:
        if self._question.clause is not None:
            ClauseDialog(self._question.clause, self).open()

    def _drafted(self, question: Question) -> AskDraft | None:
        if not question.draft:
            return None
        return AskDraft(self._work, question.draft, dict(self._fields), self)

    def _put(self, question: Question) -> None:
        """Show what a question asks and says; a field that stands already is left alone."""
        self._question = question
        wide = any(isinstance(asked, LinesAsked | PilesAsked) for asked in question.asked)
        self.setFixedWidth(theme.px(_WIDE if wide else _NARROW))
        last = self.tr("This cannot be undone.") if question.lasting else ""
        between = " " if self._work.language is Language.EN else ""
        detail = between.join(part for part in (question.detail, last) if part)
        clause = question.clause
        link = "" if clause is None else f"{clause.title.split()[0]} {shortcuts.label(Key.CLAUSE)}"
        self._note.say(question.effect, detail, link)
        self._note.setVisible(bool(question.effect or detail))
        for asked in question.asked:
            if asked.name not in self._fields:
                field = field_of(asked, self._work)
                self._fields[asked.name] = field
                field.on_touched(partial(self._touched, asked.name))
                self._rows.addWidget(field)
                # A dialog that is open counts the height of what is shown alone.
                field.setVisible(True)
        for field in list(self._fields.values())[-1:]:
            field.end_with(self._go)
        self._hinder(question.hindered)
        first = next(iter(self._fields.values()), None)
        if question.turned is not None and isinstance(first, ChoiceField) and not self.isVisible():
            first.on_chosen(self._turn)

    def _hinder(self, why: str) -> None:
        """Say why nothing can be done, and let nothing be typed in vain; empty lets it again."""
        self._bar.say(self.tr("This cannot be done now") if why else "", why)
        self._bar.setVisible(bool(why))
        self._do.setEnabled(not why)
        for field in list(self._fields.values())[1:]:
            field.setEnabled(not why)
        if why and self.isVisible():
            announce(self, self._bar.accessibleName())

    def _put_in_order(self) -> None:
        """Let Tab go as one reads: the fields in turn, whenever each was made, then the buttons."""
        chain: list[QWidget] = []
        widget = own_parent.after(self)
        while widget is not None and widget is not self:
            chain.append(widget)
            widget = own_parent.after(widget)
        parts = (*self._fields.values(), self._do, self._back)
        ordered = [
            each
            for part in parts
            for each in chain
            if (each is part or part.isAncestorOf(each))
            and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        for before, after in pairwise(ordered):
            QWidget.setTabOrder(before, after)

    def _touched(self, name: str) -> None:
        if not self.isVisible():
            return
        cured = self._trouble.isVisible() and self._trouble_of in {None, name}
        self._trouble.setVisible(self._trouble.isVisible() and not cured)
        changed = (self._spare(), self._show_remark())
        if any(changed) or cured:
            self._fit()

    def _spare(self) -> bool:
        """Show what must be answered as the answers stand; say what comes with them."""
        spared = self._question.spared
        if spared is None:
            return False
        names = spared(self._answers())
        turned = [
            (name, field)
            for name, field in self._fields.items()
            if field.isHidden() != (name in names)
        ]
        for name, field in turned:
            field.setVisible(name not in names)
        come = [field.editor.accessibleName() for name, field in turned if name not in names]
        if come and self.isVisible():
            announce(self, words.listed(come, self._work.language))
        return bool(turned)

    def _show_remark(self) -> bool:
        """Show what is odd in the answers as they stand; whether something else stands there."""
        remark = self._question.remark
        told = "" if remark is None else remark(self._answers())
        if told == self._remark.accessibleName():
            return False
        self._remark.say("", told)
        self._remark.setVisible(bool(told))
        return True

    def _turn(self) -> None:
        """Ask anew for what the choice means; the choice itself stays, with the focus."""
        turned, answers = self._question.turned, self._answers()
        if turned is None:
            return
        for name in list(self._fields)[1:]:
            field = self._fields.pop(name)
            self._rows.removeWidget(field)
            field.hide()
            field.deleteLater()
        self._trouble.hide()
        self._put(turned(answers))
        self._put_in_order()
        self._show_remark()
        self._fit()

    def _lay_out(self) -> None:
        question = self._question
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme.px(8))
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        buttons.addStretch(1)
        buttons.addWidget(self._do)
        buttons.addWidget(self._back)
        column = QVBoxLayout(self)
        edge = theme.px(16)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.px(12))
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        column.addWidget(Text(question.title, Size.SECTION, bold=True, wrap=True))
        column.addWidget(self._note)
        column.addWidget(self._bar)
        if self._fields:
            column.addWidget(self._form)
        column.addWidget(self._remark)
        column.addWidget(self._trouble)
        column.addWidget(self._busy)
        self._busy.came.connect(self._fit)
        column.addLayout(buttons)

    def _fit(self) -> None:
        """Take the height that the words need at this width, whole on the screen."""
        self.resize(self.width(), self._height_needed())
        if self.isVisible():
            self._come_into_sight()

    def _stand_over_window(self) -> None:
        """Say where to open: a window manager that is not told may choose a corner."""
        parent = self.parentWidget()
        if parent is None:
            return
        window = parent.window()
        self.resize(self.width(), self._height_needed())
        room = window.screen().availableGeometry()
        self.move(over(window.frameGeometry(), self.size(), room))

    def _come_into_sight(self) -> None:
        """Stand whole on the screen: Qt placed the dialog before it had this height."""
        frame = self.frameGeometry()
        stand = in_sight(frame, self.screen().availableGeometry())
        if stand != frame.topLeft():
            self.move(stand)

    def _height_needed(self) -> int:
        """Return the height that the words need at this width, and never be lower.

        The layout's own least height is that of its least width, at which words take more lines.
        """
        layout = self.layout()
        if layout is None:
            return self.height()
        layout.activate()
        needed = layout.totalHeightForWidth(self.width())
        self.setMinimumHeight(needed)
        return needed

    def _answers(self) -> Answers:
        return {name: field.value() for name, field in self._fields.items()}

    def _go(self) -> None:
        if not self._do.isEnabled():
            return
        self._trouble.hide()
        asked = [field for field in self._fields.values() if not field.isHidden()]
        if any(field.unfit() for field in asked):
            self._fit()
            return
        question, answers = self._question, self._answers()
        if question.leads is not None:
            self.accept()
            self._work.open_letters.emit(question.leads(answers))
            return
        self._do.setEnabled(False)
        self._busy.begin()
        undo = None if question.undo is None else question.undo(answers)
        self._work.do(self, question.doing(answers), lambda _: self._finish(), self._refuse, undo)

    def _finish(self) -> None:
        if self._draft is not None:
            self._draft.drop()
        self.accept()
        done = self.tr("{what}: done").format(what=self._question.title)
        self._work.said.emit(self._question.said or done)

    def _refuse(self, error: Exception) -> None:
        self._busy.end()
        self._do.setEnabled(True)
        self._trouble_of = None
        if isinstance(error, WrongPassword) and error.code == WrongPassword.code:
            # The desk is open: what is said of a closed one at the door does not hold here.
            again = self.tr("Nothing was done. Type it again.")
            self._tell(self.tr("That is not this person's password"), again)
            secrets = [each for each in self._fields.values() if each.secret]
            typed = self._fields.get(error.place) or next(iter(secrets), None)
            if typed is not None:
                take_keys(typed.editor)
        elif isinstance(error, KnownError):
            name = error.place.rsplit(".", 1)[-1]
            field = self._fields.get(name)
            self._trouble_of = None if field is None else name
            self._tell(*words.reason(error, self._work.language, placed=field is None))
            if field is not None:
                take_keys(field.editor)

    def _tell(self, title: str, detail: str) -> None:
        self._trouble.say(title, detail)
        self._trouble.show()
        announce(self, f"{title} {detail}")
        self._fit()


def _hidden_note(kind: str, name: str) -> NoteFrame:
    note = NoteFrame(kind)
    note.setObjectName(name)
    note.hide()
    return note
