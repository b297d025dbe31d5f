# SPDX-License-Identifier: MIT
"""What envelopes cost, by hand from the table, and the stamps that pay it."""

from __future__ import annotations

from datetime import date
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.records.case.mail import MailKind
from desk_app.records.case.stamps import Pile, Shape
from desk_app.rules.fee.pieces import total
from desk_app.rules.postage import tariff
from desk_app.rules.postage.quote import (
    Choice,
    Contents,
    Parcel,
    PostageError,
    PostageFault,
    Service,
    choices,
    fewest,
    from_largest_stock,
    parcel_of,
    quote,
    usual_envelope,
)
from desk_app.rules.postage.tariff import Rates
from desk_app.rules.rulebook.reading import Fault, RulebookError

FILE = Path(__file__).parents[3] / "resources" / "tables" / "tariff.toml"
TODAY = date(2026, 11, 25)
TARIFF = tariff.load(FILE)
RATES = TARIFF.on(TODAY)

ORDINARY, RECORD = MailKind.ORDINARY, MailKind.SPECIFIED_RECORD
SIMPLE, REGISTERED, EXPRESS = MailKind.SIMPLE_REGISTERED, MailKind.REGISTERED, MailKind.EXPRESS
PACK = MailKind.LETTER_PACK

BY_HAND = [
    # length, width (mm), thickness (0.1 mm), grams, kind, express: shape, yen
    (235, 120, 12, 17, ORDINARY, False, Shape.STANDARD, 110),
    (235, 120, 12, 50, ORDINARY, False, Shape.STANDARD, 110),
    (235, 120, 12, 51, ORDINARY, False, Shape.LARGE, 180),
    (120, 235, 12, 17, ORDINARY, False, Shape.STANDARD, 110),
    (140, 90, 5, 10, ORDINARY, False, Shape.STANDARD, 110),
    (235, 120, 100, 30, ORDINARY, False, Shape.STANDARD, 110),
    (235, 120, 101, 30, ORDINARY, False, Shape.LARGE, 140),
    (236, 120, 12, 30, ORDINARY, False, Shape.LARGE, 140),
    (235, 121, 12, 30, ORDINARY, False, Shape.LARGE, 140),
    (235, 120, 12, 17, SIMPLE, False, Shape.STANDARD, 460),
    (235, 120, 12, 17, REGISTERED, False, Shape.STANDARD, 590),
    (235, 120, 12, 17, RECORD, False, Shape.STANDARD, 320),
    (235, 120, 12, 17, EXPRESS, False, Shape.STANDARD, 410),
    (235, 120, 12, 17, SIMPLE, True, Shape.STANDARD, 760),
    (332, 240, 12, 50, ORDINARY, False, Shape.LARGE, 140),
    (332, 240, 12, 86, REGISTERED, False, Shape.LARGE, 660),
    (332, 240, 12, 100, SIMPLE, False, Shape.LARGE, 530),
    (332, 240, 12, 101, SIMPLE, False, Shape.LARGE, 620),
    (332, 240, 12, 150, ORDINARY, False, Shape.LARGE, 270),
    (332, 240, 12, 250, SIMPLE, True, Shape.LARGE, 970),
    (332, 240, 20, 251, SIMPLE, True, Shape.LARGE, 1260),
    (332, 240, 30, 500, RECORD, False, Shape.LARGE, 720),
    (340, 250, 300, 1000, ORDINARY, False, Shape.LARGE, 750),
    (340, 250, 300, 1001, ORDINARY, False, Shape.OUTSIZE, 1350),
    (340, 250, 301, 50, ORDINARY, False, Shape.OUTSIZE, 260),
    (341, 250, 10, 100, ORDINARY, False, Shape.OUTSIZE, 290),
    (332, 251, 10, 150, REGISTERED, False, Shape.OUTSIZE, 870),
    (400, 300, 100, 2000, ORDINARY, False, Shape.OUTSIZE, 1350),
    (400, 300, 100, 4000, SIMPLE, True, Shape.OUTSIZE, 2790),
    (600, 200, 1000, 500, ORDINARY, False, Shape.OUTSIZE, 660),
    (340, 248, 100, 4000, PACK, False, Shape.PACK_PLUS, 600),
    (340, 248, 500, 900, PACK, False, Shape.PACK_PLUS, 600),
]


