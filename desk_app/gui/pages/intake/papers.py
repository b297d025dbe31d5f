# SPDX-License-Identifier: MIT
"""The documents, the sixth section of the Intake page: expected, and here (C2-C4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from desk_app.gui.case.typed import (
    CERTIFIED,
    FAMILY_REGISTER,
    GUARDIANSHIP_CERTIFICATE,
    LETTER_OF_PROXY,
    NAMING_DEPENDANTS,
    QUESTIONS,
)
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.fields.lines import AddRow, LineTable
from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.boxes import in_column, in_row
from desk_app.gui.kit.layout.buttons import ButtonKind, KeyButton
from desk_app.gui.kit.look import painting, theme
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.look.text import style_as
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.tables.columns import Column, Edit, RowsModel
from desk_app.gui.kit.tables.table import CellDelegate
from desk_app.gui.pages.intake.claims import ClaimsPad
from desk_app.gui.pages.intake.draft import (
    ORIGINAL,
    add_paper,
    put_paper,
    remove_paper,
    tick_paper,
)
from desk_app.gui.pages.intake.fields import FieldGrid, IntakeSection, worded
from desk_app.gui.pages.intake.findings import accepted, open_word
from desk_app.i18n import dates, messages, vocabulary
from desk_app.i18n.vocabulary import word_of
from desk_app.records.case.application import Right
from desk_app.records.case.papers import Authority, Exercise, MaskAction, MaskState, Subject
from desk_app.records.desk.people import Language
from desk_app.rules.case.pages_back import TO_RETURN
from desk_app.rules.rulebook.terms import Keeping, Proves

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from enum import Enum

    from desk_app.gui.case.typed import PaperForm
    from desk_app.gui.pages.intake.fields import Choices, IntakeFields
    from desk_app.gui.pages.intake.findings import IntakeState
    from desk_app.rules.rulebook.file import DocumentTerm, MaskTerm
    from desk_app.rules.rulebook.rulebook import Rules


_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class AddPaper(QWidget):
    """The line in which another document is chosen: whose it is, and its kind."""

    chosen = Signal(object, object)
    given_up = Signal()

    def __init__(self, language: Language, rules: Rules) -> None:
        super().__init__()
        self._of, self._kind = ChoiceBox(), ChoiceBox()
        self._of.setObjectName("addPaperOf")
        self._of.set_choices(worded(Subject, language))
        self._of.name_alone(self.tr("Whose document"))
        self._kind.setObjectName("addPaperKind")
        self._kind.set_choices(
            [(each.code, messages.titled(each, each.code, language)) for each in accepted(rules)]
        )
        self._kind.name_alone(self.tr("Kind of document"))
        take = KeyButton(self.tr("Add"), kind=ButtonKind.SMALL)
        take.setObjectName("addPaperTake")
        take.clicked.connect(self._choose)
        in_row(self, (self._of, 1), (self._kind, 3), take, gap=8, edge=0)

    def begin(self) -> None:
        """Begin anew: the principal's, of no kind yet."""
        self._of.set_value(Subject.PRINCIPAL)
        self._kind.set_value(None)
        self.take_focus()

    def waits(self) -> bool:
        """Say whether a kind is chosen here and not added yet."""
        return not self.isHidden() and self._kind.value() is not None

    def take_focus(self) -> None:
        """Put the keys to the kind."""
        self._kind.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif event.key() not in _ENTER:
            super().keyPressEvent(event)
        else:
            self._choose()

    def _choose(self) -> None:
        if self._kind.value() is None:
            self._kind.setFocus()
        else:
            self.chosen.emit(self._kind.value(), self._of.value())


# What stands on one document: days, name, address, what must be masked, what it shows.


BLANKS = (
    "principal_name",
    "principal_address",
    "proxy_name",
    "proxy_address",
    "matter",
    "addressee",
)
"""The fields of a letter of proxy that may have been left blank, by their codes."""


