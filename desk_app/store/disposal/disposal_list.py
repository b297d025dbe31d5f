# SPDX-License-Identifier: MIT
"""The list of what was disposed of: random names alone, applied to every restored backup."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desk_app.desk.errors import DamageFound, SavesMissing
from desk_app.desk.signed.signing import names_to_sign
from desk_app.records.base import UserId
from desk_app.records.case.disposal import NamesSignature, SignedNames
from desk_app.records.desk.people import Role, RosterAct, RosterPlace
from desk_app.store.disk import small_files
from desk_app.store.disk.faults import is_there, told
from desk_app.store.disk.small_files import (
    base64_of,
    bytes_of,
    canonical,
    make_private_folder,
    replace_file,
)
from desk_app.store.vault.roster import is_genuine
from desk_app.system.ports import read_small

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from desk_app.store.vault.roster import Roster


NAME = "disposals.json"
BEFORE = "disposed.json"
"""The list of before the roster: names without anybody's signature."""

PROPOSERS = frozenset({Role.CLERK, Role.SUPERVISOR, Role.OFFICER})
SIGNERS = frozenset({Role.SUPERVISOR, Role.OFFICER})
"""Who may propose a disposal and who may sign it is the same for every rulebook (§4a)."""

_NAMES_HOW_MANY = frozenset({RosterAct.CARRIED_OVER, RosterAct.RESTORED})
"""The acts beside a disposal that say how many entries the list has."""

_MOST_BYTES = 256 * 1024 * 1024
_TOKEN = re.compile(r"[0-9a-f]{32}")
_NOTHING = ""


@dataclass(frozen=True, slots=True)
class Disposed:
    """The list, each entry verified: its entries and the hash of the last; none before the first.

    ``roster_behind`` says that its last entry is signed and the roster does not name it yet: the
    disposal was cut off, and is completed. Until then that entry deletes nothing.
    """

    entries: tuple[SignedNames, ...] = ()
    head: str = ""
    roster_behind: bool = False

    @property
    def named(self) -> tuple[SignedNames, ...]:
        """Return the entries that the roster names: what was disposed of."""
        return self.entries[:-1] if self.roster_behind else self.entries

    @property
    def names(self) -> frozenset[str]:
        """Return the random names of everything that was disposed of."""
        return frozenset(name for entry in self.named for name in entry.names)


def read(folder: Path, roster: Roster | None) -> Disposed:
    """Return the list, as far as two people signed it and the roster names it.

    Without a roster the list of before is returned, whose names nobody signed. Raises DamageFound
    where a name was put in or the list cannot be read, SavesMissing where entries are gone: without
    its list no backup is restored.
    """
    if roster is None:
        return Disposed((SignedNames("", tuple(sorted(read_before(folder)))),))
    entries = _read(folder / NAME)
    heads = _heads(entries)
    named = roster.disposals
    if len(entries) < named:
        raise SavesMissing("disposal_list_short", {"missing": named - len(entries)})
    head_named = heads[named - 1] if named else _NOTHING
    if head_named != roster.disposal_head or len(entries) > named + 1:
        raise DamageFound("disposal_list_altered", {"entry": named})
    for number, entry in enumerate(entries, start=1):
        if not _is_believed(roster, number, entry):
            raise DamageFound("disposal_list_altered", {"entry": number})
    return Disposed(entries, heads[-1] if heads else _NOTHING, len(entries) > named)


def add(folder: Path, roster: Roster, entry: SignedNames) -> Disposed:
    """Put one more disposal on the list, durably, and return the list.

    One that was cut off is the same entry again, and stands once. Raises DamageFound
    where it is not signed, SavesMissing, DiskFull.
    """
    there = with_entry(folder, roster, entry)
    if there.entries != _read(folder / NAME):
        write(folder, there.entries)
    return there


