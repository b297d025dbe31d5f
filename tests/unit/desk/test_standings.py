# SPDX-License-Identifier: MIT
"""How an application stands is worked out once, and anew as soon as anything of it is another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from desk_app.desk.context import Standings
from desk_app.desk.keeping import stands
from desk_app.records.base import ApplicationId
from desk_app.records.case.history import ApplicationFile
from desk_app.rules.situation.situation import situation_of
from tests.builders import ARRIVED
from tests.unit.desk.office import Office

Change = Callable[[ApplicationFile], ApplicationFile]


def test_equal_facts_stand_as_they_stood(office: Office, id_: ApplicationId) -> None:
    desk = office.clerk
    first = stands(desk, office.file(id_))
    assert stands(desk, office.file(id_)) is first
    assert stands(replace(desk, actor=office.supervisor.actor), office.file(id_)) is first
    assert stands(office.clerk, office.file(id_)) is not first, "it goes with the open desk"


@pytest.mark.parametrize(
    "change",
    [
        lambda file: replace(file, siblings=(ApplicationId(99),)),
        lambda file: replace(file, enclosures=file.enclosures[:-1]),
        lambda file: replace(file, application=replace(file.application, claims=())),
    ],
)
def test_what_is_another_is_worked_out_anew(
    office: Office, id_: ApplicationId, change: Change
) -> None:
    known, file, book = Standings(), office.file(id_), office.rulebook
    known.of(file, book, ARRIVED)
    changed, later = change(file), ARRIVED + timedelta(days=40)
    found, anew = known.of(changed, book, ARRIVED), situation_of(changed, book.on(ARRIVED), ARRIVED)
    assert (found.file, found.findings, found.axes) == (changed, anew.findings, anew.axes)
    assert known.of(changed, book, later).on == later
    assert known.of(file, book, ARRIVED).file == file
