# SPDX-License-Identifier: MIT
"""A disposal at an office of two stations: both forget, the one that was away at its next start.

The log lies in memory: what a server keeps of it is sealed.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
import sqlcipher3.dbapi2 as driver

from desk_app.bootstrap.opening import with_backups_in
from desk_app.desk import timekeeping
from desk_app.desk.disposal import destroying, disposing
from desk_app.desk.disposal.disposing import Chosen, HoldDraft
from desk_app.desk.errors import Refused, ServerAway, WrongPassword
from desk_app.desk.keys import people
from desk_app.gui.session.entrance import NewPerson
from desk_app.records.base import ApplicationId
from desk_app.records.case.disposal import DisposalState, HoldReason
from desk_app.records.desk.office import ServerAddress
from desk_app.records.desk.people import Role
from desk_app.store.database import SqlStore
from desk_app.store.disk.desk_file import HEARD_AT
from desk_app.store.disk.machine import SystemClock
from desk_app.store.disposal import page_scan
from desk_app.store.office import server
from desk_app.store.office.joining import Membership, add_station, begin_office, keep_membership
from desk_app.store.schema.connecting import key_words
from tests.builders import ARRIVED
from tests.fakes.office import CHANCE, KEYS, MemoryLog, MemoryServer
from tests.fakes.world import FixedClock
from tests.store.keys_at import listed_names
from tests.store.office import DAISUKE, KEIKO, Office
from tests.workbench.desks import answered, dressed_as

GONE, KEPT = "龗川 目印一", "龗川 目印二"
DUE = date(2028, 11, 27)


class OtherStation(Office):
    """The same desk on another computer."""

    def __init__(self, first: Office, folder: Path) -> None:
        first.desk.ports.store.close()
        shutil.copytree(first.folder.parent, folder)
        self.folder, self.keys, self.around = folder / "desk", folder / "keys", first.around
        self.desk = first.desk


@contextmanager
def office_of_two(folder: Path, clock: FixedClock) -> Iterator[tuple[Office, OtherStation]]:
    """A desk with two answered applications, on two computers."""
    kept = MemoryServer()
    one = Office(folder / "one", clock)
    for number, name in enumerate((GONE, KEPT), 1):
        answered(one.desk, number, dressed_as(name, f"R8-{number:04}"))
    store, by = one.desk.ports.store, (one.desk.actor.id, clock.now())
    assert isinstance(store, SqlStore)
    add_station(store, "two", KEYS["two"].public, by)
    begin_office(store, MemoryLog(kept), KEYS["one"], by)
    data_key = store.data_key
    two = OtherStation(one, folder / "two")
    for name, each in (("one", one), ("two", two)):
        address = ServerAddress("memory", 1, "desk", name, "", "")
        keep_membership(each.keys, data_key, Membership(address, KEYS[name]), CHANCE)
    with patch.object(server, "PostgresLog", lambda *_: MemoryLog(kept)):
        yield one, two
        one.desk.ports.store.close()
        two.desk.ports.store.close()


def pages(office: Office, names: list[str]) -> frozenset[str]:
    """Which names stand on some page of a desk's file."""
    store = office.desk.ports.store
    assert isinstance(store, SqlStore)
    key = store.data_key
    store.close()
    with (office.folder / "desk.db").open("rb") as file:
        return page_scan.scan_file(file, key, names).found


def signed(office: Office, clock: FixedClock) -> None:
    """Let two people sign the disposal of the first application."""
    clock.move_to(DUE)
    officer = office.as_(KEIKO)
    office.sheet()
    second = office.second(DAISUKE)
    timekeeping.confirm_clock(officer, officer.acting(second.user, second.seal))
    disposing.propose(officer, (Chosen(ApplicationId(1), 4),))
    disposing.sign(office.as_(DAISUKE), 1)


def carried_out(office: Office, folder: Path) -> None:
    """Carry the disposal out, with a backup behind it."""
    folder.mkdir(exist_ok=True)
    office.desk = with_backups_in(office.as_(KEIKO), folder)
    destroying.carry_out(office.desk, 1)


