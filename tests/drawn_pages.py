# SPDX-License-Identifier: MIT
"""Whether a window has drawn the pages it shows, which it does on a thread beside."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desk_app.gui.widgets.pdf_page import PdfPage


def all_drawn(window: QWidget) -> bool:
    """Return whether no page in sight of a window is still being drawn."""
    return not any(
        page.is_drawing and not page.viewport().visibleRegion().isEmpty()
        for page in window.findChildren(PdfPage)
    )
