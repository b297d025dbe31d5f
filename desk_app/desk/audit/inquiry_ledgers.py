# SPDX-License-Identifier: MIT
"""Inquiries and complaints as ledgers (6.2), with their corrective actions (6.9) and leaks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from desk_app.desk.audit.ledgers import MOST_ROWS
from desk_app.desk.audit.register_ledgers import LedgerAsked
from desk_app.desk.context import Desk
from desk_app.desk.inquiries import handling
from desk_app.desk.rows import InquiryFilter, InquiryOrder
from desk_app.records.base import InquiryKey
from desk_app.records.books.ledgers import (
    LeakKind,
    LedgerField,
    LedgerFieldKind,
    LedgerHead,
    LedgerMark,
    LedgerValue,
)
from desk_app.records.case.inquiries import CourseEntry, CourseStep, Inquiry
from desk_app.rules import codes
from desk_app.rules.days.clock import day_of, time_of
from desk_app.rules.inquiries import inquiring
from desk_app.rules.inquiries.inquiring import LeakDays

Row = Mapping[LedgerHead, LedgerValue]


class InquiryCourseWords(Protocol):
    """Says the steps of a course in one language."""

    def course(self, entries: Sequence[CourseEntry]) -> tuple[str, ...]:
        """Return each step with its day, and with whom it was."""
        ...


class InquirySource(LedgerAsked, Protocol):
    """What the rows of an inquiry are read from."""

    @property
    def words(self) -> InquiryCourseWords:
        """Return what says the steps."""
        ...


_H, _DAY = LedgerHead, LedgerFieldKind.DAY

INQUIRIES = (
    LedgerField(_H.INQUIRY_NUMBER, width=10),
    LedgerField(_H.OWN_NUMBER, width=12, named=True),
    LedgerField(_H.RECEIVED, _DAY),
    LedgerField(_H.TIME, width=7),
    LedgerField(_H.CHANNEL, width=10),
    LedgerField(_H.ADDRESSED_TO, width=10),
    LedgerField(_H.LOGGED_BY, width=14),
    LedgerField(_H.FROM_WHOM, LedgerFieldKind.NAME, 18, named=True),
    LedgerField(_H.CONTACT, width=28, named=True),
    LedgerField(_H.KIND, width=12),
    LedgerField(_H.SERVICE, width=16),
    LedgerField(_H.SAID, width=36, named=True),
    LedgerField(_H.TAKEN_BY, width=14),
    LedgerField(_H.COURSE, width=30, named=True),
    LedgerField(_H.CAUSE, width=18),
    LedgerField(_H.ANSWER, width=30, named=True),
    LedgerField(_H.ANSWERED, _DAY),
    LedgerField(_H.MEASURE, width=12),
    LedgerField(_H.LEAK, width=12),
    LedgerField(_H.CLOSED_BY, width=14),
    LedgerField(_H.COMPLETED, _DAY),
    LedgerField(_H.RECEIPT_NUMBER, width=10),
    LedgerField(_H.KEPT_UNTIL, _DAY),
    LedgerField(_H.STATE, width=14),
)

MEASURES = (
    LedgerField(_H.INQUIRY_NUMBER, width=10),
    LedgerField(_H.RECEIVED, _DAY),
    LedgerField(_H.KIND, width=12),
    LedgerField(_H.CAUSE, width=18),
    LedgerField(_H.MEASURE_WORDS, width=36, named=True),
    LedgerField(_H.RESPONSIBLE, width=16),
    LedgerField(_H.DONE_BY_DAY, _DAY),
    LedgerField(_H.DONE_ON, _DAY),
    LedgerField(_H.DONE_BY, width=14),
    LedgerField(_H.CHECKED, _DAY),
    LedgerField(_H.CHECKED_BY, width=14),
    LedgerField(_H.MEASURE, width=14),
)

LEAKS = (
    LedgerField(_H.INQUIRY_NUMBER, width=10),
    LedgerField(_H.RECEIVED, _DAY),
    LedgerField(_H.KIND, width=12),
    LedgerField(_H.SERVICE, width=16),
    LedgerField(_H.LEAKED, width=30, named=True),
    LedgerField(_H.ATTACK, width=12),
    LedgerField(_H.KNOWN_ON, _DAY),
    LedgerField(_H.KNOWN_AT, width=7),
    LedgerField(_H.TOLD, width=16),
    LedgerField(_H.TOLD_ON, _DAY),
    LedgerField(_H.TOLD_AT, width=7),
    LedgerField(_H.NOTED_BY, width=14),
    LedgerField(_H.FIRST_FROM, _DAY),
    LedgerField(_H.FIRST_BY, _DAY),
    LedgerField(_H.FIRST_MADE, _DAY),
    LedgerField(_H.FIRST_MADE_BY, width=14),
    LedgerField(_H.FULL_BY, _DAY),
    LedgerField(_H.FULL_MADE, _DAY),
    LedgerField(_H.FULL_MADE_BY, width=14),
    LedgerField(_H.NO_LEAK_ON, _DAY),
    LedgerField(_H.NO_LEAK_BY, width=14),
    LedgerField(_H.WHY_NO_LEAK, width=24, named=True),
    LedgerField(_H.COURSE, width=30, named=True),
    LedgerField(_H.CAUSE, width=18),
    LedgerField(_H.MEASURE, width=14),
    LedgerField(_H.CLOSED_BY, width=14),
    LedgerField(_H.COMPLETED, _DAY),
    LedgerField(_H.KEPT_UNTIL, _DAY),
    LedgerField(_H.STATE, width=14),
)

_IN_COURSE = (
    CourseStep.TAKEN,
    CourseStep.GIVEN,
    CourseStep.HANDED_BACK,
    CourseStep.SUPPLEMENT,
    CourseStep.ASKED,
    CourseStep.DEPARTMENT_ANSWERED,
    CourseStep.INTERIM,
    CourseStep.REFERRED,
    CourseStep.UNDELIVERABLE,
    CourseStep.CARRIED_OVER,
)
"""What has no column of its own."""

_MEASURE = (
    CourseStep.MEASURE_NEEDED,
    CourseStep.NO_MEASURE,
    CourseStep.MEASURE_DONE,
    CourseStep.MEASURE_CHECKED,
)
_LEAK = (
    CourseStep.LEAK_SUSPECTED,
    CourseStep.LEAK_REPORTED,
    CourseStep.LEAK_REPORTED_IN_FULL,
    CourseStep.NO_LEAK,
)


def received(source: InquirySource) -> Iterator[Row]:
    """Yield the inquiries received in the days wanted, and the numbers between disposed of."""
    before = ""
    for inquiry in _read(source):
        yield from _gone_before(source, before, inquiry.number)
        yield _told(source, inquiry)
        before = inquiry.number


def measures(source: InquirySource) -> Iterator[Row]:
    """Yield the corrective actions of the same inquiries: asked for, done, checked."""
    for inquiry in _read(source):
        if inquiring.last(inquiry, CourseStep.MEASURE_NEEDED) is not None:
            yield _measure(source, inquiry)


def leaks(source: InquirySource) -> Iterator[Row]:
    """Yield the suspected leaks of the same inquiries, those that were ruled out too (Act 26)."""
    for inquiry in _read(source):
        for each in inquiring.suspicions(inquiry):
            yield _suspected(source, inquiry, each)


def _read(source: InquirySource) -> Iterator[Inquiry]:
    desk, wanted = source.desk, source.wanted
    asked = InquiryFilter(since=wanted.first, until=wanted.last)
    ids = handling.list_inquiries(desk, asked, InquiryOrder(ascending=True), MOST_ROWS + 1).ids
    for done, id_ in enumerate(ids):
        source.reach(done, len(ids))
        yield handling.open_inquiry(desk, InquiryKey(id_)).inquiry


def _told(source: InquirySource, inquiry: Inquiry) -> Row:
    desk, said = source.desk, inquiry.said
    standing = inquiring.standing(inquiry, desk.rulebook.on(desk.today), desk.today)
    answer = inquiring.answer(inquiry)
    steps = inquiring.stands(inquiry)
    return {
        **_of_each(inquiry),
        _H.OWN_NUMBER: inquiry.own_number,
        _H.TIME: said.received_at,
        _H.CHANNEL: said.channel,
        _H.ADDRESSED_TO: said.addressed_to,
        _H.LOGGED_BY: source.name(inquiry.logged_by),
        _H.FROM_WHOM: said.name,
        _H.CONTACT: (said.postal_code, said.address, said.phone, said.email),
        _H.SERVICE: said.service,
        _H.SAID: (said.text, said.attachments),
        _H.TAKEN_BY: source.name(inquiring.looked_after_by(inquiry)),
        _H.COURSE: source.words.course(
            [_with_name(source, each) for each in steps if each.step in _IN_COURSE]
        ),
        _H.ANSWER: "" if answer is None else answer.text,
        _H.ANSWERED: None if answer is None else answer.on,
        _H.LEAK: _last_of(inquiry, _LEAK),
        _H.CLOSED_BY: _closed_by(source, inquiry),
        _H.COMPLETED: standing.completed_on,
        _H.RECEIPT_NUMBER: _application_of(desk, inquiry),
        _H.KEPT_UNTIL: standing.kept_until,
        _H.STATE: standing.work,
    }


def _with_name(source: InquirySource, entry: CourseEntry) -> CourseEntry:
    """Return a step that tells by name to whom of the desk the inquiry was given."""
    return entry if entry.user is None else replace(entry, whom=source.name(entry.user))


def _of_each(inquiry: Inquiry) -> Row:
    """Return what every one of these ledgers says of an inquiry."""
    cause = inquiring.last(inquiry, CourseStep.CAUSE)
    return {
        _H.INQUIRY_NUMBER: inquiry.number,
        _H.RECEIVED: inquiry.said.received_on,
        _H.KIND: inquiry.said.kind,
        _H.CAUSE: None if cause is None else cause.cause,
        _H.MEASURE: _last_of(inquiry, _MEASURE),
    }


def _measure(source: InquirySource, inquiry: Inquiry) -> Row:
    needed = inquiring.last(inquiry, CourseStep.MEASURE_NEEDED)
    done, checked = (
        inquiring.last(inquiry, step)
        for step in (CourseStep.MEASURE_DONE, CourseStep.MEASURE_CHECKED)
    )
    return {
        **_of_each(inquiry),
        _H.MEASURE_WORDS: tuple(each.text for each in (needed, done) if each is not None),
        _H.RESPONSIBLE: "" if needed is None else needed.whom,
        _H.DONE_BY_DAY: None if needed is None else needed.until,
        _H.DONE_ON: None if done is None else done.on,
        _H.DONE_BY: "" if done is None else source.name(done.by),
        _H.CHECKED: None if checked is None else checked.on,
        _H.CHECKED_BY: "" if checked is None else source.name(checked.by),
    }


def _suspected(source: InquirySource, inquiry: Inquiry, leak: LeakDays) -> Row:
    desk, mark = source.desk, leak.entry
    standing = inquiring.standing(inquiry, desk.rulebook.on(desk.today), desk.today)
    course = inquiring.stands(inquiry)
    return {
        **_of_each(inquiry),
        _H.SERVICE: inquiry.said.service,
        _H.LEAKED: mark.text,
        _H.ATTACK: LeakKind.ATTACK if mark.attack else LeakKind.NO_ATTACK,
        _H.KNOWN_ON: day_of(leak.known),
        _H.KNOWN_AT: time_of(leak.known),
        _H.TOLD: mark.whom,
        _H.TOLD_ON: day_of(mark.at),
        _H.TOLD_AT: time_of(mark.at),
        _H.NOTED_BY: source.name(mark.by),
        _H.FIRST_FROM: leak.first_from,
        _H.FIRST_BY: leak.first_by,
        **_made(source, leak.reported, _H.FIRST_MADE, _H.FIRST_MADE_BY),
        _H.FULL_BY: leak.full_by,
        **_made(source, leak.reported_in_full, _H.FULL_MADE, _H.FULL_MADE_BY),
        **_made(source, leak.ruled_out, _H.NO_LEAK_ON, _H.NO_LEAK_BY),
        _H.WHY_NO_LEAK: "" if leak.ruled_out is None else leak.ruled_out.text,
        _H.COURSE: source.words.course(
            [_with_name(source, each) for each in course[course.index(mark) :]]
        ),
        _H.CLOSED_BY: _closed_by(source, inquiry),
        _H.COMPLETED: standing.completed_on,
        _H.KEPT_UNTIL: standing.kept_until,
        _H.STATE: standing.work,
    }


def _made(source: InquirySource, entry: CourseEntry | None, on: LedgerHead, by: LedgerHead) -> Row:
    """Return the day of a step and who noted it; nothing where it was not taken."""
    return {} if entry is None else {on: entry.on, by: source.name(entry.by)}


def _closed_by(source: InquirySource, inquiry: Inquiry) -> str:
    end = inquiring.ended(inquiry)
    return source.name(end.by) if end and end.step is CourseStep.CLOSED else ""


def _last_of(inquiry: Inquiry, steps: tuple[CourseStep, ...]) -> CourseStep | None:
    entry = inquiring.last(inquiry, *steps)
    return None if entry is None else entry.step


def _application_of(desk: Desk, inquiry: Inquiry) -> str:
    """Return the number of the application that an inquiry became; empty where it did not."""
    if inquiry.application is None:
        return ""
    with desk.ports.store.reading() as books:
        return books.files.get(inquiry.application).application.receipt_number


def _gone_before(source: InquirySource, before: str, after: str) -> Iterator[Row]:
    """Yield the numbers before one that no inquiry has any more: no number is skipped.

    They begin behind the row ``before``; of a period or year that begins with ``after``, behind the
    last number that is there. There, what was completed before the period is of an earlier one.
    """
    with source.desk.ports.store.reading() as books:
        for number in codes.inquiry_numbers_between(before, after, books.inquiries.by_number):
            if books.inquiries.by_number(number) is not None:
                # It was received on another day: the ledger of that period has it.
                continue
            record = books.disposals.of_number(number)
            items = () if record is None else record.items
            item = next((each for each in items if each.receipt_number == number), None)
            ends: dict[LedgerHead, date | None] = {}
            if not before and item is not None and item.completed_on < source.wanted.first:
                continue
            if item is not None:
                ends = {_H.COMPLETED: item.completed_on, _H.KEPT_UNTIL: item.kept_until}
            state = LedgerMark.NO_RECORD if item is None else LedgerMark.DISPOSED
            yield {_H.INQUIRY_NUMBER: number, _H.STATE: state, **ends}
