# SPDX-License-Identifier: MIT
"""The folder of the pictures: what is put into it is looked at first, and told."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from tests.screens.picture import Picture


class Unfit(Exception):  # noqa: N818 what it says of the picture
    """A picture shows nothing, or what another one of its walk shows."""


class Album:
    """Keeps pictures by their names; several walks may put theirs into it at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self.names: list[str] = []

    def put(self, name: str, picture: Picture, earlier: list[Picture]) -> None:
        """Write a picture and say so; raises Unfit, also where an earlier one is the same."""
        if picture.blank:
            raise Unfit(f"{name} is blank")
        if picture in earlier:
            raise Unfit(f"{name} shows what another picture shows")
        earlier.append(picture)
        file = self._folder / f"{name}.png"
        picture.save(file)
        with self._lock:
            self.names.append(name)
            print(file, flush=True)  # noqa: T201 the command tells what it wrote
