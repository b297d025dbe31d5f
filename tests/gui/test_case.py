# SPDX-License-Identifier: MIT
"""A case through the window on a real desk: asked, compared, decided, issued, printed, posted."""

from __future__ import annotations

import stat
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from desk_app.desk import checking, corresponding, posting
from desk_app.desk.context import Desk
from desk_app.gui.kit.buttons import KeyButton
from desk_app.gui.kit.lines import LinesEditor
from desk_app.gui.kit.painting import Mark
from desk_app.gui.page import Place
from desk_app.gui.pages.application.page import ApplicationView
from desk_app.gui.pages.comparison.page import ComparisonView
from desk_app.gui.pages.decision.page import DecisionView
from desk_app.gui.pages.letters.page import LettersView
from desk_app.gui.pages.post.page import PostView
from desk_app.gui.printing import spooler
from desk_app.records.application import Right
from desk_app.records.base import ApplicationId, UserId
from desk_app.records.decisions import Outcome
from desk_app.records.history import Ruling, Topic
from desk_app.records.letters import LetterKind
from desk_app.records.mail import MailKind
from desk_app.records.people import Language
from tests.gui.case_desk import (
    SECOND_PASSWORD,
    SUPERVISOR,
    TODAY,
    answered,
    application,
    licence,
    log,
    record,
)
from tests.gui.case_pages import Case, Cases
from tests.gui.pages import CTRL


def _logged(cases: Cases, *rights: Right) -> ApplicationId:
    """Log an application with the fee; the department has the same person."""
    id_ = log(cases.desk, application(*rights), licence(), stamps=((500, 2),))
    cases.desk.clock.move_to(TODAY)
    return id_


def test_the_next_step_asks_the_department_and_takes_its_answer(cases: Cases) -> None:
    id_ = _logged(cases, Right.DISCLOSURE)
    case = cases.open()
    view = case.go(Place.APPLICATION, id_, ApplicationView)
    assert view.presenter.opened is not None

    case.main()
    ask = case.ask()
    case.write(ask.field("department").editor, "会員サービス部")
    case.main()
    assert not case.asked()
    assert [i.department for i in case.read(id_).inquiries] == ["会員サービス部"]

    case.main()
    ask = case.ask()
    lines = ask.field("records").editor
    assert isinstance(lines, LinesEditor)
    address = application(Right.DISCLOSURE).principal.address
    lines.set_values([{"name": "髙橋 花子", "address": address, "source": "本人の申込み"}])
    case.main()
    answer = case.read(id_).inquiries[0]
    assert answer.answered_on == TODAY
    told = [(each.name, each.source) for each in answer.records]
    assert told == [("髙橋 花子", "本人の申込み")]


def test_that_nothing_is_registered_is_ticked_and_not_taken_from_an_empty_table(
    cases: Cases,
) -> None:
    id_ = _logged(cases, Right.DISCLOSURE)
    cases.desk.do(lambda desk: checking.ask_department(desk, id_, "会員管理課", desk.today))
    case = cases.open()
    case.go(Place.APPLICATION, id_, ApplicationView)
    case.main()
    case.main()
    assert "部署の回答がまだありません" in case.ask().trouble()
    assert case.read(id_).inquiries[0].answered_on is None

    (box,) = case.ticks("nothing")
    case.press(box, Qt.Key.Key_Space)
    case.main()
    assert not case.asked()
    (answer,) = case.read(id_).inquiries
    assert (answer.answered_on, answer.records) == (TODAY, ())


def test_what_stands_in_a_field_already_is_chosen_when_the_keys_come(cases: Cases) -> None:
    id_ = _logged(cases, Right.DISCLOSURE)
    cases.desk.do(lambda desk: checking.ask_department(desk, id_, "会員管理課", desk.today))
    case = cases.open()
    page = case.go(Place.APPLICATION, id_, ApplicationView)
    page.doing["ask_department"].trigger()
    case.window.settle()
    edit = case.ask().field("department").editor
    assert isinstance(edit, QLineEdit)
    assert (edit.text(), edit.selectedText()) == ("会員管理課", "会員管理課")
    case.main()
    assert case.asked(), "it was asked already"
    QTest.keyClicks(edit, "Shop")
    assert edit.text() == "Shop"
    case.main()
    assert [each.department for each in case.read(id_).inquiries] == ["会員管理課", "Shop"]


