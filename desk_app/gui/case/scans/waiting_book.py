# SPDX-License-Identifier: MIT
"""What waits in the scanner's folder: looked for, shown, and led to an application (I6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.desk import reading, scans
from desk_app.desk.context import Kind
from desk_app.desk.errors import Cancelled, KnownError
from desk_app.gui.case import read
from desk_app.gui.case.finding import receipt_number
from desk_app.gui.session.tasks import Book, SharedProgress
from desk_app.records.case.scans import ChosenSheets, SheetLead
from desk_app.rules.rulebook.terms import Duty

if TYPE_CHECKING:
    from desk_app.desk.context import Changes, Desk
    from desk_app.desk.ports import OpenScan
    from desk_app.gui.case.read import Opened
    from desk_app.gui.session.session import Session
    from desk_app.records.case.scans import (
        FolderFile,
        PagePicture,
        PageSize,
        SourceFile,
        WaitingSheet,
    )


class FolderWatch(QObject):
    """Looks into the scanner's folder beside the desk's thread, and asks the desk what waits.

    `changed` says that ``sheets`` or ``trouble`` are others. At each look one file is read; another
    look follows at once where one was.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.sheets: tuple[WaitingSheet, ...] = ()
        self.trouble: KnownError | None = None
        self._session = session
        self._files: tuple[FolderFile, ...] = ()
        self._looks = False
        self._progress = SharedProgress()
        # Whoever leaves waits for no page of it.
        self.destroyed.connect(self._progress.cancel)
        session.hub.listen(self._changed)

    def look(self) -> None:
        """Look now; who logs nothing, and where no folder was named, is told of none."""
        folder, session = self._session.screen.scans, self._session
        if not folder or not session.may(Duty.LOG):
            self._tell((), None)
        elif not self._looks:
            self._looks = True
            looking = partial(scans.look_in_folder, session.desk, Path(folder), self._progress)
            session.beside.submit(self, looking, self._look_further, self._refuse)

    def _look_further(self, files: tuple[FolderFile, ...]) -> None:
        self._looks = False
        more = files != self._files
        self._files = files
        self._ask()
        if more:
            self.look()

    def _ask(self) -> None:
        asking = partial(scans.sheets_waiting, files=self._files)
        self._session.ask(self, "sheets", asking, lambda found: self._tell(found, None))

    def _refuse(self, error: Exception) -> None:
        self._looks = False
        if isinstance(error, KnownError) and not isinstance(error, Cancelled):
            self._tell((), error)

    def _tell(self, sheets: tuple[WaitingSheet, ...], trouble: KnownError | None) -> None:
        code = None if trouble is None else trouble.code
        before = None if self.trouble is None else self.trouble.code
        if (sheets, code) != (self.sheets, before):
            self.sheets, self.trouble = sheets, trouble
            self.changed.emit()

    def _changed(self, changes: Changes, _initiator: QObject | None) -> None:
        if changes.ids(Kind.APPLICATION) and self._files:
            self._ask()


class NumberRefusal(Enum):
    """Why what was typed names no application."""

    UNREAD = "unread"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class WaitingState:
    """What the dialog shows.

    ``chosen`` are the pages to be taken, ``shown`` the one in sight, ``size`` its size once it was
    read. ``number`` stands in the field of the application, ``opened`` is what it names.
    """

    sheets: tuple[WaitingSheet, ...] = ()
    chosen: tuple[WaitingSheet, ...] = ()
    shown: WaitingSheet | None = None
    size: PageSize | None = None
    number: str = ""
    opened: Opened | None = None
    refused: NumberRefusal | None = None
    trouble: KnownError | None = None


