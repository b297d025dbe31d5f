# SPDX-License-Identifier: MIT
from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from desk_app.i18n import messages
from desk_app.i18n.messages import HOLE, NOT_GIVEN, OPTION
from desk_app.i18n.vocabulary import table
from desk_app.records.base import Fact
from desk_app.records.findings import Finding
from desk_app.records.people import Language
from desk_app.rules.cases import ApplicationFacts, application_file, read, today
from desk_app.rules.check import examine
from desk_app.rules.finding_codes import TERMS, Code, missing, ok
from desk_app.rules.rulebook.rulebook import load
from tests.unit.i18n import applications
from tests.unit.i18n.every_text import entries

RULES = applications.rules()
RULEBOOK = Path(__file__).parents[3] / "resources" / "rulebook"
BOOK, CASES = load(RULEBOOK / "justsystems.toml"), RULEBOOK / "cases"
NEVER_BY_THESE = frozenset({Code.AUTHORITY_KIND, Code.PAPER_TO_RETURN})
"""The published policy takes every kind of proxy, and keeps the papers for two years."""
LANGUAGES = pytest.mark.parametrize("language", Language)


@cache
def found() -> tuple[Finding, ...]:
    files = applications.troubled()
    mostly = (f for file in files for f in examine(file, RULES, applications.TODAY).findings)
    return (*mostly, *_of_withdrawals())


def _of_withdrawals() -> Iterator[Finding]:
    """The findings of the cases kept beside the rulebook in which a writing withdraws claims."""
    for case in read(CASES):
        if case.family == "withdrawal" and isinstance(case.facts, ApplicationFacts):
            rules = BOOK.on(case.facts.arrived)
            yield from examine(
                application_file(case.facts, rules), rules, today(case.facts)
            ).findings


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
    old = next(each for each in found() if each.code == Code.DOCUMENT_EXPIRED)

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
        "register.address_written_differently",
        "register.name_written_differently",
    }
