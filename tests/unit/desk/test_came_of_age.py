# SPDX-License-Identifier: MIT
"""A child that comes of age meanwhile is answered himself, and the parent told so (practice 24)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk_app.records.base import ApplicationId
from desk_app.records.case.application import Right
from desk_app.records.case.letters import AcknowledgementBody, LetterKind
from desk_app.records.case.papers import Authority, Register
from desk_app.rules.work_codes import What, Why
from tests.builders import ARRIVED, paper
from tests.unit.desk import working
from tests.unit.desk.office import Office, refused
from tests.unit.rules import courses

DISCLOSURE, TOLD = Right.DISCLOSURE, LetterKind.ACKNOWLEDGEMENT
EIGHTEEN = ARRIVED + timedelta(days=3)


@pytest.fixture
def logged(office: Office) -> ApplicationId:
    """The application of the sole holder of parental authority for a child nearly of age."""
    file = courses.by_joint_parent()
    born = date(EIGHTEEN.year - 18, EIGHTEEN.month, EIGHTEEN.day)
    sole = Register(names_principal=True, names_proxy=True, authority=Authority.SOLE)
    papers = tuple(
        replace(each, born=born, register=sole if each.register else None)
        if each.born == date(2016, 6, 1)
        else each
        for each in file.enclosures
    )
    child = replace(file.application.principal, born=born)
    grown = replace(file, application=replace(file.application, principal=child))
    assert paper("family_register").kind in {each.kind for each in papers}
    id_ = working.logged(office, file=replace(grown, enclosures=papers), answered=False)
    record = replace(file.inquiries[-1].records[0], born=born)
    working.answer(office, id_, record)
    return id_


def test_before_his_day_nobody_is_told(office: Office, logged: ApplicationId) -> None:
    working.answered(office, logged, DISCLOSURE)
    assert office.look(logged).next.what == What.PRINT_LETTER
    first = working.issue(office, logged, TOLD, DISCLOSURE)
    assert not working.body_of(office, first, AcknowledgementBody).of_age
    with refused(office, "acknowledged_already"):
        working.issue(office, logged, TOLD, DISCLOSURE)


def test_the_parent_is_told_that_the_child_is_answered(
    office: Office, logged: ApplicationId
) -> None:
    first = working.issue(office, logged, TOLD, DISCLOSURE)
    working.post(office, logged, first.id)
    office.clock.move_to(EIGHTEEN)
    letter = working.answered(office, logged, DISCLOSURE)
    file = office.file(logged)
    child, parent = file.application.principal, file.application.proxy
    assert parent is not None
    assert working.facts_of(office, letter).addressee.name == child.name
    working.post(office, logged, letter.id)
    step = office.look(logged).next
    assert (step.what, step.why) == (What.ISSUE_LETTER, Why.OF_AGE)
    told = working.issue(office, logged, TOLD, DISCLOSURE)
    assert working.facts_of(office, told).addressee.name == parent.name
    assert working.body_of(office, told, AcknowledgementBody).of_age
    assert office.look(logged).next.what == What.PRINT_LETTER
    with refused(office, "acknowledged_already"):
        working.issue(office, logged, TOLD, DISCLOSURE)
