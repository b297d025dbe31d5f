# SPDX-License-Identifier: MIT
"""What is no file under a file's name, or no folder under a folder's: told, never waited for."""

from __future__ import annotations

import copy
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import Mock

import pytest
from _pytest.mark.structures import ParameterSet

from desk_app.bootstrap import LocalEntrance, Surroundings, found_desk
from desk_app.cli.exit_codes import Exit, exit_code
from desk_app.desk.errors import DamageFound, FolderTaken, KnownError, NotADesk
from desk_app.gui.session.entrance import NewPerson
from desk_app.records.base import UserId
from desk_app.records.desk.people import Role
from desk_app.records.desk.profile import DeskProfile
from desk_app.records.evidence import PackFile
from desk_app.store.backup import local
from desk_app.store.backup.restoring import Target, check_free
from desk_app.store.disk import places
from desk_app.store.disk.desk_file import SIDE_FILES
from desk_app.store.disk.faults import told
from desk_app.store.disk.small_files import PART, folder_for, make_private_folder
from desk_app.store.disposal import disposal_list
from desk_app.store.evidence import LocalPacks
from desk_app.store.journal import chain
from desk_app.store.ledgers.workbooks import WorkbookSheets
from desk_app.store.startup import steps
from desk_app.store.startup.threshold import NAME
from desk_app.store.vault import backup_list
from desk_app.store.vault import passwords as tries
from desk_app.store.vault.key_file import COPIES
from desk_app.store.vault.keyring import unlock
from desk_app.store.vault.seal import UserSeal
from desk_app.store.vault.slots import SAMPLE_COST
from desk_app.system.chosen import here
from tests.fakes.real_store import Place
from tests.store.keys_at import list_disposed

STRANGE: dict[str, Callable[[Path], object]] = {
    "folder": lambda path: path.mkdir(),
    "pipe": lambda path: os.mkfifo(path),  # noqa: PLW0108  Windows has none
    "link to itself": lambda path: path.symlink_to(path),
    "link to nothing": lambda path: path.symlink_to(path.with_name("nothing")),
    "link to a device": lambda path: path.symlink_to("/dev/zero"),
}
OF_POSIX = {
    each: [pytest.mark.posix(why="Windows has neither such pipes nor such devices")]
    for each in ("pipe", "link to a device")
}
OFFICER = NewPerson("石川 秀樹", frozenset({Role.OFFICER, Role.SUPERVISOR}), "kawa no hotori 5 nin")
SUPERVISOR = NewPerson("佐藤 大輔", frozenset({Role.SUPERVISOR}), "umi wo miru 3 nin")
OF_DESK = (NAME, places.DESK_FILE)
OF_KEYS = (
    *COPIES,
    chain.NAME,
    chain.NEXT,
    disposal_list.NAME,
    backup_list.NAME,
    tries.NAME,
    steps.NAME,
)
MOST_TRIED = LEAST_TRIED = 24
"""So many values of another kind are tried in each file beside the keys."""


