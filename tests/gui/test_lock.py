# SPDX-License-Identifier: MIT
"""The lock: nobody is left anywhere, nothing is lost, and the clerk comes back to where he was."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from typing_extensions import override

from desk_app.desk.applications import intake
from desk_app.desk.context import Changes, Desk
from desk_app.desk.errors import DamageFound, DiskFull
from desk_app.gui.handover import Handover, Regulars
from desk_app.gui.kit.tables.columns import Column, RowsModel
from desk_app.gui.page import Place
from desk_app.gui.pages.application.page import ApplicationView
from desk_app.gui.pages.comparison.page import ComparisonView
from desk_app.gui.pages.decision.book import DecisionState
from desk_app.gui.pages.decision.page import DecisionView
from desk_app.gui.pages.intake.page import IntakeView
from desk_app.gui.session.locking import IdleWatch
from desk_app.records.case.application import Right
from desk_app.records.desk.people import Language
from desk_app.store.vault.seal import UserSeal
from tests.drawn_pages import PATIENCE_MS
from tests.gui import leaks
from tests.gui.case_desk import (
    CLERK,
    SUPERVISOR,
    TODAY,
    answered,
    application,
    licence,
    log,
    record,
)
from tests.gui.case_pages import Case, Cases
from tests.gui.pages import CTRL, Opened
from tests.gui.small_desk import PASSWORD

NAME, STREET, TYPED = "墨縄 印之介", "東京都杉並区目印町9-8-7", "目印町のことを書きかけた"
AS_PRINTED = "東京都杉並区目印町九丁目8番7号"
OF_ONE = (Place.APPLICATION, Place.COMPARISON, Place.DECISION)
MARKS = (NAME, "墨縄", "目印町", "シルシノスケ", "9-8-7", TYPED)


def _marked(cases: Cases) -> Case:
    """Open a window on a desk with a marked person in the middle of the work."""
    typed = application(Right.DISCLOSURE, Right.CORRECTION, name=NAME, address=STREET)
    id_ = log(cases.desk, typed, licence(NAME, AS_PRINTED), stamps=((500, 2),))
    cases.desk.clock.move_to(TODAY)
    answered(cases.desk, id_, record(NAME, STREET))
    return cases.open()


def _lock(case: Case) -> None:
    case.window.window.lock()
    case.window.settle()
    gc.collect()


def _unlock(case: Case, name: str = "", password: str = PASSWORD) -> None:
    sign_in = case.window.window._door.sign_in
    if name:
        sign_in._list.choose(sign_in._model.row_of(name))
    sign_in._password.setText(password)
    sign_in._try()
    case.window.qtbot.waitUntil(lambda: case.window.window.shell is not None, timeout=PATIENCE_MS)
    case.window.settle()


def _state(page: DecisionView) -> DecisionState:
    assert page.book.state is not None
    return page.book.state


def _look_everywhere(case: Case) -> None:
    """Go through every part of the window with the marked person."""
    for place in filter(case.window.shell.has, Place):
        case.window.shell.go(place, 1 if place in OF_ONE else None)
        case.window.settle()


def _write_everywhere(case: Case) -> None:
    """Leave a reason, a note, a name and a question half written, and copy the name."""
    reason = case.go(Place.COMPARISON, 1, ComparisonView).panel.reason
    assert reason.isVisible()
    case.write(reason, TYPED)
    case.write(case.go(Place.DECISION, 1, DecisionView).editor.texts["note"], TYPED)
    page = case.go(Place.INTAKE, None, IntakeView)
    field = page.page.principal.findChild(QWidget, "principal.name") or page.focusWidget()
    assert field is not None
    case.write(field, NAME)
    QApplication.clipboard().setText(NAME)
    view = case.go(Place.APPLICATION, 1, ApplicationView)
    case.press(view.body.tables["claims"], Qt.Key.Key_F2)
    case.write(case.ask().field("reason").editor, TYPED)


def _lock_over_the_question(case: Case) -> None:
    """Press the key of the lock in the question that is put."""
    window = case.ask().windowHandle()
    assert window is not None
    window.requestActivate()
    case.window.settle()
    # The lock takes the question away while the key is down: another window sees it let go.
    QTest.keyPress(window, Qt.Key.Key_L, CTRL)
    case.window.settle()
    QTest.keyRelease(case.window.window, Qt.Key.Key_L, CTRL)
    assert case.window.window.shell is None
    assert not case.asked()
    gc.collect()


def test_the_lock_leaves_no_mark_of_anybody_and_no_key_and_hands_nobody_on(cases: Cases) -> None:
    gc.collect()
    of_others = {id(each) for each in gc.get_objects() if isinstance(each, UserSeal)}
    case = _marked(cases)
    seals = weakref.WeakSet(
        each
        for each in gc.get_objects()
        if isinstance(each, UserSeal) and id(each) not in of_others
    )
    assert seals
    _look_everywhere(case)
    _write_everywhere(case)
    _lock_over_the_question(case)
    assert leaks.found(MARKS) == []
    assert QApplication.clipboard().text() == ""
    gc.collect()
    assert not seals
    _nobody_is_named_in_what_the_next_process_is_handed(case)
    _a_model_left_filled_is_found(case)
    _unlock(case)
    assert case.window.shell.place is Place.APPLICATION
    view = case.go(Place.COMPARISON, 1, ComparisonView)
    assert view.panel.reason.toPlainText() == TYPED


def _nobody_is_named_in_what_the_next_process_is_handed(case: Case) -> None:
    known = case.window.window._regulars
    (left,) = known.left.values()
    assert left.things[Place.DECISION] is not None
    assert len(left.things) > len(OF_ONE)
    handed = Handover(case.window.window._door.sign_in.door, kept=known.kept())
    assert [mark for mark in MARKS if mark.encode() in handed.written()] == []
    next_one = Regulars(case.desk.entrance())
    next_one.take(handed)
    next_one.take_up()
    assert next_one.left == known.left


def _a_model_left_filled_is_found(case: Case) -> None:
    """The negative control."""
    column: Column[str] = Column("name", "", lambda row: row)
    left = RowsModel([column], lambda row: row, None, case.window.window)
    left.show_rows((NAME,))
    label = QLabel(case.window.window)
    label.setAccessibleDescription(STREET)
    kinds = {place.split()[0] for place in leaks.found(MARKS)}
    assert kinds == {"RowsModel", "QLabel"}


def test_another_person_sees_nothing_of_the_first_ones_screen_who_comes_back_to_all_of_it(
    cases: Cases, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where a full disk refuses the draft of what was half written."""
    case = _marked(cases)
    page = case.go(Place.DECISION, 1, DecisionView)
    claim = _state(page).opened.application.claims[1].id
    page.book.choose_claim(claim)
    case.window.settle()
    case.write(page.editor.texts["note"], TYPED)
    assert len(leaks.found(MARKS)) > 10
    # Looking for marks took back what was typed.
    case.write(page.editor.texts["note"], TYPED)
    with monkeypatch.context() as full:
        full.setattr(intake, "save_draft", _full)
        _lock(case)
        assert leaks.found(MARKS) == []
        assert any("保存できませんでした" in each.text() for each in _labels(case))
        assert all(
            TYPED.encode() not in each for each in case.window.window._regulars.drafts.shut.values()
        )
        _unlock(case, SUPERVISOR.name, SUPERVISOR.password)
        assert case.window.shell.place is Place.TODAY
        _lock(case)
        _unlock(case, CLERK.name)
        assert case.window.shell.place is Place.TODAY, "the disk is still full"
        _lock(case)
    _unlock(case, CLERK.name)
    again = case.view(DecisionView)
    case.window.settle()
    assert _state(again).claim.id == claim
    assert TYPED in _state(again).form.note


