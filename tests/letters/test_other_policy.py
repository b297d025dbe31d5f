# SPDX-License-Identifier: MIT
"""Letters and forms of a company with other rules: what a rulebook says, no sentence has fixed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from desk_app import letters
from desk_app.desk.letters.letter_facts import Occasion, facts_of, policy_terms
from desk_app.letters.errors import MissingValue
from desk_app.letters.places import wording_folder
from desk_app.letters.samples import deficiency_body, facts, samples
from desk_app.letters.wording.values import cited, policy_values
from desk_app.letters.wording.wording import wording
from desk_app.records.case.application import ProxyKind, Right
from desk_app.records.case.decisions import GroundUse
from desk_app.records.case.letters import (
    DecisionBody,
    DeficiencyBody,
    DeficiencyRow,
    LetterFacts,
    LetterKind,
    PolicyTerms,
)
from desk_app.records.desk.people import Language
from desk_app.records.desk.profile import DeskProfile
from desk_app.rules import cases
from desk_app.rules.rulebook.rulebook import Rules, load
from tests.letters.published import form_of, said, said_under

pytestmark = pytest.mark.once(under="second")

ROOT = Path(__file__).resolve().parents[2]
OWN = ROOT / "resources" / "rulebook" / "justsystems.toml"
SECOND = ROOT / "tests" / "rulebooks" / "second" / "rulebook.toml"
ON = date(2026, 11, 25)

FIXED = {
    Language.JA: ("切手", "2年間", "3か月", "実印", "同じ印影", "18歳", "（原本）が同封"),
    Language.EN: ("stamp", "two years", "three months", "registered seal", "18 or older"),
}
"""What the letters of the first company say and other rules say otherwise."""

NAMES_WHAT_CAME = frozenset({LetterKind.ACKNOWLEDGEMENT, LetterKind.RETURN})
"""They list the pieces of the sample, whatever the fee is paid by."""

PAPER = ("doc", "戸籍")
COPY = ("copy_will_do", 1)
ASKED = (
    DeficiencyRow("fee_absent", "fee", (("required", 880), ("short", 880))),
    DeficiencyRow("letter_of_proxy", "authority_paper", (PAPER,)),
    DeficiencyRow("of_age", "own_form_or_mandate", (("majority", 20),)),
    DeficiencyRow("family_register", "authority_paper", (PAPER, ("kinds", ("戸籍",)), COPY)),
    DeficiencyRow("guardianship", "authority_paper", (PAPER, COPY)),
    DeficiencyRow("too_old", "fresh_document", (PAPER, ("months", 6))),
)


def rules(path: Path) -> Rules:
    return load(path).on(ON)


def second(language: Language) -> PolicyTerms:
    return policy_terms(rules(SECOND), language)


def told(letter: LetterFacts) -> str:
    text = letters.words(letter)
    return "\n".join(f"{each.label} {each.text}" for each in text.passages)


def fixed(text: str, language: Language) -> list[str]:
    return [words for words in FIXED[language] if words in text]


def test_the_rulebook_of_the_program_says_what_letters_always_said() -> None:
    for language in Language:
        assert policy_terms(rules(OWN), language) == PolicyTerms()


@pytest.mark.parametrize("language", Language)
def test_no_letter_says_what_the_rulebook_says_otherwise(language: Language) -> None:
    for name, letter in samples(language):
        if letter.kind not in NAMES_WHAT_CAME | {LetterKind.DEFICIENCIES}:
            other = replace(letter, policy=second(language))
            assert fixed(told(other), language) == [], name


@pytest.mark.parametrize("language", Language)
def test_a_notice_asks_for_what_the_rulebook_asks_for(language: Language) -> None:
    policy = replace(second(language), majority=20)
    body = replace(
        deficiency_body(language), rows=ASKED, means=policy.means, enclosed=(), fee_counted=0
    )
    letter = facts(LetterKind.DEFICIENCIES, body, Right.DISCLOSURE, language=language)
    text = told(replace(letter, policy=policy))
    wanted = {
        Language.JA: ("定額小為替または銀行振込", "署名した", "住民票の写し", "6か月", "20歳"),
        Language.EN: ("Postal money orders or bank transfer", "signed by", "six months", "20 or"),
    }
    assert fixed(text, language) == []
    assert [words for words in wanted[language] if words not in text] == []
    assert fixed(told(letter), language) != []


@pytest.mark.parametrize("language", Language)
def test_who_takes_no_mandate_asks_for_none(language: Language) -> None:
    body = replace(deficiency_body(language), rows=ASKED[2:3], enclosed=())
    letter = facts(LetterKind.DEFICIENCIES, body, Right.DISCLOSURE, language=language)
    none = replace(letter, policy=replace(PolicyTerms(), mandate=False))
    assert "B-1" in told(letter)
    assert "B-1" not in told(none)


FORM_FIXED = {
    Language.JA: ("請求書1通", "切手の内訳", "切手は未使用", "実印", "印鑑登録をした印"),
    Language.EN: ("perform", "perapplicationform", "Stamps", "registeredseal"),
}
FORM_SAID = {
    "A-1": ("請求の種類1つにつき手数料330円（定額小為替または銀行振込）", "手数料の内訳", "振込日"),
    "A-1E": ("330yenperright,bypostalmoneyordersorbanktransfer.", "Banktransfer:madeon"),
    "A-2": (
        "発行から6か月以内（戸籍は12か月以内、住民票の写しは3か月以内）",
        "この請求に手数料は不要です。定額小為替を同封しないでください。",
        "手数料の同封",
    ),
    "A-2E": (
        "within6monthsofissue(familyregister:12months,residencecertificate:3months)",
        "Pleasedonotenclosepostalmoneyorders.",
    ),
    "B-1": (
        "ご本人の住民票の写し（発行から3か月以内",
        "（ご本人が自署してください。）",
        "ご本人が署名",
    ),
    "B-1E": ("residencecertificate(arrivingwithin3months", "(Signinperson.)", "signbesideit"),
}


@pytest.mark.parametrize("code", FORM_SAID)
def test_a_form_says_what_the_rulebook_says(code: str) -> None:
    text = said_under(code, rules(SECOND))
    language = form_of(code).language
    assert [words for words in FORM_FIXED[language] if words in text] == []
    assert [words for words in FORM_SAID[code] if words not in text] == []


@pytest.mark.parametrize("code", ["A-1", "A-2E"])
def test_the_program_s_own_forms_say_what_they_always_said(code: str) -> None:
    assert [words for words in FORM_SAID[code] if words in said(code)] == []


@pytest.mark.parametrize("language", Language)
def test_a_letter_tells_the_fee_of_what_it_is_about(language: Language) -> None:
    named = {
        right: str(policy_values(policy_terms(rules(SECOND), language, [right]), words)["fee_for"])
        for words in [wording(wording_folder(), language)]
        for right in (Right.PURPOSE, Right.DISCLOSURE)
    }
    assert len(set(named.values())) == len(named)
    same = policy_terms(rules(OWN), language, [Right.ERASURE])
    assert same.chargeable == PolicyTerms().chargeable


@pytest.mark.parametrize("language", Language)
def test_a_ground_of_another_company_is_named_by_its_title_and_article(language: Language) -> None:
    letter = dict(samples(language))["L5-PR-G4"]
    assert isinstance(letter.body, DecisionBody)
    body = replace(letter.body, grounds=(GroundUse("REF-3"),))
    policy = replace(PolicyTerms(), grounds=(("REF-3", "業務への支障", "33(2)(ii)"),))
    text = told(replace(letter, body=body, policy=policy))
    named = {
        Language.JA: "業務への支障（法第33条第2項第2号）",
        Language.EN: "業務への支障 (Article 33(2)(ii) of the Act)",
    }
    assert named[language] in text
    with pytest.raises(MissingValue):
        told(replace(letter, body=body))


@pytest.mark.parametrize("language", Language)
def test_what_is_not_shown_is_told_by_its_axis_whatever_a_company_calls_it(
    language: Language,
) -> None:
    for axis, code in (("identity", "PR-G1"), ("authority", "PR-G2")):
        letter = dict(samples(language))[f"L5b-{code}"]
        assert isinstance(letter.body, DecisionBody)
        other = replace(letter, body=replace(letter.body, unproven=axis))
        assert told(other) == told(letter)


def test_an_article_that_is_none_of_the_act_is_cited_as_it_is() -> None:
    assert cited("Civil Code 4", Language.JA) == "Civil Code 4"
    assert cited("35(1)", Language.JA) == "法第35条第1項"
    assert cited("35(1)", Language.EN) == "Article 35(1)"


@pytest.mark.parametrize("language", Language)
def test_a_paper_of_another_company_that_is_missing_is_asked_for_by_its_title(
    language: Language,
) -> None:
    body = replace(
        deficiency_body(language),
        rows=(
            DeficiencyRow(
                "paper_of_authority",
                "authority_paper",
                (("doc", "弁護士の身分証明書"), COPY, ("no_limit", 1)),
            ),
        ),
        proxy_kind=ProxyKind.LAWYER,
        enclosed=(),
    )
    letter = facts(LetterKind.DEFICIENCIES, body, Right.DISCLOSURE, language=language)
    text = told(replace(letter, policy=second(language)))
    wanted = {
        Language.JA: ("弁護士であることの確認に必要な", "弁護士の身分証明書の写し 1通"),
        Language.EN: ("the proxy is a lawyer, was not", "1 copy of the 弁護士の身分証明書"),
    }
    assert [words for words in wanted[language] if words not in text] == []
    assert fixed(text, language) == []


@pytest.mark.parametrize("language", Language)
def test_a_money_order_is_told_for_how_long_it_is_good(language: Language) -> None:
    row = (("piece", "money_order"), ("denomination", 880), ("count", 1), ("reason", "expired"))
    rows = (DeficiencyRow("piece_refused", "fee", (*row, ("valid_months", 6))), ASKED[0])
    body = replace(deficiency_body(language), rows=rows, means=("money_order",), enclosed=())
    letter = facts(LetterKind.DEFICIENCIES, body, Right.DISCLOSURE, language=language)
    text = told(replace(letter, policy=second(language)))
    wanted = {
        Language.JA: ("発行から6か月の有効期間が終わっているため", "発行から6か月以内に弊社に届く"),
        Language.EN: ("(six months after its issue)", "must reach us within six months of issue"),
    }
    assert [words for words in wanted[language] if words not in text] == []
    assert wanted[language][1] not in told(letter)


@cache
def notices(path: Path, language: Language) -> dict[str, str]:
    """What the notice of each kept case says in which something is missing, by the case's name.

    Of cases in which the same is missing the first one is told.
    """
    book, texts, told_of = load(path), dict[str, str](), set[object]()
    for case in cases.read(path.parent / "cases"):
        if not isinstance(case.facts, cases.ApplicationFacts):
            continue
        then, today = book.on(case.facts.arrived), cases.today(case.facts)
        file = cases.application_file(case.facts, then)
        file = replace(file, application=replace(file.application, language=language))
        claims = tuple(claim.id for claim in file.application.claims)
        occasion = Occasion(
            file, then, DeskProfile(), LetterKind.DEFICIENCIES, claims, today, posting_day=today
        )
        letter = facts_of(occasion, "8-1", "#1 a41c09e75b20")
        assert isinstance(letter.body, DeficiencyBody)
        if letter.body.rows and letter.body.rows not in told_of:
            told_of.add(letter.body.rows)
            texts[case.id] = told(letter)
    return texts


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("path", [OWN, SECOND], ids=["own", "second"])
def test_whatever_is_missing_can_be_asked_for(path: Path, language: Language) -> None:
    said_by_case = notices(path, language)
    assert len(said_by_case) >= 25
    never = ("手数料はお返しいたしません", "the fee will not be returned")
    kept = [name for name, text in said_by_case.items() if any(each in text for each in never)]
    assert bool(kept) is (path == OWN)


@pytest.mark.parametrize("language", Language)
def test_a_stamp_sent_for_a_fee_that_is_paid_otherwise_is_told_by_what_the_fee_is_paid_by(
    language: Language,
) -> None:
    texts = notices(SECOND, language)
    wanted = {
        Language.JA: "500円切手2枚は、手数料としてお受けできません（手数料は定額小為替または",
        Language.EN: "cannot be accepted as the fee, which is paid in postal money orders or",
    }
    assert wanted[language] in texts["second-fee-stamps-refused"]
    domicile = {Language.JA: "本籍", Language.EN: "domicile"}[language]
    assert not any(domicile in each for each in texts.values())


def test_a_paper_that_is_none_takes_nothing_from_what_is_asked_for_in_its_place() -> None:
    whole = "※ 戸籍謄本等の証明書は、弊社に届く日の前3か月以内に発行された原本"
    texts = notices(OWN, Language.JA).values()
    saying = [text for text in texts if "※ 戸籍謄本等の証明書は、" in text]
    assert len(saying) >= 3
    assert all(whole in text for text in saying)
