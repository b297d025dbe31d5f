# SPDX-License-Identifier: MIT
"""The right of the disposal page: the steps, what goes and stays, papers, signature, report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.presenters.disposal_read import Stage
from desk_app.gui.presenters.disposal_words import DisposalWords
from desk_app.gui.theme import Size
from desk_app.gui.views.disposal_fields import PaperFields, SignerFields
from desk_app.gui.widgets.form_area import FormArea
from desk_app.gui.widgets.notes import NoteFrame
from desk_app.gui.widgets.page_scroll import PageScroll
from desk_app.gui.widgets.report_preview import ReportPreview
from desk_app.gui.widgets.state_icon import StateIcon
from desk_app.gui.widgets.step_list import StepList
from desk_app.gui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.gui.presenters.disposal_read import DisposalPage
    from desk_app.gui.widgets.buttons import KeyButton
    from desk_app.gui.workplace import Workplace

STEPS, _NARROW, _WIDE_PAGE = 560, 536, 1240
"""Pixels at 100 %, before a clerk draws it wider or narrower."""


def steps_width(room: int) -> int:
    """Return the usual width of the steps at 100 %; a narrow page leaves the list more."""
    return STEPS if room >= theme.px(_WIDE_PAGE) else _NARROW


class DisposalPanel(QWidget):
    """Shows one disposal, or the proposal that is being made.

    ``end_wanted`` says that the old backups shall end now.
    """

    end_wanted = Signal()

    def __init__(
        self,
        work: Workplace,
        buttons: Sequence[KeyButton],
        parent: QWidget | None = None,
        *,
        ends: bool,
    ) -> None:
        super().__init__(parent)
        self._ends = ends
        self._work = work
        self._words = DisposalWords(work, self)
        self.setMinimumWidth(theme.px(_NARROW))
        self.setProperty("line", "left")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = Text("", Size.TITLE, bold=True)
        self._about = Text("", tone="text2", wrap=True)
        self.steps = StepList()
        self.steps.setObjectName("steps")
        self._goes, self._stays = _Listed(), _Listed()
        self.paper = PaperFields()
        self.signer = SignerFields(work.desk.actor.id)
        self._note = NoteFrame("info")
        self._note.setObjectName("panelNote")
        self._old = NoteFrame("info")
        self._old.setObjectName("oldBackups")
        self._old.link_clicked.connect(self.end_wanted)
        self._report_title = Text("", Size.LABEL, bold=True)
        self.report = ReportPreview()
        self.report.setObjectName("report")
        self._state = StateIcon()
        self._state.setObjectName("working")
        self._hint = Text("", Size.LABEL, "text2", wrap=True)
        self._lay_out(buttons)

    def show_page(self, page: DisposalPage) -> None:
        """Show the disposal of the page."""
        words = self._words
        self._title.setText(words.title(page))
        self._about.setText(words.about(page))
        self.steps.show_steps(self.tr("Steps of the disposal"), words.steps(page))
        self._goes.say(self.tr("What goes"), words.goes(page))
        self._stays.say(self.tr("What stays"), words.stays())
        self.paper.show_page(page, self._work.language)
        self.signer.show_page(page)
        self._show_notes(page)
        self._report_title.setText(self.tr("Report, without personal data"))
        self.report.show_words(words.report(page))
        self._state.setVisible(page.working)
        self._state.show_state(*words.working(page))
        ahead = page.stage in (Stage.SIGNATURE, Stage.CARRYING_OUT)
        told = self.tr("You are asked once more before anything is deleted.")
        self._hint.setText(told if ahead else "")

    def _show_notes(self, page: DisposalPage) -> None:
        kind, title, detail = self._words.note(page)
        self._note.setVisible(bool(title))
        self._note.say(title, detail)
        if self._note.property("note") != kind:
            self._note.setProperty("note", kind)
            self._note.style().polish(self._note)
        link = self.tr("End them now") if self._ends and page.ends_backups else ""
        self._old.say(*self._words.old_backups(page), link)

    def _lay_out(self, buttons: Sequence[KeyButton]) -> None:
        inside = FormArea()
        scroll = PageScroll(self)
        scroll.setWidget(inside)
        column = QVBoxLayout(inside)
        edge = theme.px(16)
        column.setContentsMargins(edge, theme.px(12), theme.px(8), theme.px(12))
        column.setSpacing(theme.px(10))
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(self._title)
        head.addWidget(self._about, 1)
        column.addLayout(head)
        column.addWidget(self._note)
        column.addWidget(self.steps)
        column.addLayout(self._halves())
        for part in (self._old, self._report_title, self.report):
            column.addWidget(part)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addWidget(self._foot(buttons))

    def _halves(self) -> QGridLayout:
        """Return what stands beside one another: what goes and stays, papers and signature."""
        halves = QGridLayout()
        halves.setHorizontalSpacing(theme.px(12))
        halves.setVerticalSpacing(theme.px(10))
        halves.addWidget(self._goes, 0, 0)
        halves.addWidget(self._stays, 0, 1)
        halves.addWidget(self.paper, 1, 0, Qt.AlignmentFlag.AlignTop)
        halves.addWidget(self.signer, 1, 1, Qt.AlignmentFlag.AlignTop)
        halves.setColumnStretch(0, 1)
        halves.setColumnStretch(1, 1)
        return halves

    def _foot(self, buttons: Sequence[KeyButton]) -> QWidget:
        foot = QWidget()
        foot.setProperty("line", "top")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(foot)
        edge = theme.px(16)
        column.setContentsMargins(edge, theme.px(10), edge, theme.px(10))
        column.setSpacing(theme.px(8))
        column.addWidget(self._state)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        for button in buttons:
            row.addWidget(button)
        row.addWidget(self._hint, 1)
        column.addLayout(row)
        return foot


class _Listed(QFrame):
    """A card with a heading and lines."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)  # noqa: FBT003 a Qt property
        self._title = Text("", Size.LABEL, "text2")
        self._lines = Text("", wrap=True)
        column = QVBoxLayout(self)
        inner = theme.px(12)
        column.setContentsMargins(inner, theme.px(8), inner, theme.px(8))
        column.setSpacing(theme.px(4))
        column.addWidget(self._title)
        column.addWidget(self._lines)
        column.addStretch(1)

    def say(self, title: str, lines: Sequence[str]) -> None:
        """Show other words."""
        self._title.setText(title)
        self._lines.setText("\n".join(lines))
