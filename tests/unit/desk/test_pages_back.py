# SPDX-License-Identifier: MIT
"""Where each paper is, and a page with an individual number that goes back (G2)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk_app.desk.applications import papers, supplements, undoing
from desk_app.desk.applications.papers import Leaving, PaperWhereabouts
from desk_app.desk.errors import NotFound
from desk_app.desk.keeping import look_at, placed
from desk_app.desk.letters import corresponding
from desk_app.records.base import (
    ApplicationId,
    EnclosureId,
    HeldThingId,
    LetterId,
    MailItemId,
    UserId,
)
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Right
from desk_app.records.case.disposal import PaperMethod
from desk_app.records.case.findings import Verdict, Work
from desk_app.records.case.history import ApplicationFile
from desk_app.records.case.letters import DeficiencyBody, LetterKind, ReturnBody, ThingBack
from desk_app.records.case.mail import HeldKind, HeldThing
from desk_app.records.case.papers import Enclosure, Fate, MaskAction, Masking, MaskState
from desk_app.records.desk.people import Language
from desk_app.rules.case import pages_back
from desk_app.rules.finding_codes import Code
from tests.builders import ARRIVED, complete, mail, paper, stamps
from tests.unit.desk import working
from tests.unit.desk.office import Office, bad_input, fails, refused
from tests.unit.desk.tries import later
from tests.unit.rules import courses

DISCLOSURE = Right.DISCLOSURE
NUMBER, DOMICILE = "individual_number", "domicile"
NUMBERED = HeldKind.MY_NUMBER_DOCUMENT
RETURNED, MASKED = MaskAction.RETURNED, MaskAction.MASKED_HERE
SHREDDED = PaperMethod.SHREDDED


def certificate(action: MaskAction | None = None, item: str = NUMBER) -> Enclosure:
    """A residence certificate that shows what may not be kept."""
    masking = (Masking(item, MaskState.VISIBLE, action),)
    return replace(paper("residence_certificate"), masking=masking)


def card(whereabouts: str = "") -> Enclosure:
    """A notification card, which may not be kept at all."""
    return replace(paper("notification_card"), whereabouts=whereabouts)


def by_hand(note: str = "住民票") -> HeldThing:
    """A document with a number as a clerk logs it on the return list."""
    return HeldThing(HeldThingId(""), NUMBERED, MailItemId(0), note=note)


def showing(
    paper_: Enclosure, *held: HeldThing, file: ApplicationFile | None = None
) -> ApplicationFile:
    """An application with such a paper, and things logged by hand."""
    whole = file or complete(DISCLOSURE)
    item = replace(whole.mail[0], held=held)
    return replace(whole, mail=(item,), enclosures=(*whole.enclosures, paper_))


def logged(office: Office, *held: HeldThing, paper_: Enclosure) -> ApplicationId:
    """Log it, the department's answer taken."""
    return working.logged(office, file=showing(paper_, *held))


def last_paper(office: Office, id_: ApplicationId) -> EnclosureId:
    """The paper that shows the number."""
    return office.file(id_).enclosures[-1].id


def black_out(
    office: Office, id_: ApplicationId, action: MaskAction = RETURNED, item: str = NUMBER
) -> None:
    """Say what becomes of an item of the last paper."""
    papers.black_out(office.clerk, id_, last_paper(office, id_), item, action)


def let_go(
    office: Office,
    id_: ApplicationId,
    place: PaperWhereabouts,
    leaving: Leaving = papers.AT_ONCE,
) -> None:
    """Say where the last paper goes."""
    papers.let_go(office.clerk, id_, last_paper(office, id_), place, leaving)


def found(office: Office, id_: ApplicationId, code: Code) -> list[Verdict]:
    """What the rules find of a code."""
    return [each.verdict for each in office.look(id_).findings if each.code == code]


def notes(office: Office, id_: ApplicationId) -> list[str]:
    """What must still go back, by the words of the list."""
    return sorted(each.note for each in working.held(office, id_))


@pytest.mark.parametrize("at_once", [True, False])
def test_a_page_that_goes_back_stands_on_the_return_list(office: Office, *, at_once: bool) -> None:
    id_ = logged(office, paper_=certificate(RETURNED if at_once else None))
    if not at_once:
        assert working.held(office, id_) == ()
        black_out(office, id_)
    (thing,) = working.held(office, id_)
    assert (thing.kind, thing.note, thing.application) == (NUMBERED, "住民票の写し", id_)
    assert found(office, id_, Code.PAGE_TO_RETURN) == [Verdict.OK]
    assert found(office, id_, Code.MASKING_DONE) == []
    # Nothing that is kept again makes it another thing.
    black_out(office, id_)
    assert working.held(office, id_) == (thing,)


