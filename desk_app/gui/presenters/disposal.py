# SPDX-License-Identifier: MIT
"""The disposal page at work: chosen, proposed, signed, carried out, papers recorded (H2)."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.desk import destroying, disposing
from desk_app.desk.changes import Kind
from desk_app.desk.disposing import Chosen
from desk_app.gui.presenters.disposal_read import (
    DisposalPage,
    DisposalRead,
    in_hand,
    read_disposals,
    without_choices,
)
from desk_app.gui.tasks import Progress

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_app.desk.changes import Changes
    from desk_app.desk.context import Desk
    from desk_app.desk.destroying import PaperDraft
    from desk_app.gui.workplace import Workplace
    from desk_app.records.ids import ApplicationId

    Work = Callable[[Desk, int, Progress], Changes]

_LOOK_MS = 200


class DisposalPresenter(QObject):
    """Says `page_changed`; ``refused`` carries why a field of the page was not taken.

    ``arrived`` says that the lists were read, ``done`` carries the name of the step gone through.
    """

    page_changed = Signal(object)
    refused = Signal(object)
    arrived = Signal()
    done = Signal(str)

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._page = DisposalPage()
        self._asked = False
        self._coming = True
        self._progress = Progress()
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._show_progress)
        work.hub.listen(self._changed)

    @property
    def page(self) -> DisposalPage:
        """The page as it is shown now."""
        return self._page

    def come(self, shown: int | None = None) -> None:
        """Read everything; without a disposal the one in hand is shown."""
        self._coming = shown is None
        if shown is not None:
            self._page = replace(self._page, shown=shown)
        self.read_again()

    def read_again(self) -> None:
        """Read the lists and the disposals."""
        self._asked = True
        self._work.ask(self, "disposals", read_disposals, self._take)

    def narrow(self, text: str) -> None:
        """Show what matches; what is ticked stays ticked."""
        self._show(replace(self._page, text=text))

    def choose(self, id_: ApplicationId, *, chosen: bool) -> None:
        """Tick an application that is due, or take the tick away; begins a new proposal."""
        ticked = self._page.chosen | {id_} if chosen else self._page.chosen - {id_}
        self._show(replace(self._page, chosen=ticked, shown=None))

    def choose_all(self) -> None:
        """Tick everything shown that can be; once more takes all ticks away."""
        every = frozenset(row.line.id for row in self._page.rows if row.can_be_chosen)
        rest = every - self._page.chosen
        ticked = self._page.chosen | every if rest else self._page.chosen - every
        self._show(replace(self._page, chosen=ticked, shown=None))

    def count(self, id_: ApplicationId, sheets: int) -> None:
        """Keep how many sheets of paper somebody counted."""
        self._show(replace(self._page, counted={**self._page.counted, id_: sheets}))

    def show(self, id_: int | None) -> None:
        """Look at a disposal, or at the next proposal."""
        self._show(replace(self._page, shown=id_))

    def propose(self) -> None:
        """Propose what is ticked."""
        chosen = tuple(Chosen(row.line.id, row.sheets) for row in self._page.picked)

        def done(changes: Changes) -> None:
            new = next(iter(changes.ids(Kind.DISPOSAL)), None)
            self._page = replace(without_choices(self._page), shown=_as_int(new))
            self._go_on("propose")

        self._work.do(self, lambda desk: disposing.propose(desk, chosen), done, self._refuse)

    def sign(self, name: str, password: str) -> None:
        """Have a person sign who shows the password in place."""
        id_, work = self._page.shown, self._work
        if id_ is None:
            return

        def verb(desk: Desk) -> Changes:
            return disposing.sign(work.acting(desk, name, password), id_)

        work.do(self, verb, lambda _: self._go_on("sign"), self._refuse)

    def record_paper(self, draft: PaperDraft) -> None:
        """Record that the papers are destroyed."""
        verb = partial(destroying.record_paper, draft=draft)
        self._work.do(self, verb, lambda _: self._go_on("paper"), self._refuse)

    def carry_out(self, acting: Desk | None) -> None:
        """Carry the disposal out as whoever showed the password; it cannot be undone."""
        self._long(destroying.carry_out, "carry_out", acting)

    def check_again(self) -> None:
        """Finish a disposal whose rows are gone."""
        self._long(destroying.check_again, "check", None)

    def end_old_backups(self, acting: Desk | None) -> None:
        """Make every backup from before unreadable now."""
        self._long(destroying.end_old_backups, "end", acting)

    def stop(self) -> bool:
        """Ask the long work to stop; say whether any was going on."""
        self._progress.cancel()
        return self._page.working

    def _long(self, work: Work, name: str, acting: Desk | None) -> None:
        id_ = self._page.shown
        if id_ is None or self._page.working:
            return
        self._progress = progress = Progress()
        self._show(replace(self._page, working=True, done=0, total=0))
        self._look.start()

        def done(_: Changes) -> None:
            self._end_work()
            self._go_on(name)

        def failed(error: Exception) -> None:
            self._end_work()
            self._work.trouble.emit(error)
            self.read_again()

        self._work.do(self, lambda desk: work(acting or desk, id_, progress), done, failed)

    def _end_work(self) -> None:
        self._look.stop()
        self._page = replace(self._page, working=False)

    def _show_progress(self) -> None:
        done, total = self._progress.reached()
        self._show(replace(self._page, done=done, total=total))

    def _go_on(self, name: str) -> None:
        self._coming = False
        self.read_again()
        self.done.emit(name)

    def _refuse(self, error: Exception) -> None:
        self.refused.emit(error)

    def _take(self, read: DisposalRead) -> None:
        shown = self._page.shown
        if self._coming and not self._page.chosen:
            first = in_hand(read.records)
            shown = None if first is None else first.id
        self._coming = False
        self._show(replace(self._page, read=read, shown=shown))
        self.arrived.emit()

    def _changed(self, changes: Changes, _initiator: QObject | None) -> None:
        if self._asked and (changes.ids(Kind.DISPOSAL) or changes.ids(Kind.APPLICATION)):
            self.read_again()

    def _show(self, page: DisposalPage) -> None:
        self._page = page
        self.page_changed.emit(page)


def _as_int(id_: object) -> int | None:
    return id_ if isinstance(id_, int) else None
