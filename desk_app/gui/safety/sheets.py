# SPDX-License-Identifier: MIT
"""A new recovery sheet: printed twice, its last group typed back, its places named."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QGridLayout,
    QLayout,
    QSizePolicy,
    QWidget,
)

from desk_app.desk.errors import BadInput, KnownError, PrinterFailed, SheetNotPrinted
from desk_app.desk.keys import people
from desk_app.desk.keys.sheet_key import last_group, read_group
from desk_app.desk.opened import arriving
from desk_app.desk.opened.own_pages import recovery_page
from desk_app.gui import words
from desk_app.gui.kit.display.notes import NoteFrame
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.fields.fields import FieldBody, TrailingNoteLineEdit, label_for
from desk_app.gui.kit.fields.form import FormArea
from desk_app.gui.kit.layout.actions import ActionLine, ActionTable
from desk_app.gui.kit.layout.boxes import STRETCH, in_column, in_row, named
from desk_app.gui.kit.layout.layout import TaskDialog
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.look import icons, painting, theme
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.look.states import StateIcon
from desk_app.gui.kit.look.text import Text, announce
from desk_app.gui.kit.look.theme import LIGHT, Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.printing import spooler as printing
from desk_app.gui.printing.letters import print_order
from desk_app.gui.session.tasks import Book
from desk_app.i18n import dates
from desk_app.records.desk.printers import PaperUse
from desk_app.records.desk.sheets import Quarter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from desk_app.desk.context import Changes, Desk
    from desk_app.gui.printing.spooler import Printing
    from desk_app.gui.session.session import Session
    from desk_app.records.desk.people import Language
    from desk_app.records.desk.printers import PrintOrder
    from desk_app.records.desk.profile import DeskProfile
    from desk_app.records.desk.sheets import RecoverySheet, SheetKey


COPIES = 2


@dataclass(frozen=True, slots=True)
class MadeSheet:
    """A sheet that was made, with its pages for another print; it ends with the task."""

    key: SheetKey = field(repr=False)
    pages: bytes = field(repr=False)

    @property
    def last_group(self) -> str:
        """Return the group that is typed back."""
        return last_group(self.key.secret)


@dataclass(frozen=True, slots=True)
class NewSheetState:
    """What the task shows: never the key.

    ``useless`` is a sheet of an interrupted earlier try, whose paper opens nothing any more;
    ``missing_characters`` counts what the last group still lacks, ``fits`` says whether it is the
    printed one. ``wrong`` holds codes by field. ``printers`` is None until the system was asked,
    ``looking`` says that it is asked again.
    """

    profile: DeskProfile | None = None
    useless: RecoverySheet | None = None
    printers: tuple[str, ...] | None = None
    looking: bool = False
    sheet: RecoverySheet | None = None
    printer: str = ""
    printed_at: datetime | None = None
    busy: bool = False
    missing_characters: int = 0
    fits: bool = False
    wrong: Mapping[str, str] = field(default_factory=dict)
    trouble: KnownError | None = None

    @property
    def no_printer(self) -> bool:
        """Say whether the system was asked and knows no printer: the sheet has to wait for one."""
        return self.printers == () and not self.printed

    @property
    def printed(self) -> bool:
        """Say whether the prints went to the printer."""
        return self.printed_at is not None


class NewSheetBook(Book[NewSheetState]):
    """Holds the key only until its sheet is confirmed or the task is put away."""

    confirmed = Signal()

    def __init__(self, session: Session, printing: Printing, parent: QObject) -> None:
        super().__init__(NewSheetState(), parent)
        self._session = session
        self._printing = printing
        self._made: MadeSheet | None = None

    def begin(self) -> None:
        """Ask for the printers, whose desk it is, and whether an earlier try was interrupted."""
        self._session.ask(self, "sheet", arriving.before_new_sheet, self._take)
        self._ask_printers()

    def look_for_printers(self) -> None:
        """Ask for the printers again: one was set up meanwhile."""
        if not (self._state.busy or self._state.looking):
            self._show(replace(self._state, looking=True, trouble=None))
            self._ask_printers()

    def _ask_printers(self) -> None:
        self._session.runner.submit(self, self._printing.printers, self._take_printers)

    def print_copies(self, printer: str) -> None:
        """Print two copies; the first time the sheet is made for them."""
        if self._state.busy:
            return
        self._show(replace(self._state, busy=True, printer=printer, trouble=None))
        if self._made is not None:
            self._send(self._made)
            return
        make = partial(_make, language=self._session.language)
        self._session.runner.submit(
            self, lambda: make(self._session.desk), self._send, self._refuse
        )

    def type_back(self, text: str) -> None:
        """Compare what is typed with the last group of the print."""
        if self._made is None:
            return
        wanted, read = self._made.last_group, read_group(text)
        missing = max(len(wanted) - len(read), 0)
        wrong = {} if missing or read == wanted else {"last_group": "sheet_group_wrong"}
        self._show(
            replace(self._state, missing_characters=missing, fits=read == wanted, wrong=wrong)
        )

    def tell_group(self) -> None:
        """Say that the group is not the printed one: the clerk wants to go on."""
        if self._state.printed and not self._state.fits:
            self._show(replace(self._state, wrong={"last_group": "sheet_group_wrong"}))

    def confirm(self, group: str, places: Sequence[str]) -> None:
        """Take the sheet into use, or say what is wrong."""
        sheet = self._state.sheet
        if sheet is None or self._state.busy:
            return
        named = tuple(place.strip() for place in places)
        wrong = {f"place_{number}": "empty" for number, place in enumerate(named, 1) if not place}
        if not self._state.fits:
            wrong = {"last_group": "sheet_group_wrong", **wrong}
        if wrong:
            self._show(replace(self._state, wrong=wrong))
            return
        self._show(replace(self._state, busy=True, wrong={}, trouble=None))
        verb = partial(people.confirm_sheet, number=sheet.number, last_group=group, places=named)
        self._session.do(self, verb, self._done, self._refuse)

    def forget(self) -> None:
        """Drop the key: the task is put away."""
        self._made = None
        self._state = NewSheetState()

    def _take(self, read: tuple[DeskProfile, RecoverySheet | None]) -> None:
        profile, useless = read
        if self._made is None:
            self._show(replace(self._state, profile=profile, useless=useless))

    def _take_printers(self, printers: Sequence[str]) -> None:
        self._show(replace(self._state, printers=tuple(printers), looking=False))

    def _send(self, made: MadeSheet) -> None:
        """Send both copies."""
        self._made = made
        order = print_order(self._session.screen, PaperUse.OWN, self._state.printer)
        desk, again = self._session.desk, self._state.printed

        def send() -> int:
            printed = _print(self._printing, made, order)
            if not (printed or again):
                people.withdraw_sheet(desk, made.key.sheet.number)
            return printed

        self._session.runner.submit(self, send, self._sent, self._refuse)

    def _sent(self, printed: int) -> None:
        if self._made is None:
            return
        if printed < COPIES:
            # A sheet of which nothing reached the paper is made anew when it is printed.
            self._made = self._made if printed or self._state.printed else None
            self._show(replace(self._state, busy=False, trouble=SheetNotPrinted()))
            return
        self._show(
            replace(
                self._state,
                busy=False,
                useless=None,
                sheet=self._made.key.sheet,
                printed_at=self._session.desk.ports.clock.now(),
                missing_characters=len(self._made.last_group),
            )
        )

    def _done(self, _: Changes) -> None:
        self.forget()
        self.confirmed.emit()

    def _refuse(self, error: Exception) -> None:
        state = replace(self._state, busy=False)
        if isinstance(error, BadInput):
            self._show(replace(state, wrong={error.place: error.code}))
        elif isinstance(error, KnownError):
            self._show(replace(state, trouble=error))


def _make(desk: Desk, language: Language) -> MadeSheet:
    key = people.new_sheet(desk)
    return MadeSheet(key, desk.ports.press.page(recovery_page(desk, key, language)))


def _print(printing: Printing, made: MadeSheet, order: PrintOrder) -> int:
    """Print the copies one by one; return how many the printer took."""
    once = order._replace(choice=order.choice._replace(copies=1))
    for number in range(COPIES):
        try:
            printing.send(made.pages, once)
        except PrinterFailed:
            return number
    return COPIES


_SIDE = 28


class PartState(Enum):
    """How far a part of a task is."""

    AHEAD = "ahead"
    NOW = "now"
    DONE = "done"


class NumberedPart(QWidget):
    """A part of a task; what is put into ``inside`` stands under its words."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._circle = _Circle(number)
        self._title = Text("", bold=True, wrap=True)
        self._why = Text("", Size.LABEL, "text2", wrap=True)
        self.inside = in_column(None, gap=6)
        words = in_column(None, self._title, self._why, self.inside, gap=4)
        row = in_row(self, gap=12, edge=0)
        row.addWidget(self._circle, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def say(self, title: str, why: str) -> None:
        """Show other words."""
        self._title.setText(title)
        self._why.setText(why)

    def put(self, *widgets: QWidget) -> None:
        """Put widgets beside one another under the words."""
        self.inside.addLayout(in_row(None, *widgets, STRETCH, gap=10))

    def put_layout(self, layout: QLayout) -> None:
        """Put a layout under the words."""
        self.inside.addLayout(layout)

    def show_state(self, state: PartState) -> None:
        """Show how far this part is."""
        self._circle.show_state(state)


class _Circle(QWidget):
    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self._state = PartState.AHEAD
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, state: PartState) -> None:
        if state is not self._state:
            self._state = state
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(_SIDE), theme.px(_SIDE))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.tokens(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        now, done = self._state is PartState.NOW, self._state is PartState.DONE
        line = colours.accent if now else colours.ok if done else colours.strong_line
        painter.setPen(QPen(QColor(line), 1))
        painter.setBrush(QColor(colours.accent) if now else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(place)
        if done:
            side = theme.px(16)
            spot = QRectF(0, 0, side, side)
            spot.moveCenter(place.center())
            icons.paint(painter, "check", spot, colours.ok)
            return
        painter.setPen(QColor(colours.on_accent if now else colours.text2))
        painter.setFont(theme.font(bold=now))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), str(self._number))


