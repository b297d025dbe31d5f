# SPDX-License-Identifier: MIT
"""The stamps, the seventh section of the Intake page: counted, refused, allotted, held (A3, A4)."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QListWidget, QSizePolicy, QWidget

from desk_app.gui.case.typed import (
    BELONGS_TO_OPEN,
    WITH_SURCHARGE,
    HeldLine,
    OddLine,
    OpenLines,
    is_simple,
    pieces_of,
)
from desk_app.gui.kit.display.sums import SumLine, SumPanel
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.fields.fields import TrailingNoteLineEdit
from desk_app.gui.kit.fields.form import on_change
from desk_app.gui.kit.fields.names import plain_digits
from desk_app.gui.kit.fields.stamp_pad import StampPad
from desk_app.gui.kit.layout.boxes import STRETCH, in_column, in_row
from desk_app.gui.kit.layout.buttons import ButtonKind, KeyButton
from desk_app.gui.kit.layout.shortcuts import KeysLeft
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.pages.intake.draft import (
    amount_of,
    day_of,
    odd_number,
    piece_of,
    share,
    shared_count,
    thing_of,
)
from desk_app.gui.pages.intake.fields import IntakeSection, worded
from desk_app.gui.pages.intake.findings import left_over
from desk_app.i18n import dates, messages, vocabulary, writing
from desk_app.records.case.mail import Condition, HeldKind, HeldThing, PaymentLine, Piece
from desk_app.records.desk.people import Language
from desk_app.rules.finding_codes import Cited
from desk_app.rules.rulebook.terms import Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.gui.case.typed import IntakeForm
    from desk_app.gui.kit.fields.dates import EraDateEdit
    from desk_app.gui.pages.intake.book import IntakeBook
    from desk_app.gui.pages.intake.fields import IntakeFields
    from desk_app.gui.pages.intake.findings import IntakeState
    from desk_app.records.case.findings import FeeStanding
    from desk_app.rules.rulebook.rulebook import Rules


# Lists under which a line opens for one more.


Thing = TypeVar("Thing")
Line = TypeVar("Line")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ListWithLine(QWidget, Generic[Thing, Line]):
    """A list; its button opens the line for one more, Delete removes the current one.

    A line that is whole is taken however it is left; one that is not stays open, and `typed` tells
    of each change in it. Enter goes from field to field of the line, Esc gives it up.
    """

    changed = Signal()
    typed = Signal()
    inserts: ClassVar[bool] = False
    """Whether Insert in the list opens the line too."""

    def __init__(self) -> None:
        super().__init__()
        self._things: tuple[Thing, ...] = ()
        self._add = KeyButton(kind=ButtonKind.QUIET, icon="plus")
        self._add.clicked.connect(self.open_line)
        self._title = Text("", Size.LABEL, "text2")
        self._list = QListWidget()
        self._list.installEventFilter(self)
        self._line = QWidget()
        self._line.hide()
        KeysLeft(self._line).left.connect(self.settle)
        self._fields: list[QWidget] = []
        self._row = in_row(self._line, edge=0)
        head = in_row(None, self._title, self._add, STRETCH)
        in_column(self, head, self._list, self._line, gap=2, edge=0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def name(self, name: str, title: str, listed: str, add: str) -> None:
        """Name the list, for all to see and for a screen reader, and the button that adds."""
        self._list.setObjectName(name)
        self._list.setAccessibleName(listed)
        self._title.setText(title)
        self._add.setText(add)
        self._show()

    def ask(self, name: str, editor: QWidget, share: int = 0) -> None:
        """Put one more field into the line; by its share it takes of what room is left."""
        editor.setObjectName(name)
        self._row.addWidget(editor, share)
        self._fields.append(editor)
        on_change(editor, self.typed.emit)

    def words(self, thing: Thing) -> str:
        """Return how a thing is listed."""
        # Every heir has its own; no abstract method, since Qt's classes have a metaclass already.
        raise NotImplementedError

    def content(self) -> Line:
        """Return each field of the line as it was typed."""
        # As above.
        raise NotImplementedError

    def put(self, content: Line | None) -> None:
        """Write each field of the line as it was typed; without content it begins anew."""
        # As above.
        raise NotImplementedError

    def whole(self) -> Thing | None:
        """Return what stands in the line; nothing where it lacks something."""
        # As above.
        raise NotImplementedError

    def is_blank(self) -> bool:
        """Say whether nothing was typed or chosen in the line."""
        # As above.
        raise NotImplementedError

    def show_what_lacks(self) -> None:
        """Mark what is none, and put the keys to the first field of the line that lacks one."""
        # As above.
        raise NotImplementedError

    def go_from_line(self) -> None:
        """Put the keys elsewhere before the line goes: Qt would take them out of the section."""
        # As above.
        raise NotImplementedError

    def things(self) -> tuple[Thing, ...]:
        """Return what is listed."""
        return self._things

    def set_things(self, things: Sequence[Thing]) -> None:
        """List these and no others, without telling anybody."""
        self._things = tuple(things)
        self._show()

    def open_line(self) -> None:
        """Open the line for one more."""
        self.put(None)
        self._line.show()
        self._fields[0].setFocus()

    def settle(self) -> bool:
        """Take the open line where it is whole, leave the keys; say whether none is open now."""
        taken = self._take()
        if taken or self.is_blank():
            self._shut()
        if taken:
            self.changed.emit()
        return self._line.isHidden()

    def finish(self) -> bool:
        """Take the open line; where it is not whole, go to what it lacks and say False."""
        settled = self.settle()
        if not settled:
            self.show_what_lacks()
        return settled

    def line(self) -> Line | None:
        """Return what stands in the open line; nothing where it is shut or nothing was typed."""
        return None if self._line.isHidden() or self.is_blank() else self.content()

    def set_line(self, content: Line | None) -> None:
        """Open the line with what was typed in it, or shut it, without telling anybody."""
        with QSignalBlocker(self):
            self.put(content)
        self._line.setVisible(content is not None)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if watched is not self._list or not isinstance(event, QKeyEvent) or not pressed:
            return False
        row = self._list.currentRow()
        if event.key() == Qt.Key.Key_Insert and self.inserts:
            self.open_line()
        elif event.key() == Qt.Key.Key_Delete and 0 <= row < len(self._things):
            self.set_things((*self._things[:row], *self._things[row + 1 :]))
            self.changed.emit()
        else:
            return False
        return True

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        shown = [each for each in self._fields if not each.isHidden()]
        if self._line.isHidden() or event.key() not in (*_ENTER, Qt.Key.Key_Escape):
            super().keyPressEvent(event)
        elif event.key() != Qt.Key.Key_Escape and not shown[-1].hasFocus():
            self.focusNextPrevChild(True)  # noqa: FBT003 Qt's own argument: forwards
        elif event.key() != Qt.Key.Key_Escape and self.whole() is None:
            self.show_what_lacks()
        else:
            # Esc gives up a line that is not whole; a finished one is no slip of the keys.
            self._close()

    def _take(self) -> bool:
        whole = None if self._line.isHidden() else self.whole()
        if whole is not None:
            self.set_things((*self._things, whole))
            # The keys that leave the line have it settled once more.
            self.put(None)
        return whole is not None

    def _close(self) -> None:
        taken = self._take()
        self.go_from_line()
        self._shut()
        if taken:
            self.changed.emit()

    def _shut(self) -> None:
        if not self._line.isHidden():
            self._line.hide()
            self.typed.emit()

    def _show(self) -> None:
        self._list.clear()
        self._list.addItems([self.words(each) for each in self._things])
        # The button says what it adds: the heading is for what is listed.
        self._title.setVisible(bool(self._things))
        self._list.setVisible(bool(self._things))
        self._list.setFixedHeight(theme.px(24) * max(len(self._things), 1))


# Pieces that are not simply counted: damaged, foreign, revenue stamps, charity, sen.


Kind = tuple[Piece, Condition]
ODD: tuple[Kind, ...] = (
    *((Piece.STAMP, condition) for condition in Condition if condition is not Condition.SOUND),
    *((piece, Condition.SOUND) for piece in Piece if piece is not Piece.STAMP),
)


def odd_kinds(rules: Rules) -> tuple[Kind, ...]:
    """Return what can be counted beside sound stamps: expired too, where a piece can be."""
    expired = (term.piece for term in rules.pieces if term.valid_months)
    return (*ODD, *((piece, Condition.EXPIRED) for piece in expired if piece is not Piece.STAMP))


def dated_kinds(rules: Rules) -> frozenset[Kind]:
    """Return of what the day of issue is asked: of sound pieces that are good for some months."""
    return frozenset((term.piece, Condition.SOUND) for term in rules.pieces if term.valid_months)


def kind_word(kind: Kind, language: Language) -> str:
    """Return what a kind of piece is called, with its condition where it is not sound."""
    piece, condition = kind
    word = messages.word(piece, language)
    if condition is Condition.SOUND:
        return word
    return f"{word} ({messages.word(condition, language)})"


def short_word(kind: Kind, language: Language) -> str:
    """Return what stands in a narrow field: most of what is odd are stamps."""
    piece, condition = kind
    if piece is not Piece.STAMP and condition is not Condition.SOUND:
        return kind_word(kind, language)
    if condition is not Condition.SOUND:
        return messages.word(condition, language)
    return vocabulary.short_of(piece, language) or messages.word(piece, language)


class OddPiecesList(ListWithLine[PaymentLine, OddLine]):
    """Lists odd pieces; Insert opens the line for one more too."""

    inserts = True

    def __init__(self, language: Language, rules: Rules, issued: EraDateEdit) -> None:
        super().__init__()
        self._language = language
        self._issued, self._dated = issued, dated_kinds(rules)
        kinds = odd_kinds(rules)
        self._value, self._count = TrailingNoteLineEdit(), TrailingNoteLineEdit()
        self._kind, self._surcharge = ChoiceBox(), TrailingNoteLineEdit()
        self._numbers = (self._value, self._count, self._surcharge)
        listed = self.tr("Pieces that are not simply counted")
        self.name("oddPieces", self.tr("Other pieces"), listed, self.tr("Add other pieces"))
        self._add.setObjectName("oddAdd")
        # Insert stands on the button of the documents; here the line of keys tells it.
        self._add.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._row.setSpacing(theme.px(8))
        self.ask("oddValue", self._value)
        self.ask("oddCount", self._count)
        self.ask("oddKind", self._kind, 1)
        self.ask("oddSurcharge", self._surcharge)
        self.ask("oddIssued", self._issued, 1)
        self._value.name_inside(self.tr("Face value"))
        self._count.name_inside(self.tr("Pieces"))
        self._surcharge.name_inside(self.tr("Surcharge"))
        self._issued.setAccessibleName(self.tr("Issued on"))
        self._issued.setPlaceholderText(self.tr("Issued on"))
        self._kind.setPlaceholderText(self.tr("Kind or condition"))
        self._kind.name_alone(self.tr("Kind or condition"))
        self._kind.currentIndexChanged.connect(self._show_of_kind)
        self._kind.set_choices([(kind, kind_word(kind, language)) for kind in kinds])
        self._kind.shorten({kind_word(k, language): short_word(k, language) for k in kinds})
        self._show_of_kind()

    @override
    def words(self, thing: PaymentLine) -> str:
        face = writing.face(thing.denomination, thing.piece.value, self._language)
        between = "" if self._language is Language.JA else " "
        count = writing.count(thing.count, "piece", self._language)
        if thing.issued_on is None:
            kind = kind_word((thing.piece, thing.condition), self._language)
            return f"{face}{between}{kind}  {count}"
        # The day takes the room of the long word.
        kind = short_word((thing.piece, thing.condition), self._language)
        issued = self.tr("of {day}").format(day=dates.full(thing.issued_on, self._language))
        return f"{face}{between}{kind}  {count}  {issued}"

    @override
    def content(self) -> OddLine:
        kind = self._kind.value()
        piece, condition = kind if isinstance(kind, tuple) else (None, None)
        value, count, surcharge = (edit.text() for edit in self._numbers)
        on = self._issued.value()
        issued = self._issued.text().strip() if on is None else on.isoformat()
        asked = kind in self._dated
        return OddLine(value, count, piece, condition, surcharge, issued if asked else "")

    @override
    def put(self, content: OddLine | None) -> None:
        line = content or OddLine(count="1")
        chosen = line.piece is not None and line.condition is not None
        self._kind.set_value((line.piece, line.condition) if chosen else None)
        texts = (line.value, line.count, line.surcharge)
        for edit, text in zip(self._numbers, texts, strict=True):
            edit.setText(text)
            edit.set_trouble("")
        on = day_of(line.issued_on)
        self._issued.set_value(on)
        if on is None:
            self._issued.setText(line.issued_on)
        self._show_of_kind()

    @override
    def whole(self) -> PaymentLine | None:
        return piece_of(self.content())

    @override
    def is_blank(self) -> bool:
        return self._kind.value() is None and not self._value.text().strip()

    @override
    def show_what_lacks(self) -> None:
        edits = [each for each in self._numbers if not each.isHidden()]
        lacking = [edit for edit in edits if not odd_number(edit.text())]
        for edit in edits:
            edit.set_trouble(edit.accessibleName() if edit in lacking else "")
        self._issued.understand()
        wrong = not self._issued.isHidden() and bool(self._issued.trouble())
        (lacking[0] if lacking else self._issued if wrong else self._kind).setFocus()

    @override
    def go_from_line(self) -> None:
        if self._things:
            self._list.setFocus()

    @override
    def _close(self) -> None:
        super()._close()
        if not self._things:
            self.focusNextPrevChild(False)  # noqa: FBT003 Qt's own argument: backwards

    def _show_of_kind(self) -> None:
        self._surcharge.setVisible(self._kind.value() in WITH_SURCHARGE)
        self._issued.setVisible(self._kind.value() in self._dated)


# What must go back (A3).


OFFERED = (
    HeldKind.CASH,
    HeldKind.CARD,
    HeldKind.MONEY_ORDER,
    HeldKind.REVENUE_STAMP,
    HeldKind.MY_NUMBER_DOCUMENT,
    HeldKind.ORIGINAL,
    HeldKind.OTHER,
)
"""What a clerk logs by hand; stamps that go back follow from what was counted."""


class HeldList(ListWithLine[HeldThing, HeldLine]):
    """Lists what must go back."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self._kind = ChoiceBox()
        self._amount, self._note = TrailingNoteLineEdit(), TrailingNoteLineEdit()
        listed = self.tr("Things to be returned")
        add = self.tr("Add a thing to be returned")
        self.name("held", self.tr("To be returned"), listed, add)
        self._add.setObjectName("heldAdd")
        self.ask("heldKind", self._kind, 3)
        self.ask("heldAmount", self._amount)
        self.ask("heldNote", self._note, 2)
        self._kind.set_choices(worded(OFFERED, language))
        self._kind.shorten(messages.shorts(OFFERED, language))
        self._amount.name_inside(self.tr("Yen"))
        for edit, name in ((self._kind, self.tr("What it is")), (self._note, self.tr("Note"))):
            edit.setAccessibleName(name)
            edit.setPlaceholderText(name)

    @override
    def words(self, thing: HeldThing) -> str:
        amount = writing.yen(thing.amount, self._language) if thing.amount else ""
        parts = (messages.label(thing.kind, self._language), amount, thing.note)
        return "  ".join(part for part in parts if part)

    @override
    def content(self) -> HeldLine:
        kind = self._kind.value()
        chosen = kind if isinstance(kind, HeldKind) else None
        return HeldLine(chosen, self._amount.text(), self._note.text())

    @override
    def put(self, content: HeldLine | None) -> None:
        line = content or HeldLine()
        self._kind.set_value(line.kind)
        self._amount.setText(line.amount)
        self._amount.set_trouble("")
        self._note.setText(line.note)

    @override
    def whole(self) -> HeldThing | None:
        return thing_of(self.content())

    @override
    def is_blank(self) -> bool:
        line = self.content()
        return line.kind is None and not line.amount.strip() and not line.note.strip()

    @override
    def show_what_lacks(self) -> None:
        wrong = amount_of(self._amount.text()) is None
        self._amount.set_trouble(self.tr("Type whole yen.") if wrong else "")
        (self._amount if wrong and self._kind.value() is not None else self._kind).setFocus()

    @override
    def go_from_line(self) -> None:
        self._add.setFocus()


