# SPDX-License-Identifier: MIT
"""Whether the desk goes by the right day, and what a new day moves on (J1, T12)."""

from __future__ import annotations

import json
from datetime import date, datetime

from desk_app.desk.context import Changes, Desk, Kind
from desk_app.desk.errors import Refused
from desk_app.desk.keeping import placed
from desk_app.desk.ports import Books
from desk_app.desk.signed.signing import clock_to_sign
from desk_app.records.base import ApplicationId
from desk_app.records.books.journal import Action
from desk_app.rules.days import clock
from desk_app.rules.days.clock import ClockDoubt, Trusted
from desk_app.rules.rulebook.terms import Duty

CLOCK = "clock"
"""The value that says up to where the clock was believed."""


def doubt(desk: Desk) -> ClockDoubt | None:
    """Return why the clock is not believed now, None where it is; everybody's screen says so."""
    with desk.ports.store.reading() as books:
        return _doubt(desk, books)


def must_trust_clock(desk: Desk, books: Books) -> None:
    """Go on only if the clock is believed; raises Refused until two users confirm it."""
    found = _doubt(desk, books)
    if found is not None:
        raise Refused(("clock_doubtful",), {"doubt": found})


def go_on(desk: Desk, books: Books) -> None:
    """Believe the clock up to now, where nothing is doubtful, before anything else is noted.

    Where it is doubtful, what was believed last is kept: the entries that follow change nothing.
    """
    now, calendar = desk.ports.clock.now(), desk.rulebook.on(desk.today).calendar
    trusted = _trusted(books)
    since = books.journal.since(trusted.sequence)
    if clock.doubt(trusted, since, now, calendar) is None:
        sequence = books.journal.mark().sequence
        trusted = clock.moved_on(trusted, since, now, sequence, calendar)
    books.settings.keep_value(CLOCK, written(trusted))


def confirm_clock(desk: Desk, second: Desk) -> Changes:
    """Let two users who have both shown their passwords answer for day and time.

    ``second`` is the same desk with the other person acting; each signs the moment. Raises Refused
    for one person alone, for a seal that is not the person's, and where nothing is doubtful.
    """
    for each in (desk, second):
        each.must(Duty.DISPOSE)
    if desk.actor.id == second.actor.id:
        raise Refused(("second_person_needed",))
    now = desk.ports.clock.now()
    with desk.ports.store.writing(desk.actor.id, now) as books:
        found = _doubt(desk, books)
        if found is None:
            raise Refused(("clock_not_doubtful",))
        moment = clock_to_sign(books.journal.mark().sequence, now)
        if not all(_is_sealed(each, moment) for each in (desk, second)):
            raise Refused(("second_person_needed",))
        books.journal.note(
            Action.CLOCK_CONFIRMED, None, doubt=found.value, second=second.actor.id, moment=str(now)
        )
        trusted = clock.trusted_at(books.journal.mark().sequence, now)
        books.settings.keep_value(CLOCK, written(trusted))
        books.commit()
    return Changes.of()


def written(trusted: Trusted) -> str:
    """Return up to where the clock was believed as text, as it is kept."""
    return json.dumps(
        {
            "sequence": trusted.sequence,
            "latest": trusted.latest.isoformat(),
            "worked_on": trusted.worked_on.isoformat(),
        }
    )


def _doubt(desk: Desk, books: Books) -> ClockDoubt | None:
    trusted = _trusted(books)
    since = books.journal.since(trusted.sequence)
    calendar = desk.rulebook.on(desk.today).calendar
    return clock.doubt(trusted, since, desk.ports.clock.now(), calendar)


def _trusted(books: Books) -> Trusted:
    """Return what was believed last; at a desk that kept nothing of it, the last entry."""
    kept = books.settings.value(CLOCK)
    if kept is not None:
        found = json.loads(kept)
        return Trusted(
            found["sequence"],
            datetime.fromisoformat(found["latest"]),
            date.fromisoformat(found["worked_on"]),
        )
    last = books.journal.mark().sequence
    (moment,) = books.journal.since(last - 1)
    return clock.trusted_at(last, moment)


def _is_sealed(desk: Desk, content: bytes) -> bool:
    seal = desk.ports.seal
    return seal.verify(desk.actor.id, content, seal.sign(content))


# A day begins: what time alone moved on takes its new place in the work list (J1).


def begin_day(desk: Desk) -> Changes:
    """Bring the work list to today at a desk that stayed open overnight; nothing else changes.

    A desk that can only be read stays as it is.
    """
    if desk.ports.store.closed_to_writing is not None:
        return Changes.of()
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        go_on(desk, books)
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
