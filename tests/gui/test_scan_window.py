# SPDX-License-Identifier: MIT
"""A scan through the window: dropped on its paper, turned, masked, kept, shown, removed."""

from __future__ import annotations

import io
from functools import partial
from hashlib import sha256
from pathlib import Path

import pypdf
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from reportlab.pdfgen.canvas import Canvas

from desk_app.desk import scans
from desk_app.desk.scans import ScanDraft
from desk_app.gui.case.read import glance
from desk_app.gui.case.scans.attaching import AttachScan
from desk_app.gui.case.scans.left_files import LeftFiles
from desk_app.gui.case.scans.waiting import WaitingScans
from desk_app.gui.kit.display.notes import NoteFrame
from desk_app.gui.kit.layout.buttons import KeyButton
from desk_app.gui.page import Place
from desk_app.gui.pages.application.page import ApplicationView
from desk_app.gui.pages.application.scan_dialog import FileDrop, KeptScans
from desk_app.gui.pages.today.page import Today
from desk_app.records.base import ApplicationId
from desk_app.records.case.application import Right
from desk_app.records.case.scans import DrawnScan, MaskReason, ScanOf, SheetLead, SourceFile
from desk_app.records.desk.people import Language
from desk_app.rules.codes import receipt_code
from tests.gui.accessibility import unnamed
from tests.gui.case_desk import TODAY, application, licence, log
from tests.gui.case_pages import Case, Cases
from tests.gui.pages import CTRL
from tests.gui.walk import come_to_rest, faults
from tests.workbench.scanner_files import coded

pytestmark = pytest.mark.once(under="second")
NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def scanned(tmp_path: Path) -> Path:
    """A file of two pages from a scanner."""
    canvas = Canvas(str(tmp_path / "scan0001.pdf"), pagesize=(595, 842))
    for words in ("本籍".encode().hex(), "back"):
        canvas.drawString(100, 700, words)
        canvas.showPage()
    canvas.save()
    return tmp_path / "scan0001.pdf"


def opened(cases: Cases) -> tuple[Case, ApplicationView, ApplicationId]:
    id_ = log(cases.desk, application(Right.DISCLOSURE), licence(), stamps=((500, 2),))
    cases.desk.clock.move_to(TODAY)
    case = cases.open()
    return case, case.go(Place.APPLICATION, id_, ApplicationView), id_


def dropped(view: ApplicationView, row: int, path: Path) -> None:
    """Drop a file on a line of the papers."""
    table = view.body.tables["papers"]
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    at = table.visualRect(table.model().index(row, 0)).center()
    held = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NONE)
    drop = QDropEvent(at.toPointF(), *held)
    # Qt itself hands a drop on to what the pointer of a screen came into alone.
    (taking,) = table.findChildren(FileDrop)
    assert table.viewport().acceptDrops()
    assert taking.eventFilter(table.viewport(), drop)
    assert drop.isAccepted()


def read(case: Case, view: ApplicationView) -> AttachScan:
    """Return the dialog once its page stands drawn, or says why none does."""
    (dialog,) = view.findChildren(AttachScan)

    def is_there() -> bool:
        state = dialog.book.state
        drawn = bool(state.pages) and dialog.sheet.is_drawn
        return state.work is None and (drawn or state.trouble is not None)

    case.window.qtbot.waitUntil(is_there, timeout=30_000)
    case.window.settle()
    return dialog


def button(dialog: AttachScan | KeptScans | LeftFiles, name: str) -> KeyButton:
    found = dialog.findChild(KeyButton, name)
    assert isinstance(found, KeyButton)
    return found


def test_scans_are_dropped_masked_kept_shown_and_what_is_left_of_them_told(
    cases: Cases, tmp_path: Path, scanned: Path
) -> None:
    case, view, id_ = opened(cases)
    content = scanned.read_bytes()
    _told_that_it_cannot_be_read(case, view, id_, scanned)
    _a_scan_is_dropped_masked_kept_shown_and_its_file_deleted(case, view, id_, scanned)
    scanned.write_bytes(content)
    _the_envelope_is_kept(case, view, id_, scanned)
    _left_files_told_until_they_are_deleted_or_gone(case, view, id_, scanned, tmp_path)


