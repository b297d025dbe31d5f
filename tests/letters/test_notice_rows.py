# SPDX-License-Identifier: MIT
"""Every deficiency the rules can find becomes a row of a notice, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desk_app.desk.letters import letter_facts
from desk_app.letters import render, words
from desk_app.letters.places import wording_folder
from desk_app.letters.wording.values import asked_rows
from desk_app.letters.wording.wording import wording
from desk_app.records.base import Fact
from desk_app.records.case.application import ProxyKind
from desk_app.records.case.findings import (
    AuthorityState,
    Axes,
    Completeness,
    Examination,
    FeeStanding,
    FeeState,
    Finding,
    Identity,
    Next,
    ReplyState,
    RetentionState,
    Verdict,
    Work,
)
from desk_app.records.case.letters import (
    DeficiencyBody,
    DeficiencyRow,
    EarlierNotice,
    LetterFacts,
    NumberPaper,
    ThingBack,
)
from desk_app.records.case.papers import MaskAction
from desk_app.records.desk.people import Language
from desk_app.rules.finding_codes import TERMS, Code
from desk_app.rules.rulebook.rulebook import load
from tests.letters.content_rules import objections
from tests.letters.reading import poppler_pages, poppler_text, poppler_words, squeezed
from tests.letters.sample import sample, with_body

pytestmark = pytest.mark.once(under="first")

RULES = load(Path(__file__).resolve().parents[2] / "resources/rulebook/justsystems.toml").on(
    date(2026, 11, 25)
)
ELSEWHERE = "埼玉県川口市本町九丁目9番9号"
FACTS: dict[str, Fact] = {
    "document": "driving_licence",
    "whose": "principal",
    "kinds": ("driving_licence", "passport_with_address_field"),
    "documents": ("pension_book",),
    "text": "渡\ue123",
    "signs": ("U+E123",),
    "until": date(2025, 12, 1),
    "since": date(2024, 12, 2),
    "instead": "certificate_of_eligibility",
    "valid_until": date(2026, 10, 1),
    "arrived_on": date(2026, 11, 9),
    "answered": ("correction",),
    "issued_on": date(2026, 5, 1),
    "fresh_until": date(2026, 8, 1),
    "months": 3,
    "forms": ("A-1", "A-2"),
    "form": "A-1",
    "rights": ("correction",),
    "right": "correction",
    "version": "2014-04",
    "versions": ("2026-04",),
    "field": "signature",
    "on_form": ELSEWHERE,
    "on_document": ELSEWHERE,
    "record": ELSEWHERE,
    "differs": ("address",),
    "stated_on_form": True,
    "proxy_kind": "curator",
    "certified": "assistant",
    "age": 18,
    "majority": 18,
    "alone": 15,
    "reply": False,
    "filled_in_on": date(2026, 11, 30),
    "required": 1000,
    "counted": 840,
    "short": 160,
    "pieces": "",
    "piece": "stamp",
    "denomination": 84,
    "count": 1,
    "reason": "used",
}
FOOT_TOP = 276.0
PAPERS = ("family_register", "guardianship_certificate", "letter_of_proxy", "seal_certificate")


def findings() -> Iterator[Finding]:
    """Every finding that asks for something, with each of its cures."""
    for code, term in TERMS.items():
        papers = PAPERS if code is Code.AUTHORITY_PAPER_MISSING else ("driving_licence",)
        for cure in term.cures:
            for paper in papers:
                facts = {name: FACTS[name] for name in term.facts} | (
                    {"document": paper} if "document" in term.facts else {}
                )
                yield Finding(
                    code.value, term.point.value, Verdict.MISSING, term.axis, "", facts, cure.value
                )


ALL = {f"{each.code}-{each.cure}-{each.facts.get('document', '')}": each for each in findings()}


@pytest.mark.parametrize("language", Language)
def test_a_finding_becomes_a_row_that_has_words_and_tells_no_secret(language: Language) -> None:
    for finding in ALL.values():
        row = _row(finding, language)
        assert ELSEWHERE not in str(row.values)
        notice = with_body(sample("L2", language), rows=(row,), proxy_kind=ProxyKind.CURATOR)
        assert ELSEWHERE not in repr(words(notice))


def _row(finding: Finding, language: Language) -> DeficiencyRow:
    axes = Axes(
        Completeness.INCOMPLETE,
        Identity.NOT_SHOWN,
        AuthorityState.NOT_SHOWN,
        FeeState.SHORT,
        claims={},
        reply=ReplyState.NONE,
        retention=RetentionState.NOT_RUNNING,
    )
    fee = FeeStanding(1000, 840, 160, 0, pieces=((84, 10),))
    examined = Examination((finding,), axes, fee, Work.TO_CHECK, Next("", None, ""))
    return letter_facts._row(RULES, finding, language, examined)


@pytest.mark.parametrize("language", Language)
def test_a_paper_of_both_principal_and_proxy_stops_no_notice(language: Language) -> None:
    """A family register enclosed as a copy has no owner; nor is one in brackets beside it."""
    facts = sample("L2", language)
    assert isinstance(facts.body, DeficiencyBody)
    theirs = [each for each in ALL.values() if "whose" in each.facts]
    nobodys = [replace(each, facts={**each.facts, "whose": "nobody"}) for each in theirs]
    for finding in nobodys:
        body = replace(facts.body, rows=(_row(finding, language),), proxy_kind=ProxyKind.CURATOR)
        said = repr(words(replace(facts, body=body)))
        assert "（）" not in said
        assert "()" not in said
        assert "のもの）" not in said


@pytest.mark.parametrize(
    ("language", "said", "otherwise"),
    [
        (Language.JA, "（ご請求事項のご記入なし）", "手続を進めることができません。"),
        (Language.EN, "(no request is marked on the form)", "We cannot go on"),
    ],
)
def test_a_notice_of_a_form_without_a_mark_names_no_request(
    language: Language, said: str, otherwise: str
) -> None:
    facts = sample("L2", language)
    assert isinstance(facts.body, DeficiencyBody)
    row = _row(ALL["form.no_claim-form_copy-"], language)
    body = replace(
        facts.body,
        rows=(row,),
        fee_rights=(),
        others=(),
        identity=False,
        authority=False,
        chargeable=False,
        form_copy_enclosed=True,
    )
    text = poppler_text(render(replace(facts, claims=(), body=body)))
    assert said in text
    assert otherwise in text


@pytest.mark.parametrize("language", Language)
def test_a_notice_of_every_deficiency_still_fits_its_pages(language: Language) -> None:
    facts = sample("L2", language)
    rows = tuple(_row(finding, language) for finding in ALL.values())
    every = with_body(facts, rows=rows, proxy_kind=ProxyKind.CURATOR)
    drawn = render(every)
    pages = poppler_pages(drawn)
    assert objections(every, "\f".join(pages), secrets=[ELSEWHERE]) == []
    assert ELSEWHERE not in squeezed("".join(pages))
    for page in range(1, len(pages) + 1):
        foot = [word for word in poppler_words(drawn, page) if word.top > FOOT_TOP]
        assert {word.text for word in foot} <= set(_foot(every, page, len(pages)).split())


def _foot(facts: LetterFacts, page: int, pages: int) -> str:
    japanese = facts.language is Language.JA
    count = f"{page}／{pages}" if japanese else f"{page}/{pages}"
    number = f"個情発第{facts.number}号" if japanese else f"No. {facts.number}"
    label = "受付番号" if japanese else "Receipt No."
    return f"{number} {count} {label} {facts.receipt_number} {facts.journal_mark}"


REFUSED = (
    ("stamp", 180, 1, "180円切手1枚は、", "One 180-yen stamp carries"),
    ("stamp", 180, 3, "180円切手3枚は、", "Each 180-yen stamp (3 pieces) carries"),
    ("sen_stamp", 50, 2, "50銭切手2枚は、", "Each 50-sen stamp (2 pieces) carries"),
    ("other", 0, 1, "その他のもの1枚は、", "One item carries"),
    ("cash", 1000, 1, "現金1,000円は、", "The cash (1,000 yen) carries"),
)


@pytest.mark.parametrize(("piece", "value", "count", "ja", "en"), REFUSED)
def test_a_refused_piece_is_told_with_its_number_money_with_its_sum(
    piece: str, value: int, count: int, ja: str, en: str
) -> None:
    values = (("piece", piece), ("denomination", value), ("count", count), ("reason", "used"))
    for language, said in ((Language.JA, ja), (Language.EN, en)):
        facts = sample("L2", language)
        row = DeficiencyRow("piece_refused", "fee", values)
        assert squeezed(said) in _told(with_body(facts, rows=(row,)))


@pytest.mark.parametrize("language", Language)
def test_a_slip_of_seven_rows_keeps_its_address_label_on_the_page(language: Language) -> None:
    facts = sample("L2-many", language)
    slip = poppler_pages(render(facts))[-1]
    assert facts.profile.marking_ja in slip
    assert ("補正書類等送付票" if language is Language.JA else "Slip for Additional") in slip


@pytest.mark.parametrize(
    ("language", "anew", "both"),
    [
        (Language.JA, "(イ) お名前を書き直した請求書（同封の写し）", "運転免許証"),
        (Language.EN, "(b) the form with the name written anew", "Driving licence (individual)"),
    ],
)
def test_a_name_that_two_papers_show_otherwise_is_asked_about_once(
    language: Language, anew: str, both: str
) -> None:
    """What cures is one thing: a document of the change, or the form written anew."""
    facts = sample("L2", language)
    assert isinstance(facts.body, DeficiencyBody)
    finding = next(each for each in ALL.values() if each.code == Code.IDENTITY_NAME_DIFFERS)
    papers = ("driving_licence", "residence_certificate")
    rows = tuple(
        _row(replace(finding, facts={**finding.facts, "document": paper}), language)
        for paper in papers
    )
    body = replace(facts.body, rows=rows, form_copy_enclosed=True)
    (asked,) = asked_rows(body, wording(wording_folder(), language))
    assert anew in asked.send
    assert both in asked.label
    assert asked.found.count("一致" if language is Language.JA else "match") == len(papers)
    plain = asked_rows(replace(body, form_copy_enclosed=False), wording(wording_folder(), language))
    assert anew not in plain[0].send


@pytest.mark.parametrize(
    ("kind", "said"),
    [(ProxyKind.PARENT, "親権者"), (ProxyKind.ADULT_GUARDIAN, "成年後見人")],
)
def test_the_other_holder_is_called_by_what_both_are(kind: ProxyKind, said: str) -> None:
    facts = sample("L2")
    row = DeficiencyRow("joint", "other_signature", ())
    told = words(with_body(facts, rows=(row,), proxy_kind=kind))
    text = "\n".join(passage.text for passage in told.passages)
    assert f"もう一方の{said}の方の署名がありませんでした。" in text
    assert f"もう一方の{said}の方の署名もある請求書" in text


def test_the_number_of_the_notice_before_stands_beside_its_date() -> None:
    facts = sample("L2")
    before = EarlierNotice("個情発第8-1号", date(2026, 11, 30), date(2026, 12, 14))
    notice = with_body(facts, earlier=before)
    first = poppler_pages(render(notice))[0]
    assert "令和8年11月30日付（個情発第8-1号）に続いてのお願いとなります。" in first.splitlines()


def _told(facts: LetterFacts) -> str:
    """What a notice says, without white: that words told stand on its pages is read elsewhere."""
    return squeezed("".join(f"{each.label} {each.text}" for each in words(facts).passages))


def _notice(language: Language, *rows: DeficiencyRow, **values: Any) -> str:  # noqa: ANN401  of any field
    """What a notice with those rows says, without white."""
    plain: dict[str, Any] = {"fee_counted": 0, "stamps_held": False, "enclosed": ()}
    return _told(with_body(sample("L2", language), rows=rows, **(plain | values)))


ABSENT = DeficiencyRow("fee_absent", "fee", (("required", 1000),))
CASH = ThingBack("cash", 1000, 1)


@pytest.mark.parametrize(
    ("language", "came", "kept", "back", "never"),
    [
        (
            Language.JA,
            "手数料1,000円分の郵便切手が同封されていませんでした。",
            "現金1,000円は、手数料としてお受けできません（手数料は郵便切手でお送りいただいております）。",
            "現金1,000円は、別便の現金書留でお返しいたします。",
            "手数料1,000円が同封されていませんでした",
        ),
        (
            Language.EN,
            "No postage stamps for the fee of 1,000 yen were enclosed.",
            "(Cash (1,000 yen)) cannot be accepted as the fee, which is paid in postage stamps.",
            "The cash of 1,000 yen is returned separately by registered cash mail.",
            "The fee of 1,000 yen was not enclosed",
        ),
    ],
)
def test_cash_is_told_why_it_is_not_taken_and_how_it_goes_back(
    language: Language, came: str, kept: str, back: str, never: str
) -> None:
    text = _notice(language, ABSENT, enclosed=(CASH,))
    assert all(squeezed(each) in text for each in (came, kept, back))
    assert squeezed(never) not in text
    without = _notice(language, ABSENT)
    assert squeezed(never) in without
    assert ("現金書留" if language is Language.JA else "registeredcashmail") not in without
    row = (("piece", "cash"), ("denomination", 1000), ("count", 1), ("reason", "cash"))
    in_a_row = _notice(
        language, ABSENT, DeficiencyRow("piece_refused", "fee", row), enclosed=(CASH,)
    )
    sentence = {Language.JA: "手数料としてお受けできません", Language.EN: "acceptedasthefee"}
    assert in_a_row.count(sentence[language]) == 1
    assert squeezed(back) in in_a_row


def test_a_piece_whose_name_is_its_reason_is_named_once() -> None:
    row = (("piece", "foreign_stamp"), ("denomination", 100), ("count", 2), ("reason", "foreign"))
    refused = DeficiencyRow("piece_refused", "fee", row)
    said = "100円の外国の切手2枚は、手数料としてお受けできません。"
    assert said in _notice(Language.JA, ABSENT, refused)
    assert squeezed("foreign stamp (2 pieces) cannot be accepted as the fee.") in _notice(
        Language.EN, ABSENT, refused
    )


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            Language.JA,
            "個人番号カードの個人番号の記載のある面の写しは、法令によりお預かりできないため、",
        ),
        (Language.EN, "The copy of the side of the"),
    ],
)
def test_what_became_of_a_page_with_an_individual_number_is_told(
    language: Language, said: str
) -> None:
    done = wording(wording_folder(), language).deficiencies.number_papers
    assert set(done) == {each.value for each in MaskAction}
    for action, words_ in done.items():
        paper = NumberPaper("個人番号カード" if language is Language.JA else "card", action)
        text = _notice(language, ABSENT, number_papers=(paper,))
        assert squeezed(said) in text
        assert squeezed(words_) in text
    assert squeezed(said) not in _notice(language, ABSENT)


@pytest.mark.parametrize(
    ("language", "title", "wrong"),
    [
        (Language.JA, "個人番号カード（マイナンバーカード）の表面", "表面の個人番号"),
        (Language.JA, "マイナ免許証（個人番号カードの表面）", "表面）の個人番号"),
        (Language.EN, "individual number card, front side", "front side"),
    ],
)
def test_the_side_that_bears_the_number_is_not_called_the_front(
    language: Language, title: str, wrong: str
) -> None:
    text = _notice(
        language, ABSENT, number_papers=(NumberPaper(title, MaskAction.PAGE_DESTROYED.value),)
    )
    assert squeezed(wrong) not in text


@pytest.mark.parametrize("language", Language)
def test_whoever_must_send_a_mandate_gets_the_blank_form(language: Language) -> None:
    form = {Language.JA: "委任状の用紙（様式B-1）1部", Language.EN: "Blankletterofproxy(formB-1)"}
    for row, cure in (
        ("of_age", "own_form_or_mandate"),
        ("letter_of_proxy", "authority_paper"),
        ("letter_of_proxy_field", "letter_of_proxy"),
    ):
        values = (("age", 18), ("field", "seal"))
        assert form[language] in _notice(language, DeficiencyRow(row, cure, values))
    assert form[language] not in _notice(language, ABSENT)


def test_a_card_whose_kind_has_ended_says_since_when_and_what_takes_its_place() -> None:
    ended = next(each for each in ALL.values() if each.code == Code.DOCUMENT_ENDED)
    row = _row(replace(ended, cure="identity"), Language.JA)
    assert dict(row.values)["instead"] == "資格確認書"
    text = _notice(Language.JA, row)
    assert "令和7年12月1日で有効期間が終わっているため、本人確認書類としてお受けできません" in text
    assert "資格確認書または" in text


def test_a_passport_asked_for_is_told_with_what_it_does_not_show() -> None:
    values = (("whose", "principal"), ("kinds", ("旅券", "個人番号カード")))
    text = _notice(Language.JA, DeficiencyRow("identity_absent", "identity", values))
    assert (
        "旅券（パスポート）で住所欄のないものは、住所を確認できる書類を併せてお送りください。"
        in text
    )
    assert "個人番号カードは表面のみ。" in text


def test_a_birth_date_does_not_change() -> None:
    values = (("doc", "運転免許証"), ("whose", "principal"), ("what", "born"))
    row = DeficiencyRow("differs", "change_document", values)
    assert "生年月日の変更の経過" not in _notice(Language.JA, row)


def test_an_english_notice_to_a_proxy_speaks_of_the_individual() -> None:
    row = DeficiencyRow("not_matched", "registered_clues")
    text = _notice(Language.EN, row, identity=True)
    assert "Wecouldnotconfirmtheidentityoftheindividual" in text
    own = _notice(Language.EN, row, identity=True, authority=False, proxy_name="", proxy_kind=None)
    assert "Wecouldnotconfirmyouridentity" in own
    assert "youcannotbeidentified" in own


def test_kinds_that_only_the_catalogue_tells_apart_are_named_once() -> None:
    both = ("旅券（所持人記入欄のあるもの）", "旅券（所持人記入欄のないもの）")
    values = (("whose", "principal"), ("kinds", ("運転免許証", *both)))
    text = _notice(Language.JA, DeficiencyRow("identity_absent", "identity", values))
    assert "運転免許証または旅券（パスポート）の写し1通" in text
    proof = (("whose", "principal"), ("kinds", both[:1]), ("doc", "在留カード"))
    text = _notice(Language.JA, DeficiencyRow("no_address", "address_document", proof))
    assert both[0] in text
