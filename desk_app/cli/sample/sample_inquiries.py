# SPDX-License-Identifier: MIT
"""The inquiries of the sample desk, from what they said to their end (I1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.cli.sample.pdf_text import text_of
from desk_app.cli.sample.sample_work import SummaryEntry
from desk_app.desk.applications import caring, intake
from desk_app.desk.applications.caring import AbsenceDraft
from desk_app.desk.context import Kind
from desk_app.desk.inquiries import handling, replying
from desk_app.desk.inquiries.handling import InquiryDraft, LaterDraft, StepDraft
from desk_app.desk.inquiries.replying import ReplyDraft, ReplyPosting
from desk_app.desk.rows import InquiryFilter, InquiryOrder
from desk_app.records.base import InquiryKey, MailItemId
from desk_app.records.case.inquiries import Channel, CourseStep, InquirySaid
from desk_app.records.case.mail import MailItem, MailKind, Matter
from desk_app.rules.case import sharing
from desk_app.rules.inquiries import inquiring

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from desk_app.cli.sample.sample_file import SampleDesk, SampleInquiry, SampleStep
    from desk_app.cli.sample.sample_work import SamplePeople
    from desk_app.desk.context import Desk
    from desk_app.desk.inquiries.handling import OpenedInquiry
    from desk_app.records.base import UserId
    from desk_app.records.case.inquiries import Inquiry

_BY_ANOTHER = frozenset(
    {
        CourseStep.MEASURE_CHECKED,
        CourseStep.CLOSED,
        CourseStep.LEAK_REPORTED,
        CourseStep.NO_LEAK,
        CourseStep.GIVEN,
    }
)
"""What the clerk who works on an inquiry does not do himself."""


def work_on_all(people: SamplePeople, sample: SampleDesk) -> None:
    """Log every inquiry that was received by today, and take its steps one after the other.

    Then it is noted who is absent.
    """
    for each in sample.inquiries:
        if each.received_on <= people.clerk.today:
            _work_on(people, each)
    for away in sample.absences:
        until = people.supervisor.today + away.days
        person, stand_in = (_named(people, name) for name in (away.person, away.stand_in))
        caring.set_absence(people.supervisor, AbsenceDraft(person, until, stand_in))


def _named(people: SamplePeople, name: str) -> UserId:
    return next(each.id for each in caring.team(people.clerk).people if each.name == name)


def _work_on(people: SamplePeople, told: SampleInquiry) -> None:
    said = InquirySaid(
        **told.model_dump(exclude={"what", "what_ja", "steps", "expected", "next", "acting"})
    )
    (id_,) = handling.log_inquiry(people.clerk, InquiryDraft(said)).ids(Kind.INQUIRY)
    for step in told.steps:
        _take(people, InquiryKey(int(id_)), step)


def _take(people: SamplePeople, id_: InquiryKey, step: SampleStep) -> None:
    version = _opened(people.clerk, id_).version
    if step.by_letter:
        until, today = step.until, people.clerk.today
        _reply(people.clerk, ReplyDraft(id_, version, today, step.text, until=until))
        if step.came_back is not None:
            sent = _opened(people.clerk, id_).postings[-1].id
            replying.record_reply_returned(people.clerk, id_, sent, today, step.came_back)
        return
    desk = people.supervisor if step.step in _BY_ANOTHER else people.clerk
    said = step.model_dump(exclude={"by_letter", "days", "came_back", "given_to", "known"})
    on = None if step.days is None else _opened(desk, id_).said.received_on + step.days
    if step.known:
        said["known_at"] = handling.moment_of(on or desk.today, step.known)
    if step.step is CourseStep.SUPPLEMENT and step.channel is Channel.MAIL:
        _arrives(desk, id_, step)
        return
    user = _named(people, step.given_to) if step.given_to else None
    handling.go_on(desk, StepDraft(id_, version, on=on, user=user, **said))


def _arrives(desk: Desk, id_: InquiryKey, step: SampleStep) -> None:
    """Log a mail item that came later for an inquiry, and keep it in its course."""
    inquiry = _opened(desk, id_)
    item = MailItem(
        MailItemId(0),
        desk.today,
        MailKind.ORDINARY,
        Matter.SUPPLEMENT,
        sender=inquiry.said.name,
    )
    (mail,) = intake.log_mail(desk, item).ids(Kind.MAIL_ITEM)
    draft = LaterDraft(inquiry.number, step.text, Channel.MAIL, mail_item=MailItemId(int(mail)))
    handling.attach_later(desk, draft)


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
        letters_wanted = sum(step.by_letter for step in each.steps)
        expected: dict[str, object] = {"work": each.expected.value, "letters": letters_wanted}
        actual: dict[str, object] = {
            "work": opened.standing.work.value,
            "letters": len(list(filter(None, heads))),
        }
        if each.next is not None:
            expected["next"], actual["next"] = each.next.value, opened.standing.next.value
        if each.acting:
            expected["acting"], actual["acting"] = each.acting, _acting(opened, desk.today)
        yield SummaryEntry(
            id=f"Q{number}",
            what=each.what,
            expected=expected,
            actual=actual,
            letters=tuple(written),
            what_ja=each.what_ja,
        )


def _acting(opened: OpenedInquiry, today: date) -> str:
    """Return the name of who acts on an inquiry today: who looks after it, or who stands in."""
    carer, team = inquiring.looked_after_by(opened.inquiry), opened.team
    acting = sharing.standing(carer, team.absences, today).acting
    return opened.people.get(acting, "") if acting is not None else ""


def _written(desk: Desk, inquiry: Inquiry) -> Iterator[tuple[str, bytes]]:
    with desk.ports.store.reading() as books:
        for letter in inquiry.letters:
            name = f"{inquiry.number}-{letter.kind.value}.pdf"
            yield name, books.letters.pages(letter.id)
