# SPDX-License-Identifier: MIT
"""The turn: one station saves at a time, on what all have saved before it, and runs a verb once.

The head's row on the server is locked in one open transaction; what others saved is taken; the verb
runs; its rows are sent; the server commits, then this desk. Who is killed in between finds his own
unit on the server at his next turn.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

import sqlcipher3.dbapi2 as driver
from sqlalchemy.exc import IntegrityError

from desk_app.desk.errors import DamageFound, ServerAway
from desk_app.store.books.desk_books import SqlSettings
from desk_app.store.disk.desk_file import (
    CAUGHT_UP_FROM,
    HEARD_AT,
    SCHEMA_VERSION,
    STANDS_AT,
    STATIONS,
)
from desk_app.store.disk.faults import of_driver, told
from desk_app.store.journal import book
from desk_app.store.office import applying, shipping
from desk_app.store.office.sealing import (
    BEFORE_FIRST,
    ID_BYTES,
    LogHead,
    UnitSeal,
    altered,
    derived,
)
from desk_app.store.office.shipping import SHAPES, NotShippedError
from desk_app.store.office.touched import CameNotes
from desk_app.store.scans import sealed
from desk_app.store.schema.engine import driver_connection
from desk_app.store.schema.tables import JournalRows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from sqlalchemy.engine import Connection

    from desk_app.desk.errors import KnownError
    from desk_app.records.base import ScanId, UserId
    from desk_app.records.desk.office import OfficeMember
    from desk_app.store.disk.machine import Octets
    from desk_app.store.office.sealing import StationKey, Unit
    from desk_app.store.office.shipping import RowChanges
    from desk_app.store.scans.sealed import KeptFile

    Lent = Callable[[], AbstractContextManager[Connection]]


AT_ONCE = 500
"""So many units of others are taken in one commit."""

FAR_BEHIND = 20
"""Who is further behind takes what came before he asks for the turn: nobody waits for that."""

MOST_OFF = timedelta(minutes=2)
"""A station whose clock is further from the server's does not save."""

_JOURNAL = JournalRows.__tablename__
_NAME_OF = "SELECT name FROM users WHERE id = ?"

_GENERATION = b"desk_app office generation"
_GENERATION_BYTES = 8


class ServerHead(NamedTuple):
    """What the server says of its log: how far it goes, under which key and schema; its time."""

    head: LogHead
    generation: str
    schema: int
    at: datetime


class LogServer(Protocol):
    """The log on its server; whatever fails on the way to it raises ServerAway."""

    def begin_log(self, desk: str, generation: str, schema: int, name: str, public: bytes) -> None:
        """Begin the log of a desk with the station that asks, where there is none."""

    def end_log(self) -> None:
        """End the log within the turn: nothing of it stays on the server."""

    def heard(self, number: int) -> None:
        """Say how far this station has taken the log."""

    def members(self) -> Sequence[OfficeMember]:
        """Return every station."""

    def head(self) -> ServerHead:
        """Return how far the log goes."""

    def take_turn(self) -> ServerHead:
        """Wait for the one turn to append and hold it until the commit or rollback."""

    def units_after(self, number: int, most: int) -> Sequence[Unit]:
        """Return the next units behind a number, in their order."""

    def append(self, unit: Unit, generation: str, schema: int) -> None:
        """Append a unit within the turn."""

    def renew_key(self, old: str, new: str) -> None:
        """Go over to another data key within the turn, where the head stands."""

    def key_ended(self, generation: str) -> LogHead | None:
        """Return with which unit a data key of before ended; None for any other."""

    def find(self, id_: bytes) -> int | None:
        """Return under which number a unit was kept, by a commit of its own; None where it is not.

        What it says stays so: what was kept before it on a standby is kept for good.
        """

    def has_file(self, name: str) -> bool:
        """Return whether a file is there."""

    def put_file(self, name: str, content: bytes) -> None:
        """Keep a file within the turn."""

    def file(self, name: str) -> bytes:
        """Return a file; raises DamageFound where it is not there."""

    def commit(self) -> None:
        """Keep what was appended; raises ServerAway where nobody knows whether it was kept."""

    def rollback(self) -> None:
        """Let go of the turn."""

    def cut(self) -> None:
        """Let whoever waits for the server wait no longer; from any thread."""

    def close(self) -> None:
        """Let go of the server."""


