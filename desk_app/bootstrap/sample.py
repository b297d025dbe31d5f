# SPDX-License-Identifier: MIT
"""The sample desk: founded for the command line, and opened in the window to try it.

What founds a desk is loaded where it is founded: the window that says so comes first.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

from desk_app.bootstrap.entrance import LocalEntrance
from desk_app.bootstrap.surroundings import Surroundings, Unlock
from desk_app.gui.session.entrance import NewPerson
from desk_app.letters.places import resources
from desk_app.records.desk.profile import DeskProfile
from desk_app.store.disk import hygiene
from desk_app.store.disk.machine import SeededChance
from desk_app.store.vault.slots import SAMPLE_COST

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_app.bootstrap.surroundings import KeyChance
    from desk_app.cli.sample.sample_file import SampleDesk
    from desk_app.desk.context import Desk
    from desk_app.desk.ports import Clock


_PREFIX = "desk-app-"


def sample_door() -> LocalEntrance:
    """Return the way in to a sample desk that is still to be made; it goes with the process."""
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX)) / "sample"
    return LocalEntrance(folder / "desk", folder / "keys")


def sample_entrance(door: LocalEntrance, report: Callable[[float], None]) -> LocalEntrance:
    """Make a sample desk in the middle of its work behind a door, and return the way in to it.

    What takes how far it is, from 0 to 1, may stop it: then nothing is left behind.
    """
    from desk_app.cli.sample.demo import build_to_try
    from desk_app.cli.sample.sample_file import desk_of

    house, folder = SampleHouse(), door.folder.parent
    try:
        report(0)
        clock = build_to_try(folder, house, report)
    except BaseException:
        rmtree(folder.parent, ignore_errors=True)
        raise
    sample = desk_of(house.data)
    around = Surroundings(clock=clock, cost=SAMPLE_COST)
    passwords = {person.name: person.password for person in sample.people}
    return LocalEntrance(folder / "desk", folder / "keys", around, passwords)


def start_sample() -> None:
    """Start the program once more, on a sample desk; that window outlives this process."""
    from desk_app.bootstrap.relay import program, start_beside

    start_beside(program("--demo"))


def new_folder() -> Path:
    """Return a new folder that outlives the process, unlike its temporary files."""
    return Path(tempfile.mkdtemp(prefix=_PREFIX, dir=hygiene.system_temp()))


def profile_of(sample: SampleDesk) -> DeskProfile:
    """Return what the sample's desk says of itself.

    Its officer is the first of its people, and is written as the policy would publish it.
    """
    first = sample.people[0]
    return DeskProfile(sample=True, officer=first.published, officer_ja=first.name)


class SampleHouse:
    """Founds and opens the sample desk (a ``cli.sample.sample_file.House``)."""

    data = resources() / "sample"

    def __init__(self, rulebook: Path | None = None) -> None:
        """Take another rulebook than the published policy's, if any."""
        self._rulebook = rulebook

    def under(self, rulebook: Path | None) -> SampleHouse:
        """Return the same house under another rulebook; None: under the one it has."""
        return SampleHouse(rulebook or self._rulebook)

    def found(self, sample: SampleDesk, folder: Path, clock: Clock) -> tuple[Desk, Desk]:
        """Make the desk of a folder; ids, salts and keys come from the sample's seed."""
        from desk_app.bootstrap.opening import found_desk

        around = self._around(clock, SeededChance(sample.seed))
        profile = profile_of(sample)
        people = [
            NewPerson(each.name, frozenset(each.roles), each.password) for each in sample.people
        ]
        desk = found_desk(folder / "desk", folder / "keys", profile, people, around)
        return desk, _seated(desk, folder / "keys", people[1])

    def open(self, sample: SampleDesk, folder: Path, clock: Clock) -> Desk:
        """Open it again as its first person."""
        from desk_app.bootstrap.opening import open_desk

        first = sample.people[0]
        around = self._around(clock, SeededChance(sample.seed + ", opened again"))
        return open_desk(folder / "desk", Unlock(first.name, first.password), around)

    def _around(self, clock: Clock, chance: KeyChance) -> Surroundings:
        return Surroundings(clock, chance, cost=SAMPLE_COST, rulebook=self._rulebook)


def _seated(desk: Desk, keys: Path, person: NewPerson) -> Desk:
    """Return the same desk with another person acting."""
    from desk_app.store.vault import keyring

    unlocked = keyring.unlock(keys, person.name, person.password)
    return desk.acting(unlocked.user, unlocked.seal)
