# SPDX-License-Identifier: MIT
"""Wrong passwords: none opens, the pause grows, a restart does not shorten it (T13, GOAL-14)."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from unittest.mock import patch

import pytest

from desk_app.bootstrap import (
    LocalEntrance,
    Surroundings,
    caretaker,
    found_desk,
    open_desk_with_sheet,
)
from desk_app.desk.context import Desk
from desk_app.desk.errors import DiskFull, WrongPassword
from desk_app.desk.keys import people
from desk_app.gui.session.entrance import NewPerson, Officer
from desk_app.records.books.journal import Action
from desk_app.records.desk.people import Role
from desk_app.records.desk.profile import DeskProfile
from desk_app.records.desk.sheets import Tried
from desk_app.store.disk import places
from desk_app.store.vault import passwords as tries
from desk_app.store.vault.passwords import Tries
from desk_app.store.vault.slots import SAMPLE_COST

WRONG_TRIES = 30
PASSWORD, OTHER = "three grey herons stand", "four white geese walked"  # of nobody
PEOPLE = (
    NewPerson("佐藤 花", frozenset({Role.CLERK}), PASSWORD),
    NewPerson("石川 秀樹", frozenset({Role.OFFICER, Role.SUPERVISOR}), OTHER),
)


@dataclass
class Watch:
    """Seconds that pass when a test says so."""

    now: float = 0.0

    def seconds(self) -> float:
        return self.now


def _count(folder: Path, watch: Watch, *, must_exist: bool = False) -> Tries:
    return Tries(folder, watch.seconds, lambda: must_exist)


def _fail(counted: Tries, watch: Watch) -> int:
    """Try a wrong password once the pause is over; return the pause after it."""
    watch.now += counted.pause()
    with pytest.raises(WrongPassword, match="wrong_password"), counted.counted():
        raise WrongPassword
    return counted.pause()


def _succeed(counted: Tries, watch: Watch) -> None:
    watch.now += counted.pause()
    with counted.counted():
        pass


def test_the_pause_doubles_up_to_about_a_minute(tmp_path: Path) -> None:
    watch = Watch()
    counted = _count(tmp_path, watch)
    assert counted.pause() == 0
    assert [_fail(counted, watch) for _ in range(8)] == [2, 4, 8, 16, 32, 64, 64, 64]


def test_no_password_is_tried_before_the_pause_is_over(tmp_path: Path) -> None:
    watch, tried = Watch(), list[None]()
    counted = _count(tmp_path, watch)
    _fail(counted, watch)
    watch.now += 0.5
    with pytest.raises(WrongPassword, match="try_too_soon") as caught, counted.counted():
        tried.append(None)
    assert (caught.value.facts, tried) == ({"seconds": 2}, [])
    watch.now += 1.5
    with counted.counted():
        tried.append(None)
    assert (len(tried), counted.pause()) == (1, 0)


def test_another_process_waits_for_the_rest_of_the_pause_and_goes_on_counting(
    tmp_path: Path,
) -> None:
    watch = Watch(500.0)
    first = _count(tmp_path, watch)
    for _ in range(3):
        _fail(first, watch)
    watch.now += 3
    again = _count(tmp_path, watch)
    assert (first.pause(), again.pause()) == (5, 5)
    assert _fail(again, watch) == first.pause() == 16
    _succeed(again, watch)
    assert (first.pause(), _count(tmp_path, watch).pause()) == (0, 0)


def test_a_machine_started_again_has_waited_for_as_long_as_it_runs(tmp_path: Path) -> None:
    watch = Watch(5_000.0)
    first = _count(tmp_path, watch)
    for _ in range(3):
        _fail(first, watch)
    again = [_count(tmp_path, Watch(now)).pause() for now in (0.0, 3.0, 8.0, 4_000.0)]
    assert again == [8, 5, 0, 0]


def test_all_refused_tries_are_counted_for_good_and_without_names(tmp_path: Path) -> None:
    watch = Watch()
    counted = _count(tmp_path, watch)
    for _ in range(2):
        _fail(counted, watch)
    _succeed(counted, watch)
    _fail(counted, watch)
    assert counted.tried == Tried(3, 4)
    kept = json.loads((tmp_path / tries.NAME).read_bytes())
    assert kept == {"wrong": 1, "ever": 3, "turn": 4, "at": watch.now}


def test_a_count_of_an_earlier_version_is_the_least_there_were(tmp_path: Path) -> None:
    (tmp_path / tries.NAME).write_bytes(b'{"wrong": 3}')
    watch = Watch(70.0)
    assert _count(tmp_path, watch).tried.refused == 3
    watch.now += 2
    # Its moment is not known: the pause begins with the first look at it.
    assert _count(tmp_path, watch).pause() == 6


UNREADABLE = (
    b"", b"[]", b'{"wrong":"7"}', b'{"wrong":-3}', b'{"wrong":3,"ever":""}', b"\xff",
    b'{"wrong":true}', b'{"wrong":0,"at":"x"}', b'{"wrong":0,"at":1' + b"0" * 900 + b"}",
    b"[" * 1_000,
)  # fmt: skip


@pytest.mark.parametrize("content", [*UNREADABLE, None])
def test_a_count_that_was_never_made_keeps_nobody_out(
    tmp_path: Path, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / tries.NAME).write_bytes(content)
    counted = _count(tmp_path, Watch())
    assert (counted.pause(), counted.tried.refused) == (0, 0)


@pytest.mark.parametrize("content", [*UNREADABLE, None])
def test_a_count_that_was_lost_counts_as_the_longest_pause(
    tmp_path: Path, content: bytes | None
) -> None:
    watch, path = Watch(100.0), tmp_path / tries.NAME
    counted = _count(tmp_path, watch, must_exist=True)
    tries.begin(tmp_path)
    assert counted.pause() == 0
    for _ in range(3):
        if content is None:
            path.unlink()
        else:
            path.write_bytes(content)
        assert (counted.pause(), _count(tmp_path, watch, must_exist=True).pause()) == (64, 64)
        watch.now += 60
        assert counted.pause() == 4
    _succeed(counted, watch)
    assert _count(tmp_path, watch, must_exist=True).pause() == 0


def test_where_nothing_can_be_written_it_counts_on_in_memory(tmp_path: Path) -> None:
    watch = Watch()
    counted = _count(tmp_path / "no" / "folder", watch)
    assert [_fail(counted, watch) for _ in range(2)] == [2, 4]
    assert counted.tried == Tried(2, None)
    lost = _count(tmp_path / "no" / "folder", watch, must_exist=True)
    assert lost.pause() == 64
    watch.now += 64
    assert lost.pause() == 0


def test_what_found_no_room_counts_until_it_is_written(tmp_path: Path) -> None:
    watch = Watch()
    counted = _count(tmp_path, watch)
    with patch("desk_app.store.vault.passwords.replace_file", side_effect=DiskFull):
        assert [_fail(counted, watch) for _ in range(2)] == [2, 4]
        assert counted.tried == Tried(2, None)
    assert _fail(counted, watch) == _count(tmp_path, watch).pause() == 8
    assert counted.tried == Tried(3, 3)


GUESSING = """
import sys, pathlib
from desk_app.desk.errors import DiskFull, WrongPassword
from desk_app.store.vault.passwords import Tries
counted = Tries(pathlib.Path(sys.argv[1]), lambda: 50.0, lambda: True)
told = []
for _ in range(10):
    try:
        with counted.counted():
            raise WrongPassword
    except WrongPassword as error:
        told.append(error.code)
