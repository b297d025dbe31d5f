# SPDX-License-Identifier: MIT
"""``desk-app office``: one desk on the workstations of an office, over a PostgreSQL server."""

from __future__ import annotations

import argparse
import re
import shlex
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from desk_app.cli import asking, caretaking
from desk_app.cli.asking import Subparsers, said
from desk_app.cli.caretaking import Caretaker, CommandResult, line, moment
from desk_app.cli.safekeeping import Terminal, add_desk, opening, runs
from desk_app.desk.context import Desk
from desk_app.desk.errors import BadInput, Cancelled, FolderTaken, ServerAway
from desk_app.desk.ports import Progress
from desk_app.i18n import messages
from desk_app.records.desk.office import (
    InvitationMade,
    OfficeAsked,
    OfficeMember,
    OfficeStatus,
    ServerAddress,
    SnapshotTaken,
    StationMade,
)
from desk_app.system.ports import read_small

PORT, DATABASE = 5432, "desk"
SHUT_AFTER_DAYS, MOST_SHUT_AFTER_DAYS = 7, 30
_MOST_STATIONS = 100
_MOST_CERTIFICATE = 64 * 1024
_BEGINS = "-----BEGIN CERTIFICATE-----"
_NAME = re.compile(r"[\w.-]{1,32}")


class OfficeKeeper(Protocol):
    """Lets a desk be the station of an office, for the commands."""

    def scripts(self, stations: int) -> Mapping[str, str]:
        """Return what the server's administrator reads and runs, by names in their order."""
        ...

    def begin(self, desk: Desk, folder: Path, asked: OfficeAsked, progress: Progress) -> str:
        """Make a backup of an open desk, and let it be the first station; return its name."""
        ...

    def status(self, desk: Desk, folder: Path) -> OfficeStatus:
        """Return how an open desk stands to its office; raises NotADesk for a single one."""
        ...

    def snapshot(self, desk: Desk, folder: Path, progress: Progress) -> SnapshotTaken:
        """Send the whole desk as it stands, for who joins."""
        ...

    def invite(
        self,
        desk: Desk,
        folder: Path,
        name: str,
        login: tuple[str, str],
        into: Path,
        progress: Progress,
    ) -> InvitationMade:
        """Write an invitation of a station to a login, with its password, into a new file."""
        ...

    def join(
        self,
        file: Path,
        code: str,
        at: tuple[Path, Path],
        who: tuple[str, str],
        progress: Progress,
    ) -> StationMade:
        """Make the desk of an invitation in two folders, as a person of that desk."""
        ...

    def shut_out(self, desk: Desk, folder: Path, name: str) -> None:
        """Shut another station out of the office."""
        ...

    def leave(self, desk: Desk, folder: Path, *, without_server: bool) -> Sequence[str]:
        """Let a desk be a single one again; return what stations lost their office by it."""
        ...


class OfficeCaretaker(Caretaker, Protocol):
    """Opens desks for the commands, and knows of offices."""

    def open_unheard(self, folder: Path, who: str, password: str) -> Desk:
        """Open a desk though it is a station that has long heard nothing of its office."""
        ...

    def place_of_new(self, folder: Path) -> tuple[Path, Path]:
        """Return the two folders of a desk that is to be made in one of them."""
        ...

    def write_new(self, path: Path, content: bytes) -> None:
        """Write a file for its owner alone; raises BadInput where one is there."""
        ...

    @property
    def office(self) -> OfficeKeeper:
        """Return what lets a desk be a station."""
        ...


def add(commands: Subparsers, caretaker: OfficeCaretaker) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("office", help=said("office"), description=said("office_about"))
    parts = parser.add_subparsers(
        title=said("parser_commands"), metavar="COMMAND", dest="part", required=True
    )
    _add_sql(parts, caretaker)
    _add_init(parts, caretaker)
    _add_invite(parts, caretaker)
    _add_join(parts, caretaker)
    _add_status(parts, caretaker)
    _add_snapshot(parts, caretaker)
    _add_leave(parts, caretaker)


# What the administrator of the server reads and runs.


