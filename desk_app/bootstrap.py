# SPDX-License-Identifier: MIT
"""The one place that knows every concrete class: everything is wired here."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sys
import tempfile
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from platformdirs import user_config_path, user_data_path, user_log_path

from desk_app.desk.arriving import arrive
from desk_app.desk.errors import NotADesk
from desk_app.desk.ports import Chance, Clock, Ports, Press, Store
from desk_app.desk.rulebooks import pending_changes, values_in_force
from desk_app.gui.entrance import Choices, DeskState, NewPerson
from desk_app.letters.places import resources
from desk_app.records.ids import UserId
from desk_app.records.people import DeskProfile, Language
from desk_app.rules.rulebook import load
from desk_app.store import opening
from desk_app.store.chance import Octets, SeededChance, SystemChance
from desk_app.store.clock import JAPAN, SystemClock
from desk_app.store.postal import JapanPost
from desk_app.store.vault import keyring
from desk_app.store.vault.passwords import check_password
from desk_app.store.vault.slots import SAMPLE_COST, STANDARD_COST, Cost

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from desk_app.cli.sample_file import SampleDesk
    from desk_app.desk.context import Desk
    from desk_app.records.letters import LetterFacts
    from desk_app.records.people import User
    from desk_app.rules.adoption import Change
    from desk_app.rules.rulebook import Rulebook
    from desk_app.store.vault.keyring import Unlocked

DESK_FILE = "desk.toml"
"""In a desk's folder: where its keys lie."""


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
    names = (profile.company_ja, profile.company_en, profile.desk_ja, profile.desk_en)
    unlocked = keyring.found_keys(keys, users, around.chance, cost=around.cost, refused_names=names)
    with _forgetting(keys):
        founding = opening.Founding(
            profile=profile,
            users=[each.user for each in unlocked],
            at=around.clock.now(),
            values=values_in_force(rulebook),
        )
        store = opening.found_store(folder, keys, unlocked[0], founding, around.chance)
        (folder / DESK_FILE).write_text(f"keys = {_quoted(keys, folder)}\n", encoding="utf-8")
    return arrive(_ports(store, unlocked[0], around), unlocked[0].user, rulebook)


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
    keys = key_folder(folder)
    unlocked = keyring.unlock(keys, unlock.who, unlock.password)
    store = opening.open_store(folder, keys, unlocked, around.chance)
    rulebook = _rulebook(around.rulebook or rulebook_path())
    return arrive(_ports(store, unlocked, around), unlocked.user, rulebook)


def key_folder(folder: Path) -> Path:
    """Return where a desk's keys lie; raises NotADesk for a ``desk.toml`` that cannot be read."""
    path = folder / DESK_FILE
    if not path.exists():
        return usual_key_folder()
    try:
        named = tomllib.loads(path.read_text(encoding="utf-8"))["keys"]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError) as error:
        raise NotADesk("desk_file_unreadable") from error
    if not isinstance(named, str) or not named:
        raise NotADesk("desk_file_unreadable")
    return (folder / named).resolve()


def usual_folder() -> Path:
    """Return where the desk of this computer lies when nothing else is said."""
    return user_data_path("desk_app", appauthor=False) / "desk"


def usual_key_folder() -> Path:
    """Return where its keys lie: apart from the desk, in the configuration folder."""
    return user_config_path("desk_app", appauthor=False) / "keys"


def fault_log() -> Path:
    """Return where mistakes of the program are written to, on this computer."""
    return user_log_path("desk_app", appauthor=False) / "faults.log"


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
        self.log = fault_log()

    def state(self) -> DeskState:
        """Return whether there is a desk to sign in to; raises NotADesk, AlreadyOpen."""
        if not (self._folder / opening.NAME).exists():
            return DeskState.NEW
        opening.look_at_folder(self._folder)
        return DeskState.EXISTS

    def users(self) -> Sequence[User]:
        """Return who may sign in, in order of enrolment."""
        return keyring.listed_users(key_folder(self._folder))

    def unlock(self, name: str, password: str) -> Desk:
        """Open the desk as a user; the wrong password raises WrongPassword."""
        return open_desk(self._folder, Unlock(name, password), self._around)

    def acting(self, desk: Desk, name: str, password: str) -> Desk:
        """Return the open desk with a second person acting, who has shown a password in place."""
        unlocked = keyring.unlock(key_folder(self._folder), name, password)
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
            kept = json.loads(_choices_file().read_text(encoding="utf-8"))
            return Choices(Language(kept["language"]), kept["dark"])
        except (OSError, ValueError, KeyError, TypeError):
            return Choices()

    def keep_choices(self, choices: Choices) -> None:
        """Keep what was chosen about the screen; a full disk only forgets it."""
        path = _choices_file()
        kept = {"language": choices.language.value, "dark": choices.dark}
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(kept), encoding="utf-8")


def _choices_file() -> Path:
    return usual_key_folder().with_name("screen.json")


def open_window(words: Sequence[str]) -> int:
    """Open the window on the desk of this computer, or on a sample desk with ``--demo``.

    Without a display the main job is done on a sample desk, and the folder is named.
    """
    demo = "--demo" in words
    if not _has_display():
        return _without_display()
    from desk_app.gui.app import run

    return run(_sample_entrance() if demo else _own_entrance(), words)


def _without_display() -> int:
    from desk_app.cli.demo import run_instead_of_window

    return run_instead_of_window(_new_folder() / "sample", SampleHouse())


def _has_display() -> bool:
    """Return whether a window can be shown: on Linux a display must be named."""
    if os.environ.get("QT_QPA_PLATFORM") or not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _own_entrance() -> LocalEntrance:
    return LocalEntrance(usual_folder(), usual_key_folder())


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
    return Path(tempfile.mkdtemp(prefix="desk-app-"))


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

    tools = Tools(rulebook_path(), SystemClock().today, _pending, SampleHouse())
    return run(words, tools)


def _pending(rulebook: Path) -> Mapping[str, tuple[Change, ...]]:
    """Open the desk of this computer and return what another rulebook version would change."""
    from desk_app.cli.asking import name_and_password

    around = Surroundings(rulebook=rulebook)
    desk = open_desk(usual_folder(), Unlock(*name_and_password()), around)
    try:
        return pending_changes(desk)
    finally:
        desk.ports.store.close()


@cache
def _rulebook(path: Path) -> Rulebook:
    return load(path)


def _ports(store: Store, unlocked: Unlocked, around: Surroundings) -> Ports:
    return Ports(
        store=store,
        clock=around.clock,
        chance=around.chance,
        press=around.press,
        seal=unlocked.seal,
        postal=JapanPost(),
    )


def _quoted(keys: Path, folder: Path) -> str:
    """Return the key folder as a TOML string: relative where both lie in one folder."""
    near = keys.resolve().parent == folder.resolve().parent
    text = f"../{keys.name}" if near else str(keys.resolve())
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
