# SPDX-License-Identifier: MIT
"""Nothing written is cut, nothing read looks as if it could be written, Tab goes as the eye."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desk_app.gui.kit.display.notes import EmptyNote
from desk_app.gui.kit.display.sums import SumLine, SumPanel
from desk_app.gui.kit.display.timeline import CourseMoment, Timeline
from desk_app.gui.kit.fields.choices import LineField
from desk_app.gui.kit.fields.dates import DateShown, DateTrouble, EraDateEdit
from desk_app.gui.kit.fields.fields import LongText, OfferingLineEdit
from desk_app.gui.kit.fields.lines import LinesEditor
from desk_app.gui.kit.layout.shortcuts import in_reading_order
from desk_app.gui.kit.look import painting, theme
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.tables.table import CellDelegate, within

pytestmark = pytest.mark.once(under="first")


def test_the_sentence_of_an_empty_place_is_whole_where_room_is_scarce(qtbot: QtBot) -> None:
    note = EmptyNote()
    qtbot.addWidget(note)
    note.say("What is posted by registered mail stands on a slip here. " * 4)
    note.show()
    (sentence,) = (each for each in note.findChildren(Text) if each.text())
    heights = {}
    for height in (400, 160):
        note.resize(360, height)
        QApplication.sendPostedEvents()
        heights[height] = sentence.y()
        assert sentence.height() >= sentence.heightForWidth(sentence.width())
    assert heights[400] > heights[160] > 0


def _no_day(_text: str) -> DateTrouble:
    return DateTrouble("no day")


def _day(on: date) -> DateShown:
    return DateShown(on, str(on))


def _ground(edit: QWidget) -> QColor:
    return edit.grab().toImage().pixelColor(edit.width() // 2, 4)


@pytest.mark.parametrize("make", [LongText, lambda: EraDateEdit(_no_day, _day)])
def test_what_is_only_read_looks_so_and_what_is_written_again_does_too(
    qtbot: QtBot, make: type[LongText]
) -> None:
    edit = make()
    qtbot.addWidget(edit)
    edit.resize(200, 60)
    written = _ground(edit)
    edit.setReadOnly(True)
    assert _ground(edit) != written
    edit.setReadOnly(False)
    assert _ground(edit) == written


def test_the_line_has_room_for_its_longest_day(qtbot: QtBot) -> None:
    line = Timeline("course")
    qtbot.addWidget(line)
    line.show_moments(
        [CourseMoment("25 Nov", "Arrived"), CourseMoment("25 Nov 2028", "Kept until")]
    )
    words = QFontMetricsF(theme.font(Size.LABEL)).horizontalAdvance("25 Nov 2028")
    assert words <= line.days
    line.show_moments([CourseMoment("25 Nov", "Arrived")])
    assert line.days == theme.px(76)


def test_a_figure_too_wide_for_its_column_is_set_smaller() -> None:
    font = theme.font()
    room = QFontMetricsF(font).horizontalAdvance("1,234,567") * 0.8
    smaller = QFontMetricsF(within(font, "1,234,567", room))
    assert smaller.horizontalAdvance("1,234,567") <= room * 1.05
    assert within(font, "1", room) == font


def test_a_word_a_little_too_wide_is_set_smaller_and_not_broken() -> None:
    small = theme.font(Size.HINT)
    room = QFontMetricsF(small).horizontalAdvance("looked") + 0.5
    assert painting.unbroken("looked at", theme.font(), room) == small
    assert painting.unbroken("at", theme.font(), room) == theme.font()


def test_what_a_sum_is_of_stands_whole_beside_a_clause(qtbot: QtBot) -> None:
    panel = SumPanel("fee")
    qtbot.addWidget(panel)
    panel.show_lines(
        [SumLine("Usable stamps, 7 pieces", "1,000 yen"), SumLine("Fee", "1,000 yen", "PR-4")]
    )
    width = theme.px(200)
    panel.resize(width, panel.heightForWidth(width))
    with qtbot.waitExposed(panel):
        panel.show()
    word = panel.findChildren(Text)[0]
    assert word.height() >= word.heightForWidth(word.width())
    needed = QFontMetricsF(word.font()).horizontalAdvance("Usable stamps,")
    assert word.width() >= needed


def test_tab_comes_to_parts_made_late_where_they_stand(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    first, last, late = (QPushButton(name) for name in ("first", "last", "late"))
    column = QVBoxLayout(page)
    column.addWidget(first)
    column.addWidget(last)
    with qtbot.waitActive(page):
        page.show()
    column.insertWidget(1, late)
    late.show()
    in_reading_order([first, late, last])
    first.setFocus()
    passed = []
    for _ in range(2):
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        passed.append(page.focusWidget())
    assert passed == [late, last]


def test_down_at_the_end_of_what_is_offered_keeps_what_is_chosen(qtbot: QtBot) -> None:
    edit = OfferingLineEdit(("会員サービス部",))
    qtbot.addWidget(edit)
    with qtbot.waitActive(edit):
        edit.show()
    edit.setFocus()
    QTest.keyClick(edit, Qt.Key.Key_Down)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert edit.text() == "会員サービス部"


def test_enter_in_a_cell_goes_on_to_the_next_and_stays_at_the_last(qtbot: QtBot) -> None:
    lines = LinesEditor(CellDelegate, _no_day, _day)
    qtbot.addWidget(lines)
    lines.speak("Records", "Add", [LineField(name, name) for name in ("name", "former")])
    with qtbot.waitActive(lines):
        lines.show()
    lines.add()
    for word in ("Aoki", "Baba"):
        edit = QApplication.focusWidget()
        assert isinstance(edit, QLineEdit)
        QTest.keyClicks(edit, word)
        QTest.keyClick(edit, Qt.Key.Key_Return)
        QApplication.processEvents()
    assert lines.values() == ({"name": "Aoki", "former": "Baba"},)
    assert QApplication.focusWidget() is lines.table
    assert lines.table.currentIndex().column() == 1
