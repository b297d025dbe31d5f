# SPDX-License-Identifier: MIT
"""The queue of letters: to issue, to print, to post, posted; and the printer below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desk_app.desk.rows import LetterColumn, LetterOrder
from desk_app.gui.case.letters import Owed, QueuedLetter, Stage, stopped
from desk_app.gui.kit.display.notes import ListOrNote
from desk_app.gui.kit.display.pdf import PAGE_KEYS
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.fields.search import SearchField
from desk_app.gui.kit.layout.boxes import dress, in_column, in_row
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.tables.columns import CellRole, Column, RowsModel
from desk_app.gui.kit.tables.table import ItemList, TwoLineDelegate
from desk_app.i18n import messages
from desk_app.records.desk.printers import PaperUse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desk_app.gui.pages.letters.book import LettersState
    from desk_app.gui.session.session import Session
    from desk_app.rules.work_codes import Refusal


QUEUE, _LEAST = 336, 248
"""Pixels at 100 %, before a clerk draws it wider or narrower."""

_USES = (PaperUse.WINDOW_LETTER, PaperUse.LETTER)
_MARKS = {
    Stage.TO_ISSUE: Mark.OPEN,
    Stage.TO_PRINT: Mark.WAITING,
    Stage.TO_POST: Mark.WAITING,
    Stage.POSTED: Mark.DONE,
    Stage.VOID: Mark.DONE,
}


@dataclass(frozen=True, slots=True)
class _Line:
    """A letter, or the heading of a stage."""

    stage: Stage
    entry: QueuedLetter | None
    count: int = 0
    stopped: Refusal | None = None


class LettersQueue(QWidget):
    """Says ``wanted`` with the key of the letter that is current, ``opened`` on Enter.

    ``searched`` carries a text, ``sorted_by`` the order that each stage is wanted in;
    ``page_wanted`` says that the letter beside is read on (1) or back (-1);
    ``printers_shown`` that the system said which printers there are; ``seen`` carries the keys of
    the letters that came into sight.
    """

    wanted = Signal(object)
    opened = Signal()
    searched = Signal(str)
    sorted_by = Signal(object)
    page_wanted = Signal(int)
    printers_shown = Signal()
    seen = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setMinimumWidth(theme.px(_LEAST))
        dress(self, ground="base", line="right")
        self._make_head()
        self._model: RowsModel[_Line] = RowsModel(
            [self._column()], _key, lambda line: line.entry is None, self
        )
        self.list = ItemList(self.tr("Letters"))
        self.list.setObjectName("letterQueue")
        self.list.setItemDelegate(TwoLineDelegate(self.list))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setModel(self._model)
        self.list.current_changed.connect(self._current)
        self.list.opened.connect(lambda _: self.opened.emit())
        self._stack = ListOrNote(self.list)
        self._stack.note.widened.connect(self._take_away)
        self._names: tuple[str, ...] | None = None
        self._make_printer()
        self._lay_out()

    def _make_printer(self) -> None:
        self.printer = ChoiceBox()
        self.printer.name_alone(self.tr("Printer"))
        self.printer.setObjectName("printer")
        self._no_printer = Text(
            self.tr("none: letters are saved as PDF"), Size.LABEL, "text2", wrap=True
        )
        self._no_printer.setObjectName("noPrinter")
        self._no_printer.hide()

    def _make_head(self) -> None:
        self.search = SearchField()
        self.search.setPlaceholderText(self.tr("Name or number"))
        self.search.setAccessibleName(self.tr("Search letters"))
        self.search.setObjectName("searchLetters")
        self.search.wanted.connect(self.searched)
        self.search.down.connect(self.take_focus)
        self._order = ChoiceBox()
        self._order.name_alone(self.tr("Order of the letters"))
        orders = (
            (LetterColumn.NUMBER, self.tr("In the order of issue")),
            (LetterColumn.NAME, self.tr("By name")),
            (LetterColumn.RECEIPT, self.tr("By receipt number")),
            (LetterColumn.KIND, self.tr("By kind of letter")),
            (LetterColumn.POSTING, self.tr("By day of posting")),
        )
        self._order.set_choices(orders)
        self._order.set_value(LetterColumn.NUMBER)
        self._order.setObjectName("letterOrder")
        self._order.chosen.connect(self._sort)

    @property
    def has_no_printer(self) -> bool:
        """Say whether the system was asked and knows no printer."""
        return self._names == ()

    def show_state(self, state: LettersState) -> None:
        """Show the letters that match, under the headings of their stages."""
        with QSignalBlocker(self.list):
            self._model.show_rows(tuple(_lines(state)))
            self.list.choose(self._model.row_of(state.current))
        none = self.tr("No letter matches.") if state.text else ""
        self._stack.show_list(none, empty=bool(state.text) and not self._model.rows)
        self._stack.note.tell_hidden(len(state.entries) if state.text else 0)
        self._say_seen()

    def show_printers(self, names: Sequence[str]) -> None:
        """Offer these printers, the usual one first; before it what is set for each paper."""
        self._names = tuple(names)
        set_ones = any(self._session.screen.printer_for(use).printer for use in _USES)
        as_set = [("", self.tr("As set for its paper"))] if set_ones and names else []
        self.printer.set_choices([*as_set, *((name, name) for name in names)])
        if self.printer.value() is None and names:
            self.printer.set_value("" if set_ones else names[0])
        self.printer.setVisible(bool(names))
        self._no_printer.setVisible(not names)
        self.printers_shown.emit()

    def chosen(self) -> tuple[object, ...]:
        """Return the keys of the chosen letters, from top to bottom."""
        indexes = self.list.selectionModel().selectedIndexes()
        lines = [index for index in indexes if not index.data(CellRole.HEADING)]
        return tuple(i.data(CellRole.ID) for i in sorted(lines, key=lambda index: index.row()))

    def take_focus(self) -> None:
        """Put the keys on the list; on the search where that hides it."""
        (self.list if self.list.isVisibleTo(self) else self.search).setFocus()

    def _take_away(self) -> None:
        """Search for nothing any more."""
        self.search.ask_for("")
        self.take_focus()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave Page Up and Page Down to the letter: in the list they would choose another."""
        if watched is self.list and isinstance(event, QKeyEvent) and not event.modifiers():
            step = PAGE_KEYS.get(Qt.Key(event.key()))
            if step is not None and event.type() == QEvent.Type.KeyPress:
                self.page_wanted.emit(step)
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        self.list.installEventFilter(self)
        self.list.verticalScrollBar().valueChanged.connect(self._say_seen)
        head = in_column(None, self.search, self._order, gap=8, edge=(12, 12, 12, 12))
        foot = QWidget()
        dress(foot, line="top")
        label = Text(self.tr("Printer"), Size.LABEL, "text2")
        in_row(foot, label, (self.printer, 1), (self._no_printer, 1), edge=(12, 12, 12, 12))
        in_column(self, head, (self._stack, 1), foot, gap=0).setContentsMargins(0, 0, 1, 0)

    def _column(self) -> Column[_Line]:
        return Column(
            "letter",
            self.tr("Letter"),
            self._title,
            aside=lambda line: "" if line.entry is None else line.entry.receipt_number,
            detail=self._kind,
            state=self._state,
            mark=self._mark,
        )

    def _title(self, line: _Line) -> str:
        if line.entry is not None:
            return line.entry.name
        words = {
            Stage.TO_ISSUE: self.tr("To issue: %n", "", line.count),
            Stage.TO_PRINT: self.tr("To print: %n", "", line.count),
            Stage.TO_POST: self.tr("To post: %n", "", line.count),
            Stage.POSTED: self.tr("Posted: %n", "", line.count),
            Stage.VOID: self.tr("Void: %n", "", line.count),
        }
        return words[line.stage]

    def _kind(self, line: _Line) -> str:
        if line.entry is None:
            return ""
        kind = line.entry.kind
        told = f"{messages.label(kind, self._session.language)} {kind.value}"
        return told if line.stopped is None else f"{told} {line.entry.number}"

    def _state(self, line: _Line) -> str:
        """Return the number, or why the letter goes nowhere; its number stands before that then."""
        if line.stopped is not None:
            return stopped(line.stopped)[1]
        return "" if line.entry is None else line.entry.number

    def _mark(self, line: _Line) -> Mark | None:
        if line.stopped is not None:
            return stopped(line.stopped)[0]
        return _MARKS[line.stage] if line.entry is None else None

    def _say_seen(self) -> None:
        lines = self._model.rows[self.list.in_sight()]
        self.seen.emit([each.entry.key for each in lines if each.entry is not None])

    def _current(self, key: object) -> None:
        if key is not None and not isinstance(key, Stage):
            self.wanted.emit(key)

    def _sort(self, column: object) -> None:
        if isinstance(column, LetterColumn):
            self.sorted_by.emit(LetterOrder(column))


def _lines(state: LettersState) -> Iterator[_Line]:
    for stage in Stage:
        entries = state.at(stage)
        if entries:
            yield _Line(stage, None, len(entries))
        for entry in entries:
            reason = None if isinstance(entry.key, Owed) else state.stopped.get(entry.key)
            yield _Line(stage, entry, stopped=reason)


def _key(line: _Line) -> object:
    return line.stage if line.entry is None else line.entry.key
