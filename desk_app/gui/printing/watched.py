# SPDX-License-Identifier: MIT
"""Work that a page begins beside the window's own: watched, told how far it is, stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from desk_app.desk.errors import Cancelled
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.session.session import Errand, ToldWork

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_app.gui.page import PagePart
    from desk_app.gui.session.session import Session
    from desk_app.gui.session.tasks import SharedProgress

T = TypeVar("T")


class WatchedErrand(Errand):
    """Does it on the desk's thread; what it says of itself stands with its heirs."""

    def __init__(self, session: Session, page: PagePart) -> None:
        super().__init__(page)
        self._session = session
        self._page = page
        self._work = ToldWork(session, self.how_far, self)

    @override
    def is_under_way(self) -> bool:
        return self._work.goes_on

    def begin(self, making: Callable[[SharedProgress], T], made: Callable[[T], object]) -> None:
        """Do it on the desk's thread, and hand on what was made."""

        def done(what: T) -> None:
            self._end()
            made(what)

        progress = self._work.begin()
        self._session.runner.submit(self, lambda: making(progress), done, self._failed)

    def how_far(self, done: int, total: int) -> str:
        """Say how far it is."""
        # Every heir has its own; no abstract method, since Qt's classes have a metaclass already.
        raise NotImplementedError

    def stopped(self) -> str:
        """Say that it was stopped, and that nothing is left of it."""
        # As above.
        raise NotImplementedError

    def _failed(self, error: Exception) -> None:
        self._end()
        if isinstance(error, Cancelled):
            self._session.said.emit(self.stopped())
        else:
            self._session.trouble.emit(error)

    def _end(self) -> None:
        self._work.end()
