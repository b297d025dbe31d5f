# SPDX-License-Identifier: MIT
"""The anchor: the journal's head kept outside the database, so that missing saves are seen."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from desk_app.desk.errors import DamageFound
from desk_app.store.faults import is_there, told
from desk_app.store.small_files import flush_folder, make_private_folder, read_small, replace_file

if TYPE_CHECKING:
    from pathlib import Path

NAME = "anchor.json"
NEXT = "anchor.next.json"
"""The anchor of a restored file that is about to take the place of another."""

_MOST_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Anchor:
    """The journal's head after the last commit: sequence number, hash, number of entries.

    ``roster`` is the place of the roster that the books had entered then, empty before there was
    one (security.md §4a).
    """

    database: str
    sequence: int
    head: str
    count: int
    roster: str = ""


def read(folder: Path) -> Anchor | None:
    """Return the anchor, None where there is no such file; raises DamageFound."""
    return _read(folder / NAME)


def write_next(folder: Path, anchor: Anchor) -> None:
    """Keep the anchor of a file that is about to take the place of the desk's; raises DiskFull."""
    _write(folder / NEXT, anchor)


def take_next(folder: Path, database: str) -> None:
    """Take the waiting anchor into use if it names this database.

    So a restored file has its anchor even where the program ended just after it took its place.
    Raises DiskFull.
    """
    waiting = folder / NEXT
    try:
        kept = _read(waiting)
    except DamageFound:
        kept = None
    if kept is not None and kept.database == database:
        with told():
            waiting.replace(folder / NAME)
            flush_folder(folder)


def _read(path: Path) -> Anchor | None:
    if not is_there(path):
        return None
    try:
        with told():
            content = read_small(path, _MOST_BYTES)
        whole = json.loads(content)
        anchor = Anchor(**whole["anchor"])
        sound = whole["checksum"] == _checksum(whole["anchor"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        sound = False
    if not sound:
        raise DamageFound("anchor_damaged")
    return anchor


def write(folder: Path, anchor: Anchor) -> None:
    """Keep the anchor durably in the place of the last; raises DiskFull."""
    _write(folder / NAME, anchor)


def _write(path: Path, anchor: Anchor) -> None:
    make_private_folder(path.parent)
    said = asdict(anchor)
    content = {"anchor": said, "checksum": _checksum(said)}
    replace_file(path, json.dumps(content, sort_keys=True).encode("ascii"))


def _checksum(said: object) -> str:
    canonical = json.dumps(said, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()
