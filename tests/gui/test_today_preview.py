# SPDX-License-Identifier: MIT
"""Today beyond its lists: what presses in each group, and the axes and course of what is chosen."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from desk_app.desk.rows import FirstDays, Group
from desk_app.gui.kit.facts import AxisLine, AxisPanel
from desk_app.gui.kit.layout import PageScroll
from desk_app.gui.kit.painting import Mark
from desk_app.gui.kit.side_list import SideList
from desk_app.gui.kit.table import ListTable
from desk_app.gui.page import Place, SupplementOf
from desk_app.gui.pages.today.book import GroupWords, Pressing
from desk_app.gui.pages.today.page import Today
from desk_app.gui.pages.today.preview import CourseLines
from desk_app.records.application import Right
from desk_app.records.base import ApplicationId
from desk_app.records.people import Language
from tests.gui.case_desk import application, licence, log
from tests.gui.case_pages import Cases
from tests.gui.pages import Opened
from tests.gui.small_desk import TODAY

ARRIVED = date(2026, 11, 19)


@pytest.mark.parametrize(
    ("group", "days", "pressing"),
    [
        (Group.TO_CHECK, None, Pressing()),
        (Group.TO_LOG, FirstDays(TODAY, None), Pressing("All arrived today")),
        (Group.TO_CHECK, FirstDays(ARRIVED, None), Pressing("Oldest arrived 19 Nov")),
        (Group.TO_DECIDE, FirstDays(ARRIVED, TODAY), Pressing("Next due today", Mark.DUE)),
        (
            Group.TO_DECIDE,
            FirstDays(ARRIVED, date(2026, 12, 8)),
            Pressing("Next due 8 Dec"),
        ),
        (
            Group.LAPSE_TODAY,
            FirstDays(ARRIVED, date(2026, 11, 24)),
            Pressing("Due since 24 Nov", Mark.OVERDUE),
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
    none, due = Pressing(), Pressing("Next due today", Mark.DUE)
    more = "2 more: waiting for the applicant"
    assert words.too(due, 0, Language.EN) == due
    assert words.too(none, 2, Language.EN) == Pressing(more)
    assert words.too(due, 2, Language.EN) == Pressing(f"Next due today; {more}", Mark.DUE)


def test_the_groups_tell_it_under_their_names(at_work: Opened) -> None:
    model = at_work.part(SideList, "groups").model()
    spoken = [
        model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        for row in range(model.rowCount())
    ]
    assert spoken[list(Group).index(Group.TO_LOG)].endswith("すべて本日到着")
    assert spoken[list(Group).index(Group.WAITING_FOR_APPLICANT)].endswith("次の期限 本日")


def test_the_preview_tells_the_axes_and_the_course(cases: Cases) -> None:
    log(cases.desk, application(Right.DISCLOSURE), licence(), stamps=((500, 2),))
    window = cases.open().window
    axes = window.part(AxisPanel, "previewAxes").findChildren(AxisLine)
    names = [line.accessibleName() for line in axes]
    assert [name.split()[0] for name in names] == ["書類", "本人確認", "代理権", "手数料", "決定"]
    assert "1,000円" in names[3]
    course = window.part(CourseLines, "previewCourse").texts()
    assert course[:2] == ["11月13日 消印", "11月16日 到着 簡易書留"]
    assert course[-1].endswith("回答目標")


def test_an_application_that_is_gone_shows_its_line_alone(at_work: Opened) -> None:
    view = at_work.shell.view
    assert isinstance(view, Today)
    view.presenter.choose(Group.WAITING_FOR_APPLICANT)
    at_work.settle()
    assert view._preview._name.text() == "佐藤 翔太"
    assert not view._preview._axes.isVisible()


def test_a_supplement_is_logged_from_the_preview(at_work: Opened) -> None:
    wanted: list[object] = []
    at_work.shell.work.open_intake.disconnect()
    at_work.shell.work.open_intake.connect(wanted.append)
    at_work.shell.go(Place.TODAY, (Group.WAITING_FOR_APPLICANT, 131))
    at_work.settle()
    at_work.part(QPushButton, "supplementOfChosen").click()
    assert wanted == [SupplementOf(ApplicationId(131), "R8-0131")]


def test_in_a_low_window_the_end_of_the_course_is_read_by_keys(cases: Cases) -> None:
    for _ in range(2):
        log(cases.desk, application(Right.DISCLOSURE), licence(), stamps=((500, 2),))
    opened = cases.open().window
    opened.window.resize(1440, 720)
    opened.settle()
    course = opened.part(CourseLines, "previewCourse")
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
