# SPDX-License-Identifier: MIT
"""The application a kept case describes: what is not written is complete by the rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from desk_app.records.application import Application, Change, Claim, Form, Principal, Proxy, Right
from desk_app.records.decisions import Approval, Decision, Outcome
from desk_app.records.history import (
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
from desk_app.records.ids import (
    ApplicationId,
    ClaimId,
    DecisionId,
    EnclosureId,
    InquiryId,
    JudgementId,
    LetterId,
    MailItemId,
    NoticeId,
    PaymentLineId,
    PostingId,
    UserId,
)
from desk_app.records.letters import LetterKind
from desk_app.records.mail import (
    Allotment,
    Condition,
    MailItem,
    MailKind,
    Matter,
    PaymentLine,
    Piece,
)
from desk_app.records.papers import Enclosure, Subject
from desk_app.records.people import Language
from desk_app.rules.deadlines import notice_due
from desk_app.rules.fees import required
from desk_app.rules.kept_cases.facts import LINE, OWN, ApplicationFacts, JudgedFacts, PaperFacts
from desk_app.rules.kept_cases.papers import enclosure
from desk_app.rules.rulebook import Rules
from desk_app.rules.terms import IdentityUse, Proves, Standing

_OWN = ApplicationId(1)
_CLERK = UserId("clerk")
_SUPERVISOR = UserId("supervisor")
_PIECES = {piece.value: piece for piece in Piece}
_CONDITIONS = {condition.value: condition for condition in Condition}


def application_file(facts: ApplicationFacts, rules: Rules) -> ApplicationFile:
    """Return the application of a case, with everything that came for it and was judged.

    ``rules`` are read on the arrival.
    """
    return _Maker(facts, rules.at(facts.arrived)).file()


class _Maker:
    """Makes one application from its facts."""

    def __init__(self, facts: ApplicationFacts, rules: Rules) -> None:
        self._facts = facts
        self._rules = rules
        self._lines: Counter[str] = Counter()

    def file(self) -> ApplicationFile:
        """Return the whole file."""
        facts = self._facts
        return ApplicationFile(
            application=self._application(),
            mail=tuple(self._mail()),
            enclosures=tuple(self._enclosures()),
            judgements=tuple(self._judgements()),
            inquiries=self._inquiries(),
            notices=tuple(self._notices()),
            lapses=tuple(
                Lapse(self._claim_id(right), NoticeId("n1"), _CLERK, facts.arrived)
                for right in facts.lapsed
            ),
            withdrawals=self._withdrawals(),
            decisions=tuple(self._decisions()),
            letters=tuple(self._letters()),
            postings=tuple(self._postings()),
            siblings=tuple(ApplicationId(2 + number) for number in range(facts.others)),
        )

    def _application(self) -> Application:
        facts = self._facts
        forms = [Form(code, facts.version, signed=facts.signed) for code in self._forms()]
        return Application(
            id=_OWN,
            token="1",  # noqa: S106  the journal's name of the application, no secret
            mail_item=MailItemId(1),
            received_on=facts.arrived,
            form=forms[0] if forms else Form(""),
            further_forms=tuple(forms[1:]),
            principal=Principal(
                name=facts.name,
                former_name=facts.former_name,
                born=facts.born or None,
                address=facts.address,
                registered_address=facts.registered_address,
                member_number=facts.member_number,
                email=facts.email,
            ),
            claims=tuple(self._claim(right) for right in facts.rights),
            proxy=None
            if facts.proxy is None
            else Proxy(facts.proxy, facts.proxy_name, address=facts.proxy_address),
            scope=facts.scope,
            receipt_number="R8-0001",
            rulebook_version=self._rules.version,
        )

    def _forms(self) -> tuple[str, ...]:
        """Return the forms that came: for each right the first form it can be asked for on."""
        if self._facts.forms is not None:
            return self._facts.forms
        fitting = (
            next((term.code for term in self._rules.forms if right in term.rights), "")
            for right in self._facts.rights
        )
        return tuple(dict.fromkeys(code for code in fitting if code))

    def _claim(self, right: Right) -> Claim:
        reason = self._facts.reason
        if reason is None:
            reason = next((term.code for term in self._rules.reasons), "")
        changes = tuple(Change(*change) for change in self._facts.changes)
        return Claim(self._claim_id(right), right, changes, reason)

    @staticmethod
    def _claim_id(right: Right) -> ClaimId:
        return ClaimId(right.value)

    def _mail(self) -> Iterator[MailItem]:
        facts = self._facts
        own = self._paid(self._pieces())
        yield MailItem(
            MailItemId(1),
            facts.arrived,
            MailKind.ORDINARY,
            Matter.NEW_APPLICATION,
            red_marking=facts.red_marking,
            payments=own,
            handled=True,
        )
        for number, came in enumerate(facts.later, 2):
            payments = self._paid(came.pieces)
            yield MailItem(
                MailItemId(number),
                came.arrived,
                MailKind.ORDINARY,
                Matter.SUPPLEMENT,
                concerns=_OWN,
                payments=payments,
                handled=True,
            )
        for number, written in enumerate(facts.writings, self._first_writing):
            yield MailItem(
                MailItemId(number),
                written.arrived,
                MailKind.ORDINARY,
                Matter.WITHDRAWAL,
                concerns=_OWN,
                sender=facts.proxy_name if written.by == "proxy" else facts.name,
                handled=True,
            )

    @property
    def _first_writing(self) -> int:
        """Return the number of the first writing as a mail item: they come after the rest."""
        return 2 + len(self._facts.later)

    def _pieces(self) -> tuple[str, ...]:
        """Return the pieces enclosed: where none are written, exactly the fee in one piece."""
        if self._facts.pieces is not None:
            return self._facts.pieces
        fee = required(self._facts.rights, self._facts.arrived, self._rules)
        taken = (
            term.piece.value for term in self._rules.pieces if term.standing is Standing.COUNTED
        )
        return (f"{next(taken)} {fee}x1",) if fee else ()

    def _paid(self, pieces: Iterable[str]) -> tuple[PaymentLine, ...]:
        return tuple(self._line(text) for text in pieces)

    def _line(self, text: str) -> PaymentLine:
        self._lines["line"] += 1
        words = text.split()
        found = next(match for word in words if (match := LINE.fullmatch(word)))
        own = next((word.removeprefix(OWN) for word in words if word.startswith(OWN)), "")
        return PaymentLine(
            id=PaymentLineId(f"p{self._lines['line']}"),
            piece=next((_PIECES[word] for word in words if word in _PIECES), Piece.STAMP),
            denomination=int(found["denomination"]),
            count=int(found["count"]),
            condition=next(
                (_CONDITIONS[word] for word in words if word in _CONDITIONS), Condition.SOUND
            ),
            surcharge=int(found["surcharge"] or 0),
            allotments=(Allotment(_OWN, int(own)),) if own else (),
        )

    def _enclosures(self) -> Iterator[Enclosure]:
        facts, first = self._facts, MailItemId(1)
        seen: Counter[str] = Counter()
        groups = [
            (self._identity_papers(facts.papers), Subject.PRINCIPAL, first, facts.arrived),
            (self._authority_papers(), Subject.PRINCIPAL, first, facts.arrived),
        ]
        if facts.proxy is not None:
            shown = self._identity_papers(facts.proxy_papers)
            groups.insert(1, (shown, Subject.PROXY, first, facts.arrived))
        for number, came in enumerate(facts.later, 2):
            groups.append((came.papers, Subject.PRINCIPAL, MailItemId(number), came.arrived))
        for papers, of, mail_item, arrived in groups:
            for paper in papers:
                made = enclosure(paper, facts, self._rules.at(arrived), of)
                seen[made.id] += 1
                name = made.id if seen[made.id] == 1 else f"{made.id}-{seen[made.id]}"
                yield replace(made, id=EnclosureId(name), mail_item=mail_item, arrived_on=arrived)

    def _identity_papers(self, given: tuple[PaperFacts, ...] | None) -> tuple[PaperFacts, ...]:
        """Return the papers that show a person: where none are written, one that is enough."""
        if given is not None:
            return given
        enough = (
            term.code
            for term in self._rules.documents
            if term.identity is IdentityUse.ALONE and term.address is Proves.YES
        )
        return (PaperFacts(kind=next(enough)),)

    def _authority_papers(self) -> tuple[PaperFacts, ...]:
        facts = self._facts
        if facts.authority is not None or facts.proxy is None:
            return facts.authority or ()
        term = self._rules.proxy(facts.proxy)
        wanted = () if term is None else term.alternatives[0]
        return tuple(PaperFacts(kind=code) for code in wanted)

    def _judgements(self) -> Iterator[Judgement]:
        late = (
            JudgedFacts(topic=Topic.LATE_ARRIVAL, subject=str(number), ruling=came.ruling)
            for number, came in enumerate(self._facts.later, 2)
            if came.ruling is not None
        )
        rejected = (
            JudgedFacts(topic=Topic.WITHDRAWAL, subject=str(number), ruling=Ruling.REFUSED)
            for number, written in enumerate(self._facts.writings, self._first_writing)
            if written.ruling == "rejected"
        )
        for number, judged in enumerate((*self._facts.judged, *late, *rejected), 1):
            yield Judgement(
                id=JudgementId(f"j{number}"),
                topic=judged.topic,
                subject=judged.subject,
                ruling=judged.ruling,
                reason="",
                by=_CLERK,
                at=datetime.combine(self.on, time(), UTC),
                on=self.on,
            )

    @property
    def on(self) -> date:
        """Return the day counted as today."""
        return today(self._facts)

    def _inquiries(self) -> tuple[DepartmentInquiry, ...]:
        facts = self._facts
        if facts.register_answer == "not_asked":
            return ()
        answered = None if facts.register_answer == "awaited" else facts.arrived
        records = tuple(self._records()) if facts.register_answer == "matches" else ()
        return (
            DepartmentInquiry(
                InquiryId("q1"),
                "部署",
                facts.arrived,
                _CLERK,
                answered_on=answered,
                records=records,
            ),
        )

    def _records(self) -> Iterator[RegisteredRecord]:
        """Yield what the department holds; where no record is written, one as on the form."""
        facts = self._facts
        if not facts.records:
            yield RegisteredRecord("r1", facts.name, born=facts.born or None, address=facts.address)
        for number, held in enumerate(facts.records, 1):
            born = facts.born if held.born is None else held.born
            yield RegisteredRecord(
                id=held.id or f"r{number}",
                name=facts.name if held.name is None else held.name,
                former_name=held.former_name,
                born=born or None,
                address=facts.address if held.address is None else held.address,
                member_number=held.member_number,
                email=held.email,
            )

    def _notices(self) -> Iterator[Notice]:
        for number, sent in enumerate(self._facts.notices, 1):
            yield Notice(
                id=NoticeId(f"n{number}"),
                letter=LetterId(f"n{number}"),
                number=f"8-{number}",
                for_posting_on=sent.posted,
                due=notice_due(sent.posted, self._rules).on,
                asks=sent.asks,
                posted_on=None if sent.void else sent.posted,
                void=sent.void,
            )

    def _withdrawals(self) -> tuple[Withdrawal, ...]:
        facts = self._facts
        written = tuple(self._writings())
        if not facts.withdrawn:
            return written
        claims = tuple(self._claim_id(right) for right in facts.withdrawn)
        day = facts.arrived + timedelta(days=1)
        mail, by = MailItemId(1), _CLERK
        before = Withdrawal(mail, claims, day, day, signed=True, confirmed_by=by, confirmed_on=day)
        return (before, *written)

    def _writings(self) -> Iterator[Withdrawal]:
        for number, written in enumerate(self._facts.writings, self._first_writing):
            confirmed = written.ruling == "confirmed"
            yield Withdrawal(
                mail_item=MailItemId(number),
                claims=tuple(map(self._claim_id, written.rights or self._facts.rights)),
                written_on=written.arrived,
                received_on=written.arrived,
                signed=written.signed,
                confirmed_by=_CLERK if confirmed else None,
                confirmed_on=written.arrived if confirmed else None,
            )

    def _decisions(self) -> Iterator[Decision]:
        day = self._facts.arrived
        at = datetime.combine(day, time(), UTC)
        for right in self._facts.rights if self._facts.decision else ():
            proposed = self._facts.decision == "proposed"
            approval = None if proposed else Approval(_SUPERVISOR, at, day, "", b"")
            id_, claim = DecisionId(right.value), self._claim_id(right)
            yield Decision(id_, claim, Outcome.GRANTED, _CLERK, at, day, approval=approval)

    def _letters(self) -> Iterator[Letter]:
        """Yield the letter that answers every right, where it was issued."""
        if self._facts.decision not in {"issued", "posted"}:
            return
        day = self._facts.arrived
        posted = self._facts.decision == "posted"
        yield Letter(
            id=LetterId("answer"),
            kind=LetterKind.DISCLOSURE,
            number="8-1",
            dated=day,
            for_posting_on=day,
            language=Language.JA,
            claims=tuple(map(self._claim_id, self._facts.rights)),
            sha256="",
            issued_by=_CLERK,
            issued_at=datetime.combine(day, time(), UTC),
            posting=PostingId("answer") if posted else None,
        )

    def _postings(self) -> Iterator[Posting]:
        if self._facts.decision == "posted":
            kind, letters = MailKind.SIMPLE_REGISTERED, (LetterId("answer"),)
            yield Posting(PostingId("answer"), self._facts.arrived, kind, letters)


def today(facts: ApplicationFacts) -> date:
    """Return the day counted as today: as written, or the last day something came."""
    later = (came.arrived for came in facts.later)
    written = (came.arrived for came in facts.writings)
    return facts.on or max((facts.arrived, *later, *written))