def kinds(*names: str) -> list[ParameterSet]:
    """Return what may lie there instead of a file, with what POSIX alone has marked."""
    return [pytest.param(each, marks=OF_POSIX.get(each, ())) for each in names]


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two folders of a desk, made once."""
    folder = tmp_path_factory.mktemp("founded")
    around = Surroundings(cost=SAMPLE_COST)
    people = (OFFICER, SUPERVISOR)
    desk = found_desk(folder / "desk", folder / "keys", DeskProfile(), people, around)
    desk.ports.store.close()
    return folder


@pytest.fixture
def place(founded: Path, tmp_path: Path) -> Place:
    shutil.copytree(founded, tmp_path, dirs_exist_ok=True)
    return Place(tmp_path / "desk", tmp_path / "keys")


def _entrance(place: Place) -> LocalEntrance:
    """Return the way in; each question for the time finds every pause over."""
    around = Surroundings(cost=SAMPLE_COST, seconds=count(10**9, 100).__next__)
    return LocalEntrance(place.folder, place.keys, around)


@pytest.mark.parametrize("name", [*OF_DESK, *OF_KEYS])
@pytest.mark.parametrize(
    "strange",
    [
        pytest.param(("folder", "link to itself", "link to nothing"), id="anywhere"),
        pytest.param(("pipe", "link to a device"), id="of POSIX", marks=OF_POSIX["pipe"]),
    ],
)
def test_what_is_no_file_is_told_and_nothing_stays_open(
    place: Place, name: str, strange: tuple[str, ...]
) -> None:
    path = (place.folder if name in OF_DESK else place.keys) / name
    kept = path.read_bytes() if path.exists() else None
    # Of the files beside the keys, which are read alike, the first meets every kind of them.
    for kind in strange if name in {*OF_DESK, COPIES[0]} else strange[:1]:
        path.unlink(missing_ok=True)
        STRANGE[kind](path)
        entrance = _entrance(place)
        with suppress(KnownError):
            entrance.state()
            entrance.unlock(OFFICER.name, OFFICER.password).ports.store.close()
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        else:
            path.unlink(missing_ok=True)
    if kept is not None:
        path.write_bytes(kept)
    _entrance(place).unlock(OFFICER.name, OFFICER.password).ports.store.close()


@pytest.mark.parametrize("kind", kinds("folder", "pipe", "link to a device"))
def test_a_database_that_is_no_file_is_not_ours(place: Place, kind: str) -> None:
    place.database.unlink()
    STRANGE[kind](place.database)
    with pytest.raises(NotADesk, match="database_not_ours") as caught:
        _entrance(place).state()
    assert exit_code(caught.value) is Exit.NOTHING_THERE


@pytest.mark.parametrize("named", ["x" * 100_000, "x/" * 50_000, "\\u0000", "../" * 3_000 + "x"])
def test_a_place_of_the_keys_without_an_end_is_told(place: Place, named: str) -> None:
    (place.folder / places.DESK_FILE).write_text(f'keys = "{named}"')
    with pytest.raises(NotADesk):
        _entrance(place).unlock(OFFICER.name, OFFICER.password)


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file", tmp_path / "file" / "desk"):
        with pytest.raises(NotADesk, match="no_place"):
            make_private_folder(folder)
    with pytest.raises(FolderTaken):
        check_free(Target(tmp_path / "file", tmp_path / "keys"))


@pytest.mark.posix(why="Wine says of a name that is too long that nothing has it")
def test_a_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotADesk, match="no_place"), told():
        (tmp_path / ("x" * 5_000)).touch()


def test_a_place_that_no_system_has_is_told_by_whatever_writes_there(tmp_path: Path) -> None:
    """A name too long, a file, a circle of links in the way: a known error, and nothing left."""
    (tmp_path / "file").touch()
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    before = sorted(tmp_path.iterdir())
    below = [tmp_path / ("x" * 300), tmp_path / "file", tmp_path / "circle", tmp_path / "not there"]
    writers: list[Callable[[Path], object]] = [
        lambda path: WorkbookSheets().write_pages(b"pages", path),
        lambda path: LocalPacks(tmp_path, tmp_path).write(path, [PackFile("a", b"a")]),
        lambda path: WorkbookSheets().doubts(path),
        lambda path: LocalPacks(tmp_path, tmp_path).doubts(path),
    ]
    for write in writers:
        for path in [each / "in" for each in below]:
            with pytest.raises(KnownError):
                write(path)
    for write in writers[:2]:
        with pytest.raises(KnownError):
            write(below[0])
    for path in [*below[:2], below[0] / "in"]:
        with pytest.raises(KnownError), folder_for(path):
            pytest.fail("a folder that nobody can make")
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.posix(why="Wine lays a folder over such a link, whose name is taken on NTFS")
def test_no_folder_is_made_where_a_link_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    with pytest.raises(KnownError), folder_for(tmp_path / "circle"):
        pytest.fail("a folder that nobody can make")
    assert (tmp_path / "circle").is_symlink()


def test_a_pack_whose_name_the_system_does_not_find_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows says so of a name that is too long for it."""
    files = Mock(wraps=here().files)
    files.move.side_effect = FileNotFoundError
    monkeypatch.setattr("desk_app.store.evidence.here", lambda: Mock(files=files))
    with pytest.raises(NotADesk) as refused:
        LocalPacks(tmp_path, tmp_path).write(tmp_path / "pack", [PackFile("a", b"a")])
    assert (refused.value.code, [*tmp_path.iterdir()]) == ("no_place", [])


