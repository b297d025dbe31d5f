# SPDX-License-Identifier: MIT
from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk_app.records.base import ClaimId, MailItemId
from desk_app.records.case.application import Proxy, ProxyKind, ReplyTo, Right
from desk_app.records.case.findings import AuthorityState, Axis, Verdict
from desk_app.records.case.history import ApplicationFile, Ruling, Topic
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.papers import (
    Authority,
    Enclosure,
    Exercise,
    Guardianship,
    Mandate,
    Register,
    Subject,
)
from desk_app.rules.case import replies
from desk_app.rules.finding_codes import Code, Cure
from desk_app.rules.letters.letters_due import letters_due
from desk_app.rules.situation.check import examine
from desk_app.rules.situation.situation import on_another_day, situation_of
from desk_app.rules.situation.status import days_that_count
from tests.builders import (
    ADDRESS,
    ARRIVED,
    NAME,
    asked,
    complete,
    mail,
    paper,
    record,
    rules,
    with_decision,
    with_judgement,
    with_letter,
    with_notice,
)

LISTED: dict[str, bool | str | Exercise] = {"powers_listed": True, "powers_cover": True}
PROXY_NAME = "鈴木 一郎"
MINOR = date(2016, 6, 1)
REGISTER = Register(names_principal=True, names_proxy=True, authority=Authority.SOLE)
MANDATE = Mandate(
    dated=date(2026, 11, 1),
    names_principal=True,
    names_proxy=True,
    rights=frozenset({Right.DISCLOSURE.value}),
    covers_receipt=True,
    registered_seal=True,
    seal_matches=True,
)


def _licence() -> Enclosure:
    own = replace(paper("driving_licence", Subject.PROXY), name=PROXY_NAME)
    return replace(own, born=date(1985, 1, 1))


def _file(kind: ProxyKind, *papers: Enclosure, born: date | None = None) -> ApplicationFile:
    """Return an application by a proxy of a kind; a minor's where a birth date is given."""
    file = complete()
    born = born or file.application.principal.born
    application = replace(
        file.application,
        principal=replace(file.application.principal, born=born),
        proxy=Proxy(kind, PROXY_NAME, address=ADDRESS),
    )
    own = tuple(replace(each, born=born) for each in file.enclosures)
    return replace(
        file,
        application=application,
        enclosures=(*own, _licence(), *papers),
        inquiries=(asked(replace(record(), born=born)),),
    )


def _by_register(
    kind: ProxyKind, register: Register | None, code: str = "family_register"
) -> ApplicationFile:
    return _file(kind, replace(paper(code), register=register, born=MINOR), born=MINOR)


def _by_certificate(kind: ProxyKind, /, **seen: bool | str | Exercise) -> ApplicationFile:
    shown = Guardianship(kind.value, names_principal=True, names_proxy=True)
    certificate = replace(shown, **seen)  # type: ignore[arg-type]
    return _file(kind, replace(paper("guardianship_certificate"), guardianship=certificate))


def _consigned(mandate: Mandate | None, *more: Enclosure) -> ApplicationFile:
    letter = replace(paper("letter_of_proxy"), mandate=mandate)
    return _file(ProxyKind.CONSIGNED, letter, *more)


def _open(file: ApplicationFile) -> tuple[AuthorityState, set[str]]:
    """Return the axis and the codes that stand open on it."""
    found = examine(file, rules(), ARRIVED)
    codes = {
        finding.code
        for finding in found.findings
        if finding.axis is Axis.AUTHORITY and finding.verdict is not Verdict.OK
    }
    return found.axes.authority, codes


SHOWN = (AuthorityState.SHOWN, set[str]())


def _not_shown(*codes: Code) -> tuple[AuthorityState, set[str]]:
    return AuthorityState.NOT_SHOWN, {code.value for code in codes}


def test_without_a_proxy_authority_is_not_needed() -> None:
    assert _open(complete()) == (AuthorityState.NOT_NEEDED, set())


@pytest.mark.parametrize("code", ["family_register", "certificate_of_eligibility"])
def test_a_parent_shows_the_register_or_an_insurance_document(code: str) -> None:
    assert _open(_by_register(ProxyKind.PARENT, REGISTER, code)) == SHOWN


def test_a_health_insurance_card_shows_nothing_any_more() -> None:
    file = _by_register(ProxyKind.PARENT, REGISTER, "health_insurance_card")
    assert _open(file) == _not_shown(Code.DOCUMENT_ENDED)
    ended = [
        each
        for each in examine(file, rules(), ARRIVED).findings
        if each.code == Code.DOCUMENT_ENDED
    ]
    assert [each.facts["kinds"] for each in ended] == [
        ("family_register", "certificate_of_eligibility")
    ]