_WIDTH, _HEIGHT = 400, 600
_MARGIN = 28
_COLUMNS, _ROWS = 4, 3
_DOTS = "••••••"
_CODE = 96
_LEFT_SHARE = 0.56
_CENTRE = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class SheetWords:
    """What stands on the page, in the language of the screen; nothing of the key."""

    title: str = ""
    quarter: str = ""
    desk: str = ""
    number: str = ""
    made: str = ""
    key: str = ""
    code: str = ""
    only: str = ""
    use_title: str = ""
    use: str = ""
    end_title: str = ""
    end: str = ""
    place: str = ""
    sealed: str = ""


class SheetPreview(QWidget):
    """The page that prints, with dots where the key stands; before the print it has no number.

    White paper in both looks, as the letters are; its words are its description.
    """

    def __init__(self) -> None:
        super().__init__()
        self._words = SheetWords()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_sheet(self, state: NewSheetState, today: date, language: Language) -> None:
        """Show the sheet of a task as it stands."""
        profile, sheet = state.profile, state.sheet
        desk = words.desk_name(profile, language) if profile is not None else ""
        number = sheet.number if sheet is not None else "––"
        quarter = sheet.quarter if sheet is not None else Quarter.of(today)
        made = dates.full(sheet.made_on if sheet is not None else today, language)
        self.show_words(
            self.tr("The recovery sheet as it prints; the key is shown as dots"),
            SheetWords(
                title=self.tr("Recovery sheet"),
                quarter=dates.quarter(quarter, language),
                desk=desk,
                number=self.tr("Sheet {number}").format(number=number),
                made=self.tr("Made {day}").format(day=made),
                key=self.tr("Recovery key"),
                code=self.tr("square code"),
                only=self.tr(
                    "The key is printed on paper alone. It stays on no screen, in no file and in no"
                    " backup."
                ),
                use_title=self.tr("What this paper does"),
                use=self.tr(
                    "• Opens the backups of this quarter\n• Lets in when all passwords are lost"
                ),
                end_title=self.tr("How it ends"),
                end=self.tr(
                    "Shred it at the end of the next quarter. The backups of this quarter can then"
                    " be read no more."
                ),
                place=self.tr("Kept at"),
                sealed=self.tr("Sealed by"),
            ),
        )

    def show_words(self, name: str, words: SheetWords) -> None:
        """Show other words; the name tells a screen reader what this is."""
        self._words = words
        self.setAccessibleName(name)
        told = (words.title, words.quarter, words.number, words.only, words.use, words.end)
        self.setAccessibleDescription(" ".join(part for part in told if part))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(_WIDTH), theme.px(_HEIGHT))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paper = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QColor(LIGHT.strong_line))
        painter.setBrush(QColor(LIGHT.base))
        painter.drawRect(paper)
        margin = theme.px(_MARGIN)
        pen = _Pen(painter, paper.adjusted(margin, margin, -margin, -margin))
        self._paint_head(pen)
        self._paint_key(pen)
        self._paint_rest(pen)

    def _paint_head(self, pen: _Pen) -> None:
        words = self._words
        pen.line(words.title, theme.font(Size.TITLE), _CENTRE)
        pen.line(words.quarter, theme.font(), _CENTRE)
        pen.skip(10)
        if pen.fits(words.desk):
            pen.pair(words.desk, words.number)
            pen.pair(words.made, "")
        else:
            pen.wrapped(words.desk)
            pen.pair(words.made, words.number)
        pen.skip(10)
        pen.line(words.key, theme.font(Size.LABEL), _LEFT)

    def _paint_key(self, pen: _Pen) -> None:
        for _ in range(_ROWS):
            pen.cells(_COLUMNS, _DOTS)
        pen.skip(12)
        pen.code(self._words.code, self._words.only)
        pen.skip(12)
        pen.rule()

    def _paint_rest(self, pen: _Pen) -> None:
        words = self._words
        pen.skip(6)
        for title, text in ((words.use_title, words.use), (words.end_title, words.end)):
            pen.line(title, theme.font(Size.LABEL, bold=True), _LEFT)
            pen.wrapped(text)
            pen.skip(6)
        pen.skip(6)
        pen.pair(f"{words.place} ______________", f"{words.sealed} ____________")


