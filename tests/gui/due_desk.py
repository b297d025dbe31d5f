# SPDX-License-Identifier: MIT
"""A real desk two years on: answered applications that are due for disposal, a sheet, a folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from desk_app.desk import timekeeping
from desk_app.desk.context import Desk
from desk_app.desk.keys import backups
from desk_app.gui.session.entrance import NewPerson
from desk_app.records.desk.people import Role
from desk_app.store.vault import keyring
from tests.fakes.world import FixedClock
from tests.gui.case_desk import CLERK, PASSWORD, CaseDesk, found
from tests.workbench.desks import answered, dressed_as, taken_sheet

OFFICER = NewPerson("石川 恵子", frozenset({Role.OFFICER}), PASSWORD)
AUDITOR = NewPerson("林 静", frozenset({Role.AUDITOR}), PASSWORD)
NAMES = ("龗川 目印一", "龗川 目印二", "龗川 目印三")
DUE = date(2028, 11, 27)


def due_desk(folder: Path, *people: NewPerson, believed: bool = True, due: bool = True) -> CaseDesk:
    """Found a desk with three applications that are ``due``; the first of the people signs in.

    Where the day is not to be ``believed`` nobody confirmed that two years went by.
    """
    staff = people or (CLERK, OFFICER)
    case = found(folder, *staff)
    case.do(_answered, staff[0])
    if not due:
        return case
    FixedClock.move_to(case.clock, DUE)
    (folder / "copies").mkdir(parents=True)
    case.do(lambda desk: made_safe(desk, folder / "copies"), OFFICER)
    if believed:
        case.do(lambda desk: _believed(desk, case, staff), staff[0])
    return case


def _answered(desk: Desk) -> None:
    for number, name in enumerate(NAMES, 1):
        answered(desk, number, dressed_as(name, f"R8-{number:04}"))


def made_safe(desk: Desk, copies: Path) -> None:
    taken_sheet(desk)
    backups.choose_folder(desk, copies)
    backups.make_backup(desk)


def _believed(desk: Desk, case: CaseDesk, staff: tuple[NewPerson, ...]) -> None:
    other = next(each for each in staff[1:] if Role.AUDITOR not in each.roles)
    user = next(each for each in desk.ports.keys.users() if each.name == other.name)
    second = keyring.unlock(case.keys, user.id, other.password, case.around.machine)
    timekeeping.confirm_clock(desk, desk.acting(second.user, second.seal))
