# SPDX-License-Identifier: MIT
"""The gate's steps in their order, checks by the day and beside; T11: one instance."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
import sqlcipher3.dbapi2 as driver

from desk_app.desk.errors import (
    AlreadyOpen,
    DamageFound,
    DiskFull,
    KnownError,
    StillChecking,
    WrongPassword,
)
from desk_app.store import lock
from desk_app.store.desk_file import PAGE_BYTES, WORKSHOP
from desk_app.store.faults import told
from desk_app.store.startup import steps
from desk_app.store.startup.steps import Door
from desk_app.store.startup.threshold import look_at_folder
from desk_app.store.vault.keyring import unlock
from tests.fakes.making import CLERK, NOW, logged, person
from tests.fakes.real_store import OFFICER, Place, copy_to, place_in
from tests.store.gate_desk import (
    AT,
    database_of,
    log,
    numbers,
    opened,
)

HOLDING = """
import sys
from pathlib import Path
from desk_app.store import lock
held = lock.hold(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return copy_to(place_in(tmp_path))


def test_the_lock_comes_before_the_password(place: Place) -> None:
    """Step 1 before step 3: who finds the desk held is not asked whether a password is right."""
    store = place.open()
    with pytest.raises(AlreadyOpen):
        Door(place.folder, place.keys)
    store.close()


def test_a_door_that_is_not_opened_lets_go_of_the_lock(place: Place) -> None:
    with pytest.raises(WrongPassword), Door(place.folder, place.keys) as door:
        door.open(unlock(place.keys, OFFICER.id, "not the password at all"))
    place.open().close()


def test_a_door_opens_once(place: Place) -> None:
    with Door(place.folder, place.keys) as door:
        store = door.open(place.unlock())
        with pytest.raises(RuntimeError):
            door.open(place.unlock())
    with pytest.raises(AlreadyOpen):
        Door(place.folder, place.keys)
    store.close()


def test_a_killed_instance_leaves_no_stale_lock(place: Place) -> None:
    """T11: the kernel's lock dies with its process, the file alone holds nobody."""
    words = [sys.executable, "-c", HOLDING, str(place.folder)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        with pytest.raises(AlreadyOpen):
            Door(place.folder, place.keys)
        process.kill()
    assert (place.folder / lock.NAME).exists()
    place.open().close()


def test_the_first_start_of_a_day_checks_in_full(place: Place) -> None:
    def full(at: datetime | None) -> bool:
        store = opened(place, at)
        store.close()
        assert store.passed is not None
        return store.passed.full

    night = datetime(2026, 11, 25, 14, 59, tzinfo=UTC)
    assert [full(AT), full(AT), full(night)] == [True, False, False]
    assert full(night + timedelta(minutes=1)), "the day is Japan's"
    assert full(None)
    (place.keys / steps.NAME).write_bytes(b"{damaged")
    assert full(night)


def test_a_desk_whose_log_was_left_is_checked_in_full(place: Place) -> None:
    opened(place).close()
    log_file = place.database.with_name("desk.db-wal")
    log_file.write_bytes(b"what a crash left of a log")
    store = opened(place)
    assert store.passed is not None
    assert store.passed.full
    store.close()


def test_no_room_for_the_day_stops_nothing(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(path: Path, content: bytes) -> None:
        raise DiskFull

    monkeypatch.setattr(steps, "replace_file", no_room)
    opened(place).close()
    assert not (place.keys / steps.NAME).exists()


def test_the_last_entry_is_told_for_the_clock(place: Place) -> None:
    log(place, "R8-0001")
    store = opened(place)
    assert store.passed is not None
    assert store.passed.last_entry == NOW
    store.close()


@pytest.fixture
def large(place: Place, monkeypatch: pytest.MonkeyPatch) -> Place:
    log(place, "R8-0001")
    monkeypatch.setattr(steps, "WHOLE_CHECK_BYTES", 0)
    return place


def test_a_large_desk_is_read_only_until_it_is_checked(
    large: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    began, go_on, usual = Event(), Event(), steps.check_pages

    def check(raw: driver.Connection, *, full: bool) -> None:
        began.set()
        go_on.wait(20)
        usual(raw, full=full)

    monkeypatch.setattr(steps, "check_pages", check)
    outcome: list[KnownError | None] = []
    store = opened(large)
    assert began.wait(20)
    store.guard.when_checked(outcome.append)
    assert store.guard.checking
    assert numbers(store) == ["R8-0001"]
    with pytest.raises(StillChecking), store.writing(CLERK, NOW):
        pass
    waited: list[str] = []
    store.once_writable(lambda: waited.append("noted"))
    assert (outcome, waited) == ([], [])
    go_on.set()
    store.guard.wait()
    assert outcome == [None]
    assert store.closed_to_writing is None
    logged(store, person("山田"), "R8-0002")
    assert waited == ["noted"]
    store.close()
    assert steps.checked_on(large.keys, database_of(large), AT.date())


def test_damage_found_beside_closes_the_desk_to_writing(large: Place) -> None:
    content = bytearray(large.database.read_bytes())
    pages_of_it = len(content) // PAGE_BYTES
    found = 0
    for page in range(8, pages_of_it, 9):
        harmed = bytearray(content)
        harmed[page * PAGE_BYTES + 100] ^= 1
        large.database.write_bytes(harmed)
        try:
            store = opened(large, None)
        except DamageFound:
            continue
        store.guard.wait()
        with pytest.raises(DamageFound), store.writing(CLERK, NOW):
            pass
        store.close()
        found += 1
    assert found > 2


def test_closing_does_not_wait_for_a_check(large: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    endless = "WITH RECURSIVE n(x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"

    def check(raw: driver.Connection, *, full: bool) -> None:
        with told():
            for _ in raw.execute(f"{endless} WHERE x < 0"):
                pass

    monkeypatch.setattr(steps, "check_pages", check)
    store = opened(large)
    store.close()
    assert not store.guard.checking
    look_at_folder(large.folder)


def test_what_waited_for_the_check_is_done_at_the_close(large: Place) -> None:
    store = opened(large)
    done: list[bool] = []
    store.once_writable(lambda: done.append(store.closed_to_writing is None))
    store.close()
    assert done == [True]


def test_part_files_are_swept_and_nothing_else(place: Place) -> None:
    for folder in (place.folder, place.keys):
        (folder / "anything.part").write_bytes(b"half")
    others = {"kept.txt", "desk.db", "desk.lock"}
    (place.folder / "kept.txt").write_bytes(b"whole")
    (place.folder / WORKSHOP).mkdir()
    (place.folder / WORKSHOP / "desk.db").write_bytes(b"what a killed repair was working on")
    opened(place).close()
    assert {each.name for each in place.folder.iterdir()} == others
    assert not [each for each in place.keys.iterdir() if each.suffix == ".part"]