def test_it_is_called_as_the_letters_to_the_sender_are_written(office: Office) -> None:
    file = complete(DISCLOSURE)
    english = replace(file, application=replace(file.application, language=Language.EN))
    id_ = working.logged(office, file=showing(certificate(RETURNED), file=english))
    (note,) = notes(office, id_)
    assert note.isascii()
    assert note


def test_a_page_that_shows_something_else_is_another_thing_that_goes_back(
    office: Office,
) -> None:
    id_ = logged(office, paper_=certificate(RETURNED, DOMICILE))
    (thing,) = working.held(office, id_)
    assert (thing.kind, thing.note) == (HeldKind.OTHER, "住民票の写し")


def test_a_document_logged_by_hand_for_somebody_else_is_nobodys_page_here(office: Office) -> None:
    id_ = logged(office, paper_=certificate(RETURNED))
    file, rules = office.file(id_), office.clerk.rules_of(office.file(id_).application)
    (page,) = pages_back.going_back(file)
    (thing,) = working.held(office, id_)
    by_hand = replace(thing, id=HeldThingId("t-1"), note="")
    assert pages_back.may_be(replace(by_hand, application=id_), page, file, rules)
    other = ApplicationId(int(id_) + 1)
    assert not pages_back.may_be(replace(by_hand, application=other), page, file, rules)


def test_it_goes_back_with_the_reply_and_is_taken_back_with_it(office: Office) -> None:
    id_ = logged(office, paper_=certificate(RETURNED))
    letter = working.sent(office, id_, DISCLOSURE)
    (gone,) = working.gone(office, id_)
    assert (gone.kind, gone.returned_with) == (NUMBERED, letter.id)
    assert found(office, id_, Code.MASKING_DONE) == [Verdict.OK]
    assert found(office, id_, Code.PAGE_TO_RETURN) == []
    assert office.look(id_).work is Work.DONE
    with refused(office, "paper_gone"):
        black_out(office, id_, MaskAction.PAGE_DESTROYED)
    undoing.take_back_posting(office.clerk, id_, office.file(id_).postings[-1].id)
    (thing,) = working.held(office, id_)
    assert thing.id == gone.id
    assert found(office, id_, Code.PAGE_TO_RETURN) == [Verdict.OK]
    working.post(office, id_, letter.id, things=(thing,))
    let_go(office, id_, PaperWhereabouts.DESTROYED)
    assert office.file(id_).enclosures[-1].whereabouts == "destroyed", "the rest of the paper"


def test_an_ending_without_it_says_that_it_is_still_here(office: Office) -> None:
    id_ = logged(office, paper_=certificate(RETURNED))
    working.post(office, id_, working.answered(office, id_, DISCLOSURE).id)
    assert found(office, id_, Code.PAGE_STILL_HERE) == [Verdict.ASK]
    looked = office.look(id_)
    assert (looked.work, looked.next.what) == (Work.TO_RETURN, "return_things")
    black_out(office, id_, MaskAction.PAGE_DESTROYED)
    assert working.held(office, id_) == ()
    assert office.look(id_).work is Work.DONE
    assert found(office, id_, Code.PAGE_STILL_HERE) == []


def test_what_was_recorded_before_and_ended_is_asked_about(office: Office) -> None:
    id_ = logged(office, paper_=certificate(MaskAction.PAGE_DESTROYED))
    working.sent(office, id_, DISCLOSURE)
    file, clerk = office.file(id_), office.clerk
    of_before = replace(file.enclosures[-1], masking=certificate(RETURNED).masking)
    before = replace(file, enclosures=(*file.enclosures[:-1], of_before))
    assert [page.paper for page in pages_back.unlisted(before)] == [of_before]
    looked = look_at(clerk, before)
    assert (looked.work, looked.next.what) == (Work.TO_CHECK, "mask")
    with clerk.ports.store.writing(clerk.actor.id, clerk.ports.clock.now()) as books:
        books.files.save(before, placed(clerk, before))
        books.journal.note(Action.PAPER_MASKED, id_)
        books.commit()
    black_out(office, id_)
    assert office.look(id_).next.what == "return_things"
    working.give_back(office, id_)
    assert office.look(id_).work is Work.DONE


