# SPDX-License-Identifier: MIT
"""The check file: one mail item with its applications and their history, as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from inspect import signature
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, Strict
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import PydanticCustomError
from typing_extensions import override

from desk_app.records.case.application import Method, ProxyKind, ReplyTo, Right
from desk_app.records.case.decisions import Outcome
from desk_app.records.case.history import Ruling, Topic
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.mail import Condition, HeldKind, MailKind, Piece
from desk_app.records.case.papers import Authority, Exercise, MaskAction, MaskState, Subject
from desk_app.records.desk.people import Language
from desk_app.records.field import ADDRESS_LIMIT, LONG_LIMIT, NAME_LIMIT
from desk_app.rules.case.heirs import SUBJECT as HEIRS_SUBJECT
from desk_app.rules.days.eras import DateError, parse
from desk_app.rules.finding_codes import Code
from desk_app.rules.writing.text import TextError, clean

R = TypeVar("R")
MOST_PIECES = 10_000
MOST_YEN = 1_000_000


_OF_FILE = "File"
"""Begins the names of those objects whose record has the same; the schema names them without."""


class FileSchema(GenerateJsonSchema):
    """Names every object of the file as its record is named."""

    @override
    def normalize_name(self, name: str) -> str:
        return super().normalize_name(name.removeprefix(_OF_FILE))


class Table(BaseModel):
    """An object of the file: an unknown key is an error."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        strict=False,
        model_title_generator=lambda kind: kind.__name__.removeprefix(_OF_FILE),
    )

    def record(self, kind: Callable[..., R], /, **more: object) -> R:
        """Return a record of what stands here in fields of the same name, and of what is given."""
        names = signature(kind).parameters
        return kind(**{name: value for name, value in self if name in names} | more)


def _cleaned(text: str, limit: int) -> str:
    try:
        return clean(text, limit=limit)
    except TextError as error:
        told = {"position": error.position, "limit": limit}
        raise PydanticCustomError(error.code.value, "{code} at {position}", told) from None


def _name(text: str) -> str:
    return _cleaned(text, NAME_LIMIT)


def _address(text: str) -> str:
    return _cleaned(text, ADDRESS_LIMIT)


def _long(text: str) -> str:
    return _cleaned(text, LONG_LIMIT)


def _day(value: object) -> date:
    """Read an ISO date or any written form of a date in the era calendar."""
    if not isinstance(value, str):
        raise PydanticCustomError("date_not_text", "a date is written as a text")
    try:
        return parse(_name(value))
    except DateError as error:
        told = {"position": error.start}
        raise PydanticCustomError(error.code.value, "{code} at {position}", told) from None


Name = Annotated[str, Strict(), AfterValidator(_name)]
Address = Annotated[str, Strict(), AfterValidator(_address)]
Long = Annotated[str, Strict(), AfterValidator(_long)]
Key = Annotated[str, Strict(), Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:-]*$", max_length=100)]
Flag = Annotated[bool, Strict()]
Count = Annotated[int, Strict(), Field(ge=1, le=MOST_PIECES)]
Yen = Annotated[int, Strict(), Field(ge=0, le=MOST_YEN)]
Day = Annotated[
    date,
    BeforeValidator(
        _day,
        json_schema_input_type=Annotated[
            str, Field(description="ISO (2026-11-25) or era text (R8.11.25, 令和8年11月25日)")
        ],
    ),
]


# What came in an envelope, as a check file describes it: papers and pieces of payment.


class Allotted(Table):
    """Whole pieces of a line that a person gave to one application of the envelope."""

    application: Key = Field(description="The id of the application.")
    count: Count = Field(description="How many pieces.")


class Payment(Table):
    """One line of payment: denomination × count × condition of one kind of piece."""

    id: Key | None = Field(None, description="Name for judgements; p1, p2 … where left out.")
    piece: Piece = Field(Piece.STAMP, description="What the pieces are.")
    denomination: Yen = Field(
        description="Printed value of one piece in yen; of a sen stamp in sen. 0: none printed."
    )
    count: Count = Field(1, description="How many pieces.")
    condition: Condition = Field(Condition.SOUND, description="The state they arrived in.")
    surcharge: Yen = Field(0, description="The part of a charity stamp that is no postage, yen.")
    issued_on: Day | None = Field(
        None, description="Day of issue of a money order; left out: not read."
    )
    allotted: tuple[Allotted, ...] = Field(
        (),
        max_length=50,
        description="Where the envelope held several applications: what a person gave to which.",
    )


