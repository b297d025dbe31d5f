# SPDX-License-Identifier: MIT
"""All passwords are lost: the recovery sheet by keys, and an officer with a new password."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desk_app.gui.kit.display.notes import NoteFrame
from desk_app.gui.kit.layout.buttons import CheckBox
from desk_app.gui.page import Place
from desk_app.gui.sections import SECTIONS
from desk_app.gui.start.sign_in import SheetEntry
from tests.gui.accessibility import unnamed
from tests.gui.pages import CTRL, Opened, open_window
from tests.gui.small_desk import OFFICER, SmallEntrance, SmallStore
from tests.gui.small_safe import GROUPS, SECRET, SmallKeys

NEW = "eleven green kites rise"


def test_the_key_typed_in_groups_lets_in_to_the_people_alone(opened: Opened) -> None:
    opened.window._sections = lambda: SECTIONS
    _open_entry(opened)
    opened.type(" ".join(GROUPS).lower())
    opened.press(Qt.Key.Key_Return)
    opened.settle()
    assert opened.shell.place is Place.SETTINGS
    assert "復旧シートの鍵で入りました" in opened.part(NoteFrame, "bySheet").accessibleName()
    assert opened.window.findChildren(SheetEntry) == []


def test_a_mistake_is_told_as_soon_as_its_group_is_whole_and_the_key_is_never_shown(
    opened: Opened,
) -> None:
    _open_entry(opened)
    opened.type(GROUPS[0])
    field = opened.part(QLineEdit, "sheetKey")
    assert "12組のうち1組" in field.accessibleDescription()
    assert not _labels_with(opened, "組に誤りがあります")
    opened.type(GROUPS[1][:-1] + ("Q" if GROUPS[1][-1] != "Q" else "P"))
    assert _labels_with(opened, "2番目の組に誤りがあります")
    assert not opened.part(QPushButton, "do").isEnabled()
    field.clear()
    opened.type(" ".join(GROUPS))
    assert field.echoMode() is QLineEdit.EchoMode.Password
    assert not any(group in field.displayText() for group in GROUPS)
    assert unnamed(opened.window) == []
    field.clear()
    opened.type(SECRET[:-1] + "Q")
    opened.press(Qt.Key.Key_Return)
    said = opened.part(NoteFrame, "trouble").accessibleName()
    assert said.startswith("この鍵は、今使っている復旧シートのものではありません。")
    assert opened.window.shell is None


def test_who_came_by_a_scanned_code_gives_an_officer_a_new_password(opened: Opened) -> None:
    opened.window._sections = lambda: SECTIONS
    _open_entry(opened)
    opened.type(SECRET)
    opened.press(Qt.Key.Key_Return, CTRL)
    opened.come_back()
    assert opened.shell.place is Place.SETTINGS
    for _ in range(2):
        opened.press(Qt.Key.Key_Down)
    opened.press(Qt.Key.Key_F2)
    (dialog,) = opened.window.findChildren(QDialog, "ask")
    assert [box.isChecked() for box in dialog.findChildren(CheckBox)].count(True) == 2
    fields = [each for each in dialog.findChildren(QLineEdit) if each.isVisible()]
    assert len(fields) == 2
    for field in fields:
        field.setFocus()
        opened.type(NEW)
    opened.press(Qt.Key.Key_Return, CTRL)
    assert opened.entrance.store.keys.password(OFFICER.id) == NEW


def test_where_no_sheet_is_in_use_none_is_asked_for(qtbot: QtBot, qapp: QApplication) -> None:
    store = SmallStore()
    store.keys = SmallKeys(store.people)
    without = open_window(qtbot, qapp, SmallEntrance(store=store))
    told = "復旧シートがまだありません"
    (link,) = without.window.findChildren(QPushButton, "withSheet")
    assert not link.isVisible()
    assert _labels_with(without, "パスワードをすべて失った場合") == []
    said = [
        without.part(kind, name) for kind, name in ((QLineEdit, "password"), (QPushButton, "enter"))
    ]
    assert all(each.toolTip() for each in said), "as every field and button inside"
    assert told in _labels_with(without, "復旧シート"), "and where it is printed"
    without.close()


def _open_entry(opened: Opened) -> None:
    opened.part(QPushButton, "withSheet").setFocus()
    opened.press(Qt.Key.Key_Space)


def _labels_with(opened: Opened, words: str) -> list[str]:
    shown = [label.text() for label in opened.window.findChildren(QLabel) if label.isVisible()]
    return [text for text in shown if words in text]
