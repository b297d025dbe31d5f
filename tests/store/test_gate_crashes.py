# SPDX-License-Identifier: MIT
"""The gate after crashes and with old files: T3 (migration), T10 (lost saves), T31 (disposal)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from desk_app.desk.errors import (
    DamageFound,
    DiskFull,
    SavesMissing,
)
from desk_app.records.base import ApplicationId
from desk_app.records.disposal import DisposalItem, DisposalRecord, DisposalState
from desk_app.records.journal import Action
from desk_app.store import engine as schema
from desk_app.store.desk_file import OLDEST_SCHEMA, SCHEMA_VERSION
from desk_app.store.disposal import disposal_list
from desk_app.store.journal import chain
from tests.fakes.making import CLERK, NOW
from tests.fakes.real_store import Place, copy_to, place_in
from tests.store.gate_desk import (
    age,
    leave_a_log,
    log,
    log_and_list,
    log_two,
    numbers,
    opened,
    raw_of,
)
from tests.store.keys_at import list_disposed, listed_names


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return copy_to(place_in(tmp_path))


def test_one_save_ahead_is_a_crash_and_more_is_an_old_anchor(place: Place) -> None:
    path = place.keys / chain.NAME
    older = path.read_bytes()
    store = place.open()
    with store.writing(CLERK, NOW) as books:
        books.drafts.keep(CLERK, "intake", "typed")
        books.journal.note(Action.DAY_BEGUN)
        books.journal.note(Action.DAY_BEGUN)
        books.commit()
    store.close()
    path.write_bytes(older)
    store = place.open()
    assert store.passed is not None
    assert store.passed.ahead, "two entries of one save"
    with store.writing(CLERK, NOW + timedelta(minutes=1)) as books:
        books.journal.note(Action.DAY_BEGUN)
        books.commit()
    store.close()
    path.write_bytes(older)
    before = place.database.read_bytes()
    with pytest.raises(DamageFound) as caught:
        place.open()
    assert (caught.value.code, caught.value.facts) == ("anchor_too_old", {"ahead": 3})
    assert path.read_bytes() == older
    assert place.database.read_bytes() == before


def test_a_deleted_log_misses_its_saves(place: Place) -> None:
    """T10: neither SQLite nor SQLCipher can see it; the anchor does."""
    leave_a_log(place)
    for name in ("desk.db-wal", "desk.db-shm"):
        (place.folder / name).unlink()
    with pytest.raises(SavesMissing) as caught:
        place.open()
    assert caught.value.facts == {"missing": 1}


def test_before_a_migration_a_copy_is_taken_that_opens_with_the_same_key(place: Place) -> None:
    log(place, "R8-0001")
    age(place)
    store = opened(place)
    assert store.passed is not None
    assert store.passed.migrated
    store.close()
    copy = place.database.with_name(f"desk.db.before-v{SCHEMA_VERSION}")
    assert copy.stat().st_mode & 0o077 == 0
    raw = raw_of(place, copy)
    assert raw.execute("SELECT receipt_number FROM applications").fetchall() == [("R8-0001",)]
    assert raw.execute("PRAGMA user_version").fetchone() == (OLDEST_SCHEMA,)
    raw.close()


def test_a_migration_that_fails_leaves_the_old_schema(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    age(place)

    def fail(connection: object) -> None:
        connection.exec_driver_sql("CREATE TABLE half_made(x)")  # type: ignore[attr-defined]
        raise DiskFull

    with monkeypatch.context() as patch:
        patch.setattr(schema, "migrate", fail)
        with pytest.raises(DiskFull):
            opened(place)
    raw = raw_of(place, place.database)
    assert raw.execute("SELECT * FROM sqlite_schema WHERE name = 'half_made'").fetchall() == []
    raw.close()
    opened(place).close()


def test_what_was_disposed_of_and_is_put_back_goes_again(place: Place) -> None:
    """T31: an older file with the anchor of its time passes every other step."""
    token = log_and_list(place)
    assert token in listed_names(place.keys)
    store = opened(place)
    assert numbers(store) == ["R8-0002"]
    with store.reading() as books:
        assert books.journal.entries()[-1].action is Action.DISPOSED
    store.close()
    kept = chain.read(place.keys)
    assert kept is not None
    assert kept.sequence == 5
    store = opened(place)
    with store.reading() as books:
        assert len(books.journal.entries()) == 5
    store.close()


def test_a_disposal_under_way_is_left_to_its_verb(place: Place) -> None:
    token = log_two(place)
    item = DisposalItem(ApplicationId(1), token, "R8-0001", NOW.date(), NOW.date(), 0)
    record = DisposalRecord(0, "R8-D1", DisposalState.SIGNED, (item,), CLERK, NOW)
    store = opened(place)
    with store.writing(CLERK, NOW) as books:
        books.disposals.add(record)
        books.journal.note(Action.DISPOSAL_SIGNED)
        books.commit()
    store.close()
    list_disposed(place, [token], "R8-D1")
    store = opened(place)
    assert numbers(store) == ["R8-0001", "R8-0002"]
    store.close()


def test_a_damaged_disposal_list_stops(place: Place) -> None:
    (place.keys / disposal_list.NAME).write_bytes(b"{}")
    with pytest.raises(DamageFound, match="disposal_list_damaged"):
        opened(place)
