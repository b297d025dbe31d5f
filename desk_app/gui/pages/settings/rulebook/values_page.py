# SPDX-License-Identifier: MIT
"""The part of the settings for the rulebook: what it says today, changed by two, a file (K6)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desk_app.desk.errors import KnownError
from desk_app.gui import words
from desk_app.gui.asking import QuestionFields
from desk_app.gui.kit.display.facts import FactsCard
from desk_app.gui.kit.display.notes import EmptyNote, ListOrNote, NoteFrame
from desk_app.gui.kit.fields.form import EntryForm
from desk_app.gui.kit.fields.search import SearchField
from desk_app.gui.kit.files import OpenToml, SaveToml, documents
from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.boxes import (
    STRETCH,
    Space,
    acts,
    dress,
    in_column,
    in_row,
    named,
    padded,
)
from desk_app.gui.kit.layout.buttons import ButtonKind
from desk_app.gui.kit.layout.layout import WHOLE, Divided, PageScroll
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.tables.columns import Column, GroupsModel, RowsModel
from desk_app.gui.kit.tables.table import CardTable, GroupedTable, list_of
from desk_app.gui.page import WatchedPart
from desk_app.gui.pages.settings.rulebook.values_book import (
    DatedWords,
    ValuesBook,
    ValuesState,
    field_of,
    is_new,
)
from desk_app.i18n import dates

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desk_app.gui.session.session import Session
    from desk_app.rules.rulebook.amending import DatedValue
    from desk_app.rules.rulebook.rulebook import Rulebook
    from desk_app.rules.versions import ValueDifference


_FORM, _ROOM, _LEAST = 416, 400, 320
_NAMES = 72
_DAY = 144
ABOVE = ("saveRulebook", "readRulebook", "addClosing")
"""What is done with the rulebook as a whole: its buttons stand at the top of the settings."""


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A value in the list, or the heading of the part of the rulebook that begins there."""

    heading: str = ""
    value: DatedValue | None = None

    @property
    def id(self) -> object:
        """What the row is known by."""
        return self.heading if self.value is None else (self.value.table, self.value.key)


