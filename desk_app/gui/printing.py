# SPDX-License-Identifier: MIT
"""The way to the printer: on CUPS the frozen bytes as they are, elsewhere drawn by Qt."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSizeF
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from desk_app.desk.errors import PrinterFailed

if TYPE_CHECKING:
    from collections.abc import Sequence

_SECONDS = 30
_JOB = "desk-app"
"""The name of a job in the printer's queue: nobody's name stands there."""


class Printing(Protocol):
    """Where letters are printed; called on any thread but the window's, which waits for nobody."""

    def printers(self) -> Sequence[str]:
        """Return the names of the printers, the usual one first."""
        ...

    def send(self, pages: bytes, printer: str) -> None:
        """Have a letter's pages printed; raises PrinterFailed."""
        ...


@dataclass(frozen=True, slots=True)
class Cups:
    """Hands the frozen bytes to ``lp`` unchanged, through a pipe; nothing touches the disk."""

    lp: str
    lpstat: str

    def printers(self) -> Sequence[str]:
        """Return the names of the queues, the usual one first."""
        usual = self._told("-d").rpartition(": ")[2].strip()
        names = self._told("-e").split()
        return sorted(names, key=lambda name: name != usual)

    def send(self, pages: bytes, printer: str) -> None:
        """Have a letter's pages printed on A4; raises PrinterFailed."""
        _done([self.lp, "-t", _JOB, "-o", "media=A4", *(["-d", printer] if printer else [])], pages)

    def _told(self, option: str) -> str:
        try:
            return _done([self.lpstat, option]).decode("utf-8", "replace")
        except PrinterFailed:
            return ""


def _done(command: Sequence[str], given: bytes = b"") -> bytes:
    """Run a program of the print system and return what it said; raises PrinterFailed."""
    try:
        ran = subprocess.run(  # noqa: S603 the system's own program; a printer's name is one word
            command, input=given, check=True, capture_output=True, timeout=_SECONDS
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise PrinterFailed from error
    return ran.stdout


@dataclass(frozen=True, slots=True)
class Drawn:
    """Draws the pages with QtPdf on a printer of the system, which Qt allows on any thread."""

    def printers(self) -> Sequence[str]:
        """Return the names of the printers, the usual one first."""
        usual = QPrinterInfo.defaultPrinterName()
        return sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: name != usual)

    def send(self, pages: bytes, printer: str) -> None:
        """Draw a letter's pages at the printer's own resolution; raises PrinterFailed."""
        target = QPrinter(QPrinter.PrinterMode.HighResolution)
        target.setPrinterName(printer)
        target.setDocName(_JOB)
        target.setFullPage(True)
        if not draw(pages, target):
            raise PrinterFailed


def draw(pages: bytes, target: QPrinter) -> bool:
    """Draw the pages of a letter; whether all of them could be drawn."""
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
            place = QRectF(target.pageRect(QPrinter.Unit.DevicePixel))
            image = document.render(page, QSizeF(place.size()).toSize())
            painter.drawImage(place, image)
        return True
    finally:
        painter.end()


def system() -> Printing:
    """Return the way to this system's printers."""
    lp, lpstat = shutil.which("lp"), shutil.which("lpstat")
    return Cups(lp, lpstat) if lp and lpstat else Drawn()
