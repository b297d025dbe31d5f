# SPDX-License-Identifier: MIT
"""The window's way in to the desk of one folder, its stay there, and what was chosen here."""

from __future__ import annotations

import json
import weakref
from contextlib import contextmanager, suppress
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

import desk_app
from desk_app.bootstrap.surroundings import Surroundings, Unlock, tries_at
from desk_app.cli.exit_codes import exit_code
from desk_app.desk.errors import AlreadyOpen, DiskFull, KnownError, NotADesk, WrongPassword
from desk_app.gui.session.entrance import (
    LOCK_MINUTES,
    TEXT_PERCENTS,
    Choices,
    DeskState,
    KeptOrder,
    NewPerson,
    PaperPrinter,
    Widths,
    WindowPlace,
)
from desk_app.letters.places import resources
from desk_app.records.desk.people import Language
from desk_app.records.desk.printers import PaperUse, PrinterChoice
from desk_app.records.desk.sheets import sheet_in_use
from desk_app.store.disk import lock, places
from desk_app.store.disk.machine import JAPAN
from desk_app.store.disk.small_files import canonical, make_private_folder, replace_file
from desk_app.store.startup.threshold import forget, holds_desk, look_at_folder
from desk_app.store.vault import key_file
from desk_app.system.ports import read_small

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime
    from pathlib import Path

    from desk_app.desk.context import Desk
    from desk_app.desk.ports import Progress, Store
    from desk_app.gui.session.entrance import Officer
    from desk_app.records.desk.people import User
    from desk_app.records.desk.profile import DeskProfile
    from desk_app.records.desk.safekeeping import Backup, Repair, Restored
    from desk_app.store.disk.lock import HeldLock
    from desk_app.store.releases import LocalReleases
    from desk_app.store.vault.keyring import Unlocked
    from desk_app.store.vault.passwords import Tries


_USUAL = Choices()
_BROKEN = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
_LONGEST_ID = 64
_LONGEST_PLACE = 4096
_FARTHEST = 100_000
"""No screen reaches as far, in pixels."""


_SUM = "sha256"


def written(choices: Choices) -> bytes:
    """Return the choices as a file holds them, with the sum that finds what became another."""
    window = choices.window
    kept = choices._asdict() | {
        "language": choices.language.value,
        "widths": [each._asdict() for each in choices.widths],
        "window": None if window is None else window._asdict(),
        "printers": [{"use": each.use.value, **each.choice._asdict()} for each in choices.printers],
        "orders": [each._asdict() for each in choices.orders],
    }
    return json.dumps(kept | {_SUM: _sum_of(kept)}).encode("ascii")


def read(text: str) -> Choices:
    """Return the choices of a file, the usual ones where nothing can be read or its sum is wrong.

    A file from before there was a sum says its values alone.
    """
    try:
        kept = json.loads(text)
        if _SUM in kept and kept.pop(_SUM) != _sum_of(kept):
            return _USUAL
        language, dark = Language(kept["language"]), kept["dark"]
        percent = kept.get("text_percent", _USUAL.text_percent)
        minutes = kept.get("lock_minutes", _USUAL.lock_minutes)
        user = kept.get("last_user", _USUAL.last_user)
    except _BROKEN:
        return _USUAL
    return Choices(
        language,
        dark if isinstance(dark, bool) else None,
        percent if percent in TEXT_PERCENTS else _USUAL.text_percent,
        minutes if minutes in LOCK_MINUTES else _USUAL.lock_minutes,
        user if isinstance(user, str) and len(user) <= _LONGEST_ID else _USUAL.last_user,
        _widths(kept.get("widths")),
        _place(kept.get("window")),
        _printers(kept.get("printers")),
        _orders(kept.get("orders")),
        kept.get("whole_letter") is True,
        _folder(kept.get("releases")),
        _folder(kept.get("scans")),
    )


def _sum_of(kept: Mapping[str, object]) -> str:
    return sha256(canonical(kept)).hexdigest()


def _folder(kept: object) -> str:
    return kept if isinstance(kept, str) and len(kept) <= _LONGEST_PLACE else ""


def _orders(kept: object) -> tuple[KeptOrder, ...]:
    if not isinstance(kept, list):
        return ()
    try:
        found = tuple(KeptOrder(each["name"], each["column"], each["ascending"]) for each in kept)
    except _BROKEN:
        return ()
    return found if all(map(_is_order, found)) else ()


