# SPDX-License-Identifier: MIT
"""Tables and lists by keyboard: one row is current, Enter opens it, Tab leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Self, cast

import shiboken6
from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QRegion,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionHeader,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desk_app.gui.kit.look import icons, painting, theme
from desk_app.gui.kit.look.painting import look
from desk_app.gui.kit.look.text import style_as
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.tables.columns import CellRole, RowsModel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from desk_app.gui.kit.look.theme import Tokens
    from desk_app.gui.kit.tables.columns import Cell, ColumnsModel


Index = QModelIndex | QPersistentModelIndex


class CellGround(NamedTuple):
    """The colours a cell is drawn in, and whether it is part of the selection."""

    colours: Tokens
    chosen: bool

    @property
    def ink(self) -> str:
        """The colour of what the cell says first."""
        return self.colours.selection_text if self.chosen else self.colours.text

    @property
    def quiet(self) -> str:
        """The colour of what stands beside or below."""
        return self.colours.selection_text if self.chosen else self.colours.text2


def ground_of(option: QStyleOptionViewItem) -> CellGround:
    """Return what a cell is drawn on; asked once for all its parts."""
    chosen = QStyle.StateFlag.State_Selected in option.state
    return CellGround(theme.tokens(option.palette), chosen)


def cell_of(index: Index) -> Cell:
    """Return all that is drawn in a cell of a table over columns."""
    return cast("ColumnsModel[Any]", index.model()).cell_at(index)


def is_heading(index: Index) -> bool:
    """Say whether a row divides its list."""
    return bool(index.data(CellRole.HEADING))


def fill(painter: QPainter, option: QStyleOptionViewItem, ground: CellGround) -> None:
    """Fill a cell: the selection is a fill."""
    colours = ground.colours
    painter.fillRect(option.rect, QColor(colours.selection if ground.chosen else colours.base))


def row_lines(
    painter: QPainter, option: QStyleOptionViewItem, index: Index, ground: CellGround
) -> None:
    """Draw the line under a row, and the focus as one frame around the current row.

    Where a table is written in cell by cell, the frame stands around the current cell.
    """
    colours, view = ground.colours, option.widget
    if not _ends_card(view, index):
        painting.lines(painter, option.rect, colours.line, "bottom")
    if not isinstance(view, QAbstractItemView) or not view.hasFocus():
        return
    if view.currentIndex().row() != index.row():
        return
    if view.property("byCell"):
        if view.currentIndex().column() == index.column():
            painting.focus_line(painter, QRectF(option.rect), colours, radius=0)
        return
    painter.setPen(QPen(QColor(colours.accent), 2))
    place = QRect(option.rect).adjusted(0, 1, 0, 0)
    painter.drawLine(place.topLeft(), place.topRight())
    painter.drawLine(place.bottomLeft(), place.bottomRight())
    first, last = _ends(view, index)
    if first:
        painter.drawLine(place.left() + 1, place.top(), place.left() + 1, place.bottom())
    if last:
        painter.drawLine(place.right(), place.top(), place.right(), place.bottom())


def _ends_card(view: object, index: Index) -> bool:
    """Say whether a row is the last one of a card, whose edge is the line under it."""
    if not isinstance(view, QAbstractItemView):
        return False
    if not (view.property("card") or view.property("endsCard")):
        return False
    return index.row() == index.model().rowCount() - 1


def _ends(view: QAbstractItemView, index: Index) -> tuple[bool, bool]:
    if not isinstance(view, QTableView):
        return True, True
    header = view.horizontalHeader()
    place = header.visualIndex(index.column())
    shown = [
        header.visualIndex(column)
        for column in range(header.count())
        if not header.isSectionHidden(column)
    ]
    return place == min(shown), place == max(shown)


# Cells of tables: text in one or two lines, states, marked parts, days left.


_LEAST = 5.0
"""No type is set smaller than this, in points."""
_MIDDLE_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class CellDelegate(QStyledItemDelegate):
    """Draws the cells of columns: text, detail under it, state before it, marked parts.

    The focus is one frame around the current row, not a dotted box in one cell.
    """

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        ground = ground_of(option)
        painter.save()
        fill(painter, option, ground)
        painter.setClipRect(option.rect)
        self.paint_content(painter, _inside(option), cell_of(index), ground)
        row_lines(painter, option, index, ground)
        painter.restore()

    def paint_content(
        self, painter: QPainter, place: QRectF, cell: Cell, ground: CellGround
    ) -> None:
        """Draw a cell inside of its margins; its lines are centred in height."""
        if cell.ticked is not None:
            side = theme.px(16)
            spot = QRectF(place.center().x() - side / 2, place.center().y() - side / 2, side, side)
            painting.tick_box(
                painter, spot, ground.colours, ticked=cell.ticked, selected=ground.chosen
            )
        elif cell.mark is not None:
            painting.state(painter, place, cell.mark, cell.text, ground.colours, theme.font())
        elif cell.right:
            painter.setFont(within(theme.font(), cell.text, place.width()))
            painter.setPen(QColor(_ink(cell, ground)))
            painter.drawText(place, _MIDDLE_RIGHT, cell.text)
        elif cell.text or cell.detail:
            _paint_lines(painter, place, cell, ground)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = max(option.rect.width() - 2 * theme.px(8), theme.px(40))
        view = option.widget
        rows = view.verticalHeader() if isinstance(view, QTableView) else None
        least = theme.px(ROW) if rows is None else rows.defaultSectionSize()
        return QSize(width, max(least, _height(cell_of(index), width)))

    @override
    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Leave a click on a box to the table: Qt would look for the box at the cell's left."""
        if isinstance(event, QMouseEvent) and cell_of(index).ticked is not None:
            return False
        return super().editorEvent(event, model, option, index)


