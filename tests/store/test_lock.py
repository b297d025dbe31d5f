# SPDX-License-Identifier: MIT
"""The lock of a desk, and what a desk lets go of."""

from __future__ import annotations

import secrets
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from unittest.mock import patch

import pytest
from filelock import FileLock

from desk_app.bootstrap import LocalEntrance, Surroundings, found_desk
from desk_app.desk.errors import AlreadyOpen, DiskFull, KnownError, Mishap
from desk_app.gui.session.entrance import NewPerson
from desk_app.records.desk.people import Role
from desk_app.records.desk.profile import DeskProfile
from desk_app.store import rekeying
from desk_app.store.disk import desk_file, lock
from desk_app.store.vault.slots import SAMPLE_COST
from tests.fakes.making import logged, person
from tests.fakes.real_store import Place
from tests.store.desk_left import age, numbers

STAYING = (
    "import sys, pathlib; from desk_app.bootstrap import systems; systems.choose();"
    "from desk_app.store.disk import lock;"
    "held = lock.stay(pathlib.Path(sys.argv[1])); print('there', flush=True); sys.stdin.read()"
)


def test_windows_stay_together_and_nothing_is_replaced_meanwhile(tmp_path: Path) -> None:
    first, second = lock.stay(tmp_path), lock.stay(tmp_path)
    first.release()
    with pytest.raises(AlreadyOpen), lock.alone(tmp_path):
        pytest.fail("a window is on the desk")
    second.release()
    with lock.alone(tmp_path):
        pass


def test_no_window_comes_while_the_file_is_replaced(tmp_path: Path) -> None:
    with lock.alone(tmp_path), pytest.raises(AlreadyOpen):
        lock.stay(tmp_path)
    lock.stay(tmp_path).release()


def test_a_block_that_fails_lets_windows_in_again(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), lock.alone(tmp_path):
        raise ZeroDivisionError
    lock.stay(tmp_path).release()


def test_a_window_on_an_open_desk_is_no_second_instance(tmp_path: Path) -> None:
    held, stay = lock.hold(tmp_path), lock.stay(tmp_path)
    held.release()
    stay.release()


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    lock.stay(folder).release()
    with lock.alone(folder):
        pass
    assert not folder.exists()


