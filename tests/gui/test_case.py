# SPDX-License-Identifier: MIT
"""A case through the window on a real desk: asked, compared, decided, issued, printed, posted."""

from __future__ import annotations

import stat
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from desk_app.desk.applications import checking, supplements
from desk_app.desk.context import Desk
from desk_app.desk.letters import corresponding
from desk_app.desk.post import posting
from desk_app.gui.case import read as case_read
from desk_app.gui.case.course import ApplicationCourse
from desk_app.gui.kit.display.timeline import CourseMoment, Tense
from desk_app.gui.kit.fields.lines import LinesEditor
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.page import Place
from desk_app.gui.pages.application.page import ApplicationView
from desk_app.gui.pages.comparison.page import ComparisonView
from desk_app.gui.pages.decision.book import DecisionState
from desk_app.gui.pages.decision.page import DecisionView
from desk_app.gui.pages.letters.page import LettersView
from desk_app.gui.pages.post.page import PostView
from desk_app.gui.printing import spooler
from desk_app.gui.session.entrance import Choices
from desk_app.records.base import ApplicationId, MailItemId, PaymentLineId
from desk_app.records.case.application import Right
from desk_app.records.case.decisions import Outcome
from desk_app.records.case.history import Letter, Ruling, Topic
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.mail import MailItem, MailKind, Matter, PaymentLine, Piece
from desk_app.records.desk.people import Language
from tests.gui.case_desk import (
    SECOND_PASSWORD,
    TODAY,
    CaseDesk,
    CaseEntrance,
    answered,
    application,
    kept,
    licence,
    log,
    ready,
    record,
)
from tests.gui.case_pages import Case, Cases
from tests.gui.pages import CTRL

SAMPLE_BAR = 24
"""How high the bar is that marks a sample desk, in pixels at 100 %."""


def _logged(cases: Cases, *rights: Right) -> ApplicationId:
    """Log an application with the fee; the department has the same person."""
    id_ = log(cases.desk, application(*rights), licence(), stamps=((500, 2),))
    cases.desk.clock.move_to(TODAY)
    return id_


def test_the_next_step_asks_the_department_and_takes_its_answer(cases: Cases) -> None:
    """Of records, of nothing that is registered; and another department is asked besides."""
    id_, unknown, asked = (_logged(cases, Right.DISCLOSURE) for _ in range(3))

    def ask_both(desk: Desk) -> None:
        for each in (unknown, asked):
            checking.ask_department(desk, each, "会員管理課", desk.today)

    cases.desk.do(ask_both)
    case = cases.open()
    _asked_and_answered(case, id_)
    _that_nothing_is_registered_is_ticked(case, unknown)
    _what_stands_in_a_field_already_is_chosen_when_the_keys_come(case, asked)


def _asked_and_answered(case: Case, id_: ApplicationId) -> None:
    view = case.go(Place.APPLICATION, id_, ApplicationView)
    assert ("Ctrl+Enter", view.doing["next"].text()) in view.keys_told()
    case.main()
    case.write(case.ask().field("department").editor, "会員サービス部")
    case.main()
    assert not case.asked()
    assert [i.department for i in case.read(id_).inquiries] == ["会員サービス部"]
    case.main()
    case.main()
    assert "部署の回答がまだありません" in case.ask().trouble()
    assert case.read(id_).inquiries[0].answered_on is None, "an empty table is no answer"
    _lines_are_added_from_anywhere_and_answered(case)
    answer = case.read(id_).inquiries[0]
    assert answer.answered_on == TODAY
    told = [(each.name, each.source) for each in answer.records]
    assert told == [("髙橋 花子", "本人の申込み")]


def _lines_are_added_from_anywhere_and_answered(case: Case) -> None:
    question = case.ask()
    lines = question.field("records").editor
    assert isinstance(lines, LinesEditor)
    before = len(lines.values())
    case.press(question.field("answer").editor, Qt.Key.Key_Insert)
    assert len(lines.values()) == before + 1, "from anywhere in the dialog"
    QTest.keyClick(case.window.focus(), Qt.Key.Key_Escape)
    case.press(lines.table, Qt.Key.Key_Insert)
    assert len(lines.values()) == before + 2
    address = application(Right.DISCLOSURE).principal.address
    lines.set_values([{"name": "髙橋 花子", "address": address, "source": "本人の申込み"}])
    case.main()


