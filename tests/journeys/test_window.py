# SPDX-License-Identifier: MIT
"""Rows of the sample desk done through the window by keys end in the same rows of the store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from desk_app.bootstrap import SampleHouse
from desk_app.cli.check.check_faults import parse
from desk_app.cli.sample.sample_file import SampleRow, desk_of, envelopes_of
from desk_app.desk.context import Desk
from desk_app.desk.keeping import look_at, placed
from desk_app.gui.kit.look.text import Text
from desk_app.gui.page import Place
from desk_app.i18n import dates
from desk_app.records.application import Right
from desk_app.records.base import ApplicationId
from desk_app.records.findings import Examination, FeeState, Verdict
from desk_app.records.history import ApplicationFile
from tests.journeys.desks import (
    Counterpart,
    WindowDesk,
    desk_in,
    equip,
    kept,
    take_numbers,
    unlike,
    worked_through,
)
from tests.journeys.hand import (
    CTRL,
    CasePage,
    ClerksHand,
    IntakePage,
    SupplementPage,
    first_start,
    sign_in,
)

DATA = SampleHouse.data
SAMPLE = desk_of(DATA)
OFFICER, CLERK = SAMPLE.people[:2]
ROWS = (1, 3, 15, 18, 23)
"""The rows of the sample desk that are done here."""
ENVELOPES = Path(__file__).parents[1] / "unit" / "cli" / "envelopes"
pytestmark = [pytest.mark.once(under="second"), pytest.mark.xdist_group("window")]


@cache
def _row(number: int) -> SampleRow:
    return next(each.row for each in envelopes_of(DATA) if each.row.id == number)


@pytest.fixture(autouse=True)
def _surroundings(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    equip(qapp, tmp_path, monkeypatch)


@pytest.fixture
def new_desk(tmp_path: Path) -> WindowDesk:
    return desk_in(tmp_path / "window", SAMPLE.first_day)


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
def journey(new_desk: WindowDesk, qapp: QApplication) -> Iterator[ClerksHand]:
    """A window on the desk of the sample's people, its clerk signed in."""
    new_desk.found(SAMPLE)
    with new_desk.window(qapp) as hand:
        sign_in(hand, CLERK)
        yield hand


@pytest.fixture(scope="module")
def counterpart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counterpart]:
    with worked_through(tmp_path_factory.mktemp("counterpart"), ROWS) as found:
        yield found


def _log_like(journey: ClerksHand, counterpart: Counterpart, number: int) -> CasePage:
    """Log a row under the number it has on the sample desk."""
    wanted = counterpart.file(number).application.receipt_number
    journey.do(lambda desk: take_numbers(desk, wanted))
    return _log(journey, number)


def _log(journey: ClerksHand, number: int) -> CasePage:
    """Log a row on the day of its arrival."""
    row = _row(number)
    journey.on(row.mail_item.arrived_on)
    IntakePage(journey).log(row.mail_item, row.applications[0])
    return CasePage(journey)


def _ask(case: CasePage) -> CasePage:
    """Ask the department once nothing must be asked of the sender first."""
    case.ask_department(SAMPLE.department)
    return case


def _answer(journey: ClerksHand, case: CasePage, number: int, day: date) -> None:
    """Type on a later day that the department holds what the form says."""
    journey.on(day)
    principal = _row(number).applications[0].principal
    case.take_answer({"name": principal.name, "born": principal.born, "address": principal.address})


def _decide(journey: ClerksHand, case: CasePage, number: int) -> None:
    """Propose, have a second person approve, and send the letter."""
    decision = case.to_decision()
    decision.propose(_row(number).applications[0].proposals[0])
    decision.approve(OFFICER.password)
    CasePage(journey).to_letters().send()


def _supply(journey: ClerksHand, number: int) -> None:
    """Log on the day of its arrival what came later for the application that is open."""
    (came,) = _row(number).applications[0].history.supplements
    journey.on(came.arrived_on)
    SupplementPage(journey).attach(came)


