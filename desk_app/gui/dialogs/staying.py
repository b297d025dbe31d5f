# SPDX-License-Identifier: MIT
"""Keeps a dialog that is open.

What Python knows of a dialog hangs on its parent alone while nobody else holds it. Once in many
times PySide6 6.12 lost it under Python 3.11 while the dialog stood open: its buttons were blank,
and none of its keys did anything. A dialog that is held by its own module is not lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

_open: dict[int, QDialog] = {}


def stay(dialog: QDialog) -> None:
    """Hold a dialog from now on until it is closed, or goes with its window."""
    place = id(dialog)
    _open[place] = dialog
    dialog.finished.connect(lambda _: _open.pop(place, None))
    dialog.destroyed.connect(lambda: _open.pop(place, None))
