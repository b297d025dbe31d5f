# SPDX-License-Identifier: MIT
"""What a restore or a repair of the closed desk asks for: backup, key of the sheet, officer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from desk_app.gui import shortcuts, theme, words
from desk_app.gui.overriding import override
from desk_app.gui.presenters.rescue import RescueState, Typed
from desk_app.gui.presenters.stops import Way
from desk_app.gui.shortcuts import Key
from desk_app.gui.theme import Size
from desk_app.gui.widgets.announce import announce
from desk_app.gui.widgets.buttons import ButtonKind, KeyButton
from desk_app.gui.widgets.choice import ChoiceBox
from desk_app.gui.widgets.fields import FieldBody, label_for
from desk_app.gui.widgets.form_area import FormArea
from desk_app.gui.widgets.notes import NoteFrame
from desk_app.gui.widgets.password import PasswordEdit
from desk_app.gui.widgets.text import Text
from desk_app.i18n import dates
from desk_app.records.people import Language

if TYPE_CHECKING:
    from desk_app.gui.screen import Screen
    from desk_app.records.safekeeping import Backup


class RescueForm(FormArea):
    """Asks once, then once more before anything is replaced; the sheet's key shows dots alone."""

    wanted = Signal(object)
    back_wanted = Signal()

    def __init__(self, screen: Screen, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._screen = screen
        self._state = RescueState()
        self._title = Text("", Size.TITLE, bold=True)
        self._why = Text("", wrap=True)
        self._make_fields()
        self._sure = NoteFrame("ask")
        self._sure.setObjectName("sure")
        self._trouble = NoteFrame("bad")
        self._trouble.setObjectName("trouble")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(theme.px(8))
        self._make_buttons()
        self._lay_out()

    def begin(self) -> None:
        """Empty the secrets and put the cursor where the answer begins."""
        self._sheet_key.clear()
        self._password.clear()
        first = self._sheet_key if self._state.task is Way.RESTORE else self._password
        first.setFocus()

    @override
    def walk(self, *, onward: bool) -> None:
        """Press a button that has the focus; Enter in a field goes to the next."""
        here = self.window().focusWidget()
        if isinstance(here, KeyButton):
            here.click()
        else:
            super().walk(onward=onward)

    def render_state(self, state: RescueState) -> None:
        """Show what is asked for, how far it is, or why it was not done."""
        before, self._state = self._state, state
        restoring = state.task is Way.RESTORE
        self._offer(state)
        for name in ("backup", "sheet_key"):
            self._labels[name].setVisible(restoring)
            self._bodies[name].setVisible(restoring)
        settled = state.working or state.sure
        for name, edit in self._fields.items():
            edit.setEnabled(not settled)
            missing = name in state.missing
            self._bodies[name].show_error(self.tr("This is needed.") if missing else "")
        self._title.setText(self._words_of_task())
        self._why.setText(self._reason())
        self._sure.say(*self._question())
        self._sure.setVisible(state.sure and not state.working)
        self._tell(state, before)
        self._bar.setVisible(state.working)
        self._bar.setRange(0, state.total)
        self._bar.setValue(state.done)
        self._bar.setAccessibleName(self._title.text())
        self._do.setText(self._words_of_doing())
        self._do.setEnabled(not state.working and (not restoring or bool(state.backups)))
        self._back.setText(self.tr("Stop") if state.working else self.tr("Back"))
        self._back.setEnabled(not state.working or restoring)
        if state.working and not before.working and restoring:
            self._back.setFocus()
        elif state.sure and (state.unsigned or not before.sure) and not state.working:
            self._back.setFocus()
            announce(self, self._sure.accessibleName())
        elif state.trouble is not None and state.trouble is not before.trouble:
            self.begin()

    def _make_fields(self) -> None:
        self._backup, self._officer = ChoiceBox(), ChoiceBox()
        self._sheet_key, self._password = PasswordEdit(), PasswordEdit()
        self._fields: dict[str, ChoiceBox | PasswordEdit] = {
            "backup": self._backup,
            "sheet_key": self._sheet_key,
            "officer": self._officer,
            "password": self._password,
        }
        names = {
            "backup": self.tr("Backup"),
            "sheet_key": self.tr("Key of its recovery sheet, typed or scanned"),
            "officer": self.tr("Officer"),
            "password": self.tr("The officer's password"),
        }
        self._labels: dict[str, QLabel] = {}
        self._bodies: dict[str, FieldBody] = {}
        for name, edit in self._fields.items():
            edit.setObjectName(name)
            self._labels[name] = label_for(edit, names[name])
            self._bodies[name] = FieldBody(edit)

    def _make_buttons(self) -> None:
        self._do = KeyButton(kind=ButtonKind.MAIN)
        self._do.setObjectName("do")
        self._do.show_key(Key.MAIN)
        self._do.clicked.connect(self._go)
        self._back = KeyButton()
        self._back.setObjectName("back")
        self._back.show_key(Key.CLOSE)
        self._back.clicked.connect(self.back_wanted)
        for keys in shortcuts.sequences(Key.MAIN):
            QShortcut(keys, self, self._go)
        for keys in shortcuts.sequences(Key.CLOSE):
            QShortcut(keys, self, self.back_wanted.emit)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self._title)
        column.addSpacing(theme.px(4))
        column.addWidget(self._why)
        for name in self._fields:
            column.addSpacing(theme.px(8))
            column.addWidget(self._labels[name])
            column.addWidget(self._bodies[name])
        column.addSpacing(theme.px(8))
        for widget in (self._sure, self._trouble, self._bar):
            column.addWidget(widget)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        buttons.addWidget(self._do)
        buttons.addWidget(self._back)
        buttons.addStretch(1)
        column.addSpacing(theme.px(8))
        column.addLayout(buttons)
        column.addStretch(1)

    def _offer(self, state: RescueState) -> None:
        self._officer.set_choices([(user.name, user.name) for user in state.officers])
        if self._officer.value() is None and state.officers:
            self._officer.set_value(state.officers[0].name)
        self._backup.set_choices([(each.name, self._called(each)) for each in state.backups])
        if self._backup.value() is None:
            self._backup.set_value(state.backup)

    def _called(self, backup: Backup) -> str:
        day = dates.full(dates.day_of(backup.made_at), self._screen.language)
        said = self.tr("{day} {time}, sheet {sheet}")
        return said.format(day=day, time=dates.clock(backup.made_at), sheet=backup.sheet)

    def _go(self) -> None:
        if self._do.isEnabled():
            self.wanted.emit(
                Typed(
                    name=str(self._officer.value() or ""),
                    password=self._password.text(),
                    backup=str(self._backup.value() or ""),
                    sheet_key=self._sheet_key.text(),
                )
            )

    def _tell(self, state: RescueState, before: RescueState) -> None:
        self._trouble.setVisible(state.trouble is not None)
        if state.trouble is None:
            return
        self._trouble.say(*words.reason(state.trouble, self._screen.language))
        if state.trouble is not before.trouble:
            announce(self, self._trouble.accessibleName())

    def _words_of_task(self) -> str:
        if self._state.task is Way.REPAIR:
            return self.tr("Repair the database")
        return self.tr("Restore a backup")

    def _words_of_doing(self) -> str:
        if self._state.task is Way.REPAIR:
            return self.tr("Repair")
        if self._state.unsigned:
            return self.tr("Take it all the same")
        return self.tr("Replace") if self._state.sure else self.tr("Restore")

    def _reason(self) -> str:
        if self._state.task is Way.REPAIR:
            return self.tr(
                "The repair works on a copy. The desk is replaced only by a copy that is whole, and"
                " the damaged file is kept. This can take some minutes."
            )
        return self.tr(
            "The backup takes the place of the desk's database. What was entered after it is not in"
            " it. The file of now is kept beside it, passwords stay as they are, and what was"
            " disposed of stays disposed of."
        )

    def _question(self) -> tuple[str, str]:
        chosen = next((b for b in self._state.backups if b.name == self._state.backup), None)
        if chosen is None:
            return "", ""
        if self._state.unsigned:
            return (
                self.tr("Nobody signed this backup. Take it all the same?"),
                self.tr(
                    "Whoever had the recovery sheet's public key could have made it. Find out first"
                    " when and by whom it was made, and where it lay. Nothing was restored yet."
                ),
            )
        known = not chosen.known_by_name
        count = self.tr("It holds %Ln application(s).", "", chosen.applications) if known else ""
        again = self.tr("Everybody signs in again after it.")
        title = self.tr("Replace the desk with the backup of {when}?").format(
            when=self._called(chosen)
        )
        between = " " if known and self._screen.language is not Language.JA else ""
        return title, f"{count}{between}{again}"
