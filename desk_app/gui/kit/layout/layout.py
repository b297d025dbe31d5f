# SPDX-License-Identifier: MIT
"""How a page is laid out: title bar, dividers, tabs, lines that wrap, scrolling, dialogs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHeaderView,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QSplitter,
    QTabBar,
    QWidget,
)

from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.boxes import STRETCH, Space, dress, in_column, in_row, named
from desk_app.gui.kit.layout.buttons import ButtonKind, KeyButton, button_for
from desk_app.gui.kit.layout.shortcuts import Key, watch_keys
from desk_app.gui.kit.look import painting, theme
from desk_app.gui.kit.look.text import Text, style_as
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds import own_parent
from desk_app.gui.kit.pyside_workarounds.overriding import override

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
    from PySide6.QtWidgets import QTableView


class FlowLayout(QLayout):
    """Widgets one after the other, wrapped like words; one wider than a line wraps in itself.

    Those of a line stand at one middle. Hidden ones take no room.
    """

    def __init__(self, gap: int, line_gap: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gap = gap
        self._line_gap = line_gap
        self._held: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._held.append(item)

    @override
    def count(self) -> int:
        return len(self._held)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._held[index] if 0 <= index < len(self._held) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._held.pop(index) if 0 <= index < len(self._held) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        edges = self.contentsMargins()
        inner = width - edges.left() - edges.right()
        return self._places(inner)[1] + edges.top() + edges.bottom()

    @override
    def sizeHint(self) -> QSize:
        sizes = [item.sizeHint() for item in self._held if not item.isEmpty()]
        width = sum(size.width() for size in sizes) + self._gap * max(len(sizes) - 1, 0)
        height = max((size.height() for size in sizes), default=0)
        return QSize(width, height).grownBy(self.contentsMargins())

    @override
    def minimumSize(self) -> QSize:
        widest = max((item.minimumSize().width() for item in self._held), default=0)
        tallest = max((item.minimumSize().height() for item in self._held), default=0)
        return QSize(widest, tallest).grownBy(self.contentsMargins())

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        inner = rect.marginsRemoved(self.contentsMargins())
        for item, place in zip(self._held, self._places(inner.width())[0], strict=True):
            item.setGeometry(place.translated(inner.topLeft()))

    def _places(self, width: int) -> tuple[list[QRect], int]:
        places: list[QRect] = []
        left = top = tallest = first = 0
        for item in self._held:
            if item.isEmpty():
                places.append(QRect())
                continue
            size = _size_within(item, width)
            if left and left + size.width() > width:
                _level(places[first:], tallest)
                left, top, tallest = 0, top + tallest + self._line_gap, 0
                first = len(places)
            places.append(QRect(QPoint(left, top), size))
            left += size.width() + self._gap
            tallest = max(tallest, size.height())
        _level(places[first:], tallest)
        return places, top + tallest


def _level(line: Sequence[QRect], tallest: int) -> None:
    """Move what stands in a line down to its middle."""
    for place in line:
        place.moveTop(place.top() + (tallest - place.height()) // 2)


def _size_within(item: QLayoutItem, width: int) -> QSize:
    size = item.sizeHint()
    if size.width() > width and item.hasHeightForWidth():
        return QSize(width, item.heightForWidth(width))
    return size


# A page longer than the window: scrolled up and down, never sideways.


_AROUND = 16
"""Pixels at 100 % above and below what the keys go to."""

READ_LINE = 2
"""Pixels around a page that is read by keys, in which their mark is drawn."""


class PageScroll(QScrollArea):
    """Shows a page at the full width of its place.

    The room of the bar is always kept. Texts on the page take height by their width: a bar that
    came and went would change the width, the height, and so itself, without end.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    @override
    def setWidget(self, widget: QWidget) -> None:
        """Show a page; the room of the bar has its ground."""
        super().setWidget(widget)
        if ground := widget.property("ground"):
            dress(self, ground=ground)

    def read_by_keys(self) -> None:
        """Take the keys by Tab while the page is longer than its place, and scroll it by them.

        For a page whose end holds nothing that the keys go to: without them nobody would read it.
        """
        style_as(self, "read")
        self.verticalScrollBar().rangeChanged.connect(self._stop_by)

    def follow_keys(self) -> None:
        """Bring into sight what the keys go to, however they came there."""
        watch_keys(self._follow)

    def _stop_by(self, least: int, most: int) -> None:
        policy = Qt.FocusPolicy.TabFocus if most > least else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)

    def _follow(self, _before: object, now: QWidget | None) -> None:
        inside = self.widget()
        if inside is not None and now is not None and inside.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, theme.px(_AROUND))


