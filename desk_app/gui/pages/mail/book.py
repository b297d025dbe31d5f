# SPDX-License-Identifier: MIT
"""The list of mail items: read page by page, logged, marked done with a note."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.desk import reading
from desk_app.desk.applications import intake, undoing
from desk_app.desk.context import Kind
from desk_app.desk.inquiries import sending
from desk_app.desk.rows import NEWEST_MAIL, IdWindow, MailLine, MailOrder
from desk_app.gui.case.finding import PagedList
from desk_app.gui.case.post import PostedOn, Which
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.session.session import Did, Undo
from desk_app.records.base import MailItemId
from desk_app.records.case.mail import MailItem, Matter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.desk.context import Changes, Desk
    from desk_app.gui.kit.tables.columns import Column
    from desk_app.gui.session.session import Session
    from desk_app.records.desk.people import User


_NOTHING = IdWindow((), more=False, count=0)


@dataclass(frozen=True, slots=True)
class MailState:
    """What the list shows: the window of ids, who may open mail, and what was asked for."""

    open_only: bool = True
    window: IdWindow = _NOTHING
    people: tuple[User, ...] = ()
    text: str = ""
    order: MailOrder = NEWEST_MAIL


class MailList(PagedList[MailLine]):
    """Says `logged` with the id of a mail item that was logged.

    ``envelope_found`` carries what the post page shows of an envelope that came back.
    """

    state_changed = Signal(object)
    detail_read = Signal(object)
    logged = Signal(object)
    handled = Signal()
    envelope_found = Signal(object)

    def __init__(
        self, session: Session, columns: Sequence[Column[MailLine]], parent: QObject
    ) -> None:
        super().__init__(
            session, columns, _lines, (Kind.MAIL_ITEM, Kind.APPLICATION, Kind.INQUIRY), parent
        )
        self._state = MailState()

    @property
    def state(self) -> MailState:
        """What the list shows now."""
        return self._state

    @property
    def order(self) -> MailOrder:
        """The order it stands in."""
        return self._state.order

    def show(self, *, open_only: bool) -> None:
        """Show everything, or what is open."""
        self._state = replace(self._state, open_only=open_only)
        self.read_again()

    def find(self, text: str) -> None:
        """Show what a text finds."""
        self._state = replace(self._state, text=text)
        self.read_again()

    def sort(self, order: MailOrder) -> None:
        """Show the list in another order."""
        self._state = replace(self._state, order=order)
        self.ordered.emit()
        self.read_again()

    @override
    def read_again(self) -> None:
        """Ask for the ids and the people again."""
        asked = self._state
        self._asked = True

        def read(desk: Desk) -> MailState:
            window = reading.lists(desk).mail_window(
                open_only=asked.open_only, text=asked.text, order=asked.order
            )
            with reading.cases(desk) as books:
                return replace(asked, window=window, people=books.people.all())

        self._session.ask(self, "window", read, self._take)

    def read_detail(self, id_: MailItemId) -> None:
        """Ask for a whole mail item; `detail_read` carries it."""

        def read(desk: Desk) -> MailItem:
            with reading.cases(desk) as books:
                return books.mail.get(id_)

        self._session.ask(self, "detail", read, self.detail_read.emit)

    def look_for_envelope(self, id_: MailItemId) -> None:
        """Look for the envelope of ours that came back as this item, by its tracking number.

        The number of an application or an inquiry, or a code on the letter, that stands there leads
        to its envelope too. Where none bears it, all are shown of which nothing is known since.
        """

        def look(desk: Desk) -> object:
            with reading.cases(desk) as books:
                number = books.mail.get(id_).tracking_number
            sent = sending.posted_under(desk, number)
            return Which.UNDER_WAY if sent is None else PostedOn(sent.id, sent.posted_on)

        self._session.ask(self, "envelope", look, self.envelope_found.emit)

    def log(self, mail: MailItem) -> None:
        """Log a mail item; a new application in it is opened in the intake."""

        def done(changes: Changes) -> None:
            for id_ in changes.ids(Kind.MAIL_ITEM):
                self.logged.emit(id_)
                if mail.matter is Matter.NEW_APPLICATION:
                    self._session.open_intake.emit(id_)

        self._session.do(self, lambda desk: intake.log_mail(desk, mail), done)

    def mark_done(self, id_: MailItemId, note: str) -> None:
        """Mark a mail item done with a note of what was done."""

        def done(_changes: Changes) -> None:
            self.handled.emit()

        undo = Undo(Did.HANDLING, "", partial(undoing.take_back_handling, id_=id_, note=note))
        self._session.do(self, lambda desk: intake.handle_mail(desk, id_, note), done, undo=undo)

    def _take(self, state: MailState) -> None:
        self._state = state
        self.model.show_ids(state.window.ids)
        self.state_changed.emit(state)


def _lines(desk: Desk, ids: Sequence[int]) -> Sequence[MailLine]:
    return reading.lists(desk).mail_lines([MailItemId(id_) for id_ in ids])
