# SPDX-License-Identifier: MIT
"""The line of the Intake page in which another document is chosen (A1, C2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.overriding import override
from desk_app.gui.presenters.intake_papers import accepted
from desk_app.gui.widgets.buttons import ButtonKind, KeyButton
from desk_app.gui.widgets.choice import ChoiceBox
from desk_app.i18n import messages
from desk_app.records.papers import Subject

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from desk_app.records.people import Language
    from desk_app.rules.rulebook import Rules

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class AddPaper(QWidget):
    """The line in which another document is chosen: whose it is, and its kind."""

    chosen = Signal(object, object)
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._of = ChoiceBox()
        self._of.setObjectName("addPaperOf")
        self._kind = ChoiceBox()
        self._kind.setObjectName("addPaperKind")
        self._take = KeyButton(kind=ButtonKind.SMALL)
        self._take.setObjectName("addPaperTake")
        self._take.clicked.connect(self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self._of, 1)
        row.addWidget(self._kind, 3)
        row.addWidget(self._take)

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

    def speak(self, language: Language, rules: Rules) -> None:
        """Write every word in a language."""
        self._of.set_choices([(of, messages.label(of, language)) for of in Subject])
        kinds = [
            (each.code, messages.titled(each, each.code, language)) for each in accepted(rules)
        ]
        self._kind.set_choices(kinds)
        self._of.name_alone(self.tr("Whose document"))
        self._kind.name_alone(self.tr("Kind of document"))
        self._take.setText(self.tr("Add"))

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
