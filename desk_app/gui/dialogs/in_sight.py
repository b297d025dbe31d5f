# SPDX-License-Identifier: MIT
"""Where a dialog stands so that all of it can be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

if TYPE_CHECKING:
    from PySide6.QtCore import QRect


def in_sight(frame: QRect, room: QRect) -> QPoint:
    """Return the nearest place at which a frame stands in a room; its top, where it is too high."""
    left = max(room.left(), min(frame.left(), room.right() - frame.width() + 1))
    top = max(room.top(), min(frame.top(), room.bottom() - frame.height() + 1))
    return QPoint(left, top)
