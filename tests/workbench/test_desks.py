# SPDX-License-Identifier: MIT
"""The clock of the trials: the same in every process of a run, whatever the hour it began."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta

import pytest

from tests.builders import ARRIVED
from tests.workbench import desks
from tests.workbench.desks import LaterClock
from tests.workbench.processes import apart


class At:
    """A machine whose clock stands at a moment."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    def now(self) -> datetime:
        return self._moment


@pytest.mark.parametrize("began", ["2026-12-02T14:58:00+00:00", "2026-12-31T23:59:59+00:00"])
def test_a_run_over_midnight_stays_on_one_day(began: str, monkeypatch: pytest.MonkeyPatch) -> None:
    start = datetime.fromisoformat(began)
    monkeypatch.setattr(desks, "BEGAN", start)
    moments = []
    for passed in (timedelta(), timedelta(minutes=30), timedelta(hours=12)):
        monkeypatch.setattr(desks, "_MACHINE", At(start + passed))
        assert LaterClock().today() == ARRIVED
        assert LaterClock(3).today() == ARRIVED + timedelta(days=3)
        moments.append(LaterClock().now())
    assert [each - moments[0] for each in moments] == [
        timedelta(),
        timedelta(minutes=30),
        timedelta(hours=12),
    ]


def test_every_process_of_a_run_goes_by_the_same_beginning() -> None:
    assert datetime.fromisoformat(os.environ["DESK_TRIALS_BEGAN"]) == desks.BEGAN
    assert datetime.fromisoformat(json.loads(apart(_beginning))) == desks.BEGAN


def _beginning() -> str:
    return json.dumps(desks.BEGAN.astimezone(UTC).isoformat())
