# SPDX-License-Identifier: MIT
"""Type, light and dark, and states that are told by shape and word as well as by colour."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desk_app.gui.kit.layout.actions import ActionLine, ActionTable, MenuBar
from desk_app.gui.kit.look import icons, theme
from desk_app.gui.kit.look.painting import Mark, look
from desk_app.gui.kit.look.states import StateIcon
from desk_app.gui.kit.look.theme import DARK, LIGHT, Appearance, Mode, Tokens
from desk_app.gui.session.screen import ScreenLook
from tests.gui.contrast import contrast, weak
from tests.gui.pages import Opened
from tests.gui.painted import painted

pytestmark = pytest.mark.once(under="first")

ICON = 64
DIFFERS = ICON * ICON * 0.01


def test_english_is_set_in_the_type_of_the_system(qapp: QApplication) -> None:
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    theme.apply(qapp, Appearance(japanese=False))
    assert QFontDatabase.hasFamily(qapp.font().families()[0])
    named = any(map(QFontDatabase.hasFamily, system.families()))
    wanted = QFontInfo(system).family() if named else _plain()
    assert QFontInfo(qapp.font()).family() == wanted
    theme.apply(qapp, Appearance(japanese=True))
    assert QFontInfo(qapp.font()).family().startswith("BIZ UDP")


def test_an_alias_of_the_system_is_set_as_what_it_means(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    alias = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    alias.setFamilies(["A Family Nobody Has"])
    monkeypatch.setattr(QFontDatabase, "systemFont", lambda _: alias)
    theme.apply(qapp, Appearance(japanese=False))
    assert "A Family Nobody Has" not in qapp.font().families()
    assert qapp.font().families()[0] == _plain()


def _plain() -> str:
    """What stands for an alias, which may mean a face of Japanese type: a plain face."""
    return next(filter(QFontDatabase.hasFamily, theme._PLAIN_LATIN))


def test_the_window_is_dark_when_the_system_is_while_nobody_chose(
    at_work: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _ground(at_work) == LIGHT.window.lower()
    _system_becomes(Mode.DARK, monkeypatch)
    assert _ground(at_work) == DARK.window.lower()
    _system_becomes(Mode.LIGHT, monkeypatch)
    assert _ground(at_work) == LIGHT.window.lower()
    assert {each.dark for each in at_work.entrance.kept} <= {None}
    at_work.screen.use_look(ScreenLook.LIGHT)
    _system_becomes(Mode.DARK, monkeypatch)
    assert _ground(at_work) == LIGHT.window.lower(), "what was chosen stays"


def _system_becomes(mode: Mode, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme, "system_mode", lambda: mode)
    scheme = Qt.ColorScheme.Dark if mode is Mode.DARK else Qt.ColorScheme.Light
    application = cast("QApplication", QApplication.instance())
    application.styleHints().colorSchemeChanged.emit(scheme)


def _ground(opened: Opened) -> str:
    return opened.window.palette().window().color().name()


def test_states_of_one_shape_are_of_one_colour() -> None:
    tones: dict[str, set[str]] = {}
    for mark in Mark:
        tones.setdefault(look(mark).icon, set()).add(look(mark).tone)
    assert {icon: tone for icon, tone in tones.items() if len(tone) > 1} == {}


def test_shapes_are_told_apart_without_colour(qapp: QApplication) -> None:
    drawn = {look(mark).icon: _inked(look(mark).icon) for mark in Mark}
    assert not _alike(drawn["ok"], drawn["miss"])
    same = [pair for pair in combinations(drawn, 2) if _alike(drawn[pair[0]], drawn[pair[1]])]
    assert same == []
    assert _alike(drawn["ok"], _inked("ok"))


def _inked(icon: str) -> frozenset[tuple[int, int]]:
    """Return where an icon is drawn."""
    image = icons.pixmap(icon, "#000000", ICON, 1).toImage()
    places = ((x, y) for x in range(ICON) for y in range(ICON))
    return frozenset(place for place in places if image.pixel(*place) >> 24 > 127)


def _alike(one: frozenset[tuple[int, int]], other: frozenset[tuple[int, int]]) -> bool:
    return len(one ^ other) < DIFFERS


@pytest.mark.parametrize("mode", Mode)
def test_every_state_is_shown_with_its_word(qapp: QApplication, qtbot: QtBot, mode: Mode) -> None:
    theme.apply(qapp, Appearance(mode, japanese=False))
    colours = DARK if mode is Mode.DARK else LIGHT
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    shown = {mark.name.lower(): StateIcon(mark, mark.name.lower()) for mark in Mark}
    for icon in shown.values():
        column.addWidget(icon)
    page.show()
    inks = {run.text: run.ink for run in painted(page).runs}
    expected = {mark.name.lower(): QColor(colours.named(look(mark).tone)) for mark in Mark}
    assert inks == expected
    assert all(icon.accessibleName() == word for word, icon in shown.items())
    assert weak(page, painted(page)) == []


def test_words_that_do_not_stand_out_are_found(qtbot: QtBot) -> None:
    label = QLabel("hardly to be seen")
    qtbot.addWidget(label)
    label.setStyleSheet("background: #ffffff; color: #959595;")
    label.show()
    assert 2.5 < contrast("#959595", "#ffffff") < 4.5
    assert len(weak(label, painted(label))) == 1
    label.setStyleSheet("background: #ffffff; color: #555555;")
    assert weak(label, painted(label)) == []


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_borders_and_focus_stand_out_on_every_ground(colours: Tokens) -> None:
    for ground in ("window", "base", "alternate", "side"):
        for line in ("strong_line", "accent", "bad"):
            assert contrast(colours.named(line), colours.named(ground)) >= 3
    assert contrast(colours.line, colours.base) < 3


def test_icons_of_another_folder_are_drawn_anew(qapp: QApplication, tmp_path: Path) -> None:
    before = icons.pixmap("lock", "black", 16).toImage()
    assert icons.pixmap("lock", "black", 16).toImage() == before
    icons.install(tmp_path)
    assert icons.pixmap("lock", "black", 16).toImage() != before


def test_english_is_set_in_a_plain_face_under_a_japanese_system_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """There an alias means the first face with kana, which may be one with serifs."""
    alias = QFont("Alias of no family")
    monkeypatch.setattr(QFontDatabase, "systemFont", lambda _: alias)
    families = theme.body_font(Appearance(japanese=False)).families()
    assert QFontInfo(QFont(families[0])).family() in {"Noto Sans", "DejaVu Sans", "Liberation Sans"}
    named = QFont("BIZ UDPGothic")
    monkeypatch.setattr(QFontDatabase, "systemFont", lambda _: named)
    assert theme.body_font(Appearance(japanese=False)).families()[0] == "BIZ UDPGothic"


def test_a_taller_face_leaves_the_menus_in_their_bar(qtbot: QtBot, opened: Opened) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    tall = QFont(ground.font())
    tall.setPointSizeF(theme.font().pointSizeF() * 1.4)
    ground.setFont(tall)
    table = ActionTable((ActionLine("one", "One", int, menu="file"),), ground)
    bar = MenuBar({"file": "File"}, table, ground)
    ground.resize(600, 200)
    bar.resize(600, bar.height())
    ground.show()
    qtbot.waitExposed(ground)
    (action,) = bar.actions()
    assert bar.actionGeometry(action).height() > bar.fontMetrics().height()
    hidden = bar.findChild(QToolButton, "qt_menubar_ext_button")
    assert hidden is None or not hidden.isVisible()


def test_the_program_s_icon_is_whole_in_every_size(opened: Opened) -> None:
    icon = icons.of_program(LIGHT.accent, LIGHT.on_accent)
    sizes = [each.width() for each in icon.availableSizes()]
    assert min(sizes) == 16
    assert max(sizes) == 256
    for size in sizes:
        image = icon.pixmap(size, size).toImage()
        colours = [image.pixelColor(x, y) for x in range(size) for y in range(size)]
        assert QColor(LIGHT.accent) in colours
        assert max(each.lightness() for each in colours if each.alpha() == 255) > 160
        assert image.pixelColor(0, 0).alpha() < 64, "its corners are round"