def _that_nothing_is_registered_is_ticked(case: Case, id_: ApplicationId) -> None:
    case.go(Place.APPLICATION, id_, ApplicationView)
    case.main()
    (box,) = case.ticks("nothing")
    case.press(box, Qt.Key.Key_Space)
    case.main()
    assert not case.asked()
    (answer,) = case.read(id_).inquiries
    assert (answer.answered_on, answer.records) == (TODAY, ())


def _what_stands_in_a_field_already_is_chosen_when_the_keys_come(
    case: Case, id_: ApplicationId
) -> None:
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


def test_the_comparison_judges_by_digit_what_may_be_called_the_same(
    cases: Cases, monkeypatch: pytest.MonkeyPatch
) -> None:
    calm, differing, elsewhere = (_logged(cases, Right.DISCLOSURE) for _ in range(3))
    answered(cases.desk, calm, record(name="髙橋 花子"))
    answered(cases.desk, differing, record(name="高橋 花子"))
    answered(cases.desk, elsewhere, record(name="髙橋 花子", address="杉並区高円寺南2-14-17"))
    case = cases.open()
    _findings_in_order_under_the_pointer(case, calm, differing, monkeypatch)
    view = case.go(Place.COMPARISON, calm, ComparisonView)
    seen = []
    for _ in range(view.table.model().rowCount() - 1):
        QTest.keyClick(view.table, Qt.Key.Key_Down)
        state = view.book.state
        assert state is not None
        seen.append(None if state.current is None else state.current[0])
    assert "address" in seen, "Down looks at the next row"
    view = case.go(Place.COMPARISON, elsewhere, ComparisonView)
    QTest.keyClick(view.table, Qt.Key.Key_2)
    case.main()
    assert view.panel.ruling() is None, "another home cannot be called the same"
    assert case.read(elsewhere).judgements == ()
    view = case.go(Place.COMPARISON, differing, ComparisonView)
    state = view.book.state
    assert state is not None
    assert [pair.topic for pair in state.waiting] == [Topic.REGISTERED_NAME]
    QTest.keyClick(view.table, Qt.Key.Key_2)
    case.main()
    judged = case.read(differing).judgements
    assert [(j.topic, j.ruling) for j in judged] == [(Topic.REGISTERED_NAME, Ruling.SAME)]
    assert view.book.state is not None
    assert not view.book.state.waiting


