# SPDX-License-Identifier: MIT
"""The stamp book: what a fee does in it, the desk's own stamps, counts, months, its begin (G1)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from unittest import mock

import pytest

from desk_app.desk.applications import intake, undoing
from desk_app.desk.applications.supplements import move_supplement
from desk_app.desk.context import Desk
from desk_app.desk.errors import NotFound
from desk_app.desk.ports import Books
from desk_app.desk.post import posting, stamps
from desk_app.desk.post.stamps import BEGUN, begin, enter_end
from desk_app.desk.rows import StampFilter
from desk_app.records.base import ApplicationId, PaymentLineId
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Right
from desk_app.records.case.history import ReturnReason
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.mail import Condition, HeldKind, HeldThing, MailKind, PaymentLine, Piece
from desk_app.records.case.stamps import CountedPile, Move, Movement, PaidBy, Postage, Shape
from tests.builders import ARRIVED, complete, mail, record
from tests.builders import stamps as lines
from tests.unit.desk import working
from tests.unit.desk.office import Office, bad_input, fails, refused
from tests.unit.desk.stamp_facts import faults
from tests.unit.desk.tries import later

DISCLOSURE, CORRECTION = Right.DISCLOSURE, Right.CORRECTION
DAY = timedelta(days=1)


def _logged(office: Office, *pieces: str) -> ApplicationId:
    return working.logged(office, pieces=pieces)


def _posted(office: Office, id_: ApplicationId, postage: Postage | None = None) -> None:
    letter = working.answered(office, id_, DISCLOSURE).id
    things = tuple(thing.id for thing in working.held(office, id_))
    draft = posting.PostingDraft(
        id_, (letter,), MailKind.SIMPLE_REGISTERED, office.clock.today(), "", things, postage
    )
    posting.post(office.clerk, draft)


def _balance(office: Office) -> dict[int, tuple[int, int]]:
    """Return yen: held, owned."""
    return {each.value // 100: (each.held, each.owned) for each in office.store.stamps.balances()}


def _entries(office: Office) -> list[tuple[Movement, tuple[Move, ...]]]:
    return [(each.movement, each.moves) for each in office.state.stamps.values()]


def _paid(*piles: tuple[int, int], yen: int = 460) -> Postage:
    return Postage(Shape.STANDARD, 17, yen, stamps=tuple((v * 100, n) for v, n in piles))


def _draft(*piles: tuple[int, int], note: str = "新宿郵便局") -> stamps.StampDraft:
    return stamps.StampDraft(tuple((v * 100, n) for v, n in piles), ARRIVED, note)


def _buy(office: Office, *piles: tuple[int, int]) -> None:
    stamps.buy(office.clerk, _draft(*piles))


def _count(
    office: Office,
    *piles: tuple[int, int],
    cause: str = "",
    measure: str = "",
    second: Desk | None = None,
) -> None:
    draft = stamps.CountDraft(tuple((v * 100, n) for v, n in piles), cause, measure)
    stamps.count(office.clerk, second or office.supervisor, draft)


def test_a_fee_is_held_from_its_arrival_and_the_desks_from_the_posting_of_the_answer(
    office: Office,
) -> None:
    id_ = _logged(office, "500x2")
    letter = working.answered(office, id_, DISCLOSURE).id
    assert _balance(office) == {500: (2, 0)}
    working.post(office, id_, letter)
    assert _balance(office) == {500: (0, 2)}
    assert _entries(office) == [
        (Movement.RECEIVED, (Move(50_000, held=2),)),
        (Movement.KEPT, (Move(50_000, held=-2, owned=2),)),
    ]
    number = office.file(id_).application.receipt_number
    first, second = office.state.stamps.values()
    assert (first.receipt_number, first.application, first.on) == (number, id_, ARRIVED)
    assert (second.posting, second.reference) == (office.file(id_).postings[0].id, "8-1")
    assert office.file(id_).postings[0].fee == ((50_000, 2),)
    assert first.mail_item == office.mail_of(id_)


def test_the_answer_may_bear_the_stamps_of_the_fee_it_keeps_and_a_notice_may_not(
    office: Office,
) -> None:
    id_ = _logged(office, "350x1", "110x1", "500x1")
    notice = working.issue(office, id_, LetterKind.DEFICIENCIES).id
    draft = posting.PostingDraft(
        id_, (notice,), MailKind.SIMPLE_REGISTERED, ARRIVED, postage=_paid((350, 1), (110, 1))
    )
    with refused(office, "stamps_not_there", facts={"value": 350, "piece": "stamp", "there": 0}):
        posting.post(office.clerk, draft)
    posting.post(office.clerk, replace(draft, postage=None))
    working.send(office, id_, later(ARRIVED, "50x1"))
    _posted(office, id_, _paid((350, 1), (110, 1)))
    assert _balance(office) == {500: (0, 1), 50: (0, 1)}
    assert [movement for movement, _ in _entries(office)] == [
        *(Movement.RECEIVED, Movement.RECEIVED, Movement.KEPT, Movement.POSTAGE),
    ]
    assert list(faults(office.state)) == []


def test_a_lapse_returns_exactly_the_pieces_received(office: Office) -> None:
    id_ = _logged(office, "84x6", "1x1")
    working.notify(office, id_)
    working.let_pass(office, id_)
    working.lapse(office, id_, DISCLOSURE)
    letter = working.issue(office, id_, LetterKind.LAPSE, DISCLOSURE)
    working.post(office, id_, letter.id, things=working.held(office, id_))
    assert _balance(office) == {}
    back = (Move(8_400, held=-6), Move(100, held=-1))
    assert _entries(office)[-1] == (Movement.RETURNED, back)
    assert list(office.state.stamps.values())[-1].reference == letter.number


def test_what_is_over_goes_back_and_the_rest_is_the_desks(office: Office) -> None:
    id_ = _logged(office, "500x2", "100x2")
    _posted(office, id_)
    assert _balance(office) == {500: (0, 2)}
    working.send(office, id_, later(ARRIVED, "1000x1"))
    assert [thing.pieces for thing in working.held(office, id_)] == [((1_000, 1),)]
    assert _balance(office) == {1_000: (1, 0), 500: (0, 2)}


def test_a_used_stamp_is_held_until_it_goes_back_and_a_revenue_stamp_is_none(
    office: Office,
) -> None:
    used = replace(lines("84x1")[0], id=PaymentLineId("u"), condition=Condition.USED)
    revenue = replace(used, id=PaymentLineId("r"), piece=Piece.REVENUE_STAMP)
    item = mail(*lines("500x2"), used, revenue)
    id_ = working.logged(office, file=replace(complete(DISCLOSURE), mail=(item,)))
    assert _balance(office) == {500: (2, 0), 84: (1, 0)}
    _posted(office, id_)
    assert _balance(office) == {500: (0, 2)}
    assert list(faults(office.state)) == []


def test_a_posting_taken_back_gives_everything_back(office: Office) -> None:
    _buy(office, (110, 1), (350, 1))
    id_ = _logged(office, "500x2", "100x1")
    before = _balance(office)
    _posted(office, id_, _paid((350, 1), (110, 1)))
    assert _balance(office) == {500: (0, 2)}
    undoing.take_back_posting(office.clerk, id_, office.file(id_).postings[-1].id)
    assert _balance(office) == before
    assert office.file(id_).postings == ()
    backs = [each for each in office.state.stamps.values() if each.takes_back is not None]
    assert [each.movement for each in backs] == [
        *(Movement.RETURNED, Movement.KEPT, Movement.POSTAGE),
    ]
    assert list(faults(office.state)) == []


def test_a_posting_cannot_be_taken_back_when_its_fee_is_spent(office: Office) -> None:
    first, second = _logged(office, "350x1", "110x6"), _logged(office, "500x2")
    _posted(office, first)
    _posted(office, second, _paid((350, 1), (110, 1)))
    with refused(office, "stamps_not_there"):
        undoing.take_back_posting(office.clerk, first, office.file(first).postings[-1].id)


def test_things_that_did_not_go_back_by_themselves_are_held_again(office: Office) -> None:
    id_ = _logged(office, "500x2", "100x2")
    _buy(office, (110, 1))
    things = working.give_back(office, id_, postage=_paid((110, 1), yen=110), slip="3")
    assert _balance(office) == {500: (2, 0)}
    assert office.file(id_).postings[-1].slip == "3"
    undoing.take_back_return(office.clerk, id_, things)
    assert _balance(office) == {500: (2, 0), 110: (0, 1), 100: (2, 0)}
    assert list(faults(office.state)) == []


@pytest.mark.parametrize(
    ("postage", "code", "place"),
    [
        (_paid((350, 1)), "stamps_short", "postage.stamps"),
        (_paid(), "stamps_short", "postage.stamps"),
        (_paid((350, 0)), "count_out_of_range", "postage.stamps[0]"),
        (_paid((0, 1)), "denomination_out_of_range", "postage.stamps[0]"),
        (_paid((350, 1), (350, 1)), "denomination_twice", "postage.stamps"),
        (replace(_paid((350, 2)), paid_by=PaidBy.OTHERWISE), "stamps_not_wanted", "postage.stamps"),
        (replace(_paid((350, 2)), grams=0), "weight_out_of_range", "postage.grams"),
        (replace(_paid((350, 2)), yen=0), "postage_out_of_range", "postage.yen"),
    ],
)
def test_stamps_pay_or_are_not_taken(
    office: Office, id_: ApplicationId, postage: Postage, code: str, place: str
) -> None:
    letter = working.answered(office, id_, DISCLOSURE).id
    draft = posting.PostingDraft(
        id_, (letter,), MailKind.SIMPLE_REGISTERED, ARRIVED, postage=postage
    )
    with bad_input(office, code, place):
        posting.post(office.clerk, draft)


def test_a_posting_paid_otherwise_moves_no_stamps(office: Office, id_: ApplicationId) -> None:
    _posted(office, id_, Postage(Shape.PACK_PLUS, 60, 600, paid_by=PaidBy.PREPAID))
    assert _balance(office) == {500: (0, 2)}
    assert office.file(id_).postings[0].postage is not None


def test_the_book_opens_with_what_the_desk_owns(office: Office, id_: ApplicationId) -> None:
    _posted(office, id_)
    stamps.open_book(office.clerk, _draft((500, 46), (84, 63)))
    assert _balance(office) == {500: (0, 46), 84: (0, 63)}
    assert office.actions()[-1] is Action.STAMPS_OPENED
    with refused(office, "book_opened"):
        stamps.open_book(office.clerk, _draft((500, 1)))
    (entry,) = [e for e in office.state.stamps.values() if e.movement is Movement.OPENING]
    stamps.take_back(office.clerk, entry.id)
    assert _balance(office) == {500: (0, 2)}
    stamps.open_book(office.clerk, _draft())
    assert _balance(office) == {}


EXCHANGE = stamps.ExchangeDraft(((8_400, 50),), ((11_000, 36),), ARRIVED, "交換")


def test_stamps_are_bought_exchanged_and_spoilt(office: Office) -> None:
    _buy(office, (84, 100))
    stamps.exchange(office.clerk, EXCHANGE)
    stamps.spoil(office.clerk, _draft((110, 2), note="水ぬれ"))
    assert _balance(office) == {110: (0, 34), 84: (0, 50)}
    assert office.actions()[-3:] == [
        *(Action.STAMPS_BOUGHT, Action.STAMPS_EXCHANGED, Action.STAMPS_SPOILT),
    ]
    with refused(office, "stamps_not_there"):
        stamps.spoil(office.clerk, _draft((110, 35), note="水ぬれ"))
    odd = {"value": 250, "piece": "sen_stamp", "there": 0}
    with refused(office, "stamps_not_there", facts=odd):
        stamps.spoil(office.clerk, stamps.StampDraft(((250, 1),), ARRIVED, "破れ"))


@pytest.mark.parametrize(
    ("verb", "draft", "code", "place"),
    [
        (stamps.spoil, _draft((110, 1), note=" "), "reason_missing", "note"),
        (stamps.exchange, replace(EXCHANGE, got=((11_000, 39),)), "more_than_given", "got"),
        (stamps.exchange, replace(EXCHANGE, got=EXCHANGE.given), "nothing_changed", "got"),
        (stamps.exchange, replace(EXCHANGE, got=((0, 1),)), "denomination_out_of_range", "got[0]"),
        (stamps.buy, _draft(), "no_stamps", "piles"),
        (stamps.buy, replace(_draft((84, 1)), on=ARRIVED + DAY), "day_in_future", "on"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_what_cannot_be_entered_is_refused(
    office: Office, verb: Callable[..., object], draft: object, code: str, place: str
) -> None:
    _buy(office, (110, 1), (84, 100))
    with bad_input(office, code, place):
        verb(office.clerk, draft)


def test_held_stamps_are_not_the_desks_to_spend(office: Office) -> None:
    _logged(office, "84x6")
    with refused(office, "stamps_not_there"):
        stamps.spoil(office.clerk, _draft((84, 1), note="汚れ"))


def test_only_the_same_person_on_the_same_day_takes_an_entry_back(office: Office) -> None:
    _buy(office, (84, 10))
    _logged(office, "84x6")
    bought, came = office.state.stamps
    with refused(office, "done_by_another"):
        stamps.take_back(office.supervisor, bought)
    with refused(office, "entry_stands"):
        stamps.take_back(office.clerk, came)
    with fails(office, NotFound):
        stamps.take_back(office.clerk, 99)
    stamps.take_back(office.clerk, bought)
    assert _balance(office) == {84: (6, 0)}
    with refused(office, "taken_back_already"):
        stamps.take_back(office.clerk, bought)
    with refused(office, "entry_stands"):
        stamps.take_back(office.clerk, max(office.state.stamps))
    _buy(office, (84, 10))
    again = max(office.state.stamps)
    stamps.spoil(office.clerk, _draft((84, 1), note="汚れ"))
    with refused(office, "stamps_not_there"):
        stamps.take_back(office.clerk, again)
    office.clock.pass_days(1)
    with refused(office, "entered_on_another_day"):
        stamps.take_back(office.clerk, again)


def test_a_count_that_agrees_is_an_entry_without_a_move(office: Office) -> None:
    _buy(office, (110, 10))
    _logged(office, "84x6")
    _count(office, (110, 10), (84, 6))
    entry = office.store.stamps.last_count()
    assert entry is not None
    assert entry.count is not None
    assert (entry.moves, entry.second) == ((), "supervisor")
    assert entry.count.piles == (CountedPile(11_000, 10, 10), CountedPile(8_400, 6, 6))
    assert office.actions()[-1] is Action.STAMPS_COUNTED


def test_a_difference_is_a_row_of_its_own_with_cause_measure_and_two_names(
    office: Office,
) -> None:
    _buy(office, (110, 10))
    for cause, measure, lacks in ((" ", "2名で数える", "cause"), ("原因を調査中", " ", "measure")):
        with bad_input(office, f"{lacks}_missing", lacks):
            _count(office, (110, 9), (20, 1), cause=cause, measure=measure)
    _count(office, (110, 9), (20, 1), cause="原因を調査中", measure="2名で数える")
    assert _balance(office) == {110: (0, 9), 20: (0, 1)}
    (bought, count) = office.state.stamps.values()
    assert bought.moves == (Move(11_000, owned=10),)
    assert count.moves == (Move(11_000, owned=-1), Move(2_000, owned=1))
    assert count.count is not None
    assert (count.count.counted_by, count.count.witness) == ("clerk", "supervisor")
    assert [each.difference for each in count.count.piles] == [-1, 1]


def test_a_count_is_of_the_whole_stock_and_by_two_people(office: Office) -> None:
    _buy(office, (110, 10), (84, 1))
    with bad_input(office, "value_not_counted", "piles"):
        _count(office, (110, 10))
    forged = replace(office.supervisor, ports=office.clerk.ports)
    for second in (office.clerk, forged):
        with refused(office, "second_person_needed"):
            _count(office, (110, 10), (84, 1), second=second)
    with bad_input(office, "count_out_of_range", "piles[0]"):
        _count(office, (110, -1), (84, 1))
    _count(office, (110, 0), (84, 1), cause="紛", measure="x")
    assert _balance(office) == {84: (0, 1)}


def test_stamps_held_for_an_applicant_are_replaced_before_a_count_is_taken(
    office: Office,
) -> None:
    _logged(office, "84x6")
    with refused(office, "held_stamps_missing"):
        _count(office, (84, 5), cause="1枚不足", measure="補充")
    _buy(office, (84, 1))
    _count(office, (84, 6), cause="1枚不足", measure="補充")
    assert _balance(office) == {84: (6, 0)}


def test_the_list_tells_who_and_the_balance_after_each_entry(office: Office) -> None:
    _buy(office, (110, 10))
    id_ = _logged(office, "84x6")
    book = stamps.book(office.clerk)
    newest, oldest = book.lines(StampFilter())
    name = office.file(id_).application.principal.name
    assert (newest.name, newest.balance) == (name, 110_000 + 50_400)
    assert (oldest.name, oldest.balance) == ("", 110_000)
    assert [each.entry.id for each in book.lines(StampFilter(value=8_400))] == [newest.entry.id]
    assert book.lines(StampFilter(text="新宿")) == (oldest,)
    assert book.lines(StampFilter(text=name[:1])) == (newest,)
    assert book.lines(StampFilter(first=ARRIVED + DAY)) == ()
    assert book.lines(StampFilter(last=ARRIVED), limit=1) == (newest,)


def test_a_month_has_what_was_before_each_value_that_moved_and_what_is_left(
    office: Office,
) -> None:
    office.clock.move_to(date(2026, 10, 30))
    stamps.buy(office.clerk, replace(_draft((110, 10)), on=date(2026, 10, 30)))
    office.clock.move_to(ARRIVED)
    _posted(office, _logged(office, "500x2"), _paid((500, 1)))
    _count(office, (500, 1), (110, 9), cause="x", measure="y")
    month = stamps.month(office.clerk, 2026, 11)
    assert (month.first, month.last) == (date(2026, 11, 1), date(2026, 11, 30))
    assert (month.opening, month.closing) == (110_000, 149_000)
    assert (month.came, month.went) == (100_000, 61_000)
    assert [
        (row.movement, row.value, row.came, row.went, row.kept, row.left, row.balance)
        for row in month.rows
    ] == [
        (Movement.RECEIVED, 50_000, 2, 0, 0, 2, 210_000),
        (Movement.KEPT, 50_000, 0, 0, 2, 2, 210_000),
        (Movement.POSTAGE, 50_000, 0, 1, 0, 1, 160_000),
        (Movement.COUNTED, 11_000, 0, 1, 0, 9, 149_000),
    ]
    ((day, count),) = month.counts
    assert (day, count.cause) == (ARRIVED, "x")
    assert [(each.value, each.owned) for each in month.closing_piles] == [(50_000, 1), (11_000, 9)]
    before = stamps.month(office.of("auditor"), 2026, 10)
    assert (before.opening, before.closing, len(before.rows)) == (0, 110_000, 1)


def test_two_applications_of_one_envelope_stand_in_one_entry(office: Office) -> None:
    file = replace(complete(DISCLOSURE), mail=(mail(*lines("500x4")),))
    office.log(working.as_it_came(file), working.as_it_came(file))
    (entry,) = office.state.stamps.values()
    assert (entry.application, entry.receipt_number) == (None, "R8-0001, R8-0002")


def test_stamps_of_mail_by_itself_are_held_too(office: Office) -> None:
    intake.log_mail(office.clerk, mail(*lines("84x1")))
    assert _balance(office) == {84: (1, 0)}


def test_a_supplement_moved_to_another_application_takes_its_stamps_with_it(
    office: Office,
) -> None:
    first, second = _logged(office, "500x1"), _logged(office, "500x1")
    working.send(office, first, later(ARRIVED, "500x1"))
    came = office.file(first).mail[-1].id
    move_supplement(office.clerk, came, second, "別の方の分")
    assert _balance(office) == {500: (3, 0)}
    moved = list(office.state.stamps.values())[-2:]
    assert [(each.application, each.moves[0].held) for each in moved] == [(first, -1), (second, 1)]


def test_an_entry_lost_is_found(office: Office, id_: ApplicationId) -> None:
    with mock.patch.object(posting, "enter_posting"):
        _posted(office, id_)
    assert len(list(faults(office.state))) == 2


def test_pieces_that_became_the_desks_are_not_given_to_another_application(
    office: Office,
) -> None:
    file = replace(complete(DISCLOSURE), mail=(mail(*lines("500x4")),))
    first = office.log(working.as_it_came(file), working.as_it_came(file))
    second = office.file(first).siblings[0]
    item = office.mail_of(first)
    (line,) = office.file(first).mail[0].payments
    intake.allot(office.clerk, item, ((line.id, first, 2), (line.id, second, 2)))
    working.answer(office, first, record())
    _posted(office, first)
    assert _balance(office) == {500: (2, 2)}
    with refused(office, "pieces_are_the_desks"):
        intake.allot(office.clerk, item, ((line.id, first, 1), (line.id, second, 3)))
    assert list(faults(office.state)) == []


def _noting(office: Office, action: Action, enter: Callable[[Books], None]) -> None:
    """Enter something in the book in a unit of work of its own."""
    with office.store.writing(office.clerk.actor.id, office.clock.now()) as books:
        enter(books)
        books.journal.note(action)
        books.commit()


def test_what_is_left_of_an_application_is_the_desks_when_it_is_disposed_of(
    office: Office, id_: ApplicationId
) -> None:
    def end(books: Books) -> None:
        enter_end(office.clerk, books, books.files.get(id_))

    _noting(office, Action.DISPOSED, end)
    assert _balance(office) == {500: (0, 2)}


def _held(office: Office, *payments: PaymentLine) -> tuple[HeldThing, ...]:
    """Log a request that costs nothing with some pieces; return what goes back."""
    file = replace(complete(CORRECTION), mail=(mail(*payments),))
    return working.held(office, office.log(file))


def test_odd_sen_go_back_with_the_rest_of_a_free_request(office: Office) -> None:
    yen, sen = _held(office, *lines("100x2"), *lines("250x3", "200x1", piece=Piece.SEN_STAMP))
    assert (yen.kind, yen.amount, yen.pieces) == (HeldKind.FREE_STAMPS, 202, ((100, 2), (2, 1)))
    assert (sen.kind, sen.amount, sen.pieces) == (HeldKind.FREE_STAMPS, 7, ())
    assert sen.note == "250x3"


def test_what_went_back_is_not_set_aside_again(office: Office) -> None:
    _held(office, *lines("250x3", piece=Piece.SEN_STAMP))
    working.give_back(office, ApplicationId(1))
    held = office.file(ApplicationId(1)).mail[0].held
    assert [each.returned_on for each in held] == [ARRIVED]


def test_refused_sen_stamps_are_told_in_yen(office: Office) -> None:
    sen = lines("250x3", "500x2", piece=Piece.SEN_STAMP)
    torn = [replace(line, condition=Condition.TORN) for line in sen]
    assert [(each.kind, each.amount, each.pieces) for each in _held(office, *torn)] == [
        (HeldKind.REFUSED_STAMP, 7, ()),
        (HeldKind.REFUSED_STAMP, 10, ((5, 2),)),
    ]


def _begin_without_book(office: Office, *, times: int = 1) -> None:
    """Let the desk be as one of before, with nothing that tells of stamps, and begin the book."""
    state = office.state
    state.stamps.clear()
    state.balances.clear()
    for id_, item in state.mail.items():
        held = tuple(replace(thing, stamps=()) for thing in item.held)
        state.mail[id_] = replace(item, held=held)
    for number, file in state.files.items():
        sent = tuple(replace(each, fee=()) for each in file.postings)
        state.files[number] = replace(file, postings=sent)
    for _ in range(times):
        _noting(office, Action.SIGNED_IN, lambda books: begin(office.clerk, books))


def test_open_applications_stand_in_the_book_and_done_ones_do_not(office: Office) -> None:
    done = _logged(office, "84x6", "500x1")
    working.withdraw(office, done, DISCLOSURE)
    letter = working.issue(office, done, LetterKind.WITHDRAWAL, DISCLOSURE).id
    working.post(office, done, letter, things=working.held(office, done))
    working.give_back(office, _logged(office, "500x2", "100x2"))
    answered = working.logged(office, DISCLOSURE, CORRECTION, pieces=("1000x1",))
    working.sent(office, answered, DISCLOSURE)
    before = _balance(office)
    assert before == {1_000: (0, 1), 500: (2, 0)}
    _begin_without_book(office)
    assert _balance(office) == before
    assert [each.movement for each in office.state.stamps.values()] == [
        *(Movement.RECEIVED, Movement.RETURNED, Movement.RECEIVED, Movement.KEPT),
    ]
    assert office.file(answered).postings[-1].fee == ((100_000, 1),)
    assert office.state.values[BEGUN] == "1"


def test_the_book_begins_once_and_goes_on_as_if_it_had_been_there(office: Office) -> None:
    id_ = _logged(office, "500x2", "100x2")
    _logged(office)
    _begin_without_book(office, times=2)
    assert _balance(office) == {500: (2, 0), 100: (2, 0)}
    assert len(office.state.stamps) == 1, "an application without stamps needs no entry"
    stamps.open_book(office.clerk, stamps.StampDraft(((8_400, 5),), ARRIVED))
    working.sent(office, id_, DISCLOSURE)
    assert _balance(office) == {500: (0, 2), 84: (0, 5)}
    working.send(office, id_, later(ARRIVED, "10x1"))
    assert _balance(office)[10] == (1, 0)


def test_what_was_done_before_is_sent_again_without_a_word_in_the_book(
    office: Office, id_: ApplicationId
) -> None:
    working.sent(office, id_, DISCLOSURE)
    _begin_without_book(office)
    back = working.came_back(office, id_, ReturnReason.NOT_COLLECTED)
    working.post(office, id_, working.send_again(office, id_, back).id)
    assert _balance(office) == {}
    assert [each.fee for each in office.file(id_).postings] == [((50_000, 2),), ()]


def test_stamps_that_come_later_for_what_was_done_before_go_back_themselves(
    office: Office, id_: ApplicationId
) -> None:
    working.sent(office, id_, DISCLOSURE)
    _begin_without_book(office)
    assert _balance(office) == {}
    working.send(office, id_, later(ARRIVED, "1000x1"))
    assert _balance(office) == {1_000: (1, 0)}
    (thing,) = working.held(office, id_)
    assert thing.stamps == ((100_000, 1),)
    working.give_back(office, id_)
    assert _balance(office) == {}
