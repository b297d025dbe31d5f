# SPDX-License-Identifier: MIT
"""The facts of a kept case: only what matters is written, everything else is complete."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, Strict

from desk_app.records.application import ProxyKind, Right
from desk_app.records.decisions import Outcome
from desk_app.records.findings import AuthorityState, Identity
from desk_app.records.history import Ruling, Topic
from desk_app.records.mail import Condition, Piece
from desk_app.records.papers import Authority, Exercise, MaskAction, MaskState
from desk_app.rules.fees import FeeEnd

Day = Annotated[date, Strict()]
Text = Annotated[str, Strict()]
Flag = Annotated[bool, Strict()]
Texts = tuple[Text, ...]

LINE = re.compile(r"(?P<denomination>[0-9]+)(?:\+(?P<surcharge>[0-9]+))?x(?P<count>[0-9]+)")
"""Denomination, surcharge and count of a payment line: ``84x10``, ``50+5x3``."""

OWN = "own="
"""Before how many pieces of a line in a shared envelope are the application's own."""

_WORDS = {each.value for kind in (Piece, Condition) for each in kind}


def _line(text: str) -> str:
    """Refuse a payment line with a word that says nothing, or without a number of pieces."""
    others = [word for word in text.split() if not LINE.fullmatch(word)]
    known = all(word in _WORDS or word.startswith(OWN) for word in others)
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


class WritingFacts(Facts):
    """A writing that withdraws claims; where no right is written, all of them."""

    arrived: Day
    rights: tuple[Right, ...] = ()
    signed: Flag = True
    by: Literal["principal", "proxy"] = "principal"
    ruling: Literal["confirmed", "rejected"] | None = None


class ApplicationFacts(Facts):
    """One application: complete, fee paid, the register matching, unless written otherwise.

    ``pieces`` are payment lines such as ``500x2``, ``84x10 torn``, ``charity_stamp 50+5x3``,
    ``revenue_stamp 500x1``; ``own=1`` says how many of a shared envelope's line are its own.
    ``papers`` show the principal, ``proxy_papers`` the proxy, ``authority`` the proxy's authority.
    ``decision`` says how far the decision on every right is, made on the day of arrival.
    """

    arrived: Day = date(2026, 11, 25)
    on: Day | None = None
    rights: tuple[Right, ...] = (Right.DISCLOSURE,)
    forms: Texts | None = None
    version: Text = ""
    signed: Flag = True
    name: Text = "佐藤 花子"
    former_name: Text = ""
    born: Day | Literal[""] = date(1985, 6, 1)
    address: Text = "東京都新宿区西新宿2-8-1"
    registered_address: Text = ""
    member_number: Text = ""
    email: Text = ""
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


class EndFacts(Facts):
    """How an application with a fee ended; or the day it was completed on."""

    arrived: Day = date(2026, 11, 25)
    end: FeeEnd | None = None
    completed: Day | None = None


class ValueFacts(Facts):
    """A value of the rulebook asked for by name: ``piece.cash``, ``duty.approve``, ``switch``."""

    ask: Text
    on: Day = date(2026, 11, 25)
