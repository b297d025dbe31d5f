# SPDX-License-Identifier: MIT
"""Ways through the Intake page by keys: down the paper, out of it, back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QStackedWidget
from pytestqt.qtbot import QtBot

from desk_app.gui.kit.names import AddressEdit
from desk_app.records.people import Language
from tests.gui.intake_desk import Intake, Keys, commit, focus, shown, type_first_envelope
from tests.gui.pages import show_active

KEY = Qt.Key
ENTER, SPACE = KEY.Key_Return, KEY.Key_Space


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[Intake]:
    with shown(qtbot) as opened_page:
        yield opened_page


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
        "registered_as_form",
    ]


def test_enter_passes_what_opens_more_of_a_section_and_presses_it_once_tab_came_there(
    page: Intake,
) -> None:
    page.go("envelope.red_marking")
    Keys().press(ENTER)
    assert focus().objectName() == "sheet.code"
    page.go("envelope.red_marking")
    Keys().press(KEY.Key_Tab)
    assert focus().objectName() == "more1"
    Keys().press(ENTER)
    assert focus().objectName() == "envelope.matter"


def test_tab_leads_out_of_the_form_and_back(page: Intake) -> None:
    """Also where fields were made after the parts beside the form, as the claims are."""
    type_first_envelope(Keys())
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
    assert address.note() == "", "what was typed behind the town is the clerk's own"
    page.go("principal.name")
    assert address.note() == ""


def test_a_postmark_is_typed_as_it_is_stamped_and_no_other_day(page: Intake) -> None:
    page.speak(Language.JA)
    for name in ("envelope.postmark", "envelope.arrived_on", "principal.born"):
        page.go(name)
        focus().setProperty("text", "")
        Keys().write("11.24")
        Keys().press(ENTER)
    assert page.edit("envelope.postmark").property("text") == "令和8年11月24日"
    postmark = page.view.presenter.form.envelope.postmark
    assert postmark == date(2026, 11, 24)
    unread = dict(page.view.presenter.form.unread)
    assert unread == {"envelope.arrived_on": "11.24", "principal.born": "11.24"}


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
