# SPDX-License-Identifier: MIT
"""Files that scans were made of and that still lie where the scanner put them (I6, C3)."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk_app.desk import scans
from desk_app.desk.context import Kind
from desk_app.gui.asking import Ask, Question, Weight
from desk_app.gui.kit.display.notes import NoteFrame, NoteLine
from desk_app.gui.kit.layout.boxes import STRETCH, in_column, in_row, named
from desk_app.gui.kit.layout.buttons import KeyButton, button_for
from desk_app.gui.kit.layout.layout import TaskDialog
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.tables.columns import Column, RowsModel
from desk_app.gui.kit.tables.table import TWO_LINES, ListTable
from desk_app.rules.rulebook.terms import Duty

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from desk_app.desk.context import Changes
    from desk_app.gui.session.session import Session
    from desk_app.records.base import ApplicationId
    from desk_app.records.case.scans import LeftFile, SourceFile

_WIDTH, _HEIGHT, _NUMBER = 720, 440, 112


class FileQuestions(QObject):
    """What is asked before a file is deleted, or told no more."""

    def to_delete(self, file: SourceFile, rest: int) -> Question:
        """Ask whether a file of this computer is to be deleted, of which ``rest`` pages wait."""
        path = Path(file.path)
        told = self.tr("The file “{name}” in {folder} is gone for good. The scan stays.")
        told = told.format(name=path.name, folder=path.parent)
        if rest:
            lost = self.tr("%n page(s) of it stand in no application and are gone too.", "", rest)
            told = f"{told} {lost}"
        return Question(
            self.tr("Delete the scanner’s file"),
            self.tr("Delete"),
            lambda _: partial(scans.delete_scan_file, file=file),
            told,
            weight=Weight.FINAL,
        )

    def to_give_up(self, file: SourceFile) -> Question:
        """Ask whether a file is no longer to be told of, though nobody saw it gone."""
        told = self.tr(
            "Only where “{name}” holds something else by now, or lay on a drive that is gone. The "
            "journal keeps who said so."
        )
        return Question(
            self.tr("Tell no more of the file"),
            self.tr("Tell no more"),
            lambda _: partial(scans.give_up_file, file=file),
            told.format(name=Path(file.path).name),
            weight=Weight.FINAL,
        )


class LeftWatch(QObject):
    """Asks the desk which files are left and looks which of those are gone: these it forgets."""

    def __init__(
        self, session: Session, show: Callable[[tuple[LeftFile, ...]], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session, self._show = session, show

    def read(self) -> None:
        """Look again; who logs nothing is told of none."""
        if self._session.may(Duty.LOG):
            self._session.ask(self, "left", scans.left_files, self._look, behind=True)

    def _look(self, found: tuple[LeftFile, ...]) -> None:
        # What is known is told at once: a folder of a network may answer late.
        self._show(found)
        if found:
            files = tuple(each.file for each in found)
            looking = partial(scans.files_gone, self._session.desk, files)
            self._session.beside.submit(self, looking, partial(self._forget, found))

    def _forget(self, found: tuple[LeftFile, ...], gone: Sequence[SourceFile]) -> None:
        if gone:
            left = tuple(each for each in found if each.file not in gone)
            forgetting = partial(scans.note_files_gone, files=gone)
            self._session.do(self, forgetting, lambda _: self._show(left))


class LeftFilesLine(NoteLine):
    """Takes no room where no file is left; of an application, once it is told which."""

    def __init__(self, session: Session) -> None:
        super().__init__(NoteFrame("ask"), KeyButton(icon="eye"))
        self._session = session
        self._of: ApplicationId | None = None
        self._watch = LeftWatch(session, self._show, self)
        self._note.setObjectName("filesLeft")
        self._button.setObjectName("lookAtFiles")
        self._button.setText(self.tr("Look at them"))
        self._button.clicked.connect(self._open)
        session.hub.listen(self._changed)

    def read(self) -> None:
        """Ask for the files of all applications."""
        self._watch.read()

    def read_of(self, application: ApplicationId) -> None:
        """Ask for the files of one application alone."""
        if application != self._of:
            self.hide()
        self._of = application
        self._watch.read()

    def _show(self, found: tuple[LeftFile, ...]) -> None:
        mine = [each for each in found if self._of in {None, each.application}]
        self.setVisible(bool(mine))
        if mine:
            self._note.say(
                self.tr("%n file(s) of scans still lie in the scanner’s folder", "", len(mine)),
                self.tr("What was masked in the scan can be read there. Delete them there too."),
            )

    def _open(self) -> None:
        LeftFiles(self._session, self).begin()

    def _changed(self, changes: Changes, _initiator: QObject | None) -> None:
        if changes.ids(Kind.APPLICATION) and not self.isHidden():
            self._watch.read()


class LeftFiles(TaskDialog):
    """Names the files one by one, with their applications; each is deleted here."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(
            "leftFiles", self.tr("Files left by the scanner"), self.tr("Close"), "", parent
        )
        self._session = session
        self._ask = FileQuestions(self)
        self._watch = LeftWatch(session, self._show, self)
        self._about = Text(
            self.tr("The desk keeps its own scan of each. Until it is deleted, a file shows all."),
            wrap=True,
        )
        self._none = Text(self.tr("No file is left."), wrap=True)
        columns: list[Column[LeftFile]] = [
            Column(
                "name",
                self.tr("File"),
                lambda row: Path(row.file.path).name,
                detail=lambda row: str(Path(row.file.path).parent),
            ),
            Column("number", self.tr("Application"), lambda row: row.receipt_number, _NUMBER),
        ]
        self._model = RowsModel(columns, lambda row: row.file, parent=self)
        self.table = ListTable.of(self._model, self.windowTitle(), "leftTable", TWO_LINES)
        self.table.let_rows_grow()
        self._delete = button_for("deleteLeft", self.tr("Delete the file"), self._ask_to_delete)
        self._give_up = button_for("giveUpLeft", self.tr("Tell no more"), self._ask_to_give_up)
        self._back.hide()
        self._lay_out()
        session.hub.listen(self._changed)

    def begin(self) -> None:
        """Open, and look."""
        room = self.screen().availableSize()
        self.resize(min(theme.px(_WIDTH), room.width()), min(theme.px(_HEIGHT), room.height()))
        self.open()
        self._watch.read()

    @override
    def go(self) -> None:
        self.accept()

    def _lay_out(self) -> None:
        title = Text(self.windowTitle(), Size.SECTION, bold=True)
        doing = in_row(None, self._delete, self._give_up, STRETCH, gap=8)
        parts = (self._about, self._none, (self.table, 1), doing, self._buttons)
        in_column(self, named("title", title), *parts, gap=12, edge=16)
        self._none.hide()

    def _show(self, found: tuple[LeftFile, ...]) -> None:
        self._model.show_rows(found)
        self._none.setVisible(not found)
        for part in (self._about, self.table, self._delete, self._give_up):
            part.setVisible(bool(found))
        if found and not self.table.currentIndex().isValid():
            self.table.choose(0)
            self.table.setFocus()

    def _ask_to_delete(self) -> None:
        self._put(lambda row: self._ask.to_delete(row.file, len(row.rest)))

    def _ask_to_give_up(self) -> None:
        self._put(lambda row: self._ask.to_give_up(row.file))

    def _put(self, question: Callable[[LeftFile], Question]) -> None:
        row = self._model.row_at(self.table.currentIndex().row())
        if row is not None:
            Ask(self._session, question(row), self).begin()

    def _changed(self, changes: Changes, _initiator: QObject | None) -> None:
        if changes.ids(Kind.APPLICATION):
            self._watch.read()
