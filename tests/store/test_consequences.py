# SPDX-License-Identifier: MIT
"""What follows a kept unit of work outside the rows: killed between any two steps, never before.

The folders are copied before each file that takes its place and before each commit, as a kill
leaves them there; each copy is then put in their place and opened as the next day.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from desk_app.bootstrap.opening import with_backups_in
from desk_app.desk import timekeeping
from desk_app.desk.context import Desk
from desk_app.desk.disposal import destroying, disposing
from desk_app.desk.disposal.disposing import Chosen, HoldDraft
from desk_app.desk.errors import DiskFull, KnownError, Refused, WrongPassword
from desk_app.desk.keys import people
from desk_app.desk.keys.roster import KeysActs
from desk_app.records.base import ApplicationId
from desk_app.records.books.journal import Action
from desk_app.records.case.disposal import DisposalState, HoldReason, SignedNames
from desk_app.records.desk.people import ROSTER_VALUE, Role, read_entered
from desk_app.store import consequences
from desk_app.store.backup.local import LocalBackups
from desk_app.store.books.desk_books import SqlSettings
from desk_app.store.database import SqlStore
from desk_app.store.disposal import disposal_list
from desk_app.store.rekeying import engine_of
from desk_app.store.schema.connecting import reading_connection
from desk_app.store.vault import key_file, keyring
from desk_app.system.chosen import here
from tests.builders import ARRIVED
from tests.fakes.world import FixedClock
from tests.store.keys_at import listed_names
from tests.store.office import DAISUKE, KEIKO, Office
from tests.store.test_disposal_at_work import DUE
from tests.store.test_keys_at_work import ANOTHER, HIKARU
from tests.workbench.desks import answered, dressed_as

COPYING = """
import json, shutil, sys
from pathlib import Path

def copied(source, target):
    try:
        shutil.copy2(source, target)
    except PermissionError:
        # Windows lets nobody read what is locked: a kill leaves it without a word that is asked.
        if not source.endswith((".lock", "-shm")):
            raise
        Path(target).unlink(missing_ok=True)

for line in sys.stdin:
    *folders, to = map(Path, json.loads(line))
    for each in folders:
        shutil.copytree(each, to / each.name, copy_function=copied)
    print("copied", flush=True)
