# SPDX-License-Identifier: MIT
"""What the ledgers on paper show: a month of stamps, and the applications of a period (G1, I3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk_app.cli.sample.pdf_text import text_of
from desk_app.desk.audit import ledger_rows, ledgers
from desk_app.desk.errors import Cancelled
from desk_app.desk.post import stamps
from desk_app.i18n.pages import CaseSlipWords
from desk_app.letters import page
from desk_app.records.base import HeldThingId
from desk_app.records.books.journal import Action
from desk_app.records.books.ledgers import LedgerHead, LedgerMark
from desk_app.records.case.application import Right
from desk_app.records.case.decisions import Content, GroundUse, Outcome, WithheldPart
from desk_app.records.case.findings import ClaimState
from desk_app.records.case.history import ApplicationFile
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.mail import HeldKind, HeldThing
from desk_app.records.case.stamps import Movement
from desk_app.records.desk.people import Language
from desk_app.records.pages import ApplicationsPage, FeeLine
from tests.builders import (
    ARRIVED,
    NAME,
    complete,
    mail,
    paper,
    with_decision,
    with_lapse,
    with_notice,
    with_withdrawal,
)
from tests.builders import stamps as lines
from tests.letters import own_samples
from tests.letters.reading import squeezed
from tests.unit.desk import working
from tests.unit.desk.office import Office, bad_input, fails, opened
from tests.unit.desk.tries import later
from tests.unit.rules import courses

DAY = timedelta(days=1)
WORDS = CaseSlipWords(Language.JA)


class Watched:
    """A progress that was stopped after so many applications."""

    def __init__(self, stop_at: int) -> None:
        self.told: list[tuple[int, int]] = []
        self._stop_at = stop_at

    def report(self, done: int, total: int) -> None:
        self.told.append((done, total))

    @property
    def cancelled(self) -> bool:
        return len(self.told) >= self._stop_at


def ledger(office: Office) -> ApplicationsPage:
    return ledgers.applications_page(office.clerk, ARRIVED, ARRIVED + DAY, Language.JA, WORDS)


def test_an_answered_application_has_its_papers_fee_decision_letter_and_retention() -> None:
    office = opened()
    id_ = working.logged(office, Right.DISCLOSURE)
    # What is issued and still lies here has not left.
    working.issue(office, id_, LetterKind.ACKNOWLEDGEMENT)
    letter = working.sent(office, id_, Right.DISCLOSURE)
    (row,) = ledger(office).rows
    file = office.file(id_)
    assert (row.receipt_number, row.principal) == (file.application.receipt_number, NAME)
    assert row.identity
    assert row.fee == FeeLine(1000, 1000, 0, 1000)
    assert (row.state, bool(row.decided)) == (ClaimState.DECIDED, True)
    (sent,) = row.sent
    assert (sent.number, sent.posted_on) == (letter.number, file.postings[0].posted_on)
    assert row.completed_on == sent.posted_on
    assert row.kept_until is not None
    assert office.actions()[-1] is Action.LEDGER_EXPORTED
    assert page(ledger(office)).startswith(b"%PDF")


def test_a_short_fee_stands_with_its_notice_and_days_outside_the_period_have_no_row() -> None:
    office = opened()
    short = replace(complete(Right.DISCLOSURE), mail=(mail(*lines("84x10")),))
    id_ = working.logged(office, file=short)
    working.notify(office, id_)
    (row,) = ledger(office).rows
    assert row.fee == FeeLine(1000, 840, 160, 840)
    assert [each.number for each in row.notices] == [office.file(id_).notices[0].number]
    assert not row.cured
    before = ledgers.applications_page(
        office.clerk, ARRIVED - 9 * DAY, ARRIVED - DAY, Language.JA, WORDS
    )
    assert before.rows == ()


LATER = ARRIVED + 30 * DAY
WHOLE = FeeLine(1000, 1000, 0, 1000)


def notified(*rights: Right, pieces: tuple[str, ...] = ()) -> ApplicationFile:
    """An application whose fee was asked for."""
    short = replace(complete(*rights), mail=(mail(*lines(*pieces)),))
    return with_notice(short, ARRIVED)


def unproven(*, decided: bool) -> ApplicationFile:
    """An application with no proof of identity, that was told so, and perhaps refused."""
    file = with_notice(replace(complete(Right.DISCLOSURE), enclosures=()), ARRIVED)
    refused = with_decision(file, Right.DISCLOSURE, Outcome.REFUSED, "PR-G1", on=LATER)
    return refused if decided else file


def withheld() -> ApplicationFile:
    """An application of which a part was not disclosed, on a ground of that part alone."""
    file = with_decision(complete(Right.DISCLOSURE), Right.DISCLOSURE, Outcome.GRANTED_IN_PART)
    part = WithheldPart("氏名", GroundUse("PR-G4"), "")
    content = Content(withheld=(part,))
    return replace(file, decisions=(replace(file.decisions[0], content=content),))


def lapsed() -> ApplicationFile:
    """An application whose fee was short: a claim lapsed, another went on, the stamps went back."""
    file = notified(Right.DISCLOSURE, Right.CORRECTION, pieces=("110x5",))
    file = with_lapse(file, Right.DISCLOSURE, LATER)
    return with_decision(file, Right.CORRECTION, on=LATER)


def none_held(right: Right) -> ApplicationFile:
    """An application that nothing was found for."""
    return with_decision(complete(right), right, Outcome.NO_SUCH_DATA)


@pytest.mark.parametrize(
    ("file", "fee", "cured", "decided", "articles"),
    [
        (
            lapsed(),
            FeeLine(1000, 550, 450, 550, 550),
            (False, True),
            "開示：みなし（請求がなかったもの）、訂正：訂正した",
            ("法34条3項",),
        ),
        (
            with_lapse(notified(Right.PURPOSE), Right.PURPOSE, LATER),
            FeeLine(1000, 0, 1000, 0),
            (False, True),
            "みなし（請求がなかったもの）",
            (),
        ),
        (
            with_withdrawal(complete(Right.DISCLOSURE), Right.DISCLOSURE, on=ARRIVED),
            WHOLE,
            (True, False),
            "取下げ",
            (),
        ),
        (unproven(decided=True), WHOLE, (False, True), "不開示", ("法37条1項",)),
        (unproven(decided=False), WHOLE, (False, False), "", ()),
        (withheld(), WHOLE, (True, False), "一部開示", ("法33条2項1号",)),
        (none_held(Right.DISCLOSURE), WHOLE, (True, False), "該当データなし", ("法33条3項",)),
        (
            none_held(Right.PROVISION_RECORDS),
            FeeLine(0, 1000, 0, 1000),
            (True, False),
            "該当データなし",
            ("法33条5項・3項",),
        ),
        (
            with_decision(complete(Right.DISCLOSURE), Right.DISCLOSURE, Outcome.REFERRED),
            WHOLE,
            (True, False),
            "担当窓口へ案内",
            (),
        ),
    ],
    ids=[
        *("lapsed_in_part", "lapsed", "withdrawn", "unproven", "not_yet", "in_part"),
        *("no_data", "no_records", "referred"),
    ],
)
def test_fee_notice_decision_and_article_stand_as_the_letters_said_them(
    file: ApplicationFile,
    fee: FeeLine,
    cured: tuple[bool, bool],
    decided: str,
    articles: tuple[str],
) -> None:
    office = opened()
    id_ = working.logged(office, Right.DISCLOSURE, answered=False)
    kept = office.state.files[id_].application
    item = kept.mail_item
    thing = HeldThing(HeldThingId("h1"), HeldKind.FEE_STAMPS, item, id_, 550, ((110, 5),))
    held = (replace(thing, returned_on=LATER),) if fee.back else ()
    office.state.mail[item] = replace(file.mail[0], id=item, held=held)
    named = replace(file.application, id=id_, receipt_number=kept.receipt_number, mail_item=item)
    office.state.files[id_] = replace(file, application=named)
    office.state.standings.clear()
    (row,) = ledger(office).rows
    assert row.fee == fee
    assert (row.cured, row.uncured) == cured
    assert (row.decided, row.articles) == (decided, articles)


def test_who_reads_no_applicants_data_gets_the_ledger_without_names(office: Office) -> None:
    working.logged(office, Right.DISCLOSURE)
    made = ledgers.nameless_applications_page(
        office.of("auditor"), ARRIVED, ARRIVED, Language.EN, CaseSlipWords(Language.EN)
    )
    assert not made.named
    assert len(made.rows) == 1
    assert NAME not in repr(made)


def test_a_ledger_that_is_stopped_or_of_no_period_leaves_no_trace(office: Office) -> None:
    for _ in range(2):
        working.logged(office, Right.DISCLOSURE)
    watched = Watched(stop_at=1)
    with fails(office, Cancelled):
        ledgers.applications_page(office.clerk, ARRIVED, ARRIVED, Language.JA, WORDS, watched)
    assert watched.told == [(0, 2)]
    with bad_input(office, "days_turned", "last"):
        ledgers.applications_page(office.clerk, ARRIVED, ARRIVED - DAY, Language.JA, WORDS)


def test_no_number_is_skipped_and_of_what_was_disposed_of_the_days_are_left(office: Office) -> None:
    first, gone = (working.logged(office, Right.DISCLOSURE) for _ in range(2))
    _arrived(office, ARRIVED - 30 * DAY)
    last = working.logged(office, Right.DISCLOSURE)
    number = office.file(gone).application.receipt_number
    item = working.dispose_of(office, gone, number)
    office.clock.move_to(date(2027, 1, 8))
    _arrived(office, date(2027, 1, 8))
    made = ledgers.applications_page(office.clerk, ARRIVED, date(2027, 1, 8), Language.JA, WORDS)
    numbers = [office.file(each).application.receipt_number for each in (first, last)]
    assert [row.receipt_number for row in made.rows] == [numbers[0], number, numbers[1], "R9-0001"]
    assert (made.rows[1].kind, made.rows[1].completed_on) == (None, item.completed_on)
    record = own_samples.record(1)
    assert record.paper is not None
    assert made.rows[1].disposal == record.number
    assert made.rows[1].destroyed_on == record.paper.on
    assert made.rows[1].destroyed_how is record.paper.method
    assert page(made).startswith(b"%PDF")


def test_a_number_of_which_nothing_is_known_stands_alone(office: Office) -> None:
    first, gone, last = (working.logged(office, Right.DISCLOSURE) for _ in range(3))
    number = office.file(gone).application.receipt_number
    working.dispose_of(office, gone, "R8-0999")
    rows = ledger(office).rows
    assert [row.receipt_number for row in rows][1] == number
    assert rows[1].completed_on is None
    assert first != last
    assert ledger_rows.application(rows[1])[LedgerHead.STATE] is LedgerMark.NO_RECORD
    for language, said, gone_said in (
        (Language.JA, "欠番", "廃棄済み"),
        (Language.EN, "number missing", "disposed of"),
    ):
        made = ledgers.applications_page(office.clerk, ARRIVED, ARRIVED, language, WORDS)
        printed = squeezed(text_of(page(made)))
        assert squeezed(said) in printed
        assert squeezed(gone_said) not in printed


def _arrived(office: Office, on: date) -> None:
    """Log an application that arrived on a day."""
    file = complete(Right.DISCLOSURE)
    item = replace(file.mail[0], arrived_on=on, payments=())
    working.logged(office, file=replace(file, mail=(item,)))


def test_more_applications_than_one_ledger_holds_are_printed_in_parts(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        working.logged(office, Right.DISCLOSURE)
    monkeypatch.setattr(ledgers, "MOST_APPLICATIONS", 1)
    with bad_input(office, "ledger_too_long", "first"):
        ledger(office)


def test_a_month_of_the_book_names_the_desks_people_and_where_stamps_were_bought() -> None:
    office = opened()
    assert not stamps.is_open(office.clerk)
    stamps.open_book(office.clerk, stamps.StampDraft(((11_000, 5),), ARRIVED, "前の帳簿"))
    assert stamps.is_open(office.clerk)
    stamps.buy(office.clerk, stamps.StampDraft(((11_000, 10),), ARRIVED, "新宿郵便局"))
    made = ledgers.stamp_book_page(office.of("auditor"), ARRIVED.year, ARRIVED.month, Language.JA)
    told = [(row.movement, row.came, row.left, row.note) for row in made.month.rows]
    assert told == [(Movement.OPENING, 5, 5, "前の帳簿"), (Movement.BOUGHT, 10, 15, "新宿郵便局")]
    assert made.names[office.clerk.actor.id] == office.clerk.actor.name


def test_what_leaves_the_desk_as_a_file_is_noted_and_names_people_for_who_may_read_them() -> None:
    office = opened()
    working.logged(office, Right.DISCLOSURE)
    for name, named in (("supervisor", True), ("auditor", False)):
        made = ledgers.export_applications(office.of(name), ARRIVED, ARRIVED, Language.JA, WORDS)
        assert made.named is named
        assert (NAME in repr(made)) is named
    book = ledgers.export_stamp_book(office.of("auditor"), ARRIVED.year, ARRIVED.month, Language.JA)
    assert book.month.rows
    assert office.actions()[-3:] == [Action.LEDGER_EXPORTED] * 3


def test_what_is_kept_says_what_judging_would_and_what_is_missing_is_kept() -> None:
    """A desk of before has nothing kept: its ledger says the same, and is read faster next time."""
    office = opened()
    short = replace(complete(Right.DISCLOSURE), mail=(mail(*lines("84x10")),))
    working.notify(office, working.logged(office, file=short))
    working.sent(office, working.logged(office, Right.DISCLOSURE), Right.DISCLOSURE)
    told, kept = ledger(office).rows, dict(office.state.standings)
    assert set(kept) == set(office.state.files)
    office.state.standings.clear()
    noted = len(office.actions())
    assert ledger(office).rows == told
    assert office.state.standings == kept
    assert len(office.actions()) == noted + 1


def test_a_paper_that_shows_both_is_named_as_authority_where_no_other_shows_it() -> None:
    office = opened()
    file = courses.by_joint_parent()
    *others, register = file.enclosures
    eligibility = replace(paper("certificate_of_eligibility"), born=register.born)
    for papers in ((*others, eligibility), (*others, eligibility, register)):
        working.logged(office, file=replace(file, enclosures=papers))
    alone, beside = ledger(office).rows
    (name,) = alone.authority
    assert name.startswith("資格確認書")
    assert name in alone.identity
    assert name in beside.identity
    assert beside.authority == ("戸籍謄本・抄本（全部・個人事項証明書）",)


def test_a_paper_whose_kind_was_accepted_no_more_is_named_as_such() -> None:
    office = opened()
    file = complete(Right.DISCLOSURE)
    card = paper("health_insurance_card")
    working.logged(office, file=replace(file, enclosures=(*file.enclosures, card)))
    (row,) = ledger(office).rows
    assert row.identity[1].endswith("（不可）")
    assert "（不可）" not in row.identity[0]


def test_a_fee_that_came_after_its_notice_is_cured_on_the_day_it_came() -> None:
    office = opened()
    short = replace(complete(Right.DISCLOSURE), mail=(mail(*lines("84x10")),))
    id_ = working.logged(office, file=short)
    working.notify(office, id_)
    for days, pieces in ((3, ("84x1",)), (4, ("84x1",))):
        office.clock.pass_days(days)
        working.send(office, id_, later(office.clock.today(), *pieces))
    (row,) = ledger(office).rows
    assert (row.cured, row.cured_on) == (True, ARRIVED + 7 * DAY)


def test_more_than_a_sheet_holds_is_no_list_of_what_is_due(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    office = opened()
    for _ in range(2):
        working.sent(office, working.logged(office, Right.DISCLOSURE), Right.DISCLOSURE)
    office.clock.move_to(date(2029, 11, 27))
    assert len(ledgers.export_due(office.supervisor)) == 2
    monkeypatch.setattr(ledgers, "MOST_ROWS", 1)
    with bad_input(office, "ledger_too_long", "since"):
        ledgers.export_due(office.supervisor)
