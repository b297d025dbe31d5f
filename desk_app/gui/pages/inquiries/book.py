# SPDX-License-Identifier: MIT
"""The list of inquiries, the one that is open, and what is done with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.desk import reading
from desk_app.desk.applications import intake
from desk_app.desk.context import Kind
from desk_app.desk.errors import NotFound
from desk_app.desk.inquiries import handling
from desk_app.desk.rows import (
    MOST_URGENT_INQUIRY,
    IdWindow,
    InquiryFilter,
    InquiryLine,
    InquiryOrder,
)
from desk_app.gui.case.finding import PagedList
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.session.session import Did, Undo
from desk_app.records.base import InquiryKey
from desk_app.records.case.inquiries import CourseStep

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desk_app.desk.context import Changes, Desk
    from desk_app.desk.inquiries.handling import InquiryDraft, LaterDraft, OpenedInquiry
    from desk_app.desk.rows import KnownPerson, PersonQuery
    from desk_app.gui.kit.tables.columns import Column
    from desk_app.gui.session.session import Session
    from desk_app.records.base import MailItemId, UserId
    from desk_app.records.case.inquiries import Inquiry
    from desk_app.records.case.mail import MailItem
    from desk_app.rules.rulebook.terms import Duty


_NOTHING = IdWindow((), more=False, count=0)
_OPEN = InquiryFilter(open_only=True)


@dataclass(frozen=True, slots=True)
class InquiriesState:
    """What the list shows: which are wanted, their ids, in which order."""

    wanted: InquiryFilter = _OPEN
    window: IdWindow = _NOTHING
    order: InquiryOrder = MOST_URGENT_INQUIRY


class InquiriesBook(PagedList[InquiryLine]):
    """Says `logged` with the id of an inquiry that was logged, `opened` with one that was read.

    ``mail_read`` carries a mail item that an inquiry is to be logged from, ``known`` the people
    perhaps known who were looked for.
    """

    state_changed = Signal(object)
    opened = Signal(object)
    logged = Signal(object)
    mail_read = Signal(object)
    known = Signal(object)

    def __init__(
        self, session: Session, columns: Sequence[Column[InquiryLine]], parent: QObject
    ) -> None:
        super().__init__(session, columns, handling.lines_of, (Kind.INQUIRY,), parent)
        self._state = InquiriesState()

    @property
    def state(self) -> InquiriesState:
        """What the list shows now."""
        return self._state

    @property
    def order(self) -> InquiryOrder:
        """The order it stands in."""
        return self._state.order

    def narrow(self, wanted: InquiryFilter) -> None:
        """Show the inquiries that match."""
        self._state = replace(self._state, wanted=wanted)
        self.read_again()

    def sort(self, order: InquiryOrder) -> None:
        """Show the list in another order."""
        self._state = replace(self._state, order=order)
        self.ordered.emit()
        self.read_again()

    @override
    def read_again(self) -> None:
        """Ask for the ids again."""
        asked = self._state
        self._asked = True

        def read(desk: Desk) -> InquiriesState:
            return replace(asked, window=handling.list_inquiries(desk, asked.wanted, asked.order))

        self._session.ask(self, "window", read, self._take)

    def open(self, id_: InquiryKey) -> None:
        """Ask for a whole inquiry; `opened` carries it, or nothing where it is gone."""
        self._session.ask(self, "opened", partial(_opened, id_=id_), self.opened.emit)

    def read_mail(self, id_: MailItemId) -> None:
        """Ask for the mail item that an inquiry came in."""

        def read(desk: Desk) -> MailItem:
            with reading.cases(desk) as books:
                return books.mail.get(id_)

        self._session.ask(self, "mail", read, self.mail_read.emit)

    def look_for(self, person: PersonQuery) -> None:
        """Ask for earlier applications of a person perhaps known (A5)."""

        def look(desk: Desk) -> tuple[KnownPerson, ...]:
            return reading.lists(desk).known(person)

        self._session.ask(self, "known", look, self.known.emit)

    def log(self, draft: InquiryDraft, key: str) -> None:
        """Log an inquiry; what was typed of it is forgotten then."""

        def done(changes: Changes) -> None:
            for id_ in changes.ids(Kind.INQUIRY):
                self.logged.emit(id_)
            self._session.do(self, lambda desk: intake.forget_draft(desk, key))

        self._session.do(self, lambda desk: handling.log_inquiry(desk, draft), done)

    def attach(self, draft: LaterDraft, key: str) -> None:
        """Keep what came later in the course of its inquiry; what was typed is forgotten then."""

        def done(changes: Changes) -> None:
            for id_ in changes.ids(Kind.INQUIRY):
                self.logged.emit(id_)
                step = undo_of(InquiryKey(int(id_)), draft.number, CourseStep.SUPPLEMENT)
                self._session.undo.did(step)
            self._session.do(self, lambda desk: intake.forget_draft(desk, key))

        self._session.do(self, lambda desk: handling.attach_later(desk, draft), done)

    def step(self, opened: OpenedInquiry, step: CourseStep) -> None:
        """Take a step that asks for nothing: the inquiry is taken, or handed back."""
        inquiry = opened.inquiry
        draft = handling.StepDraft(inquiry.id, inquiry.version, step)
        undo = undo_of(inquiry.id, inquiry.number, step)
        self._session.do(self, lambda desk: handling.go_on(desk, draft), undo=undo)

    def may(self, duty: Duty) -> bool:
        """Return whether whoever is signed in has a duty today."""
        return self._session.may(duty)

    def _take(self, state: InquiriesState) -> None:
        self._state = state
        self.model.show_ids(state.window.ids)
        self.state_changed.emit(state)


def undo_of(id_: InquiryKey, number: str, step: CourseStep) -> Undo:
    """Return how a step is taken back that was the last one."""
    return Undo(Did.STEP, number, _taking_back(id_, step))


def giving_to(inquiry: Inquiry, user: UserId) -> Callable[[Desk], Changes]:
    """Return what gives an inquiry to somebody."""
    draft = handling.StepDraft(inquiry.id, inquiry.version, CourseStep.GIVEN, user=user)
    return lambda desk: handling.go_on(desk, draft)


def _taking_back(id_: InquiryKey, step: CourseStep) -> Callable[[Desk], Changes]:
    def counter(desk: Desk) -> Changes:
        version = handling.open_inquiry(desk, id_).inquiry.version
        return handling.take_back_step(desk, id_, version, step)

    return counter


def _opened(desk: Desk, id_: InquiryKey) -> OpenedInquiry | None:
    try:
        return handling.open_inquiry(desk, id_)
    except NotFound:
        return None
