# SPDX-License-Identifier: MIT
"""What the slips of an application show today: its case slip (P4), the inquiry's (E2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from desk_app.desk import reading
from desk_app.desk.context import Desk
from desk_app.desk.errors import Refused
from desk_app.desk.keeping import stands
from desk_app.desk.returning import pieces_kept
from desk_app.records.base import ApplicationId, InquiryId, UserId
from desk_app.records.case.application import Form, Right
from desk_app.records.case.decisions import Outcome
from desk_app.records.case.findings import Axis, FeeStanding, Finding, Verdict
from desk_app.records.case.history import ApplicationFile, Letter, Posting, Topic
from desk_app.records.case.mail import POSTAGE_STAMPS, HeldThing, MailItem, PaymentLine
from desk_app.records.case.papers import Enclosure
from desk_app.records.desk.people import Language
from desk_app.records.desk.profile import DeskProfile
from desk_app.records.pages import (
    CaseSlipPage,
    Check,
    CheckLine,
    CheckState,
    CourseLine,
    Event,
    InquiryPage,
    PaperLine,
    PaperLocation,
)
from desk_app.rules import codes
from desk_app.rules.case import deadlines, pages_back, retention
from desk_app.rules.case.claims import live_decision
from desk_app.rules.days.clock import day_of
from desk_app.rules.rulebook.rulebook import Rules
from desk_app.rules.situation.check import ledger_standing
from desk_app.rules.situation.situation import Situation, reply_target
from desk_app.rules.situation.status import warning_on
from desk_app.rules.work_codes import Refusal

_AXES = {
    Check.PAPERS: Axis.COMPLETENESS,
    Check.IDENTITY: Axis.IDENTITY,
    Check.AUTHORITY: Axis.AUTHORITY,
    Check.FEE: Axis.FEE,
}
_JUDGED = {
    Topic.ADDRESS: Check.IDENTITY,
    Topic.NAME: Check.IDENTITY,
    Topic.REGISTERED_ADDRESS: Check.IDENTITY,
    Topic.REGISTERED_NAME: Check.IDENTITY,
    Topic.PHOTO: Check.IDENTITY,
    Topic.RECORD: Check.IDENTITY,
    Topic.SEAL: Check.AUTHORITY,
    Topic.JOINT_AUTHORITY: Check.AUTHORITY,
    Topic.LATE_ARRIVAL: Check.FEE,
    Topic.DOUBTFUL_PIECE: Check.FEE,
}
_OPEN = frozenset({"not_checked", "register_open", "ask"})
_WORST_FIRST = (Verdict.MISSING, Verdict.DEFECTIVE, Verdict.ASK)
_PLACES = {
    "": PaperLocation.CASE_FOLDER,
    pages_back.TO_RETURN: PaperLocation.TO_RETURN,
    "returned": PaperLocation.RETURNED,
    "destroyed": PaperLocation.DESTROYED,
}


class CaseSlipSayings(Protocol):
    """Says in words of one language what the slip has no codes for."""

    def found(self, findings: tuple[Finding, ...], rules: Rules) -> str:
        """Say what findings of one axis come to."""
        ...

    def fee(self, fee: FeeStanding) -> str:
        """Say what is due, what counts, and what is short or over."""
        ...

    def decided(self, outcomes: tuple[tuple[Right, Outcome], ...]) -> str:
        """Say how requests were decided."""
        ...

    def form(self, form: Form, rules: Rules) -> str:
        """Name a form."""
        ...

    def paper(self, paper: Enclosure, rules: Rules) -> str:
        """Name a paper, and whose it is where it is the proxy's."""
        ...

    def masked(self, paper: Enclosure, gone: frozenset[str]) -> str:
        """Say whether what must be blacked out is; empty where nothing must be.

        ``gone`` are the items that went back with their page.
        """
        ...

    def stamps(self, line: PaymentLine, count: int) -> str:
        """Name so many pieces of a line, and their condition where it is not sound."""
        ...

    def held(self, thing: HeldThing) -> str:
        """Name a thing of the return list."""
        ...


def case_slip_page(
    desk: Desk, id_: ApplicationId, language: Language, words: CaseSlipSayings
) -> CaseSlipPage:
    """Return what the case slip of an application shows today, in the language of the words.

    Raises NotAllowed for who may read no applicant's data, NotFound.
    """
    with reading.cases(desk) as books:
        file = books.files.get(id_)
        profile = books.settings.profile()
        names = {user.id: user.name for user in books.people.all()}
    situation = stands(desk, file)
    return case_slip_of(situation, profile, names, language, words)


