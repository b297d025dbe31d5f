# SPDX-License-Identifier: MIT
"""A desk is founded whole or not at all."""

from __future__ import annotations

from importlib import import_module
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import Mock

import pytest

from desk_app import bootstrap
from desk_app.desk.errors import AlreadyOpen, DiskFull, FolderTaken, NotADesk
from desk_app.gui.session.entrance import DeskState, NewPerson
from desk_app.records.desk.people import Role
from desk_app.records.desk.profile import DeskProfile
from desk_app.store.disk.lock import HeldLock
from desk_app.store.opening import NewDesk, new_desk
from desk_app.store.startup.threshold import forget, look_at_folder, move_into
from desk_app.store.vault.slots import SAMPLE_COST

PEOPLE = (
    NewPerson("石川 恵子", frozenset({Role.OFFICER, Role.SUPERVISOR}), "mikan no kawa 8"),
    NewPerson("佐藤 大輔", frozenset({Role.SUPERVISOR}), "umi wo miru 3 nin"),
)
AROUND = bootstrap.Surroundings(cost=SAMPLE_COST)


def test_a_founded_desk_opens_with_each_password(tmp_path: Path) -> None:
    folder, keys = tmp_path / "desk", tmp_path / "keys"
    bootstrap.found_desk(folder, keys, DeskProfile(), PEOPLE, AROUND).ports.store.close()
    for person in PEOPLE:
        desk = bootstrap.open_desk(folder, bootstrap.Unlock(person.name, person.password), AROUND)
        assert desk.actor.name == person.name
        assert desk.pending is None
        desk.ports.store.close()


def test_where_the_desk_cannot_be_no_keys_are_left(tmp_path: Path) -> None:
    folder, keys = tmp_path / "desk", tmp_path / "keys"
    folder.mkdir()
    (folder / "desk.db").write_bytes(b"something of somebody else")
    with pytest.raises(FolderTaken):
        bootstrap.found_desk(folder, keys, DeskProfile(), PEOPLE, AROUND)
    assert not keys.exists()
    assert (folder / "desk.db").read_bytes() == b"something of somebody else"


def test_without_room_to_name_its_keys_there_is_no_desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = Mock(side_effect=DiskFull)
    folder, keys = tmp_path / "desk", tmp_path / "keys"
    with monkeypatch.context() as patched:
        patched.setattr("desk_app.store.disk.places.replace_file", full)
        with pytest.raises(DiskFull):
            bootstrap.found_desk(folder, keys, DeskProfile(), PEOPLE, AROUND)
    assert not keys.exists()
    assert not (folder / "desk.db").exists()
    bootstrap.found_desk(folder, keys, DeskProfile(), PEOPLE, AROUND).ports.store.close()


def test_keys_of_another_desk_are_not_touched(tmp_path: Path) -> None:
    first, keys = tmp_path / "desk", tmp_path / "keys"
    bootstrap.found_desk(first, keys, DeskProfile(), PEOPLE, AROUND).ports.store.close()
    before = (keys / "keys.json").read_bytes()
    with pytest.raises(FolderTaken):
        bootstrap.found_desk(tmp_path / "other", keys, DeskProfile(), PEOPLE, AROUND)
    assert (keys / "keys.json").read_bytes() == before


class Stopped(BaseException):
    """The process ends here, as by a kill: nothing that follows is done."""


def entrance(tmp_path: Path) -> bootstrap.LocalEntrance:
    """The window's way in to the desk of a folder, as another process has it."""
    return bootstrap.LocalEntrance(tmp_path / "desk", tmp_path / "keys", AROUND)


def found(tmp_path: Path) -> None:
    """Found a desk and close it."""
    folder, keys = tmp_path / "desk", tmp_path / "keys"
    bootstrap.found_desk(folder, keys, DeskProfile(), PEOPLE, AROUND).ports.store.close()


def opens(tmp_path: Path) -> bool:
    """Open the desk with each password."""
    for person in PEOPLE:
        unlock = bootstrap.Unlock(person.name, person.password)
        bootstrap.open_desk(tmp_path / "desk", unlock, AROUND).ports.store.close()
    return True


def files(tmp_path: Path) -> list[str]:
    """What lies in both folders, but for locks."""
    every = (path.relative_to(tmp_path) for path in tmp_path.rglob("*"))
    return sorted(str(path) for path in every if path.suffix and path.suffix != ".lock")


def kill_at(monkeypatch: pytest.MonkeyPatch, module: str, name: str, call: int) -> None:
    """Let the process end at a call of a function, without what is tidied up on the way out."""
    calls, real = count(), getattr(import_module(module), name)

    def stopping(*words: object, **named: object) -> object:
        if next(calls) == call:
            raise Stopped
        return real(*words, **named)

    monkeypatch.setattr(f"{module}.{name}", stopping)
    monkeypatch.setattr(NewDesk, "undo", NewDesk.let_go)


BEFORE = [
    ("desk_app.store.opening", "make_private_folder", 0),
    ("desk_app.store.opening", "make_private_folder", 1),
    ("desk_app.store.vault.key_file", "write", 0),
    ("desk_app.store.schema.engine", "migrate", 0),
    ("desk_app.bootstrap.opening", "arrive", 0),
    ("desk_app.store.opening", "flush", 0),
    ("desk_app.store.opening", "move_into", 0),
]


@pytest.mark.parametrize(("module", "name", "call"), BEFORE)
def test_cut_off_before_it_is_whole_there_is_no_desk_and_it_is_begun_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, name: str, call: int
) -> None:
    with monkeypatch.context() as patch:
        kill_at(patch, module, name, call)
        with pytest.raises(Stopped):
            found(tmp_path)
    if name != "make_private_folder" or call:
        with pytest.raises(NotADesk, match="founding_cut_off"):
            look_at_folder(tmp_path / "desk")
        assert entrance(tmp_path).state() is DeskState.CUT_OFF
    assert entrance(tmp_path).state() is DeskState.NEW
    assert files(tmp_path) == []
    found(tmp_path)
    assert opens(tmp_path)