class Held(Table):
    """A thing that came along and must go back: cash, revenue stamps, a card."""

    kind: HeldKind = Field(description="What it is.")
    amount: Yen = Field(0, description="Its amount in yen; 0 where it has none.")
    returned_on: Day | None = Field(None, description="The day it went back.")


class Masked(Table):
    """An item that must be blacked out on a paper; its content is written nowhere."""

    item: Key = Field(description="Code of the item in the rulebook, such as domicile.")
    state: MaskState = Field(description="How it arrived.")
    action: MaskAction | None = Field(None, description="What the desk did where it was visible.")


class FamilyRegister(Table):
    """What a family register, or an insurance document naming dependants, shows."""

    names_principal: Flag = Field(description="Whether the principal is named.")
    names_proxy: Flag = Field(description="Whether the proxy is named.")
    authority: Authority = Field(Authority.NOT_SHOWN, description="What it shows of the proxy.")
    other_holder_signed: Flag = Field(
        False, description="Whether the other holder of joint parental authority signed too."
    )


class FileGuardianship(Table):
    """What a certificate of guardianship shows."""

    kind: ProxyKind = Field(description="The kind of proxy it certifies.")
    names_principal: Flag = Field(description="Whether the principal is named.")
    names_proxy: Flag = Field(description="Whether the proxy is named.")
    powers_listed: Flag = Field(False, description="Whether a list of powers is attached.")
    powers_cover: Flag | None = Field(
        None, description="Whether the powers cover the request; left out: not read yet."
    )
    supervisor_appointed: Flag | None = Field(
        None, description="Whether a supervisor is appointed; left out: not read yet."
    )
    rights: tuple[Right, ...] = Field(
        (),
        max_length=9,
        description="Where they do not cover the whole request: the rights they cover.",
    )
    exercise: Exercise = Field(Exercise.ALONE, description="How several guardians act.")
    other_holder_signed: Flag = Field(
        False, description="Where they must act jointly: whether the other signed too."
    )


class FileMandate(Table):
    """What a letter of proxy says."""

    dated: Day | None = Field(None, description="Its date; left out: undated.")
    names_principal: Flag = Field(description="Whether the principal is named.")
    names_proxy: Flag = Field(description="Whether the proxy is named.")
    rights: tuple[Right, ...] = Field(max_length=9, description="The rights it covers.")
    covers_receipt: Flag = Field(description="Whether it covers receiving the reply.")
    registered_seal: Flag = Field(description="Whether a registered seal is affixed.")
    seal_matches: Flag | None = Field(
        None,
        description="Whether the seal equals the certificate's; left out: nobody compared yet.",
    )
    blank_fields: tuple[Key, ...] = Field(
        (), max_length=20, description="Fields left blank, such as matter, date or proxy."
    )


class FilePaper(Table):
    """One document that came in a mail item, as written on it."""

    id: Key | None = Field(None, description="Name for judgements; e1, e2 … where left out.")
    kind: Key = Field(description="A kind of the rulebook's catalogue, such as driving_licence.")
    of: Subject = Field(Subject.PRINCIPAL, description="The person it is a paper of.")
    original: Flag = Field(False, description="An original, not a copy.")
    issued_on: Day | None = Field(None, description="Day of issue; left out: not read.")
    valid_until: Day | None = Field(None, description="Last day of validity; left out: not read.")
    name: Name = Field("", description="The name on it; empty: not read.")
    address: Address = Field("", description="The address on it; empty: none or not read.")
    born: Day | None = Field(None, description="The day of birth on it.")
    former_names: tuple[Name, ...] = Field(
        (),
        max_length=20,
        description="Earlier names and registered aliases (通称) that it gives as such.",
    )
    former_addresses: tuple[Address, ...] = Field(
        (), max_length=20, description="Earlier addresses on it."
    )
    shows_address: Flag | None = Field(
        None, description="For a kind that only sometimes proves the address: whether this does."
    )
    masking: tuple[Masked, ...] = Field((), max_length=20, description="Items to be blacked out.")
    family_register: FamilyRegister | None = Field(
        None, description="What a family register or an insurance document shows of the family."
    )
    guardianship: FileGuardianship | None = Field(
        None, description="What a certificate of guardianship shows."
    )
    mandate: FileMandate | None = Field(None, description="What a letter of proxy says.")
    note: Long = Field("", description="The desk's own note.")
    whereabouts: str = Field(
        "",
        pattern=r"^(to_return|returned|destroyed|)$",
        description="Empty: in the case folder; else to_return, returned or destroyed.",
    )


