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
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desk_app.desk import reading
from desk_app.desk.applications import intake
from desk_app.desk.errors import KnownError, WrongPassword
from desk_app.gui import days, words
from desk_app.gui.kit.display.notes import BusyNote, NoteFrame
from desk_app.gui.kit.fields.choices import ChoiceBox, FieldKind, LineField, LineValues
from desk_app.gui.kit.fields.dates import EraDateEdit
from desk_app.gui.kit.fields.fields import LongText, OfferingLineEdit, PasswordEdit, take_keys
from desk_app.gui.kit.fields.form import EntryForm, Field, FormField, on_change, set_value, value_of
from desk_app.gui.kit.fields.lines import LinesEditor, meant
from desk_app.gui.kit.fields.names import KanaEdit, NumberEdit, PostalCodeEdit
from desk_app.gui.kit.fields.stamp_pad import IN_SEN, StampPad
from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.boxes import STRETCH, in_column, in_row
from desk_app.gui.kit.layout.buttons import ButtonKind, CheckBox, KeyButton
from desk_app.gui.kit.layout.layout import Dialog
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.text import Text, announce
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds import own_parent
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.tables.table import CellDelegate
from desk_app.i18n import messages, writing
from desk_app.records.desk.people import Language

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from desk_app.desk.context import Changes, Desk
    from desk_app.desk.ports import PostalArea
    from desk_app.gui.kit.display.findings import OpenedPart
    from desk_app.gui.session.session import Session, Undo


Answers = Mapping[str, object]
E = TypeVar("E", bound=Enum)


class LineShape(Enum):
    """What is typed in a line: any text, kana, a postal code, a whole number."""

    PLAIN = "plain"
    KANA = "kana"
    POSTAL_CODE = "postal_code"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class LineAsked:
    """A line of text; a number is answered as one, everything else as it was written.

    ``offered`` are the texts that can be chosen instead of typed, ``offers`` says which those are
    and the key that opens them. ``unit`` stands behind a number, ``hint`` where nothing stands.
    """

    name: str
    label: str
    value: str = ""
    shape: LineShape = LineShape.PLAIN
    offered: tuple[str, ...] = ()
    offers: str = ""
    unit: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class LongAsked:
    """Several lines of text."""

    name: str
    label: str
    value: str = ""
    long: bool = False
    """Whether it is as long as a letter."""


@dataclass(frozen=True, slots=True)
class SecretAsked:
    """A password."""

    name: str
    label: str


_WITH_YEAR = frozenset({"born", "valid_until"})
"""The fields of days that nobody writes without the year."""


@dataclass(frozen=True, slots=True)
class DayAsked:
    """A day in any written form; a birth date and a day of expiry are written with their year."""

    name: str
    label: str
    value: date | None = None
    with_year: bool = False


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

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def _label(self, member: Enum) -> str:
        return messages.label(member, self._session.language)

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


class ClauseDialog(Dialog):
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


