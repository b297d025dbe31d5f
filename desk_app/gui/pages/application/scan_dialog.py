# SPDX-License-Identifier: MIT
"""The scans that are kept, beside what was typed; and a file dropped on the paper it shows."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDropEvent

from desk_app.desk import scans
from desk_app.desk.errors import KnownError
from desk_app.gui import words
from desk_app.gui.asking import Ask, LineAsked, Question, Weight, text
from desk_app.gui.case.scans.attaching import paper_of
from desk_app.gui.kit.display.notes import NoteFrame
from desk_app.gui.kit.display.pdf import PdfPage
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.layout.boxes import STRETCH, in_column, in_row, named
from desk_app.gui.kit.layout.buttons import button_for
from desk_app.gui.kit.layout.layout import TaskDialog
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.i18n import dates, messages
from desk_app.records.case.scans import ScanOf

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from desk_app.desk.context import Changes, Desk
    from desk_app.gui.asking import Answers
    from desk_app.gui.case.read import Opened
    from desk_app.gui.kit.tables.table import CardTable
    from desk_app.gui.session.session import Session
    from desk_app.records.case.scans import Scan

_WIDTH, _HEIGHT, _SIDE = 1040, 720, 300


class KeptScans(TaskDialog):
    """Shows the scans of an application one by one; a scan attached by mistake is removed here."""

    def __init__(self, session: Session, opened: Opened, parent: QWidget) -> None:
        title = self.tr("Scans of {number}").format(number=opened.application.receipt_number)
        super().__init__("keptScans", title, self.tr("Close"), "", parent)
        self._session, self._opened = session, opened
        self._scans: tuple[Scan, ...] = ()
        self._which = named("whichScan", ChoiceBox())
        self._which.name_alone(self.tr("Scan"))
        self._which.chosen.connect(lambda _: self._show_chosen())
        self._remove = button_for("removeScan", self.tr("Remove"), self._ask_to_remove)
        self._trouble = named("trouble", NoteFrame("bad"))
        self._none = Text(self.tr("No scan is kept with this application."), wrap=True)
        self._typed = Text("", wrap=True)
        self.page = named("keptPages", PdfPage(self.tr("Pages of the scan"), self))
        self._back.hide()
        self._lay_out()

    def begin(self, id_: object = None) -> None:
        """Open with the scan of a paper first, where there is one."""
        room = self.screen().availableSize()
        self.resize(min(theme.px(_WIDTH), room.width()), min(theme.px(_HEIGHT), room.height()))
        self.open()
        self._read(id_)

    @override
    def go(self) -> None:
        self.accept()

    def _lay_out(self) -> None:
        self._typed.setFixedWidth(theme.px(_SIDE))
        self._typed.setAlignment(Qt.AlignmentFlag.AlignTop)
        head = in_row(None, Text(self.windowTitle(), Size.SECTION, bold=True), STRETCH)
        choice = in_row(None, (self._which, 1), self._remove, gap=8)
        typed = Text(self.tr("As typed from the paper"), Size.LABEL, bold=True)
        beside = in_column(None, typed, self._typed, STRETCH, gap=4)
        parts = in_row(None, (self.page, 1), beside, gap=16)
        column = (self._trouble, self._none, choice, (parts, 1), self._buttons)
        in_column(self, head, *column, gap=12, edge=16)
        self._trouble.hide()

    def _read(self, first: object = None) -> None:
        asking = partial(scans.scans_of, id_=self._opened.id)
        self._session.ask(self, "scans", asking, partial(self._take, first))

    def _take(self, first: object, found: tuple[Scan, ...]) -> None:
        self._scans = tuple(each for each in reversed(found) if not each.removed)
        self._which.set_choices([(each.id, self._word(each)) for each in self._scans])
        wanted = next((each.id for each in self._scans if _shows(each, first)), None)
        if self._scans and (wanted is not None or self._chosen() is None):
            self._which.set_value(wanted or self._scans[0].id)
        for part in (self._which, self._remove, self.page):
            part.setVisible(bool(self._scans))
        self._none.setVisible(not self._scans)
        self._show_chosen()

    def _chosen(self) -> Scan | None:
        return next((each for each in self._scans if each.id == self._which.value()), None)

    def _show_chosen(self) -> None:
        scan = self._chosen()
        self._trouble.tell(None)
        self._typed.setText("" if scan is None else self._as_typed(scan))
        if scan is None:
            self.page.clear()
            return
        self.page.expect()
        reading = partial(scans.scan_pages, self._session.desk, self._opened.id, scan.id)
        came = partial(self._came, scan.id)
        self._session.runner.submit(self, reading, came, self._refuse)

    def _came(self, id_: object, pdf: bytes) -> None:
        if id_ == self._which.value():
            self.page.show_bytes(pdf)

    def _refuse(self, error: Exception) -> None:
        self.page.clear()
        known = error if isinstance(error, KnownError) else None
        self._trouble.tell(words.told(known, self._session.language))

    def _word(self, scan: Scan) -> str:
        language = self._session.language
        shown = paper_of(self._opened, scan.enclosure)
        rules = self._opened.rules
        what = (
            messages.label(scan.shows, language)
            if shown is None
            else messages.titled(rules.document(shown.kind), shown.kind, language)
        )
        day = dates.near(scan.at.date(), self._session.today, language)
        return self.tr("{what}, {day}, %n page(s)", "", scan.pages).format(what=what, day=day)

    def _as_typed(self, scan: Scan) -> str:
        """Say what the desk has of the paper, line by line, to be compared by eye."""
        language = self._session.language
        paper = paper_of(self._opened, scan.enclosure)
        if scan.shows is ScanOf.ENVELOPE:
            mail = self._opened.file.mail[0]
            dated = ((self.tr("Arrived"), mail.arrived_on), (self.tr("Postmark"), mail.postmark))
            told = [(self.tr("Sender"), mail.sender)]
            told += [
                (name, "" if day is None else dates.full(day, language)) for name, day in dated
            ]
            told += [(self.tr("Tracking number"), mail.tracking_number)]
        elif paper is None:
            principal = self._opened.application.principal
            born = principal.born
            told = [
                (self.tr("Name"), principal.name),
                (self.tr("Kana"), principal.kana),
                (self.tr("Address"), principal.address),
                (self.tr("Birth date"), "" if born is None else dates.full(born, language)),
            ]
        else:
            days = (
                (self.tr("Birth date"), paper.born),
                (self.tr("Issued on"), paper.issued_on),
                (self.tr("Valid until"), paper.valid_until),
            )
            told = [(self.tr("Name"), paper.name), (self.tr("Address"), paper.address)]
            told += [(name, "" if day is None else dates.full(day, language)) for name, day in days]
            told += [(self.tr("Note"), paper.note)]
        return "\n".join(f"{name}\n{value}\n" for name, value in told if value)

    def _ask_to_remove(self) -> None:
        scan = self._chosen()
        if scan is None:
            return

        def doing(answers: Answers) -> Callable[[Desk], Changes]:
            why = text(answers, "reason")
            return lambda desk: scans.remove_scan(desk, self._opened.id, scan.id, why)

        question = Question(
            self.tr("Remove the scan"),
            self.tr("Remove"),
            doing,
            self.tr("Its pictures are gone for good. Who removed it, when and why stays."),
            asked=(LineAsked("reason", self.tr("Reason")),),
            weight=Weight.FINAL,
        )
        dialog = Ask(self._session, question, self)
        dialog.accepted.connect(self._read)
        dialog.begin()


def _shows(scan: Scan, id_: object) -> bool:
    return id_ == (scan.enclosure if scan.shows is ScanOf.ENCLOSURE else scan.shows.value)


class FileDrop(QObject):
    """Lets one file of this computer be dropped on a line of a table; ``dropped`` names both."""

    dropped = Signal(object, object)

    def __init__(self, table: CardTable) -> None:
        super().__init__(table)
        self._table = table
        table.viewport().setAcceptDrops(True)
        table.viewport().installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent):
            urls = event.mimeData().urls()
            row = self._table.indexAt(event.position().toPoint()).row()
            if len(urls) != 1 or not urls[0].isLocalFile() or row < 0:
                event.ignore()
                return True
            event.acceptProposedAction()
            if event.type() == QEvent.Type.Drop:
                self._table.choose(row)
                self.dropped.emit(self._table.current_id(), Path(urls[0].toLocalFile()))
            return True
        return False
