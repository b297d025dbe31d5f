# SPDX-License-Identifier: MIT
"""The data key and the recovery sheets of the desk: an officer's acts (security.md §4)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from desk_app.desk.changes import Changes, Kind
from desk_app.desk.context import Desk
from desk_app.desk.errors import BadInput, NotFound, Refused
from desk_app.desk.gate import admit
from desk_app.desk.roster import KeysActs
from desk_app.desk.sheet_key import read_group
from desk_app.records.journal import Action
from desk_app.records.safekeeping import Quarter, RecoverySheet, SheetKey, sheet_in_use
from desk_app.rules.terms import Duty


def renew(desk: Desk) -> Changes:
    """Change the data key: a stray copy of the old file alone then needs a key that is gone.

    Raises DiskFull or ReadBeside where the file keeps its old key.
    """
    desk.must(Duty.KEYS)
    KeysActs(desk).change_data_key()
    return Changes.of()


def sheet_due(desk: Desk, today: date | None = None) -> Quarter | None:
    """Return the quarter that has no recovery sheet in use yet; None where nothing is due.

    Everybody's screen of the day says so; it asks for no duty.
    """
    quarter = Quarter.of(today or desk.today)
    in_use = sheet_in_use(desk.ports.keys.sheets())
    return None if in_use is not None and in_use.quarter >= quarter else quarter


def new_sheet(desk: Desk) -> SheetKey:
    """Make the recovery key of today's quarter, for the printer alone: it is kept nowhere.

    It counts once the last group of its print is typed back. One made before that still waits
    ends with this one.
    """
    desk.must(Duty.KEYS)
    with KeysActs(desk).one() as act:
        made = desk.ports.keys.new_sheet(desk.today, act.by)
        act.note(Action.SHEET_MADE, sheet=made.sheet.number)
    return made


def withdraw_sheet(desk: Desk, number: str) -> Changes:
    """Forget a sheet whose first print was refused: no paper bears it, the next has its number.

    Raises NotFound where no such sheet waits.
    """
    desk.must(Duty.KEYS)
    with KeysActs(desk).one() as act:
        desk.ports.keys.withdraw_sheet(number, act.by)
        act.note(Action.SHEET_DESTROYED, sheet=number)
    return Changes.of((Kind.SHEET, number))


def confirm_sheet(desk: Desk, number: str, last_group: str, places: Collection[str]) -> Changes:
    """Take a printed sheet into use, and with it a new data key, which earlier sheets never had.

    ``places`` say where its prints lie. Raises BadInput where the group typed back is another, no
    place is named or one is that group, NotFound where no such sheet waits, DiskFull where the old
    data key stays.
    """
    desk.must(Duty.KEYS)
    waiting = _sheet(desk, number)
    if not any(place.strip() for place in places):
        raise BadInput("places_missing", place="places")
    if any(read_group(place) == read_group(last_group) for place in places):
        raise BadInput("place_is_key", place="places")
    admit(replace(waiting, places=tuple(places)))
    before = _standing(desk)
    keys = desk.ports.keys
    desk.ports.store.must_be_alone()
    with KeysActs(desk).one() as act:
        keys.confirm_sheet(number, last_group, places, desk.today, act.by)
        act.note(Action.SHEET_CONFIRMED, sheet=number)
        ended = sorted(before - _standing(desk))
        for each in ended:
            act.books.journal.note(Action.SHEET_DESTROYED, sheet=each)
    KeysActs(desk).change_data_key()
    return Changes.of(*((Kind.SHEET, each) for each in (number, *ended)))


def destroy_sheet(desk: Desk, number: str) -> Changes:
    """Let a sheet open nothing more; the backups of its quarter are unreadable once it is shredded.

    Raises NotFound, Refused for the sheet in use: another is made first.
    """
    desk.must(Duty.KEYS)
    sheet = _sheet(desk, number)
    if sheet == sheet_in_use(desk.ports.keys.sheets()):
        raise Refused(("sheet_in_use",), place="sheet")
    with KeysActs(desk).one() as act:
        desk.ports.keys.destroy_sheet(number, desk.today, act.by)
        act.note(Action.SHEET_DESTROYED, sheet=number)
    return Changes.of((Kind.SHEET, number))


def use_pepper(desk: Desk, *, wanted: bool) -> Changes:
    """Bind everybody's password to this machine, or no longer; the sheet opens the desk anywhere.

    Raises NotADesk where this machine can keep nothing, DiskFull.
    """
    desk.must(Duty.KEYS)
    with KeysActs(desk).one() as act:
        desk.ports.keys.use_pepper(act.by, wanted=wanted)
        act.note(Action.PEPPER_CHANGED, wanted=int(wanted))
    return Changes.of()


def _sheet(desk: Desk, number: str) -> RecoverySheet:
    for sheet in desk.ports.keys.sheets():
        if sheet.number == number and sheet.destroyed_on is None:
            return sheet
    raise NotFound(place="sheet")


def _standing(desk: Desk) -> frozenset[str]:
    return frozenset(
        sheet.number for sheet in desk.ports.keys.sheets() if sheet.destroyed_on is None
    )
