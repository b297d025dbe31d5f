# SPDX-License-Identifier: MIT
"""The list of what was disposed of: random names alone, applied to every restored backup.

It lies beside the keys, since a restored database does not know what came after it.
"""

from __future__ import annotations

import json
import re
from hashlib import sha256
from typing import TYPE_CHECKING

from desk_app.desk.errors import DamageFound
from desk_app.store.faults import is_there, told
from desk_app.store.small_files import read_small
from desk_app.store.writing_aside import make_private_folder, replace_file

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

NAME = "disposed.json"
_MOST_BYTES = 256 * 1024 * 1024
_TOKEN = re.compile(r"[0-9a-f]{32}")


def read(folder: Path) -> frozenset[str]:
    """Return the random names of the applications disposed of; none where there is no list.

    Raises DamageFound: without its list no backup is restored.
    """
    path = folder / NAME
    if not is_there(path):
        return frozenset()
    try:
        with told():
            content = read_small(path, _MOST_BYTES)
        whole = json.loads(content)
        tokens = whole["disposed"]
        sound = whole["checksum"] == _checksum(tokens) and all(map(_TOKEN.fullmatch, tokens))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        sound = False
    if not sound:
        raise DamageFound("disposal_list_damaged")
    return frozenset(tokens)


def add(folder: Path, tokens: Collection[str]) -> None:
    """Put more names on the list, durably; raises DamageFound, DiskFull."""
    every = sorted(read(folder) | set(tokens))
    make_private_folder(folder)
    content = {"checksum": _checksum(every), "disposed": every}
    replace_file(folder / NAME, json.dumps(content, indent=1).encode("ascii"))


def _checksum(tokens: object) -> str:
    return sha256(json.dumps(tokens, separators=(",", ":")).encode("ascii")).hexdigest()