class PaperPanel(QWidget):
    """The details of the current document; only what its kind can show is asked.

    Esc goes back to the table.
    """

    left_by_key = Signal()

    def __init__(self, fields: IntakeFields) -> None:
        super().__init__()
        self._fields = fields
        self._book = fields.book
        self._asked: tuple[str, ...] = ()
        self.grid = FieldGrid(fields.language)
        self._place_texts()
        self._place_choices()
        self._place_ticks()
        self._place_masks()
        self.grid.flow(())
        self.pad, self.powers = ClaimsPad(), ClaimsPad()
        self.pad.setObjectName("paper.pad")
        self.powers.setObjectName("paper.powers")
        blanks = [(each, messages.field(each, fields.language)) for each in BLANKS]
        covered = (self.tr("Covers"), worded(Right, fields.language))
        self.pad.set_groups([covered, (self.tr("Left blank"), blanks)])
        self.powers.set_groups([covered])
        for pad in (self.pad, self.powers):
            pad.changed.connect(self._pad_changed)
        in_column(self, self.grid, self.pad, self.powers, edge=(0, 2, 0, 0))

    def show_paper(self, paper: PaperForm) -> None:
        """Show the fields that this document has."""
        asked = self._questions(paper)
        if asked != self._asked:
            self._asked = asked
            self.grid.flow(asked)
        powers = paper.kind == GUARDIANSHIP_CERTIFICATE and paper.powers_cover is False
        for pad, shown in ((self.pad, paper.kind == LETTER_OF_PROXY), (self.powers, powers)):
            pad.setVisible(shown)
            if shown:
                pad.set_ticked((*paper.rights, *paper.blank_fields))
                pad.set_usual(self._book.form.application.rights())

    def enter(self) -> None:
        """Put the focus into the first detail."""
        first = self.grid.first(self._asked)
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def is_at_the_end(self) -> bool:
        """Say whether the keys are in the last detail."""
        now = self.focusWidget()
        pad = self._shown_pad()
        if pad is None:
            return now is self.grid.first(reversed(self._asked))
        return now is pad or pad.isAncestorOf(now)

    def _shown_pad(self) -> ClaimsPad | None:
        """Return the pad of what the paper covers; None where it says nothing of the kind."""
        return next((each for each in (self.pad, self.powers) if not each.isHidden()), None)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left_by_key.emit()
        else:
            super().keyPressEvent(event)

    def _put(self, name: str, words: str, editor: QWidget, span: int = 1) -> None:
        self.grid.place(name, words, self._fields.keep(f"paper.{name}", editor), 0, 0, span)

    def _place_texts(self) -> None:
        fields = self._fields
        self._put("valid_until", self.tr("Valid until"), fields.day("year"))
        self._put("issued_on", self.tr("Issued on"), fields.day())
        self._put("name", self.tr("Name on it"), fields.line())
        self._put("address", self.tr("Address on it"), fields.line(), 2)
        self._put("former_name", self.tr("Former name, alias"), fields.line())
        self._put("former_address", self.tr("Former address"), fields.line())
        self._put("note", self.tr("Note"), fields.line())
        self._put("born", self.tr("Birth date"), fields.day("age"))

    def _place_choices(self) -> None:
        unread = (None, self.tr("not read yet"))
        language = self._fields.language
        for name, words in (
            ("shows_address", self.tr("Shows an address")),
            ("powers_cover", self.tr("Powers cover it")),
            ("supervisor_appointed", self.tr("Supervisor")),
            ("seal_matches", self.tr("Seal matches")),
        ):
            says = partial(messages.answer, name, language)
            answers: Choices = [unread, (True, says(yes=True)), (False, says(yes=False))]
            self._put(name, words, self._fields.choice(answers))
        which: Choices = [unread, (True, self.tr("Original")), (False, self.tr("Copy"))]
        original = self._fields.choice(which)
        original.tick_with(value=True)
        self._put("original", self.tr("Paper is"), original)
        named: tuple[tuple[str, str, Sequence[Enum]], ...] = (
            ("authority", self.tr("Authority"), tuple(Authority)),
            ("exercise", self.tr("Exercise"), tuple(Exercise)),
            ("certified", self.tr("Certified as"), CERTIFIED),
        )
        for name, words, members in named:
            shorts = messages.shorts(members, language)
            box = self._fields.choice([unread, *worded(members, language)], shorts)
            self._put(name, words, box)
        kept: Choices = [
            ("", self.tr("case folder")),
            (TO_RETURN, self.tr("to be returned")),
            ("destroyed", self.tr("destroyed")),
        ]
        self._put("whereabouts", self.tr("Where it is"), self._fields.choice(kept))

    def _place_ticks(self) -> None:
        for name, words, ticked in (
            ("names_principal", self.tr("Principal"), self.tr("named on it")),
            ("names_proxy", self.tr("Proxy"), self.tr("named on it")),
            ("other_signed", self.tr("Other holder"), self.tr("signed too")),
            ("powers_listed", self.tr("List of powers"), self.tr("attached")),
            ("covers_receipt", self.tr("Reply"), self.tr("may be received")),
            ("registered_seal", self.tr("Seal"), self.tr("the registered one")),
        ):
            self._put(name, words, self._fields.tick(ticked))

    def _place_masks(self) -> None:
        language = self._fields.language
        visible, word = MaskState.VISIBLE, messages.label
        choices: Choices = [
            (None, self.tr("not checked yet")),
            ((MaskState.NOT_THERE, None), word(MaskState.NOT_THERE, language)),
            ((MaskState.MASKED, None), word(MaskState.MASKED, language)),
            *(((visible, each), word(each, language)) for each in MaskAction),
            ((visible, None), word(visible, language)),
        ]
        for mask in self._book.rules.masks:
            box = self._fields.choice(choices)
            box.repeated.connect(self._mask_all)
            field = self._fields.keep(f"mask.{mask.code}", box)
            self.grid.place(mask.code, _label(mask, language), field, 0, 0)

    def _questions(self, paper: PaperForm) -> tuple[str, ...]:
        term = self._book.rules.document(paper.kind)
        if term is None:
            return ("name", "note")
        shows = QUESTIONS.get(paper.kind, ())
        if paper.kind in NAMING_DEPENDANTS and self._book.form.application.proxy.kind:
            shows = QUESTIONS[FAMILY_REGISTER]
        # A letter of proxy is nobody's own document: that it names both is asked, and no more.
        person = () if paper.kind == LETTER_OF_PROXY else _person(term)
        # Of what must be an original that is asked while the paper is in the hand, behind its day;
        # a copy that is one as well is seen last, and seldom.
        early, late = (["original"], []) if term.original else ([], ["original"])
        asked = [*_days(term), *early, *person, *shows, *term.mask, *late, "note"]
        if term.keeping is not Keeping.KEEP:
            asked.append("whereabouts")
        return tuple(
            name for name in dict.fromkeys(asked) if name not in ("rights", "blank_fields")
        )

    def _mask_all(self, value: object) -> None:
        """Take what was seen of one item for every item of the paper, by the clerk's own key."""
        for mask in self._book.rules.masks:
            if mask.code in self._asked:
                self._book.choose_value(f"mask.{mask.code}", value)

    def _pad_changed(self) -> None:
        pad = self._shown_pad()
        ticked = () if pad is None else pad.ticked()
        rights = tuple(each for each in ticked if isinstance(each, Right))
        self._book.put("paper.rights", rights)
        blanks = tuple(str(each) for each in ticked if each in BLANKS)
        self._book.put("paper.blank_fields", blanks)
        self._fields.settled.emit()


