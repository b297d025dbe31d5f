# SPDX-License-Identifier: MIT
"""What makes ids and keys."""

from __future__ import annotations

from typing import Protocol

from desk_app.desk.ports import Chance
from desk_app.store.chance import Octets


class Source(Chance, Octets, Protocol):
    """Chance for ids and for keys."""
