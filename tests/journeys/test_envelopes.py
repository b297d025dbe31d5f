# SPDX-License-Identifier: MIT
"""From the first start by keys: envelopes are kept and judged as their check files are."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desk_app.bootstrap import SampleHouse
from desk_app.cli.check.check_faults import parse
from desk_app.cli.check.check_file import CheckFile
from desk_app.cli.check.check_reading import latest_day, read
from desk_app.cli.sample.sample_file import desk_of
from desk_app.desk.context import Desk
from desk_app.desk.keeping import look_at
from desk_app.gui.page import Place
from desk_app.records.base import ApplicationId
from desk_app.records.case.findings import Examination, Verdict
from desk_app.records.case.history import ApplicationFile
from desk_app.records.desk.people import Language
from desk_app.rules.situation.check import examine
from tests.journeys.desks import as_it_lay, days_as_written, desk_in, equip, judged
from tests.journeys.hand import CTRL, ClerksHand, IntakePage, first_start, sign_in

FOLDER = Path(__file__).parents[1] / "unit" / "cli" / "envelopes"
EXPECTED = {
    each["id"]: each
    for each in tomllib.loads((FOLDER / "expected.toml").read_text("utf-8"))["envelope"]
}
TYPED, IN_ENGLISH = ("E4", "E7"), "E6"
"""Between them: a parent, a register and a revenue stamp; reasons and a paper that nobody expected;
no form, no signature and cash. The fields of the others are typed where the page is looked at; what
the rules find in all twelve, the check tells."""
SAMPLE = desk_of(SampleHouse.data)
OFFICER, CLERK = SAMPLE.people[:2]
TODAY = date(2026, 11, 25)
pytestmark = [pytest.mark.once(under="second"), pytest.mark.xdist_group("envelopes")]


@dataclass(frozen=True, slots=True)
class Envelope:
    """One of the twelve: its check file, and how the days are written on its papers."""

    name: str
    told: CheckFile
    days: dict[date, str]


def _log_whole(hand: ClerksHand, envelope: Envelope) -> list[ApplicationId]:
    """Type an envelope and save it; return the applications that were not there before."""
    before = hand.do(_open)
    page = IntakePage(hand, envelope.days)
    page.log(envelope.told.mail_item, *envelope.told.applications)
    assert hand.place is Place.APPLICATION
    return [id_ for id_ in hand.do(_open) if id_ not in before]


def _open(desk: Desk) -> list[ApplicationId]:
    with desk.ports.store.reading() as books:
        return sorted(books.files.open_ids())


def _looked_at(desk: Desk, id_: ApplicationId) -> tuple[ApplicationFile, Examination]:
    with desk.ports.store.reading() as books:
        file = books.files.get(id_)
    return file, look_at(desk, file)


def _envelope(name: str) -> Envelope:
    content = (FOLDER / f"{name}.json").read_bytes()
    return Envelope(name, parse(content), days_as_written(content))


def _agrees(table: ClerksHand, logged: Sequence[ApplicationId], name: str) -> None:
    """Hold what is kept against the check file, and what is found against what is expected."""
    book = table.do(lambda desk: desk.rulebook)
    told = read(_envelope(name).told, book)
    day = max(map(latest_day, told))
    kept = table.do(lambda desk: [_looked_at(desk, id_) for id_ in logged])
    for (file, found), other in zip(kept, told, strict=True):
        assert as_it_lay(file) == as_it_lay(other)
        assert judged(file, found) == judged(other, examine(other, book.on(day), day))
        codes = [each.code for each in found.findings if each.verdict is not Verdict.OK]
        assert sorted(codes) == sorted(said.split()[0] for said in EXPECTED[name]["findings"])


def test_from_the_first_start_to_the_envelopes_of_a_day(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    equip(qapp, tmp_path, monkeypatch)
    desk = desk_in(tmp_path / "window", SAMPLE.first_day)
    with desk.window(qapp) as hand:
        first_start(hand, (OFFICER, CLERK), tmp_path / "copies")
        assert hand.is_at(Place.TODAY)
        hand.press(Qt.Key.Key_L, hold=CTRL)
        sign_in(hand, CLERK)
        hand.on(TODAY)
        for name in (*TYPED, IN_ENGLISH):
            if name == IN_ENGLISH:
                hand.screen.use_language(Language.EN)
                hand.settle()
            print(name)  # noqa: T201 -- shown where one does not agree
            _agrees(hand, _log_whole(hand, _envelope(name)), name)
