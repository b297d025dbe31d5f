# SPDX-License-Identifier: MIT
"""What the page of figures is made of: the period, the tiles, a card for each chart."""

from __future__ import annotations

import math
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget

from desk_app.desk.figures.counting import FigurePeriod, calendar_year, fiscal_year, month
from desk_app.gui import days
from desk_app.gui.kit.display.charts import ChartView
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.fields.dates import EraDateEdit
from desk_app.gui.kit.fields.fields import label_for
from desk_app.gui.kit.fields.form import FormArea
from desk_app.gui.kit.layout.boxes import STRETCH, dress, in_column, in_row, named
from desk_app.gui.kit.layout.buttons import ButtonKind, button_for
from desk_app.gui.kit.layout.layout import FlowLayout
from desk_app.gui.kit.look import painting, theme
from desk_app.gui.kit.look.text import Text, style_as
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.tables.columns import CellRole, Column, RowsModel, TextSide
from desk_app.gui.kit.tables.table import DENSE, ListTable
from desk_app.i18n.figures import period_of
from desk_app.records.books.figures import Lead

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from desk_app.gui.kit.tables.columns import Index
    from desk_app.gui.session.session import Session
    from desk_app.records.books.figures import Chart, KeyFigure

_PERIOD, _DAY, _TILE, _CARD, _NUMBER, _LABEL = 168, 192, 156, 400, 96, 160
_CROSSED, _HEAD_EDGES = 72, 16
_GAP, _EDGE = 12, 16
_YEARS, _MONTHS = 3, 12


class ReportPeriodBar(FormArea):
    """Says `wanted` with the period whenever one was chosen or a day was typed."""

    wanted = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        dress(self, ground="base", line="bottom")
        self._choice = named("reportPeriod", ChoiceBox())
        self._first = named(
            "reportFirst", EraDateEdit(days.reading(session), days.showing(session))
        )
        self._last = named("reportLast", EraDateEdit(days.reading(session), days.showing(session)))
        row = FlowLayout(theme.px(_EDGE), theme.px(8), self)
        row.setContentsMargins(theme.px(_EDGE), theme.px(8), theme.px(_EDGE), theme.px(8))
        for title, edit, width in (
            (self.tr("Period"), self._choice, _PERIOD),
            (self.tr("Arrived from"), self._first, _DAY),
            (self.tr("Until"), self._last, _DAY),
        ):
            edit.setFixedWidth(theme.px(width))
            both = QWidget()
            in_row(both, label_for(edit, title), edit, gap=8, edge=0)
            row.addWidget(both)
        self._offer(())
        self._choice.setFixedWidth(max(theme.px(_PERIOD), self._choice.width_of_all()))
        self._choice.currentIndexChanged.connect(self._chosen)
        self._first.value_changed.connect(self._typed)
        self._last.value_changed.connect(self._typed)

    def take_focus(self) -> None:
        """Put the keys on the choice of the period."""
        self._choice.setFocus()

    def show_period(self, period: FigurePeriod) -> None:
        """Show the period that is read, which may be none of those offered."""
        offered = self._offered()
        self._choice.blockSignals(True)  # noqa: FBT003 Qt's own
        self._offer(() if period in offered else (period,))
        self._choice.set_value(period)
        self._choice.blockSignals(False)  # noqa: FBT003 Qt's own
        self._first.set_value(period.first)
        self._last.set_value(period.last)

    def _offer(self, more: Sequence[FigurePeriod]) -> None:
        language = self._session.language
        every = (*more, *self._offered())
        self._choice.set_choices([(each, period_of(each, language)) for each in every])

    def _offered(self) -> tuple[FigurePeriod, ...]:
        today = self._session.today
        made: list[FigurePeriod] = []
        for of, count in ((fiscal_year, _YEARS), (calendar_year, _YEARS), (month, _MONTHS)):
            day = today
            for _ in range(count):
                period = of(day)
                made.append(period)
                day = _day_before(period)
        return tuple(made)

    def _chosen(self) -> None:
        period = self._choice.value()
        if isinstance(period, FigurePeriod):
            self.wanted.emit(period)

    def _typed(self) -> None:
        first, last = self._first.value(), self._last.value()
        if first is not None and last is not None:
            self.wanted.emit(FigurePeriod(first, last))