class Mail(Table):
    """One thing that arrived by post."""

    arrived_on: Day = Field(description="The day it arrived at the desk.")
    kind: MailKind = Field(MailKind.ORDINARY, description="The kind of mail.")
    postmark: Day | None = Field(None, description="The day of its postmark.")
    tracking_number: Name = Field("", description="The carrier's number.")
    red_marking: Flag = Field(False, description="Whether the red marking was on the envelope.")
    payments: tuple[Payment, ...] = Field((), max_length=200, description="Stamps and the like.")
    held: tuple[Held, ...] = Field((), max_length=50, description="Things that must go back.")
    note: Long = Field("", description="The desk's own note.")


# What happened to an application after it was logged, as a check file tells it.


class Supplement(Mail):
    """A mail item that came later for this application: papers, stamps."""

    id: Key | None = Field(None, description="Name for judgements; m2, m3 … where left out.")
    papers: tuple[FilePaper, ...] = Field((), max_length=100, description="The documents in it.")


class HeldRecord(Table):
    """One record the department holds."""

    id: Key | None = Field(None, description="Name for judgements; r1, r2 … where left out.")
    name: Name = Field("", description="The name it holds; empty: none.")
    former_name: Name = Field("", description="A former name it holds.")
    born: Day | None = Field(None, description="The day of birth it holds.")
    address: Address = Field("", description="The address it holds; empty: none.")
    member_number: Name = Field("", description="Member number, user id or the like.")
    email: Name = Field("", description="Mail address.")


class DepartmentAsked(Table):
    """An inquiry to the department that holds the data. Without records: nothing is registered."""

    department: Name = Field("department", description="The department.")
    asked_on: Day = Field(description="The day it was asked.")
    chased_on: tuple[Day, ...] = Field((), max_length=50, description="The days it was reminded.")
    answered_on: Day | None = Field(None, description="The day it answered; left out: not yet.")
    records: tuple[HeldRecord, ...] = Field(
        (), max_length=50, description="The records in its answer."
    )
    answer: Long = Field("", description="The answer in words.")


class NoticeSent(Table):
    """A notice of deficiencies (L2)."""

    for_posting_on: Day = Field(description="The day it was issued to be posted on.")
    posted_on: Day | None = Field(None, description="The day it was posted; left out: not yet.")
    due: Day | None = Field(None, description="The due date it names; left out: as the rules say.")
    asks: tuple[Key, ...] | None = Field(
        None,
        max_length=200,
        description="The findings it lists, as CODE or CODE:SUBJECT; "
        "left out: all deficiencies there were on its day.",
    )
    void: Flag = Field(False, description="Voided before posting.")


class Judged(Table):
    """What a person judged: itself a fact, with day and reason."""

    topic: Topic = Field(description="What was judged.")
    subject: Key = Field(
        description="Id of the paper, payment line, supplement or record, or of held cash "
        "(h1-1: the first thing of the first mail item); "
        "for go_on_without and doubt the finding as CODE or CODE:SUBJECT; for deceased: principal."
    )
    ruling: Ruling = Field(
        description="How it was judged; of what differs overruled, then confirmed by another."
    )
    reason: Long = Field("", description="Why.")
    by: Name = Field("supervisor", description="Who.")
    on: Day = Field(description="The day.")


class LapseConfirmed(Table):
    """A chargeable claim treated as never made, confirmed by a supervisor."""

    claim: Key = Field(description="The claim.")
    confirmed_on: Day = Field(description="The day a supervisor confirmed it.")
    by: Name = Field("supervisor", description="Who confirmed it.")
    answered_on: Day | None = Field(None, description="The day its letter (L3) was posted.")


class WithdrawalSent(Mail):
    """A writing that withdraws claims."""

    written_on: Day | None = Field(None, description="The day written on it.")
    signed: Flag = Field(True, description="Whether it is signed.")
    claims: tuple[Key, ...] = Field(
        (), max_length=9, description="The claims it withdraws; left out: all."
    )
    sent_by: Subject = Field(
        Subject.PRINCIPAL,
        description="Who withdraws, whoever sent the form.",
    )
    confirmed_on: Day | None = Field(None, description="The day a supervisor confirmed it.")
    rejected_on: Day | None = Field(
        None, description="The day a supervisor said that it does not stand."
    )
    reason: Long = Field("", description="Why it does not stand.")
    by: Name = Field("supervisor", description="Who confirmed it, or said that it does not stand.")
    answered_on: Day | None = Field(None, description="The day its letter (L13) was posted.")


