# SPDX-License-Identifier: MIT
"""The body of an application: what it says, the five axes, claims, findings, papers, letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.delegates.cells import CellDelegate
from desk_app.gui.models.rows import RowsModel
from desk_app.gui.presenters.application_axes import ApplicationAxes
from desk_app.gui.presenters.application_findings import ApplicationFindings
from desk_app.gui.presenters.application_tables import ApplicationTables, Cells
from desk_app.gui.theme import Size
from desk_app.gui.widgets.axis_line import AxisPanel
from desk_app.gui.widgets.card_table import CardTable
from desk_app.gui.widgets.fitted_findings import FittedFindings
from desk_app.gui.widgets.page_scroll import PageScroll
from desk_app.gui.widgets.text import Text

if TYPE_CHECKING:
    from desk_app.gui.models.columns import Column
    from desk_app.gui.presenters.application_read import Opened
    from desk_app.gui.workplace import Workplace

_NAMES = ("claims", "papers", "letters", "inquiries", "corrections")


class ApplicationBody(PageScroll):
    """Scrolls as one page; each table is a Tab stop of its own.

    ``used`` carries the name of a table and the id of the row that was opened in it,
    ``finding_used`` the key of a finding, ``clause_wanted`` the id of a clause.
    """

    used = Signal(str, object)
    finding_used = Signal(str)
    clause_wanted = Signal(str)

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._opened: Opened | None = None
        self._axes = ApplicationAxes(self)
        self._words = ApplicationTables(self)
        self._finding_words = ApplicationFindings(self)
        self.axes = AxisPanel()
        self.axes.setObjectName("axes")
        self.axes.clause_wanted.connect(self.clause_wanted)
        self.findings = FittedFindings()
        self.findings.setObjectName("findings")
        self.findings.field_wanted.connect(self.finding_used)
        self.findings.clause_wanted.connect(self.clause_wanted)
        self._inside = QWidget()
        self._titles = {"findings": Text(self.tr("Findings"), Size.LABEL, bold=True)}
        self.tables: dict[str, CardTable] = {}
        self._models: dict[str, RowsModel[Cells]] = {}
        self._make_table("claims", self.tr("Claims"), self._words.claim_columns())
        self._make_table("papers", self.tr("Papers"), self._words.paper_columns())
        self._make_table("letters", self.tr("Letters"), self._words.letter_columns())
        self._make_table("inquiries", self.tr("Departments"), self._words.inquiry_columns())
        self._make_table("corrections", self.tr("Corrections"), self._words.correction_columns())
        self._lay_out()
        self.show_application(None)

    def show_application(self, opened: Opened | None) -> None:
        """Show an application, or nothing; another one from its top."""
        before, self._opened = self._opened, opened
        self._inside.setVisible(opened is not None)
        if opened is None:
            self.findings.clear()
            for model in self._models.values():
                model.clear()
            return
        language = self._work.language
        self.axes.show_axes(self._axes.lines(opened, language))
        # Their places are kept under the pointer, but not those of another application.
        same = before is not None and before.id == opened.id
        self.findings.show_findings(self._finding_words.lines(opened, language), hold=same)
        rows = {
            "claims": self._words.claims(opened, language),
            "papers": self._words.papers(opened, language),
            "letters": self._words.letters(opened, language),
            "inquiries": self._words.inquiries(opened, language),
            "corrections": self._words.corrections(opened, language),
        }
        for name, shown in rows.items():
            self._models[name].show_rows(shown)
            self.tables[name].setVisible(bool(shown))
            self._titles[name].setVisible(bool(shown))
        if not self.tables["claims"].currentIndex().isValid():
            self.tables["claims"].choose(0)
        if not same:
            self.verticalScrollBar().setValue(0)

    def current(self, name: str) -> object | None:
        """Return the id of the current row of a table."""
        return self.tables[name].current_id()

    def _make_table(self, name: str, title: str, columns: list[Column[Cells]]) -> None:
        self._titles[name] = Text(title, Size.LABEL, bold=True)
        self.tables[name] = table = CardTable(title)
        table.setObjectName(name)
        table.setItemDelegate(CellDelegate(table))
        table.opened.connect(lambda id_: self.used.emit(name, id_))
        self._models[name] = RowsModel(columns, lambda row: row.id, parent=self)
        table.show_model(self._models[name], columns)

    def _lay_out(self) -> None:
        inside = self._inside
        inside.setProperty("ground", "window")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWidget(inside)
        column = QVBoxLayout(inside)
        edge = theme.px(16)
        column.setContentsMargins(edge, theme.px(8), edge, edge)
        column.setSpacing(theme.px(4))
        column.addWidget(Text(self.tr("State"), Size.LABEL, bold=True))
        column.addWidget(self.axes)
        order = (
            ("claims", self.tables["claims"]),
            ("findings", self.findings),
            ("inquiries", self.tables["inquiries"]),
            ("papers", self.tables["papers"]),
            ("letters", self.tables["letters"]),
            ("corrections", self.tables["corrections"]),
        )
        for name, widget in order:
            column.addSpacing(theme.px(4))
            column.addWidget(self._titles[name])
            column.addWidget(widget)
        column.addStretch(1)