def _day_before(period: FigurePeriod) -> date:
    return period.first.fromordinal(period.first.toordinal() - 1)


class TileRow(QFrame):
    """The key figures side by side, each with that of the year before below."""

    def __init__(self) -> None:
        super().__init__()
        style_as(self, "card")
        self._row = FlowLayout(theme.px(8), theme.px(8), self)
        inner = theme.px(12)
        self._row.setContentsMargins(inner, inner, inner, inner)
        self._tiles: list[tuple[QWidget, Text, Text, Text]] = []

    def show_tiles(self, tiles: Sequence[KeyFigure]) -> None:
        """Show these; there are always as many."""
        while len(self._tiles) < len(tiles):
            self._add()
        for (tile, name, value, before), each in zip(self._tiles, tiles, strict=True):
            name.setText(each.name)
            value.setText(each.value)
            before.setText(each.before)
            before.setVisible(bool(each.before))
            tile.setAccessibleName(
                ", ".join(filter(None, (f"{each.name} {each.value}", each.before)))
            )

    def _add(self) -> None:
        tile = QWidget()
        name, before = Text("", Size.LABEL, "text2"), Text("", Size.HINT, "text2")
        value = Text("", Size.TITLE, bold=True)
        in_column(tile, name, value, before, gap=2, edge=(4, 0, 12, 0))
        tile.setMinimumWidth(theme.px(_TILE))
        self._row.addWidget(tile)
        self._tiles.append((tile, name, value, before))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out among the figures where it is more than they need."""
        super().resizeEvent(event)
        many, inner = max(len(self._tiles), 1), theme.px(12)
        # The line around the card is none of the figures' room.
        room = min(self.contentsRect().width(), self.width() - 2) - 2 * inner
        share = (room - (many - 1) * theme.px(8)) // many
        for tile, *_ in self._tiles:
            tile.setMinimumWidth(max(theme.px(_TILE), share))


class ChartRow(NamedTuple):
    """A row of the table beside a chart: its cells, and what each of them counts."""

    cells: tuple[str, ...]
    leads: tuple[Lead | None, ...]

    def lead(self, place: int) -> Lead | None:
        """Return what a cell counts."""
        return self.leads[place] if place < len(self.leads) else None


class LeadModel(RowsModel[ChartRow]):
    """Rows whose cells lead each to a list of its own: what is opened is a `Lead`, or nothing."""

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == CellRole.ID and index.isValid():
            return self.rows[index.row()].lead(index.column())
        return super().data(index, role)


class ChartCard(QFrame):
    """A chart, or its table in its place; `opened` carries its name and the `Lead` of a number.

    In the table the keys go from cell to cell: each number leads to a list of its own.
    """

    opened = Signal(str, object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.setObjectName(f"card-{name}")
        style_as(self, "card")
        self._head: tuple[str, ...] = ()
        self._model: LeadModel | None = None
        self._shown: Chart | None = None
        self.crossed = False
        self._title = Text("", Size.SECTION, bold=True, wrap=True)
        self._subtitle = Text("", Size.LABEL, "text2", wrap=True)
        self.chart = named(f"chart-{name}", ChartView())
        self.chart.opened.connect(self._open_bar)
        self.table = named(f"table-{name}", ListTable("", DENSE))
        self.table.let_rows_grow()
        style_as(self.table, "byCell")
        self.table.verticalHeader().sectionResized.connect(self._fit)
        self.table.opened.connect(self._open)
        # A row of cards is as high as the highest asks for, and no higher.
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.table.hide()
        self._turned = False
        self.turn = button_for(f"turn-{name}", "", self._turn, "book", ButtonKind.FLAT)
        top = in_row(None, self._title, (self._subtitle, 1), self.turn, gap=8)
        in_column(self, top, self.chart, self.table, STRETCH, gap=8, edge=(16, 8, 16, 8))
        self._say_turn()

    def show_chart(self, chart: Chart) -> None:
        """Show a chart and its table."""
        self._shown, self.crossed = chart, chart.cross is not None
        self._title.setText(chart.title)
        self._subtitle.setText(chart.subtitle)
        self.chart.show_chart(chart)
        self.table.setAccessibleName(f"{chart.title} {chart.subtitle}".strip())
        shown = chart.cross or chart
        if shown.head != self._head:
            self._head = shown.head
            labels = 1 if self.crossed else chart.labels
            columns = _columns(shown.head, labels, crossed=self.crossed)
            self._model = LeadModel(columns, lambda row: row.cells[0], None, self)
            self.table.show_model(self._model)
            if self.crossed:
                self.table.scroll_sideways()
        if self._model is not None:
            pairs = zip(shown.rows, shown.leads, strict=True)
            self._model.show_rows([ChartRow(*each) for each in pairs])
        self.turn.setVisible(bool(chart.bars))
        self.chart.setVisible(bool(chart.bars) and not self._turned)
        self.table.setVisible(not chart.bars or self._turned)
        self._fit()

    @property
    def on_table(self) -> bool:
        """Whether the table stands in the place of the chart."""
        return not self.table.isHidden()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Make the table as high as its rows: the page scrolls, not the table."""
        high = self.table.horizontalHeader().height() + self.table.height_of_rows() + theme.px(2)
        if self.table.scrolls_sideways:
            high += self.table.horizontalScrollBar().sizeHint().height()
        self.table.setFixedHeight(high)

    def _turn(self) -> None:
        show_table = self._turned = not self.on_table
        self.table.setVisible(show_table)
        self.chart.setVisible(not show_table)
        self._fit()
        self._say_turn()
        if show_table:
            self.table.choose(0)
        (self.table if show_table else self.chart).setFocus()

    def _say_turn(self) -> None:
        self.turn.setText(self.tr("As a chart") if self.on_table else self.tr("As a table"))
        self.turn.setAccessibleName(f"{self.turn.text()}: {self._title.text()}")

    def _open_bar(self, code: str) -> None:
        if self._shown is not None:
            self._open(self._shown.lead_of(code))

    def _open(self, lead: object) -> None:
        if isinstance(lead, Lead):
            self.opened.emit(self.name, lead)


