# SPDX-License-Identifier: MIT
"""What a station hears of the others while its desk is open, and whether it can save."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.desk.errors import DamageFound, KnownError, ServerAway
from desk_app.desk.opened import hearing
from desk_app.gui.session.tasks import Book

if TYPE_CHECKING:
    from datetime import datetime

    from desk_app.desk.context import Desk
    from desk_app.desk.opened.hearing import Heard
    from desk_app.desk.ports import Stations
    from desk_app.gui.session.tasks import ChangeHub, Runner


ASKED_EVERY_S = 30.0
"""The server is asked at least so often whether somebody saved; it tells sooner where it can."""

_PAUSE_MS = 500
"""What many save one after the other is taken together."""
_AWAY_MS = 5_000
"""A server that was away is asked again after this; one that refuses, less often."""
_SELDOM_MS = 30_000
_SOON_MS = 1_000
"""Who waits for the turn to save for so long is told for whom."""
_LONG_MS = 5_000
"""A save that takes so long may wait for a server that stands still."""
_SLOW_MS = 500
"""Only what takes longer to be taken is told."""


class OfficeStanding(Enum):
    """Whether a station can save."""

    CONNECTED = "connected"
    CATCHING_UP = "catching_up"
    READING_ONLY = "reading_only"


@dataclass(frozen=True, slots=True)
class HearingState:
    """How the station stands: how many units are still to be taken; why it only reads, since when.

    ``heard_at`` is when the server said last that everything was taken.
    """

    standing: OfficeStanding = OfficeStanding.CONNECTED
    behind: int = 0
    trouble: KnownError | None = None
    since: datetime | None = None
    heard_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StationAlone:
    """A station that can only read for now, as it is told to whoever works at it."""

    error: KnownError
    since: datetime


class HearingMeans(Protocol):
    """What is heard with: the open desk, its thread, one that listens, word of changes."""

    desk: Desk
    runner: Runner
    beside: Runner
    listening: Runner
    hub: ChangeHub


class Hearing(Book[HearingState]):
    """Asks beside the work whether somebody saved, and takes what came between two of its calls.

    The pages are told of it as of what is saved here. `told` carries who did what; `alone` that the
    station can only read for a while now, `back` that it can save again; `waits_for` names whoever
    saves at another station while a save here waits for its turn.
    """

    told = Signal(object)
    alone = Signal(object)
    back = Signal()
    waits_for = Signal(str)

    def __init__(self, work: HearingMeans, stations: Stations, parent: QObject) -> None:
        super().__init__(HearingState(heard_at=stations.state.heard_at), parent)
        self._work = work
        self._stations = stations
        self._again = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._again.timeout.connect(self._listen)
        self._slow = QTimer(self, singleShot=True, interval=_SLOW_MS)
        self._slow.timeout.connect(self._show_slow)
        self._long = QTimer(self, interval=_LONG_MS)
        self._long.timeout.connect(self._wake)
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._ask_who)
        self._waits = 0
        self._begun = self._closed = self._taking = self._told_alone = False
        stop = work.desk.ports.store.closed_to_writing
        if isinstance(stop, ServerAway | DamageFound):
            self._fail(stop)

    def begin(self) -> None:
        """Listen from now on; a second time does nothing."""
        if not self._begun:
            self._begun = True
            self._listen()

    def look(self) -> None:
        """Tell what was taken with the turn of a save, and whether the server was there."""
        work = self._work
        work.runner.submit(self, partial(hearing.came, work.desk), self._looked)
        self._waits += 1
        if not self._long.isActive():
            self._long.start()
            self._soon.start()

    def put_away(self) -> None:
        """Listen no more: the desk is being closed."""
        self._closed = True
        self._again.stop()
        self._slow.stop()
        self._long.stop()
        self._soon.stop()
        self._stations.close()
        # The thread that listened lets go of the server: nobody waits for it here.
        self._listen()

    def _looked(self, heard: Heard) -> None:
        self._waits -= 1
        if not self._waits:
            self._long.stop()
            self._soon.stop()
        self._tell(heard)
        stop = self._work.desk.ports.store.closed_to_writing
        if isinstance(stop, ServerAway) and self._state.trouble is None and not self._closed:
            self._fail(stop)
            self._stations.wake()

    def _ask_who(self) -> None:
        """Ask beside for whom a save waits."""
        if self._state.trouble is None:
            saves = self._stations.saves_now
            self._work.beside.submit(self, saves, self._tell_who, lambda _: None)

    def _tell_who(self, who: str) -> None:
        if who and self._waits and not self._closed:
            self.waits_for.emit(who)

    def _wake(self) -> None:
        """Ask beside whether the server is there: a save has waited for it for long."""
        if self._state.trouble is None:
            self._stations.wake()

    def _listen(self) -> None:
        listen = partial(self._stations.listen, ASKED_EVERY_S)
        self._work.listening.submit(self, listen, self._listened, self._not_reached)

    def _listened(self, news: object) -> None:
        """Take what came; meanwhile listen on, so that a server that stands still is noticed."""
        if self._closed:
            return
        self._again.start(_PAUSE_MS)
        if not news:
            self._succeed()
        elif not self._taking:
            self._slow.start()
            self._take()

    def _take(self) -> None:
        """Take the next of it; whoever asks the desk meanwhile has an answer in between."""
        self._taking = True
        take = partial(hearing.hear, self._work.desk)
        self._work.runner.submit(self, take, self._took, self._not_taken)

    def _took(self, heard: Heard) -> None:
        self._tell(heard)
        if heard.more and not self._closed:
            if not self._slow.isActive():
                self._show_slow()
            self._take()
            return
        self._taking = False
        self._slow.stop()
        self._succeed()

    def _not_taken(self, error: Exception) -> None:
        self._taking = False
        self._slow.stop()
        if isinstance(error, KnownError):
            self._fail(error)
            self._ask_later(error)

    def _not_reached(self, error: Exception) -> None:
        """Try again after a while; a server that was away for that long is told of."""
        if self._closed or not isinstance(error, KnownError):
            return
        again = self._state.trouble is not None
        self._fail(error)
        if again:
            self._tell_alone(error)
        self._ask_later(error)

    def _ask_later(self, error: KnownError) -> None:
        self._again.start(_AWAY_MS if error.code == ServerAway.code else _SELDOM_MS)

    def _show_slow(self) -> None:
        if self._state.trouble is None:
            behind = self._stations.state.behind
            self._show(replace(self._state, standing=OfficeStanding.CATCHING_UP, behind=behind))

    def _succeed(self) -> None:
        stop = self._work.desk.ports.store.closed_to_writing
        if isinstance(stop, ServerAway | DamageFound):
            self._fail(stop)
            return
        alone, self._told_alone = self._state.trouble is not None, False
        self._show(HearingState(heard_at=self._stations.state.heard_at))
        if alone:
            self.back.emit()

    def _fail(self, error: KnownError) -> None:
        state, same = self._state, self._state.trouble
        since = state.since if same is not None else self._work.desk.ports.clock.now()
        self._show(replace(state, standing=OfficeStanding.READING_ONLY, trouble=error, since=since))
        if not isinstance(error, ServerAway):
            self._tell_alone(error)

    def _tell_alone(self, error: KnownError) -> None:
        if not self._told_alone and self._state.since is not None:
            self._told_alone = True
            self.alone.emit(StationAlone(error, self._state.since))

    def _tell(self, heard: Heard) -> None:
        """Have every page take what came, under the rulebook that is in force now."""
        if self._closed:
            return
        self._work.desk = hearing.at_work(self._work.desk, heard)
        if heard.changes.touched:
            self._work.hub.announce(heard.changes, self)
        if heard.lines:
            self.told.emit(heard.lines)
