# SPDX-License-Identifier: MIT
"""The sections of a long form in one strip, each with its number, name and state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from desk_app.gui import icons, painting, theme
from desk_app.gui.marks import Mark, look
from desk_app.gui.overriding import override
from desk_app.gui.theme import Size
from desk_app.gui.widgets.state_icon import StateIcon
from desk_app.gui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its name, its state, the state in words."""

    name: str
    mark: Mark | None = None
    word: str = ""


class SectionStrip(QWidget):
    """Shown when the form scrolls; a click goes to a section, Alt and its digit do the same."""

    section_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tabs: list[_Tab] = []
        self._current = 0
        self.setProperty("ground", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(theme.px(32))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.px(12), 0, theme.px(12), 0)
        self._row.setSpacing(0)
        self._row.addStretch(1)

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Show these sections, numbered from 1."""
        for _ in range(len(sections), len(self._tabs)):
            tab = self._tabs.pop()
            self._row.removeWidget(tab)
            tab.deleteLater()
        while len(self._tabs) < len(sections):
            tab = _Tab(len(self._tabs) + 1, self)
            tab.clicked.connect(self._clicked)
            self._row.insertWidget(len(self._tabs), tab)
            self._tabs.append(tab)
        for tab, section in zip(self._tabs, sections, strict=True):
            tab.show_section(section)
        self.set_current(self._current)

    def set_current(self, number: int) -> None:
        """Mark the section in sight, from 1; 0 for none."""
        self._current = number
        for tab in self._tabs:
            tab.setChecked(tab.number == number)

    def _clicked(self) -> None:
        tab = self.sender()
        if isinstance(tab, _Tab):
            self.section_wanted.emit(tab.number)
            self.set_current(self._current)


class _Tab(QToolButton):
    def __init__(self, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.number = number
        self._section = Section("")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def show_section(self, section: Section) -> None:
        if section == self._section:
            return
        self._section = section
        self.setAccessibleName(f"{self.number} {section.name} {section.word}".strip())
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        words = QFontMetricsF(theme.font(Size.LABEL)).horizontalAdvance(self._words())
        icon = theme.px(4 + 14) if self._section.mark is not None else 0
        return QSize(round(words) + icon + 2 * theme.px(10), theme.px(32))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.tokens(self.palette())
        painter = QPainter(self)
        if self.isChecked():
            painter.fillRect(self.rect(), QColor(colours.base))
            edge = QRectF(0, self.height() - theme.px(3), self.width(), theme.px(3))
            painter.fillRect(edge, QColor(colours.accent))
        painter.setFont(theme.font(Size.LABEL))
        painter.setPen(QColor(colours.text))
        inner = QRectF(self.rect()).adjusted(theme.px(10), 0, -theme.px(10), 0)
        painter.drawText(inner, _LEFT, self._words())
        if self._section.mark is not None:
            drawn = look(self._section.mark)
            side = theme.px(14)
            spot = QRectF(inner.right() - side, inner.center().y() - side / 2, side, side)
            icons.paint(painter, drawn.icon, spot, colours.named(drawn.tone))

    def _words(self) -> str:
        return f"{self.number} {self._section.name}"


class SectionRail(QWidget):
    """The head of one section at the left of a form: number, name and state."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = Text("", Size.LABEL, bold=True, wrap=True)
        # A word that is longer than the rail is broken: it must not ask for more than there is.
        self._name.setMinimumWidth(theme.px(40))
        self._state = StateIcon(size=Size.HINT, wrap=True)
        # The state comes with the first key: the sections below must not move down then.
        kept = self._state.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self._state.setSizePolicy(kept)
        self._state.hide()
        self.setProperty("ground", "alternate")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(theme.px(116))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), theme.px(9), theme.px(8), theme.px(8))
        row.setSpacing(theme.px(8))
        # Wrapped like the name, for the same line spacing: the two stand on one line.
        self._digit = Text(str(number), Size.LABEL, "text2", wrap=True)
        self._digit.setFixedWidth(self._digit.sizeHint().width())
        row.addWidget(self._digit, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(theme.px(4))
        column.addWidget(self._name)
        column.addWidget(self._state)
        column.addStretch(1)
        row.addLayout(column, 1)

    def set_number(self, number: int) -> None:
        """Show another number, of one digit too: a page that leaves sections out counts on."""
        self._digit.setText(str(number))

    def show_section(self, section: Section) -> None:
        """Show name and state."""
        self._name.setText(section.name)
        self._state.setVisible(section.mark is not None)
        if section.mark is not None:
            self._state.show_state(section.mark, section.word)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        colours = theme.tokens(self.palette())
        painting.lines(QPainter(self), self.rect(), colours.line, "right")
