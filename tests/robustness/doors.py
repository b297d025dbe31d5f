# SPDX-License-Identifier: MIT
"""The one table of every place where something comes into the program or goes out of it.

A later door joins by one line: every goal about its kind of door then asks for it, and fails until
it goes through it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path


class Kind(Enum):
    """What can happen at a door, and so which goals go through it."""

    SAVED = auto()
    """A verb acknowledges a save here: it outlives a kill and a power cut (GOAL-1, GOAL-2)."""
    LONG = auto()
    """Work on whole files that can be interrupted (GOAL-2, GOAL-3)."""
    KEPT = auto()
    """A file at rest: it can be damaged, or be an older one (GOAL-5)."""
    FILLED = auto()
    """A file that is written, for which the disk can be full (GOAL-4)."""
    READ = auto()
    """Something from outside is read and parsed (GOAL-7)."""
    SHOWN = auto()
    """Text of an applicant goes out (GOAL-8)."""


class Room(Enum):
    """In which folder a file lies."""

    DESK = "desk"
    KEYS = "keys"
    BACKUPS = "backups"
    MACHINE = "machine"
    ELSEWHERE = ""
    """Beside the three, or in no folder at all."""


@dataclass(frozen=True, slots=True)
class Door:
    """One place: its name, what can happen there, and which files it is, as a pattern."""

    name: str
    kinds: frozenset[Kind]
    room: Room = Room.ELSEWHERE
    files: str = ""

    def of(self, folder: Path) -> list[Path]:
        """Return its files below the folder that holds desk, keys and backups."""
        return sorted((folder / self.room.value).glob(self.files)) if self.files else []


def _door(name: str, *kinds: Kind, at: tuple[Room, str] = (Room.ELSEWHERE, "")) -> Door:
    return Door(name, frozenset(kinds), *at)


_AT_REST = (Kind.KEPT, Kind.FILLED, Kind.READ)

DOORS = (
    # What verbs save, and the long work on whole files.
    _door("application logged", Kind.SAVED),
    _door("department asked", Kind.SAVED),
    _door("draft saved", Kind.SAVED),
    _door("inquiry logged", Kind.SAVED),
    _door("row of provision entered", Kind.SAVED),
    _door("scan attached", Kind.SAVED),
    _door("migration", Kind.LONG),
    _door("re-keying", Kind.LONG, Kind.FILLED),
    _door("backup written", Kind.LONG),
    _door("restore", Kind.LONG, Kind.FILLED),
    _door("disposal", Kind.LONG),
    _door("restore into a new folder", Kind.LONG, Kind.FILLED),
    _door("repair", Kind.FILLED),
    _door("first start", Kind.LONG, Kind.FILLED),
    _door("sample desk", Kind.FILLED),
    # Files at rest and files that are written.
    _door("database", Kind.KEPT, Kind.FILLED, at=(Room.DESK, "desk.db")),
    _door("write-ahead log", Kind.KEPT, Kind.FILLED, at=(Room.DESK, "desk.db-wal")),
    _door("folders named", *_AT_REST, at=(Room.DESK, "desk.toml")),
    _door("key file", *_AT_REST, at=(Room.KEYS, "keys.json")),
    _door("key file, second copy", Kind.KEPT, at=(Room.KEYS, "keys.copy.json")),
    _door("anchor", *_AT_REST, at=(Room.KEYS, "anchor.json")),
    _door("list of backups", *_AT_REST, at=(Room.KEYS, "backups.json")),
    _door("disposal list", *_AT_REST, at=(Room.KEYS, "disposals.json")),
    _door("count of wrong tries", *_AT_REST, at=(Room.KEYS, "tries.json")),
    _door("day of the last check", *_AT_REST, at=(Room.KEYS, "checked.json")),
    _door("backup", *_AT_REST, at=(Room.BACKUPS, "*.tar.age")),
    _door("sealed scan", Kind.KEPT, Kind.FILLED, at=(Room.DESK, "scans/*.age")),
    _door("copy of a scan", Kind.KEPT, at=(Room.BACKUPS, "scans/*.age")),
    _door("pepper of the machine", *_AT_REST, at=(Room.MACHINE, "*.json")),
    _door("choices of the screen", *_AT_REST, at=(Room.ELSEWHERE, "screen.json")),
    # Files that are kept beside a database, and stop no start.
    _door("kept database", Kind.KEPT, at=(Room.DESK, "desk.db.kept-1")),
    _door(
        "key of a kept database", Kind.KEPT, Kind.FILLED, at=(Room.DESK, "desk.db.kept-1.key.age")
    ),
    _door(
        "database before a migration", Kind.KEPT, Kind.FILLED, at=(Room.DESK, "desk.db.before-v*")
    ),
    _door("rows that a repair saved", Kind.KEPT, at=(Room.DESK, "desk.db.salvaged")),
    # What is read and lies in no folder of the desk.
    _door("check file", Kind.READ),
    _door("rulebook", Kind.READ),
    _door("cases of a rulebook", Kind.READ),
    _door("contents of a backup", Kind.READ),
    _door("key of a sheet as typed", Kind.READ),
    _door("envelope as typed", Kind.READ),
    _door("sentence of a letter as typed", Kind.READ),
    _door("name and password in a pipe", Kind.READ),
    _door("word of a later start", Kind.READ),
    _door("mounts of the system", Kind.READ),
    _door("names of the printers", Kind.READ),
    # What goes out.
    _door("letter as PDF", Kind.FILLED, Kind.SHOWN),
    _door("ledger as workbook", Kind.FILLED, Kind.SHOWN),
    _door("ledger as lines", Kind.FILLED, Kind.SHOWN),
    _door("pages of the desk's own", Kind.SHOWN),
    _door("ledgers on paper", Kind.SHOWN),
    _door("ledgers of inquiries and registers", Kind.SHOWN),
    _door("reply to an inquiry", Kind.SHOWN),
    _door("answer of a check", Kind.SHOWN),
    _door("screen", Kind.SHOWN),
    _door("search", Kind.SHOWN),
    _door("journal", Kind.SHOWN),
    _door("log of faults", Kind.FILLED, at=(Room.ELSEWHERE, "faults.log")),
)


def names_of(*kinds: Kind) -> tuple[str, ...]:
    """Return the names of the doors at which something of these can happen."""
    return tuple(door.name for door in DOORS if not door.kinds.isdisjoint(kinds))


def doors_of(kind: Kind) -> tuple[Door, ...]:
    """Return the doors at which this can happen."""
    return tuple(door for door in DOORS if kind in door.kinds)
