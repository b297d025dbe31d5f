# SPDX-License-Identifier: MIT
"""The stamp book by keys on a real desk: opened, bought, counted before a witness, printed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desk_app.cli.sample.pdf_text import text_of
from desk_app.desk.rows import StampFilter, StampLine
from desk_app.gui.kit.fields.stamp_pad import StampPad
from desk_app.gui.kit.look.text import Text
from desk_app.gui.page import Place
from desk_app.gui.pages.application.page import ApplicationView
from desk_app.gui.pages.applications.page import Applications
from desk_app.gui.pages.stamps.book import (
    CountRow,
    EntryRow,
    StampColumns,
    StampsPage,
    StampsRead,
    face_value,
    filter_of,
    value_meant,
)
from desk_app.gui.pages.stamps.page import StampsView
from desk_app.gui.printing.ledgers import Period, month_of, months
from desk_app.i18n import messages
from desk_app.records.base import UserId
from desk_app.records.case.application import Right
from desk_app.records.case.stamps import Move, Movement, StampBalance, StampEntry
from desk_app.records.desk.people import Language, Role, User
from tests.gui.accessibility import unnamed
from tests.gui.case_desk import (
    CLERK,
    SECOND_PASSWORD,
    SUPERVISOR,
    TODAY,
    application,
    licence,
    log,
)
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


def test_the_book_from_its_opening_to_the_month_on_paper(cases: Cases, printer: Printer) -> None:
    id_ = log(cases.desk, application(Right.DISCLOSURE), licence(), stamps=((500, 2),))
    cases.desk.clock.move_to(TODAY)
    case = cases.open()
    page = Page(case, case.go(Place.STAMPS, None, StampsView))
    assert unnamed(page.view) == []
    _open_and_buy(page)
    assert case.window.part(Text, "lastCount").text() == "まだ棚卸をしていません。"
    _narrow_down(page)
    _count(page)
    _print_the_month(page, printer)
    page.view.entries.table.choose(3)
    page.press(Qt.Key.Key_Return)
    opened = case.view(ApplicationView).book.opened
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
    assert not panel.isVisible(), "a count is an act"
    page.press(Qt.Key.Key_F2)
    page.press(Qt.Key.Key_Escape)
    assert not panel.isVisible()
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
    assert not panel.isVisible()
    told = page.case.window.part(Text, "lastCount").text()
    for each in ("前回の棚卸", CLERK.name, SUPERVISOR.name, "差異", "110円 −1"):
        assert each in told, told


def _print_the_month(page: Page, printer: Printer) -> None:
    page.case.press(page.view.entries.table, Qt.Key.Key_P, CTRL)
    page.case.main()
    text = text_of(printer.sent[-1])
    for told in ("切手受払簿", "令和8年11月分", "新宿郵便局", CAUSE, "佐伯"):
        assert told in text


# What the stamp book page makes of what it read: what is meant, counted, and differs.


DAY = date(2026, 11, 25)


AT = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)


SATO, OTHER_SATO, EMILY = UserId("u1"), UserId("u2"), UserId("u3")


PEOPLE = {
    SATO: User(SATO, "佐藤 花", frozenset({Role.CLERK})),
    EMILY: User(EMILY, "Emily Carter", frozenset({Role.CLERK})),
}


def line(*moves: Move, by: UserId = SATO, movement: Movement = Movement.BOUGHT) -> StampLine:
    return StampLine(StampEntry(1, DAY, movement, moves, by, AT), "", 0)


def page(*balances: StampBalance) -> StampsPage:
    return StampsPage(month_of(DAY), StampsRead(opened=True, balances=balances, people=PEOPLE))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("84円", 8_400),
        ("84 yen", 8_400),
        ("８４", 8_400),
        ("63円", 6_300),
        ("63", None),
        ("R8-0084", None),
        ("", None),
    ],
)
def test_a_face_value_is_meant_where_a_unit_or_a_known_value_is_typed(
    text: str, value: int | None
) -> None:
    assert value_meant(text, {8_400}) == value


def test_a_page_asks_for_a_value_or_a_text_in_its_days() -> None:
    first, last = date(2026, 11, 1), date(2026, 11, 30)
    known = page(StampBalance(8_400, 1, 2))
    assert filter_of(replace(known, text="84")) == StampFilter(first, last, 8_400)
    assert filter_of(replace(known, text=" 髙橋 ")) == StampFilter(first, last, text="髙橋")


def test_two_years_of_months_are_offered_each_whole() -> None:
    offered = list(months(date(2027, 1, 31)))
    assert offered[0] == Period(date(2027, 1, 1), date(2027, 1, 31), month=True)
    assert offered[11] == Period(date(2026, 2, 1), date(2026, 2, 28), month=True)
    assert len(offered) == len(set(offered)) == 24


def test_a_count_goes_through_book_and_what_was_added() -> None:
    counting = replace(
        page(StampBalance(11_000, 2, 8), StampBalance(150, 0, 2)),
        typed={11_000: "９", 150: "二", 6_200: "1"},
        added=(6_200,),
    )
    assert counting.count_rows == (
        CountRow(11_000, 10, "９"),
        CountRow(6_200, 0, "1"),
        CountRow(150, 2, "二"),
    )
    assert counting.to_count == 1
    assert [(row.value, row.difference) for row in counting.differing] == [(11_000, -1), (6_200, 1)]
    assert counting.piles == ((11_000, 9), (6_200, 1))
    assert (counting.pieces, counting.worth, counting.held_worth) == (12, 110_300, 22_000)


def test_what_came_and_went_today_stands_beside_its_value() -> None:
    today = (line(Move(8_400, 0, 4)), line(Move(8_400, 0, -3), Move(500, 1, 0)))
    read = StampsRead(balances=(StampBalance(8_400, 0, 9),), today=today)
    (row,) = replace(page(), read=read).rows
    assert (row.came, row.went) == (4, 3)


def test_people_are_called_by_the_family_name_that_nobody_else_has() -> None:
    lines = (line(), line(by=EMILY))
    alone = replace(page(), read=StampsRead(lines=lines, people=PEOPLE))
    assert [row.by for row in alone.entries] == ["佐藤", "Emily Carter"]
    both = {**PEOPLE, OTHER_SATO: User(OTHER_SATO, "佐藤 健", frozenset({Role.CLERK}))}
    crowded = replace(page(), read=StampsRead(lines=lines, people=both))
    assert crowded.entries[0].by == "佐藤 花"


def test_an_entry_of_many_values_names_some_and_signs_where_both_ways_are_gone() -> None:
    made = StampColumns(Language.JA, QObject())
    columns = {each.name: each for each in made.of_entries()}
    many = EntryRow(line(*(Move(value * 100, 0, 1) for value in (500, 100, 84, 50, 10))), "")
    assert columns["pieces"].text(many) == "500×1 100×1 84×1 2 more"
    mixed = EntryRow(line(Move(150, 0, -2), Move(100, 0, 3), movement=Movement.EXCHANGED), "")
    assert columns["pieces"].text(mixed) == "1.50×−2 1×+3"
    kept = EntryRow(line(Move(500, -2, 2), movement=Movement.KEPT), "")
    assert columns["pieces"].text(kept) == "5×2"
    assert columns["worth"].text(kept) == "0円"
    assert columns["who"].detail is not None
    assert columns["who"].detail(kept) == "12:00"


def test_an_entry_of_somebody_says_below_what_happened_and_of_which_number() -> None:
    columns = {each.name: each for each in StampColumns(Language.JA, QObject()).of_entries()}
    what = columns["what"]
    assert what.detail is not None
    of_nobody = line(Move(100, 0, 3), movement=Movement.BOUGHT)
    kept = replace(
        of_nobody, name="見本 花子", entry=replace(of_nobody.entry, receipt_number="R8-0001")
    )
    label = messages.label(Movement.BOUGHT, Language.JA)
    assert what.text(EntryRow(of_nobody, "")) == label
    assert label not in what.detail(EntryRow(of_nobody, ""))
    assert what.text(EntryRow(kept, "")).replace("\u00a0", " ") == "見本 花子"
    assert what.detail(EntryRow(kept, "")).startswith(label)