class AskDraft(QObject):
    """Keeps what is written in a question or page 2 s after the last key, and offers it again."""

    def __init__(
        self, session: Session, key: str, editors: Mapping[str, QWidget], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._key = key
        self._editors = editors
        self._began = {name: _written(editor) for name, editor in editors.items()}
        self._kept = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAFT_AFTER_MS)
        self._timer.timeout.connect(self.keep)
        for editor in editors.values():
            on_change(editor, self._timer.start)
            if isinstance(editor, LinesOfQuestion):
                editor.typed.connect(self._timer.start)
        session.ask(self, "draft", partial(_kept, key), self._offer)

    def keep(self) -> None:
        """Keep what stands in the fields, if it is anything new."""
        self._timer.stop()
        stands = {name: self._changed(name) for name in self._editors}
        written = {name: kept for name, kept in stands.items() if kept is not None}
        content = json.dumps(written, ensure_ascii=False) if written else ""
        if not content:
            # What was kept and is taken out again must not come back.
            self.drop()
        if content in {self._kept, ""}:
            return
        self._kept = content
        self._session.keep_draft(self, self._key, content, on_failure=self._not_kept)

    def drop(self) -> None:
        """Forget it: the question is answered, or nothing is left of what was written."""
        self._timer.stop()
        if self._kept:
            self._kept = ""
            self._session.do(self, partial(intake.forget_draft, key=self._key))

    def _not_kept(self, error: Exception) -> None:
        self._kept = ""
        self._session.trouble.emit(error)

    def _offer(self, content: str | None) -> None:
        """Put what was written last time into the fields in which nothing is written yet."""
        if content is None:
            return
        self._kept = content
        for name, kept in json.loads(content).items():
            if name in self._editors and self._changed(name) is None:
                _write(self._editors[name], kept)

    def _changed(self, name: str) -> object | None:
        """Return what was written in a field; None where it stands as it began."""
        kept = _written(self._editors[name])
        return None if kept == self._began[name] else kept


def _kept(key: str, desk: Desk) -> str | None:
    with reading.cases(desk) as books:
        return books.drafts.get(desk.actor.id, key)


def _written(editor: QWidget) -> object | None:
    """Return what stands in an editor, as JSON has it; no day is nothing."""
    if isinstance(editor, LinesOfQuestion | TicksOfQuestion):
        return editor.kept()
    value = value_of(editor)
    return value.isoformat() if isinstance(value, date) else value


def _write(editor: QWidget, kept: object) -> None:
    """Show what was kept; what cannot have stood there is left out."""
    if isinstance(editor, LinesOfQuestion | TicksOfQuestion):
        editor.put(kept if isinstance(kept, list) else [])
    elif not isinstance(editor, EraDateEdit):
        set_value(editor, kept)
    elif (day := _day(kept)) is not None:
        editor.set_value(day)


def _day(kept: object) -> date | None:
    try:
        return date.fromisoformat(str(kept))
    except ValueError:
        return None


# What a question is answered in, where no other form has the like: lines, ticks, stamps.


class LinesOfQuestion(LinesEditor):
    """Any number of lines."""

    def __init__(self, asked: LinesAsked, session: Session) -> None:
        super().__init__(CellDelegate, days.reading(session), days.showing(session))
        self._asked = asked.fields
        self.speak(asked.label, self.tr("Add"), asked.fields)
        self.set_values(asked.value)

    def value(self) -> object:
        """Return the lines."""
        return self.values()

    def kept(self) -> object:
        """Return the lines in which something stands, also in a cell that is open still."""
        lines = [
            {each.name: line.get(each.name) for each in self._asked} for line in self.written()
        ]
        plain = [
            {name: v.isoformat() if isinstance(v, date) else v for name, v in line.items()}
            for line in lines
        ]
        return [line for line in plain if any(line.values())]

    def put(self, kept: list[Any]) -> None:
        """Show what was kept."""
        lines = [each for each in kept if isinstance(each, dict)]
        self.set_values(
            [
                {each.name: _cell(each, line.get(each.name)) for each in self._asked}
                for line in lines
            ]
        )
        self.changed.emit()


def _cell(field: LineField, kept: object) -> object:
    if field.kind is FieldKind.DAY:
        return _day(kept)
    return bool(kept) if field.kind is FieldKind.TICK else str(kept or "")


