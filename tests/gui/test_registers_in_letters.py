# SPDX-License-Identifier: MIT
"""The decision page offers what the registers say: ticked, the letter tells it (L7, L10)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from desk_app.desk import registers
from desk_app.desk.context import Desk
from desk_app.gui.page import Place
from desk_app.gui.pages.decision.form import DecisionForm
from desk_app.gui.pages.decision.page import DecisionView
from desk_app.gui.pages.decision.sides import LetterTextView
from desk_app.records.case.application import Right
from desk_app.records.registers import ProvisionEntry, ProvisionKind, PurposeVersion
from tests.gui.case_desk import (
    ARRIVED,
    SUPERVISOR,
    TODAY,
    answered,
    application,
    licence,
    log,
    record,
)
from tests.gui.case_pages import Case, Cases

pytestmark = pytest.mark.once(under="second")

PURPOSE = PurposeVersion(
    ARRIVED,
    "PU-1",
    "氏名、住所",
    "name, address",
    "お客様",
    "customers",
    "書面",
    "in writing",
    "製品のご案内",
    "information on products",
    "弊社ウェブサイトの「利用目的」",
    "our website",
)
ROW = ProvisionEntry(
    0,
    ProvisionKind.PROVIDED,
    ARRIVED,
    party="甲社",
    party_address="東京都",
    person="高橋 花子",
    items="氏名",
    consent="ご本人の同意",
)


def _enter(desk: Desk) -> None:
    registers.enter_purpose(desk, PURPOSE)
    registers.enter_provision(desk, ROW)
    registers.enter_provision(desk, replace(ROW, kind=ProvisionKind.RECEIVED, party="乙社"))


def _view(cases: Cases) -> tuple[Case, DecisionView]:
    """Return the page on two claims that may be decided, with entries in the registers."""
    cases.desk.do(_enter, SUPERVISOR)
    asked = application(Right.PURPOSE, Right.PROVISION_RECORDS)
    id_ = log(cases.desk, asked, licence(), stamps=((500, 2),))
    cases.desk.clock.move_to(TODAY)
    answered(cases.desk, id_, record(name="髙橋 花子"))
    case = cases.open()
    view = case.go(Place.DECISION, id_, DecisionView)
    view.editor.outcomes.choose_number(1)
    return case, view


def _form(view: DecisionView) -> DecisionForm:
    assert view.book.state is not None
    return view.book.state.form


def test_what_is_ticked_stands_in_the_letter_and_goes_again(cases: Cases) -> None:
    case, view = _view(cases)
    purposes = view.editor.offered["purposes"].table
    published = view.editor.parts["published_at"]
    case.press(purposes, Qt.Key.Key_Space)
    (line,) = _form(view).lines["purposes"]
    assert (line["item"], line["purpose"]) == ("氏名、住所", "製品のご案内")
    assert published.value() == PURPOSE.published_ja
    paper = view.findChild(LetterTextView, "foretold")
    assert paper is not None
    case.window.qtbot.waitUntil(lambda: PURPOSE.published_ja in paper.toPlainText())
    case.press(purposes, Qt.Key.Key_Space)
    assert (_form(view).lines["purposes"], published.value()) == ((), "")
    assert view.book.state is not None
    view.book.choose_claim(view.book.state.opened.application.claims[1].id)
    view.editor.outcomes.choose_number(1)
    rows = view.editor.offered["provided"].table
    searched = view.editor.parts["searched"]
    assert not searched.isHidden(), "where a kind is not told, what was searched is"
    for _ in range(2):
        case.press(rows, Qt.Key.Key_Space)
        case.press(rows, Qt.Key.Key_Down)
    told = [_form(view).lines[name] for name in ("provided", "obtained")]
    assert [[line["party"] for line in lines] for lines in told] == [["甲社"], ["乙社"]]
    assert searched.isHidden()
    assert not purposes.isVisible()
