# SPDX-License-Identifier: MIT
"""A row of the sample desk done through the window by keys ends in the same rows of the store.

What else is typed, proxies, supplements and what is disclosed, is looked at where its page is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from desk_app.bootstrap import SampleHouse
from desk_app.cli.sample.sample_file import SampleRow, desk_of, envelopes_of
from desk_app.desk.context import Desk
from desk_app.desk.keeping import look_at, placed
from desk_app.gui.kit.look.text import Text
from desk_app.i18n import dates
from desk_app.records.base import ApplicationId
from desk_app.records.case.findings import Examination, ReplyState
from desk_app.records.case.history import ApplicationFile
from tests.journeys.desks import (
    Counterpart,
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
    LettersPage,
    sign_in,
)

DATA = SampleHouse.data
SAMPLE = desk_of(DATA)
OFFICER, CLERK = SAMPLE.people[:2]
DIFFERING = 15
"""The row of the sample desk that is done here."""
pytestmark = [pytest.mark.once(under="second"), pytest.mark.xdist_group("window")]


@cache
def _row(number: int) -> SampleRow:
    return next(each.row for each in envelopes_of(DATA) if each.row.id == number)


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
def journey(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[ClerksHand]:
    """A window on the desk of the sample's people, its clerk signed in."""
    equip(qapp, tmp_path, monkeypatch)
    desk = desk_in(tmp_path / "window", SAMPLE.first_day)
    desk.found(SAMPLE)
    with desk.window(qapp) as hand:
        sign_in(hand, CLERK)
        yield hand


@pytest.fixture(scope="module")
def counterpart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counterpart]:
    with worked_through(tmp_path_factory.mktemp("counterpart"), (DIFFERING,)) as found:
        yield found


def _log_like(journey: ClerksHand, counterpart: Counterpart, number: int) -> CasePage:
    """Log a row under the number it has on the sample desk, on the day of its arrival."""
    wanted = counterpart.file(number).application.receipt_number
    journey.do(lambda desk: take_numbers(desk, wanted))
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


def _decide(journey: ClerksHand, case: CasePage, number: int) -> LettersPage:
    """Propose, have a second person approve, and send the letter."""
    decision = case.to_decision()
    decision.propose(_row(number).applications[0].proposals[0])
    decision.approve(OFFICER.password)
    return CasePage(journey).to_letters().send()


def _unlike(journey: ClerksHand, counterpart: Counterpart, number: int) -> list[str]:
    return unlike(journey.do(lambda desk: kept(desk, ONLY)), counterpart.kept(number))


def test_what_differs_and_is_not_cured_overnight_is_refused_and_our_letter_comes_back(
    journey: ClerksHand, counterpart: Counterpart
) -> None:
    case = _ask(_log_like(journey, counterpart, DIFFERING).to_letters().send().back())
    _answer(journey, case, DIFFERING, date(2026, 11, 12))
    journey.press(Qt.Key.Key_1, hold=CTRL)
    turned = journey.do(_first_turn)
    journey.on(turned)
    assert journey.do(_waiting_to_turn) == 1
    _begin_the_day_by_itself(journey)
    assert journey.do(_waiting_to_turn) == 0
    today = dates.full(turned, journey.screen.language, weekday=True)
    assert today in {label.text() for label in journey.shell.findChildren(Text)}
    journey.open_number(journey.do(_file).application.receipt_number)
    letters = _decide(journey, CasePage(journey), DIFFERING)
    assert _unlike(journey, counterpart, DIFFERING) == []
    _, found = journey.do(_examined)
    assert found.axes.reply is ReplyState.POSTED
    journey.on(turned + timedelta(days=7))
    letters.record_return()
    file, found = journey.do(_examined)
    answered = file.postings[-1].posted_on
    assert found.axes.reply is ReplyState.RETURNED
    assert found.kept_until == answered.replace(year=answered.year + 2)


def _begin_the_day_by_itself(journey: ClerksHand) -> None:
    """Let the watch of a window that was left open look at the clock."""
    watch = journey.shell.findChild(QTimer, "dayWatch")
    assert watch is not None
    assert watch.isActive()
    watch.timeout.emit()
    journey.settle()
