# SPDX-License-Identifier: MIT
"""The one place that knows every concrete class: everything is wired here."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from desk_app.caretaker import LocalCaretaker, Means, backups_of, with_backups_in
from desk_app.cli.exit_codes import Exit, exit_code
from desk_app.desk.arriving import arrive
from desk_app.desk.errors import KnownError
from desk_app.desk.ports import Chance, Clock, Ports, Press
from desk_app.desk.rulebooks import pending_changes, values_in_force
from desk_app.desk.sheet_key import from_groups
from desk_app.gui.entrance import Choices, DeskState, NewPerson
from desk_app.letters.places import resources
from desk_app.records.ids import UserId
from desk_app.records.people import DeskProfile, Language
from desk_app.rules.rulebook import load
from desk_app.store import hygiene, opening, places
from desk_app.store.chance import Octets, SeededChance, SystemChance
from desk_app.store.clock import JAPAN, SystemClock
from desk_app.store.postal import JapanPost
from desk_app.store.vault import keyring
from desk_app.store.vault.desk_keys import DeskKeys, Keeping
from desk_app.store.vault.passwords import check_password
from desk_app.store.vault.slots import SAMPLE_COST, STANDARD_COST, Cost
from desk_app.store.writing_aside import make_private_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from desk_app.cli.sample_file import SampleDesk
    from desk_app.desk.context import Desk
    from desk_app.records.letters import LetterFacts
    from desk_app.records.people import User
    from desk_app.rules.adoption import Change
    from desk_app.rules.rulebook import Rulebook
    from desk_app.store.database import SqlStore
    from desk_app.store.vault.keyring import Unlocked


_SYSTEM_TEMP = tempfile.gettempdir()
"""Where the system's temporary files lie, before ours get a folder of their own."""


class Source(Chance, Octets, Protocol):
    """Chance for ids and for keys."""


@dataclass(frozen=True, slots=True)
class Unlock:
    """What opens a desk: a user's name or id, and the password."""

    who: str
    password: str = field(repr=False)


class LazyPress:
    """The press of letters, loaded with the first letter and not with the window."""

    def render(self, facts: LetterFacts) -> bytes:
        """Return the pages as PDF; raises LetterStopped with the reason."""
        from desk_app.letters import render

        return render(facts)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a desk stands on: this machine; a sample desk and tests bring their own."""

    clock: Clock = field(default_factory=SystemClock)
    chance: Source = field(default_factory=SystemChance)
    press: Press = field(default_factory=LazyPress)
    cost: Cost = STANDARD_COST
    rulebook: Path | None = None
    machine: Path = field(default_factory=places.machine_folder)
    """Where this machine's peppers lie."""


def names_of(profile: DeskProfile) -> tuple[str, ...]:
    """Return the names of an office that no password may be made of."""
    return (profile.company_ja, profile.company_en, profile.desk_ja, profile.desk_en)


def rulebook_path() -> Path:
    """Return the rulebook of the published policy that comes with the program."""
    return resources() / "rulebook" / "justsystems.toml"


def found_desk(
    folder: Path,
    keys: Path,
    profile: DeskProfile,
    people: Sequence[NewPerson],
    around: Surroundings | None = None,
) -> Desk:
    """Make a new desk with its keys in a folder of their own; open as the first person (K1).

    Raises FolderTaken where a desk or keys stand already, BadInput for a password that cannot be
    taken, DiskFull. What stays open belongs to the calling thread.
    """
    around = around or Surroundings()
    rulebook = _rulebook(around.rulebook or rulebook_path())
    users = [
        keyring.NewUser(UserId(around.chance.token()), each.name, each.roles, each.password)
        for each in people
    ]
    names = names_of(profile)
    unlocked = keyring.found_keys(keys, users, around.chance, cost=around.cost, refused_names=names)
    with _forgetting(keys):
        founding = opening.Founding(
            profile=profile,
            users=[each.user for each in unlocked],
            at=around.clock.now(),
            values=values_in_force(rulebook),
        )
        store = opening.found_store(folder, keys, unlocked[0], founding, around.chance)
        places.name_key_folder(folder, keys)
    ports = _ports(store, folder, keys, unlocked[0], around)
    return arrive(ports, unlocked[0].user, rulebook)


