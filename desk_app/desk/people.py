# SPDX-License-Identifier: MIT
"""The people of the desk: enrolled, given other roles, removed; each chooses a password (K1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from desk_app.desk.changes import Changes, Kind
from desk_app.desk.context import Desk
from desk_app.desk.errors import BadInput, NotFound, Refused
from desk_app.desk.gate import admit
from desk_app.desk.ports import Books
from desk_app.records.ids import UserId
from desk_app.records.journal import Action
from desk_app.records.people import Role, User
from desk_app.rules.terms import Duty

LEAST_PEOPLE = 2
"""Nobody approves what he proposed: one person alone is no desk."""

_NEVER_WITHOUT = ((Role.OFFICER, "last_officer"), (Role.SUPERVISOR, "last_supervisor"))


def enrol(desk: Desk, name: str, roles: frozenset[Role], password: str) -> Changes:
    """Give another person a password and roles; an officer's act.

    Raises BadInput without a name or roles, for a name that is there already, and for a password
    that cannot be taken.
    """
    desk.must(Duty.USERS)
    user = _complete(User(UserId(desk.ports.chance.token()), name, roles))
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        books.people.add(user)
        books.journal.note(Action.USER_ADDED, user=user.id, roles=_codes(roles))
        desk.ports.keys.enrol(user, password)
        books.commit()
    return Changes.of((Kind.USER, user.id))


def change_roles(desk: Desk, id_: UserId, roles: frozenset[Role], password: str) -> Changes:
    """Enrol another person anew with other roles, who types a password for them.

    With the same roles it gives a new password to somebody who lost the old one, and the journal
    says no more than that. Raises NotFound; Refused for oneself and where no officer or no
    supervisor would be left; BadInput.
    """
    desk.must(Duty.USERS)
    users = desk.ports.keys.users()
    before = _user(users, id_)
    user = _complete(replace(before, roles=roles))
    _refuse(desk, id_, [user if each.id == id_ else each for each in users])
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        books.people.save(user)
        if roles != before.roles:
            books.journal.note(Action.ROLES_CHANGED, user=id_, roles=_codes(roles))
        books.journal.note(Action.PASSWORD_GIVEN, user=id_)
        desk.ports.keys.change_roles(user, password)
        books.commit()
    return Changes.of((Kind.USER, id_))


def remove(desk: Desk, id_: UserId) -> Changes:
    """Take another person's password away and renew the data key; what was done by him stays.

    Raises NotFound; Refused for oneself, and where no officer, no supervisor or less than two
    people would be left; DiskFull or ReadBeside where the file keeps its old key for now.
    """
    desk.must(Duty.USERS)
    users = desk.ports.keys.users()
    leaving = _user(users, id_)
    _refuse(desk, id_, [each for each in users if each is not leaving])
    desk.ports.store.must_be_alone()
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        books.journal.note(Action.USER_REMOVED, user=id_)
        desk.ports.keys.remove(id_)
        books.commit()
    desk.ports.keys.renew()
    return Changes.of((Kind.USER, id_))


def change_password(desk: Desk, old: str, new: str) -> Changes:
    """Take another password for oneself: whoever shows the old one may, whatever his roles.

    Raises WrongPassword, BadInput, NotFound for who came by the recovery sheet.
    """
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        books.journal.note(Action.PASSWORD_CHANGED)
        desk.ports.keys.change_password(desk.actor.id, old, new)
        books.commit()
    return Changes.of((Kind.USER, desk.actor.id))


def enter(books: Books, users: Iterable[User]) -> None:
    """Write people who have a slot into the books as the slot says, where they stand otherwise.

    Keys and books are two files: a crash between them, or an older desk restored, parts them.
    """
    known = {user.id: user for user in books.people.all()}
    for user in users:
        if user.id not in known:
            books.people.add(user)
            books.journal.note(Action.USER_ADDED, user=user.id, roles=_codes(user.roles))
        elif known[user.id] != user:
            books.people.save(user)
            books.journal.note(Action.ROLES_CHANGED, user=user.id, roles=_codes(user.roles))


def _complete(user: User) -> User:
    if not user.name.strip():
        raise BadInput("user_name_missing", place="name")
    if not user.roles:
        raise BadInput("roles_missing", place="roles")
    return admit(user)


def _user(users: Iterable[User], id_: UserId) -> User:
    for user in users:
        if user.id == id_:
            return user
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


def _codes(roles: frozenset[Role]) -> str:
    return " ".join(sorted(role.value for role in roles))
