# SPDX-License-Identifier: MIT
"""The way to the printer: on CUPS the frozen bytes as they are, elsewhere drawn by Qt."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from desk_app.desk.errors import PrinterFailed
from desk_app.records.desk.printers import JobState, Paper, PrinterChoice

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from desk_app.records.desk.printers import PrintOrder


JOB = "desk-app"
"""The name of a job in the printer's queue: nobody's name stands there."""

_SECONDS = 30
_MEDIA = {
    Paper.A4: "A4",
    Paper.LABELS: "A4",
    Paper.LONG_3: "jpn_chou3_120x235mm",
    Paper.SQUARE_2: "jpn_kaku2_240x332mm",
}
"""The papers by names that every queue knows; the standard ones of envelopes say their size too."""
_JOB_ID = re.compile(r"\b(\S+-\d+) \(\d+ file")
_TRAY_OPTIONS = ("InputSlot", "media-source")
_PRINTER = re.compile(r"printer (\S+) (.*)")
_DISABLED = "disabled "
_STUCK = re.compile(r"\S+-error|(?:media-jam|media-needed|media-empty|cover-open|offline)\b.*")
"""What a printer says where it prints nothing until a person comes."""

_ALERTS = "\tAlerts: "
_STATES = (
    ("job-completed", JobState.PRINTED),
    ("job-cancel", JobState.NOT_PRINTED),
    ("job-abort", JobState.NOT_PRINTED),
    ("aborted", JobState.NOT_PRINTED),
    ("printer-stopped", JobState.STOPPED),
    ("job-stopped", JobState.STOPPED),
    ("job-hold", JobState.STOPPED),
    ("job-printing", JobState.PRINTING),
)
"""What the reasons of a job's state begin with."""


@dataclass(frozen=True, slots=True)
class Cups:
    """Hands pages to ``lp`` unchanged; nothing of them stands on a command line."""

    lp: str
    lpstat: str
    lpoptions: str = ""

    def printers(self) -> Sequence[str]:
        """Return the names of the queues, the usual one first."""
        usual = self._usual()
        names = _told([self.lpstat, "-e"]).split()
        return sorted(names, key=lambda name: name != usual)

    def trays(self, printer: str) -> Sequence[str]:
        """Return the trays of a queue, each as ``InputSlot=Upper``; the usual one's without it."""
        wanted = printer or self._usual()
        if not self.lpoptions or not wanted:
            return ()
        return tuple(_trays(_told([self.lpoptions, "-p", wanted, "-l"])))

    def send(self, pages: bytes, order: PrintOrder) -> str:
        """Have pages printed as they are, never scaled; return the job; raises PrinterFailed."""
        choice = order.choice
        words = ["-t", JOB, "-o", f"media={_MEDIA[order.paper]}", "-o", "print-scaling=none"]
        words += ["-o", "sides=one-sided"] if order.one_sided else []
        words += ["-o", choice.tray] if choice.tray else []
        words += ["-n", str(choice.copies)] if choice.copies > 1 else []
        # lp refuses where no queue is the usual one: then the first is meant.
        printer = choice.printer or next(iter(self.printers()), "")
        words += ["-d", printer] if printer else []
        said = _done([self.lp, *words, "-"], pages).decode("utf-8", "replace")
        found = _JOB_ID.search(said)
        return found[1] if found else ""

    def states(self, jobs: Collection[str]) -> Mapping[str, JobState]:
        """Return what became of jobs, those that CUPS still knows."""
        waiting = _told([self.lpstat, "-l", "-W", "not-completed", "-o"])
        ended = _told([self.lpstat, "-l", "-W", "completed", "-o"])
        stuck = set(_stuck(_told([self.lpstat, "-l", "-p"])))
        found = dict(_states(ended, JobState.NOT_PRINTED))
        for job, state in _states(waiting, JobState.WAITING):
            found[job] = JobState.STOPPED if job.rpartition("-")[0] in stuck else state
        return {job: found[job] for job in jobs if job in found}

    def _usual(self) -> str:
        return _told([self.lpstat, "-d"]).rpartition(": ")[2].strip()


def _trays(said: str) -> Iterator[str]:
    """Yield the trays out of the options of a queue: ``InputSlot/Media Source: *Auto Upper``."""
    for line in said.splitlines():
        name, _, choices = line.partition(":")
        option = name.partition("/")[0]
        if option in _TRAY_OPTIONS:
            trays = (f"{option}={choice.lstrip('*')}" for choice in choices.split())
            yield from (tray for tray in trays if PrinterChoice(tray=tray).sound)
            return


def _stuck(said: str) -> Iterator[str]:
    """Yield the printers that stand still: a line each, and what they say of it indented below."""
    name = ""
    for line in said.splitlines():
        printer = _PRINTER.match(line)
        if printer is not None:
            name = printer[1]
            if printer[2].startswith(_DISABLED):
                yield name
        elif name and line.startswith(_ALERTS) and any(map(_STUCK.fullmatch, line.split())):
            yield name


def _states(said: str, otherwise: JobState) -> Iterator[tuple[str, JobState]]:
    """Yield the jobs of a list: a line each, and the reasons of its state indented below."""
    job = ""
    for line in said.splitlines():
        if line and not line[0].isspace():
            job = line.split()[0]
            yield job, otherwise
        elif job and line.startswith(_ALERTS):
            reasons = line.removeprefix(_ALERTS).split()
            states = (
                state for start, state in _STATES if any(r.startswith(start) for r in reasons)
            )
            yield job, next(states, otherwise)


def _told(command: Sequence[str]) -> str:
    """Return what a program of the print system says; nothing where it fails."""
    try:
        return _done(command).decode("utf-8", "replace")
    except PrinterFailed:
        return ""


def _done(command: Sequence[str], given: bytes = b"") -> bytes:
    """Run a program of the print system and return what it said; raises PrinterFailed."""
    try:
        ran = subprocess.run(  # noqa: S603 the system's own program; a printer's name is one word
            command,
            input=given,
            check=True,
            capture_output=True,
            timeout=_SECONDS,
            env=os.environ | {"LC_ALL": "C.UTF-8"},
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise PrinterFailed from error
    return ran.stdout


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
