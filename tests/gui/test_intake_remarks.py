# SPDX-License-Identifier: MIT
"""What is odd on the Intake page is said under its field and holds nothing up."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desk_app.gui.presenters.intake_change import put
from desk_app.gui.widgets.fields import FieldBody
from desk_app.gui.widgets.postal_code import AddressEdit
from tests.fakes.store import FakeStore
from tests.gui.intake_desk import intake

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
