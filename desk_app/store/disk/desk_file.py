# SPDX-License-Identifier: MIT
"""The desk's file as a file: what its first bytes tell, and a new one put in its place."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from desk_app.desk.errors import DamageFound, NotADesk, VersionRefused
from desk_app.store.disk.faults import is_there, told
from desk_app.store.disk.small_files import flush_folder
from desk_app.system.chosen import here
from desk_app.system.ports import read_small

if TYPE_CHECKING:
    from pathlib import Path


APPLICATION_ID = 0x44534B41
"""``DSKA`` in the file's header: a desk of ours."""

SCHEMA_VERSION = 27
"""The number of the newest migration; it stands in the file's header."""

OLDEST_SCHEMA = 9
"""The number of the first migration: what is older is not read."""

DATABASE = "database"
"""The value that names this database for ever; the anchor names it too."""

STANDS_AT = "office_stands_at"
"""The value that says how far a station has taken the log of its office: number and hash."""

STATIONS = "office_stations"
"""The value that says which stations the office has, each with its public key; empty at none."""

HEARD_AT = "office_heard_at"
"""The value that says when a station last heard of its office, by the server's clock."""

SHUT_AFTER = "office_shut_after"
"""The value that says after how many days without the server a station shows nothing."""

CAUGHT_UP_FROM = "office_caught_up_from"
"""The value that says behind which entry of the journal the last units of others were taken."""

STATION = "station.sealed"
"""The file beside the keys by which a desk is a station of an office."""


def check_schema(found: int) -> None:
    """Go on only with a schema that this program reads; raises VersionRefused."""
    if found > SCHEMA_VERSION:
        raise VersionRefused("schema_too_new", {"found": found, "known": SCHEMA_VERSION})
    if found < OLDEST_SCHEMA:
        raise VersionRefused("schema_too_old", {"found": found, "known": OLDEST_SCHEMA})


# What can be told of a desk's file without its key: that it is there, encrypted and not cut.


PAGE_BYTES = 4096
_PLAINTEXT = b"SQLite format 3\x00"


def check_first_bytes(path: Path) -> None:
    """Look at the file before any connection exists: later, closing it would drop its locks.

    Raises NotADesk where there is none, where it is no file or not encrypted, DamageFound where it
    is cut.
    """
    if not is_there(path):
        raise NotADesk("no_database")
    try:
        with told():
            head = read_small(path, PAGE_BYTES)
    except OSError:
        raise NotADesk("database_not_ours") from None
    if head.startswith(_PLAINTEXT):
        raise NotADesk("database_plaintext")
    if len(head) < PAGE_BYTES:
        raise DamageFound("database_cut")


# Putting a whole new database in the place of another, which is kept under a name of its own.


KEPT = ".kept"
"""What the name of a replaced desk file ends with, and a number."""

BEFORE = ".before-v"
"""What the name of a copy from before a migration ends with, and the number of the new schema."""

SALVAGED = ".salvaged"
"""What the name of the rows ends with that a repair could read of a desk file."""

SNAPSHOT = ".snapshot"
"""What the name of a copy begins with, after the file's own, that is made for other stations."""

WORKSHOP = "repair"
"""The folder in a desk's own in which a repair works on copies."""

SCANS = "scans"
"""The folder of the sealed files of scans, in a desk's own and in that of its backups."""

LOG = "-wal"
"""What the name of a database's write-ahead log ends with."""

SIDE_FILES = (LOG, "-shm", "-journal")


def put_in_place(aside: Path, database: Path) -> str:
    """Keep the old file under another name and put the new one in its place; return the name.

    A log that belongs to the old file goes with it: the new one must never meet it. Raises
    DiskFull.
    """
    flush(aside)
    with told():
        kept = name_to_keep(database)
        for side in SIDE_FILES:
            beside = database.with_name(database.name + side)
            if is_there(beside):
                here().files.replace(beside, kept.with_name(kept.name + side))
        if is_there(database):
            _link(database, kept)
        here().files.replace(aside, database)
        flush_folder(database.parent)
    return kept.name if is_there(kept) else ""


def name_to_keep(database: Path) -> Path:
    """Return where the file of a desk is kept that another takes the place of."""
    number = 1
    while is_there(kept := database.with_name(f"{database.name}{KEPT}-{number}")):
        number += 1
    return kept


def take_its_place(aside: Path, database: Path) -> None:
    """Put a new file, flushed, in the place of another that is closed and has no log.

    What lies beside the old one is gone from the disk first: the new one must never meet it.
    Raises DiskFull; either of them stands then.
    """
    with told():
        for side in SIDE_FILES:
            beside = database.with_name(database.name + side)
            here().files.patiently(partial(beside.unlink, missing_ok=True))
        flush_folder(database.parent)
        here().files.replace(aside, database)
        flush_folder(database.parent)


def flush(path: Path) -> None:
    """Flush a file that was written by others to the disk; raises DiskFull."""
    with told():
        handle = os.open(path, os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def remove(path: Path) -> None:
    """Remove a database with what lies beside it, as far as it is there."""
    with suppress(OSError):
        path.unlink()
    remove_beside(path)


def remove_beside(path: Path) -> None:
    """Remove what lies beside a database that is closed; what its log held is gone then."""
    for side in SIDE_FILES:
        with suppress(OSError):
            path.with_name(path.name + side).unlink()


def remove_kept(database: Path) -> None:
    """Remove what was kept beside a desk file: replaced files, earlier copies, salvaged rows.

    They were encrypted with a data key that is no more: nobody can read them, and a disposal must
    leave no file behind that held the disposed.
    """
    for ending in (KEPT + "-", BEFORE, SALVAGED, SNAPSHOT):
        for path in database.parent.glob(f"{database.name}{ending}*"):
            with suppress(OSError):
                path.unlink()


def _link(database: Path, kept: Path) -> None:
    """Give the old file its second name while the first still stands, where the disk can."""
    try:
        kept.hardlink_to(database)
    except OSError:
        here().files.replace(database, kept)
