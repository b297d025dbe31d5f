# SPDX-License-Identifier: MIT
"""The program's version in the settings, and a newer one that its maker signed."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from desk_app.gui.page import Place
from desk_app.gui.pages.settings.book import SettingsPart
from desk_app.gui.pages.settings.page import SettingsView
from desk_app.gui.pages.settings.program_page import ProgramPage
from desk_app.store.releases import LocalReleases
from tests.gui.accessibility import unnamed
from tests.gui.case_desk import CaseEntrance
from tests.gui.case_pages import Case, Cases
from tests.store.test_releases import KEY, NAME, NEWER, NOW, lay


def _page(case: Case) -> ProgramPage:
    view = case.go(Place.SETTINGS, SettingsPart.PROGRAM, SettingsView)
    page = view._pages[SettingsPart.PROGRAM]
    assert isinstance(page, ProgramPage)
    return page


def _open(
    cases: Cases, monkeypatch: pytest.MonkeyPatch, kept: Path, system: str
) -> tuple[Case, ProgramPage]:
    maker = KEY.public_key().public_bytes_raw()
    known = LocalReleases(NOW, system, maker, kept)
    monkeypatch.setattr(CaseEntrance, "releases", known)
    case = cases.open()
    return case, _page(case)


def _name(case: Case, page: ProgramPage, folder: Path) -> None:
    edit = page.findChild(QLineEdit, "releases")
    assert edit is not None
    edit.clear()
    case.write(edit, str(folder))
    case.press(edit, Qt.Key.Key_Return)
    _wait(case, page)


def _wait(case: Case, page: ProgramPage) -> None:
    """Wait for what is read beside the desk."""
    case.window.qtbot.waitUntil(lambda: not page.book.state.busy)
    case.window.settle()


def test_a_setup_is_copied_checked_and_started_once_the_window_is_closed(
    cases: Cases, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stick, kept = tmp_path / "髙い", tmp_path / "kept"
    stick.mkdir()
    lay(stick, NAME, NEWER)
    started: list[Path] = []
    monkeypatch.setattr(CaseEntrance, "start_setup", lambda _self, each: started.append(each))
    case, page = _open(cases, monkeypatch, kept, "windows")
    assert unnamed(page) == []
    assert not page._install.isVisible()
    _name(case, page, stick)
    assert case.window.screen.releases == str(stick)
    assert NEWER in page._note.accessibleName()
    assert page.doing["takeRelease"].isEnabled()
    page.doing["takeRelease"].trigger()
    _wait(case, page)
    assert started == [kept / NAME]
    assert not case.window.window.isVisible()


def test_debian_is_told_the_line_and_what_nobody_signed_is_named(
    cases: Cases, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stick, kept = tmp_path / "stick", tmp_path / "kept"
    stick.mkdir()
    note = lay(stick, "desk-app_2_amd64.deb", NEWER, "debian")
    (stick / "b.deb.release").write_bytes(note.read_bytes())
    case, page = _open(cases, monkeypatch, kept, "debian")
    _name(case, page, stick)
    assert "b.deb.release" in page._note.accessibleName()
    page.doing["takeRelease"].trigger()
    _wait(case, page)
    assert page._command.text() == shlex.join(
        ["sudo", "apt", "install", str(kept / "desk-app_2_amd64.deb")]
    )
    assert page._command.isVisible()
    assert not page.doing["takeRelease"].isEnabled()
    _name(case, page, tmp_path / "nowhere")
    assert "開けません" in page._note.accessibleName()
    assert not page._command.isVisible()
