# SPDX-License-Identifier: MIT
"""The acknowledgement of receipt (L1): once, while something is open, and the receipt alone."""

from __future__ import annotations

from dataclasses import replace

from desk_app.desk import corresponding
from desk_app.records.application import Proxy, ProxyKind, Right
from desk_app.records.history import ApplicationFile
from desk_app.records.letters import AcknowledgementBody, ByProxy, LetterKind
from desk_app.records.mail import Piece
from desk_app.records.people import Language
from desk_app.rules.situation import reply_target, situation_of
from desk_app.rules.work_codes import Refusal
from tests.builders import ADDRESS, complete, mail, paper, stamps
from tests.unit.desk import working
from tests.unit.desk.contents import HELD
from tests.unit.desk.office import Office, opened, refused
from tests.unit.desk.tries import later

L1 = LetterKind.ACKNOWLEDGEMENT
DISCLOSURE, CORRECTION = Right.DISCLOSURE, Right.CORRECTION


def _told(file: ApplicationFile) -> AcknowledgementBody:
    office = opened()
    id_ = working.logged(office, file=file, answered=False)
    body = working.body_of(office, working.issue(office, id_, L1))
    assert isinstance(body, AcknowledgementBody)
    return body


def test_it_lists_what_came_and_names_the_day_of_the_reply(office: Office) -> None:
    id_ = working.logged(office, DISCLOSURE, CORRECTION)
    letter = working.issue(office, id_, L1)
    facts, body = working.facts_of(office, letter), working.body_of(office, letter)
    assert isinstance(body, AcknowledgementBody)
    file = office.file(id_)
    situation = situation_of(file, office.clerk.rules_of(file.application), office.clock.today())
    assert body.target == reply_target(situation)
    assert facts.claims == (DISCLOSURE, CORRECTION)
    assert facts.by_proxy is None
    forms, licence, fee = body.received[:2], body.received[2], body.received[3]
    assert [each.title.rpartition("（")[2] for each in forms] == ["様式A-1）", "様式A-2）"]
    assert (licence.title, licence.count) == ("運転免許証", 1)
    assert (fee.kind, fee.amount, fee.count, fee.pieces) == ("stamp", 1000, 2, ((500, 2),))
    assert HELD not in repr(body)


def test_a_proxy_is_named_and_gets_it() -> None:
    file = complete(DISCLOSURE)
    proxy = Proxy(ProxyKind.CURATOR, "高橋 花子", postal_code="166-0015", address=ADDRESS)
    office = opened()
    by_proxy = replace(file, application=replace(file.application, proxy=proxy))
    id_ = working.logged(office, file=by_proxy, answered=False)
    letter = working.issue(office, id_, L1)
    body = working.body_of(office, letter)
    assert isinstance(body, AcknowledgementBody)
    assert (body.proxy_name, body.proxy_kind) == ("高橋 花子", ProxyKind.CURATOR)
    facts = working.facts_of(office, letter)
    assert facts.addressee.name == "高橋 花子"
    assert facts.by_proxy == ByProxy(file.application.principal.name, "高橋 花子")


def test_in_english_forms_and_papers_have_their_english_titles() -> None:
    file = complete(DISCLOSURE)
    english = replace(file.application, language=Language.EN)
    form, licence, *_ = _told(replace(file, application=english)).received
    assert (form.title + licence.title).isascii()


def test_pieces_of_one_kind_stand_in_one_row_and_sen_are_only_counted() -> None:
    lines = (*stamps("84x3", "110x2", "84x1"), *stamps("50x4", piece=Piece.SEN_STAMP))
    numbered = tuple(replace(each, id=type(each.id)(f"p{n}")) for n, each in enumerate(lines))
    body = _told(replace(complete(DISCLOSURE), mail=(mail(*numbered),)))
    yen, sen = [each for each in body.received if each.kind]
    assert (yen.amount, yen.count, yen.pieces) == (556, 6, ((110, 2), (84, 4)))
    assert (sen.kind, sen.amount, sen.count, sen.pieces) == ("sen_stamp", 0, 4, ())


def test_what_came_later_is_not_what_came_with_the_form(office: Office) -> None:
    file = replace(complete(DISCLOSURE), enclosures=())
    id_ = working.logged(office, file=file, answered=False)
    working.send(office, id_, later(office.clock.today()), enclosures=(paper("driving_licence"),))
    body = working.body_of(office, working.issue(office, id_, L1))
    assert isinstance(body, AcknowledgementBody)
    assert len(body.received) == 2


def test_it_is_given_once_unless_it_was_void(office: Office) -> None:
    id_ = working.logged(office, answered=False)
    first = working.issue(office, id_, L1)
    with refused(office, "acknowledged_already"):
        working.issue(office, id_, L1)
    corresponding.void_letter(office.clerk, id_, first.id, "誤り")
    assert working.issue(office, id_, L1).number != first.number


def test_nothing_is_acknowledged_once_everything_has_ended(office: Office) -> None:
    id_ = working.logged(office, DISCLOSURE, answered=False)
    working.withdraw(office, id_, DISCLOSURE)
    with refused(office, Refusal.ENDED.value):
        working.issue(office, id_, L1)


def test_it_answers_nothing(office: Office) -> None:
    id_ = working.logged(office, DISCLOSURE)
    working.issue(office, id_, L1)
    working.decide(office, id_, DISCLOSURE)
    answer = working.issue(office, id_, LetterKind.DISCLOSURE, DISCLOSURE)
    assert answer.kind is LetterKind.DISCLOSURE
