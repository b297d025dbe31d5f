# SPDX-License-Identifier: MIT
"""Who looks after an application today: whoever took it, or who stands in for him."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from desk_app.records.base import UserId
from desk_app.records.desk.sharing import Absence, Care


@dataclass(frozen=True, slots=True)
class CareStanding:
    """Whose an application is, and who does what is to be done with it today.

    ``absence`` is that of whoever looks after it, where he is not there. ``acting`` is None where
    nobody does it: nobody looks after it, or nobody who is there stands in.
    """

    carer: UserId | None
    acting: UserId | None
    absence: Absence | None = None


def carer(logged_by: UserId | None, course: Sequence[Care]) -> UserId | None:
    """Return who looks after an application: the one named last, at first who logged it.

    None where it was handed back and nobody took it.
    """
    return course[-1].user if course else logged_by


def standing(carer_: UserId | None, absences: Collection[Absence], on: date) -> CareStanding:
    """Return who looks after it on a day, and who acts."""
    if carer_ is None:
        return CareStanding(None, None)
    return CareStanding(carer_, acting(carer_, absences, on), absence_of(carer_, absences, on))


def absence_of(user: UserId, absences: Collection[Absence], on: date) -> Absence | None:
    """Return why somebody is not there on a day; None where he is."""
    return next((each for each in absences if each.user == user and each.until >= on), None)


def acting(user: UserId, absences: Collection[Absence], on: date) -> UserId | None:
    """Return who does a person's work on a day: himself, or the first of those who stand in.

    A stand-in may be absent too, and has one of his own; None where they lead to nobody.
    """
    asked, now = set[UserId](), user
    while now not in asked:
        asked.add(now)
        away = absence_of(now, absences, on)
        if away is None:
            return now
        if away.stand_in is None:
            return None
        now = away.stand_in
    return None


def mine(user: UserId, absences: Collection[Absence], on: date) -> tuple[UserId, ...]:
    """Return whose work is a person's on a day: his own, and that of those he stands in for."""
    others = (each.user for each in absences if acting(each.user, absences, on) == user)
    return (user, *sorted({*others} - {user}))