def test_a_killed_window_stays_on_nothing(tmp_path: Path) -> None:
    words = [sys.executable, "-c", STAYING, str(tmp_path)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as window:
        assert window.stdout is not None
        assert window.stdout.readline().rstrip() == b"there"
        with pytest.raises(AlreadyOpen), lock.alone(tmp_path):
            pytest.fail("a window is on the desk")
        window.kill()
        window.wait()
    with lock.alone(tmp_path):
        pass


HOLDING = (
    "import sys, pathlib; from desk_app.bootstrap import systems; systems.choose()\n"
    "from desk_app.store.disk import lock\n"
    "from desk_app.desk.errors import *\n"
    "try: lock.hold(pathlib.Path(sys.argv[1])).release(); print('let in')\n"
    "except AlreadyOpen as error: print(error.code)"
)


OF_POSIX = pytest.mark.posix(why="what is locked can lose its name, and have another thing's")


def _another_process(folder: Path) -> str:
    """Return what another process is told that asks for the lock."""
    words = [sys.executable, "-c", HOLDING, str(folder)]
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip()


@OF_POSIX
def test_a_lock_file_that_is_deleted_lets_nobody_in_and_is_taken_anew(tmp_path: Path) -> None:
    held = lock.hold(tmp_path)
    for made_anew in (False, True):
        (tmp_path / lock.NAME).unlink()
        if made_anew:
            (tmp_path / lock.NAME).touch()
        assert _another_process(tmp_path) == "already_open"
        held.must_stand()
        assert _another_process(tmp_path) == "already_open"
    held.release()
    assert _another_process(tmp_path) == "let in"


@OF_POSIX
def test_who_finds_the_lock_with_somebody_else_stops(tmp_path: Path) -> None:
    held = lock.hold(tmp_path)
    (tmp_path / lock.NAME).unlink()
    other = FileLock(tmp_path / lock.NAME)
    # One who does not ask for the folder, as a program of an earlier version.
    other.acquire(timeout=0)
    with pytest.raises(AlreadyOpen, match="lock_lost"):
        held.must_stand()
    other.release()
    held.must_stand()
    held.release()


@OF_POSIX
def test_who_finds_another_folder_in_its_place_stops(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    held = lock.hold(folder)
    folder.rename(tmp_path / "moved")
    with pytest.raises(AlreadyOpen, match="lock_lost"):
        held.must_stand()
    folder.mkdir()
    with pytest.raises(AlreadyOpen, match="lock_lost"):
        held.must_stand()
    held.release()
    held.release()


def test_readers_share_the_folder_too(tmp_path: Path) -> None:
    readers = [lock.share(tmp_path) for _ in range(2)]
    with pytest.raises(AlreadyOpen):
        lock.hold(tmp_path)
    for each in readers:
        each.must_stand()
        with pytest.raises(AlreadyOpen):
            lock.hold(tmp_path)
        each.release()
    held = lock.hold(tmp_path)
    # Where what is locked keeps its name, it is not the folder alone that keeps readers out.
    with suppress(PermissionError):
        (tmp_path / lock.NAME).unlink()
    with pytest.raises(AlreadyOpen):
        lock.share(tmp_path)
    held.release()


def test_a_desk_that_is_held_keeps_its_lock_or_is_locked_again(tmp_path: Path) -> None:
    """Whatever the system thinks of a name that is taken from what is locked."""
    held = lock.hold(tmp_path)
    with suppress(PermissionError):
        (tmp_path / lock.NAME).unlink()
    assert _another_process(tmp_path) == "already_open"
    held.must_stand()
    assert _another_process(tmp_path) == "already_open"
    held.release()
    assert _another_process(tmp_path) == "let in"


OFFICER = NewPerson("石川 秀樹", frozenset({Role.OFFICER, Role.SUPERVISOR}), "kawa no hotori 5 nin")
SUPERVISOR = NewPerson("佐藤 大輔", frozenset({Role.SUPERVISOR}), "umi wo miru 3 nin")
AROUND = Surroundings(cost=SAMPLE_COST)


def _entrance(folder: Path) -> LocalEntrance:
    return LocalEntrance(folder / "desk", folder / "keys", AROUND)


STEPS = (
    "desk_app.store.vault.passwords.replace_file",
    "desk_app.bootstrap.opening.opening.found_store",
    "desk_app.store.opening.chain.write",
    "desk_app.store.disk.places.replace_file",
    "desk_app.bootstrap.opening.DeskKeys",
    "desk_app.bootstrap.opening.arrive",
)


@pytest.mark.parametrize(
    ("step", "cause"),
    [
        *((step, DiskFull()) for step in STEPS),
        *((STEPS[2], cause) for cause in (KeyboardInterrupt(), MemoryError())),
    ],
)
def test_a_founding_that_fails_leaves_nothing_and_can_be_done_again(
    tmp_path: Path, step: str, cause: BaseException
) -> None:
    with patch(step, side_effect=cause), pytest.raises(type(cause)):
        found_desk(
            tmp_path / "desk", tmp_path / "keys", DeskProfile(), (OFFICER, SUPERVISOR), AROUND
        )
    left = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert left <= {lock.NAME}
    entrance = _entrance(tmp_path)
    entrance.found(DeskProfile(), (OFFICER, SUPERVISOR)).ports.store.close()
    entrance.unlock(OFFICER.name, OFFICER.password).ports.store.close()


def test_a_desk_that_nobody_took_is_closed_by_the_next_unlock(tmp_path: Path) -> None:
    entrance = _entrance(tmp_path)
    forgotten = entrance.found(DeskProfile(), (OFFICER, SUPERVISOR))
    for person_ in (OFFICER, SUPERVISOR):
        desk = entrance.unlock(person_.name, person_.password)
        with pytest.raises(RuntimeError, match="closed"), forgotten.ports.store.reading():
            pytest.fail("it is closed")
        forgotten = desk
    desk.ports.store.close()


@pytest.mark.parametrize("replaced", [False, True])
def test_a_new_key_that_found_no_room_leaves_a_desk_that_works(
    place: Place, *, replaced: bool
) -> None:
    """Whichever file stands is seen when it is asked, once there is room to open it."""
    store = place.open()
    logged(store, person("山田 太郎"), "R8-0001")
    data_key = secrets.token_bytes(32)

    def take_its_place(aside: Path, database: Path) -> None:
        if replaced:
            desk_file.take_its_place(aside, database)
        raise DiskFull

    with (
        patch("desk_app.store.rekeying.take_its_place", take_its_place),
        patch("desk_app.store.rekeying.engine_of", side_effect=DiskFull),
    ):
        with pytest.raises(DiskFull):
            store.rekey(data_key)
        with pytest.raises(DiskFull):
            numbers(store)
    assert numbers(store) == ["R8-0001"]
    assert (store.data_key == data_key) is replaced
    logged(store, person("𠮷田 髙子"), "R8-0002")
    store.close()
    rekeying.engine_of(place.database, (place.unlock().data_key, data_key)).engine.dispose()


@OF_POSIX
def test_who_lost_the_lock_saves_nothing_more(place: Place) -> None:
    store = place.open()
    logged(store, person("山田 太郎"), "R8-0001")
    (place.folder / lock.NAME).unlink()
    logged(store, person("山田 太郎"), "R8-0002")
    (place.folder / lock.NAME).unlink()
    other = FileLock(place.folder / lock.NAME)
    other.acquire(timeout=0)
    for writes in (
        lambda: logged(store, person("山田 太郎"), "R8-0003"),
        lambda: store.rekey(secrets.token_bytes(32)),
        store.must_be_alone,
    ):
        with pytest.raises(AlreadyOpen, match="lock_lost"):
            writes()
    other.release()
    assert numbers(store) == ["R8-0001", "R8-0002"]
    store.close()
    place.open().close()


@pytest.mark.parametrize("cause", [Mishap(), RuntimeError(), MemoryError()])
def test_what_fails_at_the_close_keeps_nothing(place: Place, cause: Exception) -> None:
    store = place.open()
    with (
        patch("desk_app.store.database.Guard.close", side_effect=cause),
        pytest.raises(type(cause)),
    ):
        store.close()
    place.open().close()


def test_an_abandoned_store_does_nothing_that_waited(place: Place) -> None:
    store, done = place.open(), list[str]()
    store.once_writable(lambda: done.append("noted"))
    store.abandon()
    store.abandon()
    assert not done
    place.open().close()


def test_a_copy_before_a_migration_that_finds_no_room_goes(place: Place) -> None:
    age(place)
    with (
        patch("desk_app.store.startup.steps.flush", side_effect=DiskFull),
        pytest.raises(KnownError),
    ):
        place.open()
    assert not list(place.folder.glob("*.part*"))
    assert desk_file.BEFORE not in "".join(path.name for path in place.folder.iterdir())
