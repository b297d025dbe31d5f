# SPDX-License-Identifier: MIT
"""The whole desk for who joins: without drafts, in bounded parts, believed where it is signed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
import sqlcipher3.dbapi2 as driver

from desk_app.desk.errors import Cancelled, DamageFound, ServerAway
from desk_app.store.disk.desk_file import CAUGHT_UP_FROM, STANDS_AT
from desk_app.store.disposal.traces import scan as scan_pages
from desk_app.store.office import snapshot
from desk_app.store.office.sealing import SnapshotSeal
from desk_app.store.office.snapshot import KeptSnapshot, fetch, newest, take
from desk_app.store.schema.connecting import key_words
from tests.contract.test_scans import attach, scan
from tests.fakes.making import CLERK, logged, person
from tests.fakes.office import CHANCE, KEYS, DeskStation, two_stations
from tests.same_tables import rows_of_office

DRAFT = "書きかけ 龗靇"


@dataclass
class MemorySnapshots:
    """A server that keeps one snapshot and files (a ``store.office.snapshot.SnapshotServer``)."""

    begun: KeptSnapshot | None = None
    parts: dict[int, bytes] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    whole: bool = False
    wrong: Callable[[MemorySnapshots], object] = lambda _server: None
    """What somebody does to it before it is fetched again."""

    def begin_snapshot(self, id_: bytes, number: int, generation: str, schema: int) -> None:
        at = datetime(2026, 11, 25, tzinfo=UTC)
        self.begun = KeptSnapshot(id_, number, generation, schema, "one", at, b"", b"")

    def put_part(self, _id: bytes, part: int, content: bytes) -> None:
        self.parts[part] = content

    def end_snapshot(self, _id: bytes, manifest: bytes, signature: bytes) -> None:
        assert self.begun is not None
        self.begun = self.begun._replace(manifest=manifest, signature=signature)
        self.wrong(self)

    def snapshot(self, id_: bytes | None = None) -> KeptSnapshot | None:
        return self.begun if id_ or self.whole else None

    def part(self, _id: bytes, part: int) -> bytes:
        if part not in self.parts:
            raise DamageFound("snapshot_altered")
        return self.parts[part]

    def keep_snapshot(self, _id: bytes, files: Sequence[str]) -> None:
        assert set(files) <= self.files.keys()
        self.whole = True

    def has_file(self, name: str) -> bool:
        return name in self.files

    def put_file(self, name: str, content: bytes) -> None:
        self.files[name] = content

    def commit(self) -> None:
        pass

    def kept(self) -> KeptSnapshot:
        """The one that is there."""
        assert self.begun is not None
        return self.begun


@contextmanager
def drafted(folder: Path) -> Iterator[DeskStation]:
    """A station at work, with somebody's draft."""
    with two_stations(folder) as (one, _):
        logged(one.store, person("鈴木 花子"), "R8-0001")
        with one.store.writing(CLERK, datetime(2026, 11, 25, tzinfo=UTC)) as books:
            books.drafts.keep(CLERK, "letter", DRAFT)
            books.commit()
        one.again()
        yield one


def taken(one: DeskStation, server: MemorySnapshots, **more: Any) -> KeptSnapshot:  # noqa: ANN401  as take has it
    return take(one.store, one.place.keys, KEYS["one"], server, CHANCE, **more)


def place_of(one: DeskStation) -> SnapshotSeal:
    return SnapshotSeal(one.store.database, one.store.data_key, CHANCE)


def test_it_has_every_row_and_no_draft_nor_what_is_of_one_computer(tmp_path: Path) -> None:
    with drafted(tmp_path) as one, patch.object(snapshot, "PART_BYTES", 100_000):
        server, data_key = MemorySnapshots(), one.store.data_key
        kept = taken(one, server)
        assert one.office.stands_at is not None
        assert kept.number == one.office.stands_at.number == 1
        assert len(server.parts) > 5
        assert max(map(len, server.parts.values())) <= 100_000 + 28
        file, known = tmp_path / "fetched", {"one": KEYS["one"].public}
        manifest = fetch(server, server.kept(), place_of(one), known, file)
        with closing(driver.connect(str(file))) as raw:
            raw.execute(key_words(data_key))
            assert raw.execute("SELECT count(*) FROM drafts").fetchone() == (0,)
            rows = rows_of_office(raw)
            stands = raw.execute("SELECT value FROM settings WHERE name = ?", (STANDS_AT,))
            assert stands.fetchone() == (f"1 {manifest.head.hash.hex()}",)
            gone = raw.execute("SELECT 1 FROM settings WHERE name = ?", (CAUGHT_UP_FROM,))
            assert gone.fetchone() is None
        assert scan_pages(one.place.database, data_key, [DRAFT]).found
        assert not scan_pages(file, data_key, [DRAFT]).found
        found = one.rows()
        tokens = found.pop("tokens")
        assert tokens
        assert rows == found
        assert [each.name for each in one.place.folder.iterdir() if "snapshot" in each.name] == []