def inquiry_page(
    desk: Desk, id_: ApplicationId, inquiry: InquiryId, language: Language
) -> InquiryPage:
    """Return the slip with which a department is asked where data lie (E2).

    It tells what a search needs and nothing else of the people: no proxy, no paper, no telephone.
    The answer is wanted by the day on which the reply target comes near, then by the target, then
    at once (practice 11). Raises NotAllowed for who may read no applicant's data, NotFound, Refused
    where that department was not asked or has answered.
    """
    with reading.cases(desk) as books:
        file = books.files.get(id_)
        profile = books.settings.profile()
        names = {user.id: user.name for user in books.people.all()}
    asked = next((each for each in file.inquiries if each.id == inquiry), None)
    if asked is None:
        raise Refused((Refusal.NOT_ASKED.value,))
    if asked.answered_on is not None:
        raise Refused((Refusal.ALREADY_ANSWERED.value,))
    application = file.application
    situation = stands(desk, file)
    days = (warning_on(situation), reply_target(situation))
    return InquiryPage(
        language=language,
        profile=profile,
        receipt_number=application.receipt_number,
        department=asked.department,
        asked_on=asked.asked_on,
        asked_by=names.get(asked.asked_by, ""),
        rights=tuple(dict.fromkeys(claim.right for claim in situation.case.claims())),
        principal=application.principal,
        scope=application.scope,
        service=application.service,
        answer_by=next((day for day in days if day > desk.today), None),
    )


def case_slip_of(
    situation: Situation,
    profile: DeskProfile,
    names: Mapping[UserId, str],
    language: Language,
    words: CaseSlipSayings,
) -> CaseSlipPage:
    """Return the case slip of an application as it stands on a day."""
    return _Slip(situation, profile, names, words).page(language)


@dataclass(frozen=True, slots=True)
class _Slip:
    """The slip under way."""

    situation: Situation
    profile: DeskProfile
    names: Mapping[UserId, str]
    words: CaseSlipSayings

    @property
    def file(self) -> ApplicationFile:
        return self.situation.file

    def page(self, language: Language) -> CaseSlipPage:
        """Return the whole slip."""
        application, rules = self.file.application, self.situation.rules
        mail, completed = self.file.mail[0], self.situation.completed_on
        proxy = application.proxy
        over = application.is_carried_over  # Its answer was given before this desk was begun.
        return CaseSlipPage(
            language=language,
            profile=self.profile,
            printed_on=self.situation.on,
            receipt_number=application.receipt_number,
            receipt_code=codes.receipt_code(application.receipt_number),
            principal=application.principal.name,
            received_on=application.received_on,
            kind=mail.kind,
            claims=application.rights(),
            checks=(*map(self._check, _AXES), self._decision()),
            proxy="" if proxy is None else proxy.name,
            proxy_kind=None if proxy is None else proxy.kind,
            tracking_number=mail.tracking_number,
            marking_seen=mail.red_marking,
            opened_by=tuple(map(self._name, mail.opened_by)),
            warning=None if over else deadlines.warning_on(application.received_on, rules),
            target=None if over else reply_target(self.situation),
            papers=tuple(self._papers()),
            course=course_of(self.file, self.names),
            completed_on=completed,
            kept_until=None if completed is None else retention.kept_until(completed, rules),
        )

    def _name(self, user: UserId | None) -> str:
        return "" if user is None else self.names.get(user, "")

    def _check(self, what: Check) -> CheckLine:
        state = self._state(what)
        if what is Check.FEE:
            found = self.words.fee(self.situation.fee)
        else:
            found = self.words.found(self._telling(_AXES[what]), self.situation.rules)
        on, by = (None, None) if state.value in _OPEN else self._checked(what)
        return CheckLine(what, state, found, on, self._name(by))

    def _state(self, what: Check) -> CheckState:
        axes = self.situation.axes
        states: dict[Check, CheckState] = {
            Check.PAPERS: axes.completeness,
            Check.IDENTITY: axes.identity,
            Check.AUTHORITY: axes.authority,
            Check.FEE: axes.fee,
        }
        return states[what]

    def _telling(self, axis: Axis) -> tuple[Finding, ...]:
        """Return the findings of an axis with the worst verdict there is; none if all is well."""
        own = [each for each in self.situation.findings if each.axis is axis]
        for verdict in _WORST_FIRST:
            found = tuple(each for each in own if each.verdict is verdict)
            if found:
                return found
        return ()

    def _checked(self, what: Check) -> tuple[date | None, UserId | None]:
        """Return when and by whom it was checked last: on logging, or by a judgement."""
        for judgement in reversed(self.file.judgements):
            if _JUDGED.get(judgement.topic) is what:
                return judgement.on, judgement.by
        logged_at = self.file.application.logged_at
        if self.file.application.is_carried_over:
            return None, None  # Nobody here has checked it.
        return None if logged_at is None else day_of(logged_at), self.file.application.logged_by

    def _decision(self) -> CheckLine:
        state = ledger_standing(self.situation).state
        decisions = [live_decision(self.file, each.id) for each in self.file.application.claims]
        approved = [each for each in decisions if each is not None and each.approval is not None]
        rights = {each.id: each.right for each in self.file.application.claims}
        found = self.words.decided(tuple((rights[each.claim], each.outcome) for each in approved))
        last = max(
            (each.approval for each in approved if each.approval),
            key=lambda each: each.at,
            default=None,
        )
        if last is None:
            return CheckLine(Check.DECISION, state, found)
        return CheckLine(Check.DECISION, state, found, last.on, self._name(last.by))

    def _papers(self) -> Iterator[PaperLine]:
        rules = self.situation.rules
        # What was carried over came on a form that nobody here has seen.
        over = self.file.application.is_carried_over
        for form in () if over else self.file.application.forms():
            yield PaperLine(self.words.form(form, rules), original=True)
        for paper in self.file.enclosures:
            yield PaperLine(
                what=self.words.paper(paper, rules),
                original=paper.original,
                masked=self.words.masked(paper, pages_back.went_back(self.file, paper)),
                where=_PLACES[pages_back.whereabouts(self.file, paper)],
            )
        for item in self.file.mail:
            yield from self._stamps(item)

    def _stamps(self, item: MailItem) -> Iterator[PaperLine]:
        own = self.file.application.id
        for line, count in pieces_kept(item, self.file):
            in_book = line.piece in POSTAGE_STAMPS
            where = PaperLocation.STAMP_BOX if in_book else PaperLocation.CASE_FOLDER
            yield PaperLine(self.words.stamps(line, count), None, where=where)
        for thing in item.held:
            if thing.application in {None, own}:
                yield self._held(thing)

    def _held(self, thing: HeldThing) -> PaperLine:
        back = thing.returned_on
        letter = next((each for each in self.file.letters if each.id == thing.returned_with), None)
        return PaperLine(
            what=self.words.held(thing),
            original=None,
            where=PaperLocation.TO_RETURN if back is None else PaperLocation.RETURNED,
            gone_on=back,
            gone_with="" if letter is None else letter.number,
        )


