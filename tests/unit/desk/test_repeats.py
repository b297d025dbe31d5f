# SPDX-License-Identifier: MIT
"""Earlier requests of the same person are told, and are no ground (practice 40)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from desk_app.desk.applications import repeats
from desk_app.records.case.application import Right
from desk_app.rules.case.repeats import PersonTold, is_same
from tests.builders import ARRIVED, complete
from tests.unit.desk import working
from tests.unit.desk.office import Office

PERSON = PersonTold("佐藤 花子", "", None, "東京都練馬区豊玉北6-12-1")


def test_what_one_person_asked_for_again_is_told_with_its_numbers(office: Office) -> None:
    first = working.logged(office, Right.DISCLOSURE, answered=False)
    assert repeats.repeats_of(office.clerk, first) == ()
    office.clock.move_to(ARRIVED + timedelta(days=1))
    second = working.logged(office, Right.DISCLOSURE, answered=False)
    (told,) = repeats.repeats_of(office.clerk, second)
    assert told.right is Right.DISCLOSURE
    assert [each.receipt_number for each in told.earlier] == ["R8-0001"]
    assert repeats.repeats_of(office.clerk, first) == ()


def test_another_person_of_the_same_name_is_not_told(office: Office) -> None:
    working.logged(office, Right.DISCLOSURE, answered=False)
    file = complete(Right.DISCLOSURE)
    principal = replace(file.application.principal, born=ARRIVED)
    other = replace(file, application=replace(file.application, principal=principal))
    id_ = office.log(working.as_it_came(other))
    assert repeats.repeats_of(office.clerk, id_) == ()


def test_where_no_birth_date_is_told_the_address_says_who_it_is() -> None:
    assert is_same(PERSON, replace(PERSON, name="佐藤花子"))
    assert is_same(PERSON, replace(PERSON, name="鈴木 花子", former_name="佐藤 花子"))
    assert not is_same(PERSON, replace(PERSON, name="佐藤 一郎"))
    assert not is_same(PERSON, replace(PERSON, address="東京都練馬区豊玉北6-12-2"))
    assert not is_same(replace(PERSON, address=""), replace(PERSON, address=""))
    assert not is_same(PERSON, replace(PERSON, born=ARRIVED, address=""))