class ValueEditor(QWidget):
    """The chosen value: what it says and rests on; its form, once somebody wants to change it."""

    def __init__(self, page: ValuesPage) -> None:
        super().__init__()
        self._page = page
        self._title = Text("", Size.SECTION, bold=True, wrap=True)
        self._says = named("valueSays", Text("", Size.TITLE, bold=True, wrap=True))
        self._facts = named("valueFacts", FactsCard(_NAMES, icons=False))
        self._stated = named("valueStated", Text("", wrap=True))
        self._quote = padded(self._stated, (12, 0, 0, 0))
        dress(self._quote, line="left")
        self._note = named("valueNote", NoteFrame("ask"))
        self._model = RowsModel(self._columns(), lambda line: line.since, None, self)
        self._dated = CardTable.of(self._model, self.tr("From which day it says what"), "dated")
        self._change = Text(self.tr("Change it"), Size.SECTION, bold=True)
        self._how = NoteFrame(
            "info",
            self.tr("It holds once a second person approves it, from the day you give"),
            self.tr("Today at the earliest. What is logged already stays as it is."),
        )
        self._trouble = named("valueTrouble", NoteFrame("bad"))
        self._empty = EmptyNote()
        self._empty.say(self.tr("Choose a value in the list, or add a closing."))
        self.form = EntryForm()
        self._shown: DatedValue | None = None
        self.writing = False
        self.setMinimumWidth(theme.px(_LEAST))
        dress(self, line="left")
        self._lay_out(page)

    def _lay_out(self, page: ValuesPage) -> None:
        # Beside the value until somebody writes, then under what is written: one of them in sight.
        button = page.doing.button
        change = named("changeValueBeside", button("changeValue", ButtonKind.MAIN))
        self._beside = acts(button("takeAwayValue"), change)
        self._under = QWidget()
        in_row(self._under, page.put, button("leaveValue"), STRETCH, gap=8, edge=0)
        self._inside = QWidget()
        scroll = PageScroll(self)
        scroll.setWidget(self._inside)
        scroll.follow_keys()
        self._column = in_column(
            self._inside,
            self._title,
            in_row(None, (self._says, 1), self._beside, gap=8, edge=0),
            *(self._note, self._facts, self._quote, self._dated),
            *(Space(8), self._change, self._how),
            gap=12,
            edge=16,
        )
        self._column.addWidget(self.form)
        self._column.addWidget(self._trouble)
        self._column.addWidget(self._under)
        self._column.addStretch(1)
        self._scroll = scroll
        in_column(self, (scroll, 1), (self._empty, 1), gap=0, edge=(1, 0, 0, 0))

    def write(self, *, writing: bool) -> None:
        """Show the form of the value, or put it away; what is written in it is gone then."""
        if writing == self.writing or (writing and self._shown is None):
            return
        self.writing = writing
        if not writing and self._shown is not None:
            self.tell(None)
            self._make_form(self._shown)
        for part in (self._change, self._how, self.form, self._under):
            part.setVisible(writing)
        self._beside.setVisible(not writing)
        if writing:
            self.form.take_keys()

    def show_state(self, state: ValuesState) -> None:
        """Show the form of the chosen value; what is written in it stays while it is the same."""
        chosen = state.chosen
        self._scroll.setVisible(chosen is not None)
        self._empty.setVisible(chosen is None)
        if chosen == self._shown:
            return
        self._shown, self.writing = chosen, False
        self.tell(None)
        if chosen is not None:
            self._show_value(chosen)
            self._make_form(chosen)
            for part in (self._change, self._how, self._under):
                part.hide()
            self._beside.show()

    def _show_value(self, value: DatedValue) -> None:
        """Show what a value says, since when and on what ground, and what it says on which day."""
        words, new = self._page.words, is_new(value)
        self._title.setText(self.tr("New closing days") if new else words.name(value))
        self._says.setText("" if new else words.says(value))
        self._says.setVisible(bool(self._says.text()))
        self._facts.show_facts(words.facts(value))
        self._facts.setVisible(not new)
        self._stated.setText(words.stated(value))
        self._quote.setVisible(bool(self._stated.text()))
        noted = words.noted(value)
        self._note.say(*noted)
        self._note.setVisible(bool(noted[0]))
        dated = words.dated(value)
        self._model.show_rows(dated)
        self._dated.setVisible(len(dated) > 1)

    def tell(self, error: KnownError | None) -> None:
        """Say what is wrong with what was written, under its field where it has one."""
        self._trouble.hide()
        self.form.tell({})
        if error is None:
            return
        fields = self.form.fields
        field = fields.get(error.place) or fields.get(field_of(error.place))
        title, detail = words.reason(error, self._page.session.language, placed=field is None)
        if field is None:
            self._trouble.say(title, detail)
            self._trouble.show()
        else:
            field.tell(f"{title} {detail}".strip())
            field.editor.setFocus()

    def _columns(self) -> list[Column[DatedWords]]:
        language = self._page.session.language
        return [
            Column("from", self.tr("From"), lambda line: dates.full(line.since, language), _DAY),
            Column(
                "says",
                self.tr("Says"),
                lambda line: line.says,
                detail=lambda line: line.tense,
                tone=lambda line: "text" if line.holds else "text2",
            ),
        ]

    def _make_form(self, value: DatedValue) -> None:
        form, make = EntryForm(), QuestionFields(self._page.session, self)
        for asked in self._page.words.asked(value):
            form.add(make.field_of(asked))
        self._column.replaceWidget(self.form, form)
        self.form.deleteLater()
        self.form = form
        form.setVisible(self.writing)
        form.lead_to(self._page.put)


class FileCard(QWidget):
    """A file that was read in: what it is, every value it says otherwise, and what to do."""

    def __init__(self, page: ValuesPage) -> None:
        super().__init__()
        told = page.words
        columns: list[Column[ValueDifference]] = [
            Column("value", self.tr("Value"), told.of_difference, 264),
            Column(
                "from",
                self.tr("From"),
                lambda line: dates.full(line.since, page.session.language),
                _DAY,
            ),
            Column("before", self.tr("Before"), lambda line: told.side(line, after=False)),
            Column("after", self.tr("After"), lambda line: told.side(line, after=True)),
        ]
        self._told = told
        self._note = named("fileNote", NoteFrame("info"))
        self._model = RowsModel(
            columns, lambda line: (line.table, line.key, line.since), None, self
        )
        self.table = list_of("fileChanges", self.tr("What the file says otherwise"), self._model)
        force = page.doing.button("installFile", ButtonKind.MAIN)
        row = in_row(None, force, page.doing.button("leaveFile"), STRETCH, gap=8)
        in_column(self, self._note, row, (self.table, 1), gap=12, edge=16)

    def show_state(self, state: ValuesState) -> None:
        """Show what the file says otherwise than the rulebook in force."""
        file = state.file
        if file is None:
            return
        title, told = self.tr("Read in: {file}. Nothing is in force yet"), self._told.told(file)
        if not file.name:
            title = self.tr("A new version of the rulebook waits")
            force = self.tr("Put it in force under New version; then values can be changed here.")
            told = f"{told}\n{force}"
        self._note.turn("info" if file.name else "ask")
        self._note.say(title.format(file=file.name), told)
        self._model.show_rows(file.changed)


