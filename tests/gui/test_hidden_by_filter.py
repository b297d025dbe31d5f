# SPDX-License-Identifier: MIT
"""A list that its filter empties says how many things are hidden, and takes the filter away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication
from pytestqt.qtbot import QtBot

from desk_app.desk.context import Desk
from desk_app.desk.inquiries.handling import InquiryDraft, log_inquiry
from desk_app.desk.post import stamps
from desk_app.gui.kit.fields.typed import content_in, put_into
from desk_app.gui.kit.layout.buttons import KeyButton
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.tables.columns import CellRole
from desk_app.gui.page import Place, SectionView
from desk_app.gui.printing import spooler
from desk_app.gui.session.entrance import NewPerson
from desk_app.records.books.ledgers import LedgerKind
from desk_app.records.case.inquiries import Channel, InquiryKind, InquirySaid
from desk_app.records.desk.people import Role
from desk_app.records.registers import RegisterBook
from tests.gui.case_desk import (
    ARRIVED,
    CLERK,
    PASSWORD,
    TODAY,
    CaseDesk,
    found,
    print_notices,
    short_of_fee,
)
from tests.gui.case_pages import Case, open_case
from tests.gui.due_desk import OFFICER, due_desk, made_safe
from tests.gui.small_safe import Printer

NAMES = ("髙橋 花子", "𠮷田 一郎", "森 康平")
EVERYBODY = NewPerson(CLERK.name, frozenset({Role.CLERK, Role.OFFICER, Role.SUPERVISOR}), PASSWORD)
NEVER = "絶対にない文字"
ASKED = InquirySaid(ARRIVED, Channel.TELEPHONE, InquiryKind.INQUIRY, "窓口の時間を知りたい。")
STOCK = ((35_000, 2), (11_000, 20))


def _filled(folder: Path) -> CaseDesk:
    """Found a desk with something in every list that is narrowed down."""
    case = found(folder, EVERYBODY, OFFICER)
    ids = short_of_fee(case, NAMES)
    case.clock.move_to(TODAY - timedelta(days=1))

    def fill(desk: Desk) -> None:
        stamps.open_book(desk, stamps.StampDraft(STOCK, desk.today))
        log_inquiry(desk, InquiryDraft(ASKED))
        print_notices(desk, ids)

    case.do(fill)
    (folder / "copies").mkdir()
    case.do(lambda desk: made_safe(desk, folder / "copies"), OFFICER)
    case.clock.move_to(TODAY)
    return case


@pytest.fixture
def opened(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[list[Case]]:
    """Close what was opened."""
    monkeypatch.setattr(spooler, "system", Printer)
    cases = list[Case]()
    yield cases
    for case in cases:
        case.close()


def _lines(case: Case, name: str) -> int:
    """Return how many lines a list shows, without its headings."""
    view = case.window.shell.view
    assert view is not None
    (table,) = view.findChildren(QAbstractItemView, name)
    model = table.model()
    rows = (model.index(row, 0) for row in range(model.rowCount()))
    return sum(not row.data(CellRole.HEADING) for row in rows)


def _told(view: SectionView) -> str:
    seen = [e for e in view.findChildren(Text, "hiddenByFilter") if e.isVisible()]
    return " ".join(each.text() for each in seen)


def _the_filter_is_told_and_taken_away(
    case: Case, place: Place, thing: object, searched: str, listed: str
) -> None:
    view = case.go(place, thing, SectionView)
    # Of the mail none waits: that it is hidden is told from the beginning.
    assert bool(_lines(case, listed)) is (_told(view) == ""), place
    put_into(view, searched, NEVER)
    case.window.settle()
    assert not _lines(case, listed), place
    every = _told(view)
    assert every.startswith("絞り込みで"), (place, every)
    (away,) = (b for b in view.findChildren(KeyButton, "takeFilterAway") if b.isVisible())
    away.setFocus()
    QTest.keyClick(away, Qt.Key.Key_Space)
    case.window.settle()
    assert content_in(view, searched) == "", place
    assert _lines(case, listed), place
    assert f"で{_lines(case, listed)}件が" in every, (place, every)
    assert _told(view) == "", place


def test_every_list_that_a_filter_empties_says_so_and_shows_all_again(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, opened: list[Case]
) -> None:
    case = open_case(qtbot, qapp, _filled(tmp_path))
    opened.append(case)
    for place, thing, searched, listed in (
        (Place.APPLICATIONS, None, "search", "applicationTable"),
        (Place.MAIL, None, "searchMail", "mailTable"),
        (Place.INQUIRIES, None, "searchInquiries", "inquiriesTable"),
        (Place.LETTERS, None, "searchLetters", "letterQueue"),
        (Place.POST, None, "searchPost", "envelopes"),
        (Place.STAMPS, None, "searchStamps", "stampEntries"),
        (Place.REGISTERS, RegisterBook.PURPOSES, "registerText", "registerEntries"),
        (Place.REGISTERS, LedgerKind.APPLICATIONS, "ledgerText", "ledger"),
        (Place.JOURNAL, None, "subject", "entries"),
    ):
        _the_filter_is_told_and_taken_away(case, place, thing, searched, listed)


def test_what_a_search_hides_of_what_is_due_is_told(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, opened: list[Case]
) -> None:
    case = open_case(qtbot, qapp, due_desk(tmp_path, EVERYBODY, OFFICER))
    opened.append(case)
    _the_filter_is_told_and_taken_away(case, Place.DISPOSAL, None, "searchDue", "due")