class TicksOfQuestion(QWidget):
    """Any of several values."""

    changed = Signal()

    def __init__(self, asked: TicksAsked) -> None:
        super().__init__()
        self._boxes = [(value, CheckBox(word)) for value, word in asked.choices]
        in_column(self, *(box for _, box in self._boxes), gap=2, edge=0)
        for value, box in self._boxes:
            box.setChecked(value in asked.value)
            box.toggled.connect(self.changed)
        if self._boxes:
            self.setFocusProxy(self._boxes[0][1])

    def value(self) -> object:
        """Return the values ticked."""
        return tuple(value for value, box in self._boxes if box.isChecked())

    def settle(self) -> bool:
        """Nothing waits here to be taken."""
        return True

    def kept(self) -> object:
        """Return the places of what is ticked: the values are the question's own."""
        return [place for place, (_, box) in enumerate(self._boxes) if box.isChecked()]

    def put(self, kept: list[Any]) -> None:
        """Tick what was kept."""
        for place, (_, box) in enumerate(self._boxes):
            box.setChecked(place in kept)


class PilesOfQuestion(StampPad):
    """Stamps counted on a keypad; under it how many they are and what they are worth."""

    def __init__(self, asked: PilesAsked, session: Session) -> None:
        super().__init__(asked.values, unit=IN_SEN)
        self.set_counts(dict(asked.value))
        self._language = session.language
        self._sum = Text("", tone="text2")
        self.column.addSpacing(theme.px(4))
        self.column.addWidget(self._sum)
        self.changed.connect(self._show_sum)
        self._show_sum()

    def value(self) -> object:
        """Return the counts by face value."""
        return self.counts()

    def _show_sum(self) -> None:
        pieces = self.tr("%n piece(s)", "", sum(count for _, count in self.counts()))
        worth = sum(value * count for value, count in self.counts())
        self._sum.setText(f"{pieces}  {writing.sen(worth, self._language)}")


_LONG, _LETTER, _DAY = 76, 152, 240
_DRAFTED = (LongAsked, DayAsked, TicksAsked, LinesAsked)
"""What is kept as it is written: a password must not be, and a choice is made anew each time."""


