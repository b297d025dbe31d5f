# SPDX-License-Identifier: MIT
"""The figures of a period: what is counted, what stays of the disposed, whose they are (I4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk_app.desk import registers
from desk_app.desk.applications import caring, checking, deciding
from desk_app.desk.disposal import destroying, disposing
from desk_app.desk.disposal.disposing import Chosen
from desk_app.desk.errors import Cancelled, NotAllowed
from desk_app.desk.figures import counting
from desk_app.desk.figures.counting import FigurePeriod
from desk_app.desk.figures.withholding import for_outside
from desk_app.desk.keys import people
from desk_app.i18n import vocabulary
from desk_app.i18n.figures import told
from desk_app.records.base import ApplicationId, kept_id_of, kept_id_of_provision
from desk_app.records.books.figures import (
    ClaimEnd,
    CompleteAfter,
    FeeCourse,
    Figure,
    FigureRow,
    Figures,
    ReplySpan,
)
from desk_app.records.case.application import Right
from desk_app.records.case.history import ReturnReason
from desk_app.records.case.inquiries import Cause, CourseStep
from desk_app.records.case.letters import LetterKind
from desk_app.records.desk.people import Language
from desk_app.records.registers import ProvisionEntry, ProvisionKind
from desk_app.rules.figures import span_of
from tests.builders import ARRIVED, NAME, complete, mail, record
from tests.builders import stamps as pieces
from tests.fakes.keys import LAST_GROUP
from tests.fakes.tallies import FakeTallies
from tests.unit.desk import working
from tests.unit.desk.office import Office, bad_input, fails, opened
from tests.unit.desk.test_inquiries import COMPLAINT, answer, log, step
from tests.unit.desk.test_ledger_pages import Watched
from tests.unit.desk.tries import later

YEAR = counting.fiscal_year(ARRIVED)
YEAR_AFTER = counting.fiscal_year(YEAR.last + timedelta(days=1))


def _read(office: Office, period: FigurePeriod = YEAR, by: str = "clerk") -> Figures:
    return counting.read(office.of(by), period)


def _members(office: Office, figure: Figure, code: str) -> tuple[ApplicationId, ...]:
    return counting.members(office.clerk, YEAR, figure, (code,))


_EACH_LISTED = (
    *(Figure.RECEIVED, Figure.RIGHTS, Figure.RIGHT_MONTHS, Figure.DAYS, Figure.COMPLETE),
    *(Figure.MISSING, Figure.FEES, Figure.OPEN, Figure.LOAD, Figure.DISPOSAL, Figure.WAITS),
)
"""The figures in which an application stands once in a row."""


def _told(made: Figures, figure: Figure) -> dict[str, int | None]:
    return {row.code: row.count for row in made.table(figure).rows if row.count}


def test_each_application_stands_in_the_rows_that_are_true_of_it() -> None:
    office = opened()
    answered = working.logged(office, Right.DISCLOSURE, Right.CORRECTION)
    for right in (Right.DISCLOSURE, Right.CORRECTION):
        letter = working.answered(office, answered, right)
        office.clock.pass_days(5)
        working.post(office, answered, letter.id)
    short = replace(complete(Right.DISCLOSURE), mail=(mail(*pieces("84x10")),))
    asked = working.logged(office, file=short)
    working.notify(office, asked)
    over = working.logged(office, Right.DISCLOSURE, pieces=("500x3",))
    made = _read(office)
    assert made.key.received == made.table(Figure.RECEIVED).total == 3
    assert _told(made, Figure.RIGHTS) == {"disclosure": 3, "correction": 1}
    ends = {ClaimEnd.GRANTED.value: 2, ClaimEnd.OPEN.value: 2}
    assert _told(made, Figure.OUTCOMES) == ends
    assert _told(made, Figure.DAYS) == {ReplySpan.TO_13.value: 1}
    assert (made.key.median, made.key.late, made.key.open) == (10, 0, 2)
    assert _told(made, Figure.COMPLETE) == {
        CompleteAfter.NO_NOTICE.value: 2,
        CompleteAfter.NOT_YET.value: 1,
    }
    assert _told(made, Figure.MISSING) == {"fee": 1}
    fees = _told(made, Figure.FEES)
    assert (fees[FeeCourse.IN_FULL.value], fees[FeeCourse.SHORT.value]) == (2, 1)
    assert (fees[FeeCourse.OVER.value], fees[FeeCourse.RETURNED.value]) == (1, 1)
    assert made.key.fee == 1000
    (department,) = made.table(Figure.DEPARTMENTS).rows
    assert (department.code, department.count, department.days) == ("会員管理", 3, 0)
    assert [(each.application, each.days) for each in made.slowest] == [(answered, 10)]
    _lists_its_applications(office, answered, asked, over)


def _lists_its_applications(
    office: Office, answered: ApplicationId, asked: ApplicationId, over: ApplicationId
) -> None:
    made = _read(office)
    assert _members(office, Figure.MISSING, "fee") == (asked,)
    assert set(_members(office, Figure.RIGHTS, "disclosure")) == {answered, asked, over}
    rows = made.table(Figure.OPEN).rows
    assert {id_ for row in rows for id_ in _members(office, Figure.OPEN, row.code)} == {asked, over}
    for figure in _EACH_LISTED:
        for row in made.table(figure).rows:
            assert len(_members(office, figure, row.code)) == row.count, (figure, row)
    (crossed,) = (each for each in told(made, Language.EN).charts if each.name == "right_months")
    assert crossed.cross is not None
    assert crossed.cross.head == ("month", "disclosure", "correction", "total", "year before")
    assert [row[1:] for row in crossed.cross.rows] == [("3", "1", "4", "0")] * 2
    _leads_add_up(office, _read(office, YEAR_AFTER), YEAR_AFTER)
    assert NAME not in repr(made)


def _answered_slowly(office: Office) -> ApplicationId:
    """Ask for the fee and a department together; both answer, then a proposal lies, then all."""
    short = replace(complete(Right.DISCLOSURE), mail=(mail(*pieces("84x10")),))
    slow = working.logged(office, file=short, answered=False)
    quick = working.logged(office, Right.CORRECTION)
    working.sent(office, quick, Right.CORRECTION)
    office.clock.pass_days(2)
    checking.ask_department(office.clerk, slow, "会員管理", office.clock.today())
    working.notify(office, slow)
    office.clock.pass_days(5)
    working.send(office, slow, later(office.clock.today(), "100x2"))
    office.clock.pass_days(2)
    asked = office.file(slow).inquiries[-1].id
    answer_of = checking.AnswerDraft(slow, asked, office.clock.today(), (record(),))
    checking.record_answer(office.clerk, answer_of)
    office.clock.pass_days(1)
    proposed = working.propose(office, slow, Right.DISCLOSURE)
    office.clock.pass_days(2)
    deciding.approve(office.supervisor, slow, proposed.id)
    office.clock.pass_days(4)
    letter = working.issue(office, slow, LetterKind.DISCLOSURE, Right.DISCLOSURE)
    working.post(office, slow, letter.id, things=working.held(office, slow))
    return slow


def test_the_days_to_an_answer_say_what_they_went_to_each_of_them_once() -> None:
    """What waits for two waits for the applicant; on which it waits for nobody is the desk's."""
    office = opened()
    slow = _answered_slowly(office)
    waited = {"applicant": 5, "department": 2, "approval": 2, "desk": 7}
    made = _read(office)
    assert made.slowest[0].days == sum(waited.values())
    assert {each.value: days for each, days in made.slowest[0].waited} == waited
    for figure in (Figure.WAITS, Figure.LATE_WAITS):
        rows = made.table(figure).rows
        assert {row.code: (row.count, row.days_sum, row.days) for row in rows} == {
            code: (1, days, days) for code, days in waited.items()
        }
        assert {_members(office, figure, row.code) for row in rows} == {(slow,)}
    chart = next(each for each in told(made, Language.JA).charts if each.name == "slowest")
    assert chart.head[2:] == ("請求者", "部署", "承認", "窓口")
    assert [row[1:] for row in chart.rows] == [
        ("16日", "5", "2", "2", "7"),
        ("0日", "0", "0", "0", "0"),
    ]
    chart = next(each for each in told(made, Language.EN).charts if each.name == "late_waits")
    assert chart.rows[0] == ("waiting for the applicant", "1", "0", "5 d", "5 d")
    assert {lead.codes for lead in chart.leads[0] if lead and lead.count} == {("applicant",)}
    outside = for_outside(made)
    assert not {Figure.WAITS, Figure.LATE_WAITS} & {each.figure for each in outside.tables}


