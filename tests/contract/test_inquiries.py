# SPDX-License-Identifier: MIT
"""The inquiries in their books and lists, on the encrypted file and in memory alike (I1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from desk_app.desk.errors import NotFound, StaleEdit
from desk_app.desk.ports import Store
from desk_app.desk.rows import (
    MOST_URGENT_INQUIRY,
    NOBODY,
    Group,
    InquiryColumn,
    InquiryFilter,
    InquiryOrder,
    InquiryPlace,
    LetterState,
)
from desk_app.records.base import (
    ApplicationId,
    InquiryKey,
    LetterId,
    MailItemId,
    PostingId,
    UserId,
    kept_id_of,
)
from desk_app.records.books.journal import Action
from desk_app.records.case.history import Letter, Posting
from desk_app.records.case.inquiries import (
    Channel,
    CourseEntry,
    CourseStep,
    Inquiry,
    InquiryKind,
    InquirySaid,
    InquiryWork,
)
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.mail import MailKind
from desk_app.records.desk.people import Language
from tests.builders import ARRIVED, mail
from tests.fakes.making import CLERK
from tests.letters.sample import sample

pytestmark = pytest.mark.once(under="second")

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
DUE, LATER = date(2026, 12, 9), date(2026, 12, 20)
OPEN = InquiryPlace(InquiryWork.TO_ANSWER, by=DUE, carer=CLERK)
CLOSED = InquiryPlace(
    InquiryWork.DONE, completed_on=date(2024, 11, 1), kept_until=date(2026, 11, 1)
)


def said(name: str = "髙橋 さくら", **more: object) -> InquirySaid:
    given: dict[str, object] = {
        "received_on": ARRIVED,
        "channel": Channel.WEB,
        "kind": InquiryKind.INQUIRY,
        "text": "第三者への提供について",
        "name": name,
        "kana": "タカハシ サクラ",
        "address": "東京都練馬区豊玉北6-12-1",
        "phone": "03-3999-0000",
    }
    return InquirySaid(**{**given, **more})  # type: ignore[arg-type] # as given


def inquiry(number: int, what: InquirySaid | None = None, **more: object) -> Inquiry:
    made = Inquiry(InquiryKey(0), f"{number:032x}", f"R8-Q{number:04}", what or said(), NOW, CLERK)
    return replace(made, **more)  # type: ignore[arg-type] # as given


def add(store: Store, *every: tuple[Inquiry, InquiryPlace]) -> list[InquiryKey]:
    with store.writing(CLERK, NOW) as books:
        ids = []
        for each, place in every:
            kept = books.inquiries.add(each, place)
            books.journal.note(Action.INQUIRY_LOGGED, kept_id_of(kept.id), kind="inquiry")
            ids.append(kept.id)
        books.commit()
    return ids


def test_an_inquiry_is_kept_whole_and_saved_by_its_version(store: Store) -> None:
    entry = CourseEntry("e", CourseStep.ASKED, ARRIVED, CLERK, NOW, text="確認", known_at=NOW)
    new = inquiry(1, course=(entry,), mail_item=MailItemId(7), application=ApplicationId(9))
    (id_,) = add(store, (new, OPEN))
    with store.reading() as books:
        assert books.inquiries.get(id_) == replace(new, id=id_, version=1)
        assert books.inquiries.by_number("R8-Q0001") == id_
        assert books.inquiries.by_number("R8-Q0002") is None
        with pytest.raises(NotFound):
            books.inquiries.get(InquiryKey(99))
    with store.writing(CLERK, NOW) as books:
        there = books.inquiries.get(id_)
        books.inquiries.save(replace(there, said=said("佐藤")), OPEN)
        books.inquiries.save(replace(there, said=said("佐藤"), course=()), CLOSED)
        books.journal.note(Action.INQUIRY_CORRECTED, kept_id_of(id_))
        books.commit()
    with store.writing(CLERK, NOW) as books:
        now = books.inquiries.get(id_)
        assert (now.version, now.said.name, now.course) == (2, "佐藤", ())
        with pytest.raises(StaleEdit):
            books.inquiries.save(replace(now, version=1), OPEN)
        with pytest.raises(NotFound):
            books.inquiries.save(replace(now, id=InquiryKey(99)), OPEN)
        assert [each.action for each in books.journal.entries(kept_id_of(id_))] == [
            Action.INQUIRY_LOGGED,
            Action.INQUIRY_CORRECTED,
        ]
    assert store.inquiries.window(InquiryFilter("髙橋")).ids == ()
    assert store.inquiries.window(InquiryFilter("佐藤")).ids == (id_,)


@pytest.fixture(scope="module")
def filled(shared: Store) -> Store:
    """Three inquiries: an open one, a complaint with a suspected leak, one kept long enough."""
    complaint = said(
        "斎藤 一郎",
        kana="サイトウ イチロウ",
        kind=InquiryKind.COMPLAINT,
        received_on=date(2026, 11, 20),
    )
    add(
        shared,
        (inquiry(1), OPEN),
        (
            inquiry(2, complaint, mail_item=MailItemId(3), application=ApplicationId(5)),
            InquiryPlace(InquiryWork.WAITING, by=LATER, leak_by=date(2026, 11, 29)),
        ),
        (inquiry(3, said("", kana="", text="名前は言いたくない", phone="", address="")), CLOSED),
    )
    return shared


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (InquiryFilter(), "132"),
        (InquiryFilter("高橋"), "1"),
        (InquiryFilter("さくら 練馬区"), "1"),
        (InquiryFilter("たかはし"), "1"),
        (InquiryFilter("齋藤"), "2"),
        (InquiryFilter("0339990000"), "12"),
        (InquiryFilter("R8-Q3"), "3"),
        (InquiryFilter("言いたく"), "3"),
        (InquiryFilter("提供について"), "12"),
        (InquiryFilter("無い"), ""),
        (InquiryFilter("\ud842"), ""),
        (InquiryFilter(open_only=True), "12"),
        (InquiryFilter(kind=InquiryKind.COMPLAINT), "2"),
        (InquiryFilter(leaks_only=True), "2"),
        (InquiryFilter(of_people=(CLERK,)), "1"),
        (InquiryFilter(of_people=(NOBODY,), open_only=True), "2"),
        (InquiryFilter(of_people=(UserId("x"),)), ""),
        (InquiryFilter(until=date(2026, 11, 20)), "2"),
        (InquiryFilter(since=date(2026, 11, 21)), "13"),
    ],
)
def test_what_is_found(filled: Store, wanted: InquiryFilter, numbers: str) -> None:
    found = filled.inquiries.lines(filled.inquiries.window(wanted).ids)
    assert sorted(each.number[-1] for each in found) == sorted(numbers)


@pytest.mark.parametrize(
    ("order", "numbers"),
    [
        (InquiryOrder(), "312"),
        (InquiryOrder(ascending=True), "213"),
        (InquiryOrder(InquiryColumn.NUMBER), "321"),
        (InquiryOrder(InquiryColumn.NAME, ascending=True), "321"),
        (InquiryOrder(InquiryColumn.KIND, ascending=True), "132"),
        (InquiryOrder(InquiryColumn.WORK, ascending=True), "123"),
        (MOST_URGENT_INQUIRY, "213"),
    ],
)
def test_the_order(filled: Store, order: InquiryOrder, numbers: str) -> None:
    ids = filled.inquiries.window(InquiryFilter(), order).ids
    assert "".join(str(id_) for id_ in ids) == numbers
    two = filled.inquiries.window(InquiryFilter(), order, limit=2)
    assert (two.ids, two.more, two.count) == (ids[:2], True, 3)


def test_what_waits_and_what_is_due(filled: Store) -> None:
    assert [each.number for each in filled.inquiries.waiting()] == ["R8-Q0002", "R8-Q0001"]
    (line,) = filled.inquiries.of_mail(MailItemId(3))
    assert filled.inquiries.of_application(ApplicationId(5)) == (line,)
    assert (line.name, line.leak_by) == ("斎藤 一郎", date(2026, 11, 29))
    counts, days = filled.queries.counts(ARRIVED), filled.queries.first_days(ARRIVED)
    wanted = {Group.LEAK: 1, Group.INQUIRIES: 1, Group.DISPOSAL_DUE: 1}
    assert {group: count for group, count in counts.items() if count} == wanted
    assert {group: each.by for group, each in days.items()} == {
        Group.LEAK: date(2026, 11, 29),
        Group.INQUIRIES: DUE,
        Group.DISPOSAL_DUE: date(2026, 11, 1),
    }
    assert days[Group.LEAK].arrived == date(2026, 11, 20)
    (mine,) = filled.inquiries.lines([1])
    assert mine.carer == CLERK
    (due,) = filled.inquiries.kept(ARRIVED, due=True)
    assert (due.id, due.receipt_number, due.sheets, due.rights) == (
        kept_id_of(InquiryKey(3)),
        "R8-Q0003",
        0,
        (),
    )
    assert filled.inquiries.kept(ARRIVED, due=False) == ()
    assert filled.inquiries.kept(date(2026, 11, 1), due=False) == (due,)


def test_envelopes_of_several_inquiries_stand_by_their_days(store: Store) -> None:
    days = [date(2026, 11, day) for day in (24, 26, 28, 30)]
    one, two, three, four = (
        Posting(PostingId(str(day)), day, MailKind.ORDINARY, ()) for day in days
    )
    begun = replace(OPEN, posted_first=days[0], posted_last=days[2])
    later = replace(OPEN, posted_first=days[1], posted_last=days[3])
    add(
        store,
        (inquiry(1, postings=(one, three)), begun),
        (inquiry(2, postings=(two, four)), later),
    )
    sent = store.inquiries.sent(days[0], days[-1])
    assert [each.posting.posted_on for each in sent] == days[::-1]


def test_what_nobody_took_yet_and_a_leak_are_everybodys(store: Store) -> None:
    suspected = replace(OPEN, leak_by=date(2026, 11, 29))
    untaken = replace(OPEN, work=InquiryWork.TO_TAKE, carer=NOBODY)
    add(store, (inquiry(1), OPEN), (inquiry(2), suspected), (inquiry(3), untaken))
    for people, count in (((CLERK,), 2), ((UserId("x"),), 1), (None, 2)):
        counts = store.queries.counts(ARRIVED, people)
        assert (counts[Group.LEAK], counts[Group.INQUIRIES]) == (1, count)
        assert store.queries.first_days(ARRIVED, people)[Group.INQUIRIES].by == DUE


def test_replies_stand_in_the_lists_of_letters_and_envelopes(store: Store) -> None:
    def letter(name: str, **more: object) -> Letter:
        given = (LetterKind.INQUIRY, "8-1", ARRIVED, ARRIVED, Language.JA, (), "", CLERK, NOW)
        return Letter(LetterId(name), *given, **more)  # type: ignore[arg-type] # as given

    early, late = date(2026, 11, 26), date(2026, 11, 30)
    first, second = (
        Posting(PostingId(name), on, MailKind.ORDINARY, (LetterId(name),), came_back_on=back)
        for name, on, back in (("a", early, late), ("b", late, None))
    )
    posted = (letter("a", posting=first.id), letter("b", posting=second.id))
    sent = replace(OPEN, posted_first=early, posted_last=late, came_back_on=late)
    waits = replace(OPEN, work=InquiryWork.TO_POST)
    one, two = add(
        store,
        (inquiry(1, letters=posted, postings=(first, second)), sent),
        (inquiry(2, letters=(letter("c", void=True), letter("d"))), waits),
    )
    asked = store.inquiries
    assert [each.id for each in asked.letters(LetterState.TO_PRINT)] == ["d"]
    assert asked.letters(LetterState.TO_POST) == ()
    assert {each.id for each in asked.letters(LetterState.POSTED)} == {"a", "b"}
    assert asked.letters(LetterState.TO_PRINT)[0].application == kept_id_of(two)
    assert [each.posting.id for each in asked.sent(early, late)] == ["b", "a"]
    assert [each.posting.id for each in asked.sent(early, early)] == ["a"]
    assert asked.sent(date(2026, 12, 1), date(2026, 12, 2)) == ()
    (back,) = asked.came_back()
    assert (back.application, back.letters) == (kept_id_of(one), ((LetterKind.INQUIRY, "8-1"),))


def test_a_reply_is_found_by_its_number_and_mail_by_what_came_in_it(store: Store) -> None:
    with store.writing(CLERK, NOW) as books:
        first, later, _ = (books.mail.add(mail()).id for _ in range(3))
        books.journal.note(Action.MAIL_LOGGED, None, mail=first)
        books.commit()
    sent = Posting(PostingId("a"), ARRIVED, MailKind.ORDINARY, (), "410-28")
    came = CourseEntry("c", CourseStep.SUPPLEMENT, ARRIVED, CLERK, NOW, mail_item=later)
    kept = inquiry(1, mail_item=first, course=(came,), postings=(sent,))
    (one,) = add(store, (kept, replace(OPEN, posted_first=ARRIVED, posted_last=ARRIVED)))
    (line,) = store.inquiries.posted_as({"41028", "410-28"})
    assert (line.application, line.posting) == (kept_id_of(one), sent)
    assert store.inquiries.posted_as({"410-29"}) == ()
    with store.reading() as books:
        assert books.inquiries.posted_as({"41028", "410-28"}) == (one,)
        assert books.inquiries.posted_as({"410-29"}) == books.inquiries.posted_as(()) == ()
    for typed, found in (("R8-Q0001", {first, later}), ("さくら", {first, later}), ("無い", set())):
        assert {*store.queries.mail_window(open_only=False, text=typed).ids} == found


def test_an_inquiry_goes_with_everything_and_leaves_nobody_elses(store: Store) -> None:
    with store.writing(CLERK, NOW) as books:
        item = books.mail.add(mail())
        letter = Letter(
            LetterId("l"),
            LetterKind.INQUIRY,
            "8-1",
            ARRIVED,
            ARRIVED,
            Language.JA,
            (),
            "",
            CLERK,
            NOW,
        )
        books.letters.keep(letter.id, sample("L16"), b"pages")
        gone = books.inquiries.add(inquiry(1, mail_item=item.id, letters=(letter,)), CLOSED)
        books.inquiries.add(inquiry(2), OPEN)
        books.drafts.keep(CLERK, f"inquiry-answer-{gone.id}", "{}")
        books.journal.note(Action.INQUIRY_LOGGED, kept_id_of(gone.id), kind="inquiry")
        books.commit()
    with store.writing(CLERK, NOW) as books:
        removed = books.files.remove(kept_id_of(gone.id))
        books.journal.note(Action.DISPOSED, None)
        books.commit()
    assert removed.letters == 1
    assert {"髙橋 さくら", "東京都練馬区豊玉北6-12-1"} <= removed.words
    with store.reading() as books:
        with pytest.raises(NotFound):
            books.inquiries.get(gone.id)
        with pytest.raises(NotFound):
            books.letters.pages(letter.id)
        assert books.inquiries.get(InquiryKey(2)).number == "R8-Q0002"
    with store.writing(CLERK, NOW) as books, pytest.raises(NotFound):
        books.files.remove(kept_id_of(gone.id))
