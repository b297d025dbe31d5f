# SPDX-License-Identifier: MIT
"""Looking at a closed desk, or at a backup, from its pages to the chain of its journal."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from desk_app.desk import scans
from desk_app.desk.errors import DamageFound, ReadOnly
from desk_app.desk.opened.soundness import must_be_signed_by_two
from desk_app.records.desk.safekeeping import Verified
from desk_app.store.backup.copied import standing_of
from desk_app.store.backup.inspecting import (
    must_be_of_desk,
    must_be_taken,
    must_have_scans,
    open_backup,
)
from desk_app.store.disk.faults import told
from desk_app.store.journal import chain
from desk_app.store.schema.connecting import reading_connection
from desk_app.store.startup import steps
from desk_app.store.startup.steps import Door
from desk_app.store.startup.threshold import NAME
from desk_app.store.vault import backup_list
from desk_app.store.vault.sheets import identity_of

if TYPE_CHECKING:
    from pathlib import Path

    import sqlcipher3.dbapi2 as driver

    from desk_app.store.database import SqlStore
    from desk_app.store.vault.keyring import Unlocked

_LINKS = (
    "SELECT sequence, at, actor, action, subject, digests, previous, hash "
    "FROM journal ORDER BY sequence"
)


def verify_desk(folder: Path, keys: Path, unlocked: Unlocked) -> Verified:
    """Go through the gate with everything checked in full: pages, seals, rows, chain, anchor.

    All that stands as approved must be what two people signed, and each scan the file that was
    kept. Raises what the gate raises:
    NotADesk, AlreadyOpen, SavesMissing with their number, DamageFound with the number of the first
    wrong ``entry`` of the journal or with the ``numbers`` of what nobody approved as it stands.
    """
    path = folder / NAME
    with Door(folder, keys) as door:
        store = door.open(unlocked)
    try:
        _must_be_checked(store)
        data_key = _key_of(path, unlocked)
        with told(path), closing(reading_connection(path, data_key)) as raw:
            if store.passed is None or store.passed.changed:
                steps.check_pages(raw, full=True, indexes=True)
            _check_journal(raw)
            schema = _schema(raw)
        standing = standing_of(path, data_key)
        with store.reading() as books:
            must_be_signed_by_two(unlocked.seal, books)
            for lost in scans.lost(books, whole=True):
                raise lost
    finally:
        store.close()
    trouble = backup_list.trouble(keys)
    return Verified(
        database=standing.database,
        schema=schema,
        sequence=standing.sequence,
        head=standing.head,
        counts=standing.counts,
        root="" if unlocked.roster is None else unlocked.roster.root,
        told="" if trouble is None else trouble.code,
    )


def verify_backup(
    path: Path, sheet_key: str, keys: Path | None = None, *, unsigned: bool = False
) -> Verified:
    """Open a backup and hold it against its manifest, and against a desk's roster.

    ``keys`` are those of the desk it should be of, None where none is at hand; ``unsigned`` lets
    one of before the roster pass, which nobody signed. Raises NotADesk, BadInput and WrongPassword
    for the key, DamageFound with the first wrong ``entry`` of the journal, or where scans are not
    beside it, SavesMissing where the desk's keys are older, VersionRefused.
    """
    opened = open_backup(path, identity_of(sheet_key))
    with closing(opened):
        said, made = opened.manifest, opened.vouched
        must_be_taken(opened, unsigned=unsigned)
        if keys is not None:
            must_be_of_desk(opened, keys)
        must_have_scans(path, opened.books)
    return Verified(
        database=said.database,
        schema=said.schema,
        sequence=said.sequence,
        head=said.head,
        counts=said.counts,
        sheet=said.sheet,
        made_at=said.made_at,
        made_by="" if made is None else made.made_by,
        root=said.root,
    )


def _must_be_checked(store: SqlStore) -> None:
    """Wait until the gate's check of all pages is over, which may go on beside.

    Raises DamageFound.
    """
    store.guard.wait()
    stop = store.guard.stop
    if stop is not None and not isinstance(stop, ReadOnly):
        raise stop


def _key_of(path: Path, unlocked: Unlocked) -> bytes:
    """Return the data key the file has: while a desk is re-keyed there are two."""
    *older, newest = unlocked.data_keys
    for data_key in older:
        try:
            with told():
                reading_connection(path, data_key).close()
        except DamageFound:
            continue
        return data_key
    return newest


def _check_journal(raw: driver.Connection) -> None:
    wrong = chain.first_wrong(raw.execute(_LINKS))
    if wrong is not None:
        raise DamageFound("journal_damaged", {"entry": wrong})


def _schema(raw: driver.Connection) -> int:
    (version,) = raw.execute("PRAGMA user_version").fetchone()
    return int(version)
