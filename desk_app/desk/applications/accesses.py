# SPDX-License-Identifier: MIT
"""Who opened which application: noted in the journal, once a person, application and day (6.9)."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from desk_app.desk.context import Desk
from desk_app.desk.errors import NotFound
from desk_app.desk.ports import Books
from desk_app.records.base import ApplicationId
from desk_app.records.books.journal import Action
from desk_app.rules.rulebook.terms import Duty


def note_opened(desk: Desk, ids: Iterable[ApplicationId]) -> int:
    """Note that whoever acts opened these applications today, and return how many were new.

    A desk that can only be read notes nothing. Raises NotAllowed, DiskFull.
    """
    desk.must(Duty.READ_CASES)
    store, noted = desk.ports.store, 0
    if store.closed_to_writing is not None:
        return noted
    with store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        for id_ in ids:
            # It may have been disposed of since.
            with suppress(NotFound):
                noted += _note(desk, books, id_)
        if noted:
            books.commit()
    return noted


def _note(desk: Desk, books: Books, id_: ApplicationId) -> bool:
    action, by = Action.APPLICATION_OPENED, desk.actor.id
    if books.journal.holds(action, id_, by, on=desk.today) is not None:
        return False
    books.journal.note(action, id_, on=desk.today)
    return True