class GroundUsed(Table):
    """A ground of the rulebook as used in a decision."""

    code: Key = Field(description="The ground by its code in the rulebook.")
    law: Name = Field("", description="The other law, by its code in the rulebook.")
    article: Name = Field("", description="The article of that law.")
    item: Name = Field("", description="One of the numbered cases of the ground.")


class Decided(Table):
    """The decision on one claim: proposed by one person, approved by another."""

    claim: Key = Field(description="The claim.")
    outcome: Outcome = Field(description="The outcome.")
    grounds: tuple[GroundUsed, ...] = Field((), max_length=10, description="Grounds, if refused.")
    facts: Long = Field("", description="The facts the letter prints.")
    explanation: Long = Field("", description="The explanation the letter prints.")
    content_complete: Flag = Field(
        True,
        description="Whether what the letter tells besides is written: data, changes, "
        "scope of the search, substitute measure, place of publication, contact.",
    )
    proposed_on: Day = Field(description="The day it was proposed.")
    proposed_by: Name = Field("clerk", description="Who proposed it.")
    sent_back: Long = Field("", description="The reason with which it was sent back, if it was.")
    approved_on: Day | None = Field(None, description="The day it was approved.")
    approved_by: Name = Field("supervisor", description="Who approved it.")
    answered_on: Day | None = Field(None, description="The day its letter was posted.")
    came_back_on: Day | None = Field(None, description="The day its letter came back.")


class AddressTold(Supplement):
    """A writing that tells a new address, with the papers that came in it.

    It counts once a paper shows it and ``accepted_on`` says that a person took it over.
    """

    of: Subject = Field(Subject.PRINCIPAL, description="Who has moved: principal or proxy.")
    postal_code: Name = Field("", description="The new postal code.")
    address: Address = Field(min_length=1, description="The new address.")
    written_on: Day | None = Field(None, description="The day written on it.")
    accepted_on: Day | None = Field(
        None, description="The day a person compared it with the paper and took it over."
    )
    rejected_on: Day | None = Field(None, description="The day a person set it aside.")
    reason: Long = Field("", description="Why it was set aside.")
    by: Name = Field("clerk", description="Who took it over, or set it aside.")


class LetterSent(Table):
    """Another letter that went out, such as a delay (L15)."""

    kind: LetterKind = Field(description="The letter.")
    dated: Day = Field(description="The day on it.")
    posted_on: Day | None = Field(None, description="The day it was posted.")
    delay_until: Day | None = Field(None, description="For L15: the new target day.")


class History(Table):
    """What happened, each list in order of time."""

    supplements: tuple[Supplement, ...] = Field(
        (), max_length=100, description="What came later by post."
    )
    departments: tuple[DepartmentAsked, ...] = Field(
        (), max_length=50, description="Departments asked and what they answered."
    )
    notices: tuple[NoticeSent, ...] = Field((), max_length=50, description="Notices (L2).")
    judgements: tuple[Judged, ...] = Field((), max_length=200, description="What persons judged.")
    lapses: tuple[LapseConfirmed, ...] = Field((), max_length=9, description="Lapses confirmed.")
    withdrawals: tuple[WithdrawalSent, ...] = Field((), max_length=20, description="Withdrawals.")
    address_changes: tuple[AddressTold, ...] = Field(
        (), max_length=20, description="New addresses that were told by mail."
    )
    decisions: tuple[Decided, ...] = Field(
        (), max_length=50, description="Decisions: proposal, approval, letter."
    )
    letters: tuple[LetterSent, ...] = Field((), max_length=50, description="Other letters.")
    completed_on: Day | None = Field(
        None,
        description="The day the letter that answers the last open claim was posted; "
        "stands for answered_on of everything that has none.",
    )

    @property
    def with_papers(self) -> tuple[Supplement, ...]:
        """Return the later mail items that papers may come in, in the order of their numbers."""
        return (*self.supplements, *self.address_changes)

    @classmethod
    def nothing(cls) -> History:
        """Return the history of an application to which nothing has happened yet."""
        return cls.model_validate({})


