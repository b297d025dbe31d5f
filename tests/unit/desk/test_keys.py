# SPDX-License-Identifier: MIT
"""The data key renewed, recovery sheets made and destroyed, backups made, drills held."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date

import pytest

from desk_app.desk.context import Desk, Kind
from desk_app.desk.errors import NotADesk, NotAllowed, NotFound, ReadBeside, WrongPassword
from desk_app.desk.keys import people
from desk_app.desk.keys.backups import (
    drill_due,
    entries_since,
    hold_drill,
    last_backup,
    make_backup,
    must_restore,
)
from desk_app.desk.ports import Author
from desk_app.records.books.journal import Action
from desk_app.records.desk.people import Role, User
from desk_app.records.desk.sheets import Quarter
from tests.fakes.backups import SHEET_KEY, FakeBackups
from tests.fakes.keys import LAST_GROUP
from tests.unit.desk.office import PEOPLE, Office, bad_input, fails, refused

PLACES = ("金庫", "本社の金庫")
WINTER, SPRING = date(2027, 1, 4), date(2027, 4, 1)


def confirmed(office: Office) -> str:
    """The number of a sheet made today and taken into use."""
    number = people.new_sheet(office.of("officer")).sheet.number
    people.confirm_sheet(office.of("officer"), number, LAST_GROUP, PLACES)
    return number


def test_a_renewal_is_noted_after_it_was_done(office: Office) -> None:
    people.renew(office.of("officer"))
    assert (office.keys.renewed, office.actions()[-1]) == (1, Action.KEYS_RENEWED)


def test_while_somebody_reads_the_file_no_sheet_is_taken_into_use(office: Office) -> None:
    made = people.new_sheet(office.of("officer"))
    office.store.read_beside = True
    with pytest.raises(ReadBeside):
        people.confirm_sheet(office.of("officer"), made.sheet.number, LAST_GROUP, PLACES)
    assert (office.keys.sheets()[0].stands, office.keys.renewed) == (False, 0)
    assert office.actions()[-1] is Action.SHEET_MADE


def test_each_quarter_is_due_a_sheet_until_one_is_typed_back(office: Office) -> None:
    assert people.sheet_due(office.clerk) == Quarter(2026, 4)
    made = people.new_sheet(office.of("officer"))
    assert office.actions()[-1] is Action.SHEET_MADE
    assert people.sheet_due(office.clerk) == Quarter(2026, 4)
    changes = people.confirm_sheet(office.of("officer"), made.sheet.number, LAST_GROUP, PLACES)
    assert people.sheet_due(office.clerk) is None
    assert people.sheet_due(office.clerk, WINTER) == Quarter(2027, 1)
    assert changes.ids(Kind.SHEET) == {"2026Q4-1"}
    assert office.keys.sheets()[0].places == PLACES
    assert office.keys.renewed == 1
    assert office.actions()[-2:] == [Action.SHEET_CONFIRMED, Action.KEYS_RENEWED]
    assert made.secret not in repr(made)


def test_a_sheet_that_was_never_on_paper_leaves_its_number_to_the_next(office: Office) -> None:
    officer = office.of("officer")
    number = people.new_sheet(officer).sheet.number
    assert people.withdraw_sheet(officer, number).ids(Kind.SHEET) == {number}
    assert office.actions()[-2:] == [Action.SHEET_MADE, Action.SHEET_DESTROYED]
    assert office.keys.sheets() == ()
    assert confirmed(office) == number
    with fails(office, NotFound):
        people.withdraw_sheet(officer, number)


def test_a_wrong_group_takes_no_sheet_into_use(office: Office) -> None:
    number = people.new_sheet(office.of("officer")).sheet.number
    with bad_input(office, "sheet_group_wrong", "last_group"):
        people.confirm_sheet(office.of("officer"), number, "WXYZ", PLACES)
    for places in ((), (" ",)):
        with bad_input(office, "places_missing", "places"):
            people.confirm_sheet(office.of("officer"), number, LAST_GROUP, places)
    with bad_input(office, "place_is_key", "places"):
        people.confirm_sheet(office.of("officer"), number, LAST_GROUP, ("金庫", LAST_GROUP.lower()))
    with bad_input(office, "text_control_character", "places[0]"):
        people.confirm_sheet(office.of("officer"), number, LAST_GROUP, ("\x00",))
    with fails(office, NotFound, place="sheet"):
        people.confirm_sheet(office.of("officer"), "2026Q4-9", LAST_GROUP, PLACES)
    assert office.keys.renewed == 0


def test_a_third_quarter_ends_the_first(office: Office) -> None:
    confirmed(office)
    for day in (WINTER, SPRING):
        office.clock.move_to(day)
        number = people.new_sheet(office.of("officer")).sheet.number
        changes = people.confirm_sheet(office.of("officer"), number, LAST_GROUP, PLACES)
    assert changes.ids(Kind.SHEET) == {"2026Q4-1", "2027Q2-1"}
    assert office.actions()[-3:] == [
        Action.SHEET_CONFIRMED,
        Action.SHEET_DESTROYED,
        Action.KEYS_RENEWED,
    ]


def test_a_sheet_is_destroyed_only_where_another_is_in_use(office: Office) -> None:
    first = confirmed(office)
    with refused(office, "sheet_in_use"):
        people.destroy_sheet(office.of("officer"), first)
    second = confirmed(office)
    changes = people.destroy_sheet(office.of("officer"), first)
    assert changes.ids(Kind.SHEET) == {first}
    assert [sheet.stands for sheet in office.keys.sheets()] == [False, True]
    assert office.actions()[-1] is Action.SHEET_DESTROYED
    assert second == "2026Q4-2"
    with fails(office, NotFound, place="sheet"):
        people.destroy_sheet(office.of("officer"), first)


def test_passwords_are_bound_to_the_machine_and_freed(office: Office) -> None:
    for wanted in (True, False):
        people.use_pepper(office.of("officer"), wanted=wanted)
        assert office.keys.peppered is wanted
        assert office.actions()[-1] is Action.PEPPER_CHANGED


def made(desk: Desk) -> int:
    backups = desk.ports.backups
    assert isinstance(backups, FakeBackups)
    return len(backups.made)


@pytest.mark.parametrize("name", ["clerk", "supervisor", "officer"])
def test_a_backup_holds_its_own_entry(office: Office, name: str) -> None:
    desk = office.of(name)
    backup = make_backup(desk)
    assert office.actions()[-1] is Action.BACKUP_BEGUN
    assert backup.sequence == len(office.actions())
    assert last_backup(desk) == backup
    assert entries_since(desk, backup) == 0


def test_a_backup_is_due_once_something_was_noted(office: Office) -> None:
    desk = office.clerk
    assert entries_since(desk, None) == len(office.actions())
    backup = make_backup(desk)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        books.journal.note(Action.MAIL_LOGGED)
        books.commit()
    assert entries_since(desk, backup) == 1


def test_an_officer_holds_a_drill(office: Office) -> None:
    desk = office.of("officer")
    make_backup(desk)
    drill = hold_drill(desk, SHEET_KEY)
    assert (drill.equal, drill.by, drill.on) == (True, desk.actor.name, desk.today)
    assert office.actions()[-1] is Action.DRILL_HELD


def test_a_drill_that_fails_is_not_noted(office: Office) -> None:
    desk = office.of("officer")
    with pytest.raises(NotADesk):
        hold_drill(desk, SHEET_KEY)
    make_backup(desk)
    with pytest.raises(WrongPassword):
        hold_drill(desk, "another key")
    assert Action.DRILL_HELD not in office.actions()


@pytest.mark.parametrize("user", PEOPLE, ids=lambda user: user.id)
def test_an_officer_restores_and_nobody_else(office: Office, user: User) -> None:
    allowed = nullcontext() if Role.OFFICER in user.roles else pytest.raises(NotAllowed)
    with allowed:
        must_restore(user, office.rulebook, office.clock.today())


def test_a_drill_is_due_a_month_after_the_first_sheet_and_after_each_drill(office: Office) -> None:
    desk = office.of("officer")
    assert drill_due(desk) is None
    by = Author(desk.actor.id, desk.ports.seal.sign, desk.ports.clock.now())
    sheet = office.keys.new_sheet(date(2026, 11, 10), by).sheet
    office.clock.move_to(date(2026, 12, 20))
    assert drill_due(desk) is None
    office.keys.confirm_sheet(sheet.number, LAST_GROUP, ("金庫",), date(2026, 11, 12), by)
    assert drill_due(desk) == date(2026, 12, 12)
    make_backup(desk)
    hold_drill(desk, SHEET_KEY)
    assert drill_due(office.clerk) is None
    office.clock.move_to(date(2027, 1, 19))
    assert drill_due(desk) is None
    office.clock.move_to(date(2027, 1, 20))
    assert drill_due(office.clerk) == date(2027, 1, 20)
