# SPDX-License-Identifier: MIT
"""Where each paper is, and a page with an individual number that goes back (G2)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk_app.desk import corresponding, papers, posting, supplements, undoing
from desk_app.desk.errors import NotFound
from desk_app.desk.keeping import look_at, placed
from desk_app.desk.papers import Leaving, PaperPlace, PaperWhereabouts, register_of
from desk_app.records.application import Right
from desk_app.records.base import (
    ApplicationId,
    EnclosureId,
    HeldThingId,
    LetterId,
    MailItemId,
    UserId,
)
from desk_app.records.disposal import PaperMethod
from desk_app.records.findings import Verdict, Work
from desk_app.records.history import ApplicationFile
from desk_app.records.journal import Action
from desk_app.records.letters import DeficiencyBody, LetterKind, ReturnBody, ThingBack
from desk_app.records.mail import HeldKind, HeldThing, MailKind
from desk_app.records.pages import PaperLocation
from desk_app.records.papers import Enclosure, Fate, MaskAction, Masking, MaskState
from desk_app.records.people import Language
from desk_app.rules import pages_back
from desk_app.rules.finding_codes import Code
from tests.builders import ARRIVED, complete, mail, paper, stamps
from tests.unit.desk import working
from tests.unit.desk.office import Office, bad_input, fails, opened, refused
from tests.unit.desk.tries import later
from tests.unit.rules import courses

DISCLOSURE = Right.DISCLOSURE
NUMBER = "individual_number"
NUMBERED = HeldKind.MY_NUMBER_DOCUMENT


def certificate(action: MaskAction | None = None, item: str = NUMBER) -> Enclosure:
    """A residence certificate that shows what may not be kept."""
    masking = (Masking(item, MaskState.VISIBLE, action),)
    return replace(paper("residence_certificate"), masking=masking)


def card(whereabouts: str = "") -> Enclosure:
    """A notification card, which may not be kept at all."""
    return replace(paper("notification_card"), whereabouts=whereabouts)


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


def found(office: Office, id_: ApplicationId, code: Code) -> list[Verdict]:
    """What the rules find of a code."""
    return [each.verdict for each in office.look(id_).findings if each.code == code]


@pytest.mark.parametrize("at_once", [True, False])
def test_a_page_that_goes_back_stands_on_the_return_list(office: Office, *, at_once: bool) -> None:
    id_ = logged(office, paper_=certificate(MaskAction.RETURNED if at_once else None))
    if not at_once:
        assert working.held(office, id_) == ()
        papers.black_out(office.clerk, id_, last_paper(office, id_), NUMBER, MaskAction.RETURNED)
    (thing,) = working.held(office, id_)
    assert (thing.kind, thing.note, thing.application) == (NUMBERED, "住民票の写し", id_)
    assert found(office, id_, Code.PAGE_TO_RETURN) == [Verdict.OK]
    assert found(office, id_, Code.MASKING_DONE) == []
    # Nothing that is kept again makes it another thing.
    papers.black_out(office.clerk, id_, last_paper(office, id_), NUMBER, MaskAction.RETURNED)
    assert working.held(office, id_) == (thing,)


def test_it_is_called_as_the_letters_to_the_sender_are_written(office: Office) -> None:
    file = complete(DISCLOSURE)
    english = replace(file, application=replace(file.application, language=Language.EN))
    id_ = working.logged(office, file=showing(certificate(MaskAction.RETURNED), file=english))
    (thing,) = working.held(office, id_)
    assert thing.note.isascii()
    assert thing.note


def test_a_page_that_shows_something_else_is_another_thing_that_goes_back(office: Office) -> None:
    id_ = logged(office, paper_=certificate(MaskAction.RETURNED, "domicile"))
    (thing,) = working.held(office, id_)
    assert (thing.kind, thing.note) == (HeldKind.OTHER, "住民票の写し")


def test_it_goes_back_with_the_reply_and_is_taken_back_with_it(office: Office) -> None:
    id_ = logged(office, paper_=certificate(MaskAction.RETURNED))
    letter = working.sent(office, id_, DISCLOSURE)
    (gone,) = working.gone(office, id_)
    assert (gone.kind, gone.returned_with) == (NUMBERED, letter.id)
    assert found(office, id_, Code.MASKING_DONE) == [Verdict.OK]
    assert found(office, id_, Code.PAGE_TO_RETURN) == []
    assert office.look(id_).work is Work.DONE
    with refused(office, "paper_gone"):
        shred = MaskAction.PAGE_DESTROYED
        papers.black_out(office.clerk, id_, last_paper(office, id_), NUMBER, shred)
    undoing.take_back_posting(office.clerk, id_, office.file(id_).postings[-1].id)
    (thing,) = working.held(office, id_)
    assert thing.id == gone.id
    assert found(office, id_, Code.PAGE_TO_RETURN) == [Verdict.OK]


def test_an_ending_without_it_says_that_it_is_still_here(office: Office) -> None:
    id_ = logged(office, paper_=certificate(MaskAction.RETURNED))
    letter = working.answered(office, id_, DISCLOSURE)
    working.post(office, id_, letter.id)
    assert found(office, id_, Code.PAGE_STILL_HERE) == [Verdict.ASK]
    looked = office.look(id_)
    assert (looked.work, looked.next.what) == (Work.TO_RETURN, "return_things")
    shred = MaskAction.PAGE_DESTROYED
    papers.black_out(office.clerk, id_, last_paper(office, id_), NUMBER, shred)
    assert working.held(office, id_) == ()
    assert office.look(id_).work is Work.DONE
    assert found(office, id_, Code.PAGE_STILL_HERE) == []


def test_what_was_recorded_before_and_ended_is_asked_about(office: Office) -> None:
    id_ = logged(office, paper_=certificate(MaskAction.PAGE_DESTROYED))
    working.sent(office, id_, DISCLOSURE)
    file = office.file(id_)
    paper_ = file.enclosures[-1]
    of_before = replace(paper_, masking=certificate(MaskAction.RETURNED).masking)
    before = replace(file, enclosures=(*file.enclosures[:-1], of_before))
    assert [page.paper for page in pages_back.unlisted(before)] == [of_before]
    looked = look_at(office.clerk, before)
    assert (looked.work, looked.next.what) == (Work.TO_CHECK, "mask")
    clerk = office.clerk
    with clerk.ports.store.writing(clerk.actor.id, clerk.ports.clock.now()) as books:
        books.files.save(before, placed(clerk, before))
        books.journal.note(Action.PAPER_MASKED, id_)
        books.commit()
    papers.black_out(clerk, id_, paper_.id, NUMBER, MaskAction.RETURNED)
    (thing,) = working.held(office, id_)
    assert office.look(id_).next.what == "return_things"
    alone = posting.ReturnDraft(id_, (thing.id,), MailKind.SIMPLE_REGISTERED, ARRIVED)
    posting.return_things(clerk, alone)
    assert office.look(id_).work is Work.DONE


def test_a_notice_and_a_cover_sheet_list_it(office: Office) -> None:
    file = replace(courses.unpaid(), notices=(), letters=(), postings=())
    id_ = working.logged(office, file=showing(certificate(MaskAction.RETURNED), file=file))
    notice = working.issue(office, id_, LetterKind.DEFICIENCIES)
    body = working.body_of(office, notice, DeficiencyBody)
    assert body.enclosed == (ThingBack("my_number_document", 0, 1),)
    with refused(office, "things_not_ticked"):
        working.post(office, id_, notice.id)
    draft = working.draft_of(office, id_, LetterKind.RETURN)
    things = tuple(thing.id for thing in working.held(office, id_))
    corresponding.issue_letter(office.clerk, replace(draft, things=things))
    sheet = office.file(id_).letters[-1]
    listed = working.body_of(office, sheet, ReturnBody)
    (row,) = listed.things
    assert (row.kind, row.reason, row.name) == ("my_number_document", "my_number", "住民票の写し")
    working.post(office, id_, notice.id, sheet.id, things=working.held(office, id_))
    assert working.held(office, id_) == ()


def test_a_document_logged_by_hand_stands_for_the_page(office: Office) -> None:
    id_ = logged(office, by_hand(), paper_=certificate(MaskAction.RETURNED))
    (thing,) = working.held(office, id_)
    assert thing.note == "住民票"
    letter = working.answered(office, id_, DISCLOSURE)
    working.post(office, id_, letter.id, things=(thing,))
    assert found(office, id_, Code.MASKING_DONE) == [Verdict.OK]
    assert office.look(id_).work is Work.DONE


def by_hand(note: str = "住民票") -> HeldThing:
    """A document with a number as a clerk logs it on the return list."""
    return HeldThing(HeldThingId(""), NUMBERED, MailItemId(0), note=note)


def _send_back(office: Office, id_: ApplicationId, thing: HeldThing) -> None:
    """Return a thing by itself."""
    working.give_back(office, id_, (thing,))


@pytest.mark.parametrize("gone", [True, False])
def test_a_document_logged_by_hand_that_is_another_paper_stands_for_no_page(*, gone: bool) -> None:
    office = opened()
    id_ = logged(office, by_hand("通知カード"), paper_=certificate())
    (hand,) = working.held(office, id_)
    if gone:
        _send_back(office, id_, hand)
    papers.black_out(office.clerk, id_, last_paper(office, id_), NUMBER, MaskAction.RETURNED)
    notes = [each.note for each in working.held(office, id_)]
    assert notes == ([] if gone else ["通知カード"]) + ["住民票の写し"]
    assert found(office, id_, Code.MASKING_DONE) == []
    assert found(office, id_, Code.PAGE_TO_RETURN) == [Verdict.OK]


@pytest.mark.parametrize("note", ["住民票", ""])
def test_one_that_has_gone_stands_for_no_page_of_later(office: Office, note: str) -> None:
    id_ = logged(office, by_hand(note), paper_=certificate())
    _send_back(office, id_, *working.held(office, id_))
    papers.black_out(office.clerk, id_, last_paper(office, id_), NUMBER, MaskAction.RETURNED)
    (thing,) = working.held(office, id_)
    assert thing.note == "住民票の写し"
    assert found(office, id_, Code.PAGE_TO_RETURN) == [Verdict.OK]


def test_one_without_a_name_stands_where_nothing_else_can_be_it(office: Office) -> None:
    alone = logged(office, by_hand(""), paper_=certificate(MaskAction.RETURNED))
    assert [each.note for each in working.held(office, alone)] == [""]
    file = showing(certificate(MaskAction.RETURNED), by_hand(""))
    beside = working.logged(
        office, file=replace(file, enclosures=(*file.enclosures, card("destroyed")))
    )
    assert sorted(each.note for each in working.held(office, beside)) == ["", "住民票の写し"]


def test_one_stands_for_one_page_and_is_itself_again_once_that_stays(office: Office) -> None:
    file = showing(certificate(MaskAction.RETURNED), by_hand())
    both = (*file.enclosures, certificate(MaskAction.RETURNED))
    id_ = working.logged(office, file=replace(file, enclosures=both))
    assert sorted(each.note for each in working.held(office, id_)) == ["住民票", "住民票の写し"]
    for paper_ in office.file(id_).enclosures[-2:]:
        papers.black_out(office.clerk, id_, paper_.id, NUMBER, MaskAction.MASKED_HERE)
    (thing,) = working.held(office, id_)
    assert thing.note == "住民票"
    assert not pages_back.is_page(thing), "what a clerk logged stays on the list"


def test_one_of_an_envelope_of_several_applications_stands_for_no_page_of_either() -> None:
    office = opened()
    first = showing(certificate(MaskAction.RETURNED), by_hand())
    id_ = office.log(working.as_it_came(first), working.as_it_came(first))
    for each in (id_, ApplicationId(2)):
        notes = [thing.note for thing in working.held(office, each)]
        assert sorted(notes) == ["住民票", "住民票の写し"]


@pytest.mark.parametrize("at_once", [True, False])
def test_a_paper_that_may_not_be_kept_goes_back_as_a_whole(*, at_once: bool) -> None:
    office = opened()
    id_ = logged(office, paper_=card("to_return" if at_once else ""))
    if not at_once:
        papers.let_go(office.clerk, id_, last_paper(office, id_), PaperWhereabouts.TO_RETURN)
    (thing,) = working.held(office, id_)
    assert (thing.kind, thing.note) == (NUMBERED, "通知カード")
    assert found(office, id_, Code.PAGE_TO_RETURN) == [Verdict.OK]
    (said,) = [each for each in office.look(id_).findings if each.code == Code.PAGE_TO_RETURN]
    assert said.facts == {"document": "notification_card", "item": ""}, "no page of it alone"
    (here,) = [each for each in register_of(office.file(id_)) if each.kind == "notification_card"]
    assert here.place is PaperLocation.TO_RETURN
    letter = working.answered(office, id_, DISCLOSURE)
    working.post(office, id_, letter.id, things=(thing,))
    (gone,) = [each for each in register_of(office.file(id_)) if each.kind == "notification_card"]
    assert (gone.place, gone.left_on, gone.letter) == (
        PaperLocation.RETURNED,
        ARRIVED,
        letter.number,
    )
    assert found(office, id_, Code.NOT_KEPT) == [Verdict.OK]
    with refused(office, "paper_gone"):
        papers.let_go(office.clerk, id_, last_paper(office, id_), PaperWhereabouts.DESTROYED)


@pytest.mark.parametrize("at_once", [True, False])
def test_an_item_of_a_paper_that_may_not_be_kept_goes_back_with_the_whole(*, at_once: bool) -> None:
    office = opened()
    noted = Masking(NUMBER, MaskState.VISIBLE, MaskAction.RETURNED if at_once else None)
    id_ = logged(office, paper_=replace(card(), masking=(noted,)))
    if not at_once:
        papers.black_out(office.clerk, id_, last_paper(office, id_), NUMBER, MaskAction.RETURNED)
    things = working.held(office, id_)
    (waits,) = [each for each in register_of(office.file(id_)) if each.kind == "notification_card"]
    assert waits.place is PaperLocation.TO_RETURN
    letter = working.answered(office, id_, DISCLOSURE)
    working.post(office, id_, letter.id, things=things)
    file = office.file(id_)
    (gone,) = [each for each in register_of(file) if each.kind == "notification_card"]
    assert (gone.place, gone.letter) == (PaperLocation.RETURNED, letter.number)
    assert NUMBERED.value not in {each.kind for each in register_of(file)}, "it stands there once"
    assert pages_back.whereabouts(file, file.enclosures[-1]) == "returned"
    with refused(office, "paper_gone"):
        shred = MaskAction.PAGE_DESTROYED
        papers.black_out(office.clerk, id_, last_paper(office, id_), NUMBER, shred)


def test_an_item_said_otherwise_asks_again_about_the_paper(office: Office) -> None:
    noted = Masking(NUMBER, MaskState.VISIBLE, MaskAction.RETURNED)
    id_ = logged(office, paper_=replace(card(), masking=(noted,)))
    papers.black_out(office.clerk, id_, last_paper(office, id_), NUMBER, MaskAction.MASKED_HERE)
    assert working.held(office, id_) == ()
    assert found(office, id_, Code.NOT_TO_KEEP) == [Verdict.ASK]


def test_a_paper_of_which_a_page_went_back_can_still_leave(office: Office) -> None:
    id_ = logged(office, paper_=certificate(MaskAction.RETURNED))
    working.sent(office, id_, DISCLOSURE)
    papers.let_go(office.clerk, id_, last_paper(office, id_), PaperWhereabouts.DESTROYED)
    assert office.file(id_).enclosures[-1].whereabouts == "destroyed"


def _one_page_gone(office: Office) -> ApplicationId:
    """A certificate whose page with the number went back, and of which more is found then."""
    both = (
        Masking(NUMBER, MaskState.VISIBLE, MaskAction.RETURNED),
        Masking("domicile", MaskState.VISIBLE),
    )
    id_ = logged(office, paper_=replace(certificate(), masking=both))
    working.give_back(office, id_)
    return id_


def test_a_page_found_after_another_has_gone_is_a_thing_of_its_own(office: Office) -> None:
    id_ = _one_page_gone(office)
    paper_ = last_paper(office, id_)
    papers.black_out(office.clerk, id_, paper_, "domicile", MaskAction.RETURNED)
    (thing,) = working.held(office, id_)
    assert (thing.kind, thing.note, thing.application) == (HeldKind.OTHER, "住民票の写し", id_)
    assert found(office, id_, Code.PAGE_TO_RETURN) == [Verdict.OK]
    assert found(office, id_, Code.MASKING_DONE) == [Verdict.OK]
    papers.black_out(office.clerk, id_, paper_, "domicile", MaskAction.MASKED_HERE)
    assert working.held(office, id_) == ()
    papers.black_out(office.clerk, id_, paper_, "domicile", MaskAction.RETURNED)
    (again,) = working.held(office, id_)
    assert again == thing
    working.give_back(office, id_, (thing,))
    assert found(office, id_, Code.MASKING_DONE) == [Verdict.OK, Verdict.OK]
    for item in (NUMBER, "domicile"):
        with refused(office, "paper_gone"):
            papers.black_out(office.clerk, id_, paper_, item, MaskAction.MASKED_HERE)


def test_a_paper_goes_back_as_a_whole_after_a_page_of_it(office: Office) -> None:
    id_ = _one_page_gone(office)
    paper_ = last_paper(office, id_)
    papers.let_go(office.clerk, id_, paper_, PaperWhereabouts.TO_RETURN)
    (thing,) = working.held(office, id_)
    file = office.file(id_)
    assert pages_back.whereabouts(file, file.enclosures[-1]) == "to_return"
    working.give_back(office, id_, (thing,))
    file = office.file(id_)
    assert pages_back.whereabouts(file, file.enclosures[-1]) == "returned"


def test_what_was_to_go_back_can_be_destroyed_instead(office: Office) -> None:
    id_ = logged(office, paper_=card())
    papers.let_go(office.clerk, id_, last_paper(office, id_), PaperWhereabouts.TO_RETURN)
    papers.let_go(office.clerk, id_, last_paper(office, id_), PaperWhereabouts.DESTROYED)
    assert working.held(office, id_) == ()
    assert found(office, id_, Code.NOT_KEPT) == [Verdict.OK]


def test_what_was_destroyed_on_arrival_is_known_with_day_and_name(office: Office) -> None:
    id_ = logged(office, paper_=card("destroyed"))
    fate = office.file(id_).enclosures[-1].fate
    assert fate is not None
    assert (fate.on, fate.by) == (ARRIVED, "clerk")
    back = logged(office, paper_=card("returned"))
    assert office.file(back).enclosures[-1].whereabouts == ""


def test_a_page_of_a_supplement_moves_with_it(office: Office) -> None:
    wrong = working.logged(office, DISCLOSURE)
    right = working.logged(office, DISCLOSURE)
    draft = supplements.SupplementDraft(
        later(ARRIVED), wrong, enclosures=(certificate(MaskAction.RETURNED),)
    )
    supplements.attach_supplement(office.clerk, draft)
    (thing,) = working.held(office, wrong)
    item = office.file(wrong).mail[-1].id
    assert thing.mail_item == item
    supplements.move_supplement(office.clerk, item, right, "別の方の分")
    assert working.held(office, wrong) == ()
    assert working.held(office, right) == (replace(thing, application=right),)


def test_one_logged_by_hand_moves_with_its_page(office: Office) -> None:
    wrong, right = (working.logged(office, DISCLOSURE) for _ in range(2))
    came = replace(later(ARRIVED), held=(by_hand(),))
    draft = supplements.SupplementDraft(came, wrong, enclosures=(certificate(MaskAction.RETURNED),))
    supplements.attach_supplement(office.clerk, draft)
    (thing,) = working.held(office, wrong)
    supplements.move_supplement(office.clerk, thing.mail_item, right, "別の方の分")
    assert working.held(office, wrong) == ()
    assert working.held(office, right) == (thing,)
    assert pages_back.unlisted(office.file(right)) == ()


def test_stamps_that_go_back_stand_beside_it(office: Office) -> None:
    file = replace(complete(DISCLOSURE), mail=(mail(*stamps("500x2", "100x2")),))
    id_ = working.logged(office, file=showing(certificate(MaskAction.RETURNED), file=file))
    kinds = {thing.kind for thing in working.held(office, id_)}
    assert kinds == {NUMBERED, HeldKind.EXCESS_STAMPS}


SHREDDED = PaperMethod.SHREDDED


def test_the_register_tells_where_everything_is_and_how_it_left(office: Office) -> None:
    cash = HeldThing(HeldThingId(""), HeldKind.CASH, MailItemId(0), amount=500)
    item = replace(mail(*stamps("500x2", "100x2")), held=(cash,))
    id_ = working.logged(office, file=replace(complete(DISCLOSURE), mail=(item,)))
    (paper, *_) = office.file(id_).enclosures
    before = register_of(office.file(id_))
    assert before[0] == PaperPlace(
        paper.kind, ARRIVED, PaperLocation.CASE_FOLDER, original=paper.original
    )
    assert {each.place for each in before[len(office.file(id_).enclosures) :]} == {
        PaperLocation.TO_RETURN
    }
    letter = working.answered(office, id_, DISCLOSURE)
    over = tuple(each for each in working.held(office, id_) if each.amount == 200)
    working.post(office, id_, letter.id, things=over)
    destroyed = Leaving(method=SHREDDED, witness=UserId("second"))
    papers.let_go(office.clerk, id_, paper.id, PaperWhereabouts.DESTROYED, destroyed)
    first, *_, money, excess = register_of(office.file(id_))
    assert first == PaperPlace(
        paper.kind,
        ARRIVED,
        PaperLocation.DESTROYED,
        original=paper.original,
        left_on=ARRIVED,
        by=UserId("clerk"),
        method=SHREDDED,
        witness=UserId("second"),
    )
    assert (money.kind, money.place) == ("cash", PaperLocation.TO_RETURN)
    assert (excess.kind, excess.place, excess.letter) == (
        "excess_stamps",
        PaperLocation.RETURNED,
        "8-1",
    )


def test_a_paper_goes_back_with_a_letter(office: Office) -> None:
    id_ = working.logged(office, DISCLOSURE, pieces=())
    letter = working.issue(office, id_, LetterKind.DEFICIENCIES)
    paper = office.file(id_).enclosures[0].id
    with bad_input(office, "no_such_letter", "letter"):
        papers.let_go(
            office.clerk, id_, paper, PaperWhereabouts.RETURNED, Leaving(LetterId("none"))
        )
    papers.let_go(office.clerk, id_, paper, PaperWhereabouts.RETURNED, Leaving(letter.id))
    assert office.file(id_).enclosures[0].fate == Fate(ARRIVED, UserId("clerk"), letter.id)
    assert register_of(office.file(id_))[0].letter == letter.number


def test_what_is_destroyed_has_a_method_and_another_witness(office: Office) -> None:
    id_ = working.logged(office, DISCLOSURE)
    paper = office.file(id_).enclosures[0].id
    for place, leaving, code in (
        (PaperWhereabouts.DESTROYED, Leaving(method=SHREDDED), "witness_missing"),
        (PaperWhereabouts.DESTROYED, Leaving(witness=UserId("second")), "witness_missing"),
        (PaperWhereabouts.DESTROYED, Leaving(None, SHREDDED, UserId("clerk")), "same_person_twice"),
        (PaperWhereabouts.DESTROYED, Leaving(LetterId("l")), "not_returned"),
        (PaperWhereabouts.RETURNED, Leaving(None, SHREDDED, UserId("second")), "not_destroyed"),
    ):
        with bad_input(office, code):
            papers.let_go(office.clerk, id_, paper, place, leaving)
    with fails(office, NotFound):
        nobody = Leaving(method=SHREDDED, witness=UserId("nobody"))
        papers.let_go(office.clerk, id_, paper, PaperWhereabouts.DESTROYED, nobody)
