# SPDX-License-Identifier: MIT
"""Attaching a scan: its pages looked at, turned and masked, then kept (I6)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStackedWidget, QWidget

from desk_app.desk import scans
from desk_app.gui import words
from desk_app.gui.asking import Ask
from desk_app.gui.case.scans.attaching_book import ScanBook, ScanState, ScanWork
from desk_app.gui.case.scans.left_files import FileQuestions
from desk_app.gui.kit.display.notes import NoteFrame, WhyNot
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
from desk_app.i18n import messages
from desk_app.records.case.scans import MaskReason, ScanOf

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from desk_app.gui.case.read import Opened
    from desk_app.gui.session.session import Session
    from desk_app.records.case.papers import Enclosure
    from desk_app.records.case.scans import ChosenSheets, PagePicture

_WIDTH, _HEIGHT, _SIDE = 1040, 720, 300
_NAMED = 8
"""So many pages are named of those that nobody looked at."""


def draft_of(opened: Opened, id_: object) -> scans.ScanDraft | None:
    """Return what a scan of a line among the papers shows, or of the envelope; None for stamps."""
    if id_ == "form":
        return scans.ScanDraft(opened.id, ScanOf.FORM)
    if id_ == "envelope":
        return scans.ScanDraft(opened.id, ScanOf.ENVELOPE)
    paper = paper_of(opened, id_)
    return None if paper is None else scans.ScanDraft(opened.id, ScanOf.ENCLOSURE, paper.id)


def paper_of(opened: Opened, id_: object) -> Enclosure | None:
    """Return the enclosure of an id; None where none has it."""
    return next((each for each in opened.file.enclosures if each.id == id_), None)


class AttachScan(TaskDialog):
    """Nothing is written before every box lies that the rulebook wants; Esc leaves nothing."""

    def __init__(
        self,
        session: Session,
        opened: Opened,
        draft: scans.ScanDraft,
        source: Path | ChosenSheets | None,
        parent: QWidget,
    ) -> None:
        """Take a file, or pages of one; None has the sheet scanned that lies in the scanner."""
        super().__init__("attachScan", self.tr("Attach a scan"), "", "", parent)
        self._session, self._opened = session, opened
        self.book = ScanBook(session, draft, source, self)
        self._files = FileQuestions(self)
        path = self.book.path
        name = path.name if path else self.tr("From the scanner")
        self._where = Text(name, Size.LABEL, "text2", wrap=True)
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
        if state.unseen:
            pages = ", ".join(map(str, state.unseen[:_NAMED]))
            more = " …" if len(state.unseen) > _NAMED else ""
            return self.tr("Still to be looked at: page {pages}").format(pages=pages + more)
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
        path, waiting = self.book.path, self.book.waiting
        if path is None:
            self._left.turn("ok")
            self._left.say(self.tr("The scan is kept. No file was made of it."))
        elif waiting:
            self._left.turn("ok")
            self._left.say(
                self.tr("The scan is kept. %n other page(s) of its file still wait", "", waiting),
                self.tr("Delete the file once none waits: it shows everything that was masked."),
            )
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
        self._delete.setVisible(state.left and not waiting)

    def _ask_to_delete(self) -> None:
        source = self.book.source
        if source is not None:
            dialog = Ask(self._session, self._files.to_delete(source, 0), self)
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
