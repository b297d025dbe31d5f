# SPDX-License-Identifier: MIT
"""The bulk door leaves what the verbs leave.

With more applications: ``python -m tests.bulk --prove 500``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import pytest

from desk_app.desk.deciding import genuine
from desk_app.desk.queries import Filter, Order
from desk_app.records.application import Application
from desk_app.store import search, work_rows
from desk_app.store.backup.verifying import verify_desk
from desk_app.store.journal import anchor, chain
from desk_app.store.schema import METADATA
from tests.bench.baselines import connection, rows
from tests.bench.baselines import search as bare_search
from tests.bulk.comparing import LEFT_OUT, opened, tables, unlike, whole
from tests.bulk.courses import log
from tests.bulk.filling import Staff, by_verbs, in_bulk
from tests.bulk.mixture import plans
from tests.robustness.sites import Site
from tests.same_tables import Tables

MIXTURE = whole(48, 5)
EMPTY = {
    *("corrections", "judgements", "lapses", "withdrawals", "holds", "disposals"),
    *("disposed_numbers", "drafts", "held_things", "wording_revisions"),
}
"""Tables in which no course of the mixture keeps anything."""

pytestmark = pytest.mark.xdist_group("bulk")


@dataclass(frozen=True)
class Filled:
    """A filled desk, still open, and what it keeps."""

    site: Site
    staff: Staff
    tables: Tables

    @property
    def anchor(self) -> anchor.Anchor:
        kept = anchor.read(self.site.keys)
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
    assert {name for name, rows in bulk.tables.items() if not rows} == EMPTY
    assert bulk.tables.keys() >= METADATA.tables.keys()


def test_a_wrong_column_is_found(verbs: Filled, tmp_path: Path) -> None:
    right = work_rows.to_row

    def wrong(application: Application, *more: object) -> Mapping[str, object]:
        row = right(application, *more)  # type: ignore[arg-type]
        return {**row, "kana_order": "ア"} if application.id == MIXTURE.applications // 2 else row

    staff = opened(tmp_path / "desk", MIXTURE)
    with patch.object(work_rows, "to_row", wrong):
        in_bulk(staff, MIXTURE)
    found = unlike(tables(staff), verbs.tables)
    staff.clerk.ports.store.close()
    row = MIXTURE.applications // 2 - 1
    assert [line.split(":")[0] for line in found] == [f"work_index[{row}].kana_order"]


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
    with desk.ports.store.reading() as books:
        for file in map(books.files.get, books.files.all_ids()):
            for decision in file.decisions:
                assert (decision.approval is None) or genuine(desk, file, decision)
                approved += decision.approval is not None
    assert approved > MIXTURE.applications // 2


@pytest.mark.parametrize(
    "typed", ["田", "小鳥遊", "たかなし", "R8-0007", "高梨 ゆう 090", "小鳥 優", "鱻"]
)
def test_the_bare_driver_finds_what_the_desk_finds(bulk: Filled, typed: str) -> None:
    wanted = search.asked(typed)
    assert wanted is not None
    with closing(connection(bulk.site.database, bulk.site.unlock().data_key)) as raw:
        found = [row[0] & 0xFFFFFFFF for row in rows(raw, *bare_search(wanted))]
    queries = bulk.staff.clerk.ports.store.queries
    assert tuple(found) == queries.window(Filter(typed), Order(), MIXTURE.today).ids
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


def test_only_columns_that_there_are_are_left_out() -> None:
    columns = {str(column) for table in METADATA.tables.values() for column in table.columns}
    assert {".".join(name.split(".")[:2]) for name in LEFT_OUT} <= columns
