# SPDX-License-Identifier: MIT
"""Where desk and keys lie after a restore into an empty folder, and what may lie there before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desk_app.store import places
from tests.unit.cli.caretaking_room import WRONG, Asked, Room

TOO_SHORT = "too short"


@pytest.fixture
def usual(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Where desk and keys of this computer lie."""
    desk, keys = tmp_path / "data" / "desk", tmp_path / "config" / "keys"
    monkeypatch.setattr(places, "usual_folder", lambda: desk)
    monkeypatch.setattr(places, "usual_key_folder", lambda: keys)
    return desk, keys


def test_the_keys_of_this_computer_s_desk_lie_apart_from_it(
    room: Room, usual: tuple[Path, Path]
) -> None:
    desk, keys = usual
    file = room.backup()
    ended = room("restore", file, "--into", desk, *room.key(), password=WRONG)
    assert ended.code == 0, ended.err
    assert f"the desk lies in {desk}" in ended.out
    assert f"its keys lie in {keys}" in ended.out
    assert "--desk" not in ended.out
    assert places.key_folder(desk) == keys
    assert sorted(path.name for path in desk.parent.iterdir()) == ["desk"]
    assert room("verify", password=WRONG).code == 0


def test_a_failed_restore_leaves_nothing(room: Room, usual: tuple[Path, Path]) -> None:
    desk, keys = usual
    ended = room("restore", room.backup(), "--into", desk, *room.key(), password=TOO_SHORT)
    assert ended.code == 2
    assert not keys.exists()
    assert not desk.exists()


def _file(place: Path) -> Path:
    place.touch()
    return place


def _under_a_file(place: Path) -> Path:
    return _file(place) / "desk"


def _circle(place: Path) -> Path:
    place.symlink_to(place.with_name("other"))
    place.with_name("other").symlink_to(place)
    return place


def _lost_link(place: Path) -> Path:
    place.symlink_to(place.with_name("nowhere"))
    return place


@pytest.mark.parametrize("made", [_file, _under_a_file, _circle, _lost_link])
def test_what_can_be_no_folder_is_said_before_anything_is_asked(
    room: Room, asked: Asked, tmp_path: Path, made: Callable[[Path], Path]
) -> None:
    ended = room("restore", room.backup(), "--into", made(tmp_path / "place"), "--json", user="")
    assert (ended.code, ended.said["error"], asked.questions) == (2, "no_folder_there", [])


def test_keys_that_are_there_are_not_touched(
    room: Room, usual: tuple[Path, Path], asked: Asked
) -> None:
    desk, keys = usual
    keys.mkdir(parents=True)
    (keys / "keys.json").write_text("damaged")
    ended = room("restore", room.backup(), "--into", desk, "--json", user="")
    assert (ended.code, ended.said["error"], asked.questions) == (2, "keys_there_already", [])
    assert [path.name for path in keys.iterdir()] == ["keys.json"]


def test_a_desk_elsewhere_is_told_how_the_window_opens_it(room: Room, tmp_path: Path) -> None:
    new = tmp_path / "two words"
    ended = room("restore", room.backup(), "--into", new, *room.key(), password=WRONG)
    assert f"its keys lie in {new}-keys" in ended.out
    assert f"the window opens it with: desk-app --desk '{new}'" in ended.out
    ended = room("--desk", new, "backup", user="")
    assert ended.code == 2
    assert "for the window" in ended.err
