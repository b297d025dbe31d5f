# SPDX-License-Identifier: MIT
"""The documents, the sixth section of the Intake page: expected, and here (C2-C4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from desk_app.gui import painting, shortcuts, theme
from desk_app.gui.delegates.cells import CellDelegate
from desk_app.gui.marks import Mark
from desk_app.gui.models.columns import Column
from desk_app.gui.models.rows import Edit, RowsModel
from desk_app.gui.overriding import override
from desk_app.gui.presenters.intake_change import add_paper, put_paper, remove_paper
from desk_app.gui.theme import Size
from desk_app.gui.views.intake_add_paper import AddPaper
from desk_app.gui.views.intake_paper import PaperPanel
from desk_app.gui.views.intake_section import IntakeSection
from desk_app.gui.widgets.buttons import ButtonKind, KeyButton
from desk_app.gui.widgets.line_table import LineTable
from desk_app.gui.widgets.text import Text
from desk_app.i18n import dates, messages
from desk_app.i18n.vocabulary import word_of
from desk_app.records.papers import MaskState, Subject
from desk_app.records.people import Language
from desk_app.rules.terms import Proves

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from desk_app.gui.presenters.intake import IntakePresenter
    from desk_app.gui.presenters.intake_form import PaperForm
    from desk_app.gui.presenters.intake_state import IntakeState
    from desk_app.gui.views.intake_fields import IntakeFields
    from desk_app.rules.rulebook import Rules

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
ROW, HEAD = 28, 24
_NAME_COLUMN, _MASKS_COLUMN = 1, 5
WIDTHS = {
    Language.JA: (56, 0, 84, 168, 56, 88, 84),
    Language.EN: (48, 0, 77, 128, 64, 84, 104),
}
"""Of the columns, in pixels at 100 %; 0 takes the rest."""


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One line of the table, in words."""

    key: str
    here: bool
    name: str
    original: str
    day: str
    address: str
    masks: str
    mark: Mark | None
    result: str


