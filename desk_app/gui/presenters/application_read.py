# SPDX-License-Identifier: MIT
"""One application as its pages need it: its file, what the rules say, what may be done now."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from desk_app.desk import reading
from desk_app.i18n import messages
from desk_app.rules import letters_due, possible
from desk_app.rules.check import told
from desk_app.rules.permission.attempt import Attempt, Verb
from desk_app.rules.situation import Situation, situation_of
from desk_app.rules.workflow import refusals

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from desk_app.desk.context import Desk
    from desk_app.records.application import Application, Claim
    from desk_app.records.findings import Examination
    from desk_app.records.history import ApplicationFile
    from desk_app.records.ids import ApplicationId, ClaimId, UserId
    from desk_app.records.journal import JournalEntry
    from desk_app.records.people import Language, User
    from desk_app.rules.letters_due import LetterDue
    from desk_app.rules.rulebook import Rules
    from desk_app.rules.work_codes import Refusal


@dataclass(frozen=True, slots=True)
class Opened:
    """An application on a day, for one acting person; ``people`` are all users of the desk.

    ``hindered`` gives the first reason against each verb that nobody can do now with anything.
    """

    situation: Situation
    examination: Examination
    allowed: tuple[Attempt, ...]
    allowed_to_somebody: tuple[Attempt, ...]
    owed: tuple[LetterDue, ...]
    people: Mapping[UserId, User]
    actor: User
    number_prefix: str = ""
    journal: tuple[JournalEntry, ...] = ()
    hindered: Mapping[Verb, Refusal] = field(default_factory=dict)
    departments: tuple[str, ...] = ()
    """Those that the desk asked of late, the last first; none where none can be asked now."""

    @property
    def file(self) -> ApplicationFile:
        """The facts of the application."""
        return self.situation.file

    @property
    def application(self) -> Application:
        """The application as received."""
        return self.situation.file.application

    @property
    def id(self) -> ApplicationId:
        """Its id."""
        return self.application.id

    @property
    def rules(self) -> Rules:
        """The rules of the day."""
        return self.situation.rules

    def may(self, verb: Verb) -> tuple[Attempt, ...]:
        """Return with what a verb can be done now by the acting person."""
        return tuple(attempt for attempt in self.allowed if attempt.verb is verb)

    def could(self, verb: Verb) -> bool:
        """Return whether somebody of the desk could do it now, whoever has the duty."""
        return any(attempt.verb is verb for attempt in self.allowed_to_somebody)

    def refused(self, attempt: Attempt) -> tuple[Refusal, ...]:
        """Return every reason why the acting person may not do it now."""
        asked = replace(attempt, by=self.actor.id, roles=self.actor.roles)
        return refusals(asked, self.situation)

    def why_not(self, verb: Verb, language: Language) -> str:
        """Return why a verb cannot be done with anything there is; empty where it can."""
        reason = self.hindered.get(verb)
        return "" if reason is None else messages.refusal(reason.value, {}, language)

    def claim(self, id_: ClaimId) -> Claim:
        """Return a claim by its id; raises StopIteration where there is none."""
        return next(claim for claim in self.application.claims if claim.id == id_)

    def name_of(self, id_: UserId | None) -> str:
        """Return the name of a user; the id where nobody has it any more."""
        if id_ is None:
            return ""
        user = self.people.get(id_)
        return user.name if user is not None else str(id_)


def glance(desk: Desk, id_: ApplicationId) -> Opened:
    """Read an application and what the rules tell of it, not what may be done; raises NotFound."""
    with reading.cases(desk) as books:
        file = books.files.get(id_)
        people = {user.id: user for user in books.people.all()}
        prefix = books.settings.profile().number_prefix
        journal = books.journal.entries(id_)
    situation = situation_of(file, desk.rules_of(file.application), desk.today)
    return Opened(situation, told(situation), (), (), (), people, desk.actor, prefix, journal)


def read(desk: Desk, id_: ApplicationId) -> Opened:
    """Read an application with all that the rules say of it today; raises NotFound."""
    opened = glance(desk, id_)
    situation = opened.situation
    tried = tuple(possible.attempts(situation))
    allowed = possible.allowed(situation, by=desk.actor.id, roles=desk.actor.roles, tried=tried)
    to_somebody = possible.allowed(situation, tried=tried)
    can = {each.verb for each in (*allowed, *to_somebody)}
    return replace(
        opened,
        allowed=allowed,
        allowed_to_somebody=to_somebody,
        owed=letters_due.letters_due(situation),
        departments=reading.lists(desk).departments() if Verb.ASK_DEPARTMENT in can else (),
        hindered=_hindered(situation, desk.actor, tried, can),
    )


def _hindered(
    situation: Situation, actor: User, tried: Iterable[Attempt], can: Collection[Verb]
) -> Mapping[Verb, Refusal]:
    """Return the first reason against each verb that cannot be done with anything there is."""
    of_verbs = {verb: [Attempt(verb)] for verb in Verb if verb not in can}
    for attempt in tried:
        if attempt.verb in of_verbs:
            of_verbs[attempt.verb].append(attempt)
    return {
        verb: reason
        for verb, (bare, *real) in of_verbs.items()
        if (reason := _first_reason(real or [bare], situation, actor)) is not None
    }


def _first_reason(attempts: Sequence[Attempt], situation: Situation, actor: User) -> Refusal | None:
    for attempt in attempts:
        asked = replace(attempt, by=actor.id, roles=actor.roles)
        for reason in refusals(asked, situation):
            return reason
    return None
