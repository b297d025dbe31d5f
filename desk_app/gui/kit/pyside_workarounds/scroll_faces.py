# SPDX-License-Identifier: MIT
"""What a screen reader is told of a scrolled page, in place of Qt's own answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QAccessibleWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QAccessibleInterface


_CLASSES = ("QScrollArea", "QAbstractScrollArea")


def install() -> None:
    """Answer for scrolled pages from now on; needs the application.

    Qt's own answer counts the bars that are seen and looks none of them up with care: a bar that
    goes between the reader's two questions, how many and which, ends the process.
    """
    QAccessible.installFactory(_face)


def _face(name: str, thing: QObject) -> QAccessibleInterface | None:
    if name in _CLASSES and isinstance(thing, QAbstractScrollArea):
        return QAccessibleWidget(thing, QAccessible.Role.Client)
    return None