class _Pen:
    """Draws down a page from the top."""

    def __init__(self, painter: QPainter, place: QRectF) -> None:
        self._painter = painter
        self._place = place
        self._y = place.top()
        painter.setPen(QColor(LIGHT.text))

    def skip(self, pixels: int) -> None:
        self._y += theme.px(pixels)

    def line(self, text: str, font: QFont, align: int) -> None:
        self._draw(self._row(painting.line_height(font)), text, font, align)

    def fits(self, left: str) -> bool:
        """Say whether a text has room at the left of a pair."""
        advance = QFontMetricsF(theme.font(Size.LABEL)).horizontalAdvance(left)
        return advance + theme.px(8) <= self._place.width() * _LEFT_SHARE

    def pair(self, left: str, right: str) -> None:
        font = theme.font(Size.LABEL)
        row = self._row(painting.line_height(font))
        half = row.width() * _LEFT_SHARE
        self._draw(QRectF(row.left(), row.top(), half, row.height()), left, font, _LEFT)
        self._draw(row.adjusted(half, 0, 0, 0), right, font, _LEFT)

    def cells(self, count: int, text: str) -> None:
        row = self._row(theme.px(32))
        gap = theme.px(12)
        width = (row.width() - gap * (count - 1)) / count
        for column in range(count):
            cell = QRectF(row.left() + column * (width + gap), row.top(), width, row.height())
            self._draw(cell, text, theme.font(bold=True), _CENTRE)
            self._thin(cell.bottomLeft(), cell.bottomRight())

    def code(self, text: str, beside: str) -> None:
        side = theme.px(_CODE)
        row = self._row(side)
        box = QRectF(row.left(), row.top(), side, side)
        self._painter.save()
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(QColor(LIGHT.text2), 1, Qt.PenStyle.DashLine))
        self._painter.drawRect(box)
        self._painter.restore()
        inner = box.adjusted(theme.px(8), 0, -theme.px(8), 0)
        wrap = _CENTRE | int(Qt.TextFlag.TextWordWrap)
        self._draw(inner, text, theme.font(Size.HINT), wrap)
        words = row.adjusted(side + theme.px(16), 0, 0, 0)
        height = painting.text_height(beside, theme.font(Size.LABEL), words.width())
        words.setTop(words.center().y() - height / 2)
        self._wrap(words, beside)

    def wrapped(self, text: str) -> None:
        font = theme.font(Size.LABEL)
        height = painting.text_height(text, font, self._place.width())
        self._wrap(self._row(height), text)

    def rule(self) -> None:
        row = self._row(theme.px(4))
        self._thin(row.topLeft(), row.topRight())

    def _row(self, height: float) -> QRectF:
        row = QRectF(self._place.left(), self._y, self._place.width(), height)
        self._y += height
        return row

    def _draw(self, place: QRectF, text: str, font: QFont, align: int) -> None:
        self._painter.setPen(QColor(LIGHT.text))
        self._painter.setFont(font)
        self._painter.drawText(place, align, text)

    def _wrap(self, place: QRectF, text: str) -> None:
        ink = painting.Ink(theme.font(Size.LABEL), LIGHT.text, LIGHT)
        painting.wrapped(self._painter, place, text, ink)

    def _thin(self, start: QPointF, end: QPointF) -> None:
        self._painter.setPen(QColor(LIGHT.strong_line))
        self._painter.drawLine(start, end)


