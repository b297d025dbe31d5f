# SPDX-License-Identifier: MIT
"""What somebody means to do at the desk: the verb, and what it is to be done with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from desk_app.records.base import (
    ClaimId,
    HeldThingId,
    InquiryId,
    LetterId,
    MailItemId,
    PostingId,
    UserId,
)
from desk_app.records.case.decisions import Decision
from desk_app.records.case.history import Judgement
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.mail import MailKind
from desk_app.records.desk.people import Role


class Verb(StrEnum):
    """What can be done with an application, in the order of its course."""

    LOG = "log"
    CORRECT = "correct"
    ALLOT = "allot"
    ATTACH_SUPPLEMENT = "attach_supplement"
    MOVE_SUPPLEMENT = "move_supplement"
    READ_PAPER = "read_paper"
    """Fill in what was not read from a paper, note what was masked, destroyed or returned."""
    JUDGE = "judge"
    ASK_DEPARTMENT = "ask_department"
    CHASE_DEPARTMENT = "chase_department"
    RECORD_ANSWER = "record_answer"
    ACKNOWLEDGE = "acknowledge"
    """Issue the acknowledgement of receipt (L1)."""
    GIVE_NOTICE = "give_notice"
    GIVE_DELAY = "give_delay"
    CONFIRM_LAPSE = "confirm_lapse"
    CONFIRM_WITHDRAWAL = "confirm_withdrawal"
    PROPOSE = "propose"
    TAKE_BACK = "take_back"
    SEND_BACK = "send_back"
    APPROVE = "approve"
    ISSUE_LETTER = "issue_letter"
    VOID_LETTER = "void_letter"
    PRINT_LETTER = "print_letter"
    POST = "post"
    RECORD_DELIVERY = "record_delivery"
    RECORD_RETURN = "record_return"
    SEND_AGAIN = "send_again"
    """Issue the letter that goes with one that came back (L14)."""
    LIST_RETURNS = "list_returns"
    """Issue the cover sheet of what goes back (L12)."""
    RETURN_THINGS = "return_things"


class Ending(StrEnum):
    """A row of the table of decisions: how a claim can end, and what that needs."""

    ANSWERED = "answered"
    """Granted, in part, no such data, or refused on a ground about the data."""
    IDENTITY_NOT_SHOWN = "identity_not_shown"
    AUTHORITY_NOT_SHOWN = "authority_not_shown"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    REFERRED = "referred"


WISHED: Mapping[LetterKind, Verb] = MappingProxyType(
    {
        LetterKind.ACKNOWLEDGEMENT: Verb.ACKNOWLEDGE,
        LetterKind.RETURN: Verb.LIST_RETURNS,
        LetterKind.RESENDING: Verb.SEND_AGAIN,
    }
)
"""The letters that no claim owes, each with its verb: written because somebody came for them."""

WRITTEN_BY: Mapping[LetterKind, Verb] = MappingProxyType(
    {**WISHED, LetterKind.DEFICIENCIES: Verb.GIVE_NOTICE, LetterKind.DELAY: Verb.GIVE_DELAY}
)
"""The verb that issues a letter, where it is one of its own."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A verb with what it is done with; only what the verb speaks of is given.

    ``by`` and ``roles`` say who; without roles nobody's role is asked. ``ending`` asks whether a
    claim may be decided that way before anything is written; ``on`` is the day of a posting.
    ``things`` of the return list lie in an envelope that goes by ``mail``.
    """

    verb: Verb
    by: UserId | None = None
    roles: frozenset[Role] | None = None
    claims: tuple[ClaimId, ...] = ()
    ending: Ending | None = None
    decision: Decision | None = None
    judgement: Judgement | None = None
    mail_item: MailItemId | None = None
    inquiry: InquiryId | None = None
    department: str = ""
    letter: LetterId | None = None
    letter_kind: LetterKind | None = None
    posting: PostingId | None = None
    on: date | None = None
    things: tuple[HeldThingId, ...] = ()
    mail: MailKind | None = None

    def claim_ids(self) -> tuple[ClaimId, ...]:
        """Return the claims it speaks of, that of its decision included."""
        return (self.decision.claim,) if self.decision is not None else self.claims
