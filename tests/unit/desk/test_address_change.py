# SPDX-License-Identifier: MIT
"""A change of address by mail: shown by a paper, taken over, what it overtakes (practice 28)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from desk_app.desk.applications import checking, deciding, supplements, undoing
from desk_app.desk.applications.checking import JudgementDraft
from desk_app.desk.keeping import stands
from desk_app.desk.letters import corresponding
from desk_app.records.base import ApplicationId, MailItemId
from desk_app.records.case.application import Proxy, ProxyKind, ReplyTo, Right
from desk_app.records.case.history import Ruling, Topic
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.mail import Matter
from desk_app.records.case.papers import Enclosure, Subject
from desk_app.rules.finding_codes import Code
from desk_app.rules.work_codes import What, Why
from tests.builders import ADDRESS, complete, paper
from tests.unit.desk import working
from tests.unit.desk.office import Office, bad_input, refused
from tests.unit.desk.tries import later
from tests.unit.rules import courses

DISCLOSURE, DELAY, NOTICE = Right.DISCLOSURE, LetterKind.DELAY, LetterKind.DEFICIENCIES
NEW, CODE = "長崎市旭町8-20", "8528003"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def logged(office: Office) -> ApplicationId:
    """A complete application whose register matches."""
    return working.logged(office)


def certificate() -> Enclosure:
    """Return a residence certificate with the new address."""
    return replace(paper("residence_certificate"), address=NEW, original=True)


def tell(
    office: Office, id_: ApplicationId, *papers: Enclosure, address: str = NEW, **more: object
) -> MailItemId:
    """Log a writing of today that tells a new address."""
    office.clock.pass_time(MINUTE)
    item = replace(later(office.clock.today()), matter=Matter.CHANGE_OF_ADDRESS)
    told = {"enclosures": papers, "postal_code": CODE, "address": address, **more}
    working.send(office, id_, item, **told)
    return office.file(id_).address_changes[-1].mail_item


def take(
    office: Office, id_: ApplicationId, item: MailItemId, ruling: Ruling, why: str = ""
) -> None:
    """Say that a new address counts, or not."""
    office.clock.pass_time(MINUTE)
    draft = JudgementDraft(id_, Topic.NEW_ADDRESS, str(item), ruling, why)
    checking.judge(office.clerk, draft)


def test_what_is_told_changes_nothing_before_a_paper_shows_it(
    office: Office, logged: ApplicationId
) -> None:
    item = tell(office, logged)
    file = office.file(logged)
    assert file.application.principal.address == ADDRESS
    assert Code.ADDRESS_CHANGE_UNSHOWN in working.shown(office, logged)
    assert office.look(logged).next.what == What.GIVE_NOTICE
    with refused(office, "incomplete"):
        working.propose(office, logged, DISCLOSURE)
    with refused(office, "ruling_not_for_topic"):
        take(office, logged, item, Ruling.ACCEPTED)
    notice = working.notify(office, logged)
    assert working.facts_of(office, notice).addressee.address == ADDRESS
    working.let_pass(office, logged)
    assert Code.ADDRESS_CHANGE_LEFT in working.shown(office, logged)
    letter = working.sent(office, logged, DISCLOSURE)
    assert working.facts_of(office, letter).addressee.address == ADDRESS


def test_once_shown_the_reply_goes_to_the_new_address(
    office: Office, logged: ApplicationId
) -> None:
    item = tell(office, logged, certificate())
    look = office.look(logged)
    assert (look.next.what, look.next.why) == (What.JUDGE, Why.NEW_ADDRESS)
    take(office, logged, item, Ruling.ACCEPTED)
    principal = office.file(logged).application.principal
    assert (principal.postal_code, principal.address) == (CODE, NEW)
    kept = [(note.field, note.old) for note in office.file(logged).application.corrections]
    assert (f"anew.{item}.principal.address", ADDRESS) in kept
    assert office.look(logged).next.what == What.PROPOSE
    letter = working.sent(office, logged, DISCLOSURE)
    assert working.facts_of(office, letter).addressee.address == NEW


def test_of_two_new_addresses_the_one_that_is_said_to_count_is_taken_over_and_put_back(
    office: Office, logged: ApplicationId
) -> None:
    tell(office, logged, certificate())
    other = "長崎市元船町4-1"
    second = tell(office, logged, replace(certificate(), address=other), address=other)
    take(office, logged, second, Ruling.ACCEPTED)
    assert office.file(logged).application.principal.address == other
    undoing.take_back_verdict(office.clerk, logged, Topic.NEW_ADDRESS, str(second))
    assert office.file(logged).application.principal.address == ADDRESS


def test_a_letter_for_the_old_address_is_written_anew(
    office: Office, logged: ApplicationId
) -> None:
    letter = working.answered(office, logged, DISCLOSURE)
    item = tell(office, logged, certificate())
    with refused(office, "to_be_approved_again"):
        working.post(office, logged, letter.id)
    take(office, logged, item, Ruling.ACCEPTED)
    situation = stands(office.clerk, office.file(logged))
    assert situation.is_overtaken(letter)
    with refused(office, "letter_overtaken"):
        working.post(office, logged, letter.id)
    deciding.approve(office.supervisor, logged, office.file(logged).decisions[-1].id)
    look = office.look(logged)
    assert (look.next.what, look.next.why) == (What.WRITE_ANEW, Why.CHANGED_SINCE)
    corresponding.void_letter(office.clerk, logged, letter.id, "住所が変わった")
    anew = working.issue(office, logged, LetterKind.DISCLOSURE, DISCLOSURE)
    assert working.facts_of(office, anew).addressee.address == NEW
    working.post(office, logged, anew.id)


def test_a_notice_for_the_old_address_is_told_as_overtaken(office: Office) -> None:
    id_ = working.logged(office, file=courses.unpaid())
    notice = working.issue(office, id_, NOTICE)
    take(office, id_, tell(office, id_, certificate()), Ruling.ACCEPTED)
    look = office.look(id_)
    assert (look.next.what, look.next.why) == (What.WRITE_ANEW, Why.CHANGED_SINCE)
    with refused(office, "letter_overtaken"):
        working.post(office, id_, notice.id)


def test_what_was_posted_stands(office: Office, logged: ApplicationId) -> None:
    letter = working.sent(office, logged, DISCLOSURE)
    tell(office, logged, certificate())
    assert Code.ADDRESS_CHANGE_TOO_LATE in working.shown(office, logged)
    assert not stands(office.clerk, office.file(logged)).is_overtaken(letter)


def test_set_aside_with_a_reason_the_work_goes_on(office: Office, logged: ApplicationId) -> None:
    item = tell(office, logged)
    with bad_input(office, "reason_missing", "reason"):
        take(office, logged, item, Ruling.REFUSED)
    take(office, logged, item, Ruling.REFUSED, "別の方の届け出")
    assert office.look(logged).next.what == What.PROPOSE
    assert office.file(logged).application.principal.address == ADDRESS


def test_one_s_own_verdict_is_taken_back_with_its_effect(
    office: Office, logged: ApplicationId
) -> None:
    before = office.file(logged).application.principal
    item = tell(office, logged, certificate())
    take(office, logged, item, Ruling.ACCEPTED)
    undoing.take_back_verdict(office.clerk, logged, Topic.NEW_ADDRESS, str(item))
    application = office.file(logged).application
    assert (application.principal, application.corrections) == (before, ())
    assert Code.ADDRESS_CHANGE_SHOWN in working.shown(office, logged)
    take(office, logged, item, Ruling.REFUSED, "別の方の届け出")
    undoing.take_back_verdict(office.clerk, logged, Topic.NEW_ADDRESS, str(item))
    assert office.file(logged).application.principal == before


def test_the_proxy_moves_by_himself(office: Office) -> None:
    file = complete(DISCLOSURE)
    proxy = Proxy(ProxyKind.CONSIGNED, "田辺 次郎", address="東京都港区芝公園4-2-8")
    mandated = replace(file.application, proxy=proxy, reply_to=ReplyTo.PROXY)
    id_ = working.logged(office, file=replace(file, application=mandated))
    notice = working.issue(office, id_, NOTICE)
    shown = replace(certificate(), of=Subject.PROXY, name=proxy.name)
    licence = replace(paper("driving_licence"), of=Subject.PROXY, name=proxy.name, address=NEW)
    item = tell(office, id_, shown, licence, by_proxy=True)
    assert office.file(id_).address_changes[-1].of is Subject.PROXY
    take(office, id_, item, Ruling.ACCEPTED)
    application = office.file(id_).application
    assert application.proxy is not None
    assert (application.proxy.address, application.principal.address) == (NEW, ADDRESS)
    assert stands(office.clerk, office.file(id_)).is_overtaken(notice)
    undoing.take_back_verdict(office.clerk, id_, Topic.NEW_ADDRESS, str(item))
    assert office.file(id_).application.proxy == proxy


@pytest.mark.parametrize(
    ("address", "code"), [(" ", "address_missing"), (ADDRESS, "address_as_on_form")]
)
def test_it_tells_another_address(
    office: Office, logged: ApplicationId, address: str, code: str
) -> None:
    item = replace(later(office.clock.today()), matter=Matter.CHANGE_OF_ADDRESS)
    draft = supplements.SupplementDraft(item, logged, address=address)
    with bad_input(office, code, "address"):
        supplements.attach_supplement(office.clerk, draft)


def test_a_paper_whose_name_waits_for_a_look_is_asked_about(
    office: Office, logged: ApplicationId
) -> None:
    glyph = replace(certificate(), name=office.file(logged).application.principal.name + "　")
    unread = replace(certificate(), address="")
    tell(office, logged, unread)
    assert Code.DOCUMENT_UNREAD in working.shown(office, logged)
    tell(office, logged, replace(glyph, born=None))
    assert Code.ADDRESS_CHANGE_SHOWN in working.shown(office, logged)
