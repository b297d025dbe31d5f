# SPDX-License-Identifier: MIT
"""The cases kept beside a rulebook: facts and what must be found, run against the rules."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    Strict,
    StringConstraints,
    ValidationError,
)

from desk_app.records.base import (
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
from desk_app.records.case.application import (
    Application,
    Change,
    Claim,
    Form,
    Principal,
    Proxy,
    ProxyKind,
    ReplyTo,
    Right,
)
from desk_app.records.case.decisions import Approval, Decision, Outcome
from desk_app.records.case.findings import (
    AuthorityState,
    Axes,
    Axis,
    Completeness,
    DueDate,
    Examination,
    FeeState,
    Finding,
    Identity,
    RefusedPiece,
    ReplyState,
    RetentionState,
    Verdict,
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
from desk_app.records.case.mail import (
    Allotment,
    Condition,
    MailItem,
    MailKind,
    Matter,
    PaymentLine,
    Piece,
)
from desk_app.records.case.papers import (
    Authority,
    Enclosure,
    Exercise,
    Guardianship,
    Mandate,
    MaskAction,
    Masking,
    MaskState,
    Register,
    Subject,
)
from desk_app.records.desk.people import Language
from desk_app.rules.addresses import addresses
from desk_app.rules.case import claims as grounds
from desk_app.rules.case import deadlines, repeats, retention
from desk_app.rules.case.deadlines import notice_due
from desk_app.rules.case.heirs import Heirs
from desk_app.rules.case.repeats import PersonTold, Request
from desk_app.rules.days.eras import DateError, parse
from desk_app.rules.fee import fees
from desk_app.rules.fee.fees import FeeEnd, required
from desk_app.rules.findings.authority import FAMILY_REGISTER, LETTER_OF_PROXY
from desk_app.rules.names import names
from desk_app.rules.rulebook import wanted
from desk_app.rules.rulebook.file import DocumentTerm, Entry, Ground, ProxyTerm
from desk_app.rules.rulebook.reading import (
    Fault,
    Places,
    Problem,
    RulebookError,
    details,
    dotted,
    failed,
)
from desk_app.rules.rulebook.reading import read as read_file
from desk_app.rules.rulebook.rulebook import Rulebook, Rules
from desk_app.rules.rulebook.terms import Duty, Fee, IdentityUse, Proves, Standing
from desk_app.rules.situation.address_changes import with_verdict
from desk_app.rules.situation.check import told
from desk_app.rules.situation.situation import Situation, situation_of
from desk_app.rules.workflow.attempt import Attempt, Ending, Verb
from desk_app.rules.workflow.workflow import allowed

Day = Annotated[date, Strict()]
Text = Annotated[str, Strict()]
Flag = Annotated[bool, Strict()]
Texts = tuple[Text, ...]

LINE = re.compile(r"(?P<denomination>[0-9]+)(?:\+(?P<surcharge>[0-9]+))?x(?P<count>[0-9]+)")
"""Denomination, surcharge and count of a payment line: ``84x10``, ``50+5x3``."""

OWN = "own="
"""Before how many pieces of a line in a shared envelope are the application's own."""

ISSUED = "issued="
"""Before the day of issue that a money order bears."""

_WORDS = {each.value for kind in (Piece, Condition) for each in kind}


def _line(text: str) -> str:
    """Refuse a payment line with a word that says nothing, or without a number of pieces."""
    others = [word for word in text.split() if not LINE.fullmatch(word)]
    known = all(word in _WORDS or word.startswith((OWN, ISSUED)) for word in others)
    if not known or len(text.split()) != len(others) + 1:
        raise ValueError("not a payment line such as 84x10 torn")
    return text


Lines = tuple[Annotated[Text, AfterValidator(_line)], ...]


