# SPDX-License-Identifier: MIT
"""A desk as a station of an office: what it needs for that, sealed beside its keys; the first one.

Name, server, password and signing key of a station stand in one file that opens with the data key
of its own desk alone. They are in no row: no backup has them, and no other station.
"""

from __future__ import annotations

import base64
import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from desk_app.desk.errors import DamageFound
from desk_app.records.journal import Action
from desk_app.store.disk.desk_file import SCHEMA_VERSION, STATION
from desk_app.store.disk.small_files import replace_file
from desk_app.store.office.sealing import StationKey, shut_away, taken_out
from desk_app.store.office.shipping import STATIONS
from desk_app.store.office.turn import (
    OfficeLog,
    StationPlace,
    generation_of,
    read_stations,
    written_stations,
)
from desk_app.system.ports import read_small

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from desk_app.records.base import UserId
    from desk_app.store.database import SqlStore
    from desk_app.store.disk.machine import Octets
    from desk_app.store.office.turn import LogServer


_MOST_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Where the server of an office is, and the login of one station; ``certificate`` is PEM."""

    host: str
    port: int
    database: str
    login: str
    password: str = field(repr=False)
    certificate: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Membership:
    """By what a desk is a station of an office."""

    address: ServerAddress
    station: StationKey


def keep_membership(
    key_folder: Path, data_key: bytes, membership: Membership, chance: Octets
) -> None:
    """Keep by what a desk is a station, beside its keys; raises DiskFull."""
    secret = base64.b64encode(membership.station.secret).decode("ascii")
    said = {
        "address": asdict(membership.address),
        "station": membership.station.name,
        "secret": secret,
    }
    content = shut_away(data_key, json.dumps(said).encode("utf-8"), chance)
    replace_file(key_folder / STATION, content)


def read_membership(key_folder: Path, data_key: bytes) -> Membership:
    """Return by what a desk is a station; raises DamageFound where that cannot be read."""
    try:
        content = read_small(key_folder / STATION, _MOST_BYTES)
        said = json.loads(taken_out(data_key, content))
        secret = base64.b64decode(said["secret"], validate=True)
        return Membership(ServerAddress(**said["address"]), StationKey.of(said["station"], secret))
    except (OSError, ValueError, KeyError, TypeError):
        raise DamageFound("station_damaged") from None


def begin_office(
    store: SqlStore, server: LogServer, station: StationKey, by: tuple[UserId, datetime]
) -> None:
    """Let an open single desk be the first station of an office whose log begins now.

    What the desk holds up to then is in no log: whoever joins gets it as a whole. Raises
    ServerAway.
    """
    add_station(store, station.name, station.public, by)
    server.begin_log(store.database, generation_of(store.data_key), SCHEMA_VERSION, station.public)


def add_station(store: SqlStore, name: str, public: bytes, by: tuple[UserId, datetime]) -> None:
    """Let the office know a station and the key it signs with, noted in a person's name."""
    with store.writing(*by) as books:
        known = {**read_stations(books.settings.value(STATIONS)), name: public}
        books.settings.keep_value(STATIONS, written_stations(known))
        books.journal.note(Action.STATION_ADDED, None, station=name)
        books.commit()


def office_of(
    store: SqlStore,
    station: StationKey,
    server: LogServer,
    chance: Octets,
    now: Callable[[], datetime],
) -> OfficeLog:
    """Return the office of an open desk that is one of its stations."""
    place = StationPlace(store.database, station, store.data_key)
    return OfficeLog(server, place, chance, now)
