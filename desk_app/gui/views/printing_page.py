# SPDX-License-Identifier: MIT
"""The settings of printing: which printer takes which page here, and what was measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.gui import printing, shortcuts, theme
from desk_app.gui.overriding import override
from desk_app.gui.presenters.printers import PrintersPresenter
from desk_app.gui.shortcuts import Key
from desk_app.gui.theme import Size
from desk_app.gui.views.paper_measures import PaperMeasures
from desk_app.gui.views.printer_choices import PrinterChoices
from desk_app.gui.widgets.page_scroll import PageScroll
from desk_app.gui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QShowEvent

    from desk_app.gui.presenters.printers import PrintersState
    from desk_app.gui.printing import Printing
    from desk_app.gui.workplace import Workplace
    from desk_app.records.paper import Paper

_WIDTH = 880


class PrintingPage(QWidget):
    """Printers are chosen for this place; what was measured is the desk's and in its journal."""

    def __init__(
        self, work: Workplace, parent: QWidget | None = None, printers: Printing | None = None
    ) -> None:
        super().__init__(parent)
        self._work = work
        self.presenter = PrintersPresenter(work, printers or printing.system(), self)
        self.presenter.state_changed.connect(self.show_state)
        self.presenter.saved.connect(self._tell)
        self.choices = PrinterChoices(work, self.presenter)
        self.measures = PaperMeasures(work)
        self.measures.save_wanted.connect(self._save)
        self.measures.test_wanted.connect(self._test)
        self._lay_out()
        self.show_state(self.presenter.state)

    def keys(self) -> Sequence[tuple[str, str]]:
        """Return the keys of the page for the status bar."""
        return ((shortcuts.label(Key.MAIN), self.measures.doing["savePaper"].text()),)

    def take_focus(self) -> None:
        """Put the keys on the first choice."""
        self.choices.take_focus()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.presenter.read_again()

    def show_state(self, state: PrintersState) -> None:
        """Show printers and measures."""
        self.choices.show_state(state)
        self.measures.show_state(state)

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setMaximumWidth(theme.px(_WIDTH))
        scroll = PageScroll(self)
        scroll.setWidget(inner)
        column = QVBoxLayout(inner)
        edge = theme.px(16)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.px(4))
        for part in (
            Text(self.tr("Printers of this workstation"), Size.SECTION, bold=True),
            Text(
                self.tr(
                    "Each kind of page goes where it is told here, never scaled; pages for window"
                    " envelopes are printed on one side. It holds at once."
                ),
                Size.LABEL,
                "text2",
                wrap=True,
            ),
            self.choices,
        ):
            column.addWidget(part)
        column.addSpacing(theme.px(16))
        column.addWidget(self.measures)
        column.addStretch(1)
        scroll.follow_keys()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def _save(self) -> None:
        self.presenter.save(self.measures.typed())

    def _test(self, paper: Paper) -> None:
        self.presenter.print_test(paper)

    def _tell(self) -> None:
        self._work.said.emit(self.tr("The measures hold for what is issued and printed now."))
