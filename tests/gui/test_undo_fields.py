# SPDX-License-Identifier: MIT
"""Ctrl+Z in a field: what the field itself wrote in place of what was typed can be undone too."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QStyledItemDelegate
from pytestqt.qtbot import QtBot

from desk_app.gui.kit.fields.choices import LineField
from desk_app.gui.kit.fields.dates import DateShown, EraDateEdit
from desk_app.gui.kit.fields.lines import LinesEditor
from desk_app.gui.kit.fields.names import AddressEdit, KanaEdit, NameEdit, PostalCodeEdit

DAY = date(2026, 11, 25)
SHOWN = DateShown(DAY, "令和8年11月25日", "水")


def _undo(edit: QLineEdit) -> str:
    QTest.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    return edit.text()


@pytest.fixture
def born(qtbot: QtBot) -> EraDateEdit:
    """Return a date field that understands every text."""
    edit = EraDateEdit(lambda _: SHOWN, lambda _: SHOWN)
    qtbot.addWidget(edit)
    return edit


def test_a_day_goes_back_to_what_was_typed_and_is_understood_again(born: EraDateEdit) -> None:
    told: list[object] = []
    born.value_changed.connect(told.append)
    QTest.keyClicks(born, "R8.11.25")
    born.understand()
    assert born.text() == SHOWN.text
    assert _undo(born) == "R8.11.25"
    born.understand()
    assert (born.text(), born.value()) == (SHOWN.text, DAY)
    assert told == [DAY]
    _undo(born)
    _undo(born)
    born.understand()
    assert (born.text(), born.value(), told) == ("", None, [DAY, None])


def test_a_day_of_another_envelope_is_not_undone(born: EraDateEdit) -> None:
    QTest.keyClicks(born, "R8.11.24")
    born.set_value(DAY)
    assert _undo(born) == SHOWN.text


def test_a_postal_code_goes_back_to_what_was_typed_and_asks_no_second_time(qtbot: QtBot) -> None:
    code = PostalCodeEdit()
    qtbot.addWidget(code)
    asked: list[str] = []
    code.completed.connect(asked.append)
    QTest.keyClicks(code, "1540004")
    code.check()
    assert code.text() == "154-0004"
    assert _undo(code) == "1540004"
    assert (code.code(), asked) == ("1540004", ["1540004"])


def test_the_town_of_a_code_goes_and_what_was_typed_stays(qtbot: QtBot) -> None:
    address = AddressEdit()
    qtbot.addWidget(address)
    QTest.keyClicks(address, "2-14-7")
    address.fill("東京都世田谷区太子堂", "〒")
    assert address.text() == "東京都世田谷区太子堂2-14-7"
    assert _undo(address) == "2-14-7"
    assert address.note() == ""


def test_kana_filled_from_the_name_goes_step_by_step(qtbot: QtBot) -> None:
    name, kana = NameEdit(), KanaEdit()
    qtbot.addWidget(name)
    qtbot.addWidget(kana)
    kana.listen_to(name)
    name.reading_committed.emit("ヤマダ")
    name.reading_committed.emit("タロウ")
    assert kana.text() == "ヤマダタロウ"
    assert _undo(kana) == "ヤマダ"
    assert _undo(kana) == ""


def test_a_name_that_is_composed_goes_with_what_it_was_composed_from(qtbot: QtBot) -> None:
    name = NameEdit()
    qtbot.addWidget(name)
    event = QInputMethodEvent()
    event.setCommitString("山田")
    QApplication.sendEvent(name, event)
    assert _undo(name) == ""


def test_lines_added_edited_and_removed_come_back_the_last_first(qtbot: QtBot) -> None:
    editor = LinesEditor(QStyledItemDelegate, lambda _: SHOWN, lambda _: SHOWN)
    qtbot.addWidget(editor)
    editor.speak("項目", "加える", (LineField("item", "項目"),))
    editor.set_values([{"item": "氏名"}, {"item": "住所"}])
    changed: list[int] = []
    editor.changed.connect(lambda: changed.append(len(editor.values())))
    table, model = editor.table, editor.table.model()
    assert not table.undoes, "what was shown is no step"
    table.choose(0)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    model.setData(model.index(0, 0), "電話")
    editor.add()
    table.setCurrentIndex(model.index(0, 0))
    assert [each["item"] for each in editor.values()] == ["電話", ""]
    for _ in range(2):
        QTest.keyClick(table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.values() == ({"item": "住所"},)
    QTest.keyClick(table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.values() == ({"item": "氏名"}, {"item": "住所"})
    assert not table.undoes
    assert changed[-1] == 2
