# SPDX-License-Identifier: MIT
"""Letters from their preview to print and void, and the acknowledgement of receipt (L1)."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk_app.desk.applications import intake
from desk_app.desk.errors import LetterStopped, NotAsShown, NotFound, StaleEdit
from desk_app.desk.letters import corresponding
from desk_app.desk.letters.corresponding import LetterDraft
from desk_app.desk.letters.letter_facts import acknowledgement_body
from desk_app.records.base import ApplicationId, LetterId
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Form, Proxy, ProxyKind, Right
from desk_app.records.case.history import ApplicationFile
from desk_app.records.case.letters import (
    AcknowledgementBody,
    ByProxy,
    DecisionBody,
    DeficiencyBody,
    DelayBody,
    LetterKind,
)
from desk_app.records.case.mail import Piece
from desk_app.records.desk.people import Language
from desk_app.rules.situation.situation import reply_target, situation_of
from desk_app.rules.work_codes import Refusal
from tests.builders import ADDRESS, ARRIVED, NAME, complete, mail, paper, rules, stamps
from tests.fakes.world import PlainPress
from tests.unit.desk import working
from tests.unit.desk.contents import HELD
from tests.unit.desk.office import Office, bad_input, fails, opened, refused, unchanged
from tests.unit.desk.tries import later
from tests.unit.rules import courses

DISCLOSURE, CORRECTION = Right.DISCLOSURE, Right.CORRECTION
NOTICE, L1 = LetterKind.DEFICIENCIES, LetterKind.ACKNOWLEDGEMENT
DAY = timedelta(days=1)


def _unpaid(office: Office) -> ApplicationId:
    """Log an application whose fee is missing."""
    return working.logged(office, *courses.BOTH, pieces=())


@pytest.fixture
def unpaid(office: Office) -> ApplicationId:
    return _unpaid(office)


@pytest.fixture
def draft(office: Office, unpaid: ApplicationId) -> LetterDraft:
    """The draft of a notice about the fee."""
    return working.draft_of(office, unpaid, NOTICE)


def test_a_letter_is_frozen_with_its_number_bytes_and_hash(
    office: Office, unpaid: ApplicationId
) -> None:
    letter = working.issue(office, unpaid, NOTICE)
    pages = corresponding.pages_of(office.clerk, letter.id)
    facts = working.facts_of(office, letter)
    assert (letter.number, facts.number, facts.labelled) == ("8-1", "8-1", False)
    assert letter.sha256 == hashlib.sha256(pages).hexdigest()
    assert (facts.addressee.name, facts.receipt_number) == (NAME, "R8-0001")
    assert facts.dated == letter.for_posting_on == ARRIVED
    issued = [e for e in office.state.journal.values() if e.action is Action.LETTER_ISSUED]
    assert facts.journal_mark == f"#{issued[-1].sequence} {issued[-1].hash[-12:]}"


def test_a_letter_may_be_meant_for_a_label_not_for_a_window(
    office: Office, draft: LetterDraft
) -> None:
    corresponding.issue_letter(office.clerk, replace(draft, labelled=True))
    assert working.facts_of(office, office.file(draft.application).letters[-1]).labelled


def test_a_notice_lists_everything_with_one_due_date(office: Office) -> None:
    file = replace(complete(*courses.BOTH), mail=(mail(),), enclosures=())
    id_ = working.logged(office, file=file)
    body = working.body_of(office, working.issue(office, id_, NOTICE), DeficiencyBody)
    (notice,) = office.file(id_).notices
    assert (notice.due, body.due) == (date(2026, 12, 9), date(2026, 12, 9))
    assert [row.code for row in body.rows] == ["fee_absent", "identity_absent"]
    assert notice.asks == ("fee.absent", "identity.absent:principal")
    assert office.actions()[-1] is Action.NOTICE_GIVEN


def test_a_preview_is_what_would_be_issued_and_keeps_nothing(
    office: Office, draft: LetterDraft
) -> None:
    with unchanged(office):
        first = corresponding.preview(office.clerk, draft)
        second = corresponding.preview(office.clerk, draft)
    assert replace(second.facts, journal_mark=first.facts.journal_mark) == first.facts
    assert first.facts.journal_mark.encode() in first.pages
    facts = working.facts_of(office, working.issue(office, draft.application, NOTICE))
    assert (facts.number, facts.body) == (first.facts.number, first.facts.body)


def _seen(office: Office, draft: LetterDraft) -> corresponding.ShownPages:
    seen = corresponding.preview(office.clerk, draft)
    digest = hashlib.sha256(seen.pages).hexdigest()
    return corresponding.ShownPages(digest, seen.facts.number, seen.facts.journal_mark)


def test_what_is_issued_is_what_was_shown_but_for_number_and_mark(
    office: Office, draft: LetterDraft
) -> None:
    second = _unpaid(office)
    shown = _seen(office, draft)
    others = (
        _seen(office, working.draft_of(office, second, NOTICE)),
        _seen(office, replace(draft, posting_day=draft.posting_day + DAY)),
        _seen(office, replace(draft, labelled=True)),
        replace(shown, sha256=""),
        replace(shown, number="8-9"),
        replace(shown, journal_mark="#1 000000000000"),
    )
    for other in others:
        with fails(office, NotAsShown):
            corresponding.issue_letter(office.clerk, draft, other)
    working.issue(office, second, NOTICE)
    corresponding.issue_letter(office.clerk, draft, shown)
    (letter,) = office.file(draft.application).letters
    assert (shown.number, letter.number) == ("8-1", "8-2"), "a number is given at issue"


def test_a_letter_has_a_day_within_reach_and_is_not_stale(
    office: Office, draft: LetterDraft
) -> None:
    for day, code in ((ARRIVED - DAY, "day_in_past"), (date(9999, 12, 31), "day_too_far")):
        with bad_input(office, code, "posting_day"):
            corresponding.issue_letter(office.clerk, replace(draft, posting_day=day))
    with fails(office, StaleEdit):
        corresponding.issue_letter(office.clerk, replace(draft, version=draft.version - 1))
    furthest = ARRIVED + corresponding.FURTHEST
    corresponding.issue_letter(office.clerk, replace(draft, posting_day=furthest))


def test_a_letter_that_the_press_cannot_make_is_not_issued() -> None:
    office = opened(press=PlainPress(stops_at=[NOTICE]))
    id_ = _unpaid(office)
    with fails(office, LetterStopped):
        working.issue(office, id_, NOTICE)


def test_a_letter_is_issued_only_where_it_is_owed(office: Office) -> None:
    id_ = working.logged(office, *courses.BOTH)
    for kind in (LetterKind.DISCLOSURE, LetterKind.LAPSE, LetterKind.WITHDRAWAL):
        with refused(office, "no_letter_due"):
            working.issue(office, id_, kind, DISCLOSURE)
    with refused(office, "nothing_is_missing"):
        working.issue(office, id_, NOTICE)
    working.propose(office, id_, DISCLOSURE)
    with refused(office, "no_letter_due"):
        working.issue(office, id_, LetterKind.DISCLOSURE, DISCLOSURE)


def test_a_notice_is_not_given_twice_for_the_same(office: Office, unpaid: ApplicationId) -> None:
    letter = working.issue(office, unpaid, NOTICE)
    with refused(office, "notice_not_posted_yet", "already_asked"):
        working.issue(office, unpaid, NOTICE)
    working.post(office, unpaid, letter.id)
    with refused(office, "already_asked"):
        working.issue(office, unpaid, NOTICE)


def test_a_second_shortage_is_a_new_notice_with_the_history(
    office: Office, unpaid: ApplicationId
) -> None:
    first = working.notify(office, unpaid)
    office.clock.move_to(date(2026, 12, 1))
    working.send(office, unpaid, later(date(2026, 12, 1), "500x1"))
    body = working.body_of(office, working.issue(office, unpaid, NOTICE), DeficiencyBody)
    assert (body.fee_counted, body.stamps_held) == (500, True)
    assert body.earlier is not None
    assert body.earlier.number == f"個情発第{first.number}号"
    assert body.due == date(2026, 12, 15)


def test_a_delay_names_a_later_day_than_the_target(office: Office) -> None:
    id_ = working.logged(office, answered=False)
    target = date(2026, 12, 23)
    draft = working.draft_of(office, id_, LetterKind.DELAY, new_target=target)
    with refused(office, "target_can_be_kept"):
        corresponding.issue_letter(office.clerk, draft)
    office.clock.move_to(date(2026, 12, 7))
    draft = replace(draft, posting_day=office.clock.today())
    for day in (None, date(2026, 12, 4), date(2026, 12, 9)):
        with fails(office, LetterStopped, "new_target_missing", place="new_target"):
            corresponding.issue_letter(office.clerk, replace(draft, new_target=day))
    with bad_input(office, "day_too_far", "new_target"):
        corresponding.issue_letter(office.clerk, replace(draft, new_target=date(2037, 1, 1)))
    corresponding.issue_letter(office.clerk, draft)
    letter = office.file(id_).letters[-1]
    assert working.facts_of(office, letter).body == DelayBody(date(2026, 12, 9), target)
    assert letter.delay_until == target
    with refused(office, "target_can_be_kept", "no_letter_due"):
        working.issue(office, id_, LetterKind.DELAY)


def test_document_numbers_run_on_and_begin_anew_with_the_year() -> None:
    office = opened(date(2026, 12, 25))
    numbers = []
    for day in (date(2026, 12, 25), date(2027, 1, 4), date(2027, 1, 4)):
        own = replace(mail(), arrived_on=date(2026, 12, 25))
        id_ = working.logged(office, file=replace(complete(), mail=(own,)))
        numbers.append(working.issue(office, id_, NOTICE, on=day).number)
    assert numbers == ["8-1", "9-1", "9-2"]


def test_a_void_number_is_never_given_again(office: Office, unpaid: ApplicationId) -> None:
    first = working.issue(office, unpaid, NOTICE)
    corresponding.void_letter(office.clerk, unpaid, first.id, "発送日を変える")
    working.issue(office, unpaid, NOTICE)
    file = office.file(unpaid)
    assert [(letter.number, letter.void) for letter in file.letters] == [
        ("8-1", True),
        ("8-2", False),
    ]
    assert [notice.void for notice in file.notices] == [True, False]


def test_what_was_posted_or_voided_is_not_voided(office: Office, unpaid: ApplicationId) -> None:
    letter = working.issue(office, unpaid, NOTICE)
    with bad_input(office, "reason_missing", "reason"):
        corresponding.void_letter(office.clerk, unpaid, letter.id, "　")
    with bad_input(office, "no_such_letter", "letter"):
        corresponding.void_letter(office.clerk, unpaid, LetterId("none"), "誤り")
    corresponding.void_letter(office.clerk, unpaid, letter.id, "誤り")
    with refused(office, "letter_void"):
        corresponding.void_letter(office.clerk, unpaid, letter.id, "誤り")
    with refused(office, "letter_void"):
        corresponding.record_printed(office.clerk, unpaid, (letter.id,))
    with refused(office, "letter_void"):
        working.post(office, unpaid, letter.id)
    corresponding.record_exported(office.clerk, unpaid, letter.id)
    assert office.file(unpaid).letters[0].printed_at is None, "a void one saved is not printed"
    posted = working.notify(office, unpaid)
    with refused(office, "already_posted"):
        corresponding.void_letter(office.clerk, unpaid, posted.id, "誤り")


def test_printing_and_saving_are_noted_and_change_no_page(
    office: Office, unpaid: ApplicationId
) -> None:
    letter = working.issue(office, unpaid, NOTICE)
    before = corresponding.pages_of(office.clerk, letter.id)
    corresponding.record_exported(office.clerk, unpaid, letter.id)
    first = office.file(unpaid).letters[0].printed_at
    assert first is not None, "one saved as a file is on its way to paper"
    working.post(office, unpaid, letter.id)
    corresponding.record_exported(office.clerk, unpaid, letter.id)
    assert office.file(unpaid).letters[0].printed_at == first
    corresponding.record_printed(office.clerk, unpaid, (letter.id,))
    assert office.actions()[-2:] == [Action.LETTER_EXPORTED, Action.LETTER_PRINTED]
    assert office.actions().count(Action.LETTER_EXPORTED) == 2
    assert corresponding.pages_of(office.clerk, letter.id) == before
    with bad_input(office, "no_letter", "letters"):
        corresponding.record_printed(office.clerk, unpaid, ())
    with bad_input(office, "no_such_letter", "letter"):
        corresponding.record_exported(office.clerk, unpaid, LetterId("none"))
    with pytest.raises(NotFound):
        corresponding.pages_of(office.clerk, LetterId("none"))


def test_a_letter_is_printed_again_for_a_reason_and_its_copies_are_numbered(
    office: Office, unpaid: ApplicationId
) -> None:
    own = (working.issue(office, unpaid, NOTICE).id,)
    corresponding.record_printed(office.clerk, unpaid, own, corresponding.Print(copies=2))
    with bad_input(office, "reason_missing", "reason"):
        corresponding.record_printed(office.clerk, unpaid, own, corresponding.Print(reason="　"))
    jammed = corresponding.Print(job="office-7", reason="紙づまり")
    corresponding.record_printed(office.clerk, unpaid, own, jammed)
    first, again = office.file(unpaid).letters[0].prints
    assert (first.copy, first.copies, first.reason, first.by) == (1, 2, "", office.clerk.actor.id)
    assert (again.copy, again.copies, again.job, again.reason) == (3, 1, "office-7", "紙づまり")
    entries = list(office.state.journal.values())
    one, other = (each.digests for each in entries if each.action is Action.LETTER_PRINTED)
    assert "copies" in one
    assert ("reason" in one, "reason" in other) == (False, True)


def test_stamps_go_back_with_the_first_answer_whichever_is_written_first(office: Office) -> None:
    id_ = working.logged(office, *courses.BOTH, pieces=("500x2", "100x2"))
    working.decide(office, id_, DISCLOSURE)
    second = working.answered(office, id_, CORRECTION)
    first = working.issue(office, id_, LetterKind.DISCLOSURE, DISCLOSURE)
    backs = [working.body_of(office, each, DecisionBody).back for each in (first, second)]
    assert [back.amount if back else 0 for back in backs] == [200, 0]


def _acknowledged(office: Office, file: ApplicationFile) -> AcknowledgementBody:
    id_ = working.logged(office, file=file, answered=False)
    return working.body_of(office, working.issue(office, id_, L1), AcknowledgementBody)


def test_it_lists_what_came_and_names_the_day_of_the_reply(office: Office) -> None:
    id_ = working.logged(office, DISCLOSURE, CORRECTION)
    letter = working.issue(office, id_, L1)
    facts = working.facts_of(office, letter)
    body = working.body_of(office, letter, AcknowledgementBody)
    file = office.file(id_)
    situation = situation_of(file, office.clerk.rules_of(file.application), office.clock.today())
    assert body.target == reply_target(situation)
    assert (facts.claims, facts.by_proxy) == ((DISCLOSURE, CORRECTION), None)
    *forms, licence, fee = body.received
    assert [each.title.rpartition("（")[2] for each in forms] == ["様式A-1）", "様式A-2）"]
    assert (licence.title, licence.count) == ("運転免許証", 1)
    assert (fee.kind, fee.amount, fee.count, fee.pieces) == ("stamp", 1000, 2, ((500, 2),))
    assert HELD not in repr(body)


def test_a_proxy_is_named_and_gets_it(office: Office) -> None:
    file = complete(DISCLOSURE)
    proxy = Proxy(ProxyKind.CURATOR, "高橋 花子", postal_code="166-0015", address=ADDRESS)
    by_proxy = replace(file, application=replace(file.application, proxy=proxy))
    body = _acknowledged(office, by_proxy)
    assert (body.proxy_name, body.proxy_kind) == ("高橋 花子", ProxyKind.CURATOR)
    ((facts, _),) = office.state.letters.values()
    assert facts.addressee.name == "高橋 花子"
    assert facts.by_proxy == ByProxy(file.application.principal.name, "高橋 花子")


def test_in_english_forms_and_papers_have_their_english_titles(office: Office) -> None:
    file = complete(DISCLOSURE)
    english = replace(file.application, language=Language.EN)
    form, licence, *_ = _acknowledged(office, replace(file, application=english)).received
    assert (form.title + licence.title).isascii()


def test_pieces_of_one_kind_stand_in_one_row_and_sen_are_only_counted(office: Office) -> None:
    lines = (*stamps("84x3", "110x2", "84x1"), *stamps("50x4", piece=Piece.SEN_STAMP))
    numbered = tuple(replace(each, id=type(each.id)(f"p{n}")) for n, each in enumerate(lines))
    body = _acknowledged(office, replace(complete(DISCLOSURE), mail=(mail(*numbered),)))
    yen, sen = [each for each in body.received if each.kind]
    assert (yen.amount, yen.count, yen.pieces) == (556, 6, ((110, 2), (84, 4)))
    assert (sen.kind, sen.amount, sen.count, sen.pieces) == ("sen_stamp", 0, 4, ())


def test_a_sheet_without_a_form_and_a_paper_without_a_title_are_told_as_far_as_known(
    office: Office,
) -> None:
    """No form is said to have come; a kind the rulebook does not know any more has its code."""
    file = complete(DISCLOSURE)
    written = replace(file.application, form=Form("", ""))
    body = _acknowledged(office, replace(file, application=written))
    assert [each.title for each in body.received if not each.kind] == ["運転免許証"]
    unknown = replace(file, application=written, enclosures=(paper("fishing_licence"),))
    situation = situation_of(unknown, rules(), ARRIVED)
    (licence, _) = acknowledgement_body(rules(), unknown, situation).received
    assert (licence.title, licence.count) == ("fishing_licence", 1)


def test_of_the_stamps_of_two_in_one_envelope_each_is_told_its_own_once_they_are_allotted(
    office: Office,
) -> None:
    draft = intake.ApplicationDraft(complete().application, complete().enclosures)
    item = mail(*stamps("500x4", "100x2"))
    intake.log_application(office.clerk, intake.EnvelopeDraft(item, (draft, draft)))
    first, second = ApplicationId(1), ApplicationId(2)

    def told(id_: ApplicationId) -> list[tuple[tuple[int, int], ...]]:
        file = office.file(id_)
        used = office.clerk.rules_of(file.application)
        situation = situation_of(file, used, office.clock.today())
        received = acknowledgement_body(used, file, situation).received
        return [each.pieces for each in received if each.kind]

    assert told(first) == told(second) == [((500, 4), (100, 2))]
    large, small = (line.id for line in office.file(first).mail[0].payments)
    shares = ((large, first, 1), (large, second, 3), (small, second, 2))
    intake.allot(office.clerk, office.mail_of(first), shares)
    assert (told(first), told(second)) == ([((500, 1),)], [((500, 3), (100, 2))])


def test_what_came_later_is_not_what_came_with_the_form(office: Office) -> None:
    file = replace(complete(DISCLOSURE), enclosures=())
    id_ = working.logged(office, file=file, answered=False)
    working.send(office, id_, later(office.clock.today()), enclosures=(paper("driving_licence"),))
    body = working.body_of(office, working.issue(office, id_, L1), AcknowledgementBody)
    assert len(body.received) == 2


def test_it_is_given_once_unless_it_was_void_and_answers_nothing(
    office: Office, id_: ApplicationId
) -> None:
    first = working.issue(office, id_, L1)
    with refused(office, "acknowledged_already"):
        working.issue(office, id_, L1)
    corresponding.void_letter(office.clerk, id_, first.id, "誤り")
    assert working.issue(office, id_, L1).number != first.number
    assert working.answered(office, id_, DISCLOSURE).kind is LetterKind.DISCLOSURE


def test_nothing_is_acknowledged_once_everything_has_ended(office: Office) -> None:
    id_ = working.logged(office, DISCLOSURE, answered=False)
    working.withdraw(office, id_, DISCLOSURE)
    with refused(office, Refusal.ENDED.value):
        working.issue(office, id_, L1)
