# SPDX-License-Identifier: MIT
"""What the lists ask of the store, each question in a short reading of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.desk.queries import NEWEST_MAIL
from desk_app.store import (
    application_lists,
    first_days,
    inquiry_lists,
    kept_lists,
    known_people,
    letter_lists,
    mail_lists,
    mail_search,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import date

    from sqlalchemy.engine import Connection

    from desk_app.desk.queries import (
        ApplicationLine,
        Filter,
        FirstDays,
        Group,
        KeptLine,
        KnownPerson,
        LetterLine,
        LetterOrder,
        LetterState,
        MailLine,
        MailOrder,
        Order,
        PersonQuery,
        PrintedLine,
        ReturnLine,
        Window,
    )
    from desk_app.records.ids import ApplicationId


class SqlQueries:
    """The lists of the desk (a ``desk.queries.Queries``)."""

    def __init__(self, reading: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._reading = reading

    def counts(self, today: date) -> Mapping[Group, int]:
        """Return how many things wait in each group of the work list.

        To log are the mail items not handled yet; every other group counts applications.
        """
        with self._reading() as connection:
            return application_lists.counts(connection, today)

    def first_days(self, today: date) -> Mapping[Group, FirstDays]:
        """Return what presses most in each group in which mail or an application waits."""
        with self._reading() as connection:
            return first_days.first_days(connection, today)

    def window(self, wanted: Filter, order: Order, today: date, limit: int = 10_000) -> Window:
        """Return the ids of the applications that match, in order.

        A sorted list with more than ``application_lists.FEW_HITS`` hits of a text of three and
        more signs may hold fewer ids than asked for, and says that there are more.
        """
        with self._reading() as connection:
            return application_lists.window(connection, wanted, order, today, limit)

    def beginning(self, wanted: Filter, order: Order, today: date, limit: int = 100) -> Window:
        """Return the first ids of `window`, at once: of a common text no further ones are read."""
        with self._reading() as connection:
            return application_lists.beginning(connection, wanted, order, today, limit)

    def lines(self, ids: Sequence[int], today: date) -> tuple[ApplicationLine, ...]:
        """Return the applications of these ids in the same order."""
        with self._reading() as connection:
            return application_lists.lines(connection, ids, today)

    def under_other_rules(self, version: str) -> tuple[ApplicationId, ...]:
        """Return the open applications under another rulebook version, in order of receipt."""
        with self._reading() as connection:
            return application_lists.under_other_rules(connection, version)

    def departments(self, limit: int = 20) -> tuple[str, ...]:
        """Return the departments asked of late, each once, the one asked last first."""
        with self._reading() as connection:
            return inquiry_lists.departments(connection, limit)

    def mail_window(
        self,
        *,
        open_only: bool,
        limit: int = 10_000,
        text: str = "",
        order: MailOrder = NEWEST_MAIL,
    ) -> Window:
        """Return the ids of mail items in order; a text finds sender, numbers and applications."""
        with self._reading() as connection:
            found = mail_search.found(connection, text)
            return mail_lists.window(connection, found, order, open_only=open_only, limit=limit)

    def mail_lines(self, ids: Sequence[int]) -> tuple[MailLine, ...]:
        """Return the mail items of these ids in the same order."""
        with self._reading() as connection:
            return mail_lists.lines(connection, ids)

    def letters(
        self, state: LetterState | None, limit: int = 1_000, order: LetterOrder | None = None
    ) -> tuple[LetterLine, ...]:
        """Return the letters in a state; without an order oldest first, all states newest first."""
        with self._reading() as connection:
            return letter_lists.letters(connection, state, limit, order)

    def letters_of(self, application: ApplicationId) -> tuple[LetterLine, ...]:
        """Return the letters of one application in the order of their issue."""
        with self._reading() as connection:
            return letter_lists.letters_of(connection, application)

    def printed(self, limit: int = 200) -> tuple[PrintedLine, ...]:
        """Return the letters that went to paper, the one printed last first."""
        with self._reading() as connection:
            return letter_lists.printed(connection, limit)

    def returns(self) -> tuple[ReturnLine, ...]:
        """Return what must still go back, by mail item."""
        with self._reading() as connection:
            return mail_lists.returns(connection)

    def kept(self, today: date, *, due: bool, limit: int = 1_000) -> tuple[KeptLine, ...]:
        """Return what is due for disposal, the longest due first, or what is due next."""
        with self._reading() as connection:
            return kept_lists.kept(connection, today, limit, due=due)

    def known(self, person: PersonQuery, limit: int = 5) -> tuple[KnownPerson, ...]:
        """Return earlier applications of a person perhaps known (A5), best first."""
        with self._reading() as connection:
            return known_people.known(connection, person, limit)
