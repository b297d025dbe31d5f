# SPDX-License-Identifier: MIT
from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desk_app.records.case.application import Method, Right
from desk_app.records.case.decisions import (
    CessationResult,
    ChangeResult,
    Content,
    Decision,
    DisclosedItem,
    GroundUse,
    Outcome,
    ProvisionRecord,
    PurposeLine,
    Referral,
    Search,
    WithheldPart,
)
from desk_app.records.case.history import RegisteredRecord
from desk_app.rules.rulebook.file import Ground
from desk_app.rules.situation.situation import situation_of
from desk_app.rules.work_codes import Refusal
from desk_app.rules.workflow.attempt import Attempt, Verb
from desk_app.rules.workflow.conditions import faults
from desk_app.rules.workflow.workflow import refusals
from tests.builders import (
    ARRIVED,
    CLERK,
    application,
    claim,
    complete,
    record,
    rules,
    with_decision,
)
from tests.builders import asked as inquiry

ITEM = DisclosedItem("登録情報", "氏名", "高橋 美由紀")
RECORD = ProvisionRecord(None, "株式会社甲", "東京都", "乙", "氏名")
SEARCH = Search(date(2026, 11, 30), "会員台帳", "氏名と生年月日")
DONE = ChangeResult("住所", "後", "前", "後", done=True)
NOT_DONE = replace(DONE, done=False)
STOPPED = CessationResult("erasure", "会員台帳", done=True)
KEPT = replace(STOPPED, done=False)

ENOUGH = {
    Right.PURPOSE: Content(purposes=(PurposeLine("氏名", "登録", "発送"),)),
    Right.DISCLOSURE: Content(disclosed=(ITEM,)),
    Right.CORRECTION: Content(changes=(DONE,)),
    Right.ADDITION: Content(changes=(DONE,)),
    Right.DELETION: Content(changes=(DONE,)),
    Right.CESSATION: Content(cessations=(STOPPED,)),
    Right.ERASURE: Content(cessations=(STOPPED,)),
    Right.PROVISION_STOP: Content(cessations=(STOPPED,)),
    Right.PROVISION_RECORDS: Content(provided=(RECORD,), search=SEARCH),
}


def _decision(right: Right, outcome: Outcome, *grounds: GroundUse) -> Decision:
    (made,) = with_decision(complete(right), right, outcome).decisions
    return replace(made, grounds=grounds, content=Content())


def _faults(decision: Decision, method: Method = Method.PAPER) -> tuple[Refusal, ...]:
    right = Right(decision.claim)
    form = replace(application(right), method=method)
    return faults(decision, replace(claim(right), reason=""), form, rules())


@pytest.mark.parametrize("right", list(Right))
def test_a_claim_is_granted_with_what_its_letter_tells_and_without_a_ground(right: Right) -> None:
    granted = _decision(right, Outcome.GRANTED)
    told = replace(granted, content=ENOUGH[right])
    assert _faults(told) == ()
    assert _faults(granted) == (Refusal.CONTENT_MISSING,)
    assert _faults(replace(told, grounds=(GroundUse("PR-G4"),))) == (Refusal.GROUND_NOT_WANTED,)


@pytest.mark.parametrize("ground", rules().grounds, ids=lambda ground: ground.code)
def test_only_a_lawful_ground_refuses(ground: Ground) -> None:
    for right in Right:
        found = _faults(_decision(right, Outcome.REFUSED, GroundUse(ground.code)))
        lawful = right in ground.rights and ground.outcome is Outcome.REFUSED
        assert (Refusal.GROUND_UNLAWFUL in found) is not lawful, right
        assert (Refusal.GROUND_OFF in found) is not ground.enabled, right


@pytest.mark.parametrize("code", ["PR-G4", "PR-G5", "PR-G6"])
def test_harm_and_business_refuse_no_correction(code: str) -> None:
    """The policy's one list holds grounds that the law knows for disclosure only."""
    refused = _decision(Right.CORRECTION, Outcome.REFUSED, GroundUse(code, "companies_act", "432"))
    assert _faults(refused) == (Refusal.GROUND_UNLAWFUL,)


