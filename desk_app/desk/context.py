# SPDX-License-Identifier: MIT
"""The desk a verb acts on: its ports, its rulebook, who is acting; what a verb changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum

from desk_app.desk.errors import KnownError, NotAllowed
from desk_app.desk.ports import Ports, Seal
from desk_app.records.base import ApplicationId
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Application
from desk_app.records.case.history import ApplicationFile
from desk_app.records.desk.people import Role, User
from desk_app.rules.postage.tariff import NO_TARIFF, Tariff
from desk_app.rules.rulebook.rulebook import Rulebook, Rules, may
from desk_app.rules.rulebook.terms import Duty, DutyFor
from desk_app.rules.situation.situation import Situation, situation_of

_STOOD_AT_MOST = 16
"""So many applications are known as they stood."""


class Kind(Enum):
    """A kind of thing a change concerns."""

    MAIL_ITEM = "mail_item"
    APPLICATION = "application"
    LETTER = "letter"
    DRAFT = "draft"
    RULEBOOK = "rulebook"
    USER = "user"
    SHEET = "sheet"
    DISPOSAL = "disposal"
    STAMPS = "stamps"
    WORDING = "wording"
    PROFILE = "profile"
    REGISTER = "register"
    INQUIRY = "inquiry"


@dataclass(frozen=True, slots=True)
class Changes:
    """The ids that changed, by kind; ids of mail items and applications are ints, others text."""

    touched: frozenset[tuple[Kind, int | str]]

    @classmethod
    def of(cls, *touched: tuple[Kind, int | str]) -> Changes:
        """Return the changes of these kinds and ids."""
        return cls(frozenset(touched))

    def ids(self, kind: Kind) -> frozenset[int | str]:
        """Return the ids of one kind."""
        return frozenset(id_ for touched, id_ in self.touched if touched is kind)

    def __or__(self, other: Changes) -> Changes:
        """Return both changes together."""
        return Changes(self.touched | other.touched)


# How the applications stand that were looked at last: what is asked again is worked out once.


@dataclass(frozen=True, slots=True)
class _Stood:
    """How an application stood, and all that it was worked out from."""

    file: ApplicationFile
    book: Rulebook
    on: date
    situation: Situation


@dataclass(frozen=True, slots=True)
class Standings:
    """Knows of a few applications how they stand; they go with the open desk that knows them.

    A page reads its application from the store again and again, and a verb asks of it what the page
    has asked. Equal facts, under the same rulebook, on the same day, stand as they stood.
    """

    _stood: dict[ApplicationId, _Stood] = field(default_factory=dict)

    def of(self, file: ApplicationFile, book: Rulebook, on: date) -> Situation:
        """Return how an application stands on a day by a rulebook."""
        id_ = file.application.id
        stood = self._stood.get(id_)
        if stood is not None and (stood.book is book and stood.on == on and stood.file == file):
            return stood.situation
        situation = situation_of(file, book.on(on), on)
        if id_ not in self._stood and len(self._stood) >= _STOOD_AT_MOST:
            self._stood.clear()
        self._stood[id_] = _Stood(file, book, on, situation)
        return situation


# The desk a verb acts on: its ports, its rulebook, and who is acting.


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything wired, for window, command line and tests."""

    ports: Ports
    rulebook: Rulebook
    actor: User
    earlier: Mapping[str, Rulebook] = field(default_factory=dict)
    """The rulebooks that open applications were frozen with, by version."""
    pending: Rulebook | None = None
    """A newer rulebook file that nobody confirmed yet (AP)."""
    program: Rulebook | None = None
    """The rulebook file that came with the program, in force or not."""
    tariff: Tariff = NO_TARIFF
    """What the post office charges."""
    at_arrival: tuple[KnownError, ...] = ()
    """What is told to whoever just signed in, though the desk is open."""
    genuine: set[bytes] = field(default_factory=set, compare=False, repr=False)
    """Signatures of wordings found genuine since the desk was opened: none is checked twice."""
    standings: Standings = field(default_factory=Standings, compare=False, repr=False)
    """How the applications stand that were looked at last."""

    @property
    def today(self) -> date:
        """Return the day at the desk."""
        return self.ports.clock.today()

    def book_of(self, application: Application) -> Rulebook:
        """Return the rulebook version an application was frozen with, or took since."""
        return self.earlier.get(application.rulebook_version, self.rulebook)

    def rules_of(self, application: Application) -> Rules:
        """Return today's rules of the rulebook version an application stands under."""
        return self.book_of(application).on(self.today)

    def may(self, duty: Duty) -> bool:
        """Return whether one of the actor's roles has the duty today."""
        return may(self.actor.roles, duty, self.rulebook.on(self.today))

    def must(
        self, duty: Duty, among: frozenset[Role] | None = None, named: DutyFor | None = None
    ) -> None:
        """Go on only if one of the actor's roles has the duty; the refusal is journaled.

        ``among`` are the roles that may have it whatever a rulebook says: what is signed needs one
        of them. A refusal tells what it was ``named`` for. Raises NotAllowed.
        """
        allowed = self.rulebook.on(self.today).duty(duty)
        if among is not None:
            allowed &= among
        if not self.actor.roles & allowed:
            with self.ports.store.writing(self.actor.id, self.ports.clock.now()) as books:
                books.journal.note(Action.VERB_REFUSED, duty=duty.value)
                books.commit()
            raise NotAllowed(facts={"duty": (named or duty).value})

    def acting(self, user: User, seal: Seal) -> Desk:
        """Return the same desk with another person acting, who has shown a password."""
        return replace(self, actor=user, ports=replace(self.ports, seal=seal))
