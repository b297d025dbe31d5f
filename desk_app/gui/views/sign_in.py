# SPDX-License-Identifier: MIT
"""The closed desk: who may sign in, and a password."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk_app.gui import shortcuts, theme, words
from desk_app.gui.delegates.users import UserDelegate
from desk_app.gui.locking import DoorShown
from desk_app.gui.models.columns import Column
from desk_app.gui.models.rows import RowsModel
from desk_app.gui.overriding import override
from desk_app.gui.presenters.sign_in import SignInPresenter, SignInState
from desk_app.gui.theme import Size
from desk_app.gui.views.closed_facts import ClosedFacts
from desk_app.gui.widgets.buttons import ButtonKind, KeyButton
from desk_app.gui.widgets.closed_side import DoorPanel
from desk_app.gui.widgets.fields import label_for
from desk_app.gui.widgets.notes import NoteFrame
from desk_app.gui.widgets.password import PasswordEdit
from desk_app.gui.widgets.table import ItemList
from desk_app.gui.widgets.text import Text
from desk_app.records.people import Language, User

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QKeyEvent

    from desk_app.gui.entrance import Entrance
    from desk_app.gui.locking import Closed, LockReason
    from desk_app.gui.screen import Screen
    from desk_app.gui.tasks import Runner

_PANEL = 480
_MOST_USERS_SHOWN = 6
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class SignIn(QWidget):
    """Facts at the left, people and password at the right; also the lock screen.

    Up and Down choose a person from the password field too, which needs neither key. `touched` says
    that something secret was typed.
    """

    opened = Signal(object)
    manual_wanted = Signal()
    touched = Signal()

    def __init__(
        self, entrance: Entrance, runner: Runner, screen: Screen, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._entrance = entrance
        self._runner = runner
        self._screen = screen
        self.door = DoorShown()
        self._users: tuple[User, ...] = ()
        self.presenter = SignInPresenter(entrance, runner, self)
        self.presenter.state_changed.connect(self.render_state)
        self.presenter.opened.connect(self.opened)
        self._facts = ClosedFacts(entrance, screen)
        self._build_panel()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._facts, 1)
        row.addWidget(self._panel)
        self._retranslate()

    def show_closed(self) -> None:
        """Show the desk closed."""
        self.stand_at(DoorShown())

    def show_locked(self, who: str, reason: LockReason, backed_up: datetime | None = None) -> None:
        """Show the desk locked; the clerk whose screen it was is chosen.

        ``backed_up`` is when the newest backup was made that counts.
        """
        self.stand_at(DoorShown(who, reason, backed_up))

    def show_behind(self, closed: Closed) -> None:
        """Show what is known of the desk behind the lock, once its store is closed."""
        self.door = replace(self.door, behind=closed)
        self._facts.show_behind(closed)

    def stand_at(self, door: DoorShown) -> None:
        """Show the closed desk, as it was shown elsewhere."""
        self.door = door
        self._facts.show_door(door.reason, door.backed_up)
        if door.behind is not None:
            self._facts.show_behind(door.behind)
        self._password.clear()
        self.presenter.read()
        row = self._model.row_of(door.who)
        self._list.choose(row if row is not None else 0)
        self._retranslate()
        self._password.setFocus()

    def take_focus(self) -> None:
        """Give the keys to the password."""
        self._password.setFocus()

    def render_state(self, state: SignInState) -> None:
        """Show the state: people, whether a password is tried, what came of it."""
        if state.users != self._users:
            self._users = state.users
            self._model.show_rows(state.users)
            shown = min(max(len(state.users), 1), _MOST_USERS_SHOWN)
            self._list.setFixedHeight(theme.px(44) * shown + 2)
            self._list.choose(0)
        self._enter.setEnabled(state.ready and bool(state.users))
        for part in (self._all_lost, self._sheet):
            part.setVisible(state.sheet)
        self._no_sheet.setVisible(not state.sheet)
        if state.refusals and not state.trying and not state.trouble:
            refused = self.tr("That did not match the password of {name}").format(name=state.tried)
            self._note.say(refused, self._advice(state.pause))
        elif state.trouble:
            self._note.say(*words.reason(state.trouble, self._screen.language))
        self._note.setVisible(bool((state.refusals and not state.trying) or state.trouble))
        if state.refused:
            self._password.selectAll()
            self._password.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()), 0)
        if not step or not self._password.hasFocus():
            super().keyPressEvent(event)
            return
        row = self._list.currentIndex().row() + step
        if 0 <= row < len(self._users):
            self._list.choose(row)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _build_panel(self) -> None:
        self._panel = DoorPanel(_PANEL)
        self._title = Text("", Size.TITLE, bold=True)
        self._ask = Text("", tone="text2", wrap=True)
        self._make_fields()
        self._note = NoteFrame("ask")
        self._note.hide()
        self._hint = NoteFrame("info")
        column = self._panel.column
        column.setSpacing(theme.px(4))
        column.addWidget(self._title)
        column.addWidget(self._ask)
        for space, part in (
            (24, self._who),
            (0, self._list),
            (16, self._password_label),
            (0, self._password),
            (12, self._enter),
        ):
            column.addSpacing(theme.px(space))
            column.addWidget(part)
        column.addSpacing(theme.px(12))
        column.addWidget(self._note)
        column.addSpacing(theme.px(4))
        column.addWidget(self._hint)
        column.addStretch(1)
        column.addLayout(self._lost())
        column.addSpacing(theme.px(8))
        column.addLayout(self._bottom())

    def _make_fields(self) -> None:
        name: Column[User] = Column(
            "name",
            str,
            lambda user: user.name,
            note=lambda user: words.roles(user.roles, self._screen.language),
        )
        self._model = RowsModel([name], lambda user: user.name, parent=self)
        self._list = ItemList("")
        self._list.setObjectName("users")
        self._list.setModel(self._model)
        self._list.setItemDelegate(UserDelegate(self._list))
        self._list.setProperty("card", True)  # noqa: FBT003 a Qt property
        self._list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.opened.connect(self._to_password)
        self._list.current_changed.connect(self._show_hint)
        self._password = PasswordEdit()
        self._password.setObjectName("password")
        self._password.returnPressed.connect(self._try)
        self._password.textEdited.connect(self.touched)
        self._who = label_for(self._list, "")
        self._password_label = label_for(self._password, "")
        self._enter = KeyButton(key=shortcuts.ENTER, kind=ButtonKind.MAIN)
        self._enter.setObjectName("enter")
        self._enter.clicked.connect(self._try)
        self._enter.send_keys_to(self._password)

    def _lost(self) -> QHBoxLayout:
        self._all_lost = Text("", tone="text2")
        self._sheet = KeyButton(kind=ButtonKind.LINK)
        self._sheet.setObjectName("withSheet")
        self._sheet.clicked.connect(self._ask_for_sheet)
        self._no_sheet = Text("", tone="text2", wrap=True)
        self._no_sheet.setObjectName("noSheet")
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self._all_lost)
        row.addWidget(self._sheet)
        row.addWidget(self._no_sheet, 1)
        row.addStretch(0)
        return row

    def _bottom(self) -> QHBoxLayout:
        self._language = KeyButton(kind=ButtonKind.FLAT)
        self._language.setObjectName("language")
        self._language.clicked.connect(self._other_language)
        self._look = KeyButton(kind=ButtonKind.FLAT)
        self._look.setObjectName("look")
        self._look.clicked.connect(self._other_look)
        self._manual = KeyButton(kind=ButtonKind.FLAT)
        self._manual.setObjectName("manual")
        self._manual.clicked.connect(self.manual_wanted)
        self._quit = KeyButton(kind=ButtonKind.FLAT)
        self._quit.setObjectName("quit")
        self._quit.show_key(shortcuts.Key.QUIT)
        self._quit.clicked.connect(self._close_window)
        for keys in shortcuts.sequences(shortcuts.Key.QUIT):
            QShortcut(keys, self, self._close_window)
        for key, steps in ((shortcuts.Key.ZOOM_IN, 1), (shortcuts.Key.ZOOM_OUT, -1)):
            for keys in shortcuts.sequences(key):
                QShortcut(keys, self, partial(self._screen.resize_text, steps))
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        for button in (self._language, self._look, self._manual, self._quit):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _try(self) -> None:
        name = self._list.current_id()
        if isinstance(name, str) and self._password.text():
            self.presenter.try_password(name, self._password.text())

    def _ask_for_sheet(self) -> None:
        from desk_app.gui.dialogs.sheet_entry import SheetEntry

        dialog = SheetEntry(self._entrance, self._runner, self._screen.language, self)
        dialog.opened.connect(self.opened)
        dialog.finished.connect(self.touched)
        dialog.open()

    def _to_password(self) -> None:
        self._password.setFocus()

    def _other_language(self) -> None:
        other = Language.EN if self._screen.language is Language.JA else Language.JA
        self._screen.use_language(other)

    def _other_look(self) -> None:
        self._screen.use_dark(dark=not self._screen.dark)
        self._retranslate()

    def _close_window(self) -> None:
        self.window().close()

    def _advice(self, pause: int) -> str:
        advice = self.tr("Check capital and small letters and type the password again.")
        if not pause:
            return advice
        return f"{advice} {self.tr('The next try is possible in %n second(s).', '', pause)}"

    def _show_hint(self) -> None:
        password = self._entrance.sample_passwords.get(str(self._list.current_id()), "")
        self._hint.say(
            self.tr("This is the sample desk; its people are invented"),
            self.tr("Password: {password}").format(password=password),
        )
        self._hint.setVisible(bool(password))

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Unlock") if self.door.reason else self.tr("Sign in"))
        self._ask.setText(
            self.tr("To go on, type your own password.")
            if self.door.reason
            else self.tr("Choose your name and type your own password.")
        )
        self._who.setText(self.tr("Person: choose with ↑ ↓"))
        self._password_label.setText(self.tr("Password"))
        self._list.setAccessibleName(self.tr("Person"))
        self._password.setAccessibleName(self.tr("Password"))
        self._enter.setText(self.tr("Unlock") if self.door.reason else self.tr("Sign in"))
        self._language.setText(self.tr("日本語"))
        self._look.setText(self.tr("Light") if self._screen.dark else self.tr("Dark"))
        self._manual.setText(self.tr("Manual"))
        self._quit.setText(self.tr("Quit"))
        self._all_lost.setText(self.tr("All passwords lost:"))
        self._sheet.setText(self.tr("Use the recovery sheet"))
        self._no_sheet.setText(
            self.tr("There is no recovery sheet yet. The officer prints one in Settings.")
        )
        self._facts.retranslate()
        self._model.speak_again()
        self._show_hint()
        self.render_state(self.presenter.state)
