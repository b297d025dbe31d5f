# SPDX-License-Identifier: MIT
"""The time line of an application: from the postmark to the day its papers may be destroyed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk_app.desk.corrections import parted
from desk_app.gui.case.telling import CorrectionWords
from desk_app.gui.kit.facts import Moment, Tense
from desk_app.i18n import dates, messages, writing
from desk_app.records.findings import Work
from desk_app.records.history import Ruling
from desk_app.records.journal import Action
from desk_app.records.mail import Matter
from desk_app.rules import deadlines, status
from desk_app.rules.asking import Asking
from desk_app.rules.situation import reply_target, situation_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desk_app.gui.case.read import Opened
    from desk_app.records.decisions import Decision
    from desk_app.records.journal import JournalEntry
    from desk_app.records.mail import MailItem
    from desk_app.records.people import Language


class JournalPlaces:
    """Hands out the entries of one application, each once, in the order of the facts."""

    def __init__(self, entries: Sequence[JournalEntry]) -> None:
        self._left = list(entries)
        self._last = max((entry.sequence for entry in entries), default=0)

    def take(self, action: Action, after: int = 0) -> JournalEntry | None:
        """Return the first entry of an action that nothing else took, after another's number."""
        for entry in self._left:
            if entry.action is action and entry.sequence > after:
                self._left.remove(entry)
                return entry
        return None

    def number(self, action: Action, after: int = 0) -> int:
        """Return the number of that entry; what was noted elsewhere comes after everything."""
        entry = self.take(action, after)
        return self._last + 1 if entry is None else entry.sequence


# Since when an application has stood as it does: the day its word of work began.


def began_on(opened: Opened, last: date) -> date:
    """Return the day the state of now began; ``last`` is the day something last happened.

    A state that waits began with what is waited for, whatever happened meanwhile; any other began
    with what happened last, or on a later day that passed by itself: a due date, a target.
    """
    known = max(_known(opened), default=None)
    if known is not None:
        return known
    file, rules, today = opened.file, opened.rules, opened.situation.on
    began = min(last, today)
    then = situation_of(file, rules, began)
    work, _ = status.fold(then)
    for day in (each for each in status.days_that_count(then) if each <= today):
        later, _ = status.fold(situation_of(file, rules, day))
        if later is not work:
            began, work = day, later
    return began


def _known(opened: Opened) -> Iterator[date]:
    """Yield the days of which each could have begun the state of now."""
    file, work = opened.file, opened.examination.work
    if work is Work.DONE and opened.situation.completed_on is not None:
        yield opened.situation.completed_on
    elif work is Work.WAITING_FOR_DEPARTMENT:
        yield from (each.asked_on for each in file.inquiries if each.answered_on is None)
    elif work is Work.WAITING_FOR_APPLICANT:
        yield from (each.posted_on for each in file.notices if each.posted_on and not each.void)
    elif work is Work.TO_POST:
        letters = [each for each in file.letters if not each.void and each.posting is None]
        yield from (
            dates.day_of(each.printed_at) for each in letters if each.printed_at is not None
        )


@dataclass(frozen=True, slots=True)
class _Event:
    """What happened on a day; ``place`` is its number in the journal: the order within a day."""

    on: date
    place: int
    title: str
    detail: str = ""

    @property
    def when(self) -> tuple[date, int]:
        return self.on, self.place


