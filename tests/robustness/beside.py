# SPDX-License-Identifier: MIT
"""The databases that are kept beside a desk's own, as whoever needs one opens it."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from desk_app.store.desk_file import check_first_bytes
from desk_app.store.engine import driver_connection
from desk_app.store.faults import told
from desk_app.store.rekeying import engine_of
from desk_app.store.startup import steps
from desk_app.store.vault import sheets as age
from desk_app.store.vault.sheets import identity_of
from tests.robustness.worked import TABLES, Worked

DOORS = frozenset(
    {
        "kept database",
        "key of a kept database",
        "database before a migration",
        "rows that a repair saved",
    }
)
"""Where they lie: no start looks at them."""


def content(desk: Worked) -> str:
    """Return a digest of every row of them; raises DamageFound.

    A kept one has an older key, which the recovery sheet opens.
    """
    folder, now = desk.site.desk, desk.site.unlock().data_key
    (wrapped,) = folder.glob("*.key.age")
    before = bytes.fromhex(age.unwrap(wrapped.read_bytes(), identity_of(desk.sheet_key)).decode())
    (copied,) = folder.glob("*.before-v*")
    said = [
        _rows(folder / "desk.db.kept-1", before),
        _rows(copied, now),
        _rows(folder / "desk.db.salvaged", now),
    ]
    return sha256(repr(said).encode()).hexdigest()


def _rows(path: Path, key: bytes) -> list[object]:
    check_first_bytes(path)
    engine = engine_of(path, [key]).engine
    try:
        with told(), engine.connect() as connection:
            raw = driver_connection(connection)
            steps.check_pages(raw, full=True)
            steps.check_chain(connection, whole=True)
            tables = [name for (name,) in raw.execute(TABLES)]
            return [list(raw.execute(f'SELECT * FROM "{table}"')) for table in tables]  # noqa: S608  names of our own
    finally:
        engine.dispose()
