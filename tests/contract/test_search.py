# SPDX-License-Identifier: MIT
"""Search over names, kana, addresses and numbers, with one, two and more characters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.desk.ports import Store
from desk_app.desk.rows import ApplicationColumn, Filter, IdWindow, ListOrder, PersonQuery
from desk_app.records.base import ApplicationId
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Proxy, ProxyKind
from desk_app.rules.codes import receipt_code
from tests.fakes.making import CLERK, DAY, NOW, TO_CHECK, logged, person

SELECTOR = "\U000e0101"
PEOPLE = {
    1: person(
        "髙橋 一郎",
        "タカハシ イチロウ",
        address="東京都新宿区西新宿六丁目8番1号",
        phone="03-1234-5678",
        postal_code="163-6017",
    ),
    2: person("𠮷田 花子", "よしだ はなこ", former_name="山﨑", phone="+81 90-1111-2222"),
    3: person(f"渡邉{SELECTOR} 次郎", "ﾜﾀﾅﾍﾞ ｼﾞﾛｳ", address="大阪市北区中之島１－２－３"),
    4: person("Müller, Jürgen", "ミュラー ユルゲン", registered_address="札幌市中央区大通西10-4"),
    5: person("林", "ハヤシ"),
}


@pytest.fixture(scope="module")
def found(shared: Store) -> Store:
    """The people above, one application each, the later the newer; 5 has a proxy."""
    return filled(shared)


def filled(store: Store) -> Store:
    for number, principal in PEOPLE.items():
        proxy = Proxy(
            ProxyKind.PARENT, "齋藤 母", "サイトウ", "060-0042", "那覇市泉崎1-1-1", "098-5"
        )
        logged(
            store,
            principal,
            f"R8-{number:04}",
            arrived_on=DAY + timedelta(days=number),
            proxy=proxy if number == 5 else None,
        )
    return store


def ids(store: Store, text: str) -> tuple[int, ...]:
    return store.queries.window(Filter(text), ListOrder(), DAY).ids


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("髙", (1,)),
        ("高", (1,)),
        ("高橋", (1,)),
        ("髙橋", (1,)),
        ("髙橋一郎", (1,)),
        ("高橋 一郎", (1,)),
        ("高橋\u3000一郎", (1,)),
        ("一郎 高橋", (1,)),
        ("高橋 次郎", ()),
        ("吉", (2,)),
        ("𠮷", (2,)),
        ("吉田", (2,)),
        ("𠮷田", (2,)),
        ("山崎", (2,)),
        ("山﨑", (2,)),
        ("崎", (5, 2)),
        ("渡辺", (3,)),
        ("渡邊", (3,)),
        ("渡邉", (3,)),
        (f"邉{SELECTOR}", (3,)),
        ("邉", (3,)),
        ("辺", (3,)),
        ("林", (5,)),
        ("斉藤", (5,)),
        ("齋", (5,)),
        ("大橋", ()),
        ("土", ()),
    ],
)
def test_names_in_any_form_of_their_kanji(
    found: Store, text: str, expected: tuple[int, ...]
) -> None:
    assert ids(found, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("タ", (3, 1)),
        ("タカ", (1,)),
        ("たかはし", (1,)),
        ("ﾀｶﾊｼ", (1,)),
        ("ヨシダ", (2,)),
        ("よしだ はなこ", (2,)),
        ("ワタナベ", (3,)),
        ("muller", (4,)),
        ("MUELLER", (4,)),
        ("Jürgen Müller", (4,)),
        ("ミュラー", (4,)),
        ("サイトウ", (5,)),
    ],
)
def test_kana_and_latin_letters(found: Store, text: str, expected: tuple[int, ...]) -> None:
    assert ids(found, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("西新宿", (1,)),
        ("西新宿6-8-1", (1,)),
        ("西新宿６丁目８番", (1,)),
        ("8-1", (1,)),
        ("中之島1-2-3", (3,)),
        ("大通西", (4,)),
        ("那覇", (5,)),
        ("宿 6-8-1", (1,)),
        ("京都市", ()),
    ],
)
def test_addresses_in_any_way_of_writing(
    found: Store, text: str, expected: tuple[int, ...]
) -> None:
    assert ids(found, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("R8-0003", (3,)),
        ("r8-3", (3,)),
        ("Ｒ８－０００３", (3,)),
        ("0003", (3,)),
        ("R8", (5, 4, 3, 2, 1)),
        ("DAR8-0003", ()),
        ("0312345678", (1,)),
        ("03-1234", (1,)),
        ("(03) 1234-5678", (1,)),
        ("5678", (1,)),
        ("090-1111-2222", (2,)),
        ("+81 90 1111 2222", (2,)),
        ("098-5", (5,)),
        ("〒163-6017", (1,)),
        ("060-0042", (5,)),
        ("99999", ()),
    ],
)
def test_numbers(found: Store, text: str, expected: tuple[int, ...]) -> None:
    assert ids(found, text) == expected


KANJI_FIGURES = (
    "〇九〇-1234-5678",
    "〇九〇—一二三四—五六七八",
    "零九零-１２３４-５６７８",
    "○九○(1234)5678",
    "+81 九〇 1234 5678",
)


def test_a_number_in_kanji_figures_is_the_same_number(store: Store) -> None:
    logged(store, person("林", phone="090-1234-5679"), "R8-0001")
    same = {
        logged(store, person("森", phone=written), f"R8-{number:04}")
        for number, written in enumerate((*KANJI_FIGURES, "０９０-1234-5678"), 2)
    }
    for typed in (*KANJI_FIGURES, "090-1234-5678", "09012345678"):
        assert set(ids(store, typed)) == same, typed


def test_a_name_of_kanji_figures_is_no_number(store: Store) -> None:
    logged(store, person("林", "ハヤシ", phone="090-1234-5678"), "R8-0001")
    logged(store, person("五十嵐 一二三", "イガラシ ヒフミ", phone="03-9999-9999"), "R8-0002")
    found = {text: ids(store, text) for text in ("一二三", "三", "〇九〇", "一二三四", "三-4")}
    assert found == {
        "一二三": (2,),
        "三": (2,),
        "〇九〇": (1,),
        "一二三四": (1,),
        "三-4": (1,),
    }


def test_a_code_from_paper_finds_its_application(found: Store) -> None:
    assert ids(found, receipt_code("R8-0004")) == (4,)
    assert ids(found, f"{receipt_code('R8-0004')}/8-121") == (4,)


@pytest.mark.parametrize("text", ["", "  ", "\u3000"])
def test_nothing_typed_shows_all(found: Store, text: str) -> None:
    assert ids(found, text) == (5, 4, 3, 2, 1)


@pytest.mark.parametrize(
    "text",
    [
        "ー",
        "・",
        '"',
        "*",
        "NEAR(",
        "' OR 1=1",
        "a:b",
        "%",
        "_",
        "-",
        "AND",
        "( )",
        "\x00",
        "橋" * 500,
    ],
)
def test_signs_are_signs_and_find_nothing_here(found: Store, text: str) -> None:
    assert ids(found, text) == ()


def test_newest_first_by_arrival_then_by_number(store: Store) -> None:
    for number, arrived_on in enumerate([DAY, date(2026, 11, 9), DAY, date(2025, 1, 6)], start=1):
        logged(store, person("佐藤"), f"R8-{number:04}", arrived_on=arrived_on)
    assert ids(store, "佐") == (2, 3, 1, 4)
    window = store.queries.window(Filter("佐藤"), ListOrder(), DAY, limit=2)
    assert window == IdWindow((2, 3), more=True, count=4)


def test_the_beginning_is_that_of_the_window_and_counts_no_further(store: Store) -> None:
    for number in range(1, 6):
        logged(store, person("佐々木"), f"R8-{number:04}")
    lists, by_name = store.queries, ListOrder(ApplicationColumn.NAME, ascending=True)
    assert lists.beginning(Filter("佐々木"), ListOrder(), DAY, 3) == IdWindow(
        (5, 4, 3), more=True, count=3
    )
    whole = lists.window(Filter("佐々木"), ListOrder(), DAY)
    assert (
        lists.beginning(Filter("佐々木"), ListOrder(), DAY, 5)
        == whole
        == IdWindow(whole.ids, more=False, count=5)
    )
    for wanted, order in (
        (Filter("佐々木"), by_name),
        (Filter("佐々木", open_only=True), ListOrder()),
    ):
        assert lists.beginning(wanted, order, DAY, 3) == lists.window(wanted, order, DAY)
    all_by_name = lists.window(Filter(), by_name, DAY).ids
    begun = lists.beginning(Filter(), by_name, DAY, 3)
    assert begun == IdWindow(all_by_name[:3], more=True, count=3)


def test_a_corrected_name_is_found_by_the_new_one_only(store: Store) -> None:
    found = filled(store)
    with found.writing(CLERK, NOW) as books:
        file = books.files.get(ApplicationId(5))
        corrected = replace(file.application, principal=person("森", "モリ"))
        books.files.save(replace(file, application=corrected), TO_CHECK)
        books.journal.note(Action.APPLICATION_CORRECTED, file.application.id)
        books.commit()
    assert ids(found, "林") == ids(found, "ハヤシ") == ()
    assert ids(found, "森") == ids(found, "もり") == (5,)
    by_name = ListOrder(ApplicationColumn.NAME, ascending=True)
    assert found.queries.window(Filter("森"), by_name, DAY).ids == (5,)


def test_a_text_that_begins_with_a_repeat_mark(store: Store) -> None:
    logged(store, person("佐々木 花", "ササキ ハナ"), "R8-0001")
    logged(store, person("佐藤 木", address="東京都渋谷区代々木1-2-3"), "R8-0002")
    assert {text: set(ids(store, text)) for text in ("々木", "々", "々木花", "々木1", "木")} == {
        "々木": {1, 2},
        "々": {1, 2},
        "々木花": {1},
        "々木1": {2},
        "木": {1, 2},
    }
    assert ids(store, "々藤") == ()


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_every_piece_of_a_name_finds_it(found: Store, data: st.DataObject) -> None:
    number = data.draw(st.sampled_from(sorted(PEOPLE)))
    name = PEOPLE[number].name.replace(SELECTOR, "")
    start = data.draw(st.integers(0, len(name) - 1))
    end = data.draw(st.integers(start + 1, len(name)))
    piece = name[start:end]
    if piece.strip(" ,"):
        assert number in ids(found, piece)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (PersonQuery(name="高橋 一郎"), [1]),
        (PersonQuery(name="高"), []),
        (PersonQuery(name="吉田"), [2]),
        (PersonQuery(name="山崎"), [2]),
        (PersonQuery(name="佐々木", former_name="吉田 花子"), [2]),
        (PersonQuery(kana="ワタナベ"), [3]),
        (PersonQuery(address="東京都新宿区西新宿6-8-1"), [1]),
        (PersonQuery(name="佐藤", address="東京都新宿区西新宿6-8-1"), []),
        (PersonQuery(name="一郎"), []),
        (PersonQuery(), []),
    ],
)
def test_a_person_perhaps_known(found: Store, typed: PersonQuery, expected: list[int]) -> None:
    assert [earlier.application for earlier in found.queries.known(typed)] == expected


def test_the_best_known_comes_first(store: Store) -> None:
    born = date(1980, 5, 5)
    logged(store, person("林 花子", "ハヤシ ハナコ", born=born, address="札幌市中央区"), "R8-0001")
    logged(store, person("林 花", "ハヤシ ハナ"), "R8-0002")
    logged(store, person("林 太郎", "ハヤシ タロウ", born=born), "R8-0003")
    logged(store, person("森 花子", "モリ ハナコ", born=born, address="札幌市中央区"), "R8-0004")
    logged(store, person("森 花子", "モリ ハナコ", born=born), "R8-0005")

    def known(typed: PersonQuery, limit: int = 5) -> list[str]:
        return [each.receipt_number for each in store.queries.known(typed, limit)]

    whole = PersonQuery("林 花子", "ハヤシ ハナコ", born=born, address="札幌市中央区")
    assert known(whole) == ["R8-0001", "R8-0004"]
    assert known(whole, 1) == ["R8-0001"]
    assert known(PersonQuery("林 花")) == ["R8-0002", "R8-0001"]
    assert known(PersonQuery(born=born)) == ["R8-0005", "R8-0004", "R8-0003", "R8-0001"]


def test_a_known_person_is_told_with_the_earlier_application(found: Store) -> None:
    (earlier,) = found.queries.known(PersonQuery(name="高橋一郎"))
    assert (earlier.receipt_number, earlier.name, earlier.kana) == (
        "R8-0001",
        "髙橋 一郎",
        "タカハシ イチロウ",
    )
    assert (earlier.received_on, earlier.born) == (DAY + timedelta(days=1), None)
    assert earlier.address == PEOPLE[1].address
    assert earlier.work is TO_CHECK.work
