# SPDX-License-Identifier: MIT
"""The sample desk as data: its people, what arrives, how they decide, and how each must end."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from string import ascii_lowercase
from typing import TYPE_CHECKING, Protocol

from pydantic import Field, TypeAdapter

from desk_app.cli.check.check_file import (
    ApplicationPart,
    CheckFile,
    Count,
    Day,
    Flag,
    GroundUsed,
    HeldRecord,
    Key,
    Long,
    Mail,
    Name,
    Table,
    Yen,
)
from desk_app.records.case.decisions import Content, Outcome
from desk_app.records.case.disposal import DisposalState, PaperMethod
from desk_app.records.case.history import ReturnReason, Ruling, Topic
from desk_app.records.case.inquiries import (
    AddressedTo,
    Cause,
    Channel,
    CourseStep,
    InquiryKind,
    InquiryWork,
)
from desk_app.records.case.mail import MailKind, Matter
from desk_app.records.case.papers import MaskAction
from desk_app.records.desk.people import Language, Role
from desk_app.records.registers import DataMark, ProvisionKind
from desk_app.rules.inquiries.inquiring import InquiryNext

if TYPE_CHECKING:
    from desk_app.desk.context import Desk
    from desk_app.desk.ports import Clock


class SamplePerson(Table):
    """A person of the sample desk; the password protects invented people alone."""

    name: Name = Field(description="The name to sign in with.")
    roles: tuple[Role, ...] = Field(description="What the person may do.")
    password: Name = Field(description="The password.")
    published: str = Field("", description="The name in Latin letters, where it is published.")


class SampleMail(Table):
    """A mail item that was opened and waits to be worked up."""

    matter: Matter = Field(description="What it is.")
    kind: MailKind = Field(description="The kind of mail.")
    red_marking: Flag = Field(False, description="Whether the red marking was on the envelope.")
    sender: Name = Field(description="Who sent it.")
    note: Long = Field(description="The desk's own note.")


class SamplePurpose(Table):
    """A purpose of use of the register, in both languages."""

    clause: Name = Field(description="The clause that publishes it.")
    data_ja: Long = Field(description="What data.")
    data_en: Long = Field(description="The same in English.")
    people_ja: Long = Field(description="Of whom.")
    people_en: Long = Field(description="The same in English.")
    obtained_ja: Long = Field(description="How it is obtained.")
    obtained_en: Long = Field(description="The same in English.")
    purpose_ja: Long = Field(description="What it is used for.")
    purpose_en: Long = Field(description="The same in English.")
    published_ja: Long = Field(description="Where that is published.")
    published_en: Long = Field(description="The same in English.")
    department: Name = Field(description="The department that answers for it.")
    retention: Long = Field(description="How long it is kept.")
    marks: tuple[DataMark, ...] = Field((), description="What is special of it.")


class SamplePlace(Table):
    """Where data of a department lie."""

    department: Name = Field(description="The department.")
    data: Long = Field(description="What data.")
    location: Long = Field(description="Where they lie.")
    access: Long = Field(description="Who has access.")
    answers: Long = Field(description="Who answers an inquiry.")
    asked_how: Long = Field(description="How it is asked.")
    retention: Long = Field(description="How long they are kept.")
    applies_from: Day | None = Field(None, description="Since when; the first day.")


class SampleProvision(Table):
    """A row of the register of provision."""

    kind: ProvisionKind = Field(description="What happened with the data.")
    on: Day = Field(description="When.")
    party: Name = Field(description="The other party.")
    party_address: Long = Field("", description="Where it is.")
    representative: Name = Field("", description="Who represents it.")
    person: Name = Field("", description="Whose data, where they are one person's.")
    kana: Name = Field("", description="The reading of that name.")
    items: Long = Field(description="Which items of data.")
    consent: Long = Field("", description="The person's consent.")
    by_contract: Flag = Field(False, description="A contract stands in the place of the record.")
    last_on: Day | None = Field(None, description="The day of the last of several provisions.")
    circumstances: Long = Field("", description="How the other party came to the data.")


class SampleTraining(Table):
    """A training that was held."""

    on: Day = Field(description="When.")
    subject: Name = Field(description="About what.")
    content: Long = Field("", description="What was taught.")
    held_by: Name = Field("", description="Who taught it.")
    attended: Long = Field(description="Who took part.")
    material: Long = Field("", description="What was handed out.")
    understood: Long = Field("", description="How it was seen that they understood.")
    made_up: Long = Field("", description="What was done for those who were absent.")


class SampleStep(Table):
    """A step of an inquiry's course, or an answer by letter, and how that came back."""

    step: CourseStep = Field(description="What is done.")
    days: timedelta | None = Field(None, description="How long after it was received; today.")
    text: Long = Field("", description="What was said or found.")
    whom: Name = Field("", description="A department, a contact, who is to do something.")
    until: Day | None = Field(None, description="By when.")
    cause: Cause | None = Field(None, description="Why somebody had to ask.")
    channel: Channel | None = Field(None, description="How an answer was given.")
    by_letter: Flag = Field(False, description="It is an answer, and goes as a letter (L16).")
    came_back: ReturnReason | None = Field(None, description="Why the letter came back.")
    given_to: Name = Field("", description="To whom of the desk the inquiry is given.")
    known: Name = Field("", description="Since which hour of that day a leak is known.")


