# SPDX-License-Identifier: MIT
"""What was typed wrongly is corrected in the window by keys; its history is shown (B5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk_app.desk.context import Desk
from desk_app.desk.letters.corresponding import LetterDraft, issue_letter
from desk_app.gui.case import read as case_read
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.fields.lines import LinesEditor
from desk_app.gui.page import Place
from desk_app.gui.pages.application.corrections import CorrectionQuestion
from desk_app.gui.pages.application.page import ApplicationView
from desk_app.records.base import ApplicationId
from desk_app.records.case.application import Change, Method, ProxyKind, Right
from desk_app.records.case.findings import FeeState
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.papers import Subject
from desk_app.records.desk.people import Language
from tests.gui.accessibility import shown_words
from tests.gui.case_desk import TODAY, application, licence, log, short_of_fee
from tests.gui.case_pages import Case, Cases


def _begin(case: Case, view: ApplicationView, path: str) -> None:
    """Press F2 on the page, and choose a value."""
    case.press(view.body.tables["claims"], Qt.Key.Key_F2)
    _choose(case, path)


def _choose(case: Case, path: str) -> None:
    box = case.ask().field("field").editor
    assert isinstance(box, ChoiceBox)
    assert box.hasFocus()
    box.set_value(path)
    box.currentIndexChanged.emit(box.currentIndex())
    assert box.value() == path
    case.window.settle()


def _choose_by_arrows(case: Case, path: str) -> None:
    box = case.ask().field("field").editor
    assert isinstance(box, ChoiceBox)
    for _ in range(box.count()):
        if box.value() == path:
            break
        QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.value() == path
    case.window.settle()


def _rewrite(case: Case, name: str, text: str) -> None:
    edit = case.ask().field(name).editor
    edit.setFocus()
    QTest.keyClick(edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    case.write(edit, text)


def _finish(case: Case, reason: str = "読み違え") -> None:
    case.write(case.ask().field("reason").editor, reason)
    case.main()
    assert not case.asked(), case.ask().trouble()


def _told(view: ApplicationView) -> list[tuple[str, ...]]:
    table = view.body.tables["corrections"]
    model = table.model()
    return [
        tuple(str(model.index(row, place).data()) for place in range(5))
        for row in range(model.rowCount())
    ]


def _correct(case: Case, view: ApplicationView, path: str, text: str) -> None:
    _begin(case, view, path)
    _rewrite(case, "value", text)
    _finish(case)


def _next_choice(case: Case, view: ApplicationView, path: str) -> None:
    _begin(case, view, path)
    case.press(case.ask().field("value").editor, Qt.Key.Key_Down)


def test_each_kind_of_value_is_corrected_as_it_is_typed_and_its_history_shown(
    cases: Cases,
) -> None:
    typed = application(Right.DISCLOSURE, Right.CORRECTION)
    id_ = log(cases.desk, typed, licence(), stamps=((500, 2),))
    cases.desk.clock.move_to(TODAY)
    case = cases.open()
    view = case.go(Place.APPLICATION, id_, ApplicationView)
    assert not view.body.tables["corrections"].isVisible()
    _a_day_is_corrected_in_any_era_form_with_a_reason(case, view, id_)
    _texts_and_the_day_of_arrival(case, view, id_)
    _a_choice_a_proxy_overlooked_and_a_paper_taken_for_another(case, view, id_)
    _the_rights_and_what_is_to_be_changed(case, view, id_)
    assert [line[0] for line in _told(view)] == [
        "訂正 ＞ 訂正等の内容",
        "請求事項",
        "運転経歴証明書 ＞ 種別",
        "運転経歴証明書 ＞ だれの書類か",
        "代理人",
        "開示の方法",
        "郵便物（令和8年11月17日到着） ＞ 到着日",
        "請求の対象",
        "本人 ＞ 郵便番号",
        "本人 ＞ 生年月日",
    ]


def _a_day_is_corrected_in_any_era_form_with_a_reason(
    case: Case, view: ApplicationView, id_: ApplicationId
) -> None:
    case.press(view.body.tables["claims"], Qt.Key.Key_F2)
    _choose_by_arrows(case, "principal.born")
    assert "昭和60年7月9日" in case.ask().note()
    for text in ("S60.13.1", "S60.9.7"):
        _rewrite(case, "value", text)
        case.main()
        assert case.asked(), "a date must be one, and a reason is needed"
    _rewrite(case, "value", "R8.11.20")
    case.write(case.ask().field("reason").editor, "読み違え")
    case.main()
    assert case.asked(), "what the desk refuses is said in place"
    case.press(case.ask(), Qt.Key.Key_Escape)
    assert not case.asked()
    assert case.read(id_).application.corrections == ()
    _correct(case, view, "principal.born", "S60.9.7")
    assert case.read(id_).application.principal.born == date(1985, 9, 7)
    assert view.body.tables["corrections"].isVisible()
    (line,) = _told(view)
    assert line[:4] == ("本人 ＞ 生年月日", "昭和60年7月9日", "昭和60年9月7日", "読み違え")
    assert line[4].startswith("山本 美咲")


def _texts_and_the_day_of_arrival(case: Case, view: ApplicationView, id_: ApplicationId) -> None:
    _correct(case, view, "principal.postal_code", "１６６００１５")
    _correct(case, view, "scope", "問合せの記録")
    _correct(case, view, f"mail.{case.read(id_).mail[0].id}.arrived_on", "R8.11.17")
    after = case.read(id_).application
    assert after.principal.postal_code == "166-0015"
    assert after.scope == "問合せの記録"
    assert after.received_on == date(2026, 11, 17)


def _a_choice_a_proxy_overlooked_and_a_paper_taken_for_another(
    case: Case, view: ApplicationView, id_: ApplicationId
) -> None:
    _next_choice(case, view, "method")
    _finish(case)
    assert case.read(id_).application.method is Method.ELECTRONIC
    _next_choice(case, view, "proxy")
    case.write(case.ask().field("proxy_name").editor, "髙橋 次郎")
    _finish(case)
    proxy = case.read(id_).application.proxy
    assert proxy is not None
    assert (proxy.kind, proxy.name) == (ProxyKind.PARENT, "髙橋 次郎")
    paper = case.read(id_).enclosures[0].id
    for part in ("of", "kind"):
        _next_choice(case, view, f"papers.{paper}.{part}")
        _finish(case)
    after = case.read(id_).enclosures[0]
    assert after.of is Subject.PROXY
    assert after.kind not in {"driving_licence", ""}
    kind, whose, *_ = _told(view)
    assert kind[1] == "運転免許証"
    assert whose[1:3] == ("本人", "代理人")


def _the_rights_and_what_is_to_be_changed(
    case: Case, view: ApplicationView, id_: ApplicationId
) -> None:
    _tick_the_first_right(case, view)
    _finish(case)
    claims = case.read(id_).application.claims
    assert {claim.right for claim in claims} == {Right.PURPOSE, Right.DISCLOSURE, Right.CORRECTION}
    claim = next(each for each in claims if each.right is Right.CORRECTION)
    _begin(case, view, f"claims.{claim.id}.changes")
    lines = case.ask().field("value").editor
    assert isinstance(lines, LinesEditor)
    lines.set_values([{"item": "番地", "before": "12-3", "after": "14-8"}])
    _finish(case)
    claims = case.read(id_).application.claims
    claim = next(each for each in claims if each.right is Right.CORRECTION)
    assert claim.changes == (Change("番地", "12-3", "14-8"),)


def _tick_the_first_right(case: Case, view: ApplicationView) -> None:
    _begin(case, view, "claims")
    case.ask().field("value").editor.setFocus()
    QTest.keyClick(QApplication.focusWidget() or view, Qt.Key.Key_Space)


def test_stamps_are_counted_anew_and_what_was_wrong_goes_with_the_key_that_cures_it(
    cases: Cases,
) -> None:
    id_ = log(cases.desk, application(Right.DISCLOSURE), licence(), stamps=((500, 2),))
    cases.desk.clock.move_to(TODAY)
    case = cases.open()
    view = case.go(Place.APPLICATION, id_, ApplicationView)
    line = case.read(id_).mail[0].payments[0]
    _tab_goes_as_one_reads(case, view, f"payments.{line.id}")
    _what_was_wrong_goes(case, view, f"payments.{line.id}")
    _rewrite(case, "count", "１")
    case.main()
    assert not case.asked()
    assert case.read(id_).mail[0].payments[0].count == 1
    assert view.book.opened is not None
    assert view.book.opened.examination.axes.fee is FeeState.SHORT
    assert _told(view)[0][1:4] == ("2", "1", "1枚は裏紙")
    _begin(case, view, f"mail.{case.read(id_).mail[0].id}.payments")
    _rewrite(case, "denomination", "500")
    _finish(case)
    assert [line.denomination for line in case.read(id_).mail[0].payments] == [500, 500]
    line = case.read(id_).mail[0].payments[1]
    _begin(case, view, f"payments.{line.id}")
    _rewrite(case, "count", "0")
    _finish(case)
    assert len(case.read(id_).mail[0].payments) == 1
    assert [line[1:3] for line in _told(view)] == [
        ("切手 500円×1", "なし"),
        ("なし", "切手 500円×1"),
        ("2", "1"),
    ]


def _tab_goes_as_one_reads(case: Case, view: ApplicationView, path: str) -> None:
    _begin(case, view, path)
    ask, met = case.ask(), []
    for _ in range(8):
        met.append((QApplication.focusWidget() or ask).objectName())
        QTest.keyClick(QApplication.focusWidget() or ask, Qt.Key.Key_Tab)
    fields = ["field", "piece", "denomination", "count", "condition", "surcharge", "reason"]
    assert met == [*fields, "do"], "also after another value was chosen"
    case.press(case.ask(), Qt.Key.Key_Escape)


def _what_was_wrong_goes(case: Case, view: ApplicationView, path: str) -> None:
    _begin(case, view, "principal.name")
    _rewrite(case, "value", "高橋 花江")
    case.main()
    assert case.ask().trouble()
    case.write(case.ask().field("value").editor, "子")
    assert case.ask().trouble()
    case.write(case.ask().field("reason").editor, "1枚は裏紙")
    assert not case.ask().trouble()
    case.ask().field("field").editor.setFocus()
    _choose(case, path)
    assert case.ask().field("reason").value() == "1枚は裏紙", "it stays with another value"
    _rewrite(case, "count", "たくさん")
    case.main()
    error = case.ask().field("count").body.error
    assert error.isVisible()
    _rewrite(case, "count", "2")
    assert not error.isVisible()


def test_every_value_has_words_in_both_languages(cases: Cases) -> None:
    id_ = log(cases.desk, application(Right.CORRECTION, Right.CESSATION, Right.DISCLOSURE))
    opened = cases.desk.do(lambda desk: case_read.read(desk, id_))
    for language in Language:
        choice = CorrectionQuestion(opened, language).of({}).asked[0]
        words = [word for _, word in choice.choices]  # type: ignore[union-attr]
        assert len(words) == len(set(words)) > 30
        if language is Language.JA:
            assert [word for word in words if word.isascii()] == []
        assert all("_" not in word and "." not in word for word in words)


def test_what_was_not_marked_is_added_and_what_a_letter_in_hand_holds_up_is_told_before(
    cases: Cases,
) -> None:
    unmarked = log(cases.desk, replace(application(Right.DISCLOSURE), claims=()))
    (held_up,) = short_of_fee(cases.desk, ("髙橋 花子",))
    cases.desk.clock.move_to(TODAY)

    def issue(desk: Desk) -> None:
        with desk.ports.store.reading() as books:
            version = books.files.get(held_up).application.version
        draft = LetterDraft(held_up, version, LetterKind.DEFICIENCIES, desk.today)
        issue_letter(desk, draft)

    cases.desk.do(issue)
    case = cases.open()
    _a_right_that_a_supplement_names_is_added(case, unmarked)
    _what_a_letter_in_hand_holds_up_is_told(case, held_up)


def _a_right_that_a_supplement_names_is_added(case: Case, id_: ApplicationId) -> None:
    view = case.go(Place.APPLICATION, id_, ApplicationView)
    assert any("欄に印がありません" in each for each in shown_words(view)), shown_words(view)
    assert view.body.tables["claims"].model().rowCount() == 0
    assert not view.doing["decision"].isEnabled()

    _tick_the_first_right(case, view)
    _finish(case, "補正書類に記入")
    assert case.read(id_).application.rights() == (Right.PURPOSE,)
    assert view.body.tables["claims"].model().rowCount() == 1


def _what_a_letter_in_hand_holds_up_is_told(case: Case, id_: ApplicationId) -> None:
    """It is said before anything is typed."""
    view = case.go(Place.APPLICATION, id_, ApplicationView)
    line = case.read(id_).mail[0].payments[0]
    case.press(view.body.tables["claims"], Qt.Key.Key_F2)
    assert not case.ask().hindered()
    assert "発送していない文書があります" in case.ask().note()
    _choose(case, f"payments.{line.id}")
    assert "取り消してから訂正" in case.ask().hindered()
    assert not case.ask().field("count").editor.isEnabled()
    case.main()
    assert case.read(id_).application.corrections == ()
    box = case.ask().field("field").editor
    QTest.keyClick(box, Qt.Key.Key_Home)
    case.window.settle()
    assert not case.ask().hindered()
    assert case.ask().field("value").editor.isEnabled()
