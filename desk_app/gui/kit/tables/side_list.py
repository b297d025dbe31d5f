# SPDX-License-Identifier: MIT
"""The navigation and the groups of the work list: icon, name, state, how many."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from desk_app.gui.kit.look import icons, painting, theme
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.tables.columns import ITEM, Index, ItemsModel
from desk_app.gui.kit.tables.table import WrappingList, show_keys_of_empty

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.gui.kit.look.painting import Mark
    from desk_app.gui.kit.look.theme import Tokens


_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SPOKEN = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
_EDGE, _ICON, _ASIDE = 14, 18, 4
_LINE, _GROUP, _SLIM = 40, 52, 30
"""How high an item is at least: a name alone, a name with its count, a quiet line."""

_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class SideItem:
    """A place or a group; ``detail`` with its state stands under the name of a group.

    Where all items are of one kind no icon tells anything: there is none then.
    ``tone`` is the colour token of an icon that tells a state by itself; ``slim`` is a quiet line,
    no higher than its words.
    """

    key: object
    icon: str
    name: str
    count: int | None = None
    detail: str = ""
    mark: Mark | None = None
    divided: bool = False
    tone: str = ""
    slim: bool = False


class SideList(WrappingList):
    """One item is the current place; `chosen` says which the clerk wants.

    ``groups`` divide the work of a page and are chosen by the way of the keys; ``places`` are parts
    of a page, and their current one looks like that of the navigation: no selection of rows.
    Enter and a click say that the item is ``entered`` too: the keys go on into what it shows.
    """

    chosen = Signal(object)
    entered = Signal(object)

    def __init__(self, name: str, *, groups: bool = False, places: bool = False) -> None:
        super().__init__()
        self._items = _Items(self)
        self.groups = groups or places
        self.places = places or not groups
        self.folded = self._led = False
        self.setModel(self._items)
        self.setItemDelegate(_SideDelegate(self))
        self.setAccessibleName(name)
        self.setProperty("ground", "window" if self.groups else "side")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(self.ResizeMode.Adjust)

    def show_items(self, items: Sequence[SideItem]) -> None:
        """Show these items; the current one stays the current one."""
        current = self.current_key()
        self._items.show(items)
        self.set_current(current)

    def current_key(self) -> object | None:
        """Return the key of the current item."""
        item = self.currentIndex().data(ITEM) if self.currentIndex().isValid() else None
        return item.key if isinstance(item, SideItem) else None

    def set_current(self, key: object | None) -> None:
        """Mark an item as the current place, which is not the clerk's choice."""
        row = self._items.row_of(key)
        self._led = True
        self.setCurrentIndex(self._items.index(row) if row is not None else QModelIndex())
        self._led = False

    def fold(self, *, folded: bool, wide: int = 168) -> None:
        """Show icons alone, or with names in a list so ``wide`` in pixels at 100 %."""
        self.folded = folded
        self.setFixedWidth(theme.px(48 if folded else wide))
        self.scheduleDelayedItemsLayout()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        show_keys_of_empty(self)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers():
            self._enter()
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.indexAt(event.position().toPoint()).isValid():
            self._enter()

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        if self.groups and self.hasFocus() and not self._led:
            self._choose()

    def _choose(self) -> None:
        key = self.current_key()
        if key is not None:
            self.chosen.emit(key)

    def _enter(self) -> None:
        self._choose()
        if self.current_key() is not None:
            self.entered.emit(self.current_key())


class _Items(ItemsModel[SideItem]):
    def __init__(self, parent: QObject) -> None:
        super().__init__(lambda item: item.name, parent)

    @override
    def show(self, items: Sequence[SideItem]) -> None:
        if [item.key for item in items] != [item.key for item in self.items]:
            super().show(items)
        elif items:
            self.items = tuple(items)
            self.dataChanged.emit(self.index(0), self.index(len(items) - 1))

    def row_of(self, key: object | None) -> int | None:
        for row, item in enumerate(self.items):
            if key is not None and item.key == key:
                return row
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if index.isValid() and role in _SPOKEN:
            item = self.items[index.row()]
            count = "" if item.count is None else str(item.count)
            return " ".join(part for part in (item.name, count, item.detail) if part)
        return super().data(index, role)


