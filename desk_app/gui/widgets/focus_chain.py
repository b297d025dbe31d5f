# SPDX-License-Identifier: MIT
"""What comes after and before a widget in Qt's own order of the keys.

PySide6 makes the widget it returns from there a child of the widget it was asked of, as far as
Python is concerned. Once round a window, every widget hangs on its neighbour and the ring on
nothing: the collector then takes what Python knows of an open dialog, and leaves a blank one that
no key closes. So each is given back to its own parent at once, and nothing else may ask Qt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def after(widget: QWidget) -> QWidget | None:
    """Return the widget that Qt comes to after this one."""
    return _given_back(widget.nextInFocusChain())


def before(widget: QWidget) -> QWidget | None:
    """Return the widget that Qt comes to before this one."""
    return _given_back(widget.previousInFocusChain())


def _given_back(found: QWidget | None) -> QWidget | None:
    """Let Python, too, hold a widget by its own parent: to Qt, nothing changes by it."""
    if found is not None:
        QObject.setParent(found, found.parent())
    return found
