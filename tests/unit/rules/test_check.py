# SPDX-License-Identifier: MIT
from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings

from desk_app.records.base import ClaimId, HeldThingId, JudgementId, UserId
from desk_app.records.case.application import Right
from desk_app.records.case.findings import (
    Examination,
    FeeStanding,
    FeeState,
    Identity,
    Likeness,
    RefusedPiece,
    RetentionState,
    Verdict,
)
from desk_app.records.case.history import ApplicationFile, Judgement, Ruling, Topic
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.mail import HeldKind, HeldThing, Piece
from desk_app.records.case.papers import Subject
from desk_app.rules.addresses import addresses
from desk_app.rules.case.case import standing
from desk_app.rules.finding_codes import TERMS, Code, NoticeRow
from desk_app.rules.letters.letters_due import letters_due
from desk_app.rules.names import names
from desk_app.rules.situation.check import examine, first_change
from desk_app.rules.situation.situation import situation_of
from desk_app.rules.work_codes import What, Why
from desk_app.rules.workflow.workflow import allowed
from tests.builders import (
    ARRIVED,
    asked,
    complete,
    mail,
    paper,
    record,
    rules,
    stamps,
    with_decision,
    with_judgement,
    with_letter,
    with_notice,
)
from tests.unit.rules.strategies import DAYS, FILES, LIKELY_FILES, NEAR

many = settings(max_examples=20, suppress_health_check=list(HealthCheck))


@many
@given(FILES, DAYS)
def test_examine_answers_for_any_file_on_any_day(file: ApplicationFile, on: date) -> None:
    _everything_answers(file, on)


@many
@given(LIKELY_FILES, NEAR)
def test_what_holds_of_any_likely_file(file: ApplicationFile, on: date) -> None:
    found = _everything_answers(file, on)
    _findings_carry_the_facts_their_code_names(found)
    _every_piece_enclosed_is_told_once(found.fee)
    assert found.axes.identity is not Identity.SHOWN or _some_paper_is_alike(file)


@pytest.mark.parametrize("ruling", Ruling)
@pytest.mark.parametrize("topic", Topic)
def test_a_verdict_that_is_none_of_its_topics_ends_nothing(topic: Topic, ruling: Ruling) -> None:
    """`judge` takes none, but kept files and check files may say what they like."""
    kana = replace(record(), id="r1", name="タカハシ ミユキ")
    file = complete(Right.DISCLOSURE, Right.CESSATION)
    child = replace(file.application.principal, born=date(2016, 6, 1))
    for principal, card in ((child, "residence_card"), (file.application.principal, "passport")):
        held = replace(paper(card), born=principal.born)
        file = replace(
            file,
            application=replace(file.application, principal=principal),
            enclosures=(held,),
            inquiries=(asked(kana),),
        )
        said = file
        for subject in ("", held.id, "r1", "1"):
            said = with_judgement(said, topic, subject, ruling)
        _everything_answers(said, ARRIVED)


def _everything_answers(file: ApplicationFile, on: date) -> Examination:
    found = examine(file, rules(on), on)
    situation = situation_of(file, rules(on), on)
    assert found.on == on
    assert found.next.what in set(What)
    assert found.next.why in set(Why)
    assert all(attempt.verb for attempt in allowed(situation))
    assert all(due.to for due in letters_due(situation))
    turned = first_change(situation, found)
    assert turned is None or (turned.on is not None and turned.on > on)
    return found


_SOMETIMES = {Code.FEE_PIECE_REFUSED: {"valid_until"}}
"""What a finding tells of some pieces alone: a stamp never runs out."""


def _findings_carry_the_facts_their_code_names(found: Examination) -> None:
    for finding in found.findings:
        term = TERMS[Code(finding.code)]
        assert set(term.facts) - set(finding.facts) <= _SOMETIMES.get(Code(finding.code), set())
        assert set(finding.facts) <= set(term.facts)
        assert bool(finding.cure) is (finding.verdict in {Verdict.MISSING, Verdict.DEFECTIVE})
        assert (
            not finding.is_deficiency or term.row in set(NoticeRow) or "document" in finding.facts
        )


def _every_piece_enclosed_is_told_once(fee: FeeStanding) -> None:
    not_counted = (*fee.refused, *fee.doubtful, *fee.late)
    assert fee.pieces_counted + sum(piece.count for piece in not_counted) == fee.pieces_enclosed
    assert fee.returnable <= fee.counted
    assert not (fee.short and fee.over)
    assert fee.counted - fee.returnable >= fee.required or fee.short or not fee.returnable


def _some_paper_is_alike(file: ApplicationFile) -> bool:
    """Return whether a paper of the principal shows name and address; they may differ in glyphs."""
    principal = file.application.principal
    return any(
        names.compare(principal.name, each.name).likeness is not Likeness.DIFFERENT
        and addresses.compare(principal.address, each.address).likeness is not Likeness.DIFFERENT
        for each in file.enclosures
        if each.of is Subject.PRINCIPAL
    )


def test_a_complete_application_shows_identity() -> None:
    """The properties above would hold for rules that never show anything."""
    assert examine(complete(), rules(), ARRIVED).axes.identity is Identity.SHOWN


@pytest.mark.parametrize("topic", [Topic.NAME, Topic.ADDRESS])
def test_a_person_cannot_call_the_different_the_same(topic: Topic) -> None:
    licence = replace(paper("driving_licence"), name="佐藤 健", address="長崎市旭町8-20")
    file = replace(complete(), enclosures=(licence,))
    judged = with_judgement(file, topic, licence.id, Ruling.SAME)
    assert examine(judged, rules(), ARRIVED).axes.identity is Identity.NOT_SHOWN


