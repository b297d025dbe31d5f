# SPDX-License-Identifier: MIT
"""The settings: people, recovery sheets and keys for the officer, password and screen for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from desk_app.gui import words
from desk_app.gui.asking import Ask
from desk_app.gui.kit.display.facts import FactLine, FactsCard
from desk_app.gui.kit.display.notes import ListOrNote, NoteFrame
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.fields.fields import label_for
from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.boxes import STRETCH, Space, dress, in_column, in_row, lay_into, named
from desk_app.gui.kit.layout.buttons import ButtonKind, button_for
from desk_app.gui.kit.layout.layout import PageScroll, TitleBar, takes_keys
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.text import Text, style_as
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.tables.columns import Column, RowsModel
from desk_app.gui.kit.tables.side_list import SideItem, SideList
from desk_app.gui.kit.tables.table import list_of
from desk_app.gui.page import PagePart, Place, SectionView
from desk_app.gui.pages.settings.backups_page import BackupsPage
from desk_app.gui.pages.settings.book import (
    KeysRead,
    SettingsBook,
    SettingsPart,
    SettingsState,
    SheetState,
)
from desk_app.gui.pages.settings.printing_page import PrintingPage
from desk_app.gui.pages.settings.profile_page import DeskProfilePage
from desk_app.gui.pages.settings.program_page import ProgramPage
from desk_app.gui.pages.settings.questions import SettingsQuestions
from desk_app.gui.pages.settings.rulebook.values_page import ValuesPage
from desk_app.gui.pages.settings.rulebook.version_page import RulebookPage
from desk_app.gui.pages.settings.stations_page import StationsPage
from desk_app.gui.pages.settings.wording.page import WordingPage
from desk_app.gui.passwords import with_own_password
from desk_app.gui.safety.sheets import NewSheet
from desk_app.gui.session.entrance import LOCK_MINUTES
from desk_app.gui.session.screen import ScreenLook
from desk_app.i18n import dates, messages
from desk_app.records.desk.people import Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from desk_app.gui.asking import Question
    from desk_app.gui.session.session import Session
    from desk_app.records.desk.people import NamedLine, User
    from desk_app.records.desk.sheets import RecoverySheet


_WIDTH, _FIELD = 720, 320


class ScreenPage(PagePart):
    """What everybody may choose; it holds at once, and at the next start."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent)
        self._screen = screen = session.screen
        self._look, self._language = ChoiceBox(), ChoiceBox()
        self._look.set_choices(
            [
                (ScreenLook.SYSTEM, self.tr("As the system")),
                (ScreenLook.LIGHT, self.tr("Light")),
                (ScreenLook.DARK, self.tr("Dark")),
            ]
        )
        # Each language is named in itself, for whoever reads no other.
        self._language.set_choices([(Language.JA, "日本語"), (Language.EN, "English")])
        self._look.setObjectName("look")
        self._look.chosen.connect(screen.use_look)
        self._language.setObjectName("screenLanguage")
        self._language.chosen.connect(screen.use_language)
        self._size, self._lock = ChoiceBox(), ChoiceBox()
        self._size.set_choices([(each, f"{each} %") for each in screen.text_percents()])
        self._size.setObjectName("textSize")
        self._size.chosen.connect(screen.use_text_percent)
        self._lock.set_choices([(each, self._minutes(each)) for each in LOCK_MINUTES])
        self._lock.setObjectName("lockMinutes")
        self._lock.chosen.connect(screen.use_lock_minutes)
        self._lay_out()
        self.show_choices()
        screen.chosen.connect(self.show_choices)

    def show_choices(self) -> None:
        """Show what is chosen now; the menu changes it too."""
        self._look.set_value(self._screen.look)
        self._language.set_value(self._screen.language)
        self._size.set_value(self._screen.text_percent)
        self._lock.set_value(self._screen.lock_minutes)

    def _minutes(self, count: int) -> str:
        return self.tr("%n minute(s)", "", count)

    @override
    def take_focus(self) -> None:
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
            (
                self._size,
                self.tr("Size of text"),
                self.tr(
                    "All that stands around the text grows with it, as far as the screen goes."
                ),
            ),
            (
                self._lock,
                self.tr("Lock after"),
                self.tr("So long without a key or the mouse, the desk locks and keeps your draft."),
            ),
        ):
            box.setMaximumWidth(theme.px(_FIELD))
            why = Text(help_, Size.LABEL, "text2", wrap=True)
            lay_into(column, label_for(box, name), box, why, Space(16))
        column.addStretch(1)
        in_column(self, inner, edge=0)