@pytest.mark.parametrize(
    ("register", "code"),
    [
        (replace(REGISTER, names_principal=False), Code.AUTHORITY_NOT_NAMED),
        (replace(REGISTER, names_proxy=False), Code.AUTHORITY_NOT_NAMED),
        (replace(REGISTER, authority=Authority.NOT_SHOWN), Code.AUTHORITY_HOLDER_NOT_SHOWN),
        (replace(REGISTER, authority=Authority.GUARDIAN), Code.AUTHORITY_KIND_DIFFERS),
    ],
)
def test_a_register_that_does_not_show_the_parent(register: Register, code: Code) -> None:
    assert _open(_by_register(ProxyKind.PARENT, register)) == _not_shown(code)


def test_joint_parental_authority_is_a_supervisors_question() -> None:
    joint = replace(REGISTER, authority=Authority.JOINT)
    file = _by_register(ProxyKind.PARENT, joint)
    assert _open(file) == (AuthorityState.ASK, {Code.AUTHORITY_JOINT.value})
    subject = file.enclosures[-1].id
    accepted = with_judgement(file, Topic.JOINT_AUTHORITY, subject, Ruling.ACCEPTED)
    assert _open(accepted) == SHOWN
    refused = with_judgement(file, Topic.JOINT_AUTHORITY, subject, Ruling.REFUSED)
    assert _open(refused) == _not_shown(Code.AUTHORITY_JOINT_REFUSED)
    both = _by_register(ProxyKind.PARENT, replace(joint, other_holder_signed=True))
    assert _open(both) == SHOWN


def test_a_minors_guardian_stands_in_the_register() -> None:
    guardian = replace(REGISTER, authority=Authority.GUARDIAN)
    assert _open(_by_register(ProxyKind.MINOR_GUARDIAN, guardian)) == SHOWN
    parent = _by_register(ProxyKind.MINOR_GUARDIAN, REGISTER)
    assert _open(parent) == _not_shown(Code.AUTHORITY_KIND_DIFFERS)


@pytest.mark.parametrize("kind", [ProxyKind.PARENT, ProxyKind.MINOR_GUARDIAN])
@pytest.mark.parametrize(
    ("born", "of_age"), [(date(2008, 11, 25), True), (date(2008, 11, 26), False)]
)
def test_nobody_acts_as_parent_of_a_person_of_eighteen(
    kind: ProxyKind,
    born: date,
    of_age: bool,
) -> None:
    state, codes = _open(_file(kind, born=born))
    assert state is AuthorityState.NOT_SHOWN
    assert (Code.AUTHORITY_OF_AGE in codes) is of_age


def test_without_a_birth_date_a_parent_cannot_be_judged() -> None:
    file = _by_register(ProxyKind.PARENT, REGISTER)
    nobody_knows = replace(file.application.principal, born=None)
    file = replace(file, application=replace(file.application, principal=nobody_knows))
    assert _open(file) == _not_shown(Code.FORM_FIELD_MISSING)


def test_a_register_nobody_read_is_not_checked() -> None:
    file = _by_register(ProxyKind.PARENT, None)
    assert _open(file) == (AuthorityState.NOT_CHECKED, {Code.AUTHORITY_UNREAD.value})


def test_an_adults_guardian_has_general_powers() -> None:
    assert _open(_by_certificate(ProxyKind.ADULT_GUARDIAN)) == SHOWN


@pytest.mark.parametrize(
    ("kind", "seen", "code"),
    [
        (ProxyKind.CURATOR, {}, Code.AUTHORITY_POWERS_NOT_LISTED),
        (ProxyKind.CURATOR, LISTED | {"powers_cover": False}, Code.AUTHORITY_POWERS_NOT_COVERING),
        (ProxyKind.ASSISTANT, {}, Code.AUTHORITY_POWERS_NOT_LISTED),
        (
            ProxyKind.VOLUNTARY_GUARDIAN,
            LISTED | {"supervisor_appointed": False},
            Code.AUTHORITY_NO_SUPERVISOR,
        ),
        (ProxyKind.ADULT_GUARDIAN, {"exercise": Exercise.JOINT}, Code.AUTHORITY_JOINT_EXERCISE),
        (
            ProxyKind.ADULT_GUARDIAN,
            {"exercise": Exercise.DIVIDED, "powers_cover": False},
            Code.AUTHORITY_POWERS_NOT_COVERING,
        ),
        (ProxyKind.ADULT_GUARDIAN, {"kind": "curator"}, Code.AUTHORITY_KIND_DIFFERS),
        (ProxyKind.ADULT_GUARDIAN, {"names_proxy": False}, Code.AUTHORITY_NOT_NAMED),
    ],
)
def test_a_certificate_that_does_not_suffice(
    kind: ProxyKind, seen: dict[str, bool | str | Exercise], code: Code
) -> None:
    assert _open(_by_certificate(kind, **seen)) == _not_shown(code)


