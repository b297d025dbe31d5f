# SPDX-License-Identifier: MIT
"""Writing one backup: copied, encrypted aside, opened again and compared, then put in its place."""

from __future__ import annotations

import contextlib
import hashlib
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import sqlcipher3.dbapi2 as driver

import desk_app
from desk_app.desk.errors import DamageFound, NotADesk
from desk_app.records.safekeeping import Backup
from desk_app.store.backup.archive import Packing
from desk_app.store.backup.copying import copy_of
from desk_app.store.backup.inspecting import open_backup
from desk_app.store.backup.manifest import Manifest
from desk_app.store.backup.names import BackupName, sweep
from desk_app.store.backup.sealing import seal
from desk_app.store.faults import told, writing_told
from desk_app.store.marks import DATABASE
from desk_app.store.vault.age import Identity, new_identity
from desk_app.store.writing_aside import PART, flush_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from pathlib import Path

    from desk_app.store.backup.memory import Memory

ENCLOSED = ("README.txt", "verify.py")
"""The two members that come with the program, in its folder of enclosures."""

WHOLE = 100
"""Progress is told in hundredths: copied, encrypted, opened again and compared."""

_COPIED, _SEALED = 50, 70


@dataclass(frozen=True, slots=True)
class Order:
    """What a backup is made of and where it goes; all that a process of its own needs to know."""

    database: Path
    data_key: bytes = field(repr=False)
    folder: Path
    sheet: str
    recipient: str
    made_at: datetime
    enclosures: Path


@writing_told("backup_not_written")
def write_backup(order: Order, tell: Callable[[int, int], None]) -> Backup:
    """Write a backup and return it; killed at any moment, the earlier ones stand as they were.

    ``tell`` hears hundredths and may raise Cancelled. Raises NotADesk for a folder that is not
    there, DiskFull, DamageFound where the copy is not what was read.
    """
    if not order.folder.is_dir():
        raise NotADesk("backup_folder_gone")
    memory, counts = copy_of(order.database, order.data_key, _between(tell, 0, _COPIED))
    try:
        manifest, data = _described(memory, counts, order)
    finally:
        memory.close()
    name = BackupName(manifest.database, manifest.sheet, manifest.sequence)
    sweep(order.folder, manifest.database)
    once = new_identity()
    place = order.folder / str(name)
    aside = place.with_name(place.name + PART)
    with told():
        try:
            _seal_aside(aside, _packed(manifest, data, order, tell), (order.recipient, once))
            del data
            size = _compare(aside, once, manifest, _between(tell, _SEALED, WHOLE))
            aside.replace(place)
        except BaseException:
            with contextlib.suppress(OSError):
                aside.unlink()
            raise
        flush_folder(order.folder)
    return Backup(
        name=place.name,
        database=manifest.database,
        sheet=manifest.sheet,
        sequence=manifest.sequence,
        head=manifest.head,
        made_at=manifest.made_at,
        applications=manifest.applications,
        size=size,
    )


def verifier_digest(enclosures: Path) -> str:
    """Return the SHA-256 of the enclosed verifier, as the recovery sheet prints it."""
    return hashlib.sha256((enclosures / ENCLOSED[1]).read_bytes()).hexdigest()


def versions() -> dict[str, str]:
    """Return what made a backup, for whoever has to read it in later years."""
    return {"desk_app": desk_app.__version__, "sqlite": driver.sqlite_version}


def _described(memory: Memory, counts: Mapping[str, int], order: Order) -> tuple[Manifest, bytes]:
    """Return the manifest of a copy, and the copy as the bytes of a file."""
    sequence, head = memory.head()
    data = memory.content()
    manifest = Manifest(
        database=memory.value(DATABASE),
        sheet=order.sheet,
        sequence=sequence,
        head=head,
        counts=counts,
        sha256=hashlib.sha256(data).hexdigest(),
        schema=memory.number("user_version"),
        versions=versions(),
        made_at=order.made_at,
    )
    return manifest, data


def _packed(
    manifest: Manifest, data: bytes, order: Order, tell: Callable[[int, int], None]
) -> Packing:
    readme, verifier = ((order.enclosures / name).read_bytes() for name in ENCLOSED)
    contents = (readme, manifest.to_bytes(), data, verifier)
    return Packing(contents, order.made_at, _between(tell, _COPIED, _SEALED))


def _seal_aside(aside: Path, packed: Packing, keys: tuple[str, Identity]) -> None:
    recipient, once = keys
    handle = os.open(
        aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600
    )
    with os.fdopen(handle, "wb") as file:
        seal(packed, file, (recipient, once.recipient))
        file.flush()
        os.fsync(handle)


def _compare(
    aside: Path, once: Identity, manifest: Manifest, tell: Callable[[int, int], None]
) -> int:
    """Open the file again with the key made for it alone; return its size in bytes."""
    opened = open_backup(aside, once, tell)
    opened.memory.close()
    if opened.manifest != manifest:
        raise DamageFound("backup_damaged")
    return opened.size


def _between(tell: Callable[[int, int], None], start: int, end: int) -> Callable[[int, int], None]:
    """Return what tells a part of the work as hundredths of the whole."""

    def tell_part(done: int, total: int) -> None:
        tell(start + (end - start) * min(done, total) // max(total, 1), WHOLE)

    return tell_part