# The pages of the settings: a table of people, a table of sheets, the keys, the own password.


_PAGES_WIDTH = 720
_LEAST_TABLE = 160
_FINGERPRINT = 360


class UsersPage(PagePart):
    """Who works here; Enter asks for other roles or a new password."""

    def __init__(self, page: SettingsView, parent: QWidget) -> None:
        super().__init__(page.session, parent)
        self._waiting: tuple[User, ...] = ()
        language = page.session.language
        columns: list[Column[User]] = [
            Column("name", self.tr("Name"), lambda user: user.name, 280),
            Column("roles", self.tr("Roles"), lambda user: words.roles(user.roles, language)),
            Column("state", self.tr("State"), self._state_of, 280),
        ]
        self._model = RowsModel(columns, lambda user: user.id, None, self)
        self._table = list_of("people", self.tr("People"), self._model)
        self._table.opened.connect(lambda _: page.open_person())
        self._table.current_changed.connect(lambda _: page.refresh())
        self._note = named(
            "bySheet",
            NoteFrame(
                "ask",
                self.tr("The recovery sheet let you in"),
                self.tr(
                    "Give an officer a new password, or add one; then sign in with it. Print a new"
                    " recovery sheet after that."
                ),
            ),
        )
        self._note.hide()
        self._roles = FactsCard(168)
        self._roles.show_facts(
            [
                FactLine("user", self.tr("Clerk"), self.tr("Logs mail, checks, writes and posts.")),
                FactLine(
                    "users",
                    self.tr("Supervisor"),
                    self.tr("Approves what another proposed; signs the wording of letters."),
                ),
                FactLine(
                    "lock",
                    self.tr("Officer"),
                    self.tr("Looks after people, keys, backups and the rulebook."),
                ),
                FactLine(
                    "eye",
                    self.tr("Auditor"),
                    self.tr("Reads the journal, the registers and ledgers, and the figures alone."),
                ),
            ]
        )
        head = Text(self.tr("What each role may do"), Size.SECTION, bold=True)
        style_as(self._table, "card")
        parts = (self._note, (self._table, 1), Space(8), head, self._roles, STRETCH)
        in_column(self, *parts, gap=8, edge=16)

    def current(self) -> User | None:
        """Return the person chosen."""
        return self._model.row_at(self._table.currentIndex().row())

    def show_state(self, state: SettingsState) -> None:
        """Show the people, those who wait last; who came by the sheet is told what is next."""
        self._waiting = state.waiting
        self._model.show_rows((*state.users, *state.waiting))
        # Not higher than its rows: what the roles may do stands right below.
        head = self._table.horizontalHeader().height()
        self._table.setMaximumHeight(head + self._table.height_of_rows() + theme.px(2))
        if not self._table.currentIndex().isValid():
            self._table.choose(0)
        self._note.setVisible(state.by_sheet)

    @override
    def take_focus(self) -> None:
        self._table.setFocus()

    def _state_of(self, user: User) -> str:
        if user in self._waiting:
            return self.tr("not confirmed yet")
        own = user.id == self.session.desk.actor.id
        return self.tr("you: changed by another person only") if own else ""