def _a_scan_is_dropped_masked_kept_shown_and_its_file_deleted(
    case: Case, view: ApplicationView, id_: ApplicationId, scanned: Path
) -> None:
    dropped(view, 1, scanned)
    dialog = read(case, view)
    assert unnamed(dialog) == []
    state = dialog.book.state
    assert (len(state.pages), state.page) == (2, 1)
    assert state.items, "the rulebook has something masked on a licence"
    assert not dialog._do.isEnabled()
    assert case.do(lambda desk: scans.scans_of(desk, id_)) == ()
    sheet = dialog.sheet
    for _ in state.items:
        QTest.keyClick(sheet, Qt.Key.Key_Insert)
    assert dialog.book.state.unmasked == ()
    _moved_by_keys(dialog)
    _drawn_by_mouse(dialog)
    case.window.qtbot.waitUntil(lambda: not dialog.book.state.unseen, timeout=30_000)
    come_to_rest(case)
    assert faults(dialog) == []
    _kept(case, dialog)
    (kept,) = case.do(lambda desk: scans.scans_of(desk, id_))
    assert (kept.pages, len(kept.masks)) == (2, len(state.items) + 1)
    pdf = case.do(lambda desk: scans.scan_pages(desk, id_, kept.id))
    assert not any(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    note = dialog.findChild(NoteFrame, "left")
    assert isinstance(note, NoteFrame)
    assert scanned.name in note.accessibleName()
    _deleted(case, dialog, scanned)
    case.main()
    _shown_and_removed(case, view, id_)


def _deleted(case: Case, dialog: AttachScan, scanned: Path) -> None:
    case.press(button(dialog, "deleteFile"), Qt.Key.Key_Return)
    assert scanned.exists(), "first it is asked"
    case.main()
    case.window.settle()
    assert not scanned.exists()
    assert not dialog.book.state.left
    assert case.do(scans.left_files) == ()


def _moved_by_keys(dialog: AttachScan) -> None:
    sheet, state = dialog.sheet, dialog.book.state
    assert state.chosen == len(state.masks) - 1
    before = state.masks[-1]
    QTest.keyClick(sheet, Qt.Key.Key_Down)
    QTest.keyClick(sheet, Qt.Key.Key_Right, SHIFT)
    after = dialog.book.state.masks[-1]
    assert after.top > before.top
    assert after.right - after.left > before.right - before.left
    QTest.keyClick(sheet, Qt.Key.Key_Space)
    assert dialog.book.state.chosen == 0
    # Turned four times, all lies as it lay.
    for turn in range(4):
        QTest.keyClick(sheet, Qt.Key.Key_T, CTRL | SHIFT)
        if turn == 0:
            assert dialog.book.state.masks[-1] != after
    assert dialog.book.state.masks[-1] == after


def _drawn_by_mouse(dialog: AttachScan) -> None:
    sheet, count = dialog.sheet, len(dialog.book.state.masks)
    place = sheet._in_sight()
    corner = place.topLeft() + QPoint(place.width() // 10, place.height() // 10)
    left, view = Qt.MouseButton.LeftButton, sheet.viewport()
    QTest.mousePress(view, left, pos=corner)
    QTest.mouseMove(view, corner + QPoint(60, 40))
    QTest.mouseRelease(view, left, pos=corner + QPoint(60, 40))
    masks = dialog.book.state.masks
    assert len(masks) == count + 1
    assert masks[-1].reason is MaskReason.NOT_NEEDED
    dialog._reason.chosen.emit((MaskReason.OTHER_PERSON, ""))
    assert dialog.book.state.masks[-1].reason is MaskReason.OTHER_PERSON
    QTest.keyClick(sheet, Qt.Key.Key_PageDown)
    assert dialog.book.state.page == 2
    assert dialog.book.state.here == ()


def _shown_and_removed(case: Case, view: ApplicationView, id_: ApplicationId) -> None:
    view.body.tables["papers"].choose(1)
    view.doing["showScans"].trigger()
    case.window.settle()
    (shown,) = view.findChildren(KeptScans)
    case.window.qtbot.waitUntil(lambda: shown.page.pages() == 2, timeout=10_000)
    assert unnamed(shown) == []
    assert "髙橋 花子" in shown._typed.text()
    case.press(button(shown, "removeScan"), Qt.Key.Key_Return)
    case.write(case.ask().field("reason").editor, "別の方の書類")
    case.main()
    case.window.settle()
    (kept,) = case.do(lambda desk: scans.scans_of(desk, id_))
    assert kept.removed
    assert shown._none.isVisible()
    case.main()


def _left_files_told_until_they_are_deleted_or_gone(
    case: Case, view: ApplicationView, id_: ApplicationId, scanned: Path, tmp_path: Path
) -> None:
    """Of the envelope a file is left already; of two more one is gone, one out of reach."""
    draft, drawn = ScanDraft(id_, ScanOf.FORM), DrawnScan(1, b"%PDF-1.4 pictures")
    other = tmp_path / "scan0002.pdf"
    for path in (other, tmp_path / "unplugged" / "scan0003.pdf"):
        content = scanned.read_bytes()
        source = SourceFile(str(path), sha256(content).hexdigest())
        case.do(partial(scans.attach_scan, draft=draft, drawn=drawn, source=source))
    view.read_again()
    line = view._left
    # The second is found to be gone by looking; where nobody can look, a file is told on.
    case.window.qtbot.waitUntil(lambda: len(case.do(scans.left_files)) == 2, timeout=10_000)
    case.window.settle()
    assert "2" in line._note.accessibleName()
    today = case.go(Place.TODAY, None, Today)
    case.window.settle()
    assert today._left.isVisible()
    case.press(today._left._button, Qt.Key.Key_Return)
    (dialog,) = today.findChildren(LeftFiles)
    case.window.settle()
    assert unnamed(dialog) == []
    assert dialog.table.model().rowCount() == 2
    dialog.table.choose_id(SourceFile(str(scanned), sha256(scanned.read_bytes()).hexdigest()))
    for name in ("deleteLeft", "giveUpLeft"):
        case.press(button(dialog, name), Qt.Key.Key_Return)
        case.main()
        case.window.settle()
    assert not scanned.exists()
    assert case.do(scans.left_files) == ()
    assert dialog._none.isVisible()
    case.main()
    case.window.settle()
    assert not today._left.isVisible()


def _told_that_it_cannot_be_read(
    case: Case, view: ApplicationView, id_: ApplicationId, scanned: Path
) -> None:
    view.doing["attachScan"].trigger()
    assert view.findChildren(QFileDialog) == [], "first a paper"
    whole = scanned.read_bytes()
    scanned.write_bytes(whole[:500])
    view.body.tables["papers"].choose(1)
    view.doing["attachScan"].trigger()
    (asked,) = view.findChildren(QFileDialog)
    asked.fileSelected.emit(str(scanned))
    asked.reject()
    dialog = read(case, view)
    assert dialog.book.state.trouble is not None
    assert dialog.book.state.trouble.code == "scan_broken"
    assert not dialog._do.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    case.window.settle()
    assert case.do(lambda desk: scans.scans_of(desk, id_)) == ()
    assert scanned.exists()
    scanned.write_bytes(whole)


def _the_envelope_is_kept(
    case: Case, view: ApplicationView, id_: ApplicationId, scanned: Path
) -> None:
    view.doing["attachEnvelope"].trigger()
    (asked,) = view.findChildren(QFileDialog)
    asked.fileSelected.emit(str(scanned))
    asked.reject()
    _kept(case, read(case, view))
    case.main()
    case.window.settle()
    assert _kept_of(case, id_) == {ScanOf.ENVELOPE: True}
    of_this = case.do(lambda desk: scans.scans_of(desk, id_))
    (envelope,) = [each for each in of_this if each.shows is ScanOf.ENVELOPE]
    view.doing["showScans"].trigger()
    case.window.settle()
    (shown,) = view.findChildren(KeptScans)
    shown._which.set_value(envelope.id)
    shown._show_chosen()
    assert shown._typed.text()
    case.main()
    case.window.settle()


def _kept_of(case: Case, id_: ApplicationId) -> dict[ScanOf, bool]:
    """Return what is kept and not removed, and whether it was a file."""
    of_this = case.do(lambda desk: scans.scans_of(desk, id_))
    return {each.shows: bool(each.source) for each in of_this if not each.removed}


@pytest.mark.posix(why="the program that scans is a script of a shell")
def test_a_paper_is_scanned_at_once_and_is_no_file(
    cases: Cases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    case, view, id_ = opened(cases)
    assert not view.doing["scanPaper"].isEnabled()
    _connect_scanner(view, tmp_path)
    view.body.tables["papers"].choose(0)
    view.doing["scanPaper"].trigger()
    _kept(case, dialog := read(case, view))
    assert dialog.book.source is None
    assert button(dialog, "deleteFile").isHidden()
    case.main()
    case.window.settle()
    assert _kept_of(case, id_) == {ScanOf.FORM: False}


def _connect_scanner(view: ApplicationView, folder: Path) -> None:
    view._scanner = True
    view.doing.refresh()
    Image.new("L", (400, 600), 255).save(folder / "page.png")
    program = folder / "scanimage"
    program.write_text(f"#!/bin/sh\nexec /bin/cat {folder / 'page.png'}\n")
    program.chmod(0o755)


def _kept(case: Case, dialog: AttachScan) -> None:
    for page in dialog.book.state.unseen:
        assert not dialog._do.isEnabled(), "a page that nobody looked at is not kept"
        dialog.book.go_to(page)
        seen = partial(lambda wanted: wanted in dialog.book.state.seen, page)
        case.window.qtbot.waitUntil(seen, timeout=30_000)
    case.main()
    case.window.qtbot.waitUntil(lambda: dialog.book.state.kept, timeout=30_000)
    case.window.settle()


# What waits in the scanner's folder.


def test_a_sheet_is_led_to_its_application_by_its_code_and_one_without_by_a_person(
    cases: Cases, tmp_path: Path
) -> None:
    case, _, id_ = opened(cases)
    number = case.do(lambda desk: glance(desk, id_)).application.receipt_number
    folder = tmp_path / "scanner"
    folder.mkdir()
    # The longer of both languages.
    case.window.speak(Language.EN)
    today = case.go(Place.TODAY, None, Today)
    line = today._scanned
    line._clock.setInterval(50)
    line.read()
    assert line.isHidden(), "no folder is named"
    today.session.screen.keep_scans(str(folder))
    sheets = ((receipt_code(number),), (), (receipt_code("R8-0999"),))
    (folder / "scan1.pdf").write_bytes(coded(*sheets))
    case.window.qtbot.waitUntil(line.isVisible, timeout=30_000)
    assert "3" in line._note.accessibleName()
    case.press(line._button, Qt.Key.Key_Return)
    (waiting,) = line.findChildren(WaitingScans)
    _taken_by_its_code(case, waiting, number)
    _taken_by_a_person(case, waiting, receipt_code(number))
    kept = case.do(lambda desk: scans.scans_of(desk, id_))
    assert [(each.shows, each.pages, each.source_rest) for each in kept] == [
        (ScanOf.FORM, 1, (2, 3)),
        (ScanOf.ENVELOPE, 2, (1,)),
    ]
    waiting.reject()
    (folder / "scan1.pdf").unlink()
    folder.rmdir()
    case.window.qtbot.waitUntil(line.isVisible, timeout=10_000)
    assert line._button.isHidden(), "the folder is gone, which is told"


def _taken_by_its_code(case: Case, waiting: WaitingScans, number: str) -> None:
    _looked_at(case, waiting, 0)
    assert unnamed(waiting) == []
    leads = [each.lead for each in waiting.book.state.sheets]
    assert leads == [SheetLead.CASE, SheetLead.NO_CODE, SheetLead.UNKNOWN]
    assert waiting._number.text() == number
    assert not waiting._do.isEnabled(), "no paper is chosen"
    _shows(waiting, "form")
    come_to_rest(case)
    assert faults(waiting) == []
    dialog = _taken(case, waiting, pages=1)
    note = dialog.findChild(NoteFrame, "left")
    assert isinstance(note, NoteFrame)
    assert "2" in note.accessibleName()
    assert button(dialog, "deleteFile").isHidden(), "others of its pages wait"
    assert faults(dialog) == []
    case.main()
    case.window.qtbot.waitUntil(lambda: len(waiting.book.state.sheets) == 2, timeout=10_000)


def _taken_by_a_person(case: Case, waiting: WaitingScans, code: str) -> None:
    """Two sheets whose codes lead nowhere are one paper, by the clerk's word."""
    _looked_at(case, waiting, 0)
    assert waiting._number.text() == ""
    QTest.keyClick(waiting.table, Qt.Key.Key_Down, SHIFT)
    assert [each.page for each in waiting.book.state.chosen] == [2, 3]
    for typed, opens in (("R8-9998", False), ("nothing", False), (code, True)):
        waiting._number.setText(typed)
        case.window.settle()
        assert (waiting.book.state.opened is not None) is opens
    _shows(waiting, "envelope")
    dialog = _taken(case, waiting, pages=2)
    assert button(dialog, "deleteFile").isVisible(), "none of its pages waits any more"
    case.main()
    case.window.qtbot.waitUntil(lambda: not waiting.book.state.sheets, timeout=10_000)


def _shows(waiting: WaitingScans, what: str) -> None:
    waiting._paper.set_value(what)
    waiting._paper.chosen.emit(what)


def _looked_at(case: Case, waiting: WaitingScans, row: int) -> None:
    waiting.table.choose(row)
    case.window.qtbot.waitUntil(lambda: waiting.sheet.is_drawn, timeout=30_000)
    case.window.settle()


def _taken(case: Case, waiting: WaitingScans, pages: int) -> AttachScan:
    case.main()
    (dialog,) = [each for each in waiting.findChildren(AttachScan) if each.isVisible()]
    case.window.qtbot.waitUntil(lambda: bool(dialog.book.state.seen), timeout=30_000)
    assert len(dialog.book.state.pages) == pages
    _kept(case, dialog)
    return dialog
