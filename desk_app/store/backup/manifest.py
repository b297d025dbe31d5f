# SPDX-License-Identifier: MIT
"""What a backup says of itself, and the names of backup files."""

from __future__ import annotations

import base64
import contextlib
import json
import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from typing_extensions import override

from desk_app.desk.errors import DamageFound
from desk_app.records.base import UserId
from desk_app.records.people import NO_ROSTER, RosterPlace
from desk_app.store.faults import told
from desk_app.store.small_files import PART
from desk_app.store.vault.roster import canonical

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


ENDING = ".tar.age"
_NAME = re.compile(
    r"backup-(?P<database>[0-9a-f]{32})-(?P<sheet>\d{4}Q[1-4]-\d{1,4})-(?P<sequence>\d{1,15})"
    + re.escape(ENDING)
)


@dataclass(frozen=True, slots=True)
class BackupName:
    """Whose backup a file is: the database, the sheet that opens it, the journal's last entry."""

    database: str
    sheet: str
    sequence: int

    @override
    def __str__(self) -> str:
        """Return ``backup-<database>-2026Q4-1-<sequence>.tar.age``."""
        return f"backup-{self.database}-{self.sheet}-{self.sequence}{ENDING}"


def read_name(name: str) -> BackupName | None:
    """Return what a file's name says, None where it is no backup's."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    return BackupName(found["database"], found["sheet"], int(found["sequence"]))


def found_in(folder: Path) -> tuple[BackupName, ...]:
    """Return the backups that lie in a folder, by their last entry; none where it is not there."""
    if not folder.is_dir():
        return ()
    with told():
        names = [read_name(path.name) for path in folder.iterdir()]
    return tuple(sorted((name for name in names if name), key=lambda name: name.sequence))


def sweep(folder: Path, database: str) -> int:
    """Remove what backups of a database left unfinished; return how many files went."""
    swept = 0
    with contextlib.suppress(OSError):
        for path in folder.glob(f"backup-{database}-*{ENDING}{PART}"):
            path.unlink()
            swept += 1
    return swept


# What a backup says of itself: whose copy it is, up to which entry, with how many rows.


FORMAT = 2
_BEFORE_ROSTER = 1
"""Of a backup from before the roster, which names none and which nobody signed."""

DOMAIN = b"desk_app backup manifest\x00"
"""What stands before the signed bytes: no signature of another kind counts as one of these."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The manifest of a backup, in ``manifest.json``."""

    database: str
    sheet: str
    sequence: int
    head: str
    counts: Mapping[str, int]
    """The rows of each table."""
    sha256: str
    """Of ``data.sqlite``, in hexadecimal digits."""
    schema: int
    versions: Mapping[str, str]
    made_at: datetime
    roster: RosterPlace = NO_ROSTER
    """The place of the roster that the copied books have entered."""
    root: str = ""
    disposals: int = 0
    """How many disposals the list has that lies beside it, and its last hash."""
    disposal_head: str = ""
    signed_by: UserId | None = None
    """Who was unlocked when it was made; nobody for one of before the roster."""
    signature: bytes = b""

    @property
    def of_before(self) -> bool:
        """Say whether it is of before the roster."""
        return self.roster == NO_ROSTER

    @property
    def signed_bytes(self) -> bytes:
        """Return what whoever makes it signs: everything but the signature."""
        said = self.said()
        del said["signature"]
        return DOMAIN + canonical(said)

    @property
    def applications(self) -> int:
        """Return how many applications the copy holds."""
        return self.counts.get("applications", 0)

    def to_bytes(self) -> bytes:
        """Return it as JSON, for a person and for ``verify.py``."""
        return json.dumps(self.said(), indent=1).encode("ascii") + b"\n"

    def said(self) -> dict[str, object]:
        """Return it as plain JSON."""
        said: dict[str, object] = {
            "format": _BEFORE_ROSTER if self.of_before else FORMAT,
            "database": self.database,
            "sheet": self.sheet,
            "sequence": self.sequence,
            "head": self.head,
            "counts": dict(sorted(self.counts.items())),
            "sha256": self.sha256,
            "schema": self.schema,
            "versions": dict(sorted(self.versions.items())),
            "made_at": self.made_at.isoformat(),
        }
        if not self.of_before:
            said |= {
                "roster": {
                    "number": self.roster.number,
                    "head": self.roster.head,
                    "root": self.root,
                },
                "disposals": {"count": self.disposals, "head": self.disposal_head},
                "signed_by": self.signed_by or "",
                "signature": base64.b64encode(self.signature).decode("ascii"),
            }
        return said


def read_manifest(content: bytes | bytearray) -> Manifest:
    """Return the manifest of its JSON; raises DamageFound."""
    try:
        read = json.loads(content)
        manifest = Manifest(
            database=_text(read["database"]),
            sheet=_text(read["sheet"]),
            sequence=_number(read["sequence"]),
            head=_text(read["head"]),
            counts={_text(name): _number(rows) for name, rows in read["counts"].items()},
            sha256=_text(read["sha256"]),
            schema=_number(read["schema"]),
            versions={_text(name): _text(said) for name, said in read["versions"].items()},
            made_at=datetime.fromisoformat(_text(read["made_at"])),
        )
        if read["format"] == FORMAT:
            manifest = _signed(manifest, read)
        # What it does not say in our own form is nothing that anybody signed.
        known = manifest.said() == read and manifest.made_at.tzinfo is not None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise DamageFound("backup_damaged") from None
    if not known:
        raise DamageFound("backup_damaged")
    return manifest


def _signed(manifest: Manifest, read: dict[str, Any]) -> Manifest:
    place, disposals = read["roster"], read["disposals"]
    signed_by = _text(read["signed_by"])
    return replace(
        manifest,
        roster=RosterPlace(_number(place["number"]), _text(place["head"])),
        root=_text(place["root"]),
        disposals=_number(disposals["count"]),
        disposal_head=_text(disposals["head"]),
        signed_by=UserId(signed_by) if signed_by else None,
        signature=base64.b64decode(_text(read["signature"]), validate=True),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError
    return value
