# SPDX-License-Identifier: MIT
"""The repair ladder: on copies, whole or not at all, the damaged file kept (T8, T9)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import sqlcipher3.dbapi2 as driver

from desk_app.desk.errors import AlreadyOpen, DamageFound, NotADesk
from desk_app.records.books.journal import Action
from desk_app.records.desk.safekeeping import Repair, Rung
from desk_app.store import repair as repairing
from desk_app.store.backup.verifying import verify_desk
from desk_app.store.database import SqlStore
from desk_app.store.disk.desk_file import PAGE_BYTES, WORKSHOP
from desk_app.store.journal import chain
from desk_app.store.opening import open_store
from desk_app.store.repair import SALVAGED, repair
from desk_app.store.schema.connecting import key_words
from tests.fakes.making import CLERK, NOW, logged, person
from tests.fakes.real_store import Place

AT = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
PAGE = PAGE_BYTES
APPLICATIONS = 12


@pytest.fixture(autouse=True)
def _fewer_failures(monkeypatch: pytest.MonkeyPatch) -> None:
    """A desk of a few rows is given up as one of many is, and sooner."""
    monkeypatch.setattr(repairing, "_MOST_FAILURES", 100)


def fill(store: SqlStore) -> None:
    for number in range(1, APPLICATIONS + 1):
        logged(store, person(f"山田 {number}郎"), f"R8-{number:04}")


def repaired(place: Place) -> Repair:
    return repair(place.folder, place.keys, place.unlock(), AT)


def root_page(place: Place, name: str) -> int:
    connection = place.raw()
    words = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
    (page,) = connection.execute(words, (name,)).fetchone()
    connection.close()
    return int(page)


def flip(place: Place, page: int) -> None:
    content = bytearray(place.database.read_bytes())
    content[(page - 1) * PAGE + 100] ^= 1
    place.database.write_bytes(content)


def readable(connection: driver.Connection, words: str) -> bool:
    try:
        connection.execute(words).fetchone()
    except driver.DatabaseError:
        return False
    return True


def leaves_of_applications(place: Place) -> list[int]:
    """The pages without which some rows of the table cannot be read, but for its root."""
    whole, copy = place.database.read_bytes(), place.database.with_name("copy.db")
    needed, words, root = [], key_words(place.unlock().data_key), root_page(place, "applications")
    for page in range(2, len(whole) // PAGE + 1):
        content = bytearray(whole)
        content[(page - 1) * PAGE + 100] ^= 1
        copy.write_bytes(content)
        connection = driver.connect(str(copy), isolation_level=None)
        connection.execute(words)
        if readable(connection, "SELECT count(*) FROM sqlite_schema") and not readable(
            connection, "SELECT sum(length(address)) FROM applications"
        ):
            needed.append(page)
        connection.close()
    copy.unlink()
    return [page for page in needed if page != root]


def entries(place: Place) -> list[Action]:
    store = place.open()
    try:
        with store.reading() as books:
            assert len(books.files.open_ids()) == APPLICATIONS
            return [entry.action for entry in books.journal.entries()]
    finally:
        store.close()


def test_a_whole_desk_is_left_as_it_is(place: Place) -> None:
    before = place.database.read_bytes()
    assert repaired(place) == Repair(Rung.NONE)
    assert place.database.read_bytes() == before
    assert not (place.folder / WORKSHOP).exists()


@pytest.mark.parametrize("name", ["applications_number", "work_index_name", "search_data"])
def test_a_damaged_index_loses_no_row(place: Place, name: str) -> None:
    flip(place, root_page(place, name))
    damaged = place.database.read_bytes()
    with pytest.raises(DamageFound):
        place.open()
    done = repaired(place)
    assert done.done
    assert done.rung is Rung.ROWS
    assert done.saved["applications"] == APPLICATIONS
    assert not done.lost
    assert (place.folder / done.kept).read_bytes() == damaged
    assert entries(place)[-1] is Action.DESK_REPAIRED
    kept = chain.read(place.keys)
    assert kept is not None
    assert kept.sequence == APPLICATIONS + 2


def test_an_index_at_odds_with_its_table_is_built_anew(place: Place) -> None:
    name = "work_index_name"
    connection = place.raw()
    connection.execute("PRAGMA writable_schema = ON")
    row = connection.execute("SELECT * FROM sqlite_schema WHERE name = ?", (name,)).fetchone()
    connection.execute("DELETE FROM sqlite_schema WHERE name = ?", (name,))
    connection.close()
    connection = place.raw()
    connection.execute("UPDATE work_index SET name = 'x' WHERE application = 1")
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute("INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)", row)
    connection.close()
    with pytest.raises(DamageFound, match="database_damaged"):
        verify_desk(place.folder, place.keys, place.unlock())
    assert repaired(place).rung is Rung.REINDEX
    connection = place.raw()
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()


def test_a_search_index_with_a_hole_is_built_anew(place: Place) -> None:
    connection = place.raw()
    connection.execute("DELETE FROM search_data WHERE id > 100")
    connection.close()
    done = repaired(place)
    assert done.rung is Rung.SEARCH
    assert entries(place)[-1] is Action.DESK_REPAIRED


def test_rows_that_cannot_be_read_leave_the_desk_to_its_backup(place: Place) -> None:
    flip(place, root_page(place, "journal"))
    damaged = place.database.read_bytes()
    done = repaired(place)
    assert not done.done
    assert done.rung is Rung.BACKUP
    assert done.lost["journal"] >= 1
    assert done.saved["applications"] == APPLICATIONS
    assert place.database.read_bytes() == damaged
    connection = place.raw(place.folder / done.salvaged)
    assert connection.execute("SELECT count(*) FROM applications").fetchone() == (APPLICATIONS,)
    connection.close()
    assert done.salvaged == SALVAGED
    assert not (place.folder / WORKSHOP).exists()


def test_rows_around_a_damaged_page_are_saved(place: Place) -> None:
    store = place.open()
    for number in range(APPLICATIONS + 1, 80):
        logged(store, person(f"山田 {number}郎", address="住所" * 60), f"R8-{number:04}")
    store.close()
    leaves = leaves_of_applications(place)
    assert len(leaves) > 4
    for page in leaves[1::3]:
        flip(place, page)
    done = repaired(place)
    assert done.rung is Rung.BACKUP
    saved, lost = done.saved["applications"], done.lost["applications"]
    assert saved + lost == 79
    assert 0 < lost < 40


def test_every_damaged_page_ends_in_a_whole_desk_or_in_none(place: Place) -> None:
    whole = place.database.read_bytes()
    mark = place.keys / chain.NAME
    anchored = mark.read_bytes()
    outcomes = set()
    for page in range(1, len(whole) // PAGE + 1, 29):
        place.database.write_bytes(whole)
        flip(place, page)
        done = repaired(place)
        outcomes.add(done.rung)
        if done.done:
            store = open_store(place.folder, place.keys, place.unlock())
            with store.reading() as books:
                assert len(books.files.open_ids()) == APPLICATIONS
            store.close()
        mark.write_bytes(anchored)
    assert outcomes <= {Rung.NONE, Rung.ROWS, Rung.BACKUP}
    assert len(outcomes) > 1


def test_missing_saves_are_no_matter_of_repair(place: Place) -> None:
    older = place.database.read_bytes()
    store = place.open()
    with store.writing(CLERK, NOW) as books:
        books.journal.note(Action.DAY_BEGUN)
        books.commit()
    store.close()
    place.database.write_bytes(older)
    assert repaired(place).rung is Rung.BACKUP
    assert place.database.read_bytes() == older


def test_a_cut_file_is_left_to_its_backup(place: Place) -> None:
    place.database.write_bytes(place.database.read_bytes()[:PAGE])
    assert repaired(place).rung is Rung.BACKUP
    place.database.write_bytes(b"")
    assert repaired(place).rung is Rung.BACKUP


def test_an_open_desk_and_no_desk_are_not_repaired(place: Place) -> None:
    store = place.open()
    with pytest.raises(AlreadyOpen):
        repaired(place)
    store.close()
    place.database.unlink()
    with pytest.raises(NotADesk):
        repaired(place)
