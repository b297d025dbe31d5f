# SPDX-License-Identifier: MIT
"""Each of the twelve envelopes, typed in the window, is kept and judged as its check file is."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.bootstrap import SampleHouse
from desk_app.cli.check_faults import parse
from desk_app.cli.check_file import CheckFile, DepartmentAsked
from desk_app.cli.check_reading import latest_day, read
from desk_app.cli.sample_file import Proposal, desk_of, envelopes_of
from desk_app.desk.context import Desk
from desk_app.desk.keeping import look_at
from desk_app.gui.page import Place
from desk_app.records.base import ApplicationId
from desk_app.records.findings import Examination, Verdict
from desk_app.records.history import ApplicationFile
from desk_app.records.people import Language
from desk_app.rules.check import examine
from tests.journeys.hand import Hand
from tests.journeys.intake_page import IntakePage, SupplementPage
from tests.journeys.on_paper import as_it_lay, days_as_written, judged
from tests.journeys.pages import CasePage, sign_in
from tests.journeys.window_desk import WindowDesk, desk_in, equip, open_window

FOLDER = Path(__file__).parents[1] / "unit" / "cli" / "envelopes"
EXPECTED = {
    each["id"]: each
    for each in tomllib.loads((FOLDER / "expected.toml").read_text("utf-8"))["envelope"]
}
OF_ONE_DAY = tuple(name for name in EXPECTED if name not in {"E9", "E10"})
SAMPLE = desk_of(SampleHouse.data)
OFFICER, CLERK = SAMPLE.people
TODAY = date(2026, 11, 25)
pytestmark = [pytest.mark.once, pytest.mark.xdist_group("envelopes")]


@dataclass(frozen=True, slots=True)
class Envelope:
    """One of the twelve: its check file, and how the days are written on its papers."""

    name: str
    told: CheckFile
    days: dict[date, str]


@dataclass
class Table:
    """The clerk's table: a window on a desk of the sample's people."""

    hand: Hand
    desk: WindowDesk

    def on(self, day: date | None) -> None:
        """Come back on a later day, which the check file must tell."""
        assert day is not None
        self.desk.clock.move_to(day)

    def log(self, envelope: Envelope) -> list[ApplicationId]:
        """Type an envelope and save it; return the applications that were not there before."""
        before = self.hand.read(_open)
        page = IntakePage(self.hand, envelope.days)
        page.log(envelope.told.mail_item, *envelope.told.applications)
        assert self.hand.is_at(Place.APPLICATION)
        return [id_ for id_ in self.hand.read(_open) if id_ not in before]

    def look(self, ids: Sequence[ApplicationId]) -> list[tuple[ApplicationFile, Examination]]:
        """Return what is kept of applications, and what the rules say of it today."""
        return self.hand.read(lambda desk: [_looked_at(desk, id_) for id_ in ids])


def _open(desk: Desk) -> list[ApplicationId]:
    with desk.ports.store.reading() as books:
        return sorted(books.files.open_ids())


def _looked_at(desk: Desk, id_: ApplicationId) -> tuple[ApplicationFile, Examination]:
    with desk.ports.store.reading() as books:
        file = books.files.get(id_)
    return file, look_at(desk, file)


@contextmanager
def _table(qtbot: QtBot, qapp: QApplication, folder: Path, day: date) -> Iterator[Table]:
    with pytest.MonkeyPatch.context() as patch:
        equip(qapp, folder, patch)
        desk = desk_in(folder / "window", day)
        desk.found(SAMPLE)
        hand = open_window(qtbot, qapp, desk)
        sign_in(hand, CLERK.name, CLERK.password)
        yield Table(hand, desk)
        hand.close()


@pytest.fixture
def own_table(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Table]:
    """A window on a desk of its own."""
    with _table(qtbot, qapp, tmp_path, TODAY) as table:
        yield table


def _envelope(name: str) -> Envelope:
    content = (FOLDER / f"{name}.json").read_bytes()
    return Envelope(name, parse(content), days_as_written(content))


def _agrees(table: Table, logged: Sequence[ApplicationId], name: str) -> None:
    """Hold what is kept against the check file, and what is found against what is expected."""
    book = table.hand.read(lambda desk: desk.rulebook)
    told = read(_envelope(name).told, book)
    day = max(map(latest_day, told))
    kept = table.look(logged)
    for (file, found), other in zip(kept, told, strict=True):
        assert as_it_lay(file) == as_it_lay(other)
        assert judged(file, found) == judged(other, examine(other, book.on(day), day))
        codes = [each.code for each in found.findings if each.verdict is not Verdict.OK]
        assert sorted(codes) == sorted(said.split()[0] for said in EXPECTED[name]["findings"])


def test_the_envelopes_of_one_day_are_logged_one_after_the_other(own_table: Table) -> None:
    for name in OF_ONE_DAY:
        print(name)  # noqa: T201 -- shown where one does not agree
        _agrees(own_table, own_table.log(_envelope(name)), name)


def test_the_first_envelope_in_english(own_table: Table) -> None:
    own_table.hand.screen.use_language(Language.EN)
    own_table.hand.settle()
    _agrees(own_table, own_table.log(_envelope("E1")), "E1")


def _log(table: Table, name: str) -> tuple[list[ApplicationId], CasePage, DepartmentAsked]:
    """Log an envelope on its day, and return what the department will answer."""
    envelope = _envelope(name)
    table.on(envelope.told.mail_item.arrived_on)
    logged = table.log(envelope)
    (asked,) = envelope.told.applications[0].history.departments
    return logged, CasePage(table.hand), asked


def _answer(table: Table, case: CasePage, asked: DepartmentAsked) -> None:
    """Ask the department, and type on a later day what it answers."""
    case.ask_department(SAMPLE.department)
    table.on(asked.answered_on)
    (record,) = asked.records
    case.take_answer(record.model_dump(include={"name", "born", "address"}))


def _proposal() -> Proposal:
    """A disclosure granted, as the sample's first row has it."""
    first = next(each.row for each in envelopes_of(SampleHouse.data) if each.row.id == 1)
    return first.applications[0].proposals[0]


def test_what_was_missing_comes_too_late(own_table: Table) -> None:
    """E9: stamps posted in time arrive after the due date; a supervisor decides."""
    logged, case, asked = _log(own_table, "E9")
    _answer(own_table, case.to_letters().send().back(), asked)
    (came,) = _envelope("E9").told.applications[0].history.supplements
    own_table.on(came.arrived_on)
    SupplementPage(own_table.hand).attach(came)
    _agrees(own_table, logged, "E9")


def test_our_letter_comes_back(own_table: Table) -> None:
    """E10: the decision was posted and could not be delivered; the application stays decided."""
    hand = own_table.hand
    logged, case, asked = _log(own_table, "E10")
    _answer(own_table, case, asked)
    (decided,) = _envelope("E10").told.applications[0].history.decisions
    own_table.on(decided.proposed_on)
    decision = case.to_decision()
    decision.propose(_proposal())
    own_table.on(decided.approved_on)
    decision.approve(OFFICER.password)
    own_table.on(decided.answered_on)
    letters = CasePage(hand).to_letters().send()
    own_table.on(decided.came_back_on)
    letters.record_return()
    _agrees(own_table, logged, "E10")
    ((_, found),) = own_table.look(logged)
    assert found.axes.reply.value == EXPECTED["E10"]["reply"]
    assert found.kept_until == date.fromisoformat(EXPECTED["E10"]["kept_until"])
