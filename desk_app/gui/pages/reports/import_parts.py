# SPDX-License-Identifier: MIT
"""The steps of an import as they are seen: file, columns, first rows, trial, what came in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.gui.kit.display.facts import FactLine, FactsCard
from desk_app.gui.kit.display.notes import ListOrNote, NoteFrame
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.fields.fields import label_for
from desk_app.gui.kit.layout.boxes import STRETCH, in_column, in_row, named
from desk_app.gui.kit.layout.buttons import button_for
from desk_app.gui.kit.layout.layout import FlowLayout
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.look.states import StateIcon
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.tables.columns import RowsModel
from desk_app.gui.kit.tables.table import DENSE, ListTable
from desk_app.gui.pages.reports.import_words import ImportTelling, SheetColumn, columns_of
from desk_app.i18n import importing as told
from desk_app.records.books.ledgers import LedgerKind
from desk_app.records.importing import ImportColumn, LedgerImport, RowDoubt, RowFate, TriedRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.gui.pages.reports.import_book import ImportBook, ImportLine, ImportState
    from desk_app.gui.session.session import Session

_CHOICE, _WIDE = 240, 440


def _flow(*parts: QWidget) -> QWidget:
    """Return parts side by side, wrapped where the line is at its end."""
    made = QWidget()
    row = FlowLayout(theme.px(8), theme.px(8), made)
    for part in parts:
        row.addWidget(part)
    return made


def _field(edit: ChoiceBox, title: str, width: int) -> QWidget:
    """Return a choice behind its label."""
    edit.setFixedWidth(theme.px(width))
    both = QWidget()
    in_row(both, label_for(edit, title), edit, gap=8, edge=0)
    return both


class ImportFilePart(QWidget):
    """What an import is, the file to be chosen, and the imports of before.

    ``choose_wanted`` asks for a file, ``take_back_wanted`` for the way back of the chosen import.
    """

    choose_wanted = Signal()
    take_back_wanted = Signal()

    def __init__(self, words: ImportTelling) -> None:
        super().__init__()
        self._why = NoteFrame(
            "info",
            self.tr("Nothing is kept until you say so"),
            self.tr(
                "XLSX, XLSM, XLS, ODS, CSV and TSV are read: ledgers of applications, of inquiries,"
                " and the registers. Every row is tried first: closed entries are carried over with"
                " their own numbers, open ones wait under Today. Macros are never run."
            ),
        )
        self.choose = button_for(
            "chooseLedger", self.tr("Choose a file"), self.choose_wanted, "import"
        )
        self.take_back = button_for("takeBack", self.tr("Take back"), self.take_back_wanted, "undo")
        title = self.tr("Imports so far")
        self._model: RowsModel[LedgerImport] = RowsModel(
            words.of_imports(), lambda each: each.id, None, self
        )
        self.table = ListTable.of(self._model, title, "imports", DENSE)
        self.table.scroll_sideways()
        self.table.current_changed.connect(lambda _: self._hinder())
        self._stack = ListOrNote(self.table)
        in_column(
            self,
            self._why,
            in_row(None, self.choose, Text(self.tr("or drop one here"), tone="text2"), STRETCH),
            in_row(None, Text(title, bold=True), STRETCH, self.take_back),
            (self._stack, 1),
            gap=12,
            edge=0,
        )

    def show_state(self, state: ImportState) -> None:
        """Show the imports of before."""
        chosen = self.table.current_id()
        self._model.show_rows(state.imports)
        if state.imports and self.table.current_id() is None:
            self.table.stay_at(chosen)
        self._stack.show_list(self.tr("No ledger was imported yet."), empty=not state.imports)
        self.choose.setEnabled(state.work is None)
        self._hinder()

    def chosen(self) -> LedgerImport | None:
        """Return the import that the keys are on."""
        return self._model.row_at(self.table.currentIndex().row())

    def _hinder(self) -> None:
        record = self.chosen()
        if record is None:
            self.take_back.hinder(self.tr("No import is chosen."))
        elif record.taken_back_at is not None:
            self.take_back.hinder(self.tr("It was taken back already."))
        else:
            self.take_back.hinder("")


class ImportColumnsPart(QWidget):
    """The sheet, its heading, and what each column says: guessed, and changed here."""

    def __init__(self, words: ImportTelling, book: ImportBook) -> None:
        super().__init__()
        self._words, self._book = words, book
        self._shown: object = None
        self._sheet_is_asked = False
        self.sheet = named("importSheet", ChoiceBox())
        self.kind = named("importKind", ChoiceBox())
        self.kind.set_choices(words.kinds())
        self.heading = named("importHeading", ChoiceBox())
        self._of_sheet = _field(self.sheet, self.tr("Sheet"), _CHOICE)
        of_kind = _field(self.kind, self.tr("Ledger"), _CHOICE)
        of_heading = _field(self.heading, self.tr("Heading"), _WIDE)
        title = self.tr("Columns of the sheet; Enter says what one says")
        self._model: RowsModel[SheetColumn] = RowsModel(
            words.of_sheet(), lambda each: each.place, None, self
        )
        self.table = ListTable.of(self._model, title, "importColumns", DENSE)
        self.table.let_rows_grow()
        self.table.scroll_sideways()
        self.says = named("importSays", ChoiceBox())
        in_column(
            self,
            _flow(self._of_sheet, of_kind, of_heading),
            (self.table, 1),
            _flow(_field(self.says, self.tr("The chosen column says"), _CHOICE)),
            gap=12,
            edge=0,
        )
        self.sheet.chosen.connect(lambda name: book.show_sheet(str(name)))
        self.kind.chosen.connect(self._set_kind)
        self.heading.chosen.connect(self._set_heading)
        self.table.current_changed.connect(lambda _: self._show_says())
        self.table.opened.connect(lambda _: self.says.setFocus())
        self.says.chosen.connect(self._say)

    def show_state(self, state: ImportState) -> None:
        """Show how the sheet is read; what is shown already stays."""
        sheet = state.sheet
        if sheet is None:
            return
        self._sheet_is_asked = sheet.headed is not None
        # Where another sheet could not be read, the one that is shown is named again.
        self.sheet.set_value(sheet.name)
        shown = sheet.sha256, sheet.name, state.plan
        if self._shown == shown:
            return
        self._shown = shown
        self.sheet.set_choices([(each, each) for each in sheet.sheets])
        self.sheet.set_value(sheet.name)
        self._of_sheet.setVisible(len(sheet.sheets) > 1)
        self.kind.set_value(state.plan.kind)
        self.says.set_choices(self._words.items(state.plan.kind))
        self.heading.set_choices(self._words.headings(sheet))
        self.heading.shorten(self._words.short_headings(sheet))
        self.heading.set_value(state.plan.heading)
        before = self.table.current_id()
        self._model.show_rows(columns_of(sheet, state.plan))
        if self.table.current_id() is None:
            self.table.stay_at(before)
        self._show_says()

    def take_focus(self) -> None:
        """Put the keys on the columns, or on the sheet where one of several has to be chosen."""
        (self.sheet if self._sheet_is_asked else self.table).setFocus()

    def _show_says(self) -> None:
        column = self._model.row_at(self.table.currentIndex().row())
        self.says.setEnabled(column is not None)
        self.says.set_value("" if column is None or column.says is None else column.says)

    def _set_kind(self, value: object) -> None:
        if isinstance(value, LedgerKind):
            self._book.set_kind(value)

    def _set_heading(self, value: object) -> None:
        if isinstance(value, int):
            self._book.set_heading(value)

    def _say(self, value: object) -> None:
        column = self._model.row_at(self.table.currentIndex().row())
        if column is not None:
            self._book.say(column.place, value if isinstance(value, ImportColumn) else None)


class ImportFirstPart(QWidget):
    """The first rows as the desk reads them."""

    def __init__(self, words: ImportTelling) -> None:
        super().__init__()
        self._words = words
        self._shown: object = None
        self._model: RowsModel[TriedRow] | None = None
        self._said = Text("", tone="text2", wrap=True)
        self._said.setText(
            self.tr("The first rows, each as the desk would take it. Nothing is kept yet.")
        )
        self.table = named("importFirst", ListTable(self.tr("The first rows"), DENSE))
        self.table.let_rows_grow()
        self.table.scroll_sideways()
        in_column(self, self._said, (self.table, 1), gap=12, edge=0)

    def show_state(self, state: ImportState) -> None:
        """Show the rows."""
        if state.first is None or state.first is self._shown:
            return
        self._shown = state.first
        columns = self._words.of_rows(state.first.plan)
        self._model = RowsModel(columns, lambda each: each.row, None, self)
        self.table.show_model(self._model)
        # Rows are measured once: after the columns have their widths.
        self._model.show_rows(state.first.rows)
        self.table.choose(0)

    def take_focus(self) -> None:
        """Put the keys on the rows."""
        self.table.setFocus()


class ImportTrialPart(QWidget):
    """What all rows come to: counts, what is said of each, and a person's answers.

    ``save_wanted`` asks for the report as a file.
    """

    save_wanted = Signal()

    def __init__(self, session: Session, words: ImportTelling, book: ImportBook) -> None:
        super().__init__()
        self._session, self._words, self._book = session, words, book
        self._state: ImportState | None = None
        self._model: RowsModel[ImportLine] | None = None
        self._plan: object = None
        self._counts = named("importCounts", Text("", bold=True, wrap=True))
        self.shown = named("importShown", ChoiceBox())
        self.era = named("importEra", ChoiceBox())
        self.era.set_choices(words.eras())
        self._of_era = _field(self.era, self.tr("Era of years without one"), 200)
        title = self.tr("Questions, and rows that cannot be taken")
        self.table = named("importLines", ListTable(title, DENSE))
        self.table.let_rows_grow()
        self.table.scroll_sideways()
        self._stack = ListOrNote(self.table)
        self._note = named("importLine", NoteFrame("info"))
        row, alike = self._answer_row, self._answer_alike
        self.answers = (
            button_for("takeRow", self.tr("Take this row"), lambda: row(taken=True)),
            button_for("leaveRow", self.tr("Leave this row out"), lambda: row(taken=False)),
            button_for("takeAlike", self.tr("Take all alike"), lambda: alike(taken=True)),
            button_for("leaveAlike", self.tr("Leave all alike out"), lambda: alike(taken=False)),
        )
        self.save = button_for("saveReport", self.tr("Save the report"), self.save_wanted, "export")
        for each in (*self.answers, self.save):
            each.send_keys_to(self.table)
        in_column(
            self,
            self._counts,
            _flow(_field(self.shown, self.tr("Show"), _CHOICE), self._of_era, self.save),
            (self._stack, 1),
            self._note,
            _flow(*self.answers),
            gap=8,
            edge=0,
        )
        self.shown.chosen.connect(lambda _: self._show_lines())
        self.era.chosen.connect(lambda letter: book.name_era(str(letter)))

    def show_state(self, state: ImportState) -> None:
        """Show what the rows come to."""
        before, self._state = self._state, state
        trial = state.trial
        if trial is None or (before is not None and before.trial is trial):
            return
        self._counts.setText(self._words.counts(trial))
        asked = {note.doubt for row in trial.rows for note in row.notes}
        self._of_era.setVisible(RowDoubt.NO_ERA in asked)
        self.era.set_value(trial.plan.answers.era)
        chosen = self.shown.value()
        self.shown.set_choices(self._words.fates(trial))
        self.shown.set_value("" if chosen is None else chosen)
        if trial.plan.columns != self._plan or self._model is None:
            self._plan = trial.plan.columns
            columns = self._words.of_lines(trial)
            self._model = RowsModel(columns, lambda each: each.id, None, self)
            self.table.show_model(self._model)
            self.table.current_changed.connect(lambda _: self._show_line())
        self._show_lines()

    def take_focus(self) -> None:
        """Put the keys on what is said of the rows."""
        self.table.setFocus()

    def _show_lines(self) -> None:
        state, model = self._state, self._model
        if state is None or model is None:
            return
        at, fate = self.table.currentIndex().row(), self.shown.value()
        lines = state.lines(fate if isinstance(fate, RowFate) else None)
        model.show_rows(lines)
        if lines and not self.table.currentIndex().isValid():
            # Where answered lines went out of sight, the next one stands in their place.
            self.table.choose(min(max(at, 0), len(lines) - 1))
        self._stack.show_list(
            self.tr("Nothing is to be said of any of these rows."), empty=not lines
        )
        self._show_line()

    def _line(self) -> ImportLine | None:
        if self._model is None:
            return None
        return self._model.row_at(self.table.currentIndex().row())

    def _show_line(self) -> None:
        line = self._line()
        self._note.setVisible(line is not None)
        why = self.tr("No row is chosen.")
        if line is not None:
            why = "" if line.can_be_answered else self.tr("This row asks nothing.")
            kind, what = self._what_to_do(line)
            self._note.turn(kind)
            self._note.say(self._words.why(line), what)
        for button in self.answers:
            button.hinder(why)
        if line is not None and line.can_be_answered:
            same = told.asked(line.note.doubt, self._session.language)
            for button in self.answers[2:]:
                button.setAccessibleDescription(same)

    def _what_to_do(self, line: ImportLine) -> tuple[str, str]:
        if line.row.fate is RowFate.REFUSED:
            return "bad", self.tr(
                "The rest comes in without this row. To have it too, mend it in the file, save"
                " the file and choose it again."
            )
        if not line.can_be_answered:
            return "info", self.tr("The row is taken; nothing is asked.")
        if line.row.fate is RowFate.ASKED:
            return "ask", self.tr("Answer for this row, or for all of which the same is asked.")
        return "ok", self.tr("Answered. Another answer takes its place.")

    def _answer_row(self, *, taken: bool) -> None:
        if (line := self._line()) is not None:
            self._book.answer_row(line.row.row, taken=taken)

    def _answer_alike(self, *, taken: bool) -> None:
        if (line := self._line()) is not None:
            self._book.answer_alike(line.note.doubt, taken=taken)


class ImportTakenPart(QWidget):
    """What came in; ``take_back_wanted`` asks for the way back, while nothing followed."""

    take_back_wanted = Signal()

    def __init__(self, words: ImportTelling) -> None:
        super().__init__()
        self._words = words
        self._state = StateIcon(bold=True)
        self._facts = FactsCard(200)
        self._note = NoteFrame(
            "info",
            self.tr("What next"),
            self.tr(
                "Closed entries stand in Applications or Inquiries, found by both numbers. Open"
                " ones wait under Today. Entries of a register stand in Registers. While nothing"
                " was done with any of them, the whole import can be taken back, here or later."
            ),
        )
        wanted = self.take_back_wanted
        self.take_back = button_for("takeBackThis", self.tr("Take back"), wanted, "undo")
        self._facts.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        in_column(
            self,
            self._state,
            self._facts,
            self._note,
            in_row(None, self.take_back, STRETCH),
            STRETCH,
            gap=12,
            edge=0,
        )

    def show_state(self, state: ImportState) -> None:
        """Show what came in."""
        record = state.record
        if record is None:
            return
        gone = record.taken_back_at is not None
        title = self.tr("Taken in as import {number}").format(number=record.id)
        if gone:
            title = f"{title}: {self._words.state(record)}"
        self._state.show_state(Mark.INFO if gone else Mark.OK, title)
        self._facts.show_facts(self._lines(record))
        self.take_back.hinder(self.tr("It was taken back already.") if gone else "")

    def _lines(self, record: LedgerImport) -> Sequence[FactLine]:
        left = FactLine("none", self.tr("Rows that stayed outside"), f"{record.refused:,}")
        ledger = FactLine("import", self.tr("Ledger"), self._words.kind(record))
        if self._words.is_register(record):
            return [ledger, FactLine("check", self.tr("Entered"), f"{record.carried:,}"), left]
        return [
            ledger,
            FactLine("check", self.tr("Closed, carried over"), f"{record.carried:,}"),
            FactLine("mail", self.tr("Open, to be logged"), f"{record.waiting:,}"),
            left,
        ]
