# SPDX-License-Identifier: MIT
"""Step 8: what was disposed of and is there again, as in an older file put back, goes again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from desk_app.records.disposal import DisposalState
from desk_app.records.ids import ApplicationId
from desk_app.records.journal import Action
from desk_app.store import disposal_list
from desk_app.store.tables import Applications

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from sqlalchemy.engine import Connection

    from desk_app.records.ids import UserId
    from desk_app.store.books import SqlBooks
    from desk_app.store.vault.roster import Roster

_applications: Any = Applications.__table__
_OF_TOKEN = select(_applications.c.id).where(_applications.c.token == bindparam("token"))


def came_back(
    connection: Connection, key_folder: Path, roster: Roster | None, books: SqlBooks
) -> Mapping[UserId, list[ApplicationId]]:
    """Return the applications on the disposal list that are in the database all the same.

    They stand by who signed their disposal second: in that name they go again. Those of a disposal
    that is signed and not carried out are left to it: it was stopped before their rows went. So is
    an entry that the roster does not name yet. A list
    of before the roster deletes nothing: nobody signed it. Raises DamageFound for a list that
    cannot be read or that has names nobody signed, SavesMissing for one that was cut.
    """
    if roster is None:
        return {}
    left = _under_way(books)
    back: dict[UserId, list[ApplicationId]] = {}
    for entry in disposal_list.read(key_folder, roster).named:
        by = roster.statements[0].by if entry.signed is None else entry.signed.by
        if found := _present(connection, set(entry.names) - left):
            back.setdefault(by, []).extend(found)
    return back


def forget(books: SqlBooks, ids: Collection[ApplicationId]) -> None:
    """Delete the applications again and note it, in the books' unit of work."""
    for id_ in ids:
        books.journal.note(Action.DISPOSED, id_)
    books.files.remove(*ids)
    books.commit()


def _under_way(books: SqlBooks) -> set[str]:
    signed = (each for each in books.disposals.all() if each.state is DisposalState.SIGNED)
    return {item.token for record in signed for item in record.items}


def _present(connection: Connection, tokens: Collection[str]) -> list[ApplicationId]:
    found = (connection.execute(_OF_TOKEN, {"token": token}).scalar() for token in sorted(tokens))
    return [ApplicationId(id_) for id_ in found if id_ is not None]
