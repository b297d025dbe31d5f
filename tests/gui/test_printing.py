# SPDX-License-Identifier: MIT
"""Printing: the frozen bytes through ``lp``, or every page drawn by Qt."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from desk_app.desk.errors import PrinterFailed
from desk_app.gui.printing import spooler
from desk_app.gui.printing.spooler import Cups
from desk_app.letters import render
from desk_app.letters.press import usual_press
from desk_app.records.letters import Addressee, DelayBody, LetterFacts, LetterKind
from desk_app.records.mail import MailKind
from desk_app.records.pages import Addressed, Envelope, EnvelopesPage, Front
from desk_app.records.people import DeskProfile
from desk_app.records.printers import JobState, PaperUse, PrinterChoice, PrintOrder
from desk_app.rules.paper import order_for
from tests.fakes.making import facts


def _script(path: Path, body: str) -> str:
    path.write_text(f"#!/bin/sh\n{body}\n", "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def _cups(folder: Path, lp: str, lpstat: str = "exit 0", lpoptions: str = "exit 0") -> Cups:
    names = ("lp", "lpstat", "lpoptions")
    return Cups(*map(_script, (folder / name for name in names), (lp, lpstat, lpoptions)))


def _options(folder: Path, order: PrintOrder, lpstat: str = "exit 0") -> str:
    """Return what ``lp`` is told for an order."""
    lp = f"cat > /dev/null; echo \"$@\" > '{folder}/options'"
    _cups(folder, lp, lpstat).send(b"pages", order)
    return (folder / "options").read_text("utf-8").strip()


def test_the_bytes_reach_the_printer_unchanged_and_the_job_names_nobody(tmp_path: Path) -> None:
    told = "echo 'request id is floor-3-17 (0 file(s))'"
    cups = _cups(tmp_path, f"cat > '{tmp_path}/sent'; {told}")
    pages = bytes(range(256)) * 400
    assert cups.send(pages, PrintOrder(PrinterChoice("floor-3"))) == "floor-3-17"
    assert (tmp_path / "sent").read_bytes() == pages


@pytest.mark.parametrize(
    ("use", "choice", "options"),
    [
        (PaperUse.LETTER, PrinterChoice("office"), "media=A4 -o print-scaling=none -d office"),
        (
            PaperUse.WINDOW_LETTER,
            PrinterChoice("office", "InputSlot=Upper", 2),
            "media=A4 -o print-scaling=none -o sides=one-sided -o InputSlot=Upper -n 2 -d office",
        ),
        (
            PaperUse.LONG_3,
            PrinterChoice(),
            "media=jpn_chou3_120x235mm -o print-scaling=none -o sides=one-sided",
        ),
        (
            PaperUse.SQUARE_2,
            PrinterChoice("attic"),
            "media=jpn_kaku2_240x332mm -o print-scaling=none -o sides=one-sided -d attic",
        ),
    ],
)
def test_no_page_is_scaled_and_each_goes_on_its_paper(
    tmp_path: Path, use: PaperUse, choice: PrinterChoice, options: str
) -> None:
    assert _options(tmp_path, order_for(use, choice)) == f"-t desk-app -o {options} -"


def test_without_a_usual_printer_the_first_is_taken(tmp_path: Path) -> None:
    listed = "if [ $1 = -e ]; then echo attic; echo office; fi"
    assert _options(tmp_path, PrintOrder(), listed).endswith(" -d attic -")


def test_a_printer_that_refuses_is_told(tmp_path: Path) -> None:
    with pytest.raises(PrinterFailed):
        _cups(tmp_path, "exit 1").send(b"pages", PrintOrder())


def test_a_program_that_is_gone_is_told_and_lists_nothing(tmp_path: Path) -> None:
    cups = Cups(str(tmp_path / "lp"), str(tmp_path / "lpstat"))
    assert (list(cups.printers()), cups.trays("office"), cups.states(["office-1"])) == ([], (), {})
    with pytest.raises(PrinterFailed):
        cups.send(b"pages", PrintOrder())


def test_the_usual_printer_comes_first(tmp_path: Path) -> None:
    listed = (
        "if [ $1 = -e ]; then echo attic; echo office; "
        'else echo "system default destination: office"; fi'
    )
    assert list(_cups(tmp_path, "exit 0", listed).printers()) == ["office", "attic"]


TRAYS = """PageSize/Media Size: *A4 A5
InputSlot/Media Source: *Auto Upper Manual a,b
Duplex/2-Sided Printing: *None DuplexNoTumble"""


def test_the_trays_are_those_the_queue_offers(tmp_path: Path) -> None:
    usual = 'echo "system default destination: office"'
    cups = _cups(tmp_path, "exit 0", usual, f"test \"$2\" = office && echo '{TRAYS}'")
    assert cups.trays("office") == ("InputSlot=Auto", "InputSlot=Upper", "InputSlot=Manual")
    assert cups.trays("") == cups.trays("office")
    assert cups.trays("attic") == ()


WAITING = """office-1                clerk            71680   Thu Nov 26 02:11:07 2026
\tAlerts: job-printing
\tqueued for office
office-2                clerk            71680   Thu Nov 26 02:11:07 2026
\tAlerts: none
attic-3                 clerk            71680   Thu Nov 26 02:11:07 2026
\tAlerts: none
office-4                clerk            71680   Thu Nov 26 02:11:07 2026
\tAlerts: printer-stopped
hall-9                  clerk            71680   Thu Nov 26 02:11:07 2026
\tAlerts: job-printing"""
PRINTERS = """printer attic disabled since Thu Nov 26 02:11:13 2026 -
\tAlerts: paused
printer hall now printing hall-9.  enabled since Thu Nov 26 02:11:13 2026
\tAlerts: media-jam-error
printer office now printing office-1.  enabled since Thu Nov 26 02:11:13 2026
\tAlerts: toner-low-warning cups-waiting-for-job-completed"""
ENDED = """office-5                clerk            71680   Thu Nov 26 02:11:07 2026
\tStatus: it is out
\tAlerts: job-completed-successfully
office-6                clerk            71680   Thu Nov 26 02:11:07 2026
\tAlerts: aborted-by-system
office-7                clerk            71680   Thu Nov 26 02:11:07 2026
\tAlerts: none"""


def test_what_became_of_jobs_is_read_from_the_queue(tmp_path: Path) -> None:
    asked = (
        f"case \"$*\" in *not-completed*) printf '{WAITING}';; *completed*) printf '{ENDED}';;"
        f" *-p*) printf '{PRINTERS}';; esac"
    )
    jobs = [*(f"office-{number}" for number in (1, 2, 4, 5, 6, 7, 8)), "attic-3", "hall-9"]
    assert _cups(tmp_path, "exit 0", asked).states(jobs) == {
        "office-1": JobState.PRINTING,
        "office-2": JobState.WAITING,
        "attic-3": JobState.STOPPED,
        "hall-9": JobState.STOPPED,
        "office-4": JobState.STOPPED,
        "office-5": JobState.PRINTED,
        "office-6": JobState.NOT_PRINTED,
        "office-7": JobState.NOT_PRINTED,
    }


def _letter() -> LetterFacts:
    to = Addressee("佐藤 翔太", "163-6017", "東京都新宿区西新宿6-8-1")
    body = DelayBody(date(2026, 11, 16), date(2026, 11, 30))
    return replace(facts(), kind=LetterKind.DELAY, body=body, addressee=to, journal_mark="1-abcd")


def test_qt_draws_every_page_off_the_window_s_thread(tmp_path: Path, qapp: object) -> None:
    pages = render(_letter())

    def drawn_into_a_file() -> bool:
        target = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        target.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        target.setOutputFileName(str(tmp_path / "drawn.pdf"))
        return spooler.draw(pages, target)

    with ThreadPoolExecutor(1) as other:
        assert other.submit(drawn_into_a_file).result()
    source, drawn = QPdfDocument(), QPdfDocument()
    (tmp_path / "source.pdf").write_bytes(pages)
    source.load(str(tmp_path / "source.pdf"))
    drawn.load(str(tmp_path / "drawn.pdf"))
    assert drawn.pageCount() == source.pageCount() > 0


@pytest.mark.parametrize("use", [PaperUse.LONG_3, PaperUse.SQUARE_2])
def test_qt_takes_the_paper_of_the_envelope_and_never_scales(
    tmp_path: Path, qapp: object, use: PaperUse
) -> None:
    envelope = Envelope.LONG_3 if use is PaperUse.LONG_3 else Envelope.SQUARE_2
    front = Front(MailKind.SIMPLE_REGISTERED, Addressed(_letter().addressee))
    pages = usual_press().page(EnvelopesPage(DeskProfile(), envelope, (front,)))
    target = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    target.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    target.setOutputFileName(str(tmp_path / "drawn.pdf"))
    spooler.prepare(target, order_for(use, PrinterChoice(copies=2)))
    assert spooler.draw(pages, target)
    drawn = QPdfDocument()
    drawn.load(str(tmp_path / "drawn.pdf"))
    size = drawn.pagePointSize(0)
    millimetres = (size.width() / 72 * 25.4, size.height() / 72 * 25.4)
    wanted = (120, 235) if use is PaperUse.LONG_3 else (240, 332)
    assert millimetres == pytest.approx(wanted, abs=0.5)
    assert (target.copyCount(), target.duplex()) == (2, QPrinter.DuplexMode.DuplexNone)
    inked = drawn.render(0, QSize(120, 235)).convertToFormat(QImage.Format.Format_Grayscale8)
    assert min(inked.pixelColor(x, y).lightness() for x in range(120) for y in range(235)) < 200


def test_a_page_without_room_in_memory_is_told_and_never_printed_empty(
    tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPdfDocument, "render", lambda *_: QImage())
    target = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    target.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    target.setOutputFileName(str(tmp_path / "drawn.pdf"))
    assert not spooler.draw(render(_letter()), target)


def test_what_is_no_letter_is_not_drawn(qapp: object) -> None:
    assert not spooler.draw(b"no pages", QPrinter(QPrinter.PrinterMode.ScreenResolution))
