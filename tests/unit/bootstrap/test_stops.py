# SPDX-License-Identifier: MIT
"""What stops at the gate is remembered, and is the exit code of the window that is closed then."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from desk_app.bootstrap import (
    LocalEntrance,
    Surroundings,
    Unlock,
    caretaker,
    found_desk,
    open_desk,
    starting,
)
from desk_app.desk.errors import (
    AlreadyOpen,
    DamageFound,
    DiskFull,
    KnownError,
    NotADesk,
    WrongPassword,
)
from desk_app.gui import app
from desk_app.gui.process import one_instance
from desk_app.gui.session.entrance import DeskState, NewPerson
from desk_app.records.desk.profile import DeskProfile
from desk_app.store.disk import lock, places
from desk_app.store.startup import steps
from desk_app.store.vault.slots import SAMPLE_COST
from tests.fakes.real_store import OFFICER, SUPERVISOR, Place, copy_to, place_in


@pytest.fixture
def place(tmp_path: Path) -> Place:
    place = copy_to(place_in(tmp_path))
    places.name_key_folder(place.folder, place.keys)
    return place


@pytest.fixture
def entrance(place: Place) -> LocalEntrance:
    return LocalEntrance(place.folder, place.keys, Surroundings(cost=SAMPLE_COST))


def test_nothing_stopped_before_anybody_asked(entrance: LocalEntrance) -> None:
    assert entrance.state() is DeskState.EXISTS
    assert entrance.stop is None


def test_the_last_stop_is_remembered(place: Place, entrance: LocalEntrance) -> None:
    with pytest.raises(WrongPassword):
        entrance.unlock(OFFICER.name, "not the password at all")
    assert isinstance(entrance.stop, WrongPassword)
    held = lock.hold(place.folder)
    with pytest.raises(AlreadyOpen):
        entrance.state()
    assert isinstance(entrance.stop, AlreadyOpen)
    held.release()
    entrance.state()
    assert entrance.stop is None


def test_a_desk_whose_disk_does_not_answer_is_no_new_one(
    entrance: LocalEntrance, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_where: object, **_how: object) -> None:
        raise OSError(errno.EIO, "no answer")

    with monkeypatch.context() as patch:
        patch.setattr(os, "stat", fail)
        with pytest.raises(DiskFull, match="disk_failed"):
            entrance.state()
    assert isinstance(entrance.stop, DiskFull)
    assert entrance.state() is DeskState.EXISTS


def test_the_gate_stops_before_the_password_is_looked_at(place: Place) -> None:
    """Steps 1 and 2 come before step 3: held, missing and cut are told to anybody."""
    wrong = Unlock(OFFICER.name, "not the password at all")
    held = lock.hold(place.folder)
    with pytest.raises(AlreadyOpen):
        open_desk(place.folder, wrong)
    held.release()
    whole = place.database.read_bytes()
    place.database.write_bytes(whole[:100])
    with pytest.raises(DamageFound):
        open_desk(place.folder, wrong)
    place.database.unlink()
    with pytest.raises(NotADesk):
        open_desk(place.folder, wrong)


def _cut(place: Place) -> None:
    place.database.write_bytes(b"")


def _plain(place: Place) -> None:
    place.database.write_bytes(b"SQLite format 3\x00" + bytes(5000))


def _whole(_place: Place) -> None:
    """Leave it as it is."""


@pytest.mark.parametrize(
    ("harm", "heard", "code"),
    [(_whole, False, 0), (_cut, False, 13), (_plain, False, 16), (_whole, True, 11)],
)
def test_the_window_ends_with_the_code_of_what_stopped(
    place: Place,
    entrance: LocalEntrance,
    monkeypatch: pytest.MonkeyPatch,
    harm: Callable[[Place], None],
    *,
    heard: bool,
    code: int,
) -> None:
    def run(shown: LocalEntrance, _words: object, _socket: str, _relay: object) -> int:
        with suppress(KnownError):
            shown.state()
        return 0

    harm(place)
    monkeypatch.setattr(app, "run", run)
    monkeypatch.setattr(one_instance, "raise_first", lambda _name: heard)
    monkeypatch.setattr(starting, "_own_entrance", lambda: entrance)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert starting.open_window([], ExitStack()) == code


def test_a_command_waits_for_the_check_of_a_large_desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    around = Surroundings(cost=SAMPLE_COST)
    people = [NewPerson(each.name, each.roles, each.password) for each in (OFFICER, SUPERVISOR)]
    new = place_in(tmp_path)
    found_desk(new.folder, new.keys, DeskProfile(), people, around).ports.store.close()
    monkeypatch.setattr(steps, "WHOLE_CHECK_BYTES", 0)
    desk = caretaker(around).open(new.folder, OFFICER.name, OFFICER.password)
    assert desk.ports.store.closed_to_writing is None
    desk.ports.store.close()
