# SPDX-License-Identifier: MIT
"""The course of an application in a narrow panel: one day after the other, in plain lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.theme import Size
from desk_app.gui.widgets.text import Text
from desk_app.gui.widgets.timeline import Tense

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.gui.widgets.timeline import Moment

_DAY = 80
_TONES = {Tense.PAST: "", Tense.NOW: "accent", Tense.AHEAD: "text2"}


class CourseLines(QWidget):
    """Days at the left, what was or will be at the right; what is now stands out in blue."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[tuple[Text, Text]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(8))
        self._grid.setVerticalSpacing(theme.px(4))
        self._grid.setColumnMinimumWidth(0, theme.px(_DAY))
        self._grid.setColumnStretch(1, 1)

    def show_moments(self, moments: Sequence[Moment]) -> None:
        """Show these points and no others; the lines that are there are filled anew."""
        while len(self._lines) < len(moments):
            self._add_line()
        for (day, words), moment in zip(self._lines, moments, strict=False):
            day.setText(moment.day)
            words.setText(self._words(moment))
            words.set_tone(_TONES[moment.tense])
        for place, line in enumerate(self._lines):
            for label in line:
                label.setVisible(place < len(moments))

    def texts(self) -> list[str]:
        """Return what stands in the lines, from top to bottom."""
        return [f"{d.text()} {w.text()}".strip() for d, w in self._lines if not w.isHidden()]

    def _words(self, moment: Moment) -> str:
        """Return what happened; what is now has its reason elsewhere."""
        if not moment.detail or moment.tense is Tense.NOW:
            return moment.title
        return self.tr("{title}: {detail}").format(title=moment.title, detail=moment.detail)

    def _add_line(self) -> None:
        row = len(self._lines)
        # Both wrap: so they stand on one line of type.
        day, words = Text("", Size.LABEL, "text2", wrap=True), Text("", Size.LABEL, wrap=True)
        self._grid.addWidget(day, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(words, row, 1)
        self._lines.append((day, words))
