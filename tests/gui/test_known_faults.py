# SPDX-License-Identifier: MIT
"""Known faults on the real screens: told in place, nothing typed is lost, trying again works."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from desk_app.desk.context import Desk
from desk_app.desk.errors import (
    AlreadyOpen,
    DamageFound,
    DiskFull,
    KnownError,
    LetterStopped,
    ReadOnly,
)
from desk_app.gui import words
from desk_app.gui.kit.display.notes import ErrorBar
from desk_app.gui.kit.fields.lines import LinesEditor
from desk_app.gui.page import Place
from desk_app.gui.pages.application.page import ApplicationView
from desk_app.gui.pages.comparison.page import ComparisonView
from desk_app.gui.pages.decision.page import DecisionView
from desk_app.gui.pages.intake.page import IntakeView
from desk_app.gui.pages.letters.page import LettersView
from desk_app.records.base import ApplicationId
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Right
from desk_app.records.case.mail import MailKind
from desk_app.records.desk.people import Language
from tests.gui.case_desk import TODAY, answered, application, licence, log, record
from tests.gui.case_pages import Case, Cases

FAULTS: tuple[KnownError, ...] = (
    DiskFull(),
    DiskFull("disk_read_only"),
    ReadOnly(),
    AlreadyOpen(),
    DamageFound("database_damaged"),
)


class _Faults:
    """Lets every unit of work that writes fail while a fault is set."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._patches = monkeypatch

    @contextmanager
    def of(self, case: Case, fault: Exception, place: str = "store") -> Iterator[None]:
        """Have the store, or the press, raise this."""

        def fails(*_: object) -> AbstractContextManager[None]:
            raise fault

        ports = case.window.shell.session.desk.ports
        part, name = (ports.store, "writing") if place == "store" else (ports.press, "render")
        with self._patches.context() as patched:
            patched.setattr(part, name, fails)
            yield


@pytest.fixture
def faults(monkeypatch: pytest.MonkeyPatch) -> _Faults:
    return _Faults(monkeypatch)


def _told(case: Case, fault: KnownError) -> None:
    """Expect one bar that says what failed and what to do next; Esc closes it."""
    bars = [bar for bar in case.window.shell.findChildren(ErrorBar) if bar.isVisible()]
    what, then = words.reason(fault, Language.JA)
    assert [bar.accessibleName() for bar in bars] == [f"{what} {then}"]
    assert then.strip("：")
    assert not then.startswith("："), "it names no place where there is none"
    bars[0].clear()


def _each(case: Case, faults: _Faults, act: Callable[[], None], kept: Callable[[], object]) -> None:
    """Try an act under each fault; what is typed stands there still."""
    before = kept()
    assert before
    for fault in FAULTS:
        with faults.of(case, fault):
            act()
        _told(case, fault)
        assert kept() == before


def _logged(cases: Cases, name: str, pieces: int = 2) -> ApplicationId:
    id_ = log(cases.desk, application(Right.DISCLOSURE), licence(), stamps=((500, pieces),))
    cases.desk.clock.move_to(TODAY)
    answered(cases.desk, id_, record(name=name))
    return id_


def test_whatever_a_clerk_does_is_tried_again_after_each_fault(
    cases: Cases, faults: _Faults
) -> None:
    to_ask = log(cases.desk, application(Right.DISCLOSURE), licence(), stamps=((500, 2),))
    short, differs = _logged(cases, "髙橋 花子", 1), _logged(cases, "高橋 花子")
    case = cases.open()
    _a_verdict_and_a_proposal(case, faults, differs)
    _an_envelope_a_question_and_a_letter(case, faults, to_ask, short)