class _SideDelegate(QStyledItemDelegate):
    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view, item = option.widget, index.data(ITEM)
        if not isinstance(view, SideList) or not view.groups or not isinstance(item, SideItem):
            return QSize(theme.px(48), theme.px(_LINE))
        room = QRectF(view.viewport().rect()).adjusted(theme.px(_EDGE), 0, -theme.px(_EDGE), 0)
        words = _name_height(item) + _detail_height(item, _beside_icon(room, item).width())
        least = _LINE if item.count is None and not item.detail else _GROUP
        least, air = (_SLIM, 12) if item.slim else (least, 16)
        return QSize(theme.px(48), max(theme.px(least), math.ceil(words) + theme.px(air)))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view, item = option.widget, index.data(ITEM)
        if not isinstance(view, SideList) or not isinstance(item, SideItem):
            return
        colours = theme.tokens(option.palette)
        current = view.currentIndex() == index
        painter.save()
        _paint_ground(painter, option, view, current=current)
        place = QRectF(option.rect).adjusted(theme.px(_EDGE), 0, -theme.px(_EDGE), 0)
        side = theme.px(_ICON)
        spot = QRectF(place.left(), place.center().y() - side / 2, side, side)
        tone = "accent" if current and view.places else item.tone or "text2"
        ink = colours.named(tone)
        if view.folded:
            # The count stands over its upper right corner: the icon makes room for it.
            spot.translate(-theme.px(_ASIDE), theme.px(_ASIDE))
        if item.icon:
            icons.paint(painter, item.icon, spot, ink)
        if view.folded:
            _paint_folded_count(painter, QRectF(option.rect), item, colours)
        else:
            _paint_item(painter, _beside_icon(place, item), item, view, current=current)
        if item.divided:
            painting.lines(painter, option.rect, colours.line, "bottom")
        if current and view.hasFocus():
            painting.focus_line(painter, QRectF(option.rect), colours, radius=0)
        painter.restore()


def _paint_ground(
    painter: QPainter, option: QStyleOptionViewItem, view: SideList, *, current: bool
) -> None:
    if not current:
        return
    colours = theme.tokens(option.palette)
    painter.fillRect(option.rect, QColor(colours.base if view.places else colours.selection))
    edge = QRectF(option.rect)
    edge.setWidth(theme.px(3))
    painter.fillRect(edge, QColor(colours.accent))


def _paint_item(
    painter: QPainter, place: QRectF, item: SideItem, view: SideList, *, current: bool
) -> None:
    colours = theme.tokens(view.palette())
    chosen = current and not view.places
    # Where nothing waits the words step back.
    empty = item.slim or (view.groups and item.count == 0)
    ink = colours.selection_text if chosen else colours.text3 if empty else colours.text
    count = "" if item.count is None else str(item.count)
    size = Size.TITLE if view.groups and not item.slim else Size.HINT
    painter.setPen(QColor(ink if current or view.groups else colours.text2))
    figures = theme.font(size, bold=current and not view.groups)
    painter.setFont(figures)
    painter.drawText(place, _RIGHT, count)
    detail = _detail_height(item, place.width())
    upper = QRectF(place)
    if item.detail:
        upper.setTop(place.center().y() - (_name_height(item) + detail) / 2)
        upper.setHeight(_name_height(item))
    if count:
        beside = QFontMetricsF(figures).horizontalAdvance(count) + theme.px(4)
        upper.setWidth(upper.width() - beside)
    face = theme.font(_name_size(item), bold=current)
    painting.fitted(painter, upper, item.name, painting.Ink(face, ink, colours))
    lower = QRectF(place.left(), upper.bottom(), _detail_room(item, place.width()), detail)
    if item.detail and item.mark is not None:
        painting.state(painter, lower, item.mark, item.detail, colours, theme.font(Size.HINT))
    elif item.detail:
        # In the hint size the Gothic type has no room for the tails of g, p and y.
        small = theme.font(Size.LABEL)
        tone = ink if chosen or item.slim else colours.text2
        quiet = painting.Ink(small, tone, colours)
        painting.wrapped(painter, lower, item.detail, quiet)


def _beside_icon(place: QRectF, item: SideItem) -> QRectF:
    """Return where the words stand: an item without an icon has the whole place."""
    if not item.icon:
        return place
    return place.adjusted(theme.px(_ICON) + theme.px(8), 0, 0, 0)


def _name_size(item: SideItem) -> Size:
    return Size.LABEL if item.slim else Size.BODY


def _name_height(item: SideItem) -> float:
    return painting.line_height(theme.font(_name_size(item)))


def _detail_height(item: SideItem, width: float) -> float:
    """Return the height of the words under the name; a state stands in one line."""
    if not item.detail:
        return 0.0
    if item.mark is not None:
        return painting.line_height(theme.font(Size.HINT))
    return painting.text_height(item.detail, theme.font(Size.LABEL), _detail_room(item, width))


def _detail_room(item: SideItem, width: float) -> float:
    return width if item.count is None else width - theme.px(28)


def _paint_folded_count(painter: QPainter, place: QRectF, item: SideItem, colours: Tokens) -> None:
    if item.count:
        painter.setFont(theme.font(Size.HINT))
        painter.setPen(QColor(colours.text))
        corner = place.adjusted(0, theme.px(1), -theme.px(3), -theme.px(22))
        painter.drawText(corner, _RIGHT, str(item.count))
