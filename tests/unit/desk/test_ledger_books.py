# SPDX-License-Identifier: MIT
"""The ledgers an auditor asks for: the same rows everywhere, names for who may read them (I3)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from pypdf import PdfReader

from desk_app.cli.sample.pdf_text import text_of
from desk_app.desk import registers
from desk_app.desk.applications import accesses, checking, filing
from desk_app.desk.applications.checking import JudgementDraft
from desk_app.desk.applications.filing import FilingDraft
from desk_app.desk.audit import ledger_books
from desk_app.desk.audit.ledger_rows import STAMPS
from desk_app.desk.errors import Cancelled, NotAllowed, ReadOnly
from desk_app.desk.inquiries import handling
from desk_app.desk.post import posting, stamps
from desk_app.i18n.ledgers import LedgerTableWords, names_left_out, shown
from desk_app.letters import page
from desk_app.records.base import (
    ApplicationId,
    HeldThingId,
    InquiryKey,
    kept_id_of_provision,
)
from desk_app.records.books.journal import Action
from desk_app.records.books.ledgers import (
    LeakKind,
    Ledger,
    LedgerCell,
    LedgerField,
    LedgerHead,
    LedgerKind,
    LedgerMark,
    LedgerRead,
    LedgerValue,
    LedgerWanted,
)
from desk_app.records.case.application import Right
from desk_app.records.case.disposal import DisposalState
from desk_app.records.case.history import CorrectiveNeed, Ruling, Topic
from desk_app.records.case.inquiries import Cause, Channel, CourseStep
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.mail import HeldKind, HeldThing, MailKind
from desk_app.records.case.papers import MaskAction, Masking, MaskState
from desk_app.records.case.stamps import PaidBy, Postage, Shape
from desk_app.records.desk.people import Language
from desk_app.records.pages import StampBookPage, TablePage
from desk_app.records.registers import ProvisionEntry, ProvisionKind
from desk_app.rules.case.pages_back import NUMBER
from desk_app.rules.registers.registers import ProvisionLack
from desk_app.store.ledgers import workbooks
from desk_app.store.ledgers.workbooks import WorkbookSheets
from tests.builders import ARRIVED, NAME, complete, mail, paper
from tests.builders import stamps as lines
from tests.letters import own_samples
from tests.letters.reading import poppler_pages
from tests.store.reading_sheets import cells_of
from tests.unit.desk import working
from tests.unit.desk.office import Office, bad_input, fails, opened, unchanged
from tests.unit.desk.test_inquiries import COMPLAINT, SAID, log, step
from tests.unit.desk.test_ledger_pages import Watched
from tests.unit.desk.test_registers import PLACE, PURPOSE, ROW, TRAINING
from tests.unit.desk.tries import later
from tests.unit.rules import courses

pytestmark = pytest.mark.once(under="second")

AT = datetime(2026, 12, 1, 3, 0, tzinfo=UTC)
FIRST, LAST = date(2026, 4, 1), date(2027, 3, 31)
DAY = timedelta(days=1)
WORDS = {language: LedgerTableWords(language) for language in Language}
FIRST_DAY_COUNTED = date(1899, 12, 30)
"""Spreadsheets count days from here."""
AT_ONCE = frozenset({LedgerKind.PURPOSES, LedgerKind.PLACES, LedgerKind.TRAININGS}) | {
    LedgerKind.STAMPS,
    LedgerKind.DISPOSALS,
}
"""Read by one question: nobody waits for them."""


def wanted(kind: LedgerKind, **more: object) -> LedgerWanted:
    return replace(LedgerWanted(kind, FIRST, LAST), **more)  # type: ignore[arg-type]


def table(office: Office, wants: LedgerWanted, who: str = "clerk") -> Ledger:
    words = WORDS[Language.JA]
    return words.table(ledger_books.read(office.of(who), wants, words))


@pytest.fixture(scope="module")
def busy() -> Office:
    """A desk with an answered application, papers that show a number, stamps and a disposal."""
    office = opened()
    file = complete(Right.DISCLOSURE)
    numbered = Masking(NUMBER, MaskState.VISIBLE, MaskAction.MASKED_HERE)
    papers = (replace(file.enclosures[0], masking=(numbered,)), *file.enclosures[1:])
    working.logged(office, file=replace(file, enclosures=papers))
    working.sent(office, working.logged(office, Right.DISCLOSURE), Right.DISCLOSURE)
    with office.store.writing(office.clerk.actor.id, office.clock.now()) as books:
        (first, *_) = books.mail.arrived_between(FIRST, LAST)
        item = books.mail.get(first)
        thing = HeldThing(HeldThingId("h9"), HeldKind.MY_NUMBER_DOCUMENT, first)
        books.mail.save(replace(item, held=(*item.held, thing), sender=NAME))
        books.disposals.add(own_samples.record(2))
        books.journal.note(Action.DISPOSED, None)
        books.commit()
    assert accesses.note_opened(office.clerk, office.store.state.files) == 2
    registers.enter_purpose(office.supervisor, PURPOSE)
    registers.enter_place(office.supervisor, replace(PLACE, sensitive=True, amount="約3万件"))
    registers.enter_training(office.supervisor, TRAINING)
    registers.enter_provision(office.supervisor, replace(ROW, person=NAME))
    complained(office)
    return office


def complained(office: Office) -> InquiryKey:
    """A complaint of somebody known that led to a corrective action, done and checked."""
    id_ = log(office, replace(COMPLAINT, name=NAME))
    for what, more in (
        (CourseStep.TAKEN, {}),
        (CourseStep.ANSWERED, {"text": NAME, "channel": Channel.TELEPHONE}),
        (CourseStep.CAUSE, {"cause": Cause.OUR_MISTAKE}),
        (CourseStep.MEASURE_NEEDED, {"text": NAME, "whom": "情報システム部", "until": LAST}),
        (CourseStep.MEASURE_DONE, {"text": NAME}),
    ):
        step(office.clerk, office, id_, what, **more)
    step(office.of("chief"), office, id_, CourseStep.MEASURE_CHECKED)
    leaked(office, id_)
    return id_


def leaked(office: Office, id_: InquiryKey) -> None:
    """Something may have leaked; it was reported to the Commission, then ruled out."""
    known = {"known_at": AT - 7 * DAY, "whom": "石川 秀樹", "text": f"{NAME}様の案内が別の人に"}
    step(office.clerk, office, id_, CourseStep.LEAK_SUSPECTED, **known)
    step(office.of("chief"), office, id_, CourseStep.LEAK_REPORTED)
    step(office.of("chief"), office, id_, CourseStep.NO_LEAK, text=f"{NAME}様ご本人でした")


def rows_of(
    office: Office, kind: LedgerKind, **more: object
) -> list[dict[LedgerHead, LedgerValue]]:
    read = ledger_books.read(office.clerk, wanted(kind, **more), WORDS[Language.JA])
    heads = [each.head for each in read.fields]
    return [dict(zip(heads, row, strict=True)) for row in read.rows]


def said(cell: LedgerCell, language: Language) -> str:
    return "".join(shown(cell, language).split())


def _filled(text: str) -> str:
    """Return what is said, without the signs that say that nothing is, nor any hyphen."""
    return re.sub(r"[\s―-]", "", text)


def serial(cell: LedgerCell) -> LedgerCell:
    return (cell - FIRST_DAY_COUNTED).days if isinstance(cell, date) else cell


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", ledger_books.BOOKS)
def test_screen_paper_and_file_agree_row_by_row(
    busy: Office, kind: LedgerKind, language: Language
) -> None:
    words, wants = WORDS[language], wanted(kind)
    chief = busy.of("chief")
    read = ledger_books.read(chief, wants, words)
    on_screen = words.table(read)
    assert on_screen.rows
    assert ledger_books.export(chief, wants, words) == on_screen
    whole = [on_screen.head, *on_screen.rows, *([on_screen.sums] if on_screen.sums else [])]
    cells = cells_of(workbooks.xlsx(on_screen, AT))
    assert cells == [[serial(each) for each in row] for row in whole]
    made = ledger_books.on_paper(chief, wants, language, words)
    # Where two columns share one of the sheet, what is empty says so.
    printed = _filled(text_of(page(made)))
    assert made.count == len(on_screen.rows)
    for row in on_screen.rows:
        # The applications have sheets of their own; the number leads from one to the other.
        shown_row = row if isinstance(made, TablePage) else row[:1]
        row_said = _filled("".join(said(each, language) for each in shown_row))
        assert row_said in printed
        printed = printed.partition(row_said)[2]


def test_the_ledger_of_provision_has_every_row_however_many_the_register_has() -> None:
    office = opened()
    state, entry = office.state, replace(ROW, entered_at=office.clock.now())
    state.provisions = {number: replace(entry, id=number) for number in range(1, 10_002)}
    assert len(table(office, wanted(LedgerKind.PROVISIONS)).rows) == 10_001
    assert len(registers.provisions(office.clerk)) == 10_000


@pytest.mark.parametrize("kind", [each for each in ledger_books.BOOKS if each not in AT_ONCE])
def test_a_ledger_says_how_far_it_is_read_and_can_be_stopped(
    busy: Office, kind: LedgerKind
) -> None:
    watched, chief, words = Watched(stop_at=99), busy.of("chief"), WORDS[Language.JA]
    ledger_books.read(chief, wanted(kind), words, watched)
    done, total = watched.told[0]
    assert done == 0 < total
    with fails(busy, Cancelled):
        ledger_books.read(chief, wanted(kind), words, Watched(stop_at=0))


def test_names_are_for_who_may_read_cases(busy: Office) -> None:
    for kind in ledger_books.BOOKS:
        for who, wants in (("auditor", wanted(kind)), ("chief", wanted(kind, named=False))):
            told = table(busy, wants, who)
            assert told.rows
            assert NAME not in repr(told)
    named = (
        *(LedgerKind.APPLICATIONS, LedgerKind.MAIL, LedgerKind.POSTINGS, LedgerKind.PROVISIONS),
        *(LedgerKind.INQUIRIES, LedgerKind.MEASURES, LedgerKind.LEAKS),
    )
    for kind in named:
        assert NAME in repr(table(busy, wanted(kind)))


@pytest.mark.parametrize("language", Language)
def test_each_ledger_without_names_says_that_they_are_left_out(
    busy: Office, language: Language
) -> None:
    said, naming = names_left_out(language), []
    for kind, book in ledger_books.BOOKS.items():
        wants = wanted(kind, named=False)
        told = ledger_books.read(busy.of("chief"), wants, WORDS[language])
        noted = WORDS[language].table(told).note
        names = any(each.named or each.hides for each in book.fields)
        assert noted == (said if names else "")
        assert table(busy, wanted(kind), "chief").note == ""
        naming += [kind] if names else []
        on_paper = ledger_books.on_paper(busy.of("chief"), wants, language, WORDS[language])
        if isinstance(on_paper, TablePage):
            printed = "".join(text_of(page(on_paper)).split())
            assert ("".join(said.split()) in printed) is names
    assert len(naming) == 7


def test_a_record_of_provision_tells_all_but_names_and_what_the_law_asks_for_and_lacks() -> None:
    office = opened()
    for items in ("氏名、電話番号", ""):
        row = ProvisionEntry(0, ProvisionKind.PROVIDED, ARRIVED, party="株式会社甲", items=items)
        row = replace(row, person=NAME, consent=f"{NAME}様の同意", representative="甲山 一")
        registers.enter_provision(office.supervisor, replace(row, party_address="東京都"))
    wants = wanted(LedgerKind.PROVISIONS)
    named = ledger_books.read(office.supervisor, wants, WORDS[Language.JA])
    nameless = ledger_books.read(office.of("auditor"), wants, WORDS[Language.JA])
    for read in (named, nameless):
        whole, bare = [dict(zip((f.head for f in read.fields), r, strict=True)) for r in read.rows]
        assert whole[LedgerHead.PARTY] == "株式会社甲"
        assert whole[LedgerHead.ITEMS] == "氏名、電話番号"
        assert bare[LedgerHead.ITEMS] is LedgerMark.MISSING
        assert (whole[LedgerHead.LACKS], bare[LedgerHead.LACKS]) == ((), (ProvisionLack.ITEMS,))
        hidden = None if read is named else LedgerMark.HIDDEN
        assert whole[LedgerHead.CONSENT] == (hidden or f"{NAME}様の同意")
        assert whole[LedgerHead.PERSON] == (hidden or NAME)
        assert whole[LedgerHead.REPRESENTATIVE] == (hidden or "甲山 一")
    assert NAME not in repr(nameless)


def test_what_was_compared_blacked_out_and_sent_back_is_told() -> None:
    office = opened()
    file = courses.written_differently()
    masking = (
        Masking(NUMBER, MaskState.VISIBLE, MaskAction.PAGE_DESTROYED),
        Masking("honseki", MaskState.MASKED),
        Masking("gender", MaskState.NOT_THERE),
    )
    papers = (*file.enclosures[:-1], replace(file.enclosures[-1], masking=masking))
    id_ = working.logged(office, file=replace(file, enclosures=papers))
    paper = str(office.file(id_).enclosures[-1].id)
    draft = JudgementDraft(id_, Topic.NAME, paper, Ruling.SAME, "髙と高")
    checking.judge(office.of("second"), draft)
    with office.store.writing(office.clerk.actor.id, office.clock.now()) as books:
        (first,) = books.mail.arrived_between(FIRST, LAST)
        item = books.mail.get(first)
        back = HeldThing(HeldThingId("h1"), HeldKind.CARD, first, returned_on=ARRIVED)
        kept = HeldThing(HeldThingId("h2"), HeldKind.CASH, first)
        books.mail.save(replace(item, held=(back, kept)))
        books.journal.note(Action.DISPOSED, None)
        books.commit()
    read = ledger_books.read(office.clerk, wanted(LedgerKind.APPLICATIONS), WORDS[Language.JA])
    told = dict(zip((each.head for each in read.fields), read.rows[0], strict=True))
    assert told[LedgerHead.MASKED] == (MaskAction.PAGE_DESTROYED, MaskState.MASKED)
    assert told[LedgerHead.RETURNED] == (HeldKind.CARD,)
    assert told[LedgerHead.COMPARED] is office.look(id_).axes.identity
    assert told[LedgerHead.JUDGED_BY] == (office.of("second").actor.name,)


def test_when_the_fee_came_what_was_cured_and_where_the_papers_lie_is_told() -> None:
    office = opened()
    id_ = working.logged(office, Right.DISCLOSURE)
    working.sent(office, id_, Right.DISCLOSURE)
    draft = FilingDraft(id_, "第3書庫", CorrectiveNeed.NEEDED, f"{NAME}様の件")
    filing.note_filing(office.clerk, draft)
    file = office.file(id_)
    told = dict(_told(office))
    assert told[LedgerHead.FEE_CAME] == told[LedgerHead.FEE_VALID] == 1_000
    assert (told[LedgerHead.PAID], told[LedgerHead.CURED]) == (ARRIVED, None)
    assert told[LedgerHead.SENT_HOW] == tuple({each.kind for each in file.postings})
    assert told[LedgerHead.STORED_AT] == "第3書庫"
    assert told[LedgerHead.CORRECTIVE] is CorrectiveNeed.NEEDED
    assert NAME in str(told[LedgerHead.REMARK])
    assert told[LedgerHead.TIME]
    nameless = dict(_told(office, named=False))
    assert nameless[LedgerHead.REMARK] is None
    assert nameless[LedgerHead.STORED_AT] == "第3書庫"


def _told(office: Office, **more: object) -> Iterator[tuple[LedgerHead, LedgerValue]]:
    wants = wanted(LedgerKind.APPLICATIONS, **more)
    read = ledger_books.read(office.clerk, wants, WORDS[Language.JA])
    return zip((each.head for each in read.fields), read.rows[0], strict=True)


def test_who_destroyed_papers_and_what_was_held_back_is_told(busy: Office) -> None:
    record = own_samples.record(2)
    told = table(busy, wanted(LedgerKind.DISPOSALS))
    assert len(told.rows) == len(record.items) + len(record.held)
    (held,) = [row for row in told.rows if record.held[0].receipt_number in row]
    assert "留保" in held
    read = ledger_books.read(busy.clerk, wanted(LedgerKind.DISPOSALS), WORDS[Language.JA])
    (first, *_) = [
        dict(zip((each.head for each in read.fields), row, strict=True))
        for row in read.rows
        if record.items[0].receipt_number in row
    ]
    assert record.paper is not None
    assert record.approval is not None
    assert first[LedgerHead.CLAUSE] == "PR-6（2年）"
    assert first[LedgerHead.RESULT] is LedgerMark.NOTHING_LEFT
    days = (LedgerHead.APPROVED, LedgerHead.CARRIED_OUT, LedgerHead.DESTROYED)
    assert [first[each] for each in days] == [
        record.approval.on,
        own_samples.NOON.date(),
        record.paper.on,
    ]
    assert first[LedgerHead.METHOD] is record.paper.method


def test_an_opening_at_a_desk_that_can_only_be_read_is_not_noted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    office = opened()
    id_ = working.logged(office, Right.DISCLOSURE)
    with monkeypatch.context() as patch:
        patch.setattr(type(office.store), "closed_to_writing", ReadOnly())
        with unchanged(office):
            assert accesses.note_opened(office.clerk, (id_,)) == 0
    assert accesses.note_opened(office.clerk, (id_,)) == 1


def test_an_opening_is_noted_once_a_person_application_and_day() -> None:
    office = opened()
    id_ = working.logged(office, Right.DISCLOSURE)
    wants = wanted(LedgerKind.ACCESSES)
    for who, times, told in (("clerk", (1, 0), 1), ("second", (1, 0), 2)):
        for noted in times:
            assert accesses.note_opened(office.of(who), (id_, ApplicationId(99))) == noted
        assert len(table(office, wants, "auditor").rows) == told
    office.clock.move_to(ARRIVED + DAY)
    assert accesses.note_opened(office.clerk, (id_,)) == 1
    rows = table(office, wants, "auditor").rows
    number = office.file(id_).application.receipt_number
    assert [row[1:] for row in rows[::2]] == [
        (ARRIVED, rows[0][2], "佐藤 花", number),
        (ARRIVED + DAY, rows[2][2], "佐藤 花", number),
    ]
    with fails(office, NotAllowed):
        accesses.note_opened(office.of("auditor"), (id_,))
    with fails(office, NotAllowed):
        table(office, wants, "clerk")
    assert not ledger_books.may_read(office.clerk, LedgerKind.ACCESSES)
    assert ledger_books.may_read(office.of("auditor"), LedgerKind.ACCESSES)


@pytest.mark.parametrize(
    ("language", "parts", "told"),
    [
        (Language.JA, ("行う。", "改めた。", "一", "二"), "行う。改めた。一、二"),
        (Language.EN, ("Do it.", "Done."), "Do it. Done."),
        (Language.EN, ("Form, etc.", "licence", "stamp"), "Form, etc.; licence and stamp"),
    ],
)
def test_several_words_of_a_cell_are_one_list(
    language: Language, parts: tuple[str, ...], told: str
) -> None:
    wants = wanted(LedgerKind.MEASURES)
    read = LedgerRead(wants, (LedgerField(LedgerHead.MEASURE_WORDS),), ((parts,),))
    assert WORDS[language].table(read).rows == ((told,),)


def test_mail_is_told_as_it_came_and_as_it_went() -> None:
    """Whose name the envelope bears; each stamp once, with what went back; forms and papers."""
    office = opened()
    file = courses.by_guardian()
    back = (HeldKind.EXCESS_STAMPS, 2), (HeldKind.ORIGINAL, 0)
    id_ = working.logged(office, file=replace(file, mail=(mail(*lines("500x2", "100x2")),)))
    with office.store.writing(office.clerk.actor.id, office.clock.now()) as books:
        (first,) = books.mail.arrived_between(FIRST, LAST)
        item = books.mail.get(first)
        held = tuple(
            HeldThing(
                HeldThingId(f"h{place}"),
                kind,
                first,
                id_,
                pieces=((100, count),) if count else (),
                returned_on=ARRIVED,
            )
            for place, (kind, count) in enumerate(back)
        )
        books.mail.save(replace(item, held=held, sender=""))
        books.journal.note(Action.DISPOSED, None)
        books.commit()
    (row,) = table(office, wanted(LedgerKind.MAIL)).rows
    proxy = file.application.proxy
    assert proxy is not None
    assert row[2] == proxy.name
    assert "500円の切手×2、100円の切手×2（うち超過分として返却2）、" in str(row[8])
    assert str(row[8]).count("100円") == 1
    assert "個人情報開示等請求書" in str(row[8])
    working.sent(office, id_, Right.DISCLOSURE)
    (sent,) = table(office, wanted(LedgerKind.POSTINGS)).rows
    to = office.store.state.letters[office.file(id_).letters[-1].id][0].addressee.name
    assert sent[3:5] == (to, file.application.principal.name)


@pytest.mark.parametrize("language", Language)
def test_a_ledger_on_paper_breaks_no_number_day_or_name_and_has_heads_to_be_read(
    busy: Office, language: Language
) -> None:
    for kind in ledger_books.BOOKS:
        made = ledger_books.on_paper(busy.of("chief"), wanted(kind), language, WORDS[language])
        pdf = page(made)
        lines = "\n".join(poppler_pages(pdf))
        if isinstance(made, TablePage):
            short = {
                shown(cell, language)
                for row in made.table.rows
                for cell in row
                if isinstance(cell, date) or (str(cell).startswith("R8-") and len(str(cell)) < 10)
            }
            assert [each for each in short if each not in lines] == [], kind
        assert min(sizes(pdf)) >= SMALLEST, kind


SMALLEST = 6.5
"""No type on a ledger is smaller, in points."""


def sizes(pdf: bytes) -> set[float]:
    """Return the sizes of type in a file, in points."""
    found = set[float]()

    def look(_: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        found.add(round(size * abs(tm[3] or 1) * abs(cm[3] or 1), 1))

    for each in PdfReader(io.BytesIO(pdf)).pages:
        each.extract_text(visitor_text=look)
    return {each for each in found if each > 0}


def test_what_was_disposed_of_stands_as_its_number(busy: Office) -> None:
    record = own_samples.record(2)
    days = wanted(LedgerKind.POSTINGS, first=date(2000, 1, 1), last=date(2099, 1, 1))
    told = table(busy, days)
    state = [field.head for field in ledger_books.BOOKS[LedgerKind.POSTINGS].fields].index(
        LedgerHead.STATE
    )
    gone = [row[2] for row in told.rows if row[state]]
    assert sorted(map(str, gone)) == sorted(item.receipt_number for item in record.items)
    assert [row[0] for row in told.rows] == sorted(row[0] for row in told.rows)


def test_no_number_of_an_inquiry_is_skipped_and_its_course_is_told_step_by_step() -> None:
    office = opened()
    kept, gone, lost, after = (complained(office), log(office), log(office), log(office, SAID))
    number = {id_: office.state.inquiries[id_].number for id_ in (kept, gone, lost, after)}
    item = replace(own_samples.record(1).items[0], receipt_number=number[gone])
    with office.store.writing(office.clerk.actor.id, office.clock.now()) as books:
        books.disposals.add(replace(own_samples.record(1), items=(item,)))
        books.journal.note(Action.DISPOSED, None)
        books.commit()
    for each in (gone, lost):
        del office.state.inquiries[each]
    read = ledger_books.read(office.clerk, wanted(LedgerKind.INQUIRIES), WORDS[Language.EN])
    told = [dict(zip((each.head for each in read.fields), row, strict=True)) for row in read.rows]
    assert [row[LedgerHead.INQUIRY_NUMBER] for row in told] == list(number.values())
    assert [row[LedgerHead.KEPT_UNTIL] for row in told[1:]] == [item.kept_until, None, None]
    states = [row[LedgerHead.STATE] for row in told[1:3]]
    assert states == [LedgerMark.DISPOSED, LedgerMark.NO_RECORD]
    assert told[0][LedgerHead.COURSE] == ("25 Nov 2026 taken",)
    assert told[0][LedgerHead.MEASURE] is CourseStep.MEASURE_CHECKED
    assert told[0][LedgerHead.CAUSE] is Cause.OUR_MISTAKE
    (measure,) = ledger_books.read(
        office.clerk, wanted(LedgerKind.MEASURES), WORDS[Language.EN]
    ).rows
    assert (measure[1], measure[5], measure[6]) == (ARRIVED, "情報システム部", LAST)
    with fails(office, Cancelled):
        words = WORDS[Language.EN]
        wants = wanted(LedgerKind.INQUIRIES)
        ledger_books.read(office.clerk, wants, words, Watched(stop_at=0))


def _gone_first(office: Office, kind: LedgerKind, head: LedgerHead, completed: date) -> list[str]:
    """Return the numbers of a ledger whose first is lost and whose second was disposed of."""
    if kind is LedgerKind.INQUIRIES:
        ids = [log(office) for _ in range(3)]
        number = [office.state.inquiries[each].number for each in ids]
        for each in ids[:2]:
            del office.state.inquiries[each]
    else:
        kept = [working.logged(office, Right.DISCLOSURE) for _ in range(3)]
        number = [office.file(each).application.receipt_number for each in kept]
        for one in kept[:2]:
            del office.state.files[one]
    record = own_samples.record(1)
    item = replace(record.items[0], receipt_number=number[1], completed_on=completed)
    with office.store.writing(office.clerk.actor.id, office.clock.now()) as books:
        books.disposals.add(replace(record, items=(item,)))
        books.journal.note(Action.DISPOSED, None)
        books.commit()
    told = [str(row[head])[-4:] for row in rows_of(office, kind)]
    states = [row[LedgerHead.STATE] for row in rows_of(office, kind)]
    assert states[0] is LedgerMark.NO_RECORD
    return told


@pytest.mark.parametrize(
    ("kind", "head"),
    [
        (LedgerKind.APPLICATIONS, LedgerHead.RECEIPT_NUMBER),
        (LedgerKind.INQUIRIES, LedgerHead.INQUIRY_NUMBER),
    ],
)
def test_numbers_missing_before_the_first_of_a_period_are_told_too(
    kind: LedgerKind, head: LedgerHead
) -> None:
    """What was disposed of stands there where it may be of the period."""
    assert _gone_first(opened(), kind, head, FIRST) == ["0001", "0002", "0003"]
    assert _gone_first(opened(), kind, head, FIRST - DAY) == ["0001", "0003"]


def test_a_suspected_leak_is_told_with_when_it_was_known_who_was_told_and_its_reports() -> None:
    office = opened()
    log(office)
    id_ = log(office, replace(COMPLAINT, name=NAME))
    leaked(office, id_)
    known = {"known_at": office.clock.now(), "whom": "石川", "text": "再び", "attack": True}
    step(office.clerk, office, id_, CourseStep.LEAK_SUSPECTED, **known)
    tomorrow = ARRIVED + DAY
    office.clock.move_to(tomorrow)
    step(office.of("chief"), office, id_, CourseStep.LEAK_REPORTED)
    step(office.of("officer"), office, id_, CourseStep.LEAK_REPORTED_IN_FULL)
    ruled_out, suspected = rows_of(office, LedgerKind.LEAKS)
    number, head = office.state.inquiries[id_].number, LedgerHead
    clerk, chief, officer = (office.of(each).actor.name for each in ("clerk", "chief", "officer"))
    since = (AT - 7 * DAY).date()
    for heads, first, second in (
        ((head.INQUIRY_NUMBER, head.NOTED_BY), (number, clerk), (number, clerk)),
        ((head.KNOWN_ON, head.TOLD_ON), (since, ARRIVED), (ARRIVED, ARRIVED)),
        ((head.TOLD, head.ATTACK), ("石川 秀樹", LeakKind.NO_ATTACK), ("石川", LeakKind.ATTACK)),
        (
            (head.FIRST_FROM, head.FIRST_BY, head.FULL_BY),
            (since + 2 * DAY, since + 4 * DAY, date(2026, 12, 23)),
            (ARRIVED + 2 * DAY, ARRIVED + 4 * DAY, date(2027, 1, 25)),
        ),
        ((head.FIRST_MADE, head.FIRST_MADE_BY), (ARRIVED, chief), (tomorrow, chief)),
        ((head.FULL_MADE, head.FULL_MADE_BY), (None, None), (tomorrow, officer)),
        ((head.NO_LEAK_ON, head.NO_LEAK_BY), (ARRIVED, chief), (None, None)),
    ):
        assert [tuple(map(row.get, heads)) for row in (ruled_out, suspected)] == [first, second]
    assert ruled_out[head.KNOWN_AT] == "12:00"
    assert [word for word in ("速報", "確報") if word in str(suspected[head.COURSE])] == [
        *("速報", "確報"),
    ]
    assert NAME not in repr(rows_of(office, LedgerKind.LEAKS, named=False))


def test_an_inquiry_that_became_an_application_names_it() -> None:
    office = opened()
    id_, application = log(office), working.logged(office, Right.DISCLOSURE)
    number = office.file(application).application.receipt_number
    handling.carry_over(office.clerk, id_, office.state.inquiries[id_].version, number)
    (row,) = table(office, wanted(LedgerKind.INQUIRIES)).rows
    assert number in row


def test_a_text_leaves_the_rows_that_say_it_here_and_on_paper(busy: Office) -> None:
    number = str(table(busy, wanted(LedgerKind.APPLICATIONS)).rows[1][0])
    wants = wanted(LedgerKind.APPLICATIONS, text=number.lower())
    assert [row[0] for row in table(busy, wants).rows] == [number]
    assert ledger_books.on_paper(busy.clerk, wants, Language.JA, WORDS[Language.JA]).count == 1


_BALANCE, _CAME, _WENT = (
    [field.head for field in STAMPS].index(head)
    for head in (LedgerHead.BALANCE, LedgerHead.CAME_WORTH, LedgerHead.WENT_WORTH)
)


def _number(cell: LedgerCell) -> int:
    assert isinstance(cell, int)
    return cell


def test_stamps_that_were_there_came_and_went_make_the_balance_from_any_day_on() -> None:
    office = opened()
    stamps.open_book(office.clerk, stamps.StampDraft(((11_000, 5), (500, 3)), ARRIVED - 2 * DAY))
    stamps.buy(office.clerk, stamps.StampDraft(((11_000, 10),), ARRIVED - DAY))
    stamps.spoil(office.clerk, stamps.StampDraft(((500, 2),), ARRIVED, "破れた"))
    whole = table(office, wanted(LedgerKind.STAMPS))
    days = sorted({row[0] for row in whole.rows if isinstance(row[0], date)})
    for first in (*days, days[-1] + DAY):
        told = table(office, wanted(LedgerKind.STAMPS, first=first))
        before = [row for row in told.rows if row[1] == "前から繰越"]
        assert bool(before) is (first > days[0])
        opening = _number(before[0][_BALANCE]) if before else 0
        came, went, closing = (_number(told.sums[place]) for place in (_CAME, _WENT, _BALANCE))
        assert opening + came - went == closing == whole.rows[-1][_BALANCE]
    assert len(days) == 3


def test_a_text_that_leaves_some_rows_of_stamps_leaves_no_balance_below_them(busy: Office) -> None:
    told = table(busy, wanted(LedgerKind.STAMPS, text="R8"))
    assert (bool(told.rows), told.sums[_BALANCE]) == (True, "")


def test_sums_of_yen_count_odd_sen_too() -> None:
    fields = tuple(field for field in STAMPS if field.summed or field.balance)
    rows = tuple((1, None, sen, None, sen) for sen in (150, 200, 150))
    read = LedgerRead(wanted(LedgerKind.STAMPS), fields, rows)
    assert WORDS[Language.JA].table(read).sums == (3, 0, 5, 0, "1.50")


def test_a_whole_month_of_stamps_prints_as_its_book(busy: Office) -> None:
    month = wanted(LedgerKind.STAMPS, first=ARRIVED.replace(day=1), last=date(2026, 11, 30))
    for wants, sheets in ((month, StampBookPage), (replace(month, text="R8"), TablePage)):
        made = ledger_books.on_paper(busy.clerk, wants, Language.JA, WORDS[Language.JA])
        assert isinstance(made, sheets)


def test_a_ledger_that_cannot_be_made_leaves_no_trace(
    busy: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = WORDS[Language.JA]
    for kind in (LedgerKind.APPLICATIONS, LedgerKind.MAIL, LedgerKind.POSTINGS):
        with fails(busy, Cancelled):
            ledger_books.read(busy.clerk, wanted(kind), words, Watched(stop_at=0))
    with bad_input(busy, "days_turned", "last"):
        ledger_books.read(busy.clerk, wanted(LedgerKind.MAIL, last=FIRST - DAY), words)
    with fails(busy, NotAllowed):
        ledger_books.saved_on_paper(busy.clerk, wanted(LedgerKind.MAIL), Language.JA, words)
    with monkeypatch.context() as patch:
        patch.setattr(ledger_books, "MOST_ROWS", 1)
        with bad_input(busy, "ledger_too_long", "first"):
            table(busy, wanted(LedgerKind.MAIL))
    monkeypatch.setattr(ledger_books, "MOST_APPLICATIONS", 0)
    with bad_input(busy, "ledger_too_long", "first"):
        ledger_books.on_paper(busy.clerk, wanted(LedgerKind.DISPOSALS), Language.JA, words)


@pytest.mark.parametrize(
    ("today", "first"), [(date(2026, 3, 31), date(2025, 4, 1)), (FIRST, FIRST)]
)
def test_a_year_runs_from_april(today: date, first: date) -> None:
    assert ledger_books.year_of(today) == (first, today)


def test_a_file_for_older_programs_has_every_sign_or_is_not_made_and_not_noted() -> None:
    office = opened()
    registers.enter_training(office.supervisor, TRAINING)
    chief, words, wants = office.of("chief"), WORDS[Language.JA], wanted(LedgerKind.TRAININGS)
    chief = replace(chief, ports=replace(chief.ports, sheets=WorkbookSheets()))
    assert ledger_books.export(chief, wants, words, cp932=True).rows
    assert office.actions()[-1] is Action.LEDGER_EXPORTED
    registers.enter_training(office.supervisor, replace(TRAINING, subject="𠮷田の研修"))
    with bad_input(office, "not_in_cp932", "file"):
        ledger_books.export(chief, wants, words, cp932=True)
    assert len(ledger_books.export(chief, wants, words).rows) == 2


def test_an_application_that_was_disposed_of_stands_as_its_number_and_how_it_went() -> None:
    office = opened()
    _, gone, _ = (working.logged(office, Right.DISCLOSURE) for _ in range(3))
    number = office.file(gone).application.receipt_number
    record, item = own_samples.record(1), working.dispose_of(office, gone, number)
    first, told, last = rows_of(office, LedgerKind.APPLICATIONS)
    assert told[LedgerHead.RECEIPT_NUMBER] == number
    assert told[LedgerHead.STATE] is LedgerMark.DISPOSED
    assert record.paper is not None
    ends = (record.number, record.paper.on, item.completed_on)
    heads = (LedgerHead.DISPOSAL, LedgerHead.DESTROYED, LedgerHead.COMPLETED)
    assert tuple(map(told.get, heads)) == ends
    assert told[LedgerHead.PRINCIPAL] is None
    assert {first[LedgerHead.PRINCIPAL], last[LedgerHead.PRINCIPAL]} == {NAME}


def test_a_disposal_stands_on_its_day_with_no_more_than_was_done() -> None:
    office = opened()
    record = own_samples.record(1)
    signed = replace(record, state=DisposalState.SIGNED, paper=None, carried_out_at=None)
    proposed = replace(signed, state=DisposalState.PROPOSED, approval=None)
    long_ago = datetime(2020, 5, 1, tzinfo=UTC)
    with office.store.writing(office.clerk.actor.id, office.clock.now()) as books:
        for each in (record, signed, proposed, replace(record, carried_out_at=long_ago)):
            books.disposals.add(replace(each, held=()))
        books.journal.note(Action.DISPOSED, None)
        books.commit()
    told = rows_of(office, LedgerKind.DISPOSALS)
    heads = (LedgerHead.APPROVED, LedgerHead.CARRIED_OUT, LedgerHead.DESTROYED)
    done = [tuple(row[head] is not None for head in heads) for row in told]
    assert sorted(done) == [(False, False, False), (True, False, False), (True, True, True)]


def test_what_an_envelope_cost_and_how_it_was_paid_is_told() -> None:
    office = opened()
    piles = ((11_000, 1), (35_000, 1))
    stamps.open_book(office.clerk, stamps.StampDraft(piles, ARRIVED))
    stuck = Postage(Shape.STANDARD, 17, 460, stamps=piles)
    otherwise = Postage(Shape.STANDARD, 20, 350, paid_by=PaidBy.OTHERWISE)
    for paid in (stuck, otherwise, None):
        id_ = working.logged(office, Right.DISCLOSURE)
        letter = working.issue(office, id_, LetterKind.ACKNOWLEDGEMENT)
        draft = posting.PostingDraft(
            id_, (letter.id,), MailKind.ORDINARY, office.clock.today(), postage=paid
        )
        posting.post(office.clerk, draft)
    told = rows_of(office, LedgerKind.POSTINGS)
    heads = (LedgerHead.GRAMS, LedgerHead.POSTAGE, LedgerHead.STAMPS)
    assert {tuple(map(row.get, heads)) for row in told} == {
        (17, 460, "110円×1、350円×1"),
        (20, 350, PaidBy.OTHERWISE),
        (None, None, None),
    }


def test_a_supplement_came_with_its_own_papers_and_no_form() -> None:
    office = opened()
    id_ = working.logged(office, Right.DISCLOSURE)
    came = replace(paper("driving_licence"), mail_item=later(ARRIVED).id)
    working.send(office, id_, later(ARRIVED), enclosures=(came,))
    own, supplement = rows_of(office, LedgerKind.MAIL)
    number = office.file(id_).application.receipt_number
    for row in (own, supplement):
        assert row[LedgerHead.RECEIPT_NUMBER] == (number,)
    form = "個人情報開示等請求書"
    contents = [str(row[LedgerHead.CONTENTS]) for row in (own, supplement)]
    assert [form in each for each in contents] == [True, False]
    assert all("運転免許証" in each for each in contents)


def test_a_sum_that_goes_back_is_of_the_stamps_that_come_to_it() -> None:
    """A thing of which no pieces were noted is no second lot of stamps beside those that came."""
    office = opened()
    file = replace(complete(Right.DISCLOSURE), mail=(mail(*lines("500x2", "100x3")),))
    id_ = working.logged(office, file=file)
    there = office.mail_of(id_)
    with office.store.writing(office.clerk.actor.id, office.clock.now()) as books:
        item = books.mail.get(there)
        thing = HeldThing(HeldThingId("h1"), HeldKind.EXCESS_STAMPS, item.id, id_, amount=300)
        books.mail.save(replace(item, held=(replace(thing, returned_on=ARRIVED),)))
        books.journal.note(Action.DISPOSED, None)
        books.commit()
    (row,) = rows_of(office, LedgerKind.MAIL)
    contents = row[LedgerHead.CONTENTS]
    assert isinstance(contents, tuple)
    assert contents[-2:] == ("500円の切手×2", "100円の切手×3（うち超過分として返却3）")


def test_a_paper_with_a_number_is_told_once_with_who_sent_it_back_and_when() -> None:
    office = opened()
    file = complete(Right.DISCLOSURE)
    seen = Masking(NUMBER, MaskState.VISIBLE, MaskAction.RETURNED)
    # Neither another item nor a number that was blacked out before it came is a number seen.
    other = Masking("honseki", MaskState.VISIBLE, MaskAction.MASKED_HERE)
    masked = replace(
        paper("individual_number_card"), masking=(other, Masking(NUMBER, MaskState.MASKED))
    )
    first = replace(file.enclosures[0], masking=(other, seen))
    id_ = working.logged(office, file=replace(file, enclosures=(first, masked)))
    (thing,) = working.held(office, id_)
    assert thing.kind is HeldKind.MY_NUMBER_DOCUMENT
    there = office.mail_of(id_)
    with office.store.writing(office.clerk.actor.id, office.clock.now()) as books:
        item = books.mail.get(there)
        card = HeldThing(HeldThingId("h9"), HeldKind.CARD, item.id, id_)
        books.mail.save(replace(item, held=(*item.held, card)))
        books.journal.note(Action.DISPOSED, None)
        books.commit()
    heads = (LedgerHead.DONE, LedgerHead.DONE_ON, LedgerHead.DONE_BY)
    (row,) = rows_of(office, LedgerKind.MY_NUMBER)
    assert tuple(map(row.get, heads)) == (LedgerMark.OPEN, None, "")
    working.give_back(office, id_, (thing,))
    (row,) = rows_of(office, LedgerKind.MY_NUMBER)
    assert tuple(map(row.get, heads)) == (MaskAction.RETURNED, ARRIVED, office.clerk.actor.name)


def test_registers_tell_what_applied_or_happened_in_the_days_alone() -> None:
    office = opened()
    desk = office.supervisor
    before, after = FIRST - 400 * DAY, LAST + 400 * DAY
    for day in (before, ARRIVED):
        registers.enter_training(desk, replace(TRAINING, on=day))
    registers.enter_purpose(desk, replace(PURPOSE, applies_from=before))
    for day in (FIRST - DAY, ARRIVED, after):
        registers.change_purpose(desk, 1, replace(PURPOSE, applies_from=day, reason="改定"))
    assert [row[LedgerHead.DAY] for row in rows_of(office, LedgerKind.TRAININGS)] == [ARRIVED]
    applied = [row[LedgerHead.SINCE] for row in rows_of(office, LedgerKind.PURPOSES)]
    # What was changed on the day before the first had ended; what comes later has not begun.
    assert applied == [FIRST - DAY, ARRIVED]


def test_a_record_of_provision_that_was_disposed_of_stands_as_its_number_in_its_place() -> None:
    office = opened()
    old = replace(ROW, on=date(2020, 1, 1), entered_at=datetime(2020, 1, 2, tzinfo=UTC))
    entries = {1: replace(ROW, id=1), 3: replace(old, id=3), 4: replace(ROW, id=4)}
    office.state.provisions.update(entries)
    record = own_samples.record(1)
    (other,) = record.items
    items = tuple(
        replace(other, application=kept_id_of_provision(number), completed_on=day)
        for number, day in ((5, ARRIVED), (2, ARRIVED), (6, LAST + DAY))
    )
    proposed = replace(other, application=kept_id_of_provision(7), completed_on=ARRIVED)
    with office.store.writing(office.clerk.actor.id, office.clock.now()) as books:
        books.disposals.add(replace(record, items=(*items, replace(other, completed_on=ARRIVED))))
        books.disposals.add(replace(record, items=(proposed,), carried_out_at=None))
        books.journal.note(Action.DISPOSED, None)
        books.commit()
    told = rows_of(office, LedgerKind.PROVISIONS)
    disposed = LedgerMark.DISPOSED
    assert [(row[LedgerHead.NUMBER], row[LedgerHead.STATE]) for row in told] == [
        (1, None),
        (2, disposed),
        (4, None),
        (5, disposed),
    ]
    assert (told[1][LedgerHead.DAY], told[1][LedgerHead.KEPT_UNTIL]) == (ARRIVED, other.kept_until)
    assert told[1][LedgerHead.PARTY] is None


def test_an_inquiry_of_other_days_is_not_called_disposed_of() -> None:
    office, before = opened(), FIRST - DAY
    first, _, last = (
        log(office, replace(SAID, received_on=on)) for on in (ARRIVED, before, ARRIVED)
    )
    told = [row[LedgerHead.INQUIRY_NUMBER] for row in rows_of(office, LedgerKind.INQUIRIES)]
    assert told == [office.state.inquiries[each].number for each in (first, last)]