def test_what_came_back_lapsed_or_was_asked_for_in_vain_is_told() -> None:
    office = opened()
    back = working.logged(office, Right.CORRECTION)
    working.sent(office, back, Right.CORRECTION)
    working.came_back(office, back, ReturnReason.MOVED)
    short = replace(complete(Right.DISCLOSURE), mail=(mail(*pieces("84x10")),))
    lapsing = working.logged(office, file=short)
    working.notify(office, lapsing)
    working.let_pass(office, lapsing)
    working.lapse(office, lapsing, Right.DISCLOSURE)
    made = _read(office)
    assert _told(made, Figure.CAME_BACK) == {ReturnReason.MOVED.value: 1}
    assert _told(made, Figure.OUTCOMES) == {
        ClaimEnd.GRANTED.value: 1,
        ClaimEnd.LAPSED.value: 1,
    }
    assert _told(made, Figure.COMPLETE)[CompleteAfter.NEVER.value] == 1


def test_what_was_disposed_of_still_counts_by_months_without_number_or_department() -> None:
    office = opened()
    gone = working.logged(office, Right.CORRECTION)
    working.sent(office, gone, Right.CORRECTION)
    before = _read(office)
    office.clock.move_to(date(2028, 11, 27))
    made = people.new_sheet(office.of("officer"))
    people.confirm_sheet(office.of("officer"), made.sheet.number, LAST_GROUP, ("金庫",))
    due = _read(office)
    assert _told(due, Figure.DISPOSAL) == {"": 1}
    disposing.propose(office.clerk, (Chosen(gone, 4),))
    (record,) = disposing.disposals(office.clerk)
    disposing.sign(office.of("officer"), record.id)
    destroying.carry_out(office.clerk, record.id)
    after = _read(office)
    assert after.gone == 1
    assert after.key == before.key
    for figure in (Figure.RECEIVED, Figure.RIGHTS, Figure.OUTCOMES, Figure.DAYS, Figure.COMPLETE):
        assert _told(after, figure) == _told(before, figure)
    (row,) = after.table(Figure.RIGHTS).rows
    assert row == FigureRow("correction", 1, 0, gone=1)
    assert [row.code for row in after.table(Figure.DEPARTMENTS).rows] == [""]
    for figure in _EACH_LISTED:
        for row in after.table(figure).rows:
            assert len(_members(office, figure, row.code)) == (row.count or 0) - row.gone
    _leads_add_up(office, after, YEAR)
    # A period that cuts the month does not count what is only known by months.
    assert _read(office, FigurePeriod(ARRIVED, ARRIVED)).gone == 0
    next_year = FigurePeriod(YEAR.last + timedelta(days=1), date(2028, 3, 31))
    later = _read(office, next_year)
    assert (later.key_before, later.gone_before) == (after.key, 1)
    _leads_add_up(office, later, next_year)


