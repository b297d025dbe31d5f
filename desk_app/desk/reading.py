# SPDX-License-Identifier: MIT
"""Reading what the desk knows of applicants and the journal: for those whose roles let them."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager

from desk_app.desk import approvals, disposing, rulebooks, wordings
from desk_app.desk.context import Desk
from desk_app.desk.errors import DamageFound
from desk_app.desk.ports import Books, Seal
from desk_app.desk.rows import JournalQueries, PostQueries, Queries
from desk_app.records.base import ApplicationId
from desk_app.records.journal import JournalMark
from desk_app.records.people import DeskProfile, User
from desk_app.records.safekeeping import shown_name
from desk_app.rules.rulebook.terms import Duty


def lists(desk: Desk) -> Queries:
    """Return what the lists ask; raises NotAllowed for who may read no applicant's data."""
    desk.must(Duty.READ_CASES)
    return desk.ports.store.queries


def envelopes(desk: Desk) -> PostQueries:
    """Return what is asked of the envelopes; raises NotAllowed for who may read no such data."""
    desk.must(Duty.READ_CASES)
    return desk.ports.store.postings


def cases(desk: Desk) -> AbstractContextManager[Books]:
    """Open a unit of work that only reads; raises NotAllowed for who may read no such data."""
    desk.must(Duty.READ_CASES)
    return desk.ports.store.reading()


def journal(desk: Desk) -> JournalQueries:
    """Return what is asked of the journal; raises NotAllowed for who may not read it."""
    desk.must(Duty.READ_JOURNAL)
    return desk.ports.store.journal


def office(desk: Desk) -> tuple[DeskProfile, JournalMark]:
    """Return whose desk it is and the journal's head: nothing of applicants, so everybody's."""
    with desk.ports.store.reading() as books:
        return books.settings.profile(), books.journal.mark()


def people(desk: Desk) -> tuple[User, ...]:
    """Return who works or worked at the desk: colleagues know one another by name."""
    with desk.ports.store.reading() as books:
        return books.people.all()


def actors(desk: Desk) -> tuple[User, ...]:
    """Return who may stand in the journal: the people, and the sheets that let somebody in.

    Raises NotAllowed for who may not read the journal.
    """
    sheets = journal(desk).sheets()
    return (*people(desk), *(User(each, shown_name(each), frozenset()) for each in sheets))


def check_journal(desk: Desk) -> JournalMark:
    """Return the journal's head, once every entry fits the one before and the anchor outside.

    What is approved and can still leave the desk must be what two people signed: ``desk-app
    verify`` asks it of everything. Raises NotAllowed, SavesMissing, DamageFound with the number of
    the first wrong ``entry``, or with the numbers of what was approved otherwise.
    """
    desk.must(Duty.READ_JOURNAL)
    head = desk.ports.store.check_journal()
    with desk.ports.store.reading() as books:
        must_be_signed_by_two(desk.ports.seal, books, books.files.open_ids())
    return head


def must_be_signed_by_two(
    seal: Seal, books: Books, ids: Iterable[ApplicationId] | None = None
) -> None:
    """Go on only if all that stands as approved is what two people signed (T36).

    Asked are the decisions of these applications, of all where none are named; every disposal,
    every change of the letters' words and every version of the rulebook. Raises DamageFound
    with the ``numbers`` of what is not.
    """
    witness = approvals.Witness(books)
    decisions = (each.receipt_number for each in approvals.unsound(books, seal, ids))
    papers = (
        each.number
        for each in books.disposals.all()
        if each.approval is not None and not disposing.is_signed(seal, witness, each)
    )
    words = (
        each.place
        for each in books.wordings.approved()
        if not wordings.is_sound(seal, witness, each)
    )
    books_of_rules = rulebooks.not_confirmed(seal, witness)
    found = tuple(dict.fromkeys((*decisions, *papers, *words, *books_of_rules)))
    if found:
        raise DamageFound("approvals_unsound", {"numbers": ", ".join(found)}, place="decision")
