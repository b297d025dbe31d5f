# SPDX-License-Identifier: MIT
"""The version of the program, and newer ones: looked for in a folder, taken as they were signed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.desk.errors import Cancelled, KnownError
from desk_app.gui.session.session import ToldWork
from desk_app.gui.session.tasks import Book

if TYPE_CHECKING:
    from desk_app.gui.session.session import Session
    from desk_app.records.desk.releases import FoundReleases, Release


@dataclass(frozen=True, slots=True)
class ProgramState:
    """What the page shows: the folder looked in, what lies there, and why it cannot be had.

    ``taken`` is the checked copy that is given to the system's own installer. ``busy`` says that it
    is being looked for or copied.
    """

    folder: str = ""
    found: FoundReleases | None = None
    taken: Path | None = None
    busy: bool = False
    trouble: KnownError | None = None

    @property
    def newest(self) -> Release | None:
        """The newer version that is offered."""
        return self.found.newest if self.found is not None else None


class ProgramBook(Book[ProgramState]):
    """Looks in the folder that was named at this place; `starts` carries what starts by itself."""

    starts = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(ProgramState(session.screen.releases), parent)
        self._session = session
        self._releases = session.releases
        self._work = ToldWork(session, self._how_far, self)

    @property
    def version(self) -> str:
        """The version of this program."""
        return self._releases.version if self._releases is not None else ""

    @property
    def known(self) -> bool:
        """Whether the program knows its maker's key: without one nothing is offered."""
        return self._releases is not None and self._releases.known

    def name_folder(self, text: str) -> None:
        """Look in this folder from now on, at every start; an empty text is none."""
        self._session.screen.keep_releases(text.strip())
        self._show(ProgramState(text.strip()))
        self.look()

    def look(self) -> None:
        """Look for a newer version where there may be one."""
        releases, folder = self._releases, self._state.folder
        if releases is None or not self.known or not folder or self._work.goes_on:
            return
        self._show(replace(self._state, busy=True, trouble=None))
        self._session.beside.submit(
            self, lambda: releases.look_in(Path(folder)), partial(self._take, folder), self._refuse
        )

    def take(self) -> None:
        """Copy what is offered, byte by byte as it was signed."""
        releases, state, newest = self._releases, self._state, self._state.newest
        if releases is None or newest is None or state.busy:
            return
        folder, progress = Path(state.folder), self._work.begin()
        self._show(replace(state, busy=True, trouble=None))
        self._session.beside.submit(
            self, lambda: releases.take(folder, newest, progress), self._taken, self._refuse
        )

    def _take(self, folder: str, found: FoundReleases) -> None:
        if folder == self._state.folder:
            self._show(replace(self._state, found=found, busy=False))

    def _taken(self, installer: Path) -> None:
        self._work.end()
        self._show(replace(self._state, taken=installer, busy=False))
        if self._releases is not None and self._releases.starts_by_itself(installer):
            self.starts.emit(installer)

    def _refuse(self, error: Exception) -> None:
        self._work.end()
        trouble = error if isinstance(error, KnownError) else None
        if isinstance(error, Cancelled):
            self._session.said.emit(self.tr("Stopped: nothing of it was kept."))
            trouble = None
        self._show(replace(self._state, busy=False, trouble=trouble))

    def _how_far(self, done: int, total: int) -> str:
        told = self.tr("Checking the new version: {done} of {total} MB")
        return told.format(done=done // _MB, total=total // _MB)


_MB = 1_000_000
