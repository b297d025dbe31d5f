# SPDX-License-Identifier: MIT
"""Logs a mail item by itself: when and how it came, what it is, from whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.dialogs.ask_draft import AskDraft, WrittenIn
from desk_app.gui.shortcuts import Key
from desk_app.gui.theme import Size
from desk_app.gui.views.intake_days import Days
from desk_app.gui.widgets.actions import ActionLine, ActionTable
from desk_app.gui.widgets.buttons import ButtonKind, KeyButton
from desk_app.gui.widgets.check_box import CheckBox
from desk_app.gui.widgets.choice import ChoiceBox
from desk_app.gui.widgets.composing import LongText
from desk_app.gui.widgets.era_date import EraDateEdit
from desk_app.gui.widgets.fields import FieldBody, TrailingNoteLineEdit, label_for
from desk_app.gui.widgets.form_area import FormArea
from desk_app.gui.widgets.text import Text
from desk_app.i18n import messages
from desk_app.records.ids import MailItemId, UserId
from desk_app.records.mail import MailItem, MailKind, Matter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.gui.workplace import Workplace
    from desk_app.records.people import User

_LABELS = 88
_NOTE_HEIGHT = 60
_DRAFT = "mail-form"


class MailForm(FormArea):
    """Says `filled_in` with a mail item to be logged; nothing is pre-filled but the arrival."""

    filled_in = Signal(object)
    cancelled = Signal()

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._days = Days(work, lambda: None)
        self._people: tuple[User, ...] = ()
        self._draft: AskDraft | None = None
        self._actions = ActionTable(
            [
                ActionLine("log", self.tr("Log"), self._log, Key.MAIN),
            ],
            self,
        )
        self._cancel = KeyButton(self.tr("Cancel"))
        self._cancel.show_key(Key.CLOSE)
        self._cancel.clicked.connect(self.cancelled)
        self._grid = QGridLayout()
        self._grid.setColumnMinimumWidth(0, theme.px(_LABELS))
        self._grid.setColumnStretch(1, 1)
        self._grid.setVerticalSpacing(theme.px(8))
        self._make_fields()
        buttons = QHBoxLayout()
        buttons.addWidget(self._actions.button("log", ButtonKind.MAIN))
        buttons.addWidget(self._cancel)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(Text(self.tr("Log a mail item"), Size.SECTION, bold=True))
        column.addLayout(self._grid)
        column.addLayout(buttons)
        column.addStretch(1)

    def begin(self, people: Sequence[User]) -> None:
        """Begin a new mail item, arrived today."""
        self._people = tuple(people)
        self._arrived.set_value(self._work.today)
        self._postmark.set_value(None)
        for box in (self._first, self._second):
            box.set_choices([(user, user.name) for user in people])
        for box in (self._matter, self._kind, self._first, self._second):
            box.set_value(None)
        self._red.setChecked(False)
        self._tracking.clear()
        self._sender.clear()
        self._note.clear()
        for body in self._bodies.values():
            body.show_error("")
        self._begin_draft()
        self._arrived.setFocus()

    def keep(self) -> None:
        """Keep what is written: the page is being left or locked."""
        if self._draft is not None:
            self._draft.keep()

    def _begin_draft(self) -> None:
        """Offer what was written last time and not logged."""
        written = {
            "sender": WrittenIn(self._sender),
            "tracking": WrittenIn(self._tracking),
            "note": WrittenIn(self._note),
        }
        self._draft = AskDraft(self._work, _DRAFT, written, self)

    def clear(self) -> None:
        """Hold nothing any more: it is logged, or given up."""
        if self._draft is not None:
            self._draft.drop()
            self._draft.deleteLater()
            self._draft = None
        self._sender.clear()
        self._note.clear()
        self._tracking.clear()

    def _make_fields(self) -> None:
        self._arrived = EraDateEdit(self._days.read(), self._days.show())
        self._postmark = EraDateEdit(self._days.read("postmark"), self._days.show())
        self._matter, self._kind = ChoiceBox(), ChoiceBox()
        self._tracking, self._sender = TrailingNoteLineEdit(), TrailingNoteLineEdit()
        self._red = CheckBox(self.tr("Seen"))
        self._first, self._second = ChoiceBox(), ChoiceBox()
        self._note = LongText()
        self._note.setFixedHeight(theme.px(_NOTE_HEIGHT))
        language = self._work.language
        self._kind.set_choices([(kind, messages.label(kind, language)) for kind in MailKind])
        self._matter.set_choices([(each, messages.label(each, language)) for each in Matter])
        for needed in (self._kind, self._matter):
            needed.setPlaceholderText(self.tr("needed"))
        names = {
            "arrived_on": self.tr("Arrived on"),
            "postmark": self.tr("Postmark"),
            "kind": self.tr("Kind of mail"),
            "tracking_number": self.tr("Tracking"),
            "opened_by": self.tr("Opened by"),
            "opened_by_second": self.tr("Also by"),
            "red_marking": self.tr("Red mark"),
            "matter": self.tr("What it is"),
            "sender": self.tr("Sender"),
            "note": self.tr("Note"),
        }
        self._bodies: dict[str, FieldBody] = {}
        fields: dict[str, QWidget] = {
            "arrived_on": self._arrived,
            "postmark": self._postmark,
            "kind": self._kind,
            "tracking_number": self._tracking,
            "opened_by": self._first,
            "opened_by_second": self._second,
            "red_marking": self._red,
            "matter": self._matter,
            "sender": self._sender,
            "note": self._note,
        }
        for row, (name, edit) in enumerate(fields.items()):
            edit.setObjectName(name)
            self._bodies[name] = FieldBody(edit)
            label = label_for(edit, names[name])
            label.setMinimumHeight(theme.px(28))
            self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(self._bodies[name], row, 1)

    def _log(self) -> None:
        self._arrived.understand()
        self._postmark.understand()
        arrived, kind, matter = self._arrived.value(), self._kind.value(), self._matter.value()
        needed = {"arrived_on": arrived, "kind": kind, "matter": matter}
        missing = [name for name, value in needed.items() if value is None]
        for name in needed:
            self._bodies[name].show_error(self.tr("This is needed.") if name in missing else "")
        if arrived is None or not isinstance(kind, MailKind) or not isinstance(matter, Matter):
            self._bodies[missing[0]].edit.setFocus()
            return
        if self._postmark.trouble():
            self._postmark.setFocus()
            return
        self.filled_in.emit(
            MailItem(
                id=MailItemId(0),
                arrived_on=arrived,
                kind=kind,
                matter=matter,
                postmark=self._postmark.value(),
                tracking_number=self._tracking.text().strip(),
                red_marking=self._red.isChecked(),
                opened_by=self._openers(),
                sender=self._sender.text(),
                note=self._note.toPlainText(),
            )
        )

    def _openers(self) -> tuple[UserId, ...]:
        names = dict.fromkeys((self._first.value(), self._second.value()))
        return tuple(user.id for user in self._people if user in names)
