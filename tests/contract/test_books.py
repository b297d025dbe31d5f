# SPDX-License-Identifier: MIT
"""The books of both stores: stamps, postings, wordings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk_app.desk.errors import NotFound, Refused
from desk_app.desk.ports import Store
from desk_app.desk.rows import StampFilter
from desk_app.records.base import ApplicationId, EnclosureId, LetterId, PostingId
from desk_app.records.books.journal import Action
from desk_app.records.case.decisions import Approval
from desk_app.records.case.history import Posting, ReturnReason
from desk_app.records.case.letters import LetterKind, WordingRevision, Words
from desk_app.records.case.mail import MailKind
from desk_app.records.case.papers import Enclosure, Masking, MaskState, Subject
from desk_app.records.case.stamps import (
    CountedPile,
    Move,
    Movement,
    Postage,
    Shape,
    StampBalance,
    StampCount,
    StampEntry,
)
from desk_app.records.registers import (
    DataMark,
    DataPlace,
    PlaceVersion,
    ProvisionEntry,
    ProvisionKind,
    PurposeVersion,
    RegisterEnd,
    RegisterReview,
    UsePurpose,
)
from tests.fakes.making import CLERK, DAY, NOW, TO_CHECK, letter, logged, person

A_DAY = timedelta(days=1)


def entry(movement: Movement, *moves: Move, on: date = DAY, **more: object) -> StampEntry:
    """An entry as it is handed in: without an id."""
    return replace(StampEntry(0, on, movement, moves, CLERK, NOW), **more)  # type: ignore[arg-type]


def enter(store: Store, *entries: StampEntry) -> tuple[StampEntry, ...]:
    """Enter everything in one unit of work."""
    with store.writing(CLERK, NOW) as books:
        kept = tuple(books.stamps.add(each) for each in entries)
        books.journal.note(Action.STAMPS_BOUGHT)
        books.commit()
    return kept


def test_an_entry_comes_back_as_it_was_entered(store: Store) -> None:
    count = StampCount((CountedPile(8_400, 6, 5),), CLERK, CLERK, "原因", "処置")
    full = entry(
        Movement.COUNTED,
        Move(8_400, held=-1, owned=2),
        Move(250, owned=1),
        mail_item=3,
        posting=PostingId("p"),
        receipt_number="R8-0001",
        reference="8-1",
        note="覚え",
        second=CLERK,
        takes_back=1,
        count=count,
    )
    first, second = enter(store, entry(Movement.RECEIVED, Move(8_400, held=1)), full)
    assert (first.id, second.id) == (1, 2)
    with store.reading() as books:
        assert books.stamps.get(2) == replace(full, id=2)
        assert books.stamps.of_posting(PostingId("p")) == (second,)
        assert (books.stamps.is_taken_back(1), books.stamps.is_taken_back(2)) == (True, False)
        assert books.stamps.balances() == (StampBalance(8_400, 0, 2), StampBalance(250, 0, 1))
        with pytest.raises(NotFound):
            books.stamps.get(3)
    assert store.stamps.last_count() == second


@pytest.mark.parametrize("move", [Move(8_400, held=-1), Move(8_400, owned=-1), Move(10_000, -1, 1)])
def test_no_balance_falls_below_nothing(store: Store, move: Move) -> None:
    with store.writing(CLERK, NOW) as books, pytest.raises(Refused) as caught:
        books.stamps.add(entry(Movement.POSTAGE, move))
    assert caught.value.reasons == ("stamps_not_there",)
    assert caught.value.facts == {"value": move.value // 100, "piece": "stamp", "there": 0}
    assert store.stamps.balances() == ()


def test_nothing_entered_is_nothing_shown(store: Store) -> None:
    assert store.stamps.lines(StampFilter()) == ()
    assert store.stamps.last_count() is None
    assert store.stamps.balances_before(DAY) == ()


def test_entries_follow_by_day_and_the_balance_with_them(store: Store) -> None:
    id_ = logged(store, person("髙橋 花"), "R8-0007")
    enter(
        store,
        entry(Movement.BOUGHT, Move(11_000, owned=10), on=DAY, note="新宿郵便局"),
        entry(Movement.RECEIVED, Move(8_400, held=6), on=DAY + A_DAY, application=id_),
        entry(Movement.SPOILT, Move(11_000, owned=-1), on=DAY - A_DAY * 0, reference="8-9"),
        entry(Movement.BOUGHT, Move(100, owned=5), on=DAY - A_DAY, receipt_number="R8-0001"),
    )
    lines = store.stamps.lines(StampFilter())
    assert [(each.entry.id, each.name, each.balance) for each in lines] == [
        (2, "髙橋 花", 149_900),
        (3, "", 99_500),
        (1, "", 110_500),
        (4, "", 500),
    ]
    assert [each.value for each in store.stamps.balances_before(DAY)] == [100]
    assert store.stamps.balances_before(DAY + A_DAY * 9) == store.stamps.balances()
    for wanted, ids in (
        (StampFilter(value=11_000), [3, 1]),
        (StampFilter(text="新宿"), [1]),
        (StampFilter(text="8-9"), [3]),
        (StampFilter(text="0001"), [4]),
        (StampFilter(text="橋"), [2]),
        (StampFilter(first=DAY, last=DAY), [3, 1]),
        (StampFilter(first=DAY + A_DAY), [2]),
    ):
        found = store.stamps.lines(wanted)
        assert [each.entry.id for each in found] == ids
        assert {each.entry.id: each.balance for each in found}.items() <= {
            each.entry.id: each.balance for each in lines
        }.items()
    assert [each.entry.id for each in store.stamps.lines(StampFilter(), limit=2)] == [2, 3]


def test_the_book_stands_when_an_application_is_disposed_of(store: Store) -> None:
    gone, stays = (logged(store, person(f"人{n}"), f"R8-000{n}") for n in (1, 2))
    with store.reading() as books:
        mail = books.files.get(gone).application.mail_item
    enter(
        store,
        entry(Movement.RECEIVED, Move(100, held=1), application=gone, receipt_number="R8-0001"),
        entry(Movement.RECEIVED, Move(100, held=1), mail_item=mail, note="人1の分"),
        entry(Movement.RECEIVED, Move(100, held=1), application=stays, note="残る"),
    )
    with store.writing(CLERK, NOW) as books:
        books.journal.note(Action.DISPOSED, gone)
        books.files.remove(gone)
        books.commit()
    with store.reading() as books:
        first, second, third = (books.stamps.get(id_) for id_ in (1, 2, 3))
        assert books.stamps.of_application(gone) == ()
        assert books.stamps.of_application(stays) == (third,)
    assert (first.application, first.receipt_number) == (None, "R8-0001")
    assert (second.mail_item, second.note) == (None, "")
    assert third.note == "残る"
    assert store.stamps.balances() == (StampBalance(100, 3, 0),)


def test_mail_is_found_by_its_days_and_papers_by_what_was_masked(store: Store) -> None:
    id_ = logged(store, person("人"), "R8-0001")
    with store.writing(CLERK, NOW) as books:
        file = books.files.get(id_)
        day = file.mail[0].arrived_on
        masking = (Masking("individual_number", MaskState.VISIBLE, None),)
        papers = [
            Enclosure(
                EnclosureId(name), "licence", Subject.PRINCIPAL, file.mail[0].id, day, masking=m
            )
            for name, m in (("e1", masking), ("e2", ()))
        ]
        books.files.save(replace(file, enclosures=tuple(papers)), TO_CHECK)
        books.journal.note(Action.APPLICATION_CORRECTED, id_)
        books.commit()
    with store.reading() as books:
        assert books.mail.arrived_between(day, day) == (file.mail[0].id,)
        assert books.files.with_masked("individual_number", day, day) == (id_,)
        for item, on in (("another", day), ("individual_number", day + A_DAY)):
            assert books.files.with_masked(item, on, on) == ()
        assert books.mail.arrived_between(day + A_DAY, day + A_DAY) == ()


def test_a_tracking_number_is_known_in_every_way_it_was_typed(store: Store) -> None:
    first, second = (logged(store, person(f"人{n}"), f"R8-000{n}") for n in (1, 2))
    for id_, number in ((first, "131-12-38385-2"), (second, "")):
        _post(store, id_, number)
    with store.reading() as books:
        assert books.files.posted_as({"13112383852", "131-12-38385-2"}) == (first,)
        assert books.files.posted_as({"13112383852"}) == ()
        assert books.files.posted_as({""}) == ()
        assert books.files.posted_as(set()) == ()


def test_applications_are_found_by_the_days_of_their_receipt(store: Store) -> None:
    first, second = (logged(store, person(f"人{n}"), f"R8-000{n}") for n in (1, 2))
    with store.reading() as books:
        day = books.files.get(first).application.received_on
        assert books.files.received_between(day, day) == (first, second)
        assert books.files.received_between(day + A_DAY, day + A_DAY) == ()
        assert books.files.received_between(day - A_DAY, day - A_DAY) == ()


def _post(store: Store, id_: ApplicationId, number: str) -> None:
    sent = Posting(PostingId(f"p{id_}"), DAY, MailKind.ORDINARY, (LetterId("l"),), number)
    with store.writing(CLERK, NOW) as books:
        books.files.save(replace(books.files.get(id_), postings=(sent,)), TO_CHECK)
        books.journal.note(Action.POSTED, id_)
        books.commit()


MOVES = st.lists(
    st.builds(Move, st.sampled_from((100, 250, 8_400)), st.integers(0, 3), st.integers(0, 3)),
    max_size=3,
    unique_by=lambda move: move.value,
)
ENTRIES = st.lists(
    st.builds(
        lambda movement, moves, days: entry(movement, *moves, on=DAY + days * A_DAY),
        st.sampled_from((Movement.BOUGHT, Movement.RECEIVED)),
        MOVES,
        st.integers(-2, 2),
    ),
    min_size=1,
    max_size=6,
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(entries=ENTRIES)
def test_the_balance_is_what_the_entries_make(store: Store, entries: list[StampEntry]) -> None:
    before = sum(each.worth for each in store.stamps.balances())
    enter(store, *entries)
    total = before + sum(each.worth for each in entries)
    assert sum(each.worth for each in store.stamps.balances()) == total
    newest = store.stamps.lines(StampFilter())
    assert newest[0].balance == total
    assert newest[-1].balance == newest[-1].entry.worth
    for line, below in pairwise(newest):
        assert line.balance == below.balance + line.entry.worth
    early = store.stamps.balances_before(DAY)
    assert sum(each.worth for each in early) == sum(
        line.entry.worth for line in newest if line.entry.on < DAY
    )


PAID = Postage(Shape.STANDARD, 17, 460, stamps=((35_000, 1), (11_000, 1)))


def sent(number: int, on: date = DAY, **more: object) -> Posting:
    """An envelope with one letter."""
    letters = (LetterId(f"letter-{number}"),)
    made = Posting(PostingId(f"p-{number}"), on, MailKind.SIMPLE_REGISTERED, letters)
    return replace(made, **more)  # type: ignore[arg-type]


def post(store: Store, id_: ApplicationId, *postings: Posting) -> None:
    """Keep envelopes of an application with their letters."""
    numbers = [int(each.id.removeprefix("p-")) for each in postings]
    with store.writing(CLERK, NOW) as books:
        file = replace(books.files.get(id_), postings=postings, letters=tuple(map(letter, numbers)))
        books.files.save(file, TO_CHECK)
        books.journal.note(Action.POSTED, id_)
        books.commit()


def test_envelopes_of_some_days_stand_newest_first(store: Store) -> None:
    first, second = (logged(store, person(f"人{n}"), f"R8-000{n}") for n in (1, 2))
    post(store, first, sent(1, postage=PAID, tracking_number="1"), sent(2, DAY + A_DAY))
    post(store, second, sent(3))
    lines = store.postings.sent(DAY, DAY + A_DAY)
    assert [(each.application, each.posting.id) for each in lines] == [
        *((first, "p-2"), (second, "p-3"), (first, "p-1")),
    ]
    last = lines[-1]
    assert (last.receipt_number, last.name) == ("R8-0001", "人1")
    assert last.posting == sent(1, postage=PAID, tracking_number="1")
    assert last.letters == ((LetterKind.DEFICIENCIES, "8-1"),)
    assert store.postings.sent(DAY, DAY, limit=1) == (lines[1],)
    assert store.postings.sent(DAY + 2 * A_DAY, DAY + 3 * A_DAY) == ()


def test_what_came_back_tells_why_and_what_lies_in_it_again(store: Store) -> None:
    id_ = logged(store, person("人"), "R8-0001")
    back = sent(1, came_back_on=DAY + 9 * A_DAY, came_back_why=ReturnReason.NOT_COLLECTED)
    again = sent(2, DAY + 10 * A_DAY, again=(LetterId("letter-1"), LetterId("gone")))
    post(store, id_, back, again)
    (line,) = store.postings.came_back()
    assert line.posting == back
    (newest,) = store.postings.sent(again.posted_on, again.posted_on)
    assert [number for _, number in newest.letters] == ["8-2", "8-1"]
    assert store.postings.came_back(limit=0) == ()


WORDS, BEFORE = Words("髙い文。\n{{ a }}", "A sentence."), Words("文。", "")
MADE = WordingRevision(0, "L15:closing.0", WORDS, BEFORE, DAY, CLERK, NOW)


def test_a_revision_is_kept_changed_and_found_once_it_is_approved(store: Store) -> None:
    approval = Approval(CLERK, NOW, DAY, "00ff", b"\x00\xff")
    with store.writing(CLERK, NOW) as books:
        first, second = books.wordings.add(MADE), books.wordings.add(MADE)
        approved = replace(first, approval=approval)
        books.wordings.save(approved)
        books.wordings.save(replace(second, approval=approval, taken_back_by=CLERK))
        with pytest.raises(NotFound):
            books.wordings.save(replace(MADE, id=99))
        books.journal.note(Action.WORDING_PROPOSED, None, wording=first.id)
        books.commit()
    with store.reading() as books:
        assert books.wordings.approved() == (approved,)
        assert [each.id for each in books.wordings.all()] == [second.id, first.id]
        assert books.wordings.get(second.id).taken_back_by == CLERK
        assert books.wordings.get(first.id).words == WORDS
        with pytest.raises(NotFound):
            books.wordings.get(99)


ROW = ProvisionEntry(0, ProvisionKind.RECEIVED, DAY, person="髙橋 花", kana="タカハシ ハナ")


def test_the_registers_come_back_as_they_were_entered(store: Store) -> None:
    version = PurposeVersion(DAY, "PU-5", *("語",) * 8, marks=frozenset({DataMark.CARD}), at=NOW)
    place = DataPlace(0, (PlaceVersion(DAY, "部", "会員情報", "棚", by=CLERK),))
    full = replace(ROW, party="甲社", country="ブータン", by_contract=True, last_on=DAY, items="𠮷")
    with store.writing(CLERK, NOW) as books:
        made = books.registers.keep_purpose(UsePurpose(0, (version,)))
        over = RegisterEnd(DAY, "終了", CLERK)
        changed = replace(made, reviews=(RegisterReview(DAY, CLERK),), end=over)
        assert books.registers.keep_purpose(changed) == changed
        kept = books.registers.keep_place(place)
        rows = [books.registers.keep_provision(each) for each in (full, ROW, replace(ROW, kana=""))]
        books.journal.note(Action.REGISTER_ENTERED)
        books.commit()
    with store.reading() as books:
        registers = books.registers
        assert (registers.purposes(), registers.purpose(1)) == ((changed,), changed)
        assert (registers.places(), registers.place(1)) == ((kept,), replace(place, id=1))
        assert [each.id for each in rows] == [1, 2, 3]
        assert registers.provision(1) == replace(full, id=1)
        assert registers.provisions() == tuple(reversed(rows))
        assert registers.provisions(limit=1) == (rows[2],)
        kinds = {rows[2].kind}
        of_kind = tuple(each for each in reversed(rows) if each.kind in kinds)
        assert registers.provisions("どこにもない", kinds=kinds) == of_kind
        assert registers.provisions(full.country) == (rows[0],)
        asked: tuple[Callable[[int], object], ...]
        asked = (registers.purpose, registers.place, registers.provision)
        for each in asked:
            with pytest.raises(NotFound):
                each(4)
        with pytest.raises(NotFound):
            registers.keep_provision(replace(ROW, id=4))


def test_a_row_of_provision_is_found_by_party_words_and_every_spelling(store: Store) -> None:
    with store.writing(CLERK, NOW) as books:
        books.registers.keep_provision(replace(ROW, party="甲社", items="購入の記録"))
        books.registers.keep_provision(
            replace(ROW, person="見本 次郎", kana="", person_number="A-7")
        )
        books.registers.keep_provision(replace(ROW, person="", kana=""))
        books.journal.note(Action.REGISTER_ENTERED)
        books.commit()
    with store.reading() as books:
        found = books.registers.provisions
        for text, ids in (
            ("高橋", [1]),
            ("たかはし", [1]),
            ("甲", [1]),
            ("購入", [1]),
            ("A-7", [2]),
            ("乙", []),
            ("", [3, 2, 1]),
        ):
            assert [each.id for each in found(text)] == ids
        of = books.registers.of_person
        asked: tuple[list[str], ...] = (["高橋花"], ["高橋"], ["見本次郎", "タカハシハナ"], [])
        assert [[each.id for each in of(names)] for names in asked] == [[1], [], [1, 2], []]