def generation_of(data_key: bytes) -> str:
    """Return what tells a data key from another and says nothing of it."""
    return derived(data_key, _GENERATION)[:_GENERATION_BYTES].hex()


@dataclass(frozen=True, slots=True)
class StationPlace:
    """Which station of which desk this is, with the desk's key."""

    desk: str
    station: StationKey
    data_key: bytes
    invited: StationKey | None = None
    """The key of its invitation: the desk knows the station by it until the first save."""


class OfficeLog:
    """The log of an office as one of its stations uses it (a ``store.several.Several``)."""

    def __init__(
        self,
        server: LogServer,
        place: StationPlace,
        chance: Octets,
        now: Callable[[], datetime],
    ) -> None:
        self._server = server
        self._station = place.station
        self._invited = place.invited
        self._data_key = place.data_key
        self.reseal: Callable[[Sequence[bytes]], object] = lambda _data_keys: None
        """Seals what makes this desk a station under the data keys that may open it."""
        self.tell: Callable[[int, int], object] = lambda _done, _total: None
        """Hears of units taken of units there are; what it raises ends the taking."""
        self._desk = place.desk
        self._seal = UnitSeal(place.desk, place.data_key, chance)
        self._generation = generation_of(place.data_key)
        self._chance = chance
        self._now = now
        self._watched: driver.Connection | None = None
        self._at: LogHead | None = None
        self._stations: Mapping[str, bytes] = {}
        self._heard_at: datetime | None = None
        self._unknown: bytes | None = None
        self._away: KnownError | None = None
        self._believed: Callable[[], KnownError | None] = lambda: None
        self.came = CameNotes()
        self.people: dict[str, str] = {}

    @property
    def name(self) -> str:
        """Return the name of this station."""
        return self._station.name

    @property
    def away(self) -> KnownError | None:
        """Return why nothing could be saved the last time; None where something could."""
        return self._away or self._believed()

    @property
    def stands_at(self) -> LogHead | None:
        """Return how far this station has taken the log; None before it asked."""
        return self._at

    def believe(self, away: Callable[[], KnownError | None]) -> None:
        """Ask the server for nothing while somebody who asks it all the time says it is away."""
        self._believed = away

    def cut(self) -> None:
        """Wait no longer for a server that does not answer; from any thread."""
        self._server.cut()

    @property
    def heard_at(self) -> datetime | None:
        """Return when the server last answered, by its clock; None before it did."""
        return self._heard_at

    @contextmanager
    def turn(self, lent: Lent) -> Iterator[None]:
        """Hold the one turn to save, with everything taken that others saved before."""
        with self._remembering():
            self._ready_for_turn(lent)
        try:
            yield
        finally:
            self._server.rollback()

    def hear(self, lent: Lent) -> int:
        """Take what others saved; return how many units that were."""
        with self._remembering():
            try:
                with self._asked():
                    head = self._server.head()
                before = self._stand(lent)
                self._take_under_own_key(lent, head)
                self._check(head)
                self._take_all(lent, head.head)
                self._must_belong()
                if head.head.number > before.number:
                    with self._asked():
                        self._server.heard(head.head.number)
            finally:
                # An open transaction would be ended by the server, and hold what it has read.
                self._server.rollback()
        return head.head.number - before.number

    def hear_some(self, lent: Lent) -> int:
        """Take the next of what others saved, in one commit; return how many units are left."""
        with self._remembering():
            try:
                with self._asked():
                    head = self._server.head()
                self._stand(lent)
                self._take_under_own_key(lent, head)
                self._check(head)
                at = self._stand(lent)
                if at.number >= head.head.number:
                    self._take_all(lent, head.head)
                else:
                    with lent() as connection, self._asked():
                        at = self._take_some(connection, at, head.head)
                    self._must_belong()
                    with self._asked():
                        self._server.heard(at.number)
            finally:
                self._server.rollback()
        return head.head.number - at.number

    def renew(self, lent: Lent, data_key: bytes) -> None:
        """Go over to another data key, before the file of this station does.

        The first station does it on the server, with everything taken; each other takes what came
        under the key of before. Whoever is killed then finds it done.
        """
        new = generation_of(data_key)
        self.reseal([self._data_key, data_key])
        if new == self._generation:
            return  # The server has it since the last try, whose file found no room.
        with self._remembering():
            try:
                with self._asked():
                    head = self._server.take_turn()
                self._stand(lent)
                if head.generation == self._generation:
                    self._take_all(lent, head.head)
                    with self._asked():
                        self._server.renew_key(self._generation, new)
                        self._server.commit()
                else:
                    self._take_under_own_key(lent, head)
            finally:
                self._server.rollback()
        self._seal, self._generation = UnitSeal(self._desk, data_key, self._chance), new

    def has_renewed(self, data_key: bytes) -> None:
        """Forget the data key of before: the file of this station has this one."""
        self._data_key = data_key
        self.reseal([data_key])

    def watch(self, raw: driver.Connection) -> None:
        """Have noted what changes on a connection that is in no transaction."""
        if raw is not self._watched:
            shipping.watch(raw)
            self._watched = raw

    def begin(self, raw: driver.Connection) -> None:
        """Begin to note a unit of work."""
        shipping.begin(raw)

    def keep(self, connection: Connection, drafts: Sequence[tuple[UserId, str]]) -> None:
        """Send what changed, commit it on the server, then here."""
        changes = shipping.collect(driver_connection(connection), drafts)
        if changes.rows or changes.gone:
            self._keep_there(connection, changes)
        connection.commit()
        self._stand_at(connection)

    def end(self, lent: Lent) -> None:
        """End the log where it stands, with everything taken: nothing of it stays on the server."""
        self._ready_for_turn(lent)
        if self._away is not None:
            raise self._away
        with self._asked():
            self._server.end_log()
            self._server.commit()

    def close(self) -> None:
        """Let go of the server."""
        self._server.close()

    def _ready_for_turn(self, lent: Lent) -> None:
        """Take the turn where the server can be reached, and what came before it."""
        stand = self._stand(lent)
        believed = self._believed()
        if believed is not None:
            self._away = believed
            return
        try:
            with self._asked():
                self._settle_unknown(lent)
                head = self._server.take_turn()
                if head.head.number > stand.number + FAR_BEHIND:
                    self._server.rollback()
                    self._take_all(lent, self._server.head().head)
                    head = self._server.take_turn()
        except ServerAway as away:
            if self._away is not away:
                raise
            return
        try:
            self._take_under_own_key(lent, head)
            self._check(head)
            self._take_all(lent, head.head)
            self._must_belong()
        except BaseException:
            self._server.rollback()
            raise

    def _settle_unknown(self, lent: Lent) -> None:
        """Ask for the unit whose answer was lost, before anything else is saved.

        Raises ServerAway where it was kept: whoever would save it again looks first.
        """
        if self._unknown is None:
            return
        found = self._server.find(self._unknown)
        self._unknown = None
        if found is not None:
            self._take_all(lent, self._server.head().head)
            raise ServerAway("save_was_kept")

    def _take_under_own_key(self, lent: Lent, head: ServerHead) -> None:
        """Take what came under this station's key where the log has gone over to another.

        The last of it leads to the keys by which whoever signs in goes over too.
        """
        if head.generation == self._generation:
            return
        with self._asked():
            ended = self._server.key_ended(self._generation)
        if ended is not None and ended.number > self._stand(lent).number:
            self._take_all(lent, ended)

    def _check(self, head: ServerHead) -> None:
        """Go on only under the key and schema of the log, and with a clock that is right."""
        if head.generation != self._generation:
            raise ServerAway("office_other_key")
        if head.schema != SCHEMA_VERSION:
            raise ServerAway("office_other_schema", {"found": head.schema, "known": SCHEMA_VERSION})
        if abs(head.at - self._now()) > MOST_OFF:
            raise ServerAway("office_clock")
        self._heard_at = head.at

    def _must_belong(self) -> None:
        """Go on only while the desk counts this station as one of its office's."""
        if self._station.name not in self._stations:
            self._away = ServerAway("station_shut")
            raise self._away

    @property
    def _key(self) -> StationKey:
        """Return what this station signs with: that by which the desk knows it."""
        known, invited = self._stations.get(self._station.name), self._invited
        return self._station if invited is None or invited.public != known else invited

    def _keep_there(self, connection: Connection, changes: RowChanges) -> None:
        if self._away is not None or self._at is None:
            raise self._away or ServerAway()
        files = shipping.pages_out(changes, self._chance)
        files |= self._new_scans(connection, changes)
        id_ = self._chance.octets(ID_BYTES)
        unit = self._seal.seal(shipping.to_bytes(changes), id_, self._at, self._key)
        with self._asked():
            for name, content in files.items():
                self._server.put_file(name, content)
            self._server.append(unit, self._generation, SCHEMA_VERSION)
        self._stand_after(connection, unit.head, caught_up_from="")
        self._unknown = id_
        with self._asked():
            self._server.commit()
        self._unknown = None

    def _stand_after(self, connection: Connection, head: LogHead, *, caught_up_from: str) -> None:
        settings = SqlSettings(connection)
        settings.keep_value(STANDS_AT, f"{head.number} {head.hash.hex()}")
        settings.keep_value(CAUGHT_UP_FROM, caught_up_from)
        if self._heard_at is not None:
            settings.keep_value(HEARD_AT, self._heard_at.isoformat())

    def _new_scans(self, connection: Connection, changes: RowChanges) -> dict[str, bytes]:
        """Return the sealed files of scans that the server has not."""
        folder, files = _scans_of(connection), dict[str, bytes]()
        for id_, _, _ in changes.scans():
            content = sealed.read(folder, id_)
            with self._asked():
                if content is not None and not self._server.has_file(scan_name(id_)):
                    files[scan_name(id_)] = content
        return files

    @contextmanager
    def _remembering(self) -> Iterator[None]:
        """Remember what is wrong with the log: until it is mended nothing can be saved."""
        try:
            yield
        except DamageFound as damage:
            self._away = damage
            raise

    @contextmanager
    def _asked(self) -> Iterator[None]:
        """Remember of what is asked of the server in the block whether it was reached."""
        try:
            yield
        except ServerAway as away:
            if away.code in _NOT_REACHED:
                self._away = away
            raise
        self._away = None

    # Taking what others saved.

    def _stand(self, lent: Lent) -> LogHead:
        """Return how far this station has taken the log, from its own rows at first."""
        if self._at is None:
            with lent() as connection:
                self._stand_at(connection)
        return self._at or BEFORE_FIRST

    def _stand_at(self, connection: Connection) -> None:
        settings = SqlSettings(connection)
        number, _, hash_ = (settings.value(STANDS_AT) or "").partition(" ")
        self._at = LogHead(int(number), bytes.fromhex(hash_)) if hash_ else BEFORE_FIRST
        self._stations = read_stations(settings.value(STATIONS))
        connection.rollback()

    def _take_all(self, lent: Lent, head: LogHead) -> None:
        """Take every unit up to a head; raises DamageFound where the log does not lead to it."""
        at = self._stand(lent)
        while at.number < head.number:
            with lent() as connection, self._asked():
                at = self._take_some(connection, at, head)
            self.tell(at.number, head.number)
        if at != head:
            missing = at.number - head.number
            raise DamageFound("log_behind", {"missing": missing}) if missing else altered(at.number)

    def _take_some(self, connection: Connection, at: LogHead, head: LogHead) -> LogHead:
        """Take the next units in one commit, no more than lead to one key file."""
        before = book.read_head(connection)
        gone: set[ScanId] = set()
        taken: list[RowChanges] = []
        most = min(AT_ONCE, head.number - at.number)
        units = self._server.units_after(at.number, most)
        if not units:
            raise altered(at.number + 1)
        for unit in units:
            changes = self._opened(unit, at)
            gone |= self._apply(connection, unit, changes)
            taken.append(changes)
            self._note_person(connection, unit.station, changes)
            at = unit.head
            self._stations = read_stations(SqlSettings(connection).value(STATIONS))
            if changes.leads_to_keys:
                break
        applying.check_journal_after(driver_connection(connection), before)
        self._stand_after(connection, at, caught_up_from=str(before[0]))
        try:
            connection.commit()
        except IntegrityError:
            driver_connection(connection).rollback()
            raise altered(at.number) from None
        sealed.remove(_scans_of(connection), gone)
        self._at = at
        self._note_came(connection, taken, before[0])
        return at

    def _note_person(self, connection: Connection, station: str, changes: RowChanges) -> None:
        """Note who saved last at a station: whoever waits for it is told a name."""
        entries = changes.rows.get(_JOURNAL, ())
        if not entries:
            return
        actor = entries[-1][SHAPES[_JOURNAL].columns.index("actor")]
        found = driver_connection(connection).execute(_NAME_OF, (actor,)).fetchone()
        if found is not None:
            self.people[station] = str(found[0])

    def _note_came(self, connection: Connection, taken: Sequence[RowChanges], entries: int) -> None:
        """Note what was taken for whoever shows it, with the entries behind a number."""
        for changes in taken:
            self.came.note(changes)
        self.came.note_entries(entries, book.read_head(connection)[0])
        connection.rollback()

    def _opened(self, unit: Unit, at: LogHead) -> RowChanges:
        try:
            changes = shipping.from_bytes(self._seal.open(unit, at, self._stations))
            shipping.pages_in(changes, self._server.file)
        except NotShippedError:
            raise altered(unit.number) from None
        return changes

    def _apply(self, connection: Connection, unit: Unit, changes: RowChanges) -> set[ScanId]:
        """Take one unit; return the scans whose files are no more to be kept."""
        own = unit.station == self._station.name
        with told(), _of_unit(unit):
            applying.apply(driver_connection(connection), changes, own=own)
        with _of_unit(unit):
            kept, gone = list(changes.scans()), changes.scans_gone()
        self._bring_scans(_scans_of(connection), kept)
        return gone

    def _bring_scans(self, folder: Path, kept: Sequence[KeptFile]) -> None:
        """Fetch the sealed files that are not here; raises DamageFound for what another is."""
        for id_ in sealed.lost(folder, kept, whole=False):
            sealed.write(folder, id_, self._server.file(scan_name(id_)))
        for id_ in sealed.lost(folder, kept, whole=True):
            sealed.remove(folder, [id_])
            raise DamageFound("office_file_altered")


