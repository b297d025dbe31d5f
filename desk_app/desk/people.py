# SPDX-License-Identifier: MIT
"""The people of the desk: enrolled, given other roles, removed; each chooses a password (K1)."""

from __future__ import annotations

from dataclasses import replace

from desk_app.desk.changes import Changes, Kind
from desk_app.desk.context import Desk
from desk_app.desk.errors import BadInput, NotFound, Refused
from desk_app.desk.gate import admit
from desk_app.desk.roster import APPROVERS, KeysActs, Second, must_have_second, role_codes
from desk_app.records.ids import UserId
from desk_app.records.journal import Action
from desk_app.records.people import Role, User
from desk_app.rules.terms import Duty

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
    too (security.md §4a). Raises BadInput without a name or roles, for a name that is there
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
    before, others = _one_of(desk, id_)
    user = _complete(replace(before, roles=roles))
    _refuse(desk, id_, [*others, user])
    must_have_second(desk, roles | before.roles, second)
    with KeysActs(desk).one(second) as act:
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
    _, others = _one_of(desk, id_)
    _refuse(desk, id_, others)
    desk.ports.store.must_be_alone()
    with KeysActs(desk).one() as act:
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