def _leads_add_up(office: Office, made: Figures, period: FigurePeriod) -> None:
    """Every number opens a list: with what was disposed of its rows come to the number.

    Of a sum one application may be counted several times, once for each of its rights.
    """
    for chart in told(made, Language.EN).charts:
        if chart.name not in {each.value for each in _EACH_LISTED}:
            continue
        rows = (*chart.leads, *(chart.cross.leads if chart.cross else ()))
        for lead in {lead for row in rows for lead in row if lead is not None}:
            days = period.year_before if lead.before else period
            found = counting.members(office.clerk, days, Figure(chart.name), lead.codes)
            assert len(found) + lead.gone == lead.count or len(lead.codes) > 1, lead
            assert bool(found) == (lead.count > lead.gone), lead


def test_a_coming_disposal_stands_in_its_month() -> None:
    office = opened()
    id_ = working.logged(office, Right.CORRECTION)
    working.sent(office, id_, Right.CORRECTION)
    office.clock.move_to(date(2028, 1, 11))
    assert _told(_read(office), Figure.DISPOSAL) == {"2028-11": 1}


def test_the_figure_of_coming_disposals_says_how_far_it_looks() -> None:
    for language in Language:
        told = vocabulary.text("words", "FigureText", "of_disposal", language)
        assert str(counting.MONTHS_AHEAD) in (told or "")


