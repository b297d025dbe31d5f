# SPDX-License-Identifier: MIT
"""Where the files that the program brings along lie: in a checkout, a wheel, a frozen program."""

from __future__ import annotations

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def wording_folder() -> Path:
    """Return the folder that holds one folder of wording for each language."""
    return resources() / "letters"


def font_folders() -> tuple[Path, ...]:
    """Return the folders of fonts that the program brings along, none in a checkout."""
    folder = resources() / "fonts"
    return (folder,) if folder.is_dir() else ()


def forms_folder() -> Path:
    """Return the folder of the published forms, one folder for each version."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(str(frozen)) / "forms"
    installed = _PACKAGE / "_forms"
    return installed if installed.is_dir() else _PACKAGE.parent / "forms"


def resources() -> Path:
    """Return the folder of everything that is data: rulebook, wording, texts, icons."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(str(frozen)) / "resources"
    installed = _PACKAGE / "_resources"
    return installed if installed.is_dir() else _PACKAGE.parent / "resources"