class Facts(BaseModel):
    """A table of facts: an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class MaskFacts(Facts):
    """An item to be blacked out, how it arrived, what was done."""

    item: Text
    state: MaskState
    action: MaskAction | None = None


class PaperFacts(Facts):
    """A paper: sound, fresh, valid, an original in the person's own name, unless written otherwise.

    ``unread`` names fields nobody has read. ``id`` is the kind where left out.
    """

    kind: Text
    id: Text = ""
    original: Flag = True
    issued: Day | None = None
    valid: Day | None = None
    name: Text | None = None
    address: Text | None = None
    born: Day | None = None
    former_names: Texts = ()
    former_addresses: Texts = ()
    shows_address: Flag = True
    masking: tuple[MaskFacts, ...] = ()
    whereabouts: Text = ""
    unread: Texts = ()
    names_principal: Flag = True
    names_proxy: Flag = True
    authority: Authority | None = None
    other_signed: Flag = False
    certifies: Text = ""
    powers_listed: Flag = True
    powers_cover: Flag | None = True
    supervisor: Flag | None = True
    exercise: Exercise = Exercise.ALONE
    rights: tuple[Right, ...] | None = None
    receipt: Flag = True
    sealed: Flag = True
    seal_matches: Flag | None = True
    blank: Texts = ()


class LaterFacts(Facts):
    """A mail item that came later: papers, pieces; ``ruling`` of a supervisor if it was late."""

    arrived: Day
    papers: tuple[PaperFacts, ...] = ()
    pieces: Lines = ()
    ruling: Ruling | None = None


class NoticeFacts(Facts):
    """A notice that was posted, and the findings it asked to be cured."""

    posted: Day
    asks: Texts
    void: Flag = False


class RecordFacts(Facts):
    """A record the department holds; what is left out is as on the form, empty is not held."""

    id: Text = ""
    name: Text | None = None
    former_name: Text = ""
    born: Day | Literal[""] | None = None
    address: Text | None = None
    member_number: Text = ""
    email: Text = ""


class JudgedFacts(Facts):
    """What a person judged."""

    topic: Topic
    subject: Text
    ruling: Ruling
    by: Text = "clerk"


class WritingFacts(Facts):
    """A writing that withdraws claims; where no right is written, all of them."""

    arrived: Day
    rights: tuple[Right, ...] = ()
    signed: Flag = True
    by: Literal["principal", "proxy"] = "principal"
    ruling: Literal["confirmed", "rejected"] | None = None


class MoveFacts(Facts):
    """A writing that tells a new address; ``papers`` came with it, sound and with that address."""

    arrived: Day
    address: Text = "東京都杉並区成田東3-12-7"
    postal_code: Text = ""
    of: Literal["principal", "proxy"] = "principal"
    papers: tuple[PaperFacts, ...] = ()
    ruling: Literal["taken", "set_aside"] | None = None


class ApplicationFacts(Facts):
    """One application: complete, fee paid, the register matching, unless written otherwise.

    ``pieces`` are payment lines such as ``500x2``, ``84x10 torn``, ``charity_stamp 50+5x3``,
    ``revenue_stamp 500x1``; ``own=1`` says how many of a shared envelope's line are its own,
    ``issued=2026-05-01`` when a money order was issued.
    ``papers`` show the principal, ``proxy_papers`` the proxy, ``authority`` the proxy's authority.
    ``decision`` says how far the decision on every right is, made on the day of arrival.
    """

    arrived: Day = date(2026, 11, 25)
    on: Day | None = None
    rights: tuple[Right, ...] = (Right.DISCLOSURE,)
    forms: Texts | None = None
    version: Text = ""
    signed: Flag = True
    filled_in: Day | None = None
    reply_to: ReplyTo = ReplyTo.PRINCIPAL
    name: Text = "佐藤 花子"
    kana: Text = ""
    former_name: Text = ""
    born: Day | Literal[""] = date(1985, 6, 1)
    address: Text = "東京都新宿区西新宿2-8-1"
    registered_address: Text = ""
    member_number: Text = ""
    email: Text = ""
    deceased: Flag = False
    also_heirs: Flag = False
    scope: Text = "登録情報のすべて"
    changes: tuple[tuple[Text, Text, Text], ...] = (("住所", "渋谷区", "新宿区"),)
    reason: Text | None = None
    red_marking: Flag = True
    proxy: ProxyKind | None = None
    proxy_name: Text = "佐藤 真由美"
    proxy_address: Text = "東京都新宿区西新宿2-8-1"
    papers: tuple[PaperFacts, ...] | None = None
    proxy_papers: tuple[PaperFacts, ...] | None = None
    authority: tuple[PaperFacts, ...] | None = None
    pieces: Lines | None = None
    others: Annotated[int, Strict(), Field(ge=0, le=10)] = 0
    register_answer: Literal["matches", "not_asked", "awaited", "nothing"] = "matches"
    records: tuple[RecordFacts, ...] = ()
    later: tuple[LaterFacts, ...] = ()
    notices: tuple[NoticeFacts, ...] = ()
    judged: tuple[JudgedFacts, ...] = ()
    lapsed: tuple[Right, ...] = ()
    withdrawn: tuple[Right, ...] = ()
    writings: tuple[WritingFacts, ...] = ()
    moves: tuple[MoveFacts, ...] = ()
    decision: Literal["proposed", "approved", "issued", "posted"] | None = None


class ComparisonFacts(Facts):
    """Two written names or two written addresses."""

    names: tuple[Text, Text] | None = None
    addresses: tuple[Text, Text] | None = None


class DateFacts(Facts):
    """One count of days: which, and from which day.

    ``day`` is read as written where ``count`` is ``written``.
    """

    count: Literal[
        "notice", "posting", "target", "warning", "suit", "fresh", "age", "kept", "day", "written"
    ]
    start: Day | None = None
    end: Day | None = None
    text: Text = ""


class GroundFacts(Facts):
    """A claim to be decided: which grounds are offered; or one ground and what it needs."""

    on: Day = date(2026, 11, 25)
    right: Right = Right.DISCLOSURE
    identity: Identity = Identity.SHOWN
    authority: AuthorityState = AuthorityState.NOT_NEEDED
    outcome: Outcome = Outcome.REFUSED
    ground: Text = ""
    reason: Text = ""


class EndFacts(Facts):
    """How an application with a fee ended; or the day it was completed on."""

    arrived: Day = date(2026, 11, 25)
    end: FeeEnd | None = None
    completed: Day | None = None


class RequestFacts(Facts):
    """An earlier request: the day it arrived, its rights, and who asked."""

    arrived: Day
    rights: tuple[Right, ...] = (Right.DISCLOSURE,)
    name: Text = "佐藤 花子"
    born: Day | None = date(1985, 7, 9)
    address: Text = ""


class RepeatFacts(RequestFacts):
    """A request, and earlier ones that may be of the same person."""

    earlier: tuple[RequestFacts, ...] = ()


class ValueFacts(Facts):
    """A value of the rulebook asked for by name: ``piece.cash``, ``duty.approve``, ``switch``."""

    ask: Text
    on: Day = date(2026, 11, 25)


# The papers of a kept case: sound by the rules of their arrival unless written otherwise.


_YEAR = timedelta(days=365)
_CERTIFIED = {
    ProxyKind.ADULT_GUARDIAN,
    ProxyKind.CURATOR,
    ProxyKind.ASSISTANT,
    ProxyKind.VOLUNTARY_GUARDIAN,
}
_OF_MINORS = {ProxyKind.PARENT: Authority.SOLE, ProxyKind.MINOR_GUARDIAN: Authority.GUARDIAN}


def enclosure(paper: PaperFacts, facts: ApplicationFacts, rules: Rules, of: Subject) -> Enclosure:
    """Return one paper that arrived on the day of ``rules``."""
    name = facts.name if of is Subject.PRINCIPAL else facts.proxy_name
    address = facts.address if of is Subject.PRINCIPAL else facts.proxy_address
    return Enclosure(
        id=EnclosureId(paper.id or paper.kind),
        kind=paper.kind,
        of=of,
        mail_item=MailItemId(1),
        arrived_on=rules.day,
        original=paper.original,
        issued_on=_issued(paper, rules),
        valid_until=_valid(paper, rules),
        name=_read(paper, "name", name if paper.name is None else paper.name),
        address=_read(paper, "address", address if paper.address is None else paper.address),
        born=paper.born,
        shows_address=None if "shows_address" in paper.unread else paper.shows_address,
        masking=tuple(Masking(each.item, each.state, each.action) for each in paper.masking),
        register=_register(paper, facts, rules),
        guardianship=_guardianship(paper, facts, rules),
        mandate=_mandate(paper, facts, rules),
        whereabouts=paper.whereabouts,
        former_names=paper.former_names,
        former_addresses=paper.former_addresses,
    )


def _read(paper: PaperFacts, field: str, text: str) -> str:
    return "" if field in paper.unread else text


def _issued(paper: PaperFacts, rules: Rules) -> date | None:
    return None if "issued_on" in paper.unread else paper.issued or rules.day


def _valid(paper: PaperFacts, rules: Rules) -> date | None:
    return None if "valid_until" in paper.unread else paper.valid or rules.day + _YEAR


def _serves(paper: PaperFacts, facts: ApplicationFacts, rules: Rules) -> bool:
    """Return whether the paper is one by which this kind of proxy is shown."""
    term = None if facts.proxy is None else rules.proxy(facts.proxy)
    return term is not None and any(paper.kind in codes for codes in term.papers)


def _register(paper: PaperFacts, facts: ApplicationFacts, rules: Rules) -> Register | None:
    heirs = facts.proxy is ProxyKind.HEIR and paper.kind == FAMILY_REGISTER
    if not (heirs or facts.proxy in _OF_MINORS) or not _serves(paper, facts, rules):
        return None
    if "register" in paper.unread:
        return None
    usual = _OF_MINORS.get(facts.proxy or ProxyKind.HEIR, Authority.NOT_SHOWN)
    shown = usual if paper.authority is None else paper.authority
    return Register(paper.names_principal, paper.names_proxy, shown, paper.other_signed)


def _guardianship(paper: PaperFacts, facts: ApplicationFacts, rules: Rules) -> Guardianship | None:
    if facts.proxy not in _CERTIFIED:
        return None
    if not _serves(paper, facts, rules) or "guardianship" in paper.unread:
        return None
    return Guardianship(
        kind=paper.certifies or facts.proxy.value,
        names_principal=paper.names_principal,
        names_proxy=paper.names_proxy,
        powers_listed=paper.powers_listed,
        powers_cover=None if "powers_cover" in paper.unread else paper.powers_cover,
        supervisor_appointed=None if "supervisor" in paper.unread else paper.supervisor,
        exercise=paper.exercise,
        other_holder_signed=paper.other_signed,
        rights=frozenset(map(_code, paper.rights or ())),
    )


def _mandate(paper: PaperFacts, facts: ApplicationFacts, rules: Rules) -> Mandate | None:
    if paper.kind != LETTER_OF_PROXY or "mandate" in paper.unread:
        return None
    rights = facts.rights if paper.rights is None else paper.rights
    return Mandate(
        dated=_issued(paper, rules),
        names_principal=paper.names_principal,
        names_proxy=paper.names_proxy,
        rights=frozenset(map(_code, rights)),
        covers_receipt=paper.receipt,
        registered_seal=paper.sealed,
        seal_matches=None if "seal" in paper.unread else paper.seal_matches,
        blank_fields=paper.blank,
    )


def _code(right: Right) -> str:
    return right.value


# The application a kept case describes: what is not written is complete by the rules.


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
        file = ApplicationFile(
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
            address_changes=tuple(self._moves()),
        )
        for judgement in file.judgements:
            file = with_verdict(file, judgement)
        return file

    def _moves(self) -> Iterator[AddressChange]:
        for number, moved in enumerate(self._facts.moves, self._first_move):
            day, of = moved.arrived, Subject(moved.of)
            home = (moved.postal_code, moved.address)
            yield AddressChange(MailItemId(number), of, *home, day, day)

    def _application(self) -> Application:
        facts = self._facts
        forms = [
            Form(code, facts.version, facts.filled_in, signed=facts.signed)
            for code in self._forms()
        ]
        return Application(
            id=_OWN,
            token="1",  # noqa: S106  the journal's name of the application, no secret
            mail_item=MailItemId(1),
            received_on=facts.arrived,
            form=forms[0] if forms else Form(""),
            further_forms=tuple(forms[1:]),
            reply_to=facts.reply_to,
            principal=Principal(
                name=facts.name,
                kana=facts.kana,
                former_name=facts.former_name,
                born=facts.born or None,
                address=facts.address,
                registered_address=facts.registered_address,
                member_number=facts.member_number,
                email=facts.email,
                deceased=facts.deceased,
                also_heirs=facts.also_heirs,
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
            reasons = self._rules.reasons
            own = (term for term in reasons if grounds.is_of_right(term, right))
            reason = next((term.code for term in own), "")
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

        for number, moved in enumerate(facts.moves, self._first_move):
            yield MailItem(
                MailItemId(number),
                moved.arrived,
                MailKind.ORDINARY,
                Matter.CHANGE_OF_ADDRESS,
                concerns=_OWN,
                handled=True,
            )

    @property
    def _first_move(self) -> int:
        return self._first_writing + len(self._facts.writings)

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
        issued = (word.removeprefix(ISSUED) for word in words if word.startswith(ISSUED))
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
            issued_on=next(map(date.fromisoformat, issued), None),
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
        for number, moved in enumerate(facts.moves, self._first_move):
            new = tuple(
                each.model_copy(update={"address": moved.address}) if each.address is None else each
                for each in moved.papers
            )
            groups.append((new, Subject(moved.of), MailItemId(number), moved.arrived))
        for papers, whose, mail_item, arrived in groups:
            for paper in papers:
                then = self._rules.at(arrived)
                term = then.document(paper.kind)
                proxys = term is not None and term.authority_of is Subject.PROXY
                made = enclosure(paper, facts, then, Subject.PROXY if proxys else whose)
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
        wanted = () if term is None else term.papers[0]
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
        moves = (
            JudgedFacts(
                topic=Topic.NEW_ADDRESS,
                subject=str(number),
                ruling=Ruling.ACCEPTED if moved.ruling == "taken" else Ruling.REFUSED,
            )
            for number, moved in enumerate(self._facts.moves, self._first_move)
            if moved.ruling is not None
        )
        for number, judged in enumerate((*self._facts.judged, *late, *rejected, *moves), 1):
            yield Judgement(
                id=JudgementId(f"j{number}"),
                topic=judged.topic,
                subject=judged.subject,
                ruling=judged.ruling,
                reason="",
                by=UserId(judged.by),
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
    moved = (came.arrived for came in facts.moves)
    return facts.on or max((facts.arrived, *later, *written, *moved))


# What the rules answer to the facts of a kept case, as plain values to compare with.


Plain: TypeAlias = "str | int | bool | date | Sequence[Plain] | Mapping[str, Plain] | None"
Answers = dict[str, Plain]


def of_application(facts: ApplicationFacts, book: Rulebook) -> Answers:
    """Return findings, axes and fee of an application.

    ``findings`` are all that are not in order, ``said`` the codes of those that are, ``may`` the
    verbs that a withdrawal or a principal's death leaves, ``endings`` how a claim may end then.
    """
    on = today(facts)
    file = application_file(facts, book.on(facts.arrived))
    situation = situation_of(file, book.on(on), on)
    examination = told(situation)
    found = [finding for finding in examination.findings if finding.verdict is not Verdict.OK]
    fine = [finding for finding in examination.findings if finding.verdict is Verdict.OK]
    return {
        "findings": [words(finding) for finding in found],
        "said": sorted({finding.code for finding in fine}),
        "facts": {finding.code: _plain(finding.facts) for finding in (*fine, *found)},
        "completeness": examination.axes.completeness.value,
        "identity": examination.axes.identity.value,
        "authority": examination.axes.authority.value,
        "lapsing": [str(claim) for claim in examination.lapsing],
        "work": examination.work.value,
        "next": examination.next.what,
        "claims": {str(id_): state.value for id_, state in examination.axes.claims.items()},
        "may": sorted({attempt.verb.value for attempt in _may(situation)}),
        "endings": sorted(_endings(situation)),
        **_fee(examination),
        **_days(examination),
    }


def _may(situation: Situation) -> Iterable[Attempt]:
    """Return what may be done, where a withdrawal or a death may stand in its way."""
    stopped = situation.file.withdrawals or situation.heirs is not Heirs.NONE
    return allowed(situation) if stopped else ()


def _endings(situation: Situation) -> Iterator[str]:
    """Yield how each claim may end, where `_may` is asked."""
    for attempt in _may(situation):
        ending = Ending.LAPSED if attempt.verb is Verb.CONFIRM_LAPSE else attempt.ending
        if ending is not None:
            yield f"{attempt.claims[0]} {ending.value}"


def words(finding: Finding) -> str:
    """Return a finding in words: code, verdict, clause, axis, subject, cure."""
    told = (
        finding.code,
        finding.verdict.value,
        finding.clause,
        finding.axis.value,
        finding.subject,
        finding.cure,
    )
    return " ".join(part for part in told if part)


def _fee(examination: Examination) -> Answers:
    fee = examination.fee
    return {
        "fee": examination.axes.fee.value,
        "required": fee.required,
        "counted": fee.counted,
        "short": fee.short,
        "over": fee.over,
        "returnable": fee.returnable,
        "returnable_pieces": [f"{value}x{count}" for value, count in fee.returnable_pieces],
        "refused": _pieces(fee.refused),
        "doubtful": _pieces(fee.doubtful),
        "late": _pieces(fee.late),
        "unallotted": fee.unallotted,
        "enclosed": fee.pieces_enclosed,
    }


def _pieces(pieces: Iterable[RefusedPiece]) -> list[Plain]:
    return [f"{each.denomination}x{each.count} {each.reason}" for each in pieces]


def _days(examination: Examination) -> Answers:
    return {
        "target": None if examination.reply_target is None else examination.reply_target.on,
        "warning": examination.warning_on,
    }


def of_comparison(facts: ComparisonFacts, _: Rulebook) -> Answers:
    """Return how two texts stand, and how many parts differ."""
    if facts.names is not None:
        compared = names.compare(*facts.names)
    else:
        compared = addresses.compare(*(facts.addresses or ("", "")))
    return {"likeness": compared.likeness.value, "parts": len(compared.parts)}


def of_days(facts: DateFacts, book: Rulebook) -> Answers:
    """Return the day a count leads to, with its steps; for an age the years."""
    if facts.count == "written":
        return _written(facts.text)
    start = facts.start or book.begins
    return _COUNTS[facts.count](start, facts.end or start, book.on(start))


def _written(text: str) -> Answers:
    try:
        return {"day": parse(text)}
    except DateError as error:
        return {"refused": error.code.value}


def _due(due: DueDate) -> Answers:
    return {"due": due.on, "steps": [f"{step.code} {step.day}" for step in due.steps]}


def _open(day: date, rules: Rules) -> Answers:
    reason = rules.calendar.reason(day)
    return {"open": reason is None, "closed": "" if reason is None else reason.value}


_COUNTS: Mapping[str, Callable[[date, date, Rules], Answers]] = {
    "notice": lambda start, _, rules: _due(deadlines.notice_due(start, rules)),
    "posting": lambda start, end, rules: {"moves": deadlines.posting_moves_due(start, end, rules)},
    "target": lambda start, _, rules: _due(deadlines.reply_target(start, rules)),
    "warning": lambda start, _, rules: {"due": deadlines.warning_on(start, rules)},
    "suit": lambda start, _, rules: {"due": deadlines.suit_on(start, rules)},
    "fresh": lambda start, _, rules: {
        "due": deadlines.months_after(start, rules.days.freshness_months)
    },
    "age": lambda start, end, rules: {
        "age": deadlines.age_on(start, end),
        "of_age": deadlines.age_on(start, end) >= rules.at(end).days.majority,
    },
    "kept": lambda start, _, rules: {
        "due": retention.kept_until(start, rules),
        "disposal": retention.disposal_from(start, rules),
    },
    "day": lambda start, _, rules: _open(start, rules),
}


def of_ground(facts: GroundFacts, book: Rulebook) -> Answers:
    """Return the grounds offered for a right; for one ground its articles and what it needs."""
    rules = book.on(facts.on)
    axes = Axes(
        Completeness.COMPLETE,
        facts.identity,
        facts.authority,
        FeeState.PAID,
        {},
        ReplyState.NONE,
        RetentionState.NOT_RUNNING,
    )
    claim = Claim(ClaimId(facts.right.value), facts.right, reason=facts.reason)
    offered = grounds.offered(facts.right, axes, rules, facts.outcome)
    found: Answers = {"offered": [ground.code for ground in offered]}
    ground = rules.ground(facts.ground)
    if ground is not None:
        found |= {
            "article": ground.articles.get(facts.right),
            "lawful": facts.right in ground.rights,
            "needs": sorted(need.value for need in ground.needs),
            "items": list(ground.items),
            "on": ground.enabled,
            "answers": grounds.belongs_together(ground, claim, rules),
        }
    return found


def of_end(facts: EndFacts, book: Rulebook) -> Answers:
    """Return whether the fee goes back; and how long the papers of a completed one are kept."""
    rules = book.on(facts.completed or facts.arrived)
    found: Answers = {}
    if facts.end is not None:
        found["back"] = fees.goes_back(facts.end, facts.arrived, rules)
    if facts.completed is not None:
        found["kept_until"] = retention.kept_until(facts.completed, rules)
        found["disposal_from"] = retention.disposal_from(facts.completed, rules)
    return found


def of_repeats(facts: RepeatFacts, book: Rulebook) -> Answers:
    """Return how many earlier requests of the same person are told, by right."""
    found = repeats.repeated(
        _request(facts, 0), [_request(each, -1) for each in facts.earlier], book.on(facts.arrived)
    )
    return {"told": {each.right.value: len(each.earlier) for each in found}}


def _request(facts: RequestFacts, id_: int) -> Request:
    person = PersonTold(facts.name, "", facts.born, facts.address)
    return Request(ApplicationId(id_), "", facts.arrived, facts.rights, person)


def of_value(facts: ValueFacts, book: Rulebook) -> Answers:
    """Return a value of the rulebook by its name, such as ``document.family_register``.

    Asked for a whole table (``document``), the names in it.
    """
    kind, _, name = facts.ask.partition(".")
    if not name:
        return {"names": list(_named(book.on(facts.on), kind))}
    rules = book.on(facts.on)
    found = _named(rules, kind).get(name)
    if found is None:
        return {"there": False}
    match found:
        case Entry():
            told = {**dict(found), **_worked_out(found, rules)}
        case Fee():
            told = {each.name: getattr(found, each.name) for each in fields(found)}
        case _:
            return {"there": True, "value": _plain(found)}
    return {
        "there": True,
        **{name: _plain("" if each is None else each) for name, each in told.items()},
    }


def _worked_out(entry: Entry, rules: Rules) -> dict[str, object]:
    """Return what follows from an entry and other values of the day."""
    match entry:
        case DocumentTerm():
            return {"fresh_months": rules.fresh_months(entry) or ""}
        case ProxyTerm():
            own = rules.switches.proxy_identity_required
            return {"alternatives": entry.papers, "own_identity": own}
        case Ground():
            return {"rights": entry.rights}
        case _:
            return {}


def _named(rules: Rules, kind: str) -> Mapping[str, object]:
    tables: dict[str, Callable[[], Mapping[str, object]]] = {
        "switch": lambda: {
            each.name: getattr(rules.switches, each.name) for each in fields(rules.switches)
        },
        "days": lambda: {each.name: getattr(rules.days, each.name) for each in fields(rules.days)},
        "fee": lambda: {"fee": rules.fee},
        "piece": lambda: {term.piece.value: term for term in rules.pieces},
        "document": lambda: {term.code: term for term in rules.documents},
        "proxy": lambda: {term.kind.value: term for term in rules.proxies},
        "mask": lambda: {term.code: term for term in rules.masks},
        "form": lambda: {term.code: term for term in rules.forms},
        "ground": lambda: {term.code: term for term in rules.grounds},
        "reason": lambda: {term.code: term for term in rules.reasons},
        "law": lambda: {term.code: term for term in rules.laws},
        "clause": lambda: {term.id: term for term in rules.clauses},
        "duty": lambda: {duty.value: rules.duty(duty) for duty in Duty},
    }
    return tables.get(kind, dict)()


def _plain(value: object) -> Plain:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, str | int | date) or value is None:
        return value
    if isinstance(value, Mapping):
        return {str(_plain(key)): _plain(item) for key, item in value.items()}
    if isinstance(value, frozenset):
        return sorted((_plain(item) for item in value), key=str)
    if isinstance(value, Iterable):
        return [_plain(item) for item in value]
    return str(value)


# The cases kept beside a rulebook: facts and what must be found, run against the rules.


Family = Literal[
    "fee",
    "documents",
    "authority",
    "register",
    "form",
    "masking",
    "withdrawal",
    "address_change",
    "deceased",
    "comparison",
    "days",
    "grounds",
    "ends",
    "values",
    "repeats",
]

_APPLICATION = (ApplicationFacts, of_application)
_FAMILIES: Mapping[str, tuple[type[Facts], Callable[..., Answers]]] = {
    "fee": _APPLICATION,
    "documents": _APPLICATION,
    "authority": _APPLICATION,
    "register": _APPLICATION,
    "form": _APPLICATION,
    "masking": _APPLICATION,
    "withdrawal": _APPLICATION,
    "address_change": _APPLICATION,
    "deceased": _APPLICATION,
    "comparison": (ComparisonFacts, of_comparison),
    "days": (DateFacts, of_days),
    "grounds": (GroundFacts, of_ground),
    "ends": (EndFacts, of_end),
    "values": (ValueFacts, of_value),
    "repeats": (RepeatFacts, of_repeats),
}
_AXES = {
    "fee": Axis.FEE,
    "documents": Axis.IDENTITY,
    "register": Axis.IDENTITY,
    "authority": Axis.AUTHORITY,
    "form": Axis.COMPLETENESS,
    "masking": Axis.COMPLETENESS,
    "withdrawal": Axis.COMPLETENESS,
    "address_change": Axis.COMPLETENESS,
    "deceased": Axis.COMPLETENESS,
}
"""The axis whose findings a family tells in full; those of the others are not looked at."""


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _CaseEntry(_Entry):
    id: Annotated[str, Strict(), StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    why: Annotated[str, Strict(), StringConstraints(min_length=12)]
    facts: dict[str, Any] = {}
    expected: dict[str, Any] = Field(min_length=1)


class _CasesFile(_Entry):
    family: Family
    case: tuple[_CaseEntry, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class KeptCase:
    """One case: its name, a sentence why, its facts, and what must be found."""

    id: str
    why: str
    family: str
    facts: Facts
    expected: Mapping[str, Plain]
    file: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing found otherwise than expected."""

    what: str
    expected: Plain
    found: Plain


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """What became of one case; it holds where nothing differs."""

    case: KeptCase
    differences: tuple[Difference, ...]


