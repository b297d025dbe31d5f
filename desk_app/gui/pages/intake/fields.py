# SPDX-License-Identifier: MIT
"""The fields of the Intake page by name, in sections of three equal columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from desk_app.gui.kit import icons, painting, theme
from desk_app.gui.kit.boxes import STRETCH, dress, in_column, in_row
from desk_app.gui.kit.buttons import ButtonKind, CheckBox, KeyButton
from desk_app.gui.kit.choices import ChoiceBox
from desk_app.gui.kit.dates import EraDateEdit
from desk_app.gui.kit.fields import FieldBody, TrailingNoteLineEdit
from desk_app.gui.kit.names import AddressEdit, KanaEdit, PostalCodeEdit
from desk_app.gui.kit.painting import Mark, look
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.pyside_workarounds.own_parent import be_label, labelled
from desk_app.gui.kit.states import StateIcon
from desk_app.gui.kit.text import Text
from desk_app.gui.kit.theme import Size
from desk_app.gui.pages.intake.draft import unread_place, value_of
from desk_app.records.people import Language

if TYPE_CHECKING:
    from desk_app.gui.case.typed import IntakeForm
    from desk_app.gui.days import Days
    from desk_app.gui.pages.intake.book import IntakePresenter
    from desk_app.gui.pages.intake.findings import IntakeState


_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its name, its state, the state in words."""

    name: str
    mark: Mark | None = None
    word: str = ""


class SectionStrip(QWidget):
    """Shown when the form scrolls; a click goes to a section, Alt and its digit do the same."""

    section_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tabs: list[_Tab] = []
        self._current = 0
        dress(self, ground="side")
        self.setFixedHeight(theme.px(32))
        self._row = in_row(self, STRETCH, gap=0, edge=(12, 0, 12, 0))

    def show_sections(self, sections: Sequence[Section]) -> None:
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
        self._section = Section("")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def show_section(self, section: Section) -> None:
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

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
        row = in_row(self, gap=8, edge=(12, 9, 8, 8))
        # Wrapped like the name, for the same line spacing: the two stand on one line.
        self._digit = Text(str(number), Size.LABEL, "text2", wrap=True)
        self._digit.setFixedWidth(self._digit.sizeHint().width())
        row.addWidget(self._digit, 0, Qt.AlignmentFlag.AlignTop)
        column = in_column(None, self._name, self._state, STRETCH, gap=4)
        row.addLayout(column, 1)

    def set_number(self, number: int) -> None:
        """Show another number, of one digit too: a page that leaves sections out counts on."""
        self._digit.setText(str(number))

    def show_section(self, section: Section) -> None:
        """Show name and state."""
        self._name.setText(section.name)
        self._state.setVisible(section.mark is not None)
        if section.mark is not None:
            self._state.show_state(section.mark, section.word)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        colours = theme.tokens(self.palette())
        painting.lines(QPainter(self), self.rect(), colours.line, "right")


# Fields with their labels in three equal columns.


COLUMNS = 3
_GAP = 8
LABEL_WIDTH = 56
WIDER_LABEL = 76
"""In English, whose words are longer."""
_TOP = Qt.AlignmentFlag.AlignTop