class DaysLeftDelegate(CellDelegate):
    """Days left in words, and under them how much of the period is over."""

    @override
    def paint_content(
        self, painter: QPainter, place: QRectF, cell: Cell, ground: CellGround
    ) -> None:
        words = QRectF(place.left(), place.center().y() - theme.px(16), place.width(), theme.px(20))
        if cell.mark is not None:
            painting.state(painter, words, cell.mark, cell.text, ground.colours, theme.font())
        else:
            ink = painting.Ink(theme.font(), _ink(cell, ground), ground.colours)
            painting.fitted(painter, words, cell.text, ink)
        if cell.elapsed is not None:
            top = words.bottom() + theme.px(4)
            bar = QRectF(place.left(), top, min(place.width(), theme.px(72)), theme.px(4))
            _paint_bar(painter, bar, cell, ground)


def _height(cell: Cell, width: float) -> int:
    """Return the height that a cell's words need in a width."""
    if cell.right:
        # Figures stand in one line.
        return 0
    text, small = cell.text, theme.font(Size.HINT)
    upper, lower = _heights(text, painting.unbroken(text, theme.font(), width), cell.detail, width)
    if not lower and painting.text_height(text, small, width) <= painting.line_height(small):
        # A word that is a little too wide is set smaller, not broken.
        return 0
    return round(upper + lower) + theme.px(12)


def _paint_lines(painter: QPainter, place: QRectF, cell: Cell, ground: CellGround) -> None:
    text, detail, width = cell.text, cell.detail, place.width()
    font = painting.unbroken(text, theme.font(), width)
    upper, lower = _heights(text, font, detail, width)
    if upper + lower > place.height():
        # In a narrow column what stands below shrinks to one line, then a long sentence is set
        # smaller; the preview has all of it.
        detail = _one_line(detail, width)
        lower = painting.text_height(detail, theme.font(Size.HINT), width)
    if upper + lower > place.height():
        font = theme.font(Size.HINT)
        upper = painting.text_height(text, font, width)
    place.setTop(max(place.top(), place.center().y() - (upper + lower) / 2))
    ink = painting.Ink(font, _ink(cell, ground), ground.colours)
    painting.spans(painter, place, text, cell.spans, ink)
    if not detail:
        return
    place.setTop(place.top() + upper)
    small = painting.Ink(theme.font(Size.HINT), ground.quiet, ground.colours)
    painting.wrapped(painter, place, detail, small)


def _one_line(text: str, width: float) -> str:
    metrics = QFontMetricsF(theme.font(Size.HINT))
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width - 1)


def _paint_bar(painter: QPainter, bar: QRectF, cell: Cell, ground: CellGround) -> None:
    """Paint how much of a period is over, in the colour of the state or in a plain one."""
    colours, chosen = ground.colours, ground.chosen
    ink = colours.accent if chosen else colours.strong_line
    if cell.mark is not None:
        ink = colours.named(look(cell.mark).tone)
    under = colours.base if chosen else colours.neutral
    painting.part_bar(painter, bar, cell.elapsed or 0.0, under, ink)


def _inside(option: QStyleOptionViewItem) -> QRectF:
    gap = theme.px(8)
    return QRectF(option.rect).adjusted(gap, 0, -gap, 0)


def _heights(text: str, font: QFont, detail: str, width: float) -> tuple[float, float]:
    upper = painting.text_height(text, font, width)
    return upper, painting.text_height(detail, theme.font(Size.HINT), width)


def _ink(cell: Cell, ground: CellGround) -> str:
    quiet = ground.chosen and cell.tone.startswith("text")
    return ground.colours.named(cell.tone) if cell.tone and not quiet else ground.ink


def within(font: QFont, text: str, width: float) -> QFont:
    """Return a font in which a figure keeps its first digit: set smaller where it is too wide."""
    smaller = QFont(font)
    while QFontMetricsF(smaller).horizontalAdvance(text) > width and smaller.pointSizeF() > _LEAST:
        smaller.setPointSizeF(smaller.pointSizeF() - 0.5)
    return smaller


# Items of lists in two lines: who and number above, what and state below.