def test_what_a_killed_restore_left_goes_with_the_next_start(place: Place) -> None:
    aside = place.database.with_name(NAME + PART)
    left = [aside, *(aside.with_name(aside.name + side) for side in SIDE_FILES)]
    for path in left:
        path.write_bytes(b"left half made")
    assert steps.sweep(place.folder, place.keys) == len(left)
    assert not any(path.exists() for path in left)
    for path in left[1:]:
        path.write_bytes(b"left half made")
    _entrance(place).unlock(OFFICER.name, OFFICER.password).ports.store.close()
    assert not any(path.exists() for path in left)


@pytest.fixture
def backed_up(place: Place, tmp_path: Path) -> Path:
    """A folder with three backups by name, one of them another desk's, and the list of two."""
    folder = tmp_path / "backups"
    folder.mkdir()
    places.name_backup_folder(place.folder, folder)
    own = chain.read(place.keys)
    assert own is not None
    for database, sequence in ((own.database, 3), (own.database, 12), ("0" * 32, 5)):
        path = folder / f"backup-{database}-2026Q4-1-{sequence}.tar.age"
        path.write_bytes(bytes(sequence))
    found = local._found_again(place.keys, folder)
    backup_list.write(place.keys, found, *_signer(place))
    return folder


def _signer(place: Place) -> tuple[UserId, UserSeal]:
    unlocked = unlock(place.keys, OFFICER.name, OFFICER.password)
    return unlocked.user.id, unlocked.seal


def test_one_flipped_bit_in_the_list_of_backups_is_told_and_the_list_made_anew(
    place: Place, backed_up: Path
) -> None:
    path = place.keys / backup_list.NAME
    whole = bytearray(path.read_bytes())
    for at in range(0, len(whole), 7):
        flipped = bytearray(whole)
        flipped[at] ^= 1 << at % 8
        path.write_bytes(flipped)
        with pytest.raises(DamageFound, match="backup_list_damaged"):
            backup_list.read(place.keys)
        assert [each.sequence for each in local.known(place.keys, backed_up)] == [3, 12]
    path.write_bytes(b"{")
    desk = _entrance(place).unlock(OFFICER.name, OFFICER.password)
    desk.ports.store.close()
    (told_,) = desk.at_arrival
    assert (told_.code, dict(told_.facts)) == ("backup_list_damaged", {"found": 2})
    assert [each.sequence for each in desk.ports.backups.all()] == [3, 12]
    assert all(each.known_by_name for each in backup_list.read(place.keys))
    desk = _entrance(place).unlock(OFFICER.name, OFFICER.password)
    desk.ports.store.close()
    assert desk.at_arrival == ()


@pytest.mark.parametrize("name", COPIES)
@pytest.mark.parametrize("content", [None, b"", b"{"])
def test_a_copy_of_the_keys_that_is_lost_is_made_anew_and_told_once(
    place: Place, name: str, content: bytes | None
) -> None:
    whole = (place.keys / name).read_bytes()
    if content is None:
        (place.keys / name).unlink()
    else:
        (place.keys / name).write_bytes(content)
    for codes in (["key_copy_mended"], []):
        desk = _entrance(place).unlock(OFFICER.name, OFFICER.password)
        desk.ports.store.close()
        assert [each.code for each in desk.at_arrival] == codes
    assert (place.keys / name).read_bytes() == whole


def test_a_damaged_list_is_told_until_its_folder_is_there_again(
    place: Place, backed_up: Path
) -> None:
    (place.keys / backup_list.NAME).write_bytes(json.dumps({"backups": []}).encode())
    away = backed_up.rename(backed_up.with_name("away"))
    assert local.known(place.keys, backed_up) == ()
    for there, found in ((False, 0), (True, 2)):
        if there:
            away.rename(backed_up)
        damage = local.mend(place.keys, backed_up, *_signer(place))
        assert damage is not None
        assert damage.facts == {"found": found}
    assert local.mend(place.keys, backed_up, *_signer(place)) is None