@pytest.mark.parametrize(
    ("kind", "seen"),
    [
        (ProxyKind.CURATOR, LISTED),
        (ProxyKind.ASSISTANT, LISTED),
        (ProxyKind.VOLUNTARY_GUARDIAN, LISTED | {"supervisor_appointed": True}),
        (ProxyKind.ADULT_GUARDIAN, {"exercise": Exercise.JOINT, "other_holder_signed": True}),
    ],
)
def test_a_certificate_that_suffices(
    kind: ProxyKind, seen: dict[str, bool | str | Exercise]
) -> None:
    assert _open(_by_certificate(kind, **seen)) == SHOWN


@pytest.mark.parametrize(
    ("kind", "seen", "field"),
    [
        (ProxyKind.CURATOR, {"powers_listed": True}, "powers_cover"),
        (ProxyKind.VOLUNTARY_GUARDIAN, LISTED, "supervisor_appointed"),
    ],
)
def test_what_was_not_read_from_a_certificate_is_asked(
    kind: ProxyKind, seen: dict[str, bool], field: str
) -> None:
    file = _by_certificate(kind, **seen)
    assert _open(file) == (AuthorityState.NOT_CHECKED, {Code.AUTHORITY_UNREAD.value})
    subjects = {finding.subject for finding in examine(file, rules(), ARRIVED).findings}
    assert f"{file.enclosures[-1].id}.{field}" in subjects


def test_a_certificate_nobody_read_is_not_checked() -> None:
    file = _file(ProxyKind.ADULT_GUARDIAN, paper("guardianship_certificate"))
    assert _open(file) == (AuthorityState.NOT_CHECKED, {Code.AUTHORITY_UNREAD.value})


def test_a_consigned_proxy_shows_letter_and_certificate() -> None:
    assert _open(_consigned(MANDATE, paper("seal_certificate"))) == SHOWN
    assert _open(_consigned(MANDATE)) == _not_shown(Code.AUTHORITY_PAPER_MISSING)
    alone = _file(ProxyKind.CONSIGNED, paper("seal_certificate"))
    assert _open(alone) == _not_shown(Code.AUTHORITY_PAPER_MISSING)


@pytest.mark.parametrize(
    ("mandate", "code"),
    [
        (replace(MANDATE, dated=None), Code.AUTHORITY_MANDATE_BLANK),
        (replace(MANDATE, blank_fields=("matter",)), Code.AUTHORITY_MANDATE_BLANK),
        (replace(MANDATE, rights=frozenset({"purpose"})), Code.AUTHORITY_MANDATE_CLAIM),
        (replace(MANDATE, covers_receipt=False), Code.AUTHORITY_MANDATE_RECEIPT),
        (replace(MANDATE, registered_seal=False), Code.AUTHORITY_NO_SEAL),
        (replace(MANDATE, seal_matches=False), Code.AUTHORITY_SEAL_DIFFERS),
        (replace(MANDATE, names_principal=False), Code.AUTHORITY_NOT_NAMED),
        (replace(MANDATE, dated=date(2027, 1, 1)), Code.DOCUMENT_DATED_LATER),
        (replace(MANDATE, dated=date(2020, 1, 1)), Code.DOCUMENT_TOO_OLD),
    ],
)
def test_a_letter_of_proxy_that_does_not_suffice(mandate: Mandate, code: Code) -> None:
    """Its own date counts beside the day of issue that was typed (practice 9)."""
    assert _open(_consigned(mandate, paper("seal_certificate"))) == _not_shown(code)