_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class TwoLineDelegate(QStyledItemDelegate):
    """Draws an item of 56 px, or a heading of 32 px that divides the list.

    The mark of the current item is 3 px wide at its left edge.
    """

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        ground = ground_of(option)
        if is_heading(index):
            _heading(painter, option, index, ground.colours)
        else:
            fill(painter, option, ground)
            if ground.chosen:
                edge = QRectF(option.rect)
                edge.setWidth(theme.px(3))
                painter.fillRect(edge, QColor(ground.colours.accent))
            place = _inside_lines(option)
            item = _item(cell_of(index), place.width())
            place.setTop(place.top() + _upper(painter, place, item, ground))
            _lower(painter, place, item, ground)
            row_lines(painter, option, index, ground)
        painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if is_heading(index):
            return QSize(theme.px(120), theme.px(32))
        item = _item(cell_of(index), option.rect.width() - 2 * theme.px(16))
        name = painting.text_height(item.words, theme.font(), item.room)
        what = painting.text_height(item.cell.detail, _small(), item.lower_room)
        if item.state_below:
            what += painting.line_height(_small())
        return QSize(theme.px(120), max(theme.px(56), round(name + what) + theme.px(16)))


class PlaceDelegate(TwoLineDelegate):
    """Draws the parts of a page, each with what it is below; the current one as the navigation's.

    It is no selection: what a clerk chose of the rows stands in the list beside.
    """

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view, colours = option.widget, theme.tokens(option.palette)
        current = isinstance(view, QAbstractItemView) and view.currentIndex() == index
        painter.save()
        if current:
            painter.fillRect(option.rect, QColor(colours.base))
            edge = QRectF(option.rect)
            edge.setWidth(theme.px(3))
            painter.fillRect(edge, QColor(colours.accent))
        cell, place = cell_of(index), _inside_lines(option)
        if is_heading(index):
            place = QRectF(option.rect).adjusted(theme.px(16), theme.px(10), -theme.px(16), 0)
            head = painting.Ink(theme.font(Size.HINT, bold=True), colours.text2, colours)
            painting.wrapped(painter, place, cell.text, head)
        else:
            name = painting.Ink(theme.font(bold=current), colours.text, colours)
            taken = painting.wrapped(painter, place, cell.text, name)
            place.setTop(place.top() + taken)
            painting.wrapped(
                painter, place, cell.detail, painting.Ink(_small(), colours.text2, colours)
            )
        if current and isinstance(view, QAbstractItemView) and view.hasFocus():
            painting.focus_line(painter, QRectF(option.rect), colours, radius=0)
        painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if is_heading(index):
            return QSize(theme.px(120), theme.px(36))
        cell, width = cell_of(index), option.rect.width() - 2 * theme.px(16)
        # The current one is set bold: its name must have the room then, too.
        high = painting.text_height(cell.text, theme.font(bold=True), width)
        high += painting.text_height(cell.detail, _small(), width)
        return QSize(theme.px(120), round(high) + theme.px(17))


class _Item(NamedTuple):
    """An item, the room that its lines have, and whether the state stands on a line below."""

    cell: Cell
    words: str
    room: float
    lower_room: float
    state_below: bool


def _item(cell: Cell, width: float) -> _Item:
    """Measure an item; its state goes below where the longest word would be broken beside it."""
    beside = width - _advance(cell.state, _small()) - (theme.px(20) if cell.mark else 0)
    below = max(_advance(word, _small()) for word in cell.detail.split(" ")) > beside
    return _Item(
        cell=cell,
        words=f"{cell.text} {cell.note}" if cell.note else cell.text,
        room=width - _advance(cell.aside, theme.font()),
        lower_room=width if below else beside,
        state_below=below,
    )


def _upper(painter: QPainter, place: QRectF, item: _Item, ground: CellGround) -> float:
    """Draw the first line; return the height it took."""
    main = painting.Ink(theme.font(), ground.ink, ground.colours)
    room = QRectF(place)
    room.setWidth(item.room)
    taken = painting.spans(painter, room, item.words, item.cell.spans, main)
    painter.setFont(theme.font())
    painter.setPen(QColor(ground.quiet))
    line = QRectF(place.left(), place.top(), place.width(), painting.line_height(theme.font()))
    painter.drawText(line, _RIGHT, item.cell.aside)
    return taken


def _lower(painter: QPainter, place: QRectF, item: _Item, ground: CellGround) -> None:
    """Draw the second line below the first, and the state at its right or on a line of its own."""
    colours = ground.colours
    room = QRectF(place)
    room.setWidth(item.lower_room)
    taken = painting.wrapped(
        painter, room, item.cell.detail, painting.Ink(_small(), ground.quiet, colours)
    )
    if item.state_below:
        place.setTop(place.top() + taken)
    line = QRectF(place.left(), place.top(), place.width(), painting.line_height(_small()))
    if item.cell.mark is not None:
        line.setLeft(line.right() - painting.state_width(item.cell.state, _small()))
        painting.state(painter, line, item.cell.mark, item.cell.state, colours, _small())
    else:
        painter.setFont(_small())
        painter.setPen(QColor(ground.quiet))
        painter.drawText(line, _RIGHT, item.cell.state)


