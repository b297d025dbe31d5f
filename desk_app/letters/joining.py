# SPDX-License-Identifier: MIT
"""The letters of one envelope as one document: every page as it was frozen, in their order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk_app.letters.errors import MissingValue

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_HEADER = b"%PDF-1.4\n%\x93\x8c\x8b\x9e\n"
_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_TABLE = re.compile(rb"xref\s+0 (\d+)\s+")
_ENTRY = re.compile(rb"(\d{10}) (\d{5}) ([nf])\s+")
_REFERENCE = re.compile(rb"(?<![\d.])(\d+) 0 R\b")
_COUNT = re.compile(rb"/Count (\d+)")
_CATALOG, _TREE = 1, 2
_OWN = 2
"""So many objects the joined document has of its own: its catalog and its tree of pages."""


@dataclass(frozen=True, slots=True)
class _Document:
    """The objects of a document by number, and where its tree of pages begins."""

    objects: Mapping[int, bytes]
    left_out: frozenset[int]
    tree: int

    @property
    def pages(self) -> int:
        """Return how many pages it has."""
        found = _COUNT.search(self.objects[self.tree])
        return int(found[1]) if found else 0


def joined(documents: Sequence[bytes]) -> bytes:
    """Return letters this program made as one PDF; nothing that is drawn is touched.

    Catalog and title of each are left out: the whole has no name. Raises LetterStopped for bytes
    of another form.
    """
    read = [_read(document) for document in documents]
    shifts, last = list[int](), _OWN
    for document in read:
        shifts.append(last)
        last += max(document.objects)
    trees = " ".join(
        f"{document.tree + shift} 0 R" for document, shift in zip(read, shifts, strict=True)
    )
    count = sum(document.pages for document in read)
    objects = {
        _CATALOG: f"<< /Type /Catalog /Pages {_TREE} 0 R >>\nendobj\n".encode("ascii"),
        _TREE: f"<< /Type /Pages /Kids [ {trees} ] /Count {count} >>\nendobj\n".encode("ascii"),
    }
    for document, shift in zip(read, shifts, strict=True):
        objects |= dict(_moved(document, shift))
    return _written(objects, last + 1)


def _read(document: bytes) -> _Document:
    start = _START.search(document)
    table = _TABLE.match(document, int(start[1])) if start else None
    if start is None or table is None:
        raise MissingValue("pages")
    places = _places(document, table.end(), int(table[1]))
    ends = dict(
        zip(sorted(places.values()), [*sorted(places.values())[1:], int(start[1])], strict=True)
    )
    objects = {
        number: document[place : ends[place]].partition(b"obj")[2].lstrip()
        for number, place in places.items()
    }
    trailer = document[table.end() :]
    root, info = _named(trailer, b"Root"), _named(trailer, b"Info")
    return _Document(objects, frozenset({root, info}), _named(objects[root], b"Pages"))


def _places(document: bytes, at: int, count: int) -> dict[int, int]:
    places = {}
    for number in range(count):
        entry = _ENTRY.match(document, at)
        if entry is None:
            raise MissingValue("pages")
        at = entry.end()
        if entry[3] == b"n":
            places[number] = int(entry[1])
    return places


def _named(text: bytes, name: bytes) -> int:
    """Return the number of the object that a dictionary refers to under a name."""
    found = re.search(rb"/" + name + rb" (\d+) 0 R", text)
    if found is None:
        raise MissingValue("pages")
    return int(found[1])


def _moved(document: _Document, shift: int) -> Iterator[tuple[int, bytes]]:
    """Yield the objects under their new numbers; what they refer to moves with them."""

    def moved(found: re.Match[bytes]) -> bytes:
        return b"%d 0 R" % (int(found[1]) + shift)

    for number, content in document.objects.items():
        if number in document.left_out:
            continue
        head, mark, stream = content.partition(b"stream")
        head = _REFERENCE.sub(moved, head)
        if number == document.tree:
            head = head.replace(b"<<", b"<< /Parent %d 0 R" % _TREE, 1)
        yield number + shift, head + mark + stream


def _written(objects: Mapping[int, bytes], size: int) -> bytes:
    parts, places, at = [_HEADER], dict[int, int](), len(_HEADER)
    for number, content in sorted(objects.items()):
        part = b"%d 0 obj\n" % number + content
        places[number] = at
        parts.append(part)
        at += len(part)
    entries = [b"0000000000 65535 f \n"]
    for number in range(1, size):
        place = places.get(number)
        entries.append(b"0000000000 65535 f \n" if place is None else b"%010d 00000 n \n" % place)
    trailer = b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        _CATALOG,
        at,
    )
    return b"".join((*parts, b"xref\n0 %d\n" % size, *entries, trailer))
