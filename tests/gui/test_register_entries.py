# SPDX-License-Identifier: MIT
"""The registers on their page: entered, changed, reviewed, ended, disposed of by two (I2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.desk import registers
from desk_app.desk.context import Desk
from desk_app.gui.entrance import NewPerson
from desk_app.gui.kit.fields import LongText
from desk_app.gui.page import Place
from desk_app.gui.pages.registers.entries import RegisterBooksPart
from desk_app.gui.pages.registers.page import RegistersView
from desk_app.records.people import Role
from desk_app.records.registers import ProvisionEntry, ProvisionKind, RegisterBook
from tests.gui.case_desk import ARRIVED, CLERK, PASSWORD, found
from tests.gui.case_pages import Case, open_case
from tests.gui.due_desk import OFFICER

pytestmark = pytest.mark.once(under="second")

KEEPER = NewPerson(CLERK.name, frozenset({Role.SUPERVISOR}), PASSWORD)
LONG_AGO = date(2020, 1, 6)
ROW = ProvisionEntry(
    0,
    ProvisionKind.PROVIDED,
    LONG_AGO,
    party="甲社",
    person="見本 花子",
    by_contract=True,
)
WORDS = {
    f"{name}_{language}": f"{name} {language}"
    for name in ("data", "people", "obtained", "purpose")
    for language in ("ja", "en")
}


def _enter(desk: Desk) -> None:
    registers.enter_provision(desk, ROW)
    registers.enter_provision(desk, replace(ROW, by_contract=False, on=ARRIVED))
    registers.propose_disposal(desk, [1])


@pytest.fixture
def case(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Case]:
    """Return the window on a desk with two records; one is due, and the officer proposed it."""
    desk = found(tmp_path, KEEPER, OFFICER)
    desk.do(_enter, OFFICER)
    opened = open_case(qtbot, qapp, desk)
    yield opened
    opened.close()


def _part(case: Case, book: RegisterBook) -> RegisterBooksPart:
    part = case.go(Place.REGISTERS, book, RegistersView).part
    assert isinstance(part, RegisterBooksPart)
    return part


def _does(case: Case, part: RegisterBooksPart, name: str) -> None:
    part.doing[name].trigger()
    case.window.settle()


def test_a_purpose_is_entered_changed_reviewed_and_ended(case: Case) -> None:
    part = _part(case, RegisterBook.PURPOSES)
    case.press(part.table, Qt.Key.Key_Insert)
    part.panel.form.put(**WORDS | {"purpose_en": ""})
    _does(case, part, "keepEntry")
    assert case.do(registers.purposes) == ()
    english = part.panel.form["purpose_en"].editor
    assert isinstance(english, LongText)
    assert english.hasFocus()
    english.setPlainText("contact")
    _does(case, part, "keepEntry")
    assert not part.doing["keepEntry"].isEnabled()
    tomorrow = ARRIVED + timedelta(days=1)
    part.panel.form.put(applies_from=tomorrow, purpose_ja="案内", reason="改定")
    _does(case, part, "keepEntry")
    _does(case, part, "reviewed")
    _end(case, part)
    (kept,) = case.do(registers.purposes)
    assert [each.purpose_ja for each in kept.versions] == ["purpose ja", "案内"]
    assert [each.on for each in kept.reviews] == [ARRIVED]
    assert kept.end is not None
    assert not part.doing["endEntry"].isEnabled()


def _end(case: Case, part: RegisterBooksPart) -> None:
    _does(case, part, "endEntry")
    reason = case.ask().field("reason").editor
    assert isinstance(reason, LongText)
    reason.setPlainText("終了")
    case.main()
    case.window.settle()


def test_what_is_typed_of_an_entry_waits_while_another_is_read(case: Case) -> None:
    part = _part(case, RegisterBook.PROVISIONS)
    assert [each.id for each in part.book.state.rows] == [2, 1]
    assert not part.doing["keepEntry"].isEnabled()
    part.begin_new()
    part.panel.form.put(party="乙社")
    case.press(part.table, Qt.Key.Key_Down)
    part.begin_new()
    assert part.panel.values()["party"] == "乙社"


def test_a_record_past_its_time_goes_by_the_second_person(case: Case) -> None:
    part = _part(case, RegisterBook.PROVISIONS)
    assert [each.id for each in part._proposed()] == [1]
    _does(case, part, "disposeRows")
    case.main()
    case.window.settle()
    gone = next(each for each in case.do(registers.provisions) if each.id == 1)
    assert (gone.person, gone.party, gone.on) == ("", "", LONG_AGO)
    assert gone.disposed_on == ARRIVED
    assert not part.doing["disposeRows"].isEnabled()
