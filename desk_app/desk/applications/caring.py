# SPDX-License-Identifier: MIT
"""Who looks after an application: taken over, given to somebody, handed back; who is absent.

Whoever logged it looks after it, until somebody is named: so it needs no step of its own, and
applications of before have somebody too. What is signed is untouched by it. Of an inquiry its
course says who does (``desk.inquiries.handling``).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desk_app.desk.context import Changes, Desk, Kind
from desk_app.desk.errors import BadInput, Refused
from desk_app.desk.ports import Books
from desk_app.records.base import ApplicationId, UserId
from desk_app.records.books.journal import Action
from desk_app.records.desk.people import User
from desk_app.records.desk.sharing import Absence, Care
from desk_app.rules.case import sharing
from desk_app.rules.rulebook.rulebook import may
from desk_app.rules.rulebook.terms import Duty

ABSENCES = "absences"
"""The value that says who is absent until when, and who stands in."""


def take_over(desk: Desk, id_: ApplicationId) -> Changes:
    """Look after an application from now on, whoever did before.

    Raises NotFound, BadInput where one does already.
    """
    desk.must(Duty.LOG)
    return _name(desk, id_, desk.actor.id, Action.CARE_TAKEN_OVER)


def assign(desk: Desk, id_: ApplicationId, user: UserId) -> Changes:
    """Give an application to somebody, who looks after it from now on.

    Raises NotFound, BadInput where he does already, Refused for who may log nothing here.
    """
    desk.must(Duty.ASSIGN)
    return _name(desk, id_, user, Action.CARE_ASSIGNED)


def hand_back(desk: Desk, id_: ApplicationId) -> Changes:
    """Look after an application no longer: nobody does, until somebody takes it over.

    Raises NotFound, Refused where another one looks after it.
    """
    desk.must(Duty.LOG)
    return _name(desk, id_, None, Action.CARE_HANDED_BACK)


def take_back_care(desk: Desk, id_: ApplicationId) -> Changes:
    """Take one's own last word on who looks after it back: who did before does again.

    Raises NotFound, BadInput where nobody was named, Refused where another person did it since.
    """
    if not desk.may(Duty.ASSIGN):
        desk.must(Duty.LOG)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        books.files.get(id_)
        course = books.cares.course(id_)
        if not course:
            raise BadInput("nobody_named", place="user")
        if course[-1].by != desk.actor.id:
            raise Refused(("done_by_another",))
        books.journal.note(Action.CARE_TAKEN_BACK, id_)
        books.cares.keep(id_, course[:-1])
        books.commit()
    return Changes.of((Kind.APPLICATION, id_))


def _name(desk: Desk, id_: ApplicationId, user: UserId | None, action: Action) -> Changes:
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        course = books.cares.course(id_)
        before = sharing.carer(books.files.get(id_).application.logged_by, course)
        if user is None and before != desk.actor.id:
            raise Refused(("not_looked_after_by_you",))
        if user is not None:
            must_be_able(desk, books, user)
        if user == before:
            raise BadInput("nothing_changed", place="user")
        books.journal.note(action, id_, user=user or "")
        named = Care(user, desk.actor.id, desk.ports.clock.now())
        books.cares.keep(id_, (*course, named))
        books.commit()
    return Changes.of((Kind.APPLICATION, id_))


def must_be_able(desk: Desk, books: Books, user: UserId) -> None:
    """Go on only with somebody who logs what arrives; raises NotFound, Refused."""
    if not _able(desk, (books.people.get(user),)):
        raise Refused(("cannot_look_after",))


def _able(desk: Desk, people: Iterable[User]) -> tuple[User, ...]:
    keys, rules = {each.id for each in desk.ports.keys.users()}, desk.rulebook.on(desk.today)
    return tuple(each for each in people if each.id in keys and may(each.roles, Duty.LOG, rules))


# Who is absent: until a day, with somebody who stands in, or nobody.


@dataclass(frozen=True, slots=True)
class AbsenceDraft:
    """That a person is absent up to and with a day; without a day he is back."""

    user: UserId
    until: date | None = None
    stand_in: UserId | None = None


def set_absence(desk: Desk, draft: AbsenceDraft) -> Changes:
    """Note that somebody is absent until a day, or is back; everybody may say it of himself.

    Raises NotFound, BadInput for a day that is past or where he stands in for himself, Refused
    where the one who stands in may log nothing here.
    """
    if draft.user != desk.actor.id:
        desk.must(Duty.ASSIGN)
    elif not desk.may(Duty.ASSIGN):
        desk.must(Duty.LOG)
    if draft.until is not None and draft.until < desk.today:
        raise BadInput("day_in_past", place="until")
    if draft.stand_in == draft.user:
        raise BadInput("stands_in_for_himself", place="stand_in")
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        books.people.get(draft.user)
        if draft.stand_in is not None:
            must_be_able(desk, books, draft.stand_in)
        rest = tuple(
            each
            for each in _absences(books)
            if each.user != draft.user and each.until >= desk.today
        )
        if draft.until is not None:
            rest += (Absence(draft.user, draft.until, draft.stand_in),)
        books.settings.keep_value(ABSENCES, _written(rest))
        books.journal.note(Action.ABSENCE_SET, user=draft.user, until=draft.until)
        books.commit()
    return Changes.of((Kind.USER, draft.user))


@dataclass(frozen=True, slots=True)
class Team:
    """The people of the desk as work is shared among them.

    ``able`` are those who can look after an application; ``mine`` says whose work is the acting
    person's today.
    """

    people: tuple[User, ...]
    able: tuple[User, ...]
    absences: tuple[Absence, ...]
    mine: tuple[UserId, ...]


def team(desk: Desk) -> Team:
    """Return who shares the work, and who is absent: colleagues know one another by name."""
    with desk.ports.store.reading() as books:
        return team_of(desk, books)


def team_of(desk: Desk, books: Books) -> Team:
    """Return who shares the work, and who is absent, within a unit of work."""
    people, absences = books.people.all(), _absences(books)
    return Team(
        people,
        _able(desk, people),
        tuple(each for each in absences if each.until >= desk.today),
        sharing.mine(desk.actor.id, absences, desk.today),
    )


def _absences(books: Books) -> tuple[Absence, ...]:
    kept = json.loads(books.settings.value(ABSENCES) or "[]")
    return tuple(
        Absence(UserId(user), date.fromisoformat(until), UserId(by) if by else None)
        for user, until, by in kept
    )


def _written(absences: tuple[Absence, ...]) -> str:
    return json.dumps([(each.user, each.until.isoformat(), each.stand_in) for each in absences])
