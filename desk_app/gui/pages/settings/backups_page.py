# SPDX-License-Identifier: MIT
"""The part of the settings that keeps backups: their folder, the list, the drill, the restore."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desk_app.gui import words
from desk_app.gui.kit import theme
from desk_app.gui.kit.boxes import in_column
from desk_app.gui.kit.buttons import KeyButton
from desk_app.gui.kit.columns import Column, RowsModel, Side
from desk_app.gui.kit.facts import FactLine, FactsCard
from desk_app.gui.kit.layout import FlowLayout
from desk_app.gui.kit.notes import EmptyNote, NoteFrame
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.table import CellDelegate, ListTable
from desk_app.gui.pages.settings.backups_book import BackupListPresenter, BackupListState
from desk_app.gui.safety.backups import BackupWords
from desk_app.gui.safety.drill import HoldDrill
from desk_app.gui.safety.folders import BackupFolder
from desk_app.i18n import dates

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from desk_app.gui.backup_work import BackupState
    from desk_app.gui.session import Workplace
    from desk_app.records.people import Language
    from desk_app.records.safekeeping import Backup


_KIB = 1024


class BackupColumns(QObject):
    """Makes the columns, in the language of the screens."""

    def __init__(self, language: Language, parent: QObject) -> None:
        super().__init__(parent)
        self._language = language

    def of_backups(self) -> list[Column[Backup]]:
        """Return the columns of the backups."""
        return [
            Column("made", self.tr("Made and verified"), self._when, 208),
            Column("sheet", self.tr("Opens with sheet"), lambda each: each.sheet, 152),
            Column(
                "applications",
                self.tr("Applications"),
                lambda each: "—" if each.known_by_name else f"{each.applications:,}",
                112,
                side=Side.RIGHT,
            ),
            Column(
                "entry",
                self.tr("Journal up to"),
                lambda each: f"{each.sequence:,}",
                128,
                side=Side.RIGHT,
            ),
            Column("size", self.tr("Size"), lambda each: size_of(each.size), 104, side=Side.RIGHT),
            Column("file", self.tr("File"), lambda each: each.name),
        ]

    def _when(self, backup: Backup) -> str:
        day = dates.narrow(dates.day_of(backup.made_at), self._language)
        return f"{day} {dates.clock(backup.made_at)}"


def size_of(octets: int) -> str:
    """Write the size of a file in the unit that suits it: 48 KiB, 1.3 MiB."""
    if octets < _KIB * _KIB:
        return f"{max(round(octets / _KIB), 1):,} KiB"
    return f"{octets / _KIB / _KIB:,.1f} MiB"


class BackupsPage(QWidget):
    """Everything about backups in one place, the newest first."""

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._words = BackupWords(work, self)
        self.presenter = BackupListPresenter(work, self)
        self.presenter.state_changed.connect(self.render_state)
        if work.backups is not None:
            work.backups.state_changed.connect(self._show_safety)
        columns = BackupColumns(work.language, self).of_backups()
        self._model: RowsModel[Backup] = RowsModel(columns, lambda each: each.name, None, self)
        self._table = ListTable(self.tr("Verified backups"))
        self._table.setObjectName("backups")
        self._table.setItemDelegate(CellDelegate(self._table))
        self._table.show_model(self._model)
        self._table.let_rows_grow()
        self._facts = FactsCard()
        self._trouble = NoteFrame("ask")
        self._trouble.setObjectName("backupTrouble")
        self._empty = EmptyNote()
        self._empty.setObjectName("noBackups")
        self._empty.action.connect(self._choose_folder)
        self._buttons = {
            "backUpNow": KeyButton(self.tr("Back up now"), icon="backup"),
            "drill": KeyButton(self.tr("Hold a drill"), icon="check"),
            "restore": KeyButton(self.tr("Restore this backup"), icon="undo"),
            "chooseFolder": KeyButton(self.tr("Choose a folder"), icon="search"),
        }
        slots = (self._back_up, self._drill, self._restore, self._choose_folder)
        for (name, button), slot in zip(self._buttons.items(), slots, strict=True):
            button.setObjectName(name)
            button.clicked.connect(slot)
        self._buttons["backUpNow"].send_keys_to(self._table)
        self._lay_out()
        self.render_state(self.presenter.state)

    def current(self) -> Backup | None:
        """Return the backup chosen."""
        return self._model.row_at(self._table.currentIndex().row())

    def read(self) -> None:
        """Read folder and backups."""
        self.presenter.read_again()

    def take_focus(self) -> None:
        """Put the keys on the table, or on what leads to the first backup."""
        self._first().setFocus()

    def _first(self) -> QWidget:
        if self._model.rows:
            return self._table
        return self._buttons["chooseFolder" if self.presenter.state.homeless else "backUpNow"]

    def render_state(self, state: BackupListState) -> None:
        """Show folder and list; without backups, the way to the first."""
        self._model.show_rows(state.backups)
        if state.backups and not self._table.currentIndex().isValid():
            self._table.choose(0)
        self._table.setVisible(bool(state.backups))
        self._empty.setVisible(not state.backups)
        self._trouble.setVisible(state.trouble is not None)
        if state.trouble is not None:
            self._trouble.say(*words.reason(state.trouble, self._work.language))
        self._buttons["drill"].setEnabled(bool(state.backups))
        self._buttons["restore"].setEnabled(bool(state.backups))
        self._show_empty(state)
        moves = state.homeless and self._buttons["backUpNow"].hasFocus()
        self._show_facts()
        if moves:
            self.take_focus()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.read()

    def _lay_out(self) -> None:
        row = FlowLayout(theme.px(8), theme.px(8))
        for button in self._buttons.values():
            row.addWidget(button)
        in_column(
            self,
            self._facts,
            self._trouble,
            row,
            (self._table, 1),
            (self._empty, 1),
            gap=12,
            edge=16,
        )

    def _show_empty(self, state: BackupListState) -> None:
        """Say what is missing, and offer the one thing to do about it."""
        if state.homeless:
            self._empty.say(
                self.tr("No folder for backups is chosen: nothing is backed up."),
                self.tr("Choose a folder"),
            )
        else:
            self._empty.say(self.tr("There is no verified backup in this folder."))

    def _show_safety(self, _state: BackupState) -> None:
        self._show_facts()

    def _show_facts(self) -> None:
        folder = self.presenter.state.folder
        facts = [
            FactLine(
                "search",
                self.tr("Folder"),
                str(folder) if folder is not None else self.tr("none chosen"),
                "ask" if self.presenter.state.homeless else "accent",
            )
        ]
        made = self._work.backups
        if made is not None and made.state.known:
            facts.append(FactLine("backup", self.tr("State"), self._words.of(made.state).whole))
            ready = made.allowed and not made.state.working
            self._buttons["backUpNow"].setEnabled(ready and not self.presenter.state.homeless)
        facts.append(
            FactLine(
                "due",
                self.tr("When"),
                self.tr("Each hour if anything changed, at the exit, and by hand"),
            )
        )
        facts.append(FactLine("history", self.tr("Kept"), self.tr("12 daily and 8 weekly ones")))
        self._facts.show_facts(facts)

    def _back_up(self) -> None:
        if self._work.backups is not None:
            self._work.backups.make()

    def _drill(self) -> None:
        HoldDrill(self._work, self).begin()

    def _restore(self) -> None:
        chosen = self.current()
        if chosen is not None:
            self._work.restore_wanted.emit(chosen.name)

    def _choose_folder(self) -> None:
        dialog = BackupFolder(self._work, self)
        dialog.accepted.connect(self._chosen)
        dialog.begin()

    def _chosen(self) -> None:
        self.read()
        if self._work.backups is not None:
            self._work.backups.read_again()