def _heading(
    painter: QPainter, option: QStyleOptionViewItem, index: Index, colours: Tokens
) -> None:
    painter.fillRect(option.rect, QColor(colours.alternate))
    edge = theme.px(8 if isinstance(option.widget, QTableView) else 16)
    place = QRectF(option.rect).adjusted(edge, 0, -edge, 0)
    cell = cell_of(index)
    if cell.mark is not None:
        side = theme.px(14)
        spot = QRectF(place.left(), place.center().y() - side / 2, side, side)
        icons.paint(painter, look(cell.mark).icon, spot, colours.text2)
        place.setLeft(place.left() + side + theme.px(8))
    painter.setFont(theme.font(Size.HINT, bold=True))
    painter.setPen(QColor(colours.text2))
    painter.drawText(place, _LEFT, cell.text)
    painting.lines(painter, option.rect, colours.line, "bottom")


def _inside_lines(option: QStyleOptionViewItem) -> QRectF:
    return QRectF(option.rect).adjusted(theme.px(16), theme.px(9), -theme.px(16), -theme.px(8))


def _small() -> QFont:
    return theme.font(Size.LABEL)


def _advance(text: str, font: QFont) -> float:
    return painting.advance(text, font) + theme.px(8) if text else 0


_BATCH = 100
_IN_SIGHT = 24
"""Rows of a list that has no layout yet: more stand in no window."""
_LEAST_SHARE = 96
"""The least width in pixels at 100 % of a column that shares what the others leave."""

_GAP_TOLD, _GAP_LEFT = 36, 16
"""How high a gap below the last whole line is that says how many follow, and where, at 100 %."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
ROW, DENSE, TWO_LINES, DENSE_TWO_LINES = 32, 28, 48, 44


class SortHeader(QHeaderView):
    """The head of a table, whose arrow points up where the rows ascend, as spreadsheets have it.

    Qt's own styles draw it the other way round.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)

    @override
    def initStyleOptionForIndex(self, option: QStyleOptionHeader, section: int) -> None:
        super().initStyleOptionForIndex(option, section)
        option.sortIndicator = _TURNED.get(option.sortIndicator, option.sortIndicator)


_ARROWS = QStyleOptionHeader.SortIndicator
_TURNED = {_ARROWS.SortUp: _ARROWS.SortDown, _ARROWS.SortDown: _ARROWS.SortUp}


