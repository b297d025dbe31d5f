# SPDX-License-Identifier: MIT
"""What a backup says of itself: whose copy it is, up to which entry, with how many rows."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from desk_app.desk.errors import DamageFound

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """The manifest of a backup, in ``manifest.json``."""

    database: str
    sheet: str
    sequence: int
    head: str
    counts: Mapping[str, int]
    """The rows of each table."""
    sha256: str
    """Of ``data.sqlite``, in hexadecimal digits."""
    schema: int
    versions: Mapping[str, str]
    made_at: datetime

    @property
    def applications(self) -> int:
        """Return how many applications the copy holds."""
        return self.counts.get("applications", 0)

    def to_bytes(self) -> bytes:
        """Return it as JSON, for a person and for ``verify.py``."""
        written = {
            "format": FORMAT,
            "database": self.database,
            "sheet": self.sheet,
            "sequence": self.sequence,
            "head": self.head,
            "counts": dict(sorted(self.counts.items())),
            "sha256": self.sha256,
            "schema": self.schema,
            "versions": dict(sorted(self.versions.items())),
            "made_at": self.made_at.isoformat(),
        }
        return json.dumps(written, indent=1).encode("ascii") + b"\n"


def read_manifest(content: bytes | bytearray) -> Manifest:
    """Return the manifest of its JSON; raises DamageFound."""
    try:
        read = json.loads(content)
        manifest = Manifest(
            database=_text(read["database"]),
            sheet=_text(read["sheet"]),
            sequence=_number(read["sequence"]),
            head=_text(read["head"]),
            counts={_text(name): _number(rows) for name, rows in read["counts"].items()},
            sha256=_text(read["sha256"]),
            schema=_number(read["schema"]),
            versions={_text(name): _text(said) for name, said in read["versions"].items()},
            made_at=datetime.fromisoformat(_text(read["made_at"])),
        )
        known = read["format"] == FORMAT and manifest.made_at.tzinfo is not None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise DamageFound("backup_damaged") from None
    if not known:
        raise DamageFound("backup_damaged")
    return manifest


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError
    return value
