# SPDX-License-Identifier: MIT
"""A real desk in a folder, as the program founds, opens and verifies it."""

from __future__ import annotations

import contextlib
import io
import itertools
import json
import os
import shutil
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from desk_app import bootstrap
from desk_app.bootstrap import Surroundings, Unlock
from desk_app.desk.context import Desk
from desk_app.desk.intake import ApplicationDraft, EnvelopeDraft
from desk_app.desk.ports import Clock
from desk_app.gui.entrance import NewPerson
from desk_app.records.application import Right
from desk_app.records.people import DeskProfile, Role
from desk_app.store import places
from desk_app.store.database import SqlStore
from desk_app.store.machine import SeededChance, SystemClock
from desk_app.store.opening import NAME, open_store
from desk_app.store.startup.threshold import holds_desk
from desk_app.store.vault import keyring
from desk_app.store.vault.keyring import Unlocked
from desk_app.store.vault.slots import SAMPLE_COST
from tests.builders import ARRIVED, complete
from tests.robustness.forks import apart

OFFICER = NewPerson(
    "石川 秀樹", frozenset({Role.OFFICER, Role.SUPERVISOR}), "correct horse battery"
)
CLERK = NewPerson("山本 美咲", frozenset({Role.CLERK, Role.SUPERVISOR}), "three grey herons stand")
_STARTS = itertools.count()


class LaterClock:
    """This machine's clock as if today were the day of the applications, or so many days later.

    Time passes in it as it does outside.
    """

    def __init__(self, days: int = 0) -> None:
        self._machine = SystemClock()
        self._shift = ARRIVED - self._machine.today() + timedelta(days=days)

    def now(self) -> datetime:
        """Return the moment, aware, in UTC."""
        return self._machine.now() + self._shift

    def today(self) -> date:
        """Return the day at the desk."""
        return self._machine.today() + self._shift


@dataclass(frozen=True, slots=True)
class Site:
    """A folder with a desk, its keys and its backups."""

    folder: Path

    @property
    def desk(self) -> Path:
        """Where the database lies."""
        return self.folder / "desk"

    @property
    def keys(self) -> Path:
        """Where keys and anchor lie."""
        return self.folder / "keys"

    @property
    def backups(self) -> Path:
        """The second folder, for copies."""
        return self.folder / "backups"

    @property
    def database(self) -> Path:
        """The encrypted file."""
        return self.desk / NAME

    @property
    def machine(self) -> Path:
        """Where the peppers of this machine lie."""
        return self.folder / "machine"

    @property
    def choices(self) -> Path:
        """What was chosen of the screen."""
        return self.folder / "screen.json"

    def copy(self, folder: Path) -> Site:
        """Return a copy of the closed desk in another folder."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        copied = Site(folder)
        if holds_desk(copied.desk):
            places.name_backup_folder(copied.desk, copied.backups)
        return copied

    def around(self, seed: str, clock: Clock | None = None) -> Surroundings:
        """Return what the desk stands on: its passwords are cheap, all else is the program's."""
        # Each start draws anew: the same draws twice would give two data keys one name.
        chance = SeededChance(f"{seed}, {os.getpid()}, {next(_STARTS)}")
        return Surroundings(clock or LaterClock(), chance, cost=SAMPLE_COST, machine=self.machine)

    def begin(self) -> None:
        """Found the desk of two people, as the first start does, and close it."""
        people, around = [OFFICER, CLERK], self.around("founding")
        desk = bootstrap.found_desk(self.desk, self.keys, DeskProfile(), people, around)
        desk.ports.store.close()

    def found(self) -> None:
        """Found the desk, with a folder for its backups."""
        self.begin()
        self.backups.mkdir()
        places.name_backup_folder(self.desk, self.backups)

    def open(self, person: NewPerson = CLERK, clock: Clock | None = None) -> Desk:
        """Open the desk as a person, through gate and password."""
        around = self.around("opened", clock)
        return bootstrap.open_desk(self.desk, Unlock(person.name, person.password), around)

    def entrance(self) -> bootstrap.LocalEntrance:
        """Return the window's way in."""
        return bootstrap.LocalEntrance(self.desk, self.keys, self.around("entrance"))

    def unlock(self) -> Unlocked:
        """Return the keys, by the officer's password."""
        return keyring.unlock(self.keys, OFFICER.name, OFFICER.password, self.machine)

    def look(self) -> SqlStore:
        """Open the store for its read queries: nothing is noted."""
        return open_store(self.desk, self.keys, self.unlock())


def founded(folder: Path) -> Site:
    """Found a desk in a process of its own, so that this one opens nothing."""
    folder.mkdir(exist_ok=True)
    site = Site(folder)
    apart(site.found)
    return site


@dataclass(frozen=True, slots=True)
class Verdict:
    """What ``desk-app verify`` said: its exit code, and its object or what it says of an error."""

    code: int
    said: dict[str, object]
    stderr: str

    @property
    def sound(self) -> bool:
        """Whether everything was found whole."""
        return self.code == 0

    @property
    def counts(self) -> dict[str, int]:
        """How many rows each table has."""
        counts = self.said["counts"]
        assert isinstance(counts, dict)
        return counts

    @property
    def facts(self) -> dict[str, object]:
        """The facts of what stopped it."""
        facts = self.said.get("facts", {})
        assert isinstance(facts, dict)
        return facts


def command(*words: str, secret: str = "") -> Verdict:
    """Give the program a command in this process, a secret through a pipe; what it printed."""
    reading, writing = os.pipe()
    os.write(writing, secret.encode())
    os.close(writing)
    printed, complained = io.StringIO(), io.StringIO()
    every = [word.format(fd=reading) for word in words]
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(complained):
        code = bootstrap.command_line(every)
    with contextlib.suppress(OSError):
        os.close(reading)
    said = json.loads(printed.getvalue()) if printed.getvalue() else {}
    return Verdict(code, said, complained.getvalue())


def verify(site: Site) -> Verdict:
    """Run ``desk-app verify`` on the desk."""
    return verify_in(site.desk)


def verify_in(folder: Path) -> Verdict:
    """Run ``desk-app verify`` on the desk of a folder, as the officer."""
    words = ("verify", "--desk", str(folder), "--password-fd", "{fd}", "--json")
    return command(*words, secret=f"{OFFICER.name}\n{OFFICER.password}\n")


def envelope(name: str, arrived_on: date) -> EnvelopeDraft:
    """Return a complete application for disclosure of a person, as a clerk types it."""
    file = complete(Right.DISCLOSURE)
    principal = replace(file.application.principal, name=name)
    application = replace(file.application, principal=principal)
    mail = replace(file.mail[0], arrived_on=arrived_on)
    return EnvelopeDraft(mail, (ApplicationDraft(application, file.enclosures),))