def test_a_notice_and_a_cover_sheet_list_it(office: Office) -> None:
    file = replace(courses.unpaid(), notices=(), letters=(), postings=())
    id_ = working.logged(office, file=showing(certificate(RETURNED), file=file))
    notice = working.issue(office, id_, LetterKind.DEFICIENCIES)
    body = working.body_of(office, notice, DeficiencyBody)
    assert body.enclosed == (ThingBack("my_number_document", 0, 1),)
    with refused(office, "things_not_ticked"):
        working.post(office, id_, notice.id)
    draft = working.draft_of(office, id_, LetterKind.RETURN)
    held = working.held(office, id_)
    things = tuple(thing.id for thing in held)
    corresponding.issue_letter(office.clerk, replace(draft, things=things))
    sheet = office.file(id_).letters[-1]
    (row,) = working.body_of(office, sheet, ReturnBody).things
    assert (row.kind, row.reason, row.name) == ("my_number_document", "my_number", "住民票の写し")
    working.post(office, id_, notice.id, sheet.id, things=held)
    assert working.held(office, id_) == ()


def test_a_document_logged_by_hand_stands_for_the_page(office: Office) -> None:
    id_ = logged(office, by_hand(), paper_=certificate(RETURNED))
    assert notes(office, id_) == ["住民票"]
    working.sent(office, id_, DISCLOSURE)
    assert found(office, id_, Code.MASKING_DONE) == [Verdict.OK]
    assert office.look(id_).work is Work.DONE


@pytest.mark.parametrize(
    ("note", "gone", "left"),
    [
        ("通知カード", False, ["住民票の写し", "通知カード"]),
        ("通知カード", True, ["住民票の写し"]),
        ("住民票", True, ["住民票の写し"]),
        ("", True, ["住民票の写し"]),
    ],
)
def test_one_that_is_another_paper_or_has_gone_stands_for_no_page(
    office: Office, note: str, *, gone: bool, left: list[str]
) -> None:
    id_ = logged(office, by_hand(note), paper_=certificate())
    if gone:
        working.give_back(office, id_)
    black_out(office, id_)
    assert notes(office, id_) == left
    assert found(office, id_, Code.MASKING_DONE) == []
    assert found(office, id_, Code.PAGE_TO_RETURN) == [Verdict.OK]


def test_one_without_a_name_stands_where_nothing_else_can_be_it(office: Office) -> None:
    assert notes(office, logged(office, by_hand(""), paper_=certificate(RETURNED))) == [""]
    file = showing(certificate(RETURNED), by_hand(""))
    file = replace(file, enclosures=(*file.enclosures, card("destroyed")))
    assert notes(office, working.logged(office, file=file)) == ["", "住民票の写し"]


def test_one_stands_for_one_page_and_is_itself_again_once_that_stays(office: Office) -> None:
    file = showing(certificate(RETURNED), by_hand())
    both = (*file.enclosures, certificate(RETURNED))
    id_ = working.logged(office, file=replace(file, enclosures=both))
    assert notes(office, id_) == ["住民票", "住民票の写し"]
    for paper_ in office.file(id_).enclosures[-2:]:
        papers.black_out(office.clerk, id_, paper_.id, NUMBER, MASKED)
    (thing,) = working.held(office, id_)
    assert thing.note == "住民票"
    assert not pages_back.is_page(thing), "what a clerk logged stays on the list"


def test_one_of_an_envelope_of_several_applications_stands_for_no_page_of_either(
    office: Office,
) -> None:
    first = showing(certificate(RETURNED), by_hand())
    id_ = office.log(working.as_it_came(first), working.as_it_came(first))
    for each in (id_, ApplicationId(2)):
        assert notes(office, each) == ["住民票", "住民票の写し"]


