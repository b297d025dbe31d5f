# SPDX-License-Identifier: MIT
"""What an applicant writes anew: what was asked for so, and in which mail it may have come."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk_app.records.application import Claim, Form, Proxy, ProxyKind, Right
from desk_app.records.base import ClaimId
from desk_app.records.history import ApplicationFile
from desk_app.records.mail import Matter
from desk_app.records.papers import Enclosure, Subject
from desk_app.rules.asking import asked_anew, carriers, stands_on_form
from desk_app.rules.case import case_of
from desk_app.rules.check import examine
from tests.builders import ARRIVED, application, complete, mail, paper, rules, with_notice

LATER = ARRIVED + timedelta(days=6)
LICENCE = "driving_licence"


def _asked(file: ApplicationFile, on: date = LATER) -> tuple[str, ...]:
    return asked_anew(case_of(file, rules(on), on), examine(file, rules(on), on).findings)


def _read(*papers: Enclosure) -> ApplicationFile:
    return replace(complete(), enclosures=papers)


def test_nothing_is_asked_anew_before_a_notice_and_where_nothing_lacks() -> None:
    other = _read(replace(paper(LICENCE), name="大野 愛"))
    assert _asked(complete()) == ()
    assert _asked(other) == ()
    assert _asked(with_notice(other, ARRIVED)) == ("principal.name",)


@pytest.mark.parametrize(
    ("name", "value"),
    [("name", "大野 愛"), ("address", "大阪府大阪市北区梅田1-1-1"), ("born", date(1990, 1, 1))],
)
def test_what_two_papers_show_otherwise_is_asked_once(name: str, value: object) -> None:
    papers = (
        replace(paper(kind), **{name: value})  # type: ignore[arg-type]
        for kind in (LICENCE, "residence_certificate")
    )
    assert _asked(with_notice(_read(*papers), ARRIVED)) == (f"principal.{name}",)


def test_a_proxys_name_is_the_proxys() -> None:
    proxy = Proxy(ProxyKind.CONSIGNED, "大野 剛", address="東京都港区赤坂1-2-3")
    own = replace(paper(LICENCE, Subject.PROXY), name="大野 健", address=proxy.address)
    file = replace(_read(paper(LICENCE), own), application=replace(application(), proxy=proxy))
    assert _asked(with_notice(file, ARRIVED)) == ("proxy.name",)


def test_blank_fields_are_named_by_the_path_of_their_value() -> None:
    claims = (
        Claim(ClaimId("c1"), Right.CORRECTION),
        Claim(ClaimId("c2"), Right.ERASURE),
    )
    blank = replace(
        application(),
        principal=replace(application().principal, address="", born=None),
        proxy=Proxy(ProxyKind.CONSIGNED, ""),
        form=Form("A-2", "2026-04", None, signed=False),
        claims=claims,
        scope="",
    )
    asked = set(_asked(with_notice(replace(complete(), application=blank), ARRIVED)))
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
    assert "claims" in _asked(with_notice(replace(complete(), application=none), ARRIVED))
    assert not stands_on_form("mail.1.arrived_on")
    assert not stands_on_form("payments.1")


def test_only_a_supplement_that_counts_carries_it() -> None:
    noticed = with_notice(_read(replace(paper(LICENCE), name="大野 愛")), ARRIVED)
    in_time = mail(number=2, arrived_on=LATER)
    late = mail(number=3, arrived_on=ARRIVED + timedelta(days=60))
    withdrawal = replace(mail(number=4, arrived_on=LATER), matter=Matter.WITHDRAWAL)
    file = replace(noticed, mail=(*noticed.mail, in_time, late, withdrawal))
    on = ARRIVED + timedelta(days=61)
    assert carriers(case_of(file, rules(on), on)) == (in_time,)
