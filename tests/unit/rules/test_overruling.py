# SPDX-License-Identifier: MIT
"""What differs is the same once one person has said why and another has confirmed it (26)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from desk_app.records.base import EnclosureId, JudgementId, MailItemId, UserId
from desk_app.records.case.application import Correction
from desk_app.records.case.findings import Identity
from desk_app.records.case.history import (
    ApplicationFile,
    Judgement,
    RegisteredRecord,
    Ruling,
    Topic,
)
from desk_app.records.case.papers import Subject
from desk_app.rules.case.case import case_of
from desk_app.rules.situation.check import examine
from desk_app.rules.situation.situation import situation_of
from desk_app.rules.work_codes import Refusal, What, Why
from desk_app.rules.workflow import judging
from desk_app.rules.workflow.attempt import Attempt, Verb
from desk_app.rules.workflow.workflow import duty_of, refusals
from tests.builders import ADDRESS as FORM_ADDRESS
from tests.builders import (
    ARRIVED,
    BORN,
    CLERK,
    SUPERVISOR,
    asked,
    complete,
    mail,
    moment,
    paper,
    record,
    rules,
)
from tests.builders import NAME as FORM_NAME

LICENCE = "driving_licence-principal"
BEFORE, ALIAS = "東京都杉並区和田三丁目1番2号", "金 美由紀"
ADDRESS, NAME = (Topic.ADDRESS, LICENCE), (Topic.NAME, LICENCE)
HELD_ADDRESS, HELD_NAME = (Topic.REGISTERED_ADDRESS, "r1"), (Topic.REGISTERED_NAME, "r1")
OVERRULED, CONFIRMED = Ruling.OVERRULED, Ruling.CONFIRMED


def moved() -> ApplicationFile:
    """Return an application whose licence shows another address."""
    licence = replace(paper("driving_licence"), address=BEFORE)
    return replace(complete(), enclosures=(licence,))


def renamed() -> ApplicationFile:
    """Return an application whose licence shows another name."""
    return replace(complete(), enclosures=(replace(paper("driving_licence"), name=ALIAS),))


def held(name: str = FORM_NAME, address: str = FORM_ADDRESS) -> ApplicationFile:
    """Return an application whose record differs."""
    return replace(complete(), inquiries=(asked(replace(record(), name=name, address=address)),))


def made(of: tuple[Topic, str], ruling: Ruling, by: UserId, minute: int = 0) -> Judgement:
    at = moment(ARRIVED) + timedelta(minutes=minute)
    return Judgement(JudgementId(f"j{minute}"), *of, ruling, "理由", by, at, ARRIVED)


def judged(
    file: ApplicationFile, of: tuple[Topic, str], *given: tuple[Ruling, UserId]
) -> ApplicationFile:
    made_so = (made(of, *each, minute) for minute, each in enumerate(given, 1))
    return replace(file, judgements=(*file.judgements, *made_so))


def overruled(file: ApplicationFile, of: tuple[Topic, str]) -> ApplicationFile:
    return judged(file, of, (OVERRULED, CLERK), (CONFIRMED, SUPERVISOR))


def identity(file: ApplicationFile) -> Identity:
    return examine(file, rules(), ARRIVED).axes.identity


def codes(file: ApplicationFile) -> set[str]:
    return {finding.code for finding in examine(file, rules(), ARRIVED).findings}


def refused(
    file: ApplicationFile, of: tuple[Topic, str], ruling: Ruling, by: UserId, reason: str = "合併"
) -> tuple[Refusal, ...]:
    judgement = replace(made(of, ruling, by, 9), reason=reason)
    attempt = Attempt(Verb.JUDGE, by=by, judgement=judgement)
    return refusals(attempt, situation_of(file, rules(), ARRIVED))


DIFFERING = [
    (moved(), ADDRESS, "identity.address_to_confirm"),
    (renamed(), NAME, "identity.name_to_confirm"),
    (held(address=BEFORE), HELD_ADDRESS, "register.address_to_confirm"),
    (held(name=ALIAS), HELD_NAME, "register.name_to_confirm"),
]
each_difference = pytest.mark.parametrize(
    ("file", "of", "asks"), DIFFERING, ids=[of[0].value for _, of, _ in DIFFERING]
)


@each_difference
def test_it_waits_for_a_second_person_and_then_counts(
    file: ApplicationFile, of: tuple[Topic, str], asks: str
) -> None:
    assert judging.overrulable(case_of(file, rules(), ARRIVED)) == {of}
    said = judged(file, of, (OVERRULED, CLERK))
    assert asks not in codes(file)
    assert asks in codes(said)
    assert identity(said) is Identity.ASK
    examination = examine(said, rules(), ARRIVED)
    assert (examination.next.what, examination.next.why) == (What.CONFIRM_SAME, Why.OVERRULED)
    assert of in judging.questions(situation_of(said, rules(), ARRIVED))
    confirmed = overruled(file, of)
    assert identity(confirmed) is Identity.SHOWN
    assert asks not in codes(confirmed)


@each_difference
def test_one_person_cannot_do_both(file: ApplicationFile, of: tuple[Topic, str], asks: str) -> None:
    both = judged(file, of, (OVERRULED, CLERK), (CONFIRMED, CLERK))
    assert identity(both) is Identity.ASK
    assert asks in codes(both)
    said = judged(file, of, (OVERRULED, SUPERVISOR))
    assert refused(said, of, CONFIRMED, SUPERVISOR) == (Refusal.OWN_VERDICT,)
    assert refused(said, of, CONFIRMED, UserId("chief")) == ()


@each_difference
def test_what_nobody_overruled_is_not_confirmed(
    file: ApplicationFile, of: tuple[Topic, str], asks: str
) -> None:
    assert refused(file, of, CONFIRMED, SUPERVISOR) == (Refusal.RULING_NOT_FOR_TOPIC,)
    assert refused(file, of, Ruling.SAME, SUPERVISOR) == (Refusal.RULING_NOT_FOR_TOPIC,)
    for ruling in (CONFIRMED, Ruling.SAME):
        alone = judged(file, of, (ruling, SUPERVISOR))
        assert identity(alone) is identity(file)
        assert asks not in codes(alone)


@each_difference
def test_a_reason_is_needed(file: ApplicationFile, of: tuple[Topic, str], asks: str) -> None:
    assert refused(file, of, OVERRULED, CLERK, reason=" ") == (Refusal.REASON_MISSING,)
    assert refused(file, of, OVERRULED, CLERK) == ()
    assert refused(judged(file, of, (OVERRULED, CLERK)), of, CONFIRMED, SUPERVISOR, "") == ()
    assert asks


@each_difference
def test_it_can_be_refused_and_ended(
    file: ApplicationFile, of: tuple[Topic, str], asks: str
) -> None:
    for before in (judged(file, of, (OVERRULED, CLERK)), overruled(file, of)):
        assert refused(before, of, Ruling.NOT_SAME, SUPERVISOR) == ()
        ended = replace(
            before, judgements=(*before.judgements, made(of, Ruling.NOT_SAME, SUPERVISOR, 5))
        )
        assert codes(ended) == codes(file)
        assert refused(ended, of, OVERRULED, CLERK) == ()
    assert asks


@each_difference
def test_taking_back_leads_a_step_back(
    file: ApplicationFile, of: tuple[Topic, str], asks: str
) -> None:
    back = made(of, Ruling.TAKEN_BACK, SUPERVISOR, 5)
    confirmed = overruled(file, of)
    once = replace(confirmed, judgements=(*confirmed.judgements, back))
    assert asks in codes(once)
    twice = replace(once, judgements=(*once.judgements, replace(back, id=JudgementId("b"))))
    assert codes(twice) == codes(file)


@pytest.mark.parametrize(
    ("file", "of", "field"),
    [
        (moved(), ADDRESS, "principal.address"),
        (moved(), ADDRESS, f"papers.{LICENCE}.address"),
        (renamed(), NAME, "principal.name"),
        (renamed(), NAME, f"papers.{LICENCE}.name"),
        (held(address=BEFORE), HELD_ADDRESS, "anew.2.principal.address"),
    ],
)
def test_a_later_correction_of_either_side_voids_it(
    file: ApplicationFile, of: tuple[Topic, str], field: str
) -> None:
    at = moment(ARRIVED) + timedelta(hours=1)
    correction = Correction(field, "前", "後", "誤記", CLERK, at)
    confirmed = overruled(file, of)
    application = replace(confirmed.application, corrections=(correction,))
    corrected = replace(confirmed, application=application)
    assert codes(corrected) == codes(file)
    # Nobody can confirm what was said of the text before.
    said = replace(judged(file, of, (OVERRULED, CLERK)), application=application)
    assert refused(said, of, CONFIRMED, SUPERVISOR) == (Refusal.RULING_NOT_FOR_TOPIC,)
    late = replace(said, judgements=(*said.judgements, made(of, CONFIRMED, SUPERVISOR, 120)))
    assert codes(late) == codes(file)


def test_another_paper_that_comes_later_is_judged_anew() -> None:
    confirmed = overruled(moved(), ADDRESS)
    later = replace(
        paper("residence_certificate"),
        id=EnclosureId("later"),
        mail_item=MailItemId(2),
        address="長崎県長崎市旭町8-20",
    )
    file = replace(
        confirmed,
        mail=(*confirmed.mail, mail(number=2)),
        enclosures=(*confirmed.enclosures, later),
    )
    assert judging.overrulable(case_of(file, rules(), ARRIVED)) == {ADDRESS, (ADDRESS[0], "later")}


def test_a_record_overruled_for_the_form_does_not_agree_with_another_papers_address() -> None:
    """The record was compared with the form's address: a paper's other one is no part of it."""
    confirmed = overruled(held(address=BEFORE), HELD_ADDRESS)
    principal = replace(confirmed.application.principal, address="長崎県長崎市旭町8-20")
    correction = Correction(
        "principal.address", "前", "後", "誤記", CLERK, moment(ARRIVED) + timedelta(hours=1)
    )
    application = replace(confirmed.application, principal=principal, corrections=(correction,))
    file = replace(confirmed, application=application)
    assert "register.not_matched" in codes(file)


def test_a_namesakes_record_stays_one_when_it_was_not_confirmed() -> None:
    """One with another name, whose overruling was refused, is a namesake's as before."""
    file = held(name=ALIAS, address=BEFORE)
    assert "register.namesake" in codes(file)
    refused_so = judged(file, HELD_NAME, (OVERRULED, CLERK), (Ruling.NOT_SAME, SUPERVISOR))
    assert "register.namesake" in codes(refused_so)


