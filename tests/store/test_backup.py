# SPDX-License-Identifier: MIT
"""A backup: made beside the open desk, opened again, and readable without the program."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from desk_app.desk.errors import Cancelled, DiskFull, Mishap, NotADesk, Refused
from desk_app.store import backup_list, own_process
from desk_app.store.backup import memory
from desk_app.store.backup.inspecting import open_backup
from desk_app.store.backup.manifest import MEMBERS, BackupName, found_in, read_name
from desk_app.store.backup.memory import count_rows
from desk_app.store.backup.writing import verifier_digest
from desk_app.store.desk_file import SCHEMA_VERSION
from desk_app.store.vault.sheets import new_identity
from tests.fakes.copies import ENCLOSURES, MADE_AT, MARKER, Safe, safe_in


class Watcher:
    """A progress that listens, and cancels at a hundredth if told to."""

    def __init__(self, cancel_at: int | None = None) -> None:
        self.heard: list[tuple[int, int]] = []
        self._cancel_at = cancel_at

    def report(self, done: int, total: int) -> None:
        self.heard.append((done, total))

    @property
    def cancelled(self) -> bool:
        at = self._cancel_at
        return at is not None and any(done >= at for done, _ in self.heard)


@pytest.fixture
def safe(tmp_path: Path) -> Safe:
    return safe_in(tmp_path)


def taken_apart(safe: Safe, file: Path, folder: Path) -> Path:
    """Take a backup apart with Debian's own programs."""
    folder.mkdir()
    key = folder / "key.txt"
    key.write_text(safe.identity.secret + "\n")
    decrypted = subprocess.run(["age", "-d", "-i", key, file], capture_output=True, check=True)
    subprocess.run(["tar", "x"], input=decrypted.stdout, cwd=folder, check=True)
    return folder


def test_a_backup_is_made_beside_the_open_desk(safe: Safe) -> None:
    store = safe.place.open()
    watcher = Watcher()
    made = safe.backups().make(MADE_AT, watcher)
    with store.reading() as books:
        mark = books.journal.mark()
    store.close()
    assert (made.sequence, made.head[-12:]) == (mark.sequence, mark.tail)
    assert (made.applications, made.sheet, made.made_at) == (1, "2026Q4-1", MADE_AT)
    assert made.size == safe.file_of(made).stat().st_size
    assert read_name(made.name) == BackupName(made.database, "2026Q4-1", made.sequence)
    assert watcher.heard == sorted(set(watcher.heard))
    assert watcher.heard[-1] == (100, 100)
    assert safe.backups().all() == (made,)
    assert [each.sequence for each in found_in(safe.folder)] == [made.sequence]
    assert safe.file_of(made).stat().st_mode & 0o777 == 0o600


def test_age_tar_and_sqlite_alone_open_it(safe: Safe, tmp_path: Path) -> None:
    made = safe.written()
    folder = taken_apart(safe, safe.file_of(made), tmp_path / "apart")
    assert sorted(path.name for path in folder.iterdir()) == sorted([*MEMBERS, "key.txt"])
    manifest = json.loads((folder / "manifest.json").read_text())
    data = folder / "data.sqlite"
    assert manifest["sha256"] == sha256(data.read_bytes()).hexdigest()
    asked = "SELECT count(*) FROM journal; SELECT name FROM applications; PRAGMA integrity_check"
    said = subprocess.run(["sqlite3", data, asked], capture_output=True, check=True, text=True)
    assert said.stdout.splitlines() == [str(made.sequence), MARKER, "ok"]
    assert (manifest["sequence"], manifest["head"]) == (made.sequence, made.head)
    assert (manifest["schema"], manifest["sheet"]) == (SCHEMA_VERSION, "2026Q4-1")
    with closing(sqlite3.connect(data)) as opened:
        for table, rows in manifest["counts"].items():
            assert opened.execute(count_rows(table)).fetchone() == (rows,)


def test_the_note_inside_says_how_in_five_lines_of_both_languages() -> None:
    japanese, english = (ENCLOSURES / "README.txt").read_text("utf-8").split("\n\n")
    for part in (japanese, english):
        steps = part.splitlines()[1:]
        assert [step[:2] for step in steps] == ["1.", "2.", "3.", "4.", "5."]
        assert "age -d -i key.txt b.tar.age | tar x" in part
        assert "AGE-SECRET-KEY-1" in steps[0]
        assert "12" in steps[0]
        assert "python3 verify.py data.sqlite manifest.json" in steps[3]
        assert "sha256sum verify.py" in steps[3]
    assert "without its last character" in english
    assert "各組の最後の1文字" in japanese


def verified(folder: Path) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-I", "verify.py"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    return done.returncode, done.stdout


def test_the_verifier_inside_finds_what_was_changed(safe: Safe, tmp_path: Path) -> None:
    for number in range(2, 6):
        safe.log(f"R8-{number:04}")
    made = safe.written()
    folder = taken_apart(safe, safe.file_of(made), tmp_path / "apart")
    assert len((ENCLOSURES / "verify.py").read_text().splitlines()) <= 160
    assert sha256((folder / "verify.py").read_bytes()).hexdigest() == verifier_digest(ENCLOSURES)
    assert verified(folder)[0] == 0
    with closing(sqlite3.connect(folder / "data.sqlite")) as opened:
        opened.execute("DROP TRIGGER journal_no_update")
        opened.execute("UPDATE journal SET actor = 'u-2' WHERE sequence = 3")
        opened.execute("DELETE FROM users WHERE id = 'u-2'")
        opened.commit()
    code, said = verified(folder)
    assert code == 13
    assert "journal: entry 3 does not fit" in said
    assert "users: 1 rows, not 2" in said


