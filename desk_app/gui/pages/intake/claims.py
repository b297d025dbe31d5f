# SPDX-License-Identifier: MIT
"""The claims, the fifth section of the Intake page: what is asked, and what is said of it (B4)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from desk_app.gui.case.typed import claim_to
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.fields.fields import FieldBody, TrailingNoteLineEdit
from desk_app.gui.kit.layout.boxes import in_column
from desk_app.gui.kit.layout.buttons import CheckBox, ticks_and_goes_on
from desk_app.gui.kit.layout.layout import FlowLayout
from desk_app.gui.kit.layout.shortcuts import Roving
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.pages.intake.draft import say_of_claim, tick_rights
from desk_app.gui.pages.intake.fields import FieldGrid, IntakeSection, label_width, worded
from desk_app.i18n import messages
from desk_app.records.case.application import Change, Claim, Method, Right
from desk_app.rules.findings.forms import CHANGES, REASONS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from desk_app.gui.pages.intake.fields import IntakeFields
    from desk_app.gui.pages.intake.findings import IntakeState
    from desk_app.records.desk.people import Language
    from desk_app.rules.rulebook.rulebook import Rules


_USUAL = ("=", "＝")
Group = tuple[str, "Sequence[tuple[object, str]]"]


class ClaimsPad(QWidget):
    """Groups of claims, each with its label; arrows move, Space ticks, Enter goes on.

    + ticks a claim and goes to the next one, = ticks those that are usual here. Labels are
    ``label_width`` pixels wide at 100 %, for boxes to stand in line.
    """

    changed = Signal()

    def __init__(self, label_width: int = 64) -> None:
        super().__init__()
        self._boxes: dict[object, CheckBox] = {}
        self._label_width = label_width
        self._usual: Collection[object] = ()
        self._roving = Roving(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(8))
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def set_groups(self, groups: Sequence[Group]) -> None:
        """Offer these claims; what is ticked stays ticked, also in another language."""
        ticked = self.ticked()
        self._empty()
        for row, (label, claims) in enumerate(groups):
            self._add_group(row, label, claims)
        self._roving.set_items(list(self._boxes.values()))
        self.set_ticked(ticked)

    def ticked(self) -> tuple[object, ...]:
        """Return the claims that are ticked, in the order shown."""
        return tuple(claim for claim, box in self._boxes.items() if box.isChecked())

    def set_ticked(self, claims: Collection[object]) -> None:
        """Tick these claims and no others, without telling anybody."""
        for claim, box in self._boxes.items():
            with QSignalBlocker(box):
                box.setChecked(claim in claims)

    def begin(self) -> None:
        """Give the keys to the first claim when they come: another application begins."""
        self._roving.begin()

    def set_usual(self, claims: Collection[object]) -> None:
        """Say which claims = ticks beside those that are ticked."""
        self._usual = claims

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        beside = Qt.KeyboardModifier.ShiftModifier
        if event.text() in _USUAL and not event.modifiers() & ~beside:
            for claim in self._usual:
                self._boxes[claim].setChecked(True)
        elif not (ticks_and_goes_on(event) and self._roving.go_on()):
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        current = self._roving.current()
        if current is not None:
            current.setFocus()

    def _add_group(self, row: int, label: str, claims: Sequence[tuple[object, str]]) -> None:
        title = Text(label, Size.LABEL, "text2")
        title.setMinimumWidth(theme.px(self._label_width))
        title.setMinimumHeight(theme.px(26))
        flow = QWidget(self)
        line = FlowLayout(theme.px(10), 0, flow)
        for claim, word in claims:
            box = CheckBox(word, flow)
            box.setObjectName(f"{self.objectName()}.{getattr(claim, 'value', claim)}")
            box.toggled.connect(self.changed)
            self._boxes[claim] = box
            line.addWidget(box)
        self._grid.addWidget(title, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(flow, row, 1)

    def _empty(self) -> None:
        self._roving.set_items([])
        self._boxes.clear()
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()


_NEVER_ASKED = {Right.ADDITION: "before", Right.DELETION: "after"}
"""What is added stood nowhere before, and of what is deleted nothing comes after."""
SPARE = "spare"
"""The property of a field that Enter goes past; Tab stops at it."""
ORDER = tuple(sorted(Right, key=lambda right: right is not Right.DISCLOSURE))
"""The right that is asked for most stands first."""


class ClaimsSection(IntakeSection):
    """One stop for all rights; what a right needs said stands below once it is ticked."""

    def __init__(self, fields: IntakeFields, parent: QWidget) -> None:
        super().__init__(5, fields, parent)
        self._details: dict[Right, ClaimDetail] = {}
        self.pad = ClaimsPad(label_width=label_width(self.language))
        self.pad.setObjectName("claims")
        self.pad.changed.connect(self._ticked)
        chargeable = fields.book.rules.fee.chargeable
        charged = worded((right for right in ORDER if right in chargeable), self.language)
        free = worded((right for right in ORDER if right not in chargeable), self.language)
        self.pad.set_groups([(self.tr("With fee"), charged), (self.tr("No fee"), free)])
        self.below = in_column(None, edge=0)
        self.column.insertWidget(0, self.pad)
        self.column.insertWidget(1, self.error)
        self.column.insertLayout(2, self.below)
        shorts = messages.shorts(Method, self.language)
        methods = fields.choice(worded(Method, self.language), shorts)
        self.put("scope", self.tr("What data"), fields.line(), 0, 0, 2)
        self.put("method", self.tr("Method"), methods, 0, 2)
        self.put("service", self.tr("Service"), fields.line(), 1, 0, 2)
        self.seldom(self.tr("More of the claims: the service"), "service")

    @override
    def show_state(self, state: IntakeState) -> None:
        application = state.form.application
        self.pad.set_ticked(application.rights())
        wanted = [each for each in application.claims if each.right in CHANGES | REASONS]
        self._keep_details(wanted)
        for claim in wanted:
            self._details[claim.right].show_claim(claim)
        self.tell(state, "claims")
        if application.service:
            self.open_seldom()

    @override
    def enter(self) -> None:
        self.pad.setFocus()

    def _keep_details(self, wanted: Sequence[Claim]) -> None:
        rights = [each.right for each in wanted]
        for right in [right for right in self._details if right not in rights]:
            gone = self._details.pop(right)
            self.below.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for place, right in enumerate(rights):
            if right not in self._details:
                detail = ClaimDetail(right, self.language, self.book.rules)
                detail.said.connect(self._said)
                detail.left.connect(self.fields.settled)
                self._details[right] = detail
                self.below.insertWidget(place, detail)
                # A layout shows what is new later; the keys may be wanted in it at once.
                detail.show()

    def _ticked(self) -> None:
        rights = [each for each in self.pad.ticked() if isinstance(each, Right)]
        self.book.change(tick_rights(self.book.form, rights))
        self.fields.settled.emit()

    def _said(self, claim: Claim) -> None:
        self.book.change(say_of_claim(self.book.form, claim))
        self.fields.typed.emit()


class ClaimDetail(QWidget):
    """What the form says of one right: the changes wanted, or the reason and what happened."""

    said = Signal(object)
    left = Signal()

    def __init__(self, right: Right, language: Language, rules: Rules) -> None:
        super().__init__()
        self._right = right
        self._claim = claim_to(right)
        self._grid = FieldGrid(language)
        self._rows: list[dict[str, TrailingNoteLineEdit]] = []
        self._reason = ChoiceBox()
        self._circumstances = TrailingNoteLineEdit()
        title = Text(messages.label(right, language), Size.LABEL, bold=True)
        in_column(self, title, self._grid, gap=2, edge=(0, 2, 0, 2))
        if right in REASONS:
            self._reason.setObjectName(f"reason.{right.value}")
            self._circumstances.setObjectName(f"circumstances.{right.value}")
            self._reason.set_choices(
                [(each.code, messages.titled(each, each.code, language)) for each in rules.reasons]
            )
            self._reason.chosen.connect(self._tell)
            self._reason.chosen.connect(self.left)
            self._listen(self._circumstances)
            self._grid.place("reason", self.tr("Reason"), FieldBody(self._reason), 0, 0)
            told = FieldBody(self._circumstances)
            self._grid.place("circumstances", self.tr("Details"), told, 0, 1, 2)
        else:
            self._add_row()

    def show_claim(self, claim: Claim) -> None:
        """Show what is said so far; one empty line stands ready below the changes."""
        if claim == self._claim:
            return
        self._claim = claim
        self._reason.set_value(claim.reason or None)
        _show(self._circumstances, claim.circumstances)
        if self._right in CHANGES:
            while len(self._rows) <= len(claim.changes):
                self._add_row()
            # A line that is more than the claim's would be that of another application.
            none = [Change("")] * (len(self._rows) - len(claim.changes))
            for row, change in zip(self._rows, (*claim.changes, *none), strict=True):
                for part, edit in row.items():
                    _show(edit, getattr(change, part))
        self._tell_spare()

    def _add_row(self) -> None:
        number = len(self._rows)
        names = {"item": self.tr("Item"), "before": self.tr("Before"), "after": self.tr("After")}
        asked = [part for part in names if part != _NEVER_ASKED.get(self._right)]
        row = {part: TrailingNoteLineEdit() for part in asked}
        for column, (part, edit) in enumerate(row.items()):
            edit.setObjectName(f"{part}{number}.{self._right.value}")
            self._listen(edit)
            self._grid.place(f"{part}{number}", names[part], FieldBody(edit), number, column)
        self._rows.append(row)

    def _listen(self, edit: TrailingNoteLineEdit) -> None:
        edit.textEdited.connect(self._tell)
        edit.left.connect(self.left)

    def _tell(self) -> None:
        changes = [
            Change(**{part: edit.text() for part, edit in row.items()}) for row in self._rows
        ]
        while changes and changes[-1] == Change(""):
            changes.pop()
        reason = self._reason.value()
        self._claim = replace(
            self._claim,
            changes=tuple(changes),
            reason=str(reason or ""),
            circumstances=self._circumstances.text(),
        )
        if self._right in CHANGES and len(changes) == len(self._rows):
            self._add_row()
        self._tell_spare()
        self.said.emit(self._claim)

    def _tell_spare(self) -> None:
        """Tell which fields Enter goes past: from the empty line below the last, all that follow.

        The first line is never passed by: a form may tell a change without its item.
        """
        written = len(self._claim.changes)
        for number, row in enumerate(self._rows):
            for part, edit in row.items():
                stops = number < written or number == 0 or (number == written and part == "item")
                edit.setProperty(SPARE, not stops)


def _show(edit: TrailingNoteLineEdit, text: str) -> None:
    if edit.text() != text:
        edit.setText(text)
