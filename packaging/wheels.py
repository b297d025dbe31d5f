# SPDX-License-Identifier: MIT
"""The locked libraries as their makers built them for another system or Python, hashes checked."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import console

if TYPE_CHECKING:
    from collections.abc import Sequence

_OF_ALL_SYSTEMS = ("purelib", "platlib")
"""What of a wheel's own folders belongs among the libraries; the rest are commands and pages."""


class Pip:
    """The pip of this checkout, which takes what is built for a Python that is not here."""

    def __init__(self, python: Path, line: str, platforms: Sequence[str]) -> None:
        """Take the Python that runs pip, the line of the other (3.13), and what it runs on."""
        self._head = [str(python), "-m", "pip", "--disable-pip-version-check"]
        self._options = [
            *(f"--platform={each}" for each in platforms),
            f"--python-version={line}",
            "--implementation=cp",
            "--only-binary=:all:",
            "--no-deps",
            "--require-hashes",
            "--progress-bar=off",
            "--quiet",
        ]

    def __call__(self, verb: str, *words: str) -> None:
        """Do it; raises SetupError with what it said."""
        done = console.follow([*self._head, verb, *self._options, *words])
        if done.code:
            raise console.SetupError(f"pip ended with code {done.code}:\n{done.complaint()}")


def unpack(wheels: Path, site: Path) -> None:
    """Unpack every wheel of a folder as an installation would, but for commands and their marks."""
    for wheel in sorted(wheels.glob("*.whl")):
        with zipfile.ZipFile(wheel) as packed:
            for member in packed.infolist():
                place = _place(PurePosixPath(member.filename))
                if place is None or member.is_dir():
                    continue
                file = site / place
                file.parent.mkdir(parents=True, exist_ok=True)
                with packed.open(member) as content, file.open("wb") as kept:
                    shutil.copyfileobj(content, kept)


def _place(name: PurePosixPath) -> PurePosixPath | None:
    """Return where a file of a wheel goes, None for one that no library needs."""
    if ".." in name.parts or name.is_absolute():
        raise console.SetupError(f"a wheel names a file outside its folder: {name}")
    if not name.parts[0].endswith(".data"):
        return name
    if name.parts[1] in _OF_ALL_SYSTEMS:
        return PurePosixPath(*name.parts[2:])
    return None