class FieldGrid(QWidget):
    """Places fields, names them in each language, shows and hides them with their labels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: dict[str, Text] = {}
        self._fields: dict[str, QWidget] = {}
        self._spans: dict[str, int] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        # Gaps are in the columns of the labels: Qt leaves them out where a wide field has no label
        # beside it, and the three columns of fields would not be equal.
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(theme.px(4))
        for column in range(COLUMNS):
            self._grid.setColumnStretch(2 * column + 1, 1)
        self._leave_room(LABEL_WIDTH)

    def place(self, name: str, field: QWidget, row: int, column: int, span: int = 1) -> None:
        """Put a field with its label into the grid; ``span`` counts columns of fields."""
        label = Text("", Size.LABEL, "text2", wrap=True)
        label.setMinimumHeight(theme.px(28))
        label.setFixedWidth(theme.px(LABEL_WIDTH))
        be_label(label, field.edit if isinstance(field, FieldBody) else field)
        self._labels[name] = label
        self._fields[name] = field
        self._spans[name] = span
        self._put(name, row, column)

    def flow(self, names: Sequence[str]) -> None:
        """Show these fields and no others, one after the other in the three columns."""
        row = column = 0
        for name in self._fields:
            shown = name in names
            self._labels[name].setVisible(shown)
            self._fields[name].setVisible(shown)
        for name in names:
            if column + self._spans[name] > COLUMNS:
                row, column = row + 1, 0
            self._put(name, row, column)
            column += self._spans[name]

    def show_fields(self, *names: str, shown: bool) -> None:
        """Show fields with their labels, or leave them out of the page and of the way of Enter."""
        for name in names:
            self._labels[name].setVisible(shown)
            self._fields[name].setVisible(shown)

    def name_fields(self, names: Mapping[str, str]) -> None:
        """Write the labels; each gives its field the accessible name."""
        for name, words in names.items():
            self._labels[name].setText(words)
            buddy = labelled(self._labels[name])
            if isinstance(buddy, CheckBox):
                buddy.setAccessibleName(f"{words} {buddy.text()}".strip())
            else:
                buddy.setAccessibleName(words)

    def set_label_width(self, width: int) -> None:
        """Give every label this width, in pixels at 100 %."""
        for label in self._labels.values():
            label.setFixedWidth(theme.px(width))
        self._leave_room(width)

    def _leave_room(self, width: int) -> None:
        """Keep the columns of the labels so wide, with a gap at their right and between fields."""
        for column in range(COLUMNS):
            gaps = theme.px(_GAP) * (2 if column else 1)
            self._grid.setColumnMinimumWidth(2 * column, theme.px(width) + gaps)

    def first(self, names: Sequence[str] = ()) -> QWidget | None:
        """Return the first field that can take the focus, of these or of all."""
        for name in names or tuple(self._fields):
            buddy = labelled(self._labels[name])
            if not self._fields[name].isHidden() and buddy.isEnabled():
                return buddy
        return None

    def last(self, names: Sequence[str]) -> QWidget | None:
        """Return the last field of these that can take the focus."""
        return self.first(tuple(reversed(names))) if names else None

    def _put(self, name: str, row: int, column: int) -> None:
        label, field, width = self._labels[name], self._fields[name], 2 * self._spans[name] - 1
        middle = Qt.AlignmentFlag.AlignHCenter if column else Qt.AlignmentFlag.AlignLeft
        self._grid.addWidget(label, row, 2 * column, _TOP | middle)
        self._grid.addWidget(field, row, 2 * column + 1, 1, width, _TOP)


# The fields of the Intake page by name: made, filled from the form, and listened to.


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


# One section of the Intake page: its head at the left, its fields in three equal columns.


RAIL, WIDER_RAIL = 124, 130


class IntakeSection(QWidget):
    """Holds its grid of fields and shows the part of the state that is its own.

    What is seldom filled in stands in fields that a button at the head opens, or a value in them.
    """

    def __init__(self, number: int, fields: IntakeFields, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = number
        self.fields = fields
        self.grid = FieldGrid()
        self._seldom: tuple[str, ...] = ()
        self.more = KeyButton(icon="plus", kind=ButtonKind.FLAT, parent=self)
        self.more.setObjectName(f"more{number}")
        self.more.clicked.connect(self._more_clicked)
        self.more.hide()
        self._rail = SectionRail(number)
        self.column = in_column(None, self.grid, gap=4, edge=(12, 7, 16, 8))
        in_row(self, self._rail, (self.column, 1), gap=0, edge=0)
        self.more.raise_()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def seldom(self, *names: str) -> None:
        """Name the fields that are seldom filled in; they begin closed."""
        self._seldom = names
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

    def show_section(self, section: Section, place: int) -> None:
        """Show place, name and state at the head."""
        self._rail.set_number(place)
        self._rail.show_section(section)

    def show_state(self, state: IntakeState) -> None:
        """Show what of the state is this section's; the fields themselves are shown by name."""

    def fit(self, language: Language) -> None:
        """Give head and labels the room that the words of a language take."""
        japanese = language is Language.JA
        self._rail.setFixedWidth(theme.px(RAIL if japanese else WIDER_RAIL))
        self.grid.set_label_width(LABEL_WIDTH if japanese else WIDER_LABEL)
        self._place_more()

    def names(self, names: Mapping[str, str]) -> None:
        """Write the labels of the fields."""
        self.grid.name_fields(names)

    def enter(self) -> None:
        """Put the focus into the first field that can take it."""
        first = self.grid.first()
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        colours = theme.tokens(self.palette())
        painting.lines(QPainter(self), self.rect(), colours.line, "bottom")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_more()

    def _place_more(self) -> None:
        size = self.more.sizeHint()
        self.more.resize(size)
        # The rail has its width at once, but takes it only when the page is laid out.
        self.more.move(self._rail.maximumWidth() - size.width() - theme.px(2), theme.px(4))

    def _more_clicked(self) -> None:
        self.grid.show_fields(*self._seldom, shown=True)
        first = self.grid.first(self._seldom)
        if first is not None:
            # Before the button goes: Qt would take its focus to another part of the page.
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.open_seldom()