def with_entry(folder: Path, roster: Roster, entry: SignedNames) -> Disposed:
    """Return the list as it is with one more disposal, or with the last one where it stands there.

    One that the roster does not name gives way. Raises DamageFound where the entry is not signed,
    SavesMissing.
    """
    there = read(folder, roster)
    if there.entries and there.entries[-1] == entry:
        return there
    entries = (*there.named, entry)
    if not _is_believed(roster, len(entries), entry):
        raise DamageFound("disposal_list_altered", {"entry": len(entries)})
    return Disposed(entries, _heads(entries)[-1], roster_behind=True)


def carried_over(names: Collection[str]) -> Disposed:
    """Return the list that a desk of before begins with: what its journal explains, as one entry.

    The statement that carries the desk over signs it.
    """
    if not names:
        return Disposed()
    entries = (SignedNames("", tuple(sorted(names))),)
    return Disposed(entries, _heads(entries)[-1])


def write(folder: Path, entries: Sequence[SignedNames]) -> None:
    """Keep the list durably; raises DiskFull."""
    make_private_folder(folder)
    replace_file(folder / NAME, _written(entries))


def set_aside(folder: Path, entries: Sequence[SignedNames]) -> None:
    """Write the list aside alone, so that there is room for it when it is kept; raises DiskFull."""
    small_files.set_aside([folder / NAME], _written(entries))


def clear_aside(folder: Path) -> None:
    """Remove a list that was written aside and came to nothing."""
    small_files.clear_aside([folder / NAME])


def read_before(folder: Path) -> frozenset[str]:
    """Return the names on a list of before the roster; none where there is no list.

    Raises DamageFound.
    """
    path = folder / BEFORE
    if not is_there(path):
        return frozenset()
    try:
        with told():
            content = read_small(path, _MOST_BYTES)
        whole = json.loads(content)
        tokens = whole["disposed"]
        sound = whole["checksum"] == _checksum_before(tokens) and all(map(_TOKEN.fullmatch, tokens))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        sound = False
    if not sound:
        raise DamageFound("disposal_list_damaged")
    return frozenset(tokens)


def waiting(folder: Path, disposed: Disposed, roster: Roster) -> Disposed:
    """Return the list that lies in a folder without keys where it goes on from a backup's.

    Every further entry must be signed by people of the backup's roster; raises DamageFound, also
    for the list of another desk. A shorter one is what the backup's goes on from.
    """
    entries = _read(folder / NAME)
    heads, known = _heads(entries), _heads(disposed.entries)
    shared = min(len(heads), len(known))
    believed = all(
        _is_believed(roster, number, entry) for number, entry in enumerate(entries, start=1)
    )
    if heads[:shared] != known[:shared] or not believed:
        raise DamageFound("disposal_list_altered", {"entry": shared})
    return disposed if len(known) >= len(heads) else Disposed(entries, heads[-1])


def up_to(disposed: Disposed, roster: Roster) -> Disposed:
    """Return as much of the list as an earlier place of its roster names."""
    entries = disposed.entries[: roster.disposals]
    return Disposed(entries, roster.disposal_head)


def to_bytes(disposed: Disposed) -> bytes:
    """Return the list as a backup takes it along."""
    return _written(disposed.entries)


def from_bytes(content: bytes | bytearray, roster: Roster) -> Disposed:
    """Return the list that a backup took along, held against the roster beside it.

    Raises DamageFound, SavesMissing as ``read`` does.
    """
    entries = _entries(content)
    heads = _heads(entries)
    named, head = roster.disposals, heads[-1] if heads else _NOTHING
    if len(entries) < named:
        raise SavesMissing("disposal_list_short", {"missing": named - len(entries)})
    believed = all(
        _is_believed(roster, number, entry) for number, entry in enumerate(entries, start=1)
    )
    if (len(entries), head) != (named, roster.disposal_head) or not believed:
        raise DamageFound("disposal_list_altered", {"entry": named})
    return Disposed(entries, head)


