# SPDX-License-Identifier: MIT
"""What was typed wrongly is corrected, on the form or of an envelope; what was stays (B5, C6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk_app.desk.applications import deciding, intake, supplements
from desk_app.desk.applications.correcting import correct, hindrance
from desk_app.desk.errors import NotAllowed, StaleEdit
from desk_app.records.base import ApplicationId, EnclosureId, PaymentLineId
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Change, Form, Method, Proxy, ProxyKind, ReplyTo, Right
from desk_app.records.case.findings import FeeState
from desk_app.records.case.history import ApplicationFile
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.mail import Condition, HeldKind, MailKind, PaymentLine, Piece
from desk_app.records.desk.people import Language
from tests.builders import ADDRESS, ARRIVED, BORN, NAME, complete, mail, paper, stamps
from tests.unit.desk.contents import refusal
from tests.unit.desk.office import Office, bad_input, fails, refused
from tests.unit.desk.working import (
    REASON,
    answered,
    claim_of,
    correction,
    decide,
    held,
    issue,
    lapse,
    let_pass,
    logged,
    notify,
    post,
    propose,
    put,
    send,
    traces,
    withdraw,
)

DISCLOSURE, CORRECTION, PURPOSE = Right.DISCLOSURE, Right.CORRECTION, Right.PURPOSE
DAY = timedelta(days=1)
TODAY = ARRIVED + 7 * DAY


def came_with(*lines: PaymentLine, right: Right = DISCLOSURE) -> ApplicationFile:
    """Return a complete application that came with these stamps alone."""
    return replace(complete(right), mail=(mail(*lines),))


def line_of(office: Office, id_: ApplicationId, number: int = 0) -> PaymentLine:
    """Return a stamp line of the application's own envelope."""
    return office.file(id_).mail[0].payments[number]


def recount(office: Office, id_: ApplicationId, line: PaymentLine, **more: object) -> None:
    """Correct what was counted of a line."""
    put(office, id_, f"payments.{line.id}", replace(line, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("field", "value", "old"),
    [
        ("form.version", "2025-04", "2026-11"),
        ("form.filled_in_on", date(2026, 11, 9), ""),
        ("form.signed", False, "yes"),
        ("principal.name", "佐藤 花子", NAME),
        ("principal.kana", "サトウ ハナコ", ""),
        ("principal.born", date(1985, 7, 8), BORN.isoformat()),
        ("principal.born", None, BORN.isoformat()),
        ("principal.postal_code", "154-0004", "166-0015"),
        ("principal.address", "東京都杉並区成田東1-2-4", ADDRESS),
        ("principal.member_number", "K-1", ""),
        ("scope", "問合せの記録", "登録情報すべて"),
        ("service", "会員サービス", None),
        ("method", Method.ELECTRONIC, "paper"),
        ("language", Language.EN, "ja"),
        ("reply_to", ReplyTo.PROXY, "principal"),
    ],
)
def test_a_field_is_corrected_and_its_old_value_kept(
    office: Office, id_: ApplicationId, field: str, value: object, old: str | None
) -> None:
    before = office.file(id_).application
    put(office, id_, field, value)
    after = office.file(id_).application
    shown: object = after
    for name in field.split("."):
        shown = getattr(shown, name)
    assert shown == value
    (note,) = after.corrections
    assert (note.field, note.reason, note.by) == (field, REASON, "clerk")
    assert old is None or note.old == old
    assert note.new == ("" if value is None else note.new) != note.old
    assert replace(after, corrections=(), version=0) != replace(before, version=0)
    assert office.actions()[-1] is Action.APPLICATION_CORRECTED


def test_a_proxy_is_added_changed_and_taken_away(office: Office, id_: ApplicationId) -> None:
    put(office, id_, "proxy", Proxy(ProxyKind.CONSIGNED, "鈴木 一郎"))
    put(office, id_, "proxy.name", "鈴木 一朗")
    put(office, id_, "proxy", None)
    assert office.file(id_).application.proxy is None
    assert traces(office, id_) == [
        ("proxy", "", "consigned, 鈴木 一郎"),
        ("proxy.name", "鈴木 一郎", "鈴木 一朗"),
        ("proxy", "consigned, 鈴木 一朗", ""),
    ]


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("receipt_number", "R8-0009", "not_correctable"),
        ("principal", "花子", "bad_input"),
        ("principal.token", "x", "not_correctable"),
        ("principal.__class__", "x", "not_correctable"),
        ("principal.name.more", "x", "not_correctable"),
        ("principal.born.year", 1, "not_correctable"),
        ("scope.more", "x", "not_correctable"),
        ("proxy.name", "x", "not_correctable"),
        ("claims.none.changes", (), "not_correctable"),
        ("principal.name", " ", "name_missing"),
        ("principal.name", "　", "name_missing"),
        ("principal.name", 5, "bad_input"),
        ("principal.name", None, "bad_input"),
        ("principal.name", "高橋\x00", "text_control_character"),
        ("principal.name", "あ" * 3_500_000, "text_too_long"),
        ("principal.born", "1985", "bad_input"),
        ("principal.born", ARRIVED + DAY, "born_after_arrival"),
        ("principal.born", date(1890, 1, 2), "born_too_early"),
        ("principal.address", "あ" * 401, "text_too_long"),
        ("principal.name", NAME, "nothing_changed"),
        ("method", "paper", "bad_input"),
        ("claims", (), "no_claim"),
        ("claims", ("disclosure",), "bad_input"),
        ("claims", (PURPOSE, PURPOSE), "right_twice"),
        ("mail.1.held", (), "not_correctable"),
        ("mail.7.arrived_on", ARRIVED, "not_correctable"),
        ("mail.1", ARRIVED, "not_correctable"),
        ("mail.1.payments", "500x2", "bad_input"),
        ("payments.none", None, "no_such_line"),
        ("payments", None, "no_such_line"),
    ],
    ids=lambda each: str(each)[:20],
)
def test_what_cannot_be_corrected_is_refused_with_its_place(
    office: Office, id_: ApplicationId, field: str, value: object, code: str
) -> None:
    place = "" if field.startswith(("mail.", "payments")) else field
    with bad_input(office, code, place):
        correct(office.clerk, correction(office, id_, field, value))