def _is_order(kept: KeptOrder) -> bool:
    words: tuple[object, ...] = (kept.name, kept.column)
    ascending: object = kept.ascending
    short = all(isinstance(word, str) and len(word) <= _LONGEST_ID for word in words)
    return short and isinstance(ascending, bool)


def _widths(kept: object) -> tuple[Widths, ...]:
    if not isinstance(kept, list):
        return ()
    try:
        found = (Widths(str(each["name"]), tuple(each["widths"])) for each in kept)
        return tuple(each for each in found if all(map(_is_measure, each.widths)))
    except _BROKEN:
        return ()


def _place(kept: object) -> WindowPlace | None:
    if not isinstance(kept, dict):
        return None
    try:
        place = WindowPlace(**kept)
    except _BROKEN:
        return None
    measures = (place.x, place.y, place.width, place.height)
    near = all(type(each) is int and abs(each) <= _FARTHEST for each in measures)
    fits = near and min(measures[2:]) > 0
    return place if fits and isinstance(place.maximized, bool) else None


def _printers(kept: object) -> tuple[PaperPrinter, ...]:
    found = (_printer(each) for each in kept) if isinstance(kept, list) else ()
    return tuple(each for each in found if each is not None)


def _printer(kept: object) -> PaperPrinter | None:
    """Return a printer as it was kept; one that no print system could be told is none."""
    if not isinstance(kept, dict):
        return None
    try:
        choice = PrinterChoice(str(kept["printer"]), str(kept["tray"]), int(kept["copies"]))
        use = PaperUse(kept["use"])
    except _BROKEN:
        return None
    return PaperPrinter(use, choice) if choice.sound else None


def _is_measure(value: object) -> bool:
    return type(value) is int and 0 <= value <= _FARTHEST


# A window's stay on a desk: open or locked, nobody restores or repairs the desk beneath it.


class Staying:
    """Holds the lock of a window on one desk for as long as the window is shown."""

    def __init__(self) -> None:
        self._shown = False
        self._held: HeldLock | None = None

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Return the block in which a window is shown; outside of it nothing is held."""
        self._shown = True
        try:
            yield
        finally:
            self._shown = False
            self.leave()

    def come(self, folder: Path) -> None:
        """Be on a desk from now on; raises AlreadyOpen while it is restored or repaired."""
        if self._shown and self._held is None:
            self._held = lock.stay(folder)

    def leave(self) -> None:
        """Be on no desk any more."""
        if self._held is not None:
            self._held.release()
            self._held = None

    @contextmanager
    def alone(self, folder: Path) -> Iterator[None]:
        """Return the block in which no other window is on the desk; raises AlreadyOpen."""
        self.leave()
        try:
            with lock.alone(folder):
                yield
        finally:
            # Another restore may have begun in between: the next look at the desk tells it.
            with suppress(AlreadyOpen):
                self.come(folder)


# The window's way in to the desk of one folder.


_NEEDED_TO_FOUND = ("zxcvbn",)
"""What judges new passwords; in an open desk that waits on the desk's own thread."""

_MOST_BYTES = 256 * 1024


