# SPDX-License-Identifier: MIT
"""Ways through the Intake page by keys: down the paper, out of it, back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget
from pytestqt.qtbot import QtBot

from desk_app.gui.case.drafts import read, written
from desk_app.gui.case.typed import (
    ApplicationForm,
    EnvelopeForm,
    IntakeForm,
    claim_to,
    is_blank,
    pieces_of,
    thing_held,
)
from desk_app.gui.kit.fields.dates import EraDateEdit
from desk_app.gui.kit.fields.names import AddressEdit
from desk_app.gui.pages.intake.draft import put
from desk_app.records.case.application import Change, Principal, ProxyKind, ReplyTo, Right
from desk_app.records.case.mail import Condition, HeldKind, MailKind
from desk_app.records.desk.people import Language
from tests.gui.intake_desk import (
    TODAY,
    Intake,
    KeptPage,
    Keys,
    commit,
    focus,
    type_first_envelope,
)
from tests.gui.pages import show_active

pytestmark = pytest.mark.once(under="first")

KEY = Qt.Key
ENTER, SPACE = KEY.Key_Return, KEY.Key_Space


@pytest.fixture
def page(kept_page: KeptPage, qtbot: QtBot) -> Iterator[Intake]:
    with kept_page.begun(qtbot) as opened_page:
        yield opened_page


def test_enter_walks_down_the_paper_and_past_what_opens_more_of_a_section(page: Intake) -> None:
    page.view.book.choose_value("sheet.code", "A-1")
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
    page.go("envelope.red_marking")
    Keys().press(KEY.Key_Tab)
    assert focus().objectName() == "more1"
    Keys().press(ENTER)
    assert focus().objectName() == "envelope.matter", "pressed once Tab came there"


def test_tab_leads_out_of_the_form_and_back(page: Intake) -> None:
    """Also where fields were made after the parts beside the form, as the claims are."""
    type_first_envelope(Keys())
    page.view.book.look()
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
    page.view.book.put("envelope.sender", "髙橋")
    page.view.book.look()
    assert sender.isVisible()


def test_a_whole_postal_code_leads_behind_its_town_whatever_is_pressed_by_habit(
    page: Intake,
) -> None:
    keys, book = Keys(), page.view.book
    for habit in ((), (ENTER,), (KEY.Key_Tab,)):
        book.begin_anew()
        page.go("principal.postal_code")
        keys.write("1660015")
        assert focus() is page.edit("principal.address")
        keys.press(*habit)
        assert focus() is page.edit("principal.address")
        keys.write("3-12-7")
        keys.press(ENTER)
        assert focus() is page.edit("proxy.kind")
        assert book.form.application.principal.address == "東京都杉並区成田東3-12-7"
        assert book.form.application.proxy.kind is None
    book.begin_anew()
    page.go("principal.postal_code")
    keys.write("9999999")
    shared = book.form.application.principal.address
    assert shared == "東京都千代田区", "what several towns of one code share"


def test_a_mistyped_postal_code_is_corrected_at_once(page: Intake) -> None:
    page.go("principal.postal_code")
    keys = Keys()
    keys.write("1660016")
    keys.press(KEY.Key_Backspace)
    keys.write("5")
    keys.write("3-12-7")
    principal = page.view.book.form.application.principal
    assert (principal.postal_code, principal.address) == ("166-0015", "東京都杉並区成田東3-12-7")
    page.go("envelope.red_marking")
    keys.write("+")
    assert page.view.book.form.envelope.red_marking
    assert focus() is page.edit("sheet.code"), "plus ticks a box and goes on"
    page.go("principal.phone")
    keys.write("+81")
    assert page.view.book.form.application.principal.phone == "+81"


# A draft of the Intake page as text: it comes back as it was, or not at all.


FORMS = st.from_type(IntakeForm).filter(lambda form: bool(form.applications))


@settings(max_examples=15)
@given(FORMS)
def test_a_page_comes_back_as_it_was(form: IntakeForm) -> None:
    assert read(written(form)) == form


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{",
        '{"key": 7}',
        '{"key": "new", "unknown": 1}',
        '{"key": "new", "applications": []}',
        '{"key": "new", "envelope": {"arrived_on": "2026-13-01"}}',
        '{"key": "new", "envelope": {"kind": "pigeon"}}',
        '{"key": "new", "current": "0"}',
    ],
)
def test_a_text_that_is_no_page_is_none(text: str) -> None:
    assert read(text) is None


def test_a_page_of_before_lacks_what_came_later_and_is_read_all_the_same() -> None:
    plain = json.loads(written(IntakeForm("new")))
    del plain["held"]
    form = read(json.dumps(plain))
    assert form == IntakeForm("new")


def test_a_draft_of_an_older_program_is_read_as_it_would_be_written_now() -> None:
    claim = {"right": "correction", "changes": [{"item": "番地", "before": "", "after": "14-7"}]}
    of = {"name": "髙橋", "registered_as_form": False, "registered_address": "京都市"}
    piece = {"denomination": 84, "count": 2, "piece": "stamp", "condition": "torn", "surcharge": 0}
    form = read(
        json.dumps(
            {
                "key": "new",
                "applications": [{"principal": of, "claims": [claim]}],
                "odd": [piece],
                "held": [{"kind": "cash", "amount": 100, "note": ""}],
            }
        )
    )
    assert form is not None
    asked = replace(claim_to(Right.CORRECTION), changes=(Change("番地", "", "14-7"),))
    principal = Principal("髙橋", registered_address="京都市")
    application = ApplicationForm(principal=principal, registered_as_form=False, claims=(asked,))
    assert form == IntakeForm(
        "new",
        applications=(application,),
        odd=(pieces_of(84, 2, condition=Condition.TORN),),
        held=(thing_held(HeldKind.CASH, 100),),
    )


def test_only_what_the_page_fills_in_itself_is_blank() -> None:
    form = IntakeForm("new", EnvelopeForm(arrived_on=TODAY))
    assert is_blank(form, TODAY)
    assert not is_blank(replace(form, envelope=EnvelopeForm(TODAY, red_marking=True)), TODAY)


# What is odd on the Intake page is said under its field and holds nothing up.


TWICE = "京都府京都市中京区御倉町三条通烏丸西入御倉町85-1"


def _type_day(page: Intake, field: str, day: date) -> None:
    page.go(field)
    edit = page.edit(field)
    assert isinstance(edit, EraDateEdit)
    edit.selectAll()
    keys = Keys()
    keys.write(day.isoformat())
    keys.press(Qt.Key.Key_Return)


def _said(page: Intake, field: str) -> str:
    body = page.view.fields.body(field)
    assert isinstance(body.error, QLabel)
    return body.error.text() if body.error.isVisibleTo(body) else ""


def test_an_heir_ticks_that_the_principal_has_died_and_another_kind_takes_it_back(
    page: Intake,
) -> None:
    died, own = page.edit("principal.deceased"), page.edit("principal.also_heirs")
    assert not died.isVisibleTo(page.view)
    page.view.book.choose_value("proxy.kind", ProxyKind.HEIR)
    page.view.book.look()
    form = page.view.book.form.application
    assert (form.principal.deceased, form.reply_to) == (True, ReplyTo.PROXY)
    assert died.isVisibleTo(page.view)
    assert own.isVisibleTo(page.view)
    assert "deceased.to_decide:principal" in {each.key for each in page.view.book.state.findings}
    page.view.book.put("principal.also_heirs", value=True)
    page.view.book.look()
    assert "authority.heir:heir" in {each.key for each in page.view.book.state.findings}
    page.view.book.choose_value("proxy.kind", ProxyKind.CONSIGNED)
    page.view.book.look()
    assert not page.view.book.form.application.principal.deceased
    assert not own.isVisibleTo(page.view)


def test_what_is_odd_is_told_in_its_field_and_no_more_once_it_is_mended(page: Intake) -> None:
    book = page.view.book
    page.view.save()
    assert _said(page, "envelope.kind")
    assert _said(page, "principal.name")
    book.choose_value("envelope.kind", MailKind.ORDINARY)
    book.look()
    assert _said(page, "envelope.kind") == ""
    assert _said(page, "principal.name"), "the other one lacks still"
    for field, typed, told in (
        ("envelope.tracking_number", "410-10-22871-5", "検査数字"),
        ("envelope.tracking_number", "410-10-22871-1", ""),
        ("principal.address", TWICE, "御倉町"),
        ("principal.address", TWICE[:11] + "85-1", "郵便番号がありません"),
    ):
        book.change(put(book.form, field, typed), outside=True)
        book.look()
        assert (told in _said(page, field)) if told else not _said(page, field), typed
    address = page.edit("principal.address")
    assert isinstance(address, AddressEdit)
    assert not address.trouble()
    book.change(put(book.form, "principal.postal_code", "604-8166"), outside=True)
    book.look()
    assert _said(page, "principal.address") == ""

    arrived, postmark = "envelope.arrived_on", "envelope.postmark"
    _type_day(page, arrived, TODAY + timedelta(days=1))
    assert "到着日が今日より後です" in _said(page, arrived)
    _type_day(page, postmark, TODAY)
    assert _said(page, postmark) == ""
    _type_day(page, arrived, TODAY - timedelta(days=1))
    assert _said(page, arrived) == ""
    assert "消印の日が到着日より後です" in _said(page, postmark)
    _type_day(page, arrived, TODAY)
    assert _said(page, postmark) == ""


def test_what_is_typed_in_short_or_by_mistake_is_understood_noted_or_left(own_page: Intake) -> None:
    own_page.speak(Language.JA)
    own_page.go("principal.postal_code")
    keys = Keys()
    keys.write("1660015")
    address = own_page.edit("principal.address")
    assert isinstance(address, AddressEdit)
    assert address.note() == "自動入力"
    keys.press(ENTER, ENTER)
    assert focus() is not address
    assert (address.note(), address.trouble()) == ("番地がまだありません", "")
    own_page.go("principal.address")
    keys.write("3-12-7")
    assert address.note() == "", "what was typed behind the town is the clerk's own"
    own_page.go("principal.name")
    assert address.note() == ""

    for name in ("envelope.postmark", "envelope.arrived_on", "principal.born"):
        own_page.go(name)
        focus().setProperty("text", "")
        keys.write("11.24")
        keys.press(ENTER)
    assert own_page.edit("envelope.postmark").property("text") == "令和8年11月24日"
    form = own_page.view.book.form
    assert (form.envelope.postmark, form.envelope.arrived_on) == (date(2026, 11, 24),) * 2
    assert dict(form.unread) == {"principal.born": "11.24"}, "no day near today is a birth date"

    own_page.go("proxy.kind")
    keys.write("nishi 2-3")
    commit("三丁目12番")
    assert own_page.view.book.form.application.proxy.kind is None, "a closed choice takes no text"
