# SPDX-License-Identifier: MIT
"""What the letters that decide (L4–L10) must say: outcome, article, grounds, fee, what is given."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain

from desk_app.records.application import Right
from desk_app.records.decisions import Outcome
from desk_app.records.letters import DecisionBody, LetterFacts, LetterKind
from tests.letters.content_page import Page, Pair, must, must_not
from tests.letters.content_sentences import GROUND_OF_DISCLOSURE, GROUNDS, NOEXIST

CHARGEABLE = {Right.DISCLOSURE, Right.PURPOSE}
_DONE = {
    Outcome.GRANTED: 0,
    Outcome.GRANTED_IN_PART: 1,
    Outcome.REFUSED: 2,
    Outcome.NO_SUCH_DATA: 2,
}
NOT_COMPLY = ("（ご請求には応じられません。）", "(We are unable to comply with the request.)")


def fee(page: Page) -> Iterator[str]:
    """FEEKEPT for disclosure and purpose only; FREE for the free rights; never both."""
    body = page.facts.body
    if not isinstance(body, DecisionBody):
        return
    kept = (
        "はお返しいたしません",
        "not returned" if page.facts.kind is LetterKind.NO_SUCH_DATA else "will not be returned",
    )
    free = ("に手数料は不要です。", "No fee is required for")
    refused = body.outcome in {Outcome.REFUSED, Outcome.NO_SUCH_DATA}
    if body.paid is None or not set(page.facts.claims) <= CHARGEABLE:
        yield from must_not(page, kept)
    elif refused:
        amount = f"{body.paid.amount:,}"
        yield from must(
            page, (f"手数料（{amount}円）はお返しいたしません。", f"({amount} yen)"), kept
        )
    else:
        amount = f"{body.paid.amount:,}"
        yield from must(
            page,
            (f"{amount}円（郵便切手により受領済み）", f"{amount} yen (received in postage stamps)"),
        )
    if body.free and not page.unproven:
        yield from must(page, free)
    if not body.free:
        yield from must_not(page, free)


def decision(page: Page) -> Iterator[str]:
    """The decision in its own words, under its own article."""
    body = page.facts.body
    if not isinstance(body, DecisionBody):
        return
    yield from must(page, *(DECISIONS[page.facts.kind](body)))
    if not page.unproven:
        yield from must(page, ARTICLES[_article(page.facts, body)])
        yield from must(
            page,
            ("個人情報の保護に関する法律", "the Act on the Protection of Personal Information"),
        )


ARTICLES: dict[str, Pair] = {
    "32(2)": ("第32条第2項の", "Article 32, paragraph (2) of"),
    "32(3)": ("第32条第3項の", "Article 32, paragraph (3) of"),
    "33(2)": ("第33条第2項の", "Article 33, paragraph (2) of"),
    "33(2)(3)": ("第33条第2項および第3項の", "Article 33, paragraphs (2) and (3) of"),
    "33(3)": ("第33条第3項の", "Article 33, paragraph (3) of"),
    "34(3)": ("第34条第3項の", "Article 34, paragraph (3) of"),
    "35(7)": ("第35条第7項の", "Article 35, paragraph (7) of"),
    "33(5)(2)": ("第33条第5項において準用する同条第2項の", "paragraph (2) as applied under"),
    "33(5)(2)(3)": ("準用する同条第2項および第3項の", "paragraphs (2) and (3) as applied"),
    "33(5)(3)": ("第33条第5項において準用する同条第3項の", "paragraph (3) as applied under"),
}


def _article(facts: LetterFacts, body: DecisionBody) -> str:
    """The article of letters/README.md §4, DECIDED, worked out anew from the facts."""
    refused = body.outcome in {Outcome.REFUSED, Outcome.NO_SUCH_DATA}
    part = bool(body.withheld) or body.outcome is Outcome.GRANTED_IN_PART or body.asked_electronic
    one_kind = bool(body.provided) != bool(body.obtained)
    return {
        LetterKind.DISCLOSURE: "33(2)(3)" if part else "33(2)",
        LetterKind.PURPOSE: "32(3)" if refused else "32(2)",
        LetterKind.CORRECTION: "34(3)",
        LetterKind.CESSATION: "35(7)",
        LetterKind.PROVISION_RECORDS: "33(5)"
        + ("(3)" if refused else "(2)(3)" if part or one_kind else "(2)"),
    }.get(facts.kind, "33(3)")


Sentences = list[tuple[str, str]]


def _outcome(*sentences: tuple[str, str]) -> Callable[[DecisionBody], Sentences]:
    def of(body: DecisionBody) -> Sentences:
        found = [sentences[_DONE[body.outcome]]]
        return [*found, NOT_COMPLY] if body.unproven else found

    return of


DECISIONS: dict[LetterKind, Callable[[DecisionBody], Sentences]] = {
    LetterKind.DISCLOSURE: _outcome(
        ("全部開示（別紙のとおり開示します。）", "Disclosed in full (see the annex)"),
        (
            "一部開示（別紙のとおり開示します。ただし、次の3の部分を除きます。）",
            "Disclosed in part (see the annex, except for 3)",
        ),
    ),
    LetterKind.REFUSAL: _outcome(("", ""), ("", ""), ("開示しない", "Not disclosed")),
    LetterKind.NO_SUCH_DATA: _outcome(
        ("", ""),
        ("", ""),
        (
            "ご請求に係る保有個人データは、存在しません。",
            "The retained personal data requested does not exist.",
        ),
    ),
    LetterKind.PURPOSE: _outcome(
        ("利用目的を通知する", "The purpose of use is notified"), ("", ""), ("通知しない", "not")
    ),
    LetterKind.CORRECTION: _outcome(
        ("訂正等をした", "Correction, etc. made"),
        ("一部について訂正等をした", "Correction, etc. made in part"),
        ("訂正等をしない", "Correction, etc. not made"),
    ),
    LetterKind.CESSATION: _outcome(
        ("利用停止等をした", "Cessation of use, etc. carried out"),
        ("一部について利用停止等をした", "Cessation of use, etc. carried out in part"),
        ("利用停止等をしない", "Cessation of use, etc. not carried out"),
    ),
    LetterKind.PROVISION_RECORDS: lambda body: (
        [("ご請求に係る記録は、存在しません。", "No such record exists.")]
        if body.outcome is Outcome.NO_SUCH_DATA
        else _outcome(
            ("開示する", "Disclosed"),
            ("一部開示", "Disclosed in part"),
            ("開示しない", "Not disclosed"),
        )(body)
    ),
}


def grounds(page: Page) -> Iterator[str]:
    """Each ground with what it must contain: facts and explanation always."""
    body = page.facts.body
    if not isinstance(body, DecisionBody):
        return
    if page.facts.kind in {LetterKind.PURPOSE, LetterKind.CORRECTION, LetterKind.CESSATION}:
        yield from must_not(page, *GROUND_OF_DISCLOSURE[page.english])
    codes = {use.code for use in body.grounds}
    yield from must(page, *(wanted for code, wanted in GROUNDS.items() if code in codes))
    yield from must(page, *chain.from_iterable((use.law, use.article) for use in body.grounds))
    yield from must(page, body.substitute[1:])
    if body.outcome is Outcome.REFUSED:
        yield from must(page, body.facts, body.explanation)
    if body.unproven:
        yield from _unproven(page, body)
    elif "PR-G3" in codes and not body.identity_shown:
        yield from must(page, NOEXIST)


def searched(page: Page) -> Iterator[str]:
    """Nothing held: the scope of the search."""
    body = page.facts.body
    if isinstance(body, DecisionBody) and body.outcome is Outcome.NO_SUCH_DATA:
        search = body.search
        assert search is not None
        yield from must(page, page.day(search.on), search.searched, search.keys)


def _unproven(page: Page, body: DecisionBody) -> Iterator[str]:
    """PR-G1, PR-G2: the notice, its due date, what did not come, the published procedure, AGAIN."""
    if body.notice is not None:
        number = re.sub(r"^.*第|号$", "", body.notice.number)
        yield from must(
            page,
            (f"第{number}号", f"No. {number}"),
            page.day(body.notice.dated),
            page.day(body.notice.due, weekday=True),
        )
    yield from must(
        page,
        ("第37条第1項", "Article 37, paragraph (1)"),
        ("が届きませんでした", "had not reached us"),
        ("あらためてご請求いただくことができます。", "You may make a new request at any time with"),
        (page.facts.profile.procedure_ja, page.facts.profile.procedure_en),
    )


def contents(page: Page) -> Iterator[str]:
    """What a decision gives stands there word for word: annex, changes, records, purposes."""
    body = page.facts.body
    if not isinstance(body, DecisionBody) or page.unproven:
        return
    texts = [body.disclosed_purpose, body.informed]
    texts += [
        text
        for item in body.disclosed
        if not item.withheld
        for text in (item.item, item.content, item.source)
    ]
    texts += [text for each in body.withheld for text in (each.part, each.explanation)]
    texts += [
        text
        for each in body.changes
        for text in (each.item, each.before, each.after if each.done else "")
    ]
    texts += [text for each in body.purposes for text in (each.item, each.acquired, each.purpose)]
    texts += [each.target for each in body.cessations]
    texts += [
        text
        for each in (*body.provided, *body.obtained)
        for text in (each.party, each.address, each.representative, each.items)
    ]
    yield from must(page, *filter(None, texts))
    if body.asked_electronic:
        yield from must(
            page,
            body.difficulty,
            ("その方法による開示が困難です。", "disclosure by this method is difficult."),
        )
    days = [body.as_of, body.done_on, *(each.done_on for each in body.cessations)]
    days += [each.on for each in (*body.provided, *body.obtained)]
    yield from must(page, *(page.day(day) for day in days if day))
