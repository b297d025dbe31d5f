# SPDX-License-Identifier: MIT
"""A drill: the newest backup restored into memory with the sheet's key, compared, recorded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from desk_app.desk.errors import Cancelled, KnownError
from desk_app.desk.keys import backups
from desk_app.desk.opened.own_pages import drill_page
from desk_app.gui import words
from desk_app.gui.kit.display.facts import FactLine, FactsCard
from desk_app.gui.kit.display.notes import NoteFrame
from desk_app.gui.kit.fields.fields import PasswordEdit, label_for
from desk_app.gui.kit.layout.boxes import in_column, named
from desk_app.gui.kit.layout.layout import TaskDialog, fit_height
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.look.states import StateIcon, WorkBar
from desk_app.gui.kit.look.text import Text, announce
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.printing import spooler as printing
from desk_app.gui.printing.letters import print_order
from desk_app.gui.session.tasks import Book, ProgressWatch
from desk_app.records.desk.printers import PaperUse
from desk_app.rules.rulebook.terms import Duty

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget

    from desk_app.desk.context import Desk
    from desk_app.gui.printing.spooler import Printing
    from desk_app.gui.session.session import Session
    from desk_app.records.desk.people import Language
    from desk_app.records.desk.safekeeping import Drill


@dataclass(frozen=True, slots=True)
class DrillState:
    """What the dialog shows: how far the drill is, what it found, whether that was printed."""

    working: bool = False
    done: int = 0
    total: int = 0
    drill: Drill | None = None
    printing: bool = False
    printed: bool = False
    trouble: KnownError | None = None


class DrillBook(Book[DrillState]):
    """Holds a drill beside the work, notes it, and prints its record."""

    def __init__(self, session: Session, printing: Printing, parent: QObject) -> None:
        super().__init__(DrillState(), parent)
        self._session = session
        self._printing = printing
        self._pages = b""
        self._watch = ProgressWatch(self._show_progress, self)

    def hold(self, sheet_key: str) -> None:
        """Hold the drill with a sheet's key, unless one is being held."""
        if self._state.working or not sheet_key.strip():
            return
        self._watch.begin()
        self._show(DrillState(working=True))
        # Whoever may not is refused, and that is noted, before any key is tried.
        self._session.runner.submit(
            self,
            partial(self._session.desk.must, Duty.RESTORE),
            lambda _: self._compare(sheet_key),
            self._refuse,
        )

    def stop(self) -> None:
        """Stop the drill; nothing is noted."""
        self._watch.progress.cancel()

    def print_record(self) -> None:
        """Print the record of the drill on the usual printer."""
        if not self._pages or self._state.printing:
            return
        self._show(replace(self._state, printing=True, trouble=None))
        order = print_order(self._session.screen, PaperUse.OWN)
        send = partial(self._printing.send, self._pages, order)
        self._session.beside.submit(self, send, self._sent, self._not_sent)

    def _compare(self, sheet_key: str) -> None:
        desk = self._session.desk
        drill = partial(
            desk.ports.backups.drill, sheet_key, desk.today, desk.actor.name, self._watch.progress
        )
        self._session.beside.submit(self, drill, self._compared, self._refuse)

    def _compared(self, drill: Drill) -> None:
        record = partial(_record, self._session.desk, drill, self._session.language)
        self._session.runner.submit(self, record, partial(self._done, drill), self._refuse)

    def _done(self, drill: Drill, pages: bytes) -> None:
        self._watch.stop()
        self._pages = pages
        self._show(DrillState(drill=drill))

    def _sent(self, _: str) -> None:
        self._show(replace(self._state, printing=False, printed=True))

    def _not_sent(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._show(replace(self._state, printing=False, trouble=error))

    def _show_progress(self, done: int, total: int) -> None:
        self._show(replace(self._state, done=done, total=total))

    def _refuse(self, error: Exception) -> None:
        self._watch.stop()
        if isinstance(error, KnownError):
            self._show(DrillState(trouble=error))


def _record(desk: Desk, drill: Drill, language: Language) -> bytes:
    """Note the drill, then set its page, which shows the head that the note made."""
    backups.note_drill(desk, drill)
    return desk.ports.press.page(drill_page(desk, drill, language))


_WIDTH = 560


class HoldDrill(TaskDialog):
    """The key is asked for, used once and shown as dots alone."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__("holdDrill", self.tr("Drill"), "", "", parent)
        self._session = session
        self.setFixedWidth(theme.px(_WIDTH))
        self.book = DrillBook(session, printing.system(), self)
        self._why = NoteFrame(
            "info",
            self.tr("Hold a drill each month"),
            self.tr(
                "The newest backup is opened with the key on paper, restored into memory and"
                " compared with the desk. Nothing is changed; the journal notes the drill."
            ),
        )
        self._key = named("sheetKey", PasswordEdit())
        self._key.returnPressed.connect(self._press)
        self._label = label_for(self._key, self.tr("Key of the recovery sheet, typed or scanned"))
        self._bar = WorkBar(self.tr("How far the drill is"))
        self._found = StateIcon(bold=True)
        self._facts = FactsCard(176)
        self._trouble = named("trouble", NoteFrame("ask"))
        self._do.send_keys_to(self._back)
        self._lay_out()
        self.book.state_changed.connect(self._show)
        self._show(self.book.state)

    def begin(self) -> None:
        """Open with the cursor where the key is typed."""
        self.open()
        self._key.setFocus()

    @override
    def reject(self) -> None:
        """Stop a drill that is being held; otherwise close."""
        if self.book.state.working:
            self.book.stop()
        else:
            self._key.clear()
            super().reject()

    def _lay_out(self) -> None:
        in_column(
            self,
            Text(self.windowTitle(), Size.SECTION, bold=True),
            self._why,
            self._label,
            self._key,
            self._bar,
            self._found,
            self._facts,
            self._trouble,
            self._buttons,
            gap=12,
            edge=16,
        )

    @override
    def go(self) -> None:
        if self.book.state.drill is not None:
            self.book.print_record()
            return
        key = self._key.text()
        self._key.clear()
        self.book.hold(key)

    def _show(self, state: DrillState) -> None:
        drill = state.drill
        for widget in (self._why, self._label, self._key):
            widget.setVisible(drill is None)
        self._key.setEnabled(not state.working)
        self._bar.setVisible(state.working)
        self._bar.show_share(state.done, state.total)
        self._found.setVisible(drill is not None)
        self._facts.setVisible(drill is not None)
        if drill is not None:
            self._show_found(drill)
        self._do.setText(self.tr("Hold the drill") if drill is None else self._words_of_print())
        self._do.setEnabled(not state.working and not state.printing)
        self._back.setText(self.tr("Stop") if state.working else self.tr("Close"))
        self._tell(state)
        if not state.working:
            (self._do if drill is not None else self._key).setFocus()
        fit_height(self)

    def _show_found(self, drill: Drill) -> None:
        title = (
            self.tr("The backup is equal to the desk")
            if drill.equal
            else self.tr("The backup lacks %n save(s) of the desk", "", drill.missing)
        )
        before = self._found.shown()[1]
        self._found.show_state(Mark.OK if drill.equal else Mark.ASK, title)
        if title != before:
            announce(self, title)
        entries = f"{drill.sequence:,} / {drill.live_sequence:,}"
        counts = f"{drill.applications:,} / {drill.live_applications:,}"
        self._facts.show_facts(
            [
                FactLine("backup", self.tr("Backup"), drill.backup),
                FactLine("application", self.tr("Applications: backup / desk"), counts),
                FactLine("history", self.tr("Journal: backup / desk"), entries),
                FactLine("due", self.tr("Time"), self.tr("%n second(s)", "", drill.seconds)),
            ]
        )

    def _words_of_print(self) -> str:
        printed = self.book.state.printed
        return self.tr("Print the record again") if printed else self.tr("Print the record")

    def _tell(self, state: DrillState) -> None:
        told = state.trouble is not None and not isinstance(state.trouble, Cancelled)
        self._trouble.setVisible(told)
        if told and state.trouble is not None:
            self._trouble.say(*words.reason(state.trouble, self._session.language))
            announce(self, self._trouble.accessibleName())