def test_no_secret_is_an_argument_or_in_the_environment(
    safe: Safe, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[str] = []
    real = subprocess.Popen

    def listening(words: list[str], **how: object) -> object:
        started.append(repr(words) + repr(how.get("env")))
        return real(words, **how)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "Popen", listening)
    safe.backups().make(MADE_AT)
    (words,) = started
    assert safe.place.unlock().data_key.hex() not in words
    assert "desk_app.store.worker" in words


def test_nothing_plain_is_written(safe: Safe) -> None:
    opened: list[str] = []
    listening = [True]

    def hear(event: str, words: tuple[object, ...]) -> None:
        named = event == "open" and bool(listening) and isinstance(words[0], str | Path)
        if named and int(str(words[2])) & (os.O_WRONLY | os.O_RDWR):
            opened.append(str(words[0]))

    sys.addaudithook(hear)
    made = safe.written()
    listening.clear()
    assert opened == [str(safe.file_of(made)) + ".part"]
    content = safe.file_of(made).read_bytes()
    assert MARKER.encode() not in content
    assert b"SQLite format 3" not in content


@pytest.mark.parametrize("at", [33, 80])
def test_who_cancels_keeps_the_last_backup(safe: Safe, at: int) -> None:
    backups = safe.backups()
    first = backups.make(MADE_AT)
    safe.log("R8-0002")
    with pytest.raises(Cancelled):
        backups.make(MADE_AT, Watcher(cancel_at=at))
    assert backups.all() == (first,)
    left = {path.name for path in safe.folder.iterdir()} - {first.name}
    assert all(name.endswith(".part") for name in left)


def test_a_backup_cancelled_as_it_ends_is_none(safe: Safe, monkeypatch: pytest.MonkeyPatch) -> None:
    def late(
        order: dict[str, object], progress: object, sign: Callable[[bytes], bytes] | None
    ) -> None:
        work(order, None, sign)
        foreign.write_bytes(b"of another desk")
        raise Cancelled

    work, foreign = own_process.work, safe.folder / str(BackupName("0" * 32, "2026Q4-1", 7))
    first = safe.backups().make(MADE_AT)
    safe.log("R8-0002")
    monkeypatch.setattr(own_process, "work", late)
    with pytest.raises(Cancelled):
        safe.backups().make(MADE_AT)
    assert {path.name for path in safe.folder.iterdir()} == {first.name, foreign.name}


def test_without_a_sheet_or_a_folder_it_says_so(safe: Safe, tmp_path: Path) -> None:
    backups = safe.backups()
    made = backups.make(MADE_AT)
    waiting = replace(safe.sheet, confirmed_on=None)
    with pytest.raises(Refused, match="no_sheet_in_use"):
        safe.backups(lambda: (waiting,)).make(MADE_AT)
    safe.folder.rename(tmp_path / "elsewhere")
    with pytest.raises(NotADesk, match="backup_folder_gone"):
        backups.make(MADE_AT)
    assert backups.all() == ()
    (tmp_path / "elsewhere").rename(safe.folder)
    assert backups.all() == (made,)


def test_a_process_that_dies_is_told_calmly(safe: Safe, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_process, "_MODULE", "desk_app.store.backup.manifest")
    with pytest.raises(Mishap, match="work_interrupted"):
        safe.backups().make(MADE_AT)
    assert safe.backups().all() == ()


def test_a_lost_list_of_backups_is_only_a_memory(safe: Safe) -> None:
    backups = safe.backups()
    (safe.place.keys / backup_list.NAME).write_text("{}")
    assert backups.all() == ()
    assert backups.make(MADE_AT) in backups.all()


def test_a_backup_without_room_on_the_list_is_none(
    safe: Safe, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path, _content: bytes) -> None:
        raise DiskFull

    with monkeypatch.context() as patched:
        patched.setattr(backup_list, "replace_file", full)
        with pytest.raises(DiskFull):
            safe.backups().make(MADE_AT)
    assert not found_in(safe.folder)
    made = safe.backups().make(MADE_AT)
    monkeypatch.setattr(backup_list, "replace_file", full)
    with pytest.raises(DiskFull):
        safe.backups().make(MADE_AT)
    assert [each.sequence for each in found_in(safe.folder)] == [made.sequence]


def test_a_desk_too_large_for_one_piece_is_copied_in_pages(
    safe: Safe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "_MOST_IN_ONE_PIECE", 0)
    made = safe.written()
    opened = open_backup(safe.file_of(made), safe.identity)
    opened.memory.close()
    assert opened.manifest.applications == 1


def test_another_sheet_opens_nothing(safe: Safe, tmp_path: Path) -> None:
    made = safe.written()
    other = Safe(safe.place, safe.folder, new_identity())
    with pytest.raises(subprocess.CalledProcessError):
        taken_apart(other, safe.file_of(made), tmp_path / "apart")
