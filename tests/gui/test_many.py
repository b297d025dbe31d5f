# SPDX-License-Identifier: MIT
"""Many things at once, chosen by keys on Today and Letters: printed, posted, lapsed."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desk_app.desk.context import Desk
from desk_app.desk.errors import PrinterFailed
from desk_app.desk.letters import corresponding
from desk_app.desk.post import posting
from desk_app.desk.rows import Group, LetterColumn
from desk_app.gui.case.letters import Stage
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.layout.buttons import ButtonKind
from desk_app.gui.kit.tables.columns import ColumnsModel
from desk_app.gui.page import Place
from desk_app.gui.pages.application.page import ApplicationView
from desk_app.gui.pages.letters.page import LettersView
from desk_app.gui.pages.today.page import Today
from desk_app.gui.printing import spooler
from desk_app.records.base import ApplicationId
from desk_app.records.case.application import Right
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.mail import MailKind
from desk_app.records.desk.people import Language
from desk_app.records.desk.printers import JobState, PrintOrder
from tests.gui.case_desk import (
    CLERK,
    SUPERVISOR,
    TODAY,
    CaseDesk,
    answered,
    application,
    found,
    licence,
    log,
    record,
)
from tests.gui.case_pages import Case, Cases
from tests.gui.pages import CTRL, SHIFT

NAMES = ("髙橋 花子", "𠮷田 一郎")


@dataclass
class Printer:
    """A printer that keeps what it was sent, and runs out of paper."""

    paper: int = 9
    sent: list[bytes] = field(default_factory=list)
    became: JobState = JobState.PRINTED
    ready: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.ready.set()

    def printers(self) -> Sequence[str]:
        return ("office",)

    def trays(self, _printer: str) -> Sequence[str]:
        return ()

    def states(self, jobs: Collection[str]) -> Mapping[str, JobState]:
        return dict.fromkeys(jobs, self.became)

    def send(self, pages: bytes, order: PrintOrder) -> str:
        self.ready.wait()
        if order.choice.printer not in {"", "office"} or len(self.sent) >= self.paper:
            raise PrinterFailed
        self.sent.append(pages)
        return f"office-{len(self.sent)}"


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch) -> Printer:
    made = Printer()
    monkeypatch.setattr(spooler, "system", lambda: made)
    return made


@pytest.fixture
def supervised(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, printer: Printer
) -> Iterator[Cases]:
    """Return a desk whose supervisor signs in."""
    first = replace(SUPERVISOR, password=CLERK.password)
    made = Cases(qtbot, qapp, found(tmp_path, first, CLERK))
    yield made
    made.close()


def _noticed(desk: CaseDesk, *names: str) -> list[ApplicationId]:
    """Log applications whose fee is short, two without names, and issue the notices."""
    ids = []
    for name in names or NAMES:
        typed = application(Right.DISCLOSURE, name=name)
        ids.append(log(desk, typed, licence(name), stamps=((500, 1),)))
        answered(desk, ids[-1], record(name))

    def issue(work: Desk) -> None:
        for id_ in ids:
            with work.ports.store.reading() as books:
                version = books.files.get(id_).application.version
            kind = LetterKind.DEFICIENCIES
            draft = corresponding.LetterDraft(id_, version, kind, work.today)
            corresponding.issue_letter(work, draft)

    desk.clock.move_to(TODAY)
    desk.do(issue)
    return ids


def _chosen(case: Case, group: Group) -> Today:
    """Choose everything that waits in a group, by keys."""
    view = case.go(Place.TODAY, None, Today)
    view.book.choose(group)
    case.window.settle()
    table = view._table
    case.press(table, Qt.Key.Key_Home, CTRL)
    for _ in range(table.model().rowCount() - 1):
        case.press(table, Qt.Key.Key_Down, SHIFT)
    return view


def test_chosen_letters_are_printed_and_posted_and_chosen_claims_lapse(
    supervised: Cases, printer: Printer
) -> None:
    desk = supervised.desk
    ids = _noticed(desk)
    case = supervised.open()
    view = _chosen(case, Group.TO_PRINT)
    assert _carers_shown(view, 3) == [CLERK.name, CLERK.name]
    case.press(view._table, Qt.Key.Key_P, CTRL)
    assert len(printer.sent) == 2
    assert all(case.read(id_).letters[0].printed_at is not None for id_ in ids)

    view = _chosen(case, Group.TO_POST)
    # The group's own step is the blue button, and nothing else is.
    blue = (view._steps["postChosen"], view._open_button, view._log)
    assert [each.kind is ButtonKind.MAIN for each in blue] == [True, False, False]
    case.main()
    ask = case.ask()
    for id_, number in zip(ids, ("410-28-70115-2", "410-28-70116-3"), strict=True):
        case.write(ask.field(f"tracking_number_{id_}").editor, number)
    case.main()
    posted = {
        (each.tracking_number, each.kind, each.posted_on)
        for each in (case.read(id_).postings[0] for id_ in ids)
    }
    way = (MailKind.SIMPLE_REGISTERED, TODAY)
    assert posted == {("410-28-70115-2", *way), ("410-28-70116-3", *way)}

    _lapsed(supervised, ids)


def _lapsed(supervised: Cases, ids: list[ApplicationId]) -> None:
    """Confirm the lapse of both on the day after the last, and look at one before."""
    supervised.close()
    _came_or_not(supervised, ids[0])
    supervised.close()
    supervised.desk.clock.move_to(date(2026, 12, 11))
    case = supervised.open()
    _steps(case, ids[0], "みなし", "補正書類を受け付ける")
    _chosen(case, Group.LAPSE_TODAY)
    case.main()
    note = case.ask().note()
    assert "2件" in note
    assert all(name in note for name in NAMES)
    back = QApplication.focusWidget()
    assert back is not None
    assert back.objectName() == "back", "the focus is on the safe button"
    case.main()
    assert [len(case.read(id_).lapses) for id_ in ids] == [1, 1]


def _came_or_not(supervised: Cases, id_: ApplicationId) -> None:
    """On the last day both outcomes of the mail stand on the page, and lead on."""
    supervised.desk.clock.move_to(TODAY + timedelta(days=14))
    case = supervised.open()
    view = _steps(case, id_, "届いた: 補正書類を受け付ける", "届いていない")
    assert "本日の郵便を確かめます(補正の期限)" in view.next.told()
    view.doing["otherwise"].trigger()
    case.window.settle()
    assert case.window.shell.place is not Place.APPLICATION
    assert "明日から: " in case.window.status.said()


def _steps(case: Case, id_: ApplicationId, main: str, other: str) -> ApplicationView:
    """Open an application, whose blue button and the one of the other outcome say this."""
    view = case.go(Place.APPLICATION, id_, ApplicationView)
    shown = [view.doing[name] for name in ("next", "otherwise")]
    assert all(each.isVisible() for each in shown)
    assert shown[0].text().startswith(main)
    assert shown[1].text() == other
    return view


def test_an_envelope_in_which_something_goes_back_is_left_out_and_named(
    supervised: Cases, printer: Printer
) -> None:
    desk = supervised.desk
    typed = application(Right.CORRECTION, name="山﨑 修")
    over = log(desk, typed, licence("山﨑 修"), stamps=((84, 1),))
    plain = _noticed(desk)
    case = supervised.open()
    letters = [(id_, case.read(id_).letters[0].id) for id_ in plain]
    view = case.go(Place.LETTERS, None, LettersView)
    view.queue.list.selectAll()
    view.doing["print"].trigger()
    case.window.settle()
    assert len(printer.sent) == 2
    view.ask(view.book.post_question())
    question = case.ask()
    layout = question.layout()
    assert layout is not None
    assert question.height() == layout.totalHeightForWidth(question.width())
    question.reject()
    view.queue.list.selectAll()
    assert view.book.to_post(view.queue.chosen()) == letters
    view._many.ask_posting([*letters, (over, letters[0][1])])
    case.window.settle()
    assert "山﨑 修" in case.ask().note()
    assert f"tracking_number_{over}" not in case.ask().form.fields
    case.do(lambda work: posting.post(work, _post(plain[0], letters[0][1])))
    case.main()
    assert [len(case.read(id_).postings) for id_ in plain] == [1, 1]
    shown = case.window.shell._errors
    assert shown.isVisible(), "what one of them refused is said"


def _post(id_: ApplicationId, letter: object) -> posting.PostingDraft:
    return posting.PostingDraft(
        id_,
        (letter,),  # type: ignore[arg-type]
        MailKind.SIMPLE_REGISTERED,
        TODAY,
    )


def test_many_letters_are_counted_stopped_by_esc_and_what_failed_is_printed_where_it_is_told(
    supervised: Cases, printer: Printer
) -> None:
    """Also in another language; what jams is printed again as a numbered copy."""
    ids = _noticed(supervised.desk, *NAMES, "伊東 三郎")
    case = supervised.open()
    session = case.window.shell.session
    session.beside = session.runner
    _queue_stands_in_the_order_that_is_chosen(case)
    printer.became = JobState.WAITING
    _esc_stops_the_rest(case, printer)
    assert [bool(each) for each in _printed(case, ids)] == [True, False, False]
    _jam(case, printer)
    assert printer.sent[1] == printer.sent[0]
    _the_rest_goes_in_another_language_and_what_failed_from_there(case, printer, ids)
    assert [len(case.read(id_).letters[0].prints) for id_ in ids] == [2, 1, 1]
    assert case.read(ids[0]).letters[0].prints[1].copy == 2


def _the_rest_goes_in_another_language_and_what_failed_from_there(
    case: Case, printer: Printer, ids: list[ApplicationId]
) -> None:
    printer.paper = 3
    view = _chosen(case, Group.TO_PRINT)
    printer.ready.clear()
    view.doing["printChosen"].trigger()
    case.window.screen.use_language(Language.EN)
    printer.ready.set()
    case.window.settle()
    window = case.window.window
    case.window.qtbot.waitUntil(lambda: window.shell is not None and window.shell.isVisible())
    case.window.settle()
    assert [bool(each) for each in _printed(case, ids)] == [True, True, False]
    assert not case.window.status.said()
    assert case.window.shell._errors._retry.text() == "Print again"
    case.window.speak(Language.JA)
    bar = case.window.shell._errors
    assert bar.isVisible(), "what failed is told, and still is"
    printer.paper = 9
    bar._retry.click()
    case.window.settle()
    assert bar.isHidden()
    assert all(_printed(case, ids))


def _carers_shown(view: Today, column: int) -> list[str]:
    """Return what stands below the numbers of a group's list: who looks after each."""
    model = view._table.model()
    assert isinstance(model, ColumnsModel)
    return [model.cell_at(model.index(row, column)).detail for row in range(model.rowCount())]