class ApplicationCourse(QObject):
    """Tells the course of an application in the clerk's language."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = CorrectionWords(self)

    def moments(self, opened: Opened, language: Language) -> tuple[Moment, ...]:
        """Return what was, in the order in which it happened, what is now, and what is to come."""
        past = sorted(self._past(opened, language), key=lambda event: event.when)
        began = began_on(opened, max((event.on for event in past), default=opened.situation.on))
        ahead = sorted(self._ahead(opened), key=lambda event: event.when)
        until = sum(event.on <= began for event in past)
        moments = [self._moment(event, Tense.PAST, opened, language) for event in past]
        return (
            *moments[:until],
            self._now(opened, began, language),
            *moments[until:],
            *(self._moment(event, Tense.AHEAD, opened, language) for event in ahead),
            *self._without_day(opened),
        )

    def _moment(self, event: _Event, tense: Tense, opened: Opened, language: Language) -> Moment:
        return Moment(_day(event.on, opened, language), event.title, event.detail, tense)

    def _now(self, opened: Opened, began: date, language: Language) -> Moment:
        told = messages.next_step(opened.examination.next, language)
        work = messages.label(opened.examination.work, language)
        return Moment(_day(began, opened, language), work, told.title, Tense.NOW)

    def _past(self, opened: Opened, language: Language) -> Iterator[_Event]:
        places = JournalPlaces(opened.journal)
        yield from self._arrivals(opened, places, language)
        yield from self._departments(opened, places)
        yield from self._judged(opened, places, language)
        yield from self._corrections(opened, places, language)
        yield from self._decisions(opened, places, language)
        yield from self._letters(opened, places, language)

    def _arrivals(
        self, opened: Opened, places: JournalPlaces, language: Language
    ) -> Iterator[_Event]:
        own = opened.application.mail_item
        for item in opened.file.mail:
            said = self._opening(item, opened, language)
            if item.id != own:
                place = places.number(_LOGGED_AS.get(item.matter, Action.SUPPLEMENT_ATTACHED))
                yield _Event(item.arrived_on, place, self._titles(item.matter), said)
                continue
            if item.postmark is not None:
                yield _Event(item.postmark, 0, self.tr("Postmark"))
            yield _Event(item.arrived_on, 0, self.tr("Arrived"), said)

    def _titles(self, matter: Matter) -> str:
        withdrawn = matter is Matter.WITHDRAWAL
        return self.tr("Withdrawal arrived") if withdrawn else self.tr("Supplement arrived")

    def _opening(self, item: MailItem, opened: Opened, language: Language) -> str:
        kind = messages.label(item.kind, language)
        people = writing.listed([opened.name_of(each) for each in item.opened_by], language)
        if not people:
            return kind
        return self.tr("{kind}, opened by {people}").format(kind=kind, people=people)

    def _departments(self, opened: Opened, places: JournalPlaces) -> Iterator[_Event]:
        for inquiry in opened.file.inquiries:
            name = inquiry.department
            asked = places.number(Action.DEPARTMENT_ASKED)
            yield _Event(inquiry.asked_on, asked, self.tr("Department asked"), name)
            for day in inquiry.chased_on:
                chased = places.number(Action.DEPARTMENT_CHASED, asked)
                yield _Event(day, chased, self.tr("Department chased"), name)
            if inquiry.answered_on is not None:
                answered = places.number(Action.DEPARTMENT_ANSWERED, asked)
                yield _Event(inquiry.answered_on, answered, self.tr("Department answered"), name)

    def _judged(
        self, opened: Opened, places: JournalPlaces, language: Language
    ) -> Iterator[_Event]:
        for judgement in opened.file.judgements:
            ruling = messages.word(judgement.ruling, language)
            title = f"{messages.label(judgement.topic, language)}: {ruling}"
            back = judgement.ruling is Ruling.TAKEN_BACK
            place = places.number(Action.JUDGEMENT_TAKEN_BACK if back else Action.JUDGED)
            yield _Event(judgement.on, place, title, opened.name_of(judgement.by))
        for lapse in opened.file.lapses:
            right = opened.claim(lapse.claim).right
            detail = f"{messages.label(right, language)} {opened.name_of(lapse.confirmed_by)}"
            place = places.number(Action.LAPSE_CONFIRMED)
            yield _Event(lapse.confirmed_on, place, self.tr("Lapse confirmed"), detail)
        for each in opened.file.withdrawals:
            if each.confirmed_on is not None:
                place, by = places.number(Action.WITHDRAWAL_CONFIRMED), each.confirmed_by
                title = self.tr("Withdrawal confirmed")
                yield _Event(each.confirmed_on, place, title, opened.name_of(by))

    def _corrections(
        self, opened: Opened, places: JournalPlaces, language: Language
    ) -> Iterator[_Event]:
        """Yield what was typed wrongly or written anew; old and new value stand in their list."""
        for note in opened.application.corrections:
            came_in, path = parted(note.field)
            field = self._words.title(path, opened, language)
            corrected = _CORRECTED.get(path.partition(".")[0], Action.APPLICATION_CORRECTED)
            place = places.number(Action.FORM_WRITTEN_ANEW if came_in else corrected)
            title = self.tr("Written anew: {field}") if came_in else self.tr("Corrected: {field}")
            by = opened.name_of(note.by)
            yield _Event(dates.day_of(note.at), place, title.format(field=field), by)

    def _decisions(
        self, opened: Opened, places: JournalPlaces, language: Language
    ) -> Iterator[_Event]:
        for decision in opened.file.decisions:
            right = messages.label(opened.claim(decision.claim).right, language)
            said = f"{right}: {messages.word(decision.outcome, language)}"
            by = opened.name_of(decision.proposed_by)
            place = places.number(Action.DECISION_PROPOSED)
            title = self.tr("Decision proposed")
            yield _Event(decision.proposed_on, place, title, f"{said} {by}")
            yield from self._ended(decision, place, said, opened, places)

    def _ended(
        self, decision: Decision, after: int, said: str, opened: Opened, places: JournalPlaces
    ) -> Iterator[_Event]:
        """Yield what became of a proposal; the day it went back stands in the journal alone."""
        returned = opened.situation.came_back.get(decision.id)
        approval = decision.approval if returned is None else returned.approval
        if approval is not None:
            approver = opened.name_of(approval.by)
            place = places.number(Action.DECISION_APPROVED, after)
            title = self.tr("Decision approved")
            yield _Event(approval.on, place, title, f"{said} {approver}")
        elif decision.sent_back or decision.taken_back:
            back = Action.DECISION_SENT_BACK if decision.sent_back else Action.DECISION_TAKEN_BACK
            titles = {
                Action.DECISION_SENT_BACK: self.tr("Proposal sent back"),
                Action.DECISION_TAKEN_BACK: self.tr("Proposal taken back"),
            }
            entry = places.take(back, after)
            on = decision.proposed_on if entry is None else dates.day_of(entry.at)
            place = after if entry is None else entry.sequence
            yield _Event(on, place, titles[back], said)

    def _letters(
        self, opened: Opened, places: JournalPlaces, language: Language
    ) -> Iterator[_Event]:
        for letter in opened.file.letters:
            kind = messages.label(letter.kind, language)
            place = places.number(Action.LETTER_ISSUED)
            yield _Event(dates.day_of(letter.issued_at), place, self.tr("Letter issued"), kind)
        sent = 0
        for posting in opened.file.postings:
            kinds = [
                messages.label(letter.kind, language)
                for letter in opened.file.letters
                if letter.id in posting.letters
            ]
            number = posting.tracking_number
            sent = places.number(Action.POSTED if kinds else Action.THINGS_RETURNED, sent)
            told = writing.listed(kinds, language)
            yield _Event(posting.posted_on, sent, self.tr("Posted"), told)
            if posting.delivered_on is not None:
                place = places.number(Action.DELIVERED, sent)
                yield _Event(posting.delivered_on, place, self.tr("Delivered"), number)
            if posting.came_back_on is not None:
                place = places.number(Action.CAME_BACK, sent)
                yield _Event(posting.came_back_on, place, self.tr("Came back"), number)

    def _ahead(self, opened: Opened) -> Iterator[_Event]:
        found = opened.examination
        if opened.situation.open_claims:
            # Once all that was asked for has come, nothing is due any more.
            running = opened.situation.asking() is Asking.RUNNING
            if running and found.notice_due is not None:
                yield _Event(found.notice_due.on, 0, self.tr("Supplement due"))
            target = reply_target(opened.situation)
            suit = deadlines.suit_on(opened.application.received_on, opened.rules)
            detail = (
                self.tr("Law: two weeks after arrival a suit is possible") if target < suit else ""
            )
            yield _Event(target, 1, self.tr("Reply target"), detail)
        if found.disposal_from is not None:
            until = found.disposal_from - timedelta(days=1)
            yield _Event(until, 2, self.tr("Kept until"), "PR-6")

    def _without_day(self, opened: Opened) -> Iterator[Moment]:
        """Return what follows on a day nobody knows yet."""
        if opened.examination.disposal_from is not None:
            return
        years = opened.rules.days.retention_years
        kept = self.tr("Kept %n year(s) from then, PR-6", "", years)
        yield Moment(
            "", self.tr("Completed"), self.tr("The day the last letter is posted"), Tense.AHEAD
        )
        yield Moment("", self.tr("Disposal due"), kept, Tense.AHEAD)


_LOGGED_AS = {Matter.WITHDRAWAL: Action.WITHDRAWAL_LOGGED}
"""As what a later mail item of an application is noted; everything else is a supplement."""

_CORRECTED = {"papers": Action.PAPER_READ, "postings": Action.TRACKING_NUMBER_WRITTEN}
"""As what a correction is noted by the head of its path; everything else as one of its own."""


def _day(on: date, opened: Opened, language: Language) -> str:
    """Return a day as it stands beside the line; with its year where that is another."""
    return dates.beside(on, opened.situation.on, language)
