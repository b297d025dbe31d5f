# SPDX-License-Identifier: MIT
"""Restoring: over a desk that may be past opening, into an empty folder; killed or without room."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from unittest.mock import Mock

import pytest

from desk_app.desk.errors import (
    AlreadyOpen,
    BadInput,
    Cancelled,
    DamageFound,
    DiskFull,
    FolderTaken,
    KnownError,
    NotADesk,
    NotAllowed,
    NotFound,
    SavesMissing,
    WrongPassword,
)
from desk_app.desk.keys.sheet_key import to_groups
from desk_app.desk.rows import Filter, ListOrder
from desk_app.records.base import UserId
from desk_app.records.books.journal import Action
from desk_app.records.desk.people import ROSTER_VALUE, RosterAct, User
from desk_app.records.desk.safekeeping import Backup, Restored
from desk_app.records.registers import ProvisionEntry, ProvisionKind
from desk_app.store.backup import restoring
from desk_app.store.backup.restoring import (
    BackupSource,
    Founder,
    Target,
    restore_into,
    restore_over,
)
from desk_app.store.database import SqlStore
from desk_app.store.disk import desk_file, places
from desk_app.store.disk.machine import SeededChance, SystemChance
from desk_app.store.disposal import disposal_list
from desk_app.store.journal import chain
from desk_app.store.opening import NAME, NewDesk, open_store
from desk_app.store.schema.engine import make_engine
from desk_app.store.startup import restored
from desk_app.store.startup.threshold import look_at_folder
from desk_app.store.vault.keyring import NewUser, unlock
from desk_app.store.vault.slots import SAMPLE_COST
from tests.fakes.copies import MADE_AT, MARKER, TOKEN, Safe, another_safe_in, copy_of, safe_in
from tests.fakes.making import DAY
from tests.fakes.real_store import OFFICER, SUPERVISOR, Place
from tests.store.keys_at import list_disposed, listed_names
from tests.workbench.desks import small_files

NEW_PASSWORD = "eleven grey herons"  # noqa: S105 of nobody


class Stopped(BaseException):
    """The process ends here, as by a kill: nothing that follows is done."""


def backup_of(safe: Safe) -> Backup:
    """A backup, and one save after it."""
    made = safe.written()
    safe.log("R8-0002", "後から 来た人")
    return made


@pytest.fixture(scope="module")
def backed_up(tmp_path_factory: pytest.TempPathFactory) -> tuple[Safe, Backup]:
    safe = safe_in(tmp_path_factory.mktemp("desk"))
    return safe, backup_of(safe)


@pytest.fixture
def safe(backed_up: tuple[Safe, Backup], tmp_path: Path) -> Safe:
    return copy_of(backed_up[0], tmp_path)


@pytest.fixture
def made(backed_up: tuple[Safe, Backup]) -> Backup:
    return backed_up[1]


def over(safe: Safe, made: Backup, **more: object) -> Restored:
    target = Target(safe.place.folder, safe.place.keys)
    source = safe.source(made)
    unlocked = safe.place.unlock()
    return restore_over(source, target, unlocked, MADE_AT, SystemChance(), **more)  # type: ignore[arg-type]


def numbers(store: SqlStore) -> list[str]:
    with store.reading() as books:
        files = [books.files.get(id_) for id_ in books.files.open_ids()]
    store.close()
    return [file.application.receipt_number for file in files]


def damage(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(5000)
        file.write(os.urandom(20_000))


def test_a_backup_takes_the_place_of_the_desk(safe: Safe, made: Backup) -> None:
    old_key = safe.place.unlock().data_key
    restored = over(safe, made)
    assert (restored.sequence, restored.head) == (made.sequence, made.head)
    assert restored.database != restored.from_database == made.database
    assert safe.place.unlock().data_keys != (old_key,)
    assert len(safe.place.unlock().data_keys) == 1
    store = safe.place.open()
    with store.reading() as books:
        last = books.journal.entries()[-1]
        assert (last.action, last.actor) == (Action.DESK_RESTORED, OFFICER.id)
        assert last.sequence == made.sequence + 1
        assert books.settings.value("database") == restored.database
    found = store.queries.window(Filter(text=MARKER[:2]), ListOrder(), DAY)
    assert found.count == 1
    assert numbers(store) == ["R8-0001"]
    safe.log("R8-0003")
    assert numbers(safe.place.open()) == ["R8-0001", "R8-0003"]


def kept_key(safe: Safe, kept: Path) -> bytes:
    """The key of a kept file, as the sheet in the safe opens what lies beside it."""
    key = safe.folder / "key.txt"
    key.write_text(safe.identity.secret)
    wrapped = kept.with_name(kept.name + ".key.age")
    said = subprocess.run(["age", "-d", "-i", key, wrapped], capture_output=True, check=True)
    return bytes.fromhex(said.stdout.decode())


def test_the_file_before_is_kept_and_the_sheet_opens_it(safe: Safe, made: Backup) -> None:
    old_key = safe.place.unlock().data_key
    kept = safe.place.folder / over(safe, made).kept
    assert kept.name == "desk.db.kept-1"
    assert kept_key(safe, kept) == old_key


@pytest.mark.parametrize("what", ["damaged", "cut", "gone", "log"])
def test_it_works_where_the_desk_does_not_open(safe: Safe, made: Backup, what: str) -> None:
    database = safe.place.database
    match what:
        case "damaged":
            damage(database)
        case "cut":
            os.truncate(database, 0)
        case "gone":
            database.unlink()
        case _:
            damage(database)
            database.with_name(NAME + "-wal").write_bytes(os.urandom(9000))
    with pytest.raises(KnownError):
        safe.place.open()
    over(safe, made)
    assert numbers(safe.place.open()) == ["R8-0001"]


def test_an_open_desk_is_not_restored_over(safe: Safe, made: Backup) -> None:
    store = safe.place.open()
    with pytest.raises(AlreadyOpen):
        over(safe, made)
    assert numbers(store) == ["R8-0001", "R8-0002"]


def test_what_was_disposed_of_does_not_come_back(safe: Safe, made: Backup) -> None:
    list_disposed(safe.place, [TOKEN, "0" * 32])
    over(safe, made)
    store = safe.place.open()
    assert numbers(store) == []
    assert MARKER.encode() not in safe.place.database.read_bytes()


def test_a_record_of_provision_that_was_disposed_of_does_not_come_back(safe: Safe) -> None:
    row = ProvisionEntry(0, ProvisionKind.PROVIDED, DAY, "甲社", person=MARKER, token="e" * 32)
    store = safe.place.open()
    with store.writing(OFFICER.id, MADE_AT) as books:
        books.registers.keep_provision(row)
        books.journal.note(Action.REGISTER_ENTERED, None)
        books.commit()
    store.close()
    made = safe.written()
    list_disposed(safe.place, [row.token])
    over(safe, made)
    store = safe.place.open()
    with store.reading() as books:
        assert books.registers.provisions() == ()
    store.close()


def test_without_its_disposal_list_nothing_is_restored(safe: Safe, made: Backup) -> None:
    damaged = safe.place.keys / disposal_list.NAME
    damaged.write_text("{}")
    with pytest.raises(DamageFound, match="disposal_list_damaged"):
        over(safe, made)
    damaged.unlink()
    assert numbers(safe.place.open()) == ["R8-0001", "R8-0002"]


def test_the_key_in_groups_does_as_well(safe: Safe, made: Backup) -> None:
    groups = " ".join(to_groups(safe.identity.secret))
    target = Target(safe.place.folder, safe.place.keys)
    source = BackupSource(safe.file_of(made), groups)
    restore_over(source, target, safe.place.unlock(), MADE_AT, SeededChance("restore"))
    assert numbers(safe.place.open()) == ["R8-0001"]


OLD, NEW = ["R8-0001", "R8-0002"], ["R8-0001"]

STEPS = [
    (restoring, "rebuild", "before", OLD),
    (restoring, "rebuild", "after", OLD),
    (chain, "write_next", "before", OLD),
    (chain, "write_next", "after", OLD),
    (restoring, "wrapped_for_all", "before", OLD),
    (restoring, "take_place", "before", NEW),
    (restored, "_leave_key", "before", NEW),
    (restored, "_leave_key", "after", NEW),
    (desk_file, "_link", "after", NEW),
    (restored, "put_in_place", "after", NEW),
    (restoring, "take_place", "after", NEW),
    (chain, "take_next", "after", NEW),
]


at_each_step = pytest.mark.parametrize(
    ("where", "there"),
    [(step[:3], step[3]) for step in STEPS],
    ids=[f"{after} {step}" for _, step, after, _ in STEPS],
)


@contextmanager
def fails_at(
    patch: pytest.MonkeyPatch, where: tuple[ModuleType, str, str], with_: BaseException
) -> Iterator[None]:
    """Have a step fail before it is done, or after."""
    module, step, after = where
    real: Callable[..., object] = getattr(module, step)

    def failing(*words: object) -> object:
        if after == "after":
            real(*words)
        raise with_

    with patch.context() as patched:
        patched.setattr(module, step, failing)
        yield


def stopped_at(
    safe: Safe, made: Backup, patch: pytest.MonkeyPatch, where: tuple[ModuleType, str, str]
) -> None:
    with patch.context() as patched, fails_at(patched, where, Stopped()):
        # What a killed process would have tidied up, it did not.
        patched.setattr(restoring, "remove", lambda _path: None)
        with pytest.raises(Stopped):
            over(safe, made)


def is_what_its_roster_says(safe: Safe, there: list[str]) -> None:
    roster = safe.place.unlock().roster
    assert roster is not None
    assert (roster.statements[-1].act is RosterAct.RESTORED) is (there is NEW)
    assert numbers(safe.place.open()) == there


@at_each_step
def test_stopped_anywhere_the_desk_is_what_its_roster_says(
    safe: Safe,
    made: Backup,
    monkeypatch: pytest.MonkeyPatch,
    where: tuple[ModuleType, str, str],
    there: list[str],
) -> None:
    """Until the roster says "restored" the old desk is there, from then on the new one."""
    old_key = safe.place.unlock().data_key
    stopped_at(safe, made, monkeypatch, where)
    is_what_its_roster_says(safe, there)
    if there is NEW:
        kept = safe.place.folder / "desk.db.kept-1"
        assert kept_key(safe, kept) == old_key
    over(safe, made)
    assert numbers(safe.place.open()) == NEW
    assert [path for path in safe.place.folder.iterdir() if ".part" in path.name] == []


@at_each_step
def test_a_disk_that_is_full_anywhere_leaves_the_desk_that_its_roster_says(
    safe: Safe,
    made: Backup,
    monkeypatch: pytest.MonkeyPatch,
    where: tuple[ModuleType, str, str],
    there: list[str],
) -> None:
    """What was signed is not swept away with what failed: the next start finishes it."""
    told = "restore_unfinished" if there is NEW else "desk_not_written"
    with fails_at(monkeypatch, where, DiskFull("disk_full")), pytest.raises(DiskFull, match=told):
        over(safe, made)
    is_what_its_roster_says(safe, there)
    assert [path for path in safe.place.folder.iterdir() if ".part" in path.name] == []


def test_a_start_that_cannot_finish_a_restore_says_so(
    safe: Safe, made: Backup, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped_at(safe, made, monkeypatch, (restoring, "take_place", "before"))
    full = (restored, "put_in_place", "before")
    with (
        fails_at(monkeypatch, full, DiskFull("disk_full")),
        pytest.raises(DiskFull, match="restore_unfinished"),
    ):
        safe.place.open()
    assert numbers(safe.place.open()) == NEW


@pytest.mark.parametrize("instead", ["other bytes", "the desk's own file", "nothing"])
def test_what_lies_aside_and_is_not_the_restored_file_takes_no_place(
    safe: Safe, made: Backup, monkeypatch: pytest.MonkeyPatch, instead: str
) -> None:
    stopped_at(safe, made, monkeypatch, (restoring, "take_place", "before"))
    aside = restored.aside_of(safe.place.database)
    match instead:
        case "other bytes":
            aside.write_bytes(os.urandom(40_000))
        case "nothing":
            aside.unlink()
        case _:
            shutil.copyfile(safe.place.database, aside)
    assert numbers(safe.place.open()) == OLD
    assert not aside.exists()


@pytest.mark.parametrize("entered", ["x", "", f"1 {'0' * 64} {'0' * 64} 1"])
def test_a_file_with_the_new_key_that_no_restore_made_takes_no_place(
    safe: Safe, made: Backup, monkeypatch: pytest.MonkeyPatch, entered: str
) -> None:
    """Its rows have entered another act of the roster than the last."""
    stopped_at(safe, made, monkeypatch, (restoring, "take_place", "before"))
    aside = restored.aside_of(safe.place.database)
    engine = make_engine(aside, safe.place.unlock().data_keys[-1])
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE settings SET value = ? WHERE name = ?", (entered, ROSTER_VALUE)
        )
    engine.dispose()
    assert numbers(safe.place.open()) == OLD


@pytest.mark.posix(why="the size of files is limited, as on a disk that is nearly full")
@pytest.mark.parametrize("room", [0, 2_000, 150_000])
def test_a_full_disk_leaves_the_old_desk(safe: Safe, made: Backup, room: int) -> None:
    with small_files(room), pytest.raises(DiskFull, match="desk_not_written"):
        over(safe, made)
    assert numbers(safe.place.open()) == ["R8-0001", "R8-0002"]


class Impatient:
    """A progress that cancels once half is done."""

    cancelled = False

    def report(self, done: int, total: int) -> None:
        self.cancelled = done * 2 >= total


def test_who_cancels_keeps_the_old_desk(safe: Safe, made: Backup) -> None:
    with pytest.raises(Cancelled):
        over(safe, made, progress=Impatient())
    assert numbers(safe.place.open()) == ["R8-0001", "R8-0002"]


def chosen(of: NewUser = OFFICER) -> Callable[[tuple[User, ...], str], NewUser]:
    return lambda users, _root: next(
        NewUser(user.id, user.name, user.roles, NEW_PASSWORD) for user in users if user.id == of.id
    )


def into(safe: Safe, made: Backup, folder: Path, founder: Founder | None = None) -> Place:
    target = Target(folder / "new", folder / "new-keys")
    founder = founder or Founder(chosen(), safe.place.keys, SAMPLE_COST)
    restore_into(safe.source(made), target, founder, MADE_AT, SeededChance("into"))
    return Place(target.folder, target.keys)


def opened(place: Place) -> SqlStore:
    return open_store(place.folder, place.keys, unlock(place.keys, OFFICER.name, NEW_PASSWORD))


def test_into_an_empty_folder_with_keys_of_its_own(
    safe: Safe, made: Backup, tmp_path: Path
) -> None:
    place = into(safe, made, tmp_path)
    store = opened(place)
    with store.reading() as books:
        assert [user.name for user in books.people.all()] == [OFFICER.name, SUPERVISOR.name]
    assert numbers(store) == ["R8-0001"]
    assert numbers(safe.place.open()) == ["R8-0001", "R8-0002"]


def test_the_disposal_list_goes_along(safe: Safe, made: Backup, tmp_path: Path) -> None:
    list_disposed(safe.place, [TOKEN])
    place = into(safe, made, tmp_path)
    assert numbers(opened(place)) == []
    assert listed_names(place.keys) == {TOKEN}


def _no_officer(users: tuple[User, ...], root: str) -> NewUser:
    return replace(chosen()(users, root), id=UserId("nobody"))


@pytest.mark.parametrize(
    ("founder", "kind"),
    [
        (Founder(chosen(SUPERVISOR), None, SAMPLE_COST), NotAllowed),
        (Founder(_no_officer, None, SAMPLE_COST), NotFound),
        (
            Founder(lambda users, _: replace(chosen()(users, _), password="x"), None, SAMPLE_COST),  # noqa: S106  too short
            BadInput,
        ),
    ],
)
def test_who_may_not_found_a_desk_leaves_nothing(
    safe: Safe, made: Backup, tmp_path: Path, founder: Founder, kind: type[KnownError]
) -> None:
    with pytest.raises(kind):
        into(safe, made, tmp_path, founder)
    assert not (tmp_path / "new").exists()
    assert not (tmp_path / "new-keys").exists()


def test_without_room_to_name_its_keys_nothing_is_left(
    safe: Safe, made: Backup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = Mock(side_effect=DiskFull)
    with monkeypatch.context() as patched:
        patched.setattr("desk_app.store.disk.places.replace_file", full)
        with pytest.raises(DiskFull, match="desk_not_written"):
            into(safe, made, tmp_path)
    assert not (tmp_path / "new").exists()
    assert not (tmp_path / "new-keys").exists()
    place = into(safe, made, tmp_path)
    assert places.key_folder(place.folder) == place.keys


def test_cut_off_on_the_way_into_a_folder_it_is_restored_again(
    safe: Safe, made: Backup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped = Mock(side_effect=Stopped)
    with monkeypatch.context() as patch:
        patch.setattr(chain, "write", stopped)
        patch.setattr(NewDesk, "undo", NewDesk.let_go)
        with pytest.raises(Stopped):
            into(safe, made, tmp_path)
    assert (tmp_path / "new-keys" / "founding.part" / "keys.json").exists()
    with pytest.raises(NotADesk, match="founding_cut_off"):
        look_at_folder(tmp_path / "new")
    place = into(safe, made, tmp_path)
    assert numbers(opened(place)) == ["R8-0001"]
    assert not [path for path in tmp_path.rglob("*.part") if path.parent.name.startswith("new")]


def test_a_folder_with_something_in_it_is_not_touched(
    safe: Safe, made: Backup, tmp_path: Path
) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "mine").touch()
    with pytest.raises(FolderTaken):
        into(safe, made, tmp_path)
    assert (tmp_path / "new" / "mine").exists()


def test_another_key_or_none_restores_nothing(safe: Safe, made: Backup) -> None:
    target = Target(safe.place.folder, safe.place.keys)
    other = "AGE-SECRET-KEY-1" + "Q" * 58
    for key, kind in (("", BadInput), ("no key", BadInput), (other, BadInput)):
        with pytest.raises(kind):
            restore_over(
                BackupSource(safe.file_of(made), key),
                target,
                safe.place.unlock(),
                MADE_AT,
                SeededChance("x"),
            )
    stranger = another_safe_in(safe.folder / "other")
    with pytest.raises(WrongPassword, match="sheet_key_refused"):
        over(replace(safe, identity=stranger.identity), made)


def test_an_older_desk_file_put_back_is_still_told(safe: Safe, made: Backup) -> None:
    """The anchor of the restored desk guards it like any other."""
    over(safe, made)
    before = safe.place.database.read_bytes()
    safe.log("R8-0003")
    safe.place.database.write_bytes(before)
    with pytest.raises(SavesMissing):
        safe.place.open()