# Tabs over the parts of a page that have no room beside one another.


_HEIGHT, _EDGE = 32, 16
_MARK = 3


class PartTabs(QTabBar):
    """One Tab stop; ← and → change the part, which is told by weight and mark, not colour alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("ground", "side")
        self.setFixedHeight(theme.px(_HEIGHT))

    @override
    def tabSizeHint(self, index: int) -> QSize:
        font = theme.font(Size.LABEL, bold=True)
        words = QFontMetricsF(font).horizontalAdvance(self.tabText(index))
        return QSize(round(words) + 2 * theme.px(_EDGE), theme.px(_HEIGHT))

    @override
    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.tokens(self.palette())
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.side))
        painting.lines(painter, self.rect(), colours.line, "bottom")
        for index in range(self.count()):
            place, current = self.tabRect(index), index == self.currentIndex()
            if current:
                painter.fillRect(place, QColor(colours.base))
                painting.lines(painter, place, colours.line, "left", "right")
                edge = QRectF(place)
                edge.setTop(edge.bottom() - theme.px(_MARK))
                painter.fillRect(edge, QColor(colours.accent))
            painter.setFont(theme.font(Size.LABEL, bold=current))
            painter.setPen(QColor(colours.text if current else colours.text2))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self.tabText(index))
            if current and self.hasFocus():
                painting.focus_line(painter, QRectF(place), colours, radius=0)


# What narrows a list down, over it.


class NarrowingBar(QWidget):
    """Search, boxes and choices in one line; in a narrow window it wraps between them."""

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        self.setMinimumHeight(theme.px(48))
        dress(self, ground="window", line="bottom")
        row = FlowLayout(theme.px(16), theme.px(8), self)
        row.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(10))
        for part in parts:
            row.addWidget(part)


# Dividers and columns that stay where a clerk drew them.


WHOLE = 1_000
"""The usual width of the part that takes the rest."""

LEAST = 520
"""What that part needs beside the others, in pixels at 100 %, where its page says nothing else."""

_LARGE, _AMPLE = 2, 1_600
"""At this zoom parts are tabs, unless the window is so wide in pixels at 100 %."""

_AFTER_MS = 500
_LEAST, _MOST = 24, 1_200
_PRECISE = 1_000


class Keeps(Protocol):
    """Keeps widths by name, in pixels at 100 %."""

    def widths(self, name: str) -> tuple[int, ...]:
        """Return the widths kept last; none where nobody changed them."""

    def keep_widths(self, name: str, widths: tuple[int, ...]) -> None:
        """Keep widths."""


class Divided(QWidget):
    """Parts beside one another with dividers; one part takes what the window has more or less.

    Where they have no room beside one another, and at 200 %, they are tabs: one part at a time,
    the one that the keys go to.
    """

    tabs_changed = Signal()

    def __init__(
        self,
        name: str,
        keeps: Keeps,
        wide: int,
        parts: Sequence[tuple[QWidget, int]],
        room: int = LEAST,
        parent: QWidget | None = None,
    ) -> None:
        """Take the parts, each with its width in pixels at 100 %; ``wide`` takes the rest.

        ``room`` is the width that part needs beside the others.
        """
        super().__init__(parent)
        self._parts = [part for part, _ in parts]
        self._room, self._zooms = room, True
        self._usual = [width for _, width in parts]
        self._wide = self._current = wide
        kept = keeps.widths(name)
        self._drawn = len(kept) == len(self._usual) and all(width >= _LEAST for width in kept)
        self._widths = list(kept if self._drawn else self._usual)
        self._folded = set[int]()
        self._make_tabs(f"{name}Tabs")
        self.splitter = named(name, QSplitter(Qt.Orientation.Horizontal, self))
        self.splitter.setChildrenCollapsible(False)
        in_column(self, self._tabs, (self.splitter, 1), gap=0, edge=0)
        # The parts draw their own lines; Qt lets the mouse take a handle without width beside it.
        self.splitter.setHandleWidth(0)
        for place, part in enumerate(self._parts):
            self.splitter.addWidget(part)
            self.splitter.setStretchFactor(place, int(place == wide))
        self._share_out()
        later = _Later(lambda: keeps.keep_widths(name, tuple(self._widths)), self)
        self.splitter.splitterMoved.connect(self._draw)
        self.splitter.splitterMoved.connect(later.begin)
        watch_keys(self._follow)

    @property
    def tabbed(self) -> bool:
        """Whether the parts are tabs."""
        return not self._tabs.isHidden()

    @property
    def tabs(self) -> PartTabs:
        """The tabs, hidden while the parts stand beside one another."""
        return self._tabs

    def name_parts(self, title: str, *names: str) -> None:
        """Say what each part is called as a tab, and all of them together to a screen reader."""
        self._tabs.setAccessibleName(title)
        for place, name in enumerate(names):
            if name != self._tabs.tabText(place):
                self._tabs.setTabText(place, name)

    def show_part(self, place: int) -> None:
        """Bring a part to the front where the parts are tabs."""
        self._tabs.setCurrentIndex(place)

    def fold(self, place: int, *, folded: bool) -> None:
        """Leave a part out until it is asked for: the others have its room."""
        if folded == (place in self._folded):
            return
        self._folded ^= {place}
        self._tabs.setTabVisible(place, not folded)
        if folded and self._current == place:
            self._tabs.setCurrentIndex(self._wide)
        self._parts[place].setHidden(folded or self.tabbed)
        self._arrange()
        if not self.tabbed:
            self._share_out()

    def stay_beside(self) -> None:
        """Have the parts become tabs for want of room alone, at any zoom."""
        self._zooms = False

    def suggest(self, place: int, width: int) -> None:
        """Give a part another usual width in pixels at 100 %, unless a clerk drew the dividers."""
        self._usual[place] = width
        if not self._drawn and self._widths[place] != width:
            self._widths[place] = width
            self._share_out()
        self._arrange()

    @override
    def minimumSizeHint(self) -> QSize:
        """Ask for no more than one part needs: there are the tabs."""
        least = [part.minimumSizeHint().expandedTo(part.minimumSize()) for part in self._parts]
        return QSize(max(each.width() for each in least), super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = shortcuts.step_of_parts(event)
        if step and self.tabbed:
            order = [each for each in range(len(self._parts)) if each not in self._folded]
            after = (order.index(self._current) + step) % len(order)
            self._tabs.setCurrentIndex(order[after])
        else:
            super().keyPressEvent(event)

    def _make_tabs(self, name: str) -> None:
        self._tabs = named(name, PartTabs(self))
        for _ in self._parts:
            self._tabs.addTab("")
        self._tabs.setCurrentIndex(self._wide)
        self._tabs.currentChanged.connect(self._choose)
        self._tabs.hide()

    def _arrange(self) -> None:
        tabbed = self._wants_tabs()
        if tabbed == self.tabbed:
            return
        self._tabs.setVisible(tabbed)
        if tabbed:
            now = QApplication.focusWidget()
            holds = [place for place, part in enumerate(self._parts) if _holds(part, now)]
            self._tabs.setCurrentIndex(holds[0] if holds else self._current)
            self._show_one(self._current)
        else:
            for place, part in enumerate(self._parts):
                part.setHidden(place in self._folded)
            self._share_out()
        self.tabs_changed.emit()

    def _wants_tabs(self) -> bool:
        if len(self._parts) - len(self._folded) == 1:
            return False
        left_out = {self._wide, *self._folded}
        sides = sum(each for place, each in enumerate(self._usual) if place not in left_out)
        if self.width() < theme.px(sides + self._room):
            return True
        ample = self.window().width() >= theme.px(_AMPLE)
        return self._zooms and theme.zoom() >= _LARGE and not ample

    def _choose(self, place: int) -> None:
        """Show a part; the keys go with it, unless they are on the tabs."""
        left, self._current = self._parts[self._current], place
        if not self.tabbed:
            return
        part = self._parts[place]
        part.show()
        if _holds(left, QApplication.focusWidget()):
            (_first_stop(part) or self._tabs).setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_one(place)

    def _show_one(self, shown: int) -> None:
        self._parts[shown].show()
        for place, part in enumerate(self._parts):
            part.setVisible(place == shown)

    def _follow(self, _before: object, now: QWidget | None) -> None:
        """Bring the part to the front to which the keys were given."""
        if self.tabbed and not _holds(self._parts[self._current], now):
            for place, part in enumerate(self._parts):
                if _holds(part, now):
                    self._tabs.setCurrentIndex(place)

    def _share_out(self) -> None:
        self.splitter.setSizes([theme.px(width) for width in self._widths])

    def _draw(self) -> None:
        self._drawn = True
        drawn = _plain(self.splitter.sizes())
        kept = zip(self._widths, drawn, strict=True)
        self._widths = [
            before if place in self._folded else now for place, (before, now) in enumerate(kept)
        ]


def _holds(part: QWidget, widget: QWidget | None) -> bool:
    return widget is not None and (part is widget or part.isAncestorOf(widget))


def _first_stop(part: QWidget) -> QWidget | None:
    """Return what had the keys last in a part, or the first that takes them."""
    if takes_keys(part.focusWidget(), part):
        return part.focusWidget()
    widget = own_parent.after(part)
    while widget is not None and widget is not part:
        if takes_keys(widget, part):
            return widget
        widget = own_parent.after(widget)
    return None


def takes_keys(widget: QWidget | None, part: QWidget) -> bool:
    """Say whether a widget of a part is in sight and has a place in the order of Tab."""
    tab = Qt.FocusPolicy.TabFocus
    return (
        widget is not None
        and part.isAncestorOf(widget)
        and widget.isVisible()
        and widget.isEnabled()
        and (widget.focusPolicy() & tab) == tab
    )


def remember_columns(table: QTableView, keeps: Keeps) -> None:
    """Give a table the column widths it was left with, and keep those a clerk draws.

    A column that takes the rest keeps nothing. The table's object name names its widths.
    """
    header, name = table.horizontalHeader(), table.objectName()
    drawn = [
        place
        for place in range(header.count())
        if header.sectionResizeMode(place) is QHeaderView.ResizeMode.Interactive
    ]
    kept = keeps.widths(name)
    if len(kept) == len(drawn):
        for place, width in zip(drawn, kept, strict=True):
            header.resizeSection(place, theme.px(min(max(width, _LEAST), _MOST)))
    header.setMinimumSectionSize(theme.px(_LEAST))
    before = [_plain([header.sectionSize(place) for place in drawn])]

    def keep() -> None:
        # The wait may end while the page is being taken away, its heads before the rest.
        if not shiboken6.isValid(header):
            return
        now = _plain([header.sectionSize(place) for place in drawn])
        if now != before[0]:
            before[0] = now
            keeps.keep_widths(name, now)

    header.sectionResized.connect(_Later(keep, table).begin)


class _Later(QTimer):
    """Does something once, half a second after the last start."""

    def __init__(self, do: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self.setInterval(_AFTER_MS)
        self.timeout.connect(do)

    def begin(self, *_: object) -> None:
        """Begin the wait again, whatever a signal carries."""
        self.start()


def _plain(sizes: Sequence[int]) -> tuple[int, ...]:
    """Return sizes as they are at 100 %."""
    scale = theme.px(_PRECISE) / _PRECISE
    return tuple(round(size / scale) for size in sizes)


# The bar over a view: its title, its facts, its actions.


_FACTS = 72
"""So narrow, in pixels at 100 %, the facts may wrap beside many buttons."""


class TitleBar(QWidget):
    """Title and facts at the left, buttons at the right, at most one of them blue.

    Long names wrap in it; what needs more than two lines makes it higher. Why the blue one waits
    stands beside it where there is room; its tip and the status line say it everywhere.
    """

    def __init__(self) -> None:
        super().__init__()
        self._why = named("whyNot", Text("", Size.HINT, "text2"))
        # Without a parent it would be a window of its own until it has its place.
        self._why.setParent(self)
        self._why.hide()
        self._title = Text("", Size.TITLE, bold=True, wrap=True)
        self._facts = Text("", Size.BODY, "text2", wrap=True)
        self._facts.setMinimumWidth(theme.px(_FACTS))
        self._buttons: list[KeyButton] = []
        self._beside: list[QWidget] = []
        dress(self, line="bottom")
        self.setMinimumHeight(theme.px(48))
        self._row = in_row(
            self, self._title, Space(8), self._facts, STRETCH, gap=8, edge=(16, 0, 16, 0)
        )

    def say(self, title: str, facts: str = "") -> None:
        """Show title and facts."""
        self._title.setText(title)
        self._facts.setText(facts)

    def add(self, widget: QWidget) -> None:
        """Put a widget at the right end."""
        self._beside.append(widget)
        self._row.addWidget(widget)

    def add_button(self, button: KeyButton) -> None:
        """Put a button at the right end; a second blue one is a mistake of ours."""
        if button.kind is ButtonKind.MAIN and any(
            other.kind is ButtonKind.MAIN for other in self._buttons
        ):
            raise ValueError("a window has one blue button")
        self._buttons.append(button)
        if button.kind is ButtonKind.MAIN:
            self._row.addWidget(self._why)
        self.add(button)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._fit_keys()
        return super().event(event)

    def _fit_keys(self) -> None:
        """Leave the keys out of buttons that have no room for them: menus and status bar tell them.

        The blue button keeps its key longest. Where that is not enough the icons go too.
        """
        shown = [each for each in self._beside if not each.isHidden()]
        buttons = [each for each in shown if isinstance(each, KeyButton)]
        room = self.width() - 2 * theme.px(16) - theme.px(8) * (len(shown) + 3)
        for words in (self._title, self._facts):
            said = words.fontMetrics().horizontalAdvance(words.text())
            room -= max(said, words.minimumWidth())
        room -= sum(each.sizeHint().width() for each in shown if each not in buttons)
        room -= sum(button.width_without_key() for button in buttons)
        for button in buttons:
            button.picture(pictured=room >= 0)
        for button in sorted(buttons, key=lambda each: each.kind is not ButtonKind.MAIN):
            more = button.width_with_key() - button.width_without_key()
            button.tell_key(told=more <= room)
            room -= more if more <= room else 0
        self._say_why(buttons, room)

    def _say_why(self, buttons: Sequence[KeyButton], room: int) -> None:
        """Say beside the blue button why it is grey, where so much room is left."""
        waits = (each for each in buttons if each.kind is ButtonKind.MAIN and not each.isEnabled())
        blue = next(waits, None)
        why = "" if blue is None else blue.statusTip()
        if blue is not None and self._row.indexOf(self._why) < 0:
            # It became the blue one after it came here.
            self._row.insertWidget(self._row.indexOf(blue), self._why)
        self._why.setText(why)
        needed = self._why.sizeHint().width() + theme.px(8)
        self._why.setVisible(bool(why) and needed <= room)


# Dialogs that stand out from the window behind them, also where no window manager frames them.


_VEIL = QColor(16, 22, 28, 110)
"""Over light and dark alike: what lies behind is still known, and plainly not for now."""


class Veil(QWidget):
    """Dims a window while something stands before it; keys and mouse pass it by."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("veil")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.raise_()
        self.show()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and watched is self.parent():
            self.setGeometry(self.window().rect())
        return False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), _VEIL)