def _a_verdict_and_a_proposal(case: Case, faults: _Faults, id_: ApplicationId) -> None:
    view = case.go(Place.COMPARISON, id_, ComparisonView)
    QTest.keyClick(view.table, Qt.Key.Key_2)
    reason = view.panel.findChild(QPlainTextEdit)
    assert reason is not None
    case.write(reason, "髙と高")
    _each(case, faults, case.main, reason.toPlainText)
    case.main()
    assert [each.reason for each in case.read(id_).judgements] == ["髙と高"]

    page = case.go(Place.DECISION, id_, DecisionView)
    page.editor.outcomes.setFocus()
    case.window.press(Qt.Key.Key_1)
    lines = page.editor.parts["disclosed"].editor
    assert isinstance(lines, LinesEditor)
    lines.set_values([{"group": "", "item": "氏名", "content": "髙橋 花子", "source": "本人"}])
    lines.changed.emit()
    case.write(page.editor.texts["note"], "メモ")
    _each(case, faults, case.main, page.editor.texts["note"].toPlainText)
    case.main()
    assert [each.note for each in case.read(id_).decisions] == ["メモ"]

    with faults.of(case, DiskFull()):
        case.press(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    _told(case, DiskFull())
    case.press(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [each.taken_back for each in case.read(id_).decisions] == [True]


def _an_envelope_a_question_and_a_letter(
    case: Case, faults: _Faults, id_: ApplicationId, short: ApplicationId
) -> None:
    view = case.go(Place.INTAKE, None, IntakeView)
    view.book.choose_value("envelope.kind", MailKind.ORDINARY)
    name = view.fields.edit("principal.name")
    assert isinstance(name, QLineEdit)
    case.write(name, "髙橋 花子")
    view.book.look()
    _refuse_each(case, view, faults)
    assert name.text() == "髙橋 花子"
    case.main()
    assert case.view(ApplicationView).book.opened is not None

    case.go(Place.APPLICATION, id_, ApplicationView)
    case.main()
    assert case.ask().note().endswith("元に戻せません。")
    editor = case.ask().field("department").editor
    case.write(editor, "会員サービス部")
    _opening_is_noted_once_the_disk_takes_it(case, faults, id_)
    unknown: tuple[Exception, ...] = (*FAULTS, ZeroDivisionError())
    for each in unknown:
        with faults.of(case, each):
            _press(case, each)
        assert case.ask().trouble()
        assert case.ask().field("department").value() == "会員サービス部"
    case.main()
    assert [inquiry.department for inquiry in case.read(id_).inquiries] == ["会員サービス部"]
    _issue_without_font(case, faults, short)


def _opening_is_noted_once_the_disk_takes_it(
    case: Case, faults: _Faults, id_: ApplicationId
) -> None:
    """Who opened what is written a moment later by itself: a fault stops it for that time alone."""
    openings = case.window.shell.session.openings
    with faults.of(case, DiskFull()):
        openings.write()
        case.window.settle()
    openings.write()
    case.window.settle()

    def noted(desk: Desk) -> bool:
        action, by = Action.APPLICATION_OPENED, desk.actor.id
        with desk.ports.store.reading() as books:
            return books.journal.holds(action, id_, by, on=desk.today) is not None

    assert case.do(noted)


def _refuse_each(case: Case, view: IntakeView, faults: _Faults) -> None:
    for fault in FAULTS:
        with faults.of(case, fault):
            case.main()
        what, then = words.reason(fault, Language.JA)
        assert view._error.isVisible()
        assert view._error.accessibleName().startswith(what)
        assert then
        view._error.clear()
        case.window.shell._errors.clear()


def _press(case: Case, fault: Exception) -> None:
    """Press Ctrl+Enter; a mistake of ours is also raised for the reporter."""
    if isinstance(fault, KnownError):
        case.main()
        return
    with case.window.qtbot.captureExceptions() as raised:
        case.main()
    assert [kind.__name__ for kind, _, _ in raised] == ["ToldAlreadyError"]


def _issue_without_font(case: Case, faults: _Faults, id_: ApplicationId) -> None:
    case.go(Place.APPLICATION, id_, ApplicationView)
    case.main()
    case.view(LettersView)
    case.main()
    fault = LetterStopped("missing_font", {"fonts": "IPAmjMincho"})
    with faults.of(case, fault, "press"):
        QTest.keyClick(case.ask(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        case.window.settle()
    assert "IPAmjMincho" in case.ask().trouble()
    assert case.read(id_).letters == ()
    QTest.keyClick(case.ask(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    case.window.settle()
    assert [each.number for each in case.read(id_).letters] == ["8-1"], "no number was lost"
