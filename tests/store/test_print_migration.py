# SPDX-License-Identifier: MIT
"""A desk of the schema before keeps every letter; nothing is invented about its prints."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text

from desk_app.store import schema
from desk_app.store.engine import make_engine
from tests.store.test_disposal import insert, migrated_to


def test_letters_are_as_they_were(tmp_path: Path) -> None:
    engine = make_engine(tmp_path / "old.db", bytes(32), new=True)
    with engine.connect() as connection:
        connection.begin()
        migrated_to("0006", connection)
        insert(connection, "mail_items", id=1)
        insert(connection, "applications", id=1, mail_item=1, receipt_number="R8-0001")
        kept = {
            "position": 3,
            "number": "8-7",
            "sha256": "f" * 64,
            "printed_at": "2026-11-03T01:00",
        }
        insert(connection, "letters", application=1, id="l", **kept)
        connection.commit()
        connection.begin()
        schema.migrate(connection)
        letter = connection.execute(text("SELECT * FROM letters")).mappings().one()
        tables = connection.execute(text("SELECT name FROM sqlite_master")).scalars().all()
        connection.rollback()
    engine.dispose()
    assert {**letter}.items() >= {**kept, "id": "l", "prints": "[]"}.items()
    assert "letters_before" not in tables
