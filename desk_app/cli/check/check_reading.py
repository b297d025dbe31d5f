# SPDX-License-Identifier: MIT
"""From the model of a check file to the records the rules are asked with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from desk_app.cli.check.check_file import (
    AddressTold,
    ApplicationPart,
    CheckFile,
    Decided,
    FileClaim,
    FilePaper,
    FormSheet,
    History,
    Labels,
    Mail,
    NoticeSent,
    Payment,
    WithdrawalSent,
    labels_of,
)
from desk_app.records.base import (
    ApplicationId,
    ClaimId,
    DecisionId,
    EnclosureId,
    HeldThingId,
    InquiryId,
    JudgementId,
    LetterId,
    MailItemId,
    NoticeId,
    PaymentLineId,
    PostingId,
    UserId,
)
from desk_app.records.case.application import Application, Change, Claim, Form, Principal, Proxy
from desk_app.records.case.decisions import (
    Approval,
    CessationResult,
    ChangeResult,
    Content,
    Decision,
    DisclosedItem,
    GroundUse,
    Outcome,
    ProvisionRecord,
    PurposeLine,
    Referral,
    Search,
    WithheldPart,
)
from desk_app.records.case.history import (
    AddressChange,
    ApplicationFile,
    DepartmentInquiry,
    Judgement,
    Lapse,
    Letter,
    Notice,
    Posting,
    RegisteredRecord,
    Ruling,
    Topic,
    Withdrawal,
)
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.mail import Allotment, HeldThing, MailItem, MailKind, Matter, PaymentLine
from desk_app.records.case.papers import (
    Enclosure,
    Guardianship,
    Mandate,
    Masking,
    Register,
    Subject,
)
from desk_app.records.desk.people import Language
from desk_app.rules import codes
from desk_app.rules.case.deadlines import notice_due
from desk_app.rules.days.eras import era_letter, era_year
from desk_app.rules.letters.letters_due import letter_kind
from desk_app.rules.rulebook.rulebook import Rulebook
from desk_app.rules.situation.address_changes import with_verdict, without_verdict
from desk_app.rules.situation.situation import situation_of


def as_of(file: ApplicationFile, day: date) -> ApplicationFile:
    """Return the file as it lay on the table at the end of a day."""
    for each in reversed(file.judgements):
        if each.on > day and each.ruling is Ruling.ACCEPTED:
            file = without_verdict(file, each.topic, each.subject)
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
        address_changes=tuple(each for each in file.address_changes if each.received_on <= day),
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


# The mail items and papers of a check file as records.


def mail_of(mail: Mail, id_: MailItemId, check: CheckFile) -> MailItem:
    """Return a mail item; its payment lines carry no name yet."""
    places = {part.id or str(number): number for number, part in enumerate(check.applications, 1)}
    return mail.record(
        MailItem,
        id=id_,
        matter=Matter.NEW_APPLICATION,
        handled=True,
        payments=tuple(_line(payment, places) for payment in mail.payments),
        held=tuple(
            held.record(HeldThing, id=HeldThingId(f"h{id_}-{number}"), mail_item=id_)
            for number, held in enumerate(mail.held, 1)
        ),
    )


def _line(payment: Payment, places: dict[str, int]) -> PaymentLine:
    return payment.record(
        PaymentLine,
        id=PaymentLineId(""),
        allotments=tuple(
            Allotment(ApplicationId(places[each.application]), each.count)
            for each in payment.allotted
        ),
    )


def enclosures_of(check: CheckFile, part: ApplicationPart, labels: Labels) -> tuple[Enclosure, ...]:
    """Return the papers of one application: those of the envelope, then those that came later."""
    found = _papers(check, part)
    return tuple(
        replace(paper, id=EnclosureId(name))
        for paper, name in zip(found, labels.papers, strict=True)
    )


def _papers(check: CheckFile, part: ApplicationPart) -> Iterator[Enclosure]:
    for paper in part.papers:
        yield _enclosure(paper, MailItemId(1), check.mail_item.arrived_on)
    history = part.history
    for number, supplement in enumerate(history.supplements, 2):
        for paper in supplement.papers:
            yield _enclosure(paper, MailItemId(number), supplement.arrived_on)
    for number, told in enumerate(history.address_changes, _first_move(history)):
        for paper in told.papers:
            yield _enclosure(paper, MailItemId(number), told.arrived_on)


def _first_move(history: History) -> int:
    """Return the number of the first change of address as a mail item: the last to be numbered."""
    return 2 + len(history.supplements) + len(history.withdrawals)


def _enclosure(paper: FilePaper, mail_item: MailItemId, arrived_on: date) -> Enclosure:
    register, shown, said = paper.family_register, paper.guardianship, paper.mandate
    return paper.record(
        Enclosure,
        id=EnclosureId(""),
        mail_item=mail_item,
        arrived_on=arrived_on,
        masking=tuple(each.record(Masking) for each in paper.masking),
        register=register and register.record(Register),
        guardianship=shown
        and shown.record(
            Guardianship,
            kind=shown.kind.value,
            rights=frozenset(right.value for right in shown.rights),
        ),
        mandate=said
        and said.record(Mandate, rights=frozenset(right.value for right in said.rights)),
    )


# What the letter of a decision tells, where a check file says only that it is complete.


_TOLD = "told"


def content_of(decided: Decided) -> Content:
    """Return content that is complete for any right and outcome, or none at all.

    The rules ask whether it is there; its words are the letter's and no matter of a check file.
    """
    if not decided.content_complete:
        return Content()
    day = decided.proposed_on
    return Content(
        as_of=day,
        done_on=day,
        difficulty=_TOLD,
        disclosed=(DisclosedItem(_TOLD, _TOLD, _TOLD),),
        withheld=tuple(_withheld(decided)) if _in_part(decided) else (),
        changes=(ChangeResult(_TOLD, _TOLD, _TOLD, _TOLD, done=True),),
        cessations=(CessationResult(_TOLD, _TOLD, done=True, done_on=day),),
        substitute=_TOLD,
        purposes=(PurposeLine(_TOLD, _TOLD, _TOLD),),
        published_at=_TOLD,
        provided=(ProvisionRecord(day, _TOLD, _TOLD, _TOLD, _TOLD),),
        search=Search(day, _TOLD, _TOLD),
        referral=Referral(_TOLD, _TOLD),
    )


def _in_part(decided: Decided) -> bool:
    return decided.outcome is Outcome.GRANTED_IN_PART


def _withheld(decided: Decided) -> list[WithheldPart]:
    return [
        WithheldPart(_TOLD, ground.record(GroundUse), decided.explanation)
        for ground in decided.grounds
    ]


# What happened after logging, as records: judgements, notices, ends of claims, letters.


_CLERK = UserId("clerk")


@dataclass(frozen=True, slots=True)
class _Sent:
    """A letter to be told: its kind, its claims, the day on it, the day it was posted."""

    kind: LetterKind
    claims: tuple[str, ...]
    dated: date
    posted_on: date | None
    delay_until: date | None = None
    came_back_on: date | None = None


class Past:
    """Tells the history of one application of a check file."""

    def __init__(self, part: ApplicationPart, labels: Labels, book: Rulebook) -> None:
        self._part = part
        self._history = part.history
        self._labels = labels
        self._book = book
        self._rights = {
            name: claim.right for name, claim in zip(labels.claims, part.claims, strict=True)
        }

    def told(self, file: ApplicationFile) -> ApplicationFile:
        """Return the file with everything that happened since it was logged."""
        file = replace(
            file,
            judgements=tuple(self._judgements()),
            withdrawals=tuple(self._withdrawals()),
            decisions=tuple(self._decisions()),
            address_changes=tuple(self._moves()),
        )
        for judgement in file.judgements:
            file = with_verdict(file, judgement)
        for number, sent in enumerate(self._history.notices, 1):
            file = self._with_notice(file, sent, number)
        file = replace(file, lapses=tuple(self._lapses(file)))
        for sent_letter in self._letters():
            file = self._with_letter(file, sent_letter)
        return file

    def _judgements(self) -> Iterator[Judgement]:
        for number, judged in enumerate(self._history.judgements, 1):
            yield judged.record(
                Judgement,
                id=JudgementId(f"j{number}"),
                subject=self._labels.subject(judged.topic, judged.subject),
                at=_moment(judged.on),
            )
        first = 2 + len(self._history.supplements)
        for number, sent in enumerate(self._history.withdrawals, first):
            if sent.rejected_on is not None:
                yield Judgement(
                    id=JudgementId(f"w{number}"),
                    topic=Topic.WITHDRAWAL,
                    subject=str(number),
                    ruling=Ruling.REFUSED,
                    reason=sent.reason,
                    by=UserId(sent.by),
                    at=_moment(sent.rejected_on),
                    on=sent.rejected_on,
                )

        for number, told in enumerate(self._history.address_changes, _first_move(self._history)):
            yield from self._of_move(told, number)

    def _of_move(self, told: AddressTold, number: int) -> Iterator[Judgement]:
        """Yield that a new address was taken over, or set aside."""
        for on, ruling in (
            (told.accepted_on, Ruling.ACCEPTED),
            (told.rejected_on, Ruling.REFUSED),
        ):
            if on is not None:
                yield Judgement(
                    id=JudgementId(f"a{number}"),
                    topic=Topic.NEW_ADDRESS,
                    subject=str(number),
                    ruling=ruling,
                    reason=told.reason,
                    by=UserId(told.by),
                    at=_moment(on),
                    on=on,
                )

    def _moves(self) -> Iterator[AddressChange]:
        for number, told in enumerate(self._history.address_changes, _first_move(self._history)):
            yield told.record(
                AddressChange, mail_item=MailItemId(number), received_on=told.arrived_on
            )

    def _withdrawals(self) -> Iterator[Withdrawal]:
        first = 2 + len(self._history.supplements)
        for number, sent in enumerate(self._history.withdrawals, first):
            yield sent.record(
                Withdrawal,
                mail_item=MailItemId(number),
                claims=sent.claims or self._labels.claims,
                received_on=sent.arrived_on,
                confirmed_by=None if sent.confirmed_on is None else UserId(sent.by),
            )

    def _decisions(self) -> Iterator[Decision]:
        for number, decided in enumerate(self._history.decisions, 1):
            yield decided.record(
                Decision,
                id=DecisionId(f"d{number}"),
                proposed_at=_moment(decided.proposed_on),
                grounds=tuple(ground.record(GroundUse) for ground in decided.grounds),
                content=content_of(decided),
                approval=_approval(decided),
            )

    def _with_notice(self, file: ApplicationFile, sent: NoticeSent, number: int) -> ApplicationFile:
        """Return the file with one more notice; it counts from its posting (practice 3)."""
        day = sent.posted_on or sent.for_posting_on
        letter = LetterId(f"n{number}")
        notice = sent.record(
            Notice,
            id=NoticeId(f"n{number}"),
            letter=letter,
            number=f"n{number}",
            due=sent.due or notice_due(day, self._book.on(day)).on,
            asks=self._deficient_on(file, day) if sent.asks is None else sent.asks,
        )
        claims = self._labels.claims
        kind = LetterKind.DEFICIENCIES
        told = self._with_letter(
            file, _Sent(kind, claims, sent.for_posting_on, sent.posted_on), letter, void=sent.void
        )
        return replace(told, notices=(*file.notices, notice))

    def _deficient_on(self, file: ApplicationFile, day: date) -> tuple[str, ...]:
        """Return what a notice of that day asks for: all that was deficient then (D1)."""
        situation = situation_of(as_of(file, day), self._book.on(day), day)
        return tuple(finding.key for finding in situation.deficiencies())

    def _lapses(self, file: ApplicationFile) -> Iterator[Lapse]:
        for told in self._history.lapses:
            posted = [
                notice
                for notice in file.notices
                if notice.posted_on is not None and notice.posted_on <= told.confirmed_on
            ]
            yield told.record(Lapse, notice=posted[-1].id, confirmed_by=UserId(told.by))

    def _letters(self) -> Iterator[_Sent]:
        """Yield the letters that went out; one that answers is told by the day of its posting."""
        back = {each.claim: each.came_back_on for each in self._history.decisions}
        for kind, claims, posted in self._answers():
            if posted is not None:
                yield _Sent(kind, claims, posted, posted, came_back_on=back.get(claims[0]))
        for sent in self._history.letters:
            yield _Sent(
                sent.kind, self._labels.claims, sent.dated, sent.posted_on, sent.delay_until
            )

    def _answers(self) -> Iterator[tuple[LetterKind, tuple[str, ...], date | None]]:
        completed, withdrawn = self._history.completed_on, self._withdrawn()
        for lapse in self._history.lapses:
            last = None if lapse.claim in withdrawn else completed
            yield LetterKind.LAPSE, (lapse.claim,), lapse.answered_on or last
        for withdrawal in self._history.withdrawals:
            if withdrawal.confirmed_on is not None:
                claims = withdrawal.claims or self._labels.claims
                yield LetterKind.WITHDRAWAL, claims, withdrawal.answered_on or completed
        for decided in self._history.decisions:
            if decided.approved_on is not None:
                kind = letter_kind(self._rights[decided.claim], decided.outcome)
                last = None if decided.claim in withdrawn else completed
                yield kind, (decided.claim,), decided.answered_on or last

    def _withdrawn(self) -> frozenset[str]:
        """Return the claims of confirmed withdrawals: no letter told them unless it is said."""
        return frozenset(
            claim
            for sent in self._history.withdrawals
            if sent.confirmed_on is not None
            for claim in sent.claims or self._labels.claims
        )

    def _with_letter(
        self,
        file: ApplicationFile,
        sent: _Sent,
        id_: LetterId | None = None,
        *,
        void: bool = False,
    ) -> ApplicationFile:
        """Return the file with one more letter, and its posting where it was posted."""
        number = len(file.letters) + 1
        posting = None if sent.posted_on is None else PostingId(f"o{number}")
        letter = Letter(
            id=id_ or LetterId(f"l{number}"),
            kind=sent.kind,
            number=f"l{number}",
            dated=sent.dated,
            for_posting_on=sent.posted_on or sent.dated,
            language=Language(self._part.language),
            claims=tuple(ClaimId(claim) for claim in sent.claims),
            sha256="",
            issued_by=_CLERK,
            issued_at=_moment(sent.dated),
            printed_at=None if sent.posted_on is None else _moment(sent.dated),
            void=void,
            posting=posting,
            delay_until=sent.delay_until,
        )
        file = replace(file, letters=(*file.letters, letter))
        if posting is None or sent.posted_on is None:
            return file
        by = self._book.on(sent.posted_on).switches.reply_mail
        came_back = sent.came_back_on
        posted = Posting(
            posting, sent.posted_on, MailKind(by), (letter.id,), came_back_on=came_back
        )
        return replace(file, postings=(*file.postings, posted))


def _approval(decided: Decided) -> Approval | None:
    if decided.approved_on is None:
        return None
    on = decided.approved_on
    return Approval(UserId(decided.approved_by), _moment(on), on, "", b"")


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


OWN_MAIL = MailItemId(1)


def read(check: CheckFile, book: Rulebook) -> tuple[ApplicationFile, ...]:
    """Return the applications of a check file as records, with all their history."""
    return tuple(_Reader(check, number, book).file() for number in range(len(check.applications)))


def keys_of(check: CheckFile) -> tuple[str, ...]:
    """Return the names of the applications, in the order of the file."""
    return tuple(part.id or str(number) for number, part in enumerate(check.applications, 1))


def latest_day(file: ApplicationFile) -> date:
    """Return the latest day on which something happened to an application."""
    return max(_days(file))


def _days(file: ApplicationFile) -> Iterator[date]:
    several = (
        (item.arrived_on for item in file.mail),
        (judgement.on for judgement in file.judgements),
        (day for asked in file.inquiries for day in (asked.asked_on, *asked.chased_on)),
        (asked.answered_on for asked in file.inquiries),
        (notice.posted_on for notice in file.notices),
        (lapse.confirmed_on for lapse in file.lapses),
        (withdrawal.confirmed_on for withdrawal in file.withdrawals),
        (decision.proposed_on for decision in file.decisions),
        (each.approval.on for each in file.decisions if each.approval is not None),
        (letter.dated for letter in file.letters),
        (posting.posted_on for posting in file.postings),
        (posting.came_back_on for posting in file.postings),
    )
    for days in several:
        yield from (day for day in days if day is not None)


class _Reader:
    """Reads one application of a check file."""

    def __init__(self, check: CheckFile, number: int, book: Rulebook) -> None:
        self._check = check
        self._number = number
        self._book = book
        self._labels = labels_of(check, number)
        self._part = check.applications[number]

    def file(self) -> ApplicationFile:
        """Return everything known of the application."""
        others = range(1, len(self._check.applications) + 1)
        base = ApplicationFile(
            application=self._application(),
            mail=self._mail(),
            enclosures=enclosures_of(self._check, self._part, self._labels),
            inquiries=self._inquiries(),
            siblings=tuple(ApplicationId(each) for each in others if each != self._id),
        )
        return Past(self._part, self._labels, self._book).told(base)

    @property
    def _id(self) -> ApplicationId:
        return ApplicationId(self._number + 1)

    def _application(self) -> Application:
        part, arrived = self._part, self._check.mail_item.arrived_on
        number = codes.receipt_number(era_letter(arrived), era_year(arrived), self._id)
        return part.record(
            Application,
            id=self._id,
            token=str(self._id),
            mail_item=OWN_MAIL,
            received_on=arrived,
            form=_form(part.form),
            principal=part.principal.record(Principal),
            claims=tuple(map(_claim, part.claims, self._labels.claims)),
            proxy=_proxy(part),
            receipt_number=number,
            rulebook_version=self._book.version,
            further_forms=tuple(_form(sheet) for sheet in part.further_forms),
        )

    def _mail(self) -> tuple[MailItem, ...]:
        """Return the envelope first, then what came later in order of arrival."""
        envelope = mail_of(self._check.mail_item, OWN_MAIL, self._check)
        own = replace(envelope, payments=tuple(self._lines(envelope, 0)))
        before = len(own.payments)
        later: list[MailItem] = []
        history = self._part.history
        matters = [(post, Matter.SUPPLEMENT) for post in history.supplements]
        for post, matter in (
            *matters,
            *((each, Matter.WITHDRAWAL) for each in history.withdrawals),
            *((each, Matter.CHANGE_OF_ADDRESS) for each in history.address_changes),
        ):
            item = mail_of(post, MailItemId(2 + len(later)), self._check)
            if isinstance(post, WithdrawalSent) and post.sent_by is Subject.PROXY:
                item = replace(item, sender=self._proxy_name())
            lines = tuple(self._lines(item, before))
            before += len(lines)
            later.append(replace(item, matter=matter, concerns=self._id, payments=lines))
        return (own, *sorted(later, key=lambda item: item.arrived_on))

    def _proxy_name(self) -> str:
        proxy = _proxy(self._part)
        return "" if proxy is None else proxy.name

    def _lines(self, item: MailItem, before: int) -> Iterator[PaymentLine]:
        """Yield the payment lines of a mail item under their names."""
        for number, line in enumerate(item.payments, before):
            yield replace(line, id=PaymentLineId(self._labels.lines[number]))

    def _inquiries(self) -> tuple[DepartmentInquiry, ...]:
        names = iter(self._labels.records)
        return tuple(
            asked.record(
                DepartmentInquiry,
                id=InquiryId(f"q{number}"),
                asked_by=_CLERK,
                records=tuple(
                    each.record(RegisteredRecord, id=next(names)) for each in asked.records
                ),
            )
            for number, asked in enumerate(self._part.history.departments, 1)
        )


def _form(sheet: FormSheet) -> Form:
    return sheet.record(Form, code=sheet.code or "")


def _proxy(part: ApplicationPart) -> Proxy | None:
    return None if part.proxy is None else part.proxy.record(Proxy)


def _claim(claim: FileClaim, name: str) -> Claim:
    changes = tuple(change.record(Change) for change in claim.changes)
    return claim.record(Claim, id=ClaimId(name), changes=changes, reason=claim.reason or "")
