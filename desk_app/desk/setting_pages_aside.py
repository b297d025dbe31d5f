# SPDX-License-Identifier: MIT
"""Papers and pages that may not be kept become things of the return list (A3, C3, practice 13)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from desk_app.desk.context import Desk
from desk_app.records.history import ApplicationFile
from desk_app.records.mail import HeldThing, MailItem
from desk_app.records.papers import Enclosure
from desk_app.records.people import Language
from desk_app.rules import pages_back


def with_pages(desk: Desk, file: ApplicationFile) -> tuple[MailItem, ...]:
    """Return the mail of an application, each paper or page that goes back on its return list.

    What has gone back stays on record, and nothing of an application beside it is touched.
    """
    papers = {pages_back.thing_id(paper.id): paper for paper in file.enclosures}
    known = pages_back.things(file)

    def held(item: MailItem) -> Iterator[HeldThing]:
        for thing in item.held:
            paper = papers.get(thing.id)
            if paper is None or thing.returned_on is not None:
                yield thing
            elif paper.id in known:
                # A paper that moved here with its mail item brought its thing with it.
                yield _thing(desk, file, paper)
        for paper in pages_back.unlisted(file):
            if paper.mail_item == item.id:
                yield _thing(desk, file, paper)

    return tuple(replace(item, held=tuple(held(item))) for item in file.mail)


def _thing(desk: Desk, file: ApplicationFile, paper: Enclosure) -> HeldThing:
    """Return a paper as a thing of the return list, called as the letters to the sender do."""
    term = desk.rules_of(file.application).at(paper.arrived_on).document(paper.kind)
    japanese = file.application.language is Language.JA
    name = paper.kind if term is None else term.title_ja if japanese else term.title_en
    return HeldThing(
        id=pages_back.thing_id(paper.id),
        kind=pages_back.kind_of(paper),
        mail_item=paper.mail_item,
        application=file.application.id,
        note=name,
    )
