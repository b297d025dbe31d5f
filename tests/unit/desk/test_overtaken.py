# SPDX-License-Identifier: MIT
"""Letters in hand that were overtaken: written anew, or let go by a supervisor (practice 31)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk_app.desk.applications import checking
from desk_app.desk.applications.checking import JudgementDraft
from desk_app.desk.errors import NotAllowed
from desk_app.desk.keeping import stands
from desk_app.desk.letters import corresponding
from desk_app.records.base import ApplicationId
from desk_app.records.case.application import Right
from desk_app.records.case.history import Ruling, Topic
from desk_app.records.case.letters import LetterKind
from desk_app.rules.work_codes import What, Why
from tests.unit.desk import working
from tests.unit.desk.office import Office, bad_input, fails, refused
from tests.unit.desk.tries import later
from tests.unit.rules import courses

NOTICE, DISCLOSURE = LetterKind.DEFICIENCIES, Right.DISCLOSURE
MINUTE = timedelta(minutes=1)


def stamps_come(office: Office, id_: ApplicationId, pieces: str) -> None:
    """Let a supplement with stamps come, some time after what was done last."""
    office.clock.pass_time(MINUTE)
    working.send(office, id_, later(office.clock.today(), pieces))


@pytest.fixture
def unpaid(office: Office) -> ApplicationId:
    """An application without its fee of 1,000 yen."""
    return working.logged(office, file=courses.unpaid())


def test_a_notice_whose_matter_was_cured_goes_nowhere_before_a_supervisor_lets_it(
    office: Office, unpaid: ApplicationId
) -> None:
    notice = working.issue(office, unpaid, NOTICE)
    stamps_come(office, unpaid, "500x2")
    next_ = office.look(unpaid).next
    assert (next_.what, next_.why) == (What.WRITE_ANEW, Why.OVERTAKEN)
    for deed in (
        lambda: corresponding.record_printed(office.clerk, unpaid, (notice.id,)),
        lambda: working.post(office, unpaid, notice.id),
    ):
        with refused(office, "notice_overtaken"):
            deed()
    with fails(office, NotAllowed):
        working.let_go(office, unpaid, notice, by="clerk")
    found = stands(office.clerk, office.file(unpaid)).overtaken(notice)
    assert found is not None
    draft = JudgementDraft(unpaid, Topic.POST_AS_ISSUED, found.subject, Ruling.ACCEPTED, " ")
    with bad_input(office, "reason_missing", "reason"):
        checking.judge(office.supervisor, draft)
    working.let_go(office, unpaid, notice)
    assert office.look(unpaid).next.what == What.PRINT_LETTER
    working.post(office, unpaid, notice.id)
    assert stands(office.clerk, office.file(unpaid)).overtaken(notice) is None


def test_a_sum_that_is_not_right_any_more_is_another_notice(
    office: Office, unpaid: ApplicationId
) -> None:
    notice = working.issue(office, unpaid, NOTICE)
    stamps_come(office, unpaid, "500x1")
    with refused(office, "notice_overtaken"):
        working.post(office, unpaid, notice.id)
    corresponding.void_letter(office.clerk, unpaid, notice.id, "金額が変わった")
    anew = working.issue(office, unpaid, NOTICE)
    stamps_come(office, unpaid, "100x1")
    with refused(office, "notice_overtaken"):
        working.post(office, unpaid, anew.id)


def test_what_changes_after_the_supervisors_word_is_asked_again(
    office: Office, unpaid: ApplicationId
) -> None:
    notice = working.issue(office, unpaid, NOTICE)
    stamps_come(office, unpaid, "500x1")
    working.let_go(office, unpaid, notice)
    stamps_come(office, unpaid, "500x1")
    with refused(office, "notice_overtaken"):
        working.post(office, unpaid, notice.id)


def test_the_word_stands_for_this_letter_alone(office: Office, unpaid: ApplicationId) -> None:
    notice = working.issue(office, unpaid, NOTICE)
    stamps_come(office, unpaid, "500x2")
    found = stands(office.clerk, office.file(unpaid)).overtaken(notice)
    assert found is not None
    other = replace(found, letter=type(found.letter)("another"))
    draft = JudgementDraft(unpaid, Topic.POST_AS_ISSUED, other.subject, Ruling.ACCEPTED, "理由")
    with refused(office, "nothing_to_judge"):
        checking.judge(office.supervisor, draft)


def test_what_is_lacking_besides_is_asked_for_in_one_letter(
    office: Office, unpaid: ApplicationId
) -> None:
    notice = working.issue(office, unpaid, NOTICE)
    working.put(office, unpaid, "scope", "")
    with refused(office, "notice_overtaken"):
        working.post(office, unpaid, notice.id)


def test_a_notice_that_says_what_stands_goes(office: Office, unpaid: ApplicationId) -> None:
    notice = working.issue(office, unpaid, NOTICE)
    office.clock.pass_time(MINUTE)
    working.send(office, unpaid, later(office.clock.today()))
    working.post(office, unpaid, notice.id)


def test_word_of_a_delay_does_not_follow_the_answer(office: Office) -> None:
    id_ = working.logged(office)
    office.clock.move_to(date(2026, 12, 7))
    draft = working.draft_of(office, id_, LetterKind.DELAY, new_target=date(2026, 12, 23))
    corresponding.issue_letter(office.clerk, replace(draft, posting_day=office.clock.today()))
    delay = office.file(id_).letters[-1]
    working.decide(office, id_, DISCLOSURE)
    with refused(office, "notice_overtaken"):
        working.post(office, id_, delay.id)
    working.let_go(office, id_, delay)
    working.post(office, id_, delay.id)
