# SPDX-License-Identifier: MIT
"""Carrying a desk of before over to a signed roster: once, by two people, adopting nothing unseen.

Before the roster anybody who could write to the keys could put himself among them. So everything in
them is held against journal and books first; what these do not explain is named and left behind.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from desk_app.desk.context import Changes, Desk, Kind
from desk_app.desk.errors import BadInput, Refused
from desk_app.desk.keys.roster import APPROVERS, KeysActs, Second, role_codes
from desk_app.desk.keys.sheet_key import from_groups
from desk_app.desk.ports import Books, KeysBefore, TakenAlong
from desk_app.records.base import UserId, Word
from desk_app.records.books.journal import Action, JournalEntry
from desk_app.records.case.disposal import DisposalState
from desk_app.records.desk.people import NO_ROSTER, Role, User
from desk_app.records.desk.sheets import RecoverySheet, is_rescuer, is_sheet
from desk_app.rules.rulebook.terms import Duty

_NOTED = frozenset(
    {
        Action.DESK_FOUNDED,
        Action.USER_ADDED,
        Action.USER_REMOVED,
        Action.ROLES_CHANGED,
        Action.PASSWORD_GIVEN,
        Action.SHEET_CONFIRMED,
    }
)
_ARRIVED = frozenset({Action.SIGNED_IN, Action.SHEET_USED})
_CARRIED_OUT = frozenset({DisposalState.CARRIED_OUT, DisposalState.VERIFIED})
_EVERY_ROLE = tuple(Role)


class Explained(Word):
    """What journal and books say of somebody or something in the keys of before."""

    FOUNDER = "founder"
    BY_OFFICER = "by_officer"
    NOT_IN_BOOKS = "not_in_books"
    OTHER_IN_BOOKS = "other_in_books"
    NOBODY_ENROLLED = "nobody_enrolled"
    NOTHING_NOTED = "nothing_noted"


_EXPLAINED = frozenset({Explained.FOUNDER, Explained.BY_OFFICER})


@dataclass(frozen=True, slots=True)
class PersonSeen:
    """A person in the keys of before, and what journal and books say of him."""

    user: User
    said: Explained

    @property
    def explained(self) -> bool:
        """Return whether he can be taken along once he shows his password."""
        return self.said in _EXPLAINED


@dataclass(frozen=True, slots=True)
class SheetSeen:
    """A recovery sheet of before: its number stands in the journal, or nobody noted it."""

    sheet: RecoverySheet
    said: Explained


@dataclass(frozen=True, slots=True)
class Survey:
    """Everything in the keys of before beside what journal and books say.

    ``signers_left`` are people in whose names the keys hold former signing keys that no entry
    explains. ``disposed`` counts the names of the disposal list that the books explain,
    ``disposed_left`` those they do not; ``disposed_missing`` stand in the books and not on the
    list, and come along all the same.
    """

    people: tuple[PersonSeen, ...]
    sheets: tuple[SheetSeen, ...]
    signers_left: tuple[UserId, ...] = ()
    disposed: int = 0
    disposed_left: int = 0
    disposed_missing: int = 0
    names: frozenset[str] = field(default_factory=frozenset, repr=False)
    signers: tuple[tuple[UserId, bytes], ...] = field(default=(), repr=False)

    @property
    def left(self) -> tuple[User, ...]:
        """Return the people who are not taken along."""
        return tuple(each.user for each in self.people if not each.explained)


def is_due(desk: Desk) -> bool:
    """Say whether the desk still has keys of before; everybody's screen of the day says so."""
    return desk.ports.keys.place == NO_ROSTER


def survey(desk: Desk) -> Survey:
    """Return everything in the keys beside what journal and books say of it.

    Raises NotAllowed, Refused where the desk was carried over already.
    """
    desk.must(Duty.KEYS)
    standing = desk.ports.keys.standing()
    with desk.ports.store.reading() as books:
        return _survey(desk, books, standing)


