# SPDX-License-Identifier: MIT
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from desk_app.i18n import checking, messages
from desk_app.i18n.messages import HOLE, NOT_GIVEN, OPTION
from desk_app.i18n.vocabulary import table
from desk_app.records.base import ClaimId, Fact, HeldThingId
from desk_app.records.case.application import Right
from desk_app.records.case.findings import Finding
from desk_app.records.case.history import ApplicationFile, Ruling, Topic
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.mail import HeldKind, HeldThing, Piece
from desk_app.records.case.papers import MaskAction, Masking, MaskState
from desk_app.records.desk.people import Language
from desk_app.rules.cases import ApplicationFacts, application_file, today
from desk_app.rules.finding_codes import TERMS, Code, missing, ok
from desk_app.rules.rulebook.rulebook import Rules
from desk_app.rules.situation.check import examine
from tests.builders import (
    ARRIVED,
    asked,
    complete,
    mail,
    paper,
    record,
    rules,
    stamps,
    with_decision,
    with_judgement,
    with_letter,
)
from tests.unit.i18n.every_text import entries
from tests.unit.rules import courses
from tests.unit.rules.courses import PAST
from tests.unit.rules.kept import FIRST, book_of, cases_of

RULES = rules()
NEVER_BY_THESE = frozenset({Code.AUTHORITY_KIND, Code.PAPER_TO_RETURN, Code.FEE_PIECE_ENDS})
"""The published policy takes every kind of proxy, keeps the papers, and takes no money orders."""
LANGUAGES = pytest.mark.parametrize("language", Language)


@cache
def found() -> tuple[Finding, ...]:
    """The findings of the cases kept beside the rulebook, and of what is so in none of them."""
    return tuple(
        each
        for file, used, on in (*_kept(), *_others())
        for each in examine(file, used, on).findings
    )


Examined = tuple[ApplicationFile, Rules, date]


def _kept() -> Iterator[Examined]:
    for case in cases_of(FIRST):
        if isinstance(case.facts, ApplicationFacts):
            used = book_of(FIRST).on(case.facts.arrived)
            yield application_file(case.facts, used), used, today(case.facts)


def _others() -> Iterator[Examined]:
    late = mail(number=2, arrived_on=PAST)
    wordless = replace(courses.without_scope(), mail=(*courses.without_scope().mail, late))
    whole = complete()
    id_ = whole.application.id
    other = replace(record(), id="r2", address="長崎市旭町8-20")
    two = replace(whole, inquiries=(asked(record(), other),))
    left_out = "register.not_matched:r2"
    cash = HeldThing(HeldThingId("h"), HeldKind.CASH, whole.mail[0].id, id_, amount=1_000)
    gone = replace(
        cash,
        kind=HeldKind.REVENUE_STAMP,
        amount=500,
        pieces=((500, 1),),
        note="revenue_stamp",
        returned_on=ARRIVED,
    )
    revenue = replace(mail(*stamps("500x1", piece=Piece.REVENUE_STAMP)), held=(gone,))
    back = Masking("individual_number", MaskState.VISIBLE, MaskAction.RETURNED)
    page = replace(paper("residence_certificate"), masking=(back,))
    ended = with_decision(replace(whole, enclosures=(*whole.enclosures, page)), Right.DISCLOSURE)
    old = replace(paper("driving_licence"), valid_until=date(2026, 10, 1))
    for file, on in (
        (courses.certificate_late(), PAST),
        (courses.gone_on(), PAST),
        (wordless, PAST),
        (replace(whole, application=replace(whole.application, claims=())), ARRIVED),
        (replace(whole, enclosures=(paper("club_card"),)), ARRIVED),
        (replace(whole, enclosures=(old,)), ARRIVED),
        (replace(whole, mail=(replace(whole.mail[0], held=(cash,)),)), ARRIVED),
        (replace(whole, mail=(revenue,)), ARRIVED),
        (with_judgement(two, Topic.GO_ON_WITHOUT, left_out, Ruling.ACCEPTED), ARRIVED),
        (with_letter(ended, LetterKind.DISCLOSURE, [ClaimId("disclosure")], ARRIVED), ARRIVED),
    ):
        yield file, rules(on), on


def test_every_code_has_a_sentence() -> None:
    assert {each.value for each in Code} == set(table("findings"))


@pytest.mark.parametrize("code", Code)
def test_a_sentence_tells_only_facts_of_its_code(code: Code) -> None:
    texts = [each for each in entries() if each.table == "findings" and each.heading == code]

    assert {fact for each in texts for fact, _ in each.holes} - set(TERMS[code].facts) == set()


def test_the_applications_bring_out_nearly_every_finding() -> None:
    assert {each.value for each in Code} - {each.code for each in found()} == NEVER_BY_THESE


@LANGUAGES
def test_no_fact_of_a_finding_is_missing(language: Language) -> None:
    sentences = [messages.finding(each, language, RULES) for each in found()]

    assert len(sentences) > 500
    assert [each for each in sentences if NOT_GIVEN in each or "{" in each or "[" in each] == []


