# SPDX-License-Identifier: MIT
"""Envelopes, supplements and other mail."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk_app.desk import intake, supplements, undoing
from desk_app.desk.context import Changes, Kind
from desk_app.desk.errors import BadInput, NotFound
from desk_app.desk.intake import ApplicationDraft, EnvelopeDraft
from desk_app.records.application import Right
from desk_app.records.base import ApplicationId, MailItemId, PaymentLineId
from desk_app.records.findings import ClaimState, FeeState, Work
from desk_app.records.journal import Action
from desk_app.records.mail import MailItem, Matter
from tests.builders import ARRIVED, complete, mail, paper, stamps
from tests.unit.desk import working
from tests.unit.desk.office import Office, bad_input, opened, refused
from tests.unit.desk.tries import later
from tests.unit.rules import courses

DISCLOSURE, CORRECTION = Right.DISCLOSURE, Right.CORRECTION
DAY = timedelta(days=1)
WHOLE = complete()


def _two(office: Office, *pieces: str, allotted: tuple[tuple[int, int], ...] = ()) -> MailItemId:
    """Log an envelope with two applications; the first one is allotted the pieces named."""
    every = (
        ApplicationDraft(WHOLE.application, WHOLE.enclosures, allotted),
        ApplicationDraft(WHOLE.application, WHOLE.enclosures),
    )
    intake.log_application(office.clerk, EnvelopeDraft(mail(*stamps(*pieces)), every))
    return office.mail_of(ApplicationId(1))


def _fees(office: Office) -> list[FeeState]:
    return [office.look(ApplicationId(number)).axes.fee for number in (1, 2)]


def _line(office: Office, id_: MailItemId) -> PaymentLineId:
    return office.state.mail[id_].payments[0].id


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
    item = _two(office, "500x4", allotted=((0, 2),))
    assert office.file(ApplicationId(1)).siblings == (2,)
    assert _fees(office) == [FeeState.PAID, FeeState.ASK]
    assert office.look(ApplicationId(2)).next.what == "allot"
    assert office.state.mail[item].handled


def test_pieces_are_allotted_by_a_person_as_a_whole(office: Office) -> None:
    item = _two(office, "500x4")
    line = _line(office, item)
    changes = intake.allot(
        office.clerk, item, ((line, ApplicationId(1), 2), (line, ApplicationId(2), 2))
    )
    assert _fees(office) == [FeeState.PAID, FeeState.PAID]
    assert changes.ids(Kind.APPLICATION) == {1, 2}
    assert office.actions()[-2:] == [Action.PIECES_ALLOTTED] * 2
    intake.allot(office.clerk, item, ((line, ApplicationId(1), 3), (line, ApplicationId(2), 0)))
    assert _fees(office) == [FeeState.OVER, FeeState.ASK]


def test_pieces_are_not_allotted_beyond_what_is_there(office: Office) -> None:
    item = _two(office, "500x4")
    line = _line(office, item)
    with bad_input(office, "more_than_enclosed", "mail.payments[0]"):
        intake.allot(office.clerk, item, ((line, ApplicationId(1), 3), (line, ApplicationId(2), 2)))
    with bad_input(office, "no_such_line", "pieces[0]"):
        intake.allot(office.clerk, item, ((PaymentLineId("none"), ApplicationId(1), 1),))
    with bad_input(office, "no_such_line", "pieces[0]"):
        intake.allot(office.clerk, item, ((line, ApplicationId(1), -1),))
    with bad_input(office, "not_in_this_envelope", "pieces[0]"):
        intake.allot(office.clerk, item, ((line, ApplicationId(9), 1),))


def test_more_than_enclosed_is_not_allotted_when_logging(office: Office) -> None:
    with bad_input(office, "more_than_enclosed", "mail.payments[0]"):
        _two(office, "500x2", allotted=((0, 3),))


def test_there_is_nothing_to_allot_in_an_envelope_of_one(office: Office) -> None:
    id_ = office.log(WHOLE)
    with refused(office, "nothing_to_allot"):
        intake.allot(office.clerk, office.mail_of(id_), ())
    intake.log_mail(office.clerk, later(ARRIVED, "500x1"))
    with refused(office, "nothing_to_allot"):
        intake.allot(office.clerk, MailItemId(2), ())


def test_stamps_that_went_back_are_not_allotted_to_another(office: Office) -> None:
    item = _two(office, "500x2", "100x2", allotted=((0, 2), (1, 2)))
    id_ = ApplicationId(1)
    working.give_back(office, id_)
    first, second = (line.id for line in office.state.mail[item].payments)
    with refused(office, "pieces_went_back"):
        intake.allot(office.clerk, item, ((first, id_, 2), (second, ApplicationId(2), 2)))


def test_the_pieces_of_two_applications_go_back_each_with_its_own(office: Office) -> None:
    _two(office, "500x4", "100x2", allotted=((0, 2), (1, 1)))
    line, hundred = (line.id for line in office.state.mail[MailItemId(1)].payments)
    one, two = ApplicationId(1), ApplicationId(2)
    intake.allot(
        office.clerk,
        MailItemId(1),
        ((line, one, 2), (line, two, 2), (hundred, one, 1), (hundred, two, 1)),
    )
    assert [thing.amount for thing in working.held(office, one)] == [100]
    assert [thing.amount for thing in working.held(office, two)] == [100]
    working.withdraw(office, two, DISCLOSURE)
    assert [thing.amount for thing in working.held(office, one)] == [100]
    assert [thing.amount for thing in working.held(office, two)] == [1100]


def test_mail_that_waited_is_worked_up_once(office: Office) -> None:
    intake.log_mail(office.clerk, mail())
    item = office.state.mail[MailItemId(1)]
    draft = EnvelopeDraft(WHOLE.mail[0], (ApplicationDraft(WHOLE.application),), logged_as=item.id)
    intake.log_application(office.of("second"), draft)
    worked = office.state.mail[item.id]
    assert (worked.handled, worked.logged_by, len(office.state.mail)) == (True, "clerk", 1)
    with refused(office, "mail_already_logged"):
        intake.log_application(office.clerk, draft)


def test_mail_of_another_kind_is_marked_done_with_a_note(office: Office) -> None:
    intake.log_mail(office.clerk, replace(later(ARRIVED), matter=Matter.INQUIRY))
    with bad_input(office, "note_missing", "note"):
        intake.handle_mail(office.clerk, MailItemId(1), " ")
    with bad_input(office, "text_control_character", "mail.handled_note"):
        intake.handle_mail(office.clerk, MailItemId(1), "済\x00")
    intake.handle_mail(office.clerk, MailItemId(1), "担当部署へ渡した")
    assert office.state.mail[MailItemId(1)].handled_note == "担当部署へ渡した"
    with refused(office, "mail_already_logged"):
        intake.handle_mail(office.clerk, MailItemId(1), "もう一度")


def test_a_mail_item_marked_done_by_mistake_waits_again(office: Office) -> None:
    intake.log_mail(office.clerk, replace(later(ARRIVED), matter=Matter.INQUIRY))
    id_ = MailItemId(1)
    with refused(office, "done_since"):
        undoing.take_back_handling(office.clerk, id_, "")
    intake.handle_mail(office.clerk, id_, "電話で答えた")
    with refused(office, "done_since"):
        undoing.take_back_handling(office.clerk, id_, "別の言葉")
    undoing.take_back_handling(office.clerk, id_, "電話で答えた")
    waiting = office.state.mail[id_]
    assert (waiting.handled, waiting.handled_note) == (False, "")
    assert office.actions()[-1] is Action.MAIL_HANDLING_TAKEN_BACK
    intake.handle_mail(office.clerk, id_, "担当部署へ渡した")


def test_a_mail_item_worked_up_into_an_application_is_not_taken_back(office: Office) -> None:
    intake.log_mail(office.clerk, mail())
    item = office.state.mail[MailItemId(1)]
    draft = EnvelopeDraft(WHOLE.mail[0], (ApplicationDraft(WHOLE.application),), logged_as=item.id)
    intake.log_application(office.clerk, draft)
    with refused(office, "done_since"):
        undoing.take_back_handling(office.clerk, item.id, "")


def test_a_draft_is_kept_until_it_is_logged_or_forgotten(office: Office) -> None:
    intake.save_draft(office.clerk, "intake", "{}")
    intake.save_draft(office.clerk, "intake", '{"a": 1}')
    intake.save_draft(office.clerk, "other", "{}")
    assert office.actions().count(Action.DRAFT_SAVED) == 2
    every = (ApplicationDraft(WHOLE.application),)
    intake.log_application(office.clerk, EnvelopeDraft(mail(), every, draft_key="intake"))
    intake.forget_draft(office.clerk, "other")
    assert office.state.drafts == {}


def test_a_draft_without_an_end_is_refused(office: Office) -> None:
    longest = "x" * intake.DRAFT_LIMIT
    intake.save_draft(office.clerk, "intake", longest)
    with pytest.raises(BadInput, match="text_too_long"):
        intake.save_draft(office.clerk, "intake", longest + "y")
    with pytest.raises(BadInput, match="text_too_long"):
        intake.exchange_drafts(office.clerk, "intake", "aside", longest + "y")
    assert [len(text) for text in office.state.drafts.values()] == [intake.DRAFT_LIMIT]


def test_a_draft_is_laid_aside_for_another_and_taken_back(office: Office) -> None:

    def kept() -> dict[str, str]:
        return {key: text for (_, key), text in office.state.drafts.items()}

    def exchange(content: str) -> None:
        intake.exchange_drafts(office.clerk, "intake", "aside", content)

    intake.save_draft(office.clerk, "intake", "first")
    exchange("first")
    assert kept() == {"aside": "first"}
    assert intake.begun(office.clerk, "int", "as") == {"aside": "first"}
    assert not intake.begun(office.clerk, "intake")
    exchange("second")
    assert kept() == {"aside": "second", "intake": "first"}
    exchange("")
    assert kept() == {"intake": "second"}
    assert office.actions().count(Action.DRAFT_SAVED) == 1
    intake.forget_draft(office.clerk, "intake")
    exchange("")
    assert kept() == {}
    exchange("third")
    assert kept() == {"aside": "third"}
    assert office.actions().count(Action.DRAFT_SAVED) == 2


def test_a_supplement_cures_and_its_stamps_count(office: Office) -> None:
    id_ = working.logged(
        office, file=replace(complete(*courses.BOTH), mail=(mail(),), enclosures=())
    )
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
    id_ = working.logged(office, DISCLOSURE, pieces=())
    for pieces in ("84x5", "84x5", "160x1"):
        working.send(office, id_, later(ARRIVED, pieces))
    fee = office.look(id_).fee
    assert (fee.counted, fee.pieces_counted, fee.pieces_enclosed) == (1000, 11, 11)
    working.send(office, id_, later(ARRIVED, "84x1"))
    assert [thing.amount for thing in working.held(office, id_)] == [84]


def test_a_supplement_that_waited_is_worked_up_once(office: Office) -> None:
    id_ = office.log(WHOLE)
    intake.log_mail(office.clerk, replace(later(ARRIVED), matter=Matter.SUPPLEMENT))
    working.send(office, id_, later(ARRIVED), logged_as=MailItemId(2))
    assert office.state.mail[MailItemId(2)].concerns == id_
    with refused(office, "mail_already_logged"):
        working.send(office, id_, later(ARRIVED), logged_as=MailItemId(2))


def test_a_supplement_is_moved_with_its_papers_and_stamps(office: Office) -> None:
    bare = replace(WHOLE, mail=(mail(),), enclosures=())
    wrong, right = office.log(bare), office.log(bare)
    working.send(office, wrong, later(ARRIVED, "1000x1"), enclosures=(paper("driving_licence"),))
    item = office.file(wrong).mail[1].id
    with bad_input(office, "reason_missing", "reason"):
        supplements.move_supplement(office.clerk, item, right, "")
    with bad_input(office, "attached_already", "to"):
        supplements.move_supplement(office.clerk, item, wrong, "誤り")
    supplements.move_supplement(office.clerk, item, right, "別の請求のもの")
    assert office.look(wrong).axes.fee is FeeState.SHORT
    assert office.look(right).axes.fee is FeeState.PAID
    assert [len(office.file(each).enclosures) for each in (wrong, right)] == [0, 1]
    assert office.state.mail[item].note == "別の請求のもの"
    assert office.actions()[-2:] == [Action.SUPPLEMENT_MOVED] * 2


def test_only_a_supplement_is_moved_and_not_before_the_application(office: Office) -> None:
    id_ = office.log(WHOLE)
    with refused(office, "not_a_supplement"):
        supplements.move_supplement(office.clerk, office.mail_of(id_), id_, "誤り")
    working.send(office, id_, later(ARRIVED))
    office.clock.pass_days(1)
    newer = office.log(replace(WHOLE, mail=(replace(mail(), arrived_on=ARRIVED + DAY),)))
    with refused(office, "before_application"):
        supplements.move_supplement(office.clerk, office.file(id_).mail[1].id, newer, "誤り")
    with pytest.raises(NotFound):
        supplements.move_supplement(office.clerk, MailItemId(99), id_, "誤り")


def test_stamps_that_went_back_are_not_moved(office: Office) -> None:
    id_, other = office.log(WHOLE), office.log(WHOLE)
    working.send(office, id_, later(ARRIVED, "100x2"))
    working.give_back(office, id_)
    with refused(office, "pieces_went_back"):
        supplements.move_supplement(office.clerk, office.file(id_).mail[1].id, other, "誤り")


def test_a_writing_that_withdraws_names_its_claims(office: Office) -> None:
    id_ = office.log(WHOLE)
    with bad_input(office, "nothing_withdrawn", "withdraws"):
        working.send(office, id_, replace(later(ARRIVED), matter=Matter.WITHDRAWAL))


def test_an_unsigned_writing_withdraws_nothing(office: Office, id_: ApplicationId) -> None:
    claim = working.claim_of(office, id_, DISCLOSURE)
    working.send(office, id_, later(ARRIVED), withdraws=(claim,))
    item: MailItem = office.file(id_).mail[1]
    assert item.matter is Matter.WITHDRAWAL
    assert office.look(id_).axes.claims[claim] is ClaimState.WITHDRAWAL_OPEN
    assert office.look(id_).work is Work.WITHDRAWAL


def test_changes_of_two_verbs_are_told_together() -> None:
    one = Changes.of((Kind.LETTER, "a"), (Kind.APPLICATION, 1))
    two = Changes.of((Kind.APPLICATION, 2))
    assert (one | two).ids(Kind.APPLICATION) == {1, 2}
    assert (one | two).ids(Kind.LETTER) == {"a"}
