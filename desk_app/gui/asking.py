# SPDX-License-Identifier: MIT
"""A question put before something is done: its words, its fields, what follows, the verb."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desk_app.desk import intake, reading
from desk_app.desk.errors import KnownError, WrongPassword
from desk_app.gui import days, words
from desk_app.gui.kit import shortcuts, theme
from desk_app.gui.kit.boxes import STRETCH, in_column, in_row
from desk_app.gui.kit.buttons import ButtonKind, CheckBox, KeyButton
from desk_app.gui.kit.choices import ChoiceBox, FieldKind, LineField, LineValues
from desk_app.gui.kit.dates import EraDateEdit
from desk_app.gui.kit.fields import (
    LongText,
    OfferingLineEdit,
    PasswordEdit,
    TrailingNoteLineEdit,
    take_keys,
)
from desk_app.gui.kit.form import AskedField, FormArea
from desk_app.gui.kit.lines import LinesEditor, meant
from desk_app.gui.kit.names import KanaEdit, PostalCodeEdit, plain_digits
from desk_app.gui.kit.notes import BusyNote, NoteFrame
from desk_app.gui.kit.pyside_workarounds import own_parent
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.shortcuts import Key
from desk_app.gui.kit.stamp_pad import IN_SEN, StampPad
from desk_app.gui.kit.table import CellDelegate
from desk_app.gui.kit.text import Text, announce
from desk_app.gui.kit.theme import Size
from desk_app.i18n import messages, writing
from desk_app.records.people import Language

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from desk_app.desk.context import Changes, Desk
    from desk_app.desk.ports import PostalArea
    from desk_app.gui.kit.findings import OpenedPart
    from desk_app.gui.session import Undo, Workplace


Answers = Mapping[str, object]
E = TypeVar("E", bound=Enum)


class Shape(Enum):
    """What is typed in a line: any text, kana, a postal code, a whole number."""

    PLAIN = "plain"
    KANA = "kana"
    POSTAL_CODE = "postal_code"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class LineAsked:
    """A line of text; a number is answered as one, everything else as it was written.

    ``offered`` are the texts that can be chosen instead of typed, ``offers`` says which those are
    and the key that opens them.
    """

    name: str
    label: str
    value: str = ""
    shape: Shape = Shape.PLAIN
    offered: tuple[str, ...] = ()
    offers: str = ""


@dataclass(frozen=True, slots=True)
class LongAsked:
    """Several lines of text."""

    name: str
    label: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class SecretAsked:
    """A password."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class DayAsked:
    """A day in any written form."""

    name: str
    label: str
    value: date | None = None


@dataclass(frozen=True, slots=True)
class ChoiceAsked:
    """One of several values, each with its word."""

    name: str
    label: str
    choices: tuple[tuple[object, str], ...]
    value: object | None = None


@dataclass(frozen=True, slots=True)
class TicksAsked:
    """Any of several values; those of ``value`` are ticked at first."""

    name: str
    label: str
    choices: tuple[tuple[object, str], ...]
    value: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class LinesAsked:
    """Any number of lines of fields."""

    name: str
    label: str
    fields: tuple[LineField, ...]
    value: tuple[LineValues, ...] = ()


@dataclass(frozen=True, slots=True)
class PilesAsked:
    """Stamps counted on a keypad: face values in sen, the first ones with a tile of their own.

    They are answered as pairs of face value and count.
    """

    name: str
    label: str
    values: tuple[int, ...]
    value: tuple[tuple[int, int], ...] = ()


Asked = (
    LineAsked
    | LongAsked
    | SecretAsked
    | DayAsked
    | ChoiceAsked
    | TicksAsked
    | LinesAsked
    | PilesAsked
)


class Weight(Enum):
    """How much it matters: with ``FINAL`` the focus is on the way back, for it cannot be undone."""

    PLAIN = "plain"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked and what follows; ``doing`` makes the verb of the answers.

    ``verb`` is the word of the button that does it; ``effect`` says what follows, ``detail`` why;
    ``said`` is the sentence for when it was done, where the title does not tell enough.
    ``draft`` is the key under which what is written is kept until it is recorded, if it is.
    ``spared`` names what need not be answered, as it is answered so far: it is not shown.
    ``remark`` says under the fields what is odd in what is answered so far; it holds nothing up.
    ``turned`` makes the question anew when the first of what is asked, a choice, is answered.
    ``undo`` is how what was answered can be taken back, if it can; ``lasting`` has it said before
    that no verb takes it back, where ``detail`` does not. ``hindered`` says why the verb cannot be
    done whatever is answered; only the first of what is asked can be answered otherwise then.
    ``clause`` is what the question rests on, to be read by F1. ``leads`` makes of the answers what
    the letters page is opened with, in the place of anything that is done.
    """

    title: str
    verb: str
    doing: Callable[[Answers], Callable[[Desk], Changes]]
    effect: str = ""
    detail: str = ""
    asked: tuple[Asked, ...] = ()
    weight: Weight = Weight.PLAIN
    draft: str = ""
    turned: Callable[[Answers], Question] | None = None
    spared: Callable[[Answers], Collection[str]] | None = None
    remark: Callable[[Answers], str] | None = None
    said: str = ""
    undo: Callable[[Answers], Undo] | None = None
    lasting: bool = False
    hindered: str = ""
    clause: OpenedPart | None = None
    leads: Callable[[Answers], object] | None = None


class Questions(QObject):
    """Writes questions in the clerk's language; each heir those of one subject."""

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work

    def _label(self, member: Enum) -> str:
        return messages.label(member, self._work.language)

    def _choices(self, members: Iterable[E]) -> tuple[tuple[E, str], ...]:
        return tuple((each, self._label(each)) for each in members)


