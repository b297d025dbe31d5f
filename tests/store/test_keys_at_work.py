# SPDX-License-Identifier: MIT
"""The verbs of people and keys on a real desk: each person's password before and after them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk_app import bootstrap
from desk_app.desk.context import Desk
from desk_app.desk.errors import (
    BadInput,
    DamageFound,
    KeysGiven,
    KnownError,
    NotADesk,
    Refused,
    WrongPassword,
)
from desk_app.desk.keys import people
from desk_app.desk.keys.roster import KeysActs, author
from desk_app.desk.keys.sheet_key import fingerprint_of, to_groups
from desk_app.desk.opened import own_pages
from desk_app.desk.ports import Author
from desk_app.gui.session.entrance import NewPerson
from desk_app.i18n import messages
from desk_app.records.base import UserId
from desk_app.records.books.journal import Action
from desk_app.records.desk.people import Language, Role, User
from tests.store.office import DAISUKE, KEIKO, Office

HIKARU = NewPerson("伊藤 光", frozenset({Role.CLERK}), "six kites over the bay")
ANOTHER = "a stair of nine steps"


def test_a_person_comes_works_changes_the_password_and_goes(office: Office) -> None:
    people.enrol(office.desk, HIKARU.name, HIKARU.roles, HIKARU.password)
    people.change_password(office.as_(HIKARU), HIKARU.password, ANOTHER)
    with pytest.raises(WrongPassword):
        office.as_(HIKARU)
    assert office.as_(HIKARU, ANOTHER).actor.roles == HIKARU.roles
    desk, hikaru = office.as_(KEIKO), office.id_of(HIKARU)
    with pytest.raises(Refused, match="second_signature_missing"):
        people.change_roles(desk, hikaru, DAISUKE.roles, HIKARU.password)
    second = office.second(DAISUKE)
    people.change_roles(desk, hikaru, DAISUKE.roles, HIKARU.password, second)
    assert office.as_(HIKARU).actor.roles == DAISUKE.roles
    people.remove(office.as_(KEIKO), office.id_of(HIKARU))
    for password in (HIKARU.password, ANOTHER):
        with pytest.raises(WrongPassword):
            office.as_(HIKARU, password)
    office.as_(KEIKO)
    with office.desk.ports.store.reading() as books:
        assert [user.name for user in books.people.all()][-1] == HIKARU.name
    noted = [
        Action.USER_ADDED,
        Action.PASSWORD_CHANGED,
        Action.ROLES_CHANGED,
        Action.USER_REMOVED,
    ]
    assert [action for action in office.actions() if action in noted] == noted


def told_to(desk: Desk) -> list[dict[str, object]]:
    """What somebody is told at the arrival of who gave keys."""
    return [dict(each.facts) for each in desk.at_arrival if each.code == KeysGiven.code]


def test_who_was_given_keys_is_told_once_by_whom_and_with_whom(office: Office) -> None:
    assert told_to(office.as_(DAISUKE)) == []
    people.enrol(office.as_(KEIKO), HIKARU.name, HIKARU.roles, HIKARU.password)
    daisuke = office.id_of(DAISUKE)
    with pytest.raises(Refused, match="second_signature_missing"):
        people.change_roles(office.desk, daisuke, DAISUKE.roles, ANOTHER, office.second(HIKARU))
    people.change_roles(office.desk, daisuke, DAISUKE.roles, ANOTHER, office.second(DAISUKE))
    today = office.desk.today
    page = own_pages.day_page(office.desk, today, Language.JA, lambda each: each.value)
    assert page.fingerprint == fingerprint_of(office.desk.ports.keys.root)
    assert [(act.what, act.about, act.by, act.second) for act in page.acts[-2:]] == [
        ("enrolled", HIKARU.name, KEIKO.name, ""),
        ("enrolled_anew", DAISUKE.name, KEIKO.name, DAISUKE.name),
    ]
    by: dict[str, object] = {"on": today, "by": KEIKO.name}
    assert told_to(office.as_(HIKARU)) == [{**by, "second": ""}]
    assert told_to(office.as_(DAISUKE, ANOTHER)) == [{**by, "second": DAISUKE.name}]
    assert told_to(office.as_(DAISUKE, ANOTHER)) == []
    assert told_to(office.as_(KEIKO)) == []


def test_keys_given_by_the_sheet_are_told_with_its_number(office: Office) -> None:
    secret = office.sheet()
    desk = office.by_sheet(secret)
    people.change_roles(desk, office.id_of(KEIKO), KEIKO.roles, ANOTHER)
    told = told_to(office.as_(KEIKO, ANOTHER))
    number = office.desk.ports.keys.sheets()[0].number
    assert told == [{"on": office.desk.today, "sheet": number, "second": ""}]
    (error,) = office.desk.at_arrival
    assert number in messages.error(error, Language.JA).safe


def test_an_act_must_say_after_which_entry_of_the_journal_it_was(office: Office) -> None:
    """Who is told of it at a sign-in goes by that number."""
    desk, user = office.desk, User(UserId("new"), HIKARU.name, HIKARU.roles)
    sequence = desk.ports.keys.lines()[-1].after + 1
    entries = ((-1, ""), (True, ""), (3, ""), (0, "a" * 64), (sequence, "A" * 64))
    for journal, believed in (*((each, False) for each in entries), ((sequence, "a" * 64), True)):
        by = Author(desk.actor.id, desk.ports.seal.sign, desk.ports.clock.now(), journal)
        if believed:
            desk.ports.keys.enrol(user, HIKARU.password, by)
            assert desk.ports.keys.lines()[-1].after == journal[0]
            continue
        with pytest.raises(DamageFound) as caught:
            desk.ports.keys.enrol(user, HIKARU.password, by)
        assert caught.value.facts["what"] == "form"
    desk.ports.store.close()


def test_no_password_may_be_made_of_the_offices_name(office: Office) -> None:
    with pytest.raises(BadInput, match="password_name"):
        people.enrol(office.desk, HIKARU.name, HIKARU.roles, "ジャストシステム1234")
    office.as_(KEIKO)
    assert Action.USER_ADDED not in office.actions()
    assert len(office.desk.ports.keys.users()) == 2


def test_the_sheet_opens_the_desk_when_every_password_is_lost(office: Office) -> None:
    people.use_pepper(office.desk, wanted=True)
    secret = office.sheet()
    office.as_(KEIKO)
    office.as_(DAISUKE)
    lost = replace(office.around, machine=office.folder.parent / "another machine")
    office.desk.ports.store.close()
    with pytest.raises(NotADesk, match="pepper_missing"):
        bootstrap.open_desk(office.folder, bootstrap.Unlock(KEIKO.name, KEIKO.password), lost)
    office.around = lost
    desk = office.by_sheet(" ".join(to_groups(secret)))
    assert desk.actor.name == desk.ports.keys.sheets()[0].number
    people.enrol(desk, HIKARU.name, KEIKO.roles, HIKARU.password)
    people.remove(desk, office.id_of(KEIKO))
    with pytest.raises(Refused):
        people.remove(desk, office.id_of(HIKARU))
    assert office.as_(HIKARU).actor.roles == KEIKO.roles
    assert Action.SHEET_USED in office.actions()
    office.by_sheet(secret).ports.store.close()


def test_a_mistake_in_a_typed_key_names_its_group(office: Office) -> None:
    groups = list(to_groups(office.sheet()))
    groups[6] = groups[6][::-1]
    with pytest.raises(BadInput) as caught:
        office.by_sheet(" ".join(groups))
    assert caught.value.facts in ({"group": 7}, {})
    office.as_(KEIKO)


def _ahead(office: Office) -> User:
    """Add a person to the keys alone, as a crash before the books leaves it."""
    user = User(UserId("u-9"), HIKARU.name, HIKARU.roles)
    with office.desk.ports.store.reading() as books:
        by = author(office.desk, books)
    office.desk.ports.keys.enrol(user, HIKARU.password, by)
    return user


def test_a_crash_between_keys_and_books_is_mended_at_the_next_start(office: Office) -> None:
    user = _ahead(office)
    office.as_(HIKARU)
    with office.desk.ports.store.reading() as books:
        assert books.people.get(user.id) == user
    *_, entered, through, signed_in = office.actions()
    assert (entered, through) == (Action.USER_ADDED, Action.KEYS_CARRIED_THROUGH)
    assert signed_in is Action.SIGNED_IN


def test_what_the_keys_are_ahead_is_entered_before_another_key(office: Office) -> None:
    _ahead(office)
    KeysActs(office.desk).change_data_key()
    assert office.actions()[-3:] == [
        Action.USER_ADDED,
        Action.KEYS_CARRIED_THROUGH,
        Action.KEYS_RENEWED,
    ]


def test_a_copy_of_yesterdays_file_alone_opens_no_more_after_a_renewal(office: Office) -> None:
    office.desk.ports.store.close()
    yesterday = (office.folder / "desk.db").read_bytes()
    people.renew(office.as_(KEIKO))
    office.desk.ports.store.close()
    (office.folder / "desk.db").write_bytes(yesterday)
    with pytest.raises(DamageFound) as caught:
        office.as_(KEIKO)
    assert isinstance(caught.value, KnownError)
