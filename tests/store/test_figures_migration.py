# SPDX-License-Identifier: MIT
"""What was found in a desk of the schema before is found after it, and numbers by the index."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text

from desk_app.store import folding, schema, search
from desk_app.store.engine import make_engine
from desk_app.store.folding import Folded
from tests.store.test_disposal import insert, migrated_to

_FOLDED = Folded("高橋", "東京都1-2-3", "R80001\n0312345678")
_OLD = "INSERT INTO search(rowid, grams) VALUES (:key, :grams)"
_FOUND = text("SELECT rowid FROM search WHERE search MATCH :match")


def test_the_index_is_made_anew_of_the_folded_texts(tmp_path: Path) -> None:
    engine = make_engine(tmp_path / "old.db", bytes(32), new=True)
    with engine.connect() as connection:
        connection.begin()
        migrated_to("0008", connection)
        for key in (7, 9):
            insert(connection, "search_rows", key=key, **_FOLDED._asdict())
            connection.execute(text(_OLD), {"key": key, "grams": "n9ad9"})
        connection.commit()
        connection.begin()
        schema.migrate(connection)

        def found(typed: str) -> list[int]:
            wanted = search.asked(typed)
            assert wanted is not None
            return list(connection.execute(_FOUND, {"match": wanted.match}).scalars())

        assert [found(typed) for typed in ("髙", "03-1234-5678", "1-2-3")] == [[7, 9]] * 3
        assert found("080") == []
        connection.exec_driver_sql(
            "INSERT INTO search(search, rowid, grams) VALUES ('delete', ?, ?)",
            (7, folding.tokens(_FOLDED)),
        )
        assert [found(typed) for typed in ("髙", "0001")] == [[9]] * 2
        connection.rollback()
    engine.dispose()
