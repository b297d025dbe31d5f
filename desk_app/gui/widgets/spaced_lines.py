# SPDX-License-Identifier: MIT
"""The lines of a long text, set apart: the font itself leaves nothing between them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QPlainTextDocumentLayout

from desk_app.gui import theme
from desk_app.gui.overriding import override

if TYPE_CHECKING:
    from PySide6.QtGui import QTextBlock

_GAP = 4


class SpacedLines(QPlainTextDocumentLayout):
    """Lays text out as a plain text field does, with room between any two lines."""

    def line_height(self) -> int:
        """Return how high one line is with the gap under it, in whole pixels."""
        return math.ceil(QFontMetricsF(self.document().defaultFont()).height()) + theme.px(_GAP)

    @override
    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        plain = super().blockBoundingRect(block)
        gap, layout, top = theme.px(_GAP), block.layout(), 0.0
        for place in range(layout.lineCount()):
            line = layout.lineAt(place)
            line.setPosition(QPointF(line.x(), top))
            top += line.height() + gap
        # The layout answers with where its lines stand; the gap under the last one is ours.
        lines = layout.boundingRect().bottom()
        below = 0.0 if block.next().isValid() else self.document().documentMargin()
        plain.setBottom(lines + gap + below)
        return plain
