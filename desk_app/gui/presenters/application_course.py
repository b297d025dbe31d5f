# SPDX-License-Identifier: MIT
"""The time line of an application: from the postmark to the day its papers may be destroyed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk_app.gui.widgets.timeline import Moment, Tense
from desk_app.i18n import dates, messages, writing
from desk_app.records.mail import Matter
from desk_app.rules import deadlines
from desk_app.rules.situation import reply_target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk_app.gui.presenters.application_read import Opened
    from desk_app.records.mail import MailItem
    from desk_app.records.people import Language


@dataclass(frozen=True, slots=True)
class _Event:
    on: date
    title: str
    detail: str = ""


class ApplicationCourse(QObject):
    """Tells the course of an application in the clerk's language."""

    def moments(self, opened: Opened, language: Language) -> tuple[Moment, ...]:
        """Return what was, in order of days, what is now, and what is to come."""
        past = sorted(self._past(opened, language), key=lambda event: event.on)
        ahead = sorted(self._ahead(opened), key=lambda event: event.on)
        return (
            *(self._moment(event, Tense.PAST, opened, language) for event in past),
            self._now(opened, language),
            *(self._moment(event, Tense.AHEAD, opened, language) for event in ahead),
            *self._without_day(opened),
        )

    def _moment(self, event: _Event, tense: Tense, opened: Opened, language: Language) -> Moment:
        year = event.on.year != opened.situation.on.year
        day = dates.narrow(event.on, language) if year else dates.bare(event.on, language)
        return Moment(day, event.title, event.detail, tense)

    def _now(self, opened: Opened, language: Language) -> Moment:
        told = messages.next_step(opened.examination.next, language)
        work = messages.label(opened.examination.work, language)
        day = dates.bare(opened.situation.on, language)
        return Moment(day, work, told.title, Tense.NOW)

    def _past(self, opened: Opened, language: Language) -> Iterator[_Event]:
        yield from self._arrivals(opened, language)
        yield from self._departments(opened)
        yield from self._judged(opened, language)
        yield from self._decisions(opened, language)
        yield from self._letters(opened, language)

    def _arrivals(self, opened: Opened, language: Language) -> Iterator[_Event]:
        own = opened.application.mail_item
        for item in opened.file.mail:
            first = item.id == own
            if first and item.postmark is not None:
                yield _Event(item.postmark, self.tr("Postmark"))
            title = self.tr("Arrived") if first else self._titles(item.matter)
            yield _Event(item.arrived_on, title, self._opening(item, opened, language))

    def _titles(self, matter: Matter) -> str:
        withdrawn = matter is Matter.WITHDRAWAL
        return self.tr("Withdrawal arrived") if withdrawn else self.tr("Supplement arrived")

    def _opening(self, item: MailItem, opened: Opened, language: Language) -> str:
        kind = messages.label(item.kind, language)
        people = writing.listed([opened.name_of(each) for each in item.opened_by], language)
        if not people:
            return kind
        return self.tr("{kind}, opened by {people}").format(kind=kind, people=people)

    def _departments(self, opened: Opened) -> Iterator[_Event]:
        for inquiry in opened.file.inquiries:
            yield _Event(inquiry.asked_on, self.tr("Department asked"), inquiry.department)
            for day in inquiry.chased_on:
                yield _Event(day, self.tr("Department chased"), inquiry.department)
            if inquiry.answered_on is not None:
                yield _Event(
                    inquiry.answered_on, self.tr("Department answered"), inquiry.department
                )

    def _judged(self, opened: Opened, language: Language) -> Iterator[_Event]:
        for judgement in opened.file.judgements:
            ruling = messages.word(judgement.ruling, language)
            title = f"{messages.label(judgement.topic, language)}: {ruling}"
            yield _Event(judgement.on, title, opened.name_of(judgement.by))
        for lapse in opened.file.lapses:
            right = opened.claim(lapse.claim).right
            detail = f"{messages.label(right, language)} {opened.name_of(lapse.confirmed_by)}"
            yield _Event(lapse.confirmed_on, self.tr("Lapse confirmed"), detail)
        for each in opened.file.withdrawals:
            if each.confirmed_on is not None:
                yield _Event(
                    each.confirmed_on,
                    self.tr("Withdrawal confirmed"),
                    opened.name_of(each.confirmed_by),
                )

    def _decisions(self, opened: Opened, language: Language) -> Iterator[_Event]:
        for decision in opened.file.decisions:
            right = messages.label(opened.claim(decision.claim).right, language)
            said = f"{right}: {messages.word(decision.outcome, language)}"
            by = opened.name_of(decision.proposed_by)
            if decision.sent_back:
                title = self.tr("Proposal sent back")
            elif decision.taken_back:
                title = self.tr("Proposal taken back")
            else:
                title = self.tr("Decision proposed")
            yield _Event(decision.proposed_on, title, f"{said} {by}")
            if decision.approval is not None:
                approver = opened.name_of(decision.approval.by)
                yield _Event(
                    decision.approval.on, self.tr("Decision approved"), f"{said} {approver}"
                )

    def _letters(self, opened: Opened, language: Language) -> Iterator[_Event]:
        for posting in opened.file.postings:
            kinds = [
                messages.label(letter.kind, language)
                for letter in opened.file.letters
                if letter.id in posting.letters
            ]
            yield _Event(posting.posted_on, self.tr("Posted"), writing.listed(kinds, language))
            if posting.delivered_on is not None:
                yield _Event(posting.delivered_on, self.tr("Delivered"), posting.tracking_number)
            if posting.came_back_on is not None:
                yield _Event(posting.came_back_on, self.tr("Came back"), posting.tracking_number)

    def _ahead(self, opened: Opened) -> Iterator[_Event]:
        found = opened.examination
        if opened.situation.open_claims:
            if found.notice_due is not None and found.notice_due.on >= opened.situation.on:
                yield _Event(found.notice_due.on, self.tr("Supplement due"))
            target = reply_target(opened.situation)
            suit = deadlines.suit_on(opened.application.received_on, opened.rules)
            detail = (
                self.tr("Law: two weeks after arrival a suit is possible") if target < suit else ""
            )
            yield _Event(target, self.tr("Reply target"), detail)
        if found.disposal_from is not None:
            until = found.disposal_from - timedelta(days=1)
            yield _Event(until, self.tr("Kept until"), "PR-6")

    def _without_day(self, opened: Opened) -> Iterator[Moment]:
        """Return what follows on a day nobody knows yet."""
        if opened.examination.disposal_from is not None:
            return
        years = opened.rules.days.retention_years
        kept = self.tr("Kept %n year(s) from then, PR-6", "", years)
        yield Moment(
            "", self.tr("Completed"), self.tr("the day the last letter is posted"), Tense.AHEAD
        )
        yield Moment("", self.tr("Disposal due"), kept, Tense.AHEAD)
