# SPDX-License-Identifier: MIT
"""What the machine gives: the time, random bytes and ids, from a seed where it must repeat."""

from __future__ import annotations

import hashlib
import secrets
import time
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Protocol

TOKEN_BYTES = 16


class Octets(Protocol):
    """The only source of random bytes for keys, salts and nonces."""

    def octets(self, count: int) -> bytes:
        """Return so many random bytes."""
        ...


class SystemChance:
    """Chance of the operating system: what a real desk uses."""

    def octets(self, count: int) -> bytes:
        """Return so many random bytes."""
        return secrets.token_bytes(count)

    def token(self) -> str:
        """Return a new random id: 32 hexadecimal digits."""
        return self.octets(TOKEN_BYTES).hex()


class SeededChance:
    """Chance that a seed decides: for the sample desk and for tests, never for a real one.

    The same seed and the same order of calls give the same bytes on every machine.
    """

    def __init__(self, seed: str) -> None:
        self._seed = hashlib.sha256(seed.encode()).digest()
        self._drawn = 0

    def octets(self, count: int) -> bytes:
        """Return the next bytes of the seed's stream."""
        self._drawn += 1
        block = self._seed + self._drawn.to_bytes(8, "big")
        return hashlib.shake_256(block).digest(count)

    def token(self) -> str:
        """Return the next id of the seed's stream: 32 hexadecimal digits."""
        return self.octets(TOKEN_BYTES).hex()


# The machine's clock, read nowhere else.


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