class ListTable(QTableView):
    """A table of rows of one height; `opened` carries the id of a row.

    It begins and ends with whole rows: what has no room at its end is not begun, and where that
    leaves a gap, it stands there that the list goes on.
    Where rows grow, one whose words wrap is as high as they need; `fitted` says that one did.
    """

    opened = Signal(object)
    current_changed = Signal(object)
    fitted = Signal()
    _grows = False  # Qt lays out before the table is made
    _narrow: bool | None = None

    def __init__(self, name: str, row: int = ROW) -> None:
        self._heights: dict[int, int] = {}
        self._measured_in: object = None
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(CellDelegate(self))
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.px(row))
        self.setHorizontalHeader(SortHeader(self))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setFixedHeight(theme.px(28 if row != DENSE else 24))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.doubleClicked.connect(self._open)

    @classmethod
    def of(cls, model: ColumnsModel[Any], title: str, name: str, row: int = ROW) -> Self:
        """Return a table that shows a model in its own columns, every cell painted."""
        table = cls(title, row)
        table.setObjectName(name)
        table.show_model(model)
        return table

    def let_rows_grow(self) -> None:
        """Let names wrap in rows that grow, instead of being cut off."""
        self._grows = True
        self.verticalScrollBar().valueChanged.connect(self._fit_rows)
        resized = self.horizontalHeader().sectionResized
        resized.connect(self._fit_rows)
        # A column that takes the rest tells of its new width before it has it.
        resized.connect(self._fit_rows, Qt.ConnectionType.QueuedConnection)

    def scroll_sideways(self) -> None:
        """Let what shares the rest keep a least width: in a narrow window the table scrolls."""
        self._narrow = False
        self._leave_room()

    @property
    def scrolls_sideways(self) -> bool:
        """Whether its columns have no room side by side, and it scrolls to the last ones."""
        return bool(self._narrow)

    def choose_several(self) -> None:
        """Let several rows be chosen: Shift and arrows, Ctrl and arrows with Space."""
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def height_of_rows(self) -> int:
        """Return the height of all rows together."""
        return self.verticalHeader().length()

    def height_of_rows_in(self, room: int) -> int:
        """Return the height of the first rows that stand whole in so much room."""
        header, high = self.verticalHeader(), 0
        for row in range(header.count()):
            if high + header.sectionSize(row) > room:
                break
            high += header.sectionSize(row)
        return high

    def show_model(self, model: ColumnsModel[Any]) -> None:
        """Show a model, its columns in their widths; those of width 0 share the rest."""
        self.setModel(model)
        header = self.horizontalHeader()
        for place, column in enumerate(model.columns):
            if column.width:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)
                header.resizeSection(place, theme.px(column.width))
            else:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        if self._narrow is not None:
            # Other columns than those it was measured with: what they leave is another rest.
            self._narrow = False
            self._leave_room()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A table that is being destroyed is resized once more, without its heads.
        if self._narrow is not None and shiboken6.isValid(self.horizontalHeader()):
            self._leave_room()
        self._scroll_by_rows()

    def _scroll_by_rows(self) -> None:
        """Scroll by whole rows; by pixels only where one row is higher than the table."""
        modes = QAbstractItemView.ScrollMode
        tall = max(self._heights.values(), default=0) > self.viewport().height()
        mode = modes.ScrollPerPixel if tall else modes.ScrollPerItem
        if mode is not self.verticalScrollMode():
            self.setVerticalScrollMode(mode)

    @override
    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._begin_whole()

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._begin_whole()

    def _begin_whole(self) -> None:
        """Begin with a whole row at the end of the list too, where Qt would cut the first one."""
        bar, by_pixel = self.verticalScrollBar(), QAbstractItemView.ScrollMode.ScrollPerPixel
        if 0 < bar.value() == bar.maximum() and self.verticalScrollMode() is not by_pixel:
            self.verticalHeader().setOffsetToSectionPosition(bar.value())
            self.viewport().update()

    def _leave_room(self) -> None:
        """Give each column that shares the rest its least width where the rest is too small.

        Words wrap in a narrow column, but not sign by sign.
        """
        modes, header = QHeaderView.ResizeMode, self.horizontalHeader()
        sizes = {place: header.sectionSize(place) for place in range(header.count())}
        least = {
            place: max(theme.px(_LEAST_SHARE), header.sectionSizeHint(place))
            for place in sizes
            if header.sectionResizeMode(place) in (modes.Stretch, modes.Fixed)
        }
        others = sum(width for place, width in sizes.items() if place not in least)
        narrow = self.viewport().width() - others < sum(least.values())
        if narrow == self._narrow:
            return
        self._narrow = narrow
        for place, width in least.items():
            header.setSectionResizeMode(place, modes.Fixed if narrow else modes.Stretch)
            if narrow:
                header.resizeSection(place, width)
        bars = Qt.ScrollBarPolicy
        shown = bars.ScrollBarAsNeeded if narrow else bars.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(shown)

    def choose(self, row: int | None) -> None:
        """Make a row the current one; none where there is none."""
        _choose(self, row)

    def choose_id(self, id_: object) -> None:
        """Make the row of an id the current one, if it is there."""
        model = self.model()
        for row in range(model.rowCount()):
            if model.index(row, 0).data(CellRole.ID) == id_:
                self.choose(row)
                return

    def stay_at(self, id_: object) -> None:
        """Stay at the row of an id where it still is there, else go to the first one."""
        self.choose_id(id_)
        if not self.currentIndex().isValid():
            self.choose(0)

    def bring_current_into_sight(self) -> None:
        """Scroll to the current row, to the middle where it was out of sight.

        Once, and again when the rows around it have grown.
        """
        for _ in range(2):
            row = self.visualRect(self.currentIndex())
            seen = row.top() >= 0 and row.bottom() < self.viewport().height()
            hint = QAbstractItemView.ScrollHint
            self.scrollTo(
                self.currentIndex(), hint.EnsureVisible if seen else hint.PositionAtCenter
            )

    def current_id(self) -> object | None:
        """Return the id of the current row."""
        return _current_id(self)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _took_key(self, event, self._open):
            super().keyPressEvent(event)

    @override
    def moveCursor(
        self, action: QAbstractItemView.CursorAction, held: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Let Home and End lead to the first and last row; among cells to those of the line."""
        ends = (self.CursorAction.MoveHome, self.CursorAction.MoveEnd)
        if action in ends and not self.property("byCell"):
            held |= Qt.KeyboardModifier.ControlModifier
        return super().moveCursor(action, held)

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        for row in {current.row(), previous.row()}:
            self._draw_row(row)
        if current.row() != previous.row():
            self.current_changed.emit(self.current_id())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        row, end = self.rowAt(self.viewport().height() - 1), self.viewport().height()
        top = self.rowViewportPosition(row) if row >= 0 else 0
        if top > 0 and top + self.rowHeight(row) > end:
            super().paintEvent(_above(event, self.viewport().width(), top))
            _end_whole(self, row, top)
        else:
            super().paintEvent(event)
        show_keys_of_empty(self)

    @override
    def reset(self) -> None:
        """Fit the rows anew: Qt lays out again only where there are more of them, or fewer."""
        super().reset()
        self._heights = {}
        self._fit_rows()

    @override
    def doItemsLayout(self) -> None:
        super().doItemsLayout()
        self._fit_rows()

    @override
    def dataChanged(
        self, top_left: Index, bottom_right: Index, roles: Sequence[int] | None = None
    ) -> None:
        super().dataChanged(top_left, bottom_right, roles or [])
        first, last = top_left.row(), bottom_right.row()
        self._heights = {
            row: height for row, height in self._heights.items() if not first <= row <= last
        }
        self._fit_rows()

    def _fit_rows(self) -> None:
        """Give each row that is to fit the height of its words.

        A row is measured when it comes in sight, and again only when it changes, or a width, or the
        type.
        """
        model = self.model()
        if not self._grows or model is None:
            return
        header = self.horizontalHeader()
        measured_in = (theme.font(), *map(header.sectionSize, range(header.count())))
        if measured_in != self._measured_in:
            self._heights, self._measured_in = {}, measured_in
        least, before = self.verticalHeader().defaultSectionSize(), self.height_of_rows()
        for row in self.rows_to_fit():
            if row not in self._heights:
                self._heights[row] = max(least, self.sizeHintForRow(row))
            if (height := self._heights[row]) != self.rowHeight(row):
                self.setRowHeight(row, height)
        if self.height_of_rows() != before:
            self._scroll_by_rows()
            self.fitted.emit()

    def rows_to_fit(self) -> range:
        """Return the rows that a window can show; a long list has more."""
        first = max(self.rowAt(0), 0)
        shown = self.window().height() // self.verticalHeader().defaultSectionSize() + 1
        return range(first, min(first + shown, self.model().rowCount()))

    def _draw_row(self, row: int) -> None:
        """Draw a row anew: the frame around the current one runs through all its cells."""
        place = QRect(0, self.rowViewportPosition(row), self.width(), self.rowHeight(row))
        self.viewport().update(place)

    def open_current(self) -> None:
        """Open the current line, as Enter does."""
        if self.currentIndex().isValid():
            self._open(self.currentIndex())

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(CellRole.ID))


def list_of(name: str, label: str, model: ColumnsModel[Any]) -> ListTable:
    """Return a table that shows a model in rows that grow; in a narrow window it scrolls."""
    table = ListTable.of(model, label, name)
    table.let_rows_grow()
    table.scroll_sideways()
    return table


class WrappingList(QListView):
    """A list whose items are as high as their words are in its width."""

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words their room anew: Qt does so only where a list grows higher or lower."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()


class ItemList(WrappingList):
    """A list of items with headings between them; `opened` carries the id of an item."""

    opened = Signal(object)
    current_changed = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Items take height by their width: a bar that comes later would leave their ends cut off.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        # A long list is laid out piece by piece, so that the window never stands still.
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_BATCH)
        self.doubleClicked.connect(self._open)

    def in_sight(self) -> slice:
        """Return the rows in sight; before they are laid out, as many as may be."""
        place = self.viewport().rect()
        first = max(self.indexAt(place.topLeft()).row(), 0)
        last = self.indexAt(place.bottomLeft()).row()
        return slice(first, (last if last >= first else first + _IN_SIGHT) + 1)

    @override
    def dataChanged(
        self, top_left: Index, bottom_right: Index, roles: Sequence[int] | None = None
    ) -> None:
        """Lay out again what is read anew: another language takes other heights."""
        super().dataChanged(top_left, bottom_right, roles or [])
        self.scheduleDelayedItemsLayout()

    def choose(self, row: int | None) -> None:
        """Make an item the current one; none where there is none."""
        _choose(self, row)

    def current_id(self) -> object | None:
        """Return the id of the current item."""
        return _current_id(self)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        # No bar lies below: the viewport ends where the list does, and needs not be asked for.
        room = self.contentsRect()
        end = room.height()
        last = self.indexAt(QPoint(room.width() // 2, end - 1))
        place = self.visualRect(last)
        if place.isValid() and place.top() > 0 and place.bottom() >= end:
            super().paintEvent(_above(event, room.width(), place.top()))
            _end_whole(self, last.row(), place.top())
        else:
            super().paintEvent(event)
        show_keys_of_empty(self)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _took_key(self, event, self._open):
            super().keyPressEvent(event)

    @override
    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go past a heading to the item behind it, or stay: a heading cannot be chosen."""
        found, model = super().moveCursor(action, modifiers), self.model()
        if not found.isValid() or not found.data(CellRole.HEADING):
            return found
        before, behind = range(found.row() - 1, -1, -1), range(found.row() + 1, model.rowCount())
        upwards = self.currentIndex().row() > found.row()
        rows = (*before, *behind) if upwards else (*behind, *before)
        items = (model.index(row, 0) for row in rows)
        return next(
            (item for item in items if not item.data(CellRole.HEADING)), self.currentIndex()
        )

    @override
    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring the heading right above an item into sight with it."""
        if heading := _heading_above(index):
            super().scrollTo(heading, hint)
        super().scrollTo(index, hint)

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        # What was never seen is painted whole; asked for a widget of its own, the binding first
        # makes all of its types, which no start should wait for.
        if self.isVisible():
            self.viewport().update()
        self.current_changed.emit(self.current_id())

    def open_current(self) -> None:
        """Open the current line, as Enter does."""
        if self.currentIndex().isValid():
            self._open(self.currentIndex())

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(CellRole.ID))


def show_keys_of_empty(view: QAbstractItemView) -> None:
    """Draw the focus line around a view that has the keys and no current item to show it."""
    if view.hasFocus() and not view.currentIndex().isValid():
        colours = theme.tokens(view.palette())
        painting.focus_line(QPainter(view.viewport()), QRectF(view.viewport().rect()), colours)


def _above(event: QPaintEvent, width: int, top: int) -> QPaintEvent:
    """Return what of a paint event lies above a line that has no room for all of itself."""
    return QPaintEvent(event.region() & QRegion(0, 0, width, top))


def _end_whole(view: QAbstractItemView, row: int, top: int) -> None:
    """Leave the last line white where it has no room for all of it, unless it is the only one.

    A wide gap says how many follow: beside the bar it would look like the end of the list.
    """
    place = view.viewport().rect()
    place.setTop(top)
    colours = theme.tokens(view.palette())
    painter = QPainter(view.viewport())
    painter.fillRect(place, QColor(colours.base))
    if place.height() < theme.px(_GAP_TOLD):
        return
    painter.setFont(theme.font(Size.LABEL))
    painter.setPen(QColor(colours.text2))
    line = place.adjusted(theme.px(_GAP_LEFT), 0, 0, 0)
    line.setHeight(theme.px(_GAP_TOLD))
    painter.drawText(line, _LEFT, following(view, row))


def following(view: QAbstractItemView, row: int) -> str:
    """Return how many lines follow in a list from a row on, its headings not counted."""
    model = view.model()
    rows = range(row, model.rowCount())
    left = len(rows)
    if isinstance(model, RowsModel):
        left -= sum(map(model.is_heading, rows))
    return QCoreApplication.translate("ListTable", "%n more", "", left)


def _choose(view: QAbstractItemView, row: int | None) -> None:
    model = view.model()
    if row is None or not 0 <= row < model.rowCount():
        view.setCurrentIndex(QModelIndex())
    elif row != view.currentIndex().row() or not view.selectionModel().hasSelection():
        # The view itself would ask which keys are held, and Ctrl+Enter would add to what is chosen.
        flags = QItemSelectionModel.SelectionFlag
        view.selectionModel().setCurrentIndex(
            model.index(row, 0), flags.ClearAndSelect | flags.Rows
        )


def _current_id(view: QAbstractItemView) -> object | None:
    index = view.currentIndex()
    found: object | None = index.data(CellRole.ID) if index.isValid() else None
    return found


def copy_lines(view: QAbstractItemView) -> None:
    """Copy the chosen lines of a list, their cells apart by tabs; the lock takes them back."""
    model = view.model()
    rows = sorted({index.row() for index in view.selectionModel().selectedIndexes()})
    days = {row: view.day_at(row) for row in rows} if isinstance(view, DayTable) else {}
    lines = [
        "\t".join(_told(model.index(row, 0), model.columnCount(), days.get(row, "")))
        for row in rows
    ]
    if lines:
        QApplication.clipboard().setText("\n".join(lines))


def _told(first: QModelIndex, columns: int, day: str = "") -> Iterator[str]:
    """Yield the day and the cells of a line as shown; of an item what is spoken of it."""
    if columns == 1:
        yield str(first.data(Qt.ItemDataRole.AccessibleTextRole) or first.data() or "")
        return
    if day:
        yield day
    for column in range(columns):
        yield str(first.siblingAtColumn(column).data() or "")


def _took_key(
    view: QAbstractItemView, event: QKeyEvent, open_: Callable[[QModelIndex], None]
) -> bool:
    """Copy the chosen lines or open the current row, where a key asks for it; whether it did.

    In an editor Enter ends the typing.
    """
    if event.matches(QKeySequence.StandardKey.Copy):
        copy_lines(view)
        return True
    if event.key() not in _ENTER or view.state() is QAbstractItemView.State.EditingState:
        return False
    if view.currentIndex().isValid() and not event.modifiers():
        open_(view.currentIndex())
    else:
        event.ignore()
    return True


# A table whose rows stand in groups under headings.


class GroupedDelegate(CellDelegate):
    """Draws a heading over the whole width, and every other row as a table does."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if not is_heading(index):
            super().paint(painter, option, index)
            return
        painter.save()
        _heading(painter, option, index, theme.tokens(option.palette))
        painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        # A heading has the width of all columns: it needs no second line.
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), theme.px(DENSE)) if is_heading(index) else hint


