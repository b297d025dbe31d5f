# SPDX-License-Identifier: MIT
"""What letters tell: nothing that confirms data to somebody unproven, and the fee as it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

import pytest

from desk_app.desk.applications import intake, papers
from desk_app.desk.errors import LetterStopped
from desk_app.desk.letters import corresponding, letter_facts
from desk_app.desk.letters.letter_facts import Occasion, deficiency_body, facts_of
from desk_app.letters import words
from desk_app.letters.samples import samples
from desk_app.records.base import ApplicationId, PaymentLineId
from desk_app.records.case.application import Form, Method, Proxy, ProxyKind, Right
from desk_app.records.case.decisions import Content, GroundUse, Outcome
from desk_app.records.case.history import ApplicationFile, Ruling, Topic
from desk_app.records.case.letters import (
    DecisionBody,
    DeficiencyBody,
    LetterFacts,
    LetterKind,
    NumberPaper,
    ReferralBody,
    RowValue,
    ThingBack,
    WithdrawalBody,
)
from desk_app.records.case.mail import Allotment, Condition, HeldKind, Piece
from desk_app.records.case.papers import Enclosure, Mandate, MaskAction, Masking, MaskState, Subject
from desk_app.records.desk.people import Language
from desk_app.records.desk.profile import DeskProfile
from desk_app.rules.rulebook.rulebook import Rulebook, loads
from desk_app.rules.situation.check import examine
from tests.builders import (
    ADDRESS,
    ARRIVED,
    RULEBOOK,
    asked,
    book,
    complete,
    mail,
    paper,
    record,
    rules,
    stamps,
    with_judgement,
    with_notice,
)
from tests.unit.desk import working
from tests.unit.desk.contents import (
    HELD,
    Saying,
    granted,
    in_part,
    no_such_data,
    referral,
    refusal,
)
from tests.unit.desk.office import Office
from tests.unit.desk.tries import later
from tests.unit.rules import courses

DISCLOSURE, CORRECTION, PURPOSE = Right.DISCLOSURE, Right.CORRECTION, Right.PURPOSE
ERASURE = Right.ERASURE
OTHER = ApplicationId(77)
ELIGIBILITY = "資格確認書"


def _told(office: Office, id_: ApplicationId, saying: Saying | None = None) -> DecisionBody:
    """Decide on the disclosure; return what the letter tells."""
    return working.body_of(office, working.answered(office, id_, DISCLOSURE, saying), DecisionBody)


def _noticed(office: Office, file: ApplicationFile) -> LetterFacts:
    """Log an application and give the notice of what it lacks; return what it tells."""
    id_ = working.logged(office, file=file)
    return working.facts_of(office, working.issue(office, id_, LetterKind.DEFICIENCIES))


def _body(facts: LetterFacts) -> DeficiencyBody:
    assert isinstance(facts.body, DeficiencyBody)
    return facts.body


def _row(facts: LetterFacts, code: str) -> Mapping[str, RowValue]:
    (row,) = [each for each in _body(facts).rows if each.code == code]
    return dict(row.values)


def _said(facts: LetterFacts) -> str:
    return "\n".join(passage.text for passage in words(facts).passages)


def _in(language: Language, file: ApplicationFile) -> ApplicationFile:
    return replace(file, application=replace(file.application, language=language))


@pytest.mark.parametrize(
    ("course", "code", "axis"),
    [
        (courses.unproven(), "PR-G1", "identity"),
        (courses.by_parent(), "PR-G2", "authority"),
    ],
)
def test_to_somebody_unproven_nothing_confirms_data(
    office: Office, course: ApplicationFile, code: str, axis: str
) -> None:
    id_ = working.logged(office, file=course)
    working.notify(office, id_)
    working.let_pass(office, id_)
    body = _told(office, id_, replace(refusal(code), content=granted(DISCLOSURE).content))
    assert body.unproven == axis
    assert body.notice is not None
    assert HELD not in repr(body)
    assert (body.disclosed, body.search, body.changes) == ((), None, ())
    assert body.scope == course.application.scope


@pytest.mark.parametrize(
    ("right", "one", "other", "outcome"),
    [
        (Right.ADDITION, granted(CORRECTION), "L-34-CORRECT", Outcome.GRANTED_IN_PART),
        (Right.DELETION, no_such_data(), "L-34-CORRECT", Outcome.REFUSED),
    ],
)
def test_several_claims_of_one_family_are_told_as_one(
    office: Office, right: Right, one: Saying, other: str, outcome: Outcome
) -> None:
    id_ = working.logged(office, CORRECTION, right)
    working.decide(office, id_, CORRECTION, one)
    working.decide(office, id_, right, refusal(other))
    letter = working.issue(office, id_, LetterKind.CORRECTION, CORRECTION, right)
    body = working.body_of(office, letter, DecisionBody)
    assert body.outcome is outcome
    assert (len(body.changes), [use.code for use in body.grounds]) == (
        len(one.content.changes),
        [other],
    )
    assert body.free


def test_several_searches_are_told_as_one_and_none_is_lost(office: Office) -> None:
    id_ = working.logged(office, CORRECTION, Right.DELETION)
    said = no_such_data()
    assert said.content.search is not None
    other = replace(said.content.search, searched="紙の帳簿")
    working.decide(office, id_, CORRECTION, said)
    more = replace(said, content=replace(said.content, search=other))
    working.decide(office, id_, Right.DELETION, more)
    letter = working.issue(office, id_, LetterKind.CORRECTION, CORRECTION, Right.DELETION)
    found = working.body_of(office, letter, DecisionBody).search
    assert found is not None
    assert found.searched == f"{said.content.search.searched}\n紙の帳簿"
    assert found.keys == said.content.search.keys


def test_a_part_withheld_has_its_ground_and_the_fee_is_told(
    office: Office, id_: ApplicationId
) -> None:
    body = _told(office, id_, in_part(GroundUse("PR-G4")))
    assert [part.ground.code for part in body.withheld] == ["PR-G4"]
    assert body.paid is not None
    assert (body.paid.amount, body.free) == (1000, False)


ABROAD = "123 Elm Street, Springfield, IL 62701, U.S.A."
OF_SIGNATURE = {
    Language.JA: "署名証明書（サイン証明）の原本",
    Language.EN: "certifies the signature",
}
OF_SEAL = {Language.JA: "印鑑登録証明書の原本", Language.EN: "with the same seal"}


def _mandated(address: str) -> ApplicationFile:
    """A request by a mandated proxy with the letter of proxy alone; the principal lives there."""
    file = complete()
    mandate = Mandate(
        dated=date(2026, 11, 1),
        names_principal=True,
        names_proxy=True,
        registered_seal=address == ADDRESS,
        rights=frozenset({DISCLOSURE.value}),
        covers_receipt=True,
    )
    principal = replace(file.application.principal, postal_code="", address=address)
    proxy = Proxy(ProxyKind.CONSIGNED, "森 恵", address=ADDRESS)
    own = replace(paper("driving_licence", Subject.PROXY), name="森 恵")
    letter = replace(paper("letter_of_proxy"), mandate=mandate)
    return replace(
        file,
        application=replace(file.application, principal=principal, proxy=proxy),
        enclosures=(replace(paper("driving_licence"), address=address), letter, own),
    )


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("abroad", [True, False])
def test_who_lives_abroad_is_asked_for_a_certificate_of_signature(
    office: Office,
    abroad: bool,
    language: Language,
) -> None:
    """Nobody who lives abroad has a registered seal (practice 39)."""
    said = _said(_noticed(office, _in(language, _mandated(ABROAD if abroad else ADDRESS))))
    assert (OF_SIGNATURE[language] in said, OF_SEAL[language] in said) == (abroad, not abroad)


@pytest.mark.parametrize("acts", [True, False])
def test_a_seal_certificate_too_old_is_asked_for_anew_with_the_seal_of_the_letter_of_proxy(
    office: Office,
    acts: bool,
) -> None:
    """Without a proxy the certificate is a paper of identity, and there is no such letter."""
    old = replace(paper("seal_certificate"), issued_on=date(2026, 3, 1), original=True)
    file = _mandated(ADDRESS) if acts else complete()
    papers = (*(each for each in file.enclosures if acts), old)
    facts = _noticed(office, replace(file, enclosures=papers))
    assert ("以内に発行され、委任状に押された印と同じ印影のもの" in _said(facts)) is acts
    assert "以内に発行され" in _said(facts)


def _saying(kind: str, old: str, new: str) -> Rulebook:
    """The rulebook with another value in what it says of a kind of paper."""
    entry = f'code = "{kind}"'
    head, tail = RULEBOOK.read_text("utf-8").split(entry)
    assert old in tail
    return loads((head + entry + tail.replace(old, new, 1)).encode(), "rulebook.toml")


CARD, CERTIFICATE = paper("health_insurance_card"), paper("residence_certificate")
PENSION = paper("pension_book")
TWO_OF_THEM = {
    Language.JA: f"または、顔写真のない書類2種類（{ELIGIBILITY}、住民票の写し、",
    Language.EN: "or 2 kinds of document without a photo (certificate of eligibility",
}
ALONE = {
    Language.JA: f"{ELIGIBILITY}または",
    Language.EN: "1 copy of the certificate of eligibility",
}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    ("papers", "is_enough"),
    [
        ((CARD,), False),
        ((CARD, paper("notification_card")), False),
        ((CARD, replace(CERTIFICATE, of=Subject.PROXY)), False),
        ((CARD, CERTIFICATE), True),
        ((CARD, PENSION), True),
    ],
)
def test_what_takes_a_dead_card_s_place_is_called_enough_only_where_it_is(
    office: Office,
    papers: tuple[Enclosure, ...],
    is_enough: bool,
    language: Language,
) -> None:
    """A certificate of eligibility alone would bring a second notice (practices 10 and 20)."""
    facts = _noticed(office, _in(language, replace(complete(), enclosures=papers)))
    said = _said(facts)
    assert (TWO_OF_THEM[language] in said, ALONE[language] in said) == (not is_enough, is_enough)


def test_a_card_whose_place_a_card_with_a_photo_takes_is_told_as_before(office: Office) -> None:
    papers = (paper("basic_resident_register_card"),)
    facts = _noticed(office, replace(complete(), enclosures=papers))
    (row,) = _body(facts).rows
    assert "without_photo" not in dict(row.values)


@pytest.mark.parametrize("language", Language)
def test_another_law_is_named_by_its_title(office: Office, language: Language) -> None:
    id_ = working.logged(office, file=_in(language, complete()))
    saying = refusal("PR-G6", law="proceeds_of_crime_act", article="8")
    (ground,) = _told(office, id_, saying).grounds
    assert ground.law != "proceeds_of_crime_act"
    assert ("Act" in ground.law) is (language is Language.EN)


def test_paper_where_an_electronic_record_was_wished_is_told(office: Office) -> None:
    file = complete()
    form = replace(file.application, method=Method.ELECTRONIC)
    id_ = working.logged(office, file=replace(file, application=form))
    content = replace(granted(DISCLOSURE).content, difficulty="設備がない")
    body = _told(office, id_, replace(granted(DISCLOSURE), content=content))
    assert (body.asked_electronic, body.difficulty) == (True, "設備がない")


def test_a_referral_gives_contact_and_fee_back_and_says_nothing_of_data(office: Office) -> None:
    id_ = working.logged(office, answered=False)
    letter = working.answered(office, id_, DISCLOSURE, referral())
    body = working.body_of(office, letter, ReferralBody)
    assert body.back is not None
    assert (body.back.amount, body.free, body.fee) == (1000, False, 1000)


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (LetterKind.DISCLOSURE, "not_decided"),
        (LetterKind.LAPSE, "not_lapsed"),
        (LetterKind.WITHDRAWAL, "not_withdrawn"),
        (LetterKind.DELAY, "new_target_missing"),
        (LetterKind.REFERRAL, "referral_missing"),
    ],
)
def test_a_letter_whose_facts_are_incomplete_is_stopped(
    office: Office, id_: ApplicationId, kind: LetterKind, code: str
) -> None:
    if kind is LetterKind.REFERRAL:
        working.decide(office, id_, DISCLOSURE, referral())
    file = office.file(id_)
    bare = replace(file, decisions=tuple(replace(d, content=Content()) for d in file.decisions))
    claims = tuple(claim.id for claim in file.application.claims)
    used = office.clerk.rules_of(file.application)
    occasion = Occasion(bare, used, DeskProfile(), kind, claims, ARRIVED, ARRIVED)
    with pytest.raises(LetterStopped, match=code):
        facts_of(occasion, "8-1", "#1")


def test_rights_are_told_in_the_order_of_the_form(office: Office) -> None:
    file = office.file(working.logged(office, *courses.BOTH))
    ids = tuple(reversed([claim.id for claim in file.application.claims]))
    assert letter_facts.rights_of(file, ids) == courses.BOTH
    assert letter_facts.going_on(file) == courses.BOTH


@pytest.mark.parametrize("language", Language)
def test_a_notice_names_papers_by_title_and_never_what_differs_from_what(
    office: Office, language: Language
) -> None:
    licence = replace(paper("driving_licence"), address="長崎市旭町8-20")
    body = _body(_noticed(office, _in(language, replace(complete(), enclosures=(licence,)))))
    (row,) = body.rows
    values = dict(row.values)
    assert values["what"] == "address"
    assert values["doc"] == ("運転免許証" if language is Language.JA else values["doc"])
    assert "長崎" not in repr(body)
    assert (body.identity, body.fee_rights) == (True, ())
    assert body.form_copy_enclosed, "to write the address anew"


@pytest.mark.parametrize(
    ("course", "codes"),
    [
        (courses.unpaid, {"fee_absent"}),
        (courses.without_scope, {"form"}),
        (courses.by_parent, {"of_age"}),
    ],
)
def test_a_notice_has_a_row_for_each_thing_to_send(
    office: Office, course: Callable[[], ApplicationFile], codes: set[str]
) -> None:
    body = _body(_noticed(office, course()))
    assert {row.code for row in body.rows} >= codes
    assert body.form_copy_enclosed is ("form" in codes)
    assert set(body.means) == {"stamp"}


def test_a_notice_tells_what_counted_and_what_goes_back_with_it(office: Office) -> None:
    item = mail(*stamps("500x1"), *stamps("200x1", piece=Piece.REVENUE_STAMP))
    id_ = working.logged(office, file=replace(complete(*courses.BOTH), mail=(item,)))
    (thing,) = working.held(office, id_)
    assert (thing.kind, thing.amount) == (HeldKind.REVENUE_STAMP, 200)
    letter = working.issue(office, id_, LetterKind.DEFICIENCIES)
    body = working.body_of(office, letter, DeficiencyBody)
    assert (body.fee_counted, body.fee_required, body.stamps_held) == (500, 1000, True)
    assert (body.fee_rights, body.others) == ((DISCLOSURE,), (CORRECTION,))
    working.post(office, id_, letter.id, things=(thing,))
    assert [each.kind for each in working.gone(office, id_)] == [HeldKind.REVENUE_STAMP]
    working.send(office, id_, later(ARRIVED, "500x1"))
    assert working.held(office, id_) == ()


def test_a_notice_tells_of_each_page_with_a_number_once(office: Office) -> None:
    file = courses.number_visible()
    card = file.enclosures[-1]
    done = Masking("individual_number", MaskState.VISIBLE, MaskAction.PAGE_DESTROYED)
    other = Masking("domicile", MaskState.VISIBLE, MaskAction.MASKED_HERE)
    file = replace(file, enclosures=(replace(card, masking=(done, other)),))
    title = rules().document(card.kind)
    assert title is not None
    body = _as_it_stands(file).body
    assert isinstance(body, DeficiencyBody)
    assert body.number_papers == (NumberPaper(title.title_ja, "page_destroyed"),)
    told = _as_it_stands(with_notice(file, ARRIVED)).body
    assert isinstance(told, DeficiencyBody)
    assert told.number_papers == ()


def test_cash_of_a_notice_goes_in_an_envelope_of_its_own(office: Office) -> None:
    file = replace(complete(), mail=(mail(*stamps("1000x1", piece=Piece.CASH)),))
    id_ = working.logged(office, file=file)
    assert [each.kind for each in working.held(office, id_)] == [HeldKind.CASH]
    letter = working.issue(office, id_, LetterKind.DEFICIENCIES)
    body = working.body_of(office, letter, DeficiencyBody)
    assert body.enclosed == (ThingBack("cash", 1000, 1),)
    working.post(office, id_, letter.id)
    assert len(working.held(office, id_)) == 1


def test_a_letter_names_the_one_that_told_how_other_requests_ended(office: Office) -> None:
    id_ = working.logged(office, DISCLOSURE, CORRECTION, ERASURE)
    told = working.sent(office, id_, CORRECTION)
    working.withdraw(office, id_, DISCLOSURE)
    letter = working.issue(office, id_, LetterKind.WITHDRAWAL, DISCLOSURE)
    body = working.body_of(office, letter, WithdrawalBody)
    assert body.ended == (CORRECTION,)
    assert body.ended_in == (f"個情発第{told.number}号", told.dated)
    corresponding.void_letter(office.clerk, id_, letter.id, "書き直すため")
    working.sent(office, id_, ERASURE)
    letter = working.issue(office, id_, LetterKind.WITHDRAWAL, DISCLOSURE)
    assert working.body_of(office, letter, WithdrawalBody).ended_in is None, "two letters did"


def test_two_chargeable_rights_on_one_form_pay_one_fee(office: Office) -> None:
    id_ = working.logged(office, DISCLOSURE, PURPOSE)
    for right in (DISCLOSURE, PURPOSE):
        letter = working.answered(office, id_, right)
        body = working.body_of(office, letter, DecisionBody)
        assert body.paid is not None
        assert (body.paid.amount, body.back) == (1000, None)


def test_a_copy_that_may_not_be_kept_is_told_by_its_place_only(office: Office) -> None:
    id_ = working.logged(office, file=courses.number_visible())
    one = office.file(id_).enclosures[-1].id
    papers.let_go(office.clerk, id_, one, papers.PaperWhereabouts.RETURNED)
    asks = {each.code for each in office.look(id_).findings if each.verdict.value == "ask"}
    assert "document.not_to_keep" not in asks


def test_a_paper_of_the_matrix_that_is_missing_has_its_own_row(office: Office) -> None:
    file = courses.by_guardian()
    body = _body(_noticed(office, replace(file, enclosures=file.enclosures[:-1])))
    assert [row.code for row in body.rows] == ["guardianship"]
    assert body.authority


def test_stamps_that_a_reply_gives_back_do_not_go_with_a_notice(office: Office) -> None:
    body = _body(_noticed(office, replace(complete(CORRECTION), enclosures=())))
    assert (body.enclosed, len(working.held(office, ApplicationId(1)))) == ((), 1)


def test_a_fee_that_goes_back_with_a_refusal_was_not_kept(office: Office) -> None:
    kept = "[[switch.fee_kept_when_refused]]"
    head, tail = RULEBOOK.read_text("utf-8").split(kept)
    other = head + kept + tail.replace("value = true", "value = false", 1)
    lenient = replace(office, rulebook=loads(other.encode(), "rulebook.toml"))
    id_ = working.logged(lenient)
    assert _told(lenient, id_, refusal("PR-G5")).paid is None


def _as_it_stands(file: ApplicationFile, used: Rulebook | None = None) -> LetterFacts:
    """A notice on a file as it stands, allotments and all."""
    said = (used or book()).on(ARRIVED)
    found = examine(file, said, ARRIVED)
    body = deficiency_body(said, DeskProfile(), file, found, ARRIVED)
    return replace(dict(samples(Language.JA))["L2"], body=body)


def _sharing(own: int, others: int) -> ApplicationFile:
    """An envelope with so many stamps of 500 yen for each of two applications."""
    (line,) = stamps(f"500x{own + others}")
    file = complete()
    given = ((file.application.id, own), (OTHER, others))
    shared = replace(line, allotments=tuple(Allotment(*each) for each in given if each[1]))
    return replace(file, mail=(mail(shared),))


def test_a_paper_without_a_title_is_told_by_its_code() -> None:
    file = replace(complete(), enclosures=(paper("fishing_licence"),))
    assert "fishing_licence" in repr(_body(_as_it_stands(file)).rows)


@pytest.mark.parametrize(
    ("own", "others", "code", "told"),
    [(1, 2, "fee_short", True), (0, 2, "fee_absent", True), (1, 0, "fee_short", False)],
)
def test_stamps_that_pay_for_another_application_too_are_told(
    own: int, others: int, code: str, *, told: bool
) -> None:
    facts = _as_it_stands(_sharing(own, others))
    assert ("shared" in _row(facts, code)) is told
    assert ("同じ封筒の切手は、ほかのご請求の手数料に" in _said(facts)) is told


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
    assert ("shared" in _row(_as_it_stands(unsound), "fee_absent")) is told


@pytest.mark.parametrize(
    ("right", "withdrawn", "told"),
    [(DISCLOSURE, False, True), (CORRECTION, False, False), (DISCLOSURE, True, False)],
)
def test_stamps_that_go_back_to_the_other_application_pay_for_nothing(
    office: Office, right: Right, *, withdrawn: bool, told: bool
) -> None:
    torn = replace(stamps("500x2")[0], id=PaymentLineId("t"), condition=Condition.TORN)
    every = (
        intake.ApplicationDraft(complete().application, complete().enclosures),
        intake.ApplicationDraft(
            complete(right).application, complete(right).enclosures, ((0, 2), (1, 2))
        ),
    )
    item = mail(*stamps("500x2"), torn)
    intake.log_application(office.clerk, intake.EnvelopeDraft(item, every))
    if withdrawn:
        working.withdraw(office, ApplicationId(2), right)
    letter = working.issue(office, ApplicationId(1), LetterKind.DEFICIENCIES)
    assert ("shared" in _row(working.facts_of(office, letter), "fee_absent")) is told


def _child(language: Language = Language.JA, *, original: bool = True) -> ApplicationFile:
    """A child's request by one of two parents, with the family register alone."""
    file = courses.by_joint_parent()
    register = tuple(
        replace(each, original=original)
        for each in file.enclosures
        if each.kind == "family_register"
    )
    return _in(language, replace(file, enclosures=register))


