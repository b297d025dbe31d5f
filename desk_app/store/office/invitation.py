# SPDX-License-Identifier: MIT
"""An invitation to an office: a file that a code opens, and what a newcomer makes of it.

The code goes another way than the file. Server and officer see to it that it is used once, within
an hour: whoever joined has a password and a signing key of his own from then on.
"""

from __future__ import annotations

import base64
import json
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from desk_app.desk.errors import BadInput, DamageFound, ServerAway
from desk_app.desk.ports import say_how_far
from desk_app.records.desk.office import ServerAddress
from desk_app.records.desk.people import ROSTER_VALUE
from desk_app.store.database import anchor_of
from desk_app.store.disk import lock
from desk_app.store.disk.desk_file import check_first_bytes
from desk_app.store.disk.small_files import base64_of, bytes_of, replace_file, text_of
from desk_app.store.disposal import disposal_list
from desk_app.store.journal import chain
from desk_app.store.office import snapshot
from desk_app.store.office.joining import (
    Membership,
    OfficeServer,
    keep_membership,
    office_of,
)
from desk_app.store.office.sealing import SnapshotSeal, StationKey, derived
from desk_app.store.office.turn import (
    generation_of,
    read_stations,
    scan_name,
    written_stations,
)
from desk_app.store.opening import new_desk, open_founded
from desk_app.store.scans import sealed
from desk_app.store.startup.threshold import NAME
from desk_app.store.vault import key_file
from desk_app.store.vault import passwords as tries
from desk_app.system.ports import read_small

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from desk_app.desk.ports import Progress
    from desk_app.store.database import SqlStore
    from desk_app.store.disk.machine import Octets
    from desk_app.store.opening import NewDesk
    from desk_app.store.vault.key_file import KeyFile
    from desk_app.store.vault.keyring import Unlocked


_FORM = b"desk_app invitation 1\n"
_KEY = b"desk_app office invitation"
_NONCE_BYTES = 12
_MOST_BYTES = 8 * 1024 * 1024
_PASSWORD_BYTES = 24
_FETCHED, _HEARD, WHOLE = 70, 90, 100


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a newcomer needs: where the server is, who he is there, whose desk it is."""

    address: ServerAddress
    station: StationKey
    """With the key that the first save of the newcomer is signed with; it has its own then."""
    desk: str
    root: str
    """Of the roster: another one is never taken."""
    stations: Mapping[str, bytes]
    """Who may have signed what is fetched."""
    keys: bytes = field(repr=False)
    """The key file, so that a person of the desk opens it with a password of his own."""

    def shut(self, code: bytes, chance: Octets) -> bytes:
        """Return it as a file that only the code opens."""
        said = {
            "address": asdict(self.address),
            "station": self.station.name,
            "secret": base64_of(self.station.secret),
            "desk": self.desk,
            "root": self.root,
            "stations": written_stations(self.stations),
            "keys": base64_of(self.keys),
        }
        nonce = chance.octets(_NONCE_BYTES)
        plain = json.dumps(said).encode("utf-8")
        return _FORM + nonce + AESGCM(derived(code, _KEY)).encrypt(nonce, plain, _FORM)

    @classmethod
    def open(cls, path: Path, code: bytes) -> Invitation:
        """Return what a code opens.

        Raises BadInput for another code and for a file that is no invitation.
        """
        try:
            content = read_small(path, _MOST_BYTES)
        except (OSError, ValueError):
            raise BadInput("no_invitation", place="file") from None
        if not content.startswith(_FORM):
            raise BadInput("no_invitation", place="file")
        nonce, rest = content[len(_FORM) :][:_NONCE_BYTES], content[len(_FORM) + _NONCE_BYTES :]
        try:
            said = json.loads(AESGCM(derived(code, _KEY)).decrypt(nonce, rest, _FORM))
        except (InvalidTag, ValueError):
            raise BadInput("invitation_code_other", place="code") from None
        return cls(
            ServerAddress(**said["address"]),
            StationKey.of(text_of(said["station"]), bytes_of(said["secret"])),
            text_of(said["desk"]),
            text_of(said["root"]),
            read_stations(text_of(said["stations"])),
            bytes_of(said["keys"]),
        )


def new_password(chance: Octets) -> str:
    """Return a password that nobody types."""
    return base64.urlsafe_b64encode(chance.octets(_PASSWORD_BYTES)).decode("ascii")


# A newcomer makes the desk of an invitation in two folders of his own.


class NewcomerServer(OfficeServer, Protocol):
    """What a server is to a newcomer."""

    def accept(self, public: bytes, password: str) -> None:
        """Take the invitation, once: the login has this password from then on.

        Raises ServerAway where it is over.
        """


class NewStation(NamedTuple):
    """Where a newcomer's desk is made, and who makes it there."""

    folder: Path
    keys: Path
    unlock: Callable[[Path], Unlocked]
    """Opens the keys of a folder by the password of a person of the desk."""


