# SPDX-License-Identifier: MIT
"""The machine's clock, read nowhere else."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta, timezone

JAPAN = timezone(timedelta(hours=9), "JST")


class SystemClock:
    """The clock a real desk goes by (a ``desk.ports.Clock``): the day is Japan's."""

    def today(self) -> date:
        """Return the day at the desk (Japan)."""
        return self.now().astimezone(JAPAN).date()

    def now(self) -> datetime:
        """Return the moment, aware, in UTC."""
        return datetime.now(UTC)  # noqa: TID251  the one place


def seconds_passed() -> float:
    """Return the seconds since some fixed moment: for pauses, which no clock set back shortens."""
    return time.monotonic()
