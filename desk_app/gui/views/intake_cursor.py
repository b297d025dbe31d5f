# SPDX-License-Identifier: MIT
"""Where the keys stand in the Intake page, as a draft keeps it, and back to that place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desk_app.gui.presenters.intake_form import Cursor
from desk_app.gui.widgets.era_date import EraDateEdit

if TYPE_CHECKING:
    from desk_app.gui.presenters.intake_keeping import IntakeKeeping
    from desk_app.gui.views.intake_form import IntakePage

_SECTION = "section"


class IntakeCursor(QObject):
    """Remembers the last place of the keys in the page: the window may be without them at a lock.

    ``moved`` says that they went elsewhere.
    """

    moved = Signal()

    def __init__(self, page: IntakePage, keeping: IntakeKeeping) -> None:
        super().__init__(page)
        self._page = page
        self._last = Cursor()
        keeping.cursor_of = self.now
        self.moved.connect(keeping.moved)

    def begin(self) -> None:
        """Forget the place in the page of before."""
        self._last = Cursor()

    def note(self) -> None:
        """Look where the keys are; it is told once they went elsewhere."""
        before = self._last
        if self.now() != before:
            self.moved.emit()

    def now(self) -> Cursor:
        """Return where the keys are, or where they were last while another part has them."""
        widget = QApplication.focusWidget()
        if widget is not None and self._page.isAncestorOf(widget):
            at = widget.cursorPosition() if isinstance(widget, QLineEdit) else 0
            self._last = Cursor(self._name(widget), at)
        return self._last

    def finish_typing(self) -> None:
        """Have a day understood that is half typed: the page is being left, or the desk locked."""
        widget = QApplication.focusWidget()
        if isinstance(widget, EraDateEdit) and self._page.isAncestorOf(widget):
            widget.understand()

    def go_back_to(self, cursor: object) -> None:
        """Put the keys where they stood; to the first field of the section where it is gone."""
        if not isinstance(cursor, Cursor):
            return
        name, _, section = cursor.field.partition(f"|{_SECTION}")
        widget = self._find(name)
        if widget is None:
            self._page.go_to_section(int(section) if section.isdecimal() else 1)
            return
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(widget, QLineEdit):
            widget.setCursorPosition(cursor.at)

    def _name(self, widget: QWidget) -> str:
        """Return the field's name in the page, and behind it the number of its section."""
        section = self._page.section_of(widget)
        name = widget.objectName()
        papers = self._page.papers
        if papers.isAncestorOf(widget) and name:
            name = f"{name}@{papers.table.current_id() or ''}"
        return f"{name}|{_SECTION}{section.number}"

    def _find(self, name: str) -> QWidget | None:
        name, _, paper = name.partition("@")
        if paper:
            self._page.papers.go_to(paper)
            self._page.papers.show_details(shown=True)
        if self._page.has_field(name):
            self._page.go_to_field(name)
        found = self._page.findChild(QWidget, name) if name else None
        return found if isinstance(found, QWidget) and found.isVisibleTo(self._page) else None
