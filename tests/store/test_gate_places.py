# SPDX-License-Identifier: MIT
"""T7: a desk in a place that cannot be written to, or on a network share, is read and no more."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_app.desk.errors import (
    AlreadyOpen,
    ReadOnly,
)
from desk_app.records.people import DeskProfile
from desk_app.store import lock
from desk_app.store.opening import Founding, found_store
from tests.fakes.making import CLERK, NOW, logged, person
from tests.fakes.real_store import Place, copy_to, place_in
from tests.store.gate_desk import (
    AT,
    age,
    leave_a_log,
    log,
    log_and_list,
    numbers,
    opened,
    snapshot,
)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return copy_to(place_in(tmp_path))


@pytest.fixture
def read_only(place: Place, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    """A place nobody can write to; for root, whom no mode binds, the question is answered so."""
    usual = os.access

    def access(path: Path, mode: int) -> bool:
        return usual(path, mode) and not (mode & os.W_OK and path == place.folder)

    monkeypatch.setattr(os, "access", access)
    place.folder.chmod(0o500)
    yield place
    place.folder.chmod(0o700)


def test_a_read_only_place_opens_for_reading_and_nothing_is_written(
    place: Place, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    log(place, "R8-0001")
    request.getfixturevalue("read_only")
    before = snapshot(place.folder)
    keys = snapshot(place.keys)
    store = opened(place)
    assert numbers(store) == ["R8-0001"]
    with pytest.raises(ReadOnly) as caught, store.writing(CLERK, NOW):
        pass
    assert caught.value.code == "read_only"
    with pytest.raises(ReadOnly):
        logged(store, person("山田"), "R8-0002")
    store.close()
    assert (snapshot(place.folder), snapshot(place.keys)) == (before, keys)


def test_readers_share_a_read_only_place_and_a_writer_keeps_them_out(read_only: Place) -> None:
    first, second = opened(read_only), opened(read_only)
    first.close()
    second.close()
    with (read_only.folder / lock.NAME).open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(AlreadyOpen):
            opened(read_only)


def test_a_read_only_place_without_a_lock_file(read_only: Place) -> None:
    (read_only.folder / lock.NAME).unlink(missing_ok=True)
    opened(read_only).close()
    assert not (read_only.folder / lock.NAME).exists()


def test_saves_still_in_the_log_are_read_in_a_read_only_place(
    place: Place, request: pytest.FixtureRequest
) -> None:
    leave_a_log(place)
    request.getfixturevalue("read_only")
    store = opened(place)
    assert numbers(store) == ["R8-0001"]
    store.close()


def test_a_read_only_database_file_or_key_folder_is_enough(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    for closed in (place.database, place.keys):
        with monkeypatch.context() as patch:
            patch.setattr(os, "access", lambda path, _, closed=closed: path != closed)
            store = opened(place)
            assert isinstance(store.closed_to_writing, ReadOnly)
            store.close()


def test_an_older_schema_is_not_read_where_it_cannot_be_migrated(
    place: Place, request: pytest.FixtureRequest
) -> None:
    age(place)
    request.getfixturevalue("read_only")
    with pytest.raises(ReadOnly):
        opened(place)


def test_a_network_share_is_read_and_refused_for_a_new_desk(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desk_app.store.places.is_remote", lambda _folder: True)
    monkeypatch.setattr("desk_app.store.opening.is_remote", lambda _folder: True)
    store = opened(place)
    assert store.closed_to_writing is not None
    assert store.closed_to_writing.code == "not_local_disk"
    store.close()
    assert not (place.folder / "desk.db-wal").exists()
    founding = Founding(DeskProfile(), (), AT)
    with pytest.raises(ReadOnly, match="not_local_disk"):
        found_store(place.folder.with_name("new"), place.keys, place.unlock(), founding)
    assert not place.folder.with_name("new").exists()


def test_what_came_back_is_shown_to_nobody_where_it_cannot_be_deleted(
    place: Place, request: pytest.FixtureRequest
) -> None:
    log_and_list(place)
    request.getfixturevalue("read_only")
    with pytest.raises(ReadOnly):
        opened(place)
