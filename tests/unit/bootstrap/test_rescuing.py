# SPDX-License-Identifier: MIT
"""The closed desk of a folder: why it does not open, its exit code, and what an officer can do."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk_app.bootstrap import LocalEntrance
from desk_app.desk.errors import DamageFound, KnownError, NotADesk, NotAllowed, WrongPassword
from desk_app.gui.session.entrance import DeskState, NewPerson, Officer
from desk_app.records.desk.people import Role
from desk_app.records.desk.safekeeping import Rung
from desk_app.store.disk import places
from desk_app.store.startup.threshold import NAME
from tests.gui.case_desk import CLERK, PASSWORD, found

OFFICER = NewPerson("三宅 誠", frozenset({Role.OFFICER, Role.SUPERVISOR}), PASSWORD)


@pytest.fixture
def entrance(tmp_path: Path) -> LocalEntrance:
    """The way in to a desk of an officer and a clerk."""
    return found(tmp_path, OFFICER, CLERK).entrance()


def test_a_desk_that_lost_its_database_is_no_first_start(entrance: LocalEntrance) -> None:
    (entrance.folder / NAME).unlink()
    with pytest.raises(NotADesk, match="no_database") as stopped:
        entrance.state()
    assert entrance.stop is stopped.value
    assert entrance.rescue.exit_code(stopped.value) == 10


def test_an_empty_folder_is_a_first_start(tmp_path: Path) -> None:
    assert LocalEntrance(tmp_path / "desk", tmp_path / "keys").state() is DeskState.NEW


def test_a_key_file_that_cannot_be_read_ends_with_its_code(entrance: LocalEntrance) -> None:
    keys = places.key_folder(entrance.folder)
    for copy in keys.glob("keys*.json"):
        copy.write_bytes(b"nothing")
    assert entrance.state() is DeskState.EXISTS
    with pytest.raises(DamageFound) as stopped:
        entrance.users()
    assert entrance.stop is stopped.value
    assert entrance.rescue.exit_code(stopped.value) == 13


def test_another_folder_is_looked_in_with_a_clean_slate(
    entrance: LocalEntrance, tmp_path: Path
) -> None:
    moved = tmp_path / "moved"
    entrance.folder.rename(moved)
    assert entrance.state() is DeskState.NEW
    entrance.rescue.look_in(moved)
    assert entrance.state() is DeskState.EXISTS
    assert [user.name for user in entrance.users()] == [OFFICER.name, CLERK.name]
    assert entrance.stop is None


def test_an_officer_repairs_and_nobody_else(entrance: LocalEntrance) -> None:
    assert entrance.rescue.repair(Officer(OFFICER.name, PASSWORD)).rung is Rung.NONE
    with pytest.raises(NotAllowed):
        entrance.rescue.repair(Officer(CLERK.name, CLERK.password))
    with pytest.raises(WrongPassword):
        entrance.rescue.repair(Officer(OFFICER.name, "another password"))


def test_without_a_folder_there_is_nothing_to_restore(entrance: LocalEntrance) -> None:
    assert list(entrance.rescue.backups()) == []
    with pytest.raises(KnownError, match="no_backup_folder"):
        entrance.rescue.restore("a.tar.age", "key", Officer(OFFICER.name, PASSWORD))