def carry_over(
    desk: Desk, second: Second, present: Iterable[Second] = (), *, sheet_key: str = ""
) -> Changes:
    """Begin the roster: the officer signs, or the sheet, and a second person or the sheet with him.

    ``present`` are others who have shown their passwords in place; who is explained and was not
    there waits, and confirms himself later beside somebody who may approve. ``sheet_key`` proves
    the sheet where it signs. A new recovery sheet is made and typed back after this, and with it a
    new data key. Raises NotAllowed, BadInput where the same person signs twice, Refused for a
    person that nothing explains or a second one who may not sign.
    """
    desk.must(Duty.KEYS)
    if second.user.id == desk.actor.id:
        raise BadInput("same_person_twice", place="second")
    if not second.user.roles & APPROVERS:
        raise Refused(("second_may_not_sign",), place="second")
    shown = frozenset(
        user.id
        for user in (desk.actor, second.user, *(each.user for each in present))
        if not is_rescuer(user)
    )
    secret = from_groups(sheet_key) if sheet_key else ""
    with KeysActs(desk).one(second) as act:
        seen = _survey(desk, act.books, desk.ports.keys.standing())
        _must_be_explained(seen, shown)
        waiting = frozenset(each.user.id for each in seen.people if each.explained) - shown
        count, head = desk.ports.store.begin_disposal_list(seen.names)
        taken = TakenAlong(shown, waiting, seen.signers, count, head, secret)
        desk.ports.keys.carry_over(taken, act.by)
        act.note(
            Action.CARRIED_OVER,
            people=len(shown),
            waiting=len(waiting),
            left=len(seen.left),
            disposed=len(seen.names),
        )
    desk.ports.seal.begin_with(desk.ports.keys.root)
    return Changes.of((Kind.USER, desk.actor.id))


def _must_be_explained(seen: Survey, shown: Collection[UserId]) -> None:
    for each in seen.people:
        if each.user.id in shown and not each.explained:
            raise Refused(("not_explained",), {"name": each.user.name}, place="people")


def _survey(desk: Desk, books: Books, before: KeysBefore) -> Survey:
    course = _Course(books, books.journal.of_actions(_NOTED | _ARRIVED))
    people = tuple(PersonSeen(user, _said_of(books, course, user)) for user in before.users)
    explained = {each.user.id for each in people if each.explained}
    signers = [(user, key) for user, key in before.signers if user in explained]
    left = []
    for user in dict.fromkeys(user for user, _ in before.past):
        keys = [key for owner, key in before.past if owner == user]
        if len(keys) <= course.keys_ended(user):
            signers += [(user, key) for key in keys]
        else:
            left.append(user)
    listed = desk.ports.store.disposed_before()
    known = frozenset(
        item.token
        for record in books.disposals.all()
        if record.state in _CARRIED_OUT and record.approval is not None
        for item in record.items
    )
    return Survey(
        people=people,
        sheets=tuple(SheetSeen(each, course.said_of_sheet(each)) for each in before.sheets),
        signers_left=tuple(left),
        disposed=len(listed & known),
        disposed_left=len(listed - known),
        disposed_missing=len(known - listed),
        names=known,
        signers=tuple(signers),
    )


def _said_of(books: Books, course: _Course, user: User) -> Explained:
    """Return what explains a person: who enrolled him with these roles, as what the books know."""
    known = {each.id: each for each in books.people.all()}
    if user.id not in known:
        return Explained.NOT_IN_BOOKS
    if known[user.id] != user:
        return Explained.OTHER_IN_BOOKS
    roles = course.roles()
    if roles.get(user.id) == user.roles:
        return Explained.FOUNDER if user.id in course.founders else Explained.BY_OFFICER
    return Explained.NOBODY_ENROLLED