# The pieces of one envelope given to its applications, line by line (A4).


_SHARES_MOST_DIGITS = 4


class ShareGrid(QWidget):
    """A row for each line of pieces, a column for each application; a person fills it in.

    The button fills in what the rules propose: no split that leaves two short where one is paid.
    """

    changed = Signal()

    def __init__(self, book: IntakeBook) -> None:
        super().__init__()
        self._book = book
        self._shape: tuple[object, ...] = ()
        self._edits: dict[tuple[str, int], TrailingNoteLineEdit] = {}
        propose = KeyButton(self.tr("Fill in a proposal"), kind=ButtonKind.SMALL)
        propose.setObjectName("proposeShares")
        propose.clicked.connect(self._propose)
        self._left = Text("", Size.LABEL, "ask")
        title = Text(self.tr("Whose stamps"), Size.LABEL, "text2")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(8))
        self._grid.setVerticalSpacing(theme.px(4))
        head = in_row(None, title, propose, self._left, STRETCH)
        in_column(self, head, self._grid, gap=4, edge=0)

    def show_form(self, form: IntakeForm, language: Language) -> None:
        """Show how the pieces are given; the rows are made again when their lines changed."""
        lines = tuple((line.id, line.count) for line in form.lines())
        shape = (lines, tuple(each.principal.name for each in form.applications))
        if shape != self._shape:
            self._shape = shape
            self._build(form, language)
        for (line, number), edit in self._edits.items():
            count = shared_count(form.applications[number], line)
            if not edit.hasFocus():
                with QSignalBlocker(edit):
                    edit.setText(str(count) if count else "")
        left = left_over(form)
        self._left.setText(self.tr("%n piece(s) not allotted yet", "", left) if left else "")

    def _build(self, form: IntakeForm, language: Language) -> None:
        self._edits.clear()
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for number, application in enumerate(form.applications):
            # By its number too: two applications may be one person's.
            name = f"{number + 1}  {application.principal.name}".strip()
            self._grid.addWidget(Text(name, Size.LABEL, "text2"), 0, number + 1)
        for row, line in enumerate(form.lines(), start=1):
            words = _words(line, language)
            self._grid.addWidget(Text(words, Size.LABEL), row, 0)
            for number, application in enumerate(form.applications):
                edit = TrailingNoteLineEdit()
                edit.setObjectName(f"share.{line.id}@{number}")
                whose = f"{number + 1} {application.principal.name}".strip()
                edit.setAccessibleName(f"{words} {whose}")
                edit.textEdited.connect(partial(self._typed, line.id, number))
                self._edits[line.id, number] = edit
                self._grid.addWidget(edit, row, number + 1)

    def _typed(self, line: str, number: int, text: str) -> None:
        count = int(plain_digits(text)[:_SHARES_MOST_DIGITS] or 0)
        self._book.change(share(self._book.form, line, number, count))
        self.changed.emit()

    def _propose(self) -> None:
        self._book.propose_shares()
        self.changed.emit()


