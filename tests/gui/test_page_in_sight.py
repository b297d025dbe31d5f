# SPDX-License-Identifier: MIT
"""Nothing goes out while its page is not in sight; no page of what was selected before is (T40)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

import pytest
from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk_app.desk.context import Desk
from desk_app.desk.errors import StaleEdit
from desk_app.desk.letters import corresponding
from desk_app.gui.kit.display import pdf
from desk_app.gui.kit.display.pdf import PdfPage, digest_of
from desk_app.gui.page import Place
from desk_app.gui.pages.decision.page import DecisionView
from desk_app.gui.pages.letters.page import LettersView
from desk_app.gui.pages.post.page import PostView
from desk_app.letters.places import resources
from desk_app.letters.press import LetterPress
from desk_app.letters.samples import samples
from desk_app.records.base import ApplicationId
from desk_app.records.case.application import Right
from desk_app.records.case.decisions import GroundUse
from desk_app.records.case.letters import LetterKind
from desk_app.records.desk.people import Language
from tests.drawn_pages import all_drawn, late_renderer
from tests.gui.case_desk import TODAY, answered, application, licence, log, record, short_of_fee
from tests.gui.case_pages import Case, Cases
from tests.gui.pages import CTRL, show_active
from tests.gui.slow_store import slow_store
from tests.gui.small_safe import Printer
from tests.gui.test_foretold import EXPLANATION, FACTS

NAMES = ("髙橋 花子", "𠮷田 一郎")
NOT_YET = "紙面をまだ表示しているところだったため、何も行っていません。"


@dataclass
class Renderers:
    """Pictures that are drawn and held back until they are let go."""

    held: list[Callable[[], None]]
    holds: bool = False

    def made(self, renderer: QObject) -> None:
        """Be of no matter: whose a picture is, its renderer alone knows."""

    def keep(self, _renderer: QObject, hand_over: Callable[[], None]) -> None:
        """Hold a picture back while pictures are held."""
        if self.holds:
            self.held.append(hand_over)
        else:
            hand_over()

    def let_go(self) -> None:
        """Hand over what was held, and hold nothing more."""
        self.holds = False
        held, self.held = self.held, []
        for each in held:
            each()


@pytest.fixture
def renderers(monkeypatch: pytest.MonkeyPatch) -> Renderers:
    kept = Renderers([])
    monkeypatch.setattr(pdf, "QPdfPageRenderer", late_renderer(kept))
    return kept


@pytest.fixture(scope="module")
def letters() -> list[bytes]:
    press = LetterPress(resources() / "letters")
    return [press.render(facts) for _, facts in islice(samples(Language.JA), 2)]


@pytest.fixture
def ids(cases: Cases) -> list[ApplicationId]:
    """Log applications whose fee is short: each is owed a notice."""
    found = short_of_fee(cases.desk, NAMES)
    cases.desk.clock.move_to(TODAY)
    return found


@pytest.fixture
def page(qtbot: QtBot, renderers: Renderers) -> Iterator[PdfPage]:
    root = QWidget()
    made = PdfPage("通知書", root)
    root.resize(500, 600)
    made.resize(500, 600)
    show_active(qtbot, root)
    yield made
    renderers.let_go()


def _settle(case: Case) -> None:
    """Wait for the desk alone; pages may still be drawn."""
    case.window.qtbot.waitUntil(lambda: case.window.runner.idle)
    QApplication.processEvents()


def _press(case: Case, view: LettersView | PostView | DecisionView, name: str) -> str:
    """Trigger an action and return what the window says then."""
    case.window.status.say("")
    view.doing[name].trigger()
    _settle(case)
    return case.window.status.said()


def test_a_late_picture_is_no_page_of_the_next_letter(
    qtbot: QtBot, page: PdfPage, renderers: Renderers, letters: list[bytes]
) -> None:
    first, second = letters
    renderers.holds = True
    page.show_bytes(first)
    qtbot.waitUntil(lambda: len(renderers.held) == 1)
    empty = page.viewport().grab().toImage()
    page.show_bytes(second)
    renderers.held.pop()()
    assert (page.viewport().grab().toImage() == empty, page.shown) == (True, "")
    assert page.accessibleDescription() == "The page is being drawn …"
    assert page.hindrance(first)
    assert page.hindrance(second)
    qtbot.waitUntil(lambda: len(renderers.held) == 1)
    renderers.let_go()
    qtbot.waitUntil(lambda: page.shown == digest_of(second))
    assert (bool(page.hindrance(first)), page.hindrance(second)) == (True, "")


def test_a_page_on_its_way_is_an_empty_sheet_that_says_so(
    qtbot: QtBot, page: PdfPage, letters: list[bytes]
) -> None:
    page.show_bytes(letters[0])
    qtbot.waitUntil(lambda: page.shown == digest_of(letters[0]))
    drawn = page.viewport().grab().toImage()
    page.expect()
    assert (page.shown, page.pages(), page.accessibleDescription()) == (
        "",
        0,
        "The page is being drawn …",
    )
    assert page.viewport().grab().toImage() != drawn
    page.show_bytes(letters[0])
    qtbot.waitUntil(lambda: page.viewport().grab().toImage() == drawn)


def test_a_page_that_cannot_be_drawn_says_so_and_lets_nothing_out(
    qtbot: QtBot, page: PdfPage, renderers: Renderers, letters: list[bytes]
) -> None:
    renderers.holds = True
    page.show_bytes(letters[0])
    qtbot.waitUntil(lambda: len(renderers.held) == 1)
    assert page._letter is not None
    page._letter._take(0, QSize(), QImage())
    qtbot.waitUntil(lambda: page.accessibleDescription().startswith("This page cannot be drawn"))
    assert page.shown == ""
    assert page.hindrance(letters[0]).startswith("This page cannot be drawn")


def test_a_page_stays_in_sight_while_it_is_drawn_larger(
    qtbot: QtBot, page: PdfPage, renderers: Renderers, letters: list[bytes]
) -> None:
    page.show_bytes(letters[0])
    qtbot.waitUntil(lambda: page.shown != "")
    renderers.holds = True
    page.zoom(1)
    qtbot.waitUntil(lambda: len(renderers.held) == 1)
    assert page.shown == digest_of(letters[0]), "its own picture, stretched, stands there"
    renderers.let_go()


def test_a_letter_is_issued_printed_and_saved_once_it_is_in_sight(
    cases: Cases, ids: list[ApplicationId], renderers: Renderers, printer: Printer
) -> None:
    renderers.holds = True
    case = cases.open()
    case.window.shell.go(Place.LETTERS, ids[0])
    _settle(case)
    view = case.view(LettersView)
    assert view.book.state.looked is not None
    assert view.page.view.is_drawing
    for name in ("issue", "next"):
        assert _press(case, view, name).startswith(NOT_YET)
    assert not case.asked()
    renderers.let_go()
    case.window.settle()
    assert not case.asked(), "what was pressed before is not kept for later"
    assert _press(case, view, "issue") == ""
    renderers.holds = True
    case.ask()._go()
    _settle(case)
    assert len(_letters_of(case, ids[0])) == 1
    for name in ("print", "savePdf", "next"):
        assert _press(case, view, name).startswith(NOT_YET)
    assert printer.orders == []
    renderers.let_go()
    case.window.settle()
    assert printer.orders == []
    _press(case, view, "print")
    case.window.settle()
    assert len(printer.orders) == 1


def _other(view: LettersView) -> None:
    """Select the other letter of the queue, as an arrow key does."""
    state = view.book.state
    (other,) = (each.key for each in state.entries if each.key != state.current)
    view.queue.list.choose(view.queue._model.row_of(other))
    assert view.book.state.current == other


def _looked(view: LettersView) -> object:
    """Return the key of the letter whose pages are there; none while they are not."""
    looked = view.book.state.looked
    return None if looked is None else looked.entry.key


def _letters_of(case: Case, id_: ApplicationId) -> tuple[object, ...]:
    def of(desk: Desk) -> tuple[object, ...]:
        with desk.ports.store.reading() as books:
            return books.files.get(id_).letters

    found: list[tuple[object, ...]] = []
    desk = case.window.shell.session.desk
    case.window.runner.submit(case.window.window, lambda: of(desk), found.append)
    _settle(case)
    return found[0]


def test_while_the_desk_reads_a_letter_nothing_of_another_is_seen_or_done(
    cases: Cases, ids: list[ApplicationId], monkeypatch: pytest.MonkeyPatch
) -> None:
    with slow_store() as store:
        case = cases.open()
        view = case.go(Place.LETTERS, ids[0], LettersView)
        first = view.page.view.shown
        assert first
        with store.holding():
            _other(view)
            assert _looked(view) is None
            assert (view.page.view.shown, view.page.view.pages()) == ("", 0)
            assert not view.page.foot.state.isVisible()
            case.window.status.say("")
            view.doing["next"].trigger()
            assert case.window.status.said().startswith(NOT_YET)
        case.window.settle()
        assert not case.asked()
        assert view.page.view.shown not in ("", first)
        assert _looked(view) == view.book.state.current
        with store.holding():
            view.book.label()
            planned_anew = (view.page.view.shown, view.book.issue_question(""))
            assert planned_anew == ("", None), "as it was planned before it is not seen"
        case.window.settle()
        assert view.book.is_labelled()
        assert view.page.view.shown
    _a_letter_that_cannot_be_read_is_told_and_does_not_wait_for_ever(case, view, monkeypatch)


def _a_letter_that_cannot_be_read_is_told_and_does_not_wait_for_ever(
    case: Case, view: LettersView, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = StaleEdit()

    def fails(*_: object) -> None:
        raise missing

    monkeypatch.setattr("desk_app.gui.pages.letters.book.look", fails)
    _other(view)
    case.window.settle()
    assert view.page._trouble.isVisible()
    assert not view.page.view.is_drawing


def test_a_decision_is_approved_once_its_own_letter_is_read(
    cases: Cases, ids: list[ApplicationId]
) -> None:
    del ids
    id_ = log(
        cases.desk, application(Right.DISCLOSURE, Right.PURPOSE), licence(), stamps=((500, 2),)
    )
    answered(cases.desk, id_, record(name="髙橋 花子"))
    with slow_store() as store:
        case = cases.open()
        view = case.go(Place.DECISION, id_, DecisionView)
        view.editor.outcomes.choose_number(3)
        state = view.book.state
        assert state is not None
        ground = (GroundUse("PR-G4"),)
        written = replace(state.form, grounds=ground, facts=FACTS, explanation=EXPLANATION)
        view.book.edit(written)
        view.book.propose()
        case.window.settle()
        paper = view.people.letter
        assert (paper.shown is not None, paper.hindrance()) == (True, "")
        with store.holding():
            view.step(1)
            assert paper.shown is None, "the letter of the other claim is not this one's"
            view.step(1)
            assert paper.hindrance().startswith("通知書の文面をまだ用意しているところ")
            case.window.status.say("")
            view.doing["approve"].trigger()
            assert case.window.status.said() == paper.hindrance()
        case.window.settle()
        assert not case.asked()
        assert paper.hindrance() == ""
        view.doing["approve"].trigger()
        assert case.asked()
        case.press(case.ask(), Qt.Key.Key_Escape)


def test_a_slip_is_printed_once_it_is_in_sight(
    cases: Cases, ids: list[ApplicationId], renderers: Renderers, printer: Printer
) -> None:
    cases.desk.do(lambda desk: _printed_notices(desk, ids))
    case = cases.open()
    view = case.go(Place.POST, None, PostView)
    case.press(view.list.table, Qt.Key.Key_B, CTRL)
    case.write(case.window.focus(), "410-28-70115-1")
    view.form.take()
    case.window.settle()
    renderers.holds = True
    view.doing["post"].trigger()
    _settle(case)
    case.window.qtbot.waitUntil(lambda: bool(view.state.slip.pages))
    assert not all_drawn(case.window.window)
    assert _press(case, view, "printSlip").startswith(NOT_YET)
    assert not case.asked()
    renderers.let_go()
    case.window.settle()
    assert _press(case, view, "printSlip") == ""
    assert case.asked()
    assert printer.orders == []


def _printed_notices(desk: Desk, ids: list[ApplicationId]) -> None:
    for id_ in ids:
        with desk.ports.store.reading() as books:
            version = books.files.get(id_).application.version
        draft = corresponding.LetterDraft(id_, version, LetterKind.DEFICIENCIES, desk.today)
        corresponding.issue_letter(desk, draft)
        with desk.ports.store.reading() as books:
            letter = books.files.get(id_).letters[0].id
        corresponding.record_printed(desk, id_, (letter,))
