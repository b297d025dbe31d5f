# SPDX-License-Identifier: MIT
"""The page itself as it prints: zoom above, state and hash below, why it cannot be made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desk_app.gui import theme, words
from desk_app.gui.marks import Mark
from desk_app.gui.theme import Size
from desk_app.gui.widgets.buttons import ButtonKind, KeyButton
from desk_app.gui.widgets.empty import EmptyNote
from desk_app.gui.widgets.notes import NoteFrame
from desk_app.gui.widgets.pdf_page import PdfPage
from desk_app.gui.widgets.state_icon import StateIcon
from desk_app.gui.widgets.text import Text
from desk_app.i18n import dates

if TYPE_CHECKING:
    from desk_app.desk.errors import KnownError
    from desk_app.gui.presenters.letters_read import Looked
    from desk_app.gui.workplace import Workplace
    from desk_app.records.history import Letter

_BAR, _FOOT = 40, 32
_HASH = 4


class LetterPage(QWidget):
    """Shows one letter; Page Up and Page Down turn its pages."""

    plan_wanted = Signal()

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._looked: Looked | None = None
        self._letter: Letter | None = None
        self._key: object = None
        self.view = PdfPage(self.tr("The letter as it prints"), self)
        self.view.setObjectName("letterPage")
        self.view.page_changed.connect(self._page_changed)
        self.view.zoom_changed.connect(self._zoom_changed)
        self._out = KeyButton(icon="zoomout", kind=ButtonKind.FLAT)
        self._out.setAccessibleName(self.tr("Smaller"))
        self._in = KeyButton(icon="zoomin", kind=ButtonKind.FLAT)
        self._in.setAccessibleName(self.tr("Larger"))
        self._out.clicked.connect(self.zoom_out)
        self._in.clicked.connect(self.zoom_in)
        self._zoom = Text("")
        self._plan = KeyButton(icon="today", kind=ButtonKind.SMALL)
        self._plan.setObjectName("plan")
        self._plan.clicked.connect(self.plan_wanted)
        self._pages = Text("", tone="text2")
        self._trouble = NoteFrame("bad")
        self._trouble.setObjectName("letterTrouble")
        self._stack = QStackedWidget()
        self._empty = EmptyNote()
        self._empty.say(self.tr("No letter waits here."))
        self._state = StateIcon(size=Size.LABEL)
        self._about = Text("", Size.LABEL, "text2")
        self._hash = Text("", Size.LABEL, "text2")
        self._lay_out()
        self._show_words()

    def expect(self, key: object) -> None:
        """Show no letter any more: the pages of one are still to come."""
        another = self._key != key
        self._key = key
        self._looked = self._letter = None
        self.view.expect()
        self._stack.setCurrentWidget(self.view)
        if another:
            self.view.to_top()
            self._plan.hide()
        self._say_state(None, None)

    def show_trouble(self, error: KnownError) -> None:
        """Say why a letter cannot be shown."""
        self._looked = self._letter = None
        self._stop(error)
        self._show_words()

    def show_letter(self, looked: Looked | None, letter: Letter | None) -> None:
        """Show a letter, or nothing."""
        before, self._key = self._key, None if looked is None else looked.entry.key
        self._looked, self._letter = looked, letter
        if looked is None:
            self.view.clear()
            self._stack.setCurrentWidget(self._empty)
        elif looked.trouble is not None:
            self._stop(looked.trouble)
        else:
            self.view.show_bytes(looked.pages)
            self._stack.setCurrentWidget(self.view)
            if self._key != before:
                self.view.to_top()
        self._show_words()

    def in_sight(self, looked: Looked | None) -> str:
        """Return the SHA-256 of a letter's bytes, whose page stands drawn; else tell why not."""
        if looked is not None and looked.trouble is not None:
            self._work.trouble.emit(looked.trouble)
            return ""
        why = self.view.hindrance(b"" if looked is None else looked.pages)
        if why:
            self._work.said.emit(why)
        return "" if why else self.view.shown

    def _stop(self, error: KnownError) -> None:
        self.view.clear()
        self._trouble.say(*words.reason(error, self._work.language))
        self._trouble.show()
        self._stack.setCurrentIndex(1)

    def zoom_in(self) -> None:
        """Draw the page larger."""
        self.view.zoom(1)

    def zoom_out(self) -> None:
        """Draw the page smaller."""
        self.view.zoom(-1)

    def _lay_out(self) -> None:
        stopped = QWidget()
        inner = QVBoxLayout(stopped)
        edge = theme.px(16)
        inner.setContentsMargins(edge, edge, edge, edge)
        inner.addWidget(self._trouble)
        inner.addStretch(1)
        self._stack.addWidget(self.view)
        self._stack.addWidget(stopped)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_bar())
        column.addWidget(self._stack, 1)
        column.addWidget(self._make_foot())

    def _make_bar(self) -> QWidget:
        bar = QWidget()
        bar.setFixedHeight(theme.px(_BAR))
        row = QHBoxLayout(bar)
        row.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        row.setSpacing(theme.px(8))
        for part in (self._out, self._zoom, self._in):
            row.addWidget(part)
        row.addSpacing(theme.px(16))
        row.addWidget(self._plan)
        row.addStretch(1)
        row.addWidget(self._pages)
        return bar

    def _make_foot(self) -> QWidget:
        foot = QWidget()
        foot.setFixedHeight(theme.px(_FOOT))
        foot.setProperty("line", "top")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(foot)
        row.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        row.setSpacing(theme.px(16))
        row.addWidget(self._state)
        row.addWidget(self._about)
        row.addStretch(1)
        row.addWidget(self._hash)
        return foot

    def _page_changed(self, page: int, pages: int) -> None:
        told = self.tr("page {page} of {pages}").format(page=page, pages=pages)
        self._pages.setText(told if pages else "")

    def _zoom_changed(self, percent: int) -> None:
        self._zoom.setText(f"{percent}%" if self.view.pages() else "")

    def _show_words(self) -> None:
        """Say above the letter when it is to be posted, below it what it is."""
        looked, letter = self._looked, self._letter
        draft = None if looked is None else looked.draft
        self._plan.setVisible(draft is not None)
        if draft is not None:
            day = dates.full(draft.posting_day, self._work.language, weekday=True)
            self._plan.setText(self.tr("To be posted on {day}").format(day=day))
        self._say_state(looked, letter)

    def _say_state(self, looked: Looked | None, letter: Letter | None) -> None:
        self._state.setVisible(looked is not None)
        self._hash.setText("")
        self._about.setText("")
        if looked is None:
            return
        if letter is None:
            self._state.show_state(Mark.OPEN, self.tr("Not issued yet"))
            labelled = looked.draft is not None and looked.draft.labelled
            self._about.setText(
                self.tr("Under a label, or in an envelope that bears the address.")
                if labelled
                else self.tr("The number and mark are those it would have now.")
            )
            return
        if letter.void:
            told = self.tr("Void: {reason}").format(reason=letter.void_reason)
            self._state.show_state(Mark.DONE, told)
        else:
            when = dates.near(dates.day_of(letter.issued_at), self._work.today, self._work.language)
            by = looked.opened.name_of(letter.issued_by)
            told = self.tr("Issued {day} {time}, {name}").format(
                day=when, time=dates.clock(letter.issued_at), name=by
            )
            self._state.show_state(Mark.OK, told)
            self._about.setText(self.tr("Frozen: a reprint is the same page."))
        short = (
            f"{letter.sha256[:_HASH]} {letter.sha256[_HASH : 2 * _HASH]} … {letter.sha256[-_HASH:]}"
        )
        self._hash.setText(self.tr("Hash {hash}").format(hash=short))
        self._hash.setToolTip(letter.sha256)
