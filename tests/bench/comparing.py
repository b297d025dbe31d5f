# SPDX-License-Identifier: MIT
"""Comparing names and addresses, beside Python's own comparison of two texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from difflib import SequenceMatcher

from desk_app.records.findings import Comparison
from desk_app.rules.addresses import addresses
from desk_app.rules.names import names
from tests.bench.measuring import Line, Pair

ADDRESSES = (
    ("東京都港区三田1-2-3", "東京都港区三田一丁目２番３号"),
    ("東京都杉並区成田東三丁目12番7-203号 サンハイツ成田", "東京都杉並区成田東3-12-7-203"),
    ("京都市上京区堀川通中立売下る五丁目4番地", "京都府京都市上京区堀川通中立売下ル5丁目4"),
    ("岩手県盛岡市中央通一丁目2番3号", "岩手県盛岡市中央通一丁目12番3号"),
    ("4-5-6-701 Roppongi, Minato-ku, Tokyo", "東京都港区六本木4-5-6-701"),
)
NAMES = (
    ("髙橋 一郎", "高橋 一郎"),
    ("渡邉󠄐 和子", "渡辺 和子"),
    ("𠮷田 三郎", "吉田 三郎"),
    ("Emily Carter", "CARTER EMILY"),
    ("大田 太郎", "太田 太郎"),
)


@contextmanager
def _pair(
    compare: Callable[[str, str], Comparison], texts: tuple[tuple[str, str], ...]
) -> Iterator[Pair]:
    def ours() -> None:
        for first, second in texts:
            compare(first, second)

    def bare() -> None:
        for first, second in texts:
            SequenceMatcher(None, first, second, autojunk=False).get_opcodes()

    yield Pair(ours, bare)


LINES = (
    Line(
        name="compare.addresses",
        what="five pairs of addresses compared",
        bare="difflib on the same texts",
        prepare=lambda: _pair(addresses.compare, ADDRESSES),
        turns=200,
    ),
    Line(
        name="compare.names",
        what="five pairs of names compared",
        bare="difflib on the same texts",
        prepare=lambda: _pair(names.compare, NAMES),
        turns=200,
    ),
)
