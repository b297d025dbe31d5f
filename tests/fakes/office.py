# SPDX-License-Identifier: MIT
"""An office of two stations whose log lies in memory: what fails on the way to a server is told."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desk_app.desk.errors import DamageFound, ServerAway
from desk_app.records.desk.office import OfficeMember, OfficeStatus, ServerAddress
from desk_app.store.database import SqlStore
from desk_app.store.disk.machine import SeededChance, SystemClock
from desk_app.store.office.joining import add_station, begin_office, office_of
from desk_app.store.office.listening import OfficeStations, asked_of
from desk_app.store.office.sealing import BEFORE_FIRST, LogHead, StationKey, Unit
from desk_app.store.office.turn import LogServer, OfficeLog, ServerHead
from tests.fakes.making import CLERK, NOW
from tests.fakes.real_store import Place, copy_to, place_in
from tests.same_tables import rows_of_office

CHANCE = SeededChance("office")
KEYS = {name: StationKey.new(name, CHANCE) for name in ("one", "two")}


ADDRESS = ServerAddress("server", 5432, "desk", "desk_1", "secret", "PEM")


class KilledError(BaseException):
    """The process came no further."""


@dataclass
class MemoryServer:
    """What a server keeps, and who has the turn."""

    desk: str = ""
    generation: str = ""
    schema: int = 0
    head: LogHead = BEFORE_FIRST
    units: list[Unit] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    turn: object = None
    heard: list[int] = field(default_factory=list)
    ended: dict[str, LogHead] = field(default_factory=dict)


class MemoryLog:
    """The log as one station asks for it (a ``store.office.turn.LogServer``).

    ``before`` and ``after`` are called with the name of what is asked, before it is done and after.
    """

    def __init__(self, kept: MemoryServer) -> None:
        self.kept = kept
        self.before: Callable[[str], object] = lambda _what: None
        self.after: Callable[[str], object] = lambda _what: None
        self.asked: list[str] = []
        self._unit: Unit | None = None
        self._files: dict[str, bytes] = {}
        self._renewed: tuple[str, str] | None = None

    @contextmanager
    def _doing(self, what: str) -> Iterator[None]:
        self.asked.append(what)
        self.before(what)
        yield
        self.after(what)

    def begin_log(self, desk: str, generation: str, schema: int, name: str, public: bytes) -> None:
        with self._doing("begin_log"):
            self.kept.desk, self.kept.generation, self.kept.schema = desk, generation, schema

    def head(self) -> ServerHead:
        with self._doing("head"):
            return self._head()

    def end_log(self) -> None:
        with self._doing("end_log"):
            self.kept.units, self.kept.files = [], {}

    def heard(self, number: int) -> None:
        self.kept.heard.append(number)

    def members(self) -> list[OfficeMember]:
        return [OfficeMember(name, self.kept.head.number, None) for name in KEYS]

    def take_turn(self) -> ServerHead:
        with self._doing("take_turn"):
            if self.kept.turn not in (None, self):
                raise ServerAway("turn_taken")
            self.kept.turn = self
            return self._head()

    def units_after(self, number: int, most: int) -> list[Unit]:
        with self._doing("units_after"):
            return [unit for unit in self.kept.units if unit.number > number][:most]

    def append(self, unit: Unit, generation: str, schema: int) -> None:
        with self._doing("append"):
            if self.kept.turn not in (None, self) or unit.number != self.kept.head.number + 1:
                raise ServerAway("log_moved")
            self._unit = unit

    def renew_key(self, old: str, new: str) -> None:
        with self._doing("renew_key"):
            if self.kept.generation != old:
                raise ServerAway("office_other_key")
            self._renewed = (old, new)

    def key_ended(self, generation: str) -> LogHead | None:
        return self.kept.ended.get(generation)

    def find(self, id_: bytes) -> int | None:
        with self._doing("find"):
            return next((unit.number for unit in self.kept.units if unit.id == id_), None)

    def has_file(self, name: str) -> bool:
        return name in self.kept.files

    def put_file(self, name: str, content: bytes) -> None:
        with self._doing("put_file"):
            self._files[name] = content

    def file(self, name: str) -> bytes:
        with self._doing("file"):
            if name not in self.kept.files:
                raise DamageFound("office_file_altered")
            return self.kept.files[name]

    def commit(self) -> None:
        with self._doing("commit"):
            if self._unit is not None:
                self.kept.units.append(self._unit)
                self.kept.head = self._unit.head
            if self._renewed is not None:
                old, self.kept.generation = self._renewed
                self.kept.ended[old] = self.kept.head
            self.kept.files |= self._files
            self.rollback()

    def rollback(self) -> None:
        self._unit, self._files, self._renewed = None, {}, None
        if self.kept.turn is self:
            self.kept.turn = None

    def cut(self) -> None:
        """Nobody waits for what lies in memory."""

    def close(self) -> None:
        self.rollback()

    def _head(self) -> ServerHead:
        kept = self.kept
        return ServerHead(kept.head, kept.generation, kept.schema, SystemClock().now())


class MemoryListener:
    """Asks the log in memory beside the work (a ``store.office.listening.Listener``).

    ``away`` is what the server answers instead; ``cuts`` counts how often a wait was ended.
    """

    def __init__(self, log: MemoryLog) -> None:
        self.log = log
        self.away: ServerAway | None = None
        self.cuts = 0
        self.closed = False

    def next_head(self, seconds: float) -> ServerHead:
        if self.away is not None:
            raise self.away
        return MemoryLog(self.log.kept).head()

    def cut(self) -> None:
        self.cuts += 1

    def close(self) -> None:
        self.closed = True


@dataclass
class DeskStation:
    """One station: its folders, its open desk, and its way to the server."""

    place: Place
    key: StationKey
    server: MemoryServer
    real: LogServer | None = None
    """A log on a real server, in the place of the one in memory."""
    store: SqlStore = field(init=False)
    log: MemoryLog = field(init=False)
    office: OfficeLog = field(init=False)
    listener: MemoryListener = field(init=False)
    stations: OfficeStations = field(init=False)

    def open(self, before: Callable[[str], object] = lambda _what: None) -> None:
        """Open the desk and be its office's station."""
        self.store = self.place.open()
        self.log = MemoryLog(self.server)
        self.log.before = before
        server = self.real or self.log
        self.office = office_of(self.store, self.key, server, CHANCE, SystemClock().now)
        self.store.share(self.office)
        self.listener = MemoryListener(self.log)
        now = SystemClock().now
        self.stations = OfficeStations(
            self.store, self.office, self.listener, (self._asked, self._saves_now), now
        )

    def _saves_now(self) -> str:
        others = [name for name in KEYS if name != self.key.name]
        return "".join(others) if self.server.turn not in (None, self.log) else ""

    def _asked(self, number: int) -> OfficeStatus:
        return asked_of(self.log, OfficeStatus(self.key.name, ADDRESS, number))

    def again(self) -> None:
        """Close the desk and open it anew."""
        self.store.close()
        self.open()

    def killed(self) -> None:
        """End as a killed process does, and open anew: what lies on the disk is what is there."""
        copied = self.place.folder.with_name(f"{self.place.folder.name}-killed")
        shutil.copytree(self.place.folder, copied, ignore=shutil.ignore_patterns("*.lock"))
        shutil.copytree(self.place.keys, copied.with_name(f"{copied.name}-keys"))
        self.server.turn = None
        self.store.abandon()
        for kept, folder in (
            (copied, self.place.folder),
            (copied.with_name(f"{copied.name}-keys"), self.place.keys),
        ):
            shutil.rmtree(folder)
            kept.rename(folder)
        self.open()

    def rows(self) -> dict[str, list[Any]]:
        """Every row that all stations have, and what the index finds them by."""
        self.store.close()
        with closing(self.place.raw()) as raw:
            found = rows_of_office(raw)
        found["tokens"] = sorted(self.place.tokens())
        self.open()
        return found


@contextmanager
def two_stations(folder: Path) -> Iterator[tuple[DeskStation, DeskStation]]:
    """An office of two stations, both open."""
    server = MemoryServer()
    first = copy_to(place_in(folder / "one"))
    with closing(first.open()) as store:
        add_station(store, "two", KEYS["two"].public, (CLERK, NOW))
        begin_office(store, MemoryLog(server), KEYS["one"], (CLERK, NOW))
    shutil.copytree(folder / "one", folder / "two")
    one = DeskStation(first, KEYS["one"], server)
    two = DeskStation(place_in(folder / "two"), KEYS["two"], server)
    one.open()
    two.open()
    try:
        yield one, two
    finally:
        one.store.close()
        two.store.close()
