# SPDX-License-Identifier: MIT
"""Backups while the desk is open: by hand, each hour, at the exit; how safe it is, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from desk_app.desk.errors import KnownError
from desk_app.gui import words
from desk_app.gui.kit.display.notes import NoteFrame
from desk_app.gui.kit.layout.boxes import STRETCH, dress, in_column, in_row, named
from desk_app.gui.kit.layout.buttons import ButtonKind, button_for
from desk_app.gui.kit.layout.layout import Dialog, fit_height
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.look.states import StateIcon, WorkBar
from desk_app.gui.kit.look.text import Text, announce
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.i18n import dates
from desk_app.records.desk.safekeeping import Backup

if TYPE_CHECKING:
    from desk_app.gui.session.backup_work import BackupState, BackupWork
    from desk_app.gui.session.session import Session
    from desk_app.records.desk.people import Language


@dataclass(frozen=True, slots=True)
class Safe:
    """A state with its word, and when or how far."""

    mark: Mark
    title: str
    detail: str = ""

    @property
    def whole(self) -> str:
        """Return both parts for who cannot see them."""
        return f"{self.title} {self.detail}".strip()


class BackupWords(QObject):
    """Words for the newest verified backup, unless something stands above it."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def of(self, state: BackupState) -> Safe:
        """Return how safe the desk is."""
        when = ""
        if state.last is not None:
            when = dates.moment(state.last.made_at, self._session.today, self._session.language)
        if state.working:
            return Safe(Mark.WAITING, self.tr("Backing up"), share(state))
        if state.trouble is not None:
            return Safe(Mark.MISSING, self.tr("Last try failed"), when or self.tr("No backup yet"))
        if state.last is None:
            return Safe(Mark.ASK, self.tr("No backup yet"))
        if state.stale:
            return Safe(Mark.ASK, self.tr("Backup is old"), when)
        return Safe(Mark.OK, self.tr("Backup verified"), when)


def share(state: BackupState) -> str:
    """Write how far a backup is; empty where it is not known."""
    return f"{100 * state.done // state.total}%" if state.total else ""