def test_a_refusal_has_ground_facts_and_explanation() -> None:
    bare = replace(_decision(Right.DISCLOSURE, Outcome.REFUSED), facts=" ", explanation="")
    assert _faults(bare) == (Refusal.NO_GROUND, Refusal.FACTS_MISSING, Refusal.EXPLANATION_MISSING)


def test_an_unknown_ground_is_refused() -> None:
    assert _faults(_decision(Right.DISCLOSURE, Outcome.REFUSED, GroundUse("PR-G9"))) == (
        Refusal.UNKNOWN_GROUND,
    )


@pytest.mark.parametrize(
    ("right", "use", "content", "fault"),
    [
        (Right.DISCLOSURE, GroundUse("PR-G6"), Content(), Refusal.LAW_MISSING),
        (Right.DISCLOSURE, GroundUse("PR-G6", "no_such_act", "1"), Content(), Refusal.LAW_MISSING),
        (Right.DISCLOSURE, GroundUse("PR-G6", "companies_act"), Content(), Refusal.LAW_MISSING),
        (Right.PURPOSE, GroundUse("L-32-2"), Content(), Refusal.ITEM_MISSING),
        (Right.PURPOSE, GroundUse("L-32-2", item="21(4)(iv)"), Content(), Refusal.ITEM_UNKNOWN),
        (Right.PURPOSE, GroundUse("L-32-1"), Content(), Refusal.PUBLISHED_AT_MISSING),
        (Right.ERASURE, GroundUse("L-35-2-COST"), Content(), Refusal.SUBSTITUTE_MISSING),
    ],
)
def test_a_ground_is_used_with_what_it_needs(
    right: Right, use: GroundUse, content: Content, fault: Refusal
) -> None:
    refused = replace(_decision(right, Outcome.REFUSED, use), content=content)
    assert _faults(refused) == (fault,)


@pytest.mark.parametrize(
    ("right", "use", "content"),
    [
        (Right.DISCLOSURE, GroundUse("PR-G6", "companies_act", "433"), Content()),
        (Right.PURPOSE, GroundUse("L-32-2", item="21(4)(i)"), Content()),
        (Right.PURPOSE, GroundUse("L-32-1"), Content(published_at="ウェブサイト")),
        (Right.ERASURE, GroundUse("L-35-2-COST"), Content(substitute="通知を止めます")),
        (Right.CORRECTION, GroundUse("PR-G1"), Content()),
    ],
)
def test_a_ground_with_what_it_needs_refuses(
    right: Right, use: GroundUse, content: Content
) -> None:
    assert _faults(replace(_decision(right, Outcome.REFUSED, use), content=content)) == ()


def test_nothing_held_tells_the_scope_of_the_search() -> None:
    nothing = _decision(Right.DISCLOSURE, Outcome.NO_SUCH_DATA, GroundUse("NOT-HELD"))
    assert _faults(nothing) == (Refusal.SEARCH_MISSING,)
    assert _faults(replace(nothing, content=Content(search=SEARCH))) == ()
    without_ground = replace(nothing, grounds=(), content=Content(search=SEARCH))
    assert _faults(without_ground) == ()
    records = _decision(Right.PROVISION_RECORDS, Outcome.GRANTED)
    for one_kind in (Content(provided=(RECORD,)), Content(obtained=(RECORD,))):
        assert _faults(replace(records, content=one_kind)) == (Refusal.SEARCH_MISSING,)
        assert _faults(replace(records, content=replace(one_kind, search=SEARCH))) == ()
    both = Content(provided=(RECORD,), obtained=(RECORD,))
    assert _faults(replace(records, content=both)) == ()


