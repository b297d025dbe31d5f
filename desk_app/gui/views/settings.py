# SPDX-License-Identifier: MIT
"""The settings: people, recovery sheets and keys for the officer, the own password for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desk_app.gui import shortcuts, theme, words
from desk_app.gui.dialogs.ask import Ask
from desk_app.gui.dialogs.confirm_password import ConfirmPassword
from desk_app.gui.dialogs.new_sheet import NewSheet
from desk_app.gui.overriding import override
from desk_app.gui.presenters.settings import Part, SettingsPresenter, SettingsState
from desk_app.gui.presenters.settings_questions import SettingsQuestions
from desk_app.gui.shortcuts import Key
from desk_app.gui.views.backups_page import BackupsPage
from desk_app.gui.views.printing_page import PrintingPage
from desk_app.gui.views.rulebook_page import RulebookPage
from desk_app.gui.views.screen_page import ScreenPage
from desk_app.gui.views.section import SectionView
from desk_app.gui.views.settings_pages import KeysPage, PasswordPage, SheetsPage, UsersPage
from desk_app.gui.views.wording_page import WordingPage
from desk_app.gui.widgets.actions import ActionLine, ActionTable
from desk_app.gui.widgets.buttons import ButtonKind
from desk_app.gui.widgets.side_list import SideItem, SideList
from desk_app.gui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.gui.presenters.question import Question
    from desk_app.gui.workplace import Workplace

_PARTS_WIDTH = 264
_ICONS = {
    Part.USERS: "users",
    Part.SHEETS: "print",
    Part.KEYS: "lock",
    Part.BACKUPS: "backup",
    Part.RULEBOOK: "book",
    Part.WORDING: "letter",
    Part.PASSWORD: "user",
    Part.PRINTING: "print",
    Part.SCREEN: "eye",
}
_Page = (
    UsersPage
    | SheetsPage
    | KeysPage
    | BackupsPage
    | RulebookPage
    | WordingPage
    | PasswordPage
    | PrintingPage
    | ScreenPage
)


class Settings(SectionView):
    """Parts at the left; whatever changes people, sheets or keys asks the own password again."""

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(work, parent)
        self.presenter = SettingsPresenter(work, self)
        self.presenter.state_changed.connect(self.render_state)
        self.questions = SettingsQuestions(work, self)
        self._title = TitleBar()
        self._title.say(self.tr("Settings"))
        self.doing = ActionTable(self._lines(), self)
        self.actions_here = self.doing
        self._side = SideList(self.tr("Parts of the settings"), groups=True)
        self._side.setObjectName("settingsParts")
        self._side.setFixedWidth(theme.px(_PARTS_WIDTH))
        self._side.chosen.connect(self._choose)
        self._stack = QStackedWidget()
        self._lay_out()
        self._users = UsersPage(work, self._stack)
        self._sheets = SheetsPage(work, self._stack)
        self._keys = KeysPage(work, self._stack)
        self._backups = BackupsPage(work, self._stack)
        self._rulebook = RulebookPage(work, self._stack)
        self._wording = WordingPage(work, self._stack)
        self._password = PasswordPage(self._stack)
        self._printing = PrintingPage(work, self._stack)
        self._screen = ScreenPage(work.screen, self._stack)
        self._pages: dict[Part, _Page] = {
            Part.USERS: self._users,
            Part.SHEETS: self._sheets,
            Part.KEYS: self._keys,
            Part.BACKUPS: self._backups,
            Part.RULEBOOK: self._rulebook,
            Part.WORDING: self._wording,
            Part.PASSWORD: self._password,
            Part.PRINTING: self._printing,
            Part.SCREEN: self._screen,
        }
        for page in self._pages.values():
            self._stack.addWidget(page)
        self._listen()
        self.render_state(self.presenter.state)

    @override
    def open_thing(self, thing: object | None) -> None:
        if isinstance(thing, Part):
            self.presenter.choose(thing)
        self.presenter.read_again()
        self._pages[self.presenter.state.part].take_focus()

    @override
    def here(self) -> object | None:
        return self.presenter.state.part

    @override
    def read_again(self) -> None:
        self.presenter.read_again()
        self._wording.presenter.read_again()

    @override
    def to_search(self) -> None:
        if self.presenter.state.part is Part.WORDING:
            self._wording.to_search()
        else:
            super().to_search()

    @override
    def close_level(self) -> bool:
        return self._rulebook.stop()

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        shown = [("↑ ↓", self.tr("choose")), ("Tab", self.tr("next part"))]
        for name, key in (("add", Key.ADD), ("change", Key.EDIT), ("remove", Key.REMOVE)):
            if self.doing[name].isVisible():
                shown.append((shortcuts.label(key), self.doing[name].text()))
        if self.presenter.state.part is Part.RULEBOOK:
            shown += self._rulebook.keys()
        elif self.presenter.state.part is Part.WORDING:
            shown += self._wording.keys()
        if self.presenter.state.part is Part.PRINTING:
            shown += self._printing.keys()
        return [(key, words.inside(said)) for key, said in shown]

    def render_state(self, state: SettingsState) -> None:
        """Show the parts, and the chosen one."""
        names = {
            Part.USERS: self.tr("People"),
            Part.SHEETS: self.tr("Recovery sheets"),
            Part.KEYS: self.tr("Keys"),
            Part.BACKUPS: self.tr("Backups"),
            Part.RULEBOOK: self.tr("Rulebook"),
            Part.WORDING: self.tr("Letters' words"),
            Part.PASSWORD: self.tr("My password"),
            Part.PRINTING: self.tr("Printing"),
            Part.SCREEN: self.tr("Screen"),
        }
        waiting = {
            Part.RULEBOOK: self._rulebook.presenter.count or None,
            Part.WORDING: self._wording.presenter.count or None,
        }
        self._side.show_items(
            [SideItem(part, _ICONS[part], names[part], waiting.get(part)) for part in state.parts]
        )
        self._side.set_current(state.part)
        self._stack.setCurrentWidget(self._pages[state.part])
        self._users.show_state(state)
        self._sheets.show_state(state)
        self._keys.show_state(state)
        self._refresh()

    def _lines(self) -> list[ActionLine]:
        return [
            ActionLine("confirm", self.tr("Confirm with password"), self._confirm),
            ActionLine("add", self._words_of_adding(), self._add, Key.ADD, "plus"),
            ActionLine("change", self.tr("Roles and password"), self._change, Key.EDIT, "edit"),
            ActionLine("remove", self._words_of_removing(), self._remove, Key.REMOVE, "minus"),
        ]

    def _listen(self) -> None:
        self._users.chosen.connect(self._refresh)
        self._users.opened.connect(self._open)
        self._sheets.chosen.connect(self._refresh)
        self._keys.renew_wanted.connect(self._renew)
        self._keys.pepper_wanted.connect(self._use_pepper)
        self._password.change_wanted.connect(self._change_password)
        self._rulebook.question_wanted.connect(self._put)
        self._rulebook.refreshed.connect(self.keys_changed)
        self._rulebook.presenter.state_changed.connect(self._count)
        self._wording.approval_wanted.connect(self._ask)
        self._wording.refreshed.connect(self.keys_changed)
        self._wording.presenter.counted.connect(self._count)

    def _lay_out(self) -> None:
        self._title.add_button(self.doing.button("confirm"))
        self._title.add_button(self.doing.button("remove"))
        self._title.add_button(self.doing.button("change"))
        self._title.add_button(self.doing.button("add", ButtonKind.MAIN))
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self._side)
        across.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addLayout(across, 1)

    def _refresh(self) -> None:
        state = self.presenter.state
        part = state.part
        user, sheet = self._users.current(), self._sheets.current()
        own = user is not None and user.id == self.work.desk.actor.id
        people = part is Part.USERS and state.keeps_people
        self.doing["confirm"].setVisible(part is Part.USERS and bool(state.waiting))
        self.doing["confirm"].setEnabled(user in state.waiting)
        self.doing["add"].setVisible(people or part is Part.SHEETS)
        self.doing["change"].setVisible(people)
        self.doing["remove"].setVisible(people or part is Part.SHEETS)
        self.doing["change"].setEnabled(user is not None and not own)
        ends = sheet is not None if part is Part.SHEETS else user is not None and not own
        self.doing["remove"].setEnabled(ends)
        self.doing["add"].setText(self._words_of_adding())
        self.doing["remove"].setText(self._words_of_removing())
        self.keys_changed.emit()

    def _choose(self, part: object) -> None:
        if isinstance(part, Part):
            self.presenter.choose(part)

    def _words_of_adding(self) -> str:
        if self.presenter.state.part is Part.SHEETS:
            return self.tr("New sheet")
        return self.tr("Add a person")

    def _words_of_removing(self) -> str:
        if self.presenter.state.part is Part.SHEETS:
            return self.tr("Destroy its key")
        return self.tr("Remove")

    def _add(self) -> None:
        if self.presenter.state.part is Part.SHEETS:
            self._ask(self.questions.new_sheet()).accepted.connect(self._print_sheet)
        else:
            self._ask(self.questions.enrol(self.presenter.state.users))

    def _open(self) -> None:
        """Do with a person what is next: somebody who waits is confirmed first."""
        if self._users.current() in self.presenter.state.waiting:
            self._confirm()
        else:
            self._change()

    def _confirm(self) -> None:
        user = self._users.current()
        if user is not None and self.doing["confirm"].isEnabled():
            self._ask(self.questions.confirm(user))

    def _change(self) -> None:
        user = self._users.current()
        if user is not None and self.doing["change"].isEnabled():
            self._ask(self.questions.change_roles(user, self.presenter.state.users))

    def _remove(self) -> None:
        user, sheet = self._users.current(), self._sheets.current()
        if self.presenter.state.part is Part.SHEETS:
            if sheet is not None:
                self._ask(self.questions.destroy_sheet(sheet))
        elif user is not None:
            self._ask(self.questions.remove(user))

    def _renew(self) -> None:
        self._ask(self.questions.renew())

    def _use_pepper(self) -> None:
        self._ask(self.questions.use_pepper(wanted=not self.presenter.state.read.peppered))

    def _change_password(self) -> None:
        self._put(self.questions.change_password())

    def _put(self, question: Question) -> None:
        Ask(self.work, question, self).begin()

    def _count(self, _state: object = None) -> None:
        """Tell how much of the rulebook and of the words waits, here and in the navigation."""
        if {Part.RULEBOOK, Part.WORDING} & set(self.presenter.state.parts):
            self.count_changed.emit(self._rulebook.presenter.count + self._wording.presenter.count)
            self.render_state(self.presenter.state)

    def _print_sheet(self) -> None:
        NewSheet(self.work, self).begin()

    def _ask(self, question: Question) -> Ask:
        """Put a question; who came by the sheet has just shown its key, and has no password."""
        by_sheet = self.presenter.state.by_sheet
        dialog = (Ask if by_sheet else ConfirmPassword)(self.work, question, self)
        dialog.begin()
        return dialog
