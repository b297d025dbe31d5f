# SPDX-License-Identifier: MIT
"""A few rows of the sample desk done by its own clerk, beside what the window does with them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desk_app.bootstrap import SampleHouse
from desk_app.cli.sample_file import SampleClock, desk_of, envelopes_of
from desk_app.cli.sample_work import SamplePeople, SampleRun, StampDrawer
from desk_app.desk.context import Desk
from desk_app.records.base import ApplicationId
from desk_app.records.history import ApplicationFile
from tests.journeys.same_rows import kept
from tests.same_tables import Tables

WITHOUT_STAMPS = StampDrawer(())
"""The page of a letter, from which the window posts, asks for no stamps."""


@dataclass(frozen=True)
class Counterpart:
    """The desk at which the sample's clerk did the same."""

    desk: Desk
    ids: Mapping[str, ApplicationId]

    def file(self, number: int) -> ApplicationFile:
        """The application of a row."""
        with self.desk.ports.store.reading() as books:
            return books.files.get(self.ids[str(number)])

    def kept(self, number: int) -> Tables:
        """All that is kept of it."""
        return kept(self.desk, self.ids[str(number)])


@contextmanager
def worked_through(folder: Path, rows: Collection[int]) -> Iterator[Counterpart]:
    """Work through some rows of the sample, from the first day to the last."""
    house = SampleHouse()
    sample = desk_of(house.data)
    clock = SampleClock(sample.first_day)
    officer, clerk = house.found(sample, folder, clock)
    wanted = tuple(each for each in envelopes_of(house.data) if each.row.id in rows)
    people = SamplePeople(clerk, officer, sample.department, WITHOUT_STAMPS)
    course = SampleRun(sample, wanted, people, clock)
    try:
        course.run(lambda _: None)
        yield Counterpart(clerk, {case.name: case.id for case in course.cases})
    finally:
        officer.ports.store.close()
