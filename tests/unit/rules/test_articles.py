# SPDX-License-Identifier: MIT
"""The articles of law behind findings: the rulebook's own, then those of what was found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desk_app.i18n import messages
from desk_app.i18n.vocabulary import article
from desk_app.records.base import Fact
from desk_app.records.case.application import Right
from desk_app.records.case.decisions import GroundUse, Outcome
from desk_app.records.desk.people import Language
from desk_app.rules.case import resting
from desk_app.rules.finding_codes import Code, ask, defective, missing, ok
from desk_app.rules.findings.articles import articles
from tests.builders import complete, rules, with_decision

ON = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("code", "facts", "found"),
    [
        (Code.MASKING_VISIBLE, {"item": "insurer_number"}, ("Health Insurance Act 194-2",)),
        (Code.MASKING_VISIBLE, {"item": "domicile"}, ()),
        (Code.MASKING_WATCH, {"items": ("organ_donation", "customer_number")}, ("20(2)",)),
        (Code.NOT_TO_KEEP, {"document": "notification_card"}, ("My Number Act 15, 20",)),
        (
            Code.DOCUMENT_ENDED,
            {"document": "basic_resident_register_card"},
            ("Basic Resident Registration Act, Act 28 of 2013, 20", "37(1)"),
        ),
        (Code.DOCUMENT_ENDED, {"document": "club_card"}, ("37(1)",)),
        (Code.FEE_PIECE_REFUSED, {"piece": "cash", "reason": "cash"}, ("Postal Act 17", "38(1)")),
        (Code.FEE_PIECE_REFUSED, {"piece": "stamp", "reason": "torn"}, ("Postal Act 30", "38(1)")),
        (Code.FEE_PIECE_DOUBTFUL, {"piece": "stamp", "reason": "stuck"}, ("38(1)",)),
        (Code.THING_TO_RETURN, {"kind": "cash"}, ("Postal Act 17",)),
        (Code.THING_TO_RETURN, {"kind": "card"}, ()),
        (Code.FORM_REASON_MISSING, {"right": "cessation"}, ("35(1)", "35(5)", "37(1)")),
        (Code.FORM_REASON_MISSING, {"right": "provision_stop"}, ("35(3)", "35(5)", "37(1)")),
        (Code.FORM_CHANGES_MISSING, {}, ("34(1)",)),
        (Code.AUTHORITY_OF_AGE, {}, ("Civil Code 4, 818",)),
        (Code.AUTHORITY_SHOWN, {}, ("37(3)",)),
        (Code.IDENTITY_SHOWN, {}, ("37(1)",)),
        (Code.WITHDRAWAL_TO_CONFIRM, {}, ()),
    ],
)
def test_a_finding_names_the_articles_behind_it(
    code: Code, facts: dict[str, Fact], found: tuple[str, ...]
) -> None:
    assert articles(ask(code, facts=facts), rules(ON)) == found


def test_every_code_has_its_articles_or_none() -> None:
    every = {"document": "x", "piece": "cash", "reason": "", "kind": "", "right": ""}
    for code in Code:
        for make in (ok, missing, defective):
            assert isinstance(articles(make(code, facts=every), rules(ON)), tuple)


@pytest.mark.parametrize(
    ("written", "japanese"),
    [
        ("37(1)", "第37条第1項"),
        ("My Number Act 15, 20", "番号法第15条・第20条"),
        ("Basic Resident Registration Act 30-38", "住民基本台帳法第30条の38"),
        ("Immigration Control Act, Act 79 of 2009, suppl. 15, 28", "入管法等改正法"),
        ("Some Other Act 3", "Some Other Act 3"),
        ("what is none", "what is none"),
    ],
)
def test_an_article_is_said_in_japanese(written: str, japanese: str) -> None:
    assert article(written, Language.JA).startswith(japanese)
    assert article(written, Language.EN) == written


def test_the_law_behind_a_finding_is_one_line() -> None:
    cash = defective(Code.FEE_PIECE_REFUSED, facts={"piece": "cash", "reason": "cash"})
    assert messages.law_behind(cash, Language.JA, rules(ON)) == "郵便法第17条、第38条第1項"
    assert messages.law_behind(cash, Language.EN, rules(ON)) == "Postal Act 17; 38(1)"
    nothing = replace(cash, code=Code.WITHDRAWAL_CONFIRMED.value)
    assert messages.law_behind(nothing, Language.EN, rules(ON)) == ""


def test_a_ground_that_the_rulebook_does_not_know_gives_its_decision_no_article() -> None:
    """A decision carried along from another rulebook rests on what its letter is told under."""
    file = with_decision(complete(), Right.DISCLOSURE, Outcome.REFUSED)
    unknown = replace(file.decisions[0], grounds=(GroundUse("XX-9"),))
    assert resting.articles(Right.DISCLOSURE, unknown, rules(ON)) == ("33(3)",)
    assert not resting.is_for_the_procedure(Right.DISCLOSURE, unknown, rules(ON))
    known = replace(unknown, grounds=(GroundUse("XX-9"), GroundUse("PR-G1")))
    assert resting.articles(Right.DISCLOSURE, known, rules(ON)) == ("37(1)",)
    assert resting.is_for_the_procedure(Right.DISCLOSURE, known, rules(ON))