class PapersSection(IntakeSection):
    """A table in which Space says that a document is here; below it what stands on the current one.

    Enter goes from one line to the next, Insert opens the line for another document, Delete takes
    a line away.
    """

    def __init__(
        self, fields: IntakeFields, presenter: IntakePresenter, parent: QWidget | None = None
    ) -> None:
        super().__init__(6, fields, parent)
        self._presenter = presenter
        self._language = Language.JA
        self._working = False
        self._name_width = 0
        self.model: RowsModel[PaperRow] = RowsModel(
            self._columns(), lambda row: row.key, parent=self
        )
        self.table = self._make_table()
        self.model.edit_wanted.connect(self._edited)
        self.panel = PaperPanel(fields, presenter)
        self.panel.left_by_key.connect(self.table.setFocus)
        self.panel.hide()
        self.add = AddPaper()
        self.add.chosen.connect(self._add)
        self.add.given_up.connect(self._close_add)
        self.add.hide()
        self.add_button = KeyButton(icon="plus", kind=ButtonKind.FLAT)
        self.add_button.show_key(shortcuts.Key.ADD)
        self.add_button.setObjectName("addPaper")
        self.add_button.clicked.connect(self.open_add)
        self.error = Text("", Size.HINT, "bad", wrap=True)
        self.error.hide()
        for widget in (self.table, self.add, self.add_button, self.error, self.panel):
            self.column.addWidget(widget)

    @override
    def show_state(self, state: IntakeState) -> None:
        papers = state.form.application.papers
        rows = [self._row(paper, state.papers) for paper in papers]
        current = self.table.current_id() or state.form.paper
        self.model.show_rows(rows)
        self._fit_rows()
        self.table.choose(self.model.row_of(current))
        if self.table.current_id() is None and rows:
            self.table.choose(0)
        self._show_panel(state.form.open_paper)
        trouble = state.troubles.get("papers", "")
        self.error.setText(trouble)
        self.error.setVisible(bool(trouble))

    @override
    def enter(self) -> None:
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.table.currentIndex().isValid():
            self.table.choose(0)

    def go_to(self, key: str) -> None:
        """Make a document the current one; its details open."""
        self.enter()
        self.table.choose(self.model.row_of(key))

    def show_details(self, *, shown: bool) -> None:
        """Show what stands on the current document, or leave it out: the clerk works elsewhere."""
        self._working = shown
        self._show_panel(self._presenter.form.open_paper)

    def begin(self) -> None:
        """Shut the line of another document: another envelope begins."""
        self.add.hide()

    def finish_line(self) -> bool:
        """Go to the line of a document that is chosen and not added yet, and say False."""
        if self.add.waits():
            self.add.take_focus()
        return not self.add.waits()

    def open_add(self) -> None:
        """Open the line in which another document is chosen."""
        self.add.show()
        self.add.begin()

    def speak(self, language: Language, rules: Rules) -> None:
        """Write every word in a language."""
        self._language = language
        self.table.setAccessibleName(self.tr("Documents"))
        self.add_button.setText(self.tr("Add a document"))
        self.add_button.setAccessibleName(self.tr("Add a document"))
        self.add.speak(language, rules)
        self.panel.speak(language, rules)
        for place, width in enumerate(WIDTHS[language]):
            if width:
                self.table.setColumnWidth(place, theme.px(width))
        # A header shares out what is left later; asked for its length, it does so now.
        self.table.horizontalHeader().length()
        self._fit_rows()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter on a document that is here goes into its details, as on the next field."""
        if (
            watched is self.table
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _ENTER
            and not event.modifiers()
            and not self.panel.isHidden()
        ):
            self.panel.enter()
            return True
        return False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the document below, from its last detail or where it is not here.

        Insert adds another from the details too: what they are of is the table above them.
        """
        if shortcuts.means(event, shortcuts.Key.ADD) and self.add.isHidden():
            self.open_add()
            return
        below = self.table.currentIndex().row() + 1
        leads = event.key() in _ENTER and not event.modifiers() & ~_KEYPAD
        done = self.table.hasFocus() or self.panel.is_at_the_end()
        if not (leads and done and below < len(self.model.rows)):
            super().keyPressEvent(event)
            return
        self.table.setFocus(Qt.FocusReason.TabFocusReason)
        self.table.choose(below)

    def _make_table(self) -> LineTable:
        table = LineTable("", ROW)
        table.setObjectName("papers")
        table.setItemDelegate(CellDelegate(table))
        table.show_model(self.model, self.model.columns)
        table.setProperty("card", True)  # noqa: FBT003 a Qt property
        table.horizontalHeader().sectionResized.connect(self._column_resized)
        table.current_changed.connect(self._current_changed)
        table.add_wanted.connect(self.open_add)
        table.remove_wanted.connect(self._remove)
        table.installEventFilter(self)
        return table

    def _column_resized(self, place: int, _before: int, width: int) -> None:
        if place == _NAME_COLUMN:
            self._name_width = width
        if place in (_NAME_COLUMN, _NAME_COLUMN + 1, _MASKS_COLUMN):
            self._fit_rows()

    def _fit_rows(self) -> None:
        """Give each line the height its words take: names wrap, never elide."""
        width = self._name_width - 2 * theme.px(8)
        total = theme.px(HEAD) + 2
        for place, row in enumerate(self.model.rows):
            height = painting.text_height(row.name, theme.font(), width) + theme.px(6)
            # A word a little too wide is set smaller; only what is wider still takes two lines.
            for column, words in ((_NAME_COLUMN + 1, row.original), (_MASKS_COLUMN, row.masks)):
                beside = self.table.columnWidth(column) - 2 * theme.px(8)
                small = painting.text_height(words, theme.font(Size.HINT), beside)
                height = max(height, small + theme.px(6))
            fitted = max(theme.px(ROW), round(height))
            self.table.setRowHeight(place, fitted)
            total += fitted
        self.table.setFixedHeight(total)

    def _columns(self) -> list[Column[PaperRow]]:
        return [
            Column("here", self.tr("Here"), lambda _: "", 56, tick=lambda row: row.here),
            Column(
                "name",
                self.tr("Document"),
                lambda row: row.name,
                tone=lambda row: "bad" if row.mark is Mark.MISSING else "",
            ),
            Column("original", self.tr("Original?"), lambda row: row.original, 84),
            Column("day", self.tr("Date"), lambda row: row.day, 148),
            Column("address", self.tr("Address"), lambda row: row.address, 76),
            Column("masks", self.tr("Masking"), lambda row: row.masks, 100),
            Column(
                "result", self.tr("Finding"), lambda row: row.result, 84, mark=lambda row: row.mark
            ),
        ]

    def _row(self, paper: PaperForm, marks: Mapping[str, Mark]) -> PaperRow:
        mark = marks.get(paper.key)
        return PaperRow(
            key=paper.key,
            here=paper.here,
            name=self._name(paper),
            original=self._original(paper),
            day=self._day(paper),
            address=self._address(paper),
            masks=self._masks(paper),
            mark=mark,
            result=self._result(mark),
        )

    def _name(self, paper: PaperForm) -> str:
        term = self._presenter.rules.document(paper.kind)
        whose = word_of("Whose", paper.of.value, self._language) or ""
        text = whose + messages.titled(term, paper.kind, self._language)
        return text[:1].upper() + text[1:]

    def _original(self, paper: PaperForm) -> str:
        term = self._presenter.rules.document(paper.kind)
        if paper.here:
            return self.tr("Original") if paper.original else self.tr("Copy")
        wanted = term is not None and term.original
        return self.tr("Needed") if wanted else self.tr("Copy ok")

    def _day(self, paper: PaperForm) -> str:
        on = paper.valid_until or paper.issued_on
        if on is None:
            return ""
        day = (
            dates.full(on, Language.JA)
            if self._language is Language.JA
            else dates.narrow(on, self._language)
        )
        until, of = self.tr("until {day}"), self.tr("of {day}")
        return (until if paper.valid_until else of).format(day=day)

    def _address(self, paper: PaperForm) -> str:
        term = self._presenter.rules.document(paper.kind)
        if not paper.here or term is None:
            return ""
        shown = paper.shows_address if term.address is Proves.ASK else term.address is Proves.YES
        if shown is False:
            return "—"
        return self.tr("shown") if paper.address.strip() else self.tr("to read")

    def _masks(self, paper: PaperForm) -> str:
        """Say how far what must not be visible was seen to: a box nobody looked at is told too."""
        term = self._presenter.rules.document(paper.kind)
        if not paper.here or term is None or not term.mask:
            return ""
        visible = sum(
            note.state is MaskState.VISIBLE and note.action is None for note in paper.masks
        )
        if visible:
            return self.tr("%n visible", "", visible)
        unseen = len(set(term.mask) - {note.item for note in paper.masks})
        if unseen:
            return self.tr("%n to check", "", unseen)
        done = any(note.action is not None for note in paper.masks)
        return self.tr("dealt with") if done else self.tr("checked")

    def _result(self, mark: Mark | None) -> str:
        return {
            Mark.OK: self.tr("ok"),
            Mark.MISSING: self.tr("missing"),
            Mark.DEFECTIVE: self.tr("defective"),
            Mark.ASK: self.tr("to judge"),
        }.get(mark or Mark.OPEN, "")

    def _edited(self, edit: object) -> None:
        if not isinstance(edit, Edit) or edit.column != "here":
            return
        form = self._presenter.form
        paper = next((each for each in form.application.papers if each.key == edit.id), None)
        if paper is None:
            return
        here = bool(edit.value)
        form = put_paper(replace(form, paper=paper.key), replace(paper, here=here))
        self._presenter.change(form, outside=True)
        self.fields.settled.emit()
        if here:
            self.panel.enter()

    def _current_changed(self, key: object) -> None:
        form = self._presenter.form
        if key is not None and key != form.paper:
            self._presenter.open_paper(str(key))

    def _add(self, kind: object, of: object) -> None:
        if not isinstance(of, Subject):
            return
        form, key = add_paper(self._presenter.form, str(kind), of)
        # Before its line goes: Qt would take the focus to another part of the page.
        self.table.setFocus()
        self.add.hide()
        self._presenter.change(replace(form, paper=key), outside=True)
        self.fields.settled.emit()
        self.go_to(key)
        self.panel.enter()

    def _close_add(self) -> None:
        self.enter()
        self.add.hide()

    def _remove(self, key: object) -> None:
        form = remove_paper(self._presenter.form, str(key))
        self._presenter.change(replace(form, paper=""), outside=True)
        self.fields.settled.emit()

    def _show_panel(self, paper: PaperForm) -> None:
        shown = self._working and paper.here and paper.key == self.table.current_id()
        self.panel.setVisible(shown)
        if shown:
            self.panel.show_paper(paper)
