# SPDX-License-Identifier: MIT
"""The window of an installed program on a desk that waits for a password, until it is ended.

Words: the folder of a sample desk.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from desk_app import bootstrap
from desk_app.gui.app import Program

UNTIL_SHOWN = 3000
"""In milliseconds."""


def main(folder: Path) -> int:
    """Show the window and say so."""
    with bootstrap.private_ground():
        entrance = bootstrap.LocalEntrance(folder / "desk", folder / "keys")
        program = Program([], entrance)
        QTimer.singleShot(UNTIL_SHOWN, lambda: print("open", flush=True))
        return program.show(entrance)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
