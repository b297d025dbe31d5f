# SPDX-License-Identifier: MIT
"""What happened after logging, as records: judgements, notices, ends of claims, letters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from desk_app.cli.check_as_of import as_of
from desk_app.cli.check_content import content_of
from desk_app.cli.check_file import ApplicationPart
from desk_app.cli.check_history import Decided, NoticeSent
from desk_app.cli.check_labels import Labels
from desk_app.records.decisions import Approval, Decision, GroundUse
from desk_app.records.history import (
    ApplicationFile,
    Judgement,
    Lapse,
    Letter,
    Notice,
    Posting,
    Ruling,
    Topic,
    Withdrawal,
)
from desk_app.records.ids import (
    ClaimId,
    DecisionId,
    JudgementId,
    LetterId,
    MailItemId,
    NoticeId,
    PostingId,
    UserId,
)
from desk_app.records.letters import LetterKind
from desk_app.records.mail import MailKind
from desk_app.records.people import Language
from desk_app.rules.deadlines import notice_due
from desk_app.rules.letters_due import letter_kind
from desk_app.rules.rulebook import Rulebook
from desk_app.rules.situation import situation_of

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
        )
        for number, sent in enumerate(self._history.notices, 1):
            file = self._with_notice(file, sent, number)
        file = replace(file, lapses=tuple(self._lapses(file)))
        for sent_letter in self._letters():
            file = self._with_letter(file, sent_letter)
        return file

    def _judgements(self) -> Iterator[Judgement]:
        for number, judged in enumerate(self._history.judgements, 1):
            yield Judgement(
                id=JudgementId(f"j{number}"),
                topic=judged.topic,
                subject=self._labels.subject(judged.topic, judged.subject),
                ruling=judged.ruling,
                reason=judged.reason,
                by=UserId(judged.by),
                at=_moment(judged.on),
                on=judged.on,
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

    def _withdrawals(self) -> Iterator[Withdrawal]:
        first = 2 + len(self._history.supplements)
        for number, sent in enumerate(self._history.withdrawals, first):
            yield Withdrawal(
                mail_item=MailItemId(number),
                claims=tuple(ClaimId(claim) for claim in sent.claims or self._labels.claims),
                written_on=sent.written_on,
                received_on=sent.arrived_on,
                signed=sent.signed,
                confirmed_by=None if sent.confirmed_on is None else UserId(sent.by),
                confirmed_on=sent.confirmed_on,
            )

    def _decisions(self) -> Iterator[Decision]:
        for number, decided in enumerate(self._history.decisions, 1):
            yield Decision(
                id=DecisionId(f"d{number}"),
                claim=ClaimId(decided.claim),
                outcome=decided.outcome,
                proposed_by=UserId(decided.proposed_by),
                proposed_at=_moment(decided.proposed_on),
                proposed_on=decided.proposed_on,
                grounds=tuple(GroundUse(**dict(ground)) for ground in decided.grounds),
                facts=decided.facts,
                explanation=decided.explanation,
                content=content_of(decided),
                approval=_approval(decided),
                sent_back=decided.sent_back,
            )

    def _with_notice(self, file: ApplicationFile, sent: NoticeSent, number: int) -> ApplicationFile:
        """Return the file with one more notice; it counts from its posting (practice 3)."""
        day = sent.posted_on or sent.for_posting_on
        letter = LetterId(f"n{number}")
        notice = Notice(
            id=NoticeId(f"n{number}"),
            letter=letter,
            number=f"n{number}",
            for_posting_on=sent.for_posting_on,
            due=sent.due or notice_due(day, self._book.on(day)).on,
            asks=self._deficient_on(file, day) if sent.asks is None else sent.asks,
            posted_on=sent.posted_on,
            void=sent.void,
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
            yield Lapse(
                claim=ClaimId(told.claim),
                notice=posted[-1].id,
                confirmed_by=UserId(told.by),
                confirmed_on=told.confirmed_on,
            )

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