class BackupSign(QWidget):
    """Shows how safe the desk is; nothing before that is known, and on a desk without backups."""

    def __init__(self, session: Session, made: BackupWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._made = made
        self._words = BackupWords(session, self)
        dress(self, line="top")
        made.state_changed.connect(self.render_state)

    def render_state(self, state: BackupState) -> None:
        """Show how safe the desk is."""
        if not state.known or self._session.sample:
            self.hide()
            return
        self.show_words(self._words.of(state))
        self.show()

    def show_words(self, said: Safe) -> None:
        """Show the state in words."""
        # Every heir has its own; no abstract method, since Qt's classes have a metaclass already.
        raise NotImplementedError


class BackupFoot(BackupSign):
    """Two small lines; folded with the navigation, the shape of the state alone."""

    def __init__(self, session: Session, made: BackupWork, parent: QWidget | None = None) -> None:
        super().__init__(session, made, parent)
        self.setObjectName("backupFoot")
        self._folded = False
        self._said = Safe(Mark.OPEN, "")
        self._state = StateIcon(size=Size.HINT)
        self._when = Text("", Size.HINT, "text2", wrap=True)
        self._column = in_column(self, self._state, self._when, gap=2)
        self.fold(folded=False)
        self.render_state(made.state)

    def fold(self, *, folded: bool) -> None:
        """Show the shape alone, or with its words."""
        self._folded = folded
        side = theme.px(15 if folded else 16)
        self._column.setContentsMargins(side, theme.px(10), side, theme.px(10))
        self.show_words(self._said)

    @override
    def show_words(self, said: Safe) -> None:
        self._said = said
        self._state.show_state(said.mark, "" if self._folded else said.title)
        self._state.setAccessibleName(said.title)
        self._when.setText(said.detail)
        self._when.setVisible(bool(said.detail) and not self._folded)
        self.setAccessibleName(said.whole)
        self.setToolTip(said.whole if self._folded else "")


class BackupLine(BackupSign):
    """Under the groups of the day: the last verified backup, and what was verified."""

    def __init__(self, session: Session, made: BackupWork, parent: QWidget | None = None) -> None:
        super().__init__(session, made, parent)
        self.setObjectName("backupLine")
        self._title = Text("")
        self._state = StateIcon(size=Size.HINT)
        self._what = Text("", Size.HINT, "text2", wrap=True)
        in_column(self, self._title, self._state, self._what, gap=4, edge=(16, 12, 16, 12))
        self.render_state(made.state)

    @override
    def show_words(self, said: Safe) -> None:
        state = self._made.state
        self._title.setText(self.tr("Last verified backup"))
        self._state.show_state(said.mark, self._first_line(said))
        last = state.last
        if last is not None and said.mark is Mark.OK and not last.known_by_name:
            count = last.applications
            self._what.setText(self.tr("%n application(s), count and content equal", "", count))
        else:
            self._what.setText("" if said.title == self._first_line(said) else said.title)
        self._what.setVisible(bool(self._what.text()))
        self.setAccessibleName(f"{self._title.text()} {said.whole} {self._what.text()}".strip())

    def _first_line(self, said: Safe) -> str:
        return said.detail or said.title


_WIDTH = 480


class ClosingBackup(Dialog):
    """Makes the backup and then leaves; `leave` says that the window shall close now."""

    leave = Signal()

    def __init__(self, made: BackupWork, language: Language, parent: QWidget) -> None:
        super().__init__(parent)
        self._made = made
        self._language = language
        self._left = False
        self.setObjectName("closingBackup")
        self.setWindowTitle(self.tr("Backup before closing"))
        self.setFixedWidth(theme.px(_WIDTH))
        self._title = Text(self.tr("The backup is being made"), Size.SECTION, bold=True)
        self._why = Text(
            self.tr(
                "Everything is saved. The copy is opened again and compared; then the window"
                " closes by itself."
            ),
            wrap=True,
        )
        self._bar = WorkBar(self._title.text())
        self._trouble = named("trouble", NoteFrame("ask"))
        self._trouble.hide()
        self._again = button_for("again", self.tr("Try again"), self.begin, kind=ButtonKind.MAIN)
        self._out = button_for(
            "quitWithout", self.tr("Quit without a backup"), self.reject, key=Key.CLOSE
        )
        self._lay_out()
        made.state_changed.connect(self._show)
        made.ended.connect(self._ended)

    def begin(self) -> None:
        """Begin the backup, or wait for the one that is being made."""
        self._title.setText(self.tr("The backup is being made"))
        self._why.show()
        self._trouble.hide()
        self._again.hide()
        self._bar.show()
        self._out.setFocus()
        self._made.make()
        self._show(self._made.state)
        fit_height(self)

    @override
    def reject(self) -> None:
        """Leave without it; the earlier backups stand, and the next sign-in makes this one."""
        self._left = True
        self._made.stop()
        super().reject()
        self.leave.emit()

    def _lay_out(self) -> None:
        buttons = in_row(None, STRETCH, self._again, self._out, gap=8)
        in_column(self, self._title, self._why, self._bar, self._trouble, buttons, gap=12, edge=24)
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, on=False)

    def _show(self, state: BackupState) -> None:
        self._bar.show_share(state.done, state.total)

    def _ended(self, outcome: object) -> None:
        if self._left:
            return
        if isinstance(outcome, Backup):
            self._left = True
            self.accept()
            self.leave.emit()
        elif isinstance(outcome, KnownError):
            title, detail = words.reason(outcome, self._language)
            self._title.setText(self.tr("No backup was made"))
            self._why.hide()
            self._trouble.say(title, detail)
            self._trouble.show()
            self._bar.hide()
            self._again.show()
            self._again.setFocus()
            announce(self, f"{title} {detail}")
            fit_height(self)
