# SPDX-License-Identifier: MIT
"""Plain facts in cards and lines: axes, sums, steps, the course of days."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desk_app.gui.kit.layout.boxes import dress, in_row
from desk_app.gui.kit.look import icons, painting, theme
from desk_app.gui.kit.look.painting import Mark, look
from desk_app.gui.kit.look.states import StateIcon
from desk_app.gui.kit.look.text import Link, Text, repolish, style_as
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.tables.columns import ITEM, Index, ItemsModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from desk_app.gui.kit.look.theme import Tokens


_ROW, _GAP = 28, 8
_PLAIN_ROW, _PLAIN_GAP = 20, 4
_NAMES = 136
_SIDE = 16
_TOP = Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact in the clerk's language; the tone of its icon says a state, where it has one."""

    icon: str
    name: str
    text: str
    tone: str = "accent"


@dataclass(frozen=True, slots=True)
class _Row:
    """The labels of one line of the card; they stay when it shows another fact."""

    icon: QLabel
    name: Text
    text: Text

    @property
    def labels(self) -> tuple[QLabel, ...]:
        return self.icon, self.name, self.text


class FactsCard(QFrame):
    """Facts under one another, divided by lines.

    A ``plain`` one has neither frame nor icons nor lines: many facts to be read beside the work.
    Without ``icons`` the names stand alone, where no icon would tell anything. ``even`` names are
    all as wide as one is: those of several cards stand in one line, and long ones wrap.
    """

    def __init__(
        self,
        name_width: int = _NAMES,
        *,
        plain: bool = False,
        icons: bool = True,
        even: bool = False,
        row: float = _ROW,
    ) -> None:
        super().__init__()
        self._row_height = _PLAIN_ROW if plain else row
        self._even = theme.px(name_width) if even else 0
        self._plain, self._icons = plain, icons and not plain
        self._facts: tuple[FactLine, ...] = ()
        self._rows: list[_Row] = []
        self.setProperty("card", not plain)
        side, gap = theme.px(_SIDE), theme.px(_GAP)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(*((0, 0, 0, 0) if plain else (side, gap, side, gap)))
        self._grid.setHorizontalSpacing(gap if plain else side)
        self._grid.setVerticalSpacing(theme.px(_PLAIN_GAP) if plain else gap)
        self._grid.setColumnMinimumWidth(1, theme.px(name_width))
        self._grid.setColumnStretch(2, 1)

    def show_facts(self, facts: Sequence[FactLine]) -> None:
        """Show these facts and no others."""
        self._facts = tuple(facts)
        while len(self._rows) < len(self._facts):
            self._add_row()
        for number, row in enumerate(self._rows):
            shown = number < len(self._facts)
            height = theme.px(self._row_height)
            self._grid.setRowMinimumHeight(number, height if shown else 0)
            row.name.setText(self._facts[number].name if shown else "")
            row.text.setText(self._facts[number].text if shown else "")
            tone = self._facts[number].tone if shown and self._plain else "accent"
            row.text.set_tone("" if tone == "accent" else tone)
            for label in row.labels:
                label.setHidden(not shown or (not self._icons and label is row.icon))
        self._draw_icons()
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._plain:
            return
        painter = QPainter(self)
        painter.setPen(QColor(theme.tokens(self.palette()).line))
        inset = theme.px(_SIDE)
        for row in self._rows[1 : len(self._facts)]:
            # Not the grid's own places: it forgets them when it is asked for another width.
            top = row.text.y() - theme.px(_GAP) // 2
            painter.drawLine(inset, top, self.width() - inset, top)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_icons()
        super().changeEvent(event)

    def _add_row(self) -> None:
        row = _Row(
            QLabel(self),
            Text(tone="text2", wrap=self._plain, parent=self),
            Text(wrap=True, parent=self),
        )
        if self._even:
            row.name.setFixedWidth(self._even)
        for column, label in enumerate(row.labels):
            self._grid.addWidget(label, len(self._rows), column)
        if self._plain:
            # Beside several lines a name stands at the first of them.
            self._grid.setAlignment(row.name, _TOP)
            self._grid.setAlignment(row.text, _TOP)
        self._rows.append(row)

    def _draw_icons(self) -> None:
        colours, ratio = theme.tokens(self.palette()), self.devicePixelRatioF()
        for row, fact in zip(self._rows, self._facts, strict=False):
            colour = colours.named(fact.tone)
            row.icon.setPixmap(icons.pixmap(fact.icon, colour, theme.px(16), ratio))


