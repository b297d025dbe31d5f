# SPDX-License-Identifier: MIT
"""The whole walk: every page, every dialog and every screen of the door in each size and language.

It takes minutes, so the suite walks the most telling sizes alone (`test_every_page.py`). This one
is run by ``python3 packaging/bootstrap.py test tests/gui/every_size.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from typing_extensions import override

from desk_app.desk.errors import AlreadyOpen, DamageFound, KnownError, NotADesk, SavesMissing
from desk_app.gui.kit.files import SavePdf
from desk_app.gui.kit.look import theme
from desk_app.gui.page import Place, SectionView
from desk_app.gui.pages.applications.page import Applications
from desk_app.gui.pages.settings.book import SettingsPart
from desk_app.gui.session.entrance import Choices, DeskState
from desk_app.gui.session.locking import LockReason
from desk_app.records.desk.people import Language
from tests.gui.case_desk import CaseEntrance
from tests.gui.case_pages import Case, Cases
from tests.gui.pages import CTRL, Opened, open_window
from tests.gui.small_desk import OFFICER, SUPERVISOR, SmallEntrance
from tests.gui.small_safe import SmallBackups, SmallKeys
from tests.gui.walk import (
    FullDesk,
    come_to_rest,
    dialog_of,
    dialogs,
    faults,
    faults_of_parts,
    shown_dialogs,
    speak,
)

STEPS = 2


@dataclass(frozen=True, slots=True)
class Sized:
    """A size of the window in pixels at 100 %, and how large everything is."""

    width: int
    height: int
    percent: int = 100

    @override
    def __str__(self) -> str:
        return f"{self.width}x{self.height} at {self.percent} %"


SIZES = (
    *(Sized(1280, 720), Sized(1440, 900), Sized(1440, 900, 150), Sized(1280, 720, 200)),
    Sized(*theme.TABBED_WINDOW, 200),
)
STOPS: tuple[KnownError, ...] = (
    NotADesk("no_database"),
    AlreadyOpen(),
    DamageFound("database_damaged"),
    SavesMissing(facts={"missing": 3}),
)


@pytest.fixture(params=SIZES, ids=str)
def size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Sized:
    """Return a size, on a screen that has room for it, chosen before the window opens."""
    given: Sized = request.param
    small = given.width < theme.SMALLEST_WINDOW[0]
    grown = QSize(given.width, given.height) * (given.percent / 100)
    room = grown if small else QSize(2880, 1800)
    monkeypatch.setattr(QScreen, "availableSize", lambda _: room)
    monkeypatch.setattr(CaseEntrance, "chosen", Choices(text_percent=given.percent))
    return given


@pytest.fixture
def case(
    qtbot: QtBot, qapp: QApplication, full: FullDesk, place: Place, size: Sized
) -> Iterator[Case]:
    """Return a window on the desk that shows most in a place."""
    cases = Cases(qtbot, qapp, full.of(place))
    opened = cases.open()
    _fit(opened.window, size)
    yield opened
    cases.close()


def _fit(window: Opened, size: Sized) -> None:
    window.window.resize(theme.px(size.width), theme.px(size.height))
    window.settle()


@pytest.mark.parametrize("place", Place)
def test_a_page_and_its_dialogs(case: Case, full: FullDesk, place: Place) -> None:
    found: list[str] = []
    for language in Language:
        case.go(place, full.thing(place), SectionView)
        come_to_rest(case)
        case.window.speak(language)
        come_to_rest(case)
        found += [f"{language} {each}" for each in faults_of_parts(case)]
        for name, dialog in dialogs(case, place, full.thing(place)):
            found += [f"{language} {name}: {each}" for each in faults(dialog)]
    assert found == [], "\n".join(found)


@pytest.mark.parametrize("place", [Place.SETTINGS])
@pytest.mark.parametrize("part", SettingsPart)
def test_a_part_of_the_settings_and_its_dialogs(case: Case, part: SettingsPart) -> None:
    found: list[str] = []
    for language in Language:
        speak(case, language)
        case.go(Place.SETTINGS, part, SectionView)
        come_to_rest(case)
        found += [f"{language} {each}" for each in faults(case.window.window)]
        for name, dialog in dialogs(case, Place.SETTINGS, part):
            found += [f"{language} {name}: {each}" for each in faults(dialog)]
    assert found == [], "\n".join(found)


@pytest.mark.parametrize("place", [Place.APPLICATIONS])
def test_a_ledger_that_leaves_the_desk(case: Case, place: Place, tmp_path: Path) -> None:
    found: list[str] = []
    for language in Language:
        speak(case, language)
        view = case.go(place, None, Applications)
        view.doing["saveLedger"].trigger()
        come_to_rest(case)
        for place_of_file in shown_dialogs():
            assert isinstance(place_of_file, SavePdf)
            found += [f"{language} where: {each}" for each in faults(place_of_file)]
            place_of_file.reject()
        view.ledger.save(str(tmp_path / view.ledger.name()))
        come_to_rest(case)
        for question in shown_dialogs():
            found += [f"{language} asked: {each}" for each in faults(question)]
            question.reject()
    assert found == [], "\n".join(found)


@pytest.mark.parametrize("place", [Place.TODAY])
def test_the_number_asked_for(case: Case, place: Place) -> None:
    found: list[str] = []
    for language in Language:
        speak(case, language)
        dialog = dialog_of(case, "openNumber")
        found += [f"{language} {each}" for each in faults(dialog)]
        dialog.reject()
    assert found == [], "\n".join(found)


def _at_the_door(made: SmallEntrance, size: Sized, qtbot: QtBot, qapp: QApplication) -> Opened:
    made.chosen = made.chosen._replace(text_percent=size.percent)
    window = open_window(qtbot, qapp, made)
    _fit(window, size)
    return window


def _in_both(window: Opened) -> list[str]:
    found: list[str] = []
    for language in Language:
        window.speak(language)
        window.settle()
        found += [f"{language} {each}" for each in faults(window.window)]
    return found


def _nothing(_: Opened) -> None:
    """Stay at the door."""


def _locked(window: Opened) -> None:
    window.sign_in()
    window.window.lock(LockReason.IDLE)
    window.settle()


def _next_step(window: Opened) -> None:
    window.press(Qt.Key.Key_Return, CTRL)


def _stopped(window: Opened) -> None:
    _next_step(window)
    window.press(Qt.Key.Key_Escape)


def _two_steps(window: Opened) -> None:
    for _ in range(STEPS):
        _next_step(window)


@pytest.mark.parametrize("stands", [DeskState.NEW, DeskState.EXISTS])
@pytest.mark.parametrize("go", [_nothing, _next_step, _stopped, _two_steps])
def test_the_door_and_the_first_start(
    size: Sized,
    stands: DeskState,
    go: Callable[[Opened], None],
    qtbot: QtBot,
    qapp: QApplication,
) -> None:
    window = _at_the_door(SmallEntrance(new=stands is DeskState.NEW), size, qtbot, qapp)
    go(window)
    found = _in_both(window)
    assert found == [], "\n".join(found)
    window.close()


def test_the_locked_desk(size: Sized, qtbot: QtBot, qapp: QApplication) -> None:
    window = _at_the_door(SmallEntrance(), size, qtbot, qapp)
    _locked(window)
    found = _in_both(window)
    assert found == [], "\n".join(found)
    window.close()


@pytest.mark.parametrize("stop", STOPS, ids=repr)
def test_why_a_desk_does_not_open(
    size: Sized, stop: KnownError, qtbot: QtBot, qapp: QApplication
) -> None:
    window = _at_the_door(SmallEntrance(stop=stop), size, qtbot, qapp)
    found = _in_both(window)
    assert found == [], "\n".join(found)
    window.close()


def test_the_end_of_a_first_start(size: Sized, qtbot: QtBot, qapp: QApplication) -> None:
    made = SmallEntrance()
    made.store.people = (OFFICER, SUPERVISOR)
    made.store.keys = SmallKeys((OFFICER, SUPERVISOR))
    made.store.backups = SmallBackups(None)
    window = _at_the_door(made, size, qtbot, qapp)
    window.type("three grey herons stand")
    window.press(Qt.Key.Key_Return)
    found = _in_both(window)
    assert found == [], "\n".join(found)
    window.close()
