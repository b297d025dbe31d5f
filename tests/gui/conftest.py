# SPDX-License-Identifier: MIT
"""What every test of the window needs: no display, our icons, our look."""

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication

from desk_app.gui import icons, theme

ICONS = Path(__file__).parents[2] / "resources" / "icons"


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    icons.install(ICONS)
    theme.apply(qapp, theme.Appearance())
