# SPDX-License-Identifier: MIT
"""Forms: fields with their labels and what is wrong with them; Enter goes to the next field."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from desk_app.gui.kit.fields.choices import ChoiceBox, OptionTiles
from desk_app.gui.kit.fields.dates import EraDateEdit
from desk_app.gui.kit.fields.fields import (
    FieldBody,
    PasswordEdit,
    TrailingNoteLineEdit,
    label_for,
    take_keys,
)
from desk_app.gui.kit.fields.names import AddressEdit, KanaEdit, NumberEdit, PostalCodeEdit
from desk_app.gui.kit.layout.boxes import dress, in_column, in_row
from desk_app.gui.kit.layout.buttons import CheckBox, ticks_and_goes_on
from desk_app.gui.kit.layout.layout import FlowLayout
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from PySide6.QtCore import SignalInstance
    from PySide6.QtGui import QKeyEvent


_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_FIELD_HEIGHT = 28
_GAP = 8


def _ticks(widget: QWidget | None) -> bool:
    return isinstance(widget, CheckBox) or (isinstance(widget, ChoiceBox) and widget.ticks)


class FormArea(QWidget):
    """Holds fields; an Enter that a field does not need walks on, as + does from a check box."""

    _after: QWidget | None = None

    def lead_to(self, after: QWidget) -> None:
        """Let Enter in the last field go there, and not to what the window begins with."""
        self._after = after

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if ticks_and_goes_on(event) and _ticks(self.window().focusWidget()):
            self.walk(onward=True)
            event.accept()
            return
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() not in _ENTER or plain not in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        ):
            super().keyPressEvent(event)
            return
        self.walk(onward=plain == Qt.KeyboardModifier.NoModifier)
        event.accept()

    def walk(self, *, onward: bool) -> None:
        """Go to the next field or to the one before; from the last one to what comes after."""
        left = self.window().focusWidget()
        self.focusNextPrevChild(onward)
        here = self.window().focusWidget()
        if self._after is not None and not self.isAncestorOf(here):
            (self._after if onward and self._after.isEnabled() else left).setFocus()


class FilterLine(FormArea):
    """Fields above a list that say what it shows, each behind its name, in one line.

    In a narrow window the line wraps between fields, never between a field and its name.
    """

    def __init__(self) -> None:
        super().__init__()
        dress(self, ground="base", line="bottom")
        self._row = FlowLayout(theme.px(12), theme.px(8), self)
        self._row.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))

    def add_field(self, name: str, title: str, edit: QWidget, width: float) -> None:
        """Put a field at the end, its width in pixels at 100 %."""
        edit.setObjectName(name)
        edit.setFixedWidth(theme.px(width))
        named = QWidget()
        in_row(named, label_for(edit, title), edit, gap=8, edge=0)
        self._row.addWidget(named)

    def add(self, widget: QWidget) -> None:
        """Put what says itself what it is at the end."""
        self._row.addWidget(widget)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form: its name, its label, what it is written in.

    Where it is ``needed`` it is told when nothing stands in it; ``check`` says what else is wrong
    with what stands there, and nothing where nothing is. ``help`` stands in it while it is empty.
    """

    name: str
    label: str
    editor: QWidget
    needed: bool = False
    check: Callable[[], str] | None = None
    help: str = ""


class Valued(Protocol):
    """An editor that a form does not know by its kind: it says itself what stands in it."""

    changed: SignalInstance

    def value(self) -> object:
        """Return what stands in it."""
        ...

    def settle(self) -> bool:
        """Take what is typed and not taken yet; say False where it cannot be read, told there."""
        ...


def value_of(editor: QWidget) -> object:
    """Return what stands in an editor: a day or a choice, whether it is ticked, else a text."""
    match editor:
        case QPlainTextEdit():
            return editor.toPlainText()
        case CheckBox():
            return editor.isChecked()
        case EraDateEdit() | NumberEdit() | ChoiceBox() | OptionTiles():
            return editor.value()
        case QLineEdit():
            return editor.text()
        case _:
            return cast("Valued", editor).value()