def _columns(head: Sequence[str], labels: int, *, crossed: bool) -> list[Column[ChartRow]]:
    """Return the columns: words, then numbers; where crossed as wide as their heads, or more."""
    unit = theme.px(100) / 100

    def text_of(place: int) -> Column[ChartRow]:
        def text(row: ChartRow) -> str:
            return row.cells[place]

        def spoken(row: ChartRow) -> str:
            lead = row.lead(place)
            return f"{lead.name if lead else head[place]} {row.cells[place]}"

        if place < labels:
            return Column(str(place), head[place], text, _LABEL if place else 0)
        wide = math.ceil(painting.advance(head[place], theme.font()) / unit) + _HEAD_EDGES
        width = max(wide, _CROSSED) if crossed else _NUMBER
        return Column(str(place), head[place], text, width, TextSide.RIGHT, spoken=spoken)

    return [text_of(place) for place in range(len(head))]


class CardGrid(QWidget):
    """Cards in two columns, in one where two have no room.

    A crossed one is as wide as both, and so is one that would stand alone before it.
    """

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.px(_GAP))
        self._cards: tuple[ChartCard, ...] = ()
        self._columns = 0

    def show_cards(self, cards: Sequence[ChartCard]) -> None:
        """Show these cards in their order."""
        if tuple(cards) != self._cards:
            for each in self._cards:
                each.hide()
            self._cards, self._columns = tuple(cards), 0
            for each in cards:
                each.setParent(self)
                each.show()
            self._arrange()

    @override
    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            # The page keeps the height it was told of, also where a card became lower.
            self.updateGeometry()
        return done

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        columns = 2 if self.width() >= theme.px(2 * _CARD + _GAP) else 1
        if columns == self._columns:
            return
        self._columns = columns
        for card in self._cards:
            self._grid.removeWidget(card)
        place = 0
        for card, after in zip_longest(self._cards, self._cards[1:]):
            alone = after is not None and after.crossed and place % columns == 0
            wide = columns if card.crossed or alone else 1
            self._grid.addWidget(card, place // columns, place % columns, 1, wide)
            place += wide
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
