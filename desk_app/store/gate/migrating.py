# SPDX-License-Identifier: MIT
"""Bringing a file of an older program to today's schema, with a copy of it taken first (T3)."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import sqlcipher3.dbapi2 as driver

from desk_app.store import schema
from desk_app.store.connecting import key_words
from desk_app.store.engine import driver_connection
from desk_app.store.faults import told
from desk_app.store.marks import SCHEMA_VERSION
from desk_app.store.replacing import BEFORE, flush, remove
from desk_app.store.writing_aside import PART, flush_folder

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.engine import Connection


def migrate(connection: Connection, path: Path, data_key: bytes) -> None:
    """Take a copy, then migrate in one transaction that began as a writer.

    Killed at any moment, the file has its old schema or the new one, whole. Raises DiskFull.
    """
    copy_aside(connection, path, data_key)
    with told(path):
        connection.begin()
        schema.migrate(connection)
        connection.commit()


def copy_aside(connection: Connection, path: Path, data_key: bytes) -> Path:
    """Copy the file, encrypted with the same key, beside it under the name of the new schema.

    It is the desk as it was should the new program fail. The next change of the data key removes
    it, so it outlives no disposal.
    """
    kept = path.with_name(f"{path.name}{BEFORE}{SCHEMA_VERSION}")
    aside = kept.with_name(kept.name + PART)
    try:
        with told(path):
            remove(aside)
            aside.touch(mode=0o600)
            with closing(driver.connect(str(aside), isolation_level=None)) as target:
                target.execute(key_words(data_key))
                driver_connection(connection).backup(target)
            flush(aside)
            aside.replace(kept)
            flush_folder(kept.parent)
    except BaseException:
        remove(aside)
        raise
    return kept