class FormSheet(Table):
    """The application form that came."""

    code: Key | None = Field(description="A-1, A-2 …; null for a sheet that is no form.")
    version: Name = Field("", description="The version printed on it; empty: not noted.")
    filled_in_on: Day | None = Field(None, description="The day written on it.")
    signed: Flag = Field(True, description="Whether it is signed or sealed.")


class Person(Table):
    """The principal: the person whose data it is, as written on the form."""

    name: Name = Field("", description="Name as written; empty: not filled in.")
    kana: Name = Field("", description="Reading as written.")
    former_name: Name = Field("", description="Former name, where the form gives one.")
    born: Day | None = Field(None, description="Day of birth.")
    postal_code: Name = Field("", description="Postal code.")
    address: Address = Field("", description="Address as written; empty: not filled in.")
    registered_address: Address = Field(
        "", description="The registered address the applicant names; empty: the same."
    )
    phone: Name = Field("", description="Telephone number.")
    member_number: Name = Field("", description="Member number, user id or the like.")
    email: Name = Field("", description="Mail address.")
    deceased: Flag = Field(False, description="Whether the person has died.")
    also_heirs: Flag = Field(
        False, description="Whether what is asked is also data about the heir who asks."
    )


class FileProxy(Table):
    """Who acts for the principal, as written on the form."""

    kind: ProxyKind = Field(description="The kind of proxy.")
    name: Name = Field("", description="Name as written; empty: not filled in.")
    kana: Name = Field("", description="Reading as written.")
    postal_code: Name = Field("", description="Postal code.")
    address: Address = Field("", description="Address as written; empty: not filled in.")
    phone: Name = Field("", description="Telephone number.")


class FileChange(Table):
    """One line of a correction, addition or deletion."""

    item: Long = Field("", description="What is to be changed, such as address.")
    before: Long = Field("", description="What is held now, in the applicant's words.")
    after: Long = Field("", description="What it shall be.")


class FileClaim(Table):
    """One right asked for."""

    id: Key | None = Field(
        None, description="Name within the application; the right itself where left out."
    )
    right: Right = Field(description="The right.")
    changes: tuple[FileChange, ...] = Field(
        (), max_length=200, description="For correction, addition, deletion: the lines."
    )
    reason: Key | None = Field(
        None, description="For cessation, erasure, provision_stop: the reason's code."
    )
    circumstances: Long = Field("", description="For those: what the applicant says of it.")


class ApplicationPart(Table):
    """The form or forms of one principal in the mail item, its papers, and what happened since."""

    id: Key | None = Field(None, description="Name in the output; 1, 2 … where left out.")
    form: FormSheet = Field(description="The form.")
    further_forms: tuple[FormSheet, ...] = Field(
        (), max_length=10, description="Forms of other families beside it, such as A-2 with A-1."
    )
    principal: Person = Field(description="The person whose data it is.")
    proxy: FileProxy | None = Field(None, description="Who acts for that person; left out: nobody.")
    claims: tuple[FileClaim, ...] = Field(max_length=9, description="The rights asked for.")
    scope: Long = Field("", description="Which data, in the applicant's words.")
    service: Long = Field("", description="Which service.")
    method: Method = Field(Method.PAPER, description="How disclosure is wished.")
    reply_to: ReplyTo = Field(ReplyTo.PRINCIPAL, description="To whom the form sends the reply.")
    language: Language = Field(Language.JA, description="Language of the reply.")
    papers: tuple[FilePaper, ...] = Field((), max_length=100, description="The documents enclosed.")
    history: History = Field(
        default_factory=History.nothing, description="What happened after it was logged."
    )


class CheckFile(Table):
    """One mail item and what became of it."""

    mail_item: Mail = Field(description="The envelope, with its stamps.")
    applications: tuple[ApplicationPart, ...] = Field(
        min_length=1, max_length=50, description="The applications in it."
    )


# The names of claims, papers, payment lines, supplements and records within a check file.


