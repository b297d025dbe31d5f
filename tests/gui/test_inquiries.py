# SPDX-License-Identifier: MIT
"""Inquiries by keys on a real desk: logged from a web form, answered, replied by letter, closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from desk_app.desk.applications import caring, intake
from desk_app.desk.context import Desk, Kind
from desk_app.desk.inquiries import replying
from desk_app.desk.inquiries.handling import (
    InquiryDraft,
    StepDraft,
    go_on,
    log_inquiry,
    open_inquiry,
)
from desk_app.desk.inquiries.replying import ReplyDraft
from desk_app.desk.rows import NOBODY, Group
from desk_app.gui.case.letters import Stage
from desk_app.gui.kit.display.notes import NoteFrame
from desk_app.gui.kit.display.timeline import Timeline
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.fields.fields import LongText
from desk_app.gui.kit.fields.form import set_value
from desk_app.gui.kit.layout.actions import MoreButton
from desk_app.gui.kit.look.text import Text
from desk_app.gui.page import FromMail, Place
from desk_app.gui.pages.application.page import ApplicationView
from desk_app.gui.pages.applications.page import Applications
from desk_app.gui.pages.inquiries.page import InquiriesView
from desk_app.gui.pages.inquiries.reply import ReplyDialog
from desk_app.gui.pages.letters.page import LettersView
from desk_app.gui.pages.mail.page import MailView
from desk_app.gui.pages.post.page import PostView
from desk_app.gui.pages.today.page import Today
from desk_app.gui.printing import spooler
from desk_app.gui.session.entrance import NewPerson
from desk_app.gui.shell.open_number import OpenNumber
from desk_app.i18n import dates
from desk_app.records.base import ApplicationId, InquiryKey, MailItemId, kept_id_of
from desk_app.records.case.application import Right
from desk_app.records.case.history import ReturnReason
from desk_app.records.case.inquiries import (
    Channel,
    CourseStep,
    Inquiry,
    InquiryKind,
    InquirySaid,
)
from desk_app.records.case.mail import MailItem, MailKind, Matter
from desk_app.records.desk.people import Language, Role
from desk_app.rules.codes import receipt_code
from desk_app.rules.inquiries.inquiring import looked_after_by
from tests.drawn_pages import PATIENCE_MS
from tests.gui.accessibility import shown_words, unnamed
from tests.gui.case_desk import (
    ARRIVED,
    CLERK,
    PASSWORD,
    SUPERVISOR,
    application,
    envelope,
    found,
    licence,
)
from tests.gui.case_pages import Case, open_case
from tests.gui.due_desk import OFFICER
from tests.gui.small_safe import Printer

pytestmark = pytest.mark.once(under="second")

MAIL = """【お名前】 髙橋 さくら
【フリガナ】 タカハシ サクラ
【郵便番号】 176-0012
【住所】 東京都練馬区豊玉北6-12-1
【メールアドレス】 sakura@example.jp
【サービス名】 一太郎
【お問い合わせ内容】
登録した情報を第三者に提供していますか。
"""
COMPLAINT = InquirySaid(
    ARRIVED,
    Channel.TELEPHONE,
    InquiryKind.COMPLAINT,
    "断ったはずの案内がまた届いた。",
    name="佐藤 一郎",
    kana="サトウ イチロウ",
    postal_code="163-6017",
    address="東京都新宿区西新宿6-8-1",
)
CHIEF = NewPerson("山口 直人", frozenset({Role.SUPERVISOR}), PASSWORD)
AUDITOR = NewPerson("林 静", frozenset({Role.AUDITOR}), PASSWORD)
Open = Callable[..., tuple[Case, InquiriesView]]


@pytest.fixture
def open_page(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Open]:
    """Return what opens the page as the first of some people."""
    opened: list[Case] = []
    monkeypatch.setattr(spooler, "system", Printer)

    def page(
        *people: NewPerson, begin: Callable[[Desk], object] = lambda _: None
    ) -> tuple[Case, InquiriesView]:
        desk = found(tmp_path, *people)
        desk.do(begin, CLERK)
        case = open_case(qtbot, qapp, desk)
        opened.append(case)
        return case, case.go(Place.INQUIRIES, None, InquiriesView)

    yield page
    for case in opened:
        case.close()


def inquiry(case: Case, number: int) -> Inquiry:
    """Return an inquiry as it is kept."""

    def read(desk: Desk) -> Inquiry:
        with desk.ports.store.reading() as books:
            return books.inquiries.get(InquiryKey(number))

    return case.do(read)


def first(case: Case) -> Inquiry:
    """Return the first one."""
    return inquiry(case, 1)


def do(case: Case, view: InquiriesView, name: str) -> None:
    """Do an action as its menu does."""
    view.doing[name].trigger()
    case.window.settle()


def test_a_web_forms_mail_is_logged_taken_answered_closed_and_found(open_page: Open) -> None:
    case, view = open_page(CLERK, SUPERVISOR)
    case.press(view, Qt.Key.Key_Insert)
    text = case.window.part(LongText, "text")
    assert text.hasFocus()
    text.insertPlainText(MAIL)
    case.window.settle()
    assert "項目を6件" in case.window.part(NoteFrame, "fieldsFound").accessibleName()
    assert unnamed(view) == []
    case.main()
    said = first(case).said
    assert (said.name, said.kana, said.service) == ("髙橋 さくら", "タカハシ サクラ", "一太郎")
    assert said.text == "登録した情報を第三者に提供していますか。"
    assert (said.channel, said.kind, said.received_on) == (
        Channel.WEB,
        InquiryKind.INQUIRY,
        ARRIVED,
    )
    _taken_answered_and_closed_by_one_key(case, view)
    _found_by_its_number(case)


def _taken_answered_and_closed_by_one_key(case: Case, view: InquiriesView) -> None:
    case.main()
    assert [each.step for each in first(case).course] == [CourseStep.TAKEN]
    case.window.shell.doing["undo"].trigger()
    case.window.settle()
    assert first(case).course[0].taken_back
    case.main()
    case.main()
    answer = case.ask().field("text").editor
    case.write(answer, "提供していません。")
    case.main()
    assert not case.asked()
    case.main()
    case.main()
    assert first(case).course[-1].step is CourseStep.CLOSED
    assert any("R8-Q0001" in each for each in shown_words(view))


def _found_by_its_number(case: Case) -> None:
    _opens_by_number(case, "R8-Q0002", opens=False)
    for typed in (receipt_code("R8-Q0001") + "/8-1", "ｒ８－ｑ１"):
        _opens_by_number(case, typed)
    case.window.shell.go(Place.APPLICATIONS)
    field = case.window.part(QLineEdit, "search")
    field.setText("R8-Q0001")
    case.window.settle()
    applications = case.view(Applications)
    case.window.qtbot.waitUntil(
        lambda: any("問合せの番号" in each for each in shown_words(applications))
    )
    case.press(field, Qt.Key.Key_Return)
    assert case.view(InquiriesView).here() == 1


def _opens_by_number(case: Case, typed: str, *, opens: bool = True) -> None:
    """Type a number where every number is opened (Ctrl+G), from another page than its own."""
    case.window.shell.go(Place.TODAY)
    case.window.shell.doing["openNumber"].trigger()
    case.window.settle()
    dialogs = case.window.window.findChildren(OpenNumber)
    (dialog,) = (each for each in dialogs if each.isVisible())
    field = dialog.findChildren(QLineEdit, "number")[0]
    field.setText(typed)
    field.returnPressed.emit()
    case.window.settle()
    assert dialog.isVisible() is not opens
    dialog.reject()
    assert (case.window.shell.place is Place.INQUIRIES) is opens


def test_inquiries_are_shared_narrowed_and_done_by_keys(open_page: Open) -> None:
    case, view = open_page(CHIEF, CLERK, begin=_two_complaints)
    _taken_given_and_handed_back(case, view)
    _narrowed_and_kept_under_a_name(case, view)
    _a_key_or_a_letter_for_each_step(case, view)


def _a_key_or_a_letter_for_each_step(case: Case, view: InquiriesView) -> None:
    """The menu opens by its own letter in the bar, and there the letter of a step chooses it."""
    menu = QMenu()
    view.doing.fill(menu, "application")
    steps = [each for each in menu.actions() if not each.isSeparator()]
    letters = [
        QKeySequence.mnemonic(each.text()).toString()
        for each in steps
        if each.shortcut().isEmpty() and not each.objectName().startswith("sort")
    ]
    assert "" not in letters
    assert len({*letters}) == len(letters) > 20
    more = case.window.part(MoreButton, "moreInquiries")
    more.click()
    QTest.keyClick(more.menu_, Qt.Key.Key_A)
    case.window.settle()
    assert case.ask().windowTitle().endswith("部署に照会")
    case.ask().reject()
    case.window.speak(Language.EN)
    assert case.view(InquiriesView).doing["departmentAnswered"].text() == "Note its ans&wer"
    assert case.view(InquiriesView).doing["voidReply"].text() == "Void the reply (&X)"


def _two_complaints(desk: Desk) -> None:
    for _ in range(2):
        log_inquiry(desk, InquiryDraft(COMPLAINT))


def _taken_given_and_handed_back(case: Case, view: InquiriesView) -> None:
    """As an application is."""
    people = {each.name: each.id for each in case.do(caring.team).people}
    view._table.choose_id(1)
    case.window.settle()
    case.press(view._table, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert looked_after_by(first(case)) == people[CHIEF.name]
    assert not view.doing["take"].isEnabled()
    case.window.shell.doing["undo"].trigger()
    case.window.settle()
    assert looked_after_by(first(case)) is None
    do(case, view, "assign")
    set_value(case.ask().field("user").editor, people[CLERK.name])
    case.main()
    assert looked_after_by(first(case)) == people[CLERK.name]
    assert any(CLERK.name in each for each in shown_words(view))
    assert not view.doing["handBack"].isEnabled()
    do(case, view, "take")
    do(case, view, "handBack")
    assert looked_after_by(first(case)) is None


def _narrowed_and_kept_under_a_name(case: Case, view: InquiriesView) -> None:
    view._table.choose_id(1)
    case.window.settle()
    do(case, view, "take")
    _choose(case, "whoseInquiries", "mine")
    assert _listed(view) == (1,)
    do(case, view, "saveFilter")
    set_value(case.ask().field("name").editor, "自分の分")
    case.main()
    _choose(case, "whoseInquiries", NOBODY)
    assert _listed(view) == (2,)
    _choose(case, "savedFilter", "自分の分")
    assert _listed(view) == (1,)
    _choose(case, "savedFilter", None)
    assert _listed(view) == (1, 2)
    assert not unnamed(view)


def _listed(view: InquiriesView) -> tuple[int, ...]:
    return tuple(map(int, view.book.state.window.ids))


def _choose(case: Case, name: str, value: object) -> None:
    box = case.window.part(ChoiceBox, name)
    box.set_value(value)
    box.chosen.emit(value)
    case.window.settle()


def test_a_complaint_is_replied_by_letter_and_posted(open_page: Open) -> None:
    case, view = open_page(
        CLERK, SUPERVISOR, begin=lambda desk: log_inquiry(desk, InquiryDraft(COMPLAINT))
    )
    do(case, view, "interimLetter")
    (dialog,) = case.window.window.findChildren(ReplyDialog)
    _stands_there_before_it_is_answered(case, dialog)
    dialog.reject()
    case.window.settle()
    do(case, view, "reply")
    (dialog,) = (each for each in case.window.window.findChildren(ReplyDialog) if each.isVisible())
    _stands_there_before_it_is_answered(case, dialog)
    case.write(dialog.form["answer"].editor, "配信を停止しました。お詫びします。")
    issued = list[bool]()
    dialog.accepted.connect(lambda: issued.append(True))

    def is_issued() -> bool:
        # While its page is being drawn the key does nothing, as the dialog says.
        if not issued and dialog._do.isEnabled():
            assert "配信を停止しました" in dialog.view.text(0)
            QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
            case.window.settle()
        return bool(issued)

    case.window.qtbot.waitUntil(is_issued, timeout=PATIENCE_MS)
    case.window.settle()
    kept = first(case)
    assert [each.number for each in kept.letters] == ["8-1"]
    do(case, view, "printReply")
    case.main()
    assert first(case).letters[0].printed_at is not None
    do(case, view, "next")
    case.main()
    assert first(case).postings[0].letters == (kept.letters[0].id,)
    _comes_back(case)
    _is_no_secret(case, case.go(Place.INQUIRIES, None, InquiriesView))


def _stands_there_before_it_is_answered(case: Case, dialog: ReplyDialog) -> None:
    """The letter is seen at once, without its answer, and cannot be issued like that."""
    case.window.qtbot.waitUntil(lambda: bool(dialog.view.shown), timeout=PATIENCE_MS)
    assert "………" in dialog.view.text(0)
    assert not dialog._do.isEnabled()
    notes = [each for each in dialog.findChildren(NoteFrame) if each.isVisible()]
    assert [each.visibleRegion().boundingRect().size() for each in notes] == [
        each.size() for each in notes
    ], "what it says of issuing is whole"


def _reply_to_both(desk: Desk) -> None:
    """Log two complaints, and issue and print a reply to each."""
    _two_complaints(desk)
    for id_ in (InquiryKey(1), InquiryKey(2)):
        replying.issue_reply(desk, ReplyDraft(id_, 1, desk.today, "配信を停止しました。"))
        with desk.ports.store.reading() as books:
            (letter,) = books.inquiries.get(id_).letters
        replying.record_reply_printed(desk, id_, letter.id)


def test_several_replies_are_posted_at_once_and_one_comes_back_by_its_number(
    open_page: Open,
) -> None:
    case, _ = open_page(CLERK, SUPERVISOR, begin=_reply_to_both)
    letters = case.go(Place.LETTERS, None, LettersView)
    letters.queue.list.selectAll()
    do_in(case, letters, "post")
    ask = case.ask()
    assert set(ask.form.fields) >= {"reply_kind", "tracking_number_-1", "tracking_number_-2"}
    assert "kind" not in ask.form.fields
    case.write(ask.field("tracking_number_-1").editor, "410-28-70115-2")
    case.main()
    (sent,) = first(case).postings
    assert (sent.kind, sent.tracking_number) == (MailKind.ORDINARY, "410-28-70115-2")
    case.window.shell.doing["undo"].trigger()
    case.window.settle()
    assert first(case).postings == ()
    letters.queue.list.selectAll()
    do_in(case, letters, "post")
    case.main()
    (sent,) = first(case).postings
    back = MailItem(MailItemId(0), ARRIVED, MailKind.ORDINARY, Matter.RETURNED_LETTER)
    case.do(lambda desk: intake.log_mail(desk, replace(back, tracking_number="R8-Q0001")))
    page = case.go(Place.MAIL, None, MailView)
    case.press(page._table, Qt.Key.Key_Return)
    post = case.view(PostView)
    assert post.state.sent is not None
    assert post.state.sent.line.posting.id == sent.id


def do_in(case: Case, view: LettersView, name: str) -> None:
    """Do an action of the letters as its menu does."""
    view.doing[name].trigger()
    case.window.settle()


def _is_no_secret(case: Case, view: InquiriesView) -> None:
    """Suspect a leak: both days stand on the page, and Today shows it in a group of its own."""
    do(case, view, "leak")
    case.write(case.ask().field("text").editor, "別の方の案内が同封されていた")
    case.write(case.ask().field("whom").editor, "石川 秀樹")
    case.main()
    assert not case.asked()
    assert any("12月15日" in each for each in shown_words(view))
    line = view.findChild(Timeline, "inquiryCourse")
    assert line is not None
    suspected = next(each for each in line._shown if each.title == "漏えい等の疑い")
    assert "に知った" in suspected.detail
    assert line._shown[-1].title == "個人情報保護委員会への速報を提出します"
    # The day of the preliminary report, not that of the answer.
    assert line._shown[-1].day == dates.beside(date(2026, 11, 20), ARRIVED, Language.JA)
    today = case.go(Place.TODAY, None, Today)
    assert today.book.state.group is Group.LEAK


def _comes_back(case: Case) -> None:
    """Find the reply among the letters and the envelopes, and record there that it came back."""
    there = kept_id_of(InquiryKey(1))
    letters = case.go(Place.LETTERS, there, LettersView)
    entry = letters.book.state.entry
    assert entry is not None
    assert (entry.receipt_number, entry.stage) == ("R8-Q0001", Stage.POSTED)
    assert letters.page.view.pages() == 1
    post = case.go(Place.POST, None, PostView)
    assert [each.inquiry for each in post.sent()] == [1]
    assert not post.doing["caseSlip"].isEnabled()
    post.doing["cameBack"].trigger()
    case.window.settle()
    reason = case.ask().field("reason").editor
    assert isinstance(reason, ChoiceBox)
    reason.set_value(ReturnReason.MOVED)
    case.main()
    assert not case.asked()
    assert first(case).postings[0].came_back_on == ARRIVED
    assert not post.doing["sendAgain"].isEnabled()
    post.open_application()
    case.window.settle()
    assert any("返戻" in each for each in shown_words(case.view(InquiriesView)))
    case.window.shell.doing["undo"].trigger()
    case.window.settle()
    assert first(case).postings[0].came_back_on is None


def _mail_that_asks_leads_to_the_form(case: Case) -> None:
    came = MailItem(MailItemId(0), ARRIVED, MailKind.ORDINARY, Matter.COMPLAINT, sender="佐藤 一郎")
    case.do(lambda desk: intake.log_mail(desk, came))
    case.go(Place.MAIL, None, MailView)
    case.main()
    view = case.view(InquiriesView)
    assert view._form is not None
    assert view._form.form["kind"].value() is InquiryKind.COMPLAINT
    case.write(view._form.form["text"].editor, "案内が届いた")
    case.main()
    kept = inquiry(case, 2)
    assert (kept.said.name, kept.said.channel) == ("佐藤 一郎", Channel.MAIL)
    assert kept.mail_item == 3
    assert case.do(lambda desk: desk.ports.store.queries.mail_lines([3]))[0].handled


def _a_person_perhaps_known_is_told(case: Case) -> None:
    view = case.go(Place.INQUIRIES, None, InquiriesView)
    case.press(view, Qt.Key.Key_Insert)
    assert view._form is not None
    known = view._form.findChild(NoteFrame, "personKnown")
    assert known is not None
    person = case.read(ApplicationId(1)).application.principal
    name = view._form.form["name"].editor
    case.write(name, person.name)
    case.window.qtbot.waitUntil(known.isVisible)
    assert f"{person.name} R8-0001" in known.accessibleName()
    case.write(name, "龗川 誰か")
    case.window.qtbot.waitUntil(known.isHidden)
    view._form.cancelled.emit()
    case.window.settle()


def test_mail_an_application_and_its_inquiry_lead_to_each_other(open_page: Open) -> None:
    def begin(desk: Desk) -> None:
        log_inquiry(desk, InquiryDraft(COMPLAINT))
        came = MailItem(MailItemId(0), ARRIVED, MailKind.ORDINARY, Matter.SUPPLEMENT)
        intake.log_mail(desk, came)
        typed = intake.ApplicationDraft(application(Right.DISCLOSURE), (licence(),))
        intake.log_application(desk, intake.EnvelopeDraft(envelope(), (typed,)))

    case, _ = open_page(CLERK, SUPERVISOR, begin=begin)
    case.go(Place.INQUIRIES, FromMail(MailItemId(1)), InquiriesView)
    view = case.view(InquiriesView)
    assert view._form is not None
    case.write(view._form.form["text"].editor, "追伸")
    case.write(view._form.form["number"].editor, "R8-Q0001")
    case.main()
    (later,) = first(case).course
    assert (later.text, later.mail_item) == ("追伸", 1)
    do(case, view, "carryOver")
    case.write(case.ask().field("number").editor, "R8-0001")
    case.main()
    assert not case.asked()
    page = case.go(Place.APPLICATION, 1, ApplicationView)
    table = page.body.tables["came_from"]
    assert "R8-Q0001" in " ".join(shown_words(table))
    case.press(table, Qt.Key.Key_Return)
    view = case.view(InquiriesView)
    view._detail.application_wanted.emit(first(case).application)
    case.window.settle()
    assert case.view(ApplicationView).here() == 1
    _mail_that_asks_leads_to_the_form(case)
    _a_person_perhaps_known_is_told(case)


def test_an_auditor_reads_numbers_and_changes_nothing(open_page: Open) -> None:
    def begin(desk: Desk) -> object:
        return log_inquiry(desk, InquiryDraft(COMPLAINT)).ids(Kind.INQUIRY)

    _, view = open_page(AUDITOR, OFFICER, CLERK, begin=begin)
    words = " ".join(shown_words(view))
    assert "R8-Q0001" in words
    assert "佐藤" not in words
    assert "断ったはず" not in words
    assert "（表示しません）" in words
    assert "氏名不明" not in words
    assert "（表示しません）" in view.book.model.cell_at(view.book.model.index(0, 1)).text
    enabled = {name for name in view.doing.names() if view.doing[name].isEnabled()}
    assert enabled <= {"sortNext", "sortPrevious", "sortTurn"}


def test_an_empty_list_says_what_was_looked_for(open_page: Open) -> None:
    case, view = open_page(CLERK, OFFICER)

    def none(which: str, *, open_only: bool, text: str = "") -> str:
        view._which.set_value(which)
        view._open_only.setChecked(open_only)
        view._search.ask_for(text)
        case.window.settle()
        return " ".join(each.text() for each in view._empty.findChildren(Text))

    said = {
        (which, open_only, text): none(which, open_only=open_only, text=text)
        for which in ("all", "complaints", "leaks")
        for open_only in (True, False)
        for text in ("", "髙橋")
    }
    for (which, open_only, text), told in said.items():
        bare = which == "all" and not text
        assert ("完了したものは探していません" in told) is (open_only and not bare), told
        assert ("完了したもの" in told) is not (open_only and bare), told
        assert ("漏えい等の疑い" in told) is (which == "leaks" and not text), told


def test_a_suspected_leak_is_still_called_what_it_is(open_page: Open) -> None:
    def begin(desk: Desk) -> object:
        log_inquiry(desk, InquiryDraft(COMPLAINT))
        id_ = InquiryKey(1)
        version = open_inquiry(desk, id_).inquiry.version
        told = {"text": "控えを別の人に渡した", "whom": "石川", "known_at": desk.ports.clock.now()}
        return go_on(desk, StepDraft(id_, version, CourseStep.LEAK_SUSPECTED, **told))  # type: ignore[arg-type] # fields of it

    case, view = open_page(CLERK, OFFICER, begin=begin)
    case.window.settle()
    model = view.book.model
    told = [model.cell_at(model.index(0, place)).text for place in range(model.columnCount())]
    assert "苦情・漏えい等の疑い" in told


def test_what_narrows_the_list_down_stands_in_one_line_in_english_too(open_page: Open) -> None:
    case, _ = open_page(CLERK, SUPERVISOR)
    case.window.speak(Language.EN)
    case.window.window.resize(1440, 900)
    view = case.go(Place.INQUIRIES, None, InquiriesView)
    case.window.settle()
    parts = (view._search, view._open_only, view._which, view._whose, view._saved.box)
    middles = [each.mapTo(view, each.rect().center()).y() for each in parts]
    assert max(middles) - min(middles) <= 1, middles
