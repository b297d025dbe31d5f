# SPDX-License-Identifier: MIT
"""A rulebook file: every table and key, its type, and nothing else; its entries are the terms."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    Strict,
    StringConstraints,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from desk_app.records.case.application import Method, ProxyKind, ReplyTo, Right
from desk_app.records.case.decisions import Outcome
from desk_app.records.case.mail import Condition, MailKind, Piece
from desk_app.records.case.papers import Subject
from desk_app.records.desk.people import Role
from desk_app.records.registers import DataMark
from desk_app.rules.finding_codes import Cited
from desk_app.rules.rulebook.reading import AS_KEPT, Fault
from desk_app.rules.rulebook.terms import (
    Basis,
    Duty,
    FeePer,
    IdentityUse,
    Keeping,
    Need,
    Proves,
    Source,
    Standing,
)

Text = Annotated[str, Strict(), StringConstraints(min_length=1)]
Word = Annotated[str, Strict()]
Code = Annotated[str, Strict(), StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$")]
Whole = Annotated[int, Strict(), Field(ge=0, le=100_000_000)]
Count = Annotated[int, Strict(), Field(ge=1, le=10_000)]
RightAmount = Annotated[str, Strict(), StringConstraints(pattern=r"^[a-z_]+ [0-9]{1,8}$")]
Flag = Annotated[bool, Strict()]
Day = Annotated[date, Strict()]
MonthDay = Annotated[str, Strict(), StringConstraints(pattern=r"^(0[1-9]|1[0-2])-[0-3][0-9]$")]
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
Weekday = Annotated[str, Strict(), StringConstraints(pattern=rf"^({'|'.join(WEEKDAYS)})$")]


def kept_from(least: int, most: int) -> WrapValidator:
    """Return what takes a number that an earlier program took, in a version that a desk keeps.

    What is put in force now has the bounds that stand beside it; a desk of before opens still.
    """

    def taken(value: object, handler: ValidatorFunctionWrapHandler, info: ValidationInfo) -> object:
        if info.context is AS_KEPT and type(value) is int and least <= value <= most:
            return value
        return handler(value)

    return WrapValidator(taken)


class Entry(BaseModel):
    """A table of the file: an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_by_alias=True)


class Spanning(Entry):
    """A table in force from a day on.

    What an officer changed at the desk says ``why``; ``published`` is the day on which a change of
    the policy was (AP).
    """

    since: Day = Field(alias="from")
    until: Day | None = None
    published: Day | None = None
    why: Word = ""


class Based(Spanning):
    """A table that says what it rests on: clause or article of law, source, practice."""

    clause: Word = ""
    article: Word = ""
    source: Source
    practice: Count | None = None

    @model_validator(mode="after")
    def _rests_on_something(self) -> Based:
        if not self.clause and not self.article:
            raise PydanticCustomError(Fault.NO_CLAUSE, "neither clause nor article")
        if (self.source is Source.PRACTICE) != (self.practice is not None):
            raise PydanticCustomError(Fault.UNKNOWN_PRACTICE, "practice and source disagree")
        return self

    @property
    def basis(self) -> Basis:
        """What the table rests on."""
        return Basis(self.clause or self.article, self.source)


class Head(Entry):
    """What the file is: declared version, first day, titles."""

    name: Code
    version: Code
    begins: Day
    title_ja: Text
    title_en: Text


class PublishedPurpose(Entry):
    """A purpose of use that a clause publishes, as the register of purposes takes it over.

    ``part`` says which part of the clause it is, where that has several.
    """

    part: Word = ""
    data_ja: Text
    data_en: Text
    people_ja: Text
    people_en: Text
    obtained_ja: Text
    obtained_en: Text
    purpose_ja: Text
    purpose_en: Text
    retention: Word = ""
    marks: tuple[DataMark, ...] = ()


class Clause(Spanning):
    """A clause of the published policy: id, place in it, title and our own statement of it.

    ``points`` says what it is of, for whoever cites it without knowing its id; ``purposes`` the
    purposes of use that it publishes.
    """

    id: Code
    points: tuple[Cited, ...] = ()
    place: Text
    title_ja: Text
    title_en: Text
    text_ja: Text
    text_en: Text
    purposes: tuple[PublishedPurpose, ...] = ()


class PracticeEntry(Spanning):
    """A decision where the policy is silent."""

    number: Count
    text_ja: Text
    text_en: Text


