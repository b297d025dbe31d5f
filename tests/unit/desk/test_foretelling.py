# SPDX-License-Identifier: MIT
"""The letter told beforehand: the same facts as the one that is issued, and nothing kept (E1)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk_app.desk import deciding
from desk_app.desk.errors import LetterStopped, NotFound
from desk_app.records.application import Right
from desk_app.records.base import ApplicationId, ClaimId, DecisionId
from desk_app.records.decisions import Decision, GroundUse, Outcome
from desk_app.records.letters import LetterFacts, LetterKind
from desk_app.store.columns import Codec
from tests.builders import complete
from tests.unit.desk import contents, working
from tests.unit.desk.contents import Saying
from tests.unit.desk.office import Office, bad_input, fails, opened, unchanged

DISCLOSURE, CORRECTION, ERASURE = Right.DISCLOSURE, Right.CORRECTION, Right.ERASURE
BUSINESS = GroundUse("PR-G5")
FACTS = "令和7年3月4日の記録に、本人以外の方の電話番号がある。"


def _decision(office: Office, id_: ApplicationId, right: Right, saying: Saying) -> Decision:
    """Return a decision as the page holds it: proposed by nobody yet."""
    file = office.file(id_)
    draft = contents.proposal(file, working.claim_of(office, id_, right), saying)
    return Decision(
        id=DecisionId(""),
        claim=draft.claim,
        outcome=draft.outcome,
        proposed_by=office.clerk.actor.id,
        proposed_at=office.clock.now(),
        proposed_on=office.clock.today(),
        grounds=draft.grounds,
        facts=draft.facts,
        explanation=draft.explanation,
        note="窓口だけのメモ",
        content=draft.content,
    )


def _told(office: Office, id_: ApplicationId, decision: Decision) -> str:
    with unchanged(office):
        found = deciding.foretell(office.clerk, id_, decision)
    return "\n".join(passage.text for passage in found.passages)


@pytest.mark.parametrize(
    ("right", "saying", "kind"),
    [
        (DISCLOSURE, contents.granted(DISCLOSURE), LetterKind.DISCLOSURE),
        (DISCLOSURE, contents.in_part(BUSINESS), LetterKind.DISCLOSURE),
        (DISCLOSURE, contents.refusal("PR-G5"), LetterKind.REFUSAL),
        (DISCLOSURE, contents.no_such_data(), LetterKind.NO_SUCH_DATA),
        (CORRECTION, contents.granted(CORRECTION), LetterKind.CORRECTION),
        (ERASURE, contents.referral(), LetterKind.REFERRAL),
    ],
    ids=lambda value: value.value if isinstance(value, LetterKind) else "",
)
def test_it_has_the_facts_of_the_letter_that_is_issued_once_it_is_approved(
    office: Office, right: Right, saying: Saying, kind: LetterKind
) -> None:
    id_ = working.logged(office, file=complete(right))
    told = _told(office, id_, _decision(office, id_, right, saying))
    working.decide(office, id_, right, saying)
    issued = working.facts_of(office, working.issue(office, id_, kind, right))
    # Only its words are told, whatever envelope it will go in.
    same = replace(issued, number="8-1", journal_mark="", labelled=True)
    assert told == Codec[LetterFacts](LetterFacts).to_text(same)


def test_what_goes_into_the_same_letter_is_told_with_it(office: Office) -> None:
    id_ = working.logged(office, file=complete(ERASURE, Right.CESSATION))
    working.decide(office, id_, Right.CESSATION)
    told = _told(office, id_, _decision(office, id_, ERASURE, contents.granted(ERASURE)))
    assert '"claims":["cessation","erasure"]' in told or '"claims":["erasure","cessation"]' in told


def test_the_note_of_the_desk_is_not_in_it(office: Office) -> None:
    id_ = working.logged(office, file=complete(DISCLOSURE))
    saying = replace(contents.refusal("PR-G5"), facts=FACTS)
    told = _told(office, id_, _decision(office, id_, DISCLOSURE, saying))
    assert FACTS in told
    assert "窓口だけのメモ" not in told


def test_a_refusal_half_written_shows_where_facts_and_explanation_will_stand() -> None:
    office = opened()
    id_ = working.logged(office, file=complete(DISCLOSURE))
    saying = replace(contents.refusal("PR-G5"), facts="", explanation="")
    told = _told(office, id_, _decision(office, id_, DISCLOSURE, saying))
    assert told.count(f'"{deciding.NOT_YET}"') >= 2


def test_what_was_proposed_before_on_the_claim_is_not_in_it(office: Office) -> None:
    id_ = working.logged(office, file=complete(DISCLOSURE))
    working.propose(office, id_, DISCLOSURE, replace(contents.refusal("PR-G5"), facts=FACTS))
    told = _told(office, id_, _decision(office, id_, DISCLOSURE, contents.granted(DISCLOSURE)))
    assert FACTS not in told


def test_a_text_that_cannot_be_taken_is_refused_and_a_missing_one_stops_the_letter() -> None:
    office = opened()
    id_ = working.logged(office, file=complete(DISCLOSURE))
    decision = _decision(office, id_, DISCLOSURE, contents.granted(DISCLOSURE))
    with bad_input(office, "text_control_character"):
        deciding.foretell(office.clerk, id_, replace(decision, facts="a\x00b"))
    referred = replace(decision, outcome=Outcome.REFERRED)
    with fails(office, LetterStopped):
        deciding.foretell(office.clerk, id_, referred)


def test_a_claim_of_another_application_is_not_found(office: Office) -> None:
    id_ = working.logged(office, file=complete(DISCLOSURE))
    decision = _decision(office, id_, DISCLOSURE, contents.granted(DISCLOSURE))
    with fails(office, NotFound):
        deciding.foretell(office.clerk, id_, replace(decision, claim=ClaimId("another")))
