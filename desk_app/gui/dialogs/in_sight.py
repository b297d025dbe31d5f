# SPDX-License-Identifier: MIT
"""Where a dialog stands: over its window, and so that all of it can be seen."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize


def in_sight(frame: QRect, room: QRect) -> QPoint:
    """Return the nearest place at which a frame stands in a room; its top, where it is too high."""
    left = max(room.left(), min(frame.left(), room.right() - frame.width() + 1))
    top = max(room.top(), min(frame.top(), room.bottom() - frame.height() + 1))
    return QPoint(left, top)


def over(window: QRect, size: QSize, room: QRect) -> QPoint:
    """Return the place of a dialog of a size in the middle of its window, in a room."""
    frame = QRect(QPoint(), size)
    frame.moveCenter(window.center())
    return in_sight(frame, room)
