# SPDX-License-Identifier: MIT
"""What the Intake page shows: one frozen state for the whole view."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from desk_app.desk.queries import ApplicationLine, KnownPerson
    from desk_app.gui.marks import Mark
    from desk_app.gui.presenters.intake_drafts import Kept
    from desk_app.gui.presenters.intake_form import IntakeForm
    from desk_app.gui.presenters.intake_look import LineLeft
    from desk_app.gui.widgets.finding_lines import FindingLine
    from desk_app.records.application import Right
    from desk_app.records.findings import FeeStanding
    from desk_app.records.people import User

_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class SectionState:
    """How a section stands: its mark and how many findings make it so; none while untouched."""

    mark: Mark | None = None
    count: int = 0


UNTOUCHED = (SectionState(),) * 7


@dataclass(frozen=True, slots=True)
class NextStep:
    """What comes next: what is to be done, why, and the day it counts to."""

    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class Claimed:
    """One claim of an open application: its id and its right."""

    id: str
    right: Right


@dataclass(frozen=True, slots=True)
class IntakeState:
    """All that the view needs to draw itself.

    ``troubles`` are sentences by field, ``papers`` the mark of each document's line. ``matches``
    are the open applications a supplement may belong to, ``whose`` names the chosen one and
    ``withdrawable`` are its claims, ``proxy`` names its proxy. ``revision`` grows whenever the form
    was changed from outside the fields, so that they show it again. ``draft`` is the kept one that
    the page goes on with, ``restored`` while nothing was typed since; ``aside`` the one that was
    laid aside.
    """

    form: IntakeForm
    today: date
    revision: int = 0
    sections: tuple[SectionState, ...] = UNTOUCHED
    findings: tuple[FindingLine, ...] = ()
    papers: Mapping[str, Mark] = field(default_factory=lambda: MappingProxyType({}))
    troubles: Mapping[str, str] = field(default_factory=lambda: _NONE)
    fee: FeeStanding | None = None
    next: NextStep | None = None
    known: tuple[KnownPerson, ...] = ()
    people: tuple[User, ...] = ()
    matches: tuple[ApplicationLine, ...] = ()
    withdrawable: tuple[Claimed, ...] = ()
    proxy: str = ""
    whose: str = ""
    left_over: tuple[LineLeft, ...] = ()
    saved_at: datetime | None = None
    restored: bool = False
    draft: Kept | None = None
    aside: Kept | None = None
    saving: bool = False