_OF_MAIL = (".late", Topic.LATE_ARRIVAL.value)
"""How codes and topics end whose subject is a mail item."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The names of one application, in the order of the file; given or numbered.

    Papers and payment lines are numbered through the envelope and all supplements. ``mails`` gives
    for each later mail item its number: supplements, then withdrawals, then changes of address; the
    envelope itself is 1.
    ``places`` are the JSON paths of the papers.
    """

    claims: tuple[str, ...]
    papers: tuple[str, ...]
    places: tuple[str, ...]
    lines: tuple[str, ...]
    records: tuple[str, ...]
    held: tuple[str, ...]
    mails: Mapping[str, int]
    doubled: str

    def subject(self, topic: Topic, subject: str) -> str:
        """Return the subject of a judgement as the records name it."""
        if topic is Topic.LATE_ARRIVAL and subject in self.mails:
            return str(self.mails[subject])
        return subject

    def shown(self, code: str, subject: str) -> str:
        """Return the subject of a finding or topic as the file names it."""
        if not code.endswith(_OF_MAIL):
            return subject
        return next(
            (name for name, number in self.mails.items() if subject == str(number)), subject
        )

    def place(self, subject: str) -> str:
        """Return the JSON path of the paper a finding speaks of; empty where it is none."""
        named = zip(self.papers, self.places, strict=True)
        return next((at for name, at in named if f"{subject}.".startswith(f"{name}.")), "")

    def is_subject(self, topic: Topic, subject: str) -> bool:
        """Return whether there is something of that name to be judged."""
        if topic is Topic.DECEASED:
            return subject == HEIRS_SUBJECT
        if topic in {Topic.GO_ON_WITHOUT, Topic.DOUBT}:
            return subject.partition(":")[0] in set(Code)
        return subject in self._subjects(topic)

    def _subjects(self, topic: Topic) -> Iterable[str]:
        if topic in {Topic.REGISTERED_ADDRESS, Topic.REGISTERED_NAME, Topic.RECORD}:
            return self.records
        if topic is Topic.LATE_ARRIVAL:
            return self.mails
        if topic is Topic.CASH_BACK:
            return self.held
        return self.lines if topic is Topic.DOUBTFUL_PIECE else self.papers


def labels_of(check: CheckFile, number: int) -> Labels:
    """Return the names of one application of a check file."""
    part = check.applications[number]
    history = part.history
    papers = [*part.papers, *(each for came in history.with_papers for each in came.papers)]
    posts = (check.mail_item, *history.supplements, *history.withdrawals, *history.address_changes)
    lines = [line for post in posts for line in post.payments]
    records = [each for asked in history.departments for each in asked.records]
    paper_names = _named("e", (each.id for each in papers))
    line_names = _named("p", (each.id for each in lines))
    record_names = _named("r", (each.id for each in records))
    return Labels(
        claims=claim_names(part),
        papers=paper_names,
        places=tuple(_places(part, f"$.applications[{number}]")),
        lines=line_names,
        records=record_names,
        held=tuple(
            f"h{number}-{thing}"
            for number, post in enumerate(posts, 1)
            for thing in range(1, len(post.held) + 1)
        ),
        mails=_mails(part),
        doubled=_doubled((*paper_names, *line_names, *record_names)),
    )


def claim_names(part: ApplicationPart) -> tuple[str, ...]:
    """Return the names of the claims: given, or the right, numbered where it stands twice."""
    seen: Counter[str] = Counter()
    names = []
    for claim in part.claims:
        right = claim.right.value
        seen[right] += 1
        names.append(claim.id or (right if seen[right] == 1 else f"{right}-{seen[right]}"))
    return tuple(names)


def _places(part: ApplicationPart, here: str) -> Iterator[str]:
    yield from (f"{here}.papers[{number}]" for number in range(len(part.papers)))
    history = part.history
    for name in ("supplements", "address_changes"):
        for place, came in enumerate(getattr(history, name)):
            supplement = f"{here}.history.{name}[{place}]"
            yield from (f"{supplement}.papers[{number}]" for number in range(len(came.papers)))


def _mails(part: ApplicationPart) -> dict[str, int]:
    """Return the number of each later mail item: supplements, withdrawals, changes of address."""
    history = part.history
    later = (*history.supplements, *history.withdrawals, *history.address_changes)
    given = (each.id if isinstance(each, Supplement) else None for each in later)
    return {id_ or f"m{number}": number for number, id_ in enumerate(given, 2)}


def _named(letter: str, ids: Iterator[str | None]) -> tuple[str, ...]:
    return tuple(given or f"{letter}{number}" for number, given in enumerate(ids, 1))


def _doubled(names: tuple[str, ...]) -> str:
    return next((name for name, count in Counter(names).items() if count > 1), "")
