# SPDX-License-Identifier: MIT
"""A desk that was worked at: saves, a recovery sheet, a backup, and a log that was left full."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from unittest.mock import patch

from filelock import FileLock

from desk_app.desk import backups
from desk_app.desk import people as keys
from desk_app.desk.context import Desk
from desk_app.desk.errors import NotADesk, WrongPassword
from desk_app.desk.roster import KeysActs
from desk_app.desk.sheet_key import last_group
from desk_app.desk.signing import names_to_sign
from desk_app.gui.entrance import TEXT_PERCENTS, Choices
from desk_app.records.disposal import NamesSignature, SignedNames
from desk_app.records.journal import Action
from desk_app.records.people import Language
from desk_app.store import backup_list, places
from desk_app.store.connecting import reading_connection
from desk_app.store.disposal import disposal_list
from desk_app.store.vault import key_file, keyring
from desk_app.store.vault import passwords as tries
from tests.robustness.forks import Child, Say, apart
from tests.robustness.saving import do
from tests.robustness.sites import CLERK, OFFICER, Site, founded

_TOKENS = ("0" * 32, "f" * 32)
"""On the disposal list, so that there is one; no application is called so."""

TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"


@dataclass(frozen=True, slots=True)
class Worked:
    """The desk, and the key of its recovery sheet."""

    site: Site
    sheet_key: str

    def copy(self, folder: Path) -> Worked:
        """Return a copy of the closed desk."""
        return Worked(self.site.copy(folder), self.sheet_key)


CHOSEN = Choices(Language.EN, dark=True)
"""Of the screen, where somebody chose at all."""

SAVES = 12
"""So many saves were made at it: a third are applications."""


def worked(folder: Path, saves: int = SAVES) -> Worked:
    """Return a desk that processes worked at which have ended; every kind of its files is there.

    ``folder`` lies in a goal's own. The desk is made once for all goals of a run, and copied.
    """
    master = folder.parents[1] / f"worked at, {saves} saves"
    key = master / "sheet key"
    with FileLock(f"{master}.lock"):
        if not key.exists():
            key.write_text(apart(_work, founded(master), saves), encoding="ascii")
    copied = Worked(Site(master), key.read_text(encoding="ascii")).copy(folder)
    (folder / key.name).unlink()
    return copied


def _work(site: Site, saves: int) -> str:
    desk = site.open(OFFICER)
    made = keys.new_sheet(desk)
    number, group = made.sheet.number, last_group(made.secret)
    keys.confirm_sheet(desk, number, group, ("金庫",))
    desk.ports.store.close()
    desk = site.open()
    for each in range(saves):
        do(desk, each)
    desk.ports.store.close()
    desk = site.open(OFFICER)
    backups.make_backup(desk)
    list_names(site, desk, _TOKENS)
    desk.ports.store.close()
    with suppress(WrongPassword), _tries_in(site.keys).counted():
        raise WrongPassword
    return made.secret


def list_names(site: Site, desk: Desk, tokens: Sequence[str], number: str = "R8-1") -> None:
    """Put names on the disposal list of an open desk, as its disposal does when it is signed."""
    machine = site.machine
    second = keyring.unlock(site.keys, CLERK.name, CLERK.password, machine)
    names = tuple(sorted(tokens))
    content = names_to_sign(number, names)
    proposed, signed = (
        NamesSignature(user.id, seal.place, seal.sign(content))
        for user, seal in ((desk.actor, desk.ports.seal), (second.user, second.seal))
    )
    entry = SignedNames(number, names, proposed, signed)
    with KeysActs(desk).one() as act:
        count, head = desk.ports.store.list_disposed(entry)
        desk.ports.keys.dispose(number, count, head, act.by)
        act.note(Action.DISPOSAL_CARRIED_OUT, disposal=number)
    KeysActs(desk).change_data_key()


def _listed(folder: Path) -> frozenset[str]:
    return disposal_list.read(folder, key_file.read(folder).roster).names


def leave_log(site: Site, first: int, saves: int) -> None:
    """Save while a reader beside holds the log, then be killed: these saves lie in the log alone.

    So it is while a backup is made or a large desk is checked.
    """
    child = Child.forked(partial(_save_and_wait, site=site, first=first, saves=saves))
    said = child.line()
    child.kill()
    assert said == "saved", said


def _save_and_wait(say: Say, site: Site, first: int, saves: int) -> None:
    desk = site.open()
    with reader_beside(site):
        for number in range(first, first + saves):
            do(desk, number)
        say("saved")
        signal.pause()


def choose(site: Site, choices: Choices = CHOSEN) -> None:
    """Choose of the screen; what is chosen lies beside the desk."""
    with patch.object(places, "choices_file", lambda: site.choices):
        site.entrance().keep_choices(choices)


def chosen(site: Site) -> Choices:
    """Return what was chosen of the screen."""
    with patch.object(places, "choices_file", lambda: site.choices):
        return site.entrance().choices()


@contextmanager
def reader_beside(site: Site) -> Iterator[None]:
    """Hold the log as a reader beside the desk does."""
    raw = reading_connection(site.database, site.unlock().data_key)
    raw.execute("BEGIN")
    raw.execute("SELECT count(*) FROM journal").fetchall()
    try:
        yield
    finally:
        raw.close()


def bind(site: Site) -> None:
    """Bind the passwords of the closed desk to its machine, the officer's at once."""
    desk = site.open(OFFICER)
    keys.use_pepper(desk, wanted=True)
    desk.ports.store.close()
    site.open(OFFICER).ports.store.close()


def _tries_in(keys: Path) -> tries.Tries:
    return tries.Tries(keys, lambda: 0.0, lambda: True)


def content(site: Site) -> str:
    """Return a digest of every value a desk shows; raises what the gate and the readers raise.

    A list of backups that reads as empty and a second folder that is not there are told to the
    clerk by the screen of the day: here they are raised. A wrong count of wrong tries is no value
    of the desk's; it may let nobody wait for longer than any count does. Nor are the choices of the
    screen: they are as they were chosen, or the usual ones; a figure may become another size of
    the text that there is.
    """
    folder = places.key_folder(site.desk)
    unlocked = keyring.unlock(folder, OFFICER.name, OFFICER.password, site.machine)
    users = key_file.listed_users(folder)
    site.look().close()
    with closing(reading_connection(site.database, unlocked.data_key)) as raw:
        tables = [name for (name,) in raw.execute(TABLES)]
        rows = [list(raw.execute(f'SELECT * FROM "{table}"')) for table in tables]  # noqa: S608  names of our own
    assert _tries_in(folder).pause() <= tries.LONGEST_PAUSE
    shown = chosen(site)
    assert shown.text_percent in TEXT_PERCENTS
    assert replace(shown, text_percent=CHOSEN.text_percent) in {CHOSEN, Choices()}
    listed, second = backup_list.read(folder), places.backup_folder(site.desk)
    if not listed or second is None or not second.is_dir():
        raise NotADesk("no_backup")
    said = (rows, unlocked.user, users, sorted(_listed(folder)), listed, second.name)
    return sha256(repr(said).encode()).hexdigest()
