# SPDX-License-Identifier: MIT
"""Which document with a number, logged by hand, is a page that goes back (A3, C3, practice 13).

Where that is in doubt it is none: a thing too many on the return list is seen, a page that stands
on none is kept though it may not be.
"""

from __future__ import annotations

import unicodedata

from desk_app.records.history import ApplicationFile
from desk_app.records.mail import HeldKind, HeldThing
from desk_app.records.papers import Enclosure, MaskState
from desk_app.rules import pages_back
from desk_app.rules.pages_back import Page
from desk_app.rules.rulebook import Rules
from desk_app.rules.terms import Keeping


def may_be(thing: HeldThing, page: Page, file: ApplicationFile, rules: Rules) -> bool:
    """Return whether a thing that was logged by hand is a page of the same envelope.

    It is still here, is taken for no other page, is nobody else's, and is called as the paper is or
    by no name where no other paper of the envelope can be it.
    """
    numbered = HeldKind.MY_NUMBER_DOCUMENT
    here = thing.returned_on is None and thing.mail_item == page.paper.mail_item
    free = thing.kind is page.kind is numbered and not pages_back.is_page(thing)
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
    return any(
        each.item == pages_back.NUMBER and each.state is MaskState.VISIBLE for each in paper.masking
    )


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
