# SPDX-License-Identifier: MIT
"""The Intake page by keys: an envelope logged, findings beside it, drafts, what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from desk_app.desk import mailroom
from desk_app.gui.presenters.intake_asking import SupplementOf
from desk_app.gui.presenters.intake_change import tick_rights
from desk_app.gui.tasks import ToldAlreadyError
from desk_app.gui.widgets.fields import FieldBody
from desk_app.gui.widgets.postal_code import AddressEdit
from desk_app.records.application import Method, ReplyTo, Right
from desk_app.records.ids import MailItemId
from desk_app.records.journal import Action
from desk_app.records.mail import Condition, MailItem, MailKind, Matter, Piece
from desk_app.records.papers import Subject
from desk_app.records.people import Language
from tests.fakes.store import FakeStore
from tests.gui.intake_desk import Intake, Keys, commit, compose, focus, intake
from tests.gui.pages import show_active

KEY = Qt.Key
ENTER, SPACE = KEY.Key_Return, KEY.Key_Space
MOST_KEYS_BEYOND_CONTENT = 30


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[Intake]:
    parent = QObject()
    opened = _opened(qtbot, parent, FakeStore())
    yield opened
    opened.view.presenter.clear()


def _opened(qtbot: QtBot, parent: QObject, store: FakeStore) -> Intake:
    made = intake(parent, store)
    qtbot.addWidget(made.view)
    made.view.resize(1272, 840)
    made.view.show()
    made.view.activateWindow()
    qtbot.waitUntil(made.view.isActiveWindow)
    made.view.open_mail_item(None)
    return made


def _type_e1(keys: Keys) -> None:
    """E1 of the twelve envelopes, from the arrival to the stamps."""
    keys.press(ENTER, ENTER, KEY.Key_3, ENTER)
    keys.write("410-10-22871-5")
    keys.press(ENTER, ENTER, SPACE)
    keys.press(KEY.Key_2, alt=True)
    keys.press(KEY.Key_1, ENTER, ENTER)
    keys.write("令和8年11月20日")
    keys.press(KEY.Key_3, alt=True)
    keys.write("髙橋 みゆき")
    keys.press(ENTER)
    keys.write("タカハシ ミユキ")
    keys.press(ENTER, ENTER)
    keys.write("S62.4.17")
    keys.press(ENTER)
    keys.write("〇九〇-1234-5678")
    keys.press(ENTER, ENTER)
    keys.write("1660015")
    keys.press(ENTER)
    keys.write("三丁目12番7-203号 サンハイツ成田")
    keys.press(KEY.Key_5, alt=True)
    keys.press(SPACE, ENTER)
    keys.write("ATOK の登録情報すべて")
    keys.press(KEY.Key_6, alt=True)
    keys.press(SPACE)
    for shown in ("2029年(令和11年)05月17日", "高橋 美由紀"):
        keys.write(shown)
        keys.press(ENTER)
    keys.write("東京都杉並区成田東3-12-7-203")
    keys.press(KEY.Key_7, alt=True)
    keys.press(KEY.Key_Plus, KEY.Key_Plus)


def test_the_first_envelope_is_logged_with_at_most_thirty_keys_beyond_its_content(
    page: Intake,
) -> None:
    keys = Keys()
    _type_e1(keys)
    page.view.presenter.look()
    keys.press(ENTER, control=True)
    assert page.logged == [1]
    assert 0 < keys.beyond <= MOST_KEYS_BEYOND_CONTENT
    (file,) = page.files()
    application, mail, (paper,) = file.application, file.mail[0], file.enclosures
    assert (mail.arrived_on, mail.kind, mail.red_marking) == (
        date(2026, 11, 25),
        MailKind.SIMPLE_REGISTERED,
        True,
    )
    assert mail.tracking_number == "410-10-22871-5"
    assert [(line.denomination, line.count) for line in mail.payments] == [(500, 2)]
    assert (application.form.code, application.form.filled_in_on) == ("A-1", date(2026, 11, 20))
    principal = application.principal
    assert (principal.name, principal.kana) == ("髙橋 みゆき", "タカハシ ミユキ")
    assert principal.born == date(1987, 4, 17)
    assert principal.postal_code == "166-0015"
    assert principal.address == "東京都杉並区成田東三丁目12番7-203号 サンハイツ成田"
    assert (principal.phone, principal.registered_address) == ("〇九〇-1234-5678", "")
    assert application.rights() == (Right.DISCLOSURE,)
    assert application.scope == "ATOK の登録情報すべて"
    assert (application.method, application.reply_to) == (Method.PAPER, ReplyTo.PRINCIPAL)
    assert (paper.kind, paper.of, paper.original) == ("driving_licence", Subject.PRINCIPAL, False)
    assert (paper.valid_until, paper.name) == (date(2029, 5, 17), "高橋 美由紀")
    assert application.receipt_number == "R8-0001"


def test_nothing_of_the_paper_is_filled_in_but_what_always_is(page: Intake) -> None:
    form = page.view.presenter.form
    assert form.envelope.arrived_on == date(2026, 11, 25)
    assert (form.envelope.kind, form.envelope.red_marking) == (None, False)
    assert form.application.sheet.code is None
    assert form.application.claims == ()
    assert not any(paper.here for paper in form.application.papers)
    page.view.presenter.choose_value("sheet.code", "A-1")
    assert page.view.presenter.form.application.sheet.version == "2026-11"


def test_findings_wait_until_a_preedit_is_committed(page: Intake, qtbot: QtBot) -> None:
    page.go("principal.name")
    commit("髙橋")
    page.view.presenter.look()
    before = page.view.presenter.state
    compose("みゆ")
    page.view._settling.touch()
    page.view._settling.setInterval(1)
    page.view._settling.start()
    qtbot.wait(20)
    assert page.view.presenter.state is before
    commit("みゆき")
    with qtbot.waitSignal(page.view.presenter.state_changed, timeout=2_000):
        page.view._settling.touch()
    assert page.view.presenter.form.application.principal.name == "髙橋みゆき"


def test_the_reading_typed_while_composing_becomes_the_kana(page: Intake) -> None:
    page.go("principal.name")
    compose("たかはし")
    commit("髙橋")
    assert page.view.presenter.form.application.principal.kana == "タカハシ"


@pytest.mark.parametrize(
    "name", ["𠮷田 ひかる", "渡邉\U000e0102 健一", "石﨑 さやか", "O'Connor-Álvarez"]
)
def test_a_name_is_kept_as_it_was_written(page: Intake, name: str) -> None:
    page.view.presenter.choose_value("envelope.kind", MailKind.ORDINARY)
    page.go("principal.name")
    commit(name)
    page.view.page.go_to_section(5)
    Keys().press(SPACE)
    Keys().press(ENTER, control=True)
    (file,) = page.files()
    assert file.application.principal.name == name


def _text(page: Intake, name: str) -> str:
    edit = page.edit(name)
    assert isinstance(edit, QLineEdit)
    return edit.text()


def test_a_bad_date_is_told_at_its_field_and_nothing_is_saved(page: Intake) -> None:
    keys = Keys()
    _type_e1(keys)
    page.go("principal.born")
    keys.write("S62.2.30")
    keys.press(ENTER)
    page.view.page.go_to_section(7)
    keys.press(ENTER, control=True)
    assert page.logged == []
    assert page.files() == []
    assert focus() is page.edit("principal.born")
    body = page.view.fields.body("principal.born")
    assert body.error.text()
    assert body.error.isVisible()
    edit = page.edit("principal.born")
    assert isinstance(edit, QLineEdit)
    assert edit.text() == "S62.2.30"


def test_what_the_verb_refuses_is_told_at_its_field(page: Intake) -> None:
    keys = Keys()
    _type_e1(keys)
    page.view.presenter.put("envelope.postmark", date(2026, 11, 30))
    keys.press(ENTER, control=True)
    assert page.files() == []
    assert page.view.fields.body("envelope.postmark").error.isVisible()
    assert focus() is page.edit("envelope.postmark")
    assert page.view.presenter.form.envelope.postmark == date(2026, 11, 30)
    assert page.view.presenter.form.unread == ()


def test_a_field_that_was_left_shows_how_its_text_begins(page: Intake) -> None:
    page.go("scope")
    Keys().write("ATOK, ID, " * 40)
    edit = page.edit("scope")
    assert isinstance(edit, QLineEdit)
    assert edit.cursorPosition() > 0
    Keys().press(ENTER)
    assert edit.cursorPosition() == 0


def test_a_form_on_which_no_right_is_marked_is_logged_as_it_came(page: Intake) -> None:
    _type_e1(Keys())
    presenter = page.view.presenter
    presenter.change(tick_rights(presenter.form, ()))
    presenter.look()
    said = [line.title for line in presenter.state.findings]
    assert "請求書の「請求事項」の欄に印がありません" in said
    Keys().press(ENTER, control=True)
    (file,) = page.files()
    assert file.application.claims == ()
    assert file.application.receipt_number == "R8-0001"
    assert len(file.mail[0].payments) == 1


def test_an_empty_page_says_what_it_lacks_and_saves_nothing(page: Intake) -> None:
    Keys().press(ENTER, control=True)
    assert page.files() == []
    assert focus() is page.edit("envelope.kind")
    shown = [b for b in page.view.findChildren(FieldBody) if b.error.isVisible()]
    assert {body.edit.objectName() for body in shown} == {"envelope.kind", "principal.name"}


def test_a_draft_comes_back_as_it_was_typed(qtbot: QtBot) -> None:
    parent, store = QObject(), FakeStore()
    first = _opened(qtbot, parent, store)
    _type_e1(Keys())
    first.go("principal.former_name")
    commit("𠮷")
    first.view.presenter.put_unread("sheet.filled_in_on", "R8.13.1")
    first.view.leave()
    typed = first.view.presenter.form
    first.view.hide()
    second = _opened(qtbot, parent, store)
    assert second.view.presenter.state.restored
    assert second.view.presenter.form == typed
    edit = second.edit("principal.former_name")
    assert isinstance(edit, QLineEdit)
    assert edit.text() == "𠮷"


def test_a_logged_envelope_leaves_no_draft(page: Intake) -> None:
    _type_e1(Keys())
    page.view.presenter.keep_draft()
    assert len(page.store.state.drafts) == 1
    Keys().press(ENTER, control=True)
    assert page.store.state.drafts == {}
    assert page.view.presenter.form.application.principal.name == ""


def test_two_applications_share_the_stamps_as_a_person_allots_them(page: Intake) -> None:
    presenter = page.view.presenter
    for number, name in enumerate(("大野 剛", "大野 愛")):
        if number:
            presenter.add_application()
        presenter.choose_value("sheet.code", "A-1")
        presenter.put("principal.name", name)
        page.view.page.go_to_section(5)
        Keys().press(SPACE)
    presenter.choose_value("envelope.kind", MailKind.ORDINARY)
    page.view.page.go_to_section(7)
    Keys().press(KEY.Key_Plus, KEY.Key_Plus)
    for _ in range(6):
        Keys().press(KEY.Key_Right)
    Keys().press(*[KEY.Key_Plus] * 5)
    assert sum(each.count for each in presenter.state.left_over) == 7
    told = [line.title for line in presenter.state.findings]
    assert "どの請求の分か決まっていない切手等が7枚あります" in told
    assert "手数料がありません" not in told
    propose = page.view.page.stamps.shares.findChild(QPushButton, "proposeShares")
    assert isinstance(propose, QPushButton)
    propose.click()
    assert presenter.state.left_over == ()
    Keys().press(ENTER, control=True)
    worth = [
        sum(
            line.denomination * part.count
            for line in file.mail[0].payments
            for part in line.allotments
            if part.application == file.application.id
        )
        for file in page.files()
    ]
    assert sorted(worth) == [500, 1000]


def test_the_home_of_the_other_application_is_taken_by_one_key(page: Intake) -> None:
    presenter = page.view.presenter
    page.go("principal.postal_code")
    Keys().write("=")
    assert presenter.form.application.principal.postal_code == "="
    page.go("principal.postal_code")
    Keys().press(KEY.Key_Backspace)
    Keys().write("1660015")
    Keys().write("3-12-7")
    presenter.add_application()
    page.go("principal.postal_code")
    Keys().write("=")
    home = presenter.form.application.principal
    assert (home.postal_code, home.address) == ("166-0015", "東京都杉並区成田東3-12-7")
    assert focus() is page.edit("principal.address")


def test_what_another_application_of_the_envelope_lacks_is_gone_to(page: Intake) -> None:
    presenter = page.view.presenter
    _type_e1(Keys())
    presenter.put_unread("principal.born", "S62.2.30")
    presenter.add_application()
    presenter.put("principal.name", "大野 愛")
    page.go("principal.born")
    Keys().write("H1.13.1")
    Keys().press(ENTER)
    presenter.show_application(0)
    assert _text(page, "principal.born") == "S62.2.30"
    Keys().press(ENTER, control=True)
    assert (presenter.form.current, focus()) == (0, page.edit("principal.born"))
    page.view.presenter.put("principal.born", date(1987, 4, 17))
    Keys().press(ENTER, control=True)
    assert (presenter.form.current, focus()) == (1, page.edit("principal.born"))
    assert _text(page, "principal.born") == "H1.13.1"
    assert set(presenter.state.troubles) == {"principal.born"}
    presenter.show_application(0)
    assert presenter.state.troubles == {}
    assert page.files() == []


def test_what_the_verb_refuses_of_another_application_is_gone_to(page: Intake) -> None:
    presenter = page.view.presenter
    _type_e1(Keys())
    presenter.add_application()
    presenter.put("principal.name", "大野\x00愛")
    page.view.page.go_to_section(5)
    Keys().press(SPACE)
    presenter.show_application(0)
    Keys().press(ENTER, control=True)
    assert presenter.form.current == 1
    assert list(presenter.state.troubles) == ["principal.name"]
    assert page.files() == []


def test_an_application_that_goes_takes_its_bad_dates_along(page: Intake) -> None:
    presenter = page.view.presenter
    for text in ("", "S62.2.30", "H1.13.1"):
        if text:
            presenter.add_application()
            presenter.put_unread("principal.born", text)
    presenter.put_unread("envelope.postmark", "R8.13.1")
    presenter.show_application(1)
    presenter.remove_application()
    assert dict(presenter.form.unread) == {
        "envelope.postmark": "R8.13.1",
        "1:principal.born": "H1.13.1",
    }


def test_a_withdrawal_names_what_it_withdraws(page: Intake) -> None:
    _type_e1(Keys())
    Keys().press(ENTER, control=True)
    page.view.open_mail_item(None, Matter.WITHDRAWAL)
    page.view.presenter.choose_value("envelope.kind", MailKind.ORDINARY)
    Keys().press(ENTER, control=True)
    assert set(page.view.presenter.state.troubles) == {"supplement.number"}
    page.go("supplement.number")
    Keys().write("R8-1")
    Keys().press(ENTER)
    Keys().press(ENTER, control=True)
    section = page.view.page.supplement
    assert section.error.isVisible()
    assert section.pad.isAncestorOf(focus()) or section.pad is focus()
    Keys().press(SPACE)
    Keys().press(ENTER, control=True)
    (file,) = page.files()
    assert [len(each.claims) for each in file.withdrawals] == [1]


def test_a_mistake_of_ours_while_saving_keeps_what_was_typed(
    page: Intake, monkeypatch: pytest.MonkeyPatch
) -> None:
    _type_e1(Keys())
    typed = page.view.presenter.form
    with monkeypatch.context() as broken:
        broken.setattr(page.place.desk.ports.store, "writing", lambda *_: 1 // 0)
        with pytest.raises(ToldAlreadyError):
            page.view.presenter.save()
        with pytest.raises(ToldAlreadyError):
            page.view.presenter.keep_draft()
    assert page.view.presenter.form == typed
    bar = page.view.findChild(QWidget, "errorBar")
    assert isinstance(bar, QWidget)
    assert bar.isVisible()
    page.view.presenter.keep_draft()
    assert len(page.store.state.drafts) == 1
    Keys().press(ENTER, control=True)
    assert len(page.files()) == 1


def test_one_draft_is_one_entry_of_the_journal(page: Intake) -> None:
    presenter = page.view.presenter
    for name in ("髙", "髙橋", "髙橋 みゆき"):
        presenter.put("principal.name", name)
        presenter.keep_draft()
    assert [entry.action for entry in page.store.state.journal.values()] == [Action.DRAFT_SAVED]


def test_a_supplement_is_attached_by_its_number(page: Intake) -> None:
    _type_e1(Keys())
    Keys().press(ENTER, control=True)
    page.view.open_mail_item(None, Matter.SUPPLEMENT)
    page.view.presenter.choose_value("envelope.kind", MailKind.ORDINARY)
    page.go("supplement.number")
    Keys().write("r8-1")
    Keys().press(ENTER)
    assert page.view.presenter.state.whose.endswith("髙橋 みゆき")
    page.view.page.go_to_section(7)
    Keys().press(KEY.Key_Plus)
    Keys().press(ENTER, control=True)
    (file,) = page.files()
    assert [item.matter for item in file.mail] == [Matter.NEW_APPLICATION, Matter.SUPPLEMENT]
    assert file.mail[1].payments[0].denomination == 500


def test_a_supplement_of_an_application_knows_its_number(page: Intake) -> None:
    _type_e1(Keys())
    Keys().press(ENTER, control=True)
    (file,) = page.files()
    presenter = page.view.presenter
    of = SupplementOf(file.application.id, file.application.receipt_number)
    page.view.open_thing(of)
    assert presenter.form.supplement.number == of.receipt_number
    assert presenter.state.whose.endswith("髙橋 みゆき")
    presenter.keep_draft()
    assert page.store.state.drafts == {}
    presenter.choose_value("envelope.kind", MailKind.ORDINARY)
    page.view.page.go_to_section(7)
    Keys().press(KEY.Key_Plus)
    Keys().press(ENTER, control=True)
    (file,) = page.files()
    assert file.mail[1].payments[0].denomination == 500


def test_a_number_nobody_has_is_told_at_its_field(page: Intake) -> None:
    page.view.open_mail_item(None, Matter.SUPPLEMENT)
    page.go("supplement.number")
    Keys().write("R8-0999")
    Keys().press(ENTER)
    assert page.view.fields.body("supplement.number").error.isVisible()
    Keys().press(ENTER, control=True)
    assert page.store.state.mail == {}


def test_another_kind_of_mail_is_logged_and_done_with_a_note(page: Intake) -> None:
    page.view.open_mail_item(None, Matter.RETURNED_LETTER)
    page.view.presenter.choose_value("envelope.kind", MailKind.SIMPLE_REGISTERED)
    Keys().press(ENTER, control=True)
    assert page.view.fields.body("envelope.note").error.isVisible()
    page.go("envelope.note")
    commit("保管期間経過")
    Keys().press(ENTER, control=True)
    (mail,) = page.store.state.mail.values()
    assert (mail.handled, mail.handled_note) == (True, "保管期間経過")


def test_odd_pieces_and_things_to_be_returned_are_listed(page: Intake) -> None:
    page.view.page.stamps.odd.open_line()
    keys = Keys()
    keys.write("500")
    keys.press(ENTER, ENTER)
    box = focus()
    box.set_value((Piece.REVENUE_STAMP, Condition.SOUND))  # type: ignore[attr-defined]
    keys.press(ENTER)
    (odd,) = page.view.presenter.form.odd
    assert (odd.piece, odd.denomination, odd.count) == (Piece.REVENUE_STAMP, 500, 1)


def test_every_field_has_a_name_in_both_languages(page: Intake) -> None:
    _type_e1(Keys())
    for section in page.view.page.sections:
        section.open_seldom()
    for language in Language:
        page.speak(language)
        nameless = [
            widget
            for widget in page.view.findChildren(QWidget)
            if widget.isVisible()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.focusProxy() is None
            and not (widget.accessibleName() or getattr(widget, "text", str)())
        ]
        assert nameless == []


def test_the_language_changes_and_nothing_typed_is_lost(page: Intake) -> None:
    page.speak(Language.JA)
    _type_e1(Keys())
    page.view.presenter.look()
    form = page.view.presenter.form
    japanese = [line.title for line in page.view.presenter.state.findings]
    page.speak(Language.EN)
    english = [line.title for line in page.view.presenter.state.findings]
    assert len(english) == len(japanese)
    assert not set(english) & set(japanese)
    assert all(title.isascii() or "髙" in title for title in english)
    assert page.view.presenter.form == form
    days = {name: page.edit(name) for name in ("envelope.arrived_on", "principal.born")}
    shown = [edit.text() for edit in days.values() if isinstance(edit, QLineEdit)]
    assert shown == ["25 Nov 2026", "17 Apr 1987"]


def test_the_known_person_is_named(page: Intake) -> None:
    _type_e1(Keys())
    Keys().press(ENTER, control=True)
    page.go("principal.name")
    commit("髙橋 みゆき")
    page.view.presenter.look()
    assert [known.receipt_number for known in page.view.presenter.state.known] == ["R8-0001"]
    assert page.view.page.principal.known.isVisible()


def test_a_draft_of_last_time_can_be_forgotten(qtbot: QtBot) -> None:
    parent, store = QObject(), FakeStore()
    first = _opened(qtbot, parent, store)
    _type_e1(Keys())
    first.view.leave()
    first.view.hide()
    second = _opened(qtbot, parent, store)
    second.view._actions["beginAnew"].trigger()
    assert not second.view.presenter.state.restored
    assert second.view.presenter.form.application.principal.name == ""
    assert not second.view._actions["beginAnew"].isVisible()


def test_an_application_that_is_none_is_taken_out(page: Intake) -> None:
    presenter = page.view.presenter
    presenter.put("principal.name", "大野 剛")
    presenter.add_application()
    presenter.put("principal.name", "大野 愛")
    page.view._actions["removeApplication"].trigger()
    assert [each.principal.name for each in presenter.form.applications] == ["大野 剛"]
    edit = page.edit("principal.name")
    assert isinstance(edit, QLineEdit)
    assert edit.text() == "大野 剛"


def test_saving_and_checking_opens_the_application(page: Intake, qtbot: QtBot) -> None:
    _type_e1(Keys())
    with qtbot.waitSignal(page.place.open_application, timeout=1_000) as opened:
        Keys().press(ENTER, control=True)
    assert opened.args == [1]


def test_mail_that_was_logged_by_itself_is_worked_up_once(page: Intake) -> None:
    _type_e1(Keys())
    Keys().press(ENTER, control=True)
    waiting = MailItem(
        MailItemId(0), date(2026, 11, 25), MailKind.ORDINARY, Matter.SUPPLEMENT, sender="髙橋"
    )
    mailroom.log_mail(page.place.desk, waiting)
    page.view.open_thing(2)
    assert page.view.presenter.form.envelope.matter is Matter.SUPPLEMENT
    assert page.view.presenter.form.envelope.sender == "髙橋"
    page.go("supplement.number")
    Keys().write("R8-0001")
    Keys().press(ENTER)
    Keys().press(ENTER, control=True)
    assert len(page.store.state.mail) == 2
    assert page.store.state.mail[MailItemId(2)].handled
    (file,) = page.files()
    assert [item.id for item in file.mail] == [1, 2]


def test_a_new_page_remembers_nothing_of_the_one_before(page: Intake) -> None:
    _type_e1(Keys())
    Keys().press(ENTER, control=True)
    page.go("principal.name")
    compose("すずき")
    commit("鈴木")
    assert page.view.presenter.form.application.principal.kana == "スズキ"
    page.go("principal.postal_code")
    Keys().write("1660015")
    assert page.view.presenter.form.application.principal.address == "東京都杉並区成田東"


def test_a_supplement_and_a_new_envelope_have_drafts_of_their_own(page: Intake) -> None:
    page.go("principal.name")
    commit("髙橋 みゆき")
    page.view.open_thing(Matter.SUPPLEMENT)
    assert page.view.presenter.form.envelope.matter is Matter.SUPPLEMENT
    page.view.open_thing(None)
    assert page.view.presenter.form.application.principal.name == "髙橋 みゆき"


def test_enter_walks_down_the_paper(page: Intake) -> None:
    page.view.presenter.choose_value("sheet.code", "A-1")
    page.view.page.go_to_section(1)
    walked = []
    for _ in range(15):
        walked.append(focus().objectName())
        Keys().press(ENTER)
    assert walked == [
        "envelope.arrived_on",
        "envelope.postmark",
        "envelope.kind",
        "envelope.tracking_number",
        "envelope.opener",
        "envelope.red_marking",
        "sheet.code",
        "sheet.version",
        "sheet.filled_in_on",
        "principal.name",
        "principal.kana",
        "principal.former_name",
        "principal.born",
        "principal.phone",
        "principal.registered_as_form",
    ]


def test_tab_comes_to_what_opens_more_of_a_section(page: Intake) -> None:
    page.go("envelope.red_marking")
    Keys().press(KEY.Key_Tab)
    assert focus().objectName() == "more1"
    Keys().press(ENTER)
    assert focus().objectName() == "sheet.code"


def test_tab_leads_out_of_the_form_and_back(page: Intake) -> None:
    """Also where fields were made after the parts beside the form, as the claims are."""
    _type_e1(Keys())
    page.view.presenter.look()
    names = []
    for key in (KEY.Key_Tab, KEY.Key_Backtab):
        page.view.page.go_to_section(7)
        for _ in range(60):
            Keys().press(key)
            names.append(focus().objectName())
            if focus() is page.edit("envelope.arrived_on"):
                break
        assert focus() is page.edit("envelope.arrived_on")
    onward = names[: names.index("envelope.arrived_on") + 1]
    assert onward[-2] == "saveAndCheckButton"
    assert "findings" in onward
    assert not any(name.startswith(("principal.", "sheet.")) for name in onward)
    Keys().press(KEY.Key_Backtab)
    assert focus().objectName() == "saveAndCheckButton"
    page.view.panel.findings.setFocus()
    Keys().press(KEY.Key_Backtab)
    assert page.view.page.stamps.isAncestorOf(focus())


def test_the_page_is_left_while_the_keys_are_beside_its_form(page: Intake, qtbot: QtBot) -> None:
    """Qt asks a page that it hides for the next field; a failing answer ends the program."""
    stack = QStackedWidget()
    other = QPushButton()
    stack.addWidget(page.view)
    stack.addWidget(other)
    show_active(qtbot, stack)
    last = page.view.findChild(QPushButton, "saveAndCheckButton")
    assert last is not None
    last.setFocus()
    page.view.page.form.hide()
    assert page.view.focusNextPrevChild(True)  # noqa: FBT003 Qt's own argument
    page.view.page.form.show()
    last.setFocus()
    stack.setCurrentWidget(other)
    assert focus() is other
    page.view.setParent(None)


def test_a_section_is_opened_by_its_button_and_by_a_value_in_it(page: Intake) -> None:
    sender = page.edit("envelope.sender")
    assert not sender.isVisible()
    page.view.page.envelope.more.setFocus()
    Keys().press(SPACE)
    assert sender.isVisible()
    page.view.open_mail_item(None)
    assert not sender.isVisible()
    page.view.presenter.put("envelope.sender", "髙橋")
    page.view.presenter.look()
    assert sender.isVisible()


def test_a_code_that_several_towns_share_fills_in_what_they_share(page: Intake) -> None:
    page.go("principal.postal_code")
    Keys().write("9999999")
    assert page.view.presenter.form.application.principal.address == "東京都千代田区"


@pytest.mark.parametrize("habit", [(), (ENTER,), (KEY.Key_Tab,)])
def test_a_whole_postal_code_leads_behind_its_town_whatever_is_pressed_by_habit(
    page: Intake, habit: tuple[Qt.Key, ...]
) -> None:
    page.go("principal.postal_code")
    keys = Keys()
    keys.write("1660015")
    assert focus() is page.edit("principal.address")
    keys.press(*habit)
    assert focus() is page.edit("principal.address")
    keys.write("3-12-7")
    keys.press(ENTER)
    assert focus() is page.edit("proxy.kind")
    assert page.view.presenter.form.application.principal.address == "東京都杉並区成田東3-12-7"
    assert page.view.presenter.form.application.proxy.kind is None


def test_a_mistyped_postal_code_is_corrected_at_once(page: Intake) -> None:
    page.go("principal.postal_code")
    keys = Keys()
    keys.write("1660016")
    keys.press(KEY.Key_Backspace)
    keys.write("5")
    keys.write("3-12-7")
    principal = page.view.presenter.form.application.principal
    assert (principal.postal_code, principal.address) == ("166-0015", "東京都杉並区成田東3-12-7")


def test_an_address_left_without_a_house_number_is_noted_and_keeps_nobody(page: Intake) -> None:
    page.speak(Language.JA)
    page.go("principal.postal_code")
    keys = Keys()
    keys.write("1660015")
    address = page.edit("principal.address")
    assert isinstance(address, AddressEdit)
    assert address.note() == "自動入力"
    keys.press(ENTER, ENTER)
    assert focus() is not address
    assert (address.note(), address.trouble()) == ("番地がまだありません", "")
    page.go("principal.address")
    keys.write("3-12-7")
    page.go("principal.name")
    assert address.note() == "自動入力"


def test_plus_on_a_check_box_ticks_it_and_goes_on(page: Intake) -> None:
    page.go("envelope.red_marking")
    keys = Keys()
    keys.write("+")
    assert page.view.presenter.form.envelope.red_marking
    assert focus() is page.edit("sheet.code")
    page.go("principal.phone")
    keys.write("+81")
    assert page.view.presenter.form.application.principal.phone == "+81"


def test_text_typed_into_a_closed_choice_by_mistake_chooses_nobody(page: Intake) -> None:
    page.speak(Language.JA)
    page.go("proxy.kind")
    Keys().write("nishi 2-3")
    commit("三丁目12番")
    assert page.view.presenter.form.application.proxy.kind is None
