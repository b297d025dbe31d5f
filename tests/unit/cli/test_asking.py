# SPDX-License-Identifier: MIT
"""What the commands ask and when, and how plainly they say what they did."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from desk_app.cli import caretaking
from desk_app.cli.caretaking import counted
from desk_app.desk.errors import BadInput, DiskFull
from desk_app.store.disk import lock
from tests.fakes.real_store import OFFICER
from tests.unit.cli.caretaking_room import WRONG, Asked, Room


def test_nobody_is_asked_where_the_desk_is_open(room: Room, asked: Asked) -> None:
    held = lock.hold(room.safe.place.folder)
    export = ("export", "journal", "--csv", room.safe.folder / "journal.csv")
    for words in (("backup",), ("drill",), ("verify",), export):
        ended = room(*words, "--desk", room.safe.place.folder, user="")
        assert (ended.code, asked.questions) == (11, []), words
    held.release()


def test_no_key_is_asked_for_where_a_window_is_on_the_desk(room: Room, asked: Asked) -> None:
    file, desk = room.backup(), room.safe.place.folder
    window = lock.stay(desk)
    ended = room("restore", file, "--into", desk, user="")
    assert (ended.code, asked.questions) == (11, [])
    assert "The desk is open elsewhere." in ended.err
    ended = room("restore", file, "--into", desk, "--yes", *room.key())
    assert ended.code == 11
    assert room("verify", "--desk", desk).code == 0
    window.release()
    assert room("restore", file, "--into", desk, "--yes", *room.key()).code == 0


def test_a_yes_replaces_and_any_other_answer_does_nothing_and_says_so(
    room: Room, asked: Asked
) -> None:
    file, desk = room.backup(), room.safe.place.folder
    for answer in ("", "n", "no", "いいえ", "yesterday"):
        asked.answers = [answer]
        ended = room("restore", file, "--into", desk, *room.key())
        assert (ended.code, asked.questions) == (2, []), answer
        assert "nothing was done" in ended.err
        assert "answer y or yes" in ended.err
        assert not (desk / "desk.db.kept-1").exists()
    for answer in ("y", "Y", "yes", " Yes ", "ｙｅｓ", "はい"):
        asked.answers = [answer]
        ended = room("restore", file, "--into", desk, *room.key())
        assert ended.code == 0, (answer, ended.err)
        assert f"Replace the desk in {desk}? [y/n]" in ended.err


def test_a_new_password_is_asked_for_twice_and_by_its_name(
    room: Room, asked: Asked, tmp_path: Path
) -> None:
    file, new = room.backup(), tmp_path / "new"
    asked.answers = [OFFICER.name, WRONG, WRONG + "s"]
    ended = room("restore", file, "--into", new, *room.key(), user="")
    assert (ended.code, new.exists()) == (2, False)
    assert "The two passwords differ." in ended.err
    assert asked.questions == [
        "new password of the officer: ",
        "new password of the officer, once more: ",
    ]
    assert f"officers in the backup: {OFFICER.name}" in ended.err
    asked.answers = [OFFICER.name, WRONG, WRONG]
    assert room("restore", file, "--into", new, *room.key(), user="").code == 0
    assert room("verify", "--desk", new, password=WRONG).code == 0


def test_a_japanese_terminal_is_asked_in_japanese(
    room: Room, asked: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    file = room.backup()
    asked.answers = [OFFICER.name, WRONG, "x"]
    ended = room("restore", file, "--into", tmp_path / "new", *room.key(), user="")
    assert asked.questions[0] == "個人情報保護管理者の新しいパスワード: "
    assert "2つのパスワードが違います。" in ended.err


def test_moments_are_japan_s_to_the_minute(room: Room, tmp_path: Path) -> None:
    file = room.backup()
    said = room("verify", file, *room.key(), "--json", user="").said["made_at"]
    made_at = datetime.fromisoformat(str(said)).astimezone(timezone(timedelta(hours=9)))
    moment = f"{made_at:%Y-%m-%d} {made_at.hour}:{made_at:%M} (Japan)"
    assert f"backup of {moment}, " in room("verify", file, *room.key(), user="").out
    ended = room("restore", file, "--into", tmp_path / "new", *room.key(), password=WRONG)
    assert f"restored: 1 application, of {moment}\n" in ended.out


@pytest.mark.parametrize(("number", "words"), [(0, "0 entries"), (1, "1 entry"), (2, "2 entries")])
def test_one_is_no_plural(number: int, words: str) -> None:
    assert counted(number, "entry") == words


def test_nothing_typed_is_said_to_be_there(capsys: pytest.CaptureFixture[str]) -> None:
    for error in (DiskFull("disk_full"), DiskFull("disk_failed"), BadInput("sheet_key_wrong")):
        caretaking.stopped("backup", error)
    said = capsys.readouterr().err
    assert "typed is still here" not in said
    assert said.count("What was saved before is unchanged.") == 2
    assert "Nothing was saved." in said