"""


@dataclass
class Kills:
    """Copies of an office's folders, one for each place at which a kill may come."""

    office: Office
    copies: list[Path] = field(default_factory=list)
    _copier: subprocess.Popen[str] | None = None

    @property
    def _folders(self) -> tuple[Path, ...]:
        return self.office.folder, self.office.keys, self.office.folder.parent / "machine"

    def take(self) -> None:
        """Copy what lies on the disk now, by another process: closing would drop SQLite's locks."""
        to = self.office.folder.parent / f"killed-{len(self.copies)}"
        to.mkdir()
        there = [str(each) for each in self._folders if each.exists()]
        assert self._copier is not None
        assert self._copier.stdin is not None
        assert self._copier.stdout is not None
        print(json.dumps([*there, str(to)]), file=self._copier.stdin, flush=True)
        assert self._copier.stdout.readline() == "copied\n"
        self.copies.append(to)

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Take a copy at each step of the block."""
        files, replace = type(here().files), here().files.replace

        def replacing(_files: object, source: Path, target: Path) -> None:
            self.take()
            replace(source, target)

        def committing(_connection: object) -> None:
            self.take()

        words = [sys.executable, "-I", "-c", COPYING]
        pipe = subprocess.PIPE
        with subprocess.Popen(words, stdin=pipe, stdout=pipe, text=True) as self._copier:
            event.listen(Engine, "commit", committing)
            try:
                with patch.object(files, "replace", replacing):
                    yield
            finally:
                event.remove(Engine, "commit", committing)
            self.take()

    def put_back(self, copy: Path) -> None:
        """Put a copy where the office was."""
        self.office.desk.ports.store.close()
        for folder in self._folders:
            shutil.rmtree(folder, ignore_errors=True)
            if (copy / folder.name).exists():
                shutil.copytree(copy / folder.name, folder)


def _entered(desk: Desk) -> int:
    with desk.ports.store.reading() as books:
        return read_entered(books.settings.value(ROSTER_VALUE)).place.number


def _on_disk(office: Office) -> int:
    return key_file.read(office.keys).must_have_roster().place.number


def _waits(desk: Desk) -> bool:
    with desk.ports.store.reading() as books:
        return bool(books.settings.value(consequences.KEYS_VALUE))


# The disposal list first.


class _StoppedError(Exception):
    """The verb comes no further: its rows are gone, and what else it does was tested before."""


@pytest.fixture
def signed(tmp_path: Path) -> tuple[Office, ApplicationId]:
    """An office with a disposal that two people signed, opened by who carries it out."""
    clock = FixedClock(ARRIVED)
    office = Office(tmp_path, clock)
    gone = answered(office.desk, 1, dressed_as("龗川 目印一", "R8-0001"))
    clock.move_to(DUE)
    officer = office.as_(KEIKO)
    office.sheet()
    second = office.second(DAISUKE)
    timekeeping.confirm_clock(officer, officer.acting(second.user, second.seal))
    disposing.propose(officer, (Chosen(gone, 4),))
    disposing.sign(office.as_(DAISUKE), 1)
    office.as_(KEIKO)
    return office, gone


def _killed_disposal(office: Office) -> Kills:
    kills = Kills(office)
    stopped = patch.object(LocalBackups, "make", side_effect=_StoppedError)
    with kills.taken(), stopped, pytest.raises(_StoppedError):
        destroying.carry_out(office.desk, 1)
    return kills


def _is_there(office: Office, id_: ApplicationId) -> bool:
    with office.desk.ports.store.reading() as books:
        return id_ in books.files.all_ids()


def _destroyed_though_held(kills: Kills, gone: ApplicationId) -> int:
    """Hold back what was not carried out yet, send it back, and count what is destroyed then.

    Of the kills every second is opened; what was carried out is looked at whole: list, roster,
    books, nothing waiting.
    """
    office, destroyed = kills.office, 0
    for copy in kills.copies[::2]:
        kills.put_back(copy)
        desk = office.as_(KEIKO)
        (record,) = disposing.disposals(desk)
        assert not _waits(desk)
        assert _entered(desk) == _on_disk(office) == desk.ports.keys.place.number
        if record.state is DisposalState.CARRIED_OUT:
            assert not _is_there(office, gone)
            assert listed_names(office.keys) == set(record.names)
            assert office.actions().count(Action.DISPOSAL_CARRIED_OUT) == 1
            continue
        version = disposing.version_of(desk, gone)
        disposing.hold(desk, HoldDraft(gone, version, HoldReason.SUIT, date(2029, 3, 1), "訴え"))
        disposing.send_back(desk, 1, "訴えが起きた")
        office.as_(KEIKO)
        destroyed += not _is_there(office, gone)
    return destroyed


def test_what_is_held_back_before_a_disposal_is_kept_is_never_destroyed(
    signed: tuple[Office, ApplicationId],
) -> None:
    office, gone = signed
    kills = _killed_disposal(office)
    assert len(kills.copies) > 8
    assert _destroyed_though_held(kills, gone) == 0


def test_a_list_written_before_the_commit_destroys_what_is_held_back(
    signed: tuple[Office, ApplicationId],
) -> None:
    """The negative control: list and keys before the commit, as it once was."""
    office, gone = signed

    def list_at_once(store: SqlStore, entry: SignedNames) -> tuple[int, str]:
        assert store.data_key
        roster = key_file.read(office.keys).must_have_roster()
        listed = disposal_list.add(office.keys, roster, entry)
        return len(listed.entries), listed.head

    with (
        patch.object(SqlStore, "list_disposed", list_at_once),
        patch.object(SqlStore, "keep_keys", lambda _store, _file: False),
    ):
        kills = _killed_disposal(office)
    assert _destroyed_though_held(kills, gone) > 0


# Ending old backups: several units of work, done anew from wherever they were cut off.


def test_old_backups_whose_end_was_cut_off_are_ended_by_asking_again(
    signed: tuple[Office, ApplicationId], tmp_path: Path
) -> None:
    office, _ = signed
    copies = tmp_path / "copies"
    copies.mkdir()
    destroying.carry_out(with_backups_in(office.desk, copies), 1)
    office.sheet()
    kills = Kills(office)
    with kills.taken():
        destroying.end_old_backups(with_backups_in(office.desk, copies), 1)
    assert len(kills.copies) >= 8
    cut_off = 0
    for copy in kills.copies[::3]:
        kills.put_back(copy)
        desk = with_backups_in(office.as_(KEIKO), copies)
        if Action.OLD_BACKUPS_ENDED not in office.actions():
            cut_off += 1
            destroying.end_old_backups(desk, 1)
        (record,) = disposing.disposals(desk)
        (standing,) = (sheet for sheet in desk.ports.keys.sheets() if sheet.stands)
        assert record.check is not None
        assert record.check.sheet == standing.number
        assert record.check.backup in {each.name for each in desk.ports.backups.all()}
        ended = Counter(office.actions())
        assert ended[Action.OLD_BACKUPS_ENDED] == ended[Action.SHEET_DESTROYED] == 1
    assert cut_off > 1


# The keys, act by act.


def _enrol(office: Office) -> None:
    people.enrol(office.desk, HIKARU.name, HIKARU.roles, HIKARU.password)


def _roles(office: Office) -> None:
    clerk = frozenset({Role.CLERK, Role.SUPERVISOR})
    second = office.second(DAISUKE)
    people.change_roles(office.desk, office.id_of(DAISUKE), clerk, ANOTHER, second)


def _password(office: Office) -> None:
    people.change_password(office.desk, KEIKO.password, ANOTHER)


def _remove(office: Office) -> None:
    people.remove(office.desk, office.id_of(HIKARU))


def _make_sheet(office: Office) -> None:
    people.new_sheet(office.desk)


def _sheet(office: Office) -> None:
    office.sheet()


def _withdraw(office: Office) -> None:
    people.withdraw_sheet(office.desk, office.desk.ports.keys.sheets()[-1].number)


def _destroy(office: Office) -> None:
    people.destroy_sheet(office.desk, office.desk.ports.keys.sheets()[0].number)


def _pepper(office: Office) -> None:
    people.use_pepper(office.desk, wanted=True)


def _no_pepper(office: Office) -> None:
    people.use_pepper(office.desk, wanted=False)


def _again(office: Office) -> None:
    office.as_(DAISUKE)


def _renew(office: Office) -> None:
    people.renew(office.desk)


def _nothing(_office: Office) -> None:
    """Begin with the desk as it is founded."""


Step = Callable[[Office], None]
ACTS: dict[str, tuple[Step, Action]] = {
    "enrol": (_enrol, Action.USER_ADDED),
    "change roles": (_roles, Action.PASSWORD_GIVEN),
    "change a password": (_password, Action.PASSWORD_CHANGED),
    "make a sheet": (_make_sheet, Action.SHEET_MADE),
    "withdraw a sheet": (_withdraw, Action.SHEET_DESTROYED),
    "use a pepper": (_pepper, Action.PEPPER_CHANGED),
    "confirm a sheet": (_sheet, Action.SHEET_CONFIRMED),
    "confirm another": (_sheet, Action.SHEET_CONFIRMED),
    "destroy a sheet": (_destroy, Action.SHEET_DESTROYED),
    "use no pepper": (_no_pepper, Action.PEPPER_CHANGED),
    "remove": (_remove, Action.USER_REMOVED),
    "change the data key": (_renew, Action.KEYS_RENEWED),
}
"""Each begins with what those before it left."""

KILLED: dict[str, tuple[Step, Step]] = {
    "enrol": (_nothing, _enrol),
    "confirm a sheet": (_pepper, _sheet),
    "follow a pepper": (_pepper, _again),
}
"""A statement alone, one with another pepper and data key, one that a start makes."""


def _in_rows(office: Office) -> int:
    """The place of the roster that the rows have entered, as a kill left them."""
    for password in (KEIKO.password, ANOTHER):
        with suppress(WrongPassword):
            unlocked = keyring.unlock(office.keys, KEIKO.name, password, office.around.machine)
    file = engine_of(office.folder / "desk.db", unlocked.data_keys)
    with file.engine.connect() as connection:
        value = SqlSettings(connection).value(ROSTER_VALUE)
    file.engine.dispose()
    return read_entered(value).place.number


def _committed(office: Office) -> int:
    """The place of the roster that another connection beside the open desk reads."""
    store = office.desk.ports.store
    assert isinstance(store, SqlStore)
    words = "SELECT value FROM settings WHERE name = ?"
    with closing(reading_connection(office.folder / "desk.db", store.data_key)) as beside:
        ((value,),) = beside.execute(words, (ROSTER_VALUE,)).fetchall()
    return read_entered(value).place.number


def _ahead_of_books(kills: Kills) -> int:
    """Count the kills that left keys with a statement that the books know nothing of.

    Each copy is opened, by the password of before or of after it; then keys and books say the same.
    """
    office, ahead = kills.office, 0
    for copy in kills.copies:
        kills.put_back(copy)
        ahead += _on_disk(office) > _in_rows(office)
        try:
            desk = office.as_(KEIKO)
        except WrongPassword:
            desk = office.as_(KEIKO, ANOTHER)
        assert _entered(desk) == _on_disk(office) == desk.ports.keys.place.number
        assert not _waits(desk)
        with desk.ports.store.reading() as books:
            known = {each.id: each for each in books.people.all()}
        assert all(known[each.id] == each for each in desk.ports.keys.users())
    return ahead


@contextmanager
def _replacements_ahead(office: Office) -> Iterator[list[int]]:
    """Note each key file that takes its place before the rows have entered its statement."""
    ahead = list[int]()
    files, replace = type(here().files), here().files.replace

    def replacing(_files: object, source: Path, target: Path) -> None:
        replace(source, target)
        if target.parent == office.keys and target.name in key_file.COPIES:
            number = _on_disk(office)
            ahead.extend([number] * (number > _committed(office)))

    with patch.object(files, "replace", replacing):
        yield ahead


def test_keys_of_every_act_follow_the_books(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.as_(KEIKO)
    for name, (act, action) in ACTS.items():
        noted, place = office.actions().count(action), _on_disk(office)
        with _replacements_ahead(office) as ahead:
            act(office)
        assert ahead == [], name
        assert office.actions().count(action) == noted + 1, name
        assert _entered(office.desk) == _on_disk(office) > place, name


@pytest.mark.parametrize("name", KILLED)
def test_killed_at_any_step_keys_are_not_ahead_of_the_books_and_follow_them(
    tmp_path: Path, name: str
) -> None:
    before, act = KILLED[name]
    office = Office(tmp_path)
    before(office)
    office.as_(KEIKO)
    kills = Kills(office)
    with kills.taken():
        act(office)
    assert len(kills.copies) >= 6
    assert _ahead_of_books(kills) == 0


def test_keys_written_before_the_commit_go_ahead_of_the_books(tmp_path: Path) -> None:
    """The negative control: the key file at once, as it once was."""
    office = Office(tmp_path)
    office.as_(KEIKO)
    kills = Kills(office)
    at_once: Any = patch.object(SqlStore, "keep_keys", lambda _store, _file: False)
    with at_once, kills.taken():
        _enrol(office)
    assert _ahead_of_books(kills) > 0


def test_an_act_that_is_not_kept_leaves_the_keys_as_they_were(tmp_path: Path) -> None:
    office = Office(tmp_path)
    desk = office.as_(KEIKO)
    place = desk.ports.keys.place
    full = patch("desk_app.store.database.SqlBooks.commit", side_effect=DiskFull)
    with full, pytest.raises(DiskFull):
        _enrol(office)
    assert desk.ports.keys.place == place
    assert len(desk.ports.keys.users()) == 2
    _enrol(office)
    assert len(desk.ports.keys.users()) == 3
    office.as_(HIKARU)


def test_without_room_for_the_keys_an_act_is_refused_whole(tmp_path: Path) -> None:
    office = Office(tmp_path)
    desk = office.as_(KEIKO)
    files = sorted(each.name for each in office.keys.iterdir())
    with patch.object(key_file, "set_aside", side_effect=DiskFull), pytest.raises(DiskFull):
        _enrol(office)
    assert _on_disk(office) == _entered(desk) == 1
    _enrol(office)
    assert sorted(each.name for each in office.keys.iterdir()) == files


def test_keys_that_find_no_room_are_written_before_anything_else(tmp_path: Path) -> None:
    office = Office(tmp_path)
    desk = office.as_(KEIKO)
    before = _on_disk(office)
    with patch.object(key_file, "write", side_effect=DiskFull):
        _enrol(office)
        assert desk.ports.keys.place.number == _entered(desk) == before + 1
        assert len(desk.ports.keys.users()) == 3
        with pytest.raises(DiskFull):
            people.renew(desk)
        with pytest.raises(DiskFull):
            _make_sheet(office)
    assert _on_disk(office) == before
    _make_sheet(office)
    assert _on_disk(office) == _entered(desk) == before + 2
    office.as_(HIKARU)


def test_whoever_was_removed_does_not_come_in_by_the_keys_of_before(tmp_path: Path) -> None:
    """He was removed, and the keys did not follow: they do when he opens the desk with his."""
    office = Office(tmp_path)
    _enrol(office)
    office.as_(KEIKO)
    with patch.object(key_file, "write", side_effect=DiskFull), suppress(KnownError):
        _remove(office)
    with pytest.raises(WrongPassword):
        office.as_(HIKARU)
    assert [each.name for each in office.as_(KEIKO).ports.keys.users()] == [
        KEIKO.name,
        DAISUKE.name,
    ]
    assert Action.USER_REMOVED in office.actions()


def test_who_would_be_left_is_asked_in_the_unit_of_work(tmp_path: Path) -> None:
    """Between what the verb was asked and its unit of work, somebody else removed another."""
    office = Office(tmp_path)
    _enrol(office)
    desk = office.as_(KEIKO)
    hikaru, daisuke = office.id_of(HIKARU), office.id_of(DAISUKE)
    enter_ahead, others = KeysActs.enter_ahead, [daisuke]

    def meanwhile(acts: KeysActs) -> None:
        if others:
            people.remove(desk, others.pop())
        enter_ahead(acts)

    with patch.object(KeysActs, "enter_ahead", meanwhile), pytest.raises(Refused) as caught:
        people.remove(desk, hikaru)
    assert "two_people" in caught.value.reasons
    assert [each.name for each in desk.ports.keys.users()] == [KEIKO.name, HIKARU.name]
