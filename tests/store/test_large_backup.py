# SPDX-License-Identifier: MIT
"""A backup of a large desk: sealed on its way, nothing plain on a disk, saves going on beside."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from unittest.mock import Mock

import pytest

from desk_app.desk.errors import DamageFound, DiskFull, Mishap
from desk_app.store.backup import copied
from desk_app.store.backup.copied import DataCopy
from desk_app.store.backup.inspecting import open_backup
from desk_app.store.backup.pages import StillPages, held_still, plain_pages
from desk_app.store.backup.verifying import verify_backup
from desk_app.store.disk.desk_file import SCANS
from desk_app.store.disk.hygiene import PREFIX
from desk_app.store.schema.connecting import OpenMode, connect
from tests.fakes.copies import MARKER, Safe, safe_in
from tests.fakes.making import logged, person

SAVES = 40


@pytest.fixture
def safe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Safe:
    """A desk that counts as large, whatever its size."""
    monkeypatch.setattr(copied, "MOST_IN_MEMORY", 0)
    return safe_in(tmp_path)


def plain(safe: Safe) -> bytes:
    """The desk's file as any SQLite reads it."""
    with closing(StillPages(safe.place.database, safe.order().data_key)) as pages:
        return b"".join(plain_pages(pages))


def names_in(content: bytes) -> list[str]:
    """The names of the applications of a plain database, once SQLite found nothing wrong."""
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.deserialize(content)
        assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return [name for (name,) in opened.execute("SELECT name FROM applications ORDER BY id")]


def test_a_large_one_opens_like_a_small_one(safe: Safe, monkeypatch: pytest.MonkeyPatch) -> None:
    made = safe.written()
    assert [path.name for path in safe.folder.iterdir()] == [made.name]
    with closing(open_backup(safe.file_of(made), safe.identity)) as opened:
        assert opened.books.run("SELECT name FROM applications") == [(MARKER,)]
        large = b"".join(opened.data.pieces())
    monkeypatch.undo()
    with closing(open_backup(safe.file_of(made), safe.identity)) as opened:
        assert b"".join(opened.data.pieces()) == large
        assert opened.manifest.sha256 == sha256(large).hexdigest()
    assert names_in(large) == [MARKER]
    said = verify_backup(safe.file_of(made), safe.identity.secret)
    assert (said.sequence, said.head) == (made.sequence, made.head)


def test_nothing_plain_lies_on_a_disk_at_any_step(safe: Safe) -> None:
    met: list[str] = []

    def look(_done: int, _total: int) -> None:
        for path in safe.folder.rglob("*"):
            content = path.read_bytes() if path.is_file() else b""
            met.append(path.name)
            assert MARKER.encode() not in content
            assert b"SQLite format 3" not in content

    made = safe.written(look)
    with closing(open_backup(safe.file_of(made), safe.identity, look)):
        look(0, 0)
    assert {"copy", ".lock", made.name, made.name + ".part"} <= set(met)
    assert [path.name for path in safe.folder.iterdir()] == [made.name]


def test_a_copy_is_of_one_moment_while_saves_go_on_beside(safe: Safe) -> None:
    store = safe.place.open()
    logged(store, person("龗川 目印"), "R8-0002")
    with held_still(safe.place.database, safe.order().data_key):
        pages = StillPages(safe.place.database, safe.order().data_key)
        before, half = plain_pages(pages), pages.count // 2
        first = [next(before) for _ in range(half)]
        for number in range(SAVES):
            logged(store, person("甲田 一子"), f"R8-{number + 3:04}")
        _moved_into_the_file(safe)
        content = b"".join([*first, *before])
    assert names_in(content) == [MARKER, "龗川 目印"]
    pages.close()
    store.close()
    assert len(names_in(plain(safe))) == SAVES + 2


def test_without_a_reader_a_copy_is_of_no_moment(safe: Safe) -> None:
    """The negative control: the same without what holds the file still."""
    store = safe.place.open()
    pages = StillPages(safe.place.database, safe.order().data_key)
    before, half = plain_pages(pages), pages.count // 2
    first = [next(before) for _ in range(half)]
    for number in range(SAVES):
        logged(store, person("甲田 一子"), f"R8-{number + 3:04}")
    _moved_into_the_file(safe)
    torn = b"".join([*first, *before])
    pages.close()
    store.close()
    with pytest.raises((AssertionError, sqlite3.DatabaseError)):
        assert names_in(torn) == [MARKER]


