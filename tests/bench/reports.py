# SPDX-License-Identifier: MIT
"""Reports, inquiries and ledgers of a large desk, asked as the window asks them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import cycle

from desk_app.desk import registers
from desk_app.desk.audit import ledger_books
from desk_app.desk.context import Desk
from desk_app.desk.figures import counting
from desk_app.desk.inquiries import handling, replying
from desk_app.desk.inquiries.replying import ReplyDraft
from desk_app.desk.keeping import place_of_inquiry
from desk_app.desk.rows import COUNT_CAP, NOBODY, InquiryFilter, InquiryOrder
from desk_app.i18n.ledgers import LedgerTableWords
from desk_app.records.base import InquiryKey, UserId
from desk_app.records.books.journal import Action
from desk_app.records.books.ledgers import LedgerKind, LedgerWanted
from desk_app.records.case.inquiries import (
    Channel,
    CourseEntry,
    CourseStep,
    Inquiry,
    InquiryKind,
    InquirySaid,
)
from desk_app.records.case.letters import LetterFacts
from desk_app.records.desk.people import Language
from desk_app.records.registers import ProvisionEntry, ProvisionKind
from desk_app.rules.inquiries import inquiring
from desk_app.rules.names import names
from tests.bench import baselines
from tests.bench.desks import AFTERNOON, Lines, Seat, Workbench
from tests.bench.measuring import Pair

FIGURES_MS, LIST_MS, SEARCH_MS = 500.0, 50.0, 50.0
LEDGER_ROWS = 100_000
FIGURES_RATIO, REGISTERS_RATIO, PROVISIONS_RATIO = 12.0, 12.0, 12.0
REPLIES, REPLY_MS = 8, 250.0
ANSWER = "ご登録のメールアドレスへの案内の送付を、本日停止いたしました。"
ONE_IN, MOST = 20, 50_000
"""A desk has one inquiry to so many applications, and here no more than so many."""

_DAYS = """
    SELECT figure, code, sum(count) FROM tally_days WHERE received_on BETWEEN ? AND ?
    GROUP BY 1, 2
"""
_OF_TODAY = (
    "SELECT work, received_on, count(*) FROM work_index WHERE work <> 'done' GROUP BY 1, 2",
    "SELECT carer, received_on, count(*) FROM work_index WHERE work <> 'done' GROUP BY 1, 2",
    "SELECT kept_until, count(*) FROM kept_applications WHERE kept_until < '2027-12' GROUP BY 1",
)
"""What is open and what is kept, as the figures of today count it."""

_NEWEST = "SELECT id FROM inquiries ORDER BY received_on DESC, id DESC LIMIT 10001"
_FOUND = """
    SELECT id FROM inquiries
    WHERE instr(found_names, ?) OR instr(found_addresses, ?) OR instr(found_numbers, ?)
    ORDER BY received_on DESC, id DESC LIMIT 10001
"""
_OF_PERSON = """
    SELECT id FROM inquiries WHERE carer = ? ORDER BY received_on DESC, id DESC LIMIT 10001
"""
_LINES = "SELECT * FROM inquiries WHERE id IN (SELECT value FROM json_each(?))"

_PROVISIONS = "SELECT * FROM provisions ORDER BY id DESC LIMIT 10000"
_PROVIDED = """
    SELECT * FROM provisions WHERE instr(folded, ?) OR instr(party, ?)
    OR instr(party_address, ?) OR instr(representative, ?) OR instr(items, ?)
    OR instr(circumstances, ?) OR instr(note, ?)
    ORDER BY id DESC LIMIT 10000
