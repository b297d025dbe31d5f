# SPDX-License-Identifier: MIT
"""The lists: groups of the day, windows in every order, lines, letters, returns."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk_app.desk.ports import Store
from desk_app.desk.rows import (
    ApplicationColumn,
    Filter,
    FirstDays,
    Group,
    IdWindow,
    LetterColumn,
    LetterOrder,
    LetterState,
    ListOrder,
    MailColumn,
    MailOrder,
    WorkIndex,
    still_open,
)
from desk_app.records.base import ApplicationId, ClaimId, HeldThingId, InquiryId, MailItemId
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Claim, Correction, Proxy, ProxyKind, Right
from desk_app.records.case.findings import Work
from desk_app.records.case.history import DepartmentInquiry, Printed
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.mail import HeldKind, HeldThing, MailKind, Matter
from desk_app.records.desk.people import Language
from tests.fakes.making import (
    CLERK,
    DAY,
    NOW,
    TO_CHECK,
    application,
    envelope,
    facts,
    keep,
    letter,
    logged,
    person,
    posted,
    printed,
)

DUE = date(2026, 11, 16)
WAITING = WorkIndex(
    work=Work.WAITING_FOR_APPLICANT,
    what="await_applicant",
    why="notice_running",
    by=DUE,
    since=DAY,
    turns_on=DUE + timedelta(days=1),
    then_work=Work.LAPSE_TODAY,
    then_what="confirm_lapse",
    then_why="fee_not_paid",
    then_by=date(2026, 11, 30),
)
DONE = WorkIndex(Work.DONE, "keep", "completed", None, DAY)
DECIDE = WorkIndex(Work.TO_DECIDE, "propose", "all_shown", date(2026, 11, 20), DAY)
ALL = Filter()
NEWEST = ListOrder()


@pytest.fixture(scope="module")
def some(shared: Store) -> Store:
    """Five applications, 1 to 5, in different places and orders."""
    day, store = timedelta(days=1), shared
    logged(store, person("佐藤", "サトウ"), "R8-0001", WAITING, DAY + day)
    logged(store, person("鈴木", "すずき"), "R8-9990", DECIDE, DAY)
    logged(store, person("安藤", "アンドウ"), "R8-10000", DONE, DAY + 3 * day)
    logged(store, person("阿部", "ｱﾍﾞ"), "R7-0500", TO_CHECK, date(2025, 12, 28))
    logged(store, person("Baker"), "R8-0002", TO_CHECK, DAY)
    return store


def ids(window: IdWindow) -> tuple[int, ...]:
    assert not window.more
    assert window.count == len(window.ids)
    return window.ids


def test_counts_of_a_day(some: Store) -> None:
    before, after = some.queries.counts(DUE), some.queries.counts(DUE + timedelta(days=1))
    assert set(before) == set(Group)
    assert before[Group.TO_CHECK] == 2
    assert before[Group.TO_DECIDE] == 1
    assert (before[Group.WAITING_FOR_APPLICANT], before[Group.LAPSE_TODAY]) == (1, 0)
    assert (after[Group.WAITING_FOR_APPLICANT], after[Group.LAPSE_TODAY]) == (0, 1)
    assert sum(before.values()) == sum(after.values()) == 4
    for day, counts in ((DUE, before), (DUE + timedelta(days=1), after)):
        listed = some.queries.window(Filter(open_only=True), ListOrder(), day)
        assert still_open(counts) == listed.count == 4


def test_the_first_days_of_each_group_follow_the_day(some: Store) -> None:
    before = some.queries.first_days(DUE)
    after = some.queries.first_days(DUE + timedelta(days=1))
    assert before[Group.TO_CHECK] == FirstDays(date(2025, 12, 28), TO_CHECK.by)
    assert before[Group.TO_DECIDE] == FirstDays(DAY, DECIDE.by)
    assert before[Group.WAITING_FOR_APPLICANT].by == DUE
    assert Group.LAPSE_TODAY not in before
    assert after[Group.LAPSE_TODAY] == FirstDays(DAY + timedelta(days=1), WAITING.then_by)
    assert Group.WAITING_FOR_APPLICANT not in after


def test_what_waits_for_a_department_too_is_counted_where_it_stands(store: Store) -> None:
    both = replace(WAITING, why="both_awaited")
    for number, place in enumerate((WAITING, both, both), 1):
        logged(store, person("佐藤"), f"R8-{number:04}", place, DAY)
    days, counts = store.queries.first_days(DUE), store.queries.counts(DUE)
    assert days[Group.WAITING_FOR_APPLICANT] == FirstDays(DAY, DUE, 2)
    assert Group.WAITING_FOR_DEPARTMENT not in days
    assert (counts[Group.WAITING_FOR_APPLICANT], counts[Group.WAITING_FOR_DEPARTMENT]) == (3, 0)
    after = store.queries.first_days(DUE + timedelta(days=1))
    assert after[Group.LAPSE_TODAY].both == 0


def test_the_oldest_mail_to_log_is_not_one_that_is_handled(store: Store) -> None:
    with store.writing(CLERK, NOW) as books:
        books.mail.add(envelope(arrived_on=DAY - timedelta(days=2), handled=True))
        for days in (0, 1):
            books.mail.add(envelope(arrived_on=DAY - timedelta(days=days)))
        books.journal.note(Action.MAIL_LOGGED)
        books.commit()
    assert store.queries.first_days(DAY) == {Group.TO_LOG: FirstDays(DAY - timedelta(days=1), None)}


def test_turned_are_those_whose_day_has_come(some: Store) -> None:
    with some.reading() as books:
        assert books.files.turned_ids(DUE) == ()
        assert books.files.turned_ids(DUE + timedelta(days=1)) == (1,)


def test_under_other_rules_stands_what_is_open_and_of_another_version(store: Store) -> None:
    for number, index, version in (
        ("R8-0001", DECIDE, "1+a"),
        ("R8-0002", TO_CHECK, "2+b"),
        ("R8-0003", DONE, "1+a"),
        ("R8-0004", WAITING, "1+a"),
    ):
        logged(store, person("佐藤"), number, index, rulebook_version=version)
    assert store.queries.under_other_rules("2+b") == (1, 4)
    assert store.queries.under_other_rules("1+a") == (2,)


def test_departments_asked_of_late_come_once_each_the_last_first(store: Store) -> None:
    assert store.queries.departments() == ()
    for number, department in enumerate(("法務部", "会員サービス部", "法務部", "製品部"), 1):
        id_ = logged(store, person("佐藤"), f"R8-000{number}", TO_CHECK)
        with store.writing(CLERK, NOW) as books:
            file = books.files.get(id_)
            asked = DepartmentInquiry(InquiryId(f"{number:032x}"), department, DAY, CLERK)
            books.files.save(replace(file, inquiries=(asked,)), TO_CHECK)
            books.journal.note(Action.DEPARTMENT_ASKED, id_)
            books.commit()
    assert store.queries.departments() == ("製品部", "法務部", "会員サービス部")
    assert store.queries.departments(limit=1) == ("製品部",)


def test_to_log_are_the_mail_items_not_handled(store: Store) -> None:
    with store.writing(CLERK, NOW) as books:
        books.mail.add(envelope())
        books.mail.add(envelope(handled=True))
        books.journal.note(Action.MAIL_LOGGED)
        books.commit()
    assert store.queries.counts(DAY)[Group.TO_LOG] == 1
    assert ids(store.queries.mail_window(open_only=True)) == (1,)
    assert store.queries.window(Filter(group=Group.TO_LOG), NEWEST, DAY).ids == ()


ORDERS = {
    ApplicationColumn.RECEIVED: (4, 2, 5, 1, 3),
    ApplicationColumn.NUMBER: (4, 1, 5, 2, 3),
    ApplicationColumn.NAME: (5, 1, 3, 2, 4),
    ApplicationColumn.KANA: (5, 4, 3, 1, 2),
    ApplicationColumn.WORK: (4, 5, 1, 2, 3),
    ApplicationColumn.BY: (1, 2, 4, 5, 3),
}


@pytest.mark.parametrize("column", ApplicationColumn)
def test_every_order_both_ways(some: Store, column: ApplicationColumn) -> None:
    up = ids(some.queries.window(ALL, ListOrder(column, ascending=True), DUE))
    down = ids(some.queries.window(ALL, ListOrder(column, ascending=False), DUE))
    assert up == ORDERS[column]
    assert down == up[::-1]


def test_by_due_days_what_is_done_stands_behind_what_is_open(store: Store) -> None:
    due = WorkIndex(Work.DONE, "dispose", "period_ended", DAY, DAY)
    someday = replace(TO_CHECK, by=None)
    for number, place in enumerate((DONE, due, someday, DECIDE), 1):
        logged(store, person("佐藤"), f"R8-{number:04}", place, DAY)
    for text in ("", "R8"):
        for ascending, order in ((True, (4, 3, 2, 1)), (False, (1, 2, 3, 4))):
            by = ListOrder(ApplicationColumn.BY, ascending=ascending)
            assert ids(store.queries.window(Filter(text), by, DAY)) == order


def test_a_place_that_turned_moves_in_the_orders_too(some: Store) -> None:
    later = DUE + timedelta(days=1)
    by = some.queries.window(ALL, ListOrder(ApplicationColumn.BY, ascending=True), later)
    work = some.queries.window(ALL, ListOrder(ApplicationColumn.WORK, ascending=True), later)
    assert ids(by) == (2, 1, 4, 5, 3)
    assert ids(work) == (4, 5, 1, 2, 3)


@pytest.mark.parametrize("column", ApplicationColumn)
@pytest.mark.parametrize("ascending", [True, False])
def test_filters_keep_the_order(some: Store, column: ApplicationColumn, *, ascending: bool) -> None:
    order = ListOrder(column, ascending=ascending)
    whole = ORDERS[column] if ascending else ORDERS[column][::-1]
    opened = some.queries.window(Filter(open_only=True), order, DUE)
    checked = some.queries.window(Filter(group=Group.TO_CHECK), order, DUE)
    found = some.queries.window(Filter("R8", open_only=True), order, DUE)
    assert ids(opened) == tuple(id_ for id_ in whole if id_ != 3)
    assert ids(checked) == tuple(id_ for id_ in whole if id_ in {4, 5})
    assert ids(found) == tuple(id_ for id_ in whole if id_ in {1, 2, 5})


def test_a_group_follows_the_day(some: Store) -> None:
    lapse = Filter(group=Group.LAPSE_TODAY)
    assert ids(some.queries.window(lapse, NEWEST, DUE)) == ()
    assert ids(some.queries.window(lapse, NEWEST, DUE + timedelta(days=1))) == (1,)


@pytest.mark.parametrize("text", ["", "0"])
@pytest.mark.parametrize("column", ApplicationColumn)
def test_a_window_is_cut_and_counts_on(some: Store, column: ApplicationColumn, text: str) -> None:
    cut = some.queries.window(Filter(text), ListOrder(column, ascending=True), DUE, limit=2)
    assert cut == IdWindow(ORDERS[column][:2], more=True, count=5)
    whole = some.queries.window(Filter(text), ListOrder(column, ascending=True), DUE, limit=5)
    assert whole == IdWindow(ORDERS[column], more=False, count=5)


def test_lines_in_the_order_asked_for(store: Store) -> None:
    claims = (
        Claim(ClaimId("c-2"), Right.CORRECTION),
        Claim(ClaimId("c-1"), Right.DISCLOSURE),
    )
    logged(store, person("佐藤"), "R8-0001", WAITING)
    proxy = Proxy(ProxyKind.PARENT, "鈴木 母")
    logged(
        store,
        person("鈴木", "スズキ"),
        "R8-0002",
        DONE,
        claims=claims,
        proxy=proxy,
        language=Language.EN,
    )
    lines = store.queries.lines([2, 99, 1, 2], DUE)
    assert [line.id for line in lines] == [2, 1, 2]
    first, second, _ = lines
    assert (first.receipt_number, first.name, first.kana) == ("R8-0002", "鈴木", "スズキ")
    assert (first.rights, first.proxy) == ((Right.CORRECTION, Right.DISCLOSURE), ProxyKind.PARENT)
    assert (first.language, first.work, first.by, first.received_on) == (
        Language.EN,
        Work.DONE,
        None,
        DAY,
    )
    assert (second.work, second.next_what, second.why) == (
        Work.WAITING_FOR_APPLICANT,
        "await_applicant",
        "notice_running",
    )
    assert (second.by, second.since, second.proxy) == (DUE, DAY, None)


def test_a_line_shows_what_stands_on_the_day(store: Store) -> None:
    logged(store, person("佐藤"), "R8-0001", WAITING)
    (line,) = store.queries.lines([1], DUE + timedelta(days=1))
    assert (line.work, line.next_what, line.why, line.by) == (
        Work.LAPSE_TODAY,
        "confirm_lapse",
        "fee_not_paid",
        date(2026, 11, 30),
    )


def test_mail_newest_first(store: Store) -> None:
    with store.writing(CLERK, NOW) as books:
        for arrived_on in (DAY, date(2026, 11, 4), DAY):
            books.mail.add(envelope(arrived_on))
        books.journal.note(Action.MAIL_LOGGED)
        books.commit()
    assert ids(store.queries.mail_window(open_only=False)) == (2, 3, 1)
    assert store.queries.mail_window(open_only=True, limit=1) == IdWindow((2,), more=True, count=3)


MAIL_ORDERS = {
    MailColumn.ARRIVED: (1, 2, 3),
    MailColumn.MATTER: (3, 1, 2),
    MailColumn.SENDER: (3, 2, 1),
    MailColumn.KIND: (2, 1, 3),
    MailColumn.STATE: (1, 3, 2),
}


@pytest.mark.parametrize("column", MailColumn)
def test_the_mail_in_every_order_both_ways(store: Store, column: MailColumn) -> None:
    items = (
        envelope(date(2026, 11, 1), kind=MailKind.REGISTERED, matter=Matter.INQUIRY, sender="髙橋"),
        envelope(DAY, kind=MailKind.ORDINARY, matter=Matter.COMPLAINT, sender="鈴木", handled=True),
        envelope(DAY, kind=MailKind.EXPRESS, sender="Baker"),
    )
    with store.writing(CLERK, NOW) as books:
        for item in items:
            books.mail.add(item)
        books.journal.note(Action.MAIL_LOGGED)
        books.commit()
    ordered = store.queries.mail_window(open_only=False, order=MailOrder(column, ascending=True))
    turned = store.queries.mail_window(open_only=False, order=MailOrder(column, ascending=False))
    assert ids(ordered) == MAIL_ORDERS[column]
    assert ids(turned) == MAIL_ORDERS[column][::-1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("高橋", (1,)),
        ("髙", (1,)),
        ("410-28", (2,)),
        ("佐藤", (4, 3)),
        ("R8-0007", (4, 3)),
        ("高橋 410", ()),
        ("高橋 花子", ()),
        ("", (4, 3, 2, 1)),
    ],
)
def test_mail_is_found_by_sender_tracking_number_and_what_is_in_it(
    store: Store, text: str, expected: tuple[int, ...]
) -> None:
    with store.writing(CLERK, NOW) as books:
        books.mail.add(envelope(DAY, matter=Matter.INQUIRY, sender="髙橋"))
        books.mail.add(envelope(DAY, tracking_number="410-28-73516-4"))
        own = books.mail.add(envelope(DAY))
        file = keep(books, application(person("佐藤 花子"), own, "R8-0007"))
        books.mail.add(envelope(DAY, matter=Matter.SUPPLEMENT, concerns=file.application.id))
        books.commit()
    assert ids(store.queries.mail_window(open_only=False, text=text)) == expected


def test_mail_lines(store: Store) -> None:
    with store.writing(CLERK, NOW) as books:
        own = books.mail.add(envelope(tracking_number="123", red_marking=True, sender="佐藤"))
        keep(books, application(person("佐藤"), own, "R8-0001"))
        file = keep(books, application(person("佐藤 花子"), own, "R8-0002"))
        later = books.mail.add(
            envelope(
                matter=Matter.SUPPLEMENT,
                kind=MailKind.ORDINARY,
                concerns=file.application.id,
                handled=True,
            )
        )
        books.commit()
    second, first = store.queries.mail_lines([later.id, 99, own.id])
    assert (first.id, first.numbers, first.handled) == (own.id, ("R8-0001", "R8-0002"), False)
    assert (first.tracking_number, first.red_marking, first.sender) == ("123", True, "佐藤")
    assert (second.numbers, second.handled) == (("R8-0002",), True)
    assert (second.matter, second.kind, second.arrived_on) == (
        Matter.SUPPLEMENT,
        MailKind.ORDINARY,
        DAY,
    )


def test_the_queue_of_letters(store: Store) -> None:
    with store.writing(CLERK, NOW) as books:
        mail = books.mail.add(envelope())
        first = (letter(4), printed(2), letter(1))
        second = (posted(3), letter(5, void=True, void_reason="wrong day"))
        keep(books, application(person("佐藤"), mail, "R8-0001"), letters=first)
        keep(books, application(person("鈴木"), mail, "R8-0002"), letters=second)
        books.commit()
    queries = store.queries
    assert [line.number for line in queries.letters(LetterState.TO_PRINT)] == ["8-1", "8-4"]
    assert [line.number for line in queries.letters(LetterState.TO_POST)] == ["8-2"]
    assert [line.number for line in queries.letters(LetterState.POSTED)] == ["8-3"]
    assert [line.number for line in queries.letters(LetterState.VOID)] == ["8-5"]
    assert [line.number for line in queries.letters(None)] == ["8-5", "8-4", "8-3", "8-2", "8-1"]
    assert [line.number for line in queries.letters(None, limit=2)] == ["8-5", "8-4"]
    assert [line.number for line in queries.letters(LetterState.TO_PRINT, limit=1)] == ["8-1"]
    assert [line.number for line in queries.letters_of(ApplicationId(1))] == ["8-4", "8-2", "8-1"]
    assert queries.letters_of(ApplicationId(9)) == ()


def test_what_was_printed_last_stands_first_with_every_print(store: Store) -> None:
    later = NOW + timedelta(hours=1)
    twice = (Printed(NOW, CLERK, 1, job="office-7"), Printed(later, CLERK, 2, 3, reason="紙づまり"))
    with store.writing(CLERK, NOW) as books:
        mail = books.mail.add(envelope())
        first = (printed(1), letter(2), letter(3, printed_at=later, prints=twice))
        keep(books, application(person("佐藤"), mail, "R8-0001"), letters=first)
        keep(books, application(person("鈴木"), mail, "R8-0002"), letters=(posted(4),))
        books.commit()
    lines = store.queries.printed()
    assert [line.letter.number for line in lines] == ["8-3", "8-4", "8-1"]
    assert (lines[0].printed_at, lines[0].prints, lines[1].prints) == (later, twice, ())
    assert [line.letter.number for line in store.queries.printed(1)] == ["8-3"]


LETTER_ORDERS = {
    LetterColumn.NUMBER: ["8-1", "8-2", "8-3"],
    LetterColumn.KIND: ["8-2", "8-1", "8-3"],
    LetterColumn.NAME: ["8-1", "8-2", "8-3"],
    LetterColumn.RECEIPT: ["8-3", "8-1", "8-2"],
    LetterColumn.POSTING: ["8-3", "8-2", "8-1"],
}


@pytest.mark.parametrize("column", LetterColumn)
def test_letters_in_every_order_both_ways(store: Store, column: LetterColumn) -> None:
    with store.writing(CLERK, NOW) as books:
        mail = books.mail.add(envelope())
        first = (
            letter(1, kind=LetterKind.DELAY, for_posting_on=date(2026, 12, 3)),
            letter(2, kind=LetterKind.DEFICIENCIES, for_posting_on=date(2026, 12, 2)),
        )
        second = (letter(3, kind=LetterKind.DELAY, for_posting_on=date(2026, 12, 1)),)
        keep(books, application(person("佐藤"), mail, "R8-0012"), letters=first)
        keep(books, application(person("鈴木"), mail, "R8-0003"), letters=second)
        books.commit()
    for ascending in (True, False):
        order = LetterOrder(column, ascending=ascending)
        numbers = [line.number for line in store.queries.letters(LetterState.TO_PRINT, order=order)]
        assert numbers == (LETTER_ORDERS[column] if ascending else LETTER_ORDERS[column][::-1])


def test_a_letter_is_listed_under_the_name_it_is_addressed_to(store: Store) -> None:
    """A child's parent gets the notice, the child the reply: each line says so, in its order."""
    parent = Proxy(ProxyKind.PARENT, "髙橋 真由美")
    with store.writing(CLERK, NOW) as books:
        mail = books.mail.add(envelope())
        child = application(person("佐藤 陽翔"), mail, "R8-0001", proxy=parent)
        keep(books, child, letters=(letter(1), letter(2)))
        keep(books, application(person("鈴木"), mail, "R8-0002"), letters=(letter(3),))
        sent = facts()
        for number, name in ((1, "髙橋 真由美"), (2, "佐藤 陽翔"), (3, "鈴木")):
            to = replace(sent.addressee, name=name)
            books.letters.keep(letter(number).id, replace(sent, addressee=to), b"%PDF")
        books.commit()
    order = LetterOrder(LetterColumn.NAME)
    lines = store.queries.letters(LetterState.TO_PRINT, order=order)
    assert [(line.number, line.to) for line in lines] == [
        ("8-2", "佐藤 陽翔"),
        ("8-3", "鈴木"),
        ("8-1", "髙橋 真由美"),
    ]
    assert {line.name for line in lines} == {"佐藤 陽翔", "鈴木"}


