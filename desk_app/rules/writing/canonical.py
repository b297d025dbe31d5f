# SPDX-License-Identifier: MIT
"""Records in one form of text that never varies: what is signed, and what is compared by hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from typing import Any

from desk_app.records.field import kinds_of

# Made once: ``json.dumps`` makes an encoder anew for each content.
_canonical = json.JSONEncoder(ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode
_AS_IT_STANDS = (str, int, bool)


def hashed(said: dict[str, object]) -> bytes:
    """Return the SHA-256 of named values of ``plain`` kind, in the order of their names."""
    return hashlib.sha256(in_one_form(said)).digest()


def in_one_form(said: dict[str, object]) -> bytes:
    """Return named values of ``plain`` kind as the bytes that are hashed or signed."""
    return _canonical(said).encode("ascii")


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
    return said_by(value)


def said_by(record: object, without: Collection[str] = ()) -> dict[str, object]:
    """Return what the fields of a record say, by name; some can be left out.

    A later field (``records.field``) that is empty says nothing: what was signed before there was
    such a field is what would be signed now.
    """
    kind: Any = type(record)
    names, later = _names_of(kind)
    found = {name: getattr(record, name) for name in names if name not in without}
    if later:
        found = {name: each for name, each in found.items() if each or name not in later}
    return {name: plain(each) for name, each in found.items()}


@cache
def _names_of(kind: type) -> tuple[tuple[str, ...], frozenset[str]]:
    kinds = kinds_of(kind)
    return tuple(kinds), frozenset(name for name, each in kinds.items() if each.later)
