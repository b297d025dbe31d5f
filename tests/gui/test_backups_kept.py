# SPDX-License-Identifier: MIT
"""A real desk in the window: a backup by hand, a drill, a restore over it, with the real files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desk_app.desk import reading
from desk_app.desk.applications import intake
from desk_app.desk.context import Desk
from desk_app.desk.errors import KnownError
from desk_app.desk.keys import backups, people
from desk_app.desk.keys.sheet_key import last_group
from desk_app.gui.kit.fields.fields import PasswordEdit
from desk_app.gui.page import Place
from desk_app.gui.pages.settings.book import SettingsPart
from desk_app.gui.printing import spooler
from desk_app.gui.safety.drill import HoldDrill
from desk_app.gui.sections import SECTIONS
from desk_app.gui.session.entrance import NewPerson
from desk_app.gui.session.screen import Screen
from desk_app.gui.session.tasks import TaskRunner
from desk_app.gui.start.stopped import StartupStopped
from desk_app.gui.window import Window
from desk_app.records.desk.people import Role
from tests.gui.case_desk import CLERK, PASSWORD, CaseDesk, envelope, found
from tests.gui.pages import CTRL, Opened
from tests.gui.small_safe import Printer

OFFICER = NewPerson("三宅 誠", frozenset({Role.OFFICER, Role.SUPERVISOR}), PASSWORD)
LONG_MS = 30_000


@dataclass
class Kept:
    """The open window, its desk, and the key on the desk's recovery sheet."""

    opened: Opened
    desk: CaseDesk
    secret: str
    first: int
    """The sequence number of the first backup."""

    def wait(self, what: Callable[[], bool]) -> None:
        """Wait for the work of another process."""
        self.opened.qtbot.waitUntil(what, timeout=LONG_MS)
        self.opened.settle()

    def type_key(self) -> None:
        """Type the key of the sheet where the focus is."""
        self.opened.type(self.secret)


@pytest.fixture
def kept(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Kept]:
    """The window on a desk with a sheet, a folder and a backup, where its backups are listed."""
    monkeypatch.setattr(spooler, "system", Printer)
    copies = tmp_path / "copies"
    copies.mkdir()
    desk = found(tmp_path, OFFICER, CLERK)
    secret, first = desk.do(lambda opened: _made_safe(opened, copies), OFFICER)
    entrance = desk.entrance()
    screen, runner = Screen(qapp, entrance.resources, entrance.choices()), TaskRunner((KnownError,))
    window = Window(entrance, runner, screen, lambda: SECTIONS)
    qtbot.addWidget(window)
    window.begin()
    with qtbot.waitActive(window):
        window.show()
    opened = Opened(qtbot, cast("Any", entrance), runner, screen, window)
    opened.settle()
    opened.sign_in()
    opened.shell.go(Place.SETTINGS, SettingsPart.BACKUPS)
    opened.settle()
    yield Kept(opened, desk, secret, first)
    opened.close()


def test_a_backup_by_hand_is_found_equal_by_a_drill_and_brought_back_by_a_restore(
    kept: Kept, tmp_path: Path
) -> None:
    _by_hand_a_file_is_written_opened_again_and_listed(kept, tmp_path / "copies")
    _a_drill_with_the_key_on_paper_finds_the_backup_equal(kept)
    _a_restore_brings_the_desk_back_and_asks_to_sign_in_again(kept)


def _by_hand_a_file_is_written_opened_again_and_listed(kept: Kept, copies: Path) -> None:
    _press(kept, "backUpNow")
    made = kept.opened.shell.session.backups
    assert made is not None
    kept.wait(lambda: not made.state.working and not made.state.changed)
    assert made.state.trouble is None
    assert made.state.last is not None
    written = {file.name for file in copies.glob("*.tar.age")}
    assert made.state.last.name in written
    assert made.state.last.sequence > kept.first


def _a_drill_with_the_key_on_paper_finds_the_backup_equal(kept: Kept) -> None:
    _press(kept, "drill")
    (dialog,) = kept.opened.window.findChildren(HoldDrill)
    kept.type_key()
    kept.opened.press(Qt.Key.Key_Return, CTRL)
    kept.wait(lambda: not dialog.book.state.working)
    drill = dialog.book.state.drill
    assert drill is not None
    assert drill.equal
    assert drill.by == OFFICER.name
    kept.opened.press(Qt.Key.Key_Escape)
    kept.opened.come_back()


def _a_restore_brings_the_desk_back_and_asks_to_sign_in_again(kept: Kept) -> None:
    opened = kept.opened
    _do(opened, lambda desk: intake.log_mail(desk, envelope()))
    assert _mail(opened) == 1
    _press(kept, "restore")
    (page,) = opened.window.findChildren(StartupStopped)
    opened.qtbot.waitUntil(page.isVisible)
    opened.qtbot.waitUntil(lambda: opened.focus().objectName() == "sheet_key")
    kept.type_key()
    opened.part(PasswordEdit, "password").setFocus()
    opened.type(PASSWORD)
    opened.press(Qt.Key.Key_Return, CTRL)
    opened.press(Qt.Key.Key_Return, CTRL)
    kept.wait(lambda: not page.book.state.working)
    assert page.book.state.trouble is None
    opened.press(Qt.Key.Key_Return)
    opened.sign_in()
    assert _mail(opened) == 0
    assert list(kept.desk.folder.glob("desk.db.kept-*"))


def _made_safe(desk: Desk, copies: Path) -> tuple[str, int]:
    """Print a sheet, choose the folder, make the first backup; return its key and its entry."""
    made = people.new_sheet(desk)
    people.confirm_sheet(
        desk, number=made.sheet.number, last_group=last_group(made.secret), places=("A", "B")
    )
    backups.choose_folder(desk, copies)
    return made.secret, backups.make_backup(desk).sequence


def _press(kept: Kept, name: str) -> None:
    kept.opened.qtbot.waitUntil(
        lambda: kept.opened.part(QPushButton, name).isEnabled(), timeout=LONG_MS
    )
    kept.opened.part(QPushButton, name).setFocus()
    kept.opened.press(Qt.Key.Key_Space)


def _do(opened: Opened, work: Callable[[Desk], object]) -> None:
    done: list[object] = []
    desk = opened.shell.session.desk
    opened.runner.submit(opened.window, lambda: work(desk), done.append)
    opened.settle()


def _mail(opened: Opened) -> int:
    """Return how many mail items the desk has."""
    found: list[int] = []
    desk = opened.shell.session.desk
    opened.runner.submit(
        opened.window,
        lambda: reading.lists(desk).mail_window(open_only=False).count,
        found.append,
    )
    opened.settle()
    return found[0]