def _add_sql(parts: Subparsers, caretaker: OfficeCaretaker) -> None:
    parser = parts.add_parser("sql", help=said("office_sql"), description=said("office_sql_about"))
    parser.add_argument(
        "--stations", metavar="N", type=_stations, required=True, help=said("office_stations")
    )
    parser.add_argument("--to", metavar="DIR", type=Path, help=said("office_sql_to"))
    runs(parser, "office sql", lambda words, _: _sql(words, caretaker), caretaker)


def _stations(text: str) -> int:
    return _up_to(int(text), _MOST_STATIONS)


def _days(text: str) -> int:
    return _up_to(int(text), MOST_SHUT_AFTER_DAYS)


def _up_to(number: int, most: int) -> int:
    if not 1 <= number <= most:
        raise ValueError
    return number


def _sql(words: argparse.Namespace, caretaker: OfficeCaretaker) -> CommandResult:
    scripts = caretaker.office.scripts(words.stations)
    values: dict[str, object] = {"stations": words.stations, "files": dict(scripts)}
    if words.to is None:
        return CommandResult([f"-- {name}\n{text}" for name, text in scripts.items()], values)
    with caretaker.folder_for(words.to):
        for name, text in scripts.items():
            caretaker.write_new(words.to / name, text.encode("utf-8"))
    lines = [line("office_script", file=str(words.to / name)) for name in scripts]
    return CommandResult(lines, values)


# A single desk becomes the first station.


def _add_init(parts: Subparsers, caretaker: OfficeCaretaker) -> None:
    parser = parts.add_parser(
        "init", help=said("office_init"), description=said("office_init_about")
    )
    _add_station_and_login(parser)
    parser.add_argument("--server", metavar="HOST", required=True, help=said("office_server"))
    parser.add_argument("--port", metavar="N", type=int, default=PORT, help=said("office_port"))
    parser.add_argument(
        "--database", metavar="NAME", default=DATABASE, help=said("office_database")
    )
    parser.add_argument(
        "--certificate", metavar="FILE.pem", type=Path, help=said("office_certificate")
    )
    parser.add_argument(
        "--shut-after",
        metavar="DAYS",
        type=_days,
        default=SHUT_AFTER_DAYS,
        help=said("office_shut_after"),
    )
    parser.add_argument("--to", metavar="DIR", type=Path, help=said("backup_to"))
    _add_desk_and_password(parser)
    add_server_password(parser)
    runs(parser, "office init", lambda words, _: _init(words, caretaker), caretaker)


def _add_station_and_login(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--station",
        metavar="STATION",
        type=station_name,
        required=True,
        help=said("office_station"),
    )
    parser.add_argument("--login", metavar="LOGIN", required=True, help=said("office_login"))


def add_server_password(parser: argparse.ArgumentParser) -> None:
    """Add the option by which the password of a login comes."""
    parser.add_argument(
        "--server-password-fd", metavar="N", type=int, help=said("server_password_fd")
    )


def server_password(words: argparse.Namespace) -> str:
    """Return the password of a login: from the option's descriptor, or asked for."""
    if words.server_password_fd is None:
        return asking.secret("server_password")
    return asking.first_line(words.server_password_fd)


def _add_desk_and_password(parser: argparse.ArgumentParser) -> None:
    add_desk(parser)
    caretaking.add_password(parser)


def station_name(text: str) -> str:
    """Return the name of a station as it is written; raises ValueError for what is none."""
    name = unicodedata.normalize("NFKC", text).strip()
    if not _NAME.fullmatch(name):
        raise ValueError
    return name


def _certificate(path: Path | None) -> str:
    """Return the certificate of a file, nothing without one; raises BadInput."""
    if path is None:
        return ""
    try:
        content = read_small(path, _MOST_CERTIFICATE).decode("ascii")
    except (OSError, ValueError):
        content = ""
    if _BEGINS not in content:
        raise BadInput("certificate_unreadable", place="certificate")
    return content


def _init(words: argparse.Namespace, caretaker: OfficeCaretaker) -> CommandResult:
    certificate = _certificate(words.certificate)
    looked = opening(words, caretaker, words.to)
    address = ServerAddress(
        words.server, words.port, words.database, words.login, server_password(words), certificate
    )
    asked = OfficeAsked(words.station, address, words.shut_after)
    with caretaking.opened("office init", looked) as desk:
        folder = words.desk or caretaker.usual_desk()
        copy = caretaker.office.begin(desk, folder, asked, Terminal())
    lines = [line("backup", name=copy), line("office_begun", station=words.station)]
    return CommandResult(lines, {"backup": copy, "station": words.station})


