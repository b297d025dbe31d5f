# SPDX-License-Identifier: MIT
"""Decisions by two people (E3), and their letter told beforehand, with nothing kept (E1)."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from desk_app.desk.applications import deciding, intake
from desk_app.desk.errors import LetterStopped, NotAsShown, NotFound, StaleEdit
from desk_app.desk.signed.signing import content_to_sign
from desk_app.records.base import ApplicationId, ClaimId, DecisionId, UserId
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Right
from desk_app.records.case.decisions import Content, Decision, GroundUse, Outcome, Search
from desk_app.records.case.findings import ClaimState, Work
from desk_app.records.case.history import ApplicationFile
from desk_app.records.case.letters import LetterFacts
from desk_app.store.schema.columns import Codec
from tests.builders import complete, record
from tests.unit.desk import working
from tests.unit.desk.contents import (
    HELD,
    Saying,
    granted,
    in_part,
    no_such_data,
    proposal,
    referral,
    refusal,
)
from tests.unit.desk.office import Office, bad_input, fails, refused, unchanged
from tests.unit.rules import courses

DISCLOSURE, CORRECTION, ERASURE = Right.DISCLOSURE, Right.CORRECTION, Right.ERASURE
FACTS = "令和7年3月4日の記録に、本人以外の方の電話番号がある。"


@pytest.fixture
def made(office: Office, id_: ApplicationId) -> Decision:
    """A proposal to grant the disclosure."""
    return working.propose(office, id_, DISCLOSURE)


def test_one_proposes_and_another_approves_with_a_signature(
    office: Office, id_: ApplicationId, made: Decision
) -> None:
    assert office.look(id_).work is Work.TO_APPROVE
    deciding.approve(office.supervisor, id_, made.id)
    file = office.file(id_)
    (decision,) = file.decisions
    assert decision.approval is not None
    assert (decision.proposed_by, decision.approval.by) == ("clerk", "supervisor")
    assert deciding.genuine(office.clerk, file, decision)
    assert office.look(id_).axes.claims[decision.claim] is ClaimState.DECIDED
    assert office.actions()[-2:] == [Action.DECISION_PROPOSED, Action.DECISION_APPROVED]
    assert not any(HELD in entry.digests for entry in office.state.journal.values())
    # What is signed is the decision without what came after.
    assert not deciding.genuine(office.clerk, file, replace(decision, approval=None))
    after = replace(decision, approval=None, sent_back="x", taken_back=True)
    assert content_to_sign(file.application, decision) == content_to_sign(file.application, after)


def test_only_a_decision_whose_own_letter_was_read_is_approved(
    office: Office, id_: ApplicationId, made: Decision
) -> None:
    shown = deciding.foretell(office.supervisor, id_, made)
    nothing = replace(made, outcome=Outcome.NO_SUCH_DATA)
    other = deciding.foretell(office.supervisor, id_, nothing)
    for others in (other, replace(shown, passages=shown.passages[:-1])):
        with fails(office, NotAsShown):
            deciding.approve(office.supervisor, id_, made.id, others)
    deciding.approve(office.supervisor, id_, made.id, shown)
    assert office.file(id_).decisions[0].approval is not None


@pytest.mark.parametrize("place", ["as_of", "done_on", "search"])
def test_nothing_is_said_to_have_been_on_a_day_to_come(
    office: Office, id_: ApplicationId, place: str
) -> None:
    def saying(day: date) -> Saying:
        what: dict[str, Any] = {place: day}
        if place == "search":
            what = {place: Search(day, "会員登録", "氏名")}
        said = granted(DISCLOSURE)
        return replace(said, content=replace(said.content, **what))

    today = office.clerk.today
    with bad_input(office, "day_in_future", place):
        working.propose(office, id_, DISCLOSURE, saying(today + timedelta(days=1)))
    working.propose(office, id_, DISCLOSURE, saying(today))


def test_a_proposal_is_sent_back_with_a_reason_and_made_anew(
    office: Office, id_: ApplicationId, made: Decision
) -> None:
    with bad_input(office, "reason_missing", "reason"):
        deciding.send_back(office.supervisor, id_, made.id, " ")
    deciding.send_back(office.supervisor, id_, made.id, "資料が足りない")
    assert office.file(id_).decisions[0].sent_back == "資料が足りない"
    assert office.look(id_).next.why == "sent_back"
    with refused(office, "not_waiting_for_approval"):
        deciding.approve(office.of("chief"), id_, made.id)
    with refused(office, "not_waiting_for_approval"):
        deciding.take_back(office.clerk, id_, made.id)
    with refused(office, "not_waiting_for_approval"):
        deciding.send_back(office.supervisor, id_, made.id, "もう一度")
    working.decide(office, id_, DISCLOSURE)


def test_only_the_proposer_takes_a_proposal_back(
    office: Office, id_: ApplicationId, made: Decision
) -> None:
    with refused(office, "not_the_proposer"):
        deciding.take_back(office.of("second"), id_, made.id)
    deciding.take_back(office.clerk, id_, made.id)
    assert office.look(id_).work is Work.TO_DECIDE
    with refused(office, "not_waiting_for_approval"):
        deciding.approve(office.supervisor, id_, made.id)


def test_a_claim_has_one_proposal_and_one_decision(
    office: Office, id_: ApplicationId, made: Decision
) -> None:
    with refused(office, "claim_already_proposed"):
        working.propose(office, id_, DISCLOSURE)
    deciding.approve(office.supervisor, id_, made.id)
    with refused(office, "claim_ended"):
        working.propose(office, id_, DISCLOSURE)
    with refused(office, "not_waiting_for_approval", "claim_ended"):
        deciding.approve(office.supervisor, id_, made.id)


def test_a_proposal_on_a_claim_that_was_withdrawn_is_not_approved(
    office: Office, id_: ApplicationId, made: Decision
) -> None:
    working.withdraw(office, id_, DISCLOSURE)
    with refused(office, "not_waiting_for_approval", "claim_ended"):
        deciding.approve(office.supervisor, id_, made.id)
    assert office.look(id_).axes.claims[made.claim] is ClaimState.WITHDRAWN


def test_what_is_approved_is_asked_again(
    office: Office, id_: ApplicationId, made: Decision
) -> None:
    working.answer(office, id_, replace(record(), address="長崎市旭町8-20"))
    with refused(office, "identity_not_shown"):
        deciding.approve(office.supervisor, id_, made.id)


def test_what_is_stale_or_not_there_is_not_decided(office: Office, id_: ApplicationId) -> None:
    file = office.file(id_)
    draft = proposal(file, working.claim_of(office, id_, DISCLOSURE), granted(DISCLOSURE))
    last = [*office.state.journal.values()][-1]
    names = {user.id: user.name for user in office.state.users.values()}
    told = {"who": names[UserId(last.actor)], "at": last.at, "what": last.action.value}
    with fails(office, StaleEdit, facts=told):
        deciding.propose(office.clerk, replace(draft, version=draft.version - 1))
    with refused(office, "no_such_claim"):
        deciding.propose(office.clerk, replace(draft, claim=ClaimId("none")))
    for verb in (deciding.approve, deciding.take_back):
        with bad_input(office, "no_such_decision", "decision"):
            verb(office.supervisor, id_, DecisionId("none"))
    intake.save_draft(office.clerk, "decision", "{}")
    deciding.propose(office.clerk, replace(draft, draft_key="decision"))
    assert office.state.drafts == {}, "the text kept while it was written is forgotten with it"


FORBIDDEN = [
    (courses.unpaid(), granted(DISCLOSURE), ("fee_not_paid",)),
    (courses.unproven(), granted(DISCLOSURE), ("incomplete", "identity_not_shown")),
    (courses.unproven(), refusal("PR-G1"), ("no_notice_posted",)),
    (
        courses.unpaid(),
        refusal("PR-G1"),
        ("identity_is_shown", "no_notice_posted", "fee_lapses_first"),
    ),
    (courses.by_parent(), granted(DISCLOSURE), ("authority_not_shown",)),
    (courses.by_parent(), refusal("PR-G2"), ("no_notice_posted",)),
    (complete(DISCLOSURE), refusal("PR-G2"), ("authority_is_shown", "no_notice_posted")),
    (courses.without_scope(), granted(DISCLOSURE), ("incomplete",)),
    (courses.without_scope(), no_such_data(), ("data_registered", "incomplete")),
    (courses.written_differently(), granted(DISCLOSURE), ("identity_not_shown",)),
    # What else a proposal may lack stands in the tables of the rules.
    (complete(DISCLOSURE), replace(refusal("PR-G5"), facts=""), ("facts_missing",)),
    (complete(DISCLOSURE), refusal("L-34-OPINION"), ("ground_unlawful_for_right",)),
    (complete(DISCLOSURE), Saying(Outcome.GRANTED), ("content_missing",)),
]


@pytest.mark.parametrize(
    ("course", "saying", "reasons"), FORBIDDEN, ids=lambda each: str(each)[-50:]
)
def test_what_the_table_forbids_is_refused_with_every_reason(
    office: Office, course: ApplicationFile, saying: Saying, reasons: tuple[str, ...]
) -> None:
    id_ = working.logged(office, file=course)
    with refused(office, *reasons):
        working.propose(office, id_, DISCLOSURE, saying)


def _decision(office: Office, id_: ApplicationId, right: Right, saying: Saying) -> Decision:
    """Return a decision as the page holds it: proposed by nobody yet."""
    draft = proposal(office.file(id_), working.claim_of(office, id_, right), saying)
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


def _foretold(office: Office, id_: ApplicationId, right: Right, saying: Saying) -> str:
    decision = _decision(office, id_, right, saying)
    with unchanged(office):
        found = deciding.foretell(office.clerk, id_, decision)
    return "\n".join(passage.text for passage in found.passages)


EVERY_ANSWER = [
    (DISCLOSURE, granted(DISCLOSURE)),
    (DISCLOSURE, in_part(GroundUse("PR-G5"))),
    (DISCLOSURE, refusal("PR-G5")),
    (DISCLOSURE, no_such_data()),
    (CORRECTION, granted(CORRECTION)),
    (ERASURE, referral()),
]


def _logged_and_foretold(office: Office, right: Right, saying: Saying) -> tuple[ApplicationId, str]:
    """An application answered as it must be for such a decision, and the facts of its letter."""
    nothing = saying.outcome is Outcome.NO_SUCH_DATA
    id_ = working.logged(office, right, answered=not nothing)
    if nothing:
        working.answer(office, id_)
    return id_, _foretold(office, id_, right, saying)


def _of_saying(each: object) -> str:
    return each.outcome.value if isinstance(each, Saying) else ""


@pytest.mark.parametrize(("right", "saying"), EVERY_ANSWER, ids=_of_saying)
def test_it_is_told_too_while_a_withdrawal_of_the_claim_waits_to_be_looked_at(
    office: Office, right: Right, saying: Saying
) -> None:
    id_, told = _logged_and_foretold(office, right, saying)
    working.arrives(office, id_, right)
    assert working.owed(office, id_) == ()
    before, now = (json.loads(each) for each in (told, _foretold(office, id_, right, saying)))
    # Nobody knows yet with which letter the stamps go back.
    before["body"]["value"].pop("back", None)
    assert now == before


@pytest.mark.parametrize(("right", "saying"), EVERY_ANSWER, ids=_of_saying)
def test_it_has_the_facts_of_the_letter_that_is_issued_once_it_is_approved(
    office: Office, right: Right, saying: Saying
) -> None:
    id_, told = _logged_and_foretold(office, right, saying)
    issued = working.facts_of(office, working.answered(office, id_, right, saying))
    # Only its words are told, whatever envelope it will go in.
    same = replace(issued, number="8-1", journal_mark="", labelled=True)
    assert told == Codec[LetterFacts](LetterFacts).to_text(same)


def test_what_goes_into_the_same_letter_is_told_with_it(office: Office) -> None:
    id_ = working.logged(office, ERASURE, Right.CESSATION)
    working.decide(office, id_, Right.CESSATION)
    told = _foretold(office, id_, ERASURE, granted(ERASURE))
    assert '"claims":["cessation","erasure"]' in told or '"claims":["erasure","cessation"]' in told


def test_it_says_what_is_written_and_where_the_rest_will_stand(
    office: Office, id_: ApplicationId
) -> None:
    """Neither the desk's note is in it, nor what was proposed before on the claim."""
    refusing = replace(refusal("PR-G5"), facts=FACTS)
    told = _foretold(office, id_, DISCLOSURE, refusing)
    assert FACTS in told
    assert "窓口だけのメモ" not in told
    half = _foretold(office, id_, DISCLOSURE, replace(refusing, facts="", explanation=""))
    assert half.count(f'"{deciding.NOT_YET}"') >= 2
    working.propose(office, id_, DISCLOSURE, refusing)
    assert FACTS not in _foretold(office, id_, DISCLOSURE, granted(DISCLOSURE))


def test_what_cannot_be_told_is_refused_or_stops_the_letter(
    office: Office, id_: ApplicationId
) -> None:
    decision = _decision(office, id_, DISCLOSURE, Saying(Outcome.GRANTED, content=Content()))
    with bad_input(office, "text_control_character"):
        deciding.foretell(office.clerk, id_, replace(decision, facts="a\x00b"))
    with fails(office, LetterStopped):
        deciding.foretell(office.clerk, id_, replace(decision, outcome=Outcome.REFERRED))
    with fails(office, NotFound):
        deciding.foretell(office.clerk, id_, replace(decision, claim=ClaimId("another")))
