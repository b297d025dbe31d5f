# SPDX-License-Identifier: MIT
"""A run of ``desk-app demo``: its exit code, what it printed, what it left in its folder."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from unittest.mock import patch

from desk_app.bootstrap import command_line
from desk_app.desk.context import Desk
from desk_app.records.history import ApplicationFile
from desk_app.store.vault.sheets import new_identity

_IDENTITIES = tuple(new_identity() for _ in range(20))


@contextmanager
def same_keys() -> Iterator[None]:
    """Let a desk draw the identities that every other one draws here.

    The system draws them, and the journal names them: so the mark on each letter is its desk's own.
    """
    drawn = iter(_IDENTITIES)
    with (
        patch("desk_app.store.vault.slots.new_identity", lambda: next(drawn)),
        patch("desk_app.store.vault.desk_keys.new_identity", lambda: next(drawn)),
    ):
        yield


@dataclass
class Demo:
    """What a run left behind."""

    folder: Path
    code: int
    printed: str

    @cached_property
    def summary(self) -> list[dict[str, Any]]:
        text = (self.folder / "summary.json").read_text(encoding="utf-8")
        entries: list[dict[str, Any]] = json.loads(text)
        return entries

    @cached_property
    def letters(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in (self.folder / "letters").iterdir()}

    def entry(self, id_: str) -> dict[str, Any]:
        return next(entry for entry in self.summary if entry["id"] == id_)

    def file_of(self, desk: Desk, id_: str) -> ApplicationFile:
        """The application of an entry, found by the receipt number on its letters."""
        number = str(self.entry(id_)["letters"][0]).rpartition("-")[0].removesuffix(".pdf")
        with desk.ports.store.reading() as books:
            id_found = books.files.by_number("-".join(number.split("-")[:2]))
            assert id_found is not None
            return books.files.get(id_found)


def built(folder: Path, *words: str) -> Demo:
    """Run the command on a folder that does not exist yet."""
    printed = io.StringIO()
    with redirect_stdout(printed):
        code = command_line(["demo", str(folder), *words])
    return Demo(folder, code, printed.getvalue())
