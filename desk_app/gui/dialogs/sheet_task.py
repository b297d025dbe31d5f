# SPDX-License-Identifier: MIT
"""The task of a new recovery sheet: print it, type its last group back, name its places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.marks import Mark
from desk_app.gui.overriding import override
from desk_app.gui.presenters.new_sheet import COPIES, NewSheetPresenter, NewSheetState
from desk_app.gui.shortcuts import Key
from desk_app.gui.theme import Size
from desk_app.gui.widgets.actions import ActionLine, ActionTable
from desk_app.gui.widgets.announce import announce
from desk_app.gui.widgets.choice import ChoiceBox
from desk_app.gui.widgets.fields import FieldBody, TrailingNoteLineEdit, label_for
from desk_app.gui.widgets.form_area import FormArea
from desk_app.gui.widgets.notes import NoteFrame
from desk_app.gui.widgets.numbered import NumberedPart, PartState
from desk_app.gui.widgets.state_icon import StateIcon
from desk_app.gui.widgets.text import Text
from desk_app.i18n import dates

if TYPE_CHECKING:
    from desk_app.records.people import Language

_GROUP_WIDTH, _PRINTER_WIDTH, _PLACE_WIDTH = 240, 240, 320


class SheetTask(FormArea):
    """Three numbered parts and a warning; the key itself is on paper alone."""

    def __init__(
        self, presenter: NewSheetPresenter, language: Language, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._language = language
        self._busy = False
        self._make_parts()
        self._useless = NoteFrame("ask")
        self._useless.setObjectName("uselessSheet")
        self._no_printer = NoteFrame(
            "info",
            self.tr("No printer is set up on this computer"),
            self.tr(
                "The sheet is printed on paper alone and never goes into a file. Until it is"
                " printed, no backup is made. Set up a printer and look again, or print the sheet"
                " later from Settings, Recovery sheets."
            ),
        )
        self._no_printer.setObjectName("noPrinter")
        warning = NoteFrame(
            "ask",
            self.tr("Take no picture of this paper, and do not type it into a computer to keep it"),
            self.tr("A copy would still read backups of what was disposed of."),
        )
        self.printing = ActionTable(
            [ActionLine("printSheet", self._words_of_printing(), self._print, Key.PRINT, "print")],
            self,
        )
        self._make_fields()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(16))
        head = QVBoxLayout()
        head.setSpacing(theme.px(6))
        title = Text(self.tr("Print the recovery sheet"), Size.TITLE, bold=True)
        self.setAccessibleName(title.text())
        head.addWidget(title)
        purpose = self.tr(
            "When every password is lost, this paper alone opens the desk. Its makers cannot."
        )
        head.addWidget(Text(purpose, wrap=True))
        column.addLayout(head)
        for widget in (self._useless, self._no_printer, *self._parts, warning):
            column.addWidget(widget)
        column.addStretch(1)
        presenter.state_changed.connect(self.render_state)
        self.render_state(presenter.state)

    def take_focus(self) -> None:
        """Put the cursor where the task goes on."""
        state = self._presenter.state
        if not state.printed:
            self._button.setFocus()
            return
        fields = {"last_group": self._group, **self._places}
        wrong = [fields[name] for name in state.wrong if name in fields]
        blank = [edit for edit in self._places.values() if state.fits and not edit.text()]
        (*wrong, *blank, self._group)[0].setFocus()

    def confirm(self) -> None:
        """Have the sheet taken into use."""
        self._presenter.confirm(self._group.text(), [each.text() for each in self._places.values()])
        if self._presenter.state.wrong:
            self.take_focus()

    @override
    def walk(self, *, onward: bool) -> None:
        """Stay where the group is typed until it fits: typed again it must not become a place."""
        if onward and self._group.hasFocus() and not self._presenter.state.fits:
            self._presenter.tell_group()
            self._group.selectAll()
        else:
            super().walk(onward=onward)

    @property
    def ready(self) -> bool:
        """Say whether the last group fits, so that the sheet can be taken into use."""
        return self._presenter.state.fits and not self._presenter.state.busy

    def render_state(self, state: NewSheetState) -> None:
        """Show how far the task is, and what is wrong under its field."""
        printed = state.printed
        states = [PartState.DONE, PartState.DONE if state.fits else PartState.NOW, PartState.NOW]
        if not printed:
            states = [PartState.NOW, PartState.AHEAD, PartState.AHEAD]
        elif not state.fits:
            states[2] = PartState.AHEAD
        for part, each in zip(self._parts, states, strict=True):
            part.show_state(each)
        self._show_printers(state)
        self._useless.setVisible(state.useless is not None)
        self._show_print(state)
        self._show_group(state)
        for name, edit in self._places.items():
            edit.setEnabled(state.fits)
            edit.set_trouble(self.tr("This is needed.") if name in state.wrong else "")
        busy = state.busy or state.looking
        ended, self._busy = self._busy and not busy, busy
        if ended:
            self.take_focus()

    def _make_parts(self) -> None:
        self._parts = [NumberedPart(number) for number in range(1, 4)]
        self._parts[1].say(
            self.tr("Type the last group from the paper"),
            self.tr("It shows that the print can be read. Capital or small letters do not matter."),
        )
        self._parts[2].say(
            self.tr("Into an envelope, sealed and signed by two, and into the safe"),
            self.tr("Keep the two prints in different places. The places are noted."),
        )

    def _make_fields(self) -> None:
        self._printer = ChoiceBox()
        self._printer.setObjectName("printer")
        self._printer.name_alone(self.tr("Printer"))
        self._printer.setFixedWidth(theme.px(_PRINTER_WIDTH))
        self._button = self.printing.button("printSheet")
        self._button.send_keys_to(self)
        self._parts[0].put(self._printer, self._button)
        self._group = TrailingNoteLineEdit()
        self._group.setObjectName("lastGroup")
        self._group.setAccessibleName(self.tr("Last group of the recovery key"))
        self._group.setFixedWidth(theme.px(_GROUP_WIDTH))
        self._group.textChanged.connect(self._presenter.type_back)
        self._state = StateIcon()
        self._parts[1].put(FieldBody(self._group), self._state)
        self._places: dict[str, TrailingNoteLineEdit] = {}
        names = {
            "place_1": self.tr("Place of the first print"),
            "place_2": self.tr("Place of the second print"),
        }
        examples = {
            "place_1": self.tr("such as: head office, safe A"),
            "place_2": self.tr("such as: branch, fireproof cabinet"),
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(6))
        grid.setColumnStretch(1, 1)
        for row, (name, words) in enumerate(names.items()):
            edit = TrailingNoteLineEdit()
            edit.setObjectName(name)
            edit.setMaximumWidth(theme.px(_PLACE_WIDTH))
            edit.textEdited.connect(self._forgive)
            edit.setPlaceholderText(examples[name])
            self._places[name] = edit
            grid.addWidget(label_for(edit, words), row, 0)
            grid.addWidget(FieldBody(edit), row, 1)
        self._parts[2].put_layout(grid)

    def _show_printers(self, state: NewSheetState) -> None:
        printers = state.printers or ()
        self._printer.set_choices([(name, name) for name in printers])
        if self._printer.value() is None and printers:
            self._printer.set_value(printers[0])
        self._printer.setVisible(bool(printers))
        self.printing["printSheet"].setEnabled(not (state.busy or state.looking))
        self.printing["printSheet"].setText(self._words_of_printing())
        if state.no_printer and self._no_printer.isHidden():
            announce(self, self._no_printer.accessibleName())
        self._no_printer.setVisible(state.no_printer)

    def _show_print(self, state: NewSheetState) -> None:
        title = self.tr("Print %n copies", "", COPIES)
        if state.printed_at is None:
            self._parts[0].say(title, self.tr("The key goes to the printer and nowhere else."))
            return
        printer = state.printer or self.tr("The usual printer")
        self._parts[0].say(
            title,
            self.tr("{printer}: printed at {time}").format(
                printer=printer, time=dates.clock(state.printed_at)
            ),
        )

    def _show_group(self, state: NewSheetState) -> None:
        self._group.setEnabled(state.printed)
        missing = state.missing_characters
        self._group.set_note(self.tr("%n more", "", missing) if missing else "")
        wrong = "last_group" in state.wrong
        self._group.set_trouble(
            self.tr("This is not the last group of the print.") if wrong else ""
        )
        shown = (Mark.OPEN, self.tr("not confirmed"))
        if state.fits:
            shown = (Mark.OK, self.tr("confirmed"))
        elif wrong:
            shown = (Mark.DEFECTIVE, self.tr("differs"))
        if shown != self._state.shown() and state.printed and shown[0] is not Mark.OPEN:
            announce(self, shown[1])
        self._state.show_state(*shown)
        if state.useless is not None:
            self._useless.say(
                self.tr("Shred the print of sheet {number}").format(number=state.useless.number),
                self.tr("It was never confirmed and opens nothing. A new one is made now."),
            )

    def _forgive(self, _: str) -> None:
        edit = self.sender()
        if isinstance(edit, TrailingNoteLineEdit):
            edit.set_trouble("")

    def _print(self) -> None:
        if self._presenter.state.no_printer:
            self._presenter.look_for_printers()
            return
        self._presenter.print_copies(str(self._printer.value() or ""))

    def _words_of_printing(self) -> str:
        if self._presenter.state.printed:
            return self.tr("Print again")
        if self._presenter.state.no_printer:
            return self.tr("Look for printers again")
        return self.tr("Print")
