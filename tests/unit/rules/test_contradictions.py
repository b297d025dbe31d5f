# SPDX-License-Identifier: MIT
"""Every paper that was typed counts, also against (practice 32)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desk_app.records.base import LetterId, NoticeId
from desk_app.records.case.application import Correction, Proxy, ProxyKind
from desk_app.records.case.findings import AuthorityState, Axis, Finding, Identity, Verdict
from desk_app.records.case.history import ApplicationFile, Notice, RegisteredRecord, Ruling, Topic
from desk_app.records.case.papers import (
    Authority,
    Enclosure,
    Guardianship,
    Mandate,
    Register,
    Subject,
)
from desk_app.rules.finding_codes import Code
from desk_app.rules.findings.identity import addresses_contradict
from desk_app.rules.situation.check import examine
from desk_app.rules.situation.situation import situation_of
from desk_app.rules.workflow import judging
from tests.builders import (
    ADDRESS,
    ARRIVED,
    BORN,
    CLERK,
    NAME,
    asked,
    complete,
    moment,
    paper,
    record,
    rules,
    with_judgement,
)

ELSEWHERE, SOMEBODY, ANOTHER_DAY = "長崎市旭町8-20", "佐藤 健", date(1950, 1, 1)
LICENCE, RESIDENCE = paper("driving_licence"), paper("residence_certificate")
PROXY = Proxy(ProxyKind.CONSIGNED, "西村 さやか", address=ADDRESS)
OWN = replace(paper("driving_licence", Subject.PROXY), name=PROXY.name, born=date(1960, 2, 3))


def _sent(*papers: Enclosure, proxy: Proxy | None = None) -> ApplicationFile:
    file = replace(complete(), enclosures=papers)
    return replace(file, application=replace(file.application, proxy=proxy))


def _told(file: ApplicationFile, *codes: Code) -> list[Finding]:
    return [each for each in examine(file, rules(), ARRIVED).findings if each.code in codes]


@pytest.mark.parametrize(
    ("second", "code"),
    [
        (replace(RESIDENCE, name=SOMEBODY), Code.IDENTITY_NAME_CONTRADICTED),
        (replace(RESIDENCE, born=ANOTHER_DAY), Code.IDENTITY_BIRTH_CONTRADICTED),
        (replace(RESIDENCE, address=ELSEWHERE), Code.IDENTITY_ADDRESS_CONTRADICTED),
        (
            replace(RESIDENCE, born=ANOTHER_DAY, address=ELSEWHERE),
            Code.IDENTITY_BIRTH_CONTRADICTED,
        ),
        (replace(RESIDENCE, original=False, born=ANOTHER_DAY), Code.IDENTITY_BIRTH_CONTRADICTED),
        (replace(paper("family_register"), born=ANOTHER_DAY), Code.IDENTITY_BIRTH_CONTRADICTED),
    ],
    ids=["name", "birth", "address", "birth and address", "a copy", "no identity document"],
)
def test_what_a_paper_says_otherwise_beside_one_that_suffices(
    second: Enclosure, code: Code
) -> None:
    file = _sent(LICENCE, second)
    found = examine(file, rules(), ARRIVED)
    assert found.axes.identity is Identity.ASK
    (asked_about,) = _told(
        file,
        Code.IDENTITY_NAME_CONTRADICTED,
        Code.IDENTITY_BIRTH_CONTRADICTED,
        Code.IDENTITY_ADDRESS_CONTRADICTED,
    )
    assert (asked_about.code, asked_about.subject) == (code.value, second.id)
    cleared = with_judgement(file, Topic.DOUBT, asked_about.key, Ruling.ACCEPTED)
    assert examine(cleared, rules(), ARRIVED).axes.identity is Identity.SHOWN
    assert _told(cleared, Code.DOUBT_CLEARED)
    refused = with_judgement(file, Topic.DOUBT, asked_about.key, Ruling.REFUSED)
    assert examine(refused, rules(), ARRIVED).axes.identity is Identity.NOT_SHOWN


@pytest.mark.parametrize(
    "papers",
    [
        (LICENCE, RESIDENCE),
        (LICENCE, replace(RESIDENCE, name="", address="", born=None)),
        (replace(LICENCE, address=ELSEWHERE), replace(RESIDENCE, former_addresses=(ELSEWHERE,))),
        (replace(LICENCE, name=SOMEBODY), replace(RESIDENCE, former_names=(SOMEBODY,))),
        (LICENCE, replace(RESIDENCE, address=f"{ADDRESS} 成田ハイツ101")),
        (LICENCE, replace(paper("evidence"), name=SOMEBODY, address=ELSEWHERE)),
        (LICENCE, replace(paper("a kind of nowhere"), name=SOMEBODY)),
    ],
    ids=["alike", "unread", "moved", "renamed", "says more", "evidence", "unknown kind"],
)
def test_what_agrees_or_is_explained_is_not_asked_about(papers: tuple[Enclosure, ...]) -> None:
    found = examine(_sent(*papers), rules(), ARRIVED)
    assert found.axes.identity is Identity.SHOWN


def test_what_was_told_otherwise_is_not_asked_too() -> None:
    """What a notice asked about is answered by papers that suffice; a verdict is a verdict."""
    moved = replace(LICENCE, address=ELSEWHERE)
    alone = _told(_sent(moved), Code.IDENTITY_ADDRESS_CONTRADICTED)
    assert not alone
    cured = _sent(moved, RESIDENCE)
    assert _told(cured, Code.IDENTITY_ADDRESS_CONTRADICTED)
    asks = (f"{Code.IDENTITY_ADDRESS_DIFFERS}:{moved.id}",)
    notice = Notice(NoticeId("n1"), LetterId("l1"), "8-1", ARRIVED, ARRIVED, asks, ARRIVED)
    assert not _told(replace(cured, notices=(notice,)), Code.IDENTITY_ADDRESS_CONTRADICTED)
    written = replace(RESIDENCE, address="杉並区成田東3-12-7")
    judged = with_judgement(
        _sent(LICENCE, written), Topic.ADDRESS, str(written.id), Ruling.NOT_SAME
    )
    assert not _told(judged, Code.IDENTITY_ADDRESS_CONTRADICTED)


def test_a_paper_of_another_birth_date_proves_no_address_of_the_register() -> None:
    moved = replace(record(), address=ELSEWHERE)
    for aside in (
        replace(RESIDENCE, address=ELSEWHERE, born=ANOTHER_DAY),
        replace(RESIDENCE, former_addresses=(ELSEWHERE,), born=ANOTHER_DAY),
        replace(RESIDENCE, address=ELSEWHERE),
        replace(RESIDENCE, address=ELSEWHERE, former_addresses=(ELSEWHERE,)),
    ):
        file = replace(_sent(LICENCE, aside), inquiries=(asked(moved),))
        assert _told(file, Code.REGISTER_NOT_MATCHED)
    agreeing = replace(RESIDENCE, former_addresses=(ELSEWHERE,))
    known = replace(_sent(LICENCE, agreeing), inquiries=(asked(moved),))
    assert _told(known, Code.REGISTER_MATCHES)
    older = replace(LICENCE, address=ELSEWHERE, former_addresses=("札幌市中央区北1-1",))
    oldest = replace(record(), address="札幌市中央区北1-1")
    both = replace(_sent(older, agreeing), inquiries=(asked(oldest),))
    assert _told(both, Code.REGISTER_MATCHES)


def test_an_earlier_address_that_a_supervisor_found_is_known() -> None:
    moved = replace(LICENCE, address=ELSEWHERE)
    held = asked(replace(record(), address=ELSEWHERE))
    file = replace(_sent(moved, RESIDENCE), inquiries=(held,))
    (asked_about,) = _told(file, Code.IDENTITY_ADDRESS_CONTRADICTED)
    assert _told(file, Code.REGISTER_NOT_MATCHED)
    cleared = with_judgement(file, Topic.DOUBT, asked_about.key, Ruling.ACCEPTED)
    assert _told(cleared, Code.REGISTER_MATCHES)


def test_a_paper_of_another_birth_date_explains_no_former_name() -> None:
    aside = replace(RESIDENCE, born=ANOTHER_DAY, former_names=(SOMEBODY,))
    held = RegisteredRecord("r1", name=SOMEBODY, born=BORN, address=ADDRESS)
    file = replace(_sent(LICENCE, aside), inquiries=(asked(held),))
    assert not _told(file, Code.REGISTER_MATCHES)


def test_what_the_form_does_not_say_two_papers_must_not_contradict() -> None:
    file = _sent(LICENCE, replace(RESIDENCE, born=ANOTHER_DAY))
    unborn = replace(file.application, principal=replace(file.application.principal, born=None))
    (told,) = _told(replace(file, application=unborn), Code.IDENTITY_BIRTH_CONTRADICTED)
    assert told.facts["otherwise"] == BORN


def test_a_proxys_papers_count_against_the_proxy() -> None:
    second = replace(paper("residence_certificate", Subject.PROXY), name=PROXY.name)
    file = _sent(
        LICENCE, OWN, replace(second, born=ANOTHER_DAY), paper("seal_certificate"), proxy=PROXY
    )
    (told,) = _told(file, Code.IDENTITY_BIRTH_CONTRADICTED)
    assert (told.axis, told.facts["whose"]) == (Axis.AUTHORITY, "proxy")
    refused = with_judgement(file, Topic.DOUBT, told.key, Ruling.REFUSED)
    (asked_for,) = _told(refused, Code.DOCUMENT_NOT_ACCEPTED)
    assert asked_for.axis is Axis.AUTHORITY


MANDATE = Mandate(
    dated=ARRIVED,
    names_principal=True,
    names_proxy=True,
    rights=frozenset({"disclosure"}),
    covers_receipt=True,
    registered_seal=True,
    seal_matches=True,
)
LETTER = replace(paper("letter_of_proxy", Subject.NOBODY), mandate=MANDATE)
SEAL = paper("seal_certificate")
CERTIFICATE = replace(
    paper("guardianship_certificate", Subject.NOBODY),
    guardianship=Guardianship("adult_guardian", names_principal=True, names_proxy=True),
)
REGISTER = replace(
    paper("family_register", Subject.NOBODY),
    register=Register(names_principal=True, names_proxy=True, authority=Authority.SOLE),
)
YOUNG = date(2014, 4, 1)


def _by(kind: ProxyKind, *papers: Enclosure, born: date = BORN) -> ApplicationFile:
    proxy = replace(PROXY, kind=kind)
    file = _sent(replace(LICENCE, born=born), OWN, *papers, proxy=proxy)
    principal = replace(file.application.principal, born=born)
    held = asked(replace(record(), born=born))
    return replace(
        file,
        application=replace(file.application, principal=principal),
        inquiries=(held,),
    )


@pytest.mark.parametrize(
    ("kind", "papers", "place", "born"),
    [
        (ProxyKind.CONSIGNED, (LETTER, SEAL), 0, BORN),
        (ProxyKind.CONSIGNED, (LETTER, SEAL), 1, BORN),
        (ProxyKind.ADULT_GUARDIAN, (CERTIFICATE,), 0, BORN),
        (ProxyKind.PARENT, (replace(REGISTER, born=YOUNG),), 0, YOUNG),
    ],
    ids=["letter of proxy", "seal certificate", "certificate of guardianship", "family register"],
)
def test_what_shows_authority_is_the_principals_in_all_that_was_typed(
    kind: ProxyKind, papers: tuple[Enclosure, ...], place: int, born: date
) -> None:
    assert examine(_by(kind, *papers, born=born), rules(), ARRIVED).axes.authority is (
        AuthorityState.SHOWN
    )
    for more, code in (
        ({"name": SOMEBODY}, Code.IDENTITY_NAME_DIFFERS),
        ({"born": ANOTHER_DAY}, Code.IDENTITY_BIRTH_DIFFERS),
    ):
        other = replace(papers[place], **more)
        changed = (*papers[:place], other, *papers[place + 1 :])
        file = _by(kind, *changed, born=born)
        assert examine(file, rules(), ARRIVED).axes.authority is AuthorityState.NOT_SHOWN
        (told,) = _told(file, code)
        assert (told.axis, told.subject) == (Axis.AUTHORITY, other.id)
    elsewhere = replace(papers[place], address=ELSEWHERE)
    file = _by(kind, *papers[:place], elsewhere, *papers[place + 1 :], born=born)
    assert _told(file, Code.IDENTITY_ADDRESS_CONTRADICTED)


def test_a_certificate_that_bears_the_proxys_name_speaks_of_the_proxy() -> None:
    own = replace(CERTIFICATE, name=PROXY.name, born=ANOTHER_DAY)
    file = _by(ProxyKind.ADULT_GUARDIAN, own)
    assert not _told(file, Code.IDENTITY_NAME_DIFFERS, Code.IDENTITY_BIRTH_DIFFERS)
    (told,) = _told(file, Code.IDENTITY_BIRTH_CONTRADICTED)
    assert told.facts["whose"] == "proxy"


def test_a_name_written_differently_on_what_shows_authority_is_compared() -> None:
    file = _by(ProxyKind.ADULT_GUARDIAN, replace(CERTIFICATE, name=NAME.replace("高", "髙")))
    (told,) = _told(file, Code.IDENTITY_NAME_WRITTEN_DIFFERENTLY)
    assert (told.axis, told.verdict) == (Axis.AUTHORITY, Verdict.ASK)


def test_a_doubt_is_a_supervisors_question_by_its_key_and_rests_on_what_was_typed() -> None:
    file = _sent(LICENCE, replace(RESIDENCE, address=ELSEWHERE))
    (told,) = _told(file, Code.IDENTITY_ADDRESS_CONTRADICTED)
    assert (Topic.DOUBT, told.key) in judging.questions(situation_of(file, rules(), ARRIVED))
    cleared = with_judgement(file, Topic.DOUBT, told.key, Ruling.ACCEPTED)
    later = moment(date(2026, 11, 27))
    for field, stands in (("principal.phone", True), ("principal.address", False)):
        correction = Correction(field, "x", "y", "誤記", CLERK, later)
        application = replace(cleared.application, corrections=(correction,))
        asked_again = _told(
            replace(cleared, application=application), Code.IDENTITY_ADDRESS_CONTRADICTED
        )
        assert bool(asked_again) is not stands


@pytest.mark.parametrize(
    ("one", "other", "contradict"),
    [
        ("西新宿2-8-1", "西新宿2-8-1 都庁ハイツ101", False),
        ("西新宿2-8-1 都庁ハイツ101", "西新宿2-8-1 都庁ハイツ", False),
        ("西新宿2-8-1", "西新宿2-8-1", False),
        ("西新宿2-8-1", "西新宿二丁目8番1号", False),
        ("西新宿2-8-1", "西新宿2-8-11", True),
        ("西新宿2-8-1 ハイツ101", "西新宿2-8-1 ハイツ1011", True),
        ("西新宿2-8-1-101", "西新宿2-8-101", True),
        ("西新宿1-2-3", "西新宿2-3", True),
        ("西新宿1-2-3", "北新宿1-2-3", True),
    ],
)
def test_an_address_that_ends_earlier_says_less_and_nothing_else(
    one: str,
    other: str,
    contradict: bool,
) -> None:
    city = "東京都新宿区"
    assert addresses_contradict(city + one, city + other) is contradict
    assert addresses_contradict(city + other, city + one) is contradict