class SampleInquiry(Table):
    """An inquiry or complaint, and how it is worked on."""

    what: Long = Field(description="What it shows.")
    what_ja: Long = Field("", description="The same in Japanese.")
    received_on: Day = Field(description="When it came.")
    channel: Channel = Field(description="How it came.")
    kind: InquiryKind = Field(description="What it is.")
    text: Long = Field(description="What was said.")
    language: Language = Field(Language.JA, description="In which language it is answered.")
    service: Name = Field("", description="About which service.")
    name: Name = Field("", description="From whom, where that is known.")
    kana: Name = Field("", description="The reading of that name.")
    postal_code: Name = Field("", description="Where the person lives.")
    address: Long = Field("", description="Where the person lives.")
    phone: Name = Field("", description="A telephone number.")
    email: Name = Field("", description="A mail address.")
    addressed_to: AddressedTo = Field(AddressedTo.DESK, description="To whom it was sent.")
    steps: tuple[SampleStep, ...] = Field((), description="How it is worked on, in order.")
    expected: InquiryWork = Field(description="What is to be done at the end.")
    next: InquiryNext | None = Field(None, description="What comes next at the end, where told.")
    acting: Name = Field("", description="Who acts on it at the end, where that is told.")


class SampleAbsence(Table):
    """Somebody of the desk who is not there, and who does his work meanwhile."""

    person: Name = Field(description="Who is absent.")
    days: timedelta = Field(description="For how long from the day of the sample.")
    stand_in: Name = Field(description="Who stands in.")


class SampleDisposed(Table):
    """How a disposal must stand at the end."""

    state: DisposalState = Field(description="How far it has come.")
    numbers: tuple[Name, ...] = Field(description="What was disposed of.")
    proposed_by: Name = Field(description="Who proposed it.")
    signed_by: Name = Field(description="Who signed it.")
    paper: Name = Field(description="How the papers were destroyed and how many sheets.")
    counted: Count = Field(description="How many applications the figures still count of it.")


class SampleDisposal(Table):
    """A disposal that went the whole way before the first day of the sample.

    The clerk proposed it and the officer signed it on its day; on the first day it was carried out,
    and the papers were destroyed.
    """

    what: Long = Field(description="What it shows.")
    what_ja: Long = Field("", description="The same in Japanese.")
    rows: tuple[int, ...] = Field(min_length=1, description="Rows of two years before.")
    proposed_on: Day = Field(description="The day on which the sheet and the proposal were made.")
    sheet_places: tuple[Name, ...] = Field(description="Where the prints of the sheet lie.")
    sheets: Count = Field(description="How many sheets of paper each application had.")
    method: PaperMethod = Field(description="How they were destroyed.")
    expected: SampleDisposed = Field(description="How it must stand at the end.")


