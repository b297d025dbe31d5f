# SPDX-License-Identifier: MIT
"""What happened to an application after it was logged, as a check file tells it."""

from __future__ import annotations

from pydantic import Field

from desk_app.cli.check_papers import Mail, Paper
from desk_app.cli.check_values import Address, Day, Flag, Key, Long, Name, Table
from desk_app.records.decisions import Outcome
from desk_app.records.history import Ruling, Topic
from desk_app.records.letters import LetterKind
from desk_app.records.papers import Subject


class Supplement(Mail):
    """A mail item that came later for this application: papers, stamps."""

    id: Key | None = Field(None, description="Name for judgements; m2, m3 … where left out.")
    papers: tuple[Paper, ...] = Field((), max_length=100, description="The documents in it.")


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
        description="Id of the paper, payment line, supplement or record; "
        "for go_on_without the finding as CODE or CODE:SUBJECT."
    )
    ruling: Ruling = Field(description="How it was judged.")
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

    code: Key = Field(description="The ground, such as PR-G4.")
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
    decisions: tuple[Decided, ...] = Field(
        (), max_length=50, description="Decisions: proposal, approval, letter."
    )
    letters: tuple[LetterSent, ...] = Field((), max_length=50, description="Other letters.")
    completed_on: Day | None = Field(
        None,
        description="The day the letter that answers the last open claim was posted; "
        "stands for answered_on of everything that has none.",
    )

    @classmethod
    def nothing(cls) -> History:
        """Return the history of an application to which nothing has happened yet."""
        return cls.model_validate({})