"""
_TEXTS_OF_PROVISION = 6

LINES = Lines()


@LINES(
    "figures.year",
    "the figures of a year and of the year before",
    "the days of both summed up, and what is open and kept counted, by the driver",
    turns=12,
    budget_p95_ms=FIGURES_MS,
    budget_ratio=FIGURES_RATIO,
    growth=10,
)
@contextmanager
def _figures(bench: Workbench) -> Iterator[Pair]:
    """Count the fiscal years and the calendar years in turn."""
    with bench.seat() as seat:
        desk = seat.session.desk
        years = [
            of(date(desk.today.year - back, 6, 1))
            for back in range(3)
            for of in (counting.fiscal_year, counting.calendar_year)
        ]

        def bare(period: counting.FigurePeriod) -> None:
            for each in (period, period.year_before):
                days = (each.first.isoformat(), each.last.isoformat())
                baselines.rows(seat.raw, _DAYS, days)
            for sql in _OF_TODAY:
                baselines.rows(seat.raw, sql)

        yield Pair.over(years, partial(counting.read, desk), bare)
        assert counting.read(desk, years[0]).key.received, "nothing was counted"


@contextmanager
def _with_inquiries(bench: Workbench) -> Iterator[Seat]:
    """Take a seat at the desk with its inquiries, which the first who comes makes up."""
    with bench.seat() as seat:
        desk = seat.session.desk
        if not handling.list_inquiries(desk, InquiryFilter(), limit=1).ids:
            _log(seat, min(bench.size // ONE_IN, MOST))
        yield seat


def _log(seat: Seat, count: int) -> None:
    """Write inquiries as the verb does, in one unit of work: each by itself would take hours."""
    desk, kinds, ways = seat.session.desk, cycle(InquiryKind), cycle(Channel)
    rules = desk.rulebook.on(desk.today)
    with desk.ports.store.writing(desk.actor.id, AFTERNOON) as books:
        for number in range(1, count + 1):
            said = InquirySaid(
                received_on=desk.today - timedelta(days=number % 700),
                channel=next(ways),
                kind=next(kinds),
                text=f"案内の送付を止めてください。{number}\n会員番号 {number:08}",
                name=f"佐藤 花子{number}",
                kana="サトウ ハナコ",
                postal_code="176-0012",
                address=f"東京都練馬区豊玉北6-12-{number}",
            )
            token, who = f"{number:032x}", desk.actor.id
            made = Inquiry(InquiryKey(0), token, f"R8-Q{number:04}", said, AFTERNOON, who)
            if number % 2:
                step = CourseEntry(token, CourseStep.TAKEN, said.received_on, who, AFTERNOON)
                made = replace(made, course=(step,))
            standing = inquiring.standing(made, rules, desk.today)
            books.inquiries.add(made, place_of_inquiry(made, standing))
        books.journal.note(Action.DAY_BEGUN)
        books.commit()


def _ask_a_page(desk: Desk, shown: InquiryFilter, order: InquiryOrder) -> None:
    found = handling.list_inquiries(desk, shown, order, COUNT_CAP)
    assert handling.lines_of(desk, found.ids[:100])


def _read_a_page(seat: Seat, ids_of: str, *values: str) -> None:
    ids = [row[0] for row in baselines.rows(seat.raw, ids_of, values)]
    baselines.rows(seat.raw, _LINES, (repr(ids[:100]),))


@LINES(
    "inquiries.list",
    "all inquiries and the first page of them",
    "the same ids and rows asked by the driver",
    turns=40,
    budget_p95_ms=LIST_MS,
    growth=12,
)
@contextmanager
def _list(bench: Workbench) -> Iterator[Pair]:
    with _with_inquiries(bench) as seat:
        desk = seat.session.desk
        orders = cycle((InquiryOrder(), InquiryOrder(ascending=True)))

        def ours() -> None:
            _ask_a_page(desk, InquiryFilter(), next(orders))

        def bare() -> None:
            _read_a_page(seat, _NEWEST)

        yield Pair(ours, bare)


@LINES(
    "inquiries.search",
    "what a typed text finds among them",
    "the folded texts held against one spelling by the driver",
    turns=40,
    budget_p95_ms=SEARCH_MS,
    growth=12,
)
@contextmanager
def _search(bench: Workbench) -> Iterator[Pair]:
    with _with_inquiries(bench) as seat:
        desk = seat.session.desk

        def ours(text: str) -> None:
            handling.list_inquiries(desk, InquiryFilter(text), InquiryOrder(), COUNT_CAP)

        def bare(text: str) -> None:
            baselines.rows(seat.raw, _FOUND, (text,) * 3)

        yield Pair.over(("佐藤", "花子7", "案内", "00000042", "練馬区豊玉北"), ours, bare)


@LINES(
    "inquiries.of_person",
    "the inquiries of one person and those that nobody took, all and the open ones",
    "the same ids and rows asked by the driver",
    turns=40,
    budget_p95_ms=LIST_MS,
    growth=12,
)
@contextmanager
def _of_person(bench: Workbench) -> Iterator[Pair]:
    with _with_inquiries(bench) as seat:
        desk = seat.session.desk
        asked = [(who, alone) for who in (desk.actor.id, NOBODY) for alone in (False, True)]

        def ours(wanted: tuple[UserId, bool]) -> None:
            who, alone = wanted
            shown = InquiryFilter(of_people=(who,), open_only=alone)
            _ask_a_page(desk, shown, InquiryOrder())

        def bare(wanted: tuple[UserId, bool]) -> None:
            _read_a_page(seat, _OF_PERSON, wanted[0])

        yield Pair.over(asked, ours, bare)


@LINES(
    "inquiries.reply",
    "a reply to an inquiry (L16) issued: numbered, drawn, frozen, kept for good",
    "the pages of the same replies drawn, and nothing kept",
    turns=REPLIES,
    budget_p95_ms=REPLY_MS,
    growth=1.5,
)
@contextmanager
def _reply(bench: Workbench) -> Iterator[Pair]:
    """Answer inquiries that nobody answered, one after the other."""
    with _with_inquiries(bench) as seat:
        desk = seat.session.desk
        wanted = InquiryFilter(open_only=True)
        # Warming up takes some too, and each is answered once.
        ids = handling.list_inquiries(desk, wanted, InquiryOrder(), 2 * REPLIES).ids
        drafts = [
            ReplyDraft(id_, handling.open_inquiry(desk, id_).inquiry.version, desk.today, ANSWER)
            for id_ in map(InquiryKey, ids)
        ]
        facts = [replying.preview_reply(desk, draft).facts for draft in drafts]
        ours = partial(replying.issue_reply, desk)
        yield Pair(lambda: ours(drafts.pop()), partial(_drawn, desk, cycle(facts)))


def _drawn(desk: Desk, facts: Iterator[LetterFacts]) -> None:
    assert desk.ports.press.render(next(facts))


@LINES(
    "ledger.applications",
    f"the ledger of {LEDGER_ROWS:,} applications (or all) read and said in words",
    "the rows of the same applications read by the driver, one by one",
    turns=1,
    warm_up=0,
    budget_ratio=12,
    growth=1.3,
    whole=True,
)
@contextmanager
def _ledger(bench: Workbench) -> Iterator[Pair]:
    with bench.seat() as seat:
        desk, words = seat.session.desk, LedgerTableWords(Language.JA)
        tables = baselines.tables_of_applications(seat.raw)
        since = baselines.rows(
            seat.raw,
            "SELECT received_on FROM work_index ORDER BY received_on DESC LIMIT 1 OFFSET ?",
            (min(bench.size, LEDGER_ROWS) - 1,),
        )[0][0]
        wanted = LedgerWanted(LedgerKind.APPLICATIONS, date.fromisoformat(since), desk.today)
        with desk.ports.store.reading() as books:
            ids = books.files.received_between(wanted.first, wanted.last)

        def bare() -> None:
            for id_ in ids:
                baselines.whole(seat.raw, tables, id_)

        def ours() -> None:
            read = ledger_books.read(desk, replace(wanted, named=True), words)
            assert len(words.table(read).rows) >= len(ids)

        yield Pair(ours, bare)


@contextmanager
def _with_provisions(bench: Workbench, count: int) -> Iterator[Seat]:
    """Take a seat at the desk with so many records of provision, made up by who comes first."""
    with bench.seat() as seat:
        desk = seat.session.desk
        ((there,),) = baselines.rows(seat.raw, "SELECT count(*) FROM provisions")
        kinds = cycle(ProvisionKind)
        with desk.ports.store.writing(desk.actor.id, AFTERNOON) as books:
            for number in range(there + 1, count + 1):
                books.registers.keep_provision(
                    ProvisionEntry(
                        0,
                        next(kinds),
                        desk.today - timedelta(days=number % 900),
                        party=f"株式会社サンプル{number % 97}",
                        person=f"佐藤 花子{number}",
                        kana="サトウ ハナコ",
                        person_address=f"東京都練馬区豊玉北6-12-{number}",
                        items="氏名、住所",
                        consent="あり",
                        entered_by=desk.actor.id,
                        entered_at=AFTERNOON,
                        token=f"{number:032x}",
                    )
                )
            books.journal.note(Action.DAY_BEGUN)
            books.commit()
        yield seat


@LINES(
    "registers.list",
    "the newest 10,000 records of provision (one to twenty applications, at most 50,000)",
    "the same rows read by the driver",
    turns=12,
    budget_ratio=REGISTERS_RATIO,
    growth=12,
)
@contextmanager
def _provisions(bench: Workbench) -> Iterator[Pair]:
    with _with_provisions(bench, min(bench.size // ONE_IN, MOST)) as seat:
        desk = seat.session.desk

        def ours() -> None:
            assert registers.provisions(desk)

        yield Pair(ours, partial(baselines.rows, seat.raw, _PROVISIONS))


@LINES(
    "registers.search",
    "what a typed text finds among the records of provision",
    "the same rows found and read by the driver: one folded spelling, and the text in six columns",
    turns=12,
    large_ratio=REGISTERS_RATIO,
    growth=12,
)
@contextmanager
def _provided(bench: Workbench) -> Iterator[Pair]:
    with _with_provisions(bench, min(bench.size // ONE_IN, MOST)) as seat:
        desk = seat.session.desk

        def read(text: str) -> Sequence[object]:
            key, *_ = names.folds(text)
            return baselines.rows(seat.raw, _PROVIDED, (key, *(text,) * _TEXTS_OF_PROVISION))

        def bare(text: str) -> None:
            read(text)

        texts = ("花子7", "サンプル42", "さとう", "存在しない")
        counts = [(len(registers.provisions(desk, text)), len(read(text))) for text in texts]
        assert all(ours == theirs for ours, theirs in counts), counts
        assert counts[2][0]
        yield Pair.over(texts, partial(registers.provisions, desk), bare)


@LINES(
    "ledger.provisions",
    f"the ledger of {LEDGER_ROWS:,} records of provision (or as many as applications), in words",
    "the same rows read by the driver",
    turns=1,
    warm_up=0,
    budget_ratio=PROVISIONS_RATIO,
    growth=1.3,
    whole=True,
)
@contextmanager
def _ledger_of_provisions(bench: Workbench) -> Iterator[Pair]:
    count = min(bench.size, LEDGER_ROWS)
    with _with_provisions(bench, count) as seat:
        desk, words = seat.session.desk, LedgerTableWords(Language.JA)
        wanted = LedgerWanted(LedgerKind.PROVISIONS, date.min, desk.today)

        def ours() -> None:
            read = ledger_books.read(desk, wanted, words)
            assert len(words.table(read).rows) == count

        yield Pair(ours, partial(baselines.rows, seat.raw, "SELECT * FROM provisions"))
