# SPDX-License-Identifier: MIT
"""The part of the settings that keeps backups: their folder, the list, the drill, the restore."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.gui import words
from desk_app.gui.kit.display.facts import FactLine, FactsCard
from desk_app.gui.kit.display.notes import EmptyNote, NoteFrame
from desk_app.gui.kit.layout.boxes import acts, in_column, named
from desk_app.gui.kit.layout.buttons import ButtonKind, KeyButton
from desk_app.gui.kit.look.text import style_as
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.tables.columns import Column, RowsModel, TextSide
from desk_app.gui.kit.tables.table import list_of
from desk_app.gui.page import PagePart
from desk_app.gui.pages.settings.book import BackupListBook, BackupListState
from desk_app.gui.safety.backups import BackupWords
from desk_app.gui.safety.drill import HoldDrill
from desk_app.gui.safety.folders import BackupFolder
from desk_app.i18n import dates
from desk_app.rules.rulebook.terms import Duty

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from desk_app.gui.session.backup_work import BackupState, BackupWork
    from desk_app.gui.session.session import Session
    from desk_app.records.desk.safekeeping import Backup


_KIB = 1024


def size_of(octets: int) -> str:
    """Write the size of a file in the unit that suits it: 48 KiB, 1.3 MiB."""
    if octets < _KIB * _KIB:
        return f"{max(round(octets / _KIB), 1):,} KiB"
    return f"{octets / _KIB / _KIB:,.1f} MiB"


class BackupsPage(PagePart):
    """Everything about backups in one place, the newest first."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._words = BackupWords(session, self)
        self.book = BackupListBook(session, self)
        self.book.state_changed.connect(self.render_state)
        if session.backups is not None:
            session.backups.state_changed.connect(self._show_facts)
        self._model = RowsModel(self._columns(), lambda each: each.name, None, self)
        self._table = list_of("backups", self.tr("Verified backups"), self._model)
        self._facts = FactsCard()
        self._trouble = named("backupTrouble", NoteFrame("ask"))
        self._empty = named("noBackups", EmptyNote())
        self._buttons = {
            "chooseFolder": KeyButton(self.tr("Choose a folder"), icon="search"),
            "restore": KeyButton(self.tr("Restore this backup"), icon="undo"),
            "drill": KeyButton(self.tr("Hold a drill"), icon="check"),
            "backUpNow": KeyButton(self.tr("Back up now"), icon="backup", kind=ButtonKind.MAIN),
        }
        slots = (self._choose_folder, self._restore, self._drill, self._back_up)
        for (name, button), slot in zip(self._buttons.items(), slots, strict=True):
            button.setObjectName(name)
            button.clicked.connect(slot)
        self._buttons["backUpNow"].send_keys_to(self._table)
        style_as(self._table, "card")
        self.acts = acts(*self._buttons.values())
        self._lay_out()
        self.render_state(self.book.state)

    def current(self) -> Backup | None:
        """Return the backup chosen."""
        return self._model.row_at(self._table.currentIndex().row())

    @override
    def take_focus(self) -> None:
        leads_on = "chooseFolder" if self.book.state.homeless else "backUpNow"
        (self._table if self._model.rows else self._buttons[leads_on]).setFocus()

    def render_state(self, state: BackupListState) -> None:
        """Show folder and list; without backups, the way to the first."""
        self._model.show_rows(state.backups)
        if state.backups and not self._table.currentIndex().isValid():
            self._table.choose(0)
        self._table.setVisible(bool(state.backups))
        self._empty.setVisible(not state.backups)
        self._trouble.tell(words.told(state.trouble, self.session.language))
        none = "" if state.backups else self.tr("There is no verified backup yet.")
        for name in ("drill", "restore"):
            self._buttons[name].hinder(none)
        self._show_empty(state)
        moves = state.homeless and self._buttons["backUpNow"].hasFocus()
        self._show_facts()
        if moves:
            self.take_focus()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.book.read_again()

    def _lay_out(self) -> None:
        in_column(
            self,
            self._facts,
            self._trouble,
            (self._table, 1),
            (self._empty, 1),
            gap=12,
            edge=16,
        )

    def _show_empty(self, state: BackupListState) -> None:
        """Say what is missing, and offer the one thing to do about it."""
        homeless = self.tr("No folder for backups is chosen: nothing is backed up.")
        none = self.tr("There is no verified backup in this folder.")
        self._empty.say(homeless if state.homeless else none)
        # The one thing to do is the blue one.
        main, plain = ButtonKind.MAIN, ButtonKind.PLAIN
        self._buttons["chooseFolder"].set_kind(main if state.homeless else plain)
        self._buttons["backUpNow"].set_kind(plain if state.homeless else main)

    def _columns(self) -> list[Column[Backup]]:
        language, right = self.session.language, TextSide.RIGHT

        def when(each: Backup) -> str:
            day = dates.full(dates.day_of(each.made_at), language)
            return f"{day} {dates.clock(each.made_at)}"

        def count(each: Backup) -> str:
            return "—" if each.known_by_name else f"{each.applications:,}"

        def entry(each: Backup) -> str:
            return f"{each.sequence:,}"

        return [
            Column("made", self.tr("Made and verified"), when, 192),
            Column("sheet", self.tr("Opens with sheet"), lambda each: each.sheet, 128),
            Column("applications", self.tr("Applications"), count, 96, side=right),
            Column("entry", self.tr("Journal up to"), entry, 104, side=right),
            Column("size", self.tr("Size"), lambda each: size_of(each.size), 80, side=right),
            Column("file", self.tr("File"), lambda each: each.name),
        ]

    def _show_facts(self, _state: BackupState | None = None) -> None:
        state, made = self.book.state, self.session.backups
        folder = self.tr("none chosen") if state.folder is None else str(state.folder)
        tone = "ask" if state.homeless else "accent"
        facts = [FactLine("search", self.tr("Folder"), folder, tone)]
        if made is not None and made.state.known:
            facts.append(FactLine("backup", self.tr("State"), self._words.of(made.state).whole))
            self._buttons["backUpNow"].hinder(self._why_not_now(made))
        when = self.tr("Each hour if anything changed, at the exit, and by hand")
        facts.append(FactLine("due", self.tr("When"), when))
        facts.append(FactLine("history", self.tr("Kept"), self.tr("12 daily and 8 weekly ones")))
        self._facts.show_facts(facts)

    def _why_not_now(self, made: BackupWork) -> str:
        """Return why no backup can be made now; empty where one can."""
        if self.book.state.homeless:
            return self.tr("Choose a folder first.")
        if made.state.working:
            return self.tr("A backup is being made.")
        return "" if made.allowed else self.session.lacks(Duty.BACKUP)

    def _back_up(self) -> None:
        if self.session.backups is not None:
            self.session.backups.make()

    def _drill(self) -> None:
        HoldDrill(self.session, self).begin()

    def _restore(self) -> None:
        chosen = self.current()
        if chosen is not None:
            self.session.restore_wanted.emit(chosen.name)

    def _choose_folder(self) -> None:
        dialog = BackupFolder(self.session, self)
        dialog.accepted.connect(self._chosen)
        dialog.begin()

    def _chosen(self) -> None:
        self.book.read_again()
        if self.session.backups is not None:
            self.session.backups.read_again()
