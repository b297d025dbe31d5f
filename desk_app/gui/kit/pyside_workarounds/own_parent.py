# SPDX-License-Identifier: MIT
"""Lets Python hold a widget by its own parent, where PySide6 has it held by another widget."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel, QWidget


def give_back(widget: QWidget) -> None:
    """Have Python hold a widget of ours by its own parent again; to Qt, nothing changes by it.

    Qt's own parts are let be. One that is asked for once would take what it holds with it when it
    is let go: what stands in one is held by whoever of us is next above.
    """
    if not shiboken6.createdByPython(widget):
        return
    above = widget.parent()
    if above is None or shiboken6.createdByPython(above):
        QObject.setParent(widget, above)
        return
    while above is not None and not shiboken6.createdByPython(above):
        above = above.parent()
    if above is not None:
        above.findChildren(type(widget), widget.objectName())


def be_label(label: QLabel, widget: QWidget) -> None:
    """Make a label that of a widget; PySide6 alone would have the label hold it."""
    label.setBuddy(widget)
    give_back(widget)


def labelled(label: QLabel) -> QWidget:
    """Return the widget that a label is that of."""
    widget = label.buddy()
    give_back(widget)
    return widget


def after(widget: QWidget) -> QWidget | None:
    """Return the widget to which the keys go after this one, in Qt's own order."""
    return _given_back(widget.nextInFocusChain())


def before(widget: QWidget) -> QWidget | None:
    """Return the widget to which the keys go before this one, in Qt's own order."""
    return _given_back(widget.previousInFocusChain())


def _given_back(found: QWidget | None) -> QWidget | None:
    if found is not None:
        give_back(found)
    return found
