# SPDX-License-Identifier: MIT
"""Writing one backup: copied, looked at, encrypted aside, read again, put in its place."""

from __future__ import annotations

import contextlib
import os
import shutil
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import sqlcipher3.dbapi2 as driver

import desk_app
from desk_app.desk.errors import DiskFull, NotADesk
from desk_app.records.desk.safekeeping import Backup
from desk_app.store.backup import inspecting
from desk_app.store.backup.copied import DataCopy, is_large
from desk_app.store.backup.manifest import (
    DATA,
    MEMBERS,
    BackupName,
    Manifest,
    Packing,
    seal,
    sweep,
)
from desk_app.store.backup.pages import StillPages, plain_pages
from desk_app.store.disk import hygiene
from desk_app.store.disk.desk_file import DATABASE, PAGE_BYTES, SCANS
from desk_app.store.disk.faults import is_folder, told, writing_told
from desk_app.store.disk.small_files import PART, flush_folder, new_file
from desk_app.store.disposal import disposal_list
from desk_app.store.scans import sealed
from desk_app.store.vault.sheets import AgeIdentity, new_identity
from desk_app.system.chosen import here

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from desk_app.records.base import UserId
    from desk_app.store.backup.copied import CopiedBooks
    from desk_app.store.vault.roster import Roster

ENCLOSED = ("README.txt", "verify.py")
"""The two members that come with the program, in its folder of enclosures."""

WHOLE = 100
"""Progress is told in hundredths: copied, looked at, encrypted, read again and compared."""

_COPIED, _LOOKED_AT, _CHECKED, _SEALED = 40, 50, 55, 85


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

    Somebody holds the desk's file still (`held_still`) until ``sign`` is called, which returns the
    signature of who has it made over the manifest. ``tell`` hears hundredths and may raise
    Cancelled. A large desk takes twice its size in the folder while its backup is made. Raises
    NotADesk for a folder that is not there, DiskFull, Refused at a desk without a roster,
    DamageFound where the copy is not what was read, or where the roster does not know who signed.
    """
    if not is_folder(order.folder):
        raise NotADesk("backup_folder_gone")
    with closing(_copied(order, _between(tell, 0, _COPIED))) as data:
        with closing(data.books()) as books:
            roster, disposed = inspecting.taken_along(order.keys, books)
            manifest = _described(books, data.sha256, order, roster)
            manifest = replace(manifest, signature=sign(manifest.signed_bytes))
            beside = inspecting.to_bytes(roster), disposal_list.to_bytes(disposed)
            inspecting.must_be_whole(books, manifest)
            tell(_LOOKED_AT, WHOLE)
            inspecting.must_be_chained(books)
            inspecting.vouched(manifest, books, *beside)
            _copy_scans(books, order, _between(tell, _LOOKED_AT, _CHECKED))
        name = BackupName(manifest.database, manifest.sheet, manifest.sequence)
        sweep(order.folder, manifest.database)
        place = order.folder / str(name)
        with told():
            size = _put_in_place(place, data, _beside(manifest, beside, order), order, tell)
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


def _copied(order: BackupOrder, tell: Callable[[int, int], None]) -> DataCopy:
    """Return a copy of the desk's file as its last save left it."""
    with closing(StillPages(order.database, order.data_key)) as pages:
        size = pages.count * PAGE_BYTES
        # What a killed process left takes the room of this one.
        hygiene.sweep(order.folder)
        wanted = sealed.room_wanted(sealed.beside(order.database), order.folder / SCANS)
        wanted += 2 * size if is_large(size) else size
        if is_large(wanted) and shutil.disk_usage(order.folder).free < wanted:
            raise DiskFull("disk_full")
        data = DataCopy(size, (order.folder,))
        try:
            for done, page in enumerate(plain_pages(pages), 1):
                data.write(page)
                tell(done, pages.count)
        except BaseException:
            data.close()
            raise
    return data


def _copy_scans(books: CopiedBooks, order: BackupOrder, tell: Callable[[int, int], None]) -> None:
    """Copy each sealed file that is not there yet beside the backups; what was removed goes there.

    They are sealed already, each with an identity that stands in the rows: the backup lists them by
    their hashes in ``data.sqlite``. One that is missing or another is told at the desk, and keeps
    nobody from a backup of all the rest.
    """
    folder = order.folder / SCANS
    sealed.remove(folder, books.gone_scans())
    sealed.copy(sealed.beside(order.database), folder, books.scans(), tell)


def _described(books: CopiedBooks, sha256: str, order: BackupOrder, roster: Roster) -> Manifest:
    """Return the manifest of a copy, not signed yet."""
    sequence, head = books.head()
    return Manifest(
        database=books.value(DATABASE),
        sheet=order.sheet,
        sequence=sequence,
        head=head,
        counts=books.counts(),
        sha256=sha256,
        schema=books.number("user_version"),
        versions=versions(),
        made_at=order.made_at,
        roster=roster.place,
        root=roster.root,
        disposals=roster.disposals,
        disposal_head=roster.disposal_head,
        signed_by=order.signed_by,
    )


def _beside(
    manifest: Manifest, signed: tuple[bytes, bytes], order: BackupOrder
) -> dict[str, bytes]:
    """Return what goes into the tar beside the data: roster, disposal list, what is enclosed."""
    readme, verifier = ((order.enclosures / name).read_bytes() for name in ENCLOSED)
    names = (name for name in MEMBERS if name != DATA)
    return dict(zip(names, (readme, manifest.to_bytes(), verifier, *signed), strict=True))


def _put_in_place(
    place: Path,
    data: DataCopy,
    beside: dict[str, bytes],
    order: BackupOrder,
    tell: Callable[[int, int], None],
) -> int:
    """Write a backup aside, read it again and put it in its place; return its size in bytes."""
    once, aside = new_identity(), place.with_name(place.name + PART)
    contents = [beside.get(name, data) for name in MEMBERS]
    try:
        packed = Packing(contents, order.made_at, _between(tell, _CHECKED, _SEALED))
        _seal_aside(aside, packed, (order.recipient, once))
        # A large copy gives its room back before the file is read again.
        data.close()
        size = inspecting.must_hold(aside, once, beside, data.sha256)
        tell(WHOLE, WHOLE)
        here().files.replace(aside, place)
    except BaseException:
        with contextlib.suppress(OSError):
            aside.unlink()
        raise
    flush_folder(place.parent)
    return size


def _seal_aside(aside: Path, packed: Packing, keys: tuple[str, AgeIdentity]) -> None:
    recipient, once = keys
    handle = new_file(aside)
    with os.fdopen(handle, "wb") as file:
        seal(packed, file, (recipient, once.recipient))
        file.flush()
        os.fsync(handle)


def _between(tell: Callable[[int, int], None], start: int, end: int) -> Callable[[int, int], None]:
    """Return what tells a part of the work as hundredths of the whole."""

    def tell_part(done: int, total: int) -> None:
        tell(start + (end - start) * min(done, total) // max(total, 1), WHOLE)

    return tell_part