def _full(_desk: Desk, _key: str, _content: str) -> Changes:
    raise DiskFull


def _labels(case: Case) -> list[QLabel]:
    return [each for each in case.window.window.findChildren(QLabel) if each.isVisible()]


def test_what_is_shut_for_one_person_opens_for_no_other(cases: Cases) -> None:
    entrance = cases.desk.entrance()
    shut = cases.desk.do(lambda desk: entrance.shut(desk, TYPED))
    assert TYPED.encode() not in shut
    assert cases.desk.do(lambda desk: entrance.opened(desk, shut)) == TYPED

    def by_another(desk: Desk) -> None:
        with pytest.raises(DamageFound):
            entrance.opened(desk, shut)

    cases.desk.do(by_another, SUPERVISOR)


def test_work_under_way_ends_before_the_store_is_closed(at_work: Opened) -> None:
    going_on, done = threading.Event(), list[bool]()

    def printing() -> None:
        going_on.wait(PATIENCE_MS / 1000)
        done.append(at_work.entrance.store.closed)

    at_work.runner.submit(at_work.window, printing, lambda _: None)
    at_work.window.lock()
    assert at_work.window.shell is None
    assert not at_work.entrance.store.closed
    going_on.set()
    at_work.settle()
    assert done == [False]
    assert at_work.entrance.store.closed


