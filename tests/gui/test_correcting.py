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
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.fields.lines import LinesEditor
from desk_app.gui.page import Place
from desk_app.gui.pages.application.page import ApplicationView
from desk_app.records.application import Change, Method, ProxyKind, Right
from desk_app.records.base import ApplicationId
from desk_app.records.findings import FeeState
from desk_app.records.letters import LetterKind
from desk_app.records.papers import Subject
from desk_app.records.people import Language
from tests.gui.accessibility import shown_words
from tests.gui.case_desk import TODAY, application, licence, log
from tests.gui.case_pages import Case, Cases


def _open(
    cases: Cases, *rights: Right, stamps: tuple[tuple[int, int], ...] = ((500, 2),)
) -> tuple[Case, ApplicationView, ApplicationId]:
    id_ = log(cases.desk, application(*(rights or (Right.DISCLOSURE,))), licence(), stamps=stamps)
    cases.desk.clock.move_to(TODAY)
    case = cases.open()
    return case, case.go(Place.APPLICATION, id_, ApplicationView), id_


def _begin(case: Case, view: ApplicationView, path: str) -> None:
    """Press F2 on the page, and choose a value with the arrow keys of the list."""
    case.press(view.body.tables["claims"], Qt.Key.Key_F2)
    _choose(case, path)


def _choose(case: Case, path: str) -> None:
    box = case.ask().field("field").editor
    assert isinstance(box, ChoiceBox)
    assert box.hasFocus()
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


def _told(view: ApplicationView) -> list[tuple[str, ...]]:
    table = view.body.tables["corrections"]
    model = table.model()
    return [
        tuple(str(model.index(row, place).data()) for place in range(5))
        for row in range(model.rowCount())
    ]


def test_a_day_is_corrected_in_any_era_form_with_a_reason_and_its_history_shown(
    cases: Cases,
) -> None:
    case, view, id_ = _open(cases)
    assert not view.body.tables["corrections"].isVisible()
    _begin(case, view, "principal.born")
    assert "昭和60年7月9日" in case.ask().note()
    for text in ("S60.13.1", "S60.9.7"):
        _rewrite(case, "value", text)
        case.main()
        assert case.asked(), "a date must be one, and a reason is needed"
    _rewrite(case, "value", "R8.11.20")
    _finish(case)
    assert case.asked(), "what the desk refuses is said in place"
    case.press(case.ask(), Qt.Key.Key_Escape)
    assert not case.asked()
    assert case.read(id_).application.corrections == ()
    _correct(case, view, "principal.born", "S60.9.7")
    assert not case.asked()
    assert case.read(id_).application.principal.born == date(1985, 9, 7)
    assert view.body.tables["corrections"].isVisible()
    (line,) = _told(view)
    assert line[:4] == ("本人 ＞ 生年月日", "昭和60年7月9日", "昭和60年9月7日", "読み違え")
    assert line[4].startswith("山本 美咲")


def _correct(case: Case, view: ApplicationView, path: str, text: str) -> None:
    _begin(case, view, path)
    _rewrite(case, "value", text)
    _finish(case)
    case.window.settle()


def test_texts_and_the_day_of_arrival_are_corrected_as_they_are_typed(cases: Cases) -> None:
    case, view, id_ = _open(cases)
    for path, text, place, value in TYPED:
        _correct(case, view, path, text)
        shown: object = case.read(id_).application
        for name in place:
            shown = getattr(shown, name)
        assert shown == value
    _correct(case, view, f"mail.{case.read(id_).mail[0].id}.arrived_on", "R8.11.17")
    assert case.read(id_).application.received_on == date(2026, 11, 17)
    assert len(_told(view)) == len(TYPED) + 1


def test_stamps_are_counted_anew_overlooked_and_never_there(cases: Cases) -> None:
    case, view, id_ = _open(cases)
    line = case.read(id_).mail[0].payments[0]
    _begin(case, view, f"payments.{line.id}")
    _rewrite(case, "count", "たくさん")
    case.main()
    assert case.asked()
    _rewrite(case, "count", "１")
    _finish(case, "1枚は裏紙")
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


def test_a_choice_a_proxy_overlooked_and_a_paper_taken_for_another(cases: Cases) -> None:
    case, view, id_ = _open(cases)
    _next_choice(case, view, "method")
    _finish(case)
    assert case.read(id_).application.method is Method.ELECTRONIC
    _next_choice(case, view, "proxy")
    case.write(case.ask().field("proxy_name").editor, "髙橋 次郎")
    _finish(case)
    proxy = case.read(id_).application.proxy
    assert proxy is not None
    assert (proxy.kind, proxy.name) == (ProxyKind.PARENT, "髙橋 次郎")
    assert [line[0] for line in _told(view)] == ["代理人", "開示の方法"]
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


def _next_choice(case: Case, view: ApplicationView, path: str) -> None:
    _begin(case, view, path)
    case.press(case.ask().field("value").editor, Qt.Key.Key_Down)


