# SPDX-License-Identifier: MIT
"""The code of a paper, scanned: it opens its case, on Mail its supplement, or its fault is told."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desk_app.gui.page import Place, SupplementOf
from desk_app.records.base import ApplicationId
from desk_app.records.mail import Matter
from desk_app.rules.codes import receipt_code
from tests.fakes.store import FakeStore
from tests.gui.accessibility import shown_words
from tests.gui.intake_desk import intake
from tests.gui.pages import Opened

CODE = receipt_code("R8-0134")
MISTYPED = CODE.replace("0134", "0143")
WRONG = "検査文字が合いません。もう一度読み取るか入力してください。"
SUPPLEMENT = SupplementOf(ApplicationId(134), "R8-0134")
OPENED = {Place.MAIL: SUPPLEMENT}
FIELDS = {
    Place.APPLICATIONS: "search",
    Place.MAIL: "searchMail",
}


@pytest.mark.parametrize("place", FIELDS)
def test_a_code_scanned_into_a_search_opens_its_case_or_on_mail_its_supplement(
    at_work: Opened, place: Place
) -> None:
    opened: list[object] = []
    at_work.shell.work.open_application.connect(opened.append)
    at_work.shell.work.open_intake.connect(opened.append)
    at_work.shell.go(place)
    at_work.settle()
    field = at_work.part(QLineEdit, FIELDS[place])
    field.setFocus()
    for typed, expected, told in (
        (MISTYPED, [], True),
        (f"{CODE}/8-121", [OPENED.get(place, 134)], False),
    ):
        field.setText(typed)
        at_work.press(Qt.Key.Key_Return)
        assert (opened, WRONG in shown_words(at_work.window)) == (expected, told)
        assert at_work.focus() is field or not told
        assert bool(field.property("wrong")) is told


def test_a_mistyped_code_of_a_supplement_is_told_as_such(qtbot: QtBot) -> None:
    parent = QObject()
    page = intake(parent, FakeStore())
    qtbot.addWidget(page.view)
    page.view.open_mail_item(None, Matter.SUPPLEMENT)
    presenter = page.view.presenter
    for typed, told in ((MISTYPED, True), (CODE, False)):
        presenter.put("supplement.number", typed)
        presenter.find(typed)
        assert ("check character" in presenter.state.troubles["supplement.number"]) is told
    presenter.clear()
