# SPDX-License-Identifier: MIT
"""Today, Mail and Applications: searched, sorted, narrowed, opened, by keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QPushButton

from desk_app.desk.context import Changes, Kind
from desk_app.desk.rows import ApplicationColumn, Filter, Group, ListOrder
from desk_app.gui import words
from desk_app.gui.case.read import days_left, period
from desk_app.gui.kit import theme
from desk_app.gui.kit.buttons import ButtonKind, KeyButton
from desk_app.gui.kit.choices import ChoiceBox
from desk_app.gui.kit.fields import TrailingNoteLineEdit
from desk_app.gui.kit.notes import NoteFrame
from desk_app.gui.kit.search import SearchField
from desk_app.gui.kit.side_list import SideList
from desk_app.gui.kit.table import ListTable
from desk_app.gui.page import Place
from desk_app.gui.pages.applications.page import Applications
from desk_app.gui.pages.mail.page import MailDetail, MailView
from desk_app.gui.pages.today.page import Today
from desk_app.gui.pages.today.preview import PeriodBar
from desk_app.records.base import MailItemId
from desk_app.records.findings import Work
from desk_app.records.mail import MailItem, MailKind, Matter
from desk_app.records.people import Language
from tests.gui.accessibility import commit, compose
from tests.gui.pages import CTRL, Opened
from tests.gui.small_desk import LINES, TODAY


@pytest.fixture
def applications(at_work: Opened) -> Opened:
    at_work.press(Qt.Key.Key_3, CTRL)
    assert at_work.shell.place is Place.APPLICATIONS
    return at_work


@pytest.mark.parametrize("text", ["𠮷", "髙橋", "タカハシ マユミ", "R8-0134", "邉󠄀"])
def test_one_two_or_more_characters_find(applications: Opened, text: str) -> None:
    assert isinstance(applications.focus(), SearchField)
    commit(applications.focus(), text)
    _wait_for(applications, lambda: _view(applications).presenter.wanted.text == text)
    expected = [line.receipt_number for line in LINES if text in _words(line)]
    assert expected
    assert sorted(_numbers(applications)) == sorted(expected)


def test_nothing_is_searched_while_composing(applications: Opened) -> None:
    asked = applications.entrance.store.queries.asked
    before = len(asked)
    compose(applications.focus(), "たか")
    field = applications.part(SearchField, "search")
    field._settling.timeout.emit()
    assert len(asked) == before
    commit(field, "髙橋")
    _wait_for(applications, lambda: len(asked) > before)
    assert asked[-1][0] == Filter("髙橋")


def test_down_goes_to_the_list_and_enter_opens(applications: Opened) -> None:
    opened: list[object] = []
    applications.shell.work.open_application.connect(opened.append)
    commit(applications.focus(), "吉村")
    applications.press(Qt.Key.Key_Down)
    assert isinstance(applications.focus(), ListTable)
    _wait_for(applications, lambda: _numbers(applications) == ["R8-0064"])
    applications.press(Qt.Key.Key_Return)
    assert opened == [64]


@pytest.mark.parametrize(("text", "expected"), [("吉村", [64]), ("R8", []), ("鯨", [])])
def test_enter_in_the_search_opens_the_one_that_is_found(
    applications: Opened, text: str, expected: list[int]
) -> None:
    opened: list[object] = []
    applications.shell.work.open_application.connect(opened.append)
    commit(applications.focus(), text)
    applications.press(Qt.Key.Key_Return)
    assert opened == expected
    assert bool(_numbers(applications)) is (text != "鯨")


def test_enter_where_nothing_is_searched_goes_to_the_list(applications: Opened) -> None:
    opened: list[object] = []
    applications.shell.work.open_application.connect(opened.append)
    applications.press(Qt.Key.Key_Return)
    assert isinstance(applications.focus(), ListTable)
    assert opened == []


def test_nothing_is_due_of_what_is_done(applications: Opened) -> None:
    commit(applications.focus(), "吉村")
    _wait_for(applications, lambda: _numbers(applications) == ["R8-0064"])
    table = _view(applications)._table
    assert _column(table, table.model().columnCount() - 1) == [""]


def test_nothing_found_is_said_in_one_sentence(applications: Opened) -> None:
    commit(applications.focus(), "鯨")
    _wait_for(applications, lambda: not _numbers(applications))
    assert _view(applications)._stack.currentWidget() is _view(applications)._empty


def test_a_header_sorts_and_turns_round(applications: Opened) -> None:
    view = _view(applications)
    names = [column.name for column in view.presenter.model.columns]
    for ascending in (True, False):
        view._table.horizontalHeader().sectionClicked.emit(names.index("kana"))
        applications.settle()
        assert view.presenter.order == ListOrder(ApplicationColumn.KANA, ascending)
        expected = sorted((line.kana for line in LINES), reverse=not ascending)
        assert _column(view._table, names.index("kana")) == expected


def test_a_column_that_cannot_be_sorted_by_changes_nothing(applications: Opened) -> None:
    view = _view(applications)
    names = [column.name for column in view.presenter.model.columns]
    view._table.horizontalHeader().sectionClicked.emit(names.index("rights"))
    assert view.presenter.order == ListOrder()
    assert view._table.horizontalHeader().sortIndicatorSection() == names.index("received")


def test_what_is_done_can_be_left_out(applications: Opened) -> None:
    applications.part(QCheckBox, "openOnly").click()
    applications.settle()
    assert "R8-0064" not in _numbers(applications)
    assert len(_numbers(applications)) == len(LINES) - 1


def test_a_change_elsewhere_is_read_again(applications: Opened) -> None:
    asked = applications.entrance.store.queries.asked
    before = len(asked)
    applications.shell.work.hub.announce(Changes.of((Kind.APPLICATION, 64)))
    applications.settle()
    assert len(asked) > before


def test_today_counts_every_group_and_begins_with_the_first(at_work: Opened) -> None:
    groups = at_work.part(SideList, "groups")
    shown = {groups.model().index(row, 0).data() for row in range(groups.model().rowCount())}
    assert len(shown) == len(Group)
    assert groups.current_key() is Group.TO_LOG


@pytest.mark.parametrize("language", list(Language))
def test_the_search_field_of_today_has_room_for_its_words(
    at_work: Opened, language: Language
) -> None:
    at_work.speak(language)
    at_work.press(Qt.Key.Key_1, CTRL)
    view = _today(at_work)
    view.presenter.choose(Group.TO_CHECK)
    at_work.settle()
    field = view._search
    margins = field.textMargins()
    room = field.width() - margins.left() - margins.right() - theme.px(20)
    assert field.fontMetrics().horizontalAdvance(field.placeholderText()) <= room


def test_arrows_in_the_groups_show_what_waits_there(at_work: Opened) -> None:
    groups = at_work.part(SideList, "groups")
    groups.setFocus()
    for _ in range(3):
        at_work.press(Qt.Key.Key_Down)
    assert _today(at_work).presenter.state.group is Group.WAITING_FOR_APPLICANT
    table = at_work.part(ListTable, "today_applications")
    assert _column(table, 0) == ["本日", "あと1日", "あと2日", "あと5日", "あと7日", "あと13日"]
    assert _column(table, 1)[0] == "R8-0128"


@pytest.mark.parametrize(
    ("group", "signal", "thing"),
    [
        (Group.TO_LOG, "open_intake", 3),
        (Group.TO_CHECK, "open_application", 140),
        (Group.TO_PRINT, "open_letters", "l1"),
        (Group.TO_RETURN, "open_application", 128),
    ],
)
def test_enter_opens_a_thing_where_it_is_worked_on(
    at_work: Opened, group: Group, signal: str, thing: object
) -> None:
    opened: list[object] = []
    view = _today(at_work)
    view.presenter.choose(group)
    at_work.settle()
    getattr(at_work.shell.work, signal).connect(opened.append)
    view._table.setFocus()
    at_work.press(Qt.Key.Key_Return)
    assert opened == [thing]


def test_an_empty_group_says_so_and_offers_what_can_be_done(at_work: Opened) -> None:
    view = _today(at_work)
    view.presenter.choose(Group.TO_POST)
    at_work.settle()
    assert view._empty.isVisible()
    assert view._empty._sentence.text() == "発送待ちはありません。"


@pytest.mark.parametrize(
    ("days", "words"), [(-3, "3日経過"), (0, "本日"), (1, "あと1日"), (14, "あと14日")]
)
def test_days_left_are_counted_in_words(at_work: Opened, days: int, words: str) -> None:
    assert (
        days_left(
            TODAY.replace(day=25 + days)
            if days < 5
            else TODAY.replace(month=12, day=25 + days - 30),
            TODAY,
        )
        == words
    )


@pytest.mark.parametrize(
    ("work", "gone", "japanese", "english"),
    [
        (Work.TO_CHECK, 0, "、到着当日（14日間）", ", day of arrival (of 14 days)"),
        (Work.WAITING_FOR_APPLICANT, 0, "、発送当日（14日間）", ", day of posting (of 14 days)"),
        (Work.TO_CHECK, 1, "、14日のうち1日目", ", day 1 of 14"),
        (Work.TO_CHECK, 14, "、14日のうち14日目", ", day 14 of 14"),
        (Work.TO_CHECK, 15, "、14日間", ", 14 days"),
    ],
)
def test_the_day_of_a_period_is_counted_from_the_one_after_its_first(
    at_work: Opened, work: Work, gone: int, japanese: str, english: str
) -> None:
    since = TODAY - timedelta(days=gone)
    line = replace(LINES[0], work=work, since=since, by=since + timedelta(days=14))
    for language, told in ((Language.JA, japanese), (Language.EN, english)):
        at_work.speak(language)
        assert period(line, TODAY, language).endswith(told)


def test_a_period_without_a_beginning_is_not_told(at_work: Opened) -> None:
    line = replace(LINES[0], since=None, by=TODAY)
    assert period(line, TODAY, at_work.screen.language) == ""


def test_down_goes_from_what_narrows_a_group_to_its_list(at_work: Opened) -> None:
    view = _today(at_work)
    view.presenter.choose(Group.TO_CHECK)
    at_work.settle()
    view._search.take_focus()
    at_work.press(Qt.Key.Key_Down)
    table = at_work.part(ListTable, "today_applications")
    assert at_work.focus() is table
    assert table.currentIndex().isValid()


def test_coming_back_stands_on_the_first_group_that_has_work(at_work: Opened) -> None:
    at_work.press(Qt.Key.Key_2, CTRL)
    at_work.entrance.store.items = ()
    at_work.press(Qt.Key.Key_1, CTRL)
    assert _today(at_work).presenter.state.group is Group.TO_CHECK
    assert at_work.part(SideList, "groups").current_key() is Group.TO_CHECK
    assert at_work.focus() is at_work.part(ListTable, "today_applications")


def test_a_group_the_clerk_chose_stays_while_it_has_work(at_work: Opened) -> None:
    at_work.part(SideList, "groups").setFocus()
    for _ in range(3):
        at_work.press(Qt.Key.Key_Down)
    at_work.press(Qt.Key.Key_2, CTRL)
    at_work.press(Qt.Key.Key_1, CTRL)
    assert _today(at_work).presenter.state.group is Group.WAITING_FOR_APPLICANT
    at_work.press(Qt.Key.Key_2, CTRL)
    at_work.entrance.store.lines = ()
    at_work.press(Qt.Key.Key_1, CTRL)
    assert _today(at_work).presenter.state.group is Group.TO_LOG
    assert at_work.focus() is at_work.part(ListTable, "today_mail")


def test_the_arrows_stay_in_the_groups_after_an_empty_one(at_work: Opened) -> None:
    groups = at_work.part(SideList, "groups")
    groups.setFocus()
    while groups.current_key() is not Group.TO_POST:
        at_work.press(Qt.Key.Key_Down)
    at_work.press(Qt.Key.Key_Up)
    assert at_work.focus() is groups


def test_a_mail_item_is_logged_by_keys(at_work: Opened) -> None:
    at_work.press(Qt.Key.Key_2, CTRL)
    at_work.press(Qt.Key.Key_Insert)
    assert at_work.focus().objectName() == "arrived_on"
    at_work.part(ChoiceBox, "kind").set_value(MailKind.EXPRESS)
    at_work.part(ChoiceBox, "matter").set_value(Matter.COMPLAINT)
    at_work.press(Qt.Key.Key_Return, CTRL)
    newest = at_work.entrance.store.items[0]
    assert (newest.kind, newest.matter) == (MailKind.EXPRESS, Matter.COMPLAINT)
    assert newest.arrived_on == TODAY
    assert not newest.red_marking
    assert "Action.MAIL_LOGGED" in at_work.entrance.store.noted
    assert _mail(at_work)._table.current_id() == newest.id


def test_escape_leaves_the_form_with_nothing_logged(at_work: Opened) -> None:
    at_work.press(Qt.Key.Key_2, CTRL)
    at_work.press(Qt.Key.Key_Insert)
    before = at_work.entrance.store.items
    commit(at_work.part(TrailingNoteLineEdit, "sender"), "𠮷野 正")
    at_work.press(Qt.Key.Key_Escape)
    assert at_work.focus() is _mail(at_work)._table
    assert at_work.entrance.store.items == before
    assert at_work.shell.place is Place.MAIL


def test_mail_without_its_kind_is_not_logged(at_work: Opened) -> None:
    at_work.press(Qt.Key.Key_2, CTRL)
    at_work.press(Qt.Key.Key_Insert)
    before = at_work.entrance.store.items
    at_work.press(Qt.Key.Key_Return, CTRL)
    assert at_work.entrance.store.items == before
    assert at_work.focus().objectName() == "kind"


def test_new_mail_goes_on_to_the_intake(at_work: Opened) -> None:
    wanted: list[object] = []
    at_work.shell.work.open_intake.connect(wanted.append)
    at_work.press(Qt.Key.Key_2, CTRL)
    at_work.press(Qt.Key.Key_Insert)
    at_work.part(ChoiceBox, "kind").set_value(MailKind.REGISTERED)
    at_work.part(ChoiceBox, "matter").set_value(Matter.NEW_APPLICATION)
    at_work.press(Qt.Key.Key_Return, CTRL)
    assert wanted == [at_work.entrance.store.items[0].id]


@pytest.mark.parametrize(
    ("matter", "word"),
    [
        (Matter.NEW_APPLICATION, "中の請求を受け付ける"),
        (Matter.SUPPLEMENT, "中身を受け付ける"),
        (Matter.WITHDRAWAL, "中身を受け付ける"),
        (Matter.INQUIRY, ""),
    ],
)
def test_what_waits_in_the_mail_has_the_button_that_logs_it(
    at_work: Opened, matter: Matter, word: str
) -> None:
    detail = MailDetail(at_work.shell.work)
    at_work.qtbot.addWidget(detail)
    detail.show_mail(MailItem(MailItemId(1), TODAY, MailKind.ORDINARY, matter))
    detail.show()
    shown = [
        each.text() for each in detail.findChildren(KeyButton, "openIntake") if each.isVisible()
    ]
    assert shown == [word] * bool(word)


def test_an_inquiry_is_marked_done_only_with_a_note(at_work: Opened) -> None:
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
    assert _mail(at_work).presenter.model.rowCount() == 2
    at_work.part(ListTable, "mailTable").setFocus()
    at_work.press(Qt.Key.Key_Z, CTRL)
    assert not any(mail.handled for mail in at_work.entrance.store.items)
    assert at_work.status.said() == "元に戻しました: 郵便物の処理済み"
    assert _mail(at_work).presenter.model.rowCount() == 3


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


@pytest.mark.parametrize(
    ("language", "left", "period", "by"),
    [
        (
            Language.JA,
            "あと5日",
            "11月13日(金)から11月30日(月)まで、17日のうち12日目",
            "令和8年11月30日(月)まで",
        ),
        (
            Language.EN,
            "5 days left",
            "Fri 13 Nov to Mon 30 Nov, day 12 of 17",
            "by Mon 30 Nov 2026",
        ),
    ],
)
def test_the_preview_tells_what_is_next_by_when_and_why_and_how_much_of_the_time_is_over(
    at_work: Opened, language: Language, left: str, period: str, by: str
) -> None:
    at_work.speak(language)
    view = _today(at_work)
    view.presenter.choose(Group.WAITING_FOR_APPLICANT)
    at_work.settle()
    view._table.choose_id(134)
    at_work.settle()
    line = next(line for line in LINES if line.id == 134)
    assert line.since is not None
    assert at_work.part(PeriodBar, "period").accessibleName() == f"{left} {period}"
    told = at_work.part(NoteFrame, "nextStep").accessibleName()
    next_ = words.next_of(line, language)
    assert next_.title in told
    assert next_.detail in told
    assert by in told
    bar = at_work.part(PeriodBar, "period")._bar
    assert bar._part == pytest.approx(12 / 17)
    view._table.choose_id(128)
    at_work.settle()
    assert bar._mark is not None, "what is due today stands out by shape, word and colour"


def test_a_thing_without_a_due_day_shows_no_period(at_work: Opened) -> None:
    view = _today(at_work)
    view.presenter.choose(Group.TO_CHECK)
    at_work.settle()
    assert not view._preview._period.isVisible()
    assert at_work.part(NoteFrame, "nextStep").isVisible()


def test_the_preview_shows_nothing_of_the_group_that_was_left(at_work: Opened) -> None:
    view = _today(at_work)
    for group in (Group.TO_PRINT, Group.WAITING_FOR_APPLICANT, Group.TO_PRINT):
        view.presenter.choose(group)
        at_work.settle()
    assert view._preview._kana.text() == "髙橋 真由美", "the addressee of the letter"
    assert not view._preview._period.isVisible()


def test_the_form_for_other_mail_has_the_one_blue_button(at_work: Opened) -> None:
    at_work.press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert _blue(at_work) == ["logMail"]
    at_work.press(Qt.Key.Key_Insert)
    assert len(_blue(at_work)) == 1
    assert _blue(at_work) != ["logMail"]
    assert at_work.shell.view is not None
    assert [key for key, _ in at_work.shell.view.keys_told()] == ["Enter", "Ctrl+Enter", "Esc"]
    at_work.press(Qt.Key.Key_Escape)
    assert _blue(at_work) == ["logMail"]


def _blue(at_work: Opened) -> list[str]:
    buttons = at_work.shell.findChildren(KeyButton)
    return [b.objectName() for b in buttons if b.isVisible() and b.kind is ButtonKind.MAIN]
