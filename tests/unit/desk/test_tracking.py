# SPDX-License-Identifier: MIT
"""The number on a receipt: added to an envelope that was posted, put right, never on two."""

from __future__ import annotations

from dataclasses import replace

from desk_app.desk import undoing
from desk_app.desk.posting import NumberDraft, posted_under, write_tracking_number
from desk_app.records.application import Right
from desk_app.records.base import ApplicationId, PostingId
from desk_app.records.history import Posting
from desk_app.records.journal import Action
from desk_app.records.letters import LetterKind
from tests.unit.desk import working
from tests.unit.desk.office import Office, bad_input, opened, refused

NUMBER, OTHER = "410-28-73601-2", "410-28-73602-3"


def _posted(office: Office) -> tuple[ApplicationId, Posting]:
    id_ = working.logged(office)
    working.decide(office, id_, Right.DISCLOSURE)
    letter = working.issue(office, id_, LetterKind.DISCLOSURE, Right.DISCLOSURE).id
    working.post(office, id_, letter)
    return id_, office.file(id_).postings[0]


def _write(office: Office, id_: ApplicationId, sent: Posting, number: str, why: str = "") -> None:
    write_tracking_number(office.clerk, NumberDraft(id_, sent.id, number, why))


def test_a_number_is_added_after_the_posting_and_the_posting_can_still_be_taken_back() -> None:
    office = opened()
    id_, sent = _posted(office)
    assert sent.tracking_number == ""
    _write(office, id_, sent, f" {NUMBER} ")
    assert office.file(id_).postings == (replace(sent, tracking_number=NUMBER),)
    assert office.actions()[-1] is Action.TRACKING_NUMBER_WRITTEN
    assert office.file(id_).application.corrections == ()
    undoing.take_back_posting(office.clerk, id_, sent.id)
    assert office.file(id_).postings == ()


def test_a_wrong_number_is_put_right_with_a_reason_and_is_kept(office: Office) -> None:
    id_, sent = _posted(office)
    _write(office, id_, sent, OTHER)
    with bad_input(office, "reason_missing", "reason"):
        _write(office, id_, sent, NUMBER, " ")
    with bad_input(office, "nothing_changed", "tracking_number"):
        _write(office, id_, sent, OTHER, "読み違え")
    _write(office, id_, sent, NUMBER, "読み違え")
    _write(office, id_, sent, NUMBER.replace("-", ""), "書き方")
    first, _ = office.file(id_).application.corrections
    assert first.field == f"postings.{sent.id}.tracking_number"
    assert (first.old, first.new, first.reason) == (OTHER, NUMBER, "読み違え")


def test_the_envelope_that_bears_a_number_is_found_in_any_spelling(office: Office) -> None:
    id_, sent = _posted(office)
    assert posted_under(office.clerk, "") is None, "an envelope without a number bears none"
    assert posted_under(office.clerk, NUMBER) is None
    _write(office, id_, sent, NUMBER)
    found = posted_under(office.clerk, f" {NUMBER.replace('-', '')} ")
    assert found is not None
    assert (found.id, found.tracking_number) == (sent.id, NUMBER)


def test_what_is_no_number_or_another_envelopes_is_not_taken(office: Office) -> None:
    id_, sent = _posted(office)
    other, later = _posted(office)
    _write(office, id_, sent, NUMBER)
    with refused(office, "tracking_number_used"):
        _write(office, other, later, NUMBER.replace("-", " "))
    with bad_input(office, "tracking_number_missing", "tracking_number"):
        _write(office, other, later, " ")
    with bad_input(office, "no_such_posting", "posting"):
        _write(office, other, replace(later, id=PostingId("none")), OTHER)
