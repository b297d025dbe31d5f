# SPDX-License-Identifier: MIT
"""Step 7: the journal's head against the anchor kept outside the database (security.md §8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.desk.errors import DamageFound, NotADesk, SavesMissing
from desk_app.store import backup_list
from desk_app.store.journal import anchor, book

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.engine import Connection

    from desk_app.store.journal.anchor import Anchor
    from desk_app.store.vault.roster import Roster


def check_database(key_folder: Path, database: str) -> Anchor:
    """Return the anchor beside the keys; it must name this database.

    Raises DamageFound where there is none that can be read, NotADesk for another desk's.
    """
    anchor.take_next(key_folder, database)
    kept = anchor.read(key_folder)
    if kept is None:
        raise DamageFound("anchor_missing")
    if kept.database != database:
        raise NotADesk("anchor_of_another_desk")
    return kept


def check_head(connection: Connection, kept: Anchor) -> bool:
    """Return whether the journal is one save ahead of its anchor, as after a crash.

    Behind, saved changes are missing: SavesMissing with their number. The anchor is written before
    the next save begins, even where it found no room at first; so what lies beyond it is one save,
    whose entries all have one author and one moment. More than that is an old anchor put back,
    which would hide changes that are missing: DamageFound.
    """
    head, _ = book.read_head(connection)
    if head < kept.sequence:
        raise SavesMissing(facts={"missing": kept.sequence - head})
    if book.hash_at(connection, kept.sequence).hex() != kept.head:
        raise DamageFound("journal_damaged", {"entry": kept.sequence})
    if book.saves_after(connection, kept.sequence) > 1:
        raise DamageFound("anchor_too_old", {"ahead": head - kept.sequence})
    return head > kept.sequence


def check_backups(
    connection: Connection, key_folder: Path, roster: Roster | None, database: str
) -> None:
    """Go on only where no backup of this database goes beyond its journal; raises SavesMissing.

    So desk, anchor and keys of one earlier day, all put back together, are seen.
    """
    head, _ = book.read_head(connection)
    missing = backup_list.ahead(key_folder, roster, database, head)
    if missing:
        raise SavesMissing("backups_ahead", {"missing": missing})
