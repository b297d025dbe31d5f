# SPDX-License-Identifier: MIT
"""The key file: two copies of ``keys.json``, each with its checksum, in a folder of its own."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk_app.desk.errors import DamageFound, KnownError, NotADesk
from desk_app.store.vault.slots import Slot, slot_from_json, slot_to_json
from desk_app.store.writing_aside import make_private_folder, replace_file

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = 1
COPIES = ("keys.json", "keys.copy.json")
_MOST_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """A data key, wrapped by age for all users; two stand here only while a desk is re-keyed."""

    id: str
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class KeyFile:
    """What the key file says; each writing raises the generation, and the newest copy counts."""

    desk: str
    generation: int
    slots: tuple[Slot, ...]
    data_keys: tuple[WrappedKey, ...]


def exists(folder: Path) -> bool:
    """Return whether the folder holds a copy of the key file."""
    return any((folder / name).exists() for name in COPIES)


def read(folder: Path) -> KeyFile:
    """Return the newest good copy.

    Raises NotADesk where there is none, DamageFound where none is good.
    """
    if not exists(folder):
        raise NotADesk("no_keys")
    good = [file for name in COPIES if (file := _read_copy(folder / name)) is not None]
    if not good:
        raise DamageFound("keys_damaged")
    return max(good, key=lambda file: file.generation)


def write(folder: Path, file: KeyFile) -> None:
    """Write both copies, one after the other: at every moment one of them is whole."""
    make_private_folder(folder)
    content = _to_bytes(file)
    for name in COPIES:
        replace_file(folder / name, content)


def _to_bytes(file: KeyFile) -> bytes:
    body = {
        "format": FORMAT,
        "desk": file.desk,
        "generation": file.generation,
        "users": [slot_to_json(slot) for slot in file.slots],
        "data_keys": [
            {"id": key.id, "wrapped": base64.b64encode(key.wrapped).decode("ascii")}
            for key in file.data_keys
        ],
    }
    whole = {"checksum": _checksum(body), "keys": body}
    return json.dumps(whole, indent=1, sort_keys=True).encode("ascii")


def _checksum(body: object) -> str:
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def _read_copy(path: Path) -> KeyFile | None:
    """Return one copy, or None: a damaged file can fail in any of these ways."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            return None
        return _from_bytes(path.read_bytes())
    except (OSError, ValueError, KeyError, TypeError, RecursionError, KnownError):
        return None


def _from_bytes(content: bytes) -> KeyFile:
    whole = json.loads(content)
    body = whole["keys"]
    if whole["checksum"] != _checksum(body) or body["format"] != FORMAT:
        raise DamageFound("keys_damaged")
    return KeyFile(
        desk=str(body["desk"]),
        generation=int(body["generation"]),
        slots=tuple(slot_from_json(each) for each in body["users"]),
        data_keys=tuple(
            WrappedKey(str(each["id"]), base64.b64decode(each["wrapped"], validate=True))
            for each in body["data_keys"]
        ),
    )