def set_value(editor: QWidget, value: object) -> None:
    """Show a value in an editor."""
    match editor:
        case QPlainTextEdit():
            editor.setPlainText(str(value or ""))
        case CheckBox():
            editor.setChecked(bool(value))
        case EraDateEdit():
            editor.set_value(value if isinstance(value, date) else None)
        case ChoiceBox() | OptionTiles():
            editor.set_value(value)
        case PostalCodeEdit():
            editor.set_code(str(value or ""))
        case KanaEdit() | AddressEdit():
            editor.begin(str(value or ""))
        case QLineEdit():
            editor.setText(str(value or ""))
        case _:
            raise TypeError(editor)


def on_change(editor: QWidget, slot: Callable[[], object]) -> None:
    """Call a slot with every change of what stands in an editor."""
    match editor:
        case QPlainTextEdit():
            editor.textChanged.connect(slot)
        case QLineEdit():
            editor.textChanged.connect(lambda _: slot())
        case CheckBox():
            editor.toggled.connect(lambda _: slot())
        case ChoiceBox():
            editor.currentIndexChanged.connect(lambda _: slot())
        case OptionTiles():
            editor.chosen.connect(lambda _: slot())
        case _:
            cast("Valued", editor).changed.connect(slot)


def _is_read(editor: QWidget) -> bool:
    """Have read what stands in an editor; where it cannot be, the editor tells it."""
    match editor:
        case EraDateEdit():
            editor.understand()
            return not editor.trouble()
        case PostalCodeEdit():
            editor.check()
            return not editor.trouble()
        case QLineEdit() | QPlainTextEdit() | CheckBox() | ChoiceBox() | OptionTiles():
            return True
        case _:
            return cast("Valued", editor).settle()


class LabelledField(QWidget):
    """A field that stands by itself: label above, ``editor`` below, what is wrong in its body."""

    def __init__(self, label: str, editor: QWidget) -> None:
        super().__init__()
        self.editor = editor
        self.body = FieldBody(editor)
        in_column(self, label_for(editor, label), self.body, gap=4, edge=0)


class FormField:
    """A field as it stands in its form: its editor, its ``body``, all its ``parts``."""

    def __init__(self, field: Field, body: FieldBody, parts: tuple[QWidget, ...]) -> None:
        self.field = field
        self.editor = field.editor
        self.body = body
        self.parts = parts
        self._told = False

    def value(self) -> object:
        """Return what stands in it."""
        return value_of(self.editor)

    @property
    def shown(self) -> bool:
        """Whether it is asked for now."""
        return not self.parts[0].isHidden()

    @property
    def settled(self) -> bool:
        """Whether it has one answer only, and that is given."""
        box = self.editor
        return isinstance(box, ChoiceBox) and box.count() == 1 and box.value() is not None

    def show(self, *, shown: bool) -> None:
        """Ask for it, or leave it out with its label."""
        for part in self.parts:
            part.setVisible(shown)

    def tell(self, sentence: str) -> None:
        """Say under it what is wrong with it; an empty sentence takes that away."""
        self._told = bool(sentence)
        if isinstance(self.editor, TrailingNoteLineEdit) and not isinstance(
            self.editor, EraDateEdit
        ):
            self.editor.set_trouble(sentence)
        else:
            self.body.show_error(sentence)

    def look(self, needed: str) -> bool:
        """Say under it what is wrong with what stands in it; return whether anything is."""
        if not _is_read(self.editor):
            return True
        self.tell(self._lacks(needed))
        return self._told

    def look_again(self) -> None:
        """Take away what was told of it as soon as its own check has nothing against it."""
        if self._told and not self._lacks("-"):
            self.tell("")

    def _lacks(self, needed: str) -> str:
        value = self.value() if self.field.needed else ""
        if self.field.needed and not (value.strip() if isinstance(value, str) else value):
            return needed
        return self.field.check() if self.field.check is not None else ""