def test_a_correction_has_a_reason_and_is_of_the_newest_version(
    office: Office, id_: ApplicationId
) -> None:
    wanted = correction(office, id_, "scope", "問合せの記録")
    for reason, code in ((" ", "reason_missing"), ("誤\x00", "text_control_character")):
        with bad_input(office, code, "reason"):
            correct(office.clerk, replace(wanted, reason=reason))
    with fails(office, NotAllowed):
        correct(office.of("auditor"), wanted)
    correct(office.clerk, wanted)
    with fails(office, StaleEdit):
        correct(office.clerk, wanted)


def test_what_a_claim_says_is_corrected_while_it_is_open(office: Office) -> None:
    id_ = logged(office, CORRECTION)
    claim = f"claims.{claim_of(office, id_, CORRECTION)}"
    changes = (Change("番地", "12-3", "14-7"), Change("電話", "03-1", "03-2"))
    put(office, id_, f"{claim}.changes", changes)
    put(office, id_, f"{claim}.circumstances", "転居した")
    assert office.file(id_).application.claims[0].changes == changes
    assert traces(office, id_)[0][2] == "番地, 12-3, 14-7; 電話, 03-1, 03-2"
    with bad_input(office, "not_correctable"):
        put(office, id_, f"{claim}.right", Right.ADDITION)
    with bad_input(office, "bad_input"):
        put(office, id_, f"{claim}.changes", ("番地",))
    made = propose(office, id_, CORRECTION)
    with refused(office, "claim_already_proposed"):
        put(office, id_, f"{claim}.circumstances", "")
    deciding.approve(office.supervisor, id_, made.id)
    with refused(office, "claim_ended"):
        put(office, id_, f"{claim}.reason", "not_needed")


def test_a_right_overlooked_is_added_and_one_not_ticked_goes(
    office: Office, id_: ApplicationId
) -> None:
    kept = claim_of(office, id_, DISCLOSURE)
    put(office, id_, "claims", (DISCLOSURE, PURPOSE))
    claims = office.file(id_).application.claims
    assert [claim.right for claim in claims] == [DISCLOSURE, PURPOSE]
    assert claims[0].id == kept
    assert claims[1].id not in {"", kept}
    put(office, id_, "claims", (DISCLOSURE,))
    assert traces(office, id_) == [
        ("claims", "disclosure", "disclosure; purpose"),
        ("claims", "disclosure; purpose", "disclosure"),
    ]


