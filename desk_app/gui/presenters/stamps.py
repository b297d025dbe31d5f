# SPDX-License-Identifier: MIT
"""The stamp book page at work: read, narrowed down, counted; a count under way is kept (G1)."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.desk import intake
from desk_app.desk.changes import Kind
from desk_app.gui.presenters.stamps_read import (
    COUNT_DRAFT,
    Period,
    StampsPage,
    StampsRead,
    month_of,
    read_stamps,
)

if TYPE_CHECKING:
    from desk_app.desk.changes import Changes
    from desk_app.gui.workplace import Workplace

DRAFT_AFTER_MS = 2_000


class StampsPresenter(QObject):
    """Says `page_changed`; ``arrived`` says that the book was read."""

    page_changed = Signal(object)
    arrived = Signal()
    kept = Signal()

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._page = StampsPage(month_of(work.today))
        self._asked = False
        self._offered = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(DRAFT_AFTER_MS)
        self._later.timeout.connect(self.keep)
        work.hub.listen(self._changed)

    @property
    def page(self) -> StampsPage:
        """The page as it is shown now."""
        return self._page

    def read_again(self) -> None:
        """Read the book."""
        self._asked = True
        page = self._page
        self._work.ask(self, "stamps", lambda desk: read_stamps(desk, page), self._take)

    def show_period(self, period: Period) -> None:
        """Show the entries of other days."""
        if period != self._page.period:
            self._page = replace(self._page, period=period)
            self.read_again()

    def narrow(self, text: str) -> None:
        """Show the entries that match: a number, a name, a reference, a note, or a face value."""
        if text != self._page.text:
            self._page = replace(self._page, text=text)
            self.read_again()

    def count(self, value: int, typed: str) -> None:
        """Keep what was typed as the count of a face value."""
        self._show(replace(self._page, typed={**self._page.typed, value: typed}), later=True)

    def add_value(self, value: int) -> None:
        """Count a face value too that the book does not know."""
        if value not in self._page.added:
            self._show(replace(self._page, added=(*self._page.added, value)), later=True)

    def explain(self, cause: str, measure: str) -> None:
        """Keep why the count differs, and what is done about it."""
        self._show(replace(self._page, cause=cause, measure=measure), later=True)

    def forget_count(self) -> None:
        """Forget the count: it was entered, or is begun anew."""
        self._later.stop()
        self._show(replace(self._page, typed={}, added=(), cause="", measure=""))
        self._work.do(self, partial(intake.forget_draft, key=COUNT_DRAFT))

    def keep(self) -> None:
        """Keep the count under way, encrypted, so that it outlives the page and a lock."""
        self._later.stop()
        page = self._page
        if not page.is_counting:
            return
        content = {
            "typed": {str(value): typed for value, typed in page.typed.items() if typed},
            "added": list(page.added),
            "cause": page.cause,
            "measure": page.measure,
        }
        text = json.dumps(content, ensure_ascii=False)
        self._work.keep_draft(self, COUNT_DRAFT, text, lambda _: self.kept.emit())

    def keep_if_waiting(self) -> None:
        """Keep what was typed since, if anything was."""
        if self._later.isActive():
            self.keep()

    def _take(self, read: StampsRead) -> None:
        page = replace(self._page, read=read, arrived=True)
        if not self._offered and not page.is_counting and read.draft is not None:
            page = _with_draft(page, read.draft)
        self._offered = True
        self._show(page)
        self.arrived.emit()

    def _changed(self, changes: Changes, _initiator: QObject | None) -> None:
        kinds = (Kind.STAMPS, Kind.APPLICATION, Kind.MAIL_ITEM)
        if self._asked and any(changes.ids(kind) for kind in kinds):
            self.read_again()

    def _show(self, page: StampsPage, *, later: bool = False) -> None:
        self._page = page
        if later:
            self._later.start()
        self.page_changed.emit(page)


def _with_draft(page: StampsPage, draft: str) -> StampsPage:
    """Return the page with a count that was begun before."""
    kept = json.loads(draft)
    return replace(
        page,
        typed={int(value): str(typed) for value, typed in kept["typed"].items()},
        added=tuple(map(int, kept["added"])),
        cause=str(kept["cause"]),
        measure=str(kept["measure"]),
    )