def _is_believed(roster: Roster, number: int, entry: SignedNames) -> bool:
    """Return whether an entry is what two people signed, each with the duty at his place.

    Both must still have been people of the desk when the roster named the entry: who was removed
    cannot sign for the time before. The first entry of a desk that was carried over is signed with
    the statement that did it.
    """
    naming = _naming(roster, number)
    if not entry.disposal:
        return naming == 1 and roster.statements[0].act is RosterAct.CARRIED_OVER
    content = names_to_sign(entry.disposal, entry.names)
    proposed, signed = entry.proposed, entry.signed
    return (
        bool(entry.names)
        and proposed is not None
        and signed is not None
        and proposed.by != signed.by
        and all(roster.signer_at(each.by, naming - 1) for each in (proposed, signed))
        and _is_signed(roster, proposed, PROPOSERS, content)
        and _is_signed(roster, signed, SIGNERS, content)
    )


def _naming(roster: Roster, number: int) -> int:
    """Return the number of the statement that named an entry first; the next one's where none did.

    A statement that names how many entries there are names them all.
    """
    for statement in roster.statements:
        said = statement.content
        if statement.act in _NAMES_HOW_MANY:
            said = said["disposals"]
        elif statement.act is not RosterAct.DISPOSED:
            continue
        if said["count"] >= number:
            return statement.number
    return roster.place.number + 1


def _is_signed(
    roster: Roster, signed: NamesSignature, roles: frozenset[Role], content: bytes
) -> bool:
    place = signed.place
    if roster.head_at(place.number) != place.head:
        return False
    signer = roster.signer_at(signed.by, place.number)
    return (
        signer is not None
        and bool(signer.roles & roles)
        and is_genuine(signer.verify_key, content, signed.signature)
    )


def _heads(entries: Sequence[SignedNames]) -> list[str]:
    """Return the hash of each entry, which names the one before by its own."""
    heads, previous = [], _NOTHING
    for entry in entries:
        said = {"previous": previous, **_to_json(entry)}
        previous = hashlib.sha256(canonical(said)).hexdigest()
        heads.append(previous)
    return heads


def _read(path: Path) -> tuple[SignedNames, ...]:
    if not is_there(path):
        return ()
    try:
        with told():
            content = read_small(path, _MOST_BYTES)
    except OSError:
        raise DamageFound("disposal_list_damaged") from None
    return _entries(content)


def _entries(content: bytes | bytearray) -> tuple[SignedNames, ...]:
    try:
        whole = json.loads(content)
        listed = whole["disposals"]
        entries = tuple(_from_json(each) for each in listed)
        sound = whole["checksum"] == _checksum(listed) and [*map(_to_json, entries)] == listed
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        sound = False
    if not sound:
        raise DamageFound("disposal_list_damaged")
    return entries


def _written(entries: Sequence[SignedNames]) -> bytes:
    listed = [_to_json(entry) for entry in entries]
    content = {"checksum": _checksum(listed), "disposals": listed}
    return json.dumps(content, indent=1).encode("ascii")


def _to_json(entry: SignedNames) -> dict[str, object]:
    return {
        "disposal": entry.disposal,
        "names": list(entry.names),
        "proposed": _signature_to_json(entry.proposed),
        "signed": _signature_to_json(entry.signed),
    }


def _from_json(read: dict[str, Any]) -> SignedNames:
    names = tuple(str(name) for name in read["names"])
    if not all(map(_TOKEN.fullmatch, names)) or list(names) != sorted(set(names)):
        raise ValueError
    return SignedNames(
        str(read["disposal"]),
        names,
        _signature(read["proposed"]),
        _signature(read["signed"]),
    )


def _signature_to_json(signature: NamesSignature | None) -> dict[str, object] | None:
    if signature is None:
        return None
    return {
        "by": signature.by,
        "place": [signature.place.number, signature.place.head],
        "signature": base64_of(signature.signature),
    }


def _signature(read: dict[str, Any] | None) -> NamesSignature | None:
    if read is None:
        return None
    number, head = read["place"]
    return NamesSignature(
        UserId(str(read["by"])),
        RosterPlace(int(number), str(head)),
        bytes_of(read["signature"]),
    )


def _checksum(listed: object) -> str:
    return hashlib.sha256(canonical(listed)).hexdigest()


def _checksum_before(tokens: object) -> str:
    text = json.dumps(tokens, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()