@pytest.mark.parametrize("case", BY_HAND, ids=lambda case: f"{case[4].value}-{case[3]}g")
def test_thirty_envelopes_cost_what_the_table_says(
    case: tuple[int, int, int, int, MailKind, bool, Shape, int],
) -> None:
    length, width, tenths, grams, kind, express, shape, yen = case
    found = quote(Parcel(length, width, tenths, grams), Service(kind, express), RATES)
    assert (found.shape, found.yen, found.grams) == (shape, yen, grams)


def test_a_letter_pack_light_is_thin() -> None:
    light = Service(PACK, pack=Shape.PACK_LIGHT)
    assert quote(Parcel(340, 248, 300, 900), light, RATES).yen == 430
    with pytest.raises(PostageError) as caught:
        quote(Parcel(340, 248, 301, 900), light, RATES)
    assert caught.value.fault is PostageFault.TOO_LARGE


def test_cash_goes_registered_in_an_envelope_of_the_post_office() -> None:
    found = quote(Parcel(235, 120, 10, 20), Service(MailKind.CASH_REGISTERED), RATES)
    assert [(each.what, each.yen) for each in found.charges] == [
        ("standard", 110),
        ("cash_registered", 480),
        ("cash_envelope", 21),
    ]
    assert found.yen == 611


def test_a_quote_tells_each_charge_with_its_day_and_source() -> None:
    found = quote(Parcel(332, 240, 12, 86), Service(REGISTERED), RATES)
    assert [(each.what, each.yen, each.up_to, each.since) for each in found.charges] == [
        ("large", 180, 100, date(2024, 10, 1)),
        ("registered", 480, 0, date(2023, 10, 1)),
    ]
    assert all(each.source and each.sure for each in found.charges)


@pytest.mark.parametrize(("grams", "sure"), [(250, True), (251, False)])
def test_a_price_that_nobody_confirmed_says_so(grams: int, sure: bool) -> None:
    found = quote(Parcel(332, 240, 12, grams), Service(EXPRESS), RATES)
    assert [each.sure for each in found.charges] == [True, sure]


@pytest.mark.parametrize(
    ("parcel", "service", "fault"),
    [
        (Parcel(139, 90, 5, 10), Service(ORDINARY), PostageFault.TOO_SMALL),
        (Parcel(600, 250, 600, 10), Service(ORDINARY), PostageFault.TOO_LARGE),
        (Parcel(601, 100, 10, 10), Service(ORDINARY), PostageFault.TOO_LARGE),
        (Parcel(332, 240, 10, 4001), Service(ORDINARY), PostageFault.TOO_HEAVY),
        (Parcel(341, 248, 10, 10), Service(PACK), PostageFault.TOO_LARGE),
        (Parcel(340, 248, 10, 4001), Service(PACK), PostageFault.TOO_HEAVY),
        (Parcel(235, 120, 10, 10), Service(PACK, pack=Shape.LARGE), PostageFault.NO_RATE),
        (Parcel(235, 120, 10, 10), Service(MailKind.OTHER), PostageFault.NO_RATE),
    ],
)
def test_what_the_post_office_does_not_take_has_no_price(
    parcel: Parcel, service: Service, fault: PostageFault
) -> None:
    with pytest.raises(PostageError) as caught:
        quote(parcel, service, RATES)
    assert (caught.value.fault, str(caught.value)) == (fault, fault.value)


@pytest.mark.parametrize(
    ("contents", "parcel"),
    [
        # 1 × 64 × 0.06237 = 3.99 g, 3 layers of 89 µm and an envelope of 300 µm
        (Contents("long_3", 1), Parcel(235, 120, 6, 9)),
        (Contents("long_3", 3), Parcel(235, 120, 12, 17)),
        (Contents("long_3", 6, 70), Parcel(235, 120, 21, 32)),
        (Contents("long_3", 2, grams=3, tenths=20), Parcel(235, 120, 29, 16)),
        (Contents("square_2", 10), Parcel(332, 240, 12, 56)),
        (Contents("square_2", 31), Parcel(332, 240, 31, 140)),
        (Contents("letter_pack", 0), Parcel(340, 248, 3, 50)),
    ],
)
def test_weight_and_thickness_come_from_sheets_envelope_and_enclosures(
    contents: Contents, parcel: Parcel
) -> None:
    assert parcel_of(contents, RATES) == parcel


