# SPDX-License-Identifier: MIT
"""Today, Mail and Applications: searched, sorted, narrowed, opened, by keys."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from desk_app.desk.context import Changes, Kind
from desk_app.desk.rows import (
    ApplicationColumn,
    ApplicationLine,
    Filter,
    FirstDays,
    Group,
    LetterColumn,
    LetterLine,
    LetterOrder,
    LetterState,
    ListOrder,
    MailColumn,
    MailOrder,
)
from desk_app.gui import words
from desk_app.gui.case.read import WORK_ORDER, days_left, next_title, period
from desk_app.gui.kit.display.axes import AxisLine, AxisPanel
from desk_app.gui.kit.display.next_step import NextStep
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.fields.fields import TrailingNoteLineEdit
from desk_app.gui.kit.fields.search import SearchField
from desk_app.gui.kit.layout.buttons import ButtonKind, KeyButton
from desk_app.gui.kit.layout.layout import PageScroll
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.tables.columns import Column, RowsModel
from desk_app.gui.kit.tables.side_list import SideList
from desk_app.gui.kit.tables.table import ListTable, following
from desk_app.gui.page import Place, SupplementOf
from desk_app.gui.pages.application.page import PANE, ApplicationListPane
from desk_app.gui.pages.applications.page import Applications
from desk_app.gui.pages.mail.page import MailDetail, MailView
from desk_app.gui.pages.today.book import GroupWords, Pressing, TodayState
from desk_app.gui.pages.today.page import Today
from desk_app.gui.pages.today.preview import CourseLines, PeriodBar
from desk_app.i18n.catalogue import Catalogue
from desk_app.records.base import ApplicationId, MailItemId
from desk_app.records.case.application import Right
from desk_app.records.case.findings import Work
from desk_app.records.case.mail import MailItem, MailKind, Matter
from desk_app.records.desk.people import Language
from desk_app.rules.work_codes import What, Why
from tests.gui.accessibility import commit, compose, not_composing, unnamed
from tests.gui.case_desk import application, licence, log
from tests.gui.case_pages import Cases
from tests.gui.pages import CTRL, SHIFT, Opened
from tests.gui.small_desk import LINES, RESOURCES, TODAY, SmallQueries


@pytest.fixture
def applications(at_work: Opened) -> Opened:
    at_work.press(Qt.Key.Key_3, CTRL)
    assert at_work.shell.place is Place.APPLICATIONS
    return at_work


def test_the_search_finds_what_is_committed_and_enter_opens_what_is_found_alone(
    applications: Opened,
) -> None:
    field = applications.part(SearchField, "search")
    assert applications.focus() is field
    _down_goes_to_the_list_and_enter_opens_what_is_found_alone(applications)
    asked = applications.entrance.store.queries.asked
    before = len(asked)
    compose(field, "たか")
    field._settling.timeout.emit()
    assert len(asked) == before, "nothing is searched while composing"
    for text in ("𠮷", "R8-0134", "邉󠄀"):
        _search(applications, text)
        assert asked[-1][0] == Filter(text)
        expected = [line.receipt_number for line in LINES if text in _words(line)]
        assert expected
        assert sorted(_numbers(applications)) == sorted(expected)
    _search(applications, "吉村")
    table = _view(applications)._table
    assert _numbers(applications) == ["R8-0064"]
    assert _column(table, 1) == [""], "nothing is due of it"
    _search(applications, "鯨")
    assert _numbers(applications) == []
    assert _view(applications)._stack.currentWidget() is _view(applications)._empty


def _down_goes_to_the_list_and_enter_opens_what_is_found_alone(applications: Opened) -> None:
    opened: list[object] = []
    applications.shell.session.open_application.connect(opened.append)
    applications.press(Qt.Key.Key_Return)
    assert isinstance(applications.focus(), ListTable), "where nothing is searched"
    assert opened == []
    field = applications.part(SearchField, "search")
    field.setFocus()
    commit(field, "吉村")
    applications.press(Qt.Key.Key_Down)
    assert isinstance(applications.focus(), ListTable)
    _wait_for(applications, lambda: _numbers(applications) == ["R8-0064"])
    applications.press(Qt.Key.Key_Return)
    assert opened == [64]
    applications.part(KeyButton, "openChosen").click()
    assert opened == [64, 64], "the button does the same"
    for text, expected in (("R8", []), ("吉村", [64]), ("鯨", [])):
        opened.clear()
        field.setFocus()
        field.clear()
        commit(field, text)
        applications.press(Qt.Key.Key_Return)
        assert opened == expected
        assert bool(_numbers(applications)) is (text != "鯨")


def test_the_list_is_sorted_by_its_headers_and_by_keys_narrowed_and_read_again(
    applications: Opened,
) -> None:
    view = _view(applications)
    names = [column.name for column in view.book.model.columns]
    header = view._table.horizontalHeader()
    header.sectionClicked.emit(names.index("rights"))
    pressing = ListOrder(ApplicationColumn.BY, ascending=True)
    assert view.book.order == pressing, "it cannot be sorted by that"
    assert header.sortIndicatorSection() == names.index("by")
    view._find("R8")
    assert view.book.order == ListOrder(), "of what is found the newest first"
    view._find("")
    assert view.book.order == pressing
    for ascending in (True, False):
        header.sectionClicked.emit(names.index("kana"))
        applications.settle()
        assert view.book.order == ListOrder(ApplicationColumn.KANA, ascending)
        expected = sorted((line.kana for line in LINES), reverse=not ascending)
        assert _column(view._table, names.index("kana")) == expected
    applications.part(QCheckBox, "openOnly").click()
    applications.settle()
    assert "R8-0064" not in _numbers(applications)
    assert len(_numbers(applications)) == len(LINES) - 1
    asked = applications.entrance.store.queries.asked
    before = len(asked)
    applications.shell.session.hub.announce(Changes.of((Kind.APPLICATION, 64)))
    applications.settle()
    assert len(asked) > before
    _keys_sort_by_each_column_in_turn(applications)


def _keys_sort_by_each_column_in_turn(applications: Opened) -> None:
    applications.part(ListTable, "applicationTable").setFocus()
    asked = applications.entrance.store.queries.asked
    seen = []
    for _ in range(len(ApplicationColumn)):
        applications.press(Qt.Key.Key_Right, CTRL | SHIFT)
        seen.append(asked[-1][1])
    by_reading = set(ApplicationColumn) - {ApplicationColumn.NAME}
    assert {order.column for order in seen} == by_reading, "a name stands by its reading"
    assert all(order.ascending for order in seen)
    applications.press(Qt.Key.Key_Left, CTRL | SHIFT)
    assert asked[-1][1] == seen[-2]
    applications.press(Qt.Key.Key_Down, CTRL | SHIFT)
    assert asked[-1][1] == ListOrder(seen[-2].column, ascending=False)


def test_the_groups_of_today_say_what_presses_and_arrows_show_what_waits_there(
    at_work: Opened,
) -> None:
    _the_groups_tell_it_under_their_names(at_work)
    groups = at_work.part(SideList, "groups")
    shown = {groups.model().index(row, 0).data() for row in range(groups.model().rowCount())}
    counts = _today(at_work).book.state.counts
    filled = [group for group in Group if counts.get(group)]
    assert len(shown) == len(filled) + 1, "where nothing waits is one line"
    assert groups.current_key() is Group.LAPSE_TODAY, "what is over stands before the mail"
    groups.setFocus()
    at_work.press(Qt.Key.Key_Down)
    assert _today(at_work).book.state.group is Group.WAITING_FOR_APPLICANT, "then what is due today"
    table = at_work.part(ListTable, "today_applications")
    assert _column(table, 0) == ["本日", "あと1日", "あと2日", "あと5日", "あと7日", "あと13日"]
    assert _column(table, 1)[0] == "R8-0128"
    at_work.press(Qt.Key.Key_End)
    assert groups.model().rowCount() == len(Group) - 1, "they unfold; no leak is suspected"
    while groups.current_key() is not Group.TO_POST:
        at_work.press(Qt.Key.Key_Down)
    empty = _today(at_work)._empty
    assert empty.isVisible()
    assert empty._sentence.text() == "発送待ちはありません。"
    while groups.current_key() in _today(at_work).book.state.empty:
        at_work.press(Qt.Key.Key_Up)
    assert at_work.focus() is groups
    assert groups.current_key() is filled[-1]
    assert groups.model().rowCount() == len(filled) + 1, "and fold again"
    _an_application_that_is_gone_shows_its_line_alone(at_work)


def _an_application_that_is_gone_shows_its_line_alone(at_work: Opened) -> None:
    view = at_work.shell.view
    assert isinstance(view, Today)
    view.book.choose(Group.WAITING_FOR_APPLICANT)
    at_work.settle()
    assert view._preview._name.text() == "佐藤 翔太"
    assert not view._preview._axes.isVisible()


def test_today_comes_back_to_the_chosen_group_or_to_the_first_that_has_work(
    at_work: Opened,
) -> None:
    store, groups = at_work.entrance.store, at_work.part(SideList, "groups")
    items, store.items = store.items, ()
    _away_and_back(at_work)
    assert _today(at_work).book.state.group is Group.LAPSE_TODAY
    assert groups.current_key() is Group.LAPSE_TODAY
    assert at_work.focus() is at_work.part(ListTable, "today_applications")
    store.items = items
    _away_and_back(at_work)
    groups.setFocus()
    while groups.current_key() is not Group.WAITING_FOR_APPLICANT:
        at_work.press(Qt.Key.Key_Down)
    _away_and_back(at_work)
    assert _today(at_work).book.state.group is Group.WAITING_FOR_APPLICANT
    store.lines = ()
    _away_and_back(at_work)
    assert _today(at_work).book.state.group is Group.TO_LOG
    assert at_work.focus() is at_work.part(ListTable, "today_mail")


def _away_and_back(at_work: Opened) -> None:
    at_work.press(Qt.Key.Key_2, CTRL)
    at_work.press(Qt.Key.Key_1, CTRL)


def test_enter_opens_a_thing_where_it_is_worked_on_and_down_goes_to_the_list(
    at_work: Opened,
) -> None:
    _down_goes_from_what_narrows_a_group_to_its_list(at_work)
    view, session = _today(at_work), at_work.shell.session
    for group, signal, thing in (
        (Group.TO_LOG, session.open_intake, 3),
        (Group.TO_CHECK, session.open_application, 140),
        (Group.TO_PRINT, session.open_letters, "l1"),
        (Group.TO_RETURN, session.open_application, 128),
    ):
        opened: list[object] = []
        view.book.choose(group)
        at_work.settle()
        signal.connect(opened.append)
        view._table.setFocus()
        at_work.press(Qt.Key.Key_Return)
        signal.disconnect(opened.append)
        assert opened == [thing]
    _a_supplement_is_logged_from_the_preview(at_work)


def _a_supplement_is_logged_from_the_preview(at_work: Opened) -> None:
    wanted: list[object] = []
    at_work.shell.session.open_intake.disconnect()
    at_work.shell.session.open_intake.connect(wanted.append)
    at_work.shell.go(Place.TODAY, (Group.WAITING_FOR_APPLICANT, 131))
    at_work.settle()
    at_work.part(QPushButton, "supplementOfChosen").click()
    assert wanted == [SupplementOf(ApplicationId(131), "R8-0131")]


def test_days_left_and_the_day_of_a_period_are_told_in_words(qapp: QApplication) -> None:
    catalogue = Catalogue(RESOURCES / "i18n", Language.JA, qapp)
    qapp.installTranslator(catalogue)
    for days, words_ in ((-3, "3日経過"), (0, "本日"), (1, "あと1日"), (14, "あと14日")):
        assert days_left(TODAY + timedelta(days=days), TODAY) == words_
    # The day is counted from the one after the first.
    for work, gone, *told in (
        (Work.TO_CHECK, 0, "、到着当日（14日間）", ", day of arrival (of 14 days)"),
        (Work.WAITING_FOR_APPLICANT, 0, "、発送当日（14日間）", ", day of posting (of 14 days)"),
        (Work.TO_CHECK, 1, "、14日のうち1日目", ", day 1 of 14"),
        (Work.TO_CHECK, 14, "、14日のうち14日目", ", day 14 of 14"),
        (Work.TO_CHECK, 15, "、14日間", ", 14 days"),
    ):
        since = TODAY - timedelta(days=gone)
        line = replace(LINES[0], work=work, since=since, by=since + timedelta(days=14))
        for language, end in zip((Language.JA, Language.EN), told, strict=True):
            catalogue.speak(language)
            assert period(line, TODAY, language).endswith(end)
    unknown = replace(LINES[0], since=None, by=TODAY)
    assert period(unknown, TODAY, Language.JA) == "", "a period without a beginning is not told"
    qapp.removeTranslator(catalogue)


def _down_goes_from_what_narrows_a_group_to_its_list(at_work: Opened) -> None:
    view = _today(at_work)
    view.book.choose(Group.TO_CHECK)
    at_work.settle()
    assert not view._preview._period.isVisible(), "nothing of it is due"
    assert at_work.part(NextStep, "nextStep").isVisible()
    view._search.take_focus()
    at_work.press(Qt.Key.Key_Down)
    table = at_work.part(ListTable, "today_applications")
    assert at_work.focus() is table
    assert table.currentIndex().isValid()
    for group in (Group.TO_PRINT, Group.WAITING_FOR_APPLICANT, Group.TO_PRINT):
        view.book.choose(group)
        at_work.settle()
    assert view._preview._kana.text() == "髙橋 真由美", "the addressee of the letter"
    row, told = view._current_row(), at_work.part(PeriodBar, "period").accessibleName()
    assert isinstance(row, LetterLine)
    assert told == days_left(row.for_posting_on, TODAY), "the day of the letter alone"


def test_mail_is_logged_by_keys_or_left_with_nothing_logged(at_work: Opened) -> None:
    wanted: list[object] = []
    at_work.shell.session.open_intake.connect(wanted.append)
    store = at_work.entrance.store
    before = store.items
    at_work.press(Qt.Key.Key_2, CTRL)
    _left_by_escape(at_work)
    assert store.items == before
    at_work.press(Qt.Key.Key_Insert)
    assert at_work.focus().objectName() == "arrived_on"
    assert unnamed(at_work.window) == []
    assert not_composing(at_work.window) == []
    at_work.press(Qt.Key.Key_Return, CTRL)
    assert store.items == before
    assert at_work.focus().objectName() == "kind", "without its kind it is not logged"
    at_work.part(ChoiceBox, "kind").set_value(MailKind.EXPRESS)
    at_work.part(ChoiceBox, "matter").set_value(Matter.COMPLAINT)
    at_work.press(Qt.Key.Key_Return, CTRL)
    newest = store.items[0]
    assert (newest.kind, newest.matter) == (MailKind.EXPRESS, Matter.COMPLAINT)
    assert (newest.arrived_on, newest.red_marking, newest.sender) == (TODAY, False, "")
    assert "Action.MAIL_LOGGED" in store.noted
    assert _mail(at_work)._table.current_id() == newest.id
    assert wanted == []
    at_work.press(Qt.Key.Key_Insert)
    at_work.part(ChoiceBox, "kind").set_value(MailKind.REGISTERED)
    at_work.part(ChoiceBox, "matter").set_value(Matter.NEW_APPLICATION)
    at_work.press(Qt.Key.Key_Return, CTRL)
    assert wanted == [store.items[0].id], "an application goes on to the intake"


def _left_by_escape(at_work: Opened) -> None:
    """The form has the one blue button while it is there, and its keys."""
    assert _blue(at_work) == ["nextButton"], "what is done next with the chosen item"
    at_work.press(Qt.Key.Key_Insert)
    assert len(_blue(at_work)) == 1
    assert _blue(at_work) != ["nextButton"]
    told = _mail(at_work).keys_told()
    assert [key for key, _ in told] == ["Enter", "Ctrl+Enter", "Esc"]
    commit(at_work.part(TrailingNoteLineEdit, "sender"), "𠮷野 正")
    at_work.press(Qt.Key.Key_Escape)
    assert at_work.focus() is _mail(at_work)._table
    assert at_work.shell.place is Place.MAIL
    assert _blue(at_work) == ["nextButton"], "what is done next with the chosen item"


def test_beside_an_empty_list_of_mail_stands_what_the_post_may_bring(at_work: Opened) -> None:
    """The blue button above stands there once; Ctrl+Enter does what comes next with an item."""
    wanted: list[object] = []
    at_work.shell.session.open_intake.connect(wanted.append)
    at_work.press(Qt.Key.Key_2, CTRL)
    view = _mail(at_work)
    first = view._table.current_id()
    at_work.press(Qt.Key.Key_Return, CTRL)
    assert wanted == [first]
    at_work.press(Qt.Key.Key_2, CTRL)
    view.book.find("nobody of this name")
    at_work.settle()
    assert view._guide.isVisible()
    assert _blue(at_work) == ["logMail"]
    shown = [each for each in view.findChildren(KeyButton) if each.isVisible()]
    assert [each.text() for each in shown].count("郵便物を受け付ける") == 1
    view._empty.widened.emit()
    assert not view.book.state.open_only


def test_what_waits_in_the_mail_is_logged_by_a_button_or_marked_done_with_a_note(
    at_work: Opened,
) -> None:
    detail = MailDetail(at_work.shell.session)
    at_work.qtbot.addWidget(detail)
    detail.show()
    new, later = "この封筒の請求を入力", "この封筒の中身を入力"
    returned, asked = (
        "返戻は、発送の画面でその封筒に記録します",
        "問合せまたは苦情として受け付けます",
    )
    done, joined = "処理済みにする", "問合せに関するもの"
    for matter, word, title, others in (
        (Matter.NEW_APPLICATION, f"{new}する", f"{new}します", []),
        (Matter.SUPPLEMENT, f"{later}する", f"{later}します", [joined, done]),
        (Matter.WITHDRAWAL, f"{later}する", f"{later}します", [done]),
        (Matter.RETURNED_LETTER, "返戻を記録する", returned, [done]),
        (Matter.INQUIRY, "問合せとして受け付ける", asked, [done]),
        (Matter.OTHER, done, "対応し、扱いを書いて処理済みにします", []),
    ):
        detail.show_mail(MailItem(MailItemId(1), TODAY, MailKind.ORDINARY, matter))
        assert detail.main is not None
        assert (detail.main.text(), detail.next_step().title) == (word, title)
        buttons = detail.findChildren(KeyButton)
        assert [each.text() for each in buttons if each.isVisible()] == others
    detail.close()
    at_work.come_back()
    _marked_done_with_a_note(at_work)


def _marked_done_with_a_note(at_work: Opened) -> None:
    at_work.press(Qt.Key.Key_2, CTRL)
    at_work.press(Qt.Key.Key_Down)
    at_work.part(QPushButton, "markDone").click()
    at_work.settle()
    assert not any(mail.handled for mail in at_work.entrance.store.items)
    commit(at_work.part(QPlainTextEdit, "handledNote"), "電話で答えた")
    at_work.part(QPushButton, "markDone").click()
    at_work.settle()
    done = [mail for mail in at_work.entrance.store.items if mail.handled]
    assert [mail.handled_note for mail in done] == ["電話で答えた"]
    assert _mail(at_work).book.model.rowCount() == 2
    at_work.part(ListTable, "mailTable").setFocus()
    at_work.press(Qt.Key.Key_Z, CTRL)
    assert not any(mail.handled for mail in at_work.entrance.store.items)
    assert at_work.status.said() == "元に戻しました: 郵便物の処理済み"
    assert _mail(at_work).book.model.rowCount() == 3


def _search(opened: Opened, text: str) -> None:
    field = opened.part(SearchField, "search")
    field.clear()
    commit(field, text)
    _wait_for(opened, lambda: _view(opened).book.wanted.text == text)


def _wait_for(opened: Opened, true: Callable[[], bool]) -> None:
    opened.qtbot.waitUntil(true)
    opened.settle()


def _view(opened: Opened) -> Applications:
    view = opened.shell.view
    assert isinstance(view, Applications)
    return view


def _today(opened: Opened) -> Today:
    view = opened.shell.view
    assert isinstance(view, Today)
    return view


def _mail(opened: Opened) -> MailView:
    view = opened.shell.view
    assert isinstance(view, MailView)
    return view


def _numbers(opened: Opened) -> list[str]:
    return _column(_view(opened)._table, 0)


def _column(table: ListTable, column: int) -> list[str]:
    model = table.model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


def _words(line: object) -> str:
    return " ".join(str(getattr(line, part)) for part in ("name", "kana", "receipt_number"))


def test_the_preview_tells_what_is_next_by_when_and_why_and_how_much_of_the_time_is_over(
    at_work: Opened,
) -> None:
    view = _today(at_work)
    view.book.choose(Group.WAITING_FOR_APPLICANT)
    at_work.settle()
    view._table.choose_id(134)
    at_work.settle()
    line = next(line for line in LINES if line.id == 134)
    assert line.since is not None
    period_ = at_work.part(PeriodBar, "period")
    lasts = "11月13日(金)から11月30日(月)まで、17日のうち12日目"
    assert period_.accessibleName() == f"あと5日 {lasts}"
    told = at_work.part(NextStep, "nextStep").accessibleName()
    next_ = words.next_of(line, Language.JA)
    assert all(each in told for each in (next_.title, next_.detail, "補正の期限：11月30日(月)"))
    assert period_._bar._part == pytest.approx(12 / 17)
    view._table.choose_id(128)
    at_work.settle()
    assert period_._bar._mark is not None, "what is due today stands out by shape, word and colour"
    _the_groups_are_sorted_by_the_desk_too(at_work)


def _blue(at_work: Opened) -> list[str]:
    buttons = at_work.shell.findChildren(KeyButton)
    return [b.objectName() for b in buttons if b.isVisible() and b.kind is ButtonKind.MAIN]


# Today beyond its lists: what presses in each group, and the axes and course of what is chosen.


ARRIVED = date(2026, 11, 19)


@pytest.mark.parametrize(
    ("group", "days", "pressing"),
    [
        (Group.TO_CHECK, None, Pressing()),
        (Group.TO_LOG, FirstDays(TODAY, None), Pressing("All arrived today")),
        (Group.TO_CHECK, FirstDays(ARRIVED, None), Pressing("Oldest arrived 19 Nov")),
        (Group.TO_DECIDE, FirstDays(ARRIVED, TODAY), Pressing("Reply target today", Mark.DUE)),
        (
            Group.TO_DECIDE,
            FirstDays(ARRIVED, date(2026, 12, 8)),
            Pressing("Reply target 8 Dec"),
        ),
        (
            Group.LAPSE_TODAY,
            FirstDays(ARRIVED, date(2026, 11, 24)),
            Pressing("Supplement due 24 Nov, over", Mark.OVERDUE),
        ),
        (Group.TO_POST, FirstDays(ARRIVED, TODAY), Pressing("Next date today", Mark.DUE)),
        (
            Group.TO_PRINT,
            FirstDays(ARRIVED, date(2026, 11, 24)),
            Pressing("Overdue since 24 Nov", Mark.OVERDUE),
        ),
        (
            Group.DISPOSAL_DUE,
            FirstDays(ARRIVED, date(2026, 11, 15)),
            Pressing("Longest due since 15 Nov"),
        ),
    ],
)
def test_a_group_says_what_presses_most(
    group: Group, days: FirstDays | None, pressing: Pressing
) -> None:
    assert GroupWords().of(group, days, TODAY, Language.EN) == pressing


def test_a_department_s_group_says_how_many_more_wait_for_one() -> None:
    words = GroupWords()
    none, due = Pressing(), Pressing("Reply target today", Mark.DUE)
    more = "2 more: waiting for the applicant"
    assert words.too(due, 0, Language.EN) == due
    assert words.too(none, 2, Language.EN) == Pressing(more)
    assert words.too(due, 2, Language.EN) == Pressing(f"Reply target today; {more}", Mark.DUE)


@pytest.mark.parametrize(("days", "first"), [(5, True), (6, False)])
def test_a_leak_is_first_while_a_report_presses(days: int, first: bool) -> None:
    """A full report that has weeks left stands behind what is over, before what merely waits."""
    by = {Group.LEAK: TODAY + timedelta(days), Group.TO_POST: TODAY - timedelta(1)}
    state = TodayState(
        {Group.TO_LOG: 1, **dict.fromkeys(by, 1)},
        {group: FirstDays(TODAY, day) for group, day in by.items()},
    )
    order = (Group.LEAK, Group.TO_POST) if first else (Group.TO_POST, Group.LEAK)
    assert state.in_order(TODAY)[:3] == (*order, Group.TO_LOG)


def _the_groups_tell_it_under_their_names(at_work: Opened) -> None:
    model = at_work.part(SideList, "groups").model()
    spoken = [
        model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        for row in range(model.rowCount())
    ]
    order = _today(at_work).book.state.in_order(TODAY)
    over, now = Group.LAPSE_TODAY, Group.WAITING_FOR_APPLICANT
    assert order[:3] == (over, now, Group.TO_LOG), "what is over, what is due today, the rest"
    every = [group for group in Group if group is not Group.LEAK]
    assert sorted(order, key=list(Group).index) == every, "each once, a leak where there is one"
    assert spoken[order.index(Group.TO_LOG)].endswith("すべて本日到着")
    assert spoken[order.index(Group.WAITING_FOR_APPLICANT)].endswith("補正の期限 本日")


def test_on_the_last_day_of_a_notice_the_mail_is_to_be_looked_at() -> None:
    """It says what is done or awaited, never that one waits alone; two sides are both named."""
    line = replace(LINES[0], next_what=What.AWAIT_APPLICANT.value, by=TODAY)
    for by, why, said in (
        (TODAY, Why.NOTICE_RUNNING, "mail"),
        (TODAY, Why.BOTH_AWAITED, "mail"),
        (TODAY + timedelta(1), Why.BOTH_AWAITED, "the department"),
        (TODAY + timedelta(1), Why.NOTICE_RUNNING, "Wait for the supplement"),
    ):
        shown = next_title(replace(line, by=by, why=why.value), TODAY, Language.EN)
        assert said in shown
    assert next_title(replace(line, next_what=What.PROPOSE.value), TODAY, Language.EN).startswith(
        "Propose"
    )


def test_the_preview_tells_axes_and_course_whose_end_is_read_by_keys_in_a_low_window(
    cases: Cases,
) -> None:
    for _ in range(2):
        log(cases.desk, application(Right.DISCLOSURE), licence(), stamps=((500, 2),))
    opened = cases.open().window
    axes = opened.part(AxisPanel, "previewAxes").findChildren(AxisLine)
    names = [line.accessibleName() for line in axes]
    assert [name.split()[0] for name in names] == ["書類", "本人確認", "代理権", "手数料", "決定"]
    assert "1,000円" in names[3]
    course = opened.part(CourseLines, "previewCourse")
    assert course.texts()[:2] == ["11月13日 消印", "11月16日 到着 簡易書留"]
    assert course.texts()[-1].endswith("回答目標日")
    opened.window.resize(1440, 720)
    opened.settle()
    last = course._lines[len(course.texts()) - 1][1]
    assert last.visibleRegion().isEmpty(), "the page is longer than its place"
    while not isinstance(page := opened.focus(), PageScroll):
        opened.press(Qt.Key.Key_Tab)
    opened.press(Qt.Key.Key_PageDown)
    assert last.visibleRegion().boundingRect() == last.rect()
    table = opened.part(ListTable, "today_applications")
    table.setFocus()
    opened.press(Qt.Key.Key_Down)
    assert page.verticalScrollBar().value() == 0, "another begins at its top"


# Long lists: sorted by the desk, and read page by page off the GUI thread.


ROWS = 5_000


PAGE = 100


class Watched:
    """Notes which rows were asked for, and on which thread."""

    def __init__(self, queries: SmallQueries) -> None:
        self.asked: list[Sequence[int]] = []
        self.threads: set[int] = set()
        self._queries = queries

    def lines(self, ids: Sequence[int], today: date) -> tuple[ApplicationLine, ...]:
        self.asked.append(ids)
        self.threads.add(threading.get_ident())
        return SmallQueries.lines(self._queries, ids, today)


@pytest.fixture
def watched(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> Watched:
    """Return the watch over a list of many applications that is open."""
    opened.entrance.store.lines = tuple(
        replace(LINES[0], id=ApplicationId(number), receipt_number=f"R8-{number:04d}")
        for number in range(1, ROWS + 1)
    )
    watch = Watched(opened.entrance.store.queries)
    monkeypatch.setattr(opened.entrance.store.queries, "lines", watch.lines)
    opened.sign_in()
    opened.press(Qt.Key.Key_3, CTRL)
    return watch


def test_scrolling_asks_for_two_pages_at_most_and_never_on_the_gui_thread(
    opened: Opened, watched: Watched
) -> None:
    bar = opened.part(ListTable, "applicationTable").verticalScrollBar()
    assert bar.maximum() > ROWS - PAGE
    for part in (0.5, 0.731, 1.0):
        watched.asked.clear()
        bar.setValue(round(bar.maximum() * part))
        opened.settle()
        assert 1 <= len(watched.asked) <= 2, "what is in sight lies on two pages at most"
        assert all(len(ids) <= PAGE for ids in watched.asked)
    watched.asked.clear()
    bar.setValue(bar.maximum() // 2)
    opened.settle()
    assert watched.asked == [], "a page that was read is kept"
    assert watched.threads
    assert threading.get_ident() not in watched.threads


def test_of_a_text_the_newest_come_first_and_the_rest_behind_them(
    opened: Opened, watched: Watched
) -> None:
    table = opened.part(ListTable, "applicationTable")
    view = opened.shell.view
    assert isinstance(view, Applications)
    told = list[tuple[int, int]]()
    view.book.shown.connect(lambda window: told.append((table.model().rowCount(), window.count)))
    view.book.show(Filter(LINES[0].name), ListOrder())
    opened.settle()
    assert told == [(PAGE, PAGE), (ROWS, ROWS)]
    assert len(watched.asked[-1]) == PAGE
    bar = table.verticalScrollBar()
    bar.setValue(bar.maximum())
    opened.settle()
    told.clear()
    view.book.read_again()
    opened.settle()
    assert told == [(ROWS, ROWS)], "nobody is scrolled away from his row"
    assert bar.value() == bar.maximum()
    assert table.model().index(0, 0).data() == "R8-0001"
    told.clear()
    view.book.show(Filter(LINES[0].name[:1]), ListOrder())
    view.book.show(Filter("nobody"), ListOrder())
    opened.settle()
    assert told == [(0, 0)], "of a text that was typed over nothing is shown"


def _the_groups_are_sorted_by_the_desk_too(at_work: Opened) -> None:
    view = at_work.shell.view
    assert isinstance(view, Today)
    names = [column.name for column in view.book.applications.model.columns]
    asked = at_work.entrance.store.queries.asked
    for name, column in WORK_ORDER.items():
        view.book.choose(Group.WAITING_FOR_APPLICANT)
        at_work.settle()
        table = at_work.part(ListTable, "today_applications")
        table.horizontalHeader().sectionClicked.emit(names.index(name))
        at_work.settle()
        wanted, order = asked[-1]
        assert wanted.group is Group.WAITING_FOR_APPLICANT
        assert order.column is column
        assert order.ascending is (column is not ApplicationColumn.BY), "turned round"
        view.book.choose(Group.TO_CHECK)
        at_work.settle()
        assert asked[-1][1].column is ApplicationColumn.BY
    view.book.choose(Group.TO_PRINT)
    at_work.settle()
    at_work.part(ListTable, "today_letters").setFocus()
    letters = at_work.entrance.store.queries.letters_asked
    at_work.press(Qt.Key.Key_Right, CTRL | SHIFT)
    assert letters[-1] == (LetterState.TO_PRINT, LetterOrder(LetterColumn.KIND))
    at_work.press(Qt.Key.Key_Down, CTRL | SHIFT)
    assert letters[-1] == (LetterState.TO_PRINT, LetterOrder(LetterColumn.KIND, ascending=False))


def test_the_list_beside_scrolls_to_the_application_that_is_opened(opened: Opened) -> None:
    opened.entrance.store.lines = tuple(
        replace(LINES[0], id=ApplicationId(number), receipt_number=f"R8-{number:04d}")
        for number in range(1, 401)
    )
    pane = ApplicationListPane(opened.sign_in().shell.session)
    pane.resize(PANE, 600)
    pane.mark(ApplicationId(211))
    opened.qtbot.addWidget(pane)
    pane.show()
    opened.settle()
    for number in (211, 5, 399):
        pane.mark(ApplicationId(number))
        opened.settle()
        place = pane.list.visualRect(pane.list.currentIndex())
        assert pane.list.current_id() == number
        assert pane.list.viewport().rect().contains(place), number
        pane.list.verticalScrollBar().setValue(0)
    pane.read_again()
    opened.settle()
    assert pane.list.verticalScrollBar().value() == 0, "what changes elsewhere moves nothing"
    pane.seek(ApplicationId(399))
    assert pane.list.viewport().rect().contains(pane.list.visualRect(pane.list.currentIndex()))


def test_the_mail_is_sorted_and_searched_by_the_desk(at_work: Opened) -> None:
    at_work.press(Qt.Key.Key_2, CTRL)
    table = at_work.part(ListTable, "mailTable")
    view = at_work.shell.view
    assert isinstance(view, MailView)
    asked = at_work.entrance.store.queries.mail_asked
    names = [each.name for each in view.book.model.columns]
    for column in reversed(MailColumn):
        table.horizontalHeader().sectionClicked.emit(names.index(column.value))
        at_work.settle()
        assert asked[-1] == ("", MailOrder(column, ascending=True))
        at_work.press(Qt.Key.Key_Down, CTRL | SHIFT)
        assert asked[-1] == ("", MailOrder(column, ascending=False))
    at_work.press(Qt.Key.Key_F, CTRL)
    commit(at_work.focus(), "𠮷野")
    at_work.press(Qt.Key.Key_Down)
    at_work.qtbot.waitUntil(lambda: asked[-1] == ("𠮷野", MailOrder(column, ascending=False)))
    at_work.settle()
    assert view.book.model.rowCount() == 1


def test_a_wide_gap_below_the_last_whole_line_says_how_many_follow(qtbot: QtBot) -> None:
    """The line that has no room for all of itself is left white; headings are not counted."""
    named: Column[int] = Column("name", "name", str)
    model: RowsModel[int] = RowsModel([named], lambda row: row, lambda row: row % 5 == 4)
    model.show_rows(range(20))
    high, header = 80, theme.px(28)
    table = ListTable.of(model, "lines", "lines", high)
    qtbot.addWidget(table)
    for room, told in ((high - theme.px(10), True), (theme.px(20), False)):
        table.resize(400, header + 3 * high + room + 2 * table.frameWidth())
        table.show()
        picture = table.viewport().grab().toImage()
        place = range(3 * high + 1, picture.height())
        inks = {picture.pixelColor(x, y).name() for x in range(16, 100) for y in place}
        assert (len(inks) > 1) is told
    assert following(table, 3).startswith("13 "), "of 17 four divide the list"