# Another station: invited by a file and a code, joined by whoever has both and a password.


def _add_invite(parts: Subparsers, caretaker: OfficeCaretaker) -> None:
    parser = parts.add_parser(
        "invite", help=said("office_invite"), description=said("office_invite_about")
    )
    parser.add_argument("file", metavar="FILE", type=Path, help=said("office_invite_file"))
    _add_station_and_login(parser)
    _add_desk_and_password(parser)
    add_server_password(parser)
    runs(parser, "office invite", lambda words, _: _invite(words, caretaker), caretaker)


def _invite(words: argparse.Namespace, caretaker: OfficeCaretaker) -> CommandResult:
    looked = opening(words, caretaker)
    login = (words.login, server_password(words))
    with caretaking.opened("office invite", looked) as desk:
        folder = words.desk or caretaker.usual_desk()
        made = caretaker.office.invite(desk, folder, words.station, login, words.file, Terminal())
    lines = [
        line("office_invited", station=words.station, file=str(words.file)),
        line("office_code", groups=made.code),
        line("office_until", when=moment(made.until)),
    ]
    values = {
        "station": words.station,
        "file": str(words.file),
        "code": made.code,
        "until": made.until.isoformat(),
    }
    return CommandResult(lines, values)


def _add_join(parts: Subparsers, caretaker: OfficeCaretaker) -> None:
    parser = parts.add_parser(
        "join", help=said("office_join"), description=said("office_join_about")
    )
    parser.add_argument("file", metavar="FILE", type=Path, help=said("office_join_file"))
    parser.add_argument("--code-fd", metavar="N", type=int, help=said("code_fd"))
    parser.add_argument("--desk", metavar="DIR", type=Path, help=said("office_join_desk"))
    caretaking.add_password(parser)
    runs(parser, "office join", lambda words, _: _join(words, caretaker), caretaker)


def _join(words: argparse.Namespace, caretaker: OfficeCaretaker) -> CommandResult:
    folder = words.desk or caretaker.usual_desk()
    if caretaker.is_desk(folder):
        raise FolderTaken("database_there_already")
    caretaker.must_be_left(folder)
    code = (
        asking.secret("invitation_code")
        if words.code_fd is None
        else asking.first_line(words.code_fd)
    )
    who = caretaking.name_and_password(words)
    made = caretaker.office.join(words.file, code, caretaker.place_of_new(folder), who, Terminal())
    # Whoever joined is at the desk: the office knows the station by its own key from here on.
    with caretaking.opened("office join", lambda: caretaker.open(folder, *who)):
        pass
    usual = folder.resolve() == caretaker.usual_desk().resolve()
    lines = [
        line("office_joined", station=made.name, number=made.number),
        line("desk", folder=made.desk),
        line("keys", folder=made.keys),
        *([] if usual else [line("window", command=f"desk-app --desk {shlex.quote(made.desk)}")]),
    ]
    values = {
        "station": made.name,
        "desk": made.desk,
        "keys": made.keys,
        "number": made.number,
    }
    return CommandResult(lines, values)


# How a station stands to its office.


def _add_status(parts: Subparsers, caretaker: OfficeCaretaker) -> None:
    parser = parts.add_parser(
        "status", help=said("office_status"), description=said("office_status_about")
    )
    _add_desk_and_password(parser)
    runs(parser, "office status", lambda words, _: _status(words, caretaker), caretaker)


