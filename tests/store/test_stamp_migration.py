# SPDX-License-Identifier: MIT
"""A desk of the schema before gets a stamp book, and loses nothing of what was posted and held."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text

from desk_app.store import schema
from desk_app.store.engine import make_engine
from tests.store.test_disposal import insert, migrated_to


def test_envelopes_and_held_things_are_as_they_were(tmp_path: Path) -> None:
    engine = make_engine(tmp_path / "old.db", bytes(32), new=True)
    with engine.connect() as connection:
        connection.begin()
        migrated_to("0005", connection)
        insert(connection, "mail_items", id=1)
        insert(connection, "applications", id=1, mail_item=1, receipt_number="R8-0001")
        sent = {"posted_on": "2026-11-03", "tracking_number": "1", "came_back_on": "2026-11-09"}
        insert(connection, "postings", application=1, id="p", position=2, **sent)
        held = {"kind": "fee_stamps", "pieces": "[[84,6]]", "returned_on": "2026-11-03"}
        insert(connection, "held_things", mail_item=1, id="h", application=1, **held)
        connection.commit()
        connection.begin()
        schema.migrate(connection)
        posting = connection.execute(text("SELECT * FROM postings")).mappings().one()
        thing = connection.execute(text("SELECT * FROM held_things")).mappings().one()
        tables = connection.execute(text("SELECT name FROM sqlite_master")).scalars().all()
        connection.rollback()
    engine.dispose()
    assert {**posting}.items() >= {**sent, "id": "p", "position": 2, "fee": "[]"}.items()
    assert (posting["postage"], posting["came_back_why"], posting["slip"]) == (None, None, "")
    assert {**thing}.items() >= {**held, "id": "h", "stamps": "[]"}.items()
    assert {"stamp_entries", "stamp_moves", "stamp_balances"} <= set(tables)
    assert not [name for name in tables if name.endswith("_before")]
