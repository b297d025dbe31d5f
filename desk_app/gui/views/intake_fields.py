# SPDX-License-Identifier: MIT
"""The fields of the Intake page by name: made, filled from the form, and listened to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSignalBlocker, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desk_app.gui.presenters.intake_change import unread_place, value_of
from desk_app.gui.widgets.check_box import CheckBox
from desk_app.gui.widgets.choice import ChoiceBox
from desk_app.gui.widgets.era_date import EraDateEdit
from desk_app.gui.widgets.fields import FieldBody, TrailingNoteLineEdit
from desk_app.gui.widgets.kana import KanaEdit
from desk_app.gui.widgets.postal_code import AddressEdit, PostalCodeEdit

if TYPE_CHECKING:
    from desk_app.gui.presenters.intake import IntakePresenter
    from desk_app.gui.presenters.intake_form import IntakeForm
    from desk_app.gui.views.intake_days import Days

Choices = Sequence[tuple[object, str]]


class IntakeFields(QObject):
    """Makes fields and passes what is typed to the presenter.

    ``typed`` follows each committed key, ``settled`` a field that was left, a tick or a choice,
    ``moved`` the cursor in a line.
    A field's object name is its name in the form.
    """

    typed = Signal()
    settled = Signal()
    moved = Signal()

    def __init__(self, presenter: IntakePresenter, days: Days, parent: QObject) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._days = days
        self._bodies: dict[str, FieldBody] = {}
        self._ticks: dict[str, CheckBox] = {}

    def line(self, name: str, edit: QLineEdit | None = None) -> FieldBody:
        """Make a field for one line of text."""
        edit = edit or TrailingNoteLineEdit()
        edit.textChanged.connect(self._text_changed)
        if isinstance(edit, TrailingNoteLineEdit):
            edit.left.connect(self.settled)
        return self._keep(name, edit)

    def day(self, name: str, note: str = "weekday") -> FieldBody:
        """Make a field for a day; behind it stands the weekday, or the age."""
        edit = EraDateEdit(self._days.read(note), self._days.show(note))
        edit.value_changed.connect(self._day_changed)
        edit.trouble_changed.connect(self._day_unread)
        edit.textEdited.connect(self.typed)
        edit.left.connect(self.settled)
        return self._keep(name, edit)

    def choice(self, name: str) -> FieldBody:
        """Make a field with a fixed choice."""
        box = ChoiceBox()
        box.chosen.connect(self._chosen)
        return self._keep(name, box)

    def tick(self, name: str) -> CheckBox:
        """Make a check box."""
        box = CheckBox()
        box.setObjectName(name)
        box.toggled.connect(self._ticked)
        self._ticks[name] = box
        return box

    def offer(self, name: str, choices: Choices) -> None:
        """Offer the words of a choice in the clerk's language."""
        box = self._bodies[name].edit
        if isinstance(box, ChoiceBox):
            box.set_choices(choices)

    def shorten(self, name: str, shorts: Mapping[str, str]) -> None:
        """Name the short words of a choice, for where its long ones have no room."""
        box = self._bodies[name].edit
        if isinstance(box, ChoiceBox):
            box.shorten(shorts)

    def hint(self, name: str, words: str) -> None:
        """Say in a choice of which nothing is chosen yet what is expected there."""
        box = self._bodies[name].edit
        if isinstance(box, ChoiceBox):
            box.setPlaceholderText(words)

    def edit(self, name: str) -> QWidget:
        """Return the widget of a field."""
        return self._ticks[name] if name in self._ticks else self._bodies[name].edit

    def tick_of(self, name: str) -> CheckBox:
        """Return a check box."""
        return self._ticks[name]

    def has(self, name: str) -> bool:
        """Say whether there is such a field."""
        return name in self._ticks or name in self._bodies

    def body(self, name: str) -> FieldBody:
        """Return a field with the place of its error."""
        return self._bodies[name]

    def show(self, form: IntakeForm) -> None:
        """Fill every field from the form, without telling anybody."""
        unread = dict(form.unread)
        for name, body in self._bodies.items():
            _fill(body.edit, value_of(form, name), unread.get(unread_place(form, name), ""))
        for name, box in self._ticks.items():
            with QSignalBlocker(box):
                box.setChecked(bool(value_of(form, name)))

    def show_troubles(
        self, troubles: Mapping[str, str], form: IntakeForm, odd: Mapping[str, str]
    ) -> None:
        """Show under each field why it cannot be saved, else what is odd in it.

        A date tells its own trouble.
        """
        unread = dict(form.unread)
        for name, body in self._bodies.items():
            if unread_place(form, name) in unread:
                continue
            trouble = troubles.get(name, "")
            if isinstance(body.edit, TrailingNoteLineEdit):
                # Told from outside, it is no trouble of reading: the day that stands there stays.
                with QSignalBlocker(body.edit):
                    body.edit.set_trouble(trouble)
            else:
                body.edit.setProperty("wrong", bool(trouble))
            if trouble or name not in odd:
                body.show_error(trouble)
            else:
                body.show_remark(odd[name])

    def _keep(self, name: str, edit: QWidget) -> FieldBody:
        edit.setObjectName(name)
        if isinstance(edit, QLineEdit):
            edit.cursorPositionChanged.connect(self.moved)
        body = FieldBody(edit)
        self._bodies[name] = body
        return body

    def _text_changed(self) -> None:
        # What the signal carries may be older than what stands in the field: a postal code is
        # written anew while its last digit is still being taken.
        edit = self.sender()
        if isinstance(edit, QLineEdit):
            self._presenter.put(edit.objectName(), edit.text())
            self.typed.emit()

    def _day_changed(self, on: object) -> None:
        edit = self.sender()
        if isinstance(edit, EraDateEdit) and not edit.trouble():
            self._presenter.put(edit.objectName(), on)

    def _day_unread(self, trouble: str) -> None:
        edit = self.sender()
        if isinstance(edit, EraDateEdit) and trouble:
            self._presenter.put_unread(edit.objectName(), edit.text())

    def _chosen(self, value: object) -> None:
        self._presenter.choose_value(self._name(), value)
        self.settled.emit()

    def _ticked(self, ticked: bool) -> None:  # noqa: FBT001 a Qt slot
        self._presenter.put(self._name(), ticked)
        self.settled.emit()

    def _name(self) -> str:
        return self.sender().objectName()


def _fill(edit: QWidget, value: object, unread: str) -> None:
    with QSignalBlocker(edit):
        if isinstance(edit, EraDateEdit):
            edit.set_value(value if isinstance(value, date) else None)
            if unread:
                edit.setText(unread)
                edit.understand()
        elif isinstance(edit, ChoiceBox):
            edit.set_value(value)
        elif isinstance(edit, QLineEdit) and edit.text() != str(value or ""):
            _begin(edit, str(value or ""))


def _begin(edit: QLineEdit, text: str) -> None:
    """Show a text that was not typed just now: what the field remembers of typing is forgotten."""
    if isinstance(edit, PostalCodeEdit):
        edit.set_code(text)
    elif isinstance(edit, (AddressEdit, KanaEdit)):
        edit.begin(text)
    else:
        edit.setText(text)