class LocalEntrance:
    """The window's way in to the desk of one folder (a ``gui.session.entrance.Entrance``)."""

    needed_inside: Sequence[str] = (
        "sqlalchemy.orm",
        "desk_app.rules.situation.check",
        "desk_app.bootstrap.opening",
        "holidays.countries.japan",
    )

    def __init__(
        self,
        folder: Path,
        keys: Path,
        around: Surroundings | None = None,
        sample_passwords: Mapping[str, str] | None = None,
    ) -> None:
        """Take the desk's folder and the key folder of a new one; passwords only of a sample."""
        self.folder = folder
        if not holds_desk(folder):
            self.needed_inside = (*self.needed_inside, *_NEEDED_TO_FOUND)
        self._keys = keys
        self.around = around or Surroundings()
        self.sample_passwords: Mapping[str, str] = sample_passwords or {}
        self.sample = bool(sample_passwords)
        self.resources = resources()
        self.log = places.fault_log()
        self._counted: Tries | None = None
        self._opened: weakref.ref[Store] | None = None
        self.sample_wanted = False
        self.setup_wanted: Path | None = None
        self._stay = Staying()
        self.rescue = LocalRescue(self)
        self.stop: KnownError | None = None
        """Why the gate let nobody in when it was asked last."""

    def state(self) -> DeskState:
        """Return whether there is a desk to sign in to.

        A folder that has only lost its database is no new one. What a first start left that was
        cut off is taken away: it was never a desk; one whose disk does not answer is no new one.
        Raises NotADesk, AlreadyOpen, DiskFull.
        """
        with self._stopping():
            if not holds_desk(self.folder):
                return DeskState.CUT_OFF if forget(self.folder) else DeskState.NEW
            self._stay.come(self.folder)
            look_at_folder(self.folder)
        return DeskState.EXISTS

    def users(self) -> Sequence[User]:
        """Return who may sign in, in order of enrolment."""
        with self._stopping():
            return key_file.listed_users(places.key_folder(self.folder))

    def has_sheet(self) -> bool:
        """Say whether a recovery sheet opens the desk."""
        with self._stopping():
            return key_file.has_sheet(places.key_folder(self.folder))

    def unlock(self, name: str, password: str) -> Desk:
        """Open the desk as a user; the wrong password raises WrongPassword."""
        from desk_app.bootstrap.opening import open_desk

        with self._stopping():
            self._let_go()
            unlock = Unlock(name, password)
            return self._gone_in(open_desk(self.folder, unlock, self.around, self._tries()))

    def unlock_with_sheet(self, key: str) -> Desk:
        """Open the desk with the recovery sheet's key, whose tries count as those of passwords."""
        from desk_app.bootstrap.opening import open_desk_with_sheet

        with self._stopping():
            self._let_go()
            return self._gone_in(open_desk_with_sheet(self.folder, key, self.around, self._tries()))

    def _gone_in(self, desk: Desk) -> Desk:
        self._opened = weakref.ref(desk.ports.store)
        return desk

    def _let_go(self) -> None:
        """Close a desk that was opened for somebody who no longer waited for it.

        He cancelled, or the door was made anew in another size meanwhile. Whoever unlocks again has
        closed every desk that a window showed.
        """
        store = self._opened() if self._opened is not None else None
        if store is not None:
            store.close()

    def look_in(self, folder: Path) -> None:
        """Look for the desk in another folder from now on."""
        self._stay.leave()
        self.folder = folder
        self._counted = self.stop = None

    def shown(self) -> AbstractContextManager[None]:
        """Return the block in which a window shows the desk, which nobody then replaces."""
        return self._stay.shown()

    def alone(self) -> AbstractContextManager[None]:
        """Return the block in which no other window is on the desk; raises AlreadyOpen."""
        return self._stay.alone(self.folder)

    def unlocked(self, name: str, password: str) -> Unlocked:
        """Return the keys of the closed desk for who shows a password, whose tries count."""
        from desk_app.store.vault import keyring

        keys, machine = places.key_folder(self.folder), self.around.machine
        with self._tries().counted():
            return keyring.unlock(keys, name, password, machine)

    @cached_property
    def releases(self) -> LocalReleases:
        """Newer versions of the program, which are kept beside what was chosen of the screen."""
        from desk_app.store.releases import LocalReleases

        kept = places.choices_file().with_name("installers")
        return LocalReleases.of(self.resources, desk_app.__version__, kept)

    def start_setup(self, installer: Path) -> None:
        """Remember the installer that the clerk wants: it starts once this window is closed."""
        self.setup_wanted = installer

    def start_sample(self) -> None:
        """Remember that the clerk wants the sample desk: it starts once this window is closed."""
        self.sample_wanted = True

    @contextmanager
    def _stopping(self) -> Iterator[None]:
        """Remember what stopped at the gate: the process ends with its exit code."""
        try:
            yield
        except KnownError as error:
            self.stop = error
            raise
        self.stop = None

    def acting(self, desk: Desk, name: str, password: str) -> Desk:
        """Return the open desk with a second person acting, who has shown a password in place.

        The recovery sheet acts too, by its number and its key. A wrong one is noted at once: here
        the journal is open. Raises WrongPassword, BadInput for what is no key of a sheet.
        """
        from desk_app.desk.opened.arriving import note_refused

        in_use = sheet_in_use(desk.ports.keys.sheets())
        by_sheet = in_use is not None and in_use.number == name
        try:
            unlocked = self._by_sheet(password) if by_sheet else self.unlocked(name, password)
        except WrongPassword:
            with suppress(DiskFull):
                note_refused(desk, self._tries().tried)
            raise
        return desk.acting(unlocked.user, unlocked.seal)

    def _by_sheet(self, key: str) -> Unlocked:
        """Return the keys for whoever shows the sheet's key, whose tries count."""
        from desk_app.desk.keys.sheet_key import from_groups
        from desk_app.store.vault import keyring

        secret = from_groups(key)
        with self._tries().counted():
            return keyring.unlock_with_sheet(places.key_folder(self.folder), secret)

    def pause(self) -> int:
        """Return how many seconds must still pass before a password is tried; 0 for none."""
        return self._tries().pause()

    def _tries(self) -> Tries:
        """Return the tries at this desk, which go on in memory where no disk takes them."""
        if self._counted is None:
            self._counted = tries_at(places.key_folder(self.folder), self.around)
        return self._counted

    def shut(self, desk: Desk, text: str) -> bytes:
        """Return a text encrypted for the person acting, who can read it at a later sign-in."""
        from desk_app.store.vault import seal

        return seal.shut(desk.ports.seal, text, self.around.chance)

    def opened(self, desk: Desk, content: bytes) -> str:
        """Return such a text again; raises DamageFound for another person's."""
        from desk_app.store.vault import seal

        return seal.opened(desk.ports.seal, content)

    def check_password(self, password: str, names: Sequence[str]) -> None:
        """Refuse a password that is too easy; raises BadInput."""
        from desk_app.store.vault import passwords

        passwords.check_password(password, names)

    def found(self, profile: DeskProfile, people: tuple[NewPerson, NewPerson]) -> Desk:
        """Make the desk and open it as the first person."""
        from desk_app.bootstrap.opening import found_desk

        desk = found_desk(self.folder, self._keys, profile, people, self.around)
        self._counted = None
        with suppress(AlreadyOpen):
            # It is open here: whatever begins to replace it is refused.
            self._stay.come(self.folder)
        return self._gone_in(desk)

    def now(self) -> datetime:
        """Return the moment at the desk, in Japan."""
        return self.around.clock.now().astimezone(JAPAN)

    def choices(self) -> Choices:
        """Return what was chosen of the screen last time, the usual where nothing can be read."""
        try:
            return read(_text(places.choices_file()))
        except (OSError, ValueError):
            return Choices()

    def keep_choices(self, choices: Choices) -> None:
        """Keep what was chosen about the screen; a full disk keeps what was before."""
        path = places.choices_file()
        with suppress(DiskFull, OSError):
            make_private_folder(path.parent)
            replace_file(path, written(choices))


