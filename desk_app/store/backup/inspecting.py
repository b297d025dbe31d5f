# SPDX-License-Identifier: MIT
"""Opening a backup again and looking whether it is what it says it is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk_app.desk.errors import DamageFound, NotADesk, VersionRefused
from desk_app.store.backup.archive import Unpacking
from desk_app.store.backup.manifest import Manifest, read_manifest
from desk_app.store.backup.memory import Memory
from desk_app.store.backup.sealing import unseal
from desk_app.store.faults import told
from desk_app.store.marks import APPLICATION_ID, SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desk_app.store.vault.age import Identity

STEPS = 4
"""Decrypted, hashed, pages and rows looked at, journal recomputed."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A backup that was opened and found whole: its manifest, its rows in memory, its size."""

    manifest: Manifest
    memory: Memory
    size: int


def open_backup(
    path: Path, identity: Identity, tell: Callable[[int, int], None] = lambda _done, _total: None
) -> Opened:
    """Decrypt a backup into memory and compare it with its manifest; nothing reaches a disk.

    Raises NotADesk where there is no such file, WrongPassword for a key that opens another one,
    DamageFound with the number of the first wrong ``entry`` where the journal alone is at fault,
    VersionRefused for a backup of a newer program.
    """
    if not path.is_file():
        raise NotADesk("no_backup")
    with told():
        size = path.stat().st_size
    manifest, data = _unpacked(path, identity, size)
    tell(1, STEPS)
    if hashlib.sha256(data).hexdigest() != manifest.sha256:
        raise DamageFound("backup_damaged")
    tell(2, STEPS)
    memory = Memory(data)
    del data
    try:
        _compare(memory, manifest)
        tell(3, STEPS)
        _check_chain(memory)
        tell(4, STEPS)
    except BaseException:
        memory.close()
        raise
    return Opened(manifest, memory, size)


def _unpacked(path: Path, identity: Identity, size: int) -> tuple[Manifest, bytearray]:
    # Age does not compress: what comes out is never larger than the file.
    sink = Unpacking(most_data=size)
    unseal(path, sink, identity)
    _readme, manifest, data, _verifier = sink.members()
    return read_manifest(manifest), data


def _compare(memory: Memory, manifest: Manifest) -> None:
    if memory.number("application_id") != APPLICATION_ID:
        raise NotADesk("database_not_ours")
    if manifest.schema > SCHEMA_VERSION:
        known = {"found": manifest.schema, "known": SCHEMA_VERSION}
        raise VersionRefused("schema_too_new", known)
    if manifest.schema < 1:
        raise DamageFound("backup_damaged")
    said = (manifest.schema, manifest.database, (manifest.sequence, manifest.head))
    found = (memory.number("user_version"), memory.value("database"), memory.head())
    if said != found or not memory.is_whole() or memory.counts() != manifest.counts:
        raise DamageFound("backup_damaged")


def _check_chain(memory: Memory) -> None:
    wrong = memory.first_wrong_entry()
    if wrong is not None:
        raise DamageFound("journal_damaged", {"entry": wrong})
