# SPDX-License-Identifier: MIT
"""Where a newcomer stumbled: every page says what comes next, and no way ends in nothing."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLabel, QLineEdit

from desk_app.desk.applications import checking
from desk_app.desk.context import Desk
from desk_app.desk.errors import PrinterFailed
from desk_app.gui.asking import ClauseDialog, Question
from desk_app.gui.kit.display.findings import OpenedPart
from desk_app.gui.kit.fields.choices import ChoiceBox, LineValues
from desk_app.gui.kit.fields.lines import LinesEditor
from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.buttons import KeyButton
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.page import Place
from desk_app.gui.pages.application.page import ApplicationView
from desk_app.gui.pages.decision.page import DecisionView
from desk_app.gui.pages.letters.page import LettersView
from desk_app.gui.printing import spooler
from desk_app.gui.printing.own_pages import TO_FILE
from desk_app.i18n import messages
from desk_app.records.base import ApplicationId
from desk_app.records.case.application import Right
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.mail import MailKind
from desk_app.records.desk.people import Language
from desk_app.records.desk.printers import JobState, PrintOrder
from desk_app.rules import finding_codes
from desk_app.rules.finding_codes import Code
from desk_app.rules.work_codes import What
from desk_app.rules.workflow.attempt import Verb
from tests.builders import rules
from tests.gui.accessibility import shown_words
from tests.gui.case_desk import (
    ADDRESS,
    SECOND_PASSWORD,
    TODAY,
    answered,
    application,
    licence,
    log,
    ready,
    record,
    short_of_fee,
)
from tests.gui.case_pages import Case, Cases
from tests.gui.pages import CTRL

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class NoPrinter:
    """A system without a printer."""

    def printers(self) -> tuple[str, ...]:
        """Return none."""
        return ()

    def trays(self, _printer: str) -> tuple[str, ...]:
        """Return none."""
        return ()

    def states(self, _jobs: Collection[str]) -> dict[str, JobState]:
        """Know of no job."""
        return {}

    def send(self, _pages: bytes, _order: PrintOrder) -> str:
        """Refuse to print."""
        raise PrinterFailed


SOURCE = "本人（会員登録の申込み）"


def test_the_decision_names_what_is_missing_and_each_approval_leads_on(cases: Cases) -> None:
    several, missing = (ready(cases.desk, Right.DISCLOSURE, Right.CORRECTION) for _ in range(2))
    id_ = ready(cases.desk)
    case = cases.open()
    _after_the_last_approval_the_application_shows_the_next_step(case, id_)
    _after_an_approval_the_page_goes_on_with_the_claim_that_waits(case, several)
    _a_key_leads_to_the_field_that_is_missing(case, missing)


def _after_the_last_approval_the_application_shows_the_next_step(
    case: Case, id_: ApplicationId
) -> None:
    case.go(Place.APPLICATION, id_, ApplicationView)
    case.grant(case.go(Place.DECISION, id_, DecisionView))
    case.main()
    _approved_by_enter(case)
    assert case.read(id_).decisions[-1].approval is not None
    page = case.view(ApplicationView)
    assert page.book.opened is not None
    assert page.book.opened.id == id_
    assert page.doing["next"].text() == "通知書を発行する"
    assert page._due.shown()[1].startswith("回答目標日 "), "one day has one name"
    keys_are = case.window.window.focusWidget()
    assert keys_are is not None
    assert page.isAncestorOf(keys_are)
    case.press(keys_are, Qt.Key.Key_Escape)
    assert case.window.shell.place is not Place.DECISION
    case.go(Place.APPLICATION, id_, ApplicationView)
    case.main()
    case.view(LettersView)


def _after_an_approval_the_page_goes_on_with_the_claim_that_waits(
    case: Case, id_: ApplicationId
) -> None:
    view = case.go(Place.DECISION, id_, DecisionView)
    first = view.book.state
    assert first is not None
    case.grant(view)
    case.main()
    _approved_by_enter(case)
    assert case.view(DecisionView) is view
    state = view.book.state
    assert state is not None
    assert state.claim.id != first.claim.id


def _a_key_leads_to_the_field_that_is_missing(case: Case, id_: ApplicationId) -> None:
    """And the page names it."""
    view = case.go(Place.DECISION, id_, DecisionView)
    assert not view.doing["addLine"].isEnabled()
    case.press(view.editor.outcomes, Qt.Key.Key_1)
    lines = view.editor.parts["disclosed"].editor
    assert isinstance(lines, LinesEditor)
    assert view.editor.parts["disclosed"].part.title in view.told()
    case.press(view.editor.outcomes, Qt.Key.Key_F3)
    assert case.window.focus() is lines.table
    assert "Space" not in dict(view.keys())
    before = len(lines.values())
    case.press(view.editor.outcomes, Qt.Key.Key_Insert)
    assert len(lines.values()) == before + 1, "from anywhere on the page"
    button = view.facts.findChild(KeyButton, "takeOverButton")
    assert button is not None
    case.press(button, Qt.Key.Key_Return)
    state = view.book.state
    assert state is not None
    assert len(state.form.lines["disclosed"]) > 1, "Enter presses the button that has the keys"
    view.step(1)
    case.press(view.editor.outcomes, Qt.Key.Key_3)
    assert "Space" in dict(view.keys())
    case.press(view.editor.outcomes, Qt.Key.Key_F3)
    assert case.window.focus() is view.editor.grounds.table


def _approved_by_enter(case: Case) -> None:
    """One person alone can approve: the password is asked first, and Enter approves."""
    case.main()
    password = case.ask().field("second_password").editor
    assert password.hasFocus()
    case.press(password, Qt.Key.Key_Return)
    assert case.asked(), "no password was typed"
    case.write(password, SECOND_PASSWORD)
    case.press(password, Qt.Key.Key_Return)
    assert not case.asked()


def _why_not_is_reached_by_key(view: ApplicationView) -> None:
    folded = [each.text() for each in view.more.hindered.actions() if each.isEnabled()]
    told = messages.label(Verb.CHASE_DEPARTMENT, Language.JA)
    assert any(each.startswith(f"{told}: ") for each in folded)
    assert Verb.CHASE_DEPARTMENT.value not in {each.objectName() for each in view.more.actions()}


def test_the_application_lists_all_that_is_allowed_and_each_question_says_what_it_rests_on(
    cases: Cases,
) -> None:
    short = log(cases.desk, application(Right.DISCLOSURE), licence(), stamps=((500, 1),))
    earlier = log(cases.desk, application(Right.DISCLOSURE), licence(), stamps=((500, 2),))
    form = application(Right.PURPOSE, name="髙橋 次郎")
    id_ = log(cases.desk, form, licence("髙橋 次郎"), stamps=((500, 2),))
    cases.desk.clock.move_to(TODAY)

    def ask_both(desk: Desk) -> None:
        for department in ("会員サービス部", "法務部"):
            checking.ask_department(desk, earlier, department, TODAY)

    cases.desk.do(ask_both)
    case = cases.open()
    _the_menu_lists_all_that_is_allowed_not_only_the_next_step(case, short)
    _what_a_question_rests_on_is_read_by_f1_while_it_is_asked(case, earlier)
    _departments_asked_before_are_offered_and_the_question_stands_once(case, id_)


def _the_menu_lists_all_that_is_allowed_not_only_the_next_step(
    case: Case, id_: ApplicationId
) -> None:
    view = case.go(Place.APPLICATION, id_, ApplicationView)
    opened = view.book.opened
    assert opened is not None
    assert opened.examination.next.what == What.GIVE_NOTICE
    view.more.fill()
    listed = {each.objectName() for each in view.more.actions() if each.isEnabled()}
    renamed = {Verb.ATTACH_SUPPLEMENT: "supplement"}
    owed = {renamed.get(attempt.verb, attempt.verb.value) for attempt in opened.allowed}
    assert {Verb.ASK_DEPARTMENT.value, Verb.ACKNOWLEDGE.value} <= owed
    assert owed - listed == {Verb.LOG.value, Verb.MOVE_SUPPLEMENT.value}, "nothing to move yet"

    _why_not_is_reached_by_key(view)
    _acknowledged_from_the_menu(case, view, id_)


def _acknowledged_from_the_menu(case: Case, view: ApplicationView, id_: ApplicationId) -> None:
    view.more.popup(view.mapToGlobal(view.rect().center()))
    view.more.setActiveAction(view.doing[Verb.ACKNOWLEDGE.value])
    QTest.keyClick(view.more, Qt.Key.Key_Return)
    case.window.settle()
    letters = case.view(LettersView)
    entry = letters.book.state.entry
    assert entry is not None
    assert entry.kind is LetterKind.ACKNOWLEDGEMENT
    letters.doing["issue"].trigger()
    case.window.settle()
    case.main()
    assert [letter.kind for letter in case.read(id_).letters] == [LetterKind.ACKNOWLEDGEMENT]


def _departments_asked_before_are_offered_and_the_question_stands_once(
    case: Case, id_: ApplicationId
) -> None:
    view = case.go(Place.APPLICATION, id_, ApplicationView)
    shown = [button for button in view.findChildren(KeyButton) if button.isVisible()]
    assert [button.text() for button in shown].count("部署に照会する") == 1

    case.main()
    edit = case.ask().field("department").editor
    case.press(edit, Qt.Key.Key_Down)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    case.window.settle()
    assert case.ask().field("department").value() in {"会員サービス部", "法務部"}
    case.main()
    assert len(case.read(id_).inquiries) == 1

    view.book.read_again()
    case.window.settle()
    case.window.speak(Language.EN)
    view = case.view(ApplicationView)
    shown = [button for button in view.findChildren(KeyButton) if button.isVisible()]
    assert [button.text() for button in shown].count("Ask a department") == 1


def _what_a_question_rests_on_is_read_by_f1_while_it_is_asked(
    case: Case, id_: ApplicationId
) -> None:
    view = case.go(Place.APPLICATION, id_, ApplicationView)
    clause = OpenedPart("PR-3a 親権者", "管理者が理由を付けて決める。")
    view.ask(Question("共同親権の行使", "記録する", lambda _: pytest.fail("done"), clause=clause))
    case.press(case.ask(), Qt.Key.Key_F1)
    (shown,) = case.ask().findChildren(ClauseDialog)
    assert "管理者が理由を付けて決める。" in shown_words(shown)
    case.press(shown, Qt.Key.Key_Escape)
    assert case.asked(), "the question stays"
    case.ask().reject()
    case.window.come_back()


def test_what_was_answered_is_read_told_where_left_out_and_taken_over_by_one_button(
    cases: Cases,
) -> None:
    first, second = ready(cases.desk, source=SOURCE), ready(cases.desk)
    known, nobody = (
        log(cases.desk, application(Right.DISCLOSURE), stamps=((500, 2),)) for _ in "ab"
    )
    strangers = replace(record(name="鈴木 一郎"), born=date(1950, 1, 1), member_number="")
    answered(cases.desk, nobody, strangers)
    whole = replace(record(name="髙橋 花子"), former_name="小野寺 花子", email="hana@example.jp")
    answered(cases.desk, known, whole)
    case = cases.open()
    _taken_over_by_one_button(case, first, second)
    _all_that_the_department_answered_is_read_beside_the_decision(case, known, nobody)


def _taken_over_by_one_button(case: Case, first: ApplicationId, second: ApplicationId) -> None:
    for id_, source in ((first, SOURCE), (second, "")):
        view = case.go(Place.DECISION, id_, DecisionView)
        _told_where_left_out(case, view)
        button = view.facts.findChild(KeyButton, "takeOverButton")
        assert button is not None
        told = view.keys()
        assert (shortcuts.label(Key.ANSWER), "回答を取り込む") in told
        case.press(view.editor.outcomes, Qt.Key.Key_R, CTRL)
        state = view.book.state
        assert state is not None
        assert state.ready
        lines = state.form.lines["disclosed"]
        assert [line["item"] for line in lines][:1] == ["氏名"]
        assert {line["source"] for line in lines} == {source}, "as was said, never its day"
        assert "別紙にないもの" not in view.told()
        assert not button.isVisible()
    # The records' own fields taken over do not tell of the inquiries it wrote of in words.
    assert "別紙に見当たらないもの: 問合せの記録4件を保有" in view.told()
    more: LineValues = {
        "group": "",
        "item": "問合せの記録",
        "content": "別添のとおり",
        "source": "",
    }
    case.annex(view, *lines, more)
    assert "別紙に見当たらないもの" not in view.told()


def _all_that_the_department_answered_is_read_beside_the_decision(
    case: Case, id_: ApplicationId, nobody: ApplicationId
) -> None:
    told = case.go(Place.DECISION, id_, DecisionView).facts._answer.accessibleName()
    for line in (
        "髙橋 花子",
        "昭和60年7月9日",
        ADDRESS,
        "旧氏名: 小野寺 花子",
        "会員番号: K-2201",
        "メールアドレス: hana@example.jp",
    ):
        assert line in told
    words = shown_words(case.go(Place.DECISION, nobody, DecisionView))
    assert "本人の登録はありません" in words
    assert "開示などをする前に、誰のデータかをもう一度確かめてください。" in words
    case.window.speak(Language.EN)
    view = case.go(Place.DECISION, id_, DecisionView)
    view.editor.outcomes.choose_number(1)
    case.window.settle()
    told = view.told()
    assert "not in the annex: name, former name, birth date, address, member number" in told


def _told_where_left_out(case: Case, view: DecisionView) -> None:
    view.editor.outcomes.choose_number(1)
    case.window.settle()
    view.editor.add_line()
    view.editor.settle()
    case.window.settle()
    state = view.book.state
    assert state is not None
    assert not state.ready, "an empty line of the annex tells nothing"
    assert "別紙にないもの: 氏名、生年月日、住所" in view.told()
    assert "利用目的が空です" in view.told()


def test_a_registered_letter_without_a_number_is_remarked_on_and_recorded(cases: Cases) -> None:
    (id_,) = short_of_fee(cases.desk, ("髙橋 花子",))
    cases.desk.clock.move_to(TODAY)
    case = cases.open()
    view = case.go(Place.LETTERS, None, LettersView)
    case.main()
    QTest.keyClick(case.ask(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    case.window.settle()
    view.doing["post"].trigger()
    ask = case.ask()
    kind, number = ask.field("kind").editor, ask.field("tracking_number").editor
    assert isinstance(kind, ChoiceBox)
    case.press(kind, _digit(MailKind.SIMPLE_REGISTERED))
    assert "番号がなくても記録できます" in ask.remark()
    case.write(number, "410-28-70115-2")
    assert ask.remark() == ""
    case.press(number, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    case.press(number, Qt.Key.Key_Delete)
    assert ask.remark() != ""
    case.press(kind, _digit(MailKind.ORDINARY))
    assert ask.remark() == ""
    assert "「発送」の画面（Ctrl+5）" in ask.note(), "where postage and stamps are recorded"
    case.press(kind, _digit(MailKind.REGISTERED))
    assert ask.remark() != ""
    case.main()
    assert [sent.kind for sent in case.read(id_).postings] == [MailKind.REGISTERED]


def _digit(kind: MailKind) -> Qt.Key:
    """Return the digit that chooses a kind of mail."""
    return Qt.Key(Qt.Key.Key_1.value + list(MailKind).index(kind))


def test_without_a_printer_a_letter_goes_on_as_a_pdf(
    cases: Cases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = _documents(tmp_path, monkeypatch)
    short_of_fee(cases.desk, ("髙橋 花子",))
    cases.desk.clock.move_to(TODAY)
    case = cases.open()
    view = case.go(Place.LETTERS, None, LettersView)
    assert not view.queue.printer.isVisible()
    assert view.queue._no_printer.isVisible()
    assert view.queue._no_printer.text() == "ありません（PDFで保存します）"
    case.main()
    QTest.keyClick(case.ask(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    case.window.settle()
    assert view.doing["next"].text() == "PDFで保存", "printing would end in a red bar"
    assert not view._save_too.isVisible(), "one button for one act"
    bar = case.window.shell._errors
    case.press(view.queue.list, Qt.Key.Key_P, CTRL)
    assert bar.isVisible(), "a printer may have come meanwhile: Print tries it"

    _save(case, view, documents, "one.pdf", Qt.Key.Key_Return, CTRL)
    assert (documents / "one.pdf").read_bytes().startswith(b"%PDF")
    assert not bar.isVisible(), "the letter went out another way"
    assert view.doing["next"].text() == "発送の画面へ"
    assert view._save_too.isVisible()

    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    _save(case, view, documents, str(elsewhere / "two.pdf"))
    _save(case, view, elsewhere, "three.pdf")
    assert {file.name for file in elsewhere.iterdir()} == {"two.pdf", "three.pdf"}
    _printed_to_a_file(case)


def _documents(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the system have no printer, and a folder of documents at a new home."""
    monkeypatch.setattr(spooler, "system", NoPrinter)
    documents = home / "Documents"
    documents.mkdir()
    # What the surroundings say of it counts on some systems alone.
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _kind: str(documents))
    return documents


