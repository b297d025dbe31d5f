# SPDX-License-Identifier: MIT
"""Ctrl+S in the Intake page always answers: the draft is kept, or nothing stands there yet."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desk_app.records.people import Language
from tests.fakes.world import FixedClock
from tests.gui.intake_desk import Intake, Keys, intake

SAVED = {Language.JA: "下書きを保存 9:00", Language.EN: "Draft saved 9:00"}
NOTHING = {
    Language.JA: "保存する内容がまだありません。",
    Language.EN: "There is nothing to save yet.",
}


@pytest.fixture(params=Language)
def page(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[Intake]:
    """Return a blank page in each language, with the focus in it."""
    parent = QObject()
    made = intake(parent, language=request.param)
    made.speak(request.param)
    made.qtbot = qtbot
    qtbot.addWidget(made.view)
    made.view.show()
    made.view.activateWindow()
    qtbot.waitUntil(made.view.isActiveWindow)
    made.view.open_mail_item(None)
    yield made
    made.view.book.clear()


def test_a_draft_that_has_not_changed_is_kept_and_told_again(page: Intake) -> None:
    said = _said(page)
    page.view.book.put("principal.name", "髙橋 みゆき")
    for times in (1, 2):
        Keys().press(Qt.Key.Key_S, control=True)
        assert said == [SAVED[page.screen.language]] * times
    assert SAVED[page.screen.language] in _labels(page)
    clock = page.place.desk.ports.clock
    assert isinstance(clock, FixedClock)
    clock.pass_days(1)
    page.store.state.drafts.clear()
    Keys().press(Qt.Key.Key_S, control=True)
    assert len(page.store.state.drafts) == 1
    assert page.view.book.state.saved_at == clock.now()


def test_a_draft_kept_by_itself_says_nothing_in_the_status_bar(page: Intake) -> None:
    said = _said(page)
    page.view.book.put("principal.name", "髙橋 みゆき")
    page.view.book.keep_draft()
    assert said == []
    assert SAVED[page.screen.language] in _labels(page)


def test_a_blank_page_says_that_there_is_nothing_to_save(page: Intake) -> None:
    said = _said(page)
    Keys().press(Qt.Key.Key_S, control=True)
    assert said == [NOTHING[page.screen.language]]
    assert page.store.state.drafts == {}


def _said(page: Intake) -> list[str]:
    said: list[str] = []
    page.place.said.connect(said.append)
    return said


def _labels(page: Intake) -> list[str]:
    return [label.text() for label in page.view.findChildren(QLabel) if label.isVisible()]
