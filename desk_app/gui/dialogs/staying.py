# SPDX-License-Identifier: MIT
"""Keeps a dialog that is open.

What Python knows of a dialog hangs on its parent alone while nobody else holds it. Now and then
it was gone while the dialog stood open (PySide6 6.12, Python 3.11; why is not known): the buttons
were blank, and no key did anything. So something else holds it too, as long as it is open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

_open: dict[object, QDialog] = {}
"""By a mark of their own: a number could be another dialog's by the time that one is destroyed."""


def stay(dialog: QDialog) -> None:
    """Hold a dialog from now on until it is closed, or goes with its window."""
    mark = object()
    _open[mark] = dialog
    dialog.finished.connect(lambda _: _open.pop(mark, None))
    dialog.destroyed.connect(lambda: _open.pop(mark, None))
