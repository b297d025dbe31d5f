# SPDX-License-Identifier: MIT
"""Whether what is kept is sound: the journal's chain, and what two people signed (T36)."""

from __future__ import annotations

from collections.abc import Iterable

from desk_app.desk import reading
from desk_app.desk.context import Desk
from desk_app.desk.disposal import disposing
from desk_app.desk.errors import DamageFound
from desk_app.desk.ports import Books, Seal
from desk_app.desk.rows import JournalFilter, JournalLine
from desk_app.desk.signed import approvals, rulebooks, wordings
from desk_app.records.base import ApplicationId
from desk_app.records.books.journal import Action, JournalMark
from desk_app.rules.rulebook.terms import Duty


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


def confirm_journal(desk: Desk) -> JournalMark:
    """Check the journal as above, and note who found it whole up to which entry; return its head.

    Raises as the check does: of what is not whole nothing is noted.
    """
    head = check_journal(desk)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        books.journal.note(Action.JOURNAL_CHECKED, None, sequence=head.sequence)
        books.commit()
    return head


def last_confirmed(desk: Desk) -> JournalLine | None:
    """Return the entry that says when and by whom the journal was last found whole, if ever."""
    journal = reading.journal(desk)
    found = journal.window(JournalFilter(action=Action.JOURNAL_CHECKED)).ids
    return journal.lines(found[:1])[0] if found else None


def must_be_signed_by_two(
    seal: Seal, books: Books, ids: Iterable[ApplicationId] | None = None
) -> None:
    """Go on only if all that stands as approved is what two people signed (T36).

    Asked are the decisions of these applications, of all where none are named; every disposal,
    every change of the letters' words and every version of the rulebook. Raises DamageFound
    with the ``numbers`` of what is not.
    """
    seal, witness = seal.for_many(), approvals.Witness(books)
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
