# SPDX-License-Identifier: MIT
"""The findings beside a form: one card each, the one in question opened with its clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from desk_app.gui.overriding import override
from desk_app.gui.widgets.announce import announce
from desk_app.gui.widgets.finding_cards import FindingDelegate, plan
from desk_app.gui.widgets.finding_lines import FindingLine, FindingsModel
from desk_app.gui.widgets.table import show_keys_of_empty

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

Index = QModelIndex | QPersistentModelIndex
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FindingsList(QListView):
    """Missing, defective, ask, ok, in this order, and nothing moves under the cursor.

    Arrows move and open, Enter goes to the field, a click too; a click on a clause asks for it.
    """

    field_wanted = Signal(str)
    clause_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._findings = FindingsModel(self._more_text, self)
        self.setModel(self._findings)
        self._cards = FindingDelegate(self)
        self.setItemDelegate(self._cards)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSpacing(0)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("ground", "window")
        self.viewport().setAutoFillBackground(False)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Findings"))

    def show_findings(
        self, lines: Sequence[FindingLine], summary: str = "", *, hold: bool = True
    ) -> None:
        """Show these findings; the summary is spoken when something has changed.

        Where pointer or keys are they keep their places, unless ``hold`` says that they are those
        of something else.
        """
        current = self.current_key() if hold else ""
        if not self._findings.show_lines(lines, hold=hold and self.is_held()):
            return
        if not lines or not hold:
            self._cards.forget()
        if summary:
            announce(self, summary)
        self._choose_key(current)
        self._lay_out()

    def lines(self) -> tuple[FindingLine, ...]:
        """Return the findings in the order shown."""
        return self._findings.lines()

    def current_key(self) -> str:
        """Return the key of the current finding."""
        line = self._findings.line_at(self.currentIndex().row())
        return line.key if line is not None else ""

    def open_for(self, names: Sequence[str]) -> None:
        """Open the first finding of a field that is not ok; the field has the focus now.

        It may have several names, the nearest first.
        """
        if self._findings.open_field(names):
            self._lay_out()
            self.scrollTo(self._findings.index(self._findings.opened_row()))

    def is_held(self) -> bool:
        """Say whether pointer or keys are here: what lies under them keeps its place."""
        return self.underMouse() or self.hasFocus()

    def opened_key(self) -> str:
        """Return the key of the opened finding."""
        return self._findings.opened_key()

    def go_on(self, step: int) -> None:
        """Open the next finding that is not ok, or the one before, and ask for its field."""
        line = self._findings.open_next(step)
        if line is not None:
            self._lay_out()
            self._choose_key(line.key)
            self.field_wanted.emit(line.field)

    def clear(self) -> None:
        """Hold nothing any more."""
        self._findings.show_lines((), hold=False)
        self._cards.forget()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers():
            self._use(self.currentIndex())
        elif event.key() == Qt.Key.Key_F1:
            line = self._findings.line_at(self.currentIndex().row())
            self.clause_wanted.emit(line.clause if line is not None else "")
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        line = self._findings.line_at(index.row())
        if line is not None and self._on_clause(index, event.position().toPoint()):
            self.clause_wanted.emit(line.clause)
        elif index.isValid():
            self._use(index)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        point = event.position().toPoint()
        over = self._on_clause(self.indexAt(point), point)
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        show_keys_of_empty(self)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words their room anew: Qt does so only where a list grows higher or lower."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._settle()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._settle()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._findings.index(0))

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        line = self._findings.line_at(current.row())
        if line is not None and self.hasFocus():
            self._findings.open_key(line.key)
            self._lay_out()

    def _use(self, index: QModelIndex) -> None:
        line = self._findings.line_at(index.row())
        if line is None:
            self._findings.show_all()
            self._lay_out()
            return
        self._findings.open_key(line.key)
        self._lay_out()
        if line.field:
            self.field_wanted.emit(line.field)

    def _on_clause(self, index: QModelIndex, point: QPoint) -> bool:
        line = self._findings.line_at(index.row())
        if line is None or not line.clause:
            return False
        opened = line.key == self._findings.opened_key()
        place = QRectF(self.visualRect(index))
        return plan(line, place, opened=opened).clause.contains(point)

    def _settle(self) -> None:
        if not self.underMouse() and not self.hasFocus():
            current = self.current_key()
            self._findings.put_in_order()
            self._choose_key(current)
            self._lay_out()

    def _choose_key(self, key: str) -> None:
        row = self._findings.row_of(key)
        self.setCurrentIndex(self._findings.index(row) if row is not None else QModelIndex())

    def _lay_out(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def _more_text(self, hidden: int) -> str:
        # Not by tr: it would look in the heir's own words first, and take the bare text for a find.
        return QCoreApplication.translate("FindingsList", "Show %n more that are ok", "", hidden)
