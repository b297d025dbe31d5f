# SPDX-License-Identifier: MIT
"""The bulk door leaves what the verbs leave.

With more applications: ``python -m tests.bulk --prove 500``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from sqlalchemy import FromClause, select, text
from sqlalchemy.engine import Connection

from desk_app.desk.context import Desk
from desk_app.desk.keeping import placed
from desk_app.desk.rows import COUNT_CAP, Filter, ListOrder
from desk_app.desk.signed.approvals import Witness, is_sound
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Application
from desk_app.records.case.history import ApplicationFile
from desk_app.store.backup.verifying import verify_desk
from desk_app.store.database import SqlStore
from desk_app.store.journal import chain
from desk_app.store.schema.engine import METADATA
from desk_app.store.schema.tables import KeptRows, SearchRows, StampBalances, StampMoves, WorkRows
from desk_app.store.search import folding, search
from tests.bench.baselines import connection, rows
from tests.bench.baselines import search as bare_search
from tests.bulk.door import BATCH, loading
from tests.bulk.filling import Staff, by_verbs, in_bulk
from tests.bulk.kept_aside import LEFT_OUT, opened, tables, unlike, whole
from tests.bulk.mixture import log, plans
from tests.same_tables import Tables
from tests.workbench.desks import Site

Kept = Mapping[str, Sequence[Any]]

_WORTHS = "SELECT id, worth FROM stamp_entries ORDER BY id"
_NUMBERS = "SELECT era, year, last FROM running_numbers WHERE kind = 'receipt' ORDER BY era, year"
_TOKENS = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.grams_of USING fts5vocab(main, search, instance)"
_HELD = "SELECT DISTINCT doc, term FROM temp.grams_of ORDER BY doc, term"


def stored(connection: Connection) -> Kept:
    """Read what is stored for speed."""
    connection.execute(text(_TOKENS))
    held = connection.execute(text(_HELD)).all()
    return {
        "places": _rows(connection, WorkRows.__table__),
        "days of keeping": _rows(connection, KeptRows.__table__),
        "folded texts": _rows(connection, SearchRows.__table__),
        "grams": [
            (key, " ".join(term for _, term in those))
            for key, those in groupby(held, lambda row: row[0])
        ],
        "balances": _rows(connection, StampBalances.__table__),
        "worths": [tuple(row) for row in connection.execute(text(_WORTHS))],
        "receipt numbers": [tuple(row) for row in connection.execute(text(_NUMBERS))],
    }


def worked_out(desk: Desk, files: Sequence[ApplicationFile], connection: Connection) -> Kept:
    """Work the same out from applications with their history, and from the stamps that moved."""
    places = [(file.application, placed(desk, file)) for file in files]
    found_by = sorted((search.key_of(each), folding.fold(each)) for each, _ in places)
    moves = _rows(connection, StampMoves.__table__)
    return {
        "places": [tuple(search.to_row(*each).values()) for each in places],
        "days of keeping": [
            (each.id, index.kept.completed_on, index.kept.kept_until)
            for each, index in places
            if index.kept is not None
        ],
        "folded texts": [(key, *folded) for key, folded in found_by],
        "grams": [(key, folding.tokens(folded)) for key, folded in found_by],
        "balances": [
            (value, sum(row[2] for row in those), sum(row[3] for row in those))
            for value, those in _by(moves, 1).items()
        ],
        "worths": [
            (entry, sum(value * (held + owned) for _, value, held, owned in those))
            for entry, those in _by(moves, 0).items()
        ],
        "receipt numbers": _last_numbers(files),
    }


def _rows(connection: Connection, table: FromClause) -> list[tuple[Any, ...]]:
    asked = select(table).order_by(*table.primary_key)
    return [tuple(row) for row in connection.execute(asked)]


def _by(rows: Sequence[tuple[Any, ...]], place: int) -> dict[Any, list[tuple[Any, ...]]]:
    ordered = sorted(rows, key=lambda row: row[place])
    return {value: list(those) for value, those in groupby(ordered, lambda row: row[place])}


def _last_numbers(files: Sequence[ApplicationFile]) -> list[tuple[str, int, int]]:
    """Return how far the receipt numbers of each year have run: ``R8-0012`` is the twelfth."""
    last: dict[tuple[str, int], int] = {}
    for file in files:
        year, _, number = file.application.receipt_number.partition("-")
        of = (year[0], int(year[1:]))
        last[of] = max(last.get(of, 0), int(number))
    return [(*of, number) for of, number in sorted(last.items())]


MIXTURE = replace(whole(20, 3), seed=15)
"""So few, and every course among them."""

EMPTY = {
    *("corrections", "judgements", "lapses", "withdrawals", "holds", "disposals"),
    *(
        "address_changes",
        "cares",
        "filings",
        "removed_scans",
        "scans",
        "imports",
        "inquiries",
        "data_places",
        "purposes",
        "provisions",
    ),
    "trainings",
    *("disposed_numbers", "drafts", "held_things", "wording_revisions"),
}
"""Tables in which no course of the mixture keeps anything."""

pytestmark = [pytest.mark.once(under="second"), pytest.mark.xdist_group("bulk")]


@dataclass(frozen=True)
class Filled:
    """A filled desk, still open, and what it keeps."""

    site: Site
    staff: Staff
    tables: Tables

    @property
    def anchor(self) -> chain.Anchor:
        kept = chain.read(self.site.keys)
        assert kept is not None
        return kept


@pytest.fixture(scope="module")
def bulk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    yield from filled(tmp_path_factory.mktemp("bulk") / "desk", by_the_verbs=False)


@pytest.fixture(scope="module")
def verbs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    yield from filled(tmp_path_factory.mktemp("verbs") / "desk", by_the_verbs=True)


def filled(folder: Path, *, by_the_verbs: bool) -> Iterator[Filled]:
    staff = opened(folder, MIXTURE)
    (by_verbs if by_the_verbs else in_bulk)(staff, MIXTURE)
    yield Filled(Site(folder), staff, tables(staff))
    staff.clerk.ports.store.close()


def test_every_row_is_the_same(bulk: Filled, verbs: Filled) -> None:
    assert unlike(bulk.tables, verbs.tables) == []


def test_all_tables_the_mixture_fills_are_compared(bulk: Filled) -> None:
    courses = {plan.course.name for plan in plans(MIXTURE)}
    assert courses == {plan.course.name for plan in plans(whole(400, 10))}
    assert {name for name, rows in bulk.tables.items() if not rows} == EMPTY
    assert bulk.tables.keys() >= METADATA.tables.keys()


def test_a_wrong_column_is_found(verbs: Filled, tmp_path: Path) -> None:
    right = search.to_row

    def wrong(application: Application, *more: object) -> Mapping[str, object]:
        row = right(application, *more)  # type: ignore[arg-type]
        return {**row, "kana_order": "ア"} if application.id == MIXTURE.applications // 2 else row

    staff = opened(tmp_path / "desk", MIXTURE)
    with patch.object(search, "to_row", wrong):
        in_bulk(staff, MIXTURE)
    found = unlike(tables(staff), verbs.tables)
    staff.clerk.ports.store.close()
    row = MIXTURE.applications // 2 - 1
    assert [line.split(":")[0] for line in found] == [f"work_index[{row}].kana_order"]


WRONG = {
    "places": "UPDATE work_index SET \"by\" = '2026-01-01' WHERE application = 1",
    "days of keeping": "DELETE FROM kept_applications",
    "folded texts": "UPDATE search_rows SET names = 'x' WHERE key & 0xffffffff = 1",
    "grams": "INSERT INTO search(rowid, grams) SELECT max(key), 'nffff' FROM search_rows",
    "balances": "UPDATE stamp_balances SET held = held + 1",
    "worths": "UPDATE stamp_entries SET worth = worth + 1 WHERE id = 1",
    "receipt numbers": "UPDATE running_numbers SET last = last + 1 WHERE kind = 'receipt'",
}
"""What is stored for speed, and a statement behind the desk's back that makes it wrong."""