def test_a_right_that_is_named_somewhere_stays(office: Office) -> None:
    id_ = logged(office, DISCLOSURE, CORRECTION)
    propose(office, id_, CORRECTION)
    with refused(office, "claim_in_use"):
        put(office, id_, "claims", (DISCLOSURE,))
    withdraw(office, id_, DISCLOSURE)
    with refused(office, "claim_in_use"):
        put(office, id_, "claims", (CORRECTION,))
    told = logged(office, DISCLOSURE, PURPOSE, pieces=("500x1",))
    notify(office, told)
    let_pass(office, told)
    lapse(office, told, DISCLOSURE, PURPOSE)
    issue(office, told, LetterKind.LAPSE, DISCLOSURE, PURPOSE)
    with refused(office, "claim_in_use"):
        put(office, told, "claims", (DISCLOSURE,))


def test_a_form_is_corrected_as_a_whole(office: Office, id_: ApplicationId) -> None:
    put(office, id_, "form", Form("A-1", "2025-04"))
    assert office.file(id_).application.form.version == "2025-04"


def test_stamps_counted_wrongly_make_the_fee_short_again(
    office: Office, id_: ApplicationId
) -> None:
    assert office.look(id_).axes.fee is FeeState.PAID
    line = line_of(office, id_)
    recount(office, id_, line, denomination=50, count=3)
    assert office.look(id_).fee.short == 850
    after = line_of(office, id_)
    assert (after.denomination, after.count) == (50, 3)
    assert [each.count for each in after.allotments] == [3]
    path = f"payments.{line.id}"
    assert traces(office, id_) == [
        (f"{path}.denomination", "500", "50"),
        (f"{path}.count", "2", "3"),
    ]


def test_a_damaged_piece_goes_onto_the_return_list_and_leaves_it_again(office: Office) -> None:
    id_ = logged(office, pieces=("500x2", "110x1"))
    line = line_of(office, id_, 1)
    recount(office, id_, line, condition=Condition.USED)
    things = held(office, id_)
    assert [(t.kind, t.pieces) for t in things] == [(HeldKind.REFUSED_STAMP, ((110, 1),))]
    recount(office, id_, line, condition=Condition.SOUND)
    assert [t.kind for t in held(office, id_)] == [HeldKind.EXCESS_STAMPS]


def test_stamps_overlooked_are_added_and_those_never_there_go(office: Office) -> None:
    id_ = logged(office, pieces=("500x1",))
    overlooked = PaymentLine(PaymentLineId(""), Piece.STAMP, 500, 1)
    put(office, id_, f"mail.{office.mail_of(id_)}.payments", overlooked)
    assert office.look(id_).axes.fee is FeeState.PAID
    added = line_of(office, id_, 1)
    assert [(each.application, each.count) for each in added.allotments] == [(id_, 1)]
    put(office, id_, f"payments.{added.id}", None)
    assert office.look(id_).fee.short == 500
    old = [(old, new) for _, old, new in traces(office, id_)]
    assert old == [("", "stamp, 500, 1, sound, 0"), ("stamp, 500, 1, sound, 0", "")]


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        ({"count": 0}, "count_out_of_range", "payments[0].count"),
        ({"count": 10_001}, "count_out_of_range", "payments[0].count"),
        ({"denomination": -1}, "denomination_out_of_range", "payments[0].denomination"),
        ({"count": "2"}, "bad_input", "payments[0].count"),
        ({"condition": "sound"}, "bad_input", "payments[0].condition"),
        ({}, "nothing_changed", "payments"),
    ],
)
def test_a_line_that_cannot_be_is_refused(
    office: Office, id_: ApplicationId, change: dict[str, object], code: str, place: str
) -> None:
    with bad_input(office, code, place):
        recount(office, id_, line_of(office, id_), **change)