def test_an_envelope_that_nobody_knows_is_not_weighed() -> None:
    with pytest.raises(PostageError) as caught:
        parcel_of(Contents("paper_bag", 1), RATES)
    assert caught.value.fault is PostageFault.UNKNOWN_ENVELOPE


def test_many_sheets_go_flat() -> None:
    assert [usual_envelope(sheets, RATES) for sheets in (1, 6, 7, 100, 200)] == [
        *("long_3", "long_3", "square_2", "square_2", "letter_pack"),
    ]
    with pytest.raises(PostageError):
        usual_envelope(201, RATES)


def _changed(old: str, new: str, *, count: int = 1) -> bytes:
    source = FILE.read_text("utf-8")
    assert old in source
    return source.replace(old, new, count).encode()


def test_the_price_is_that_of_the_posting_day() -> None:
    later = _changed(
        "[[letter]]",
        '[[letter]]\nfrom = 2027-04-01\nshape = "standard"\nsmallest = [140, 90]\n'
        'largest = [235, 120]\nthickest = 10\nbands = [[50, 130]]\nsource = "later"\n\n[[letter]]',
    )
    both = tariff.loads(later, "tariff.toml")
    one, plain = Parcel(235, 120, 10, 20), Service(ORDINARY)
    assert quote(one, plain, both.on(date(2027, 3, 31))).yen == 110
    assert quote(one, plain, both.on(date(2027, 4, 1))).yen == 130


def test_before_the_first_day_there_is_no_price() -> None:
    old = TARIFF.on(date(2024, 9, 30))
    assert old.special(REGISTERED) is not None
    with pytest.raises(PostageError) as caught:
        quote(Parcel(235, 120, 10, 20), Service(ORDINARY), old)
    assert caught.value.fault is PostageFault.NO_RATE


def test_no_express_where_the_tariff_has_none() -> None:
    letters = {each.shape: each for each in RATES.letters}
    rates = Rates(letters, {}, None, {}, {})
    with pytest.raises(PostageError) as caught:
        quote(Parcel(235, 120, 10, 20), Service(EXPRESS), rates)
    assert caught.value.fault is PostageFault.NO_RATE


def test_express_heavier_than_its_bands_has_no_price() -> None:
    light = tariff.loads(_changed("[1000, 400], [4000, 690]", "[1000, 400]"), "t.toml").on(TODAY)
    with pytest.raises(PostageError) as caught:
        quote(Parcel(400, 300, 100, 2000), Service(EXPRESS), light)
    assert caught.value.fault is PostageFault.TOO_HEAVY


@pytest.mark.parametrize(
    ("old", "new", "key", "fault"),
    [
        ("grams = 5\n", "grams = 5\ncolour = 1\n", "envelope[1].colour", Fault.UNKNOWN_KEY),
        ('"registered"\nyen = 480\n', '"registered"\n', "special[1].yen", Fault.MISSING),
        ('"registered"\nyen = 480', '"registered"\nyen = 4.8', "special[1].yen", Fault.WRONG_TYPE),
        ('"registered"\nyen = 480', '"registered"\nyen = 0', "special[1].yen", Fault.WRONG_VALUE),
        ("[[50, 140], [100, 180]", "[[100, 140], [50, 180]", "letter[2]", Fault.WRONG_VALUE),
        ('kind = "simple_registered"', 'kind = "registered"', "special[2]", Fault.OVERLAP),
        ("from = 2024-10-01\n", "from = 2024-10-01\nuntil = 2024-01-01\n", "letter[1]", None),
    ],
)
def test_a_tariff_that_cannot_be_used_names_the_place(
    old: str, new: str, key: str, fault: Fault | None
) -> None:
    with pytest.raises(RulebookError) as caught:
        tariff.loads(_changed(old, new), "tariff.toml")
    assert (caught.value.file, caught.value.key) == ("tariff.toml", key)
    assert caught.value.fault is (fault or Fault.BACKWARDS)
    assert caught.value.line


