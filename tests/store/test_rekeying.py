# SPDX-License-Identifier: MIT
"""The desk is re-keyed: killed at any moment it opens, whole, with the old key or the new."""

from __future__ import annotations

import errno
import os
import select
import shutil
import signal
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest

from desk_app.desk.errors import (
    DamageFound,
    DiskFull,
    KnownError,
    ReadBeside,
    SavesMissing,
    StillChecking,
    WrongPassword,
)
from desk_app.records.books.journal import Action
from desk_app.records.desk.people import User
from desk_app.store import rekeying
from desk_app.store.database import SqlStore
from desk_app.store.rekeying import engine_of
from desk_app.store.schema.connecting import reading_connection
from desk_app.store.schema.engine import OpenFile
from desk_app.store.vault import key_file
from desk_app.store.vault.keyring import Unlocked, unlock
from desk_app.system.chosen import here
from tests.fakes.making import CLERK, NOW, application, envelope, keep, person
from tests.fakes.real_store import SUPERVISOR, Place, place_in
from tests.store.keys_at import KENJI, LAMP, SignedKeys, desk_keys, enter_place
from tests.workbench.desks import small_files

STEPS = 10
"""The moments before and after each replacement: four of the key file's copies, one of the desk."""

KILLED_AT = (0, 1, 4, 5, 7, 9)
RANDOM_KILLS = 4
ROWS = 20


def fill(store: SqlStore) -> None:
    """A desk with a few applications in it."""
    with store.writing(CLERK, NOW) as books:
        mail = books.mail.add(envelope(handled=True))
        for number in range(ROWS):
            keep(books, application(person("山田 太郎"), mail, f"R8-{number:04}"))
        books.commit()


def opened(place: Place, unlocked: Unlocked | None = None) -> tuple[SqlStore, SignedKeys]:
    """The open desk and its keys, what was half done finished."""
    unlocked = unlocked or place.unlock()
    store = place.open(unlocked)
    keys = desk_keys(place.keys, unlocked, store)
    keys.entered = partial(enter_place, store)
    keys.settle()
    return store, keys


def write_to(store: SqlStore) -> None:
    """Save something: the desk goes on."""
    with store.writing(CLERK, NOW) as books:
        books.journal.note(Action.BACKUP_BEGUN)
        books.commit()


def is_whole(place: Place) -> None:
    """Open the desk as its officer does: all rows are there, and one data key is left."""
    store, _ = opened(place)
    with store.reading() as books:
        assert len(books.files.open_ids()) == ROWS
    store.close()
    assert len(key_file.read(place.keys).data_keys) == 1
    store, _ = opened(place)
    store.close()


