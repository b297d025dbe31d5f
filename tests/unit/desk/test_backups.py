# SPDX-License-Identifier: MIT
"""The verbs of backups: who may, what the journal says, when one is due."""

from __future__ import annotations

from datetime import date

import pytest

from desk_app.desk.backups import (
    backup_due,
    drill_due,
    hold_drill,
    last_backup,
    make_backup,
    must_restore,
)
from desk_app.desk.context import Desk
from desk_app.desk.errors import NotADesk, NotAllowed, WrongPassword
from desk_app.desk.ports import Author
from desk_app.records.journal import Action
from tests.fakes.backups import SHEET_KEY, FakeBackups
from tests.fakes.keys import LAST_GROUP
from tests.unit.desk.office import PEOPLE, Office


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
    assert not backup_due(desk)


def test_a_backup_is_due_once_something_was_noted(office: Office) -> None:
    desk = office.clerk
    assert backup_due(desk)
    make_backup(desk)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        books.journal.note(Action.MAIL_LOGGED)
        books.commit()
    assert backup_due(desk)


def test_an_auditor_makes_none(office: Office) -> None:
    desk = office.of("auditor")
    with pytest.raises(NotAllowed):
        make_backup(desk)
    assert made(desk) == 0
    assert office.actions()[-1] is Action.VERB_REFUSED


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


@pytest.mark.parametrize("name", ["clerk", "supervisor", "auditor"])
def test_nobody_else_drills_or_restores(office: Office, name: str) -> None:
    desk = office.of(name)
    with pytest.raises(NotAllowed):
        hold_drill(desk, SHEET_KEY)
    with pytest.raises(NotAllowed):
        must_restore(desk.actor, office.rulebook, desk.today)


def test_an_officer_restores(office: Office) -> None:
    officer = next(user for user in PEOPLE if user.id == "officer")
    must_restore(officer, office.rulebook, office.clock.today())


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
