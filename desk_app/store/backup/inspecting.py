# SPDX-License-Identifier: MIT
"""Opening a backup again: whether it is what it says, who made it; the drill."""

from __future__ import annotations

import hashlib
import json
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from datetime import datetime
from time import perf_counter, sleep
from typing import TYPE_CHECKING

from desk_app.desk.errors import DamageFound, NotADesk, SavesMissing
from desk_app.records.books.journal import Action
from desk_app.records.desk.people import ROSTER_VALUE, RosterAct, read_entered
from desk_app.store.backup.copied import DataCopy, standing_of
from desk_app.store.backup.manifest import (
    DISPOSALS,
    MANIFEST,
    ROSTER,
    Manifest,
    Unpacking,
    read_manifest,
    unseal,
)
from desk_app.store.disk.desk_file import APPLICATION_ID, SCANS, check_schema
from desk_app.store.disk.faults import is_file, told
from desk_app.store.disk.hygiene import system_temp
from desk_app.store.disposal import disposal_list
from desk_app.store.journal import chain
from desk_app.store.scans import sealed
from desk_app.store.vault import key_file
from desk_app.store.vault.roster import is_genuine, roster_from_json, roster_to_json
from desk_app.store.vault.sheets import identity_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from desk_app.records.desk.people import RosterPlace
    from desk_app.store.backup.copied import CopiedBooks
    from desk_app.store.disposal.disposal_list import Disposed
    from desk_app.store.vault.roster import Roster
    from desk_app.store.vault.sheets import AgeIdentity


_TRIES, _PAUSE_SECONDS = 40, 0.025


@dataclass(frozen=True, slots=True)
class Vouched:
    """What stands beside the data of a signed backup, verified: roster, disposal list, its maker.

    ``made_by`` is the name of who signed it, or the number of the sheet.
    """

    roster: Roster
    disposed: Disposed
    made_by: str


def taken_along(keys: Path, books: CopiedBooks) -> tuple[Roster, Disposed]:
    """Return roster and disposal list as the copied books have entered them.

    What was signed since the copy was begun is left out. Raises Refused at a desk that was not
    carried over to a roster, DamageFound, SavesMissing.
    """
    entered = read_entered(books.value(ROSTER_VALUE))
    there, listed = at_place(keys, entered.place)
    if there.root != entered.root:
        raise DamageFound("keys_altered", {"what": "books"})
    return there, listed


def at_place(keys: Path, place: RosterPlace) -> tuple[Roster, Disposed]:
    """Return roster and disposal list as they were at a place that books have entered.

    Raises Refused at a desk that was not carried over to a roster, DamageFound, SavesMissing.
    """
    # In this order: the list gets an entry before the roster names it.
    roster = _roster_reaching(keys, place)
    listed = disposal_list.read(keys, roster)
    there = roster.up_to(place)
    if there is None:
        raise DamageFound("keys_altered", {"what": "books"})
    return there, disposal_list.up_to(listed, there)


def _roster_reaching(keys: Path, place: RosterPlace) -> Roster:
    """Return the roster, waited for where books were copied just before their keys followed."""
    for _ in range(_TRIES):
        roster = key_file.read(keys).must_have_roster()
        if roster.place.number >= place.number:
            break
        sleep(_PAUSE_SECONDS)
    return roster


def to_bytes(roster: Roster) -> bytes:
    """Return a roster as a backup takes it along."""
    return json.dumps(roster_to_json(roster), indent=1).encode("ascii") + b"\n"


