# SPDX-License-Identifier: MIT
"""The settings of printing: which printer takes which page here, and what was measured."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from desk_app.gui import words
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.fields.fields import FieldBody, TrailingNoteLineEdit, label_for
from desk_app.gui.kit.fields.form import FormArea
from desk_app.gui.kit.files import ChooseFolder
from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.boxes import STRETCH, Space, acts, in_column, in_row, lay_into, named
from desk_app.gui.kit.layout.buttons import ButtonKind, KeyButton, button_for
from desk_app.gui.kit.layout.layout import PageScroll
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.page import PagePart
from desk_app.gui.pages.settings.printing_book import (
    EDGES,
    MeasuresTyped,
    PrintersBook,
    measured,
)
from desk_app.gui.printing import spooler
from desk_app.i18n import messages
from desk_app.records.desk.printers import MOST_COPIES, Paper, PaperUse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent, QShowEvent

    from desk_app.desk.errors import KnownError
    from desk_app.gui.pages.settings.printing_book import PrintersState
    from desk_app.gui.session.session import Session


_COPIES_WIDTH = 72
_ROOMY = 660


@dataclass(frozen=True, slots=True)
class _Row:
    """The fields of one kind of page."""

    name: Text
    printer: ChoiceBox
    tray: ChoiceBox
    copies: ChoiceBox

    @property
    def boxes(self) -> tuple[ChoiceBox, ChoiceBox, ChoiceBox]:
        """Return the fields in their order."""
        return (self.printer, self.tray, self.copies)


class PrinterChoices(QWidget):
    """Printers that are not there now are still shown where they were chosen."""

    def __init__(self, session: Session, book: PrintersBook) -> None:
        super().__init__()
        self._session = session
        self._book = book
        self._rows = {use: self._row(use) for use in PaperUse}
        words = (self.tr("Kind of page"), self.tr("Printer"), self.tr("Tray"), self.tr("Copies"))
        self._heads = [Text(word, Size.HINT, "text2") for word in words]
        for use, row in self._rows.items():
            for box, word in zip(row.boxes, words[1:], strict=True):
                box.name_alone(f"{messages.label(use, session.language)}: {word}")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(8))
        self._grid.setVerticalSpacing(theme.px(4))
        self._narrow = False
        self._arrange()

    def take_focus(self) -> None:
        """Put the keys on the first printer."""
        self._rows[PaperUse.WINDOW_LETTER].printer.setFocus()

    def show_state(self, state: PrintersState) -> None:
        """Show what is chosen, and what can be."""
        for use, row in self._rows.items():
            choice = self._book.choice(use)
            known = (*state.printers, *([choice.printer] if choice.printer else []))
            names = ((name, name) for name in dict.fromkeys(known))
            row.printer.set_choices([("", self.tr("The usual printer")), *names])
            row.printer.set_value(choice.printer)
            offered = (*self._book.trays(choice.printer), choice.tray)
            trays = (each for each in dict.fromkeys(offered) if each)
            row.tray.set_choices(
                [("", self.tr("As the printer")), *((each, _named(each)) for each in trays)]
            )
            row.tray.set_value(choice.tray)
            row.tray.setEnabled(row.tray.count() > 1)
            row.copies.set_choices([(copy, str(copy)) for copy in range(1, MOST_COPIES + 1)])
            row.copies.set_value(choice.copies)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < theme.px(_ROOMY)
        if narrow is not self._narrow:
            self._narrow = narrow
            self._arrange()

    def _arrange(self) -> None:
        """Put the name before its fields, or above them where there is no room beside them."""
        name_head, *heads = self._heads
        first = 0 if self._narrow else 1
        self._grid.addWidget(name_head, 0, 0)
        # Only now: what has no parent yet would be shown as a window of its own.
        name_head.setHidden(self._narrow)
        for place, head in enumerate(heads, first):
            self._grid.addWidget(head, 0, place)
        for line, row in enumerate(self._rows.values()):
            at = 1 + 2 * line
            self._grid.addWidget(row.name, at, 0, 1, 3 if self._narrow else 1)
            for place, box in enumerate(row.boxes, first):
                self._grid.addWidget(box, at + (1 if self._narrow else 0), place)
        for place, share in enumerate((3, 2, 0, 0) if self._narrow else (3, 3, 2, 0)):
            self._grid.setColumnStretch(place, share)

    def _row(self, use: PaperUse) -> _Row:
        told = Text(messages.label(use, self._session.language), wrap=True)
        row = _Row(told, ChoiceBox(), ChoiceBox(), ChoiceBox())
        for box, name in zip(row.boxes, ("printer", "tray", "copies"), strict=True):
            box.setObjectName(f"{use.value}.{name}")
            box.chosen.connect(partial(self._choose, use, name))
        row.copies.setFixedWidth(theme.px(_COPIES_WIDTH))
        return row

    def _choose(self, use: PaperUse, name: str, value: object) -> None:
        choice = self._book.choice(use)
        match name, value:
            case "printer", str():
                choice = choice._replace(printer=value)
            case "tray", str():
                choice = choice._replace(tray=value)
            case "copies", int():
                choice = choice._replace(copies=value)
            case _:
                raise TypeError(name)
        self._book.choose(use, choice)


def _named(tray: str) -> str:
    """Return the name of a tray as the print system calls it."""
    return tray.partition("=")[2]


_WAYS = ("right", "down")
_FIELD = 120
_CODE = 160


class PaperMeasures(FormArea):
    """What was measured, and the test pages by which it is."""

    def __init__(self, page: PrintingPage) -> None:
        super().__init__()
        self._session = page.session
        self._page = page
        self._known: dict[str, str] = {}
        names = [f"{paper.value}.{way}" for paper in Paper for way in _WAYS]
        names += [f"window.{edge}" for edge in EDGES]
        every = (*names, "department_code")
        self._edits = {name: named(name, TrailingNoteLineEdit()) for name in every}
        self._fields = {name: _body(name, edit) for name, edit in self._edits.items()}
        self._lay_out()

    def typed(self) -> MeasuresTyped:
        """Return what stands in the fields."""
        texts = {name: edit.text() for name, edit in self._edits.items()}
        return MeasuresTyped(texts, texts["department_code"])

    def show_state(self, state: PrintersState) -> None:
        """Show what is measured where nobody typed since, and what is wrong in its field."""
        if state.profile is not None:
            found = measured(state.profile) | {"department_code": state.profile.department_code}
            for name, text in found.items():
                edit = self._edits[name]
                if edit.text() == self._known.get(name, ""):
                    edit.setText(text)
            self._known = found
        wrong = {_field_of(place): error for place, error in state.wrong.items()}
        for name, body in self._fields.items():
            error = wrong.get(name)
            body.show_error("" if error is None else self._reason(error))
        for name in wrong:
            self._fields[name].setFocus()

    def _reason(self, error: KnownError) -> str:
        return " ".join(filter(None, words.reason(error, self._session.language)))

    def _button(self, paper: Paper, name: str) -> KeyButton:
        button = KeyButton(self.tr("Test page"), icon="print", kind=ButtonKind.SMALL)
        button.setAccessibleName(f"{self.tr('Test page')}: {name}")
        button.setObjectName(f"test.{paper.value}")
        button.clicked.connect(partial(self._page.book.print_test, paper))
        return button

    def _lay_out(self) -> None:
        column = in_column(self, gap=8, edge=0)
        parts = (
            (
                self.tr("Print position (mm)"),
                self.tr(
                    "Print the test page on the paper, measure as it says, and enter by how much"
                    " the print must move: right and down are plus, left and up are minus."
                ),
                self._offsets(),
            ),
            (
                self.tr("Window of the envelope Long 3 (mm)"),
                self.tr(
                    "From the left and the top edge of the envelope. Letters issued before stay as"
                    " they are."
                ),
                self._window(),
            ),
            (
                self.tr("Department code"),
                self.tr(
                    "Stands for the desk on envelopes and on the slip of registered mail, which"
                    " never name it."
                ),
                self._code(),
            ),
        )
        for head, help_, part in parts:
            why = Text(help_, Size.LABEL, "text2", wrap=True)
            lay_into(column, Text(head, Size.SECTION, bold=True), why, part, Space(8))

    def _offsets(self) -> QGridLayout:
        grid = self._grid()
        ways = dict(zip(_WAYS, (self.tr("Right"), self.tr("Down")), strict=True))
        for place, word in enumerate(ways.values(), 1):
            grid.addWidget(Text(word, Size.HINT, "text2"), 0, place)
        for line, paper in enumerate(Paper, 1):
            name = messages.label(paper, self._session.language)
            grid.addWidget(Text(name, wrap=True), line, 0)
            for place, (way, word) in enumerate(ways.items(), 1):
                self._edits[f"{paper.value}.{way}"].setAccessibleName(f"{name}: {word}")
                grid.addWidget(self._fields[f"{paper.value}.{way}"], line, place)
            grid.addWidget(self._button(paper, name), line, 3)
        grid.setColumnStretch(4, 1)
        return grid

    def _window(self) -> QGridLayout:
        grid = self._grid()
        words = (
            self.tr("From the left"),
            self.tr("From the top"),
            self.tr("Width"),
            self.tr("Height"),
        )
        for place, (edge, word) in enumerate(zip(EDGES, words, strict=True)):
            grid.addWidget(label_for(self._edits[f"window.{edge}"], word), 0, place)
            grid.addWidget(self._fields[f"window.{edge}"], 1, place)
        grid.setColumnStretch(4, 1)
        return grid

    def _code(self) -> QGridLayout:
        grid = self._grid()
        self._edits["department_code"].setAccessibleName(self.tr("Department code"))
        grid.addWidget(self._fields["department_code"], 0, 0)
        grid.setColumnStretch(1, 1)
        return grid

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(8))
        grid.setVerticalSpacing(theme.px(4))
        return grid


def _body(name: str, edit: TrailingNoteLineEdit) -> FieldBody:
    body = FieldBody(edit)
    body.setMaximumWidth(theme.px(_CODE if name == "department_code" else _FIELD))
    return body


def _field_of(place: str) -> str:
    """Return the field in which a mistake is told: the first of a group the desk names whole."""
    group, _, paper = place.partition(".")
    if group == "offsets":
        return f"{paper}.{_WAYS[0]}"
    return f"window.{EDGES[0]}" if place == "window" else place


_WIDTH = 880


class ScannerFolder(QWidget):
    """The folder into which the scanner of this workstation writes; it holds at once."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._screen = session.screen
        self._edit = named("scannerFolder", TrailingNoteLineEdit())
        self._edit.setText(self._screen.scans)
        self._edit.editingFinished.connect(lambda: self._name(self._edit.text()))
        browse = button_for("browseScans", self.tr("Look for it"), self._open, icon="search")
        told = self.tr(
            "Whole files that lie there are told on Today, each sheet by the bar code on it. Empty:"
            " no folder is looked at."
        )
        in_column(
            self,
            Text(self.tr("Scanner of this workstation"), Size.SECTION, bold=True),
            Text(told, Size.LABEL, "text2", wrap=True),
            label_for(self._edit, self.tr("Folder of the scanner")),
            in_row(None, (FieldBody(self._edit), 1), browse, gap=8),
            gap=4,
            edge=0,
        )

    def _name(self, folder: str) -> None:
        self._edit.setText(folder.strip())
        self._screen.keep_scans(folder.strip())

    def _open(self) -> None:
        begin = Path(self._screen.scans or Path.home())
        dialog = ChooseFolder(begin, self, self.tr("Folder of the scanner"))
        dialog.fileSelected.connect(self._name)
        dialog.open()


