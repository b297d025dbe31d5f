# SPDX-License-Identifier: MIT
"""Requests of one person that are repeated: told as information, never a ground (practice 40).

The law lets a company refuse what notably impedes its business (33(2)(ii)); that somebody asked
before does not show that by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desk_app.records.base import ApplicationId
from desk_app.records.case.application import Right
from desk_app.records.case.findings import Likeness
from desk_app.rules.addresses import addresses
from desk_app.rules.case import deadlines
from desk_app.rules.names import names
from desk_app.rules.rulebook.rulebook import Rules

CLAUSE = "PR-G5"
ARTICLE = "33(2)(ii)"


@dataclass(frozen=True, slots=True)
class PersonTold:
    """Who asked, as written on a form; ``former_name`` is empty where there is none."""

    name: str
    former_name: str
    born: date | None
    address: str


@dataclass(frozen=True, slots=True)
class Request:
    """An application as far as repetition is asked about."""

    id: ApplicationId
    receipt_number: str
    received_on: date
    rights: tuple[Right, ...]
    person: PersonTold


@dataclass(frozen=True, slots=True)
class Repeated:
    """A right, and the earlier requests of the same person for it, the newest first."""

    right: Right
    earlier: tuple[Request, ...]


def repeated(now: Request, others: Iterable[Request], rules: Rules) -> tuple[Repeated, ...]:
    """Return which rights of a request the same person asked for within the months before it.

    The day of arrival counts; what arrived after it, or the request itself, does not.
    """
    before = [
        each
        for each in others
        if each.id != now.id
        and (each.received_on, each.id) < (now.received_on, now.id)
        and now.received_on <= deadlines.months_after(each.received_on, rules.days.repeat_months)
        and is_same(now.person, each.person)
    ]
    before.sort(key=lambda each: (each.received_on, each.id), reverse=True)
    found = (
        Repeated(right, tuple(each for each in before if right in each.rights))
        for right in dict.fromkeys(now.rights)
    )
    return tuple(each for each in found if each.earlier)


def is_same(one: PersonTold, other: PersonTold) -> bool:
    """Return whether two forms are of one person, as far as they tell.

    A name alone makes nobody the same (decision 21): the birth date agrees too, or, where a form
    does not say it, the address; a name may be written differently, or be the former one.
    """
    if not any(_alike(a, b) for a in _names(one) for b in _names(other)):
        return False
    if one.born is not None and other.born is not None:
        return one.born == other.born
    compared = addresses.compare(one.address, other.address).likeness
    return bool(one.address) and compared is not Likeness.DIFFERENT


def _names(person: PersonTold) -> tuple[str, ...]:
    return tuple(filter(None, (person.name, person.former_name)))


def _alike(one: str, other: str) -> bool:
    return names.compare(one, other).likeness is not Likeness.DIFFERENT
