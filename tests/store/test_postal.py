# SPDX-License-Identifier: MIT
"""Postal codes of Japan Post: towns, several areas of one code, offices with their own code."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Thread

import pytest

from desk_app.desk.ports import PostalArea
from desk_app.store.postal import JapanPost


@pytest.fixture
def post() -> Iterator[JapanPost]:
    post = JapanPost()
    yield post
    post.close()


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


def test_it_serves_the_thread_that_asks_first() -> None:
    found: list[tuple[PostalArea, ...]] = []
    post = JapanPost()

    def ask() -> None:
        found.append(post.areas("1000001"))
        post.close()

    thread = Thread(target=ask)
    thread.start()
    thread.join()
    assert found == [(CHIYODA,)]
