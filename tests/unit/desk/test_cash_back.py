# SPDX-License-Identifier: MIT
"""Pieces that are no stamps stand on the return list once, however often the case is kept."""

from __future__ import annotations

from dataclasses import replace

from desk_app.records.application import Right
from desk_app.records.mail import HeldKind, Piece
from tests.builders import complete, mail, stamps
from tests.unit.desk import working
from tests.unit.desk.office import Office


def test_cash_of_a_free_request_stands_on_the_return_list_once(office: Office) -> None:
    cash = stamps("1000x1", piece=Piece.CASH)
    others = stamps("500x1", piece=Piece.REVENUE_STAMP)
    file = replace(complete(Right.CORRECTION), mail=(mail(*cash, *others),))
    id_ = working.logged(office, file=file)
    held = [(each.kind, each.amount) for each in working.held(office, id_)]
    assert held == [(HeldKind.CASH, 1_000), (HeldKind.REVENUE_STAMP, 500)]
