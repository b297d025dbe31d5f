# SPDX-License-Identifier: MIT
"""A real desk under a real window, on a clock that a journey moves from day to day."""

from __future__ import annotations

import stat
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from typing_extensions import override

from desk_app.bootstrap import LocalEntrance, Surroundings, found_desk
from desk_app.cli.sample_file import SampleClock, SampleDesk
from desk_app.desk.errors import KnownError
from desk_app.gui.entrance import Choices, NewPerson
from desk_app.gui.kit import icons, theme
from desk_app.gui.printing import spooler
from desk_app.gui.screen import Screen
from desk_app.gui.sections import SECTIONS
from desk_app.gui.tasks import TaskRunner
from desk_app.gui.window import Window
from desk_app.records.people import DeskProfile
from desk_app.store.vault.slots import SAMPLE_COST
from tests.drawn_pages import PATIENCE_MS
from tests.journeys.hand import Hand

ICONS = Path(__file__).parents[2] / "resources" / "icons"


def equip(application: QApplication, folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Give the window our icons and look, and a printer that takes everything."""
    icons.install(ICONS)
    theme.apply(application, theme.Appearance())
    for name, does in (("lp", "cat > /dev/null"), ("lpstat", "echo office")):
        program = folder / name
        program.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
    cups = spooler.Cups(str(folder / "lp"), str(folder / "lpstat"))
    patch.setattr(spooler, "system", lambda: cups)


class Entrance(LocalEntrance):
    """The program's own way in; what is chosen of the screen is forgotten."""

    @override
    def choices(self) -> Choices:
        return Choices()

    @override
    def keep_choices(self, choices: Choices) -> None:
        """Forget them."""


@dataclass
class WindowDesk:
    """The folders of a desk and its clock."""

    folder: Path
    clock: SampleClock
    around: Surroundings = field(init=False)

    def __post_init__(self) -> None:
        self.around = Surroundings(clock=self.clock, cost=SAMPLE_COST)

    def found(self, sample: SampleDesk) -> None:
        """Found the desk of the sample's people, without a window."""
        people = [NewPerson(p.name, frozenset(p.roles), p.password) for p in sample.people]
        profile = DeskProfile(sample=True)
        desk = found_desk(self.folder / "desk", self.folder / "keys", profile, people, self.around)
        desk.ports.store.close()

    def entrance(self) -> Entrance:
        """The way in."""
        return Entrance(self.folder / "desk", self.folder / "keys", self.around)


def desk_in(folder: Path, first_day: date) -> WindowDesk:
    """A desk that stands in a folder, or will, on its first day."""
    return WindowDesk(folder, SampleClock(first_day))


def open_window(qtbot: QtBot, application: QApplication, desk: WindowDesk) -> Hand:
    """Show the window with all its parts at the door of a desk."""
    entrance = desk.entrance()
    screen = Screen(application, entrance.resources, entrance.choices())
    runner = TaskRunner((KnownError,), application)
    window = Window(entrance, runner, screen, lambda: SECTIONS)
    qtbot.addWidget(window)
    window.begin()
    with qtbot.waitActive(window, timeout=PATIENCE_MS):
        window.show()
    hand = Hand(qtbot, runner, screen, window)
    hand.settle()
    return hand
