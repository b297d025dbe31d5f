# SPDX-License-Identifier: MIT
"""The fields of the Intake page by name, in sections of three equal columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QLineEdit,
    QSizePolicy,
    QSpacerItem,
    QToolButton,
    QWidget,
)

from desk_app.gui.days import DayWords
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.fields.dates import EraDateEdit
from desk_app.gui.kit.fields.fields import FieldBody, TrailingNoteLineEdit
from desk_app.gui.kit.fields.form import set_value
from desk_app.gui.kit.layout.boxes import STRETCH, Space, dress, in_column, in_row
from desk_app.gui.kit.layout.buttons import ButtonKind, CheckBox, KeyButton
from desk_app.gui.kit.look import icons, painting, theme
from desk_app.gui.kit.look.painting import Mark, look
from desk_app.gui.kit.look.states import StateIcon
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.pyside_workarounds.own_parent import be_label, labelled
from desk_app.gui.pages.intake.draft import unread_place, value_of
from desk_app.i18n import messages
from desk_app.records.desk.people import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from enum import Enum

    from desk_app.gui.case.typed import IntakeForm
    from desk_app.gui.pages.intake.book import IntakeBook
    from desk_app.gui.pages.intake.findings import IntakeState


_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_HEAD = 24
"""How high the line of a section's name is, in pixels at 100 %."""


@dataclass(frozen=True, slots=True)
class SectionHead:
    """A section: its name, its state, the state in words."""

    name: str
    mark: Mark | None = None
    word: str = ""


class SectionStrip(QWidget):
    """Shown when the form scrolls; a click goes to a section, Alt and its digit do the same."""

    section_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._tabs: list[_Tab] = []
        self._current = 0
        dress(self, ground="side")
        self.setFixedHeight(theme.px(32))
        self._row = in_row(self, STRETCH, gap=0, edge=(12, 0, 12, 0))

    def show_sections(self, sections: Sequence[SectionHead]) -> None:
        """Show these sections, numbered from 1."""
        for _ in range(len(sections), len(self._tabs)):
            tab = self._tabs.pop()
            self._row.removeWidget(tab)
            tab.deleteLater()
        while len(self._tabs) < len(sections):
            tab = _Tab(len(self._tabs) + 1, self)
            tab.clicked.connect(self._clicked)
            self._row.insertWidget(len(self._tabs), tab)
            self._tabs.append(tab)
        for tab, section in zip(self._tabs, sections, strict=True):
            tab.show_section(section)
        self.set_current(self._current)

    def set_current(self, number: int) -> None:
        """Mark the section in sight, from 1; 0 for none."""
        self._current = number
        for tab in self._tabs:
            tab.setChecked(tab.number == number)

    def _clicked(self) -> None:
        tab = self.sender()
        if isinstance(tab, _Tab):
            self.section_wanted.emit(tab.number)
            self.set_current(self._current)


