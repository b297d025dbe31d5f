# SPDX-License-Identifier: MIT
"""Earlier requests of the same person for the same right, told beside one (33(2)(ii))."""

from __future__ import annotations

from desk_app.desk.context import Desk
from desk_app.desk.rows import PersonQuery
from desk_app.records.application import Application
from desk_app.records.base import ApplicationId
from desk_app.rules.repeats import PersonTold, Repeated, Request, repeated
from desk_app.rules.rulebook.terms import Duty

_MOST = 30
"""So many of the likeliest earlier applications are compared."""


def repeats_of(desk: Desk, id_: ApplicationId) -> tuple[Repeated, ...]:
    """Return which rights the same person asked for before, and under which numbers.

    Those that were disposed of are gone, and counted no more. Raises NotFound, NotAllowed.
    """
    desk.must(Duty.READ_CASES)
    with desk.ports.store.reading() as books:
        application = books.files.get(id_).application
    of = application.principal
    asked = PersonQuery(of.name, of.kana, of.former_name, of.born, of.address)
    known = desk.ports.store.queries.known(asked, _MOST)
    ids = [each.application for each in known if each.application != id_]
    with desk.ports.store.reading() as books:
        others = [_request(books.files.get(each).application) for each in ids]
    return repeated(_request(application), others, desk.rules_of(application))


def _request(of: Application) -> Request:
    who = of.principal
    person = PersonTold(who.name, who.former_name, who.born, who.address)
    return Request(of.id, of.receipt_number, of.received_on, of.rights(), person)
