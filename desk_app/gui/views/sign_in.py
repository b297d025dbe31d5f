# SPDX-License-Identifier: MIT
"""The closed desk: who may sign in, and a password."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk_app.gui import shortcuts, theme, words
from desk_app.gui.delegates.users import UserDelegate
from desk_app.gui.locking import DoorShown
from desk_app.gui.models.columns import Column
from desk_app.gui.models.rows import RowsModel
from desk_app.gui.overriding import override
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
    from desk_app.gui.presenters.sign_in import SignInPresenter, SignInState
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
        self, presenter: SignInPresenter, entrance: Entrance, runner: Runner, screen: Screen
    ) -> None:
        super().__init__()
        self._entrance = entrance
        self._runner = runner
        self._screen = screen
        self.door = DoorShown()
        self._users: tuple[User, ...] = ()
        self.presenter = presenter
        presenter.state_changed.connect(self.render_state)
        self._facts = ClosedFacts(entrance, screen)
        self._build_panel()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._facts, 1)
        row.addWidget(self._panel)
        self._show_door(self.door)
        self._show_hint()
        self.render_state(presenter.state)

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
        self._show_door(replace(self.door, behind=closed))

    def stand_at(self, door: DoorShown) -> None:
        """Show the closed desk, as it was shown elsewhere."""
        self._show_door(door)
        self._password.clear()
        self.presenter.read()
        self._choose(door.who)
        self._password.setFocus()

    def stand_again(self, before: SignIn) -> None:
        """Stand as a page did before, with who was chosen there."""
        self._show_door(before.door)
        self._choose(before.chosen)

    @property
    def chosen(self) -> object:
        """The name of the person chosen."""
        return self._list.current_id()

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

    def _build_panel(self) -> None:
        self._panel = DoorPanel(_PANEL)
        self._title = Text("", Size.TITLE, bold=True)
        self._ask = Text("", tone="text2", wrap=True)
        self._make_fields()
        who = label_for(self._list, self.tr("Person: choose with ↑ ↓"))
        self._list.setAccessibleName(self.tr("Person"))
        self._note = NoteFrame("ask")
        self._note.hide()
        self._hint = NoteFrame("info")
        column = self._panel.column
        column.setSpacing(theme.px(4))
        column.addWidget(self._title)
        column.addWidget(self._ask)
        for space, part in (
            (24, who),
            (0, self._list),
            (16, label_for(self._password, self.tr("Password"))),
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
            "",
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
        self._enter = KeyButton(key=shortcuts.ENTER, kind=ButtonKind.MAIN)
        self._enter.setObjectName("enter")
        self._enter.clicked.connect(self._try)
        self._enter.send_keys_to(self._password)

    def _lost(self) -> QHBoxLayout:
        self._all_lost = Text(self.tr("All passwords lost:"), tone="text2")
        self._sheet = KeyButton(self.tr("Use the recovery sheet"), kind=ButtonKind.LINK)
        self._sheet.setObjectName("withSheet")
        self._sheet.clicked.connect(self._ask_for_sheet)
        none_yet = self.tr("There is no recovery sheet yet. The officer prints one in Settings.")
        self._no_sheet = Text(none_yet, tone="text2", wrap=True)
        self._no_sheet.setObjectName("noSheet")
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self._all_lost)
        row.addWidget(self._sheet)
        row.addWidget(self._no_sheet, 1)
        row.addStretch(0)
        return row

    def _bottom(self) -> QHBoxLayout:
        language = KeyButton(self.tr("日本語"), kind=ButtonKind.FLAT)
        language.setObjectName("language")
        language.clicked.connect(self._other_language)
        self._look = KeyButton(self._words_of_look(), kind=ButtonKind.FLAT)
        self._look.setObjectName("look")
        self._look.clicked.connect(self._other_look)
        manual = KeyButton(self.tr("Manual"), kind=ButtonKind.FLAT)
        manual.setObjectName("manual")
        manual.clicked.connect(self.manual_wanted)
        leave = KeyButton(self.tr("Quit"), kind=ButtonKind.FLAT)
        leave.setObjectName("quit")
        leave.show_key(shortcuts.Key.QUIT)
        leave.clicked.connect(self._close_window)
        for keys in shortcuts.sequences(shortcuts.Key.QUIT):
            QShortcut(keys, self, self._close_window)
        for key, steps in ((shortcuts.Key.ZOOM_IN, 1), (shortcuts.Key.ZOOM_OUT, -1)):
            for keys in shortcuts.sequences(key):
                QShortcut(keys, self, partial(self._screen.resize_text, steps))
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        for button in (language, self._look, manual, leave):
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
        self._look.setText(self._words_of_look())

    def _words_of_look(self) -> str:
        return self.tr("Light") if self._screen.dark else self.tr("Dark")

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

    def _show_door(self, door: DoorShown) -> None:
        """Show the desk locked, or closed where nothing locked it."""
        self.door = door
        self._facts.show_door(door)
        verb = self.tr("Unlock") if door.reason else self.tr("Sign in")
        self._title.setText(verb)
        self._enter.setText(verb)
        self._ask.setText(
            self.tr("To go on, type your own password.")
            if door.reason
            else self.tr("Choose your name and type your own password.")
        )

    def _choose(self, name: object) -> None:
        """Choose a person, or the first where nobody has this name."""
        self._list.choose(self._model.row_of(name) or 0)
