# SPDX-License-Identifier: MIT
"""Earlier requests of the same person for the same right, told beside one (33(2)(ii))."""

from __future__ import annotations

from desk_app.desk.context import Desk
from desk_app.desk.rows import PersonQuery
from desk_app.records.base import ApplicationId
from desk_app.rules.case.repeats import PersonTold, Repeated, Request, repeated
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
    now = Request(
        id_,
        application.receipt_number,
        application.received_on,
        application.rights(),
        PersonTold(of.name, of.former_name, of.born, of.address),
    )
    queries = desk.ports.store.queries
    # Lines of the lists, not whole applications: many are looked at, and nobody may wait for it.
    known = queries.known(asked, _MOST)
    lines = queries.lines([each.application for each in known], desk.today)
    rights = {line.id: line.rights for line in lines}
    others = (
        Request(
            each.application,
            each.receipt_number,
            each.received_on,
            rights.get(each.application, ()),
            PersonTold(each.name, "", each.born, each.address),
        )
        for each in known
    )
    return repeated(now, others, desk.rules_of(application))