def test_tab_goes_as_one_reads_and_what_was_wrong_goes_with_the_key_that_cures_it(
    cases: Cases,
) -> None:
    case, view, id_ = _open(cases, stamps=((500, 1),))
    line = case.read(id_).mail[0].payments[0]
    _begin(case, view, f"payments.{line.id}")
    ask, met = case.ask(), []
    for _ in range(8):
        met.append((QApplication.focusWidget() or ask).objectName())
        QTest.keyClick(QApplication.focusWidget() or ask, Qt.Key.Key_Tab)
    fields = ["field", "piece", "denomination", "count", "condition", "surcharge", "reason"]
    assert met == [*fields, "do"], "also after another value was chosen"
    case.press(case.ask(), Qt.Key.Key_Escape)
    _begin(case, view, "principal.name")
    _rewrite(case, "value", "高橋 花江")
    case.main()
    assert case.ask().trouble()
    case.write(case.ask().field("value").editor, "子")
    assert case.ask().trouble()
    case.write(case.ask().field("reason").editor, "読み違え")
    assert not case.ask().trouble()
    case.ask().field("field").editor.setFocus()
    _choose(case, f"payments.{line.id}")
    assert case.ask().field("reason").value() == "読み違え", "it stays with another value"
    _rewrite(case, "count", "たくさん")
    case.main()
    error = case.ask().field("count").body.error
    assert error.isVisible()
    _rewrite(case, "count", "2")
    assert not error.isVisible()


TYPED = (
    ("principal.kana", "タカハシ ハナエ", ("principal", "kana"), "タカハシ ハナエ"),
    ("principal.postal_code", "１６６００１５", ("principal", "postal_code"), "166-0015"),
    ("principal.address", "杉並区成田東1-2-3", ("principal", "address"), "杉並区成田東1-2-3"),
    ("scope", "問合せの記録", ("scope",), "問合せの記録"),
)


def test_the_rights_and_what_is_to_be_changed(cases: Cases) -> None:
    case, view, id_ = _open(cases, Right.CORRECTION)
    _begin(case, view, "claims")
    case.ask().field("value").editor.setFocus()
    QTest.keyClick(QApplication.focusWidget() or view, Qt.Key.Key_Space)
    _finish(case)
    rights = set(case.read(id_).application.rights())
    assert rights == {Right.PURPOSE, Right.CORRECTION}

    claim = next(c for c in case.read(id_).application.claims if c.right is Right.CORRECTION)
    _begin(case, view, f"claims.{claim.id}.changes")
    lines = case.ask().field("value").editor
    assert isinstance(lines, LinesEditor)
    lines.set_values([{"item": "番地", "before": "12-3", "after": "14-8"}])
    _finish(case)
    claim = next(c for c in case.read(id_).application.claims if c.right is Right.CORRECTION)
    assert claim.changes == (Change("番地", "12-3", "14-8"),)
    assert [line[0] for line in _told(view)] == ["訂正 ＞ 訂正等の内容", "請求事項"]


def test_a_right_that_a_supplement_names_is_added_where_none_was_marked(cases: Cases) -> None:
    unmarked = replace(application(Right.DISCLOSURE), claims=())
    id_ = log(cases.desk, unmarked, licence(), stamps=((500, 2),))
    cases.desk.clock.move_to(TODAY)
    case = cases.open()
    view = case.go(Place.APPLICATION, id_, ApplicationView)
    assert any("欄に印がありません" in each for each in shown_words(view)), shown_words(view)
    assert view.body.tables["claims"].model().rowCount() == 0
    assert not view.doing["decision"].isEnabled()

    _begin(case, view, "claims")
    case.ask().field("value").editor.setFocus()
    QTest.keyClick(QApplication.focusWidget() or view, Qt.Key.Key_Space)
    _finish(case, "補正書類に記入")
    assert case.read(id_).application.rights() == (Right.PURPOSE,)
    assert view.body.tables["claims"].model().rowCount() == 1


def test_every_value_has_words_in_both_languages(cases: Cases) -> None:
    case, view, _ = _open(cases, Right.CORRECTION, Right.CESSATION, Right.DISCLOSURE)
    for language in Language:
        case.window.speak(language)
        case.window.settle()
        opened = view.book.opened
        assert opened is not None
        choice = view.book.correct(opened).asked[0]
        words = [word for _, word in choice.choices]  # type: ignore[union-attr]
        assert len(words) == len(set(words)) > 30
        if language is Language.JA:
            assert [word for word in words if word.isascii()] == []
        assert all("_" not in word and "." not in word for word in words)


def test_what_a_letter_in_hand_holds_up_is_told_before_anything_is_typed(cases: Cases) -> None:
    id_ = log(cases.desk, application(Right.DISCLOSURE), licence(), stamps=((500, 1),))
    cases.desk.clock.move_to(TODAY)

    def issue(desk: Desk) -> None:
        with desk.ports.store.reading() as books:
            version = books.files.get(id_).application.version
        draft = LetterDraft(id_, version, LetterKind.DEFICIENCIES, desk.today)
        issue_letter(desk, draft)

    cases.desk.do(issue)
    case = cases.open()
    view = case.go(Place.APPLICATION, id_, ApplicationView)
    line = case.read(id_).mail[0].payments[0]
    case.press(view.body.tables["claims"], Qt.Key.Key_F2)
    assert not case.ask().hindered()
    assert "発送していない文書があります" in case.ask().note()
    case.press(case.ask(), Qt.Key.Key_Escape)

    _begin(case, view, f"payments.{line.id}")
    assert "取り消してから訂正" in case.ask().hindered()
    assert not case.ask().field("count").editor.isEnabled()
    case.main()
    assert case.read(id_).application.corrections == ()
    box = case.ask().field("field").editor
    QTest.keyClick(box, Qt.Key.Key_Home)
    case.window.settle()
    assert not case.ask().hindered()
    assert case.ask().field("value").editor.isEnabled()
