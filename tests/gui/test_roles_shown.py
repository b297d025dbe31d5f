# SPDX-License-Identifier: MIT
"""What a role may not do is not offered, and the window says why; a password is asked again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtGui import QStatusTipEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desk_app.desk.context import Changes, Desk
from desk_app.gui.asking import Answers, Question
from desk_app.gui.kit.layout.buttons import KeyButton
from desk_app.gui.kit.tables.side_list import SideList
from desk_app.gui.page import Place
from desk_app.gui.pages.settings.page import ConfirmPassword
from desk_app.records.base import UserId
from desk_app.records.desk.people import Role, User
from tests.gui.pages import Opened, open_window
from tests.gui.small_desk import LINES, PASSWORD, SmallEntrance, SmallStore

AUDITOR = User(UserId("u9"), "林 静", frozenset({Role.AUDITOR}))
OFFICER = User(UserId("u8"), "石川 秀樹", frozenset({Role.OFFICER}))
SHUT = ("logMail", "openNumber", "today", "mail", "applications")


@pytest.fixture(params=[AUDITOR, OFFICER], ids=["auditor", "officer"])
def without_cases(
    request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication
) -> Iterator[Opened]:
    """Return a window in which somebody signed in who may read no applicant's data."""
    entrance = SmallEntrance(store=SmallStore(people=(request.param,)))
    window = open_window(qtbot, qapp, entrance).sign_in()
    yield window
    window.close()


def test_who_may_read_no_cases_is_shown_none_and_told_why(without_cases: Opened) -> None:
    shell = without_cases.shell
    assert shell.place is None
    for place in Place:
        shell.go(place)
        assert shell.place is None
    without_cases.settle()
    said = [each.text() for each in without_cases.window.findChildren(QLabel) if each.isVisible()]
    assert any("あなたの役割では請求者の情報を見られない" in each for each in said)
    assert not any(line.name in text for line in LINES for text in said)
    assert without_cases.entrance.store.queries.asked == []
    assert "VERB_REFUSED" not in "".join(without_cases.entrance.store.noted)
    (rail,) = without_cases.window.findChildren(SideList, "navigation")
    assert rail.model().rowCount() == 0
    for name in SHUT:
        action = shell.doing[name]
        assert not action.isEnabled(), name
        assert "あなたの役割では行えません" in action.toolTip() == action.statusTip(), name
        button = shell.doing.button(name)
        assert not button.isEnabled()
        assert button.accessibleDescription() == button.toolTip() == action.toolTip()
        button.deleteLater()
    assert shell.doing["lock"].isEnabled()
    QApplication.sendEvent(shell.bar, QStatusTipEvent(action.statusTip()))
    assert without_cases.status.said() == action.statusTip()


@dataclass
class Done:
    """A sensitive verb, and by whom it was done."""

    by: list[str] = field(default_factory=list)

    def question(self) -> Question:
        """Return the question before it."""
        return Question("書き出す", "書き出す", self._doing)

    def _doing(self, _answers: Answers) -> Callable[[Desk], Changes]:
        def verb(desk: Desk) -> Changes:
            self.by.append(desk.actor.name)
            return Changes.of()

        return verb


def test_what_can_be_done_gives_no_reason_and_a_sensitive_verb_waits_for_the_own_password(
    at_work: Opened,
) -> None:
    for name in SHUT:
        action = at_work.shell.doing[name]
        assert action.isEnabled()
        assert action.statusTip() == ""
    assert all(not each.statusTip() for each in at_work.window.findChildren(KeyButton))
    done = Done()
    dialog = ConfirmPassword(at_work.shell.session, done.question(), at_work.shell)
    dialog.begin()
    field_ = dialog.field("own_password")
    dialog._go()
    at_work.settle()
    assert done.by == []
    assert field_.body.error.text() == "パスワードを入力してください。"
    for wrong in ("nonsense", "nonsense again"):
        field_.editor.setText(wrong)  # type: ignore[attr-defined]
        dialog._go()
        at_work.settle()
        assert done.by == []
        assert "パスワードが" in dialog.trouble()
        assert "!" not in dialog.trouble()
    field_.editor.clear()  # type: ignore[attr-defined]
    dialog._go()
    assert dialog.trouble() == ""
    field_.editor.setText(PASSWORD)  # type: ignore[attr-defined]
    dialog._go()
    at_work.settle()
    assert done.by == ["山本 美咲"]
