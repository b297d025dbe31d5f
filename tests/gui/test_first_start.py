# SPDX-License-Identifier: MIT
"""The first start by keys: a profile, two people, a desk."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from desk_app.gui.presenters.first_start import Step
from desk_app.gui.views.first_start import FirstStart
from desk_app.gui.views.section import Place
from desk_app.records.people import Role
from tests.gui.accessibility import commit
from tests.gui.pages import CTRL, Opened

FIRST, SECOND = "nine slow rivers turn", "seven quiet owls hum"


def test_profile_and_two_people_by_keys_make_a_desk(new_desk: Opened) -> None:
    new_desk.press(Qt.Key.Key_Return, CTRL)
    _person(new_desk, "三宅 誠", FIRST, FIRST)
    _person(new_desk, "佐伯 恵子", SECOND, SECOND)
    assert _step(new_desk) is Step.BEGIN
    new_desk.window.setFocus()
    new_desk.press(Qt.Key.Key_Return, CTRL)
    new_desk.qtbot.waitUntil(lambda: new_desk.window.shell is not None)
    new_desk.settle()
    (profile, people), *others = new_desk.entrance.founded
    assert others == []
    assert profile.desk_ja == "個人情報お問い合わせ窓口"
    assert [person.name for person in people] == ["三宅 誠", "佐伯 恵子"]
    assert people[0].roles == {Role.OFFICER, Role.SUPERVISOR}
    assert people[1].roles == {Role.SUPERVISOR}
    assert people[1].password == SECOND
    assert new_desk.shell.place is Place.TODAY
    assert new_desk.window.findChildren(FirstStart) == []


def test_what_is_missing_is_said_under_its_field(new_desk: Opened) -> None:
    new_desk.part(QLineEdit, "company_ja").setText(" ")
    new_desk.part(QLineEdit, "postal_code").setText("16-60")
    new_desk.press(Qt.Key.Key_Return, CTRL)
    assert _step(new_desk) is Step.PROFILE
    assert new_desk.focus().objectName() == "company_ja"
    assert "入力してください。" in _labels(new_desk)
    assert "郵便番号は7桁です。" in _labels(new_desk)


def test_enter_walks_through_the_fields(new_desk: Opened) -> None:
    assert new_desk.focus().objectName() == "company_ja"
    new_desk.press(Qt.Key.Key_Return)
    assert new_desk.focus().objectName() == "company_en"


def test_a_short_password_and_a_mistyped_one_are_refused(new_desk: Opened) -> None:
    new_desk.press(Qt.Key.Key_Return, CTRL)
    _person(new_desk, "三宅 誠", "short", "short")
    assert "パスワードは12文字以上にしてください。" in _labels(new_desk)
    new_desk.part(QLineEdit, "password").setText(FIRST)
    new_desk.part(QLineEdit, "again").setText(SECOND)
    new_desk.press(Qt.Key.Key_Return, CTRL)
    assert "2つのパスワードが違います。もう一度入力してください。" in _labels(new_desk)
    assert new_desk.focus().objectName() == "again"


def test_what_was_wrong_goes_when_it_is_typed_anew(new_desk: Opened) -> None:
    new_desk.press(Qt.Key.Key_Return, CTRL)
    _person(new_desk, "三宅 誠", "short", "short")
    assert new_desk.focus().objectName() == "password"
    new_desk.type(FIRST)
    assert "パスワードは12文字以上にしてください。" not in _labels(new_desk)
    new_desk.press(Qt.Key.Key_Return, CTRL)
    assert "2つのパスワードが違います。もう一度入力してください。" in _labels(new_desk)
    new_desk.part(QLineEdit, "password").setFocus()
    new_desk.type("x")
    assert "2つのパスワードが違います。もう一度入力してください。" not in _labels(new_desk)


def test_two_people_of_one_name_are_refused(new_desk: Opened) -> None:
    new_desk.press(Qt.Key.Key_Return, CTRL)
    _person(new_desk, "三宅 誠", FIRST, FIRST)
    _person(new_desk, "三宅誠", SECOND, SECOND)
    assert _step(new_desk) is Step.SUPERVISOR
    assert "同じ名前の人がいます。" in _labels(new_desk)


def test_going_back_keeps_what_was_typed(new_desk: Opened) -> None:
    new_desk.part(QLineEdit, "company_ja").setText("株式会社髙﨑")
    new_desk.press(Qt.Key.Key_Return, CTRL)
    new_desk.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert _step(new_desk) is Step.PROFILE
    assert new_desk.part(QLineEdit, "company_ja").text() == "株式会社髙﨑"


def _person(opened: Opened, name: str, password: str, again: str) -> None:
    commit(opened.focus(), name)
    opened.press(Qt.Key.Key_Return)
    opened.type(password)
    opened.press(Qt.Key.Key_Return)
    opened.type(again)
    opened.press(Qt.Key.Key_Return, CTRL)


def _step(opened: Opened) -> Step:
    return opened.window.findChildren(FirstStart)[0].presenter.state.step


def _labels(opened: Opened) -> list[str]:
    return [label.text() for label in opened.window.findChildren(QLabel) if label.isVisible()]