class EntryForm(FormArea):
    """Fields with their labels, above them or ``labels`` pixels wide at their left.

    Enter walks from field to field. ``touched`` carries the name of a field in which something
    else stands now. `check` tells what is wrong, and the first wrong field gets the keys.
    """

    touched = Signal(str)

    def __init__(
        self,
        fields: Iterable[Field] = (),
        labels: float = 0,
    ) -> None:
        super().__init__()
        self.fields: dict[str, FormField] = {}
        self._end: Callable[[], None] | None = None
        self._beside = bool(labels)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(theme.px(_GAP))
        self._grid.setColumnMinimumWidth(0, theme.px(labels))
        self._grid.setColumnStretch(int(self._beside), 1)
        for field in fields:
            self.add(field)

    def __getitem__(self, name: str) -> FormField:
        return self.fields[name]

    def add(self, field: Field) -> FormField:
        """Put a field under the others."""
        editor, row = field.editor, self._grid.rowCount()
        editor.setObjectName(field.name)
        help_ = field.help
        if isinstance(editor, ChoiceBox) and field.needed:
            help_ = help_ or self.tr("needed")
        if help_ and isinstance(editor, QLineEdit | QPlainTextEdit | ChoiceBox):
            editor.setPlaceholderText(help_)
        body = FieldBody(editor)
        if self._beside:
            label = label_for(editor, field.label)
            label.setMinimumHeight(theme.px(_FIELD_HEIGHT))
            self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(body, row, 1)
            made = FormField(field, body, (label, body))
        else:
            part = QWidget()
            above = (label_for(editor, field.label),) if field.label else ()
            in_column(part, *above, body, gap=4, edge=0)
            self._grid.addWidget(part, row, 0)
            made = FormField(field, body, (part,))
        on_change(editor, partial(self._touched, made))
        self.fields[field.name] = made
        return made

    def head(self, title: str) -> None:
        """Put a heading under what stands there: the fields that follow belong together."""
        heading = QWidget()
        # Around the words, not in their own margins: what wraps takes no height for those.
        in_column(heading, Text(title, Size.BODY, bold=True, wrap=True), edge=(0, 8, 0, 0))
        self._grid.addWidget(heading, self._grid.rowCount(), 0, 1, 1 + self._beside)

    def take_out(self, name: str) -> None:
        """Take a field out of the form, with what stands in it."""
        for part in self.fields.pop(name).parts:
            self._grid.removeWidget(part)
            part.hide()
            part.deleteLater()

    def values(self) -> dict[str, object]:
        """Return what stands in each field, by its name."""
        return {name: field.value() for name, field in self.fields.items()}

    def put(self, **values: object) -> None:
        """Show these values, with nothing told of them."""
        for name, value in values.items():
            set_value(self.fields[name].editor, value)
            self.fields[name].tell("")

    def check(self) -> bool:
        """Say under each field what is wrong with it, go to the first, and whether none is."""
        needed = self.tr("This is needed.")
        wrong = [each for each in self.fields.values() if each.shown and each.look(needed)]
        if wrong:
            self._go_to(wrong[0])
        return not wrong

    def tell(self, wrong: Mapping[str, str]) -> None:
        """Say under these fields, by their names, what is wrong, and of all others nothing."""
        for name, field in self.fields.items():
            field.tell(wrong.get(name, ""))

    def take_keys(self) -> bool:
        """Put the keys where the answer begins; say whether there is such a field."""
        fields = [each for each in self.fields.values() if each.shown]
        first = next((each for each in fields if not each.settled), next(iter(fields), None))
        if first is not None:
            take_keys(first.editor)
        return first is not None

    def end_with(self, slot: Callable[[], None]) -> None:
        """Let Enter in a password that is the last field do what the form is for."""
        self._end = slot

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = next(reversed(self.fields.values()), None)
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ends = last is not None and isinstance(last.editor, PasswordEdit) and last.editor.hasFocus()
        if self._end is not None and ends and event.key() in _ENTER and not held:
            self._end()
        else:
            super().keyPressEvent(event)

    def _go_to(self, field: FormField) -> None:
        """Give a field the keys; a part of it that has them keeps them."""
        now = QApplication.focusWidget()
        if now is None or not field.editor.isAncestorOf(now):
            take_keys(field.editor)

    def _touched(self, field: FormField) -> None:
        field.look_again()
        self.touched.emit(field.field.name)
