# SPDX-License-Identifier: MIT
"""What a notice says beside what it found: shared stamps, other papers that would do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from desk_app.desk import intake
from desk_app.desk.letter_facts import deficiency_body
from desk_app.letters import words
from desk_app.letters.samples import samples
from desk_app.records.application import ProxyKind, Right
from desk_app.records.base import ApplicationId, PaymentLineId
from desk_app.records.history import ApplicationFile
from desk_app.records.letters import DeficiencyBody, LetterFacts, LetterKind, RowValue
from desk_app.records.mail import Allotment, Condition, Piece
from desk_app.records.papers import Subject
from desk_app.records.people import DeskProfile, Language
from desk_app.rules.check import examine
from tests.builders import ARRIVED, complete, mail, rules, stamps
from tests.unit.desk import working
from tests.unit.desk.office import Office, opened
from tests.unit.rules import courses

OTHER = ApplicationId(77)
ELIGIBILITY = "資格確認書"


def _notice(file: ApplicationFile) -> LetterFacts:
    office = opened()
    id_ = working.logged(office, file=file)
    return working.facts_of(office, working.issue(office, id_, LetterKind.DEFICIENCIES))


def _told(file: ApplicationFile) -> LetterFacts:
    """A notice on a file as it stands, allotments and all."""
    found = examine(file, rules(), ARRIVED)
    body = deficiency_body(rules(), DeskProfile(), file, found, ARRIVED)
    return replace(dict(samples(Language.JA))["L2"], body=body)


def _row(facts: LetterFacts, code: str) -> Mapping[str, RowValue]:
    assert isinstance(facts.body, DeficiencyBody)
    (row,) = [each for each in facts.body.rows if each.code == code]
    return dict(row.values)


def _said(facts: LetterFacts) -> str:
    return "\n".join(passage.text for passage in words(facts).passages)


def _sharing(own: int, others: int) -> ApplicationFile:
    """An envelope with so many stamps of 500 yen for each of two applications."""
    (line,) = stamps(f"500x{own + others}")
    file = complete()
    given = ((file.application.id, own), (OTHER, others))
    shared = replace(line, allotments=tuple(Allotment(*each) for each in given if each[1]))
    return replace(file, mail=(mail(shared),))


@pytest.mark.parametrize(("own", "code"), [(1, "fee_short"), (0, "fee_absent")])
def test_stamps_that_pay_for_another_application_too_are_told(own: int, code: str) -> None:
    facts = _told(_sharing(own, 2))
    assert _row(facts, code)["shared"]
    assert "同じ封筒の切手は、ほかのご請求の手数料に" in _said(facts)


def test_stamps_of_one_application_alone_are_told_as_they_are() -> None:
    facts = _told(_sharing(1, 0))
    assert "shared" not in _row(facts, "fee_short")
    assert "同じ封筒" not in _said(facts)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, True),
        ({"condition": Condition.TORN}, False),
        ({"condition": Condition.SOILED}, False),
        ({"piece": Piece.REVENUE_STAMP}, False),
    ],
)
def test_pieces_that_pay_for_nothing_are_not_said_to(
    changes: Mapping[str, object], *, told: bool
) -> None:
    file = _sharing(0, 2)
    (line,) = file.mail[0].payments
    unsound = replace(file, mail=(mail(replace(line, **changes)),))  # type: ignore[arg-type]
    assert ("shared" in _row(_told(unsound), "fee_absent")) is told


@pytest.mark.parametrize(("right", "told"), [(Right.DISCLOSURE, True), (Right.CORRECTION, False)])
def test_stamps_that_go_back_to_the_other_application_pay_for_nothing(
    office: Office, right: Right, *, told: bool
) -> None:
    torn = replace(stamps("500x2")[0], id=PaymentLineId("t"), condition=Condition.TORN)
    item = mail(*stamps("500x2"), torn)
    mine, theirs = complete(), complete(right)
    every = (
        intake.ApplicationDraft(mine.application, mine.enclosures),
        intake.ApplicationDraft(theirs.application, theirs.enclosures, ((0, 2), (1, 2))),
    )
    intake.log_application(office.clerk, intake.EnvelopeDraft(item, every))
    letter = working.issue(office, ApplicationId(1), LetterKind.DEFICIENCIES)
    assert ("shared" in _row(working.facts_of(office, letter), "fee_absent")) is told


def test_nor_do_those_of_an_application_that_was_withdrawn(office: Office) -> None:
    every = tuple(
        intake.ApplicationDraft(each.application, each.enclosures, given)
        for each, given in ((complete(), ()), (complete(), ((0, 2),)))
    )
    intake.log_application(office.clerk, intake.EnvelopeDraft(mail(*stamps("500x2")), every))
    working.withdraw(office, ApplicationId(2), Right.DISCLOSURE)
    letter = working.issue(office, ApplicationId(1), LetterKind.DEFICIENCIES)
    assert "shared" not in _row(working.facts_of(office, letter), "fee_absent")


def _child(*kinds: str, language: Language = Language.JA) -> ApplicationFile:
    """A child's request by one of two parents, of the papers of these kinds."""
    file = courses.by_joint_parent()
    papers = tuple(each for each in file.enclosures if each.kind in kinds)
    return replace(
        file,
        application=replace(file.application, language=language),
        enclosures=papers,
    )


def test_a_child_without_a_card_may_send_two_documents_without_a_photo() -> None:
    facts = _notice(_child("family_register"))
    values = [
        dict(each.values)
        for each in _body(facts).rows
        if dict(each.values).get("whose") == Subject.PRINCIPAL.value
    ]
    told = next(each["without_photo"] for each in values if "without_photo" in each)
    assert told == (ELIGIBILITY, "住民票の写し")
    assert f"顔写真のない書類2種類（{ELIGIBILITY}、住民票の写しなど）" in _said(facts)


def test_a_grown_person_is_asked_for_a_document_with_a_photo() -> None:
    facts = _notice(replace(complete(), enclosures=()))
    assert "without_photo" not in _row(facts, "identity_absent")


@pytest.mark.parametrize("language", Language)
def test_a_copied_register_of_a_parent_may_be_replaced_by_the_insurance_paper(
    language: Language,
) -> None:
    file = _child("family_register", language=language)
    copied = tuple(replace(each, original=False) for each in file.enclosures)
    facts = _notice(replace(file, enclosures=copied))
    told = _row(facts, "copy")["or_papers"]
    assert isinstance(told, tuple)
    assert str(told[0]) in _said(facts)


def test_a_guardian_of_a_minor_has_no_other_paper() -> None:
    file = _child("family_register")
    proxy = file.application.proxy
    assert proxy is not None
    guardian = replace(proxy, kind=ProxyKind.MINOR_GUARDIAN)
    copied = tuple(replace(each, original=False) for each in file.enclosures)
    asked = replace(file.application, proxy=guardian)
    facts = _notice(replace(file, application=asked, enclosures=copied))
    assert "or_papers" not in _row(facts, "copy")


def _body(facts: LetterFacts) -> DeficiencyBody:
    assert isinstance(facts.body, DeficiencyBody)
    return facts.body
