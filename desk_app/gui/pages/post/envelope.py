# SPDX-License-Identifier: MIT
"""The envelope looked at: how it goes, what pays it, its check; what became of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QGridLayout, QWidget

from desk_app.gui import days
from desk_app.gui.case import post
from desk_app.gui.case.post import (
    Sent,
    Waiting,
    is_half_typed,
    sent_by,
    takes_form_copy,
    takes_mandate_form,
)
from desk_app.gui.kit.display.notes import NoteFrame
from desk_app.gui.kit.display.steps import StepList
from desk_app.gui.kit.display.sums import SumLine, SumPanel
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.fields.dates import EraDateEdit
from desk_app.gui.kit.fields.fields import FieldBody, Settling, TrailingNoteLineEdit, label_for
from desk_app.gui.kit.fields.form import FormArea
from desk_app.gui.kit.fields.names import plain_digits
from desk_app.gui.kit.layout.boxes import STRETCH, dress, in_column, in_row
from desk_app.gui.kit.layout.buttons import CheckBox
from desk_app.gui.kit.layout.layout import FlowLayout, PageScroll
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.look.text import Text, style_as
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds import own_parent
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.tables.columns import CellRole, Column, RowsModel, TextSide
from desk_app.gui.kit.tables.table import CellDelegate, ListTable
from desk_app.gui.pages.post.words import paid_with, stuck
from desk_app.i18n import messages, writing
from desk_app.records.case.mail import MailKind
from desk_app.records.case.stamps import PaidBy, Shape
from desk_app.rules.postage.quote import Service

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from desk_app.desk.post.postage import Offer
    from desk_app.gui.case.post import Envelope, Filling
    from desk_app.gui.kit.layout.buttons import KeyButton
    from desk_app.gui.kit.tables.columns import Cell, ColumnsModel
    from desk_app.gui.kit.tables.table import CellGround
    from desk_app.gui.pages.post.book import PostBook, PostState
    from desk_app.gui.pages.post.words import PostWords
    from desk_app.gui.session.session import Session
    from desk_app.records.base import HeldThingId, LetterId
    from desk_app.records.case.stamps import Pile
    from desk_app.records.desk.people import Language


class PostInside(QWidget):
    """Says ``changed`` when something is ticked, or not any more."""

    changed = Signal()

    def __init__(self, words: PostWords) -> None:
        super().__init__()
        self._words = words
        self._shown: tuple[object, ...] = ()
        self._row: Waiting | None = None
        self._boxes: dict[object, CheckBox] = {}
        self._behind: QWidget | None = None
        self._again = Text("", Size.LABEL, "text2", wrap=True)
        self._form = Text(
            self.tr("Put in a copy of the application form too, to be filled in"), wrap=True
        )
        self._form.setObjectName("formCopy")
        self._blank = Text(
            self.tr("Put in a blank letter of proxy too: the letter says it is enclosed"), wrap=True
        )
        self._blank.setObjectName("blankMandate")
        self._back = Text(
            self.tr("Goes back in it, if you put it in"), Size.LABEL, "text2", wrap=True
        )
        self._head = Text("", Size.LABEL, "text2", wrap=True)
        self._column = in_column(self, self._head, gap=2, edge=0)

    def come_before(self, field: QWidget) -> None:
        """Let Tab go from here to a field: boxes are made long after it."""
        self._behind = field

    def take_focus(self) -> None:
        """Put the keys on the first thing that goes back and is not ticked, else on the first."""
        boxes = list(self._boxes.values())
        wanted = [box for box in boxes if not box.isChecked()] or boxes
        if wanted:
            wanted[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def letters(self) -> tuple[LetterId, ...]:
        """Return the letters that are ticked, in their order."""
        each_one = self._row.envelope.letters if self._row else ()
        return tuple(each.id for each in each_one if self._is_ticked(each.id))

    def things(self) -> tuple[HeldThingId, ...]:
        """Return the things of the return list that are ticked."""
        each_one = self._row.envelope.things if self._row else ()
        return tuple(each.id for each in each_one if self._is_ticked(each.id))

    def show_row(self, row: Waiting) -> None:
        """Show what may lie in an envelope; boxes that stand already are left where they are."""
        self._row = row
        sheets = self._words.contents(row.envelope)
        self._head.setText(self.tr("Enclose ({sheets})").format(sheets=sheets))
        shown = (row.key, *(self._named(row)))
        if shown != self._shown:
            self._shown = shown
            self._make_boxes(row)
        ticked = {*row.filling.letters, *row.filling.things}
        for id_, box in self._boxes.items():
            with QSignalBlocker(box):
                box.setChecked(id_ in ticked)
        again = ", ".join(letter.number for letter in row.envelope.again)
        self._again.setText(
            self.tr("Put in the letter that came back too: {numbers}").format(numbers=again)
        )
        self._again.setVisible(bool(again))
        self._form.setVisible(takes_form_copy(row.envelope, row.filling))
        self._blank.setVisible(takes_mandate_form(row.envelope, row.filling))
        self._back.setVisible(bool(row.envelope.things))

    def _named(self, row: Waiting) -> tuple[tuple[object, str], ...]:
        letters = tuple(
            (each.id, f"{each.number} {self._words.letter(each.kind)}")
            for each in row.envelope.letters
        )
        things = tuple((each.id, self._words.thing(each)) for each in row.envelope.things)
        return (*letters, *things)

    def _make_boxes(self, row: Waiting) -> None:
        self._take_away()
        letters = {each.id for each in row.envelope.letters}
        for id_, name in self._named(row):
            box = CheckBox(name)
            box.setAccessibleName(name)
            box.setObjectName(f"inside.{id_}")
            box.toggled.connect(lambda _: self.changed.emit())
            self._boxes[id_] = box
        first = [box for id_, box in self._boxes.items() if id_ in letters]
        others = [box for id_, box in self._boxes.items() if id_ not in letters]
        for part in (*first, self._form, self._blank, self._again, self._back, *others):
            self._column.addWidget(part)
        before = None if self._behind is None else own_parent.before(self._behind)
        for box in (*first, *others):
            if before is not None:
                QWidget.setTabOrder(before, box)
            before = box

    def _take_away(self) -> None:
        for part in (*self._boxes.values(), self._form, self._blank, self._again, self._back):
            self._column.removeWidget(part)
        for box in self._boxes.values():
            box.hide()
            box.deleteLater()
        self._boxes = {}

    def _is_ticked(self, id_: object) -> bool:
        box = self._boxes.get(id_)
        return box is not None and box.isChecked()


_FORM, _LABELS, _FIELD, _HEAD = 296, 72, 28, 28
_PACKS = (Shape.PACK_LIGHT, Shape.PACK_PLUS)
_MOST_DIGITS = 5


class PostForm(QWidget):
    """Tells the book the filling whenever a field was left, chosen or ticked.

    A tracking number that is whole is taken once no more is typed, too.
    """

    def __init__(
        self,
        session: Session,
        words: PostWords,
        book: PostBook,
        buttons: tuple[KeyButton, ...],
    ) -> None:
        super().__init__()
        self._session = session
        self._words = words
        self._book = book
        self._row: Waiting | Sent | None = None
        self._doubted: tuple[object, str, str] | None = None
        self.setMinimumWidth(theme.px(_FORM))
        self._title = Text("", Size.SECTION, bold=True, wrap=True)
        # The heads of the three parts stand on one line.
        self._title.setMinimumHeight(theme.px(_HEAD))
        self._about = Text("", Size.LABEL, "text2", wrap=True)
        self._sent = Text("", wrap=True)
        self._remark = NoteFrame("ask")
        self._remark.setObjectName("postRemark")
        self._make_fields()
        self.inside = PostInside(words)
        self.inside.changed.connect(self.take)
        self.inside.come_before(self.envelope)
        self._buttons = buttons
        self._lay_out()

    def take(self) -> None:
        """Take what stands in the fields now; what is no number of grams is told and left."""
        if isinstance(self._row, Waiting):
            filling = self._filled(self._row)
            if filling != self._row.filling:
                self._book.say(filling)

    def settle(self) -> bool:
        """Take the fields; say False where that shows a doubt which nobody can have seen yet."""
        seen = self._doubted
        self.take()
        return self._doubted in {None, seen}

    def to_number(self) -> None:
        """Put the keys on the tracking number."""
        self.number.setFocus()
        self.number.selectAll()

    def has_keys(self) -> bool:
        """Say whether one of the fields has the keys."""
        now = QApplication.focusWidget()
        return now is not None and self.isAncestorOf(now)

    def show_state(self, state: PostState) -> None:
        """Show the envelope looked at; a field that is being typed in is left alone."""
        before, self._row = self._row, state.row
        row = self._row
        waits = isinstance(row, Waiting)
        self._form.setVisible(waits)
        self._title.setText("" if row is None else row.to.name)
        self._about.setText("" if row is None else self._words.about(row))
        self._sent.setText(self._words.posted(row) if isinstance(row, Sent) else "")
        self._sent.setVisible(bool(self._sent.text()))
        if isinstance(row, Waiting):
            fresh = not isinstance(before, Waiting) or before.key != row.key
            self._show_filling(row, fresh=fresh)
        self._show_doubt(row)
        _say(self._remark, "", self._words.remark(row) if isinstance(row, Waiting) else "", "ask")

    def _make_fields(self) -> None:
        self._settling = Settling(self)
        self._settling.settled.connect(self._number_typed)
        self.envelope, self.kind = ChoiceBox(), ChoiceBox()
        self.grams = TrailingNoteLineEdit()
        self.express = CheckBox(self.tr("By express"))
        self.express.setObjectName("express")
        self.number = TrailingNoteLineEdit()
        self.number.setPlaceholderText(self.tr("Scan it, or type it"))
        self._day = EraDateEdit(days.reading(self._session), days.showing(self._session))
        self._bodies: dict[str, FieldBody] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(8))
        self._grid.setVerticalSpacing(theme.px(4))
        self._grid.setColumnMinimumWidth(0, theme.px(_LABELS))
        self._grid.setColumnStretch(1, 1)
        self.grams.set_note(self.tr("g on a scale"))
        for name, title, edit in (
            ("envelope", self.tr("Envelope"), self.envelope),
            ("mailKind", self.tr("Mail"), self.kind),
            ("grams", self.tr("Weight"), self.grams),
            ("trackingNumber", self.tr("Number"), self.number),
            ("postedOn", self.tr("Posted on"), self._day),
        ):
            edit.setObjectName(name)
            row = self._grid.rowCount()
            body, label = FieldBody(edit), label_for(edit, title)
            label.setFixedHeight(theme.px(_FIELD))
            self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            # What makes it dearer stands beside the weight: the form is whole in a low window too.
            beside = (self.express,) if edit is self.grams else ()
            self._grid.addLayout(in_row(None, (body, 1), *beside, gap=12), row, 1)
            self._bodies[name] = body
        self.number.setAccessibleName(self.tr("Tracking number"))
        for box in (self.envelope, self.kind):
            box.chosen.connect(self._chosen)
        self.express.toggled.connect(self._chosen)
        self._day.value_changed.connect(self._chosen)
        for line in (self.grams, self.number):
            line.left.connect(self.take)
        self.number.textEdited.connect(self._settling.touch)

    def _lay_out(self) -> None:
        buttons = FlowLayout(theme.px(8), theme.px(8))
        for button in self._buttons:
            buttons.addWidget(button)
        self._form = FormArea(self)
        in_column(self._form, self.inside, self._grid, gap=12, edge=0)
        named = in_column(None, self._title, self._about, gap=2, edge=0)
        parts = (named, self._sent, buttons, self._form, self._remark, STRETCH)
        in_column(self, *parts, gap=12, edge=0)

    def _show_filling(self, row: Waiting, *, fresh: bool) -> None:
        filling, language = row.filling, self._session.language
        rates = self._session.desk.tariff.on(filling.posted_on)
        self.envelope.set_choices(
            [(each.code, self._words.envelope(each.code)) for each in rates.envelopes]
        )
        self.envelope.set_value(filling.envelope)
        self.kind.set_choices(_services(language, cash=row.envelope.told.of_cash))
        self.kind.set_value(_service(filling))
        goes_fast = filling.kind not in {MailKind.EXPRESS, MailKind.LETTER_PACK}
        with QSignalBlocker(self.express):
            self.express.setChecked(filling.express)
        self.express.setEnabled(goes_fast)
        offer = row.priced.offer
        worked_out = "" if offer is None else str(offer.quote.grams)
        self.grams.setPlaceholderText(worked_out)
        if fresh or not self.grams.hasFocus():
            self.grams.setText("" if filling.grams is None else str(filling.grams))
        if fresh or not self.number.hasFocus():
            self.number.setText(filling.tracking)
        if fresh or not self._day.hasFocus():
            self._day.set_value(filling.posted_on)
        if fresh:
            self._bodies["grams"].show_error("")
        self.inside.show_row(row)

    def _show_doubt(self, row: Waiting | Sent | None) -> None:
        """Show under the number what looks wrong with it, and say it."""
        self._doubted, doubt = None, ""
        if isinstance(row, Waiting):
            doubt = self._words.doubt(row)
            self._doubted = (row.key, row.filling.tracking, doubt) if doubt else None
        self._bodies["trackingNumber"].show_remark(doubt)

    def _number_typed(self) -> None:
        """Take a number that is whole; of one that is not nothing is said before it is left."""
        row = self._row
        if isinstance(row, Waiting) and not is_half_typed(self._filled(row)):
            self.take()

    def _filled(self, row: Waiting) -> Filling:
        """Return the filling as the fields stand."""
        filling = replace(
            row.filling,
            envelope=str(self.envelope.value() or row.filling.envelope),
            express=self.express.isChecked(),
            tracking=self.number.text().strip(),
            posted_on=self._day.value() or row.filling.posted_on,
            letters=self.inside.letters(),
            things=self.inside.things(),
        )
        return self._with_grams(filling)

    def _with_grams(self, filling: Filling) -> Filling:
        typed = self.grams.text().strip()
        digits = plain_digits(typed)
        fits = digits.isdecimal() and len(digits) <= _MOST_DIGITS and int(digits) > 0
        trouble = "" if fits or not typed else self.tr("Type the grams as a number.")
        self._bodies["grams"].show_error(trouble)
        return filling if trouble else replace(filling, grams=int(digits) if fits else None)

    def _chosen(self, _: object = None) -> None:
        """Take what was chosen; another kind of mail has its own envelope and stamps."""
        if not isinstance(self._row, Waiting):
            return
        filling, service = self._filled(self._row), self.kind.value()
        if isinstance(service, Service) and service != _service(self._row.filling):
            filling = sent_by(filling, service)
        if filling != self._row.filling:
            self._book.say(filling)


def _service(filling: Filling) -> Service:
    """Return the choice of the kinds of mail that a filling stands for."""
    pack = filling.pack if filling.kind is MailKind.LETTER_PACK else Shape.PACK_PLUS
    return Service(filling.kind, pack=pack)


def _services(language: Language, *, cash: bool) -> list[tuple[object, str]]:
    """Return the kinds of mail with their words; each Letter Pack is one of its own.

    Cash has one way alone (practice 30).
    """
    found: list[tuple[object, str]] = []
    for kind in (MailKind.CASH_REGISTERED,) if cash else MailKind:
        if kind is MailKind.LETTER_PACK:
            found += [(Service(kind, pack=pack), messages.label(pack, language)) for pack in _PACKS]
        else:
            found.append((Service(kind), messages.label(kind, language)))
    return found


def _say(note: NoteFrame, title: str, detail: str, kind: str) -> None:
    note.setVisible(bool(title or detail))
    note.say(title, detail)
    note.turn(kind)


# What pays an envelope: stamps of the stock, another choice of them, or something else.


FEWER, MORE = "fewer", "more"
_VALUE, _STEP, _COUNT, _WORTH, _STAMP_ROW = 84, 44, 52, 84, 36
_SIGNS, _SIDE, _ROUND = frozenset("−+"), 28, 4


@dataclass(frozen=True, slots=True)
class StampRow:
    """Stamps of one face value, in words: how many it takes, and how many are left then.

    None are told where they are gone.
    """

    value: int
    face: str
    left: int | None
    count: int
    worth: str


# The stamps on an envelope, counted by keys and clicks; the order of the values never moves.


_MORE, _FEWER = ("+", "＋", " "), ("-", "−", "－", "ー")
_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class _StampDelegate(CellDelegate):
    """Draws what puts a stamp on, or takes one off, as the button it is."""

    @override
    def paint_content(
        self, painter: QPainter, place: QRectF, cell: Cell, ground: CellGround
    ) -> None:
        if cell.text not in _SIGNS:
            super().paint_content(painter, place, cell, ground)
            return
        side, middle = theme.px(_SIDE), place.center()
        spot = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(ground.colours.strong_line), 1))
        painter.setBrush(QColor(ground.colours.base))
        painter.drawRoundedRect(
            spot.adjusted(0.5, 0.5, -0.5, -0.5), theme.px(_ROUND), theme.px(_ROUND)
        )
        painter.setPen(QColor(ground.colours.text))
        painter.setFont(theme.font())
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, cell.text)


class StampTable(ListTable):
    """Says ``counted`` with a face value and how many more of it, or fewer.

    Plus, Space and Enter put one on, minus takes one off, Delete all of them.
    """

    counted = Signal(object, int)

    def __init__(self) -> None:
        super().__init__("", _STAMP_ROW)
        self._steps: dict[int, int] = {}
        self._all = 1
        self.clicked.connect(self._click)
        self.opened.connect(lambda value: self.counted.emit(value, 1))

    @override
    def show_model(self, model: ColumnsModel[Any]) -> None:
        super().show_model(model)
        names = [column.name for column in model.columns]
        self._steps = {names.index(FEWER): -1, names.index(MORE): 1}

    def take_all_by(self, count: int) -> None:
        """Say how many Delete takes off at most."""
        self._all = max(count, 1)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & ~_PLAIN or not self.currentIndex().isValid():
            super().keyPressEvent(event)
        elif event.text() in _MORE:
            self._count(1)
        elif event.text() in _FEWER:
            self._count(-1)
        elif event.key() == Qt.Key.Key_Delete:
            self._count(-self._all)
        else:
            super().keyPressEvent(event)

    def _click(self, index: QModelIndex) -> None:
        step = self._steps.get(index.column())
        if step is not None:
            self.counted.emit(index.data(CellRole.ID), step)

    def _count(self, by: int) -> None:
        self.counted.emit(self.current_id(), by)


_STAMPS = 344


class PostStamps(QWidget):
    """Tells the book what pays the envelope looked at; of one that went, what became of it.

    The stamps on it are listed; all face values of the stock are where somebody asks for them, or
    where none is on it yet.
    """

    def __init__(
        self, session: Session, words: PostWords, book: PostBook, another: KeyButton
    ) -> None:
        super().__init__()
        self._session = session
        self._words = words
        self._by_hand: tuple[object, frozenset[int]] = (None, frozenset())
        self.setMinimumWidth(theme.px(_STAMPS))
        self.every = CheckBox(self.tr("Show all face values in stock"))
        self.every.setObjectName("everyStamp")
        self.every.toggled.connect(lambda _: self.show_state(book.state))
        self._steps_title = Text(self.tr("Steps of this envelope"), Size.SECTION, bold=True)
        self._steps_title.setMinimumHeight(theme.px(_HEAD))
        self.steps = StepList(gap=5)
        self.steps.setObjectName("postSteps")
        self._pays, self._prefers = ChoiceBox(), ChoiceBox()
        self._prefers.name_alone(self.tr("Which stamps first"))
        self._pays.name_alone(self.tr("Paid"))
        self._pays.setObjectName("pays")
        self._pays.chosen.connect(book.pay)
        self._prefers.setObjectName("prefers")
        self._prefers.chosen.connect(lambda most: book.prefer_largest(largest=bool(most)))
        self._another = another
        self._make_table()
        self.table.counted.connect(self._keep)
        self.table.counted.connect(book.change_stamp)
        self._note = NoteFrame("info")
        self._note.setObjectName("stampNote")
        self._lay_out()

    def show_state(self, state: PostState) -> None:
        """Show the stamps of the envelope looked at, and its steps."""
        row = state.row
        self.setEnabled(row is not None)
        self._show_choices(row, largest=state.largest)
        rows = self._rows(row)
        shown = self._shown(row, rows)
        self._model.show_rows(shown)
        self.every.setVisible(len(self._shown(row, rows, every=False)) < len(rows))
        self._fit()
        self._show_note(row)
        people = state.read.people or {}
        steps = self._words.steps(row, people) if isinstance(row, Sent) else ()
        if isinstance(row, Waiting):
            steps = self._words.steps_ahead(row)
        self.steps.show_steps(self.tr("Steps of this envelope"), steps)
        for part in (self._steps_title, self.steps):
            part.setVisible(bool(steps))

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._fit()
        super().changeEvent(event)

    def _make_table(self) -> None:
        self._model: RowsModel[StampRow] = RowsModel(
            self._columns(), lambda row: row.value, None, self
        )
        self.table = StampTable()
        self.table.setAccessibleName(self.tr("Stamps"))
        self.table.setObjectName("stampChoice")
        style_as(self.table, "card")
        self.table.setItemDelegate(_StampDelegate(self.table))
        self.table.show_model(self._model)

    def _lay_out(self) -> None:
        title = Text(self.tr("Stamps"), Size.SECTION, bold=True)
        head = in_row(None, title, STRETCH, self._another, gap=8, edge=0)
        choices = in_row(None, (self._pays, 1), (self._prefers, 1), gap=8, edge=0)
        paid = (head, choices, self._note, self.table, self.every)
        went = (self._steps_title, self.steps)
        in_column(self, *paid, *went, STRETCH, gap=8, edge=0)

    def _show_choices(self, row: Envelope | None, *, largest: bool) -> None:
        language = self._session.language
        waits = isinstance(row, Waiting)
        self._pays.setVisible(waits)
        self._prefers.setVisible(waits)
        self._another.setVisible(waits)
        if not isinstance(row, Waiting):
            return
        pack = row.filling.kind is MailKind.LETTER_PACK
        offered = (PaidBy.PREPAID,) if pack else (PaidBy.STAMPS, PaidBy.OTHERWISE)
        self._pays.set_choices([(each, messages.label(each, language)) for each in offered])
        pays = post.pays_by(row.filling, row.priced)
        self._pays.set_value(pays)
        self._prefers.set_choices(
            [(False, self.tr("Fewest stamps")), (True, self.tr("The largest stock first"))]
        )
        self._prefers.set_value(largest)
        self._prefers.setEnabled(pays is PaidBy.STAMPS)

    def _rows(self, row: Envelope | None) -> tuple[StampRow, ...]:
        if isinstance(row, Sent):
            paid = row.line.posting.postage
            return () if paid is None else tuple(self._stamps(*pile) for pile in paid.stamps)
        if not isinstance(row, Waiting):
            return ()
        if post.pays_by(row.filling, row.priced) is not PaidBy.STAMPS:
            return ()
        on_it = dict(post.stamps_of(row.filling, row.priced))
        # Stamps of odd sen make up no postage by themselves: nobody is offered them here.
        stock = [pile for pile in row.priced.stock if pile[0] % 100 == 0 or pile[0] in on_it]
        return self._listed(stock, on_it)

    def _shown(
        self, row: Envelope | None, rows: tuple[StampRow, ...], *, every: bool | None = None
    ) -> tuple[StampRow, ...]:
        """Return the rows to be shown: those on it, and those that were changed by hand on it."""
        (key, by_hand), now = self._by_hand, None if row is None else row.key
        if key != now:
            self._by_hand = (now, by_hand := frozenset())
        listed = by_hand.union(each.value for each in rows if each.count)
        if (self.every.isChecked() if every is None else every) or not listed:
            return rows
        return tuple(each for each in rows if each.value in listed)

    def _keep(self, value: object, _: int) -> None:
        """Keep a row where it is while its stamps are counted, down to none too."""
        key, by_hand = self._by_hand
        if isinstance(value, int):
            self._by_hand = (key, by_hand | {value})

    def _listed(self, stock: Sequence[Pile], on_it: dict[int, int]) -> tuple[StampRow, ...]:
        return tuple(
            self._stamps(value, on_it.get(value, 0), there - on_it.get(value, 0))
            for value, there in stock
        )

    def _stamps(self, value: int, count: int, left: int | None = None) -> StampRow:
        worth = self._words.value(value * count) if count else ""
        return StampRow(value, self._words.value(value), left, count, worth)

    def _fit(self) -> None:
        """Take the height of the rows there are: the page around them scrolls."""
        rows = self._model.rowCount()
        self.table.setVisible(bool(rows))
        head, row = self.table.horizontalHeader().height() + 2, self.table.verticalHeader()
        self.table.setFixedHeight(head + rows * row.defaultSectionSize())
        self.table.take_all_by(max((each.count for each in self._model.rows), default=1))
        if rows and not self.table.currentIndex().isValid():
            self.table.choose(0)

    def _show_note(self, row: Envelope | None) -> None:
        title, detail = ("", "") if row is None else self._note_of(row)
        self._note.setVisible(bool(title))
        self._note.say(title, detail)

    def _columns(self) -> list[Column[StampRow]]:
        return [
            Column(
                "face",
                self.tr("Stamp"),
                lambda row: row.face,
                _VALUE,
                spoken=self._spoken,
            ),
            Column("left", self.tr("Left"), self._left, 0),
            self._step(FEWER, "−"),
            Column(
                "count",
                self.tr("Count"),
                lambda row: str(row.count) if row.count else "–",
                _COUNT,
                TextSide.RIGHT,
                spoken=lambda _: "",
            ),
            self._step(MORE, "+"),
            Column(
                "worth",
                self.tr("Worth"),
                lambda row: row.worth,
                _WORTH,
                TextSide.RIGHT,
            ),
        ]

    def _step(self, name: str, sign: str) -> Column[StampRow]:
        """Return a column to click on; on an envelope that is gone nothing can be changed."""
        return Column(
            name,
            "",
            lambda row: "" if row.left is None else sign,
            _STEP,
            TextSide.RIGHT,
            spoken=lambda _: "",
        )

    def _left(self, row: StampRow) -> str:
        return "" if row.left is None else self.tr("%n left", "", row.left)

    def _spoken(self, row: StampRow) -> str:
        return self.tr("{face}, %n on it", "", row.count).format(face=row.face)

    def _note_of(self, row: Envelope) -> tuple[str, str]:
        """Say why no stamp of the stock is on an envelope; nothing where some are."""
        if isinstance(row, Sent):
            return self._paid(row), ""
        if row.priced.offer is None:
            return "", ""
        pays = post.pays_by(row.filling, row.priced)
        if pays is PaidBy.PREPAID:
            return self.tr("No stamps: the postage lies in the price of the envelope"), ""
        if not row.priced.stock:
            return self._no_stock()
        if pays is PaidBy.OTHERWISE:
            return self.tr("Paid otherwise: no stamp leaves the stock"), ""
        return self._not_enough(row, row.priced.offer)

    def _paid(self, row: Sent) -> str:
        paid = row.line.posting.postage
        if paid is None:
            return self.tr("The postage was not recorded")
        if paid.paid_by is PaidBy.STAMPS:
            return ""
        return messages.label(paid.paid_by, self._session.language)

    def _no_stock(self) -> tuple[str, str]:
        return (
            self.tr("The desk has no stamps of its own"),
            self.tr(
                "It is recorded as paid otherwise: at the counter, by a meter, on account. Enter in"
                " the stamp book what lies in the drawer or was bought; then stamps are proposed"
                " here. Those of a fee are the desk's with the answer that keeps it."
            ),
        )

    def _not_enough(self, row: Waiting, offer: Offer) -> tuple[str, str]:
        if offer.choices or row.filling.stamps is not None:
            return "", ""
        return (
            self.tr("The stock has no stamps for this postage"),
            self.tr("Enter more in the stamp book, or say that it is paid otherwise."),
        )


_CHECK = 280


class PostCheck(QFrame):
    """The check of the envelope looked at: its price, the stamps on it, and whether they agree.

    ``clause_wanted`` says that somebody asks why it costs that, and who pays it.
    """

    clause_wanted = Signal()

    def __init__(self, session: Session, words: PostWords) -> None:
        super().__init__()
        self._session, self._words = session, words
        self.setMinimumWidth(theme.px(_CHECK))
        self._since = Text("", Size.LABEL, "text2", wrap=True)
        self._sums = SumPanel(self.tr("What it costs"))
        self._fee = NoteFrame("info")
        self._fee.setObjectName("feeCovers")
        self._fee.link_clicked.connect(self.clause_wanted)
        self._title = Text(self.tr("Check"), Size.SECTION, bold=True)
        self._title.setMinimumHeight(theme.px(_HEAD))
        head = in_column(None, self._title, self._since, gap=0, edge=0)
        in_column(self, head, self._sums, self._fee, STRETCH, gap=8, edge=0)

    def show_state(self, state: PostState) -> None:
        """Show the check of the envelope looked at; nothing where it has no price."""
        row = state.row
        since, sums = self._words.charges(row) if isinstance(row, Waiting) else ("", ())
        found = [] if row is None else [*sums, *self._stamps(row)]
        self._since.setText(since)
        self._since.setVisible(bool(since))
        self._sums.show_lines(found)
        self._sums.setVisible(bool(found))
        self._title.setVisible(bool(found))
        covers = row.envelope.covers if isinstance(row, Waiting) else 0
        fee = writing.yen(covers, self._session.language)
        said = self.tr("The fee of {fee} covers the reply").format(fee=fee) if covers else ""
        clause, called = self._words.fee_clause() if covers else ("", "")
        self._fee.say(said, self.tr("The stamps received as the fee may pay for it."), clause)
        self._fee.cite(clause, called)
        self._fee.setVisible(bool(covers))

    def _stamps(self, row: Envelope) -> Iterator[SumLine]:
        """Yield what the stamps on an envelope are worth, and that against its postage."""
        paid = paid_with(row)
        if paid is None:
            return
        amount, stamps, language = paid.yen, stuck(row), self._session.language
        if isinstance(row, Sent):
            yield SumLine(self.tr("Postage"), writing.yen(amount, language), total=True)
        if paid.paid_by is not PaidBy.STAMPS:
            yield SumLine(messages.label(paid.paid_by, language), "", mark=Mark.OK)
            return
        yield SumLine(self.tr("Stamps on it"), writing.yen(stamps, language))
        rest = writing.yen(abs(stamps - amount), language)
        if stamps == amount:
            yield SumLine(self.tr("Stamps and postage agree"), "", mark=Mark.OK)
        elif stamps > amount:
            yield SumLine(self.tr("More than the postage"), rest, mark=Mark.ASK, tone="ask")
        else:
            yield SumLine(self.tr("Stamps short"), rest, mark=Mark.MISSING, tone="bad")


_EDGE, _BETWEEN = 16, 32
_ALL_BESIDE, _TWO_BESIDE = 1_120, 760
"""The widths in pixels at 100 % from which the three parts, and two of them, stand side by side."""


class PostEnvelope(PageScroll):
    """The envelope looked at in one page: what goes and how, what pays it, and the check."""

    def __init__(self, form: PostForm, stamps: PostStamps, check: PostCheck) -> None:
        super().__init__()
        inside = QWidget()
        dress(inside, ground="base")
        self._pays = in_row(None, (stamps, 4), (check, 3), gap=_BETWEEN, edge=0)
        edge = (_EDGE, 12, 4, 12)
        self._row = in_row(inside, (form, 3), (self._pays, 7), gap=_BETWEEN, edge=edge)
        self.setWidget(inside)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.viewport().width()
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        all_beside = width >= theme.px(_ALL_BESIDE)
        self._pays.setDirection(across if all_beside else down)
        self._row.setDirection(across if width >= theme.px(_TWO_BESIDE) else down)
