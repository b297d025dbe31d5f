# SPDX-License-Identifier: MIT
"""Papers and pages that may not be kept become things of the return list (A3, C3, practice 13)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from desk_app.desk.context import Desk
from desk_app.desk.ports import Books
from desk_app.records.history import ApplicationFile
from desk_app.records.ids import HeldThingId
from desk_app.records.mail import HeldThing, MailItem
from desk_app.records.papers import Enclosure
from desk_app.records.people import Language
from desk_app.rules import pages_back
from desk_app.rules.pages_back import Page
from desk_app.rules.pages_by_hand import may_be


def with_pages(desk: Desk, file: ApplicationFile) -> tuple[MailItem, ...]:
    """Return the mail of an application, each paper or page that goes back on its return list.

    What has gone back stays on record, and nothing of an application beside it is touched.
    """
    papers = tuple(pages_back.thing_id(paper.id) for paper in file.enclosures)
    pages = {page.id: page for page in pages_back.going_back(file)}
    unlisted = pages_back.unlisted(file)
    by_hand = _by_hand(desk, file, unlisted)

    def held(item: MailItem) -> Iterator[HeldThing]:
        for thing in item.held:
            is_page = any(thing.id == own or thing.id.startswith(f"{own}.") for own in papers)
            if thing.id in by_hand:
                yield replace(thing, id=pages_back.taken_for(thing, by_hand[thing.id]))
            elif not is_page or thing.returned_on is not None:
                yield replace(thing, id=pages_back.free_again(thing, file))
            elif thing.id in pages:
                # A paper that moved here with its mail item brought its thing with it.
                yield _thing(desk, file, pages[thing.id])
        for page in unlisted:
            if page.paper.mail_item == item.id and page not in by_hand.values():
                yield _thing(desk, file, page)

    return tuple(replace(item, held=tuple(held(item))) for item in file.mail)


def _by_hand(
    desk: Desk, file: ApplicationFile, unlisted: Iterable[Page]
) -> Mapping[HeldThingId, Page]:
    """Return for which page each thing is taken that a clerk logged by hand, one for one."""
    rules = desk.rules_of(file.application)
    found: dict[HeldThingId, Page] = {}
    for page in unlisted:
        for thing in (thing for item in file.mail for thing in item.held):
            if thing.id not in found and may_be(thing, page, file, rules):
                found[thing.id] = page
                break
    return found


def with_page_apart(
    desk: Desk, books: Books, file: ApplicationFile, paper: Enclosure, item: str
) -> ApplicationFile:
    """Return an application of which an item goes back from now on, or ``WHOLE`` of a paper.

    Where a page of the paper has gone already it is a thing of its own on the return list, which
    is kept: nothing else tells it from what went.
    """
    if not pages_back.begins_anew(file, paper, item):
        return file
    page = pages_back.Page(paper, pages_back.thing_id(paper.id, item), (item,))
    came = books.mail.get(paper.mail_item)
    books.mail.save(replace(came, held=(*came.held, _thing(desk, file, page))))
    return replace(file, mail=tuple(books.mail.get(each.id) for each in file.mail))


def _thing(desk: Desk, file: ApplicationFile, page: Page) -> HeldThing:
    """Return a paper as a thing of the return list, called as the letters to the sender do."""
    paper = page.paper
    term = desk.rules_of(file.application).at(paper.arrived_on).document(paper.kind)
    japanese = file.application.language is Language.JA
    name = paper.kind if term is None else term.title_ja if japanese else term.title_en
    return HeldThing(
        id=page.id,
        kind=page.kind,
        mail_item=paper.mail_item,
        application=file.application.id,
        note=name,
    )
