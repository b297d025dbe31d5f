# SPDX-License-Identifier: MIT
"""A restored file takes the place of the desk's: put there by the restore, or at the next start."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from desk_app.desk.errors import DamageFound, KnownError
from desk_app.records.desk.people import ROSTER_VALUE, RosterAct, read_entered
from desk_app.records.desk.sheets import sheet_in_use
from desk_app.store.books.desk_books import SqlSettings
from desk_app.store.database import EMPTY_LOG
from desk_app.store.disk.desk_file import name_to_keep, put_in_place
from desk_app.store.disk.faults import is_there, told, writing_told
from desk_app.store.disk.small_files import PART, replace_file
from desk_app.store.rekeying import engine_of
from desk_app.store.schema.engine import driver_connection, make_engine
from desk_app.store.vault import key_file
from desk_app.store.vault import sheets as age

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from desk_app.store.vault.key_file import KeyFile
    from desk_app.store.vault.keyring import Unlocked
    from desk_app.store.vault.roster import Roster


def aside_of(database: Path) -> Path:
    """Return where a file lies that is about to take the place of the desk's."""
    return database.with_name(database.name + PART)


def take_place(database: Path, old_key: bytes, file: KeyFile) -> str:
    """Put the restored file in the place of the desk's, which is kept; return the name of that.

    The key of the kept file lies beside it before it has its name, for the sheet in use alone: so
    what was saved after the backup can still be looked for, as long as that sheet lives. Raises
    DiskFull.
    """
    if is_there(database):
        _leave_key(name_to_keep(database), old_key, file)
    return put_in_place(aside_of(database), database)


def emptied(database: Path, data_keys: Sequence[bytes]) -> bytes:
    """Take what is in the log into the old file, if it opens; return the key it has.

    ``data_keys`` are in their order, the newest last: it is told for a file that does not open.
    """
    try:
        file = engine_of(database, data_keys)
    except KnownError:
        return data_keys[-1]
    try:
        with suppress(KnownError), told(), file.engine.connect() as connection:
            driver_connection(connection).execute(EMPTY_LOG)
    finally:
        file.engine.dispose()
    return file.data_key


@writing_told("restore_unfinished")
def finish(database: Path, key_folder: Path, unlocked: Unlocked) -> None:
    """Finish a restore that ended between its signature in the roster and its file's last step.

    The last act of the roster says that the desk is restored, with a key that the desk's file does
    not have; the file that lies aside has it, and its own journal has entered that very act. What
    does not fit stays as it is: the desk before is opened then, and restored again. Raises
    DiskFull.
    """
    roster = unlocked.roster
    if roster is None or roster.statements[-1].act is not RosterAct.RESTORED:
        return
    *older, newest = unlocked.data_keys
    if older and _is_of(aside_of(database), newest, roster) and not _opens(database, newest):
        take_place(database, emptied(database, older), key_file.read(key_folder))


def _is_of(aside: Path, data_key: bytes, roster: Roster) -> bool:
    """Return whether a file has this key, and has entered the last act of this roster."""
    if not is_there(aside):
        return False
    engine = make_engine(aside, data_key)
    try:
        with engine.connect() as connection, told(aside):
            entered = read_entered(SqlSettings(connection).value(ROSTER_VALUE) or "")
    except (KnownError, ValueError):
        return False
    finally:
        engine.dispose()
    return (entered.place, entered.root) == (roster.place, roster.root)


def _opens(database: Path, data_key: bytes) -> bool:
    engine = make_engine(database, data_key)
    try:
        engine.connect().close()
    except DamageFound:
        return False
    finally:
        engine.dispose()
    return True


def _leave_key(kept: Path, data_key: bytes, file: KeyFile) -> None:
    sheet = sheet_in_use(listed.sheet for listed in file.sheets)
    if sheet is not None:
        wrapped = age.wrap(data_key.hex().encode("ascii"), [sheet.recipient])
        with suppress(KnownError):
            replace_file(kept.with_name(kept.name + ".key.age"), wrapped)
