# SPDX-License-Identifier: MIT
"""A form on which no right is marked: logged as it came, asked about, cured later (C1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desk_app.desk.applications import correcting
from desk_app.desk.timekeeping import begin_day
from desk_app.letters import render
from desk_app.records.base import ApplicationId
from desk_app.records.case.application import Right
from desk_app.records.case.findings import FeeState
from desk_app.records.case.history import Topic
from desk_app.records.case.letters import DeficiencyBody, LetterKind
from desk_app.records.desk.people import Language
from desk_app.rules.finding_codes import Code
from desk_app.rules.situation.situation import Situation, situation_of
from desk_app.rules.work_codes import What, Why
from desk_app.rules.workflow.judging import questions
from tests.builders import complete, mail, record, stamps
from tests.unit.desk import working
from tests.unit.desk.office import Office, refused
from tests.unit.desk.tries import later

NOTICE = LetterKind.DEFICIENCIES


def _logged(office: Office, *, answered: bool = True) -> ApplicationId:
    """An application with the stamps for a disclosure, on whose form nothing is marked."""
    file = replace(complete(Right.DISCLOSURE), mail=(mail(*stamps("500x2")),))
    unmarked = replace(file, application=replace(file.application, claims=()))
    id_ = working.logged(office, file=unmarked, answered=False)
    if answered:
        working.answer(office, id_, record())
    return id_


def _next(office: Office, id_: ApplicationId) -> tuple[str, str]:
    index = office.state.index[id_]
    return index.what, index.why


def _situation(office: Office, id_: ApplicationId) -> Situation:
    file = office.file(id_)
    return situation_of(file, office.clerk.rules_of(file.application), office.clock.today())


def test_it_is_logged_with_a_number_and_its_papers(office: Office) -> None:
    id_ = _logged(office, answered=False)
    file = office.file(id_)
    assert (file.application.receipt_number, file.application.claims) == ("R8-0001", ())
    assert len(file.mail[0].payments) == 1
    situation = _situation(office, id_)
    assert [finding.code for finding in situation.deficiencies()] == [Code.FORM_NO_CLAIM]
    assert situation.axes.fee is FeeState.NOT_NEEDED
    # Whether the stamps are too many is not known before the claims are.
    assert Code.FEE_NOT_TAKEN not in {finding.code for finding in situation.findings}
    assert _next(office, id_) == (What.GIVE_NOTICE, Why.DEFICIENT)


def test_the_notice_asks_which_right_and_names_none(office: Office) -> None:
    id_ = _logged(office)
    assert _next(office, id_) == (What.GIVE_NOTICE, Why.DEFICIENT)
    letter = working.issue(office, id_, NOTICE)
    body = working.body_of(office, letter, DeficiencyBody)
    assert [row.code for row in body.rows] == ["form"]
    assert office.file(id_).notices[0].due == date(2026, 12, 9)
    facts = working.facts_of(office, letter)
    for language in Language:
        assert render(replace(facts, language=language)).startswith(b"%PDF")


def test_after_the_due_date_it_is_asked_again_and_nobody_goes_on_without(office: Office) -> None:
    id_ = _logged(office)
    working.notify(office, id_)
    assert _next(office, id_) == (What.AWAIT_APPLICANT, Why.NOTICE_RUNNING)
    working.let_pass(office, id_)
    begin_day(office.clerk)
    assert _next(office, id_) == (What.GIVE_NOTICE, Why.NOT_CURED)
    situation = _situation(office, id_)
    assert (Topic.GO_ON_WITHOUT, Code.FORM_NO_CLAIM) not in questions(situation)
    working.notify(office, id_)
    assert len(office.file(id_).notices) == 2


def test_no_letter_of_delay_goes_out_that_could_name_no_request(office: Office) -> None:
    id_ = _logged(office, answered=False)
    office.clock.move_to(date(2026, 12, 9))
    with refused(office, "no_such_claim"):
        working.issue(office, id_, LetterKind.DELAY)


def test_the_right_a_supplement_names_is_added_and_the_course_goes_on(office: Office) -> None:
    id_ = _logged(office)
    working.notify(office, id_)
    office.clock.move_to(date(2026, 12, 1))
    working.send(office, id_, later(date(2026, 12, 1)))
    version = office.file(id_).application.version
    draft = correcting.CorrectionDraft(
        id_, version, "claims", (Right.DISCLOSURE,), "補正書類に記入"
    )
    correcting.correct(office.clerk, draft)
    situation = _situation(office, id_)
    assert situation.deficiencies() == ()
    assert situation.axes.fee is FeeState.PAID
    assert _next(office, id_) == (What.PROPOSE, Why.ALL_SHOWN)
    letter = working.answered(office, id_, Right.DISCLOSURE)
    assert letter.claims == (working.claim_of(office, id_, Right.DISCLOSURE),)