class SampleDesk(Table):
    """The sample desk itself."""

    seed: Name = Field(description="From it come ids, salts and keys.")
    earlier_day: Day = Field(
        description="The day on which it began to take in what is due for disposal now, or was."
    )
    first_day: Day = Field(description="The day on which the desk opens.")
    last_day: Day = Field(description="The day by which every application must have ended.")
    day_to_try: Day = Field(description="The day on which the window shows it.")
    department: Name = Field(description="The department that holds the data.")
    stamps: tuple[tuple[Yen, Count], ...] = Field(
        description="Face value and count of each pile in the drawer on the first day."
    )
    people: tuple[SamplePerson, ...] = Field(
        min_length=2, description="First the officer, then the clerk, then whoever else is there."
    )
    waiting: tuple[SampleMail, ...] = Field(
        (), description="What lies in the basket on the day to try."
    )
    purposes: tuple[SamplePurpose, ...] = Field((), description="The register of purposes.")
    places: tuple[SamplePlace, ...] = Field((), description="Where data lie.")
    provisions: tuple[SampleProvision, ...] = Field((), description="The register of provision.")
    trainings: tuple[SampleTraining, ...] = Field((), description="Trainings that were held.")
    inquiries: tuple[SampleInquiry, ...] = Field((), description="What came beside applications.")
    absences: tuple[SampleAbsence, ...] = Field((), description="Who is absent.")
    disposal: SampleDisposal | None = Field(None, description="What was disposed of.")


class DepartmentAnswer(Table):
    """What the department answers: the form's own data where no record is named."""

    after_days: Count = Field(1, description="Business days after it was asked.")
    nothing: Flag = Field(False, description="Nothing is registered.")
    records: tuple[HeldRecord, ...] = Field((), description="The records in its answer.")


class Judging(Table):
    """How a person judges when the rules ask; used once, in the order of the file."""

    topic: Topic = Field(description="What is judged.")
    ruling: Ruling = Field(description="How.")
    reason: Long = Field("", description="Why.")


class Proposal(Table):
    """How a clerk proposes to decide a claim, once the workflow lets him."""

    claim: Key = Field(description="The claim: its right.")
    outcome: Outcome = Field(description="The outcome.")
    grounds: tuple[GroundUsed, ...] = Field((), description="Grounds, if refused.")
    facts: Long = Field("", description="The facts the letter prints.")
    explanation: Long = Field("", description="The explanation the letter prints.")
    note: Long = Field("", description="The desk's own note.")
    content: dict[str, object] = Field({}, description="What the letter says beyond that.")
    of_purposes: tuple[Name, ...] = Field(
        (), description="By their clauses: the purposes of the register that the letter tells."
    )
    of_provisions: Flag = Field(
        False, description="Whether the letter tells the register's records of that name."
    )

    def content_record(self) -> Content:
        """Return the content as the records keep it; an unknown key is an error."""
        return _CONTENT.validate_python(self.content)


_CONTENT = TypeAdapter(Content)


class Expected(Table):
    """How it must end, written by hand from the policy: what is read back is held against it."""

    claims: dict[Key, str] = Field(description="How each claim ends, by its right.")
    letters: tuple[str, ...] = Field(description="Letters in the order of their issue.")
    back: Yen = Field(0, description="Yen of stamps that went back.")
    findings: tuple[Key, ...] = Field((), description="Codes that must stand among the findings.")
    judged: tuple[str, ...] = Field((), description="What persons judged, as topic:ruling.")
    gone: tuple[Key, ...] = Field((), description="Kinds of things that went back, stamps apart.")
    masked: tuple[str, ...] = Field((), description="What was hidden on papers, as item:action.")
    says: dict[Key, tuple[Long, ...]] = Field({}, description="What a letter says, by its kind.")
    never_says: dict[Key, tuple[Long, ...]] = Field({}, description="And what it must not say.")
    work: str = Field("done", description="The word of the work list at the end.")

    def said(self) -> dict[str, dict[str, bool]]:
        """Return per kind of letter each sentence that was thought of, and whether it stands."""
        kinds = dict.fromkeys([*self.says, *self.never_says])
        return {
            kind: dict.fromkeys(self.says.get(kind, ()), True)
            | dict.fromkeys(self.never_says.get(kind, ()), False)
            for kind in kinds
        }


