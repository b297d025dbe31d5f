# SPDX-License-Identifier: MIT
"""The dispatch list, alike in the file and in memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from desk_app.desk.ports import Store
from desk_app.records.base import ApplicationId, LetterId, PostingId
from desk_app.records.history import Posting, ReturnReason
from desk_app.records.journal import Action
from desk_app.records.letters import LetterKind
from desk_app.records.mail import MailKind
from desk_app.records.stamps import Postage, Shape
from tests.fakes.making import CLERK, DAY, NOW, TO_CHECK, letter, logged, person

A_DAY = timedelta(days=1)
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