class NumberEntry(Based):
    """A whole number."""

    value: Whole


class PeriodEntry(NumberEntry):
    """A period in days: a year at the most."""

    value: Annotated[int, Strict(), Field(ge=0, le=366)]


class CountedEntry(PeriodEntry):
    """A period in days; where it is in ``business`` days, those on which the desk is open.

    It has one day at least: what is posted or comes today is answered tomorrow at the earliest.
    """

    value: Annotated[int, Strict(), Field(ge=1, le=366), kept_from(0, 366)]
    business: Flag = False


class SuitEntry(PeriodEntry):
    """The days after which a suit is possible: two weeks, which no rulebook shortens (APPI 39)."""

    value: Annotated[int, Strict(), Field(ge=14, le=366), kept_from(0, 366)]


class MonthsEntry(NumberEntry):
    """A period in months: ten years at the most."""

    value: Annotated[int, Strict(), Field(ge=0, le=120)]


class FreshnessEntry(MonthsEntry):
    """The months in which a certificate is fresh: one at least, or none would ever do."""

    value: Annotated[int, Strict(), Field(ge=1, le=120), kept_from(0, 120)]


class YearsEntry(NumberEntry):
    """An age, or a period in years: a long life at the most."""

    value: Annotated[int, Strict(), Field(ge=0, le=120)]


class RetentionEntry(YearsEntry):
    """The years in which papers are kept: one at least, or all would go with the reply."""

    value: Annotated[int, Strict(), Field(ge=1, le=100), kept_from(0, 120)]


class MajorityEntry(YearsEntry):
    """An age of majority: under it somebody acts for the principal."""

    value: Annotated[int, Strict(), Field(ge=1, le=30), kept_from(0, 120)]


class PapersEntry(NumberEntry):
    """How many papers without a photo show who somebody is."""

    value: Annotated[int, Strict(), Field(ge=1, le=5), kept_from(0, 100_000_000)]


class FlagEntry(Based):
    """Yes or no."""

    value: Flag


class MailEntry(Based):
    """A kind of mail."""

    value: MailKind


class ReplyToEntry(Based):
    """To whom a reply goes."""

    value: ReplyTo


class JointEntry(Based):
    """What is done where one of two holders acts."""

    value: Annotated[str, Strict(), StringConstraints(pattern="^(ask|refuse)$")]


class MethodsEntry(Based):
    """The ways in which the desk answers."""

    value: tuple[Method, ...] = Field(min_length=1)


class AmountEntry(Based):
    """The fee in whole units; ``rights`` are those that cost otherwise: ``purpose 300``."""

    value: Whole
    unit: Code
    rights: tuple[RightAmount, ...] = ()

    @property
    def of_rights(self) -> dict[str, int]:
        """The sum of each right that costs another one than ``value``, by the right's code."""
        pairs = (each.split() for each in self.rights)
        return {right: int(amount) for right, amount in pairs}


class PerEntry(Based):
    """What one fee is taken for."""

    value: FeePer


class RightsEntry(Based):
    """A list of rights; none is allowed."""

    value: tuple[Right, ...]


class FeeTables(Entry):
    """The fee."""

    amount: tuple[AmountEntry, ...] = Field(min_length=1)
    per: tuple[PerEntry, ...] = Field(min_length=1)
    chargeable: tuple[RightsEntry, ...] = Field(min_length=1)


class DaysTables(Entry):
    """The periods in days, months and years, the age of majority and that of acting alone.

    A rulebook from before that age was asked, or of a company that asks for none, has none; so it
    is with the months in which requests of one person are counted.
    """

    notice: tuple[CountedEntry, ...] = Field(min_length=1)
    target: tuple[CountedEntry, ...] = Field(min_length=1)
    warning: tuple[CountedEntry, ...] = Field(min_length=1)
    suit: tuple[SuitEntry, ...] = Field(min_length=1)
    freshness_months: tuple[FreshnessEntry, ...] = Field(min_length=1)
    retention_years: tuple[RetentionEntry, ...] = Field(min_length=1)
    majority: tuple[MajorityEntry, ...] = Field(min_length=1)
    alone: tuple[YearsEntry, ...] = ()
    repeat_months: tuple[MonthsEntry, ...] = ()