def test_a_child_without_a_card_may_send_two_documents_without_a_photo(office: Office) -> None:
    facts = _noticed(office, _child())
    values = [dict(each.values) for each in _body(facts).rows]
    (told,) = (
        each["without_photo"]
        for each in values
        if each.get("whose") == Subject.PRINCIPAL.value and "without_photo" in each
    )
    assert told == (ELIGIBILITY, "住民票の写し")
    assert f"顔写真のない書類2種類（{ELIGIBILITY}、住民票の写しなど）" in _said(facts)
    grown = _noticed(office, replace(complete(), enclosures=()))
    assert "without_photo" not in _row(grown, "identity_absent")


@pytest.mark.parametrize("language", Language)
def test_a_copied_register_of_a_parent_may_be_replaced_by_the_insurance_paper(
    office: Office, language: Language
) -> None:
    facts = _noticed(office, _child(language, original=False))
    told = _row(facts, "copy")["or_papers"]
    assert isinstance(told, tuple)
    assert str(told[0]) in _said(facts)


@pytest.mark.parametrize("language", Language)
def test_a_parent_who_sent_neither_is_asked_for_the_register_or_the_insurance_paper(
    office: Office, language: Language
) -> None:
    """The register is a certificate; of the paper of insurance a copy will do (practice 10)."""
    facts = _noticed(office, replace(_child(language), enclosures=()))
    told = _row(facts, "family_register")
    register, insurance = (
        term.title_ja if language is Language.JA else term.title_en
        for kind in ("family_register", "certificate_of_eligibility")
        if (term := rules().document(kind)) is not None
    )
    assert (told["kinds"], told["or_papers"]) == ((register,), (insurance,))
    whole = {
        Language.JA: f"または、ご本人が被扶養者として記載された{insurance}の写し",
        Language.EN: f"or 1 copy of the {insurance}",
    }
    assert whole[language] in _said(facts)


