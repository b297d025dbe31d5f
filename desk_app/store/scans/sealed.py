# SPDX-License-Identifier: MIT
"""The sealed files of scans beside the desk: written whole, read back, copied, swept.

Each is an age file with an identity of its own that stands in its row: a new data key moves rows
and no file, and without its row nobody opens it.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING

from desk_app.records.base import ScanId
from desk_app.records.case.scans import SCAN_BYTES
from desk_app.store.disk.desk_file import KEPT, SALVAGED, SCANS
from desk_app.store.disk.faults import is_there, told
from desk_app.store.disk.small_files import (
    PART,
    flush_folder,
    make_private_folder,
    replace_file,
)
from desk_app.system.chosen import here
from desk_app.system.ports import read_small

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

_ENDING = ".age"
_OURS = re.compile(rf"(?P<id>[0-9a-f]{{32}}){re.escape(_ENDING)}({re.escape(PART)})?")
_MOST_BYTES = SCAN_BYTES + SCAN_BYTES // 64
"""Of a sealed file: age adds a header, and a seal to each 64 KiB."""

KeptFile = tuple[ScanId, int, str]
"""A sealed file as its row has it: the scan, its bytes, its hash."""


def beside(database: Path) -> Path:
    """Return the folder of the sealed files of a database."""
    return database.parent / SCANS


def write(folder: Path, id_: ScanId, content: bytes) -> None:
    """Write a sealed file, durably; raises DiskFull, and nothing stands under its name then."""
    if not is_there(folder):
        make_private_folder(folder)
        with told():
            flush_folder(folder.parent)
    replace_file(_place(folder, id_), content)


def read(folder: Path, id_: ScanId) -> bytes | None:
    """Return a sealed file as it lies there; None where none can be read."""
    try:
        return read_small(_place(folder, id_), _MOST_BYTES)
    except OSError:
        return None


def remove(folder: Path, ids: Iterable[ScanId]) -> None:
    """Remove sealed files, as far as they are there; what cannot be is swept at the next start."""
    for id_ in ids:
        with suppress(OSError):
            here().files.patiently(_place(folder, id_).unlink)


def sweep(folder: Path, known: Collection[ScanId]) -> int:
    """Remove what a killed process left: files half written, and those that no row has.

    While a replaced desk file is kept beside the desk all stay: its rows may have them. Returns how
    many went.
    """
    database_kept = any(
        ending in path.name for path in folder.parent.glob("*.*") for ending in (KEPT, SALVAGED)
    )
    gone = 0
    for entry, id_ in _files(folder):
        half = entry.name.endswith(PART)
        if half or (id_ not in known and not database_kept):
            with suppress(OSError):
                (folder / entry.name).unlink()
                gone += 1
    return gone


def without_row(folder: Path, known: Collection[ScanId]) -> int:
    """Return how many sealed files no row has, half written ones too."""
    return sum(entry.name.endswith(PART) or id_ not in known for entry, id_ in _files(folder))


def lost(folder: Path, kept: Iterable[KeptFile], *, whole: bool) -> Iterator[ScanId]:
    """Yield the scans whose file is missing or of another length; with ``whole``, of another hash.

    A hash tells a file that was exchanged; nothing is decrypted.
    """
    sizes = _sizes(folder)
    for id_, size, sha in kept:
        if sizes.get(id_) != size or (whole and _hash_of(folder, id_) != sha):
            yield id_


def copy(
    source: Path,
    target: Path,
    kept: Sequence[KeptFile],
    tell: Callable[[int, int], None] = lambda _done, _total: None,
    *,
    whole: bool = False,
) -> None:
    """Copy the sealed files that another folder has not; ``tell`` hears of each and may stop it.

    What lies there with the right length was compared when it was copied; with ``whole`` its hash
    is asked too. What is not as its row says is left where it is. Raises DiskFull.
    """
    wanted = set(lost(target, kept, whole=whole))
    for done, (id_, _, sha) in enumerate(kept, 1):
        if id_ in wanted:
            content = read(source, id_)
            if content is not None and sha256(content).hexdigest() == sha:
                write(target, id_, content)
        tell(done, len(kept))


def room_wanted(source: Path, target: Path) -> int:
    """Return the bytes of the sealed files that another folder has not, by names and sizes."""
    there = _sizes(target)
    return sum(size for id_, size in _sizes(source).items() if there.get(id_) != size)


def _hash_of(folder: Path, id_: ScanId) -> str:
    content = read(folder, id_)
    return "" if content is None else sha256(content).hexdigest()


def _sizes(folder: Path) -> Mapping[ScanId, int]:
    found: dict[ScanId, int] = {}
    for entry, id_ in _files(folder):
        with suppress(OSError):
            if not entry.name.endswith(PART):
                found[id_] = entry.stat().st_size
    return found


def _files(folder: Path) -> Iterator[tuple[os.DirEntry[str], ScanId]]:
    """Yield the files that have names of ours, half written ones too; anything else is nobody's.

    There may be as many as papers: their sizes come with their names, where the system does that.
    """
    try:
        with os.scandir(folder) as found:
            entries = [*found]
    except OSError:
        return
    for entry in entries:
        if ours := _OURS.fullmatch(entry.name):
            yield entry, ScanId(ours["id"])


def file_name(id_: ScanId) -> str:
    """Return the name of a scan's sealed file."""
    return f"{id_}{_ENDING}"


def _place(folder: Path, id_: ScanId) -> Path:
    return folder / file_name(id_)
