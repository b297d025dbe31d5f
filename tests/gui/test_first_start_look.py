# SPDX-License-Identifier: MIT
"""The pages of the first start have room for their words, in both languages and sizes of text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desk_app.gui.kit.look import painting, theme
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.look.states import StateIcon
from desk_app.gui.kit.look.theme import Appearance, Size
from desk_app.gui.kit.tables.side_list import SideItem, SideList
from desk_app.gui.pages.intake.fields import SectionHead, SectionRail
from desk_app.gui.safety.sheets import SheetPreview, SheetWords
from desk_app.gui.start.first_start import PeoplePage, ProfilePage
from desk_app.records.desk.profile import DeskProfile

pytestmark = pytest.mark.once(under="first")

RAIL = 280
TASK = (720, 780)
LEAST_TAIL = 2
LONG = "Personal Information Handling Desk of the Company"
APPEARANCES = (Appearance(japanese=True), Appearance(japanese=False, text_scale=1.5))


@pytest.mark.parametrize("appearance", APPEARANCES, ids=["ja", "en-150"])
def test_the_first_start_has_room_for_its_words(
    qtbot: QtBot, qapp: QApplication, appearance: Appearance
) -> None:
    theme.apply(qapp, appearance)
    _the_tails_of_letters_are_whole_under_a_step(qtbot)
    _what_was_chosen_in_a_step_wraps_and_the_step_grows(qtbot)
    _an_address_of_four_lines_stands_there_whole(qtbot)
    _the_second_person_stands_apart_from_the_first(qtbot)
    _a_long_name_of_a_desk_stands_whole_on_the_sheet(qtbot)
    for word in ("不足1,000円", "不足12,000円", "−1,000 yen"):
        _a_state_keeps_its_distance_from_the_edge_of_the_rail(qtbot, word)


def _the_tails_of_letters_are_whole_under_a_step(qtbot: QtBot) -> None:
    flat, tailed = (_steps(qtbot, detail) for detail in ("canoe", "canopy"))
    tail = _lowest_ink(tailed) - _lowest_ink(flat)
    assert tail >= LEAST_TAIL


def _what_was_chosen_in_a_step_wraps_and_the_step_grows(qtbot: QtBot) -> None:
    steps = _steps(qtbot, LONG)
    name, below = painting.line_height(theme.font()), painting.line_height(theme.font(Size.LABEL))
    assert steps.sizeHintForRow(0) >= name + 2 * below
    assert _lowest_ink(steps) < steps.visualRect(steps.model().index(0, 0)).bottom()


def _an_address_of_four_lines_stands_there_whole(qtbot: QtBot) -> None:
    page = ProfilePage()
    _shown(qtbot, page, *TASK)
    profile = DeskProfile()
    assert len(profile.address_en) == 4
    page.show_profile(profile)
    for name in ("address_ja", "address_en"):
        edit = page.findChild(QPlainTextEdit, name)
        assert isinstance(edit, QPlainTextEdit)
        assert edit.verticalScrollBar().maximum() == 0


def test_an_address_keeps_its_four_lines_in_another_type(qtbot: QtBot, qapp: QApplication) -> None:
    page = ProfilePage()
    _shown(qtbot, page, *TASK)
    page.show_profile(DeskProfile())
    theme.apply(qapp, Appearance(japanese=False, text_scale=1.5))
    edit = page.findChild(QPlainTextEdit, "address_en")
    assert isinstance(edit, QPlainTextEdit)
    qtbot.waitUntil(lambda: edit.verticalScrollBar().maximum() == 0)


def _the_second_person_stands_apart_from_the_first(qtbot: QtBot) -> None:
    page = _shown(qtbot, PeoplePage(), *TASK)
    above = page.findChild(QWidget, "officer_again")
    assert isinstance(above, QWidget)
    (head,) = [each for each in page.findChildren(QLabel) if each.text() == "Supervisor"]
    words = head.mapTo(page, head.contentsRect().topLeft()).y()
    field = above.mapTo(page, QPoint(0, above.height())).y()
    assert words - field >= theme.px(16) + theme.px(10)


def _a_long_name_of_a_desk_stands_whole_on_the_sheet(qtbot: QtBot) -> None:
    name, number = "Personal Information Handling Desk", "Sheet 2026Q4-1"
    alone = _sheet(qtbot, SheetWords(desk=name))
    both = _sheet(qtbot, SheetWords(desk=name, number=number))
    line = _first_line(alone)
    assert both.copy(line) == alone.copy(line)
    assert both != alone


def _a_state_keeps_its_distance_from_the_edge_of_the_rail(qtbot: QtBot, word: str) -> None:
    rail = SectionRail(7)
    rail.show_section(SectionHead("切手", Mark.MISSING, word))
    rail.resize(rail.width(), theme.px(160))
    shown = _shown(qtbot, rail).grab().toImage()
    # The line under a section goes through to the edge.
    edge = QRect(rail.width() - theme.px(8), 0, theme.px(8) - 2, rail.height() - 1)
    assert _ink(shown.copy(edge)) == []
    (state,) = rail.findChildren(StateIcon)
    assert state.height() >= state.heightForWidth(state.width())


def test_a_figure_is_not_parted_from_its_unit(qtbot: QtBot) -> None:
    pictures = []
    for word in ("不足1,000円", "不足 1,000円"):
        icon = StateIcon(Mark.MISSING, word, Size.HINT, wrap=True)
        icon.resize(theme.px(85), icon.heightForWidth(theme.px(85)))
        pictures.append(_shown(qtbot, icon).grab().toImage())
    assert pictures[0] == pictures[1]


def _shown(qtbot: QtBot, widget: QWidget, *size: int) -> QWidget:
    qtbot.addWidget(widget)
    if size:
        widget.resize(*map(theme.px, size))
    widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    widget.show()
    QApplication.processEvents()
    return widget


def _steps(qtbot: QtBot, detail: str) -> SideList:
    steps = SideList("", groups=True)
    steps.setFixedWidth(theme.px(RAIL))
    steps.resize(theme.px(RAIL), theme.px(RAIL))
    steps.show_items([SideItem(6, "none", "6", detail=detail)])
    _shown(qtbot, steps)
    return steps


def _lowest_ink(steps: SideList) -> int:
    return max(_ink(steps.viewport().grab().toImage()))


def _sheet(qtbot: QtBot, words: SheetWords) -> QImage:
    sheet = SheetPreview()
    sheet.show_words("", words)
    return _shown(qtbot, sheet).grab().toImage()


def _first_line(sheet: QImage) -> QRect:
    """Return where the first words of a sheet stand, from edge to edge."""
    inner = sheet.rect().adjusted(2, 2, -2, -2)
    rows = _ink(sheet.copy(inner))
    height = round(painting.line_height(theme.font(Size.LABEL)))
    return QRect(inner.left(), inner.top() + rows[0], inner.width(), height - 4)


def _ink(picture: QImage) -> list[int]:
    """Return the rows in which something other than the ground is drawn."""
    ground = QColor(picture.pixel(0, 0)).rgb()
    return [
        row
        for row in range(picture.height())
        if any(picture.pixel(column, row) != ground for column in range(picture.width()))
    ]