def test_five_lines_say_how_an_application_stands(cases: Cases) -> None:
    typed = application(Right.DISCLOSURE)
    typed = replace(typed, principal=replace(typed.principal, born=None))
    id_ = log(cases.desk, typed, licence(), stamps=((500, 1), (110, 3)))
    cases.desk.clock.move_to(TODAY)
    view = cases.open().go(Place.APPLICATION, id_, ApplicationView)
    names = [line.accessibleName() for line in view.body.axes._lines]
    assert len(names) == 5
    assert names[0].startswith("書類 不足あり 請求書の「生年月日」の欄に記入がありません")
    assert names[3].startswith("手数料 不足 170円")
    texts = [m.title for m in view._course._moments.items]
    assert texts[:2] == ["消印", "到着"]


def test_a_paper_is_read_on_with_a_reason_only_where_something_changes(cases: Cases) -> None:
    id_ = _logged(cases, Right.DISCLOSURE)
    case = cases.open()
    view = case.go(Place.APPLICATION, id_, ApplicationView)
    paper = case.read(id_).enclosures[0]
    view.body.used.emit("papers", paper.id)
    case.window.settle()
    case.main()
    assert not case.asked(), "nothing was changed"
    assert case.read(id_).enclosures[0] == paper

    view.body.used.emit("papers", paper.id)
    case.window.settle()
    name = case.ask().field("name").editor
    name.clear()  # type: ignore[attr-defined]
    case.write(name, "高橋 花子")
    case.main()
    assert case.asked(), "what was read before needs a reason to change"
    case.write(case.ask().field("reason").editor, "読み違え")
    case.main()
    assert case.read(id_).enclosures[0].name == "高橋 花子"


def test_what_is_written_differently_is_judged_by_digit(cases: Cases) -> None:
    id_ = _logged(cases, Right.DISCLOSURE)
    answered(cases.desk, id_, record(name="高橋 花子"))
    case = cases.open()
    view = case.go(Place.COMPARISON, id_, ComparisonView)
    state = view.presenter.state
    assert state is not None
    assert [pair.topic for pair in state.waiting] == [Topic.REGISTERED_NAME]
    QTest.keyClick(view.table, Qt.Key.Key_1)
    case.main()
    judged = case.read(id_).judgements
    assert [(j.topic, j.ruling) for j in judged] == [(Topic.REGISTERED_NAME, Ruling.SAME)]
    assert view.presenter.state is not None
    assert not view.presenter.state.waiting


def test_what_names_another_home_cannot_be_called_the_same(cases: Cases) -> None:
    id_ = _logged(cases, Right.DISCLOSURE)
    answered(cases.desk, id_, record(name="髙橋 花子", address="杉並区高円寺南2-14-17"))
    case = cases.open()
    view = case.go(Place.COMPARISON, id_, ComparisonView)
    QTest.keyClick(view.table, Qt.Key.Key_1)
    case.main()
    assert not view.panel.tiles.isVisible()
    assert case.read(id_).judgements == ()


