# SPDX-License-Identifier: MIT
"""Papers and pages that may not be kept and go back: which thing of the return list each is."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desk_app.records.base import EnclosureId, HeldThingId
from desk_app.records.case.history import ApplicationFile
from desk_app.records.case.mail import HeldKind, HeldThing
from desk_app.records.case.papers import Enclosure, MaskAction, MaskState
from desk_app.rules.rulebook.rulebook import Rules
from desk_app.rules.rulebook.terms import Keeping

TO_RETURN = "to_return"
"""Where a paper is that goes back as a whole."""

WHOLE = "whole"
"""What stands for an item where the paper goes back as a whole."""

NUMBER = "individual_number"
"""The item whose page is a document with a number."""

HERE = frozenset({"", TO_RETURN})
"""Where a paper is that can still go back or be destroyed."""

_PAGE = "page."
_BY_HAND = "hand."


def thing_id(paper: EnclosureId, item: str = "") -> HeldThingId:
    """Return the id of the thing of the return list that a paper, or a page of it, becomes.

    With an item it is the thing of that page alone, which was found after others had gone.
    """
    return HeldThingId(f"{_PAGE}{paper}.{item}" if item else f"{_PAGE}{paper}")


def is_page(thing: HeldThing) -> bool:
    """Return whether a thing of the return list is a page already, or was taken for one."""
    return thing.id.startswith((_PAGE, _BY_HAND))


def taken_for(thing: HeldThing, page: Page) -> HeldThingId:
    """Return the id of a thing logged by hand from when it is taken for a page."""
    return HeldThingId(f"{_BY_HAND}{page.paper.id}.{thing.id}")


def free_again(thing: HeldThing, file: ApplicationFile) -> HeldThingId:
    """Return the id that a thing logged by hand has: its own again once its page stays here."""
    if not thing.id.startswith(_BY_HAND) or thing.returned_on is not None:
        return thing.id
    page = _as_page(thing.id)
    known = any(thing_id(paper.id) == page for paper in file.enclosures)
    if not known or any(each.id == page for each in going_back(file)):
        return thing.id
    return HeldThingId(thing.id.rpartition(".")[2])


@dataclass(frozen=True, slots=True)
class Page:
    """What of a paper goes back as one thing: pages with these items visible, or the whole."""

    paper: Enclosure
    id: HeldThingId
    items: tuple[str, ...]

    @property
    def kind(self) -> HeldKind:
        """Return what it is on the return list."""
        numbered = WHOLE in self.items or NUMBER in self.items
        return HeldKind.MY_NUMBER_DOCUMENT if numbered else HeldKind.OTHER


def going_back(file: ApplicationFile) -> Iterator[Page]:
    """Yield what a person said of papers that they, or pages of them, go back."""
    listed = _listed(file)
    return (page for paper in file.enclosures for page in _pages(paper, listed))


def things(file: ApplicationFile) -> Mapping[Page, HeldThing | None]:
    """Return for each page that goes back its thing of the return list; None for one not on it.

    A document with a number that a clerk logged by hand may have been taken for the first of them.
    """
    listed = _listed(file)
    return {page: listed.get(page.id) for page in going_back(file)}


def unlisted(file: ApplicationFile) -> tuple[Page, ...]:
    """Return what goes back and stands on no return list: so recorded of old."""
    return tuple(page for page, thing in things(file).items() if thing is None)


def gone(file: ApplicationFile) -> Mapping[EnclosureId, frozenset[str]]:
    """Return the items of each paper that went back with their page, or with the whole."""
    found: dict[EnclosureId, frozenset[str]] = {}
    for page, thing in things(file).items():
        if thing is not None and thing.returned_on is not None:
            found[page.paper.id] = found.get(page.paper.id, frozenset()).union(page.items)
    return found


def went_back(file: ApplicationFile, paper: Enclosure) -> frozenset[str]:
    """Return the items of a paper that went back with their page, or with the whole."""
    return gone(file).get(paper.id, frozenset())


def begins_anew(file: ApplicationFile, paper: Enclosure, item: str) -> bool:
    """Return whether an item that goes back from now on is a thing of its own: others have gone."""
    return bool(went_back(file, paper)) and thing_id(paper.id, item) not in _listed(file)


def whereabouts(file: ApplicationFile, paper: Enclosure) -> str:
    """Return where a paper is; one that was to go back as a whole and went is returned."""
    return "returned" if WHOLE in went_back(file, paper) else paper.whereabouts


def _listed(file: ApplicationFile) -> Mapping[HeldThingId, HeldThing]:
    """Return the things by their ids; one logged by hand as the page it was taken for."""
    return {_as_page(thing.id): thing for item in file.mail for thing in item.held}


def _as_page(id_: HeldThingId) -> HeldThingId:
    if not id_.startswith(_BY_HAND):
        return id_
    paper = id_.removeprefix(_BY_HAND).rpartition(".")[0]
    return thing_id(EnclosureId(paper))


def _pages(paper: Enclosure, listed: Mapping[HeldThingId, HeldThing]) -> Iterator[Page]:
    """Yield the thing that all of a paper is which goes back, and those that came to it later."""
    if paper.whereabouts not in HERE:
        return
    items = [each.item for each in paper.masking if each.action is MaskAction.RETURNED]
    if paper.whereabouts == TO_RETURN:
        items.insert(0, WHOLE)
    apart = [item for item in items if thing_id(paper.id, item) in listed]
    together = tuple(item for item in items if item not in apart)
    if together:
        yield Page(paper, thing_id(paper.id), together)
    for item in apart:
        yield Page(paper, thing_id(paper.id, item), (item,))


# Which document with a number, logged by hand, is a page that goes back (A3, C3, practice 13).


def may_be(thing: HeldThing, page: Page, file: ApplicationFile, rules: Rules) -> bool:
    """Return whether a thing that was logged by hand is a page of the same envelope.

    It is still here, is taken for no other page, is nobody else's, and is called as the paper is or
    by no name where no other paper of the envelope can be it.
    """
    numbered = HeldKind.MY_NUMBER_DOCUMENT
    here = thing.returned_on is None and thing.mail_item == page.paper.mail_item
    free = thing.kind is page.kind is numbered and not is_page(thing)
    if not (here and free and _is_own(thing, file)):
        return False
    if not thing.note.strip():
        return [each.id for each in _numbered(page, file, rules)] == [page.paper.id]
    return _calls(thing.note, page.paper, rules)


def _is_own(thing: HeldThing, file: ApplicationFile) -> bool:
    """Return whether a thing is this application's; nobody said whose where several came in it."""
    if thing.application is None:
        shared = thing.mail_item == file.application.mail_item and bool(file.siblings)
        return not shared
    return thing.application == file.application.id


def _numbered(page: Page, file: ApplicationFile, rules: Rules) -> list[Enclosure]:
    """Return the papers of a page's envelope that bear a number as far as anybody noted."""
    return [
        paper
        for paper in file.enclosures
        if paper.mail_item == page.paper.mail_item
        and (_never_kept(paper, rules) or _shows_number(paper))
    ]


def _shows_number(paper: Enclosure) -> bool:
    return any(each.item == NUMBER and each.state is MaskState.VISIBLE for each in paper.masking)


def _never_kept(paper: Enclosure, rules: Rules) -> bool:
    term = rules.at(paper.arrived_on).document(paper.kind)
    return term is not None and term.keeping is Keeping.NEVER


def _calls(note: str, paper: Enclosure, rules: Rules) -> bool:
    """Return whether a note names the kind of a paper, in part or with more beside it."""
    term = rules.at(paper.arrived_on).document(paper.kind)
    said = _plain(note)
    titles = [] if term is None else [_plain(term.title_ja), _plain(term.title_en)]
    return any(said in title or title in said for title in titles if title)


def _plain(text: str) -> str:
    """Return a text for comparison alone: width, case and spaces do not matter."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
