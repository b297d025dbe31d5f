# SPDX-License-Identifier: MIT
"""The first start on real files: closed after each step, it goes on where it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desk_app.gui.page import Place
from desk_app.gui.printing import spooler
from desk_app.gui.start.after_first_start import AfterFirstStart
from desk_app.gui.start.first_start import StartStep
from tests.fakes.world import FixedClock
from tests.gui.case_desk import CaseDesk
from tests.gui.pages import CTRL, Opened, open_window
from tests.gui.small_desk import SmallEntrance
from tests.gui.small_safe import Printer
from tests.gui.test_first_start import FIRST, to_people, two_people

Opener = Callable[[], Opened]


@pytest.fixture
def opener(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Opener]:
    """Opens a window on the same folders each time; the one before is closed."""
    printer = Printer()
    monkeypatch.setattr(spooler, "system", lambda: printer)
    case = CaseDesk(tmp_path / "desk", tmp_path / "keys", FixedClock(date(2026, 11, 25)))
    opened: list[Opened] = []

    def again() -> Opened:
        for window in opened:
            window.close()
        entrance = cast("SmallEntrance", case.entrance())
        opened[:] = [open_window(qtbot, qapp, entrance)]
        return opened[0]

    yield again
    for window in opened:
        window.close()


def test_closed_after_each_step_it_goes_on_where_it_was(opener: Opener, tmp_path: Path) -> None:
    desk = opener()
    to_people(desk)
    two_people(desk)
    assert _step(desk) is StartStep.SHEET
    desk = _signed_in(opener())
    assert _step(desk) is StartStep.SHEET
    _confirm_sheet(desk)
    assert _step(desk) is StartStep.FOLDER
    desk = _signed_in(opener())
    assert _step(desk) is StartStep.FOLDER
    copies = tmp_path / "copies"
    copies.mkdir()
    desk.type(str(copies))
    for _ in range(2):
        desk.press(Qt.Key.Key_Return, CTRL)
    assert _step(desk) is StartStep.BEGIN
    desk = _signed_in(opener())
    assert _step(desk) is StartStep.BEGIN
    desk.press(Qt.Key.Key_Return, CTRL)
    assert len(list(copies.glob("backup-*.tar.age"))) == 1
    desk = _signed_in(opener())
    assert desk.window.findChildren(AfterFirstStart) == []
    assert desk.shell.place is Place.TODAY


def test_before_the_desk_is_made_nothing_lies_anywhere(opener: Opener, tmp_path: Path) -> None:
    to_people(opener())
    desk = opener()
    assert desk.window.shell is None
    assert list(tmp_path.iterdir()) == []


def _signed_in(opened: Opened) -> Opened:
    opened.type(FIRST)
    opened.press(Qt.Key.Key_Return)
    opened.settle()
    return opened


def _confirm_sheet(opened: Opened) -> None:
    opened.press(Qt.Key.Key_P, CTRL)
    (finish,) = opened.window.findChildren(AfterFirstStart)
    made = finish.sheets._made
    assert made is not None
    opened.part(QLineEdit, "lastGroup").setFocus()
    opened.type(made.last_group)
    for place in ("safe A", "safe B"):
        opened.press(Qt.Key.Key_Return)
        opened.type(place)
    opened.press(Qt.Key.Key_Return, CTRL)


def _step(opened: Opened) -> StartStep:
    (finish,) = opened.window.findChildren(AfterFirstStart)
    return finish.step