class _Course:
    """What the journal tells of people and sheets, in its order.

    An entry counts where an officer of that moment, or a sheet, made it by an act of its own. What
    was entered while somebody signed in was only found in the keys then: it explains nothing.
    """

    def __init__(self, books: Books, entries: tuple[JournalEntry, ...]) -> None:
        self._journal = books.journal
        self._users = tuple(each for each in books.people.all())
        self._arrivals = {(e.at, e.actor) for e in entries if e.action in _ARRIVED}
        self._entries = tuple(each for each in entries if each.action in _NOTED)
        self.founders = self._found_founders()
        self._roles = self._follow()

    def roles(self) -> Mapping[UserId, frozenset[Role]]:
        """Return the roles of everybody whose enrolment is explained, as they are last."""
        return self._roles

    def keys_ended(self, user: UserId) -> int:
        """Return how many signing keys of a user came to an end by acts that are explained."""
        ended = {Action.USER_REMOVED, Action.PASSWORD_GIVEN}
        return sum(
            each.action in ended and self._is_act(each) and self._says(each, user=user)
            for each in self._entries
        )

    def said_of_sheet(self, sheet: RecoverySheet) -> Explained:
        """Return whether an officer took a sheet of this number into use."""
        noted = any(
            each.action is Action.SHEET_CONFIRMED
            and self._is_act(each)
            and self._says(each, sheet=sheet.number)
            for each in self._entries
        )
        return Explained.BY_OFFICER if noted else Explained.NOTHING_NOTED

    def _found_founders(self) -> frozenset[UserId]:
        """Return who was there from the beginning: nobody was ever noted as adding him."""
        added = {
            user.id
            for user in self._users
            if any(
                each.action is Action.USER_ADDED and self._said_roles(each, user.id) is not None
                for each in self._entries
            )
        }
        first = [user.id for user in self._users if user.id not in added]
        founded = next((e for e in self._entries if e.action is Action.DESK_FOUNDED), None)
        if founded is None or not self._says(founded, users=len(first)):
            return frozenset()
        return frozenset(first)

    def _follow(self) -> dict[UserId, frozenset[Role]]:
        roles = {user.id: user.roles for user in self._users if user.id in self.founders}
        changed = {
            user.id
            for user in self._users
            if any(
                each.action is Action.ROLES_CHANGED and self._said_roles(each, user.id) is not None
                for each in self._entries
            )
        }
        for user in changed & self.founders:
            # With which roles he began is nowhere: the two of a first start are known.
            first = next(each.id for each in self._users if each.id in self.founders)
            began = {Role.OFFICER, Role.SUPERVISOR} if user == first else {Role.SUPERVISOR}
            roles[user] = frozenset(began)
        for each in self._entries:
            if each.action not in {Action.USER_ADDED, Action.ROLES_CHANGED}:
                continue
            for person in self._users:
                said = self._said_roles(each, person.id)
                if said is None:
                    continue
                if self._is_act(each) and self._is_officer(roles, UserId(each.actor)):
                    roles[person.id] = said
                elif each.action is Action.ROLES_CHANGED:
                    roles.pop(person.id, None)
        return roles

    def _is_act(self, entry: JournalEntry) -> bool:
        return (entry.at, entry.actor) not in self._arrivals

    @staticmethod
    def _is_officer(roles: Mapping[UserId, frozenset[Role]], actor: UserId) -> bool:
        return is_sheet(actor) or Role.OFFICER in roles.get(actor, frozenset())

    def _said_roles(self, entry: JournalEntry, user: UserId) -> frozenset[Role] | None:
        """Return the roles that an entry gives a user; None where it is about somebody else."""
        if not self._says(entry, user=user):
            return None
        for number in range(1, 2 ** len(_EVERY_ROLE)):
            tried = frozenset(role for at, role in enumerate(_EVERY_ROLE) if number >> at & 1)
            if self._says(entry, roles=role_codes(tried)):
                return tried
        return frozenset()

    def _says(self, entry: JournalEntry, **facts: str | int) -> bool:
        return self._journal.says(entry, **facts)
