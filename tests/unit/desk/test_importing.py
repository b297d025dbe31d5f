# SPDX-License-Identifier: MIT
"""A ledger of before taken in: tried, taken whole, known everywhere, taken back whole (K4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from desk_app.desk import importing
from desk_app.desk.applications import correcting, intake
from desk_app.desk.applications.case_slips import case_slip_page, course_of
from desk_app.desk.audit import ledger_books
from desk_app.desk.context import Desk
from desk_app.desk.disposal import disposing
from desk_app.desk.errors import Cancelled, NotAllowed, StaleEdit
from desk_app.desk.importing import ImportTrial
from desk_app.desk.keeping import stands
from desk_app.i18n import importing as words
from desk_app.i18n import messages
from desk_app.i18n.ledgers import LedgerTableWords
from desk_app.i18n.pages import CaseSlipWords
from desk_app.records.base import ApplicationId, RawRow
from desk_app.records.books.figures import ClaimEnd, Figure
from desk_app.records.books.journal import Action
from desk_app.records.books.ledgers import LedgerHead, LedgerKind, LedgerMark, LedgerWanted
from desk_app.records.case.application import Right
from desk_app.records.case.disposal import HoldReason
from desk_app.records.case.findings import ClaimState, Identity, RetentionState, Work
from desk_app.records.desk.people import Language
from desk_app.records.importing import (
    ASKED_FIRST,
    ImportAnswers,
    ImportColumn,
    RawSheet,
    RowDoubt,
    RowFate,
)
from desk_app.records.pages import Check, Event
from desk_app.rules.rulebook.terms import DutyFor
from desk_app.rules.workflow.workflow import Verb, allowed
from tests.builders import ARRIVED, NAME, complete
from tests.fakes.world import PlainLedgers
from tests.unit.desk.office import Office, bad_input, fails, meanwhile, opened, refused

HEAD: RawRow = ("受付番号", "受付日", "氏名", "住所", "請求種別", "決定", "完了日")
CLOSED: RawRow = (
    "17-003",
    "令和5年4月3日",
    "髙橋 𠮷郎",
    "東京都港区1-2-3",
    "開示",
    "全部開示",
    "R5.4.20",
)
OPEN: RawRow = ("8-012", "R8.11.20", "林 静", "大阪市北区1-1", "訂正", "審査中", None)


def sheet(*rows: RawRow, sha256: str = "ab" * 32) -> RawSheet:
    return RawSheet(sha256, ("受付簿",), "受付簿", (("受付簿",), HEAD, *rows))


def trial(desk: Desk, *rows: RawRow, answers: ImportAnswers | None = None) -> ImportTrial:
    read = sheet(*rows)
    plan = importing.proposed_plan(desk, read)
    return importing.dry_run(desk, read, replace(plan, answers=answers or ImportAnswers()))


def taken(office: Office, *rows: RawRow) -> tuple[int, ApplicationId]:
    """Take rows in; the import and its first application."""
    _, id_ = importing.take(office.supervisor, trial(office.supervisor, *rows))
    return id_, ApplicationId(importing.imports(office.supervisor)[0].first_application)


def test_a_closed_entry_is_carried_over_and_kept_by_the_rules_of_then(office: Office) -> None:
    _, id_ = taken(office, CLOSED)
    file, seen = office.file(id_), office.look(id_)
    made = file.application
    assert (made.receipt_number, made.own_number) == ("R5-0001", "17-003")
    assert (made.completed_before, made.outcome_before) == (date(2023, 4, 20), "全部開示")
    assert made.principal.name == "髙橋 𠮷郎"
    assert seen.kept_until == date(2025, 4, 20)
    assert seen.axes.retention is RetentionState.DUE
    assert seen.work is Work.DONE
    assert (seen.findings, seen.axes.identity) == ((), Identity.NOT_CHECKED)
    assert set(seen.axes.claims.values()) == {ClaimState.CARRIED_OVER}
    assert file.mail[0].handled
    assert office.actions()[-2:] == [Action.ENTRY_CARRIED_OVER, Action.LEDGER_IMPORTED]


def test_an_empty_row_is_no_entry_and_the_others_keep_their_number(office: Office) -> None:
    empty: RawRow = ("", None, " ", "", "", "", None)
    found = trial(office.supervisor, CLOSED, empty, OPEN)
    assert [row.row for row in found.rows] == [3, 5]


def test_nothing_is_decided_asked_or_written_of_what_was_carried_over(office: Office) -> None:
    _, id_ = taken(office, CLOSED)
    can = {each.verb for each in allowed(stands(office.supervisor, office.file(id_)))}
    assert can <= {Verb.LOG, Verb.CORRECT, Verb.ATTACH_SUPPLEMENT, Verb.MOVE_SUPPLEMENT}


def test_an_open_entry_waits_as_mail_for_a_persons_look(office: Office) -> None:
    importing.take(office.supervisor, trial(office.supervisor, OPEN))
    (item,) = office.state.mail.values()
    assert (item.handled, item.sender, item.arrived_on) == (False, "林 静", date(2026, 11, 20))
    assert "8-012" in item.note
    assert not office.state.files
    draft = intake.EnvelopeDraft(
        item, (intake.ApplicationDraft(complete().application),), logged_as=item.id
    )
    intake.log_application(office.clerk, draft)
    assert office.state.mail[item.id].handled


def test_disposal_knows_what_was_carried_over(office: Office) -> None:
    _, id_ = taken(office, CLOSED)
    (line,) = disposing.due_list(office.clerk)
    assert (line.id, line.completed_on, line.kept_until) == (
        id_,
        date(2023, 4, 20),
        date(2025, 4, 20),
    )
    disposing.hold(
        office.supervisor,
        disposing.HoldDraft(id_, 1, HoldReason.SUIT, ARRIVED + timedelta(days=90)),
    )
    assert office.look(id_).axes.retention is RetentionState.HELD


def test_the_ledger_has_its_number_of_before_and_names_it_to_nobody_without_names(
    office: Office,
) -> None:
    taken(office, CLOSED)
    wanted = LedgerWanted(LedgerKind.APPLICATIONS, date(2023, 4, 1), date(2024, 3, 31))
    told = {}
    for who, named in (("clerk", True), ("clerk", False), ("auditor", True)):
        read = ledger_books.read(
            office.of(who), replace(wanted, named=named), LedgerTableWords(Language.JA)
        )
        row = dict(zip((field.head for field in read.fields), read.rows[0], strict=True))
        told[who, named] = row
    row = told["clerk", True]
    assert row[LedgerHead.OWN_NUMBER] == "17-003"
    assert (row[LedgerHead.DECIDED], row[LedgerHead.STATE]) == (
        "全部開示",
        ClaimState.CARRIED_OVER,
    )
    for nameless in (told["clerk", False], told["auditor", True]):
        assert nameless[LedgerHead.STATE] is ClaimState.CARRIED_OVER
        assert nameless[LedgerHead.COMPLETED] == date(2023, 4, 20)
        assert not nameless[LedgerHead.OWN_NUMBER]
        assert not nameless[LedgerHead.DECIDED]
    assert LedgerMark.DISPOSED not in row.values()


def test_the_figures_count_it_apart(office: Office) -> None:
    _, id_ = taken(office, CLOSED)
    _, tally = office.state.tallies[id_]
    counted = {(figure, code): count for figure, code, count in tally}
    assert counted == {
        (Figure.RECEIVED, ""): 1,
        (Figure.RIGHTS, Right.DISCLOSURE.value): 1,
        (Figure.OUTCOMES, ClaimEnd.CARRIED_OVER.value): 1,
        (Figure.DAYS, "17"): 1,
    }


def test_our_own_ledger_comes_in_to_equal_rows(office: Office) -> None:
    taken(office, CLOSED, ("17-004", date(2023, 5, 1), "林 静", "", "訂正、削除", "", "2023-05-09"))
    wanted = LedgerWanted(LedgerKind.APPLICATIONS, date(2023, 4, 1), date(2024, 3, 31))
    for language in Language:
        said = LedgerTableWords(language)
        table = said.table(ledger_books.read(office.clerk, wanted, said))
        other = opened()
        read = RawSheet("cd" * 32, ("1",), "1", (table.head, *table.rows))
        plan = importing.proposed_plan(other.supervisor, read)
        found = importing.dry_run(other.supervisor, read, plan)
        assert [row.fate for row in found.rows] == [RowFate.TAKEN] * 2, found.rows
        importing.take(other.supervisor, found)
        again = said.table(ledger_books.read(other.clerk, wanted, said))
        own = table.head.index(_head(LedgerHead.OWN_NUMBER, language))
        number = table.head.index(_head(LedgerHead.RECEIPT_NUMBER, language))
        apart = {own, number}
        assert [_without(row, apart) for row in again.rows] == [
            _without(row, apart) for row in table.rows
        ]
        assert [row[own] for row in again.rows] == [row[number] for row in table.rows]


def _head(head: LedgerHead, language: Language) -> str:
    return messages.label(head, language)


def _without(row: tuple[object, ...], apart: set[int]) -> list[object]:
    return [cell for place, cell in enumerate(row) if place not in apart]


def test_a_double_is_asked_about_by_number_and_by_folded_name_and_day(office: Office) -> None:
    taken(office, CLOSED)
    same_number = ("17-003", "R5.6.1", "別 人", "", "開示", "開示", "R5.6.9")
    same_person = ("99", "2023-04-03", "高橋吉郎", "", "開示", "開示", "R5.6.9")
    other_day = ("98", "2023-04-04", "高橋吉郎", "", "開示", "開示", "R5.6.9")
    of_the_desk = ("R5-0001", "R5.7.1", "別 人", "", "開示", "開示", "R5.7.9")
    found = trial(office.supervisor, same_number, same_person, other_day, other_day, of_the_desk)
    assert [[note.doubt for note in row.notes] for row in found.rows] == [
        [RowDoubt.DOUBLE_AT_DESK],
        [RowDoubt.DOUBLE_AT_DESK],
        [],
        [RowDoubt.DOUBLE_IN_FILE],
        [RowDoubt.DOUBLE_AT_DESK],
    ]
    assert found.rows[0].notes[0].facts == {"number": "R5-0001"}
    assert found.rows[4].notes[0].facts == {"number": "R5-0001"}
    answers = ImportAnswers({RowDoubt.DOUBLE_AT_DESK: False}, {6: True})
    plan = replace(found.plan, answers=answers)
    fates = [row.fate for row in importing.answered(found, plan).rows]
    left, taken_in = RowFate.LEFT_OUT, RowFate.TAKEN
    assert fates == [left, left, taken_in, taken_in, left]


def test_open_questions_hold_the_whole_import_up(office: Office) -> None:
    asked = trial(office.supervisor, CLOSED, ("1", 45019, "林", "", "", "", None))
    with refused(office, "import_asks", facts={"rows": 1}):
        importing.take(office.supervisor, asked)
    plan = replace(asked.plan, answers=ImportAnswers(dict.fromkeys(ASKED_FIRST, True)))
    importing.take(office.supervisor, importing.answered(asked, plan))
    (record,) = importing.imports(office.supervisor)
    assert (record.carried, record.waiting, record.refused) == (1, 1, 0)


def test_what_came_since_it_was_tried_and_may_be_the_same_is_asked_first(office: Office) -> None:
    other = sheet(CLOSED, sha256="cd" * 32)
    tried = importing.dry_run(
        office.supervisor, other, importing.proposed_plan(office.supervisor, other)
    )
    same = trial(office.of("chief"), CLOSED)
    with (
        meanwhile(office, lambda: importing.take(office.of("chief"), same)),
        pytest.raises(StaleEdit),
    ):
        importing.take(office.supervisor, tried)
    assert len(importing.imports(office.supervisor)) == 1
    importing.take_back(office.supervisor, 1)
    importing.take(office.supervisor, tried)


def test_the_same_file_is_told_by_its_hash(office: Office) -> None:
    id_, _ = taken(office, CLOSED)
    plan = ImportAnswers(dict.fromkeys(ASKED_FIRST, True))
    again = trial(office.supervisor, CLOSED, answers=plan)
    assert again.before is not None
    with refused(office, "import_again"):
        importing.take(office.supervisor, again)
    importing.take_back(office.supervisor, id_)
    importing.take(office.supervisor, trial(office.supervisor, CLOSED))


def test_a_whole_import_is_taken_back_while_nothing_followed(office: Office) -> None:
    before = office.state.copy()
    id_, _ = taken(office, CLOSED, OPEN)
    importing.take_back(office.supervisor, id_)
    after = office.state
    assert (after.files, after.mail, after.index) == (before.files, before.mail, before.index)
    assert importing.imports(office.supervisor)[0].taken_back_by == office.supervisor.actor.id
    assert office.actions()[-1] is Action.IMPORT_TAKEN_BACK
    with refused(office, "import_taken_back"):
        importing.take_back(office.supervisor, id_)


def test_an_import_on_which_something_followed_stays(office: Office) -> None:
    id_, first = taken(office, CLOSED, OPEN)
    version = office.file(first).application.version
    correcting.correct(
        office.clerk, correcting.CorrectionDraft(first, version, "scope", "x", "誤り")
    )
    with refused(office, "import_followed"):
        importing.take_back(office.supervisor, id_)


def test_what_a_person_said_of_the_columns_is_remembered(office: Office) -> None:
    read = RawSheet("ef" * 32, (), "", (("いつ", "だれ", "おわり"), ("R5.4.3", "林", "R5.4.4")))
    desk = office.supervisor
    assert importing.proposed_plan(desk, read).heading == 0
    columns = (ImportColumn.RECEIVED, ImportColumn.NAME, ImportColumn.COMPLETED)
    plan = replace(importing.plan_from(desk, read, 1), columns=columns)
    importing.take(desk, importing.dry_run(desk, read, plan))
    assert importing.plan_from(desk, read, 1).columns == columns


def test_a_plan_that_cannot_be_is_refused(office: Office) -> None:
    read, desk = sheet(CLOSED), office.supervisor
    plan = importing.proposed_plan(desk, read)
    for wrong, code in (
        (replace(plan, heading=9), "import_heading"),
        (replace(plan, columns=(ImportColumn.NAME,) * 2), "import_column_twice"),
        (replace(plan, columns=(ImportColumn.NAME,)), "import_columns_missing"),
    ):
        with bad_input(office, code):
            importing.dry_run(desk, read, wrong)


def test_nothing_is_taken_of_a_sheet_in_which_nothing_can_be(office: Office) -> None:
    with refused(office, "import_empty"):
        importing.take(office.supervisor, trial(office.supervisor, ("1", None, None)))


class Stopped:
    """Long work that somebody stops after a while."""

    def __init__(self, after: int) -> None:
        self._left = after

    @property
    def cancelled(self) -> bool:
        self._left -= 1
        return self._left < 0

    def report(self, done: int, total: int) -> None:
        assert done <= total


def test_what_is_cancelled_leaves_nothing(office: Office) -> None:
    rows = [(str(each), *CLOSED[1:2], f"山田{each}", *CLOSED[3:]) for each in range(600)]
    tried = trial(office.supervisor, *rows)
    with fails(office, Cancelled):
        importing.take(office.supervisor, tried, Stopped(2))
    with fails(office, Cancelled):
        importing.dry_run(office.supervisor, tried.sheet, tried.plan, Stopped(1))


def test_a_clerk_may_not(office: Office) -> None:
    read = sheet(CLOSED)
    plan = importing.proposed_plan(office.clerk, read)
    with fails(office, NotAllowed, facts={"duty": "import"}):
        importing.dry_run(office.clerk, read, plan)
    refusal = NotAllowed(facts={"duty": DutyFor.IMPORT.value})
    assert "以前の台帳の取込み" in messages.error(refusal, Language.JA).what
    assert "importing ledgers" in messages.error(refusal, Language.EN).what


@pytest.mark.parametrize("language", Language)
def test_the_report_tells_each_row_with_place_reading_and_reason(
    office: Office, language: Language
) -> None:
    found = trial(
        office.supervisor, CLOSED, ("1", 45019, "林\x00", "東京都\n港区", "何か", "", None)
    )
    table = words.report(found.rows, "受付簿", found.plan, "試行", language)
    assert table.rows[0][:5] == ("受付簿", 3, "", "", "")
    told = [(row[1], row[2], row[4]) for row in table.rows[1:]]
    assert told == [
        (4, "B", "45019"),
        (4, "C", "林\x00"),
        (4, "D", "東京都 港区"),
        (4, "E", "何か"),
    ]
    assert all(isinstance(row[6], str) and row[6] and "{" not in row[6] for row in table.rows[1:])
    assert NAME not in str(table)


def test_its_course_says_what_was_before_and_names_nobody_for_it(office: Office) -> None:
    _, id_ = taken(office, CLOSED)
    people = {office.supervisor.actor.id: "山本 美咲"}
    told = [(line.on, line.event, line.by) for line in course_of(office.file(id_), people)]
    assert told == [
        (date(2023, 4, 3), Event.ARRIVED_BEFORE, ""),
        (date(2023, 4, 20), Event.COMPLETED_BEFORE, ""),
        (ARRIVED, Event.CARRIED_OVER, "山本 美咲"),
    ]


def test_its_slip_has_no_form_and_no_day_of_a_reply(office: Office) -> None:
    _, id_ = taken(office, CLOSED)
    slip = case_slip_page(office.clerk, id_, Language.JA, CaseSlipWords(Language.JA))
    assert (slip.papers, slip.warning, slip.target) == ((), None, None)
    assert (slip.completed_on, slip.kept_until) == (date(2023, 4, 20), date(2025, 4, 20))
    assert {line.state for line in slip.checks if line.what is Check.DECISION} == {
        ClaimState.CARRIED_OVER
    }


def test_the_first_rows_are_read_as_all_are(office: Office) -> None:
    read = sheet(CLOSED, OPEN, CLOSED)
    plan = importing.proposed_plan(office.supervisor, read)
    first = importing.first_rows(office.supervisor, read, plan, 2)
    assert first.rows == trial(office.supervisor, CLOSED, OPEN, CLOSED).rows[:2]
    with bad_input(office, "import_columns_missing"):
        importing.first_rows(office.supervisor, read, replace(plan, columns=(None,) * 7), 2)
    assert importing.imports(office.supervisor) == ()


COVER: tuple[RawRow, ...] = (("個人情報開示請求等　処理簿",), ("主管課", "医事課"))
NOTES: tuple[RawRow, ...] = (("記入要領",), ("日付", "内容"), ("R5.4.1", "様式変更"))


def workbook(desk: Desk, **sheets: tuple[RawRow, ...]) -> Desk:
    """A desk to which a workbook of some sheets is handed."""
    read = (RawSheet("ab" * 32, tuple(sheets), name, rows) for name, rows in sheets.items())
    return replace(desk, ports=replace(desk.ports, ledgers=PlainLedgers(*read)))


def test_behind_a_cover_the_only_sheet_with_a_heading_is_read(office: Office) -> None:
    desk = workbook(office.supervisor, 表紙=COVER, 記入要領=NOTES, 処理簿=(HEAD, CLOSED))
    read = importing.read_file(desk, Path("a.xlsx"))
    assert (read.name, importing.which_sheet(read)) == ("処理簿", None)
    assert importing.proposed_plan(desk, read).heading == 1


@pytest.mark.parametrize("first", ["処理簿", "簡略"])
def test_a_first_sheet_with_a_heading_is_the_one_that_is_read(office: Office, first: str) -> None:
    rows = {"処理簿": (HEAD, CLOSED), "簡略": (HEAD[1:4], CLOSED[1:4])}
    desk = workbook(office.supervisor, **{first: rows[first]}, 前年度=(HEAD[:5], CLOSED[:5]))
    read = importing.read_file(desk, Path("a.xlsx"))
    assert (read.name, importing.which_sheet(read)) == (first, None)


def test_who_names_a_sheet_gets_that_one(office: Office) -> None:
    desk = workbook(office.supervisor, 表紙=COVER, 処理簿=(HEAD, CLOSED))
    read = importing.read_file(desk, Path("a.xlsx"), "表紙")
    assert (read.name, importing.which_sheet(read)) == ("表紙", None)


def test_several_sheets_with_a_heading_behind_a_cover_are_named(office: Office) -> None:
    desk = workbook(office.supervisor, 表紙=COVER, R4年度=(HEAD, CLOSED), R5年度=(HEAD, OPEN))
    read = importing.read_file(desk, Path("a.xlsx"))
    asked = importing.which_sheet(read)
    assert read.name == "表紙"
    assert asked is not None
    assert asked.code == "import_which_sheet"
    told = messages.error(asked, Language.JA)
    assert "R4年度、R5年度" in told.what
    # No word of the command's options stands where the window says it.
    assert asked.place == ""


def test_where_no_sheet_has_a_heading_all_are_named(office: Office) -> None:
    many = {f"{number}月": COVER for number in range(1, 15)}
    read = importing.read_file(workbook(office.supervisor, **many), Path("a.xlsx"))
    asked = importing.which_sheet(read)
    assert asked is not None
    assert (asked.code, asked.facts["more"]) == ("import_no_heading", 2)
    assert "12月" in messages.error(asked, Language.EN).what


def test_a_workbook_with_a_sheet_a_year_is_taken_in_sheet_by_sheet(office: Office) -> None:
    later = ("18-001", "R6.4.3", "林 静", "大阪市北区1-1", "訂正", "訂正", "R6.4.20")
    desk = workbook(office.supervisor, R5年度=(HEAD, CLOSED), R6年度=(HEAD, later))

    def tried(year: str) -> ImportTrial:
        read = importing.read_file(desk, Path("a.xlsx"), year)
        plan = importing.proposed_plan(desk, read)
        yes = ImportAnswers(dict.fromkeys(ASKED_FIRST, True))
        return importing.dry_run(desk, read, replace(plan, answers=yes))

    for year in ("R5年度", "R6年度"):
        assert tried(year).before is None
        importing.take(desk, tried(year))
    first, second = reversed(importing.imports(desk))
    assert (first.sha256, first.carried, second.carried) == ("ab" * 32, 1, 1)
    for year, record in (("R5年度", first), ("R6年度", second)):
        assert tried(year).before == record
        with refused(office, "import_again"):
            importing.take(desk, tried(year))
