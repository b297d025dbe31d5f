# SPDX-License-Identifier: MIT
"""Step 6: the pages of the database and the chain of its journal, in full once a day."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from desk_app.desk.errors import DamageFound, KnownError
from desk_app.store.faults import told
from desk_app.store.journal import book
from desk_app.store.small_files import read_small, replace_file

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    import sqlcipher3.dbapi2 as driver
    from sqlalchemy.engine import Connection

WHOLE_CHECK_BYTES = 32 * 1024 * 1024
"""Up to this size the pages are checked before the desk opens, which takes less than 0.3 s.

security.md lets a desk of up to 100 MB wait for its check; then the gate would take three times as
long as design.md §7 allows. A larger file is checked beside, and read only until that is done.
"""

LAST_ENTRIES = 100
"""So many entries of the journal are checked before a larger file opens."""

NAME = "checked.json"
"""Beside the keys: when a database was last checked in full."""

_MOST_BYTES = 1024


@dataclass(frozen=True, slots=True)
class LastCheck:
    """The day of the last full check, and of which database."""

    database: str
    day: str


def check(raw: driver.Connection, *, full: bool) -> None:
    """Check the pages; in full every page's seal too, those included that nothing leads to.

    Raises DamageFound.
    """
    with told():
        sound = raw.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)]
        if not sound or (full and raw.execute("PRAGMA cipher_integrity_check").fetchall()):
            raise DamageFound("database_damaged")


def check_chain(connection: Connection, *, whole: bool) -> None:
    """Check the journal's chain, the whole or its last entries; raises DamageFound."""
    with told():
        wrong = book.first_wrong(connection, None if whole else LAST_ENTRIES)
    if wrong is not None:
        raise DamageFound("journal_damaged", {"entry": wrong})


def checked_on(key_folder: Path, database: str, day: date) -> bool:
    """Return whether this database was checked in full on the day; what is unreadable says no."""
    try:
        last = LastCheck(**json.loads(read_small(key_folder / NAME, _MOST_BYTES)))
    except (OSError, ValueError, TypeError, RecursionError):
        return False
    return last == LastCheck(database, day.isoformat())


def remember(key_folder: Path, database: str, day: date) -> None:
    """Keep the day of a full check; where it finds no room, the next start checks in full again."""
    content = json.dumps(asdict(LastCheck(database, day.isoformat())), sort_keys=True)
    with suppress(KnownError):
        replace_file(key_folder / NAME, content.encode("ascii"))
