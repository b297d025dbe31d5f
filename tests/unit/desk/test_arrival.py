# SPDX-License-Identifier: MIT
"""Envelopes, supplements and other mail."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk_app.desk import scans
from desk_app.desk.applications import intake, supplements, undoing
from desk_app.desk.applications.intake import ApplicationDraft, EnvelopeDraft
from desk_app.desk.context import Changes, Kind
from desk_app.desk.errors import NotFound
from desk_app.desk.scans import ScanDraft
from desk_app.records.base import ApplicationId, MailItemId, PaymentLineId
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Right
from desk_app.records.case.findings import ClaimState, FeeState, Work
from desk_app.records.case.mail import Matter
from desk_app.records.case.scans import DrawnScan, Mask, MaskReason, ScanOf
from tests.builders import ARRIVED, complete, mail, paper, stamps
from tests.unit.desk import working
from tests.unit.desk.office import Office, bad_input, opened, refused
from tests.unit.desk.tries import later
from tests.unit.rules import courses

DISCLOSURE, CORRECTION = Right.DISCLOSURE, Right.CORRECTION
DAY = timedelta(days=1)
WHOLE = complete()
ONE, TWO, ITEM = ApplicationId(1), ApplicationId(2), MailItemId(1)


def _two(office: Office, *pieces: str, allotted: tuple[tuple[int, int], ...] = ()) -> None:
    """Log an envelope with two applications; the first one is allotted the pieces named."""
    every = (
        ApplicationDraft(WHOLE.application, WHOLE.enclosures, allotted),
        ApplicationDraft(WHOLE.application, WHOLE.enclosures),
    )
    intake.log_application(office.clerk, EnvelopeDraft(mail(*stamps(*pieces)), every))


def _allot(office: Office, *shares: tuple[int, ApplicationId, int]) -> Changes:
    """Allot pieces of the lines of the envelope, by their numbers."""
    lines = [line.id for line in office.state.mail[ITEM].payments]
    named = tuple((lines[number], to, count) for number, to, count in shares)
    return intake.allot(office.clerk, ITEM, named)


def _fees(office: Office) -> list[FeeState]:
    return [office.look(each).axes.fee for each in (ONE, TWO)]


def _back(office: Office, id_: ApplicationId) -> list[int]:
    return [thing.amount for thing in working.held(office, id_)]


def test_an_application_gets_its_number_ids_and_index_at_once(office: Office) -> None:
    id_ = office.log(WHOLE)
    application = office.file(id_).application
    assert (application.receipt_number, application.received_on) == ("R8-0001", ARRIVED)
    assert application.rulebook_version == office.rulebook.version
    assert (application.logged_by, len(application.token)) == ("clerk", 32)
    assert office.state.index[id_].work is Work.TO_CHECK
    assert office.actions()[-2:] == [Action.MAIL_LOGGED, Action.APPLICATION_LOGGED]
    (claim,) = application.claims
    assert claim.id != WHOLE.application.claims[0].id


def test_receipt_numbers_run_on_and_begin_anew_with_the_year_of_arrival() -> None:
    office = opened(date(2027, 1, 5))
    numbers = []
    for day in (date(2026, 12, 28), date(2026, 12, 28), date(2027, 1, 5)):
        file = replace(WHOLE, mail=(replace(WHOLE.mail[0], arrived_on=day),))
        numbers.append(office.file(office.log(file)).application.receipt_number)
    assert numbers == ["R8-0001", "R8-0002", "R9-0001"]


def test_all_applications_of_an_envelope_are_logged_or_none(office: Office) -> None:
    with bad_input(office, "more_than_enclosed", "mail.payments[0]"):
        _two(office, "500x2", allotted=((0, 3),))
    _two(office, "500x4", allotted=((0, 2),))
    assert office.file(ONE).siblings == (2,)
    assert _fees(office) == [FeeState.PAID, FeeState.ASK]
    assert office.look(TWO).next.what == "allot"
    assert office.state.mail[ITEM].handled


def test_pieces_are_allotted_by_a_person_as_a_whole(office: Office) -> None:
    _two(office, "500x4")
    changes = _allot(office, (0, ONE, 2), (0, TWO, 2))
    assert _fees(office) == [FeeState.PAID, FeeState.PAID]
    assert changes.ids(Kind.APPLICATION) == {1, 2}
    assert office.actions()[-2:] == [Action.PIECES_ALLOTTED] * 2
    _allot(office, (0, ONE, 3), (0, TWO, 0))
    assert _fees(office) == [FeeState.OVER, FeeState.ASK]


def test_pieces_are_not_allotted_beyond_what_is_there(office: Office) -> None:
    _two(office, "500x4")
    with bad_input(office, "more_than_enclosed", "mail.payments[0]"):
        _allot(office, (0, ONE, 3), (0, TWO, 2))
    with bad_input(office, "no_such_line", "pieces[0]"):
        intake.allot(office.clerk, ITEM, ((PaymentLineId("none"), ONE, 1),))
    with bad_input(office, "no_such_line", "pieces[0]"):
        _allot(office, (0, ONE, -1))
    with bad_input(office, "not_in_this_envelope", "pieces[0]"):
        _allot(office, (0, ApplicationId(9), 1))


def test_there_is_nothing_to_allot_in_an_envelope_of_one(office: Office) -> None:
    office.log(WHOLE)
    intake.log_mail(office.clerk, later(ARRIVED, "500x1"))
    for item in (ITEM, MailItemId(2)):
        with refused(office, "nothing_to_allot"):
            intake.allot(office.clerk, item, ())


def test_stamps_that_went_back_are_not_allotted_to_another(office: Office) -> None:
    _two(office, "500x2", "100x2", allotted=((0, 2), (1, 2)))
    working.give_back(office, ONE)
    with refused(office, "pieces_went_back"):
        _allot(office, (0, ONE, 2), (1, TWO, 2))


def test_the_pieces_of_two_applications_go_back_each_with_its_own(office: Office) -> None:
    _two(office, "500x4", "100x2", allotted=((0, 2), (1, 1)))
    _allot(office, (0, ONE, 2), (0, TWO, 2), (1, ONE, 1), (1, TWO, 1))
    assert (_back(office, ONE), _back(office, TWO)) == ([100], [100])
    working.withdraw(office, TWO, DISCLOSURE)
    assert (_back(office, ONE), _back(office, TWO)) == ([100], [1100])


def test_mail_that_waited_is_worked_up_once(office: Office) -> None:
    intake.log_mail(office.clerk, mail())
    draft = EnvelopeDraft(WHOLE.mail[0], (ApplicationDraft(WHOLE.application),), logged_as=ITEM)
    intake.log_application(office.of("second"), draft)
    worked = office.state.mail[ITEM]
    assert (worked.handled, worked.logged_by, len(office.state.mail)) == (True, "clerk", 1)
    with refused(office, "mail_already_logged"):
        intake.log_application(office.clerk, draft)
    with refused(office, "done_since"):
        undoing.take_back_handling(office.clerk, ITEM, "")


def test_mail_of_another_kind_is_marked_done_with_a_note_and_waits_again(office: Office) -> None:
    intake.log_mail(office.clerk, replace(later(ARRIVED), matter=Matter.INQUIRY))
    with refused(office, "done_since"):
        undoing.take_back_handling(office.clerk, ITEM, "")
    with bad_input(office, "note_missing", "note"):
        intake.handle_mail(office.clerk, ITEM, " ")
    with bad_input(office, "text_control_character", "mail.handled_note"):
        intake.handle_mail(office.clerk, ITEM, "済\x00")
    intake.handle_mail(office.clerk, ITEM, "電話で答えた")
    assert office.state.mail[ITEM].handled_note == "電話で答えた"
    with refused(office, "mail_already_logged"):
        intake.handle_mail(office.clerk, ITEM, "もう一度")
    with refused(office, "done_since"):
        undoing.take_back_handling(office.clerk, ITEM, "別の言葉")
    undoing.take_back_handling(office.clerk, ITEM, "電話で答えた")
    waiting = office.state.mail[ITEM]
    assert (waiting.handled, waiting.handled_note) == (False, "")
    assert office.actions()[-1] is Action.MAIL_HANDLING_TAKEN_BACK
    intake.handle_mail(office.clerk, ITEM, "担当部署へ渡した")


def test_a_draft_is_kept_until_it_is_logged_or_forgotten(office: Office) -> None:
    for key, content in (("intake", "{}"), ("intake", '{"a": 1}'), ("other", "{}")):
        intake.save_draft(office.clerk, key, content)
    assert office.actions().count(Action.DRAFT_SAVED) == 2
    every = (ApplicationDraft(WHOLE.application),)
    intake.log_application(office.clerk, EnvelopeDraft(mail(), every, draft_key="intake"))
    intake.forget_draft(office.clerk, "other")
    assert office.state.drafts == {}


def test_a_draft_without_an_end_is_refused(office: Office) -> None:
    longest = "x" * intake.DRAFT_LIMIT
    intake.save_draft(office.clerk, "intake", longest)
    with bad_input(office, "text_too_long"):
        intake.save_draft(office.clerk, "intake", longest + "y")
    with bad_input(office, "text_too_long"):
        intake.exchange_drafts(office.clerk, "intake", "aside", longest + "y")
    assert [len(text) for text in office.state.drafts.values()] == [intake.DRAFT_LIMIT]


def test_a_draft_is_laid_aside_for_another_and_taken_back(office: Office) -> None:
    def exchanged(content: str) -> dict[str, str]:
        intake.exchange_drafts(office.clerk, "intake", "aside", content)
        return {key: text for (_, key), text in office.state.drafts.items()}

    intake.save_draft(office.clerk, "intake", "first")
    assert exchanged("first") == {"aside": "first"}
    assert intake.begun(office.clerk, "int", "as") == {"aside": "first"}
    assert not intake.begun(office.clerk, "intake")
    assert exchanged("second") == {"aside": "second", "intake": "first"}
    assert exchanged("") == {"intake": "second"}
    assert office.actions().count(Action.DRAFT_SAVED) == 1
    intake.forget_draft(office.clerk, "intake")
    assert exchanged("") == {}
    assert exchanged("third") == {"aside": "third"}
    assert office.actions().count(Action.DRAFT_SAVED) == 2


def test_a_supplement_cures_and_its_stamps_count(office: Office) -> None:
    file = replace(complete(*courses.BOTH), mail=(mail(),), enclosures=())
    id_ = working.logged(office, file=file)
    working.notify(office, id_)
    draft = working.send(
        office, id_, later(ARRIVED, "500x2"), enclosures=(paper("driving_licence"),), draft_key="s"
    )
    look = office.look(id_)
    assert (look.axes.fee, look.work) == (FeeState.PAID, Work.TO_DECIDE)
    (came,) = office.file(id_).enclosures
    assert (came.arrived_on, came.mail_item) == (ARRIVED, office.file(id_).mail[1].id)
    assert office.file(id_).mail[1].matter is Matter.SUPPLEMENT
    assert draft.draft_key == "s"


def test_several_supplements_are_counted_together(office: Office) -> None:
    id_ = working.logged(office, pieces=())
    for pieces in ("84x5", "84x5", "160x1"):
        working.send(office, id_, later(ARRIVED, pieces))
    fee = office.look(id_).fee
    assert (fee.counted, fee.pieces_counted, fee.pieces_enclosed) == (1000, 11, 11)
    working.send(office, id_, later(ARRIVED, "84x1"))
    assert _back(office, id_) == [84]


def test_a_supplement_that_waited_is_worked_up_once(office: Office) -> None:
    id_, waited = office.log(WHOLE), MailItemId(2)
    intake.log_mail(office.clerk, replace(later(ARRIVED), matter=Matter.SUPPLEMENT))
    working.send(office, id_, later(ARRIVED), logged_as=waited)
    assert office.state.mail[waited].concerns == id_
    with refused(office, "mail_already_logged"):
        working.send(office, id_, later(ARRIVED), logged_as=waited)


def test_a_supplement_is_moved_with_its_papers_and_stamps(office: Office) -> None:
    bare = replace(WHOLE, mail=(mail(),), enclosures=())
    wrong, right = office.log(bare), office.log(bare)
    working.send(office, wrong, later(ARRIVED, "1000x1"), enclosures=(paper("driving_licence"),))
    item = office.file(wrong).mail[1].id
    shown = ScanDraft(wrong, ScanOf.ENCLOSURE, office.file(wrong).enclosures[0].id)
    codes = scans.items_to_mask(office.clerk, shown, 1)
    masks = tuple(Mask(1, 0, 0, 9, 9, MaskReason.RULEBOOK, code) for code in codes)
    scans.attach_scan(office.clerk, shown, DrawnScan(1, b"%PDF", masks))
    with bad_input(office, "reason_missing", "reason"):
        supplements.move_supplement(office.clerk, item, right, "")
    with bad_input(office, "attached_already", "to"):
        supplements.move_supplement(office.clerk, item, wrong, "誤り")
    supplements.move_supplement(office.clerk, item, right, "別の請求のもの")
    assert office.look(wrong).axes.fee is FeeState.SHORT
    assert office.look(right).axes.fee is FeeState.PAID
    assert [len(office.file(each).enclosures) for each in (wrong, right)] == [0, 1]
    both = [scans.scans_of(office.clerk, each) for each in (wrong, right)]
    assert [len(each) for each in both] == [0, 1], "a scan goes with its paper"
    assert office.state.mail[item].note == "別の請求のもの"
    assert office.actions()[-2:] == [Action.SUPPLEMENT_MOVED] * 2


def test_what_is_not_moved(office: Office) -> None:
    id_, other = office.log(WHOLE), office.log(WHOLE)
    with refused(office, "not_a_supplement"):
        supplements.move_supplement(office.clerk, office.mail_of(id_), id_, "誤り")
    working.send(office, id_, later(ARRIVED, "100x2"))
    item = office.file(id_).mail[1].id
    working.give_back(office, id_)
    with refused(office, "pieces_went_back"):
        supplements.move_supplement(office.clerk, item, other, "誤り")
    working.send(office, id_, later(ARRIVED))
    office.clock.pass_days(1)
    newer = office.log(replace(WHOLE, mail=(replace(mail(), arrived_on=ARRIVED + DAY),)))
    with refused(office, "before_application"):
        supplements.move_supplement(office.clerk, office.file(id_).mail[2].id, newer, "誤り")
    with pytest.raises(NotFound):
        supplements.move_supplement(office.clerk, MailItemId(99), id_, "誤り")


def test_a_writing_that_withdraws_names_its_claims_and_unsigned_withdraws_nothing(
    office: Office, id_: ApplicationId
) -> None:
    with bad_input(office, "nothing_withdrawn", "withdraws"):
        working.send(office, id_, replace(later(ARRIVED), matter=Matter.WITHDRAWAL))
    working.arrives(office, id_, DISCLOSURE, signed=False)
    assert office.file(id_).mail[1].matter is Matter.WITHDRAWAL
    look = office.look(id_)
    assert set(look.axes.claims.values()) == {ClaimState.WITHDRAWAL_OPEN}
    assert look.work is Work.WITHDRAWAL


def test_changes_of_two_verbs_are_told_together() -> None:
    one = Changes.of((Kind.LETTER, "a"), (Kind.APPLICATION, 1))
    two = Changes.of((Kind.APPLICATION, 2))
    assert (one | two).ids(Kind.APPLICATION) == {1, 2}
    assert (one | two).ids(Kind.LETTER) == {"a"}
