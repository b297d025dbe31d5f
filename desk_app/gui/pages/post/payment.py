# SPDX-License-Identifier: MIT
"""What pays an envelope: stamps of the stock, another choice of them, or something else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QWidget

from desk_app.gui.case import post
from desk_app.gui.case.post import Sent, Waiting
from desk_app.gui.kit import theme
from desk_app.gui.kit.boxes import STRETCH, dress, in_column, in_row
from desk_app.gui.kit.choices import ChoiceBox
from desk_app.gui.kit.columns import Column, Role, RowsModel, Side
from desk_app.gui.kit.facts import StepList
from desk_app.gui.kit.layout import PageScroll
from desk_app.gui.kit.notes import NoteFrame
from desk_app.gui.kit.painting import Mark
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.states import StateIcon
from desk_app.gui.kit.table import DENSE, CellDelegate, ListTable
from desk_app.gui.kit.text import Text
from desk_app.gui.kit.theme import Size
from desk_app.gui.pages.post.words import cost, stuck
from desk_app.i18n import messages, writing
from desk_app.records.mail import MailKind
from desk_app.records.stamps import PaidBy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QAbstractItemModel, QModelIndex
    from PySide6.QtGui import QKeyEvent

    from desk_app.desk.postage import Offer
    from desk_app.gui.case.post import Envelope
    from desk_app.gui.kit.buttons import KeyButton
    from desk_app.gui.kit.table import HasWidth
    from desk_app.gui.pages.post.book import PostState
    from desk_app.gui.pages.post.words import PostWords
    from desk_app.gui.session import Workplace
    from desk_app.records.stamps import Pile


FEWER, MORE = "fewer", "more"
_VALUE, _STEP, _COUNT, _WORTH = 92, 36, 60, 92


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


class StampTable(ListTable):
    """Says ``counted`` with a face value and how many more of it, or fewer.

    Plus, Space and Enter put one on, minus takes one off, Delete all of them.
    """

    counted = Signal(object, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", DENSE, parent)
        self._steps: dict[int, int] = {}
        self._all = 1
        self.clicked.connect(self._click)
        self.opened.connect(lambda value: self.counted.emit(value, 1))

    @override
    def show_model(self, model: QAbstractItemModel, columns: Sequence[HasWidth]) -> None:
        super().show_model(model, columns)
        names = [str(getattr(column, "name", "")) for column in columns]
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
            self.counted.emit(index.data(Role.ID), step)

    def _count(self, by: int) -> None:
        self.counted.emit(self.current_id(), by)


_MOST_ROWS = 6
_LEAST = 360


class PostStamps(QWidget):
    """Says ``counted`` with a value and a number, ``paid`` with how it is paid.

    ``preferred`` says whether the stamps of which there are most are taken first.
    """

    counted = Signal(object, int)
    paid = Signal(object)
    preferred = Signal(bool)

    def __init__(
        self, work: Workplace, words: PostWords, another: KeyButton, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._words = words
        self._state: PostState | None = None
        self.setMinimumWidth(theme.px(_LEAST))
        dress(self, line="left")
        self._pays, self._prefers = ChoiceBox(), ChoiceBox()
        self._prefers.name_alone(self.tr("Which stamps first"))
        self._pays.name_alone(self.tr("Paid"))
        self._pays.setObjectName("pays")
        self._pays.chosen.connect(self.paid)
        self._prefers.setObjectName("prefers")
        self._prefers.chosen.connect(lambda largest: self.preferred.emit(bool(largest)))
        self._another = another
        self._make_table()
        self._sum = StateIcon(bold=True, wrap=True)
        self._sum.setObjectName("stampSum")
        self._note = NoteFrame("info")
        self._note.setObjectName("stampNote")
        self._steps_title = Text(self.tr("Steps of this envelope"), Size.LABEL, "text2")
        self.steps = StepList()
        self.steps.setObjectName("postSteps")
        self._lay_out()

    def show_state(self, state: PostState) -> None:
        """Show the stamps of the envelope looked at, and its steps."""
        self._state = state
        row = state.row
        self.setEnabled(row is not None)
        self._show_choices(row, largest=state.largest)
        self._model.show_rows(self._rows(row))
        self._fit()
        self._show_sum(row)
        self._show_note(row)
        people = state.read.people or {}
        steps = () if row is None else self._words.steps(row, people)
        self.steps.show_steps(self._steps_title.text(), steps)
        self.steps.setVisible(bool(steps))
        self._steps_title.setVisible(bool(steps))

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
        self.table.setAccessibleName(self.tr("Stamps on it"))
        self.table.setObjectName("stampChoice")
        self.table.setProperty("card", True)  # noqa: FBT003 a Qt property
        self.table.setItemDelegate(CellDelegate(self.table))
        self.table.show_model(self._model, self._model.columns)
        self.table.counted.connect(self.counted)

    def _lay_out(self) -> None:
        inside = QWidget()
        scroll = PageScroll(self)
        scroll.setWidget(inside)
        column = in_column(inside, gap=8, edge=(16, 12, 4, 12))
        head = in_row(
            None,
            Text(self.tr("Stamps on it"), Size.SECTION, bold=True),
            STRETCH,
            self._another,
            gap=8,
        )
        column.addLayout(head)
        choices = in_row(None, (self._pays, 1), (self._prefers, 1), gap=8)
        column.addLayout(choices)
        for part in (self._note, self.table, self._sum, self._steps_title, self.steps):
            column.addWidget(part)
        column.addStretch(1)
        in_column(self, scroll).setContentsMargins(1, 0, 0, 0)

    def _show_choices(self, row: Envelope | None, *, largest: bool) -> None:
        language = self._work.language
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
            [(False, self.tr("As few as can be")), (True, self.tr("The largest stock first"))]
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

    def _listed(self, stock: Sequence[Pile], on_it: dict[int, int]) -> tuple[StampRow, ...]:
        return tuple(
            self._stamps(value, on_it.get(value, 0), there - on_it.get(value, 0))
            for value, there in stock
        )

    def _stamps(self, value: int, count: int, left: int | None = None) -> StampRow:
        worth = self._words.value(value * count) if count else ""
        return StampRow(value, self._words.value(value), left, count, worth)

    def _fit(self) -> None:
        """Take the height of the rows there are, up to so many."""
        rows = self._model.rowCount()
        self.table.setVisible(bool(rows))
        shown = min(rows, _MOST_ROWS)
        row = self.table.verticalHeader().defaultSectionSize()
        self.table.setFixedHeight(self.table.horizontalHeader().height() + shown * row + 2)
        self.table.take_all_by(max((each.count for each in self._model.rows), default=1))
        if rows and not self.table.currentIndex().isValid():
            self.table.choose(0)

    def _show_sum(self, row: Envelope | None) -> None:
        told = None if row is None or not self._model.rowCount() else self._sum_of(row)
        self._sum.setVisible(told is not None)
        if told is not None:
            self._sum.show_state(*told)

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
                digits=True,
                spoken=self._spoken,
            ),
            Column("left", self.tr("Left"), self._left, 0),
            self._step(FEWER, "−"),
            Column(
                "count",
                self.tr("Count"),
                lambda row: str(row.count) if row.count else "–",
                _COUNT,
                Side.RIGHT,
                digits=True,
                spoken=lambda _: "",
            ),
            self._step(MORE, "+"),
            Column(
                "worth", self.tr("Worth"), lambda row: row.worth, _WORTH, Side.RIGHT, digits=True
            ),
        ]

    def _step(self, name: str, sign: str) -> Column[StampRow]:
        """Return a column to click on; on an envelope that is gone nothing can be changed."""
        return Column(
            name,
            "",
            lambda row: "" if row.left is None else sign,
            _STEP,
            Side.RIGHT,
            spoken=lambda _: "",
        )

    def _left(self, row: StampRow) -> str:
        return "" if row.left is None else self.tr("%n left", "", row.left)

    def _spoken(self, row: StampRow) -> str:
        return self.tr("{face}, %n on it", "", row.count).format(face=row.face)

    def _sum_of(self, row: Envelope) -> tuple[Mark, str] | None:
        """Say what the stamps on an envelope are worth against its postage."""
        amount = cost(row)
        if amount is None:
            return None
        stamps, language = stuck(row), self._work.language
        worth, rest = writing.yen(stamps, language), writing.yen(abs(stamps - amount), language)
        if stamps == amount:
            return Mark.OK, self.tr("{stamps} on it: exactly the postage").format(stamps=worth)
        if stamps > amount:
            over = self.tr("{stamps} on it: {over} more than the postage")
            return Mark.ASK, over.format(stamps=worth, over=rest)
        short = self.tr("{stamps} on it: {short} short")
        return Mark.MISSING, short.format(stamps=worth, short=rest)

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
        return messages.label(paid.paid_by, self._work.language)

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