def test_a_part_withheld_has_ground_and_explanation() -> None:
    part = WithheldPart("第三者の氏名", GroundUse("PR-G4"), "第三者の利益を害するおそれがあるため")
    in_part = _decision(Right.DISCLOSURE, Outcome.GRANTED_IN_PART)
    told = Content(disclosed=(ITEM,), withheld=(part,))
    assert _faults(replace(in_part, content=told)) == ()
    bare = replace(told, withheld=(replace(part, explanation=" "),))
    assert _faults(replace(in_part, content=bare)) == (Refusal.EXPLANATION_MISSING,)
    none = Content(disclosed=(ITEM,))
    assert Refusal.WITHHELD_MISSING in _faults(replace(in_part, content=none))


def test_a_part_is_never_withheld_for_want_of_identity() -> None:
    part = WithheldPart("全部", GroundUse("PR-G1"), "確認できないため")
    in_part = replace(
        _decision(Right.DISCLOSURE, Outcome.GRANTED_IN_PART),
        content=Content(disclosed=(ITEM,), withheld=(part,)),
    )
    assert _faults(in_part) == (Refusal.GROUND_UNLAWFUL,)


def test_a_correction_in_part_tells_what_was_done() -> None:
    in_part = _decision(Right.CORRECTION, Outcome.GRANTED_IN_PART, GroundUse("L-34-CORRECT"))
    assert _faults(replace(in_part, content=Content(changes=(DONE, NOT_DONE)))) == ()
    assert _faults(replace(in_part, content=Content(changes=(NOT_DONE,)))) == (
        Refusal.CONTENT_MISSING,
    )


def test_granted_means_that_all_was_done() -> None:
    granted = _decision(Right.ERASURE, Outcome.GRANTED)
    half = replace(granted, content=Content(cessations=(STOPPED, KEPT)))
    assert _faults(half) == (Refusal.CONTENT_MISSING,)


@pytest.mark.parametrize(
    ("right", "content"),
    [
        (Right.DISCLOSURE, Content(disclosed=(ITEM, replace(ITEM, content=" ")))),
        (Right.DISCLOSURE, Content(disclosed=(ITEM, replace(ITEM, item="")))),
        (Right.DISCLOSURE, Content(disclosed=(DisclosedItem("", "", ""),))),
        (Right.PURPOSE, Content(purposes=(PurposeLine("氏名", "登録", ""),))),
        (Right.CORRECTION, Content(changes=(DONE, replace(DONE, item="")))),
        (Right.ERASURE, Content(cessations=(replace(STOPPED, target=" "),))),
    ],
)
def test_a_line_without_its_item_or_what_is_told_is_not_finished(
    right: Right, content: Content
) -> None:
    granted = replace(_decision(right, Outcome.GRANTED), content=content)
    assert _faults(granted) == (Refusal.CONTENT_MISSING,)


def test_a_part_withheld_needs_no_content_in_the_annex() -> None:
    kept_back = replace(ITEM, content="", withheld=True)
    part = WithheldPart("応対の記録", GroundUse("PR-G4"), "業務に支障があるため")
    in_part = replace(
        _decision(Right.DISCLOSURE, Outcome.GRANTED_IN_PART),
        content=Content(disclosed=(ITEM, kept_back), withheld=(part,)),
    )
    assert Refusal.CONTENT_MISSING not in _faults(in_part)


def test_a_purpose_is_notified_or_not() -> None:
    in_part = replace(
        _decision(Right.PURPOSE, Outcome.GRANTED_IN_PART, GroundUse("L-32-2", item="21(4)(i)")),
        content=ENOUGH[Right.PURPOSE],
    )
    assert _faults(in_part) == (Refusal.OUTCOME_NOT_FOR_RIGHT,)


def test_a_referral_names_the_contact() -> None:
    referred = _decision(Right.DISCLOSURE, Outcome.REFERRED)
    assert _faults(referred) == (Refusal.REFERRAL_MISSING,)
    named = Content(referral=Referral("会員窓口", "0120-000-000"))
    assert _faults(replace(referred, content=named)) == ()


