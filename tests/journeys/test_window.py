# SPDX-License-Identifier: MIT
"""Rows of the sample desk done through the window by keys end in the same rows of the store."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.bootstrap import SampleHouse
from desk_app.cli.check_faults import parse
from desk_app.cli.sample_file import SampleRow, desk_of, envelopes_of
from desk_app.desk.context import Desk
from desk_app.desk.keeping import look_at, placed
from desk_app.gui.kit import icons, theme
from desk_app.gui.kit.text import Text
from desk_app.gui.page import Place
from desk_app.gui.printing import spooler
from desk_app.i18n import dates
from desk_app.records.application import Right
from desk_app.records.base import ApplicationId
from desk_app.records.findings import Examination, FeeState, Verdict
from desk_app.records.history import ApplicationFile
from tests.journeys.counterpart import Counterpart, worked_through
from tests.journeys.hand import CTRL, Hand
from tests.journeys.intake_page import IntakePage, SupplementPage
from tests.journeys.pages import CasePage, first_start, sign_in
from tests.journeys.same_rows import kept, take_numbers, unlike
from tests.journeys.window_desk import WindowDesk, desk_in, open_window

DATA = SampleHouse.data
SAMPLE = desk_of(DATA)
OFFICER, CLERK = SAMPLE.people
ROWS = (1, 3, 15, 18, 23)
"""The rows of the sample desk that are done here."""
T = TypeVar("T")
ENVELOPES = Path(__file__).parents[1] / "unit" / "cli" / "envelopes"
ICONS = Path(__file__).parents[2] / "resources" / "icons"
pytestmark = [pytest.mark.once, pytest.mark.xdist_group("window")]


@cache
def _row(number: int) -> SampleRow:
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
    monkeypatch.setattr(spooler, "system", lambda: spooler.Cups(str(lp), str(lpstat)))


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

    def read(self, query: Callable[[Desk], T]) -> T:
        """Ask the desk on its own thread."""
        shell = self.hand.window.shell
        assert shell is not None
        found: list[T] = []
        desk = shell.work.desk
        self.hand.runner.submit(self.hand.window, lambda: query(desk), found.append)
        self.hand.settle()
        return found[0]


ONLY = ApplicationId(1)
"""The one application of the window's desk."""


def _file(desk: Desk) -> ApplicationFile:
    with desk.ports.store.reading() as books:
        return books.files.get(ONLY)


def _examined(desk: Desk) -> tuple[ApplicationFile, Examination]:
    file = _file(desk)
    return file, look_at(desk, file)


def _first_turn(desk: Desk) -> date:
    """The day on which its place in the work list changes by time alone."""
    file = _file(desk)
    turned = placed(desk, file).turns_on
    assert turned is not None
    return turned


def _waiting_to_turn(desk: Desk) -> int:
    with desk.ports.store.reading() as books:
        return len(books.files.turned_ids(desk.today))


@pytest.fixture
def journey(new_desk: WindowDesk, qtbot: QtBot, qapp: QApplication) -> Iterator[Journey]:
    new_desk.found(SAMPLE)
    hand = open_window(qtbot, qapp, new_desk)
    sign_in(hand, CLERK.name, CLERK.password)
    yield Journey(hand, new_desk)
    hand.close()


@pytest.fixture(scope="module")
def counterpart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counterpart]:
    with worked_through(tmp_path_factory.mktemp("counterpart"), ROWS) as found:
        yield found


def _log_like(journey: Journey, counterpart: Counterpart, number: int) -> CasePage:
    """Log a row under the number it has on the sample desk."""
    wanted = counterpart.file(number).application.receipt_number
    journey.read(lambda desk: take_numbers(desk, wanted))
    return _log(journey, number)


def _log(journey: Journey, number: int) -> CasePage:
    """Log a row on the day of its arrival."""
    row = _row(number)
    journey.on(row.mail_item.arrived_on)
    IntakePage(journey.hand).log(row.mail_item, row.applications[0])
    return CasePage(journey.hand)


def _ask(case: CasePage) -> CasePage:
    """Ask the department once nothing must be asked of the sender first."""
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
    CasePage(journey.hand).to_letters().send()


def _supply(journey: Journey, number: int) -> None:
    """Log on the day of its arrival what came later for the application that is open."""
    (came,) = _row(number).applications[0].history.supplements
    journey.on(came.arrived_on)
    SupplementPage(journey.hand).attach(came)


def _unlike(journey: Journey, counterpart: Counterpart, number: int) -> list[str]:
    return unlike(journey.read(lambda desk: kept(desk, ONLY)), counterpart.kept(number))


