# SPDX-License-Identifier: MIT
"""What a later envelope is expected to bring, and what an applicant writes anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk_app.records.base import ClaimId, MailItemId
from desk_app.records.case.application import Claim, Form, Proxy, ProxyKind, Right
from desk_app.records.case.findings import Axis, Finding, Verdict
from desk_app.records.case.history import ApplicationFile
from desk_app.records.case.mail import Matter
from desk_app.records.case.papers import Enclosure, Subject
from desk_app.rules.case.case import case_of
from desk_app.rules.finding_codes import Code, Cure
from desk_app.rules.situation.asking import (
    AskedPaper,
    asked_anew,
    asked_papers,
    carriers,
    stands_on_form,
    usual_identity,
)
from desk_app.rules.situation.check import examine
from tests.builders import ARRIVED, application, complete, mail, paper, rules, with_notice

LATER = ARRIVED + timedelta(days=6)
LICENCE, CARD = "driving_licence", "individual_number_card"
RESIDENCE, SEAL, LETTER = "residence_certificate", "seal_certificate", "letter_of_proxy"
OF = Subject.PRINCIPAL


def _asked(file: ApplicationFile, on: date = LATER) -> list[tuple[str, Subject]]:
    found = examine(file, rules(on), on).findings
    return [(each.kind, each.of) for each in asked_papers(case_of(file, rules(on), on), found)]


def _with(*papers: Enclosure) -> ApplicationFile:
    return replace(complete(), enclosures=papers)


def _consigned(*papers: Enclosure) -> ApplicationFile:
    proxy = Proxy(ProxyKind.CONSIGNED, "大野 剛", address="東京都港区赤坂1-2-3")
    asking = replace(application(), proxy=proxy)
    return replace(complete(), application=asking, enclosures=papers)


def test_nothing_is_expected_where_nothing_lacks_but_the_fee() -> None:
    assert _asked(complete()) == []
    assert _asked(replace(complete(), mail=(mail(),))) == []


def test_an_identity_document_may_be_of_the_usual_kinds() -> None:
    assert _asked(_with()) == [(LICENCE, OF), (CARD, OF)]


def test_only_what_the_notice_asked_for_is_expected_while_it_lacks() -> None:
    noticed = with_notice(_consigned(paper(LETTER), paper(SEAL)), ARRIVED)
    proxys = [(LICENCE, Subject.PROXY), (CARD, Subject.PROXY)]
    asked_too = [each for each in _asked(noticed) if each not in proxys]
    assert set(_asked(noticed)) > set(proxys)
    came = replace(paper(LICENCE, Subject.PROXY), mail_item=MailItemId(2), name="大野 剛")
    came = replace(came, address="東京都港区赤坂1-2-3", arrived_on=LATER)
    later = replace(noticed, mail=(*noticed.mail, mail(number=2, arrived_on=LATER)))
    later = replace(later, enclosures=(*later.enclosures, came))
    assert _asked(later) == asked_too


def test_what_no_notice_asked_for_is_not_expected_while_one_runs() -> None:
    noticed = with_notice(_with(), ARRIVED)
    proxy = Proxy(ProxyKind.PARENT, "大野 剛")
    young = replace(noticed.application.principal, born=date(2016, 6, 1))
    asking = replace(noticed.application, proxy=proxy, principal=young)
    assert _asked(replace(noticed, application=asking)) == [(LICENCE, OF), (CARD, OF)]


def test_a_paper_is_expected_anew_in_its_own_kind() -> None:
    old = replace(paper(SEAL), issued_on=date(2026, 1, 5))
    expected = [(SEAL, OF), (LICENCE, Subject.PROXY), (CARD, Subject.PROXY)]
    assert _asked(_consigned(paper(LETTER), old, paper(LICENCE))) == expected
    expired = replace(paper(CARD), valid_until=date(2026, 1, 5))
    assert _asked(_with(expired)) == [(CARD, OF), (LICENCE, OF)]


def test_what_takes_the_place_of_a_dead_kind_comes_first() -> None:
    dead = paper("health_insurance_card")
    assert _asked(_with(dead))[0] == ("certificate_of_eligibility", OF)


def test_no_paper_of_a_kind_that_ended_is_expected_anew() -> None:
    kind, last = "health_insurance_card", date(2025, 12, 1)
    facts = {"document": kind}
    old = Finding(Code.DOCUMENT_COPY.value, "PR-3", Verdict.DEFECTIVE, Axis.IDENTITY, "e1", facts)
    lacking = (replace(old, cure=Cure.ORIGINAL.value),)
    before, after = (case_of(complete(), rules(on), on) for on in (last, last + timedelta(days=1)))
    assert asked_papers(before, lacking) == (AskedPaper(kind, OF),)
    assert asked_papers(after, lacking) == ()


def test_a_second_one_and_the_address_are_shown_without_a_photo() -> None:
    one = replace(paper("certificate_of_eligibility"), shows_address=True)
    assert _asked(_with(one)) == [(RESIDENCE, OF), (SEAL, OF)]
    assert _asked(_with(paper("passport_without_address_field"))) == [(RESIDENCE, OF), (SEAL, OF)]


def test_what_shows_a_change_is_expected_where_an_address_differs() -> None:
    moved = replace(paper(LICENCE), address="大阪府大阪市北区中之島1-2-3")
    assert _asked(_with(moved)) == [(RESIDENCE, OF), ("family_register_supplement", OF)]


@pytest.mark.parametrize(
    ("code", "cure", "kinds"),
    [
        (Code.AUTHORITY_OF_AGE, Cure.OWN_FORM_OR_MANDATE, {LETTER, SEAL}),
        (Code.AUTHORITY_SEAL_DIFFERS, Cure.LETTER_OF_PROXY, {LETTER}),
        (Code.REGISTER_NOT_MATCHED, Cure.REGISTERED_CLUES, {"family_register_supplement"}),
        (Code.FORM_FIELD_MISSING, Cure.FORM_COPY, set()),
    ],
)
def test_each_cure_has_its_papers(code: Code, cure: Cure, kinds: set[str]) -> None:
    axis = Axis.AUTHORITY
    finding = Finding(code.value, "PR-3", Verdict.DEFECTIVE, axis, cure=cure.value)
    case = case_of(complete(), rules(), ARRIVED)
    assert set(asked_papers(case, (finding,))) == {AskedPaper(kind, OF) for kind in kinds}


def test_the_usual_kinds_are_cards_with_photo_address_and_expiry() -> None:
    assert usual_identity(rules()) == (LICENCE, CARD)


def _anew(file: ApplicationFile, on: date = LATER) -> tuple[str, ...]:
    return asked_anew(case_of(file, rules(on), on), examine(file, rules(on), on).findings)


def test_nothing_is_asked_anew_before_a_notice_and_where_nothing_lacks() -> None:
    other = _with(replace(paper(LICENCE), name="大野 愛"))
    assert _anew(complete()) == ()
    assert _anew(other) == ()
    assert _anew(with_notice(other, ARRIVED)) == ("principal.name",)


@pytest.mark.parametrize(
    ("name", "value"),
    [("name", "大野 愛"), ("address", "大阪府大阪市北区梅田1-1-1"), ("born", date(1990, 1, 1))],
)
def test_what_two_papers_show_otherwise_is_asked_once(name: str, value: object) -> None:
    papers = (
        replace(paper(kind), **{name: value})  # type: ignore[arg-type]
        for kind in (LICENCE, "residence_certificate")
    )
    assert _anew(with_notice(_with(*papers), ARRIVED)) == (f"principal.{name}",)


def test_a_proxys_name_is_the_proxys() -> None:
    proxy = Proxy(ProxyKind.CONSIGNED, "大野 剛", address="東京都港区赤坂1-2-3")
    own = replace(paper(LICENCE, Subject.PROXY), name="大野 健", address=proxy.address)
    file = replace(_with(paper(LICENCE), own), application=replace(application(), proxy=proxy))
    assert _anew(with_notice(file, ARRIVED)) == ("proxy.name",)


def test_blank_fields_are_named_by_the_path_of_their_value() -> None:
    claims = (Claim(ClaimId("c1"), Right.CORRECTION), Claim(ClaimId("c2"), Right.ERASURE))
    blank = replace(
        application(),
        principal=replace(application().principal, address="", born=None),
        proxy=Proxy(ProxyKind.CONSIGNED, ""),
        form=Form("A-2", "2026-04", None, signed=False),
        claims=claims,
        scope="",
    )
    asked = set(_anew(with_notice(replace(complete(), application=blank), ARRIVED)))
    assert {
        "principal.address",
        "proxy.name",
        "proxy.address",
        "form.signed",
        "claims.c1.changes",
        "claims.c2.reason",
        "principal.born",
    } <= asked
    assert all(map(stands_on_form, asked))
    none = replace(application(), claims=())
    assert "claims" in _anew(with_notice(replace(complete(), application=none), ARRIVED))
    assert not stands_on_form("mail.1.arrived_on")
    assert not stands_on_form("payments.1")


def test_only_a_supplement_that_counts_carries_it() -> None:
    noticed = with_notice(_with(replace(paper(LICENCE), name="大野 愛")), ARRIVED)
    in_time = mail(number=2, arrived_on=LATER)
    late = mail(number=3, arrived_on=ARRIVED + timedelta(days=60))
    withdrawal = replace(mail(number=4, arrived_on=LATER), matter=Matter.WITHDRAWAL)
    file = replace(noticed, mail=(*noticed.mail, in_time, late, withdrawal))
    on = ARRIVED + timedelta(days=61)
    assert carriers(case_of(file, rules(on), on)) == (in_time,)