def test_what_is_stored_for_speed_is_what_the_facts_make(verbs: Filled) -> None:
    desk = verbs.staff.clerk
    store = desk.ports.store
    assert isinstance(store, SqlStore)
    with store.reading() as books:
        files = [books.files.get(id_) for id_ in books.files.all_ids()]
    with store._engine.connect() as raw:
        anew = worked_out(desk, files, raw)
        assert all(anew.values())
        assert stored(raw) == anew
        raw.rollback()
        for name, statement in WRONG.items():
            raw.exec_driver_sql(statement)
            found = stored(raw)
            raw.rollback()
            assert [each for each in anew if found[each] != anew[each]] == [name]


def test_the_anchor_follows(bulk: Filled, verbs: Filled) -> None:
    assert bulk.anchor.sequence == len(bulk.tables["journal"])
    assert bulk.anchor.head == bulk.tables["journal"][-1]["hash"].hex()
    assert bulk.anchor.count == verbs.anchor.count


def test_every_digest_is_of_its_salt(bulk: Filled) -> None:
    salts = {row["subject"]: row["salt"] for row in bulk.tables["salts"]}
    number = {row["token"]: row["receipt_number"] for row in bulk.tables["applications"]}
    logged = [row for row in bulk.tables["journal"] if row["action"] == "application_logged"]
    assert len(logged) == MIXTURE.applications
    for row in logged:
        subject = row["subject"]
        wanted = chain.digest("receipt_number", number[subject], salts[subject])
        assert row["digests"]["receipt_number"] == wanted


