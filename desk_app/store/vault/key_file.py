# SPDX-License-Identifier: MIT
"""The key file: two copies of ``keys.json``, each with its checksum, in a folder of its own."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from desk_app.desk.errors import DamageFound, KnownError, NotADesk, Refused
from desk_app.records.base import UserId
from desk_app.records.desk.sheets import sheet_in_use
from desk_app.store.disk import small_files
from desk_app.store.disk.faults import is_there
from desk_app.store.disk.small_files import base64_of, bytes_of, make_private_folder, replace_files
from desk_app.store.vault.roster import Member, Roster, roster_from_json, roster_to_json
from desk_app.store.vault.sheets import Sheets, sheet_from_json, sheet_to_json
from desk_app.store.vault.slots import Slot, digest_of, slot_from_json, slot_to_json
from desk_app.system.ports import read_small

if TYPE_CHECKING:
    from pathlib import Path

    from desk_app.records.desk.people import User

FORMAT = 3
_BEFORE_ROSTER = (1, 2)
"""The first format had no sheets, past signers and pepper; the second no roster."""

COPIES = ("keys.json", "keys.copy.json")
_DAMAGE = (
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    KnownError,
)
"""What reading a file raises whose bytes somebody or something changed."""
_MOST_BYTES = 4 * 1024 * 1024
_MOST_WRITINGS = 2**53
"""More generations than any file is written: what is higher was never counted."""


class WrappedKey(NamedTuple):
    """A data key, wrapped by age for all users and the sheet in use.

    More than one stands here only while a desk is re-keyed: the newest last.
    """

    id: str
    wrapped: bytes


class PastSigner(NamedTuple):
    """A public key whose user left, or was enrolled anew: what it signed stays genuine."""

    user: UserId
    verify_key: bytes


class KeyFile(NamedTuple):
    """What the key file says; each writing raises the generation, and the newest copy counts.

    With a roster, slots and wrapped keys are all that stands beside it: sheets, signers and pepper
    are what its statements say. Without one it is a file of before, which is only read.
    """

    desk: str
    generation: int
    slots: tuple[Slot, ...]
    data_keys: tuple[WrappedKey, ...]
    sheets: Sheets = ()
    past_signers: tuple[PastSigner, ...] = ()
    pepper: str = ""
    """The name of the device pepper that slots are sealed with from now on; empty for none."""
    roster: Roster | None = None
    waiting: tuple[Slot, ...] = ()
    """Slots of before the roster whose people have not shown their passwords since."""
    counts_tries: bool = False
    """Whether the count of wrong passwords was made with the keys: a missing one was lost (T39)."""

    def verify_keys(self, user: UserId) -> tuple[bytes, ...]:
        """Return the public keys a user signs or ever signed with."""
        if self.roster is not None:
            return self.roster.verify_keys(user)
        now = tuple(slot.verify_key for slot in self.slots if slot.user.id == user)
        return now + tuple(past.verify_key for past in self.past_signers if past.user == user)

    def must_have_roster(self) -> Roster:
        """Return the roster; raises Refused where the desk was not carried over to one yet."""
        if self.roster is None:
            raise Refused(("not_carried_over",))
        return self.roster


def of_roster(
    roster: Roster,
    slots: tuple[Slot, ...],
    data_keys: tuple[WrappedKey, ...],
    generation: int,
    waiting: tuple[Slot, ...] = (),
) -> KeyFile:
    """Return the key file of a roster, with the slots and wrapped keys that belong to it.

    Raises DamageFound, naming ``what``, where they are not those that the roster names.
    """
    file = KeyFile(
        desk=roster.desk,
        generation=generation,
        slots=slots,
        data_keys=data_keys,
        sheets=roster.sheets,
        pepper=roster.pepper,
        roster=roster,
        waiting=waiting,
    )
    _must_agree(file, roster)
    return file


def exists(folder: Path) -> bool:
    """Return whether the folder holds a copy of the key file."""
    return any(is_there(folder / name) for name in COPIES)


def read(folder: Path) -> KeyFile:
    """Return the newest good copy.

    Raises NotADesk where there is none, DamageFound where none is good, or where one that is whole
    says what nobody signed: a copy that somebody changed is never passed over for the other.
    """
    if not exists(folder):
        raise NotADesk("no_keys")
    good = [file for name in COPIES if (file := _read_copy(folder / name)) is not None]
    if not good:
        raise DamageFound("keys_damaged")
    newest = max(good, key=_age)
    for each in good:
        if each is not newest:
            _must_be_earlier(each, newest)
    return newest


def listed_users(folder: Path) -> tuple[User, ...]:
    """Return the users the sign-in window may offer, in order of their enrolment.

    Raises NotADesk, DamageFound.
    """
    return tuple(slot.user for slot in read(folder).slots)


def has_sheet(folder: Path) -> bool:
    """Say whether a recovery sheet is in use, which opens the desk when all passwords are lost.

    Raises NotADesk, DamageFound.
    """
    return sheet_in_use(listed.sheet for listed in read(folder).sheets) is not None


def _age(file: KeyFile) -> tuple[int, int]:
    return (0 if file.roster is None else file.roster.place.number, file.generation)


def _must_be_earlier(file: KeyFile, newest: KeyFile) -> None:
    """Go on only where one copy is the other, or what the other was before; raises DamageFound."""
    if file.roster is None or newest.roster is None:
        return
    place = file.roster.place
    if newest.roster.head_at(place.number) != place.head:
        raise DamageFound("keys_altered", {"what": "copies"})


def counts_tries(folder: Path) -> bool:
    """Say whether the count of wrong passwords must lie beside the keys; not where none are."""
    try:
        file = read(folder)
    except (NotADesk, DamageFound):
        return False
    return file.roster is not None or file.counts_tries


def write(folder: Path, file: KeyFile) -> None:
    """Write both copies aside, then put one after the other in its place.

    At every moment one of them is whole; a full disk leaves both as they were. Raises DiskFull,
    DamageFound where it has grown beyond what is read.
    """
    content = _readable(file)
    make_private_folder(folder)
    replace_files(_copies(folder), content)


def set_aside(folder: Path, file: KeyFile) -> None:
    """Write both copies aside alone, so that there is room for them when they are written.

    Raises DiskFull, DamageFound where it has grown beyond what is read.
    """
    small_files.set_aside(_copies(folder), _readable(file))


def clear_aside(folder: Path) -> None:
    """Remove copies that were written aside and came to nothing."""
    small_files.clear_aside(_copies(folder))


def _copies(folder: Path) -> list[Path]:
    return [folder / name for name in COPIES]


def _readable(file: KeyFile) -> bytes:
    content = to_bytes(file)
    if len(content) > _MOST_BYTES:
        # Nobody could read it again.
        raise DamageFound("keys_altered", {"what": "roster"})
    return content


def remove(folder: Path) -> None:
    """Remove both copies, of a desk that could not be founded."""
    for name in COPIES:
        with suppress(OSError):
            (folder / name).unlink()


def mend(folder: Path) -> None:
    """Make both copies alike again where a crash or damage left one behind.

    Raises NotADesk, DamageFound, DiskFull.
    """
    newest = read(folder)
    if any(_read_copy(folder / name) != newest for name in COPIES):
        write(folder, newest)


def is_half_lost(folder: Path) -> bool:
    """Say whether a copy cannot be read, or is gone, that `mend` makes anew from the other."""
    if read(folder).roster is None:
        return False
    return any(_read_copy(folder / name) is None for name in COPIES)


def to_bytes(file: KeyFile) -> bytes:
    """Return a key file as each of its copies holds it."""
    body: dict[str, object] = {
        "generation": file.generation,
        "users": [slot_to_json(slot) for slot in file.slots],
        "data_keys": [{"id": key.id, "wrapped": base64_of(key.wrapped)} for key in file.data_keys],
    }
    if file.roster is None:
        body |= _before_roster(file)
    else:
        body |= {
            "format": FORMAT,
            "roster": roster_to_json(file.roster),
            "waiting": [slot_to_json(slot) for slot in file.waiting],
        }
    whole = {"checksum": _checksum(body), "keys": body}
    return json.dumps(whole, indent=1, sort_keys=True).encode("ascii")


def _before_roster(file: KeyFile) -> dict[str, object]:
    """Return what a file of before says beside slots and keys: its two copies are made alike."""
    return {
        "format": _BEFORE_ROSTER[-1],
        "desk": file.desk,
        "sheets": [sheet_to_json(each) for each in file.sheets],
        "past_signers": [
            {"user": each.user, "verify_key": base64_of(each.verify_key)}
            for each in file.past_signers
        ],
        "pepper": file.pepper,
        "counts_tries": file.counts_tries,
    }


def _checksum(body: object) -> str:
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def _read_copy(path: Path) -> KeyFile | None:
    """Return one copy, or None where it is damaged in whatever way.

    Raises DamageFound where it is whole and says what nobody signed.
    """
    try:
        content = read_small(path, _MOST_BYTES + 1)
    except _DAMAGE:
        return None
    return said(content)


def said(content: bytes) -> KeyFile | None:
    """Return what the bytes of a copy say, or None where they are damaged in whatever way.

    Raises DamageFound where they are whole and say what nobody signed.
    """
    try:
        return _from_bytes(content) if len(content) <= _MOST_BYTES else None
    except DamageFound as error:
        if error.code == "keys_altered":
            raise
        return None
    except _DAMAGE:
        return None


@lru_cache(maxsize=2)
def _from_bytes(content: bytes) -> KeyFile:
    """Return what a copy says; the same bytes say the same, and both copies are alike."""
    whole = json.loads(content)
    body = whole["keys"]
    if whole["checksum"] != _checksum(body):
        raise DamageFound("keys_damaged")
    slots = tuple(slot_from_json(each) for each in body["users"])
    data_keys = tuple(
        WrappedKey(str(each["id"]), bytes_of(each["wrapped"])) for each in body["data_keys"]
    )
    if body["format"] == FORMAT:
        roster = roster_from_json(body["roster"])
        waiting = tuple(slot_from_json(each) for each in body["waiting"])
        return of_roster(roster, slots, data_keys, _generation(body["generation"]), waiting)
    if body["format"] not in _BEFORE_ROSTER:
        raise DamageFound("keys_damaged")
    return KeyFile(
        desk=str(body["desk"]),
        generation=_generation(body["generation"]),
        slots=slots,
        data_keys=data_keys,
        sheets=tuple(sheet_from_json(each) for each in body.get("sheets", ())),
        past_signers=tuple(
            PastSigner(UserId(each["user"]), bytes_of(each["verify_key"]))
            for each in body.get("past_signers", ())
        ),
        pepper=str(body.get("pepper", "")),
        counts_tries=bool(body.get("counts_tries", False)),
    )


def _generation(value: object) -> int:
    """Return how often a file was written; nobody signs it, and it settles which copy is newer."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < _MOST_WRITINGS:
        raise DamageFound("keys_damaged")
    return value


def member_of(slot: Slot) -> Member:
    """Return a slot's person as the roster names him."""
    return Member(slot.user, slot.verify_key, slot.recipient, digest_of(slot))


def _must_agree(file: KeyFile, roster: Roster) -> None:
    """Go on only where slots and wrapped keys are the roster's own; raises DamageFound.

    Of the data keys, those may stand that a half-done change needs: the newest, and what came just
    before it.
    """
    for slots, people in ((file.slots, roster.people), (file.waiting, roster.waiting)):
        for slot, member in zip_longest(map(member_of, slots), people):
            if slot != member:
                about = slot or member
                who = "" if about is None else about.user.name
                raise DamageFound("keys_altered", {"what": "slot", "whose": who})
    named = tuple(each.id for each in roster.data_keys)
    there = tuple(each.id for each in file.data_keys)
    if not there or named[-len(there) :] != there:
        raise DamageFound("keys_altered", {"what": "data_key"})