def killed(place: Place, work: Callable[[SignedKeys, int], None], after: float | None) -> int:
    """Let a process of its own open the desk and work, and kill it; how often it told of work."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        try:
            work(opened(place)[1], writer)
        finally:
            os._exit(1)
    os.close(writer)
    told = 0
    while after is None or told == 0 or select.select([reader], [], [], after)[0]:
        heard = len(os.read(reader, 64))
        told += heard
        if not heard or told > ROWS:
            break
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    os.close(reader)
    assert os.WIFSIGNALED(status)
    assert os.WTERMSIG(status) == signal.SIGKILL
    return told


def renewing(keys: SignedKeys, telling: int) -> None:
    while True:
        keys.renew()
        os.write(telling, b".")


def dying_at(step: int) -> Callable[[SignedKeys, int], None]:
    """Renew, and die before or after one of the replacements of a file."""

    def work(keys: SignedKeys, _telling: int) -> None:
        replaced, moments = Path.replace, iter(range(STEPS))

        def replace(path: Path, target: Path) -> Path:
            if next(moments) == step:
                os.kill(os.getpid(), signal.SIGKILL)
            done = replaced(path, target)
            if next(moments) == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return done

        Path.replace = replace  # type: ignore[method-assign,assignment]
        keys.renew()

    return work


@pytest.mark.posix(why="who works is forked, to be killed")
@pytest.mark.robust
def test_killed_at_each_step_the_desk_opens(place: Place) -> None:
    for step in KILLED_AT:
        first = place.unlock().data_key
        killed(place, dying_at(step), None)
        is_whole(place)
        # Before the first copy names a new key nothing has begun.
        assert (place.unlock().data_key == first) == (step == 0), step


@pytest.mark.posix(why="who works is forked, to be killed")
@pytest.mark.robust
def test_killed_at_any_moment_the_desk_opens(place: Place) -> None:
    chance = Random("kills")  # noqa: S311 no secret
    renewed = 0
    for _ in range(RANDOM_KILLS):
        renewed += killed(place, renewing, chance.uniform(0, 0.012))
        is_whole(place)
    assert renewed >= RANDOM_KILLS


def test_a_removal_cut_short_is_carried_through_at_the_next_start(place: Place) -> None:
    first = key_file.read(place.keys)
    store, keys = opened(place)
    old = keys.data_key
    keys.remove(SUPERVISOR.id)
    store.close()
    assert place.unlock().data_keys[0] == old != place.unlock().data_key
    is_whole(place)
    key_file.write(place.keys, first)
    with pytest.raises(SavesMissing, match="keys_too_old"):
        place.open()


def test_a_removed_user_opens_neither_todays_file_nor_the_key_file(place: Place) -> None:
    kept = place_in(place.folder.parent / "kept")
    shutil.copytree(place.keys, kept.keys)
    store, keys = opened(place)
    keys.remove(SUPERVISOR.id)
    keys.renew()
    store.close()
    with pytest.raises(WrongPassword):
        unlock(place.keys, SUPERVISOR.id, SUPERVISOR.password)
    old = unlock(kept.keys, SUPERVISOR.id, SUPERVISOR.password)
    with pytest.raises(SavesMissing, match="keys_too_old"):
        place.open(old)
    is_whole(place)


def test_work_goes_on_after_a_renewal(place: Place) -> None:
    store, keys = opened(place)
    keys.renew()
    keys.renew()
    keys.enrol(User(KENJI.id, KENJI.name, KENJI.roles), LAMP)
    with store.writing(CLERK, NOW) as books:
        mail = books.mail.add(envelope(handled=True))
        keep(books, application(person("鈴木 花"), mail, "R8-9999"))
        books.commit()
    with store.reading() as books:
        assert len(books.files.open_ids()) == ROWS + 1
        assert books.people.all()
    assert keys.data_key == place.unlock().data_key
    store.close()
    assert place.database.stat().st_size > 0
    store, _ = opened(place, unlock(place.keys, KENJI.id, LAMP))
    store.close()


def test_what_was_kept_under_the_old_key_goes_with_it(place: Place) -> None:
    store, keys = opened(place)
    kept = [
        place.database.with_name(place.database.name + ending)
        for ending in (".kept-1", ".kept-1-wal", ".kept-12", ".before-v5", ".salvaged")
    ]
    for path in kept:
        path.write_bytes(place.database.read_bytes())
    keys.renew()
    store.close()
    assert not any(path.exists() for path in kept)
    is_whole(place)


@pytest.mark.posix(why="the size of files is limited, as on a disk that is nearly full")
def test_a_disk_that_fills_up_keeps_the_old_key_and_says_so(place: Place) -> None:
    store, keys = opened(place)
    first = keys.data_key
    kept = place.database.with_name("desk.db.kept-1")
    kept.write_bytes(b"kept")
    with small_files(100_000), pytest.raises(DiskFull):
        keys.renew()
    with store.reading() as books:
        assert len(books.files.open_ids()) == ROWS
    store.close()
    assert kept.exists()
    assert place.unlock().data_keys[0] == first
    is_whole(place)


def test_who_reads_beside_is_waited_for_a_moment_and_keeps_the_old_key(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rekeying, "_TRIES", 2)
    store, keys = opened(place)
    first = keys.data_key
    with closing(reading_connection(place.database, first)) as beside:
        beside.execute("BEGIN")
        beside.execute("SELECT count(*) FROM applications").fetchone()
        write_to(store)
        with pytest.raises(ReadBeside):
            keys.renew()
        assert beside.execute("SELECT count(*) FROM applications").fetchone() == (ROWS,)
    assert not list(place.folder.glob("*.part"))
    assert [key for key in place.unlock().data_keys if key == first]
    with store.reading() as books:
        assert len(books.files.open_ids()) == ROWS
    keys.renew()
    store.close()
    assert place.unlock().data_key != first
    is_whole(place)


@pytest.mark.parametrize("reading", [True, False])
def test_who_has_the_file_open_and_reads_nothing_of_its_log_is_seen_too(
    place: Place, monkeypatch: pytest.MonkeyPatch, *, reading: bool
) -> None:
    monkeypatch.setattr(rekeying, "_TRIES", 2)
    store, keys = opened(place)
    with closing(reading_connection(place.database, keys.data_key)) as beside:
        if reading:
            beside.execute("BEGIN")
        beside.execute("SELECT count(*) FROM applications").fetchone()
        with pytest.raises(ReadBeside):
            store.must_be_alone()
        with pytest.raises(ReadBeside):
            keys.renew()
    store.must_be_alone()
    write_to(store)
    assert place.database.with_name("desk.db-wal").exists()
    store.close()
    is_whole(place)


def test_while_a_re_keying_waits_the_key_of_the_file_is_told(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A backup beside opens the file with the key that it has, not with the one to come."""
    monkeypatch.setattr(rekeying, "_TRIES", 2)
    store, keys = opened(place)
    first = store.data_key
    with closing(reading_connection(place.database, first)), pytest.raises(ReadBeside):
        keys.renew()
    assert keys.data_key != store.data_key == first
    reading_connection(place.database, store.data_key).close()
    keys.renew()
    assert keys.data_key == store.data_key != first
    store.close()
    is_whole(place)