def test_papers_of_a_proxy_that_is_none_and_empty_texts_are_not_compared() -> None:
    blank = replace(paper("driving_licence"), name=" ", address="")
    empty = RegisteredRecord("r1", born=BORN)
    nobodys = replace(paper("passport", Subject.PROXY), name=ALIAS, address=BEFORE)
    file = replace(complete(), enclosures=(blank, nobodys), inquiries=(asked(empty),))
    assert judging.overrulable(case_of(file, rules(), ARRIVED)) == frozenset()


def test_one_person_alone_silences_no_contradiction() -> None:
    """Beside a paper that suffices too, what differs stands against it until another confirms."""
    second = replace(paper("residence_certificate"), address=BEFORE)
    file = replace(complete(), enclosures=(paper("driving_licence"), second))
    of = (Topic.ADDRESS, str(second.id))
    contradicted = "identity.address_contradicted"
    assert contradicted in codes(file)
    assert contradicted in codes(judged(file, of, (OVERRULED, CLERK)))
    assert contradicted not in codes(overruled(file, of))
    assert identity(overruled(file, of)) is Identity.SHOWN


def test_a_papers_address_that_one_person_called_the_same_explains_no_record() -> None:
    """The record stands at another address, as does a second paper: one word does not join them."""
    second = replace(paper("residence_certificate"), address=BEFORE)
    file = replace(held(address=BEFORE), enclosures=(paper("driving_licence"), second))
    of = (Topic.ADDRESS, str(second.id))
    assert "register.not_matched" in codes(file)
    assert "register.not_matched" in codes(judged(file, of, (OVERRULED, CLERK)))
    assert "register.matches" in codes(overruled(file, of))


