# SPDX-License-Identifier: MIT
"""Every reason the rulebook has for every right: each printed in both languages, and read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from desk_app.bootstrap import rulebook_path
from desk_app.letters import render
from desk_app.letters.samples import EARLIER, facts
from desk_app.records.case.application import Right
from desk_app.records.case.decisions import GroundUse, Outcome, Search
from desk_app.records.case.letters import DecisionBody, FeePaid, LetterFacts
from desk_app.records.desk.people import Language
from desk_app.rules.letters.letters_due import letter_kind
from desk_app.rules.rulebook.file import Ground
from desk_app.rules.rulebook.rulebook import Rules, load
from tests.letters.content_rules import objections
from tests.letters.reading import poppler_text
from tests.paper.windows import letters_loaded
from tests.workbench.processes import cut, spread
from tests.workbench.report import Context, Control, Goal, Work
from tests.workbench.report import Outcome as Reached

ON = date(2026, 11, 25)
CHARGEABLE = frozenset({Right.DISCLOSURE, Right.PURPOSE})
_SHARE = 20
_FEWEST = 180
"""So many letters at least does the rulebook have reasons for, in two languages."""


def try_variants(context: Context) -> Reached:
    """Print each, and hold it against the rules of all letters; then some that break them."""
    every = list(variants())
    some = context.chance("variants").sample(every, context.share(len(every), 8))
    shares = [[some[number] for number in numbers] for numbers in cut(len(some), _SHARE)]
    wrong = sum(spread(_objected, shares, letters_loaded), Counter[str]())
    bad = [_confirming(letter) for letter in some[:8]]
    seen = sum(bool(_objected([letter], reading)) for letter, reading in bad)
    return Reached(
        reached=f"{wrong.total()} rules broken by {len(some)} letters {dict(wrong) or ''}".strip(),
        held=not wrong,
        work=(Work("letters", len(some), context.share(_FEWEST, 8)),),
        control=Control(
            "an appeal and thirty days in the text",
            f"{seen} of {len(bad)} objected to",
            failed=seen == len(bad),
        ),
    )


def _objected(letters: Sequence[LetterFacts], more: str = "") -> Counter[str]:
    return Counter(
        f"{letter.kind.value} {letter.language.value} {each}"
        for letter in letters
        for each in objections(letter, poppler_text(render(letter)) + more)
    )


def _confirming(letter: LetterFacts) -> tuple[LetterFacts, str]:
    words = {Language.JA: "30日以内に審査請求", Language.EN: "appeal within 30 days"}
    return letter, words[letter.language]


def variants() -> Iterator[LetterFacts]:
    """Return a letter for each right, ground, case of the ground, and language."""
    for language in Language:
        for right in Right:
            for ground in _rules().grounds_for(right):
                for item in ground.items or ("",):
                    yield from _letters(language, right, ground, item)


def _letters(language: Language, right: Right, ground: Ground, item: str) -> Iterator[LetterFacts]:
    body = _body(right, ground, item)
    kind = letter_kind(right, body.outcome)
    yield facts(kind, body, right, language=language)
    if ground.code == "PR-G3":
        unshown = replace(body, identity_shown=False)
        yield facts(kind, unshown, right, language=language)


def _body(right: Right, ground: Ground, item: str) -> DecisionBody:
    needs = {need.value for need in ground.needs}
    law = ("電気通信事業法", "第4条") if "law_and_article" in needs else ("", "")
    unproven = ground.code if ground.unproven else ""
    return DecisionBody(
        outcome=ground.outcome,
        scope="オンラインショップのご注文の記録",
        unproven=unproven,
        grounds=(GroundUse(ground.code, *law, item=item),),
        facts="ご登録の記録を調査いたしました。",
        explanation="上記のとおりです。",
        notice=EARLIER if unproven else None,
        paid=FeePaid(1000) if right in CHARGEABLE else None,
        free=right not in CHARGEABLE,
        published_at="弊社ウェブサイト" if "published_at" in needs else "",
        substitute="お取引の帳簿に記載の氏名" if "substitute" in needs else "",
        search=Search(ON, "会員の登録", "氏名") if ground.outcome is Outcome.NO_SUCH_DATA else None,
        identity_shown=unproven != "PR-G1",
    )


@cache
def _rules() -> Rules:
    return load(rulebook_path()).on(ON)


RUN = Goal(
    "variants",
    "every ground of every right in both languages: 0 rules of the letters broken",
    try_variants,
    tools=("pdftotext",),
)
