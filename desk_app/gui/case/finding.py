# SPDX-License-Identifier: MIT
"""Applications and inquiries found, by number, code or characters; lists sorted, read in pages."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance

from desk_app.desk import reading
from desk_app.desk.inquiries.handling import find_inquiry
from desk_app.gui.kit.fields.typed import content_in, put_into
from desk_app.gui.kit.layout.actions import ActionLine
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.look.text import announce
from desk_app.gui.kit.tables.columns import PagedModel
from desk_app.rules.codes import (
    CodeError,
    CodeFault,
    ReceiptNumber,
    read_code,
    read_inquiry_number,
    read_receipt_number,
    read_running_number,
)
from desk_app.rules.names import names

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from datetime import date
    from enum import Enum

    from desk_app.desk.context import Changes, Desk, Kind
    from desk_app.gui.kit.fields.search import SearchField
    from desk_app.gui.kit.tables.columns import Column, ColumnsModel, PageRequest
    from desk_app.gui.kit.tables.table import ListTable
    from desk_app.gui.page import SectionView
    from desk_app.gui.session.session import Session
    from desk_app.records.base import ApplicationId, InquiryKey


def is_found(wanted: str, texts: Iterable[str]) -> bool:
    """Say whether a text stands in one of these; an empty one stands in all."""
    keys = names.folds(wanted.strip())
    if keys in {(), ("",)}:
        return True
    return any(key in fold for text in texts for fold in names.folds(text) for key in keys)


# What a short text says of an application: its receipt number, the code of a paper, or neither.


def receipt_number(text: str) -> str:
    """Return the receipt number that was typed or scanned; empty where it is none, or mistyped."""
    with suppress(CodeError):
        return str(read_code(text).receipt)
    with suppress(CodeError):
        return str(read_receipt_number(text))
    return ""


def inquiry_number(text: str) -> str:
    """Return the number of an inquiry that was typed or scanned; empty where it is none."""
    with suppress(CodeError):
        return read_inquiry_number(text)
    return ""


def is_code(text: str) -> bool:
    """Say whether a text is the code of a paper, as a scanner types it, or an inquiry's number."""
    return _fault(text) is None


def is_mistyped(text: str) -> bool:
    """Say whether a text is a code whose check character does not fit."""
    return _fault(text) is CodeFault.WRONG_CHECK_CHARACTER


def _fault(text: str) -> CodeFault | None:
    try:
        read_code(text)
    except CodeError as error:
        if error.code is CodeFault.WRONG_CHECK_CHARACTER:
            return error.code
    else:
        return None
    try:
        read_inquiry_number(text)
    except CodeError as error:
        return error.code
    return None


# Finds what a number or a code on paper names: an application, or an inquiry.


class OpenNumberBook(QObject):
    """Says `found` with an application's id and receipt number, `inquiry_found` with an inquiry's.

    `refused` says why there is none: ``unread``, ``check``, ``unknown``, ``no_inquiry``.
    """

    found = Signal(object, str)
    inquiry_found = Signal(object)
    refused = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def look(self, text: str) -> None:
        """Look for what was typed or scanned."""
        asked = inquiry_number(text)
        if asked:
            self._session.ask(
                self, "number", partial(find_inquiry, typed=asked), self._answer_asked
            )
            return
        try:
            number = _read(text, self._session.today)
        except CodeError:
            self.refused.emit("check" if is_mistyped(text) else "unread")
            return
        answer = partial(self._answer, str(number))
        self._session.ask(self, "number", lambda desk: _find(desk, number), answer)

    def _answer(self, number: str, id_: ApplicationId | None) -> None:
        if id_ is None:
            self.refused.emit("unknown")
        else:
            self.found.emit(id_, number)

    def _answer_asked(self, id_: InquiryKey | None) -> None:
        if id_ is None:
            self.refused.emit("no_inquiry")
        else:
            self.inquiry_found.emit(id_)


def _read(text: str, today: date) -> ReceiptNumber:
    """Read a code where it is one, else a receipt number or its last digits. Raises CodeError."""
    try:
        return read_code(text).receipt
    except CodeError as error:
        if error.code is CodeFault.WRONG_CHECK_CHARACTER:
            raise
    with suppress(CodeError):
        return read_running_number(text, today)
    return read_receipt_number(text)


def _find(desk: Desk, number: ReceiptNumber) -> ApplicationId | None:
    with reading.cases(desk) as books:
        return books.files.by_number(str(number))


# The code of a paper in a search field: a scan opens its case, a mistyped one is told.


