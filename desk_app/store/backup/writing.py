# SPDX-License-Identifier: MIT
"""Writing one backup: copied, encrypted aside, opened again and compared, then put in its place."""

from __future__ import annotations

import contextlib
import hashlib
import os
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import sqlcipher3.dbapi2 as driver

import desk_app
from desk_app.desk.errors import DamageFound, NotADesk
from desk_app.records.safekeeping import Backup
from desk_app.store.backup import inspecting
from desk_app.store.backup.inspecting import open_backup
from desk_app.store.backup.manifest import BackupName, Manifest, Packing, seal, sweep
from desk_app.store.backup.memory import copy_of
from desk_app.store.disk.desk_file import DATABASE
from desk_app.store.disk.faults import told, writing_told
from desk_app.store.disk.small_files import PART, flush_folder, new_file
from desk_app.store.disposal import disposal_list
from desk_app.store.vault.sheets import AgeIdentity, new_identity
from desk_app.system.chosen import here

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from pathlib import Path

    from desk_app.records.base import UserId
    from desk_app.store.backup.memory import Memory
    from desk_app.store.vault.roster import Roster

ENCLOSED = ("README.txt", "verify.py")
"""The two members that come with the program, in its folder of enclosures."""

WHOLE = 100
"""Progress is told in hundredths: copied, encrypted, opened again and compared."""

_COPIED, _SEALED = 50, 70


@dataclass(frozen=True, slots=True)
class BackupOrder:
    """What a backup is made of and where it goes; all that a process of its own needs to know.

    ``signed_by`` is who has it made; the signing key itself stays where it is.
    """

    database: Path
    data_key: bytes = field(repr=False)
    keys: Path
    signed_by: UserId
    folder: Path
    sheet: str
    recipient: str
    made_at: datetime
    enclosures: Path


@writing_told("backup_not_written")
def write_backup(
    order: BackupOrder, tell: Callable[[int, int], None], sign: Callable[[bytes], bytes]
) -> Backup:
    """Write a backup and return it; killed at any moment, the earlier ones stand as they were.

    ``tell`` hears hundredths and may raise Cancelled; ``sign`` returns the signature of who has it
    made over the manifest. Raises NotADesk for a folder that is not there, DiskFull, Refused at a
    desk without a roster, DamageFound where the copy is not what was read, or where the roster does
    not know who signed.
    """
    if not order.folder.is_dir():
        raise NotADesk("backup_folder_gone")
    memory, counts = copy_of(order.database, order.data_key, _between(tell, 0, _COPIED))
    try:
        roster, disposed = inspecting.taken_along(order.keys, memory)
        manifest, data = _described(memory, counts, order, roster)
    finally:
        memory.close()
    manifest = replace(manifest, signature=sign(manifest.signed_bytes))
    beside = (inspecting.to_bytes(roster), disposal_list.to_bytes(disposed))
    name = BackupName(manifest.database, manifest.sheet, manifest.sequence)
    sweep(order.folder, manifest.database)
    once = new_identity()
    place = order.folder / str(name)
    aside = place.with_name(place.name + PART)
    with told():
        try:
            packed = _packed(manifest, (data, *beside), order, tell)
            _seal_aside(aside, packed, (order.recipient, once))
            del data, packed
            size = _compare(aside, once, manifest, _between(tell, _SEALED, WHOLE))
            here().files.replace(aside, place)
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


def versions() -> dict[str, str]:
    """Return what made a backup, for whoever has to read it in later years."""
    return {"desk_app": desk_app.__version__, "sqlite": driver.sqlite_version}


def _described(
    memory: Memory, counts: Mapping[str, int], order: BackupOrder, roster: Roster
) -> tuple[Manifest, bytes]:
    """Return the manifest of a copy, not signed yet, and the copy as the bytes of a file."""
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
        roster=roster.place,
        root=roster.root,
        disposals=roster.disposals,
        disposal_head=roster.disposal_head,
        signed_by=order.signed_by,
    )
    return manifest, data


def _packed(
    manifest: Manifest,
    content: tuple[bytes, bytes, bytes],
    order: BackupOrder,
    tell: Callable[[int, int], None],
) -> Packing:
    """Return the tar of data, roster and disposal list, with what is enclosed."""
    readme, verifier = ((order.enclosures / name).read_bytes() for name in ENCLOSED)
    data, roster, disposals = content
    contents = (readme, manifest.to_bytes(), data, verifier, roster, disposals)
    return Packing(contents, order.made_at, _between(tell, _COPIED, _SEALED))


def _seal_aside(aside: Path, packed: Packing, keys: tuple[str, AgeIdentity]) -> None:
    recipient, once = keys
    handle = new_file(aside)
    with os.fdopen(handle, "wb") as file:
        seal(packed, file, (recipient, once.recipient))
        file.flush()
        os.fsync(handle)


def _compare(
    aside: Path, once: AgeIdentity, manifest: Manifest, tell: Callable[[int, int], None]
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