@pytest.mark.parametrize("at_once", [True, False])
def test_a_paper_that_may_not_be_kept_goes_back_as_a_whole(
    office: Office, *, at_once: bool
) -> None:
    id_ = logged(office, paper_=card("to_return" if at_once else ""))
    if not at_once:
        let_go(office, id_, PaperWhereabouts.TO_RETURN)
    (thing,) = working.held(office, id_)
    assert (thing.kind, thing.note) == (NUMBERED, "通知カード")
    (said,) = [each for each in office.look(id_).findings if each.code == Code.PAGE_TO_RETURN]
    assert said.verdict is Verdict.OK
    assert said.facts == {"document": "notification_card", "item": ""}, "no page of it alone"
    letter = working.sent(office, id_, DISCLOSURE)
    (gone,) = (each for item in office.file(id_).mail for each in item.held)
    assert (gone.returned_on, gone.returned_with) == (ARRIVED, letter.id)
    assert pages_back.whereabouts(office.file(id_), office.file(id_).enclosures[-1]) == "returned"
    assert found(office, id_, Code.NOT_KEPT) == [Verdict.OK]
    with refused(office, "paper_gone"):
        let_go(office, id_, PaperWhereabouts.DESTROYED)


@pytest.mark.parametrize("at_once", [True, False])
def test_an_item_of_a_paper_that_may_not_be_kept_goes_back_with_the_whole(
    office: Office, *, at_once: bool
) -> None:
    noted = Masking(NUMBER, MaskState.VISIBLE, RETURNED if at_once else None)
    id_ = logged(office, paper_=replace(card(), masking=(noted,)))
    if not at_once:
        black_out(office, id_)
    assert [each.kind for each in working.held(office, id_)] == [NUMBERED]
    letter = working.sent(office, id_, DISCLOSURE)
    file = office.file(id_)
    assert [thing.returned_with for item in file.mail for thing in item.held] == [letter.id]
    assert pages_back.whereabouts(file, file.enclosures[-1]) == "returned"
    with refused(office, "paper_gone"):
        black_out(office, id_, MaskAction.PAGE_DESTROYED)


def test_an_item_said_otherwise_asks_again_about_the_paper(office: Office) -> None:
    noted = Masking(NUMBER, MaskState.VISIBLE, RETURNED)
    id_ = logged(office, paper_=replace(card(), masking=(noted,)))
    black_out(office, id_, MASKED)
    assert working.held(office, id_) == ()
    assert found(office, id_, Code.NOT_TO_KEEP) == [Verdict.ASK]


@pytest.fixture
def one_gone(office: Office) -> ApplicationId:
    """A certificate whose page with the number went back, and of which more is found then."""
    both = (certificate(RETURNED).masking[0], Masking(DOMICILE, MaskState.VISIBLE))
    id_ = logged(office, paper_=replace(certificate(), masking=both))
    working.give_back(office, id_)
    return id_


def test_a_page_found_after_another_has_gone_is_a_thing_of_its_own(
    office: Office, one_gone: ApplicationId
) -> None:
    black_out(office, one_gone, item=DOMICILE)
    (thing,) = working.held(office, one_gone)
    assert (thing.kind, thing.note) == (HeldKind.OTHER, "住民票の写し")
    assert thing.application == one_gone
    assert found(office, one_gone, Code.PAGE_TO_RETURN) == [Verdict.OK]
    assert found(office, one_gone, Code.MASKING_DONE) == [Verdict.OK]
    black_out(office, one_gone, MASKED, DOMICILE)
    assert working.held(office, one_gone) == ()
    black_out(office, one_gone, item=DOMICILE)
    assert working.held(office, one_gone) == (thing,)
    working.give_back(office, one_gone)
    assert found(office, one_gone, Code.MASKING_DONE) == [Verdict.OK, Verdict.OK]
    for item in (NUMBER, DOMICILE):
        with refused(office, "paper_gone"):
            black_out(office, one_gone, MASKED, item)


def test_a_paper_goes_back_as_a_whole_after_a_page_of_it(
    office: Office, one_gone: ApplicationId
) -> None:
    let_go(office, one_gone, PaperWhereabouts.TO_RETURN)
    file = office.file(one_gone)
    assert pages_back.whereabouts(file, file.enclosures[-1]) == "to_return"
    (thing,) = working.held(office, one_gone)
    working.give_back(office, one_gone, (thing,))
    file = office.file(one_gone)
    assert pages_back.whereabouts(file, file.enclosures[-1]) == "returned"


def test_what_was_to_go_back_can_be_destroyed_instead(office: Office) -> None:
    id_ = logged(office, paper_=card())
    let_go(office, id_, PaperWhereabouts.TO_RETURN)
    let_go(office, id_, PaperWhereabouts.DESTROYED)
    assert working.held(office, id_) == ()
    assert found(office, id_, Code.NOT_KEPT) == [Verdict.OK]