class SheetsPage(PagePart):
    """All recovery sheets, the newest first."""

    def __init__(self, page: SettingsView, parent: QWidget) -> None:
        super().__init__(page.session, parent)
        self._states: dict[str, SheetState] = {}
        language = page.session.language
        columns: list[Column[RecoverySheet]] = [
            Column("number", self.tr("Number"), lambda sheet: sheet.number, 104),
            Column(
                "quarter",
                self.tr("Quarter"),
                lambda sheet: dates.quarter(sheet.quarter, language),
                176,
            ),
            Column("made", self.tr("Made"), lambda sheet: dates.full(sheet.made_on, language), 144),
            Column("places", self.tr("Places"), lambda sheet: " / ".join(sheet.places)),
            Column("state", self.tr("State"), self._state_of, 264),
        ]
        self._model = RowsModel(columns, lambda sheet: sheet.number, None, self)
        self._table = list_of("sheets", self.tr("Recovery sheets"), self._model)
        self._table.scroll_sideways()
        self._table.current_changed.connect(lambda _: page.refresh())
        style_as(self._table, "card")
        self._listed = ListOrNote(self._table)
        in_column(self, self._listed, edge=16)

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
        none = self.tr(
            "No sheet was printed yet. Without one, nobody gets in once all passwords are lost:"
            " print the first with Insert and put it into the safe."
        )
        self._listed.show_list(none, empty=not sheets)
        if not self._table.currentIndex().isValid():
            self._table.choose(0)

    @override
    def take_focus(self) -> None:
        self._table.setFocus()

    def _state_of(self, sheet: RecoverySheet) -> str:
        told = {
            SheetState.WAITING: self.tr("printed, not confirmed"),
            SheetState.IN_USE: self.tr("in use"),
            SheetState.KEPT: self.tr("opens its backups"),
            SheetState.DESTROYED: self.tr("key destroyed"),
        }[self._states.get(sheet.number, SheetState.WAITING)]
        if sheet.destroyed_on is None:
            return told
        return f"{told} {dates.full(sheet.destroyed_on, self.session.language)}"


class KeysPage(PagePart):
    """The data key, whether passwords are bound to this machine, and the roster of the keys."""

    def __init__(self, page: SettingsView, parent: QWidget) -> None:
        super().__init__(page.session, parent)
        self._roster = RosterPart(page.session)
        self._renew = button_for(
            "renew",
            self.tr("Change the data key"),
            lambda: page.ask_with_password(page.questions.renew()),
        )
        self._pepper = button_for("pepper", "", page.use_pepper)
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
        inner = QWidget()
        column = in_column(inner, gap=8, edge=16)
        for head, said, button in (
            (Text(self.tr("Data key"), Size.SECTION, bold=True), why_renew, self._renew),
            (self._bound, why_bind, self._pepper),
        ):
            why = Text(said, wrap=True)
            # The words alone are no wider than they read: names in the table have their room.
            why.setMaximumWidth(theme.px(_PAGES_WIDTH))
            row = in_row(None, (why, 1), STRETCH, button, gap=16, edge=0)
            lay_into(column, head, row, Space(24))
        column.addWidget(self._roster, 1)
        scroll = PageScroll(self)
        scroll.setWidget(inner)
        scroll.follow_keys()
        in_column(self, scroll, edge=0)

    def show_state(self, state: SettingsState) -> None:
        """Show whether passwords are bound to this machine, and what the roster says."""
        self._roster.show_roster(state.read)
        bound = self.tr("Passwords are bound to this machine")
        free = self.tr("Passwords are not bound to this machine")
        bind, release = self.tr("Bind to this machine"), self.tr("Bind no longer")
        self._bound.setText(bound if state.read.peppered else free)
        self._pepper.setText(release if state.read.peppered else bind)

    @override
    def take_focus(self) -> None:
        self._renew.setFocus()