def test_a_letter_stays_listed_under_the_name_it_was_sent_to(store: Store) -> None:
    """The name was corrected after the notice: its line says whom the frozen letter names."""
    fixed = Correction("principal.name", "佐藤 花子", "佐藤 華子", "読み違え", CLERK, NOW)
    with store.writing(CLERK, NOW) as books:
        mail = books.mail.add(envelope())
        made = application(person("佐藤 華子"), mail, "R8-0001", corrections=(fixed,))
        keep(books, made, letters=(letter(1), letter(2)))
        sent = facts()
        for number, name in ((1, "佐藤 花子"), (2, "佐藤 華子")):
            to = replace(sent.addressee, name=name)
            books.letters.keep(letter(number).id, replace(sent, addressee=to), b"%PDF")
        books.commit()
    lines = store.queries.letters(LetterState.TO_PRINT)
    assert [(line.to, line.name) for line in lines] == [
        ("佐藤 花子", "佐藤 華子"),
        ("佐藤 華子", "佐藤 華子"),
    ]


def test_a_line_of_a_letter(store: Store) -> None:
    logged(store, person("佐藤"), "R8-0001")
    with store.writing(CLERK, NOW) as books:
        file = books.files.get(ApplicationId(1))
        books.files.save(replace(file, letters=(letter(1),)), TO_CHECK)
        books.journal.note(Action.LETTER_ISSUED, file.application.id)
        books.commit()
    (line,) = store.queries.letters(None)
    made = letter(1)
    assert (line.id, line.application, line.receipt_number) == (made.id, 1, "R8-0001")
    assert (line.kind, line.number, line.name, line.to) == (made.kind, "8-1", "佐藤", "佐藤")
    assert (line.dated, line.for_posting_on, line.language) == (DAY, DAY, Language.JA)
    assert line.state is LetterState.TO_PRINT


def test_what_must_still_go_back(store: Store) -> None:
    def thing(id_: str, **more: object) -> HeldThing:
        made = HeldThing(HeldThingId(id_), HeldKind.EXCESS_STAMPS, MailItemId(0))
        return replace(made, **more)  # type: ignore[arg-type]

    with store.writing(CLERK, NOW) as books:
        mail = books.mail.add(envelope())
        id_ = keep(books, application(person("佐藤"), mail, "R8-0001")).application.id
        stamps = thing("b", application=id_, amount=200, pieces=((100, 2),), note="over")
        books.mail.save(replace(mail, held=(stamps, thing("a", returned_on=DAY), thing("c"))))
        books.mail.add(envelope(held=(thing("d", kind=HeldKind.CASH, amount=5),)))
        books.commit()
    lines = store.queries.returns()
    assert [(line.id, line.mail_item) for line in lines] == [("b", 1), ("c", 1), ("d", 2)]
    assert (lines[0].application, lines[0].receipt_number) == (id_, "R8-0001")
    assert (lines[0].amount, lines[0].pieces, lines[0].note) == (200, ((100, 2),), "over")
    assert (lines[2].application, lines[2].receipt_number) == (None, "")
    assert lines[2].kind is HeldKind.CASH
