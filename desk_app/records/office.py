# SPDX-License-Identifier: MIT
"""An office of several stations as it is told: its server, its stations, how far each has come."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Where the server of an office is, and the login of one station.

    ``certificate`` is PEM; without one the server is known by whom this computer believes.
    """

    host: str
    port: int
    database: str
    login: str
    password: str = field(repr=False)
    certificate: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class OfficeMember:
    """A station as the server knows it: how far it has taken the log, when it last asked."""

    name: str
    stands_at: int
    seen_at: datetime | None
    invited_until: datetime | None = None
    shut_out_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SnapshotTaken:
    """The whole desk as the server has it, for who joins: at which save, and since when."""

    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class InvitationMade:
    """An invitation in a file: the code that opens it, and until when it is taken."""

    code: str = field(repr=False)
    until: datetime


@dataclass(frozen=True, slots=True)
class StationMade:
    """A station that has joined: its name, its folders, at which save it stands."""

    name: str
    desk: str
    keys: str
    number: int


@dataclass(frozen=True, slots=True)
class OfficeStatus:
    """How a station stands to its office.

    ``away`` is the code of why the server does not answer or takes no save, empty where it does;
    what the server alone knows is empty then.
    """

    station: str
    server: ServerAddress
    stands_at: int
    away: str = ""
    number: int | None = None
    members: tuple[OfficeMember, ...] = ()
    snapshot: SnapshotTaken | None = None
