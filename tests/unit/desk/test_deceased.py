# SPDX-License-Identifier: MIT
"""A principal who has died: a supervisor's word first (practice 34)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk_app.desk.applications import checking, deciding
from desk_app.desk.errors import NotAllowed
from desk_app.desk.letters import corresponding
from desk_app.records.base import ApplicationId
from desk_app.records.case.application import Proxy, ProxyKind, Right
from desk_app.records.case.findings import Work
from desk_app.records.case.history import ApplicationFile, Ruling, Topic
from desk_app.records.case.letters import LetterKind, ReferralBody
from desk_app.rules.rulebook.rulebook import loads
from desk_app.rules.situation.situation import situation_of
from desk_app.rules.work_codes import Refusal, What, Why
from desk_app.rules.workflow.attempt import Attempt, Ending, Verb
from desk_app.rules.workflow.workflow import refusals
from tests.builders import ADDRESS, ARRIVED, complete
from tests.unit.desk import working
from tests.unit.desk.contents import granted, referral
from tests.unit.desk.office import Office, bad_input, fails, refused
from tests.unit.rules import courses
from tests.unit.rules.kept import FIRST

DISCLOSURE = Right.DISCLOSURE
OPEN, REFERRED = "deceased_not_decided", "deceased_referred"
HEIR = Proxy(ProxyKind.HEIR, "佐藤 真由美", address=ADDRESS)


def _of(proxy: Proxy | None, file: ApplicationFile | None = None) -> ApplicationFile:
    file = file or complete(DISCLOSURE)
    principal = replace(file.application.principal, deceased=True)
    application = replace(file.application, principal=principal, proxy=proxy)
    return replace(file, application=application)


@pytest.fixture
def heirs(office: Office) -> ApplicationId:
    """The application of an heir, with fee and the principal's licence."""
    return working.logged(office, file=_of(HEIR))


def _word(office: Office, id_: ApplicationId, ruling: Ruling, by: str = "supervisor") -> None:
    draft = checking.JudgementDraft(id_, Topic.DECEASED, "principal", ruling, "法の対象外")
    checking.judge(office.of(by), draft)


def test_nothing_is_sent_or_decided_before_the_supervisor_s_word(
    office: Office, heirs: ApplicationId
) -> None:
    step = office.look(heirs).next
    assert (step.what, step.why) == (What.CLEAR_UP, Why.DECEASED)
    office.clock.pass_days(14)
    for kind in (LetterKind.ACKNOWLEDGEMENT, LetterKind.DEFICIENCIES, LetterKind.DELAY):
        with refused(office, OPEN):
            working.issue(office, heirs, kind)
    for saying in (granted(DISCLOSURE), referral()):
        with refused(office, OPEN):
            working.propose(office, heirs, DISCLOSURE, saying)


def test_a_clerk_s_word_is_none_and_a_supervisor_says_why(
    office: Office, heirs: ApplicationId
) -> None:
    with fails(office, NotAllowed):
        _word(office, heirs, Ruling.REFUSED, by="clerk")
    draft = checking.JudgementDraft(heirs, Topic.DECEASED, "principal", Ruling.REFUSED, " ")
    with bad_input(office, "reason_missing", "reason"):
        checking.judge(office.supervisor, draft)


def test_what_is_not_covered_is_referred_and_the_fee_goes_back(
    office: Office, heirs: ApplicationId
) -> None:
    _word(office, heirs, Ruling.REFUSED)
    step = office.look(heirs).next
    assert (step.what, step.why) == (What.PROPOSE, Why.NOT_COVERED)
    with refused(office, "nothing_is_missing"):
        working.issue(office, heirs, LetterKind.DEFICIENCIES)
    with refused(office, REFERRED):
        working.propose(office, heirs, DISCLOSURE)
    letter = working.answered(office, heirs, DISCLOSURE, referral())
    body = working.body_of(office, letter, ReferralBody)
    assert (letter.kind, body.deceased) == (LetterKind.REFERRAL, True)
    assert body.back is not None
    assert body.back.amount == 1000
    assert working.facts_of(office, letter).addressee.name == HEIR.name
    working.post(office, heirs, letter.id, things=working.held(office, heirs))
    assert office.look(heirs).work is Work.DONE


