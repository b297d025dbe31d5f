# SPDX-License-Identifier: MIT
"""A desk is founded whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk_app import bootstrap
from desk_app.desk.errors import DiskFull, FolderTaken
from desk_app.gui.entrance import NewPerson
from desk_app.records.people import DeskProfile, Role
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
    def full(_path: Path, _content: bytes) -> None:
        raise DiskFull

    folder, keys = tmp_path / "desk", tmp_path / "keys"
    with monkeypatch.context() as patched:
        patched.setattr("desk_app.store.places.replace_file", full)
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
