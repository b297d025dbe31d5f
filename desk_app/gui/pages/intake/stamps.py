# SPDX-License-Identifier: MIT
"""The stamps, the seventh section of the Intake page: counted, refused, allotted, held (A3, A4)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QListWidget, QWidget

from desk_app.gui.case.typed import (
    BELONGS_TO_OPEN,
    WITH_SURCHARGE,
    HeldForm,
    HeldLine,
    OddLine,
    OpenLines,
    PieceForm,
)
from desk_app.gui.kit import theme
from desk_app.gui.kit.boxes import STRETCH, in_column, in_row
from desk_app.gui.kit.buttons import ButtonKind, KeyButton
from desk_app.gui.kit.choices import ChoiceBox
from desk_app.gui.kit.facts import SumLine, SumPanel
from desk_app.gui.kit.fields import TrailingNoteLineEdit
from desk_app.gui.kit.names import plain_digits
from desk_app.gui.kit.painting import Mark
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.shortcuts import KeysLeft
from desk_app.gui.kit.stamp_pad import StampPad
from desk_app.gui.kit.text import Text
from desk_app.gui.kit.theme import Size
from desk_app.gui.pages.intake.draft import share, shared_count
from desk_app.gui.pages.intake.fields import IntakeSection
from desk_app.gui.pages.intake.odd_pieces import OddPieces, OddPiecesList, OddTyped, lay_out
from desk_app.i18n import messages, vocabulary, writing
from desk_app.records.mail import Condition, HeldKind, Piece
from desk_app.records.people import Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.gui.case.typed import IntakeForm
    from desk_app.gui.pages.intake.book import IntakePresenter
    from desk_app.gui.pages.intake.fields import IntakeFields
    from desk_app.gui.pages.intake.findings import IntakeState
    from desk_app.records.findings import FeeStanding


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

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOST_DIGITS = 7


class HeldList(QWidget):
    """Lists what must go back; its button opens the line for one more, Delete removes one.

    A line that is whole is taken however it is left; one that is not stays open, and `typed` tells
    of each change in it.
    """

    changed = Signal()
    typed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = Language.JA
        self._things: tuple[HeldForm, ...] = ()
        self._title = Text("", Size.LABEL, "text2")
        self._add = KeyButton(kind=ButtonKind.FLAT, icon="plus")
        self._add.setObjectName("heldAdd")
        self._add.clicked.connect(self._open)
        self._list = QListWidget()
        self._list.setObjectName("held")
        self._list.installEventFilter(self)
        self._kind = ChoiceBox()
        self._amount = TrailingNoteLineEdit()
        self._note = TrailingNoteLineEdit()
        self._line = QWidget()
        KeysLeft(self._line).left.connect(self.settle)
        for edit, name in (
            (self._kind, "heldKind"),
            (self._amount, "heldAmount"),
            (self._note, "heldNote"),
        ):
            edit.setObjectName(name)
        self._kind.currentIndexChanged.connect(self.typed)
        self._amount.textChanged.connect(self.typed)
        self._note.textChanged.connect(self.typed)
        self._lay_out()
        self._show()

    def things(self) -> tuple[HeldForm, ...]:
        """Return what is listed."""
        return self._things

    def set_things(self, things: Sequence[HeldForm]) -> None:
        """List these and no others, without telling anybody."""
        self._things = tuple(things)
        self._show()

    def settle(self) -> bool:
        """Take the open line where it is whole, leave the keys; say whether none is open now."""
        whole = self._whole()
        if whole is not None or self._is_blank():
            self._shut()
        if whole is not None:
            self._things = (*self._things, whole)
            self._show()
            self.changed.emit()
        return self._line.isHidden()

    def finish(self) -> bool:
        """Take the open line; where it is not whole, go to what it lacks and say False."""
        settled = self.settle()
        if not settled:
            self._show_what_lacks()
        return settled

    def begin(self) -> None:
        """Forget what stands in the open line: another envelope begins."""
        self.set_line(None)

    def line(self) -> HeldLine | None:
        """Return what stands in the open line; nothing where it is shut or nothing was typed."""
        if self._line.isHidden() or self._is_blank():
            return None
        kind = self._kind.value()
        chosen = kind if isinstance(kind, HeldKind) else None
        return HeldLine(chosen, self._amount.text(), self._note.text())

    def set_line(self, content: HeldLine | None) -> None:
        """Open the line with what was typed in it, or shut it, without telling anybody."""
        with QSignalBlocker(self):
            self._clear()
            if content is not None:
                self._kind.set_value(content.kind)
                self._amount.setText(content.amount)
                self._note.setText(content.note)
        self._line.setVisible(content is not None)

    def _shut(self) -> None:
        if not self._line.isHidden():
            self._line.hide()
            self.typed.emit()

    def speak(self, language: Language) -> None:
        """Write every word in a language."""
        self._language = language
        self._title.setText(self.tr("To be returned"))
        self._add.setText(self.tr("Add"))
        self._add.setAccessibleName(self.tr("Add a thing to be returned"))
        self._list.setAccessibleName(self.tr("Things to be returned"))
        self._kind.set_choices([(each, messages.label(each, language)) for each in OFFERED])
        self._kind.shorten(messages.shorts(OFFERED, language))
        self._amount.name_inside(self.tr("Yen"))
        for edit, name in ((self._kind, self.tr("What it is")), (self._note, self.tr("Note"))):
            edit.setAccessibleName(name)
            edit.setPlaceholderText(name)
        self._show()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._line.isHidden() or event.key() not in (*_ENTER, Qt.Key.Key_Escape):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self._close()
        elif self._note.hasFocus():
            self._finish()
        else:
            self.focusNextPrevChild(True)  # noqa: FBT003 Qt's own argument: forwards

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._list or not isinstance(event, QKeyEvent):
            return False
        row = self._list.currentRow()
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Delete and row >= 0:
            self._things = (*self._things[:row], *self._things[row + 1 :])
            self._show()
            self.changed.emit()
            return True
        return False

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._line)
        row.setContentsMargins(0, 0, 0, 0)
        for widget, stretch in ((self._kind, 3), (self._amount, 0), (self._note, 2)):
            row.addWidget(widget, stretch)
        lay_out(self, (self._title, self._add), self._list, self._line)

    def _open(self) -> None:
        self._clear()
        self._line.show()
        self._kind.setFocus()

    def _clear(self) -> None:
        self._kind.set_value(None)
        self._amount.clear()
        self._amount.set_trouble("")
        self._note.clear()

    def _whole(self) -> HeldForm | None:
        kind, digits = self._kind.value(), plain_digits(self._amount.text())
        if self._line.isHidden() or not isinstance(kind, HeldKind) or self._amount_is_wrong():
            return None
        return HeldForm(kind, int(digits or 0), self._note.text())

    def _is_blank(self) -> bool:
        typed = self._amount.text().strip() or self._note.text().strip()
        return self._kind.value() is None and not typed

    def _amount_is_wrong(self) -> bool:
        digits = plain_digits(self._amount.text())
        return bool(self._amount.text().strip()) and not 0 < len(digits) <= _MOST_DIGITS

    def _show_what_lacks(self) -> None:
        wrong = self._amount_is_wrong()
        self._amount.set_trouble(self.tr("Type whole yen.") if wrong else "")
        (self._amount if wrong and self._kind.value() is not None else self._kind).setFocus()

    def _finish(self) -> None:
        if self._whole() is None:
            self._show_what_lacks()
        else:
            self._close()

    def _close(self) -> None:
        """Take the line where it is whole, and shut it.

        The keys go first: Qt would take those of a line that goes to another part of the page.
        """
        self._add.setFocus()
        self.settle()
        self._shut()
        self._show()

    def _show(self) -> None:
        self._list.clear()
        self._list.addItems([self._words(each) for each in self._things])
        self._list.setVisible(bool(self._things))
        self._list.setFixedHeight(theme.px(24) * max(len(self._things), 1))

    def _words(self, thing: HeldForm) -> str:
        amount = writing.yen(thing.amount, self._language) if thing.amount else ""
        parts = (messages.label(thing.kind, self._language), amount, thing.note)
        return "  ".join(part for part in parts if part)


# The pieces of one envelope given to its applications, line by line (A4).


_SHARES_MOST_DIGITS = 4


class ShareGrid(QWidget):
    """A row for each line of pieces, a column for each application; a person fills it in.

    The button fills in what the rules propose: no split that leaves two short where one is paid.
    """

    changed = Signal()

    def __init__(self, presenter: IntakePresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._shape: tuple[object, ...] = ()
        self._edits: dict[tuple[str, int], TrailingNoteLineEdit] = {}
        self._title = Text("", Size.LABEL, "text2")
        self._propose = KeyButton(kind=ButtonKind.SMALL)
        self._propose.setObjectName("proposeShares")
        self._propose.clicked.connect(self._proposed)
        self._left = Text("", Size.LABEL, "ask")
        head = in_row(None, self._title, self._propose, self._left, STRETCH)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(8))
        self._grid.setVerticalSpacing(theme.px(4))
        in_column(self, head, self._grid, gap=4, edge=0)

    def speak(self, language: Language) -> None:
        """Write every word in a language."""
        self._title.setText(self.tr("Whose stamps"))
        self._propose.setText(self.tr("Fill in a proposal"))
        self._shape = (language,)

    def show_form(self, form: IntakeForm, language: Language) -> None:
        """Show how the pieces are given; the rows are made again when their lines changed."""
        shape = (
            language,
            tuple((line.key, line.count) for line in form.lines()),
            tuple(each.principal.name for each in form.applications),
        )
        if shape != self._shape:
            self._shape = shape
            self._build(form, language)
        for (line, number), edit in self._edits.items():
            count = shared_count(form.applications[number], line)
            if not edit.hasFocus():
                with QSignalBlocker(edit):
                    edit.setText(str(count) if count else "")
        left = sum(each.count for each in self._presenter.state.left_over)
        self._left.setText(self.tr("%n piece(s) not allotted yet", "", left) if left else "")

    def _build(self, form: IntakeForm, language: Language) -> None:
        self._edits.clear()
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for number, application in enumerate(form.applications):
            name = application.principal.name or str(number + 1)
            self._grid.addWidget(Text(name, Size.LABEL, "text2"), 0, number + 1)
        for row, line in enumerate(form.lines(), start=1):
            words = _words(line, language)
            self._grid.addWidget(Text(words, Size.LABEL), row, 0)
            for number, application in enumerate(form.applications):
                edit = TrailingNoteLineEdit()
                edit.setObjectName(f"share.{line.key}@{number}")
                edit.setAccessibleName(f"{words} {application.principal.name or number + 1}")
                edit.textEdited.connect(self._typed)
                self._edits[line.key, number] = edit
                self._grid.addWidget(edit, row, number + 1)

    def _typed(self) -> None:
        sender = self.sender()
        for (line, number), edit in self._edits.items():
            if edit is sender:
                digits = plain_digits(edit.text())[:_SHARES_MOST_DIGITS]
                form = share(self._presenter.form, line, number, int(digits or 0))
                self._presenter.change(form)
                self.changed.emit()
                return

    def _proposed(self) -> None:
        self._presenter.propose_shares()
        self.changed.emit()


def _words(line: PieceForm, language: Language) -> str:
    """Write a line of pieces: 500円×2, or for another piece 500円の収入印紙 ×2."""
    if line.is_simple:
        return writing.pieces(((line.denomination, line.count),), language)
    face = writing.face(line.denomination, line.piece.value, language)
    between = "" if language is Language.JA else " "
    return f"{face}{between}{messages.word(line.piece, language)} × {line.count}"


DENOMINATIONS = (500, 350, 320, 180, 140, 110, 100, 85, 84, 50, 20, 10, 5)
"""The face values that come most often; any other is typed."""

SUMS_WIDTH = 232

Kind = tuple[Piece, Condition]
ODD: tuple[Kind, ...] = (
    *((Piece.STAMP, condition) for condition in Condition if condition is not Condition.SOUND),
    *((piece, Condition.SOUND) for piece in Piece if piece is not Piece.STAMP),
)


class StampsSection(IntakeSection):
    """The keypad with its sums; below it every piece that is not simply counted."""

    def __init__(
        self, fields: IntakeFields, presenter: IntakePresenter, parent: QWidget | None = None
    ) -> None:
        super().__init__(7, fields, parent)
        self._presenter = presenter
        self._language = Language.JA
        self._shown_sums: list[SumLine] = []
        self.pad = StampPad(DENOMINATIONS)
        self.pad.setObjectName("stamps")
        self.sums = SumPanel("")
        self.sums.setFixedWidth(theme.px(SUMS_WIDTH))
        self.odd = OddPiecesList(self._describe)
        self.held = HeldList()
        self.shares = ShareGrid(presenter)
        self.shares.hide()
        self.error = Text("", Size.HINT, "bad", wrap=True)
        self.error.hide()
        self.pad.changed.connect(self._counted)
        self.pad.odd_wanted.connect(self.odd.open_line)
        self.pad.typed.connect(self._begun)
        self.odd.typed.connect(self._begun)
        self.odd.typed.connect(fields.typed)
        self.held.typed.connect(self._begun)
        self.odd.changed.connect(self._odd_changed)
        self.held.changed.connect(self._held_changed)
        self.shares.changed.connect(fields.settled)
        self.column.removeWidget(self.grid)
        self.grid.hide()
        self._lay_out()

    @override
    def show_state(self, state: IntakeState) -> None:
        form = state.form
        counts = {piece.denomination: piece.count for piece in form.pieces}
        if dict(self.pad.counts()) != counts:
            self.pad.set_counts(counts)
        odd = [_odd(piece) for piece in form.odd]
        if list(self.odd.pieces()) != odd:
            self.odd.set_pieces(odd)
        if self.held.things() != form.held:
            self.held.set_things(form.held)
        if self._open_lines() != form.begun:
            self._show_begun(form.begun)
        self.pad.set_short(state.fee.short if state.fee is not None else 0)
        asked = form.envelope.matter in BELONGS_TO_OPEN or bool(form.application.claims)
        sums = self._sums(state.fee, asked=asked) if state.fee is not None else []
        if sums != self._shown_sums:
            self._shown_sums = sums
            self.sums.show_lines(sums)
        several = len(form.applications) > 1 and bool(form.lines())
        self.shares.setVisible(several)
        if several:
            self.shares.show_form(form, self._language)
        trouble = next(
            (state.troubles[n] for n in ("stamps", "shares", "held") if n in state.troubles), ""
        )
        self.error.setText(trouble)
        self.error.setVisible(bool(trouble))

    @override
    def enter(self) -> None:
        self.pad.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def begin(self) -> None:
        """Forget where the keys were and what stands in open lines: another envelope begins."""
        self.pad.begin()
        self.odd.begin()
        self.held.begin()

    def settle_lines(self) -> None:
        """Take the open lines that are whole, and the digits: the page is kept or left."""
        self.pad.settle()
        for lines in (self.odd, self.held):
            lines.settle()

    def finish_lines(self) -> bool:
        """Take the open lines; go to the first that is not whole, and say False."""
        self.pad.settle()
        return self.odd.finish() and self.held.finish()

    def speak(self, language: Language) -> None:
        """Write every word in a language."""
        self._language = language
        kinds = [(kind, self._kind_word(kind)) for kind in ODD]
        self.odd.set_kinds(kinds, self._describe, WITH_SURCHARGE)
        self.odd.shorten({self._kind_word(kind): self._short_word(kind) for kind in ODD})
        self.held.speak(language)
        self.sums.setAccessibleName(self.tr("The fee"))
        self.shares.speak(language)

    def _lay_out(self) -> None:
        upper = QHBoxLayout()
        upper.setSpacing(theme.px(16))
        left = in_column(None, self.pad, gap=4)
        upper.addLayout(left, 1)
        upper.addWidget(self.sums, 0, Qt.AlignmentFlag.AlignTop)
        lower = QHBoxLayout()
        lower.setSpacing(theme.px(16))
        lower.addWidget(self.odd, 1, Qt.AlignmentFlag.AlignTop)
        lower.addWidget(self.held, 1, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(upper)
        self.column.addWidget(self.shares)
        self.column.addLayout(lower)
        self.column.addWidget(self.error)

    def _sums(self, fee: FeeStanding, *, asked: bool) -> list[SumLine]:
        language = self._language
        usable = self.tr("Usable stamps, %n piece(s)", "", fee.pieces_counted)
        lines = [SumLine(usable, writing.yen(fee.counted, language))]
        if not asked:
            # Nobody knows yet whether a fee is due.
            return lines
        if not fee.required:
            lines.append(SumLine(self.tr("No fee"), "", mark=Mark.NOT_NEEDED))
            return lines
        lines.append(SumLine(self.tr("Fee"), writing.yen(fee.required, language), clause="PR-4"))
        if fee.short and fee.unallotted:
            # Whose the rest of the envelope's stamps are is still to be said.
            short = writing.yen(fee.short, language)
            lines.append(SumLine(self.tr("Not allotted yet"), short, mark=Mark.ASK, tone="ask"))
        elif fee.short:
            short = writing.yen(fee.short, language)
            lines.append(SumLine(self.tr("Short by"), short, mark=Mark.MISSING, tone="bad"))
        elif fee.over:
            over = writing.yen(fee.over, language)
            lines.append(SumLine(self.tr("Over by"), over, mark=Mark.OK, tone="ok"))
        else:
            lines.append(
                SumLine(self.tr("Exact"), writing.yen(0, language), mark=Mark.OK, tone="ok")
            )
        return lines

    def _describe(self, pieces: OddPieces) -> str:
        kind = pieces.kind
        if not isinstance(kind, tuple):
            return ""
        face = writing.face(pieces.value, kind[0].value, self._language)
        between = "" if self._language is Language.JA else " "
        count = writing.count(pieces.count, "piece", self._language)
        return f"{face}{between}{self._kind_word(kind)}  {count}"

    def _kind_word(self, kind: Kind) -> str:
        piece, condition = kind
        if condition is Condition.SOUND:
            return messages.word(piece, self._language)
        word = messages.word(piece, self._language)
        return f"{word} ({messages.word(condition, self._language)})"

    def _short_word(self, kind: Kind) -> str:
        """Return what stands in the narrow field: most of what is odd are stamps."""
        piece, condition = kind
        if condition is not Condition.SOUND:
            return messages.word(condition, self._language)
        return vocabulary.short_of(piece, self._language) or messages.word(piece, self._language)

    def _begun(self) -> None:
        """Note what is begun and not whole, for the draft."""
        if self._open_lines() != self._presenter.form.begun:
            self._presenter.change(replace(self._presenter.form, begun=self._open_lines()))

    def _open_lines(self) -> OpenLines:
        typed, odd = self.odd.line(), None
        if typed is not None:
            piece, condition = typed.kind if isinstance(typed.kind, tuple) else (None, None)
            odd = OddLine(typed.value, typed.count, piece, condition, typed.surcharge)
        return OpenLines(self.pad.typed_so_far, odd, self.held.line())

    def _show_begun(self, begun: OpenLines) -> None:
        """Show what was begun, as a draft kept it; or nothing, where another page is shown."""
        self.pad.set_typed(begun.stamps)
        line, odd = begun.odd, None
        if line is not None:
            chosen = line.piece is not None and line.condition is not None
            kind = (line.piece, line.condition) if chosen else None
            odd = OddTyped(line.value, line.count, kind, line.surcharge)
        self.odd.set_line(odd)
        self.held.set_line(begun.held)

    def _counted(self) -> None:
        pieces = tuple(PieceForm(value, count) for value, count in self.pad.counts())
        self._presenter.change(replace(self._presenter.form, pieces=pieces))
        self.fields.settled.emit()

    def _odd_changed(self) -> None:
        odd = tuple(
            PieceForm(each.value, each.count, each.kind[0], each.kind[1], each.surcharge)
            for each in self.odd.pieces()
            if isinstance(each.kind, tuple)
        )
        self._presenter.change(replace(self._presenter.form, odd=odd))
        self.fields.settled.emit()

    def _held_changed(self) -> None:
        things: tuple[HeldForm, ...] = self.held.things()
        self._presenter.change(replace(self._presenter.form, held=things))
        self.fields.settled.emit()


def _odd(piece: PieceForm) -> OddPieces:
    kind = (piece.piece, piece.condition)
    return OddPieces(piece.denomination, piece.count, kind, piece.surcharge)
