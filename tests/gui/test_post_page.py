# SPDX-License-Identifier: MIT

"""The post page on a real desk: paid, posted, on the slip, refused, taken back, come back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from desk_app.cli.sample.pdf_text import text_of
from desk_app.desk.applications import intake
from desk_app.desk.context import Desk
from desk_app.desk.letters import corresponding
from desk_app.desk.post import postage, stamps
from desk_app.gui.case.post import EnvelopeStanding, Sent, Shown, Waiting, Which
from desk_app.gui.kit.display.notes import ErrorBar
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.fields.fields import FieldBody
from desk_app.gui.kit.layout.buttons import CheckBox, KeyButton
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.look.states import StateIcon
from desk_app.gui.kit.look.text import Text
from desk_app.gui.page import Place
from desk_app.gui.pages.application.page import ApplicationView
from desk_app.gui.pages.letters.page import LettersView
from desk_app.gui.pages.mail.page import MailView
from desk_app.gui.pages.post.book import stands
from desk_app.gui.pages.post.page import PostView
from desk_app.records.base import ApplicationId, HeldThingId, MailItemId
from desk_app.records.case.application import Right
from desk_app.records.case.history import ReturnReason, Topic
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.mail import HeldKind, HeldThing, MailItem, MailKind, Matter
from desk_app.records.case.stamps import PaidBy
from desk_app.records.desk.printers import Paper
from tests.gui.case_desk import (
    SECOND_PASSWORD,
    TODAY,
    CaseDesk,
    answered,
    application,
    envelope,
    in_envelope,
    kept,
    print_notices,
    record,
    short_of_fee,
)
from tests.gui.case_pages import Case, Cases
from tests.gui.pages import CTRL, SHIFT
from tests.gui.small_safe import Printer

NAMES = ("髙橋 花子", "𠮷田 一郎", "森 康平")
NUMBER, OTHER, WRONG = "410-28-73601-1", "410-28-73602-2", "410-28-73603-9"
LINES_AT_MOST = 3
"""So many pixels may be left below the last whole row."""
STOCK = ((35_000, 2), (11_000, 20), (1_000, 40))


@pytest.fixture
def ids(cases: Cases) -> list[ApplicationId]:
    """Log applications whose fee is short; their notices are printed and wait."""
    return _waiting(cases.desk)


@kept
def _waiting(case: CaseDesk) -> list[ApplicationId]:
    found = short_of_fee(case, NAMES)
    case.clock.move_to(TODAY - timedelta(days=1))
    case.do(lambda desk: print_notices(desk, found))
    case.clock.move_to(TODAY)
    return found


def _bought(desk: Desk) -> None:
    stamps.open_book(desk, stamps.StampDraft(STOCK, desk.today))


def _page(case: Case) -> PostView:
    return case.go(Place.POST, None, PostView)


def _now(view: PostView) -> str:
    """Return the name of the step that is to be done now; those before it are ticked."""
    steps = view.stamps.steps.steps()
    place = next(number for number, step in enumerate(steps) if step.mark is Mark.TO_DO)
    assert {step.mark for step in steps[:place]} == {Mark.OK}
    return steps[place].name


def _stand(view: PostView) -> list[EnvelopeStanding]:
    return [stands(each) for each in view.state.read.waiting]


def test_the_next_day_counts_what_is_late_and_knows_what_was_said_of_an_envelope(
    cases: Cases, ids: list[ApplicationId]
) -> None:
    case = cases.open()
    view = _page(case)
    late = view.list.findChild(StateIcon, "late")
    assert late is not None
    assert late.isHidden(), "they are to be posted today"
    view.form.grams.setText("６０")
    view.form.number.setText(NUMBER)
    case.window.shell.go(Place.TODAY)
    case.close()
    cases.desk.clock.move_to(TODAY + timedelta(days=1))
    view = _page(cases.open())
    late = view.list.findChild(StateIcon, "late")
    assert late is not None
    assert late.accessibleName() == f"発送日を過ぎたもの {len(ids)}通"
    waiting = view.state.waiting
    assert waiting is not None
    assert (waiting.filling.grams, waiting.filling.tracking) == (60, NUMBER)
    assert waiting.priced.offer is not None
    assert waiting.priced.offer.quote.yen == 180 + 350


def _bar(view: PostView) -> ErrorBar:
    """Return the error bar that is shown."""
    (bar,) = (each for each in view.findChildren(ErrorBar) if each.isVisible())
    return bar


def _gone(case: Case) -> dict[int, int]:
    """Return how many stamps of each value have left the stock."""
    left = dict(case.do(postage.stock_of))
    gone = {value: count - left.get(value, 0) for value, count in STOCK}
    return {value: count for value, count in gone.items() if count}


def _counts_what_is_on_it(case: Case, view: PostView) -> None:
    """The values on the envelope are listed, those taken off again too; all others on demand."""
    table, every = view.stamps.table, view.stamps.every
    rows = table.model().rowCount()
    assert 0 < rows < len(STOCK)
    case.press(table, Qt.Key.Key_Minus)
    case.press(table, Qt.Key.Key_Delete)
    assert table.model().rowCount() == rows
    case.press(every, Qt.Key.Key_Space)
    assert table.model().rowCount() == len(STOCK)
    case.press(every, Qt.Key.Key_Space)
    case.press(view.list.table, Qt.Key.Key_F2)
    case.press(view.list.table, Qt.Key.Key_F2)
    assert view.state.waiting is not None
    assert view.state.waiting.filling.proposal == 1


def test_an_envelope_is_paid_from_the_stock_posted_and_stands_on_the_slip(
    cases: Cases, ids: list[ApplicationId], printer: Printer
) -> None:
    cases.desk.do(_bought)
    case = cases.open()
    view = _page(case)
    assert _stand(view) == [EnvelopeStanding.NUMBER] * 3
    assert view.list.table.hasFocus()
    assert view.state.row is not None
    assert view.state.row.to.name == NAMES[0]

    _counts_what_is_on_it(case, view)
    _remarks_a_missing_code(view)
    case.press(view.list.table, Qt.Key.Key_B, CTRL)
    assert view.form.number.hasFocus()
    view.form.number.setText(NUMBER)
    case.main()
    posting = case.read(ids[0]).postings[0]
    assert (posting.tracking_number, posting.slip) == (NUMBER, "8-1")
    assert posting.postage is not None
    assert (posting.postage.yen, posting.postage.paid_by) == (460, PaidBy.STAMPS)
    assert posting.postage.stamps != ((35_000, 1), (11_000, 1)), "another choice was taken"
    assert _gone(case) == dict(posting.postage.stamps)

    row = view.state.waiting
    assert row is not None
    assert (row.to.name, view.form.number.hasFocus(), view.form.number.text()) == (
        NAMES[1],
        True,
        "",
    )
    assert NUMBER in text_of(view.state.slip.pages)
    assert case.window.status.said() == "1通を差出済みにしました。"
    _refused_and_taken_back(case, view, ids)
    case.press(view.list.table, Qt.Key.Key_P, CTRL)
    case.main()
    assert len(printer.sent) == 1


def _post_unnumbered(case: Case, view: PostView) -> None:
    """Record the chosen envelopes as posted; the counter gives their numbers later."""
    view.doing["postUnnumbered"].trigger()
    case.window.settle()


def _cash_sheet(desk: Desk, id_: ApplicationId) -> None:
    """Issue the notice and the sheet of the cash, and print both."""
    print_notices(desk, [id_])
    with desk.ports.store.reading() as books:
        file = books.files.get(id_)
    cash = tuple(each.id for each in file.mail[0].held if each.kind is HeldKind.CASH)
    version = file.application.version
    draft = corresponding.LetterDraft(id_, version, LetterKind.RETURN, TODAY, things=cash)
    corresponding.issue_letter(desk, draft)
    with desk.ports.store.reading() as books:
        sheet = books.files.get(id_).letters[-1].id
    corresponding.record_printed(desk, id_, (sheet,))


def _with_cash_and_card(cases: Cases) -> ApplicationId:
    """Log an application with both; its notice and the sheet of the cash wait to be posted."""
    none, item = HeldThingId(""), MailItemId(0)
    held = (HeldThing(none, HeldKind.CARD, item), HeldThing(none, HeldKind.CASH, item, amount=1000))
    mail = replace(envelope((500, 1)), held=held)
    (id_,) = in_envelope(cases.desk, mail, application(Right.DISCLOSURE))
    answered(cases.desk, id_, record())
    cases.desk.clock.move_to(TODAY)
    cases.desk.do(lambda desk: _cash_sheet(desk, id_))
    return id_


def test_what_goes_back_in_an_envelope_is_named_and_cash_has_one_that_waits_for_a_supervisor(
    cases: Cases, printer: Printer
) -> None:
    id_ = _with_cash_and_card(cases)
    cases.desk.do(_bought)
    case = cases.open()
    view = _page(case)
    with_notice, of_cash = (row for row in view.state.rows if isinstance(row, Waiting))
    (card,) = with_notice.envelope.things
    assert card.kind is HeldKind.CARD
    _posted_with(case, view, with_notice, card)
    view.book.look_at(next(row.key for row in view.state.rows if isinstance(row, Sent)))
    case.window.settle()
    sent = view.state.sent
    assert sent is not None
    assert [each.id for each in sent.things] == [card.id]
    shown = [each.text() for each in view.form.findChildren(Text) if each.isVisible()]
    assert any("同封して返したもの" in each for each in shown), shown
    _waits_for_a_supervisor(case, view, of_cash)
    (cash,) = of_cash.envelope.things
    _say_cash_goes(case, id_, cash.id)
    _posted_with(case, _page(case), of_cash, cash)
    posting = case.read(id_).postings[-1]
    assert posting.postage is not None
    assert (posting.kind, posting.postage.yen) == (MailKind.CASH_REGISTERED, 611)


def _waits_for_a_supervisor(case: Case, view: PostView, of_cash: Waiting) -> None:
    view.book.look_at(of_cash.key)
    case.window.settle()
    assert view.form.kind.count() == 1
    assert stands(of_cash) is EnvelopeStanding.REFUSED
    assert of_cash.priced.offer is not None
    assert of_cash.priced.offer.quote.yen == 611
    assert "管理者の判断がまだありません" in view.next.told()


def _posted_with(case: Case, view: PostView, row: Waiting, thing: HeldThing) -> None:
    """Post an envelope by a number with a thing that was put into it."""
    view.book.look_at(row.key)
    case.window.settle()
    case.window.part(CheckBox, f"inside.{thing.id}").setChecked(True)
    view.form.number.setText(NUMBER if thing.kind is HeldKind.CARD else OTHER)
    view.form.take()
    case.window.settle()
    case.main()


def _say_cash_goes(case: Case, id_: ApplicationId, cash: HeldThingId) -> None:
    """Have the supervisor say so on the finding of the cash, with the one verdict there is."""
    page = case.go(Place.APPLICATION, id_, ApplicationView)
    step = page.book.question_of(f"envelope.thing_to_return:{cash}")
    assert step.question is not None
    page.doing["cashBack"].trigger()
    case.window.settle()
    assert case.ask().windowTitle() == step.question.title
    case.write(case.ask().field("second_password").editor, SECOND_PASSWORD)
    case.main()
    assert not case.asked()
    assert not page.doing["cashBack"].isEnabled()
    assert case.read(id_).judgements[-1].topic is Topic.CASH_BACK


def _remarks_a_missing_code(view: PostView) -> None:
    """An address without postal code is remarked; with one nothing is said."""
    waiting = view.state.waiting
    assert waiting is not None
    codeless = replace(waiting.to, postal_code="")
    without = replace(waiting, envelope=replace(waiting.envelope, to=codeless))
    said = [view._words.remark(each) for each in (waiting, without)]
    assert ["郵便番号がありません" in each for each in said] == [False, True]


def _refused_and_taken_back(case: Case, view: PostView, ids: list[ApplicationId]) -> None:
    """The number of the first is not taken for the second; a doubtful one is; Ctrl+Z undoes."""
    view.form.number.setText(NUMBER.replace("-", " "))
    case.main()
    bar = _bar(view)
    assert "すでに使われています" in bar.accessibleName()
    assert (case.read(ids[1]).postings, view.form.number.hasFocus()) == ((), True)

    view.form.number.setText(WRONG)
    view.form.take()
    case.window.settle()
    assert "検査数字" in _doubt(view)
    case.main()
    assert case.read(ids[1]).postings[0].tracking_number == WRONG
    assert not bar.isVisible()
    case.press(view.list.table, Qt.Key.Key_Z, CTRL)
    assert case.read(ids[1]).postings == ()
    assert view.state.waiting is not None
    assert len(view.state.read.waiting) == 2


def _doubt(view: PostView) -> str:
    """Return what is doubted of the number, as it stands under its field."""
    body = view.form.number.parentWidget()
    assert isinstance(body, FieldBody)
    return body.error.text() if body.error.isVisible() else ""


def _number_step(view: PostView) -> Mark:
    """Return how the step of the tracking number stands."""
    row = view.state.waiting
    assert row is not None
    return Mark.OK if row.filling.tracking else Mark.OPEN


def test_the_blue_button_leads_to_the_number_and_posts_once_it_is_in_order(
    cases: Cases, ids: list[ApplicationId]
) -> None:
    case = cases.open()
    view = _page(case)
    _the_blue_button_leads_to_the_number(case, view)
    assert case.read(ids[0]).postings == ()
    _a_number_in_order_is_taken_while_the_keys_are_in_it(case, view)
    case.main()
    assert case.read(ids[0]).postings[0].tracking_number == NUMBER
    _a_doubt_is_seen_before_the_envelope_is_posted(case, view, ids[1])
    case.press(view.list.table, Qt.Key.Key_B, CTRL)
    view.form.number.setText("410-10-22873-0")
    view.form.take()
    case.window.settle()
    case.main()
    assert [len(case.read(id_).postings) for id_ in ids] == [1, 1, 1]
    assert view.list.table.hasFocus(), "no envelope waits any more"


def _the_blue_button_leads_to_the_number(case: Case, view: PostView) -> None:
    assert view.doing["next"].text() == "追跡番号を入れる"
    assert "追跡番号を入れます" in view.next.told()
    assert _now(view) == "追跡番号"
    assert view.doing["postUnnumbered"].isEnabled(), "the number comes now, or later"
    assert "番号なしで差出済みにする" not in _buttons(view), "an exception has no button"
    assert not case.window.part(KeyButton, "nextButton").is_sealed, "nothing lasts of a number"
    assert not any(each.isVisible() for each in (view._back, view._delivered)), "nothing went yet"
    assert not view.doing["post"].isEnabled()
    assert "追跡番号がまだありません" in view.doing["post"].statusTip()
    case.main()
    assert view.form.number.hasFocus()
    assert "追跡番号がまだありません" in case.window.status.said()


def _a_number_in_order_is_taken_while_the_keys_are_in_it(case: Case, view: PostView) -> None:
    QTest.keyClicks(view.form.number, NUMBER[:-1])
    case.window.qtbot.wait(400)
    assert (_doubt(view), _number_step(view)) == ("", Mark.OPEN), "half of it is no wrong one"
    QTest.keyClicks(view.form.number, NUMBER[-1])
    case.window.qtbot.waitUntil(lambda: _number_step(view) is Mark.OK)
    assert (_doubt(view), view.form.number.hasFocus()) == ("", True)
    case.window.settle()
    assert view.doing["next"].text() == "差出済みにする"
    assert case.window.part(KeyButton, "nextButton").is_sealed
    assert _now(view) == "差出"
    assert "切手受払簿から出ます" in view.next.told()
    assert not view.doing["postUnnumbered"].isEnabled()


def _a_doubt_is_seen_before_the_envelope_is_posted(
    case: Case, view: PostView, id_: ApplicationId
) -> None:
    case.press(view.list.table, Qt.Key.Key_B, CTRL)
    QTest.keyClicks(view.form.number, WRONG)
    assert _doubt(view) == ""
    case.main()
    assert case.read(id_).postings == ()
    assert _doubt(view)
    assert view.form.number.hasFocus()
    QTest.keyClick(view.form.number, Qt.Key.Key_Backspace)
    QTest.keyClicks(view.form.number, "8")
    case.main()
    assert case.read(id_).postings == (), "it is another number that nobody has looked at"
    case.main()
    assert case.read(id_).postings[0].tracking_number == WRONG[:-1] + "8"


def test_a_returned_letter_logged_as_mail_leads_to_its_envelope(
    cases: Cases, ids: list[ApplicationId]
) -> None:
    case = cases.open()
    view = _page(case)
    for place, typed in enumerate((NUMBER, "410-10-22872-6")):
        case.press(view.list.table, Qt.Key.Key_B, CTRL)
        view.form.number.setText(typed)
        view.form.take()
        case.window.settle()
        case.main()
        assert len(case.read(ids[place]).postings) == 1
    _leads_from_mail_to(case, view, "", Which.UNDER_WAY)
    _leads_from_mail_to(case, view, NUMBER.replace("-", "－"), Which.TODAY)
    assert view.state.sent is not None
    assert view.state.sent.line.posting.tracking_number == NUMBER
    case.go(Place.MAIL, None, MailView)
    case.main()
    assert case.view(PostView) is view


def _leads_from_mail_to(case: Case, view: PostView, number: str, which: Which) -> None:
    """Log a letter that came back, and go on by Enter from its line, the newest."""
    mail = MailItem(MailItemId(0), TODAY, MailKind.SIMPLE_REGISTERED, Matter.RETURNED_LETTER)
    case.do(lambda desk: intake.log_mail(desk, replace(mail, tracking_number=number)))
    page = case.go(Place.MAIL, None, MailView)
    page.read_again()
    case.window.settle()
    case.press(page._table, Qt.Key.Key_Home)
    told = page.keys()
    assert ("Ctrl+Enter", "返戻を記録する") in told
    case.press(page._table, Qt.Key.Key_Return)
    assert case.view(PostView) is view
    assert view.state.read.shown.which is which


def _came_back(case: Case, view: PostView, why: ReturnReason) -> None:
    """Record by keys that the envelope looked at came back."""
    case.press(view.list.table, Qt.Key.Key_R, CTRL | SHIFT)
    editor = case.ask().field("reason").editor
    assert isinstance(editor, ChoiceBox)
    editor.set_value(why)
    case.main()
    case.window.come_back()


def _number_added(case: Case, view: PostView, id_: ApplicationId) -> None:
    """Write the number that the receipt shows, of the envelope looked at, which has left."""
    assert "配達を記録" in _buttons(view)
    case.press(view.list.table, Qt.Key.Key_B, CTRL)
    case.write(case.ask().field("tracking_number").editor, NUMBER)
    case.main()
    case.window.come_back()
    assert case.read(id_).postings[0].tracking_number == NUMBER


def _buttons(view: PostView) -> list[str]:
    """Return the names of the buttons that are shown, no two of which are alike."""
    names = [each.text() for each in view.findChildren(KeyButton) if each.isVisible()]
    assert sorted(set(names)) == sorted(names)
    return names


def test_several_go_at_once_without_a_stock_and_what_came_back_waits_for_an_address(
    cases: Cases, ids: list[ApplicationId], printer: Printer
) -> None:
    case = cases.open()
    view = _page(case)
    assert view.stamps._note.isVisible(), "an empty stock is explained"
    for _ in ids[1:]:
        case.press(view.list.table, Qt.Key.Key_Down, SHIFT)
    _addresses_are_printed_for_the_chosen_envelopes(case, view, ids[-1], printer)
    _post_unnumbered(case, view)
    sent = [case.read(id_).postings[0] for id_ in ids]
    assert {(each.slip, each.postage and each.postage.paid_by) for each in sent} == {
        ("8-1", PaidBy.OTHERWISE)
    }
    assert case.window.status.said() == "3通を差出済みにしました。"
    _number_added(case, view, ids[-1])
    _what_came_back_waits_for_an_address(case, view, ids[-1])


def _what_came_back_waits_for_an_address(case: Case, view: PostView, id_: ApplicationId) -> None:

    _came_back(case, view, ReturnReason.ADDRESS_UNKNOWN)
    case.press(view.list.table, Qt.Key.Key_Z, CTRL)
    assert case.read(id_).postings[0].came_back_on is None, "taken back by Ctrl+Z"
    _came_back(case, view, ReturnReason.ADDRESS_UNKNOWN)
    row = view.state.sent
    assert row is not None
    assert (row.open, row.needs_address) == (True, True)
    assert view.doing["next"].text() == "新しい住所を記録"
    case.main()
    assert case.ask().hindered(), "no paper shows a new address yet"
    case.ask().reject()
    case.window.come_back()

    other = next(each for each in view.state.rows if each.key != row.key)
    view.book.look_at(other.key)
    _came_back(case, view, ReturnReason.NOT_COLLECTED)
    view.book.show(Shown(Which.CAME_BACK))
    case.window.settle()
    assert len(view.state.rows) == 2
    view.book.look_at(other.key)
    case.main()
    assert case.view(LettersView).book.state.entry is not None


def test_one_that_waits_goes_before_one_that_was_posted_and_a_printed_slip_does_not_grow(
    cases: Cases, ids: list[ApplicationId], printer: Printer
) -> None:
    case = cases.open()
    view = _page(case)
    table = view.list.table
    case.press(table, Qt.Key.Key_End)
    assert _looked_at(view) == (NAMES[-1], Waiting)
    _post_unnumbered(case, view)
    assert _looked_at(view) == (NAMES[0], Waiting), "the last of the list went: back to the first"
    case.press(table, Qt.Key.Key_End)
    assert _looked_at(view) == (NAMES[-1], Sent)
    case.press(table, Qt.Key.Key_Home)
    assert _looked_at(view) == (NAMES[0], Waiting)
    case.press(table, Qt.Key.Key_End)
    case.main()
    number = case.read(ids[-1]).application.receipt_number
    assert case.ask().note().startswith(f"{NAMES[-1]}  {number}"), "whose delivery it is"
    case.ask().reject()
    case.window.come_back()

    case.window.shell.go(Place.TODAY)
    _page(case)
    assert _looked_at(view) == (NAMES[0], Waiting), "entered anew"
    _post_unnumbered(case, view)
    _the_slip_goes_out(case, view, printer)
    assert _looked_at(view) == (NAMES[1], Waiting)
    _post_unnumbered(case, view)
    assert _looked_at(view) == (NAMES[1], Sent), "nothing waits: the one that just went"
    assert [case.read(id_).postings[0].slip for id_ in ids] == ["8-1", "8-2", "8-1"]
    assert view.state.slip.number == "8-2"


def _the_slip_goes_out(case: Case, view: PostView, printer: Printer) -> None:
    case.press(view.list.table, Qt.Key.Key_P, CTRL)
    case.main()
    assert len(printer.sent) == 1
    case.window.come_back()
    _page(case)
    assert view.state.slip.number == "8-1", "it can still be seen"


def _looked_at(view: PostView) -> tuple[str, type]:
    row = view.state.row
    assert row is not None
    assert view.list.table.current_id() == row.key
    return row.to.name, type(row)


def _addresses_are_printed_for_the_chosen_envelopes(
    case: Case, view: PostView, id_: ApplicationId, printer: Printer
) -> None:
    for name in ("printEnvelopes", "printLabels", "caseSlip"):
        view.doing[name].trigger()
        case.window.settle()
        if name == "printLabels":
            editor = case.ask().field("first").editor
            assert isinstance(editor, QLineEdit)
            editor.setText("11")
        printer.broken = name == "caseSlip"
        case.main()
        case.window.come_back()
    bar = _bar(view)
    assert bar.accessibleName().startswith("印刷できませんでした")
    printer.broken = False
    bar.retry.emit()
    case.window.settle()
    assert not bar.isVisible()
    envelopes, labels, slip = (text_of(pages) for pages in printer.sent)
    papers = [order.paper for order in printer.orders]
    assert papers == [Paper.LONG_3, Paper.LABELS, Paper.A4]
    for name in NAMES:
        surname = name.split()[0]
        assert surname in envelopes
        assert surname in labels
    assert case.read(id_).application.receipt_number in slip
    view.doing["printLabels"].trigger()
    case.window.settle()
    assert case.ask().field("first").value() == 2, (
        "two went onto the first sheet, one onto the next"
    )
    case.ask().reject()
    case.window.come_back()


@kept
def _many_waiting(case: CaseDesk) -> list[ApplicationId]:
    found = short_of_fee(case, NAMES * 4)
    case.clock.move_to(TODAY - timedelta(days=1))
    case.do(lambda desk: print_notices(desk, found))
    case.clock.move_to(TODAY)
    return found


def test_the_list_shows_whole_rows_and_no_blank_beside_its_bar(cases: Cases) -> None:
    _many_waiting(cases.desk)
    case = cases.open()
    view, window = _page(case), case.window.window
    for height in (900, 810, 720):
        window.resize(1440, height)
        case.window.settle()
        table = view.list.table
        end = table.viewport().height()
        assert table.verticalScrollBar().maximum() > 0, "not all of them have room"
        wholes = range(table.model().rowCount())
        ends = [table.rowViewportPosition(row) + table.rowHeight(row) for row in wholes]
        last = max(each for each in ends if each <= end)
        assert end - last <= LINES_AT_MOST, f"{end - last} pixels are blank at {height}"
    halves = view.list.parentWidget()
    assert halves is not None
    assert view.list.height() <= halves.height() / 2
