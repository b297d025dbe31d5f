# SPDX-License-Identifier: MIT
"""The grounds of a refusal: those that can be chosen first, each with its article and clause."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QTableView, QWidget

from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.fields.fields import TrailingNoteLineEdit
from desk_app.gui.kit.fields.lines import LineTable
from desk_app.gui.kit.layout.boxes import STRETCH, in_column, in_row
from desk_app.gui.kit.look import icons, painting, theme
from desk_app.gui.kit.look.painting import Mark, look
from desk_app.gui.kit.look.text import Text, style_as
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.tables.columns import Cell, Column, Edit, Index, RowsModel
from desk_app.gui.kit.tables.table import CellDelegate, CellGround, cell_of
from desk_app.i18n import messages
from desk_app.i18n.vocabulary import article
from desk_app.records.case.decisions import GroundUse
from desk_app.records.case.findings import AuthorityState, Identity
from desk_app.rules.rulebook.file import Ground
from desk_app.rules.rulebook.terms import Need

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from desk_app.gui.pages.decision.book import DecisionState
    from desk_app.gui.session.session import Session
    from desk_app.records.desk.people import Language
    from desk_app.rules.rulebook.rulebook import Rules


Line = tuple[Ground, bool]

_ROW = 28
_TICK, _CLAUSE_WIDTH = 40, 64
"""How wide the columns at both ends are, in pixels at 100 %."""
_TITLE, _CLAUSE = 1, 2
"""The places of the columns."""
_GAP = 16
_OVER = 8
"""What a row is higher than its words, in pixels at 100 %."""
_MIDDLE_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LINK = "accent"
"""The tone of what is drawn as a link."""


class GroundDelegate(CellDelegate):
    """Draws a ground: its words, at their right the article or why it cannot be, and its clause.

    The words have all the room that the article leaves. What cannot be chosen has the sign of what
    is not needed in the place of its box.
    """

    @override
    def paint_content(
        self, painter: QPainter, place: QRectF, cell: Cell, ground: CellGround
    ) -> None:
        colours = ground.colours
        if cell.mark is not None:
            side = theme.px(16)
            spot = QRectF(0, 0, side, side)
            spot.moveCenter(place.center())
            icons.paint(painter, look(cell.mark).icon, spot, colours.text3)
        elif cell.tone == _LINK:
            font = QFont(_small())
            font.setUnderline(True)
            painter.setFont(font)
            painter.setPen(QColor(colours.accent))
            painter.drawText(place, _MIDDLE_RIGHT, cell.text)
        elif cell.aside:
            self._paint_words(painter, place, cell, ground)
        else:
            super().paint_content(painter, place, cell, ground)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view, cell = option.widget, cell_of(index)
        least = theme.px(_ROW)
        if not cell.aside or not isinstance(view, QTableView):
            return QSize(theme.px(_TICK), least)
        room = view.columnWidth(index.column()) - 2 * theme.px(8)
        high = painting.text_height(cell.text, theme.font(), _left_of(cell, room))
        return QSize(room, max(least, round(high) + theme.px(_OVER)))

    def _paint_words(
        self, painter: QPainter, place: QRectF, cell: Cell, ground: CellGround
    ) -> None:
        grey = cell.tone and not ground.chosen
        ink = ground.colours.named(cell.tone) if grey else ground.ink
        words = QRectF(place)
        words.setWidth(_left_of(cell, place.width()))
        high = painting.text_height(cell.text, theme.font(), words.width())
        words.setTop(place.center().y() - high / 2)
        painting.wrapped(painter, words, cell.text, painting.Ink(theme.font(), ink, ground.colours))
        painter.setFont(_small())
        painter.setPen(QColor(ink if grey else ground.quiet))
        painter.drawText(place, _MIDDLE_RIGHT, cell.aside)


def _left_of(cell: Cell, room: float) -> float:
    """Return how wide the words of a ground may be, left of what stands at its right."""
    return room - painting.advance(cell.aside, _small()) - theme.px(_GAP)


def _small() -> QFont:
    return theme.font(Size.LABEL)


def item_title(item: str, rules: Rules, language: Language) -> str:
    """Return the words of a numbered case of a ground: a reason of the form, or its number."""
    return messages.titled(rules.reason(item), item, language)


class GroundsField(QWidget):
    """Space ticks a ground; below it the law and article, or the numbered case, it needs."""

    changed = Signal(object)
    clause_wanted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._state: DecisionState | None = None
        self.table = LineTable(self.tr("Grounds"), _ROW)
        self.table.setObjectName("grounds")
        style_as(self.table, "card")
        self.table.setItemDelegate(GroundDelegate(self.table))
        # What stands in each column is plain without a head, and the page has room for the rest.
        self.table.horizontalHeader().hide()
        self._model: RowsModel[Line] = RowsModel(
            self._columns(), lambda line: line[0].code, parent=self
        )
        self._model.edit_wanted.connect(self._ticked)
        self.table.show_model(self._model)
        self.table.current_changed.connect(self._show_needs)
        self.table.setMouseTracking(True)
        self.table.entered.connect(self._pointed)
        self.table.clicked.connect(self._clicked)
        self._law, self._item, self._article = ChoiceBox(), ChoiceBox(), TrailingNoteLineEdit()
        self._labels: dict[QWidget, Text] = {}
        for field, name, title in (
            (self._law, "law", self.tr("Other law")),
            (self._article, "article", self.tr("Article")),
            (self._item, "groundItem", self.tr("Case")),
        ):
            field.setAccessibleName(title)
            field.setObjectName(name)
            self._labels[field] = Text(title, Size.LABEL, "text2")
        self._law.chosen.connect(self.take_needs)
        self._item.chosen.connect(self.take_needs)
        self._article.left.connect(self.take_needs)
        self._needs = QWidget()
        self._lay_out()

    def show_state(self, state: DecisionState) -> None:
        """Show the grounds of a claim and outcome; those used are ticked.

        What cannot be chosen now comes last, grey, with its reason in the place of the article.
        """
        self._state = state
        rows = state.grounds()
        open_ones = [line for line in rows if line[1] or self._is_used(line)]
        self._model.show_rows([*open_ones, *(line for line in rows if line not in open_ones)])
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

    def current_clause(self) -> str:
        """Return the clause of the current ground."""
        ground = self._current()
        return "" if ground is None else ground.clause

    def _pointed(self, index: QModelIndex) -> None:
        shape = Qt.CursorShape.PointingHandCursor
        here = shape if index.column() == _CLAUSE else Qt.CursorShape.ArrowCursor
        self.table.viewport().setCursor(here)

    def _clicked(self, index: QModelIndex) -> None:
        """Show the clause of a ground whose clause was clicked at."""
        line = self._model.row_at(index.row())
        if line is not None and index.column() == _CLAUSE:
            self.clause_wanted.emit(line[0].clause)

    def _fit(self) -> None:
        """Take the height that the titles need at this width."""
        self.table.resizeRowsToContents()
        rows = sum(self.table.rowHeight(row) for row in range(self._model.rowCount()))
        self.table.setFixedHeight(rows + 2 * self.table.frameWidth())

    def _columns(self) -> list[Column[Line]]:
        return [
            Column(
                "use",
                "",
                lambda _: "",
                _TICK,
                tick=self._is_used,
                mark=lambda line: Mark.NOT_NEEDED if self._is_used(line) is None else None,
            ),
            Column(
                "title",
                self.tr("Ground"),
                lambda line: messages.titled(line[0], line[0].code, self._session.language),
                aside=lambda line: self._article_of(line) if line[1] else self._why_not(line),
                tone=lambda line: "" if line[1] else "text3",
            ),
            Column(
                "clause",
                self.tr("Clause"),
                lambda line: line[0].clause,
                _CLAUSE_WIDTH,
                tip=self._cited,
                tone=lambda _: _LINK,
            ),
        ]

    def _lay_out(self) -> None:
        title = Text(self.tr("Ground"), Size.SECTION, bold=True)
        lawful = self.tr("Only grounds lawful for this right")
        head = in_row(None, title, Text(lawful, Size.LABEL, "text2"), STRETCH, gap=8)
        row = in_row(self._needs, gap=8, edge=0)
        for field, label in self._labels.items():
            row.addWidget(label)
            row.addWidget(field, 1)
        in_column(self, head, self.table, self._needs, gap=4, edge=0)

    def _cited(self, line: Line) -> str:
        """Return the clause of a ground by its id, and what it is called."""
        clause = line[0].clause
        if self._state is None or not clause:
            return clause
        rules, language = self._state.opened.rules, self._session.language
        return f"{clause} {messages.clause_name(clause, rules, language)}".strip()

    def _is_used(self, line: Line) -> bool | None:
        used = self._state is not None and self._state.form.ground(line[0].code) is not None
        return used if used or line[1] else None

    def _why_not(self, line: Line) -> str:
        axes = None if self._state is None else self._state.opened.examination.axes
        rests_on = line[0].unproven
        if axes is None or not rests_on:
            return self.tr("not shown yet")
        state = axes.identity if rests_on == "identity" else axes.authority
        if state in (Identity.SHOWN, AuthorityState.SHOWN):
            return self.tr("it is shown")
        if state is AuthorityState.NOT_NEEDED:
            return self.tr("the individual asks")
        return self.tr("not asked for yet")

    def _article_of(self, line: Line) -> str:
        if self._state is None:
            return ""
        written = line[0].articles.get(self._state.claim.right, "")
        return article(written, self._session.language)

    def _ticked(self, edit: object) -> None:
        if isinstance(edit, Edit) and self._state is not None:
            form = self._state.form.with_ground(str(edit.id), used=bool(edit.value))
            self.changed.emit(form)

    def _current(self) -> Ground | None:
        line = self._model.row_at(self.table.currentIndex().row())
        return None if line is None else line[0]

    def _used(self) -> tuple[DecisionState, Ground, GroundUse] | None:
        """Return the current ground and how it is used; nothing where it is not."""
        state, ground = self._state, self._current()
        use = None if state is None or ground is None else state.form.ground(ground.code)
        return None if state is None or ground is None or use is None else (state, ground, use)

    def _show_needs(self, _id: object = None) -> None:
        used = self._used()
        law = used is not None and Need.LAW_AND_ARTICLE in used[1].needs
        case = used is not None and bool(used[1].items)
        for field, label in self._labels.items():
            for part in (field, label):
                part.setVisible(case if field is self._item else law)
        self._needs.setVisible(law or case)
        if used is None:
            return
        state, ground, use = used
        rules, language = state.opened.rules, self._session.language
        self._law.set_choices(
            [(each.code, messages.titled(each, each.code, language)) for each in rules.laws]
        )
        self._law.set_value(use.law)
        self._item.set_choices([(item, item_title(item, rules, language)) for item in ground.items])
        self._item.set_value(use.item)
        if self._article.text() != use.article and not self._article.hasFocus():
            self._article.setText(use.article)

    def take_needs(self, _value: object = None) -> None:
        """Take what stands in law, article and case now."""
        used = self._used()
        if used is None:
            return
        state, ground, use = used
        law = Need.LAW_AND_ARTICLE in ground.needs
        fresh = replace(
            GroundUse(use.code),
            law=str(self._law.value() or "") if law else "",
            article=self._article.text() if law else "",
            item=str(self._item.value() or "") if ground.items else "",
        )
        if fresh != use:
            self.changed.emit(state.form.with_use(fresh))
