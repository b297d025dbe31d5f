# SPDX-License-Identifier: MIT
"""Desks as stations of an office, for the command line and the window: wired to a real server.

A single desk loads none of it.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from desk_app.desk.errors import BadInput, DamageFound, FolderTaken, NotADesk, NotFound, Refused
from desk_app.desk.keys import invitation_code
from desk_app.desk.keys.backups import make_backup
from desk_app.letters.places import resources
from desk_app.records.desk.office import InvitationMade, SnapshotTaken, StationMade
from desk_app.rules.rulebook.terms import Duty
from desk_app.store.database import SqlStore
from desk_app.store.disk import places
from desk_app.store.disk.desk_file import STATION
from desk_app.store.disk.faults import is_there
from desk_app.store.disk.machine import SystemClock
from desk_app.store.disk.small_files import replace_file
from desk_app.store.office import joining, snapshot
from desk_app.store.office.invitation import Invitation, Joining, NewStation
from desk_app.store.office.joining import Membership
from desk_app.store.office.sealing import StationKey
from desk_app.store.office.server import PostgresLog
from desk_app.store.office.turn import generation_of
from desk_app.store.vault import key_file, keyring

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from desk_app.bootstrap.surroundings import Surroundings
    from desk_app.desk.context import Desk
    from desk_app.desk.ports import Progress
    from desk_app.records.base import UserId
    from desk_app.records.desk.office import OfficeAsked, OfficeStatus
    from desk_app.store.vault.keyring import Unlocked


class LocalOffice:
    """Lets desks of this computer be stations (a ``cli.office.OfficeKeeper``)."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around

    def scripts(self, stations: int) -> Mapping[str, str]:
        """Return what the server's administrator reads and runs, by names in their order."""
        files = sorted((resources() / "office").glob("[0-9]*.sql"))
        found = {each.name: each.read_text("utf-8") for each in files}
        *_, last = found
        found[last] = f"\\set stations {stations}\n{found[last]}"
        return found

    def begin(self, desk: Desk, folder: Path, asked: OfficeAsked, progress: Progress) -> str:
        """Make a backup of an open desk, and let it be the first station; return its name.

        What can be wrong with the server is seen before, and leaves the desk a single one. Raises
        NotAllowed, FolderTaken for one that is a station, Refused for keys that only this computer
        opens, ServerAway, and what a backup raises.
        """
        desk.must(Duty.RESTORE)
        store, keys = _store_of(desk), places.key_folder(folder)
        if store.is_of_office:
            raise FolderTaken("station_already")
        if desk.ports.keys.peppered:
            raise Refused(("office_pepper",))
        station = StationKey.new(asked.station, self._around.chance)
        member = Membership(asked.server, station)
        made: list[str] = []

        def before() -> None:
            made.append(make_backup(desk, progress).name)
            joining.keep_membership(keys, store.data_key, member, self._around.chance)

        with closing(PostgresLog(asked.server, keys)) as server:
            joining.begin_office(store, server, station, _by(desk), before, asked.shut_after)
        return made[0]

    def status(self, desk: Desk, folder: Path) -> OfficeStatus:
        """Return how an open desk stands to its office; raises NotADesk for a single one."""
        store, keys = _store_of(desk), places.key_folder(folder)
        member = self._member(store, keys)
        with closing(PostgresLog(member.address, keys)) as server:
            return joining.status_of(store, server, member)

    def snapshot(self, desk: Desk, folder: Path, progress: Progress) -> SnapshotTaken:
        """Send the whole desk as it stands, for who joins; what it makes needless goes.

        Raises NotAllowed, NotADesk for a single desk, ServerAway, DiskFull, Cancelled, DamageFound.
        """
        desk.must(Duty.RESTORE)
        store, keys = _store_of(desk), places.key_folder(folder)
        member = self._member(store, keys)
        store.hear_others()
        with closing(PostgresLog(member.address, keys)) as server:
            kept = snapshot.take(store, keys, member.station, server, self._around.chance, progress)
        return SnapshotTaken(kept.number, kept.at)

    def invite(
        self,
        desk: Desk,
        folder: Path,
        name: str,
        login: tuple[str, str],
        into: Path,
        progress: Progress,
    ) -> InvitationMade:
        """Write an invitation of a station to a login, with its password, into a new file.

        A snapshot is sent before where there is none, or the newest lies far back. Raises
        NotAllowed, NotADesk for a single desk, ServerAway, BadInput where the file is there, and
        what a snapshot raises.
        """
        desk.must(Duty.RESTORE)
        store, keys, chance = _store_of(desk), places.key_folder(folder), self._around.chance
        member = self._member(store, keys)
        if is_there(into):
            raise BadInput("file_there_already", place="file")
        store.hear_others()
        invited = StationKey.new(name, chance)
        with closing(PostgresLog(member.address, keys)) as server:
            if snapshot.is_due(server, generation_of(store.data_key)):
                snapshot.take(store, keys, member.station, server, chance, progress)
            until = server.invite(login[0], name, invited.public)
        joining.add_station(store, name, invited.public, _by(desk))
        file = key_file.read(keys)
        invitation = Invitation(
            replace(member.address, login=login[0], password=login[1]),
            invited,
            store.database,
            file.must_have_roster().root,
            joining.stations_of(store),
            key_file.to_bytes(file),
        )
        code = chance.octets(invitation_code.CODE_BYTES)
        replace_file(into, invitation.shut(code, chance))
        return InvitationMade(invitation_code.to_groups(code), until)

    def join(
        self,
        file: Path,
        code: str,
        at: tuple[Path, Path],
        who: tuple[str, str],
        progress: Progress,
    ) -> StationMade:
        """Make the desk of an invitation in two folders, for its folder and its keys.

        ``who`` is a person of that desk, with the password. Raises BadInput for the code or the
        file, and as `Joining.make` does.
        """
        invitation = Invitation.open(file, invitation_code.from_groups(code))
        folder, keys = at
        machine = self._around.machine

        def unlock(aside: Path) -> Unlocked:
            return keyring.unlock(aside, *who, machine)

        def serve(aside: Path) -> PostgresLog:
            return PostgresLog(invitation.address, aside)

        # The office goes by the machine's own clock.
        making = Joining(invitation, serve, self._around.chance, SystemClock().now, progress)
        number = making.make(NewStation(folder, keys, unlock))
        return StationMade(invitation.station.name, str(folder), str(keys), number)

    def shut_out(self, desk: Desk, folder: Path, name: str) -> None:
        """Shut another station out of the office: it saves nothing and hears nothing any more.

        Raises NotAllowed, NotADesk for a single desk, NotFound for a station that the office does
        not have and for this one, ServerAway.
        """
        desk.must(Duty.RESTORE)
        store, keys = _store_of(desk), places.key_folder(folder)
        member = self._member(store, keys)
        store.hear_others()
        if name == member.station.name:
            raise NotFound("no_such_station", place="station")
        with closing(PostgresLog(member.address, keys)) as server:
            known = {each.name for each in server.members()}
            if name not in known | joining.stations_of(store).keys():
                raise NotFound("no_such_station", place="station")
            if name in joining.stations_of(store):
                joining.leave_out(store, [name], _by(desk))
            server.shut_out(name)

    def leave(self, desk: Desk, folder: Path, *, without_server: bool) -> Sequence[str]:
        """Let a desk be a single one again; return what stations lost their office by it.

        A desk whose file of its station is gone leaves without the server alone. Raises NotAllowed,
        NotADesk for a single desk, ServerAway.
        """
        desk.must(Duty.RESTORE)
        store, keys = _store_of(desk), places.key_folder(folder)
        if not store.is_of_office:
            joining.remove_membership(keys)
            raise NotADesk("no_station")
        others = dict(joining.stations_of(store))
        if without_server and not is_there(keys / STATION):
            name = ""
        else:
            name = self._member(store, keys).station.name
        others.pop(name, None)
        joining.end_office(store, keys, name, _by(desk), without_server=without_server)
        return tuple(others)

    def _member(self, store: SqlStore, keys: Path) -> Membership:
        if not store.is_of_office:
            raise NotADesk("no_station")
        if not is_there(keys / STATION):
            raise DamageFound("station_lost")
        return joining.read_membership(keys, store.data_key)


def _store_of(desk: Desk) -> SqlStore:
    store = desk.ports.store
    if not isinstance(store, SqlStore):
        raise TypeError("only a desk in a file is a station")
    return store


def _by(desk: Desk) -> tuple[UserId, datetime]:
    return desk.actor.id, desk.ports.clock.now()
