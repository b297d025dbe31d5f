# SPDX-License-Identifier: MIT
"""The Intake page by keys: an envelope logged, findings beside it, what is refused, names kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desk_app.gui.kit.fields import FieldBody
from desk_app.gui.pages.intake.draft import tick_rights
from desk_app.records.application import Method, ReplyTo, Right
from desk_app.records.mail import MailKind
from desk_app.records.papers import Subject
from desk_app.records.people import Language
from tests.gui.intake_desk import (
    Intake,
    Keys,
    commit,
    compose,
    focus,
    shown,
    type_first_envelope,
)

KEY = Qt.Key
ENTER, SPACE = KEY.Key_Return, KEY.Key_Space
MOST_KEYS_BEYOND_CONTENT = 30


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[Intake]:
    with shown(qtbot) as opened_page:
        yield opened_page


def test_the_first_envelope_is_logged_with_at_most_thirty_keys_beyond_its_content(
    page: Intake,
) -> None:
    keys = Keys()
    type_first_envelope(keys)
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


def test_a_bad_date_is_told_at_its_field_and_nothing_is_saved(page: Intake) -> None:
    keys = Keys()
    type_first_envelope(keys)
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
    type_first_envelope(keys)
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
    type_first_envelope(Keys())
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


def test_every_field_has_a_name_in_both_languages(page: Intake) -> None:
    type_first_envelope(Keys())
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
    type_first_envelope(Keys())
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
    type_first_envelope(Keys())
    Keys().press(ENTER, control=True)
    page.go("principal.name")
    commit("髙橋 みゆき")
    page.view.presenter.look()
    assert [known.receipt_number for known in page.view.presenter.state.known] == ["R8-0001"]
    assert page.view.page.principal.known.isVisible()


def test_saving_and_checking_opens_the_application(page: Intake, qtbot: QtBot) -> None:
    type_first_envelope(Keys())
    with qtbot.waitSignal(page.place.open_application, timeout=1_000) as opened:
        Keys().press(ENTER, control=True)
    assert opened.args == [1]


def test_the_keys_that_count_are_told_while_the_keys_go_to_the_stamps(page: Intake) -> None:
    counting = {"+ −", "84×5", "="}
    page.view.page.go_to_shown(1)
    assert not counting & set(dict(page.view.keys_told()))
    page.view.page.go_to_shown(7)
    assert counting <= set(dict(page.view.keys_told()))
