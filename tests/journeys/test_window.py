# SPDX-License-Identifier: MIT
"""Rows of the sample desk done through the window by keys end in the same rows of the store."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.bootstrap import SampleHouse
from desk_app.cli.sample_file import Row, desk_of, envelopes_of
from desk_app.desk.context import Desk
from desk_app.gui import icons, printing, theme
from desk_app.gui.views.section import Place
from desk_app.records.ids import ApplicationId
from tests.journeys.demo_desk import Demo
from tests.journeys.pages import CTRL, CasePage, Hand, IntakePage, first_start, sign_in
from tests.journeys.same_rows import differences, kept
from tests.journeys.window_desk import WindowDesk, desk_in, open_window

DATA = SampleHouse.data
SAMPLE = desk_of(DATA)
OFFICER, CLERK = SAMPLE.people
ICONS = Path(__file__).parents[2] / "resources" / "icons"


def _row(number: int) -> Row:
    return next(each.row for each in envelopes_of(DATA) if each.row.id == number)


@pytest.fixture(autouse=True)
def _surroundings(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Our icons and look, and a printer that takes everything."""
    icons.install(ICONS)
    theme.apply(qapp, theme.Appearance())
    lp, lpstat = tmp_path / "lp", tmp_path / "lpstat"
    lp.write_text("#!/bin/sh\ncat > /dev/null\n", encoding="utf-8")
    lpstat.write_text("#!/bin/sh\necho office\n", encoding="utf-8")
    for file in (lp, lpstat):
        file.chmod(file.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(printing, "system", lambda: printing.Cups(str(lp), str(lpstat)))


@pytest.fixture
def new_desk(tmp_path: Path) -> WindowDesk:
    return desk_in(tmp_path / "window", SAMPLE.first_day)


class Journey:
    """A window on the desk of the sample's people, its clerk signed in."""

    def __init__(self, hand: Hand, desk: WindowDesk) -> None:
        self.hand = hand
        self.desk = desk

    def on(self, day: date) -> None:
        """Come back on a later day."""
        self.desk.clock.move_to(day)

    def kept(self) -> object:
        """Read on the desk's own thread what it keeps of its one application."""
        shell = self.hand.window.shell
        assert shell is not None
        found: list[object] = []
        desk = shell.work.desk
        self.hand.runner.submit(self.hand.window, lambda: _kept(desk), found.append)
        self.hand.settle()
        return found[0]


def _kept(desk: Desk) -> object:
    with desk.ports.store.reading() as books:
        file = books.files.get(ApplicationId(1))
    return kept(desk, file)


@pytest.fixture
def journey(new_desk: WindowDesk, qtbot: QtBot, qapp: QApplication) -> Iterator[Journey]:
    new_desk.found(SAMPLE)
    hand = open_window(qtbot, qapp, new_desk)
    sign_in(hand, CLERK.name, CLERK.password)
    yield Journey(hand, new_desk)
    hand.close()


def test_row_1_disclosure_by_the_principal(journey: Journey, demo: Demo, sample_desk: Desk) -> None:
    row, hand = _row(1), journey.hand
    (application,) = row.applications
    IntakePage(hand).log(row.mail_item, application)
    case = CasePage(hand)
    case.ask_department(SAMPLE.department)
    journey.on(date(2026, 11, 4))
    principal = application.principal
    case.take_answer({"name": principal.name, "born": principal.born, "address": principal.address})
    decision = case.to_decision()
    decision.propose(application.proposals[0])
    decision.approve(OFFICER.password)
    hand.press(Qt.Key.Key_Escape)
    CasePage(hand).to_letters().send()
    assert differences(journey.kept(), kept(sample_desk, demo.file_of(sample_desk, "1"))) == []
