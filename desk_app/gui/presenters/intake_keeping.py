# SPDX-License-Identifier: MIT
"""Keeps what stands in the Intake page as a draft: two seconds after the last key, or if asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.gui.presenters import intake_drafts, intake_text
from desk_app.gui.presenters.intake_form import Cursor, is_blank

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_app.desk.changes import Changes
    from desk_app.gui.presenters.intake_form import IntakeForm
    from desk_app.gui.workplace import Workplace

DRAFT_AFTER_MS = 2_000


class IntakeKeeping(QObject):
    """Keeps the page and where the keys stood in it, encrypted in the store.

    ``kept`` carries the moment, ``answered`` the answer to a clerk who asked: the moment, or None
    where nothing stands in the page yet. ``cursor_of`` says where the keys stand; the view sets it.
    """

    kept = Signal(object)
    answered = Signal(object)

    def __init__(self, place: Workplace, page: Callable[[], IntakeForm], parent: QObject) -> None:
        super().__init__(parent)
        self._place = place
        self._page = page
        self.cursor_of: Callable[[], Cursor] = Cursor
        self._typed = False
        self._asked = False
        self._last = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAFT_AFTER_MS)
        self._timer.timeout.connect(self.keep)

    def begin(self, draft: str = "") -> None:
        """Begin with a page of which the store holds this draft, or none."""
        self._typed = False
        self._last = intake_drafts.undated(draft)
        self._timer.stop()

    def typed(self) -> None:
        """Note that something else stands in the page now."""
        self._typed = True
        self._timer.start()

    def moved(self) -> None:
        """Note that the keys went elsewhere in a page of which there is a draft."""
        if self._last:
            self._timer.start()

    def is_kept(self) -> bool:
        """Say whether something stands in the page of which there is a draft."""
        return bool(self._last) and not is_blank(self._page(), self._place.today)

    def text(self) -> str:
        """Return the page as it stands, as a draft of now; empty where nothing stands in it."""
        if is_blank(self._page(), self._place.today):
            return ""
        return self._dated(intake_text.written(self._page(), self.cursor_of()))

    def pause(self) -> None:
        """Wait no longer for the last key: the page is being saved whole."""
        self._timer.stop()

    def keep(self) -> None:
        """Keep the page where it, or the place of the keys in it, is not what is kept already."""
        self._timer.stop()
        if not self._typed and not self._last:
            return
        content = intake_text.written(self._page(), self.cursor_of())
        if not self._typed and content == self._last:
            return
        self._typed, self._last = False, content
        key, dated = self._page().key, self._dated(content)
        self._place.keep_draft(self, key, dated, self._take_kept, self._take_unkept)

    def keep_as_asked(self) -> None:
        """Keep the page whether or not anything changed, and answer."""
        if is_blank(self._page(), self._place.today):
            self.keep()
            self.answered.emit(None)
            return
        self._typed = self._asked = True
        self.keep()

    def _dated(self, content: str) -> str:
        return intake_drafts.dated(content, self._place.desk.ports.clock.now())

    def _take_kept(self, _: Changes) -> None:
        now = self._place.desk.ports.clock.now()
        self.kept.emit(now)
        if self._asked:
            self._asked = False
            self.answered.emit(now)

    def _take_unkept(self, error: Exception) -> None:
        self._typed, self._asked = True, False
        self._place.trouble.emit(error)
