# SPDX-License-Identifier: MIT
"""Pages are made in their place: what is dressed once is not dressed again at each step outwards.

Under a style sheet Qt goes through all that hangs on a widget each time that it is put into
another. A page that is filled first and put into its place last is gone through once for each of
its frames.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from desk_app.gui import shell
from desk_app.gui.page import Place, SectionView
from desk_app.gui.pages.intake.page import IntakeView
from tests.gui.case_pages import Cases

OFTEN = 4
"""How often a widget of a page is gone through at most while it is made, taken all together."""
FRAMES = 8
PIECES = 6
"""Of which the page that takes longest is made."""
PLACES = tuple(
    place for place in Place if place not in {Place.TODAY, Place.DISPOSAL, Place.JOURNAL}
)
"""All that a clerk may enter but the first, which is there from the beginning."""


class Dressed(QObject):
    """Counts how often anything is told to look at its style again."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.StyleChange
        return False


def test_what_a_page_is_made_of_is_not_gone_through_at_each_step_outwards(
    cases: Cases, qapp: QApplication
) -> None:
    case, found = cases.open(), {}
    for place in PLACES:
        dressed = Dressed()
        qapp.installEventFilter(dressed)
        case.window.shell.make_ready(place)
        qapp.removeEventFilter(dressed)
        page = case.window.window.findChild(SectionView, place.value)
        assert page is not None, place
        found[place] = dressed.count / len(page.findChildren(QWidget))
    assert {place: often for place, often in found.items() if often > OFTEN} == {}


def test_what_is_put_into_its_place_last_is_found(qtbot: QtBot, qapp: QApplication) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dressed = Dressed()
    qapp.installEventFilter(dressed)
    inner = QWidget()
    for _ in range(FRAMES):
        outer = QWidget()
        QVBoxLayout(outer).addWidget(inner)
        inner = outer
    QVBoxLayout(window).addWidget(inner)
    qapp.removeEventFilter(dressed)
    assert dressed.count > OFTEN * FRAMES


def test_the_page_that_takes_long_is_made_while_the_clerk_looks_at_the_first(
    cases: Cases, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shell, "_EARLY_AFTER_MS", 0)
    case = cases.open()
    window = case.window.window
    case.window.qtbot.waitUntil(lambda: window.findChild(IntakeView) is not None)
    made = window.findChild(IntakeView)
    assert case.window.shell.place is Place.TODAY
    assert made is not None
    assert not made.isVisible()


def test_a_page_that_was_begun_is_finished_when_it_is_wanted(cases: Cases) -> None:
    case = cases.open()
    window, inside = case.window.window, case.window.shell
    inside._make_early()
    (begun,) = window.findChildren(IntakeView)
    assert not begun.accessibleName(), "nothing is said on it yet"
    inside.go(Place.INTAKE)
    assert inside.view is begun
    assert begun.isVisible()
    assert begun.accessibleName()
    assert not begun.go_on()
    case.window.settle()
    assert window.findChildren(IntakeView) == [begun]


def test_between_the_pieces_of_a_page_the_window_answers(
    cases: Cases, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns, ticks = list[int](), list[int]()
    usual = IntakeView.go_on

    def go_on(view: IntakeView) -> bool:
        turns.append(len(ticks))
        return usual(view)

    monkeypatch.setattr(IntakeView, "go_on", go_on)
    monkeypatch.setattr(shell, "_EARLY_AFTER_MS", 0)
    timer = QTimer(interval=0)
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start()
    case = cases.open()
    case.window.qtbot.waitUntil(lambda: len(turns) > PIECES)
    timer.stop()
    assert len(set(turns[:PIECES])) == PIECES, "something else had its turn between any two"
