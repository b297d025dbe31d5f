# SPDX-License-Identifier: MIT
"""Decisions by two people, and their letter told beforehand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk_app.desk import deciding, intake
from desk_app.desk.deciding import foretell
from desk_app.desk.errors import LetterStopped, NotAsShown, NotFound, StaleEdit
from desk_app.desk.signing import content_to_sign
from desk_app.records.application import Right
from desk_app.records.base import ApplicationId, ClaimId, DecisionId
from desk_app.records.decisions import Content, Decision, GroundUse, Outcome
from desk_app.records.findings import ClaimState, Work
from desk_app.records.history import ApplicationFile
from desk_app.records.journal import Action
from desk_app.records.letters import LetterFacts, LetterKind
from desk_app.store.columns import Codec
from tests.builders import complete, record
from tests.unit.desk import contents, working
from tests.unit.desk.contents import (
    HELD,
    Saying,
    granted,
    no_such_data,
    proposal,
    refusal,
)
from tests.unit.desk.office import Office, bad_input, fails, opened, refused, unchanged
from tests.unit.rules import courses

DISCLOSURE, CORRECTION = Right.DISCLOSURE, Right.CORRECTION
STALE = -1


def test_one_proposes_and_another_approves_with_a_signature(office: Office) -> None:
    id_ = working.logged(office)
    made = working.propose(office, id_, DISCLOSURE)
    assert office.look(id_).work is Work.TO_APPROVE
    deciding.approve(office.supervisor, id_, made.id)
    file = office.file(id_)
    (decision,) = file.decisions
    assert decision.approval is not None
    assert (decision.proposed_by, decision.approval.by) == ("clerk", "supervisor")
    assert deciding.genuine(office.clerk, file, decision)
    assert office.look(id_).axes.claims[decision.claim] is ClaimState.DECIDED
    assert office.actions()[-2:] == [Action.DECISION_PROPOSED, Action.DECISION_APPROVED]


def test_only_a_decision_whose_own_letter_was_read_is_approved(office: Office) -> None:
    id_ = working.logged(office)
    made = working.propose(office, id_, DISCLOSURE)
    shown = foretell(office.supervisor, id_, made)
    other = foretell(office.supervisor, id_, replace(made, outcome=Outcome.NO_SUCH_DATA))
    for others in (other, replace(shown, passages=shown.passages[:-1])):
        with fails(office, NotAsShown):
            deciding.approve(office.supervisor, id_, made.id, others)
    deciding.approve(office.supervisor, id_, made.id, shown)
    assert office.file(id_).decisions[0].approval is not None


def test_what_was_signed_is_the_decision_without_what_came_after(
    office: Office, id_: ApplicationId
) -> None:
    working.decide(office, id_, DISCLOSURE)
    file = office.file(id_)
    (decision,) = file.decisions
    assert not deciding.genuine(office.clerk, file, replace(decision, approval=None))
    after = replace(decision, approval=None, sent_back="x", taken_back=True)
    assert content_to_sign(file.application, decision) == content_to_sign(file.application, after)


def test_a_proposal_is_sent_back_with_a_reason_and_made_anew(office: Office) -> None:
    id_ = working.logged(office)
    made = working.propose(office, id_, DISCLOSURE)
    with bad_input(office, "reason_missing", "reason"):
        deciding.send_back(office.supervisor, id_, made.id, " ")
    deciding.send_back(office.supervisor, id_, made.id, "資料が足りない")
    assert office.file(id_).decisions[0].sent_back == "資料が足りない"
    assert office.look(id_).next.why == "sent_back"
    for verb in (deciding.approve, deciding.take_back):
        with refused(office, "not_waiting_for_approval"):
            verb(office.of("chief" if verb is deciding.approve else "clerk"), id_, made.id)
    with refused(office, "not_waiting_for_approval"):
        deciding.send_back(office.supervisor, id_, made.id, "もう一度")
    working.decide(office, id_, DISCLOSURE)


def test_only_the_proposer_takes_a_proposal_back(office: Office, id_: ApplicationId) -> None:
    made = working.propose(office, id_, DISCLOSURE)
    with refused(office, "not_the_proposer"):
        deciding.take_back(office.of("second"), id_, made.id)
    deciding.take_back(office.clerk, id_, made.id)
    assert office.look(id_).work is Work.TO_DECIDE
    with refused(office, "not_waiting_for_approval"):
        deciding.approve(office.supervisor, id_, made.id)


def test_a_claim_has_one_proposal_and_one_decision(office: Office, id_: ApplicationId) -> None:
    working.propose(office, id_, DISCLOSURE)
    with refused(office, "claim_already_proposed"):
        working.propose(office, id_, DISCLOSURE)
    deciding.approve(office.supervisor, id_, office.file(id_).decisions[0].id)
    with refused(office, "claim_ended"):
        working.propose(office, id_, DISCLOSURE)
    with refused(office, "not_waiting_for_approval", "claim_ended"):
        deciding.approve(office.supervisor, id_, office.file(id_).decisions[0].id)


def test_a_proposal_on_a_claim_that_was_withdrawn_is_not_approved(office: Office) -> None:
    id_ = working.logged(office)
    made = working.propose(office, id_, DISCLOSURE)
    working.withdraw(office, id_, DISCLOSURE)
    with refused(office, "not_waiting_for_approval", "claim_ended"):
        deciding.approve(office.supervisor, id_, made.id)
    assert office.look(id_).axes.claims[made.claim] is ClaimState.WITHDRAWN


def test_what_is_approved_is_asked_again(office: Office, id_: ApplicationId) -> None:
    made = working.propose(office, id_, DISCLOSURE)
    working.answer(office, id_, replace(record(), address="長崎市旭町8-20"))
    with refused(office, "identity_not_shown"):
        deciding.approve(office.supervisor, id_, made.id)


def test_what_another_changed_meanwhile_is_stale(office: Office, id_: ApplicationId) -> None:
    draft = proposal(
        office.file(id_), working.claim_of(office, id_, DISCLOSURE), granted(DISCLOSURE)
    )
    with fails(office, StaleEdit):
        deciding.propose(office.clerk, replace(draft, version=draft.version + STALE))


def test_what_is_not_there_is_not_decided(office: Office, id_: ApplicationId) -> None:
    draft = proposal(office.file(id_), ClaimId("none"), granted(DISCLOSURE))
    with refused(office, "no_such_claim"):
        deciding.propose(office.clerk, draft)
    for verb in (deciding.approve, deciding.take_back):
        with bad_input(office, "no_such_decision", "decision"):
            verb(office.supervisor, id_, DecisionId("none"))


def _file(course: ApplicationFile) -> ApplicationFile:
    return working.as_it_came(course)


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
    (courses.without_scope(), no_such_data(), ("incomplete",)),
    (courses.written_differently(), granted(DISCLOSURE), ("identity_not_shown",)),
]


@pytest.mark.parametrize(
    ("course", "saying", "reasons"), FORBIDDEN, ids=lambda each: str(each)[-50:]
)
def test_what_the_table_forbids_is_refused_with_every_reason(
    office: Office, course: ApplicationFile, saying: Saying, reasons: tuple[str, ...]
) -> None:
    id_ = working.logged(office, file=_file(course))
    with refused(office, *reasons):
        working.propose(office, id_, DISCLOSURE, saying)


def test_a_proposal_that_says_too_little_or_what_is_unlawful_is_refused(
    office: Office, id_: ApplicationId
) -> None:
    """What else a proposal may lack stands in the tables of the rules."""
    for saying, reason in (
        (replace(refusal("PR-G5"), facts=""), "facts_missing"),
        (refusal("L-34-OPINION"), "ground_unlawful_for_right"),
        (replace(granted(DISCLOSURE), content=Content()), "content_missing"),
    ):
        with refused(office, reason):
            working.propose(office, id_, DISCLOSURE, saying)


def test_what_the_desk_holds_stands_in_no_journal(office: Office, id_: ApplicationId) -> None:
    working.decide(office, id_, DISCLOSURE)
    assert not any(HELD in entry.digests for entry in office.state.journal.values())


def test_the_text_kept_while_a_proposal_was_written_is_forgotten_with_it(office: Office) -> None:
    id_ = working.logged(office)
    intake.save_draft(office.clerk, "decision", "{}")
    draft = proposal(
        office.file(id_), working.claim_of(office, id_, DISCLOSURE), granted(DISCLOSURE)
    )
    deciding.propose(office.clerk, replace(draft, draft_key="decision"))
    assert office.state.drafts == {}


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
