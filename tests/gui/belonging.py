# SPDX-License-Identifier: MIT
"""Which widgets Python holds by another one than Qt does: the collector can take what it knows."""

from __future__ import annotations

import re

import shiboken6
from PySide6.QtWidgets import QWidget

LEAST = 100
_PARENT = re.compile(r"^parent\.* <\S+ at (0x[0-9a-f]+)>", re.MULTILINE)


def astray() -> list[str]:
    """Return the kinds of all widgets of a window that hang where they do not belong."""
    found = [each for each in shiboken6.getAllValidWrappers() if isinstance(each, QWidget)]
    assert len(found) > LEAST
    return [type(each).__name__ for each in found if not belongs(each)]


def belongs(widget: QWidget) -> bool:
    """Whether what Python holds a widget by is one of those that hold it in Qt."""
    held = _PARENT.search(shiboken6.dump(widget))
    if held is None:
        return True
    above, address = widget.parent(), int(held[1], 16)
    while above is not None and id(above) != address:
        above = above.parent()
    return above is not None
