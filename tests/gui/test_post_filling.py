# SPDX-License-Identifier: MIT
"""What a clerk says of an envelope, and how far that makes it ready; nothing of a window."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from desk_app.desk.errors import BadInput
from desk_app.desk.letters.sent_facts import ToldEnclosed, rows_of
from desk_app.desk.post.envelopes import WaitingEnvelope
from desk_app.desk.post.postage import Offer, check_postage
from desk_app.gui.case import post
from desk_app.gui.case.post import EnvelopeStanding, Filling, Priced
from desk_app.records.base import ApplicationId, HeldThingId, LetterId, MailItemId, UserId
from desk_app.records.case.history import Letter
from desk_app.records.case.letters import Addressee, LetterKind, ThingBack
from desk_app.records.case.mail import HeldKind, HeldThing, MailKind
from desk_app.records.case.stamps import PaidBy, Pile, Shape
from desk_app.records.desk.people import Language
from desk_app.rules.codes import NumberDoubt
from desk_app.rules.postage import quote as choice
from desk_app.rules.postage import tariff
from desk_app.rules.postage.quote import Contents, Service, parcel_of, quote
from desk_app.rules.work_codes import Refusal
from tests.builders import moment

TODAY = date(2026, 11, 25)
RATES = tariff.load(Path(__file__).parents[2] / "resources" / "tables" / "tariff.toml").on(TODAY)
STOCK: tuple[Pile, ...] = ((35_000, 2), (11_000, 20), (1_000, 40))
NUMBER = "123-45-67890-1"
BACK = HeldThing(HeldThingId("t"), HeldKind.EXCESS_STAMPS, MailItemId(1), None, 160, ((80, 2),))


def letter(name: str, kind: LetterKind = LetterKind.DISCLOSURE) -> Letter:
    language, user = Language.JA, UserId("u")
    return Letter(LetterId(name), kind, "8-1", TODAY, TODAY, language, (), "", user, moment(TODAY))


def envelope(**more: object) -> WaitingEnvelope:
    made = WaitingEnvelope(
        ApplicationId(1),
        "R8-0147",
        Addressee("髙木 洋介", "770-0000", "徳島県徳島市川内町9-9"),
        Language.JA,
        (letter("a"), letter("b")),
        (),
        {LetterId("a"): 2, LetterId("b"): 1},
        MailKind.SIMPLE_REGISTERED,
    )
    return replace(made, **more)  # type: ignore[arg-type] # fields of the record


def begun(of: WaitingEnvelope | None = None) -> Filling:
    return post.begun(of or envelope(), RATES, TODAY)


def priced(filling: Filling, stock: tuple[Pile, ...] = STOCK, *, largest: bool = False) -> Priced:
    parcel = parcel_of(post.contents(envelope(), filling, 0), RATES)
    found = quote(parcel, filling.service, RATES)
    offer = Offer(
        found, choice.choices(stock, found.yen), choice.from_largest_stock(stock, found.yen)
    )
    return Priced(offer, None, stock, largest)


def test_an_envelope_begins_with_all_its_letters_and_what_is_usual() -> None:
    filling = begun()
    assert (filling.envelope, filling.kind, filling.letters) == (
        "long_3",
        MailKind.SIMPLE_REGISTERED,
        (LetterId("a"), LetterId("b")),
    )
    assert post.usual_for(7, RATES) == "square_2"
    assert post.usual_for(1_000, RATES) == "square_2"
    assert post.contents(envelope(), filling, 2) == Contents("long_3", 3, grams=2)
    one = replace(filling, letters=(LetterId("b"),))
    again = envelope(again=(letter("z"),), sheets={LetterId("b"): 1, LetterId("z"): 4})
    assert post.contents(again, one, 0).sheets == 5


def test_a_letter_pack_is_its_own_envelope_and_costs_no_stamps() -> None:
    filling = replace(begun(), express=True, stamps=((11_000, 1),))
    pack = post.sent_by(filling, Service(MailKind.LETTER_PACK, pack=Shape.PACK_LIGHT))
    assert (pack.envelope, pack.express, pack.stamps) == ("letter_pack", False, None)
    assert post.pays_by(pack, priced(pack)) is PaidBy.PREPAID
    assert post.stamps_of(pack, priced(pack)) == ()
    other = post.sent_by(filling, Service(MailKind.SPECIFIED_RECORD))
    assert (other.kind, other.express, other.envelope) == (
        MailKind.SPECIFIED_RECORD,
        True,
        "long_3",
    )
    assert not post.sent_by(filling, Service(MailKind.EXPRESS)).express


def test_what_is_to_go_first_is_known_by_the_first_of_its_letters() -> None:
    later = replace(letter("b"), for_posting_on=TODAY + timedelta(days=1))
    assert post.wanted_on(envelope(letters=(later, letter("a")))) == letter("a").for_posting_on
    assert post.wanted_on(envelope(letters=())) > later.for_posting_on


def test_the_fewest_stamps_are_proposed_and_f2_goes_through_the_others() -> None:
    filling = begun()
    found = priced(filling)
    assert post.stamps_of(filling, found) == ((35_000, 1), (11_000, 1))
    ways = post.proposals(found)
    assert post.stamps_of(replace(filling, proposal=1), found) == ways[1].stamps
    assert post.stamps_of(replace(filling, proposal=len(ways)), found) == ways[0].stamps
    most = replace(found, largest=True)
    assert post.stamps_of(filling, most) == ((35_000, 1), (1_000, 11))
    assert len({way.stamps for way in post.proposals(most)}) == len(ways)


def test_stamps_are_chosen_by_hand_within_the_stock() -> None:
    stamps = post.with_stamp(((35_000, 1),), 11_000, 1, STOCK)
    assert stamps == ((35_000, 1), (11_000, 1))
    assert post.with_stamp(stamps, 35_000, 5, STOCK)[0] == (35_000, 2)
    assert post.with_stamp(stamps, 35_000, -9, STOCK) == ((11_000, 1),)
    assert post.with_stamp(stamps, 50_000, 1, STOCK) == stamps


def test_what_an_envelope_still_needs_is_told_one_after_the_other() -> None:
    held = envelope(things=(BACK,), promised=160)
    filling = begun(held)
    found = priced(filling)
    stand = EnvelopeStanding
    refused = envelope(refused=(Refusal.DUE_DATE_MOVES,))
    assert post.standing(refused, filling, found) is stand.REFUSED
    assert post.standing(held, replace(filling, letters=()), found) is stand.NOTHING_IN_IT
    assert post.standing(held, filling, found) is stand.THINGS
    assert post.promised_in(held, filling) == 160
    filling = replace(filling, things=(BACK.id,))
    assert post.standing(held, filling, Priced(None, BadInput("no_rate"))) is stand.NO_PRICE
    short = replace(filling, stamps=((11_000, 1),))
    assert post.standing(held, short, found) is stand.UNPAID
    assert post.standing(held, filling, found) is stand.NUMBER
    assert post.standing(held, replace(filling, tracking=NUMBER), found) is stand.READY
    ordinary = replace(filling, kind=MailKind.ORDINARY)
    assert post.standing(held, ordinary, priced(ordinary)) is stand.READY
    other = replace(filling, kind=MailKind.OTHER)
    assert post.standing(held, other, Priced(None, BadInput("no_rate"))) is stand.READY


def test_what_a_letter_says_is_enclosed_is_ticked_before_it_goes() -> None:
    revenue = HeldThing(HeldThingId("r"), HeldKind.REVENUE_STAMP, MailItemId(1), amount=500)
    told = ToldEnclosed(things=(ThingBack("revenue_stamp", 500, 1),))
    sheet = ToldEnclosed(rows=rows_of([revenue]), sheet=True)
    for each in (told, sheet):
        held = envelope(things=(BACK, revenue), told=each)
        filling = replace(begun(held), tracking=NUMBER, things=(BACK.id,))
        assert post.standing(held, filling, priced(filling)) is post.EnvelopeStanding.THINGS
        assert post.lacking(held, filling) == (HeldKind.REVENUE_STAMP,)
        filling = replace(filling, things=(revenue.id,))
        assert post.standing(held, filling, priced(filling)) is post.EnvelopeStanding.READY


def test_without_any_stamps_it_is_paid_otherwise_unless_somebody_says_so() -> None:
    filling = begun()
    nothing = priced(filling, ())
    assert post.pays_by(filling, nothing) is PaidBy.OTHERWISE
    assert post.standing(envelope(), filling, nothing) is EnvelopeStanding.NUMBER
    paid = post.postage(filling, nothing)
    assert paid is not None
    assert (paid.yen, paid.stamps, paid.paid_by) == (460, (), PaidBy.OTHERWISE)
    check_postage(paid)
    stamps = replace(filling, pays=PaidBy.STAMPS)
    assert post.standing(envelope(), stamps, nothing) is EnvelopeStanding.UNPAID
    assert post.pays_by(replace(filling, pays=PaidBy.OTHERWISE), priced(filling)) is (
        PaidBy.OTHERWISE
    )


def test_a_posting_says_what_was_filled_in() -> None:
    filling = replace(begun(), tracking=f" {NUMBER} ", things=(BACK.id,))
    paid = post.postage(filling, priced(filling))
    assert paid is not None
    check_postage(paid)
    made = post.draft(envelope(), filling, paid, "8-3")
    assert (made.tracking_number, made.slip, made.returned) == (NUMBER, "8-3", (BACK.id,))
    assert (made.letters, made.postage, made.posted_on) == (filling.letters, paid, TODAY)
    ordinary = replace(filling, kind=MailKind.ORDINARY)
    assert post.draft(envelope(), ordinary, None, "8-3").slip == ""
    assert post.postage(filling, Priced()) is None


def test_a_number_that_looks_wrong_is_a_doubt_and_never_a_refusal() -> None:
    filling = replace(begun(), tracking="123-45-67890-2")
    assert post.doubt(filling) is NumberDoubt.CHECK_DIGIT
    assert post.standing(envelope(), filling, priced(filling)) is EnvelopeStanding.READY
    assert post.doubt(replace(filling, kind=MailKind.ORDINARY)) is None


def test_a_weight_that_heavier_paper_would_carry_over_a_limit_is_to_be_weighed() -> None:
    few, weighed = begun(), replace(begun(), grams=49)
    many = envelope(sheets={LetterId("a"): 9, LetterId("b"): 1})
    filling = replace(begun(many), envelope="long_3")
    parcel = parcel_of(post.contents(many, filling, 0), RATES)
    near = Priced(Offer(quote(parcel, filling.service, RATES)))
    assert (parcel.grams, near.offer and near.offer.quote.yen) == (45, 460)
    assert post.is_near_limit(filling, near)
    assert not post.is_near_limit(few, priced(few))
    assert not post.is_near_limit(weighed, near)
    assert not post.is_near_limit(filling, Priced())


def test_one_envelope_leaves_the_next_what_it_does_not_take() -> None:
    fee = ((35_000, 1), (1_000, 5))
    both = post.together(STOCK, fee)
    assert both == ((35_000, 3), (11_000, 20), (1_000, 45))
    taken = ((35_000, 2), (11_000, 1), (1_000, 3))
    assert post.left_of(STOCK, taken, fee) == ((35_000, 1), (11_000, 19), (1_000, 40))
    assert post.left_of(((35_000, 1),), ((35_000, 1),), ()) == ()


def test_what_was_said_is_written_down_and_understood_again() -> None:
    said = replace(
        begun(),
        grams=60,
        tracking=NUMBER,
        things=(BACK.id,),
        stamps=((35_000, 1), (11_000, 1)),
        pays=PaidBy.STAMPS,
        express=True,
    )
    fillings = {LetterId("a"): said, LetterId("z"): begun()}
    again = post.understood(post.written(fillings), TODAY)
    assert again == fillings
    for broken in ("", "[]", '{"a": {}}', '{"a": {"letters": 1}}', "null"):
        assert post.understood(broken, TODAY) == {}, broken