def _printed(case: Case, ids: list[ApplicationId]) -> list[object]:
    """Return when the letter of each was printed."""
    return [case.read(id_).letters[0].printed_at for id_ in ids]


def _esc_stops_the_rest(case: Case, printer: Printer) -> None:
    case.window.shell.session.long_work._late.setInterval(0)
    view = _chosen(case, Group.TO_PRINT)
    printer.ready.clear()
    view.doing["printChosen"].trigger()
    stop = case.window.status.findChild(QPushButton, "stopWork")
    assert isinstance(stop, QPushButton)
    case.window.qtbot.waitUntil(stop.isVisible)
    assert case.window.status.said() == "通知書を印刷中: 3通のうち0通"
    QTest.keyClick(view._table, Qt.Key.Key_Escape)
    printer.ready.set()
    case.window.settle()
    assert not stop.isVisible()
    assert case.window.status.said() == "1通をプリンターに送りました。"


def _jam(case: Case, printer: Printer) -> None:
    """Have the job of the first letter stuck; print it again where that is told, for a reason."""
    view = case.view(Today)
    watch, bar = view._printing.watch, case.window.shell._errors
    watch.look()
    case.window.settle()
    assert bar.isHidden()
    printer.became = JobState.STOPPED
    watch.look()
    case.window.settle()
    assert "個情発第8-1号" in bar.accessibleName()
    bar._retry.click()
    case.write(case.ask().field("reason").editor, "紙づまり")
    printer.became = JobState.NOT_PRINTED
    watch.look()
    case.window.settle()
    assert not bar.isHidden()
    case.main()
    assert bar.isHidden(), "what was printed again need not be told of"
    assert list(watch._followed) == ["office-2"]
    printer.became = JobState.PRINTED
    watch.look()
    case.window.settle()
    assert not watch._followed


def _queue_stands_in_the_order_that_is_chosen(case: Case) -> None:
    view = case.go(Place.LETTERS, None, LettersView)
    names = [entry.name for entry in view.book.state.at(Stage.TO_PRINT)]
    assert names[:2] == list(NAMES), "as they were issued"
    issued = names
    order = case.window.part(ChoiceBox, "letterOrder")
    case.press(order, Qt.Key.Key_2)
    assert order.value() is LetterColumn.NAME
    names = [entry.name for entry in view.book.state.at(Stage.TO_PRINT)]
    assert names == sorted(issued) != issued
