# SPDX-License-Identifier: MIT
"""Where words stand on a page: none over another, none cut. Run these over what is shown."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, takewhile

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.look import painting, theme
from desk_app.gui.kit.look.states import StateIcon
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.tables.columns import ColumnsModel

_WORDS = (QLabel, QAbstractButton, StateIcon)
_HOLDERS = (QLineEdit, QComboBox, QPlainTextEdit, QAbstractItemView)
_SLACK = 1
_NO_WORD = 24


def overlapping(root: QWidget) -> list[str]:
    """Return the pairs of texts and fields of a page that stand over one another."""
    places = [(widget, _seen(widget, root)) for widget in _leaves(root)]
    return [
        f"{_told(one)} over {_told(other)}"
        for (one, here), (other, there) in combinations(places, 2)
        if _meet(here, there) and not one.isAncestorOf(other) and not other.isAncestorOf(one)
    ]


def cut(root: QWidget) -> list[str]:
    """Return the texts of a page that have less room than they need.

    Of a choice that is every word it offers: which of them stands there is the clerk's.
    """
    found = [_told(widget) for widget in _leaves(root) if _too_small(widget) or _outside(widget)]
    for view in root.findChildren(QTableView):
        if view.isVisible() and view.model() is not None:
            found += [f"{view.objectName()}: {words}" for words in _cut_cells(view)]
    for box in root.findChildren(ChoiceBox):
        if box.isVisible():
            found += [f"choice {box.objectName()}: {word!r}" for word in box.without_room()]
    return [*found, *(_told(view) for view in root.findChildren(QAbstractItemView) if _hides(view))]


_FEW, _TIMES = 320, 3
"""So many pixels at 100 % a column may always have; above that, so many times its longest line."""


def too_wide(root: QWidget) -> list[str]:
    """Return the columns far wider than what stands in them where another one has no room.

    No room has a column whose words need a second line, or that lies out of sight at the right.
    """
    return [
        f"{view.objectName()}: {told}"
        for view in root.findChildren(QTableView)
        if view.isVisible() and view.model() is not None
        for told in _spread(view, root)
    ]


def _spread(view: QTableView, root: QWidget) -> list[str]:
    header, model = view.horizontalHeader(), view.model()
    places = [each for each in range(header.count()) if not header.isSectionHidden(each)]
    has = {each: header.sectionSize(each) for each in places}
    needs = {each: _in_one_line(view, each) for each in places}
    beyond = header.length() > _across(view.viewport(), root) + _SLACK
    return [
        f"{model.headerData(each, Qt.Orientation.Horizontal)!r} is {has[each]} wide"
        for each in places
        if has[each] > max(theme.px(_FEW), _TIMES * needs[each])
        and (beyond or any(has[other] < needs[other] for other in places if other != each))
    ]


def _across(widget: QWidget, root: QWidget) -> int:
    """Return how much of a widget's width is in sight, or would be once scrolled down to."""
    left = widget.mapTo(root, QPoint()).x()
    right = left + widget.width()
    for parent in takewhile(lambda above: above is not root, _above(widget)):
        begin = parent.mapTo(root, QPoint()).x()
        left, right = max(left, begin), min(right, begin + parent.width())
    return right - left


def _in_one_line(view: QTableView, place: int) -> float:
    """Return how wide a column is whose words all stand in one line."""
    model = view.model()
    title = str(model.headerData(place, Qt.Orientation.Horizontal) or "").split("\n")
    cells = [str(model.index(row, place).data() or "") for row in range(model.rowCount())]
    words = _widest([line for cell in cells for line in cell.split("\n")], theme.font())
    return max(words, _widest(title, theme.font(Size.HINT))) + 2 * theme.px(8)


def _hides(view: QAbstractItemView) -> bool:
    """Say whether rows of a view are out of sight where it does not scroll."""
    fixed = view.verticalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    return view.isVisible() and fixed and view.verticalScrollBar().maximum() > 0


def _leaves(root: QWidget) -> list[QWidget]:
    """Return what is read on a page: texts, buttons, fields, tables and lists."""
    found: list[QWidget] = [w for w in root.findChildren(QWidget) if isinstance(w, _HOLDERS)]
    holders = [widget for widget in found if not isinstance(widget, QHeaderView)]
    words = [w for w in root.findChildren(QWidget) if isinstance(w, _WORDS) and _says(w)]
    return [
        widget
        for widget in (*words, *holders)
        if widget.isVisible() and not any(_holds(holder, widget) for holder in holders)
    ]