def test_scans_of_before_the_log_go_along(tmp_path: Path) -> None:
    with drafted(tmp_path) as one:
        id_ = logged(one.store, person("山田 太郎"), "R8-0002")
        attach(one.store, scan(id_))
        server = MemorySnapshots()
        taken(one, server)
        assert len(server.files) == 1


def other_part(server: MemorySnapshots) -> None:
    server.parts[0] = server.parts[0][:-1] + bytes([server.parts[0][-1] ^ 1])


def no_part(server: MemorySnapshots) -> None:
    del server.parts[0]


def other_manifest(server: MemorySnapshots) -> None:
    server.begun = server.kept()._replace(manifest=b"x" * 60)


def other_signature(server: MemorySnapshots) -> None:
    server.begun = server.kept()._replace(signature=bytes(64))


def other_number(server: MemorySnapshots) -> None:
    server.begun = server.kept()._replace(number=0)


def gone(server: MemorySnapshots) -> None:
    server.begun = None


@pytest.mark.parametrize(
    "wrong", [other_part, no_part, other_manifest, other_signature, other_number, gone]
)
def test_one_that_is_not_what_was_sent_does_not_count(
    tmp_path: Path, wrong: Callable[[MemorySnapshots], None]
) -> None:
    with drafted(tmp_path) as one:
        server = MemorySnapshots(wrong=wrong)
        with pytest.raises(DamageFound, match="snapshot_altered"):
            taken(one, server)
        assert not server.whole
        assert newest(server, "any") is None
        logged(one.store, person("山田 太郎"), "R8-0002")


def test_one_of_a_station_that_nobody_knows_is_not_taken(tmp_path: Path) -> None:
    with drafted(tmp_path) as one:
        server = MemorySnapshots()
        taken(one, server)
        with pytest.raises(DamageFound, match="log_of_a_stranger"):
            fetch(server, server.kept(), place_of(one), {}, tmp_path / "file")
        other = {"one": KEYS["two"].public}
        with pytest.raises(DamageFound, match="snapshot_altered"):
            fetch(server, server.kept(), place_of(one), other, tmp_path / "file")


def test_one_of_another_key_or_schema_is_told_as_that(tmp_path: Path) -> None:
    with drafted(tmp_path) as one:
        server = MemorySnapshots()
        kept = taken(one, server)
        assert newest(server, kept.generation) == server.kept()
        with pytest.raises(ServerAway, match="office_other_key"):
            newest(server, "another")
        server.begun = server.kept()._replace(schema=1)
        with pytest.raises(ServerAway, match="office_other_schema"):
            newest(server, kept.generation)


@dataclass
class Stopping:
    """Somebody who stops long work after a time."""

    left: int
    cancelled: bool = False

    def report(self, _done: int, _total: int) -> None:
        """Hear how far it is."""
        self.left -= 1
        self.cancelled = self.left <= 0


@pytest.mark.parametrize("after", [1, 3, 8])
def test_it_can_be_stopped_and_leaves_nothing(tmp_path: Path, after: int) -> None:
    with drafted(tmp_path) as one, patch.object(snapshot, "PART_BYTES", 100_000):
        server = MemorySnapshots()
        with pytest.raises(Cancelled):
            taken(one, server, progress=Stopping(after))
        assert not server.whole
        assert [each.name for each in one.place.folder.iterdir() if "snapshot" in each.name] == []


def test_no_word_of_the_desk_stands_in_what_is_sent(tmp_path: Path) -> None:
    with drafted(tmp_path) as one:
        server = MemorySnapshots()
        taken(one, server)
        sent = [*server.parts.values(), server.kept().manifest]
        assert not any("鈴木".encode() in each for each in sent)
