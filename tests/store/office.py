# SPDX-License-Identifier: MIT
"""A real desk of two people, as one or the other opens it."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from desk_app import bootstrap
from desk_app.desk.context import Desk
from desk_app.desk.keys import people
from desk_app.desk.keys.roster import Second
from desk_app.desk.keys.sheet_key import last_group
from desk_app.desk.ports import Clock
from desk_app.gui.session.entrance import NewPerson
from desk_app.records.base import UserId
from desk_app.records.books.journal import Action
from desk_app.records.desk.people import Role
from desk_app.records.desk.profile import DeskProfile
from desk_app.store.disk.machine import SystemClock
from desk_app.store.vault import keyring
from desk_app.store.vault.slots import SAMPLE_COST

KEIKO = NewPerson("石川 恵子", frozenset({Role.OFFICER, Role.SUPERVISOR}), "mikan no kawa 8")
DAISUKE = NewPerson("佐藤 大輔", frozenset({Role.SUPERVISOR}), "umi wo miru 3 nin")
PLACES = ("金庫", "本社の金庫")


class Office:
    """A desk's folders, and the desk as somebody opens it; closed before the next one opens."""

    def __init__(self, folder: Path, clock: Clock | None = None) -> None:
        self.folder, self.keys = folder / "desk", folder / "keys"
        self.around = bootstrap.Surroundings(
            clock=clock or SystemClock(),
            cost=SAMPLE_COST,
            machine=folder / "machine",
            seconds=count(step=100).__next__,
        )
        self.desk: Desk = bootstrap.found_desk(
            self.folder, self.keys, DeskProfile(), (KEIKO, DAISUKE), self.around
        )

    def as_(self, person: NewPerson, password: str = "") -> Desk:
        """The desk as a person opens it, by another password where one is given."""
        self.desk.ports.store.close()
        unlock = bootstrap.Unlock(person.name, password or person.password)
        self.desk = bootstrap.open_desk(self.folder, unlock, self.around)
        return self.desk

    def by_sheet(self, key: str) -> Desk:
        """The desk as the key of a sheet opens it."""
        self.desk.ports.store.close()
        self.desk = bootstrap.open_desk_with_sheet(self.folder, key, self.around)
        return self.desk

    def second(self, person: NewPerson) -> Second:
        """A person who shows his password at the open desk."""
        machine = self.around.machine
        shown = keyring.unlock(self.keys, person.name, person.password, machine)
        return Second(shown.user, shown.seal)

    def id_of(self, person: NewPerson) -> UserId:
        return next(user.id for user in self.desk.ports.keys.users() if user.name == person.name)

    def actions(self) -> list[Action]:
        with self.desk.ports.store.reading() as books:
            return [entry.action for entry in books.journal.entries()]

    def sheet(self) -> str:
        """Make a sheet and take it into use; its secret."""
        made = people.new_sheet(self.desk)
        group = last_group(made.secret)
        people.confirm_sheet(self.desk, made.sheet.number, group, PLACES)
        return made.secret
