# SPDX-License-Identifier: MIT
"""A backup: made beside the open desk, killed anywhere, thinned, read without the program."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from unittest.mock import Mock

import pytest

from desk_app import bootstrap
from desk_app.desk.errors import Cancelled, DiskFull, Mishap, NotADesk, Refused
from desk_app.records.desk.safekeeping import Backup
from desk_app.records.desk.sheets import Quarter
from desk_app.store.backup.copied import MOST_IN_MEMORY, count_rows
from desk_app.store.backup.inspecting import open_backup
from desk_app.store.backup.local import DAILY, WEEKLY, thin
from desk_app.store.backup.manifest import MEMBERS, BackupName, found_in, read_name
from desk_app.store.backup.pages import held_still
from desk_app.store.backup.writing import write_backup
from desk_app.store.disk import own_process
from desk_app.store.disk.desk_file import SCHEMA_VERSION
from desk_app.store.disk.machine import JAPAN
from desk_app.store.vault import backup_list
from desk_app.store.vault.sheets import new_identity
from tests.fakes.copies import ENCLOSURES, MADE_AT, MARKER, ROOT, Safe
from tests.fakes.real_store import OFFICER
from tests.workbench.desks import small_files
from tests.workbench.processes import is_private


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
    assert is_private(safe.file_of(made))


def test_age_tar_and_sqlite_alone_open_it(safe: Safe, tmp_path: Path) -> None:
    made = safe.written()
    folder = taken_apart(safe, safe.file_of(made), tmp_path / "apart")
    assert sorted(path.name for path in folder.iterdir()) == sorted([*MEMBERS, "key.txt"])
    manifest = json.loads((folder / "manifest.json").read_text())
    data = folder / "data.sqlite"
    assert manifest["sha256"] == sha256(data.read_bytes()).hexdigest()
    asked = "SELECT count(*) FROM journal; SELECT name FROM applications; PRAGMA integrity_check"
    said = subprocess.run(
        ["sqlite3", data, asked], capture_output=True, check=True, encoding="utf-8"
    )
    assert said.stdout.splitlines() == [str(made.sequence), MARKER, "ok"]
    assert (manifest["sequence"], manifest["head"]) == (made.sequence, made.head)
    assert (manifest["schema"], manifest["sheet"]) == (SCHEMA_VERSION, "2026Q4-1")
    with closing(sqlite3.connect(data)) as opened:
        for table, rows in manifest["counts"].items():
            assert opened.execute(count_rows(table)).fetchone() == (rows,)


def test_the_note_inside_says_how_in_five_lines_of_both_languages() -> None:
    japanese, english, _ = (ENCLOSURES / "README.txt").read_text("utf-8").split("\n\n")
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


def verified(folder: Path, language: str = "en") -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-I", "verify.py", "--lang", language],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.returncode, done.stdout


def test_the_verifier_inside_finds_what_was_changed(safe: Safe, tmp_path: Path) -> None:
    for number in range(2, 6):
        safe.log(f"R8-{number:04}")
    made = safe.written()
    folder = taken_apart(safe, safe.file_of(made), tmp_path / "apart")
    verifier = (ENCLOSURES / "verify.py").read_bytes()
    assert len(verifier.splitlines()) <= 160
    assert (folder / "verify.py").read_bytes() == verifier
    assert verified(folder)[0] == 0
    with closing(sqlite3.connect(folder / "data.sqlite")) as opened:
        opened.execute("DROP TRIGGER journal_no_update")
        opened.execute("UPDATE journal SET actor = 'u-2' WHERE sequence = 3")
        opened.execute("DELETE FROM users WHERE id = 'u-2'")
        opened.commit()
    code, said = verified(folder)
    assert code == 13
    assert "journal: entry 3 does not fit" in said
    assert "操作記録：3番の記録が、前の記録とつながりません" in verified(folder, "ja")[1]
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
    assert own_process.WORD in words
    assert own_process.WORD == bootstrap.OWN_PROCESS


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


def test_who_cancels_keeps_the_last_backup(safe: Safe) -> None:
    backups = safe.backups()
    first = backups.make(MADE_AT)
    safe.log("R8-0002")
    for at in (33, 80):
        with pytest.raises(Cancelled):
            backups.make(MADE_AT, Watcher(cancel_at=at))
        assert backups.all() == (first,), at
        left = {path.name for path in safe.folder.iterdir()} - {first.name}
        assert all(name.endswith(".part") for name in left), at


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
    monkeypatch.setattr(own_process, "_PACKAGE", "desk_app.store.backup.manifest")
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
    made = safe.backups().make(MADE_AT)
    safe.log("R8-0002")
    monkeypatch.setattr(backup_list, "replace_file", Mock(side_effect=DiskFull))
    with pytest.raises(DiskFull):
        safe.backups().make(MADE_AT)
    assert [each.sequence for each in found_in(safe.folder)] == [made.sequence]


def test_another_sheet_opens_nothing(safe: Safe, tmp_path: Path) -> None:
    made = safe.written()
    other = Safe(safe.place, safe.folder, new_identity())
    with pytest.raises(subprocess.CalledProcessError):
        taken_apart(other, safe.file_of(made), tmp_path / "apart")


KILLS_AT = [100, 92, 70, 50, 31, 0]
"""In hundredths: put in its place, signed, encrypted, packed, within the copy, before it."""

SIZES = range(0, 280_000, 40_000)


def make(safe: Safe) -> str:
    return safe.written().name


def is_whole(safe: Safe, name: str) -> bool:
    opened = open_backup(safe.folder / name, safe.identity)
    opened.close()
    return True


def killed_at(safe: Safe, moments: list[tuple[int, int]]) -> list[int]:
    """Make a backup for each moment and kill it there; how each process ended.

    A moment is how many bytes of a copy stay in memory, and the hundredth of the work.
    """
    order = safe.order()
    words = {name: str(value) for name, value in asdict(order).items()}
    words |= {"data_key": order.data_key.hex(), "password": OFFICER.password}
    told = "\n".join([json.dumps(words), *(f"{most} {at}" for most, at in moments)])
    done = subprocess.run(
        [sys.executable, "-m", "tests.store.backing_up"],
        input=told,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [int(line) for line in done.stdout.splitlines()]


@pytest.mark.posix(why="a process is forked for each moment at which it is killed")
@pytest.mark.robust
def test_a_killed_backup_leaves_the_last_good_one(safe: Safe) -> None:
    first = make(safe)
    safe.log("R8-0002")
    small = [(MOST_IN_MEMORY, at) for at in KILLS_AT]
    large = [(0, at) for at in KILLS_AT[::2]]
    ended = killed_at(safe, [*small, *large])
    assert ended == [-signal.SIGKILL] * len([*small, *large])
    left = [path for path in safe.folder.rglob("*") if path.name != first and path.is_file()]
    assert {path.suffix for path in left} == {".part", ""}
    assert any(path.name == "copy" for path in left), "what is large lay on the disk"
    for path in left:
        assert MARKER.encode() not in path.read_bytes()
    assert is_whole(safe, first)
    last = make(safe)
    assert sorted(path.name for path in safe.folder.iterdir()) == sorted([first, last])
    assert is_whole(safe, last)


@pytest.mark.posix(why="the size of files is limited, as on a disk that is nearly full")
@pytest.mark.robust
def test_a_full_disk_is_told_and_leaves_the_last_good_one(safe: Safe) -> None:
    first = make(safe)
    size = (safe.folder / first).stat().st_size
    safe.log("R8-0002")
    order, sign = safe.order(), safe.place.unlock().seal.sign
    for room in SIZES:
        assert room < size
        told = pytest.raises(DiskFull, match="backup_not_written")
        with held_still(order.database, order.data_key), small_files(room), told:
            write_backup(order, lambda _done, _total: None, sign)
        assert [path.name for path in safe.folder.iterdir()] == [first]
    assert is_whole(safe, first)


FIRST = date(2026, 1, 1)


def backup(day: date, hour: int, number: int, sheet: str, database: str = "d") -> Backup:
    at = datetime(day.year, day.month, day.day, hour, tzinfo=JAPAN).astimezone(UTC)
    return Backup(f"backup-{database}-{number}", database, sheet, number, "", at, 1, 1)


def day_of(each: Backup) -> date:
    return each.made_at.astimezone(JAPAN).date()


def live_on(day: date) -> set[str]:
    """The sheets of the current and the earlier quarter."""
    now = Quarter.of(day)
    before = Quarter.of(now.first_day - timedelta(days=1))
    return {f"{now}-1", f"{before}-1"}


def test_hourly_backups_of_many_months() -> None:
    chance = Random(0)  # noqa: S311  days off and hours worked
    kept: list[Backup] = []
    made: list[Backup] = []
    for day in (FIRST + timedelta(days=each) for each in range(200)):
        if day.weekday() > 4 or chance.random() < 0.1:
            continue
        for hour in range(9, 9 + chance.randint(1, 9)):
            new = backup(day, hour, len(made), f"{Quarter.of(day)}-1")
            made.append(new)
            kept.append(new)
            gone = thin(kept, day, live_on(day))
            kept = [each for each in kept if each not in gone]
            assert new in kept
        readable = [each for each in made if each.sheet in live_on(day)]
        before = [each for each in readable if day_of(each) < day]
        days = sorted({day_of(each) for each in before})
        weeks = sorted({day_of(each).isocalendar()[:2] for each in before})
        newest_of_day = {day_of(each): each for each in before}
        newest_of_week = {day_of(each).isocalendar()[:2]: each for each in before}
        wanted = {newest_of_day[each].name for each in days[-DAILY:]}
        wanted |= {newest_of_week[each].name for each in weeks[-WEEKLY:]}
        assert len(wanted) <= DAILY + WEEKLY
        of_day = {each.name for each in readable if day_of(each) == day}
        assert {each.name for each in kept} == wanted | of_day
    assert len(made) > 500


@pytest.mark.parametrize("count", range(94, 101))
def test_twelve_days_and_eight_weeks_stay_on_whatever_weekday(count: int) -> None:
    days = [FIRST + timedelta(days=each) for each in range(count)]
    every = [backup(day, 9, number, "s") for number, day in enumerate(days)]
    kept = {day_of(each) for each in set(every) - set(thin(every, days[-1], {"s"}))}
    assert kept >= set(days[-13:])
    older = kept - set(days[-13:])
    assert all(day.weekday() == 6 for day in older)
    assert len({day.isocalendar()[:2] for day in kept - {days[-1]}}) == 8


def test_a_backup_whose_sheet_is_destroyed_goes() -> None:
    old, new = backup(FIRST, 9, 1, "2025Q4-1"), backup(FIRST, 10, 2, "2026Q1-1")
    assert thin([new, old], FIRST, {"2026Q1-1"}) == (old,)


def test_the_day_is_the_one_in_japan() -> None:
    before = backup(FIRST, 1, 1, "s")
    after = backup(FIRST, 23, 2, "s")
    assert before.made_at.date() < after.made_at.date()
    later = backup(FIRST + timedelta(days=1), 9, 3, "s")
    assert thin([before, after, later], FIRST + timedelta(days=1), {"s"}) == (before,)


def test_a_mornings_mistake_can_be_undone_at_noon() -> None:
    every = [backup(FIRST, hour, hour, "s") for hour in range(8, 13)]
    assert thin(every, FIRST, {"s"}) == ()
    assert thin(every, FIRST + timedelta(days=3), {"s"}) == ()
    every.append(backup(FIRST + timedelta(days=4), 9, 20, "s"))
    assert thin(every, FIRST + timedelta(days=4), {"s"}) == tuple(reversed(every[:4]))


def test_backups_from_before_a_restore_are_thinned_for_themselves() -> None:
    days = [FIRST + timedelta(days=each) for each in range(DAILY)]
    old = [backup(day, 9, number, "s") for number, day in enumerate(days)]
    old.append(backup(days[-1], 10, 50, "s"))
    new = [backup(days[-1] + timedelta(days=each), 11, each, "s", "e") for each in range(40)]
    gone = thin([*old, *new], day_of(new[-1]), {"s"})
    assert set(gone).isdisjoint(old)
    assert set(gone) == set(thin(new, day_of(new[-1]), {"s"})) != set()
    assert thin([*old, *new], day_of(new[-1]), set()) == tuple(reversed([*old, *new]))


def test_a_clock_set_back_removes_nothing_of_days_to_come() -> None:
    days = [FIRST + timedelta(days=each) for each in range(40)]
    every = [backup(day, 9, number, "s") for number, day in enumerate(days)]
    gone = thin(every, days[5], {"s"})
    assert all(day_of(each) <= days[5] for each in gone)
    assert {each.name for each in every[6:]}.isdisjoint(each.name for each in gone)


def test_a_program_without_python_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    assert own_process.command() == [sys.executable, "-m", "desk_app", own_process.WORD]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert own_process.command() == [sys.executable, own_process.WORD]
