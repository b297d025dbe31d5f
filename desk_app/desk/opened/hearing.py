# SPDX-License-Identifier: MIT
"""What other stations of an office saved, as the pages of an open desk take it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desk_app.desk.context import Changes, Desk, Kind
from desk_app.desk.opened.arriving import in_force
from desk_app.desk.ports import Stations
from desk_app.desk.rows import JournalLine
from desk_app.rules.rulebook.terms import Duty

NOTHING_CAME = Changes.of()


@dataclass(frozen=True, slots=True)
class Heard:
    """What came: what changed, who did it, and the desk under the rulebook that is in force."""

    changes: Changes = NOTHING_CAME
    lines: tuple[JournalLine, ...] = ()
    desk: Desk | None = None
    """The same desk under another rulebook; None where its own stands."""
    more: bool = False
    """More is left to be taken."""


def hear(desk: Desk) -> Heard:
    """Take the next of what other stations saved; raises ServerAway, DamageFound, DiskFull."""
    stations = desk.ports.stations
    if stations is None:
        return Heard()
    more = stations.hear()
    return replace(_told(desk, stations), more=more)


def came(desk: Desk) -> Heard:
    """Return what was taken with the turn to save; nothing is asked of the server."""
    stations = desk.ports.stations
    return Heard() if stations is None else _told(desk, stations)


def _told(desk: Desk, stations: Stations) -> Heard:
    what = stations.came()
    if not what.touched and not what.entries:
        return Heard()
    changes = Changes.of(*((Kind(kind), id_) for kind, id_ in what.touched))
    lines = desk.ports.store.journal.lines(what.entries) if desk.may(Duty.READ_CASES) else ()
    anew = in_force(desk) if changes.ids(Kind.RULEBOOK) else desk
    return Heard(changes, lines, None if anew is desk else anew)


def at_work(desk: Desk, heard: Heard) -> Desk:
    """Return an open desk as it goes on after what was heard, whoever acts at it."""
    if heard.desk is None:
        return desk
    other = heard.desk
    return replace(desk, rulebook=other.rulebook, earlier=other.earlier, pending=other.pending)
