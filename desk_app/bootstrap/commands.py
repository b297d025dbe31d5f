# SPDX-License-Identifier: MIT
"""The command line with what it works on: the desks and backups of this computer."""

from __future__ import annotations

import contextlib
import os
from dataclasses import replace
from typing import TYPE_CHECKING

from desk_app.bootstrap.opening import open_desk, restorer, with_backups_in
from desk_app.bootstrap.sample import SampleHouse
from desk_app.bootstrap.surroundings import Surroundings, Unlock, rulebook_path, tries_at
from desk_app.desk.errors import BadInput, KnownError, Mishap, NotFound, WrongPassword
from desk_app.desk.opened.arriving import note_refused
from desk_app.desk.signed.rulebooks import pending_changes
from desk_app.store.backup import restoring, verifying
from desk_app.store.disk import hygiene, lock, places
from desk_app.store.disk.faults import is_there
from desk_app.store.disk.machine import SystemClock
from desk_app.store.disk.small_files import folder_for, replace_file
from desk_app.store.startup.threshold import finish, holds_desk, look_at_folder
from desk_app.store.vault import key_file, keyring
from desk_app.store.vault.keyring import NewUser, is_called

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from desk_app.bootstrap.office import LocalOffice
    from desk_app.desk.context import Desk
    from desk_app.records.desk.people import User
    from desk_app.records.desk.profile import DeskProfile
    from desk_app.records.desk.safekeeping import Restored, Verified
    from desk_app.records.pages import PublishedForm
    from desk_app.rules.rulebook.rulebook import Rules
    from desk_app.rules.versions import RuleChange
    from desk_app.store.vault.passwords import Tries

KEYS_BESIDE = "-keys"
"""What the key folder of a desk restored elsewhere than usual is called, after the folder."""


class LazyFormPress:
    """Draws the forms that come with the program."""

    def forms(self, rules: Rules) -> tuple[PublishedForm, ...]:
        """Return every form that is published under these rules; raises LetterStopped."""
        from desk_app.letters.forms.forms import FormPress

        return FormPress().forms(rules)

    def draw(self, form: PublishedForm, profile: DeskProfile, rules: Rules) -> bytes:
        """Return a form as PDF; raises LetterStopped with the reason."""
        from desk_app.letters.forms.forms import FormPress

        return FormPress().draw(form, profile, rules)


def command_line(words: Sequence[str]) -> int:
    """Do what a command says; the process's exit code.

    A mistake of ours is noted without values, and told as one.
    """
    from desk_app.cli.caretaking import stopped
    from desk_app.cli.commands import Tools, interrupted, run
    from desk_app.cli.streams import wants_json

    tools = Tools(
        rulebook_path(), SystemClock().today, _pending, SampleHouse(), caretaker(), LazyFormPress()
    )
    try:
        return run(words, tools)
    except KnownError as error:
        return stopped(words[0], error, as_json=wants_json(words))
    except KeyboardInterrupt:
        return interrupted(words)
    except Exception as error:  # noqa: BLE001  whoever gave the command is told, whatever it was
        hygiene.note_fault(places.fault_log(), error, SystemClock().now())
        return stopped(words[0], Mishap(), as_json=wants_json(words))


def caretaker(around: Surroundings | None = None) -> LocalCaretaker:
    """Return what looks after the desks of this computer for the command line."""
    return LocalCaretaker(replace(around or Surroundings(), patient=True))


def _pending(rulebook: Path) -> Mapping[str, tuple[RuleChange, ...]]:
    """Open the desk of this computer and return what another rulebook version would change."""
    from desk_app.cli.asking import name_and_password

    around = Surroundings(rulebook=rulebook, patient=True)
    desk = open_desk(places.usual_folder(), Unlock(*name_and_password()), around)
    try:
        return pending_changes(desk)
    finally:
        desk.ports.store.close()