def _words(line: PaymentLine, language: Language) -> str:
    """Write a line of pieces: 500円×2, or for another piece 500円の収入印紙 ×2."""
    if is_simple(line):
        return writing.pieces(((line.denomination, line.count),), language)
    face = writing.face(line.denomination, line.piece.value, language)
    between = "" if language is Language.JA else " "
    return f"{face}{between}{messages.word(line.piece, language)} × {line.count}"


DENOMINATIONS = (500, 350, 320, 180, 140, 110, 100, 85, 84, 50, 20, 10, 5)
"""The face values that come most often; any other is typed."""

SUMS_WIDTH = 184


class StampsSection(IntakeSection):
    """The keypad with its sums; below it every piece that is not simply counted."""

    def __init__(self, fields: IntakeFields, parent: QWidget) -> None:
        super().__init__(7, fields, parent)
        self._shown_sums: list[SumLine] = []
        self.pad = StampPad(DENOMINATIONS)
        self.pad.setObjectName("stamps")
        self.sums = SumPanel("")
        self.sums.setAccessibleName(self.tr("The fee"))
        self.sums.setFixedWidth(theme.px(SUMS_WIDTH))
        self.odd = OddPiecesList(self.language, self.book.rules, fields.loose_day())
        self.held = HeldList(self.language)
        self.shares = ShareGrid(self.book)
        self.shares.hide()
        for part in (self.pad, self.odd, self.held):
            part.typed.connect(self._begun)
        self.odd.typed.connect(fields.typed)
        self.pad.odd_wanted.connect(self.odd.open_line)
        self.pad.changed.connect(self._counted)
        self.odd.changed.connect(self._odd_changed)
        self.held.changed.connect(self._held_changed)
        self.shares.changed.connect(fields.settled)
        self.column.removeWidget(self.grid)
        self.grid.hide()
        upper, lower, top = in_row(None, gap=16), in_row(None, gap=16), Qt.AlignmentFlag.AlignTop
        upper.addWidget(self.pad, 1)
        upper.addWidget(self.sums, 0, top)
        lower.addWidget(self.odd, 1, top)
        lower.addWidget(self.held, 1, top)
        self.column.addLayout(upper)
        self.column.addWidget(self.shares)
        self.column.addLayout(lower)
        self.column.addWidget(self.error)

    @override
    def show_state(self, state: IntakeState) -> None:
        form = state.form
        counts = {piece.denomination: piece.count for piece in form.pieces}
        if dict(self.pad.counts()) != counts:
            self.pad.set_counts(counts)
        if self.odd.things() != form.odd:
            self.odd.set_things(form.odd)
        if self.held.things() != form.held:
            self.held.set_things(form.held)
        if self._open_lines() != form.begun:
            # As a draft kept it; or nothing, where another page is shown.
            self.pad.set_typed(form.begun.stamps)
            self.odd.set_line(form.begun.odd)
            self.held.set_line(form.begun.held)
        self.pad.set_short(state.fee.short if state.fee is not None else 0)
        asked = form.envelope.matter in BELONGS_TO_OPEN or bool(form.application.claims)
        sums = self._sums(state.fee, asked=asked) if state.fee is not None else []
        if sums != self._shown_sums:
            self._shown_sums = sums
            self.sums.show_lines(sums)
        several = len(form.applications) > 1 and bool(form.lines())
        self.shares.setVisible(several)
        if several:
            self.shares.show_form(form, self.language)
        self.tell(state, "stamps", "shares", "held")

    @override
    def enter(self) -> None:
        self.pad.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def begin(self) -> None:
        """Forget where the keys were and what stands in open lines: another envelope begins."""
        self.pad.begin()
        self.odd.set_line(None)
        self.held.set_line(None)

    def settle_lines(self) -> None:
        """Take the open lines that are whole, and the digits: the page is kept or left."""
        self.pad.settle()
        self.odd.settle()
        self.held.settle()

    def finish_lines(self) -> bool:
        """Take the open lines; go to the first that is not whole, and say False."""
        self.pad.settle()
        return self.odd.finish() and self.held.finish()

    def _sums(self, fee: FeeStanding, *, asked: bool) -> list[SumLine]:
        language = self.language
        stamps = self.book.rules.piece(Piece.STAMP).standing is not Standing.REFUSED
        usable = (
            self.tr("Usable stamps, %n piece(s)", "", fee.pieces_counted)
            if stamps
            else self.tr("Usable, %n piece(s)", "", fee.pieces_counted)
        )
        lines = [SumLine(usable, writing.yen(fee.counted, language))]
        if not asked:
            # Nobody knows yet whether a fee is due.
            return lines
        if not fee.required:
            lines.append(SumLine(self.tr("No fee"), "", mark=Mark.NOT_NEEDED))
            return lines
        clause = self.book.rules.clause_of(Cited.FEE)
        called = messages.clause_name(clause, self.book.rules, language)
        due = writing.yen(fee.required, language)
        lines.append(SumLine(self.tr("Fee"), due, clause, called))
        # Whose the rest of the envelope's stamps are is still to be said, or what lacks.
        words, amount, mark, tone = self.tr("Exact"), 0, Mark.OK, "ok"
        if fee.short and fee.unallotted:
            words, amount, mark, tone = self.tr("Not allotted yet"), fee.short, Mark.ASK, "ask"
        elif fee.short:
            words, amount, mark, tone = self.tr("Short by"), fee.short, Mark.MISSING, "bad"
        elif fee.over:
            words, amount = self.tr("Over by"), fee.over
        return [*lines, SumLine(words, writing.yen(amount, language), mark=mark, tone=tone)]

    def _open_lines(self) -> OpenLines:
        return OpenLines(self.pad.typed_so_far, self.odd.line(), self.held.line())

    def _begun(self) -> None:
        """Note what is begun and not whole, for the draft."""
        if self._open_lines() != self.book.form.begun:
            self.book.change(replace(self.book.form, begun=self._open_lines()))

    def _counted(self) -> None:
        pieces = tuple(pieces_of(*counted) for counted in self.pad.counts())
        self._take(replace(self.book.form, pieces=pieces))

    def _odd_changed(self) -> None:
        self._take(replace(self.book.form, odd=self.odd.things()))

    def _held_changed(self) -> None:
        self._take(replace(self.book.form, held=self.held.things()))

    def _take(self, form: IntakeForm) -> None:
        self.book.change(form)
        self.fields.settled.emit()