@pytest.mark.parametrize("original", [True, False])
def test_a_child_that_is_not_answered_alone_is_asked_for_its_parents_papers_as_the_rules_say(
    *, original: bool
) -> None:
    """Whether the register must be an original, which the words of the cure say it must."""
    born = date(2014, 6, 1)
    file = complete()
    child = replace(file.application.principal, born=born)
    papers = tuple(replace(each, born=born) for each in file.enclosures)
    file = replace(
        file,
        application=replace(file.application, principal=child),
        enclosures=papers,
        inquiries=(asked(replace(record(), born=born)),),
    )
    refused = with_judgement(file, Topic.DOUBT, "authority.too_young:principal", Ruling.REFUSED)
    said = f"original = {str(original).lower()}"
    facts = _as_it_stands(refused, _saying("family_register", "original = true", said))
    assert ("戸籍謄本または抄本（原本） 1通" in _said(facts)) is original
    assert ("戸籍謄本または抄本 1通" in _said(facts)) is not original


def test_without_a_form_none_goes_along_to_write_the_address_anew_on() -> None:
    licence = replace(paper("driving_licence"), address="長崎市旭町8-20")
    file = replace(complete(), enclosures=(licence,))
    written = replace(file.application, form=Form("", ""))
    enclosed = []
    for application in (file.application, written):
        facts = _as_it_stands(replace(file, application=application))
        assert _row(facts, "differs")["what"] == "address"
        enclosed.append(_body(facts).form_copy_enclosed)
    assert enclosed == [True, False]


def test_an_original_with_a_term_of_its_own_is_asked_for_within_that(office: Office) -> None:
    longer = _saying("family_register", "fresh = true", "fresh = true\nfresh_months = 6")
    for each, months in ((office, 3), (replace(office, rulebook=longer), 6)):
        facts = _noticed(each, _child(original=False))
        assert f"弊社に届く日の前{months}か月以内に発行された" in _said(facts)


def test_a_guardian_of_a_minor_has_no_other_paper(office: Office) -> None:
    file = _child(original=False)
    assert file.application.proxy is not None
    guardian = replace(file.application.proxy, kind=ProxyKind.MINOR_GUARDIAN)
    asked = replace(file, application=replace(file.application, proxy=guardian))
    assert "or_papers" not in _row(_noticed(office, asked), "copy")
