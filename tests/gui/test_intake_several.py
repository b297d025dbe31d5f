# SPDX-License-Identifier: MIT
"""Several applications in an envelope, and other mail: supplements, withdrawals, odd pieces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desk_app.desk.applications import intake
from desk_app.gui.case.typed import MaskNote, PaperForm, claim_to
from desk_app.gui.kit.display.notes import ErrorBar
from desk_app.gui.kit.look.text import Text
from desk_app.gui.page import SupplementOf
from desk_app.gui.pages.intake.draft import (
    add_application,
    put,
    say_of_claim,
    take_person,
    tick_rights,
)
from desk_app.gui.pages.intake.findings import left_over
from desk_app.records.base import MailItemId
from desk_app.records.case.application import Change, Right
from desk_app.records.case.history import ApplicationFile
from desk_app.records.case.mail import Condition, MailItem, MailKind, Matter, Piece
from desk_app.records.case.papers import MaskAction, MaskState, Subject
from desk_app.records.desk.people import Language
from desk_app.rules.case.pages_back import TO_RETURN
from tests.gui.intake_desk import Intake, KeptPage, Keys, commit, focus, type_first_envelope

pytestmark = pytest.mark.once(under="second")

KEY = Qt.Key
ENTER, SPACE = KEY.Key_Return, KEY.Key_Space


@pytest.fixture
def page(kept_page: KeptPage, qtbot: QtBot) -> Iterator[Intake]:
    with kept_page.begun(qtbot) as opened_page:
        yield opened_page


def _text(page: Intake, name: str) -> str:
    edit = page.edit(name)
    assert isinstance(edit, QLineEdit)
    return edit.text()


def test_two_applications_share_the_stamps_as_a_person_allots_them(page: Intake) -> None:
    book = page.view.book
    for number, name in enumerate(("大野 剛", "大野 愛")):
        if number:
            book.add_application()
        book.choose_value("sheet.code", "A-1")
        book.put("principal.name", name)
        page.view.page.go_to_section(5)
        Keys().press(SPACE)
    book.choose_value("envelope.kind", MailKind.ORDINARY)
    page.view.page.go_to_section(7)
    Keys().press(KEY.Key_Plus, KEY.Key_Plus)
    for _ in range(6):
        Keys().press(KEY.Key_Right)
    Keys().press(*[KEY.Key_Plus] * 5)
    assert left_over(book.form) == 7
    told = [line.title for line in book.state.findings]
    assert "どの請求の分か決まっていない切手等が7枚あります" in told
    assert "手数料がありません" not in told
    propose = page.view.page.stamps.shares.findChild(QPushButton, "proposeShares")
    assert isinstance(propose, QPushButton)
    propose.click()
    assert left_over(book.form) == 0
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
    book = page.view.book
    page.go("principal.postal_code")
    Keys().write("=")
    assert book.form.application.principal.postal_code == "="
    page.go("principal.postal_code")
    Keys().press(KEY.Key_Backspace)
    Keys().write("1660015")
    Keys().write("3-12-7")
    book.add_application()
    page.go("principal.postal_code")
    Keys().write("=")
    home = book.form.application.principal
    assert (home.postal_code, home.address) == ("166-0015", "東京都杉並区成田東3-12-7")
    assert focus() is page.edit("principal.address")


def test_two_forms_of_one_person_share_people_and_documents(own_page: Intake) -> None:
    own_page.speak(Language.JA)
    book = own_page.view.book
    type_first_envelope(Keys())
    first = book.form.application
    book.add_application()
    book.look()
    own_page.go("principal.name")
    assert own_page.view.page.principal.name.placeholderText() == "= 1件目と同じ"
    Keys().write("=")
    second = book.form.application
    assert second.principal == first.principal
    assert focus() is own_page.edit("principal.kana")
    assert (second.claims, second.sheet) == ((), type(second.sheet)()), "what is asked is its own"
    (shared,) = [each for each in second.papers if each.here]
    assert (shared.kind, shared.valid_until) == ("driving_licence", date(2029, 5, 17))
    assert "1通" in shared.note
    heads = [each.text() for each in own_page.view.page.stamps.shares.findChildren(Text)]
    assert {"1  髙橋 みゆき", "2  髙橋 みゆき"} <= set(heads)
    book.choose_value("sheet.code", "A-1")
    own_page.view.page.go_to_section(5)
    Keys().press(SPACE)
    Keys().press(ENTER, control=True)
    one, other = own_page.files()
    assert one.application.principal == other.application.principal
    assert [paper.kind for paper in other.enclosures] == ["driving_licence"]


def test_a_page_that_goes_back_stays_with_the_first_form(page: Intake) -> None:
    form = page.view.book.form
    kept, gone, destroyed = (
        PaperForm(kind, kind, Subject.PRINCIPAL, here=True, original=False)
        for kind in ("passport", "health_insurance_card", "individual_number_card")
    )
    gone = replace(gone, whereabouts=TO_RETURN)
    note = MaskNote("individual_number", MaskState.VISIBLE, MaskAction.PAGE_DESTROYED)
    papers = (kept, gone, replace(destroyed, masks=(note,)))
    form = put(form, "principal.name", "大野 愛")
    form = add_application(form.with_application(replace(form.application, papers=papers)))
    taken = take_person(form, "共通")
    assert [(each.key, each.note) for each in taken.application.papers] == [("passport", "共通")]
    assert take_person(taken, "共通") is taken, "this one has its own"


def test_what_another_application_of_the_envelope_lacks_is_gone_to(page: Intake) -> None:
    book = page.view.book
    type_first_envelope(Keys())
    book.put_unread("principal.born", "S62.2.30")
    book.add_application()
    book.put("principal.name", "大野 愛")
    page.go("principal.born")
    Keys().write("H1.13.1")
    Keys().press(ENTER)
    book.show_application(0)
    assert _text(page, "principal.born") == "S62.2.30"
    Keys().press(ENTER, control=True)
    assert (book.form.current, focus()) == (0, page.edit("principal.born"))
    page.view.book.put("principal.born", date(1987, 4, 17))
    Keys().press(ENTER, control=True)
    assert (book.form.current, focus()) == (1, page.edit("principal.born"))
    assert _text(page, "principal.born") == "H1.13.1"
    assert set(book.state.troubles) == {"principal.born"}
    book.show_application(0)
    assert book.state.troubles == {}
    book.show_application(1)
    book.put("principal.born", None)
    book.put("principal.name", "大野\x00愛")
    page.view.page.go_to_section(5)
    Keys().press(SPACE)
    book.show_application(0)
    Keys().press(ENTER, control=True)
    assert book.form.current == 1, "also to what the verb refuses of it"
    assert list(book.state.troubles) == ["principal.name"]
    assert page.files() == []


def test_what_several_applications_lack_is_told_at_once(page: Intake) -> None:
    book, bar = page.view.book, page.view.findChild(ErrorBar)
    assert bar is not None
    type_first_envelope(Keys())
    book.put_unread("principal.born", "S62.2.30")
    book.add_application()
    book.put("principal.name", "大野 愛")
    book.put_unread("principal.born", "H1.13.1")
    page.view.page.go_to_section(3)
    Keys().press(ENTER, control=True)
    assert bar.isVisible(), "each with its place"
    told = bar.accessibleName()
    assert told.count("Application ") == 2
    assert "2 大野 愛" in told
    book.show_application(1)
    assert set(book.state.troubles) == {"principal.born"}, "told there without saving again"
    book.put("principal.born", date(1987, 4, 17))
    book.show_application(0)
    assert bar.isVisible(), "the other still lacks it"
    book.put("principal.born", date(1987, 4, 17))
    book.look()
    assert book.state.told == ()
    assert not bar.isVisible()


def test_what_a_verb_refuses_of_several_is_told_at_once(page: Intake) -> None:
    book, bar = page.view.book, page.view.findChild(ErrorBar)
    assert bar is not None
    type_first_envelope(Keys())
    book.add_application()
    for number in (0, 1):
        book.show_application(number)
        book.put("principal.name", "大野\x00愛")
    page.view.page.go_to_section(5)
    Keys().press(ENTER, control=True)
    assert bar.isVisible()
    assert bar.accessibleName().count("Application ") == 2
    book.remove_application()
    assert book.state.told == ()
    assert not bar.isVisible(), "their numbers are others now"


def test_an_application_that_goes_takes_its_bad_dates_along(page: Intake) -> None:
    book = page.view.book
    for name, text in (("大野 剛", ""), ("大野 愛", "S62.2.30"), ("大野 望", "H1.13.1")):
        if text:
            book.add_application()
            book.put_unread("principal.born", text)
        book.put("principal.name", name)
    book.put_unread("envelope.postmark", "R8.13.1")
    book.show_application(1)
    page.view.doing["removeApplication"].trigger()
    assert dict(book.form.unread) == {
        "envelope.postmark": "R8.13.1",
        "1:principal.born": "H1.13.1",
    }
    assert [each.principal.name for each in book.form.applications] == ["大野 剛", "大野 望"]
    page.view.doing["removeApplication"].trigger()
    assert [each.principal.name for each in book.form.applications] == ["大野 剛"]
    assert _text(page, "principal.name") == "大野 剛"


def test_a_supplement_is_attached_by_its_number_or_from_its_application(page: Intake) -> None:
    type_first_envelope(Keys())
    assert _tells_of_the_marking(page)
    Keys().press(ENTER, control=True)
    book = page.view.book
    page.view.open_mail_item(None, Matter.SUPPLEMENT)
    page.go("supplement.number")
    Keys().write("R8-0999")
    Keys().press(ENTER)
    assert page.view.fields.body("supplement.number").error.isVisible(), "a number nobody has"
    Keys().press(ENTER, control=True)
    assert len(page.store.state.mail) == 1
    page.go("supplement.number")
    Keys().press(KEY.Key_A, control=True)
    Keys().write("r8-1")
    Keys().press(ENTER)
    assert book.state.whose.endswith("髙橋 みゆき")
    file = _logged_with_a_stamp(page)
    assert [item.matter for item in file.mail] == [Matter.NEW_APPLICATION, Matter.SUPPLEMENT]
    assert file.mail[1].payments[0].denomination == 500
    of = SupplementOf(file.application.id, file.application.receipt_number)
    page.view.open_thing(of)
    assert book.form.supplement.number == of.receipt_number
    assert book.state.whose.endswith("髙橋 みゆき")
    assert book.state.findings
    assert not _tells_of_the_marking(page), "a later envelope bears none"
    book.keep_draft()
    assert page.store.state.drafts == {}
    assert _logged_with_a_stamp(page).mail[2].payments[0].denomination == 500


def _tells_of_the_marking(page: Intake) -> bool:
    return any("marking" in line.key for line in page.view.book.state.findings)


def _logged_with_a_stamp(page: Intake) -> ApplicationFile:
    page.view.book.choose_value("envelope.kind", MailKind.ORDINARY)
    page.view.page.go_to_section(7)
    Keys().press(KEY.Key_Plus)
    Keys().press(ENTER, control=True)
    (file,) = page.files()
    return file


def test_what_one_application_wants_corrected_never_stands_in_the_others(page: Intake) -> None:
    book = page.view.book
    wants = ([Change("住所", "旧", "新"), Change("電話", "03", "04")], [Change("氏名", "甲", "乙")])
    for number, changes in enumerate(wants):
        if number:
            book.add_application()
        book.change(tick_rights(book.form, [Right.CORRECTION]))
        claim = replace(claim_to(Right.CORRECTION), changes=tuple(changes))
        book.change(say_of_claim(book.form, claim))
    for current in (0, 1):
        book.show_application(current)
    edits = {
        name: page.view.findChild(QLineEdit, f"{name}.correction")
        for name in ("item0", "after0", "item1", "after1")
    }
    assert [edit and edit.text() for edit in edits.values()] == ["氏名", "乙", "", ""]
    edit = edits["after0"]
    assert edit is not None
    edit.setFocus()
    edit.end(False)  # noqa: FBT003 Qt's own
    commit("丙")
    told = [each.claims[0].changes for each in book.form.applications]
    assert told == [tuple(wants[0]), (Change("氏名", "甲", "乙丙"),)]


def test_a_deletion_has_no_after_and_an_addition_no_before(page: Intake) -> None:
    page.view.page.claims.pad.set_ticked([Right.ADDITION, Right.DELETION])
    page.view.page.claims._ticked()
    there = {
        name
        for right in ("addition", "deletion")
        for part in ("item", "before", "after")
        if page.view.findChild(QLineEdit, name := f"{part}0.{right}") is not None
    }
    assert there == {"item0.addition", "after0.addition", "item0.deletion", "before0.deletion"}


def test_a_withdrawal_names_what_it_withdraws(page: Intake) -> None:
    type_first_envelope(Keys())
    Keys().press(ENTER, control=True)
    page.view.open_mail_item(None, Matter.WITHDRAWAL)
    page.view.book.choose_value("envelope.kind", MailKind.ORDINARY)
    Keys().press(ENTER, control=True)
    assert set(page.view.book.state.troubles) == {"supplement.number"}
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


def test_a_change_of_address_is_logged_with_the_new_address(page: Intake) -> None:
    type_first_envelope(Keys())
    Keys().press(ENTER, control=True)
    (file,) = page.files()
    page.view.open_thing(SupplementOf(file.application.id, file.application.receipt_number))
    book = page.view.book
    book.change(put(book.form, "envelope.matter", Matter.CHANGE_OF_ADDRESS), outside=True)
    book.choose_value("envelope.kind", MailKind.ORDINARY)
    book.look()
    section = page.view.page.supplement
    assert section.address.isVisible()
    assert not section.is_of_proxy.isVisible()
    Keys().press(ENTER, control=True)
    assert set(book.state.troubles) == {"supplement.address"}
    page.go("supplement.address")
    Keys().write("長崎県長崎市旭町8-20")
    Keys().press(ENTER)
    assert any(each.key.startswith("address_change.unshown") for each in book.state.findings)
    Keys().press(ENTER, control=True)
    (file,) = page.files()
    assert [each.address for each in file.address_changes] == ["長崎県長崎市旭町8-20"]
    assert file.application.principal.address != "長崎県長崎市旭町8-20"


def test_what_the_form_lacks_is_told_to_whoever_logs_a_supplement(page: Intake) -> None:
    type_first_envelope(Keys())
    book = page.view.book
    book.change(put(book.form, "principal.born", None), outside=True)
    Keys().press(ENTER, control=True)
    (file,) = page.files()
    of = SupplementOf(file.application.id, file.application.receipt_number)
    page.view.open_thing(of)
    asked = page.view.page.supplement.asked
    assert asked.isVisible()
    assert "生年月日" in asked.accessibleName()
    assert "入力を訂正する" in asked.accessibleName()
    book.change(put(book.form, "envelope.matter", Matter.WITHDRAWAL), outside=True)
    book.look()
    assert not asked.isVisible()


def test_another_kind_of_mail_is_logged_and_done_with_a_note(page: Intake) -> None:
    page.view.open_mail_item(None, Matter.RETURNED_LETTER)
    page.view.book.choose_value("envelope.kind", MailKind.SIMPLE_REGISTERED)
    Keys().press(ENTER, control=True)
    assert page.view.fields.body("envelope.note").error.isVisible()
    page.go("envelope.note")
    commit("保管期間経過")
    Keys().press(ENTER, control=True)
    (mail,) = page.store.state.mail.values()
    assert (mail.handled, mail.handled_note) == (True, "保管期間経過")


def test_mail_that_was_logged_by_itself_is_worked_up_once(page: Intake) -> None:
    type_first_envelope(Keys())
    Keys().press(ENTER, control=True)
    waiting = MailItem(
        MailItemId(0), date(2026, 11, 25), MailKind.ORDINARY, Matter.SUPPLEMENT, sender="髙橋"
    )
    intake.log_mail(page.place.desk, waiting)
    page.view.open_thing(2)
    assert page.view.book.form.envelope.matter is Matter.SUPPLEMENT
    assert page.view.book.form.envelope.sender == "髙橋"
    page.go("supplement.number")
    Keys().write("R8-0001")
    Keys().press(ENTER)
    Keys().press(ENTER, control=True)
    assert len(page.store.state.mail) == 2
    assert page.store.state.mail[MailItemId(2)].handled
    (file,) = page.files()
    assert [item.id for item in file.mail] == [1, 2]


def test_odd_pieces_and_things_to_be_returned_are_listed(page: Intake) -> None:
    page.view.page.stamps.odd.open_line()
    keys = Keys()
    keys.write("500")
    keys.press(ENTER, ENTER)
    box = focus()
    box.set_value((Piece.REVENUE_STAMP, Condition.SOUND))  # type: ignore[attr-defined]
    keys.press(ENTER)
    (odd,) = page.view.book.form.odd
    assert (odd.piece, odd.denomination, odd.count) == (Piece.REVENUE_STAMP, 500, 1)