def _holds(holder: QWidget, widget: QWidget) -> bool:
    return holder is not widget and holder.isAncestorOf(widget)


def _says(widget: QWidget) -> bool:
    if isinstance(widget, StateIcon):
        return bool(widget.shown()[1])
    return isinstance(widget, QLabel | QAbstractButton) and bool(widget.text())


def _above(widget: QWidget) -> Iterator[QWidget]:
    """Yield what holds a widget, from the innermost outwards."""
    parent: QWidget | None = widget.parentWidget()
    while parent is not None:
        yield parent
        parent = parent.parentWidget()


def _seen(widget: QWidget, root: QWidget) -> QRect:
    """Return the part of a widget that is in sight, in the coordinates of the page."""
    seen = QRect(widget.mapTo(root, QPoint()), widget.size())
    for parent in takewhile(lambda above: above is not root, _above(widget)):
        seen = seen.intersected(QRect(parent.mapTo(root, QPoint()), parent.size()))
    return seen


def _meet(here: QRect, there: QRect) -> bool:
    both = here.intersected(there)
    return both.width() > _SLACK and both.height() > _SLACK


def _too_small(widget: QWidget) -> bool:
    if isinstance(widget, QLabel | StateIcon) and widget.hasHeightForWidth():
        return widget.height() + _SLACK < widget.heightForWidth(widget.width())
    if isinstance(widget, QLineEdit):
        return _room(widget) < QFontMetricsF(widget.font()).horizontalAdvance(_shown(widget))
    if isinstance(widget, QComboBox) and not isinstance(widget, ChoiceBox):
        metrics = QFontMetricsF(widget.font())
        return widget.width() - theme.px(8 + 24) < metrics.horizontalAdvance(widget.currentText())
    if not isinstance(widget, _WORDS):
        return False
    needed = widget.minimumSizeHint()
    return widget.width() + _SLACK < needed.width() or widget.height() + _SLACK < needed.height()


def _room(edit: QLineEdit) -> float:
    margins = edit.textMargins()
    return edit.width() - 2 * theme.px(8) - margins.left() - margins.right() - 2


def _shown(edit: QLineEdit) -> str:
    return edit.text() or edit.placeholderText()


def _outside(widget: QWidget) -> bool:
    """Say whether a widget reaches out of what holds it; what scrolls may hold more."""
    inner = widget
    for parent in _above(widget):
        if inner.isWindow() or isinstance(parent.parentWidget(), QAbstractScrollArea):
            return False
        if not parent.rect().adjusted(-1, -1, 1, 1).contains(inner.geometry()):
            return True
        inner = parent
    return False


def _cut_cells(view: QTableView) -> Iterator[str]:
    """Yield the titles and the English cells of a table that are wider than their columns."""
    model, header = view.model(), view.horizontalHeader()
    for place in range(header.count()):
        if header.isSectionHidden(place):
            continue
        room = header.sectionSize(place) - 2 * theme.px(8) + _SLACK
        title = str(model.headerData(place, Qt.Orientation.Horizontal) or "")
        if header.isVisible() and _widest(title.split("\n"), theme.font(Size.HINT)) > room:
            yield f"title {title!r}"
        cells = (model.index(row, place) for row in range(model.rowCount()))
        yield from (f"cell {cell.data()!r}" for cell in cells if _needed(cell) > room)


def _needed(cell: QModelIndex) -> float:
    """Return how wide a cell must be: a state stands in one line, other words wrap.

    A single word that is a little too wide is set smaller; what is no word, the name of a file,
    breaks anywhere.
    """
    words = str(cell.data() or "")
    if not words.isascii():
        return 0
    model = cell.model()
    if isinstance(model, ColumnsModel) and model.cell_at(cell).mark is not None:
        return painting.state_width(words, theme.font())
    parts = [part for part in words.split() if len(part) < _NO_WORD]
    return _widest(parts, theme.font(Size.HINT) if len(parts) == 1 else theme.font())


def _widest(parts: list[str], font: QFont) -> float:
    return max(map(QFontMetricsF(font).horizontalAdvance, parts), default=0)


def _told(widget: QWidget) -> str:
    words = getattr(widget, "text", str)
    text = words() if isinstance(widget, QLabel | QAbstractButton | QLineEdit) else ""
    return f"{type(widget).__name__} {widget.objectName()} {text!r} {widget.geometry().getRect()}"
