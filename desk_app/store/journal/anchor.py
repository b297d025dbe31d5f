# SPDX-License-Identifier: MIT
"""The anchor: the journal's head kept outside the database, so that missing saves are seen."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from desk_app.desk.errors import DamageFound
from desk_app.store.faults import told
from desk_app.store.writing_aside import make_private_folder, replace_file

if TYPE_CHECKING:
    from pathlib import Path

NAME = "anchor.json"
_MOST_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Anchor:
    """The journal's head after the last commit: sequence number, hash, number of entries."""

    database: str
    sequence: int
    head: str
    count: int


def read(folder: Path) -> Anchor | None:
    """Return the anchor, None where there is no such file; raises DamageFound."""
    path = folder / NAME
    if not path.exists():
        return None
    with told():
        content = path.read_bytes()[:_MOST_BYTES]
    try:
        whole = json.loads(content)
        anchor = Anchor(**whole["anchor"])
        sound = whole["checksum"] == _checksum(anchor)
    except (ValueError, KeyError, TypeError, RecursionError):
        sound = False
    if not sound:
        raise DamageFound("anchor_damaged")
    return anchor


def write(folder: Path, anchor: Anchor) -> None:
    """Keep the anchor durably in the place of the last; raises DiskFull."""
    make_private_folder(folder)
    content = {"anchor": asdict(anchor), "checksum": _checksum(anchor)}
    replace_file(folder / NAME, json.dumps(content, sort_keys=True).encode("ascii"))


def _checksum(anchor: Anchor) -> str:
    canonical = json.dumps(asdict(anchor), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()