def read(folder: Path) -> tuple[KeptCase, ...]:
    """Return the cases of all files of a folder, in order of the files' names.

    A folder that is not there holds none. Raises RulebookError with file, key, line and fault.
    """
    found: dict[str, KeptCase] = {}
    for path in sorted(folder.glob("*.toml")):
        for case, problem in _read_file(path):
            if case.id in found:
                raise RulebookError(path.name, (problem,))
            found[case.id] = case
    return tuple(found.values())


def run(cases: Iterable[KeptCase], book: Rulebook) -> Iterator[CaseOutcome]:
    """Yield what becomes of each case under a rulebook."""
    for case in cases:
        yield CaseOutcome(case, differences(case, book))


def differences(case: KeptCase, book: Rulebook) -> tuple[Difference, ...]:
    """Return what a rulebook finds otherwise than the case expects."""
    _, answer = _FAMILIES[case.family]
    found = answer(case.facts, book)
    return tuple(
        Difference(what, expected, _told(case, what, found))
        for what, expected in case.expected.items()
        if not _agrees(case, what, expected, found)
    )


def _told(case: KeptCase, what: str, found: Answers) -> Plain:
    value = found.get(what)
    return [str(each) for each in _own(case, value)] if what == "findings" else value


def _agrees(case: KeptCase, what: str, expected: Plain, found: Answers) -> bool:
    """Return whether an answer is the expected one.

    All findings of the family's axis must be expected, each by some of its words; of ``said`` and
    ``facts`` only what is written is asked for.
    """
    value = found.get(what)
    if what == "findings":
        return _same_findings(expected, _own(case, value))
    if what == "said":
        return set(_texts(expected)) <= set(_texts(value))
    return _within(expected, value) if what == "facts" else expected == value


