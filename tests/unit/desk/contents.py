# SPDX-License-Identifier: MIT
"""What a proposal says for each outcome of a right, enough for its letter."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from desk_app.desk.applications.deciding import ProposalDraft
from desk_app.records.base import ClaimId
from desk_app.records.case.application import Right
from desk_app.records.case.decisions import (
    CessationResult,
    ChangeResult,
    Content,
    DisclosedItem,
    GroundUse,
    Outcome,
    ProvisionRecord,
    PurposeLine,
    Referral,
    Search,
    WithheldPart,
)
from desk_app.records.case.history import ApplicationFile

HELD = "会員番号 4711-0815"
"""What the desk holds of the principal; no letter may tell it to somebody unproven."""

_ON = date(2026, 11, 25)
_ITEM = DisclosedItem("会員", "会員番号", HELD)
_SEARCH = Search(_ON, "会員管理システム", "氏名、住所、生年月日")
_REFERRAL = Referral("お客様センター", "0120-000-000")
_CHANGED = ChangeResult("住所", "後", "前", "後", done=True)
_STOPPED = CessationResult("cessation", "会員情報", done=True, done_on=_ON)

_GRANTED = {
    Right.DISCLOSURE: Content(disclosed=(_ITEM,)),
    Right.PURPOSE: Content(purposes=(PurposeLine("氏名", "登録", "連絡のため"),)),
    Right.PROVISION_RECORDS: Content(
        provided=(ProvisionRecord(_ON, "甲社", "東京都", "甲", "氏名"),), search=_SEARCH
    ),
    Right.CORRECTION: Content(changes=(_CHANGED,)),
    Right.ADDITION: Content(changes=(_CHANGED,)),
    Right.DELETION: Content(changes=(_CHANGED,)),
    Right.CESSATION: Content(cessations=(_STOPPED,)),
    Right.ERASURE: Content(cessations=(_STOPPED,)),
    Right.PROVISION_STOP: Content(cessations=(_STOPPED,)),
}


@dataclass(frozen=True, slots=True)
class Saying:
    """An outcome with its ground, and what the proposal says beyond them."""

    outcome: Outcome
    ground: GroundUse | None = None
    content: Content = field(default_factory=Content)
    facts: str = ""
    explanation: str = ""


def granted(right: Right) -> Saying:
    """Return that all was done as asked."""
    return Saying(Outcome.GRANTED, content=_GRANTED[right])


def refusal(code: str, *, item: str = "", law: str = "", article: str = "") -> Saying:
    """Return a refusal on a ground, with facts and explanation."""
    ground = GroundUse(code, law=law, article=article, item=item)
    return Saying(Outcome.REFUSED, ground, facts="調べた事実", explanation="その説明")


def no_such_data() -> Saying:
    """Return that nothing is held, with the scope of the search."""
    return Saying(Outcome.NO_SUCH_DATA, content=Content(search=_SEARCH))


def referral() -> Saying:
    """Return that the service's own contact answers."""
    return Saying(Outcome.REFERRED, content=Content(referral=_REFERRAL))


def in_part(ground: GroundUse) -> Saying:
    """Return a disclosure with a part withheld."""
    withheld = (WithheldPart("第三者の発言", ground, "第三者の権利を害する"),)
    content = Content(disclosed=(_ITEM,), withheld=withheld)
    return Saying(Outcome.GRANTED_IN_PART, content=content)


def proposal(file: ApplicationFile, claim: ClaimId, saying: Saying) -> ProposalDraft:
    """Return the draft of a proposal on a claim of an application as it stands."""
    return ProposalDraft(
        application=file.application.id,
        version=file.application.version,
        claim=claim,
        outcome=saying.outcome,
        grounds=() if saying.ground is None else (saying.ground,),
        facts=saying.facts,
        explanation=saying.explanation,
        content=saying.content,
    )


TELLING = {
    Right.DISCLOSURE: (
        granted(Right.DISCLOSURE),
        no_such_data(),
        refusal("PR-G5"),
        refusal("PR-G1"),
        refusal("PR-G2"),
        referral(),
    ),
    Right.CORRECTION: (
        granted(Right.CORRECTION),
        refusal("L-34-OPINION"),
        refusal("PR-G1"),
        refusal("PR-G2"),
        referral(),
    ),
}
"""What can be told of a claim of each right."""