class GroupedTable(ListTable):
    """A table whose rows grow, in groups: a heading spans all columns, and no key comes to it."""

    def __init__(self, name: str, row: int = ROW) -> None:
        super().__init__(name, row)
        self.setItemDelegate(GroupedDelegate(self))
        self.let_rows_grow()

    @override
    def reset(self) -> None:
        super().reset()
        self.clearSpans()
        model = self.model()
        spans = range(model.rowCount() if model.columnCount() > 1 else 0)
        for row in spans:
            if model.index(row, 0).data(CellRole.HEADING):
                self.setSpan(row, 0, 1, model.columnCount())

    @override
    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring the heading right above a row into sight with it."""
        if heading := _heading_above(index):
            super().scrollTo(heading, hint)
        super().scrollTo(index, hint)


# A table whose rows stand by days: the first row of each has the day over it.


class DayDelegate(CellDelegate):
    """Draws rows as a table does, and over the first one of a day leaves room for its band."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if not _begins_day(option.widget, index):
            super().paint(painter, option, index)
            return
        below = QStyleOptionViewItem(option)
        below.rect = option.rect.adjusted(0, theme.px(DENSE), 0, 0)
        # Of a row that has room for its band alone nothing is begun.
        view = option.widget
        if isinstance(view, DayTable) and below.rect.top() < view.viewport().height():
            super().paint(painter, below, index)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        band = theme.px(DENSE) if _begins_day(option.widget, index) else 0
        return QSize(hint.width(), hint.height() + band)