def test_of_a_paper_that_was_destroyed_nothing_can_be_said_to_go_back(office: Office) -> None:
    id_ = logged(office, paper_=replace(card(), masking=certificate().masking))
    let_go(office, id_, PaperWhereabouts.DESTROYED)
    with refused(office, "paper_gone"):
        black_out(office, id_)
    assert working.held(office, id_) == ()
    black_out(office, id_, MaskAction.PAGE_DESTROYED)


def test_what_was_to_go_back_of_a_paper_that_was_destroyed_meanwhile_goes_nowhere(
    office: Office,
) -> None:
    id_ = logged(office, paper_=replace(card(), masking=certificate(RETURNED).masking))
    let_go(office, id_, PaperWhereabouts.DESTROYED)
    black_out(office, id_, MaskAction.PAGE_DESTROYED)
    file = office.file(id_)
    assert pages_back.whereabouts(file, file.enclosures[-1]) == "destroyed"
    assert working.held(office, id_) == ()


def test_what_was_destroyed_on_arrival_is_known_with_day_and_name(office: Office) -> None:
    id_ = logged(office, paper_=card("destroyed"))
    assert office.file(id_).enclosures[-1].fate == Fate(ARRIVED, UserId("clerk"))
    back = logged(office, paper_=card("returned"))
    assert office.file(back).enclosures[-1].whereabouts == ""


@pytest.mark.parametrize("held", [(), (by_hand(),)], ids=["page", "logged by hand"])
def test_a_page_of_a_supplement_moves_with_it(office: Office, held: tuple[HeldThing, ...]) -> None:
    wrong, right = (working.logged(office) for _ in range(2))
    came = replace(later(ARRIVED), held=held)
    working.send(office, wrong, came, enclosures=(certificate(RETURNED),))
    (thing,) = working.held(office, wrong)
    item = office.file(wrong).mail[-1].id
    assert thing.mail_item == item
    supplements.move_supplement(office.clerk, item, right, "別の方の分")
    assert working.held(office, wrong) == ()
    moved = thing if held else replace(thing, application=right)
    assert working.held(office, right) == (moved,)
    assert pages_back.unlisted(office.file(right)) == ()


def test_stamps_that_go_back_stand_beside_it(office: Office) -> None:
    file = replace(complete(DISCLOSURE), mail=(mail(*stamps("500x2", "100x2")),))
    id_ = working.logged(office, file=showing(certificate(RETURNED), file=file))
    kinds = {thing.kind for thing in working.held(office, id_)}
    assert kinds == {NUMBERED, HeldKind.EXCESS_STAMPS}


def test_a_paper_goes_back_with_a_letter(office: Office) -> None:
    id_ = working.logged(office, pieces=())
    letter = working.issue(office, id_, LetterKind.DEFICIENCIES)
    with bad_input(office, "no_such_letter", "letter"):
        let_go(office, id_, PaperWhereabouts.RETURNED, Leaving(LetterId("none")))
    let_go(office, id_, PaperWhereabouts.RETURNED, Leaving(letter.id))
    assert office.file(id_).enclosures[0].fate == Fate(ARRIVED, UserId("clerk"), letter.id)


def test_what_is_destroyed_has_a_method_and_another_witness(
    office: Office, id_: ApplicationId
) -> None:
    for place, leaving, code in (
        (PaperWhereabouts.DESTROYED, Leaving(method=SHREDDED), "witness_missing"),
        (PaperWhereabouts.DESTROYED, Leaving(witness=UserId("second")), "witness_missing"),
        (PaperWhereabouts.DESTROYED, Leaving(None, SHREDDED, UserId("clerk")), "same_person_twice"),
        (PaperWhereabouts.DESTROYED, Leaving(LetterId("l")), "not_returned"),
        (PaperWhereabouts.RETURNED, Leaving(None, SHREDDED, UserId("second")), "not_destroyed"),
    ):
        with bad_input(office, code):
            let_go(office, id_, place, leaving)
    with fails(office, NotFound):
        nobody = Leaving(method=SHREDDED, witness=UserId("nobody"))
        let_go(office, id_, PaperWhereabouts.DESTROYED, nobody)
    destroyed = Leaving(method=SHREDDED, witness=UserId("second"))
    let_go(office, id_, PaperWhereabouts.DESTROYED, destroyed)
    gone = Fate(ARRIVED, UserId("clerk"), method=SHREDDED, witness=UserId("second"))
    assert office.file(id_).enclosures[0].fate == gone