def _label(mask: MaskTerm, language: Language) -> str:
    """Write the name of an item as a label begins: shortly, where it has a short name."""
    short = vocabulary.word_of("MaskLabel", mask.code, language)
    words = short or messages.titled(mask, mask.code, language)
    return words[:1].upper() + words[1:]


def _days(term: DocumentTerm) -> Sequence[str]:
    """Return the days that matter for a kind: until when, or of when."""
    wanted = []
    if term.expires:
        wanted.append("valid_until")
    if term.fresh or term.issued_from is not None:
        wanted.append("issued_on")
    return wanted


def _person(term: DocumentTerm) -> Sequence[str]:
    if term.address is Proves.NO:
        return ("name", "born", "former_name")
    if term.address is Proves.ASK:
        return ("name", "shows_address", "address", "born", "former_name", "former_address")
    return ("name", "address", "born", "former_name", "former_address")


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


def _tone(row: PaperRow) -> str:
    return "bad" if row.mark is Mark.MISSING else ""


class PapersSection(IntakeSection):
    """A table in which Space says that a document is here; below it what stands on the current one.

    Enter goes from one line to the next, Insert opens the line for another document, Delete takes
    a line away.
    """

    def __init__(self, fields: IntakeFields, parent: QWidget) -> None:
        super().__init__(6, fields, parent)
        self._working = False
        self._name_width = 0
        self.model: RowsModel[PaperRow] = RowsModel(
            self._columns(), lambda row: row.key, parent=self
        )
        self.table = self._make_table()
        self.model.edit_wanted.connect(self._edited)
        self.panel = PaperPanel(fields)
        self.panel.left_by_key.connect(self.table.setFocus)
        self.panel.hide()
        self.add = AddPaper(self.language, self.book.rules)
        self.add.chosen.connect(self._add)
        self.add.given_up.connect(self._close_add)
        self.add.hide()
        more = AddRow(self.tr("Add a document"), self.table, _NAME_COLUMN)
        more.setAccessibleName(self.tr("Add a document"))
        more.show_key(shortcuts.Key.ADD)
        more.setObjectName("addPaper")
        more.clicked.connect(self.open_add)
        card = QFrame()
        style_as(card, "card")
        in_column(card, self.table, more, gap=0, edge=0)
        for widget in (card, self.add, self.error, self.panel):
            self.column.addWidget(widget)
        for place, width in enumerate(WIDTHS[self.language]):
            if width:
                self.table.setColumnWidth(place, theme.px(width))
        self._fit_rows()

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
        unsaid = (field for field in state.troubles if field.startswith(ORIGINAL))
        self.tell(state, "papers", *unsaid)

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
        self._show_panel(self.book.form.open_paper)

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
        table = LineTable(self.tr("Documents"), ROW)
        table.setObjectName("papers")
        table.setItemDelegate(CellDelegate(table))
        table.show_model(self.model)
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
        total = theme.px(HEAD)
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
            Column("name", self.tr("Document"), lambda row: row.name, tone=_tone),
            Column("original", self.tr("Original?"), lambda row: row.original, 84),
            Column("day", self.tr("Date"), lambda row: row.day, 148),
            Column("address", self.tr("Address"), lambda row: row.address, 76),
            Column("masks", self.tr("Masking"), lambda row: row.masks, 100),
            Column("result", self.tr("Finding"), self._result, 84, mark=lambda row: row.mark),
        ]

    def _row(self, paper: PaperForm, marks: Mapping[str, Mark]) -> PaperRow:
        return PaperRow(
            key=paper.key,
            here=paper.here,
            name=self._name(paper),
            original=self._original(paper),
            day=self._day(paper),
            address=self._address(paper),
            masks=self._masks(paper),
            mark=marks.get(paper.key),
        )

    def _name(self, paper: PaperForm) -> str:
        term = self.book.rules.document(paper.kind)
        whose = word_of("Whose", paper.of.value, self.language) or ""
        text = whose + messages.titled(term, paper.kind, self.language)
        return text[:1].upper() + text[1:]

    def _original(self, paper: PaperForm) -> str:
        term = self.book.rules.document(paper.kind)
        if paper.here and paper.original is None:
            return self.tr("Which?")
        if paper.here:
            return self.tr("Original") if paper.original else self.tr("Copy")
        wanted = term is not None and term.original
        return self.tr("Needed") if wanted else self.tr("Copy ok")

    def _day(self, paper: PaperForm) -> str:
        on = paper.valid_until or paper.issued_on
        if on is None:
            return ""
        write = dates.full if self.language is Language.JA else dates.narrow
        day = write(on, self.language)
        until, of = self.tr("until {day}"), self.tr("of {day}")
        return (until if paper.valid_until else of).format(day=day)

    def _address(self, paper: PaperForm) -> str:
        term = self.book.rules.document(paper.kind)
        if not paper.here or term is None:
            return ""
        shown = paper.shows_address if term.address is Proves.ASK else term.address is Proves.YES
        if shown is False:
            return "—"
        return self.tr("shown") if paper.address.strip() else self.tr("to read")

    def _masks(self, paper: PaperForm) -> str:
        """Say how far what must not be visible was seen to: a box nobody looked at is told too."""
        term = self.book.rules.document(paper.kind)
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

    def _result(self, row: PaperRow) -> str:
        words = {
            Mark.OK: self.tr("ok"),
            Mark.MISSING: self.tr("missing"),
            Mark.DEFECTIVE: self.tr("defective"),
            Mark.ASK: self.tr("to judge"),
            Mark.OPEN: open_word(),
        }
        return "" if row.mark is None else words.get(row.mark, "")

    def _edited(self, edit: object) -> None:
        if not isinstance(edit, Edit) or edit.column != "here":
            return
        form = self.book.form
        paper = next((each for each in form.application.papers if each.key == edit.id), None)
        if paper is None:
            return
        here = bool(edit.value)
        ticked = tick_paper(paper, self.book.rules, here=here)
        form = put_paper(replace(form, paper=paper.key), ticked)
        self.book.change(form, outside=True)
        self.fields.settled.emit()
        if here:
            self.panel.enter()

    def _current_changed(self, key: object) -> None:
        form = self.book.form
        if key is not None and key != form.paper:
            self.book.open_paper(str(key))

    def _add(self, kind: object, of: object) -> None:
        if not isinstance(of, Subject):
            return
        form, key = add_paper(self.book.form, str(kind), of, self.book.rules)
        # Before its line goes: Qt would take the focus to another part of the page.
        self.table.setFocus()
        self.add.hide()
        self.book.change(replace(form, paper=key), outside=True)
        self.fields.settled.emit()
        self.go_to(key)
        self.panel.enter()

    def _close_add(self) -> None:
        self.enter()
        self.add.hide()

    def _remove(self, key: object) -> None:
        form = remove_paper(self.book.form, str(key))
        self.book.change(replace(form, paper=""), outside=True)
        self.fields.settled.emit()

    def _show_panel(self, paper: PaperForm) -> None:
        shown = self._working and paper.here and paper.key == self.table.current_id()
        self.panel.setVisible(shown)
        if shown:
            self.panel.show_paper(paper)
