# SPDX-License-Identifier: MIT
"""What a unit of work changed, as other stations take it: whole rows as they stand at its end.

Temporary triggers note the table and the key of what changed, and nothing else; the rows are read
at the commit. Every station makes the tokens of its search itself. Drafts stay where they are
typed, and so do values about one computer.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import UniqueConstraint

from desk_app.desk.opened.arriving import REFUSED, TURN
from desk_app.records.base import ScanId
from desk_app.store.consequences import KEYS_VALUE
from desk_app.store.disk.desk_file import CAUGHT_UP_FROM, HEARD_AT, STANDS_AT
from desk_app.store.office.sealing import SealedFile, open_file, seal_file
from desk_app.store.schema.engine import METADATA
from desk_app.store.schema.tables import DraftRows, LetterPages, ScanRows, SettingRows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    import sqlcipher3.dbapi2 as driver
    from sqlalchemy import Table

    from desk_app.records.base import UserId
    from desk_app.store.disk.machine import Octets
    from desk_app.store.scans.sealed import KeptFile


LOCAL_VALUES = frozenset({STANDS_AT, HEARD_AT, CAUGHT_UP_FROM, REFUSED, TURN})
"""Values about one station, which is what has them."""

Value = None | int | float | str | bytes
DraftName = tuple["UserId", str]

_DRAFTS, _SETTINGS = DraftRows.__tablename__, SettingRows.__tablename__
_PAGES, _SCANS = LetterPages.__tablename__, ScanRows.__tablename__
_MOST_KEYS = 3
_NOTED = "noted"
_VERBS = {"INSERT": ("NEW",), "DELETE": ("OLD",), "UPDATE": ("OLD", "NEW")}
_BYTES = "b"
_SCAN_ID = re.compile("[0-9a-f]{32}")


class TableShape(NamedTuple):
    """A table that is shipped: its name, the columns of its key, all of them, what else is unique.

    The columns of a key come first, so that a row begins with its key.
    """

    name: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    has_more_unique: bool

    @classmethod
    def of(cls, table: Table) -> TableShape:
        """Return the shape of a table."""
        key = tuple(each.name for each in table.primary_key)
        rest = (each.name for each in table.columns if each.name not in key)
        unique = any(isinstance(each, UniqueConstraint) for each in table.constraints)
        unique |= any(each.unique for each in table.indexes)
        return cls(table.name, key, (*key, *rest), unique)

    @property
    def where(self) -> str:
        """Return the condition that a row has a key."""
        return " AND ".join(f'"{each}" = ?' for each in self.key)

    @property
    def listed(self) -> str:
        """Return the names of the columns as a statement has them."""
        return ", ".join(f'"{each}"' for each in self.columns)


SHAPES: Mapping[str, TableShape] = {
    table.name: TableShape.of(table) for table in METADATA.sorted_tables if table.name != _DRAFTS
}
"""Every table that is shipped; whatever others refer to comes before them."""

_NUMBERS = {name: number for number, name in enumerate(SHAPES)}


class NotShippedError(ValueError):
    """The bytes are no changes of rows."""


@dataclass(slots=True)
class RowChanges:
    """The rows that a unit of work changed, keys of those that went, drafts that it used up."""

    rows: dict[str, list[list[Value]]] = field(default_factory=dict)
    gone: dict[str, list[list[Value]]] = field(default_factory=dict)
    last_ids: dict[str, int] = field(default_factory=dict)
    drafts: list[DraftName] = field(default_factory=list)

    @property
    def leads_to_keys(self) -> bool:
        """Return whether a key file is written once it is kept."""
        return any(row[0] == KEYS_VALUE and row[1] for row in self.rows.get(_SETTINGS, ()))

    def scans(self) -> Iterator[KeptFile]:
        """Yield the scans that have a sealed file; raises NotShippedError for what is no id."""
        place = SHAPES[_SCANS].columns.index
        for row in self.rows.get(_SCANS, ()):
            id_, size, sha = (row[place(each)] for each in ("id", "size", "sealed_sha256"))
            if row[place("removed_at")] is None:
                yield _scan(id_), int(str(size)), str(sha)

    def scans_gone(self) -> set[ScanId]:
        """Return the scans whose sealed file is kept no more."""
        place = SHAPES[_SCANS].columns.index
        gone = {_scan(key[1]) for key in self.gone.get(_SCANS, ())}
        removed = (row for row in self.rows.get(_SCANS, ()) if row[place("removed_at")] is not None)
        return gone | {_scan(row[place("id")]) for row in removed}


def _scan(said: Value) -> ScanId:
    """Return the id of a scan: it is the name of a file."""
    if not _SCAN_ID.fullmatch(str(said)):
        raise NotShippedError
    return ScanId(str(said))


def watch(raw: driver.Connection) -> None:
    """Have whatever changes noted, for as long as the connection is open."""
    keys = ", ".join(f"k{number}" for number in range(_MOST_KEYS))
    raw.execute(
        f"CREATE TEMP TABLE {_NOTED} (t INTEGER NOT NULL, "
        + ", ".join(f"k{number} NOT NULL" for number in range(_MOST_KEYS))
        + f", PRIMARY KEY (t, {keys})) WITHOUT ROWID"
    )
    for shape in SHAPES.values():
        for verb, sides in _VERBS.items():
            notes = " ".join(_note(shape, side) for side in sides)
            name = f'"{_NOTED}_{shape.name}_{verb}"'
            raw.execute(
                f'CREATE TEMP TRIGGER {name} AFTER {verb} ON main."{shape.name}" BEGIN {notes} END'
            )


def _note(shape: TableShape, side: str) -> str:
    keys = [f'{side}."{each}"' for each in shape.key]
    values = [str(_NUMBERS[shape.name]), *keys, *["0"] * (_MOST_KEYS - len(keys))]
    names = ("t", *(f"k{number}" for number in range(_MOST_KEYS)))
    same = " AND ".join(f"{name} = {value}" for name, value in zip(names, values, strict=True))
    # What an upsert says of conflicts would hold in its triggers too: none comes up.
    there = f"EXISTS (SELECT 1 FROM {_NOTED} WHERE {same})"  # noqa: S608  our own names
    return f"INSERT INTO {_NOTED} SELECT {', '.join(values)} WHERE NOT {there};"


def begin(raw: driver.Connection) -> None:
    """Forget what was noted before a unit of work."""
    raw.execute(f"DELETE FROM temp.{_NOTED}")  # noqa: S608  our own name


def collect(raw: driver.Connection, drafts: Iterable[DraftName]) -> RowChanges:
    """Return what has changed since the unit of work began, as it stands now."""
    changes, names = RowChanges(drafts=list(drafts)), list(SHAPES)
    noted = raw.execute(f"SELECT * FROM temp.{_NOTED}").fetchall()  # noqa: S608  our own name
    for number, *keys in noted:
        shape = SHAPES[names[number]]
        key = keys[: len(shape.key)]
        if shape.name == _SETTINGS and key[0] in LOCAL_VALUES:
            continue
        row = raw.execute(_one(shape), key).fetchone()
        if row is None:
            changes.gone.setdefault(shape.name, []).append(key)
        else:
            changes.rows.setdefault(shape.name, []).append(list(row))
    touched = {*changes.rows, *changes.gone}
    ids = raw.execute("SELECT name, seq FROM sqlite_sequence")
    changes.last_ids = {name: last for name, last in ids if name in touched}
    return changes


def _one(shape: TableShape) -> str:
    return f'SELECT {shape.listed} FROM main."{shape.name}" WHERE {shape.where}'  # noqa: S608  our own names


# Frozen pages go as files of their own, sealed once: their row has the key.


def pages_out(changes: RowChanges, chance: Octets) -> dict[str, bytes]:
    """Put files in the place of frozen pages; return them as they are sealed, by their names."""
    files: dict[str, bytes] = {}
    for row in changes.rows.get(_PAGES, ()):
        letter, pages = str(row[0]), row[1]
        if isinstance(pages, bytes):
            name = _name_of_pages(letter)
            sealed = seal_file(name, pages, chance)
            files[name] = sealed.content
            row[1] = json.dumps([_b64(sealed.key), sealed.sha256])
    return files


def pages_in(changes: RowChanges, file: Callable[[str], bytes]) -> None:
    """Put the pages back in the place of their files.

    Raises DamageFound where a file is not the one, NotShippedError.
    """
    for row in changes.rows.get(_PAGES, ()):
        try:
            key, sha256 = json.loads(str(row[1]))
            key = _bytes(key)
        except (ValueError, TypeError, RecursionError):
            raise NotShippedError from None
        name = _name_of_pages(str(row[0]))
        row[1] = open_file(name, SealedFile(file(name), key, str(sha256)))


def _name_of_pages(letter: str) -> str:
    return f"pages-{letter}"


# As bytes and back.


def to_bytes(changes: RowChanges) -> bytes:
    """Return changes as bytes that `from_bytes` reads."""
    said = [
        {name: [_plain(row) for row in rows] for name, rows in changes.rows.items()},
        {name: [_plain(key) for key in keys] for name, keys in changes.gone.items()},
        changes.last_ids,
        changes.drafts,
    ]
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def from_bytes(content: bytes) -> RowChanges:
    """Return changes of bytes; raises NotShippedError for what is none of the tables' rows."""
    try:
        rows, gone, last_ids, drafts = json.loads(content)
        return RowChanges(
            {name: _read(each, len(SHAPES[name].columns)) for name, each in rows.items()},
            {name: _read(each, len(SHAPES[name].key)) for name, each in gone.items()},
            {name: int(last) for name, last in last_ids.items() if name in SHAPES},
            [(user, str(key)) for user, key in drafts],
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise NotShippedError from None


def _plain(values: Sequence[Value]) -> list[Any]:
    return [{_BYTES: _b64(each)} if isinstance(each, bytes) else each for each in values]


def _read(rows: Any, width: int) -> list[list[Value]]:  # noqa: ANN401  as JSON gives it
    found = [[_value(each) for each in row] for row in rows]
    if any(len(row) != width for row in found):
        raise NotShippedError
    return found


def _value(said: Any) -> Value:  # noqa: ANN401  as JSON gives it
    if isinstance(said, dict):
        ((kind, text),) = said.items()
        if kind != _BYTES:
            raise NotShippedError
        return _bytes(text)
    if said is None or isinstance(said, (str, int, float)):
        return said
    raise NotShippedError


def _b64(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        raise NotShippedError from None