class QuestionFields(QObject):
    """Makes the fields of a question."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def field_of(self, asked: Asked) -> Field:
        """Return the field in which something asked is answered, with what must stand in it."""
        label = "" if isinstance(asked, LinesAsked) else asked.label
        editor = self._editor_of(asked)
        hint = asked.hint if isinstance(asked, LineAsked) else ""
        return Field(asked.name, label, editor, check=partial(self._wrong, editor), help=hint)

    def _editor_of(self, asked: Asked) -> QWidget:
        match asked:
            case LineAsked():
                return self._line(asked)
            case SecretAsked():
                return PasswordEdit()
            case LongAsked():
                long = LongText()
                long.setPlainText(asked.value)
                long.setFixedHeight(theme.px(_LETTER if asked.long else _LONG))
                return long
            case DayAsked():
                note = "year" if asked.with_year or asked.name in _WITH_YEAR else "weekday"
                day = EraDateEdit(days.reading(self._session, note), days.showing(self._session))
                day.set_value(asked.value)
                # A day is as wide as a day: across a broad question nothing would follow it.
                day.setMaximumWidth(theme.px(_DAY))
                return day
            case ChoiceAsked():
                box = ChoiceBox()
                box.set_choices(asked.choices)
                box.set_value(asked.value)
                return box
            case _:
                return self._several(asked)

    def _several(self, asked: TicksAsked | LinesAsked | PilesAsked) -> QWidget:
        match asked:
            case TicksAsked():
                return TicksOfQuestion(asked)
            case LinesAsked():
                return LinesOfQuestion(asked, self._session)
            case PilesAsked():
                return PilesOfQuestion(asked, self._session)

    def _line(self, asked: LineAsked) -> QWidget:
        edit: QLineEdit
        match asked.shape:
            case LineShape.KANA:
                edit = KanaEdit()
            case LineShape.NUMBER:
                edit = NumberEdit()
                edit.set_note(asked.unit)
            case LineShape.POSTAL_CODE:
                edit = PostalCodeEdit(self.tr("A postal code has seven digits."))
                edit.completed.connect(partial(self._ask_place, edit))
            case LineShape.PLAIN:
                edit = OfferingLineEdit(asked.offered)
                edit.set_note(asked.offers if asked.offered else asked.unit)
        set_value(edit, asked.value)
        return edit

    def _wrong(self, editor: QWidget) -> str:
        """Return what is wrong with what stands in an editor; what cannot be wrong is taken."""
        match editor:
            case PasswordEdit():
                return "" if editor.text() else self.tr("Type the password.")
            case NumberEdit():
                return "" if editor.is_number() else self.tr("Type a number in digits.")
            case ChoiceBox():
                return self.tr("Choose one.") if editor.value() is None else ""
            case _:
                return ""

    def _ask_place(self, edit: PostalCodeEdit, code: str) -> None:
        """Have the place told beside a code it is the code of."""

        def show(areas: tuple[PostalArea, ...]) -> None:
            first = next(iter(areas), None)
            if edit.code() == code:
                edit.set_note("" if first is None else f"{first.prefecture}{first.city}")

        self._session.ask(edit, "place", lambda desk: desk.ports.postal.areas(code), show)


# Puts a question before something is done: its fields, what follows, the verb, the way back.


_NARROW, _WIDE = 520, 880


class Ask(Dialog):
    """Does the verb of a question with what was answered; closes when it was done.

    What the desk refuses is said in place, and what was typed stays.
    """

    def __init__(self, session: Session, question: Question, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._question = question
        self.setObjectName("ask")
        self.setWindowTitle(question.title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.form = EntryForm()
        """What is asked, by the names of the question."""
        self.form.touched.connect(self._touched)
        self.form.end_with(self._go)
        self._note = NoteFrame("ask" if question.weight is Weight.FINAL else "info")
        self._remark = _hidden_note("ask", "remark")
        self._bar = _hidden_note("bad", "hindered")
        self._trouble = _hidden_note("bad", "trouble")
        self._busy = BusyNote()
        self._trouble_of: str | None = None
        self._do = self._button("do", question.verb, Key.MAIN, ButtonKind.MAIN)
        if question.weight is Weight.FINAL:
            self._do.seal(question.detail or question.effect)
        self._do.clicked.connect(self._go)
        self._back = self._button("back", self.tr("Back"), Key.CLOSE)
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

    def _button(
        self, name: str, words: str, key: Key, kind: ButtonKind = ButtonKind.PLAIN
    ) -> KeyButton:
        button = KeyButton(words, kind=kind)
        button.setObjectName(name)
        button.show_key(key)
        return button

    def field(self, name: str) -> FormField:
        """Return one of the fields by its name."""
        return self.form[name]

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
        if not self.form.take_keys():
            final = self._question.weight is Weight.FINAL
            (self._back if final else self._do).setFocus()

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
        editors = [field.editor for field in self.form.fields.values()]
        lines = meant(each for each in editors if isinstance(each, LinesEditor))
        if lines is not None:
            lines.add()

    def _show_clause(self) -> None:
        if self._question.clause is not None:
            ClauseDialog(self._question.clause, self).open()

    def _drafted(self, question: Question) -> AskDraft | None:
        if not question.draft:
            return None
        drafted = [each.name for each in question.asked if isinstance(each, _DRAFTED)]
        editors = {name: self.form[name].editor for name in drafted}
        return AskDraft(self._session, question.draft, editors, self)

    def _put(self, question: Question) -> None:
        """Show what a question asks and says; a field that stands already is left alone."""
        self._question = question
        wide = any(isinstance(asked, LinesAsked | PilesAsked) for asked in question.asked)
        self.setFixedWidth(theme.px(_WIDE if wide else _NARROW))
        last = self.tr("This cannot be undone.") if question.lasting else ""
        between = " " if self._session.language is Language.EN else ""
        detail = between.join(part for part in (question.detail, last) if part)
        clause = question.clause
        link = "" if clause is None else f"{clause.title} ({shortcuts.label(Key.CLAUSE)})"
        self._note.say(question.effect, detail, link)
        self._note.setVisible(bool(question.effect or detail))
        make = QuestionFields(self._session, self)
        for asked in question.asked:
            if asked.name not in self.form.fields:
                # A dialog that is open counts the height of what is shown alone.
                self.form.add(make.field_of(asked)).show(shown=True)
        self._hinder(question.hindered)
        first = next(iter(self.form.fields.values()), None)
        if question.turned is not None and first is not None and not self.isVisible():
            on_change(first.editor, self._turn)

    def _hinder(self, why: str) -> None:
        """Say why nothing can be done, and let nothing be typed in vain; empty lets it again."""
        self._bar.say(self.tr("This cannot be done now") if why else "", why)
        self._bar.setVisible(bool(why))
        self._do.setEnabled(not why)
        for field in list(self.form.fields.values())[1:]:
            field.parts[0].setEnabled(not why)
        if why and self.isVisible():
            announce(self, self._bar.accessibleName())

    def _put_in_order(self) -> None:
        """Let Tab go as one reads: the fields in turn, whenever each was made, then the buttons."""
        chain: list[QWidget] = []
        widget = own_parent.after(self)
        while widget is not None and widget is not self:
            chain.append(widget)
            widget = own_parent.after(widget)
        fields = (part for field in self.form.fields.values() for part in field.parts)
        parts = (*fields, self._do, self._back)
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
        fields = self.form.fields.items()
        turned = [(name, field) for name, field in fields if field.shown == (name in names)]
        for name, field in turned:
            field.show(shown=name not in names)
        come = [field.editor.accessibleName() for name, field in turned if name not in names]
        if come and self.isVisible():
            announce(self, words.listed(come, self._session.language))
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
        for name in list(self.form.fields)[1:]:
            self.form.take_out(name)
        self._trouble.hide()
        self._put(turned(answers))
        self._put_in_order()
        self._show_remark()
        self._fit()

    def _lay_out(self) -> None:
        question = self._question
        buttons = in_row(None, STRETCH, self._do, self._back, gap=8)
        column = in_column(self, gap=12, edge=16)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        column.addWidget(Text(question.title, Size.SECTION, bold=True, wrap=True))
        column.addWidget(self._note)
        column.addWidget(self._bar)
        if self.form.fields:
            column.addWidget(self.form)
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
        return self.form.values()

    def _go(self) -> None:
        if not self._do.isEnabled():
            return
        self._trouble.hide()
        if not self.form.check():
            self._fit()
            return
        question, answers = self._question, self._answers()
        if question.leads is not None:
            self.accept()
            self._session.open_letters.emit(question.leads(answers))
            return
        self._do.setEnabled(False)
        self._busy.begin()
        undo = None if question.undo is None else question.undo(answers)
        self._session.do(
            self, question.doing(answers), lambda _: self._finish(), self._refuse, undo
        )

    def _finish(self) -> None:
        if self._draft is not None:
            self._draft.drop()
        self.accept()
        done = self.tr("{what}: done").format(what=self._question.title)
        self._session.said.emit(self._question.said or done)

    def _refuse(self, error: Exception) -> None:
        self._busy.end()
        self._do.setEnabled(True)
        self._trouble_of = None
        if isinstance(error, WrongPassword) and error.code == WrongPassword.code:
            # The desk is open: what is said of a closed one at the door does not hold here.
            again = self.tr("Nothing was done. Type it again.")
            self._tell(self.tr("That is not this person's password"), again)
            fields = self.form.fields
            secrets = (each for each in fields.values() if isinstance(each.editor, PasswordEdit))
            typed = fields.get(error.place) or next(secrets, None)
            if typed is not None:
                take_keys(typed.editor)
        elif isinstance(error, KnownError):
            name = error.place.rsplit(".", 1)[-1]
            field = self.form.fields.get(name)
            self._trouble_of = None if field is None else name
            self._tell(*words.reason(error, self._session.language, placed=field is None))
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
