# SPDX-License-Identifier: MIT
"""What was typed wrongly is corrected; old value, reason and name stay (B5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk_app.desk.correcting import correct
from desk_app.desk.errors import NotAllowed, StaleEdit
from desk_app.records.application import (
    Change,
    Form,
    Method,
    Proxy,
    ProxyKind,
    ReplyTo,
    Right,
)
from desk_app.records.journal import Action
from desk_app.records.letters import LetterKind
from tests.builders import ADDRESS, ARRIVED, BORN, NAME, complete, stamps
from tests.unit.desk.office import Office, bad_input, fails, refused
from tests.unit.desk.typed_wrongly import (
    REASON,
    came_with,
    draft,
    put,
    traces,
)
from tests.unit.desk.working import (
    claim_of,
    decide,
    issue,
    lapse,
    let_pass,
    logged,
    notify,
    propose,
    withdraw,
)

FIELDS = (
    ("form.version", "2025-04", "2026-11"),
    ("form.filled_in_on", date(2026, 11, 9), ""),
    ("form.signed", False, "yes"),
    ("principal.name", "佐藤 花子", NAME),
    ("principal.kana", "サトウ ハナコ", ""),
    ("principal.born", date(1985, 7, 8), BORN.isoformat()),
    ("principal.postal_code", "154-0004", "166-0015"),
    ("principal.address", "東京都杉並区成田東1-2-4", ADDRESS),
    ("principal.member_number", "K-1", ""),
    ("scope", "問合せの記録", None),
    ("service", "会員サービス", None),
    ("method", Method.ELECTRONIC, "paper"),
    ("reply_to", ReplyTo.PROXY, "principal"),
)


@pytest.mark.parametrize(("field", "value", "old"), FIELDS, ids=[field for field, _, _ in FIELDS])
def test_a_field_is_corrected_and_its_old_value_kept(
    office: Office, field: str, value: object, old: str | None
) -> None:
    id_ = logged(office, Right.DISCLOSURE)
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
    assert replace(after, corrections=(), version=0) != replace(before, version=0)
    assert office.actions()[-1] is Action.APPLICATION_CORRECTED


def test_a_proxy_is_added_changed_and_taken_away(office: Office) -> None:
    id_ = logged(office, Right.DISCLOSURE)
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
        ("scope.more", "x", "not_correctable"),
        ("proxy.name", "x", "not_correctable"),
        ("claims.none.changes", (), "not_correctable"),
        ("principal.name", " ", "name_missing"),
        ("principal.name", 5, "bad_input"),
        ("principal.born", "1985", "bad_input"),
        ("principal.born", ARRIVED + timedelta(days=1), "born_after_arrival"),
        ("principal.address", "あ" * 401, "text_too_long"),
        ("principal.name", NAME, "nothing_changed"),
        ("claims", (), "no_claim"),
        ("claims", ("disclosure",), "bad_input"),
        ("claims", (Right.PURPOSE, Right.PURPOSE), "right_twice"),
        ("mail.1.held", (), "not_correctable"),
        ("mail.7.arrived_on", ARRIVED, "not_correctable"),
        ("mail.1", ARRIVED, "not_correctable"),
        ("mail.1.payments", "500x2", "bad_input"),
        ("payments.none", None, "no_such_line"),
        ("payments", None, "no_such_line"),
    ],
)
def test_what_cannot_be_corrected_is_refused(
    office: Office, field: str, value: object, code: str
) -> None:
    id_ = logged(office, Right.DISCLOSURE)
    wanted = draft(office, id_, field, value)
    with bad_input(office, code):
        correct(office.clerk, wanted)


def test_a_correction_has_a_reason_and_is_of_the_newest_version(office: Office) -> None:
    id_ = logged(office, Right.DISCLOSURE)
    wanted = draft(office, id_, "scope", "問合せの記録")
    with bad_input(office, "reason_missing", "reason"):
        correct(office.clerk, replace(wanted, reason=" "))
    with fails(office, StaleEdit):
        correct(office.clerk, replace(wanted, version=wanted.version - 1))
    with fails(office, NotAllowed):
        correct(office.of("auditor"), wanted)


def test_what_a_claim_says_is_corrected_while_it_is_open(office: Office) -> None:
    id_ = logged(office, Right.CORRECTION)
    claim = claim_of(office, id_, Right.CORRECTION)
    changes = (Change("番地", "12-3", "14-7"), Change("電話", "03-1", "03-2"))
    put(office, id_, f"claims.{claim}.changes", changes)
    put(office, id_, f"claims.{claim}.circumstances", "転居した")
    assert office.file(id_).application.claims[0].changes == changes
    assert traces(office, id_)[0][2] == "番地, 12-3, 14-7; 電話, 03-1, 03-2"
    again = draft(office, id_, f"claims.{claim}.right", Right.ADDITION)
    with bad_input(office, "not_correctable"):
        correct(office.clerk, again)
    wrong = draft(office, id_, f"claims.{claim}.changes", ("番地",))
    with bad_input(office, "bad_input"):
        correct(office.clerk, wrong)
    propose(office, id_, Right.CORRECTION)
    late = draft(office, id_, f"claims.{claim}.circumstances", "")
    with refused(office, "claim_already_proposed"):
        correct(office.clerk, late)


def test_nothing_of_an_ended_claim_is_corrected(office: Office) -> None:
    id_ = logged(office, Right.CORRECTION)
    decide(office, id_, Right.CORRECTION)
    claim = claim_of(office, id_, Right.CORRECTION)
    late = draft(office, id_, f"claims.{claim}.reason", "not_needed")
    with refused(office, "claim_ended"):
        correct(office.clerk, late)


def test_a_right_overlooked_is_added_and_one_not_ticked_goes(office: Office) -> None:
    id_ = logged(office, Right.DISCLOSURE)
    kept = claim_of(office, id_, Right.DISCLOSURE)
    put(office, id_, "claims", (Right.DISCLOSURE, Right.PURPOSE))
    claims = office.file(id_).application.claims
    assert [claim.right for claim in claims] == [Right.DISCLOSURE, Right.PURPOSE]
    assert claims[0].id == kept
    assert claims[1].id not in {"", kept}
    put(office, id_, "claims", (Right.DISCLOSURE,))
    assert traces(office, id_) == [
        ("claims", "disclosure", "disclosure; purpose"),
        ("claims", "disclosure; purpose", "disclosure"),
    ]


def test_a_right_that_is_named_somewhere_stays(office: Office) -> None:
    id_ = logged(office, Right.DISCLOSURE, Right.CORRECTION)
    propose(office, id_, Right.CORRECTION)
    wanted = draft(office, id_, "claims", (Right.DISCLOSURE,))
    with refused(office, "claim_in_use"):
        correct(office.clerk, wanted)
    withdraw(office, id_, Right.DISCLOSURE)
    other = draft(office, id_, "claims", (Right.CORRECTION,))
    with refused(office, "claim_in_use"):
        correct(office.clerk, other)


def test_a_right_that_lapsed_and_was_told_so_stays(office: Office) -> None:
    file = came_with(*stamps("500x1"))
    both = replace(file, application=complete(Right.DISCLOSURE, Right.PURPOSE).application)
    id_ = logged(office, file=both)
    notify(office, id_)
    let_pass(office, id_)
    lapse(office, id_, Right.DISCLOSURE, Right.PURPOSE)
    issue(office, id_, LetterKind.LAPSE, Right.DISCLOSURE, Right.PURPOSE)
    wanted = draft(office, id_, "claims", (Right.DISCLOSURE,))
    with refused(office, "claim_in_use"):
        correct(office.clerk, wanted)


def test_form_and_language_are_corrected_as_wholes(office: Office) -> None:
    id_ = logged(office, Right.DISCLOSURE)
    put(office, id_, "form", Form("A-1", "2025-04"))
    assert office.file(id_).application.form.version == "2025-04"