def vouched(
    manifest: Manifest, books: CopiedBooks, roster: bytes | bytearray, disposals: bytes | bytearray
) -> Vouched:
    """Return who made a backup, once everything in it is held against what somebody signed.

    Raises DamageFound.
    """
    known = _roster(roster)
    entered = read_entered(books.value(ROSTER_VALUE))
    places = (entered.place, entered.root)
    if places != (manifest.roster, manifest.root) or places != (known.place, known.root):
        raise DamageFound("backup_damaged")
    if (manifest.disposals, manifest.disposal_head) != (known.disposals, known.disposal_head):
        raise DamageFound("backup_damaged")
    made_by = _maker(manifest, known)
    if not any(each.sheet.number == manifest.sheet for each in known.sheets):
        raise DamageFound("backup_signer_unknown")
    try:
        listed = disposal_list.from_bytes(disposals, known)
    except (DamageFound, SavesMissing):
        # What to do about the desk's own list is nothing to do about a backup's.
        raise DamageFound("backup_damaged") from None
    return Vouched(known, listed, made_by)


def _roster(content: bytes | bytearray) -> Roster:
    try:
        read = json.loads(content)
    except (ValueError, RecursionError):
        raise DamageFound("backup_damaged") from None
    try:
        return roster_from_json(read)
    except DamageFound as error:
        raise DamageFound("backup_signer_unknown", error.facts) from None


def _maker(manifest: Manifest, roster: Roster) -> str:
    if manifest.signed_by is None or not manifest.signature:
        # It names a roster, and is therefore none of before: no word lets it pass.
        raise DamageFound("backup_not_of_before")
    key = roster.signing_key(manifest.signed_by)
    if key is None or not is_genuine(key, manifest.signed_bytes, manifest.signature):
        raise DamageFound("backup_signer_unknown")
    return roster.name_of(manifest.signed_by)


def must_be_of(vouched: Vouched, desk: Roster | None) -> None:
    """Go on only with a backup of a desk, whose roster may have gone on since.

    Raises DamageFound for one of another roster, or where the desk has none; SavesMissing where
    the desk's keys are older.
    """
    if desk is None:
        raise DamageFound("backup_of_another_roster")
    place = vouched.roster.place
    if desk.head_at(place.number) == place.head:
        return
    here = desk.place
    if vouched.roster.head_at(here.number) == here.head:
        raise SavesMissing("keys_too_old", {"behind": place.number - here.number})
    raise DamageFound("backup_of_another_roster")


def must_be_of_before(manifest: Manifest, desk: Roster | None, keys: Path) -> None:
    """Go on only with an unsigned backup that a desk can have from before it had a roster.

    It is none of a desk that began with a roster, none made after the carrying over, and none whose
    sheet was destroyed. Raises DamageFound.
    """
    if desk is None:
        return
    first = desk.statements[0]
    sheet = next((each.sheet for each in desk.sheets if each.sheet.number == manifest.sheet), None)
    before = first.act is RosterAct.CARRIED_OVER and manifest.made_at <= datetime.fromisoformat(
        first.at
    )
    stands = sheet is not None and sheet.destroyed_on is None
    if not (before and stands) or _is_later(manifest, first.content["journal"][0], keys):
        raise DamageFound("backup_not_of_before")


def _is_later(manifest: Manifest, carried_over: int, keys: Path) -> bool:
    """Return whether it goes beyond the entry after which the desk itself was carried over."""
    own = chain.read(keys)
    same = own is not None and own.database == manifest.database
    return same and manifest.sequence > carried_over


# Opening a backup again and looking whether it is what it says it is.


STEPS = 5
"""Decrypted, hashed, pages and rows looked at, journal recomputed, signatures verified."""

_NAMES_A_ROSTER = "SELECT 1 FROM journal WHERE digests LIKE '%\"roster_root\"%' LIMIT 1"


@dataclass(frozen=True, slots=True)
class OpenedBackup:
    """A backup that was opened and found whole: its manifest, its rows, its size.

    ``vouched`` is what somebody signed, None where nobody did: one of before the roster.
    """

    manifest: Manifest
    data: DataCopy = field(repr=False)
    books: CopiedBooks
    size: int
    vouched: Vouched | None = None

    def close(self) -> None:
        """Give back books, and the room of a large one."""
        self.books.close()
        self.data.close()