class LocalCaretaker:
    """Looks after the desks of this computer (a ``cli.caretaking.Caretaker``)."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around

    @property
    def office(self) -> LocalOffice:
        """Return what lets a desk be the station of an office; a single desk loads none of it."""
        from desk_app.bootstrap.office import LocalOffice

        return LocalOffice(self._around)

    def usual_desk(self) -> Path:
        """Return the folder of this computer's desk."""
        return places.usual_folder()

    def is_desk(self, folder: Path) -> bool:
        """Return whether a folder holds a desk, opened or not."""
        return holds_desk(folder)

    def must_be_closed(self, folder: Path) -> None:
        """Look before anybody shows a password whether a desk can be opened. Raises AlreadyOpen.

        Raises also NotADesk, DamageFound, and WrongPassword while the pause after wrong ones lasts.
        A locked window has closed its desk. Keys that somebody changed are told before anybody
        shows them a password.
        """
        look_at_folder(folder)
        key_file.read(places.key_folder(folder))
        self._tries(folder).must_be_over()

    def must_be_left(self, folder: Path) -> None:
        """Look before anybody shows a key whether a desk can be replaced, or made in a folder.

        Raises AlreadyOpen where a window is on it, locked or not, FolderTaken for a new one,
        WrongPassword while the pause after wrong ones lasts.
        """
        if not holds_desk(folder):
            restoring.check_free(self._new(folder))
            return
        with lock.alone(folder):
            held = lock.hold(folder)
            try:
                finish(folder)
            finally:
                held.release()
        self._tries(folder).must_be_over()

    def keys_of(self, folder: Path) -> Path:
        """Return where the keys of a desk lie; raises NotADesk for a name that cannot be read."""
        return places.key_folder(folder)

    def open(self, folder: Path, who: str, password: str, backups: Path | None = None) -> Desk:
        """Open a desk, with its copies in another folder where one is named."""
        desk = open_desk(folder, Unlock(who, password), self._around)
        return desk if backups is None else with_backups_in(desk, backups)

    def open_unheard(self, folder: Path, who: str, password: str) -> Desk:
        """Open a desk though it is a station that has long heard nothing of its office."""
        return open_desk(folder, Unlock(who, password), replace(self._around, unheard=True))

    def folder_for(self, folder: Path) -> AbstractContextManager[None]:
        """Have a folder for what the block writes; where it is refused, all is as before."""
        return folder_for(folder)

    def place_of_new(self, folder: Path) -> tuple[Path, Path]:
        """Return the two folders of a desk that is to be made in one of them."""
        target = self._new(folder)
        return target.folder, target.keys

    def write_new(self, path: Path, content: bytes) -> None:
        """Write a file for its owner alone; raises BadInput where one is there, DiskFull."""
        if is_there(path):
            raise BadInput("file_there_already", place="file")
        replace_file(path, content)

    def acting(self, desk: Desk, folder: Path, who: str, password: str) -> Desk:
        """Return an open desk with a second person acting; a wrong password is noted at once."""
        try:
            unlocked = self._unlocked(places.key_folder(folder), who, password)
        except WrongPassword:
            note_refused(desk, self._tries(folder).tried)
            raise
        return desk.acting(unlocked.user, unlocked.seal)

    def verify_desk(self, folder: Path, who: str, password: str) -> Verified:
        """Look at a closed desk in full."""
        keys = places.key_folder(folder)
        return verifying.verify_desk(folder, keys, self._unlocked(keys, who, password))

    def verify_backup(
        self, path: Path, sheet_key: str, folder: Path | None, *, unsigned: bool = False
    ) -> Verified:
        """Look at a backup in full, and hold it against the keys of the desk it should be of.

        Without a folder that is this computer's desk, where there is one.
        """
        keys = places.key_folder(folder) if folder is not None else self._usual_keys()
        return verifying.verify_backup(path, sheet_key, keys, unsigned=unsigned)

    def restore_over(
        self,
        path: Path,
        sheet_key: str,
        folder: Path,
        who: str,
        password: str,
        *,
        unsigned: bool = False,
    ) -> Restored:
        """Put a backup in the place of a desk's file, as an officer of that desk.

        Raises AlreadyOpen where a window is on the desk, even a locked one.
        """
        with lock.alone(folder):
            keys = places.key_folder(folder)
            unlocked = restorer(self._unlocked(keys, who, password), self._around)
            return restoring.restore_over(
                restoring.BackupSource(path, sheet_key, unsigned=unsigned),
                restoring.Target(folder, keys),
                unlocked,
                self._around.clock.now(),
                self._around.chance,
            )

    def restore_into(
        self,
        path: Path,
        sheet_key: str,
        folder: Path,
        officer: Callable[[tuple[User, ...], str], tuple[str, str]],
        *,
        unsigned: bool = False,
    ) -> Restored:
        """Make a desk of a backup in an empty folder; this computer's has its keys apart from it.

        Those of a desk in another folder lie in one beside it.
        """

        def chosen(users: tuple[User, ...], root: str) -> NewUser:
            name, password = officer(users, root)
            user = next((each for each in users if is_called(each, name)), None)
            if user is None:
                raise NotFound(place="user")
            return NewUser(user.id, user.name, user.roles, password)

        return restoring.restore_into(
            restoring.BackupSource(path, sheet_key, unsigned=unsigned),
            self._new(folder),
            restoring.Founder(chosen, places.usual_key_folder(), self._around.cost),
            self._around.clock.now(),
            self._around.chance,
        )

    def _usual_keys(self) -> Path | None:
        """Return the keys of this computer's desk; None where there are none that can be read."""
        with contextlib.suppress(KnownError):
            keys = places.key_folder(self.usual_desk())
            key_file.read(keys)
            return keys
        return None

    def _new(self, folder: Path) -> restoring.Target:
        """Return the two folders of a desk that is to be made in one of them."""
        if os.path.realpath(folder) == os.path.realpath(self.usual_desk()):
            return restoring.Target(folder, places.usual_key_folder())
        place = folder.absolute()
        return restoring.Target(folder, place.with_name(place.name + KEYS_BESIDE))

    def _unlocked(self, keys: Path, who: str, password: str) -> keyring.Unlocked:
        """Return the keys of a closed desk; a wrong password makes wait, and is noted later."""
        with tries_at(keys, self._around).counted():
            return keyring.unlock(keys, who, password, self._around.machine)

    def _tries(self, folder: Path) -> Tries:
        return tries_at(places.key_folder(folder), self._around)
