# SPDX-License-Identifier: MIT
"""The settings: people, recovery sheets and keys for the officer, password and screen for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from desk_app.gui import words
from desk_app.gui.asking import Ask
from desk_app.gui.kit import shortcuts, theme
from desk_app.gui.kit.actions import ActionLine, ActionTable
from desk_app.gui.kit.boxes import in_column, in_row
from desk_app.gui.kit.buttons import ButtonKind, KeyButton
from desk_app.gui.kit.choices import ChoiceBox
from desk_app.gui.kit.columns import Column, RowsModel
from desk_app.gui.kit.fields import label_for
from desk_app.gui.kit.layout import PageScroll, TitleBar
from desk_app.gui.kit.notes import NoteFrame
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.shortcuts import Key
from desk_app.gui.kit.side_list import SideItem, SideList
from desk_app.gui.kit.table import CellDelegate, ListTable
from desk_app.gui.kit.text import Text
from desk_app.gui.kit.theme import Size
from desk_app.gui.page import SectionView
from desk_app.gui.pages.settings.backups_page import BackupsPage
from desk_app.gui.pages.settings.book import (
    KeysRead,
    Part,
    SettingsPresenter,
    SettingsState,
    SheetState,
)
from desk_app.gui.pages.settings.printing_page import PrintingPage
from desk_app.gui.pages.settings.questions import SettingsQuestions
from desk_app.gui.pages.settings.rulebook_page import RulebookPage
from desk_app.gui.pages.settings.wording_page import WordingPage
from desk_app.gui.passwords import with_own_password
from desk_app.gui.safety.sheets import NewSheet
from desk_app.gui.screen import Look
from desk_app.i18n import dates, messages
from desk_app.records.people import Language

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desk_app.gui.asking import Question
    from desk_app.gui.screen import Screen
    from desk_app.gui.session import Workplace
    from desk_app.records.people import NamedLine, User
    from desk_app.records.safekeeping import RecoverySheet


class KeyColumns(QObject):
    """Makes the columns, in the language of the screens."""

    def __init__(self, language: Language, parent: QObject) -> None:
        super().__init__(parent)
        self._language = language

    def of_users(self, state: Callable[[User], str]) -> list[Column[User]]:
        """Return the columns of the people; ``state`` says where one waits for something."""
        return [
            Column("name", self.tr("Name"), lambda user: user.name, 280),
            Column("roles", self.tr("Roles"), lambda user: words.roles(user.roles, self._language)),
            Column("state", self.tr("State"), state, 200),
        ]

    def of_statements(self) -> list[Column[NamedLine]]:
        """Return the columns of the roster's statements."""
        return [
            Column("number", self.tr("Number"), lambda line: str(line.number), 72),
            Column("at", self.tr("When"), self._when, 144, digits=True),
            Column(
                "act", self.tr("What"), lambda line: messages.label(line.act, self._language), 184
            ),
            Column("about", self.tr("About"), lambda line: line.about),
            Column("by", self.tr("By"), lambda line: line.by),
            Column("second", self.tr("With"), lambda line: line.second),
        ]

    def _when(self, line: NamedLine) -> str:
        day = dates.narrow(dates.day_of(line.at), self._language)
        return f"{day} {dates.clock(line.at)}"

    def of_sheets(self, state: Callable[[RecoverySheet], str]) -> list[Column[RecoverySheet]]:
        """Return the columns of the sheets; ``state`` says where one is in its life."""
        return [
            Column("number", self.tr("Number"), lambda sheet: sheet.number, 104),
            Column(
                "quarter",
                self.tr("Quarter"),
                lambda sheet: dates.quarter(sheet.quarter, self._language),
                176,
            ),
            Column(
                "made",
                self.tr("Made"),
                lambda sheet: dates.narrow(sheet.made_on, self._language),
                104,
            ),
            Column("places", self.tr("Places"), lambda sheet: " / ".join(sheet.places)),
            Column("state", self.tr("State"), state, 264),
        ]


# The settings of the screen at this place: its language, and whether it is light or dark.


_WIDTH, _FIELD = 720, 320


