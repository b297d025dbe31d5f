# SPDX-License-Identifier: MIT
"""The first start by keys: sample or real, a profile, two people, a desk."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton

from desk_app.gui.kit.display.notes import NoteFrame
from desk_app.gui.kit.fields.choices import OptionTiles
from desk_app.gui.kit.layout.buttons import KeyButton
from desk_app.gui.start.after_first_start import AfterFirstStart
from desk_app.gui.start.first_start import FirstStart, StartStep
from desk_app.records.desk.people import Language, Role
from tests.gui.accessibility import commit, unnamed
from tests.gui.pages import CTRL, Opened

ALT = Qt.KeyboardModifier.AltModifier
FIRST, SECOND = "nine slow rivers turn", "seven quiet owls hum"


def test_profile_and_two_people_by_keys_make_a_desk(new_desk: Opened) -> None:
    to_people(new_desk)
    two_people(new_desk)
    (profile, people), *others = new_desk.entrance.founded
    assert others == []
    assert profile.desk_ja == "個人情報お問い合わせ窓口"
    assert [person.name for person in people] == ["三宅 誠", "佐伯 恵子"]
    assert people[0].roles == {Role.OFFICER, Role.SUPERVISOR}
    assert people[1].roles == {Role.SUPERVISOR}
    assert people[1].password == SECOND
    assert new_desk.window.findChildren(FirstStart) == []
    (finish,) = new_desk.window.findChildren(AfterFirstStart)
    assert finish.step is StartStep.SHEET


def test_the_sample_desk_is_one_key_away_and_makes_nothing(new_desk: Opened) -> None:
    new_desk.press(Qt.Key.Key_2)
    new_desk.press(Qt.Key.Key_Return, CTRL)
    assert new_desk.entrance.sample_started
    assert not new_desk.window.isVisible()
    assert new_desk.entrance.founded == []


def test_what_was_typed_is_not_lost_by_one_key(
    new_desk: Opened,
) -> None:
    new_desk.press(Qt.Key.Key_Return, CTRL)
    assert new_desk.focus().objectName() == "company_ja"
    new_desk.press(Qt.Key.Key_Return)
    assert new_desk.focus().objectName() == "company_en", "Enter walks through the fields"
    new_desk.part(QLineEdit, "company_ja").setText("髙橋商会")
    new_desk.press(Qt.Key.Key_Escape)
    assert new_desk.window.isVisible()
    assert any("まだ何も作られていません。" in text for text in labels(new_desk))
    assert new_desk.part(QLineEdit, "company_ja").text() == "髙橋商会"
    new_desk.press(Qt.Key.Key_Return, CTRL)
    assert not any("まだ何も作られていません。" in text for text in labels(new_desk))
    new_desk.press(Qt.Key.Key_Escape)
    new_desk.press(Qt.Key.Key_Escape)
    assert not new_desk.window.isVisible()
    assert new_desk.entrance.founded == []


def test_a_first_start_that_was_cut_off_says_so_and_is_begun_again(cut_off_desk: Opened) -> None:
    japanese = "窓口を作る途中で切れたため、ここに窓口はまだありません。"
    assert japanese in labels(cut_off_desk)
    cut_off_desk.speak(Language.EN)
    told = "Making the desk was cut off before its end, so there is no desk here yet."
    assert told in labels(cut_off_desk)
    assert cut_off_desk.part(NoteFrame, "trouble").property("note") == "ask"
    to_people(cut_off_desk)
    assert told not in labels(cut_off_desk)
    two_people(cut_off_desk)
    assert len(cut_off_desk.entrance.founded) == 1


def test_nothing_typed_is_left_by_one_key(new_desk: Opened) -> None:
    new_desk.press(Qt.Key.Key_Escape)
    assert not new_desk.window.isVisible()


def test_what_is_missing_is_said_under_its_field(new_desk: Opened) -> None:
    new_desk.press(Qt.Key.Key_Return, CTRL)
    new_desk.part(QLineEdit, "company_ja").setText(" ")
    new_desk.part(QLineEdit, "postal_code").setText("16-60")
    new_desk.press(Qt.Key.Key_Return, CTRL)
    assert _step(new_desk) is StartStep.PROFILE
    assert new_desk.focus().objectName() == "company_ja"
    assert "入力してください。" in labels(new_desk)
    assert "郵便番号は7桁です。" in labels(new_desk)
    new_desk.speak(Language.EN)
    assert "This is needed." in labels(new_desk), "told in the other language too"


def test_short_and_mistyped_passwords_and_two_people_of_one_name_are_refused(
    new_desk: Opened,
) -> None:
    short = "パスワードは12文字以上にしてください。"
    differing = "2つのパスワードが違います。もう一度入力してください。"
    to_people(new_desk)
    _screen_reader_names_whose_each_field_is(new_desk)
    two_people(new_desk, first=("short", "short"), second=(SECOND, FIRST))
    assert {short, differing} <= set(labels(new_desk))
    assert new_desk.focus().objectName() == "officer_password"
    _all_faults_are_told_at_once(new_desk)
    new_desk.part(QLineEdit, "officer_password").setFocus()
    new_desk.part(QLineEdit, "officer_password").clear()
    new_desk.type(FIRST)
    assert short not in labels(new_desk), "it goes when it is typed anew"
    new_desk.part(QLineEdit, "supervisor_password").setFocus()
    new_desk.type("x")
    assert differing not in labels(new_desk)
    for field in ("officer_name", "supervisor_name"):
        new_desk.part(QLineEdit, field).clear()
    for field in ("officer_password", "officer_again", "supervisor_password", "supervisor_again"):
        new_desk.part(QLineEdit, field).clear()
    new_desk.part(QLineEdit, "officer_name").setFocus()
    two_people(new_desk, names=("三宅 誠", "三宅誠"))
    assert _step(new_desk) is StartStep.PEOPLE
    assert "同じ名前の人がいます。" in labels(new_desk)
    assert new_desk.focus().objectName() == "supervisor_name"
    assert new_desk.entrance.founded == []


def _all_faults_are_told_at_once(new_desk: Opened) -> None:
    """Of one person name, password and its repetition; nothing is told only afterwards."""
    kept = {}
    for field, text in (("name", ""), ("password", "short"), ("again", "shorter")):
        edit = new_desk.part(QLineEdit, f"officer_{field}")
        kept[edit] = edit.text()
        edit.setText(text)
    new_desk.press(Qt.Key.Key_Return, CTRL)
    told = labels(new_desk)
    assert "入力してください。" in told
    assert "パスワードは12文字以上にしてください。" in told
    assert told.count("2つのパスワードが違います。もう一度入力してください。") == 2
    for edit, text in kept.items():
        edit.setText(text)


def _screen_reader_names_whose_each_field_is(new_desk: Opened) -> None:
    assert unnamed(new_desk.window) == []
    fields = ("officer_name", "supervisor_name")
    names = {new_desk.part(QLineEdit, name).accessibleName() for name in fields}
    assert names == {"個人情報保護管理者（管理者を兼ねる） 氏名 必須", "管理者 氏名 必須"}
    assert "* は必ず入力します" in labels(new_desk)
    assert "氏名 *" in labels(new_desk)


def test_every_field_and_button_before_a_desk_says_what_it_is_for(new_desk: Opened) -> None:
    named = [
        each
        for kind in (QLineEdit, QPlainTextEdit, KeyButton)
        for each in new_desk.part(FirstStart, "").findChildren(kind)
        if each.objectName() and not each.objectName().startswith(("qt_", "error"))
    ]
    assert len(named) > 20
    assert [each.objectName() for each in named if not each.toolTip()] == []


def test_the_name_of_the_officer_is_typed_once(new_desk: Opened) -> None:
    new_desk.press(Qt.Key.Key_Return, CTRL)
    new_desk.part(QLineEdit, "officer_ja").setText("髙橋 誠")
    new_desk.press(Qt.Key.Key_Return, CTRL)
    name = new_desk.part(QLineEdit, "officer_name")
    assert (name.text(), name.selectedText()) == ("髙橋 誠", "髙橋 誠")
    new_desk.press(Qt.Key.Key_Left, ALT)
    assert _step(new_desk) is StartStep.PROFILE
    _other_language(new_desk)
    assert new_desk.part(QLineEdit, "officer_ja").text() == "髙橋 誠", "going back keeps it"
    new_desk.part(QLineEdit, "officer").setText("TAKAHASHI Shin")
    new_desk.press(Qt.Key.Key_Return, CTRL)
    name = new_desk.part(QLineEdit, "officer_name")
    assert name.text() == "TAKAHASHI Shin", "the name in the language of the window"
    commit(name, "三宅 誠")
    new_desk.press(Qt.Key.Key_Left, ALT)
    new_desk.press(Qt.Key.Key_Return, CTRL)
    assert name.text() == "三宅 誠", "what was typed here stays"


def test_nothing_typed_is_lost_by_another_language_on_any_step(new_desk: Opened) -> None:
    new_desk.press(Qt.Key.Key_2)
    _other_language(new_desk)
    assert new_desk.part(OptionTiles, "kind").value() == "sample"
    new_desk.part(OptionTiles, "kind").choose_number(1)
    new_desk.press(Qt.Key.Key_Return, CTRL)
    name = new_desk.part(QLineEdit, "company_ja")
    name.setText("株式会社髙﨑 邉󠄂")
    name.setFocus()
    name.setSelection(4, 2)
    new_desk.part(QPlainTextEdit, "address_ja").setPlainText("東京都\n𠮷野町1")
    new_desk.part(QLineEdit, "officer_ja").setText("髙橋 誠")
    new_desk.speak(Language.JA)
    again = new_desk.part(QLineEdit, "company_ja")
    assert again is not name
    assert (again.text(), again.selectedText()) == ("株式会社髙﨑 邉󠄂", "髙﨑")
    assert new_desk.focus() is again
    assert new_desk.part(QPlainTextEdit, "address_ja").toPlainText() == "東京都\n𠮷野町1"
    new_desk.press(Qt.Key.Key_Return, CTRL)
    assert _step(new_desk) is StartStep.PEOPLE
    _other_language(new_desk)
    assert _step(new_desk) is StartStep.PEOPLE
    typed = {"officer_password": FIRST, "officer_again": FIRST, "supervisor_name": "𠮷田 千尋"}
    for field, text in typed.items():
        new_desk.part(QLineEdit, field).setText(text)
    _other_language(new_desk)
    assert {field: new_desk.part(QLineEdit, field).text() for field in typed} == typed
    assert new_desk.part(QLineEdit, "officer_name").text() == "髙橋 誠"
    new_desk.press(Qt.Key.Key_Left, ALT)
    assert new_desk.part(QLineEdit, "company_ja").text() == "株式会社髙﨑 邉󠄂"


def test_a_desk_being_made_is_made_once_whatever_the_language(new_desk: Opened) -> None:
    to_people(new_desk)
    for who, password in (("officer", FIRST), ("supervisor", SECOND)):
        new_desk.part(QLineEdit, f"{who}_name").setText(who)
        for field in ("password", "again"):
            new_desk.part(QLineEdit, f"{who}_{field}").setText(password)
    making = "暗号化した窓口を作っています。"
    assert making not in labels(new_desk)
    new_desk.part(QPushButton, "goOnButton").click()
    assert making in labels(new_desk)
    new_desk.screen.use_language(Language.EN)
    new_desk.settle()
    assert len(new_desk.entrance.founded) == 1
    (finish,) = new_desk.window.findChildren(AfterFirstStart)
    assert finish.step is StartStep.SHEET


def to_people(opened: Opened) -> None:
    """Take a real desk and the profile as it is offered."""
    for _ in range(2):
        opened.press(Qt.Key.Key_Return, CTRL)
    assert _step(opened) is StartStep.PEOPLE


def two_people(
    opened: Opened,
    names: tuple[str, str] = ("三宅 誠", "佐伯 恵子"),
    first: tuple[str, str] = (FIRST, FIRST),
    second: tuple[str, str] = (SECOND, SECOND),
) -> None:
    """Type both people, field by field, and go on."""
    for name, passwords in zip(names, (first, second), strict=True):
        commit(opened.focus(), name)
        opened.press(Qt.Key.Key_Return)
        for password in passwords:
            opened.type(password)
            opened.press(Qt.Key.Key_Return)
    opened.part(QLineEdit, "officer_name").setFocus()
    opened.press(Qt.Key.Key_Return, CTRL)


def _other_language(opened: Opened) -> None:
    opened.part(QPushButton, "language").click()
    opened.settle()


def labels(opened: Opened) -> list[str]:
    """Return every label that can be seen."""
    return [label.text() for label in opened.window.findChildren(QLabel) if label.isVisible()]


def _step(opened: Opened) -> StartStep:
    return opened.window.findChildren(FirstStart)[0].book.state.step
