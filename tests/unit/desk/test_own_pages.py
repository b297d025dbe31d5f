# SPDX-License-Identifier: MIT
"""The desk's own pages and ledgers, right as of now, and the paper they are printed on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk_app.desk.audit import ledgers as exporting
from desk_app.desk.disposal import disposing
from desk_app.desk.disposal.disposing import HoldDraft
from desk_app.desk.errors import BadInput
from desk_app.desk.keys import people
from desk_app.desk.keys.roster import Second
from desk_app.desk.keys.sheet_key import fingerprint_of, from_groups, last_group
from desk_app.desk.letters.printing import PrintMediaDraft, offset_page, set_paper
from desk_app.desk.opened import own_pages
from desk_app.desk.rows import JournalFilter
from desk_app.desk.signed.wordings import WebPagesDraft, set_web_pages
from desk_app.i18n import messages, pages
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Right
from desk_app.records.case.disposal import HoldReason
from desk_app.records.case.letters import LetterKind
from desk_app.records.desk.people import Language, Role
from desk_app.records.desk.printers import Paper
from desk_app.records.desk.profile import DeskProfile, EnvelopeWindow, Offset, PrintOffsets
from desk_app.records.desk.safekeeping import Drill
from desk_app.records.desk.sheets import Quarter, RecoverySheet, SheetKey
from desk_app.records.pages import DayPage, KeysLine, RecoveryPage
from tests.builders import ARRIVED, NAME, complete
from tests.unit.desk import working
from tests.unit.desk.office import Office, bad_input, opened

SECRET = f"AGE-SECRET-KEY-1{'QPZRY9X8GF' * 5}2TVDW0S3"


def test_a_recovery_page_carries_the_key_and_the_head_and_shows_neither_in_its_words() -> None:
    office = opened()
    sheet = RecoverySheet(Quarter(2026, 4), 1, "age1", ARRIVED)
    page = own_pages.recovery_page(office.of("officer"), SheetKey(sheet, SECRET), Language.EN)
    assert from_groups(" ".join(page.groups)) == page.secret == SECRET
    assert page.groups[-1] == last_group(SECRET)
    assert page.mark.sequence == len(office.state.journal)
    assert SECRET not in repr(page)


def test_a_day_page_names_actions_as_it_is_told_and_counts_all_entries(office: Office) -> None:
    office.log(complete())
    today = office.clock.today()
    page = own_pages.day_page(
        office.of("auditor"), today, Language.JA, lambda action: f"<{action.value}>"
    )
    founded, *rest = office.state.journal.values()
    assert founded.at < rest[0].at
    assert sum(line.count for line in page.lines) == len(rest)
    assert page.before is not None
    assert page.before.sequence == founded.sequence
    assert ("佐藤 花", "<application_logged>") in {(line.who, line.what) for line in page.lines}
    assert page.last == page.head
    assert NAME not in repr(page)


def test_both_papers_bear_the_fingerprint_and_the_day_names_who_was_enrolled() -> None:
    office = opened()
    chief = office.of("chief")
    made = SheetKey(RecoverySheet(Quarter(2026, 4), 1, "age1", ARRIVED), SECRET)

    def papers() -> tuple[RecoveryPage, DayPage]:
        recovery = own_pages.recovery_page(office.of("officer"), made, Language.JA)
        today = office.clock.today()
        day = own_pages.day_page(
            office.of("auditor"), today, Language.JA, lambda each: f"<{each.value}>"
        )
        return recovery, day

    office.keys.carried_over = False
    recovery, day = papers()
    assert (recovery.fingerprint, day.fingerprint, day.acts) == ("", "", ())
    office.keys.carried_over = True
    people.enrol(
        office.of("officer"),
        "髙﨑 邉󠄂子",
        frozenset({Role.OFFICER}),
        "six kites over the bay",
        Second(chief.actor, chief.ports.seal),
    )
    recovery, day = papers()
    assert recovery.fingerprint == day.fingerprint == fingerprint_of(office.keys.root)
    assert day.acts == (KeysLine(2, "<enrolled>", "石川 秀樹", "小川 健", "髙﨑 邉󠄂子"),)
    office.clock.move_to(office.clock.today() + timedelta(days=1))
    assert papers()[1].acts == ()


def test_an_empty_day_has_no_first_entry(office: Office) -> None:
    day = office.clock.today() - timedelta(days=400)
    page = own_pages.day_page(office.of("auditor"), day, Language.JA, lambda action: action.value)
    assert (page.lines, page.first, page.last, page.before) == ((), None, None, None)


def test_a_drill_page_is_of_the_drill(office: Office) -> None:
    drill = Drill("b", ARRIVED, "石川 秀樹", 4, 4, 1, 1, equal=True, seconds=1)
    page = own_pages.drill_page(office.of("officer"), drill, Language.JA)
    assert page.drill == drill


def test_an_export_of_the_journal_is_noted_after_what_it_holds(office: Office) -> None:
    office.log(complete())
    before = len(office.state.journal)
    lines = exporting.export_journal(office.of("auditor"), JournalFilter())
    assert [line.sequence for line in lines] == list(range(1, before + 1))
    assert office.actions()[-1] is Action.LEDGER_EXPORTED
    table = pages.journal(lines, Language.EN)
    assert all(len(row) == len(table.head) == len(table.widths) for row in table.rows)
    action = messages.word(Action.APPLICATION_LOGGED, Language.EN)
    assert action in {row[4] for row in table.rows}


def test_more_entries_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    office = opened()
    office.log(complete())
    monkeypatch.setattr(exporting, "MOST_ROWS", 1)
    with pytest.raises(BadInput) as caught:
        exporting.export_journal(office.of("auditor"), JournalFilter())
    assert caught.value.code == "ledger_too_long"
    assert Action.LEDGER_EXPORTED not in office.actions()


def test_due_lines_leave_without_names(office: Office) -> None:
    id_ = working.logged(office, Right.CORRECTION)
    working.sent(office, id_, Right.CORRECTION)
    office.clock.move_to(date(2028, 11, 27))
    file = office.state.files[id_]
    draft = HoldDraft(id_, file.application.version, HoldReason.SUIT, date(2029, 1, 1), NAME)
    disposing.hold(office.supervisor, draft)
    (line,) = exporting.export_due(office.of("auditor"))
    assert line.receipt_number == file.application.receipt_number
    assert NAME not in repr(line)
    (row,) = pages.due([line], Language.EN).rows
    assert row[0] == line.receipt_number
    assert row[3:] == ("2028-11-25", "2", "1", "lawsuit", "2029-01-01")
    assert office.actions()[-1] is Action.LEDGER_EXPORTED


OFFSETS = PrintOffsets(a4=Offset(12, -5), labels=Offset(-50, 50))


def profile(office: Office) -> DeskProfile:
    with office.store.reading() as books:
        return books.settings.profile()


def test_what_was_measured_stands_in_the_profile_and_in_the_next_letter(office: Office) -> None:
    before = profile(office)
    window = EnvelopeWindow(left=200, top=130)
    set_paper(office.clerk, PrintMediaDraft(window, OFFSETS))
    after = profile(office)
    assert (after.window, after.offsets) == (window, OFFSETS)
    assert after.company_ja == before.company_ja
    id_ = working.logged(office, pieces=())
    letter = working.issue(office, id_, LetterKind.DEFICIENCIES)
    assert working.facts_of(office, letter).profile == after


def test_the_department_code_is_set_and_stays_until_another_is(office: Office) -> None:
    set_paper(office.clerk, PrintMediaDraft(EnvelopeWindow(), OFFSETS, "個-7"))
    set_paper(office.clerk, PrintMediaDraft(EnvelopeWindow(), PrintOffsets()))
    assert profile(office).department_code == "個-7"
    with bad_input(office, "text_too_long", "department_code"):
        set_paper(office.clerk, PrintMediaDraft(EnvelopeWindow(), PrintOffsets(), "k" * 13))
    with bad_input(office, "text_control_character", "department_code"):
        set_paper(office.clerk, PrintMediaDraft(EnvelopeWindow(), PrintOffsets(), "K\x075"))


def test_a_test_page_shows_what_is_set_now(office: Office) -> None:
    set_paper(office.clerk, PrintMediaDraft(EnvelopeWindow(), OFFSETS))
    page = offset_page(office.clerk, Paper.LABELS, Language.EN)
    assert (page.paper, page.language, page.profile.offsets) == (Paper.LABELS, Language.EN, OFFSETS)


def test_the_journal_tells_what_was_and_what_is(office: Office) -> None:
    set_paper(office.clerk, PrintMediaDraft(EnvelopeWindow(), OFFSETS))
    entry = list(office.state.journal.values())[-1]
    assert entry.action is Action.PAPER_SET
    assert "before" in entry.digests
    assert "wanted" in entry.digests


@pytest.mark.parametrize(
    ("window", "code"),
    [
        (EnvelopeWindow(width=890), "window_too_narrow"),
        (EnvelopeWindow(height=440), "window_too_low"),
        (EnvelopeWindow(left=240), "window_shows_more"),
        (EnvelopeWindow(top=-10, height=600), "window_outside"),
    ],
)
def test_a_window_that_fails_the_address_is_refused(window: EnvelopeWindow, code: str) -> None:
    office = opened()
    with bad_input(office, code, "window"):
        set_paper(office.clerk, PrintMediaDraft(window, PrintOffsets()))


def test_a_printer_that_is_off_by_far_is_set_right_itself(office: Office) -> None:
    with bad_input(office, "offset_too_far", "offsets.square_2"):
        set_paper(
            office.clerk, PrintMediaDraft(EnvelopeWindow(), PrintOffsets(square_2=Offset(0, -51)))
        )


PAGES = WebPagesDraft(
    "https://www.example.co.jp/privacy/procedure.html", "https://www.example.co.jp/contact/?a=1"
)


def test_the_web_pages_stand_in_the_profile_and_in_the_next_letter(office: Office) -> None:
    before = profile(office)
    set_web_pages(office.supervisor, PAGES)
    after = profile(office)
    assert (after.procedure_page, after.form_page) == (PAGES.procedure_page, PAGES.form_page)
    assert after == replace(before, procedure_page=PAGES.procedure_page, form_page=PAGES.form_page)
    entry = list(office.state.journal.values())[-1]
    assert entry.action is Action.WEB_PAGES_SET
    assert "before" in entry.digests
    assert "wanted" in entry.digests
    id_ = working.logged(office, pieces=())
    letter = working.issue(office, id_, LetterKind.DEFICIENCIES)
    assert working.facts_of(office, letter).profile == after
    set_web_pages(office.supervisor, WebPagesDraft("", ""))
    assert profile(office) == before


@pytest.mark.parametrize(
    "address",
    [
        "www.example.co.jp",
        "https://example",
        "https://user@example.co.jp/",
        "https://www.example.co.jp/a b",
        "https://例え.jp/",
        "ftp://example.co.jp/",
        "javascript:alert(1)",
    ],
)
@pytest.mark.parametrize("place", ["procedure_page", "form_page"])
def test_what_cannot_be_typed_off_the_paper_is_no_web_page(
    office: Office, address: str, place: str
) -> None:
    with bad_input(office, "not_a_web_page", place):
        set_web_pages(office.supervisor, replace(WebPagesDraft("", ""), **{place: address}))