class ScreenPage(QWidget):
    """What everybody may choose; it holds at once, and at the next start."""

    def __init__(self, screen: Screen, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._screen = screen
        self._look, self._language = ChoiceBox(), ChoiceBox()
        self._look.set_choices(
            [
                (Look.SYSTEM, self.tr("As the system")),
                (Look.LIGHT, self.tr("Light")),
                (Look.DARK, self.tr("Dark")),
            ]
        )
        # Each language is named in itself, for whoever reads no other.
        self._language.set_choices([(Language.JA, "日本語"), (Language.EN, "English")])
        self._look.setObjectName("look")
        self._look.chosen.connect(self._choose_look)
        self._language.setObjectName("screenLanguage")
        self._language.chosen.connect(self._choose_language)
        self._lay_out()
        self.show_choices()
        screen.chosen.connect(self.show_choices)

    def show_choices(self) -> None:
        """Show what is chosen now; the menu changes it too."""
        self._look.set_value(self._screen.look)
        self._language.set_value(self._screen.language)

    def take_focus(self) -> None:
        """Put the keys on the first choice."""
        self._look.setFocus()

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setMaximumWidth(theme.px(_WIDTH))
        column = in_column(inner, gap=4, edge=16)
        for box, name, help_ in (
            (
                self._look,
                self.tr("Light or dark"),
                self.tr("Following the system, the window changes with it, at night for instance."),
            ),
            (
                self._language,
                self.tr("Language of the screens"),
                self.tr("Letters are written in the language of the reply, whatever stands here."),
            ),
        ):
            box.setMaximumWidth(theme.px(_FIELD))
            column.addWidget(label_for(box, name))
            column.addWidget(box)
            column.addWidget(Text(help_, Size.LABEL, "text2", wrap=True))
            column.addSpacing(theme.px(16))
        column.addStretch(1)
        in_column(self, inner, edge=0)

    def _choose_look(self, look: object) -> None:
        if isinstance(look, Look):
            self._screen.use_look(look)

    def _choose_language(self, language: object) -> None:
        if isinstance(language, Language):
            self._screen.use_language(language)


# The pages of the settings: a table of people, a table of sheets, the keys, the own password.


_PAGES_WIDTH = 720
_LEAST_TABLE = 160
_FINGERPRINT = 360


class UsersPage(QWidget):
    """Who works here; Enter asks for other roles or a new password."""

    chosen = Signal()
    opened = Signal()

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._waiting: tuple[User, ...] = ()
        columns = KeyColumns(work.language, self).of_users(self._state_of)
        self._model: RowsModel[User] = RowsModel(columns, lambda user: user.id, None, self)
        self._table = ListTable(self.tr("People"))
        self._table.setObjectName("people")
        self._table.setItemDelegate(CellDelegate(self._table))
        self._table.let_rows_grow()
        self._table.show_model(self._model)
        self._table.opened.connect(lambda _: self.opened.emit())
        self._table.current_changed.connect(lambda _: self.chosen.emit())
        self._note = NoteFrame(
            "ask",
            self.tr("The recovery sheet let you in"),
            self.tr(
                "Give an officer a new password, or add one; then sign in with it. Print a new"
                " recovery sheet after that."
            ),
        )
        self._note.setObjectName("bySheet")
        self._note.hide()
        in_column(self, self._note, (self._table, 1), gap=0, edge=0)

    def current(self) -> User | None:
        """Return the person chosen."""
        return self._model.row_at(self._table.currentIndex().row())

    def show_state(self, state: SettingsState) -> None:
        """Show the people, those who wait last; who came by the sheet is told what is next."""
        self._waiting = state.waiting
        self._model.show_rows((*state.users, *state.waiting))
        if not self._table.currentIndex().isValid():
            self._table.choose(0)
        self._note.setVisible(state.by_sheet)

    def take_focus(self) -> None:
        """Put the keys on the table."""
        self._table.setFocus()

    def _state_of(self, user: User) -> str:
        return self.tr("not confirmed yet") if user in self._waiting else ""


class SheetsPage(QWidget):
    """All recovery sheets, the newest first."""

    chosen = Signal()

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._states: dict[str, SheetState] = {}
        columns = KeyColumns(work.language, self).of_sheets(self._state_of)
        self._model: RowsModel[RecoverySheet] = RowsModel(
            columns, lambda sheet: sheet.number, None, self
        )
        self._table = ListTable(self.tr("Recovery sheets"))
        self._table.setObjectName("sheets")
        self._table.setItemDelegate(CellDelegate(self._table))
        self._table.let_rows_grow()
        self._table.scroll_sideways()
        self._table.show_model(self._model)
        self._table.current_changed.connect(lambda _: self.chosen.emit())
        in_column(self, self._table, edge=0)

    def current(self) -> RecoverySheet | None:
        """Return the sheet chosen, if its key can be destroyed: neither gone nor in use."""
        sheet = self._model.row_at(self._table.currentIndex().row())
        over = (SheetState.DESTROYED, SheetState.IN_USE)
        return sheet if sheet is not None and self._states[sheet.number] not in over else None

    def show_state(self, state: SettingsState) -> None:
        """Show the sheets."""
        sheets = state.read.sheets
        self._states = {line.sheet.number: line.state for line in sheets}
        self._model.show_rows([line.sheet for line in sheets])
        if not self._table.currentIndex().isValid():
            self._table.choose(0)

    def take_focus(self) -> None:
        """Put the keys on the table."""
        self._table.setFocus()

    def _state_of(self, sheet: RecoverySheet) -> str:
        told = {
            SheetState.WAITING: self.tr("printed, not confirmed"),
            SheetState.IN_USE: self.tr("in use"),
            SheetState.KEPT: self.tr("opens its backups"),
            SheetState.DESTROYED: self.tr("key destroyed"),
        }
        state = self._states.get(sheet.number, SheetState.WAITING)
        if sheet.destroyed_on is None:
            return told[state]
        return f"{told[state]} {dates.narrow(sheet.destroyed_on, self._work.language)}"


class KeysPage(QWidget):
    """The data key, whether passwords are bound to this machine, and the roster of the keys."""

    renew_wanted = Signal()
    pepper_wanted = Signal()

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster = RosterPart(work)
        self._renew = KeyButton(self.tr("Change the data key"))
        self._renew.setObjectName("renew")
        self._renew.clicked.connect(self.renew_wanted)
        self._pepper = KeyButton()
        self._pepper.setObjectName("pepper")
        self._pepper.clicked.connect(self.pepper_wanted)
        self._bound = Text("", Size.SECTION, bold=True)
        why_renew = self.tr(
            "The database is encrypted with it. It changes by itself with each new recovery sheet,"
            " each removal and each disposal; change it by hand when a copy of the database file"
            " may have gone astray."
        )
        why_bind = self.tr(
            "Bound, a copy of both folders opens nowhere else, even with a password. Nobody is"
            " locked out: the recovery sheet opens the desk on any machine."
        )
        page = QWidget()
        column = in_column(page, gap=8, edge=16)
        for head, said, button in (
            (Text(self.tr("Data key"), Size.SECTION, bold=True), why_renew, self._renew),
            (self._bound, why_bind, self._pepper),
        ):
            column.addWidget(head)
            why = Text(said, wrap=True)
            # The words alone are no wider than they read: names in the table have their room.
            why.setMaximumWidth(theme.px(_PAGES_WIDTH))
            column.addWidget(why)
            column.addWidget(button)
            column.addSpacing(theme.px(24))
        column.addWidget(self._roster, 1)
        scroll = PageScroll(self)
        scroll.setWidget(page)
        scroll.follow_keys()
        in_column(self, scroll, edge=0)

    def show_state(self, state: SettingsState) -> None:
        """Show whether passwords are bound to this machine, and what the roster says."""
        self._roster.show_roster(state.read)
        bound = self.tr("Passwords are bound to this machine")
        free = self.tr("Passwords are not bound to this machine")
        self._bound.setText(bound if state.read.peppered else free)
        self._pepper.setText(
            self.tr("Bind no longer") if state.read.peppered else self.tr("Bind to this machine")
        )

    def take_focus(self) -> None:
        """Put the keys on the first button."""
        self._renew.setFocus()


class RosterPart(QWidget):
    """The roster of the keys: its fingerprint, to be compared with paper, and its statements."""

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head = Text(self.tr("Roster of the keys"), Size.SECTION, bold=True)
        self._why = Text("", wrap=True)
        self._fingerprint = QLineEdit()
        self._fingerprint.setAccessibleName(self.tr("Fingerprint of the roster"))
        self._fingerprint.setObjectName("fingerprint")
        self._fingerprint.setReadOnly(True)
        self._count = Text("")
        columns = KeyColumns(work.language, self).of_statements()
        self._model: RowsModel[NamedLine] = RowsModel(columns, lambda line: line.number, None, self)
        self._table = ListTable(self.tr("Statements of the roster"))
        self._table.setObjectName("statements")
        self._table.setItemDelegate(CellDelegate(self._table))
        self._table.let_rows_grow()
        self._table.scroll_sideways()
        self._table.show_model(self._model)
        self._table.setMinimumHeight(theme.px(_LEAST_TABLE))
        self._why.setMaximumWidth(theme.px(_PAGES_WIDTH))
        self._fingerprint.setMaximumWidth(theme.px(_FINGERPRINT))
        column = in_column(self, gap=8, edge=0)
        for widget in (self._head, self._why, self._fingerprint, self._count):
            column.addWidget(widget)
        column.addWidget(self._table, 1)
        column.addStretch(0)

    def show_roster(self, read: KeysRead) -> None:
        """Show fingerprint and statements; of a desk without a roster, that it has none."""
        self._fingerprint.setText(read.fingerprint)
        self._fingerprint.setCursorPosition(0)
        self._model.show_rows(read.lines)
        if not self._table.currentIndex().isValid():
            self._table.choose(0)
        for widget in (self._fingerprint, self._count, self._table):
            widget.setVisible(bool(read.fingerprint))
        self._why.setText(
            self.tr(
                "Every act on people, keys and sheets is signed by whoever did it. Compare this"
                " fingerprint with the recovery sheet in the safe and the day sheets in the binder:"
                " if it is another, somebody has changed the keys."
            )
            if read.fingerprint
            else self.tr("This desk was not carried over to a signed roster yet.")
        )
        self._count.setText(self.tr("%n statement(s)", "", len(read.lines)))


class PasswordPage(QWidget):
    """The own password, which everybody may change."""

    change_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head = Text(self.tr("My password"), Size.SECTION, bold=True)
        self._why = Text(
            self.tr(
                "At least 12 characters; no name of the desk, nothing easily guessed. Nobody else"
                " can read it: should it be lost, the officer gives a new one."
            ),
            wrap=True,
        )
        self._change = KeyButton(self.tr("Change my password"))
        self._change.setObjectName("changePassword")
        self._change.clicked.connect(self.change_wanted)
        column = _page(self)
        for widget in (self._head, self._why, self._change):
            column.addWidget(widget)
        column.addStretch(1)

    def take_focus(self) -> None:
        """Put the keys on the button."""
        self._change.setFocus()


def _page(page: QWidget) -> QVBoxLayout:
    """Return the column of a page of plain text, which does not grow wider than it reads."""
    inner = QWidget()
    inner.setMaximumWidth(theme.px(_PAGES_WIDTH))
    in_column(page, inner, edge=0)
    return in_column(inner, gap=8, edge=16)


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
        self._rulebook.question_wanted.connect(self.ask)
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
        across = in_row(None, self._side, (self._stack, 1), gap=0)
        in_column(self, self._title, (across, 1), gap=0, edge=0)

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
        self.ask(self.questions.change_password())

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


# Asks for one's own password once more, in place, before a sensitive step.


class ConfirmPassword(Ask):
    """Does the verb of a question for whoever shows the password of the person signed in.

    A wrong one is told in place, and nothing is done; the pause before the next try grows as at
    the door.
    """

    def __init__(self, work: Workplace, question: Question, parent: QWidget) -> None:
        super().__init__(work, with_own_password(work, question), parent)
