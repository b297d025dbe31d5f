# SPDX-License-Identifier: MIT
"""The entry that is chosen: a sheet to be read first, its fields when it is to be changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desk_app.desk.errors import KnownError
from desk_app.gui import days, words
from desk_app.gui.kit.display.notes import NoteFrame
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.fields.dates import EraDateEdit
from desk_app.gui.kit.fields.fields import LongText, TrailingNoteLineEdit
from desk_app.gui.kit.fields.form import EntryForm, Field
from desk_app.gui.kit.fields.names import KanaEdit
from desk_app.gui.kit.layout.boxes import STRETCH, dress, in_column
from desk_app.gui.kit.layout.buttons import CheckBox
from desk_app.gui.kit.layout.layout import FlowLayout, PageScroll
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.pages.registers.fields import FieldWriting, RegisterField, cards_of
from desk_app.gui.pages.registers.sheet import EntrySheet, EntryWords
from desk_app.i18n import messages
from desk_app.records.registers import ProvisionKind, RegisterBook

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desk_app.gui.kit.layout.buttons import KeyButton
    from desk_app.gui.pages.registers.fields import RegisterRow, Values
    from desk_app.gui.session.session import Session
    from desk_app.records.base import UserId

_LONG_LINES = 6
_LEAST = 352


@dataclass(frozen=True, slots=True)
class EntryActs:
    """What is done with an entry: by register beside its sheet, and beside the fields of its form.

    What is done ``seldom`` is offered by name only while it can be done.
    """

    of_sheet: Mapping[RegisterBook, tuple[KeyButton, ...]]
    of_form: tuple[KeyButton, ...]
    seldom: Mapping[str, KeyButton]

    @property
    def all(self) -> tuple[KeyButton, ...]:
        """Every button once."""
        of_sheets = [button for each in self.of_sheet.values() for button in each]
        return tuple(dict.fromkeys((*of_sheets, *self.of_form)))


class EntryPanel(QWidget):
    """The entry that is chosen: its sheet, or the fields of a change or of a new one.

    What is done with it stands at its head, and is what Tab comes to first. ``touched`` says that
    something was typed in the fields.
    """

    touched = Signal()

    def __init__(self, session: Session, acts: EntryActs) -> None:
        super().__init__()
        self._session, self._offered = session, acts
        self._began: Values = {}
        self._putting = False
        self._words = EntryWords(session, self)
        self.book = RegisterBook.PURPOSES
        # From outside in: what gets its place late is gone through once more with all in it.
        self.setMinimumWidth(theme.px(_LEAST))
        dress(self, ground="window", line="left")
        self._acts, self._stack = QWidget(self), QStackedWidget(self)
        dress(self._acts, ground="window")
        in_column(self, self._acts, (self._stack, 1), gap=0, edge=(1, 0, 0, 0))
        self._row = FlowLayout(theme.px(8), theme.px(8), self._acts)
        self._row.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), 0)
        for button in acts.all:
            self._row.addWidget(button)
        self.sheet = EntrySheet(self.tr("The entry"))
        self._stack.addWidget(self.sheet)
        self._head = Text("", Size.SECTION, bold=True, wrap=True)
        self._trouble = NoteFrame("bad")
        self._trouble.hide()
        self._fields = PageScroll()
        self._stack.addWidget(self._fields)
        inside = QWidget(self._fields)
        dress(inside, ground="base")
        self._fields.setWidget(inside)
        self.forms = {book: self._form(book, inside) for book in RegisterBook}
        in_column(inside, self._head, self._trouble, *self.forms.values(), STRETCH, gap=8, edge=16)
        self._fields.follow_keys()
        self.show_buttons()

    @property
    def form(self) -> EntryForm:
        """The fields of the register that is shown."""
        return self.forms[self.book]

    def shown(self, text: str) -> str:
        """Return a text as it may be shown: a name that is hidden as its being written."""
        return self._words.shown(text)

    @property
    def writing(self) -> bool:
        """Whether the fields are shown, and not the sheet."""
        return self._stack.currentWidget() is self._fields

    def show_entry(
        self, book: RegisterBook, row: RegisterRow | None, people: Mapping[UserId, str]
    ) -> None:
        """Show an entry to be read, or that none is chosen."""
        self.book, self._began = book, {}
        said = self._words
        if row is None:
            self.sheet.show_sheet("", self.tr("The entry you choose is shown here."), ())
        else:
            history = () if row.proposed else (said.history(book, row, people),)
            parts = (*said.parts(book, row), *said.standing(row, people), *history)
            self.sheet.show_sheet(said.title(row), said.under(row), parts)
        self._stack.setCurrentWidget(self.sheet)

    def show_fields(
        self, book: RegisterBook, head: str, values: Values, typed: Values | None
    ) -> None:
        """Show the fields; what was ``typed`` in them before stands there again."""
        self.book, self._began = book, values
        self._head.setText(head)
        for each, form in self.forms.items():
            form.setVisible(each is book)
        self._trouble.hide()
        self._stack.setCurrentWidget(self._fields)
        # In sight first: a text is as high as the width it has then needs.
        self._putting = True
        self.form.put(**dict(typed or values))
        self._putting = False
        self._fields.verticalScrollBar().setValue(0)

    def say(self, asked: str, told: str) -> None:
        """Say what is to be looked at, and what is to be known, each where there is any."""
        for kind, title, said in (
            ("ask", self.tr("Look at this"), asked),
            ("info", self.tr("Begun"), told),
        ):
            self.sheet.notes[kind].say(title, said)
            self.sheet.notes[kind].setVisible(bool(said))

    def values(self) -> Values:
        """Return what stands in the fields."""
        return self.form.values()

    def is_changed(self) -> bool:
        """Say whether anything stands in the fields that did not when they were shown."""
        return bool(self._began) and dict(self.values()) != dict(self._began)

    def refuse(self, error: Exception) -> None:
        """Say why it was not taken, at its field where there is one; what is typed stays."""
        if not isinstance(error, KnownError):
            self._session.trouble.emit(error)
            return
        field = self.form.fields.get(error.place)
        what, next_ = words.reason(error, self._session.language)
        if field is None:
            self._trouble.say(what, next_)
            self._trouble.show()
        else:
            self.form.tell({error.place: f"{what} {next_}"})
            field.editor.setFocus()

    def _tell(self, _name: str) -> None:
        if not self._putting:
            self.touched.emit()

    def show_buttons(self, leads: str = "") -> None:
        """Show the buttons of what is shown now; what ``leads`` stands in the band already."""
        offered = self._offered
        shown = offered.of_form if self.writing else offered.of_sheet.get(self.book, ())
        kept_back = {
            button
            for name, button in offered.seldom.items()
            if name == leads or not button.isEnabled()
        }
        for button in offered.all:
            button.setVisible(button in shown and button not in kept_back)
        # Without a button the bar would be an empty stripe.
        self._acts.setVisible(not all(button.isHidden() for button in offered.all))

    def _form(self, book: RegisterBook, parent: QWidget) -> EntryForm:
        form = EntryForm()
        form.setParent(parent)
        for card, fields in cards_of(book, self._session.language):
            form.head(self._words.heading(card))
            for field in fields:
                title = self._words.name(field)
                label = "" if field.writing is FieldWriting.TICK else title
                form.add(Field(field.name, label, self._editor(field, title)))
        form.touched.connect(self._tell)
        return form

    def _editor(self, field: RegisterField, title: str) -> QWidget:
        match field.writing:
            case FieldWriting.LONG:
                long = LongText()
                long.grow(1, _LONG_LINES)
                return long
            case FieldWriting.KANA:
                return KanaEdit()
            case FieldWriting.DAY:
                return EraDateEdit(days.reading(self._session), days.showing(self._session))
            case FieldWriting.TICK:
                return CheckBox(title)
            case FieldWriting.KIND:
                box, language = ChoiceBox(), self._session.language
                box.set_choices([(kind, messages.label(kind, language)) for kind in ProvisionKind])
                return box
            case FieldWriting.LINE:
                return TrailingNoteLineEdit()