class WaitingBook(Book[WaitingState]):
    """Shows the pages of one file after the other; ``drawn`` carries a sheet and its picture."""

    drawn = Signal(object, object)

    def __init__(self, session: Session, watch: FolderWatch, parent: QObject) -> None:
        super().__init__(WaitingState(), parent)
        self._session, self._watch = session, watch
        self._open: OpenScan | None = None
        self._file: SourceFile | None = None
        self._reads = self._draws = False
        self._wanted = 0
        self._progress = SharedProgress()
        watch.changed.connect(self.read)

    def read(self) -> None:
        """Show what waits now."""
        sheets = self._watch.sheets
        chosen = tuple(each for each in self._state.chosen if each in sheets)
        self._show(replace(self._state, sheets=sheets, chosen=chosen, trouble=self._watch.trouble))

    def choose(self, chosen: tuple[WaitingSheet, ...], shown: WaitingSheet | None) -> None:
        """Take other pages; where one code leads all of them, its application is named."""
        if (chosen, shown) == (self._state.chosen, self._state.shown):
            return
        led = {each.numbers[0] if each.lead is SheetLead.CASE else "" for each in chosen}
        number = led.pop() if len(led) == 1 else ""
        seen = shown is not None and shown.file == self._file and self._open is not None
        size = self._size_of(shown) if seen else None
        self._show(replace(self._state, chosen=chosen, shown=shown, size=size))
        self.name_application(number)
        self._read()

    def name_application(self, text: str) -> None:
        """Name the application by its receipt number or a code."""
        if text == self._state.number and (self._state.opened or not text):
            return
        number = receipt_number(text)
        refused = NumberRefusal.UNREAD if text.strip() and not number else None
        self._show(replace(self._state, number=text, opened=None, refused=refused))
        if number:
            asking = partial(_opened, number=number)
            self._session.ask(self, "application", asking, partial(self._take, text))

    def sheets(self) -> ChosenSheets | None:
        """Return the chosen pages as one paper; None where they are not of one file."""
        chosen = self._state.chosen
        files = {each.file for each in chosen}
        if len(files) != 1 or any(each.trouble for each in chosen):
            return None
        (file,) = files
        pages = tuple(sorted(each.page for each in chosen))
        rest = tuple(page for page in range(1, chosen[0].pages + 1) if page not in pages)
        there = {each.page for each in self._state.sheets if each.file == file}
        return ChosenSheets(file, pages, rest, tuple(page for page in rest if page in there))

    def draw(self, width: int) -> None:
        """Have the page in sight drawn in so many pixels; only the last one wanted comes."""
        self._wanted = max(width, 1)
        self._draw_next()

    def close(self) -> None:
        """Forget what was read, and wait for nothing."""
        self._progress.cancel()
        self._file = None
        self._let_go()

    def _take(self, text: str, opened: Opened | None) -> None:
        if text == self._state.number:
            refused = NumberRefusal.UNKNOWN if opened is None else None
            self._show(replace(self._state, opened=opened, refused=refused))

    def _read(self) -> None:
        """Read the file of the page in sight, unless it is the one that was read."""
        shown = self._state.shown
        if shown is None or not shown.page or shown.file == self._file or self._reads:
            return
        self._reads, self._file = True, shown.file
        self._let_go()
        whole = ChosenSheets(shown.file, ())
        reading = partial(scans.read_sheets, self._session.desk, whole, self._progress)
        self._session.beside.submit(self, reading, self._came, self._refuse)

    def _came(self, found: OpenScan) -> None:
        self._reads = False
        self._let_go()
        self._open = found
        shown = self._state.shown
        if self._file is None:
            self._let_go()
        elif shown is not None and shown.file == self._file:
            self._show(replace(self._state, size=self._size_of(shown), trouble=None))
        self._read()

    def _size_of(self, sheet: WaitingSheet | None) -> PageSize | None:
        return (
            None if sheet is None or self._open is None else self._open.file.pages[sheet.page - 1]
        )

    def _draw_next(self) -> None:
        found, shown = self._open, self._state.shown
        if found is None or shown is None or shown.file != self._file:
            return
        if self._draws or not self._wanted:
            return
        self._draws, width, self._wanted = True, self._wanted, 0
        drawing = partial(found.draw, shown.page, width)
        self._session.beside.submit(self, drawing, partial(self._drew, shown), self._not_drawn)

    def _drew(self, sheet: WaitingSheet, picture: PagePicture) -> None:
        self._draws = False
        self.drawn.emit(sheet, picture)
        self._draw_next()

    def _not_drawn(self, error: Exception) -> None:
        self._draws = False
        self._refuse(error)

    def _refuse(self, error: Exception) -> None:
        self._reads = False
        if isinstance(error, KnownError) and not isinstance(error, Cancelled):
            self._show(replace(self._state, trouble=error))

    def _let_go(self) -> None:
        found, self._open = self._open, None
        if found is not None:
            self._session.beside.submit(self, found.close, lambda _: None)


def _opened(desk: Desk, number: str) -> Opened | None:
    with reading.cases(desk) as books:
        id_ = books.files.by_number(number)
    return None if id_ is None else read.glance(desk, id_)