@pytest.mark.parametrize("right", [Right.DISCLOSURE, Right.PROVISION_RECORDS])
def test_paper_for_an_electronic_record_says_why(right: Right) -> None:
    granted = replace(_decision(right, Outcome.GRANTED), content=ENOUGH[right])
    assert _faults(granted, Method.ELECTRONIC) == (Refusal.DIFFICULTY_MISSING,)
    why = replace(granted.content, difficulty="設備がない")
    assert _faults(replace(granted, content=why), Method.ELECTRONIC) == ()


def test_the_method_is_asked_of_disclosure_only() -> None:
    granted = replace(_decision(Right.PURPOSE, Outcome.GRANTED), content=ENOUGH[Right.PURPOSE])
    assert _faults(granted, Method.ELECTRONIC) == ()
    refused = _decision(Right.DISCLOSURE, Outcome.REFUSED, GroundUse("PR-G4"))
    assert _faults(refused, Method.ELECTRONIC) == ()


@pytest.mark.parametrize(
    ("right", "reason", "ground", "item", "found"),
    [
        (Right.CESSATION, "not_needed", "L-35-5", "not_needed", ()),
        (Right.CESSATION, "not_needed", "L-35-6-EXTENT", "", ()),
        (Right.CESSATION, "not_needed", "PR-G3", "", ()),
        (Right.CESSATION, "", "L-35-1", "improper_use", ()),
        (
            Right.CESSATION,
            "not_needed",
            "L-35-1",
            "beyond_purpose",
            (Refusal.GROUND_OF_OTHER_PARAGRAPH,),
        ),
        (
            Right.ERASURE,
            "improper_use",
            "L-35-6-EXTENT",
            "",
            (Refusal.GROUND_OF_OTHER_PARAGRAPH,),
        ),
        (
            Right.ERASURE,
            "improper_use",
            "L-35-1",
            "beyond_purpose",
            (Refusal.ITEM_NOT_OF_CLAIM,),
        ),
        (Right.ERASURE, "improper_use", "L-35-1", "improper_use", ()),
        (
            Right.PROVISION_STOP,
            "leak",
            "L-35-3",
            "provided_without_consent",
            (Refusal.GROUND_OF_OTHER_PARAGRAPH,),
        ),
    ],
)
def test_a_ground_answers_the_paragraph_and_the_reason_of_the_claim(
    right: Right, reason: str, ground: str, item: str, found: tuple[Refusal, ...]
) -> None:
    """What is asked under 35(5) is answered under 35(5) (practice 33)."""
    refused = _decision(right, Outcome.REFUSED, GroundUse(ground, item=item))
    asked = replace(claim(right), reason=reason)
    assert faults(refused, asked, application(right), rules()) == found


def _registered(right: Right, outcome: Outcome, *records: RegisteredRecord) -> set[Refusal]:
    content = replace(ENOUGH[right], search=SEARCH)
    file = replace(complete(right), inquiries=(inquiry(*records),))
    decision = replace(_decision(right, outcome), content=content)
    attempt = Attempt(Verb.PROPOSE, CLERK, decision=decision)
    return set(refusals(attempt, situation_of(file, rules(), ARRIVED)))


@pytest.mark.parametrize("right", list(Right))
def test_a_decision_says_nothing_against_the_register(right: Right) -> None:
    held_apart = right is Right.PROVISION_RECORDS
    of_items = right in {Right.CORRECTION, Right.ADDITION, Right.DELETION}
    none, one = (), (record(),)
    assert _registered(right, Outcome.GRANTED, *one) == set()
    assert _registered(right, Outcome.NO_SUCH_DATA, *none) == set()
    nothing, held = ({Refusal.NOTHING_REGISTERED}, {Refusal.DATA_REGISTERED})
    assert _registered(right, Outcome.GRANTED, *none) == (set() if held_apart else nothing)
    assert _registered(right, Outcome.NO_SUCH_DATA, *one) == (
        set() if held_apart or of_items else held
    )