def test_the_stamps_of_two_applications_are_corrected_for_both(office: Office) -> None:
    first = office.log(came_with(*stamps("500x4")), replace(complete(PURPOSE), mail=()))
    second = ApplicationId(first + 1)
    line = line_of(office, first)
    shares = ((line.id, first, 2), (line.id, second, 2))
    intake.allot(office.clerk, office.mail_of(first), shares)
    with bad_input(office, "more_than_enclosed"):
        recount(office, first, line, count=3)
    recount(office, second, line_of(office, first), count=5)
    for id_ in (first, second):
        assert traces(office, id_) == [(f"payments.{line.id}.count", "4", "5")]
    assert [each.count for each in line_of(office, first).allotments] == [2, 2]
    added = PaymentLine(PaymentLineId(""), Piece.STAMP, 10, 1)
    put(office, first, f"mail.{office.mail_of(first)}.payments", added)
    assert line_of(office, first, 1).allotments == ()


def test_what_a_letter_in_hand_may_tell_waits_for_it(office: Office) -> None:
    id_ = logged(office, pieces=("500x1",))
    letter = issue(office, id_, LetterKind.DEFICIENCIES)
    line = line_of(office, id_)
    with refused(office, "letter_in_hand"):
        recount(office, id_, line, count=2)
    with refused(office, "letter_in_hand"):
        put(office, id_, f"mail.{office.mail_of(id_)}.arrived_on", ARRIVED - DAY)
    post(office, id_, letter.id)
    recount(office, id_, line, count=2)
    assert office.look(id_).axes.fee is FeeState.PAID


def test_the_stamps_of_an_ended_claim_stay_as_its_letter_tells(
    office: Office, id_: ApplicationId
) -> None:
    decide(office, id_, DISCLOSURE)
    with refused(office, "claim_ended"):
        recount(office, id_, line_of(office, id_), count=1)


def test_what_hinders_a_correction_is_told_before_anything_is_typed(office: Office) -> None:
    id_ = logged(office, CORRECTION, DISCLOSURE)
    used = office.clerk.rules_of(office.file(id_).application)
    line, claim = line_of(office, id_), claim_of(office, id_, CORRECTION)
    fields = {
        "claim": f"claims.{claim}.changes",
        "stamps": f"payments.{line.id}",
        "arrival": f"mail.{office.mail_of(id_)}.arrived_on",
        "postmark": f"mail.{office.mail_of(id_)}.postmark",
        "name": "principal.name",
        "rights": "claims",
    }

    def told() -> dict[str, tuple[str, ...]]:
        file = office.file(id_)
        found = {name: hindrance(file, used, field) for name, field in fields.items()}
        return {name: why for name, why in found.items() if why}

    assert told() == {}
    propose(office, id_, CORRECTION)
    assert told() == {"claim": ("claim_already_proposed",)}
    deciding.approve(office.supervisor, id_, office.file(id_).decisions[-1].id)
    assert told() == {"claim": ("claim_ended",), "arrival": ("claim_ended",)}
    letter = issue(office, id_, LetterKind.ACKNOWLEDGEMENT)
    assert told()["stamps"] == ("letter_in_hand",)
    post(office, id_, letter.id)
    assert "stamps" not in told()


@pytest.mark.parametrize("condition", [Condition.SOUND, Condition.USED])
def test_pieces_that_went_back_were_what_they_were(office: Office, condition: Condition) -> None:
    lines = tuple(replace(line, condition=condition) for line in stamps("500x2"))
    id_ = logged(office, file=came_with(*lines, right=CORRECTION))
    letter = answered(office, id_, CORRECTION, refusal("L-34-OPINION"))
    post(office, id_, letter.id, things=held(office, id_))
    assert held(office, id_) == ()
    with refused(office, "pieces_went_back"):
        recount(office, id_, line_of(office, id_), count=1)


def test_a_day_of_arrival_counts_wherever_it_was_used(office: Office) -> None:
    office.clock.move_to(TODAY)
    id_ = logged(office, DISCLOSURE, answered=False)
    number = office.file(id_).application.receipt_number
    put(office, id_, f"mail.{office.mail_of(id_)}.arrived_on", ARRIVED + DAY)
    file = office.file(id_)
    assert file.application.received_on == file.mail[0].arrived_on == ARRIVED + DAY
    assert {each.arrived_on for each in file.enclosures} == {ARRIVED + DAY}
    assert file.application.receipt_number == number, "a number once given stays"
    assert traces(office, id_)[0][1:] == (ARRIVED.isoformat(), (ARRIVED + DAY).isoformat())


