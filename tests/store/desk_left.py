# SPDX-License-Identifier: MIT
"""A desk opened at a moment, or left as a kill or an older program leaves it."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

from desk_app.store.database import SqlStore
from desk_app.store.disk.desk_file import OLDEST_SCHEMA
from desk_app.store.journal import chain
from desk_app.store.opening import open_store
from tests.fakes.making import logged, person
from tests.fakes.real_store import Place
from tests.store.keys_at import list_disposed

AT = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)


def opened(place: Place, at: datetime | None = AT) -> SqlStore:
    return open_store(place.folder, place.keys, place.unlock(), at=at)


def log(place: Place, number: str) -> None:
    store = place.open()
    logged(store, person("山田 太郎"), number)
    store.close()


def numbers(store: SqlStore) -> list[str]:
    with store.reading() as books:
        return [books.files.get(id_).application.receipt_number for id_ in books.files.open_ids()]


def snapshot(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir()}


def leave_a_log(place: Place) -> None:
    """Leave the desk as a kill leaves it whose last save had not been taken out of the log."""
    store = place.open()
    reader = place.raw()
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM journal").fetchone()
    logged(store, person("山田 太郎"), "R8-0001")
    kept = place.folder.with_name("killed")
    shutil.copytree(place.folder, kept)
    reader.close()
    store.close()
    shutil.rmtree(place.folder)
    kept.rename(place.folder)
    assert (place.folder / "desk.db-wal").stat().st_size > 0


def age(place: Place) -> None:
    """Let the header say that an older program made the file."""
    raw = place.raw()
    raw.execute(f"PRAGMA user_version = {OLDEST_SCHEMA}")
    raw.close()


def database_of(place: Place) -> str:
    kept = chain.read(place.keys)
    assert kept is not None
    return kept.database


def log_two(place: Place) -> str:
    """Log two applications; the random name of the first."""
    token = "0123456789abcdef" * 2
    store = place.open()
    logged(store, person("山田 太郎"), "R8-0001", token=token)
    logged(store, person("山田 太郎"), "R8-0002")
    store.close()
    return token


def log_and_list(place: Place) -> str:
    """Log two applications and put the first on the disposal list; its random name."""
    token = log_two(place)
    list_disposed(place, [token], "R8-D1")
    return token
