# SPDX-License-Identifier: MIT
"""The inquiries of the sample desk, from what they said to their end (I1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.cli.pdf_text import text_of
from desk_app.cli.sample_work import SummaryEntry
from desk_app.desk.context import Kind
from desk_app.desk.inquiries import handling, replying
from desk_app.desk.inquiries.handling import InquiryDraft, StepDraft
from desk_app.desk.inquiries.replying import ReplyDraft, ReplyPosting
from desk_app.desk.rows import InquiryFilter, InquiryOrder
from desk_app.records.base import InquiryKey
from desk_app.records.inquiries import CourseStep, InquirySaid
from desk_app.records.mail import MailKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from desk_app.cli.sample_file import SampleInquiry, SampleStep
    from desk_app.cli.sample_work import SamplePeople
    from desk_app.desk.context import Desk
    from desk_app.records.inquiries import Inquiry

_BY_ANOTHER = frozenset({CourseStep.MEASURE_CHECKED, CourseStep.CLOSED, CourseStep.NO_LEAK})
"""What the clerk who works on an inquiry does not do himself."""


def work_on_all(people: SamplePeople, told: Iterable[SampleInquiry]) -> None:
    """Log every inquiry that was received by today, and take its steps one after the other."""
    for each in told:
        if each.received_on <= people.clerk.today:
            _work_on(people, each)


def _work_on(people: SamplePeople, told: SampleInquiry) -> None:
    said = InquirySaid(**told.model_dump(exclude={"what", "steps", "expected"}))
    (id_,) = handling.log_inquiry(people.clerk, InquiryDraft(said)).ids(Kind.INQUIRY)
    for step in told.steps:
        _take(people, InquiryKey(int(id_)), step)


def _take(people: SamplePeople, id_: InquiryKey, step: SampleStep) -> None:
    version = _opened(people.clerk, id_).version
    if step.by_letter:
        _reply(people.clerk, ReplyDraft(id_, version, people.clerk.today, step.text))
        return
    desk = people.supervisor if step.step in _BY_ANOTHER else people.clerk
    said = step.model_dump(exclude={"by_letter", "days"})
    on = None if step.days is None else _opened(desk, id_).said.received_on + step.days
    handling.go_on(desk, StepDraft(id_, version, on=on, **said))


def _reply(desk: Desk, draft: ReplyDraft) -> None:
    """Answer by a letter: issued, printed, posted."""
    replying.issue_reply(desk, draft)
    letter = _opened(desk, draft.inquiry).letters[-1].id
    replying.record_reply_printed(desk, draft.inquiry, letter)
    posting = ReplyPosting(draft.inquiry, letter, MailKind.ORDINARY, draft.posting_day)
    replying.post_reply(desk, posting)


def _opened(desk: Desk, id_: InquiryKey) -> Inquiry:
    return handling.open_inquiry(desk, id_).inquiry


def inquiry_entries(
    desk: Desk, told: Iterable[SampleInquiry], letters: Path
) -> Iterator[SummaryEntry]:
    """Read every inquiry back, write its letters as files, and yield how it ended."""
    ids = handling.list_inquiries(desk, InquiryFilter(), InquiryOrder(ascending=True)).ids
    for number, (id_, each) in enumerate(zip(ids, told, strict=True), start=1):
        opened = handling.open_inquiry(desk, InquiryKey(id_))
        written = dict(_written(desk, opened.inquiry))
        for name, pages in written.items():
            (letters / name).write_bytes(pages)
        heads = [text_of(pages).partition("\n")[0] for pages in written.values()]
        yield SummaryEntry(
            id=f"Q{number}",
            what=each.what,
            expected={"work": each.expected.value, "letters": sum(s.by_letter for s in each.steps)},
            actual={"work": opened.standing.work.value, "letters": len(list(filter(None, heads)))},
            letters=tuple(written),
        )


def _written(desk: Desk, inquiry: Inquiry) -> Iterator[tuple[str, bytes]]:
    with desk.ports.store.reading() as books:
        for letter in inquiry.letters:
            name = f"{inquiry.number}-{letter.kind.value}.pdf"
            yield name, books.letters.pages(letter.id)