@contextlib.contextmanager
def _forgetting(keys: Path) -> Iterator[None]:
    """Remove the keys just made where the desk itself cannot be: nothing is left half made."""
    try:
        yield
    except BaseException:
        shutil.rmtree(keys, ignore_errors=True)
        raise


def open_desk(folder: Path, unlock: Unlock, around: Surroundings | None = None) -> Desk:
    """Open the desk of a folder with a password: everything wired.

    ``folder/desk.toml`` names the key folder; without it, keys lie in the platform's configuration
    folder. Raises WrongPassword, NotADesk, AlreadyOpen, DamageFound, SavesMissing. What stays open
    belongs to the calling thread.
    """
    around = around or Surroundings()
    keys = places.key_folder(folder)
    with opening.Door(folder, keys) as door:
        unlocked = keyring.unlock(keys, unlock.who, unlock.password, around.machine)
        return _opened(door, folder, unlocked, around)


def open_desk_with_sheet(folder: Path, key: str, around: Surroundings | None = None) -> Desk:
    """Open the desk with the recovery sheet's key as typed or scanned, when passwords are lost.

    Whoever comes so may do what an officer may: enrol people, give new passwords. Raises as
    `open_desk` does, and BadInput with the group of the key that has a mistake.
    """
    keys = places.key_folder(folder)
    with opening.Door(folder, keys) as door:
        unlocked = keyring.unlock_with_sheet(keys, from_groups(key))
        return _opened(door, folder, unlocked, around or Surroundings())


def _opened(door: opening.Door, folder: Path, unlocked: Unlocked, around: Surroundings) -> Desk:
    store = door.open(unlocked, around.chance, around.clock.now())
    rulebook = _rulebook(around.rulebook or rulebook_path())
    ports = _ports(store, folder, places.key_folder(folder), unlocked, around)
    return arrive(ports, unlocked.user, rulebook)


def private_ground() -> AbstractContextManager[None]:
    """Return the block in which the program runs: what it writes is private and swept."""
    return hygiene.private_ground(places.fault_log())


class LocalEntrance:
    """The window's way in to the desk of one folder (a ``gui.entrance.Entrance``)."""

    def __init__(
        self,
        folder: Path,
        keys: Path,
        around: Surroundings | None = None,
        sample_passwords: Mapping[str, str] | None = None,
    ) -> None:
        """Take the desk's folder and the key folder of a new one; passwords only of a sample."""
        self._folder = folder
        self._keys = keys
        self._around = around or Surroundings()
        self.sample_passwords: Mapping[str, str] = sample_passwords or {}
        self.sample = bool(sample_passwords)
        self.resources = resources()
        self.log = places.fault_log()
        self.stop: KnownError | None = None
        """Why the gate let nobody in when it was asked last."""

    def state(self) -> DeskState:
        """Return whether there is a desk to sign in to; raises NotADesk, AlreadyOpen."""
        if not (self._folder / opening.NAME).exists():
            return DeskState.NEW
        with self._stopping():
            opening.look_at_folder(self._folder)
        return DeskState.EXISTS

    def users(self) -> Sequence[User]:
        """Return who may sign in, in order of enrolment."""
        return keyring.listed_users(places.key_folder(self._folder))

    def unlock(self, name: str, password: str) -> Desk:
        """Open the desk as a user; the wrong password raises WrongPassword."""
        with self._stopping():
            return open_desk(self._folder, Unlock(name, password), self._around)

    @contextlib.contextmanager
    def _stopping(self) -> Iterator[None]:
        """Remember what stopped at the gate: the process ends with its exit code."""
        try:
            yield
        except KnownError as error:
            self.stop = error
            raise
        self.stop = None

    def acting(self, desk: Desk, name: str, password: str) -> Desk:
        """Return the open desk with a second person acting, who has shown a password in place."""
        keys, machine = places.key_folder(self._folder), self._around.machine
        unlocked = keyring.unlock(keys, name, password, machine)
        return desk.acting(unlocked.user, unlocked.seal)

    def check_password(self, password: str, names: Sequence[str]) -> None:
        """Refuse a password that is too easy; raises BadInput."""
        check_password(password, names)

    def found(self, profile: DeskProfile, people: tuple[NewPerson, NewPerson]) -> Desk:
        """Make the desk and open it as the first person."""
        return found_desk(self._folder, self._keys, profile, people, self._around)

    def now(self) -> datetime:
        """Return the moment at the desk, in Japan."""
        return self._around.clock.now().astimezone(JAPAN)

    def choices(self) -> Choices:
        """Return what was chosen of the screen last time, the usual where nothing can be read."""
        try:
            kept = json.loads(places.choices_file().read_text(encoding="utf-8"))
            return Choices(Language(kept["language"]), kept["dark"])
        except (OSError, ValueError, KeyError, TypeError):
            return Choices()

    def keep_choices(self, choices: Choices) -> None:
        """Keep what was chosen about the screen; a full disk only forgets it."""
        path = places.choices_file()
        kept = {"language": choices.language.value, "dark": choices.dark}
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(kept), encoding="utf-8")