class SampleApplication(ApplicationPart):
    """One application with everything that will happen to it."""

    what: Name = Field(description="What it shows, in one line.")
    what_ja: Name = Field("", description="The same in Japanese.")
    answer: DepartmentAnswer = Field(
        DepartmentAnswer.model_validate({}), description="What the department answers."
    )
    judgings: tuple[Judging, ...] = Field((), description="How persons judge.")
    proposals: tuple[Proposal, ...] = Field((), description="How claims are decided.")
    masking: MaskAction | None = Field(None, description="What is done with what may not be kept.")
    pieces: tuple[tuple[int, int], ...] = Field(
        (), description="Of an envelope of several: payment line and count allotted to this one."
    )
    expected: Expected = Field(description="How it must end.")


class SampleRow(Table):
    """One mail item of the sample desk; several may share a number, for two ends of one matter."""

    id: int = Field(ge=1, description="The row's number.")
    mail_item: Mail = Field(description="The envelope.")
    applications: tuple[SampleApplication, ...] = Field(min_length=1, description="In it.")

    def check_file(self) -> CheckFile:
        """Return the mail item as a check file: what arrives, first and later."""
        return CheckFile(mail_item=self.mail_item, applications=self.applications)


class _Rows(Table):
    row: tuple[SampleRow, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class SampleEnvelope:
    """A row with the names of its applications: 17a and 17b where its number has several."""

    row: SampleRow
    names: tuple[str, ...]


def desk_of(folder: Path) -> SampleDesk:
    """Return the sample desk of a folder of data; raises ValidationError with the place."""
    return SampleDesk.model_validate(_toml(folder / "desk.toml"))


def envelopes_of(folder: Path) -> tuple[SampleEnvelope, ...]:
    """Return all rows named, in the order of their arrival; raises ValidationError as well."""
    return _envelopes(folder / "rows")


def earlier_envelopes_of(folder: Path) -> tuple[SampleEnvelope, ...]:
    """Return likewise what the desk was asked two years before."""
    return _envelopes(folder / "earlier")


def _envelopes(folder: Path) -> tuple[SampleEnvelope, ...]:
    rows = [
        row
        for path in sorted(folder.glob("*.toml"))
        for row in _Rows.model_validate(_toml(path)).row
    ]
    several = Counter(row.id for row in rows for _ in row.applications)
    letters = {number: iter(ascii_lowercase) for number in several}
    found = [
        SampleEnvelope(
            row,
            tuple(
                f"{row.id}{next(letters[row.id])}" if several[row.id] > 1 else str(row.id)
                for _ in row.applications
            ),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda each: each.row.mail_item.arrived_on))


def _toml(path: Path) -> dict[str, object]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


# What the sample desk needs of whoever wires the program: a desk on a clock of its own.


_OPENING = timedelta(hours=0)
"""Nine in the morning in Japan, in UTC."""

_BETWEEN = timedelta(seconds=20)


class SampleClock:
    """The clock of the sample desk: it stands on a day, and every look takes some seconds."""

    def __init__(self, day: date) -> None:
        self._day = day
        self._looks = 0

    def today(self) -> date:
        """Return the day at the desk."""
        return self._day

    def now(self) -> datetime:
        """Return a moment of that day, a little later at every look."""
        self._looks += 1
        start = datetime(self._day.year, self._day.month, self._day.day, tzinfo=UTC) + _OPENING
        return start + min(self._looks * _BETWEEN, timedelta(hours=9))

    def move_to(self, day: date) -> None:
        """Go to the opening of a later day."""
        self._day, self._looks = day, 0


class House(Protocol):
    """Founds and opens the sample desk; given by whoever knows the concrete classes."""

    @property
    def data(self) -> Path:
        """The folder of the sample's data."""
        ...

    def under(self, rulebook: Path | None) -> House:
        """Return the house under another rulebook; None: under the one it has."""
        ...

    def found(self, sample: SampleDesk, folder: Path, clock: Clock) -> tuple[Desk, Desk]:
        """Make the desk in ``folder/desk`` with keys in ``folder/keys``, each person acting."""
        ...

    def open(self, sample: SampleDesk, folder: Path, clock: Clock) -> Desk:
        """Open it again as its first person."""
        ...