def _moved_into_the_file(safe: Safe) -> None:
    """Move all into the file that may be moved, as the desk does now and then."""
    raw = connect(safe.place.database, safe.order().data_key, OpenMode.WRITING)
    with closing(raw):
        raw.execute("PRAGMA wal_checkpoint(PASSIVE)")


def test_a_log_that_nobody_holds_is_not_read(safe: Safe) -> None:
    store = safe.place.open()
    database = safe.place.database
    with held_still(database, safe.order().data_key):
        logged(store, person("龗川 目印"), "R8-0002")
        left = [path.read_bytes() for path in (database, database.with_name("desk.db-wal"))]
    store.close()
    for name, content in zip(("left", "left-wal"), left, strict=True):
        (safe.folder / name).write_bytes(content)
    with pytest.raises(Mishap, match="work_interrupted"):
        StillPages(safe.folder / "left", safe.order().data_key)


def test_a_changed_page_is_found(safe: Safe) -> None:
    size = safe.place.database.stat().st_size
    with safe.place.database.open("r+b") as file:
        file.seek(size // 2)
        octet = file.read(1)
        file.seek(size // 2)
        file.write(bytes([octet[0] ^ 1]))
    with pytest.raises(DamageFound):
        safe.written()
    assert list(safe.folder.iterdir()) == []


def test_too_little_room_is_told_before_anything_is_written(
    safe: Safe, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = Mock(free=safe.place.database.stat().st_size)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage)
    with pytest.raises(DiskFull, match="backup_not_written"):
        safe.written()
    assert list(safe.folder.iterdir()) == []


def test_the_room_that_scans_need_is_counted_once_for_each_file(
    safe: Safe, monkeypatch: pytest.MonkeyPatch
) -> None:
    scans, there = safe.place.database.parent / SCANS, safe.folder / SCANS
    for folder, names in ((scans, "0123"), (there, "01")):
        folder.mkdir(exist_ok=True)
        for name in names:
            (folder / f"{name * 32}.age").write_bytes(bytes(70_000))
    needed = 2 * safe.place.database.stat().st_size + 2 * 70_000
    room = Mock(free=needed - 1)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: room)
    with pytest.raises(DiskFull, match="backup_not_written"):
        safe.written()
    room.free = needed
    safe.written()


def test_what_a_killed_process_left_is_swept_by_the_next(safe: Safe) -> None:
    words = (
        "import os, sys; from pathlib import Path;"
        "from desk_app.bootstrap import systems; systems.choose();"
        "from desk_app.store.disk.hygiene import private_folder;"
        "held = private_folder(Path(sys.argv[1])); folder = held.__enter__();"
        "(folder / 'copy').write_bytes(b'sealed'); os._exit(9)"
    )
    done = subprocess.run([sys.executable, "-c", words, str(safe.folder)], check=False)
    assert done.returncode == 9
    (left,) = safe.folder.iterdir()
    assert left.name.startswith(PREFIX)
    made = safe.written()
    assert [path.name for path in safe.folder.iterdir()] == [made.name]


def test_one_that_leaves_the_cipher_no_room_stays_in_memory(safe: Safe) -> None:
    """A backup of an earlier version, whose pages are filled to their ends."""
    with closing(sqlite3.connect(":memory:")) as made:
        made.execute("CREATE TABLE kept (words TEXT)")
        made.executemany("INSERT INTO kept VALUES (?)", [("髙" * 400,)] * 50)
        made.commit()
        content = made.serialize()
    data = DataCopy(len(content), (safe.folder,))
    for place in range(0, len(content), 1000):
        data.write(content[place : place + 1000])
    assert list(safe.folder.iterdir()) == []
    with closing(data.books()) as books:
        assert books.run("SELECT count(*) FROM kept") == [(50,)]
    assert b"".join(data.pieces()) == content
    data.close()


def test_memory_does_not_grow_with_the_desk(safe: Safe) -> None:
    """Sealed, a copy holds a few pages at a time; in memory it would hold all."""
    size = 3000 * 4096
    data = DataCopy(size, (safe.folder,))
    data.write(_first_page())
    for _ in range(2999):
        data.write(os.urandom(4096))
        assert len(data._waiting) < 4096
    assert sum(len(piece) for piece in data.pieces()) == size
    data.close()


def _first_page() -> bytes:
    page = bytearray(4096)
    page[:24] = b"SQLite format 3\x00" + bytes([16, 0, 1, 1, 80, 64, 32, 32])
    return bytes(page)
