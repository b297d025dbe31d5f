# SPDX-License-Identifier: MIT
"""What a ledger need not judge anew, in both stores: written with the place in the lists."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desk_app.desk.ports import Store
from desk_app.records.base import DecisionId
from desk_app.records.books.journal import Action
from desk_app.records.case.findings import ClaimState, Identity, LedgerStanding
from tests.fakes.making import CLERK, NOW, TO_CHECK, logged, person

STANDING = LedgerStanding(
    ClaimState.DECIDED,
    complete=True,
    compared=Identity.SHOWN,
    required=1_000,
    counted=1_084,
    short=0,
    came=1_164,
    paid_on=date(2026, 11, 9),
    completed_on=date(2026, 11, 20),
    came_back=(DecisionId("d1"),),
)
OPEN = LedgerStanding(ClaimState.OPEN, False, Identity.NOT_CHECKED, 0, 0, 0, 0)  # noqa: FBT003  a record


def test_it_is_written_with_the_place_and_read_of_many(store: Store) -> None:
    first = logged(store, person("佐藤"), "R8-0001", replace(TO_CHECK, standing=STANDING))
    second = logged(store, person("鈴木"), "R8-0002", TO_CHECK)
    with store.reading() as books:
        assert books.tallies.standings((first, second)) == {first: STANDING}
    with store.writing(CLERK, NOW) as books:
        # It is worked out of what is there, and owes the journal nothing.
        books.tallies.keep_standing(second, OPEN)
        books.commit()
    with store.writing(CLERK, NOW) as books:
        books.files.save(books.files.get(first), replace(TO_CHECK, standing=OPEN))
        books.journal.note(Action.JUDGED, first)
        books.commit()
    with store.reading() as books:
        assert books.tallies.standings((first, second)) == {first: OPEN, second: OPEN}
    with store.writing(CLERK, NOW) as books:
        books.journal.note(Action.DISPOSED, first)
        books.files.remove(first)
        books.commit()
    with store.reading() as books:
        assert books.tallies.standings((first, second)) == {second: OPEN}
