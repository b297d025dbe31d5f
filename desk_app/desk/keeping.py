# SPDX-License-Identifier: MIT
"""Keeping an application: what every verb asks first, and does last in its own unit of work."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from desk_app.desk.context import Desk
from desk_app.desk.errors import Refused
from desk_app.desk.ports import Books
from desk_app.desk.returning import set_aside
from desk_app.desk.rows import NOBODY, InquiryPlace, WorkIndex
from desk_app.records.base import ApplicationId, ClaimId
from desk_app.records.case.decisions import Covered, Decision
from desk_app.records.case.findings import Examination, Work
from desk_app.records.case.history import ApplicationFile
from desk_app.records.case.inquiries import Inquiry
from desk_app.rules.case import retention
from desk_app.rules.figures import tally, tally_of_inquiry
from desk_app.rules.inquiries import inquiring
from desk_app.rules.inquiries.inquiring import InquiryStanding
from desk_app.rules.situation.check import examine, first_change, ledger_standing, told
from desk_app.rules.situation.situation import Situation, covered_now
from desk_app.rules.workflow.workflow import Attempt, refusals


def must_be_allowed(desk: Desk, file: ApplicationFile, attempt: Attempt) -> None:
    """Go on only if the workflow allows the attempt on the application as it stands today.

    Raises Refused with every reason.
    """
    situation = stands(desk, file)
    reasons = refusals(replace(attempt, by=desk.actor.id), situation)
    if reasons:
        raise Refused(tuple(reason.value for reason in reasons))


# Keeping an application: what every verb does last, in its own unit of work.


def look_at(desk: Desk, file: ApplicationFile, on: date | None = None) -> Examination:
    """Return what the rules say of an application today, or on another day."""
    return examine(file, desk.rules_of(file.application), on or desk.today)


def stands(desk: Desk, file: ApplicationFile) -> Situation:
    """Return how an application stands today, by the rules it was frozen with."""
    return desk.standings.of(file, desk.book_of(file.application), desk.today)


def covered_today(desk: Desk, file: ApplicationFile, decision: Decision) -> Covered:
    """Return what a decision stands on today beside its own words, whoever signs it."""
    return covered_now(file, decision, desk.rules_of(file.application), desk.today)


def without_what_came_back(
    desk: Desk, file: ApplicationFile, claims: Collection[ClaimId]
) -> ApplicationFile:
    """Return an application whose claims end otherwise, less the approvals that came back on them.

    Should what changed change back, such an approval would hold again, and the claim end twice.
    """
    back = stands(desk, file).came_back
    return replace(
        file,
        decisions=tuple(
            replace(each, approval=None) if each.id in back and each.claim in claims else each
            for each in file.decisions
        ),
    )


def keep(desk: Desk, books: Books, file: ApplicationFile) -> Examination:
    """Keep an application with its return list and its place in the work list.

    The index is written in the same unit of work, so that no list can be stale.
    """
    situation = stands(desk, file)
    examination = told(situation)
    kept = set_aside(desk, books, file, examination)
    if kept is not file:
        situation = stands(desk, kept)
        examination = told(situation)
    books.files.save(kept, index_of(situation, examination))
    return examination


def keep_again(desk: Desk, books: Books, ids: tuple[ApplicationId, ...]) -> None:
    """Keep other applications anew after something they share (an envelope's stamps) changed."""
    for id_ in ids:
        keep(desk, books, books.files.get(id_))


def placed(desk: Desk, file: ApplicationFile) -> WorkIndex:
    """Return an application's place in the work list, worked out anew."""
    situation = stands(desk, file)
    return index_of(situation, told(situation))


def keep_inquiry(desk: Desk, books: Books, inquiry: Inquiry) -> InquiryStanding:
    """Keep an inquiry that is there with its place in the lists."""
    found = inquiring.standing(inquiry, desk.rulebook.on(desk.today), desk.today)
    books.inquiries.save(inquiry, place_of_inquiry(inquiry, found))
    return found


def place_of_inquiry(inquiry: Inquiry, found: InquiryStanding) -> InquiryPlace:
    """Return the place of an inquiry in the lists; no day that passes changes it."""
    posted = [each.posted_on for each in inquiry.postings]
    back = [each.came_back_on for each in inquiry.postings if each.came_back_on is not None]
    return InquiryPlace(
        work=found.work,
        by=found.by,
        leak_by=None if found.leak is None else found.leak.due,
        completed_on=found.completed_on,
        kept_until=found.kept_until,
        posted_first=min(posted, default=None),
        posted_last=max(posted, default=None),
        came_back_on=max(back, default=None),
        carer=inquiring.looked_after_by(inquiry) or NOBODY,
        tally=tally_of_inquiry(inquiry),
    )


def index_of(situation: Situation, examination: Examination) -> WorkIndex:
    """Return the place in the work list, and the one it takes by time alone.

    ``examination`` is what is told of the same situation.
    """
    file = situation.file
    index = WorkIndex(
        work=examination.work,
        what=examination.next.what,
        why=examination.next.why,
        by=examination.next.by,
        since=_since(file, examination),
        kept=retention.kept(file, situation.rules),
        tally=tally(situation),
        standing=ledger_standing(situation),
    )
    then = first_change(situation, examination)
    if then is None:
        return index
    return replace(
        index,
        turns_on=then.on,
        then_work=then.work,
        then_what=then.next.what,
        then_why=then.next.why,
        then_by=then.next.by,
    )


def _since(file: ApplicationFile, examination: Examination) -> date:
    if examination.work is Work.WAITING_FOR_APPLICANT:
        return max(notice.posted_on for notice in file.notices if notice.posted_on is not None)
    return file.application.received_on