_NOT_REACHED = frozenset(
    {"server_away", "server_refused", "turn_taken", "save_unknown", "station_shut"}
)
"""What says that the server could not be asked; drafts are kept all the same."""


@contextmanager
def _of_unit(unit: Unit) -> Iterator[None]:
    """Tell what no file takes as a unit that is not what was written."""
    try:
        yield
    except (NotShippedError, OverflowError):
        raise altered(unit.number) from None
    except driver.Error as error:
        if of_driver(error) is None:
            raise altered(unit.number) from None
        raise


def written_stations(stations: Mapping[str, bytes]) -> str:
    """Return the stations of an office as the value of the desk says them."""
    return json.dumps({name: public.hex() for name, public in sorted(stations.items())})


def read_stations(value: str | None) -> Mapping[str, bytes]:
    """Return the stations that the value of the desk says; raises DamageFound."""
    try:
        return {name: bytes.fromhex(public) for name, public in json.loads(value or "{}").items()}
    except (ValueError, TypeError, AttributeError):
        raise DamageFound("station_damaged") from None


def _scans_of(connection: Connection) -> Path:
    return sealed.beside(Path(str(connection.engine.url.database)))


def scan_name(id_: str) -> str:
    """Return under which name the server keeps the sealed file of a scan."""
    return f"scan-{id_}"
