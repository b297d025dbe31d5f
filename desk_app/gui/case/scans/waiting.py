# SPDX-License-Identifier: MIT
"""Scans that wait in the scanner's folder, each led to its application by its code (I6)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSizeF, QTimer
from PySide6.QtWidgets import QWidget

from desk_app.desk.errors import BadInput
from desk_app.gui import words
from desk_app.gui.case.scans.attaching import AttachScan, draft_of, image_of
from desk_app.gui.case.scans.waiting_book import (
    FolderWatch,
    NumberRefusal,
    WaitingBook,
    WaitingState,
)
from desk_app.gui.kit.display.notes import NoteFrame, NoteLine, WhyNot
from desk_app.gui.kit.display.scanned import ScannedSheet
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.fields.fields import FieldBody, TrailingNoteLineEdit, label_for
from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.boxes import in_column, in_row, named
from desk_app.gui.kit.layout.buttons import KeyButton, button_for
from desk_app.gui.kit.layout.layout import TaskDialog
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.tables.columns import Column, RowsModel
from desk_app.gui.kit.tables.table import TWO_LINES, ListTable
from desk_app.i18n import messages
from desk_app.records.case.scans import ScanOf, SheetLead

if TYPE_CHECKING:
    from desk_app.gui.session.session import Session
    from desk_app.records.case.scans import PagePicture, WaitingSheet

_WIDTH, _HEIGHT, _LIST, _LEADS, _LOOK_MS = 1040, 720, 460, 200, 3_000


class WaitingScansLine(NoteLine):
    """Takes no room where no scan waits; looks into the scanner's folder while its page is seen."""

    def __init__(self, session: Session) -> None:
        super().__init__(NoteFrame("info"), KeyButton(icon="scan"))
        self._session = session
        self._watch = FolderWatch(session, self)
        self._watch.changed.connect(self._show)
        self._note.setObjectName("scansWait")
        self._button.setObjectName("lookAtScans")
        self._button.setText(self.tr("Look at them"))
        self._button.clicked.connect(self._open)
        self._clock = QTimer(self, interval=_LOOK_MS)
        self._clock.timeout.connect(self._tick)

    def read(self) -> None:
        """Look now, and from now on again and again."""
        self._watch.look()
        self._clock.start()

    def _tick(self) -> None:
        page = self.parentWidget()
        if page is not None and page.isVisible():
            self._watch.look()

    def _show(self) -> None:
        sheets, trouble = self._watch.sheets, self._watch.trouble
        self.setVisible(bool(sheets) or trouble is not None)
        self._button.setVisible(bool(sheets))
        if trouble is not None:
            self._note.turn("bad")
            self._note.say(*words.reason(trouble, self._session.language))
        elif sheets:
            led = sum(each.lead is SheetLead.CASE for each in sheets)
            self._note.turn("info")
            self._note.say(
                self.tr("%n scanned page(s) wait in the scanner’s folder", "", len(sheets)),
                self.tr("The code on %n of them leads to an application.", "", led) if led else "",
            )

    def _open(self) -> None:
        WaitingScans(self._session, self._watch, self).begin()


