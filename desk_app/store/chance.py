# SPDX-License-Identifier: MIT
"""Random bytes and ids: from the system, or from a seed so that a sample desk can be repeated."""

from __future__ import annotations

import hashlib
import secrets
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