def test_a_supplement_that_came_in_time_after_all(office: Office) -> None:
    id_ = logged(office, pieces=("500x1",))
    notify(office, id_)
    due = office.file(id_).notices[-1].due
    office.clock.move_to(due + 2 * DAY)
    send(office, id_, mail(*stamps("500x1"), number=2, arrived_on=due + DAY))
    assert office.look(id_).axes.fee is FeeState.ASK
    arrived_on = f"mail.{office.file(id_).mail[1].id}.arrived_on"
    put(office, id_, arrived_on, due)
    assert office.look(id_).axes.fee is FeeState.PAID
    with bad_input(office, "before_application"):
        put(office, id_, arrived_on, ARRIVED - DAY)


def test_the_day_of_a_writing_that_withdraws_is_its_arrival(
    office: Office, id_: ApplicationId
) -> None:
    office.clock.move_to(TODAY)
    claims = (claim_of(office, id_, DISCLOSURE),)
    send(office, id_, mail(number=2, arrived_on=TODAY), withdraws=claims, signed=True)
    item = office.file(id_).withdrawals[0].mail_item
    put(office, id_, f"mail.{item}.arrived_on", TODAY - DAY)
    assert office.file(id_).withdrawals[0].received_on == TODAY - DAY


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("arrived_on", TODAY + DAY, "arrival_in_future"),
        ("arrived_on", date(1980, 1, 1), "day_too_early"),
        ("arrived_on", ARRIVED + DAY, "after_what_followed"),
        ("arrived_on", BORN - DAY, "day_too_early"),
        ("arrived_on", date(1989, 2, 1), "born_after_arrival"),
        ("postmark", ARRIVED + DAY, "postmark_after_arrival"),
        ("kind", "ordinary", "bad_input"),
        ("opened_by", ("a", "b", "c"), "too_many_openers"),
        ("id", 4, "not_correctable"),
    ],
)
def test_a_fact_of_the_envelope_that_cannot_be_is_refused(
    office: Office, name: str, value: object, code: str
) -> None:
    born = replace(complete().application.principal, born=date(1990, 1, 1))
    file = replace(complete(), application=replace(complete().application, principal=born))
    id_ = logged(office, file=file)
    office.clock.move_to(TODAY)
    with bad_input(office, code):
        put(office, id_, f"mail.{office.mail_of(id_)}.{name}", value)


def test_the_other_facts_of_the_envelope(office: Office, id_: ApplicationId) -> None:
    facts: dict[str, object] = {
        "kind": MailKind.REGISTERED,
        "tracking_number": "410-28-70115-2",
        "red_marking": True,
        "postmark": ARRIVED - DAY,
    }
    for name, value in facts.items():
        put(office, id_, f"mail.{office.mail_of(id_)}.{name}", value)
    own = office.file(id_).mail[0]
    assert {name: getattr(own, name) for name in facts} == facts


def test_a_correction_of_a_supplement_is_of_the_application_it_concerns(office: Office) -> None:
    id_ = logged(office, pieces=("500x1",))
    notify(office, id_)
    fresh = replace(paper("driving_licence"), id=EnclosureId("new"))
    item = mail(*stamps("50x1"), number=2, arrived_on=ARRIVED)
    supplements.attach_supplement(office.clerk, supplements.SupplementDraft(item, id_, (fresh,)))
    recount(office, id_, office.file(id_).mail[1].payments[0], denomination=500)
    assert office.look(id_).axes.fee is FeeState.PAID


def test_the_day_of_issue_of_a_piece_is_corrected_and_kept(office: Office) -> None:
    id_ = logged(office, pieces=("500x2",))
    line = line_of(office, id_)
    issued = ARRIVED - timedelta(days=30)
    recount(office, id_, line, issued_on=issued)
    assert line_of(office, id_).issued_on == issued
    assert traces(office, id_)[-1] == (f"payments.{line.id}.issued_on", "", issued.isoformat())
    late = replace(line_of(office, id_), issued_on=ARRIVED + timedelta(days=1))
    with bad_input(office, "issued_after_arrival", "payments[0].issued_on"):
        put(office, id_, f"payments.{line.id}", late)