class DayTable(ListTable):
    """A table whose rows grow, by days; a band is no row: no key comes to it."""

    def __init__(self, name: str, row: int = ROW) -> None:
        super().__init__(name, row)
        self._day_of: Callable[[Any], str] | None = None
        self.setItemDelegate(DayDelegate(self))
        self.let_rows_grow()

    def group_by(self, day_of: Callable[[Any], str]) -> None:
        """Take what says the day of a row, in words."""
        self._day_of = day_of

    def day_at(self, row: int) -> str:
        """Return the day of a row in words; nothing while the row is on its way."""
        found = self._rows().row_at(row) if row >= 0 else None
        return "" if found is None or self._day_of is None else self._day_of(found)

    def begins_day(self, row: int) -> bool:
        """Say whether a row is the first one of its day; not before it and the one above came."""
        above = self.day_at(row - 1)
        return self.day_at(row) != above and (row == 0 or bool(above))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bands over all columns: no cell has the room for their words."""
        super().paintEvent(event)
        if self.model() is None:
            return
        painter, whole = QPainter(self.viewport()), self.viewport().rect()
        colours = theme.tokens(self.palette())
        for row in self.rows_to_fit():
            top = self.rowViewportPosition(row)
            if top + self.rowHeight(row) > whole.height():
                break
            if self.begins_day(row):
                band = QRect(whole.left(), top, whole.width(), theme.px(DENSE))
                painter.fillRect(band, QColor(colours.alternate))
                painter.setFont(theme.font(Size.HINT, bold=True))
                painter.setPen(QColor(colours.text2))
                words = QRectF(band).adjusted(theme.px(8), 0, -theme.px(8), 0)
                painter.drawText(words, _LEFT, self.day_at(row))
                painting.lines(painter, band, colours.line, "bottom")
        painter.end()

    @override
    def dataChanged(
        self, top_left: Index, bottom_right: Index, roles: Sequence[int] | None = None
    ) -> None:
        """Measure also the row below what came: now it is known whether it begins a day."""
        model = self.model()
        last = min(bottom_right.row() + 1, model.rowCount() - 1)
        super().dataChanged(top_left, model.index(last, bottom_right.column()), roles)

    def _rows(self) -> ColumnsModel[Any]:
        return cast("ColumnsModel[Any]", self.model())


def _begins_day(view: object, index: Index) -> bool:
    return isinstance(view, DayTable) and view.begins_day(index.row())


# A table in a card that is as high as its rows, each row as high as its words.


class CardTable(ListTable):
    """Never scrolls by itself: the page around it does. Names and amounts wrap."""

    def __init__(self, name: str, row: int = ROW) -> None:
        super().__init__(name, row)
        style_as(self, "card")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.let_rows_grow()
        self.fitted.connect(self.fit)

    @override
    def show_model(self, model: ColumnsModel[Any]) -> None:
        super().show_model(model)
        model.modelReset.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Take the height of the head and of all rows."""
        height = self.horizontalHeader().height() + self.height_of_rows() + 2 * self.frameWidth()
        if height != self.height():
            self.setFixedHeight(height)

    @override
    def rows_to_fit(self) -> range:
        return range(self.model().rowCount())


def _heading_above(index: Index) -> QModelIndex | None:
    """Return the heading right above a row, None where another row or nothing stands there."""
    above = index.model().index(index.row() - 1, 0) if index.isValid() else QModelIndex()
    return above if above.isValid() and above.data(CellRole.HEADING) else None
