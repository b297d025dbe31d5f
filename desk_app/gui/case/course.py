# SPDX-License-Identifier: MIT
"""The time line of an application: from the postmark to the day its papers may be destroyed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from desk_app.desk.applications.supplements import LOGGED_AS
from desk_app.gui.case.read import next_told
from desk_app.gui.case.telling import CaseWords, CorrectionWords
from desk_app.gui.kit.display.timeline import CourseMoment, Tense
from desk_app.i18n import dates, messages
from desk_app.records.books.journal import Action
from desk_app.records.case.findings import Work
from desk_app.records.case.history import Ruling
from desk_app.records.case.mail import Matter
from desk_app.rules.case import deadlines
from desk_app.rules.case.case import anew_parts
from desk_app.rules.finding_codes import Cited
from desk_app.rules.situation import status
from desk_app.rules.situation.asking import Asking
from desk_app.rules.situation.situation import on_another_day, reply_target

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desk_app.gui.case.read import Opened
    from desk_app.records.books.journal import JournalEntry
    from desk_app.records.case.decisions import Decision
    from desk_app.records.case.history import Letter
    from desk_app.records.case.mail import MailItem


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
    today = opened.situation.on
    began = min(last, today)
    then = on_another_day(opened.situation, began)
    work, _ = status.fold(then)
    for day in (each for each in status.days_that_count(then) if each <= today):
        later, _ = status.fold(on_another_day(opened.situation, day))
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


class ApplicationCourse(CaseWords):
    """Tells the course of an application in the clerk's language."""

    def moments(self) -> tuple[CourseMoment, ...]:
        """Return what was, in the order in which it happened, what is now, and what is to come."""
        past = sorted(self._past(), key=lambda event: event.when)
        last = max((event.on for event in past), default=self._opened.situation.on)
        ahead = sorted(self._ahead(), key=lambda event: event.when)
        return (
            *(self._moment(event, Tense.PAST) for event in past),
            self._now(began_on(self._opened, last), last),
            *(self._moment(event, Tense.AHEAD) for event in ahead),
            *self._without_day(),
        )

    def _moment(self, event: _Event, tense: Tense) -> CourseMoment:
        return CourseMoment(self._beside(event.on), event.title, event.detail, tense)

    def _now(self, began: date, last: date) -> CourseMoment:
        """Return what is now: at the day it began, or at today where something came after that."""
        today = self._opened.situation.on
        told = next_told(self._opened.examination.next, today, self._language).title
        work = self._label(self._opened.examination.work)
        if began < last:
            since = self.tr("{what} (since {day})")
            told = since.format(what=told, day=self._beside(began))
            began = max(today, last)
        return CourseMoment(self._beside(began), work, told, Tense.NOW)

    def _past(self) -> Iterator[_Event]:
        self._places = JournalPlaces(self._opened.journal)
        yield from self._arrivals()
        yield from self._before()
        yield from self._departments()
        yield from self._judged()
        yield from self._corrections()
        yield from self._decisions()
        yield from self._letters()

    def _noted(
        self, on: date, action: Action, title: str, detail: str = "", after: int = 0
    ) -> _Event:
        """Return what happened with the place at which the journal notes it."""
        return _Event(on, self._places.number(action, after), title, detail)

    def _arrivals(self) -> Iterator[_Event]:
        own = self._opened.application.mail_item
        titles = {
            Matter.WITHDRAWAL: self.tr("Withdrawal arrived"),
            Matter.CHANGE_OF_ADDRESS: self.tr("Change of address arrived"),
        }
        for item in self._opened.file.mail:
            said = self._opening(item)
            if item.id != own:
                logged = LOGGED_AS.get(item.matter, Action.SUPPLEMENT_ATTACHED)
                title = titles.get(item.matter, self.tr("Supplement arrived"))
                yield self._noted(item.arrived_on, logged, title, said)
                continue
            if item.postmark is not None:
                yield _Event(item.postmark, 0, self.tr("Postmark"))
            yield _Event(item.arrived_on, 0, self.tr("Arrived"), said)

    def _before(self) -> Iterator[_Event]:
        """Yield the end that the ledger of before tells, and when it was carried over (K4)."""
        made = self._opened.application
        if made.completed_before is None:
            return
        told = self.tr("Completed, by the ledger of before")
        yield _Event(made.completed_before, 0, told, made.outcome_before)
        if made.logged_at is not None:
            title, by = self.tr("Carried over"), self._opened.name_of(made.logged_by)
            on = dates.day_of(made.logged_at)
            yield self._noted(on, Action.ENTRY_CARRIED_OVER, title, by)

    def _opening(self, item: MailItem) -> str:
        kind = self._label(item.kind)
        people = self._listed([self._opened.name_of(each) for each in item.opened_by])
        if not people:
            return kind
        return self.tr("{kind}, opened by {people}").format(kind=kind, people=people)

    def _departments(self) -> Iterator[_Event]:
        for inquiry in self._opened.file.inquiries:
            name, title = inquiry.department, self.tr("Department asked")
            yield (asked := self._noted(inquiry.asked_on, Action.DEPARTMENT_ASKED, title, name))
            chased, answered = self.tr("Department chased"), self.tr("Department answered")
            for day in inquiry.chased_on:
                yield self._noted(day, Action.DEPARTMENT_CHASED, chased, name, asked.place)
            if (on := inquiry.answered_on) is not None:
                yield self._noted(on, Action.DEPARTMENT_ANSWERED, answered, name, asked.place)

    def _judged(self) -> Iterator[_Event]:
        name = self._opened.name_of
        for judgement in self._opened.file.judgements:
            title = f"{self._label(judgement.topic)}: {self._word(judgement.ruling)}"
            back = judgement.ruling is Ruling.TAKEN_BACK
            action = Action.JUDGEMENT_TAKEN_BACK if back else Action.JUDGED
            yield self._noted(judgement.on, action, title, name(judgement.by))
        lapsed, withdrawn = self.tr("Lapse confirmed"), self.tr("Withdrawal confirmed")
        for lapse in self._opened.file.lapses:
            right = self._label(self._opened.claim(lapse.claim).right)
            detail = f"{right} {name(lapse.confirmed_by)}"
            yield self._noted(lapse.confirmed_on, Action.LAPSE_CONFIRMED, lapsed, detail)
        for each in self._opened.file.withdrawals:
            if (on := each.confirmed_on) is not None:
                by = name(each.confirmed_by)
                yield self._noted(on, Action.WITHDRAWAL_CONFIRMED, withdrawn, by)

    def _corrections(self) -> Iterator[_Event]:
        """Yield what was typed wrongly or written anew; old and new value stand in their list."""
        words = CorrectionWords(self._opened, self._language)
        for note in self._opened.application.corrections:
            came_in, path = anew_parts(note.field)
            corrected = _CORRECTED.get(path.partition(".")[0], Action.APPLICATION_CORRECTED)
            action = Action.FORM_WRITTEN_ANEW if came_in else corrected
            said = self.tr("Written anew: {field}") if came_in else self.tr("Corrected: {field}")
            title, by = said.format(field=words.title(path)), self._opened.name_of(note.by)
            yield self._noted(dates.day_of(note.at), action, title, by)

    def _decisions(self) -> Iterator[_Event]:
        title = self.tr("Decision proposed")
        for decision in self._opened.file.decisions:
            right = self._opened.claim(decision.claim).right
            outcome = messages.outcome(right, decision.outcome, self._language)
            said = f"{self._label(right)}: {outcome}"
            detail = f"{said} {self._opened.name_of(decision.proposed_by)}"
            proposed = self._noted(decision.proposed_on, Action.DECISION_PROPOSED, title, detail)
            yield proposed
            yield from self._ended(decision, proposed.place, said)

    def _ended(self, decision: Decision, after: int, said: str) -> Iterator[_Event]:
        """Yield what became of a proposal; the day it went back stands in the journal alone."""
        returned = self._opened.situation.came_back.get(decision.id)
        approval = decision.approval if returned is None else returned.approval
        if approval is not None:
            detail = f"{said} {self._opened.name_of(approval.by)}"
            title, approved = self.tr("Decision approved"), Action.DECISION_APPROVED
            yield self._noted(approval.on, approved, title, detail, after)
        elif decision.sent_back or decision.taken_back:
            back = Action.DECISION_SENT_BACK if decision.sent_back else Action.DECISION_TAKEN_BACK
            titles = {
                Action.DECISION_SENT_BACK: self.tr("Proposal sent back"),
                Action.DECISION_TAKEN_BACK: self.tr("Proposal taken back"),
            }
            entry = self._places.take(back, after)
            on = decision.proposed_on if entry is None else dates.day_of(entry.at)
            place = after if entry is None else entry.sequence
            yield _Event(on, place, titles[back], said)

    def _letters(self) -> Iterator[_Event]:
        file, title = self._opened.file, self.tr("Letter issued")
        for letter in file.letters:
            issued, kind = dates.day_of(letter.issued_at), self._label(letter.kind)
            yield (event := self._noted(issued, Action.LETTER_ISSUED, title, kind))
            if letter.void:
                yield self._voided(letter, event, kind)
        after = 0
        for posting in file.postings:
            kinds = [self._label(each.kind) for each in file.letters if each.id in posting.letters]
            action = Action.POSTED if kinds else Action.THINGS_RETURNED
            told, number = self._listed(kinds), posting.tracking_number
            yield (sent := self._noted(posting.posted_on, action, self.tr("Posted"), told, after))
            after = sent.place
            for on, action, what in (
                (posting.delivered_on, Action.DELIVERED, self.tr("Delivered")),
                (posting.came_back_on, Action.CAME_BACK, self.tr("Came back")),
            ):
                if on is not None:
                    yield self._noted(on, action, what, number, after)

    def _voided(self, letter: Letter, issued: _Event, kind: str) -> _Event:
        """Return that a letter was made void, and why; its day stands in the journal alone."""
        entry = self._places.take(Action.LETTER_VOIDED, issued.place)
        on = issued.on if entry is None else dates.day_of(entry.at)
        place = issued.place if entry is None else entry.sequence
        detail = " ".join(part for part in (kind, letter.void_reason) if part)
        return _Event(on, place, self.tr("Letter made void"), detail)

    def _ahead(self) -> Iterator[_Event]:
        found, situation = self._opened.examination, self._opened.situation
        if situation.open_claims:
            # Once all that was asked for has come, nothing is due any more.
            if situation.asking() is Asking.RUNNING and found.notice_due is not None:
                yield _Event(found.notice_due.on, 0, self.tr("Supplement due"))
            target = reply_target(situation)
            suit = deadlines.suit_for(self._opened.application, self._opened.rules)
            law = self.tr("Law: two weeks after arrival a suit is possible")
            yield _Event(
                target,
                1,
                self.tr("Reply target"),
                law if suit is not None and target < suit else "",
            )
        if found.disposal_from is not None:
            until = found.disposal_from - timedelta(days=1)
            clause = self._opened.rules.clause_of(Cited.KEEPING)
            named = f"{clause} {self._clause_name(clause)}"
            yield _Event(until, 2, self.tr("Kept until"), named)

    def _without_day(self) -> Iterator[CourseMoment]:
        """Return what follows on a day nobody knows yet."""
        if self._opened.examination.disposal_from is not None:
            return
        years = self._opened.rules.days.retention_years
        kept = self.tr("Kept %n year(s) from then", "", years)
        last = self.tr("The day the last letter is posted")
        yield CourseMoment("", self.tr("Completed"), last, Tense.AHEAD)
        yield CourseMoment("", self.tr("Disposal due"), kept, Tense.AHEAD)


_CORRECTED = {"papers": Action.PAPER_READ, "postings": Action.TRACKING_NUMBER_WRITTEN}
"""As what a correction is noted by the head of its path; everything else as one of its own."""
