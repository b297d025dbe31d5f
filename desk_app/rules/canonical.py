# SPDX-License-Identifier: MIT
"""Records in one form of text that never varies: what is signed, and what is compared by hash."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from typing import Any

# Made once: ``json.dumps`` makes an encoder anew for each content.
_canonical = json.JSONEncoder(ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode
_AS_IT_STANDS = (str, int, bool)


def hashed(said: dict[str, object]) -> bytes:
    """Return the SHA-256 of named values of ``plain`` kind, in the order of their names."""
    return hashlib.sha256(_canonical(said).encode("ascii")).digest()


def plain(value: object) -> object:
    """Return a value of a record as JSON knows it; text stays as it is written."""
    if value is None or type(value) in _AS_IT_STANDS:
        return value
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        # A moment as the store gives it back, whichever zone the clock told it in.
        return (value.astimezone(UTC) if isinstance(value, datetime) else value).isoformat()
    kind: Any = type(value)
    return {name: plain(getattr(value, name)) for name in names_of(kind)}


@cache
def names_of(kind: type) -> tuple[str, ...]:
    """Return the names of a record's fields, in their order."""
    return tuple(each.name for each in fields(kind))
