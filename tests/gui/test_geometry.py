# SPDX-License-Identifier: MIT
"""No word of a page is cut or covered: the most telling sizes, at once after a switch of language.

The walk over every size, every dialog and every screen of the door is `every_size.py`, run by
``python3 packaging/bootstrap.py test tests/gui/every_size.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from desk_app.gui.kit.look.text import Text
from desk_app.gui.page import Place, SectionView
from desk_app.gui.session.entrance import Choices
from desk_app.records.people import Language
from tests.gui.case_desk import CaseEntrance
from tests.gui.case_pages import Case, Cases
from tests.gui.contrast import Pair, pairs
from tests.gui.geometry import cut, overlapping
from tests.gui.painted import cut_runs, painted, runs_over_runs
from tests.gui.walk import FullDesk, blues, come_to_rest, dialogs, faults, other_dates, speak

pytestmark = pytest.mark.once(under="second")

LONGEST_IN_LEAST = (1280, 720, Choices(language=Language.EN, dark=False))
AS_IT_COMES = (1440, 900, Choices(language=Language.JA, dark=True))
PAGES_WITH_WORDS = 100
PAIRS_IN_USE = 20


@pytest.fixture
def cases(qtbot: QtBot, qapp: QApplication, full: FullDesk) -> Iterator[Cases]:
    """Return windows on the full desk."""
    made = Cases(qtbot, qapp, full.desk)
    yield made
    made.close()


@pytest.fixture
def case(cases: Cases) -> Case:
    """Return a window on the full desk."""
    return cases.open()


@pytest.mark.parametrize(
    ("width", "height", "choices"), [LONGEST_IN_LEAST, AS_IT_COMES], ids=["en-light", "ja-dark"]
)
def test_no_word_of_a_page_is_cut_or_covered_or_hard_to_see(
    cases: Cases,
    full: FullDesk,
    width: int,
    height: int,
    choices: Choices,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(CaseEntrance, "chosen", choices)
    case, found = cases.open(), list[str]()
    used: set[Pair] = set()
    window = case.window.window
    window.resize(width, height)
    for place in Place:
        case.go(place, full.thing(place), SectionView)
        come_to_rest(case)
        seen = pairs(window, painted(window))
        used |= seen.keys()
        wrong = (*faults(window), *blues(window, place), *other_dates(window, place))
        found += [f"{place.value} {each}" for each in wrong]
        found += [f"{place.value} {pair}: {each}" for pair, each in seen.items() if pair.weak]
    assert found == [], "\n".join(found)
    assert len(used) > PAIRS_IN_USE


def test_no_word_is_covered_at_once_after_a_switch(case: Case, full: FullDesk) -> None:
    for place in (Place.INTAKE, Place.APPLICATION):
        case.go(place, full.thing(place), SectionView)
        come_to_rest(case)
        for language in (Language.EN, Language.JA):
            case.window.speak(language)
            assert overlapping(case.window.window) == []
            come_to_rest(case)


def test_no_word_of_a_question_is_cut_or_covered(case: Case, full: FullDesk) -> None:
    speak(case, Language.EN)
    asked = {
        name: faults(dialog) for name, dialog in dialogs(case, Place.APPLICATION, full.longest)
    }
    assert {"ask_department", "read_paper", "correct"} <= asked.keys()
    assert [each for each in asked.items() if each[1]] == []


def test_words_over_words_are_found(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    QLabel("one", root).setGeometry(0, 0, 80, 20)
    QLabel("two", root).setGeometry(10, 4, 80, 20)
    QLineEdit("three", root).setGeometry(200, 0, 80, 20)
    root.resize(300, 100)
    root.show()
    assert len(overlapping(root)) == 1
    assert len(runs_over_runs(painted(root).runs)) == 1


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


class _Painted(QWidget):
    """Paints words as a delegate does: no label, nothing that could be asked for them."""

    words = "渡邉󠄀 千尋"
    place = QRect(0, 0, 200, 20)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).drawText(self.place, Qt.AlignmentFlag.AlignLeft, self.words)


def test_painted_words_without_room_are_found(qtbot: QtBot) -> None:
    root = _Painted()
    qtbot.addWidget(root)
    root.resize(300, 100)
    root.show()
    assert cut_runs(root, painted(root).runs) == []
    root.place = QRect(0, 0, 20, 20)
    assert cut_runs(root, painted(root).runs) != []
    root.place = QRect(290, 0, 200, 20)
    assert cut_runs(root, painted(root).runs) != []
    root.place, root.words = _Painted.place, "渡邉󠄀 …"
    assert [each.partition(":")[0] for each in cut_runs(root, painted(root).runs)] == ["elided"]


def test_a_page_that_is_broken_is_found(case: Case, full: FullDesk) -> None:
    case.go(Place.APPLICATION, full.longest, SectionView)
    window = case.window.window
    window.resize(1280, 720)
    come_to_rest(case)
    assert len(painted(window).runs) > PAGES_WITH_WORDS
    names = [w for w in window.findChildren(Text) if w.isVisible() and w.wordWrap() and w.text()]
    names[0].setFixedSize(names[0].width() // 3, names[0].height() // 2)
    assert faults(window) != []
