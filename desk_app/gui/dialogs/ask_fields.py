# SPDX-License-Identifier: MIT
"""The fields of a question: label above, editor below, what is wrong under it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.dialogs.ask_lines import LinesField, kept_day
from desk_app.gui.dialogs.ask_piles import PilesField
from desk_app.gui.dialogs.asked_field import AskedField
from desk_app.gui.overriding import override
from desk_app.gui.presenters import days
from desk_app.gui.presenters.question import (
    Asked,
    ChoiceAsked,
    DayAsked,
    LineAsked,
    LinesAsked,
    LongAsked,
    PilesAsked,
    SecretAsked,
    Shape,
    TicksAsked,
)
from desk_app.gui.widgets.check_box import CheckBox
from desk_app.gui.widgets.choice import ChoiceBox
from desk_app.gui.widgets.composing import LongText
from desk_app.gui.widgets.era_date import EraDateEdit
from desk_app.gui.widgets.fields import TrailingNoteLineEdit, take_keys
from desk_app.gui.widgets.kana import KanaEdit
from desk_app.gui.widgets.offering import OfferingLineEdit
from desk_app.gui.widgets.password import PasswordEdit
from desk_app.gui.widgets.postal_code import PostalCodeEdit, plain_digits

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from desk_app.desk.ports import PostalArea
    from desk_app.gui.workplace import Workplace

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LONG = 76
_MOST_DIGITS = 9


class _Line(AskedField):
    def __init__(self, asked: LineAsked, _: Workplace) -> None:
        self._edit = OfferingLineEdit(asked.offered)
        self._edit.setText(asked.value)
        if asked.offered:
            self._edit.set_note(asked.offers)
        super().__init__(asked.label, self._edit)

    @override
    def value(self) -> object:
        return self._edit.text()

    @override
    def on_touched(self, slot: Callable[[], None]) -> None:
        self._edit.textChanged.connect(lambda _: slot())


class _Secret(AskedField):
    """A password; none typed is told under the field, not as a wrong one.

    Enter in the last one does what is asked, as it opens the desk at the door.
    """

    secret = True
    _end: Callable[[], None] | None = None

    def __init__(self, asked: SecretAsked, _: Workplace) -> None:
        self._edit = PasswordEdit()
        super().__init__(asked.label, self._edit)
        self._edit.textEdited.connect(lambda _: self._edit.set_trouble(""))

    @override
    def end_with(self, slot: Callable[[], None]) -> None:
        self._end = slot

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self._end is None or event.key() not in _ENTER or held:
            super().keyPressEvent(event)
        else:
            self._end()

    @override
    def value(self) -> object:
        return self._edit.text()

    @override
    def on_touched(self, slot: Callable[[], None]) -> None:
        self._edit.textChanged.connect(lambda _: slot())

    @override
    def unfit(self) -> bool:
        missing = not self._edit.text()
        self._edit.set_trouble(self.tr("Type the password.") if missing else "")
        if missing:
            self._edit.setFocus()
        return missing


class _Kana(AskedField):
    def __init__(self, asked: LineAsked, _: Workplace) -> None:
        self._edit = KanaEdit()
        self._edit.begin(asked.value)
        super().__init__(asked.label, self._edit)

    @override
    def value(self) -> object:
        return self._edit.text()

    @override
    def on_touched(self, slot: Callable[[], None]) -> None:
        self._edit.textChanged.connect(lambda _: slot())


class _Number(AskedField):
    """A whole number in digits of any width."""

    def __init__(self, asked: LineAsked, _: Workplace) -> None:
        self._edit = TrailingNoteLineEdit()
        self._edit.setText(asked.value)
        super().__init__(asked.label, self._edit)
        self._edit.textChanged.connect(self._look_again)

    @override
    def value(self) -> object:
        return int(plain_digits(self._edit.text()) or 0)

    @override
    def on_touched(self, slot: Callable[[], None]) -> None:
        self._edit.textChanged.connect(lambda _: slot())

    def _look_again(self, text: str) -> None:
        """Take back what was wrong as soon as it is right."""
        if _is_number(text):
            self._edit.set_trouble("")

    @override
    def unfit(self) -> bool:
        wrong = not _is_number(self._edit.text())
        self._edit.set_trouble(self.tr("Type a number in digits.") if wrong else "")
        if wrong:
            take_keys(self._edit)
        return wrong


def _is_number(text: str) -> bool:
    return 0 < len(plain_digits(text)) <= _MOST_DIGITS


class _PostalCode(AskedField):
    """A postal code; beside it stands the place it is the code of."""

    def __init__(self, asked: LineAsked, work: Workplace) -> None:
        self._edit = PostalCodeEdit()
        self._edit.set_code(asked.value)
        self._work = work
        super().__init__(asked.label, self._edit)
        self._edit.set_trouble_sentence(self.tr("A postal code has seven digits."))
        self._edit.completed.connect(self._ask_place)

    @override
    def value(self) -> object:
        return self._edit.text()

    @override
    def on_touched(self, slot: Callable[[], None]) -> None:
        self._edit.textChanged.connect(lambda _: slot())

    @override
    def unfit(self) -> bool:
        self._edit.check()
        return bool(self._edit.trouble())

    def _ask_place(self, code: str) -> None:
        take = partial(self._show_place, code)
        self._work.ask(self, "place", lambda desk: desk.ports.postal.areas(code), take)

    def _show_place(self, code: str, areas: tuple[PostalArea, ...]) -> None:
        first = next(iter(areas), None)
        if self._edit.code() == code:
            self._edit.set_note("" if first is None else f"{first.prefecture}{first.city}")


_LINES: dict[Shape, Callable[[LineAsked, Workplace], AskedField]] = {
    Shape.PLAIN: _Line,
    Shape.KANA: _Kana,
    Shape.NUMBER: _Number,
    Shape.POSTAL_CODE: _PostalCode,
}


def _line_of(asked: LineAsked | SecretAsked, work: Workplace) -> AskedField:
    if isinstance(asked, SecretAsked):
        return _Secret(asked, work)
    return _LINES[asked.shape](asked, work)


class LongField(AskedField):
    """Several lines of text."""

    def __init__(self, asked: LongAsked) -> None:
        self._edit = LongText()
        self._edit.setPlainText(asked.value)
        self._began = self._edit.toPlainText()
        self._edit.setFixedHeight(theme.px(_LONG))
        super().__init__(asked.label, self._edit)

    @override
    def value(self) -> object:
        return self._edit.toPlainText()

    @override
    def kept(self) -> object | None:
        text = self._edit.toPlainText()
        return None if text == self._began else text

    @override
    def put(self, kept: object) -> None:
        self._edit.setPlainText(str(kept))

    @override
    def on_touched(self, slot: Callable[[], None]) -> None:
        self._edit.textChanged.connect(slot)


class _Day(AskedField):
    def __init__(self, asked: DayAsked, work: Workplace) -> None:
        self._edit = EraDateEdit(days.reading(work), days.showing(work))
        self._edit.set_value(asked.value)
        self._began = asked.value
        super().__init__(asked.label, self._edit)

    @override
    def value(self) -> object:
        return self._edit.value()

    @override
    def kept(self) -> object | None:
        day = self._edit.value()
        return None if day is None or day == self._began else day.isoformat()

    @override
    def put(self, kept: object) -> None:
        day = kept_day(kept)
        if day is not None:
            self._edit.set_value(day)

    @override
    def on_touched(self, slot: Callable[[], None]) -> None:
        self._edit.textChanged.connect(lambda _: slot())

    @override
    def unfit(self) -> bool:
        self._edit.understand()
        return bool(self._edit.trouble())


class ChoiceField(AskedField):
    """One of several values; without one the question is not answered."""

    def __init__(self, asked: ChoiceAsked) -> None:
        self._box = ChoiceBox()
        self._box.set_choices(asked.choices)
        self._box.set_value(asked.value)
        super().__init__(asked.label, self._box)
        self.on_chosen(lambda: self.body.show_error(""))

    @override
    def value(self) -> object:
        return self._box.value()

    @property
    @override
    def settled(self) -> bool:
        return self._box.count() == 1 and self._box.value() is not None

    @override
    def on_touched(self, slot: Callable[[], None]) -> None:
        self.on_chosen(slot)

    def on_chosen(self, slot: Callable[[], None]) -> None:
        """Call a slot whenever the clerk chooses another value."""
        self._box.currentIndexChanged.connect(lambda _: slot())

    @override
    def unfit(self) -> bool:
        missing = self._box.value() is None
        self.body.show_error(self.tr("Choose one.") if missing else "")
        if missing:
            self._box.setFocus()
        return missing


class _Ticks(AskedField):
    def __init__(self, asked: TicksAsked) -> None:
        self._boxes = [(value, CheckBox(word)) for value, word in asked.choices]
        frame = QWidget()
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        for value, box in self._boxes:
            box.setChecked(value in asked.value)
            column.addWidget(box)
        self._began = [box.isChecked() for _, box in self._boxes]
        if self._boxes:
            frame.setFocusProxy(self._boxes[0][1])
        super().__init__(asked.label, frame)

    @override
    def value(self) -> object:
        return tuple(value for value, box in self._boxes if box.isChecked())

    @override
    def kept(self) -> object | None:
        """Return the places of what is ticked: the values are the question's own."""
        ticked = [box.isChecked() for _, box in self._boxes]
        return None if ticked == self._began else [n for n, each in enumerate(ticked) if each]

    @override
    def put(self, kept: object) -> None:
        if isinstance(kept, list):
            for place, (_, box) in enumerate(self._boxes):
                box.setChecked(place in kept)

    @override
    def on_touched(self, slot: Callable[[], None]) -> None:
        for _, box in self._boxes:
            box.toggled.connect(lambda _: slot())


def field_of(asked: Asked, work: Workplace) -> AskedField:
    """Make the field of what is asked."""
    field = _made(asked, work)
    field.editor.setObjectName(asked.name)
    return field


def _made(asked: Asked, work: Workplace) -> AskedField:
    match asked:
        case LineAsked() | SecretAsked():
            return _line_of(asked, work)
        case LongAsked():
            return LongField(asked)
        case DayAsked():
            return _Day(asked, work)
        case ChoiceAsked():
            return ChoiceField(asked)
        case TicksAsked():
            return _Ticks(asked)
        case LinesAsked() | PilesAsked():
            return _counted(asked, work)


def _counted(asked: LinesAsked | PilesAsked, work: Workplace) -> AskedField:
    return LinesField(asked, work) if isinstance(asked, LinesAsked) else PilesField(asked, work)
