# SPDX-License-Identifier: MIT
"""No word of a page is cut or covered: in both languages, both sizes, at once after a switch."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desk_app.gui.views import shell
from desk_app.gui.views.section import Place, SectionView
from desk_app.gui.widgets.text import Text
from desk_app.records.application import Right
from desk_app.records.ids import ApplicationId
from desk_app.records.people import Language
from tests.gui.case_desk import TODAY, CaseDesk, answered, application, found, licence, log, record
from tests.gui.case_pages import Case, Cases
from tests.gui.geometry import cut, overlapping

LAYOUT_ROUNDS = 4
AN_HOUR_MS = 3_600_000
SIZES = ((1440, 900), (1280, 720))
ELSEWHERE = "東京都杉並区高円寺南2-14-7-302"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[CaseDesk, ApplicationId]:
    """Return a desk with two applications of which departments know, and the one to compare."""
    desk = found(tmp_path_factory.mktemp("filled"))
    first = log(desk, application(Right.DISCLOSURE, Right.CORRECTION), stamps=((500, 1),))
    second = log(desk, application(Right.CESSATION), licence(address=ELSEWHERE), stamps=((500, 2),))
    desk.clock.move_to(TODAY)
    answered(desk, first, record())
    answered(desk, second, record())
    return desk, second


@pytest.fixture
def case(
    qtbot: QtBot,
    qapp: QApplication,
    filled: tuple[CaseDesk, ApplicationId],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Case]:
    """Return a window on the filled desk, which makes only the pages that are gone to."""
    monkeypatch.setattr(shell, "_EARLY_AFTER_MS", AN_HOUR_MS)
    cases = Cases(qtbot, qapp, filled[0])
    yield cases.open()
    cases.close()


def _come_to_rest(case: Case) -> None:
    """Wait for the desk's answers, and for the layouts that they ask for one in the other."""
    case.window.settle()
    for _ in range(LAYOUT_ROUNDS):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def _faults(case: Case) -> list[str]:
    """Return what is wrong in each size and language, at once and when all has been read."""
    found: list[str] = []
    window = case.window.window
    for size, language in product(SIZES, (Language.EN, Language.JA)):
        window.resize(*size)
        _come_to_rest(case)
        case.window.screen.use_language(language)
        found += [f"{size} {language} at once: {each}" for each in overlapping(window)]
        _come_to_rest(case)
        faults = (*overlapping(window), *cut(window))
        found += [f"{size} {language}: {each}" for each in faults]
    return found


@pytest.mark.parametrize("place", Place)
def test_no_word_is_cut_or_covered(
    case: Case, filled: tuple[CaseDesk, ApplicationId], place: Place
) -> None:
    of_one = {Place.APPLICATION, Place.COMPARISON, Place.DECISION}
    case.go(place, filled[1] if place in of_one else None, SectionView)
    assert _faults(case) == []


def test_words_over_words_are_found(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    QLabel("one", root).setGeometry(0, 0, 80, 20)
    QLabel("two", root).setGeometry(40, 10, 80, 20)
    QLineEdit("three", root).setGeometry(200, 0, 80, 20)
    root.resize(300, 100)
    root.show()
    assert len(overlapping(root)) == 1


@pytest.mark.parametrize("kind", [QPushButton, Text])
def test_words_without_room_are_found(qtbot: QtBot, kind: type[QPushButton | Text]) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    part = kind("a word and more", parent=root)
    part.setGeometry(0, 0, 40, 20)
    root.show()
    assert len(cut(root)) == 1
    part.setGeometry(0, 0, 400, 400)
    assert len(cut(root)) == 1
    root.resize(500, 500)
    assert cut(root) == []
