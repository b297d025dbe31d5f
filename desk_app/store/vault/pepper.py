# SPDX-License-Identifier: MIT
"""The device pepper: random bytes of one machine, without which copied key files open nothing.

It lies outside the desk's two folders. A recovery sheet never needs it. Its name is drawn from its
bytes: a damaged one answers to no name, and nobody is told that his password is wrong.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from desk_app.desk.errors import DiskFull, NotADesk
from desk_app.store.small_files import make_private_folder, read_small, replace_file

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from desk_app.store.chance import Octets

_PEPPER_BYTES = 32
_ID_BYTES = 8
_MOST_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Pepper:
    """One pepper by the name that slots call it; the empty name stands for none at all."""

    id: str = ""
    secret: bytes = field(default=b"", repr=False)


NO_PEPPER = Pepper()


@dataclass(frozen=True, slots=True)
class Machine:
    """The peppers this machine has for one desk: several, until every slot uses the newest.

    Without a folder it has none and keeps none.
    """

    folder: Path | None
    desk: str

    def get(self, id_: str) -> Pepper:
        """Return a pepper; raises NotADesk where this machine does not have it."""
        if not id_:
            return NO_PEPPER
        for pepper in self._all():
            if pepper.id == id_:
                return pepper
        raise NotADesk("pepper_missing")

    def has(self, id_: str) -> bool:
        """Say whether this machine has a pepper."""
        return not id_ or any(pepper.id == id_ for pepper in self._all())

    def make(self, chance: Octets) -> Pepper:
        """Make another pepper, keep it beside the others and return it; raises DiskFull."""
        secret = chance.octets(_PEPPER_BYTES)
        pepper = Pepper(_name_of(secret), secret)
        self._keep((*self._all(), pepper))
        return pepper

    def keep_only(self, ids: Collection[str]) -> None:
        """Forget the peppers that no slot uses any more; without room they go the next time.

        The key file that needs them no more is written by then: that change stands.
        """
        had = self._all()
        kept = tuple(pepper for pepper in had if pepper.id in ids)
        if kept != had:
            with suppress(DiskFull):
                self._keep(kept)

    def _all(self) -> tuple[Pepper, ...]:
        """Return all; a file that cannot be read is as good as none: the sheet opens the desk."""
        if self.folder is None:
            return ()
        try:
            read = json.loads(read_small(_file(self.folder, self.desk), _MOST_BYTES))
            listed = tuple(Pepper(str(id_), bytes.fromhex(text)) for id_, text in read.items())
        except (OSError, ValueError, TypeError, AttributeError, RecursionError):
            return ()
        return tuple(pepper for pepper in listed if pepper.id == _name_of(pepper.secret))

    def _keep(self, peppers: tuple[Pepper, ...]) -> None:
        if self.folder is None:
            raise NotADesk("pepper_missing")
        make_private_folder(self.folder)
        content = {pepper.id: pepper.secret.hex() for pepper in peppers}
        replace_file(_file(self.folder, self.desk), json.dumps(content).encode("ascii"))


def _name_of(secret: bytes) -> str:
    """Return the name of a pepper; a few bytes of a digest tell nothing of random ones."""
    return sha256(secret).digest()[:_ID_BYTES].hex()


def _file(folder: Path, desk: str) -> Path:
    return folder / f"{desk}.json"
