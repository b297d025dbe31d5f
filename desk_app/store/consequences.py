# SPDX-License-Identifier: MIT
"""What lies outside the rows and follows them: the key file, and the list of what was disposed of.

A unit of work says in its rows which key file comes of it. Nothing outside of them changes before
its commit; files of their size lie aside by then, so that a full disk refuses the whole. After it,
both are made of what was kept. To do that twice does no harm: whoever is killed on the way finds it
in the rows at the next start, and finishes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.desk.errors import DamageFound
from desk_app.records.case.disposal import DisposalState
from desk_app.records.desk.people import RosterAct
from desk_app.store.books.desk_books import SqlDisposals, SqlSettings
from desk_app.store.disposal import disposal_list
from desk_app.store.vault import key_file

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.engine import Connection

    from desk_app.records.case.disposal import DisposalRecord
    from desk_app.store.vault.key_file import KeyFile


KEYS_VALUE = "keys_to_write"
"""The value that holds the key file which a unit of work leads to, until it is written."""

_NONE = ""
_CARRIED_OUT = frozenset({DisposalState.CARRIED_OUT, DisposalState.VERIFIED})


def keep_keys(settings: SqlSettings, file: KeyFile) -> None:
    """Keep with a unit of work which key file is written once it is kept."""
    settings.keep_value(KEYS_VALUE, key_file.to_bytes(file).decode("ascii"))


def clear_aside(key_folder: Path) -> None:
    """Remove what was written aside to have room for a unit of work that is over."""
    key_file.clear_aside(key_folder)
    disposal_list.clear_aside(key_folder)


def forget_keys(settings: SqlSettings) -> None:
    """Forget a key file that nothing more is to be done for: written, or another database's."""
    if settings.value(KEYS_VALUE):
        settings.keep_value(KEYS_VALUE, _NONE)


def keys_waiting(connection: Connection) -> KeyFile | None:
    """Return the key file that the rows lead to and that may not be written yet; None where none.

    Raises DamageFound where it cannot be read or says what nobody signed.
    """
    value = SqlSettings(connection).value(KEYS_VALUE)
    if not value:
        return None
    waiting = key_file.said(value.encode())
    if waiting is None:
        raise DamageFound("keys_damaged")
    return waiting


def is_written(waiting: KeyFile, there: KeyFile) -> bool:
    """Return whether the keys that lie there have the statement already that a unit led to."""
    place = waiting.must_have_roster().place
    return there.roster is not None and there.roster.head_at(place.number) == place.head


def follows(waiting: KeyFile, there: KeyFile) -> bool:
    """Return whether a key file is the one there with one statement more, and of the same desk."""
    roster = waiting.must_have_roster()
    if there.roster is None:
        begun = len(roster.statements) == 1 and roster.last.act is RosterAct.CARRIED_OVER
        return begun and waiting.desk == there.desk
    place = there.roster.place
    return roster.place.number == place.number + 1 and roster.head_at(place.number) == place.head


def carry_out(connection: Connection, key_folder: Path) -> bool:
    """Write what the kept rows lead to outside of them; return whether anything was waiting.

    The list comes before the keys that name it, and the rows forget both last. Raises DamageFound
    where the keys are not those that the unit of work went on from, SavesMissing, DiskFull.
    """
    waiting = keys_waiting(connection)
    if waiting is None:
        connection.rollback()
        return False
    there = key_file.read(key_folder)
    if not is_written(waiting, there):
        if not follows(waiting, there):
            raise DamageFound("keys_altered", {"what": "roster"})
        _write_list(connection, key_folder, waiting, there)
        key_file.write(key_folder, waiting)
    forget_keys(SqlSettings(connection))
    connection.commit()
    return True


def _write_list(connection: Connection, folder: Path, waiting: KeyFile, there: KeyFile) -> None:
    """Write the list of what was disposed of as the rows and the new statement have it."""
    last = waiting.must_have_roster().last
    records = SqlDisposals(connection).all()
    if last.act is RosterAct.CARRIED_OVER:
        said = last.content["disposals"]
        names = names_carried_out(records) if said["count"] else ()
        listed = disposal_list.carried_over(names)
        _must_be(listed.head, said["head"])
        disposal_list.write(folder, listed.entries)
    elif last.act is RosterAct.DISPOSED:
        number = last.content["disposal"]
        record = next(
            (each for each in records if each.number == number and each.state in _CARRIED_OUT), None
        )
        if record is None:
            raise DamageFound("disposal_list_altered", {"entry": last.content["count"]})
        roster, entry = there.must_have_roster(), record.signed_names
        _must_be(disposal_list.with_entry(folder, roster, entry).head, last.content["head"])
        disposal_list.add(folder, roster, entry)


def names_carried_out(records: tuple[DisposalRecord, ...]) -> frozenset[str]:
    """Return the random names of what was disposed of with a second person's approval."""
    return frozenset(
        item.token
        for record in records
        if record.state in _CARRIED_OUT and record.approval is not None
        for item in record.items
    )


def _must_be(head: str, said: str) -> None:
    if head != said:
        raise DamageFound("disposal_list_altered", {"entry": 0})