def open_backup(
    path: Path, identity: AgeIdentity, tell: Callable[[int, int], None] = lambda _done, _total: None
) -> OpenedBackup:
    """Decrypt a backup and compare it with its manifest; nothing reaches a disk plain.

    A large one lies sealed beside the file meanwhile, or with the system's temporary files where
    there is no room. Whoever signed it is in the roster that lies in it; whether that is the desk's
    own the caller asks. Raises NotADesk where there is no such file, WrongPassword for a key that
    opens another one, DamageFound with the number of the first wrong ``entry`` where the journal
    alone is at fault, VersionRefused for a backup whose schema is not read, DiskFull where a large
    one finds no room.
    """
    if not is_file(path):
        raise NotADesk("no_backup")
    with told():
        size = path.stat().st_size
    with ExitStack() as undone:
        members, data = _unpacked(path, identity, size, undone)
        manifest = read_manifest(members[MANIFEST])
        if manifest.of_before == (ROSTER in members):
            raise DamageFound("backup_damaged")
        tell(1, STEPS)
        if data.sha256 != manifest.sha256:
            raise DamageFound("backup_damaged")
        tell(2, STEPS)
        books = data.books()
        undone.callback(books.close)
        must_be_whole(books, manifest)
        tell(3, STEPS)
        must_be_chained(books)
        tell(4, STEPS)
        made = _vouched(manifest, books, members)
        tell(5, STEPS)
        undone.pop_all()
    return OpenedBackup(manifest, data, books, size, made)


def must_hold(path: Path, identity: AgeIdentity, parts: Mapping[str, bytes], sha256: str) -> int:
    """Decrypt a backup again; its size in bytes, once it holds these parts and data of this hash.

    The data themselves were looked at when they had that hash. Raises DamageFound.
    """
    with told():
        size = path.stat().st_size
    hashed = hashlib.sha256()
    sink = Unpacking(most_data=size, data=lambda _size: _Hashing(hashed))
    unseal(path, sink, identity)
    if sink.members() != parts or hashed.hexdigest() != sha256:
        raise DamageFound("backup_damaged")
    return size


def _vouched(
    manifest: Manifest, books: CopiedBooks, members: Mapping[str, bytearray]
) -> Vouched | None:
    """Return what somebody signed; None for a backup of before the roster."""
    if not manifest.of_before:
        return vouched(manifest, books, members[ROSTER], members[DISPOSALS])
    if books.value(ROSTER_VALUE) or books.run(_NAMES_A_ROSTER):
        # Its books know a roster: whoever took the signature away left them as they are.
        raise DamageFound("backup_not_of_before")
    return None


def must_be_taken(opened: OpenedBackup, *, unsigned: bool) -> None:
    """Go on only with a backup that somebody signed, or with one that is taken without.

    Raises DamageFound.
    """
    if opened.vouched is None and not unsigned:
        raise DamageFound("backup_not_signed", {"sheet": opened.manifest.sheet})


def must_be_of_desk(opened: OpenedBackup, keys: Path) -> None:
    """Go on only with a backup of the desk of these keys; raises DamageFound, SavesMissing."""
    desk = key_file.read(keys).roster
    if opened.vouched is None:
        must_be_of_before(opened.manifest, desk, keys)
    else:
        must_be_of(opened.vouched, desk)


def _unpacked(
    path: Path, identity: AgeIdentity, size: int, undone: ExitStack
) -> tuple[dict[str, bytearray], DataCopy]:
    """Return the small members and the data; what they take is given back where it is undone."""
    found = list[DataCopy]()

    def begin(data: int) -> DataCopy:
        found.append(DataCopy(data, _folders_near(path)))
        undone.callback(found[0].close)
        return found[0]

    # Age does not compress: what comes out is never larger than the file.
    sink = Unpacking(most_data=size, data=begin)
    unseal(path, sink, identity)
    return sink.members(), found[0]


def _folders_near(path: Path) -> Iterator[Path]:
    """Yield where a large copy may lie, one after the other; raises DiskFull."""
    yield path.parent
    yield system_temp()