def test_inquiries_and_records_of_provision_stand_among_what_is_due_for_disposal() -> None:
    office = opened()
    id_ = working.logged(office, Right.CORRECTION)
    working.sent(office, id_, Right.CORRECTION)
    asked = log(office)
    step(office.clerk, office, asked, CourseStep.TAKEN)
    answer(office, asked)
    step(office.clerk, office, asked, CourseStep.CLOSED)
    row = ProvisionEntry(0, ProvisionKind.PROVIDED, date(2027, 11, 2), "甲社", person=NAME)
    for each in (replace(row, by_contract=True), row, replace(row, person="")):
        office.clock.move_to(date(2027, 11, 2))
        registers.enter_provision(office.supervisor, each)
    office.clock.move_to(date(2028, 1, 11))
    assert _told(_read(office), Figure.DISPOSAL) == {"2028-11": 3}
    kept = {id_, kept_id_of(asked), kept_id_of_provision(1)}
    assert set(_members(office, Figure.DISPOSAL, "2028-11")) == kept


def test_the_load_is_told_by_person_the_largest_first_and_stays_in_the_house() -> None:
    office = opened()
    ids = [working.logged(office, Right.DISCLOSURE) for _ in range(4)]
    logger, other = office.clerk.actor.id, office.supervisor.actor.id
    caring.take_over(office.supervisor, ids[0])
    caring.hand_back(office.supervisor, ids[0])
    caring.take_over(office.supervisor, ids[1])
    office.clock.pass_days(12)
    ids.append(working.logged(office, Right.CORRECTION))
    asked, _ = log(office), log(office)
    step(office.clerk, office, asked, CourseStep.TAKEN)
    made = _read(office)
    rows = [(row.code, row.count) for row in made.table(Figure.LOAD).rows]
    assert rows == [
        (f"{logger} applications 10-14", 3),
        (f"{logger} inquiries 10-14", 1),
        *((" applications 10-14", 1), (" inquiries 10-14", 1), (f"{other} applications 10-14", 1)),
    ]
    assert made.table(Figure.LOAD).total == len(ids) + 2
    assert _members(office, Figure.LOAD, " applications 10-14") == (ids[0],)
    assert _members(office, Figure.LOAD, f"{logger} inquiries 10-14") == (kept_id_of(asked),)
    (chart,) = (each for each in told(made, Language.EN).charts if each.name == "load")
    name = office.clerk.actor.name
    labels = [bar.label for bar in chart.bars]
    assert labels[1:3] == [f"{name} inquiries, 10–14 days", "nobody applications, 10–14 days"]
    assert chart.leads[-1][1] is None, "no page lists both together"
    outside = for_outside(made)
    assert outside.table(Figure.LOAD).rows == ()
    assert outside.people == ()


def test_inquiries_are_counted_by_month_channel_cause_and_days_to_their_answer() -> None:
    office = opened()
    asked, complained = log(office), log(office, COMPLAINT)
    office.clock.pass_days(4)
    answer(office, asked)
    office.clock.pass_days(16)
    step(office.clerk, office, complained, CourseStep.CAUSE, cause=Cause.CONDUCT, text="応対")
    made = _read(office)
    received = f"{ARRIVED:%Y-%m}"
    assert _told(made, Figure.INQUIRIES) == {f"{received} inquiry": 1, f"{received} complaint": 1}
    assert _told(made, Figure.CHANNELS) == {"web": 2}
    assert _told(made, Figure.CAUSES) == {"conduct": 1}
    assert _told(made, Figure.INQUIRY_DAYS) == {ReplySpan.TO_6.value: 1}
    assert _told(made, Figure.OPEN_INQUIRIES) == {"to_answer 15-": 1, "to_close 15-": 1}
    both = {kept_id_of(asked), kept_id_of(complained)}
    assert set(_members(office, Figure.CHANNELS, "web")) == both
    listed = {
        Figure.INQUIRIES: f"{received} complaint",
        Figure.CAUSES: "conduct",
        Figure.OPEN_INQUIRIES: "to_answer 15-",
    }
    for figure, code in listed.items():
        assert _members(office, figure, code) == (kept_id_of(complained),)
    assert _members(office, Figure.INQUIRY_DAYS, ReplySpan.TO_6.value) == (kept_id_of(asked),)
    gone = counting.left_behind((), (office.state.inquiries[asked],))
    assert {(each.figure, each.code) for each in gone} == {
        (Figure.INQUIRIES, "inquiry"),
        (Figure.CHANNELS, "web"),
        (Figure.INQUIRY_DAYS, "4"),
    }


