# SPDX-License-Identifier: MIT
"""Wrong passwords: none opens, the pause grows, a restart does not shorten it (T13, GOAL-14)."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from desk_app.bootstrap import (
    LocalEntrance,
    Surroundings,
    Unlock,
    caretaker,
    found_desk,
    open_desk,
)
from desk_app.desk.context import Desk
from desk_app.desk.errors import WrongPassword
from desk_app.gui.entrance import NewPerson
from desk_app.records.journal import Action
from desk_app.records.people import DeskProfile, Role
from desk_app.store import places, tries
from desk_app.store.tries import Tries
from desk_app.store.vault.slots import SAMPLE_COST

WRONG_TRIES = int(os.environ.get("WRONG_TRIES", "100"))
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


def _fail(counted: Tries, watch: Watch) -> int:
    """Try a wrong password once the pause is over; return the pause after it."""
    watch.now += counted.pause()
    with pytest.raises(WrongPassword), counted.counted():
        raise WrongPassword
    return counted.pause()


def test_the_pause_doubles_up_to_about_a_minute(tmp_path: Path) -> None:
    watch = Watch()
    counted = Tries(tmp_path / tries.NAME, watch.seconds)
    assert counted.pause() == 0
    assert [_fail(counted, watch) for _ in range(8)] == [2, 4, 8, 16, 32, 64, 64, 64]


def test_no_password_is_tried_before_the_pause_is_over(tmp_path: Path) -> None:
    watch, tried = Watch(), list[None]()
    counted = Tries(tmp_path / tries.NAME, watch.seconds)
    _fail(counted, watch)
    watch.now += 0.5
    with pytest.raises(WrongPassword, match="try_too_soon") as caught, counted.counted():
        tried.append(None)
    assert (caught.value.facts, tried) == ({"seconds": 2}, [])
    watch.now += 1.5
    with counted.counted():
        tried.append(None)
    assert (len(tried), counted.pause()) == (1, 0)


def test_a_restart_begins_with_the_whole_pause_and_goes_on_counting(tmp_path: Path) -> None:
    watch = Watch()
    first = Tries(tmp_path / tries.NAME, watch.seconds)
    for _ in range(3):
        _fail(first, watch)
    later = Watch(1_000_000.0)
    again = Tries(tmp_path / tries.NAME, later.seconds)
    assert again.pause() == 8
    assert _fail(again, later) == 16
    later.now += 16
    with again.counted():
        pass
    assert Tries(tmp_path / tries.NAME, later.seconds).pause() == 0


def test_all_refused_tries_are_counted_for_good_and_without_names(tmp_path: Path) -> None:
    watch, path = Watch(), tmp_path / tries.NAME
    counted = Tries(path, watch.seconds)
    for _ in range(2):
        _fail(counted, watch)
    watch.now += 4
    with counted.counted():
        pass
    with pytest.raises(WrongPassword), tries.noticed(path):
        raise WrongPassword
    assert (counted.pause(), Tries(path, watch.seconds).pause()) == (0, 0)
    _fail(counted, watch)
    assert tries.refused(path) == counted.ever == 4
    assert json.loads(path.read_bytes()) == {"wrong": 1, "ever": 4}


def test_a_count_of_an_earlier_version_is_the_least_there_were(tmp_path: Path) -> None:
    path = tmp_path / tries.NAME
    path.write_bytes(b'{"wrong": 3}')
    assert tries.refused(path) == 3


@pytest.mark.parametrize(
    "content", [b"", b"[]", b'{"wrong":"7"}', b'{"wrong":-3}', b'{"wrong":3,"ever":""}', b"\xff"]
)
def test_a_count_that_cannot_be_read_keeps_nobody_out(tmp_path: Path, content: bytes) -> None:
    (tmp_path / tries.NAME).write_bytes(content)
    assert Tries(tmp_path / tries.NAME, Watch().seconds).pause() == 0
    assert tries.refused(tmp_path / tries.NAME) == 0


def test_where_nothing_can_be_written_it_counts_on_in_memory(tmp_path: Path) -> None:
    watch = Watch()
    counted = Tries(tmp_path / "no" / "folder" / tries.NAME, watch.seconds)
    assert [_fail(counted, watch) for _ in range(2)] == [2, 4]


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
    with pytest.raises(WrongPassword):
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


def test_who_is_killed_after_the_noting_has_no_try_noted_twice(
    door: Callable[[Surroundings], LocalEntrance],
) -> None:
    watch = Watch()
    around = Surroundings(cost=SAMPLE_COST, seconds=watch.seconds)
    entrance = door(around)
    with pytest.raises(WrongPassword):
        entrance.unlock("佐藤 花", OTHER)
    unlock = Unlock("佐藤 花", PASSWORD)
    for _ in range(2):
        # What was killed before it could set the count of the pause back.
        desk = open_desk(entrance.folder, unlock, around)
        noted = _actions(desk)
        desk.ports.store.close()
    assert noted.count(Action.PASSWORD_REFUSED) == 1
    (places.key_folder(entrance.folder) / tries.NAME).unlink()
    open_desk(entrance.folder, unlock, around).ports.store.close()
    with pytest.raises(WrongPassword):
        door(around).unlock("佐藤 花", OTHER)
    desk = open_desk(entrance.folder, unlock, around)
    assert _actions(desk).count(Action.PASSWORD_REFUSED) == 2
    desk.ports.store.close()


def _actions(desk: Desk) -> list[Action]:
    with desk.ports.store.reading() as books:
        return [entry.action for entry in books.journal.entries()]
