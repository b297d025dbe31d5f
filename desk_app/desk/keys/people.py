# SPDX-License-Identifier: MIT
"""People, keys and recovery sheets of the desk: an officer's acts (K1)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from desk_app.desk.context import Changes, Desk, Kind
from desk_app.desk.errors import BadInput, NotFound, Refused
from desk_app.desk.keys.roster import APPROVERS, KeysActs, Second, must_have_second, role_codes
from desk_app.desk.keys.sheet_key import read_group
from desk_app.desk.text_limits import admit
from desk_app.records.base import UserId
from desk_app.records.books.journal import Action
from desk_app.records.desk.people import Role, User
from desk_app.records.desk.sheets import Quarter, RecoverySheet, SheetKey, sheet_in_use
from desk_app.rules.rulebook.terms import Duty

LEAST_PEOPLE = 2
"""Nobody approves what he proposed: one person alone is no desk."""

_NEVER_WITHOUT = ((Role.OFFICER, "last_officer"), (Role.SUPERVISOR, "last_supervisor"))


def enrol(
    desk: Desk,
    name: str,
    roles: frozenset[Role],
    password: str,
    second: Second | None = None,
) -> Changes:
    """Give another person a password and roles; an officer's act.

    Whoever may approve is enrolled by two: ``second`` is another supervisor or officer, who signs
    too. Raises BadInput without a name or roles, for a name that is there
    already, and for a password that cannot be taken; Refused without the second signature.
    """
    desk.must(Duty.USERS)
    user = _complete(User(UserId(desk.ports.chance.token()), name, roles))
    must_have_second(desk, roles, second)
    with KeysActs(desk).one(second) as act:
        act.books.people.add(user)
        desk.ports.keys.enrol(user, password, act.by)
        act.note(Action.USER_ADDED, user=user.id, roles=role_codes(roles))
    return Changes.of((Kind.USER, user.id))


def change_roles(
    desk: Desk,
    id_: UserId,
    roles: frozenset[Role],
    password: str,
    second: Second | None = None,
) -> Changes:
    """Enrol another person anew with other roles, who types a password for them.

    With the same roles it gives a new password to somebody who lost the old one, and the journal
    says no more than that. Whoever may approve then, or could until now, is enrolled by two: else
    the officer would become any colleague by typing a password for him. ``second`` may be the
    person, who may approve by the password until now. Raises NotFound; Refused for
    oneself, where no officer or no supervisor would be left, and without the second signature;
    BadInput.
    """
    desk.must(Duty.USERS)
    with KeysActs(desk).one(second) as act:
        before, others = _one_of(desk, id_)
        user = _complete(replace(before, roles=roles))
        _refuse(desk, id_, [*others, user])
        must_have_second(desk, roles | before.roles, second)
        act.books.people.save(user)
        desk.ports.keys.change_roles(user, password, act.by)
        if roles != before.roles:
            act.books.journal.note(Action.ROLES_CHANGED, user=id_, roles=role_codes(roles))
        act.note(Action.PASSWORD_GIVEN, user=id_)
    return Changes.of((Kind.USER, id_))


def remove(desk: Desk, id_: UserId) -> Changes:
    """Take another person's password away and renew the data key; what was done by him stays.

    Raises NotFound; Refused for oneself, and where no officer, no supervisor or less than two
    people would be left; DiskFull or ReadBeside where the file keeps its old key for now.
    """
    desk.must(Duty.USERS)
    desk.ports.store.must_be_alone()
    with KeysActs(desk).one() as act:
        _, others = _one_of(desk, id_)
        _refuse(desk, id_, others)
        desk.ports.keys.remove(id_, act.by)
        act.note(Action.USER_REMOVED, user=id_)
    KeysActs(desk).change_data_key()
    return Changes.of((Kind.USER, id_))


def confirm(desk: Desk, id_: UserId, password: str) -> Changes:
    """Take in somebody of before the roster, who shows his password beside the actor (§4a).

    The person signs, and the actor second: any supervisor or officer, whatever the rulebook says.
    Raises NotAllowed, NotFound where nobody of this id waits, WrongPassword.
    """
    if not desk.actor.roles & APPROVERS:
        desk.must(Duty.USERS, APPROVERS)
    with KeysActs(desk).one() as act:
        desk.ports.keys.confirm(id_, password, act.by)
        act.note(Action.CONFIRMED_SELF, user=id_)
    return Changes.of((Kind.USER, id_))


def change_password(desk: Desk, old: str, new: str) -> Changes:
    """Take another password for oneself: whoever shows the old one may, whatever his roles.

    Raises WrongPassword, BadInput, NotFound for who came by the recovery sheet.
    """
    with KeysActs(desk).one() as act:
        desk.ports.keys.change_password(old, new, act.by)
        act.note(Action.PASSWORD_CHANGED)
    return Changes.of((Kind.USER, desk.actor.id))


def _complete(user: User) -> User:
    if not user.name.strip():
        raise BadInput("user_name_missing", place="name")
    if not user.roles:
        raise BadInput("roles_missing", place="roles")
    return admit(user)


def _one_of(desk: Desk, id_: UserId) -> tuple[User, list[User]]:
    """Return somebody who has keys, or waits to be confirmed, and all others who have some."""
    keys = desk.ports.keys
    users = keys.users()
    for user in (*users, *keys.waiting()):
        if user.id == id_:
            return user, [each for each in users if each is not user]
    raise NotFound(place="user")


def _refuse(desk: Desk, id_: UserId, left: list[User]) -> None:
    """Refuse what nobody may do to himself, and what would leave the desk without its people."""
    reasons = [
        code for role, code in _NEVER_WITHOUT if not any(role in each.roles for each in left)
    ]
    if id_ == desk.actor.id:
        reasons.insert(0, "oneself")
    if len(left) < LEAST_PEOPLE:
        reasons.append("two_people")
    if reasons:
        raise Refused(tuple(reasons), place="user")


# The data key and the recovery sheets of the desk: an officer's acts.


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
    if not any(place.strip() for place in places):
        raise BadInput("places_missing", place="places")
    if any(read_group(place) == read_group(last_group) for place in places):
        raise BadInput("place_is_key", place="places")
    keys = desk.ports.keys
    desk.ports.store.must_be_alone()
    with KeysActs(desk).one() as act:
        admit(replace(_sheet(desk, number), places=tuple(places)))
        before = _standing(desk)
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
    with KeysActs(desk).one() as act:
        if _sheet(desk, number) == sheet_in_use(desk.ports.keys.sheets()):
            raise Refused(("sheet_in_use",), place="sheet")
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