def _status(words: argparse.Namespace, caretaker: OfficeCaretaker) -> CommandResult:
    with caretaking.opened("office status", opening(words, caretaker)) as desk:
        found = caretaker.office.status(desk, words.desk or caretaker.usual_desk())
    address, taken = found.server, found.snapshot
    lines = [
        line("office_here", station=found.station, number=found.stands_at),
        line(
            "office_at",
            server=f"{address.host}:{address.port}/{address.database}",
            login=address.login,
        ),
        *([_why(found.away)] if found.away else []),
        *([] if found.number is None else [line("office_head", number=found.number)]),
        *(_member_line(each) for each in found.members),
        *([] if taken is None else [_taken_line(taken)]),
    ]
    values: dict[str, object] = {
        "station": found.station,
        "stands_at": found.stands_at,
        "server": address.host,
        "port": address.port,
        "database": address.database,
        "login": address.login,
        "away": found.away,
        "number": found.number,
        "stations": [
            {
                "station": each.name,
                "stands_at": each.stands_at,
                "has_key": each.has_key,
                "seen_at": _iso(each.seen_at),
                "invited_until": _iso(each.invited_until),
                "shut_out_at": _iso(each.shut_out_at),
            }
            for each in found.members
        ],
        "snapshot": None if taken is None else taken.number,
    }
    return CommandResult(lines, values)


def _why(code: str) -> str:
    said_ = messages.error(ServerAway(code), asking.language(), typing=False)
    return " ".join(filter(None, (said_.what, said_.next)))


def _member_line(each: OfficeMember) -> str:
    if each.shut_out_at is not None:
        return line("office_member_out", station=each.name, when=moment(each.shut_out_at))
    if each.invited_until is not None:
        return line("office_member_invited", station=each.name, when=moment(each.invited_until))
    if each.is_awaited:
        return line("office_member_awaited", station=each.name, number=each.stands_at)
    seen = "" if each.seen_at is None else moment(each.seen_at)
    return line("office_member", station=each.name, number=each.stands_at, when=seen)


def _taken_line(taken: SnapshotTaken) -> str:
    return line("office_snapshot", number=taken.number, when=moment(taken.at))


def _iso(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()


# The whole desk for who joins.


def _add_snapshot(parts: Subparsers, caretaker: OfficeCaretaker) -> None:
    parser = parts.add_parser(
        "snapshot", help=said("office_snapshot"), description=said("office_snapshot_about")
    )
    _add_desk_and_password(parser)
    runs(parser, "office snapshot", lambda words, _: _snapshot(words, caretaker), caretaker)


def _snapshot(words: argparse.Namespace, caretaker: OfficeCaretaker) -> CommandResult:
    with caretaking.opened("office snapshot", opening(words, caretaker)) as desk:
        folder = words.desk or caretaker.usual_desk()
        taken = caretaker.office.snapshot(desk, folder, Terminal())
    return CommandResult([_taken_line(taken)], {"number": taken.number, "at": taken.at.isoformat()})


# Back to a single desk.


def _add_leave(parts: Subparsers, caretaker: OfficeCaretaker) -> None:
    parser = parts.add_parser(
        "leave", help=said("office_leave"), description=said("office_leave_about")
    )
    parser.add_argument("--yes", action="store_true", help=said("office_leave_yes"))
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--station", metavar="STATION", type=station_name, help=said("office_leave_station")
    )
    what.add_argument("--without-server", action="store_true", help=said("office_without_server"))
    _add_desk_and_password(parser)
    runs(parser, "office leave", lambda words, _: _leave(words, caretaker), caretaker)


def _leave(words: argparse.Namespace, caretaker: OfficeCaretaker) -> CommandResult:
    folder = words.desk or caretaker.usual_desk()
    caretaker.must_be_closed(folder)
    who = caretaking.name_and_password(words)
    opens = caretaker.open_unheard if words.without_server else caretaker.open
    question = "leave_without_server" if words.without_server else "leave"
    if words.station is not None:
        question = "leave_station"
    if not words.yes and not asking.agreed(question, station=words.station or ""):
        raise Cancelled("not_agreed")
    with caretaking.opened("office leave", lambda: opens(folder, *who)) as desk:
        if words.station is not None:
            caretaker.office.shut_out(desk, folder, words.station)
            out = line("office_shut_out", station=words.station)
            return CommandResult([out], {"left": False, "others": [words.station]})
        others = caretaker.office.leave(desk, folder, without_server=words.without_server)
    lines = [line("office_left")]
    if others:
        lines.append(line("office_left_others", stations=", ".join(others)))
    return CommandResult(lines, {"left": True, "others": list(others)})