print(told.count("wrong_password"), told.count("try_too_soon"))
"""


def test_several_processes_at_once_are_let_try_one_password_in_all(tmp_path: Path) -> None:
    tries.begin(tmp_path)
    words = [sys.executable, "-c", GUESSING, str(tmp_path)]
    running = [subprocess.Popen(words, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    said = [each.communicate()[0].split() for each in running]
    assert [sum(int(each[part]) for each in said) for part in (0, 1)] == [1, 29]
    assert _count(tmp_path, Watch(50.0), must_exist=True).tried == Tried(1, 1)


@pytest.fixture
def door(tmp_path: Path) -> Callable[[Surroundings], LocalEntrance]:
    folder, keys = tmp_path / "desk", tmp_path / "keys"
    desk = found_desk(folder, keys, DeskProfile(), PEOPLE, Surroundings(cost=SAMPLE_COST))
    desk.ports.store.close()
    return lambda around: LocalEntrance(folder, keys, around)


def test_a_wrong_password_never_opens_whoever_is_named(
    door: Callable[[Surroundings], LocalEntrance],
) -> None:
    watch = Watch()
    entrance = door(Surroundings(cost=SAMPLE_COST, seconds=watch.seconds))
    told = set()
    for number in range(WRONG_TRIES):
        watch.now += 64
        name = ("佐藤 花", "石川 秀樹", "誰でもない人")[number % 3]
        password = OTHER if name == "佐藤 花" else f"{PASSWORD}{number}"
        with pytest.raises(WrongPassword) as caught:
            entrance.unlock(name, password)
        told.add((type(caught.value), caught.value.code, tuple(caught.value.facts)))
    assert told == {(WrongPassword, "wrong_password", ())}
    watch.now += 64
    desk = entrance.unlock("佐藤 花", PASSWORD)
    assert entrance.pause() == 0
    desk.ports.store.close()


def test_guesses_at_an_open_screen_count_too(
    door: Callable[[Surroundings], LocalEntrance],
) -> None:
    watch = Watch()
    around = Surroundings(cost=SAMPLE_COST, seconds=watch.seconds)
    entrance = door(around)
    desk = entrance.unlock("佐藤 花", PASSWORD)
    with pytest.raises(WrongPassword):
        entrance.acting(desk, "石川 秀樹", PASSWORD)
    with pytest.raises(WrongPassword, match="try_too_soon"):
        entrance.acting(desk, "石川 秀樹", OTHER)
    assert door(replace(around)).pause() == 2
    watch.now += 2
    assert entrance.acting(desk, "石川 秀樹", OTHER).actor.name == "石川 秀樹"
    desk.ports.store.close()


def test_refused_passwords_are_noted_before_the_next_sign_in(
    door: Callable[[Surroundings], LocalEntrance],
) -> None:
    watch = Watch()
    around = Surroundings(cost=SAMPLE_COST, seconds=watch.seconds)
    entrance = door(around)
    for name in ("佐藤 花", "誰でもない人"):
        watch.now += 64
        with pytest.raises(WrongPassword, match="wrong_password"):
            entrance.unlock(name, OTHER)
    watch.now += 64
    with pytest.raises(WrongPassword, match="wrong_password"):
        caretaker(around).verify_desk(entrance.folder, "石川 秀樹", PASSWORD)
    watch.now += 64
    desk = entrance.unlock("佐藤 花", PASSWORD)
    assert _actions(desk)[-4:] == [Action.PASSWORD_REFUSED] * 3 + [Action.SIGNED_IN]
    with pytest.raises(WrongPassword):
        entrance.acting(desk, "石川 秀樹", PASSWORD)
    with pytest.raises(WrongPassword, match="try_too_soon"):
        entrance.acting(desk, "石川 秀樹", OTHER)
    assert _actions(desk)[-2:] == [Action.SIGNED_IN, Action.PASSWORD_REFUSED]
    desk.ports.store.close()
    watch.now += 64
    desk = entrance.unlock("佐藤 花", PASSWORD)
    assert _actions(desk)[-2:] == [Action.PASSWORD_REFUSED, Action.SIGNED_IN]
    desk.ports.store.close()


def test_who_is_killed_while_the_door_opens_has_no_try_noted_twice(
    door: Callable[[Surroundings], LocalEntrance],
) -> None:
    watch = Watch()
    entrance = door(Surroundings(cost=SAMPLE_COST, seconds=watch.seconds))
    with pytest.raises(WrongPassword):
        entrance.unlock("佐藤 花", OTHER)
    watch.now += 64
    for _ in range(2):
        desk = entrance.unlock("佐藤 花", PASSWORD)
        noted = _actions(desk)
        desk.ports.store.close()
        assert noted.count(Action.PASSWORD_REFUSED) == 1


@pytest.mark.parametrize("lost", [True, False])
def test_a_count_that_was_set_back_is_told_once_to_who_signs_in(
    door: Callable[[Surroundings], LocalEntrance], *, lost: bool
) -> None:
    watch = Watch()
    entrance = door(Surroundings(cost=SAMPLE_COST, seconds=watch.seconds))
    path = places.key_folder(entrance.folder) / tries.NAME
    first = path.read_bytes()
    assert not _arrival(entrance)
    assert not _arrival(entrance)
    if lost:
        path.unlink()
        assert entrance.pause() == 64
        with pytest.raises(WrongPassword, match="try_too_soon"):
            entrance.unlock("佐藤 花", PASSWORD)
    else:
        path.write_bytes(first)
    watch.now += 64
    assert _arrival(entrance) == ["count_set_back"]
    assert not _arrival(entrance)
    desk = entrance.unlock("佐藤 花", PASSWORD)
    assert _actions(desk).count(Action.COUNT_SET_BACK) == 1
    desk.ports.store.close()


def _arrival(entrance: LocalEntrance) -> list[str]:
    """Sign in and out; return what was told on the way."""
    desk = entrance.unlock("佐藤 花", PASSWORD)
    desk.ports.store.close()
    return [each.code for each in desk.at_arrival]


def test_window_and_terminal_wait_for_each_other(
    door: Callable[[Surroundings], LocalEntrance],
) -> None:
    watch = Watch()
    around = Surroundings(cost=SAMPLE_COST, seconds=watch.seconds)
    entrance, terminal = door(around), caretaker(around)
    folder = entrance.folder

    def verify(password: str) -> None:
        terminal.verify_desk(folder, "石川 秀樹", password)

    for tried, pause in enumerate((2, 4, 8, 16, 32, 64, 64)):
        guess = (
            (lambda: entrance.unlock("佐藤 花", OTHER)) if tried % 2 else partial(verify, PASSWORD)
        )
        with pytest.raises(WrongPassword, match="wrong_password"):
            guess()
        assert entrance.pause() == pause
        for waits in (
            lambda: entrance.unlock("佐藤 花", PASSWORD),
            lambda: verify(OTHER),
            lambda: terminal.open(folder, "佐藤 花", PASSWORD),
            lambda: terminal.must_be_closed(folder),
            lambda: terminal.must_be_left(folder),
            lambda: entrance.rescue.repair(Officer("石川 秀樹", OTHER)),
            lambda: open_desk_with_sheet(folder, "", around),
        ):
            with pytest.raises(WrongPassword, match="try_too_soon"):
                waits()
        watch.now += pause
    verify(OTHER)
    assert entrance.pause() == 0


def test_who_sits_at_the_open_desk_waits_between_guesses_too(
    door: Callable[[Surroundings], LocalEntrance],
) -> None:
    """Else a screen left open gives its owner's password away, and all that it signs."""
    watch = Watch()
    entrance = door(Surroundings(cost=SAMPLE_COST, seconds=watch.seconds))
    desk = entrance.unlock("佐藤 花", PASSWORD)
    new = "five brown owls sleep"
    for pause in (2, 4, 8):
        with pytest.raises(WrongPassword, match="wrong_password"):
            people.change_password(desk, OTHER, new)
        assert entrance.pause() == pause
        for waits in (
            lambda: people.change_password(desk, PASSWORD, new),
            lambda: entrance.acting(desk, "石川 秀樹", OTHER),
        ):
            with pytest.raises(WrongPassword, match="try_too_soon"):
                waits()
        watch.now += pause
    people.change_password(desk, PASSWORD, new)
    assert entrance.pause() == 0
    desk.ports.store.close()
    desk = entrance.unlock("佐藤 花", new)
    assert _actions(desk).count(Action.PASSWORD_REFUSED) == 3
    desk.ports.store.close()


def _actions(desk: Desk) -> list[Action]:
    with desk.ports.store.reading() as books:
        return [entry.action for entry in books.journal.entries()]
