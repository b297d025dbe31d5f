# SPDX-License-Identifier: MIT
"""Fonts that an installer brings are the window's too."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desk_app.gui.kit.look import theme
from desk_app.system.chosen import here

NAME = "BIZUDPGothic-Regular.ttf"


def test_fonts_beside_the_program_are_taken_and_nothing_else(
    qapp: QApplication, tmp_path: Path
) -> None:
    found = next(path for folder in here().fonts.folders() for path in folder.rglob(NAME))
    shutil.copy(found, tmp_path)
    (tmp_path / "LICENCE.txt").touch()
    assert "BIZ UDPGothic" in theme.bring_fonts(tmp_path)
    assert theme.bring_fonts(tmp_path / "nothing") == ()
