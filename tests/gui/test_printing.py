# SPDX-License-Identifier: MIT
"""Printing: the frozen bytes through ``lp``, or every page drawn by Qt."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from desk_app.desk.errors import PrinterFailed
from desk_app.gui import printing
from desk_app.letters import render
from desk_app.records.letters import Addressee, DelayBody, LetterFacts, LetterKind
from tests.fakes.making import facts


def _script(path: Path, body: str) -> str:
    path.write_text(f"#!/bin/sh\n{body}\n", "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def _cups(folder: Path, lp: str, lpstat: str = "exit 0") -> printing.Cups:
    return printing.Cups(_script(folder / "lp", lp), _script(folder / "lpstat", lpstat))


def test_the_bytes_reach_the_printer_unchanged_and_the_job_names_nobody(tmp_path: Path) -> None:
    cups = _cups(tmp_path, f"cat > '{tmp_path}/sent'; echo \"$@\" > '{tmp_path}/options'")
    pages = bytes(range(256)) * 400
    cups.send(pages, "floor 3")
    assert (tmp_path / "sent").read_bytes() == pages
    assert (tmp_path / "options").read_text().split() == [
        "-t", "desk-app", "-o", "media=A4", "-d", "floor", "3",
    ]  # fmt: skip


def test_a_printer_that_refuses_is_told(tmp_path: Path) -> None:
    with pytest.raises(PrinterFailed):
        _cups(tmp_path, "exit 1").send(b"pages", "office")


def test_a_program_that_is_gone_is_told_and_lists_nothing(tmp_path: Path) -> None:
    cups = printing.Cups(str(tmp_path / "lp"), str(tmp_path / "lpstat"))
    assert list(cups.printers()) == []
    with pytest.raises(PrinterFailed):
        cups.send(b"pages", "office")


def test_the_usual_printer_comes_first(tmp_path: Path) -> None:
    listed = (
        "if [ $1 = -e ]; then echo attic; echo office; "
        'else echo "system default destination: office"; fi'
    )
    assert list(_cups(tmp_path, "exit 0", listed).printers()) == ["office", "attic"]


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
        return printing.draw(pages, target)

    with ThreadPoolExecutor(1) as other:
        assert other.submit(drawn_into_a_file).result()
    source, drawn = QPdfDocument(), QPdfDocument()
    (tmp_path / "source.pdf").write_bytes(pages)
    source.load(str(tmp_path / "source.pdf"))
    drawn.load(str(tmp_path / "drawn.pdf"))
    assert drawn.pageCount() == source.pageCount() > 0


def test_what_is_no_letter_is_not_drawn(qapp: object) -> None:
    assert not printing.draw(b"no pages", QPrinter(QPrinter.PrinterMode.ScreenResolution))
