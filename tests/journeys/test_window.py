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
from tests.journeys.pages import (
    CTRL,
    CasePage,
    Hand,
    IntakePage,
    SupplementPage,
    first_start,
    sign_in,
)
from tests.journeys.same_rows import differences, kept
from tests.journeys.window_desk import WindowDesk, desk_in, open_window

DATA = SampleHouse.data
SAMPLE = desk_of(DATA)
OFFICER, CLERK = SAMPLE.people
ICONS = Path(__file__).parents[2] / "resources" / "icons"
pytestmark = pytest.mark.xdist_group("demo")


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


def _log(journey: Journey, number: int) -> CasePage:
    """Log a row on the day of its arrival, and ask the department."""
    row = _row(number)
    journey.on(row.mail_item.arrived_on)
    IntakePage(journey.hand).log(row.mail_item, row.applications[0])
    case = CasePage(journey.hand)
    case.ask_department(SAMPLE.department)
    return case


def _answer(journey: Journey, case: CasePage, number: int, day: date) -> None:
    """Type on a later day that the department holds what the form says."""
    journey.on(day)
    principal = _row(number).applications[0].principal
    case.take_answer({"name": principal.name, "born": principal.born, "address": principal.address})


def _decide(journey: Journey, case: CasePage, number: int) -> None:
    """Propose, have a second person approve, and send the letter."""
    decision = case.to_decision()
    decision.propose(_row(number).applications[0].proposals[0])
    decision.approve(OFFICER.password)
    journey.hand.press(Qt.Key.Key_Escape)
    CasePage(journey.hand).to_letters().send()


def _supply(journey: Journey, number: int) -> None:
    """Log on the day of its arrival what came later for the application that is open."""
    (came,) = _row(number).applications[0].history.supplements
    journey.on(came.arrived_on)
    SupplementPage(journey.hand).attach(came)


def _same(journey: Journey, demo: Demo, sample_desk: Desk, id_: str) -> list[str]:
    return differences(journey.kept(), kept(sample_desk, demo.file_of(sample_desk, id_)))


def test_row_1_disclosure_by_the_principal(journey: Journey, demo: Demo, sample_desk: Desk) -> None:
    case = _log(journey, 1)
    _answer(journey, case, 1, date(2026, 11, 4))
    _decide(journey, case, 1)
    assert _same(journey, demo, sample_desk, "1") == []


def test_row_3_the_missing_stamps_come_in_time(
    journey: Journey, demo: Demo, sample_desk: Desk
) -> None:
    case = _log(journey, 3).to_letters().send().back()
    _answer(journey, case, 3, date(2026, 11, 5))
    _supply(journey, 3)
    _decide(journey, CasePage(journey.hand), 3)
    assert _same(journey, demo, sample_desk, "3") == []


def test_row_15_form_and_identity_document_differ(
    journey: Journey, demo: Demo, sample_desk: Desk
) -> None:
    case = _log(journey, 15).to_letters().send().back()
    _answer(journey, case, 15, date(2026, 11, 12))
    journey.on(date(2026, 11, 26))
    journey.hand.press(Qt.Key.Key_F5)
    _decide(journey, case, 15)
    assert _same(journey, demo, sample_desk, "15") == []


def test_row_18_the_parent_of_a_minor(journey: Journey, demo: Demo, sample_desk: Desk) -> None:
    case = _log(journey, 18)
    _answer(journey, case, 18, date(2026, 11, 16))
    _decide(journey, case, 18)
    assert _same(journey, demo, sample_desk, "18") == []


def test_row_23_a_consigned_proxy_and_a_fresh_seal_certificate(
    journey: Journey, demo: Demo, sample_desk: Desk
) -> None:
    case = _log(journey, 23).to_letters().send().back()
    _answer(journey, case, 23, date(2026, 11, 18))
    _supply(journey, 23)
    _decide(journey, CasePage(journey.hand), 23)
    assert _same(journey, demo, sample_desk, "23") == []


def test_from_the_first_start_to_the_first_envelope(
    new_desk: WindowDesk, qtbot: QtBot, qapp: QApplication
) -> None:
    hand = open_window(qtbot, qapp, new_desk)
    first_start(hand, [(each.name, each.password) for each in SAMPLE.people])
    assert hand.is_at(Place.TODAY)
    hand.press(Qt.Key.Key_L, hold=CTRL)
    sign_in(hand, CLERK.name, CLERK.password)
    row = _row(1)
    IntakePage(hand).log(row.mail_item, row.applications[0])
    assert hand.is_at(Place.APPLICATION)
    journey = Journey(hand, new_desk)
    plain = journey.kept()
    assert isinstance(plain, dict)
    assert plain["application"]["logged_by"] == CLERK.name
    hand.close()