@dataclass(frozen=True, slots=True)
class Joining:
    """How the desk of an invitation is made."""

    invitation: Invitation
    serve: Callable[[Path], NewcomerServer]
    """Returns the server as one reaches it who has a folder for its certificate."""
    chance: Octets
    now: Callable[[], datetime]
    progress: Progress | None = None

    def make(self, at: NewStation) -> int:
        """Make the desk, with everything up to now; return at which save it stands.

        It is made aside and put into place whole. Raises FolderTaken, WrongPassword, ServerAway,
        DamageFound where what the server has is not what was written, DiskFull, Cancelled: nothing
        is left then. Once the server took the acceptance, another invitation is needed.
        """
        invitation = self.invitation
        with _told_as_over(), new_desk(at.folder, at.keys) as made:
            invited = _key_file_of(invitation.keys, invitation.root)
            key_file.write(made.keys, invited)
            tries.begin(made.keys)
            unlocked = at.unlock(made.keys)
            with closing(self.serve(made.keys)) as server:
                said = self._fetched(made, unlocked, server)
                _lay_beside(made.keys, said, invited)
                member = self._member()
                number = self._caught_up(made, unlocked, server, member)
                keep_membership(made.keys, unlocked.data_key, member, self.chance)
                # From the acceptance on nobody stops it: the invitation is used up then.
                say_how_far(self.progress, WHOLE, WHOLE)
                server.accept(invitation.station.public, member.address.password)
            made.put_in_place()
        return number

    def _fetched(
        self, made: NewDesk, unlocked: Unlocked, server: NewcomerServer
    ) -> snapshot.SnapshotSaid:
        invitation, file = self.invitation, made.desk / NAME
        kept = snapshot.newest(server, generation_of(unlocked.data_key))
        if kept is None:
            raise ServerAway("snapshot_gone")
        place = SnapshotSeal(invitation.desk, unlocked.data_key, self.chance)
        part = snapshot.PartOf(self.progress, 0, _FETCHED)
        said = snapshot.fetch(server, kept, place, invitation.stations, file, part)
        check_first_bytes(file)
        snapshot.compare(file, unlocked.data_key, said)
        return said

    def _member(self) -> Membership:
        invited = self.invitation.station
        own = StationKey.new(invited.name, self.chance)
        address = replace(self.invitation.address, password=new_password(self.chance))
        return Membership(address, own, invited)

    def _caught_up(
        self, made: NewDesk, unlocked: Unlocked, server: NewcomerServer, member: Membership
    ) -> int:
        """Let the new desk take its files, and everything that was saved since."""
        file, held = made.desk / NAME, lock.hold(made.desk)
        store = open_founded(made.desk, made.keys, unlocked, held, self.chance)
        try:
            if store.database != self.invitation.desk:
                raise DamageFound("snapshot_altered")
            _anchor(store, made.keys)
            self._bring_scans(store, file, server)
            office = office_of(store, member, server, self.chance, self.now)
            office.tell = snapshot.PartOf(self.progress, _HEARD, WHOLE).must_go_on
            store.share(office)
            store.hear_others()
            return 0 if office.stands_at is None else office.stands_at.number
        finally:
            store.abandon()

    def _bring_scans(self, store: SqlStore, file: Path, server: NewcomerServer) -> None:
        part = snapshot.PartOf(self.progress, _FETCHED, _HEARD)
        with store.reading() as books:
            kept = books.scans.files()
        for done, (id_, _, _) in enumerate(kept, 1):
            sealed.write(sealed.beside(file), id_, server.file(scan_name(id_)))
            server.rollback()
            part.must_go_on(done, len(kept))
        if any(sealed.lost(sealed.beside(file), kept, whole=True)):
            raise DamageFound("office_file_altered")


@contextmanager
def _told_as_over() -> Iterator[None]:
    """Tell a password or data key that is another by now as an invitation that is over."""
    try:
        yield
    except ServerAway as away:
        other = away.code == "server_refused" and away.facts.get("what") == "password"
        if other or away.code == "office_other_key":
            raise ServerAway("invitation_over") from None
        raise


def _key_file_of(content: bytes, root: str) -> KeyFile:
    file = key_file.said(content)
    if file is None or file.roster is None or file.roster.root != root:
        raise DamageFound("keys_altered", {"what": "roster"})
    return file


def _lay_beside(keys: Path, said: snapshot.SnapshotSaid, invited: KeyFile) -> None:
    """Let keys and disposal list be those of the snapshot; what was saved since leads them on.

    Raises DamageFound where its roster is none that the invitation's goes on from.
    """
    then, now = _key_file_of(said.keys, invited.must_have_roster().root), invited.must_have_roster()
    place = then.must_have_roster().place
    if place.number <= now.place.number and now.head_at(place.number) != place.head:
        raise DamageFound("keys_altered", {"what": "roster"})
    key_file.write(keys, then)
    if said.disposals:
        replace_file(keys / disposal_list.NAME, said.disposals)


def _anchor(store: SqlStore, keys: Path) -> None:
    with store.reading() as books:
        mark = books.journal.head()
        entered = books.settings.value(ROSTER_VALUE) or ""
    chain.write(keys, anchor_of(store.database, mark, entered))
