# SPDX-License-Identifier: MIT
"""What envelopes cost, counted by hand from the post office's table."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desk_app.records.mail import MailKind
from desk_app.records.stamps import Shape
from desk_app.rules.postage import tariff
from desk_app.rules.postage.quote import (
    Contents,
    Parcel,
    PostageError,
    PostageFault,
    Service,
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


def test_a_quote_tells_each_charge_with_its_day_and_source() -> None:
    found = quote(Parcel(332, 240, 12, 86), Service(REGISTERED), RATES)
    assert [(each.what, each.yen, each.up_to, each.since) for each in found.charges] == [
        ("large", 180, 100, date(2024, 10, 1)),
        ("registered", 480, 0, date(2023, 10, 1)),
    ]
    assert all(each.source and each.sure for each in found.charges)


@pytest.mark.parametrize(("grams", "sure"), [(250, True), (251, False)])
def test_a_price_that_nobody_confirmed_says_so(grams: int, sure: bool) -> None:  # noqa: FBT001
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
        ("yen = 480\n", "", "special[1].yen", Fault.MISSING),
        ("yen = 480", "yen = 4.8", "special[1].yen", Fault.WRONG_TYPE),
        ("yen = 480", "yen = 0", "special[1].yen", Fault.WRONG_VALUE),
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
