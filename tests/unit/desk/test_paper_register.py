# SPDX-License-Identifier: MIT
"""Where each paper is: in the folder, to go back, returned with a letter, destroyed (G2)."""

from __future__ import annotations

from dataclasses import replace

from desk_app.desk import papers
from desk_app.desk.errors import NotFound
from desk_app.desk.papers import Leaving, PaperPlace, PaperWhereabouts, register_of
from desk_app.records.application import Right
from desk_app.records.base import HeldThingId, LetterId, MailItemId, UserId
from desk_app.records.disposal import PaperMethod
from desk_app.records.letters import LetterKind
from desk_app.records.mail import HeldKind, HeldThing
from desk_app.records.pages import PaperLocation
from desk_app.records.papers import Fate
from tests.builders import ARRIVED, complete, mail, stamps
from tests.unit.desk import working
from tests.unit.desk.office import Office, bad_input, fails

DISCLOSURE = Right.DISCLOSURE
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
    working.decide(office, id_, DISCLOSURE)
    letter = working.issue(office, id_, LetterKind.DISCLOSURE, DISCLOSURE)
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
    id_ = working.logged(office, file=replace(complete(DISCLOSURE), mail=(mail(),)))
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
