# SPDX-License-Identifier: MIT
"""The people of the desk: enrolled, given other roles, removed, with a password of their own."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from desk_app.desk.context import Desk
from desk_app.desk.errors import NotFound, ReadBeside, ReadOnly, WrongPassword
from desk_app.desk.keys import people, roster
from desk_app.desk.keys.roster import Second, role_codes
from desk_app.desk.opened import arriving
from desk_app.desk.ports import Author
from desk_app.records.base import UserId
from desk_app.records.books.journal import Action
from desk_app.records.desk.people import Role, User
from desk_app.records.desk.sheets import Quarter, RecoverySheet, Tried, rescuer
from tests.builders import ARRIVED
from tests.fakes.keys import PASSWORD, FakeKeys
from tests.unit.desk.office import PEOPLE, Office, bad_input, fails, opened, refused, unchanged

CLERKS = frozenset({Role.CLERK})
NEW = "six kites over the bay"
NOBODY = UserId("nobody")


def with_people(*who: str) -> Office:
    """Return an office whose key file lists these people alone."""
    office = opened()
    office.keys = FakeKeys(user for user in PEOPLE if user.id in who)
    return office


def test_an_officer_enrols_a_person(office: Office) -> None:
    changes = people.enrol(office.of("officer"), "高橋 学", CLERKS, NEW)
    ((_, id_),) = changes.touched
    user = User(UserId(str(id_)), "高橋 学", CLERKS)
    assert office.keys.users()[-1] == office.state.users[user.id] == user
    assert office.keys.password(user.id) == NEW
    assert office.actions()[-1] is Action.USER_ADDED


@pytest.mark.parametrize(
    ("name", "roles", "code", "place"),
    [
        (" \u3000", CLERKS, "user_name_missing", "name"),
        ("高橋 学", frozenset(), "roles_missing", "roles"),
        ("佐藤 花", CLERKS, "user_there_already", "name"),
        ("高橋\u202e学", CLERKS, "text_direction_override", "name"),
    ],
)
def test_who_cannot_be_enrolled_leaves_nothing(
    office: Office, name: str, roles: frozenset[Role], code: str, place: str
) -> None:
    with bad_input(office, code, place):
        people.enrol(office.of("officer"), name, roles, NEW)
    assert office.keys.users() == PEOPLE


def test_other_roles_come_with_another_password(office: Office) -> None:
    people.change_roles(office.of("officer"), UserId("clerk"), frozenset({Role.AUDITOR}), NEW)
    after = replace(PEOPLE[0], roles=frozenset({Role.AUDITOR}))
    assert office.keys.users()[0] == office.state.users[after.id] == after
    assert office.keys.password(after.id) == NEW
    assert office.actions()[-2:] == [Action.ROLES_CHANGED, Action.PASSWORD_GIVEN]


def test_a_new_password_alone_is_noted_as_that_and_for_whom(office: Office) -> None:
    people.change_roles(office.of("officer"), UserId("clerk"), PEOPLE[0].roles, NEW)
    assert office.keys.password(PEOPLE[0].id) == NEW
    assert office.actions().count(Action.ROLES_CHANGED) == 0
    entry = list(office.state.journal.values())[-1]
    assert entry.action is Action.PASSWORD_GIVEN
    said = ["roster", "roster_head", "roster_root", "user"]
    assert list(json.loads(entry.digests)) == said


def test_a_removed_person_keeps_what_he_did_and_the_data_key_is_renewed(office: Office) -> None:
    people.remove(office.of("officer"), UserId("clerk"))
    assert "clerk" not in {user.id for user in office.keys.users()}
    assert office.state.users[UserId("clerk")] == PEOPLE[0]
    assert office.keys.renewed == 1
    assert office.actions()[-2:] == [Action.USER_REMOVED, Action.KEYS_RENEWED]


def test_while_somebody_reads_the_file_nobody_is_removed(office: Office) -> None:
    office.store.read_beside = True
    with pytest.raises(ReadBeside):
        people.remove(office.of("officer"), UserId("clerk"))
    assert "clerk" in {user.id for user in office.keys.users()}
    assert Action.USER_REMOVED not in office.actions()


Act = Callable[[Desk, UserId], object]
REMOVE: Act = people.remove


def demote(desk: Desk, id_: UserId) -> object:
    return people.change_roles(desk, id_, CLERKS, NEW)


@pytest.mark.parametrize(
    ("who", "act", "id_", "codes"),
    [
        (("officer", "chief", "clerk"), REMOVE, "officer", ("oneself",)),
        (("officer", "chief", "clerk"), demote, "officer", ("oneself",)),
        (("officer", "supervisor"), REMOVE, "officer", ("oneself", "last_officer", "two_people")),
        (("officer", "supervisor", "clerk"), REMOVE, "supervisor", ("last_supervisor",)),
        (("officer", "supervisor", "clerk"), demote, "supervisor", ("last_supervisor",)),
        (("officer", "chief", "clerk"), demote, "chief", ("last_supervisor",)),
        (("officer", "clerk"), REMOVE, "clerk", ("last_supervisor", "two_people")),
    ],
)
def test_a_desk_keeps_its_people(
    who: tuple[str, ...], act: Act, id_: str, codes: tuple[str, ...]
) -> None:
    office = with_people(*who)
    before = office.keys.users()
    with refused(office, *codes):
        act(office.of("officer"), UserId(id_))
    assert office.keys.users() == before
    assert office.keys.renewed == 0


def test_a_sheet_leaves_an_officer_too() -> None:
    office = with_people("chief", "supervisor")
    sheet = RecoverySheet(Quarter.of(ARRIVED), 1, "age1x", ARRIVED)
    desk = replace(office.of("officer"), actor=rescuer(sheet))
    with refused(office, "last_officer", "two_people"):
        people.remove(desk, UserId("chief"))
    with refused(office, "last_officer"):
        demote(desk, UserId("chief"))
    people.enrol(desk, "高橋 学", frozenset({Role.OFFICER}), NEW)
    people.remove(desk, UserId("chief"))
    assert len(office.keys.users()) == 2


@pytest.mark.parametrize("act", [REMOVE, demote])
def test_nobody_of_this_id_is_told(office: Office, act: Act) -> None:
    with fails(office, NotFound, place="user"):
        act(office.of("officer"), NOBODY)


APPROVING = [frozenset({role}) for role in (Role.SUPERVISOR, Role.OFFICER)]


def second(office: Office, who: str) -> Second:
    """Somebody of the office who shows a password in place."""
    desk = office.of(who)
    return Second(desk.actor, desk.ports.seal)


@pytest.mark.parametrize("roles", APPROVING, ids=role_codes)
@pytest.mark.parametrize("who", [None, "officer", "clerk", "auditor"])
def test_whoever_may_approve_is_not_enrolled_without_another_who_may(
    office: Office, roles: frozenset[Role], who: str | None
) -> None:
    signing = None if who is None else second(office, who)
    with refused(office, "second_signature_missing"):
        people.enrol(office.of("officer"), "高橋 学", roles, NEW, signing)
    with refused(office, "second_signature_missing"):
        people.change_roles(office.of("officer"), UserId("second"), roles, NEW, signing)
    assert office.keys.users() == PEOPLE


@pytest.mark.parametrize("roles", APPROVING, ids=role_codes)
@pytest.mark.parametrize("who", ["supervisor", "chief"])
def test_another_supervisor_or_officer_signs_with_the_officer(
    office: Office, roles: frozenset[Role], who: str
) -> None:
    people.enrol(office.of("officer"), "髙﨑 邉󠄂子", roles, NEW, second(office, who))
    people.change_roles(office.of("officer"), UserId("second"), roles, NEW, second(office, who))
    for line in office.keys.lines():
        assert (line.by, line.second) == ("officer", who)


def test_the_old_password_of_an_approver_is_a_second_signature_too(office: Office) -> None:
    roles = frozenset({Role.SUPERVISOR})
    own = second(office, "supervisor")
    people.change_roles(office.of("officer"), UserId("supervisor"), roles, NEW, own)
    assert office.keys.password(UserId("supervisor")) == NEW
    # It is one of the person alone: nobody else's old key stands for it.
    with refused(office, "second_signature_missing"):
        people.change_roles(
            office.of("officer"), UserId("supervisor"), roles, NEW, second(office, "auditor")
        )


def test_the_password_of_a_clerk_makes_no_approver_of_him(office: Office) -> None:
    """The officer can have given it to himself."""
    ghost = second(office, "clerk")
    with refused(office, "second_signature_missing"):
        people.change_roles(
            office.of("officer"), UserId("clerk"), frozenset({Role.SUPERVISOR}), NEW, ghost
        )


def test_who_may_approve_is_not_lowered_by_the_officer_alone(office: Office) -> None:
    """Else he is raised again by the key that was given to him."""
    with refused(office, "second_signature_missing"):
        people.change_roles(office.of("officer"), UserId("supervisor"), CLERKS, NEW)
    chief = second(office, "chief")
    people.change_roles(office.of("officer"), UserId("supervisor"), CLERKS, NEW, chief)


def test_who_is_given_keys_is_told_by_whom_at_the_next_sign_in_and_once(office: Office) -> None:
    supervisor = PEOPLE[2]
    assert supervisor.id == "supervisor"
    ports = office.of("officer").ports

    def told() -> list[dict[str, object]]:
        desk = arriving.arrive(ports, supervisor, office.rulebook)
        return [dict(each.facts) for each in desk.at_arrival if each.code == "keys_given"]

    assert told() == []
    on = office.clock.today()
    people.change_roles(
        office.of("officer"), supervisor.id, supervisor.roles, NEW, second(office, "chief")
    )
    people.change_roles(office.of("officer"), UserId("clerk"), CLERKS, NEW)
    # A clock that was set back hides nothing.
    office.clock.move_to(ARRIVED - timedelta(days=40))
    assert told() == [{"on": on, "by": "石川 秀樹", "second": "小川 健"}]
    assert told() == []


@pytest.mark.parametrize("who", ["supervisor", "chief", "officer"])
def test_somebody_of_before_shows_the_password_beside_who_may_approve(who: str) -> None:
    office = opened()
    clerk = PEOPLE[0]
    office.keys = FakeKeys(PEOPLE[1:], waiting=(clerk,))
    with fails(office, WrongPassword):
        people.confirm(office.of(who), clerk.id, "not the old one")
    with fails(office, NotFound, place="user"):
        people.confirm(office.of(who), UserId("second"), PASSWORD)
    assert office.keys.waiting() == (clerk,)
    people.confirm(office.of(who), clerk.id, PASSWORD)
    assert office.keys.waiting() == ()
    assert clerk in office.keys.users()
    assert office.actions()[-1] is Action.CONFIRMED_SELF
    line = office.keys.lines()[-1]
    assert (line.by, line.second, line.about) == (clerk.id, who, clerk.id)


def test_who_waits_can_be_enrolled_anew_or_removed(office: Office) -> None:
    office.keys = FakeKeys(PEOPLE[2:], waiting=PEOPLE[:2])
    people.change_roles(office.of("officer"), UserId("clerk"), CLERKS, NEW)
    assert office.keys.password(UserId("clerk")) == NEW
    people.remove(office.of("officer"), UserId("second"))
    assert office.keys.waiting() == ()


@pytest.mark.parametrize("who", [user.id for user in PEOPLE])
def test_everybody_changes_his_own_password_by_the_old_one(office: Office, who: str) -> None:
    with fails(office, WrongPassword):
        people.change_password(office.of(who), "not the old one", NEW)
    people.change_password(office.of(who), PASSWORD, NEW)
    assert office.keys.password(UserId(who)) == NEW
    assert office.actions()[-1] is Action.PASSWORD_CHANGED


def test_who_is_missing_in_the_books_is_entered_at_the_next_arrival(office: Office) -> None:
    desk = office.of("officer")
    stranger = User(UserId("new"), "高橋 学", CLERKS)
    by = Author(desk.actor.id, desk.ports.seal.sign, desk.ports.clock.now())
    office.keys.enrol(stranger, NEW, by)
    office.keys.change_roles(replace(PEOPLE[0], roles=frozenset({Role.AUDITOR})), NEW, by)
    with office.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        roster.enter(books, office.keys.users())
        books.commit()
    assert office.state.users[stranger.id] == stranger
    assert office.state.users[UserId("clerk")].roles == {Role.AUDITOR}
    assert office.actions()[-2:] == [Action.ROLES_CHANGED, Action.USER_ADDED]


def test_an_arrival_by_the_sheet_is_noted_as_such(office: Office) -> None:
    sheet = RecoverySheet(Quarter.of(ARRIVED), 1, "age1x", ARRIVED)
    ports = office.of("officer").ports
    arriving.arrive(ports, rescuer(sheet), office.rulebook)
    entry = list(office.state.journal.values())[-1]
    assert (entry.action, entry.actor) == (Action.SHEET_USED, "sheet:2026Q4-1")
    arriving.arrive(ports, PEOPLE[0], office.rulebook)
    assert office.actions()[-1] is Action.SIGNED_IN


def test_each_refused_password_is_noted_once_before_who_came(office: Office) -> None:
    ports = office.of("officer").ports
    for tried, new in ((3, 3), (3, 0), (4, 1), (2, 2), (10**9, arriving.MOST_AT_ONCE)):
        before = len(office.actions())
        arriving.arrive(ports, PEOPLE[0], office.rulebook, Tried(tried))
        noted = office.actions()[before:]
        assert noted == [*[Action.PASSWORD_REFUSED] * new, Action.SIGNED_IN]
    desk = office.of("officer")
    arriving.note_refused(desk, Tried(10**9))
    assert office.actions()[-1] is Action.SIGNED_IN
    arriving.note_refused(desk, Tried(10**9 + 1))
    assert office.actions()[-1] is Action.PASSWORD_REFUSED


def test_passwords_refused_at_a_desk_that_can_only_be_read_are_noted_later(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = office.of("officer")
    with monkeypatch.context() as patch:
        patch.setattr(type(office.store), "closed_to_writing", ReadOnly())
        with unchanged(office):
            arriving.note_refused(desk, Tried(2))
    before = len(office.actions())
    arriving.note_refused(desk, Tried(2))
    assert office.actions()[before:] == [Action.PASSWORD_REFUSED] * 2


def test_a_count_that_was_set_back_is_noted_and_told_to_who_comes(office: Office) -> None:
    ports = office.of("officer").ports
    turns = ((1, False), (2, False), (2, True), (1, True), (2, False), (None, False), (9, False))
    for turn, set_back in turns:
        before = len(office.actions())
        desk = arriving.arrive(ports, PEOPLE[0], office.rulebook, Tried(0, turn))
        assert [each.code for each in desk.at_arrival] == ["count_set_back"] * set_back, turn
        noted = office.actions()[before:]
        assert noted == [*[Action.COUNT_SET_BACK] * set_back, Action.SIGNED_IN]