def _own(case: KeptCase, value: Plain) -> list[set[str]]:
    axis = _AXES[case.family].value
    return [set(text.split()) for text in _texts(value) if axis in text.split()]


def _same_findings(expected: Plain, found: list[set[str]]) -> bool:
    wanted = [set(text.split()) for text in _texts(expected)]
    if len(wanted) != len(found):
        return False
    return all(any(words <= told for told in found) for words in wanted) and all(
        any(words <= told for words in wanted) for told in found
    )


def _within(expected: Plain, value: Plain) -> bool:
    if not isinstance(expected, dict):
        return expected == value
    return isinstance(value, dict) and all(
        key in value and _within(item, value[key]) for key, item in expected.items()
    )


def _texts(value: Plain) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def _read_file(path: Path) -> Iterator[tuple[KeptCase, Problem]]:
    """Yield each case of a file, with the problem it would be if its name were taken."""
    text = _text(path)
    places = Places(text)
    shaped = _shaped(path, text, places)
    for number, entry in enumerate(shaped.case):
        problem = Problem(
            dotted(("case", number, "id")),
            places.line(("case", number, "id")),
            Fault.TWICE,
            entry.id,
        )
        facts = _facts(path, shaped.family, entry, number, places)
        yield (
            KeptCase(entry.id, entry.why, shaped.family, facts, entry.expected, path.name),
            problem,
        )


def _text(path: Path) -> str:
    try:
        return read_file(path).decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise failed(path, Fault.NOT_TEXT) from error


def _shaped(path: Path, text: str, places: Places) -> _CasesFile:
    try:
        said = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise failed(path, Fault.BROKEN_TOML, str(error)) from error
    try:
        return _CasesFile.model_validate(said)
    except ValidationError as error:
        raise _wrong(path, (), error, places) from error


def _facts(path: Path, family: str, entry: _CaseEntry, number: int, places: Places) -> Facts:
    model, _ = _FAMILIES[family]
    try:
        return model.model_validate(entry.facts)
    except ValidationError as error:
        raise _wrong(path, ("case", number, "facts"), error, places) from error


def _wrong(
    path: Path, within: tuple[str | int, ...], error: ValidationError, places: Places
) -> RulebookError:
    return RulebookError(
        path.name,
        tuple(
            Problem(
                dotted((*within, *detail["loc"])),
                places.line((*within, *detail["loc"])),
                Fault.UNKNOWN_KEY if detail["type"] == "extra_forbidden" else Fault.WRONG_VALUE,
                wanted=wanted.of(detail),
            )
            for detail in details(error)
        ),
    )