class CodeSearch(QObject):
    """Stands between a search field and its list.

    `wanted` carries what is to be searched, for a code its receipt number; `down` asks for the
    list, and `ended` says that Enter did, behind a text that is no code. `found` carries id and
    number of the case whose code Enter ended; an inquiry's opens it, and so does its number.
    `told` carries what is wrong with a code, or nothing.
    """

    found = Signal(object, str)
    wanted = Signal(str)
    down = Signal()
    ended = Signal()
    told = Signal(str)

    def __init__(self, field: SearchField, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._field, self._session = field, session
        self._book = OpenNumberBook(session, self)
        self._book.found.connect(self.found)
        self._book.inquiry_found.connect(session.open_inquiry)
        # The list says that there is nothing by this number.
        self._book.refused.connect(self.down)
        field.wanted.connect(self._take)
        field.down.connect(self._enter)
        field.ended.connect(self._end)

    def trouble(self) -> str:
        """Return what is wrong with the code that stands in the field; empty for anything else."""
        if not is_mistyped(self._field.text()):
            return ""
        return self.tr("The check character does not fit. Scan or type it again.")

    def leads_on(self) -> str:
        """Return where Enter leads from a number of an inquiry, which no list of others holds."""
        number = inquiry_number(self._field.text())
        if not number:
            return ""
        return self.tr("{number} is the number of an inquiry. Enter opens it.").format(
            number=number
        )

    def _take(self, text: str) -> None:
        self._field.set_trouble(self.trouble())
        self.told.emit(self.trouble())
        self.wanted.emit(inquiry_number(text) or receipt_number(text) if is_code(text) else text)

    def _enter(self) -> None:
        trouble = self.trouble()
        if trouble:
            announce(self._field, trouble)
            self._field.take_focus()
        elif is_code(self._field.text()):
            self._book.look(self._field.text())
        else:
            self.down.emit()

    def _end(self) -> None:
        if not is_code(self._field.text()):
            self.ended.emit()


# A long list: the ids of all its lines are asked for, and then the lines that come in sight.


R = TypeVar("R")


class PagedList(QObject, Generic[R]):
    """Fills its model with lines; which ids there are, the heir asks in `read_again`.

    ``lines`` reads those of some ids. Where anything of ``kinds`` changes the list is read again,
    once it was ``asked`` for. `ordered` says that another order was asked for.
    """

    ordered = Signal()

    def __init__(
        self,
        session: Session,
        columns: Sequence[Column[R]],
        lines: Callable[[Desk, Sequence[int]], Sequence[R]],
        kinds: Collection[Kind],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._lines = lines
        self._kinds = kinds
        self._asked = False
        self.model: PagedModel[R] = PagedModel(columns, self)
        self.model.page_wanted.connect(self._read_page)
        session.hub.listen(self._changed)

    def read_again(self) -> None:
        """Ask for the ids again; the lines follow as they come in sight."""
        # Every heir has its own; no abstract method, since Qt's classes have a metaclass already.
        raise NotImplementedError

    def _page_shown(self) -> None:
        """Go on once lines stand there: an heir may have asked for its first ids alone."""

    def _read_page(self, request: PageRequest) -> None:
        def take(rows: Sequence[R]) -> None:
            self.model.put_page(request, rows)
            self._page_shown()

        topic = ("page", request.page)
        self._session.ask(self, topic, lambda desk: self._lines(desk, request.ids), take)

    def _changed(self, changes: Changes, _initiator: QObject | None) -> None:
        if self._asked and any(changes.ids(kind) for kind in self._kinds):
            self.read_again()


# Sorts a list by its headers or by keys; the database does the sorting.


class Sorted(Protocol):
    """A list that stands in an order of the database, and says when another is asked for."""

    @property
    def ordered(self) -> SignalInstance:
        """Another order was asked for."""
        ...

    @property
    def model(self) -> ColumnsModel[Any]:
        """The rows as they are shown."""
        ...

    @property
    def order(self) -> Any:  # noqa: ANN401 each list has an order of its own kind
        """The order it stands in: a frozen column and direction."""
        ...


def narrowed(page: SectionView) -> Mapping[str, object]:
    """Return what stands in the fields that narrow a page's lists, and how its tables are sorted.

    For `narrow_again` on the page made anew, in another language or size of text.
    """
    fields = {name: content_in(page, name) for name in page.narrowed_by}
    return fields | {each.table: each.order for each in page.findChildren(Sorting)}


def narrow_again(page: SectionView, kept: Mapping[str, object]) -> None:
    """Search, narrow down and sort as `narrowed` told."""
    for name in page.narrowed_by:
        if name in kept:
            put_into(page, name, kept[name])
    for each in page.findChildren(Sorting):
        if each.table in kept and kept[each.table] != each.order:
            each.choose(kept[each.table])


class KeepsOrders(Protocol):
    """Keeps in which order each table was left."""

    def order_of(self, name: str) -> tuple[str, bool]:
        """Return column and whether it ascends; no column where nobody sorted the table."""

    def keep_order(self, name: str, column: str, *, ascending: bool) -> None:
        """Keep the order of a table."""


class Sorting(QObject):
    """Says `wanted` with an order; a header that is chosen again turns it round."""

    wanted = Signal(object)

    def __init__(
        self,
        table: ListTable,
        shown: Sorted,
        columns: Mapping[str, Enum],
        enabled: Callable[[], bool],
        keeps: KeepsOrders | None = None,
    ) -> None:
        """Take the table and its list, and by the columns' names what each is sorted by.

        Where something keeps orders, `begin` takes up the one that was kept for the table.
        """
        super().__init__(table)
        self._keeps = keeps
        self.chosen = False
        """Whether a clerk chose the order, now or before."""
        self._list = shown
        self._columns = columns
        self._names = [column.name for column in shown.model.columns]
        self.offered = enabled
        self._table = table
        header = table.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.sectionClicked.connect(self._clicked)
        shown.ordered.connect(self._show)
        self._show()

    def begin(self) -> None:
        """Take up the order in which the table was left, and keep what it is from now on."""
        if self._keeps is None:
            return
        kept = self._keeps.order_of(self.table)
        column = next((each for each in self._columns.values() if each.value == kept[0]), None)
        if column is not None:
            self.choose(replace(self._list.order, column=column, ascending=kept[1]))
        self._list.ordered.connect(self._keep)

    def choose(self, order: object) -> None:
        """Ask for an order as a clerk chose it."""
        self.chosen = True
        self.wanted.emit(order)

    def _keep(self) -> None:
        order = self._list.order
        if self._keeps is not None and self.chosen:
            self._keeps.keep_order(self.table, str(order.column.value), ascending=order.ascending)

    @property
    def table(self) -> str:
        """The name of the table that is sorted."""
        return self._table.objectName()

    @property
    def order(self) -> object:
        """How it is sorted now."""
        return self._list.order

    def lines(self, *others: Sorting) -> Sequence[ActionLine]:
        """Return the actions by which keys sort the table that can be sorted now, of several."""
        several = (self, *others)

        def now() -> Sorting:
            return next((each for each in several if each.offered()), self)

        def enabled() -> bool:
            return any(each.offered() for each in several)

        def line(name: str, text: str, slot: Callable[[], None], key: Key) -> ActionLine:
            first = key is Key.SORT_NEXT
            return ActionLine(name, text, slot, key, "", "view", enabled, divided=first)

        on, back = self.tr("Sort by the next column"), self.tr("Sort by the column before")
        turn = self.tr("Turn the order round")
        return (
            line("sortNext", on, lambda: now().step(1), Key.SORT_NEXT),
            line("sortPrevious", back, lambda: now().step(-1), Key.SORT_PREVIOUS),
            line("sortTurn", turn, lambda: now().turn(), Key.SORT_TURN),
        )

    def _clicked(self, place: int) -> None:
        column = self._columns.get(self._names[place])
        if column is self._list.order.column:
            self.turn()
        elif column is not None:
            self.choose(replace(self._list.order, column=column, ascending=True))
        self._show()

    def step(self, by: int) -> None:
        """Sort by the next column of the table that can be sorted by, or by the one before."""
        columns = list(dict.fromkeys(self._columns[n] for n in self._names if n in self._columns))
        place = columns.index(self._list.order.column) + by
        column = columns[place % len(columns)]
        self.choose(replace(self._list.order, column=column, ascending=True))

    def turn(self) -> None:
        """Turn the order round."""
        order = self._list.order
        self.choose(replace(order, ascending=not order.ascending))

    def _show(self) -> None:
        order = self._list.order
        direction = Qt.SortOrder.AscendingOrder if order.ascending else Qt.SortOrder.DescendingOrder
        named = (n for n in self._names if self._columns.get(n) is order.column)
        # Asked for anew: the binding drops a header that is only held, while the table keeps it.
        header = self._table.horizontalHeader()
        header.setSortIndicator(self._names.index(next(named)), direction)
