# SPDX-License-Identifier: MIT
"""Papers and pages that may not be kept and go back: which thing of the return list each is (C3).

That one goes back is said once, of the paper; that it went is known from the return list alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from desk_app.records.history import ApplicationFile
from desk_app.records.ids import EnclosureId, HeldThingId
from desk_app.records.mail import HeldKind, HeldThing
from desk_app.records.papers import Enclosure, MaskAction

TO_RETURN = "to_return"
"""Where a paper is that goes back as a whole."""

_NUMBER = "individual_number"
_PAGE = "page."


def thing_id(paper: EnclosureId) -> HeldThingId:
    """Return the id of the thing of the return list that a paper, or a page of it, becomes."""
    return HeldThingId(f"{_PAGE}{paper}")


def kind_of(paper: Enclosure) -> HeldKind:
    """Return what a paper or page that goes back is on the return list."""
    items = {each.item for each in paper.masking if each.action is MaskAction.RETURNED}
    numbered = paper.whereabouts == TO_RETURN or _NUMBER in items
    return HeldKind.MY_NUMBER_DOCUMENT if numbered else HeldKind.OTHER


def going_back(file: ApplicationFile) -> Iterator[Enclosure]:
    """Yield the papers of which a person said that they, or a page of them, go back."""
    for paper in file.enclosures:
        page = any(each.action is MaskAction.RETURNED for each in paper.masking)
        if paper.whereabouts == TO_RETURN or (page and not paper.whereabouts):
            yield paper


def things(file: ApplicationFile) -> Mapping[EnclosureId, HeldThing | None]:
    """Return for each paper that goes back its thing of the return list; None for one not on it.

    A document with a number that a clerk logged by hand stands for one such paper of its envelope.
    """
    listed = {thing.id: thing for item in file.mail for thing in item.held}
    by_hand = [
        thing
        for thing in listed.values()
        if thing.kind is HeldKind.MY_NUMBER_DOCUMENT
        and not thing.id.startswith(_PAGE)
        and thing.application in {None, file.application.id}
    ]
    found: dict[EnclosureId, HeldThing | None] = {}
    for paper in going_back(file):
        thing = listed.get(thing_id(paper.id)) or _of_envelope(paper, by_hand)
        if thing in by_hand:
            by_hand.remove(thing)
        found[paper.id] = thing
    return found


def unlisted(file: ApplicationFile) -> tuple[Enclosure, ...]:
    """Return the papers that go back and stand on no return list: so recorded of old."""
    known = things(file)
    return tuple(paper for paper in going_back(file) if known[paper.id] is None)


def went_back(file: ApplicationFile, paper: Enclosure) -> HeldThing | None:
    """Return the thing as which a paper, or a page of it, went back; None while it is here."""
    thing = things(file).get(paper.id)
    return thing if thing is not None and thing.returned_on is not None else None


def whole(file: ApplicationFile) -> Mapping[EnclosureId, HeldThing]:
    """Return the papers that go back as a whole and stand on the return list, or went back."""
    return {
        paper.id: thing
        for paper in file.enclosures
        if paper.whereabouts == TO_RETURN and (thing := things(file).get(paper.id)) is not None
    }


def whereabouts(file: ApplicationFile, paper: Enclosure) -> str:
    """Return where a paper is; one that was to go back as a whole and went is returned."""
    gone = paper.whereabouts == TO_RETURN and went_back(file, paper) is not None
    return "returned" if gone else paper.whereabouts


def _of_envelope(paper: Enclosure, by_hand: list[HeldThing]) -> HeldThing | None:
    """Return a thing logged by hand that a paper can be, as it came in the same envelope."""
    if kind_of(paper) is not HeldKind.MY_NUMBER_DOCUMENT:
        return None
    return next((each for each in by_hand if each.mail_item == paper.mail_item), None)
