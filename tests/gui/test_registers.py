# SPDX-License-Identifier: MIT
"""The registers page by keys: ledgers read, narrowed down, without names, printed and saved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desk_app.cli.sample.pdf_text import text_of
from desk_app.desk.audit.ledger_books import BOOKS
from desk_app.gui.kit.fields.search import SearchField
from desk_app.gui.kit.layout.buttons import CheckBox
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.tables.table import ItemList, ListTable
from desk_app.gui.page import Place
from desk_app.gui.pages.registers.ledgers import LedgersPart
from desk_app.gui.pages.registers.page import RegistersView
from desk_app.gui.printing.ledgers import LedgerFormat
from desk_app.gui.session.entrance import NewPerson
from desk_app.records.books.ledgers import LedgerKind
from desk_app.records.case.application import Right
from desk_app.records.desk.people import Role
from tests.gui.case_desk import CLERK, PASSWORD, application, found, log
from tests.gui.case_pages import Case, open_case
from tests.gui.due_desk import OFFICER
from tests.gui.small_safe import Printer
from tests.store.reading_sheets import cells_of

pytestmark = pytest.mark.once(under="second")

BOTH = NewPerson(CLERK.name, frozenset({Role.CLERK, Role.SUPERVISOR}), PASSWORD)
"""Works on cases, and lets ledgers go."""

NAMES = ("龗川 目印一", "龗川 目印二")


@pytest.fixture
def case(tmp_path: Path, qtbot: QtBot, qapp: QApplication, printer: Printer) -> Iterator[Case]:
    """Return the window on a desk with two applications."""
    desk = found(tmp_path, BOTH, OFFICER)
    for name in NAMES:
        log(desk, application(Right.DISCLOSURE, name=name), stamps=((500, 1),))
    opened = open_case(qtbot, qapp, desk)
    yield opened
    opened.close()


def shown(case: Case) -> list[list[str]]:
    model = case.window.part(ListTable, "ledger").model()
    columns = range(model.columnCount())
    return [
        [str(model.index(row, column).data()) for column in columns]
        for row in range(model.rowCount())
    ]


def named(case: Case) -> list[str]:
    """The column of the applicants' names."""
    model = case.window.part(ListTable, "ledger").model()
    heads = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    return [row[heads.index("本人氏名")] for row in shown(case)]


def test_what_is_shown_is_what_leaves(case: Case, printer: Printer, tmp_path: Path) -> None:
    view = case.go(Place.REGISTERS, LedgerKind.APPLICATIONS, RegistersView)
    part = view.part
    assert isinstance(part, LedgersPart)
    assert named(case) == list(NAMES)
    _narrowed(case)
    book = tmp_path / "ledger.xlsx"
    part.leaving.save(LedgerFormat.XLSX, str(book))
    _with_password(case)
    (row,) = cells_of(book.read_bytes())[1:-1]
    assert NAMES[1] in row
    case.press(
        case.window.part(ListTable, "ledger"), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier
    )
    case.main()
    printed = text_of(printer.sent[-1])
    assert NAMES[1] in printed
    assert NAMES[0] not in printed
    _nameless(case)
    _others(case, view)


def _narrowed(case: Case) -> None:
    search = case.window.part(SearchField, "ledgerText")
    search.ask_for("目印二")
    case.window.settle()
    assert named(case) == [NAMES[1]]


def _nameless(case: Case) -> None:
    case.window.part(SearchField, "ledgerText").ask_for("")
    case.window.part(CheckBox, "ledgerNames").click()
    case.window.settle()
    assert named(case) == ["", ""]


def _others(case: Case, view: RegistersView) -> None:
    """The list leads from one ledger to the next."""
    case.press(case.window.part(ItemList, "registerList"), Qt.Key.Key_End)
    assert view.here() is list(BOOKS)[-1]
    case.go(Place.REGISTERS, LedgerKind.STAMPS, RegistersView)
    assert [row[4] for row in shown(case)] == ["500", "500"]
    model = case.window.part(ListTable, "ledger").model()
    sides = [model.index(0, column).data(Qt.ItemDataRole.TextAlignmentRole) for column in (0, 4)]
    assert [bool(side & Qt.AlignmentFlag.AlignRight) for side in sides] == [False, True]
    assert "1,000" in case.window.part(Text, "ledgerSums").text()


def _with_password(case: Case) -> None:
    case.window.settle()
    secret = case.ask().field("own_password").editor
    assert isinstance(secret, QLineEdit)
    secret.setText(PASSWORD)
    case._activated()
    case.main()
