# SPDX-License-Identifier: MIT
"""The way to the printer: on CUPS the frozen bytes as they are, elsewhere drawn by Qt."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from desk_app.desk.errors import PrinterFailed
from desk_app.gui.cups import JOB, Cups
from desk_app.records.paper import Paper

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from desk_app.records.printers import JobState, PrintOrder

__all__ = ["Cups", "Drawn", "Printing", "draw", "system"]

_SIZES = {
    Paper.A4: (210.0, 297.0),
    Paper.LABELS: (210.0, 297.0),
    Paper.LONG_3: (120.0, 235.0),
    Paper.SQUARE_2: (240.0, 332.0),
}
"""Width and height in millimetres, upright: 長形3号 goes into a printer by its short edge."""


class Printing(Protocol):
    """Where pages are printed; called on any thread but the window's, which waits for nobody."""

    def printers(self) -> Sequence[str]:
        """Return the names of the printers, the usual one first."""
        ...

    def trays(self, printer: str, /) -> Sequence[str]:
        """Return the trays of a printer as options of the print system; none where it tells none.

        Without a name the usual printer is asked.
        """
        ...

    def send(self, pages: bytes, order: PrintOrder) -> str:
        """Have pages printed; return the name of the job, if there is one; raises PrinterFailed."""
        ...

    def states(self, jobs: Collection[str], /) -> Mapping[str, JobState]:
        """Return what became of jobs, those that the print system knows."""
        ...


@dataclass(frozen=True, slots=True)
class Drawn:
    """Draws the pages with QtPdf on a printer of the system, which Qt allows on any thread."""

    def printers(self) -> Sequence[str]:
        """Return the names of the printers, the usual one first."""
        usual = QPrinterInfo.defaultPrinterName()
        return sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: name != usual)

    def trays(self, _printer: str, /) -> Sequence[str]:
        """Return none: such a system's own settings of a printer choose its tray."""
        return ()

    def send(self, pages: bytes, order: PrintOrder) -> str:
        """Draw the pages at the printer's own resolution; raises PrinterFailed."""
        target = QPrinter(QPrinter.PrinterMode.HighResolution)
        target.setPrinterName(order.choice.printer)
        target.setDocName(JOB)
        prepare(target, order)
        if not draw(pages, target):
            raise PrinterFailed
        return ""

    def states(self, _jobs: Collection[str], /) -> Mapping[str, JobState]:
        """Return none: Qt tells nothing of a job once it was handed over."""
        return {}


def prepare(target: QPrinter, order: PrintOrder) -> None:
    """Tell a printer paper, sides and copies; the page reaches to the edges, whatever it prints."""
    width, height = _SIZES[order.paper]
    size = QPageSize(QSizeF(width, height), QPageSize.Unit.Millimeter)
    upright = QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF())
    target.setPageLayout(upright)
    target.setFullPage(True)
    target.setCopyCount(order.choice.copies)
    if order.one_sided:
        target.setDuplex(QPrinter.DuplexMode.DuplexNone)


def draw(pages: bytes, target: QPrinter) -> bool:
    """Draw pages, one that lies on its side turned onto upright paper; whether all could be drawn.

    A page is drawn in its own size from the corner of the paper, and never scaled.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(pages))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    painter = QPainter()
    if document.status() is not QPdfDocument.Status.Ready or not painter.begin(target):
        return False
    try:
        for page in range(document.pageCount()):
            if page and not target.newPage():
                return False
            if not _draw_page(document, page, painter, target):
                target.abort()
                return False
        return True
    finally:
        painter.end()


def _draw_page(document: QPdfDocument, page: int, painter: QPainter, target: QPrinter) -> bool:
    """Draw a page; whether there was room for it in memory, else it would come out empty."""
    points, paper = document.pagePointSize(page), target.pageRect(QPrinter.Unit.DevicePixel)
    dots = target.resolution() / 72
    size = QSizeF(points.width() * dots, points.height() * dots)
    drawn = document.render(page, size.toSize())
    if drawn.isNull():
        return False
    painter.save()
    painter.fillRect(paper, "white")
    if (size.width() > size.height()) != (paper.width() > paper.height()):
        painter.translate(0, size.width())
        painter.rotate(-90)
    painter.drawImage(QRectF(0, 0, size.width(), size.height()), drawn)
    painter.restore()
    return True


def system() -> Printing:
    """Return the way to this system's printers."""
    lp, lpstat = shutil.which("lp"), shutil.which("lpstat")
    return Cups(lp, lpstat, shutil.which("lpoptions") or "") if lp and lpstat else Drawn()
