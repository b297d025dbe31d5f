# SPDX-License-Identifier: MIT
"""Whom the journal explains before a desk is carried over to a roster: nobody who was put in."""

from __future__ import annotations

from dataclasses import replace

from typing_extensions import override

from desk_app.desk.keys import carrying_over
from desk_app.desk.keys.carrying_over import Explained
from desk_app.desk.keys.roster import role_codes
from desk_app.desk.ports import KeysBefore
from desk_app.records.books.journal import Action
from desk_app.records.desk.people import Role, User
from tests.builders import ARRIVED
from tests.fakes.keys import FakeKeys
from tests.fakes.store import FakeStore
from tests.fakes.world import WorkingClock
from tests.unit.desk.office import FOUNDED_AT, PEOPLE, Office, opened

CHIEF, SUPERVISOR, CLERK = (
    next(each for each in PEOPLE if each.id == name) for name in ("chief", "supervisor", "clerk")
)
FOUNDERS = (CHIEF, SUPERVISOR)
ADDED, CHANGED = Action.USER_ADDED, Action.ROLES_CHANGED
CLERKS = role_codes(CLERK.roles)


class KeysOfBefore(FakeKeys):
    """A key file of before the roster: users, with nobody's signature under it."""

    carried_over = False

    @override
    def standing(self) -> KeysBefore:
        return KeysBefore(self.users(), signers=(), past=(), sheets=())


def of_before(*users: User) -> Office:
    """A desk that two people founded, with these in books and keys by now."""
    store = FakeStore()
    clock = WorkingClock(ARRIVED, store)
    office = replace(opened(), store=store, clock=clock, keys=KeysOfBefore(users))
    with store.writing(CHIEF.id, FOUNDED_AT) as books:
        for user in users:
            books.people.add(user)
        books.journal.note(Action.DESK_FOUNDED, users=len(FOUNDERS))
        books.commit()
    return office


def note(office: Office, by: User, action: Action, user: User, roles: str) -> None:
    """Enter what somebody did with a person's roles, as the journal has it."""
    with office.store.writing(by.id, office.clock.now()) as books:
        books.journal.note(action, user=user.id, roles=roles)
        books.commit()


def said(office: Office) -> dict[str, Explained]:
    """What journal and books say of everybody in the keys."""
    seen = carrying_over.survey(office.of("chief"))
    return {each.user.id: each.said for each in seen.people}


def test_whom_an_officer_enrolled_is_explained_and_whom_a_supervisor_did_is_not() -> None:
    office = of_before(*FOUNDERS, CLERK)
    note(office, SUPERVISOR, ADDED, CLERK, CLERKS)
    assert said(office) == {
        "chief": Explained.FOUNDER,
        "supervisor": Explained.FOUNDER,
        "clerk": Explained.NOBODY_ENROLLED,
    }
    note(office, CHIEF, ADDED, CLERK, CLERKS)
    assert said(office)["clerk"] is Explained.BY_OFFICER
    note(office, SUPERVISOR, ADDED, CLERK, CLERKS)
    assert said(office)["clerk"] is Explained.BY_OFFICER, "what explains nothing takes nothing away"


def test_more_people_than_the_desk_was_founded_with_are_no_founders() -> None:
    """Somebody is among them whom nobody enrolled, and which of them it is nothing tells."""
    office = of_before(*FOUNDERS, CLERK)
    assert set(said(office).values()) == {Explained.NOBODY_ENROLLED}
    assert set(said(of_before(*FOUNDERS)).values()) == {Explained.FOUNDER}


def test_a_founder_to_whom_an_officer_gave_other_roles_is_explained_by_them() -> None:
    other = replace(SUPERVISOR, roles=frozenset({Role.CLERK, Role.SUPERVISOR}))
    office = of_before(CHIEF, other)
    note(office, CHIEF, CHANGED, other, role_codes(other.roles))
    assert said(office) == {"chief": Explained.FOUNDER, "supervisor": Explained.FOUNDER}


def test_the_first_officer_counts_as_one_until_another_took_it_from_him() -> None:
    """What he did as an officer before stays explained, though he is none by now."""
    first = replace(SUPERVISOR, roles=frozenset({Role.SUPERVISOR}))
    second = replace(CHIEF, roles=frozenset({Role.OFFICER, Role.SUPERVISOR}))
    office = of_before(first, second)
    note(office, first, CHANGED, second, role_codes(second.roles))
    note(office, second, CHANGED, first, role_codes(first.roles))
    assert said(office) == {"supervisor": Explained.FOUNDER, "chief": Explained.FOUNDER}


def test_a_supervisor_of_the_founding_does_not_make_himself_an_officer() -> None:
    raised = replace(SUPERVISOR, roles=frozenset({Role.OFFICER}))
    office = of_before(CHIEF, raised)
    note(office, raised, CHANGED, raised, role_codes(raised.roles))
    assert said(office) == {"chief": Explained.FOUNDER, "supervisor": Explained.NOBODY_ENROLLED}
    seen = carrying_over.survey(office.of("chief"))
    assert seen.left == (raised,)


def test_whose_roles_no_officer_changed_is_explained_no_more_whatever_he_is_now() -> None:
    office = of_before(*FOUNDERS, CLERK)
    note(office, CHIEF, ADDED, CLERK, CLERKS)
    note(office, CLERK, CHANGED, CLERK, role_codes(frozenset({Role.OFFICER})))
    assert said(office)["clerk"] is Explained.NOBODY_ENROLLED
    note(office, CHIEF, CHANGED, CLERK, CLERKS)
    assert said(office)["clerk"] is Explained.BY_OFFICER


def test_a_role_the_program_does_not_know_explains_nobody_and_makes_no_founder() -> None:
    office = of_before(*FOUNDERS, CLERK)
    note(office, CHIEF, ADDED, CLERK, "caretaker")
    assert said(office) == {
        "chief": Explained.FOUNDER,
        "supervisor": Explained.FOUNDER,
        "clerk": Explained.NOBODY_ENROLLED,
    }