def test_a_fault_behind_the_replacement_leaves_the_desk_open_with_the_key_it_has(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, keys = opened(place)
    flushed = iter([False, True])

    def fails(_folder: Path) -> None:
        if next(flushed):
            raise OSError(errno.EIO, "flush")

    with monkeypatch.context() as patch:
        patch.setattr("desk_app.store.disk.desk_file.flush_folder", fails)
        with pytest.raises(DiskFull):
            keys.renew()
    write_to(store)
    store.close()
    is_whole(place)


def test_where_the_new_file_cannot_take_its_place_the_old_one_goes_on(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, keys = opened(place)
    files, replaced = type(here().files), here().files.replace

    def refused(_files: object, path: Path, target: Path) -> None:
        if target == place.database:
            raise PermissionError(errno.EACCES, "held")
        replaced(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(files, "replace", refused)
        with pytest.raises(DiskFull):
            keys.renew()
    assert not list(place.folder.glob("*.part"))
    write_to(store)
    keys.renew()
    store.close()
    is_whole(place)


def test_a_disk_that_is_full_once_the_new_file_stands_is_told_and_the_desk_goes_on(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, keys = opened(place)
    first, replaced = keys.data_key, rekeying.put_in_its_place

    def full_from_now_on(*given: Any) -> OpenFile:  # noqa: ANN401  as it is called
        file = replaced(*given)
        monkeypatch.setattr("desk_app.store.schema.engine.connect", _full)
        return file

    with monkeypatch.context() as patch:
        patch.setattr(rekeying, "put_in_its_place", full_from_now_on)
        with pytest.raises(DiskFull):
            keys.renew()
    monkeypatch.undo()
    write_to(store)
    store.close()
    # Both stay wrapped until the file was opened with the new one.
    assert place.unlock().data_keys[0] == first != place.unlock().data_key
    is_whole(place)


def _full(*_: object) -> None:
    raise DiskFull


def test_a_table_that_did_not_come_along_is_no_new_file(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, keys = opened(place)
    first = keys.data_key
    monkeypatch.setattr(rekeying, "_EXPORT", "SELECT 1")
    with pytest.raises(DamageFound):
        keys.renew()
    store.close()
    monkeypatch.undo()
    assert place.unlock().data_keys[0] == first
    is_whole(place)


def test_a_desk_in_the_middle_of_something_is_not_rekeyed(place: Place) -> None:
    store, keys = opened(place)
    with store.reading(), pytest.raises(RuntimeError):
        keys.renew()
    store.close()
    with pytest.raises(RuntimeError):
        keys.renew()
    is_whole(place)


def test_a_desk_still_being_checked_is_rekeyed_later(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, keys = opened(place)
    keys.remove(SUPERVISOR.id)
    monkeypatch.setattr("desk_app.store.database.Guard.stop", property(lambda _: StillChecking()))
    with pytest.raises(StillChecking):
        keys.renew()
    keys.settle()
    monkeypatch.undo()
    store.close()
    is_whole(place)


def test_none_of_the_keys_is_told_as_damage(place: Place) -> None:
    with pytest.raises(DamageFound):
        engine_of(place.database, (bytes(32), bytes(range(32))))
    with pytest.raises(KnownError, match="disk_failed"):
        engine_of(place.database.with_name("nothing"), (bytes(32), bytes(32)))
    is_whole(place)
