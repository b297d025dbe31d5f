# SPDX-License-Identifier: MIT
"""Attaching a scan: its pages looked at, turned and masked, then kept; and one that is kept."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSizeF, Qt, Signal
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtWidgets import QStackedWidget, QWidget

from desk_app.desk import scans
from desk_app.desk.errors import KnownError
from desk_app.gui import words
from desk_app.gui.asking import Ask, LineAsked, Question, Weight, text
from desk_app.gui.case.left_files import FileQuestions
from desk_app.gui.kit.display.notes import NoteFrame, WhyNot
from desk_app.gui.kit.display.pdf import PdfPage
from desk_app.gui.kit.display.scanned import PageBox, ScannedSheet
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.boxes import STRETCH, Part, in_column, in_row, named
from desk_app.gui.kit.layout.buttons import button_for
from desk_app.gui.kit.layout.layout import TaskDialog
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.states import WorkBar
from desk_app.gui.kit.look.text import Text, announce
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.pages.application.scan_book import ScanBook, ScanState, ScanWork
from desk_app.i18n import dates, messages
from desk_app.records.scans import MaskReason, ScanOf

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desk_app.desk.context import Changes, Desk
    from desk_app.gui.asking import Answers
    from desk_app.gui.case.read import Opened
    from desk_app.gui.kit.tables.table import CardTable
    from desk_app.gui.session.session import Session
    from desk_app.records.papers import Enclosure
    from desk_app.records.scans import PagePicture, Scan

_WIDTH, _HEIGHT, _SIDE = 1040, 720, 300


def draft_of(opened: Opened, id_: object) -> scans.ScanDraft | None:
    """Return what a scan of a line among the papers shows, or of the envelope; None for stamps."""
    if id_ == "form":
        return scans.ScanDraft(opened.id, ScanOf.FORM)
    if id_ == "envelope":
        return scans.ScanDraft(opened.id, ScanOf.ENVELOPE)
    paper = _paper(opened, id_)
    return None if paper is None else scans.ScanDraft(opened.id, ScanOf.ENCLOSURE, paper.id)


def _paper(opened: Opened, id_: object) -> Enclosure | None:
    return next((each for each in opened.file.enclosures if each.id == id_), None)


class AttachScan(TaskDialog):
    """Nothing is written before every box lies that the rulebook wants; Esc leaves nothing."""

    def __init__(
        self,
        session: Session,
        opened: Opened,
        draft: scans.ScanDraft,
        path: Path | None,
        parent: QWidget,
    ) -> None:
        """Take the file; None has the sheet scanned that lies in the scanner."""
        super().__init__("attachScan", self.tr("Attach a scan"), "", "", parent)
        self._session, self._opened = session, opened
        self.book = ScanBook(session, draft, path, self)
        self._files = FileQuestions(self)
        self._where = Text(
            path.name if path else self.tr("From the scanner"), Size.LABEL, "text2", wrap=True
        )
        self._stack = QStackedWidget()
        self.sheet = named("sheet", ScannedSheet(self.tr("Page of the scan")))
        self._trouble = named("trouble", NoteFrame("bad"))
        self._bar = WorkBar(self.tr("How far the work is"))
        self._why = WhyNot(self._do)
        self._lay_out()
        self.book.state_changed.connect(self._show)
        self.book.drawn.connect(self._show_picture)
        self._connect_sheet()
        self._show(self.book.state)

    def begin(self) -> None:
        """Open, and read the file."""
        room = self.screen().availableSize()
        self.resize(min(theme.px(_WIDTH), room.width()), min(theme.px(_HEIGHT), room.height()))
        self.open()
        self.book.begin()
        self.sheet.setFocus()

    @override
    def go(self) -> None:
        if self.book.state.kept:
            self.accept()
        else:
            self.book.keep()

    @override
    def reject(self) -> None:
        """Stop what goes on; else leave, with nothing kept."""
        if self.book.state.work is ScanWork.KEEPING:
            self.book.stop()
        else:
            super().reject()

    @override
    def done(self, result: int) -> None:
        self.book.close()
        super().done(result)

    def _connect_sheet(self) -> None:
        book, sheet = self.book, self.sheet
        sheet.drawn.connect(book.add)
        sheet.changed.connect(book.change)
        sheet.chosen.connect(lambda place: book.choose(book.state.here[place]))
        sheet.removed.connect(book.remove)
        sheet.turned_over.connect(self._go)
        sheet.size_changed.connect(self._want_picture)

    def _go(self, step: int) -> None:
        self.book.go_to(self.book.state.page + step)

    def _lay_out(self) -> None:
        side = in_column(None, *self._make_side(), gap=8)
        masking = QWidget()
        seen = in_column(None, self._make_tools(), (self.sheet, 1), gap=8)
        in_row(masking, (seen, 1), side, gap=16, edge=0)
        self._stack.addWidget(masking)
        self._stack.addWidget(self._make_kept())
        title = in_row(None, Text(self.windowTitle(), Size.SECTION, bold=True), (self._where, 1))
        parts = (self._trouble, (self._stack, 1), self._bar, self._why, self._buttons)
        in_column(self, title, *parts, gap=12, edge=16)

    def _make_tools(self) -> QWidget:
        book, sheet = self.book, self.sheet
        self._page = Text("", Size.LABEL)
        self._before = button_for("pageBefore", self.tr("Page before"), partial(self._go, -1))
        self._next = button_for("nextPage", self.tr("Next page"), partial(self._go, 1))
        turn = button_for("turnPage", self.tr("Turn"), book.turn, key=Key.TURN_PAGE)
        larger = button_for("larger", self.tr("Larger"), lambda: sheet.enlarge(1), key=Key.ZOOM_IN)
        smaller = button_for(
            "smaller", self.tr("Smaller"), lambda: sheet.enlarge(-1), key=Key.ZOOM_OUT
        )
        shortcuts.bind(Key.TURN_PAGE, self, book.turn)
        shortcuts.bind(Key.ZOOM_IN, self, lambda: sheet.enlarge(1))
        shortcuts.bind(Key.ZOOM_OUT, self, lambda: sheet.enlarge(-1))
        tools = QWidget()
        buttons = (self._before, self._next, turn, larger, smaller)
        in_row(tools, self._page, STRETCH, *buttons, gap=8, edge=0)
        return tools

    def _make_side(self) -> Sequence[Part]:
        self._asked = named("asked", NoteFrame("ask"))
        self._reason = named("reason", ChoiceBox())
        self._reason.setFixedWidth(theme.px(_SIDE))
        self._reason.chosen.connect(self._say_why)
        self._about = Text("", Size.LABEL, "text2", wrap=True)
        label = Text(self.tr("Reason of the box"), Size.LABEL)
        self._reason.name_alone(self.tr("Reason of the box"))
        self._add = button_for("addBox", self.tr("New box"), self.sheet.add_box, key=Key.ADD)
        self._remove = button_for(
            "removeBox", self.tr("Remove the box"), self.book.remove, key=Key.REMOVE
        )
        self._list = Text("", Size.LABEL, wrap=True)
        for each in (self._asked, self._about, self._list):
            each.setFixedWidth(theme.px(_SIDE))
        boxes = (self._reason, self._add, self._remove, self._about, self._list)
        return (self._asked, label, *boxes, STRETCH)

    def _make_kept(self) -> QWidget:
        made = QWidget()
        self._left = named("left", NoteFrame("ask"))
        self._delete = button_for("deleteFile", self.tr("Delete the file"), self._ask_to_delete)
        in_column(made, self._left, in_row(None, self._delete, STRETCH), STRETCH, gap=12, edge=0)
        return made

    def _show(self, state: ScanState) -> None:
        self._trouble.tell(words.told(state.trouble, self._session.language))
        if state.trouble is not None:
            announce(self, self._trouble.accessibleName())
        self._bar.setVisible(state.work is not None)
        self._bar.show_share(state.done, state.total)
        self._stack.setCurrentIndex(1 if state.kept else 0)
        self._do.setText(self.tr("Close") if state.kept else self.tr("Keep the scan"))
        self._do.hinder("" if state.kept else self._hindered(state))
        self._back.setVisible(not state.kept)
        busy = state.work is ScanWork.KEEPING
        self._back.setText(self.tr("Stop") if busy else self.tr("Back"))
        if state.kept:
            self._show_kept(state)
        elif state.pages:
            self._show_page(state)
            self._show_side(state)

    def _hindered(self, state: ScanState) -> str:
        if state.work is not None:
            return self.tr("Please wait.")
        if not state.pages:
            return self.tr("No page has been read.")
        if state.unmasked:
            items = ", ".join(map(self._item, state.unmasked))
            return self.tr("Still to be masked: {items}").format(items=items)
        return ""

    def _show_page(self, state: ScanState) -> None:
        said = self.tr("Page {page} of {pages}").format(page=state.page, pages=len(state.pages))
        self._page.setText(said)
        self._before.setEnabled(state.page > 1)
        self._next.setEnabled(state.page < len(state.pages))
        points = QSizeF(state.size.width, state.size.height)
        self.sheet.show_page((state.page, state.quarters), points)
        here = [state.masks[place] for place in state.here]
        boxes = [PageBox(each.left, each.top, each.right, each.bottom) for each in here]
        at = state.here.index(state.chosen) if state.chosen in state.here else None
        self.sheet.show_boxes(boxes, at)
        told = [said, *(self._reason_word(each.reason, each.item) for each in here)]
        self.sheet.setAccessibleDescription("; ".join(told))
        if not self.sheet.is_drawn:
            self._want_picture()

    def _show_side(self, state: ScanState) -> None:
        items = tuple(map(self._item, state.items))
        self._asked.say(
            self.tr("To be masked on this paper") if items else self.tr("Nothing must be masked"),
            "\n".join(items)
            if items
            else self.tr("Cover what tells of somebody else, and what nobody needs."),
        )
        codes = [each.code for each in self._opened.rules.masks]
        ordered = (*state.items, *(each for each in codes if each not in state.items))
        reasons = [(MaskReason.RULEBOOK, each) for each in ordered]
        reasons += [(MaskReason.OTHER_PERSON, ""), (MaskReason.NOT_NEEDED, "")]
        choices = tuple((each, self._reason_word(*each)) for each in reasons)
        self._reason.set_choices(choices)
        chosen = None if state.chosen is None else state.masks[state.chosen]
        self._reason.set_value(state.reason if chosen is None else (chosen.reason, chosen.item))
        self._remove.setEnabled(chosen is not None)
        self._about.setText(
            self.tr(
                "Draw a box with the mouse, or take a new one and move it with the arrow keys, "
                "with Shift its size. Space chooses the next box."
            )
        )
        lines = [
            self.tr("Page {page}: {reason}").format(
                page=each.page, reason=self._reason_word(each.reason, each.item)
            )
            for each in state.masks
        ]
        self._list.setText("\n".join(lines))

    def _show_kept(self, state: ScanState) -> None:
        path = self.book.path
        if path is None:
            self._left.turn("ok")
            self._left.say(self.tr("The scan is kept. No file was made of it."))
        elif state.left:
            self._left.turn("ask")
            self._left.say(
                self.tr("The scan is kept. The file is still there: {name}").format(name=path.name),
                self.tr(
                    "It lies in {folder} and shows everything that was masked. Delete it there too."
                ).format(folder=path.parent),
            )
        else:
            self._left.turn("ok")
            self._left.say(self.tr("The scan is kept, and the file is deleted."))
        self._delete.setVisible(state.left)

    def _ask_to_delete(self) -> None:
        source = self.book.source
        if source is not None:
            dialog = Ask(self._session, self._files.to_delete(source), self)
            dialog.accepted.connect(self.book.deleted)
            dialog.begin()

    def _want_picture(self) -> None:
        if self.book.state.pages:
            self.book.draw(self.sheet.wanted_width)

    def _show_picture(self, page: object, picture: PagePicture) -> None:
        self.sheet.show_picture(page, image_of(picture))

    def _say_why(self, reason: object) -> None:
        if isinstance(reason, tuple):
            self.book.say_why(reason)

    def _item(self, code: str) -> str:
        return messages.titled(self._opened.rules.mask(code), code, self._session.language)

    def _reason_word(self, reason: MaskReason, item: str) -> str:
        return self._item(item) if item else messages.label(reason, self._session.language)


def image_of(picture: PagePicture) -> QImage:
    """Return a picture as the window paints it, with pixels of its own."""
    line = 3 * picture.width
    image = QImage(picture.pixels, picture.width, picture.height, line, QImage.Format.Format_RGB888)
    return image.convertToFormat(QImage.Format.Format_RGB32)


# What is kept, beside what was typed from the paper.


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
        shown = _paper(self._opened, scan.enclosure)
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
        paper = _paper(self._opened, scan.enclosure)
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
