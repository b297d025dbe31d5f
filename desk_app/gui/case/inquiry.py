# SPDX-License-Identifier: MIT
"""An inquiry as several pages show it: its columns, and what is next in the clerk's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.gui.case.read import LineColumns, days_left, urgency
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.tables.columns import Column
from desk_app.i18n import dates, messages
from desk_app.records.inquiries import InquiryWork

if TYPE_CHECKING:
    from datetime import date

    from desk_app.desk.rows import InquiryLine


_MARKS = {
    InquiryWork.WAITING: Mark.WAITING,
    InquiryWork.DONE: Mark.DONE,
}


class InquiryColumns(LineColumns):
    """The columns of inquiries."""

    def of_work(self) -> list[Column[InquiryLine]]:
        """Return the columns of the work list: who and what, how it stands, by when."""
        return [
            self._who(),
            Column("kind", self.tr("What it is"), self._kind, 152, detail=self._number),
            self._by(),
        ]

    def of_all(self) -> list[Column[InquiryLine]]:
        """Return the columns of the page: by which it is sorted, too."""
        return [
            Column("received", self.tr("Number"), self._number, 104, detail=self._received),
            self._who(),
            Column("kind", self.tr("What it is, whose"), self._kind, 120, detail=self._carer),
            Column("work", self.tr("State"), self._work, 160, mark=self._mark),
            self._by(),
        ]

    def who(self, line: InquiryLine) -> str:
        """Return from whom it is; who it was may be unknown."""
        return line.name or self.tr("Name unknown")

    def _who(self) -> Column[InquiryLine]:
        return Column("name", self.tr("From, text"), self.who, detail=self._begins)

    def _by(self) -> Column[InquiryLine]:
        return Column("by", self.tr("Due"), self._left, 104, mark=self._urgency)

    def _begins(self, line: InquiryLine) -> str:
        """Return the first line of what was said."""
        return line.text.strip().partition("\n")[0]

    def _received(self, line: InquiryLine) -> str:
        return dates.beside(line.received_on, self._today(), self._language)

    def _number(self, line: InquiryLine) -> str:
        return line.number

    def _kind(self, line: InquiryLine) -> str:
        if line.leak_by is not None:
            return self.tr("Suspected leak")
        return messages.label(line.kind, self._language)

    def _work(self, line: InquiryLine) -> str:
        return messages.label(line.work, self._language)

    def _carer(self, line: InquiryLine) -> str:
        return self._name_of(line.carer) if line.carer else ""

    def _mark(self, line: InquiryLine) -> Mark:
        return _MARKS.get(line.work, Mark.TO_DO)

    def _left(self, line: InquiryLine) -> str:
        return days_left(due_of(line), self._today())

    def _urgency(self, line: InquiryLine) -> Mark | None:
        return urgency(due_of(line), self._today())


def due_of(line: InquiryLine) -> date | None:
    """Return by when something is to be done: a report on a leak comes before the answer."""
    return line.by if line.leak_by is None else line.leak_by