_GROUP_WIDTH, _PRINTER_WIDTH, _PLACE_WIDTH = 240, 240, 320


class SheetTask(FormArea):
    """Three numbered parts and a warning; the key itself is on paper alone."""

    def __init__(self, book: NewSheetBook, language: Language) -> None:
        super().__init__()
        self._book = book
        self._language = language
        self._busy = False
        self._make_parts()
        self._useless = named("uselessSheet", NoteFrame("ask"))
        none = self.tr("No printer is set up on this computer")
        why_none = self.tr(
            "The sheet is printed on paper alone and never goes into a file. Until it is"
            " printed, no backup is made. Set up a printer and look again, or print the sheet"
            " later from Settings, Recovery sheets."
        )
        self._no_printer = named("noPrinter", NoteFrame("info", none, why_none))
        warning = NoteFrame(
            "ask",
            self.tr("Take no picture of this paper, and do not type it into a computer to keep it"),
            self.tr("A copy would still read backups of what was disposed of."),
        )
        line = ActionLine("printSheet", self._words_of_printing(), self._print, Key.PRINT, "print")
        self.printing = ActionTable([line], self)
        self._make_fields()
        title = Text(self.tr("Print the recovery sheet"), Size.TITLE, bold=True)
        self.setAccessibleName(title.text())
        purpose = self.tr(
            "When every password is lost, this paper alone opens the desk. Its makers cannot."
        )
        head = in_column(None, title, Text(purpose, wrap=True), gap=6)
        notes = (self._useless, self._no_printer)
        in_column(self, head, *notes, *self._parts, warning, STRETCH, gap=16, edge=0)
        book.state_changed.connect(self.render_state)
        self.render_state(book.state)

    def take_focus(self) -> None:
        """Put the cursor where the task goes on."""
        state = self._book.state
        if not state.printed:
            self._button.setFocus()
            return
        fields = {"last_group": self._group, **self._places}
        wrong = [fields[name] for name in state.wrong if name in fields]
        blank = [edit for edit in self._places.values() if state.fits and not edit.text()]
        (*wrong, *blank, self._group)[0].setFocus()

    def confirm(self) -> None:
        """Have the sheet taken into use."""
        self._book.confirm(self._group.text(), [each.text() for each in self._places.values()])
        if self._book.state.wrong:
            self.take_focus()

    @override
    def walk(self, *, onward: bool) -> None:
        """Stay where the group is typed until it fits: typed again it must not become a place."""
        if onward and self._group.hasFocus() and not self._book.state.fits:
            self._book.tell_group()
            self._group.selectAll()
        else:
            super().walk(onward=onward)

    @property
    def ready(self) -> bool:
        """Say whether the last group fits, so that the sheet can be taken into use."""
        return self._book.state.fits and not self._book.state.busy

    def render_state(self, state: NewSheetState) -> None:
        """Show how far the task is, and what is wrong under its field."""
        printed = state.printed
        states = [PartState.DONE, PartState.DONE if state.fits else PartState.NOW, PartState.NOW]
        if not printed:
            states = [PartState.NOW, PartState.AHEAD, PartState.AHEAD]
        elif not state.fits:
            states[2] = PartState.AHEAD
        for part, each in zip(self._parts, states, strict=True):
            part.show_state(each)
        self._show_printers(state)
        self._useless.setVisible(state.useless is not None)
        self._show_print(state)
        self._show_group(state)
        for name, edit in self._places.items():
            edit.setEnabled(state.fits)
            edit.set_trouble(self.tr("This is needed.") if name in state.wrong else "")
        busy = state.busy or state.looking
        ended, self._busy = self._busy and not busy, busy
        if ended:
            self.take_focus()

    def _make_parts(self) -> None:
        self._parts = [NumberedPart(number) for number in range(1, 4)]
        self._parts[1].say(
            self.tr("Type the last group from the paper"),
            self.tr("It shows that the print can be read. Capital or small letters do not matter."),
        )
        self._parts[2].say(
            self.tr("Into an envelope, sealed and signed by two, and into the safe"),
            self.tr("Keep the two prints in different places. The places are noted."),
        )

    def _make_fields(self) -> None:
        self._printer = named("printer", ChoiceBox())
        self._printer.name_alone(self.tr("Printer"))
        self._printer.setFixedWidth(theme.px(_PRINTER_WIDTH))
        self._button = self.printing.button("printSheet")
        self._button.send_keys_to(self)
        self._parts[0].put(self._printer, self._button)
        self._group = named("lastGroup", TrailingNoteLineEdit())
        self._group.setAccessibleName(self.tr("Last group of the recovery key"))
        self._group.setFixedWidth(theme.px(_GROUP_WIDTH))
        self._group.textChanged.connect(self._book.type_back)
        self._state = StateIcon()
        self._parts[1].put(FieldBody(self._group), self._state)
        self._places: dict[str, TrailingNoteLineEdit] = {}
        names = {
            "place_1": self.tr("Place of the first print"),
            "place_2": self.tr("Place of the second print"),
        }
        examples = {
            "place_1": self.tr("such as: head office, safe A"),
            "place_2": self.tr("such as: branch, fireproof cabinet"),
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(6))
        grid.setColumnStretch(1, 1)
        for row, (name, said) in enumerate(names.items()):
            edit = named(name, TrailingNoteLineEdit())
            edit.setMaximumWidth(theme.px(_PLACE_WIDTH))
            edit.textEdited.connect(self._forgive)
            edit.setPlaceholderText(examples[name])
            self._places[name] = edit
            grid.addWidget(label_for(edit, said), row, 0)
            grid.addWidget(FieldBody(edit), row, 1)
        self._parts[2].put_layout(grid)

    def _show_printers(self, state: NewSheetState) -> None:
        printers = state.printers or ()
        self._printer.set_choices([(name, name) for name in printers])
        if self._printer.value() is None and printers:
            self._printer.set_value(printers[0])
        self._printer.setVisible(bool(printers))
        self.printing["printSheet"].setEnabled(not (state.busy or state.looking))
        self.printing["printSheet"].setText(self._words_of_printing())
        if state.no_printer and self._no_printer.isHidden():
            announce(self, self._no_printer.accessibleName())
        self._no_printer.setVisible(state.no_printer)

    def _show_print(self, state: NewSheetState) -> None:
        title = self.tr("Print %n copies", "", COPIES)
        if state.printed_at is None:
            self._parts[0].say(title, self.tr("The key goes to the printer and nowhere else."))
            return
        printer = state.printer or self.tr("The usual printer")
        self._parts[0].say(
            title,
            self.tr("{printer}: printed at {time}").format(
                printer=printer, time=dates.clock(state.printed_at)
            ),
        )

    def _show_group(self, state: NewSheetState) -> None:
        self._group.setEnabled(state.printed)
        missing = state.missing_characters
        self._group.set_note(self.tr("%n more", "", missing) if missing else "")
        wrong = "last_group" in state.wrong
        self._group.set_trouble(
            self.tr("This is not the last group of the print.") if wrong else ""
        )
        shown = (Mark.OPEN, self.tr("not confirmed"))
        if state.fits:
            shown = (Mark.OK, self.tr("confirmed"))
        elif wrong:
            shown = (Mark.DEFECTIVE, self.tr("differs"))
        if shown != self._state.shown() and state.printed and shown[0] is not Mark.OPEN:
            announce(self, shown[1])
        self._state.show_state(*shown)
        if state.useless is not None:
            self._useless.say(
                self.tr("Shred the print of sheet {number}").format(number=state.useless.number),
                self.tr("It was never confirmed and opens nothing. A new one is made now."),
            )

    def _forgive(self, _: str) -> None:
        edit = self.sender()
        if isinstance(edit, TrailingNoteLineEdit):
            edit.set_trouble("")

    def _print(self) -> None:
        if self._book.state.no_printer:
            self._book.look_for_printers()
            return
        self._book.print_copies(str(self._printer.value() or ""))

    def _words_of_printing(self) -> str:
        if self._book.state.printed:
            return self.tr("Print again")
        if self._book.state.no_printer:
            return self.tr("Look for printers again")
        return self.tr("Print")


