# SPDX-License-Identifier: MIT
"""Taking back the last thing done: as if it had not been, by its person, while nothing followed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from desk_app.desk.applications import checking, deciding, intake, undoing
from desk_app.desk.applications.checking import JudgementDraft
from desk_app.desk.applications.intake import ApplicationDraft, EnvelopeDraft
from desk_app.desk.errors import Refused
from desk_app.desk.letters import corresponding
from desk_app.desk.post import posting
from desk_app.records.base import ApplicationId, HeldThingId, MailItemId, PaymentLineId, PostingId
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Right
from desk_app.records.case.findings import Identity, Work
from desk_app.records.case.history import ApplicationFile, Ruling, Topic
from desk_app.records.case.mail import MailKind
from tests.builders import complete, mail, record, stamps
from tests.unit.desk import working
from tests.unit.desk.office import Office, bad_input, refused
from tests.unit.rules import courses

DISCLOSURE = Right.DISCLOSURE
FIRST, SECOND = ApplicationId(1), ApplicationId(2)


def _take_back(office: Office, draft: JudgementDraft, who: str = "clerk") -> None:
    undoing.take_back_verdict(office.of(who), draft.application, draft.topic, draft.subject)


def _identity(office: Office) -> Identity:
    return office.look(FIRST).axes.identity


def _facts(file: ApplicationFile) -> ApplicationFile:
    """Return all that is known of an application, whatever its version is."""
    items = tuple(replace(item, version=0) for item in file.mail)
    return replace(file, application=replace(file.application, version=0), mail=items)


@pytest.fixture
def draft(office: Office) -> JudgementDraft:
    """A verdict on a name that is written differently on a paper."""
    id_ = working.logged(office, file=courses.written_differently())
    subject = str(office.file(id_).enclosures[-1].id)
    return JudgementDraft(id_, Topic.NAME, subject, Ruling.SAME, "髙と高")


def test_a_verdict_taken_back_counts_as_never_given_and_stays_on_record(
    office: Office, draft: JudgementDraft
) -> None:
    checking.judge(office.clerk, draft)
    assert _identity(office) is Identity.SHOWN
    _take_back(office, draft)
    assert _identity(office) is Identity.ASK
    given, back = office.file(FIRST).judgements
    assert (given.ruling, given.reason) == (Ruling.SAME, "髙と高")
    assert (back.ruling, back.by, back.subject) == (Ruling.TAKEN_BACK, "clerk", draft.subject)
    assert office.actions()[-1] is Action.JUDGEMENT_TAKEN_BACK
    with bad_input(office, "no_such_judgement"):
        _take_back(office, draft)
    with refused(office, "ruling_not_for_topic"):
        checking.judge(office.clerk, replace(draft, ruling=Ruling.TAKEN_BACK))
    for ruling in (Ruling.SAME, Ruling.NOT_SAME):
        checking.judge(office.clerk, replace(draft, ruling=ruling))
    _take_back(office, draft)
    assert _identity(office) is Identity.SHOWN, "the verdict before stands again"
    _take_back(office, draft)
    assert _identity(office) is Identity.ASK


def test_a_verdict_is_taken_back_by_its_person_while_nothing_followed(
    office: Office, draft: JudgementDraft
) -> None:
    checking.judge(office.clerk, draft)
    with refused(office, "done_by_another"):
        _take_back(office, draft, "second")
    made = working.propose(office, FIRST, DISCLOSURE)
    with refused(office, "done_since"):
        _take_back(office, draft)
    deciding.take_back(office.clerk, FIRST, made.id)
    _take_back(office, draft)
    assert _identity(office) is Identity.ASK


def test_the_last_verdict_is_taken_back_first(office: Office) -> None:
    file = courses.written_differently()
    id_ = working.logged(office, file=file, answered=False)
    working.answer(office, id_, replace(record(), name=file.enclosures[-1].name))
    paper, held = office.file(id_).enclosures[-1].id, office.file(id_).inquiries[-1].records[0].id
    first = JudgementDraft(id_, Topic.NAME, str(paper), Ruling.SAME)
    second = JudgementDraft(id_, Topic.REGISTERED_NAME, held, Ruling.SAME)
    checking.judge(office.clerk, first)
    checking.judge(office.clerk, second)
    with refused(office, "done_since"):
        _take_back(office, first)
    _take_back(office, second)
    _take_back(office, first)
    topics = [each.topic for each in office.file(id_).judgements]
    assert topics == [first.topic, second.topic, second.topic, first.topic]


def test_a_posting_taken_back_leaves_everything_as_before(office: Office) -> None:
    id_ = working.logged(office, pieces=("500x2", "100x2"))
    letter = working.answered(office, id_, DISCLOSURE).id
    before = _facts(office.file(id_))
    working.post(office, id_, letter, things=working.held(office, id_))
    assert office.look(id_).work is Work.DONE
    corresponding.record_printed(office.clerk, id_, (letter,))
    (sent,) = office.file(id_).postings
    undoing.take_back_posting(office.clerk, id_, sent.id)
    after = _facts(office.file(id_))
    printed = tuple(replace(each, printed_at=None, prints=()) for each in after.letters)
    assert replace(after, letters=printed) == before
    assert office.actions()[-2:] == [Action.POSTING_TAKEN_BACK, Action.RETURN_TAKEN_BACK]
    working.post(office, id_, letter, things=working.held(office, id_))
    assert office.look(id_).work is Work.DONE


def test_a_notice_whose_posting_is_taken_back_does_not_count(office: Office) -> None:
    id_ = working.logged(office, file=courses.without_scope())
    working.notify(office, id_)
    assert office.look(id_).work is Work.WAITING_FOR_APPLICANT
    undoing.take_back_posting(office.clerk, id_, office.file(id_).postings[-1].id)
    assert office.file(id_).notices[-1].posted_on is None
    assert office.actions()[-1] is Action.POSTING_TAKEN_BACK
    corresponding.void_letter(office.clerk, id_, office.file(id_).letters[-1].id, "誤り")


def _by_another(office: Office, id_: ApplicationId, sent: PostingId) -> None:
    undoing.take_back_posting(office.of("second"), id_, sent)


def _next_day(office: Office, id_: ApplicationId, sent: PostingId) -> None:
    office.clock.pass_days(1)
    undoing.take_back_posting(office.clerk, id_, sent)


def _delivered(office: Office, id_: ApplicationId, sent: PostingId) -> None:
    posting.record_delivery(office.clerk, id_, sent, office.clock.today())
    undoing.take_back_posting(office.clerk, id_, sent)


@pytest.mark.parametrize(
    ("attempt", "reason", "done"),
    [
        (_by_another, "done_by_another", 0),
        (_next_day, "done_on_another_day", 0),
        (_delivered, "done_since", 1),
    ],
)
def test_a_posting_is_taken_back_by_its_person_on_its_day_while_nothing_followed(
    office: Office,
    id_: ApplicationId,
    attempt: Callable[[Office, ApplicationId, PostingId], None],
    reason: str,
    done: int,
) -> None:
    working.sent(office, id_, DISCLOSURE)
    (sent,) = office.file(id_).postings
    count = len(office.actions())
    with pytest.raises(Refused) as caught:
        attempt(office, id_, sent.id)
    assert caught.value.reasons == (reason,)
    assert len(office.actions()) == count + done
    assert len(office.file(id_).postings) == 1


def test_a_posting_recorded_today_for_yesterday_is_taken_back_today(
    office: Office, id_: ApplicationId
) -> None:
    letter = working.answered(office, id_, DISCLOSURE).id
    office.clock.pass_days(1)
    yesterday = office.clock.today() - timedelta(days=1)
    draft = posting.PostingDraft(id_, (letter,), MailKind.REGISTERED, yesterday)
    posting.post(office.clerk, draft)
    undoing.take_back_posting(office.clerk, id_, office.file(id_).postings[-1].id)
    assert office.file(id_).postings == ()


def test_postings_of_one_application_are_taken_back_last_first(office: Office) -> None:
    id_ = working.logged(office, *courses.BOTH)
    letters = [working.answered(office, id_, right).id for right in courses.BOTH]
    for letter in letters:
        working.post(office, id_, letter)
    first, second = office.file(id_).postings
    with refused(office, "done_since"):
        undoing.take_back_posting(office.clerk, id_, first.id)
    undoing.take_back_posting(office.clerk, id_, second.id)
    undoing.take_back_posting(office.clerk, id_, first.id)
    assert office.file(id_).postings == ()


def test_things_that_went_back_by_themselves_stand_on_the_list_again(office: Office) -> None:
    id_ = working.logged(office, pieces=("500x2", "100x2", "50x1"))
    before = _facts(office.file(id_))
    things = working.give_back(office, id_)
    assert working.held(office, id_) == ()
    with refused(office, "done_by_another"):
        undoing.take_back_return(office.of("second"), id_, things)
    for wrong in ((), (HeldThingId("none"),)):
        with bad_input(office, "not_returned"):
            undoing.take_back_return(office.clerk, id_, wrong)
    with bad_input(office, "no_such_posting"):
        undoing.take_back_posting(office.clerk, id_, office.file(id_).postings[-1].id)
    undoing.take_back_return(office.clerk, id_, things)
    assert _facts(office.file(id_)) == before
    assert office.actions()[-1] is Action.RETURN_TAKEN_BACK
    with bad_input(office, "not_returned"):
        undoing.take_back_return(office.clerk, id_, things)
    working.give_back(office, id_)
    office.clock.pass_days(1)
    with refused(office, "done_on_another_day"):
        undoing.take_back_return(office.clerk, id_, things)


@pytest.fixture
def shared(office: Office) -> tuple[MailItemId, PaymentLineId]:
    """An envelope with two applications and stamps for both; return it and the line."""
    whole = complete()
    every = tuple(ApplicationDraft(whole.application, whole.enclosures) for _ in range(2))
    intake.log_application(office.clerk, EnvelopeDraft(mail(*stamps("500x4")), every))
    item = office.mail_of(FIRST)
    return item, office.state.mail[item].payments[0].id


def test_pieces_are_allotted_again_as_before(
    office: Office, shared: tuple[MailItemId, PaymentLineId]
) -> None:
    item, line = shared
    one = ((line, FIRST, 2), (line, SECOND, 2))
    intake.allot(office.clerk, item, one)
    before = office.state.mail[item].payments
    intake.allot(office.clerk, item, ((line, FIRST, 4),))
    with refused(office, "done_by_another"):
        undoing.take_back_allotment(office.of("second"), item, one)
    undoing.take_back_allotment(office.clerk, item, one)
    assert office.state.mail[item].payments == before
    assert office.actions()[-1] is Action.ALLOTMENT_TAKEN_BACK
    undoing.take_back_allotment(office.clerk, item, ())
    assert office.state.mail[item].payments[0].allotments == ()
    with refused(office, "done_since"):
        undoing.take_back_allotment(office.clerk, item, ())


def test_an_allotment_stands_once_one_of_the_applications_went_on(
    office: Office, shared: tuple[MailItemId, PaymentLineId]
) -> None:
    item, line = shared
    intake.allot(office.clerk, item, ((line, FIRST, 2), (line, SECOND, 2)))
    working.answer(office, SECOND, record())
    with refused(office, "done_since"):
        undoing.take_back_allotment(office.clerk, item, ())


def test_nothing_was_done_last_where_nothing_was_done() -> None:
    assert undoing.last_done(()) is None
