# SPDX-License-Identifier: MIT
"""A disposal through the verbs on a real desk: rows, keys, backup and pages, end to end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from desk_app.bootstrap.opening import with_backups_in
from desk_app.desk import registers, timekeeping
from desk_app.desk.context import Desk
from desk_app.desk.disposal import destroying, disposing
from desk_app.desk.disposal.disposing import Chosen, HoldDraft
from desk_app.records.base import (
    kept_id_of_provision,
)
from desk_app.records.case.disposal import DisposalState, HoldReason
from desk_app.records.registers import ProvisionEntry, ProvisionKind
from desk_app.store.disposal import page_scan
from tests.builders import ARRIVED
from tests.fakes.world import FixedClock
from tests.store.keys_at import listed_names
from tests.store.office import DAISUKE, KEIKO, Office
from tests.workbench.desks import answered, dressed_as

GONE, KEPT = "龗川 目印一", "龗川 目印二"
GONE_TOO, PARTY = "龗川 目印三", "龗川 目印商会"
DUE = date(2028, 11, 27)


def _provided(desk: Desk) -> ProvisionEntry:
    row = ProvisionEntry(0, ProvisionKind.PROVIDED, ARRIVED, party=PARTY, person=GONE_TOO)
    registers.enter_provision(desk, replace(row, by_contract=True))
    (entered,) = registers.provisions(desk)
    return entered


def test_a_person_leaves_the_desk_and_nothing_is_left(tmp_path: Path) -> None:
    clock, copies = FixedClock(ARRIVED), tmp_path / "copies"
    copies.mkdir()
    office = Office(tmp_path, clock)
    gone, kept = (
        answered(office.desk, number, dressed_as(name, f"R8-{number:04}"))
        for number, name in enumerate((GONE, KEPT), 1)
    )
    clock.move_to(DUE)
    officer = office.as_(KEIKO)
    office.sheet()
    with officer.ports.store.reading() as books:
        version = books.files.get(kept).application.version
        token = books.files.get(gone).application.token
    disposing.hold(officer, HoldDraft(kept, version, HoldReason.SUIT, date(2029, 3, 1), "訴え"))
    second = office.second(DAISUKE)
    timekeeping.confirm_clock(officer, officer.acting(second.user, second.seal))
    entered = _provided(officer)
    disposing.propose(officer, (Chosen(gone, 4), Chosen(kept_id_of_provision(entered.id), 0)))
    disposing.sign(office.as_(DAISUKE), 1)
    office.desk = with_backups_in(office.as_(KEIKO), copies)
    destroying.carry_out(office.desk, 1)
    _holds_nothing(office, {token, entered.token})
    key = office.desk.ports.keys.data_key  # type: ignore[attr-defined]
    office.desk.ports.store.close()
    with (office.folder / "desk.db").open("rb") as file:
        assert page_scan.scan_file(file, key, [GONE, GONE_TOO, PARTY, KEPT]).found == {KEPT}


def _holds_nothing(office: Office, tokens: set[str]) -> None:
    (record,) = disposing.disposals(office.desk)
    assert record.check is not None
    assert record.check.clean, record.check
    assert record.state is DisposalState.VERIFIED
    assert record.check.markers > 3
    assert [each.receipt_number for each in record.held] == ["R8-0002"]
    assert record.check.unreadable_after == date(2029, 3, 31)
    assert listed_names(office.keys) == tokens
    assert registers.provisions(office.desk) == ()
    assert [each.name for each in office.desk.ports.backups.all()] == [record.check.backup]
