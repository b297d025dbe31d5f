# SPDX-License-Identifier: MIT
"""The registers on their page: entered, changed, reviewed, ended, disposed of by two (I2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.desk import registers
from desk_app.desk.context import Desk
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.fields.fields import LongText
from desk_app.gui.kit.layout.buttons import ButtonKind, KeyButton
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.tables.table import ListTable
from desk_app.gui.page import Place
from desk_app.gui.pages.applications.page import Applications
from desk_app.gui.pages.disposal.page import DisposalView
from desk_app.gui.pages.registers import fields
from desk_app.gui.pages.registers.entries import BegunEntries, RegisterBooksPart
from desk_app.gui.pages.registers.page import RegistersView
from desk_app.gui.pages.registers.published import PUBLISHED, PublishedPart
from desk_app.gui.pages.today.page import Today
from desk_app.gui.session.entrance import NewPerson
from desk_app.i18n import dates
from desk_app.records.desk.people import Language, Role
from desk_app.records.registers import PlaceVersion, ProvisionEntry, ProvisionKind, RegisterBook
from tests.gui.case_desk import ARRIVED, CLERK, PASSWORD, found
from tests.gui.case_pages import Case, open_case
from tests.gui.due_desk import OFFICER
from tests.gui.pages import CTRL

pytestmark = pytest.mark.once(under="second")

KEEPER = NewPerson(CLERK.name, frozenset({Role.SUPERVISOR}), PASSWORD)
LONG_AGO = date(2020, 1, 6)
LAST_YEAR = date(2025, 11, 20)
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
    registers.enter_place(
        desk, PlaceVersion(LAST_YEAR, "サポート部", "会員情報", "会員管理システム")
    )


@pytest.fixture
def case(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Case]:
    """Return the window on a desk with two records; one is due, and the officer proposed it.

    Where data lie was entered nearly a year ago: its review is near.
    """
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


def test_a_purpose_is_entered_changed_held_beside_what_is_published_and_ended(
    case: Case, tmp_path: Path
) -> None:
    _published_text_loaded_and_kept(case, tmp_path)
    case.window.come_back()
    _clauses_are_told_by_their_names(_part(case, RegisterBook.PURPOSES))
    _purpose_entered_changed_and_ended(case)
    _published_purpose_entered_by_the_blue_button(case)


def _clauses_are_told_by_their_names(part: RegisterBooksPart) -> None:
    assert "PU-1　直接取得した個人情報の利用目的" in _read(part)
    assert re.search(r"PU-[0-9()]+$", _read(part), re.MULTILINE) is None


def _purpose_entered_changed_and_ended(case: Case) -> None:
    part = _part(case, RegisterBook.PURPOSES)
    # What the policy publishes is proposed, and nothing of it stands in the register.
    assert all(each.proposed for each in part.book.state.rows)
    assert part.doing["takePurpose"].isEnabled()
    assert not part.doing["endEntry"].isEnabled()
    _does(case, part, "newEntry")
    part.panel.form.put(**WORDS | {"purpose_en": ""})
    _does(case, part, "keepEntry")
    assert case.do(registers.purposes) == ()
    assert part.panel.form["purpose_en"].editor.hasFocus()
    part.panel.form.put(purpose_en="contact")
    _does(case, part, "keepEntry")
    # What was entered is read first; its fields are asked for.
    assert not part.panel.writing
    assert ("purpose ja" in _read(part), "登録済み" in _cells(part)) == (True, True)
    case.press(part.table, Qt.Key.Key_F2)
    assert not part.doing["keepEntry"].isEnabled()
    part.panel.form.put(applies_from=ARRIVED, purpose_ja="案内", reason="改定")
    _does(case, part, "keepEntry")
    assert "変更: 改定" in _read(part)
    assert "purpose ja" in _read(part)
    _published(case)
    part = _part(case, RegisterBook.PURPOSES)
    _reviewed(case, part)
    _end(case, part)
    (kept,) = case.do(registers.purposes)
    assert [each.purpose_ja for each in kept.versions] == ["purpose ja", "案内"]
    assert [each.on for each in kept.reviews] == [ARRIVED]
    assert kept.end is not None
    assert any(each.endswith("に終了") for each in _cells(part))
    assert not part.doing["endEntry"].isEnabled()
    assert not part.doing["changeEntry"].isEnabled()


def _reviewed(case: Case, part: RegisterBooksPart) -> None:
    assert "まだ見直していません" in _read(part)
    _does(case, part, "reviewed")
    assert f"前回の見直し\n{dates.full(ARRIVED, Language.JA)}\n{CLERK.name}" in _read(part)
    assert "履歴（新しい順）" in _read(part)


def _published_purpose_entered_by_the_blue_button(case: Case) -> None:
    part = _part(case, RegisterBook.PURPOSES)
    keys = case.window.window.focusWidget()
    assert keys is part.table, "what has the keys, the row and what Ctrl+Enter does are one"
    assert "を読んで" in part.next.accessibleName()
    names, before = list[str](), keys.previousInFocusChain()
    while before is not None and before is not keys:
        names.append(before.objectName())
        before = before.previousInFocusChain()
    assert names.index("registerList") < names.index("navigation"), "the list is on the way back"
    proposed = next(at for at, each in enumerate(part.book.state.rows) if each.proposed)
    part.table.choose(proposed)
    case.window.settle()
    assert part.next.isVisible()
    assert "登録すると" in part.next.told()
    case.press(part.table, Qt.Key.Key_Return, CTRL)
    assert len(case.do(registers.purposes)) == 2
    rows = part.book.state.rows
    bands = [part.table.day_at(at) for at, _ in enumerate(rows) if part.table.begins_day(at)]
    assert bands == ["台帳にある記載", "公表していて、まだ登録していないもの"]
    part.table.choose(0)
    case.window.settle()
    assert not part.next.isVisible(), "nothing is to be done with this one"
    assert part._new.kind is ButtonKind.MAIN


def test_a_training_is_entered_and_a_review_that_is_near_is_done_where_today_leads(
    case: Case,
) -> None:
    _training_entered_and_ended(case)
    _review_done_where_today_leads(case)


def _training_entered_and_ended(case: Case) -> None:
    part = _part(case, RegisterBook.TRAININGS)
    _does(case, part, "newEntry")
    part.panel.form.put(subject="年次教育", attended="", content="規程の要点")
    _does(case, part, "keepEntry")
    assert case.do(registers.trainings) == ()
    assert part.panel.form["attended"].editor.hasFocus()
    part.panel.form.put(attended="全員（12名）")
    _does(case, part, "keepEntry")
    (kept,) = case.do(registers.trainings)
    assert (kept.subject, kept.on) == ("年次教育", ARRIVED)
    assert "全員（12名）" in _read(part)
    assert not part.doing["changeEntry"].isEnabled()
    _end(case, part)
    assert "終了: 終了" in _read(part)


def _published(case: Case) -> None:
    """What is pasted is held beside the register line by line."""
    part = case.go(Place.REGISTERS, PUBLISHED, RegistersView).part
    assert isinstance(part, PublishedPart)
    part.text.setPlainText("・data ja\npeople ja\nobtained ja\n別の文")
    part.read_again()
    case.window.settle()
    model = case.window.part(ListTable, "publishedLines").model()
    shown = [[str(model.index(row, n).data()) for n in range(3)] for row in range(4)]
    assert shown[0] == ["同じ", "data ja", "・data ja"]
    assert shown[3] == ["違う", "案内", "別の文"]
    assert model.rowCount() == len(shown)


def _published_text_loaded_and_kept(case: Case, tmp_path: Path) -> None:
    part = case.go(Place.REGISTERS, PUBLISHED, RegistersView).part
    assert isinstance(part, PublishedPart)
    assert not part.doing["keepPublished"].isEnabled()
    page = tmp_path / "policy.html"
    page.write_text("<html><style>p{}</style><p>氏名、住所</p><ul><li>髙﨑</li></ul>", "utf-8")
    part.load(str(page))
    case.window.settle()
    assert part.text.toPlainText() == "氏名、住所\n髙﨑"
    part.read_again()
    case.window.settle()
    part.doing["keepPublished"].trigger()
    case.window.settle()
    case.main()
    case.window.settle()
    kept = case.do(partial(registers.kept_published, language=Language.JA))
    assert kept is not None
    assert (kept.text, kept.on) == ("氏名、住所\n髙﨑", ARRIVED)
    part.text.setPlainText("")
    case.go(Place.REGISTERS, RegisterBook.PURPOSES, RegistersView)
    case.go(Place.REGISTERS, PUBLISHED, RegistersView)
    case.window.settle()
    assert part.text.toPlainText() == kept.text


def _cells(part: RegisterBooksPart) -> list[str]:
    """What stands in the chosen row."""
    model, row = part.table.model(), part.table.currentIndex().row()
    return [str(model.index(row, column).data()) for column in range(model.columnCount())]


def _read(part: RegisterBooksPart) -> str:
    """What the sheet says to somebody who reads it."""
    return "\n".join(each.text() for each in part.panel.sheet.findChildren(Text))


def _end(case: Case, part: RegisterBooksPart) -> None:
    _does(case, part, "endEntry")
    reason = case.ask().field("reason").editor
    assert isinstance(reason, LongText)
    reason.setPlainText("終了")
    case.main()
    case.window.settle()


def test_a_record_of_provision_waits_half_typed_is_found_and_leads_to_its_disposal(
    case: Case,
) -> None:
    _past_its_time_leads_to_the_disposal(case)
    _typed_waits_through_a_lock(case)
    _found_by_a_search_of_everything(case)


def _typed_waits_through_a_lock(case: Case) -> None:
    part = _part(case, RegisterBook.PROVISIONS)
    assert [each.id for each in part.book.state.rows] == [2, 1]
    assert not part.doing["changeEntry"].isEnabled()
    part.begin_new()
    part.panel.form.put(party="乙社", on=None, kind=ProvisionKind.RECEIVED)
    case.press(part.panel.form["party"].editor, Qt.Key.Key_Escape)
    assert not part.panel.writing
    view = case.view(RegistersView)
    view.leave()
    case.window.settle()
    begun = BegunEntries(part.session, view)
    case.window.settle()
    at = (RegisterBook.PROVISIONS, 0)
    kept = begun.of(at, fields.blank(*at[:1], ARRIVED))
    assert kept is not None
    assert (kept["party"], kept["on"], kept["kind"]) == ("乙社", None, ProvisionKind.RECEIVED)
    part.begin_new()
    assert part.panel.values()["party"] == "乙社"
    _does(case, part, "dropTyped")
    part.begin_new()
    assert part.panel.values()["party"] == ""


def _review_done_where_today_leads(case: Case) -> None:
    case.go(Place.TODAY, None, Today)
    to_review = case.window.part(KeyButton, "toReview")
    assert to_review.isVisible()
    to_review.click()
    case.window.settle()
    part = case.view(RegistersView).part
    assert isinstance(part, RegisterBooksPart)
    row = part.current()
    assert row is not None
    assert (part.book.state.book, row.id) == (RegisterBook.PLACES, 1)
    assert any(each.startswith("次の見直し ") for each in _cells(part))
    _does(case, part, "reviewed")
    assert "登録済み" in _cells(part)
    (kept,) = case.do(registers.places)
    assert [each.on for each in kept.reviews] == [ARRIVED]
    assert not to_review.isVisibleTo(to_review.window())
    assert case.do(registers.reviews_waiting) == ()


def _found_by_a_search_of_everything(case: Case) -> None:
    view = case.go(Place.APPLICATIONS, None, Applications)
    view._find("花子")
    case.window.settle()
    leads = case.window.part(KeyButton, "toProvisions")
    leads.click()
    case.window.settle()
    part = case.view(RegistersView).part
    assert isinstance(part, RegisterBooksPart)
    assert part.search.text() == "花子"
    assert [each.id for each in part.book.state.rows] == [2, 1]
    for kind, ids in (("提供", [2, 1]), ("Provided", [2, 1]), ("委託", [])):
        part.search.ask_for(kind)
        case.window.settle()
        assert [each.id for each in part.book.state.rows] == ids
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(registers, "PROVISIONS_LISTED", 1)
        part.search.ask_for("")
        case.window.settle()
        assert part._ends_row.isVisible(), "the list ends before the register does"
        assert part.book.state.every == case.do(registers.provision_count)
    part.search.ask_for("太郎")
    case.window.settle()
    assert not part._ends_row.isVisible()
    view = case.go(Place.APPLICATIONS, None, Applications)
    view._find("太郎")
    case.window.settle()
    assert not leads.isVisible()


def _past_its_time_leads_to_the_disposal(case: Case) -> None:
    part = _part(case, RegisterBook.PROVISIONS)
    assert [each.id for each in part._due()] == [1]
    _does(case, part, "toDisposal")
    view = case.view(DisposalView)
    assert [row.line.receipt_number for row in view.page.rows] == ["TP-0001"]
    view._open(view.page.rows[0].line.id)
    case.window.settle()
    back = case.view(RegistersView).part
    assert isinstance(back, RegisterBooksPart)
    row = back.current()
    assert row is not None
    assert row.id == 1


def _entered_more(desk: Desk) -> None:
    abroad = replace(ROW, kind=ProvisionKind.ABROAD, party="乙社", country="ブータン", on=ARRIVED)
    registers.enter_provision(desk, replace(abroad, by_contract=False, person=""))
    given = replace(ROW, kind=ProvisionKind.ENTRUSTED, party="丙社", person="", by_contract=False)
    registers.enter_provision(desk, replace(given, last_on=LAST_YEAR))


def test_records_say_when_last_provided_and_how_long_kept_and_why(case: Case) -> None:
    case.do(_entered_more)
    part = _part(case, RegisterBook.PROVISIONS)
    heads = [part._model_of(RegisterBook.PROVISIONS).columns[at].title for at in range(5)]
    assert "最後に提供した日" in heads
    assert [row.id for row in part.book.state.rows] == [4, 3, 2, 1]
    case.press(case.window.part(ChoiceBox, "registerOrder"), Qt.Key.Key_End)
    assert [row.id for row in part.book.state.rows] == [3, 2, 4, 1]
    part.table.choose(2)
    case.window.settle()
    assert "なし" in _cells(part)
    assert "保存期限\nなし" in _read(part)
    assert "法第27条第5項" in _read(part)
    part.table.choose(3)
    case.window.settle()
    assert "施行規則第21条第1号" in _read(part)
    for said in ("外国", "ブータン"):
        part.search.ask_for(said)
        case.window.settle()
        assert [row.id for row in part.book.state.rows] == [3], said