_TASK = 640


class NewSheet(TaskDialog):
    """Prints a sheet and takes it into use; closed before that, the sheet opens nothing."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        title = self.tr("New recovery sheet")
        super().__init__("newSheet", title, self.tr("Take into use"), self.tr("Back"), parent)
        self._session = session
        self.book = NewSheetBook(session, printing.system(), self)
        self._task = SheetTask(self.book, session.language)
        self._task.setMinimumWidth(theme.px(_TASK))
        self._look = SheetPreview()
        self._trouble = named("trouble", NoteFrame("bad"))
        self._do.send_keys_to(self._task)
        self._task.lead_to(self._do)
        self.book.state_changed.connect(self._show)
        self.book.confirmed.connect(self._confirmed)
        self._lay_out()

    def begin(self) -> None:
        """Open with the focus on the print."""
        self._show(self.book.state)
        self.open()
        self.book.begin()
        self._task.take_focus()

    @override
    def reject(self) -> None:
        self.book.forget()
        super().reject()

    def _lay_out(self) -> None:
        across = in_row(None, (self._task, 1), gap=32)
        across.addWidget(self._look, 0, Qt.AlignmentFlag.AlignTop)
        in_column(self, across, self._trouble, self._buttons, gap=16, edge=24)

    def _show(self, state: NewSheetState) -> None:
        self._look.show_sheet(state, self._session.today, self._session.language)
        self._do.setEnabled(self._task.ready)
        self._trouble.tell(words.told(state.trouble, self._session.language))

    @override
    def go(self) -> None:
        self._task.confirm()

    def _confirmed(self) -> None:
        self._session.said.emit(self.tr("The recovery sheet is in use."))
        self.accept()