def test_a_person_compares_the_seals() -> None:
    file = _consigned(replace(MANDATE, seal_matches=None), paper("seal_certificate"))
    assert _open(file) == (AuthorityState.ASK, {Code.AUTHORITY_SEAL_UNREAD.value})
    letter = file.enclosures[-2].id
    assert _open(with_judgement(file, Topic.SEAL, letter, Ruling.SAME)) == SHOWN
    other = with_judgement(file, Topic.SEAL, letter, Ruling.NOT_SAME)
    assert _open(other) == _not_shown(Code.AUTHORITY_SEAL_DIFFERS)


def test_a_letter_of_proxy_nobody_read_is_not_checked() -> None:
    file = _consigned(None, paper("seal_certificate"))
    assert _open(file) == (AuthorityState.NOT_CHECKED, {Code.AUTHORITY_UNREAD.value})


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"issued_on": date(2026, 8, 24)}, Code.DOCUMENT_TOO_OLD),
        ({"issued_on": date(2026, 11, 26)}, Code.DOCUMENT_DATED_LATER),
        ({"original": False}, Code.DOCUMENT_COPY),
        ({"name": "佐藤 健"}, Code.IDENTITY_NAME_DIFFERS),
    ],
)
def test_a_seal_certificate_is_a_fresh_original_of_the_principal(
    changed: dict[str, date | bool | str], code: Code
) -> None:
    certificate = replace(paper("seal_certificate"), **changed)  # type: ignore[arg-type]
    assert _open(_consigned(MANDATE, certificate)) == _not_shown(code)


def test_the_original_that_is_asked_for_in_place_of_a_copy_is_to_be_fresh() -> None:
    file = _consigned(MANDATE, replace(paper("seal_certificate"), original=False))
    found = examine(file, rules(), ARRIVED).findings
    cures = [each.cure for each in found if each.code == Code.DOCUMENT_COPY]
    assert cures == [Cure.FRESH_DOCUMENT]


def test_a_seal_certificate_on_the_last_day_of_its_three_months() -> None:
    certificate = replace(paper("seal_certificate"), issued_on=date(2026, 8, 25))
    assert _open(_consigned(MANDATE, certificate)) == SHOWN


def test_a_seal_certificate_in_another_glyph_waits_for_a_person() -> None:
    certificate = replace(paper("seal_certificate"), name="髙橋 美由紀")
    state, codes = _open(_consigned(MANDATE, certificate))
    assert (state, codes) == (AuthorityState.ASK, {Code.IDENTITY_NAME_WRITTEN_DIFFERENTLY.value})


def test_a_seal_certificate_without_a_name_is_read_first() -> None:
    certificate = replace(paper("seal_certificate"), name="")
    assert _open(_consigned(MANDATE, certificate)) == (
        AuthorityState.NOT_CHECKED,
        {Code.DOCUMENT_UNREAD.value},
    )


def test_a_seal_certificate_whose_day_of_issue_was_not_read_is_read_first() -> None:
    undated = replace(paper("seal_certificate"), issued_on=None)
    file = _consigned(MANDATE, undated)
    assert _open(file) == (AuthorityState.NOT_CHECKED, {Code.DOCUMENT_UNREAD.value})
    found = examine(file, rules(), ARRIVED).findings
    fields = [each.facts["field"] for each in found if each.code == Code.DOCUMENT_UNREAD]
    assert fields == ["issued_on"]


def test_a_later_good_paper_takes_the_place_of_a_bad_one() -> None:
    old = replace(paper("seal_certificate"), issued_on=date(2026, 8, 1))
    fresh = replace(paper("seal_certificate"), id=paper("x").id)
    assert _open(_consigned(MANDATE, old, fresh)) == SHOWN


def test_the_proxys_own_identity_is_asked_too() -> None:
    file = _by_certificate(ProxyKind.ADULT_GUARDIAN)
    without = tuple(each for each in file.enclosures if each.of is not Subject.PROXY)
    assert _open(replace(file, enclosures=without)) == _not_shown(Code.IDENTITY_ABSENT)


def test_the_powers_of_two_letters_of_proxy_add_up() -> None:
    file = complete(Right.DISCLOSURE, Right.PURPOSE)
    one = replace(paper("letter_of_proxy"), mandate=MANDATE)
    more = replace(MANDATE, rights=frozenset({Right.PURPOSE.value}))
    two = replace(one, id=paper("y").id, mandate=more)
    consigned = _file(ProxyKind.CONSIGNED, one, two, paper("seal_certificate"))
    application = replace(consigned.application, claims=file.application.claims)
    assert _open(replace(consigned, application=application)) == SHOWN


