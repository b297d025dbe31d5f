# SPDX-License-Identifier: MIT
"""The shape of a rulebook file: every table and key, its type, and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, Strict, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from desk_app.records.application import Method, ProxyKind, ReplyTo, Right
from desk_app.records.decisions import Outcome
from desk_app.records.mail import Condition, MailKind, Piece
from desk_app.records.papers import Subject
from desk_app.records.people import Role
from desk_app.rules.rulebook.reading import Fault
from desk_app.rules.rulebook.terms import (
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
Flag = Annotated[bool, Strict()]
Day = Annotated[date, Strict()]
MonthDay = Annotated[str, Strict(), StringConstraints(pattern=r"^(0[1-9]|1[0-2])-[0-3][0-9]$")]
Weekday = Annotated[
    str,
    Strict(),
    StringConstraints(pattern=r"^(monday|tuesday|wednesday|thursday|friday|saturday|sunday)$"),
]


class Entry(BaseModel):
    """A table of the file: an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_by_alias=True)


class Spanning(Entry):
    """A table in force from a day on."""

    since: Day = Field(alias="from")
    until: Day | None = None


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


class Head(Entry):
    """What the file is: declared version, first day, titles."""

    name: Code
    version: Code
    begins: Day
    title_ja: Text
    title_en: Text


class ClauseEntry(Spanning):
    """A clause of the published policy, with our own statement of it."""

    id: Code
    place: Text
    title_ja: Text
    title_en: Text
    text_ja: Text
    text_en: Text


class PracticeEntry(Spanning):
    """A decision where the policy is silent."""

    number: Count
    text_ja: Text
    text_en: Text


class NumberEntry(Based):
    """A whole number."""

    value: Whole


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
    """An amount of money in whole units."""

    value: Whole
    unit: Code


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
    """The periods in days, months and years, and the age of majority."""

    notice: tuple[NumberEntry, ...] = Field(min_length=1)
    target: tuple[NumberEntry, ...] = Field(min_length=1)
    warning: tuple[NumberEntry, ...] = Field(min_length=1)
    suit: tuple[NumberEntry, ...] = Field(min_length=1)
    freshness_months: tuple[NumberEntry, ...] = Field(min_length=1)
    retention_years: tuple[NumberEntry, ...] = Field(min_length=1)
    majority: tuple[NumberEntry, ...] = Field(min_length=1)


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
    identity_without_photo: tuple[NumberEntry, ...] = Field(min_length=1)


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
    why: Text


class CalendarTables(Entry):
    """The desk's calendar."""

    week: tuple[WeekEntry, ...] = Field(min_length=1)
    closing: tuple[ClosingEntry, ...] = ()


class PieceEntry(Based):
    """How a kind of piece is taken."""

    piece: Piece
    means: Code
    standing: Standing
    reason: Word = ""
    returned: Flag
    divisible: Flag = False


class ConditionEntry(Based):
    """How a condition of a piece is taken."""

    condition: Condition
    standing: Standing
    reason: Word = ""


class MaskEntry(Based):
    """An item to be blacked out."""

    code: Code
    title_ja: Text
    title_en: Text


class DocumentEntry(Based):
    """A kind of document."""

    code: Code
    title_ja: Text
    title_en: Text
    photo: Flag
    identity: IdentityUse
    address: Proves
    expires: Flag
    fresh: Flag
    original: Flag
    mask: tuple[Code, ...] = ()
    keeping: Keeping
    accepted_from: Day | None = None
    accepted_until: Day | None = None
    issued_from: Day | None = None
    authority_of: Subject | None = None
    instead: Word = ""


class ProxyEntry(Based):
    """What a proxy kind must show."""

    kind: ProxyKind
    title_ja: Text
    title_en: Text
    papers: tuple[tuple[Code, ...], ...] = Field(min_length=1)
    minor: Flag
    powers: Flag
    supervisor: Flag


class FormEntry(Based):
    """An application form."""

    code: Code
    title_ja: Text
    title_en: Text
    rights: tuple[Right, ...] = Field(min_length=1)
    versions: tuple[Text, ...] = Field(min_length=1)
    required: tuple[Code, ...] = Field(min_length=1)


class GroundEntry(Based):
    """A reason for refusing: ``articles`` gives the rights it is lawful for, with the article."""

    code: Code
    title_ja: Text
    title_en: Text
    articles: dict[Right, Text] = Field(min_length=1)
    needs: tuple[Need, ...] = ()
    items: tuple[Text, ...] = ()
    unproven: Annotated[str, Strict(), StringConstraints(pattern="^(identity|authority|)$")] = ""
    enabled: Flag = True
    outcome: Outcome = Outcome.REFUSED


class ReasonEntry(Based):
    """A reason for cessation as on the form."""

    code: Code
    title_ja: Text
    title_en: Text


class LawEntry(Based):
    """A law that may be named."""

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
    clause: tuple[ClauseEntry, ...] = Field(min_length=1)
    practice: tuple[PracticeEntry, ...] = ()
    fee: FeeTables
    days: DaysTables
    switch: SwitchTables
    calendar: CalendarTables
    piece: tuple[PieceEntry, ...] = Field(min_length=1)
    condition: tuple[ConditionEntry, ...] = Field(min_length=1)
    mask: tuple[MaskEntry, ...] = ()
    document: tuple[DocumentEntry, ...] = Field(min_length=1)
    proxy: tuple[ProxyEntry, ...] = ()
    form: tuple[FormEntry, ...] = Field(min_length=1)
    ground: tuple[GroundEntry, ...] = Field(min_length=1)
    reason: tuple[ReasonEntry, ...] = ()
    law: tuple[LawEntry, ...] = ()
    duty: tuple[DutyEntry, ...] = Field(min_length=1)
