# SPDX-License-Identifier: MIT
"""A desk from before its roster: Today says so, and two people carry it over where they stand.

What the keys of before hold is made up here; the store's own tests carry such keys over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desk_app.desk.context import Changes, Desk
from desk_app.desk.keys import carrying_over
from desk_app.desk.keys.carrying_over import Explained, PersonSeen, SheetSeen, Survey
from desk_app.desk.keys.roster import Second
from desk_app.gui.asking import Ask
from desk_app.gui.kit.display.notes import NoteFrame
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.fields.form import set_value
from desk_app.gui.kit.layout.buttons import KeyButton
from desk_app.gui.page import Place
from desk_app.gui.pages.today import page as today
from desk_app.gui.safety.sheets import NewSheet
from desk_app.gui.session.entrance import NewPerson
from desk_app.records.base import UserId
from desk_app.records.desk.people import Role, User
from desk_app.records.desk.sheets import Quarter, RecoverySheet
from tests.gui.case_desk import CLERK, PASSWORD
from tests.gui.case_pages import Case, open_case
from tests.gui.due_desk import OFFICER, due_desk

BOTH = NewPerson(CLERK.name, frozenset({Role.OFFICER, Role.SUPERVISOR}), PASSWORD)
SHEET = RecoverySheet(Quarter(2026, 4), 1, "age1sheet", date(2026, 10, 1), date(2026, 10, 1))
STRANGER = User(UserId("stranger"), "見知らぬ 人", frozenset({Role.SUPERVISOR}))


@dataclass
class Before:
    """The keys of before; ``signed`` is who carried them over, and with which key of the sheet."""

    desk: Desk
    due: bool = True
    signed: list[tuple[str, str, str]] = field(default_factory=list)

    def survey(self, _desk: Desk) -> Survey:
        people = (PersonSeen(each, Explained.FOUNDER) for each in self.desk.ports.keys.users())
        left = PersonSeen(STRANGER, Explained.NOT_IN_BOOKS)
        sheets = (SheetSeen(SHEET, Explained.BY_OFFICER),)
        return Survey((*people, left), sheets, (STRANGER.id,), 3, 2, 1)

    def carry_over(self, desk: Desk, second: Second, *, sheet_key: str = "") -> Changes:
        self.signed.append((desk.actor.name, second.user.name, sheet_key))
        self.due = False
        return Changes(frozenset())


@pytest.fixture
def case(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Case]:
    opened = open_case(qtbot, qapp, due_desk(tmp_path, BOTH, OFFICER))
    yield opened
    opened.close()


@pytest.fixture
def before(case: Case, monkeypatch: pytest.MonkeyPatch) -> Before:
    made = Before(case.window.shell.session.desk)
    monkeypatch.setattr(carrying_over, "is_due", lambda _: made.due)
    monkeypatch.setattr(carrying_over, "survey", made.survey)
    monkeypatch.setattr(carrying_over, "carry_over", made.carry_over)
    return made


def test_two_people_sign_what_comes_along_and_a_new_sheet_is_printed(
    case: Case, before: Before
) -> None:
    asked = _asked(case)
    words = "\n".join(each.text() for each in asked.findChildren(QLabel))
    for name in (BOTH.name, OFFICER.name):
        assert f"引き継ぐ：{name}（" in words
    assert f"引き継がない：{STRANGER.name}（" in words
    assert "帳簿から説明できる廃棄済みの請求：4件" in words
    second = asked.field("second_person").editor
    assert isinstance(second, ChoiceBox)
    offered = [second.itemText(place) for place in range(second.count())]
    assert offered == [OFFICER.name, f"復旧シート {SHEET.number}"], "who is unexplained is not"
    assert asked.field("second_person").value() == OFFICER.name
    set_value(asked.field("own_password").editor, PASSWORD)
    set_value(asked.field("second_password").editor, OFFICER.password)
    case.main()
    case.window.settle()
    assert before.signed == [(BOTH.name, OFFICER.name, "")]
    (sheet,) = (each for each in case.window.window.findChildren(NewSheet) if each.isVisible())
    sheet.reject()
    case.window.settle()
    notes = case.window.window.findChildren(NoteFrame, "safety")
    assert not any(each.isVisible() for each in notes), "nothing is to be done any more"


def _asked(case: Case) -> Ask:
    """Go by the line on Today that says what is to be done."""
    case.go(Place.TODAY, None, today.Today).read_again()
    case.window.settle()
    assert "引き継いでください" in case.window.part(NoteFrame, "safety").accessibleName()
    button = case.window.part(KeyButton, "mend")
    assert button.text().startswith("引き継ぐ")
    button.click()
    case.window.settle()
    return case.ask()
