# SPDX-License-Identifier: MIT
"""A home of its own on this computer, and in it a fresh desk, founded through the verbs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from desk_app.bootstrap import Unlock, found_desk, open_desk
from desk_app.desk import backups, people
from desk_app.desk.context import Desk
from desk_app.desk.sheet_key import last_group
from desk_app.gui.entrance import NewPerson
from desk_app.records.people import DeskProfile, Role
from desk_app.store import places

FIRST = NewPerson(
    "石川 秀樹",
    frozenset({Role.OFFICER, Role.SUPERVISOR}),
    "three grey herons stand",
)
SECOND = NewPerson("佐伯 恵子", frozenset({Role.SUPERVISOR}), "four white storks walk")
SHEET_PLACES = ("本社3階 金庫", "徳島本社 耐火庫")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Home:
    """A home folder in which nothing of any person lies."""

    folder: Path

    def variables(self) -> dict[str, str]:
        """Return what a program is told of where it lives."""
        rooms = {"DATA": "data", "CONFIG": "config", "STATE": "state", "CACHE": "cache"}
        named = {f"XDG_{name}_HOME": str(self.folder / room) for name, room in rooms.items()}
        return {"HOME": str(self.folder), **named}

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Let this process live here, as the program does."""
        before = {name: os.environ.get(name) for name in self.variables()}
        os.environ.update(self.variables())
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value

    def found(self) -> None:
        """Make the desk as the first start does: two people, sheet, folder, first backup."""
        copies = self.folder / "backups"
        copies.mkdir(parents=True)
        with self.entered():
            desk = found_desk(
                places.usual_folder(), places.usual_key_folder(), DeskProfile(), (FIRST, SECOND)
            )
            try:
                made = people.new_sheet(desk)
                people.confirm_sheet(desk, made.sheet.number, last_group(made.secret), SHEET_PLACES)
                backups.choose_folder(desk, copies)
                backups.make_backup(desk)
            finally:
                desk.ports.store.close()

    def do(self, work: Callable[[Desk], T]) -> T:
        """Do something with the desk, opened anew and closed again."""
        with self.entered():
            desk = open_desk(places.usual_folder(), Unlock(FIRST.name, FIRST.password))
            try:
                return work(desk)
            finally:
                desk.ports.store.close()
