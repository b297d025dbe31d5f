# SPDX-License-Identifier: MIT
"""The stamps, the seventh section of the Intake page: counted, refused, allotted, held (A3, A4)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.marks import Mark
from desk_app.gui.overriding import override
from desk_app.gui.presenters.intake_form import (
    BELONGS_TO_OPEN,
    WITH_SURCHARGE,
    HeldForm,
    OddLine,
    OpenLines,
    PieceForm,
)
from desk_app.gui.theme import Size
from desk_app.gui.views.intake_held import HeldList
from desk_app.gui.views.intake_section import IntakeSection
from desk_app.gui.views.intake_shares import ShareGrid
from desk_app.gui.widgets.odd_pieces import OddPieces, OddPiecesList, OddTyped
from desk_app.gui.widgets.stamp_pad import StampPad
from desk_app.gui.widgets.sums import SumLine, SumPanel
from desk_app.gui.widgets.text import Text
from desk_app.i18n import messages, vocabulary, writing
from desk_app.records.mail import Condition, Piece
from desk_app.records.people import Language

if TYPE_CHECKING:
    from desk_app.gui.presenters.intake import IntakePresenter
    from desk_app.gui.presenters.intake_state import IntakeState
    from desk_app.gui.views.intake_fields import IntakeFields
    from desk_app.records.findings import FeeStanding

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
        left = QVBoxLayout()
        left.setSpacing(theme.px(4))
        left.addWidget(self.pad)
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
