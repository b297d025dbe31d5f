# SPDX-License-Identifier: MIT
"""The auditor in the window: registers, ledgers and figures are read, and nothing is changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desk_app.desk import registers
from desk_app.desk.audit.ledger_books import BOOKS
from desk_app.desk.context import Desk
from desk_app.desk.inquiries import handling
from desk_app.desk.inquiries.handling import InquiryDraft
from desk_app.gui.case.read import days_left
from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.actions import ActionTable
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.look import painting, theme
from desk_app.gui.kit.tables.table import ListTable, cell_of
from desk_app.gui.page import Place
from desk_app.gui.pages.inquiries.page import InquiriesView
from desk_app.gui.pages.registers.page import RegistersView
from desk_app.gui.session.entrance import NewPerson
from desk_app.i18n.ledgers import names_left_out
from desk_app.records.books.ledgers import LedgerKind
from desk_app.records.case.application import Right
from desk_app.records.case.inquiries import Channel, InquiryKind, InquirySaid
from desk_app.records.desk.people import Language, Role
from desk_app.records.registers import (
    HIDDEN,
    PlaceVersion,
    ProvisionEntry,
    ProvisionKind,
    PurposeVersion,
    RegisterBook,
    TrainingEntry,
)
from tests.gui.case_desk import ARRIVED, CLERK, PASSWORD, application, found, log
from tests.gui.case_pages import Case, open_case
from tests.gui.due_desk import AUDITOR

pytestmark = pytest.mark.once(under="second")

BOTH = NewPerson(CLERK.name, frozenset({Role.CLERK, Role.SUPERVISOR}), PASSWORD)
NAME = "龗川 目印"
SAID = InquirySaid(ARRIVED, Channel.WEB, InquiryKind.COMPLAINT, f"{NAME}です。", name=NAME)
ROW = ProvisionEntry(0, ProvisionKind.PROVIDED, ARRIVED, party="甲社", person=NAME)
PAGES: tuple[tuple[Place, object], ...] = (
    (Place.INQUIRIES, None),
    *((Place.REGISTERS, book) for book in RegisterBook),
    *((Place.REGISTERS, kind) for kind in BOOKS),
    (Place.REPORTS, None),
    (Place.JOURNAL, None),
)
READING = frozenset(
    {
        *("sortNext", "sortPrevious", "sortTurn", "check", "daySheet", "evidence"),
        *("printFigures", "printLedger", "printPublished", "printRegister", "printShown"),
        *("printStamps", "export", "exportDue", "registerLines", "registerPdf", "savePdf"),
        *("registerWorkbook", "saveFigures", "saveLedger", "saveLines", "saveStamps"),
        "saveWorkbook",
    }
)
"""What leaves everything as it is: sorted, checked, printed, saved, taken along."""

NAMING = [
    kind for kind, book in BOOKS.items() if any(each.named or each.hides for each in book.fields)
]
"""What would tell of people, and says that it does not."""

STANDING = (*RegisterBook, LedgerKind.APPLICATIONS, LedgerKind.INQUIRIES, LedgerKind.MAIL)


def _fill(desk: Desk) -> None:
    handling.log_inquiry(desk, InquiryDraft(SAID))
    registers.enter_purpose(desk, PurposeVersion(ARRIVED, "PU-1", *("氏名", "name") * 4))
    registers.enter_place(desk, PlaceVersion(ARRIVED, "営業部", "会員", "棚"))
    registers.enter_provision(desk, ROW)
    registers.enter_training(desk, TrainingEntry(0, ARRIVED, "受付", attended="全員"))


@pytest.fixture
def case(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Case]:
    """Return the window of an auditor, on a desk where something stands in every list."""
    desk = found(tmp_path, AUDITOR, BOTH)
    desk.do(_fill, BOTH)
    log(desk, application(Right.DISCLOSURE, name=NAME), stamps=((500, 1),))
    opened = open_case(qtbot, qapp, desk)
    yield opened
    opened.close()


def test_the_auditor_reads_every_list_without_names_and_can_change_nothing(case: Case) -> None:
    rows, able, said = dict[object, int](), set[str](), list[str]()
    for place, thing in PAGES:
        case.window.shell.go(place, thing)
        case.window.settle()
        view = case.window.shell.view
        assert view is not None, thing
        tables = [each for each in view.findChildren(ListTable) if each.isVisible()]
        rows[thing or place] = sum(each.model().rowCount() for each in tables)
        for actions in view.findChildren(ActionTable):
            actions.refresh()
            able |= {name for name in actions.names() if actions[name].isEnabled()}
        for model in (each.model() for each in tables):
            places = [*product(range(model.rowCount()), range(model.columnCount()))]
            said += [str(model.index(*each).data()) for each in places]
            # Beside a mark nothing below is drawn.
            drawn = [cell_of(model.index(*each)) for each in places]
            said += [cell.detail for cell in drawn if cell.mark is None]
        said += [each.text() for each in view.findChildren(QLabel) if each.isVisible()]
    assert all(rows[each] for each in (*STANDING, Place.INQUIRIES, Place.REPORTS, Place.JOURNAL))
    assert not any(NAME in each for each in said)
    assert not any(HIDDEN in each for each in said)
    assert {"甲社", "未記入", "記入あり（氏名は非表示）"} <= {*said}
    assert said.count(names_left_out(Language.JA)) == len(NAMING)
    assert any(each.startswith("提供") and each.endswith("項目不足") for each in said)
    assert able == READING
    _nothing_offered_that_he_may_not_do(case)


def _nothing_offered_that_he_may_not_do(case: Case) -> None:
    """The foot names no key of his that does nothing; the band says that others go on."""
    view = case.go(Place.INQUIRIES, None, InquiriesView)
    assert shortcuts.label(Key.ADD) not in dict(view.keys())
    (told,) = (
        each.text() for each in view.next.findChildren(QLabel) if "問合せの対応" in each.text()
    )
    assert told.endswith("あなたの役割では行えません（問合せの対応）。")
    part = case.go(Place.REGISTERS, RegisterBook.PURPOSES, RegistersView).part
    assert not {shortcuts.label(Key.ADD), shortcuts.label(Key.EDIT)} & dict(part.keys()).keys()
    case.window.speak(Language.EN)
    columns = case.go(Place.INQUIRIES, None, InquiriesView).columns
    due = next(each for each in columns.of_all() if each.name == "by")
    over = days_left(ARRIVED, ARRIVED + timedelta(days=113))
    assert over == "113 days over"
    room = theme.px(due.width) - 2 * theme.px(8)
    assert painting.state_width(over, theme.font()) <= room
