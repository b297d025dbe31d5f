# SPDX-License-Identifier: MIT
"""What a station hears of the others while its desk is open: asked beside, taken between two calls.

Whether somebody saved is asked on a connection and a thread of their own: a server that does not
answer holds up nothing of the desk. What came is taken on the desk's own thread.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from desk_app.desk.errors import ServerAway
from desk_app.desk.rows import StationState

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from desk_app.desk.rows import WhatCame
    from desk_app.records.desk.office import OfficeStatus
    from desk_app.store.database import SqlStore
    from desk_app.store.office.turn import LogServer, OfficeLog, ServerHead


class Listener(Protocol):
    """The log on its server, as it is asked beside the work."""

    def next_head(self, seconds: float) -> ServerHead:
        """Wait until somebody saved, so long at most, and return how far the log goes.

        The first time it is told at once. Raises ServerAway.
        """

    def cut(self) -> None:
        """Let whoever waits for the server wait no longer; from any thread."""

    def close(self) -> None:
        """Let go of the server."""


def asked_of(server: LogServer, here: OfficeStatus) -> OfficeStatus:
    """Return what a server says of all stations, beside what a station knows itself."""
    try:
        members, head = tuple(server.members()), server.head().head.number
    except ServerAway as away:
        return replace(here, away=away.code)
    return replace(here, number=head, members=members)


class OfficeStations:
    """The other stations of an office, as a desk hears of them (a ``desk.ports.Stations``)."""

    def __init__(
        self,
        store: SqlStore,
        log: OfficeLog,
        listener: Listener,
        asked: tuple[Callable[[int], OfficeStatus], Callable[[], str]],
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._log = log
        self._listener = listener
        self._now = now
        self._asked, self._who = asked
        self._away: ServerAway | None = None
        self._heard_at: datetime | None = now() if log.away is None else None
        self._behind = 0
        self._closed = self._woken = False
        log.believe(lambda: self._away)

    @property
    def state(self) -> StationState:
        """Return how this station stands; from any thread."""
        stands_at = self._log.stands_at
        number = 0 if stands_at is None else stands_at.number
        return StationState(number, self._behind, self._heard_at)

    def listen(self, seconds: float) -> bool:
        """Wait until another station saved, so long at most; return whether there is work to do.

        It belongs to a thread of its own. While the server is away, whoever would save is told so
        at once. Raises ServerAway.
        """
        if self._closed:
            self._listener.close()
            raise ServerAway
        try:
            head = self._next_head(seconds)
        except ServerAway as away:
            if not self._closed:
                self._away = away
                self._log.cut()
            raise
        self._away = None
        self._behind = max(0, head.head.number - self.state.number)
        if not self._behind and self._log.away is None:
            self._heard_at = self._now()
            return False
        return True

    def _next_head(self, seconds: float) -> ServerHead:
        """Ask, and once more at once where somebody wants to know whether the server is there."""
        try:
            return self._listener.next_head(seconds)
        except ServerAway:
            if not self._woken or self._closed:
                raise
        finally:
            self._woken = False
        return self._listener.next_head(seconds)

    def status(self) -> OfficeStatus:
        """Return what the server says of all stations, nothing of it while it is away."""
        return self._asked(self.state.number)

    def saves_now(self) -> str:
        """Return who saved last at the station that has the turn, or its name; empty for none."""
        station = self._who()
        return "" if station == self._log.name else self._log.people.get(station, station)

    def wake(self) -> None:
        """Ask the server at once, whatever is waited for; from any thread."""
        self._woken = True
        self._listener.cut()

    def hear(self) -> bool:
        """Take the next of what others saved, in one commit; return whether more is left.

        It belongs to the desk's thread. Raises ServerAway, DamageFound where the log is not what
        was written, DiskFull.
        """
        self._behind = self._store.hear_some()
        if not self._behind:
            self._heard_at = self._now()
        return self._behind > 0

    def came(self) -> WhatCame:
        """Return what came since this was asked last, also with the turn to save."""
        return self._log.came.take()

    def close(self) -> None:
        """Listen no more: a wait ends, and the next lets go of the server; from any thread."""
        self._closed = True
        self._listener.cut()