@dataclass(frozen=True, slots=True)
class _Hashing:
    """Takes bytes and keeps their hash alone."""

    hashed: hashlib._Hash

    def write(self, piece: memoryview) -> int:
        """Take the next bytes."""
        self.hashed.update(piece)
        return len(piece)


def must_be_whole(books: CopiedBooks, manifest: Manifest) -> None:
    """Go on only with sound books that are as the manifest says, of a schema that is read.

    Raises NotADesk, DamageFound, VersionRefused.
    """
    if books.number("application_id") != APPLICATION_ID:
        raise NotADesk("database_not_ours")
    if manifest.schema < 1:
        raise DamageFound("backup_damaged")
    check_schema(manifest.schema)
    said = (manifest.schema, manifest.database, (manifest.sequence, manifest.head))
    found = (books.number("user_version"), books.value("database"), books.head())
    if said != found or not books.is_whole() or books.counts() != manifest.counts:
        raise DamageFound("backup_damaged")


_MOST_FILES = 3
"""So many files are named; a folder can be gone whole."""


def must_have_scans(path: Path, books: CopiedBooks) -> None:
    """Go on only where each scan that a backup lists lies beside it as it was sealed.

    Raises DamageFound with how many do not, and with the files of the first of them.
    """
    lost = list(sealed.lost(path.parent / SCANS, books.scans(), whole=True))
    if lost:
        files = tuple(map(sealed.file_name, lost[:_MOST_FILES]))
        raise DamageFound("backup_scans_lost", {"count": len(lost), "files": files})


def must_be_chained(books: CopiedBooks) -> None:
    """Go on only with a journal whose entries all fit; raises DamageFound with the first wrong."""
    wrong = books.first_wrong_entry()
    if wrong is not None:
        raise DamageFound("journal_damaged", {"entry": wrong})


# The drill: a backup restored into memory with the sheet's key and held against the desk.


_COMINGS_AND_GOINGS = frozenset(
    action.value
    for action in (
        Action.PASSWORD_REFUSED,
        Action.COUNT_SET_BACK,
        Action.SIGNED_IN,
        Action.DAY_BEGUN,
        Action.VERB_REFUSED,
        Action.BACKUP_BEGUN,
        Action.DRILL_HELD,
    )
)
"""Entries without which a backup still holds everything that anybody saved."""


@dataclass(frozen=True, slots=True)
class DrillQuestion:
    """Which backup is held against which desk, with whose keys."""

    database: Path
    data_key: bytes = field(repr=False)
    keys: Path
    backup: Path
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class DrillComparison:
    """How a backup and the desk compare: last entries, applications, whether all is the same."""

    sequence: int
    live_sequence: int
    applications: int
    live_applications: int
    missing: int
    equal: bool
    seconds: int


def hold_drill(question: DrillQuestion, tell: Callable[[int, int], None]) -> DrillComparison:
    """Open the backup in memory and compare head and counts with the desk's.

    Raises what opening a backup raises, also where it is of another desk, and what the driver's
    faults stand for.
    """
    began = perf_counter()
    opened = open_backup(question.backup, identity_of(question.secret), tell)
    with closing(opened):
        kept = opened.manifest
        must_have_scans(question.backup, opened.books)
    must_be_of_desk(opened, question.keys)
    live = standing_of(question.database, question.data_key, kept.sequence)
    missing = sum(action not in _COMINGS_AND_GOINGS for action in live.since)
    # The journal alone has grown where nobody did more than sign in or hold a drill.
    counts = dict(kept.counts) | {"journal": kept.counts.get("journal", 0) + len(live.since)}
    same = (live.database, live.hash_then, live.counts) == (kept.database, kept.head, counts)
    return DrillComparison(
        sequence=kept.sequence,
        live_sequence=live.sequence,
        applications=kept.applications,
        live_applications=live.counts["applications"],
        missing=missing,
        equal=same and not missing,
        seconds=max(1, round(perf_counter() - began)),
    )
