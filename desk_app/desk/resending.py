# SPDX-License-Identifier: MIT
"""A letter that came back from an unknown address: a new one is shown, checked and kept (F2).

The letter to it (L14) is issued and posted like any other (`corresponding`, `posting`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from desk_app.desk.changes import Changes, Kind
from desk_app.desk.context import Desk
from desk_app.desk.errors import BadInput, Refused
from desk_app.desk.gate import admit
from desk_app.desk.keeping import keep
from desk_app.records.comparison import Likeness
from desk_app.records.history import ApplicationFile, NewAddress, Posting
from desk_app.records.ids import ApplicationId, EnclosureId, PostingId
from desk_app.records.journal import Action
from desk_app.records.papers import Enclosure
from desk_app.rules import addresses, resending
from desk_app.rules.terms import Duty, Proves


@dataclass(frozen=True, slots=True)
class AddressDraft:
    """Where what came back in an envelope goes now, and the paper that shows it."""

    application: ApplicationId
    posting: PostingId
    postal_code: str
    address: str
    paper: EnclosureId


def record_new_address(desk: Desk, draft: AddressDraft) -> Changes:
    """Keep a new address that a paper shows and the acting person has compared with it.

    Raises BadInput without an address, for no such envelope or paper; Refused where the envelope
    did not come back or went again already, where the paper came before it did or proves no
    address, where paper and address differ, and for the address that was unknown.
    """
    desk.must(Duty.CHECK)
    draft = admit(draft)
    if not draft.address.strip():
        raise BadInput("address_missing", place="address")
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = books.files.get(draft.application)
        posting = next((each for each in file.postings if each.id == draft.posting), None)
        paper = next((each for each in file.enclosures if each.id == draft.paper), None)
        if posting is None:
            raise BadInput("no_such_posting", place="posting")
        if paper is None:
            raise BadInput("no_such_paper", place="paper")
        if posting not in resending.came_back(file):
            raise Refused(("not_come_back",))
        _must_show(desk, file, posting, paper, draft.address)
        first = resending.letters_of(file, posting)[0]
        unknown = resending.new_addressee(books.letters.facts(first.id).addressee, posting)
        if addresses.compare(unknown.address, draft.address).likeness is not Likeness.DIFFERENT:
            raise Refused(("address_was_unknown",))
        new = NewAddress(draft.postal_code, draft.address, draft.paper, desk.actor.id, desk.today)
        books.journal.note(Action.NEW_ADDRESS_CHECKED, draft.application, posting=posting.id)
        postings = tuple(
            replace(each, new_address=new) if each.id == posting.id else each
            for each in file.postings
        )
        keep(desk, books, replace(file, postings=postings))
        books.commit()
    return Changes.of((Kind.APPLICATION, draft.application))


def _must_show(
    desk: Desk, file: ApplicationFile, posting: Posting, paper: Enclosure, address: str
) -> None:
    """Go on only if a paper that came since proves exactly this address; raises Refused."""
    if paper.arrived_on <= posting.posted_on:
        raise Refused(("paper_came_before",))
    term = desk.rules_of(file.application).at(paper.arrived_on).document(paper.kind)
    if term is None or term.address is Proves.NO or paper.shows_address is False:
        raise Refused(("paper_proves_no_address",))
    if addresses.compare(paper.address, address).likeness is Likeness.DIFFERENT:
        raise Refused(("address_not_shown",))
