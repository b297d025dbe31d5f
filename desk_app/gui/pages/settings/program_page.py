# SPDX-License-Identifier: MIT
"""The part of the settings that tells the program's version, and offers a newer one."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from desk_app.gui import words
from desk_app.gui.kit.display.facts import FactLine, FactsCard
from desk_app.gui.kit.display.notes import NoteFrame
from desk_app.gui.kit.fields.fields import FieldBody, TrailingNoteLineEdit, label_for, take_keys
from desk_app.gui.kit.files import ChooseFolder
from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.boxes import STRETCH, Space, acts, in_column, in_row, named
from desk_app.gui.kit.layout.buttons import ButtonKind, button_for
from desk_app.gui.kit.layout.layout import PageScroll
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.page import PagePart
from desk_app.gui.pages.settings.program_book import ProgramBook

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QShowEvent

    from desk_app.gui.pages.settings.program_book import ProgramState
    from desk_app.gui.session.session import Session


_WIDTH = 720


class ProgramPage(PagePart):
    """A folder is named for this place; what the program's maker signed there is offered.

    Nothing is started but a copy that was checked whole. No network is asked.
    """

    refreshed = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent)
        self.book = ProgramBook(session, self)
        self.book.state_changed.connect(self.show_state)
        self.book.starts.connect(session.setup_wanted)
        can = self._is_offered
        self.act("takeRelease", self.tr("Install"), self.book.take, Key.MAIN, "check", can=can)
        self._facts = FactsCard(168)
        self._edit = named("releases", TrailingNoteLineEdit())
        self._edit.editingFinished.connect(self._name)
        self._browse = button_for("browse", self.tr("Look for it"), self._open, icon="search")
        self._again = button_for("lookAgain", self.tr("Look again"), self.book.look)
        self._note = named("release", NoteFrame())
        self._command = named("installCommand", QLineEdit(readOnly=True))
        self._told, self._asked = QWidget(), QWidget()
        self._lay_out()
        self.show_state(self.book.state)

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        if not self._is_offered():
            return ()
        return ((shortcuts.label(Key.MAIN), self.doing["takeRelease"].text()),)

    @override
    def take_focus(self) -> None:
        take_keys(self._edit)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.book.look()

    def show_state(self, state: ProgramState) -> None:
        """Show the version, and what lies in the folder."""
        version, known = self.book.version, self.book.known
        origin = (
            self.tr("Its maker's key is in it: only what he signed is offered.")
            if known
            else self.tr("Started from its source: newer versions come with the source.")
        )
        self._facts.show_facts(
            [
                FactLine("info", self.tr("Version"), version),
                FactLine("lock" if known else "edit", self.tr("Origin"), origin),
            ]
        )
        self._asked.setVisible(known)
        if self._edit.text().strip() != state.folder and not self._edit.hasFocus():
            self._edit.setText(state.folder)
        self._again.setEnabled(bool(state.folder) and not state.busy)
        self._tell(state)
        offered = self._is_offered()
        self._install.setVisible(offered)
        self.doing.refresh()
        self.refreshed.emit()

    def _tell(self, state: ProgramState) -> None:
        """Say what was found, in one note; the command where the system installs it."""
        taken, version = state.taken, state.newest.version if state.newest else ""
        self._told.setVisible(taken is not None)
        self._command.setText(f"sudo apt install {quote(str(taken))}" if taken is not None else "")
        self._command.setCursorPosition(0)
        told = (state.trouble, taken, state.found)
        self._note.setVisible(any(each is not None for each in told))
        if state.trouble is not None:
            self._note.turn("bad")
            self._note.say(*words.reason(state.trouble, self.session.language))
        elif taken is not None:
            self._note.turn("ok")
            self._note.say(
                self.tr("Version {version} is ready and checked").format(version=version),
                self.tr(
                    "Close this window, then have the line below carried out by whoever may install"
                    " programs on this computer. The desk and its keys stay as they are."
                ),
            )
        else:
            self._tell_found(state)

    def _tell_found(self, state: ProgramState) -> None:
        if state.found is None:
            return
        refused, newest = state.found.refused, state.found.newest
        detail = ""
        if refused:
            detail = self.tr(
                "Not offered, since the program's maker did not sign it or its installer is not"
                " there: {names}. Ask whoever put it there."
            ).format(names=", ".join(refused))
        if newest is not None:
            self._note.turn("ask" if refused else "info")
            title = self.tr("Version {version} lies there, signed by the program's maker")
            self._note.say(
                title.format(version=newest.version),
                detail
                or self.tr(
                    "It is copied and checked whole before anything is started. The desk and its"
                    " keys stay as they are."
                ),
            )
        else:
            self._note.turn("bad" if refused else "info")
            self._note.say(self.tr("No newer version lies in this folder."), detail)

    def _is_offered(self) -> bool:
        state = self.book.state
        return state.newest is not None and state.taken is None and not state.busy

    def _lay_out(self) -> None:
        self._install = self.doing.button("takeRelease", ButtonKind.MAIN)
        help_ = Text(
            self.tr(
                "The program asks no network. Whoever looks after this computer puts the installer"
                " and the note beside it (.release) into a folder or on a stick."
            ),
            Size.LABEL,
            "text2",
            wrap=True,
        )
        inner = QWidget()
        inner.setMaximumWidth(theme.px(_WIDTH))
        scroll = PageScroll(self)
        scroll.setWidget(inner)
        in_column(inner, self._facts, Space(16), self._asked, STRETCH, gap=4, edge=16)
        head = Text(self.tr("Newer versions"), Size.SECTION, bold=True)
        label = label_for(self._edit, self.tr("Folder of newer versions"))
        row = in_row(None, (FieldBody(self._edit), 1), self._browse, self._again, gap=8)
        self.acts = acts(self._install)
        self._command.setAccessibleName(self.tr("What is to be carried out"))
        copy = button_for("copyCommand", self.tr("Copy"), self._copy, kind=ButtonKind.SMALL)
        in_row(self._told, (self._command, 1), copy, gap=8, edge=0)
        asked = (head, help_, Space(8), label, row, self._note, self._told)
        in_column(self._asked, *asked, gap=8, edge=0)
        scroll.follow_keys()
        in_column(self, scroll, edge=0)

    def _name(self) -> None:
        if self._edit.text().strip() != self.book.state.folder:
            self.book.name_folder(self._edit.text())

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._command.text())
        self.session.said.emit(self.tr("The line is on the clipboard."))

    def _open(self) -> None:
        begin = Path(self.book.state.folder or Path.home())
        dialog = ChooseFolder(begin, self, self.tr("Folder of newer versions"))
        dialog.fileSelected.connect(self.book.name_folder)
        dialog.open()