class Dialog(QDialog):
    """A dialog with an edge of its own; the window it holds up lies under a veil."""

    _veil: Veil | None = None

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        parent = self.parentWidget()
        if parent is not None and self.isModal() and self._veil is None:
            self._veil = Veil(parent.window())

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        veil, self._veil = self._veil, None
        if veil is not None and shiboken6.isValid(veil):
            veil.hide()
            veil.deleteLater()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        colours = theme.tokens(self.palette())
        painter = QPainter(self)
        sides = ("left", "top", "right", "bottom")
        painting.lines(painter, self.rect(), colours.strong_line, *sides)


class TaskDialog(Dialog):
    """Does one thing: the blue button and its key do it, Esc and the other button lead away."""

    def __init__(self, name: str, title: str, do: str, back: str, parent: QWidget) -> None:
        """Take the words of the two buttons."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._do = button_for("do", do, self._press, kind=ButtonKind.MAIN, key=Key.MAIN)
        self._back = button_for("back", back, self.reject, key=Key.CLOSE)
        self._buttons = in_row(None, STRETCH, self._do, self._back, gap=8)
        shortcuts.bind(Key.MAIN, self, self._press)

    def go(self) -> None:
        """Do what the dialog is for."""
        # Every heir has its own; no abstract method, since Qt's classes have a metaclass already.
        raise NotImplementedError

    def _press(self) -> None:
        if self._do.isEnabled():
            self.go()


def fit_height(window: QWidget) -> None:
    """Give a dialog the height that its words need at its width."""
    layout = window.layout()
    if layout is not None:
        layout.activate()
        window.resize(window.width(), layout.totalHeightForWidth(window.width()))