def test_every_approval_is_genuine(bulk: Filled) -> None:
    desk, approved = bulk.staff.clerk, 0
    seal = desk.ports.seal
    with desk.ports.store.reading() as books:
        for file in map(books.files.get, books.files.all_ids()):
            for decision in file.decisions:
                if decision.approval is not None:
                    assert is_sound(seal, Witness(books), file.application, decision)
                approved += decision.approval is not None
    assert approved > MIXTURE.applications // 2


@pytest.mark.parametrize(
    "typed", ["田", "小鳥遊", "たかなし", "R8-0007", "高梨 ゆう 090", "小鳥 優", "鱻"]
)
def test_the_bare_driver_finds_what_the_desk_finds(bulk: Filled, typed: str) -> None:
    wanted = search.asked(typed)
    assert wanted is not None
    with closing(connection(bulk.site.database, bulk.site.unlock().data_key)) as raw:
        found = [row[0] & 0xFFFFFFFF for row in rows(raw, *bare_search(wanted, COUNT_CAP))]
    queries = bulk.staff.clerk.ports.store.queries
    assert tuple(found) == queries.window(Filter(typed), ListOrder(), MIXTURE.today).ids
    assert bool(found) == (typed not in {"鱻", "高梨 ゆう 090"})


def test_a_filled_desk_is_whole_and_goes_on(tmp_path: Path) -> None:
    mixture = whole(12, 4)
    staff = opened(tmp_path / "desk", mixture)
    in_bulk(staff, mixture)
    first = next(plans(mixture))
    id_ = log(staff.clerk, first.principal, first.asked, short=False)
    with staff.clerk.ports.store.reading() as books:
        application = books.files.get(id_).application
        last = books.files.all_ids()[-1]
    staff.clerk.ports.store.close()
    assert (id_, last) == (mixture.applications + 1, id_)
    assert application.receipt_number == "R8-0013"
    site = Site(tmp_path / "desk")
    verified = verify_desk(site.desk, site.keys, site.unlock())
    assert verified.counts["applications"] == mixture.applications + 1


def test_a_load_keeps_with_each_commit_what_came_and_nothing_after_it(tmp_path: Path) -> None:
    staff = opened(tmp_path / "desk", whole(1, 2))
    store, author = staff.clerk.ports.store, (staff.clerk.actor.id, staff.clock.now())
    assert isinstance(store, SqlStore)
    with store.reading() as books:
        before = books.journal.mark().sequence
    with loading(store) as door:
        for _ in range(2):
            door.note(author, Action.DAY_BEGUN, turned=0)
            door.commit()
        for _ in range(BATCH):
            door.note(author, Action.DAY_BEGUN, turned=0)
    with store.reading() as books:
        assert books.journal.mark().sequence == before + 2
    store.close()


def test_only_columns_that_there_are_are_left_out() -> None:
    columns = {str(column) for table in METADATA.tables.values() for column in table.columns}
    assert {".".join(name.split(".")[:2]) for name in LEFT_OUT} <= columns
