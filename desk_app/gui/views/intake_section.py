# SPDX-License-Identifier: MIT
"""One section of the Intake page: its head at the left, its fields in three equal columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desk_app.gui import painting, theme
from desk_app.gui.overriding import override
from desk_app.gui.views.intake_grid import LABEL_WIDTH, WIDER_LABEL, FieldGrid
from desk_app.gui.widgets.buttons import ButtonKind, KeyButton
from desk_app.gui.widgets.section_strip import Section, SectionRail
from desk_app.records.people import Language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desk_app.gui.presenters.intake_state import IntakeState
    from desk_app.gui.views.intake_fields import IntakeFields

RAIL, WIDER_RAIL = 124, 130


class IntakeSection(QWidget):
    """Holds its grid of fields and shows the part of the state that is its own.

    What is seldom filled in stands in fields that a button at the head opens, or a value in them.
    """

    def __init__(self, number: int, fields: IntakeFields, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = number
        self.fields = fields
        self.grid = FieldGrid()
        self._seldom: tuple[str, ...] = ()
        self.more = KeyButton(icon="plus", kind=ButtonKind.FLAT, parent=self)
        self.more.setObjectName(f"more{number}")
        self.more.clicked.connect(self._more_clicked)
        self.more.hide()
        self._rail = SectionRail(number)
        self.column = QVBoxLayout()
        self.column.setContentsMargins(theme.px(12), theme.px(7), theme.px(16), theme.px(8))
        self.column.setSpacing(theme.px(4))
        self.column.addWidget(self.grid)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addLayout(self.column, 1)
        self.more.raise_()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def seldom(self, *names: str) -> None:
        """Name the fields that are seldom filled in; they begin closed."""
        self._seldom = names
        self.more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.close_seldom()

    def open_seldom(self) -> None:
        """Show the fields that are seldom filled in."""
        self.grid.show_fields(*self._seldom, shown=True)
        self.more.hide()

    def close_seldom(self) -> None:
        """Leave out the fields that are seldom filled in."""
        self.grid.show_fields(*self._seldom, shown=False)
        self.more.setVisible(bool(self._seldom))

    def show_section(self, section: Section, place: int) -> None:
        """Show place, name and state at the head."""
        self._rail.set_number(place)
        self._rail.show_section(section)

    def show_state(self, state: IntakeState) -> None:
        """Show what of the state is this section's; the fields themselves are shown by name."""

    def fit(self, language: Language) -> None:
        """Give head and labels the room that the words of a language take."""
        japanese = language is Language.JA
        self._rail.setFixedWidth(theme.px(RAIL if japanese else WIDER_RAIL))
        self.grid.set_label_width(LABEL_WIDTH if japanese else WIDER_LABEL)
        self._place_more()

    def names(self, names: Mapping[str, str]) -> None:
        """Write the labels of the fields."""
        self.grid.name_fields(names)

    def enter(self) -> None:
        """Put the focus into the first field that can take it."""
        first = self.grid.first()
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        colours = theme.tokens(self.palette())
        painting.lines(QPainter(self), self.rect(), colours.line, "bottom")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_more()

    def _place_more(self) -> None:
        size = self.more.sizeHint()
        self.more.resize(size)
        # The rail has its width at once, but takes it only when the page is laid out.
        self.more.move(self._rail.maximumWidth() - size.width() - theme.px(2), theme.px(4))

    def _more_clicked(self) -> None:
        self.grid.show_fields(*self._seldom, shown=True)
        first = self.grid.first(self._seldom)
        if first is not None:
            # Before the button goes: Qt would take its focus to another part of the page.
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.open_seldom()