def test_what_is_disposed_of_at_one_station_is_on_no_page_of_the_other(tmp_path: Path) -> None:
    clock = FixedClock(ARRIVED)
    with office_of_two(tmp_path, clock) as (one, two):
        signed(one, clock)
        carried_out(one, tmp_path / "copies")
        (record,) = disposing.disposals(one.desk)
        assert record.state is DisposalState.VERIFIED
        assert pages(one, [GONE, KEPT]) == {KEPT}
        two.as_(DAISUKE)
        assert listed_names(two.keys) == listed_names(one.keys) != frozenset()
        with two.desk.ports.store.reading() as books:
            (left,) = books.files.all_ids()
            assert books.files.get(left).application.principal.name == KEPT
        assert pages(two, [GONE, KEPT]) == {KEPT}
        two.as_(KEIKO)
        one.as_(KEIKO)


def test_a_hold_that_was_ordered_elsewhere_keeps_what_was_signed(tmp_path: Path) -> None:
    clock = FixedClock(ARRIVED)
    with office_of_two(tmp_path, clock) as (one, two):
        signed(one, clock)
        officer = two.as_(KEIKO)
        with officer.ports.store.reading() as books:
            version = books.files.get(ApplicationId(1)).application.version
        until = DUE.replace(year=DUE.year + 1)
        hold = HoldDraft(ApplicationId(1), version, HoldReason.SUIT, until, "訴え")
        disposing.hold(officer, hold)
        with pytest.raises(Refused):
            carried_out(one, tmp_path / "copies")
        assert pages(one, [GONE, KEPT]) == {GONE, KEPT}
        assert pages(two, [GONE, KEPT]) == {GONE, KEPT}


def test_who_was_removed_elsewhere_opens_nothing_at_the_next_contact(tmp_path: Path) -> None:
    clock = FixedClock(ARRIVED)
    third = NewPerson("田中 次郎", frozenset({Role.CLERK}), "seven slow tortoises")
    with office_of_two(tmp_path, clock) as (one, two):
        people.enrol(one.as_(KEIKO), third.name, third.roles, third.password)
        # Whoever is there hears of the newcomer.
        two.as_(DAISUKE)
        two.as_(third)
        people.remove(one.as_(KEIKO), one.id_of(third))
        with pytest.raises(WrongPassword):
            two.as_(third)
        with pytest.raises(WrongPassword):
            two.as_(third)
        two.as_(DAISUKE)
        assert third.name not in [each.name for each in two.desk.ports.keys.users()]
        one.as_(KEIKO)


def test_keys_that_another_station_changed_are_no_damage_at_an_open_desk(tmp_path: Path) -> None:
    clock = FixedClock(ARRIVED)
    with office_of_two(tmp_path, clock) as (one, two):
        open_desk = two.as_(KEIKO)
        made = people.new_sheet(one.as_(KEIKO))
        assert isinstance(open_desk.ports.store, SqlStore)
        open_desk.ports.store.hear_others()
        assert [each.number for each in open_desk.ports.keys.sheets()] == [made.sheet.number]
        people.withdraw_sheet(open_desk, made.sheet.number)
        people.renew(one.as_(KEIKO))
        with pytest.raises(ServerAway, match="office_other_key"):
            open_desk.ports.store.hear_others()
        with pytest.raises(ServerAway, match="office_other_key"):
            people.new_sheet(open_desk)
        people.new_sheet(two.as_(KEIKO))


def heard_at(office: Office, at: datetime) -> None:
    """Let a closed desk have heard of its office at another time."""
    store = office.desk.ports.store
    assert isinstance(store, SqlStore)
    key = store.data_key
    store.close()
    with closing(driver.connect(str(office.folder / "desk.db"), isolation_level=None)) as raw:
        raw.execute(key_words(key))
        raw.execute("UPDATE settings SET value = ? WHERE name = ?", (at.isoformat(), HEARD_AT))
        assert raw.execute("SELECT changes()").fetchone() == (1,)


@pytest.mark.parametrize(
    ("ago", "shown"),
    [(0, True), (6.9, True), (7.1, False), (40, False), (-0.1, False)],
)
def test_a_station_that_heard_nothing_for_long_shows_nothing(
    tmp_path: Path, ago: float, *, shown: bool
) -> None:
    clock, now = FixedClock(ARRIVED), SystemClock().now()
    with office_of_two(tmp_path, clock) as (one, _):
        one.as_(KEIKO)
        heard_at(one, now - timedelta(days=ago))
        with patch.object(MemoryLog, "head", side_effect=ServerAway):
            if shown:
                one.as_(KEIKO)
            else:
                with pytest.raises(ServerAway, match="office_unheard"):
                    one.as_(KEIKO)
        one.as_(KEIKO)
