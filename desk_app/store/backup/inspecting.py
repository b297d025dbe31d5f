# SPDX-License-Identifier: MIT
"""Opening a backup again and looking whether it is what it says it is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk_app.desk.errors import DamageFound, NotADesk, VersionRefused
from desk_app.records.roster import ROSTER_VALUE
from desk_app.store.backup import vouching
from desk_app.store.backup.archive import DATA, DISPOSALS, MANIFEST, ROSTER, Unpacking
from desk_app.store.backup.manifest import Manifest, read_manifest
from desk_app.store.backup.memory import Memory
from desk_app.store.backup.sealing import unseal
from desk_app.store.faults import told
from desk_app.store.marks import APPLICATION_ID, SCHEMA_VERSION
from desk_app.store.vault import key_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from desk_app.store.backup.vouching import Vouched
    from desk_app.store.vault.age import Identity

STEPS = 5
"""Decrypted, hashed, pages and rows looked at, journal recomputed, signatures verified."""

_NAMES_A_ROSTER = "SELECT 1 FROM journal WHERE digests LIKE '%\"roster_root\"%' LIMIT 1"


@dataclass(frozen=True, slots=True)
class Opened:
    """A backup that was opened and found whole: its manifest, its rows in memory, its size.

    ``vouched`` is what somebody signed, None where nobody did: one of before the roster.
    """

    manifest: Manifest
    memory: Memory
    size: int
    vouched: Vouched | None = None


def open_backup(
    path: Path, identity: Identity, tell: Callable[[int, int], None] = lambda _done, _total: None
) -> Opened:
    """Decrypt a backup into memory and compare it with its manifest; nothing reaches a disk.

    Whoever signed it is in the roster that lies in it; whether that is the desk's own the caller
    asks. Raises NotADesk where there is no such file, WrongPassword for a key that opens another
    one, DamageFound with the number of the first wrong ``entry`` where the journal alone is at
    fault, VersionRefused for a backup of a newer program.
    """
    if not path.is_file():
        raise NotADesk("no_backup")
    with told():
        size = path.stat().st_size
    members = _unpacked(path, identity, size)
    manifest, data = read_manifest(members[MANIFEST]), members.pop(DATA)
    if manifest.of_before == (ROSTER in members):
        raise DamageFound("backup_damaged")
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
        made = _vouched(manifest, memory, members)
        tell(5, STEPS)
    except BaseException:
        memory.close()
        raise
    return Opened(manifest, memory, size, made)


def _vouched(
    manifest: Manifest, memory: Memory, members: Mapping[str, bytearray]
) -> Vouched | None:
    """Return what somebody signed; None for a backup of before the roster."""
    if not manifest.of_before:
        return vouching.vouched(manifest, memory, members[ROSTER], members[DISPOSALS])
    if memory.value(ROSTER_VALUE) or memory.run(_NAMES_A_ROSTER):
        # Its books know a roster: whoever took the signature away left them as they are.
        raise DamageFound("backup_not_of_before")
    return None


def must_be_taken(opened: Opened, *, unsigned: bool) -> None:
    """Go on only with a backup that somebody signed, or with one that is taken without.

    Raises DamageFound.
    """
    if opened.vouched is None and not unsigned:
        raise DamageFound("backup_not_signed", {"sheet": opened.manifest.sheet})


def must_be_of_desk(opened: Opened, keys: Path) -> None:
    """Go on only with a backup of the desk of these keys; raises DamageFound, SavesMissing."""
    desk = key_file.read(keys).roster
    if opened.vouched is None:
        vouching.must_be_of_before(opened.manifest, desk, keys)
    else:
        vouching.must_be_of(opened.vouched, desk)


def _unpacked(path: Path, identity: Identity, size: int) -> dict[str, bytearray]:
    # Age does not compress: what comes out is never larger than the file.
    sink = Unpacking(most_data=size)
    unseal(path, sink, identity)
    return sink.members()


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
