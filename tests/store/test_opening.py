# SPDX-License-Identifier: MIT
"""The gate: a desk opens whole or not at all, and each stop has its code.

T8 (cut files), T9 (flipped pages), T10 (an older file), T11 (one instance), T32 (versions, cipher).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from unittest.mock import Mock

import pytest

from desk_app.desk.errors import (
    AlreadyOpen,
    DamageFound,
    DiskFull,
    FolderTaken,
    KnownError,
    NotADesk,
    SavesMissing,
    VersionRefused,
    WrongPassword,
)
from desk_app.records.books.journal import Action
from desk_app.records.desk.profile import DeskProfile
from desk_app.store.disk.desk_file import BEFORE, OLDEST_SCHEMA, SCHEMA_VERSION, check_first_bytes
from desk_app.store.journal import chain
from desk_app.store.opening import Founding, found_store, open_store
from desk_app.store.schema import engine
from desk_app.store.schema import engine as schema
from desk_app.store.schema.connecting import check_versions
from desk_app.store.startup import steps as pages
from desk_app.store.startup.threshold import look_at_folder
from desk_app.store.vault.keyring import unlock
from tests.fakes.making import CLERK, NOW, logged, person
from tests.fakes.real_store import FOUNDED_AT, OFFICER, Place, found_at, place_in
from tests.store.desk_left import log

PAGE = 4096


def refused(place: Place) -> KnownError:
    with pytest.raises(KnownError) as caught:
        place.open()
    return caught.value


def test_a_new_desk_has_its_profile_people_and_first_entry(tmp_path: Path) -> None:
    store = found_at(place_in(tmp_path))
    with store.reading() as books:
        assert [user.name for user in books.people.all()] == ["石川 秀樹", "山本 美咲"]
        assert books.settings.profile().sample
        assert books.settings.value("rulebook_version") == "1"
        (entry,) = books.journal.entries()
    store.close()
    assert (entry.action, entry.actor, entry.at) == (Action.DESK_FOUNDED, OFFICER.id, FOUNDED_AT)


def test_what_was_saved_is_there_after_opening_again(place: Place) -> None:
    log(place, "R8-0001")
    store = place.open()
    with store.reading() as books:
        assert books.files.by_number("R8-0001") == 1
    store.close()


def test_founding_twice_is_refused_and_changes_nothing(place: Place) -> None:
    before = place.database.read_bytes()
    founding = Founding(profile=_profile(place), users=(), at=FOUNDED_AT)
    with pytest.raises(FolderTaken):
        found_store(place.folder, place.keys, place.unlock(), founding)
    assert place.database.read_bytes() == before


def test_a_founding_that_fails_leaves_no_file(place: Place) -> None:
    founding = Founding(_profile(place), (), FOUNDED_AT, {"value": 7j})  # type: ignore[dict-item]
    new = replace(place, folder=place.folder.with_name("second"))
    with pytest.raises(Exception):  # noqa: B017, PT011
        found_store(new.folder, new.keys, place.unlock(), founding)
    assert [path.name for path in new.folder.iterdir()] in ([], ["desk.lock"])
    look_at_folder(place.folder)


def test_one_instance_holds_the_desk(place: Place) -> None:
    store = place.open()
    assert refused(place).code == AlreadyOpen.code
    with pytest.raises(AlreadyOpen):
        look_at_folder(place.folder)
    store.close()
    look_at_folder(place.folder)
    place.open().close()


def test_a_closed_store_gives_nothing_and_keeps_no_key(place: Place) -> None:
    store = place.open()
    queries = store.queries
    store.close()
    store.close()
    with pytest.raises(RuntimeError, match="closed"):
        queries.counts(FOUNDED_AT.date())
    with pytest.raises(RuntimeError, match="closed"), store.reading():
        pass
    assert not any(hasattr(store, name) for name in ("_engine", "_reading_engine"))


def test_a_refusal_frees_the_lock(place: Place) -> None:
    content = place.database.read_bytes()
    place.database.write_bytes(b"")
    refused(place)
    place.database.write_bytes(content)
    place.open().close()


def test_a_wrong_password_opens_nothing(place: Place) -> None:
    with pytest.raises(WrongPassword):
        unlock(place.keys, OFFICER.id, "not the password at all")


def test_another_desks_key_opens_nothing(place: Place) -> None:
    other = replace(place.unlock(), data_key=bytes(32))
    with pytest.raises(DamageFound) as caught:
        open_store(place.folder, place.keys, other)
    assert caught.value.code == "database_unreadable"


def _missing(path: Path) -> None:
    path.unlink()


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _one_page(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:PAGE])


def _half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // PAGE // 2 * PAGE])


def _less_than_a_page(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100])


def _plain(path: Path) -> None:
    path.unlink()
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE people(name)")
    other.execute("INSERT INTO people VALUES ('x')")
    other.commit()
    other.close()


def _noise(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 64)


def _flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("harm", "kind", "code"),
    [
        (_missing, NotADesk, "no_database"),
        (_plain, NotADesk, "database_plaintext"),
        (_empty, DamageFound, "database_cut"),
        (_less_than_a_page, DamageFound, "database_cut"),
        (_one_page, DamageFound, "database_damaged"),
        (_half, DamageFound, "database_damaged"),
        (_noise, DamageFound, "database_unreadable"),
        (_flipped, DamageFound, "database_damaged"),
    ],
)
def test_a_file_that_is_not_a_whole_desk(
    place: Place, harm: Callable[[Path], None], kind: type[KnownError], code: str
) -> None:
    harm(place.database)
    error = refused(place)
    assert (type(error), error.code) == (kind, code)


def test_a_flipped_page_is_found_wherever_it_lies(place: Place) -> None:
    """GOAL-5 flips bits of every file by the thousand."""
    whole = place.database.read_bytes()
    pages = len(whole) // PAGE
    looked_at = [*range(0, pages - 1, 12), pages - 1]
    assert len(looked_at) > 10
    for page in looked_at:
        content = bytearray(whole)
        content[page * PAGE + 100] ^= 1
        place.database.write_bytes(content)
        assert isinstance(refused(place), DamageFound), page
    place.database.write_bytes(whole)
    place.open().close()


def test_no_folder_is_no_desk(tmp_path: Path, place: Place) -> None:
    with pytest.raises(NotADesk):
        open_store(tmp_path / "nowhere", place.keys, place.unlock())
    assert not (tmp_path / "nowhere").exists()
    with pytest.raises(NotADesk):
        look_at_folder(tmp_path / "nowhere")


def test_another_programs_encrypted_file(place: Place, tmp_path: Path) -> None:
    unlocked = place.unlock()
    place.database.unlink()
    other = engine.make_engine(place.database, unlocked.data_key, new=True)
    with other.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE people(name)")
    other.dispose()
    assert refused(place).code == "database_not_ours"


@pytest.mark.parametrize(
    ("found", "code", "known"),
    [
        (999, "schema_too_new", SCHEMA_VERSION),
        (OLDEST_SCHEMA - 1, "schema_too_old", OLDEST_SCHEMA),
        (0, "schema_too_old", OLDEST_SCHEMA),
    ],
)
def test_a_file_of_a_program_too_new_or_too_old(
    place: Place, found: int, code: str, known: int
) -> None:
    of_version(place, found)
    before = place.database.read_bytes()
    error = refused(place)
    assert isinstance(error, VersionRefused)
    assert (error.code, error.facts) == (code, {"found": found, "known": known})
    assert place.database.read_bytes() == before
    assert not list(place.folder.glob(f"*{BEFORE}*"))


def of_version(place: Place, version: int) -> None:
    """Let the header say which schema the file has."""
    other = engine.make_engine(place.database, place.unlock().data_key)
    with other.begin() as connection:
        connection.exec_driver_sql(f"PRAGMA user_version = {version}")
    other.dispose()


@pytest.mark.parametrize(
    ("sqlite", "cipher", "code"),
    [
        ((3, 51, 2), "4.19.0", "sqlite_too_old"),
        ((3, 7, 0), "4.19.0", "sqlite_too_old"),
        ((3, 53, 4), "", "driver_does_not_encrypt"),
    ],
)
def test_drivers_that_are_not_taken(sqlite: tuple[int, int, int], cipher: str, code: str) -> None:
    with pytest.raises(VersionRefused) as caught:
        check_versions(sqlite, cipher)
    assert caught.value.code == code
    check_versions((3, 51, 3), "4.19.0")


def test_a_file_of_an_older_schema_is_brought_to_the_newest(place: Place) -> None:
    of_version(place, OLDEST_SCHEMA)
    log(place, "R8-0001")
    other = engine.make_engine(place.database, place.unlock().data_key)
    with other.connect() as connection:
        assert not schema.is_behind(connection)
    other.dispose()


def test_of_a_large_file_the_last_entries_are_checked(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, 5):
        log(place, f"R8-000{number}")
    monkeypatch.setattr(pages, "WHOLE_CHECK_BYTES", 0)
    monkeypatch.setattr(pages, "LAST_ENTRIES", 2)
    place.open().close()
    other = place.raw()
    other.execute("DROP TRIGGER journal_no_update")
    other.execute("UPDATE journal SET actor = 'u-9' WHERE sequence = 2")
    place.open().close()
    other.execute("UPDATE journal SET actor = 'u-9' WHERE sequence = 4")
    other.close()
    error = refused(place)
    assert (error.code, error.facts) == ("journal_damaged", {"entry": 4})


def test_an_older_file_in_its_place_misses_saves(place: Place) -> None:
    older = place.database.read_bytes()
    log(place, "R8-0001")
    log(place, "R8-0002")
    place.database.write_bytes(older)
    error = refused(place)
    assert isinstance(error, SavesMissing)
    assert error.facts == {"missing": 2}


def test_a_database_ahead_of_its_anchor_opens_and_is_anchored(place: Place) -> None:
    older = (place.keys / chain.NAME).read_bytes()
    log(place, "R8-0001")
    (place.keys / chain.NAME).write_bytes(older)
    place.open().close()
    kept = chain.read(place.keys)
    assert kept is not None
    assert (kept.sequence, kept.count) == (2, 2)


def test_an_anchor_that_is_missing_or_anothers(place: Place, tmp_path: Path) -> None:
    path = place.keys / chain.NAME
    content = path.read_bytes()
    path.unlink()
    assert refused(place).code == "anchor_missing"
    kept = replace(_anchor(content, path), database="another")
    chain.write(place.keys, kept)
    assert refused(place).code == "anchor_of_another_desk"
    path.write_bytes(content[:-10])
    assert refused(place).code == "anchor_damaged"
    path.write_bytes(content)
    place.open().close()


def test_an_anchor_with_another_head(place: Place) -> None:
    path = place.keys / chain.NAME
    chain.write(place.keys, replace(_anchor(path.read_bytes(), path), head="00" * 32))
    assert refused(place).code == "journal_damaged"


def test_the_anchor_follows_each_commit_and_the_log_is_empty(place: Place) -> None:
    store = place.open()
    for number in range(2, 5):
        logged(store, person("山田"), f"R8-000{number}")
        kept = chain.read(place.keys)
        assert kept is not None
        with store.reading() as books:
            head = books.journal.entries()[-1]
        assert (kept.sequence, kept.head) == (number, head.hash)
        log_file = place.database.with_name(place.database.name + "-wal")
        assert log_file.stat().st_size == 0
    store.close()


def test_a_save_stands_where_the_anchor_finds_no_room(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = place.open()

    no_room = Mock(side_effect=DiskFull)
    with monkeypatch.context() as patch:
        patch.setattr(chain, "write", no_room)
        logged(store, person("山田"), "R8-0001")
        with pytest.raises(DiskFull), store.writing(CLERK, NOW):
            pass
    logged(store, person("山田"), "R8-0002")
    store.close()
    kept = chain.read(place.keys)
    assert kept is not None
    assert kept.sequence == 3
    place.open().close()


def test_first_bytes_are_looked_at_without_a_connection(place: Place) -> None:
    check_first_bytes(place.database)
    _plain(place.database)
    with pytest.raises(NotADesk):
        check_first_bytes(place.database)


def _anchor(content: bytes, path: Path) -> chain.Anchor:
    path.write_bytes(content)
    kept = chain.read(path.parent)
    assert kept is not None
    return kept


def _profile(place: Place) -> DeskProfile:
    store = place.open()
    with store.reading() as books:
        profile = books.settings.profile()
    store.close()
    return profile
