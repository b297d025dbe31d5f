# SPDX-License-Identifier: MIT
"""The sealed files of scans: durable before their row, gone with it, told where they are lost."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desk_app.desk.errors import DamageFound, DiskFull
from desk_app.records.base import ApplicationId
from desk_app.records.books.journal import Action
from desk_app.records.case.scans import Scan
from desk_app.store.backup.restoring import Founder, Target, restore_into, restore_over
from desk_app.store.backup.verifying import verify_backup, verify_desk
from desk_app.store.database import SqlStore
from desk_app.store.disk.machine import SeededChance
from desk_app.store.opening import NAME, open_store
from desk_app.store.scans import sealed
from desk_app.store.vault.keyring import NewUser, unlock
from desk_app.store.vault.slots import SAMPLE_COST
from tests.contract.test_scans import PDF, attach, scan
from tests.fakes.copies import MADE_AT, Safe
from tests.fakes.making import CLERK, NOW
from tests.fakes.real_store import OFFICER, Place
from tests.workbench.processes import is_private

DAY = date(2026, 11, 25)


def kept_in(place: Place, name: str = "a") -> Scan:
    """A scan of the desk's first application."""
    with closing(place.open()) as store:
        return attach(store, scan(first(store), name))


def first(store: SqlStore) -> ApplicationId:
    """The id of the desk's first application."""
    with store.reading() as books:
        return books.files.all_ids()[0]


def remove(place: Place, kept: Scan) -> None:
    """Remove a scan by somebody's word."""
    with closing(place.open()) as store, store.writing(CLERK, NOW) as books:
        books.journal.note(Action.SCAN_REMOVED, kept.application)
        books.scans.remove(replace(kept, removed_by=CLERK, removed_at=NOW, removed_why="別人"))
        books.commit()


def file_in(folder: Path, kept: Scan) -> Path:
    return folder / "scans" / f"{kept.id}.age"


def names_in(folder: Path) -> set[str]:
    return {path.name for path in (folder / "scans").glob("*")}


def test_the_standard_tool_opens_it_with_the_identity_in_its_row(
    safe: Safe, tmp_path: Path
) -> None:
    kept = kept_in(safe.place)
    file = file_in(safe.place.folder, kept)
    assert file.stat().st_size == kept.size
    assert all(map(is_private, (file, safe.place.folder / "scans")))
    with closing(safe.place.raw()) as raw:
        ((secret,),) = raw.execute("SELECT identity FROM scans").fetchall()
    key = tmp_path / "key.txt"
    key.write_text(secret)
    opened = subprocess.run(["age", "-d", "-i", key, file], capture_output=True, check=True)
    assert opened.stdout == PDF
    assert PDF not in file.read_bytes()


