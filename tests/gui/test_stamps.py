# SPDX-License-Identifier: MIT
"""The stamp book by keys on a real desk: opened, bought, counted before a witness, printed."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desk_app.cli.pdf_text import text_of
from desk_app.gui.kit.stamp_pad import StampPad
from desk_app.gui.page import Place
from desk_app.gui.pages.application.page import ApplicationView
from desk_app.gui.pages.applications.page import Applications
from desk_app.gui.pages.stamps.book import face_value
from desk_app.gui.pages.stamps.page import StampsView
from desk_app.gui.printing import spooler
from desk_app.records.application import Right
from desk_app.records.stamps import Movement
from tests.gui.accessibility import unnamed
from tests.gui.case_desk import SECOND_PASSWORD, TODAY, application, licence, log
from tests.gui.case_pages import Case, Cases
from tests.gui.small_safe import Printer

CTRL = Qt.KeyboardModifier.ControlModifier
CAUSE, NAME = "110円が1枚足りない", "髙橋 花子"


@dataclass
class Page:
    """The stamp book in a window, worked by keys."""

    case: Case
    view: StampsView

    def stands(self) -> list[Movement]:
        """Return why stamps came or went, the newest first."""
        return [row.line.entry.movement for row in self.view.page.entries]

    def balance(self) -> dict[float, tuple[int, int]]:
        """Return yen: held, owned."""
        return {each.value / 100: (each.held, each.owned) for each in self.view.page.read.balances}

    def count(self, name: str, *typed: str, entered: bool = True) -> None:
        """Type into the keypad of the question that is put; the last is entered or only typed."""
        pad = self.case.ask().field(name).editor
        assert isinstance(pad, StampPad)
        self.case._activated()
        pad.setFocus()
        for number, each in enumerate(typed, start=1):
            QTest.keyClicks(self.case.window.focus(), each)
            if entered or number < len(typed):
                QTest.keyClick(self.case.window.focus(), Qt.Key.Key_Return)

    def type_count(self, *counts: str) -> None:
        """Type counts where the keys are; Enter leads to the next face value."""
        self.case._activated()
        for each in counts:
            edit = QApplication.focusWidget()
            assert isinstance(edit, QLineEdit)
            QTest.keyClicks(edit, each)
            QTest.keyClick(edit, Qt.Key.Key_Return)

    def press(self, key: Qt.Key) -> None:
        self.case.press(self.view.entries.table, key)


@pytest.mark.parametrize(
    ("typed", "sen"),
    [("84", 8_400), ("1,000円", 100_000), ("０．５０", 50), ("1.5 yen", 150), ("0.505", None)],
)
def test_a_face_value_is_read_with_its_sen(typed: str, sen: int | None) -> None:
    assert face_value(typed) == sen


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch) -> Printer:
    """Return the printer of the system."""
    made = Printer()
    monkeypatch.setattr(spooler, "system", lambda: made)
    return made


def test_the_book_from_its_opening_to_the_month_on_paper(cases: Cases, printer: Printer) -> None:
    id_ = log(cases.desk, application(Right.DISCLOSURE), licence(), stamps=((500, 2),))
    cases.desk.clock.move_to(TODAY)
    case = cases.open()
    page = Page(case, case.go(Place.STAMPS, None, StampsView))
    assert unnamed(page.view) == []
    _open_and_buy(page)
    _narrow_down(page)
    _count(page)
    _print_the_month(page, printer)
    page.view.entries.table.choose(3)
    page.press(Qt.Key.Key_Return)
    opened = case.view(ApplicationView).presenter.opened
    assert opened is not None
    assert opened.id == id_
    _print_the_ledger(page, printer)


def _print_the_ledger(page: Page, printer: Printer) -> None:
    """Print the ledger of applications where they are listed."""
    view = page.case.go(Place.APPLICATIONS, None, Applications)
    page.case.press(view, Qt.Key.Key_P, CTRL)
    first = page.case.ask().field("first").editor
    assert isinstance(first, QLineEdit)
    first.setText("2026-11-01")
    page.case.main()
    text = text_of(printer.sent[-1])
    for told in ("開示等請求受付簿", "R8-0001", NAME):
        assert told in text


def _open_and_buy(page: Page) -> None:
    assert page.balance() == {500: (2, 0)}
    assert not page.view.doing["toCount"].isEnabled()
    page.case.main()
    page.count("piles", "110*10", "84*3", "0.5*2")
    page.case.main()
    assert page.stands() == [Movement.OPENING, Movement.RECEIVED]
    page.press(Qt.Key.Key_Insert)
    page.case.write(page.case.ask().field("note").editor, "新宿郵便局")
    # Digits that are still being typed count as they stand.
    page.count("piles", "350*4", "10*5", entered=False)
    page.case.main()
    owned = {350: (0, 4), 110: (0, 10), 84: (0, 3), 10: (0, 5), 0.5: (0, 2)}
    assert page.balance() == {500: (2, 0), **owned}


def _narrow_down(page: Page) -> None:
    balances = page.view.balances.table
    balances.choose_id(50)
    page.case.press(balances, Qt.Key.Key_Return)
    assert page.stands() == [Movement.OPENING]
    page.press(Qt.Key.Key_Escape)
    assert len(page.stands()) == 3


def _count(page: Page) -> None:
    case, panel = page.case, page.view.count
    page.press(Qt.Key.Key_F2)
    page.type_count("2", "4", "9", "3")
    assert not page.view.doing["next"].isEnabled()
    page.type_count("5", "2")
    case.main()
    assert not case.asked()
    assert QApplication.focusWidget() is panel.cause
    case.write(panel.cause, CAUSE)
    case.write(panel.measure, "2名で数える")
    case.main()
    secret = case.ask().field("second_password").editor
    assert isinstance(secret, QLineEdit)
    secret.setText("wrong words here")
    case.main()
    assert case.ask().trouble()
    secret.setText(SECOND_PASSWORD)
    case.main()
    newest = page.view.page.entries[0].line.entry
    assert (newest.movement, newest.worth) == (Movement.COUNTED, -11_000)
    assert newest.count is not None
    assert newest.count.cause == CAUSE
    assert not page.view.page.is_counting


def _print_the_month(page: Page, printer: Printer) -> None:
    page.case.press(page.view.entries.table, Qt.Key.Key_P, CTRL)
    page.case.main()
    text = text_of(printer.sent[-1])
    for told in ("切手受払簿", "令和8年11月分", "新宿郵便局", CAUSE, "佐伯"):
        assert told in text
