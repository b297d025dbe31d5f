# SPDX-License-Identifier: MIT
"""The list of envelopes: which are shown, a search, and below them what they cost together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QItemSelectionModel, QSignalBlocker, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desk_app.gui import days
from desk_app.gui.case.post import Envelope, Shown, Which, is_late, place_of
from desk_app.gui.kit.display.notes import EmptyNote
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.fields.dates import EraDateEdit
from desk_app.gui.kit.fields.form import FormArea
from desk_app.gui.kit.fields.search import SearchField
from desk_app.gui.kit.layout.boxes import STRETCH, dress, in_column, in_row
from desk_app.gui.kit.layout.layout import FlowLayout, remember_columns
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.look.states import StateIcon
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.tables.columns import Column, RowsModel, TextSide
from desk_app.gui.kit.tables.table import CellDelegate, ListTable
from desk_app.gui.pages.post.words import sums_of, tracking_of
from desk_app.records.desk.people import Language

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_app.gui.pages.post.book import PostBook, PostState
    from desk_app.gui.pages.post.words import PostWords
    from desk_app.gui.session.session import Session


_ROW, _NAME, _PLACE, _YEN, _NUMBER, _STATE = 40, 104, 136, 72, 120, 136
_KIND, _GRAMS = {Language.JA: 136, Language.EN: 204}, {Language.JA: 56, Language.EN: 64}
"""So that the usual kind of mail stands in one line, and the usual letter in what is left."""
_STAMPS, _DUE = {Language.JA: 116, Language.EN: 112}, {Language.JA: 104, Language.EN: 92}


class EnvelopeRow(NamedTuple):
    """An envelope of the list, by its number there."""

    number: int
    envelope: Envelope


_ALONE = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
_WHICH, _DAY, _SEARCH, _ROWS, _FOOT = 240, 176, 208, 164, 36
_LINES = 2
"""Pixels of the lines above and below the list."""


class PostList(QWidget):
    """Says ``wanted`` with what names the current envelope, ``opened`` on Enter.

    ``grown`` says that it needs another height: its rows are others, or as high as others.
    """

    wanted = Signal(object)
    opened = Signal()
    grown = Signal()

    def __init__(self, session: Session, words: PostWords, book: PostBook) -> None:
        super().__init__()
        self._session = session
        self._words = words
        self._book = book
        self._make_filter()
        self._model: RowsModel[EnvelopeRow] = RowsModel(
            self._columns(), lambda row: row.envelope.key, None, self
        )
        self.table = ListTable(self.tr("Envelopes"))
        self.table.setObjectName("envelopes")
        self.table.setItemDelegate(CellDelegate(self.table))
        self.table.show_model(self._model)
        self.table.let_rows_grow()
        self.table.choose_several()
        remember_columns(self.table, session.screen)
        self.table.fitted.connect(self.grown)
        self.table.current_changed.connect(self._current)
        self.table.opened.connect(lambda _: self.opened.emit())
        self._empty = EmptyNote()
        self._empty.widened.connect(self._take_away)
        self._count, self._costs, self._stuck = (Text("", bold=True) for _ in range(3))
        self._others = Text("", Size.LABEL, "text2", wrap=True)
        self._fits, self._late = StateIcon(bold=True), StateIcon(bold=True)
        self._fits.setObjectName("sumsFit")
        self._late.setObjectName("late")
        self._lay_out()

    def _make_filter(self) -> None:
        self._which = ChoiceBox()
        self._which.name_alone(self.tr("Which envelopes"))
        self._which.set_choices(
            [
                (Which.TODAY, self.tr("Waiting, and posted today")),
                (Which.DAY, self.tr("Posted on a day")),
                (Which.UNDER_WAY, self.tr("Under way")),
                (Which.CAME_BACK, self.tr("Came back")),
            ]
        )
        self._which.setObjectName("whichPost")
        self._which.chosen.connect(self._choose)
        self._day = EraDateEdit(days.reading(self._session), days.showing(self._session))
        self._day.setAccessibleName(self.tr("Day of posting"))
        self._day.setObjectName("postDay")
        self._day.set_value(self._session.today)
        self._day.value_changed.connect(self._choose)
        self.search = SearchField()
        self.search.setPlaceholderText(self.tr("Name, number"))
        self.search.setAccessibleName(self.tr("Search envelopes"))
        self.search.setFixedWidth(max(theme.px(_SEARCH), self.search.least_width()))
        self.search.setObjectName("searchPost")
        self.search.wanted.connect(self._book.narrow)
        self.search.down.connect(self.take_focus)

    def take_focus(self) -> None:
        """Put the keys on the list, or where something can be shown."""
        (self.table if self._model.rowCount() else self._which).setFocus()

    def chosen(self) -> tuple[object, ...]:
        """Return what names the chosen envelopes, from top to bottom."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        found = (self._model.row_at(row) for row in rows)
        return tuple(row.envelope.key for row in found if row is not None)

    def show_state(self, state: PostState) -> None:
        """Show the envelopes that match, and which of them is looked at."""
        rows = [EnvelopeRow(number, each) for number, each in enumerate(state.rows, 1)]
        with QSignalBlocker(self.table):
            self._model.show_rows(rows)
            place = self._model.row_of(state.current)
            if place is None or place != self.table.currentIndex().row():
                self._choose_alone(place)
        self.search.show_asked(state.text)
        self._which.set_value(state.read.shown.which)
        self._day.setVisible(state.read.shown.which is Which.DAY)
        if state.read.shown.day is not None and self._day.value() != state.read.shown.day:
            with QSignalBlocker(self._day):
                self._day.set_value(state.read.shown.day)
        self._stack.setCurrentWidget(self.table if rows else self._empty)
        self._say_empty(state)
        self._show_sums(state)
        self.grown.emit()

    def fit(self, room: int) -> None:
        """Take as many whole rows as there is room for: what lies below has use for the rest.

        A row that would be cut is not drawn: its place would be blank beside the bar.
        """
        head = self.table.horizontalHeader().height()
        summed = self._foot.heightForWidth(self.width())
        foot = 0 if self._foot.isHidden() else max(summed, theme.px(_FOOT))
        around = self._bar.sizeHint().height() + head + foot + _LINES
        whole = around + self.table.height_of_rows_in(room - around)
        self.setFixedHeight(max(whole, theme.px(_ROWS)) if self._model.rowCount() else room)

    def _lay_out(self) -> None:
        dress(self, ground="base")
        bar = FormArea()
        dress(bar, line="bottom")
        self._bar = bar
        self._which.setFixedWidth(theme.px(_WHICH))
        self._day.setFixedWidth(theme.px(_DAY))
        shown = (self._which, self._day, self._late, STRETCH, self.search)
        in_row(bar, *shown, gap=16, edge=(16, 6, 16, 6))
        self._foot = QWidget()
        dress(self._foot, ground="alternate", line="top")
        self._foot.setMinimumHeight(theme.px(_FOOT))
        told = FlowLayout(theme.px(24), theme.px(2))
        for part in (self._count, self._costs, self._stuck, self._fits, self._others):
            told.addWidget(part)
        in_row(self._foot, (told, 1), edge=(16, 8, 16, 8))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        parts = (bar, (self._stack, 1), self._foot)
        in_column(self, *parts, gap=0).setContentsMargins(0, 0, 0, 1)

    def _columns(self) -> list[Column[EnvelopeRow]]:
        told, words, language = self._column, self._words, self._session.language
        return [
            Column(
                "row",
                self.tr("Row"),
                lambda row: str(row.number),
                _ROW,
                TextSide.RIGHT,
            ),
            told("name", self.tr("Addressee"), lambda each: each.to.name, _NAME),
            told("place", self.tr("To"), lambda each: place_of(each.to.address), _PLACE),
            told("inside", self.tr("Letters in it"), words.inside),
            told("kind", self.tr("Kind of mail"), words.kind, _KIND[language]),
            told("grams", self.tr("Weight"), words.grams, _GRAMS[language], TextSide.RIGHT),
            told("yen", self.tr("Postage"), words.yen, _YEN, TextSide.RIGHT),
            told("stamps", self.tr("Stamps"), words.stamps, _STAMPS[language]),
            Column(
                "tracking",
                self.tr("Tracking number"),
                lambda row: tracking_of(row.envelope) or "–",
                _NUMBER,
                spoken=lambda row: tracking_of(row.envelope) or self.tr("no tracking number"),
            ),
            Column(
                "wantedOn",
                self.tr("To go on"),
                lambda row: words.wanted_on(row.envelope),
                _DUE[language],
                mark=lambda row: Mark.OVERDUE if self._is_late(row.envelope) else None,
                spoken=lambda row: words.spoken_wanted_on(row.envelope),
            ),
            Column(
                "state",
                self.tr("State"),
                lambda row: words.state(row.envelope)[1],
                _STATE,
                mark=lambda row: words.state(row.envelope)[0],
            ),
        ]

    def _column(
        self,
        name: str,
        title: str,
        text: Callable[[Envelope], str],
        width: int = 0,
        side: TextSide = TextSide.LEFT,
    ) -> Column[EnvelopeRow]:
        return Column(name, title, lambda row: text(row.envelope), width, side)

    def _show_sums(self, state: PostState) -> None:
        rows = state.rows
        sums = sums_of(rows)
        told = (self._count, self._costs, self._stuck)
        for text, said in zip(told, self._words.sums(sums), strict=True):
            text.setText(said)
            text.setVisible(bool(said))
        self._others.setText(self._words.others(sums))
        costs, on_them = sums.summed.yen, sums.summed.stamps
        self._foot.setVisible(bool(rows))
        self._fits.setVisible(bool(costs))
        if costs == on_them:
            self._fits.show_state(Mark.OK, self.tr("equal"))
        else:
            self._fits.show_state(Mark.ASK, self.tr("not equal"))
        late = sum(map(self._is_late, rows))
        self._late.setVisible(bool(late))
        self._late.show_state(Mark.OVERDUE, self.tr("{count} late").format(count=late))

    def _is_late(self, envelope: Envelope) -> bool:
        return is_late(envelope, self._session.today)

    def _choose_alone(self, place: int | None) -> None:
        """Make a row the current one, and no other a chosen one.

        The list by itself would add it to those chosen while Ctrl is held, as after Ctrl+Enter.
        """
        self.table.choose(place)
        if place is not None:
            self.table.selectionModel().setCurrentIndex(self._model.index(place, 0), _ALONE)

    def _say_empty(self, state: PostState) -> None:
        self._empty.tell_hidden(len(replace(state, text="").rows) if state.text else 0)
        if state.text:
            self._empty.say(self.tr("No envelope matches."))
            return
        said = {
            Which.TODAY: self.tr(
                "Nothing waits to be posted. A letter comes here once it is printed or saved as"
                " PDF on the Letters page."
            ),
            Which.DAY: self.tr("Nothing was posted on this day."),
            Which.UNDER_WAY: self.tr("Nothing is under way."),
            Which.CAME_BACK: self.tr("Nothing came back."),
        }
        self._empty.say(said[state.read.shown.which])

    def _take_away(self) -> None:
        """Search for nothing any more."""
        self.search.ask_for("")
        self.take_focus()

    def _choose(self, _: object = None) -> None:
        which = self._which.value()
        if isinstance(which, Which):
            self._book.show(Shown(which, self._day.value() if which is Which.DAY else None))

    def _current(self, key: object) -> None:
        if key is not None:
            self.wanted.emit(key)