class WaitingScans(TaskDialog):
    """Shows page by page what waits; nothing is kept here, only taken to where it is masked."""

    def __init__(self, session: Session, watch: FolderWatch, parent: QWidget) -> None:
        look, close = self.tr("Mask and keep"), self.tr("Close")
        super().__init__("waitingScans", self.tr("Scans that wait"), look, close, parent)
        self._session = session
        self.book = WaitingBook(session, watch, self)
        columns: list[Column[WaitingSheet]] = [
            Column("name", self.tr("File"), _name, detail=self._page),
            Column("leads", self.tr("Leads to"), self._leads, _LEADS, detail=_numbers),
        ]
        self._model = RowsModel(columns, _id_of, parent=self)
        self.table = ListTable.of(self._model, self.windowTitle(), "waitingTable", TWO_LINES)
        self.table.let_rows_grow()
        self.table.choose_several()
        self._trouble = named("trouble", NoteFrame("bad"))
        self.sheet = named("sheet", ScannedSheet(self.tr("Page of the scan")))
        self._number = named("waitingNumber", TrailingNoteLineEdit())
        self._paper = named("waitingPaper", ChoiceBox())
        self._why = WhyNot(self._do)
        self._lay_out()
        self._connect()
        self._show(self.book.state)

    def begin(self) -> None:
        """Open at the first page."""
        room = self.screen().availableSize()
        self.resize(min(theme.px(_WIDTH), room.width()), min(theme.px(_HEIGHT), room.height()))
        self.open()
        self.book.read()
        self.table.setFocus()

    @override
    def go(self) -> None:
        """Take the chosen pages to where they are masked and kept."""
        opened, sheets = self.book.state.opened, self.book.sheets()
        draft = None if opened is None else draft_of(opened, self._paper.value())
        if opened is not None and draft is not None and sheets is not None:
            AttachScan(self._session, opened, draft, sheets, self).begin()

    @override
    def done(self, result: int) -> None:
        self.book.close()
        super().done(result)

    def _connect(self) -> None:
        self.book.state_changed.connect(self._show)
        self.book.drawn.connect(self._show_picture)
        self.table.selectionModel().selectionChanged.connect(self._choose)
        # New rows have a new selection, of which Qt tells nothing.
        self._model.modelReset.connect(self._choose)
        self.sheet.size_changed.connect(self._want_picture)
        self.sheet.turned_over.connect(self._step)
        self._number.textChanged.connect(self.book.name_application)
        self._paper.chosen.connect(lambda _: self._hinder(self.book.state))
        shortcuts.bind(Key.ZOOM_IN, self, lambda: self.sheet.enlarge(1))
        shortcuts.bind(Key.ZOOM_OUT, self, lambda: self.sheet.enlarge(-1))

    def _lay_out(self) -> None:
        about = Text(
            self.tr(
                "Nothing is kept yet. A page without a code goes where you say; choose several with"
                " Shift where they are one paper."
            ),
            Size.LABEL,
            wrap=True,
        )
        number = label_for(self._number, self.tr("Application"))
        paper = label_for(self._paper, self.tr("Paper that is shown"))
        beside = QWidget()
        beside.setFixedWidth(theme.px(_LIST))
        fields = (number, FieldBody(self._number), paper, self._paper)
        in_column(beside, about, (self.table, 1), *fields, gap=8, edge=0)
        sheet = self.sheet
        larger = button_for("larger", self.tr("Larger"), lambda: sheet.enlarge(1), key=Key.ZOOM_IN)
        smaller = button_for(
            "smaller", self.tr("Smaller"), lambda: sheet.enlarge(-1), key=Key.ZOOM_OUT
        )
        tools = in_row(None, self._say_page(), larger, smaller, gap=8)
        seen = in_column(None, tools, (sheet, 1), gap=8)
        title = Text(self.windowTitle(), Size.SECTION, bold=True)
        across = in_row(None, beside, (seen, 1), gap=16)
        in_column(
            self, title, self._trouble, (across, 1), self._why, self._buttons, gap=12, edge=16
        )
        self._trouble.hide()

    def _say_page(self) -> tuple[QWidget, int]:
        self._shown = Text("", Size.LABEL)
        return self._shown, 1

    def _show(self, state: WaitingState) -> None:
        at = self.table.current_id()
        self._model.show_rows(state.sheets)
        if state.sheets and not self.table.selectionModel().hasSelection():
            self.table.stay_at(at)
        # A row that was chosen meanwhile has changed it.
        state = self.book.state
        self._trouble.tell(words.told(state.trouble, self._session.language))
        self._show_number(state)
        self._show_papers(state)
        shown = state.shown
        self._shown.setText("" if shown is None else f"{_name(shown)}  {self._page(shown)}")
        if shown is not None and state.size is not None:
            self.sheet.show_page(_id_of(shown), QSizeF(state.size.width, state.size.height))
            if not self.sheet.is_drawn:
                self._want_picture()
        self._hinder(state)

    def _show_number(self, state: WaitingState) -> None:
        if self._number.text() != state.number:
            self._number.setText(state.number)
        told = {
            NumberRefusal.UNREAD: self.tr("This is no number and no code, like R8-0147."),
            NumberRefusal.UNKNOWN: self.tr("There is no application with this number."),
        }
        self._number.set_trouble("" if state.refused is None else told[state.refused])

    def _show_papers(self, state: WaitingState) -> None:
        language, opened = self._session.language, state.opened
        choices: list[tuple[object, str]] = [(None, self.tr("Choose the paper"))]
        if opened is not None:
            choices += [
                (each.value, messages.label(each, language))
                for each in (ScanOf.FORM, ScanOf.ENVELOPE)
            ]
            choices += [
                (each.id, messages.titled(opened.rules.document(each.kind), each.kind, language))
                for each in opened.file.enclosures
            ]
        self._paper.set_choices(choices)
        self._paper.setEnabled(opened is not None)
        if self._paper.value() not in [value for value, _ in choices]:
            self._paper.set_value(None)

    def _hinder(self, state: WaitingState) -> None:
        self._do.hinder(self._hindered(state))

    def _hindered(self, state: WaitingState) -> str:
        unread = [each for each in state.chosen if each.trouble]
        if not state.chosen:
            return self.tr("Choose a page.")
        if unread:
            told = words.reason(BadInput(unread[0].trouble, place="file"), self._session.language)
            return " ".join(filter(None, told))
        if self.book.sheets() is None:
            return self.tr("One paper is of one file: choose pages of one.")
        if state.opened is None:
            return self.tr("Type the receipt number of the application.")
        if self._paper.value() is None:
            return self.tr("Choose the paper that the page shows.")
        return ""

    def _leads(self, sheet: WaitingSheet) -> str:
        return messages.label(sheet.lead, self._session.language)

    def _page(self, sheet: WaitingSheet) -> str:
        if not sheet.page:
            return ""
        return self.tr("Page {page} of {pages}").format(page=sheet.page, pages=sheet.pages)

    def _choose(self) -> None:
        rows = {index.row() for index in self.table.selectionModel().selectedRows()}
        chosen = [each for row, each in enumerate(self._model.rows) if row in rows]
        self.book.choose(tuple(chosen), self._model.row_at(self.table.currentIndex().row()))

    def _step(self, by: int) -> None:
        row = self.table.currentIndex().row() + by
        if 0 <= row < len(self._model.rows):
            self.table.choose(row)

    def _want_picture(self) -> None:
        self.book.draw(self.sheet.wanted_width)

    def _show_picture(self, sheet: WaitingSheet, picture: PagePicture) -> None:
        self.sheet.show_picture(_id_of(sheet), image_of(picture))


def _id_of(sheet: WaitingSheet) -> object:
    return sheet.file, sheet.page


def _name(sheet: WaitingSheet) -> str:
    return Path(sheet.file.path).name


def _numbers(sheet: WaitingSheet) -> str:
    return ", ".join(sheet.numbers)