def test_a_list_that_was_never_written_is_no_damage(place: Place, tmp_path: Path) -> None:
    assert backup_list.read(place.keys) == ()
    assert local.mend(place.keys, tmp_path, *_signer(place)) is None


# A file that anybody can write who reaches the folder of the keys: its checksum is right, and a
# value in it is of another kind.


KINDS: tuple[object, ...] = (None, True, -1, 2**70, 1.5, "x", "", "\ud800", [], {}, ["x"], {"x": 1})
INSIDE = {chain.NAME: "anchor", chain.NEXT: "anchor"} | dict.fromkeys(COPIES, "keys")
"""What the checksum of a file is made over, where that is not the whole of it."""


def _places(said: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield where each value stands in what a file says, the whole first."""
    yield path
    named = list(said.items()) if isinstance(said, dict) else []
    named += list(enumerate(said)) if isinstance(said, list) else []
    for name, value in named:
        yield from _places(value, (*path, name))


def _changed(said: Any, path: tuple[str | int, ...], value: object) -> Any:  # noqa: ANN401  JSON
    if not path:
        return value
    made = copy.deepcopy(said)
    at = made
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    return made


def _with_checksum(name: str, said: Any) -> Any:  # noqa: ANN401  JSON
    """Return what a file holds that says this."""
    listed = name == disposal_list.NAME and isinstance(said, dict)
    canonical = json.dumps(
        said.get("disposals") if listed else said, sort_keys=True, separators=(",", ":")
    )
    checksum = {"checksum": hashlib.sha256(canonical.encode()).hexdigest()}
    if name in INSIDE:
        return {INSIDE[name]: said, **checksum}
    if name in {tries.NAME, steps.NAME}:
        return said
    return {**said, **checksum} if isinstance(said, dict) else said


def _said(name: str, content: bytes) -> Any:  # noqa: ANN401  JSON
    whole = json.loads(content)
    if name in INSIDE:
        return whole[INSIDE[name]]
    return {each: value for each, value in whole.items() if each != "checksum"}


@pytest.fixture
def worked(place: Place, backed_up: Path) -> Place:
    """A desk with every file that may lie beside its keys."""
    assert backed_up.is_dir()
    officer, second = (
        unlock(place.keys, each.name, each.password) for each in (OFFICER, SUPERVISOR)
    )
    list_disposed(place, ("a" * 32, "b" * 32), signers=(officer, second))
    entrance = _entrance(place)
    with suppress(KnownError):
        entrance.unlock(OFFICER.name, "no such password")
    entrance.unlock(OFFICER.name, OFFICER.password).ports.store.close()
    shutil.copyfile(place.keys / chain.NAME, place.keys / chain.NEXT)
    return place


@pytest.mark.parametrize("name", [each for each in OF_KEYS if each != COPIES[1]])
def test_a_value_of_another_kind_under_a_right_checksum_is_told(worked: Place, name: str) -> None:
    """Nobody needs a password to write it: whatever it is, the start ends with a known error."""
    files = [each for each in worked.keys.iterdir() if each.is_file()]
    before = {each: each.read_bytes() for each in (*files, worked.database)}
    said = _said(name, (worked.keys / name).read_bytes())
    tried = [(path, kind) for path in _places(said) for kind in KINDS]
    some = Random(name).sample(tried, min(len(tried), MOST_TRIED))  # noqa: S311  to be repeated
    for path, kind in some:
        content = json.dumps(_with_checksum(name, _changed(said, path, kind))).encode()
        for copy_ in COPIES if name in COPIES else (name,):
            (worked.keys / copy_).write_bytes(content)
        with suppress(KnownError):
            _entrance(worked).unlock(OFFICER.name, OFFICER.password).ports.store.close()
        for each, kept in before.items():
            each.write_bytes(kept)
    assert len(some) >= LEAST_TRIED
    _entrance(worked).unlock(OFFICER.name, OFFICER.password).ports.store.close()
