# SPDX-License-Identifier: MIT
"""A desk as a station of an office: what it needs for that, sealed beside its keys; the first one.

Name, server, password and signing key of a station stand in one file that opens with the data key
of its own desk alone. They are in no row: no backup has them, and no other station.
"""

from __future__ import annotations

import base64
import json
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from desk_app.desk.errors import DamageFound, ServerAway
from desk_app.records.books.journal import Action
from desk_app.records.desk.office import OfficeStatus, ServerAddress, SnapshotTaken
from desk_app.store.disk.desk_file import (
    CAUGHT_UP_FROM,
    HEARD_AT,
    SCHEMA_VERSION,
    SHUT_AFTER,
    STANDS_AT,
    STATION,
    STATIONS,
)
from desk_app.store.disk.faults import told
from desk_app.store.disk.small_files import replace_file
from desk_app.store.office.sealing import StationKey, shut_away, taken_out
from desk_app.store.office.snapshot import SnapshotServer
from desk_app.store.office.turn import (
    MOST_OFF,
    LogServer,
    OfficeLog,
    StationPlace,
    generation_of,
    read_stations,
    written_stations,
)
from desk_app.system.ports import read_small

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from desk_app.records.base import UserId
    from desk_app.store.database import SqlStore
    from desk_app.store.disk.machine import Octets


SHUT_AFTER_DAYS, MOST_SHUT_AFTER_DAYS = 7, 30
"""After so many days without its server a station shows nothing; where it was set, at most."""

_MOST_BYTES = 64 * 1024
_LENGTH_BYTES = 4


class OfficeServer(LogServer, SnapshotServer, Protocol):
    """All that a server keeps of an office."""


@dataclass(frozen=True, slots=True)
class Membership:
    """By what a desk is a station of an office."""

    address: ServerAddress
    station: StationKey
    invited: StationKey | None = None
    """The key of the invitation, until the desk knows the station by its own."""


def keep_membership(
    key_folder: Path, data_key: bytes, membership: Membership, chance: Octets
) -> None:
    """Keep by what a desk is a station, beside its keys; raises DiskFull."""
    keep_under(key_folder, [data_key], membership, chance)


def keep_under(
    key_folder: Path, data_keys: Sequence[bytes], membership: Membership, chance: Octets
) -> None:
    """Keep it so that each of these data keys opens it, as while a desk is re-keyed."""
    secret = base64.b64encode(membership.station.secret).decode("ascii")
    said: dict[str, object] = {
        "address": asdict(membership.address),
        "station": membership.station.name,
        "secret": secret,
    }
    if membership.invited is not None:
        said["invited"] = base64.b64encode(membership.invited.secret).decode("ascii")
    plain = json.dumps(said).encode("utf-8")
    shut = (shut_away(data_key, plain, chance) for data_key in data_keys)
    content = b"".join(len(each).to_bytes(_LENGTH_BYTES, "big") + each for each in shut)
    replace_file(key_folder / STATION, content)


def read_membership(key_folder: Path, data_key: bytes) -> Membership:
    """Return by what a desk is a station; raises DamageFound where that cannot be read."""
    try:
        content = read_small(key_folder / STATION, _MOST_BYTES)
        said = json.loads(_opened(data_key, content))
        invited = said.get("invited")
        return Membership(
            ServerAddress(**said["address"]),
            _station(said["station"], said["secret"]),
            None if invited is None else _station(said["station"], invited),
        )
    except (OSError, ValueError, KeyError, TypeError):
        raise DamageFound("station_damaged") from None


def _opened(data_key: bytes, content: bytes) -> bytes:
    """Return what one of the sealed forms says that this data key opens; raises DamageFound."""
    while content:
        end = _LENGTH_BYTES + int.from_bytes(content[:_LENGTH_BYTES], "big")
        with suppress(DamageFound):
            return taken_out(data_key, content[_LENGTH_BYTES:end])
        content = content[end:]
    raise DamageFound("station_damaged")


def _station(name: str, secret: str) -> StationKey:
    return StationKey.of(name, base64.b64decode(secret, validate=True))


def begin_office(
    store: SqlStore,
    server: LogServer,
    station: StationKey,
    by: tuple[UserId, datetime],
    before: Callable[[], object] = lambda: None,
    shut_after: int = SHUT_AFTER_DAYS,
) -> None:
    """Let an open single desk be the first station of an office whose log begins now.

    What the desk holds up to then is in no log: whoever joins gets it as a whole. ``before`` is
    done between the two; until its rows name a station the desk is a single one. Raises ServerAway.
    """
    generation = generation_of(store.data_key)
    server.begin_log(store.database, generation, SCHEMA_VERSION, station.name, station.public)
    before()
    values = {SHUT_AFTER: str(shut_after), HEARD_AT: server.head().at.isoformat()}
    add_station(store, station.name, station.public, by, values)


