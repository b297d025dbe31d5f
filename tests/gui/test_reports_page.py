# SPDX-License-Identifier: MIT
"""Reports by keys: a period chosen, a chart walked and copied, its numbers opened as a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from desk_app.cli.sample.pdf_text import text_of
from desk_app.desk.figures.counting import FigurePeriod, calendar_year, fiscal_year
from desk_app.desk.inquiries import handling
from desk_app.desk.inquiries.handling import InquiryDraft
from desk_app.desk.rows import InquiryFilter
from desk_app.gui.kit.display.notes import NoteFrame
from desk_app.gui.page import Place
from desk_app.gui.pages.applications.page import Applications
from desk_app.gui.pages.inquiries.page import InquiriesView
from desk_app.gui.pages.reports.page import ReportsView
from desk_app.gui.session.entrance import NewPerson
from desk_app.records.case.application import Right
from desk_app.records.case.inquiries import Channel, InquiryKind, InquirySaid
from desk_app.records.desk.people import Role
from tests.gui.accessibility import unnamed
from tests.gui.case_desk import CLERK, PASSWORD, TODAY, found, ready
from tests.gui.case_pages import Case, open_case
from tests.gui.pages import CTRL
from tests.gui.small_safe import Printer

CHIEF = NewPerson("佐伯 恵子", frozenset({Role.SUPERVISOR}), PASSWORD)

INQUIRY = InquirySaid(TODAY, Channel.WEB, InquiryKind.COMPLAINT, "案内が届きました。")

pytestmark = pytest.mark.once(under="second")


@pytest.fixture
def case(tmp_path: Path, qtbot: QtBot, qapp: QApplication, printer: Printer) -> Iterator[Case]:
    """Return a window on a desk with two applications."""
    desk = found(tmp_path, CHIEF, CLERK)
    for rights in ((Right.DISCLOSURE,), (Right.DISCLOSURE, Right.CORRECTION)):
        ready(desk, *rights)
    desk.do(lambda office: handling.log_inquiry(office, InquiryDraft(INQUIRY)))
    opened = open_case(qtbot, qapp, desk)
    yield opened
    opened.close()


def test_figures_are_walked_listed_printed_saved_and_shown_of_another_period(
    case: Case, printer: Printer, tmp_path: Path
) -> None:
    _a_chart_is_walked_copied_turned_into_its_table_and_its_numbers_are_listed(case)
    _figures_are_printed_and_saved_for_outside_and_another_period_is_shown(case, printer, tmp_path)


def _a_chart_is_walked_copied_turned_into_its_table_and_its_numbers_are_listed(
    case: Case,
) -> None:
    view = case.go(Place.REPORTS, None, ReportsView)
    read = view.book.state.read
    assert read is not None
    assert (read.first, read.key.received) == (fiscal_year(TODAY).first, 2)
    card = view.card("rights")
    assert "開示 2" in card.chart.accessibleDescription()
    assert unnamed(view) == []
    _counting_is_told(view)
    card.chart.setFocus()
    case.press(card.chart, Qt.Key.Key_C, CTRL)
    assert "開示\t2\t0" in QApplication.clipboard().text()
    case.press(card.chart, Qt.Key.Key_End)
    case.press(card.chart, Qt.Key.Key_Return)
    listed = case.view(Applications)
    assert listed.book.model.rowCount() == 1
    note = case.window.part(NoteFrame, "ofFigure")
    assert "訂正" in note.accessibleName()
    case.press(case.window.focus(), Qt.Key.Key_Escape)
    assert listed.book.model.rowCount() == 2
    case.window.shell.go_back()
    case.window.settle()
    assert view.isVisible()
    card.turn.click()
    assert card.on_table
    assert card.table.hasFocus()
    case.press(card.table, Qt.Key.Key_Return)
    assert case.view(Applications).book.model.rowCount() == 2
    _lists_inquiries(case)
    _lists_a_right_of_a_month(case)


def _counting_is_told(view: ReportsView) -> None:
    for reading, words in ((True, "数えています。"), (False, "")):
        view._show(replace(view.book.state, read=None, reading=reading))
        assert view._stack.note._sentence.text() == words
    view._show(view.book.state)


def _lists_a_right_of_a_month(case: Case) -> None:
    """A cell of months and rights is reached by arrows, says what it is, and opens its own list."""
    view = case.go(Place.REPORTS, None, ReportsView)
    table = view.card("right_months").table
    table.choose(0)
    for _ in range(2):
        case.press(table, Qt.Key.Key_Right)
    said = table.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "月別・権利別の受付: 令和8年11月 訂正 1"
    case.press(table, Qt.Key.Key_Return)
    assert case.view(Applications).book.model.rowCount() == 1
    note = case.window.part(NoteFrame, "ofFigure").accessibleName()
    assert "令和8年11月 訂正（1件）" in note
    case.window.shell.go_back()
    case.window.settle()
    case.press(table, Qt.Key.Key_End)
    case.press(table, Qt.Key.Key_Return)
    assert view.isVisible(), "the year before counts nothing"


def _lists_inquiries(case: Case) -> None:
    """A month's inquiries of a kind, which no bars show, are listed from their table."""
    view = case.go(Place.REPORTS, None, ReportsView)
    card = view.card("inquiries")
    assert not card.chart.isVisible()
    card.table.choose(0)
    case.press(card.table, Qt.Key.Key_Return)
    inquiries = case.view(InquiriesView)
    assert inquiries.book.state.window.count == 1
    assert "令和8年" in case.window.part(NoteFrame, "inquiriesOfFigure").accessibleName()
    assert inquiries.close_level()
    case.window.settle()
    assert inquiries.book.state.wanted == InquiryFilter(open_only=True)


def _figures_are_printed_and_saved_for_outside_and_another_period_is_shown(
    case: Case, printer: Printer, tmp_path: Path
) -> None:
    view = case.go(Place.REPORTS, None, ReportsView)
    case.press(view.card("rights").chart, Qt.Key.Key_P, CTRL)
    case.main()
    case.window.settle()
    (printed,) = printer.sent
    assert "訂正" in text_of(printed)
    outside = _saved(case, view, tmp_path / "figures.pdf", 1)
    assert "社外用の写し" in outside
    sheet = _saved(case, view, tmp_path / "sheet.pdf", 2)
    assert "2図" in sheet
    assert "2図と表" not in sheet
    _shows_another_period(case, view)


def _saved(case: Case, view: ReportsView, place: Path, chosen: int) -> str:
    """Save one of the copies that are offered; return what stands in it."""
    read = view.book.state.read
    assert read is not None
    view.paper.save(read, str(place))
    case.window.settle()
    copy, secret = (case.ask().field(name).editor for name in ("copy", "own_password"))
    assert isinstance(copy, QComboBox)
    assert isinstance(secret, QLineEdit)
    copy.setCurrentIndex(chosen)
    secret.setText(CHIEF.password)
    case._activated()
    case.main()
    return text_of(place.read_bytes()).replace(" ", "")


def _shows_another_period(case: Case, view: ReportsView) -> None:
    choice = view.period.findChild(QComboBox, "reportPeriod")
    assert choice is not None
    choice.setCurrentIndex(3)
    case.window.settle()
    assert view.book.state.period == calendar_year(TODAY)
    view.book.show_period(FigurePeriod(date(2020, 1, 2), date(2020, 1, 3)))
    case.window.settle()
    assert "令和2年1月2日" in choice.currentText()
    assert not view.card("rights").isVisible()
    view.book.show_period(FigurePeriod(TODAY, date(2020, 1, 3)))
    case.window.settle()
    assert not view.book.state.reading