def open_window(words: Sequence[str]) -> int:
    """Open the window on the desk of this computer, or on a sample desk with ``--demo``.

    Without a display the main job is done on a sample desk, and the folder is named.
    """
    demo = "--demo" in words
    if not _has_display():
        return _without_display()
    if demo:
        from desk_app.gui.app import run

        return run(_sample_entrance(), words)
    return _own_window(words)


def _own_window(words: Sequence[str]) -> int:
    """Show the window on the desk of this computer; where the gate stopped, its exit code.

    A window that is there already comes to the front instead.
    """
    from desk_app.gui.app import run
    from desk_app.gui.one_instance import raise_first, socket_name

    private = places.fault_log().parent
    make_private_folder(private)
    socket = socket_name(places.usual_folder(), private)
    if raise_first(socket):
        return Exit.HELD
    entrance = _own_entrance()
    code = run(entrance, words, socket)
    return code if entrance.stop is None else exit_code(entrance.stop)


def _without_display() -> int:
    from desk_app.cli.demo import run_instead_of_window

    return run_instead_of_window(_new_folder() / "sample", SampleHouse())


def _has_display() -> bool:
    """Return whether a window can be shown: on Linux a display must be named."""
    if os.environ.get("QT_QPA_PLATFORM") or not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _own_entrance() -> LocalEntrance:
    return LocalEntrance(places.usual_folder(), places.usual_key_folder())


def _sample_entrance() -> LocalEntrance:
    """Return the way in to a fresh sample desk in the middle of its work."""
    from desk_app.cli.demo import build_to_try
    from desk_app.cli.sample_file import desk_of

    house, folder = SampleHouse(), _new_folder() / "sample"
    clock = build_to_try(folder, house)
    sample = desk_of(house.data)
    around = Surroundings(clock=clock, cost=SAMPLE_COST)
    passwords = {person.name: person.password for person in sample.people}
    return LocalEntrance(folder / "desk", folder / "keys", around, passwords)


def _new_folder() -> Path:
    """Return a new folder that outlives the process, unlike its temporary files."""
    return Path(tempfile.mkdtemp(prefix="desk-app-", dir=_SYSTEM_TEMP))


