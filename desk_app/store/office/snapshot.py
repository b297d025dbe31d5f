# SPDX-License-Identifier: MIT
"""The whole desk as it stands at a number, for who joins: written anew, sealed in parts, signed.

Drafts and values about one computer are not in it, and no page on which they ever stood. It counts
once it was fetched again, opened and compared; only then may the server drop the units it has.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple, Protocol

from desk_app.desk.errors import DamageFound, ServerAway
from desk_app.desk.ports import say_how_far
from desk_app.store import rekeying
from desk_app.store.books.desk_books import SqlSettings
from desk_app.store.disk.desk_file import SCHEMA_VERSION, SNAPSHOT, STANDS_AT, flush, remove
from desk_app.store.disk.faults import is_there, told
from desk_app.store.disk.small_files import base64_of, bytes_of, new_file, number_of, text_of
from desk_app.store.disposal import disposal_list
from desk_app.store.journal import book
from desk_app.store.office.sealing import BEFORE_FIRST, ID_BYTES, LogHead, SnapshotSeal
from desk_app.store.office.shipping import LOCAL_VALUES, SHAPES
from desk_app.store.office.turn import generation_of, scan_name
from desk_app.store.scans import sealed
from desk_app.store.schema.engine import OpenFile, driver_connection, make_engine
from desk_app.store.startup.steps import check_chain, check_pages
from desk_app.store.vault import key_file
from desk_app.system.ports import read_small

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    import sqlcipher3.dbapi2 as driver

    from desk_app.desk.ports import Progress
    from desk_app.store.database import SqlStore
    from desk_app.store.disk.machine import Octets
    from desk_app.store.office.sealing import StationKey
    from desk_app.store.office.turn import ServerHead


PART_BYTES = 8 * 1024 * 1024
"""So much of the file goes in one part, and no more of it is in memory at once."""

DUE_AFTER = 10_000
"""So many units behind its head a log wants a new snapshot."""

_MOST_LIST_BYTES = 256 * 1024 * 1024
_MADE, _SENT, _FETCHED, WHOLE = 20, 60, 95, 100
_DROP_DRAFTS = "DELETE FROM drafts"
_DROP_VALUE = "DELETE FROM settings WHERE name = ?"


class KeptSnapshot(NamedTuple):
    """A snapshot as the server keeps it, without its parts."""

    id: bytes
    number: int
    generation: str
    schema: int
    station: str
    at: datetime
    manifest: bytes
    signature: bytes


class SnapshotServer(Protocol):
    """Where snapshots are kept; whatever fails on the way there raises ServerAway."""

    def begin_snapshot(self, id_: bytes, number: int, generation: str, schema: int) -> None:
        """Begin a snapshot at a number; raises ServerAway where the head has another key."""

    def put_part(self, id_: bytes, part: int, content: bytes) -> None:
        """Keep a part of it."""

    def end_snapshot(self, id_: bytes, manifest: bytes, signature: bytes) -> None:
        """Say what it holds, once every part is there."""

    def snapshot(self, id_: bytes | None = None) -> KeptSnapshot | None:
        """Return the one of an id, or the newest that was opened and compared; None without."""

    def part(self, id_: bytes, part: int) -> bytes:
        """Return a part; raises DamageFound where it is not there."""

    def keep_snapshot(self, id_: bytes, files: Sequence[str]) -> None:
        """Say that it was opened and compared; what it makes needless goes.

        ``files`` are those that its rows need, of all that came before it.
        """

    def has_file(self, name: str) -> bool:
        """Return whether a file is there."""

    def put_file(self, name: str, content: bytes) -> None:
        """Keep a file."""

    def commit(self) -> None:
        """Keep what was put."""


class DueServer(SnapshotServer, Protocol):
    """Where snapshots are kept beside a log."""

    def head(self) -> ServerHead:
        """Return how far the log goes."""


@dataclass(frozen=True, slots=True)
class SnapshotSaid:
    """What a snapshot holds: where it stands, its file, and what lies beside the keys."""

    head: LogHead
    size: int
    sha256: str
    parts: tuple[str, ...]
    """SHA-256 of each part as it is sealed."""
    keys: bytes = field(repr=False)
    disposals: bytes = field(repr=False)
    counts: Mapping[str, int]
    journal: int

    def to_bytes(self) -> bytes:
        """Return it as bytes that `from_bytes` reads."""
        said = {
            "number": self.head.number,
            "hash": self.head.hash.hex(),
            "size": self.size,
            "sha256": self.sha256,
            "parts": list(self.parts),
            "keys": base64_of(self.keys),
            "disposals": base64_of(self.disposals),
            "counts": dict(self.counts),
            "journal": self.journal,
        }
        return json.dumps(said, separators=(",", ":")).encode("ascii")

    @classmethod
    def from_bytes(cls, content: bytes) -> SnapshotSaid:
        """Return a manifest of bytes; raises DamageFound."""
        try:
            said = json.loads(content)
            return cls(
                LogHead(number_of(said["number"]), bytes.fromhex(said["hash"])),
                number_of(said["size"]),
                text_of(said["sha256"]),
                tuple(map(text_of, said["parts"])),
                bytes_of(said["keys"]),
                bytes_of(said["disposals"]),
                {text_of(name): number_of(count) for name, count in said["counts"].items()},
                number_of(said["journal"]),
            )
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            raise DamageFound("snapshot_altered") from None


# A snapshot is taken: written anew, sent, fetched again, opened and compared.


def take(
    store: SqlStore,
    key_folder: Path,
    station: StationKey,
    server: SnapshotServer,
    chance: Octets,
    progress: Progress | None = None,
) -> KeptSnapshot:
    """Take a snapshot of an open desk, which stands where it has heard of the log.

    Other stations go on saving. Raises ServerAway, DiskFull, Cancelled, ReadBeside, DamageFound
    where what is there is not what was sent: the snapshot does not count then, and no unit goes.
    """
    id_ = chance.octets(ID_BYTES)
    place = SnapshotSeal(store.database, store.data_key, chance)
    with _aside(store.path, "sent") as file:
        manifest = _written(store, key_folder, file)
        say_how_far(progress, _MADE, WHOLE)
        generation = generation_of(store.data_key)
        server.begin_snapshot(id_, manifest.head.number, generation, SCHEMA_VERSION)
        parts = _sent(file, place, id_, server, progress)
        manifest = replace(manifest, parts=parts)
    files = _send_scans(store, server)
    said = place.seal(id_, "manifest", manifest.to_bytes())
    server.end_snapshot(id_, said, place.sign(id_, said, station))
    kept = server.snapshot(id_)
    if kept is None:
        raise DamageFound("snapshot_altered")
    known = {station.name: station.public}
    with _aside(store.path, "fetched") as file:
        there = fetch(server, kept, place, known, file, PartOf(progress, _SENT, _FETCHED))
        if there != manifest:
            raise DamageFound("snapshot_altered")
        compare(file, store.data_key, manifest)
    server.keep_snapshot(id_, files)
    say_how_far(progress, WHOLE, WHOLE)
    return kept


def fetch(
    server: SnapshotServer,
    kept: KeptSnapshot,
    place: SnapshotSeal,
    stations: Mapping[str, bytes],
    into: Path,
    progress: Progress | None = None,
) -> SnapshotSaid:
    """Fetch a snapshot part by part into a new file; return what it holds.

    Raises DamageFound where a part is not what one of these stations signed, DiskFull, Cancelled.
    """
    place.must_be_signed(kept.id, kept.manifest, kept.signature, stations.get(kept.station))
    manifest = SnapshotSaid.from_bytes(place.open(kept.id, "manifest", kept.manifest))
    if manifest.head.number != kept.number:
        raise DamageFound("snapshot_altered")
    whole = hashlib.sha256()
    with told(), os.fdopen(new_file(into), "wb") as file:
        for number, sha256 in enumerate(manifest.parts):
            content = server.part(kept.id, number)
            if hashlib.sha256(content).hexdigest() != sha256:
                raise DamageFound("snapshot_altered")
            plain = place.open(kept.id, number, content)
            whole.update(plain)
            file.write(plain)
            say_how_far(progress, number + 1, len(manifest.parts))
    flush(into)
    if (into.stat().st_size, whole.hexdigest()) != (manifest.size, manifest.sha256):
        raise DamageFound("snapshot_altered")
    return manifest


def compare(file: Path, data_key: bytes, manifest: SnapshotSaid) -> None:
    """Open a fetched file and hold it against its manifest; raises DamageFound."""
    engine = make_engine(file, data_key)
    try:
        with engine.connect() as connection:
            raw = driver_connection(connection)
            check_pages(raw, full=True)
            check_chain(connection, whole=True)
            found = _counts(raw), book.read_head(connection)[0], _head_of(SqlSettings(connection))
    finally:
        engine.dispose()
        _without_side_files(file)
    if found != (manifest.counts, manifest.journal, manifest.head):
        raise DamageFound("snapshot_altered")


def is_due(server: DueServer, generation: str) -> bool:
    """Say whether nobody could join by the newest snapshot, or it lies far behind the head."""
    kept = server.snapshot()
    if kept is None or (kept.generation, kept.schema) != (generation, SCHEMA_VERSION):
        return True
    return server.head().head.number - kept.number > DUE_AFTER


def newest(server: SnapshotServer, generation: str) -> KeptSnapshot | None:
    """Return the newest snapshot that was opened and compared, where it is of this key and schema.

    Raises ServerAway where the log has gone over to another.
    """
    kept = server.snapshot()
    if kept is None:
        return None
    if kept.generation != generation:
        raise ServerAway("office_other_key")
    if kept.schema != SCHEMA_VERSION:
        facts = {"found": kept.schema, "known": SCHEMA_VERSION}
        raise ServerAway("office_other_schema", facts)
    return kept


def _written(store: SqlStore, key_folder: Path, file: Path) -> SnapshotSaid:
    """Write the desk anew into a file, twice: pages on which a draft stood are in none of it."""
    with _aside(store.path, "with-drafts") as first:
        store.write_copy(first)
        engine = make_engine(first, store.data_key)
        try:
            with engine.connect() as connection, told(first):
                raw = driver_connection(connection)
                raw.execute(_DROP_DRAFTS)
                raw.executemany(_DROP_VALUE, [(each,) for each in LOCAL_VALUES - {STANDS_AT}])
                counts, journal = _counts(raw), book.read_head(connection)[0]
                head = _head_of(SqlSettings(connection))
            rekeying.copy_anew(OpenFile(engine, first, store.data_key), file, store.data_key)
        finally:
            engine.dispose()
    keys, listed = key_file.to_bytes(key_file.read(key_folder)), key_folder / disposal_list.NAME
    disposals = read_small(listed, _MOST_LIST_BYTES) if is_there(listed) else b""
    size, sha256 = file.stat().st_size, _hash_of(file)
    return SnapshotSaid(head, size, sha256, (), keys, disposals, counts, journal)


def _sent(
    file: Path,
    place: SnapshotSeal,
    id_: bytes,
    server: SnapshotServer,
    progress: Progress | None,
) -> tuple[str, ...]:
    parts: list[str] = []
    size = file.stat().st_size
    with told(), file.open("rb") as source:
        while plain := source.read(PART_BYTES):
            content = place.seal(id_, len(parts), plain)
            server.put_part(id_, len(parts), content)
            parts.append(hashlib.sha256(content).hexdigest())
            say_how_far(progress, _MADE + (_SENT - _MADE) * source.tell() // size, WHOLE)
    return tuple(parts)


def _send_scans(store: SqlStore, server: SnapshotServer) -> tuple[str, ...]:
    """Keep the sealed files of scans on the server that are of before the log; return them all."""
    folder = sealed.beside(store.path)
    with store.reading() as books:
        kept = books.scans.files()
    for id_, _, _ in kept:
        content = sealed.read(folder, id_)
        if content is not None and not server.has_file(scan_name(id_)):
            server.put_file(scan_name(id_), content)
            server.commit()
    return tuple(scan_name(id_) for id_, _, _ in kept)


def _counts(raw: driver.Connection) -> dict[str, int]:
    found = {}
    for name in SHAPES:
        (found[name],) = raw.execute(f'SELECT count(*) FROM main."{name}"').fetchone()  # noqa: S608  our own names
    return found


def _head_of(settings: SqlSettings) -> LogHead:
    number, _, hash_ = (settings.value(STANDS_AT) or "").partition(" ")
    return LogHead(int(number), bytes.fromhex(hash_)) if hash_ else BEFORE_FIRST


def _hash_of(file: Path) -> str:
    with told(), file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


@contextmanager
def _aside(database: Path, name: str) -> Iterator[Path]:
    """Have the name of a file beside a database for as long as the block needs it."""
    file = database.with_name(f"{database.name}{SNAPSHOT}-{name}")
    remove(file)
    try:
        yield file
    finally:
        remove(file)


def _without_side_files(file: Path) -> None:
    """Take away the empty log of a database that was opened and closed."""
    for side in ("-wal", "-shm"):
        with suppress(OSError):
            file.with_name(file.name + side).unlink()


@dataclass(frozen=True, slots=True)
class PartOf:
    """Tells a part of long work as that much of the whole (a ``desk.ports.Progress``)."""

    whole: Progress | None
    start: int
    end: int

    @property
    def cancelled(self) -> bool:
        """Return whether it shall not go on."""
        return self.whole is not None and self.whole.cancelled

    def report(self, done: int, total: int) -> None:
        """Say how much is done."""
        if self.whole is not None:
            self.whole.report(self.start + (self.end - self.start) * done // total, WHOLE)

    def must_go_on(self, done: int, total: int) -> None:
        """Say how much is done; raises Cancelled where it shall not go on."""
        say_how_far(self, done, max(total, 1))
