# SPDX-License-Identifier: MIT
"""What every test of the window needs: no display, our icons, our look."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.gui.kit.look import icons, theme
from desk_app.gui.printing import spooler
from desk_app.gui.shell import shell
from tests.gui.case_desk import found
from tests.gui.case_pages import Cases
from tests.gui.intake_desk import Intake, KeptPage, shown
from tests.gui.pages import Opened, open_window
from tests.gui.small_desk import SmallEntrance
from tests.gui.small_safe import Printer
from tests.gui.walk import FullDesk, full_desk

AN_HOUR_MS = 3_600_000
ICONS = Path(__file__).parents[2] / "resources" / "icons"


@pytest.fixture(autouse=True)
def _made_when_entered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have no page made ahead while a test goes on, whose clerk may never come to it."""
    monkeypatch.setattr(shell, "_EARLY_AFTER_MS", AN_HOUR_MS)


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    icons.install(ICONS)
    theme.apply(qapp, theme.Appearance())


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication) -> Iterator[Opened]:
    """Return a window at the door of a desk with three people."""
    window = open_window(qtbot, qapp, SmallEntrance())
    yield window
    window.close()


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch) -> Printer:
    """Return the printer of the system, which remembers what it is sent."""
    made = Printer()
    monkeypatch.setattr(spooler, "system", lambda: made)
    return made


@pytest.fixture
def cases(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Cases]:
    """Return a real desk in a folder, on which windows are opened as the clerk."""
    made = Cases(qtbot, qapp, found(tmp_path))
    yield made
    made.close()


@pytest.fixture(scope="module")
def kept_page(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[KeptPage]:
    """Return the Intake page of a file's tests, of the height that the file says."""
    made = KeptPage(getattr(request.module, "PAGE_HEIGHT", 840))
    yield made
    made.close()


@pytest.fixture
def own_page(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[Intake]:
    """Return an Intake page that may be made anew in another language, its keys in section 1."""
    with shown(qtbot, getattr(request.module, "PAGE_HEIGHT", 840)) as page:
        page.view.page.go_to_section(1)
        yield page


@pytest.fixture
def at_work(opened: Opened) -> Opened:
    """Return a window whose clerk has signed in."""
    return opened.sign_in()


@pytest.fixture
def cut_off_desk(qtbot: QtBot, qapp: QApplication) -> Iterator[Opened]:
    """Return a window at the first start after one that was cut off."""
    window = open_window(qtbot, qapp, SmallEntrance(cut_off=True))
    yield window
    window.close()


@pytest.fixture
def new_desk(qtbot: QtBot, qapp: QApplication) -> Iterator[Opened]:
    """Return a window at its first start."""
    window = open_window(qtbot, qapp, SmallEntrance(new=True))
    yield window
    window.close()


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> FullDesk:
    """Return desks on which everything is long."""
    return full_desk(tmp_path_factory.mktemp("full"))