def test_a_proxys_own_seal_certificate_is_not_the_principals() -> None:
    letter = replace(paper("letter_of_proxy"), mandate=MANDATE)
    own = replace(paper("seal_certificate", Subject.PROXY), name=PROXY_NAME, born=None, address="")
    file = _file(ProxyKind.CONSIGNED, letter, own)
    assert _missing_papers(file) == ["seal_certificate"]
    both = _file(ProxyKind.CONSIGNED, letter, own, paper("seal_certificate"))
    assert _missing_papers(both) == []
    assert examine(both, rules(), ARRIVED).axes.authority is AuthorityState.SHOWN


@pytest.mark.parametrize("of", Subject)
def test_a_register_that_names_both_serves_whosever_it_is_called(of: Subject) -> None:
    file = _by_register(ProxyKind.PARENT, REGISTER)
    papers = tuple(
        replace(each, of=of) if each.kind == "family_register" else each for each in file.enclosures
    )
    shown = examine(replace(file, enclosures=papers), rules(), ARRIVED)
    assert shown.axes.authority is AuthorityState.SHOWN


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        ("letter_of_proxy", {Code.AUTHORITY_LATE}),
        ("seal_certificate", {Code.AUTHORITY_LATE, Code.IDENTITY_LATE}),
    ],
)
def test_what_came_late_is_asked_about_where_it_could_cure(kind: str, codes: set[Code]) -> None:
    late = date(2026, 12, 10)
    file = with_notice(replace(_file(ProxyKind.CONSIGNED), enclosures=()), ARRIVED)
    came = replace(
        file,
        mail=(*file.mail, mail(number=2, arrived_on=late)),
        enclosures=(replace(paper(kind), mail_item=MailItemId(2), arrived_on=late),),
    )
    found = {each.code for each in examine(came, rules(late), late).findings}
    assert found & {Code.AUTHORITY_LATE, Code.IDENTITY_LATE} == codes


def _missing_papers(file: ApplicationFile) -> list[str]:
    found = examine(file, rules(), ARRIVED).findings
    return [each.subject for each in found if each.code == Code.AUTHORITY_PAPER_MISSING]


def _aged(
    years: int, *, proxy: Proxy | None = None, papers: tuple[Enclosure, ...] = ()
) -> ApplicationFile:
    born = date(ARRIVED.year - years, ARRIVED.month, ARRIVED.day)
    file = _file(ProxyKind.CONSIGNED, *papers, born=born)
    own = tuple(each for each in file.enclosures if proxy or each.of is not Subject.PROXY)
    return replace(file, application=replace(file.application, proxy=proxy), enclosures=own)


def _codes(file: ApplicationFile) -> set[str]:
    return {each.code for each in examine(file, rules(), ARRIVED).findings}


@pytest.mark.parametrize(("years", "asked_about"), [(14, True), (15, False), (17, False)])
def test_a_child_that_applies_alone_is_a_supervisors_question(
    years: int,
    asked_about: bool,
) -> None:
    file = _aged(years)
    assert (Code.AUTHORITY_TOO_YOUNG in _codes(file)) is asked_about
    assert (Code.PRINCIPAL_MINOR in _codes(file)) is not asked_about
    state = examine(file, rules(), ARRIVED).axes.authority
    assert state is (AuthorityState.ASK if asked_about else AuthorityState.NOT_NEEDED)


@pytest.mark.parametrize(
    ("ruling", "state"),
    [
        (Ruling.ACCEPTED, AuthorityState.NOT_NEEDED),
        (Ruling.REFUSED, AuthorityState.NOT_SHOWN),
    ],
)
def test_a_supervisor_says_whether_a_child_is_answered(
    ruling: Ruling, state: AuthorityState
) -> None:
    file = with_judgement(_aged(12), Topic.DOUBT, "authority.too_young:principal", ruling)
    found = examine(file, rules(), ARRIVED)
    assert found.axes.authority is state
    cures = {each.cure for each in found.findings if each.code == Code.AUTHORITY_TOO_YOUNG}
    assert cures == (set() if ruling is Ruling.ACCEPTED else {Cure.PARENTS_FORM})


MANDATED = (
    replace(paper("letter_of_proxy"), mandate=MANDATE, born=None),
    replace(paper("seal_certificate"), born=None),
)


