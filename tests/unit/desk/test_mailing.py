# SPDX-License-Identifier: MIT
"""Envelopes, labels and the slip of registered mail: from letters and postings of the desk."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk_app.desk import envelopes, posting
from desk_app.desk import stamps as stamp_book
from desk_app.desk.envelopes import Sending, envelopes_page, labels_page, mail_slip_page
from desk_app.desk.errors import NotAllowed
from desk_app.letters import page
from desk_app.records.application import Right
from desk_app.records.base import ApplicationId, PostingId
from desk_app.records.history import Letter
from desk_app.records.journal import Action
from desk_app.records.letters import Addressee, LetterKind
from desk_app.records.mail import MailKind
from desk_app.records.pages import Addressed, Envelope, Front, MailSlipLine, PostalPage
from desk_app.records.people import Language
from desk_app.records.stamps import PaidBy, Postage, Shape
from tests.builders import ARRIVED, NAME, complete, mail, stamps
from tests.unit.desk import working
from tests.unit.desk.office import Office, bad_input

DISCLOSURE = Right.DISCLOSURE
REGISTERED = MailKind.SIMPLE_REGISTERED


def issued(office: Office) -> tuple[ApplicationId, Letter]:
    id_ = working.logged(office, file=replace(complete(), mail=(mail(),)))
    return id_, working.issue(office, id_, LetterKind.DEFICIENCIES)


def to(office: Office, letter: Letter) -> Addressee:
    return working.facts_of(office, letter).addressee


def test_an_envelope_goes_to_whom_its_letter_is_addressed(office: Office) -> None:
    _, letter = issued(office)
    sending = Sending(Envelope.LONG_3, REGISTERED, express=True)
    made = envelopes_page(office.clerk, [letter.id], sending)
    assert made.fronts == (Front(REGISTERED, Addressed(to(office, letter)), express=True),)
    assert made.fronts[0].to is not None
    assert made.fronts[0].to.addressee.name == NAME


def test_a_window_shows_the_address_by_itself(office: Office) -> None:
    _, letter = issued(office)
    made = envelopes_page(office.clerk, [letter.id] * 2, Sending(Envelope.WINDOW, REGISTERED))
    assert made.fronts == (Front(REGISTERED),) * 2


def test_labels_follow_the_order_of_the_letters(office: Office) -> None:
    (_, first), (_, second) = issued(office), issued(office)
    made = labels_page(office.clerk, [second.id, first.id], 12)
    assert made.first == 12
    assert made.labels == tuple(Addressed(to(office, each)) for each in (second, first))
    assert made.labels[0].language is Language.JA


@pytest.mark.parametrize("first", [0, 13])
def test_a_label_that_no_sheet_has_is_refused(office: Office, first: int) -> None:
    _, letter = issued(office)
    with bad_input(office, "no_such_label", "first"):
        labels_page(office.clerk, [letter.id], first)


def test_no_letter_makes_no_envelope(office: Office) -> None:
    with bad_input(office, "no_letter", "letters"):
        labels_page(office.clerk, [])


def posted(
    office: Office, postage: Postage | None, last: str = "1"
) -> tuple[ApplicationId, PostingId]:
    id_, letter = issued(office)
    draft = posting.PostingDraft(
        id_,
        (letter.id,),
        REGISTERED,
        office.clock.today(),
        "" if postage is None else f"123-45-67890-{last}",
        postage=postage,
    )
    posting.post(office.clerk, draft)
    return id_, office.file(id_).postings[-1].id


def test_a_slip_lists_what_was_posted_as_it_was_paid(office: Office) -> None:
    postage = Postage(Shape.STANDARD, 18, 760, express=True, paid_by=PaidBy.OTHERWISE)
    stamp_book.open_book(office.clerk, stamp_book.StampDraft(((50_000, 2),), ARRIVED))
    stuck = replace(postage, express=False, yen=460, paid_by=PaidBy.STAMPS, stamps=((50_000, 1),))
    pieces = [posted(office, postage), posted(office, None), posted(office, stuck, "2")]
    made = mail_slip_page(office.clerk, "8-1125-01", ARRIVED, pieces)
    assert made.number == "8-1125-01"
    assert made.lines == (
        MailSlipLine(NAME, REGISTERED, 760, 0, 18, "123-45-67890-1", express=True),
        MailSlipLine(NAME, REGISTERED, 0),
        MailSlipLine(NAME, REGISTERED, 460, 500, 18, "123-45-67890-2"),
    )


def test_things_that_went_back_alone_go_to_the_sender_of_the_form(office: Office) -> None:
    id_ = working.logged(office, file=replace(complete(), mail=(mail(*stamps("500x2", "100x2")),)))
    working.decide(office, id_, DISCLOSURE)
    things = tuple(thing.id for thing in working.held(office, id_))
    alone = posting.ReturnDraft(id_, things, MailKind.ORDINARY, ARRIVED)
    posting.return_things(office.clerk, alone)
    sent = office.file(id_).postings[-1]
    assert sent.letters == ()
    made = mail_slip_page(office.clerk, "1", ARRIVED, [(id_, sent.id)])
    assert made.lines[0].name == NAME


def test_a_posting_that_is_not_there_is_refused(office: Office) -> None:
    id_, _ = issued(office)
    with bad_input(office, "no_such_posting", "posting"):
        mail_slip_page(office.clerk, "1", ARRIVED, [(id_, PostingId("none"))])


def test_every_page_prints_and_only_for_who_may_read_applicants_data(office: Office) -> None:
    id_, sent = posted(office, None)
    letter = office.file(id_).letters[-1].id
    pages: tuple[PostalPage, ...] = (
        envelopes_page(office.clerk, [letter], Sending(Envelope.SQUARE_2, REGISTERED)),
        labels_page(office.clerk, [letter]),
        mail_slip_page(office.clerk, "1", ARRIVED, [(id_, sent)]),
    )
    assert all(page(each).startswith(b"%PDF") for each in pages)
    with pytest.raises(NotAllowed):
        labels_page(office.of("auditor"), [letter])


def test_pages_that_leave_the_desk_as_a_file_are_noted_without_a_name(office: Office) -> None:
    envelopes.record_saved(office.clerk, "labels")
    assert office.actions()[-1] is Action.PAGES_EXPORTED
