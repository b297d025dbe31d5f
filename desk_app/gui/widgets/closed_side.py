# SPDX-License-Identifier: MIT
"""The wide side of a closed desk: whose it is, the moment, plain facts, a line at the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.theme import Size
from desk_app.gui.widgets.facts_card import FactsCard
from desk_app.gui.widgets.text import Text
from desk_app.i18n import dates

if TYPE_CHECKING:
    from datetime import datetime

    from desk_app.records.people import Language


class ClosedSide(QWidget):
    """Takes no key; whoever shows it fills ``above``, ``head``, ``facts`` and ``below``."""

    def __init__(self, facts_width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.above = Text("desk_app", tone="text2")
        self.head = Text("", Size.SIGN_IN, bold=True, wrap=True)
        self.facts = FactsCard()
        self.facts.setMaximumWidth(theme.px(facts_width))
        self.below = Text("", tone="text2", wrap=True)
        self._time = Text("", tone="text2")
        column = QVBoxLayout(self)
        edge = theme.px(80)
        column.setContentsMargins(edge, theme.px(96), edge, theme.px(40))
        column.setSpacing(theme.px(8))
        for widget in (self.above, self.head, self._time):
            column.addWidget(widget)
        column.addSpacing(theme.px(48))
        column.addWidget(self.facts)
        column.addStretch(1)
        column.addWidget(self.below)

    def show_time(self, now: datetime, language: Language) -> None:
        """Show a moment with its weekday."""
        day = dates.full(now.date(), language, weekday=True)
        self._time.setText(f"{day} {dates.clock(now)}")