def test_a_closed_desk_is_not_locked_once_more(opened: Opened) -> None:
    opened.window.lock_with_system()
    assert not opened.entrance.store.closed
    assert "パスワード" in "".join(each.text() for each in opened.window.findChildren(QLabel))


class _Counting(IdleWatch):
    """Counts how often it begins anew."""

    touched = 0

    @override
    def _touched(self) -> None:
        self.touched += 1
        super()._touched()


def test_keys_mouse_and_composing_are_no_idleness_five_minutes_of_which_lock(
    at_work: Opened, qapp: QApplication
) -> None:
    watch = _Counting(qapp, at_work.window, 5)
    watch.start()
    at_work.press(Qt.Key.Key_3, CTRL)
    handle = at_work.window.windowHandle()
    watch.touched = 0
    QTest.mouseMove(handle)
    QTest.mouseMove(handle, at_work.window.rect().center())
    QApplication.processEvents()
    assert watch.touched
    watch.touched = 0
    QTest.keyClick(handle, Qt.Key.Key_Shift)
    assert watch.touched
    watch.touched = 0
    QApplication.sendEvent(at_work.focus(), QInputMethodEvent("かな", []))
    assert watch.touched
    watch.stop()
    assert watch.left_ms == -1
    _five_idle_minutes_lock_and_the_screen_says_so_and_how_safe_the_desk_is(at_work)


def _five_idle_minutes_lock_and_the_screen_says_so_and_how_safe_the_desk_is(
    at_work: Opened,
) -> None:
    watch = at_work.window._idle
    assert watch._timer.interval() == 300_000
    assert watch.left_ms > 0
    watch._timer.timeout.emit()
    at_work.settle()
    assert at_work.window.shell is None
    assert watch.left_ms == -1
    shown = {each.text() for each in at_work.window.findChildren(QLabel) if each.isVisible()}
    assert any("5分" in each for each in shown)
    assert {"バックアップ", "最後の確認 本日 9:00 件数と内容が一致"} <= shown
    at_work.speak(Language.EN)
    shown = {each.text() for each in at_work.window.findChildren(QLabel) if each.isVisible()}
    assert "Last verified today 9:00" in shown


def test_mail_half_written_is_offered_again(at_work: Opened) -> None:
    at_work.press(Qt.Key.Key_2, CTRL)
    at_work.press(Qt.Key.Key_Insert)
    at_work.part(QLineEdit, "sender").setText(NAME)
    at_work.window.lock()
    at_work.settle()
    assert leaks.found(MARKS) == []
    at_work.sign_in()
    assert at_work.shell.place is Place.MAIL
    at_work.press(Qt.Key.Key_Insert)
    assert at_work.part(QLineEdit, "sender").text() == NAME