def add_station(
    store: SqlStore,
    name: str,
    public: bytes,
    by: tuple[UserId, datetime],
    values: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Let the office know a station and the key it signs with, noted in a person's name.

    ``values`` of the office are kept with it.
    """
    with store.writing(*by) as books:
        known = {**read_stations(books.settings.value(STATIONS)), name: public}
        books.settings.keep_value(STATIONS, written_stations(known))
        for value, content in values.items():
            books.settings.keep_value(value, content)
        books.journal.note(Action.STATION_ADDED, None, station=name)
        books.commit()


def office_of(
    store: SqlStore,
    station: StationKey | Membership,
    server: LogServer,
    chance: Octets,
    now: Callable[[], datetime],
) -> OfficeLog:
    """Return the office of an open desk that is one of its stations."""
    member = station if isinstance(station, Membership) else None
    key = station.station if isinstance(station, Membership) else station
    invited = None if member is None else member.invited
    place = StationPlace(store.database, key, store.data_key, invited)
    return OfficeLog(server, place, chance, now)


def must_have_heard(store: SqlStore, office: OfficeLog, now: datetime) -> None:
    """Go on only where a station hears of its office, or has not long ago.

    What was disposed of elsewhere, and who was removed, is known to none that hears nothing; a
    clock that went back would make it long ago for ever. Raises ServerAway.
    """
    if office.heard_at is not None:
        return
    with store.reading() as books:
        last = books.settings.value(HEARD_AT)
        days = int(books.settings.value(SHUT_AFTER) or SHUT_AFTER_DAYS)
    if not last:
        return
    at = datetime.fromisoformat(last)
    if not at - MOST_OFF <= now <= at + timedelta(days=days):
        raise ServerAway("office_unheard", {"days": days})


def take_own_key(
    store: SqlStore,
    key_folder: Path,
    member: Membership,
    chance: Octets,
    by: tuple[UserId, datetime],
) -> None:
    """Let the desk know a station that has joined by its own key, and no more by its invitation's.

    A second time does nothing. Raises as every save does.
    """
    name, invited = member.station.name, member.invited
    if invited is None:
        return
    with store.writing(*by) as books:
        known = dict(read_stations(books.settings.value(STATIONS)))
        if known.get(name) == invited.public:
            known[name] = member.station.public
            books.settings.keep_value(STATIONS, written_stations(known))
            books.journal.note(Action.STATION_JOINED, None, station=name)
            books.commit()
    keep_membership(key_folder, store.data_key, replace(member, invited=None), chance)


# What is told of an office, and how it ends.


def status_of(store: SqlStore, server: OfficeServer, member: Membership) -> OfficeStatus:
    """Return how an open desk stands to its office, as far as the server answers."""
    with store.reading() as books:
        number, _, _ = (books.settings.value(STANDS_AT) or "0").partition(" ")
    here = OfficeStatus(member.station.name, member.address, int(number))
    try:
        members, head = tuple(server.members()), server.head().head.number
        kept = server.snapshot()
    except ServerAway as away:
        return replace(here, away=away.code)
    off = store.closed_to_writing
    return replace(
        here,
        away="" if off is None else off.code,
        number=head,
        members=members,
        snapshot=None if kept is None else SnapshotTaken(kept.number, kept.at),
    )


def end_office(
    store: SqlStore,
    key_folder: Path,
    name: str,
    by: tuple[UserId, datetime],
    *,
    without_server: bool = False,
) -> None:
    """Let this station be a single desk again, with everything; the office is over.

    No other station saves any more, and nothing sealed stays on the server. Killed on the way, it
    is done once more. ``without_server`` gives up a server that is gone for good: what others
    saved there since, and this station never heard of, is lost. Raises ServerAway.
    """
    if not without_server:
        others = [each for each in stations_of(store) if each != name]
        if others:
            leave_out(store, others, by)
        try:
            store.end_sharing()
        except ServerAway as away:
            # It was ended before, and the desk was not told of it.
            if away.code != "station_shut" or list(stations_of(store)) != [name]:
                raise
    store.stand_alone()
    with store.writing(*by) as books:
        for value in (STATIONS, STANDS_AT, HEARD_AT, CAUGHT_UP_FROM):
            books.settings.keep_value(value, "")
        books.journal.note(Action.OFFICE_ENDED, None, station=name)
        books.commit()
    remove_membership(key_folder)


def stations_of(store: SqlStore) -> Mapping[str, bytes]:
    """Return the stations of an open desk's office, each with its public key."""
    with store.reading() as books:
        return read_stations(books.settings.value(STATIONS))


def leave_out(store: SqlStore, others: Sequence[str], by: tuple[UserId, datetime]) -> None:
    """Let the office know other stations no more. Raises as every save does."""
    with store.writing(*by) as books:
        known = dict(read_stations(books.settings.value(STATIONS)))
        for each in others:
            known.pop(each, None)
            books.journal.note(Action.STATION_REMOVED, None, station=each)
        books.settings.keep_value(STATIONS, written_stations(known))
        books.commit()


def remove_membership(key_folder: Path) -> None:
    """Take away by what a desk was a station; raises DiskFull."""
    with told():
        (key_folder / STATION).unlink(missing_ok=True)
