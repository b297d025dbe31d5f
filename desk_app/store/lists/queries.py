# SPDX-License-Identifier: MIT
"""What the lists ask of the store, each question in a short reading of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, func, select

from desk_app.desk.rows import NEWEST_MAIL, KeptLine
from desk_app.records.disposal import Hold
from desk_app.store.columns import Day
from desk_app.store.lists import applications, mail
from desk_app.store.lists import letters as letter_lists
from desk_app.store.tables import (
    ApplicationRows,
    DepartmentInquiries,
    Enclosures,
    Holds,
    KeptRows,
    Letters,
    WorkRows,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import date

    from sqlalchemy.engine import Connection

    from desk_app.desk.rows import (
        ApplicationLine,
        Filter,
        FirstDays,
        Group,
        IdWindow,
        KnownPerson,
        LetterLine,
        LetterOrder,
        LetterState,
        ListOrder,
        MailLine,
        MailOrder,
        PersonQuery,
        PrintedLine,
        ReturnLine,
    )
    from desk_app.records.base import ApplicationId
    from desk_app.store.columns import AnyRow


_kept: Any = KeptRows.__table__
_applications: Any = ApplicationRows.__table__
_work: Any = WorkRows.__table__
_holds: Any = Holds.__table__
_papers: Any = Enclosures.__table__
_letters: Any = Letters.__table__
_today = bindparam("today", type_=Day())

_THIS = _kept.c.application
_PAPERS = select(func.count()).where(_papers.c.application == _THIS).scalar_subquery()
_LETTERS = select(func.count()).where(_letters.c.application == _THIS).scalar_subquery()
_ALL = (
    select(
        _THIS,
        _applications.c.receipt_number,
        _applications.c.name,
        _applications.c.further_forms,
        _work.c.rights,
        _kept.c.completed_on,
        _kept.c.kept_until,
        _PAPERS.label("papers"),
        _LETTERS.label("letters"),
        _holds.c.reason,
        _holds.c.review_on,
        _holds.c.ordered_by,
        _holds.c.ordered_on,
        _holds.c.note,
    )
    .join(_applications, _applications.c.id == _THIS)
    .join(_work, _work.c.application == _THIS)
    .outerjoin(_holds, and_(_holds.c.application == _THIS, _holds.c.lifted_on.is_(None)))
    .order_by(_kept.c.kept_until, _THIS)
    .limit(bindparam("limit"))
)
_DUE = _ALL.where(_kept.c.kept_until < _today)
_COMING = _ALL.where(_kept.c.kept_until >= _today)


def kept(connection: Connection, today: date, limit: int, *, due: bool) -> tuple[KeptLine, ...]:
    """Return completed applications that are due for disposal, or the next ones."""
    rows = connection.execute(_DUE if due else _COMING, {"today": today, "limit": limit})
    return tuple(map(_line, rows))


def _line(row: AnyRow) -> KeptLine:
    return KeptLine(
        id=row.application,
        receipt_number=row.receipt_number,
        name=row.name,
        rights=row.rights,
        completed_on=row.completed_on,
        kept_until=row.kept_until,
        sheets=1 + len(row.further_forms) + row.papers,
        letters=row.letters,
        hold=_hold(row),
    )


def _hold(row: AnyRow) -> Hold | None:
    if row.reason is None:
        return None
    return Hold(row.reason, row.review_on, row.ordered_by, row.ordered_on, row.note)


# The departments that were asked of late, to be offered when one is asked again.


_REACH = 500
"""So many of the newest applications are looked at: on a large desk the question opens as fast."""

_inquiries: Any = DepartmentInquiries.__table__
_newest = select(func.max(_inquiries.c.application)).scalar_subquery()
_ASKED_OF_LATE = (
    select(_inquiries.c.department)
    .where(_inquiries.c.application > _newest - _REACH)
    .group_by(_inquiries.c.department)
    .order_by(func.max(_inquiries.c.application).desc(), _inquiries.c.department)
    .limit(bindparam("most"))
)


def departments(connection: Connection, limit: int) -> tuple[str, ...]:
    """Return the departments that the newest applications were asked of, the last first."""
    return tuple(connection.execute(_ASKED_OF_LATE, {"most": limit}).scalars())


class SqlQueries:
    """The lists of the desk (a ``desk.queries.Queries``)."""

    def __init__(self, reading: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._reading = reading

    def counts(self, today: date) -> Mapping[Group, int]:
        """Return how many things wait in each group of the work list.

        To log are the mail items not handled yet; every other group counts applications.
        """
        with self._reading() as connection:
            return applications.counts(connection, today)

    def first_days(self, today: date) -> Mapping[Group, FirstDays]:
        """Return what presses most in each group in which mail or an application waits."""
        with self._reading() as connection:
            return applications.first_days(connection, today)

    def window(
        self, wanted: Filter, order: ListOrder, today: date, limit: int = 10_000
    ) -> IdWindow:
        """Return the ids of the applications that match, in order.

        A sorted list with more than ``application_lists.FEW_HITS`` hits of a text of three and
        more signs may hold fewer ids than asked for, and says that there are more.
        """
        with self._reading() as connection:
            return applications.window(connection, wanted, order, today, limit)

    def beginning(
        self, wanted: Filter, order: ListOrder, today: date, limit: int = 100
    ) -> IdWindow:
        """Return the first ids of `window`, at once: of a common text no further ones are read."""
        with self._reading() as connection:
            return applications.beginning(connection, wanted, order, today, limit)

    def lines(self, ids: Sequence[int], today: date) -> tuple[ApplicationLine, ...]:
        """Return the applications of these ids in the same order."""
        with self._reading() as connection:
            return applications.lines(connection, ids, today)

    def under_other_rules(self, version: str) -> tuple[ApplicationId, ...]:
        """Return the open applications under another rulebook version, in order of receipt."""
        with self._reading() as connection:
            return applications.under_other_rules(connection, version)

    def departments(self, limit: int = 20) -> tuple[str, ...]:
        """Return the departments asked of late, each once, the one asked last first."""
        with self._reading() as connection:
            return departments(connection, limit)

    def mail_window(
        self,
        *,
        open_only: bool,
        limit: int = 10_000,
        text: str = "",
        order: MailOrder = NEWEST_MAIL,
    ) -> IdWindow:
        """Return the ids of mail items in order; a text finds sender, numbers and applications."""
        with self._reading() as connection:
            found = mail.found(connection, text)
            return mail.window(connection, found, order, open_only=open_only, limit=limit)

    def mail_lines(self, ids: Sequence[int]) -> tuple[MailLine, ...]:
        """Return the mail items of these ids in the same order."""
        with self._reading() as connection:
            return mail.lines(connection, ids)

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
            return mail.returns(connection)

    def kept(self, today: date, *, due: bool, limit: int = 1_000) -> tuple[KeptLine, ...]:
        """Return what is due for disposal, the longest due first, or what is due next."""
        with self._reading() as connection:
            return kept(connection, today, limit, due=due)

    def known(self, person: PersonQuery, limit: int = 5) -> tuple[KnownPerson, ...]:
        """Return earlier applications of a person perhaps known (A5), best first."""
        with self._reading() as connection:
            return applications.known(connection, person, limit)
