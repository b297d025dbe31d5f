# SPDX-License-Identifier: MIT
"""Letters by key: the page is read from the list, begins at its top, and one letter is chosen."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication
from pytestqt.qtbot import QtBot

from desk_app.desk.applications import correcting
from desk_app.desk.context import Changes, Desk
from desk_app.desk.letters import corresponding
from desk_app.gui.case.letters import Stage
from desk_app.gui.case.post import EnvelopeStanding
from desk_app.gui.kit.layout.buttons import KeyButton
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.tables.columns import CellRole
from desk_app.gui.kit.tables.table import ItemList, cell_of
from desk_app.gui.page import Place
from desk_app.gui.pages.letters.page import LettersView
from desk_app.gui.pages.post.book import stands
from desk_app.gui.pages.post.page import PostView
from desk_app.i18n import messages
from desk_app.records.base import ApplicationId
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Right
from desk_app.records.case.letters import LetterKind
from desk_app.records.desk.people import Language
from desk_app.records.desk.printers import PrintOrder
from desk_app.records.desk.profile import EnvelopeWindow
from desk_app.rules.letters.paper import safe_box, seen_box
from desk_app.rules.work_codes import Refusal
from tests.gui.case_desk import (
    TODAY,
    CaseDesk,
    answered,
    application,
    kept,
    licence,
    log,
    record,
    short_of_fee,
)
from tests.gui.case_pages import Case, Cases
from tests.gui.small_safe import Printer

CTRL = Qt.KeyboardModifier.ControlModifier


def _list(qtbot: QtBot, *words: str) -> ItemList:
    """Return a list; words in capitals are headings."""
    shown = ItemList("letters")
    qtbot.addWidget(shown)
    model = QStandardItemModel(shown)
    for word in words:
        item = QStandardItem(word)
        item.setData(word.isupper(), CellRole.HEADING)
        model.appendRow(item)
    shown.setModel(model)
    shown.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    with qtbot.waitActive(shown):
        shown.show()
    return shown


def test_a_held_key_adds_nothing_to_what_the_program_chooses(qtbot: QtBot) -> None:
    shown = _list(qtbot, "a", "b")
    shown.choose(0)
    QTest.keyPress(shown, Qt.Key.Key_Control, CTRL)
    assert QGuiApplication.keyboardModifiers() == CTRL
    shown.choose(1)
    QTest.keyRelease(shown, Qt.Key.Key_Control)
    assert [index.row() for index in shown.selectedIndexes()] == [1]


def test_the_heading_of_an_item_comes_into_sight_with_it(qtbot: QtBot) -> None:
    shown = _list(qtbot, "HEAD", *(f"item {n}" for n in range(80)))
    shown.choose(80)
    QApplication.processEvents()
    shown.choose(1)
    assert shown.verticalScrollBar().value() == 0


def test_a_letter_is_read_large_enough_on_to_its_end_and_as_it_was_chosen_last(
    cases: Cases, qtbot: QtBot
) -> None:
    for _ in range(2):
        id_ = log(cases.desk, application(Right.DISCLOSURE), licence(), stamps=((500, 1),))
        answered(cases.desk, id_, record(name="髙橋 花子"))
    cases.desk.clock.move_to(TODAY)
    case = cases.open()
    view = case.go(Place.LETTERS, None, LettersView)
    _it_is_large_enough_to_be_read_between_the_edges_of_the_window(view)
    _page_down_reads_it_on_and_another_begins_at_its_top(case, view)
    _what_was_put_under_a_label_has_no_window_that_shows_it(view, qtbot)
    _it_is_seen_as_it_was_chosen_last(view)


def _it_is_large_enough_to_be_read_between_the_edges_of_the_window(view: LettersView) -> None:
    page = view.page.view
    assert (page.is_whole, _fit(view).text()) == (False, "ページ全体")
    sheet, room = page._places[0], page.maximumViewportSize().width()
    life_size = page.logicalDpiX() * 8.2
    assert min(room * 0.9, life_size) < sheet.width() < room
    assert 0 < sheet.left() < sheet.right() < room


def _fit(view: LettersView) -> KeyButton:
    fit = view.page.bar.findChild(KeyButton, "fitLetter")
    assert fit is not None
    return fit


def _page_down_reads_it_on_and_another_begins_at_its_top(case: Case, view: LettersView) -> None:
    first, bar = view.book.state.current, view.page.view.verticalScrollBar()
    view.page.view.fit(whole=False)
    case.press(view.queue.list, Qt.Key.Key_PageDown)
    assert view.book.state.current == first
    assert bar.value() > 0
    case.press(view.queue.list, Qt.Key.Key_Down)
    assert view.book.state.current != first
    assert bar.value() == 0
    case.press(view.queue.list, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is view.page.view


def _what_was_put_under_a_label_has_no_window_that_shows_it(
    view: LettersView, qtbot: QtBot
) -> None:
    page, tick, window = view.page.view, view.page.bar.seen, EnvelopeWindow()
    boxes = [(seen_box(window).place, False), (safe_box(window).place, True)]
    assert tick.isVisible()
    assert [tuple(each) for each in page._frames] == boxes
    tick.click()
    assert page._frames == ()
    tick.click()
    view.book.label()
    qtbot.waitUntil(lambda: tick.isHidden() and page._frames == ())


def _it_is_seen_as_it_was_chosen_last(view: LettersView) -> None:
    page, fit = view.page.view, _fit(view)
    told = fit.text()
    fit.click()
    assert (page.is_whole, fit.text() != told) == (True, True)
    assert page._places[0].height() <= page.maximumViewportSize().height()
    page.zoom(-1)
    fit.click()
    assert page.is_whole
    assert view.session.screen.whole_letter


def test_arrows_go_past_a_heading_to_the_letter_behind_it(qtbot: QtBot) -> None:
    shown = _list(qtbot, "ISSUE", "a", "PRINT", "b", "POST", "c")
    shown.choose(1)
    for key, word in (
        (Qt.Key.Key_Down, "b"),
        (Qt.Key.Key_Down, "c"),
        (Qt.Key.Key_Down, "c"),
        (Qt.Key.Key_Up, "b"),
        (Qt.Key.Key_Home, "a"),
        (Qt.Key.Key_Up, "a"),
    ):
        QTest.keyClick(shown, key)
        chosen = [index.data() for index in shown.selectedIndexes()]
        assert (shown.currentIndex().data(), chosen) == (word, [word])


# Letters that go nowhere as they stand are marked in both lists and left out where several go.


NAMES = ("髙橋 花子", "𠮷田 一郎", "邉󠄂 康平")


ELSEWHERE = "東京都新宿区西新宿二丁目8番1号"


@pytest.fixture
def ids(cases: Cases) -> list[ApplicationId]:
    """Log applications whose fee is short; their notices are issued, none printed yet."""
    found = short_of_fee(cases.desk, NAMES)
    cases.desk.clock.move_to(TODAY - timedelta(days=1))
    _issued(cases.desk, *found)
    cases.desk.clock.move_to(TODAY)
    return found


@kept
def _issued(desk: CaseDesk, *ids: ApplicationId) -> None:
    desk.do(lambda opened: _issue(opened, ids))


def _version(desk: Desk, id_: ApplicationId) -> int:
    with desk.ports.store.reading() as books:
        return books.files.get(id_).application.version


def _issue(desk: Desk, ids: Sequence[ApplicationId]) -> None:
    for id_ in ids:
        draft = corresponding.LetterDraft(id_, _version(desk, id_), LetterKind.DEFICIENCIES, TODAY)
        corresponding.issue_letter(desk, draft)


def _move(desk: Desk, id_: ApplicationId, address: str = ELSEWHERE) -> Changes:
    """Correct the address after the letter was issued to the one before."""
    draft = correcting.CorrectionDraft(
        id_, _version(desk, id_), "principal.address", address, "読み違え"
    )
    return correcting.correct(desk, draft)


def _noted(desk: Desk) -> list[Action]:
    with desk.ports.store.reading() as books:
        return [each.action for each in books.journal.entries()]


def _rows(view: LettersView) -> list[QModelIndex]:
    model = view.queue.list.model()
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    return [index for index in rows if not index.data(CellRole.HEADING)]


def _marked(view: LettersView) -> dict[str, tuple[Mark | None, str]]:
    cells = [cell_of(row) for row in _rows(view)]
    return {cell.text: (cell.mark, cell.state) for cell in cells}


def _letters(case: Case) -> LettersView:
    view = case.go(Place.LETTERS, None, LettersView)
    case.window.settle()
    return view


@pytest.mark.usefixtures("ids")
def test_how_many_went_is_said_also_after_another_language(
    cases: Cases, printer: Printer, monkeypatch: pytest.MonkeyPatch
) -> None:
    let = threading.Event()
    send = printer.send

    def wait_and_send(pages: bytes, order: PrintOrder) -> str:
        let.wait(10)
        return send(pages, order)

    monkeypatch.setattr(printer, "send", wait_and_send)
    case = cases.open()
    _letters(case).doing["printAll"].trigger()
    case.window.qtbot.wait(50)
    case.window.screen.use_language(Language.EN)
    let.set()
    case.window.qtbot.waitUntil(lambda: len(printer.sent) == len(NAMES))
    case.window.qtbot.waitUntil(lambda: case.window.window.shell is not None)
    case.window.settle()
    assert case.window.status.said() == "3 letters sent to the printer."


def test_one_that_was_overtaken_is_marked_held_up_and_left_out_where_the_others_go(
    cases: Cases, ids: list[ApplicationId], printer: Printer, tmp_path: Path
) -> None:
    case = cases.open()
    view = _letters(case)
    _a_mark_comes_and_goes_with_what_changes_while_the_list_is_open(case, view, ids)
    assert printer.sent == []
    view.open_thing(ids[1])
    case.window.settle()
    case.do(lambda desk: _move(desk, ids[1]))
    _what_may_not_go_out_leaves_no_file(case, view, tmp_path / "letters")
    view.read_again()
    case.window.settle()
    _what_was_overtaken_is_marked(case, view, ids[1])
    _what_cannot_be_done_with_it_cannot_be_pressed_and_says_why(case, view, ids)
    assert printer.sent == []
    _the_others_are_printed(case, view, ids, printer)
    case.do(lambda desk: _move(desk, ids[2]))
    _the_post_list_says_why_and_posts_the_others_alone(case, ids)


def _a_mark_comes_and_goes_with_what_changes_while_the_list_is_open(
    case: Case, view: LettersView, ids: list[ApplicationId]
) -> None:
    assert [mark for mark, _ in _marked(view).values()] == [None] * len(NAMES)
    assert view.book.state.stopped == {}
    was = case.read(ids[0]).application.principal.address
    session = case.window.shell.session
    session.do(view, lambda desk: _move(desk, ids[0]))
    case.window.settle()
    assert set(view.book.state.stopped.values()) == {Refusal.LETTER_OVERTAKEN}
    session.do(view, lambda desk: _move(desk, ids[0], was))
    case.window.settle()
    assert view.book.state.stopped == {}
    assert {mark for mark, _ in _marked(view).values()} == {None}
    for id_ in (ids[2], ids[0], ids[1]):
        view.open_thing(id_)
        case.window.settle()
        entry = view.book.state.entry
        assert entry is not None
        assert entry.application == id_, "whichever was looked at before"


def _what_may_not_go_out_leaves_no_file(case: Case, view: LettersView, folder: Path) -> None:
    """Else the journal knows nothing of a page that lies there for everybody to read."""
    shown = view.page.view.shown
    assert shown
    folder.mkdir()
    view.save_to(str(folder / "letter.pdf"), shown)
    case.window.settle()
    case.main()
    assert case.ask().trouble()
    assert list(folder.iterdir()) == []
    assert Action.LETTER_EXPORTED not in case.do(_noted)
    case.press(case.ask(), Qt.Key.Key_Escape)
    assert not case.asked()


def _what_was_overtaken_is_marked(case: Case, view: LettersView, id_: ApplicationId) -> None:
    marked = _marked(view)
    assert marked[NAMES[1]] == (Mark.DEFECTIVE, "書き直し")
    assert [marked[name][0] for name in (NAMES[0], NAMES[2])] == [None, None]
    (row,) = [each for each in _rows(view) if each.data() == NAMES[1]]
    spoken = row.data(Qt.ItemDataRole.AccessibleTextRole)
    number = case.read(id_).letters[0].number
    assert "書き直し" in spoken
    assert number in spoken


def _the_others_are_printed(
    case: Case, view: LettersView, ids: list[ApplicationId], printer: Printer
) -> None:
    """Nothing more can be sent then: what is left cannot go, which is said."""
    said: list[str] = []
    case.window.shell.session.said.connect(said.append)
    view.doing["printAll"].trigger()
    case.window.settle()
    assert len(printer.sent) == len(NAMES) - 1
    assert [bool(case.read(id_).letters[0].prints) for id_ in ids] == [True, False, True]
    assert said[-1] == ("2通を印刷に送りました。 1通は送っていません。理由は一覧に出ています。")
    (left,) = view.book.state.at(Stage.TO_PRINT)
    assert left.application == ids[1]
    assert _marked(view)[NAMES[1]][0] is Mark.DEFECTIVE
    view.open_thing(left.application)
    case.window.settle()
    assert not view.doing["print"].isEnabled()
    assert not view.doing["printAll"].isEnabled()
    assert view.doing["printAll"].statusTip()


def _what_cannot_be_done_with_it_cannot_be_pressed_and_says_why(
    case: Case, view: LettersView, ids: list[ApplicationId]
) -> None:
    held = ("print", "savePdf", "post", "next")
    for id_, goes in ((ids[0], True), (ids[1], False), (ids[2], True)):
        view.open_thing(case.read(id_).letters[0].id)
        case.window.settle()
        offered = [view.doing[name].isEnabled() for name in held]
        assert offered == [goes] * len(held)
        said = {view.doing[name].toolTip() for name in held if view.doing[name].statusTip()}
        why = messages.refusal(Refusal.LETTER_OVERTAKEN.value, {}, view.session.language)
        assert said == (set() if goes else {why})
        assert view.doing["next"].isVisible()
        assert view.doing["void"].isEnabled()
        assert view.doing["printAll"].isEnabled()
    view.open_thing(case.read(ids[1]).letters[0].id)
    case.window.settle()
    view.doing["print"].trigger()
    case.main()
    assert not case.asked()
    view.queue.list.selectAll()
    assert view.doing["print"].isEnabled(), "the others go"


def _the_post_list_says_why_and_posts_the_others_alone(
    case: Case, ids: list[ApplicationId]
) -> None:
    view = case.go(Place.POST, None, PostView)
    waiting = view.state.read.waiting
    (stopped,) = [each for each in waiting if stands(each) is EnvelopeStanding.REFUSED]
    assert stopped.envelope.application == ids[2]
    assert stopped.envelope.refused == (Refusal.LETTER_OVERTAKEN,)
    assert view._words.state(stopped) == (Mark.DEFECTIVE, "書き直し")
    assert stopped not in view.book.ready([each.key for each in waiting])
    others = [each for each in waiting if each is not stopped]
    assert [each.envelope.application for each in others] == [ids[0]]
    assert {view._words.state(each)[1] for each in others}.isdisjoint({"書き直し"})
    view.book.look_at(stopped.key)
    case.window.settle()
    why = messages.refusal(Refusal.LETTER_OVERTAKEN.value, {}, view.session.language)
    for name in ("post", "next"):
        assert not view.doing[name].isEnabled()
        assert why in view.doing[name].statusTip()
    view.book.look_at(others[0].key)
    case.window.settle()
    for name in ("postUnnumbered", "next"):
        assert view.doing[name].isEnabled()
        assert view.doing[name].statusTip() == ""