def course_of(file: ApplicationFile, names: Mapping[UserId, str]) -> tuple[CourseLine, ...]:
    """Return what happened to an application and whose work it was, in the order of the days."""
    return tuple(sorted(_Course(file, names).lines(), key=lambda line: line.on))


@dataclass(frozen=True, slots=True)
class _Course:
    """What happened to an application, as its records say."""

    file: ApplicationFile
    names: Mapping[UserId, str]

    def _name(self, user: UserId | None) -> str:
        return "" if user is None else self.names.get(user, "")

    def lines(self) -> Iterator[CourseLine]:
        """Yield what happened; of one day in this order."""
        application, (own, *later) = self.file.application, self.file.mail
        by = self._name(application.logged_by or own.logged_by)
        if application.completed_before is not None:
            yield from self._before(application.completed_before, by)
        else:
            yield CourseLine(application.received_on, Event.LOGGED, by=by)
        for item in later:
            yield CourseLine(item.arrived_on, Event.SUPPLEMENTED, by=self._name(item.logged_by))
        for asked in self.file.inquiries:
            yield CourseLine(asked.asked_on, Event.ASKED, by=self._name(asked.asked_by))
            if asked.answered_on is not None:
                yield CourseLine(asked.answered_on, Event.ANSWERED)
        yield from dict.fromkeys(self._endings())
        for posting in self.file.postings:
            for letter in self.file.letters:
                if letter.id in posting.letters:
                    yield from self._posted(posting, letter)

    def _before(self, completed: date, by: str) -> Iterator[CourseLine]:
        """Yield what the ledger of before tells of something carried over (K4)."""
        made = self.file.application
        yield CourseLine(made.received_on, Event.ARRIVED_BEFORE)
        yield CourseLine(completed, Event.COMPLETED_BEFORE)
        if made.logged_at is not None:
            yield CourseLine(day_of(made.logged_at), Event.CARRIED_OVER, by=by)

    def _endings(self) -> Iterator[CourseLine]:
        for decision in self.file.decisions:
            if decision.approval is not None and not decision.taken_back:
                by = self._name(decision.approval.by)
                yield CourseLine(decision.approval.on, Event.DECIDED, by=by)
        for lapse in self.file.lapses:
            by = self._name(lapse.confirmed_by)
            yield CourseLine(lapse.confirmed_on, Event.LAPSED, by=by)
        for each in self.file.withdrawals:
            if each.confirmed_on is not None:
                by = self._name(each.confirmed_by)
                yield CourseLine(each.confirmed_on, Event.WITHDRAWN, by=by)

    def _posted(self, posting: Posting, letter: Letter) -> Iterator[CourseLine]:
        yield CourseLine(
            posting.posted_on,
            Event.POSTED,
            letter.kind,
            letter.number,
            posting.tracking_number,
            self._due(letter),
            self._name(posting.posted_by),
        )
        for on, event in (
            (posting.delivered_on, Event.DELIVERED),
            (posting.came_back_on, Event.CAME_BACK),
        ):
            if on is not None:
                yield CourseLine(on, event, letter.kind, letter.number)

    def _due(self, letter: Letter) -> date | None:
        """Return the day a letter sets: that of a notice, or the new one of a delay."""
        notices = (each.due for each in self.file.notices if each.letter == letter.id)
        return next(notices, letter.delay_until)