class _Tab(QToolButton):
    def __init__(self, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.number = number
        self._section = SectionHead("")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def show_section(self, section: SectionHead) -> None:
        if section == self._section:
            return
        self._section = section
        self.setAccessibleName(f"{self.number} {section.name} {section.word}".strip())
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        words = QFontMetricsF(theme.font(Size.LABEL)).horizontalAdvance(self._words())
        icon = theme.px(4 + 14) if self._section.mark is not None else 0
        return QSize(round(words) + icon + 2 * theme.px(10), theme.px(32))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.tokens(self.palette())
        painter = QPainter(self)
        if self.isChecked():
            painter.fillRect(self.rect(), QColor(colours.base))
            edge = QRectF(0, self.height() - theme.px(3), self.width(), theme.px(3))
            painter.fillRect(edge, QColor(colours.accent))
        painter.setFont(theme.font(Size.LABEL))
        painter.setPen(QColor(colours.text))
        inner = QRectF(self.rect()).adjusted(theme.px(10), 0, -theme.px(10), 0)
        painter.drawText(inner, _LEFT, self._words())
        if self._section.mark is not None:
            drawn = look(self._section.mark)
            side = theme.px(14)
            spot = QRectF(inner.right() - side, inner.center().y() - side / 2, side, side)
            icons.paint(painter, drawn.icon, spot, colours.named(drawn.tone))

    def _words(self) -> str:
        return f"{self.number} {self._section.name}"


class SectionRail(QWidget):
    """The head of one section at the left of a form: number, name and state."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._name = Text("", Size.LABEL, bold=True, wrap=True)
        # A word that is longer than the rail is broken: it must not ask for more than there is.
        self._name.setMinimumWidth(theme.px(40))
        self._state = StateIcon(size=Size.HINT, wrap=True)
        # The state comes with the first key: the sections below must not move down then.
        kept = self._state.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self._state.setSizePolicy(kept)
        self._state.hide()
        dress(self, ground="alternate")
        self.setFixedWidth(theme.px(116))
        # Wrapped like the name, for the same line spacing: the two stand on one line.
        self._digit = Text(str(number), Size.LABEL, "text2", wrap=True)
        self._digit.setFixedWidth(self._digit.sizeHint().width())
        self._head = in_row(None, self._digit, Space(8), (self._name, 1), gap=0, edge=0)
        # As high with a button as without: the states of all sections stand equally deep.
        strut = QSpacerItem(0, theme.px(_HEAD))
        self._head.addSpacerItem(strut)
        indent = self._digit.sizeHint().width() / theme.scale() + 8
        state = in_row(None, Space(indent), (self._state, 1), gap=0, edge=(0, 0, 6, 0))
        in_column(self, self._head, state, STRETCH, gap=0, edge=(12, 5, 2, 5))

    def offer(self, button: QWidget) -> None:
        """Put a button at the end of the line of the name."""
        self._head.insertWidget(3, button)

    def set_number(self, number: int) -> None:
        """Show another number, of one digit too: a page that leaves sections out counts on."""
        self._digit.setText(str(number))

    def show_section(self, section: SectionHead) -> None:
        """Show name and state."""
        self._name.setText(section.name)
        self._state.setVisible(section.mark is not None)
        if section.mark is not None:
            self._state.show_state(section.mark, section.word)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        colours = theme.tokens(self.palette())
        painting.lines(QPainter(self), self.rect(), colours.line, "right", "bottom")


# Fields with their labels in three equal columns.


COLUMNS = 3
_GAP, _NEAR = 8, 4
LABEL_WIDTH = 56
WIDER_LABEL = 76
"""In English, whose words are longer."""
_TOP = Qt.AlignmentFlag.AlignTop


def label_width(language: Language) -> int:
    """Return how wide labels are in a language, in pixels at 100 %."""
    return LABEL_WIDTH if language is Language.JA else WIDER_LABEL


@dataclass(frozen=True, slots=True)
class _Placed:
    """A field in the grid, its label, how many columns of fields it takes."""

    label: Text
    field: QWidget
    span: int

    @property
    def buddy(self) -> QWidget:
        """What takes the keys."""
        return labelled(self.label)

    def show(self, *, shown: bool) -> None:
        self.label.setVisible(shown)
        self.field.setVisible(shown)


class FieldGrid(QWidget):
    """Places fields with their labels; shows and hides the two together."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._width = theme.px(label_width(language))
        self._placed: dict[str, _Placed] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        # Gaps are in the columns of the labels: Qt leaves them out where a wide field has no label
        # beside it, and the three columns of fields would not be equal.
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(theme.px(4))
        for column in range(COLUMNS):
            gaps = theme.px(_GAP) * (2 if column else 1)
            self._grid.setColumnMinimumWidth(2 * column, self._width + gaps)
            self._grid.setColumnStretch(2 * column + 1, 1)

    def place(
        self, name: str, words: str, field: QWidget, row: int, column: int, span: int = 1
    ) -> None:
        """Put a field with its label, which names it; ``span`` counts columns of fields."""
        label = Text(words, Size.LABEL, "text2", wrap=True)
        label.setMinimumHeight(theme.px(28))
        label.setFixedWidth(self._width)
        editor = field.edit if isinstance(field, FieldBody) else field
        be_label(label, editor)
        beside = editor.text() if isinstance(editor, CheckBox) else ""
        editor.setAccessibleName(f"{words} {beside}".strip())
        self._placed[name] = _Placed(label, field, span)
        self._put(self._placed[name], row, column)

    def flow(self, names: Sequence[str]) -> None:
        """Show these fields and no others, one after the other in the three columns."""
        row = column = 0
        for name, each in self._placed.items():
            each.show(shown=name in names)
        for each in (self._placed[name] for name in names):
            if column + each.span > COLUMNS:
                row, column = row + 1, 0
            self._put(each, row, column)
            column += each.span

    def show_fields(self, *names: str, shown: bool) -> None:
        """Show fields with their labels, or leave them out of the page and of the way of Enter."""
        for name in names:
            self._placed[name].show(shown=shown)

    def first(self, names: Iterable[str] = ()) -> QWidget | None:
        """Return the first field that can take the focus, of these or of all."""
        placed = [self._placed[name] for name in names] or self._placed.values()
        able = (each for each in placed if not each.field.isHidden() and each.buddy.isEnabled())
        return next((each.buddy for each in able), None)

    def _put(self, each: _Placed, row: int, column: int) -> None:
        # A label stands nearer to its own field than to the one before it.
        side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
        each.label.setFixedWidth(self._width + (theme.px(_NEAR) if column else 0))
        self._grid.addWidget(each.label, row, 2 * column, _TOP | side)
        self._grid.addWidget(each.field, row, 2 * column + 1, 1, 2 * each.span - 1, _TOP)


# The fields of the Intake page by name: made, filled from the form, and listened to.


Choices = list[tuple[object, str]]


def worded(members: Iterable[Enum], language: Language) -> Choices:
    """Return values with their words, to be chosen from."""
    return [(each, messages.label(each, language)) for each in members]


class IntakeFields(QObject):
    """Makes fields and passes what is typed to the book of the page.

    ``typed`` follows each committed key, ``settled`` a field that was left, a tick or a choice,
    ``moved`` the cursor in a line.
    A field's object name is its name in the form.
    """

    typed = Signal()
    settled = Signal()
    moved = Signal()

    def __init__(self, book: IntakeBook, parent: QObject) -> None:
        super().__init__(parent)
        self.book = book
        self.session = book.session
        self.language = book.session.language
        self._days = DayWords(book.session, lambda: book.form.envelope.arrived_on)
        self._editors: dict[str, QWidget] = {}
        self._bodies: dict[str, FieldBody] = {}

    def line(self, edit: TrailingNoteLineEdit | None = None) -> QWidget:
        """Make a field for one line of text."""
        edit = edit or TrailingNoteLineEdit()
        edit.textChanged.connect(self._text_changed)
        edit.left.connect(self.settled)
        return edit

    def day(self, note: str = "weekday") -> QWidget:
        """Make a field for a day; behind it stands the weekday, or the age."""
        edit = EraDateEdit(self._days.read(note), self._days.show(note))
        if note == "age":
            edit.setPlaceholderText(self.tr("e.g. 17 Apr 1987"))
        edit.value_changed.connect(self._day_changed)
        edit.trouble_changed.connect(self._day_unread)
        edit.textEdited.connect(self.typed)
        edit.left.connect(self.settled)
        return edit

    def loose_day(self) -> EraDateEdit:
        """Make a field for a day that is none of the form's: who asks for it reads it."""
        return EraDateEdit(self._days.read(), self._days.show())

    def choice(
        self, choices: Choices, shorts: Mapping[str, str] | None = None, hint: str = ""
    ) -> ChoiceBox:
        """Make a field with a fixed choice, and the short words for where it has no room."""
        box = ChoiceBox()
        box.set_choices(choices)
        box.shorten(shorts or {})
        box.setPlaceholderText(hint)
        box.chosen.connect(self._chosen)
        return box

    def tick(self, words: str = "") -> CheckBox:
        """Make a check box."""
        box = CheckBox(words)
        box.toggled.connect(self._ticked)
        return box

    def keep(self, name: str, editor: QWidget) -> QWidget:
        """Take a field in by its name; return it with the place for what is wrong with it."""
        editor.setObjectName(name)
        self._editors[name] = editor
        if isinstance(editor, CheckBox):
            return editor
        if isinstance(editor, QLineEdit):
            editor.cursorPositionChanged.connect(self.moved)
        self._bodies[name] = FieldBody(editor)
        return self._bodies[name]

    def edit(self, name: str) -> QWidget:
        """Return the widget of a field."""
        return self._editors[name]

    def has(self, name: str) -> bool:
        """Say whether there is such a field."""
        return name in self._editors

    def body(self, name: str) -> FieldBody:
        """Return a field with the place of its error."""
        return self._bodies[name]

    def show(self, form: IntakeForm) -> None:
        """Fill every field from the form, without telling anybody."""
        unread = dict(form.unread)
        for name, editor in self._editors.items():
            with QSignalBlocker(editor):
                _fill(editor, value_of(form, name), unread.get(unread_place(form, name), ""))

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

    def _text_changed(self) -> None:
        # What the signal carries may be older than what stands in the field: a postal code is
        # written anew while its last digit is still being taken.
        edit = self.sender()
        if isinstance(edit, QLineEdit):
            self.book.put(edit.objectName(), edit.text())
            self.typed.emit()

    def _day_changed(self, on: object) -> None:
        edit = self.sender()
        if isinstance(edit, EraDateEdit) and not edit.trouble():
            self.book.put(edit.objectName(), on)

    def _day_unread(self, trouble: str) -> None:
        edit = self.sender()
        if isinstance(edit, EraDateEdit) and trouble:
            self.book.put_unread(edit.objectName(), edit.text())

    def _chosen(self, value: object) -> None:
        self.book.choose_value(self.sender().objectName(), value)
        self.settled.emit()

    def _ticked(self, ticked: bool) -> None:  # noqa: FBT001 a Qt slot
        self.book.put(self.sender().objectName(), ticked)
        self.settled.emit()


def _fill(editor: QWidget, value: object, unread: str) -> None:
    """Show what was not typed just now; a line in which it stands is left with its cursor."""
    if isinstance(editor, EraDateEdit):
        set_value(editor, value)
        if unread:
            editor.setText(unread)
            editor.understand()
    elif not isinstance(editor, QLineEdit) or editor.text() != str(value or ""):
        set_value(editor, value)


# One section of the Intake page: its head at the left, its fields in three equal columns.


RAIL, WIDER_RAIL = 124, 130


class IntakeSection(QWidget):
    """Holds its grid of fields and shows the part of the state that is its own.

    What is seldom filled in stands in fields that a button at the head opens, or a value in them.
    """

    def __init__(self, number: int, fields: IntakeFields, parent: QWidget) -> None:
        super().__init__(parent)
        self.number = number
        self.fields = fields
        self.book = fields.book
        self.language = fields.language
        self.grid = FieldGrid(fields.language)
        self.error = Text("", Size.HINT, "bad", wrap=True)
        self.error.hide()
        self._seldom: tuple[str, ...] = ()
        self.more = KeyButton(icon="down", kind=ButtonKind.QUIET)
        self.more.setObjectName(f"more{number}")
        self.more.clicked.connect(self._more_clicked)
        self.more.hide()
        self._rail = SectionRail(number)
        japanese = fields.language is Language.JA
        self._rail.setFixedWidth(theme.px(RAIL if japanese else WIDER_RAIL))
        self._rail.offer(self.more)
        self.column = in_column(None, self.grid, gap=4, edge=(12, 8, 16, 8))
        self.column.setAlignment(self.grid, _TOP)
        in_row(self, self._rail, (self.column, 1), gap=0, edge=0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def put(
        self, name: str, words: str, editor: QWidget, row: int, column: int, span: int = 1
    ) -> None:
        """Put a field of the form into the grid with its label."""
        self.grid.place(name, words, self.fields.keep(name, editor), row, column, span)

    def seldom(self, more: str, *names: str) -> None:
        """Name the fields that are seldom filled in; they begin closed.

        ``more`` says to a screen reader and as a tip whose fields the button opens.
        """
        self._seldom = names
        self.more.setAccessibleName(more)
        self.more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.close_seldom()

    def open_seldom(self) -> None:
        """Show the fields that are seldom filled in."""
        self.grid.show_fields(*self._seldom, shown=True)
        self.more.hide()

    def close_seldom(self) -> None:
        """Leave out the fields that are seldom filled in."""
        self.grid.show_fields(*self._seldom, shown=False)
        self.more.setVisible(bool(self._seldom))

    def show_section(self, section: SectionHead, place: int) -> None:
        """Show place, name and state at the head."""
        self._rail.set_number(place)
        self._rail.show_section(section)

    def show_state(self, state: IntakeState) -> None:
        """Show what of the state is this section's; the fields themselves are shown by name."""

    def tell(self, state: IntakeState, *names: str) -> None:
        """Show why the section as a whole cannot be saved: the first of these, or nothing."""
        trouble = next((state.troubles[name] for name in names if name in state.troubles), "")
        self.error.setText(trouble)
        self.error.setVisible(bool(trouble))

    def enter(self) -> None:
        """Put the focus into the first field that can take it."""
        self._go_to(self.grid.first())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        colours = theme.tokens(self.palette())
        painting.lines(QPainter(self), self.rect(), colours.line, "bottom")

    def _go_to(self, field: QWidget | None) -> None:
        if field is not None:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _more_clicked(self) -> None:
        self.grid.show_fields(*self._seldom, shown=True)
        # Before the button goes: Qt would take its focus to another part of the page.
        self._go_to(self.grid.first(self._seldom))
        self.open_seldom()
