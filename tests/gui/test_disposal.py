# SPDX-License-Identifier: MIT
"""Disposal by keys on a real desk: proposed, signed in place, carried out, papers, report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QSpinBox
from pytestqt.qtbot import QtBot

from desk_app.cli.sample.pdf_text import text_of
from desk_app.desk.context import Desk
from desk_app.desk.disposal import destroying, disposing
from desk_app.desk.disposal.disposing import Chosen, HoldDraft
from desk_app.desk.errors import DiskFull
from desk_app.desk.rows import Group
from desk_app.gui.kit.display.notes import ErrorBar, NoteFrame
from desk_app.gui.kit.display.steps import StepList
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.fields.form import set_value
from desk_app.gui.kit.fields.lines import LineTable
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.tables.table import ListTable
from desk_app.gui.navigation import Navigation
from desk_app.gui.page import Place
from desk_app.gui.pages.disposal.book import DisposalStage
from desk_app.gui.pages.disposal.page import DisposalView
from desk_app.gui.pages.disposal.panel import ReportPreview
from desk_app.gui.pages.today.page import Today
from desk_app.gui.printing import spooler
from desk_app.gui.session.entrance import NewPerson
from desk_app.gui.session.session import Listed
from desk_app.i18n import dates, messages
from desk_app.records.base import ApplicationId
from desk_app.records.case.application import Right
from desk_app.records.case.disposal import DisposalState, HoldReason
from desk_app.records.desk.people import Language
from tests.fakes.world import FixedClock
from tests.gui.accessibility import not_composing, shown_words, unnamed
from tests.gui.case_desk import CLERK, PASSWORD, SECOND_PASSWORD, SUPERVISOR
from tests.gui.case_pages import Case, open_case
from tests.gui.due_desk import DUE, NAMES, OFFICER, due_desk
from tests.gui.small_safe import Printer

Open = Callable[..., "Page"]


@dataclass
class Page:
    """The disposal page in a window, worked by keys."""

    case: Case
    view: DisposalView
    printer: Printer

    @property
    def due(self) -> LineTable:
        return self.case.window.part(LineTable, "due")

    def stage(self) -> DisposalStage:
        return self.view.page.stage

    def press(self, key: Qt.Key) -> None:
        self.case.press(self.due, key)

    def do(self, name: str) -> None:
        """Do an action as its menu does, and wait until what it opens has the keys."""
        self.view.doing[name].trigger()
        self.case.window.settle()
        self.case._activated()
        self.case.window.settle()

    def type_in(self, text: str) -> None:
        """Type where the keys are, once the window has them again after a dialog."""
        self.case._activated()
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClicks(widget, text)

    def tab_to(self, name: str) -> None:
        """Walk with Tab until a field has the keys."""
        for _ in range(30):
            widget = QApplication.focusWidget()
            assert widget is not None
            if widget.objectName() == name:
                return
            QTest.keyClick(widget, Qt.Key.Key_Tab)
        raise AssertionError(name)

    def note(self, name: str) -> str:
        return self.case.window.part(NoteFrame, name).accessibleName()

    def waiting(self) -> int | None:
        """Return the count that stands at the page's place in the navigation."""
        return self.case.window.part(Navigation, "navigation").counted(Place.DISPOSAL)

    def steps(self) -> list[str]:
        return [
            f"{step.mark.value} {step.name}"
            for step in self.case.window.part(StepList, "steps").steps()
        ]


@pytest.fixture
def open_page(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Open]:
    """Return what opens the page as the first of some people."""
    opened: list[Case] = []
    printer = Printer()
    monkeypatch.setattr(spooler, "system", lambda: printer)

    def page(*people: NewPerson, believed: bool = True) -> Page:
        case = open_case(qtbot, qapp, due_desk(tmp_path, *people, believed=believed))
        opened.append(case)
        return Page(case, case.go(Place.DISPOSAL, None, DisposalView), printer)

    yield page
    for case in opened:
        case.close()