class SampleHouse:
    """Founds and opens the sample desk (a ``cli.sample_house.House``)."""

    data = resources() / "sample"

    def __init__(self, rulebook: Path | None = None) -> None:
        """Take another rulebook than the published policy's, if any."""
        self._rulebook = rulebook

    def under(self, rulebook: Path | None) -> SampleHouse:
        """Return the same house under another rulebook; None: under the one it has."""
        return SampleHouse(rulebook or self._rulebook)

    def found(self, sample: SampleDesk, folder: Path, clock: Clock) -> tuple[Desk, Desk]:
        """Make the desk of a folder; ids, salts and keys come from the sample's seed."""
        around = self._around(clock, SeededChance(sample.seed))
        profile = DeskProfile(sample=True)
        people = [
            NewPerson(each.name, frozenset(each.roles), each.password) for each in sample.people
        ]
        desk = found_desk(folder / "desk", folder / "keys", profile, people, around)
        return desk, _seated(desk, folder / "keys", people[1])

    def open(self, sample: SampleDesk, folder: Path, clock: Clock) -> Desk:
        """Open it again as its first person."""
        first = sample.people[0]
        around = self._around(clock, SeededChance(sample.seed + ", opened again"))
        return open_desk(folder / "desk", Unlock(first.name, first.password), around)

    def _around(self, clock: Clock, chance: Source) -> Surroundings:
        return Surroundings(clock, chance, cost=SAMPLE_COST, rulebook=self._rulebook)


def _seated(desk: Desk, keys: Path, person: NewPerson) -> Desk:
    """Return the same desk with another person acting."""
    unlocked = keyring.unlock(keys, person.name, person.password)
    return desk.acting(unlocked.user, unlocked.seal)


def command_line(words: Sequence[str]) -> int:
    """Do what a command says; the process's exit code."""
    from desk_app.cli.commands import Tools, run

    tools = Tools(rulebook_path(), SystemClock().today, _pending, SampleHouse(), caretaker())
    return run(words, tools)


def caretaker(around: Surroundings | None = None) -> LocalCaretaker:
    """Return what looks after the desks of this computer for the command line."""
    around = around or Surroundings()

    def open_(folder: Path, who: str, password: str, backups: Path | None) -> Desk:
        desk = open_desk(folder, Unlock(who, password), around)
        return desk if backups is None else with_backups_in(desk, backups)

    book = around.rulebook or rulebook_path()
    means = Means(around.clock, around.chance, lambda: _rulebook(book), around.cost, around.machine)
    return LocalCaretaker(open_, means)


def _pending(rulebook: Path) -> Mapping[str, tuple[Change, ...]]:
    """Open the desk of this computer and return what another rulebook version would change."""
    from desk_app.cli.asking import name_and_password

    around = Surroundings(rulebook=rulebook)
    desk = open_desk(places.usual_folder(), Unlock(*name_and_password()), around)
    try:
        return pending_changes(desk)
    finally:
        desk.ports.store.close()


@cache
def _rulebook(path: Path) -> Rulebook:
    return load(path)


def _ports(
    store: SqlStore, folder: Path, keys: Path, unlocked: Unlocked, around: Surroundings
) -> Ports:
    desk_keys = _desk_keys(store, keys, unlocked, around)
    enclosures = resources() / "backup"
    return Ports(
        store=store,
        clock=around.clock,
        chance=around.chance,
        press=around.press,
        seal=unlocked.seal,
        postal=JapanPost(),
        keys=desk_keys,
        backups=backups_of(folder, keys, lambda: desk_keys.data_key, desk_keys.sheets, enclosures),
    )


def _desk_keys(store: SqlStore, keys: Path, unlocked: Unlocked, around: Surroundings) -> DeskKeys:
    """Return the keys of the open desk; what an earlier start left half done is finished."""
    with store.reading() as books:
        names = names_of(books.settings.profile())
    keeping = Keeping(around.machine, around.cost, names)
    made = DeskKeys(keys, unlocked, store, around.chance, keeping)
    if store.closed_to_writing is None:
        made.settle(unlocked)
    else:
        store.once_writable(lambda: made.settle(unlocked))
    return made