def _unlike(journey: ClerksHand, counterpart: Counterpart, number: int) -> list[str]:
    return unlike(journey.do(lambda desk: kept(desk, ONLY)), counterpart.kept(number))


@pytest.mark.parametrize(
    ("number", "answered"),
    [
        pytest.param(1, date(2026, 11, 4), id="disclosure by the principal"),
        pytest.param(18, date(2026, 11, 16), id="the parent of a minor"),
    ],
)
def test_what_is_complete_is_asked_decided_and_sent(
    journey: ClerksHand, counterpart: Counterpart, number: int, answered: date
) -> None:
    case = _ask(_log_like(journey, counterpart, number))
    _answer(journey, case, number, answered)
    _decide(journey, case, number)
    assert _unlike(journey, counterpart, number) == []


@pytest.mark.parametrize(
    ("number", "answered"),
    [
        pytest.param(3, date(2026, 11, 5), id="the missing stamps come in time"),
        pytest.param(23, date(2026, 11, 18), id="a consigned proxy and a fresh seal certificate"),
    ],
)
def test_what_was_lacking_comes_and_cures_it(
    journey: ClerksHand, counterpart: Counterpart, number: int, answered: date
) -> None:
    case = _ask(_log_like(journey, counterpart, number).to_letters().send().back())
    _answer(journey, case, number, answered)
    _supply(journey, number)
    _decide(journey, CasePage(journey), number)
    assert _unlike(journey, counterpart, number) == []


def test_row_15_form_and_identity_document_differ(
    journey: ClerksHand, counterpart: Counterpart
) -> None:
    case = _ask(_log_like(journey, counterpart, 15).to_letters().send().back())
    _answer(journey, case, 15, date(2026, 11, 12))
    journey.on(date(2026, 11, 26))
    journey.press(Qt.Key.Key_F5)
    _decide(journey, case, 15)
    assert _unlike(journey, counterpart, 15) == []


def test_from_the_first_start_to_the_first_envelope(
    new_desk: WindowDesk, qapp: QApplication
) -> None:
    """E1 of the twelve envelopes, as it lies on the table, is kept as it was written."""
    with new_desk.window(qapp) as hand:
        first_start(hand, (OFFICER, CLERK), new_desk.site.folder / "copies")
        assert hand.is_at(Place.TODAY)
        hand.press(Qt.Key.Key_L, hold=CTRL)
        sign_in(hand, CLERK)
        envelope = parse((ENVELOPES / "E1.json").read_bytes())
        hand.on(envelope.mail_item.arrived_on)
        IntakePage(hand).log(envelope.mail_item, envelope.applications[0])
        assert hand.is_at(Place.APPLICATION)
        file, found = hand.do(_examined)
    application, mail, (licence,) = file.application, file.mail[0], file.enclosures
    assert application.principal.name == "髙橋 みゆき"
    assert application.principal.born == date(1987, 4, 17)
    assert application.principal.phone == "〇九〇-1234-5678"
    assert application.principal.address == "東京都杉並区成田東三丁目12番7-203号 サンハイツ成田"
    assert application.scope == "ATOK の登録情報すべて"
    assert application.rights() == (Right.DISCLOSURE,)
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


def test_a_desk_left_open_overnight_begins_the_day_by_itself(journey: ClerksHand) -> None:
    _ask(_log(journey, 1))
    journey.press(Qt.Key.Key_1, hold=CTRL)
    turned = journey.do(_first_turn)
    journey.on(turned)
    assert journey.do(_waiting_to_turn) == 1
    shell = journey.shell
    watch = shell.findChild(QTimer, "dayWatch")
    assert watch is not None
    assert watch.isActive()
    watch.timeout.emit()
    journey.settle()
    assert journey.do(_waiting_to_turn) == 0
    today = dates.full(turned, journey.screen.language, weekday=True)
    assert today in {label.text() for label in shell.findChildren(Text)}