class ValuesPage(WatchedPart[ValuesBook]):
    """What the rulebook says today, by its parts; beside it the chosen value and its form.

    Or a file that was read in. ``question_wanted`` asks for a question to be put; ``refreshed``
    says that the keys changed.
    """

    question_wanted = Signal(object)
    refreshed = Signal()

    def __init__(
        self, session: Session, expect: Callable[[Rulebook], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(session, parent)
        self.book = ValuesBook(session, expect, self)
        self.words = self.book.words
        self.book.state_changed.connect(self.render_state)
        self.book.asked.connect(self.question_wanted)
        self.book.refused.connect(self._refused)
        self._make_list()
        self._offer()
        self.acts = acts(*map(self.doing.button, ABOVE))
        self.put = self.doing.button("changeValue", ButtonKind.MAIN)
        self._editor = ValueEditor(self)
        self.table.opened.connect(lambda _: self._write())
        self._file = FileCard(self)
        self._above = False
        self._stack = QStackedWidget()
        self._lay_out()
        self.render_state(self.book.state)

    @property
    def form(self) -> EntryForm:
        """The form of the chosen value."""
        return self._editor.form

    @override
    def take_focus(self) -> None:
        (self._file.table if self.book.state.file is not None else self.table).setFocus()

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        shown = [(shortcuts.label(Key.SEARCH), self.tr("search"))]
        acts = (self.doing[name] for name in ("changeValue", "installFile"))
        main = [each.text() for each in acts if each.isVisible() and each.isEnabled()]
        shown += [(shortcuts.label(Key.MAIN), text) for text in main]
        if self._editor.writing:
            shown.append((shortcuts.label(Key.CLOSE), self.doing["leaveValue"].text()))
        return shown

    def leave_value(self) -> bool:
        """Put the form of the chosen value away; whether one was there."""
        if not self._editor.writing:
            return False
        self._editor.write(writing=False)
        self.table.setFocus()
        self.render_state(self.book.state)
        return True

    def render_state(self, state: ValuesState) -> None:
        """Show the values, the form of the chosen one, or the file that was read in."""
        self._model.show_rows(self._rows(state.lines))
        chosen = state.chosen
        if chosen is not None and self._model.row_of((chosen.table, chosen.key)) is not None:
            self.table.choose_id((chosen.table, chosen.key))
        elif chosen is None and state.lines:
            # This chooses the value too, and shows it.
            if self._current() is None:
                self.table.choose_id((state.lines[0].table, state.lines[0].key))
            self._choose()
            return
        self._listed.show_list(self.tr("No value says that."), empty=not state.lines)
        self._say_book()
        self._editor.show_state(state)
        self._file.show_state(state)
        self._stack.setCurrentIndex(int(state.file is not None))
        listed = state.file is None and self.session.desk.pending is None
        self.doing["changeValue"].setVisible(listed)
        self.doing["changeValue"].setText(self._word_of_change())
        self.doing["leaveValue"].setVisible(listed and self._editor.writing)
        for name in ABOVE:
            self.doing[name].setVisible(self._above and (listed or name != "addClosing"))
        self.doing["takeAwayValue"].setVisible(listed and self.book.can_go())
        for name in ("installFile", "leaveFile"):
            self.doing[name].setVisible(state.file is not None and bool(state.file.name))
        self.doing.refresh()
        self.refreshed.emit()

    def offer_above(self, *, shown: bool) -> None:
        """Offer what is done with the rulebook as a whole while this part is shown."""
        if shown != self._above:
            self._above = shown
            self.render_state(self.book.state)

    def _make_list(self) -> None:
        told, language = self.words, self.session.language

        def said(row: ValueRow, what: Callable[[DatedValue], str]) -> str:
            return "" if row.value is None else what(row.value)

        columns: list[Column[ValueRow]] = [
            Column("name", self.tr("Value"), lambda row: row.heading or said(row, told.name)),
            Column("says", self.tr("Today"), lambda row: said(row, told.says)),
            Column(
                "since",
                self.tr("Since"),
                lambda row: said(row, lambda value: dates.full(value.since, language)),
                _DAY,
            ),
        ]
        self._model = GroupsModel(
            columns, lambda row: row.id, lambda row: row.value is None, parent=self
        )
        self.table = GroupedTable.of(self._model, self.tr("What the rulebook says"), "values")
        self.table.current_changed.connect(lambda _: self._choose())
        self.search = SearchField(self.tr("Find a value"), "findValue")
        self.search.wanted.connect(self.book.search)
        self.search.down.connect(self.table.setFocus)
        self._listed = ListOrNote(self.table)
        self._book = Text("", Size.SECTION, bold=True, wrap=True)
        self._told = Text("", Size.LABEL, "text2", wrap=True)

    def _rows(self, lines: Sequence[DatedValue]) -> list[ValueRow]:
        """Return the values under the headings of their parts."""
        rows, part = list[ValueRow](), ""
        for value in lines:
            if (group := self.words.group(value)) != part:
                part = group
                rows.append(ValueRow(heading=group))
            rows.append(ValueRow(value=value))
        return rows

    def _current(self) -> DatedValue | None:
        row = self._model.row_at(self.table.currentIndex().row())
        return None if row is None else row.value

    def _say_book(self) -> None:
        """Say which rulebook is in force, and what of it is listed."""
        self._book.setText(self.words.book(self.session.desk.rulebook))
        self._told.setText(
            self.tr(
                "In force today. What the law itself decides is not listed: nobody changes it here."
            )
        )

    def _offer(self) -> None:
        book = self.book
        install, change = self.tr("Put in force"), self.tr("Change")
        self.act("changeValue", change, self._change, Key.MAIN, "edit", can=self._is_chosen)
        self.act("leaveValue", self.tr("Leave the change"), self.leave_value)
        self.act("takeAwayValue", self.tr("Remove closing days"), partial(self._try, gone=True))
        self.act("addClosing", self.tr("Add closing days"), self._add, Key.ADD, "plus")
        self.act("readRulebook", self.tr("Open a file"), self._read, None, "import", "file")
        self.act("saveRulebook", self.tr("Save to a file"), self._save, None, "export", "file")
        self.act("installFile", install, book.install, Key.MAIN, "check")
        self.act("leaveFile", self.tr("Leave it"), book.leave_file, Key.CLOSE)

    def _lay_out(self) -> None:
        left = QWidget()
        head = in_column(None, self._book, self._told, gap=2, edge=0)
        top = in_column(None, head, self.search, gap=8, edge=(16, 0, 16, 0))
        in_column(left, top, (self._listed, 1), gap=8, edge=(0, 12, 0, 0))
        parts = ((left, WHOLE), (self._editor, _FORM))
        body = Divided("values", self.session.screen, 0, parts, _ROOM, parent=self)
        body.name_parts(self.tr("Parts of this page"), self.tr("Values"), self.tr("Form"))
        self._stack.addWidget(body)
        self._stack.addWidget(self._file)
        in_column(self, self._stack, edge=0)

    def _is_chosen(self) -> bool:
        return self.book.state.chosen is not None

    def _choose(self) -> None:
        value, chosen = self._current(), self.book.state.chosen
        if value is not None and (chosen is None or value != chosen):
            self.book.choose(value.table, value.key)

    def _word_of_change(self) -> str:
        """Return what the blue button does: it opens the form, then it is what is written there."""
        return self.tr("Confirm the change") if self._editor.writing else self.tr("Change")

    def _write(self) -> None:
        """Show the form of the chosen value, and go into it."""
        if self.doing["changeValue"].isVisible():
            self._editor.write(writing=True)
            self.render_state(self.book.state)

    def _add(self) -> None:
        self.book.begin_closing()
        self._write()

    def _change(self) -> None:
        if self._editor.writing:
            self._try()
        else:
            self._write()

    def _try(self, *, gone: bool = False) -> None:
        self._editor.tell(None)
        if gone or self.form.check():
            self.book.try_change(self.form.values(), gone=gone)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._editor.tell(error)
        else:
            self.session.trouble.emit(error)

    def _read(self) -> None:
        dialog = OpenToml(documents(), self)
        dialog.fileSelected.connect(self.book.read_file)
        dialog.open()

    def _save(self) -> None:
        told = self.tr("The journal says who let it go. Nobody's data are in it.")
        dialog = SaveToml(documents(), self.book.name_of_file(), self)
        dialog.fileSelected.connect(partial(self.book.save, told=told))
        dialog.open()
