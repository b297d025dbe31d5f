# SPDX-License-Identifier: MIT
"""The pages of the settings: a table of people, a table of sheets, the keys, the own password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.delegates.cells import CellDelegate
from desk_app.gui.models.key_columns import KeyColumns
from desk_app.gui.models.rows import RowsModel
from desk_app.gui.presenters.settings import KeysRead, SettingsState, SheetState
from desk_app.gui.theme import Size
from desk_app.gui.widgets.buttons import KeyButton
from desk_app.gui.widgets.notes import NoteFrame
from desk_app.gui.widgets.page_scroll import PageScroll
from desk_app.gui.widgets.table import ListTable
from desk_app.gui.widgets.text import Text
from desk_app.i18n import dates

if TYPE_CHECKING:
    from desk_app.gui.workplace import Workplace
    from desk_app.records.people import User
    from desk_app.records.roster import NamedLine
    from desk_app.records.safekeeping import RecoverySheet

_WIDTH = 720
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
        self._table.show_model(self._model, columns)
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
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._note)
        column.addWidget(self._table, 1)

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
        self._table.show_model(self._model, columns)
        self._table.current_changed.connect(lambda _: self.chosen.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._table)

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
        words = {
            SheetState.WAITING: self.tr("printed, not confirmed"),
            SheetState.IN_USE: self.tr("in use"),
            SheetState.KEPT: self.tr("opens its backups"),
            SheetState.DESTROYED: self.tr("key destroyed"),
        }
        state = self._states.get(sheet.number, SheetState.WAITING)
        if sheet.destroyed_on is None:
            return words[state]
        return f"{words[state]} {dates.narrow(sheet.destroyed_on, self._work.language)}"


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
        column = QVBoxLayout(page)
        edge = theme.px(16)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.px(8))
        for head, words, button in (
            (Text(self.tr("Data key"), Size.SECTION, bold=True), why_renew, self._renew),
            (self._bound, why_bind, self._pepper),
        ):
            column.addWidget(head)
            why = Text(words, wrap=True)
            # The words alone are no wider than they read: names in the table have their room.
            why.setMaximumWidth(theme.px(_WIDTH))
            column.addWidget(why)
            column.addWidget(button)
            column.addSpacing(theme.px(24))
        column.addWidget(self._roster, 1)
        scroll = PageScroll(self)
        scroll.setWidget(page)
        scroll.follow_keys()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

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
        self._table.show_model(self._model, columns)
        self._table.setMinimumHeight(theme.px(_LEAST_TABLE))
        self._why.setMaximumWidth(theme.px(_WIDTH))
        self._fingerprint.setMaximumWidth(theme.px(_FINGERPRINT))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
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
    inner.setMaximumWidth(theme.px(_WIDTH))
    outer = QVBoxLayout(page)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.addWidget(inner)
    column = QVBoxLayout(inner)
    edge = theme.px(16)
    column.setContentsMargins(edge, edge, edge, edge)
    column.setSpacing(theme.px(8))
    return column
