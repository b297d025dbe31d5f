# SPDX-License-Identifier: MIT
"""What an application is found by: its grams, its order in the lists."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.records.case.application import Principal, Proxy, ProxyKind, Right
from desk_app.store.search import folding
from desk_app.store.search.folding import Folded, FoldedWord
from desk_app.store.search.search import kana_order, number_order
from tests import builders

_TOKEN = re.compile(r"[nax][0-9a-fgr]+")
_LINE = st.text("0012345999-R東町丘𠮷ア", min_size=1, max_size=16)


def _asked(kind: int, spelling: str) -> str:
    spellings = [(spelling,) if place == kind else () for place in range(3)]
    return folding.match(((FoldedWord(*spellings),),))


OF_PRINCIPAL = {
    "name": ("高橋 一", "names"),
    "kana": ("タカハシ ハジメ", "names"),
    "former_name": ("旧野 一", "names"),
    "postal_code": ("166-0015", "numbers"),
    "address": ("杉並区成田東三丁目", "addresses"),
    "registered_address": ("盛岡市中央通一丁目", "addresses"),
    "phone": ("03-5555-0143", "numbers"),
}
OF_PROXY = {
    "name": ("林 務", "names"),
    "kana": ("ハヤシ ツトム", "names"),
    "postal_code": ("540-0008", "numbers"),
    "address": ("大阪市中央区大手前二丁目", "addresses"),
    "phone": ("06-5555-0199", "numbers"),
}
FOUND_BY_NOTHING = {"born", "deceased", "also_heirs", "member_number", "email", "kind"}
"""And by no day of birth, no member's number, no mail address."""


@pytest.mark.parametrize(("record", "texts"), [(Principal, OF_PRINCIPAL), (Proxy, OF_PROXY)])
def test_every_field_of_a_person_is_found_as_it_says_itself(
    record: type[Principal | Proxy], texts: dict[str, tuple[str, str]]
) -> None:
    assert {each.name for each in fields(record)} - FOUND_BY_NOTHING == set(texts)
    application = replace(
        builders.application(Right.DISCLOSURE),
        principal=Principal("", member_number="JX-1", email="a@example.jp", born=date(1987, 4, 17)),
        proxy=Proxy(ProxyKind.LAWYER, ""),
        receipt_number="",
    )
    nothing = folding.fold(application)
    assert nothing == Folded("", "", "")
    part = "principal" if record is Principal else "proxy"
    for name, (text, among) in texts.items():
        person = replace(getattr(application, part), **{name: text})
        folded = folding.fold(replace(application, **{part: person}))
        found = {kind for kind, line in folded._asdict().items() if line}
        assert found == {among}, name
        assert folding.found(folding.asked(text), folded), name


@given(data=st.data(), kind=st.integers(0, 2), lines=st.lists(_LINE, min_size=1, max_size=3))
def test_every_piece_finds_the_whole(data: st.DataObject, kind: int, lines: list[str]) -> None:
    line = data.draw(st.sampled_from(lines))
    start = data.draw(st.integers(0, len(line) - 1))
    end = data.draw(st.integers(start + 1, len(line)))
    texts = ["\n".join(lines) if place == kind else "" for place in range(3)]
    needed = _TOKEN.findall(_asked(kind, line[start:end]))
    assert needed
    assert set(needed) <= set(folding.tokens(Folded(*texts)).split())


@pytest.mark.parametrize(
    ("kind", "spelling", "needed"),
    [
        (2, "0312345678", ["x36g37g38", "x35g36g37", "x34g35g36", "x33g34g35", "x32g33g34"]),
        (2, "R80012", ["x30g31g32", "x30g30g31", "x38g30g30"]),
        (2, "09012", ["x30g31g32", "x39g30g31"]),
        (2, "090", ["x30g39g30"]),
        (1, "丘3-1-4", ["a31g2dg34", "a2dg31g2d", "a33g2dg31", "a4e18g33"]),
        (1, "丘3-", ["a4e18g33", "a33g2d"]),
        (2, "03", ["x30g33"]),
        (2, "09999", ["x39r4", "x39g39g39", "x30g39g39"]),
    ],
)
def test_rows_of_figures_are_looked_up_by_their_last_threes(
    kind: int, spelling: str, needed: list[str]
) -> None:
    assert _TOKEN.findall(_asked(kind, spelling)) == needed


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
