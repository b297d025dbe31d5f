# SPDX-License-Identifier: MIT
"""A desk of before proposers signed keeps its approvals, and knows up to where they count."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from desk_app.desk.approvals import APPROVALS_BEFORE
from desk_app.records.base import UserId
from desk_app.records.decisions import Approval, SignedForm
from desk_app.store import schema
from desk_app.store.columns import Codec
from desk_app.store.engine import make_engine
from tests.store.test_disposal import insert, migrated_to

NOON = datetime(2026, 11, 25, 3, tzinfo=UTC)
GIVEN = (
    '{"by":"u-1","at":"2026-11-25T03:00:00+00:00","on":"2026-11-25",'
    '"content_sha256":"00ff","signature":"AP8="}'
)
"""An approval as the program wrote it before."""


@pytest.mark.parametrize("entries", [0, 7])
def test_approvals_of_before_stay_and_are_counted_up_to_the_journals_end(
    tmp_path: Path, entries: int
) -> None:
    engine = make_engine(tmp_path / "old.db", bytes(32), new=True)
    with engine.connect() as connection:
        connection.begin()
        migrated_to("0009", connection)
        insert(connection, "mail_items", id=1)
        insert(connection, "applications", id=1, mail_item=1, receipt_number="R8-0001")
        insert(connection, "decisions", application=1, id="d", approval=GIVEN)
        for number in range(1, entries + 1):
            insert(connection, "journal", sequence=number)
        connection.commit()
        connection.begin()
        schema.migrate(connection)
        row = connection.execute(text("SELECT approval, proposal FROM decisions")).one()
        value = connection.execute(
            text("SELECT value FROM settings WHERE name = :name"), {"name": APPROVALS_BEFORE}
        ).scalar_one()
        connection.rollback()
    engine.dispose()
    assert tuple(row) == (GIVEN, None)
    read = Codec[Approval](Approval).from_text(row.approval)
    wanted = Approval(UserId("u-1"), NOON, date(2026, 11, 25), "00ff", b"\x00\xff")
    assert read == wanted
    assert (read.form, read.covered) == (SignedForm.ALONE, None)
    assert value == str(entries)
