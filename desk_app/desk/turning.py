# SPDX-License-Identifier: MIT
"""A day begins: what time alone moved on takes its new place in the work list (J1)."""

from __future__ import annotations

from desk_app.desk import timekeeping
from desk_app.desk.changes import Changes, Kind
from desk_app.desk.context import Desk
from desk_app.desk.keeping import placed
from desk_app.desk.ports import Books
from desk_app.records.ids import ApplicationId
from desk_app.records.journal import Action


def begin_day(desk: Desk) -> Changes:
    """Bring the work list to today at a desk that stayed open overnight; nothing else changes.

    A desk that can only be read stays as it is.
    """
    if desk.ports.store.closed_to_writing is not None:
        return Changes.of()
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        timekeeping.go_on(desk, books)
        turned = turn_over(desk, books)
        if turned:
            books.journal.note(Action.DAY_BEGUN, None, turned=len(turned))
            books.commit()
    return Changes.of(*((Kind.APPLICATION, id_) for id_ in turned))


def turn_over(desk: Desk, books: Books) -> tuple[ApplicationId, ...]:
    """Work out anew each place that has turned by today, and return whose.

    The index knows one turn only. A place that has taken it is looked at again, so that the next
    one (the target day after the warning day) is known before it comes.
    """
    turned = books.files.turned_ids(desk.today)
    for id_ in turned:
        file = books.files.get(id_)
        books.files.save(file, placed(desk, file))
    return turned
