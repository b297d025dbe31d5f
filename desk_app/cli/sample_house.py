# SPDX-License-Identifier: MIT
"""What the sample desk needs of whoever wires the program: a desk on a clock of its own."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from desk_app.cli.sample_file import SampleDesk
    from desk_app.desk.context import Desk
    from desk_app.desk.ports import Clock

_OPENING = timedelta(hours=0)
"""Nine in the morning in Japan, in UTC."""

_BETWEEN = timedelta(seconds=20)


class SampleClock:
    """The clock of the sample desk: it stands on a day, and every look takes some seconds."""

    def __init__(self, day: date) -> None:
        self._day = day
        self._looks = 0

    def today(self) -> date:
        """Return the day at the desk."""
        return self._day

    def now(self) -> datetime:
        """Return a moment of that day, a little later at every look."""
        self._looks += 1
        start = datetime(self._day.year, self._day.month, self._day.day, tzinfo=UTC) + _OPENING
        return start + min(self._looks * _BETWEEN, timedelta(hours=9))

    def move_to(self, day: date) -> None:
        """Go to the opening of a later day."""
        self._day, self._looks = day, 0


class House(Protocol):
    """Founds and opens the sample desk; given by whoever knows the concrete classes."""

    @property
    def data(self) -> Path:
        """The folder of the sample's data."""
        ...

    def under(self, rulebook: Path | None) -> House:
        """Return the house under another rulebook; None: under the one it has."""
        ...

    def found(self, sample: SampleDesk, folder: Path, clock: Clock) -> tuple[Desk, Desk]:
        """Make the desk in ``folder/desk`` with keys in ``folder/keys``, each person acting."""
        ...

    def open(self, sample: SampleDesk, folder: Path, clock: Clock) -> Desk:
        """Open it again as its first person."""
        ...
