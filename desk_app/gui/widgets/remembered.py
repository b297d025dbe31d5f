# SPDX-License-Identifier: MIT
"""Dividers and columns that stay where a clerk drew them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QHeaderView, QSplitter, QWidget

from desk_app.gui import theme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QTableView

WHOLE = 1_000
"""The usual width of the part that takes the rest."""

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


class Divided(QSplitter):
    """Parts beside one another with dividers; one part takes what the window has more or less."""

    def __init__(
        self, name: str, keeps: Keeps, wide: int, parts: Sequence[tuple[QWidget, int]]
    ) -> None:
        """Take the parts, each with its width in pixels at 100 %; ``wide`` takes the rest."""
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName(name)
        self.setChildrenCollapsible(False)
        # The parts draw their own lines; Qt lets the mouse take a handle without width beside it.
        self.setHandleWidth(0)
        usual = [width for _, width in parts]
        for place, (part, _) in enumerate(parts):
            self.addWidget(part)
            self.setStretchFactor(place, int(place == wide))
        kept = keeps.widths(name)
        self._drawn = len(kept) == len(usual) and all(width >= _LEAST for width in kept)
        self._widths = list(kept if self._drawn else usual)
        self.setSizes([theme.px(width) for width in self._widths])
        later = _Later(lambda: keeps.keep_widths(name, _plain(self.sizes())), self)
        self.splitterMoved.connect(later.begin)
        self.splitterMoved.connect(self._draw)

    def suggest(self, place: int, width: int) -> None:
        """Give a part another usual width in pixels at 100 %, unless a clerk drew the dividers."""
        if not self._drawn and self._widths[place] != width:
            self._widths[place] = width
            self.setSizes([theme.px(width) for width in self._widths])

    def _draw(self) -> None:
        self._drawn = True


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