def text(answers: Answers, name: str) -> str:
    """Return a text among the answers; empty where nothing was typed."""
    value = answers.get(name)
    return value if isinstance(value, str) else ""


def day(answers: Answers, name: str, otherwise: date) -> date:
    """Return a day among the answers, or the usual one where none was typed."""
    value = answers.get(name)
    return value if isinstance(value, date) else otherwise


def piles(answers: Answers, name: str) -> tuple[tuple[int, int], ...]:
    """Return the stamps counted, as face value in sen and count."""
    value = answers.get(name)
    return value if isinstance(value, tuple) else ()


def several(answers: Answers, name: str) -> tuple[object, ...]:
    """Return the values ticked."""
    value = answers.get(name)
    return value if isinstance(value, tuple) else ()


# Where a dialog stands: over its window, and so that all of it can be seen.


def in_sight(frame: QRect, room: QRect) -> QPoint:
    """Return the nearest place at which a frame stands in a room; its top, where it is too high."""
    left = max(room.left(), min(frame.left(), room.right() - frame.width() + 1))
    top = max(room.top(), min(frame.top(), room.bottom() - frame.height() + 1))
    return QPoint(left, top)


def over(window: QRect, size: QSize, room: QRect) -> QPoint:
    """Return the place of a dialog of a size in the middle of its window, in a room."""
    frame = QRect(QPoint(), size)
    frame.moveCenter(window.center())
    return in_sight(frame, room)


# A clause as we state it, beside its place in the published policy (F1).


_WIDTH = 480