def test_what_goes_on_is_asked_for_like_anybody_s(office: Office, heirs: ApplicationId) -> None:
    _word(office, heirs, Ruling.ACCEPTED)
    assert office.look(heirs).next.what == What.GIVE_NOTICE
    assert working.notify(office, heirs).posting is not None
    letter = working.answered(office, heirs, DISCLOSURE, referral())
    assert not working.body_of(office, letter, ReferralBody).deceased


def test_a_death_that_is_told_later_holds_up_what_is_in_hand(
    office: Office, id_: ApplicationId
) -> None:
    letter = working.answered(office, id_, DISCLOSURE)
    working.put(office, id_, "principal.deceased", value=True)
    assert office.look(id_).next.why == Why.DECEASED
    with refused(office, OPEN):
        working.post(office, id_, letter.id)
    with refused(office, OPEN):
        corresponding.record_printed(office.clerk, id_, (letter.id,))
    made = office.file(id_).decisions[-1]
    with refused(office, OPEN):
        deciding.approve(office.supervisor, id_, made.id)
    _word(office, id_, Ruling.REFUSED)
    with refused(office, REFERRED):
        deciding.approve(office.of("chief"), id_, made.id)
    working.put(office, id_, "principal.deceased", value=False)
    assert office.look(id_).next.what == What.PRINT_LETTER


def test_a_word_stands_no_more_once_what_it_was_given_on_is_corrected(
    office: Office, heirs: ApplicationId
) -> None:
    _word(office, heirs, Ruling.REFUSED)
    office.clock.pass_days(1)
    working.put(office, heirs, "principal.also_heirs", value=True)
    assert "deceased.goes_on" in {each.code for each in office.look(heirs).findings}
    working.put(office, heirs, "principal.also_heirs", value=False)
    assert office.look(heirs).next.why == Why.DECEASED


def test_nothing_is_written_to_the_dead(office: Office) -> None:
    id_ = working.logged(office, file=_of(None))
    _word(office, id_, Ruling.REFUSED)
    step = office.look(id_).next
    assert (step.what, step.why) == (What.ENTER_HEIR, Why.HEIR_UNNAMED)
    with refused(office, "heir_not_named"):
        working.propose(office, id_, DISCLOSURE, referral())
    working.put(office, id_, "proxy", value=HEIR)
    assert office.look(id_).next.why == Why.NOT_COVERED


def test_what_has_ended_is_not_asked_of(office: Office, id_: ApplicationId) -> None:
    working.sent(office, id_, DISCLOSURE)
    working.put(office, id_, "principal.deceased", value=True)
    assert not {each.code for each in office.look(id_).findings} & {"deceased.to_decide"}


@pytest.mark.parametrize("strict", [True, False])
@pytest.mark.parametrize(
    ("course", "ending"),
    [
        (courses.unpaid, Ending.LAPSED),
        (courses.unproven, Ending.IDENTITY_NOT_SHOWN),
        (courses.by_parent, Ending.AUTHORITY_NOT_SHOWN),
    ],
)
def test_who_is_referred_is_neither_refused_nor_told_of_a_lapse(
    course: courses.Course, ending: Ending, *, strict: bool
) -> None:
    source = FIRST.read_text("utf-8")
    before = "[[switch.notice_before_refusal]]\nfrom = 2015-02-04\nvalue = true"
    lighter = source.replace(before, before.replace("true", "false"))
    book = loads((source if strict else lighter).encode(), "light.toml")
    file = courses.judged_not_covered(_of(course().application.proxy or HEIR, course()))
    situation = situation_of(file, book.on(courses.PAST), courses.PAST)
    claims = (file.application.claims[0].id,)
    lapse = ending is Ending.LAPSED
    verb = Verb.CONFIRM_LAPSE if lapse else Verb.PROPOSE
    attempt = Attempt(verb, claims=claims, ending=None if lapse else ending)
    assert Refusal.DECEASED_REFERRED in refusals(attempt, situation)
    assert situation.lapsing == ()
    assert situation.on > ARRIVED
