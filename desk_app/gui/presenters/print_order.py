# SPDX-License-Identifier: MIT
"""How a page is printed at this place: as its kind was set, or on a printer chosen for once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.records.printers import PrinterChoice
from desk_app.rules.print_orders import order_for

if TYPE_CHECKING:
    from desk_app.gui.screen import Screen
    from desk_app.records.printers import PaperUse, PrintOrder


def print_order(screen: Screen, use: PaperUse, printer: str = "") -> PrintOrder:
    """Return how a kind of page is printed; another printer has no tray and makes one copy."""
    choice = screen.printer_for(use)
    if printer and printer != choice.printer:
        choice = PrinterChoice(printer)
    return order_for(use, choice)
