# SPDX-License-Identifier: MIT
"""Inquiries and complaints: what reaches the desk and is not an application (I1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from desk_app.records.base import ApplicationId, InquiryKey, MailItemId, UserId, Word
from desk_app.records.case.application import Correction
from desk_app.records.case.disposal import Hold
from desk_app.records.case.history import Letter, Posting
from desk_app.records.desk.people import Language
from desk_app.records.field import (
    NAME_LIMIT,
    FieldMeaning,
    LaterNumber,
    MailAddress,
    OfThePerson,
    PersonAddress,
    PersonName,
    PersonNumber,
    PersonText,
    PostalCode,
    ShortText,
)

TimeOfDay = Annotated[str, FieldMeaning(NAME_LIMIT, identifies=True)]
"""Hours and minutes as ``14:05``, empty where nobody wrote them down."""


class Channel(Word):
    """The way an inquiry came by (CT-web, CT-mail); a visit becomes an inquiry (CT-visit)."""

    MAIL = "mail"
    WEB = "web"
    TELEPHONE = "telephone"
    SERVICE = "service"
    IN_PERSON = "in_person"


class AddressedTo(Word):
    """To whom somebody turned: the desk, or the officer through it (CT-officer)."""

    DESK = "desk"
    OFFICER = "officer"


class InquiryKind(Word):
    """What an inquiry is.

    What is ``application`` turns into one; what is ``referred`` belongs to a service's own contact
    (PR-0, CT-0).
    """

    INQUIRY = "inquiry"
    COMPLAINT = "complaint"
    CONSULTATION = "consultation"
    APPLICATION = "application"
    REFERRED = "referred"


class Cause(Word):
    """Why somebody had to ask or to complain: the desk's own catalogue (J.11)."""

    UNCLEAR_NOTICE = "unclear_notice"
    OUR_MISTAKE = "our_mistake"
    LATE_ANSWER = "late_answer"
    UNWANTED_MAIL = "unwanted_mail"
    DATA_WRONG = "data_wrong"
    BEYOND_PURPOSE = "beyond_purpose"
    PROVISION = "provision"
    SECURITY = "security"
    CONDUCT = "conduct"
    OTHERS_MATTER = "others_matter"
    NO_FAULT = "no_fault"
    OTHER = "other"


class CourseStep(Word):
    """What happened to an inquiry after it was logged."""

    TAKEN = "taken"
    GIVEN = "given"
    """Given to somebody, who looks after it from then on, by who may give work to others."""
    HANDED_BACK = "handed_back"
    """Nobody looks after it from then on, until somebody takes it."""
    ASKED = "asked"
    DEPARTMENT_ANSWERED = "department_answered"
    SUPPLEMENT = "supplement"
    """Something came later for it: by post, or as a text by any other way."""
    INTERIM = "interim"
    """Told when the answer comes: an answer only to the question when (practice 35)."""
    ANSWERED = "answered"
    CAUSE = "cause"
    MEASURE_NEEDED = "measure_needed"
    NO_MEASURE = "no_measure"
    MEASURE_DONE = "measure_done"
    MEASURE_CHECKED = "measure_checked"
    LEAK_SUSPECTED = "leak_suspected"
    """The facts may be one of Rule 7's: known since a day and an hour, told to somebody."""
    LEAK_REPORTED = "leak_reported"
    """The preliminary report went to the Commission (Act 26, Rule 8(1))."""
    LEAK_REPORTED_IN_FULL = "leak_reported_in_full"
    NO_LEAK = "no_leak"
    REFERRED = "referred"
    UNDELIVERABLE = "undeliverable"
    """The answer came back, and there is nowhere else to send it: it is kept here."""
    CARRIED_OVER = "carried_over"
    CLOSED = "closed"


class InquiryWork(Word):
    """What is to be done with an inquiry next; the lists keep it beside the inquiry."""

    TO_TAKE = "to_take"
    TO_ANSWER = "to_answer"
    WAITING = "waiting"
    """For a department that was asked."""
    TO_POST = "to_post"
    """Its letter is issued and not in the post."""
    RETURNED = "returned"
    """The letter that answered it came back."""
    TO_FOLLOW_UP = "to_follow_up"
    """Answered; the cause, or what is to be done about it, stands open."""
    TO_CLOSE = "to_close"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class CourseEntry:
    """One step of an inquiry's course: on which day, noted by whom and when.

    ``text`` is what was said or found; ``whom`` a department, a service's contact, who is to do
    something, or who was told; ``until`` the day by which it is to be done or answered;
    ``known_at`` since when a leak is known, ``attack`` that somebody meant it; ``channel`` how an
    answer was given, ``user`` to whom of the desk it was given. What is ``taken_back`` counts as
    never done.
    """

    id: str
    step: CourseStep
    on: date
    by: UserId
    at: datetime
    text: PersonText = ""
    whom: ShortText = ""
    until: date | None = None
    cause: Cause | None = None
    channel: Channel | None = None
    known_at: datetime | None = None
    attack: bool = False
    taken_back: bool = False
    mail_item: MailItemId | None = None
    user: UserId | None = None


@dataclass(frozen=True, slots=True)
class InquirySaid:
    """What somebody turned to the desk with, as received; who it was may be unknown.

    ``attachments`` names what came with it.
    """

    received_on: date
    channel: Channel
    kind: InquiryKind
    text: PersonText
    received_at: TimeOfDay = ""
    addressed_to: AddressedTo = AddressedTo.DESK
    service: ShortText = ""
    name: PersonName = ""
    kana: PersonName = ""
    postal_code: PostalCode = ""
    address: PersonAddress = ""
    phone: PersonNumber = ""
    email: MailAddress = ""
    attachments: PersonText = ""
    language: Language = Language.JA


@dataclass(frozen=True, slots=True)
class Inquiry:
    """An inquiry or complaint with its course, its letters (L16) and their envelopes.

    ``number`` reads ``R8-Q0012``; ``token`` is the random name that the journal and the disposal
    list use. ``mail_item`` is what it came in by post, ``application`` the one that it was carried
    over into. ``kind`` in ``said`` is what it is now; ``corrections`` keep what it was.
    ``own_number`` is its number in the ledger that the office had before this desk.
    """

    id: InquiryKey
    token: str
    number: str
    said: InquirySaid
    logged_at: datetime
    logged_by: UserId
    mail_item: MailItemId | None = None
    application: ApplicationId | None = None
    course: Annotated[tuple[CourseEntry, ...], OfThePerson] = ()
    letters: Annotated[tuple[Letter, ...], OfThePerson] = ()
    postings: Annotated[tuple[Posting, ...], OfThePerson] = ()
    holds: Annotated[tuple[Hold, ...], OfThePerson] = ()
    corrections: Annotated[tuple[Correction, ...], OfThePerson] = ()
    version: int = 0
    own_number: LaterNumber = ""