class SwitchTables(Entry):
    """The practice decisions that are switches, numbers or names."""

    fee_kept_when_refused: tuple[FlagEntry, ...] = Field(min_length=1)
    fee_back_when_referred: tuple[FlagEntry, ...] = Field(min_length=1)
    fee_back_when_withdrawn: tuple[FlagEntry, ...] = Field(min_length=1)
    stamps_back_when_lapsed: tuple[FlagEntry, ...] = Field(min_length=1)
    excess_back: tuple[FlagEntry, ...] = Field(min_length=1)
    free_stamps_back: tuple[FlagEntry, ...] = Field(min_length=1)
    proxy_identity_required: tuple[FlagEntry, ...] = Field(min_length=1)
    notice_before_refusal: tuple[FlagEntry, ...] = Field(min_length=1)
    lapse_first: tuple[FlagEntry, ...] = Field(min_length=1)
    returns_documents: tuple[FlagEntry, ...] = Field(min_length=1)
    answers: tuple[MethodsEntry, ...] = Field(min_length=1)
    reply_mail: tuple[MailEntry, ...] = Field(min_length=1)
    reply_to_default: tuple[ReplyToEntry, ...] = Field(min_length=1)
    minor_reply_to: tuple[ReplyToEntry, ...] = Field(min_length=1)
    joint_by_one: tuple[JointEntry, ...] = Field(min_length=1)
    identity_without_photo: tuple[PapersEntry, ...] = Field(min_length=1)


class WeekEntry(Based):
    """The days of the week and of the year on which the desk is closed."""

    closed: tuple[Weekday, ...]
    national_holidays: Flag
    year_end: tuple[MonthDay, MonthDay] | None = None


class ClosingEntry(Entry):
    """Days on which this desk alone is closed, both included."""

    first: Day
    last: Day
    clause: Word = ""
    source: Source
    practice: Count | None = None
    published: Day | None = None
    why: Text


class CalendarTables(Entry):
    """The desk's calendar."""

    week: tuple[WeekEntry, ...] = Field(min_length=1)
    closing: tuple[ClosingEntry, ...] = ()


class PieceTerm(Based):
    """How a kind of piece is taken: counted, doubtful or refused (reason code), and whether kept.

    ``means`` is the means of payment the piece belongs to (``stamp``, ``money_order`` …).
    ``divisible`` says that a part of its value can be given back (a transfer; never a stamp).
    ``highest`` is the highest face value such a piece was ever issued with (0: none is known);
    ``valid_months`` for how many months from its issue it is good (0: for good): counted from the
    day of issue where that is typed, else whoever counts it says that it is expired.
    """

    piece: Piece
    means: Code
    standing: Standing
    reason: Word = ""
    returned: Flag
    divisible: Flag = False
    highest: Whole = 0
    valid_months: Annotated[int, Strict(), Field(ge=0, le=120)] = 0


class FaceTerm(Based):
    """Face values that stamps of some years were issued with, in yen, set apart by spaces.

    ``code`` names the years of issue. What stands in no such entry is asked about (practice 25);
    where there is none at all, nobody is.
    """

    code: Code
    values: Annotated[str, Strict(), StringConstraints(pattern=r"^[1-9][0-9]*( [1-9][0-9]*)*$")]

    @property
    def yen(self) -> frozenset[int]:
        """Return the face values as numbers."""
        return frozenset(map(int, self.values.split()))


class ConditionTerm(Based):
    """How a condition of a counted piece is taken, with the reason's code."""

    condition: Condition
    standing: Standing
    reason: Word = ""


class MaskTerm(Based):
    """An item that must be blacked out: code, titles, and the law behind it."""

    code: Code
    title_ja: Text
    title_en: Text


class DocumentTerm(Based):
    """One kind of document of the catalogue, as it stands on the day of its arrival.

    ``accepted_from``/``accepted_until`` are inclusive days of arrival; ``expires`` says that a
    day of expiry must be given; ``fresh`` that it must have been issued a few months ago at most,
    ``fresh_months`` of its own if that is not 0;
    ``original`` that only an original counts; ``mask`` lists the codes of what must be blacked
    out; ``instead`` names the kind that takes the place of a dead one. ``issued_from``: a piece
    issued before that day is not accepted (None: any day of issue). ``authority_of``: whose paper
    it must be to show a proxy's authority (None: what it says of both decides); a proxy's own seal
    certificate shows the proxy alone (PR-3c). ``gives_names``: a paper of an office, whose former
    names and registered aliases are the person's too (practice 27). ``photo_from`` is the age below
    which such a paper may bear no photo: somebody looks. ``abroad``: it shows authority where
    the principal lives abroad alone, in place of what nobody has there.
    """

    code: Code
    title_ja: Text
    title_en: Text
    photo: Flag
    photo_from: Annotated[int, Strict(), Field(ge=0, le=100)] = 0
    identity: IdentityUse
    address: Proves
    expires: Flag
    fresh: Flag
    fresh_months: Annotated[int, Strict(), Field(ge=0, le=120)] = 0
    original: Flag
    mask: tuple[Code, ...] = ()
    keeping: Keeping
    accepted_from: Day | None = None
    accepted_until: Day | None = None
    issued_from: Day | None = None
    authority_of: Subject | None = None
    gives_names: Flag = True
    abroad: Flag = False
    instead: Word = ""

    def taken_on(self, day: date) -> bool:
        """Return whether such a paper would be taken if it arrived on that day."""
        since, until = self.accepted_from, self.accepted_until
        return (since is None or since <= day) and (until is None or day <= until)