def test_another_way_of_writing_waits_for_a_person() -> None:
    licence = replace(paper("driving_licence"), name="髙橋 美由紀")
    file = replace(complete(), enclosures=(licence,))
    assert examine(file, rules(), ARRIVED).axes.identity is Identity.ASK
    same = with_judgement(file, Topic.NAME, licence.id, Ruling.SAME)
    assert examine(same, rules(), ARRIVED).axes.identity is Identity.SHOWN
    other = with_judgement(same, Topic.NAME, licence.id, Ruling.NOT_SAME)
    assert examine(other, rules(), ARRIVED).axes.identity is Identity.NOT_SHOWN


def test_missing_red_marking_is_told_and_never_a_fault() -> None:
    codes = {
        finding.code: finding.verdict for finding in examine(complete(), rules(), ARRIVED).findings
    }
    assert codes[Code.MARKING_NOT_SEEN] is Verdict.OK


def test_a_late_payment_refused_goes_back_and_once_only() -> None:
    late = date(2026, 12, 10)
    short = replace(complete(), mail=(mail(*stamps("84x10")),))
    noticed = with_notice(short, ARRIVED)
    came = replace(noticed, mail=(*noticed.mail, mail(*stamps("160x1"), number=2, arrived_on=late)))
    assert examine(came, rules(late), late).axes.fee is FeeState.ASK
    refused = with_judgement(came, Topic.LATE_ARRIVAL, "2", Ruling.REFUSED, late)
    found = examine(refused, rules(late), late)
    assert found.axes.fee is FeeState.SHORT
    assert found.fee.refused == (RefusedPiece("stamp", 160, 1, "late_refused", "m2p0"),)
    assert Counter(dict(found.fee.returnable_pieces))[160] == 0


def test_a_refused_piece_that_went_back_is_no_fault_any_more() -> None:
    both = stamps("500x1", "500x1", piece=Piece.REVENUE_STAMP)
    file = replace(complete(), mail=(mail(*both),))
    gone = HeldThing(
        HeldThingId("h"),
        HeldKind.REVENUE_STAMP,
        file.mail[0].id,
        file.application.id,
        amount=500,
        pieces=((500, 1),),
        note="revenue_stamp",
        returned_on=ARRIVED,
    )
    file = replace(file, mail=(replace(file.mail[0], held=(gone,)),))
    found = [
        (finding.code, finding.verdict, finding.facts.get("returned_on"))
        for finding in examine(file, rules(), ARRIVED).findings
        if finding.code.startswith("fee.piece")
    ]
    assert sorted(found) == [
        (Code.FEE_PIECE_REFUSED, Verdict.DEFECTIVE, None),
        (Code.FEE_PIECE_RETURNED, Verdict.OK, ARRIVED),
    ], "one of the two is still here"


def test_the_dates_follow_from_arrival_notice_and_completion() -> None:
    file = with_notice(replace(complete(), enclosures=()), ARRIVED)
    found = examine(file, rules(), ARRIVED)
    assert found.notice_due is not None
    assert found.notice_due.on == date(2026, 12, 9)
    assert found.notice_due.steps
    assert found.reply_target is not None
    assert found.reply_target.on == date(2026, 12, 9)
    assert found.warning_on == date(2026, 12, 5)
    assert (found.kept_until, found.disposal_from) == (None, None)


def test_retention_runs_from_the_posting_of_the_last_answer() -> None:
    decided = with_decision(complete(), Right.DISCLOSURE)
    file = with_letter(decided, LetterKind.DISCLOSURE, [ClaimId("disclosure")], ARRIVED)
    kept = examine(file, rules(), date(2028, 11, 25))
    assert kept.axes.retention is RetentionState.RUNNING
    assert kept.kept_until == date(2028, 11, 25)
    due = examine(file, rules(), date(2028, 11, 26))
    assert due.axes.retention is RetentionState.DUE
    assert due.disposal_from == date(2028, 11, 26)


SAME, NOT_SAME, BACK = Ruling.SAME, Ruling.NOT_SAME, Ruling.TAKEN_BACK
AT = datetime(2026, 11, 25, tzinfo=UTC)


def _given(*verdicts: tuple[str, Ruling]) -> tuple[Judgement, ...]:
    return tuple(
        Judgement(JudgementId(str(n)), Topic.NAME, subject, ruling, "", UserId("u"), AT, ARRIVED)
        for n, (subject, ruling) in enumerate(verdicts)
    )


def _stand(*verdicts: tuple[str, Ruling]) -> list[tuple[str, Ruling]]:
    return [(each.subject, each.ruling) for each in standing(_given(*verdicts))]


def test_each_taking_back_takes_the_last_verdict_on_its_subject() -> None:
    assert _stand(("a", SAME), ("b", SAME), ("a", BACK)) == [("b", SAME)]
    assert _stand(("a", SAME), ("a", NOT_SAME), ("a", BACK)) == [("a", SAME)]
    assert _stand(("a", SAME), ("a", NOT_SAME), ("a", BACK), ("a", BACK)) == []
    assert _stand(("a", SAME), ("a", BACK), ("a", NOT_SAME)) == [("a", NOT_SAME)]


def test_where_no_verdict_stands_taking_back_takes_nothing() -> None:
    assert _stand(("b", SAME), ("a", BACK)) == [("b", SAME)]
