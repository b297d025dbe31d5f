# SPDX-License-Identifier: MIT
"""A page's actions in its menus, in parts and with icons; the band that says what comes next."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from desk_app.gui.kit.display.next_step import NextStep, NextTold
from desk_app.gui.kit.layout.actions import ActionLine, ActionTable
from desk_app.gui.kit.look.painting import Mark


def _line(name: str, *, divided: bool = False, apart: bool = False, icon: str = "") -> ActionLine:
    return ActionLine(
        name, name, lambda: None, menu="file", icon=icon, divided=divided, apart=apart
    )


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_a_menu_is_parted_where_a_part_begins_and_before_its_exceptions(page: QWidget) -> None:
    lines = (
        _line("void", apart=True),
        _line("open", divided=True),
        _line("print"),
        _line("save", divided=True),
        _line("correct", apart=True),
    )
    menu = QMenu(page)
    ActionTable(lines, page).fill(menu, "file")
    told = ["-" if each.isSeparator() else each.text() for each in menu.actions()]
    assert told == ["open", "print", "-", "save", "-", "void", "correct"]


def test_icons_follow_the_colours_of_the_page(page: QWidget) -> None:
    table = ActionTable((_line("print", icon="print"), _line("plain")), page)
    icon = table["print"].icon()
    assert not icon.isNull()
    assert table["plain"].icon().isNull()
    colours = QPalette(page.palette())
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        colours.setColor(role, QColor("#ff0000"))
    colours.setColor(QPalette.ColorRole.Window, QColor("#000000"))
    page.setPalette(colours)
    assert table["print"].icon().cacheKey() != icon.cacheKey()


@pytest.mark.parametrize(
    ("mark", "tone"), [(Mark.OVERDUE, "bad"), (Mark.DUE, "ask"), (Mark.OK, ""), (None, "")]
)
def test_what_comes_next_has_the_colour_of_what_presses(
    qtbot: QtBot, mark: Mark | None, tone: str
) -> None:
    band = NextStep(())
    qtbot.addWidget(band)
    band.say(NextTold("進める", mark=mark))
    assert band.property("tone") == tone