# The axes of an application, each a plain line: name, state, reason, clause.


@dataclass(frozen=True, slots=True)
class AxisWords:
    """One axis in the clerk's language."""

    name: str
    mark: Mark
    state: str
    reason: str = ""
    clause: str = ""
    clause_name: str = ""


_NOTHING = AxisWords("", Mark.OPEN, "")
_REASON = 240
"""So much room has the reason of an axis before its clause goes under it, in pixels at 100 %."""


class AxisLine(QWidget):
    """Name, state, reason and clause of one axis; in a narrow panel the reason goes under.

    A clause that has no room beside the rest goes under it.
    """

    clause_wanted = Signal(str)

    def __init__(self, *, narrow: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clause = ""
        self._narrow, self._beside = narrow, True
        self._least = (theme.px(56), 0) if narrow else (theme.px(72), theme.px(136))
        self._name = Text("", tone="text2")
        self._state = StateIcon()
        tone = "text2" if narrow else ""
        self._reason = Text("", Size.LABEL if narrow else Size.BODY, tone, wrap=True)
        self._link = Link("")
        self._link.clicked.connect(self._ask)
        self._grid = grid = QGridLayout(self)
        side = theme.px(8 if narrow else 12)
        grid.setContentsMargins(side, theme.px(6), side, theme.px(6))
        grid.setHorizontalSpacing(theme.px(8))
        grid.setVerticalSpacing(theme.px(2))
        grid.addWidget(self._name, 0, 0, _TOP)
        grid.addWidget(self._state, 0, 1, _TOP)
        grid.addWidget(self._reason, *((1, 1, 1, 3) if narrow else (0, 2)))
        grid.addWidget(self._link, 0, 3, _TOP | Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(2, 1)
        # In a narrow panel the reason, which goes under, needs no room beside the state.
        self._columns = (self._name,) if narrow else (self._name, self._state)

    def show_axis(self, axis: AxisWords) -> None:
        """Show an axis in this line."""
        self._clause = axis.clause
        self.setAccessibleName(" ".join(p for p in (axis.name, axis.state, axis.reason) if p))
        self._name.setText(axis.name)
        self._state.show_state(axis.mark, axis.state)
        self._reason.setText(axis.reason)
        self._link.cite(axis.clause, axis.clause_name)
        height = self._state.sizeHint().height()
        self._name.setMinimumHeight(height)
        self._link.setMinimumHeight(height)
        self._reason.setVisible(bool(axis.reason))
        self._link.setVisible(bool(axis.clause))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_link()

    def _place_link(self) -> None:
        """Put the clause at the right end, or under the rest where it has no room there."""
        grid, gap = self._grid, self._grid.horizontalSpacing()
        edges = grid.contentsMargins().left() + grid.contentsMargins().right()
        shown = [self._name, self._state, self._link]
        widths = [max(each.sizeHint().width(), each.minimumWidth()) for each in shown]
        if not self._narrow:
            # The reason wraps: a short clause stands beside it as long as it has some room.
            widths.append(min(self._reason.sizeHint().width(), theme.px(_REASON)))
        beside = sum(widths) + gap * len(widths) + edges <= self.width()
        if beside is self._beside:
            return
        self._beside = beside
        grid.removeWidget(self._link)
        left = _TOP | Qt.AlignmentFlag.AlignLeft
        if beside:
            grid.addWidget(self._link, 0, 3, _TOP | Qt.AlignmentFlag.AlignRight)
        elif self._narrow:
            grid.addWidget(self._link, 2, 0, 1, 4, left)
        else:
            grid.addWidget(self._link, 1, 2, 1, 2, left)
        self.updateGeometry()

    def columns(self) -> tuple[int, ...]:
        """Return how wide what stands in columns would be, in pixels."""
        return tuple(
            max(each.sizeHint().width(), least)
            for each, least in zip(self._columns, self._least, strict=False)
        )

    def set_columns(self, widths: Sequence[int]) -> None:
        """Make each so wide, so that they stand in columns over all lines."""
        for each, width in zip(self._columns, widths, strict=True):
            each.setMinimumWidth(width)
        self._place_link()

    def _ask(self) -> None:
        self.clause_wanted.emit(self._clause)


class AxisPanel(QFrame):
    """The lines of all axes in one card."""

    clause_wanted = Signal(str)

    def __init__(self, *, narrow: bool = False) -> None:
        super().__init__()
        self._narrow = narrow
        self._lines: list[AxisLine] = []
        style_as(self, "card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 0, 1, 0)
        self._column.setSpacing(0)

    def show_axes(self, axes: Sequence[AxisWords]) -> None:
        """Show these axes and no others; the lines that are there are filled anew."""
        while len(self._lines) < len(axes):
            self._add_line()
        for line in self._lines[len(axes) :]:
            line.show_axis(_NOTHING)
            line.hide()
        shown = self._lines[: len(axes)]
        for line, axis in zip(shown, axes, strict=True):
            line.show_axis(axis)
        widths = [max(widest) for widest in zip(*(line.columns() for line in shown), strict=True)]
        for line in shown:
            line.set_columns(widths)
            # A child that comes late is shown late by its layout; these take part at once.
            line.show()

    def _add_line(self) -> None:
        """Add a line at the end; the one before is divided from it."""
        if self._lines:
            dress(self._lines[-1], line="bottom")
            repolish(self._lines[-1])
        line = AxisLine(narrow=self._narrow, parent=self)
        line.clause_wanted.connect(self.clause_wanted)
        self._lines.append(line)
        self._column.addWidget(line)


# Amounts one under the other, with the result in its state below a line.


_SUMS_ROW = 20
"""The height of a line in pixels at 100 %."""

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class SumLine:
    """A word and an amount as written; a ``mark`` makes it the result, ``total`` the sum.

    ``clause`` is what it rests on, by its id, and ``clause_name`` what that is called.
    """

    word: str
    amount: str
    clause: str = ""
    clause_name: str = ""
    mark: Mark | None = None
    tone: str = ""
    total: bool = False


class SumPanel(QWidget):
    """Shows what was counted, what is due, and what comes of it."""

    clause_wanted = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._lines: tuple[SumLine, ...] = ()
        self._words: list[Text | StateIcon] = []
        self._amounts: list[Text] = []
        self._held: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(6))
        self._grid.setVerticalSpacing(theme.px(3))
        self._grid.setColumnStretch(2, 1)

    def show_lines(self, lines: Sequence[SumLine]) -> None:
        """Show these lines and no others; the same kinds of line take other words in place."""
        before, self._lines = self._lines, tuple(lines)
        if list(map(_kind, before)) == list(map(_kind, lines)):
            self._write(lines)
            return
        for widget in self._held:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._held, self._words, self._amounts = [], [], []
        for number, line in enumerate(lines):
            self._add(2 * number, line)

    def _write(self, lines: Sequence[SumLine]) -> None:
        for line, word, amount in zip(lines, self._words, self._amounts, strict=True):
            if isinstance(word, Text):
                word.setText(line.word)
            elif line.mark is not None:
                word.show_state(line.mark, line.word)
            amount.setText(line.amount)

    def _add(self, row: int, line: SumLine) -> None:
        ends = line.total or line.mark is not None
        if ends:
            rule = QFrame()
            rule.setFrameShape(QFrame.Shape.HLine)
            rule.setFrameShadow(QFrame.Shadow.Plain)
            rule.setForegroundRole(QPalette.ColorRole.Dark)
            self._put(rule, row, 0, 4)
        if line.mark is not None:
            word: Text | StateIcon = StateIcon(line.mark, line.word, bold=True)
            self._put(word, row + 1, 0, 3)
        else:
            # Beside a clause the word is short: the clause stands right behind it.
            tone = "" if line.total else "text2"
            word = Text(line.word, tone=tone, bold=line.total, wrap=not line.clause)
            self._put(self._beside(word, line), row + 1, 0, 3)
        self._words.append(word)
        self._grid.setRowMinimumHeight(row + 1, theme.px(_SUMS_ROW))
        amount = Text(line.amount, Size.BODY, line.tone, bold=ends)
        amount.setAlignment(_RIGHT)
        self._put(amount, row + 1, 3, 1)
        self._amounts.append(amount)

    def _beside(self, word: Text, line: SumLine) -> QWidget:
        if not line.clause:
            return word
        both = QWidget()
        row = in_row(both, gap=6, edge=0)
        link = Link()
        link.cite(line.clause, line.clause_name)
        link.clicked.connect(self._ask)
        row.addWidget(word)
        row.addWidget(link)
        row.addStretch(1)
        return both

    def _put(self, widget: QWidget, row: int, column: int, width: int) -> None:
        self._held.append(widget)
        self._grid.addWidget(widget, row, column, 1, width)

    def _ask(self) -> None:
        link = self.sender()
        if isinstance(link, Link):
            self.clause_wanted.emit(link.text())


def _kind(line: SumLine) -> SumLine:
    """Return what of a line is made of widgets of its own: the mark, the clause, the tone."""
    return replace(line, word="", amount="")


# The steps of a long task in a card: which are done, which is next, who did them and when.


_LIST_LINE, _ICON, _NAME, _LIST_SIDE, _LIST_GAP = 18, 28, 92, 12, 8
_ASIDE = 0.4
"""The share of a row's words that its right end takes at most: a long name wraps there."""


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step: its state, its name, what is done in it, at the right end who and when."""

    mark: Mark
    name: str
    what: str
    aside: str = ""
    now: bool = False


class StepList(QFrame):
    """Painted rows under one another; a screen reader hears them as one text.

    ``gap`` pixels at 100 % stand over and under the words of a row.
    """

    def __init__(self, gap: float = _LIST_GAP) -> None:
        super().__init__()
        self._gap = gap
        self._steps: tuple[StepLine, ...] = ()
        style_as(self, "card")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_steps(self, title: str, steps: Sequence[StepLine]) -> None:
        """Show these steps; ``title`` is what they are steps of, for a screen reader."""
        self._steps = tuple(steps)
        self.setAccessibleName(title)
        told = (f"{step.name}. {step.what} {step.aside}".strip() for step in self._steps)
        self.setAccessibleDescription("\n".join(told))
        self.updateGeometry()
        self.update()

    def steps(self) -> tuple[StepLine, ...]:
        """Return the steps shown."""
        return self._steps

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return sum(self._height(step, width - 2) for step in self._steps) + 2

    @override
    def sizeHint(self) -> QSize:
        # The height at its own width: that of a narrower one would leave a gap in the panel.
        width = max(self.width(), theme.px(360))
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(240), len(self._steps) * self._least() + 2)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell of the height at another width: a layout keeps what it was told of the last one."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        place = QRectF(1, 1, self.width() - 2, 0)
        for number, step in enumerate(self._steps):
            place.setHeight(self._height(step, self.width() - 2))
            self._paint(painter, place, step, divided=number > 0)
            place.moveTop(place.bottom())

    def _least(self) -> int:
        return theme.px(_LIST_LINE) + 2 * theme.px(self._gap)

    def _height(self, step: StepLine, width: float) -> int:
        """Return the height of a row: one line, or what its wrapped words need."""
        font = theme.font(Size.LABEL)
        words = zip((step.what, step.aside), _shares(step, width), strict=True)
        tallest = max(painting.text_height(text, font, room) for text, room in words if text)
        return max(self._least(), math.ceil(tallest) + 2 * theme.px(self._gap))

    def _paint(self, painter: QPainter, place: QRectF, step: StepLine, *, divided: bool) -> None:
        colours = theme.tokens(self.palette())
        if step.now:
            painter.fillRect(place, QColor(colours.selection))
        if divided:
            painter.setPen(QColor(colours.line))
            painter.drawLine(place.topLeft(), place.topRight())
        inside = place.adjusted(theme.px(_LIST_SIDE), 0, -theme.px(_LIST_SIDE), 0)
        side = theme.px(16)
        spot = QRectF(inside.left(), inside.center().y() - side / 2, side, side)
        # A tick for what is done, an arrow for what is now: an empty circle looks like a choice.
        if step.mark is Mark.TO_DO:
            icons.paint(painter, "arrow", spot, colours.accent)
        elif step.mark is not Mark.OPEN:
            drawn = look(step.mark)
            icons.paint(painter, drawn.icon, spot, colours.named(drawn.tone))
        ink = colours.selection_text if step.now else colours.text
        inside.setLeft(inside.left() + theme.px(_ICON))
        name = QRectF(inside)
        name.setWidth(theme.px(_NAME - _LIST_GAP))
        painting.fitted(painter, name, step.name, painting.Ink(theme.font(bold=True), ink, colours))
        what, aside = _shares(step, place.width())
        font = theme.font(Size.LABEL)
        quiet = ink if step.now else colours.text2
        end = QRectF(inside)
        end.setLeft(inside.right() - aside)
        painting.wrapped(
            painter, _centred(end, step.aside), step.aside, painting.Ink(font, quiet, colours)
        )
        inside.setLeft(inside.left() + theme.px(_NAME))
        inside.setWidth(what)
        painting.wrapped(
            painter,
            _centred(inside, step.what),
            step.what,
            painting.Ink(font, ink, colours),
        )


def _shares(step: StepLine, width: float) -> tuple[float, float]:
    """Return the widths of what is done and of the right end, in a row of a width."""
    room = width - 2 * theme.px(_LIST_SIDE) - theme.px(_ICON) - theme.px(_NAME)
    if not step.aside:
        return room, 0.0
    wanted = math.ceil(QFontMetricsF(theme.font(Size.LABEL)).horizontalAdvance(step.aside)) + 1
    aside = min(wanted, room * _ASIDE)
    return room - aside - theme.px(_LIST_GAP), aside


def _centred(place: QRectF, text: str) -> QRectF:
    """Return the part of a place that a text takes, in the middle of its height."""
    height = painting.text_height(text, theme.font(Size.LABEL), place.width())
    return QRectF(place.left(), place.center().y() - height / 2, place.width(), height)


# The time line of an application: what was, what is now, what is to come.


_TIMELINE_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_DAY, _TO_DOT, _TO_WORDS = 76, 16, 28
_DRESSED = (QEvent.Type.FontChange, QEvent.Type.StyleChange)


class Tense(Enum):
    """Whether a thing has happened."""

    PAST = "past"
    NOW = "now"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class CourseMoment:
    """One point of the line in the clerk's language."""

    day: str
    title: str
    detail: str = ""
    tense: Tense = Tense.PAST


class Timeline(QListView):
    """A painted line; behind it is a list that a screen reader can read."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._shown: tuple[CourseMoment, ...] = ()
        self._days = float(theme.px(_DAY))
        self._moments: ItemsModel[CourseMoment] = ItemsModel(_words, self)
        self.setModel(self._moments)
        self.setItemDelegate(_MomentDelegate(self))
        self.setAccessibleName(name)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)

    def show_moments(self, moments: Sequence[CourseMoment]) -> None:
        """Show these points in this order."""
        self._shown = tuple(moments)
        self._measure()
        self._moments.show(moments)

    @property
    def days(self) -> float:
        """The room of the days: no day of the line is cut, whatever its year and language."""
        return self._days

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words their room anew: Qt does so only where a list grows higher or lower."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _DRESSED:
            self._measure()

    def _measure(self) -> None:
        measured = QFontMetricsF(theme.font(Size.LABEL)).horizontalAdvance
        widest = max((math.ceil(measured(each.day)) for each in self._shown), default=0)
        self._days = max(theme.px(_DAY), widest)


def _words(moment: CourseMoment) -> str:
    return " ".join(part for part in (moment.day, moment.title, moment.detail) if part)


class _MomentDelegate(QStyledItemDelegate):
    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else theme.px(300)
        moment = index.data(ITEM)
        room = width - _days(view) - theme.px(_TO_WORDS) - theme.px(8)
        height = painting.text_height(moment.title, theme.font(bold=True), room)
        height += painting.text_height(moment.detail, theme.font(Size.HINT), room)
        return QSize(width, max(theme.px(44), round(height) + theme.px(8)))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = theme.tokens(option.palette)
        moment = index.data(ITEM)
        painter.save()
        view = option.widget
        if isinstance(view, QListView) and view.hasFocus() and view.currentIndex() == index:
            painting.focus_line(painter, QRectF(option.rect), colours)
        place = QRectF(option.rect)
        font = theme.font(bold=moment.tense is not Tense.AHEAD)
        first = painting.line_height(font)
        days = _days(view)
        middle = QPointF(place.left() + days + theme.px(_TO_DOT), place.top() + first / 2)
        last = index.row() == index.model().rowCount() - 1
        _paint_stroke(painter, middle, place, moment, colours, last=last)
        painter.setFont(theme.font(Size.LABEL))
        painter.setPen(QColor(colours.text2))
        day = QRectF(place.left(), place.top(), days, first)
        painter.drawText(day, _TIMELINE_RIGHT, moment.day)
        words = place.adjusted(days + theme.px(_TO_WORDS), 0, -theme.px(8), 0)
        ink = _ink(moment, colours)
        taken = painting.wrapped(painter, words, moment.title, painting.Ink(font, ink, colours))
        words.setTop(words.top() + taken)
        small = painting.Ink(theme.font(Size.HINT), colours.text2, colours)
        painting.wrapped(painter, words, moment.detail, small)
        painter.restore()


def _days(view: object) -> float:
    return view.days if isinstance(view, Timeline) else theme.px(_DAY)


def _ink(moment: CourseMoment, colours: Tokens) -> str:
    return {
        Tense.PAST: colours.text,
        Tense.NOW: colours.accent,
        Tense.AHEAD: colours.text2,
    }[moment.tense]


def _paint_stroke(
    painter: QPainter,
    middle: QPointF,
    place: QRectF,
    moment: CourseMoment,
    colours: Tokens,
    *,
    last: bool,
) -> None:
    """Draw the point and the stroke down to the next: dashed where it is still to come."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(colours.strong_line), 2)
    if moment.tense is Tense.AHEAD:
        pen.setStyle(Qt.PenStyle.DotLine)
    painter.setPen(pen)
    end = place.bottom() + painting.line_height(theme.font()) / 2
    if not last:
        painter.drawLine(middle, QPointF(middle.x(), end))
    radius = theme.px(6 if moment.tense is Tense.NOW else 5)
    line = colours.accent if moment.tense is Tense.NOW else colours.strong_line
    painter.setPen(QPen(QColor(line), 2))
    painter.setBrush(QColor(colours.base if moment.tense is Tense.AHEAD else line))
    painter.drawEllipse(middle, radius - 1, radius - 1)
