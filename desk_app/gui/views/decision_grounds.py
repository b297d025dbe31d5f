# SPDX-License-Identifier: MIT
"""The grounds a claim may be refused on: only the lawful ones, each with article and clause."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.delegates.cells import CellDelegate
from desk_app.gui.models.columns import Column
from desk_app.gui.models.rows import Edit, RowsModel
from desk_app.gui.overriding import override
from desk_app.gui.presenters.decision_parts import item_title
from desk_app.gui.theme import Size
from desk_app.gui.widgets.choice import ChoiceBox
from desk_app.gui.widgets.fields import TrailingNoteLineEdit
from desk_app.gui.widgets.line_table import LineTable
from desk_app.gui.widgets.table import ROW
from desk_app.gui.widgets.text import Text
from desk_app.i18n import messages
from desk_app.i18n.articles import article
from desk_app.records.decisions import GroundUse
from desk_app.records.people import Language
from desk_app.rules.terms import Ground, Need

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from desk_app.gui.presenters.decision import DecisionState
    from desk_app.gui.presenters.decision_form import DecisionForm
    from desk_app.gui.workplace import Workplace

Line = tuple[Ground, bool]

_ARTICLES = {Language.JA: 136, Language.EN: 88}
"""How wide articles are in either language, in pixels at 100 %."""

_ARTICLE_COLUMN = 2


class GroundsField(QWidget):
    """Space ticks a ground; below it the law and article, or the numbered case, it needs."""

    changed = Signal(object)
    clause_wanted = Signal(str)

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._state: DecisionState | None = None
        self.table = LineTable(self.tr("Grounds"), ROW)
        self.table.setObjectName("grounds")
        self.table.setProperty("card", True)  # noqa: FBT003 a Qt property
        self.table.setItemDelegate(CellDelegate(self.table))
        self._model: RowsModel[Line] = RowsModel(
            self._columns(), lambda line: line[0].code, parent=self
        )
        self._model.edit_wanted.connect(self._ticked)
        self.table.show_model(self._model, self._model.columns)
        width = theme.px(_ARTICLES[work.language])
        self.table.horizontalHeader().resizeSection(_ARTICLE_COLUMN, width)
        self.table.current_changed.connect(self._show_needs)
        self._make_fields()
        self._needs = QWidget()
        self._lay_out()

    def _make_fields(self) -> None:
        self._law, self._item = ChoiceBox(), ChoiceBox()
        self._item.setAccessibleName(self.tr("Case"))
        self._law.setAccessibleName(self.tr("Other law"))
        self._law.setObjectName("law")
        self._item.setObjectName("groundItem")
        self._law.chosen.connect(self._take_needs)
        self._item.chosen.connect(self._take_needs)
        self._article = TrailingNoteLineEdit()
        self._article.setAccessibleName(self.tr("Article"))
        self._article.setObjectName("article")
        self._article.left.connect(self._take_needs)
        self._law_label = Text(self.tr("Other law"), Size.LABEL, "text2")
        self._item_label = Text(self.tr("Case"), Size.LABEL, "text2")
        self._article_label = Text(self.tr("Article"), Size.LABEL, "text2")

    def show_state(self, state: DecisionState) -> None:
        """Show the grounds of a claim and outcome; those used are ticked."""
        self._state = state
        rows = state.grounds()
        self._model.show_rows(rows)
        self._model.draw_again()
        self.setVisible("grounds" in state.shown and bool(rows))
        self._fit()
        if not self.table.currentIndex().isValid():
            self.table.choose(0)
        self._show_needs()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def settle(self) -> None:
        """Take what stands in the article now."""
        self._take_needs()

    def current_clause(self) -> str:
        """Return the clause of the current ground."""
        ground = self._current()
        return "" if ground is None else ground.clause

    def _fit(self) -> None:
        """Take the height that the titles need at this width."""
        self.table.resizeRowsToContents()
        rows = sum(self.table.rowHeight(row) for row in range(self._model.rowCount()))
        self.table.setFixedHeight(
            self.table.horizontalHeader().height() + rows + 2 * self.table.frameWidth()
        )

    def _columns(self) -> list[Column[Line]]:
        return [
            Column("use", "", lambda _: "", 40, tick=self._is_used),
            Column(
                "title",
                self.tr("Ground"),
                lambda line: messages.titled(line[0], line[0].code, self._work.language),
                detail=self._why_not,
                tone=lambda line: "" if line[1] else "text3",
            ),
            Column("article", self.tr("Article"), self._article_of, _ARTICLES[Language.JA]),
            Column("clause", self.tr("Clause"), lambda line: line[0].clause, 72),
        ]

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Text(self.tr("Ground"), Size.SECTION, bold=True))
        head.addWidget(
            Text(self.tr("Only what is lawful for this right can be chosen"), Size.LABEL, "text2")
        )
        head.addStretch(1)
        row = QHBoxLayout(self._needs)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        for label, field in (
            (self._law_label, self._law),
            (self._article_label, self._article),
            (self._item_label, self._item),
        ):
            row.addWidget(label)
            row.addWidget(field, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(head)
        column.addWidget(self.table)
        column.addWidget(self._needs)

    def _is_used(self, line: Line) -> bool | None:
        if self._state is None or not (line[1] or self._form().ground(line[0].code)):
            return None
        return self._form().ground(line[0].code) is not None

    def _why_not(self, line: Line) -> str:
        if line[1]:
            return ""
        shown = line[0].unproven
        return self.tr("shown, or not asked for yet") if shown else self.tr("not shown yet")

    def _article_of(self, line: Line) -> str:
        if self._state is None:
            return ""
        written = line[0].articles.get(self._state.claim.right, "")
        return article(written, self._work.language)

    def _form(self) -> DecisionForm:
        if self._state is None:
            raise LookupError("no claim is shown")
        return self._state.form

    def _ticked(self, edit: object) -> None:
        if isinstance(edit, Edit) and self._state is not None:
            form = self._form().with_ground(str(edit.id), used=bool(edit.value))
            self.changed.emit(form)

    def _current(self) -> Ground | None:
        line = self._model.row_at(self.table.currentIndex().row())
        return None if line is None else line[0]

    def _show_needs(self, _id: object = None) -> None:
        ground = self._current()
        use = None if ground is None or self._state is None else self._form().ground(ground.code)
        law = use is not None and ground is not None and Need.LAW_AND_ARTICLE in ground.needs
        case = use is not None and ground is not None and bool(ground.items)
        for part in (self._law_label, self._law, self._article_label, self._article):
            part.setVisible(law)
        self._item_label.setVisible(case)
        self._item.setVisible(case)
        self._needs.setVisible(law or case)
        if use is None or ground is None or self._state is None:
            return
        rules, language = self._state.opened.rules, self._work.language
        self._law.set_choices(
            [(each.code, messages.titled(each, each.code, language)) for each in rules.laws]
        )
        self._law.set_value(use.law)
        self._item.set_choices([(item, item_title(item, rules, language)) for item in ground.items])
        self._item.set_value(use.item)
        if self._article.text() != use.article and not self._article.hasFocus():
            self._article.setText(use.article)

    def _take_needs(self, _value: object = None) -> None:
        ground = self._current()
        use = None if ground is None or self._state is None else self._form().ground(ground.code)
        if use is None or ground is None:
            return
        law = Need.LAW_AND_ARTICLE in ground.needs
        fresh = replace(
            GroundUse(use.code),
            law=str(self._law.value() or "") if law else "",
            article=self._article.text() if law else "",
            item=str(self._item.value() or "") if ground.items else "",
        )
        if fresh != use:
            self.changed.emit(self._form().with_use(fresh))
