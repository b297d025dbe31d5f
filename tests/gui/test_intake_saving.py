# SPDX-License-Identifier: MIT
"""Ctrl+S in the Intake page always answers: the draft is kept, or nothing stands there yet."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desk_app.records.desk.people import Language
from tests.fakes.world import FixedClock
from tests.gui.intake_desk import Intake, KeptPage, Keys

SAVED = "下書きを保存 9:00"


@pytest.fixture
def page(kept_page: KeptPage, qtbot: QtBot) -> Iterator[Intake]:
    with kept_page.begun(qtbot) as made:
        yield made


def test_the_key_that_saves_says_what_was_kept_and_what_was_not(own_page: Intake) -> None:
    own_page.speak(Language.JA)
    said = _said(own_page)
    Keys().press(Qt.Key.Key_S, control=True)
    assert said == ["保存する内容がまだありません。"]
    assert own_page.store.state.drafts == {}
    said.clear()

    own_page.view.book.put("principal.name", "髙橋 みゆき")
    own_page.view.book.keep_draft()
    assert said == [], "what is kept by itself is not told in the status bar"
    assert SAVED in _labels(own_page)
    for times in (1, 2):
        Keys().press(Qt.Key.Key_S, control=True)
        assert said == [SAVED] * times, "a draft that has not changed is told again"

    clock = own_page.place.desk.ports.clock
    assert isinstance(clock, FixedClock)
    clock.pass_days(1)
    own_page.store.state.drafts.clear()
    Keys().press(Qt.Key.Key_S, control=True)
    assert len(own_page.store.state.drafts) == 1, "and kept again"
    assert own_page.view.book.state.saved_at == clock.now()


def _said(page: Intake) -> list[str]:
    said: list[str] = []
    page.place.said.connect(said.append)
    return said


def _labels(page: Intake) -> list[str]:
    return [label.text() for label in page.view.findChildren(QLabel) if label.isVisible()]