def test_a_name_in_kana_alone_is_a_matter_of_the_eye() -> None:
    principal = replace(complete().application.principal, kana="タカハシ ミユキ")
    file = held(name="タカハシ ミユキ")
    file = replace(file, application=replace(file.application, principal=principal))
    case = case_of(file, rules(), ARRIVED)
    assert judging.overrulable(case) == frozenset()
    assert judging.choices(case, *HELD_NAME) == {Ruling.SAME, Ruling.NOT_SAME}
    assert identity(judged(file, HELD_NAME, (Ruling.SAME, CLERK))) is Identity.SHOWN
    apart = judged(file, HELD_NAME, (Ruling.NOT_SAME, CLERK))
    assert judging.overrulable(case_of(apart, rules(), ARRIVED)) == {HELD_NAME}
    said = judged(apart, HELD_NAME, (OVERRULED, CLERK))
    assert identity(said) is Identity.ASK
    assert identity(overruled(apart, HELD_NAME)) is Identity.SHOWN


def test_the_duty_is_the_approvers() -> None:
    assert duty_of(Topic.NAME, CONFIRMED).value == "approve"
    assert duty_of(Topic.NAME, OVERRULED).value == "check"
    assert duty_of(Topic.LATE_ARRIVAL, Ruling.ACCEPTED).value == "accept_late"
