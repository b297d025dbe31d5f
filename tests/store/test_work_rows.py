# SPDX-License-Identifier: MIT
"""The order of receipt numbers and of kana."""

from __future__ import annotations

from datetime import date

from desk_app.store.search import kana_order, number_order


def test_numbers_stand_by_year_era_and_running_number() -> None:
    in_order = [
        ("R7-9999", date(2025, 12, 26)),
        ("R8-0001", date(2026, 1, 5)),
        ("R8-0002", date(2026, 1, 5)),
        ("R8-9999", date(2026, 11, 2)),
        ("R8-10000", date(2026, 11, 2)),
        ("R8-123456", date(2026, 12, 28)),
        ("X1-0001", date(2026, 12, 28)),
        ("X2-0001", date(2027, 1, 4)),
    ]
    orders = [number_order(*each) for each in in_order]
    assert orders == sorted(set(orders))
    assert number_order("", date(2026, 1, 5)) == 0
    assert number_order("R8-", date(2026, 1, 5)) == 0


def test_kana_stand_among_each_other_however_they_are_written() -> None:
    assert kana_order("ｱﾍﾞ ｼﾞﾛｳ") == kana_order("あべ じろう") == kana_order("アベ\u3000ジロウ")
    assert kana_order("あべ") < kana_order("イトウ") < kana_order("ｳｴﾀﾞ")
