# SPDX-License-Identifier: MIT
"""The officer's pages answer too: disposal, journal, settings; printing, export and backup."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import is_zipfile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from typing_extensions import override

from desk_app.gui.page import Place
from desk_app.gui.pages.journal.page import JournalView
from desk_app.gui.pages.settings.book import SettingsPart
from desk_app.gui.printing import spooler
from desk_app.records.desk.printers import PrintOrder
from tests.gui.case_desk import CLERK, PASSWORD, found
from tests.gui.case_pages import Case, open_case
from tests.gui.due_desk import OFFICER, made_safe
from tests.gui.pages import CTRL
from tests.gui.slow_store import SlowStore, answers, slow_store
from tests.gui.small_safe import Printer

PAGES = (
    (Place.DISPOSAL, None),
    (Place.JOURNAL, None),
    *(
        (Place.SETTINGS, part)
        for part in (SettingsPart.RULEBOOK, SettingsPart.BACKUPS, SettingsPart.USERS)
    ),
)


@pytest.fixture
def slow() -> Iterator[SlowStore]:
    with slow_store() as store:
        yield store


@dataclass
class SlowPrinter(Printer):
    """Takes a page when it is let."""

    let: threading.Event = field(default_factory=threading.Event)
    on_window: bool = False

    @override
    def send(self, pages: bytes, order: PrintOrder) -> str:
        self.on_window = threading.current_thread() is threading.main_thread()
        self.let.wait()
        return super().send(pages, order)


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch) -> SlowPrinter:
    made = SlowPrinter()
    monkeypatch.setattr(spooler, "system", lambda: made)
    return made


@pytest.fixture
def office(
    tmp_path: Path,
    qtbot: QtBot,
    qapp: QApplication,
    printer: SlowPrinter,
) -> Iterator[Case]:
    """Return the officer's window, on a desk with a sheet and a folder for backups."""
    desk, copies = found(tmp_path, OFFICER, CLERK), tmp_path / "copies"
    copies.mkdir()
    desk.do(lambda opened: made_safe(opened, copies), OFFICER)
    case = open_case(qtbot, qapp, desk)
    case.window.settle()
    yield case
    printer.let.set()
    case.close()


def test_the_officer_s_pages_and_deeds_answer_while_store_and_printer_are_slow(
    office: Case, slow: SlowStore, printer: SlowPrinter, tmp_path: Path
) -> None:
    for place, thing in PAGES:
        with slow.holding():
            office.window.runner.submit(office.window.window, _asks(office), _nothing)
            office.window.qtbot.waitUntil(slow.held.is_set)
            office.window.shell.go(place, thing)
            assert answers(office), place
        office.window.settle()
        assert slow.on_window == [], place
    _exported(office, slow, tmp_path / "journal.xlsx")
    _printed(office, printer)
    _backed_up(office, slow)
    assert slow.on_window == []


def _asks(case: Case) -> Callable[[], object]:
    """Return a question that keeps the desk's thread busy while the store is held."""
    return case.window.shell.session.desk.ports.store.journal.sheets


def _nothing(_: object) -> None:
    """Take an answer."""


def _exported(case: Case, slow: SlowStore, path: Path) -> None:
    case.go(Place.JOURNAL, None, JournalView).export_to(str(path))
    case.window.settle()
    case.ask().field("own_password").editor.setText(PASSWORD)  # type: ignore[attr-defined]
    with slow.holding():
        QTest.keyClick(QApplication.focusWidget() or case.ask(), Qt.Key.Key_Return, CTRL)
        case.window.qtbot.waitUntil(slow.held.is_set)
        assert answers(case)
    case.window.settle()
    assert is_zipfile(path)


def _printed(case: Case, printer: SlowPrinter) -> None:
    view = case.view(JournalView)
    view.doing["daySheet"].trigger()
    case.window.settle()
    QTest.keyClick(QApplication.focusWidget() or case.ask(), Qt.Key.Key_Return, CTRL)
    case.window.qtbot.waitUntil(lambda: not case.asked())
    assert answers(case)
    assert printer.sent == []
    printer.let.set()
    case.window.qtbot.waitUntil(lambda: len(printer.sent) == 1)
    assert not printer.on_window


def _backed_up(case: Case, slow: SlowStore) -> None:
    made = case.window.shell.session.backups
    assert made is not None
    case.window.qtbot.waitUntil(lambda: not made.state.working)
    before = made.state.last
    with slow.holding():
        case.window.runner.submit(case.window.window, _asks(case), _nothing)
        case.window.qtbot.waitUntil(slow.held.is_set)
        made.make()
        assert answers(case)
        assert made.state.working
    case.window.qtbot.waitUntil(lambda: not made.state.working)
    assert made.state.last != before
