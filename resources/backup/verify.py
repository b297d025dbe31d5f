# SPDX-License-Identifier: MIT
"""Checks a backup that was taken apart, with nothing but Python's standard library.

Usage: python3 verify.py [data.sqlite [manifest.json]]
It compares the file's SHA-256, its rows and the head of its journal with the manifest, and computes
the journal's chain again: each entry's hash is the SHA-256 of the entry and of the hash before it.
Exit 0: all is as the manifest says. Exit 13: it is not. It changes nothing.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

ENTRIES = "SELECT sequence, at, actor, action, subject, digests, previous, hash FROM journal"


def hash_of(entry: list[object], previous: str) -> str:
    """Return the hash that an entry must have after the hash of the one before."""
    canonical = json.dumps([*entry, previous], ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def problems(data: str, manifest: dict[str, Any]) -> Iterator[str]:
    """Yield what is not as the manifest says."""
    if hashlib.sha256(Path(data).read_bytes()).hexdigest() != manifest["sha256"]:
        yield "data.sqlite is not the file the manifest was written for"
    address = Path(data).absolute().as_uri() + "?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as database:
        found = database.execute("PRAGMA integrity_check").fetchall()
        if found != [("ok",)]:
            yield "SQLite finds damage in data.sqlite"
        for table, rows in manifest["counts"].items():
            name = table.replace('"', '""')
            statement = f'SELECT count(*) FROM "{name}"'  # noqa: S608  the name is quoted
            (counted,) = database.execute(statement).fetchone()
            if counted != rows:
                yield f"{table}: {counted} rows, not {rows}"
        number, head = 0, bytes(32).hex()
        for number, row in enumerate(database.execute(ENTRIES + " ORDER BY sequence"), start=1):
            *entry, previous, stored = row
            if entry[0] != number or previous.hex() != head or stored.hex() != hash_of(entry, head):
                yield f"journal: entry {number} does not fit the one before"
                return
            head = stored.hex()
        if (number, head) != (manifest["sequence"], manifest["head"]):
            yield f"journal: it ends with entry {number}, not {manifest['sequence']}"


def main(data: str = "data.sqlite", manifest: str = "manifest.json") -> int:
    """Say what was found; the exit code."""
    said = json.loads(Path(manifest).read_text("ascii"))
    try:
        found = list(problems(data, said))
    except (sqlite3.Error, AttributeError, TypeError, ValueError):
        found = ["data.sqlite cannot be read to its end"]
    for problem in found:
        print(problem)
    if not found:
        print(f"all is as the manifest says: {said['sequence']} entries, head {said['head']}")
    return 13 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