def test_a_disposal_from_the_tick_to_the_report(open_page: Open) -> None:
    page = open_page(CLERK, OFFICER, SUPERVISOR)
    assert not page.view.doing["next"].isEnabled()
    page.press(Qt.Key.Key_Space)
    page.press(Qt.Key.Key_Down)
    page.press(Qt.Key.Key_Space)
    _counted(page)
    assert page.stage() is DisposalStage.PROPOSAL
    page.case.main()
    assert page.stage() is DisposalStage.SIGNATURE
    assert page.steps()[:2] == ["ok 1 提案", "people 2 承認"]
    record = page.view.page.record
    assert record is not None
    assert [item.receipt_number for item in record.items] == ["R8-0001", "R8-0002"]
    assert record.sheets == 9
    # Only the officer signs what a clerk proposed; the keys are on the password already.
    assert [user.name for user in page.view.page.signers] == [OFFICER.name]
    _signed(page)
    assert page.stage() is DisposalStage.CARRYING_OUT
    _carried_out(page)
    _papers_gone(page)
    assert page.steps() == ["ok 1 提案", "ok 2 承認", "ok 3 実行", "ok 4 確認", "ok 5 報告"]
    _contractor(page)
    page.case.main()
    page.case.main()
    (sent,) = page.printer.sent
    assert "乙運送" in "".join(text_of(sent).split())
    assert sent.startswith(b"%PDF")
    told = page.case.window.part(ReportPreview, "report").words()
    assert not any(name in line for name in NAMES for line in told.lines)


def _counted(page: Page) -> None:
    """The blue button leads from one line to the next; without it the proposal can be made too."""
    assert page.stage() is DisposalStage.COUNTING
    assert page.view.doing["propose"].isVisible()
    told = [page.view.next.told()]
    page.case.main()
    for sheets in ("2", "7"):
        told.append(page.view.next.told())
        (box,) = [each for each in page.due.findChildren(QSpinBox) if each.isVisible()]
        QTest.keyClicks(box, sheets)
        page.case.press(box, Qt.Key.Key_Return)
    assert "次にすること: 2件の紙の枚数を数えます" in told[0]
    assert "選んだ2件のうち、1件の紙の枚数を数えます 1件は数えました。" in told[-1]
    assert [row.counted for row in page.view.page.rows] == [True, True, False]
    assert not page.view.doing["propose"].isVisible(), "it is the blue one now"


def _contractor(page: Page) -> None:
    """Note who destroyed the papers for the desk; the certificate comes later."""
    page.view.doing["contractor"].trigger()
    page.case.window.settle()
    set_value(page.case.ask().field("contractor").editor, "乙運送")
    page.case.main()
    page.case.window.settle()
    paper = page.view.page.record.paper if page.view.page.record else None
    assert paper is not None
    assert paper.contractor == "乙運送"
    page.view.doing["contractor"].trigger()
    page.case.window.settle()
    asked = page.case.ask()
    assert asked.field("contractor").value() == "乙運送"
    set_value(asked.field("certificate").editor, "K-17")
    set_value(asked.field("received_on").editor, paper.on)
    page.case.main()
    page.case.window.settle()
    page.view.doing["contractor"].trigger()
    page.case.window.settle()
    names = ("contractor", "certificate", "received_on")
    said = [page.case.ask().field(name).value() for name in names]
    assert said == ["乙運送", "K-17", paper.on]
    page.case.ask().reject()
    page.case.window.settle()


def _signed(page: Page) -> None:
    """Sign in place: without a password, with a wrong one, with the officer's."""
    page.case.main()
    assert "パスワード" in page.view.panel.signer.bodies["signerPassword"].error.text()
    page.type_in("wrong wrong wrong")
    page.case.main()
    assert page.stage() is DisposalStage.SIGNATURE
    assert (
        "選んだ人のものと違います" in page.view.panel.signer.bodies["signerPassword"].error.text()
    )
    page.type_in(OFFICER.password)
    page.case.main()


def _carried_out(page: Page) -> None:
    """Carry out what is signed, as whoever signed in shows the password again."""
    page.case.main()
    ask = page.case.ask()
    assert "2件を廃棄します。元に戻せません。" in ask.note()
    page.type_in(PASSWORD)
    page.case.main()
    assert page.stage() is DisposalStage.PAPER, page.view.page.record
    assert [row.line.receipt_number for row in page.view.page.rows] == ["R8-0003"]