def test_a_tariff_says_what_it_is() -> None:
    assert (TARIFF.name, bool(TARIFF.title_ja), bool(TARIFF.title_en)) == ("japan_post", True, True)


def piles(text: str) -> list[Pile]:
    """Return piles as written: yen × count."""
    return [(int(value) * 100, int(count)) for value, count in (p.split("x") for p in text.split())]


def told(choice: Choice | None) -> str:
    """Return the stamps of a choice as written, with what is over."""
    if choice is None:
        return "none"
    words = [f"{value // 100}x{count}" for value, count in choice.stamps]
    return " ".join([*words, *([f"+{choice.over}"] if choice.over else [])])


STOCK = (
    "500x46 350x31 320x8 270x5 180x14 140x12 120x9 110x212 100x37 85x20 84x63 50x58 20x88 10x141"
)


@pytest.mark.parametrize(
    ("stock", "yen", "few", "many"),
    [
        (STOCK, 460, "350x1 110x1", "110x4 10x2"),
        (STOCK, 660, "500x1 140x1 20x1", "110x6"),
        (STOCK, 320, "320x1", "110x2 10x10"),
        ("84x10 10x10", 110, "84x1 10x3 +4", "84x1 10x3 +4"),
        ("84x6 26x6", 110, "84x1 26x1", "84x1 26x1"),
        ("500x2", 110, "500x1 +390", "500x1 +390"),
        ("60x2 50x1 100x1", 110, "60x1 50x1", "60x1 50x1"),
        ("100x1", 110, "none", "none"),
        ("1x500", 110, "none", "none"),
        ("", 110, "none", "none"),
        ("110x1", 0, "none", "none"),
    ],
)
def test_stamps_for_a_postage(stock: str, yen: int, few: str, many: str) -> None:
    held = piles(stock)
    assert told(fewest(held, yen)) == few
    assert told(from_largest_stock(held, yen)) == many


def test_stamps_of_odd_sen_stay() -> None:
    assert fewest([(250, 100), (11_050, 3)], 1) is None
    assert told(fewest([(250, 100), (100, 1)], 1)) == "1x1"


def test_equal_piles_count_together() -> None:
    assert told(fewest(piles("10x1 10x1"), 20)) == "10x2"


def test_another_choice_is_another_one_and_pays_as_exactly() -> None:
    found = choices(piles(STOCK), 460)
    assert told(found[0]) == "350x1 110x1"
    assert told(found[1]) == "110x4 10x2"
    assert len(found) == 8
    assert len({each.stamps for each in found}) == 8
    assert all(total(each.stamps) == 46_000 and each.over == 0 for each in found)
    assert all(each.count <= 12 for each in found)
    assert choices(piles("100x1"), 110) == ()
    assert [told(each) for each in choices(piles("350x1 110x1"), 460)] == ["350x1 110x1"]
    assert [told(each) for each in choices(piles("110x1 120x1"), 110)] == ["110x1"]


SMALL = st.lists(
    st.tuples(st.sampled_from((100, 300, 500, 700, 1_200)), st.integers(0, 3)), max_size=4
)


def _every(stock: list[Pile], most: int) -> list[tuple[int, int]]:
    """Return sum in yen and count of every handful of stamps there is."""
    counts = [range(count + 1) for _, count in stock]
    handfuls = [
        (sum(v * n for (v, _), n in zip(stock, taken, strict=True)) // 100, sum(taken))
        for taken in product(*counts)
    ]
    return [each for each in handfuls if each[1] <= most]


@settings(max_examples=60, deadline=None)
@given(stock=SMALL, yen=st.integers(1, 40), most=st.integers(1, 6))
def test_no_other_handful_pays_better(stock: list[Pile], yen: int, most: int) -> None:
    best = min((each for each in _every(stock, most) if each[0] >= yen), default=None)
    for choose in (fewest, from_largest_stock):
        choice = choose(stock, yen, most)
        if best is None:
            assert choice is None
            continue
        assert choice is not None
        assert total(choice.stamps) == (yen + choice.over) * 100
        assert choice.over == best[0] - yen
        assert choice.count <= most
        for value, count in choice.stamps:
            assert 0 < count <= sum(n for v, n in stock if v == value)
    few = fewest(stock, yen, most)
    if best is not None and few is not None:
        assert few.count == best[1]
