# SPDX-License-Identifier: MIT
"""Who made a backup: its signature held against the roster in it, and that against the desk's.

Whoever has a sheet's public recipient can encrypt whatever he likes for it. What nobody signed whom
the roster knows is not taken (security.md §4a, "Backups are signed").
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from desk_app.desk.errors import DamageFound, SavesMissing
from desk_app.records.roster import ROSTER_VALUE, Act, read_entered
from desk_app.store import disposal_list
from desk_app.store.journal import anchor
from desk_app.store.vault import key_file
from desk_app.store.vault.roster import is_genuine, roster_from_json, roster_to_json

if TYPE_CHECKING:
    from pathlib import Path

    from desk_app.store.backup.manifest import Manifest
    from desk_app.store.backup.memory import Memory
    from desk_app.store.disposal_list import Disposed
    from desk_app.store.vault.roster import Roster


@dataclass(frozen=True, slots=True)
class Vouched:
    """What stands beside the data of a signed backup, verified: roster, disposal list, its maker.

    ``made_by`` is the name of who signed it, or the number of the sheet.
    """

    roster: Roster
    disposed: Disposed
    made_by: str


def taken_along(keys: Path, memory: Memory) -> tuple[Roster, Disposed]:
    """Return roster and disposal list as the copied books have entered them.

    What was signed since the copy was begun is left out. Raises Refused at a desk that was not
    carried over to a roster, DamageFound, SavesMissing.
    """
    # In this order: the list gets an entry before the roster names it.
    roster = key_file.read(keys).must_have_roster()
    listed = disposal_list.read(keys, roster)
    entered = read_entered(memory.value(ROSTER_VALUE))
    there = roster.up_to(entered.place)
    if there is None or there.root != entered.root:
        raise DamageFound("keys_altered", {"what": "books"})
    return there, disposal_list.up_to(listed, there)


def to_bytes(roster: Roster) -> bytes:
    """Return a roster as a backup takes it along."""
    return json.dumps(roster_to_json(roster), indent=1).encode("ascii") + b"\n"


def vouched(
    manifest: Manifest, memory: Memory, roster: bytes | bytearray, disposals: bytes | bytearray
) -> Vouched:
    """Return who made a backup, once everything in it is held against what somebody signed.

    Raises DamageFound.
    """
    known = _roster(roster)
    entered = read_entered(memory.value(ROSTER_VALUE))
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
    before = first.act is Act.CARRIED_OVER and manifest.made_at <= datetime.fromisoformat(first.at)
    stands = sheet is not None and sheet.destroyed_on is None
    if not (before and stands) or _is_later(manifest, first.content["journal"][0], keys):
        raise DamageFound("backup_not_of_before")


def _is_later(manifest: Manifest, carried_over: int, keys: Path) -> bool:
    """Return whether it goes beyond the entry after which the desk itself was carried over."""
    own = anchor.read(keys)
    same = own is not None and own.database == manifest.database
    return same and manifest.sequence > carried_over