@pytest.mark.parametrize("call", range(4))
def test_cut_off_once_it_is_whole_the_next_start_finishes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: int
) -> None:
    with monkeypatch.context() as patch:
        kill_at(patch, "desk_app.store.startup.threshold", "move_into", call)
        with pytest.raises(Stopped):
            found(tmp_path)
    assert (tmp_path / "desk" / "founding.part" / "desk.db").exists()
    assert entrance(tmp_path).state() is DeskState.EXISTS
    assert opens(tmp_path)
    assert not [path for path in files(tmp_path) if "part" in path]


def test_it_is_begun_again_without_asking_what_was_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        kill_at(patch, "desk_app.store.opening", "move_into", 0)
        with pytest.raises(Stopped):
            found(tmp_path)
    found(tmp_path)
    assert opens(tmp_path)


def test_a_desk_that_cannot_be_opened_once_it_is_there_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(folder: Path, _keys: Path, _unlocked: object, held: HeldLock, _chance: object) -> None:
        assert (folder / "desk.db").exists()
        held.release()
        raise DiskFull

    with monkeypatch.context() as patch:
        patch.setattr("desk_app.bootstrap.opening.opening.open_founded", full)
        with pytest.raises(DiskFull):
            found(tmp_path)
    assert list(tmp_path.iterdir()) == []
    found(tmp_path)
    assert opens(tmp_path)


def test_what_took_a_part_of_its_way_back_is_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(
        _folder: Path, _keys: Path, _unlocked: object, held: HeldLock, _chance: object
    ) -> None:
        held.release()
        monkeypatch.setattr("desk_app.store.opening.move_into", once)
        raise DiskFull

    def once(path: Path, folder: Path) -> None:
        move_into(path, folder)
        raise DiskFull

    monkeypatch.setattr("desk_app.bootstrap.opening.opening.open_founded", stopped)
    with pytest.raises(DiskFull):
        found(tmp_path)
    assert not (tmp_path / "desk" / "desk.db").exists()
    monkeypatch.undo()
    assert entrance(tmp_path).state() is DeskState.EXISTS
    assert opens(tmp_path)


def test_nobody_takes_away_what_is_being_made_at_this_moment(tmp_path: Path) -> None:
    with new_desk(tmp_path / "desk", tmp_path / "keys") as made:
        with pytest.raises(AlreadyOpen):
            entrance(tmp_path).state()
        with pytest.raises(AlreadyOpen):
            found(tmp_path)
        assert made.keys.exists()


def test_a_desk_with_its_database_is_never_taken_for_one_that_was_cut_off(tmp_path: Path) -> None:
    found(tmp_path)
    aside = tmp_path / "desk" / "founding.part"
    aside.mkdir()
    (aside / "desk.db").write_bytes(b"of an earlier day")
    (tmp_path / "desk" / "desk.toml").rename(aside / "desk.toml")
    before = (tmp_path / "desk" / "desk.db").read_bytes()
    assert entrance(tmp_path).state() is DeskState.EXISTS
    assert not forget(tmp_path / "desk")
    with pytest.raises(FolderTaken):
        found(tmp_path)
    assert (tmp_path / "desk" / "desk.db").read_bytes() == before
    assert (aside / "desk.db").read_bytes() == b"of an earlier day"


def test_a_folder_that_lost_its_database_is_no_new_one(tmp_path: Path) -> None:
    found(tmp_path)
    (tmp_path / "desk" / "desk.db").unlink()
    with pytest.raises(NotADesk, match="no_database"):
        entrance(tmp_path).state()
    with pytest.raises(FolderTaken):
        found(tmp_path)


def test_keys_that_lie_aside_for_a_desk_of_another_folder_are_kept(tmp_path: Path) -> None:
    aside = tmp_path / "keys" / "founding.part"
    aside.mkdir(parents=True)
    (aside / "keys.json").write_text("of another desk")
    found(tmp_path)
    assert (tmp_path / "keys" / "founding.kept-1" / "keys.json").read_text() == "of another desk"
    assert opens(tmp_path)


def test_keys_that_are_not_there_to_finish_with_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        kill_at(patch, "desk_app.store.startup.threshold", "move_into", 0)
        with pytest.raises(Stopped):
            found(tmp_path)
    (tmp_path / "keys").rename(tmp_path / "on another disk")
    with pytest.raises(NotADesk, match="no_keys"):
        entrance(tmp_path).state()
    (tmp_path / "on another disk").rename(tmp_path / "keys")
    assert opens(tmp_path)


def test_a_log_that_could_not_be_emptied_is_not_left_behind(tmp_path: Path) -> None:
    def with_log() -> None:
        with new_desk(tmp_path / "desk", tmp_path / "keys") as made:
            (made.desk / "desk.db").write_bytes(b"rows")
            (made.desk / "desk.db-wal").write_bytes(b"more rows")
            made.put_in_place()

    with pytest.raises(DiskFull, match="disk_full"):
        with_log()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("free", "code"), [(10_000, "disk_full"), (10**9, "disk_failed")])
def test_a_disk_that_failed_for_want_of_room_is_told_as_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, code: str
) -> None:
    usage = SimpleNamespace(free=free)
    monkeypatch.setattr("desk_app.store.opening.shutil.disk_usage", lambda _folder: usage)
    with pytest.raises(DiskFull, match=code), new_desk(tmp_path / "desk", tmp_path / "keys"):
        raise DiskFull("disk_failed")
    assert list(tmp_path.iterdir()) == []
