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
    from collections.abc import Collection
    from pathlib import Path

    from sqlalchemy.engine import Connection

    from desk_app.store.books import SqlBooks

_applications: Any = Applications.__table__
_OF_TOKEN = select(_applications.c.id).where(_applications.c.token == bindparam("token"))


def came_back(connection: Connection, key_folder: Path, books: SqlBooks) -> list[ApplicationId]:
    """Return the applications on the disposal list that are in the database all the same.

    Those of a disposal that is signed are left to it: it was stopped before their rows went.
    Raises DamageFound for a list that cannot be read.
    """
    listed = disposal_list.read(key_folder)
    if not listed:
        return []
    return _present(connection, listed - _under_way(books))


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
