# SPDX-License-Identifier: MIT
"""The list of the backups that counted when they were made, kept beside the keys and signed.

It says nothing of any person, and it is only a memory: damaged or changed, the backups themselves
stay what they are.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from desk_app.desk.errors import DamageFound
from desk_app.records.base import UserId
from desk_app.records.desk.people import NO_ROSTER, RosterAct, RosterPlace
from desk_app.records.desk.safekeeping import Backup
from desk_app.store.disk.faults import is_there
from desk_app.store.disk.small_files import (
    base64_of,
    bytes_of,
    canonical,
    make_private_folder,
    replace_file,
)
from desk_app.store.vault import key_file
from desk_app.store.vault.roster import is_genuine
from desk_app.system.ports import read_small

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from desk_app.store.vault.roster import Roster
    from desk_app.store.vault.seal import UserSeal

NAME = "backups.json"
_MOST_BYTES = 64 * 1024 * 1024
DOMAIN = b"desk_app known backups\x00"
"""What stands before the signed bytes: no signature of another kind counts as one of these."""


def read(folder: Path) -> tuple[Backup, ...]:
    """Return the backups listed in the key folder, the newest last; none where there is no list.

    Raises DamageFound for a list that cannot be read, or that nobody signed whom the roster knows.
    One of before the roster is believed until the first is written after it.
    """
    return _read(folder, key_file.read(folder).roster)


def _read(folder: Path, roster: Roster | None) -> tuple[Backup, ...]:
    path = folder / NAME
    if not is_there(path):
        return ()
    try:
        whole = json.loads(read_small(path, _MOST_BYTES))
        said = {name: value for name, value in whole.items() if name != "checksum"}
        backups = tuple(_backup(each) for each in said["backups"])
        # One of before the roster has a list and its checksum alone.
        sound = whole["checksum"] == _checksum(said if len(said) > 1 else said["backups"])
        believed = sound and _is_believed(said, backups, roster)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise DamageFound("backup_list_damaged") from None
    if not sound:
        raise DamageFound("backup_list_damaged")
    if not believed:
        raise DamageFound("backup_list_altered")
    return backups


def ahead(folder: Path, roster: Roster | None, database: str, sequence: int) -> int:
    """Return how many entries a database lacks of which a backup was made; 0 where none.

    Entries of an earlier database, from before a restore, say nothing of this one, nor do those
    that were found again by a file's name, which anybody can give; a list that nobody signed says
    nothing at all.
    """
    with suppress(DamageFound):
        own = (
            each.sequence
            for each in _read(folder, roster)
            if each.database == database and not each.known_by_name
        )
        return max(0, max(own, default=0) - sequence)
    return 0


def trouble(keys: Path) -> DamageFound | None:
    """Return what is wrong with the list; None where it is read, and where there is none."""
    try:
        read(keys)
    except DamageFound as damage:
        return damage
    return None


def write(folder: Path, backups: Sequence[Backup], by: UserId, seal: UserSeal) -> None:
    """Keep the list durably, signed by whoever is unlocked, at the roster's place of now.

    At a desk of before there is nobody yet whose signature would count. Raises DiskFull.
    """
    make_private_folder(folder)
    listed = [asdict(each) | {"made_at": each.made_at.isoformat()} for each in backups]
    place = seal.place
    if place == NO_ROSTER:
        content: dict[str, object] = {"checksum": _checksum(listed), "backups": listed}
    else:
        said: dict[str, object] = {
            "backups": listed,
            "by": by,
            "place": [place.number, place.head],
        }
        signature = base64_of(seal.sign(DOMAIN + canonical(said)))
        said |= {"signature": signature}
        content = {"checksum": _checksum(said), **said}
    replace_file(folder / NAME, json.dumps(content, indent=1).encode("ascii"))


def _is_believed(said: dict[str, Any], backups: Sequence[Backup], roster: Roster | None) -> bool:
    if roster is None:
        return True
    if "signature" not in said:
        first = roster.statements[0]
        carried_over = datetime.fromisoformat(first.at)
        return first.act is RosterAct.CARRIED_OVER and all(
            each.made_at <= carried_over for each in backups
        )
    number, head = said["place"]
    then = roster.up_to(RosterPlace(number, head))
    key = None if then is None else then.signing_key(UserId(said["by"]))
    signature = bytes_of(said["signature"])
    unsigned = {name: said[name] for name in ("backups", "by", "place")}
    return key is not None and is_genuine(key, DOMAIN + canonical(unsigned), signature)


def _backup(listed: dict[str, Any]) -> Backup:
    return Backup(**listed | {"made_at": datetime.fromisoformat(listed["made_at"])})


def _checksum(listed: object) -> str:
    return sha256(canonical(listed)).hexdigest()
