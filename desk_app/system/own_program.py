# SPDX-License-Identifier: MIT
"""How the program starts itself once more: as shut off from its surroundings as it was started."""

from __future__ import annotations

import sys
from pathlib import Path

_PLACE = str(Path(__file__).resolve().parents[2])
_ALONE = (
    f"import sys; sys.path.insert(0, {_PLACE!r}); from desk_app.main import main; sys.exit(main())"
)


def command(package: str, *words: str) -> list[str]:
    """Return what starts a package with these words, where Python is all of it or part of it.

    An installed program runs isolated (``-I``): neither the folder it is started in nor a variable
    brings a module into it. What it starts finds the program by its place, isolated too.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, *words]
    if sys.flags.isolated:
        return [sys.executable, "-I", "-c", _ALONE, *words]
    return [sys.executable, "-m", package, *words]