class RosterPart(QWidget):
    """The roster of the keys: its fingerprint, to be compared with paper, and its statements."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._why = Text("", wrap=True)
        self._why.setMaximumWidth(theme.px(_PAGES_WIDTH))
        self._fingerprint = named("fingerprint", QLineEdit(readOnly=True))
        self._fingerprint.setAccessibleName(self.tr("Fingerprint of the roster"))
        self._fingerprint.setMaximumWidth(theme.px(_FINGERPRINT))
        self._count = Text("")
        self._model = RowsModel(
            self._columns(session.language), lambda line: line.number, None, self
        )
        self._table = list_of("statements", self.tr("Statements of the roster"), self._model)
        self._table.scroll_sideways()
        self._table.setMinimumHeight(theme.px(_LEAST_TABLE))
        head = Text(self.tr("Roster of the keys"), Size.SECTION, bold=True)
        column = in_column(
            self, head, self._why, self._fingerprint, self._count, (self._table, 1), gap=8, edge=0
        )
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

    def _columns(self, language: Language) -> list[Column[NamedLine]]:
        def when(line: NamedLine) -> str:
            return f"{dates.full(dates.day_of(line.at), language)} {dates.clock(line.at)}"

        return [
            Column("number", self.tr("Number"), lambda line: str(line.number), 72),
            Column("at", self.tr("When"), when, 184),
            Column("act", self.tr("What"), lambda line: messages.label(line.act, language), 184),
            Column("about", self.tr("About"), lambda line: line.about),
            Column("by", self.tr("By"), lambda line: line.by),
            Column("second", self.tr("With"), lambda line: line.second),
        ]


class PasswordPage(PagePart):
    """The own password, which everybody may change."""

    def __init__(self, page: SettingsView, parent: QWidget) -> None:
        super().__init__(page.session, parent)
        why = self.tr(
            "At least 12 characters; no name of the desk, nothing easily guessed. Nobody else"
            " can read it: should it be lost, the officer gives a new one."
        )
        self._change = button_for(
            "changePassword",
            self.tr("Change my password"),
            lambda: page.ask(page.questions.change_password()),
        )
        told = Text(why, wrap=True)
        told.setMaximumWidth(theme.px(_PAGES_WIDTH))
        # What is done stands at the end of its row, as in all parts of the settings.
        row = in_row(None, (told, 1), STRETCH, self._change, gap=16, edge=0)
        in_column(self, row, STRETCH, edge=16)

    @override
    def take_focus(self) -> None:
        self._change.setFocus()


_PARTS_WIDTH, _NAMES_ROOM = 184, 1100
"""How wide the list of the parts is; under which width of the page it shrinks to its icons where a
part has a list of its own beside it."""

_ICONS = {
    SettingsPart.USERS: "users",
    SettingsPart.PROFILE: "mail",
    SettingsPart.SHEETS: "scan",
    SettingsPart.KEYS: "lock",
    SettingsPart.BACKUPS: "backup",
    SettingsPart.STATIONS: "settings",
    SettingsPart.VALUES: "book",
    SettingsPart.RULEBOOK: "due",
    SettingsPart.WORDING: "letter",
    SettingsPart.PASSWORD: "user",
    SettingsPart.PRINTING: "print",
    SettingsPart.SCREEN: "eye",
    SettingsPart.PROGRAM: "info",
}


class SettingsView(SectionView):
    """Parts at the left; whatever changes people, sheets or keys asks the own password again."""

    place = Place.SETTINGS
    title = "Settings"
    icon = "settings"
    key = Key.SETTINGS
    duty = None

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.book = SettingsBook(session, self)
        self.book.state_changed.connect(self.render_state)
        self.questions = SettingsQuestions(session, self)
        self._title = TitleBar()
        self._side = SideList(self.tr("Parts of the settings"), places=True)
        self._side.setObjectName("settingsParts")
        self._side.chosen.connect(self._choose)
        self._side.entered.connect(lambda _: self._go_in())
        self._stack = stack = QStackedWidget()
        self._offer()
        self._users = UsersPage(self, stack)
        self._sheets = SheetsPage(self, stack)
        self._keys = KeysPage(self, stack)
        self._profile = DeskProfilePage(session, stack)
        self._rulebook = RulebookPage(session, stack)
        self._values = ValuesPage(session, self._rulebook.book.expect, stack)
        self._wording = WordingPage(session, stack)
        self._backups = BackupsPage(session, stack)
        self._stations = StationsPage(session, stack)
        self._printing = PrintingPage(session, stack)
        self._program = ProgramPage(session, stack)
        self._acts = {
            SettingsPart.PROFILE: self._profile.acts,
            SettingsPart.BACKUPS: self._backups.acts,
            SettingsPart.STATIONS: self._stations.acts,
            SettingsPart.VALUES: self._values.acts,
            SettingsPart.WORDING: self._wording.acts,
            SettingsPart.PRINTING: self._printing.acts,
            SettingsPart.PROGRAM: self._program.acts,
        }
        self._lay_out()
        self._pages: dict[SettingsPart, PagePart] = {
            SettingsPart.USERS: self._users,
            SettingsPart.PROFILE: self._profile,
            SettingsPart.SHEETS: self._sheets,
            SettingsPart.KEYS: self._keys,
            SettingsPart.BACKUPS: self._backups,
            SettingsPart.STATIONS: self._stations,
            SettingsPart.RULEBOOK: self._rulebook,
            SettingsPart.VALUES: self._values,
            SettingsPart.WORDING: self._wording,
            SettingsPart.PASSWORD: PasswordPage(self, stack),
            SettingsPart.PRINTING: self._printing,
            SettingsPart.SCREEN: ScreenPage(session, stack),
            SettingsPart.PROGRAM: self._program,
        }
        for page in self._pages.values():
            stack.addWidget(page)
        self._listen()
        self.render_state(self.book.state)

    @override
    def open_thing(self, thing: object | None) -> None:
        if isinstance(thing, SettingsPart):
            self.book.choose(thing)
        self.book.read_again()
        self._go_in()

    def _go_in(self) -> None:
        """Put the keys on the part that is shown: what Ctrl+Enter acts on has them."""
        self._pages[self.book.state.part].take_focus()
        if not takes_keys(self.window().focusWidget(), self):
            # A part that has nothing for the keys yet: the list of all parts has them.
            self._side.setFocus()

    @override
    def here(self) -> object | None:
        return self.book.state.part

    @override
    def read_again(self) -> None:
        self.book.read_again()
        self._wording.book.read_again()

    @override
    def to_search(self) -> None:
        if self.book.state.part is SettingsPart.WORDING:
            self._wording.search.take_focus()
        elif self.book.state.part is SettingsPart.VALUES:
            self._values.search.take_focus()
        else:
            super().to_search()

    @override
    def close_level(self) -> bool:
        values = self._values
        left = self._rulebook.book.stop() or self._profile.leave_form()
        left = left or self._wording.leave_words() or values.leave_value()
        return left or values.book.leave_file()

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        shown = [("↑ ↓", self.tr("choose")), ("Tab", self.tr("next part"))]
        for name, key in (("add", Key.ADD), ("change", Key.EDIT), ("remove", Key.REMOVE)):
            if self.doing[name].isVisible():
                shown.append((shortcuts.label(key), self.doing[name].text()))
        shown += self._pages[self.book.state.part].keys()
        return [(key, words.inside(said)) for key, said in shown]

    def render_state(self, state: SettingsState) -> None:
        """Show the parts, and the chosen one."""
        names = {
            SettingsPart.USERS: self.tr("People"),
            SettingsPart.PROFILE: self.tr("Desk"),
            SettingsPart.SHEETS: self.tr("Recovery sheets"),
            SettingsPart.KEYS: self.tr("Keys"),
            SettingsPart.BACKUPS: self.tr("Backups"),
            SettingsPart.STATIONS: self.tr("Several stations"),
            SettingsPart.VALUES: self.tr("Rulebook"),
            SettingsPart.RULEBOOK: self.tr("New version"),
            SettingsPart.WORDING: self.tr("Letter wording"),
            SettingsPart.PASSWORD: self.tr("My password"),
            SettingsPart.PRINTING: self.tr("Printing"),
            SettingsPart.SCREEN: self.tr("Screen"),
            SettingsPart.PROGRAM: self.tr("Program"),
        }
        waiting = {
            SettingsPart.RULEBOOK: self._rulebook.book.count or None,
            SettingsPart.WORDING: self._wording.book.count or None,
        }
        self._side.show_items(
            [SideItem(part, _ICONS[part], names[part], waiting.get(part)) for part in state.parts]
        )
        self._side.set_current(state.part)
        self._fold_side()
        # Each part is a page of one subject, which is its heading.
        self._title.say(names[state.part], self._about(state.part))
        self._stack.setCurrentWidget(self._pages[state.part])
        for page in (self._users, self._sheets, self._keys):
            page.show_state(state)
        self.refresh()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold_side()

    def _fold_side(self) -> None:
        """Name the parts beside their icons, unless the words of letters need that room."""
        close = self.width() < theme.px(_NAMES_ROOM)
        folded = close and self.book.state.part is SettingsPart.WORDING
        self._side.fold(folded=folded, wide=_PARTS_WIDTH)

    def refresh(self) -> None:
        """Offer what can be done with the person or the sheet that is chosen."""
        state = self.book.state
        people = state.part is SettingsPart.USERS and state.keeps_people
        listed = people or state.part is SettingsPart.SHEETS
        self.doing.refresh()
        self.doing["confirm"].setVisible(state.part is SettingsPart.USERS and bool(state.waiting))
        self.doing["add"].setVisible(listed)
        self.doing["change"].setVisible(people)
        self.doing["remove"].setVisible(listed)
        self.doing["add"].setText(self._words_of_adding())
        self.doing["remove"].setText(self._words_of_removing())
        self._values.offer_above(shown=state.part is SettingsPart.VALUES)
        for part, part_acts in self._acts.items():
            part_acts.setVisible(state.part is part)
        self.keys_changed.emit()

    def open_person(self) -> None:
        """Do with a person what is next: somebody who waits is confirmed first."""
        self.doing["confirm" if self._waits() else "change"].trigger()

    def use_pepper(self) -> None:
        """Ask whether passwords are bound to this machine, or no longer."""
        self.ask_with_password(self.questions.use_pepper(wanted=not self.book.state.read.peppered))

    def ask_with_password(self, question: Question) -> Ask:
        """Put a question; who came by the sheet has just shown its key, and has no password."""
        by_sheet = self.book.state.by_sheet
        dialog = (Ask if by_sheet else ConfirmPassword)(self.session, question, self)
        dialog.begin()
        return dialog

    def _offer(self) -> None:
        menu = ""
        confirm, change = self.tr("Confirm with password"), self.tr("Roles and password")
        adds, removes = self._words_of_adding(), self._words_of_removing()
        self.act("confirm", confirm, self._confirm, menu=menu, can=self._waits)
        self.act("add", adds, self._add, Key.ADD, "plus", menu)
        another, why = self._why_not_another, self._why_not_removed
        self.act("change", change, self._change, Key.EDIT, "edit", menu, why=another)
        self.act("remove", removes, self._remove, Key.REMOVE, "minus", menu, why=why)

    def _listen(self) -> None:
        self._profile.question_wanted.connect(self.ask)
        self._profile.refreshed.connect(self.keys_changed)
        self._rulebook.question_wanted.connect(self.ask)
        self._rulebook.refreshed.connect(self.keys_changed)
        self._values.question_wanted.connect(self.ask)
        self._values.refreshed.connect(self.keys_changed)
        self._rulebook.book.state_changed.connect(self._count)
        self._wording.approval_wanted.connect(self.ask_with_password)
        self._wording.refreshed.connect(self.keys_changed)
        self._wording.book.counted.connect(self._count)
        self._program.refreshed.connect(self.keys_changed)

    def _lay_out(self) -> None:
        for name in ("confirm", "remove", "change"):
            self._title.add_button(self.doing.button(name))
        self._title.add_button(self.doing.button("add", ButtonKind.MAIN))
        for part_acts in self._acts.values():
            self._title.add(part_acts)
        side = QWidget()
        dress(side, ground="window", line="right")
        in_column(side, (self._side, 1), gap=0, edge=(0, 0, 1, 0))
        across = in_row(None, side, (self._stack, 1), gap=0)
        in_column(self, self._title, (across, 1), gap=0, edge=0)

    def _about(self, part: SettingsPart) -> str:
        """Say in a sentence what a part is for."""
        return {
            SettingsPart.USERS: self.tr("Who works here, and what each may do."),
            SettingsPart.PROFILE: self.tr("How letters, forms and envelopes name it."),
            SettingsPart.VALUES: self.tr("What holds today, and since when."),
            SettingsPart.RULEBOOK: self.tr("What it changes in the open applications."),
            SettingsPart.WORDING: self.tr("Choose letter and sentence, change it, propose it."),
            SettingsPart.SHEETS: self.tr("Paper keys for the safe, one a quarter."),
            SettingsPart.KEYS: self.tr("What the database is locked with."),
            SettingsPart.BACKUPS: self.tr("Copies of the desk, and where they lie."),
            SettingsPart.STATIONS: self.tr("Who shares this desk, over which server."),
            SettingsPart.PASSWORD: self.tr("What you sign in with."),
            SettingsPart.PRINTING: self.tr("Printer, envelope window and offsets."),
            SettingsPart.SCREEN: self.tr("How the windows look on this machine."),
            SettingsPart.PROGRAM: self.tr("Its version, and newer ones."),
        }[part]

    def _waits(self) -> bool:
        return self._users.current() in self.book.state.waiting

    def _why_not_another(self) -> str:
        """Return why the person chosen cannot be changed here."""
        user = self._users.current()
        if user is not None and user.id != self.session.desk.actor.id:
            return ""
        return self.tr("You yourself are changed by another person only.")

    def _why_not_removed(self) -> str:
        if self.book.state.part is not SettingsPart.SHEETS:
            return self._why_not_another()
        if self._sheets.current() is not None:
            return ""
        return self.tr("Choose a sheet that is neither in use nor destroyed.")

    def _choose(self, part: object) -> None:
        if isinstance(part, SettingsPart):
            self.book.choose(part)

    def _words_of_adding(self) -> str:
        if self.book.state.part is SettingsPart.SHEETS:
            return self.tr("New sheet")
        return self.tr("Add a person")

    def _words_of_removing(self) -> str:
        if self.book.state.part is SettingsPart.SHEETS:
            return self.tr("Destroy its key")
        return self.tr("Remove")

    def _add(self) -> None:
        if self.book.state.part is SettingsPart.SHEETS:
            self.ask_with_password(self.questions.new_sheet()).accepted.connect(self._print_sheet)
        else:
            self.ask_with_password(self.questions.enrol(self.book.state.users))

    def _confirm(self) -> None:
        user = self._users.current()
        if user is not None:
            self.ask_with_password(self.questions.confirm(user))

    def _change(self) -> None:
        user = self._users.current()
        if user is not None:
            self.ask_with_password(self.questions.change_roles(user, self.book.state.users))

    def _remove(self) -> None:
        user, sheet = self._users.current(), self._sheets.current()
        if self.book.state.part is SettingsPart.SHEETS:
            if sheet is not None:
                self.ask_with_password(self.questions.destroy_sheet(sheet))
        elif user is not None:
            self.ask_with_password(self.questions.remove(user))

    def _count(self, _state: object = None) -> None:
        """Tell how much of the rulebook and of the words waits, here and in the navigation."""
        self.book.offer_version(waits=self._rulebook.book.count > 0)
        if {SettingsPart.VALUES, SettingsPart.WORDING} & set(self.book.state.parts):
            self.count_changed.emit(self._rulebook.book.count + self._wording.book.count)
            self.render_state(self.book.state)

    def _print_sheet(self) -> None:
        NewSheet(self.session, self).begin()


class ConfirmPassword(Ask):
    """Does the verb of a question for whoever shows the password of the person signed in.

    A wrong one is told in place, and nothing is done; the pause before the next try grows as at
    the door.
    """

    def __init__(self, session: Session, question: Question, parent: QWidget) -> None:
        super().__init__(session, with_own_password(session, question), parent)
