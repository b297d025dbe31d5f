# SPDX-License-Identifier: MIT
"""What waits to be posted, one envelope for each addressee (F2), and the pages it is printed on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk_app.desk.errors import NotAllowed
from desk_app.desk.letters import corresponding
from desk_app.desk.post import envelopes, postage, posting
from desk_app.desk.post import stamps as stamp_book
from desk_app.desk.post.envelopes import (
    Sending,
    WaitingEnvelope,
    envelopes_page,
    labels_page,
    mail_slip_page,
)
from desk_app.letters import page
from desk_app.records.base import ApplicationId, HeldThingId, MailItemId, PostingId
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Proxy, ProxyKind, ReplyTo, Right
from desk_app.records.case.history import Letter, ReturnReason
from desk_app.records.case.letters import Addressee, LetterKind, ResendingBody
from desk_app.records.case.mail import HeldKind, HeldThing, MailKind, Piece
from desk_app.records.case.stamps import PaidBy, Postage, Shape
from desk_app.records.desk.people import Language
from desk_app.records.pages import Addressed, Envelope, Front, MailSlipLine, PostalPage
from desk_app.rules.fee.pieces import SEN
from desk_app.rules.work_codes import Refusal
from tests.builders import ADDRESS, ARRIVED, NAME, complete, mail, stamps
from tests.unit.desk import working
from tests.unit.desk.office import Office, bad_input, opened

DISCLOSURE, CORRECTION = Right.DISCLOSURE, Right.CORRECTION
REGISTERED = MailKind.SIMPLE_REGISTERED
NOTICE = LetterKind.DEFICIENCIES


def waiting(office: Office) -> tuple[WaitingEnvelope, ...]:
    return envelopes.waiting(office.clerk)


def printed(office: Office, id_: ApplicationId, letter: Letter) -> Letter:
    corresponding.record_printed(office.clerk, id_, (letter.id,))
    return next(each for each in office.file(id_).letters if each.id == letter.id)


def noticed(office: Office, *pieces: str, scope: str | None = None) -> WaitingEnvelope:
    """Log an application, print its notice; return the only envelope that waits."""
    file = replace(complete(DISCLOSURE), mail=(mail(*stamps(*pieces)),))
    if scope is not None:
        file = replace(file, application=replace(file.application, scope=scope))
    id_ = working.logged(office, file=file)
    printed(office, id_, working.issue(office, id_, NOTICE))
    (envelope,) = waiting(office)
    return envelope


def answered(office: Office, *pieces: str) -> tuple[ApplicationId, Letter]:
    """Log an application whose fee came in these stamps, decide it and print the answer."""
    id_ = working.logged(office, pieces=pieces)
    return id_, printed(office, id_, working.answered(office, id_, DISCLOSURE))


def test_letters_to_one_addressee_lie_in_one_envelope_once_they_are_printed(
    office: Office,
) -> None:
    id_ = working.logged(office, DISCLOSURE, CORRECTION)
    first = printed(office, id_, working.answered(office, id_, DISCLOSURE))
    second = working.answered(office, id_, CORRECTION)
    (only,) = waiting(office)
    assert (only.key, only.letters, only.to.name) == (first.id, (first,), NAME)
    printed(office, id_, second)
    (both,) = waiting(office)
    assert [each.id for each in both.letters] == [first.id, second.id]
    assert (both.every_sheet, both.sheets) == (2, {first.id: 1, second.id: 1})
    assert (both.usual, both.covers, both.refused) == (REGISTERED, 1_000, ())
    working.post(office, id_, first.id, second.id)
    assert waiting(office) == ()


def test_a_copy_of_the_form_that_a_notice_encloses_lies_in_its_envelope(office: Office) -> None:
    envelope = noticed(office, "500x2", scope="")
    (notice,) = envelope.letters
    assert envelope.form_copies == (notice.id,)
    assert envelope.every_sheet == envelope.sheets[notice.id] + 1
    assert (envelope.fee, envelope.covers) == ((), 0), "a fee that is only held covers no notice"
    assert noticed(opened()).form_copies == ()


def test_a_blank_letter_of_proxy_that_a_notice_encloses_lies_in_its_envelope(
    office: Office,
) -> None:
    file = complete(DISCLOSURE)
    proxy = Proxy(ProxyKind.CONSIGNED, "田辺 次郎", address=file.application.principal.address)
    file = replace(file, application=replace(file.application, proxy=proxy))
    id_ = working.logged(office, file=file)
    printed(office, id_, working.issue(office, id_, NOTICE))
    (envelope,) = waiting(office)
    (notice,) = envelope.letters
    assert (envelope.mandate_forms, envelope.form_copies) == ((notice.id,), ())
    assert envelope.every_sheet == envelope.sheets[notice.id] + 1
    assert noticed(opened()).mandate_forms == ()


def test_an_envelope_tells_what_its_letters_say_is_enclosed(office: Office) -> None:
    file = replace(complete(DISCLOSURE), mail=(mail(*stamps("500x1", piece=Piece.REVENUE_STAMP)),))
    id_ = working.logged(office, file=file)
    printed(office, id_, working.issue(office, id_, NOTICE))
    (envelope,) = waiting(office)
    assert envelope.told.lacks(()) == (HeldKind.REVENUE_STAMP,)
    assert envelope.told.lacks(envelope.things) == ()


def test_two_addressees_are_two_envelopes(office: Office) -> None:
    proxy = Proxy(ProxyKind.CONSIGNED, "前田 修", address="長崎市旭町8-20")
    file = complete(CORRECTION)
    form = replace(file.application, proxy=proxy, reply_to=ReplyTo.PRINCIPAL)
    id_ = working.logged(office, file=replace(file, application=form))
    notice = printed(office, id_, working.issue(office, id_, NOTICE))
    kind = LetterKind.ACKNOWLEDGEMENT
    acknowledged = printed(office, id_, working.issue(office, id_, kind))
    first = working.facts_of(office, notice).addressee
    assert first.name == proxy.name
    principal = replace(first, name=NAME, postal_code="", address=ADDRESS)
    facts, pages = office.state.letters[acknowledged.id]
    office.state.letters[acknowledged.id] = (replace(facts, addressee=principal), pages)
    assert [(each.to, each.letters) for each in waiting(office)] == [
        (first, (notice,)),
        (principal, (acknowledged,)),
    ]


def test_the_fee_that_is_kept_with_the_answer_may_pay_its_envelope(office: Office) -> None:
    id_, letter = answered(office, "350x1", "110x1", "500x1", "40x1")
    (envelope,) = waiting(office)
    assert envelope.fee == ((500 * SEN, 1), (350 * SEN, 1), (110 * SEN, 1), (40 * SEN, 1))
    assert postage.stock_of(office.clerk) == ()
    stuck = ((350 * SEN, 1), (110 * SEN, 1))
    paid = Postage(Shape.STANDARD, 17, 460, paid_by=PaidBy.STAMPS, stamps=stuck)
    draft = posting.PostingDraft(id_, (letter.id,), REGISTERED, ARRIVED, postage=paid)
    posting.post(office.clerk, draft)
    assert postage.stock_of(office.clerk) == ((500 * SEN, 1), (40 * SEN, 1))


def test_a_notice_keeps_no_fee_and_says_once_its_day_has_passed_why_it_cannot_go(
    office: Office,
) -> None:
    envelope = noticed(office, "84x1")
    assert (envelope.fee, envelope.covers, envelope.refused) == ((), 0, ())
    office.clock.pass_days(9)
    assert waiting(office)[0].refused == (Refusal.DUE_DATE_MOVES,)


def test_what_goes_back_is_told_with_what_the_letter_promises(office: Office) -> None:
    answered(office, "500x2", "100x2")
    (envelope,) = waiting(office)
    assert [thing.pieces for thing in envelope.things] == [((100, 2),)]
    assert envelope.promised == 200
    assert envelopes.grams_of(envelope.things) == 1
    card = HeldThing(HeldThingId("c"), HeldKind.CARD, MailItemId(1), None, 0)
    assert envelopes.grams_of((card,)) == 0


def test_a_letter_that_came_back_lies_in_the_envelope_of_its_new_letter(office: Office) -> None:
    id_, letter = answered(office, "500x2")
    working.post(office, id_, letter.id)
    back = working.came_back(office, id_, ReturnReason.NOT_COLLECTED)
    new = printed(office, id_, working.send_again(office, id_, back))
    (envelope,) = waiting(office)
    assert [each.id for each in envelope.letters] == [new.id]
    assert [each.id for each in envelope.again] == [letter.id]
    assert envelope.every_sheet == 2
    facts, pages = office.state.letters[new.id]
    assert isinstance(facts.body, ResendingBody)
    other = replace(facts, body=replace(facts.body, number="0-0"))
    office.state.letters[new.id] = (other, pages)
    assert waiting(office)[0].again == ()


def test_only_who_may_read_applicants_data_sees_it(office: Office) -> None:
    with pytest.raises(NotAllowed):
        envelopes.waiting(office.of("officer"))


def issued(office: Office) -> tuple[ApplicationId, Letter]:
    id_ = working.logged(office, pieces=())
    return id_, working.issue(office, id_, NOTICE)


def to(office: Office, letter: Letter) -> Addressee:
    return working.facts_of(office, letter).addressee


def test_an_envelope_goes_to_whom_its_letter_is_addressed(office: Office) -> None:
    _, letter = issued(office)
    sending = Sending(Envelope.LONG_3, REGISTERED, express=True)
    made = envelopes_page(office.clerk, [letter.id], sending)
    assert made.fronts == (Front(REGISTERED, Addressed(to(office, letter)), express=True),)
    assert to(office, letter).name == NAME
    window = Sending(Envelope.WINDOW, REGISTERED)
    made = envelopes_page(office.clerk, [letter.id] * 2, window)
    assert made.fronts == (Front(REGISTERED),) * 2, "a window shows the address by itself"


def test_labels_follow_the_order_of_the_letters(office: Office) -> None:
    (_, first), (_, second) = issued(office), issued(office)
    made = labels_page(office.clerk, [second.id, first.id], 12)
    assert made.first == 12
    assert made.labels == tuple(Addressed(to(office, each)) for each in (second, first))
    assert made.labels[0].language is Language.JA
    for none in (0, 13):
        with bad_input(office, "no_such_label", "first"):
            labels_page(office.clerk, [first.id], none)
    with bad_input(office, "no_letter", "letters"):
        labels_page(office.clerk, [])


def posted(
    office: Office, postage: Postage | None, number: str = ""
) -> tuple[ApplicationId, PostingId]:
    id_, letter = issued(office)
    today = office.clock.today()
    draft = posting.PostingDraft(id_, (letter.id,), REGISTERED, today, number, postage=postage)
    posting.post(office.clerk, draft)
    return id_, office.file(id_).postings[-1].id


def test_a_slip_lists_what_was_posted_as_it_was_paid(office: Office) -> None:
    paid = Postage(Shape.STANDARD, 18, 760, express=True, paid_by=PaidBy.OTHERWISE)
    stamp_book.open_book(office.clerk, stamp_book.StampDraft(((50_000, 2),), ARRIVED))
    stuck = replace(paid, express=False, yen=460, paid_by=PaidBy.STAMPS, stamps=((50_000, 1),))
    pieces = [
        posted(office, paid, "123-45-67890-1"),
        posted(office, None),
        posted(office, stuck, "123-45-67890-2"),
    ]
    made = mail_slip_page(office.clerk, "8-1125-01", ARRIVED, pieces)
    assert made.number == "8-1125-01"
    assert made.lines == (
        MailSlipLine(NAME, REGISTERED, 760, 0, 18, "123-45-67890-1", express=True),
        MailSlipLine(NAME, REGISTERED, 0),
        MailSlipLine(NAME, REGISTERED, 460, 500, 18, "123-45-67890-2"),
    )
    with bad_input(office, "no_such_posting", "posting"):
        mail_slip_page(office.clerk, "1", ARRIVED, [(pieces[0][0], PostingId("none"))])


def test_things_that_went_back_alone_go_to_the_sender_of_the_form(office: Office) -> None:
    id_ = working.logged(office, pieces=("500x2", "100x2"))
    working.decide(office, id_, DISCLOSURE)
    working.give_back(office, id_)
    sent = office.file(id_).postings[-1]
    assert sent.letters == ()
    made = mail_slip_page(office.clerk, "1", ARRIVED, [(id_, sent.id)])
    assert made.lines[0].name == NAME


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
    envelopes.record_saved(office.clerk, "labels")
    assert office.actions()[-1] is Action.PAGES_EXPORTED