class PrintingPage(PagePart):
    """Printers are chosen for this place; what was measured is the desk's and in its journal."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent)
        self.book = PrintersBook(session, spooler.system(), self)
        self.book.state_changed.connect(self.show_state)
        self.book.saved.connect(self._tell)
        save, can = self.tr("Save the measures"), self._can_save
        self.act("savePaper", save, self._save, Key.MAIN, "check", can=can)
        self.acts = acts(self.doing.button("savePaper", ButtonKind.MAIN))
        self.choices = PrinterChoices(session, self.book)
        self._scanner = ScannerFolder(session)
        self.measures = PaperMeasures(self)
        self._lay_out()
        self.show_state(self.book.state)

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        return ((shortcuts.label(Key.MAIN), self.doing["savePaper"].text()),)

    @override
    def take_focus(self) -> None:
        self.choices.take_focus()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.book.read_again()

    def show_state(self, state: PrintersState) -> None:
        """Show printers and measures."""
        self.choices.show_state(state)
        self.measures.show_state(state)
        self.doing.refresh()

    def _can_save(self) -> bool:
        return self.book.state.profile is not None and not self.book.state.busy

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setMaximumWidth(theme.px(_WIDTH))
        scroll = PageScroll(self)
        scroll.setWidget(inner)
        head = Text(self.tr("Printers of this workstation"), Size.SECTION, bold=True)
        told = self.tr(
            "Each kind of page goes where it is told here, never scaled; pages for window"
            " envelopes are printed on one side. It holds at once."
        )
        why = Text(told, Size.LABEL, "text2", wrap=True)
        spaced = (Space(16), self._scanner, Space(16))
        parts = (head, why, self.choices, *spaced, self.measures, STRETCH)
        in_column(inner, *parts, gap=4, edge=16)
        scroll.follow_keys()
        in_column(self, scroll, edge=0)

    def _save(self) -> None:
        self.book.save(self.measures.typed())

    def _tell(self) -> None:
        self.session.said.emit(self.tr("The measures hold for what is issued and printed now."))
