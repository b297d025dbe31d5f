# SPDX-License-Identifier: MIT
"""An application as it was known on an earlier day: what came or was done later is left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desk_app.records.decisions import Decision
from desk_app.records.history import (
    ApplicationFile,
    DepartmentInquiry,
    Letter,
    Notice,
    Posting,
    Withdrawal,
)


def as_of(file: ApplicationFile, day: date) -> ApplicationFile:
    """Return the file as it lay on the table at the end of a day."""
    postings = tuple(_back_by(each, day) for each in file.postings if each.posted_on <= day)
    posted = {letter for posting in postings for letter in posting.letters}
    return replace(
        file,
        mail=tuple(each for each in file.mail if each.arrived_on <= day),
        enclosures=tuple(each for each in file.enclosures if each.arrived_on <= day),
        judgements=tuple(each for each in file.judgements if each.on <= day),
        inquiries=tuple(_asked_by(each, day) for each in file.inquiries if each.asked_on <= day),
        notices=tuple(_notice_by(each, day) for each in file.notices if _began(each) <= day),
        lapses=tuple(each for each in file.lapses if each.confirmed_on <= day),
        withdrawals=tuple(
            _withdrawn_by(each, day) for each in file.withdrawals if each.received_on <= day
        ),
        decisions=tuple(
            _decided_by(each, day) for each in file.decisions if each.proposed_on <= day
        ),
        letters=tuple(
            each if each.id in posted else _unposted(each)
            for each in file.letters
            if each.dated <= day
        ),
        postings=postings,
    )


def _began(notice: Notice) -> date:
    """Return the day a notice is known from: that of its issue, or of its posting before it."""
    return min(notice.for_posting_on, notice.posted_on or notice.for_posting_on)


def _asked_by(inquiry: DepartmentInquiry, day: date) -> DepartmentInquiry:
    chased = tuple(each for each in inquiry.chased_on if each <= day)
    if inquiry.answered_on is not None and inquiry.answered_on > day:
        return replace(inquiry, chased_on=chased, answered_on=None, records=(), answer="")
    return replace(inquiry, chased_on=chased)


def _notice_by(notice: Notice, day: date) -> Notice:
    unposted = notice.posted_on is not None and notice.posted_on > day
    return replace(notice, posted_on=None) if unposted else notice


def _withdrawn_by(withdrawal: Withdrawal, day: date) -> Withdrawal:
    if withdrawal.confirmed_on is not None and withdrawal.confirmed_on > day:
        return replace(withdrawal, confirmed_by=None, confirmed_on=None)
    return withdrawal


def _decided_by(decision: Decision, day: date) -> Decision:
    if decision.approval is not None and decision.approval.on > day:
        return replace(decision, approval=None)
    return decision


def _back_by(posting: Posting, day: date) -> Posting:
    if posting.came_back_on is not None and posting.came_back_on > day:
        return replace(posting, came_back_on=None)
    return posting


def _unposted(letter: Letter) -> Letter:
    return replace(letter, posting=None, printed_at=None)
