# SPDX-License-Identifier: MIT
"""Where papers lie, in both stores: kept apart from the application, gone with it."""

from __future__ import annotations

from desk_app.desk.ports import Store
from desk_app.records.base import ApplicationId
from desk_app.records.books.journal import Action
from desk_app.records.case.history import NOT_FILED, CorrectiveNeed, Filing
from tests.fakes.making import CLERK, NOW, TO_CHECK, logged, person

HERE = Filing("第3書庫", CorrectiveNeed.NEEDED, "𠮷田様", CLERK, NOW)
THERE = Filing("金庫", None, "", CLERK, NOW)


def note(store: Store, id_: ApplicationId, filing: Filing) -> None:
    with store.writing(CLERK, NOW) as books:
        books.filings.keep(id_, filing)
        books.journal.note(Action.FILING_NOTED, id_)
        books.commit()


def test_it_is_kept_read_of_many_and_taken_away(store: Store) -> None:
    ids = [logged(store, person(f"佐藤 {n}"), f"R8-000{n}", TO_CHECK) for n in range(1, 5)]
    for id_, filing in zip(ids, (HERE, THERE, THERE, NOT_FILED), strict=True):
        note(store, id_, filing)
    with store.reading() as books:
        assert [books.filings.get(id_) for id_ in ids] == [HERE, THERE, THERE, NOT_FILED]
        assert books.filings.of_many(ids) == dict(zip(ids[:3], (HERE, THERE, THERE), strict=True))
        assert books.filings.places(9) == ("金庫", "第3書庫")
        assert books.filings.places(1) == ("金庫",)
    note(store, ids[0], THERE)
    note(store, ids[1], NOT_FILED)
    with store.reading() as books:
        assert books.filings.of_many(ids) == {ids[0]: THERE, ids[2]: THERE}


def test_it_goes_with_its_application(store: Store) -> None:
    id_ = logged(store, person("佐藤"), "R8-0001", TO_CHECK)
    note(store, id_, HERE)
    with store.writing(CLERK, NOW) as books:
        books.journal.note(Action.DISPOSED, id_)
        books.files.remove(id_)
        books.commit()
    with store.reading() as books:
        assert books.filings.get(id_) == NOT_FILED