def test_row_1_disclosure_by_the_principal(journey: Journey, counterpart: Counterpart) -> None:
    case = _ask(_log_like(journey, counterpart, 1))
    _answer(journey, case, 1, date(2026, 11, 4))
    _decide(journey, case, 1)
    assert _unlike(journey, counterpart, 1) == []


def test_row_3_the_missing_stamps_come_in_time(journey: Journey, counterpart: Counterpart) -> None:
    case = _ask(_log_like(journey, counterpart, 3).to_letters().send().back())
    _answer(journey, case, 3, date(2026, 11, 5))
    _supply(journey, 3)
    _decide(journey, CasePage(journey.hand), 3)
    assert _unlike(journey, counterpart, 3) == []


def test_row_15_form_and_identity_document_differ(
    journey: Journey, counterpart: Counterpart
) -> None:
    case = _ask(_log_like(journey, counterpart, 15).to_letters().send().back())
    _answer(journey, case, 15, date(2026, 11, 12))
    journey.on(date(2026, 11, 26))
    journey.hand.press(Qt.Key.Key_F5)
    _decide(journey, case, 15)
    assert _unlike(journey, counterpart, 15) == []


def test_row_18_the_parent_of_a_minor(journey: Journey, counterpart: Counterpart) -> None:
    case = _ask(_log_like(journey, counterpart, 18))
    _answer(journey, case, 18, date(2026, 11, 16))
    _decide(journey, case, 18)
    assert _unlike(journey, counterpart, 18) == []


def test_row_23_a_consigned_proxy_and_a_fresh_seal_certificate(
    journey: Journey, counterpart: Counterpart
) -> None:
    case = _ask(_log_like(journey, counterpart, 23).to_letters().send().back())
    _answer(journey, case, 23, date(2026, 11, 18))
    _supply(journey, 23)
    _decide(journey, CasePage(journey.hand), 23)
    assert _unlike(journey, counterpart, 23) == []


def test_from_the_first_start_to_the_first_envelope(
    new_desk: WindowDesk, qtbot: QtBot, qapp: QApplication
) -> None:
    """E1 of the twelve envelopes, as it lies on the table, is kept as it was written."""
    hand = open_window(qtbot, qapp, new_desk)
    people = [(each.name, each.password) for each in SAMPLE.people]
    first_start(hand, people, new_desk.folder / "copies")
    assert hand.is_at(Place.TODAY)
    hand.press(Qt.Key.Key_L, hold=CTRL)
    sign_in(hand, CLERK.name, CLERK.password)
    envelope = parse((ENVELOPES / "E1.json").read_bytes())
    journey = Journey(hand, new_desk)
    journey.on(envelope.mail_item.arrived_on)
    IntakePage(hand).log(envelope.mail_item, envelope.applications[0])
    assert hand.is_at(Place.APPLICATION)
    file, found = journey.read(_examined)
    application, mail, (licence,) = file.application, file.mail[0], file.enclosures
    assert application.principal.name == "髙橋 みゆき"
    assert application.principal.born == date(1987, 4, 17)
    assert application.principal.phone == "〇九〇-1234-5678"
    assert application.principal.address == "東京都杉並区成田東三丁目12番7-203号 サンハイツ成田"
    assert (application.scope, application.rights()) == (
        "ATOK の登録情報すべて",
        (Right.DISCLOSURE,),
    )
    assert (mail.tracking_number, mail.red_marking) == ("410-10-22871-5", True)
    assert [(line.denomination, line.count) for line in mail.payments] == [(500, 2)]
    assert (licence.name, licence.address) == ("高橋 美由紀", "東京都杉並区成田東3-12-7-203")
    assert licence.valid_until == date(2029, 5, 17)
    assert {each.code for each in found.findings if each.verdict is not Verdict.OK} == {
        "identity.name_differs",
        "identity.address_differs",
        "register.not_asked",
    }
    assert found.axes.fee is FeeState.PAID
    hand.close()


def test_a_desk_left_open_overnight_begins_the_day_by_itself(journey: Journey) -> None:
    _ask(_log(journey, 1))
    journey.hand.press(Qt.Key.Key_1, hold=CTRL)
    turned = journey.read(_first_turn)
    journey.on(turned)
    assert journey.read(_waiting_to_turn) == 1
    shell = journey.hand.window.shell
    assert shell is not None
    watch = shell.findChild(QTimer, "dayWatch")
    assert watch is not None
    assert watch.isActive()
    watch.timeout.emit()
    journey.hand.settle()
    assert journey.read(_waiting_to_turn) == 0
    today = dates.full(turned, journey.hand.screen.language, weekday=True)
    assert today in {label.text() for label in shell.findChildren(Text)}