class ClauseDialog(QDialog):
    """Shows one clause; Enter and Esc close it."""

    def __init__(self, clause: OpenedPart, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("clause")
        self.setWindowTitle(clause.title)
        self.setFixedWidth(theme.px(_WIDTH))
        close = KeyButton(self.tr("Close"), kind=ButtonKind.MAIN)
        close.show_key(Key.CLOSE)
        close.clicked.connect(self.accept)
        column = in_column(
            self,
            Text(clause.title, Size.SECTION, bold=True, wrap=True),
            Text(clause.text, wrap=True),
            close,
            gap=12,
            edge=16,
        )
        close.setFocus()
        # The words wrap at this width: by itself the dialog would be as high as for a narrower one.
        self.resize(self.width(), column.totalHeightForWidth(self.width()))


# What is being written, kept encrypted until it is recorded.


DRAFT_AFTER_MS = 2_000


class Written(Protocol):
    """A field in which something is written."""

    def kept(self) -> object | None:
        """Return what was written in it, as JSON has it; None where it stands as it began."""
        ...

    def put(self, kept: object) -> None:
        """Show what was written before; what no such field can have kept is left out."""
        ...

    def on_written(self, slot: Callable[[], None]) -> None:
        """Call a slot with every change of what is written."""
        ...


class WrittenIn:
    """A widget of a page as such a field."""

    def __init__(self, edit: QPlainTextEdit | QLineEdit) -> None:
        self._edit = edit

    def kept(self) -> object | None:
        """Return the text that stands in it; None where there is none."""
        if isinstance(self._edit, QLineEdit):
            return self._edit.text() or None
        return self._edit.toPlainText() or None

    def put(self, kept: object) -> None:
        """Show a text that was written before."""
        if isinstance(self._edit, QLineEdit):
            self._edit.setText(str(kept))
        else:
            self._edit.setPlainText(str(kept))

    def on_written(self, slot: Callable[[], None]) -> None:
        """Call a slot with every change of the text."""
        self._edit.textChanged.connect(slot)


class AskDraft(QObject):
    """Keeps what is written in a question or page 2 s after the last key, and offers it again."""

    def __init__(
        self, work: Workplace, key: str, fields: Mapping[str, Written], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._key = key
        self._fields = fields
        self._kept = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAFT_AFTER_MS)
        self._timer.timeout.connect(self.keep)
        for field in fields.values():
            field.on_written(self._timer.start)
        work.ask(self, "draft", partial(_kept, key), self._offer)

    def keep(self) -> None:
        """Keep what stands in the fields, if it is anything new."""
        self._timer.stop()
        stands = {name: field.kept() for name, field in self._fields.items()}
        written = {name: kept for name, kept in stands.items() if kept is not None}
        content = json.dumps(written, ensure_ascii=False) if written else ""
        if not content:
            # What was kept and is taken out again must not come back.
            self.drop()
        if content in {self._kept, ""}:
            return
        self._kept = content
        self._work.keep_draft(self, self._key, content, on_failure=self._not_kept)

    def drop(self) -> None:
        """Forget it: the question is answered, or nothing is left of what was written."""
        self._timer.stop()
        if self._kept:
            self._kept = ""
            self._work.do(self, partial(intake.forget_draft, key=self._key))

    def _not_kept(self, error: Exception) -> None:
        self._kept = ""
        self._work.trouble.emit(error)

    def _offer(self, content: str | None) -> None:
        """Put what was written last time into the fields in which nothing is written yet."""
        if content is None:
            return
        self._kept = content
        for name, kept in json.loads(content).items():
            field = self._fields.get(name)
            if field is not None and field.kept() is None:
                field.put(kept)


def _kept(key: str, desk: Desk) -> str | None:
    with reading.cases(desk) as books:
        return books.drafts.get(desk.actor.id, key)


# The field of a question in which lines are written, such as a department's records.


class LinesField(AskedField):
    """Any number of lines."""

    def __init__(self, asked: LinesAsked, work: Workplace) -> None:
        self._lines = LinesEditor(CellDelegate, days.reading(work), days.showing(work))
        self._fields = asked.fields
        super().__init__("", self._lines)
        self._lines.speak(asked.label, self.tr("Add"), asked.fields)
        self._lines.set_values(asked.value)
        self._began = self._kept(self._lines.values())

    @override
    def value(self) -> object:
        return self._lines.values()

    @override
    def kept(self) -> object | None:
        """Return the lines in which something stands, also in a cell that is open still."""
        lines = self._kept(self._lines.written())
        return None if lines == self._began else lines

    @override
    def put(self, kept: object) -> None:
        lines = kept if isinstance(kept, list) else []
        self._lines.set_values([self._line(each) for each in lines if isinstance(each, dict)])
        self._lines.changed.emit()

    @override
    def on_touched(self, slot: Callable[[], None]) -> None:
        self._lines.changed.connect(slot)

    @override
    def on_written(self, slot: Callable[[], None]) -> None:
        self._lines.changed.connect(slot)
        self._lines.typed.connect(slot)

    @override
    def unfit(self) -> bool:
        """Take the cell that is open: what is typed is meant. A day that is none is told there."""
        return not self._lines.settle()

    def _kept(self, lines: tuple[LineValues, ...]) -> list[dict[str, object]]:
        texts = [
            {field.name: _text(line.get(field.name)) for field in self._fields} for line in lines
        ]
        return [line for line in texts if any(line.values())]

    def _line(self, kept: dict[str, object]) -> LineValues:
        return {field.name: _value(field, kept.get(field.name)) for field in self._fields}


def kept_day(kept: object) -> date | None:
    """Return the day that a draft has kept; nothing where it is none."""
    try:
        return date.fromisoformat(str(kept))
    except ValueError:
        return None


def _text(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _value(field: LineField, kept: object) -> object:
    if field.kind is FieldKind.DAY:
        return kept_day(kept)
    return bool(kept) if field.kind is FieldKind.TICK else str(kept or "")


# The field of a question in which stamps are counted.


class PilesField(AskedField):
    """Stamps counted on a keypad; under it how many they are and what they are worth."""

    def __init__(self, asked: PilesAsked, work: Workplace) -> None:
        self._pad = StampPad(asked.values, unit=IN_SEN)
        self._pad.set_counts(dict(asked.value))
        self._language = work.language
        super().__init__(asked.label, self._pad)
        self._sum = Text("", tone="text2")
        self.column.addWidget(self._sum)
        self._pad.changed.connect(self._show_sum)
        self._show_sum()

    @override
    def value(self) -> object:
        return self._pad.counts()

    @override
    def on_touched(self, slot: Callable[[], None]) -> None:
        self._pad.changed.connect(slot)

    @override
    def unfit(self) -> bool:
        # What is typed and not counted yet is meant; nothing here can be wrong.
        self._pad.settle()
        return False

    def _show_sum(self) -> None:
        counts = self._pad.counts()
        pieces = self.tr("%n piece(s)", "", sum(count for _, count in counts))
        worth = sum(value * count for value, count in counts)
        self._sum.setText(f"{pieces}  {writing.sen(worth, self._language)}")


# The fields of a question: label above, editor below, what is wrong under it.


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
        column = in_column(frame, gap=2, edge=0)
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


# Puts a question before something is done: its fields, what follows, the verb, the way back.


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
        buttons = in_row(None, STRETCH, self._do, self._back, gap=8)
        column = in_column(self, gap=12, edge=16)
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
