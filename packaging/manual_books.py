# SPDX-License-Identifier: MIT
"""The manual as an installer brings it: pages for a browser, and a book to print, a language each.

What draws the book runs by the environment's Python (`manual_pdf.py`).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import console
import manual_html
import system_parts

if TYPE_CHECKING:
    from program_tree import Source
    from setup_env import Environment

PRINTED: Final = (
    *("BIZUDPGothic-Regular.ttf", "BIZUDPGothic-Bold.ttf", "BIZUDGothic-Regular.ttf"),
    "ipamjm.ttf",
)
"""The fonts of the book: of its words, of what it stresses, of commands, of rare kanji."""


def write(environment: Environment, source: Source, folder: Path) -> None:
    """Write both into a folder that is not there yet; raises SetupError with what was said."""
    manual = source.root / "resources/manual"
    manual_html.write(manual, folder)
    print_books(environment.program("python"), manual, folder, source.version)


def print_books(python: Path, manual: Path, folder: Path, version: str) -> None:
    """Have the manual set as PDF, a file a language; raises SetupError with what was said."""
    script = Path(__file__).resolve().with_name("manual_pdf.py")
    command = [python, script, manual, folder, version, *map(font, PRINTED)]
    done = console.follow(list(map(str, command)))
    if done.code:
        raise console.SetupError(f"the manual could not be set:\n{done.complaint()}")


def font(name: str) -> Path:
    """Return the file of a font that letters or the book are set in; raises SetupError."""
    for folder in map(Path, system_parts.FONT_FOLDERS[:2]):
        for found in folder.rglob(name):
            return found
    raise console.SetupError(f"a font of letters is not here: {name}")
