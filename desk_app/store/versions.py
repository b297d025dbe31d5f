# SPDX-License-Identifier: MIT
"""Which version of a record a unit of work may save, and which it has moved on already."""

from __future__ import annotations

from desk_app.desk.errors import StaleEdit


class Versions:
    """The versions of one kind of record in one unit of work.

    A version moves on once per unit of work: whoever read the record before its first change or
    after it may save it again; whoever read it in another unit of work may not, once it moved.
    """

    def __init__(self, place: str) -> None:
        self._place = place
        self._known: dict[int, set[int]] = {}
        self._moved: set[int] = set()

    def added(self, id_: int, version: int) -> None:
        """Note a record that this unit of work added: it has the version it will be kept with."""
        self._known[id_] = {version}
        self._moved.add(id_)

    def read(self, id_: int, version: int) -> None:
        """Note a version that was read."""
        self._known.setdefault(id_, set()).add(version)

    def check(self, id_: int, version: int) -> None:
        """Raise StaleEdit for a version that was not read here."""
        if version not in self._known[id_]:
            raise StaleEdit(place=self._place)

    def next(self, id_: int, version: int) -> int:
        """Return the version with which a change is kept."""
        if id_ in self._moved:
            return version
        self._moved.add(id_)
        self._known[id_].add(version + 1)
        return version + 1