def test_what_is_not_kept_leaves_neither_row_nor_file(
    safe: Safe, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = safe.place.folder
    with closing(safe.place.open()) as store:
        id_ = first(store)
        with store.writing(CLERK, NOW) as books:
            books.scans.add(scan(id_), PDF)
            assert names_in(folder) == {f"{'a' * 32}.age"}
        assert names_in(folder) == set()
        with monkeypatch.context() as patched:
            patched.setattr("os.fsync", _full)
            with pytest.raises(DiskFull):
                attach(store, replace(scan(id_), source="/a.pdf", source_sha256="0" * 64))
        assert names_in(folder) == set()
        with store.reading() as books:
            assert books.scans.of_application(id_) == ()
            assert books.scans.left() == (), "the sheet waits on"
        kept = attach(store, scan(id_))
        with store.writing(CLERK, NOW) as books:
            books.scans.remove(replace(kept, removed_by=CLERK, removed_at=NOW))
        with store.reading() as books:
            assert books.scans.pdf(kept) == PDF


def _full(_handle: int) -> None:
    raise OSError(28, "No space left on device")


def test_a_start_sweeps_what_no_row_has(safe: Safe) -> None:
    folder, kept = safe.place.folder, kept_in(safe.place)
    own, foreign = file_in(folder, kept).name, "memo.txt"
    left = f"{'c' * 32}.age"
    for name in (left, f"{'d' * 32}.age.part", foreign):
        (folder / "scans" / name).write_bytes(b"?")
    replaced = folder / f"{NAME}.kept-1"
    replaced.write_bytes(b"")
    safe.place.open().close()
    assert names_in(folder) == {own, left, foreign}, "rows of a replaced file may have it"
    replaced.unlink()
    safe.place.open().close()
    assert names_in(folder) == {own, foreign}


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


def flipped(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)


@pytest.mark.parametrize(
    ("harm", "code", "seen_at_once"),
    [
        (Path.unlink, "scan_missing", True),
        (cut, "scan_altered", True),
        (flipped, "scan_altered", False),
    ],
)
def test_a_file_that_is_lost_is_told(
    safe: Safe, harm: Callable[[Path], None], code: str, *, seen_at_once: bool
) -> None:
    kept = kept_in(safe.place)
    harm(file_in(safe.place.folder, kept))
    with closing(safe.place.open()) as store, store.reading() as books:
        with pytest.raises(DamageFound, match=code):
            books.scans.pdf(kept)
        assert books.scans.lost() == (("R8-0001",) if seen_at_once else ())
        assert books.scans.lost(whole=True) == ("R8-0001",)
    with pytest.raises(DamageFound, match="scans_lost"):
        verify_desk(safe.place.folder, safe.place.keys, safe.place.unlock())


def test_another_scan_in_its_place_is_told(safe: Safe) -> None:
    one, two = kept_in(safe.place), kept_in(safe.place, "b")
    shutil.copy(file_in(safe.place.folder, two), file_in(safe.place.folder, one))
    with closing(safe.place.open()) as store, store.reading() as books:
        with pytest.raises(DamageFound, match="scan_altered"):
            books.scans.pdf(one)
        assert books.scans.pdf(two) == PDF


def test_a_new_data_key_moves_rows_and_no_file(safe: Safe) -> None:
    kept = kept_in(safe.place)
    before = file_in(safe.place.folder, kept).stat()
    safe.use_sheet()
    after = file_in(safe.place.folder, kept).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    with closing(safe.place.open()) as store, store.reading() as books:
        assert books.scans.pdf(kept) == PDF


def test_a_disposal_leaves_no_file_and_finds_one_that_stays(
    safe: Safe, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = kept_in(safe.place)
    with closing(safe.place.open()) as store:
        with monkeypatch.context() as patched:
            patched.setattr(sealed, "remove", lambda _folder, _ids: None)
            with store.writing(CLERK, NOW) as books:
                books.journal.note(Action.DISPOSED, kept.application)
                assert books.files.remove(kept.application).scans == {kept.id}
                books.commit()
        assert store.search_pages(()).files == 1
        store.close()
    with closing(safe.place.open()) as store:
        assert store.search_pages(()).files == 0
    assert names_in(safe.place.folder) == set()


def test_a_backup_copies_each_once_and_lists_it_by_its_hash(safe: Safe) -> None:
    one, two = kept_in(safe.place), kept_in(safe.place, "b")
    safe.written()
    copied = file_in(safe.folder, one)
    assert copied.read_bytes() == file_in(safe.place.folder, one).read_bytes()
    assert is_private(copied)
    when = copied.stat().st_mtime_ns
    remove(safe.place, two)
    backups = safe.backups()
    made = backups.make(MADE_AT)
    assert names_in(safe.folder) == {copied.name}, "what was removed leaves the copies too"
    assert copied.stat().st_mtime_ns == when
    verify_backup(safe.file_of(made), safe.identity.secret)
    flipped(copied)
    with pytest.raises(DamageFound, match="backup_scans_lost") as caught:
        verify_backup(safe.file_of(made), safe.identity.secret)
    assert caught.value.facts == {"count": 1, "files": (copied.name,)}
    with pytest.raises(DamageFound, match="backup_scans_lost"):
        backups.drill(safe.identity.secret, DAY, "")
    copied.unlink()
    again = safe.written()
    verify_backup(safe.file_of(again), safe.identity.secret)


def test_a_lost_file_keeps_nobody_from_a_backup(safe: Safe) -> None:
    one, two = kept_in(safe.place), kept_in(safe.place, "b")
    flipped(file_in(safe.place.folder, one))
    safe.written()
    assert names_in(safe.folder) == {file_in(safe.folder, two).name}


def test_a_restore_over_a_desk_brings_them_back(safe: Safe) -> None:
    kept = kept_in(safe.place)
    made = safe.written()
    flipped(file_in(safe.place.folder, kept))
    later = kept_in(safe.place, "b")
    target = Target(safe.place.folder, safe.place.keys)
    restore_over(safe.source(made), target, safe.place.unlock(), MADE_AT, SeededChance("r"))
    with closing(safe.place.open()) as store, store.reading() as books:
        assert books.scans.pdf(kept) == PDF
        assert [each.id for each in books.scans.of_application(kept.application)] == [kept.id]
    assert file_in(safe.place.folder, later).exists(), "the replaced file's rows have it"


def test_a_restore_into_a_folder_takes_them_along(
    safe: Safe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = kept_in(safe.place)
    source = safe.source(safe.written())
    target = Target(tmp_path / "new" / "desk", tmp_path / "new" / "keys")
    officer = NewUser(OFFICER.id, OFFICER.name, OFFICER.roles, "eleven grey herons")
    founder = Founder(lambda _users, _root: officer, cost=SAMPLE_COST)
    with monkeypatch.context() as patched:
        patched.setattr("desk_app.store.opening.put_rest_in_place", _no_room)
        with pytest.raises(DiskFull):
            restore_into(source, target, founder, MADE_AT, SeededChance("into"))
    assert not (target.folder / "scans").exists()
    restore_into(source, target, founder, MADE_AT, SeededChance("into"))
    opened = open_store(
        target.folder, target.keys, unlock(target.keys, officer.id, officer.password)
    )
    with closing(opened) as store, store.reading() as books:
        assert books.scans.pdf(kept) == PDF
    assert names_in(target.folder) == {file_in(target.folder, kept).name}


def _no_room(_folder: Path) -> None:
    raise DiskFull