@LANGUAGES
def test_no_fact_of_a_cure_is_missing(language: Language) -> None:
    asked = [messages.cure(each, language, RULES) for each in found() if each.cure]

    assert len(asked) > 80
    assert [each for each in asked if not each or NOT_GIVEN in each or "{" in each] == []


@LANGUAGES
def test_no_code_stands_in_a_sentence(language: Language) -> None:
    coded = {
        messages.finding(each, language, RULES)
        for each in found()
        if "_" in messages.finding(each, language, RULES)
    }

    assert all("club_card" in each for each in coded)
    assert coded


def test_a_missing_fact_leaves_a_dash_and_no_broken_screen() -> None:
    short = missing(Code.FEE_SHORT)

    assert messages.told(short, Language.EN, RULES).title == f"The fee is short by {NOT_GIVEN}"


def test_what_may_be_missing_leaves_no_trace() -> None:
    late = ok(Code.FEE_LATE, "2", {"count": 1})

    assert messages.finding(late, Language.EN, RULES) == (
        "Came after the due date: 1 piece. A supervisor decides."
    )


def test_a_short_fee_is_told_in_the_words_of_the_screens() -> None:
    facts: dict[str, Fact] = {
        "required": 1000,
        "counted": 840,
        "short": 160,
        "pieces": ("500x1", "110x3", "10x1"),
        "rights": ("disclosure",),
    }
    short = missing(Code.FEE_SHORT, facts=facts)

    assert messages.finding(short, Language.JA, RULES) == (
        "手数料が160円不足しています。"
        "開示の手数料1,000円に対し、使えるものは840円です（500円×1、110円×3、10円×1）。"
    )
    assert messages.finding(short, Language.EN, RULES) == (
        "The fee is short by 160 yen. The fee for disclosure is 1,000 yen; "
        "what counts comes to 840 yen (500 yen × 1, 110 yen × 3, 10 yen × 1)."
    )


def test_days_are_in_the_era_calendar() -> None:
    expired = [each for each in found() if each.code == Code.DOCUMENT_EXPIRED]
    old = next(each for each in expired if date(2026, 10, 1) in each.facts.values())

    assert "令和8年10月1日まで有効でした" in messages.finding(old, Language.JA, RULES)
    assert "until 1 Oct 2026" in messages.finding(old, Language.EN, RULES)


def test_a_name_that_looks_like_a_placeholder_stays_as_written() -> None:
    facts: dict[str, Fact] = {
        "on_form": "{short}[a]",
        "on_document": "b",
        "document": "x",
        "whose": "nobody",
    }
    named = ok(Code.IDENTITY_NAME_WRITTEN_DIFFERENTLY, "e1", facts)

    assert messages.told(named, Language.JA, RULES).title == (
        "「{short}[a]」と「b」を目で確かめてください"
    )


def test_who_a_proxy_is_says_nothing_of_the_authority() -> None:
    """The authority may be refused while it stands there: two axes, two sentences."""
    shown = ok(Code.IDENTITY_SHOWN, "proxy", {"whose": "proxy", "documents": ()})

    assert messages.told(shown, Language.JA, RULES).title == (
        "代理人の本人確認書類がそろっています"
    )
    assert messages.told(shown, Language.EN, RULES).title == "The identity of the proxy is shown"


def test_what_is_registered_is_told_only_where_a_person_compares() -> None:
    registered = {
        each.heading
        for each in entries()
        if each.table == "findings"
        and any(HOLE.search(OPTION.sub("", t)) for t in each.texts)
        and "registered" in {fact for fact, _ in each.holes}
    }

    assert registered == {
        "register.address_to_confirm",
        "register.address_written_differently",
        "register.name_to_confirm",
        "register.name_written_differently",
        "register.near",
    }


@pytest.mark.parametrize("language", list(Language))
def test_every_fact_has_a_name_and_says_no_code(language: Language) -> None:
    told = [
        (each.code, name, *checking.fact(each, name, language, RULES))
        for each in found()
        for name in each.facts
        if name != "record"
    ]
    names = {name for _, name, *_ in told}
    assert names <= set(table("check")["Fact"])
    coded = {(code, said) for code, _, _, said in told if re.search(r"[a-z]_[a-z]", said)}
    assert {code for code, _ in coded} == {Code.DOCUMENT_NOT_IN_CATALOGUE}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.JA, "これに代わる書類は、資格確認書（本人確認では2点のうちの1点）です。"),
        (Language.EN, "certificate of eligibility (health insurance) (for identity one of two)."),
    ],
)
def test_what_takes_the_place_of_a_dead_card_says_whether_it_suffices(
    language: Language, said: str
) -> None:
    ended = next(
        each
        for each in found()
        if each.code == Code.DOCUMENT_ENDED
        and each.facts["instead"] == "certificate_of_eligibility"
    )
    assert said in messages.finding(ended, language, RULES)