def test_who_reads_no_cases_sees_the_figures_and_cannot_list_their_applications() -> None:
    office = opened()
    working.logged(office, Right.DISCLOSURE)
    auditor = office.of("auditor")
    assert counting.read(auditor, YEAR).key.received == 1
    with fails(office, NotAllowed):
        counting.members(auditor, YEAR, Figure.RIGHTS, ("disclosure",))


def test_a_desk_of_before_is_tallied_once_and_that_can_be_stopped(office: Office) -> None:
    for _ in range(2):
        working.logged(office, Right.DISCLOSURE)
    log(office)
    whole, office.state.tallies = dict(office.state.tallies), {}
    watched = Watched(stop_at=1)
    with pytest.raises(Cancelled):
        counting.read(office.clerk, YEAR, watched)
    assert watched.told == [(0, 3)]
    assert _read(office).key.received == 2
    assert office.state.tallies == whole
    with bad_input(office, "days_turned", "last"):
        counting.read(office.clerk, FigurePeriod(YEAR.last, YEAR.first))


def test_periods_are_years_and_months_and_the_year_before_them() -> None:
    assert FigurePeriod(date(2026, 4, 1), date(2027, 3, 31)) == YEAR
    assert counting.fiscal_year(date(2027, 3, 31)) == YEAR
    assert counting.calendar_year(ARRIVED) == FigurePeriod(date(2026, 1, 1), date(2026, 12, 31))
    february = counting.month(date(2028, 2, 11))
    assert february == FigurePeriod(date(2028, 2, 1), date(2028, 2, 29))
    assert february.year_before == FigurePeriod(date(2027, 2, 1), date(2027, 2, 28))
    assert counting.month(date(2029, 2, 11)).year_before == february
    leap = FigurePeriod(date(2028, 2, 29), date(2028, 3, 14))
    assert leap.year_before == FigurePeriod(date(2027, 2, 28), date(2027, 3, 14))
    assert leap.months == ("2028-02", "2028-03")
    assert leap.whole_months == ()
    assert len(YEAR.whole_months) == 12
    assert FigurePeriod(date(2026, 4, 2), date(2026, 5, 31)).whole_months == ("2026-05",)


def test_days_lie_in_their_span() -> None:
    spans = [span_of(days) for days in (0, 3, 4, 6, 7, 9, 10, 13, 14, 15, 400)]
    doubled = [
        each
        for each in ReplySpan
        if each not in (ReplySpan.AT_14, ReplySpan.FROM_15)
        for _ in range(2)
    ]
    assert spans == [*doubled, ReplySpan.AT_14, ReplySpan.FROM_15, ReplySpan.FROM_15]


def test_what_a_row_of_open_ones_is_can_be_read_from_its_code() -> None:
    office = opened()
    id_ = ApplicationId(working.logged(office, Right.DISCLOSURE))
    office.clock.pass_days(20)
    ((code, _),) = _told(_read(office), Figure.OPEN).items()
    assert code == counting.open_code(*counting.open_parts(code))
    assert id_ in _members(office, Figure.OPEN, code)


def test_once_all_is_tallied_the_desk_looks_for_nothing_more(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some at a time; that nothing is missing is kept, so that the next report begins at once."""
    for _ in range(3):
        working.logged(office, Right.DISCLOSURE)
    whole, office.state.tallies = dict(office.state.tallies), {}
    said: list[bool] = []
    monkeypatch.setattr(FakeTallies, "complete", lambda _: said.append(True))
    reading = counting.begin(office.clerk, YEAR)
    assert [(reading.go_on(2), reading.done, len(said)) for _ in range(3)] == [
        (True, 2, 0),
        (True, 3, 0),
        (False, 3, 1),
    ]
    assert office.state.tallies == whole
    assert reading.finish().key.received == 3


def test_what_is_due_for_disposal_today_is_listed_apart_from_what_is_coming() -> None:
    office = opened()
    due, coming = (working.logged(office, Right.DISCLOSURE) for _ in range(2))
    working.sent(office, due, Right.DISCLOSURE)
    office.clock.pass_days(20)
    working.sent(office, coming, Right.DISCLOSURE)
    office.clock.move_to(date(2028, 12, 1))
    assert _told(_read(office), Figure.DISPOSAL) == {"": 1, "2028-12": 1}
    assert _members(office, Figure.DISPOSAL, "") == (due,)
    assert _members(office, Figure.DISPOSAL, "2028-12") == (coming,)
