# SPDX-License-Identifier: MIT
"""A desk made or opened: every port with the class that stands behind it."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING

from desk_app.bootstrap.surroundings import (
    Surroundings,
    Unlock,
    head_words_path,
    rulebook_path,
    tariff_path,
    tries_at,
)
from desk_app.desk.errors import KeyCopyMended
from desk_app.desk.keys.backups import must_restore
from desk_app.desk.keys.sheet_key import from_groups
from desk_app.desk.opened.arriving import arrive
from desk_app.desk.ports import Ports
from desk_app.desk.signed.rulebooks import values_in_force
from desk_app.letters.places import resources
from desk_app.records.base import UserId
from desk_app.rules.postage import tariff
from desk_app.rules.rulebook.rulebook import load
from desk_app.store import opening
from desk_app.store.backup import local
from desk_app.store.disk import places
from desk_app.store.disk.desk_file import STATION
from desk_app.store.disk.faults import is_there
from desk_app.store.disk.machine import SystemClock
from desk_app.store.evidence import LocalPacks
from desk_app.store.ledgers.ledger_files import LocalLedgers
from desk_app.store.ledgers.workbooks import WorkbookSheets
from desk_app.store.opening import new_desk
from desk_app.store.postal import JapanPost
from desk_app.store.scans.scan_files import LocalScans
from desk_app.store.startup.threshold import NAME
from desk_app.store.vault import key_file, keyring
from desk_app.store.vault.desk_keys import DeskKeys, KeySettings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from desk_app.desk.context import Desk
    from desk_app.desk.ports import Stations
    from desk_app.gui.session.entrance import NewPerson
    from desk_app.records.desk.office import OfficeStatus
    from desk_app.records.desk.profile import DeskProfile
    from desk_app.records.desk.sheets import RecoverySheet
    from desk_app.rules.postage.tariff import Tariff
    from desk_app.rules.rulebook.rulebook import Rulebook
    from desk_app.store.database import SqlStore
    from desk_app.store.office.joining import Membership
    from desk_app.store.vault.keyring import Unlocked
    from desk_app.store.vault.passwords import Tries


def names_of(profile: DeskProfile) -> tuple[str, ...]:
    """Return the names of an office that no password may be made of."""
    return (profile.company_ja, profile.company_en, profile.desk_ja, profile.desk_en)


@cache
def rulebook_at(path: Path) -> Rulebook:
    """Return the rulebook of a file, read once."""
    return load(path)


def rulebook_of(around: Surroundings) -> Rulebook:
    """Return the rulebook that a desk works by: its own, or the one of the published policy."""
    return rulebook_at(around.rulebook or rulebook_path())


def restorer(unlocked: Unlocked, around: Surroundings) -> Unlocked:
    """Return who shows the keys of a closed desk, to restore or repair it; raises NotAllowed."""
    must_restore(unlocked.user, rulebook_of(around), around.clock.today())
    return unlocked


@cache
def tariff_at(path: Path) -> Tariff:
    """Return the tariff of a file, read once."""
    return tariff.load(path)


def found_desk(
    folder: Path,
    keys: Path,
    profile: DeskProfile,
    people: Sequence[NewPerson],
    around: Surroundings | None = None,
) -> Desk:
    """Make a new desk with its keys in a folder of their own; open as the first person (K1).

    It is made aside, up to the note of who came first, and put into place whole. Raises FolderTaken
    where a desk or keys stand already, BadInput for a password that cannot be taken, DiskFull:
    nothing is left then. What stays open belongs to the calling thread.
    """
    around = around or Surroundings()
    rulebook = rulebook_of(around)
    users = [
        keyring.NewUser(UserId(around.chance.token()), each.name, each.roles, each.password)
        for each in people
    ]
    chance, names = around.chance, names_of(profile)
    with new_desk(folder, keys) as made:
        unlocked = keyring.found_keys(
            made.keys, users, around.clock.now(), chance, cost=around.cost, refused_names=names
        )
        first = unlocked[0]
        founding = opening.Founding(
            profile=profile,
            users=[each.user for each in unlocked],
            at=around.clock.now(),
            values=values_in_force(rulebook),
        )
        store = opening.found_store(made.desk, made.keys, first, founding, chance)
        with _closing_where_it_fails(store):
            ports = _ports(store, made.desk, made.keys, first, around)
            desk = arrive(ports, first.user, rulebook, tariff=tariff_at(tariff_path()))
            store.check_journal()
        store.close()
        made.put_in_place()
        first = first.at(keys)
        store = opening.open_founded(folder, keys, first, made.hand_over_lock(), chance)
        with _closing_where_it_fails(store):
            return replace(desk, ports=_ports(store, folder, keys, first, around))


@contextlib.contextmanager
def _closing_where_it_fails(store: SqlStore) -> Iterator[None]:
    """Close a store that nobody arrives at: it would count as open until the program ends."""
    try:
        yield
    except BaseException:
        store.abandon()
        raise


def open_desk(
    folder: Path, unlock: Unlock, around: Surroundings | None = None, counted: Tries | None = None
) -> Desk:
    """Open the desk of a folder with a password: everything wired.

    A wrong one is counted beside the keys, and the pause before the next try grows; ``counted`` is
    the count of a window, which goes on in memory where no disk takes it.

    ``folder/desk.toml`` names the key folder; without it, keys lie in the platform's configuration
    folder. Raises WrongPassword, NotADesk, AlreadyOpen, DamageFound, SavesMissing. What stays open
    belongs to the calling thread.
    """
    around = around or Surroundings()
    machine = around.machine
    return _opened(
        folder,
        lambda keys: keyring.unlock(keys, unlock.who, unlock.password, machine),
        around,
        counted,
    )


def open_desk_with_sheet(
    folder: Path, key: str, around: Surroundings | None = None, counted: Tries | None = None
) -> Desk:
    """Open the desk with the recovery sheet's key as typed or scanned, when passwords are lost.

    Whoever comes so may do what an officer may: enrol people, give new passwords. Raises as
    `open_desk` does, and BadInput with the group of the key that has a mistake.
    """

    def unlock(keys: Path) -> Unlocked:
        return keyring.unlock_with_sheet(keys, from_groups(key))

    return _opened(folder, unlock, around or Surroundings(), counted)


def _opened(
    folder: Path, unlock: Callable[[Path], Unlocked], around: Surroundings, counted: Tries | None
) -> Desk:
    keys = places.key_folder(folder)
    counted = counted or tries_at(keys, around)
    with opening.Door(folder, keys) as door:
        with counted.counted():
            unlocked = unlock(keys)
        store = door.open(unlocked, around.chance, around.clock.now())
        with _closing_where_it_fails(store):
            if store.passed is not None and store.passed.keys_followed:
                # The keys have gone on at this start: the password of now is what opens them.
                with counted.counted():
                    unlocked = unlock(keys)
            if around.patient:
                store.guard.wait()
            stations, led_on = _be_station(store, keys, around, unlocked)
            if led_on:
                # What others saved has led the keys on: the password of now is what opens them.
                with counted.counted():
                    unlocked = unlock(keys)
            rulebook, tariff_ = rulebook_of(around), tariff_at(tariff_path())
            ports = _ports(store, folder, keys, unlocked, around, counted)
            ports = replace(ports, stations=stations)
            mended = (KeyCopyMended(),) if key_file.is_half_lost(keys) else ()
            desk = arrive(ports, unlocked.user, rulebook, counted.tried, tariff_)
            desk = replace(desk, at_arrival=(*desk.at_arrival, *mended))
            return _told_of_backups(desk, folder, keys, unlocked)


def _be_station(
    store: SqlStore, keys: Path, around: Surroundings, unlocked: Unlocked
) -> tuple[Stations | None, bool]:
    """Let the open desk be the station that its rows and the file beside its keys say.

    A desk of an office whose file is gone never becomes a single one by that: it is only read.
    Returns whether what others saved has led the keys on.
    """
    if not is_there(keys / STATION):
        if store.is_of_office:
            store.be_read_alone()
        return None, False
    # A single desk loads neither the driver of a server nor what speaks to it.
    from desk_app.store.office import joining
    from desk_app.store.office.listening import OfficeStations
    from desk_app.store.office.server import PostgresListener, PostgresLog

    member = joining.read_membership(keys, store.data_key)
    if not store.is_of_office:
        # It was to begin an office, or has just ended one.
        return None, False
    server = PostgresLog(member.address, keys, member.station.name)
    # The office goes by the machine's own clock, whatever day a sample desk lives in.
    now = SystemClock().now
    office = joining.office_of(store, member, server, around.chance, now)
    office.reseal = lambda data_keys: joining.keep_under(keys, data_keys, member, around.chance)
    store.share(office)
    if not around.unheard:
        joining.must_have_heard(store, office, now())
    if member.invited is not None:
        by, clock = unlocked.user.id, around.clock
        store.once_writable(
            lambda: joining.take_own_key(store, keys, member, around.chance, (by, clock.now()))
        )
    # It connects once somebody listens: a command that opens the desk does not.
    listener = PostgresListener(member.address, keys)
    asked = partial(_asked, member, keys), partial(_saves_now, member, keys)
    stations = OfficeStations(store, office, listener, asked, now)
    return stations, key_file.read(keys).roster != unlocked.roster


def _saves_now(member: Membership, keys: Path) -> str:
    """Return which station has the turn to save, asked on a connection of its own."""
    from desk_app.store.office.server import PostgresListener

    with contextlib.closing(PostgresListener(member.address, keys)) as server:
        return server.saves_now()


def _asked(member: Membership, keys: Path, number: int) -> OfficeStatus:
    """Return what the server of an office says of its stations, on a connection of its own."""
    from desk_app.records.desk.office import OfficeStatus
    from desk_app.store.office.listening import asked_of
    from desk_app.store.office.server import PostgresListener

    with contextlib.closing(PostgresListener(member.address, keys)) as server:
        here = OfficeStatus(member.station.name, member.address, number)
        return asked_of(server, here)


def _told_of_backups(desk: Desk, folder: Path, keys: Path, unlocked: Unlocked) -> Desk:
    """Return the desk with what is told of the list of its backups; a damaged one is mended."""
    second = places.backup_folder(folder)
    damage = local.mend(keys, second, unlocked.user.id, unlocked.seal)
    return desk if damage is None else replace(desk, at_arrival=(*desk.at_arrival, damage))


def _ports(
    store: SqlStore,
    folder: Path,
    keys: Path,
    unlocked: Unlocked,
    around: Surroundings,
    counted: Tries | None = None,
) -> Ports:
    counted = counted or tries_at(keys, around)
    desk_keys = _desk_keys(store, keys, unlocked, around, counted)
    enclosures = resources() / "backup"
    return Ports(
        store=store,
        clock=around.clock,
        chance=around.chance,
        press=around.press,
        seal=unlocked.seal,
        postal=JapanPost(),
        sheets=WorkbookSheets(),
        packs=LocalPacks(keys, resources()),
        reader=around.reader,
        ledgers=LocalLedgers(head_words_path()),
        scan_files=LocalScans(),
        keys=desk_keys,
        backups=backups_of(
            folder, keys, lambda: store.data_key, desk_keys.sheets, enclosures, unlocked
        ),
    )


def _desk_keys(
    store: SqlStore, keys: Path, unlocked: Unlocked, around: Surroundings, counted: Tries
) -> DeskKeys:
    """Return the keys of the open desk."""
    with store.reading() as books:
        names = names_of(books.settings.profile())
    keeping = KeySettings(around.machine, around.cost, names, counted.counted)
    return DeskKeys(keys, unlocked, store, around.chance, keeping)


def backups_of(
    folder: Path,
    keys: Path,
    data_key: Callable[[], bytes],
    sheets: Callable[[], tuple[RecoverySheet, ...]],
    enclosures: Path,
    unlocked: keyring.Unlocked,
) -> local.LocalBackups:
    """Return the backups of an open desk, in its folder for copies, signed by who unlocked it."""
    around = local.BackupPlaces(
        folder / NAME, keys, lambda: places.backup_folder(folder), enclosures
    )
    return local.LocalBackups(around, data_key, sheets, unlocked.user.id, unlocked.seal)


def with_backups_in(desk: Desk, folder: Path) -> Desk:
    """Return the same desk with another folder for its copies."""
    backups = desk.ports.backups
    if not isinstance(backups, local.LocalBackups):
        raise TypeError("only the backups of this computer lie in a folder")
    around = replace(backups.around, folder=lambda: folder)
    return replace(desk, ports=replace(desk.ports, backups=replace(backups, around=around)))
