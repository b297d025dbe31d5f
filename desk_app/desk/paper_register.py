# SPDX-License-Identifier: MIT
"""The register of what was enclosed (G2): where each paper and each thing of an application is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from desk_app.records.disposal import PaperMethod
from desk_app.records.history import ApplicationFile
from desk_app.records.ids import LetterId, UserId
from desk_app.records.mail import HeldKind, HeldThing
from desk_app.records.pages import Place
from desk_app.records.papers import Enclosure
from desk_app.rules import pages_back

_PLACES = {
    "": Place.CASE_FOLDER,
    pages_back.TO_RETURN: Place.TO_RETURN,
    "returned": Place.RETURNED,
    "destroyed": Place.DESTROYED,
}


@dataclass(frozen=True, slots=True)
class PaperPlace:
    """One paper or thing, and where it is.

    ``kind`` is a code of the rulebook's catalogue, or of a thing of the return list. ``left_on`` is
    the day it left, ``letter`` the number of the letter it went with; what was destroyed has method
    and witness where they were told.
    """

    kind: str
    arrived_on: date
    place: Place
    original: bool = False
    left_on: date | None = None
    by: UserId | None = None
    letter: str = ""
    method: PaperMethod | None = None
    witness: UserId | None = None


def register_of(file: ApplicationFile) -> tuple[PaperPlace, ...]:
    """Return where everything of an application is: papers first, each in the order of arrival.

    A paper that goes back as a whole stands there once, as the thing of the return list it is.
    """
    numbers = {letter.id: letter.number for letter in file.letters}
    whole = pages_back.whole(file)
    papers = (_of_paper(paper, whole.get(paper.id), numbers) for paper in file.enclosures)
    things = (
        _of_thing(thing, item.arrived_on, numbers)
        for item in file.mail
        for thing in item.held
        if thing.application in {None, file.application.id} and thing not in whole.values()
    )
    return (*papers, *things)


def _of_paper(
    paper: Enclosure, thing: HeldThing | None, numbers: Mapping[LetterId, str]
) -> PaperPlace:
    if thing is not None:
        there = _of_thing(thing, paper.arrived_on, numbers)
        return replace(there, kind=paper.kind, original=paper.original)
    here = PaperPlace(
        paper.kind, paper.arrived_on, _PLACES[paper.whereabouts], original=paper.original
    )
    fate = paper.fate
    if fate is None:
        return here
    return replace(
        here,
        left_on=fate.on,
        by=fate.by,
        letter=_number(fate.letter, numbers),
        method=fate.method,
        witness=fate.witness,
    )


def _of_thing(thing: HeldThing, arrived_on: date, numbers: Mapping[LetterId, str]) -> PaperPlace:
    return PaperPlace(
        kind=thing.kind.value,
        arrived_on=arrived_on,
        place=Place.TO_RETURN if thing.returned_on is None else Place.RETURNED,
        original=thing.kind is HeldKind.ORIGINAL,
        left_on=thing.returned_on,
        by=thing.returned_by,
        letter=_number(thing.returned_with, numbers),
    )


def _number(letter: LetterId | None, numbers: Mapping[LetterId, str]) -> str:
    return "" if letter is None else numbers.get(letter, "")
