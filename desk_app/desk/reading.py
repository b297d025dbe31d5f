# SPDX-License-Identifier: MIT
"""Reading what the desk knows of applicants and the journal: for those whose roles let them."""

from __future__ import annotations

from contextlib import AbstractContextManager

from desk_app.desk.context import Desk
from desk_app.desk.errors import StaleEdit
from desk_app.desk.ports import Books
from desk_app.desk.rows import JournalQueries, PostQueries, Queries
from desk_app.records.base import ApplicationId, UserId
from desk_app.records.books.journal import Action, JournalMark
from desk_app.records.desk.people import User
from desk_app.records.desk.profile import DeskProfile
from desk_app.records.desk.sheets import shown_name
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


def changed_since(books: Books, id_: ApplicationId) -> StaleEdit:
    """Return that something is not as it was seen, with who did what to it last, and when."""
    noted = [each for each in books.journal.entries(id_) if each.action not in LOOKED_AT]
    if not noted:
        return StaleEdit()
    last = noted[-1]
    names = {user.id: user.name for user in books.people.all()}
    who = names.get(UserId(last.actor), "")
    return StaleEdit(facts={"who": who, "at": last.at, "what": last.action.value})


LOOKED_AT = frozenset({Action.APPLICATION_OPENED})
"""What is noted of who looked, and changes nothing."""


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
