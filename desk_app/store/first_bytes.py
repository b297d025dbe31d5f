# SPDX-License-Identifier: MIT
"""What can be told of a desk's file without its key: it is there, encrypted, not cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.desk.errors import DamageFound, NotADesk
from desk_app.store.faults import is_there, told
from desk_app.store.small_files import read_small

if TYPE_CHECKING:
    from pathlib import Path


APPLICATION_ID = 0x44534B41
"""``DSKA`` in the file's header: a desk of ours."""

SCHEMA_VERSION = 10
"""The number of the newest migration; it stands in the file's header."""

DATABASE = "database"
"""The value that names this database for ever; the anchor names it too."""


# What can be told of a desk's file without its key: that it is there, encrypted and not cut.


PAGE_BYTES = 4096
_PLAINTEXT = b"SQLite format 3\x00"


def check_first_bytes(path: Path) -> None:
    """Look at the file before any connection exists: later, closing it would drop its locks.

    Raises NotADesk where there is none, where it is no file or not encrypted, DamageFound where it
    is cut.
    """
    if not is_there(path):
        raise NotADesk("no_database")
    try:
        with told():
            head = read_small(path, PAGE_BYTES)
    except OSError:
        raise NotADesk("database_not_ours") from None
    if head.startswith(_PLAINTEXT):
        raise NotADesk("database_plaintext")
    if len(head) < PAGE_BYTES:
        raise DamageFound("database_cut")