def _printed_to_a_file(case: Case) -> None:
    page = case.go(Place.APPLICATION, ApplicationId(1), ApplicationView)
    page.doing["caseSlip"].trigger()
    case.window.settle()
    assert case.ask().field("printer").value() == TO_FILE
    words = [each.text() for each in case.ask().findChildren(QLabel)]
    assert "プリンターが見つかりません。PDFで保存できます。" in words


def _save(
    case: Case,
    view: LettersView,
    begins: Path,
    name: str,
    key: Qt.Key = Qt.Key.Key_S,
    held: Qt.KeyboardModifier = CTRL_SHIFT,
) -> None:
    """Save the letter by keys; the dialog begins in a folder."""
    case.press(view.queue.list, key, held)
    (dialog,) = [each for each in view.findChildren(QFileDialog) if each.isVisible()]
    assert Path(dialog.directory().absolutePath()) == begins
    labels = [dialog.labelText(each) for each in QFileDialog.DialogLabel]
    assert labels[QFileDialog.DialogLabel.FileName.value] == "ファイル名(&N)"
    assert len({re.sub(r".*&(.).*", r"\1", each) for each in labels}) == len(labels) == 5
    edit = dialog.findChild(QLineEdit)
    assert edit is not None
    assert edit.hasFocus()
    kinds = dialog.findChild(QComboBox, "fileTypeCombo")
    assert kinds is not None
    QTest.keyClick(edit, Qt.Key.Key_K, Qt.KeyboardModifier.AltModifier)
    assert kinds.hasFocus()
    QTest.keyClick(kinds, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    assert edit.hasFocus()
    QTest.keyClicks(edit, name)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    case.window.settle()
    case.main()


@pytest.mark.parametrize("language", list(Language))
def test_what_joint_authority_allows_is_said_where_it_is_judged(language: Language) -> None:
    facts = {"document": "family_register", "proxy_kind": "parent"}
    told = messages.told(finding_codes.ask(Code.AUTHORITY_JOINT, facts=facts), language, rules())
    for measure in {
        Language.JA: ("単独の親権者", "行使できない", "急を要する", "日常", "規程の実務22", "署名"),
        Language.EN: ("sole holder", "cannot act", "urgent", "everyday", "practice 22", "signs"),
    }[language]:
        assert measure in told.detail
