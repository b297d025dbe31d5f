# SPDX-License-Identifier: MIT
"""Dividers and columns that stay where a clerk drew them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import shiboken6
from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHeaderView, QSplitter, QVBoxLayout, QWidget

from desk_app.gui import shortcuts, theme
from desk_app.gui.overriding import override
from desk_app.gui.widgets import own_parent
from desk_app.gui.widgets.keys_left import watch_keys
from desk_app.gui.widgets.part_tabs import PartTabs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent
    from PySide6.QtWidgets import QTableView

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
        ...

    def keep_widths(self, name: str, widths: tuple[int, ...]) -> None:
        """Keep widths."""
        ...


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
        self._make_tabs(f"{name}Tabs")
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setObjectName(name)
        self.splitter.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._tabs)
        column.addWidget(self.splitter, 1)
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
            self._tabs.setCurrentIndex((self._current + step) % len(self._parts))
        else:
            super().keyPressEvent(event)

    def _make_tabs(self, name: str) -> None:
        self._tabs = PartTabs(self)
        self._tabs.setObjectName(name)
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
            for part in self._parts:
                part.show()
            self._share_out()
        self.tabs_changed.emit()

    def _wants_tabs(self) -> bool:
        sides = sum(self._usual) - self._usual[self._wide]
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
        self._widths = list(_plain(self.splitter.sizes()))


def _holds(part: QWidget, widget: QWidget | None) -> bool:
    return widget is not None and (part is widget or part.isAncestorOf(widget))


def _first_stop(part: QWidget) -> QWidget | None:
    """Return what had the keys last in a part, or the first that takes them."""
    if _takes_keys(part.focusWidget(), part):
        return part.focusWidget()
    widget = own_parent.after(part)
    while widget is not None and widget is not part:
        if _takes_keys(widget, part):
            return widget
        widget = own_parent.after(widget)
    return None


def _takes_keys(widget: QWidget | None, part: QWidget) -> bool:
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