def _text(path: Path) -> str:
    return read_small(path, _MOST_BYTES).decode("utf-8")


# What the window can do with a desk that is closed: restore a backup, repair, look elsewhere.


class LocalRescue:
    """Works on the closed desk of a folder (a ``gui.session.entrance.Rescue``)."""

    def __init__(self, door: LocalEntrance) -> None:
        self._door = door

    def backups(self) -> Sequence[Backup]:
        """Return the backups that counted and still lie in their folder, the newest last."""
        from desk_app.store.backup import local

        folder = places.backup_folder(self._door.folder)
        if folder is None:
            return ()
        listed = local.known(self._keys, folder)
        return [each for each in listed if (folder / each.name).is_file()]

    def restore(
        self,
        backup: str,
        sheet_key: str,
        by: Officer,
        progress: Progress | None = None,
        *,
        unsigned: bool = False,
    ) -> Restored:
        """Put a backup in the place of the desk's file, which is kept under another name."""
        from desk_app.store.backup import restoring

        folder = places.backup_folder(self._door.folder)
        if folder is None:
            raise NotADesk("no_backup_folder")
        unlocked, around = self._officer(by), self._door.around
        make_private_folder(self._door.folder)
        with self._door.alone():
            return restoring.restore_over(
                restoring.BackupSource(folder / backup, sheet_key, unsigned=unsigned),
                restoring.Target(self._door.folder, self._keys),
                unlocked,
                around.clock.now(),
                around.chance,
                progress,
            )

    def repair(self, by: Officer) -> Repair:
        """Climb the repair ladder on copies; the damaged file is kept."""
        from desk_app.store import repair as ladder

        unlocked, now = self._officer(by), self._door.around.clock.now()
        with self._door.alone():
            return ladder.repair(self._door.folder, self._keys, unlocked, now)

    def look_in(self, folder: Path) -> None:
        """Look for the desk in another folder until the program ends."""
        self._door.look_in(folder)

    def exit_code(self, stop: KnownError) -> int:
        """Return the code with which the program ends that was stopped so."""
        return int(exit_code(stop))

    @property
    def _keys(self) -> Path:
        return places.key_folder(self._door.folder)

    def _officer(self, by: Officer) -> Unlocked:
        from desk_app.bootstrap.opening import restorer

        return restorer(self._door.unlocked(by.name, by.password), self._door.around)
