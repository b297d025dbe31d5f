# SPDX-License-Identifier: MIT
"""What is odd on the Intake page is said under its field and holds nothing up."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desk_app.gui.kit.dates import EraDateEdit
from desk_app.gui.kit.fields import FieldBody
from desk_app.gui.kit.names import AddressEdit
from desk_app.gui.pages.intake.draft import put
from desk_app.records.mail import MailKind
from tests.fakes.store import FakeStore
from tests.gui.intake_desk import TODAY, Intake, Keys, intake, shown

TWICE = "京都府京都市中京区御倉町三条通烏丸西入御倉町85-1"


def test_a_town_typed_behind_the_one_filled_in_is_asked_about_in_its_field(qtbot: QtBot) -> None:
    parent = QObject()
    page = intake(parent, FakeStore())
    qtbot.addWidget(page.view)
    page.view.resize(1272, 840)
    page.view.show()
    page.view.open_mail_item(None)
    presenter = page.view.presenter
    presenter.change(put(presenter.form, "principal.address", TWICE), outside=True)
    presenter.look()
    edit = page.edit("principal.address")
    assert isinstance(edit, AddressEdit)
    body = edit.parentWidget()
    assert isinstance(body, FieldBody)
    assert isinstance(body.error, QLabel)
    assert "御倉町" in body.error.text()
    presenter.change(put(presenter.form, "principal.address", TWICE[:11] + "85-1"), outside=True)
    presenter.look()
    assert "郵便番号がありません" in body.error.text()
    assert not edit.trouble()
    presenter.change(put(presenter.form, "principal.postal_code", "604-8166"), outside=True)
    presenter.look()
    assert body.error.text() == ""
    presenter.clear()


def test_a_number_whose_check_digit_does_not_fit_is_told_beside_it(qtbot: QtBot) -> None:
    with shown(qtbot, 840) as page:
        number = "envelope.tracking_number"
        for typed, told in (
            ("410-10-22871-1", False),
            ("410-10-22871-5", True),
            ("410-10-228", False),
            ("RR123456785JP", False),
        ):
            presenter = page.view.presenter
            presenter.change(put(presenter.form, number, typed), outside=True)
            presenter.look()
            assert ("検査数字" in _said(page, number)) is told, typed


def test_a_day_on_which_nothing_can_have_come_is_told_once_the_field_is_left(
    qtbot: QtBot,
) -> None:
    with shown(qtbot, 840) as page:
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


def test_why_a_page_was_not_saved_is_said_no_more_once_the_field_is_mended(qtbot: QtBot) -> None:
    with shown(qtbot, 840) as page:
        page.view.save()
        assert _said(page, "envelope.kind")
        assert _said(page, "principal.name")
        page.view.presenter.choose_value("envelope.kind", MailKind.ORDINARY)
        page.view.presenter.look()
        assert _said(page, "envelope.kind") == ""
        assert _said(page, "principal.name"), "the other one lacks still"


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