def _findings_in_order_under_the_pointer(
    case: Case, calm: ApplicationId, other: ApplicationId, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another application has its own order at once, also where the pointer rests."""
    findings = case.go(Place.APPLICATION, calm, ApplicationView).body.findings
    monkeypatch.setattr(findings, "underMouse", lambda: True)
    before = [line.key for line in findings.lines()]
    case.go(Place.APPLICATION, other, ApplicationView)
    shown = findings.lines()
    assert {line.key for line in shown} & set(before)
    assert shown[0].mark is Mark.ASK


def test_every_right_has_its_parts_and_its_lawful_grounds(cases: Cases) -> None:
    rights = tuple(dict.fromkeys(right for right, _, _ in PARTS))
    id_ = ready(cases.desk, *rights)
    view = cases.open().go(Place.DECISION, id_, DecisionView)
    view.editor.outcomes.choose_number(3)
    state = view.book.state
    assert state is not None
    fits = {ground.code: fits for ground, fits in state.grounds()}
    assert (fits["PR-G4"], fits["PR-G1"]) == (True, False)
    assert "L-34-2" not in fits
    assert not state.ready
    _clause_is_shown_where_it_is_clicked(view)
    _asked_for_a_part(view, state)
    claims = {claim.right: claim.id for claim in state.opened.application.claims}
    for right, outcome, parts in PARTS:
        view.book.choose_claim(claims[right])
        view.editor.outcomes.choose_number(outcome)
        assert view.book.state is not None
        assert parts <= view.book.state.shown, right
        shown = {name for name, part in view.editor.parts.items() if part.isVisible()}
        assert parts - {"grounds", "facts", "explanation"} <= shown, right


@pytest.mark.parametrize("language", Language)
def test_a_refusal_stands_in_sight_whole_as_the_window_opens(
    cases: Cases, monkeypatch: pytest.MonkeyPatch, language: Language
) -> None:
    """With the bar of a sample desk above it, too: 1440 × 900 at 100 %."""
    monkeypatch.setattr(CaseEntrance, "chosen", Choices(language=language))
    id_ = ready(cases.desk, Right.DISCLOSURE)
    case = cases.open()
    case.window.window.resize(1440, 900 - SAMPLE_BAR)
    view = case.go(Place.DECISION, id_, DecisionView)
    view.editor.outcomes.choose_number(3)
    grounds = view.editor.grounds.table
    case.press(grounds, Qt.Key.Key_Down)
    case.press(grounds, Qt.Key.Key_Space)
    for name in ("facts", "explanation"):
        case.write(view.editor.texts[name], "会員登録の内容に、ほかの人の名が一つある。")
    case.window.settle()
    bar = view.editor.verticalScrollBar()
    assert (view.editor.part.isVisible(), view.editor.texts["note"].isVisible()) == (True, True)
    assert bar.maximum() == 0, f"{bar.maximum()} pixels below the edge"
    case.main()
    page = case.go(Place.APPLICATION, id_, ApplicationView)
    ground = page.body.tables["claims"].model().index(0, 3)
    named = str(ground.data(Qt.ItemDataRole.ToolTipRole))
    assert named == ground.data(Qt.ItemDataRole.AccessibleTextRole)
    assert named.startswith(str(ground.data()))
    assert len(named) > len(str(ground.data())), "the code of a ground is said with its words"


def _clause_is_shown_where_it_is_clicked(view: DecisionView) -> None:
    """A click on the clause of a ground says what it states, and ticks nothing."""
    table = view.editor.grounds.table
    shown: list[str] = []
    view.editor.grounds.clause_wanted.connect(shown.append)
    view.editor.clause_wanted.disconnect(view.show_clause)
    model = table.model()
    for column in range(model.columnCount()):
        place = table.visualRect(model.index(0, column)).center()
        if column != 0:
            QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    view.editor.clause_wanted.connect(view.show_clause)
    assert shown == ["PR-G3"]
    clause = model.index(0, model.columnCount() - 1)
    for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
        assert str(clause.data(role)).startswith("PR-G3 開示の対象でない"), "its name"
    assert view.book.state is not None
    assert view.book.state.form.grounds == ()
    last = table.visualRect(model.index(model.rowCount() - 1, 1)).bottom()
    assert last < table.viewport().height(), "every ground stands there whole"


def _asked_for_a_part(view: DecisionView, state: DecisionState) -> None:
    """Before all is refused a line asks whether a part suffices, and leads there (APPI 33(2))."""
    assert view.editor.part.isVisible()
    view.book.edit(state.form.with_ground("PR-G3", used=True))
    assert not view.editor.part.isVisible(), "a ground of 16(4) is about the whole"
    view.book.edit(state.form.with_ground("PR-G4", used=True))
    assert view.editor.part.isVisible()
    view.editor.part.link_clicked.emit()
    assert view.book.state is not None
    assert view.book.state.form.outcome is Outcome.GRANTED_IN_PART
    assert not view.editor.part.isVisible()


def test_five_lines_say_how_an_application_stands_and_a_paper_is_read_on(cases: Cases) -> None:
    typed = application(Right.DISCLOSURE)
    typed = replace(typed, principal=replace(typed.principal, born=None))
    id_ = log(cases.desk, typed, licence(), stamps=((500, 1), (110, 3)))
    cases.desk.clock.move_to(TODAY)
    case = cases.open()
    view = case.go(Place.APPLICATION, id_, ApplicationView)
    names = [line.accessibleName() for line in view.body.axes._lines]
    assert len(names) == 5
    assert names[0].startswith("書類 不足あり 請求書の「生年月日」の欄に記入がありません")
    assert names[3].startswith("手数料 不足 170円")
    texts = [m.title for m in view._course._moments.items]
    assert texts[:2] == ["消印", "到着"]
    _a_paper_is_read_on_with_a_reason_only_where_something_changes(case, view, id_)


def _a_paper_is_read_on_with_a_reason_only_where_something_changes(
    case: Case, view: ApplicationView, id_: ApplicationId
) -> None:
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


PARTS = (
    (Right.DISCLOSURE, 2, {"disclosed", "withheld", "as_of", "disclosed_purpose"}),
    (Right.PURPOSE, 1, {"purposes", "as_of"}),
    (Right.CORRECTION, 1, {"changes", "informed", "done_on"}),
    (Right.ERASURE, 2, {"cessations", "done_on", "grounds", "facts", "explanation"}),
    (Right.PROVISION_RECORDS, 1, {"provided", "obtained", "searched", "keys", "search_on"}),
    (Right.DISCLOSURE, 4, {"searched", "keys", "search_on"}),
    (Right.DISCLOSURE, 5, {"contact", "how", "ready", "change"}),
)


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


@pytest.mark.posix(why="what prints are scripts of a shell")
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
    assert page.book.opened is not None
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


# The time line of an application: what happened in its order, what is now and since when.


def _course(desk: Desk, id_: ApplicationId) -> tuple[CourseMoment, ...]:
    """Return what the page shows of an application, without the page."""
    return ApplicationCourse(case_read.read(desk, id_), Language.EN).moments()


def _titles(view: ApplicationView, *tenses: Tense) -> list[str]:
    return [each.title for each in view._course._moments.items if each.tense in tenses]


def _now(moments: Sequence[CourseMoment]) -> CourseMoment:
    return next(each for each in moments if each.tense is Tense.NOW)


def _letter(desk: Desk, id_: ApplicationId) -> Letter:
    with desk.ports.store.reading() as books:
        return books.files.get(id_).letters[-1]


def _send(desk: Desk, id_: ApplicationId, kind: LetterKind) -> None:
    """Issue, print and post a letter today."""
    with desk.ports.store.reading() as books:
        file = books.files.get(id_)
    answers = kind is not LetterKind.DEFICIENCIES
    claims = tuple(claim.id for claim in file.application.claims) if answers else ()
    draft = corresponding.LetterDraft(id_, file.application.version, kind, desk.today, claims)
    corresponding.issue_letter(desk, draft)
    letter = _letter(desk, id_).id
    corresponding.record_printed(desk, id_, (letter,))
    sent = posting.PostingDraft(id_, (letter,), MailKind.SIMPLE_REGISTERED, desk.today)
    posting.post(desk, sent)


def _cured(desk: Desk, id_: ApplicationId) -> None:
    """Log the stamps that were missing, come today."""
    line = PaymentLine(PaymentLineId(""), Piece.STAMP, 500, 1)
    item = MailItem(
        MailItemId(0), desk.today, MailKind.ORDINARY, Matter.SUPPLEMENT, payments=(line,)
    )
    supplements.attach_supplement(desk, supplements.SupplementDraft(item, id_))


@kept
def _short(case: CaseDesk) -> ApplicationId:
    id_ = log(case, application(Right.DISCLOSURE), stamps=((500, 1),))
    case.clock.move_to(TODAY)
    answered(case, id_, record(name="髙橋 花子"))
    case.do(lambda desk: _send(desk, id_, LetterKind.DEFICIENCIES))
    return id_


def _propose(case: Case, id_: ApplicationId) -> DecisionView:
    view = case.go(Place.DECISION, id_, DecisionView)
    if not view.editor.parts["disclosed"].isVisible():
        case.grant(view)
    case.main()
    return view


def test_what_happened_on_one_day_stands_in_its_order_and_what_is_done_has_its_day(
    cases: Cases,
) -> None:
    id_ = _short(cases.desk)
    case = cases.open()
    page = case.go(Place.APPLICATION, id_, ApplicationView)
    assert "補正の期限" in _titles(page, Tense.AHEAD)
    case.do(lambda desk: _cured(desk, id_))
    page.read_again()
    case.window.settle()
    assert "補正の期限" not in _titles(page, Tense.AHEAD), "nothing is due once all has come"
    view = _propose(case, id_)
    view.doing["take_back"].trigger()
    case.window.settle()
    case.main()
    _propose(case, id_)
    page = case.go(Place.APPLICATION, id_, ApplicationView)
    assert _titles(page, Tense.PAST) == [
        "消印",
        "到着",
        "部署に照会",
        "部署が回答",
        "通知書を発行",
        "発送済み",
        "補正書類が到着",
        "決定を起案",
        "起案を取下げ",
        "決定を起案",
    ]
    case.go(Place.DECISION, id_, DecisionView)
    case.main()
    case.write(case.ask().field("second_password").editor, SECOND_PASSWORD)
    case.main()
    cases.desk.clock.move_to(date(2026, 11, 26))
    case.do(lambda desk: _send(desk, id_, LetterKind.DISCLOSURE))
    cases.desk.clock.move_to(date(2026, 12, 1))
    page = case.go(Place.APPLICATION, id_, ApplicationView)
    page.read_again()
    case.window.settle()
    now = _now(tuple(page._course._moments.items))
    assert (now.title, now.day) == ("完了", "11月26日")
    assert page._due.shown() == (Mark.OK, "令和10年11月26日まで保管")


def test_a_letter_that_was_made_void_stands_in_the_course_with_its_reason(cases: Cases) -> None:
    id_ = log(cases.desk, application(Right.DISCLOSURE), stamps=((500, 1),))
    cases.desk.clock.move_to(TODAY)
    cases.desk.do(lambda desk: _issued(desk, id_))
    cases.desk.clock.move_to(TODAY + timedelta(days=1))
    cases.desk.do(lambda desk: _void(desk, id_))
    moments = cases.desk.do(lambda desk: _course(desk, id_))
    titles = [each.title for each in moments if each.tense is Tense.PAST]
    assert titles[-2:] == ["Letter issued", "Letter made void"]
    issued, void = moments[len(titles) - 2 : len(titles)]
    assert (issued.day, void.day) == ("25 Nov", "26 Nov")
    assert "宛先違い" in void.detail


def _issued(desk: Desk, id_: ApplicationId) -> None:
    with desk.ports.store.reading() as books:
        version = books.files.get(id_).application.version
    kind = LetterKind.DEFICIENCIES
    corresponding.issue_letter(desk, corresponding.LetterDraft(id_, version, kind, desk.today))


def _void(desk: Desk, id_: ApplicationId) -> None:
    corresponding.void_letter(desk, id_, _letter(desk, id_).id, "宛先違い")


def test_a_state_that_waits_has_the_day_it_began_or_the_one_after_its_due_date(
    cases: Cases,
) -> None:
    id_ = _short(cases.desk)
    cases.desk.clock.move_to(date(2026, 11, 27))
    now = _now(cases.desk.do(lambda desk: _course(desk, id_)))
    assert now.day == "25 Nov"
    cases.desk.clock.move_to(date(2026, 12, 14))
    now = _now(cases.desk.do(lambda desk: _course(desk, id_)))
    assert now.title == "Lapse today"
    assert now.day == "10 Dec", "14 days after the posting were over"


def test_the_window_knows_which_application_has_its_page_in_the_middle(cases: Cases) -> None:
    id_ = ready(cases.desk, Right.DISCLOSURE)
    case = cases.open()
    shell = case.window.shell
    assert shell._open_application() is None
    for place, kind in (
        (Place.APPLICATION, ApplicationView),
        (Place.COMPARISON, ComparisonView),
        (Place.DECISION, DecisionView),
    ):
        case.go(place, id_, kind)
        assert shell._open_application() == id_, place
    shell.go(Place.APPLICATIONS)
    assert shell._open_application() is None
