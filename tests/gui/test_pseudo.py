# SPDX-License-Identifier: MIT
"""In a language two fifths longer than English no text is untranslated, and none is cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QHeaderView, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desk_app.gui.page import Place, SectionView
from desk_app.gui.session.entrance import Choices
from desk_app.i18n import vocabulary
from desk_app.records.desk.people import Language
from tests.gui import pseudo
from tests.gui.case_desk import CaseEntrance
from tests.gui.case_pages import Case, Cases
from tests.gui.painted import Run, cut_runs, painted, runs_over_runs
from tests.gui.walk import FullDesk, come_to_rest

pytestmark = pytest.mark.once(under="second")

WORDS_SHOWN = 500


@pytest.fixture
def case(
    qtbot: QtBot, qapp: QApplication, full: FullDesk, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Case]:
    """Return a window that speaks the longer language from its first screen."""
    monkeypatch.setattr(CaseEntrance, "chosen", Choices(language=Language.EN))
    pseudo.spoken(monkeypatch)
    cases = Cases(qtbot, qapp, full.desk)
    yield cases.open()
    cases.close()
    vocabulary.table.cache_clear()


def test_every_word_of_the_program_is_translated_and_has_room(case: Case, full: FullDesk) -> None:
    data, window, found, shown = pseudo.rulebook_texts(), case.window.window, [], 0
    window.resize(1440, 900)
    for place in Place:
        if place is Place.MANUAL:
            # Its chapters are written in each language, not translated.
            continue
        case.go(place, full.thing(place), SectionView)
        come_to_rest(case)
        runs = painted(window).runs
        shown += len(runs)
        plain = {run.text for run in runs if pseudo.untranslated(run.text, data)}
        found += [f"{place.value} untranslated: {text!r}" for text in sorted(plain)]
        longer = _where_longer(window)
        set_out = [run for run in runs if not _may_be_longer(run, longer)]
        cut = (*cut_runs(window, set_out), *runs_over_runs(runs))
        found += [f"{place.value} {each}" for each in cut]
    assert shown > WORDS_SHOWN
    assert found == [], "\n".join(found)


def _where_longer(window: QWidget) -> list[QRect]:
    """Return where titles stand whose column can be drawn wider, and hints inside a field."""
    widgets = [*window.findChildren(QHeaderView), *window.findChildren(QLineEdit)]
    return [QRect(each.mapTo(window, QPoint()), each.size()) for each in widgets]


def _may_be_longer(run: Run, places: Sequence[QRect]) -> bool:
    middle = run.room.center().toPoint()
    return any(place.contains(middle) for place in places)


def test_a_word_that_was_not_translated_is_found(qtbot: QtBot) -> None:
    label = QLabel("Log mail  Ctrl+N")
    qtbot.addWidget(label)
    label.show()
    assert [run.text for run in painted(label).runs if pseudo.untranslated(run.text)] != []
    label.setText(f"{pseudo.longer('Log mail')}  Ctrl+N  Wed 25 Nov")
    assert [run.text for run in painted(label).runs if pseudo.untranslated(run.text)] == []


def test_the_language_is_two_fifths_longer_and_keeps_what_is_filled_in() -> None:
    text = "{count} of %n things are due on {day}"
    words = "count of things that are due"
    assert len(words) * 1.3 < len(pseudo.longer(words)) < len(words) * 1.6
    assert "{count}" in pseudo.longer(text)
    assert "%n" in pseudo.longer(text)
