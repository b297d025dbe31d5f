# SPDX-License-Identifier: MIT
"""The startup steps: what they look at, what a kill leaves them, where a desk may lie."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from threading import Event
from unittest.mock import Mock

import pytest
import sqlcipher3.dbapi2 as driver

from desk_app.desk.errors import (
    AlreadyOpen,
    Cancelled,
    DamageFound,
    DiskFull,
    ReadOnly,
    SavesMissing,
    StillChecking,
    WrongPassword,
)
from desk_app.records.base import ApplicationId
from desk_app.records.books.journal import Action
from desk_app.records.case.disposal import DisposalItem, DisposalRecord, DisposalState
from desk_app.records.desk.profile import DeskProfile
from desk_app.store.disk import lock
from desk_app.store.disk.desk_file import OLDEST_SCHEMA, PAGE_BYTES, SCHEMA_VERSION, WORKSHOP
from desk_app.store.disk.faults import told
from desk_app.store.disposal import disposal_list
from desk_app.store.journal import chain
from desk_app.store.opening import Founding, found_store
from desk_app.store.schema import engine as schema
from desk_app.store.startup import steps
from desk_app.store.startup.steps import Door
from desk_app.store.startup.threshold import look_at_folder
from desk_app.store.vault.keyring import unlock
from desk_app.system.chosen import here
from tests.fakes.making import CLERK, NOW, logged, person
from tests.fakes.real_store import OFFICER, Place
from tests.store.desk_left import (
    AT,
    age,
    database_of,
    leave_a_log,
    log,
    log_and_list,
    log_two,
    numbers,
    opened,
    snapshot,
)
from tests.store.keys_at import list_disposed, listed_names
from tests.workbench.processes import is_private

FILES = type(here().files)
HOLDING = """
import sys
from pathlib import Path
from desk_app.bootstrap import systems
from desk_app.store.disk import lock
systems.choose()
held = lock.hold(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


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
        assert process.stdout.readline().rstrip() == b"held"
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
    no_room = Mock(side_effect=DiskFull)
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

    def check(raw: driver.Connection, *, full: bool, indexes: bool) -> None:
        began.set()
        go_on.wait(20)
        usual(raw, full=full, indexes=indexes)

    monkeypatch.setattr(steps, "check_pages", check)
    store = opened(large)
    assert began.wait(20)
    assert numbers(store) == ["R8-0001"]
    with pytest.raises(StillChecking), store.writing(CLERK, NOW):
        pass
    waited: list[str] = []
    store.once_writable(lambda: waited.append("noted"))
    assert (waited, type(store.closed_to_writing)) == ([], StillChecking)
    go_on.set()
    store.guard.wait()
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

    def check(raw: driver.Connection, *, full: bool, indexes: bool) -> None:
        with told():
            for _ in raw.execute(f"{endless} WHERE x < 0"):
                pass

    monkeypatch.setattr(steps, "check_pages", check)
    store = opened(large)
    store.close()
    assert isinstance(store.closed_to_writing, Cancelled)
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
    others = {"kept.txt", "desk.db"}
    (place.folder / "kept.txt").write_bytes(b"whole")
    (place.folder / WORKSHOP).mkdir()
    (place.folder / WORKSHOP / "desk.db").write_bytes(b"what a killed repair was working on")
    opened(place).close()
    # Some systems take the lock away with whoever held it.
    assert {each.name for each in place.folder.iterdir()} - {lock.NAME} == others
    assert not [each for each in place.keys.iterdir() if each.suffix == ".part"]


def test_one_save_ahead_is_a_crash_and_more_is_an_old_anchor(place: Place) -> None:
    path = place.keys / chain.NAME
    older = path.read_bytes()
    store = place.open()
    with store.writing(CLERK, NOW) as books:
        books.drafts.keep(CLERK, "intake", "typed")
        books.journal.note(Action.DAY_BEGUN)
        books.journal.note(Action.DAY_BEGUN)
        books.commit()
    store.close()
    path.write_bytes(older)
    store = place.open()
    assert store.passed is not None
    assert store.passed.ahead, "two entries of one save"
    with store.writing(CLERK, NOW + timedelta(minutes=1)) as books:
        books.journal.note(Action.DAY_BEGUN)
        books.commit()
    store.close()
    path.write_bytes(older)
    before = place.database.read_bytes()
    with pytest.raises(DamageFound) as caught:
        place.open()
    assert (caught.value.code, caught.value.facts) == ("anchor_too_old", {"ahead": 3})
    assert path.read_bytes() == older
    assert place.database.read_bytes() == before


def test_a_deleted_log_misses_its_saves(place: Place) -> None:
    """T10: neither SQLite nor SQLCipher can see it; the anchor does."""
    leave_a_log(place)
    for name in ("desk.db-wal", "desk.db-shm"):
        (place.folder / name).unlink()
    with pytest.raises(SavesMissing) as caught:
        place.open()
    assert caught.value.facts == {"missing": 1}


def test_before_a_migration_a_copy_is_taken_that_opens_with_the_same_key(place: Place) -> None:
    log(place, "R8-0001")
    age(place)
    store = opened(place)
    assert store.passed is not None
    assert store.passed.migrated
    store.close()
    copy = place.database.with_name(f"desk.db.before-v{SCHEMA_VERSION}")
    assert is_private(copy)
    raw = place.raw(copy)
    assert raw.execute("SELECT receipt_number FROM applications").fetchall() == [("R8-0001",)]
    assert raw.execute("PRAGMA user_version").fetchone() == (OLDEST_SCHEMA,)
    raw.close()


def test_a_migration_that_fails_leaves_the_old_schema(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    age(place)

    def fail(connection: object) -> None:
        connection.exec_driver_sql("CREATE TABLE half_made(x)")  # type: ignore[attr-defined]
        raise DiskFull

    with monkeypatch.context() as patch:
        patch.setattr(schema, "migrate", fail)
        with pytest.raises(DiskFull):
            opened(place)
    raw = place.raw()
    assert raw.execute("SELECT * FROM sqlite_schema WHERE name = 'half_made'").fetchall() == []
    raw.close()
    opened(place).close()


def test_what_was_disposed_of_and_is_put_back_goes_again(place: Place) -> None:
    """T31: an older file with the anchor of its time passes every other step."""
    token = log_and_list(place)
    assert token in listed_names(place.keys)
    store = opened(place)
    assert numbers(store) == ["R8-0002"]
    with store.reading() as books:
        assert books.journal.entries()[-1].action is Action.DISPOSED
    store.close()
    kept = chain.read(place.keys)
    assert kept is not None
    assert kept.sequence == 5
    store = opened(place)
    with store.reading() as books:
        assert len(books.journal.entries()) == 5
    store.close()


def test_a_disposal_under_way_is_left_to_its_verb(place: Place) -> None:
    token = log_two(place)
    item = DisposalItem(ApplicationId(1), token, "R8-0001", NOW.date(), NOW.date(), 0)
    record = DisposalRecord(0, "R8-D1", DisposalState.SIGNED, (item,), CLERK, NOW)
    store = opened(place)
    with store.writing(CLERK, NOW) as books:
        books.disposals.add(record)
        books.journal.note(Action.DISPOSAL_SIGNED)
        books.commit()
    store.close()
    list_disposed(place, [token], "R8-D1")
    store = opened(place)
    assert numbers(store) == ["R8-0001", "R8-0002"]
    store.close()


def test_a_damaged_disposal_list_stops(place: Place) -> None:
    (place.keys / disposal_list.NAME).write_bytes(b"{}")
    with pytest.raises(DamageFound, match="disposal_list_damaged"):
        opened(place)


@pytest.fixture
def read_only(place: Place, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    """A place nobody can write to; whom no mode binds, as root, is answered so."""
    usual = FILES.may_write
    monkeypatch.setattr(
        FILES, "may_write", lambda files, path: path != place.folder and usual(files, path)
    )
    place.folder.chmod(0o500)
    yield place
    place.folder.chmod(0o700)


def test_a_read_only_place_opens_for_reading_and_nothing_is_written(
    place: Place, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    log(place, "R8-0001")
    request.getfixturevalue("read_only")
    before = snapshot(place.folder)
    keys = snapshot(place.keys)
    store = opened(place)
    assert numbers(store) == ["R8-0001"]
    with pytest.raises(ReadOnly) as caught, store.writing(CLERK, NOW):
        pass
    assert caught.value.code == "read_only"
    with pytest.raises(ReadOnly):
        logged(store, person("山田"), "R8-0002")
    store.close()
    assert (snapshot(place.folder), snapshot(place.keys)) == (before, keys)


@pytest.mark.posix(why="a lock of its kernel's is held beside ours")
def test_readers_share_a_read_only_place_and_a_writer_keeps_them_out(read_only: Place) -> None:
    import fcntl  # noqa: PLC0415  Windows has none

    first, second = opened(read_only), opened(read_only)
    first.close()
    second.close()
    with (read_only.folder / lock.NAME).open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(AlreadyOpen):
            opened(read_only)


def test_a_read_only_place_without_a_lock_file(read_only: Place) -> None:
    (read_only.folder / lock.NAME).unlink(missing_ok=True)
    opened(read_only).close()
    assert not (read_only.folder / lock.NAME).exists()


def test_saves_still_in_the_log_are_read_in_a_read_only_place(
    place: Place, request: pytest.FixtureRequest
) -> None:
    leave_a_log(place)
    request.getfixturevalue("read_only")
    store = opened(place)
    assert numbers(store) == ["R8-0001"]
    store.close()


def test_a_read_only_database_file_or_key_folder_is_enough(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    for closed in (place.database, place.keys):
        with monkeypatch.context() as patch:
            patch.setattr(FILES, "may_write", lambda _, path, closed=closed: path != closed)
            store = opened(place)
            assert isinstance(store.closed_to_writing, ReadOnly)
            store.close()


def test_an_older_schema_is_not_read_where_it_cannot_be_migrated(
    place: Place, request: pytest.FixtureRequest
) -> None:
    age(place)
    request.getfixturevalue("read_only")
    with pytest.raises(ReadOnly):
        opened(place)


def test_a_network_share_is_read_and_refused_for_a_new_desk(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desk_app.store.disk.places.is_remote", lambda _folder: True)
    monkeypatch.setattr("desk_app.store.opening.is_remote", lambda _folder: True)
    store = opened(place)
    assert store.closed_to_writing is not None
    assert store.closed_to_writing.code == "not_local_disk"
    store.close()
    assert not (place.folder / "desk.db-wal").exists()
    founding = Founding(DeskProfile(), (), AT)
    with pytest.raises(ReadOnly, match="not_local_disk"):
        found_store(place.folder.with_name("new"), place.keys, place.unlock(), founding)
    assert not place.folder.with_name("new").exists()


def test_what_came_back_is_shown_to_nobody_where_it_cannot_be_deleted(
    place: Place, request: pytest.FixtureRequest
) -> None:
    log_and_list(place)
    request.getfixturevalue("read_only")
    with pytest.raises(ReadOnly):
        opened(place)
