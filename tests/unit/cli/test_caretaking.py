# SPDX-License-Identifier: MIT
"""``desk-app backup, verify, restore, drill`` on a real desk: what they print and how they end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest

from desk_app.desk.errors import DiskFull, KnownError
from desk_app.desk.keys.sheet_key import fingerprint_of
from desk_app.store.disk import places
from desk_app.store.disk.lock import hold
from desk_app.store.vault import passwords as tries
from desk_app.store.vault.sheets import new_identity
from tests.fakes.copies import MARKER, another_safe_in
from tests.fakes.real_store import OFFICER, SUPERVISOR
from tests.store.test_carrying_over import OFFICER as BOSS
from tests.store.test_carrying_over import found_in
from tests.unit.cli.caretaking_room import WRONG, Asked, Ended, Room, piped


def test_a_desk_is_verified_backed_up_and_its_list_of_backups_held_against_it(room: Room) -> None:
    desk = room.safe.place.folder
    ended = room("verify", "--desk", desk, "--json")
    assert ended.code == 0
    assert ended.said["sequence"] == 4
    assert ended.said["made_at"] is None
    both = piped(f"{OFFICER.name}\n{OFFICER.password}\n")
    ended = room("verify", "--desk", desk, "--password-fd", str(both), user="")
    assert (ended.code, "as the anchor says" in ended.out) == (0, True)
    ended = room("backup", "--desk", desk, "--to", room.safe.folder / "deeper" / "down")
    assert (ended.code, ended.err) == (0, "")
    assert "opened again and compared: 1 application, entry" in ended.out
    assert "recovery sheet 2026Q4-1" in ended.out
    assert MARKER not in ended.out
    (room.safe.place.keys / "backups.json").write_text("{}")
    ended = room("verify", "--desk", desk)
    assert ended.code == 0
    assert "The list of the backups is damaged" in ended.out


def test_what_is_refused_leaves_no_folder(room: Room, tmp_path: Path) -> None:
    desk, new = room.safe.place.folder, tmp_path / "new" / "copies"
    assert room("backup", "--desk", desk, "--to", new, password=WRONG).code == 12
    (desk.parent / "kept").mkdir(exist_ok=True)
    assert room("drill", "--desk", desk, "--from", new, *room.key()).code != 0
    assert not (tmp_path / "new").exists()


def test_the_folder_that_the_desk_names_and_a_drill_one_save_old_ends_with_14(room: Room) -> None:
    desk = room.safe.place.folder
    ended = room("backup", "--desk", desk)
    assert ended.code == 10
    assert "No folder for backups was chosen." in ended.err
    places.name_backup_folder(desk, room.safe.folder)
    assert room("backup", "--desk", desk).code == 0
    ended = room("drill", "--desk", desk, "--json", *room.key())
    assert (ended.code, ended.said["equal"], ended.said["missing"]) == (0, True, 0)
    room.safe.log("R8-0002")
    ended = room("drill", "--desk", desk, "--from", room.safe.folder, "--json", *room.key())
    assert (ended.code, ended.said["equal"], ended.said["missing"]) == (14, False, 1)
    room.safe.folder.rename(room.safe.folder.with_name("gone"))
    assert room("backup", "--desk", desk).code == 10


def test_a_backup_is_verified_becomes_a_desk_and_names_its_maker_and_the_root(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, desk, new = room.backup(), room.safe.place.folder, tmp_path / "elsewhere" / "two words"
    roster = room.safe.place.unlock().roster
    assert roster is not None
    root = fingerprint_of(roster.root)
    ended = room("verify", file, *room.key(), "--json", user="")
    assert (ended.code, ended.said["sheet"]) == (0, "2026Q4-1")
    out = room("verify", file, "--desk", desk, *room.key(), user="").out
    assert "as the manifest says" in out
    assert f"made and signed by {OFFICER.name}, " in out
    assert root in out
    ended = room("restore", file, "--into", new, *room.key(), password=WRONG)
    assert ended.code == 0, ended.err
    assert f"made and signed by {OFFICER.name}, " in ended.out
    assert root in ended.err, "before a password is chosen"
    assert f"its keys lie in {new}-keys" in ended.out
    assert f"the window opens it with: desk-app --desk '{new}'" in ended.out
    ended = room("--desk", new, "backup", user="")
    assert (ended.code, "for the window" in ended.err) == (2, True)
    assert room("verify", "--desk", new, password=WRONG).code == 0
    assert room("verify", "--desk", new).code == 12
    assert room("restore", file, "--into", tmp_path, *room.key()).code == 2
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")
    out = room("verify", file, "--desk", desk, *room.key(), user="").out
    assert f"作成と署名: {OFFICER.name}、" in out
    assert "復旧シートのものと同じか" in out


def test_a_backup_of_another_desk_or_a_damaged_one_is_told(room: Room, tmp_path: Path) -> None:
    other = another_safe_in(tmp_path / "other")
    path = other.file_of(other.written())
    words = ("verify", path, *room.key(other.identity.secret), "--json")
    assert room(*words, user="").code == 0
    words = ("verify", path, *room.key(other.identity.secret), "--json")
    ended = room(*words, "--desk", room.safe.place.folder, user="")
    assert (ended.code, ended.said["error"]) == (13, "backup_of_another_roster")
    content = bytearray(path.read_bytes())
    content[-5000] ^= 1
    path.write_bytes(content)
    ended = room("verify", path, *room.key(other.identity.secret), "--json", user="")
    assert (ended.code, ended.said["error"]) == (13, "backup_damaged")
    assert "Traceback" not in ended.err


@pytest.mark.parametrize("answer", ["n", "y"])
def test_a_backup_that_nobody_signed_is_asked_about(
    room: Room, tmp_path: Path, asked: Asked, answer: str
) -> None:
    before = found_in(tmp_path / "earlier")
    path = max((before.folder / "copies").iterdir())
    sheet = before.sheet
    ended = room("verify", path, *room.key(sheet), user="")
    assert (ended.code, "public key" in ended.err) == (13, True)
    out = room("verify", path, "--unsigned", *room.key(sheet), user="").out
    assert "nobody signed it" in out
    asked.answers += [answer]
    new = tmp_path / "new"
    ended = room("restore", path, "--into", new, *room.key(sheet), user=BOSS, password=WRONG)
    assert "Nobody signed this backup" in ended.err
    assert (ended.code, new.exists()) == ((0, True) if answer == "y" else (13, False))
    if answer == "y":
        assert "nobody signed it" in ended.out


def test_a_desk_is_replaced_only_when_asked(room: Room) -> None:
    file, desk = room.backup(), room.safe.place.folder
    room.safe.log("R8-0002")
    ended = room("restore", file, "--into", desk, *room.key())
    assert (ended.code, "stopped" in ended.err) == (2, True)
    assert room("verify", "--desk", desk, "--json").said["counts"]["applications"] == 2  # type: ignore[index]
    ended = room("restore", file, "--into", desk, "--yes", *room.key(), "--json")
    assert (ended.code, ended.said["kept"]) == (0, "desk.db.kept-1")
    assert room("verify", "--desk", desk, "--json").said["counts"]["applications"] == 1  # type: ignore[index]


Typed = Callable[[Room, Path], Ended]
ENDINGS: dict[str, tuple[int, Typed]] = {
    "no words": (2, lambda room, _: room("restore", user="")),
    "a descriptor that is closed": (
        2,
        lambda room, _: room(
            "verify", "--desk", room.safe.place.folder, "--user", "x", "--password-fd", "99"
        ),
    ),
    "no desk": (10, lambda room, _: room("verify", "--desk", room.safe.folder)),
    "no backup": (10, lambda room, _: room("verify", room.safe.folder / "x", *room.key(), user="")),
    "no backup to drill": (
        10,
        lambda room, _: room(
            "drill", "--desk", room.safe.place.folder, "--from", room.safe.place.keys, *room.key()
        ),
    ),
    "role not allowed": (
        12,
        lambda room, file: room(
            "restore",
            file,
            "--yes",
            "--into",
            room.safe.place.folder,
            *room.key(),
            user=SUPERVISOR.name,
            password=SUPERVISOR.password,
        ),
    ),
    "another sheet": (
        12,
        lambda room, file: room("verify", file, *room.key(new_identity().secret), user=""),
    ),
    "no key": (2, lambda room, file: room("verify", file, *room.key("x"), user="")),
    "unknown user": (
        12,
        lambda room, _: room("verify", "--desk", room.safe.place.folder, user="nobody"),
    ),
    "wrong password": (
        12,
        lambda room, _: room("verify", "--desk", room.safe.place.folder, password=WRONG),
    ),
}
"""At one desk one after the other; a wrong password, after which it makes wait, comes last."""


def test_each_stop_has_its_code(room: Room) -> None:
    file = room.backup()
    for what, (code, typed) in ENDINGS.items():
        ended = typed(room, file)
        assert (ended.code, ended.out) == (code, ""), what
        assert ended.err, what
        assert "Traceback" not in ended.err, what


def test_a_desk_that_lost_saves(room: Room) -> None:
    database = room.safe.place.database
    before = database.read_bytes()
    room.safe.log("R8-0002")
    database.write_bytes(before)
    ended = room("verify", "--desk", room.safe.place.folder, "--json")
    assert (ended.code, ended.said["error"], ended.said["facts"]) == (
        14,
        "saves_missing",
        {"missing": 1},
    )


def test_each_command_explains_itself(room: Room) -> None:
    for command in ("backup", "verify", "restore", "drill"):
        ended = room(command, "--help", user="")
        assert ended.code == 0
        assert "--json" in ended.out
        assert "--password-fd" in ended.out


def test_a_wrong_password_makes_the_next_command_wait(room: Room) -> None:
    desk = room.safe.place.folder
    ended = room("verify", "--desk", desk, "--json", password=WRONG)
    assert (ended.code, ended.said["error"]) == (12, "wrong_password")
    file = next(iter(room.safe.folder.glob("*.tar.age")), room.safe.folder / "none")
    for words in (
        ("verify",),
        ("backup", "--to", room.safe.folder),
        ("drill", "--from", room.safe.folder, *room.key()),
        ("export", "journal", "--csv", room.safe.folder / "journal.csv"),
        ("forms", room.safe.folder / "forms"),
    ):
        ended = room(*words, "--desk", desk, "--json")
        assert (ended.code, ended.said["error"], ended.said["facts"]) == (
            12,
            "try_too_soon",
            {"seconds": 2},
        ), words
    ended = room("restore", file, "--into", desk, "--yes", *room.key(), "--json")
    assert (ended.code, ended.said["error"]) == (12, "try_too_soon")


def test_a_count_that_was_set_back_is_told_beside_what_is_done(room: Room) -> None:
    desk, count = room.safe.place.folder, room.safe.place.keys / tries.NAME
    first, told = count.read_bytes(), list[bool]()
    for number, what in enumerate(("export", "export", "backup", "export")):
        words: tuple[str | Path, ...] = ("journal", "--csv", room.safe.folder / f"{number}.csv")
        if what == "backup":
            count.write_bytes(first)
            words = ("--to", room.safe.folder)
        ended = room(what, *words, "--desk", desk)
        assert ended.code == 0, ended.err
        told.append("count of wrong passwords" in ended.err)
    assert told == [False, False, True, False]


NO_WRITING: list[tuple[str, KnownError, str]] = [
    ("desk_app.store.startup.steps.engine_of", DiskFull("disk_full"), "the disk is full"),
    ("desk_app.store.startup.steps.engine_of", DiskFull("disk_failed"), "The disk failed"),
    ("desk_app.bootstrap.opening.arrive", DiskFull("disk_read_only"), "cannot be written to"),
]


def test_a_desk_open_elsewhere_ends_with_11_a_disk_that_takes_nothing_or_is_afar_with_15(
    room: Room, tmp_path: Path
) -> None:
    file, desk = room.backup(), room.safe.place.folder
    held = hold(desk)
    try:
        assert room("backup", "--desk", desk, "--to", room.safe.folder).code == 11
    finally:
        held.release()
    for step, cause, said in NO_WRITING:
        with patch(step, side_effect=cause):
            ended = room("backup", "--desk", desk, "--to", room.safe.folder)
        assert (ended.code, said in ended.err) == (15, True), said
        assert room("verify", "--desk", desk).code == 0
    with (
        patch("desk_app.store.disk.places.is_remote", lambda _: True),
        patch("desk_app.store.backup.restoring.is_remote", lambda _: True),
    ):
        for words in (
            ("backup", "--desk", desk, "--to", room.safe.folder),
            ("restore", file, "--into", desk, "--yes", *room.key()),
            ("restore", file, "--into", tmp_path / "new", *room.key()),
        ):
            ended = room(*words)
            assert ended.code == 15, ended
            assert "network share" in ended.err
        assert room("verify", "--desk", desk).code == 0
    assert not (tmp_path / "new").exists()


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


def _file(place: Path) -> Path:
    place.touch()
    return place


def _under_a_file(place: Path) -> Path:
    return _file(place) / "desk"


def _circle(place: Path) -> Path:
    place.symlink_to(place.with_name(f"{place.name}-other"))
    place.with_name(f"{place.name}-other").symlink_to(place)
    return place


def _lost_link(place: Path) -> Path:
    place.symlink_to(place.with_name("nowhere"))
    return place


def test_a_failed_restore_leaves_nothing_and_what_can_be_none_is_said_before_anything_is_asked(
    room: Room, usual: tuple[Path, Path], asked: Asked, tmp_path: Path
) -> None:
    (desk, keys), file = usual, room.backup()
    assert room("restore", file, "--into", desk, *room.key(), password=TOO_SHORT).code == 2
    assert (keys.exists(), desk.exists()) == (False, False)
    _refused_places(room, asked, tmp_path, file, (_file, _under_a_file))
    keys.mkdir(parents=True)
    (keys / "keys.json").write_text("damaged")
    ended = room("restore", file, "--into", desk, "--json", user="")
    assert (ended.code, ended.said["error"], asked.questions) == (2, "keys_there_already", [])
    assert [path.name for path in keys.iterdir()] == ["keys.json"]


@pytest.mark.posix(why="Wine shows nothing at all where a link leads nowhere")
def test_a_link_that_leads_nowhere_is_no_folder(room: Room, asked: Asked, tmp_path: Path) -> None:
    _refused_places(room, asked, tmp_path, room.backup(), (_circle, _lost_link))


def _refused_places(
    room: Room, asked: Asked, folder: Path, file: Path, ways: tuple[Callable[[Path], Path], ...]
) -> None:
    for number, made in enumerate(ways):
        place = made(folder / f"place{number}")
        ended = room("restore", file, "--into", place, "--json", user="")
        assert (ended.code, ended.said["error"], asked.questions) == (2, "no_folder_there", [])