@pytest.mark.parametrize(
    ("years", "ruling", "state"),
    [
        (12, None, AuthorityState.ASK),
        (17, None, AuthorityState.ASK),
        (17, Ruling.ACCEPTED, AuthorityState.SHOWN),
        (17, Ruling.REFUSED, AuthorityState.NOT_SHOWN),
        (18, None, AuthorityState.SHOWN),
    ],
)
def test_a_mandate_by_a_minor_is_a_supervisors_question(
    years: int, ruling: Ruling | None, state: AuthorityState
) -> None:
    proxy = Proxy(ProxyKind.CONSIGNED, PROXY_NAME, address=ADDRESS)
    file = _aged(years, proxy=proxy, papers=MANDATED)
    if ruling is not None:
        file = with_judgement(file, Topic.DOUBT, "authority.mandate_of_minor:principal", ruling)
    assert examine(file, rules(), ARRIVED).axes.authority is state


BIRTHDAY = date(2026, 12, 2)


def _nearly_of_age() -> ApplicationFile:
    born = BIRTHDAY.replace(year=BIRTHDAY.year - 18)
    register = replace(paper("family_register"), register=REGISTER, name="", address="", born=None)
    file = _file(ProxyKind.PARENT, register, born=born)
    application = replace(file.application, reply_to=ReplyTo.PROXY)
    return replace(file, application=application)


def test_who_comes_of_age_is_told_and_answered_himself() -> None:
    """Parental authority has ended: the answer goes to nobody but himself (practice 24)."""
    file = _nearly_of_age()
    decided = with_decision(file, Right.DISCLOSURE)
    eve = BIRTHDAY - timedelta(days=1)
    for on, name in ((ARRIVED, PROXY_NAME), (eve, PROXY_NAME), (BIRTHDAY, NAME)):
        found = examine(file, rules(on), on)
        told = Code.AUTHORITY_CAME_OF_AGE in {each.code for each in found.findings}
        assert told is (on == BIRTHDAY)
        assert found.axes.authority is AuthorityState.SHOWN
        (due,) = letters_due(situation_of(decided, rules(on), on))
        assert due.to.name == name
        assert replies.addressee(file.application, rules(on), to_sender=True).name == PROXY_NAME


def test_the_day_of_coming_of_age_turns_what_is_found() -> None:
    before = situation_of(_nearly_of_age(), rules(), ARRIVED)
    assert BIRTHDAY in days_that_count(before)
    turned = on_another_day(before, BIRTHDAY)
    assert Code.AUTHORITY_CAME_OF_AGE in {each.code for each in turned.findings}
    answered = with_letter(
        with_decision(_nearly_of_age(), Right.DISCLOSURE),
        LetterKind.DISCLOSURE,
        [ClaimId("disclosure")],
        ARRIVED,
    )
    done = situation_of(answered, rules(BIRTHDAY), BIRTHDAY)
    assert done.completed_on == ARRIVED
    assert Code.AUTHORITY_CAME_OF_AGE not in {each.code for each in done.findings}
    assert BIRTHDAY not in days_that_count(situation_of(answered, rules(), ARRIVED))


def test_who_stands_under_no_parents_power_does_not_come_of_age() -> None:
    for kind in (ProxyKind.ADULT_GUARDIAN, ProxyKind.PARENT):
        file = _nearly_of_age()
        proxy = Proxy(kind, PROXY_NAME, address=ADDRESS)
        principal = replace(file.application.principal, born=None)
        unborn = replace(file.application, proxy=proxy, principal=principal)
        assert replies.of_age_on(unborn, rules()) is None
    of_age = replace(
        _nearly_of_age().application, principal=replace(principal, born=date(1980, 1, 1))
    )
    assert replies.of_age_on(of_age, rules()) is None


NOBODYS = (
    replace(paper("letter_of_proxy", Subject.NOBODY), mandate=MANDATE),
    replace(paper("driving_licence", Subject.PROXY), name=PROXY_NAME),
)


@pytest.mark.parametrize("sign", NOBODYS, ids=lambda each: each.kind)
@pytest.mark.parametrize(
    ("ruling", "state"),
    [
        (None, AuthorityState.ASK),
        (Ruling.ACCEPTED, AuthorityState.NOT_NEEDED),
        (Ruling.REFUSED, AuthorityState.NOT_SHOWN),
    ],
)
def test_signs_of_a_proxy_whom_the_form_does_not_name(
    sign: Enclosure, ruling: Ruling | None, state: AuthorityState
) -> None:
    file = replace(complete(), enclosures=(*complete().enclosures, sign))
    if ruling is not None:
        file = with_judgement(file, Topic.DOUBT, "authority.nobody_named", ruling)
    assert examine(file, rules(), ARRIVED).axes.authority is state
