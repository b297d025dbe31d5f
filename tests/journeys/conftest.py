# SPDX-License-Identifier: MIT
"""The sample desk, built once for all who only look at it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desk_app.bootstrap import SampleHouse
from desk_app.cli.sample.sample_file import SampleClock, desk_of
from desk_app.desk.context import Desk
from tests.journeys.desks import Demo, built, same_keys


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """A sample desk as the command left it; nobody changes it."""
    with same_keys():
        return built(tmp_path_factory.mktemp("demo") / "sample")


@pytest.fixture(scope="module")
def sample_desk(demo: Demo) -> Iterator[Desk]:
    """The same desk, opened again on its last day, to read from."""
    house = SampleHouse()
    sample = desk_of(house.data)
    desk = house.open(sample, demo.folder, SampleClock(sample.last_day))
    yield desk
    desk.ports.store.close()
