# SPDX-License-Identifier: MIT
"""What the case slip shows (P4): it lies on top of the papers of one application, in the house."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desk_app.records.application import ProxyKind, Right
from desk_app.records.findings import (
    AuthorityState,
    ClaimState,
    Completeness,
    FeeState,
    Identity,
)
from desk_app.records.letters import LetterKind
from desk_app.records.mail import MailKind
from desk_app.records.people import DeskProfile, Language
from desk_app.records.word import Word


class Check(Word):
    """What is checked of every application."""

    PAPERS = "papers"
    IDENTITY = "identity"
    AUTHORITY = "authority"
    FEE = "fee"
    DECISION = "decision"


CheckState = Completeness | Identity | AuthorityState | FeeState | ClaimState


@dataclass(frozen=True, slots=True)
class CheckLine:
    """How far a check is, what was found in words, who found it and when."""

    what: Check
    state: CheckState
    found: str = ""
    on: date | None = None
    by: str = ""


class Place(Word):
    """Where a paper is."""

    CASE_FOLDER = "case_folder"
    STAMP_BOX = "stamp_box"
    TO_RETURN = "to_return"
    RETURNED = "returned"
    DESTROYED = "destroyed"


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper or a line of stamps: what it is and what was masked, in words, and where it is.

    ``original`` is None for what is neither original nor copy; ``gone_with`` is the bare number of
    the letter it went back with.
    """

    what: str
    original: bool | None
    masked: str = ""
    where: Place = Place.CASE_FOLDER
    gone_on: date | None = None
    gone_with: str = ""


class Event(Word):
    """What happens in the course of an application."""

    LOGGED = "logged"
    SUPPLEMENTED = "supplemented"
    ASKED = "asked"
    ANSWERED = "answered"
    DECIDED = "decided"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    POSTED = "posted"
    DELIVERED = "delivered"
    CAME_BACK = "came_back"


@dataclass(frozen=True, slots=True)
class CourseLine:
    """What happened on a day, a day it sets, whose work it was.

    ``letter`` with its bare number, or a tracking number, belongs to what is posted.
    """

    on: date
    event: Event
    letter: LetterKind | None = None
    document: str = ""
    tracking: str = ""
    due: date | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class CaseSlipPage:
    """The case slip of an application on the day it is printed.

    ``receipt_code`` is the receipt number with prefix and check character; ``opened_by`` who opened
    the envelope, one or two; ``warning`` and ``target`` the days of the reply. Words of checks and
    papers are in the page's language.
    """

    language: Language
    profile: DeskProfile
    printed_on: date
    receipt_number: str
    receipt_code: str
    principal: str
    received_on: date
    kind: MailKind
    claims: tuple[Right, ...]
    checks: tuple[CheckLine, ...]
    proxy: str = ""
    proxy_kind: ProxyKind | None = None
    tracking_number: str = ""
    marking_seen: bool = False
    opened_by: tuple[str, ...] = ()
    warning: date | None = None
    target: date | None = None
    papers: tuple[PaperLine, ...] = ()
    course: tuple[CourseLine, ...] = ()
    completed_on: date | None = None
    kept_until: date | None = None
    disposed_on: date | None = None
    disposed_by: tuple[str, ...] = ()