def _papers_gone(page: Page) -> None:
    """Fill in the papers: the keys are on who destroyed them; a digit takes the name there."""
    page.type_in("1")
    page.tab_to("witness")
    assert all(
        page.case.window.part(ChoiceBox, "witness").itemText(at) != CLERK.name for at in range(2)
    )
    page.type_in("1")
    page.tab_to("sheets")
    page.type_in("8")
    page.case.main()
    told = page.view.panel.paper.bodies["sheets"].error.text()
    assert "9枚" in told
    assert "sheets" not in told
    page.case.press(page.view.panel.paper.bodies["sheets"].edit, Qt.Key.Key_Backspace)
    page.type_in("9")
    page.case.main()
    assert page.stage() is DisposalStage.NOTHING


def test_with_nothing_due_the_page_says_when_the_next_is_and_asks_for_nothing(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    case = open_case(qtbot, qapp, due_desk(tmp_path, CLERK, OFFICER, due=False))
    view = case.go(Place.DISPOSAL, None, DisposalView)
    assert view.page.idle
    told = view.next.told()
    last = view.page.read.coming[0].kept_until
    assert f"次の廃棄期限は{dates.full(last, Language.JA, weekday=True)}です" in told
    assert "3件の保管が満了します" in told
    hidden = (view.panel.paper, view.panel.signer, view.panel.report, view._next)
    assert [part.isVisible() for part in hidden] == [False] * 4
    assert "Space" not in dict(view.keys())
    case.close()


@pytest.mark.parametrize(
    ("today", "band", "told"),
    [
        (None, "令和10年11月　3件", "今月の分はありません"),
        (date(2028, 10, 31), "来月　令和10年11月　3件", "今月の分はありません"),
        (date(2028, 11, 1), "今月　令和10年11月　3件", "うち今月3件"),
    ],
)
def test_what_is_due_next_stands_by_months_and_this_month_is_told(
    today: date | None, band: str, told: str, tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    desk = due_desk(tmp_path, CLERK, OFFICER, due=False)
    if today is not None:
        FixedClock.move_to(desk.clock, today)
    case = open_case(qtbot, qapp, desk)
    view = case.go(Place.DISPOSAL, None, DisposalView)
    assert [view.list._coming.day_at(row) for row in range(3)] == [band] * 3
    assert case.window.part(Text, "dueThisMonth").text() == told
    case.close()


def test_a_doubtful_day_is_confirmed_and_what_is_due_is_found_in_words_that_have_room(
    open_page: Open,
) -> None:
    page = open_page(CLERK, OFFICER, believed=False)
    _on_a_doubtful_day_it_is_read_until_two_confirm(page)
    _today_and_a_figure_lead_there_the_rail_counts_and_a_search_narrows(page)
    _every_field_has_a_name_and_every_word_its_language_and_its_room(page)


def _on_a_doubtful_day_it_is_read_until_two_confirm(page: Page) -> None:
    assert "9:00" in page.note("doubt")
    page.press(Qt.Key.Key_Space)
    assert len(page.view.page.picked) == 1
    assert not page.view.doing["next"].isEnabled()
    assert "疑わしい" in page.view.doing["next"].toolTip()
    page.do("confirmClock")
    ask = page.case.ask()
    for name, password in (("own_password", CLERK.password), ("second_password", "nonsense")):
        ask.field(name).editor.setText(password)  # type: ignore[attr-defined]
    page.case.main()
    assert "パスワードが" in ask.trouble()
    ask.field("second_password").editor.setText(OFFICER.password)  # type: ignore[attr-defined]
    page.case.main()
    assert page.view.page.read.doubt is None
    assert page.view.doing["next"].isEnabled()
    page.press(Qt.Key.Key_Space)
    assert not page.view.page.picked


def _today_and_a_figure_lead_there_the_rail_counts_and_a_search_narrows(page: Page) -> None:
    assert page.due.model().rowCount() == len(NAMES)
    page.case.go(Place.DISPOSAL, Listed("廃棄の予定（1件）", (2,)), DisposalView)
    assert [row.line.id for row in page.view.page.rows] == [2], "what a figure counts, alone"
    assert "廃棄の予定（1件）" in page.note("disposalOfFigure")
    page.press(Qt.Key.Key_Escape)
    assert page.due.model().rowCount() == len(NAMES), "until all are wanted"
    today = page.case.go(Place.TODAY, (Group.DISPOSAL_DUE, None), Today)
    table = page.case.window.part(ListTable, "today_applications")
    page.case.press(table, Qt.Key.Key_Down)
    second = table.current_id()
    page.case.press(table, Qt.Key.Key_Return)
    assert today.isHidden()
    assert page.case.view(DisposalView).list.current().id == second  # type: ignore[union-attr]
    assert page.waiting() == 3
    page.view.to_search()
    page.case.write(page.view.list.search, NAMES[1])
    page.case.press(page.view.list.search, Qt.Key.Key_Down)
    assert [row.line.name for row in page.view.page.rows] == [NAMES[1]]
    assert page.view.doing["chooseAll"].isEnabled()
    page.case.write(page.view.list.search, "nobody")
    page.case.press(page.view.list.search, Qt.Key.Key_Down)
    assert not page.view.doing["chooseAll"].isEnabled()
    page.view.list.search.ask_for("")
    page.case.window.settle()
    assert page.due.model().rowCount() == len(NAMES)


def _every_field_has_a_name_and_every_word_its_language_and_its_room(page: Page) -> None:
    _has_room_for_every_word(page, Language.JA)
    page.press(Qt.Key.Key_Space)
    page.case.main()
    assert unnamed(page.view) == []
    page.do("propose")
    assert unnamed(page.view) == []
    assert not_composing(page.view) == []
    japanese = shown_words(page.view)
    page.case.window.speak(Language.EN)
    english = shown_words(page.case.view(DisposalView))
    kept = {*NAMES, CLERK.name, OFFICER.name}
    assert [word for word in english if word in japanese and not word.isascii()] == [
        word for word in english if word in kept
    ]
    _has_room_for_every_word(page, Language.EN)


def _has_room_for_every_word(page: Page, language: Language) -> None:
    """No word of a claim is broken in a small window, and no day cut."""
    page.case.window.window.resize(theme.px(1280), theme.px(720))
    page.case.window.settle()
    view, due = page.case.view(DisposalView), page.case.window.part(ListTable, "due")
    place = [column.name for column in view.list._due_model.columns].index("rights")
    words = [word for right in Right for word in messages.label(right, language).split()]
    metrics, room = QFontMetricsF(theme.font()), due.columnWidth(place) - theme.px(16)
    if language is Language.EN:
        assert max(map(metrics.horizontalAdvance, words)) <= room
    days = due.columnWidth(place + 1)
    assert metrics.horizontalAdvance(dates.full(DUE, language)) <= days - theme.px(16)


def test_the_officer_sees_no_name_holds_back_lifts_and_sends_back(open_page: Open) -> None:
    page = open_page(OFFICER, CLERK)
    _the_officer_sees_no_name_holds_back_and_lifts(page)
    _a_proposal_is_sent_back_with_a_reason_and_made_anew(page)


def _the_officer_sees_no_name_holds_back_and_lifts(page: Page) -> None:
    assert not any(name in word for name in NAMES for word in shown_words(page.case.window.window))
    page.press(Qt.Key.Key_Return)
    assert page.case.window.shell.place is Place.DISPOSAL
    assert page.view.doing["chooseAll"].isEnabled()
    page.do("hold")
    ask = page.case.ask()
    ask.field("reason").editor.set_value(HoldReason.SUIT)  # type: ignore[attr-defined]
    page.case.main()
    assert "見直" in ask.trouble()
    assert "review_on" not in ask.trouble()
    ask.field("review_on").editor.set_value(date(2029, 3, 1))  # type: ignore[attr-defined]
    page.case.main()
    assert not page.case.asked()
    held = page.note("held")
    assert "R8-0001" in held
    assert "訴訟" in held
    page.press(Qt.Key.Key_Space)
    assert not page.view.page.picked
    page.do("chooseAll")
    assert [row.line.receipt_number for row in page.view.page.picked] == ["R8-0002", "R8-0003"]
    assert page.waiting() == 2
    page.do("chooseAll")
    assert not page.view.page.picked, "once more takes all ticks away"
    page.do("hold")
    page.case.main()
    assert all(row.line.hold is None for row in page.view.page.rows)


def _a_proposal_is_sent_back_with_a_reason_and_made_anew(page: Page) -> None:
    def propose(desk: object) -> None:
        disposing.propose(desk.acting(clerk, desk.ports.seal), (Chosen(ApplicationId(1), 2),))  # type: ignore[attr-defined]

    clerk = next(u for u in page.view.page.read.people.values() if u.name == CLERK.name)
    page.case.do(propose)
    page.case.go(Place.DISPOSAL, None, DisposalView)
    assert page.stage() is DisposalStage.SIGNATURE
    page.do("sendBack")
    page.case.main()
    assert page.case.ask().trouble()
    page.case.write(page.case.ask().field("reason").editor, "紙が足りない")
    page.case.main()
    assert page.stage() is DisposalStage.SENT_BACK
    assert "紙が足りない" in page.view.next.told()
    page.case.main()
    assert page.stage() is DisposalStage.PROPOSAL
    page.do("past")
    table = page.case.window.part(ListTable, "disposals")
    page.case.press(table, Qt.Key.Key_Return)
    assert page.stage() is DisposalStage.SENT_BACK
    assert not any(each.isVisible() for each in page.view.findChildren(QDialog))


def test_a_signed_one_that_changed_is_sent_back_and_one_that_stopped_is_checked_once_more(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(OFFICER, CLERK, SUPERVISOR)
    _a_signed_one_that_changed_since_is_sent_back(page)
    page.case.main()
    assert page.stage() is DisposalStage.PROPOSAL
    _what_was_stopped_is_checked_once_more(page, monkeypatch)


def _a_signed_one_that_changed_since_is_sent_back(page: Page) -> None:
    entrance, id_ = page.case.window.entrance, ApplicationId(1)

    def propose(desk: Desk) -> None:
        clerk = entrance.acting(desk, CLERK.name, CLERK.password)
        disposing.propose(clerk, (Chosen(id_, 2),))

    def hold(desk: Desk) -> None:
        with desk.ports.store.reading() as books:
            version = books.files.get(id_).application.version
        supervisor = entrance.acting(desk, SUPERVISOR.name, SUPERVISOR.password)
        disposing.hold(supervisor, HoldDraft(id_, version, HoldReason.COMPLAINT, date(2030, 1, 7)))

    page.case.do(propose)
    page.case.go(Place.DISPOSAL, None, DisposalView)
    _signed(page)
    assert page.stage() is DisposalStage.CARRYING_OUT
    page.case.do(hold)
    page.case.main()
    page.type_in(PASSWORD)
    page.case.main()
    assert "差し戻して" in page.case.window.part(ErrorBar, "errorBar").accessibleName()
    assert page.stage() is DisposalStage.CARRYING_OUT
    page.do("sendBack")
    page.case.write(page.case.ask().field("reason").editor, "提案のあとに保留した")
    page.case.main()
    assert page.stage() is DisposalStage.SENT_BACK


def _what_was_stopped_is_checked_once_more(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    page.press(Qt.Key.Key_Down)
    page.press(Qt.Key.Key_Space)
    assert [row.line.receipt_number for row in page.view.page.picked] == ["R8-0002"]
    page.do("propose")
    page.type_in(SECOND_PASSWORD)
    page.case.main()
    assert page.stage() is DisposalStage.CARRYING_OUT
    finish = destroying._finish

    def fails(*_: object) -> None:
        raise DiskFull

    monkeypatch.setattr(destroying, "_finish", fails)
    page.case.main()
    page.type_in(OFFICER.password)
    page.case.main()
    assert page.case.window.part(ErrorBar, "errorBar").isVisible()
    assert page.stage() is DisposalStage.CHECK
    assert "確認が済んでいません" in page.view.next.told()
    page.case._activated()
    assert QApplication.focusWidget() is page.view._next
    monkeypatch.setattr(destroying, "_finish", finish)
    page.case.main()
    record = page.view.page.record
    assert record is not None
    assert record.state is DisposalState.VERIFIED
    page.case.window.settle()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "by"
