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
class OfficeAsked:
    """An office as it is to begin: its first station, its server, how long it does without it."""

    station: str
    server: ServerAddress
    shut_after: int
    """Days after which a station that heard nothing shows nothing."""


@dataclass(frozen=True, slots=True)
class OfficeMember:
    """A station as the server knows it: how far it has taken the log, when it last asked."""

    name: str
    stands_at: int
    seen_at: datetime | None
    invited_until: datetime | None = None
    shut_out_at: datetime | None = None
    has_key: bool = True
    """Whether it has saved under the present data key: it forgot then what was disposed of before.

    One that was shut out, or only invited, is not waited for.
    """

    @property
    def is_awaited(self) -> bool:
        """Say whether it still has the data key of before."""
        return not self.has_key and self.shut_out_at is None and self.invited_until is None


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
