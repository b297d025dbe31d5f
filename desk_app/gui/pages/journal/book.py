# SPDX-License-Identifier: MIT
"""The journal as it is read: narrowed down, page by page, and checked from end to end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.desk import reading
from desk_app.desk.opened import own_pages, soundness
from desk_app.desk.rows import IdWindow, JournalFilter
from desk_app.gui.asking import Answers, day
from desk_app.gui.kit.tables.columns import PagedModel, PageRequest
from desk_app.i18n import messages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.desk.context import Desk
    from desk_app.desk.rows import JournalLine
    from desk_app.gui.kit.tables.columns import Column
    from desk_app.gui.session.session import Session
    from desk_app.records.books.journal import JournalLink, JournalMark
    from desk_app.records.desk.people import User


_Read = tuple[IdWindow, tuple["User", ...], "JournalLine | None"]

_ALL = JournalFilter()
_NOTHING = IdWindow((), more=False, count=0)


@dataclass(frozen=True, slots=True)
class JournalState:
    """What the page shows: which entries are wanted, their numbers, who may be asked for.

    ``people`` holds the recovery sheets too that let somebody in.

    ``head`` is the last entry once all were checked, ``checking`` says that they are being.
    ``last`` says who found all of them whole before, and when; ``arrived`` that this was read.
    ``link`` is how the chosen entry stands in the chain.
    """

    wanted: JournalFilter = _ALL
    window: IdWindow = _NOTHING
    people: tuple[User, ...] = ()
    checking: bool = False
    head: JournalMark | None = None
    last: JournalLine | None = None
    arrived: bool = False
    link: JournalLink | None = None

    @property
    def asks_for_check(self) -> bool:
        """Whether a check of all entries is the next step: it is known that nobody made one."""
        return self.arrived and self.head is None and self.last is None


class JournalPageBook(QObject):
    """Fills its model; `state_changed` carries what the page shows.

    `linked` says that it is known how the chosen entry stands in the chain.
    """

    state_changed = Signal(object)
    checked = Signal(object)
    linked = Signal()

    def __init__(
        self, session: Session, columns: Sequence[Column[JournalLine]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.state = JournalState()
        self.model: PagedModel[JournalLine] = PagedModel(columns, self)
        self.model.page_wanted.connect(self._read_page)

    def narrow(self, wanted: JournalFilter) -> None:
        """Show the entries that match."""
        if wanted != self.state.wanted:
            self.state = replace(self.state, wanted=wanted)
            self.read_again()

    def read_again(self) -> None:
        """Ask for the numbers of the entries again; the rows follow as they come in sight."""
        wanted = self.state.wanted

        def read(desk: Desk) -> _Read:
            window = reading.journal(desk).window(wanted)
            return window, reading.actors(desk), soundness.last_confirmed(desk)

        self._session.ask(self, "window", read, self._take)

    def choose(self, sequence: int) -> None:
        """Ask how an entry stands in the chain."""
        self._session.ask(
            self, "link", lambda desk: reading.journal(desk).link(sequence), self._take_link
        )

    def check(self) -> None:
        """Go through all entries, from the first to the head and its anchor."""
        if self.state.checking:
            return
        self._show(replace(self.state, checking=True, head=None))
        self._session.runner.submit(
            self, lambda: soundness.confirm_journal(self._session.desk), self._checked, self._failed
        )

    def day_page(self, desk: Desk, answers: Answers) -> bytes:
        """Return the sheet of a day as it prints."""
        language, on = self._session.language, day(answers, "day", desk.today)
        called = partial(messages.label, language=language)
        return desk.ports.press.page(own_pages.day_page(desk, on, language, called))

    def _take(self, read: _Read) -> None:
        window, people, last = read
        self.model.show_ids(window.ids)
        self._show(replace(self.state, window=window, people=people, last=last, arrived=True))

    def _take_link(self, link: JournalLink | None) -> None:
        self.state = replace(self.state, link=link)
        self.linked.emit()

    def _checked(self, head: JournalMark) -> None:
        self._show(replace(self.state, checking=False, head=head))
        self.checked.emit(head)
        self.read_again()

    def _failed(self, error: Exception) -> None:
        self._show(replace(self.state, checking=False))
        self._session.trouble.emit(error)

    def _read_page(self, request: PageRequest) -> None:
        self._session.ask(
            self,
            ("page", request.page),
            lambda desk: reading.journal(desk).lines(request.ids),
            partial(self.model.put_page, request),
        )

    def _show(self, state: JournalState) -> None:
        self.state = state
        self.state_changed.emit(state)