def test_another_application_has_its_findings_in_order_under_the_pointer(
    cases: Cases, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, id_ = _logged(cases, Right.DISCLOSURE), _logged(cases, Right.DISCLOSURE)
    answered(cases.desk, other, record(name="髙橋 花子"))
    answered(cases.desk, id_, record(name="高橋 花子"))
    case = cases.open()
    view = case.go(Place.APPLICATION, other, ApplicationView)
    findings = view.body.findings
    monkeypatch.setattr(findings, "underMouse", lambda: True)
    calm = [line.key for line in findings.lines()]
    case.go(Place.APPLICATION, id_, ApplicationView)
    shown = findings.lines()
    assert {line.key for line in shown} & set(calm)
    assert shown[0].mark is Mark.ASK


def test_down_in_the_comparison_looks_at_the_next_row(cases: Cases) -> None:
    id_ = _logged(cases, Right.DISCLOSURE)
    answered(cases.desk, id_, record(name="髙橋 花子"))
    case = cases.open()
    view = case.go(Place.COMPARISON, id_, ComparisonView)
    seen = []
    for _ in range(view.table.model().rowCount() - 1):
        QTest.keyClick(view.table, Qt.Key.Key_Down)
        state = view.presenter.state
        assert state is not None
        seen.append(None if state.current is None else state.current[0])
    assert "address" in seen


def _ready(cases: Cases, *rights: Right) -> ApplicationId:
    id_ = _logged(cases, *rights)
    answered(cases.desk, id_, record(name="髙橋 花子"))
    return id_


def _grant(case: Case, view: DecisionView) -> None:
    view.editor.outcomes.setFocus()
    case.window.press(Qt.Key.Key_1)
    lines = view.editor.parts["disclosed"].editor
    assert isinstance(lines, LinesEditor)
    lines.set_values(
        [{"group": "会員登録", "item": "氏名", "content": "髙橋 花子", "source": "本人"}]
    )
    lines.changed.emit()
    case.write(view.editor.texts["note"], "窓口だけのメモ")
    case.main()


def test_a_decision_is_proposed_and_approved_by_a_second_person(cases: Cases) -> None:
    id_ = _ready(cases, Right.DISCLOSURE)
    case = cases.open()
    view = case.go(Place.DECISION, id_, DecisionView)
    _grant(case, view)
    decision = case.read(id_).decisions[-1]
    assert decision.outcome is Outcome.GRANTED
    assert decision.note == "窓口だけのメモ"
    assert [item.content for item in decision.content.disclosed] == ["髙橋 花子"]

    case.main()
    ask = case.ask()
    case.write(ask.field("second_password").editor, "a wrong password")
    case.main()
    assert case.asked()
    assert case.read(id_).decisions[-1].approval is None
    assert case.window.status.said() == "起案しました。別の人の承認を待ちます。"
    case.write(ask.field("second_password").editor, SECOND_PASSWORD)
    case.main()
    approval = case.read(id_).decisions[-1].approval
    assert approval is not None
    assert approval.by != decision.proposed_by
    assert "承認しました" in case.window.status.said()


def test_a_proposal_sent_back_comes_back_with_what_was_written(cases: Cases) -> None:
    id_ = _ready(cases, Right.DISCLOSURE)
    case = cases.open()
    view = case.go(Place.DECISION, id_, DecisionView)
    _grant(case, view)
    view.doing["send_back"].trigger()
    case.window.settle()
    ask = case.ask()
    case.write(ask.field("reason").editor, "取得元を確かめてください")
    case.write(ask.field("second_password").editor, SECOND_PASSWORD)
    case.main()
    state = view.presenter.state
    assert state is not None
    assert state.sent_back == "取得元を確かめてください"
    assert state.form.outcome is Outcome.GRANTED
    assert state.form.lines["disclosed"][0]["content"] == "髙橋 花子"


def test_only_lawful_grounds_can_be_ticked(cases: Cases) -> None:
    id_ = _ready(cases, Right.DISCLOSURE)
    view = cases.open().go(Place.DECISION, id_, DecisionView)
    view.editor.outcomes.choose_number(3)
    state = view.presenter.state
    assert state is not None
    fits = {ground.code: fits for ground, fits in state.grounds()}
    assert fits["PR-G4"]
    assert not fits["PR-G1"]
    assert "L-34-2" not in fits
    assert not state.ready


PARTS = (
    (Right.DISCLOSURE, 2, {"disclosed", "withheld", "as_of", "disclosed_purpose"}),
    (Right.PURPOSE, 1, {"purposes", "as_of"}),
    (Right.CORRECTION, 1, {"changes", "informed", "done_on"}),
    (Right.ERASURE, 2, {"cessations", "done_on", "grounds", "facts", "explanation"}),
    (Right.PROVISION_RECORDS, 1, {"provided", "obtained"}),
    (Right.DISCLOSURE, 4, {"searched", "keys", "search_on"}),
    (Right.DISCLOSURE, 5, {"contact", "how", "ready", "change"}),
)


def test_every_right_has_its_parts(cases: Cases) -> None:
    rights = tuple(dict.fromkeys(right for right, _, _ in PARTS))
    id_ = _ready(cases, *rights)
    view = cases.open().go(Place.DECISION, id_, DecisionView)
    state = view.presenter.state
    assert state is not None
    claims = {claim.right: claim.id for claim in state.opened.application.claims}
    for right, outcome, parts in PARTS:
        view.presenter.choose_claim(claims[right])
        view.editor.outcomes.choose_number(outcome)
        assert view.presenter.state is not None
        assert parts <= view.presenter.state.shown, right
        shown = {name for name, part in view.editor.parts.items() if part.isVisible()}
        assert parts - {"grounds", "facts", "explanation"} <= shown, right


def _fake_lp(folder: Path) -> spooler.Cups:
    """A printer that keeps what it is sent, and a list of printers."""
    lp, lpstat = folder / "lp", folder / "lpstat"
    lp.write_text(f"#!/bin/sh\ncat > '{folder}/printed.pdf'\necho \"$@\" > '{folder}/options'\n")
    lpstat.write_text(
        "#!/bin/sh\nif [ $1 = -e ]; then echo floor3; echo office; "
        'else echo "system default destination: office"; fi\n'
    )
    for file in (lp, lpstat):
        file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return spooler.Cups(str(lp), str(lpstat))


def test_a_notice_is_issued_printed_and_posted(
    cases: Cases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    id_ = log(cases.desk, application(Right.DISCLOSURE), licence(), stamps=((500, 1),))
    cases.desk.clock.move_to(TODAY)
    answered(cases.desk, id_, record(name="髙橋 花子"))
    cups = _fake_lp(tmp_path)
    monkeypatch.setattr(spooler, "system", lambda: cups)
    case = cases.open()
    page = case.go(Place.APPLICATION, id_, ApplicationView)
    case.main()
    view = case.view(LettersView)
    assert page.presenter.opened is not None
    assert view.page.view.pages() >= 1
    assert view.queue.printer.value() == "office"

    case.main()
    QTest.keyClick(case.ask(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    case.window.settle()
    letters = case.read(id_).letters
    assert ([letter.kind for letter in letters], case.window.status.said()) == (
        [LetterKind.DEFICIENCIES],
        "通知書を発行しました。",
    )

    case.main()
    pages = case.do(lambda desk: corresponding.pages_of(desk, letters[0].id))
    printed, options = (tmp_path / name for name in ("printed.pdf", "options"))
    assert (printed.read_bytes(), "-d office" in options.read_text()) == (pages, True)
    assert case.read(id_).letters[0].printed_at is not None

    _posted(case, id_)
    view = case.go(Place.LETTERS, letters[0].id, LettersView)
    _saved(case, view, tmp_path, pages)


def _posted(case: Case, id_: ApplicationId) -> None:
    """The blue button leads to the page on which the envelope is paid, and posts it there."""
    case.main()
    post = case.view(PostView)
    assert post.here() is not None, "the envelope of the letter is chosen there"
    case.press(post.list.table, Qt.Key.Key_B, CTRL)
    case.write(case.window.focus(), "410-28-70115-1")
    case.main()
    sent = case.read(id_).postings[0]
    assert (sent.tracking_number, sent.posted_on) == ("410-28-70115-1", TODAY)
    assert sent.postage is not None, "that is what the page has and a bare question has not"


def _saved(case: Case, view: LettersView, folder: Path, pages: bytes) -> None:
    file = folder / "letter.pdf"
    view.save_to(str(file), view.page.view.shown)
    case.window.settle()
    assert "暗号化されません" in case.ask().note()
    assert not file.exists()
    case.main()
    assert case.window.status.said() == "通知書をファイルに保存しました。"
    assert file.read_bytes() == pages
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_lapse_is_confirmed_by_a_supervisor_in_place(cases: Cases) -> None:
    id_ = log(cases.desk, application(Right.DISCLOSURE), licence(), stamps=((500, 1),))
    answered(cases.desk, id_, record(name="髙橋 花子"))
    cases.desk.do(lambda desk: _notice(desk, id_))
    cases.desk.clock.move_to(date(2026, 12, 2))
    case = cases.open()
    view = case.go(Place.APPLICATION, id_, ApplicationView)
    assert view.presenter.next_step().question is not None
    case.main()
    case.write(case.ask().field("second_password").editor, "not the password")
    case.main()
    assert case.read(id_).lapses == ()
    edit = case.ask().field("second_password").editor
    edit.clear()  # type: ignore[attr-defined]
    case.write(edit, SECOND_PASSWORD)
    case.main()
    file = case.read(id_)
    assert [lapse.claim for lapse in file.lapses] == [file.application.claims[0].id]
    assert file.lapses[0].confirmed_by == _id_of(case, SUPERVISOR.name)


def _notice(desk: Desk, id_: ApplicationId) -> None:
    """Issue and post a notice today."""
    with desk.ports.store.reading() as books:
        version = books.files.get(id_).application.version
    kind = LetterKind.DEFICIENCIES
    corresponding.issue_letter(desk, corresponding.LetterDraft(id_, version, kind, desk.today))
    with desk.ports.store.reading() as books:
        letter = books.files.get(id_).letters[0].id
    corresponding.record_printed(desk, id_, (letter,))
    draft = posting.PostingDraft(id_, (letter,), MailKind.SIMPLE_REGISTERED, desk.today)
    posting.post(desk, draft)


def _id_of(case: Case, name: str) -> UserId:
    def users(desk: Desk) -> dict[str, UserId]:
        with desk.ports.store.reading() as books:
            return {user.name: user.id for user in books.people.all()}

    return case.do(users)[name]


def test_an_issued_letter_is_made_void_with_a_reason(cases: Cases) -> None:
    id_ = log(cases.desk, application(Right.DISCLOSURE), licence(), stamps=((500, 1),))
    cases.desk.clock.move_to(TODAY)
    answered(cases.desk, id_, record(name="髙橋 花子"))
    case = cases.open()
    view = case.go(Place.LETTERS, None, LettersView)
    view.doing["issue"].trigger()
    case.window.settle()
    QTest.keyClick(case.ask(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    case.window.settle()
    view.doing["void"].trigger()
    case.window.settle()
    ask = case.ask()
    case.main()
    assert case.asked(), "a reason is needed"
    case.write(ask.field("reason").editor, "宛名の誤り")
    case.main()
    letter = case.read(id_).letters[0]
    assert (letter.void, letter.void_reason) == (True, "宛名の誤り")


def test_every_page_speaks_the_other_language_at_once(cases: Cases) -> None:
    id_ = _ready(cases, Right.DISCLOSURE)
    case = cases.open()
    pages = {
        Place.APPLICATION: ("next", ApplicationView),
        Place.COMPARISON: ("record", ComparisonView),
        Place.DECISION: ("propose", DecisionView),
        Place.LETTERS: ("savePdf", LettersView),
    }
    for place in pages:
        case.window.shell.go(place, id_)
        case.window.settle()
    case.window.speak(Language.EN)
    case.window.settle()
    for place, (name, kind) in pages.items():
        view = case.go(place, id_, kind)
        assert view.doing[name].text().isascii(), place
        buttons = [b for b in view.findChildren(KeyButton) if b.isVisible() and b.text()]
        assert buttons
        assert all(button.text().isascii() for button in buttons), place