class ProxyTerm(Based):
    """What a proxy kind must show (PR-3).

    ``papers`` are sets of document codes, any one of which suffices; ``minor`` that the principal
    must be under age on arrival; ``powers`` that the powers must be listed and cover the request;
    ``supervisor`` that a supervisor must be appointed; ``without_seal`` that a letter of
    proxy need not bear the registered seal.
    """

    kind: ProxyKind
    title_ja: Text
    title_en: Text
    papers: tuple[tuple[Code, ...], ...] = Field(min_length=1)
    minor: Flag
    powers: Flag
    supervisor: Flag
    without_seal: Flag = False


class FormTerm(Based):
    """An application form: its rights, its versions still taken, the fields that must be filled."""

    code: Code
    title_ja: Text
    title_en: Text
    rights: tuple[Right, ...] = Field(min_length=1)
    versions: tuple[Text, ...] = Field(min_length=1)
    required: tuple[Code, ...] = Field(min_length=1)

    @property
    def current(self) -> str:
        """Return the version in force."""
        return self.versions[-1]


class Ground(Based):
    """A catalogued reason for refusing: the rights it is lawful for, article, what it needs.

    ``unproven`` names the axis (``identity`` or ``authority``) a ground of the form L5b rests on.
    ``items`` are the numbered cases it can be used with; ``articles`` gives the article per right.
    ``enabled`` is false for a ground that stands in the catalogue but is off (practice 6).
    ``outcome`` is the outcome it explains: a refusal (whole or in part), or that nothing is held.
    """

    code: Code
    title_ja: Text
    title_en: Text
    articles: dict[Right, Text] = Field(min_length=1)
    needs: tuple[Need, ...] = ()
    items: tuple[Text, ...] = ()
    unproven: Annotated[str, Strict(), StringConstraints(pattern="^(identity|authority|)$")] = ""
    enabled: Flag = True
    outcome: Outcome = Outcome.REFUSED

    @property
    def rights(self) -> frozenset[Right]:
        """The rights it is lawful for."""
        return frozenset(self.articles)


class Reason(Based):
    """A reason for cessation as on form A-3, with its article."""

    code: Code
    title_ja: Text
    title_en: Text


class OtherLaw(Based):
    """A law that may be named where a ground or the keeping of data rests on another law."""

    code: Code
    title_ja: Text
    title_en: Text


class DutyEntry(Based):
    """Which roles have a duty."""

    duty: Duty
    roles: tuple[Role, ...] = Field(min_length=1)


class RulebookFile(Entry):
    """A whole rulebook file."""

    rulebook: Head
    clause: tuple[Clause, ...] = Field(min_length=1)
    practice: tuple[PracticeEntry, ...] = ()
    fee: FeeTables
    days: DaysTables
    switch: SwitchTables
    calendar: CalendarTables
    piece: tuple[PieceTerm, ...] = Field(min_length=1)
    face: tuple[FaceTerm, ...] = ()
    condition: tuple[ConditionTerm, ...] = Field(min_length=1)
    mask: tuple[MaskTerm, ...] = ()
    document: tuple[DocumentTerm, ...] = Field(min_length=1)
    proxy: tuple[ProxyTerm, ...] = ()
    form: tuple[FormTerm, ...] = Field(min_length=1)
    ground: tuple[Ground, ...] = Field(min_length=1)
    reason: tuple[Reason, ...] = ()
    law: tuple[OtherLaw, ...] = ()
    duty: tuple[DutyEntry, ...] = Field(min_length=1)
