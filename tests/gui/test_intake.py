# SPDX-License-Identifier: MIT
"""The Intake page by keys: an envelope logged, findings beside it, what is refused, names kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desk_app.gui.kit.fields.fields import FieldBody
from desk_app.gui.pages.intake.draft import tick_rights
from desk_app.records.case.application import Method, ReplyTo, Right
from desk_app.records.case.history import ApplicationFile
from desk_app.records.case.mail import MailKind
from desk_app.records.case.papers import Subject
from desk_app.records.desk.people import Language
from tests.gui.intake_desk import (
    Intake,
    KeptPage,
    Keys,
    commit,
    compose,
    focus,
    type_first_envelope,
)

KEY = Qt.Key
ENTER, SPACE = KEY.Key_Return, KEY.Key_Space
MOST_KEYS_BEYOND_CONTENT = 30


@pytest.fixture
def page(kept_page: KeptPage, qtbot: QtBot) -> Iterator[Intake]:
    with kept_page.begun(qtbot) as opened_page:
        yield opened_page


def test_the_first_envelope_is_logged_with_at_most_thirty_keys_beyond_its_content(
    page: Intake, qtbot: QtBot
) -> None:
    keys = Keys()
    type_first_envelope(keys)
    page.view.book.look()
    with qtbot.waitSignal(page.place.open_application, timeout=1_000) as opened:
        keys.press(ENTER, control=True)
    assert (page.logged, opened.args) == ([1], [1])
    assert 0 < keys.beyond <= MOST_KEYS_BEYOND_CONTENT
    (file,) = page.files()
    _kept_as_it_was_typed(file)
    page.go("principal.name")
    commit("髙橋 みゆき")
    page.view.book.look()
    known = [each.receipt_number for each in page.view.book.state.known]
    assert known == ["R8-0001"], "the known person is named"
    assert page.view.page.principal.known.isVisible()


def _kept_as_it_was_typed(file: ApplicationFile) -> None:
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


def test_an_empty_page_has_nothing_filled_in_says_what_it_lacks_and_saves_nothing(
    page: Intake,
) -> None:
    form = page.view.book.form
    assert form.envelope.arrived_on == date(2026, 11, 25)
    assert (form.envelope.kind, form.envelope.red_marking) == (None, False)
    assert form.application.sheet.code is None
    assert form.application.claims == ()
    assert not any(paper.here for paper in form.application.papers)
    Keys().press(ENTER, control=True)
    assert page.files() == []
    assert focus() is page.edit("envelope.kind")
    shown = [b for b in page.view.findChildren(FieldBody) if b.error.isVisible()]
    assert {body.edit.objectName() for body in shown} == {"envelope.kind", "principal.name"}
    counting = {"+ −", "84×5", "="}
    page.view.page.go_to_shown(1)
    assert not counting & set(dict(page.view.keys_told()))
    page.view.page.go_to_shown(7)
    assert counting <= set(dict(page.view.keys_told())), "the keys that count stamps"
    page.view.book.choose_value("sheet.code", "A-1")
    assert page.view.book.form.application.sheet.version == "2026-11"


def test_findings_wait_until_a_preedit_is_committed(page: Intake, qtbot: QtBot) -> None:
    page.go("principal.name")
    compose("たかはし")
    commit("髙橋")
    kana = page.view.book.form.application.principal.kana
    assert kana == "タカハシ", "the reading typed while composing becomes the kana"
    page.view.book.look()
    before = page.view.book.state
    compose("みゆ")
    page.view._settling.touch()
    page.view._settling.setInterval(1)
    page.view._settling.start()
    qtbot.wait(20)
    assert page.view.book.state is before
    commit("みゆき")
    with qtbot.waitSignal(page.view.book.state_changed, timeout=2_000):
        page.view._settling.touch()
    assert page.view.book.form.application.principal.name == "髙橋みゆき"
    page.go("scope")
    Keys().write("ATOK, ID, " * 40)
    edit = page.edit("scope")
    assert isinstance(edit, QLineEdit)
    assert edit.cursorPosition() > 0
    Keys().press(ENTER)
    assert edit.cursorPosition() == 0, "a field that was left shows how its text begins"


def test_a_name_is_kept_as_it_was_written(page: Intake) -> None:
    for name in ("𠮷田 ひかる", "渡邉\U000e0102 健一", "石﨑 さやか", "O'Connor-Álvarez"):
        page.view.book.choose_value("envelope.kind", MailKind.ORDINARY)
        page.go("principal.name")
        commit(name)
        page.view.page.go_to_section(5)
        Keys().press(SPACE)
        Keys().press(ENTER, control=True)
        assert page.files()[-1].application.principal.name == name


def test_what_cannot_be_read_or_is_refused_is_told_at_its_field_and_nothing_is_saved(
    page: Intake,
) -> None:
    keys, book = Keys(), page.view.book
    type_first_envelope(keys)
    page.go("principal.born")
    keys.write("S62.2.30")
    keys.press(ENTER)
    page.view.page.go_to_section(7)
    _refused_at(page, "principal.born")
    assert page.view.fields.body("principal.born").error.text()
    edit = page.edit("principal.born")
    assert isinstance(edit, QLineEdit)
    assert edit.text() == "S62.2.30"
    book.put("principal.born", date(1987, 4, 17))
    book.put("envelope.postmark", date(2026, 11, 30))
    _refused_at(page, "envelope.postmark")
    assert book.form.envelope.postmark == date(2026, 11, 30)
    assert book.form.unread == ()
    book.put("envelope.postmark", None)
    book.change(tick_rights(book.form, ()))
    book.look()
    said = [line.title for line in book.state.findings]
    assert "請求書の「請求事項」の欄に印がありません" in said
    keys.press(ENTER, control=True)
    (file,) = page.files()
    assert file.application.claims == (), "a form on which no right is marked, as it came"
    assert file.application.receipt_number == "R8-0001"
    assert len(file.mail[0].payments) == 1


def _refused_at(page: Intake, field: str) -> None:
    Keys().press(ENTER, control=True)
    assert (page.logged, page.files()) == ([], [])
    assert focus() is page.edit(field)
    assert page.view.fields.body(field).error.isVisible()


def test_the_language_changes_and_nothing_typed_is_lost(own_page: Intake) -> None:
    own_page.speak(Language.JA)
    type_first_envelope(Keys())
    _every_field_has_a_name(own_page)
    own_page.view.book.look()
    form = own_page.view.book.form
    japanese = [line.title for line in own_page.view.book.state.findings]
    own_page.speak(Language.EN)
    english = [line.title for line in own_page.view.book.state.findings]
    assert len(english) == len(japanese)
    assert not set(english) & set(japanese)
    assert all(title.isascii() or "髙" in title for title in english)
    assert own_page.view.book.form == form
    days = {name: own_page.edit(name) for name in ("envelope.arrived_on", "principal.born")}
    shown = [edit.text() for edit in days.values() if isinstance(edit, QLineEdit)]
    assert shown == ["25 Nov 2026", "17 Apr 1987"]
    _every_field_has_a_name(own_page)


def _every_field_has_a_name(page: Intake) -> None:
    for section in page.view.page.sections:
        section.open_seldom()
    nameless = [
        widget
        for widget in page.view.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert nameless == []


def test_a_postal_code_and_an_address_that_do_not_fit_are_asked_about(own_page: Intake) -> None:
    own_page.speak(Language.JA)
    for whose, code, address, told in (
        ("principal", "1660015", "東京都渋谷区神宮前1-2-3", "東京都杉並区成田東"),
        ("principal", "1660016", "東京都杉並区成田東1-2", "郵便番号表"),
        ("principal", "〒１６６－００１５", "杉並区成田東3-12-7", ""),
        ("proxy", "1660015", "東京都渋谷区神宮前1-2-3", "東京都杉並区成田東"),
        ("proxy", "166", "東京都渋谷区神宮前1-2-3", ""),
    ):
        own_page.view.book.put(f"{whose}.address", address)
        own_page.view.book.put(f"{whose}.postal_code", code)
        own_page.view.book.look()
        said = own_page.view.fields.body(f"{whose}.postal_code").error.text()
        assert (told in said) if told else not said
