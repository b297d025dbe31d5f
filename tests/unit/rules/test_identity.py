# SPDX-License-Identifier: MIT
from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desk_app.records.case.application import Correction
from desk_app.records.case.findings import Axis, Finding, Identity, Verdict
from desk_app.records.case.history import ApplicationFile, RegisteredRecord, Ruling, Topic
from desk_app.records.case.papers import Enclosure, MaskAction, Masking, MaskState
from desk_app.rules.finding_codes import Code, ok
from desk_app.rules.findings.identity import LEAST_AGE, can_have, likely_first
from desk_app.rules.rulebook.terms import IdentityUse
from desk_app.rules.situation import situation
from desk_app.rules.situation.check import examine
from desk_app.rules.work_codes import What
from tests.builders import (
    ADDRESS,
    ARRIVED,
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

ELSEWHERE, SOMEBODY, LATIN_FORM = "長崎市旭町8-20", "佐藤 健", "杉並区成田東3-12-7"
PASSPORT = "passport_without_address_field"
LICENCE = paper("driving_licence")
RESIDENCE = paper("residence_certificate")


def _sent(*papers: Enclosure) -> ApplicationFile:
    return replace(complete(), enclosures=papers)


def _held(*records: RegisteredRecord) -> ApplicationFile:
    return replace(complete(), inquiries=(asked(*records),))


def _open(file: ApplicationFile) -> tuple[Identity, set[str]]:
    """Return the axis and the codes that stand open on it."""
    found = examine(file, rules(), ARRIVED)
    codes = {
        finding.code
        for finding in found.findings
        if finding.axis is Axis.IDENTITY and finding.verdict is not Verdict.OK
    }
    return found.axes.identity, codes


def _told(file: ApplicationFile, code: Code) -> tuple[Finding, ...]:
    return tuple(each for each in examine(file, rules(), ARRIVED).findings if each.code == code)


SHOWN = (Identity.SHOWN, set[str]())


def _not_shown(*codes: Code) -> tuple[Identity, set[str]]:
    return Identity.NOT_SHOWN, {code.value for code in codes}


@pytest.mark.parametrize(
    "papers",
    [
        (LICENCE,),
        (paper("individual_number_card"),),
        (paper("residence_card"),),
        (paper(PASSPORT), RESIDENCE),
        (paper("passport_with_address_field"),),
        (RESIDENCE, paper("seal_certificate")),
        (replace(paper("certificate_of_eligibility"), shows_address=False), RESIDENCE),
    ],
    ids=lambda papers: "+".join(each.kind for each in papers),
)
def test_one_with_a_photo_or_two_without_show_identity(papers: tuple[Enclosure, ...]) -> None:
    papers = tuple(
        replace(each, shows_address=True) if each.kind.endswith("_field") else each
        for each in papers
    )
    assert _open(_sent(*papers)) == SHOWN


@pytest.mark.parametrize(
    ("papers", "code"),
    [
        ((), Code.IDENTITY_ABSENT),
        ((paper(PASSPORT),), Code.IDENTITY_NO_ADDRESS),
        ((RESIDENCE,), Code.IDENTITY_SECOND_MISSING),
        (
            (RESIDENCE, replace(RESIDENCE, id=paper("other_document").id)),
            Code.IDENTITY_SECOND_MISSING,
        ),
        ((replace(LICENCE, valid_until=date(2026, 11, 24)),), Code.DOCUMENT_EXPIRED),
        ((replace(LICENCE, name=SOMEBODY),), Code.IDENTITY_NAME_DIFFERS),
        ((replace(LICENCE, born=date(1988, 4, 17)),), Code.IDENTITY_BIRTH_DIFFERS),
        ((replace(LICENCE, address=ELSEWHERE),), Code.IDENTITY_ADDRESS_DIFFERS),
        ((paper("notification_card"),), Code.DOCUMENT_NOT_ACCEPTED),
        ((paper("health_insurance_card"),), Code.DOCUMENT_ENDED),
        ((paper("no_such_kind"),), Code.DOCUMENT_NOT_IN_CATALOGUE),
    ],
)
def test_what_does_not_show_identity(papers: tuple[Enclosure, ...], code: Code) -> None:
    state, codes = _open(_sent(*papers))
    assert (state, code.value in codes) == (Identity.NOT_SHOWN, True)


def test_a_licence_counts_on_its_last_day() -> None:
    assert _open(_sent(replace(LICENCE, valid_until=ARRIVED))) == SHOWN


@pytest.mark.parametrize(
    ("arrived", "accepted"), [(date(2025, 12, 1), True), (date(2025, 12, 2), False)]
)
def test_a_health_insurance_card_dies_by_its_arrival(arrived: date, accepted: bool) -> None:
    card = replace(paper("health_insurance_card"), arrived_on=arrived, shows_address=True)
    ended = {Code.DOCUMENT_ENDED.value} & _open(_sent(card))[1]
    assert bool(ended) is not accepted


def test_a_document_that_was_not_read_is_not_checked() -> None:
    state, codes = _open(_sent(replace(LICENCE, valid_until=None)))
    assert (state, codes) == (Identity.NOT_CHECKED, {Code.DOCUMENT_UNREAD.value})
    nameless = replace(LICENCE, name="")
    assert _open(_sent(nameless))[0] is Identity.NOT_CHECKED
    somewhere = replace(LICENCE, address="")
    assert _open(_sent(somewhere))[0] is Identity.NOT_CHECKED
    unlooked = paper("passport_with_address_field")
    assert Identity.NOT_SHOWN is not _open(_sent(unlooked))[0]


def test_an_address_in_another_writing_waits_for_a_person() -> None:
    file = _sent(replace(LICENCE, address=LATIN_FORM))
    assert _open(file) == (Identity.ASK, {Code.IDENTITY_ADDRESS_WRITTEN_DIFFERENTLY.value})
    assert _open(with_judgement(file, Topic.ADDRESS, LICENCE.id, Ruling.SAME)) == SHOWN
    other = with_judgement(file, Topic.ADDRESS, LICENCE.id, Ruling.NOT_SAME)
    assert _open(other) == _not_shown(Code.IDENTITY_ADDRESS_DIFFERS)


def test_a_paper_set_aside_is_told_and_not_asked_for_again() -> None:
    found = examine(_sent(LICENCE, replace(RESIDENCE, original=False)), rules(), ARRIVED)
    told = {finding.code: finding.verdict for finding in found.findings}
    assert found.axes.identity is Identity.SHOWN
    assert told[Code.DOCUMENT_SET_ASIDE] is Verdict.OK


@pytest.mark.parametrize(
    ("aside", "problem"),
    [
        (replace(RESIDENCE, name=SOMEBODY), Code.IDENTITY_NAME_DIFFERS),
        (replace(RESIDENCE, born=date(1950, 1, 1)), Code.IDENTITY_BIRTH_DIFFERS),
        (replace(RESIDENCE, original=False), Code.DOCUMENT_COPY),
    ],
    ids=["name", "birth", "copy"],
)
def test_why_a_paper_is_set_aside_is_told(aside: Enclosure, problem: Code) -> None:
    found = examine(_sent(LICENCE, aside), rules(), ARRIVED)
    (told,) = (each for each in found.findings if each.code == Code.DOCUMENT_SET_ASIDE)
    assert told.facts["problem"] == problem.value


def test_a_former_name_is_explained_by_a_paper() -> None:
    maiden = replace(LICENCE, name="田中 美由紀")
    register = replace(paper("family_register"), former_names=("田中 美由紀",))
    assert _open(_sent(maiden)) == _not_shown(Code.IDENTITY_NAME_DIFFERS)
    assert _open(_sent(maiden, register)) == SHOWN


def test_the_register_is_open_until_every_department_has_answered() -> None:
    assert _open(replace(complete(), inquiries=())) == (
        Identity.REGISTER_OPEN,
        {Code.REGISTER_NOT_ASKED.value},
    )
    other = replace(asked(answered_on=None), id=asked().id, department="請求管理")
    file = replace(complete(), inquiries=(asked(record()), other))
    assert _open(file) == (Identity.REGISTER_OPEN, {Code.REGISTER_AWAITED.value})


def test_a_newer_answer_of_a_department_takes_the_place_of_the_older() -> None:
    wrong = asked(replace(record(), address=ELSEWHERE))
    file = replace(complete(), inquiries=(wrong, asked(record())))
    assert _open(file) == SHOWN


@pytest.mark.parametrize(
    "held",
    [
        (),
        (RegisteredRecord("n", name=NAME, born=date(1950, 1, 1), address=ELSEWHERE),),
        (RegisteredRecord("n", name=SOMEBODY, born=date(1950, 1, 1), address=ADDRESS),),
    ],
    ids=["nothing", "namesake", "another person at the address"],
)
def test_identity_rests_on_the_papers_where_nothing_is_held(
    held: tuple[RegisteredRecord, ...],
) -> None:
    found = examine(_held(*held), rules(), ARRIVED)
    assert found.axes.identity is Identity.SHOWN
    assert Code.REGISTER_NOTHING in {finding.code for finding in found.findings}


KANA = "高橋 みゆき"


def _in_kana(*papers: Enclosure, **more: object) -> ApplicationFile:
    """A form in kana with a licence in kanji, and the answer of the department in kanji."""
    file = replace(complete(), inquiries=(asked(replace(record(), **more)),))  # type: ignore[arg-type]
    principal = replace(file.application.principal, name=KANA)
    application = replace(file.application, principal=principal)
    return replace(file, application=application, enclosures=papers or file.enclosures)


@pytest.mark.parametrize(
    "more",
    [{}, {"born": None}, {"address": ELSEWHERE}],
    ids=["all agrees", "address agrees", "birth date agrees"],
)
def test_a_record_like_the_paper_waits_for_the_comparison_of_the_name(more: object) -> None:
    """Nothing says that nothing is held while the name on the form itself is in question."""
    assert isinstance(more, dict)
    found = examine(_in_kana(**more), rules(), ARRIVED)
    told = {finding.code for finding in found.findings}
    assert Code.REGISTER_DEPENDS in told
    assert told.isdisjoint({Code.REGISTER_NOTHING, Code.REGISTER_NAMESAKE})
    assert found.axes.identity is Identity.NOT_SHOWN


def test_a_record_that_agrees_with_no_paper_either_is_a_namesakes() -> None:
    elsewhere = _in_kana(born=date(1950, 1, 1), address=ELSEWHERE)
    told = {finding.code for finding in examine(elsewhere, rules(), ARRIVED).findings}
    assert {Code.REGISTER_NOTHING, Code.REGISTER_NAMESAKE} <= told


def test_a_record_that_agrees_in_all_but_the_name_is_asked_about() -> None:
    """A misspelt name, a maiden name, a twin: nobody is told that nothing is registered."""
    other = _in_kana(name=SOMEBODY)
    own = _in_kana(*complete().enclosures, replace(paper("residence_certificate"), name=KANA))
    for file in (other, own, _held(replace(record(), name=SOMEBODY))):
        (near,) = _told(file, Code.REGISTER_NEAR)
        assert near.verdict is Verdict.ASK
        assert near.facts["agrees"] == ("born", "address")
        assert not _told(file, Code.REGISTER_NOTHING)


@pytest.mark.parametrize(
    ("held", "agrees"),
    [
        ({"address": ""}, ("born",)),
        ({"born": None}, ("address",)),
        ({"address": LATIN_FORM}, ("born", "address")),
    ],
    ids=["no address held", "no birth date held", "address written differently"],
)
def test_what_a_record_does_not_hold_does_not_make_it_a_strangers(
    held: dict[str, object], agrees: tuple[str, ...]
) -> None:
    near = _held(replace(record(), name=SOMEBODY, **held))  # type: ignore[arg-type]
    (told,) = _told(near, Code.REGISTER_NEAR)
    assert told.facts["agrees"] == agrees


def test_whose_a_near_record_is_a_person_says() -> None:
    near = _held(record(), replace(record(), id="r2", name=SOMEBODY))
    assert examine(near, rules(), ARRIVED).axes.identity is Identity.ASK
    hers = with_judgement(near, Topic.RECORD, "r2", Ruling.SAME)
    (told,) = _told(hers, Code.REGISTER_NOT_MATCHED)
    assert told.facts["differs"] == ("name",)
    anothers = with_judgement(near, Topic.RECORD, "r2", Ruling.NOT_SAME)
    assert examine(anothers, rules(), ARRIVED).axes.identity is Identity.SHOWN
    assert _told(anothers, Code.REGISTER_NAMESAKE)


READING = "タカハシ ミユキ"


def _read_as(held: str, kana: str = READING, **more: object) -> ApplicationFile:
    file = _held(replace(record(), name=held, **more))  # type: ignore[arg-type]
    principal = replace(file.application.principal, kana=kana)
    return replace(file, application=replace(file.application, principal=principal))


@pytest.mark.parametrize("held", [READING, "たかはし みゆき", "ﾀｶﾊｼ ﾐﾕｷ"])
def test_a_record_in_kana_alone_is_compared_with_the_reading(held: str) -> None:
    """One reading is that of many names: a person says so even where it agrees to the letter."""
    file = _read_as(held)
    (told,) = _told(file, Code.REGISTER_NAME_WRITTEN_DIFFERENTLY)
    assert told.facts["on_form"] == READING
    same = with_judgement(file, Topic.REGISTERED_NAME, "r1", Ruling.SAME)
    assert _told(same, Code.REGISTER_MATCHES)
    other = with_judgement(file, Topic.REGISTERED_NAME, "r1", Ruling.NOT_SAME)
    assert not _told(other, Code.REGISTER_MATCHES)
    assert _told(_read_as(held, born=date(1950, 1, 1), address=""), Code.REGISTER_NAMESAKE)
    assert _told(_read_as(held, kana="スズキ イチロウ"), Code.REGISTER_NEAR)


MARRIED = "田中 美由紀"


def _married(held: RegisteredRecord) -> ApplicationFile:
    """A form in the maiden name, a licence in the married one with the maiden name as former."""
    licence = replace(LICENCE, name=MARRIED, former_names=(NAME,))
    return replace(_held(held), enclosures=(licence,))


def test_a_record_in_the_new_name_is_compared_where_the_form_bears_the_former_one() -> None:
    """What identity counts as shown, the record is compared with: it is the principal's."""
    married = replace(record(), name=MARRIED)
    found = examine(_married(married), rules(), ARRIVED)
    told = {finding.code for finding in found.findings}
    assert Code.REGISTER_MATCHES in told
    assert Code.REGISTER_DEPENDS not in told
    assert found.axes.identity is Identity.SHOWN
    moved = _married(replace(married, address=ELSEWHERE))
    assert _open(moved) == _not_shown(Code.REGISTER_NOT_MATCHED)
    namesake = _married(replace(married, born=date(1950, 1, 1), address=ELSEWHERE))
    assert _open(namesake) == SHOWN


def test_a_name_judged_the_same_on_a_paper_is_still_compared_in_the_register() -> None:
    file = _sent(replace(LICENCE, name="髙橋 美由紀"))
    file = replace(file, inquiries=(asked(replace(record(), name="髙橋 美由紀")),))
    same = with_judgement(file, Topic.NAME, LICENCE.id, Ruling.SAME)
    assert _open(same) == (Identity.ASK, {Code.REGISTER_NAME_WRITTEN_DIFFERENTLY.value})


def test_identity_is_never_shown_while_a_record_waits_for_the_name() -> None:
    waits = ok(Code.REGISTER_DEPENDS, "r1", {"record": "r1", "document": LICENCE.kind})
    assert situation.identity_axis(()) is Identity.SHOWN
    assert situation.identity_axis((waits,)) is Identity.ASK


@pytest.mark.parametrize(
    ("held", "differs"),
    [
        (replace(record(), address=ELSEWHERE), ("address",)),
        (replace(record(), name=SOMEBODY, member_number="M-1"), ("name",)),
        (replace(record(), born=date(1988, 4, 17)), ("born",)),
    ],
)
def test_a_near_match_is_told_in_neutral_words(
    held: RegisteredRecord, differs: tuple[str, ...]
) -> None:
    file = _held(held)
    known = replace(file.application.principal, member_number="M-1")
    file = replace(file, application=replace(file.application, principal=known))
    (finding,) = (
        each for each in examine(file, rules(), ARRIVED).findings if each.cure and each.subject
    )
    assert (finding.code, finding.facts["differs"]) == (Code.REGISTER_NOT_MATCHED, differs)
    assert ELSEWHERE not in finding.facts.values()


def test_an_older_registered_address_is_cured_by_a_paper_that_shows_it() -> None:
    file = _held(replace(record(), address=ELSEWHERE))
    assert _open(file) == _not_shown(Code.REGISTER_NOT_MATCHED)
    moved = replace(RESIDENCE, former_addresses=(ELSEWHERE,))
    assert _open(replace(file, enclosures=(LICENCE, moved))) == SHOWN


def test_what_the_applicant_states_is_a_hint_and_no_proof() -> None:
    file = _held(replace(record(), address=ELSEWHERE))
    stated = replace(file.application.principal, registered_address=ELSEWHERE)
    file = replace(file, application=replace(file.application, principal=stated))
    assert _open(file) == _not_shown(Code.REGISTER_NOT_MATCHED)
    (finding,) = (
        each
        for each in examine(file, rules(), ARRIVED).findings
        if each.code == Code.REGISTER_NOT_MATCHED
    )
    assert finding.facts["stated_on_form"] is True


def test_registered_name_and_address_in_another_writing_wait_for_a_person() -> None:
    file = _held(replace(record(), name="髙橋 美由紀", address=LATIN_FORM))
    assert _open(file) == (
        Identity.ASK,
        {
            Code.REGISTER_NAME_WRITTEN_DIFFERENTLY.value,
            Code.REGISTER_ADDRESS_WRITTEN_DIFFERENTLY.value,
        },
    )
    file = with_judgement(file, Topic.REGISTERED_NAME, "r1", Ruling.SAME)
    same = with_judgement(file, Topic.REGISTERED_ADDRESS, "r1", Ruling.SAME)
    assert _open(same) == SHOWN
    other = with_judgement(file, Topic.REGISTERED_ADDRESS, "r1", Ruling.NOT_SAME)
    assert _open(other) == _not_shown(Code.REGISTER_NOT_MATCHED)


def test_each_of_several_records_is_compared() -> None:
    second = replace(record(), id="r2", address=ELSEWHERE)
    file = _held(record(), second)
    assert _open(file) == _not_shown(Code.REGISTER_NOT_MATCHED)
    left_out = with_judgement(file, Topic.GO_ON_WITHOUT, "register.not_matched:r2", Ruling.ACCEPTED)
    assert _open(left_out) == SHOWN


def test_a_corrected_address_makes_an_older_verdict_worthless() -> None:
    """What a person compared was another text (B5)."""

    file = _sent(replace(LICENCE, address=LATIN_FORM))
    file = with_judgement(file, Topic.ADDRESS, LICENCE.id, Ruling.SAME)
    later = moment(date(2026, 11, 26))
    note = Correction("principal.address", "前", ADDRESS, "打ち間違い", CLERK, later)
    corrected = replace(file, application=replace(file.application, corrections=(note,)))
    assert _open(corrected)[0] is Identity.ASK


@pytest.mark.parametrize(
    ("masking", "code"),
    [
        ((), Code.MASKING_WATCH),
        ((Masking("domicile", MaskState.VISIBLE),), Code.MASKING_VISIBLE),
        ((Masking("domicile", MaskState.VISIBLE, MaskAction.MASKED_HERE),), Code.MASKING_DONE),
    ],
)
def test_what_must_be_blacked_out_is_watched(masking: tuple[Masking, ...], code: Code) -> None:
    found = examine(_sent(replace(LICENCE, masking=masking)), rules(), ARRIVED)
    assert code in {finding.code for finding in found.findings}


def test_a_paper_that_went_back_needs_no_masking() -> None:
    visible = (Masking("domicile", MaskState.VISIBLE),)
    gone = replace(LICENCE, masking=visible, whereabouts="returned")
    found = examine(_sent(gone), rules(), ARRIVED)
    assert Code.MASKING_DONE in {finding.code for finding in found.findings}


@pytest.mark.parametrize(
    ("whereabouts", "code"), [("", Code.NOT_TO_KEEP), ("destroyed", Code.NOT_KEPT)]
)
def test_a_paper_that_may_not_be_kept_is_destroyed_or_returned(
    whereabouts: str, code: Code
) -> None:
    card = replace(paper("notification_card"), whereabouts=whereabouts)
    found = examine(_sent(LICENCE, card), rules(), ARRIVED)
    assert code in {finding.code for finding in found.findings}


def test_the_address_of_a_paper_in_another_name_is_compared_before_the_notice() -> None:
    """One notice is to list everything: what only a person can tell comes first (D1)."""
    licence = replace(paper("driving_licence"), name=SOMEBODY, address=LATIN_FORM)
    file = _sent(licence)
    principal = replace(file.application.principal, address="杉並区成田東三丁目12番7号")
    file = replace(file, application=replace(file.application, principal=principal))
    file = replace(file, inquiries=(asked(),))
    both = _not_shown(Code.IDENTITY_NAME_DIFFERS, Code.IDENTITY_ADDRESS_WRITTEN_DIFFERENTLY)
    assert _open(file) == both
    assert examine(file, rules(), ARRIVED).next.what == What.JUDGE
    judged = with_judgement(file, Topic.ADDRESS, str(licence.id), Ruling.NOT_SAME)
    differ = _not_shown(Code.IDENTITY_NAME_DIFFERS, Code.IDENTITY_ADDRESS_DIFFERS)
    assert _open(judged) == differ
    assert examine(judged, rules(), ARRIVED).next.what == What.GIVE_NOTICE


DRIVING, INDIVIDUAL = "driving_licence", "individual_number_card"


@pytest.mark.parametrize(
    ("born", "first"),
    [
        (date(1987, 4, 17), DRIVING),
        (date(2010, 11, 25), DRIVING),
        (date(2010, 11, 26), INDIVIDUAL),
        (date(2016, 6, 1), INDIVIDUAL),
        (None, DRIVING),
    ],
)
def test_a_licence_is_named_first_from_sixteen_on(born: date | None, first: str) -> None:
    day = date(2026, 11, 25)
    assert likely_first((DRIVING, INDIVIDUAL), born, day)[0] == first
    assert can_have(DRIVING, born, day) is (first == DRIVING)


def test_nothing_that_is_taken_is_left_out() -> None:
    file = replace(complete(), enclosures=())
    grown, child = (
        _kinds(
            replace(
                file,
                application=replace(
                    file.application, principal=replace(file.application.principal, born=born)
                ),
            )
        )
        for born in (date(1987, 4, 17), date(2016, 6, 1))
    )
    assert set(child) == set(grown)
    assert grown[0] == DRIVING
    assert child[0] == INDIVIDUAL
    assert DRIVING in child[-3:]


def test_every_age_is_of_a_kind_of_the_catalogue() -> None:
    assert all(rules().document(kind) for kind in LEAST_AGE)


def _kinds(file: ApplicationFile) -> tuple[str, ...]:
    found = examine(file, rules(), ARRIVED).findings
    (absent,) = [each for each in found if each.code == Code.IDENTITY_ABSENT]
    kinds = absent.facts["kinds"]
    assert isinstance(kinds, tuple)
    return tuple(map(str, kinds))


def test_a_childs_card_is_looked_at_for_its_photo() -> None:
    """Beside a paper that suffices nobody looks: the card is set aside."""
    born = date(2014, 4, 1)
    card = replace(paper("residence_card"), born=born)
    passport = replace(paper("passport_with_address_field"), born=born, shows_address=True)
    file = _sent(card)
    principal = replace(file.application.principal, born=born)
    file = replace(file, application=replace(file.application, principal=principal))
    (asked_about,) = _told(file, Code.DOCUMENT_PHOTO)
    assert asked_about.facts["age"] == 12
    both = replace(file, enclosures=(card, passport))
    (aside,) = _told(both, Code.DOCUMENT_SET_ASIDE)
    assert aside.facts["problem"] == Code.DOCUMENT_PHOTO.value
    assert not _told(both, Code.DOCUMENT_PHOTO)
    unborn = replace(card, born=None)
    nobody = replace(
        file,
        application=replace(file.application, principal=replace(principal, born=None)),
        enclosures=(unborn,),
    )
    assert not _told(nobody, Code.DOCUMENT_PHOTO)


@pytest.mark.parametrize("beside", [(), (RESIDENCE,)], ids=["alone", "beside a certificate"])
def test_every_kind_asked_for_instead_of_a_dead_card_suffices(
    beside: tuple[Enclosure, ...],
) -> None:
    """A kind that counts as one of two is asked for only where the other is there (practice 20)."""
    card = paper("health_insurance_card")
    (ended,) = _told(_sent(card, *beside), Code.DOCUMENT_ENDED)
    kinds = ended.facts["kinds"]
    assert isinstance(kinds, tuple)
    assert ("certificate_of_eligibility" in kinds) is bool(beside)
    terms = [rules().document(str(kind)) for kind in kinds]
    alone = {term.code for term in terms if term and term.identity is IdentityUse.ALONE}
    assert (alone == set(kinds)) is not bool(beside)
